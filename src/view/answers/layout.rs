//! Whom to tell what as a page: a letter for each person, or what is told of each idea and to whom.

use indexmap::IndexMap;

use super::{Answers, By, Letter, News};
use crate::analysis::fate::State;
use crate::model::values::Date;
use crate::page::{Block, Column, Inline, Page, Row, Table, Target, Text, Tone};
use crate::text::words::{plural, plural_of};
use crate::view::View;

impl View for Answers {
    const NAME: &'static str = "answers";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if self.letters.is_empty() {
            blocks.push(Block::Note { tone: Tone::Good, text: self.nothing().into() });
        }
        if self.by == By::Idea.name() {
            blocks.extend(self.by_idea());
        } else {
            blocks.extend(self.letters.iter().flat_map(Letter::blocks));
        }
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        Page { title: "Answers".into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.letters.iter().flat_map(|letter| {
            letter.news.iter().map(|news| {
                let cells = [
                    letter.to.id.clone(),
                    Some(letter.to.name.clone()),
                    letter.to.language.clone(),
                    letter.to.mail.clone(),
                    Some(news.subject.id.clone()),
                    Some(news.subject.title.clone()),
                    news.said.clone(),
                    Some(news.why.to_owned()),
                    news.before.map(str::to_owned),
                    Some(news.state.to_owned()),
                    Some(news.about.id.clone()),
                    Some(news.words.clone()),
                    Some(letter.subject.clone()),
                    Some(letter.text.clone()),
                ];
                Row { cells: cells.map(|cell| cell.unwrap_or_default().into()).to_vec(), depth: 0 }
            })
        });
        let columns = [
            "customer",
            "name",
            "language",
            "mail",
            "id",
            "asked_for",
            "said",
            "why",
            "before",
            "state",
            "about",
            "words",
            "subject",
            "letter",
        ];
        let columns = columns.map(|name| Column::text(name, name, true)).to_vec();
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "Answers".into(), summary: Text::new(), blocks }
    }
}

fn title(state: &str) -> &'static str {
    let state = State::ALL.into_iter().find(|each| each.name() == state);
    state.map_or("", State::title)
}

fn people(day: &str) -> String {
    Date::parse(day).map_or_else(|_| day.to_owned(), Date::for_people)
}

impl Answers {
    fn summary(&self) -> String {
        let news: usize = self.letters.iter().map(|letter| letter.news.len()).sum();
        let mut words =
            vec![plural_of(self.letters.len(), "person to tell", "people to tell"), plural(news, "answer")];
        match &self.since {
            Some(since) => words.push(format!("since {}", people(since))),
            None => words.push(format!("on {}", people(&self.today))),
        }
        words.extend(self.audience.as_ref().map(|audience| format!("for {audience}")));
        words.join(" · ")
    }

    fn nothing(&self) -> String {
        match &self.since {
            Some(since) => format!("Nothing that anybody asked for has changed since {}.", people(since)),
            None => "Nobody waits for an answer: of what was shipped or turned down, everybody was told."
                .to_owned(),
        }
    }

    /// A table of ideas, each with what is told and to whom.
    fn by_idea(&self) -> Vec<Block> {
        let mut groups: IndexMap<&str, Vec<(&Letter, &News)>> = IndexMap::new();
        for letter in &self.letters {
            for news in &letter.news {
                groups.entry(&news.about.id).or_default().push((letter, news));
            }
        }
        let mut blocks = Vec::new();
        for told in groups.values() {
            let Some((_, first)) = told.first() else { continue };
            let heading = first
                .about
                .named()
                .and(Inline::Toned(Tone::Muted, format!(" · {}", title(first.state).to_lowercase())));
            blocks.push(Block::Heading { level: 1, text: heading });
            blocks.push(Block::Paragraph(first.words.as_str().into()));
            let rows = told.iter().map(|(letter, news)| Row {
                cells: vec![
                    letter.name(),
                    news.subject.reference().into(),
                    news.subject.title.as_str().into(),
                    news.said.as_deref().map(people).unwrap_or_default().into(),
                ],
                depth: 0,
            });
            let columns = vec![
                Column::text("to", "Tell", true),
                Column::text("id", "ID", false),
                Column::text("asked_for", "Asked for", true),
                Column::text("said", "Said", false),
            ];
            blocks.push(Block::Table(Table { columns, rows: rows.collect() }.without_empty_columns()));
        }
        blocks
    }
}

impl Letter {
    fn name(&self) -> Text {
        match self.to.path() {
            Some(path) => {
                let target = Target::File { path: path.to_owned(), anchor: None };
                Inline::Link { text: self.to.name.clone(), target }.into()
            }
            None => self.to.name.as_str().into(),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let about = self.news.iter().fold(Text::new(), |text, news| {
            let text = if text.is_empty() { text } else { text.and(Inline::Plain("; ".into())) };
            let since = news
                .before
                .map(|before| format!(", before: {}", title(before).to_lowercase()))
                .unwrap_or_default();
            let moved = if news.why == "moved" { ", moved" } else { &since };
            text.and_all(news.subject.reference().into())
                .and(Inline::Plain(format!(" ({}{moved})", title(news.state).to_lowercase())))
        });
        let mut facts = vec![("About".to_owned(), about)];
        facts.extend(self.to.mail.clone().map(|mail| ("To".to_owned(), mail.into())));
        facts.extend(self.to.language.clone().map(|language| ("Language".to_owned(), language.into())));
        facts.push(("Subject".to_owned(), self.subject.as_str().into()));
        vec![
            Block::Heading { level: 1, text: self.name() },
            Block::Facts(facts),
            Block::Prose(self.text.clone()),
        ]
    }
}
