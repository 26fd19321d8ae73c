//! What was imported before: for every record of the tool its artifact here, and a fingerprint of each value as it
//! was written.
//!
//! Held against what the tool says today and against what the plan says today, it tells which of the two changed.
//! A sheet with one line for each record, so that two branches that import merge line by line.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::text::sheet::{self, Sheet};
use crate::text::span::Span;

/// The columns before those of fields: what the tool knows a record by, the kind of something that records only name,
/// such as a release, and the artifact.
const FIXED: [&str; 3] = ["source", "named", "artifact"];

/// What stands between the kind and the name of something that records only name.
const NAMED: char = '\u{1f}';

/// The key of something that records only name.
pub(super) fn named_only(kind: &str, name: &str) -> String {
    format!("{kind}{NAMED}{name}")
}

/// Whether the key of an entry is of something that records only name.
pub(crate) fn is_named_only(source: &str) -> bool {
    source.contains(NAMED)
}

/// The key of a record that the tool knows by `text`.
pub(super) fn own_name(text: &str) -> String {
    text.trim().replace(NAMED, " ")
}

/// How many hexadecimal digits of a SHA-256 are written: enough to tell two values of one field apart.
const DIGITS: usize = 10;

/// By what the tool knows a record.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// One record that was imported.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Entry {
    /// The id of its artifact as it was then.
    pub(crate) artifact: String,
    /// Fingerprints by field.
    pub(crate) values: BTreeMap<String, String>,
}

impl Ledger {
    /// Reads a ledger; a fault with its place for a line that is none.
    pub(crate) fn read(text: &str) -> Result<Self, (Span, String)> {
        let (sheet, faults) = sheet::read(text);
        if let Some(fault) = faults.into_iter().next() {
            return Err((fault.span, fault.message));
        }
        let Sheet { head, rows } = sheet;
        let is_ledger = head.iter().map(|cell| cell.text.as_str()).take(FIXED.len()).eq(FIXED);
        if !is_ledger {
            return Err((Span::at(0), "the first columns are not `source`, `named` and `artifact`".into()));
        }
        let mut ledger = Self::default();
        for row in rows {
            let [source, named, artifact, values @ ..] = row.as_slice() else { continue };
            let values = values.iter().zip(&head[FIXED.len()..]).filter(|(cell, _)| !cell.text.is_empty());
            let entry = Entry {
                artifact: artifact.text.clone(),
                values: values.map(|(cell, column)| (column.text.clone(), cell.text.clone())).collect(),
            };
            let key = match named.text.as_str() {
                "" => sheet::unguard(&source.text).to_owned(),
                kind => named_only(kind, sheet::unguard(&source.text)),
            };
            if ledger.entries.insert(key, entry).is_some() {
                return Err((source.span, format!("{} stands there twice", source.text)));
            }
        }
        Ok(ledger)
    }

    pub(crate) fn write(&self) -> String {
        let mut fields: Vec<&str> = Vec::new();
        for field in self.entries.values().flat_map(|entry| entry.values.keys()) {
            if let Err(at) = fields.binary_search(&field.as_str()) {
                fields.insert(at, field);
            }
        }
        let head: Vec<String> =
            FIXED.iter().copied().chain(fields.iter().copied()).map(str::to_owned).collect();
        let rows = self.entries.iter().map(|(source, entry)| {
            let values = fields.iter().map(|field| entry.values.get(*field).cloned().unwrap_or_default());
            let (named, source) = source.split_once(NAMED).unwrap_or(("", source));
            [source, named, &entry.artifact].map(str::to_owned).into_iter().chain(values).collect()
        });
        sheet::write(std::iter::once(head).chain(rows).collect()).replace("\r\n", "\n")
    }
}

/// The fingerprint of a value: of its texts in order.
pub(super) fn fingerprint<T: AsRef<str>>(texts: &[T]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        let text = text.as_ref();
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    }
    let mut hex = String::with_capacity(DIGITS);
    for byte in &hash.finalize()[..DIGITS / 2] {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let values = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(field, value)| ((*field).to_owned(), fingerprint(&[*value]))).collect()
        };
        let entry = |artifact: &str, pairs: &[(&str, &str)]| Entry {
            artifact: artifact.into(),
            values: values(pairs),
        };
        let ledger = Ledger {
            entries: BTreeMap::from([
                ("=A-1, \"x\"".to_owned(), entry("REQ-1", &[("title", "a"), ("owner", "b")])),
                ("A-2".to_owned(), entry("REQ-2", &[("title", "a")])),
                (named_only("release", "2.1"), entry("REL-2", &[("title", "2.1")])),
            ]),
        };
        let text = ledger.write();
        assert!(text.starts_with("source,named,artifact,owner,title\n"), "{text}");
        assert_eq!(Ledger::read(&text), Ok(ledger));
    }

    #[test]
    fn a_line_that_is_none_has_its_place() {
        assert!(Ledger::read("a,b\n").is_err());
        let (span, message) =
            Ledger::read("source,named,artifact\nA,,REQ-1\nA,,REQ-2\n").expect_err("a fault");
        assert_eq!((span.start(), message.as_str()), (31, "A stands there twice"));
    }

    #[test]
    fn values_are_told_apart_where_their_items_end() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_ne!(fingerprint(&["a"]), fingerprint(&["a", ""]));
    }
}
