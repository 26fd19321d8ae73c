//! `pm today`: what waits for whoever asks, and what is most worth doing.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::person::{Committer, called, committer};
use crate::command::session::Session;
use crate::command::{ages, render};
use crate::view::today::{Request, Today};

pub(super) static COMMAND: Spec = Spec {
    name: "today",
    group: Group::Week,
    about: "Show what waits for you, and the three things most worth doing",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("for")
                .long("for")
                .value_name("PERSON")
                .conflicts_with("everybody")
                .help("Show what waits for this person [default: the person of pm.yaml who commits here]"),
        )
        .arg(
            Arg::new("everybody")
                .long("everybody")
                .action(ArgAction::SetTrue)
                .help("Show what waits for anybody, with the names"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm today\n  pm today --for mira\n  pm today --everybody --format html > today.html")
        .after_long_help(
            "Reads every document as it lies on the disk and the commits of the branch; writes nothing. What waits: \
             decisions that you drive or make; what needs your approval in a role that you hold, or is in review and \
             yours; open questions and points of checklists that name you; what is yours and is due within 14 days or \
             overdue; objectives and bets of yours that are off track or at risk, or had no check-in for 30 days; \
             feedback and ideas that nobody has looked at; people to be told what came of their words; and work of \
             yours under way that nobody changed for 30 days. What nobody owns waits for those with the role \
             `product`.\n\nMost worth doing is, in this order: what was promised to people and is late; what most \
             other work waits for; what is off track; what is overdue; who is to be answered; what is due soon or at risk; what \
             waits longest.\n\nExamples:\n  pm today\n  pm today --for mira\n  pm today --everybody\n  pm today \
             --format json",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let (plan, config) = (&loaded.plan, &loaded.plan.config);
    let mut hint = None;
    let person = match matches.get_one::<String>("for") {
        Some(named) => Some(called(config, named)?),
        None if matches.get_flag("everybody") || config.people.is_empty() => None,
        None => match committer(&loaded.repository, config, &session.variables) {
            Committer::Known(handle) => Some(handle),
            Committer::Stranger(who) => {
                hint = Some(format!(
                    "pm.yaml knows nobody who commits as {who}, so this is what waits for everybody; put the \
                     address under `accounts` of that person, or name one: pm today --for {}",
                    config.people.keys().next().map_or("…", String::as_str)
                ));
                None
            }
            Committer::Nobody => {
                hint = Some(format!(
                    "git does not know who commits here, so this is what waits for everybody; name a person: pm today \
                     --for {}",
                    config.people.keys().next().map_or("…", String::as_str)
                ));
                None
            }
        },
    };
    let ages = ages::read(session, &loaded);
    let request = Request { today: session.today, person, hint, ages: ages.as_ref() };
    render::show(session, matches, &Today::of(plan, &request))?;
    render::name_unreadable(session, plan)
}
