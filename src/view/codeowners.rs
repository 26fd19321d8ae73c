//! CODEOWNERS: whom a forge asks before the documents of a kind change, from the roles that its statuses
//! need and the people who hold them.
//!
//! Owns the lines between two marks of a file that may hold others; knows no forge but its file.

use crate::config::{Config, FILE_NAME, Person};
use crate::model::kind::Kind;
use crate::source::RelPath;

/// The lines around what `pm` writes.
const BEGIN: &str = "# Begin of what `pm codeowners` writes; change pm.yaml instead.";
const END: &str = "# End of what `pm codeowners` writes.";

/// The lines of a CODEOWNERS file, and who is missing in them.
#[derive(Debug)]
pub(crate) struct CodeOwners {
    /// Patterns with their owners, in the order of the kinds.
    lines: Vec<String>,
    /// Handles of people who hold a role and have neither an account at the forge nor an address.
    pub(crate) unknown: Vec<String>,
    /// Roles that a status needs and that nobody holds.
    pub(crate) vacant: Vec<String>,
}

/// Why a file cannot be brought up to date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MarkFault {
    NoEnd,
    NoBegin,
}

impl CodeOwners {
    /// The owners in a product that lies in `folder` of its git repository.
    pub(crate) fn of(config: &Config, folder: &RelPath) -> Self {
        let mut owners = Self { lines: Vec::new(), unknown: Vec::new(), vacant: Vec::new() };
        let mut everybody: Vec<&str> = Vec::new();
        for kind in &config.kinds {
            let names = owners.names(config, kind);
            if names.is_empty() {
                continue;
            }
            for pattern in patterns(config, kind, folder) {
                owners.lines.push(format!("{pattern} {}", names.join(" ")));
            }
            everybody.extend(names);
        }
        if !everybody.is_empty() {
            let mut seen = Vec::new();
            everybody.retain(|name| {
                !seen.contains(name) && {
                    seen.push(*name);
                    true
                }
            });
            // Whoever changes who may approve what is asked about like the rest.
            let pattern = pattern(folder, FILE_NAME);
            owners.lines.push(format!("{pattern} {}", everybody.join(" ")));
        }
        owners
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines, between their marks.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{BEGIN}\n");
        for line in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text + END + "\n"
    }

    /// A file with these lines in the place of those that it has between the marks, or else at its end,
    /// where they count for more than what stands above. Every other line stays as it is.
    pub(crate) fn updated(&self, file: Option<&str>) -> Result<String, MarkFault> {
        let file = file.unwrap_or_default();
        let line_end = if file.contains("\r\n") { "\r\n" } else { "\n" };
        let text = self.text().replace('\n', line_end);
        match (line_at(file, BEGIN), line_at(file, END)) {
            (Some((begin, _)), Some((end, after))) if begin < end => {
                Ok(format!("{}{text}{}", &file[..begin], &file[after..]))
            }
            (None, None) if self.is_empty() => Ok(file.to_owned()),
            (None, None) if file.is_empty() => Ok(text),
            (None, None) => {
                let missing = if file.ends_with('\n') { "" } else { line_end };
                Ok(format!("{file}{missing}{line_end}{text}"))
            }
            (Some(_), _) => Err(MarkFault::NoEnd),
            (None, Some(_)) => Err(MarkFault::NoBegin),
        }
    }

    /// How the forge calls those who may approve the kind; who cannot be called is taken down.
    fn names<'c>(&mut self, config: &'c Config, kind: &Kind) -> Vec<&'c str> {
        let mut names: Vec<&str> = Vec::new();
        for role in kind.approvals.values().flatten() {
            let mut holders = config.people.iter().filter(|(_, person)| person.holds(role)).peekable();
            if holders.peek().is_none() && !self.vacant.contains(role) {
                self.vacant.push(role.clone());
            }
            for (handle, person) in holders {
                match name(person) {
                    Some(name) if !names.contains(&name) => names.push(name),
                    None if !self.unknown.contains(handle) => self.unknown.push(handle.clone()),
                    _ => {}
                }
            }
        }
        names
    }
}

fn name(person: &Person) -> Option<&str> {
    person.forge_account().or_else(|| person.mail())
}

/// The patterns of the documents of a kind: its folders, in each product that has one of its own.
fn patterns(config: &Config, kind: &Kind, folder: &RelPath) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for product in config.products.values() {
        let root = product.folder.as_ref().map_or_else(|| folder.clone(), |own| folder.join(own.as_str()));
        for below in &kind.files.folders {
            let these = match below.is_root() {
                // The whole repository would be owned, and not its documents alone.
                true => kind.files.include.iter().map(|files| pattern(&root, files.as_str())).collect(),
                false => vec![format!("{}/", pattern(&root, below.as_str()))],
            };
            found.extend(these.into_iter().filter(|pattern| !found.contains(pattern)).collect::<Vec<_>>());
        }
    }
    found
}

/// A path seen from the root of the git repository, as the file wants it.
fn pattern(folder: &RelPath, path: &str) -> String {
    let whole = if folder.is_root() { format!("/{path}") } else { format!("/{folder}/{path}") };
    whole.replace(' ', "\\ ").replace('#', "\\#")
}

/// Where a line begins, and where the next one does.
fn line_at(text: &str, wanted: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let next = start + line.len();
        if line.trim_end() == wanted {
            return Some((start, next));
        }
        start = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PM_YAML: &str = "people:\n  ana: {roles: product, accounts: [\"@ana-l\", ana@example.com]}\n  \
        ben: {roles: [engineering], accounts: [ben@example.com]}\n  cleo: {roles: engineering}\n\
        kinds:\n  requirement: {approvals: {approved: [product, engineering]}}\n  \
        decision: {approvals: {decided: [legal, product]}}\n";

    fn owners(folder: &str) -> CodeOwners {
        let (config, findings) = Config::read(&RelPath::new("pm.yaml").expect("a path"), PM_YAML);
        assert_eq!(findings, []);
        CodeOwners::of(&config, &RelPath::new(folder).expect("a path"))
    }

    #[test]
    fn folders_belong_to_those_who_may_approve_in_them() {
        let found = owners("my plan");
        assert_eq!(
            found.lines,
            [
                "/my\\ plan/requirements/ @ana-l ben@example.com",
                "/my\\ plan/decisions/ @ana-l",
                "/my\\ plan/pm.yaml @ana-l ben@example.com",
            ]
        );
        assert_eq!((found.unknown, found.vacant), (vec!["cleo".to_owned()], vec!["legal".to_owned()]));
    }

    #[test]
    fn lines_of_others_stay() {
        let owners = owners("");
        let text = owners.text();
        assert_eq!(owners.updated(None), Ok(text.clone()));
        assert_eq!(owners.updated(Some("* @all")), Ok(format!("* @all\n\n{text}")));
        let with = owners.updated(Some("* @all\n")).expect("a file");
        assert_eq!(owners.updated(Some(&with)), Ok(with.clone()));
        let old = with.replace("@ana-l", "@gone") + "/docs/ @docs\n";
        assert_eq!(owners.updated(Some(&old)), Ok(with.clone() + "/docs/ @docs\n"));
        let windows = with.replace('\n', "\r\n");
        assert_eq!(owners.updated(Some(&windows)), Ok(windows.clone()));
    }

    #[test]
    fn a_lost_mark_is_named() {
        let owners = owners("");
        assert_eq!(owners.updated(Some(&owners.text().replace(END, ""))), Err(MarkFault::NoEnd));
        assert_eq!(owners.updated(Some(&owners.text().replace(BEGIN, ""))), Err(MarkFault::NoBegin));
    }
}
