//! What waits for a person today, sort by sort, and the three things most worth doing.
//!
//! Reads the plan, and what git knows of how long things wait. What nobody owns waits for those who decide about the
//! product. Who asks is told by the caller.

mod approvals;
mod dates;
mod decisions;
mod health;
mod intake;
mod layout;
mod records;
mod standing;
mod wait;
mod worth;

use std::collections::BTreeMap;

use serde::Serialize;

use self::wait::{Ask, Wait};
use self::worth::First;
use crate::history::Age;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::subject::person_name;

/// How many days ahead a day waits already.
const SOON: i64 = 14;

/// How long something may go without a word, or without a change, before it waits for one.
const SILENT: i64 = 30;

/// The role of those who decide about what nobody owns.
const PRODUCT: &str = "product";

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) today: Date,
    /// The handle of the person who asks; everybody where nobody is named.
    pub(crate) person: Option<String>,
    /// Why it is told of everybody, where a person was expected, and what to type.
    pub(crate) hint: Option<String>,
    /// What git knows of how long artifacts wait; nothing without a history.
    pub(crate) ages: Option<&'a BTreeMap<ArtifactIndex, Age>>,
}

/// What waits.
#[derive(Serialize, Debug)]
pub(crate) struct Today {
    today: String,
    /// The handle of the person, and the name; nothing where it is told of everybody.
    person: Option<String>,
    person_name: Option<String>,
    /// Why it is told of everybody, and what to type.
    hint: Option<String>,
    /// Whether git tells how long things wait.
    has_history: bool,
    sections: Vec<Section>,
    /// The three things most worth doing, the first one first.
    first: Vec<First>,
    /// What comes next, where nothing waits.
    next: Option<Wait>,
}

/// What waits in one way.
#[derive(Serialize, Debug)]
struct Section {
    name: &'static str,
    title: &'static str,
    items: Vec<Wait>,
}

/// Finds what waits in one way.
type Finder = fn(&Ask<'_>) -> Vec<Wait>;

/// The ways of waiting, in the order in which they are shown.
const FINDERS: [(&str, &str, Finder); 9] = [
    ("decisions", "Decisions", decisions::find),
    ("reviews", "To review and approve", approvals::find),
    ("questions", "Questions to answer", records::questions),
    ("checklists", "To have ready for a release", records::points),
    ("dates", "Due soon or overdue", dates::find),
    ("health", "Off track, at risk or silent", health::find),
    ("triage", "New, to look at", intake::new),
    ("answers", "People to answer", intake::unanswered),
    ("standing", "Under way and unchanged", standing::find),
];

impl Today {
    pub(crate) fn of(plan: &Plan, request: &Request<'_>) -> Self {
        let ask = Ask { plan, today: request.today, ages: request.ages };
        let is_theirs = |wait: &Wait| match &request.person {
            None => true,
            Some(person) if wait.people.is_empty() => decides_what_nobody_owns(plan, person),
            Some(person) => wait.people.contains(person),
        };
        let (mut sections, mut later) = (Vec::new(), Vec::new());
        for (name, title, find) in FINDERS {
            let found = find(&ask).into_iter().filter(is_theirs);
            let (mut items, ahead): (Vec<Wait>, Vec<Wait>) = found.partition(|wait| !wait.is_ahead());
            later.extend(ahead);
            items.sort_by_key(Wait::urgency);
            if !items.is_empty() {
                sections.push(Section { name, title, items });
            }
        }
        later.sort_by_key(Wait::urgency);
        Self {
            today: request.today.to_string(),
            person_name: request.person.as_ref().map(|handle| person_name(&plan.config, handle)),
            person: request.person.clone(),
            hint: request.hint.clone(),
            has_history: request.ages.is_some(),
            first: worth::first(sections.iter().flat_map(|section| &section.items)),
            next: later.into_iter().next().filter(|_| sections.is_empty()),
            sections,
        }
    }

    fn count(&self) -> usize {
        self.sections.iter().map(|section| section.items.len()).sum()
    }
}

/// Whether what nobody owns waits for a person: for those with the role product; for everybody where nobody has it.
fn decides_what_nobody_owns(plan: &Plan, person: &str) -> bool {
    let people = &plan.config.people;
    people.get(person).is_some_and(|person| person.holds(PRODUCT))
        || !people.values().any(|person| person.holds(PRODUCT))
}
