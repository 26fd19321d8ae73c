//! Release notes as a page: what to know first, then the entries by type; a table for a sheet.

use super::entry::Entry;
use super::scope::Scope;
use super::{Issue, Notes, Release};
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Target, Text, Tone};
use crate::text::words::{list_of, plural, plural_of};
use crate::view::View;
use crate::view::lost::Lost;

impl View for Notes {
    const NAME: &'static str = "notes";

    fn page(&self) -> Page {
        let (title, summary) = match self.releases.as_slice() {
            [only] => (only.name(&self.product), only.line()),
            releases => {
                let product = if self.product.is_empty() { "Release notes" } else { &self.product };
                let title = if self.product.is_empty() {
                    product.to_owned()
                } else {
                    format!("{product}: release notes")
                };
                (title, plural(releases.len(), "version"))
            }
        };
        let mut blocks = Vec::new();
        let is_only = self.releases.len() == 1;
        for release in &self.releases {
            if !is_only {
                blocks.push(Block::Heading { level: 1, text: release.name("").into() });
                let line = release.line();
                if !line.is_empty() {
                    blocks.push(Block::Paragraph(line.into()));
                }
            }
            let depth = if is_only { 1 } else { 2 };
            blocks.extend(Told { depth, for_colleagues: self.for_colleagues }.blocks(release));
        }
        Page { title: title.into(), summary: summary.into(), blocks }
    }

    /// One row for each entry.
    fn sheet(&self) -> Page {
        let names = [
            "version",
            "date",
            "type",
            "highlight",
            "breaking",
            "text",
            "upgrade",
            "removal",
            "requirement",
            "asked",
        ];
        let wraps = |name: &str| matches!(name, "text" | "upgrade" | "asked");
        let column = |name: &str| Column {
            title: name.into(),
            name: name.into(),
            align: Align::Left,
            wraps: wraps(name),
        };
        let rows = self
            .releases
            .iter()
            .flat_map(|release| release.entries().map(move |entry| row(release, entry)))
            .collect();
        let table = Table { columns: names.map(column).to_vec(), rows };
        Page { blocks: vec![Block::Table(table)], ..Page::default() }
    }
}

impl Release {
    /// `Tideline 2.5.0`.
    fn name(&self, product: &str) -> String {
        match (&self.version, product) {
            (own, "") => own.as_ref().unwrap_or(&self.title).clone(),
            (Some(version), product) => format!("{product} {version}"),
            (None, product) => format!("{product}: {}", self.title.to_lowercase()),
        }
    }

    /// The title and the day, as far as there are any.
    fn line(&self) -> String {
        let title = self.version.as_ref().map(|_| self.title.clone());
        title.into_iter().chain(self.day.clone()).collect::<Vec<_>>().join(" · ")
    }

    /// All entries in the order in which they are told.
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let groups = self.groups.iter().flat_map(|group| &group.entries);
        self.highlights.iter().chain(&self.breaking).chain(groups)
    }
}

/// How a release is told.
struct Told {
    /// The level of its headings.
    depth: u8,
    for_colleagues: bool,
}

