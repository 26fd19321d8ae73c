//! Where links in bodies lead: the file and the anchor that a target names.

use std::borrow::Cow;

use crate::source::RelPath;

/// A target inside the repository: `../docs/guide.md#install`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Target {
    /// The file; nothing for an anchor in the document itself.
    pub(crate) path: Option<RelPath>,
    pub(crate) anchor: Option<String>,
}

/// Reads a target as written in the document at `from`. Nothing for a web address, for one that leaves
/// the repository and for one that a page generator fills in.
pub(crate) fn local(written: &str, from: &RelPath) -> Option<Target> {
    let (path, rest) = path_and_rest(written)?;
    let anchor = rest.split_once('#').map(|(_, anchor)| decoded(anchor).into_owned());
    let path = match &*path {
        "" => None,
        path => Some(RelPath::resolve(&from.parent(), path)?),
    };
    Some(Target { path, anchor: anchor.filter(|anchor| !anchor.is_empty()) })
}

/// The path that a target names, read as what it stands for, and what is written behind it: `?plain=1#install`.
/// Nothing for a web address and for a target that a page generator fills in.
pub(crate) fn path_and_rest(written: &str) -> Option<(Cow<'_, str>, &str)> {
    if !may_be_local(written) || written.contains("{{") || written.contains("{%") {
        return None;
    }
    let (path, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
    Some((decoded(path), rest))
}

/// Whether a target has no scheme and no host, so that it may lead into the repository.
fn may_be_local(written: &str) -> bool {
    let scheme = written.split(['/', '#', '?']).next().unwrap_or("");
    !written.is_empty() && !written.starts_with("//") && !scheme.contains(':')
}

/// Whether some link in `body` may have a local target that `wanted` takes. Cheap, and asked before the
/// outline is made.
pub(crate) fn may_lead(body: &str, wanted: fn(&str) -> bool) -> bool {
    memchr::memchr_iter(b']', body.as_bytes()).any(|at| {
        let Some(rest) = body[at + 1..].strip_prefix(['(', ':']) else { return false };
        let rest = rest.trim_start().trim_start_matches('<');
        let target = rest.split([')', '\n', '>']).next().unwrap_or(rest);
        may_be_local(target) && wanted(target)
    })
}

/// `%20` and its like as what they stand for; as written where that is no text.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A path as the target of a link writes it: without what Markdown or an address would take for its own.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for sign in path.chars() {
        let has_meaning = sign.is_ascii_control() || " %#?&()<>[]\\`|*\"{}".contains(sign);
        match has_meaning {
            true => out.push_str(&format!("%{:02X}", u32::from(sign))),
            false => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, local, may_lead};
    use crate::source::RelPath;

    #[track_caller]
    fn check(written: &str, expect: Option<(&str, &str)>) {
        let from = RelPath::new("docs/guide/a.md").expect("a clean path");
        let target = local(written, &from).map(|target| {
            let path = target.path.map_or_else(String::new, |path| path.as_str().to_owned());
            (path, target.anchor.unwrap_or_default())
        });
        let expect = expect.map(|(path, anchor)| (path.to_owned(), anchor.to_owned()));
        assert_eq!(target, expect, "{written}");
    }

    #[test]
    fn a_target_is_a_file_and_an_anchor() {
        check("../b.md#install", Some(("docs/b.md", "install")));
        check("#install", Some(("", "install")));
        check("/c%20d.png", Some(("c d.png", "")));
        check("b.md?plain=1#L4", Some(("docs/guide/b.md", "L4")));
        check("100%.md", Some(("docs/guide/100%.md", "")));
    }

    #[test]
    fn an_encoded_path_is_read_as_the_path() {
        assert_eq!(encoded("a/Größe (1)#2.md"), "a/Größe%20%281%29%232.md");
        check(&encoded("c d#%20?[x].md"), Some(("docs/guide/c d#%20?[x].md", "")));
    }

    #[test]
    fn what_leads_elsewhere_is_no_target() {
        check("https://example.com/a.md", None);
        check("mailto:ana@example.com", None);
        check("//example.com/a.md", None);
        check("../../../outside.md", None);
        check("{{ page.url }}", None);
        check("", None);
    }

    #[test]
    fn a_body_of_web_addresses_alone_leads_nowhere_here() {
        let any = |_: &str| true;
        assert!(!may_lead("[a](https://example.com) and [x]", any));
        assert!(may_lead("[a](b.md)", any));
        assert!(may_lead("[a]\n\n[a]: <b c.md>\n", any));
        assert!(!may_lead("[a](b.md)", |target| target.contains('#')));
    }
}
