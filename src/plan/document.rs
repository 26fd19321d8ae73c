//! From the bytes of one document to an artifact, with everything that is wrong with the document.
//!
//! Looks at one document alone: what it says of others is `link`'s business, whether what it says is
//! right for its status is `check`'s.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::loading::loading_rule;
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place, yaml_finding};
use crate::model::artifact::{Artifact, StatusValue};
use crate::model::field::Field;
use crate::model::key::PRODUCT;
use crate::model::kind::{FieldSource, Kind};
use crate::model::value::{FieldFault, FieldValue, interpret};
use crate::model::values::{Id, IdKey, ValueFault};
use crate::source::RelPath;
use crate::text::front_matter::{self, Language, SplitFault, SplitFaultKind};
use crate::text::span::Span;
use crate::text::three_way::unsettled;
use crate::text::words::{list_of, nearest};
use crate::text::yaml::{Entry, Node};

mod without_front_matter;

use super::Unreadable;

/// A document and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) path: RelPath,
    pub(super) kind: u16,
    pub(super) product: u16,
}

/// What reading one document gives: an artifact, or the place of one that cannot be read.
pub(super) enum Reading {
    Artifact(Arc<Artifact>),
    Unreadable(Unreadable),
}

impl Document {
    /// A place for an artifact that cannot be read, with the id that the file's name gives.
    pub(super) fn unreadable(&self, config: &Config, text: Option<&str>) -> Unreadable {
        Unreadable {
            path: self.path.clone(),
            kind: self.kind,
            product: self.product,
            key: key_of_path(&config.kinds[usize::from(self.kind)], &self.path),
            text: text.map(Box::from),
        }
    }

