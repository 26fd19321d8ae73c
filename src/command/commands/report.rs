//! `pm report`: how it goes, every week, every month, before a release or for a board.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::comparison::plan_at;
use crate::command::diff;
use crate::command::error::{CommandError, Exit};
use crate::command::moment::{Moment, day_at, tree_at};
use crate::command::reporting::Draft;
use crate::command::session::{Loaded, Session};
use crate::command::writing::{Writing, commit_argument};
use crate::command::{audience, background, moment, one_product, render};
use crate::history::{Changed, PlanDifference, count_moves, difference};
use crate::model::values::{Date, day_named};
use crate::model::workflow::Category;
use crate::page::Text;
use crate::page::formats::{Surface, named as format_named};
use crate::plan::due::{self, RELEASE};
use crate::plan::{ArtifactIndex, Plan};
use crate::source::{FileChange, Store};
use crate::view::View;
use crate::view::diff::Moves;
use crate::view::report::{Earlier, Report, Request, Sort};

pub(super) static COMMAND: Spec = Spec {
    name: "report",
    group: Group::Share,
    about: "Report how it goes: what needs attention, what changed, objectives, numbers, what is next and asked",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .mut_arg("audience", |argument| argument.visible_alias("for"))
        .arg(
            Arg::new("sort")
                .value_name("SORT")
                .value_parser(clap::builder::PossibleValuesParser::new(Sort::ALL.map(Sort::name)))
                .default_value("weekly")
                .help("Which report"),
        )
        .arg(
            Arg::new("release")
                .value_name("RELEASE")
                .help("Of a release report: which one, by its id or its version [default: the next one]"),
        )
        .arg(Arg::new("changed-since").long("since").value_name("MOMENT").help(
            "Look back to this revision or day [default: a week, for `monthly` a month, for `board` three months]",
        ))
        .arg(one_product::argument())
        .arg(
            Arg::new("draft")
                .long("draft")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["at", "staged", "format"])
                .help("Write the report into a file for a person to finish"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("draft")
                .help("Write nothing; show the change as a diff"),
        )
        .arg(commit_argument().requires("draft").conflicts_with("dry-run"))
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm report\n  pm report monthly --for executives\n  pm report release 3.0.0 --format marp > \
             slides.md\n  pm report weekly --draft",
        )
        .after_long_help(
            "Reads the documents of now and of the moment it looks back to, and the commits behind targets that moved; \
             writes nothing without --draft. What needs attention comes first: what its last check-in calls off track or \
             at risk, what is overdue, what moved later and not for the first time, and active objectives, bets and \
             releases without a check-in for 30 days, or as many as `reports: silent` of pm.yaml says. Every line \
             names the objective that it serves. Sections with nothing in them are left out; what is not known is \
             said at the end.\n\n  weekly   looks back a week and 14 days ahead\n  monthly  a month, and 45 days\n  release  a \
             week, and 45 days; one release, its scope and what that waits for\n  board    three months, and 120 days; objectives \
             first, and no single pieces of work\n\n--draft writes reports/2026-W48.md, 2026-11.md, 2026-11-board.md or \
             3.0.0-2026-11-24.md, or the file in the folder that `reports: folder` says. The facts stand between markers \
             and are written anew when it runs again; everything around them is yours and stays byte for byte. The next \
             report quotes it.\n\nExamples:\n  pm report\n  pm report weekly --since 2026-11-10\n  pm report monthly --for \
             executives --format html > november.html\n  pm report board --format mail > board.eml\n  pm report release \
             3.0.0 --format marp > slides.md\n  pm report weekly --draft --commit",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let named = matches.get_one::<String>("sort").map_or("weekly", String::as_str);
    let sort = Sort::parse(named).unwrap_or(Sort::Weekly);
    if matches.get_one::<String>("release").is_some() && sort != Sort::Release {
        return Err(CommandError::usage(format!("a {named} report is about no single release"))
            .with_hint("write `pm report release …`"));
    }
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let today = session.today;
    let release = match sort {
        Sort::Release => Some(match matches.get_one::<String>("release") {
            Some(name) => super::plan::release(plan, name)?,
            None => next_release(plan)?,
        }),
        _ => None,
    };
    let given = matches.get_one::<String>("changed-since").map(String::as_str);
    let name = given.unwrap_or(sort.since());
    let fiscal = &plan.config.fiscal_year;
    // Without git, days are days all the same.
    let since = day_at(&loaded.repository, name, today, fiscal)
        .or_else(|error| day_named(name, today, fiscal).map_err(|_| error))?;
    let (since, before) = match audience::eyes(plan, loaded.whole.as_ref(), today) {
        // Who may not know on which day something happened looks back to the end of a time that they may know.
        Some(eyes) if !eyes.sees_days() => match eyes.when(since).map(|period| period.first_day(fiscal)) {
            Some(first) => {
                let last = first.plus_days(-1);
                (last, then(session, &loaded, &last.to_string()).ok())
            }
            None => (since, None),
        },
        _ => match then(session, &loaded, name) {
            Err(error) if given.is_some() => return Err(error),
            then => (since, then.ok()),
        },
    };
    let found = before.as_ref().map(|before| difference(before, plan, today));
    let moves = match (&before, &found) {
        (Some(before), Some(found)) => moves(&loaded, before, found, today),
        _ => Moves::new(),
    };
    let earlier = match (&before, &found) {
        (Some(plan), Some(difference)) => Some(Earlier { plan, difference, moves: &moves }),
        _ => None,
    };
    let label = release.map(|release| version(plan, release));
    let draft = Draft::of(plan, sort, label.as_deref(), session.audience.as_deref(), today);
    let request = Request {
        today,
        sort,
        since,
        earlier,
        release,
        product: one_product::chosen(plan, matches)?,
        silent: plan.config.reports.silent,
        last_words: draft.last_words(&*loaded.tree),
    };
    let report = Report::of(plan, &request);
    if matches.get_flag("draft") {
        return write(session, matches, &draft, &report);
    }
    render::show(session, matches, &report)?;
    render::name_unreadable(session, plan)
}

