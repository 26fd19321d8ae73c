//! One artifact that is exported: what it says in the columns of the tool, and what of that its file does not say yet.

use super::is_column;
use crate::exchange::export::backwards::{Backwards, Said};
use crate::exchange::export::tool::as_the_tool_says;
use crate::exchange::import::Held;
use crate::exchange::mapping::From;
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;

pub(super) struct Item<'a> {
    pub(super) index: ArtifactIndex,
    /// Its id here.
    pub(super) label: String,
    pub(super) title: String,
    /// What the tool knows it by; nothing where it does not know it.
    pub(super) source: Option<String>,
    /// What its status means.
    pub(super) category: Option<Category>,
    /// Its file, by position; nothing where there is none yet.
    pub(super) file: Option<usize>,
    pub(super) lines: Vec<Line<'a>>,
}

/// One field.
pub(super) struct Line<'a> {
    pub(super) field: &'a str,
    pub(super) from: &'a From,
    /// In the words of the plan.
    pub(super) texts: Vec<String>,
    state: State,
}

/// What is to become of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// The file says the same.
    Agrees,
    /// The file says something that the plan has not taken yet.
    Newer,
    Write,
}

impl<'a> Item<'a> {
    pub(super) fn of(backwards: &Backwards<'a>, index: ArtifactIndex, held: Option<&Held>) -> Self {
        let artifact = backwards.plan.artifact(index);
        let mut all = backwards.said(index);
        all.extend(beside(backwards, index, &all));
        let line = |said: Said<'a>| {
            let side = held.and_then(|held| held.sides.iter().find(|side| side.field == said.field));
            let state = match (held, side) {
                (None, _) => State::Write,
                (Some(_), Some(side)) if !side.agrees && side.changed_here => State::Write,
                (Some(_), Some(side)) if !side.agrees => State::Newer,
                _ => State::Agrees,
            };
            Line { field: said.field, from: said.from, texts: said.texts, state }
        };
        Self {
            index,
            label: artifact.label(),
            title: artifact.title.to_string(),
            source: held.map(|held| held.source.clone()).or_else(|| backwards.known(artifact)),
            category: artifact.category(backwards.plan.kind_of(index)),
            file: held.map(|held| held.file),
            lines: all.into_iter().map(line).collect(),
        }
    }

    /// The fields that are written to a column, in the order of the mapping.
    pub(super) fn under<'i>(&'i self, column: &'i str) -> impl DoubleEndedIterator<Item = &'i Line<'a>> {
        self.lines.iter().filter(move |line| line.is_under(column))
    }

    /// The field that a column of one text says: of several that are read from it the last that says something, such
    /// as the line of the changelog and not the title.
    fn says(&self, column: &str) -> Option<&Line<'a>> {
        let lines: Vec<&Line<'a>> = self.lines.iter().filter(|line| line.is_under(column)).collect();
        lines.iter().rfind(|line| !line.texts.is_empty()).or(lines.last()).copied()
    }

    /// What the plan says under a column that holds one text, written or not; nothing where it says nothing.
    pub(super) fn says_text(&self, column: &str) -> Option<String> {
        self.says(column).and_then(|line| line.words().into_iter().next())
    }

    /// Whether the file says something under a column that the plan has not taken yet.
    pub(super) fn is_newer(&self, column: &str) -> bool {
        self.says(column).is_some_and(Line::is_newer)
    }

    /// What is to be written to a column that holds one text; nothing where it stays.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        let line = self.says(column).filter(|line| line.state == State::Write)?;
        Some(line.words().into_iter().next().unwrap_or_default())
    }

    /// All texts that are to stand under these columns; nothing where they stay.
    pub(super) fn texts(&self, columns: &[&str]) -> Option<Vec<String>> {
        let lines: Vec<&Line<'_>> =
            self.lines.iter().filter(|line| columns.iter().any(|column| line.is_under(column))).collect();
        if self.file.is_some() && !lines.iter().any(|line| line.state == State::Write) {
            return None;
        }
        let mut texts: Vec<String> = Vec::new();
        for text in lines.into_iter().flat_map(Line::words) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        Some(texts)
    }

    /// Of each field that says something new and is not written, why: for files that are called `noun` and have a place
    /// for these columns, of one text and of several.
    pub(super) fn unwritten(&self, texts: &[&str], lists: &[&str], noun: &str) -> Vec<String> {
        let lines = self.lines.iter().filter(|line| line.state == State::Write);
        let why = |line: &Line<'_>| {
            if lists.iter().any(|column| line.is_under(column)) {
                return None;
            }
            let Some(column) = texts.iter().find(|column| line.is_under(column)) else {
                return Some(format!("a {noun} has no place for `{}`", line.field));
            };
            let said = self.says(column).filter(|said| said.field != line.field)?;
            Some(format!("a {noun} says `{}`, and not `{}`", said.field, line.field))
        };
        lines.filter_map(why).collect()
    }

    /// Whether the file says something that the plan has not taken yet, in other columns than these.
    pub(super) fn has_newer(&self, but: &[&str]) -> bool {
        // A column that another field agrees with says nothing new.
        let is_said = |line: &Line<'_>| {
            let column = line.from.columns.first().map_or("", String::as_str);
            self.under(column).any(|other| other.state == State::Agrees)
        };
        let lines = self.lines.iter().filter(|line| line.is_newer() && !is_said(line));
        lines.into_iter().any(|line| !but.iter().any(|column| line.is_under(column)))
    }

    /// Whether a field that is a part of another one, such as the line of a changelog, is read from the column and
    /// says nothing.
    pub(super) fn lacks_part(&self, column: &str) -> Option<&'a str> {
        let part = self.under(column).find(|line| line.field.contains('.') && line.texts.is_empty());
        part.map(|line| line.field)
    }
}

impl Line<'_> {
    pub(super) fn has(&self, text: &str) -> bool {
        self.texts.iter().any(|said| said == text)
    }

    pub(super) fn is_newer(&self) -> bool {
        self.state == State::Newer
    }

    fn is_under(&self, column: &str) -> bool {
        self.from.columns.first().is_some_and(|first| is_column(first, column))
    }

    /// In the words of the tool.
    fn words(&self) -> Vec<String> {
        self.texts.iter().map(|text| as_the_tool_says(self.from, text)).collect()
    }
}

/// What a link to one cannot hold was told as related at the import, and goes back behind it.
fn beside<'a>(backwards: &Backwards<'a>, index: ArtifactIndex, all: &[Said<'a>]) -> Option<Said<'a>> {
    const RELATED: &str = "related";
    let kind = backwards.plan.kind_of(index);
    let related = kind.field(RELATED).filter(|_| !all.iter().any(|said| said.field == RELATED))?;
    let is_single =
        |said: &&Said<'a>| kind.field(said.field).is_some_and(|field| field.is_link() && !field.ty.is_list());
    let single = all.iter().find(is_single)?;
    Some(Said { field: RELATED, from: single.from, texts: backwards.field(index, related, single.from) })
}
