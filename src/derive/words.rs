//! The usual words of the field: for statuses, for what has no value, for people, for links, for folders.
//!
//! The one place where `derive` knows vocabulary; everything else looks at values alone.

use crate::model::field::Meaning;
use crate::model::workflow::Category;

/// The usual words for statuses by category, words joined by one blank, in lower case.
const STATUSES: [(Category, &[&str]); 4] = [
    (
        Category::Open,
        &[
            "draft",
            "todo",
            "to do",
            "open",
            "new",
            "proposed",
            "proposal",
            "idea",
            "backlog",
            "pending",
            "planned",
            "provisional",
            "submitted",
            "triage",
            "needs triage",
            "discussion",
            "under discussion",
            "review",
            "ready",
            "ready for review",
            "requested",
            "unstarted",
            "not started",
            "candidate",
            "considering",
            "exploring",
            "parked",
            "icebox",
            "someday",
            "seed",
            "seedling",
            "strawman",
            "prediscussion",
            "ideation",
            "selected for development",
            "next",
            "later",
            "queued",
            "shaping",
            "unreviewed",
            "untriaged",
            "in draft",
        ],
    ),
    (
        Category::Active,
        &[
            "active",
            "in progress",
            "doing",
            "started",
            "wip",
            "work in progress",
            "implementable",
            "implementing",
            "in development",
            "development",
            "in review",
            "under review",
            "in test",
            "testing",
            "qa",
            "ongoing",
            "accepted",
            "approved",
            "committed",
            "last call",
            "final comment period",
            "fcp",
            "building",
            "blocked",
            "on hold",
            "paused",
            "waiting",
            "now",
            "experimental",
            "budding",
            "scheduled",
            "in work",
            "verifying",
            "measuring",
        ],
    ),
    (
        Category::Done,
        &[
            "done",
            "closed",
            "complete",
            "completed",
            "finished",
            "implemented",
            "shipped",
            "released",
            "final",
            "living",
            "fixed",
            "resolved",
            "merged",
            "delivered",
            "published",
            "stable",
            "live",
            "verified",
            "answered",
            "achieved",
            "adopted",
            "decided",
            "deployed",
            "launched",
            "evergreen",
            "ratified",
            "solved",
            "validated",
            "posted",
        ],
    ),
    (
        Category::Dropped,
        &[
            "rejected",
            "declined",
            "withdrawn",
            "cancelled",
            "canceled",
            "abandoned",
            "superseded",
            "replaced",
            "obsolete",
            "deprecated",
            "wontfix",
            "won t do",
            "won t fix",
            "wont do",
            "wont fix",
            "will not do",
            "stagnant",
            "moved",
            "dropped",
            "deferred",
            "postponed",
            "duplicate",
            "invalid",
            "expired",
            "archived",
            "inactive",
            "removed",
            "retired",
            "discarded",
            "denied",
            "stale",
            "void",
            "killed",
            "yanked",
            "invalidated",
        ],
    ),
];

/// How sure a category is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sureness {
    /// It is one of the usual words.
    Usual,
    /// It begins with one: `Proposed for mentorship`.
    BeginsWithUsual,
}

/// The category that a status has by the usual words.
pub(super) fn category(status: &str) -> Option<(Category, Sureness)> {
    let words = folded(status);
    let known = |wanted: &str| {
        STATUSES.iter().find(|(_, known)| known.contains(&wanted)).map(|(category, _)| *category)
    };
    if let Some(category) = known(&words) {
        return Some((category, Sureness::Usual));
    }
    if words.starts_with("not ") {
        return (known(words.trim_start_matches("not "))? != Category::Open)
            .then_some((Category::Dropped, Sureness::BeginsWithUsual));
    }
    let pieces: Vec<&str> = words.split(' ').collect();
    (1..pieces.len())
        .rev()
        .find_map(|count| known(&pieces[..count].join(" ")))
        .map(|category| (category, Sureness::BeginsWithUsual))
}

/// The status that a text begins with, where more stands behind it: a day, a version, what took its place.
pub(super) fn status_within(text: &str) -> &str {
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let end = text.find(['.', ',', ';', ':', '(', '[', '—', '–', '|', '!']).unwrap_or(text.len());
    let mut words = text[..end].trim_end();
    if let Some(at) = words.find(" - ") {
        words = &words[..at];
    }
    // What took its place, or when, is no part of the status.
    let behind = [" by", " in", " on", " as of", " since"].into_iter().filter_map(|word| {
        let at = words.to_lowercase().find(word)?;
        let rest = words.get(at + word.len()..)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some(at)
    });
    if let Some(at) = behind.filter(|at| *at > 0).min() {
        words = &words[..at];
    }
    let day = words.split_whitespace().find(|word| word.starts_with(|sign: char| sign.is_ascii_digit()));
    if let Some(day) = day {
        words = &words[..day.as_ptr().addr() - words.as_ptr().addr()];
    }
    words.trim()
}

