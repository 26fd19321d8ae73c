//! The `pm` binary: hands the real arguments, streams, variables and clock to the library.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: here the machine's own arguments and clock come in"
)]

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use pm::{Invocation, Terminal};

/// A plan is many small texts, made on all cores: an allocator for that makes every command a fifth faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (input, output, errors) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let size = terminal_size::terminal_size();
    let terminal = Terminal {
        input: input.is_terminal(),
        output: output.is_terminal(),
        errors: errors.is_terminal(),
        width: size.map(|(width, _)| usize::from(width.0)),
        height: size.map(|(_, height)| usize::from(height.0)).filter(|height| *height > 0),
    };
    let variables: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let mut out = std::io::BufWriter::new(output.lock());
    let code = pm::run(Invocation {
        arguments: std::env::args_os().collect(),
        folder: std::env::current_dir().unwrap_or_default(),
        variables,
        today: jiff::Timestamp::now().to_string().get(..10).unwrap_or_default().to_owned(),
        entropy: RandomState::new().build_hasher().finish(),
        terminal,
        input: &mut input.lock(),
        output: &mut out,
        errors: &mut errors.lock(),
    });
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            // Nobody is left to tell when the error stream itself is gone.
            let _ = writeln!(errors.lock(), "error: the output cannot be written: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::from(code),
    }
}
