//! What words of other tools mean: statuses, and the names of columns.
//!
//! A proposal for a mapping that people read and change; nothing is imported by these tables alone.

use super::batch::plain;
use crate::model::kind::Kind;
use crate::model::workflow::{Category, Workflow};

/// What a status of another tool says, by the words that name it.
const STATUSES: [(Meant, &[&str]); 8] = [
    (
        Meant::New,
        &[
            "backlog",
            "to do",
            "todo",
            "open",
            "opened",
            "new",
            "triage",
            "unstarted",
            "unscheduled",
            "submitted",
            "inbox",
            "idea",
            "proposed",
            "draft",
            "reopened",
            "funnel",
            "not started",
            "planning",
            "offen",
            "neu",
            "ouvert",
            "abierto",
            "por hacer",
            "zu erledigen",
            "aufgaben",
            "a faire",
        ],
    ),
    (
        Meant::Considered,
        &[
            "under review",
            "in review",
            "review",
            "exploring",
            "discovery",
            "in discovery",
            "investigating",
            "analysis",
            "refinement",
        ],
    ),
    (Meant::Parked, &["parked", "on hold", "later", "icebox", "someday", "deferred", "postponed", "paused"]),
    (
        Meant::Agreed,
        &[
            "approved",
            "ready",
            "ready for development",
            "ready for dev",
            "selected for development",
            "planned",
            "accepted for development",
            "committed",
            "scheduled",
            "next",
            "up next",
            "geplant",
        ],
    ),
    (
        Meant::UnderWay,
        &[
            "in progress",
            "started",
            "doing",
            "in development",
            "in dev",
            "building",
            "active",
            "code review",
            "in code review",
            "testing",
            "in testing",
            "qa",
            "in qa",
            "blocked",
            "verify",
            "in bearbeitung",
            "in arbeit",
            "en cours",
            "en curso",
            "en progreso",
            "finished",
            "delivered",
            "rejected for rework",
        ],
    ),
    (
        Meant::Done,
        &[
            "done",
            "closed",
            "resolved",
            "complete",
            "completed",
            "shipped",
            "released",
            "accepted",
            "fixed",
            "live",
            "launched",
            "deployed",
            "fertig",
            "erledigt",
            "geschlossen",
            "termine",
            "hecho",
            "cerrado",
            "true",
        ],
    ),
    (
        Meant::Dropped,
        &[
            "canceled",
            "cancelled",
            "won't do",
            "wont do",
            "won't fix",
            "wontfix",
            "declined",
            "rejected",
            "abandoned",
            "archived",
            "obsolete",
            "invalid",
            "not planned",
            "cannot reproduce",
            "abgelehnt",
            "verworfen",
            "not doing",
        ],
    ),
    (Meant::Duplicate, &["duplicate", "duplicated", "merged", "duplikat"]),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meant {
    New,
    Considered,
    Parked,
    Agreed,
    UnderWay,
    Done,
    Dropped,
    Duplicate,
}

/// The status of `kind` that a word of another tool comes to, and whether the word is known.
pub(super) fn status(kind: &Kind, word: &str) -> (Option<String>, bool) {
    let workflow = &kind.workflow;
    let wanted = plain(word);
    if let Some(own) = workflow.names().find(|name| plain(name) == wanted) {
        return (Some(own.to_owned()), true);
    }
    let meant = STATUSES.iter().find(|(_, words)| words.iter().any(|known| plain(known) == wanted));
    match meant {
        Some((meant, _)) => (meant.status(workflow), true),
        None => (Meant::New.status(workflow), false),
    }
}

/// As [`status`], of a word whose category is known from documents that have it.
pub(super) fn status_of(
    kind: &Kind,
    word: &str,
    (category, is_sure): (Category, bool),
) -> (Option<String>, bool) {
    let (meant, is_known) = status(kind, word);
    let is_of_category =
        |name: &String| kind.workflow.get(name).is_some_and(|status| status.category == category);
    if is_known && meant.as_ref().is_some_and(is_of_category) {
        return (meant, true);
    }
    let meant = match category {
        Category::Open => Meant::New,
        Category::Active => Meant::Agreed,
        Category::Done => Meant::Done,
        Category::Dropped => Meant::Dropped,
    };
    (meant.status(&kind.workflow), is_sure)
}

/// The choice of MoSCoW that a word for a priority comes to.
pub(super) fn priority(word: &str) -> Option<&'static str> {
    Some(match plain(word).as_str() {
        "highest" | "blocker" | "critical" | "urgent" | "p0" | "p1" | "very high" | "must have" => "must",
        "high" | "major" | "p2" | "should have" => "should",
        "medium" | "normal" | "moderate" | "low" | "minor" | "lowest" | "trivial" | "p3" | "p4"
        | "could have" => "could",
        "wont have" | "won t have" => "wont",
        _ => return None,
    })
}