/// The plan of an earlier moment, as the reader may see it.
fn then(session: &mut Session<'_>, loaded: &Loaded, name: &str) -> Result<Plan, CommandError> {
    let tree = tree_at(&loaded.repository, name, session.today, &loaded.plan.config.fiscal_year)?;
    let moment = std::mem::replace(&mut session.moment, Moment::At(name.to_owned()));
    let then = plan_at(session, &tree, &loaded.plan, loaded.whole.as_deref(), None);
    session.moment = moment;
    then
}

/// How often the targets that moved had moved by now.
fn moves(loaded: &Loaded, before: &Plan, found: &PlanDifference, today: Date) -> Moves {
    let plan = &loaded.plan;
    let moved: Vec<&Changed> = found.changed.iter().filter(|one| one.moves().next().is_some()).collect();
    if moved.is_empty() {
        return Moves::new();
    }
    let Some((log, lineages)) = background::lineages(loaded, today, None) else { return Moves::new() };
    let artifacts: Vec<_> = moved
        .iter()
        .map(|one| {
            let (old, new) = (before.artifact(one.before), plan.artifact(one.after));
            (new, vec![&new.path, &old.path])
        })
        .collect();
    let counts = count_moves(&log, &plan.config, &lineages, &artifacts, today);
    let counted = moved.iter().zip(counts).filter_map(|(one, counts)| Some((one.after, counts?)));
    counted
        .flat_map(|(index, counts)| {
            counts.by_field.into_iter().map(move |(field, count)| ((index, field), count))
        })
        .collect()
}

/// The release that is due next.
fn next_release(plan: &Plan) -> Result<ArtifactIndex, CommandError> {
    let at = plan.config.kind_index(RELEASE).ok_or_else(|| {
        CommandError::usage("this plan has no kind `release`").with_hint("write `pm report weekly`")
    })?;
    let kind = &plan.config.kinds[at];
    let is_ahead = |index: &ArtifactIndex| {
        let category = plan.artifact(*index).category(kind);
        matches!(category, Some(Category::Open | Category::Active))
    };
    let due = |index: &ArtifactIndex| {
        let last = due::own(plan, *index).and_then(|due| due.last_day(plan));
        (last.is_none(), last, *index)
    };
    plan.of_kind(at).filter(is_ahead).min_by_key(due).ok_or_else(|| {
        CommandError::usage("no release is ahead")
            .with_hint("name the one to report on: `pm report release 2.0.0`")
    })
}

/// The version of a release; its id where it has none.
fn version(plan: &Plan, release: ArtifactIndex) -> String {
    let artifact = plan.artifact(release);
    let version = artifact.get(plan.kind_of(release), crate::model::key::VERSION);
    version.map_or_else(|| artifact.label(), |version| version.without_v().to_owned())
}

/// Writes the file for a person to finish.
fn write(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    draft: &Draft,
    report: &Report,
) -> Result<Exit, CommandError> {
    let mut page = audience::addressed(session.reader.as_ref(), report.page());
    let title = page.title.to_plain();
    // The file has a title of its own, and links lead from where it lies.
    page.title = Text::new();
    let path = draft.path();
    let up = "../".repeat(path.as_str().matches('/').count());
    page.retarget(&|target| match target {
        crate::page::Target::File { path, anchor } => {
            crate::page::Target::File { path: format!("{up}{path}"), anchor: anchor.clone() }
        }
        other => other.clone(),
    });
    let facts = format_named("markdown").and_then(|format| (format.render)(&page, &Surface::default()));
    let writing = Writing::begin(session, matches)?;
    let change = draft.change(session, &writing.tree, &title, &facts.unwrap_or_default())?;
    let changes: Vec<_> = change.into_iter().collect();
    if writing.is_dry_run() {
        session.print(&diff::unified(&changes, session.color))?;
        session.say(&format!("would write {path}"))?;
        return Ok(Exit::Fine);
    }
    if changes.is_empty() {
        session.say(&format!("{path} says all of it already"))?;
        return Ok(Exit::Fine);
    }
    writing.tree.write(&changes)?;
    writing.commit(session, &changes, || format!("Report in {path}"))?;
    session.print(&format!("{path}\n"))?;
    if changes.iter().any(|change| matches!(change, FileChange::Create { .. })) {
        session
            .say("hint: write your words around the markers; they stay when the report is written anew")?;
    }
    Ok(Exit::Fine)
}
