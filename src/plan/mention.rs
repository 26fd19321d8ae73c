//! Where a text names an id: in fields, in prose, in comments, in the names of files.
//!
//! Finds places alone; which artifact is meant, where several answer to the id, is not known here.

use super::{ArtifactIndex, Link, Plan, key_of};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::key::ALIASES;
use crate::model::kind::Kind;
use crate::model::values::{Id, IdKey, PartName};
use crate::text::span::Span;

/// One place that names an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// The id with the product in front of it and the part behind it, where they are written.
    pub(crate) span: Span,
    /// The number, or what stands in its place: what another id would change.
    pub(crate) tail: Span,
    /// The product that is written in front.
    pub(crate) product: Option<Box<str>>,
    /// Whether a slug is written behind it, as in the name of a file.
    pub(crate) begins_a_name: bool,
}

/// The places in `text` that name the id with this key, in any of the spellings of its kind that have a
/// hyphen.
pub(crate) fn mentions(kind: &Kind, key: &IdKey, text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for hyphen in memchr::memchr_iter(b'-', text.as_bytes()) {
        let prefixes = std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings);
        let start = prefixes.filter_map(|prefix| prefix_before(text, hyphen, prefix)).min();
        let Some(start) = start else { continue };
        let end = hyphen + 1 + tail_length(&text[hyphen + 1..]);
        let is_meant = Id::parse(&text[start..end]).is_ok_and(|id| key_of(kind, &id) == *key);
        if is_meant && let Some(mention) = mention(text, start, Span::new(hyphen + 1, end)) {
            found.push(mention);
        }
    }
    found
}

/// The places in `text` that name an id of any kind, whether or not there is one, with product and part.
pub(crate) fn any_mention(config: &Config, text: &str) -> Vec<Span> {
    let prefixes: Vec<&str> = config
        .kinds
        .iter()
        .flat_map(|kind| std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings))
        .map(String::as_str)
        .filter(|prefix| !prefix.is_empty())
        .collect();
    let mut found: Vec<Span> = Vec::new();
    for hyphen in memchr::memchr_iter(b'-', text.as_bytes()) {
        let start = prefixes.iter().filter_map(|prefix| prefix_before(text, hyphen, prefix)).min();
        let end = hyphen + 1 + tail_length(&text[hyphen + 1..]);
        let Some(start) = start.filter(|start| Id::parse(&text[*start..end]).is_ok()) else { continue };
        found.extend(mention(text, start, Span::new(hyphen + 1, end)).map(|mention| mention.span));
    }
    found
}

/// Where the prefix begins that stands before a hyphen as a word of its own.
fn prefix_before(text: &str, hyphen: usize, prefix: &str) -> Option<usize> {
    let start = hyphen.checked_sub(prefix.len())?;
    if !text.get(start..hyphen)?.eq_ignore_ascii_case(prefix) {
        return None;
    }
    let joins = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    (!text[..start].ends_with(joins)).then_some(start)
}

/// How much of the text behind a hyphen belongs to the id: digits with dots between them, or one word.
fn tail_length(text: &str) -> usize {
    let run = |text: &str, is_part: fn(&u8) -> bool| text.bytes().take_while(is_part).count();
    let digits = run(text, u8::is_ascii_digit);
    let word = run(text, u8::is_ascii_alphanumeric);
    if digits == 0 || word > digits {
        return word;
    }
    let mut end = digits;
    while let Some(below) = text[end..].strip_prefix('.') {
        let more = run(below, u8::is_ascii_digit);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    end
}

/// The mention of an id that begins at `start`, unless it is a part of a longer word.
fn mention(text: &str, start: usize, tail: Span) -> Option<Mention> {
    let behind = &text[tail.end()..];
    let joins = |sign: char| sign.is_alphanumeric() || sign == '_';
    if behind.starts_with(joins) {
        return None;
    }
    let begins_a_name = behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(joins));
    let part = behind.split(|sign: char| sign != '.' && !sign.is_ascii_alphanumeric()).next().unwrap_or("");
    let part = part.strip_prefix('.').and_then(|part| part.split('.').next()).unwrap_or("");
    let whole = format!("X-1.{part}");
    let end = tail.end() + PartName::split(&whole).map_or(0, |(id, _)| whole.len() - id.len());
    let before = &text[..start];
    let is_of_product = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    let product = before.strip_suffix('/').map(|before| {
        let at = before
            .rfind(|sign: char| !is_of_product(sign))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        &before[at..]
    });
    // What ends a longer path is a folder.
    let product = product.filter(|product| {
        !product.is_empty() && !before[..before.len() - 1 - product.len()].ends_with(['/', '.', '%'])
    });
    let start = start - product.map_or(0, |product| product.len() + 1);
    Some(Mention { span: Span::new(start, end), tail, product: product.map(Box::from), begins_a_name })
}

