//! For whom a reading command answers: for those who keep the plan, or for an audience of `pm.yaml`.

use std::sync::Arc;

use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use super::error::CommandError;
use crate::config::{Config, Reader};
use crate::model::values::Date;
use crate::page::{Block, Inline, Page, Target, Text, Tone};
use crate::plan::{Eyes, Plan};
use crate::text::words::{list_of, nearest};

/// Behind the arguments of the command itself.
const LAST: usize = 900;

/// Adds `--audience` to a command that reads the plan.
pub(crate) fn argument(command: Command) -> Command {
    command.arg(
        Arg::new("audience")
            .long("audience")
            .value_name("NAME")
            .display_order(LAST)
            .help("Answer with what an audience of pm.yaml may see, and nothing else"),
    )
}

/// The audience that the arguments of a command name.
pub(crate) fn named(matches: &ArgMatches) -> Option<String> {
    matches.try_get_one::<String>("audience").ok().flatten().cloned()
}

/// Says that an audience is none of `pm.yaml`, which must not be taken for one that may see everything.
pub(crate) fn check(config: &Config, name: &str) -> Result<(), CommandError> {
    if config.audiences.contains_key(name) {
        return Ok(());
    }
    if !config.is_read {
        let message = format!("pm.yaml cannot be read, so that nobody knows what `{name}` may see");
        return Err(CommandError::environment(message).with_hint("run `pm check pm.yaml` to see why"));
    }
    let error = CommandError::usage(format!("there is no audience `{name}`"));
    let known = || config.audiences.keys().map(String::as_str);
    Err(match nearest(name, known()) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None if config.audiences.is_empty() => {
            error.with_hint("name audiences under `audiences:` in pm.yaml")
        }
        None => error.with_hint(format!("audiences of pm.yaml: {}", list_of(known()))),
    })
}

/// The eyes of the reader on the past of a plan that was projected from `whole`; nothing where it was not.
pub(crate) fn eyes(plan: &Plan, whole: Option<&Arc<Plan>>, today: Date) -> Option<Arc<Eyes>> {
    let reader = plan.config.reader.as_ref()?;
    Some(Arc::new(Eyes::of(Arc::clone(whole?), &reader.key, today)))
}

/// The JSON as the audience gets it.
pub(crate) fn addressed_json(reader: Option<&Reader>, mut json: Value) -> Value {
    let (Some(reader), Some(object)) = (reader, json.as_object_mut()) else { return json };
    object.shift_remove("hint");
    object.insert("audience".into(), Value::from(reader.audience.name.as_str()));
    if let Some(disclaimer) = &reader.audience.disclaimer {
        object.insert("disclaimer".into(), Value::from(disclaimer.as_str()));
    }
    json
}

/// The page as the audience gets it: without what to type, outside the company without ways into the repository,
/// and with its disclaimer under it.
pub(crate) fn addressed(reader: Option<&Reader>, mut page: Page) -> Page {
    let Some(reader) = reader else { return page };
    page.blocks.retain(|block| !matches!(block, Block::Note { text, .. } if text.tells_a_command()));
    if page.blocks.is_empty() {
        page.blocks.push(Block::Note { tone: Tone::Muted, text: "There is nothing to show yet.".into() });
    }
    if reader.audience.is_public {
        page.retarget(&|target| match target {
            Target::File { .. } => Target::Nowhere,
            other => other.clone(),
        });
    }
    if let Some(disclaimer) = &reader.audience.disclaimer {
        page.blocks.push(Block::Paragraph(Text(vec![Inline::Toned(Tone::Muted, disclaimer.clone())])));
    }
    page
}
