//! `pm check`: judges the plan as a compiler judges source.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::fixing;
use crate::command::judging::{Wish, judge};
use crate::command::moment::{self, Moment};
use crate::command::named_view;
use crate::command::session::Session;
use crate::command::writing::commit_argument;
use crate::diagnostic::loading::INTERRUPTED_CHANGE;
use crate::diagnostic::reports::REPORTS;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::repo::WorkingTree;
use crate::source::{RelPath, Store};
use crate::text::words::plural;

pub(super) static COMMAND: Spec = Spec {
    name: "check",
    group: Group::Check,
    about: "Check the plan: every file, field, link, date and promise",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    let formats: Vec<&str> = REPORTS.iter().map(|format| format.name).collect();
    moment::arguments(command)
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(clap::builder::PossibleValuesParser::new(formats))
                .default_value("human")
                .help("Write the findings in this format"),
        )
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("MOMENT")
                .help("Let only what came since then decide: since the branch left this one, or since a day"),
        )
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("LEVEL")
                .value_parser(["note", "warning", "error"])
                .help("Fail when there is a finding of this level or above [default: error]"),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("COUNT")
                .value_parser(clap::value_parser!(usize))
                .help("Show no more than this many findings to a person; count the others"),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["at", "staged"])
                .help("Make the safe fixes first, then check what remains"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("fix")
                .help("With --fix: write nothing, show the fixes as a diff"),
        )
        .arg(commit_argument().requires("fix").conflicts_with("dry-run"))
        .arg(
            Arg::new("baseline")
                .long("baseline")
                .value_name("FILE")
                .help("Leave out the findings that this file accepts [default: `baseline` in pm.yaml]"),
        )
        .arg(
            Arg::new("baseline-update")
                .long("baseline-update")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["dry-run", "at", "staged", "since"])
                .help("Take what no longer occurs out of the baseline; write it where there is none yet"),
        )
        .arg(
            // Not the argument that projects: what is judged is told to those who keep the plan.
            Arg::new("judged-audience")
                .long("audience")
                .value_name("NAME")
                .conflicts_with("fix")
                .help("Judge what an audience of pm.yaml gets: what is odd or revealing in it"),
        )
        .arg(
            Arg::new("paths")
                .value_name("PATH")
                .action(ArgAction::Append)
                .help("Report findings in these files and folders alone"),
        )
        .after_help(
            "Examples:\n  pm check\n  pm check --since origin/main --format github\n  pm check requirements --fail-on \
             warning",
        )
        .after_long_help(
            "Reads pm.yaml and every document of the plan; writes nothing without --fix, and the baseline only with \
             --baseline-update.\n\nWith --since, findings that were there already are listed apart and do not decide; they are those of the \
             last commit that the branch has in common with the one that is named. Rules about changes, such as \
             illegal-status-move, run with --since alone.\n\nWith --audience, the rules of the group `audience` run \
             and no others, over what that audience gets: names, amounts and titles of what it may not see, \
             sentences that lost a word, promises too far ahead. Findings point into the documents as they \
             are, so this report is for those who keep the plan.\n\nExit codes: 0 no finding at or above \
             --fail-on, 1 findings, 2 pm could not do its work.\n\nExamples:\n  pm check\n  pm check --format \
             sarif > pm.sarif\n  pm check requirements --fail-on warning\n  pm check --audience \
             customers",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    if matches.get_flag("fix") {
        let repository = session.repository()?;
        let wanted = paths(session, repository.root(), matches)?;
        fixing::run(session, matches, &wanted)?;
    }
    let is_trial = matches.get_flag("dry-run");
    // A branch and a baseline are of this repository alone, and so is a file that either writes.
    session.joins_overlay = !matches.contains_id("since") && !matches.get_flag("baseline-update");
    let mut loaded = session.load()?;
    if session.moment == Moment::WorkingTree {
        loaded.findings.extend(named_view::findings(cli));
        loaded.findings.extend(interrupted(&loaded.repository.working_tree()));
    }
    if loaded.plan.file_count == 0 && loaded.plan.config.is_read {
        return Err(CommandError::environment("there is nothing to check: no document was found")
            .with_hint("run `pm idea add \"…\"` to write the first one")
            .with_hint("or tell pm.yaml where the documents lie: `kinds: NAME: folder:`"));
    }
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let wish = Wish {
        since: text("since"),
        baseline: text("baseline"),
        updates_baseline: matches.get_flag("baseline-update"),
        paths: paths(session, loaded.repository.root(), matches)?,
        fail_on: match text("fail-on") {
            Some("note") => Some(Level::Note),
            Some("warning") => Some(Level::Warning),
            Some(_) => Some(Level::Error),
            None => None,
        },
        // A dry run has printed its diff, which a report behind it would spoil.
        format: if is_trial { None } else { Some(text("format").unwrap_or("human")) },
        only_findings: false,
        audience: text("judged-audience"),
        limit: matches.get_one::<usize>("limit").copied(),
        // A command that writes does not wait for a pager.
        pages: !matches.get_flag("fix"),
    };
    judge(session, loaded, &wish)
}

/// The finding that names a change which was interrupted while it was written.
fn interrupted(tree: &WorkingTree) -> Option<Diagnostic> {
    let pending = tree.pending()?;
    let (first, others) = pending.split_first()?;
    let text = INTERRUPTED_CHANGE;
    let message = format!(
        "an earlier change was interrupted with {} still to be written",
        plural(pending.len(), "file")
    );
    let mut finding = Diagnostic::new(text.name, text.level, Place::file(first), message)
        .with_help("run the same command again, or any other that writes: it completes the change first");
    for path in others {
        finding = finding.with_related(Place::file(path), "is still to be written too");
    }
    Some(finding)
}

fn paths(
    session: &Session<'_>,
    root: &std::path::Path,
    matches: &ArgMatches,
) -> Result<Vec<RelPath>, CommandError> {
    matches
        .get_many::<String>("paths")
        .into_iter()
        .flatten()
        .map(|path| {
            session
                .relative(root, path)
                .ok_or_else(|| CommandError::usage(format!("`{path}` lies outside of the repository")))
        })
        .collect()
}