    /// Reads the document from its bytes.
    pub(super) fn read(&self, config: &Config, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) -> Reading {
        let kind = &config.kinds[usize::from(self.kind)];
        let has_text_alone = kind.source != FieldSource::FrontMatter && !self.is_yaml();
        if let Some((finding, at)) = self.unfinished_merge(&bytes) {
            findings.push(finding);
            // In a body it is the readers' trouble; among the fields nothing can be read for sure.
            let is_below =
                self.parts(&bytes).is_ok_and(|parts| parts.is_some_and(|(_, body)| body.start() <= at));
            if !has_text_alone && !is_below {
                return Reading::Unreadable(self.unreadable(config, std::str::from_utf8(&bytes).ok()));
            }
        }
        if has_text_alone {
            return self.read_text(config, bytes, findings);
        }
        let (front, body) = match self.parts(&bytes) {
            Ok(Some(parts)) => parts,
            Ok(None) => {
                findings.push(self.missing_front_matter(config));
                return Reading::Unreadable(self.unreadable(config, std::str::from_utf8(&bytes).ok()));
            }
            Err(fault) => {
                findings.push(self.split_finding(&fault));
                return Reading::Unreadable(self.unreadable(config, std::str::from_utf8(&bytes).ok()));
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            return Reading::Unreadable(self.unreadable(config, None));
        };
        match front_matter::fields(&text, front) {
            Err(fault) => {
                findings.push(yaml_finding(&self.path, &fault));
                Reading::Unreadable(self.unreadable(config, Some(&text)))
            }
            Ok(parsed) => {
                findings.extend(parsed.notes.iter().map(|fault| yaml_finding(&self.path, fault)));
                if parsed.root.entries().is_none() && !parsed.root.is_null() {
                    let message =
                        format!("the front matter is {}, not `name: value` lines", parsed.root.shape());
                    findings.push(self.finding("front-matter-not-a-map", parsed.root.span, message));
                    return Reading::Unreadable(self.unreadable(config, Some(&text)));
                }
                if let Some((finding, key)) = self.misplaced(config, &parsed.root) {
                    findings.push(finding);
                    let unreadable = self.unreadable(config, Some(&text));
                    return Reading::Unreadable(Unreadable { key: Some(key), ..unreadable });
                }
                let mut found = Vec::new();
                let artifact = self.artifact(config, &parsed.root, front, body, text, &mut found);
                findings.extend(without_cascades(&parsed.root, found));
                Reading::Artifact(Arc::new(artifact))
            }
        }
    }

    fn is_yaml(&self) -> bool {
        matches!(self.path.extension(), "yaml" | "yml")
    }

    /// Where front matter and body are; nothing where there is no front matter.
    fn parts(&self, bytes: &[u8]) -> Result<Option<(Span, Span)>, Box<SplitFault>> {
        if self.is_yaml() {
            let (text, front) = front_matter::whole(bytes)?;
            return Ok(Some((front, Span::at(text.len()))));
        }
        let document = front_matter::split(bytes)?;
        Ok(document.front_matter.map(|front| (front.content, document.body)))
    }

    fn finding(&self, rule: &'static str, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(rule, level(rule), Place::at(&self.path, span), message)
    }

    /// The finding on conflicts that are still marked, and where the first of them begins.
    fn unfinished_merge(&self, bytes: &[u8]) -> Option<(Diagnostic, usize)> {
        let conflicts = unsettled(std::str::from_utf8(bytes).ok()?);
        let first = *conflicts.first()?;
        let message = match conflicts.len() {
            1 => "a merge was not finished: a conflict is still marked here".to_owned(),
            count => {
                format!("a merge was not finished: {count} conflicts are still marked, the first one here")
            }
        };
        let finding = self
            .finding("unfinished-merge", first, message)
            .with_help("keep one side, or what both meant, and take the lines with the markers out");
        Some((finding, first.start()))
    }

    fn missing_front_matter(&self, config: &Config) -> Diagnostic {
        let kind = &config.kinds[usize::from(self.kind)];
        let rule = "missing-front-matter";
        Diagnostic::new(
            rule,
            level(rule),
            Place::file(&self.path),
            format!("this file lies where every {} lies, but has no front matter", kind.name),
        )
        .with_help(format!("begin it with a line `---`, `{}: …`, and a line `---`", kind.title_field))
    }

    fn split_finding(&self, fault: &SplitFault) -> Diagnostic {
        let rule = match fault.kind {
            SplitFaultKind::TooLarge => "oversized-file",
            SplitFaultKind::NotUtf8 => "not-utf8",
            SplitFaultKind::NulByte => "nul-byte",
            SplitFaultKind::MissingClosing => "unclosed-front-matter",
            SplitFaultKind::BlankBeforeFence => "blank-before-front-matter",
        };
        let mut finding = self.finding(rule, fault.span, fault.message.clone());
        finding.help.extend(fault.help.clone());
        if let Some((span, shows)) = &fault.related {
            finding = finding.with_related(Place::at(&self.path, *span), shows.clone());
        }
        if let Some((span, text)) = &fault.repair {
            let step = FixStep::Replace { path: self.path.clone(), span: *span, text: text.clone() };
            finding = finding.with_fix(Fix { title: "repair the front matter".into(), steps: vec![step] });
        }
        finding
    }

    /// The finding on a document whose id is one of another kind's, and the key of that id.
    fn misplaced(&self, config: &Config, root: &Node) -> Option<(Diagnostic, IdKey)> {
        let kind = &config.kinds[usize::from(self.kind)];
        let node = root.get(&kind.identity.field).filter(|_| !kind.identity.by_path)?;
        let id = Id::parse(node.as_str()?).ok()?.without_product();
        if kind.identity.has_prefix(id.prefix()) {
            return None;
        }
        let other = config.kinds.iter().find(|other| other.identity.has_prefix(id.prefix()))?;
        let message =
            format!("{id} is an id of {}, but this file lies where {} lie", other.plural, kind.plural);
        let folder = other.files.folders.first().filter(|folder| !folder.is_root());
        let give = format!("give it an id that begins with {}-", kind.identity.prefix);
        let help = match folder {
            Some(folder) => format!("move it to {folder}, or {give}"),
            None => give,
        };
        let finding =
            self.finding("misplaced-file", node.span, message).with_help(help).with_subject(id.to_string());
        Some((finding, key_of(other, &id)))
    }

    fn artifact(
        &self,
        config: &Config,
        root: &Node,
        front: Span,
        body: Span,
        text: String,
        findings: &mut Vec<Diagnostic>,
    ) -> Artifact {
        let kind = &config.kinds[usize::from(self.kind)];
        let language = Language::at(&text, front);
        let first_new = findings.len();
        let (id, id_span) = self.id(kind, root, (front, language), findings);
        let (title, title_span) = match (kind.title_is_name, kind.title_is_heading) {
            (true, _) => (Box::from(self.path.stem()), None),
            (false, true) => self.heading(kind, body, &text, findings),
            (false, false) => self.title(kind, root, (front, language), findings),
        };
        let status = if says_nothing(kind, root) {
            None
        } else {
            self.status(kind, root, (front, language), findings)
        };
        let values = self.values(kind, root, findings);
        if let Some(id) = &id {
            for finding in &mut findings[first_new..] {
                finding.subject = Some(id.to_string());
            }
        }
        Artifact {
            kind: self.kind,
            product: self.product(config, kind, &values),
            path: self.path.clone(),
            id,
            id_span,
            title,
            title_span,
            status,
            values,
            front,
            body,
            text: text.into_boxed_str(),
            overlaid: None,
        }
    }

    fn id(
        &self,
        kind: &Kind,
        root: &Node,
        (front, language): (Span, Language),
        findings: &mut Vec<Diagnostic>,
    ) -> (Option<Id>, Option<Span>) {
        let field = &kind.identity.field;
        if kind.identity.by_path {
            return (None, None);
        }
        let Some(node) = root.get(field).filter(|node| !node.is_null()) else {
            let by_path = id_of_path(kind, &self.path);
            let is_missing = kind.identity.capture.is_none() || by_path.is_none();
            if is_missing && !says_nothing(kind, root) {
                let span = root.entry(field).map_or(Span::at(front.start()), |entry| entry.key.span);
                findings.push(
                    self.finding("missing-id", span, format!("this {} has no `{field}`", kind.name))
                        .with_help(match kind.source {
                            FieldSource::FrontMatter if language == Language::Yaml => format!(
                                "run `pm check --fix` to give it the next {} id",
                                kind.identity.prefix
                            ),
                            _ => kind.how_to_add(field, &format!("{}-…", kind.identity.prefix), language),
                        }),
                );
            }
            return (by_path, None);
        };
        let fault = match node.as_str() {
            None => Err((format!("`{field}` is {}, not an id", node.shape()), None)),
            Some(text) => read_id(kind, text).map_err(|fault| (fault.message, fault.help)),
        };
        match fault {
            Ok(id) => (Some(id), Some(node.span)),
            Err((message, help)) => {
                let mut finding = self.finding("malformed-id", node.span, message);
                finding.help.extend(help);
                findings.push(finding);
                let by_path = id_of_path(kind, &self.path);
                (by_path, Some(node.span))
            }
        }
    }

    fn title(
        &self,
        kind: &Kind,
        root: &Node,
        (front, language): (Span, Language),
        findings: &mut Vec<Diagnostic>,
    ) -> (Box<str>, Option<Span>) {
        let field = &kind.title_field;
        match root.get(field).filter(|node| !node.is_null()) {
            Some(node) => match node.as_str() {
                Some(text) if !text.trim().is_empty() => return (Box::from(text.trim()), Some(node.span)),
                Some(_) => {
                    findings.push(self.finding(
                        "missing-title",
                        node.span,
                        format!("the `{field}` is empty"),
                    ));
                }
                None => {
                    let message = format!("`{field}` is text, but {} is written here", node.shape());
                    let help = match language {
                        Language::Yaml => "quote the title: a `[`, `{` or `: ` in it means something to YAML",
                        Language::Toml => "write it between quotes",
                    };
                    findings.push(self.finding("wrong-type", node.span, message).with_help(help));
                }
            },
            None => {
                let span = root.entry(field).map_or(Span::at(front.start()), |entry| entry.key.span);
                let message = format!("this {} has no `{field}`", kind.name);
                findings.push(
                    self.finding("missing-title", span, message)
                        .with_help(kind.how_to_add(field, "", language)),
                );
            }
        }
        (Box::from(self.path.stem()), None)
    }

    fn status(
        &self,
        kind: &Kind,
        root: &Node,
        (front, language): (Span, Language),
        findings: &mut Vec<Diagnostic>,
    ) -> Option<StatusValue> {
        let field = kind.workflow.field.as_deref()?;
        let Some(node) = root.get(field).filter(|node| !node.is_null()) else {
            let span = root.entry(field).map_or(Span::at(front.start()), |entry| entry.key.span);
            let message = format!("this {} has no `{field}`", kind.name);
            let default = kind.workflow.default.as_deref().unwrap_or("");
            findings.push(
                self.finding("missing-status", span, message)
                    .with_help(kind.how_to_add(field, default, language)),
            );
            return None;
        };
        let Some(written) = node.as_str() else {
            let message = format!("`{field}` is one word, but {} is written here", node.shape());
            findings.push(self.finding("wrong-type", node.span, message));
            return None;
        };
        let meant = kind.workflow.meant(written);
        let index = meant.and_then(|index| u16::try_from(index).ok());
        if index.is_none() {
            let names = || kind.workflow.names();
            let near =
                names().find(|name| name.eq_ignore_ascii_case(written)).or_else(|| nearest(written, names()));
            let help = near.map_or_else(
                || format!("use one of {}", list_of(names())),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("`{written}` is no status of {}", kind.name);
            findings.push(self.finding("unknown-status", node.span, message).with_help(help));
        }
        let written = meant.map_or(written, |at| &kind.workflow.statuses[at].name);
        Some(StatusValue { written: Box::from(written), span: node.span, index })
    }

    fn values(&self, kind: &Kind, root: &Node, findings: &mut Vec<Diagnostic>) -> Vec<FieldValue> {
        let mut faults = Vec::new();
        let mut values = Vec::new();
        let built_in = [Some(&kind.identity.field), Some(&kind.title_field), kind.workflow.field.as_ref()];
        for entry in root.entries().unwrap_or_default() {
            let name = &*entry.key.text;
            match kind.fields.get_full(name) {
                Some((index, _, field)) => values.extend(value(index, field, entry, &mut faults)),
                None if built_in.iter().flatten().any(|field| *field == name) => {}
                None if kind.other_fields => {
                    let finding = self.unknown_field(kind, entry);
                    match misspelled(kind, root, name).and_then(|missing| missing_in(findings, missing)) {
                        // One slip of the pen is one finding: what is missing stands here under another name.
                        Some(missing) => (missing.place, missing.help) = (finding.place, finding.help),
                        None => findings.push(finding),
                    }
                }
                None => {}
            }
        }
        findings.extend(faults.into_iter().map(|fault| {
            let mut finding = self.finding(fault.rule, fault.span, fault.message);
            finding.help.extend(fault.help);
            finding
        }));
        values.sort_by_key(|value: &FieldValue| value.field);
        // A key that is written twice is reported by the reader; the first one counts.
        values.dedup_by_key(|value| value.field);
        values
    }

    /// The product that the document names, where its folder says none; else the folder's.
    fn product(&self, config: &Config, kind: &Kind, values: &[FieldValue]) -> u16 {
        let has_folder = config
            .products
            .get_index(usize::from(self.product))
            .is_some_and(|(_, product)| product.folder.is_some());
        let field = kind.field_index(PRODUCT.name).filter(|_| !has_folder && config.products.len() > 1);
        let named = field
            .and_then(|field| values.iter().find(|value| usize::from(value.field) == field))
            .and_then(|value| config.products.get_index_of(&value.value.to_line()));
        named.and_then(|index| u16::try_from(index).ok()).unwrap_or(self.product)
    }

    fn unknown_field(&self, kind: &Kind, entry: &Entry) -> Diagnostic {
        let name = &*entry.key.text;
        let built_in =
            [Some(&*kind.identity.field), Some(&*kind.title_field), kind.workflow.field.as_deref()];
        let known = kind.fields.keys().map(String::as_str).chain(built_in.into_iter().flatten());
        let finding =
            self.finding("unknown-field", entry.key.span, format!("{} has no field `{name}`", kind.name));
        match nearest(name, known) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")),
            None => finding.with_help(format!(
                "declare it under `kinds: {}: fields:` in pm.yaml, or see `pm explain unknown-field`",
                kind.name
            )),
        }
    }
}

/// The rule that reports the field that an unknown key most likely means, if every document has that field and
/// this one has not.
fn misspelled(kind: &Kind, root: &Node, name: &str) -> Option<&'static str> {
    let built_in = [
        (Some(&kind.identity.field), "missing-id"),
        (Some(&kind.title_field), "missing-title"),
        (kind.workflow.field.as_ref(), "missing-status"),
    ];
    let known = kind.fields.keys().chain(built_in.iter().filter_map(|(field, _)| *field));
    let near = nearest(name, known.map(String::as_str)).filter(|near| root.get(near).is_none())?;
    built_in.into_iter().find(|(field, _)| field.is_some_and(|field| field == near)).map(|(_, rule)| rule)
}

