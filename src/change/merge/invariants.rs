//! What holds for every merge of any three texts, for property tests and the fuzz target.

use crate::change::merge::body::unticked;
use crate::change::merge::meaning::{Meaning, at, meaning};
use crate::change::merge::{Form, Merged, document, merge};
use crate::text::three_way::{Marks, MergeLines, Side, Sides, is_marker};

/// Marks as git writes them where nobody asks for others.
pub(crate) fn marks() -> Marks {
    Marks { size: 7, labels: Sides::new("base", "ours", "theirs").map(str::to_owned), shows_base: false }
}

/// Merges three texts that stand behind each other, apart by a record separator. Panics where a promise
/// is broken.
pub(crate) fn check_bytes(bytes: &[u8], merge_lines: MergeLines) {
    let [form, rest @ ..] = bytes else { return };
    let form = if form % 2 == 0 { Form::Markdown } else { Form::Yaml };
    let mut texts = rest.split(|byte| *byte == 0x1e);
    if let (Some(base), Some(ours), Some(theirs)) = (texts.next(), texts.next(), texts.next()) {
        check_merge(Sides::new(base, ours, theirs), form, merge_lines);
    }
}

/// Panics where a promise is broken:
///
/// - what one side alone changed, or both alike, comes out byte for byte;
/// - every line of a body that one side wrote is in the result;
/// - whichever side of the conflicts is taken, the front matter can be read;
/// - a field that one side alone changed, or both alike, has that value, maps and lists inside included.
pub(crate) fn check_merge(sides: Sides<&[u8]>, form: Form, merge_lines: MergeLines) -> Option<Merged> {
    let run = |base, ours, theirs| merge(Sides::new(base, ours, theirs), form, &marks(), merge_lines);
    let bytes = |merged: Result<Merged, String>| merged.expect("a merge").bytes;
    let Sides { base, ours, theirs } = sides;
    assert_eq!(bytes(run(base, ours, base)), ours);
    assert_eq!(bytes(run(base, base, theirs)), theirs);
    assert_eq!(bytes(run(base, ours, ours)), ours);

    let merged = run(base, ours, theirs).expect("a merge");
    if !merged.by_field || sides.settled().is_some() {
        return Some(merged);
    }
    let text = std::str::from_utf8(&merged.bytes).expect("text");
    let shown = || sides.map(String::from_utf8_lossy);
    for side in [Side::Ours, Side::Theirs] {
        let resolved = resolved(text, side);
        let result = document(resolved.as_bytes(), form);
        let result = result.unwrap_or_else(|| panic!("{:?}\n{text}", shown()));
        let read = |bytes| document(bytes, form).and_then(|document| Some(meaning(&document.root?)));
        let values = sides.map(|bytes| read(bytes).unwrap_or(Meaning::Missing));
        let found = result.root.map_or(Meaning::Missing, |root| meaning(&root));
        let context = Context { merged: &merged, shown: &|| format!("{:?}\n{text}", shown()) };
        check_value(values.as_ref().map(Some), Some(&found), "", &context);
    }
    let body = |bytes| document(bytes, form).map_or_else(String::new, |document| unticked(document.body));
    let bodies = sides.map(body);
    let result = unticked(text);
    for written in [&bodies.ours, &bodies.theirs] {
        let mut lines = written.lines().filter(|line| !bodies.base.lines().any(|known| known == *line));
        assert!(lines.all(|line| result.lines().any(|found| found == line)), "{:?}\n{text}", shown());
    }
    Some(merged)
}

struct Context<'merge> {
    merged: &'merge Merged,
    /// What to show where something is wrong.
    shown: &'merge dyn Fn() -> String,
}

fn check_value(values: Sides<Option<&Meaning>>, found: Option<&Meaning>, path: &str, context: &Context<'_>) {
    let is_marked = context.merged.conflicts.iter().any(|conflict| conflict.field.as_deref() == Some(path));
    if is_marked {
        return;
    }
    if let Some(side) = values.settled() {
        let is_nothing = |value: Option<&Meaning>| match value {
            None | Some(Meaning::Missing) => true,
            Some(Meaning::Map(entries)) => entries.is_empty(),
            Some(_) => false,
        };
        let expected = values.of(side);
        assert!(
            expected == found || is_nothing(expected) && is_nothing(found),
            "{expected:?} {found:?} {}",
            (context.shown)()
        );
        return;
    }
    match (values.base, values.ours, values.theirs, found) {
        (base, Some(Meaning::Map(ours)), Some(Meaning::Map(theirs)), Some(Meaning::Map(found))) => {
            let none = std::collections::BTreeMap::new();
            let base = if let Some(Meaning::Map(base)) = base { base } else { &none };
            for key in ours.keys().chain(theirs.keys()) {
                let values = Sides::new(base.get(key), ours.get(key), theirs.get(key));
                check_value(values, found.get(key), &at(path, key), context);
            }
        }
        (base, Some(Meaning::List(ours)), Some(Meaning::List(theirs)), Some(Meaning::List(found))) => {
            let none = Vec::new();
            let base = if let Some(Meaning::List(base)) = base { base } else { &none };
            let is_text = |item: &&Meaning| matches!(item, Meaning::Text(_));
            for item in ours.iter().chain(theirs).filter(is_text).filter(|item| !base.contains(item)) {
                assert!(found.contains(item), "{item:?} {}", (context.shown)());
            }
        }
        _ => {}
    }
}

/// The text with one side of each conflict taken.
pub(crate) fn resolved(text: &str, side: Side) -> String {
    let mut is_taken = true;
    let mut result = String::new();
    for line in text.split_inclusive('\n') {
        let is = |sign| is_marker(line.as_bytes(), sign, 7);
        if is(b'<') {
            is_taken = side == Side::Ours;
        } else if is(b'=') {
            is_taken = side == Side::Theirs;
        } else if is(b'>') {
            is_taken = true;
        } else if is_taken {
            result.push_str(line);
        }
    }
    result
}