impl Told {
    fn blocks(&self, release: &Release) -> Vec<Block> {
        let mut blocks = standing(release);
        if let Some(summary) = &release.summary {
            blocks.push(Block::Prose(summary.clone()));
        }
        blocks.extend(self.section("Highlights", release.highlights.iter().map(|entry| self.item(entry))));
        blocks.extend(self.section("Breaking", release.breaking.iter().map(|entry| self.item(entry))));
        for group in &release.groups {
            blocks.extend(self.section(group.title, group.entries.iter().map(|entry| self.item(entry))));
        }
        blocks.extend(self.section("Known issues", release.known_issues.iter().map(|it| self.issue(it))));
        if release.is_empty() {
            let text = if self.for_colleagues {
                Text::plain("nothing is told of it yet; give its work a text with ")
                    .and(Inline::Code("pm set REQ-1 changelog.type=added changelog.text=\"…\"".into()))
            } else {
                "There is nothing to tell.".into()
            };
            blocks.push(Block::Note { tone: Tone::Muted, text });
        }
        if let Some(scope) = &release.scope {
            blocks.extend(self.scope(scope));
        }
        if !release.silent.is_empty() {
            let count = plural_of(release.silent.len(), "piece of work says", "pieces of work say");
            let mut text = Text::plain(format!("{count} nothing here: "));
            for (at, subject) in release.silent.iter().enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                text = text.and(Inline::Plain(comma.into())).and(subject.reference());
            }
            blocks.push(Block::Note { tone: Tone::Caution, text });
        }
        blocks
    }

    fn section(&self, title: &str, items: impl Iterator<Item = Item>) -> Vec<Block> {
        let items: Vec<Item> = items.collect();
        if items.is_empty() {
            return Vec::new();
        }
        let heading = Block::Heading { level: self.depth, text: title.into() };
        vec![heading, Block::List(List { ordered: false, items })]
    }

    fn item(&self, entry: &Entry) -> Item {
        let mut children = Vec::new();
        if let Some(upgrade) = &entry.upgrade {
            let text = Text::from(Inline::Strong("To do:".into())).and(Inline::Plain(format!(" {upgrade}")));
            children.push(Item { text, ..Item::default() });
        }
        let mut beside = Text::new();
        if self.for_colleagues {
            beside = beside.and(entry.requirement.reference());
        }
        for (at, voice) in entry.asked.iter().enumerate() {
            let before = match at {
                0 if self.for_colleagues => ", asked for by ",
                0 => "Asked for by ",
                _ if at + 1 == entry.asked.len() => " and ",
                _ => ", ",
            };
            beside = beside.and(Inline::Toned(Tone::Muted, before.into()));
            let target = Target::File { path: voice.path.clone(), anchor: None };
            beside = beside.and(match self.for_colleagues {
                true => Inline::Link { text: voice.name.clone(), target },
                false => Inline::Toned(Tone::Muted, voice.name.clone()),
            });
        }
        if !beside.is_empty() {
            children.push(Item { text: beside, ..Item::default() });
        }
        Item { text: entry.text.as_str().into(), children, ..Item::default() }
    }

    fn issue(&self, issue: &Issue) -> Item {
        let mut text = Text::plain(issue.text.clone());
        if self.for_colleagues {
            text = text
                .and(Inline::Plain(" (".into()))
                .and(issue.requirement.reference())
                .and(Inline::Plain(")".into()));
        }
        Item { text, ..Item::default() }
    }

    fn scope(&self, scope: &Scope) -> Vec<Block> {
        let heading = Block::Heading { level: self.depth, text: format!("Since {}", scope.since).into() };
        let mut items: Vec<Item> = Vec::new();
        for moved in &scope.moves {
            let from = moved.from.as_deref().unwrap_or("nothing");
            let to = moved.to.as_deref().unwrap_or("nothing");
            let text = format!("{} from {from} to {to}", moved.field);
            items.push(Item { text: text.into(), ..Item::default() });
        }
        items.extend(scope.lost.iter().map(|lost| Item { text: fate(lost), ..Item::default() }));
        items.extend(scope.gained.iter().map(|subject| {
            let text = subject.named().and(Inline::Toned(Tone::Muted, " came in".into()));
            Item { text, ..Item::default() }
        }));
        let mut blocks = vec![heading];
        let said = sums(scope);
        if !said.is_empty() {
            blocks.push(Block::Paragraph(said.into()));
        }
        blocks.push(Block::List(List { ordered: false, items }));
        blocks
    }
}

/// What a reader must know before anything else.
fn standing(release: &Release) -> Vec<Block> {
    let mut blocks = Vec::new();
    if release.yanked {
        let reason = release.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
        let text = format!("withdrawn{reason}");
        blocks.push(Block::Note { tone: Tone::Bad, text: text.into() });
    }
    if let Some(progress) = &release.progress {
        let planned = release.planned.as_ref().map(|planned| format!("planned for {}", planned.text));
        let done = format!("{} of {} done", progress.done, progress.of);
        let told: Vec<String> = planned.into_iter().chain([done]).collect();
        let text = format!("not out yet: {}", told.join(", "));
        blocks.push(Block::Note { tone: Tone::Active, text: text.into() });
    }
    blocks
}

/// `It lost 2 of 5 and gained 1.`
fn sums(scope: &Scope) -> String {
    let mut said = Vec::new();
    if !scope.lost.is_empty() {
        said.push(format!("lost {} of {}", scope.lost.len(), scope.before));
    }
    if !scope.gained.is_empty() {
        said.push(format!("gained {}", scope.gained.len()));
    }
    if said.is_empty() { String::new() } else { format!("It {}.", list_of(said)) }
}

fn fate(lost: &Lost) -> Text {
    let words = match (lost.fate, &lost.to, &lost.reason) {
        ("moved", Some(to), _) => format!(" moved to {to}"),
        ("dropped", _, Some(reason)) => format!(" dropped: {reason}"),
        ("unplanned", ..) => " is in no release now".to_owned(),
        (fate, ..) => format!(" {fate}"),
    };
    lost.subject.named().and(Inline::Toned(Tone::Caution, words))
}

fn row(release: &Release, entry: &Entry) -> Row {
    let cells = [
        release.version.as_deref().unwrap_or("unreleased"),
        release.date.as_deref().unwrap_or(""),
        entry.r#type,
        if entry.highlight { "true" } else { "false" },
        if entry.breaking { "true" } else { "false" },
        &entry.text,
        entry.upgrade.as_deref().unwrap_or(""),
        entry.removal.as_deref().unwrap_or(""),
        &entry.requirement.id,
        &list_of(entry.asked.iter().map(|voice| voice.name.as_str())),
    ];
    Row { cells: cells.into_iter().map(Text::from).collect(), depth: 0 }
}
