//! Merges text below front matter: line by line, and checklists item by item.
//!
//! Ticks of different items never conflict, though they stand in neighbouring lines; nor do items that
//! either side added or removed. Everything else merges as git merges it.

use std::collections::{BTreeSet, HashMap};

use crate::change::merge::order::order;
use crate::text::three_way::{Marks, MergeLines, MergedLines, Sides, is_marker};

/// Merges three bodies.
pub(super) fn merge_body(
    bodies: Sides<&str>,
    marks: &Marks,
    merge_lines: MergeLines,
) -> Result<MergedLines, String> {
    let ticked = with_merged_ticks(bodies);
    let texts = ticked.as_ref().map(|text| text.as_bytes());
    let merged = merge_lines(texts, marks)?;
    if merged.is_clean {
        return Ok(merged);
    }
    let size = unused_size(bodies);
    let labels = Sides::new(String::new(), String::new(), String::new());
    let shown = merge_lines(texts, &Marks { size, labels, shows_base: true })?;
    let mut result = MergedLines { bytes: Vec::new(), is_clean: true };
    let mut any_checklist = false;
    for part in parts(&shown.bytes, size) {
        match part {
            Part::Agreed(line) => result.bytes.extend(line),
            Part::Hunk(lines) => match checklist(lines.as_ref().map(Vec::as_slice)) {
                Some(lines) => {
                    any_checklist = true;
                    result.bytes.extend(lines.concat());
                }
                None => {
                    let texts = lines.map(|lines| lines.concat());
                    let merged = merge_lines(texts.as_ref().map(Vec::as_slice), marks)?;
                    result.bytes.extend(merged.bytes);
                    result.is_clean &= merged.is_clean;
                }
            },
        }
    }
    if any_checklist { Ok(result) } else { Ok(merged) }
}

/// An item of a checklist: a line in two, around the sign in its brackets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Item<'text> {
    before: &'text str,
    after: &'text str,
}

/// The item that a line is, and the sign in its brackets.
fn item(line: &str) -> Option<(Item<'_>, char)> {
    let rest = line.trim_start().strip_prefix(['-', '*', '+'])?.strip_prefix(" [")?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, ' ' | 'x' | 'X'))?;
    let after = rest[1..].strip_prefix("] ").map(|_| &rest[1..])?;
    Some((Item { before: &line[..line.len() - rest.len()], after }, sign))
}

/// The bodies with the ticks as both sides want them, in each of the three: a tick alone is then no change of
/// a line any more. An item counts where its words stand once in each body.
fn with_merged_ticks(bodies: Sides<&str>) -> Sides<String> {
    let ticks = bodies.map(|body| {
        let mut ticks: HashMap<Item<'_>, Option<char>> = HashMap::new();
        for (item, sign) in body.lines().filter_map(item) {
            ticks.entry(item).and_modify(|known| *known = None).or_insert(Some(sign));
        }
        ticks
    });
    let wanted = |item: &Item<'_>| {
        let signs = ticks.as_ref().map(|ticks| ticks.get(item).copied().flatten()).all()?;
        Some(signs.settled().map_or(signs.ours, |side| signs.of(side)))
    };
    bodies.map(|body| {
        body.split_inclusive('\n')
            .map(|whole| {
                let line = whole.trim_end_matches(['\r', '\n']);
                match item(line).and_then(|(item, _)| Some((item, wanted(&item)?))) {
                    Some((item, sign)) => {
                        format!("{}{sign}{}{}", item.before, item.after, &whole[line.len()..])
                    }
                    None => whole.to_owned(),
                }
            })
            .collect()
    })
}

/// A body without ticks, for comparing its lines.
#[cfg(any(test, fuzzing))]
pub(super) fn unticked(body: &str) -> String {
    let bare = |line: &str| match item(line) {
        Some((item, _)) => format!("{} {}\n", item.before, item.after),
        None => format!("{line}\n"),
    };
    body.lines().map(bare).collect()
}

/// A part of a text that was merged with what both sides began with.
enum Part<'text> {
    Agreed(&'text [u8]),
    Hunk(Sides<Vec<&'text [u8]>>),
}

/// A size of markers that no line of the texts has.
fn unused_size(bodies: Sides<&str>) -> usize {
    let longest = |body: &str| {
        let signs =
            |line: &str| line.bytes().take_while(|byte| matches!(byte, b'<' | b'|' | b'=' | b'>')).count();
        body.lines().map(signs).max().unwrap_or(0)
    };
    let Sides { base, ours, theirs } = bodies.map(longest);
    base.max(ours).max(theirs).max(6) + 1
}

fn parts(merged: &[u8], size: usize) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut hunk: Option<(Sides<Vec<&[u8]>>, u8)> = None;
    for line in merged.split_inclusive(|byte| *byte == b'\n') {
        let marker = [b'<', b'|', b'=', b'>'].into_iter().find(|sign| is_marker(line, *sign, size));
        match (marker, hunk.as_mut()) {
            (Some(b'>'), _) => parts.extend(hunk.take().map(|(lines, _)| Part::Hunk(lines))),
            (Some(sign), None) => hunk = Some((Sides::new(Vec::new(), Vec::new(), Vec::new()), sign)),
            (Some(sign), Some((_, at))) => *at = sign,
            (None, Some((lines, b'<'))) => lines.ours.push(line),
            (None, Some((lines, b'|'))) => lines.base.push(line),
            (None, Some((lines, _))) => lines.theirs.push(line),
            (None, None) => parts.push(Part::Agreed(line)),
        }
    }
    parts
}

/// The lines of a hunk merged by item, where it consists of items of a checklist alone. Where both sides
/// took the same item away and put something else there, nobody knows which of the two is meant.
fn checklist<'text>(lines: Sides<&[&'text [u8]]>) -> Option<Vec<&'text [u8]>> {
    let read = |lines: &[&'text [u8]]| {
        let named = |line: &&'text [u8]| {
            let text = std::str::from_utf8(line).ok()?;
            let (item, _) = item(text.trim_end_matches(['\r', '\n']))?;
            Some(format!("{}{}", item.before, item.after))
        };
        let names: Vec<String> = lines.iter().map(named).collect::<Option<_>>()?;
        let is_unique = names.iter().collect::<BTreeSet<_>>().len() == names.len();
        is_unique.then_some(names)
    };
    let names = lines.map(read).all()?;
    let adds = |side: &[String]| side.iter().any(|name| !names.base.contains(name));
    let is_gone = |name: &String| !names.ours.contains(name) && !names.theirs.contains(name);
    if adds(&names.ours) && adds(&names.theirs) && names.base.iter().any(is_gone) {
        return None;
    }
    let mut merged = Vec::new();
    for name in order(names.as_ref().map(Vec::as_slice)) {
        let find = |names: &[String], lines: &[&'text [u8]]| {
            names.iter().position(|other| other == name).map(|at| lines[at])
        };
        match Sides::new(
            find(&names.base, lines.base),
            find(&names.ours, lines.ours),
            find(&names.theirs, lines.theirs),
        ) {
            Sides { base: None, ours: Some(line), theirs: None }
            | Sides { base: None, ours: None, theirs: Some(line) } => merged.push(line),
            sides @ Sides { ours: Some(_), theirs: Some(_), .. } => merged.extend(sides.of(sides.settled()?)),
            // What one side ticked and the other took away is for people to decide.
            Sides { base, ours, theirs } => {
                if ours.or(theirs).is_some_and(|line| Some(line) != base) {
                    return None;
                }
            }
        }
    }
    Some(merged)
}
