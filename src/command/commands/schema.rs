//! `pm schema`: what documents and `pm.yaml` may say, for editors.

use clap::{Arg, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::render;
use crate::text::words::nearest;
use crate::view::schema;

/// The word for the schema of `pm.yaml`.
const CONFIG: &str = "config";

pub(super) static COMMAND: Spec = Spec {
    name: "schema",
    group: Group::Setup,
    about: "Print the JSON Schema of a kind's front matter, or of pm.yaml",
    arguments,
    run: |session, cli, matches| {
        let kinds = &cli.config().kinds;
        let json = match matches.get_one::<String>("kind").map(String::as_str) {
            None => schema::of_kinds(kinds),
            Some(CONFIG) => schema::of_config(),
            Some(name) => match cli.kind_called(name) {
                Some(kind) => schema::of_kind(kind),
                None => {
                    let names = kinds.iter().map(|kind| kind.name.as_str()).chain([CONFIG]);
                    let error = CommandError::usage(format!("there is no kind `{name}`"));
                    return Err(match nearest(name, names.clone()) {
                        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                        None => error.with_hint(format!(
                            "name one of these: {}",
                            names.collect::<Vec<_>>().join(", ")
                        )),
                    });
                }
            },
        };
        render::show_json(session, &json)?;
        Ok(Exit::Fine)
    },
};

fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("kind").value_name("KIND").help("A kind, or `config` for pm.yaml; all kinds without one"))
        .after_help("Examples:\n  pm schema requirement > requirement.schema.json\n  pm schema config > pm.schema.json")
}
