//! A mapping for an export that nobody has described yet: from a tool that is recognised, else from the names of
//! its columns.

mod by_content;
mod documents;

use indexmap::IndexMap;

use super::batch::{Batch, plain};
use super::mapping::{ANY, BODY, From, KindChoice, Mapping};
use super::markup::Markup;
use super::tools::{self, Tool};
use super::whole::column_of;
use super::words;
use crate::config::Config;
use crate::model::field::{Field, FieldType};
use crate::model::kind::{Kind, WORDS};

/// The field that says how something reached us, and what it says of an answer to a questionnaire.
const CHANNEL: &str = "channel";
const SURVEY: &str = "survey";

/// A mapping that was found out.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Proposal {
    pub(crate) mapping: Mapping,
    /// What people call the tool; nothing where none was recognised.
    pub(crate) tool: Option<String>,
    /// Statuses whose words are in no table: kind, word, and what they become until somebody says otherwise.
    pub(crate) guessed: Vec<(String, String, String)>,
}

/// Proposes how to read `batch`. `name` is what its file is called, `kind` what its records shall become.
/// Nothing where no column can be a title.
pub(crate) fn propose(batch: &Batch, config: &Config, name: &str, kind: Option<&str>) -> Option<Proposal> {
    // Documents say themselves what they are, whatever else has columns of these names.
    let tool = recognised(batch).filter(|_| batch.described.is_empty());
    let mut mapping = match tool {
        Some(tool) => of_tool(tool, batch, config, kind),
        None if !batch.described.is_empty() => documents::mapping(batch, config, name, kind)?,
        None => of_columns(batch, config, name, kind)?,
    };
    let guessed = complete(&mut mapping, batch, config);
    let title = tool.map(|tool| tool.recognition.title.clone());
    Some(Proposal { mapping, tool: title, guessed })
}

/// Says what words become, where the mapping does not; gives the statuses that are a guess.
pub(super) fn complete(
    mapping: &mut Mapping,
    batch: &Batch,
    config: &Config,
) -> Vec<(String, String, String)> {
    complete_priorities(mapping, batch, config);
    complete_statuses(mapping, batch, config)
}

/// The tool with the most marks among those whose marks are all there.
fn recognised(batch: &Batch) -> Option<&'static Tool> {
    let mut best: Option<&Tool> = None;
    for tool in tools::all() {
        let is_there = |mark: &String| spelt(tool, batch, mark).is_some();
        let marks = &tool.recognition.marks;
        if marks.iter().all(is_there) && best.is_none_or(|best| best.recognition.marks.len() < marks.len()) {
            best = Some(tool);
        }
    }
    best
}

/// What a column of a tool is called in this file; nothing where it has none such.
fn spelt(tool: &Tool, batch: &Batch, column: &str) -> Option<String> {
    let others = tool.recognition.spellings.get(column).into_iter().flatten();
    let names = std::iter::once(column).chain(others.map(String::as_str));
    names.filter_map(|name| batch.column(name)).map(|at| batch.columns[at].name.clone()).next()
}

/// The mapping of a tool, without what this file does not have.
fn of_tool(tool: &Tool, batch: &Batch, config: &Config, kind: Option<&str>) -> Mapping {
    let spelt_here = |columns: &[String]| -> Vec<String> {
        let mut here: Vec<String> = columns.iter().filter_map(|column| spelt(tool, batch, column)).collect();
        let spellings = columns.iter().filter_map(|column| tool.recognition.spellings.get(column)).flatten();
        for other in spellings.filter_map(|name| batch.column(name)) {
            let name = &batch.columns[other].name;
            if !here.contains(name) {
                here.push(name.clone());
            }
        }
        here
    };
    let mut mapping = tool.mapping.clone();
    if mapping.keeps_ids {
        return of_plan(mapping, batch, config);
    }
    mapping.id = spelt_here(&mapping.id);
    mapping.names = spelt_here(&mapping.names);
    mapping.ignored = spelt_here(&mapping.ignored);
    let column = mapping.kind.column.as_ref().and_then(|column| spelt(tool, batch, column));
    mapping.kind = match (kind, column) {
        (Some(kind), _) => KindChoice::of(kind),
        (None, Some(column)) => completed_kinds(&mapping.kind, batch, column),
        (None, None) => mapping.kind,
    };
    if let Some(kind) = kind
        && !mapping.fields.contains_key(kind)
        && let Some((_, fields)) = mapping.fields.first()
    {
        mapping.fields = IndexMap::from([(kind.to_owned(), fields.clone())]);
    }
    let used = mapping.kind.kinds().into_iter().map(str::to_owned).collect::<Vec<_>>();
    mapping.fields.retain(|kind, _| used.contains(kind));
    for fields in mapping.fields.values_mut() {
        for from in fields.values_mut() {
            from.columns = spelt_here(&from.columns);
        }
        fields.retain(|_, from| !from.columns.is_empty() || from.always.is_some());
    }
    mapping
}

