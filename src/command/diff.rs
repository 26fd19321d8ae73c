//! A change as a unified diff: what `--dry-run` prints.

use similar::TextDiff;

use crate::source::FileChange;
use crate::text::visible::visible;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The changes as one patch, in their order. Line ends are shown as they read, not as they are written.
pub(crate) fn unified(changes: &[FileChange], color: bool) -> String {
    let mut patch = String::new();
    for change in changes {
        match change {
            FileChange::Create { path, bytes } => {
                patch.push_str(&of_texts("/dev/null", &format!("b/{path}"), b"", bytes));
            }
            FileChange::Replace { path, before, bytes } => {
                patch.push_str(&of_texts(&format!("a/{path}"), &format!("b/{path}"), before, bytes));
            }
            FileChange::Remove { path, before } => {
                patch.push_str(&of_texts(&format!("a/{path}"), "/dev/null", before, b""));
            }
            FileChange::Rename { from, to } => {
                patch.push_str(&format!("rename from {from}\nrename to {to}\n"));
            }
        }
    }
    let patch = patch.replace("\r\n", "\n");
    if color { colored(&visible(&patch)) } else { visible(&patch).into_owned() }
}

fn of_texts(old: &str, new: &str, before: &[u8], after: &[u8]) -> String {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    TextDiff::from_lines(&*before, &*after)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(old, new)
        .to_string()
}

fn colored(patch: &str) -> String {
    let style = |line: &str| {
        let color = match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => return anstyle::Style::new().bold(),
            Some(b'+') => anstyle::AnsiColor::Green,
            Some(b'-') => anstyle::AnsiColor::Red,
            Some(b'@') => anstyle::AnsiColor::Cyan,
            _ => return anstyle::Style::new(),
        };
        color.on_default()
    };
    patch.lines().map(|line| format!("{0}{line}{0:#}\n", style(line))).collect()
}

/// The lines of one document that change, each with its sign: for telling what was done.
pub(crate) fn changed_lines(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    TextDiff::from_lines(&*before, &*after)
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| visible(&format!("{} {}", change.tag(), change.value().trim_end())).into_owned())
        .collect()
}
