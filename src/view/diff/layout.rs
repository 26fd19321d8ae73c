//! The difference of two plans as a page: what follows first, then dates, then the rest.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{ChangedArtifact, MovedTarget, PlanDiff, Renamed, Side, code};
use crate::history::{ArtifactChange, BodyChange};
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Target, Text, Tone};
use crate::text::words::{ordinal, plural, plural_of};
use crate::view::View;
use crate::view::change_lines::{lines, places, sentence};
use crate::view::history::limits;
use crate::view::subject::Subject;

/// From how many artifacts on the same change is told of all of them at once.
const BULK: usize = 4;

/// From how many items on the details are folded away.
const LONG: usize = 20;

impl View for PlanDiff {
    const NAME: &'static str = "diff";

    fn page(&self) -> Page {
        let mut page = self.laid_out();
        page.retarget(&|target| self.leads_to(target));
        page
    }

    fn sheet(&self) -> Page {
        self.rows()
    }
}

impl PlanDiff {
    fn laid_out(&self) -> Page {
        let follows = self.consequences.as_ref().map(|follows| follows.items()).unwrap_or_default();
        let moved = self.moved.iter().map(MovedTarget::item).collect();
        let details = [
            ("Added", self.added.iter().map(subject_item).collect()),
            ("Removed", self.removed.iter().map(gone_item).collect()),
            ("Renamed", self.renamed_items()),
            ("Changed", self.changed_items()),
            ("No longer readable", self.broken.iter().map(subject_item).collect()),
            ("Readable again", self.mended.iter().map(subject_item).collect()),
        ];
        let is_long = details.iter().map(|(_, items): &(_, Vec<Item>)| items.len()).sum::<usize>() > LONG;
        let mut blocks = Vec::new();
        for (title, items) in [("What follows", follows), ("Moved", moved)] {
            if !items.is_empty() {
                blocks.extend(section(title.into(), items));
            }
        }
        blocks.extend(code::block(&self.named_in_code));
        for (title, items) in details.into_iter().filter(|(_, items)| !items.is_empty()) {
            if is_long {
                let count = match title {
                    "Changed" => self.told_apart().count(),
                    "Renamed" => self.renamed.len(),
                    _ => items.len(),
                };
                let title = format!("{title} ({count})").into();
                blocks.push(Block::Folded { title, blocks: vec![list(items)] });
            } else {
                blocks.extend(section(title.into(), items));
            }
        }
        if blocks.is_empty() {
            blocks.push(Block::Note { tone: Tone::Muted, text: "The plan is the same.".into() });
        }
        if self.reformatted > 0 {
            let text = format!(
                "{} changed in nothing that is read: layout, comments, or keys that are no field.",
                plural_of(self.reformatted, "document", "documents")
            );
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        Page { title: "Changes of the plan".into(), summary: self.summary(), blocks }
    }

    /// A document or a file of code at the forge where that is known, else by its path in the git repository.
    fn leads_to(&self, target: &Target) -> Target {
        let Target::File { path, anchor } = target else { return target.clone() };
        let is_code = self.named_in_code.iter().any(|named| named.has(path));
        let path = if is_code { path.clone() } else { format!("{}{path}", self.folder) };
        let commit = self.to.commit.as_deref().unwrap_or("HEAD");
        let encoded = Target::File { path: path.clone(), anchor: anchor.clone() }.address();
        match encoded.and_then(|path| self.links.file(commit, &path)) {
            Some(address) => Target::Url(address),
            None => Target::File { path, anchor: anchor.clone() },
        }
    }

    fn rows(&self) -> Page {
        let mut rows = Vec::new();
        let mut whole = |change: &str, subjects: &[Subject]| {
            for subject in subjects {
                rows.push(row(change, subject, [Text::new(), Text::new(), Text::new()], None));
            }
        };
        whole("added", &self.added);
        whole("removed", &self.removed);
        whole("broken", &self.broken);
        whole("mended", &self.mended);
        let moves: BTreeMap<(&str, &str), usize> = self
            .moved
            .iter()
            .filter_map(|moved| Some(((moved.subject.path.as_str(), moved.field.as_str()), moved.moves?)))
            .collect();
        for changed in &self.changed {
            for line in changed.lines(&changed.change) {
                let name = line[0].to_plain();
                let moves = moves.get(&(changed.subject.path.as_str(), name.as_str())).copied();
                rows.push(row("changed", &changed.subject, line, moves));
            }
        }
        let columns = vec![
            Column::text("change", "Change", false),
            Column::text("id", "Id", false),
            Column::text("kind", "Kind", false),
            Column::text("title", "Title", true),
            Column::text("field", "What", true),
            Column::text("from", "From", true),
            Column::text("to", "To", true),
            Column::number("moves", "Moves"),
        ];
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: "Changes of the plan".into(), summary: self.summary(), blocks }
    }
}

