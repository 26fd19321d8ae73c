//! Two moments of the plan, as a person names them: `main..HEAD`, `v1...feature`, a day, or nothing at all.

use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::audience;
use super::error::CommandError;
use super::moment::{Moment, tree_at};
use super::session::{Session, config_path};
use crate::model::values::Date;
use crate::plan::{self, Beside, Plan};
use crate::repo::{Repository, RevisionTree};
use crate::source::overlay::Narrowed;
use crate::source::{RelPath, Tree};
use crate::view::diff::Side;

/// Two plans and what they are called.
pub(crate) struct Comparison {
    pub(crate) from: Side,
    pub(crate) before: Plan,
    pub(crate) to: Side,
    pub(crate) after: Plan,
    /// The later plan that `after` was projected from, where it was.
    pub(crate) whole: Option<Arc<Plan>>,
    pub(crate) repository: Repository,
    /// The day of the later plan: today where it is no commit.
    pub(crate) day: Date,
    /// The commit up to which history leads to the later plan.
    pub(crate) until: String,
}

/// How much is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent {
    Whole,
    /// The documents that changed alone.
    Changed,
}

/// What a person asked to compare.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Range {
    from: String,
    /// Nothing for the files as they are now, staged or not.
    to: Option<String>,
    /// Whether to begin where both sides have parted.
    from_merge_base: bool,
}

/// Adds the arguments that name two moments.
pub(crate) fn arguments(command: Command) -> Command {
    audience::argument(command)
        .arg(Arg::new("range").value_name("A..B").help(
            "From moment A to moment B; A alone up to the working tree, A...B from where the two parted [default: \
             HEAD up to the working tree]",
        ))
        .arg(
            Arg::new("staged")
                .long("staged")
                .action(ArgAction::SetTrue)
                .help("Up to what is staged for the next commit"),
        )
}

impl Range {
    fn parse(text: &str) -> Self {
        let named = |text: &str| {
            let text = text.trim();
            (if text.is_empty() { "HEAD" } else { text }).to_owned()
        };
        let parts = |sign| text.split_once(sign).map(|(from, to)| (named(from), Some(named(to))));
        let (from_merge_base, (from, to)) = match (parts("..."), parts("..")) {
            (Some(parts), _) => (true, parts),
            (None, Some(parts)) => (false, parts),
            (None, None) => (false, (named(text), None)),
        };
        Self { from, to, from_merge_base }
    }
}

impl Comparison {
    /// Reads both plans.
    pub(crate) fn read(
        session: &mut Session<'_>,
        matches: &ArgMatches,
        extent: Extent,
    ) -> Result<Self, CommandError> {
        let range = Range::parse(matches.get_one::<String>("range").map_or("HEAD", String::as_str));
        let is_staged = matches.get_flag("staged");
        if let (true, Some(to)) = (is_staged, &range.to) {
            return Err(CommandError::usage(format!("`--staged` and `{to}` both name where to end"))
                .with_hint(format!("write `pm diff {} --staged`", range.from)));
        }
        let today = session.today;
        // The overlay has a past of its own.
        session.joins_overlay = false;
        session.moment = match &range.to {
            Some(to) => Moment::At(to.clone()),
            None if is_staged => Moment::Staged,
            None => Moment::WorkingTree,
        };
        let repository = session.repository()?;
        let present = session.config(&repository.working_tree()).map(|(config, ..)| config.fiscal_year);
        let fiscal = present.unwrap_or_default();
        let commit = |name: &str| tree_at(&repository, name, today, &fiscal);
        let later = range.to.as_deref().map(commit).transpose()?;
        let (mut to, until) = match (&range.to, &later) {
            (Some(name), Some(tree)) => (side(name, tree), tree.commit()),
            _ => {
                let name = if is_staged { "what is staged" } else { "the working tree" };
                (Side { name: name.to_owned(), commit: None, day: None }, "HEAD".to_owned())
            }
        };
        let mut earlier = commit(&range.from)?;
        let mut from = side(&range.from, &earlier);
        if range.from_merge_base {
            let base = repository.merge_base(&earlier.commit(), &until)?.ok_or_else(|| {
                CommandError::usage(format!("{} and {} have no commit in common", range.from, to.name))
                    .with_hint(format!("compare them as they are: `{}..{}`", range.from, to.name))
            })?;
            earlier = repository.revision(&base)?;
            from = side(&format!("where {} left {}", to.name, range.from), &earlier);
        }
        // What an audience may see is decided in whole plans.
        let extent = if session.audience.is_some() { Extent::Whole } else { extent };
        let changed = match (extent, &later) {
            (Extent::Whole, _) => None,
            (Extent::Changed, Some(later)) => {
                let changed = repository.changed_files(&earlier, later)?;
                changed_parts(session, &repository, &earlier, later, &changed)?
            }
            (Extent::Changed, None) => {
                let changed = repository.files_changed_since(&earlier, is_staged)?;
                let later: Box<dyn Tree> = match is_staged {
                    true => Box::new(repository.staged()?),
                    false => Box::new(repository.working_tree()),
                };
                changed_parts(session, &repository, &earlier, &*later, &changed)?
            }
        };
        let mut whole = None;
        let (before, after) = match changed {
            Some(plans) => plans,
            None => {
                let loaded = session.load()?;
                whole = loaded.whole;
                let after = loaded.plan;
                let changed = match &later {
                    Some(later) => {
                        let mut changed = repository.changed_files(&earlier, later)?;
                        changed.extend(earlier.links(&plan::folders(&after.config)));
                        changed.sort();
                        Some(changed)
                    }
                    None => None,
                };
                let before = plan_at(session, &earlier, &after, whole.as_deref(), changed.as_deref())?;
                (before, after)
            }
        };
        if session.audience.is_some() {
            // What is told of the two moments is what they were asked for as.
            (from.commit, from.day) = (None, None);
            (to.commit, to.day) = (None, None);
        }
        session.today = today;
        let day = later.as_ref().map_or(today, day_of);
        Ok(Self { day, from, before, to, after, whole, repository, until })
    }
}

