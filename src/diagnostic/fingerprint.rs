//! A name for a finding that stays while the document around it changes.
//!
//! Platforms recognise a finding by it from one run to the next. Lines and columns are no part of it.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::Sources;

/// One fingerprint per finding, in their order: 32 hexadecimal digits, all different.
///
/// It is made of the rule, the artifact (or the file where the finding is about none), the text under the
/// span, and the message with its numbers left out, so that "overdue by 3 days" stays the same
/// finding tomorrow. Findings that agree in all of these are numbered in their order.
pub(crate) fn fingerprints<'a>(
    findings: impl Iterator<Item = &'a Diagnostic>,
    sources: &dyn Sources,
) -> Vec<String> {
    let mut seen: BTreeMap<u128, u64> = BTreeMap::new();
    findings
        .map(|finding| {
            let hash = content(finding, sources);
            let nth = seen.entry(hash).or_insert(0);
            *nth += 1;
            let hash = if *nth == 1 { hash } else { fnv1a(hash, &nth.to_le_bytes()) };
            format!("{hash:032x}")
        })
        .collect()
}

fn content(finding: &Diagnostic, sources: &dyn Sources) -> u128 {
    let place = &finding.place;
    let text = place.span.and_then(|span| Some(span.slice(sources.text(&place.path)?))).unwrap_or("");
    // The beginning tells places apart well enough, and a span can be as long as its file.
    let text: String = text.chars().take(MAX_TEXT).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let about = finding.subject.as_deref().unwrap_or(place.path.as_str());
    let mut message = String::with_capacity(finding.message.len());
    for c in finding.message.chars() {
        match c {
            '0'..='9' if message.ends_with('0') => {}
            '0'..='9' => message.push('0'),
            c => message.push(c),
        }
    }
    [finding.rule.as_ref(), about, text.as_str(), message.as_str()]
        .iter()
        .fold(FNV_OFFSET, |hash, part| fnv1a(fnv1a(hash, part.as_bytes()), &[0xff]))
}

/// Characters of the text under a span that are looked at.
const MAX_TEXT: usize = 1_000;

const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a with 128 bits (Fowler, Noll and Vo): the same on every machine and in every version.
fn fnv1a(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(FNV_PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Place};
    use crate::source::RelPath;
    use crate::text::span::Span;

    fn prints(text: &str, found: &str, messages: &[&str]) -> Vec<String> {
        let path = RelPath::new("a.md").unwrap();
        let start = text.find(found).unwrap();
        let findings: Vec<_> = messages
            .iter()
            .map(|message| {
                let span = Span::new(start, start + found.len());
                Diagnostic::new("overdue", Level::Error, Place::at(&path, span), *message)
            })
            .collect();
        fingerprints(findings.iter(), &BTreeMap::from([(path, text.to_owned())]))
    }

    #[test]
    fn a_finding_keeps_its_fingerprint_when_lines_move() {
        let before = prints("target: 2026-Q1\n", "2026-Q1", &["overdue by 3 days"]);
        let after = prints("title: New\n\ntarget:  2026-Q1\n", "2026-Q1", &["overdue by 14 days"]);
        assert_eq!(before, after);
        assert_ne!(before, prints("target: 2026-Q2\n", "2026-Q2", &["overdue by 3 days"]));
    }

    #[test]
    fn equal_findings_have_different_fingerprints() {
        let prints = prints("x", "x", &["same", "same", "same", "other"]);
        let mut unique = prints.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 4, "{prints:?}");
    }

    /// The values of the reference implementation for the empty text and "foobar".
    #[test]
    fn the_hash_is_fnv1a() {
        assert_eq!(fnv1a(FNV_OFFSET, b""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(fnv1a(FNV_OFFSET, b"foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }
}
