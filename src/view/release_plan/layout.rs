//! A release plan as a page: an overview, then a chapter for each release; and as a sheet, one row for each piece
//! of work.

mod overview;
mod sheet;

use super::item::Item;
use super::readiness::Point;
use super::scope::{Amount, Stage};
use super::{Link, Release, ReleasePlan, Team};
use crate::analysis::scores::moscow::MUST_LIMIT;
use crate::model::values::Date;
use crate::page::graph::{Edge, Graph, Node};
use crate::page::{Align, Block, Column, Inline, Item as ListItem, List, Page, Row, Table, Text, Tone};
use crate::text::words::{list_of, plural, plural_of};
use crate::view::View;
use crate::view::roadmap::{remark, separated};
use crate::view::subject::references;
use crate::view::waits::told;

impl View for ReleasePlan {
    const NAME: &'static str = "plan";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        if self.releases.len() > 1 {
            let rows = self.releases.iter().map(Release::overview).collect();
            let table = Table { columns: overview::columns(), rows }.without_empty_columns();
            blocks.push(Block::Table(table));
        }
        blocks.extend(self.releases.iter().flat_map(|release| release.chapter(self.chosen)));
        Page { title: "Release plan".into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.releases.iter().flat_map(Release::rows).collect();
        let blocks = vec![Block::Table(Table { columns: sheet::columns(), rows })];
        Page { title: "Release plan".into(), summary: Text::new(), blocks }
    }
}

fn column(name: &str, title: &str, wraps: bool) -> Column {
    Column { title: title.into(), name: name.into(), align: Align::Left, wraps }
}

fn amount(name: &str, title: &str) -> Column {
    Column { align: Align::Right, ..column(name, title, false) }
}

impl ReleasePlan {
    fn summary(&self) -> String {
        let day = Date::parse(&self.today).map_or_else(|_| self.today.clone(), Date::for_people);
        let mut words = vec![plural(self.releases.len(), "release"), format!("on {day}")];
        if self.chosen && !self.releases.is_empty() {
            let all: usize = self.releases.iter().map(|release| release.scope.all.items).sum();
            let shown = self.releases.iter().flat_map(|release| &release.teams).map(|team| team.work.len());
            words.push(format!("{} of {} shown", shown.sum::<usize>(), plural_of(all, "item", "items")));
        }
        words.join(" · ")
    }
}

impl Release {
    /// `3.0.0 Deposits`, without the version where there is none.
    fn title(&self) -> String {
        let version = self.version.as_ref().map(|version| format!("{version} ")).unwrap_or_default();
        format!("{version}{}", self.entry.subject.title)
    }

    fn chapter(&self, chosen: bool) -> Vec<Block> {
        let mut heading = Text::from(self.entry.subject.reference());
        heading = heading.and(Inline::Plain(format!(" {}", self.title())));
        if let Some(product) = &self.product_name {
            heading = heading.and(Inline::Toned(Tone::Muted, format!(" · {product}")));
        }
        let mut blocks = vec![Block::Heading { level: 1, text: heading }, Block::Facts(self.facts())];
        for circle in &self.circles {
            let text = format!("{} wait for each other in a circle", list_of(circle));
            blocks.push(Block::Note { tone: Tone::Bad, text: text.into() });
        }
        blocks.extend(self.missing().map(|text| Block::Note { tone: Tone::Caution, text: text.into() }));
        if !self.teams.is_empty() {
            let is_parted = self.teams.iter().any(|team| team.team.is_some());
            let rows = self.teams.iter().flat_map(|team| team.rows(is_parted)).collect();
            blocks.push(Block::Table(Table { columns: work_columns(), rows }.without_empty_columns()));
        }
        if !chosen && self.chain.len() > 1 {
            blocks.push(Block::Heading { level: 2, text: "Longest chain".into() });
            blocks.push(Block::Graph(chain(&self.chain)));
        }
        let open: Vec<&Point> = self.checklist.iter().filter(|point| !point.done).collect();
        if !chosen && !open.is_empty() {
            blocks.push(Block::Heading { level: 2, text: "To be ready besides".into() });
            let items = open.into_iter().map(Point::item).collect();
            blocks.push(Block::List(List { ordered: false, items }));
        }
        blocks
    }

    /// What is missing, with the command that adds it.
    fn missing(&self) -> Option<String> {
        let id = &self.entry.subject.id;
        if self.scope.all.items == 0 {
            return Some(format!("nothing is planned for it yet; plan something: pm set REQ-… release={id}"));
        }
        let first = self.without_effort.first()?;
        Some(match self.scope.all.effort {
            Some(_) => format!(
                "not estimated, and in no sum: {}; estimate the first: pm set {} effort=2-4",
                list_of(self.without_effort.iter().map(|subject| &subject.id)),
                first.id
            ),
            None => format!("nobody has estimated its work; begin: pm set {} effort=2-4", first.id),
        })
    }

