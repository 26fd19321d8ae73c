//! What says much the same as an artifact or a text, the most similar first.
//!
//! Similarity is one of words: it finds what a person should look at, and decides nothing.

use serde::Serialize;

use crate::analysis::similar::{Alike, Texts};
use crate::page::{Block, Column, Page, Row, Table, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::subject::Subject;

/// The kinds that hold wishes and problems of people, or what was made of them.
const USUAL: [&str; 4] = ["idea", "opportunity", "feedback", "requirement"];

/// The kinds whose texts are compared where nobody names one; every kind where a plan has none of them.
pub(crate) fn usual_kinds(plan: &Plan) -> Vec<usize> {
    let usual: Vec<usize> = USUAL.iter().filter_map(|name| plan.config.kind_index(name)).collect();
    if usual.is_empty() { (0..plan.config.kinds.len()).collect() } else { usual }
}

/// What something is compared with all texts for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked<'a> {
    Artifact(ArtifactIndex),
    Text(&'a str),
}

/// What is similar to an artifact or a text.
#[derive(Serialize, Debug)]
pub(crate) struct SimilarTexts {
    /// The artifact that was asked about.
    of: Option<Subject>,
    /// The text that was, where it was none.
    text: Option<String>,
    /// The kinds whose texts were compared.
    kinds: Vec<String>,
    /// How many texts it was compared with.
    compared: usize,
    /// The most similar first.
    similar: Vec<SimilarText>,
    /// How many more there are, beyond the limit.
    more: usize,
    #[serde(skip)]
    plurals: String,
}

/// An artifact whose text is similar to another one.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct SimilarText {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// From 0 to 1, with two digits.
    pub(crate) similarity: f64,
}

impl SimilarText {
    pub(crate) fn of(plan: &Plan, alike: Alike) -> Self {
        let similarity = (alike.similarity * 100.0).round() / 100.0;
        Self { subject: Subject::of(plan, alike.artifact), similarity }
    }

    /// Both digits, also where one is 0.
    pub(crate) fn shown(&self) -> String {
        format!("{:.2}", self.similarity)
    }
}

impl SimilarTexts {
    pub(crate) fn of(plan: &Plan, asked: Asked<'_>, kinds: &[usize], limit: usize) -> Self {
        let texts = Texts::of(plan, kinds);
        let (subject, text, found) = match asked {
            Asked::Artifact(index) => (Some(Subject::of(plan, index)), None, texts.near(plan, index)),
            Asked::Text(text) => (None, Some(text.trim().to_owned()), texts.near_to("", text)),
        };
        let is_one_of_them = matches!(asked, Asked::Artifact(index) if texts.holds(index));
        Self {
            of: subject,
            text,
            kinds: kinds.iter().map(|kind| plan.config.kinds[*kind].name.clone()).collect(),
            compared: texts.len() - usize::from(is_one_of_them),
            more: found.len().saturating_sub(limit),
            similar: found.into_iter().take(limit).map(|alike| SimilarText::of(plan, alike)).collect(),
            plurals: list_of(kinds.iter().map(|kind| plan.config.kinds[*kind].plural.as_str())),
        }
    }
}

impl View for SimilarTexts {
    const NAME: &'static str = "similar";

    fn page(&self) -> Page {
        let title = match &self.of {
            Some(subject) => Text::plain("Similar to ").and_all(subject.named()),
            None => "Similar to the text".into(),
        };
        let compared = format!("compared with {} of {}", plural(self.compared, "text"), self.plurals);
        let summary = match self.more {
            0 => compared,
            more => format!("the first {} of {} · {compared}", self.similar.len(), self.similar.len() + more),
        };
        let block = match self.similar.is_empty() {
            true => Block::Note { tone: Tone::Muted, text: "Nothing says the same.".into() },
            false => Block::Table(table(&self.similar)),
        };
        Page { title, summary: summary.into(), blocks: vec![block] }
    }
}

fn table(similar: &[SimilarText]) -> Table {
    let rows = similar.iter().map(|each| Row {
        cells: vec![
            each.subject.reference().into(),
            each.subject.title.as_str().into(),
            each.subject.status_word().map(Text::from).unwrap_or_default(),
            each.shown().into(),
        ],
        depth: 0,
    });
    Table {
        columns: vec![
            Column::text("id", "Id", false),
            Column::text("title", "Title", true),
            Column::text("status", "Status", false),
            Column::number("similarity", "Similarity"),
        ],
        rows: rows.collect(),
    }
}
