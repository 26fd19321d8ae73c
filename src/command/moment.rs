//! Which moment of the repository a reading command looks at: now, what is staged, or a revision.
//!
//! A name is a reference first, then a day, then anything else that git takes for a revision.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::error::CommandError;
use super::session::Session;
use crate::model::values::{Date, FiscalYear, Period, day_named};
use crate::repo::{Repository, RevisionTree};
use crate::source::SourceFaultKind;

/// Behind the arguments of the command itself.
const LAST: usize = 900;

/// What a command reads.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Moment {
    #[default]
    WorkingTree,
    Staged,
    /// A revision or a day, as a person named it.
    At(String),
}

/// Adds `--at` and `--staged` to a command that reads the plan.
pub(crate) fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("at")
                .long("at")
                .value_name("MOMENT")
                .conflicts_with("staged")
                .display_order(LAST)
                .help("Read the plan as it was at a revision, on a day, or \"3 weeks ago\""),
        )
        .arg(
            Arg::new("staged")
                .long("staged")
                .action(ArgAction::SetTrue)
                .display_order(LAST)
                .help("Read what is staged for the next commit"),
        )
}

/// The moment that the arguments of a command name.
pub(crate) fn named(matches: &ArgMatches) -> Moment {
    let at = matches.try_get_one::<String>("at").ok().flatten();
    let staged = matches.try_get_one::<bool>("staged").ok().flatten().is_some_and(|staged| *staged);
    match at {
        Some(at) => Moment::At(at.clone()),
        None if staged => Moment::Staged,
        None => Moment::WorkingTree,
    }
}

/// The files that the checked-out branch began from: those of the last commit that it has in common with a
/// revision, or of the last one on or before a day.
pub(crate) fn base_of(
    session: &Session<'_>,
    repository: &Repository,
    name: &str,
) -> Result<RevisionTree, CommandError> {
    let fiscal = session.config(&repository.working_tree()).map(|(config, ..)| config.fiscal_year);
    let fiscal = fiscal.unwrap_or_default();
    let is_day = day_named(name, session.today, &fiscal).is_ok() && !repository.is_reference(name)?;
    // Says what is wrong with the name, in the words of every other moment.
    let named = tree_at(repository, name, session.today, &fiscal)?;
    if is_day {
        return Ok(named);
    }
    let base = repository.merge_base("HEAD", &named.commit())?.ok_or_else(|| {
        let error = CommandError::usage(format!("the branch has no commit in common with `{name}`"));
        match repository.is_shallow() {
            Ok(true) => error.with_hint("this clone is shallow; `git fetch --unshallow` brings the history"),
            _ => error.with_hint("name the branch that it is to be merged into"),
        }
    })?;
    Ok(repository.revision(&base)?)
}

/// The day that a person named, of a period its first one; of a revision the day of its commit.
pub(crate) fn day_at(
    repository: &Repository,
    name: &str,
    today: Date,
    fiscal: &FiscalYear,
) -> Result<Date, CommandError> {
    if !repository.is_reference(name)? {
        if let Ok(period) = Period::parse(name) {
            return Ok(period.first_day(fiscal));
        }
        if let Ok(day) = day_named(name, today, fiscal) {
            return Ok(day);
        }
    }
    let commit = tree_at(repository, name, today, fiscal)?;
    Ok(Date::of_epoch_day(commit.committed().epoch_day()))
}

/// The files of the commit that a person named by a revision or by a day.
pub(crate) fn tree_at(
    repository: &Repository,
    name: &str,
    today: Date,
    fiscal: &FiscalYear,
) -> Result<RevisionTree, CommandError> {
    if repository.is_reference(name)? {
        return Ok(repository.revision(name)?);
    }
    let Ok(day) = day_named(name, today, fiscal) else {
        return repository.revision(name).map_err(|fault| match fault.kind {
            SourceFaultKind::NotFound => CommandError::usage(fault.reason).with_hint(
                "name a branch, a tag, a commit, a day such as 2026-11-23, or words such as \"3 weeks ago\"",
            ),
            _ => fault.into(),
        });
    };
    if let Some(tree) = repository.on_day(day.epoch_day())? {
        return Ok(tree);
    }
    let error = CommandError::usage(format!("no commit was made on or before {day}"));
    Err(match repository.is_shallow()? {
        true => {
            error.with_hint("this clone is shallow; `git fetch --unshallow` brings the history before it")
        }
        false => error.with_hint("name a later day"),
    })
}
