//! `views:` and `outputs:`: questions with a name, and the files that answers are written to.
//!
//! A view is a command and the values of its flags. Which commands and flags there are is not known here.

use indexmap::IndexMap;

use super::node::{entries, get, text, texts};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// Keys of a view that are no flags of its command.
const OWN: [&str; 3] = ["view", "title", "summary"];

/// A question with a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct NamedView {
    /// The command with what it is asked about: `board requirement`.
    pub(crate) command: Vec<String>,
    pub(crate) flags: Vec<ViewFlag>,
    pub(crate) title: Option<String>,
    pub(crate) summary: Option<String>,
    /// Where its command is named.
    pub(crate) span: Span,
}

/// A flag of a view's command, with the values it is given; none for a flag that takes none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ViewFlag {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    pub(crate) span: Span,
}

/// A file that an answer is written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Output {
    pub(crate) path: RelPath,
    /// The name of a view, or a command with its flags.
    pub(crate) view: String,
    pub(crate) audience: Option<String>,
    /// That of the file's ending where nothing is said.
    pub(crate) format: Option<String>,
    /// The name of the markers between which it stands in a file that a person writes.
    pub(crate) between: Option<String>,
    pub(crate) span: Span,
}

impl NamedView {
    pub(crate) fn flag(&self, name: &str) -> Option<&ViewFlag> {
        self.flags.iter().find(|flag| flag.name == name)
    }
}

pub(super) fn views(
    path: &RelPath,
    root: &Node,
    findings: &mut Vec<Diagnostic>,
) -> IndexMap<String, NamedView> {
    let mut views = IndexMap::new();
    for entry in entries(root, "views") {
        let node = &entry.value;
        let Some((command, span)) = texts(node, "view").into_iter().next() else {
            let message = format!("the view `{}` names no command", entry.key.text);
            let finding =
                Diagnostic::new("invalid-config", Level::Error, Place::at(path, entry.key.span), message);
            findings.push(finding.with_help("say which: `view: roadmap`"));
            continue;
        };
        let flags = node.entries().unwrap_or_default().iter();
        let flags = flags.filter(|flag| !OWN.contains(&&*flag.key.text)).filter_map(|flag| {
            let name = flag.key.text.replace('_', "-");
            Some(ViewFlag { values: values(&flag.value)?, name, span: flag.key.span })
        });
        let view = NamedView {
            command: command.split_whitespace().map(str::to_owned).collect(),
            flags: flags.collect(),
            title: text(node, "title"),
            summary: text(node, "summary"),
            span,
        };
        views.insert(entry.key.text.to_string(), view);
    }
    views
}

/// The values that a flag is given; nothing for one that is turned off.
fn values(node: &Node) -> Option<Vec<String>> {
    match &node.content {
        Content::List { items, .. } => {
            Some(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
        }
        Content::Map { entries, .. } => Some(
            entries
                .iter()
                .filter_map(|entry| Some(format!("{}={}", entry.key.text, entry.value.as_str()?)))
                .collect(),
        ),
        _ => match node.as_str()? {
            "true" => Some(Vec::new()),
            "false" => None,
            text => Some(vec![text.to_owned()]),
        },
    }
}

pub(super) fn outputs(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Output> {
    let Some(items) = get(root, "outputs").and_then(Node::items) else { return Vec::new() };
    let mut outputs = Vec::new();
    for node in items {
        let mut missing = |key: &str, help: &str| {
            let place = Place::at(path, node.span);
            let finding =
                Diagnostic::new("invalid-config", Level::Error, place, format!("this output names no {key}"));
            findings.push(finding.with_help(help));
        };
        let Some(view) = text(node, "view") else {
            missing("view", "name one of `views`, or a command: `view: roadmap`");
            continue;
        };
        let Some(to) = text(node, "path").and_then(|path| RelPath::new(&path)).filter(|to| !to.is_root())
        else {
            missing("file of this repository", "say where it goes: `path: ROADMAP.md`");
            continue;
        };
        outputs.push(Output {
            path: to,
            view,
            audience: text(node, "audience"),
            format: text(node, "format"),
            between: text(node, "between"),
            span: node.span,
        });
    }
    outputs
}
