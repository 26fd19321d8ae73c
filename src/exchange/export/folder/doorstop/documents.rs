//! The documents of a folder and those that are made there, and which item goes into which of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{INFORMATIVE, Item, LINKS, ORDER, TAGS, is_file_name, key, level_of, order};
use crate::exchange::export::folder::{Folder, Written};
use crate::exchange::formats::folder::doorstop::{ItemFile, document_of, documents};
use crate::text::edit::{Value, written as yaml};

/// What stands between the prefix of an id and its number.
const SEPARATORS: [char; 3] = ['-', '_', '.'];

pub(super) struct Document {
    /// Where it lies.
    folder: String,
    pub(super) prefix: String,
    separator: String,
    digits: usize,
    pub(super) is_markdown: bool,
    /// Whether it is made by this export.
    pub(super) is_new: bool,
    /// The numbers of its items.
    numbers: BTreeSet<u64>,
    /// The last level of its items.
    last: Vec<u32>,
}

pub(super) struct Documents {
    pub(super) all: Vec<Document>,
}

/// Where a new item goes.
pub(super) struct Place {
    /// The document, by position.
    pub(super) document: usize,
    pub(super) uid: String,
    pub(super) level: Vec<u32>,
}

impl Document {
    pub(super) fn path(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) }
    }

    fn new(prefix: &str, separator: &str, digits: usize) -> Self {
        Self {
            folder: prefix.to_owned(),
            prefix: prefix.to_owned(),
            separator: separator.to_owned(),
            digits,
            is_markdown: false,
            is_new: true,
            numbers: BTreeSet::new(),
            last: Vec::new(),
        }
    }

    /// The number of an item of this document.
    fn number(&self, uid: &str) -> Option<u64> {
        let rest = uid.get(..self.prefix.len()).filter(|start| start.eq_ignore_ascii_case(&self.prefix))?;
        uid[rest.len()..].trim_start_matches(SEPARATORS).parse().ok()
    }

    fn uid(&self, number: u64) -> String {
        format!("{}{}{number:0>width$}", self.prefix, self.separator, width = self.digits)
    }

    /// The level behind all others.
    fn next_level(&self) -> Vec<u32> {
        let mut level = self.last.clone();
        if level.len() == 1 {
            level.push(0);
        }
        match level.last_mut() {
            Some(last) => *last += 1,
            None => level.push(1),
        }
        level
    }
}

