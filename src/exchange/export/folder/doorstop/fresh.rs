//! A new item, as Doorstop writes it.

use super::documents::{Document, Place};
use super::{
    Ids, Item, LINKS, STATE, State, TAGS, TEXT, Written, body, flags, is_read_as, level, state, whole,
};
use crate::exchange::formats::folder::doorstop::Reference;
use crate::text::edit::{Value, written as yaml};

pub(super) fn text(
    item: &Item<'_>,
    document: &Document,
    place: &Place,
    ids: &Ids,
    written: &mut Written,
) -> String {
    let tags = item.texts(TAGS).unwrap_or_default();
    let (is_derived, is_normative) = flags(&tags, &[&document.prefix], written);
    let said = item.text(TEXT).unwrap_or_default();
    let (title, said) = whole(&item.title, &said);
    let (text, references) = Reference::parted(said);
    let is_nameless = is_read_as("", text, title);
    let header = if is_nameless { "" } else { title };
    // Without a heading of its own an item is called by one that its text begins with.
    let words = document.is_markdown.then(|| body(header, text).or_else(|| body(title, text))).flatten();
    let State { is_active, is_reviewed } = state(item, &item.text(STATE).unwrap_or_default());
    let mut lines = format!("active: {is_active}\nderived: {is_derived}\n");
    if words.is_none() {
        lines += &key("header", if document.is_markdown { title } else { header });
    }
    lines += &format!("level: {}\n", level(&place.level, is_normative));
    let links = ids.links(&item.texts(&[LINKS]).unwrap_or_default(), written);
    lines += if links.is_empty() { "links: []\n" } else { "links:\n" };
    for link in links {
        lines += &format!("- {}", yaml(&[(link, Value::plain("null"))]));
    }
    lines += &format!("normative: {is_normative}\n");
    lines += &referred(&references);
    // Doorstop puts its own fingerprint in the place of `true`.
    lines += &format!("reviewed: {}\n", if is_reviewed { "true" } else { "null" });
    if !document.is_markdown {
        return lines + &key("text", text);
    }
    let words = words.unwrap_or_else(|| text.to_owned());
    format!("---\n{lines}---\n\n{}\n", words.trim_end())
}

/// What an item refers to: a word that is searched for, as older items have it, else files.
fn referred(references: &[Reference]) -> String {
    let line = |key: &str, text: &str| yaml(&[(key.to_owned(), Value::text(text))]);
    match references {
        [] => "ref: ''\n".to_owned(),
        [Reference { path, keyword: None }] if !path.contains(['/', '.']) => line("ref", path),
        files => {
            let file = |Reference { path, keyword }: &Reference| {
                let lines = [("keyword", keyword.as_deref()), ("path", Some(path)), ("type", Some("file"))];
                let lines = lines.iter().filter_map(|(key, text)| Some(line(key, (*text)?)));
                let lines: Vec<String> = lines.collect();
                format!("- {}", lines.join("  "))
            };
            files.iter().fold("ref: ''\nreferences:\n".to_owned(), |all, one| all + &file(one))
        }
    }
}

/// Words of a person under a key, with the line break at their end that Doorstop writes.
fn key(key: &str, text: &str) -> String {
    if text.is_empty() {
        return format!("{key}: ''\n");
    }
    let lines = text.lines();
    let is_plain = text.chars().all(|sign| {
        sign == '\n' || sign == '\t' || !(sign.is_control() || "\u{2028}\u{2029}\u{feff}".contains(sign))
    });
    if !is_plain || text.starts_with(char::is_whitespace) {
        return yaml(&[(key.to_owned(), Value::text(format!("{text}\n")))]);
    }
    lines.fold(format!("{key}: |\n"), |all, line| match line {
        "" => all + "\n",
        line => format!("{all}  {line}\n"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::yaml as reader;

    proptest! {
        #[test]
        fn words_are_read_as_they_were_written(text in "(?s).{0,60}|[ \t\na-z:#'\"|>{}&*-]{0,40}") {
            let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
            let written = key("text", &text);
            let parsed = reader::parse(&written, 0).map_err(|fault| TestCaseError::fail(format!("{written:?}: {fault:?}")))?;
            let read = parsed.root.get("text").and_then(reader::Node::as_str).unwrap_or_default();
            prop_assert_eq!(read.trim_end_matches('\n'), text.as_str(), "{:?}", written);
        }
    }
}