/// The mapping of `pm`'s own export: every column is the field of its name.
fn of_plan(mut mapping: Mapping, batch: &Batch, config: &Config) -> Mapping {
    let kinds = mapping.kind.column.as_ref().and_then(|column| batch.column(column));
    let said = kinds.map(|column| batch.words(column)).unwrap_or_default();
    for kind in &config.kinds {
        if !said.iter().any(|(word, _)| *word == kind.name) {
            continue;
        }
        mapping.kind.words.insert(kind.name.clone(), kind.name.clone());
        let own = ["title", "status", "path", BODY].map(|name| (name.to_owned(), name.to_owned()));
        let fields = kind.fields.keys().map(|name| (name.clone(), column_of(name)));
        let there = own.into_iter().chain(fields).filter(|(_, column)| batch.column(column).is_some());
        let fields = there.map(|(name, column)| (name, From::column(column))).collect();
        mapping.fields.insert(kind.name.clone(), fields);
    }
    mapping
}

/// The table of kinds for the words that are there.
fn completed_kinds(choice: &KindChoice, batch: &Batch, column: String) -> KindChoice {
    let at = batch.column(&column);
    let words = at.map(|at| batch.words(at)).unwrap_or_default();
    let mut table: IndexMap<String, String> = IndexMap::new();
    for (word, _) in words {
        let named = choice.words.iter().find(|(known, _)| *known != ANY && plain(known) == plain(word));
        table.extend(named.map(|(_, kind)| (word.to_owned(), kind.clone())));
    }
    table.extend(choice.words.get(ANY).map(|kind| (ANY.to_owned(), kind.clone())));
    KindChoice { column: Some(column), words: table }
}

/// The items of a cell.
pub(crate) fn items(text: &str, separator: Option<&str>) -> Vec<String> {
    match separator {
        Some(separator) if !separator.is_empty() => {
            let separator = if separator.trim().is_empty() { separator } else { separator.trim() };
            text.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
        }
        _ => vec![text.trim().to_owned()],
    }
}

/// A mapping by the names of columns, where no tool is recognised.
fn of_columns(batch: &Batch, config: &Config, name: &str, kind: Option<&str>) -> Option<Mapping> {
    let called = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| batch.columns.iter().position(|column| plain(&column.name) == plain(name)))
    };
    let kind_name = kind.map(str::to_owned).or_else(|| config.kinds.first().map(|kind| kind.name.clone()))?;
    let kind = config.kinds.iter().find(|kind| kind.name == kind_name)?;
    let mut taken: Vec<usize> = Vec::new();
    let id = called(&words::IDS);
    taken.extend(id);
    let mut fields: IndexMap<String, From> = IndexMap::new();
    let put =
        |fields: &mut IndexMap<String, From>, field: &str, column: Option<usize>, taken: &mut Vec<usize>| {
            let Some(column) = column.filter(|column| !taken.contains(column)) else { return };
            taken.push(column);
            let mut from = From::column(&batch.columns[column].name);
            if let Some(field) = kind.field(field) {
                from.separator = separator(field, batch, column);
            } else if field != "title" && field != "status" {
                from.markup = Markup::of(batch.words(column).into_iter().map(|(text, _)| text));
            }
            fields.insert(field.to_owned(), from);
        };
    let usual = |field: &str| called(words::synonyms(field));
    // What somebody said stands under its own heading, as `feedback add` writes it.
    let is_heard = kind.is_heard();
    let said = if is_heard { WORDS } else { BODY };
    for (field, called_as) in [("title", "title"), (said, BODY), ("status", "status")] {
        put(&mut fields, field, usual(called_as), &mut taken);
    }
    for field in kind.fields.values() {
        let own = called(&[&field.name]);
        put(&mut fields, &field.name, own.or_else(|| usual(&field.name)), &mut taken);
    }
    for section in &kind.sections {
        put(&mut fields, &section.title, called(&[&section.title]), &mut taken);
    }
    if is_heard {
        put(&mut fields, "date", called(&words::SAID_ON), &mut taken);
        if !fields.contains_key("title") && !fields.contains_key(said) {
            put(&mut fields, said, by_content::open_question(batch, &taken), &mut taken);
            let asked = kind.field(CHANNEL).filter(|field| field.choices.contains_key(SURVEY));
            if asked.is_some() && !fields.contains_key(CHANNEL) {
                let always = Some(SURVEY.to_owned());
                fields.insert(CHANNEL.to_owned(), From { always, ..From::default() });
            }
        }
    }
    let has_title = fields.contains_key("title") || is_heard && fields.contains_key(said);
    if !has_title {
        put(&mut fields, "title", by_content::title(batch, &taken), &mut taken);
    }
    if !fields.contains_key("title") {
        // What was said can be its own title.
        let words = From { markup: Markup::Markdown, ..fields.get(said).cloned()? };
        fields.insert_before(0, "title".to_owned(), words);
    }
    Some(Mapping {
        tool: name.to_owned(),
        id: id.map(|at| batch.columns[at].name.clone()).into_iter().collect(),
        kind: KindChoice::of(kind_name),
        fields: IndexMap::from([(kind.name.clone(), fields)]),
        ..Mapping::default()
    })
}

