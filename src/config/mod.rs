//! `pm.yaml`: as written, then as meant.
//!
//! Text in, [`Config`] and findings out. A setting that is wrong is a finding with its place and is
//! left out; everything else still counts. Knows no artifact and reads no file.

mod answers;
mod audience;
mod code;
mod forge;
mod kinds;
mod levels;
mod named;
pub(crate) mod node;
mod overlay;
mod own_rule;
mod people;
mod product;
mod ready;
mod reports;
mod scoring;
pub(crate) mod settings;
pub(crate) mod shape;
mod site;
mod units;
mod views;

use indexmap::IndexMap;

pub(crate) use answers::Answers;
pub(crate) use audience::{Audience, DateResolution, Reader};
pub(crate) use code::{Code, TrailerMeaning};
pub(crate) use forge::forge_address;
pub(crate) use levels::{Levels, Subject};
pub(crate) use overlay::Overlay;
pub(crate) use own_rule::{Over, OwnRule, Source};
pub(crate) use people::{Person, Team, handle_called};
pub(crate) use product::Product;
pub(crate) use ready::Ready;
pub(crate) use reports::Reports;
pub(crate) use scoring::{IceMethod, OwnScore, Scoring};
pub(crate) use site::Site;

pub(crate) use views::{NamedView, Output, ViewFlag};

use crate::diagnostic::{Diagnostic, Level, Place, yaml_finding};
use crate::model::kind::Kind;
use crate::model::values::{FiscalYear, Horizon, HorizonRule};
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::yaml::{self, Node};

/// The only format of `pm.yaml` so far.
const FORMAT: i64 = 1;

/// Where templates lie, where `pm.yaml` does not say.
const TEMPLATES: &str = "templates";

/// The name of the file that makes a folder a `pm` repository.
pub(crate) const FILE_NAME: &str = "pm.yaml";

/// Everything `pm.yaml` says, with defaults for what it leaves out.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Whether the text was understood as a whole; else this is what holds where nothing is said, and
    /// what documents hold cannot be judged by it.
    pub(crate) is_read: bool,
    /// By key; a repository of one product has one under the empty key.
    pub(crate) products: IndexMap<String, Product>,
    pub(crate) fiscal_year: FiscalYear,
    pub(crate) horizons: HorizonRule,
    pub(crate) people: IndexMap<String, Person>,
    pub(crate) teams: IndexMap<String, Team>,
    pub(crate) random_ids: bool,
    /// Whether commands that write commit what they wrote without being asked to.
    pub(crate) commits: bool,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) rules: Vec<OwnRule>,
    /// By kind, when work that is not begun may begin.
    pub(crate) ready: IndexMap<String, Ready>,
    pub(crate) levels: Levels,
    pub(crate) fail_on: Level,
    pub(crate) baseline: Option<RelPath>,
    pub(crate) scoring: Scoring,
    pub(crate) scores: IndexMap<String, OwnScore>,
    pub(crate) audiences: IndexMap<String, Audience>,
    /// For whom the plan was projected; nothing for those who keep it.
    pub(crate) reader: Option<Reader>,
    /// The titles of sections that no audience sees unless it names them.
    pub(crate) private_sections: Vec<String>,
    pub(crate) answers: Answers,
    pub(crate) reports: Reports,
    pub(crate) site: Site,
    pub(crate) views: IndexMap<String, NamedView>,
    /// Files that answers are written to.
    pub(crate) outputs: Vec<Output>,
    /// Another repository that joins this one.
    pub(crate) overlay: Option<Overlay>,
    /// The folder of templates that answers can be written with.
    pub(crate) templates: RelPath,
    pub(crate) code: Code,
    /// E-mail addresses, domains and telephone numbers that may stand in tracked files.
    pub(crate) allowed_personal_data: Vec<String>,
}