/// Words of a decision rather than of work: what is accepted is in force.
pub(super) fn is_word_of_decisions(status: &str) -> bool {
    matches!(&*folded(status), "superseded" | "deprecated" | "decided")
}

/// A status that ends work which was accepted before.
pub(super) fn is_accepted(status: &str) -> bool {
    matches!(&*folded(status), "accepted" | "approved")
}

/// Lower case, with one blank between words and no other sign.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a value says that there is none.
pub(crate) fn is_nothing(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "null",
        "~",
        "tbd",
        "tba",
        "tbc",
        "-",
        "--",
        "?",
        "unknown",
        "not applicable",
    ];
    let text = text.trim().to_lowercase();
    WORDS.contains(&&*text)
}

/// Keys that hold the status, the likeliest first.
pub(super) const STATUS_KEYS: [&str; 5] = ["status", "state", "phase", "progress", "stage"];

/// Keys that hold the title, the likeliest first.
pub(super) const TITLE_KEYS: [&str; 8] =
    ["title", "name", "summary", "subject", "short-title", "short_title", "feature name", "feature"];

/// Whether a key is one of the usual ones for an id.
pub(super) fn is_id_key(key: &str) -> bool {
    let key = folded(key).replace(' ', "-");
    matches!(&*key, "id" | "number" | "no" | "num" | "key" | "ref" | "identifier" | "uid")
        || key.ends_with("-id") && !key.starts_with("parent")
        || key.ends_with("-number")
}

/// Whether a key usually holds people.
pub(super) fn is_person_key(key: &str) -> bool {
    const WORDS: [&str; 30] = [
        "assignee",
        "makers",
        "consulted",
        "informed",
        "manager",
        "assignees",
        "author",
        "authors",
        "owner",
        "owners",
        "reviewer",
        "reviewers",
        "approver",
        "approvers",
        "reporter",
        "champion",
        "champions",
        "lead",
        "leads",
        "editor",
        "editors",
        "shepherd",
        "sponsor",
        "maintainer",
        "maintainers",
        "deciders",
        "contributors",
        "contact",
        "creator",
        "decider",
    ];
    folded(key).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether the name of a key is a plural that usually stands for a list of words.
pub(super) fn is_list_key(key: &str) -> bool {
    matches!(
        &*folded(key),
        "tags"
            | "labels"
            | "keywords"
            | "categories"
            | "topics"
            | "components"
            | "teams"
            | "areas"
            | "aliases"
    )
}

/// What a link says by the name of its field; nothing where the name is none of a link.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let words = format!(" {}", folded(key));
    let has = |wanted: &[&str]| wanted.iter().any(|wanted| words.contains(&format!(" {wanted}")));
    // The longer words first: `superseded by` holds `supersede`.
    let all: [(&[&str], Meaning); 9] = [
        (&["superseded", "replaced by", "replacement", "obsoleted by"], Meaning::SupersededBy),
        (&["supersede", "replaces", "obsoletes"], Meaning::Supersedes),
        (&["duplicate"], Meaning::Duplicates),
        (&["require", "depend", "blocked by", "needs", "prerequisite", "waits"], Meaning::DependsOn),
        (&["parent", "part of", "epic", "milestone", "initiative", "belongs"], Meaning::PartOf),
        (&["children", "subtask", "sub task", "contains"], Meaning::Contains),
        (&["verifies", "tests"], Meaning::Tests),
        (&["implements", "answers", "addresses", "fulfils", "fulfills"], Meaning::Answers),
        (&["related", "relates", "see also", "refs", "references", "updates", "amends"], Meaning::RelatesTo),
    ];
    all.into_iter().find(|(names, _)| has(names)).map(|(_, meaning)| meaning)
}

/// Whether the name of a folder says how far the work in it is, and so nothing of its kind.
pub(super) fn is_state_of_work(folder: &str) -> bool {
    let words = folded(folder);
    matches!(&*words, "archive" | "drafts" | "wip" | "in progress" | "todo" | "doing")
        || matches!(category(folder), Some((_, Sureness::Usual)))
}

