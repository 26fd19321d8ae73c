//! What happened to one artifact: each change of each field, when, by whom and in which commit.
//!
//! The changes are found by `history`; which revisions it looked at is told by the caller.

use serde::Serialize;

use super::View;
use super::change_lines::{self, sentence};
use crate::config::Config;
use crate::history::{ArtifactChange, CommitFacts, Lineages, PassedOver, Told, Transition, change_between};
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::words::plural;

/// The history of one artifact.
#[derive(Serialize)]
pub(crate) struct History {
    /// The id as asked for.
    id: String,
    title: String,
    /// Where the document is, or was last.
    path: String,
    /// Whether the document is still there.
    present: bool,
    /// How the document was followed.
    definition: String,
    /// Oldest first.
    events: Vec<Event>,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// What one commit did to the artifact.
#[derive(Serialize)]
pub(crate) struct Event {
    pub(super) day: String,
    pub(super) author: String,
    pub(super) commit: String,
    pub(super) subject: String,
    pub(super) event: EventKind,
    /// The status that the document came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<String>,
    #[serde(flatten)]
    pub(super) change: ArtifactChange,
    #[serde(skip)]
    pub(super) position: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum EventKind {
    Added,
    /// It was there when the history that is known here begins.
    Known,
    Changed,
    Removed,
}

impl Event {
    /// What a commit did to an artifact; nothing where it changed nothing that a reader of it sees.
    pub(crate) fn of(config: &Config, lineages: &Lineages, transition: Transition<'_>) -> Option<Self> {
        let facts = lineages.commit_of(transition.version);
        let (event, change) = match (transition.before, transition.after) {
            (None, _) if facts.is_boundary => (EventKind::Known, ArtifactChange::default()),
            (None, _) => (EventKind::Added, ArtifactChange::default()),
            (_, None) => (EventKind::Removed, ArtifactChange::default()),
            (Some(before), Some(after)) => (EventKind::Changed, change_between(config, before, after)),
        };
        if event == EventKind::Changed && change.is_empty() {
            return None;
        }
        let status = match transition.before {
            None => transition.after.and_then(|after| after.status_name()).map(str::to_owned),
            Some(_) => None,
        };
        Some(Self::new(facts, event, status, change, transition.version.commit))
    }

    fn new(
        facts: &CommitFacts,
        event: EventKind,
        status: Option<String>,
        change: ArtifactChange,
        position: u32,
    ) -> Self {
        Self {
            day: facts.when(),
            author: facts.author.name.to_string(),
            commit: facts.short_name(),
            subject: facts.subject.to_string(),
            event,
            status,
            change,
            position,
        }
    }

    /// The commit with what it changed under it.
    fn item(&self) -> Item {
        let mut text = Text::from(Inline::Strong(self.day.clone()));
        if !self.author.is_empty() {
            text = text.and(Inline::Plain(format!(" {}", self.author)));
        }
        if !self.commit.is_empty() {
            text = text.and(Inline::Plain(format!(": {} ", self.subject)));
            text = text.and(Inline::Toned(Tone::Muted, format!("({})", self.commit)));
        }
        let children = self.lines().into_iter().map(|line| Item {
            text: sentence(line),
            checked: None,
            children: Vec::new(),
        });
        Item { text, checked: None, children: children.collect() }
    }

    /// The cells of a row for each thing that changed; see [`columns`].
    pub(super) fn rows(&self) -> Vec<Vec<Text>> {
        let row = |[field, from, to]: [Text; 3]| {
            vec![
                self.day.as_str().into(),
                self.author.as_str().into(),
                field,
                from,
                to,
                self.subject.as_str().into(),
                self.commit.as_str().into(),
            ]
        };
        self.lines().into_iter().map(row).collect()
    }

    /// Field, from and to of each thing that changed.
    fn lines(&self) -> Vec<[Text; 3]> {
        let mut lines = Vec::new();
        match self.event {
            EventKind::Added | EventKind::Known => {
                let word = if self.event == EventKind::Added { "added" } else { "first known" };
                let status = self.status.clone().unwrap_or_default();
                lines.push([Inline::Toned(Tone::Good, word.into()).into(), "".into(), status.into()]);
            }
            EventKind::Removed => {
                lines.push([Inline::Toned(Tone::Caution, "removed".into()).into(), "".into(), "".into()]);
            }
            EventKind::Changed => {}
        }
        lines.extend(change_lines::lines(&self.change));
        lines
    }
}

impl History {
    /// Puts together what was told of the documents that are the artifact.
    pub(crate) fn of(lineages: &Lineages, id: String, definition: String, told: Vec<Told<Event>>) -> Self {
        let mut passed_over = PassedOver::default();
        let mut events = Vec::new();
        let (mut title, mut path, mut present) = (String::new(), String::new(), false);
        for told in told {
            passed_over += told.passed_over;
            let lineage = &lineages.lineages[told.lineage];
            if let Some(last) = &told.last {
                title = last.title.to_string();
            }
            path = lineage.path().map(ToString::to_string).unwrap_or_default();
            present |= lineage.is_present();
            events.extend(told.steps.into_iter().map(|step| step.what));
        }
        events.sort_by_key(|event: &Event| event.position);
        Self {
            id,
            title,
            path,
            present,
            definition,
            events,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        }
    }
}

impl View for History {
    const NAME: &'static str = "history";

    fn page(&self) -> Page {
        let items: Vec<Item> = self.events.iter().map(Event::item).collect();
        let mut blocks = Vec::new();
        if items.is_empty() {
            let text = "No commit changed it; what is not committed has no history yet.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        } else {
            blocks.push(Block::List(List { ordered: false, items }));
        }
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        let gone = if self.present { "" } else { ", removed since" };
        Page {
            title: format!("{} {}", self.id, self.title).trim_end().into(),
            summary: format!("{}{gone}; {}", plural(self.events.len(), "commit"), self.definition).into(),
            blocks,
        }
    }

    fn sheet(&self) -> Page {
        let rows = self.events.iter().flat_map(Event::rows).map(|cells| Row { cells, depth: 0 });
        let blocks = vec![Block::Table(Table { columns: columns(), rows: rows.collect() })];
        Page { title: self.id.as_str().into(), summary: "".into(), blocks }
    }
}

/// What an answer from history cannot know, said under it.
pub(crate) fn limits(unreadable: usize, absent: usize, is_shallow: bool) -> Vec<Block> {
    let mut said = Vec::new();
    if unreadable > 0 {
        said.push(format!("Passed over, for they cannot be read: {}.", plural(unreadable, "old revision")));
    }
    if absent > 0 {
        said.push(format!(
            "The content of {} is not in this clone, which is a partial one.",
            plural(absent, "revision")
        ));
    }
    if is_shallow {
        said.push("This clone is shallow: what was before its first commit is not known here.".to_owned());
    }
    said.into_iter().map(|text| Block::Note { tone: Tone::Caution, text: text.into() }).collect()
}

/// The columns of a sheet of events.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::text("day", "Day", false),
        Column::text("author", "Who", true),
        Column::text("field", "What", true),
        Column::text("from", "From", true),
        Column::text("to", "To", true),
        Column::text("subject", "Commit message", true),
        Column::text("commit", "Commit", false),
    ]
}