/// The plan of a commit; with the settings of the later plan where the commit has none.
/// Of the files that are known to be the same in both, none is read again.
pub(crate) fn plan_at(
    session: &mut Session<'_>,
    tree: &RevisionTree,
    after: &Plan,
    whole: Option<&Plan>,
    changed: Option<&[RelPath]>,
) -> Result<Plan, CommandError> {
    // What an audience gets has nothing in common with the documents.
    if let Some(changed) = changed.filter(|_| session.audience.is_none())
        && !changed.contains(&config_path())
    {
        return Ok(plan::load_beside(tree, Beside { plan: after, changed }));
    }
    let (config, text) = if tree.exists(&config_path()) {
        let (config, text, _) = session.config(tree)?;
        (config, text)
    } else if session.audience.is_some() {
        let (config, text, _) = session.config(&session.repository()?.working_tree())?;
        (config, text)
    } else {
        (after.config.clone(), after.config_text.clone())
    };
    session.seen(plan::load(tree, config, text).0, whole)
}

/// Both plans with the documents alone whose files are not the same; nothing where the settings are not, for
/// then any document may mean something else.
fn changed_parts(
    session: &mut Session<'_>,
    repository: &Repository,
    earlier: &dyn Tree,
    later: &dyn Tree,
    changed: &[RelPath],
) -> Result<Option<(Plan, Plan)>, CommandError> {
    let settings = config_path();
    // Documents of a commit without settings are read with those of the later side.
    if changed.contains(&settings) && earlier.exists(&settings) {
        return Ok(None);
    }
    let (config, text, _) = match later.exists(&settings) {
        true => session.config(later)?,
        false => session.config(&repository.working_tree())?,
    };
    let part = |tree: &dyn Tree| {
        let there = changed.iter().filter(|path| tree.exists(path)).cloned();
        plan::load(&Narrowed::to(tree, there), config.clone(), text.clone()).0
    };
    Ok(Some((part(earlier), part(later))))
}

fn side(name: &str, tree: &RevisionTree) -> Side {
    Side { name: name.to_owned(), commit: Some(tree.commit()), day: Some(day_of(tree).to_string()) }
}

fn day_of(tree: &RevisionTree) -> Date {
    Date::of_epoch_day(tree.committed().epoch_day())
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[track_caller]
    fn check(text: &str, from: &str, to: Option<&str>, from_merge_base: bool) {
        let expect = Range { from: from.into(), to: to.map(str::to_owned), from_merge_base };
        assert_eq!(Range::parse(text), expect, "{text}");
    }

    #[test]
    fn a_range_is_read_as_git_reads_it() {
        check("main", "main", None, false);
        check("main..topic", "main", Some("topic"), false);
        check("main...topic", "main", Some("topic"), true);
        check("..topic", "HEAD", Some("topic"), false);
        check("v1..", "v1", Some("HEAD"), false);
        check("3 weeks ago..yesterday", "3 weeks ago", Some("yesterday"), false);
        check("HEAD~2", "HEAD~2", None, false);
    }
}
