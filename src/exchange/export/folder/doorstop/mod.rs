//! Doorstop: items as YAML or Markdown, in folders that are documents.
//!
//! A fingerprint is never made up: an item that was reviewed here says so in the way that lets Doorstop fill it in.

mod documents;
mod fresh;
mod renewed;

use std::collections::{BTreeMap, BTreeSet};

use self::documents::{Documents, Place};
use super::item::Item;
use super::{Folder, Sort, Written, is_file_name};
use crate::exchange::draft::one_line;
use crate::exchange::formats::folder::FolderFile;
use crate::exchange::formats::folder::doorstop::{
    self, DERIVED, INFORMATIVE, ItemFile, SETTINGS, in_markdown, level_of, order, short,
};
use crate::model::workflow::Category;

const TITLE: &str = "title";
const STATE: &str = "state";
const LINKS: &str = "links";
const TAGS: &[&str] = &["prefix", "flags"];
const ORDER: &str = "order";
const TEXT: &str = "text";

pub(super) const SORT: Sort = Sort {
    tool: "doorstop",
    noun: "Doorstop item",
    read: doorstop::read,
    texts: &[TITLE, STATE, ORDER, TEXT],
    lists: &[LINKS, "prefix", "flags"],
    write,
};

/// The keys of an item, in the order in which Doorstop writes them.
const KEYS: [&str; 10] =
    ["active", "derived", "header", "level", "links", "normative", "ref", "references", "reviewed", "text"];

/// What every item is written from.
struct Ids {
    /// What items are called by what artifacts are called here.
    by_label: BTreeMap<String, String>,
    /// Every item that is there or is going to be.
    items: BTreeSet<String>,
    /// Those items whose artifacts are in the plan, so that a link to them that the plan does not say is gone.
    known: BTreeSet<String>,
}

fn write(folder: &Folder<'_>, items: &[Item<'_>], written: &mut Written) {
    let mut documents = Documents::of(folder, items);
    let mut places: Vec<Option<Place>> =
        items.iter().map(|item| documents.place(folder, item, written)).collect();
    documents.put_levels(items, &mut places);
    let ids = Ids::of(folder, items, &places);
    let mut begun: BTreeSet<usize> = BTreeSet::new();
    for (item, place) in items.iter().zip(&places) {
        if let Some(file) = item.file.map(|at| &folder.files[at]) {
            let before = file.text.as_deref().unwrap_or_default();
            let text = renewed::text(file, before, item, &ids, written).unwrap_or_else(|| before.to_owned());
            let has_newer = item.has_newer(&[TAGS[0], TAGS[1], ORDER]) || has_news(file, before, item);
            written.renew(file, text, has_newer);
            continue;
        }
        let Some(place) = place else { continue };
        let document = &documents.all[place.document];
        let ending = if document.is_markdown { "md" } else { "yml" };
        let text = fresh::text(item, document, place, &ids, written);
        let count = written.files.len();
        written.create(folder, item, &place.uid, document.path(&format!("{}.{ending}", place.uid)), text);
        if written.files.len() > count && document.is_new && begun.insert(place.document) {
            written.files.insert(document.path(SETTINGS), documents.settings(place.document, items, &places));
        }
    }
}

/// Whether the level and the flags of an item are news to the plan: a plan without ranks asks for no levels, and the
/// document of an item is no news.
fn has_news(file: &FolderFile, before: &str, item: &Item<'_>) -> bool {
    let Ok(there) = ItemFile::of(file, before) else { return false };
    let tags = |flag: &str| TAGS.iter().flat_map(|column| item.under(column)).any(|line| line.has(flag));
    let is_flagged = there.is_derived() != tags(DERIVED) || there.is_normative() == tags(INFORMATIVE);
    let is_ranked = item.says_text(ORDER).is_some() && item.is_newer(ORDER);
    is_ranked || is_flagged && TAGS.iter().any(|column| item.is_newer(column))
}

