//! A request that cannot be carried out, and how a run ends.

use std::fmt;

use crate::change::Impossible;
use crate::source::SourceFault;

/// How a run ends. The numbers are documented in `docs/reference/exit-codes.md`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// Everything was done and nothing was found.
    Fine,
    /// Findings at or above the level that fails.
    Findings,
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
        }
    }
}

/// Why a request cannot be carried out: exit code 2.
#[derive(Debug)]
pub(crate) struct CommandError {
    pub(crate) kind: ErrorKind,
    /// A sentence without a final period.
    pub(crate) message: String,
    /// What to do next; each an imperative fragment, never a destructive command.
    pub(crate) hints: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ErrorKind {
    /// The request itself makes no sense: an unknown id, a wrong flag.
    Usage,
    /// The machine or the repository does not allow it.
    Environment,
    /// The reader of the output has gone: a quiet end.
    BrokenPipe,
}

impl CommandError {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Usage, message: message.into(), hints: Vec::new() }
    }

    pub(crate) fn environment(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Environment, message: message.into(), hints: Vec::new() }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn with_hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    pub(crate) fn code(&self) -> u8 {
        match self.kind {
            ErrorKind::BrokenPipe => 0,
            ErrorKind::Usage | ErrorKind::Environment => 2,
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))
    }
}

impl From<SourceFault> for CommandError {
    fn from(fault: SourceFault) -> Self {
        Self::environment(fault.to_string())
    }
}

impl From<Impossible> for CommandError {
    fn from(impossible: Impossible) -> Self {
        Self::usage(impossible.message).with_hints(impossible.hints)
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::BrokenPipe => ErrorKind::BrokenPipe,
            _ => ErrorKind::Environment,
        };
        Self { kind, message: format!("the output cannot be written: {error}"), hints: Vec::new() }
    }
}