    fn facts(&self) -> Vec<(String, Text)> {
        let mut facts: Vec<(String, Text)> = Vec::new();
        let mut fact = |name: &str, text: Text| {
            if !text.is_empty() {
                facts.push((name.to_owned(), text));
            }
        };
        fact("Target", self.target());
        let mut standing: Vec<Inline> = self.entry.subject.status_word().into_iter().collect();
        standing.extend(self.entry.owner_name.clone().map(Inline::Plain));
        fact("Status", separated(standing));
        if let Some(checkin) = &self.checkin {
            fact("Check-in", checkin.text());
        }
        fact("Scope", self.scope_text());
        fact("Effort", self.effort_text());
        if let Some(share) = self.must_share {
            let is_over = share > MUST_LIMIT * 100.0;
            let tone = if is_over { Tone::Caution } else { Tone::Good };
            let words = match is_over {
                true => format!(
                    "{share} % of the effort; above {:.0} % little is left to give up",
                    MUST_LIMIT * 100.0
                ),
                false => format!("{share} % of the effort"),
            };
            fact("Musts", Inline::Toned(tone, words).into());
        }
        fact("Waits for", told(&self.waits_for));
        if !self.checklist.is_empty() {
            let done = self.checklist.iter().filter(|point| point.done).count();
            let holding = self.checklist.iter().filter(|point| point.blocker && !point.done).count();
            let mut pieces = vec![Inline::Plain(format!("{done} of {} ready", self.checklist.len()))];
            if holding > 0 {
                pieces.push(Inline::Toned(Tone::Caution, format!("it waits for {holding} of the others")));
            }
            fact("Checklist", separated(pieces));
        }
        fact("Left out", references(&self.scope.left_out));
        facts
    }

    /// The target, how far away it is, what was announced, and what does not fit.
    fn target(&self) -> Text {
        let mut pieces: Vec<Inline> = Vec::new();
        pieces.extend(self.entry.target.as_ref().map(|when| Inline::Plain(when.text.clone())));
        pieces.extend(self.days_left.filter(|days| *days >= 0).map(|days| {
            Inline::Plain(match days {
                0 => "today".to_owned(),
                days => {
                    format!("{} left", plural_of(usize::try_from(days).unwrap_or(usize::MAX), "day", "days"))
                }
            })
        }));
        let is_said = |written: &&String| {
            self.entry.target.as_ref().is_some_and(|when| when.written == **written)
                || self.entry.remarks.iter().any(|remark| remark.name == "after_announced")
        };
        let announced = self.entry.announced.as_ref().filter(|written| !is_said(written));
        pieces.extend(announced.map(|written| {
            let text = crate::model::values::Target::parse(written)
                .map_or_else(|_| written.clone(), crate::model::values::Target::for_people);
            Inline::Plain(format!("announced for {text}"))
        }));
        pieces.extend(self.entry.remarks.iter().map(remark));
        separated(pieces)
    }

    fn scope_text(&self) -> Text {
        if self.scope.all.items == 0 {
            return Text::new();
        }
        let mut pieces = vec![Inline::Plain(plural(self.scope.all.items, "item"))];
        pieces.extend(
            self.scope
                .stages()
                .map(|(stage, amount)| toned(stage, format!("{} {}", amount.items, stage.words()))),
        );
        if self.scope.unknown() > 0 {
            let text = format!("{} in no status that is known", self.scope.unknown());
            pieces.push(Inline::Toned(Tone::Caution, text));
        }
        separated(pieces)
    }

    fn effort_text(&self) -> Text {
        let Some(effort) = &self.scope.all.effort else { return Text::new() };
        let mut pieces = vec![Inline::Plain(effort.with_unit())];
        let part = |(stage, amount): (Stage, &Amount)| {
            let effort = amount.effort.as_ref()?;
            Some(toned(stage, format!("{} {}", effort.text, stage.words())))
        };
        pieces.extend(self.scope.stages().filter_map(part));
        if let Some(capacity) = &self.capacity {
            let (tone, words) = match self.fit {
                Some("does_not_fit") => (Tone::Bad, "does not fit into the"),
                Some("may_not_fit") => (Tone::Caution, "may not fit into the"),
                Some(_) => (Tone::Good, "fits into the"),
                None => (Tone::Muted, "of the"),
            };
            pieces.push(Inline::Toned(tone, format!("{words} {} that the teams can do", capacity.text)));
        }
        separated(pieces)
    }
}

