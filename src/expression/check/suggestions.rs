//! What to say about names that nobody knows.

use crate::expression::check::Checker;
use crate::expression::fault::{ExpressionFault, nearest};
use crate::expression::functions::FUNCTIONS;
use crate::expression::program::{Node, Step};
use crate::expression::syntax::{Expression, Name};
use crate::expression::types::Type;
use crate::text::span::Span;

/// Names of other languages, and what they are here.
const ELSEWHERE: [(&str, &str); 16] = [
    ("any", "exists(x, …)"),
    ("some", "exists(x, …)"),
    ("existsOne", "exists_one(x, …)"),
    ("count", "size()"),
    ("len", "size()"),
    ("length", "size()"),
    ("includes", "contains(…)"),
    ("lower", "lowerAscii()"),
    ("toLowerCase", "lowerAscii()"),
    ("upper", "upperAscii()"),
    ("toUpperCase", "upperAscii()"),
    ("now", "today()"),
    ("timestamp", "date(…)"),
    ("float", "double(…)"),
    ("str", "string(…)"),
    ("getFullYear", "year()"),
];

impl Checker<'_> {
    pub(super) fn unknown_name(&self, span: Span, name: &str) -> ExpressionFault {
        if let Some((whole, field)) = self.hyphened(span) {
            let message = format!("`{}` is read as a subtraction", whole.slice(self.source));
            return ExpressionFault::new(whole, message)
                .with_help(format!("write the hyphens as underscores: `{field}`"));
        }
        let fault = ExpressionFault::new(span, format!("unknown name `{name}`"));
        if self.is_function(name) {
            return fault.with_help(format!("`{name}` is a function: write `{name}()`"));
        }
        let mut candidates: Vec<String> = self.locals.iter().map(|(local, _)| local.clone()).collect();
        candidates.extend(self.names.variables());
        if let Some(myself) = &self.myself {
            candidates.extend(self.names.fields(&myself.record));
        }
        match nearest(name, candidates.iter().map(String::as_str)) {
            Some(meant) => fault.with_help(format!("did you mean `{meant}`?")),
            None => fault,
        }
    }

    /// The field whose name, were its hyphens underscores, holds a span; and where all of it stands.
    fn hyphened(&self, span: Span) -> Option<(Span, String)> {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let before = self.source[..span.start()]
            .rfind(|c| !part(c))
            .map_or(0, |at| at + self.source[at..].chars().next().map_or(1, char::len_utf8));
        let after =
            self.source[span.end()..].find(|c| !part(c)).map_or(self.source.len(), |at| span.end() + at);
        let whole = &self.source[before..after];
        if !whole.contains('-') {
            return None;
        }
        let name = whole.replace('-', "_");
        let record = &self.myself.as_ref()?.record;
        self.names.field(record, &name).map(|_| (Span::new(before, after), name))
    }

    fn is_function(&self, name: &str) -> bool {
        let of_self = self.myself.as_ref().and_then(|myself| self.names.function(Some(&myself.record), name));
        self.names.function(None, name).is_some() || of_self.is_some()
    }

    pub(super) fn unknown_field(&self, record: &str, name: &Name) -> ExpressionFault {
        let fault = ExpressionFault::new(name.span, format!("`{record}` has no field `{}`", name.text));
        if self.names.function(Some(record), &name.text).is_some() {
            return fault.with_help(format!("`{0}` is a function: write `{0}()`", name.text));
        }
        let fields = self.names.fields(record);
        match nearest(&name.text, fields.iter().map(String::as_str)) {
            Some(meant) => fault.with_help(format!("did you mean `{meant}`?")),
            None => fault,
        }
    }

    pub(super) fn no_fields(&self, of: &Node, found: &Type, name: &Name) -> ExpressionFault {
        let fault = ExpressionFault::new(name.span, format!("{} has no fields", found.words()));
        if let Some(help) = self.ask_each(of, found, &name.text) {
            return fault.with_help(help);
        }
        let method = FUNCTIONS.iter().find(|function| {
            function.name == name.text && function.receiver.is_some_and(|receiver| receiver.accepts(found))
        });
        match method {
            Some(function) => fault.with_help(format!("`{0}` is a function: write `{0}()`", function.name)),
            None => fault,
        }
    }

    /// The help for asking a list of records what only each of them can answer.
    pub(super) fn ask_each(&self, of: &Node, found: &Type, name: &str) -> Option<String> {
        let Type::List(element) = found else {
            return None;
        };
        let Type::Record(record) = &**element else {
            return None;
        };
        let shown = self.shown(of.span);
        if self.names.field(record, name).is_some() {
            return Some(format!("ask its elements: `{shown}.exists(x, x.{name} …)`"));
        }
        self.names.function(Some(record), name)?;
        Some(format!("ask its elements: `{shown}.exists(x, x.{name}() …)`"))
    }

    pub(super) fn unknown_function(&self, name: &Name) -> ExpressionFault {
        let text = name.text.as_str();
        let fault = ExpressionFault::new(name.span, format!("unknown function `{text}`"));
        if let Some(myself) = &self.myself
            && self.names.field(&myself.record, text).is_some()
        {
            return fault.with_help(format!("`{text}` is a field: write it without parentheses"));
        }
        if let Some(method) = FUNCTIONS.iter().find(|function| function.name == text) {
            return fault.with_help(format!("write `{}`", method.written));
        }
        let mut candidates = self.names.functions(None);
        if let Some(myself) = &self.myself {
            candidates.extend(self.names.functions(Some(&myself.record)));
        }
        let own =
            FUNCTIONS.iter().filter(|function| function.receiver.is_none()).map(|function| function.name);
        with_meant(fault, text, own.chain(candidates.iter().map(String::as_str)))
    }

    pub(super) fn unknown_method(&self, of: &Node, name: &Name, arguments: &[Expression]) -> ExpressionFault {
        let text = name.text.as_str();
        let fault = ExpressionFault::new(name.span, format!("{} has no function `{text}`", of.of.words()));
        if let Some(help) = self.ask_each(of, &of.of, text) {
            return fault.with_help(help);
        }
        if let (Type::List(_), "contains") = (&of.of, text) {
            let element = arguments.first().map_or("…".to_owned(), |argument| self.shown(argument.span));
            return fault.with_help(format!("write `{element} in {}`", self.shown(of.span)));
        }
        if let Type::Record(record) = &of.of {
            if self.names.field(record, text).is_some() {
                return fault.with_help(format!("`{text}` is a field: write it without parentheses"));
            }
            let candidates = self.names.functions(Some(record));
            return with_meant(fault, text, candidates.iter().map(String::as_str));
        }
        let fitting = FUNCTIONS
            .iter()
            .filter(|function| function.receiver.is_some_and(|receiver| receiver.accepts(&of.of)))
            .map(|function| function.name);
        if let Some(function) = FUNCTIONS.iter().find(|function| function.name == text) {
            let Some(receiver) = function.receiver else {
                return fault.with_help(format!("write `{}`", function.written));
            };
            let message = format!("`{text}` needs {}, but this is {}", receiver.words(), of.of.words());
            return ExpressionFault::new(name.span, message)
                .with_help(format!("write `{}`", function.written));
        }
        with_meant(fault, text, fitting)
    }

    /// The name that was probably to be text: an unknown bare name where a word is expected.
    pub(super) fn unquoted_word<'n>(&self, node: &Node, name: &'n str, other: &Type) -> Option<&'n str> {
        let faulty = matches!(node.step, Step::Constant(_)) && node.of == Type::Any;
        (faulty && other.is_text() && !other.is_open()).then_some(name)
    }
}

fn with_meant<'a>(
    fault: ExpressionFault,
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> ExpressionFault {
    if let Some(meant) = nearest(name, candidates) {
        return fault.with_help(format!("did you mean `{meant}`?"));
    }
    let elsewhere = nearest(name, ELSEWHERE.iter().map(|(elsewhere, _)| *elsewhere));
    match ELSEWHERE.iter().find(|(known, _)| Some(*known) == elsewhere) {
        Some((_, here)) => fault.with_help(format!("did you mean `{here}`?")),
        None => fault,
    }
}