impl PlanDiff {
    /// `v1 (2026-03-10) → the working tree: 2 added, 1 removed, 4 changed`
    fn summary(&self) -> Text {
        let count = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}"));
        let counts: Vec<String> = [
            count(self.added.len(), "added"),
            count(self.removed.len(), "removed"),
            count(self.changed.len(), "changed"),
            count(self.broken.len(), "no longer readable"),
            count(self.mended.len(), "readable again"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let counts = if counts.is_empty() { "no difference".to_owned() } else { counts.join(", ") };
        format!("{} → {}: {counts}", self.from.shown(), self.to.shown()).into()
    }

    /// An item for each; what went from one folder to another together is one item at the end.
    fn renamed_items(&self) -> Vec<Item> {
        let mut groups: IndexMap<String, Vec<&Renamed>> = IndexMap::new();
        for renamed in &self.renamed {
            groups.entry(renamed.said()).or_default().push(renamed);
        }
        let (bulks, few): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, group)| group.len() >= BULK);
        let few = few.into_iter().flat_map(|(_, group)| group).map(Renamed::item);
        let bulks = bulks.iter().map(|(said, group)| {
            let subjects: Vec<&Subject> = group.iter().map(|renamed| &renamed.subject).collect();
            of_many(&subjects, said.as_str().into())
        });
        few.chain(bulks).collect()
    }

    /// The artifacts of which more is to be told than that they moved.
    fn told_apart(&self) -> impl Iterator<Item = &ChangedArtifact> {
        self.changed.iter().filter(|changed| !changed.rest.is_empty())
    }

    /// What is not told elsewhere, an item for each artifact; the same change of many is one item at the end.
    fn changed_items(&self) -> Vec<Item> {
        let mut groups: IndexMap<String, Vec<(usize, &ChangedArtifact)>> = IndexMap::new();
        for (at, changed) in self.told_apart().enumerate() {
            let said: Vec<String> =
                changed.lines(&changed.rest).into_iter().map(|line| sentence(line).to_plain()).collect();
            groups.entry(said.join("\n")).or_default().push((at, changed));
        }
        let (bulks, few): (Vec<_>, Vec<_>) = groups.into_values().partition(|group| group.len() >= BULK);
        let mut few: Vec<(usize, &ChangedArtifact)> = few.into_iter().flatten().collect();
        few.sort_by_key(|(at, _)| *at);
        let few = few.into_iter().map(|(_, changed)| changed.item());
        few.chain(bulks.iter().map(|group| bulk(group))).collect()
    }
}

impl Side {
    fn shown(&self) -> String {
        match &self.day {
            Some(day) if *day != self.name => format!("{} ({day})", self.name),
            _ => self.name.clone(),
        }
    }
}

impl ChangedArtifact {
    /// Name, from and to of each thing in a change; of a section with its words where they are known.
    fn lines(&self, change: &ArtifactChange) -> Vec<[Text; 3]> {
        let mut lines = lines(change);
        let first = lines.len() - change.body.len();
        for (line, change) in lines[first..].iter_mut().zip(&change.body) {
            let BodyChange::SectionChanged { section } = change else { continue };
            if let Some(words) = self.words.iter().find(|words| words.section == *section) {
                line[1] = words.from.as_str().into();
                line[2] = words.to.as_str().into();
            }
        }
        lines
    }

    fn item(&self) -> Item {
        let mut said: Vec<Text> = self.lines(&self.rest).into_iter().map(sentence).collect();
        let mut text = self.subject.named();
        if said.len() == 1 {
            text = text.and(Inline::Plain(": ".into()));
            text.0.extend(said.remove(0).0);
        }
        item(text, said)
    }
}

