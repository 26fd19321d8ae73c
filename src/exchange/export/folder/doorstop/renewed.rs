//! An item that is there, with what its artifact says anew: those keys change, and no other byte.

use super::{
    Ids, Item, KEYS, LINKS, ORDER, STATE, TAGS, TEXT, TITLE, Written, flags, is_read_as, key, level,
    level_of, order, state, whole,
};
use crate::exchange::export::folder::fragments::around;
use crate::exchange::formats::folder::FolderFile;
use crate::exchange::formats::folder::doorstop::{ItemFile, Reference};
use crate::text::edit::{self, Edit, Path, Value};
use crate::text::yaml::Node;

/// The text of the file; nothing where it stays as it is.
pub(super) fn text(
    file: &FolderFile,
    before: &str,
    item: &Item<'_>,
    ids: &Ids,
    written: &mut Written,
) -> Option<String> {
    let there = ItemFile::of(file, before).ok()?;
    let mut change = Change { there: &there, edits: Vec::new(), header: None, text: None };
    change.state(item);
    change.tags(item, written);
    change.order(item, written);
    change.links(item, ids, written);
    change.words(item);
    let Change { mut edits, header, text, .. } = change;
    let mut renewed = before.to_owned();
    if let Some(body) = there.body.filter(|_| header.is_some() || text.is_some()) {
        let header = header.as_deref().unwrap_or(&there.header);
        let text = text.as_deref().unwrap_or(&there.text);
        let is_key = !there.said("header").is_empty();
        let words = Some(text.to_owned()).filter(|_| is_key).or_else(|| super::body(header, text));
        let words = words.unwrap_or_else(|| {
            let header = Value::text(format!("{}\n", header.trim()));
            edits.push(Edit::set(Path::key("header"), header).behind(["active", "derived"]));
            text.to_owned()
        });
        let words = around(body.slice(before), &words);
        renewed.replace_range(body.start()..body.end(), &words);
    }
    if edits.is_empty() {
        return Some(renewed);
    }
    match edit::edits(&renewed, there.front?, &edits) {
        Ok(edited) => Some(edited.text),
        Err(refusal) => {
            written.leave_out("item", format!("{} cannot be edited: {}", file.path, refusal.reason));
            None
        }
    }
}

/// What becomes of a file.
struct Change<'f> {
    there: &'f ItemFile,
    edits: Vec<Edit>,
    /// Of an item whose words are no keys.
    header: Option<String>,
    text: Option<String>,
}

