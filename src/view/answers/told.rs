//! What may be told, in sentences: from the plan as those who are told may see it.
//!
//! Beside that only what is written for them is told: the `response` of an idea, and where no audience is named the
//! `reason`, which is worded for whoever asked.

use crate::analysis::fate::{Fate, Stage, State, UNTIL, release_of, stage};
use crate::model::key::{ANNOUNCED, Key, REASON, VERSION};
use crate::model::values::{Date, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::{line_of, one_line};
use crate::view::whereabouts::{ended, when};

const DATE: Key<Date> = Key::new("date");
const CONSIDERED: &str = "We are looking into it, and have promised nothing yet.";
const RESPONSE: Key<str> = Key::new("response");

/// A date that was announced, and is another one now.
#[derive(Debug)]
pub(super) struct Moved {
    from: Target,
    to: Target,
    is_later: bool,
}

impl Moved {
    /// How what was announced for the first piece of work moved; nothing where it did not, or may not be seen.
    pub(super) fn of(plan: &Plan, fate: &Fate, now: &Plan, then: &Plan) -> Option<Self> {
        fate.work.iter().find_map(|work| {
            let name = plan.name_of(plan.artifact(*work));
            let announced = |plan: &Plan| announced(plan, plan.find(&name).ok()?.artifact);
            let (from, to) = (announced(then)?, announced(now)?);
            let order = from.compare(to, &now.config.fiscal_year);
            (from != to).then_some(Self { from, to, is_later: order.is_lt() })
        })
    }
}

/// What was announced of work, or of its release.
fn announced(plan: &Plan, work: ArtifactIndex) -> Option<Target> {
    let of = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), ANNOUNCED);
    of(work).or_else(|| of(release_of(plan, work)?))
}

/// A piece of work as it may be seen.
struct Seen {
    stage: Stage,
    /// `3.0.0`, with the product where there are several.
    version: Option<String>,
    date: Option<Date>,
    announced: Option<Target>,
    /// What the changelog says of it.
    line: Option<String>,
}

/// The sentences for whoever asked.
pub(super) fn words(
    plan: &Plan,
    index: ArtifactIndex,
    fate: &Fate,
    seen: &Plan,
    moved: Option<&Moved>,
) -> Vec<String> {
    let work: Vec<Seen> = fate.work.iter().filter_map(|work| Seen::of(plan, *work, seen)).collect();
    let mut said = Vec::new();
    match fate.state {
        State::Shipped => {
            out(if fate.is_partly_out { "a part of it" } else { "something about it" }, &work, &mut said);
        }
        // That there is work on it is told by the work that may be seen alone.
        State::OnTheWay if work.is_empty() && seen.config.reader.is_some() => {
            said.push(CONSIDERED.to_owned());
        }
        State::OnTheWay => {
            if fate.is_partly_out {
                out("a part of it", &work, &mut said);
            }
            coming(if fate.is_partly_out { "the rest" } else { "it" }, &work, &mut said);
        }
        State::Considered => said.push(CONSIDERED.to_owned()),
        State::NotPlanned => said.push(refused(plan, fate)),
        State::Unheard => said.push("We have read it, and have not decided on it yet.".to_owned()),
    }
    if let Some(moved) = moved {
        let order = if moved.is_later { "later" } else { "earlier" };
        let (from, to) = (when(&moved.from.to_string()), when(&moved.to.to_string()));
        said.push(format!("It comes {order} than we had said: {to}, and not {from}."));
    }
    said.extend(answer(plan, index, fate, seen).map(|answer| ended(&answer)));
    said
}

/// The words that were written for those who asked.
fn answer(plan: &Plan, index: ArtifactIndex, fate: &Fate, seen: &Plan) -> Option<String> {
    let response =
        |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), RESPONSE).map(one_line);
    let around = [index].into_iter().chain(fate.because).chain(fate.lives_on);
    let given = around.chain(fate.ways.iter().copied()).find_map(response);
    let because = fate.because.filter(|_| fate.state == State::NotPlanned);
    given.or_else(|| {
        let name = plan.name_of(plan.artifact(because?));
        let index = seen.find(&name).ok()?.artifact;
        seen.artifact(index).get(seen.kind_of(index), REASON).map(one_line)
    })
}

fn refused(plan: &Plan, fate: &Fate) -> String {
    let until = fate.because.and_then(|index| plan.artifact(index).get(plan.kind_of(index), UNTIL));
    match until {
        Some(until) => format!("We have put it off, and look at it again {}.", when(&until.to_string())),
        None => "We are not going to do it.".to_owned(),
    }
}

fn out(what: &str, work: &[Seen], said: &mut Vec<String>) {
    let out: Vec<&Seen> = work.iter().filter(|seen| seen.stage == Stage::Out).collect();
    let mut versions: Vec<&str> = Vec::new();
    for seen in &out {
        let Some(version) = seen.version.as_deref().filter(|version| !versions.contains(version)) else {
            continue;
        };
        let date = seen.date.map(|date| format!(" {}", when(&date.to_string()))).unwrap_or_default();
        said.push(match versions.is_empty() {
            true => format!("We have done {what}, and it came out with {version}{date}."),
            false => format!("More of it came out with {version}{date}."),
        });
        versions.push(version);
    }
    if versions.is_empty() {
        said.push(format!("We have done {what}."));
    }
    said.extend(out.iter().filter_map(|seen| seen.line.as_deref()).map(ended));
}

fn coming(what: &str, work: &[Seen], said: &mut Vec<String>) {
    let next = work.iter().find(|seen| !matches!(seen.stage, Stage::Out | Stage::Withdrawn));
    let version = next.and_then(|seen| seen.version.as_ref());
    let announced = match next.and_then(|seen| seen.announced) {
        Some(Target::Period(period)) => Some(when(&period.to_string())),
        _ => None,
    };
    said.push(match (version, announced) {
        (Some(version), Some(day)) => {
            format!("We are working on {what}: it comes with {version}, which we expect {day}.")
        }
        (None, Some(day)) => format!("We are working on {what}, and expect it {day}."),
        (Some(version), None) => {
            format!("We are working on {what}: it comes with {version}. There is no date yet that we could promise.")
        }
        (None, None) => format!("We are working on {what}. There is no date yet that we could promise."),
    });
}

impl Seen {
    fn of(plan: &Plan, work: ArtifactIndex, seen: &Plan) -> Option<Self> {
        let at = seen.find(&plan.name_of(plan.artifact(work))).ok()?.artifact;
        let (artifact, kind) = (seen.artifact(at), seen.kind_of(at));
        let release = release_of(seen, at);
        let version = release.and_then(|release| {
            let version = seen.artifact(release).get(seen.kind_of(release), VERSION)?.without_v().to_owned();
            let product = seen.config.products.get_index(usize::from(seen.artifact(release).product));
            Some(match product.filter(|_| seen.config.products.len() > 1) {
                Some((_, product)) => format!("{} {version}", product.name),
                None => version,
            })
        });
        Some(Self {
            stage: stage(plan, work),
            version,
            date: release.and_then(|release| seen.artifact(release).get(seen.kind_of(release), DATE)),
            announced: announced(seen, at),
            line: line_of(artifact, kind).map(|(_, text)| text),
        })
    }
}
