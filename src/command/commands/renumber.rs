//! `pm renumber`: another id for what took one that was another's, and for every reference that means it.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::change::{Renumbering, renumber};
use crate::command::cli::Cli;
use crate::command::collisions::{self, Background, Case, Open, Other};
use crate::command::error::{CommandError, Exit};
use crate::command::references::{self, Files, Found, Left, Why};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{new_id, render, writing};
use crate::diagnostic::Diagnostic;
use crate::history::{Doubt, Ground, Meaning};
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::{FileChange, RelPath, Tree};
use crate::text::span::{LineIndex, Span};
use crate::text::words::plural;
use crate::view::View;
use crate::view::renumbered::{
    LeftReference, NamingCommit, OpenId, Renumbered, RenumberedArtifact, RewrittenReference,
};

pub(super) static COMMAND: Spec = Spec {
    name: "renumber",
    group: Group::Any,
    about: "Give new ids to artifacts whose ids others have, after a merge or before it",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    let examples = "Examples:\n  pm renumber --dry-run\n  pm renumber REQ-5\n  pm renumber \
                    requirements/REQ-5-import.md\n  pm renumber --base origin/main --commit";
    command
        .arg(
            Arg::new("names")
                .value_name("ID|PATH")
                .action(ArgAction::Append)
                .help("Ids that several artifacts have, or the document that gets another id [default: all that \
                       the branch brought]"),
        )
        .arg(
            Arg::new("base")
                .long("base")
                .value_name("REV")
                .help("The branch whose artifacts keep their ids [default: the one that the branch follows, else \
                       main of origin, else main]"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples)
        .after_long_help(format!(
            "Of several artifacts with one id, those that the base branch has keep it, else the one that came \
             first to the checked-out branch along first parents; a document that is named by its path gets \
             another in any case. Before a merge, an artifact that is new on the branch gives way to one that \
             the base has by now. An id that was used and removed is repaired in the same way. New ids avoid \
             every id on every branch.\n\n\
             References in fields, in text and to parts follow where they mean the artifact that gets another \
             id: where history shows that whoever wrote them could see no other. Links by path follow the \
             file. What cannot be decided is listed and left, and ends with exit code 1. Messages of commits \
             and files outside of the plan that name the old id are listed; nothing is written there.\n\n\
             {examples}"
        ))
}

fn run(session: &mut Session<'_>, _: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let names: Vec<&str> =
        matches.get_many::<String>("names").into_iter().flatten().map(String::as_str).collect();
    let writing = Writing::begin(session, matches)?;
    let known = writing.whole();
    let plan = &known.plan;
    let base = matches.get_one::<String>("base").map(String::as_str);
    let background = Background::read(session, &writing, base)?;
    let (cases, open) = collisions::cases(session, &writing, background.as_ref(), plan, &names)?;
    let files = Files::of(&writing, plan, &cases);
    if files.too_large > 0 {
        let count = plural(files.too_large, "file");
        session.say(&format!("note: {count} outside of the plan not looked into: larger than 1 MiB"))?;
    }
    let mut told =
        Telling { plan, background: background.as_ref(), writing: &writing, outcome: Renumbered::default() };
    told.outcome.dry_run = writing.is_dry_run();
    let (mut wanted, mut absent) = (Vec::new(), Vec::new());
    let mut given: Vec<Id> = Vec::new();
    for case in &cases {
        let mut found = references::find(&writing, background.as_ref(), plan, case, &files.outside)?;
        absent.append(&mut found.absent);
        let mut new = BTreeMap::new();
        for index in &case.newcomers {
            let artifact = plan.artifact(*index);
            let Some(old) = &artifact.id else { continue };
            let place = (usize::from(artifact.kind), usize::from(artifact.product));
            let to = new_id::instead(&writing, session, plan, place, old, &given)?;
            given.push(to.clone());
            new.insert(*index, to.clone());
            let mentions = found.meant.remove(index).unwrap_or_default();
            wanted.push(Renumbering { artifact: *index, to, mentions });
        }
        told.case(case, &new, &found);
    }
    told.open(&open);
    let changes = renumber(plan, &wanted, &files.all)?;
    told.renumbered(&cases, &wanted, &changes);
    let outcome = told.outcome;
    if !changes.is_empty() {
        // A link to something that is not there is worse than before; all else was hidden and is told.
        let minds = |finding: &Diagnostic| {
            let place = &finding.place;
            let means_absent = place.span.is_some_and(|span| {
                absent.iter().any(|(path, inner)| {
                    *path == place.path && span.start() <= inner.start() && inner.end() <= span.end()
                })
            });
            matches!(&*finding.rule, "dangling-link" | "ambiguous-link" | "broken-file-link") && !means_absent
        };
        writing.store_minding(session, &known, &changes, &minds)?;
    }
    tell(session, matches, &outcome)?;
    Ok(if outcome.is_unfinished() { Exit::Findings } else { Exit::Fine })
}

fn tell(session: &mut Session<'_>, matches: &ArgMatches, outcome: &Renumbered) -> Result<(), CommandError> {
    if render::wants_json(matches) {
        return render::print_json(session, &outcome.json());
    }
    let lines = outcome.lines();
    if outcome.renumbered.is_empty() {
        session.say(match outcome.open.is_empty() {
            true => "nothing to renumber: the branch brought no id that another artifact has",
            false => "nothing was renumbered",
        })?;
    }
    for line in lines {
        if outcome.dry_run { session.say(&line)? } else { session.print(&format!("{line}\n"))? }
    }
    Ok(())
}

/// Puts what was found into the words of the answer.
struct Telling<'a> {
    plan: &'a Plan,
    background: Option<&'a Background>,
    writing: &'a Writing,
    outcome: Renumbered,
}

