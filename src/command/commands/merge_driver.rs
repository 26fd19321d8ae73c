//! `pm merge-driver`: git asks how to merge one document.
//!
//! Loads no plan: git starts a process for each file, so that one document is all that is read.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::change::merge::{Form, Merged, merge};
use crate::command::error::{CommandError, Exit};
use crate::command::named::required;
use crate::command::session::Session;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::Lines;
use crate::diagnostic::reports::concise_line;
use crate::plan::findings_in;
use crate::repo::{Repository, merge_lines, read_outside, write_outside};
use crate::source::RelPath;
use crate::text::span::LineIndex;
use crate::text::three_way::{Marks, Sides};

pub(super) static COMMAND: Spec = Spec {
    name: "merge-driver",
    group: Group::Setup,
    about: "Merge one document by field, as git asks for it",
    arguments,
    run: |session, _, matches| run(session, matches),
};

/// How many signs a marker of git has.
const STANDARD_SIZE: usize = 7;

fn arguments(command: Command) -> Command {
    let file = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).value_name(value).required(true).help(help)
    };
    let word = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    command
        .arg(file("base", "BASE", "The file as both sides began with it"))
        .arg(file("ours", "OURS", "The file as it is here; it takes the result"))
        .arg(file("theirs", "THEIRS", "The file as the other side has it"))
        .arg(word("size", "SIZE", "How many signs a conflict marker has [default: 7]"))
        .arg(word("path", "PATH", "Where the document lies, for messages [default: OURS]"))
        .arg(word("base-label", "BASE_LABEL", "What to call what both sides began with"))
        .arg(word("ours-label", "OURS_LABEL", "What to call this side"))
        .arg(word("theirs-label", "THEIRS_LABEL", "What to call the other side"))
        .after_help("Examples:\n  pm merge-driver base.md ours.md theirs.md")
        .after_long_help(
            "`pm hooks install` tells git to call this for the documents of the plan; by hand it is of use to try \
             a merge. It writes OURS and nothing else.\n\nFields are merged one by one and lists by element; items of a list that \
             have an id are merged inside. What one side changed is taken with its comments; what both changed \
             is marked as git marks it, around the lines of that field alone. Bodies are merged by line, \
             checklists by item. Front matter that cannot be read is merged by line. The merged document is then checked by itself, \
             and what is wrong with it that was not wrong in OURS is told.\n\nExit codes: 0 merged, 1 conflicts are marked, 2 pm could not do its \
             work and wrote nothing.\n\nExamples:\n  pm merge-driver base.md ours.md theirs.md\n  pm merge-driver base.md \
             ours.md theirs.md 7 requirements/REQ-1-export.md",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let names = Sides::new("base", "ours", "theirs").map(|name| required(matches, name));
    let names = Sides::new(names.base?, names.ours?, names.theirs?);
    let read = |name: &str| read_outside(&session.folder.join(name));
    let texts = Sides::new(read(names.base)?, read(names.ours)?, read(names.theirs)?);
    let path = word(matches, "path").unwrap_or(names.ours);
    let form = match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("yaml" | "yml") => Form::Yaml,
        _ => Form::Markdown,
    };
    let marks = marks(session, matches)?;
    let merged = merge(texts.as_ref().map(Vec::as_slice), form, &marks, merge_lines)
        .map_err(|reason| CommandError::environment(format!("{path} cannot be merged: {reason}")))?;
    write_outside(&session.folder.join(names.ours), &merged.bytes)?;
    if merged.conflicts.is_empty() {
        for line in new_findings(session, path, &merged.bytes, texts.ours) {
            session.say(&line)?;
        }
        return Ok(Exit::Fine);
    }
    for line in conflicts(path, &merged) {
        session.say(&line)?;
    }
    Ok(Exit::Findings)
}

/// A word that git gave; one that it left as it stands in its settings, since it is too old to know it, is none.
fn word<'matches>(matches: &'matches ArgMatches, name: &str) -> Option<&'matches str> {
    let word = matches.get_one::<String>(name)?.as_str();
    (!word.is_empty() && !matches!(word, "%L" | "%P" | "%S" | "%X" | "%Y")).then_some(word)
}

fn marks(session: &Session<'_>, matches: &ArgMatches) -> Result<Marks, CommandError> {
    let size = match word(matches, "size") {
        Some(size) => size.parse().ok().filter(|size| (1..=1000).contains(size)).ok_or_else(|| {
            CommandError::usage(format!("the size of a marker is a number from 1 to 1000, not `{size}`"))
        })?,
        None => STANDARD_SIZE,
    };
    let label = |name: &str, otherwise: &str| word(matches, name).unwrap_or(otherwise).to_owned();
    let labels = Sides {
        base: label("base-label", "base"),
        ours: label("ours-label", "ours"),
        theirs: label("theirs-label", "theirs"),
    };
    // Without git, or with settings that cannot be read, conflicts look as git's do by default.
    let style = Repository::at(&session.folder)
        .and_then(|repository| repository.git_setting("merge.conflictStyle"))
        .unwrap_or_default();
    Ok(Marks { size, labels, shows_base: matches!(style.as_deref(), Some("diff3" | "zdiff3")) })
}

/// What both sides changed. The conflicts of a body are git's to tell.
fn conflicts(path: &str, merged: &Merged) -> Vec<String> {
    let text = String::from_utf8_lossy(&merged.bytes);
    let lines = LineIndex::new(&text);
    let told = merged.conflicts.iter().filter_map(|conflict| {
        let field = conflict.field.as_ref()?;
        Some(format!("{path}:{}: both sides changed {field}", lines.position(conflict.at).line))
    });
    told.collect()
}

/// The findings in the merged document that its version on this side did not have, a line each.
fn new_findings(session: &Session<'_>, path: &str, merged: &[u8], ours: Vec<u8>) -> Vec<String> {
    let place = session.folder.join(path);
    let mut folders = place.ancestors().skip(1).take_while(|folder| folder.starts_with(&session.folder));
    // A folder that only the other side has is not there yet.
    let Some(repository) = folders.find_map(|folder| Repository::open(folder).ok()) else {
        return Vec::new();
    };
    let Ok((config, ..)) = session.config(&repository.working_tree()) else { return Vec::new() };
    let folder = repository.folder_in_git();
    let in_product = match folder.is_root() {
        true => Some(path),
        false => path.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/')),
    };
    let Some(in_product) = in_product.and_then(RelPath::new) else { return Vec::new() };
    let known = findings_in(&config, &in_product, ours);
    let is_new = |finding: &&Diagnostic| {
        !known.iter().any(|other| other.rule == finding.rule && other.message == finding.message)
    };
    let found = findings_in(&config, &in_product, merged.to_vec());
    let sources = BTreeMap::from([(in_product, String::from_utf8_lossy(merged).into_owned())]);
    let lines = Lines::new(&sources);
    found.iter().filter(is_new).map(|finding| concise_line(finding, &lines)).collect()
}
