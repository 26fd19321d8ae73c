//! The statuses of a kind: free names, each in one of four fixed categories.

use std::fmt;

/// What a status means to every view and rule, whatever it is called. Ordered as work proceeds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Category {
    /// Not decided yet.
    Open,
    /// Decided and under way.
    Active,
    /// Finished.
    Done,
    /// Will not be done.
    Dropped,
}

impl Category {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Active, Self::Done, Self::Dropped];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Active => "active",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Whether nothing more is going to happen: done or dropped.
    pub(crate) fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One status of a kind.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Status {
    pub(crate) name: String,
    pub(crate) category: Category,
    /// What it tells a reader; may be empty.
    pub(crate) summary: String,
    /// The statuses it may move to; nothing where any move is allowed.
    pub(crate) moves: Option<Vec<String>>,
    /// How many artifacts should be in it at once, at the most.
    pub(crate) limit: Option<usize>,
}

impl Status {
    /// Whether `count` artifacts in it are more than its limit allows.
    pub(crate) fn is_over_limit(&self, count: usize) -> bool {
        self.limit.is_some_and(|limit| count > limit)
    }
}

/// All statuses of a kind in the order in which work proceeds: open, active, done, dropped.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Workflow {
    /// The front-matter key that holds the status. Nothing for a kind without statuses.
    pub(crate) field: Option<String>,
    pub(crate) statuses: Vec<Status>,
    /// The status of a new artifact.
    pub(crate) default: Option<String>,
    /// Whether words may stand behind a status, such as a day: `Accepted, 2026-05-01`.
    pub(crate) allows_rest: bool,
}

impl Workflow {
    pub(crate) fn index_of(&self, name: &str) -> Option<usize> {
        self.statuses.iter().position(|status| status.name == name)
    }

    /// The status that a document means by `written`: where words may stand behind it, the longest that it begins
    /// with, letter case and signs before it aside.
    pub(crate) fn meant(&self, written: &str) -> Option<usize> {
        let exact = self.index_of(written);
        if exact.is_some() || !self.allows_rest {
            return exact;
        }
        let text = written.trim_start_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
        let begins = |status: &Status| {
            let rest = text.strip_prefix(&status.name.to_lowercase())?;
            (!rest.starts_with(char::is_alphanumeric)).then_some(status.name.len())
        };
        let fitting = self.statuses.iter().enumerate().filter_map(|(at, status)| Some((begins(status)?, at)));
        fitting.max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.name == name)
    }

    /// Whether `status` is `from` or comes after it on the way to done; a dropped status never does.
    pub(crate) fn has_reached(&self, status: &str, from: &str) -> bool {
        let (Some(at), Some(from)) = (self.index_of(status), self.index_of(from)) else { return false };
        at == from || (at > from && self.statuses[at].category != Category::Dropped)
    }

    pub(crate) fn allows(&self, from: &str, to: &str) -> bool {
        from == to
            || self.get(from).is_none_or(|status| {
                status.moves.as_ref().is_none_or(|moves| moves.iter().any(|next| next == to))
            })
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.statuses.iter().map(|status| status.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workflow() -> Workflow {
        let status = |name: &str, category, moves: Option<&[&str]>| Status {
            name: name.into(),
            category,
            summary: String::new(),
            moves: moves.map(|moves| moves.iter().map(|next| (*next).to_owned()).collect()),
            limit: None,
        };
        Workflow {
            field: Some("status".into()),
            statuses: vec![
                status("draft", Category::Open, Some(&["approved", "dropped"])),
                status("approved", Category::Active, None),
                status("done", Category::Done, None),
                status("dropped", Category::Dropped, None),
            ],
            default: None,
            allows_rest: false,
        }
    }

    #[test]
    fn words_behind_a_status_are_passed_over_where_they_may_be() {
        let mut workflow = workflow();
        assert_eq!((workflow.meant("done"), workflow.meant("done, 2026-01-02")), (Some(2), None));
        workflow.allows_rest = true;
        let found = |text: &str| workflow.meant(text).map(|at| workflow.statuses[at].name.as_str());
        assert_eq!(found("Done (4.2)"), Some("done"));
        assert_eq!(found("⚠ dropped by [ADR-5](5.md)"), Some("dropped"));
        assert_eq!((found("drafty"), found("soon done"), found("")), (None, None, None));
    }

    #[test]
    fn a_later_status_has_reached_an_earlier_one_but_a_dropped_one_has_not() {
        let workflow = workflow();
        assert!(workflow.has_reached("done", "approved"));
        assert!(!workflow.has_reached("draft", "approved"));
        assert!(!workflow.has_reached("dropped", "approved"));
        assert!(workflow.has_reached("dropped", "dropped"));
    }

    #[test]
    fn moves_are_free_where_none_are_named() {
        let workflow = workflow();
        assert!(workflow.allows("approved", "draft"));
        assert!(workflow.allows("draft", "approved"));
        assert!(!workflow.allows("draft", "done"));
    }
}
