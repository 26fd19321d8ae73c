//! A backlog as a page: a table of all, or of what is not ready a list with all that is missing; and as a sheet.

use super::{Backlog, Item};
use crate::page::{Block, Column, Inline, Item as ListItem, List, Page, Row, Table, Text, Tone};
use crate::text::words::{capitalised, plural_of, with_article};
use crate::view::View;
use crate::view::roadmap::separated;

impl View for Backlog {
    const NAME: &'static str = "backlog";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if self.items.is_empty() {
            blocks.push(self.nothing());
        } else if self.only_not_ready {
            let items = self.items.iter().map(Item::list_item).collect();
            blocks.push(Block::List(List { ordered: true, items }));
        } else {
            let columns = vec![
                Column::text("id", "Id", false),
                Column::text("title", "What", true),
                Column::text("status", "Status", false),
                Column::number("score", self.score.as_deref().unwrap_or("Score")),
                Column::number("effort", "Effort"),
                Column::text("owner", "Owner", false),
                Column::text("ready", "Ready", true),
            ];
            let rows = self.items.iter().map(Item::row).collect();
            blocks.push(Block::Table(Table { columns, rows }.without_empty_columns()));
        }
        for fault in &self.faults {
            blocks.push(Block::Note { tone: Tone::Bad, text: fault.as_str().into() });
        }
        blocks.push(Block::Paragraph(Text(vec![Inline::Toned(Tone::Muted, self.definition_told())])));
        Page { title: format!("Backlog of {}", self.plural).into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = [
            "id",
            "title",
            "status",
            "score",
            "effort_low",
            "effort_high",
            "owner",
            "ready",
            "missing",
            "commands",
        ];
        let columns = names.iter().map(|name| Column::text(name, name, *name == "title")).collect();
        let rows = self.items.iter().map(Item::sheet_row).collect();
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: format!("Backlog of {}", self.plural).into(), summary: Text::new(), blocks }
    }
}

impl Backlog {
    fn summary(&self) -> String {
        let all = self.ready + self.not_ready;
        let mut words =
            vec![plural_of(all, &format!("{} not begun", self.kind), &format!("{} not begun", self.plural))];
        if all > 0 {
            words.push(format!("{} ready", self.ready));
            words.push(format!("{} not", self.not_ready));
        }
        words.push(match (self.has_ranks, &self.score) {
            (true, Some(score)) => format!("by hand, then by {score}"),
            (true, None) => "by hand, then by id".to_owned(),
            (false, Some(score)) => format!("by {score}"),
            (false, None) => "by id".to_owned(),
        });
        words.join(" · ")
    }

    fn nothing(&self) -> Block {
        let (tone, text) = match (self.only_not_ready, self.ready) {
            (true, 1..) => {
                let all = plural_of(
                    self.ready,
                    &format!("{} that is not begun is", self.kind),
                    &format!("{} that are not begun are", self.plural),
                );
                (Tone::Good, format!("{all} ready."))
            }
            _ => (
                Tone::Muted,
                format!("Nothing is here that is not begun; write one: pm {} add \"…\"", self.kind),
            ),
        };
        Block::Note { tone, text: text.into() }
    }

    /// What ready means, and who says so.
    fn definition_told(&self) -> String {
        let says = match self.is_own_definition {
            true => "By `ready` in pm.yaml,",
            false => "pm.yaml says nothing under `ready`, so that",
        };
        let unknown =
            if self.has_history { "" } else { " No commit is there to read, so that nothing is stale." };
        match self.definition.is_empty() {
            true => format!("{says} everything is ready.{unknown}"),
            false => {
                format!("{says} {} is ready when {}.{unknown}", with_article(&self.kind), self.definition)
            }
        }
    }
}

impl Item {
    fn row(&self) -> Row {
        let ready: Text = match self.ready {
            true => Inline::Toned(Tone::Good, "ready".into()).into(),
            false => {
                let missing = self.missing.iter().map(|it| Inline::Toned(Tone::Caution, it.brief.clone()));
                separated(missing.collect())
            }
        };
        let cells = vec![
            self.subject.reference().into(),
            self.subject.title.as_str().into(),
            self.subject.status_word().map(Text::from).unwrap_or_default(),
            self.shown.as_str().into(),
            self.effort.as_ref().map(|effort| effort.text.clone()).unwrap_or_default().into(),
            self.owner_name.clone().unwrap_or_default().into(),
            ready,
        ];
        Row { cells, depth: 0 }
    }

    /// What it is, and under it all that is missing with what to type.
    fn list_item(&self) -> ListItem {
        let mut facts: Vec<Inline> = self.subject.status_word().into_iter().collect();
        facts.extend(self.effort.as_ref().map(|effort| Inline::Plain(effort.with_unit())));
        facts.extend(self.owner_name.clone().map(Inline::Plain));
        let children = self.missing.iter().map(|missing| {
            let mut text = Text::new();
            let told = missing.told.clone();
            let mut pieces = told.0.into_iter();
            match pieces.next() {
                Some(Inline::Plain(first)) => text = text.and(Inline::Plain(capitalised(&first))),
                Some(other) => text = text.and(other),
                None => {}
            }
            text.0.extend(pieces);
            let children = missing
                .command
                .iter()
                .map(|command| ListItem { text: command.as_str().into(), ..ListItem::default() });
            ListItem { text, children: children.collect(), ..ListItem::default() }
        });
        let text = self.subject.named().and(Inline::Plain(" · ".into())).and_all(separated(facts));
        ListItem { text, children: children.collect(), ..ListItem::default() }
    }

    fn sheet_row(&self) -> Row {
        let number =
            |number: Option<f64>| Text::plain(number.map(|number| number.to_string()).unwrap_or_default());
        let cells = vec![
            self.subject.reference().into(),
            self.subject.title.as_str().into(),
            self.subject.status.clone().unwrap_or_default().into(),
            number(self.score),
            number(self.effort.as_ref().map(|effort| effort.low)),
            number(self.effort.as_ref().map(|effort| effort.high)),
            self.owner.clone().unwrap_or_default().into(),
            if self.ready { "yes" } else { "no" }.into(),
            self.missing.iter().map(|missing| missing.text.as_str()).collect::<Vec<_>>().join("; ").into(),
            self.missing
                .iter()
                .filter_map(|missing| missing.command.clone())
                .collect::<Vec<_>>()
                .join("; ")
                .into(),
        ];
        Row { cells, depth: 0 }
    }
}
