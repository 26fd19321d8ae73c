//! The short form of `pm checkin add`: what it is about, how it is doing, and the words.
//!
//! Title, day and author follow unless they are given.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::change::Assignment;
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::config::Config;
use crate::model::kind::Kind;
use crate::model::values::{Date, Id};
use crate::plan::Plan;
use crate::repo::Repository;
use crate::text::words::{nearest, one_of};

const ABOUT: &str = "on";
const HEALTH: &str = "health";
const WORDS: &str = "words";
const DATE: &str = "date";
const AUTHOR: &str = "author";
/// The word for the product, where there is only one.
const PRODUCT: &str = "product";

/// Whether the artifacts of a kind say how something is doing.
pub(super) fn fits(kind: &Kind) -> bool {
    [ABOUT, HEALTH, WORDS, DATE, AUTHOR].iter().all(|name| kind.field(name).is_some())
}

/// Lets the title be given in parts.
pub(super) fn arguments(command: Command, kind: &Kind) -> Command {
    let healths = one_of(choices(kind));
    command
        .mut_arg("title", |_| {
            Arg::new("title")
                .value_name("ON HEALTH WORDS")
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..=3)
                .help(format!(
                    "What it is about, an id or a product; {healths}; and what changed, what is in the way, in two or three \
                     sentences. One argument alone is a title"
                ))
        })
        .after_help(
            "Examples:\n  pm checkin add INIT-3 at_risk \"The bank is late by two weeks.\"\n  pm checkin add OBJ-2.KR1 \
             on_track \"18 of 20 percent.\" --ask \"Tom to decide DEC-3 by 4 December\"\n  pm checkin add product on_track \
             \"A quiet week.\"",
        )
        .after_long_help(
            "Writes one file with the next free id, and prints id and path. The title is that of what it is about with \
             the day, the day is today, and the author is the person of pm.yaml who commits here, unless they are \
             given. A check-in without `on` is about its product.\n\nExamples:\n  pm checkin add INIT-3 at_risk \"The bank is \
             late by two weeks.\"\n  pm checkin add OBJ-2.KR1 on_track \"18 of 20 percent.\" --ask \"Tom to decide DEC-3 by 4 \
             December\"\n  pm checkin add product on_track \"A quiet week.\"\n  pm checkin add \"Money, end of November\" --on \
             OBJ-2 --health at_risk --words \"…\" --date 2026-11-23 --author mira",
        )
}

fn choices(kind: &Kind) -> Vec<&str> {
    kind.field(HEALTH).map(|field| field.choices.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// What was said in parts.
pub(super) struct Said {
    /// What it is about, as it was written.
    about: String,
    /// The key of the product that it is about.
    pub(super) product: Option<String>,
    pub(super) fields: Vec<Assignment>,
    date: Date,
}

impl Said {
    /// What the arguments say; nothing where they are a title alone.
    pub(super) fn read(
        session: &Session<'_>,
        config: &Config,
        repository: &Repository,
        kind: &Kind,
        matches: &ArgMatches,
        given: &[Assignment],
    ) -> Result<Option<Self>, CommandError> {
        let words: Vec<&String> = matches.get_many::<String>("title").into_iter().flatten().collect();
        let [about, rest @ ..] = words.as_slice() else { return Ok(None) };
        if rest.is_empty() {
            return Ok(None);
        }
        let is_given = |name: &str| given.iter().any(|assignment| assignment.place == name);
        let mut fields = vec![Assignment::set(HEALTH, health(kind, rest[0])?)];
        if let Some(words) = rest.get(1) {
            fields.push(Assignment::set(WORDS, words.as_str()));
        }
        let product = product(config, about);
        if product.is_none() {
            fields.push(Assignment::set(ABOUT, about.as_str()));
        }
        let date = given.iter().find(|assignment| assignment.place == DATE);
        let date = date.and_then(|date| Date::parse(date.texts.first()?).ok());
        if !is_given(DATE) {
            fields.push(Assignment::set(DATE, session.today.to_string()));
        }
        let signer = repository.signature(&session.variables);
        let author = signer.as_ref().and_then(|signer| config.handle_signing(&signer.name, &signer.mail));
        if let (false, Some(author)) = (is_given(AUTHOR), author) {
            fields.push(Assignment::set(AUTHOR, author));
        }
        fields.retain(|field| !is_given(&field.place));
        Ok(Some(Self { about: (*about).clone(), product, fields, date: date.unwrap_or(session.today) }))
    }

    /// The position of the product that what it is about belongs to.
    pub(super) fn product_of_subject(&self, plan: &Plan) -> Option<usize> {
        plan.find(&self.about).ok().map(|found| usize::from(plan.artifact(found.artifact).product))
    }

    /// The title: what it is about, and the day.
    pub(super) fn title(&self, plan: &Plan) -> String {
        let of_product = self.product.as_ref().and_then(|key| plan.config.products.get(key));
        let named =
            || plan.find(&self.about).ok().map(|found| plan.artifact(found.artifact).title.to_string());
        let about =
            of_product.map(|product| product.name.clone()).filter(|name| !name.is_empty()).or_else(named);
        format!("{}, {}", about.unwrap_or_else(|| self.about.clone()), self.date.for_people())
    }
}

/// The health that a person means.
fn health<'k>(kind: &'k Kind, word: &str) -> Result<&'k str, CommandError> {
    let known = choices(kind);
    let comparable = word.trim().to_lowercase().replace(['-', ' '], "_");
    if let Some(found) = known.iter().find(|health| **health == comparable) {
        return Ok(found);
    }
    let error = CommandError::usage(format!("`{word}` is no health"));
    Err(match nearest(word, known.iter().copied()) {
        Some(near) => error.with_hint(format!("did you mean {near}?")),
        None => error.with_hint(format!("write {}, and the words behind it", one_of(known))),
    })
}

/// The key of the product that a word calls; an id calls none.
fn product(config: &Config, word: &str) -> Option<String> {
    if Id::parse(word).is_ok() || word.contains('.') {
        return None;
    }
    let called = |(key, product): &(&String, &crate::config::Product)| {
        key.as_str() == word || product.name.eq_ignore_ascii_case(word)
    };
    let only = config.products.len() == 1 && word == PRODUCT;
    let mut products = config.products.iter();
    if only {
        products.next().map(|(key, _)| key.clone())
    } else {
        products.find(called).map(|(key, _)| key.clone())
    }
}
