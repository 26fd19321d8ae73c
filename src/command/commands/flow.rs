//! `pm flow`: how long things take, how many get through, what is under way for long.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{filter_arguments, kinds, request_beside_field, words};
use crate::command::moment::day_at;
use crate::command::past::{self, Past, aspect};
use crate::command::render;
use crate::command::session::{Loaded, Session};
use crate::command::verbs::Scope;
use crate::command::verbs::list::say_unreadable;
use crate::config::Config;
use crate::history::{Aspect, Passage, rungs_called, timelines};
use crate::model::workflow::Category;
use crate::plan::owner;
use crate::plan::query::{self, Environment, Filter};
use crate::text::words::{nearest, one_of};
use crate::view::flow::{Flows, Request};

pub(super) static COMMAND: Spec = Spec {
    name: "flow",
    group: Group::Plan,
    about: "Tell how long things take, how many get through each week, and what is under way for long",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let value =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("VALUE").help(help);
    past::field_argument(past::whole_arguments(filter_arguments(command, Scope::Any)))
        .arg(
            Arg::new("kinds")
                .value_name("KIND")
                .action(ArgAction::Append)
                .help("Measure this kind alone; each kind that has artifacts where none is named"),
        )
        .arg(value("from", "Measure from the first day in this status, or in one of this category [default: active]"))
        .arg(value("to", "Measure to the first day in this status, or in one of this category [default: done]"))
        .arg(
            // Not a moment that history begins at: what came before it is needed to measure what ended after it.
            Arg::new("ended-since")
                .long("since")
                .value_name("MOMENT")
                .display_order(900)
                .help("Leave out what was over before this day or revision"),
        )
        .arg(
            Arg::new("removed")
                .long("removed")
                .action(ArgAction::SetTrue)
                .help("Count artifacts too whose documents were removed since"),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm flow requirement\n  pm flow req --from review --to done --since \"6 months ago\"\n  pm \
             flow --field priority --from could --to must",
        )
        .after_long_help(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. A cycle time \
             is the number of days from the first day in an active status to the first day in a done one, or between \
             the two that are named. What has no beginning, or no known one, is left out and counted. Half of the \
             finished ones took no longer than the median, 85 % no longer than the number beside it; each is a \
             time that occurred. Artifacts are those that are still there.\n\nExamples:\n  pm flow requirement\n  pm \
             flow req --from review --to done --since \"6 months ago\"\n  pm flow --field priority --from could --to \
             must\n  pm flow idea --format csv",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, past) = Past::read(session, matches)?;
    let config = &loaded.plan.config;
    let today = session.today;
    let since = match matches.get_one::<String>("ended-since") {
        Some(name) => Some(day_at(&loaded.repository, name, today, &config.fiscal_year)?),
        None => None,
    };
    let environment = Environment::new(&loaded.plan, today);
    let names: Vec<String> = words(matches, "kinds").into_iter().chain(words(matches, "kind")).collect();
    let scope = query::Scope::artifacts(&environment, &kinds(config, Scope::Any, &names)?);
    let (conditions, field) = request_beside_field(matches)?;
    let aspect = aspect(&scope, field)?;
    let passages = passages(config, &scope, &aspect, matches)?;
    let filter = Filter::of(&scope, &conditions)?;
    let removed = match conditions.is_empty() {
        true => removed(config, &past, &passages),
        // What is no longer there cannot be asked for what it is now.
        false => Vec::new(),
    };
    let mut wanted = present(&loaded, &past, &environment, &filter)?;
    let is_wanted = matches.get_flag("removed");
    if is_wanted {
        wanted.extend(&removed);
    }
    let found = timelines(&past.log, config, &past.lineages, &wanted, &aspect);
    let request = Request {
        aspect,
        since,
        today,
        definition: past.definition.clone(),
        removed: if is_wanted { 0 } else { removed.len() },
    };
    let view = Flows::of(config, &past.lineages, &passages, found, &request);
    render::show(session, matches, &view)?;
    let is_measured = |kind: u16| passages.iter().any(|(place, _)| *place == usize::from(kind));
    let unreadable = loaded.plan.unreadable.iter().filter(|document| is_measured(document.kind)).count();
    say_unreadable(session, &loaded.plan, unreadable)
}