/// The places where a document names the id with this key: anywhere in its text, and as a number alone in
/// links that lead to `kind`. Its own id and its other names are not among them.
pub(crate) fn mentions_in(
    plan: &Plan,
    index: ArtifactIndex,
    document: &Artifact,
    kind: &Kind,
    key: &IdKey,
) -> Vec<Mention> {
    let text = &*document.text;
    let mut found = mentions(kind, key, text);
    for link in plan.links_as_written(index, document) {
        let is_number = !link.written.is_empty() && link.written.bytes().all(|byte| byte.is_ascii_digit());
        let leads_there = || {
            let rule = plan.field_of(&link).link.as_ref();
            rule.is_some_and(|rule| rule.to.contains(&kind.name))
                && Id::parse_of(&kind.identity.prefix, &link.written)
                    .is_ok_and(|id| key_of(kind, &id) == *key)
        };
        if is_number
            && leads_there()
            && let Some(span) = place_in_field(text, &link)
        {
            found.push(Mention { span, tail: span, product: None, begins_a_name: false });
        }
    }
    let own = plan.kind(document);
    let aliases = document.value(own, ALIASES.name).map(|value| value.span);
    let is_in = |outer: Span, span: Span| outer.start() <= span.start() && span.end() <= outer.end();
    found.retain(|mention| {
        ![document.id_span, aliases].into_iter().flatten().any(|outer| is_in(outer, mention.span))
    });
    found.sort_by_key(|mention| mention.span);
    found.dedup_by(|later, earlier| later.span.start() < earlier.span.end());
    found
}

/// Where a link stands in the text of its document; nothing where it is written otherwise than it reads, or
/// several times in one value.
pub(crate) fn place_in_field(text: &str, link: &Link) -> Option<Span> {
    let raw = link.span.slice(text);
    let is_part = |sign: char| sign.is_alphanumeric() || "-_./~%".contains(sign);
    let mut places = raw
        .match_indices(&*link.written)
        .map(|(at, _)| at)
        .filter(|at| !raw[..*at].ends_with(is_part) && !raw[at + link.written.len()..].starts_with(is_part));
    let (at, None) = (places.next()?, places.next()) else { return None };
    let start = link.span.start() + at;
    Some(Span::new(start, start + link.written.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RelPath;

    /// The mentions of `id` in `text`: each with its tail in braces.
    #[track_caller]
    fn check(id: &str, text: &str, expect: &[&str]) {
        let settings = "kinds:\n  task:\n    folder: tasks\n    id: {field: id, prefix: task, spellings: [back]}\n    \
                        summary: Something to do.\n";
        let (config, _) = Config::read(&RelPath::root().join("pm.yaml"), settings);
        let id = Id::parse(id).expect("an id");
        let kind = config.kinds.iter().find(|kind| kind.identity.has_prefix(id.prefix())).expect("a kind");
        let found: Vec<String> = mentions(kind, &key_of(kind, &id), text)
            .into_iter()
            .map(|mention| {
                let (span, tail) = (mention.span, mention.tail);
                let piece = |from: usize, to: usize| Span::new(from, to).slice(text);
                let name = if mention.begins_a_name { " of a name" } else { "" };
                format!(
                    "{}{{{}}}{}{name}",
                    piece(span.start(), tail.start()),
                    tail.slice(text),
                    piece(tail.end(), span.end())
                )
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn an_id_is_a_word_of_its_own() {
        check("REQ-5", "REQ-5, (req-005) and `REQ-5`.", &["REQ-{5}", "req-{005}", "REQ-{5}"]);
        check("REQ-5", "REQ-50 REQ-5a XREQ-5 A-REQ-5 REQ-5_x REQ-5.1", &[]);
        check("REQ-5", "Größe REQ-5\u{2014}ok, REQ-5's and REQ-5-", &["REQ-{5}", "REQ-{5}", "REQ-{5}"]);
        check("task-354.02", "task-354.2 task-354 BACK-354.02.", &["task-{354.2}", "BACK-{354.02}"]);
    }

    #[test]
    fn part_and_product_belong_to_it() {
        check(
            "REQ-5",
            "REQ-5.AC3. payments/REQ-5, REQ-5.md",
            &["REQ-{5}.AC3", "payments/REQ-{5}", "REQ-{5}"],
        );
        check("REQ-5", "../x/REQ-5 a/b/REQ-5", &["REQ-{5}", "REQ-{5}"]);
    }

    #[test]
    fn the_name_of_a_file_begins_with_it() {
        check("REQ-5", "see requirements/REQ-5-export.md", &["requirements/REQ-{5} of a name"]);
        check("task-5", "tasks/task-5 - Title.md", &["tasks/task-{5}"]);
    }

    #[test]
    fn a_random_id_is_one_word() {
        check("REQ-k3f9tz", "REQ-K3F9TZ REQ-k3f9tzz", &["REQ-{K3F9TZ}"]);
    }
}
