//! A plan as a calendar (RFC 5545): an event for each day, and for each run of days, that an artifact names.
//!
//! Which days those are is for `dated` to say, how they are written for `writer`. Knows no clock: what a calendar asks
//! for as the moment of writing is the day that the export is of.

mod dated;
mod writer;

use std::collections::BTreeMap;

use self::dated::{Certainty, Dated, Found};
use self::writer::Calendar;
use super::{Chosen, Exported, Form};
use crate::model::key::OWNER;
use crate::model::value::Value;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::visible::one_line;
use crate::text::words::{capitalised, plural, slug};

pub(super) const FORM: Form = Form { name: "ical", records: None, write };

/// The longest name of a plan within the names of events.
const LONGEST_NAME: usize = 60;

/// One day or one run of days of one artifact.
struct Event {
    index: ArtifactIndex,
    dated: Dated,
    uid: String,
}

fn write(chosen: &Chosen<'_>) -> Exported {
    let plan = chosen.plan;
    let (mut horizons, mut unread) = (0, 0);
    let mut events: Vec<Event> = Vec::new();
    let names = Names::of(plan);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for index in chosen.artifacts {
        let found = Found::of(plan, *index);
        horizons += found.horizons;
        unread += found.unread;
        for dated in found.dated {
            let uid = names.uid(plan, *index, &dated);
            // Two artifacts with one id are a finding, and both have their days.
            let count = taken.entry(uid.clone()).or_default();
            *count += 1;
            let uid = if *count > 1 { format!("{count}.{uid}") } else { uid };
            events.push(Event { index: *index, dated, uid });
        }
    }
    events.sort_by(|one, other| {
        let key = |event: &Event| (event.dated.days.first, event.dated.days.last);
        key(one).cmp(&key(other)).then_with(|| one.uid.cmp(&other.uid))
    });
    Exported { text: calendar(chosen, &events), left_out: left_out(events.is_empty(), horizons, unread) }
}

fn left_out(is_empty: bool, horizons: usize, unread: usize) -> Vec<String> {
    let mut left = Vec::new();
    if horizons > 0 {
        left.push(format!("{} left out: now, next and later have no days", plural(horizons, "horizon")));
    }
    if unread > 0 {
        let what = if unread == 1 { "it is no day or period" } else { "they are no days or periods" };
        left.push(format!("{} left out: {what}; `pm check` tells where", plural(unread, "value")));
    }
    if is_empty {
        left.push("the calendar is empty: nothing that was chosen names a day".to_owned());
    }
    left
}

fn calendar(chosen: &Chosen<'_>, events: &[Event]) -> String {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//pm//pm export//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("X-WR-CALNAME", &one_line(&chosen.plan.config.title()));
    for event in events {
        put(&mut calendar, chosen, event);
    }
    calendar.line("END", "VCALENDAR");
    calendar.finish()
}

fn put(calendar: &mut Calendar, chosen: &Chosen<'_>, event: &Event) {
    let (plan, dated) = (chosen.plan, &event.dated);
    calendar.line("BEGIN", "VEVENT");
    calendar.text("UID", &event.uid);
    calendar.line("DTSTAMP", &format!("{}T000000Z", day(chosen.today)));
    calendar.line("DTSTART;VALUE=DATE", &day(dated.days.first));
    // The day after the last one; at the end of all days there is none.
    let end = dated.days.last.plus_days(1);
    if end > dated.days.first {
        calendar.line("DTEND;VALUE=DATE", &day(end));
    }
    calendar.text("SUMMARY", &one_line(&summary(plan, event)));
    calendar.text("DESCRIPTION", &description(plan, event));
    calendar.text("CATEGORIES", &capitalised(&plan.kind_of(event.index).name));
    calendar.line("STATUS", status(plan, event));
    calendar.line("TRANSP", "TRANSPARENT");
    if let Some(page) = chosen.pages.and_then(|pages| pages.get(event.index.0 as usize)) {
        calendar.line("URL", page);
    }
    calendar.line("END", "VEVENT");
}

/// What the day is to the artifact, and which one it is: `Target Q4 2026: REL-4 Berths that fit the tide`.
fn summary(plan: &Plan, event: &Event) -> String {
    let artifact = plan.artifact(event.index);
    let dated = &event.dated;
    let what = match &dated.entry {
        Some(entry) => match &entry.part {
            Some(part) => format!("{}.{part} {}", artifact.label(), entry.text),
            None => format!("{} {}", artifact.label(), entry.text),
        },
        None => format!("{} {}", artifact.label(), artifact.title),
    };
    match dated.is_said {
        true => format!("{} {}: {what}", dated.word, dated.shown),
        false => format!("{}: {what}", dated.word),
    }
}

/// Which artifact, where it stands, when exactly, and who answers for it; under it what its reader is always told.
fn description(plan: &Plan, event: &Event) -> String {
    let (artifact, kind, dated) = (plan.artifact(event.index), plan.kind_of(event.index), &event.dated);
    let status = artifact.status_name().map_or_else(String::new, |status| format!(", {status}"));
    let mut lines = vec![format!("{} {}{status}", capitalised(&kind.name), plan.name_of(artifact))];
    if dated.entry.is_some() {
        lines.push(format!("Of: {}", artifact.title));
    }
    let days = dated.days;
    let when = if days.first == days.last || dated.is_run {
        dated.shown.clone()
    } else {
        format!("{}, from {} to {}", dated.shown, days.first, days.last)
    };
    lines.push(format!("{}: {when}", dated.word));
    if let Some(Value::Person(person)) = artifact.value(kind, OWNER.name).map(|owner| &owner.value) {
        lines.push(format!("Owner: {}", plan.config.name_of(person)));
    }
    let disclaimer = plan.config.reader.as_ref().and_then(|reader| reader.audience.disclaimer.clone());
    lines.extend(disclaimer);
    lines.join("\n")
}

/// Cancelled where it will not be; confirmed where it happened or somebody named the day; else tentative, as every
/// target is.
fn status(plan: &Plan, event: &Event) -> &'static str {
    let category = plan.artifact(event.index).category(plan.kind_of(event.index));
    match (category, event.dated.certainty) {
        (_, Certainty::Happened) => "CONFIRMED",
        (Some(Category::Dropped), _) => "CANCELLED",
        (_, Certainty::Firm) | (Some(Category::Done), Certainty::Loose) => "CONFIRMED",
        (_, Certainty::Loose | Certainty::Target) => "TENTATIVE",
    }
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// What tells the events of this plan, as its reader sees them, from those of others.
struct Names {
    behind: String,
}

impl Names {
    fn of(plan: &Plan) -> Self {
        let config = &plan.config;
        let reader = config.reader.as_ref().map(|reader| slug(&reader.audience.name, LONGEST_NAME) + ".");
        Self { behind: reader.unwrap_or_default() + &slug(&config.title(), LONGEST_NAME) }
    }

    /// What an event is known by for as long as its artifact and its field are, whatever day they name.
    fn uid(&self, plan: &Plan, index: ArtifactIndex, dated: &Dated) -> String {
        let name = plan.name_of(plan.artifact(index));
        one_line(&format!("{name}.{}@{}", dated.key, self.behind)).into_owned()
    }
}
