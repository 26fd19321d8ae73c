//! What changed in the plan, day by day: for each artifact one line, the newest day first.
//!
//! What one person did to an artifact within a day is told at once, and so is what one commit did to many.
//! Which revisions were looked at is told by the caller.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use super::View;
use super::change_lines::{Said, brief};
use super::history::{Event, EventKind, columns, limits};
use super::value::tone_of;
use crate::config::Config;
use crate::history::{ArtifactChange, Lineages, PassedOver, Told, Transition};
use crate::model::values::IdKey;
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Target, Text, Tone};
use crate::plan::key_of;
use crate::text::words::{plural, plural_of};

/// From how many artifacts on the same change is told of all of them at once.
const BULK: usize = 4;

/// From how many artifacts on that came with one commit they are told by kind alone.
const IMPORT: usize = 12;

/// How many artifacts a line names before it counts the others.
const NAMED: usize = 8;

/// What changed in the plan.
#[derive(Serialize)]
pub(crate) struct PlanLog {
    /// Which commits were looked at, and how documents were followed.
    definition: String,
    /// The newest first.
    days: Vec<Day>,
    /// Whether there are changes before the first of these days that are left out.
    cut: bool,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// What changed on one day.
#[derive(Serialize)]
struct Day {
    day: String,
    /// The newest first.
    events: Vec<Entry>,
}

/// What one commit did to one artifact.
#[derive(Serialize)]
pub(crate) struct Entry {
    id: String,
    kind: String,
    title: String,
    path: String,
    #[serde(flatten)]
    event: Event,
    #[serde(skip)]
    place: Place,
}

/// What an entry is sorted and told by.
struct Place {
    lineage: usize,
    kind: u16,
    /// What several of its kind are called.
    plural: String,
    key: Option<IdKey>,
    /// The field that holds the status, and the tone of the status that it has now.
    status_field: Option<String>,
    tone: Option<Tone>,
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

impl PlanLog {
    /// The last `limit` days of what was told; all where it is nothing. `cut` says that more was left out
    /// before.
    pub(crate) fn of(
        lineages: &Lineages,
        definition: String,
        told: Vec<Told<Entry>>,
        limit: Option<usize>,
        cut: bool,
    ) -> Self {
        let mut passed_over = PassedOver::default();
        let mut by_day: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for told in told {
            passed_over += told.passed_over;
            for step in told.steps {
                let mut entry = step.what;
                entry.place.lineage = told.lineage;
                by_day.entry(entry.event.day.clone()).or_default().push(entry);
            }
        }
        let mut days: Vec<Day> = by_day
            .into_iter()
            .rev()
            .map(|(day, mut events)| {
                events.sort_by(|one, other| {
                    let place = |entry: &Entry| (entry.place.kind, entry.place.key.is_none());
                    other
                        .event
                        .position
                        .cmp(&one.event.position)
                        .then_with(|| place(one).cmp(&place(other)))
                        .then_with(|| one.place.key.cmp(&other.place.key))
                        .then_with(|| one.path.cmp(&other.path))
                });
                Day { day, events }
            })
            .collect();
        let kept = limit.unwrap_or(usize::MAX);
        let cut = cut || days.len() > kept;
        days.truncate(kept);
        Self {
            definition,
            days,
            cut,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        }
    }

    /// On how many days something changed.
    pub(crate) fn day_count(&self) -> usize {
        self.days.len()
    }

    fn summary(&self) -> Text {
        let events: usize = self.days.iter().map(|day| day.events.len()).sum();
        let days = plural(self.days.len(), "day");
        format!("{} on {days}; {}", plural(events, "change"), self.definition).into()
    }
}

impl View for PlanLog {
    const NAME: &'static str = "log";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        for day in &self.days {
            blocks.push(Block::Heading { level: 1, text: day.day.as_str().into() });
            blocks.push(Block::List(List { ordered: false, items: day.items() }));
        }
        if self.days.is_empty() {
            let text = "No commit changed anything that is read.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        if self.cut {
            let text = "Earlier days are left out; `--limit 0` shows all of them.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        Page { title: "What changed in the plan".into(), summary: self.summary(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.days.iter().flat_map(|day| &day.events).flat_map(|entry| {
            entry.event.rows().into_iter().map(|mut cells| {
                let subject =
                    [entry.reference().into(), entry.kind.as_str().into(), entry.title.as_str().into()];
                cells.splice(1..1, subject);
                Row { cells, depth: 0 }
            })
        });
        let column = |name: &str, title: &str| Column {
            title: title.into(),
            name: name.into(),
            align: Align::Left,
            wraps: name == "title",
        };
        let mut columns = columns();
        columns.splice(1..1, [column("id", "Id"), column("kind", "Kind"), column("title", "Title")]);
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "What changed in the plan".into(), summary: "".into(), blocks }
    }
}

/// What one person did to one artifact on one day.
struct Line<'a> {
    /// The last of it.
    entry: &'a Entry,
    event: EventKind,
    status: Option<String>,
    change: ArtifactChange,
}

impl Day {
    /// One item for each artifact and person, or for each change of many.
    fn items(&self) -> Vec<Item> {
        let lines = self.lines();
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
                texts.push(bulk(group));
            } else {
                texts.extend(group.iter().map(Line::text));
            }
        }
        texts.into_iter().map(|text| Item { text, checked: None, children: Vec::new() }).collect()
    }

    /// The events, those of one person on one artifact put together, where the last of them stands.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines: IndexMap<(usize, &str), Line<'_>> = IndexMap::new();
        for entry in &self.events {
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
        lines
            .into_values()
            .filter(|line| line.event != EventKind::Changed || !line.change.is_empty())
            .collect()
    }
}

impl<'a> Line<'a> {
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
    fn said(&self) -> Vec<Inline> {
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
    fn text(&self) -> Text {
        let mut text = Text::from(self.entry.reference());
        if self.entry.title != self.entry.path {
            text = text.and(Inline::Plain(format!(" {}", self.entry.title)));
        }
        text = text.and(Inline::Plain(": ".into()));
        text.0.extend(self.said());
        text.and(by(self.entry))
    }
}

/// What one commit did to several artifacts: `34 eips: Review (EIP-1, EIP-2 and 32 more) — Ana`
fn bulk(lines: &[Line<'_>]) -> Text {
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
    text.and(Inline::Plain(")".into())).and(by(first.entry))
}

/// Who did it; nothing where that is not known or not told.
fn by(entry: &Entry) -> Inline {
    match entry.event.author.as_str() {
        "" => Inline::Plain(String::new()),
        author => Inline::Toned(Tone::Muted, format!(" — {author}")),
    }
}

impl Entry {
    fn reference(&self) -> Inline {
        let target = Target::File { path: self.path.clone(), anchor: None };
        Inline::Reference { id: self.id.clone(), target }
    }
}