/// What stands between the items of a list in the cells of a column.
fn separator(field: &Field, batch: &Batch, column: usize) -> Option<String> {
    let FieldType::List(_) = field.ty else { return None };
    let texts: Vec<&str> = batch.words(column).into_iter().map(|(text, _)| text).collect();
    let found =
        [";", ",", "|", "\n"].into_iter().find(|separator| texts.iter().any(|text| text.contains(separator)));
    found.map(str::to_owned)
}

/// Says for the usual words of priorities what they become, where the mapping does not and the kind's own differ.
fn complete_priorities(mapping: &mut Mapping, batch: &Batch, config: &Config) {
    let read = mapping.clone();
    for (kind_name, fields) in &mut mapping.fields {
        let kind = config.kinds.iter().find(|kind| kind.name == *kind_name);
        let Some(field) = kind.and_then(|kind| kind.field("priority")) else { continue };
        let Some(from) = fields.get_mut("priority").filter(|from| from.words.is_empty()) else { continue };
        let columns = from.columns.iter().filter_map(|column| batch.column(column));
        let said: Vec<&str> =
            columns.flat_map(|at| read.words(batch, kind_name, at)).map(|(word, _)| word).collect();
        if said.iter().all(|word| field.choices.keys().any(|choice| plain(choice) == plain(word))) {
            continue;
        }
        for word in said {
            let meant = words::priority(word).filter(|meant| field.choices.contains_key(*meant));
            from.words.extend(meant.map(|meant| (word.to_owned(), meant.to_owned())));
        }
    }
}

/// Says for every word of every status what it becomes, where the mapping does not.
fn complete_statuses(mapping: &mut Mapping, batch: &Batch, config: &Config) -> Vec<(String, String, String)> {
    let mut guessed = Vec::new();
    let read = mapping.clone();
    for (kind_name, fields) in &mut mapping.fields {
        let Some(kind) = config.kinds.iter().find(|kind| kind.name == *kind_name) else { continue };
        let Some(from) = fields.get_mut("status").filter(|from| from.words.is_empty()) else { continue };
        let Some(said) = status_words(&read, kind_name, from, batch) else { continue };
        for word in said {
            let (status, is_known) = match documents::category(batch, &word) {
                Some(category) => words::status_of(kind, &word, category),
                None => words::status(kind, &word),
            };
            let status = status.unwrap_or_default();
            if !is_known {
                guessed.push((kind.name.clone(), word.clone(), status.clone()));
            }
            from.words.insert(word, status);
        }
        if is_spelt_alike(from, kind) {
            from.words.clear();
        }
    }
    guessed
}

/// The words that stand under the columns of a status; nothing where they are too many to be one.
fn status_words(mapping: &Mapping, kind: &str, from: &From, batch: &Batch) -> Option<Vec<String>> {
    const MOST: usize = 200;
    let columns = from.columns.iter().filter_map(|column| batch.column(column));
    let mut words: Vec<String> = Vec::new();
    for (word, _) in columns.flat_map(|at| mapping.words(batch, kind, at)) {
        if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
            words.push(word.to_owned());
        }
        if words.len() > MOST {
            return None;
        }
    }
    Some(words)
}

/// Whether every word is the kind's own already.
fn is_spelt_alike(from: &From, kind: &Kind) -> bool {
    from.words.iter().all(|(word, to)| word == to && kind.workflow.get(word).is_some())
}
