//! Whom to tell what: what became of the things that people asked for, and that they have not been told.
//!
//! The judgement is that of `analysis`. Who asked is read from the whole plan; what they are told comes from the plan
//! as they may see it, so that no letter says more. The letters themselves are filled in by the caller.

mod heard;
mod layout;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use heard::{Heard, people_behind};
use told::{Moved, words};

use crate::analysis::fate::{FEEDBACK, State, fate, is_open_feedback};
use crate::config::Config;
use crate::history::PlanDifference;
use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::subject::Subject;

const SAID: Key<Date> = Key::new("date");

/// What the letters are put together by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    Customer,
    Idea,
}

impl By {
    pub(crate) const ALL: [Self; 2] = [Self::Customer, Self::Idea];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Idea => "idea",
        }
    }
}

/// The plan at an earlier moment, with what is different since.
#[derive(Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) plan: &'a Plan,
    /// The same as those who are told may see it.
    pub(crate) seen: &'a Plan,
    pub(crate) difference: &'a PlanDifference,
    /// What a person called that moment.
    pub(crate) name: String,
}

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) today: Date,
    pub(crate) by: By,
    /// The plan as those who are told may see it.
    pub(crate) seen: &'a Plan,
    pub(crate) since: Option<Earlier<'a>>,
    /// The artifacts that are asked about, with their parts: customers, feedback, ideas, a release; all where there are
    /// none.
    pub(crate) only: Vec<ArtifactIndex>,
}

/// Whom to tell what.
#[derive(Serialize, Debug)]
pub(crate) struct Answers {
    today: String,
    /// The moment since which news counts; without one what is settled and was not told.
    since: Option<String>,
    by: &'static str,
    /// The name of the audience that the words are for.
    audience: Option<String>,
    /// Customers first, in the order of their names.
    pub(crate) letters: Vec<Letter>,
    /// What to type next.
    hint: Option<String>,
}

/// What one person is told.
#[derive(Serialize, Debug)]
pub(crate) struct Letter {
    pub(crate) to: Recipient,
    pub(crate) news: Vec<News>,
    /// The letter, filled in from a template.
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// Somebody who asked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
pub(crate) struct Recipient {
    /// Customers and others that have a document come first.
    #[serde(skip)]
    is_nameless: bool,
    /// The name of a customer, a segment or a stakeholder; the role of somebody without a name.
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    path: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) mail: Option<String>,
}

/// What became of one thing that somebody asked for.
#[derive(Serialize, Debug)]
pub(crate) struct News {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// The day it was said.
    said: Option<String>,
    /// shipped, on_the_way, considered, not_planned or no_answer; and what it was before.
    pub(crate) state: &'static str,
    before: Option<&'static str>,
    /// unanswered, changed or moved.
    why: &'static str,
    /// What may be told, in sentences.
    pub(crate) words: String,
    /// What the news is about: the idea, or the work.
    about: Subject,
    /// Whether it is feedback, which remembers that it was answered.
    #[serde(skip)]
    pub(crate) is_feedback: bool,
    #[serde(skip)]
    was_told: bool,
}

impl Answers {
    pub(crate) fn of(plan: &Plan, request: &Request<'_>) -> Self {
        let mut letters: BTreeMap<Recipient, Letter> = BTreeMap::new();
        // What is asked about stands for its parts too: a release for the work in it.
        let parts = request.only.iter().flat_map(|index| parts::parts(plan, *index));
        let only: BTreeSet<ArtifactIndex> = request.only.iter().copied().chain(parts).collect();
        for heard in heard::all(plan) {
            let Some(news) = News::of(plan, &heard, request) else { continue };
            for to in people_behind(plan, &heard) {
                if !only.is_empty() && !is_asked(plan, &only, &heard, to.id.as_deref()) {
                    continue;
                }
                let letter = letters.entry(to.clone()).or_insert_with(|| Letter {
                    to,
                    news: Vec::new(),
                    subject: String::new(),
                    text: String::new(),
                });
                letter.news.push(news.clone_for());
            }
        }
        let mut answers = Self {
            today: request.today.to_string(),
            since: request.since.as_ref().map(|earlier| earlier.name.clone()),
            by: request.by.name(),
            audience: request.seen.config.reader.as_ref().map(|reader| reader.audience.name.clone()),
            letters: letters.into_values().collect(),
            hint: None,
        };
        let named: String =
            request.only.iter().map(|index| format!(" {}", plan.artifact(*index).label())).collect();
        answers.hint = answers.what_next(&plan.config, &named);
        answers
    }

