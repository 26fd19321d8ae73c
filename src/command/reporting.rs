//! The file of a report that a person finishes: facts between markers, and around them words that stay as they are.

use super::error::CommandError;
use super::rendering::between_markers;
use super::session::Session;
use crate::model::values::{Date, Period};
use crate::plan::Plan;
use crate::source::{FileChange, RelPath, Tree};
use crate::view::report::Sort;

/// The name of the part that is written anew.
const MARKER: &str = "report";
/// What a new file asks for; a person's words take its place.
const PLACE: &str = "<!-- What matters, in your words. pm touches nothing outside of its markers, and the next report quotes \
                     what stands here. -->";

/// Which report a file is, as its name says.
pub(crate) struct Draft {
    folder: RelPath,
    /// `2026-W48`, `2026-11`, `3.0.0`, `2026-Q4-board`.
    stem: String,
    /// What the names of reports of the same sort and for the same readers end in.
    ending: String,
}

impl Draft {
    /// The file of a report on a day.
    pub(crate) fn of(
        plan: &Plan,
        sort: Sort,
        release: Option<&str>,
        audience: Option<&str>,
        today: Date,
    ) -> Self {
        let audience = audience.map(|audience| format!("-{audience}")).unwrap_or_default();
        let month = Period::Month { year: today.year(), month: today.month() };
        let (stem, sort) = match (sort, release) {
            (Sort::Weekly, _) => (Period::week_of(today).to_string(), ""),
            (Sort::Monthly, _) => (month.to_string(), ""),
            (Sort::Release, release) => {
                (format!("{}-{today}", release.unwrap_or("next").replace(['/', '\\'], "-")), "")
            }
            (Sort::Board, _) => (month.to_string(), "-board"),
        };
        Self { folder: plan.config.reports.folder.clone(), stem, ending: format!("{sort}{audience}.md") }
    }

    pub(crate) fn path(&self) -> RelPath {
        self.folder.join(&format!("{}{}", self.stem, self.ending))
    }

    /// What a person wrote into the last report of the same sort before this one; nothing where there is none.
    pub(crate) fn last_words(&self, tree: &dyn Tree) -> Option<String> {
        let listed = tree.list(std::slice::from_ref(&self.folder)).files;
        let mut earlier: Vec<(String, RelPath)> = listed
            .into_iter()
            .filter_map(|path| {
                let name = path.seen_from(&self.folder);
                let stem = name.strip_suffix(&self.ending)?;
                (form(stem) == form(&self.stem) && stem < self.stem.as_str())
                    .then(|| (stem.to_owned(), path.clone()))
            })
            .collect();
        earlier.sort();
        let (_, path) = earlier.pop()?;
        let text = String::from_utf8(tree.read(&path).ok()?).ok()?;
        words(&text)
    }

    /// The change that writes the facts into the file; nothing where it says them already.
    pub(crate) fn change(
        &self,
        session: &Session<'_>,
        tree: &dyn Tree,
        title: &str,
        facts: &str,
    ) -> Result<Option<FileChange>, CommandError> {
        let path = self.path();
        let day = session.today;
        if !tree.exists(&path) {
            let marked = format!("<!-- pm:begin {MARKER} -->\n<!-- pm:end {MARKER} -->");
            let text = format!("# {title}\n\n{PLACE}\n\n{marked}\n");
            let bytes = between_markers(&text, MARKER, facts, day).unwrap_or(text).into_bytes();
            return Ok(Some(FileChange::Create { path, bytes }));
        }
        let before = tree.read(&path)?;
        let text = String::from_utf8(before.clone()).map_err(|_| {
            CommandError::environment(format!("{path} is not UTF-8")).with_hint("save it as UTF-8")
        })?;
        let after = between_markers(&text, MARKER, facts, day).ok_or_else(|| {
            CommandError::usage(format!(
                "{path} has no markers `{MARKER}`, so that nobody knows where the facts go"
            ))
            .with_hint(format!(
                "write where they go: `<!-- pm:begin {MARKER} -->` and below it `<!-- pm:end {MARKER} -->`"
            ))
        })?;
        let bytes = after.into_bytes();
        Ok(if bytes == before { None } else { Some(FileChange::Replace { path, before, bytes }) })
    }
}

/// A name with its digits taken for one another: reports of one sort have one.
fn form(stem: &str) -> String {
    stem.chars().map(|sign| if sign.is_ascii_digit() { '0' } else { sign }).collect()
}

/// What a person wrote outside of the markers: without the title, comments and headings with
/// nothing under them.
fn words(text: &str) -> Option<String> {
    let begin = text.find(&format!("<!-- pm:begin {MARKER}"));
    let end = format!("<!-- pm:end {MARKER} -->");
    let outside = match (begin, text.find(&end)) {
        (Some(begin), Some(at)) if at > begin => format!("{}\n{}", &text[..begin], &text[at + end.len()..]),
        _ => text.to_owned(),
    };
    let mut plain = String::new();
    let mut rest = outside.as_str();
    while let Some(at) = rest.find("<!--") {
        plain.push_str(&rest[..at]);
        rest = rest[at..].find("-->").map_or("", |end| &rest[at + end + 3..]);
    }
    plain.push_str(rest);
    let lines: Vec<&str> = plain.lines().map(str::trim_end).collect();
    let is_heading = |line: &&str| line.starts_with('#');
    let said =
        |from: usize| lines[from..].iter().take_while(|line| !is_heading(line)).any(|line| !line.is_empty());
    let mut kept: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match is_heading(line) {
            // Where it is quoted, it stands below a heading of another.
            true if !line.starts_with("# ") && said(at + 1) => {
                kept.push(format!("**{}**", line.trim_matches(['#', ' '])));
            }
            true => {}
            false => kept.push((*line).to_owned()),
        }
    }
    let mut text = kept.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(words(text).as_deref(), expect);
    }

    #[test]
    fn what_a_person_wrote_is_found_again() {
        check(
            "# Week\n\n<!-- Write. -->\n\n<!-- pm:begin report 2026-11-24 -->\nfacts\n<!-- pm:end report -->\n",
            None,
        );
        check(
            "# Week\n\nA hard one.\n\n<!-- pm:begin report 2026-11-24 -->\nfacts\n<!-- pm:end report -->\n\n## Thanks\n\nTo \
             Ade.\n\n## Empty\n",
            Some("A hard one.\n\n**Thanks**\n\nTo Ade."),
        );
        check("Only words, <!-- hidden", Some("Only words,"));
    }

    #[test]
    fn reports_of_one_sort_have_names_of_one_form() {
        assert_eq!(form("2026-W48"), form("2025-W02"));
        assert_ne!(form("2026-W48"), form("2026-11"));
    }
}