/// The kind that documents become which people call `name`; an empty one for those that are no plan. Nothing where
/// only the plan can tell.
pub(super) fn kind_of_documents(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('-').next().unwrap_or(name) {
        "adr" | "decision" | "madr" => "decision",
        "milestone" | "version" | "sprint" | "release" => "release",
        "task" | "story" | "issue" | "ticket" | "bug" | "todo" | "feature" | "epic" | "spec" | "req"
        | "requirement" | "item" | "chore" => "requirement",
        "feedback" | "interview" | "survey" | "request" => "feedback",
        "doc" | "document" | "page" | "note" | "post" | "article" | "guide" | "meeting" | "journal"
        | "daily" => "",
        _ => return None,
    })
}

impl Meant {
    fn status(self, workflow: &Workflow) -> Option<String> {
        let named = |names: &[&str]| {
            names.iter().find_map(|name| workflow.get(name)).map(|status| status.name.clone())
        };
        let first = |category: Category| {
            let mut found = workflow.statuses.iter().filter(|status| status.category == category);
            found.next().map(|status| status.name.clone())
        };
        let new = || workflow.default.clone().or_else(|| first(Category::Open));
        match self {
            Self::New => new(),
            Self::Considered => named(&["exploring", "review", "shaping"]).or_else(new),
            Self::Parked => new(),
            Self::Agreed => named(&["approved", "planned", "committed"]).or_else(|| first(Category::Active)),
            Self::UnderWay => {
                named(&["building", "running", "testing", "planned"]).or_else(|| first(Category::Active))
            }
            Self::Done => first(Category::Done),
            Self::Dropped => {
                named(&["declined", "dropped", "dismissed"]).or_else(|| first(Category::Dropped))
            }
            Self::Duplicate => named(&["duplicate"]).or_else(|| first(Category::Dropped)),
        }
    }
}

/// Names of columns by the field that they are likely to be.
const COLUMNS: [(&str, &[&str]); 16] = [
    (
        "title",
        &[
            "title",
            "summary",
            "name",
            "subject",
            "headline",
            "feature",
            "story",
            "idea",
            "titel",
            "betreff",
            "zusammenfassung",
            "titre",
            "resume",
            "titulo",
            "título",
            "resumen",
            "résumé",
            "task",
        ],
    ),
    (
        "body",
        &[
            "description",
            "body",
            "details",
            "text",
            "notes",
            "content",
            "comment",
            "beschreibung",
            "descripcion",
            "descripción",
            "contenu",
            "feedback",
            "words",
            "verbatim",
            "answer",
            "response",
        ],
    ),
    ("status", &["status", "state", "stage", "workflow state", "estado", "statut", "etat", "état"]),
    (
        "owner",
        &[
            "owner",
            "assignee",
            "assigned to",
            "assignees",
            "zustandig",
            "zuständig",
            "bearbeiter",
            "responsable",
            "asignado",
            "lead",
        ],
    ),
    (
        "tags",
        &[
            "tags",
            "labels",
            "label",
            "tag",
            "components",
            "component",
            "stichworter",
            "stichwörter",
            "etiquetas",
            "etiquettes",
        ],
    ),
    (
        "target",
        &[
            "due date",
            "due",
            "target",
            "target date",
            "deadline",
            "end date",
            "fallig",
            "fällig",
            "falligkeitsdatum",
            "fälligkeitsdatum",
            "echeance",
            "échéance",
            "fecha limite",
            "fecha límite",
        ],
    ),
    ("start", &["start", "start date", "begin", "startdatum"]),
    ("estimate", &["estimate", "story points", "points", "story point estimate", "weight"]),
    (
        "priority",
        &["priority", "prio", "prioritat", "priorität", "priorite", "priorité", "prioridad", "moscow"],
    ),
    ("release", &["release", "fix version", "fix versions", "milestone", "version"]),
    ("depends_on", &["dependencies", "depends on", "blocked by", "requires"]),
    ("parent", &["parent", "parent task", "parent task id", "epic", "parent id", "parent issue"]),
    (
        "customer",
        &[
            "customer",
            "company",
            "company name",
            "account",
            "organisation",
            "organization",
            "kunde",
            "client",
        ],
    ),
    ("approver", &["approver", "decider", "deciders", "decision makers", "decided by"]),
    ("reason", &["reason", "withdrawal reason", "rejection reason", "close reason"]),
    ("links", &["url", "link", "links", "permalink"]),
];

/// Names of columns by which a tool knows its records.
/// What columns for a field are called; nothing where there is no usual name.
pub(super) fn synonyms(field: &str) -> &'static [&'static str] {
    COLUMNS.iter().find(|(name, _)| *name == field).map(|(_, names)| *names).unwrap_or_default()
}

/// The columns that say when somebody said something.
pub(super) const SAID_ON: [&str; 11] = [
    "date",
    "said on",
    "submitted at",
    "submitted",
    "submit date",
    "timestamp",
    "zeitstempel",
    "horodateur",
    "marca temporal",
    "created at",
    "created",
];
pub(super) const IDS: [&str; 12] = [
    "id",
    "key",
    "issue key",
    "number",
    "task id",
    "issue id",
    "ticket",
    "ticket id",
    "iid",
    "nummer",
    "nr",
    "no",
];