/// One change of several artifacts.
fn bulk(several: &[(usize, &ChangedArtifact)]) -> Item {
    let mut said = Text::new();
    let first = several.first().map(|(_, one)| one.lines(&one.rest)).unwrap_or_default();
    for (at, line) in first.into_iter().enumerate() {
        if at > 0 {
            said = said.and(Inline::Plain("; ".into()));
        }
        said.0.extend(sentence(line).0);
    }
    let subjects: Vec<&Subject> = several.iter().map(|(_, one)| &one.subject).collect();
    of_many(&subjects, said)
}

/// `12 requirements: owner ana → ben`, and under it which ones.
fn of_many(subjects: &[&Subject], said: Text) -> Item {
    let one = subjects.first().filter(|first| subjects.iter().all(|subject| subject.kind == first.kind));
    let count = match one {
        Some(one) => plural_of(subjects.len(), &one.kind, &one.plural),
        None => plural(subjects.len(), "artifact"),
    };
    let mut text = Text::from(Inline::Strong(count)).and(Inline::Plain(": ".into()));
    text.0.extend(said.0);
    let mut which = Text::new();
    for (at, subject) in subjects.iter().enumerate() {
        if at > 0 {
            which = which.and(Inline::Plain(", ".into()));
        }
        which = which.and(subject.reference());
    }
    item(text, vec![which])
}

impl MovedTarget {
    /// `REQ-12 A waiting list moved from 2026-Q3 to 2026-Q4, the second move`
    fn item(&self) -> Item {
        let mut text = self.subject.named();
        if self.field != "target" {
            text = text.and(Inline::Plain(format!(": {}", self.field)));
        }
        let moved = format!(" moved from {} to {}", self.from, self.to);
        text = text.and(Inline::Plain(moved));
        if let Some(moves) = self.moves {
            let tone = if moves > 1 { Tone::Caution } else { Tone::Muted };
            text = text.and(Inline::Toned(tone, format!(", the {} move", ordinal(moves))));
        }
        item(text, Vec::new())
    }
}

impl Renamed {
    fn item(&self) -> Item {
        let said = self.said();
        item(self.subject.named(), vec![said.into()])
    }

    /// `was REQ-4; ideas/IDEA-8-a.md → ideas/IDEA-8-b.md`
    fn said(&self) -> String {
        let mut said = Vec::new();
        if self.id_before != self.subject.id && self.id_before != self.path_before {
            said.push(format!("was {}", self.id_before));
        }
        if self.path_before != self.subject.path {
            let (from, to) = places(&self.path_before, &self.subject.path);
            said.push(format!("{from} → {to}"));
        }
        said.join("; ")
    }
}

/// Id and title with kind and status.
fn subject_item(subject: &Subject) -> Item {
    described(subject.named(), subject)
}

/// The same of what has no document any more that an id could lead to.
fn gone_item(subject: &Subject) -> Item {
    let id = Text::from(Inline::Toned(Tone::Id, subject.id.clone()));
    described(id.and(Inline::Plain(format!(" {}", subject.title))), subject)
}

fn described(text: Text, subject: &Subject) -> Item {
    let text = text.and(Inline::Toned(Tone::Muted, format!(" · {}", subject.kind)));
    match subject.status_word() {
        Some(status) => item(text.and(Inline::Toned(Tone::Muted, " · ".into())).and(status), Vec::new()),
        None => item(text, Vec::new()),
    }
}

fn section(title: Text, items: Vec<Item>) -> [Block; 2] {
    [Block::Heading { level: 1, text: title }, list(items)]
}

fn list(items: Vec<Item>) -> Block {
    Block::List(List { ordered: false, items })
}

fn item(text: Text, children: Vec<Text>) -> Item {
    let children = children.into_iter().map(|text| Item { text, checked: None, children: Vec::new() });
    Item { text, checked: None, children: children.collect() }
}

fn row(change: &str, subject: &Subject, [field, from, to]: [Text; 3], moves: Option<usize>) -> Row {
    Row {
        cells: vec![
            change.into(),
            subject.reference().into(),
            subject.kind.as_str().into(),
            subject.title.as_str().into(),
            field,
            from,
            to,
            moves.map(|moves| moves.to_string()).unwrap_or_default().into(),
        ],
        depth: 0,
    }
}