fn missing_in<'f>(findings: &'f mut [Diagnostic], rule: &str) -> Option<&'f mut Diagnostic> {
    findings.iter_mut().find(|finding| finding.rule == rule)
}

fn value(index: usize, field: &Field, entry: &Entry, faults: &mut Vec<FieldFault>) -> Option<FieldValue> {
    let value = interpret(field, &entry.value, faults)?;
    Some(FieldValue { field: u16::try_from(index).ok()?, key: entry.key.span, span: entry.value.span, value })
}

/// Whether a document has no fields at all and, by what its kind says, needs none.
fn says_nothing(kind: &Kind, root: &Node) -> bool {
    kind.source != FieldSource::FrontMatter && root.is_null()
}

/// The findings on fields but for those on values that are named for reuse, which has a finding of its own.
fn without_cascades(root: &Node, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let reused: Vec<Span> = root
        .entries()
        .unwrap_or_default()
        .iter()
        .filter(|entry| entry.value.is_for_reuse())
        .map(|entry| entry.value.span)
        .collect();
    findings.retain(|finding| {
        let is_within = |span: &Span| {
            finding.place.span.is_some_and(|own| span.start() <= own.start() && own.end() <= span.end())
        };
        !reused.iter().any(is_within)
    });
    findings
}

/// The level that a rule of loading comes with.
pub(super) fn level(rule: &str) -> Level {
    loading_rule(rule).map_or(Level::Error, |rule| rule.level)
}

