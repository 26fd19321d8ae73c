//! What a kind is called: by the prefix of its ids, the names of its files, or the folder they lie in.

use std::collections::BTreeSet;

use super::grouping::Group;
use super::is_most;
use super::reading::Document;
use super::words::{is_period_like, is_state_of_work, name_parts, singular};
use crate::source::RelPath;
use crate::text::words::slug;

/// The longest name.
const LONGEST: usize = 30;

/// Folders whose name says nothing of what lies in them.
const GENERIC: [&str; 9] = ["src", "content", "text", "data", "root", "files", "pages", "documents", "site"];

/// A name for the kind of `group`; `is_free` says whether a name can be had.
pub(super) fn kind_name(
    documents: &[Document],
    group: &Group,
    product: &str,
    is_free: &dyn Fn(&str) -> bool,
) -> String {
    let own: Vec<&RelPath> = group.documents.iter().map(|at| &documents[*at].path).collect();
    let folder = nearest_folder(&group.folders);
    let whole = folder.as_ref().map(|folder| singular(&folder.to_lowercase()));
    let candidates = [
        whole.clone().filter(|whole| group.prefix.as_ref().is_some_and(|prefix| is_short_for(prefix, whole))),
        group.prefix.clone().filter(|prefix| prefix.len() > 2),
        group.bundle.as_deref().and_then(bundle_name),
        word_before_numbers(&own),
        whole,
        last_word(product),
    ];
    let name = candidates
        .into_iter()
        .flatten()
        .find_map(|name| clean(&name))
        .unwrap_or_else(|| "document".to_owned());
    let around = folder.and_then(|folder| clean(&format!("{folder}-{name}")));
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    [Some(name.clone()), around]
        .into_iter()
        .flatten()
        .chain(numbered)
        .find(|name| is_free(name))
        .unwrap_or(name)
}

/// Whether a prefix is a word cut short: `REQ` of `requirement`, `FB` of `feedback`.
fn is_short_for(prefix: &str, word: &str) -> bool {
    let mut letters = word.chars();
    let prefix = prefix.to_lowercase();
    prefix.chars().next() == word.chars().next()
        && prefix.len() < word.len()
        && prefix.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// A name as `pm.yaml` and commands take it.
fn clean(name: &str) -> Option<String> {
    let is_ascii = |sign: &char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || *sign == '-';
    let name: String = slug(name, LONGEST).chars().filter(is_ascii).collect();
    let name = name.trim_start_matches(|sign: char| !sign.is_ascii_lowercase()).trim_end_matches('-');
    (name.len() > 1).then(|| name.to_owned())
}

fn bundle_name(bundle: &str) -> Option<String> {
    let stem = bundle.split('.').next()?.to_lowercase();
    (!matches!(&*stem, "index" | "readme" | "_index")).then_some(stem)
}

/// Of `eip-20` and `eip-55` the `eip`.
fn word_before_numbers(own: &[&RelPath]) -> Option<String> {
    let words: Vec<&str> = own.iter().filter_map(|path| Some(name_parts(path.stem())?.0)).collect();
    let first = *words.first()?;
    let same = words.iter().filter(|word| **word == first).count();
    let word = first.trim_end_matches(['-', '_', ' ']);
    (is_most(same, own.len()) && word.len() > 1).then(|| word.to_owned())
}

/// The name of the deepest folder around all that says what lies in it.
fn nearest_folder(folders: &BTreeSet<RelPath>) -> Option<String> {
    let mut folder = folders.first()?.clone();
    while !folders.iter().all(|other| other.is_under(&folder)) {
        folder = folder.parent();
    }
    while !folder.is_root() {
        let name = folder.file_name();
        let is_generic = GENERIC.contains(&&*name.to_lowercase());
        if !is_generic && !is_state_of_work(name) && !is_period_like(name) {
            return Some(name.to_owned());
        }
        folder = folder.parent();
    }
    None
}

/// The last word of the product's name, where it is a plural: of `rust-project-goals` the `goal`.
fn last_word(product: &str) -> Option<String> {
    let word = product.rsplit(|sign: char| !sign.is_alphanumeric()).next()?.to_lowercase();
    let one = singular(&word);
    (one != word).then_some(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_may_be_short_for_the_name_of_a_folder() {
        let check = |prefix: &str, word: &str, expect: bool| {
            assert_eq!(is_short_for(prefix, word), expect, "{prefix}");
        };
        check("REQ", "requirement", true);
        check("FB", "feedback", true);
        check("m", "milestone", true);
        check("task", "task", false);
        check("ADR", "decision", false);
        check("rfc", "request", false);
    }
}