/// Whether the name of a folder says that the work in it is over: `archive`, `completed`.
pub(super) fn is_put_away(folder: &str) -> bool {
    folded(folder) == "archive" || category_of_folder(folder).is_some_and(Category::is_closed)
}

/// The category of what lies in a folder of this name.
pub(super) fn category_of_folder(folder: &str) -> Option<Category> {
    match &*folded(folder) {
        "archive" | "archived" => None,
        _ => category(folder).filter(|(_, sure)| *sure == Sureness::Usual).map(|(category, _)| category),
    }
}

/// Whether a key says when something ended.
pub(super) fn is_key_of_an_end(key: &str) -> bool {
    folded(key)
        .split(' ')
        .any(|word| matches!(word, "closed" | "completed" | "resolved" | "done" | "finished" | "shipped"))
}

/// Whether a name is a year, a part of one or a number: one of a row.
pub(super) fn is_period_like(name: &str) -> bool {
    name.chars().any(|sign| sign.is_ascii_digit())
        && name.chars().filter(char::is_ascii_alphabetic).count() <= 2
}

/// The number that a name begins with or has behind one word: 42 of `0042-labels` and of `adr-42-labels`.
pub(super) fn number_in_name(name: &str) -> Option<u64> {
    let (_, digits, _) = name_parts(name)?;
    digits.parse().ok()
}

/// What stands before the number, the number, and what stands behind it.
pub(super) fn name_parts(name: &str) -> Option<(&str, &str, &str)> {
    let start = name.find(|sign: char| sign.is_ascii_digit())?;
    let (before, rest) = name.split_at(start);
    let is_word = before.is_empty()
        || before.ends_with(['-', '_', ' '])
            && before[..before.len() - 1].chars().all(|sign| sign.is_ascii_alphabetic());
    let length = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(length);
    let is_date = digits.len() == 4 && behind.starts_with('-') && {
        let next = behind[1..].split(|sign: char| !sign.is_ascii_digit()).next().unwrap_or("");
        next.len() == 2
    };
    let ends = behind.is_empty() || behind.starts_with(['-', '_', ' ', '.']);
    (is_word && ends && !is_date && digits.len() <= 9).then_some((before, digits, behind))
}

/// The singular of a regular English plural; any other word as it is.
pub(super) fn singular(word: &str) -> String {
    let cut = |count: usize| word[..word.len() - count].to_owned();
    match word {
        _ if !word.is_ascii() || word.len() < 4 || word.ends_with("ss") || word.ends_with("us") => {
            word.to_owned()
        }
        _ if word.ends_with("news") || word.ends_with("is") => word.to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", cut(3)),
        _ if ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) => cut(2),
        _ if word.ends_with('s') => cut(1),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_have_their_category() {
        let check = |word: &str, expect: Option<Category>| {
            assert_eq!(category(word).map(|(found, _)| found), expect, "{word}");
        };
        check("To Do", Some(Category::Open));
        check("in-progress", Some(Category::Active));
        check("Last Call", Some(Category::Active));
        check("Won't Do", Some(Category::Dropped));
        check("Not accepted", Some(Category::Dropped));
        check("not started", Some(Category::Open));
        check("implemented (alpha)", Some(Category::Done));
        check("Proposed for mentorship", Some(Category::Open));
        check("Invited", None);
        check("", None);
    }

    #[test]
    fn numbers_are_read_from_names_and_dates_are_not() {
        let check = |name: &str, expect: Option<u64>| assert_eq!(number_in_name(name), expect, "{name}");
        check("0042-labels", Some(42));
        check("adr-007-use-rust", Some(7));
        check("eip-20", Some(20));
        check("2021-03-04-a-post", None);
        check("2021", Some(2021));
        check("a-b-3-c", None);
        check("labels", None);
        check("3d-models", None);
    }

    #[test]
    fn a_plural_has_a_singular() {
        let check = |word: &str, expect: &str| assert_eq!(singular(word), expect);
        check("tasks", "task");
        check("stories", "story");
        check("boxes", "box");
        check("status", "status");
        check("EIPS", "EIPS");
        check("news", "news");
        check("docs", "doc");
    }

    #[test]
    fn a_link_has_a_meaning_by_its_name() {
        assert_eq!(meaning("superseded-by"), Some(Meaning::SupersededBy));
        assert_eq!(meaning("replaces"), Some(Meaning::Supersedes));
        assert_eq!(meaning("parent_task_id"), Some(Meaning::PartOf));
        assert_eq!(meaning("priority"), None);
    }
}
