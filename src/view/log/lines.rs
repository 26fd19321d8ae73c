//! What commits did to artifacts, a line for each artifact and person: the same change of many is told at once.
//!
//! Knows no day and no order of its own: the newest comes first in what it is given.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use crate::config::Config;
use crate::history::{ArtifactChange, Lineages, PassedOver, Told, Transition};
use crate::model::values::IdKey;
use crate::page::{Inline, Item, Target, Text, Tone};
use crate::plan::key_of;
use crate::text::words::{plural, plural_of};
use crate::view::change_lines::{Said, brief};
use crate::view::history::{Event, EventKind};
use crate::view::value::tone_of;

/// From how many artifacts on the same change is told of all of them at once.
const BULK: usize = 4;

/// From how many artifacts on that came with one commit they are told by kind alone.
const IMPORT: usize = 12;

/// How many artifacts a line names before it counts the others.
const NAMED: usize = 8;

/// What one commit did to one artifact.
#[derive(Serialize)]
pub(crate) struct Entry {
    pub(in crate::view) id: String,
    pub(in crate::view) kind: String,
    pub(in crate::view) title: String,
    pub(in crate::view) path: String,
    #[serde(flatten)]
    pub(in crate::view) event: Event,
    #[serde(skip)]
    pub(in crate::view) place: Place,
}

/// What an entry is sorted and told by.
pub(in crate::view) struct Place {
    pub(in crate::view) lineage: usize,
    pub(in crate::view) kind: u16,
    /// What several of its kind are called.
    pub(in crate::view) plural: String,
    pub(in crate::view) key: Option<IdKey>,
    /// The field that holds the status, and the tone of the status that it has now.
    pub(in crate::view) status_field: Option<String>,
    pub(in crate::view) tone: Option<Tone>,
}

impl Entry {
    /// What a commit did to an artifact; nothing where it changed nothing that a reader of it sees, or where
    /// it is where the known history begins.
    pub(crate) fn of(config: &Config, lineages: &Lineages, transition: Transition<'_>) -> Option<Self> {
        let event = Event::of(config, lineages, transition)?;
        let artifact = transition.after.or(transition.before).filter(|_| event.event != EventKind::Known)?;
        let kind = &config.kinds[usize::from(artifact.kind)];
        Some(Self {
            id: artifact.label(),
            kind: kind.name.clone(),
            title: artifact.title.to_string(),
            path: artifact.path.to_string(),
            event,
            place: Place {
                lineage: 0,
                kind: artifact.kind,
                plural: kind.plural.clone(),
                key: artifact.id.as_ref().map(|id| key_of(kind, id)),
                status_field: kind.workflow.field.clone(),
                tone: tone_of(artifact.category(kind)),
            },
        })
    }
}

/// What one person did to one artifact within the time that is told.
pub(in crate::view) struct Line<'a> {
    /// The last of it.
    pub(in crate::view) entry: &'a Entry,
    pub(in crate::view) event: EventKind,
    status: Option<String>,
    pub(in crate::view) change: ArtifactChange,
}

/// What was told of lineages as one list, and what had to be left out of it.
pub(in crate::view) fn entries(told: Vec<Told<Entry>>) -> (Vec<Entry>, PassedOver) {
    let mut passed_over = PassedOver::default();
    let mut entries = Vec::new();
    for told in told {
        passed_over += told.passed_over;
        for step in told.steps {
            let mut entry = step.what;
            entry.place.lineage = told.lineage;
            entries.push(entry);
        }
    }
    (entries, passed_over)
}

/// Puts the newest first; what one commit did by kind, then by id.
pub(in crate::view) fn newest_first(entries: &mut [Entry]) {
    entries.sort_by(|one, other| {
        let place = |entry: &Entry| (entry.place.kind, entry.place.key.is_none());
        other
            .event
            .position
            .cmp(&one.event.position)
            .then_with(|| place(one).cmp(&place(other)))
            .then_with(|| one.place.key.cmp(&other.place.key))
            .then_with(|| one.path.cmp(&other.path))
    });
}

/// What is told of commits, what one person did to one artifact put together where the last of it stands.
pub(in crate::view) fn merged(entries: &[Entry]) -> Vec<Line<'_>> {
    let mut lines: IndexMap<(usize, &str), Line<'_>> = IndexMap::new();
    for entry in entries {
        let fresh = Line {
            entry,
            event: entry.event.event,
            status: entry.event.status.clone(),
            change: entry.event.change.clone(),
        };
        let key = (entry.place.lineage, entry.event.author.as_str());
        match lines.get_mut(&key) {
            Some(later) => later.after(fresh),
            None => drop(lines.insert(key, fresh)),
        }
    }
    lines.into_values().filter(|line| line.event != EventKind::Changed || !line.change.is_empty()).collect()
}

