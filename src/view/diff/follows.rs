//! What follows from a difference, in sentences.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::history::{Changed, Consequences, FieldChange, PlanDifference, ScopeChange, Written};
use crate::model::key::EFFORT;
use crate::model::values::Range;
use crate::page::{Inline, Item, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::plural_of;
use crate::view::effort::{Effort, unit_of};
use crate::view::subject::Subject;

/// How many artifacts a sentence names before it counts the others.
const NAMED: usize = 6;

/// How many sentences of one sort are told before the others are counted.
const TOLD: usize = 12;

/// What follows from a difference.
#[derive(Serialize)]
pub(super) struct Follows {
    /// Named by others and no longer there.
    gone: Vec<GoneSubject>,
    without_work: Vec<Subject>,
    late: Vec<Late>,
    scopes: Vec<Scope>,
    dependants: Vec<Waiting>,
    qualities: Vec<Applies>,
}

#[derive(Serialize)]
struct GoneSubject {
    #[serde(flatten)]
    subject: Subject,
    named_by: Vec<Subject>,
}

#[derive(Serialize)]
struct Late {
    #[serde(flatten)]
    subject: Subject,
    target: String,
    depends_on: Subject,
    its_target: String,
}

#[derive(Serialize)]
struct Scope {
    #[serde(flatten)]
    subject: Subject,
    /// How many parts there were.
    before: usize,
    lost: Vec<Subject>,
    gained: Vec<Subject>,
    effort_before: Effort,
    effort_after: Effort,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<Effort>,
    /// What the parts are called: one and several.
    #[serde(skip)]
    nouns: (String, String),
}

#[derive(Serialize)]
struct Waiting {
    #[serde(flatten)]
    subject: Subject,
    dependants: Vec<Subject>,
    /// What matters most of the change, as the end of a sentence.
    #[serde(skip)]
    how: String,
}

#[derive(Serialize)]
struct Applies {
    #[serde(flatten)]
    subject: Subject,
    to: Vec<Subject>,
}

impl Follows {
    pub(super) fn of(before: &Plan, after: &Plan, difference: &PlanDifference, found: &Consequences) -> Self {
        let new = |index: ArtifactIndex| Subject::of(after, index);
        let changes: BTreeMap<ArtifactIndex, &Changed> =
            difference.changed.iter().map(|one| (one.after, one)).collect();
        let all = |indices: &[ArtifactIndex]| indices.iter().map(|index| new(*index)).collect::<Vec<_>>();
        Self {
            gone: found
                .gone
                .iter()
                .map(|gone| GoneSubject {
                    subject: Subject::of(before, gone.removed),
                    named_by: all(&gone.named_by),
                })
                .collect(),
            without_work: all(&found.without_work),
            late: found
                .late
                .iter()
                .map(|late| Late {
                    subject: new(late.index),
                    target: late.target.to_string(),
                    depends_on: new(late.depends_on),
                    its_target: late.its_target.to_string(),
                })
                .collect(),
            scopes: found.scopes.iter().map(|scope| Scope::of(before, after, scope)).collect(),
            dependants: found
                .dependants
                .iter()
                .map(|one| Waiting {
                    subject: new(one.of),
                    dependants: all(&one.dependants),
                    how: how(after, one.of, changes.get(&one.of).copied()),
                })
                .collect(),
            qualities: found
                .qualities
                .iter()
                .map(|one| Applies { subject: new(one.quality), to: all(&one.to) })
                .collect(),
        }
    }

    /// One sentence for each, what is worst first; many of one sort are counted from some number on.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut tell = |sentences: Vec<Text>, more: &str| {
            let shown = if sentences.len() > TOLD { TOLD - 1 } else { sentences.len() };
            let rest = sentences.len() - shown;
            let rest =
                (rest > 0).then(|| Text::from(Inline::Toned(Tone::Muted, format!("{rest} more {more}"))));
            let texts = sentences.into_iter().take(shown).chain(rest);
            items.extend(texts.map(|text| Item { text, checked: None, children: Vec::new() }));
        };
        tell(self.gone.iter().map(GoneSubject::sentence).collect(), "are gone and still named");
        let bare = |bare: &Subject| said(bare, Inline::Toned(Tone::Bad, "is left without work".into()));
        tell(self.without_work.iter().map(bare).collect(), "are left without work");
        tell(self.late.iter().map(Late::sentence).collect(), "are due before what they depend on");
        tell(self.scopes.iter().map(Scope::sentence).collect(), "have another scope or effort");
        tell(self.dependants.iter().map(Waiting::sentence).collect(), "changed while others depend on them");
        let applies = |applies: &Applies| names(said(&applies.subject, plain("applies to ")), &applies.to);
        tell(self.qualities.iter().map(applies).collect(), "apply to what changed");
        items
    }
}

impl GoneSubject {
    fn sentence(&self) -> Text {
        let text = Text::from(Inline::Toned(Tone::Id, self.subject.id.clone()));
        let text = text.and(plain(&format!(" {} ", self.subject.title)));
        let text = text.and(Inline::Toned(Tone::Bad, "is gone".into()));
        let verb = if self.named_by.len() == 1 { "names" } else { "name" };
        names(text.and(plain(", and ")), &self.named_by).and(plain(&format!(" still {verb} it")))
    }
}

