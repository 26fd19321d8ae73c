//! A look back as a page: a chapter for each release; and as a sheet, one row for each piece of work.

use super::moved::Moved;
use super::piece::Piece;
use super::{Release, Retro};
use crate::model::values::Date;
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::words::{label, plural, plural_of};
use crate::view::View;
use crate::view::slip::for_people;

impl View for Retro {
    const NAME: &'static str = "retro";

    fn page(&self) -> Page {
        let mut blocks: Vec<Block> = self.releases.iter().flat_map(Release::blocks).collect();
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        Page { title: "Retrospective".into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = [
            "release",
            "id",
            "title",
            "status",
            "planned",
            "came_of_it",
            "effort_low",
            "effort_high",
            "days",
        ];
        let columns = names.iter().map(|name| Column::text(name, name, *name == "title")).collect();
        let rows =
            self.releases.iter().flat_map(|release| release.work.iter().map(|piece| release.row(piece)));
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "Retrospective".into(), summary: Text::new(), blocks }
    }
}

/// A day as people read it.
fn day(written: &str) -> String {
    Date::parse(written).map_or_else(|_| written.to_owned(), Date::for_people)
}

fn days(count: i64) -> String {
    plural(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

impl Retro {
    fn summary(&self) -> String {
        let mut words = vec![plural(self.releases.len(), "release")];
        if let Some(since) = &self.since {
            words.push(format!("{} to {}", day(since), day(self.until.as_ref().unwrap_or(&self.today))));
        }
        format!("{}; {}", words.join(" · "), self.definition)
    }
}

impl Release {
    fn blocks(&self) -> Vec<Block> {
        let version = self.version.as_ref().map(|version| format!("{version} ")).unwrap_or_default();
        let heading = Text::from(self.subject.reference());
        let heading = heading.and(Inline::Plain(format!(" {version}{}", self.subject.title)));
        let mut blocks = vec![Block::Heading { level: 1, text: heading }, Block::Facts(self.facts())];
        if self.planned.is_none() {
            let text = "Git knows no moment at which it was being built, so that what was planned at the start cannot be told.";
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        }
        if !self.work.is_empty() {
            let columns = vec![
                Column::text("id", "Id", false),
                Column::text("title", "What", true),
                Column::text("planned", "At the start", false),
                Column::text("came_of_it", "What came of it", true),
                Column::number("effort", "Effort"),
                Column::number("took", "Took"),
            ];
            let rows = self.work.iter().map(Piece::row).collect();
            blocks.push(Block::Table(Table { columns, rows }.without_empty_columns()));
        }
        let mut list = |title: &str, items: Vec<Item>| {
            if !items.is_empty() {
                blocks.push(Block::Heading { level: 2, text: title.into() });
                blocks.push(Block::List(List { ordered: false, items }));
            }
        };
        let item = |text: Text| Item { text, ..Item::default() };
        list("Moved to a later day", self.moved.iter().map(|moved| item(moved.text())).collect());
        let decisions = self.decisions.iter().map(|decision| {
            let outcome = decision.outcome.as_ref().map(|outcome| format!(": {outcome}")).unwrap_or_default();
            item(decision.subject.named().and(Inline::Plain(format!(", {}{outcome}", day(&decision.date)))))
        });
        list("Decided", decisions.collect());
        for lesson in &self.lessons {
            let title = Text::plain("Learned, from ").and(lesson.subject.reference());
            blocks.push(Block::Heading { level: 2, text: title });
            blocks.push(Block::Prose(lesson.text.clone()));
        }
        let questions: Vec<Item> = self.questions.iter().map(|text| item(text.as_str().into())).collect();
        if !questions.is_empty() {
            blocks.push(Block::Heading { level: 2, text: "To talk about".into() });
            blocks.push(Block::List(List { ordered: true, items: questions }));
        }
        if self.lessons.is_empty() && self.out.is_some() {
            let text = format!(
                "Nothing is written down as learned; write `## Lessons`: pm edit {}",
                self.subject.id
            );
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        blocks
    }

    fn facts(&self) -> Vec<(String, Text)> {
        let mut facts: Vec<(String, Text)> = Vec::new();
        let built = match (&self.began, &self.out) {
            (Some(began), Some(out)) => {
                let took = Date::parse(began).ok().zip(Date::parse(out).ok());
                let took =
                    took.map(|(began, out)| format!(", {}", days(began.days_until(out)))).unwrap_or_default();
                Some(("Built", format!("from {} to {}{took}", day(began), day(out))))
            }
            (Some(began), None) => Some(("Built", format!("since {}, and not out", day(began)))),
            (None, Some(out)) => Some(("Out", day(out))),
            (None, None) => None,
        };
        facts.extend(built.map(|(name, text)| (name.to_owned(), text.into())));
        if let Some(start) = self.start.as_ref().filter(|_| self.start != self.began) {
            facts.push((
                "Start".to_owned(),
                format!("the plan of {}, where the time that is looked at begins", day(start)).into(),
            ));
        }
        let then = self.target_then.as_deref().map(for_people);
        let now = self.target.as_deref().map(for_people);
        let mut target = match (then, now) {
            (Some(then), Some(now)) if then != now => format!("{then} at the start, {now} at last"),
            (Some(same), _) | (None, Some(same)) => same,
            (None, None) => String::new(),
        };
        match self.days_after_target {
            Some(late @ 1..) => target.push_str(&format!("; out {} after the first", days(late))),
            Some(0) => target.push_str("; out on its last day"),
            Some(_) => target.push_str("; kept"),
            None => {}
        }
        if !target.is_empty() {
            facts.push(("Target".to_owned(), target.into()));
        }
        facts.push(("Scope".to_owned(), self.scope().into()));
        facts
    }

    /// `5 planned at the start · 4 of them shipped · 1 came in · 1 went out`
    fn scope(&self) -> String {
        let count = |fits: &dyn Fn(&Piece) -> bool| self.work.iter().filter(|piece| fits(piece)).count();
        let shipped = count(&|piece| piece.fate == "shipped");
        let Some(planned) = self.planned else {
            return plural_of(shipped, "piece of work shipped", "pieces of work shipped");
        };
        let kept = count(&|piece| piece.fate == "shipped" && piece.planned == Some(true));
        let came = count(&|piece| piece.planned == Some(false));
        let gone = count(&|piece| !matches!(piece.fate, "shipped" | "not_done"));
        let open = count(&|piece| piece.fate == "not_done");
        let mut words = vec![format!("{planned} planned at the start"), format!("{kept} of them shipped")];
        words.extend((came > 0).then(|| format!("{came} came in")));
        words.extend((gone > 0).then(|| format!("{gone} went out")));
        words.extend((open > 0).then(|| format!("{open} not done")));
        words.join(" · ")
    }

    fn row(&self, piece: &Piece) -> Row {
        let number =
            |number: Option<f64>| Text::plain(number.map(|number| number.to_string()).unwrap_or_default());
        let cells = vec![
            self.subject.reference().into(),
            piece.subject.reference().into(),
            piece.subject.title.as_str().into(),
            piece.subject.status.clone().unwrap_or_default().into(),
            piece.planned.map(|planned| planned.to_string()).unwrap_or_default().into(),
            piece.came_of_it().into(),
            number(piece.effort.as_ref().map(|effort| effort.low)),
            number(piece.effort.as_ref().map(|effort| effort.high)),
            piece.days.map(|days| days.to_string()).unwrap_or_default().into(),
        ];
        Row { cells, depth: 0 }
    }
}

impl Piece {
    fn row(&self) -> Row {
        let planned: Text = match self.planned {
            Some(true) => "planned".into(),
            Some(false) => Inline::Toned(Tone::Caution, "came in".into()).into(),
            None => Text::new(),
        };
        let tone = match self.fate {
            "shipped" => Tone::Good,
            "not_done" => Tone::Active,
            _ => Tone::Caution,
        };
        let cells = vec![
            self.subject.reference().into(),
            self.subject.title.as_str().into(),
            planned,
            Inline::Toned(tone, self.came_of_it()).into(),
            self.effort.as_ref().map(|effort| effort.text.clone()).unwrap_or_default().into(),
            self.days.map(days).unwrap_or_default().into(),
        ];
        Row { cells, depth: 0 }
    }
}

impl Moved {
    /// `REL-5 Deposits: target moved 2 times, by 21 days, from 24 Nov 2026 to 15 Dec 2026 (the server comes later)`
    fn text(&self) -> Text {
        let name = label(&self.field).to_lowercase();
        let times = if self.times > 1 { format!(" {} times", self.times) } else { String::new() };
        let by = self.days.map(|count| format!(", by {}", days(count))).unwrap_or_default();
        let moved = format!("{name} moved{times}{by}");
        let mut text =
            self.subject.named().and(Inline::Plain(": ".into())).and(Inline::Toned(Tone::Caution, moved));
        text =
            text.and(Inline::Plain(format!(", from {} to {}", for_people(&self.from), for_people(&self.to))));
        match self.reasons.is_empty() {
            true => text,
            false => text.and(Inline::Toned(Tone::Muted, format!(" ({})", self.reasons.join("; ")))),
        }
    }
}