impl Change<'_> {
    fn set(&mut self, key: &str, value: Value) {
        let before = KEYS.iter().take_while(|known| **known != key).copied();
        self.edits.push(Edit::set(Path::key(key), value).behind(before));
    }

    fn flag(&mut self, key: &str, is: bool, was: bool) {
        if is != was {
            self.set(key, Value::plain(is.to_string()));
        }
    }

    fn state(&mut self, item: &Item<'_>) {
        let Some(said) = item.text(STATE) else { return };
        let state = state(item, &said);
        self.flag("active", state.is_active, self.there.is_active());
        if state.is_active && state.is_reviewed != self.there.is_reviewed() {
            // Doorstop puts its own fingerprint in the place of `true`.
            self.set("reviewed", Value::plain(if state.is_reviewed { "true" } else { "null" }));
        }
    }

    fn tags(&mut self, item: &Item<'_>, written: &mut Written) {
        let Some(tags) = item.texts(TAGS) else { return };
        let uid = item.source.as_deref().unwrap_or_default().to_lowercase();
        let prefixes: Vec<&str> =
            tags.iter().map(String::as_str).filter(|tag| uid.starts_with(&tag.to_lowercase())).collect();
        let (is_derived, is_normative) = flags(&tags, &prefixes, written);
        self.flag("derived", is_derived, self.there.is_derived());
        self.flag("normative", is_normative, self.there.is_normative());
    }

    fn order(&mut self, item: &Item<'_>, written: &mut Written) {
        let Some(rank) = item.text(ORDER) else { return };
        match level_of(&rank) {
            _ if rank == order(self.there.said("level")) => {}
            Some(parts) => {
                let level = level(&parts, self.there.is_normative());
                self.set(
                    "level",
                    match level.strip_prefix('\'') {
                        Some(level) => Value::text(level.trim_end_matches('\'')),
                        None => Value::plain(level),
                    },
                );
            }
            None => written.leave_out("rank", "they are no levels, so that the items keep theirs"),
        }
    }

    /// Links that stay keep their fingerprints, and so do those to items that are not in the plan. The first one is read
    /// as the parent, so that those that the plan says stand first, in its order.
    fn links(&mut self, item: &Item<'_>, ids: &Ids, written: &mut Written) {
        let Some(texts) = item.texts(&[LINKS]) else { return };
        let wanted = ids.links(&texts, written);
        let node = self.there.root.as_ref().and_then(|root| root.get("links"));
        let there: Vec<(String, Value)> =
            node.and_then(Node::items).unwrap_or_default().iter().map(link).collect();
        let is_wanted = |uid: &str| wanted.iter().any(|wanted| key(wanted) == key(uid));
        let visible = there.iter().filter(|(uid, _)| is_wanted(uid)).count();
        let stays = |uid: &str| is_wanted(uid) || !ids.known.contains(&key(uid));
        if visible == wanted.len() && there.iter().all(|(uid, _)| stays(uid)) {
            return;
        }
        let value = |uid: &String| {
            let known =
                there.iter().find(|(known, _)| key(known) == key(uid)).map(|(_, value)| value.clone());
            known.unwrap_or_else(|| Value::Map(vec![(uid.clone(), Value::plain("null"))]))
        };
        let others =
            there.iter().filter(|(uid, _)| !is_wanted(uid) && stays(uid)).map(|(_, value)| value.clone());
        self.set("links", Value::List(wanted.iter().map(value).chain(others).collect()));
    }

    fn words(&mut self, item: &Item<'_>) {
        let there = self.there;
        let new_title = item.text(TITLE).is_some();
        let mut text = there.text.as_str();
        let body = item.text(TEXT);
        let mut title = item.title.as_str();
        if let Some(body) = &body {
            let (whole_title, rest) = whole(&item.title, body);
            let (words, references) = Reference::parted(rest);
            (title, text) = (whole_title, words);
            if text.trim() != there.text.trim() {
                self.put_text(text);
            }
            if references != there.references() {
                self.put_references(&references);
            }
        }
        let is_title_newer = item.under(TITLE).any(|line| line.is_newer());
        let is_touched = new_title || body.is_some() && !is_title_newer;
        if is_touched && !is_read_as(&there.header, text, title) {
            self.put_header(title);
        }
    }

    fn put_text(&mut self, text: &str) {
        match self.there.body {
            Some(_) => self.text = Some(text.to_owned()),
            None => self.set("text", Value::text(self.like("text", text))),
        }
    }

    fn put_header(&mut self, header: &str) {
        match self.there.body {
            // A header that is a key stays one.
            Some(_) if self.there.said("header").is_empty() => self.header = Some(header.to_owned()),
            _ => self.set("header", Value::text(self.like("header", header))),
        }
    }

    /// Words with the blanks around them that stand there, else with a line break at their end.
    fn like(&self, key: &str, words: &str) -> String {
        let node = self.there.root.as_ref().and_then(|root| root.get(key)?.as_str());
        match node.filter(|text| !text.trim().is_empty()) {
            Some(before) => around(before, words),
            None => format!("{}\n", words.trim()),
        }
    }

    fn put_references(&mut self, references: &[Reference]) {
        let there = self.there;
        let word = there.said("ref");
        let is_word = |one: &&Reference| !word.is_empty() && one.path == word && one.keyword.is_none();
        if !word.is_empty() && !references.iter().any(|one| is_word(&one)) {
            self.set("ref", Value::text(""));
        }
        let node = there.root.as_ref().and_then(|root| root.get("references"));
        let items = node.and_then(Node::items).unwrap_or_default();
        let value = |one: &Reference| {
            let same = items.iter().find(|item| Reference::of(item).as_ref() == Some(one));
            same.map_or_else(
                || {
                    let keyword = one.keyword.iter().map(|text| ("keyword".to_owned(), Value::text(text)));
                    let rest = [
                        ("path".to_owned(), Value::text(&one.path)),
                        ("type".to_owned(), Value::text("file")),
                    ];
                    Value::Map(keyword.chain(rest).collect())
                },
                Value::of,
            )
        };
        let values: Vec<Value> = references.iter().filter(|one| !is_word(one)).map(value).collect();
        match (values.is_empty(), node) {
            (true, None) => {}
            (true, Some(_)) if items.is_empty() => {}
            (true, Some(_)) => self.edits.push(Edit::remove(Path::key("references"))),
            (false, _) => self.set("references", Value::List(values)),
        }
    }
}

/// A link as it stands there: whom it leads to, nobody where it is written in another way, and all of it.
fn link(node: &Node) -> (String, Value) {
    let uid = match (node.as_str(), node.entries()) {
        (Some(uid), _) => uid,
        (None, Some([entry])) => &*entry.key.text,
        _ => "",
    };
    (uid.trim().to_owned(), Value::of(node))
}