    /// The feedback that the letters answer and that does not say so, each once, with the words of its answer.
    pub(crate) fn to_record(&self) -> Vec<(&str, &str)> {
        let mut seen = BTreeSet::new();
        let news = self.letters.iter().flat_map(|letter| &letter.news);
        let told = news.filter(|news| news.is_feedback && news.is_settled() && !news.was_told);
        told.filter(|news| seen.insert(news.subject.id.as_str()))
            .map(|news| (news.subject.id.as_str(), news.words.as_str()))
            .collect()
    }

    /// `named` is what was asked about, as it follows `pm answers`.
    fn what_next(&self, config: &Config, named: &str) -> Option<String> {
        if self.letters.is_empty() {
            return None;
        }
        if self.audience.is_none() {
            let example = config.audiences.keys().next().map_or("customers", String::as_str);
            return Some(format!(
                "no audience is named, so that nothing but versions, announced dates, answers and reasons is told; name \
                 one: pm answers{named} --for {example}, or `answers: {{audience: {example}}}` in pm.yaml"
            ));
        }
        let first = self.to_record().first().map(|(id, _)| (*id).to_owned())?;
        Some(format!(
            "when they are told, write it down: pm answers{named} --record, or pm feedback answered {first}"
        ))
    }
}

/// What whoever said something can be told; nothing where it is neither shipped nor turned down.
pub(crate) fn told(plan: &Plan, index: ArtifactIndex, seen: &Plan) -> Option<String> {
    let fate = fate(plan, index);
    fate.state.is_settled().then(|| words(plan, index, &fate, seen, None).join(" "))
}

/// Whether something that somebody asked for is among what was asked about.
fn is_asked(plan: &Plan, only: &BTreeSet<ArtifactIndex>, heard: &Heard, person: Option<&str>) -> bool {
    let is_meant = |index: &ArtifactIndex| {
        *index == heard.index
            || heard.fate.ways.contains(index)
            || heard.fate.work.contains(index)
            || person == Some(plan.artifact(*index).label().as_str())
    };
    only.iter().any(is_meant)
}

impl News {
    /// The news for whoever asked; nothing where there is none.
    fn of(plan: &Plan, heard: &Heard, request: &Request<'_>) -> Option<Self> {
        let (index, fate) = (heard.index, &heard.fate);
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let category = artifact.category(kind);
        let is_feedback = kind.name == FEEDBACK;
        let (before, why, moved) = match &request.since {
            None => {
                let waits = is_open_feedback(plan, index) && fate.state.is_settled();
                (None, waits.then_some("unanswered")?, None)
            }
            Some(earlier) => {
                let old = earlier.difference.before_of(index);
                let was_told = |plan: &Plan, index| {
                    is_feedback && plan.artifact(index).category(plan.kind_of(index)) == Some(Category::Done)
                };
                // What was answered since then was told.
                if was_told(plan, index) && !old.is_some_and(|old| was_told(earlier.plan, old)) {
                    return None;
                }
                let before = old.map_or(State::Unheard, |old| self::fate(earlier.plan, old).state);
                let moved = Moved::of(plan, fate, request.seen, earlier.seen);
                let why = match (before == fate.state, &moved) {
                    (false, _) => "changed",
                    (true, Some(_)) => "moved",
                    (true, None) => return None,
                };
                (Some(before.name()), why, moved)
            }
        };
        let about =
            fate.lives_on.or(fate.ways.first().copied()).or(fate.work.first().copied()).unwrap_or(index);
        Some(Self {
            subject: Subject::of(plan, index),
            said: artifact.get(kind, SAID).filter(|_| is_feedback).map(|day| day.to_string()),
            state: fate.state.name(),
            before,
            why,
            words: words(plan, index, fate, request.seen, moved.as_ref()).join(" "),
            about: Subject::of(plan, about),
            is_feedback,
            was_told: category.is_some_and(Category::is_closed),
        })
    }

    fn clone_for(&self) -> Self {
        Self {
            subject: self.subject.clone(),
            said: self.said.clone(),
            words: self.words.clone(),
            about: self.about.clone(),
            ..*self
        }
    }

    fn is_settled(&self) -> bool {
        State::ALL.iter().any(|state| state.is_settled() && state.name() == self.state)
    }
}
