//! Where plan and code do not meet, by sort.

use serde::Serialize;

use super::Known;
use super::layout::{columns, notes};
use crate::page::{Block, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::trace::{Evidence, Gap, delivered_kinds, gaps_of, other_gaps};
use crate::view::View;
use crate::view::subject::Subject;

/// How many places of one gap are named.
const NAMED: usize = 3;

#[derive(Serialize, Debug)]
pub(crate) struct TraceGaps {
    gaps: Vec<GapLine>,
    #[serde(flatten)]
    known: Known,
}

#[derive(Serialize, Debug)]
struct GapLine {
    gap: &'static str,
    /// The artifact; nothing for an id that nothing has, and for a tag.
    artifact: Option<Subject>,
    /// The id, or the name of the tag.
    name: String,
    /// Commits, paths with lines, or the day of the tag.
    places: Vec<String>,
}

impl TraceGaps {
    /// The gaps of these artifacts; and those of none where `is_all`.
    pub(crate) fn of(plan: &Plan, evidence: &Evidence<'_>, indices: &[ArtifactIndex], is_all: bool) -> Self {
        let delivered = delivered_kinds(plan);
        let of_artifact = |index: &ArtifactIndex| {
            let is_delivered = delivered.contains(&usize::from(plan.artifact(*index).kind));
            gaps_of(plan, evidence, *index, is_delivered)
        };
        let mut gaps: Vec<Gap> = indices.iter().flat_map(of_artifact).collect();
        if is_all {
            gaps.extend(other_gaps(plan, evidence));
        }
        gaps.sort_by_key(Gap::sort);
        let gaps = gaps.iter().map(|gap| line(plan, evidence, gap)).collect();
        Self { gaps, known: Known::of(evidence) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.gaps.is_empty()
    }
}

fn line(plan: &Plan, evidence: &Evidence<'_>, gap: &Gap) -> GapLine {
    let artifact = gap.artifact().map(|index| Subject::of(plan, index));
    let commits = |index| evidence.commits(index).iter().map(|(commit, _)| commit.id.short()).collect();
    let named = |index: ArtifactIndex| {
        let all = evidence.tests(index).chain(evidence.code(index));
        all.map(|mention| format!("{}:{}", mention.path, mention.line)).collect()
    };
    let (name, places): (String, Vec<String>) = match gap {
        Gap::Unknown { id, commits, places } => (
            id.clone(),
            commits.iter().map(|commit| format!("commit {commit}")).chain(places.iter().cloned()).collect(),
        ),
        Gap::TagWithoutRelease(version) => {
            let day = super::tag_line(version).day;
            (version.tag.name.to_string(), vec![day])
        }
        Gap::WorkedOnButOpen(index) => (plan.artifact(*index).label(), commits(*index)),
        Gap::DroppedButNamed(index) => (plan.artifact(*index).label(), named(*index)),
        Gap::DoneWithoutCommit(index) | Gap::DoneWithoutTest(index) | Gap::ReleasedWithoutTag(index) => {
            (plan.artifact(*index).label(), Vec::new())
        }
    };
    GapLine { gap: gap.name(), artifact, name, places }
}

impl GapLine {
    fn item(&self) -> Item {
        let mut text = match &self.artifact {
            Some(subject) => subject.named(),
            None => Inline::Toned(Tone::Id, self.name.clone()).into(),
        };
        if let Some(status) = self.artifact.as_ref().and_then(Subject::status_word) {
            text = text.and(Inline::Toned(Tone::Muted, " · ".into())).and(status);
        }
        if !self.places.is_empty() {
            let shown = if self.places.len() > NAMED { NAMED - 1 } else { self.places.len() };
            let mut places: Vec<String> = self.places[..shown].to_vec();
            let more = self.places.len() - shown;
            places.extend((more > 0).then(|| format!("{more} more")));
            text = text.and(Inline::Toned(Tone::Muted, format!(" · {}", list_of(places))));
        }
        Item { text, checked: None, children: Vec::new() }
    }
}

impl View for TraceGaps {
    const NAME: &'static str = "trace_gaps";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        for (name, title) in Gap::SORTS {
            let items: Vec<Item> =
                self.gaps.iter().filter(|line| line.gap == name).map(GapLine::item).collect();
            if !items.is_empty() {
                let text = format!("{title} ({})", items.len()).into();
                blocks.push(Block::Heading { level: 1, text });
                blocks.push(Block::List(List { ordered: false, items }));
            }
        }
        if self.gaps.is_empty() {
            let (tone, text) = match self.known.commits + self.known.mentions {
                0 => (Tone::Muted, "Neither commits nor tests nor code name anything of the plan yet."),
                _ => (Tone::Good, "Plan and code meet everywhere."),
            };
            blocks.push(Block::Note { tone, text: text.into() });
        }
        blocks.extend(notes(&self.known));
        let summary = plural(self.gaps.len(), "gap").into();
        Page { title: "Gaps between plan and code".into(), summary, blocks }
    }

    fn sheet(&self) -> Page {
        let row = |line: &GapLine| {
            let title = line.artifact.as_ref().map(|subject| subject.title.as_str()).unwrap_or_default();
            let status =
                line.artifact.as_ref().and_then(|subject| subject.status.as_deref()).unwrap_or_default();
            let cells: [Text; 5] = [
                line.gap.into(),
                line.name.as_str().into(),
                title.into(),
                status.into(),
                line.places.join(", ").into(),
            ];
            Row { cells: cells.into(), depth: 0 }
        };
        let names =
            [("gap", "Gap"), ("id", "Id"), ("title", "Title"), ("status", "Status"), ("places", "Places")];
        let table = Table { columns: columns(&names), rows: self.gaps.iter().map(row).collect() };
        Page { title: "Gaps".into(), summary: Text::new(), blocks: vec![Block::Table(table)] }
    }
}
