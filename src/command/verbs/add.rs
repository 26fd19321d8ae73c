//! `pm KIND add TITLE`: a new artifact.

mod arguments;
mod asked;

use clap::ArgMatches;

use self::arguments::arguments;
use self::asked::Asked;
use super::{Scope, Verb};
use crate::command::error::{CommandError, Exit};
use crate::command::render;
use crate::command::session::Session;
use crate::source::FileChange;
use crate::view::View;
use crate::view::written::AddedArtifact;

pub(super) static VERB: Verb =
    Verb { name: "add", about: "Write down a new {kind}", names_its_kind: false, arguments, run };

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let Scope::Kind(named) = scope else {
        return Err(CommandError::usage("say what to add: `pm idea add …`"));
    };
    let (asked, writing) = Asked::read(session, named, matches)?;
    let (known, added) = asked.written(session, &writing)?;
    let changes: [FileChange; 1] = [added.file];
    writing.store(session, &known, &changes)?;
    let outcome = AddedArtifact {
        id: added.id.to_string(),
        path: added.path.to_string(),
        dry_run: writing.is_dry_run(),
    };
    for note in asked.notes(&known, &writing) {
        session.say(&format!("note: {note}"))?;
    }
    if render::wants_json(matches) {
        render::print_json(session, &outcome.json())?;
    } else if outcome.dry_run {
        session.say(&format!("would write {} {}", outcome.id, outcome.path))?;
    } else {
        session.print(&format!("{} {}\n", outcome.id, outcome.path))?;
    }
    if matches.get_flag("edit") {
        return super::edit::edit_and_check(session, matches, writing, &added.path);
    }
    Ok(Exit::Fine)
}
