//! What `pm renumber` did: the artifacts with their new ids, what followed, and what is left to a person.

use serde::Serialize;

use super::View;
use crate::page::{Block, Page};
use crate::text::visible::visible_line;

/// How many places of one sort a person is shown.
const LISTED: usize = 40;

/// The outcome of giving artifacts other ids.
#[derive(Serialize, Default)]
pub(crate) struct Renumbered {
    pub(crate) renumbered: Vec<RenumberedArtifact>,
    /// References that may mean an artifact with a new id and stay as they are.
    pub(crate) left: Vec<LeftReference>,
    /// Places outside of the plan that name an old id; nothing is written there.
    pub(crate) files: Vec<LeftReference>,
    pub(crate) commits: Vec<NamingCommit>,
    /// Ids that several artifacts still have.
    pub(crate) open: Vec<OpenId>,
    /// Whether it was only tried.
    pub(crate) dry_run: bool,
}

#[derive(Serialize)]
pub(crate) struct RenumberedArtifact {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) title: String,
    /// Where its document is afterwards.
    pub(crate) path: String,
    /// Where it was.
    pub(crate) was: String,
    /// Why it is this one that gets another id.
    pub(crate) because: String,
    pub(crate) references: Vec<RewrittenReference>,
}

/// A place that followed; its line and column are those before the change.
#[derive(Serialize)]
pub(crate) struct RewrittenReference {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A place that names an old id; its line and column are those before the change.
#[derive(Serialize)]
pub(crate) struct LeftReference {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
    pub(crate) reason: String,
}

/// A commit whose message names an old id.
#[derive(Serialize)]
pub(crate) struct NamingCommit {
    pub(crate) commit: String,
    pub(crate) subject: String,
    /// The id that it names.
    pub(crate) id: String,
    /// The id that it has now.
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// An id that several artifacts keep, because nothing says whose it is.
#[derive(Serialize)]
pub(crate) struct OpenId {
    pub(crate) id: String,
    pub(crate) paths: Vec<String>,
    pub(crate) reason: String,
    /// The command that decides.
    pub(crate) command: String,
    /// Whether nothing tells its artifacts apart, as against an old one that nobody asked about.
    pub(crate) is_undecided: bool,
}

impl Renumbered {
    /// Whether something is left that a person must decide.
    pub(crate) fn is_unfinished(&self) -> bool {
        !self.left.is_empty() || self.open.iter().any(|open| open.is_undecided)
    }

    /// All of it for a person, line by line.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let becomes = if self.dry_run { "would become" } else { "became" };
        for one in &self.renumbered {
            lines.push(format!("{} {becomes} {}: {}", one.from, one.to, visible_line(&one.title)));
            lines.push(format!("  {}", visible_line(&one.because)));
            lines.push(format!("  {}", visible_line(&one.path)));
            if one.was != one.path {
                lines.push(format!("  was {}", visible_line(&one.was)));
            }
            for place in &one.references {
                let (from, to) = (visible_line(&place.from), visible_line(&place.to));
                lines.push(format!("  {}: {from} → {to}", place_of(&place.path, place.line, place.column)));
            }
        }
        let chapter = |lines: &mut Vec<String>, title: &str, items: Vec<String>| {
            if !items.is_empty() {
                lines.push(format!("{title}:"));
                let more = items.len().saturating_sub(LISTED);
                lines.extend(items.into_iter().take(LISTED).map(|item| format!("  {item}")));
                if more > 0 {
                    lines.push(format!("  and {more} more; --format json has them all"));
                }
            }
        };
        let left = |place: &LeftReference| {
            let (at, text) = (place_of(&place.path, place.line, place.column), visible_line(&place.text));
            format!("{at}: {text} {}", place.reason)
        };
        chapter(&mut lines, "Left as they are", self.left.iter().map(left).collect());
        chapter(
            &mut lines,
            "Files outside of the plan name an old id",
            self.files.iter().map(left).collect(),
        );
        let commit = |one: &NamingCommit| {
            let subject = visible_line(&one.subject);
            format!("{} {subject}: {} is {} now{}", one.commit, one.id, one.now, one.reason)
        };
        chapter(&mut lines, "Commits name an old id", self.commits.iter().map(commit).collect());
        for open in &self.open {
            lines.push(format!("{} stays the id of several: {}", open.id, open.reason));
            lines.extend(open.paths.iter().map(|path| format!("  {}", visible_line(path))));
            let verb = if open.is_undecided { "decide" } else { "repair it" };
            lines.push(format!("  {verb} with `{}`", visible_line(&open.command)));
        }
        lines
    }
}

fn place_of(path: &str, line: usize, column: usize) -> String {
    format!("{}:{line}:{column}", visible_line(path))
}

impl View for Renumbered {
    const NAME: &'static str = "renumbered";

    fn page(&self) -> Page {
        let blocks = self.lines().into_iter().map(|line| Block::Paragraph(line.as_str().into())).collect();
        Page { title: "Renumbered".into(), summary: "".into(), blocks }
    }
}
