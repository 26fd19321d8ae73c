//! `pm apply SHEET`: takes back a sheet that `pm list` gave, with changed cells.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::change::{AppliedSheet, SheetProblem, SheetRequest, apply_sheet, shown};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::named::required;
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{moment, render, writing};
use crate::model::values::Date;
use crate::plan::query::Environment;
use crate::plan::{self, Plan};
use crate::source::FileChange;
use crate::text::sheet::{self, Sheet, unguard};
use crate::text::span::LineIndex;
use crate::text::visible::{spelt_out, visible, visible_line};
use crate::text::words::plural;
use crate::view::View;
use crate::view::written::{AppliedRows, ChangedCell, ChangedRow};

pub(super) static COMMAND: Spec = Spec {
    name: "apply",
    group: Group::Any,
    about: "Take back a sheet of pm list with changed cells",
    arguments,
    run,
};

/// The name of standard input.
const INPUT: &str = "-";

fn arguments(command: Command) -> Command {
    let examples = "Examples:\n  pm list requirement --columns id,title,owner,effort --format csv > plan.csv\n  \
                    pm apply plan.csv --dry-run\n  pm apply plan.csv --base HEAD";
    command
        .arg(
            Arg::new("sheet")
                .value_name("SHEET")
                .required(true)
                .help("A CSV file with an id column; - reads standard input"),
        )
        .arg(
            Arg::new("base")
                .long("base")
                .value_name("MOMENT")
                .help("The revision or day that the sheet was taken from: refuse what others changed since"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples)
        .after_long_help(format!(
            "A cell that says what `pm list` would show now is no change. Every other cell sets its field, an \
             emptied one takes the field away, and a status moves as `pm status` would move it. Lists are \
             written with commas between their items. Columns that are no field of the artifact (path, \
             category, links of others, expressions) may stand in the sheet but not change. All rows are \
             applied as one change, or none where one of them is refused.\n\n\
             Commas, semicolons and tabs separate cells, whichever the sheet has; it must be UTF-8. The sheet \
             does not say when it was taken: a field that somebody changed since is set back to what the sheet \
             says. Name the commit it was taken from with --base, and only what differs from that commit is a \
             change; a field that was changed on both sides is refused.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, _: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let name = required(matches, "sheet")?;
    let text = read(session, name)?;
    let (mut sheet, faults) = sheet::read(&text);
    unguard_cells(&mut sheet);
    let writing = Writing::begin(session, matches)?;
    let known = writing.whole();
    let today = session.today;
    let base = match matches.get_one::<String>("base") {
        Some(revision) => Some(plan_at(&writing, revision, today)?),
        None => None,
    };
    let environment = Environment::new(&known.plan, today);
    let base = base.as_ref().map(|plan| Environment::new(plan, today));
    let request = SheetRequest { sheet: &sheet, shown: &as_shown, base: base.as_ref() };
    let applied = apply_sheet(&environment, &request);
    let mut problems: Vec<SheetProblem> = faults
        .into_iter()
        .map(|fault| SheetProblem { span: fault.span, message: fault.message, hints: vec![fault.help] })
        .collect();
    let applied = match applied {
        Ok(applied) if problems.is_empty() => applied,
        Ok(_) => return refuse(session, name, &text, problems),
        Err(others) => {
            problems.extend(others);
            return refuse(session, name, &text, problems);
        }
    };
    let changes: Vec<FileChange> = applied.rows.iter().map(|row| row.file.clone()).collect();
    let after = match changes.as_slice() {
        [] => None,
        changes => Some(writing.store(session, &known, changes)?),
    };
    let after = after.as_ref().unwrap_or(&known.plan);
    let rows = AppliedRows {
        sheet: name.to_owned(),
        changed: changed_rows(&environment, &Environment::new(after, today), &applied)?,
        unchanged: applied.unchanged,
        dry_run: writing.is_dry_run(),
    };
    tell(session, matches, &rows).map(|()| Exit::Fine)
}

/// The text of the sheet.
fn read(session: &mut Session<'_>, name: &str) -> Result<String, CommandError> {
    let bytes = if name == INPUT {
        session.read_input_bytes(u64::MAX - 1)?
    } else {
        crate::repo::read_outside(&session.folder.join(name))?
    };
    let fault = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(fault) => fault,
    };
    let at = fault.utf8_error().valid_up_to();
    let bytes = fault.into_bytes();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(
            CommandError::usage(format!("{name} is UTF-16, not UTF-8")).with_hint("save it as CSV in UTF-8")
        );
    }
    let before = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let place = LineIndex::new(&before).position(at);
    Err(CommandError::usage(format!("{name}:{}:{}: the sheet is not UTF-8", place.line, place.column))
        .with_hint("save it as CSV in UTF-8"))
}

fn unguard_cells(sheet: &mut Sheet) {
    for cell in sheet.head.iter_mut().chain(sheet.rows.iter_mut().flatten()) {
        cell.text = unguard(&cell.text).to_owned();
    }
}

/// A text as the format of a sheet shows it.
fn as_shown(text: &str) -> String {
    spelt_out(text).into_owned()
}

/// The plan as a revision has it, read with the configuration of today.
fn plan_at(writing: &Writing, revision: &str, today: Date) -> Result<Plan, CommandError> {
    let tree = moment::tree_at(&writing.repository, revision, today, &writing.config.fiscal_year)?;
    Ok(plan::load(&tree, writing.config.clone(), String::new()).0)
}

/// Names everything that is wrong with the sheet, in its order.
fn refuse(
    session: &mut Session<'_>,
    name: &str,
    text: &str,
    mut problems: Vec<SheetProblem>,
) -> Result<Exit, CommandError> {
    problems.sort_by_key(|problem| problem.span.start());
    let lines = LineIndex::new(text);
    for problem in &problems {
        let place = lines.position(problem.span.start());
        let mut told = format!("error: {name}:{}:{}: {}", place.line, place.column, problem.message);
        for hint in &problem.hints {
            told.push_str(&format!("\n  hint: {hint}"));
        }
        session.say(&visible(&told))?;
    }
    Err(CommandError::usage(format!("{name} has {}; nothing was written", plural(problems.len(), "error")))
        .with_hint("mend them in the sheet, or leave the rows out"))
}

fn changed_rows(
    before: &Environment<'_>,
    after: &Environment<'_>,
    applied: &AppliedSheet,
) -> Result<Vec<ChangedRow>, CommandError> {
    let mut rows = Vec::new();
    for row in &applied.rows {
        let artifact = before.plan().artifact(row.artifact);
        let mut fields = Vec::new();
        for cell in &row.cells {
            let now = after.plan().at_path(&artifact.path);
            let to = now.map(|now| shown(after, &cell.property, now, &as_shown)).transpose()?;
            let to = to.unwrap_or_default();
            if to != cell.from {
                fields.push(ChangedCell {
                    field: cell.property.name().to_owned(),
                    from: cell.from.clone(),
                    to,
                });
            }
        }
        rows.push(ChangedRow { id: artifact.label(), path: artifact.path.to_string(), fields });
    }
    Ok(rows)
}

fn tell(session: &mut Session<'_>, matches: &ArgMatches, rows: &AppliedRows) -> Result<(), CommandError> {
    if render::wants_json(matches) {
        return render::print_json(session, &rows.json());
    }
    if rows.changed.is_empty() {
        return session.say("nothing to change: the sheet says what the plan says");
    }
    let word =
        |text: &str| if text.is_empty() { "(nothing)".to_owned() } else { visible_line(text).into_owned() };
    for row in &rows.changed {
        let mut told = format!("{} {}\n", row.id, visible_line(&row.path));
        for cell in &row.fields {
            told.push_str(&format!("  {}: {} → {}\n", cell.field, word(&cell.from), word(&cell.to)));
        }
        if rows.dry_run { session.say(told.trim_end())? } else { session.print(&told)? }
    }
    let count = plural(rows.changed.len(), "artifact");
    session.say(&if rows.dry_run { format!("would change {count}") } else { format!("{count} changed") })
}
