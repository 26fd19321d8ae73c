//! One thing that waits: what it is, whom it waits for, why, and what to type.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SOON;
use super::worth::Worth;
use crate::analysis::waiting::waiting_for;
use crate::history::Age;
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::values::{Date, IdKey};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::view::subject::{Subject, people_in, person_name};

/// What finders look at.
pub(super) struct Ask<'a> {
    pub(super) plan: &'a Plan,
    pub(super) today: Date,
    pub(super) ages: Option<&'a BTreeMap<ArtifactIndex, Age>>,
}

/// Something that waits.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Wait {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// The id of the part that it is about, and its words: a question, a point of a checklist.
    pub(super) part: Option<String>,
    pub(super) text: Option<String>,
    /// The handles of those it waits for; empty where nobody is named.
    pub(super) people: Vec<String>,
    #[serde(skip)]
    pub(super) names: Vec<String>,
    /// Why it waits.
    pub(super) why: String,
    /// The day by which it is due, and the days until then; below 0 where it has passed.
    pub(super) due: Option<String>,
    pub(super) days_left: Option<i64>,
    /// For how many days it waits, where that is known.
    pub(super) days_waiting: Option<i64>,
    /// What cannot go on without it, the nearest first; a hundred at the most.
    pub(super) waited_for_by: Vec<String>,
    /// Whether more than those wait for it.
    pub(super) waited_for_by_more: bool,
    /// What to type.
    pub(super) command: String,
    #[serde(skip)]
    pub(super) worth: Worth,
    #[serde(skip)]
    key: Option<IdKey>,
}

impl Ask<'_> {
    pub(super) fn kind_and_artifact(&self, index: ArtifactIndex) -> (&Kind, &Artifact) {
        (self.plan.kind_of(index), self.plan.artifact(index))
    }

    /// The artifacts that are not done or dropped.
    pub(super) fn open(&self) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.plan.indices().filter(|index| !self.plan.artifact(*index).is_closed(self.plan.kind_of(*index)))
    }

    /// The handles of the people whom a field names.
    pub(super) fn people(&self, index: ArtifactIndex, field: &str) -> Vec<String> {
        people_in(self.plan, index, field)
    }

    /// The name to type.
    pub(super) fn name(&self, index: ArtifactIndex) -> String {
        self.plan.name_of(self.plan.artifact(index))
    }

    /// For how many days it has had the status that it has.
    pub(super) fn days_in_status(&self, index: ArtifactIndex) -> Option<i64> {
        Some(self.ages?.get(&index)?.in_status_since?.days_until(self.today).max(0))
    }

    /// Something that waits for `people`, each named once; why is to be said.
    pub(super) fn wait(&self, index: ArtifactIndex, people: Vec<String>) -> Wait {
        let mut each: Vec<String> = Vec::new();
        for person in people {
            if !each.contains(&person) {
                each.push(person);
            }
        }
        let blocked = waiting_for(self.plan, index);
        Wait {
            subject: Subject::of(self.plan, index),
            key: self.plan.artifact(index).id.as_ref().map(|id| id.key().clone()),
            part: None,
            text: None,
            names: each.iter().map(|handle| person_name(&self.plan.config, handle)).collect(),
            people: each,
            why: String::new(),
            due: None,
            days_left: None,
            days_waiting: None,
            waited_for_by: blocked.nearest.iter().map(|index| self.plan.artifact(*index).label()).collect(),
            waited_for_by_more: blocked.has_more,
            command: format!("pm show {}", self.name(index)),
            worth: Worth::Rest,
        }
    }
}

impl Wait {
    /// Sets the day by which it is due, and says so.
    pub(super) fn due(mut self, day: Option<Date>, today: Date) -> Self {
        let Some(day) = day else { return self };
        let left = today.days_until(day);
        self.due = Some(day.to_string());
        self.days_left = Some(left);
        self.worth = match left {
            ..0 => Worth::Overdue,
            0..=SOON => Worth::Soon,
            _ => Worth::Rest,
        };
        self.and(due_in_words(day, today))
    }

    /// Says more of why it waits.
    pub(super) fn and(mut self, words: impl AsRef<str>) -> Self {
        let words = words.as_ref();
        if !words.is_empty() {
            let between = if self.why.is_empty() { "" } else { "; " };
            self.why = format!("{}{between}{words}", self.why);
        }
        self
    }

    /// Says what waits for it, which makes it worth more.
    pub(super) fn and_what_waits(mut self) -> Self {
        let Some(words) = self.waiters() else { return self };
        self.worth = self.worth.min(Worth::Blocks);
        self.and(words)
    }

    /// `REQ-6 and REL-5 wait for it`
    fn waiters(&self) -> Option<String> {
        match self.waited_for_by.as_slice() {
            [] => None,
            [one] => Some(format!("{one} waits for it")),
            [one, two] => Some(format!("{} wait for it", list_of([one, two]))),
            [first, rest @ ..] if self.waited_for_by_more => {
                Some(format!("{first} and more than {} others wait for it", rest.len()))
            }
            [first, rest @ ..] => Some(format!(
                "{first} and {} more wait for it",
                plural(rest.len(), "thing").trim_end_matches(" things")
            )),
        }
    }

    /// Whether its day is so far ahead that it waits for nobody today.
    pub(super) fn is_ahead(&self) -> bool {
        self.days_left.is_some_and(|days| days > SOON)
    }

    /// What is most urgent first: by its day, without one by how long it waits, then by id.
    pub(super) fn urgency(&self) -> (bool, i64, i64, bool, Option<IdKey>, String, Option<String>) {
        let waited = -self.days_waiting.unwrap_or(0);
        (
            self.days_left.is_none(),
            self.days_left.unwrap_or(0),
            waited,
            self.key.is_none(),
            self.key.clone(),
            self.subject.path.clone(),
            self.part.clone(),
        )
    }
}

/// `due in 10 days, on 4 Dec 2026`, `overdue since 21 Nov 2026, 3 days ago`
pub(super) fn due_in_words(day: Date, today: Date) -> String {
    let left = today.days_until(day);
    let count = usize::try_from(left.unsigned_abs()).unwrap_or(usize::MAX);
    match left {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        2.. => format!("due in {}, on {}", plural(count, "day"), day.for_people()),
        _ => format!("overdue since {}, {} ago", day.for_people(), plural(count, "day")),
    }
}

/// `for 12 days`, `since today`
pub(super) fn for_days(days: i64) -> String {
    match days {
        ..=0 => "since today".to_owned(),
        1 => "since yesterday".to_owned(),
        _ => format!("for {days} days"),
    }
}
