//! From the data of a kind, as `pm` ships it or `pm.yaml` writes it, to a [`Kind`].
//!
//! Shape is checked elsewhere; here are the meanings: types that exist, statuses that are named,
//! patterns that can be read. A part that means nothing is a finding and is left out.

mod agreed;
mod field;
mod status;

use indexmap::IndexMap;

use super::node::{entries, get, integer, merge, text, texts, words};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::field::{Field, FieldType, Required};
use crate::model::kind::{FieldSource, Files, Identity, Kind, PathPattern, Section};
use crate::model::kinds::{AGREED, EVERY, SHIPPED};
use crate::model::workflow::Workflow;
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::words::nearest;
use crate::text::yaml::{self, Content, Node};

/// Spans of shipped kinds are counted from here, so that they are never taken for places in `pm.yaml`.
const SHIPPED_BASE: usize = 1 << 30;

/// What reading kinds needs besides the node: where findings go.
pub(crate) struct Reader<'a> {
    path: &'a RelPath,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, span: Span, message: String, help: Option<String>) {
        // A repository that replaces the statuses of a shipped kind takes away what its fields refer to.
        if span.start() >= SHIPPED_BASE {
            return;
        }
        let mut finding =
            Diagnostic::new("invalid-config", Level::Error, Place::at(self.path, span), message);
        finding.help.extend(help);
        self.findings.push(finding);
    }
}

