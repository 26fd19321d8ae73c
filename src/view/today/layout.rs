//! What waits as a page: a chapter for each sort, then what is most worth doing; and as a sheet, one row each.

use super::wait::Wait;
use super::worth::First;
use super::{Section, Today};
use crate::model::values::Date;
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::words::{list_of, plural_of};
use crate::view::View;
use crate::view::subject::Subject;

/// How many of a sort are shown to people before the others are counted.
const SHOWN: usize = 7;

impl View for Today {
    const NAME: &'static str = "today";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        blocks.extend(self.sections.iter().flat_map(|section| section.blocks(self.person.is_none())));
        if self.count() > 1 {
            blocks.push(Block::Heading { level: 1, text: "Most worth doing".into() });
            let items = self.first.iter().map(First::item).collect();
            blocks.push(Block::List(List { ordered: true, items }));
        }
        if self.sections.is_empty() {
            blocks.push(Block::Note { tone: Tone::Good, text: self.nothing() });
        }
        if !self.has_history {
            let text = "No commit is there to read, so that nothing is said of how long things wait.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        Page { title: "Today".into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = [
            "section",
            "id",
            "kind",
            "title",
            "status",
            "part",
            "text",
            "people",
            "why",
            "due",
            "days_left",
            "days_waiting",
            "command",
        ];
        let columns = names.iter().map(|name| Column::text(name, name, *name == "title")).collect();
        let rows = self.sections.iter().flat_map(|section| {
            section.items.iter().map(|wait| Row { cells: wait.cells(section.name), depth: 0 })
        });
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "Today".into(), summary: Text::new(), blocks }
    }
}

impl Today {
    fn summary(&self) -> String {
        let day = Date::parse(&self.today).map_or_else(|_| self.today.clone(), Date::for_people);
        let who = self.person_name.as_deref().unwrap_or("everybody");
        match self.count() {
            0 => format!("{day} · for {who}"),
            count => format!("{day} · for {who} · {}", plural_of(count, "thing waits", "things wait")),
        }
    }

    /// That nothing waits, and what comes next.
    fn nothing(&self) -> Text {
        let who = self.person_name.as_deref().unwrap_or("anybody");
        let text = Text::plain(format!("Nothing waits for {who} today."));
        match &self.next {
            Some(next) => text.and(Inline::Plain(" Next: ".into())).and_all(next.line(self.person.is_none())),
            None => text.and(Inline::Plain(" No day is set for anything ahead.".into())),
        }
    }
}

impl Section {
    fn blocks(&self, names_people: bool) -> Vec<Block> {
        let shown = if self.items.len() > SHOWN { SHOWN - 1 } else { self.items.len() };
        let mut items: Vec<Item> = self.items[..shown].iter().map(|wait| wait.item(names_people)).collect();
        if let Some(rest) = self.items.get(shown..).filter(|rest| !rest.is_empty()) {
            let ids: Vec<String> = rest.iter().take(SHOWN).map(Wait::id).collect();
            let mut more = format!("and {} more: {}", rest.len(), ids.join(", "));
            if rest.len() > SHOWN {
                more.push_str(" …; all of them: pm today --format csv");
            }
            items.push(Item { text: more.into(), ..Item::default() });
        }
        vec![
            Block::Heading { level: 1, text: self.title.into() },
            Block::List(List { ordered: false, items }),
        ]
    }
}

impl Wait {
    /// The id, with that of the part where there is one.
    fn id(&self) -> String {
        match &self.part {
            Some(part) => format!("{}.{part}", self.subject.id),
            None => self.subject.id.clone(),
        }
    }

    fn item(&self, names_people: bool) -> Item {
        Item { text: self.line(names_people), children: vec![typed(&self.command)], ..Item::default() }
    }

    fn line(&self, names_people: bool) -> Text {
        let mut text = told(&self.subject, self.part.as_deref(), self.text.as_deref(), &self.why);
        if names_people {
            let who = if self.names.is_empty() { "nobody is named".to_owned() } else { list_of(&self.names) };
            text = text.and(Inline::Toned(Tone::Muted, format!(" — {who}")));
        }
        text
    }

    fn cells(&self, section: &str) -> Vec<Text> {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default().into();
        vec![
            section.into(),
            self.subject.reference().into(),
            self.subject.kind.as_str().into(),
            self.subject.title.as_str().into(),
            self.subject.status.clone().unwrap_or_default().into(),
            self.part.clone().unwrap_or_default().into(),
            self.text.clone().unwrap_or_default().into(),
            self.people.join(", ").into(),
            self.why.as_str().into(),
            self.due.clone().unwrap_or_default().into(),
            number(self.days_left),
            number(self.days_waiting),
            self.command.as_str().into(),
        ]
    }
}

impl First {
    fn item(&self) -> Item {
        let text = told(&self.subject, self.part.as_deref(), self.text.as_deref(), &self.why);
        Item { text, children: vec![typed(&self.command)], ..Item::default() }
    }
}

/// What to type, in a line of its own.
fn typed(command: &str) -> Item {
    Item { text: command.into(), ..Item::default() }
}

/// `REQ-6.Q1 Who bears the fee?: due in 10 days`, `DEC-3 Is a deposit given back: due tomorrow`
fn told(subject: &Subject, part: Option<&str>, text: Option<&str>, why: &str) -> Text {
    let mut told = Text::from(subject.reference());
    if let Some(part) = part {
        told = told.and(Inline::Plain(format!(".{part}")));
    }
    let words = text.unwrap_or(&subject.title);
    let ends = words.ends_with(['?', '!', '.', '…']);
    told.and(Inline::Strong(format!(" {words}")))
        .and(Inline::Plain(format!("{} {why}", if ends { "" } else { ":" })))
}