/// The lineages of the artifacts that fit.
fn present(
    loaded: &Loaded,
    past: &Past,
    environment: &Environment<'_>,
    filter: &Filter<'_>,
) -> Result<Vec<usize>, CommandError> {
    let by_path = past.lineages.present();
    let lineage = |index| by_path.get(&loaded.plan.artifact(index).path).copied();
    let mut chosen = filter.select()?;
    chosen.sort_by_cached_key(|index| environment.id_key(*index));
    Ok(chosen.into_iter().filter_map(lineage).collect())
}

/// The lineages of documents that are no longer there.
fn removed(config: &Config, past: &Past, passages: &[(usize, Passage)]) -> Vec<usize> {
    let lineages = past.lineages.lineages.iter().enumerate();
    let is_measured = |kind: u16| passages.iter().any(|(place, _)| *place == usize::from(kind));
    lineages
        .filter(|(_, lineage)| !lineage.is_present())
        .filter(|(_, lineage)| {
            lineage.path().and_then(|path| owner(config, path)).is_some_and(|(kind, _)| is_measured(kind))
        })
        .map(|(at, _)| at)
        .collect()
}

/// What is measured of each kind that has the values that were named.
fn passages(
    config: &Config,
    scope: &query::Scope<'_>,
    aspect: &Aspect,
    matches: &ArgMatches,
) -> Result<Vec<(usize, Passage)>, CommandError> {
    let [from, to] = ["from", "to"].map(|name| matches.get_one::<String>(name));
    let mut passages = Vec::new();
    for place in scope.kinds() {
        let kind = &config.kinds[*place];
        let Some(ladder) = aspect.ladder(kind) else { continue };
        let usual = Passage::usual(&ladder);
        let named = |word: Option<&String>, usual: Vec<usize>| match word {
            Some(word) => rungs_called(aspect, kind, word),
            None => usual,
        };
        let passage = Passage { from: named(from, usual.from), to: named(to, usual.to) };
        let has_all = |word: Option<&String>, rungs: &[usize]| word.is_none() || !rungs.is_empty();
        if has_all(from, &passage.from) && has_all(to, &passage.to) {
            if let Some(both) = passage.from.iter().find(|rung| passage.to.contains(rung)) {
                let message = format!(
                    "`{}` cannot be both where the way begins and where it ends",
                    ladder[*both].value
                );
                return Err(
                    CommandError::usage(message).with_hint("name two that differ with `--from` and `--to`")
                );
            }
            passages.push((*place, passage));
        }
    }
    if passages.is_empty() {
        return Err(unknown(config, scope, aspect, [from, to].into_iter().flatten()));
    }
    Ok(passages)
}

/// Which of the words no kind knows, and what was meant.
fn unknown<'m>(
    config: &Config,
    scope: &query::Scope<'_>,
    aspect: &Aspect,
    words: impl Iterator<Item = &'m String>,
) -> CommandError {
    let kinds = || scope.kinds().iter().map(|place| &config.kinds[*place]);
    let mut known: Vec<&str> = Vec::new();
    for rung in kinds().flat_map(|kind| aspect.ladder(kind).unwrap_or_default()) {
        if !known.contains(&rung.value) {
            known.push(rung.value);
        }
    }
    let stranger =
        words.into_iter().find(|word| kinds().all(|kind| rungs_called(aspect, kind, word).is_empty()));
    let Some(word) = stranger else {
        return CommandError::usage("no kind has both of these").with_hint("name a kind: `pm flow KIND`");
    };
    let categories = Category::ALL.map(Category::name);
    let error = CommandError::usage(format!(
        "`{word}` is no {} of {}",
        aspect.name(),
        one_of(kinds().map(|kind| &kind.name))
    ));
    match nearest(word, known.iter().copied().chain(categories)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None => error.with_hint(format!("known here: {}", known.join(", "))),
    }
}
