//! What changed since the report looks back to: what went out, what was agreed to or given up, scope that came and went,
//! dates that moved.

use serde::Serialize;

use super::attention::Attention;
use super::line::{Line, people};
use super::{Earlier, Scope};
use crate::history::{Changed, FieldChange, ScopeChange, Written, consequences};
use crate::model::key::{Key, REASON};
use crate::model::values::Target;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, ordinal};
use crate::view::changelog::one_line;
use crate::view::whereabouts::ended;

const OUTCOME: Key<str> = Key::new("outcome");
/// Kinds that every report tells of; of the others those alone that tell single pieces of work.
const LARGE: [&str; 5] = ["objective", "initiative", RELEASE, "decision", "strategy"];
/// Kinds that are told elsewhere, or too many to tell.
const ELSEWHERE: [&str; 6] = ["checkin", "feedback", "customer", "segment", "stakeholder", "metric"];

/// What changed, each sort in the order of the plan.
#[derive(Serialize, Debug, Default)]
pub(super) struct Changes {
    pub(super) done: Vec<Line>,
    pub(super) agreed: Vec<Line>,
    pub(super) dropped: Vec<Line>,
    /// Scope that came into releases and bets and went out of them.
    pub(super) scope: Vec<Line>,
    pub(super) later: Vec<Line>,
    pub(super) earlier: Vec<Line>,
    pub(super) new: Vec<Line>,
}

impl Changes {
    /// What changed, but for what calls for attention and is told there.
    pub(super) fn of(scope: &Scope<'_>, earlier: &Earlier<'_>, attention: &[Attention]) -> Self {
        let (before, after) = (earlier.plan, scope.plan);
        let mut changes = Self::default();
        let is_told = |index: ArtifactIndex| {
            let kind = after.kind_of(index).name.as_str();
            scope.holds(index)
                && !ELSEWHERE.contains(&kind)
                && (scope.request.sort.is_detailed() || LARGE.contains(&kind))
        };
        for one in earlier.difference.changed.iter().filter(|one| is_told(one.after)) {
            changes.status(scope, before, one);
            changes.moves(scope, earlier, one);
        }
        for index in earlier.difference.added.iter().copied().filter(|index| is_told(*index)) {
            match scope.category(index) {
                Some(Category::Done) => changes.done.push(done(scope, index)),
                Some(Category::Dropped) => changes.dropped.push(dropped(scope, index)),
                _ => changes.new.push(Line::of(scope, index, "")),
            }
        }
        let found = consequences(before, after, earlier.difference);
        let wholes = found.scopes.iter().filter(|change| scope.holds(change.whole));
        let wholes = wholes.filter(|change| LARGE.contains(&after.kind_of(change.whole).name.as_str()));
        changes.scope = wholes.filter_map(|change| scope_line(scope, before, change)).collect();
        let is_told = |line: &Line| {
            let same = |one: &Attention| {
                one.line.subject.id == line.subject.id && one.line.says.contains(&line.says)
            };
            attention.iter().any(same)
        };
        changes.later.retain(|line| !is_told(line));
        changes
    }

    fn status(&mut self, scope: &Scope<'_>, before: &Plan, one: &Changed) {
        let old = before.artifact(one.before).category(before.kind_of(one.before));
        let new = scope.category(one.after);
        if old == new {
            return;
        }
        match new {
            Some(Category::Done) => self.done.push(done(scope, one.after)),
            Some(Category::Dropped) => self.dropped.push(dropped(scope, one.after)),
            Some(Category::Active) => {
                let status = scope.plan.artifact(one.after).status_name().unwrap_or_default();
                self.agreed.push(Line::of(scope, one.after, format!("is {status} now")));
            }
            Some(Category::Open) => {
                let status = scope.plan.artifact(one.after).status_name().unwrap_or_default();
                self.agreed.push(Line::of(scope, one.after, format!("is {status} again")));
            }
            None => {}
        }
    }

    fn moves(&mut self, scope: &Scope<'_>, earlier: &Earlier<'_>, one: &Changed) {
        for field in one.moves() {
            let (Some((from, to)), Some(is_later)) = (ends(field), is_later(scope.plan, field)) else {
                continue;
            };
            let count = earlier.moves.get(&(one.after, field.field.clone())).copied();
            let count = count.map(|count| format!(", the {} move", ordinal(count))).unwrap_or_default();
            let what = if field.field == "announced" { "was announced for another time:" } else { "moved" };
            let line = Line::of(scope, one.after, format!("{what} from {from} to {to}{count}"));
            if is_later { self.later.push(line) } else { self.earlier.push(line) }
        }
    }

    /// Each sort with its heading.
    pub(super) fn sections(&self) -> [(&'static str, &[Line]); 7] {
        [
            ("Done", &self.done),
            ("Begun or agreed to", &self.agreed),
            ("Later", &self.later),
            ("Earlier", &self.earlier),
            ("Scope", &self.scope),
            ("Given up", &self.dropped),
            ("New", &self.new),
        ]
    }
}

fn done(scope: &Scope<'_>, index: ArtifactIndex) -> Line {
    let (artifact, kind) = (scope.plan.artifact(index), scope.plan.kind_of(index));
    let says = match artifact.get(kind, OUTCOME).filter(|_| kind.name == "decision") {
        Some(outcome) => format!("is decided: {}", ended(&one_line(outcome))),
        None => format!("is {}", artifact.status_name().unwrap_or_default()),
    };
    Line::of(scope, index, says)
}

fn dropped(scope: &Scope<'_>, index: ArtifactIndex) -> Line {
    let (artifact, kind) = (scope.plan.artifact(index), scope.plan.kind_of(index));
    let status = artifact.status_name().unwrap_or_default();
    Line::of(
        scope,
        index,
        match artifact.get(kind, REASON) {
            Some(reason) => format!("is {status}: {}", ended(&one_line(reason))),
            None => format!("is {status}; no reason is written down"),
        },
    )
}

fn scope_line(scope: &Scope<'_>, before: &Plan, change: &ScopeChange) -> Option<Line> {
    let ids = |plan: &Plan, these: &[ArtifactIndex]| {
        list_of(these.iter().map(|index| {
            let artifact = plan.artifact(*index);
            format!("{} {}", artifact.label(), artifact.title)
        }))
    };
    let gained: Vec<ArtifactIndex> = change.gained.clone();
    let mut words = Vec::new();
    if !gained.is_empty() {
        words.push(format!("gained {}", ids(scope.plan, &gained)));
    }
    if !change.lost.is_empty() {
        words.push(format!("lost {}", ids(before, &change.lost)));
    }
    (!words.is_empty()).then(|| Line::of(scope, change.whole, words.join("; ")))
}

/// The two ends of a move, as people read them.
pub(super) fn ends(field: &FieldChange) -> Option<(String, String)> {
    match (&field.from, &field.to) {
        (Some(Written::One(from)), Some(Written::One(to))) => Some((people(from), people(to))),
        _ => None,
    }
}

fn is_later(plan: &Plan, field: &FieldChange) -> Option<bool> {
    let read = |written: &Option<Written>| match written {
        Some(Written::One(text)) => Target::parse(text).ok(),
        _ => None,
    };
    Some(read(&field.from)?.compare(read(&field.to)?, &plan.config.fiscal_year).is_lt())
}
