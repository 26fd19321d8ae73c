//! `pm KIND add TITLE`: a new artifact.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, checkin};
use crate::change::{Addition, Assignment, add, captured_id, product_called};
use crate::command::error::{CommandError, Exit};
use crate::command::heard::{CONTEXT, Heard, title_of};
use crate::command::new_id::next;
use crate::command::session::Session;
use crate::command::writing::{self, Known, Writing};
use crate::command::{field_flags, render};
use crate::model::kind::WORDS;
use crate::plan::{Plan, owner};
use crate::source::{FileChange, RelPath};
use crate::text::words::list_of;
use crate::view::View;
use crate::view::written::AddedArtifact;

pub(super) static VERB: Verb =
    Verb { name: "add", about: "Write down a new {kind}", names_its_kind: false, arguments, run };

/// A mail is no larger than this.
const LARGEST_MAIL: u64 = 64 * 1024 * 1024;

/// The flags that the command has itself: a field of such a name is set with `--set`.
const OWN: [&str; 16] = [
    "title",
    "status",
    "body",
    "template",
    "product",
    "file",
    "set",
    "edit",
    "dry-run",
    "allow-findings",
    "commit",
    "format",
    "folder",
    "today",
    "color",
    "no-pager",
];

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let Scope::Kind(kind) = scope else { return command };
    let mut taken: BTreeSet<String> = OWN.iter().map(|name| (*name).to_owned()).collect();
    taken.insert("help".into());
    let templates: Vec<&str> = kind.templates.keys().map(String::as_str).collect();
    let name = kind.aliases.first().unwrap_or(&kind.name);
    let example = kind.fields.values().find(|field| field.name == "tags").map_or("", |_| " --tag export");
    let mut command = command
        .arg(match kind.is_heard() {
            true => Arg::new("title")
                .value_name("TITLE")
                .help("What people call it, in one line [default: from the mail, or from the first words]"),
            false => {
                Arg::new("title").value_name("TITLE").required(true).help("What people call it, in one line")
            }
        })
        .arg(
            Arg::new("body")
                .long("body")
                .value_name("TEXT")
                .help("The body: a text, @FILE, or - for standard input; in the place of a template"),
        );
    if kind.is_heard() {
        taken.insert("from".into());
        command = command.arg(
            Arg::new("from")
                .long("from")
                .value_name("MAIL")
                .help("Take words, title, day and customer from a mail or the answers of a form: a file, or - for standard input"),
        );
    }
    if kind.workflow.field.is_some() {
        let names: Vec<&str> = kind.workflow.names().collect();
        let first = kind.workflow.default.as_deref().unwrap_or_default();
        command = command.arg(
            Arg::new("status")
                .long("status")
                .value_name("STATUS")
                .help(format!("One of {} [default: {first}]", list_of(names))),
        );
    }
    if templates.len() > 1 {
        command = command.arg(Arg::new("template").long("template").value_name("NAME").help(format!(
            "The template of the body: {} [default: {}]",
            list_of(&templates),
            templates[0]
        )));
    }
    command = command
        .arg(Arg::new("product").long("product").value_name("PRODUCT").help("The product it belongs to"))
        .arg(
            Arg::new("file")
                .long("file")
                .value_name("PATH")
                .help("Where the file goes, in the place of the name that follows from id and title"),
        )
        .arg(
            Arg::new("set")
                .long("set")
                .value_name("FIELD=VALUE")
                .action(ArgAction::Append)
                .help("Set any field, or a part of one"),
        )
        .arg(
            Arg::new("edit")
                .long("edit")
                .action(ArgAction::SetTrue)
                .conflicts_with("dry-run")
                .help("Open the new file in $VISUAL or $EDITOR"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument());
    command = field_flags::add_fields(command, kind, &mut taken);
    command = field_flags::add_sections(command, kind, &mut taken);
    let command = command
        .after_help(format!("Examples:\n  pm {name} add \"Export the roadmap as CSV\"{example}"))
        .after_long_help(format!(
            "Writes one file with the next free id, {}-n, and prints id and path. Only what is given is \
             written.\n\nExamples:\n  pm {name} add \"Export the roadmap as CSV\"{example}\n  pm {name} add \
             \"Export the roadmap as CSV\" --body - < notes.md\n  pm {name} add \"Export the roadmap as CSV\" \
             --edit",
            kind.identity.prefix
        ));
    if checkin::fits(kind) { checkin::arguments(command, kind) } else { command }
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let Scope::Kind(named) = scope else {
        return Err(CommandError::usage("say what to add: `pm idea add …`"));
    };
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten().map(String::as_str);
    let body = text("body").map(|body| read_body(session, body)).transpose()?;
    let mut fields = field_flags::fields(named, matches);
    for assignment in matches.get_many::<String>("set").into_iter().flatten() {
        fields.push(Assignment::parse(assignment)?);
    }
    let mail = text("from").map(|name| read_mail(session, name)).transpose()?;
    let mut sections = field_flags::sections(named, matches);
    for (_, words) in sections.iter_mut().filter(|(title, _)| named.is_heard() && title == WORDS) {
        if words == "-" || words.starts_with('@') {
            *words = read_body(session, words)?;
        }
    }
    let writing = Writing::begin(session, matches)?;
    let heard = match &mail {
        Some((name, bytes)) => Some(Heard::read(name, bytes, named, &writing.config)?),
        None => None,
    };
    if let Some(heard) = &heard {
        fields.extend(heard.fields(named, &fields));
        if !heard.words.is_empty() && sections.iter().all(|(title, _)| title != WORDS) {
            sections.push((WORDS.to_owned(), heard.words.clone()));
        }
        if !heard.context.is_empty() && sections.iter().all(|(title, _)| title != CONTEXT) {
            sections.push((CONTEXT.to_owned(), heard.context.clone()));
        }
    }
    let said = sections.iter().find(|(title, _)| title == WORDS).map(|(_, words)| words.as_str());
    let title = text("title")
        .map(str::to_owned)
        .or_else(|| heard.as_ref().and_then(|heard| heard.title.clone()))
        .or_else(|| title_of(said?));
    let kind_at = writing
        .config
        .kind_index(&named.name)
        .ok_or_else(|| CommandError::environment(format!("pm.yaml has no kind `{}` any more", named.name)))?;
    let kind = &writing.config.kinds[kind_at];
    let said = match checkin::fits(named) {
        true => checkin::Said::read(session, &writing.config, &writing.repository, named, matches, &fields)?,
        false => None,
    };
    if let Some(said) = &said {
        fields.extend(said.fields.iter().cloned());
    }
    // A number that only the front matter of other documents tells is found by reading them.
    let references = field_flags::references(kind, &fields);
    let known = if kind.files.named_by_id && heard.is_none() {
        writing.part(references.iter().copied())
    } else {
        None
    };
    let attempt = |known: &Known, session: &mut Session<'_>| {
        let plan = &known.plan;
        let mut fields = fields.clone();
        fields.extend(heard.as_ref().and_then(|heard| heard.customer(plan, kind, &fields)));
        let about = said.as_ref().and_then(|said| said.product.as_deref()).filter(|key| !key.is_empty());
        let product = match text("product").or(about) {
            Some(key) => product_named(plan, key, &mut fields)?,
            None => match said.as_ref().and_then(|said| said.product_of_subject(plan)) {
                Some(at) => product_at(plan, at, &mut fields),
                None => writing.product_here(session),
            },
        };
        let file = match text("file") {
            None => None,
            Some(path) => Some(place(session, &writing, kind_at, path)?),
        };
        // The path that was asked for may say the id itself.
        let asked = file.as_ref().and_then(|file| captured_id(&writing.config.kinds[kind_at], file.as_str()));
        let id = match asked {
            Some(id) => id,
            None => next(&writing, session, &known.plan, kind_at, product, &[])?,
        };
        let title = match &said {
            Some(said) => said.title(plan),
            None => title.clone().ok_or_else(|| {
                CommandError::usage(format!("the {} needs a title or words", named.name))
                    .with_hint("write a title, or give the words with --words or --from")
            })?,
        };
        let addition = Addition {
            kind: kind_at,
            product,
            id: &id,
            title: &title,
            status: text("status"),
            fields,
            // What is said in one line needs no template.
            body: body.as_deref().or(said.is_some().then_some("")),
            template: text("template"),
            sections: beside(&sections, heard.as_ref().and_then(|heard| heard.unplaced(plan))),
            file,
        };
        Ok::<_, CommandError>(add(plan, &addition)?)
    };
    let (known, added) = match known {
        Some(known) => match attempt(&known, session) {
            Ok(added) => (known, added),
            Err(_) => {
                let whole = writing.whole().local();
                let added = attempt(&whole, session)?;
                (whole, added)
            }
        },
        None => {
            let whole = writing.whole().local();
            let added = attempt(&whole, session)?;
            (whole, added)
        }
    };
    let changes: [FileChange; 1] = [added.file];
    writing.store(session, &known, &changes)?;
    let outcome = AddedArtifact {
        id: added.id.to_string(),
        path: added.path.to_string(),
        dry_run: writing.is_dry_run(),
    };
    let unknown = heard.as_ref().and_then(|heard| heard.unknown_customer(&known.plan, kind, &fields));
    if let Some(unknown) = unknown {
        session.say(&format!("note: {unknown}"))?;
    }
    if let Some(left_out) = heard.as_ref().and_then(|heard| heard.left_out.as_ref()) {
        session.say(&format!("note: left out of the mail: {left_out}"))?;
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

/// The position of the product that a person names; one without a folder is named in a field.
fn product_named(plan: &Plan, key: &str, fields: &mut Vec<Assignment>) -> Result<usize, CommandError> {
    if plan.config.products.keys().all(String::is_empty) {
        fields.push(Assignment::set("product", key));
        return Ok(0);
    }
    Ok(product_at(plan, product_called(plan, key)?, fields))
}

/// The position of a product; one of several without a folder is named in a field.
fn product_at(plan: &Plan, at: usize, fields: &mut Vec<Assignment>) -> usize {
    if let Some((key, product)) = plan.config.products.get_index(at)
        && !key.is_empty()
        && product.folder.is_none()
    {
        fields.push(Assignment::set("product", key));
    }
    at
}

/// The sections, with what has no field of its own at the end of the context.
fn beside(sections: &[(String, String)], more: Option<String>) -> Vec<(String, String)> {
    let mut sections = sections.to_vec();
    if let Some(more) = more {
        match sections.iter_mut().find(|(title, _)| title == CONTEXT) {
            Some((_, text)) => text.push_str(&format!("\n\n{more}")),
            None => sections.push((CONTEXT.to_owned(), more)),
        }
    }
    sections
}

/// The path that `--file` names, where a document of the kind can stand.
fn place(session: &Session<'_>, writing: &Writing, kind: usize, path: &str) -> Result<RelPath, CommandError> {
    let outside = || CommandError::usage(format!("`{path}` lies outside of the repository"));
    let path = session.relative(writing.repository.root(), path).ok_or_else(outside)?;
    let owner = owner(&writing.config, &path).map(|(owner, _)| usize::from(owner));
    if owner == Some(kind) {
        return Ok(path);
    }
    let kind = &writing.config.kinds[kind];
    let folders = list_of(kind.files.folders.iter().map(ToString::to_string));
    Err(CommandError::usage(format!("a file at {path} would be no {}", kind.name))
        .with_hint(format!("{} lie in {folders}", kind.plural)))
}

/// The name and the bytes of a mail: a file, or standard input.
fn read_mail(session: &mut Session<'_>, given: &str) -> Result<(String, Vec<u8>), CommandError> {
    if given == "-" {
        return Ok(("standard input".to_owned(), session.read_input_bytes(LARGEST_MAIL)?));
    }
    Ok((given.to_owned(), session.read_file_bytes(given)?))
}

/// The body as it was given: a text, the file behind `@`, or standard input.
fn read_body(session: &mut Session<'_>, given: &str) -> Result<String, CommandError> {
    if given == "-" {
        return session.read_input();
    }
    match given.strip_prefix('@') {
        Some(path) => session.read_file(path),
        None => Ok(given.to_owned()),
    }
}
