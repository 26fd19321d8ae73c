//! `pm check --fix`: safe fixes made in rounds, each looked at before it counts.
//!
//! A fix may open the way for another: a document that could not be read can be checked once its front
//! matter is closed. A fix that brings in an error is left alone. `pm.yaml` comes first: it says how
//! documents are read.

use clap::ArgMatches;

use crate::change::{condensed, fix, follow, identify};
use crate::command::error::CommandError;
use crate::command::session::{Session, config_path};
use crate::command::writing::{Known, Writing};
use crate::command::{diff, new_id};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::values::Id;
use crate::source::overlay::Overlay;
use crate::source::{FileChange, RelPath, Store};
use crate::text::visible::visible_line;

/// More rounds than any repository needs: a fix that makes another one necessary does so once or twice.
const ROUNDS: usize = 12;

/// The rule whose fix gives an id, which a finding cannot know.
const MISSING_ID: &str = "missing-id";

/// Makes every safe fix there is below `folders`, everywhere where none is named; or shows all of them as a
/// diff in a dry run.
pub(crate) fn run(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    folders: &[RelPath],
) -> Result<(), CommandError> {
    let (mut writing, settings) = Writing::begin_mending(session, matches)?;
    let mut state = State { changes: Vec::new(), done: Vec::new(), given: Vec::new() };
    let mut findings = settings.findings;
    if is_below(&config_path(), folders) {
        state.keep(settings.change.into_iter().collect(), settings.fixed.iter());
        writing = writing.with_settings(settings.config, settings.text);
    } else {
        findings.extend(settings.fixed);
    }
    // What a broken pm.yaml means for documents is anybody's guess.
    let is_guess = findings.iter().any(|finding| finding.level == Level::Error);
    for _ in 0..if is_guess { 0 } else { ROUNDS } {
        let overlay = Overlay::of(&writing.tree, &state.changes)?;
        let (known, findings) = writing.everything(&overlay);
        let findings: Vec<Diagnostic> =
            findings.into_iter().map(|finding| without_fix_outside(finding, folders)).collect();
        let before = state.done.len();
        state.mechanical(&writing, &known, &findings)?;
        if state.done.len() == before {
            state.identities(&writing, session, &known, &findings, folders)?;
        }
        if state.done.len() == before {
            break;
        }
    }
    let changes = condensed(&state.changes);
    if !writing.is_dry_run() {
        writing.tree.write(&changes)?;
        if !changes.is_empty() {
            let message = || format!("Fix what can be fixed safely\n\n{}", listed(&state.done));
            writing.commit(session, &changes, message)?;
        }
    } else {
        let patch = diff::unified(&changes, session.color);
        session.print(&patch)?;
    }
    let word = if writing.is_dry_run() { "would fix" } else { "fixed" };
    for line in &state.done {
        session.say(&format!("{word} {line}"))?;
    }
    if is_guess {
        session.say("no document is fixed while pm.yaml has an error")?;
    } else if state.done.is_empty() {
        session.say("there is nothing that can be fixed safely")?;
    }
    Ok(())
}