/// All kinds of a repository: the shipped ones in use, with what `pm.yaml` changes in them, then its own.
pub(crate) fn read(path: &RelPath, pm_yaml: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Kind> {
    let mut reader = Reader { path, findings };
    let every = every_fields(pm_yaml);
    let agreed = shipped(AGREED).map_or_else(|| every.clone(), |agreed| merge(&agreed, &every));
    let common = |node: &Node| if get(node, "normative").is_some() { &agreed } else { &every };
    let own = entries(pm_yaml, "kinds");
    let mut kinds = Vec::new();
    for (name, source) in SHIPPED.into_iter().filter(|(name, _)| in_use(pm_yaml, name)) {
        let Some(base) = shipped(source) else { continue };
        let over = own.iter().find(|entry| &*entry.key.text == name).map(|entry| &entry.value);
        let node =
            over.filter(|over| !over.is_null()).map_or_else(|| base.clone(), |over| merge(&base, over));
        kinds.push(kind(&mut reader, name, &node, over, common(&node), true));
    }
    let is_own = |name: &str| SHIPPED.iter().all(|(shipped, _)| *shipped != name) || !in_use(pm_yaml, name);
    for entry in own.iter().filter(|entry| is_own(&entry.key.text)) {
        let common = common(&entry.value);
        kinds.push(kind(&mut reader, &entry.key.text, &entry.value, Some(&entry.value), common, false));
    }
    check_shipped_names(&mut reader, pm_yaml);
    check_link_targets(&mut reader, own, &kinds);
    kinds
}

fn shipped(source: &str) -> Option<Node> {
    yaml::parse(source, SHIPPED_BASE).ok().map(|parsed| parsed.root)
}

/// Whether a shipped kind is in use. One that is not can be made anew under the same name.
fn in_use(pm_yaml: &Node, name: &str) -> bool {
    match get(pm_yaml, "shipped_kinds") {
        None => true,
        Some(value) if value.as_str() == Some("all") => true,
        Some(_) => words(pm_yaml, "shipped_kinds").iter().any(|word| word == name),
    }
}

fn check_shipped_names(reader: &mut Reader<'_>, pm_yaml: &Node) {
    for (word, span) in texts(pm_yaml, "shipped_kinds") {
        let known = || SHIPPED.iter().map(|(name, _)| *name);
        if !matches!(&*word, "all" | "none") && !known().any(|name| name == word) {
            let help = nearest(&word, known()).map(|near| format!("did you mean `{near}`?"));
            reader.report(span, format!("pm ships no kind `{word}`"), help);
        }
    }
}

/// The fields that every kind has: the shipped ones and those under `fields:` in `pm.yaml`.
fn every_fields(pm_yaml: &Node) -> Node {
    let empty = Node {
        span: Span::at(0),
        content: Content::Map { entries: Vec::new(), flow: false },
        decoration: None,
    };
    let base = shipped(EVERY).and_then(|node| node.get("fields").cloned()).unwrap_or(empty);
    match get(pm_yaml, "fields") {
        Some(own) => merge(&base, own),
        None => base,
    }
}

fn kind(
    reader: &mut Reader<'_>,
    name: &str,
    node: &Node,
    over: Option<&Node>,
    every: &Node,
    is_shipped: bool,
) -> Kind {
    let plural = text(node, "plural").unwrap_or_else(|| format!("{name}s"));
    let workflow = status::read(reader, node);
    let fields = fields(reader, node, every, &workflow);
    let sections = sections(reader, node, &workflow);
    let title_field = text(node, "title").unwrap_or_else(|| "title".into());
    let is_mapped =
        over.is_some_and(|over| ["id", "files", "path"].iter().any(|key| get(over, key).is_some()));
    let source = field_source(reader, node);
    let title = get(node, "title");
    let title_is_heading = match title {
        Some(title) => text(title, "from").as_deref() == Some("heading"),
        None => source != FieldSource::FrontMatter,
    };
    Kind {
        name: name.to_owned(),
        aliases: words(node, "aliases"),
        core: text(node, "group").as_deref() == Some("core"),
        shipped: is_shipped,
        summary: text(node, "summary").unwrap_or_default(),
        about: text(node, "about").unwrap_or_default(),
        files: files(reader, node, &plural, is_mapped),
        identity: identity(node, name),
        source,
        normative: agreed::normative(reader, node, &title_field, &fields),
        estimates: agreed::estimates(reader, node, &fields),
        approvals: agreed::approvals(reader, node, &workflow),
        title_field,
        title_is_heading,
        title_is_name: title.and_then(|title| text(title, "from")).as_deref() == Some("name"),
        workflow,
        fields,
        other_fields: text(node, "other_fields").as_deref() != Some("allow"),
        sections,
        templates: entries(node, "templates")
            .iter()
            .filter_map(|entry| Some((entry.key.text.to_string(), entry.value.as_str()?.to_owned())))
            .collect(),
        plural,
    }
}

fn identity(node: &Node, name: &str) -> Identity {
    let default_prefix = || text(node, "prefix").unwrap_or_else(|| name.to_uppercase());
    match get(node, "id") {
        Some(id) if id.entries().is_some() => Identity {
            field: text(id, "field").unwrap_or_else(|| "id".into()),
            prefix: text(id, "prefix").unwrap_or_else(default_prefix),
            spellings: words(id, "spellings"),
            capture: text(id, "capture"),
            by_path: false,
        },
        id => {
            let field = id.and_then(Node::as_str).filter(|field| *field != NO_ID);
            Identity {
                field: field.unwrap_or("id").to_owned(),
                prefix: default_prefix(),
                spellings: Vec::new(),
                capture: None,
                by_path: id.is_some() && field.is_none(),
            }
        }
    }
}

/// What `id:` says where documents have none.
const NO_ID: &str = "none";

fn field_source(reader: &mut Reader<'_>, node: &Node) -> FieldSource {
    match get(node, "fields_from") {
        Some(from) if from.as_str() == Some("nothing") => FieldSource::Nothing,
        Some(from) if from.as_str() == Some("lines") => FieldSource::Lines,
        Some(from) if from.entries().is_some() => {
            let heading = text(from, "table");
            if heading.is_none() {
                let help = "add `table:` with the first heading of the table";
                reader.report(from.span, "`fields_from` names no table".into(), Some(help.into()));
            }
            FieldSource::Table {
                heading: heading.unwrap_or_default(),
                optional: text(from, "missing").as_deref() == Some("allow"),
            }
        }
        _ => FieldSource::FrontMatter,
    }
}

/// Names that a folder of documents often holds besides them.
const NO_DOCUMENTS: [&str; 4] = ["**/README.md", "**/readme.md", "**/index.md", "**/_*"];

fn files(reader: &mut Reader<'_>, node: &Node, plural: &str, is_mapped: bool) -> Files {
    let mut folders = Vec::new();
    for (folder, span) in texts(node, "folder") {
        match RelPath::new(&folder) {
            Some(folder) => folders.push(folder),
            None => reader.report(
                span,
                format!("`{folder}` is no folder of this repository"),
                Some("write a path relative to pm.yaml, without `..`".into()),
            ),
        }
    }
    if folders.is_empty() {
        folders.extend(RelPath::new(plural));
    }
    let mut patterns = |written: Vec<(String, Span)>| -> Vec<PathPattern> {
        written
            .into_iter()
            .filter_map(|(pattern, span)| match PathPattern::parse(&pattern) {
                Ok(pattern) => Some(pattern),
                Err(reason) => {
                    reader.report(span, format!("`{pattern}` is no path pattern: {reason}"), None);
                    None
                }
            })
            .collect()
    };
    let mut include = patterns(texts(node, "files"));
    if include.is_empty() {
        include = ["**/*.md", "**/*.yaml"].iter().filter_map(|text| PathPattern::parse(text).ok()).collect();
    }
    let mut exclude = patterns(texts(node, "exclude"));
    if get(node, "files").is_none() {
        exclude.extend(NO_DOCUMENTS.iter().filter_map(|text| PathPattern::parse(text).ok()));
    }
    let captures = patterns(texts(node, "path")).pop();
    Files { folders, include, exclude, captures, named_by_id: !is_mapped }
}

fn fields(
    reader: &mut Reader<'_>,
    node: &Node,
    every: &Node,
    workflow: &Workflow,
) -> IndexMap<String, Field> {
    let own = entries(node, "fields");
    let mut fields = IndexMap::new();
    for entry in own {
        let name = &*entry.key.text;
        // What a kind says of a field that every kind has changes only what it says.
        let definition = match every.get(name) {
            Some(base) => merge(base, &entry.value),
            None => entry.value.clone(),
        };
        fields.insert(name.to_owned(), field::read(reader, name, &definition, entry.key.span, workflow));
    }
    for entry in every.entries().unwrap_or_default() {
        let name = &*entry.key.text;
        if !own.iter().any(|own| &*own.key.text == name) {
            let field = field::read(reader, name, &entry.value, entry.key.span, workflow);
            fields.insert(name.to_owned(), field);
        }
    }
    fields
}

fn sections(reader: &mut Reader<'_>, node: &Node, workflow: &Workflow) -> Vec<Section> {
    entries(node, "sections")
        .iter()
        .map(|entry| Section {
            title: entry.key.text.to_string(),
            summary: text(&entry.value, "summary").unwrap_or_default(),
            required: required(reader, &entry.value, workflow),
            part: text(&entry.value, "part"),
        })
        .collect()
}

/// When a field or section must be there, from its three settings.
fn required(reader: &mut Reader<'_>, node: &Node, workflow: &Workflow) -> Required {
    let mut known = |(status, span): (String, Span)| -> Option<String> {
        if workflow.get(&status).is_some() {
            return Some(status);
        }
        let help = nearest(&status, workflow.names()).map(|near| format!("did you mean `{near}`?"));
        reader.report(span, format!("the kind has no status `{status}`"), help);
        None
    };
    if text(node, "required").as_deref() == Some("always") {
        return Required::Always;
    }
    let within: Vec<String> = texts(node, "required-in").into_iter().filter_map(&mut known).collect();
    if !within.is_empty() {
        return Required::In(within);
    }
    match texts(node, "required-from").pop().and_then(known) {
        Some(from) => Required::From(from),
        None => Required::Never,
    }
}

/// Links in `pm.yaml` must lead to kinds that exist.
fn check_link_targets(reader: &mut Reader<'_>, own: &[yaml::Entry], kinds: &[Kind]) {
    for kind in own {
        for field in entries(&kind.value, "fields") {
            for (target, span) in texts(&field.value, "to") {
                if target != "any" && kinds.iter().all(|kind| kind.name != target) {
                    let help = nearest(&target, kinds.iter().map(|kind| kind.name.as_str()))
                        .map(|near| format!("did you mean `{near}`?"));
                    reader.report(span, format!("there is no kind `{target}`"), help);
                }
            }
        }
    }
}

/// A whole number in a range, for settings such as a month.
pub(crate) fn bounded(
    reader_path: &RelPath,
    node: &Node,
    key: &str,
    low: i64,
    high: i64,
    findings: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let value = integer(node, key)?;
    if (low..=high).contains(&value) {
        return Some(value);
    }
    let span = get(node, key).map_or(Span::at(0), |node| node.span);
    let message = format!("`{key}` is {value}, but it must be from {low} to {high}");
    findings.push(Diagnostic::new("invalid-config", Level::Error, Place::at(reader_path, span), message));
    None
}

/// The plain type of a field that says none: text.
const DEFAULT_TYPE: FieldType = FieldType::Text;
