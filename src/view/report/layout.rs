//! A report as a page: sections only where there is something, and what is missing at the end.

use super::attention::Why;
use super::checkins::Checkin;
use super::line::{Line, people, purpose};
use super::metrics::MetricLine;
use super::objectives::{KeyResult, Objective};
use super::{Report, Sort};
use crate::model::values::{Date, Period};
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Target, Text, Tone};
use crate::text::words::capitalised;

pub(super) fn page(report: &Report) -> Page {
    let mut blocks = Vec::new();
    let mut section = |title: &str, inner: Vec<Block>| {
        if !inner.is_empty() {
            blocks.push(Block::Heading { level: 1, text: title.into() });
            blocks.extend(inner);
        }
    };
    let board = report.report == Sort::Board.name();
    let objectives = report.objectives();
    let attention = report.attention_list();
    if board {
        section("Objectives", objectives.clone());
    }
    section("Needs attention", attention);
    section(&format!("Since {}", people(&report.since)), report.changed());
    section("In their words", report.words.iter().map(|checkin| Block::Paragraph(checkin.text())).collect());
    section(
        "What we wrote last time",
        report.last_words.iter().map(|words| Block::Prose(words.clone())).collect(),
    );
    if !board {
        section("Objectives", objectives);
    }
    section("Numbers", report.numbers());
    section("Next", report.ahead());
    section("Asked of you", report.asked());
    section("Not known", report.unknown());
    Page { title: report.title().into(), summary: report.summary().into(), blocks }
}

fn bullets(items: Vec<Text>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    let items = items.into_iter().map(|text| Item { text, ..Item::default() }).collect();
    vec![Block::List(List { ordered: false, items })]
}

fn day(written: &str) -> Option<Date> {
    Date::parse(written).ok()
}

impl Report {
    fn title(&self) -> String {
        let week = || day(&self.today).map(|day| Period::week_of(day).for_people()).unwrap_or_default();
        match (&self.release, self.report) {
            (Some(release), _) => format!("Release report, {} {}", release.id, release.title),
            (None, "weekly") => format!("Weekly report, {}", week()),
            (None, other) => {
                let month =
                    day(&self.today).map(|day| Period::Month { year: day.year(), month: day.month() });
                format!(
                    "{} report, {}",
                    capitalised(other),
                    month.map(Period::for_people).unwrap_or_default()
                )
            }
        }
    }

    fn summary(&self) -> String {
        let mut words = vec![format!("{} to {}", people(&self.since), people(&self.today))];
        let health = self.health.words();
        if !health.is_empty() {
            words.push(format!("objectives, bets and releases: {}", health.to_lowercase()));
        }
        words.join(" · ")
    }

    fn attention_list(&self) -> Vec<Block> {
        if self.attention.is_empty() {
            return vec![Block::Note { tone: Tone::Good, text: "Nothing.".into() }];
        }
        let tone = |why: Why| match why {
            Why::OffTrack | Why::Overdue => Tone::Bad,
            Why::MovedAgain | Why::AtRisk => Tone::Caution,
            Why::Silent => Tone::Muted,
        };
        let items = self.attention.iter().map(|one| {
            Text::from(Inline::Toned(tone(one.why), capitalised(one.why.title())))
                .and(Inline::Plain(": ".into()))
                .and_all(one.line.text())
        });
        bullets(items.collect())
    }

    fn changed(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (title, lines) in self.changes.sections() {
            if !lines.is_empty() {
                blocks.push(Block::Heading { level: 2, text: title.into() });
                blocks.extend(bullets(lines.iter().map(Line::text).collect()));
            }
        }
        if blocks.is_empty() && self.is_compared() {
            blocks.push(Block::Note { tone: Tone::Muted, text: "Nothing changed in the plan.".into() });
        }
        blocks
    }

    /// Whether an earlier plan is known.
    fn is_compared(&self) -> bool {
        !self.missing.iter().any(|missing| missing.starts_with("No plan of"))
    }

    fn objectives(&self) -> Vec<Block> {
        self.objectives.iter().flat_map(Objective::blocks).collect()
    }

    fn numbers(&self) -> Vec<Block> {
        if self.metrics.is_empty() {
            return Vec::new();
        }
        let columns = vec![
            Column::text("id", "ID", false),
            Column::text("metric", "Metric", true),
            Column::number("before", "Before"),
            Column::number("now", "Now"),
            Column::number("target", "Target"),
            Column::text("unit", "Unit", true),
            Column::text("read", "Read", false),
            Column::text("objective", "For", false),
        ];
        let rows = self.metrics.iter().map(MetricLine::row).collect();
        vec![Block::Table(Table { columns, rows }.without_empty_columns())]
    }

    fn ahead(&self) -> Vec<Block> {
        let items = self.next.iter().map(|line| {
            let day = line.day.clone().unwrap_or_default();
            Text::from(Inline::Strong(day)).and(Inline::Plain("  ".into())).and_all(line.text())
        });
        bullets(items.collect())
    }

