//! Programs of the person's own that a variable names: an editor, a pager.

#![expect(clippy::disallowed_methods, reason = "the edge: here another program is started")]

use std::ffi::OsStr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The program that `words` call, which may hold arguments: `code --wait`.
pub(crate) fn program<'a>(words: &str, arguments: impl IntoIterator<Item = &'a OsStr>) -> Command {
    let mut command = if cfg!(unix) {
        // A shell reads quotes and arguments in the variable as git's does.
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{words} \"$@\"")).arg("pm");
        shell
    } else {
        let mut words = words.split_whitespace();
        let mut program = Command::new(words.next().unwrap_or_default());
        program.args(words);
        program
    };
    command.args(arguments);
    command
}

/// Runs `wait`, which waits for a program at the keyboard. Meanwhile Ctrl-C is the program's alone: `pm`
/// must not end before it and give the terminal to the shell.
pub(crate) fn at_the_keyboard<T>(wait: impl FnOnce() -> T) -> T {
    let is_over = Arc::new(AtomicBool::new(false));
    // Where the machine refuses, Ctrl-C ends `pm` as ever.
    let _ =
        signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, Arc::clone(&is_over));
    let answer = wait();
    is_over.store(true, Ordering::SeqCst);
    answer
}
