//! A document that is named by its path: which one, and how the path is written.
//!
//! Knows the forms in which a path may be written, so that another path can be written in the same form.

use super::Home;
use crate::model::field::LinkRule;
use crate::source::RelPath;

/// A path as a reference writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct WrittenPath {
    /// The document that is meant.
    pub(crate) path: RelPath,
    base: Base,
    /// The end of the path that is not written.
    left_out: String,
    /// What is written at the end and is no part of the path.
    said_besides: String,
}

/// Where a path counts from, and what it begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Base {
    /// `requirements/REQ-1-a.md`
    Root,
    /// `/requirements/REQ-1-a.md`
    RootWithSlash,
    /// `../requirements/REQ-1-a.md`
    Folder,
    /// `./REQ-1-a.md`
    FolderWithDot,
    /// `[[REQ-1-a]]`
    Name,
    /// `[[requirements/REQ-1-a]]`
    NameWithFolders,
}

impl WrittenPath {
    /// The paths that `text` can mean in a field with this rule, the likeliest first.
    pub(super) fn readings(text: &str, rule: &LinkRule, from: Option<Home<'_>>) -> Vec<Self> {
        let ending = rule.strip.iter().find(|ending| text.ends_with(ending.as_str()));
        let stripped = ending.and_then(|ending| text.strip_suffix(ending.as_str())).unwrap_or(text);
        let said_besides = &text[stripped.len()..];
        let folders = [Some(RelPath::root()), from.map(|from| from.path.parent())];
        let mut readings = Vec::new();
        for (at, folder) in folders.into_iter().enumerate() {
            let Some(folder) = folder else { continue };
            let base = match at {
                0 if text.starts_with('/') => Base::RootWithSlash,
                0 => Base::Root,
                _ if text.starts_with("./") => Base::FolderWithDot,
                _ => Base::Folder,
            };
            let mut read = |candidate: &str, left_out: &str, said_besides: &str| {
                readings.extend(RelPath::resolve(&folder, candidate).map(|path| Self {
                    path,
                    base,
                    left_out: left_out.to_owned(),
                    said_besides: said_besides.to_owned(),
                }));
            };
            read(text, "", "");
            read(stripped, "", said_besides);
            for ending in &rule.strip {
                read(&format!("{}{ending}", stripped.trim_end_matches('/')), ending, said_besides);
            }
        }
        readings
    }

    /// A path in double brackets, of which `name` is written, and `behind` with the brackets that close it.
    pub(super) fn in_brackets(path: RelPath, name: &str, behind: &str) -> Self {
        let base = if name.contains('/') { Base::NameWithFolders } else { Base::Name };
        let left_out = match path.extension() {
            ending if name.to_lowercase().ends_with(&format!(".{ending}")) => String::new(),
            ending => format!(".{ending}"),
        };
        Self { path, base, left_out, said_besides: behind.to_owned() }
    }

    /// The path `to` in the same form, as the document at `home` writes it.
    pub(crate) fn written_for(&self, to: &RelPath, home: &RelPath) -> String {
        let whole = match self.base {
            Base::Root => to.to_string(),
            Base::RootWithSlash => format!("/{to}"),
            Base::Folder => to.seen_from(&home.parent()),
            Base::FolderWithDot => match to.seen_from(&home.parent()) {
                above if above.starts_with("../") => above,
                below => format!("./{below}"),
            },
            Base::Name => format!("[[{}", to.file_name()),
            Base::NameWithFolders => format!("[[{to}"),
        };
        match whole.strip_suffix(&self.left_out) {
            Some(short) => format!("{short}{}", self.said_besides),
            None => whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Meaning;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a clean path")
    }

    /// What becomes of `text`, written in `docs/a.md`, when the first document of `moved` becomes the second.
    #[track_caller]
    fn check(text: &str, moved: (&str, &str), expect: &str) {
        let strip = vec!["/README.md".to_owned(), "/kep.yaml".to_owned()];
        let rule = LinkRule {
            to: Vec::new(),
            meaning: Meaning::RelatesTo,
            inverse: None,
            mirror: None,
            urls: false,
            strip,
        };
        let home = path("docs/a.md");
        let readings = WrittenPath::readings(text, &rule, Some(Home { product: 0, path: &home }));
        let written = readings
            .iter()
            .find(|reading| reading.path == path(moved.0))
            .map(|reading| reading.written_for(&path(moved.1), &home));
        assert_eq!(written.as_deref(), Some(expect));
    }

    #[test]
    fn another_path_is_written_in_the_same_form() {
        check("docs/b.md", ("docs/b.md", "docs/c.md"), "docs/c.md");
        check("/docs/b.md", ("docs/b.md", "docs/c.md"), "/docs/c.md");
        check("b.md", ("docs/b.md", "docs/c.md"), "c.md");
        check("./b.md", ("docs/b.md", "docs/c.md"), "./c.md");
        check("./b.md", ("docs/b.md", "c.md"), "../c.md");
        check("../x/b.md", ("x/b.md", "x/y/c.md"), "../x/y/c.md");
    }

    #[test]
    fn an_ending_that_says_nothing_stays_as_it_is_written() {
        check("/keps/1/README.md", ("keps/1/kep.yaml", "keps/2/kep.yaml"), "/keps/2/README.md");
        check("/keps/1", ("keps/1/kep.yaml", "keps/2/kep.yaml"), "/keps/2");
        check("/keps/1", ("keps/1/kep.yaml", "keps/2/other.yaml"), "/keps/2/other.yaml");
    }
}
