//! `answers:`: how those who asked are told what became of it.

use super::node::{get, integer, text};
use crate::text::yaml::Node;

/// How many days what can be told may wait, where `pm.yaml` does not say.
const DAYS: i64 = 14;
/// The template of a letter, where `pm.yaml` does not say.
const TEMPLATE: &str = "answer";

/// The settings of answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Answers {
    /// The audience whose eyes the words are for.
    pub(crate) audience: Option<String>,
    /// The name of the template of a letter, and of those in other languages before their languages.
    pub(crate) template: String,
    /// Whom letters are from.
    pub(crate) from: Option<String>,
    /// How many days what can be told may wait.
    pub(crate) days: i64,
}

impl Default for Answers {
    fn default() -> Self {
        Self { audience: None, template: TEMPLATE.to_owned(), from: None, days: DAYS }
    }
}

pub(super) fn read(root: &Node) -> Answers {
    let Some(node) = get(root, "answers") else { return Answers::default() };
    Answers {
        audience: text(node, "audience"),
        template: text(node, "template").unwrap_or_else(|| TEMPLATE.to_owned()),
        from: text(node, "from"),
        days: integer(node, "days").unwrap_or(DAYS).max(0),
    }
}
