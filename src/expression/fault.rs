//! What is wrong with an expression, and where in it.

use crate::text::span::Span;

/// One thing wrong with an expression. The span counts bytes from the start of the expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ExpressionFault {
    pub(crate) span: Span,
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to write instead: an imperative fragment, or a question (`did you mean …?`).
    pub(crate) help: Option<String>,
}

impl ExpressionFault {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The candidate that `word` is most likely a misspelling of: one slip in every three letters at most.
/// The earlier candidate where two are as near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let allowed = word.chars().count() / 3;
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
