//! What every test of edits shares: short ways to write an edit and to judge its result.

mod blocks;
mod brackets;
mod corpus;
mod generate;
mod judge;
mod oracle;
mod properties;
mod refusals;
mod scalars;

use crate::text::edit::{Edit, Path, Refusal, Value, edit, splice};
use crate::text::span::Span;

fn path(path: &str) -> Path {
    path.parse().unwrap()
}

fn plain(text: &str) -> Value {
    Value::plain(text)
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn list<const N: usize>(values: [Value; N]) -> Value {
    Value::List(values.into())
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

fn set(at: &str, value: Value) -> Edit {
    Edit::set(path(at), value)
}

fn append(at: &str, value: Value) -> Edit {
    Edit::append(path(at), value)
}

fn insert(at: &str, index: usize, value: Value) -> Edit {
    Edit::insert(path(at), index, value)
}

fn remove(at: &str) -> Edit {
    Edit::remove(path(at))
}

fn rename(at: &str, to: &str) -> Edit {
    Edit::rename_key(path(at), to)
}

/// The text after an edit; also with CRLF throughout, with a byte-order mark and as front matter, which
/// all have to give the same.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "each case makes its own edit")]
fn check(before: &str, change: Edit, after: &str) {
    let show = |refusal: Refusal| panic!("{before:?} {change:?}: {refusal:?}");
    let whole = |text: &str| edit(text, Span::new(0, text.len()), &change).unwrap_or_else(show);
    let edited = whole(before);
    assert_eq!(edited.text, after, "{before:?} {change:?}");
    assert_eq!(splice(before, &edited.splices), after);
    assert_eq!(edited.front, Span::new(0, after.len()));

    let carriage = |text: &str| text.replace('\n', "\r\n");
    if before.contains('\n') {
        assert_eq!(whole(&carriage(before)).text, carriage(after));
    }
    assert_eq!(whole(&format!("\u{feff}{before}")).text, format!("\u{feff}{after}"));

    if before.ends_with('\n') || before.is_empty() {
        let file = |front: &str| format!("---\n{front}---\n\n# Body: x\n");
        let front = Span::new(4, 4 + before.len());
        let edited = edit(&file(before), front, &change).unwrap_or_else(show);
        assert_eq!(edited.text, file(after));
        assert_eq!(edited.front, Span::new(4, 4 + after.len()));
    }
}

/// The reason and the text under the span of a refusal.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "each case makes its own edit")]
fn refuse(before: &str, change: Edit, reason: &str, place: &str) {
    let refusal = edit(before, Span::new(0, before.len()), &change).expect_err(before);
    assert_eq!((refusal.reason.as_str(), refusal.span.slice(before)), (reason, place), "{before:?}");
}
