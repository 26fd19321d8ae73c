//! How many findings there are, and the line that closes a report for people.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level};

/// Counts over some findings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Summary {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    /// Findings that `--fix` repairs.
    pub(crate) fixable: usize,
    /// Files with at least one finding.
    pub(crate) files: usize,
    /// How many findings each rule has of each level.
    pub(crate) rules: BTreeMap<(String, Level), usize>,
}

impl Summary {
    pub(crate) fn of(findings: &[Diagnostic]) -> Self {
        let mut summary = Self::default();
        let mut files: Vec<&str> = Vec::new();
        for finding in findings {
            match finding.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Note => summary.notes += 1,
            }
            summary.fixable += usize::from(finding.fix.is_some());
            files.push(finding.place.path.as_str());
            *summary.rules.entry((finding.rule.to_string(), finding.level)).or_default() += 1;
        }
        files.sort_unstable();
        files.dedup();
        summary.files = files.len();
        summary
    }

    pub(crate) fn findings(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The rules with most findings of one level first, then by name.
    pub(crate) fn rules_by_count(&self) -> Vec<(&str, Level, usize)> {
        let mut rules: Vec<_> =
            self.rules.iter().map(|((rule, level), count)| (rule.as_str(), *level, *count)).collect();
        rules.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(b.0)).then_with(|| b.1.cmp(&a.1)));
        rules
    }

    /// The line that ends a report: `3 errors, 1 warning in 2 of 41 files; 2 can be fixed with pm check
    /// --fix`, or what was checked where nothing was found.
    pub(crate) fn closing_line(&self, artifacts: usize, files: usize) -> String {
        if self.findings() == 0 {
            return format!("{} in {}: no findings", counted(artifacts, "artifact"), counted(files, "file"));
        }
        let levels = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(*count, word))
            .collect::<Vec<_>>()
            .join(", ");
        // A finding about a place that is no file read (a missing folder) must not give "2 of 1 files".
        let files = counted(files.max(self.files), "file");
        let mut line = format!("{levels} in {} of {files}", self.files);
        match self.fixable {
            0 => {}
            1 if self.findings() == 1 => line.push_str("; it can be fixed with pm check --fix"),
            fixable => line.push_str(&format!("; {fixable} can be fixed with pm check --fix")),
        }
        line
    }
}

/// A number and its word: `1 file`, `2 files`, `0 files`. For words whose plural takes an s.
pub(crate) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::source::RelPath;
    use crate::text::span::Span;

    #[track_caller]
    fn check(summary: &Summary, expect: &str) {
        assert_eq!(summary.closing_line(40, 41), expect);
    }

    #[test]
    fn the_closing_line_counts_each_level_that_occurs() {
        let summary = Summary { errors: 3, warnings: 1, fixable: 2, files: 2, ..Summary::default() };
        check(&summary, "3 errors, 1 warning in 2 of 41 files; 2 can be fixed with pm check --fix");
        check(&Summary { notes: 1, files: 1, ..Summary::default() }, "1 note in 1 of 41 files");
        check(
            &Summary { errors: 1, fixable: 1, files: 1, ..Summary::default() },
            "1 error in 1 of 41 files; it can be fixed with pm check --fix",
        );
    }

    #[test]
    fn a_rule_that_finds_errors_and_warnings_is_counted_by_level() {
        let found =
            |level| Diagnostic::new("sample", level, Place::at(&RelPath::root(), Span::at(0)), "a sample");
        let summary = Summary::of(&[found(Level::Warning), found(Level::Error), found(Level::Warning)]);
        assert_eq!(summary.rules_by_count(), [("sample", Level::Warning, 2), ("sample", Level::Error, 1)]);
    }

    #[test]
    fn without_findings_the_line_says_what_was_checked() {
        check(&Summary::default(), "40 artifacts in 41 files: no findings");
    }

    #[test]
    fn findings_outside_the_files_read_never_give_more_than_all() {
        let summary = Summary { errors: 1, files: 1, ..Summary::default() };
        assert_eq!(summary.closing_line(0, 0), "1 error in 1 of 1 file");
    }
}
