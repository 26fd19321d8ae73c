//! The `status:` of a kind.

use super::Reader;
use crate::config::node::{entries, get, text, texts};
use crate::model::workflow::{Category, Status, Workflow};
use crate::text::span::Span;
use crate::text::words::nearest;
use crate::text::yaml::Node;

/// The workflow of a kind; one without `status:` has none.
pub(super) fn read(reader: &mut Reader<'_>, kind: &Node) -> Workflow {
    let Some(node) = get(kind, "status") else { return Workflow::default() };
    let mut statuses: Vec<Status> = Vec::new();
    for category in Category::ALL {
        for (name, summary, span) in names(node, category.name()) {
            if statuses.iter().any(|status| status.name == name) {
                reader.report(span, format!("the status `{name}` is named twice"), None);
                continue;
            }
            statuses.push(Status { name, category, summary, moves: None, limit: None });
        }
    }
    let mut workflow = Workflow {
        field: Some(text(node, "field").unwrap_or_else(|| "status".into())),
        default: None,
        statuses,
        allows_rest: text(node, "rest").as_deref() == Some("allow"),
    };
    for entry in entries(node, "moves") {
        let targets = texts(node.get("moves").unwrap_or(node), &entry.key.text);
        let known: Vec<String> =
            targets.into_iter().filter_map(|(name, span)| known(reader, &workflow, name, span)).collect();
        if let Some(from) = known_index(reader, &workflow, &entry.key.text, entry.key.span) {
            workflow.statuses[from].moves = Some(known);
        }
    }
    for entry in entries(node, "limits") {
        let key = &entry.key;
        let limit =
            entry.value.as_str().and_then(|text| text.parse::<usize>().ok()).filter(|limit| *limit > 0);
        if limit.is_none() {
            let help = "write how many artifacts should be in the status at the most, 1 or more";
            reader.report(
                entry.value.span,
                format!("the limit of `{}` is no amount", key.text),
                Some(help.into()),
            );
        } else if let Some(at) = known_index(reader, &workflow, &key.text, key.span) {
            workflow.statuses[at].limit = limit;
        }
    }
    let default = texts(node, "default").pop().and_then(|(name, span)| known(reader, &workflow, name, span));
    workflow.default = default.or_else(|| workflow.statuses.first().map(|status| status.name.clone()));
    workflow
}

/// The statuses of one category: a list of names, or names with what they mean.
fn names(node: &Node, key: &str) -> Vec<(String, String, Span)> {
    match get(node, key).and_then(Node::entries) {
        Some(entries) => entries
            .iter()
            .map(|entry| {
                (entry.key.text.to_string(), entry.value.as_str().unwrap_or("").to_owned(), entry.key.span)
            })
            .collect(),
        None => texts(node, key).into_iter().map(|(name, span)| (name, String::new(), span)).collect(),
    }
}

fn known(reader: &mut Reader<'_>, workflow: &Workflow, name: String, span: Span) -> Option<String> {
    known_index(reader, workflow, &name, span).map(|_| name)
}

fn known_index(reader: &mut Reader<'_>, workflow: &Workflow, name: &str, span: Span) -> Option<usize> {
    let index = workflow.index_of(name);
    if index.is_none() {
        let help = nearest(name, workflow.names()).map(|near| format!("did you mean `{near}`?"));
        reader.report(span, format!("the kind has no status `{name}`"), help);
    }
    index
}
