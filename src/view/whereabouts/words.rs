//! The answer in sentences: what a person would say who was asked.

use super::past::{people, since};
use super::step::{Release, Step, when};
use super::{Because, Whereabout};
use crate::analysis::fate::{Fate, Stage, State};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::plural;

/// The sentences of an answer; never none.
pub(super) fn sentences(
    plan: &Plan,
    index: ArtifactIndex,
    fate: &Fate,
    whereabout: &Whereabout,
    today: Date,
) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(living) = &whereabout.lives_on {
        said.push(format!("It says the same as {} {}, which lives on.", living.id, sentence(&living.title)));
    }
    match fate.state {
        State::Shipped => shipped(whereabout, &mut said),
        State::OnTheWay => on_the_way(whereabout, &mut said),
        State::Considered => considered(whereabout, &mut said),
        State::NotPlanned => not_planned(plan, index, whereabout, &mut said),
        State::Unheard => unheard(whereabout, today, &mut said),
    }
    said
}

/// Work that comes at one time: the first piece of it, with its release.
fn groups<'a>(work: &'a [Step], stages: &[Stage]) -> Vec<&'a Step> {
    let mut found: Vec<&Step> = Vec::new();
    for step in work.iter().filter(|step| stages.contains(&step.stage)) {
        let key = |step: &Step| (step.release.as_ref().map(|it| it.id.clone()), step.target.clone());
        if !found.iter().any(|known| key(known) == key(step)) {
            found.push(step);
        }
    }
    found
}

fn shipped(whereabout: &Whereabout, said: &mut Vec<String>) {
    let out = groups(&whereabout.work, &[Stage::Out]);
    let what = if whereabout.is_partly_out { "Part of it" } else { "It" };
    for (at, step) in out.iter().enumerate() {
        let what = if at == 0 { what } else { "More of it" };
        said.push(match &step.release {
            Some(release) => format!("{what} went out with {}.", went_out(release)),
            None => {
                let since = since(step.since.as_ref());
                format!("{what} is with customers{since}.")
            }
        });
    }
    if out.is_empty() {
        let since = since(whereabout.since.as_ref());
        said.push(format!("It is done{since}."));
    }
    if whereabout.is_partly_out {
        said.push("The rest is not decided yet.".to_owned());
    }
}

fn went_out(release: &Release) -> String {
    let date = release.date.as_ref().map(|date| format!(" {}", when(date))).unwrap_or_default();
    format!("{}{date}", release.name())
}

fn on_the_way(whereabout: &Whereabout, said: &mut Vec<String>) {
    for step in groups(&whereabout.work, &[Stage::Out]) {
        let with = step.release.as_ref().map(|release| format!(": it went out with {}", went_out(release)));
        said.push(format!("Part of it is out{}.", with.unwrap_or_default()));
    }
    let mut coming = groups(&whereabout.work, &[Stage::Ready, Stage::UnderWay]);
    if coming.is_empty() {
        coming = groups(&whereabout.work, &[Stage::Open]);
    }
    if coming.is_empty() {
        said.push("It is planned; no work on it is written down yet.".to_owned());
    }
    for (at, step) in coming.iter().enumerate() {
        let what = match (at, step.stage, whereabout.is_partly_out) {
            (0, Stage::Ready, _) => "It is ready",
            (0, _, false) => "It is on the way",
            (0, _, true) => "The rest is on the way",
            _ => "More of it comes",
        };
        let with = step.release.as_ref().map(|release| match step.stage {
            Stage::Ready => format!(" and goes out with {}", release.name()),
            _ => format!(" with {}", release.name()),
        });
        said.push(format!("{what}{}{}.", with.unwrap_or_default(), planned(step)));
        said.extend(moves(step));
    }
}

/// `, planned for 15 Dec 2026 and announced for Q4 2026`.
fn planned(step: &Step) -> String {
    let announced = step.announced.as_ref().map(|text| people_target(text));
    match (step.target.as_ref().map(|text| people_target(text)), announced) {
        (Some(target), Some(announced)) if target == announced => format!(", announced for {announced}"),
        (Some(target), Some(announced)) => format!(", planned for {target} and announced for {announced}"),
        (Some(target), None) => format!(", planned for {target}"),
        (None, Some(announced)) => format!(", announced for {announced}"),
        (None, None) => "; no date is set".to_owned(),
    }
}

fn people_target(written: &str) -> String {
    when(written).trim_start_matches("on ").trim_start_matches("in ").trim_start_matches("for ").to_owned()
}

/// How the dates moved that a sentence before has named.
fn moves(step: &Step) -> Vec<String> {
    let told = step.moves().filter(|moved| moved.later + moved.earlier > 0);
    told.map(|moved| match moved.field.as_str() {
        "announced" => format!("What was announced moved {}.", moved.words()),
        "release" => format!("It moved to another release {}.", moved.words()),
        _ => format!("Its date moved {}.", moved.words()),
    })
    .collect()
}

