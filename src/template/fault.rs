//! Why a template gives nothing: where, and what to do.

use minijinja::{Error, ErrorKind};
use serde_json::Value;

use super::root;
use crate::text::words::{list_of, nearest};

/// The names that are told where one is not known.
const MOST_NAMES: usize = 12;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TemplateFault {
    /// A sentence without a final period, with the place in front of it: `notes.md:3:8: …`.
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
}

impl TemplateFault {
    pub(super) fn of(name: &str, text: &str, context: &Value, error: &Error) -> Self {
        let error = root(error);
        let name = error.name().unwrap_or(name);
        let source = error.template_source().unwrap_or(text);
        let range = error.range().filter(|range| source.get(range.clone()).is_some());
        let line = error.line().unwrap_or(1);
        let place = match &range {
            Some(range) => {
                let start = source[..range.start].rfind('\n').map_or(0, |end| end + 1);
                format!("{name}:{line}:{}", source[start..range.start].chars().count() + 1)
            }
            None => format!("{name}:{line}"),
        };
        let words = range.map(|range| source[range].trim().to_owned());
        let (reason, hints) = reason(error, words.as_deref(), context);
        Self { message: format!("{place}: {reason}"), hints }
    }
}

fn reason(error: &Error, words: Option<&str>, context: &Value) -> (String, Vec<String>) {
    let detail = || error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    match error.kind() {
        ErrorKind::UndefinedError => {
            let said = match words {
                Some(words) if !words.is_empty() => format!("there is no `{words}`"),
                _ => "something that is not there is asked for".to_owned(),
            };
            (said, known(words, context))
        }
        ErrorKind::OutOfFuel => (
            "the template takes too long or too much memory".to_owned(),
            vec!["look for a loop or a text that grows without end".to_owned()],
        ),
        ErrorKind::InvalidOperation if detail().contains("recursion limit") => (
            "the template goes too deep".to_owned(),
            vec!["look for a macro or a file that includes itself".to_owned()],
        ),
        ErrorKind::TemplateNotFound => {
            (detail(), vec!["what is included has to lie in the folder of templates".to_owned()])
        }
        ErrorKind::UnknownFilter => {
            let filters = "besides those of Jinja: csv, date, json, md, plural, wrap";
            (detail(), vec![filters.to_owned()])
        }
        _ => (detail(), Vec::new()),
    }
}

/// The names that stand where an unknown one was looked for, as far as the words say where that is.
fn known(words: Option<&str>, context: &Value) -> Vec<String> {
    let path: Vec<&str> = words.unwrap_or_default().split('.').map(str::trim).collect();
    let mut place = context;
    let mut at = 0;
    while let Some(inner) = path.get(at).and_then(|name| place.get(*name)) {
        place = inner;
        at += 1;
    }
    let Some(object) = place.as_object() else { return Vec::new() };
    let names: Vec<&str> = object.keys().map(String::as_str).collect();
    let near = path.get(at).and_then(|name| nearest(name, names.iter().copied()));
    let whose = if at == 0 { "the view has".to_owned() } else { format!("`{}` has", path[..at].join(".")) };
    let told = match names.len() {
        count if count > MOST_NAMES => {
            format!("{whose} {} and {} more", names[..MOST_NAMES].join(", "), count - MOST_NAMES)
        }
        _ => format!("{whose} {}", list_of(&names)),
    };
    let near = near.map(|near| format!("did you mean `{near}`?"));
    near.into_iter()
        .chain([told, "`--format json` shows everything that a template gets".to_owned()])
        .collect()
}
