//! Changes of a mapping that a person makes column by column, each of them one that can be carried out.
//!
//! Asks nobody and writes nothing.

use super::batch::{Batch, plain};
use super::mapping::{BODY, From, Mapping};
use super::propose;
use super::resolved::target;
use crate::config::Config;
use crate::model::field::FieldType;
use crate::model::kind::Kind;
use crate::text::words::nearest;

/// So many values of a column are shown.
const SAMPLES: usize = 3;

/// A column as a person is asked for it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ColumnNow {
    pub(crate) kind: String,
    pub(crate) column: String,
    /// The most frequent texts, with how often each is there.
    pub(crate) samples: Vec<(String, usize)>,
    pub(crate) distinct: usize,
    pub(crate) cells: usize,
    /// The fields that are read from it.
    pub(crate) fields: Vec<String>,
}

/// A word for which nothing is sure: of a status, or of a choice that does not have it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct OpenWord {
    pub(crate) kind: String,
    pub(crate) field: String,
    pub(crate) word: String,
    pub(crate) records: usize,
    /// What it becomes until somebody says otherwise; empty where it says nothing.
    pub(crate) becomes: String,
    /// What it may become.
    pub(crate) possible: Vec<String>,
}

/// Why a column cannot be read as was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Refused {
    /// There is no such field; the nearest one.
    NoField(Option<String>),
    /// The title would be read from nothing.
    NoTitle,
}

/// Every column that says something, by the kinds that records become.
pub(crate) fn columns(mapping: &Mapping, batch: &Batch) -> Vec<ColumnNow> {
    let mut found = Vec::new();
    for kind in mapping.kind.kinds() {
        for (at, column) in batch.columns.iter().enumerate() {
            let words = mapping.words(batch, kind, at);
            let fields = || mapping.fields.get(kind).into_iter().flatten();
            let reads = |from: &From| from.columns.iter().any(|name| plain(name) == plain(&column.name));
            let is_known_by = mapping.id.contains(&column.name) || mapping.names.contains(&column.name);
            let decides = mapping.kind.column.as_deref() == Some(column.name.as_str());
            // What stands beside the fields of a document is no choice, unless something is read from it.
            let is_read = fields().any(|(_, from)| reads(from));
            if words.is_empty() || decides || !is_read && (is_known_by || column.name.starts_with('(')) {
                continue;
            }
            found.push(ColumnNow {
                kind: kind.to_owned(),
                column: column.name.clone(),
                samples: words
                    .iter()
                    .take(SAMPLES)
                    .map(|(text, count)| ((*text).to_owned(), *count))
                    .collect(),
                distinct: words.len(),
                cells: words.iter().map(|(_, count)| count).sum(),
                fields: fields().filter(|(_, from)| reads(from)).map(|(field, _)| field.clone()).collect(),
            });
        }
    }
    found
}

/// What a column of records that become `kind` may be read as.
pub(crate) fn fields(config: &Config, kind: &str) -> Vec<String> {
    let Some(kind) = config.kinds.iter().find(|known| known.name == kind) else { return Vec::new() };
    let own = ["title", "status", BODY].into_iter().map(str::to_owned);
    let sections = kind.sections.iter().map(|section| section.title.clone());
    own.chain(kind.fields.keys().cloned()).chain(sections).collect()
}

