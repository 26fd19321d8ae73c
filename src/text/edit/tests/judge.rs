//! Judging the result of one edit without the help of the code that made it.

use super::oracle;
use crate::text::edit::invariants::{check_edited, get};
use crate::text::edit::remove;
use crate::text::edit::site::Site;
use crate::text::edit::trail::Trail;
use crate::text::edit::{Change, Edit, Path, Refusal, Step, edit};
use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// How an edit ended, where nothing was wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    Edited,
    Refused,
}

/// Makes one edit. The error says what is wrong with the result: a line outside the place concerned or a
/// comment that is gone, a value that others read differently, or a refusal without need.
pub(super) fn judge(before: &str, front: Span, root: &Node, change: &Edit) -> Result<Outcome, String> {
    let edited = match edit(before, front, change) {
        Ok(edited) => edited,
        Err(refusal) if is_expected(&refusal, before, change) => return Ok(Outcome::Refused),
        Err(refusal) => return Err(format!("{before:?}\n{change:?}\n{refusal:?}")),
    };
    let after = &edited.text;
    let wrong = |what: &str| Err(format!("{what}\n{before:?}\n{change:?}\n{after:?}"));
    check_edited(before, front, change, &edited);
    if !lines_outside_survive(before, after, concerned(before, root, change)) {
        return wrong("a line is gone");
    }
    let given_up = given_up(before, front, root, change);
    let lost = comments(before, root)
        .into_iter()
        .find(|(at, comment)| !after.contains(comment) && !given_up.is_some_and(|span| span.contains(*at)));
    if let Some((_, comment)) = lost {
        return wrong(&format!("the comment {comment} is gone"));
    }
    let mut kept = Vec::new();
    if let Some(node) = get(root, &change.path) {
        collect_texts(node, &mut kept);
    }
    match oracle::check(front.slice(before), edited.front.slice(after), change, &kept) {
        Ok(()) => Ok(Outcome::Edited),
        Err(difference) => wrong(&difference),
    }
}

/// Refusals that a document without anchors, tags and aliases may earn.
fn is_expected(refusal: &Refusal, document: &str, edit: &Edit) -> bool {
    let reason = refusal.reason.as_str();
    // Without the entry between them, a block of text would take blank lines or a comment for its own.
    let has_block = [" |", " >"].iter().any(|header| document.contains(header));
    if has_block && edit.change == Change::Remove && reason.starts_with("this cannot be edited safely") {
        return true;
    }
    ["there is ", "the key ", "the item ", "an item needs", "a comment ", "the path names"]
        .iter()
        .any(|start| reason.starts_with(start))
}

/// The lines of `text` that may change: those of the entry or item that an edit concerns.
fn concerned(text: &str, root: &Node, change: &Edit) -> Span {
    let mut path = change.path.clone();
    while get(root, &path).is_none() {
        path = split_last(&path).0;
    }
    // Of a value that is not there yet, only the brackets around it, or the empty place, may change.
    let creates = path != change.path;
    if change.change == Change::Remove {
        while let (parent, Some(_)) = split_last(&path)
            && !parent.0.is_empty()
            && get(root, &parent).is_some_and(|node| children(node) == 1)
        {
            path = parent;
        }
        // In a list the next item may move up to the dash.
        path = split_last(&path).0;
    }
    let flow = (0..=path.0.len())
        .map(|length| Path(path.0[..length].to_vec()))
        .find(|path| get(root, path).is_some_and(is_flow));
    let path = flow.unwrap_or(path);
    let node = get(root, &path).unwrap();
    if creates && !is_flow(node) && !node.is_null() {
        // A new first key takes the place beside the dash.
        let start = node.span.start();
        let line = text[..start].rfind('\n').map_or(0, |found| found + 1);
        return Span::at(if text[line..start].contains('-') { start } else { text.len() + 1 });
    }
    let start = match split_last(&path) {
        (parent, Some(Step::Key(key))) => {
            get(root, &parent).and_then(|map| map.entry(key)).map(|entry| entry.key.span.start())
        }
        _ => None,
    };
    Span::new(start.unwrap_or(node.span.start()), node.span.end())
}