    fn asked(&self) -> Vec<Block> {
        let items = self.asks.iter().map(|ask| {
            let said = ask.said.as_ref().map(|said| format!(", {said}")).unwrap_or_default();
            Text::plain(format!("{} (", ask.text))
                .and(ask.about.reference())
                .and(Inline::Plain(format!("{said})")))
                .and_all(purpose(&ask.serves, false, &ask.about))
        });
        bullets(items.collect())
    }

    fn unknown(&self) -> Vec<Block> {
        bullets(self.missing.iter().map(|missing| missing.as_str().into()).collect())
    }
}

impl Checkin {
    /// `INIT-3 Money before arrival, at risk: … (Mira, 23 Nov 2026) · for OBJ-2`
    fn text(&self) -> Text {
        let mut text = match (&self.on, &self.product) {
            (Some(subject), _) => subject.named(),
            (None, Some(product)) => product.as_str().into(),
            (None, None) => "The product".into(),
        };
        if let Some(part) = &self.part {
            text = text.and(Inline::Plain(format!(" ({part})")));
        }
        if let Some(health) = &self.health {
            text = text.and(Inline::Plain(", ".into())).and(toned(health));
        }
        let by: Vec<&str> = self.author.as_deref().into_iter().collect();
        let by = by.into_iter().chain([self.when.as_str()]).collect::<Vec<_>>().join(", ");
        let words = self.words.as_deref().map(|words| format!(": {words}")).unwrap_or_default();
        text = text.and(Inline::Plain(words)).and(Inline::Toned(Tone::Muted, format!(" ({by})")));
        match &self.on {
            Some(subject) => text.and_all(purpose(&self.serves, !self.serves.is_empty(), subject)),
            None => text,
        }
    }
}

fn toned(health: &str) -> Inline {
    let tone = match health {
        "on_track" => Tone::Good,
        "at_risk" => Tone::Caution,
        _ => Tone::Bad,
    };
    Inline::Toned(tone, health.replace('_', " "))
}

impl Objective {
    fn blocks(&self) -> Vec<Block> {
        let mut text = self.subject.named();
        let mut facts: Vec<String> = self.period.as_deref().map(people).into_iter().collect();
        facts.extend(self.owner.clone());
        if !facts.is_empty() {
            text = text.and(Inline::Toned(Tone::Muted, format!(" · {}", facts.join(" · "))));
        }
        if let Some(health) = &self.health {
            text = text.and(Inline::Plain(" · ".into())).and(toned(health));
        }
        let mut blocks = vec![Block::Heading { level: 2, text }];
        if !self.key_results.is_empty() {
            let columns = vec![
                Column::text("id", "ID", false),
                Column::text("key_result", "Key result", true),
                Column::number("baseline", "From"),
                Column::number("before", "Before"),
                Column::number("now", "Now"),
                Column::number("target", "Target"),
                Column::number("reached", "Reached"),
                Column::number("confidence", "Confidence"),
            ];
            let rows = self.key_results.iter().map(KeyResult::row).collect();
            blocks.push(Block::Table(Table { columns, rows }.without_empty_columns()));
        }
        blocks
    }
}

impl KeyResult {
    fn row(&self) -> Row {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let percent = |value: Option<f64>| value.map(|value| format!("{value}%"));
        let unit = self.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        let confidence = match (percent(self.confidence_before), percent(self.confidence)) {
            (Some(before), Some(now)) if before != now => format!("{before} → {now}"),
            (_, now) => now.unwrap_or_default(),
        };
        let now: Text = match self.now {
            Some(now) => now.to_string().into(),
            None => Inline::Toned(Tone::Muted, "not read".into()).into(),
        };
        let before = self.before.filter(|before| Some(*before) != self.now);
        Row {
            cells: vec![
                self.id.as_str().into(),
                format!("{}{unit}", self.text).into(),
                number(self.baseline).into(),
                number(before).into(),
                now,
                number(self.target).into(),
                percent(self.progress).unwrap_or_default().into(),
                confidence.into(),
            ],
            depth: 0,
        }
    }
}

impl MetricLine {
    fn row(&self) -> Row {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let now = match self.is_better {
            Some(true) => Inline::Toned(Tone::Good, format!("{} ✓", self.now)),
            Some(false) => Inline::Toned(Tone::Caution, format!("{} !", self.now)),
            None => Inline::Plain(self.now.to_string()),
        };
        let mut serves = Text::new();
        for one in &self.serves {
            if !serves.0.is_empty() {
                serves = serves.and(Inline::Plain(", ".into()));
            }
            let target = Target::File { path: one.path.clone(), anchor: None };
            serves = serves.and(Inline::Reference { id: one.id.clone(), target });
        }
        Row {
            cells: vec![
                self.subject.reference().into(),
                self.subject.title.as_str().into(),
                number(self.before).into(),
                now.into(),
                number(self.target).into(),
                self.unit.as_deref().unwrap_or_default().into(),
                people(&self.day).into(),
                serves,
            ],
            depth: 0,
        }
    }
}
