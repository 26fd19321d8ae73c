//! What went out as a page: a chapter for each period with its releases and what came of them; and as a sheet, one
//! row for each outcome.

use super::outcome::Outcome;
use super::{By, Chapter, Release, Shipped};
use crate::model::values::{Date, Target};
use crate::page::{Align, Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::text::words::{list_of, plural, plural_of};
use crate::view::View;
use crate::view::readings::Read;
use crate::view::roadmap::separated;
use crate::view::subject::{Subject, references};

impl View for Shipped {
    const NAME: &'static str = "shipped";

    fn page(&self) -> Page {
        let mut blocks: Vec<Block> =
            self.chapters.iter().flat_map(|chapter| chapter.blocks(self.by)).collect();
        if !self.without_release.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "Done, and in no release".into() });
            let rows = self.without_release.iter().map(|subject| Row {
                cells: vec![subject.reference().into(), subject.title.as_str().into(), status(subject)],
                depth: 0,
            });
            let columns = vec![
                column("id", "Id", false),
                column("title", "What", true),
                column("status", "Status", false),
            ];
            blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
        }
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        Page { title: "Shipped".into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = [
            "period",
            "release",
            "version",
            "date",
            "target",
            "announced",
            "work",
            "type",
            "id",
            "title",
            "expected",
            "baseline",
            "goal",
            "unit",
            "before",
            "before_day",
            "now",
            "now_day",
            "reached_percent",
            "measured",
        ];
        let columns = names.into_iter().map(|name| column(name, name, name == "title")).collect();
        let rows = self.chapters.iter().flat_map(Chapter::rows).collect();
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: "Shipped".into(), summary: Text::new(), blocks }
    }
}

fn column(name: &str, title: &str, wraps: bool) -> Column {
    Column { title: title.into(), name: name.into(), align: Align::Left, wraps }
}

fn status(subject: &Subject) -> Text {
    subject.status_word().map(Text::from).unwrap_or_default()
}

impl Shipped {
    fn summary(&self) -> String {
        let day = |written: &str| Date::parse(written).map_or_else(|_| written.to_owned(), Date::for_people);
        let releases = self.chapters.iter().map(|chapter| chapter.releases.len()).sum();
        let mut words = vec![plural(releases, "release")];
        words.push(match &self.since {
            Some(since) => format!("{} to {}", day(since), day(&self.today)),
            None => format!("until {}", day(&self.today)),
        });
        if self.by != By::Release.name() && !self.chapters.is_empty() {
            words.push(format!("by {}", self.by));
        }
        let work: usize = self
            .chapters
            .iter()
            .flat_map(|chapter| &chapter.releases)
            .map(|release| release.work.len())
            .sum();
        if work > 0 {
            words.push(plural_of(work, "piece of work", "pieces of work"));
        }
        words.join(" · ")
    }
}

impl Chapter {
    fn blocks(&self, by: &str) -> Vec<Block> {
        let mut heading = Text::plain(self.title.clone());
        if by == By::Release.name()
            && let Some(release) = self.releases.first()
        {
            heading = Text::from(release.subject.reference()).and(Inline::Plain(format!(" {}", self.title)));
        }
        let mut blocks = vec![Block::Heading { level: 1, text: heading }];
        let columns = vec![
            column("id", "Id", false),
            column("title", "Release", true),
            column("product", "Product", false),
            column("date", "Out", false),
            column("kept", "Planned", true),
            column("work", "Work", true),
            column("measured", "What came of it", true),
        ];
        let rows = self.releases.iter().map(|release| release.row(self.is_unmeasured(release))).collect();
        blocks.push(Block::Table(Table { columns, rows }.without_empty_columns()));
        if !self.outcomes.is_empty() {
            let columns = vec![
                column("id", "Id", false),
                column("for", "What it was for", true),
                column("status", "Status", false),
                column("expected", "Expected", true),
                column("measured", "Measured", true),
                Column { align: Align::Right, ..column("reached", "Reached", false) },
                column("releases", "With", true),
            ];
            let rows = self.outcomes.iter().map(|outcome| outcome.row(self.releases.len() > 1)).collect();
            blocks.push(Block::Table(Table { columns, rows }.without_empty_columns()));
        }
        blocks
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for release in &self.releases {
            let is_for =
                |outcome: &&Outcome| outcome.shipped_with.iter().any(|it| it.path == release.subject.path);
            let mut cells = self.cells(release);
            cells.extend(release.cells());
            rows.push(Row { cells, depth: 0 });
            for outcome in self.outcomes.iter().filter(is_for) {
                let mut cells = self.cells(release);
                cells.extend(outcome.cells());
                rows.push(Row { cells, depth: 0 });
            }
        }
        rows
    }

    /// What every row of a sheet says of its release.
    fn cells(&self, release: &Release) -> Vec<Text> {
        vec![
            self.title.as_str().into(),
            release.subject.reference().into(),
            release.version.clone().unwrap_or_default().into(),
            release.date.clone().unwrap_or_default().into(),
            release.target.clone().unwrap_or_default().into(),
            release.announced.clone().unwrap_or_default().into(),
            list_of(release.work.iter().map(|work| work.id.as_str())).into(),
        ]
    }
}

