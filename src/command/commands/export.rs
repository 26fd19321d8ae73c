//! `pm export`: the plan for other programs.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{condition_arguments, kinds, request, words};
use crate::command::importing::{self, ToolFiles};
use crate::command::session::{Loaded, Session};
use crate::command::verbs::Scope as On;
use crate::command::verbs::list::say_unreadable;
use crate::command::{audience, exporting, moment};
use crate::exchange::{Chosen, FORMS, Form, Records, ToolForm, folder_tools, of_tool, tool_names};
use crate::plan::query::{Environment, Filter, Scope};
use crate::site;
use crate::text::words::{one_of, plural};

pub(super) static COMMAND: Spec = Spec {
    name: "export",
    group: Group::Share,
    about: "Write the plan for other programs: as CSV, JSON, a calendar or ReqIF, or as another tool's exports look",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let examples = "Examples:\n  pm export > plan.csv\n  pm export --format json --audience customers > plan.json\n  \
                    pm export requirement --to jira --release 2.1 > jira.csv\n  \
                    pm export release decision --format ical > dates.ics\n  \
                    pm export requirement --format reqif > requirements.reqif\n  \
                    pm export --to changesets --out .changeset --release 2.1";
    let command = command
        .arg(
            Arg::new("kinds")
                .value_name("KIND")
                .action(ArgAction::Append)
                .help("Export this kind alone; all kinds where none is named"),
        )
        .arg(Arg::new("to").long("to").value_name("TOOL").value_parser(ToolName).help(
            "Write records as the exports of this tool look, or as imports/TOOL.yaml reads them; all that \
                     documents say where none is named",
        ))
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(clap::builder::PossibleValuesParser::new(FORMS.map(|form| form.name)))
                .help("A sheet, JSON, a calendar (iCalendar) or ReqIF [default: csv, json for github]"),
        );
    let command = command
        .arg(Arg::new("out").long("out").short('o').value_name("FOLDER").requires("to").help(
            "The folder to write, for --to changesets, doorstop or fragments: a new one, or the tool's own",
        ))
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("out")
                .help("Write nothing into the folder; show the change as a diff"),
        );
    condition_arguments(audience::argument(moment::arguments(command))).after_help(examples).after_long_help(format!(
        "As CSV or JSON without --to every field and the text of every document is written: `pm import` makes the same plan of it. A \
         field with several values stands in several columns of one name. With --to a record has the columns that the \
         mapping of the tool reads (imports/TOOL.yaml, or what `pm import` would propose), and the id that the tool \
         knows it by where it was imported; what the tool has no column for is left out, and artifacts of kinds that it \
         has no records for are counted. Cells that a spreadsheet would run have an apostrophe in front. For an audience \
         what lies in imports/ is not read.\n\n\
         --to changesets, doorstop and fragments (news fragments) write a folder of files instead, which --out names. A \
         file is changed where its artifact says something else than it did, and there alone; what says something newer \
         than the last import stays, and so does what stands for nothing that is exported: both are counted. New files \
         are named in imports/TOOL.csv, by which the next export and import know them. For an audience, and of the past, \
         the folder must be a new one.\n\n\
         --format ical writes a calendar (iCalendar, RFC 5545) with an event for each day and each period that a document \
         names: what is due, what begins and ends, what is planned and announced, what went out. A period lasts from its \
         first day to its last; a horizon has no days and is counted. An event keeps its UID when its day moves, so that \
         a calendar that reads the file again moves it too.\n\n--format reqif writes ReqIF 1.2 for tools for requirements: each kind is a type of objects and a \
         specification, each artifact an object with a value for each field, each link between two artifacts that are \
         exported a relation. Identifiers are the same in every export.\n\n{examples}"
    ))
}

/// The name of a tool that is known, or of a mapping of the repository, which is looked for where it is read.
#[derive(Clone)]
struct ToolName;

impl TypedValueParser for ToolName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(tool_names().into_iter().map(PossibleValue::new)))
    }
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let environment = Environment::new(plan, session.today);
    let scope = Scope::artifacts(&environment, &kinds(&plan.config, On::Any, &words(matches, "kinds"))?);
    let filter = Filter::of(&scope, &request(matches)?)?;
    let artifacts = filter.select()?;
    let pages = site::pages(plan);
    let chosen = Chosen { plan, artifacts: &artifacts, today: session.today, pages: pages.as_deref() };
    let named = matches.get_one::<String>("format").and_then(|name| Form::named(name));
    let to = matches.get_one::<String>("to");
    if let Some(tool) = to.filter(|tool| folder_tools().contains(&tool.as_str())) {
        if let Some(form) = named {
            return Err(CommandError::usage(format!(
                "--to {tool} writes a folder, and --format {} one file",
                form.name
            ))
            .with_hint("leave out --format"));
        }
        exporting::export(session, matches, &loaded, &chosen, tool)?;
        return say_unreadable(session, plan, plan.unreadable.len());
    }
    if let (Some(tool), Some(_)) = (to, matches.get_one::<String>("out")) {
        return Err(CommandError::usage(format!("--out names a folder, and --to {tool} writes one file"))
            .with_hint(format!("write the output to it: pm export --to {tool} > {tool}.csv")));
    }
    let text = match to {
        Some(tool) => for_tool(session, &loaded, &chosen, tool, named)?,
        None => {
            let exported = named.unwrap_or(FORMS[0]).write(&chosen);
            for left in &exported.left_out {
                session.say(&format!("note: {left}"))?;
            }
            exported.text
        }
    };
    session.print(&text)?;
    say_unreadable(session, plan, plan.unreadable.len())
}

fn for_tool(
    session: &mut Session<'_>,
    loaded: &Loaded,
    chosen: &Chosen<'_>,
    name: &str,
    form: Option<&Form>,
) -> Result<String, CommandError> {
    let records = match form {
        None if name == "github" => Records::Json,
        None => Records::Csv,
        Some(form) => form.records.ok_or_else(|| holds_no_records(form, name))?,
    };
    // What was imported from where is nothing that an audience is told.
    let tree = if session.reader.is_some() { None } else { Some(&*loaded.tree) };
    let ToolFiles { mapping, ledger, marks } = importing::of_tool(tree, name)?;
    let (text, left) = of_tool(chosen, &ToolForm { mapping: &mapping, marks, ledger: &ledger, records });
    if left > 0 {
        session.say(&format!(
            "note: {} left out: {name} has no records for their kinds",
            plural(left, "artifact")
        ))?;
    }
    Ok(text)
}

fn holds_no_records(form: &Form, tool: &str) -> CommandError {
    let others = FORMS.iter().filter(|form| form.records.is_some()).map(|form| form.name);
    CommandError::usage(format!("{} holds no records as {tool} exports them", form.name))
        .with_hint(format!("leave out `--to {tool}`, or write {}", one_of(others)))
}