fn listed(done: &[String]) -> String {
    done.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

/// A finding elsewhere keeps its place in the list, so that it is compared, but is not fixed.
fn without_fix_outside(mut finding: Diagnostic, folders: &[RelPath]) -> Diagnostic {
    if !is_below(&finding.place.path, folders) {
        finding.fix = None;
    }
    finding
}

fn is_below(path: &RelPath, folders: &[RelPath]) -> bool {
    folders.is_empty() || folders.iter().any(|folder| path.is_under(folder))
}

/// Fixes so far.
struct State {
    changes: Vec<FileChange>,
    /// What was fixed, one line each.
    done: Vec<String>,
    /// Ids that were given by this run.
    given: Vec<Id>,
}

impl State {
    /// The fixes that findings carry themselves.
    fn mechanical(
        &mut self,
        writing: &Writing,
        known: &Known,
        findings: &[Diagnostic],
    ) -> Result<(), CommandError> {
        let mut round = fix(findings, &known.plan, |_| true);
        round.changes = follow(&known.plan, round.changes);
        if round.changes.is_empty() {
            return Ok(());
        }
        if self.is_safe(writing, known, findings, &round.changes)? {
            self.keep(round.changes, round.fixed.iter().map(|at| &findings[*at]));
            return Ok(());
        }
        // One of them brings in an error: each is tried on its own, and those that do not are kept.
        for at in round.fixed {
            let alone = fix(findings, &known.plan, |other| other == at);
            let single = follow(&known.plan, alone.changes);
            if self.is_safe(writing, known, findings, &single)? {
                self.keep(single, std::iter::once(&findings[at]));
                return Ok(());
            }
        }
        Ok(())
    }

    /// Ids for artifacts that have none.
    fn identities(
        &mut self,
        writing: &Writing,
        session: &mut Session<'_>,
        known: &Known,
        findings: &[Diagnostic],
        folders: &[RelPath],
    ) -> Result<(), CommandError> {
        let plan = &known.plan;
        let missing = findings
            .iter()
            .filter(|finding| finding.rule == MISSING_ID && is_below(&finding.place.path, folders));
        for finding in missing {
            let Some(index) = plan.at_path(&finding.place.path) else { continue };
            let artifact = plan.artifact(index);
            let (kind, product) = (usize::from(artifact.kind), usize::from(artifact.product));
            let id = new_id::next(writing, session, plan, kind, product, &self.given)?;
            let changes = match identify(plan, index, &id) {
                Ok(changes) => changes,
                Err(why) => {
                    session.say(&format!("not fixed: {}", visible_line(&why.message)))?;
                    continue;
                }
            };
            if self.is_safe(writing, known, findings, &changes)? {
                self.given.push(id);
                self.keep(changes, std::iter::once(finding));
            }
        }
        Ok(())
    }

    fn keep<'f>(&mut self, changes: Vec<FileChange>, fixed: impl Iterator<Item = &'f Diagnostic>) {
        self.changes.extend(changes);
        for finding in fixed {
            let title = finding.fix.as_ref().map_or("give it an id and a file name", |fix| &fix.title);
            let path = finding.place.path.to_string();
            self.done.push(format!(
                "{}: {} ({})",
                visible_line(&path),
                visible_line(title),
                visible_line(&finding.rule)
            ));
        }
    }

    /// Whether changes bring in no error. What comes to light in a file that could not be read before
    /// was there all the time and does not count.
    fn is_safe(
        &self,
        writing: &Writing,
        known: &Known,
        before: &[Diagnostic],
        changes: &[FileChange],
    ) -> Result<bool, CommandError> {
        let all: Vec<FileChange> = self.changes.iter().chain(changes).cloned().collect();
        let Ok(overlay) = Overlay::of(&writing.tree, &all) else { return Ok(false) };
        let (_, after) = writing.everything(&overlay);
        let moved = |path: &RelPath| -> RelPath {
            let step = changes.iter().find_map(|change| match change {
                FileChange::Rename { from, to } if to == path => Some(from.clone()),
                _ => None,
            });
            step.unwrap_or_else(|| path.clone())
        };
        let mut old: Vec<(&str, &str, &RelPath)> = before
            .iter()
            .map(|finding| (&*finding.rule, finding.message.as_str(), &finding.place.path))
            .collect();
        let was_unreadable = |path: &RelPath| known.plan.at_path(path).is_none();
        for finding in after.iter().filter(|finding| finding.level == Level::Error) {
            let path = &moved(&finding.place.path);
            let same = old.iter().position(|(rule, message, place)| {
                *rule == finding.rule && *message == finding.message && *place == path
            });
            match same {
                Some(at) => {
                    old.swap_remove(at);
                }
                None if was_unreadable(path) => {}
                None => return Ok(false),
            }
        }
        Ok(true)
    }
}
