//! `pm diff`: what is different between two moments of the plan, and what follows from it.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::audience;
use crate::command::comparison::{self, Comparison, Extent};
use crate::command::error::{CommandError, Exit};
use crate::command::evidence;
use crate::command::render;
use crate::command::session::Session;
use crate::config::forge_address;
use crate::history::{Changed, Lineages, PlanDifference, consequences, count_moves, difference};
use crate::source::log::Walk;
use crate::trace::{Mentions, places_of_touched, touched};
use crate::view::diff::{Background, PlanDiff, Surroundings};

pub(super) static COMMAND: Spec = Spec {
    name: "diff",
    group: Group::Plan,
    about: "Tell what is different between two moments of the plan, and what follows from it",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    comparison::arguments(command)
        .arg(
            Arg::new("brief")
                .long("brief")
                .action(ArgAction::SetTrue)
                .help("Tell what is different alone, neither what follows nor how often a target moved; the fastest"),
        )
        .arg(
            Arg::new("exit-code")
                .long("exit-code")
                .action(ArgAction::SetTrue)
                .help("End with 1 where there is a difference, as git does"),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm diff\n  pm diff main...HEAD\n  pm diff \"2 weeks ago\"\n  pm diff v1.2..v1.3 --format \
             markdown",
        )
        .after_long_help(
            "Reads the documents of both moments, and for targets that moved the history before; writes nothing. With \
             --brief, the documents that changed are read and no others. A \
             moment is a revision, a tag, a day such as 2026-11-23, or words such as \"3 weeks ago\". Artifacts are \
             matched by id, those without one by path. How often a target has been moved is counted over first \
             parents, through renames as git sees them at 50 % similarity.\n\nExamples:\n  pm diff\n  pm diff \
             --staged\n  pm diff main...HEAD --format markdown\n  pm diff \"2 weeks ago\"\n  pm diff 2026-09-30..HEAD \
             --format csv\n  pm diff v1.2..v1.3 --exit-code",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let is_brief = matches.get_flag("brief");
    let extent = if is_brief { Extent::Changed } else { Extent::Whole };
    let compared = Comparison::read(session, matches, extent)?;
    let (before, after) = (&compared.before, &compared.after);
    let found = difference(before, after, compared.day);
    let consequences = (!is_brief).then(|| consequences(before, after, &found));
    let background = if is_brief { Background::default() } else { background(session, &compared, &found)? };
    let is_different = !found.is_empty();
    let sides = ((compared.from.clone(), before), (compared.to.clone(), after));
    // Tests and code are for those who keep the plan.
    let looks_at_code = !is_brief && session.audience.is_none();
    let touched = if looks_at_code { touched(before, after, &found) } else { Vec::new() };
    let mentions = match touched.is_empty() {
        true => None,
        false => {
            let code = evidence::code(&compared.repository, &session.moment, Some(&compared.until))?;
            Some(Mentions::read(&*code, &after.config, &compared.repository.folder_in_git()))
        }
    };
    let named = mentions.as_ref().map(|mentions| places_of_touched(before, after, &touched, mentions));
    let folder = compared.repository.folder_in_git();
    let surroundings = Surroundings {
        named: named.unwrap_or_default(),
        folder: if folder.is_root() { String::new() } else { format!("{folder}/") },
        repository: forge(&compared),
    };
    let view = PlanDiff::of(sides.0, sides.1, &found, consequences.as_ref(), &background, &surroundings);
    render::show(session, matches, &view)?;
    let unreadable = render::name_unreadable(session, after)?;
    Ok(match matches.get_flag("exit-code") && is_different {
        true => Exit::Findings,
        false => unreadable,
    })
}

/// Where the plan lies on the web as far as git knows, for one that does not say it. What no commit holds
/// is nowhere but here.
fn forge(compared: &Comparison) -> Option<String> {
    let mut products = compared.after.config.products.values();
    if compared.to.commit.is_none() || products.any(|product| product.repository.is_some()) {
        return None;
    }
    // Without git, or with settings that cannot be read, links lead to paths.
    let origin = compared.repository.git_setting("remote.origin.url").ok().flatten()?;
    forge_address(&origin)
}

/// How often the targets that moved had been moved by then.
fn background(
    session: &Session<'_>,
    compared: &Comparison,
    found: &PlanDifference,
) -> Result<Background, CommandError> {
    let after = &compared.after;
    let config = &after.config;
    let mut background = Background::default();
    let moved: Vec<&Changed> = found.changed.iter().filter(|one| one.moves().next().is_some()).collect();
    if moved.is_empty() {
        return Ok(background);
    }
    let log = compared.repository.log()?;
    let read_with = compared.whole.as_ref().map_or(config, |whole| &whole.config);
    let mut lineages = Lineages::read(&log, read_with, &compared.until, None, Walk::FirstParent)?;
    if let Some(eyes) = audience::eyes(after, compared.whole.as_ref(), session.today) {
        // Who may not know when a target was moved may not know how often either.
        let Some(seen) = lineages.seen_by(&log, eyes) else { return Ok(background) };
        lineages = seen;
    }
    background.shallow = lineages.extent.is_shallow;
    let artifacts: Vec<_> = moved
        .iter()
        .map(|one| {
            let (old, new) = (compared.before.artifact(one.before), after.artifact(one.after));
            // A document that is moved and not committed yet is known to git by its earlier place.
            (new, vec![&new.path, &old.path])
        })
        .collect();
    for (one, counts) in moved.iter().zip(count_moves(&log, config, &lineages, &artifacts, compared.day)) {
        let Some(counts) = counts else { continue };
        background.passed_over += counts.passed_over;
        let moves = counts.by_field.into_iter().map(|(field, moves)| ((one.after, field), moves));
        background.moves.extend(moves);
    }
    Ok(background)
}
