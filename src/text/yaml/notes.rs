//! What reads without a fault but differently from what a person may have meant: keys written
//! twice, merge keys, comments that swallow text, list items that are no items.

use std::collections::{HashMap, HashSet};

use crate::text::span::Span;
use crate::text::yaml::explain::{quote, shown};
use crate::text::yaml::fault::{YamlFault, YamlFaultKind};
use crate::text::yaml::lines::Lines;
use crate::text::yaml::node::{Content, Entry, Node, ScalarStyle};

/// Adds the notes on a tree and its text; order is the caller's.
pub(crate) fn collect(text: &str, node: &Node, notes: &mut Vec<YamlFault>) {
    match &node.content {
        Content::Scalar(scalar) if scalar.style == ScalarStyle::Plain => {
            notes.extend(comment_cuts_value(text, node.span));
            notes.extend(dash_read_as_text(text, node.span));
        }
        Content::Scalar(_) | Content::Alias(_) => {}
        Content::List { items, .. } => items.iter().for_each(|item| collect(text, item, notes)),
        Content::Map { entries, .. } => {
            keys(text, entries, notes);
            entries.iter().for_each(|entry| collect(text, &entry.value, notes));
        }
    }
}

/// Leaves one note of all that anchors, and the aliases and merges that use them, gave: each text that is
/// written this way needs one decision.
pub(crate) fn fold_reuse(text: &str, notes: Vec<YamlFault>) -> Vec<YamlFault> {
    let of_kind = |kind| notes.iter().filter(move |note| note.kind == kind);
    let anchors: HashSet<&str> =
        of_kind(YamlFaultKind::Anchor).map(|note| &note.span.slice(text)[1..]).collect();
    let is_reuse = |note: &YamlFault| match note.kind {
        YamlFaultKind::Anchor | YamlFaultKind::MergeKey => true,
        YamlFaultKind::Alias => anchors.contains(&note.span.slice(text)[1..]),
        _ => false,
    };
    let places: Vec<bool> = notes.iter().map(is_reuse).collect();
    let more = places.iter().filter(|is_reuse| **is_reuse).count().saturating_sub(1);
    if more == 0 {
        return notes;
    }
    let first = places.iter().position(|is_reuse| *is_reuse);
    let words = if more == 1 { "1 more such place".to_owned() } else { format!("{more} more such places") };
    notes
        .into_iter()
        .zip(places)
        .enumerate()
        .filter(|(at, (_, is_reuse))| !is_reuse || Some(*at) == first)
        .map(|(_, (mut note, is_reuse))| {
            if is_reuse {
                note.message.push_str(&format!(", and there are {words}"));
            }
            note
        })
        .collect()
}

fn keys(text: &str, entries: &[Entry], notes: &mut Vec<YamlFault>) {
    let mut seen: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    for entry in entries {
        let key = &entry.key;
        if &*key.text == "<<" && key.span.slice(text) == "<<" {
            notes.push(
                YamlFault::new(
                    YamlFaultKind::MergeKey,
                    key.span,
                    "`<<` would merge another map into this one, which is not done",
                )
                .with_help("write the keys out"),
            );
        }
        match seen.get(&*key.text) {
            Some(first) => notes.push(
                YamlFault::new(
                    YamlFaultKind::DuplicateKey,
                    key.span,
                    format!("the key {} is written twice; the first counts", shown(&key.text)),
                )
                .with_help("remove one of them")
                .with_related(*first, "the first"),
            ),
            None => {
                seen.insert(&key.text, key.span);
            }
        }
    }
}

/// `fix #12` is `fix` to YAML. A comment with a space after its `#`, or set apart by more than one
/// blank, is taken for one.
fn comment_cuts_value(text: &str, span: Span) -> Option<YamlFault> {
    let rest = text.get(span.end()..)?.strip_prefix(' ')?;
    let first = rest.strip_prefix('#')?.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let start = span.end() + 1;
    let comment = Span::new(start, Lines::new(text).line_end(start));
    let cut = shown(comment.slice(text));
    let whole = quote(text.get(span.start()..comment.end())?.trim());
    Some(
        YamlFault::new(
            YamlFaultKind::CommentCutsValue,
            comment,
            format!("{cut} is read as a comment, not as part of the value"),
        )
        .with_help(format!(
            "put quotes around the value, {whole}, or a space after the # if it is a comment"
        )),
    )
}

/// `-a` on a line of its own is text to YAML.
fn dash_read_as_text(text: &str, span: Span) -> Option<YamlFault> {
    let value = span.slice(text);
    let lines = Lines::new(text);
    if !value.starts_with('-')
        || lines.indent_of_line(span.start()).end() != span.start()
        || span.start() == 0
    {
        return None;
    }
    let is_item =
        |line: &str| line.trim().strip_prefix('-').is_some_and(|item| item.starts_with(char::is_alphabetic));
    if !value.lines().all(is_item) {
        return None;
    }
    let repaired: String = value
        .replacen('-', "- ", 1)
        .split_inclusive('\n')
        .enumerate()
        .map(|(number, line)| if number == 0 { line.to_owned() } else { line.replacen('-', "- ", 1) })
        .collect();
    Some(
        YamlFault::new(
            YamlFaultKind::DashReadAsText,
            span,
            "these lines begin with a dash but are read as text, for no space follows the dash",
        )
        .with_help("put a space after each dash")
        .with_repair(span, repaired),
    )
}
