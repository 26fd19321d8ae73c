//! `pm export`: the plan for other programs.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{condition_arguments, kinds, request, words};
use crate::command::importing::{self, ToolFiles};
use crate::command::session::{Loaded, Session};
use crate::command::verbs::Scope as On;
use crate::command::verbs::list::say_unreadable;
use crate::command::{audience, moment};
use crate::exchange::{Chosen, Form, ToolForm, of_tool, tool_names, whole};
use crate::plan::query::{Environment, Filter, Scope};
use crate::text::words::plural;

pub(super) static COMMAND: Spec = Spec {
    name: "export",
    group: Group::Share,
    about: "Write the plan for other programs: all of it as CSV or JSON, or as another tool's exports look",
    arguments,
    run: |session, _, matches| run(session, matches),
};

const FORMS: [(&str, Form); 2] = [("csv", Form::Csv), ("json", Form::Json)];

fn arguments(command: Command) -> Command {
    let examples = "Examples:\n  pm export > plan.csv\n  pm export --format json --audience customers > plan.json\n  \
                    pm export requirement --to jira --release 2.1 > jira.csv";
    let command = command
        .arg(
            Arg::new("kinds")
                .value_name("KIND")
                .action(ArgAction::Append)
                .help("Export this kind alone; all kinds where none is named"),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("TOOL")
                .value_parser(clap::builder::PossibleValuesParser::new(tool_names()))
                .help("Write records as the exports of this tool look; all that documents say where none is named"),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(clap::builder::PossibleValuesParser::new(FORMS.map(|(name, _)| name)))
                .help("A sheet or JSON [default: csv, json for github]"),
        );
    condition_arguments(audience::argument(moment::arguments(command))).after_help(examples).after_long_help(format!(
        "Without --to every field and the text of every document is written: `pm import` makes the same plan of it. A \
         field with several values stands in several columns of one name. With --to a record has the columns that the \
         mapping of the tool reads (imports/TOOL.yaml, or what `pm import` would propose), and the id that the tool \
         knows it by where it was imported; what the tool has no column for is left out, and artifacts of kinds that it \
         has no records for are counted. Cells that a spreadsheet would run have an apostrophe in front. For an audience \
         what lies in imports/ is not read.\n\n{examples}"
    ))
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let environment = Environment::new(plan, session.today);
    let scope = Scope::artifacts(&environment, &kinds(&plan.config, On::Any, &words(matches, "kinds"))?);
    let filter = Filter::of(&scope, &request(matches)?)?;
    let artifacts = filter.select()?;
    let chosen = Chosen { plan, artifacts: &artifacts };
    let named = matches.get_one::<String>("format");
    let form = named.and_then(|name| FORMS.iter().find(|(known, _)| known == name).map(|(_, form)| *form));
    let text = match matches.get_one::<String>("to") {
        None => whole(&chosen, form.unwrap_or(Form::Csv)),
        Some(tool) => for_tool(session, &loaded, &chosen, tool, form)?,
    };
    session.print(&text)?;
    say_unreadable(session, plan, plan.unreadable.len())
}

fn for_tool(
    session: &mut Session<'_>,
    loaded: &Loaded,
    chosen: &Chosen<'_>,
    name: &str,
    form: Option<Form>,
) -> Result<String, CommandError> {
    // What was imported from where is nothing that an audience is told.
    let tree = if session.reader.is_some() { None } else { Some(&*loaded.tree) };
    let ToolFiles { mapping, ledger, marks } = importing::of_tool(tree, name)?;
    let form = form.unwrap_or(if name == "github" { Form::Json } else { Form::Csv });
    let (text, left) = of_tool(chosen, &ToolForm { mapping: &mapping, marks, ledger: &ledger, form });
    if left > 0 {
        session.say(&format!(
            "note: {} left out: {name} has no records for their kinds",
            plural(left, "artifact")
        ))?;
    }
    Ok(text)
}
