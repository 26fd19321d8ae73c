//! A run of text with roles, not colours: a format decides what a role looks like.

/// Text as a sequence of inline pieces. `"plain".into()` makes one of a plain piece.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Text(pub(crate) Vec<Inline>);

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Inline {
    Plain(String),
    Strong(String),
    Code(String),
    /// The id of an artifact, leading to where it is told in full.
    Reference {
        id: String,
        target: Target,
    },
    /// Something an expert's eye looks for: an id, a status, a date that is late.
    Toned(Tone, String),
    Link {
        text: String,
        target: Target,
    },
}

/// Where a link leads; a format that has no place for it prints the text alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// A file of the repository, by its path from the root, with an optional anchor.
    File {
        path: String,
        anchor: Option<String>,
    },
    Url(String),
    /// A place on the same page, by the words of its heading or the id of the artifact told there.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "every format can write it; no view leads within its own page yet")
    )]
    Anchor(String),
    /// Nowhere: to a place that the reader has no way to.
    Nowhere,
}

/// The role of a piece of text. Colour never carries meaning alone: the text says it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    Id,
    Muted,
    Good,
    Active,
    Caution,
    Bad,
}

impl Tone {
    /// The sign that says the tone where colour cannot.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::Id | Self::Muted => "·",
            Self::Good => "✓",
            Self::Active => "●",
            Self::Caution => "!",
            Self::Bad => "✗",
        }
    }
}

impl Text {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self(vec![Inline::Plain(text.into())])
    }

    pub(crate) fn and(mut self, piece: Inline) -> Self {
        self.0.push(piece);
        self
    }

    pub(crate) fn and_all(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| piece.as_str().is_empty())
    }

    /// The text alone, without roles and targets.
    pub(crate) fn to_plain(&self) -> String {
        self.0.iter().map(Inline::as_str).collect()
    }
}

impl Text {
    /// Whether it tells what to type, which is for those who keep the plan.
    pub(crate) fn tells_a_command(&self) -> bool {
        let words = self.to_plain();
        let begins = |at: usize| !words[..at].ends_with(|sign: char| sign.is_alphanumeric());
        words.match_indices("pm ").any(|(at, _)| begins(at))
    }
}

impl Inline {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Plain(text)
            | Self::Strong(text)
            | Self::Code(text)
            | Self::Toned(_, text)
            | Self::Reference { id: text, .. }
            | Self::Link { text, .. } => text,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<Inline> for Text {
    fn from(piece: Inline) -> Self {
        Self(vec![piece])
    }
}