impl Release {
    fn row(&self, is_unmeasured: bool) -> Row {
        let mut came = Vec::new();
        if self.yanked {
            let why = self.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            came.push(Inline::Toned(Tone::Bad, format!("withdrawn{why}")));
        }
        match &self.measured {
            Some(words) => came.push(Inline::Plain(words.clone())),
            None if is_unmeasured => came.push(Inline::Toned(Tone::Caution, "not measured yet".into())),
            None => {}
        }
        let cells = vec![
            self.subject.reference().into(),
            self.title().into(),
            self.product_name.clone().unwrap_or_default().into(),
            self.day.clone().unwrap_or_default().into(),
            self.kept(),
            references(&self.work),
            separated(came),
        ];
        Row { cells, depth: 0 }
    }

    /// Whether it went out when it was worked towards, and when it was announced for.
    fn kept(&self) -> Text {
        let mut pieces: Vec<Inline> = Vec::new();
        pieces.extend(self.days_after_target.map(|days| match days {
            1.. => Inline::Toned(
                Tone::Caution,
                format!(
                    "{} after its target",
                    plural_of(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")
                ),
            ),
            _ => Inline::Toned(Tone::Good, "on target".into()),
        }));
        let announced = self.announced.as_deref().and_then(|written| Target::parse(written).ok());
        pieces.extend(announced.zip(self.days_after_announced).map(|(announced, days)| match days {
            1.. => Inline::Toned(Tone::Bad, format!("later than announced ({})", announced.for_people())),
            _ => Inline::Plain(format!("announced for {}", announced.for_people())),
        }));
        separated(pieces)
    }

    /// The rest of a row of a sheet.
    fn cells(&self) -> Vec<Text> {
        let mut cells = vec![Text::new(); 13];
        cells[0] = "release".into();
        cells[1] = self.subject.reference().into();
        cells[2] = self.subject.title.as_str().into();
        cells[12] = self.measured.clone().unwrap_or_default().into();
        cells
    }
}

impl Outcome {
    fn row(&self, names_releases: bool) -> Row {
        let measured = match (&self.measured, &self.now) {
            (Some(words), _) => words.as_str().into(),
            (None, Some(now)) => self.now(now),
            (None, None) if self.is_unmeasured() => {
                Inline::Toned(Tone::Caution, "not measured yet".into()).into()
            }
            (None, None) => Text::new(),
        };
        let reached = match self.reached {
            Some(reached) if reached >= 100.0 => Inline::Toned(Tone::Good, format!("{reached}%")).into(),
            Some(reached) if reached < 0.0 => Inline::Toned(Tone::Bad, format!("{reached}%")).into(),
            Some(reached) => format!("{reached}%").into(),
            None => Text::new(),
        };
        let target = crate::page::Target::File { path: self.of.path.clone(), anchor: None };
        let cells = vec![
            Inline::Reference { id: self.id.clone(), target }.into(),
            self.text.as_str().into(),
            if self.r#type == "metric" { Text::new() } else { status(&self.of) },
            self.expected_text(),
            measured,
            reached,
            if names_releases { references(&self.shipped_with) } else { Text::new() },
        ];
        Row { cells, depth: 0 }
    }

    /// `14 → 10 %`, or the words.
    fn expected_text(&self) -> Text {
        if let Some(words) = self.expected.as_ref().filter(|_| self.r#type == "bet") {
            return words.as_str().into();
        }
        let unit = self.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        match (self.baseline, self.target) {
            (Some(baseline), Some(target)) => format!("{baseline} → {target}{unit}").into(),
            (None, Some(target)) => format!("{target}{unit}").into(),
            (Some(baseline), None) => format!("from {baseline}{unit}").into(),
            (None, None) => Text::new(),
        }
    }

    /// `12.6 on 31 Oct 2026, 13.9 before`
    fn now(&self, now: &Read) -> Text {
        let day = now.for_people.as_ref().map(|day| format!(" on {day}")).unwrap_or_default();
        let before = self.before.as_ref().map(|read| format!(", {} before", read.value)).unwrap_or_default();
        format!("{}{day}{before}", now.value).into()
    }

    /// The rest of a row of a sheet.
    fn cells(&self) -> Vec<Text> {
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default().into();
        let day = |read: Option<&Read>| read.and_then(|read| read.day.clone()).unwrap_or_default().into();
        let value = |read: Option<&Read>| number(read.map(|read| read.value));
        let expected = self.expected.clone().filter(|_| self.r#type == "bet").unwrap_or_default();
        let measured = self.measured.clone().filter(|_| self.r#type == "bet").unwrap_or_default();
        vec![
            self.r#type.into(),
            self.id.as_str().into(),
            self.text.as_str().into(),
            expected.into(),
            number(self.baseline),
            number(self.target),
            self.unit.clone().unwrap_or_default().into(),
            value(self.before.as_ref()),
            day(self.before.as_ref()),
            value(self.now.as_ref()),
            day(self.now.as_ref()),
            number(self.reached),
            measured.into(),
        ]
    }
}
