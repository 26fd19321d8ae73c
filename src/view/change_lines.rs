//! What changed in an artifact, in lines for people: of each thing its name, what it was and what it is.

use crate::history::{ArtifactChange, BodyChange, Written};
use crate::page::{Inline, Text, Tone};

/// The longest value that is shown in full, in characters.
const LONGEST: usize = 120;

/// Name, from and to of each thing that changed.
pub(crate) fn lines(change: &ArtifactChange) -> Vec<[Text; 3]> {
    let mut lines = Vec::new();
    if let Some(moved) = &change.moved {
        lines.push(["path".into(), shortened(&moved.from), shortened(&moved.to)]);
    }
    for field in &change.fields {
        let (from, to) = shown(field.from.as_ref(), field.to.as_ref());
        lines.push([field.field.as_str().into(), from, to]);
    }
    lines.extend(change.body.iter().map(body_line));
    lines
}

/// Both values for people; of two lists what one has and the other has not.
fn shown(from: Option<&Written>, to: Option<&Written>) -> (Text, Text) {
    if let (Some(Written::Many(old)), Some(Written::Many(new))) = (from, to) {
        let only = |these: &[String], others: &[String], sign: &str| {
            let only: Vec<String> = these
                .iter()
                .filter(|item| !others.contains(item))
                .map(|item| format!("{sign}{item}"))
                .collect();
            only.join(", ")
        };
        let (gone, come) = (only(old, new, "\u{2212}"), only(new, old, "+"));
        if !gone.is_empty() || !come.is_empty() {
            return (shortened(&gone), shortened(&come));
        }
    }
    let text = |written: Option<&Written>| match written {
        None => "".into(),
        Some(Written::One(text)) => shortened(text),
        Some(Written::Many(items)) => shortened(&items.join(", ")),
    };
    (text(from), text(to))
}

/// `target 2026-Q3 → 2026-Q4`
pub(crate) fn sentence([field, from, to]: [Text; 3]) -> Text {
    let mut pieces = field.0;
    let space = || Inline::Plain(" ".into());
    match (from.is_empty(), to.is_empty()) {
        (true, true) => {}
        (true, false) => pieces.extend(std::iter::once(space()).chain(to.0)),
        (false, true) => {
            pieces.extend(std::iter::once(space()).chain(from.0));
            pieces.push(Inline::Toned(Tone::Muted, " (taken out)".into()));
        }
        (false, false) => {
            pieces.extend(std::iter::once(space()).chain(from.0));
            pieces.push(Inline::Plain(" \u{2192} ".into()));
            pieces.extend(to.0);
        }
    }
    Text(pieces)
}

fn shortened(text: &str) -> Text {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()).into(),
        None => line.into(),
    }
}

fn body_line(change: &BodyChange) -> [Text; 3] {
    let name = |section: &str| if section.is_empty() { "text".to_owned() } else { format!("§ {section}") };
    let toned = |text: &str| Text::from(Inline::Toned(Tone::Muted, text.to_owned()));
    match change {
        BodyChange::SectionAdded { section } => [name(section).into(), "".into(), toned("section added")],
        BodyChange::SectionRemoved { section } => [name(section).into(), "".into(), toned("section removed")],
        BodyChange::SectionChanged { section } => [name(section).into(), "".into(), toned("text changed")],
        BodyChange::ItemAdded { section, item } => {
            [name(section).into(), "".into(), shortened(&format!("+ {item}"))]
        }
        BodyChange::ItemRemoved { section, item } => {
            [name(section).into(), shortened(&format!("\u{2212} {item}")), "".into()]
        }
        BodyChange::ItemChanged { section, from, to } => {
            [name(section).into(), shortened(from), shortened(to)]
        }
        BodyChange::ItemTicked { section, item } => {
            [name(section).into(), "".into(), shortened(&format!("\u{2611} {item}"))]
        }
        BodyChange::ItemUnticked { section, item } => {
            [name(section).into(), "".into(), shortened(&format!("\u{2610} {item}"))]
        }
    }
}
