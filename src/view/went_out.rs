//! What sending a release out did: the documents that changed, who can be told now, and the letters that are ready.

use serde::Serialize;

use super::View;
use super::answers::Answers;
use super::written::ChangedArtifacts;
use crate::page::{Block, Column, Page, Row, Table};
use crate::text::words::{list_of, plural};

/// How many of those who wait are named in a sentence, and how many things that one of them asked for.
const NAMED: usize = 5;
const IDS: usize = 3;

/// A release that went out.
#[derive(Serialize)]
pub(crate) struct WentOut {
    #[serde(flatten)]
    pub(crate) changed: ChangedArtifacts,
    /// Who asked for what is in it and was not told yet; customers first, by name.
    waiting: Vec<Waiting>,
    /// The letters that were written, or would be.
    pub(crate) drafts: Vec<String>,
}

/// Somebody who waits for an answer that can be given.
#[derive(Serialize)]
pub(crate) struct Waiting {
    name: String,
    /// Of a customer, a segment or a stakeholder; nothing for somebody without a document.
    id: Option<String>,
    /// The feedback and the ideas that can be answered.
    asked_for: Vec<String>,
}

/// Those whom answers are for, each with what they asked for.
pub(crate) fn waiting(answers: &Answers) -> Vec<Waiting> {
    let each = answers.letters.iter().map(|letter| Waiting {
        name: letter.to.name.clone(),
        id: letter.to.id.clone(),
        asked_for: letter.news.iter().map(|news| news.subject.id.clone()).collect(),
    });
    each.collect()
}

/// `2 people wait for an answer that can be given now: Kvist Marina (FB-1) and Port Ellery (4 answers)`; nothing where
/// nobody waits.
pub(crate) fn who_waits(waiting: &[Waiting], is_dry_run: bool) -> Option<String> {
    let said = |each: &Waiting| match each.asked_for.len() {
        0..=IDS => format!("{} ({})", each.name, each.asked_for.join(", ")),
        many => format!("{} ({})", each.name, plural(many, "answer")),
    };
    let mut names: Vec<String> = waiting.iter().take(NAMED).map(said).collect();
    if waiting.len() > NAMED {
        names.push(format!("{} more", waiting.len() - NAMED));
    }
    let wait = match (waiting.len(), is_dry_run) {
        (0, _) => return None,
        (1, false) => "1 person waits for an answer that can be given now".to_owned(),
        (1, true) => "1 person would then wait for an answer".to_owned(),
        (many, false) => format!("{many} people wait for an answer that can be given now"),
        (many, true) => format!("{many} people would then wait for an answer"),
    };
    Some(format!("{wait}: {}", list_of(names)))
}

impl WentOut {
    pub(crate) fn of(changed: ChangedArtifacts, answers: &Answers) -> Self {
        Self { changed, waiting: waiting(answers), drafts: Vec::new() }
    }

    pub(crate) fn who_waits(&self) -> Option<String> {
        who_waits(&self.waiting, self.changed.dry_run)
    }
}

impl View for WentOut {
    const NAME: &'static str = "went_out";

    fn page(&self) -> Page {
        let rows = self.waiting.iter().map(|each| Row {
            cells: vec![each.name.as_str().into(), each.asked_for.join(", ").into()],
            depth: 0,
        });
        let columns = vec![Column::text("name", "Waits", true), Column::text("asked_for", "Asked for", true)];
        let mut blocks = self.changed.page().blocks;
        blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
        Page { title: "Went out".into(), summary: "".into(), blocks }
    }
}
