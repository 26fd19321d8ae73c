//! A field of a kind: its type, what it means, when it is required, how it is written.

use indexmap::IndexMap;
use regex::Regex;

use super::workflow::Workflow;

/// The type of a field decides what a scalar's text means.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FieldType {
    Text,
    Version,
    Integer,
    Number,
    Boolean,
    Date,
    Period,
    /// A period, or a horizon: now, next, later.
    Target,
    Choice,
    Person,
    Url,
    Percent,
    Money,
    /// A range of work in the repository's unit.
    Effort,
    Range,
    Link,
    /// A map with the fields of [`Field::fields`].
    Record,
    List(Box<FieldType>),
    /// A map with free keys.
    Map(Box<FieldType>),
}

impl FieldType {
    /// Reads `list of link`, `map of number`, `date`. Nothing for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(item) = text.strip_prefix("list of ") {
            return Some(Self::List(Box::new(Self::parse(item)?)));
        }
        if let Some(item) = text.strip_prefix("map of ") {
            return Some(Self::Map(Box::new(Self::parse(item)?)));
        }
        SIMPLE.iter().find(|(name, _)| *name == text).map(|(_, simple)| simple.clone())
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::List(item) => format!("list of {}", item.name()),
            Self::Map(item) => format!("map of {}", item.name()),
            simple => SIMPLE
                .iter()
                .find(|(_, candidate)| candidate == simple)
                .map_or_else(String::new, |(name, _)| (*name).to_owned()),
        }
    }

    /// The type of one item: of a list or a map its items', else the type itself.
    pub(crate) fn item(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(item) => item.item(),
            simple => simple,
        }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// Every type that is not made of another, by the name it has in a kind's data.
pub(crate) const SIMPLE: [(&str, FieldType); 17] = [
    ("text", FieldType::Text),
    ("version", FieldType::Version),
    ("integer", FieldType::Integer),
    ("number", FieldType::Number),
    ("boolean", FieldType::Boolean),
    ("date", FieldType::Date),
    ("period", FieldType::Period),
    ("target", FieldType::Target),
    ("choice", FieldType::Choice),
    ("person", FieldType::Person),
    ("url", FieldType::Url),
    ("percent", FieldType::Percent),
    ("money", FieldType::Money),
    ("effort", FieldType::Effort),
    ("range", FieldType::Range),
    ("link", FieldType::Link),
    ("record", FieldType::Record),
];

/// When a field or a section must be there.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) enum Required {
    #[default]
    Never,
    Always,
    /// From a status on: in it and in all that come after it on the way to done.
    From(String),
    /// In these statuses.
    In(Vec<String>),
}

impl Required {
    pub(crate) fn in_status(&self, status: &str, workflow: &Workflow) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::From(from) => workflow.has_reached(status, from),
            Self::In(statuses) => statuses.iter().any(|name| name == status),
        }
    }
}

/// What a link says about its two ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Meaning {
    Contains,
    /// The source is part of the target: the other side of contains.
    PartOf,
    DependsOn,
    Answers,
    Serves,
    Measures,
    /// The source replaces the target.
    Supersedes,
    /// The source is replaced by the target.
    SupersededBy,
    /// The source says the same as the target, which survives.
    Duplicates,
    Tests,
    RelatesTo,
}

/// Each meaning by the words it has in a kind's data.
pub(crate) const MEANINGS: [(&str, Meaning); 11] = [
    ("contains", Meaning::Contains),
    ("part of", Meaning::PartOf),
    ("depends on", Meaning::DependsOn),
    ("answers", Meaning::Answers),
    ("serves", Meaning::Serves),
    ("measures", Meaning::Measures),
    ("supersedes", Meaning::Supersedes),
    ("superseded by", Meaning::SupersededBy),
    ("duplicates", Meaning::Duplicates),
    ("tests", Meaning::Tests),
    ("relates to", Meaning::RelatesTo),
];

impl Meaning {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        MEANINGS.iter().find(|(name, _)| *name == text).map(|(_, meaning)| *meaning)
    }

    pub(crate) fn name(self) -> &'static str {
        MEANINGS.iter().find(|(_, meaning)| *meaning == self).map_or("", |(name, _)| name)
    }
}

/// What a link field may lead to and how its other end calls it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct LinkRule {
    /// The kinds it may lead to; empty for any.
    pub(crate) to: Vec<String>,
    pub(crate) meaning: Meaning,
    /// The name of the link seen from its target: `answered_by`.
    pub(crate) inverse: Option<String>,
    /// The field of the target that must say the same from the other side.
    pub(crate) mirror: Option<String>,
    /// Whether a web address is a right value too.
    pub(crate) urls: bool,
    /// Endings that a path may have and that say nothing: `/README.md`.
    pub(crate) strip: Vec<String>,
}

impl LinkRule {
    /// Anything that leads to an artifact of whatever kind.
    pub(crate) fn any() -> Self {
        Self {
            to: Vec::new(),
            meaning: Meaning::RelatesTo,
            inverse: None,
            mirror: None,
            urls: false,
            strip: Vec::new(),
        }
    }
}

/// How a field is written where its document was not made for `pm`.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Spelling {
    /// A list may be written as one text with this between its items.
    pub(crate) separator: Option<String>,
    /// Words that mean nothing at all, letter case aside: `None`, `N/A`.
    pub(crate) none: Vec<String>,
    /// Whether words may stand behind a day, such as a time of day: `2026-03-01 10:30`.
    pub(crate) allows_rest: bool,
}

/// A regular expression that a whole text must match.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    written: String,
    regex: Regex,
}

impl Pattern {
    pub(crate) fn parse(written: &str) -> Result<Self, String> {
        let regex = Regex::new(&format!("^(?:{written})$")).map_err(|error| {
            let text = error.to_string();
            text.lines().last().unwrap_or("it cannot be read").trim_start_matches("error: ").to_owned()
        })?;
        Ok(Self { written: written.to_owned(), regex })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.written
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// One field of a kind or of a record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Field {
    /// The key in the front matter.
    pub(crate) name: String,
    pub(crate) ty: FieldType,
    /// One sentence: what it says, with its scale.
    pub(crate) summary: String,
    pub(crate) unit: Option<String>,
    /// The currency of amounts that name none.
    pub(crate) currency: Option<String>,
    /// Allowed words with their meanings; empty where any are allowed.
    pub(crate) choices: IndexMap<String, String>,
    pub(crate) default: Option<String>,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    /// What the whole text must match.
    pub(crate) pattern: Option<Pattern>,
    pub(crate) required: Required,
    pub(crate) link: Option<LinkRule>,
    /// The fields of a record.
    pub(crate) fields: IndexMap<String, Field>,
    /// The letters of the part ids that the records of a list carry: `KR`.
    pub(crate) part: Option<String>,
    pub(crate) spelling: Spelling,
}

impl Field {
    /// The name in expressions: a hyphen is an underscore.
    pub(crate) fn expression_name(&self) -> String {
        self.name.replace('-', "_")
    }

    pub(crate) fn is_link(&self) -> bool {
        *self.ty.item() == FieldType::Link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_reads_back_from_its_name() {
        for text in ["list of link", "map of list of number", "date", "list of record"] {
            assert_eq!(FieldType::parse(text).map(|ty| ty.name()).as_deref(), Some(text));
        }
        assert_eq!(FieldType::parse("list of lists"), None);
    }
}