impl Documents {
    pub(super) fn of(folder: &Folder<'_>, items: &[Item<'_>]) -> Self {
        let (there, _) = documents(folder.files);
        let mut all: Vec<Document> = Vec::new();
        let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, document) in &there {
            positions.insert(path, all.len());
            all.push(Document {
                folder: (*path).to_owned(),
                separator: document.separator.clone(),
                is_markdown: document.is_markdown,
                is_new: false,
                ..Document::new(&document.prefix, "", document.digits)
            });
        }
        for file in folder.files {
            let Some((path, _)) = document_of(&there, file) else { continue };
            let document = &mut all[positions[path]];
            document.numbers.extend(document.number(file.stem()));
            let item = file.text.as_deref().ok().and_then(|text| ItemFile::of(file, text).ok());
            let level = item.and_then(|item| level_of(&order(item.said("level"))));
            document.last = document.last.clone().max(level.unwrap_or_default());
        }
        let mut documents = Self { all };
        for item in items.iter().filter(|item| item.file.is_none()) {
            if let Some(uid) = &item.source {
                documents.begin(item, uid);
            }
        }
        documents
    }

    /// Makes the document of an item that Doorstop knows, and remembers what its items have.
    fn begin(&mut self, item: &Item<'_>, uid: &str) {
        let at = match self.of_uid(item, uid) {
            Some(at) => at,
            None => {
                let (prefix, separator, rest) = parted(uid, &tags(item));
                let digits = if rest.starts_with('0') { rest.len() } else { 1 };
                self.all.push(Document::new(prefix, separator, digits));
                self.all.len() - 1
            }
        };
        let document = &mut self.all[at];
        document.numbers.extend(document.number(uid));
        if document.is_new
            && let (_, _, rest) = parted(uid, &tags(item))
            && rest.starts_with('0')
        {
            document.digits = document.digits.max(rest.len());
        }
        let level = item.text(ORDER).and_then(|order| level_of(&order)).unwrap_or_default();
        document.last = document.last.clone().max(level);
    }

    /// The document that an id belongs to: the one with the longest prefix that it begins with.
    fn of_uid(&self, item: &Item<'_>, uid: &str) -> Option<usize> {
        let (prefix, _, _) = parted(uid, &tags(item));
        let same = |document: &Document| document.prefix.eq_ignore_ascii_case(prefix);
        self.all.iter().position(same)
    }

    /// Where an item without a file goes; nothing where it has none, or where no document is meant, which is told.
    pub(super) fn place(
        &mut self,
        folder: &Folder<'_>,
        item: &Item<'_>,
        written: &mut Written,
    ) -> Option<Place> {
        if let Some(file) = item.file {
            let uid = folder.files[file].stem().to_owned();
            return Some(Place { document: 0, uid, level: Vec::new() });
        }
        if let Some(uid) = item.source.as_ref().filter(|uid| !is_file_name(uid)) {
            written.leave_out("artifact", format!("`{uid}` can be no name of a file"));
            return None;
        }
        let found = match &item.source {
            Some(uid) => self.of_uid(item, uid),
            None => self.of_new(item),
        };
        let Some(at) = found else {
            let prefixes: Vec<&str> = self.all.iter().map(|document| document.prefix.as_str()).collect();
            let prefixes = crate::text::words::one_of(prefixes);
            written.leave_out("artifact", format!("no tag names their document: {prefixes}"));
            return None;
        };
        let document = &mut self.all[at];
        let uid = match &item.source {
            Some(uid) => uid.clone(),
            None => {
                let own = item.label.rsplit(SEPARATORS).next().and_then(|number| number.parse().ok());
                let own = own.filter(|number| document.is_new && !document.numbers.contains(number));
                let next = document.numbers.last().map_or(1, |last| last + 1);
                let number = own.unwrap_or(next);
                document.numbers.insert(number);
                document.uid(number)
            }
        };
        let level = item.text(ORDER).and_then(|order| level_of(&order)).unwrap_or_default();
        Some(Place { document: at, uid, level })
    }

    /// Puts new items without a level behind all others of their document, in the order of their ranks.
    pub(super) fn put_levels(&mut self, items: &[Item<'_>], places: &mut [Option<Place>]) {
        let mut new: Vec<(Option<String>, usize)> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.file.is_none())
            .map(|(at, item)| (item.says_text(ORDER), at))
            .collect();
        new.sort_by(|one, other| {
            (one.0.is_none(), &one.0, one.1).cmp(&(other.0.is_none(), &other.0, other.1))
        });
        for (_, at) in new {
            let Some(place) = places[at].as_mut().filter(|place| place.level.is_empty()) else { continue };
            let document = &mut self.all[place.document];
            document.last = document.next_level();
            place.level.clone_from(&document.last);
        }
    }

    /// The document of an item that Doorstop does not know: the one that a tag names, the one that is called as its
    /// ids are, else the only one; where there is none at all, one that is called as its ids are.
    fn of_new(&mut self, item: &Item<'_>) -> Option<usize> {
        let called =
            |name: &str| self.all.iter().position(|document| document.prefix.eq_ignore_ascii_case(name));
        if let Some(at) = tags(item).iter().find_map(|tag| called(tag)) {
            return Some(at);
        }
        let label = item.label.rsplit('/').next().unwrap_or(&item.label);
        let (own, separator, _) = parted(label, &[]);
        match (called(own), self.all.len()) {
            (Some(at), _) => Some(at),
            (None, 1) => Some(0),
            (None, 0) if is_file_name(own) => {
                self.all.push(Document::new(own, separator, 1));
                Some(0)
            }
            _ => None,
        }
    }

    /// The settings of a document that is made. Its parent is the one that most of its links lead into.
    pub(super) fn settings(&self, at: usize, items: &[Item<'_>], places: &[Option<Place>]) -> String {
        let document = &self.all[at];
        let mut settings = vec![("digits".to_owned(), Value::plain(document.digits.to_string()))];
        if let Some(parent) = self.parent(at, items, places) {
            settings.push(("parent".to_owned(), Value::text(&self.all[parent].prefix)));
        }
        settings.push(("prefix".to_owned(), Value::text(&document.prefix)));
        // One of the signs between words, or none.
        let lines = yaml(&settings) + &format!("sep: '{}'\n", document.separator);
        lines.lines().fold("settings:\n".to_owned(), |text, line| format!("{text}  {line}\n"))
    }

    /// The document that most links of a document lead into; only one before it, so that none is its own ancestor.
    fn parent(&self, at: usize, items: &[Item<'_>], places: &[Option<Place>]) -> Option<usize> {
        let by_uid: BTreeMap<String, usize> =
            places.iter().flatten().flat_map(|place| [(key(&place.uid), place.document)]).collect();
        let labels: BTreeMap<&str, usize> = items
            .iter()
            .zip(places)
            .filter_map(|(item, place)| Some((item.label.as_str(), place.as_ref()?.document)))
            .collect();
        let mut counts = vec![0_usize; self.all.len()];
        let own =
            items.iter().zip(places).filter(|(_, place)| place.as_ref().is_some_and(|it| it.document == at));
        for link in own.flat_map(|(item, _)| item.texts(&[LINKS]).unwrap_or_default()) {
            let to = labels.get(link.as_str()).or_else(|| by_uid.get(&key(&link)));
            if let Some(to) = to.filter(|to| **to < at || !self.all[**to].is_new) {
                counts[*to] += 1;
            }
        }
        counts[at] = 0;
        let most = counts.iter().copied().max().filter(|most| *most > 0)?;
        counts.iter().position(|count| *count == most)
    }
}

fn tags(item: &Item<'_>) -> Vec<String> {
    let lines = TAGS.iter().flat_map(|column| item.under(column));
    lines.flat_map(|line| line.texts.iter().cloned()).filter(|tag| tag != INFORMATIVE).collect()
}

/// The prefix of an id, what stands behind it, and the rest: a tag that it begins with, else what stands before its
/// number or behind the last sign between words.
fn parted<'u>(uid: &'u str, tags: &[String]) -> (&'u str, &'u str, &'u str) {
    let begins = |tag: &&String| {
        uid.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)) && uid.len() > tag.len()
    };
    let length = tags.iter().filter(begins).map(String::len).max().unwrap_or_else(|| {
        let number = uid.trim_end_matches(|last: char| last.is_ascii_digit());
        let before = if number.len() < uid.len() {
            number
        } else {
            uid.rsplit_once(SEPARATORS).map_or(uid, |it| it.0)
        };
        before.trim_end_matches(SEPARATORS).len()
    });
    let rest = uid[length..].trim_start_matches(SEPARATORS);
    (&uid[..length], &uid[length..uid.len() - rest.len()], rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_parted_by_its_tag_or_its_number() {
        let tags = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(parted("REQ001", &tags(&["REQ"])), ("REQ", "", "001"));
        assert_eq!(parted("TST-TWO", &tags(&["TST"])), ("TST", "-", "TWO"));
        assert_eq!(parted("SYS-REQ_12", &[]), ("SYS-REQ", "_", "12"));
        assert_eq!(parted("TA-TESTS", &[]), ("TA", "-", "TESTS"));
        assert_eq!(parted("X", &[]), ("X", "", ""));
    }

    #[test]
    fn a_new_item_comes_behind_all_others() {
        let last =
            |level: &[u32]| Document { last: level.to_vec(), ..Document::new("R", "", 3) }.next_level();
        assert_eq!(
            (last(&[]), last(&[1]), last(&[1, 9]), last(&[2, 1, 4])),
            (vec![1], vec![1, 1], vec![1, 10], vec![2, 1, 5])
        );
    }
}
