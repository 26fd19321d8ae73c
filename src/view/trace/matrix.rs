//! The trace of everything that goes out with a release, one row each.

use std::collections::BTreeSet;

use serde::Serialize;

use super::layout::{columns, notes};
use super::{Known, Release, release};
use crate::model::field::Meaning;
use crate::page::{Block, Inline, Page, Row, Table, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{plural, plural_of};
use crate::trace::{Evidence, Gap, Step, delivered_kinds, gaps_of, releases, why};
use crate::view::View;
use crate::view::subject::{Subject, joined, references};

#[derive(Serialize, Debug)]
pub(crate) struct TraceMatrix {
    rows: Vec<MatrixRow>,
    /// How many rows have a gap.
    with_gaps: usize,
    #[serde(flatten)]
    known: Known,
}

#[derive(Serialize, Debug)]
struct MatrixRow {
    #[serde(flatten)]
    subject: Subject,
    /// The objectives it is for, itself or by what it is part of.
    serves: Vec<Subject>,
    /// The ideas and the evidence that it answers.
    answers: Vec<Subject>,
    releases: Vec<Release>,
    commits: usize,
    tests: usize,
    code: usize,
    gaps: Vec<&'static str>,
}

impl TraceMatrix {
    pub(crate) fn of(plan: &Plan, evidence: &Evidence<'_>, indices: &[ArtifactIndex]) -> Self {
        let delivered = delivered_kinds(plan);
        let row = |index: &ArtifactIndex| {
            let index = *index;
            let above = why(plan, index);
            let subjects = |indices: Vec<ArtifactIndex>| -> Vec<Subject> {
                indices.into_iter().map(|index| Subject::of(plan, index)).collect()
            };
            let is_delivered = delivered.contains(&usize::from(plan.artifact(index).kind));
            MatrixRow {
                subject: Subject::of(plan, index),
                serves: subjects(nearest_served(&above)),
                answers: subjects(
                    plan.targets(index, Meaning::Answers).collect::<BTreeSet<_>>().into_iter().collect(),
                ),
                releases: releases(plan, index).into_iter().map(|one| release(plan, evidence, one)).collect(),
                commits: evidence.commits(index).len(),
                tests: evidence.tests(index).count(),
                code: evidence.code(index).count(),
                gaps: gaps_of(plan, evidence, index, is_delivered).iter().map(Gap::name).collect(),
            }
        };
        let rows: Vec<MatrixRow> = indices.iter().map(row).collect();
        let with_gaps = rows.iter().filter(|row| !row.gaps.is_empty()).count();
        Self { rows, with_gaps, known: Known::of(evidence) }
    }

    fn table(&self, full: bool) -> Table {
        let mut names = vec![("id", "Id")];
        if full {
            names.push(("kind", "Kind"));
        }
        names.extend([("title", "Title"), ("status", "Status")]);
        match full {
            true => names.extend([("serves", "Serves"), ("answers", "Answers")]),
            false => names.push(("serves", "For")),
        }
        names.push(("release", "Release"));
        if full {
            names.extend([("version", "Version"), ("tag", "Tag")]);
        }
        names.extend([("commits", "Commits"), ("tests", "Tests"), ("code", "Code"), ("gaps", "Gaps")]);
        let rows = self.rows.iter().map(|row| Row { cells: row.cells(full), depth: 0 }).collect();
        Table { columns: columns(&names), rows }
    }
}

/// The nearest that something serves, by way of what it is part of and not of what it answers.
fn nearest_served(steps: &[Step]) -> Vec<ArtifactIndex> {
    let mut level: Vec<&Step> = steps.iter().collect();
    while !level.is_empty() {
        let served: Vec<ArtifactIndex> =
            level.iter().filter(|step| step.meaning == Meaning::Serves).map(|step| step.index).collect();
        if !served.is_empty() {
            return served;
        }
        let parts = level.into_iter().filter(|step| step.meaning == Meaning::PartOf);
        level = parts.flat_map(|step| &step.behind).collect();
    }
    Vec::new()
}

impl MatrixRow {
    fn cells(&self, full: bool) -> Vec<Text> {
        let subject = &self.subject;
        let mut cells = vec![subject.reference().into()];
        if full {
            cells.push(subject.kind.as_str().into());
        }
        let status = subject.status_word().map(Text::from).unwrap_or_default();
        cells.extend([subject.title.as_str().into(), status]);
        match full {
            true => cells.extend([references(&self.serves), references(&self.answers)]),
            false => cells.push(references(self.serves.iter().chain(&self.answers))),
        }
        cells.push(joined(self.releases.iter().map(|release| release.subject.reference())));
        if full {
            let versions: Vec<&str> = self.releases.iter().filter_map(|it| it.version.as_deref()).collect();
            let tags = self.releases.iter().flat_map(|release| &release.tags).map(|tag| tag.name.as_str());
            cells.extend([versions.join(", ").into(), tags.collect::<Vec<_>>().join(", ").into()]);
        }
        let count = |count: usize| -> Text {
            match count {
                0 if !full => Inline::Toned(Tone::Muted, "·".into()).into(),
                count => count.to_string().into(),
            }
        };
        cells.extend([count(self.commits), count(self.tests), count(self.code)]);
        cells.push(match full {
            true => self.gaps.join(", ").into(),
            false => joined(self.gaps.iter().map(|gap| Inline::Toned(Tone::Caution, short(gap).to_owned()))),
        });
        cells
    }
}

/// A gap in few words, for a cell.
fn short(gap: &str) -> &str {
    match gap {
        "done-without-commit" => "no commit",
        "done-without-test" => "no test",
        "worked-on-but-open" => "worked on",
        "dropped-but-named" => "still named",
        other => other,
    }
}

impl View for TraceMatrix {
    const NAME: &'static str = "trace_matrix";

    fn page(&self) -> Page {
        let kind = self.rows.first().map(|row| &row.subject);
        let same = kind.filter(|first| self.rows.iter().all(|row| row.subject.kind == first.kind));
        let count = match same {
            Some(first) => plural_of(self.rows.len(), &first.kind, &first.plural),
            None => plural(self.rows.len(), "artifact"),
        };
        let mut summary = Text::plain(count);
        if self.with_gaps > 0 {
            let text = format!(", {} with a gap", self.with_gaps);
            summary = summary.and(Inline::Toned(Tone::Caution, text));
        }
        let mut blocks = vec![match self.rows.is_empty() {
            true => {
                Block::Note { tone: Tone::Muted, text: "Nothing that goes out with a release fits.".into() }
            }
            false => Block::Table(self.table(false)),
        }];
        blocks.extend(notes(&self.known));
        Page { title: "From plan to code".into(), summary, blocks }
    }

    fn sheet(&self) -> Page {
        let blocks = vec![Block::Table(self.table(true))];
        Page { title: "From plan to code".into(), summary: Text::new(), blocks }
    }
}