fn considered(whereabout: &Whereabout, said: &mut Vec<String>) {
    let first =
        whereabout.ways.iter().chain(&whereabout.work).find(|step| step.subject.id != whereabout.subject.id);
    said.push(match first {
        Some(step) => {
            let status = step.subject.status.as_deref().unwrap_or_default();
            let (id, title, since) =
                (&step.subject.id, sentence(&step.subject.title), since(step.since.as_ref()));
            format!("It is being considered as {id} {title} ({status}{since}); nothing is promised.")
        }
        None => {
            format!("It is being considered{}; nothing is promised.", since(whereabout.since.as_ref()))
        }
    });
    for step in groups(&whereabout.work, &[Stage::Open, Stage::Withdrawn]) {
        match (&step.release, step.stage) {
            (Some(release), Stage::Withdrawn) => {
                let reason = release.reason.as_ref().map(|reason| format!(": {}", ended(reason)));
                let reason = reason.unwrap_or_else(|| ".".to_owned());
                said.push(format!("It was out with {}, which was withdrawn{reason}", release.name()));
            }
            (Some(release), _) => {
                said.push(format!("It would come with {}{}.", release.name(), planned(step)));
            }
            (None, _) if step.target.is_some() => {
                let target = step.target.as_deref().map(people_target).unwrap_or_default();
                said.push(format!("Its target is {target}."));
            }
            (None, _) => {}
        }
        said.extend(moves(step));
    }
}

fn not_planned(plan: &Plan, index: ArtifactIndex, whereabout: &Whereabout, said: &mut Vec<String>) {
    let Some(because) = &whereabout.because else {
        said.push("It is not planned.".to_owned());
        return;
    };
    let is_itself = because.subject.id == plan.artifact(index).label();
    if is_itself && whereabout.subject.category == Some("done") {
        said.push(match &whereabout.response {
            Some(response) => {
                format!("Nothing in the plan answers it; this is what was said: {}", ended(response))
            }
            None => "Nothing in the plan answers it.".to_owned(),
        });
        return;
    }
    said.push(verdict(because, is_itself));
    match (&because.reason, &because.until) {
        (Some(reason), _) => said.push(ended(reason)),
        (None, Some(_)) => {}
        (None, None) => said.push("No reason is written down.".to_owned()),
    }
    for decision in whereabout.decisions.iter().filter(|decision| decision.date.is_some()) {
        if let Some(outcome) = &decision.outcome {
            let date = decision.date.as_deref().map(people).unwrap_or_default();
            said.push(format!("That was decided on {date} in {}: {}", decision.subject.id, ended(outcome)));
        }
    }
}

fn verdict(because: &Because, is_itself: bool) -> String {
    let what = match &because.until {
        Some(until) => format!("It is put off until {}", people(until)),
        None => "It is not planned".to_owned(),
    };
    let status = because.subject.status.as_deref().unwrap_or("dropped");
    let on =
        because.since.as_ref().filter(|since| !since.or_longer).map(|since| format!(" {}", when(&since.day)));
    let on = on.unwrap_or_default();
    match (is_itself, on.is_empty()) {
        (true, true) => format!("{what}."),
        (true, false) => format!("{what}: it was {status}{on}."),
        (false, _) => {
            let (id, title) = (&because.subject.id, sentence(&because.subject.title));
            format!("{what}: {id} {title}, which would answer it, was {status}{on}.")
        }
    }
}

fn unheard(whereabout: &Whereabout, today: Date, said: &mut Vec<String>) {
    said.push(match whereabout.subject.category {
        Some("active") => "It was read, and nothing answers it yet.".to_owned(),
        _ => "Nobody has decided on it yet.".to_owned(),
    });
    if let Some(day) = whereabout.said.as_deref().and_then(|day| Date::parse(day).ok()) {
        said.push(match usize::try_from(day.days_until(today)) {
            Ok(0) => "It was said today.".to_owned(),
            Ok(days) => format!("It was said on {}, {} ago.", day.for_people(), plural(days, "day")),
            Err(_) => format!("It was said on {}.", day.for_people()),
        });
    } else if let Some(since) = whereabout.since.as_ref().and_then(|since| since.known_words()) {
        said.push(format!("It waits {since}."));
    }
}

/// A title in the middle of a sentence.
fn sentence(title: &str) -> &str {
    title.trim_end_matches(['.', '!', '?'])
}

/// A text with a sign at its end that ends a sentence.
pub(crate) fn ended(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?', '”', '"']) { "" } else { "." };
    format!("{text}{end}")
}