/// Reads a column as `field` from now on, or as nothing. Gives the statuses whose meaning is a guess: kind, word, and
/// what it becomes.
pub(crate) fn read_as(
    mapping: &mut Mapping,
    batch: &Batch,
    config: &Config,
    now: &ColumnNow,
    field: Option<&str>,
) -> Result<Vec<(String, String, String)>, Refused> {
    let Some(kind) = config.kinds.iter().find(|known| known.name == now.kind) else {
        return Err(Refused::NoField(None));
    };
    let field = match field {
        Some(field) => Some(named(config, kind, field)?),
        None => None,
    };
    let own = mapping.fields.entry(now.kind.clone()).or_default();
    let alone = |from: &From| from.columns.len() == 1 && from.columns[0] == now.column;
    if own.get("title").is_some_and(alone) && field.as_deref() != Some("title") {
        return Err(Refused::NoTitle);
    }
    for from in own.values_mut() {
        from.columns.retain(|column| *column != now.column);
    }
    own.retain(|_, from| !from.columns.is_empty() || from.always.is_some());
    mapping.ignored.retain(|column| *column != now.column);
    let Some(field) = field else {
        mapping.ignored.push(now.column.clone());
        return Ok(Vec::new());
    };
    let takes_several = kind.field(&field).map_or(field == BODY, |field| field.ty.is_list());
    match own.get_mut(&field) {
        Some(from) if takes_several => from.columns.push(now.column.clone()),
        // What was said of another column's words does not hold for this one.
        _ => drop(own.insert(field.clone(), From::column(&now.column))),
    }
    Ok(propose::complete(mapping, batch, config))
}

/// The field that a person means.
fn named(config: &Config, kind: &Kind, written: &str) -> Result<String, Refused> {
    let all = fields(config, &kind.name);
    let same = all.iter().find(|name| plain(name) == plain(written)).cloned();
    let found = same.or_else(|| target(config, kind, written).map(|_| written.to_owned()));
    found.ok_or_else(|| Refused::NoField(nearest(written, all.iter().map(String::as_str)).map(str::to_owned)))
}

/// The words of statuses that are guessed or become nothing, and those of choices that have no place.
pub(crate) fn open_words(
    mapping: &Mapping,
    batch: &Batch,
    config: &Config,
    guessed: &[(String, String, String)],
) -> Vec<OpenWord> {
    let mut open = Vec::new();
    for (kind_name, fields) in &mapping.fields {
        let Some(kind) = config.kinds.iter().find(|kind| kind.name == *kind_name) else { continue };
        for (field, from) in fields {
            let possible: Vec<String> = match kind.field(field) {
                _ if field == "status" => kind.workflow.names().map(str::to_owned).collect(),
                Some(field) if *field.ty.item() == FieldType::Choice => {
                    field.choices.keys().cloned().collect()
                }
                _ => continue,
            };
            let is_possible = |text: &str| possible.iter().any(|name| plain(name) == plain(text));
            for (word, records) in words_of(mapping, batch, kind_name, from) {
                let becomes = super::mapping::look_up(&from.words, &word);
                let is_guess = guessed.iter().any(|(of, guess, _)| of == kind_name && *guess == word);
                let is_open = match becomes {
                    Some(becomes) => {
                        field == "status" && is_guess || !becomes.is_empty() && !is_possible(becomes)
                    }
                    None => !is_possible(&word),
                };
                if is_open {
                    open.push(OpenWord {
                        kind: kind_name.clone(),
                        field: field.clone(),
                        word,
                        records,
                        becomes: becomes.filter(|text| is_possible(text)).cloned().unwrap_or_default(),
                        possible: possible.clone(),
                    });
                }
            }
        }
    }
    open
}

fn words_of(mapping: &Mapping, batch: &Batch, kind: &str, from: &From) -> Vec<(String, usize)> {
    let columns = from.columns.iter().filter_map(|column| batch.column(column));
    let words = columns.flat_map(|at| mapping.words(batch, kind, at));
    let mut found: Vec<(String, usize)> = Vec::new();
    for (text, count) in words {
        for item in propose::items(text, from.separator.as_deref()) {
            match found.iter_mut().find(|(word, _)| word.to_lowercase() == item.to_lowercase()) {
                Some((_, all)) => *all += count,
                None => found.push((item, count)),
            }
        }
    }
    found
}

/// Says what a word becomes; nothing where it says nothing.
pub(crate) fn settle(mapping: &mut Mapping, open: &OpenWord, becomes: &str) {
    let field = mapping.fields.get_mut(&open.kind).and_then(|fields| fields.get_mut(&open.field));
    if let Some(from) = field {
        from.words.insert(open.word.clone(), becomes.to_owned());
    }
}
