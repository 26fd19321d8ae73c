//! Starts the person's own editor on a document.

use std::path::Path;

use crate::command::error::CommandError;
use crate::command::program::{at_the_keyboard, program};
use crate::command::session::Session;

/// Opens `file` in `$VISUAL` or `$EDITOR` and waits until it is closed. The variable may hold
/// arguments: `code --wait`.
pub(crate) fn open(session: &Session<'_>, file: &Path) -> Result<(), CommandError> {
    let wanted = ["VISUAL", "EDITOR"].iter().find_map(|name| session.variables.get(*name));
    let Some(editor) = wanted.filter(|editor| !editor.trim().is_empty()) else {
        return Err(CommandError::environment(format!("no editor is known to open {}", file.display()))
            .with_hint("set VISUAL or EDITOR, as in EDITOR=nano"));
    };
    let mut command = program(editor, [file.as_os_str()]);
    let failed = |reason: String| {
        CommandError::environment(format!("the editor `{editor}` {reason}"))
            .with_hint("set VISUAL or EDITOR to an editor that is installed")
    };
    match at_the_keyboard(|| command.current_dir(&session.folder).status()) {
        Err(error) => Err(failed(format!("cannot be started: {error}"))),
        Ok(status) if !status.success() => Err(failed(format!("ended with an error ({status})"))),
        Ok(_) => Ok(()),
    }
}
