//! Finds the ids of a plan in any text: code, tests, the message of a commit.
//!
//! An id is found as it is written in the plan, letter case included, where a word begins and ends. Whether
//! there is such an artifact the plan knows.

use regex::bytes::Regex;

use crate::config::Config;
use crate::model::values::{Id, PartName};

/// What ids look like in one repository.
#[derive(Clone, Debug)]
pub(crate) struct Naming {
    /// A prefix, a hyphen and what may be the rest of an id; nothing where no kind has ids.
    pattern: Option<Regex>,
    /// The keys of products, which may stand before an id.
    products: Vec<String>,
    has_random_ids: bool,
}

/// An id in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named<'text> {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// The id as written, with the product before it where there is one.
    pub(crate) id: &'text str,
    pub(crate) part: Option<PartName>,
}

impl Naming {
    pub(crate) fn of(config: &Config) -> Self {
        let mut prefixes: Vec<String> = config
            .kinds
            .iter()
            .filter(|kind| !kind.identity.by_path && !kind.identity.prefix.is_empty())
            .flat_map(|kind| std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings))
            .map(|prefix| regex::escape(prefix))
            .collect();
        prefixes.sort();
        prefixes.dedup();
        let text = format!(r"(?-u)(?:{})-[0-9A-Za-z.]+", prefixes.join("|"));
        Self {
            pattern: if prefixes.is_empty() { None } else { Regex::new(&text).ok() },
            products: config.products.keys().filter(|key| !key.is_empty()).cloned().collect(),
            has_random_ids: config.random_ids,
        }
    }

    /// The ids in a text, in their order.
    pub(crate) fn find<'text>(&self, text: &'text [u8]) -> impl Iterator<Item = Named<'text>> {
        let found = self.pattern.iter().flat_map(move |pattern| pattern.find_iter(text));
        found.filter_map(move |found| self.judge(text, found.start(), found.end()))
    }

    /// Whether what stands between two places is an id.
    fn judge<'text>(&self, text: &'text [u8], start: usize, end: usize) -> Option<Named<'text>> {
        let is_word =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let before = |back: usize| start.checked_sub(back).and_then(|at| text.get(at));
        if is_word(before(1)) || before(1) == Some(&b'-') && is_word(before(2)) {
            return None;
        }
        let written = std::str::from_utf8(text.get(start..end)?).ok()?;
        let dash = written.len() - written.split('-').next_back()?.len();
        let mut pieces = written[dash..].split('.');
        let first = pieces.next()?;
        let is_number = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(first) && !self.has_random_ids {
            return None;
        }
        let mut length = dash + first.len();
        let mut part = None;
        for piece in pieces {
            if is_number(piece) && is_number(first) {
                length += 1 + piece.len();
                continue;
            }
            part =
                PartName::parse(piece).ok().filter(|_| piece.starts_with(|c: char| c.is_ascii_uppercase()));
            break;
        }
        let id = written.get(..length)?;
        // What the pattern leaves behind an id: a dot and more, or the end of the word.
        if is_word(text.get(start + length)) {
            return None;
        }
        Id::parse(id).ok()?;
        let before = self.product_before(text, start);
        let id = std::str::from_utf8(text.get(start - before..start + id.len())?).ok()?;
        Some(Named { start: start - before, id, part })
    }

    /// How many bytes before an id name a product of the repository, the slash included.
    fn product_before(&self, text: &[u8], start: usize) -> usize {
        let of = |key: &String| {
            let ahead = text.get(..start)?.strip_suffix(b"/")?.strip_suffix(key.as_bytes())?;
            let is_whole =
                ahead.last().is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"_-/.".contains(byte));
            is_whole.then_some(key.len() + 1)
        };
        self.products.iter().find_map(of).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RelPath;

    #[track_caller]
    fn check_in(config: &str, text: &str, expect: &[&str]) {
        let (config, findings) = Config::read(&RelPath::root().join("pm.yaml"), config);
        assert!(findings.is_empty(), "{findings:?}");
        let found: Vec<String> = Naming::of(&config)
            .find(text.as_bytes())
            .map(|named| match named.part {
                Some(part) => format!("{} {part}", named.id),
                None => named.id.to_owned(),
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        check_in("", text, expect);
    }

    #[test]
    fn an_id_is_found_where_a_word_begins_and_ends() {
        check("// REQ-4: writes a file (see IDEA-12).", &["REQ-4", "IDEA-12"]);
        check("XREQ-4 _REQ-4 PRE-REQ-4 REQ-4_x REQ-4x REQ- REQ-x", &[]);
        check("\"REQ-4\" #REQ-4 [REQ-4] --REQ-4", &["REQ-4", "REQ-4", "REQ-4", "REQ-4"]);
        check("requirements/REQ-4-export.md", &["REQ-4"]);
        check("→REQ-4. REQ-4.md ü REQ-5", &["REQ-4", "REQ-4", "REQ-5"]);
    }

    #[test]
    fn letter_case_is_that_of_the_plan() {
        check("req-4 Req-4 UTF-8 ISO-8601", &[]);
    }

    #[test]
    fn a_part_is_named_with_its_artifact() {
        check("covers REQ-4.AC2, OBJ-3.KR1.", &["REQ-4 AC2", "OBJ-3 KR1"]);
        check("REQ-4.is_done() REQ-4.x2", &["REQ-4", "REQ-4"]);
    }

    #[test]
    fn a_product_before_an_id_belongs_to_it() {
        let config = "products: {payments: {folder: payments}}\n";
        check_in(
            config,
            "payments/REQ-4 other/REQ-4 x/payments/REQ-4",
            &["payments/REQ-4", "REQ-4", "REQ-4"],
        );
    }

    #[test]
    fn random_ids_are_found_where_the_repository_gives_them() {
        check("REQ-k3f9tz", &[]);
        check_in("ids: random\n", "REQ-k3f9tz REQ-word", &["REQ-k3f9tz"]);
    }
}
