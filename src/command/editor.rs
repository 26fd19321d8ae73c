//! Starts the person's own editor on a document. The only place that starts another program.

#![expect(clippy::disallowed_methods, reason = "the edge: here another program is started")]

use std::path::Path;
use std::process::Command;

use crate::command::error::CommandError;
use crate::command::session::Session;

/// Opens `file` in `$VISUAL` or `$EDITOR` and waits until it is closed. The variable may hold
/// arguments: `code --wait`.
pub(crate) fn open(session: &Session<'_>, file: &Path) -> Result<(), CommandError> {
    let wanted = ["VISUAL", "EDITOR"].iter().find_map(|name| session.variables.get(*name));
    let Some(editor) = wanted.filter(|editor| !editor.trim().is_empty()) else {
        return Err(CommandError::environment(format!("no editor is known to open {}", file.display()))
            .with_hint("set VISUAL or EDITOR, as in EDITOR=nano"));
    };
    let mut command = if cfg!(unix) {
        // A shell reads quotes and arguments in the variable as git's does.
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{editor} \"$1\"")).arg("pm").arg(file);
        shell
    } else {
        let mut words = editor.split_whitespace();
        let mut program = Command::new(words.next().unwrap_or(editor));
        program.args(words).arg(file);
        program
    };
    let failed = |reason: String| {
        CommandError::environment(format!("the editor `{editor}` {reason}"))
            .with_hint("set VISUAL or EDITOR to an editor that is installed")
    };
    match command.current_dir(&session.folder).status() {
        Err(error) => Err(failed(format!("cannot be started: {error}"))),
        Ok(status) if !status.success() => Err(failed(format!("ended with an error ({status})"))),
        Ok(_) => Ok(()),
    }
}
