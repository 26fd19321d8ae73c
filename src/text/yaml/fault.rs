//! What can be wrong with a YAML or a TOML text, in the words of the person who wrote it.
//!
//! Holds the shape of a fault alone; `explain` finds the words, rules decide how much it weighs.

use crate::text::span::Span;

/// Something that keeps a text from being read, or that reads differently from what was meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct YamlFault {
    pub(crate) kind: YamlFaultKind,
    pub(crate) span: Span,
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do, as an imperative fragment.
    pub(crate) help: Option<String>,
    /// Another place that belongs to the fault, and what it shows.
    pub(crate) related: Option<(Span, String)>,
    /// Bytes to put in place of a span so that the text reads as it was most likely meant.
    pub(crate) repair: Option<(Span, String)>,
}

/// The kinds up to [`YamlFaultKind::Syntax`] are fatal: nothing was read. The others are notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum YamlFaultKind {
    /// More than 1 MiB.
    TooLarge,
    /// Nested more than 64 deep.
    TooDeep,
    /// An unquoted value begins with a character that YAML keeps for itself: `@ana`.
    ReservedStart,
    /// An unquoted value holds `: `.
    ColonInValue,
    /// A line is indented with a tab.
    TabIndentation,
    /// A tab between two parts of a line, or in an unquoted value.
    TabSeparator,
    UnclosedQuote,
    /// Text follows a closing quote: `'it's'`.
    TextAfterQuote,
    /// A backslash in double quotes that means nothing.
    UnknownEscape,
    UnclosedBracket,
    /// A bracket that closes nothing, or the wrong one.
    StrayBracket,
    /// A comma is missing, or there is one too many.
    FlowSeparator,
    /// `-item`, among proper list items.
    DashWithoutSpace,
    /// `key: - item` on one line.
    ListAfterKey,
    /// `key:value`, where a key is needed.
    ColonWithoutSpace,
    /// A line that is neither a key nor part of a value.
    MissingColon,
    BadIndentation,
    /// A comment in the middle of a text over several lines.
    CommentInText,
    /// A key that is a list, a map, an alias or nothing.
    KeyNotText,
    /// A NUL or another control character.
    ControlCharacter,
    /// Anything that keeps TOML from being read.
    Toml,
    /// Anything else that YAML does not allow.
    Syntax,
    DuplicateKey,
    Anchor,
    Alias,
    Tag,
    /// `<<: *base`.
    MergeKey,
    /// ` #12` after an unquoted value: the rest of the line is lost.
    CommentCutsValue,
    /// `-a` under a key, read as text and not as a list.
    DashReadAsText,
    /// More than one YAML document; only the first is read.
    SeveralDocuments,
}

impl YamlFaultKind {
    /// Whether the text could not be read at all.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn is_fatal(self) -> bool {
        self <= Self::Syntax
    }
}

impl YamlFault {
    pub(crate) fn new(kind: YamlFaultKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into(), help: None, related: None, repair: None }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn with_related(mut self, span: Span, shows: impl Into<String>) -> Self {
        self.related = Some((span, shows.into()));
        self
    }

    pub(crate) fn with_repair(mut self, span: Span, text: impl Into<String>) -> Self {
        self.repair = Some((span, text.into()));
        self
    }

    /// The same fault, `by` bytes further on.
    pub(crate) fn shift(mut self, by: usize) -> Self {
        self.span = self.span.shift(by);
        self.related = self.related.map(|(span, shows)| (span.shift(by), shows));
        self.repair = self.repair.map(|(span, text)| (span.shift(by), text));
        self
    }
}
