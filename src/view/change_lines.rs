//! What changed in an artifact, in lines for people: of each thing its name, what it was and what it is.

use indexmap::IndexMap;

use crate::history::{ArtifactChange, BodyChange, Written};
use crate::page::{Inline, Text, Tone};
use crate::text::words::list_of;

/// The longest value that is shown in full, in characters.
const LONGEST: usize = 120;

/// The longest value in a line about several changes.
const BRIEF: usize = 48;

/// How many changes one line names before it counts the others.
const SAID: usize = 6;

/// The sign of what is gone from a list.
const GONE: &str = "\u{2212}";

/// How a line tells of a status.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    /// The field that holds it.
    pub(crate) status_field: Option<&'a str>,
    pub(crate) status_tone: Option<Tone>,
}

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

/// A whole change in one line: the status first, then other fields, then the text.
/// `approved; target 2026-Q3 → 2026-Q4; Problem reworded`
pub(crate) fn brief(change: &ArtifactChange, said: Said<'_>) -> Vec<Inline> {
    let mut texts: Vec<Text> = Vec::new();
    let is_status = |field: &str| Some(field) == said.status_field;
    let written = |written: &Written| written.to_line();
    if let Some(to) = change.fields.iter().find(|field| is_status(&field.field)).and_then(|it| it.to.as_ref())
    {
        texts.push(match said.status_tone {
            Some(tone) => Inline::Toned(tone, written(to)).into(),
            None => written(to).into(),
        });
    }
    for field in change.fields.iter().filter(|field| !is_status(&field.field)) {
        let (from, to) = shown(field.from.as_ref(), field.to.as_ref());
        let [from, to] = [from, to].map(|text| cut(&text.to_plain(), BRIEF));
        texts.push(sentence([field.field.as_str().into(), from, to]));
    }
    texts.extend(brief_body(&change.body).into_iter().map(Text::from));
    if let Some(moved) = &change.moved {
        texts.push(format!("moved to {}", places(&moved.from, &moved.to).1).into());
    }
    let shown = if texts.len() > SAID { SAID - 1 } else { texts.len() };
    let more = texts.len() - shown;
    texts.truncate(shown);
    if more > 0 {
        texts.push(format!("{more} more changes").into());
    }
    let mut pieces = Vec::new();
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            pieces.push(Inline::Plain("; ".into()));
        }
        pieces.extend(text.0);
    }
    pieces
}

/// Where a document was and where it is: the folders alone where its name stayed.
pub(crate) fn places(from: &str, to: &str) -> (String, String) {
    let split = |path: &str| {
        path.rfind('/').map_or((String::new(), path.to_owned()), |at| {
            (path[..=at].to_owned(), path[at + 1..].to_owned())
        })
    };
    let ((old, old_name), (new, new_name)) = (split(from), split(to));
    if old_name == new_name && !old.is_empty() && !new.is_empty() {
        return (old, new);
    }
    (from.to_owned(), to.to_owned())
}

/// The sections that changed together, then what happened to the items of each.
fn brief_body(changes: &[BodyChange]) -> Vec<String> {
    let name = |section: &str| if section.is_empty() { "text".to_owned() } else { section.to_owned() };
    let mut sections: [(&str, Vec<String>); 3] =
        [("reworded", Vec::new()), ("added", Vec::new()), ("removed", Vec::new())];
    let mut items: IndexMap<String, IndexMap<&str, usize>> = IndexMap::new();
    for change in changes {
        let (section, word) = match change {
            BodyChange::SectionChanged { section } => {
                sections[0].1.push(name(section));
                continue;
            }
            BodyChange::SectionAdded { section } => {
                sections[1].1.push(name(section));
                continue;
            }
            BodyChange::SectionRemoved { section } => {
                sections[2].1.push(name(section));
                continue;
            }
            BodyChange::ItemAdded { section, .. } => (section, "added"),
            BodyChange::ItemRemoved { section, .. } => (section, "removed"),
            BodyChange::ItemChanged { section, .. } => (section, "reworded"),
            BodyChange::ItemTicked { section, .. } => (section, "ticked"),
            BodyChange::ItemUnticked { section, .. } => (section, "unticked"),
        };
        *items.entry(name(section)).or_default().entry(word).or_default() += 1;
    }
    let sections = sections.into_iter().filter(|(_, names)| !names.is_empty());
    let sections = sections.map(|(word, names)| format!("{} {word}", list_of(names)));
    let items = items.into_iter().map(|(section, words)| {
        let words: Vec<String> = words.into_iter().map(|(word, count)| format!("{count} {word}")).collect();
        format!("{section}: {}", words.join(", "))
    });
    sections.chain(items).collect()
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
        let (gone, come) = (only(old, new, GONE), only(new, old, "+"));
        if !gone.is_empty() || !come.is_empty() {
            return (shortened(&gone), shortened(&come));
        }
    }
    let text = |written: Option<&Written>| match written {
        None => "".into(),
        Some(Written::One(text)) => shortened(text),
        Some(Written::Many(items)) if items.is_empty() => Inline::Toned(Tone::Muted, "(empty)".into()).into(),
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
        (false, no_more) => {
            // What is gone from a list has its sign in front already.
            let of_list = from.to_plain().starts_with(GONE);
            pieces.extend(std::iter::once(space()).chain(from.0));
            match (no_more, of_list) {
                (true, true) => {}
                (true, false) => pieces.push(Inline::Toned(Tone::Muted, " (taken out)".into())),
                (false, true) => pieces.push(Inline::Plain(", ".into())),
                (false, false) => pieces.push(Inline::Plain(" \u{2192} ".into())),
            }
            pieces.extend(to.0);
        }
    }
    Text(pieces)
}

fn shortened(text: &str) -> Text {
    cut(text, LONGEST)
}

fn cut(text: &str, longest: usize) -> Text {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
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
            [name(section).into(), shortened(&format!("{GONE} {item}")), "".into()]
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
