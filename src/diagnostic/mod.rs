//! One finding: what is wrong, where, why it matters and what to do.
//!
//! Knows no kind and no rule's logic: it holds the shape of a finding, the names of the rules that
//! loading itself reports, and (in `reports`) one file per report format.

mod excerpt;
pub(crate) mod fingerprint;
pub(crate) mod loading;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod rule;
mod snippet;
pub(crate) mod summary;
mod yaml;

pub(crate) use report::sort;
pub(crate) use yaml::yaml_finding;

use std::borrow::Cow;

use crate::source::RelPath;
use crate::text::span::{Position, Span};

/// How much a finding weighs. Ordered: a note is less than a warning, a warning less than an error.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The kebab-case name of a rule: one that `pm` ships, or one of the repository's own.
pub(crate) type RuleName = Cow<'static, str>;

/// A place in the repository: a file, or a span in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) path: RelPath,
    pub(crate) span: Option<Span>,
}

impl Place {
    pub(crate) fn file(path: &RelPath) -> Self {
        Self { path: path.clone(), span: None }
    }

    pub(crate) fn at(path: &RelPath, span: Span) -> Self {
        Self { path: path.clone(), span: Some(span) }
    }
}

/// One finding. Built with [`Diagnostic::new`] and the `with_` functions.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) rule: RuleName,
    pub(crate) level: Level,
    /// One sentence without a final period, in the words of the repository.
    pub(crate) message: String,
    pub(crate) place: Place,
    /// Line and column of the place in a file that is no text, where they cannot be computed from the span.
    pub(crate) position: Option<Position>,
    /// What to print under the place, where the message alone would not say it.
    pub(crate) label: Option<String>,
    /// Other places that belong to the finding, each with what it shows.
    pub(crate) related: Vec<(Place, String)>,
    /// What to do next; each an imperative fragment without a final period.
    pub(crate) help: Vec<String>,
    pub(crate) fix: Option<Fix>,
    /// The id of the artifact that the finding is about, as its document gives it.
    pub(crate) subject: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(
        rule: impl Into<RuleName>,
        level: Level,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule: rule.into(),
            level,
            message: message.into(),
            place,
            position: None,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
            subject: None,
        }
    }

    #[cfg(test)]
    pub(crate) fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    #[cfg(test)]
    pub(crate) fn with_position(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    pub(crate) fn with_related(mut self, place: Place, shows: impl Into<String>) -> Self {
        self.related.push((place, shows.into()));
        self
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    pub(crate) fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    pub(crate) fn with_subject(mut self, id: impl Into<String>) -> Self {
        self.subject = Some(id.into());
        self
    }
}

/// A safe repair: it changes the form, never the meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Fix {
    /// What the fix does, as an imperative fragment: `quote the name`.
    pub(crate) title: String,
    pub(crate) steps: Vec<FixStep>,
}

/// One step of a fix.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FixStep {
    /// Puts `text` in the place of a span of the file as it was read.
    Replace { path: RelPath, span: Span, text: String },
    /// Moves a file.
    Rename { from: RelPath, to: RelPath },
}
