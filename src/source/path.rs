//! A path inside a repository.

use std::fmt;
use std::sync::Arc;

/// A path relative to the root of a repository, with `/` between its parts. It never starts with `/`
/// and holds no `.`, `..` or empty part, so it cannot leave the tree. Ordered by bytes, as git orders.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RelPath(Arc<str>);

impl RelPath {
    /// Cleans `path`: `./a//b/` is `a/b`. Nothing for an absolute path or one that leaves the root.
    pub(crate) fn new(path: &str) -> Option<Self> {
        if path.starts_with('/') {
            return None;
        }
        if path.split('/').all(|part| !matches!(part, "" | "." | "..")) {
            return Some(Self(Arc::from(path)));
        }
        Self::resolve(&Self::root(), path)
    }

    /// The root itself, written as the empty path.
    pub(crate) fn root() -> Self {
        Self(Arc::from(""))
    }

    /// `path` as seen from the folder `from`; one that starts with `/` counts from the root.
    pub(crate) fn resolve(from: &Self, path: &str) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        if !path.starts_with('/') && !from.0.is_empty() {
            parts.extend(from.0.split('/'));
        }
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self(Arc::from(parts.join("/"))))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `REQ-1-x.md` of `requirements/REQ-1-x.md`.
    pub(crate) fn file_name(&self) -> &str {
        &self.0[memchr::memrchr(b'/', self.0.as_bytes()).map_or(0, |slash| slash + 1)..]
    }

    /// The file name without its last extension.
    pub(crate) fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The extension without its dot, or the empty text.
    pub(crate) fn extension(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[dot + 1..],
            _ => "",
        }
    }

    /// The folder it lies in; the root for a path of one part.
    pub(crate) fn parent(&self) -> Self {
        match self.0.rfind('/') {
            Some(slash) => Self(Arc::from(&self.0[..slash])),
            None => Self::root(),
        }
    }

    pub(crate) fn join(&self, name: &str) -> Self {
        if self.0.is_empty() {
            return Self(Arc::from(name));
        }
        let mut path = String::with_capacity(self.0.len() + 1 + name.len());
        path.push_str(&self.0);
        path.push('/');
        path.push_str(name);
        Self(Arc::from(path))
    }

    /// The path as a link in a document of `folder` writes it: `../ideas/IDEA-1-x.md`.
    pub(crate) fn seen_from(&self, folder: &Self) -> String {
        let parts = |path: &Self| -> Vec<String> {
            path.0.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let (from, to) = (parts(folder), parts(self));
        let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
        let up = std::iter::repeat_n("..", from.len() - shared);
        let written = up.chain(to[shared..].iter().map(String::as_str)).collect::<Vec<_>>().join("/");
        if written.is_empty() { ".".to_owned() } else { written }
    }

    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is `folder` or lies somewhere below it.
    pub(crate) fn is_under(&self, folder: &Self) -> bool {
        folder.is_root()
            || self.0.strip_prefix(&*folder.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "." } else { &self.0 })
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_cleaned_and_never_leaves_the_root() {
        let clean = |path: &str| RelPath::new(path).map(|path| path.as_str().to_owned());
        assert_eq!(clean("./a//b/"), Some("a/b".into()));
        assert_eq!(clean("a/../b"), Some("b".into()));
        assert_eq!(clean("../b"), None);
        assert_eq!(clean("/etc/passwd"), None);
    }

    #[test]
    fn a_link_is_resolved_from_its_folder_or_from_the_root() {
        let from = RelPath::new("docs/guide").expect("a clean path");
        let resolve = |path: &str| RelPath::resolve(&from, path).map(|path| path.as_str().to_owned());
        assert_eq!(resolve("../x.md"), Some("docs/x.md".into()));
        assert_eq!(resolve("/x.md"), Some("x.md".into()));
        assert_eq!(resolve("../../../x.md"), None);
    }

    #[test]
    fn a_path_seen_from_a_folder_leads_back_to_itself() {
        for (folder, to, expect) in [
            ("docs/guide", "docs/x.md", "../x.md"),
            ("", "docs/x.md", "docs/x.md"),
            ("docs", "docs/x.md", "x.md"),
            ("docs/guide", "doc/x.md", "../../doc/x.md"),
            ("docs", "docs", "."),
        ] {
            let folder = RelPath::resolve(&RelPath::root(), folder).expect("a clean path");
            let to = RelPath::new(to).expect("a clean path");
            assert_eq!(to.seen_from(&folder), expect);
            assert_eq!(RelPath::resolve(&folder, expect), Some(to));
        }
    }

    #[test]
    fn parts_of_a_name() {
        let path = RelPath::new("a/b.tar.gz").expect("a clean path");
        assert_eq!((path.stem(), path.extension(), path.file_name()), ("b.tar", "gz", "b.tar.gz"));
        assert!(path.is_under(&RelPath::new("a").expect("a clean path")));
        assert!(!path.is_under(&RelPath::new("a/b").expect("a clean path")));
        assert_eq!(RelPath::new(".gitignore").expect("a clean path").extension(), "");
    }
}
