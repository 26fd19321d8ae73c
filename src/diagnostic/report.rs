//! What every report format is given: the findings in their order, the texts they point into, and
//! what was checked.
//!
//! Does not know which formats there are.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::rule::RuleTexts;
use crate::diagnostic::summary::Summary;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::source::RelPath;
use crate::text::span::{LineIndex, Position, Span};

/// The texts that findings point into.
pub(crate) trait Sources {
    /// The text of a file as it was read; nothing where it could not be read as text.
    fn text(&self, path: &RelPath) -> Option<&str>;
}

impl Sources for BTreeMap<RelPath, String> {
    fn text(&self, path: &RelPath) -> Option<&str> {
        self.get(path).map(String::as_str)
    }
}

/// One run of `check`, ready to be reported.
pub(crate) struct Report<'a> {
    /// What the run found, in the order of [`sort`].
    pub(crate) findings: &'a [Diagnostic],
    /// With `--since`: what was found but was there before.
    pub(crate) older: Option<Older<'a>>,
    pub(crate) sources: &'a dyn Sources,
    pub(crate) rules: &'a dyn RuleTexts,
    /// How many files were read.
    pub(crate) files: usize,
    pub(crate) artifacts: usize,
    /// The lowest level that fails the run.
    pub(crate) fail_on: Level,
    /// Where the root of the plan lies, seen from the root of its git repository.
    pub(crate) folder: RelPath,
    pub(crate) style: Style,
}

/// The findings that a change did not bring in.
#[derive(Clone, Copy)]
pub(crate) struct Older<'a> {
    /// The revision as the user named it.
    pub(crate) since: &'a str,
    pub(crate) findings: &'a [Diagnostic],
}

/// How a report for people looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Style {
    pub(crate) color: bool,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// How many findings to show in full; all where nothing.
    pub(crate) limit: Option<usize>,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100, limit: None }
    }
}

impl<'a> Report<'a> {
    pub(crate) fn summary(&self) -> Summary {
        Summary::of(self.findings)
    }

    pub(crate) fn older_findings(&self) -> &'a [Diagnostic] {
        self.older.map_or(&[], |older| older.findings)
    }

    /// All findings, older ones among the others, each with its fingerprint; in the order of [`sort`].
    pub(crate) fn fingerprinted(&self) -> Vec<(&'a Diagnostic, Age, String)> {
        let new = self.findings.iter().map(|finding| (finding, Age::New));
        let older = self.older_findings().iter().map(|finding| (finding, Age::Older));
        let mut all: Vec<_> = new.chain(older).collect();
        all.sort_by(|a, b| order(a.0, b.0));
        let prints = fingerprints(all.iter().map(|(finding, _)| *finding), self.sources);
        all.into_iter().zip(prints).map(|((finding, age), print)| (finding, age, print)).collect()
    }

    /// The path of a file as seen from the root of the git repository.
    pub(crate) fn path_in_git(&self, path: &RelPath) -> String {
        if self.folder.is_root() {
            path.as_str().to_owned()
        } else {
            self.folder.join(path.as_str()).to_string()
        }
    }
}

/// Puts findings in the order of every report: by file, place, rule, and what they say. Total and
/// independent of the order in which they were found.
pub(crate) fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(order);
}

fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    a.place
        .cmp(&b.place)
        .then_with(|| b.level.cmp(&a.level))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.message.cmp(&b.message))
        .then_with(|| a.subject.cmp(&b.subject))
        .then_with(|| a.related.cmp(&b.related))
        .then_with(|| (&a.position, &a.label, &a.help).cmp(&(&b.position, &b.label, &b.help)))
        .then_with(|| format!("{:?}", a.fix).cmp(&format!("{:?}", b.fix)))
}

/// Whether the change that is looked at brought a finding in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Age {
    New,
    Older,
}

/// Finds the lines and columns of spans; looks through each text once.
pub(crate) struct Lines<'a> {
    sources: &'a dyn Sources,
    indexes: RefCell<BTreeMap<RelPath, Option<Rc<Indexed<'a>>>>>,
}