impl Config {
    /// Reads the text of the `pm.yaml` at `path`.
    pub(crate) fn read(path: &RelPath, text: &str) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let root = parse(path, text, &mut findings).filter(|root| is_known_format(path, root, &mut findings));
        let is_read = root.is_some();
        let root = root.unwrap_or_else(empty);
        shape::validate(path, &root, settings::PM_YAML, &mut findings);
        (Self::of(path, &root, is_read, &mut findings), findings)
    }

    /// The settings with those that the overlay's `pm.yaml`, whose text is given, adds to them. What is wrong with
    /// either is said where it is read for itself.
    pub(crate) fn joined(&self, path: &RelPath, text: &str, overlay: &str) -> Self {
        let mut findings = Vec::new();
        let own = parse(path, text, &mut findings).unwrap_or_else(empty);
        let other = parse(path, overlay, &mut findings).unwrap_or_else(empty);
        let mut config = Self::of(path, &overlay::with(&own, &other), self.is_read, &mut findings);
        let brought = overlay::brought(&self.kinds, &config);
        if let Some(overlay) = &mut config.overlay {
            overlay.joined = Some(brought);
        }
        config
    }

    fn of(path: &RelPath, root: &Node, is_read: bool, findings: &mut Vec<Diagnostic>) -> Self {
        let mut kinds = kinds::read(path, root, findings);
        units::set(root, &mut kinds);
        Self {
            is_read,
            products: product::read(path, root, findings),
            fiscal_year: product::fiscal_year(path, root, findings),
            horizons: product::horizons(root),
            people: people::people(root),
            teams: people::teams(root),
            random_ids: node::text(root, "ids").as_deref() == Some("random"),
            commits: node::text(root, "commit").as_deref() == Some("auto"),
            rules: own_rule::read(path, root, &kinds, findings),
            ready: ready::read(path, root, &kinds, findings),
            levels: levels::read(path, root, findings),
            fail_on: node::text(root, "fail_on")
                .and_then(|name| levels::level(&name))
                .unwrap_or(Level::Error),
            baseline: node::text(root, "baseline").and_then(|path| RelPath::new(&path)),
            scoring: scoring::read(root),
            scores: scoring::own_scores(path, root, &kinds, findings),
            templates: node::text(root, "templates")
                .and_then(|path| RelPath::new(&path))
                .unwrap_or_else(|| RelPath::root().join(TEMPLATES)),
            audiences: audience::read(path, root, &kinds, findings),
            reader: None,
            private_sections: node::words(root, "private_sections"),
            answers: answers::read(root),
            reports: reports::read(root),
            site: site::read(root),
            views: views::views(path, root, findings),
            outputs: views::outputs(path, root, findings),
            overlay: overlay::read(path, root, findings),
            code: code::read(path, root, findings),
            allowed_personal_data: node::get(root, "personal_data")
                .map(|node| node::words(node, "allow"))
                .unwrap_or_default(),
            kinds,
        }
    }

    /// What the plan is called: the title of its site, else the names of its products.
    pub(crate) fn title(&self) -> String {
        let products: Vec<&str> =
            self.products.values().map(|it| it.name.as_str()).filter(|it| !it.is_empty()).collect();
        let of_products = || if products.is_empty() { "Plan".to_owned() } else { products.join(", ") };
        self.site.title.clone().unwrap_or_else(of_products)
    }

    /// The handle of the person that a document names.
    pub(crate) fn handle_of(&self, person: &crate::model::values::Person) -> Option<&str> {
        [person.handle(), person.email(), person.name()]
            .into_iter()
            .flatten()
            .find_map(|word| handle_called(&self.people, word))
    }

    /// The name of the person that a document names; what it says where nobody is known by that.
    pub(crate) fn name_of<'a>(&'a self, person: &'a crate::model::values::Person) -> &'a str {
        let known = self.handle_of(person).and_then(|handle| self.people.get(handle));
        known.map_or(person.label(), |known| known.name.as_str())
    }

    /// The handle of the person who signs commits as `name <mail>`.
    pub(crate) fn handle_signing(&self, name: &str, mail: &str) -> Option<&str> {
        people::handle_signing(&self.people, name, mail)
    }

    /// What the reader calls a horizon, as a heading.
    pub(crate) fn horizon_title(&self, horizon: Horizon) -> &str {
        let own = self.reader.as_ref().and_then(|reader| reader.audience.horizons.get(horizon.name()));
        own.map_or(horizon.title(), String::as_str)
    }

    /// The kind a person means by `name`: its name, its plural or an alias.
    pub(crate) fn kind_called(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.is_called(name))
    }

    /// The kind whose name is exactly `name`.
    pub(crate) fn kind_index(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.name == name)
    }
}

fn empty() -> Node {
    Node {
        span: Span::at(0),
        content: yaml::Content::Map { entries: Vec::new(), flow: false },
        decoration: None,
    }
}

/// Where a setting stands in the text of `pm.yaml`, by the keys that lead to it.
pub(crate) fn place_in(text: &str, keys: &[&str]) -> Option<Span> {
    let root = yaml::parse(text, 0).ok()?.root;
    keys.iter().try_fold(&root, |node, key| node::get(node, key)).map(|node| node.span)
}

/// The root map; where the text is no YAML or no map, one finding.
fn parse(path: &RelPath, text: &str, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let parsed = match yaml::parse(text, 0) {
        Ok(parsed) => parsed,
        Err(fault) => {
            findings.push(yaml_finding(path, &fault));
            return None;
        }
    };
    findings.extend(parsed.notes.iter().map(|fault| yaml_finding(path, fault)));
    if parsed.root.is_null() {
        return Some(empty());
    }
    if parsed.root.entries().is_none() {
        let message = format!("expected a map of settings, found {}", parsed.root.shape());
        findings.push(Diagnostic::new(
            "invalid-config",
            Level::Error,
            Place::at(path, parsed.root.span),
            message,
        ));
        return None;
    }
    Some(parsed.root)
}

/// Whether the settings are written in the format that this `pm` reads.
fn is_known_format(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> bool {
    let Some(format) = node::integer(root, "format").filter(|format| *format != FORMAT) else { return true };
    let span = root.get("format").map_or(Span::at(0), |node| node.span);
    let message = format!("this pm reads format {FORMAT} of pm.yaml, not {format}");
    findings.push(
        Diagnostic::new("invalid-config", Level::Error, Place::at(path, span), message)
            .with_help("use a pm that is as new as the repository"),
    );
    false
}

#[cfg(test)]
mod tests;