fn toned(stage: Stage, text: String) -> Inline {
    match stage {
        Stage::Done => Inline::Toned(Tone::Good, text),
        Stage::InProgress => Inline::Toned(Tone::Active, text),
        Stage::NotBegun => Inline::Plain(text),
    }
}

fn work_columns() -> Vec<Column> {
    vec![
        column("id", "Id", false),
        column("title", "What", true),
        column("status", "Status", false),
        column("owner", "Owner", true),
        column("priority", "Priority", false),
        amount("effort", "Effort"),
        column("waits_for", "Waits for", true),
        column("remarks", "Look at", true),
    ]
}

impl Team {
    /// The team, then its work; the work alone where nothing says of which team it is.
    fn rows(&self, is_parted: bool) -> Vec<Row> {
        if !is_parted {
            return self.work.iter().map(|item| item.row(0)).collect();
        }
        let name: Text = match &self.name {
            Some(name) => Inline::Strong(name.clone()).into(),
            None => Inline::Toned(Tone::Muted, "no team".into()).into(),
        };
        let mut cells = vec![Text::new(); work_columns().len()];
        cells[1] = name;
        cells[2] = format!("{} of {} done", self.done, self.items).into();
        cells[5] = self.effort.as_ref().map(|effort| effort.text.clone()).unwrap_or_default().into();
        std::iter::once(Row { cells, depth: 0 }).chain(self.work.iter().map(|item| item.row(1))).collect()
    }
}

impl Item {
    fn row(&self, depth: u8) -> Row {
        let cells = vec![
            self.entry.subject.reference().into(),
            self.entry.subject.title.as_str().into(),
            self.entry.subject.status_word().map(Text::from).unwrap_or_default(),
            self.entry.owner_name.clone().unwrap_or_default().into(),
            self.priority.clone().unwrap_or_default().into(),
            self.effort.as_ref().map(|effort| effort.text.clone()).unwrap_or_default().into(),
            told(&self.waits_for),
            separated(self.entry.remarks.iter().map(remark).collect()),
        ];
        Row { cells, depth }
    }
}

/// The steps as a graph in which each leads to what waits for it.
fn chain(links: &[Link]) -> Graph {
    let node = |link: &Link| {
        let mut pieces: Vec<Inline> = link.subject.status_word().into_iter().collect();
        pieces.extend(link.effort.as_ref().map(|effort| Inline::Plain(effort.with_unit())));
        if !link.in_scope {
            pieces.push(Inline::Toned(Tone::Muted, "outside this release".into()));
        }
        let tone = match link.subject.status_word() {
            Some(Inline::Toned(tone, _)) => Some(tone),
            _ => None,
        };
        Node { title: link.subject.named(), note: separated(pieces), tone }
    };
    let edges = (1..links.len()).map(|to| Edge { from: to - 1, to, ..Edge::default() });
    Graph {
        caption: "Each waits for the one before".into(),
        nodes: links.iter().map(node).collect(),
        edges: edges.collect(),
    }
}

impl Point {
    fn item(&self) -> ListItem {
        let mut pieces = vec![Inline::Plain(self.text.clone())];
        pieces.extend(self.owner_name.clone().map(Inline::Plain));
        pieces.extend(self.day.as_ref().map(|day| match self.overdue {
            true => Inline::Toned(Tone::Bad, format!("overdue since {day}")),
            false => Inline::Plain(format!("until {day}")),
        }));
        if self.blocker {
            pieces.push(Inline::Toned(Tone::Caution, "the release waits for it".into()));
        }
        ListItem { text: separated(pieces), checked: Some(false), children: Vec::new() }
    }
}

impl super::Checkin {
    /// `at risk on 20 Nov 2026: …`
    fn text(&self) -> Text {
        let mut text = Text::new();
        if let Some(health) = &self.health {
            let tone = match health.as_str() {
                "on track" => Tone::Good,
                "at risk" => Tone::Caution,
                "off track" => Tone::Bad,
                _ => Tone::Active,
            };
            text = text.and(Inline::Toned(tone, health.clone()));
        }
        if let Some(day) = &self.day {
            let space = if text.0.is_empty() { "" } else { " " };
            text = text.and(Inline::Plain(format!("{space}on {day}")));
        }
        if let Some(words) = &self.words {
            let colon = if text.0.is_empty() { "" } else { ": " };
            text = text.and(Inline::Plain(format!("{colon}{words}")));
        }
        text
    }
}