/// A text and where its lines begin.
pub(crate) struct Indexed<'a> {
    pub(crate) text: &'a str,
    pub(crate) index: LineIndex<'a>,
    /// The offset looked up last, at a character boundary, and its position.
    last: Cell<Option<(usize, Position)>>,
}

/// A span as people and editors count it; `end` is behind the last character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Region {
    pub(crate) start: Position,
    pub(crate) end: Position,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, indexes: RefCell::default() }
    }

    pub(crate) fn of(&self, path: &RelPath) -> Option<Rc<Indexed<'a>>> {
        if let Some(known) = self.indexes.borrow().get(path) {
            return known.clone();
        }
        let indexed = self.sources.text(path).map(|text| Rc::new(Indexed::new(text)));
        self.indexes.borrow_mut().insert(path.clone(), indexed.clone());
        indexed
    }

    /// Where a finding is: computed from the text, or as the finding says of a file that is no text.
    /// Nothing for a finding about a whole file.
    pub(crate) fn of_finding(&self, finding: &Diagnostic) -> Option<Region> {
        self.region(&finding.place)
            .or_else(|| finding.position.map(|position| Region { start: position, end: position }))
    }

    /// Where a place is; nothing for a whole file and for a file without text.
    pub(crate) fn region(&self, place: &Place) -> Option<Region> {
        let span = place.span?;
        Some(self.of(&place.path)?.region(span))
    }
}

impl<'a> Indexed<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, index: LineIndex::new(text), last: Cell::new(None) }
    }

    pub(crate) fn region(&self, span: Span) -> Region {
        Region { start: self.position(span.start()), end: self.position(span.end()) }
    }

    /// As [`LineIndex::position`], but counts on from the last place where it can: many findings on one
    /// very long line are then found in one pass over it.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let counted_on = self.last.get().and_then(|(at, known)| {
            let between = self.text.get(at..offset)?;
            let same_line = at > 0 && offset <= self.index.line(known.line)?.end;
            let column = known.column + if same_line { between.chars().count() } else { return None };
            Some(Position { line: known.line, column })
        });
        let position = counted_on.unwrap_or_else(|| self.index.position(offset));
        if self.text.is_char_boundary(offset) {
            self.last.set(Some((offset, position)));
        }
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finding(path: &str, span: Option<Span>, rule: &'static str, message: &str) -> Diagnostic {
        let path = RelPath::new(path).unwrap();
        Diagnostic::new(rule, Level::Error, Place { path, span }, message)
    }

    #[test]
    fn findings_stand_by_file_and_place_whole_files_first() {
        let mut findings = [
            finding("b.md", None, "x", "5"),
            finding("a.md", Some(Span::new(4, 5)), "b", "4"),
            finding("a.md", Some(Span::new(4, 5)), "a", "3"),
            finding("a.md", Some(Span::new(0, 9)), "z", "2"),
            finding("a.md", None, "z", "1"),
        ];
        sort(&mut findings);
        assert_eq!(findings.map(|finding| finding.message), ["1", "2", "3", "4", "5"]);
    }

    proptest! {
        #[test]
        fn counting_on_gives_the_same_positions(
            text in "[a\u{e9}\u{feff}\r\n]{0,12}",
            offsets in prop::collection::vec(0..24usize, 0..12),
        ) {
            let indexed = Indexed::new(&text);
            for offset in offsets {
                prop_assert_eq!(indexed.position(offset), LineIndex::new(&text).position(offset));
            }
        }

        #[test]
        fn the_order_does_not_depend_on_the_order_of_finding(
            parts in prop::collection::vec((0..2usize, prop::option::of(0..3usize), 0..2usize, "[ab]"), 0..8),
            seed in any::<prop::sample::Index>(),
        ) {
            let mut findings: Vec<_> = parts
                .iter()
                .map(|(path, span, rule, message)| {
                    finding(["a", "b"][*path], span.map(Span::at), ["r", "s"][*rule], message)
                })
                .collect();
            let mut turned = findings.clone();
            if !turned.is_empty() {
                let by = seed.index(turned.len());
                turned.rotate_left(by);
            }
            sort(&mut findings);
            sort(&mut turned);
            prop_assert_eq!(findings, turned);
        }
    }
}
