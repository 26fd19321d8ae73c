//! From a view to the output a person asked for.

use clap::{Arg, ArgMatches};

use super::error::CommandError;
use super::session::Session;
use crate::page::formats::{FORMATS, named};
use crate::view::View;

/// The argument `--format` of a command that shows a view.
pub(crate) fn format_argument() -> Arg {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).chain(["json"]).collect();
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .value_parser(clap::builder::PossibleValuesParser::new(names))
        .default_value("terminal")
        .help("Write the answer in this format")
}

/// Prints `view` in the format that was asked for.
pub(crate) fn show<V: View>(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    view: &V,
) -> Result<(), CommandError> {
    let format = matches.get_one::<String>("format").map_or("terminal", String::as_str);
    let text = match named(format) {
        Some(format) => (format.render)(&view.page(), &session.surface()),
        None => {
            let mut text = serde_json::to_string_pretty(&view.json())
                .map_err(|error| CommandError::environment(error.to_string()))?;
            text.push('\n');
            text
        }
    };
    session.print(&text)
}
