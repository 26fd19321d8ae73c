//! One document of each kind after another, and what they share: id, name, owner, body.

use std::fmt::Write;

use super::chance::Chance;
use super::counts::Counts;
use super::{evidence, prose, strategy, work};

/// A file of the repository.
pub(crate) struct Document {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// How a kind is filed.
pub(crate) struct Shelf {
    pub(crate) folder: &'static str,
    pub(crate) prefix: &'static str,
}

const OWNERS: [(&str, &str); 6] = [
    ("ana", "yard"),
    ("bela", "yard"),
    ("chen", "gate"),
    ("dora", "gate"),
    ("emil", "vessel"),
    ("fatma", "vessel"),
];
const TAGS: [&str; 8] = ["export", "mobile", "planning", "customs", "reefer", "speed", "reporting", "rail"];

/// Every document, kind by kind.
pub(crate) fn all(counts: &Counts) -> impl Iterator<Item = Document> + '_ {
    strategy::documents(counts).chain(evidence::documents(counts)).chain(work::documents(counts))
}

/// What is written into one document.
pub(crate) struct Draft {
    pub(crate) chance: Chance,
    pub(crate) number: usize,
    shelf: &'static Shelf,
    title: String,
    text: String,
    /// How long it gets, in bytes: from one to four kilobytes.
    length: usize,
}

impl Draft {
    /// Begins the document of this number with id, title and status.
    pub(crate) fn begin(shelf: &'static Shelf, number: usize, status: &str) -> Self {
        let seed = shelf.prefix.bytes().fold(number as u64, |seed, byte| seed * 31 + u64::from(byte));
        let mut chance = Chance::of(seed);
        let title = prose::title(&mut chance);
        let length = chance.between(1_000, 4_000);
        let text = format!("---\nid: {}-{number}\ntitle: {title}\nstatus: {status}\n", shelf.prefix);
        Self { chance, number, shelf, title, text, length }
    }

    pub(crate) fn field(&mut self, name: &str, value: impl std::fmt::Display) -> &mut Self {
        let _ = writeln!(self.text, "{name}: {value}");
        self
    }

    /// Lines of front matter as they are.
    pub(crate) fn lines(&mut self, lines: &str) -> &mut Self {
        self.text.push_str(lines);
        self
    }

    pub(crate) fn owner(&mut self) -> &mut Self {
        let (owner, team) = OWNERS[self.chance.between(0, OWNERS.len() - 1)];
        self.field("owner", owner).field("team", team)
    }

    /// The owner's name alone.
    pub(crate) fn person(&mut self) -> &'static str {
        OWNERS[self.chance.between(0, OWNERS.len() - 1)].0
    }

    pub(crate) fn tags(&mut self) -> &mut Self {
        let (one, other) = (self.chance.between(0, 7), self.chance.between(1, 7));
        let tags = format!("[{}, {}]", TAGS[one], TAGS[(one + other) % 8]);
        self.field("tags", tags)
    }

    /// One of the first `count` ids behind a prefix.
    pub(crate) fn any(&mut self, prefix: &str, count: usize) -> String {
        format!("{prefix}-{}", self.chance.between(1, count))
    }

    /// Some ids behind a prefix, each once.
    pub(crate) fn some(&mut self, prefix: &str, count: usize) -> String {
        let mut ids: Vec<String> = (0..self.chance.between(1, 3)).map(|_| self.any(prefix, count)).collect();
        ids.sort();
        ids.dedup();
        format!("[{}]", ids.join(", "))
    }

    /// Ends the front matter and writes sections with these titles; some begin with items to tick.
    pub(crate) fn body(mut self, sections: &[&str]) -> Document {
        self.text.push_str("---\n");
        let rest = self.length.saturating_sub(self.text.len());
        let start = self.text.len();
        for (at, section) in sections.iter().enumerate() {
            let _ = write!(self.text, "\n## {section}\n\n");
            if *section == "Acceptance criteria" {
                let mark = if self.text.contains("status: done") { 'x' } else { ' ' };
                for _ in 0..self.chance.between(2, 4) {
                    let _ = writeln!(self.text, "- [{mark}] {}", prose::sentence(&mut self.chance));
                }
                self.text.push('\n');
            }
            let until = start + rest * (at + 1) / sections.len();
            let until = until.max(self.text.len() + 40);
            prose::fill(&mut self.text, until, &mut self.chance);
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
        if self.chance.once_in(5) {
            self.text
                .push_str("\nSee [what a slot is](../GLOSSARY.md#slot) and <https://example.com/harbour>.\n");
        }
        let Self { number, shelf, title, text, .. } = self;
        let path = format!("{}/{}-{number}-{}.md", shelf.folder, shelf.prefix, prose::slug(&title));
        Document { path, text }
    }
}