/// Reads an id of `kind`: with one of its prefixes, or a number alone where its documents are not `pm`'s own.
pub(super) fn read_id(kind: &Kind, text: &str) -> Result<Id, ValueFault> {
    let identity = &kind.identity;
    let text = text.trim();
    let is_foreign = !kind.files.named_by_id;
    let id = if is_foreign && text.chars().all(|c| c.is_ascii_digit()) {
        Id::parse_of(&identity.prefix, text)?
    } else {
        Id::parse(text)?.without_product()
    };
    if identity.has_prefix(id.prefix()) {
        return Ok(id);
    }
    Err(ValueFault::new(format!("`{text}` is no id of {}", kind.plural))
        .with_help(format!("ids of {} begin with {}-", kind.plural, identity.prefix)))
}

/// The key under which an id of a kind is found, whatever spelling of the prefix it has.
pub(crate) fn key_of(kind: &Kind, id: &Id) -> IdKey {
    id.key().with_prefix(&kind.identity.prefix)
}

/// The id that a path gives: by the capture that the kind names, else by the start of the file's name.
fn id_of_path(kind: &Kind, path: &RelPath) -> Option<Id> {
    if kind.identity.by_path {
        return None;
    }
    if let (Some(name), Some(pattern)) = (&kind.identity.capture, &kind.files.captures) {
        return read_id(kind, pattern.capture(path.as_str(), name)?).ok();
    }
    let prefixes = std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings);
    prefixes.into_iter().find_map(|prefix| Id::at_start_of(path.file_name(), prefix))
}

/// The key of the id that a path gives.
pub(super) fn key_of_path(kind: &Kind, path: &RelPath) -> Option<IdKey> {
    Some(key_of(kind, &id_of_path(kind, path)?))
}