impl Late {
    fn sentence(&self) -> Text {
        let due = Inline::Toned(Tone::Caution, format!("is due {}", when(&self.target)));
        let text = said(&self.subject, due).and(plain(", before ")).and(self.depends_on.reference());
        text.and(plain(&format!(", which it depends on, {}", when(&self.its_target))))
    }
}

impl Waiting {
    fn sentence(&self) -> Text {
        let verb = if self.dependants.len() == 1 { " depends on " } else { " depend on " };
        let mut text = names(Text::new(), &self.dependants).and(plain(verb));
        text.0.extend(self.subject.named().0);
        text.and(plain(&self.how))
    }
}

impl Scope {
    fn of(before: &Plan, after: &Plan, scope: &ScopeChange) -> Self {
        let whole = after.artifact(scope.whole);
        let gained = scope.gained.iter().map(|index| (after, *index));
        let parts: Vec<(&Plan, ArtifactIndex)> =
            scope.lost.iter().map(|index| (before, *index)).chain(gained).collect();
        let kinds: Vec<(&str, &str)> = parts
            .iter()
            .map(|(plan, index)| (plan.kind_of(*index).name.as_str(), plan.kind_of(*index).plural.as_str()))
            .collect();
        let nouns = match kinds.first() {
            Some(first) if kinds.iter().all(|kind| kind == first) => (first.0.to_owned(), first.1.to_owned()),
            _ => ("part".to_owned(), "parts".to_owned()),
        };
        let unit = parts
            .first()
            .and_then(|(plan, index)| unit_of(plan.kind_of(*index), EFFORT.name))
            .or_else(|| unit_of(after.kind(whole), "capacity"))
            .unwrap_or_default();
        let effort = |range: Range| Effort::of(range, &unit);
        Self {
            subject: Subject::of(after, scope.whole),
            before: scope.before,
            lost: scope.lost.iter().map(|index| Subject::of(before, *index)).collect(),
            gained: scope.gained.iter().map(|index| Subject::of(after, *index)).collect(),
            effort_before: effort(scope.effort_before),
            effort_after: effort(scope.effort_after),
            capacity: scope.capacity.map(effort),
            nouns,
        }
    }

    /// `REL-2 lost 3 of 11 requirements (…), gained 1 (…); effort 20-31 → 12-19 person-weeks`
    fn sentence(&self) -> Text {
        let (one, many) = &self.nouns;
        let mut text = self.subject.named();
        if !self.lost.is_empty() {
            let lost = format!(" lost {} of {}", self.lost.len(), plural_of(self.before, one, many));
            text = text.and(Inline::Toned(Tone::Caution, lost)).and(plain(" ("));
            text = names(text, &self.lost).and(plain(")"));
        }
        if !self.gained.is_empty() {
            let gained = match self.lost.is_empty() {
                true => format!(" gained {}", plural_of(self.gained.len(), one, many)),
                false => format!(", gained {}", self.gained.len()),
            };
            text = names(text.and(plain(&gained)).and(plain(" (")), &self.gained).and(plain(")"));
        }
        if self.effort_before != self.effort_after {
            let between = if self.lost.is_empty() && self.gained.is_empty() { ":" } else { ";" };
            let unit = &self.effort_after.unit;
            let effort =
                format!("{between} effort {} → {} {unit}", self.effort_before.text, self.effort_after.text);
            text = text.and(plain(effort.trim_end()));
            if let Some(capacity) = &self.capacity {
                let over = self.effort_after.low > capacity.high;
                let tone = if over { Tone::Bad } else { Tone::Muted };
                let word = if over { "more than" } else { "of" };
                text = text
                    .and(Inline::Toned(tone, format!(", {word} {} that the teams can do", capacity.text)));
            }
        }
        text
    }
}

/// `on 2026-12-15`, `in 2026-Q4`
fn when(target: &str) -> String {
    let is_day = target.split('-').count() == 3;
    format!("{} {target}", if is_day { "on" } else { "in" })
}

fn plain(text: &str) -> Inline {
    Inline::Plain(text.to_owned())
}

/// How an artifact changed: its status before its target, and that before its words.
fn how(after: &Plan, index: ArtifactIndex, changed: Option<&Changed>) -> String {
    let status = after.kind_of(index).workflow.field.as_deref();
    let fields = changed.map(|one| one.change.fields.as_slice()).unwrap_or_default();
    let written = |change: &FieldChange| change.to.as_ref().map(Written::to_line);
    if let Some(now) = fields.iter().find(|change| Some(change.field.as_str()) == status).and_then(written) {
        return format!(", which is now {now}");
    }
    match changed.and_then(|one| one.moves().next()).and_then(written) {
        Some(target) => format!(", which moved to {target}"),
        None => ", which was reworded".to_owned(),
    }
}

/// Id, title and what is said of it.
fn said(subject: &Subject, what: Inline) -> Text {
    subject.named().and(plain(" ")).and(what)
}

/// `REQ-1, REQ-2 and 3 more` behind a text.
fn names(mut text: Text, subjects: &[Subject]) -> Text {
    let shown = if subjects.len() > NAMED { NAMED - 1 } else { subjects.len() };
    for (at, subject) in subjects.iter().take(shown).enumerate() {
        if at > 0 {
            let last = at + 1 == subjects.len();
            text = text.and(plain(if last { " and " } else { ", " }));
        }
        text = text.and(subject.reference());
    }
    match subjects.len() - shown {
        0 => text,
        more => text.and(plain(&format!(" and {more} more"))),
    }
}