/// One item for each line, or for each change of many; with the name of the author where `names_author`.
pub(in crate::view) fn items(lines: Vec<Line<'_>>, names_author: bool) -> Vec<Item> {
    let mut added: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.event == EventKind::Added) {
        *added.entry(line.commit()).or_default() += 1;
    }
    let mut groups: IndexMap<(String, &str), Vec<Line<'_>>> = IndexMap::new();
    for mut line in lines {
        let is_import = added.get(line.commit()).is_some_and(|count| *count >= IMPORT);
        let mut words = Text(line.said()).to_plain();
        if line.event == EventKind::Added && is_import {
            line.status = None;
            words = line.entry.kind.clone();
        }
        groups.entry((words, line.commit())).or_default().push(line);
    }
    let mut texts = Vec::new();
    for group in groups.values() {
        if group.len() >= BULK {
            texts.push(bulk(group, names_author));
        } else {
            texts.extend(group.iter().map(|line| line.text(names_author)));
        }
    }
    texts.into_iter().map(|text| Item { text, checked: None, children: Vec::new() }).collect()
}

impl<'a> Line<'a> {
    /// Whether the artifact was there before and is there still.
    pub(in crate::view) fn is_change(&self) -> bool {
        self.event == EventKind::Changed
    }

    /// Whether the status is another one.
    pub(in crate::view) fn moves_status(&self) -> bool {
        let field = self.entry.place.status_field.as_deref();
        self.change.fields.iter().any(|change| Some(change.field.as_str()) == field)
    }

    fn commit(&self) -> &'a str {
        self.entry.event.commit.as_str()
    }

    /// Puts what came before in front.
    fn after(&mut self, earlier: Line<'a>) {
        match (earlier.event, self.event) {
            (_, EventKind::Removed) => {}
            (EventKind::Added | EventKind::Known, _) => {
                self.event = EventKind::Added;
                let field = self.entry.place.status_field.as_deref();
                let now = self.change.fields.iter().find(|change| Some(change.field.as_str()) == field);
                self.status =
                    now.and_then(|change| change.to.clone()).map(|to| to.to_line()).or(earlier.status);
                self.change = ArtifactChange::default();
            }
            _ => self.change = earlier.change.and_then(std::mem::take(&mut self.change)),
        }
    }

    /// What happened, in pieces for one line.
    pub(in crate::view) fn said(&self) -> Vec<Inline> {
        match self.event {
            EventKind::Removed => vec![Inline::Toned(Tone::Caution, "removed".into())],
            EventKind::Added | EventKind::Known => {
                let word = match &self.status {
                    Some(status) => format!("added as {status}"),
                    None => "added".to_owned(),
                };
                vec![Inline::Toned(Tone::Good, word)]
            }
            EventKind::Changed => {
                let said = Said {
                    status_field: self.entry.place.status_field.as_deref(),
                    status_tone: self.entry.place.tone,
                };
                brief(&self.change, said)
            }
        }
    }

    /// `REQ-4 Export as CSV: approved; target 2026-Q3 → 2026-Q4 — Ana`
    fn text(&self, names_author: bool) -> Text {
        let mut text = Text::from(self.entry.reference());
        if self.entry.title != self.entry.path {
            text = text.and(Inline::Plain(format!(" {}", self.entry.title)));
        }
        text = text.and(Inline::Plain(": ".into()));
        text.0.extend(self.said());
        text.and(by(self.entry, names_author))
    }
}

/// What one commit did to several artifacts: `34 eips: Review (EIP-1, EIP-2 and 32 more) — Ana`
fn bulk(lines: &[Line<'_>], names_author: bool) -> Text {
    let Some(first) = lines.first() else { return Text::new() };
    let same = lines.iter().all(|line| line.entry.kind == first.entry.kind);
    let count = match same {
        true => plural_of(lines.len(), &first.entry.kind, &first.entry.place.plural),
        false => plural(lines.len(), "artifact"),
    };
    let mut text = Text::from(Inline::Strong(count)).and(Inline::Plain(": ".into()));
    text.0.extend(first.said());
    text = text.and(Inline::Plain(" (".into()));
    let shown = if lines.len() > NAMED { NAMED - 1 } else { lines.len() };
    for (at, line) in lines.iter().take(shown).enumerate() {
        if at > 0 {
            text = text.and(Inline::Plain(", ".into()));
        }
        text = text.and(line.entry.reference());
    }
    if lines.len() > shown {
        text = text.and(Inline::Plain(format!(" and {} more", lines.len() - shown)));
    }
    text.and(Inline::Plain(")".into())).and(by(first.entry, names_author))
}

/// Who did it; nothing where that is not known or not told.
fn by(entry: &Entry, names_author: bool) -> Inline {
    match entry.event.author.as_str() {
        _ if !names_author => Inline::Plain(String::new()),
        "" => Inline::Plain(String::new()),
        author => Inline::Toned(Tone::Muted, format!(" — {author}")),
    }
}

impl Entry {
    pub(in crate::view) fn reference(&self) -> Inline {
        let target = Target::File { path: self.path.clone(), anchor: None };
        Inline::Reference { id: self.id.clone(), target }
    }
}
