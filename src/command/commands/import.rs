//! `pm import FILE`: takes what another tool exported.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::change::product_called;
use crate::command::asking::ask;
use crate::command::error::{CommandError, Exit};
use crate::command::importing::{self, Reading};
use crate::command::named::required;
use crate::command::render;
use crate::command::session::Session;
use crate::command::writing::{self, Known, Writing};
use crate::exchange::{Imported, tool_titles};
use crate::source::FileChange;
use crate::text::words::{list_of, plural};
use crate::view::View;

pub(super) static COMMAND: Spec = Spec {
    name: "import",
    group: Group::Start,
    about: "Take what another tool exported: a CSV or JSON file from Jira, Linear, GitHub and others",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let examples = "Examples:\n  pm import jira.csv\n  pm import jira.csv --yes --commit\n  pm import survey.csv --as feedback\n  \
                    gh issue list --state all --json number,title,body,state,labels,milestone,assignees,url | pm import - --yes";
    command
        .arg(Arg::new("file").value_name("FILE").required(true).help("A CSV or JSON file, or a folder; - reads standard input"))
        .args(importing::arguments())
        .arg(Arg::new("product").long("product").value_name("PRODUCT").help("The product that new artifacts belong to"))
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .conflicts_with("yes")
                .help("Show what would come of it, and ask nothing"),
        )
        .arg(
            Arg::new("save-mapping")
                .long("save-mapping")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["yes", "dry-run"])
                .help("Write the proposed mapping and nothing else, to be changed before the import"),
        )
        .arg(writing::commit_argument().conflicts_with("dry-run"))
        .arg(render::outcome_argument())
        .after_help(examples)
        .after_long_help(format!(
            "Recognises exports of {}; any other CSV or JSON is read by the names of its columns. Shows first what would \
             come of it: how columns are read, what each status becomes, what stays out and why. On a terminal it then \
             asks, and goes through the columns with you where you like; elsewhere it writes with --yes alone.\n\nA folder is read \
             too: changesets, news fragments, Doorstop items, or documents of any tool or habit.\n\nHow columns are read is written to imports/TOOL.yaml, which is \
             yours to change; what was imported to imports/TOOL.csv. Import a newer export later: what changed at the \
             source is taken, what you changed here stays. Nothing is removed. To take an import back, `git revert` its \
             commit.\n\n{examples}",
            list_of(tool_titles())
        ))
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let name = required(matches, "file")?;
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let export = importing::export(session, name, text("encoding"))?;
    let writes = matches.get_flag("yes");
    let asks = !writes
        && !matches.get_flag("dry-run")
        && session.terminal.input
        && name != "-"
        && !render::wants_json(matches);
    let saves = matches.get_flag("save-mapping");
    let asks = asks && !saves;
    let writing =
        if writes || asks || saves { Writing::begin(session, matches)? } else { Writing::look(session)? };
    let known = writing.whole().local();
    let product = match text("product") {
        Some(key) => product_called(&known.plan, key)?,
        None => writing.product_here(session),
    };
    let mut reading = importing::reading(session, &writing, &export, text("as"), text("mapping"))?;
    if saves {
        return save_mapping(session, &writing, &known, &reading);
    }
    let all = matches.get_flag("all");
    let (imported, changes) = loop {
        let (imported, before) =
            importing::worked_out(session, &writing, &known, &export, &reading, product)?;
        let changes = importing::changes(&writing, &imported, &reading, &before)?;
        if !asks || changes.is_empty() {
            break (imported, changes);
        }
        render::tell(session, &importing::told(&known, &export, &reading, &imported, true, all))?;
        let question =
            format!("Write {}? [y]es, [n]o, [e]dit how columns are read: ", plural(changes.len(), "file"));
        let answer = ask(session, &question)?.unwrap_or_default();
        match answer.to_lowercase().as_str() {
            "y" | "yes" => break (imported, changes),
            "e" | "edit" => importing::revise(session, &writing.config, &export, &mut reading)?,
            _ => {
                session.say("nothing was written")?;
                tell_how_to_change(session, &reading)?;
                return Ok(Exit::Fine);
            }
        }
    };
    let told = |dry_run: bool| importing::told(&known, &export, &reading, &imported, dry_run, all);
    let does_write = (writes || asks) && !changes.is_empty();
    let count = changes.len();
    let only_proposal = changes.len() == 1 && imported.created.is_empty() && imported.updated.is_empty();
    if does_write && !only_proposal {
        importing::store(session, &writing, &known, changes)?;
    }
    if render::wants_json(matches) {
        render::print_json(session, &told(!does_write).json())?;
        return Ok(Exit::Fine);
    }
    if !asks || !does_write {
        render::tell(session, &told(!does_write))?;
    }
    if does_write && !only_proposal {
        session.say(&format!("wrote {}", plural(count, "file")))?;
    } else if !changes_nothing(&imported) {
        session.say(&format!("would write {}: pm import {name} --yes", plural(count, "file")))?;
        tell_how_to_change(session, &reading)?;
    }
    Ok(Exit::Fine)
}

/// Writes the mapping that is proposed.
fn save_mapping(
    session: &mut Session<'_>,
    writing: &Writing,
    known: &Known,
    reading: &Reading,
) -> Result<Exit, CommandError> {
    let Some(text) = &reading.proposed else {
        return Err(CommandError::usage(format!("{} is there already", reading.path))
            .with_hint("change it, or name another file with --mapping"));
    };
    let change = FileChange::Create { path: reading.path.clone(), bytes: text.clone().into_bytes() };
    writing.write(session, (&known.plan, &known.plan), &[change])?;
    session.print(&format!("{}\n", reading.path))?;
    Ok(Exit::Fine)
}

fn changes_nothing(imported: &Imported) -> bool {
    imported.created.is_empty() && imported.updated.is_empty()
}

/// Says how a proposed mapping is changed before it is used.
fn tell_how_to_change(session: &mut Session<'_>, reading: &Reading) -> Result<(), CommandError> {
    if reading.proposed.is_some() {
        let path = &reading.path;
        session.say(&format!(
            "hint: to read columns otherwise, write {path} with --save-mapping, change it and import again"
        ))?;
    }
    Ok(())
}