impl Ids {
    fn of(folder: &Folder<'_>, items: &[Item<'_>], places: &[Option<Place>]) -> Self {
        let mut ids = Self { by_label: BTreeMap::new(), items: BTreeSet::new(), known: BTreeSet::new() };
        for (item, place) in items.iter().zip(places) {
            if let Some(place) = place {
                ids.by_label.insert(item.label.clone(), place.uid.clone());
                ids.items.insert(key(&place.uid));
            }
        }
        ids.items.extend(folder.words("uid").into_iter().map(|(uid, _)| key(uid)));
        ids.known.extend(folder.held.iter().map(|held| key(&held.source)));
        let is_here = |artifact: &str| folder.plan().find(artifact).is_ok();
        let entries = folder.ledger.entries.iter().filter(|(_, entry)| is_here(&entry.artifact));
        ids.known.extend(entries.map(|(source, _)| key(source)));
        ids
    }

    /// The items that these texts lead to; what is none is told.
    fn links(&self, texts: &[String], written: &mut Written) -> Vec<String> {
        let mut links: Vec<String> = Vec::new();
        for text in texts {
            let uid = self.by_label.get(text).unwrap_or(text);
            if !self.items.contains(&key(uid)) {
                written.leave_out("link", "what they lead to is no item of the folder");
            } else if !links.iter().any(|known| key(known) == key(uid)) {
                links.push(uid.clone());
            }
        }
        links
    }
}

/// An id as it is compared.
fn key(uid: &str) -> String {
    short(uid.trim()).to_lowercase()
}

/// What the tags of an item say of it; a tag that Doorstop has no place for is told.
fn flags(tags: &[String], prefixes: &[&str], written: &mut Written) -> (bool, bool) {
    for tag in tags {
        let is_known = [DERIVED, INFORMATIVE].contains(&tag.as_str())
            || prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(tag));
        if !is_known {
            written.leave_out("tag", "a Doorstop item has a place for `derived` and `informative` alone");
        }
    }
    let has = |flag: &str| tags.iter().any(|tag| tag == flag);
    (has(DERIVED), !has(INFORMATIVE))
}

/// Whether an item counts, and whether it was looked at and agreed to.
struct State {
    is_active: bool,
    is_reviewed: bool,
}

/// The state of an item by the word that the mapping has for its status; of any other status by what it means.
fn state(item: &Item<'_>, said: &str) -> State {
    match said {
        "inactive" => State { is_active: false, is_reviewed: false },
        "unreviewed" => State { is_active: true, is_reviewed: false },
        "reviewed" => State { is_active: true, is_reviewed: true },
        _ => State {
            is_active: item.category != Some(Category::Dropped),
            is_reviewed: matches!(item.category, Some(Category::Active | Category::Done)),
        },
    }
}

/// The title that an item is to be read with: all of it, where it was cut, and its text without what was cut off.
fn whole<'t>(title: &'t str, body: &'t str) -> (&'t str, &'t str) {
    if title.ends_with('…')
        && let Some((first, rest)) = body.split_once("\n\n")
        && one_line(first) == title
        && !rest.trim().is_empty()
    {
        return (first, rest.trim());
    }
    (title, body)
}

/// A level as Doorstop writes it: in quotes where YAML would take `1.10` for `1.1`.
fn level(parts: &[u32], is_normative: bool) -> String {
    let mut parts: Vec<String> = parts.iter().map(u32::to_string).collect();
    if parts.len() == 1 && is_normative {
        parts.push("0".to_owned());
    }
    let text = parts.join(".");
    match parts.as_slice() {
        [_, second] if second != "0" && second.ends_with('0') => format!("'{text}'"),
        _ => text,
    }
}

/// Header and text as the body of an item in Markdown; nothing where they would be read as something else, so that the
/// header has to be a key.
fn body(header: &str, text: &str) -> Option<String> {
    let heading = if header.is_empty() { String::new() } else { format!("# {header}\n\n") };
    let body = format!("{heading}{text}");
    let (read, rest) = in_markdown(&body, String::new());
    (read == header && rest == text.trim()).then_some(body)
}

/// What an item must be read as for its artifact to stay the same.
fn is_read_as(header: &str, text: &str, title: &str) -> bool {
    one_line(&doorstop::title(header, text)) == one_line(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_written_so_that_yaml_keeps_them() {
        assert_eq!(level(&[1], true), "1.0");
        assert_eq!(level(&[1], false), "1");
        assert_eq!(level(&[1, 10], true), "'1.10'");
        assert_eq!(level(&[1, 2, 10], true), "1.2.10");
        assert_eq!(order("1.10"), "001z0101");
    }

    #[test]
    fn a_title_that_was_cut_is_whole_again() {
        let long = "word ".repeat(80);
        let cut = one_line(&long);
        let body = format!("{}\n\nThe rest.", long.trim());
        assert_eq!(whole(&cut, &body), (long.trim(), "The rest."));
        assert_eq!(whole("Short", "Short\n\nThe rest."), ("Short", "Short\n\nThe rest."));
    }
}
