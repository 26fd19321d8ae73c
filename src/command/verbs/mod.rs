//! What can be done with an artifact, whatever its kind: one file per verb.
//!
//! `pm idea show IDEA-7` and `pm show IDEA-7` are the same verb: with the kind named, or with the kind
//! that the id names.

mod add;
pub(crate) mod answered;
mod approve;
mod board;
mod checkin;
mod edit;
mod history;
mod link;
mod links;
pub(crate) mod list;
mod merge;
mod rank;
mod remove;
mod rename;
mod set;
mod ship;
mod show;
mod slips;
mod status;
mod timeline;
mod trace;
mod unlink;
mod unmerge;
mod unset;

use clap::{ArgMatches, Command};

use super::error::{CommandError, Exit};
use super::session::Session;
use crate::model::kind::Kind;
use crate::text::words::with_article;

/// Whether a verb is called on a kind.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'a> {
    /// `pm show …`: the id names the kind.
    Any,
    /// `pm idea show …`
    Kind(&'a Kind),
}

/// A verb.
pub(crate) struct Verb {
    pub(crate) name: &'static str,
    /// One line for lists of verbs; `{kind}` stands for the kind's name, `{a kind}` for the same with its
    /// article, `{kinds}` for its plural.
    pub(crate) about: &'static str,
    /// Whether it can be called without a kind.
    pub(crate) names_its_kind: bool,
    /// Adds the arguments and the examples.
    pub(crate) arguments: fn(Command, Scope<'_>) -> Command,
    pub(crate) run: fn(&mut Session<'_>, Scope<'_>, &ArgMatches) -> Result<Exit, CommandError>,
}

/// All verbs, in the order of a kind's help.
pub(crate) static VERBS: &[&Verb] = &[
    &add::VERB,
    &list::VERB,
    &board::VERB,
    &show::VERB,
    &links::VERB,
    &history::VERB,
    &timeline::VERB,
    &slips::VERB,
    &trace::VERB,
    &set::VERB,
    &unset::VERB,
    &link::VERB,
    &unlink::VERB,
    &status::VERB,
    &merge::VERB,
    &unmerge::VERB,
    &rank::VERB,
    &approve::VERB,
    &edit::VERB,
    &rename::VERB,
    &remove::VERB,
];

/// Whether a verb fits a kind.
type Fits = fn(&Kind) -> bool;

/// The verbs of one kind, each with the kinds that it fits.
static OWN: &[(&Verb, Fits)] = &[(&answered::VERB, answered::fits), (&ship::VERB, ship::fits)];

/// The verbs of a kind, in the order of its help.
pub(crate) fn of_kind(kind: &Kind) -> impl Iterator<Item = &'static Verb> {
    let own = OWN.iter().filter(move |(_, fits)| fits(kind)).map(|(verb, _)| *verb);
    VERBS.iter().copied().chain(own)
}

/// Every verb that needs a kind, for the reference.
pub(crate) fn with_kind() -> impl Iterator<Item = &'static Verb> {
    let all = VERBS.iter().copied().chain(OWN.iter().map(|(verb, _)| *verb));
    all.filter(|verb| !verb.names_its_kind)
}

impl Verb {
    /// The command of the verb, for a kind or for any.
    pub(crate) fn command(&self, scope: Scope<'_>) -> Command {
        (self.arguments)(Command::new(self.name).about(self.about_in(scope)), scope)
    }

    /// The line on the verb, about a kind or about any.
    pub(crate) fn about_in(&self, scope: Scope<'_>) -> String {
        let (kind, kinds) = match scope {
            Scope::Any => ("artifact", "artifacts"),
            Scope::Kind(kind) => (kind.name.as_str(), kind.plural.as_str()),
        };
        self.about.replace("{a kind}", &with_article(kind)).replace("{kinds}", kinds).replace("{kind}", kind)
    }
}

/// The prefix that examples in a verb's help use.
fn example_prefix(scope: Scope<'_>) -> &str {
    match scope {
        Scope::Any => "REQ",
        Scope::Kind(kind) => &kind.identity.prefix,
    }
}

/// The names of the verbs of a kind.
pub(crate) fn names(kind: &Kind) -> Vec<&'static str> {
    of_kind(kind).map(|verb| verb.name).collect()
}
