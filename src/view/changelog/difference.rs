//! What came between two versions: the lines of all of them by type, and what went away again on the way.

use serde::Serialize;

use super::{Change, Changelog, Released, TYPES};
use crate::model::field::Meaning;
use crate::model::values::Version;
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::plan::Plan;
use crate::text::words::{list_of, plural};
use crate::view::View;

#[derive(Debug, Serialize)]
pub(crate) struct ChangelogDiff {
    product: String,
    /// Behind this version; nothing for the very first.
    from: Option<String>,
    /// Up to this one.
    to: Option<String>,
    /// The newest first.
    versions: Vec<Between>,
    /// By type, what breaks something first.
    changes: Vec<Dated>,
    /// What came behind the first version and was gone again by the last.
    reverted: Vec<Reverted>,
}

/// A version between the two.
#[derive(Debug, Serialize)]
struct Between {
    version: String,
    date: Option<String>,
    yanked: bool,
}

/// A line and the version it came with.
#[derive(Debug, Serialize)]
struct Dated {
    version: String,
    #[serde(flatten)]
    change: Change,
}

/// A line that no longer holds, and why.
#[derive(Debug, Serialize)]
struct Reverted {
    #[serde(flatten)]
    dated: Dated,
    /// superseded, or withdrawn with its version.
    why: &'static str,
    /// The requirement that took its place, and the version it came with.
    by: Option<String>,
    in_version: Option<String>,
}

impl Changelog {
    /// What came behind `from` and up to `to`.
    pub(crate) fn between(self, plan: &Plan, from: Option<&Version>, to: Option<&Version>) -> ChangelogDiff {
        let is_within = |released: &Released| {
            from.is_none_or(|low| released.parsed.precedence(low).is_gt())
                && to.is_none_or(|high| released.parsed.precedence(high).is_le())
        };
        let within: Vec<Released> = self.versions.into_iter().filter(is_within).collect();
        let newest = within.first().map(|released| released.version.clone());
        let places: Vec<(String, String)> = within
            .iter()
            .flat_map(|released| {
                released.changes.iter().map(|change| (change.requirement.clone(), released.version.clone()))
            })
            .collect();
        let mut reverted = Vec::new();
        let mut kept: Vec<Dated> = Vec::new();
        for released in &within {
            for change in &released.changes {
                let dated = Dated { version: released.version.clone(), change: change.clone() };
                let superseding = superseding(plan, &change.requirement, &places);
                let is_withdrawn = released.yanked && newest.as_deref() == Some(&released.version);
                match superseding {
                    Some((by, version)) => reverted.push(Reverted {
                        dated,
                        why: "superseded",
                        by: Some(by),
                        in_version: Some(version),
                    }),
                    None if is_withdrawn => {
                        reverted.push(Reverted { dated, why: "withdrawn", by: None, in_version: None });
                    }
                    None => kept.push(dated),
                }
            }
        }
        kept.sort_by_cached_key(|dated| {
            let at = TYPES.iter().position(|(word, _)| *word == dated.change.r#type);
            (at, !dated.change.breaking)
        });
        ChangelogDiff {
            product: self.product,
            from: from.map(|version| version.without_v().to_owned()),
            to: to.map(|version| version.without_v().to_owned()).or(newest),
            versions: within
                .into_iter()
                .map(|released| Between {
                    version: released.version,
                    date: released.date,
                    yanked: released.yanked,
                })
                .collect(),
            changes: kept,
            reverted,
        }
    }
}

/// The requirement of `places` that took the place of another, with its version.
fn superseding(plan: &Plan, requirement: &str, places: &[(String, String)]) -> Option<(String, String)> {
    let index = plan.find(requirement).ok()?.artifact;
    let by: Vec<String> =
        plan.sources(index, Meaning::Supersedes).map(|source| plan.artifact(source).label()).collect();
    places.iter().find(|(known, _)| by.contains(known)).cloned()
}

impl View for ChangelogDiff {
    const NAME: &'static str = "changelog-diff";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        for (word, title) in TYPES {
            let items: Vec<Item> = self
                .changes
                .iter()
                .filter(|dated| dated.change.r#type == word)
                .map(|dated| Item { text: dated.text(), ..Item::default() })
                .collect();
            blocks.extend(section(title, items));
        }
        let gone = self.reverted.iter().map(|reverted| {
            let why = match (&reverted.by, &reverted.in_version) {
                (Some(by), Some(version)) => format!(", replaced by {by} in {version}"),
                _ => ", withdrawn with it".to_owned(),
            };
            let text = reverted.dated.text().and(Inline::Toned(Tone::Caution, why));
            Item { text, ..Item::default() }
        });
        blocks.extend(section("Came and went", gone.collect()));
        if self.changes.is_empty() && self.reverted.is_empty() {
            let text = if self.versions.is_empty() {
                "no version went out between the two"
            } else {
                "these versions say nothing in the changelog"
            };
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        let product = if self.product.is_empty() { "What changed" } else { &self.product };
        let title = match (&self.from, &self.to) {
            (Some(from), Some(to)) => format!("{product}: from {from} to {to}"),
            (None, Some(to)) => format!("{product}: up to {to}"),
            (Some(from), None) => format!("{product}: since {from}"),
            (None, None) => product.to_owned(),
        };
        let named = self.versions.iter().map(|between| {
            if between.yanked { format!("{} (yanked)", between.version) } else { between.version.clone() }
        });
        let summary = match self.versions.len() {
            0 => plural(0, "version"),
            count => format!("{}: {}", plural(count, "version"), list_of(named)),
        };
        Page { title: title.into(), summary: summary.into(), blocks }
    }

    /// One row for each line.
    fn sheet(&self) -> Page {
        let names =
            ["version", "type", "breaking", "text", "removal", "requirement", "reverted", "replaced_by"];
        let column = |name: &str| Column {
            title: name.into(),
            name: name.into(),
            align: Align::Left,
            wraps: name == "text",
        };
        let kept = self.changes.iter().map(|dated| dated.row("", ""));
        let gone = self
            .reverted
            .iter()
            .map(|reverted| reverted.dated.row(reverted.why, reverted.by.as_deref().unwrap_or("")));
        let rows = kept.chain(gone).collect();
        let table = Table { columns: names.map(column).to_vec(), rows };
        Page { blocks: vec![Block::Table(table)], ..Page::default() }
    }
}

impl Dated {
    /// The line with the version it came with.
    fn text(&self) -> Text {
        let mut text = Text::new();
        if self.change.breaking {
            text = text.and(Inline::Strong("Breaking:".into())).and(Inline::Plain(" ".into()));
        }
        text.and(Inline::Plain(self.change.sentence()))
            .and(Inline::Toned(Tone::Muted, format!(" ({})", self.version)))
    }

    fn row(&self, reverted: &str, by: &str) -> Row {
        let change = &self.change;
        let cells = [
            self.version.as_str(),
            change.r#type,
            if change.breaking { "true" } else { "false" },
            &change.text,
            change.removal.as_deref().unwrap_or(""),
            &change.requirement,
            reverted,
            by,
        ];
        Row { cells: cells.into_iter().map(Text::from).collect(), depth: 0 }
    }
}

fn section(title: &str, items: Vec<Item>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading { level: 1, text: title.into() }, Block::List(List { ordered: false, items })]
}
