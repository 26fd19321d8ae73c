//! The standup as a page: a chapter for each person; and as a sheet, one row for each change and each piece of work.

use super::{Person, Standup, Work};
use crate::history::ArtifactChange;
use crate::model::values::Date;
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::words::{label, list_of, plural, plural_of};
use crate::view::View;
use crate::view::history::limits;
use crate::view::log::{Entry, Line, items, merged};
use crate::view::slip::{Slip, for_people};
use crate::view::waits::told;

impl View for Standup {
    const NAME: &'static str = "standup";

    fn page(&self) -> Page {
        let since = Date::parse(&self.since).ok();
        let mut blocks: Vec<Block> = self.people.iter().flat_map(|person| person.blocks(since)).collect();
        if self.people.is_empty() {
            let text = format!("Nobody changed anything since {}, and nothing is under way.", named(since));
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        } else if !self.without_anything.is_empty() {
            let text = format!("Without a change and without work: {}.", list_of(&self.without_anything));
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        Page { title: "Standup".into(), summary: self.summary(since).into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = ["person", "name", "what", "id", "kind", "title", "status", "said", "days", "waits_for"];
        let columns = names.iter().map(|name| Column::text(name, name, *name == "title")).collect();
        let rows = self.people.iter().flat_map(Person::rows).collect();
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: "Standup".into(), summary: Text::new(), blocks }
    }
}

/// `Friday, 20 Nov 2026`
fn named(day: Option<Date>) -> String {
    day.map(|day| format!("{}, {}", day.weekday(), day.for_people())).unwrap_or_default()
}

impl Standup {
    fn summary(&self, since: Option<Date>) -> String {
        let changes: usize = self.people.iter().map(|person| person.changes.len()).sum();
        let work: usize = self.people.iter().map(|person| person.under_way.len()).sum();
        let changes = plural(changes, "change");
        let work = plural_of(work, "piece of work", "pieces of work");
        format!("since {} · {changes} · {work} under way; {}", named(since), self.definition)
    }
}

impl Person {
    fn blocks(&self, since: Option<Date>) -> Vec<Block> {
        let heading = match &self.name {
            Some(name) => Text::plain(name.clone()),
            None if self.changes.is_empty() => "Owned by nobody".into(),
            None => "Changes".into(),
        };
        let mut blocks = vec![Block::Heading { level: 1, text: heading }];
        let mut done = items(self.lines(), false);
        done.extend(self.slips.iter().map(|slip| Item { text: slip.text(), ..Item::default() }));
        match done.is_empty() {
            false => blocks.push(Block::List(List { ordered: false, items: done })),
            true if self.name.is_some() => {
                let text = format!("No change since {}.", named(since));
                blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
            }
            true => {}
        }
        if !self.under_way.is_empty() {
            blocks.push(Block::Heading { level: 2, text: "Under way".into() });
            let items = self.under_way.iter().map(|work| Item { text: work.text(), ..Item::default() });
            blocks.push(Block::List(List { ordered: false, items: items.collect() }));
        }
        blocks
    }

    /// What changed besides what slipped: statuses first, then what is new, then the rest.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = merged(&self.changes);
        for line in &mut lines {
            let slipped = self.slips.iter().filter(|slip| slip.subject.path == line.entry.path);
            let fields: Vec<&str> = slipped.map(|slip| slip.field.as_str()).collect();
            line.change.fields.retain(|change| !fields.contains(&change.field.as_str()));
        }
        lines.retain(|line| !line.is_change() || line.change != ArtifactChange::default());
        lines.sort_by_key(|line| match line.is_change() {
            true if line.moves_status() => 0,
            false => 1,
            true => 2,
        });
        lines
    }

    fn rows(&self) -> Vec<Row> {
        let person = [self.person.clone().unwrap_or_default(), self.name.clone().unwrap_or_default()];
        let row = |cells: [Text; 8]| {
            let cells = person.iter().map(|text| Text::plain(text.clone())).chain(cells).collect();
            Row { cells, depth: 0 }
        };
        let days = |days: Option<i64>| Text::plain(days.map(|days| days.to_string()).unwrap_or_default());
        let mut rows: Vec<Row> = Vec::new();
        rows.extend(self.lines().iter().map(|line| {
            let entry: &Entry = line.entry;
            row([
                "change".into(),
                entry.reference().into(),
                entry.kind.as_str().into(),
                entry.title.as_str().into(),
                "".into(),
                Text::plain(Text(line.said()).to_plain()),
                "".into(),
                "".into(),
            ])
        }));
        rows.extend(self.slips.iter().map(|slip| {
            row([
                "slip".into(),
                slip.subject.reference().into(),
                slip.subject.kind.as_str().into(),
                slip.subject.title.as_str().into(),
                slip.subject.status.clone().unwrap_or_default().into(),
                format!("{} {} → {}: {}", slip.field, slip.from, slip.to, slip.reason).into(),
                days(slip.days),
                "".into(),
            ])
        }));
        rows.extend(self.under_way.iter().map(|work| {
            row([
                "under way".into(),
                work.subject.reference().into(),
                work.subject.kind.as_str().into(),
                work.subject.title.as_str().into(),
                work.subject.status.clone().unwrap_or_default().into(),
                "".into(),
                days(work.days_in_status),
                list_of(work.waits_for.iter().map(|wait| wait.subject.id.as_str())).into(),
            ])
        }));
        rows
    }
}

impl Slip {
    /// `REL-5 Deposits: target slipped by 21 days, from 24 Nov 2026 to 15 Dec 2026: Paybridge moved`
    fn text(&self) -> Text {
        let by =
            self.days.map(|days| format!(" by {}", plural(usize::try_from(days).unwrap_or_default(), "day")));
        let slipped = format!("{} slipped{}", label(&self.field).to_lowercase(), by.unwrap_or_default());
        let mut text = self.subject.named().and(Inline::Plain(": ".into()));
        text = text.and(Inline::Toned(Tone::Caution, slipped));
        text =
            text.and(Inline::Plain(format!(", from {} to {}", for_people(&self.from), for_people(&self.to))));
        match self.reason.is_empty() {
            true => text,
            false => text.and(Inline::Toned(Tone::Muted, format!(" ({})", self.reason))),
        }
    }
}

impl Work {
    /// `REQ-5 A visitor pays: building for 12 days, waits for DEP-1 (agreed, 8 Dec 2026)`
    fn text(&self) -> Text {
        let mut text = self.subject.named().and(Inline::Plain(": ".into()));
        text.0.extend(self.subject.status_word());
        let since = match self.days_in_status {
            Some(0) => " since today".to_owned(),
            Some(1) => " since yesterday".to_owned(),
            Some(days) => format!(" for {days} days"),
            None => String::new(),
        };
        text = text.and(Inline::Plain(since));
        match self.waits_for.is_empty() {
            true => text,
            false => text.and(Inline::Plain(", waits for ".into())).and_all(told(&self.waits_for)),
        }
    }
}
