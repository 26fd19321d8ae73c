//! What the commands that read history share: how far back they look, which commits, and how documents
//! are followed.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::audience;
use super::error::{CommandError, ErrorKind};
use super::moment::{Moment, tree_at};
use super::named::{find, qualified};
use super::session::{Loaded, Session};
use super::verbs::Scope as On;
use crate::history::{Aspect, Follow, Lineages, tell};
use crate::model::artifact::Artifact;
use crate::model::field::FieldType;
use crate::model::values::{Id, IdKey};
use crate::plan::Plan;
use crate::plan::query::{Property, Scope};
use crate::repo::GitLog;
use crate::source::RelPath;
use crate::source::log::Walk;
use crate::text::words::list_of;

/// How documents are followed, in words that every answer repeats.
fn followed(follow: Follow) -> &'static str {
    match follow {
        Follow::Renames => "renames followed at 50 % similarity",
        Follow::Path => "by path, renames not followed",
    }
}

/// The history that a command asks for.
pub(crate) struct Past {
    pub(crate) log: GitLog,
    pub(crate) lineages: Lineages,
    /// Which commits were looked at, and how documents were followed: the definition behind the answer.
    pub(crate) definition: String,
}

/// Adds the arguments that choose commits.
pub(crate) fn arguments(command: Command) -> Command {
    whole_arguments(command).arg(
        Arg::new("since")
            .long("since")
            .value_name("MOMENT")
            .display_order(900)
            .help("Leave out what happened up to this revision or day"),
    )
}

/// Adds the arguments that choose commits to a command that needs all from the beginning.
pub(crate) fn whole_arguments(command: Command) -> Command {
    audience::argument(command)
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("MOMENT")
                .display_order(900)
                .help("End at this revision or day [default: HEAD]"),
        )
        .arg(
            Arg::new("all-commits")
                .long("all-commits")
                .action(ArgAction::SetTrue)
                .display_order(900)
                .help("Look into merged branches too, not only at what the branch itself saw"),
        )
}

/// Lets `--field NAME` choose the field that is told, beside `--field NAME=VALUE` of the filter.
pub(crate) fn field_argument(command: Command) -> Command {
    command.mut_arg("field", |field| {
        field.value_name("NAME[=VALUE]").help(
            "Tell this field with choices instead of the status; with =VALUE, those with this value in a field",
        )
    })
}

/// What is told: the field that was named, which one of the kinds must have, or the status.
pub(crate) fn aspect(scope: &Scope<'_>, field: Option<String>) -> Result<Aspect, CommandError> {
    let kinds = &scope.environment().plan().config.kinds;
    let has = |aspect: &Aspect| scope.kinds().iter().any(|place| aspect.ladder(&kinds[*place]).is_some());
    let aspect = match field.as_deref() {
        None | Some("status") => Aspect::Status,
        Some(name) => Aspect::Field(name.to_owned()),
    };
    if has(&aspect) {
        return Ok(aspect);
    }
    let Some(name) = field else {
        return Err(CommandError::usage("no artifact of this kind has a status")
            .with_hint("name a field with choices: `--field NAME`"));
    };
    Property::named(scope, &name)?;
    let choices: BTreeSet<&str> = scope
        .kinds()
        .iter()
        .flat_map(|place| kinds[*place].fields.values())
        .filter(|field| field.ty == FieldType::Choice)
        .map(|field| field.name.as_str())
        .collect();
    let error = CommandError::usage(format!("`{name}` is not a field with choices"));
    Err(match choices.is_empty() {
        true => error.with_hint("leave `--field` out to see the status"),
        false => error.with_hint(format!("fields with choices: {}", list_of(choices))),
    })
}

/// Nothing of the past can be told to those who may not know when anything happened.
fn no_days(audience: &str) -> CommandError {
    CommandError::usage(format!("the audience `{audience}` may not know when anything happened")).with_hint(
        format!("give it `past_dates: quarter` under `audiences.{audience}` in pm.yaml, or a finer one"),
    )
}

impl Past {
    /// The plan as the last commit left it, or the one that `--until` names, and how it came about.
    pub(crate) fn read(
        session: &mut Session<'_>,
        matches: &ArgMatches,
    ) -> Result<(Loaded, Self), CommandError> {
        Self::following(session, matches, Follow::Renames)
    }

