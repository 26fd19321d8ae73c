//! The links of one artifact, both ways.

use serde::Serialize;

use crate::page::{Align, Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::plan::query::LinkSelection;
use crate::plan::{ArtifactIndex, Link, Plan};
use crate::view::View;
use crate::view::value::{reference, tone_of};

/// What stands behind the status of what a link leads to, and of what it comes from, where the one has changed
/// since the other was held against it.
const CHANGED: &str = " (changed since looked at)";
const LOOKED_AT: &str = " (looked at an earlier text)";

/// What an artifact leads to, and what leads to it.
#[derive(Serialize)]
pub(crate) struct Links {
    id: String,
    title: String,
    /// Nothing where the other direction alone was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    out: Option<Vec<LinkLine>>,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    into: Option<Vec<LinkLine>>,
}

/// One link, seen from one of its ends.
#[derive(Serialize)]
struct LinkLine {
    /// The field that it is written in.
    field: String,
    meaning: &'static str,
    /// The other end as written, or as the source's id.
    written: String,
    state: &'static str,
    /// The artifact at the other end, where there is one.
    artifact: Option<End>,
    /// Whether what it leads to has changed since somebody looked at it.
    suspect: bool,
}

/// An artifact at the end of a link or a walk.
#[derive(Clone, Serialize)]
pub(super) struct End {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) status: Option<String>,
    #[serde(skip)]
    pub(super) reference: Text,
    #[serde(skip)]
    pub(super) status_text: Text,
}

impl End {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex) -> Self {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let status = artifact.status_name().map(str::to_owned);
        let status_text = match (&status, tone_of(artifact.category(kind))) {
            (Some(status), Some(tone)) => Inline::Toned(tone, status.clone()).into(),
            (Some(status), None) => status.as_str().into(),
            (None, _) => Text::new(),
        };
        Self {
            id: artifact.label(),
            kind: kind.name.clone(),
            title: artifact.title.to_string(),
            status,
            reference: reference(artifact).into(),
            status_text,
        }
    }
}

/// Which ends of an artifact's links are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sides {
    Both,
    Out,
    In,
}

impl Links {
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, selection: &LinkSelection, sides: Sides) -> Self {
        let artifact = plan.artifact(index);
        let out = || {
            let links = plan.links_from(index).iter().filter(|link| selection.holds(plan, link));
            let suspects: Vec<_> = plan.suspects(index).iter().map(|suspect| suspect.target).collect();
            let is_suspect = |link: &Link| link.artifact().is_some_and(|target| suspects.contains(&target));
            links.map(|link| line(plan, link, &link.written, link.artifact(), is_suspect(link))).collect()
        };
        let into = || {
            let links = plan.links_to(index).filter(|link| selection.holds(plan, link));
            let is_suspect = |link: &Link| {
                let of_source = plan.suspects(link.source);
                of_source.iter().any(|suspect| suspect.target == index)
            };
            links
                .map(|link| {
                    let written = plan.artifact(link.source).label();
                    line(plan, link, &written, Some(link.source), is_suspect(link))
                })
                .collect()
        };
        Self {
            id: artifact.label(),
            title: artifact.title.to_string(),
            out: (sides != Sides::In).then(out),
            into: (sides != Sides::Out).then(into),
        }
    }
}

fn line(plan: &Plan, link: &Link, written: &str, end: Option<ArtifactIndex>, suspect: bool) -> LinkLine {
    LinkLine {
        field: plan.link_name(link).into_owned(),
        meaning: plan.meaning_of(link).name(),
        written: written.to_owned(),
        state: link.state.name(),
        artifact: end.map(|end| End::of(plan, end)),
        suspect,
    }
}

impl View for Links {
    const NAME: &'static str = "links";

    fn page(&self) -> Page {
        let sides = [("Leads to", CHANGED, &self.out), ("Is led to by", LOOKED_AT, &self.into)];
        let mut blocks = Vec::new();
        for (heading, suspect, lines) in sides {
            let Some(lines) = lines else { continue };
            blocks.push(Block::Heading { level: 1, text: heading.into() });
            if lines.is_empty() {
                blocks.push(Block::Note { tone: Tone::Muted, text: "nothing".into() });
            } else {
                blocks.push(Block::Table(table(lines, suspect)));
            }
        }
        Page { title: format!("Links of {}", self.id).into(), summary: self.title.as_str().into(), blocks }
    }
}

fn table(lines: &[LinkLine], suspect: &str) -> Table {
    let rows = lines.iter().map(|line| {
        let cells = match &line.artifact {
            Some(end) => vec![
                line.field.as_str().into(),
                end.reference.clone(),
                end.title.as_str().into(),
                match line.suspect {
                    true => end.status_text.clone().and(Inline::Toned(Tone::Caution, suspect.to_owned())),
                    false => end.status_text.clone(),
                },
            ],
            None => vec![
                line.field.as_str().into(),
                line.written.as_str().into(),
                Text::new(),
                Inline::Toned(Tone::Caution, line.state.to_owned()).into(),
            ],
        };
        Row { cells, depth: 0 }
    });
    Table { columns: columns(&["field", "id", "title", "status"]), rows: rows.collect() }
}

/// Columns of text under these names; titles wrap.
pub(super) fn columns(names: &[&str]) -> Vec<Column> {
    let column = |name: &&str| Column {
        title: crate::view::list::heading(name),
        name: (*name).to_owned(),
        align: if *name == "distance" { Align::Right } else { Align::Left },
        wraps: *name == "title",
    };
    names.iter().map(column).collect()
}
