//! A mapping as a file for people to read and change.

use super::{ANY, DayOrder, From, KindChoice, Mapping};
use crate::exchange::markup::Markup;
use crate::text::edit::{Value, written};

/// The text of a mapping; `title` is what people call the tool.
pub(crate) fn write(mapping: &Mapping, title: &str) -> String {
    let mut entries = vec![("tool".to_owned(), Value::text(&mapping.tool))];
    let mut put =
        |key: &str, value: Option<Value>| entries.extend(value.map(|value| (key.to_owned(), value)));
    put("id", texts(&mapping.id));
    put("keeps_ids", mapping.keeps_ids.then(|| Value::plain("true")));
    put("names", texts(&mapping.names));
    put("kind", Some(kind(&mapping.kind)));
    let fields = mapping.fields.iter().map(|(kind, fields)| {
        let fields = fields.iter().map(|(field, source)| (field.clone(), from(source)));
        (kind.clone(), Value::Map(fields.collect()))
    });
    put("fields", Some(Value::Map(fields.collect())));
    put("ignored", texts(&mapping.ignored));
    format!(
        "# How `pm import` reads what {title} exports. Yours to change: the next import follows it.\n\
         # A field is read from a column, or from several in a list. `words` says what a word becomes, `*` is\n\
         # every other word.\n{}",
        written(&entries)
    )
}

fn texts(texts: &[String]) -> Option<Value> {
    match texts {
        [] => None,
        [one] => Some(Value::text(one)),
        several => Some(Value::List(several.iter().map(Value::text).collect())),
    }
}

fn kind(choice: &KindChoice) -> Value {
    match choice.single() {
        Some(kind) => Value::text(kind),
        None => {
            let column = choice.column.iter().map(|column| ("column".to_owned(), Value::text(column)));
            Value::Map(column.chain([("words".to_owned(), table(&choice.words))]).collect())
        }
    }
}

fn from(from: &From) -> Value {
    let days =
        |days: DayOrder| DayOrder::ALL.iter().find(|(_, it)| *it == days).map(|(name, _)| Value::text(*name));
    let columns = texts(&from.columns);
    let rest: Vec<(String, Value)> = [
        ("words", (!from.words.is_empty()).then(|| table(&from.words))),
        ("separator", from.separator.as_ref().map(Value::text)),
        ("creates", from.creates.then(|| Value::plain("true"))),
        ("days", from.days.and_then(days)),
        ("markup", (from.markup != Markup::Markdown).then(|| Value::text(from.markup.name()))),
        ("always", from.always.as_ref().map(Value::text)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key.to_owned(), value?)))
    .collect();
    match columns {
        Some(columns) if rest.is_empty() => columns,
        columns => {
            let columns = columns.into_iter().map(|columns| ("column".to_owned(), columns));
            Value::Map(columns.chain(rest).collect())
        }
    }
}

/// The table with the word for all others behind those that are named.
fn table(words: &indexmap::IndexMap<String, String>) -> Value {
    let (any, named): (Vec<_>, Vec<_>) = words.iter().partition(|(word, _)| *word == ANY);
    let entries = named.into_iter().chain(any).map(|(word, to)| (word.clone(), Value::text(to)));
    Value::Map(entries.collect())
}