/// The bytes whose comments go with what an edit takes away.
fn given_up(text: &str, front: Span, root: &Node, change: &Edit) -> Option<Span> {
    let node = get(root, &change.path)?;
    let line_end = |at: usize| at + text[at..].find('\n').unwrap_or(text.len() - at);
    match change.change {
        Change::Set { .. } => match &node.content {
            Content::Scalar(_) | Content::Alias(_) => None,
            _ if is_flow(node) => Some(node.span),
            _ => {
                let key = concerned(text, root, change).start();
                Some(Span::new(line_end(key).min(node.span.start()), line_end(node.span.end())))
            }
        },
        Change::Remove => {
            let trail = Trail::follow(root, &change.path).unwrap();
            let depth = remove::depth(&trail);
            let parent = trail.nodes[depth - 1];
            let children = Site::new(text, front, root, true).children(parent).unwrap();
            let index = match &change.path.0[depth - 1] {
                Step::Index(index) => *index,
                Step::Key(key) => parent.entries()?.iter().position(|entry| *entry.key.text == **key)?,
            };
            Some(Span::new(children[index].start, line_end(children[index].end)))
        }
        _ => None,
    }
}

fn children(node: &Node) -> usize {
    node.items().map_or(0, <[_]>::len) + node.entries().map_or(0, <[_]>::len)
}

fn is_flow(node: &Node) -> bool {
    matches!(node.content, Content::List { flow: true, .. } | Content::Map { flow: true, .. })
}

/// Every line outside `concerned` is there after the edit, in its order.
fn lines_outside_survive(before: &str, after: &str, concerned: Span) -> bool {
    let mut new = after.trim_start_matches('\u{feff}').lines();
    let mut end = 0;
    before.split_inclusive('\n').all(|raw| {
        let start = end;
        end += raw.len();
        let inside = start <= concerned.end() && (concerned.start() < end || !raw.ends_with('\n'));
        let line = raw.trim_start_matches('\u{feff}').lines().next();
        inside || new.any(|found| Some(found) == line)
    })
}

/// The comments of a generated document, each of which is there once; not what looks like one in a block
/// of text.
fn comments(text: &str, root: &Node) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    collect_blocks(text, root, &mut blocks);
    text.match_indices("# c")
        .filter_map(|(at, _)| {
            let number: String = text[at + 3..].chars().take_while(char::is_ascii_digit).collect();
            let is_comment = !number.is_empty() && !blocks.iter().any(|block| block.contains(at));
            is_comment.then(|| (at, format!("# c{number}.")))
        })
        .collect()
}

fn collect_texts<'node>(node: &'node Node, texts: &mut Vec<&'node str>) {
    match &node.content {
        Content::Scalar(scalar) => texts.push(&scalar.text),
        Content::Alias(_) => {}
        Content::List { items, .. } => items.iter().for_each(|item| collect_texts(item, texts)),
        Content::Map { entries, .. } => entries.iter().for_each(|entry| collect_texts(&entry.value, texts)),
    }
}

fn collect_blocks(text: &str, node: &Node, blocks: &mut Vec<Span>) {
    match &node.content {
        Content::Scalar(_) => {
            let header = node.span.slice(text).find('\n').unwrap_or(node.span.len());
            blocks.push(Span::new(node.span.start() + header, node.span.end()));
        }
        Content::Alias(_) => {}
        Content::List { items, .. } => items.iter().for_each(|item| collect_blocks(text, item, blocks)),
        Content::Map { entries, .. } => {
            entries.iter().for_each(|entry| collect_blocks(text, &entry.value, blocks));
        }
    }
}

/// The step that a path ends with, and the path before it.
fn split_last(path: &Path) -> (Path, Option<&Step>) {
    let length = path.0.len().saturating_sub(1);
    (Path(path.0[..length].to_vec()), path.0.last())
}