impl Telling<'_> {
    /// What is left of a case to a person.
    fn case(&mut self, case: &Case, new: &BTreeMap<ArtifactIndex, Id>, found: &Found) {
        for left in &found.left {
            let told = self.left(new, left);
            self.outcome.left.push(told);
        }
        for left in &found.files {
            let told = self.left(new, left);
            self.outcome.files.push(told);
        }
        for (message, meaning) in &found.commits {
            let meant = match meaning {
                Meaning::Claimant(at) => case.group.members.get(*at),
                _ => None,
            };
            let (index, reason) = match meant {
                Some(index) => (*index, String::new()),
                None => (case.newcomers[0], ", if it means that one".to_owned()),
            };
            let Some(now) = new.get(&index) else { continue };
            let subject =
                message.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            self.outcome.commits.push(NamingCommit {
                commit: message.id.short(),
                subject: subject.to_owned(),
                id: self.plan.artifact(index).label(),
                now: now.to_string(),
                reason,
            });
        }
    }

    fn left(&self, new: &BTreeMap<ArtifactIndex, Id>, left: &Left) -> LeftReference {
        let text = match self.plan.text_of(&left.path) {
            Some(text) => text.to_owned(),
            None => {
                String::from_utf8(self.writing.tree.read(&left.path).unwrap_or_default()).unwrap_or_default()
            }
        };
        let position = LineIndex::new(&text).position(left.span.start());
        let reason = match left.why {
            Why::Doubt(Doubt::AmongSeveral) => "was written when several artifacts had this id".to_owned(),
            Why::Doubt(Doubt::OnSeveralSides) => {
                "was written on several sides, each of which meant its own".to_owned()
            }
            Why::Doubt(Doubt::BeforeAll) => "was written before any of the artifacts was there".to_owned(),
            Why::Doubt(Doubt::BeyondClone) => {
                "was written before the history of this clone begins".to_owned()
            }
            Why::Unreadable => {
                "stands in a document that cannot be read; run `pm check` to see why".to_owned()
            }
            Why::Address => "is a part of a web address".to_owned(),
            Why::Means(index) => match new.get(&index) {
                Some(now) => format!("is {now} now"),
                None => "means an artifact that has another id now".to_owned(),
            },
        };
        LeftReference {
            path: left.path.to_string(),
            line: position.line,
            column: position.column,
            text: left.text.clone(),
            reason,
        }
    }

    fn open(&mut self, open: &[Open]) {
        for one in open {
            let artifacts: Vec<_> =
                one.group.members.iter().map(|index| self.plan.artifact(*index)).collect();
            let id = artifacts[0].label();
            let base = self.background.and_then(|background| background.base.as_ref());
            let (reason, command) = match (one.is_undecided, base) {
                (false, Some(base)) => (
                    format!("{} has them all already", base.name),
                    format!("pm renumber {}", self.plan.name_of(artifacts[0])),
                ),
                _ => ("history does not tell which came first".to_owned(), "pm renumber PATH".to_owned()),
            };
            self.outcome.open.push(OpenId {
                id,
                paths: artifacts.iter().map(|artifact| artifact.path.to_string()).collect(),
                reason,
                command,
                is_undecided: one.is_undecided,
            });
        }
    }

    fn renumbered(&mut self, cases: &[Case], wanted: &[Renumbering], changes: &[FileChange]) {
        for left in self.outcome.left.iter_mut().chain(&mut self.outcome.files) {
            if let Some(path) = RelPath::new(&left.path) {
                left.path = moved(changes, &path).to_string();
            }
        }
        for one in wanted {
            let artifact = self.plan.artifact(one.artifact);
            let Some(case) = cases.iter().find(|case| case.newcomers.contains(&one.artifact)) else {
                continue;
            };
            let references = one.mentions.iter().map(|(document, mention)| {
                let document = self.plan.artifact(*document);
                let position = LineIndex::new(&document.text).position(mention.span.start());
                let piece = |from: usize, to: usize| Span::new(from, to).slice(&document.text);
                let id = one.to.as_str();
                let number = id.rsplit_once('-').map_or(id, |(_, number)| number);
                RewrittenReference {
                    path: moved(changes, &document.path).to_string(),
                    line: position.line,
                    column: position.column,
                    from: mention.span.slice(&document.text).to_owned(),
                    to: format!(
                        "{}{number}{}",
                        piece(mention.span.start(), mention.tail.start()),
                        piece(mention.tail.end(), mention.span.end())
                    ),
                }
            });
            self.outcome.renumbered.push(RenumberedArtifact {
                from: artifact.label(),
                to: one.to.to_string(),
                title: artifact.title.to_string(),
                path: moved(changes, &artifact.path).to_string(),
                was: artifact.path.to_string(),
                because: self.because(case),
                references: references.collect(),
            });
        }
    }

    /// Why it is this artifact that gives way.
    fn because(&self, case: &Case) -> String {
        let base = self.background.and_then(|background| background.base.as_ref());
        let base = base.map_or("the base", |base| base.name.as_str());
        match &case.other {
            Other::Here(keeper, ground) => {
                let keeper = self.plan.artifact(*keeper);
                let id = keeper.label();
                let why = match ground {
                    Some(Ground::Base) => format!("which {base} has"),
                    Some(Ground::Arrival) => "which came first to this branch".to_owned(),
                    None => "as asked".to_owned(),
                };
                format!("{id} stays {}, {why}", keeper.title)
            }
            Other::OnBase(rival) => format!("on {base} it is {} ({})", rival.title, rival.path),
            Other::Former(path) => format!("it was the id of {path}, which was removed"),
        }
    }
}

/// Where a file is after the changes.
fn moved(changes: &[FileChange], path: &RelPath) -> RelPath {
    let to = changes.iter().find_map(|change| match change {
        FileChange::Rename { from, to } if from == path => Some(to),
        _ => None,
    });
    to.unwrap_or(path).clone()
}