    /// The same with documents followed in one way or the other.
    pub(crate) fn following(
        session: &mut Session<'_>,
        matches: &ArgMatches,
        follow: Follow,
    ) -> Result<(Loaded, Self), CommandError> {
        let today = session.today;
        let until = matches.get_one::<String>("until");
        session.moment = Moment::At(until.cloned().unwrap_or_else(|| "HEAD".to_owned()));
        let mut opened = session.open().map_err(|error| match error.kind {
            ErrorKind::Environment => error.with_hint("history is read from the commits of a git repository"),
            _ => error,
        })?;
        // Without an end in the past, what is going on is held against the present day.
        if until.is_none() {
            session.today = today;
            opened = opened.counted_from(today);
        }
        let config = opened.config.clone();
        let commit_at = |moment: &String| -> Result<String, CommandError> {
            Ok(tree_at(&opened.repository, moment, today, &config.fiscal_year)?.commit())
        };
        let since = matches.try_get_one::<String>("since").ok().flatten().map(commit_at).transpose()?;
        let until = until.map(commit_at).transpose()?;
        let (walk, which) = match matches.get_flag("all-commits") {
            true => (Walk::Whole, "all commits"),
            false => (Walk::FirstParent, "first parents"),
        };
        let log = opened.repository.log()?;
        let until = until.as_deref().unwrap_or("HEAD");
        // Either waits for git now and then, and the other uses that time.
        let (loaded, lineages) = rayon::join(
            || opened.load(),
            || Lineages::read_following(&log, &config, until, since.as_deref(), walk, follow),
        );
        let mut lineages = lineages?;
        let doubted: HashSet<&RelPath> = loaded
            .findings
            .iter()
            .filter(|finding| finding.rule == "extra-yaml-document")
            .map(|finding| &finding.place.path)
            .collect();
        lineages.remember(loaded.whole.as_deref().unwrap_or(&loaded.plan), |path, content| {
            !doubted.contains(path) && loaded.tree.content(path) == Some(content)
        });
        let mut definition = format!("{which}, {}", followed(follow));
        if let Some(eyes) = audience::eyes(&loaded.plan, loaded.whole.as_ref(), session.today) {
            lineages = lineages.seen_by(&log, Arc::clone(&eyes)).ok_or_else(|| no_days(eyes.key()))?;
            if !eyes.sees_days() {
                definition.push_str("; days are the first of the periods that changes were in");
            }
        }
        session.reader.clone_from(&loaded.plan.config.reader);
        Ok((loaded, Self { log, lineages, definition }))
    }

    /// The name of the artifact that a person names, and the lineages that are its history.
    pub(crate) fn wanted(
        &self,
        loaded: &Loaded,
        scope: On<'_>,
        text: &str,
        by_id: bool,
    ) -> Result<(String, Vec<usize>), CommandError> {
        let plan = &loaded.plan;
        let found = find(plan, scope, text);
        let key = match &found {
            Ok(lookup) => plan.artifact(lookup.artifact).id.as_ref().map(|id| id.key().without_product()),
            Err(_) => Id::parse(&qualified(scope, text)).ok().map(|id| id.key().without_product()),
        };
        if let (Ok(lookup), false) = (&found, by_id) {
            let artifact = plan.artifact(lookup.artifact);
            let lineage = self.lineages.at_path(&artifact.path);
            return Ok((artifact.label(), lineage.into_iter().collect()));
        }
        let lineages = match &key {
            Some(key) => self.with_id(plan, key, !by_id),
            None => Vec::new(),
        };
        match found {
            Ok(lookup) => Ok((plan.artifact(lookup.artifact).label(), lineages)),
            Err(error) if lineages.is_empty() => Err(error.into()),
            Err(_) => Ok((qualified(scope, text), lineages)),
        }
    }

    /// The lineages of documents that ever had an id; `gone` for those alone that are no longer there.
    fn with_id(&self, plan: &Plan, key: &IdKey, gone: bool) -> Vec<usize> {
        let lineages = &self.lineages.lineages;
        let candidates: Vec<usize> =
            (0..lineages.len()).filter(|at| !gone || !lineages[*at].is_present()).collect();
        let told = tell(&self.log, &plan.config, &self.lineages, &candidates, |transition| {
            let has_id = |artifact: &Artifact| {
                artifact.id.as_ref().is_some_and(|id| id.key().without_product() == *key)
            };
            transition.before.or(transition.after).is_some_and(has_id).then_some(())
        });
        told.into_iter().filter(|told| !told.steps.is_empty()).map(|told| told.lineage).collect()
    }
}
