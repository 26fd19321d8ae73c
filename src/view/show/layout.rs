//! An artifact as a page: facts, where it stands, what leads to it, its parts, and its body.

use super::part::Part;
use super::standing::Standing;
use super::{Shown, ShownArtifact, ShownField};
use crate::model::approval::{ESTIMATED_FOR, REVIEWED_AGAINST};
use crate::page::{Block, Inline, Item, List, Page, Text, Tone};
use crate::text::words::label;
use crate::view::View;
use crate::view::subject::Subject;

/// Fields that `pm` writes for itself: what follows from them stands below.
const MARKS: [&str; 2] = [ESTIMATED_FOR, REVIEWED_AGAINST];

impl View for Shown {
    const NAME: &'static str = "artifacts";

    fn page(&self) -> Page {
        match self.artifacts.as_slice() {
            [one] => Page { title: one.subject.named(), summary: one.summary(), blocks: one.blocks(1) },
            several => {
                let blocks = several.iter().flat_map(|each| {
                    let mut blocks = vec![
                        Block::Heading { level: 1, text: each.subject.named() },
                        Block::Paragraph(each.summary()),
                    ];
                    blocks.extend(each.blocks(2));
                    blocks
                });
                Page { blocks: blocks.collect(), ..Page::default() }
            }
        }
    }
}

impl ShownArtifact {
    fn summary(&self) -> Text {
        let mut text = Text::plain(self.subject.kind.clone());
        if let Some(status) = self.subject.status_word() {
            text = text.and(Inline::Plain(" · ".into())).and(status);
        }
        if self.subject.id == self.subject.path {
            return text;
        }
        text.and(Inline::Plain(" · ".into())).and(Inline::Toned(Tone::Muted, self.subject.path.clone()))
    }

    fn blocks(&self, level: u8) -> Vec<Block> {
        let heading = |text: &str| Block::Heading { level, text: text.into() };
        let mut blocks = Vec::new();
        if let Some(part) = &self.part {
            blocks.push(heading(&format!("{}.{}", self.subject.id, part.id)));
            blocks.push(Block::List(List { ordered: false, items: vec![part_item(part)] }));
            blocks.push(heading("The whole"));
        }
        if !self.fields.is_empty() {
            let said = self.fields.iter().filter(|field| !MARKS.contains(&field.name.as_str()));
            blocks.push(Block::Facts(said.map(fact).collect()));
        }
        if !self.standing.is_empty() {
            blocks.push(heading("Where it stands"));
            blocks.push(Block::Facts(self.standing.iter().map(standing).collect()));
        }
        if !self.incoming.is_empty() {
            blocks.push(heading("What leads here"));
            let facts =
                self.incoming.iter().map(|it| (it.name.replace('_', " "), listed(&it.artifacts, "; ")));
            blocks.push(Block::Facts(facts.collect()));
        }
        let mut fields: Vec<&str> = Vec::new();
        for part in self.parts.iter().filter(|part| !part.in_body) {
            if !fields.contains(&part.of.as_str()) {
                fields.push(&part.of);
            }
        }
        for field in fields {
            blocks.push(heading(&label(field)));
            let items = self.parts.iter().filter(|part| part.of == field).map(part_item).collect();
            blocks.push(Block::List(List { ordered: false, items }));
        }
        if !self.body.is_empty() {
            blocks.push(Block::Prose(self.body.clone()));
        }
        blocks
    }
}

fn fact(field: &ShownField) -> (String, Text) {
    if field.links.is_empty() {
        return (field.name.clone(), field.text.as_str().into());
    }
    let mut text = Text::new();
    for link in &field.links {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain("; ".into()));
        }
        match &link.artifact {
            Some(subject) => {
                text = text.and(subject.reference());
                if let Some(part) = &link.part {
                    text = text.and(Inline::Plain(format!(".{part}")));
                }
                text = text.and(Inline::Plain(format!(" {}", subject.title)));
            }
            None if matches!(link.state, "url" | "none" | "elsewhere") => {
                text = text.and(Inline::Plain(link.written.clone()));
            }
            None => text = text.and(Inline::Toned(Tone::Bad, format!("{} ({})", link.written, link.state))),
        }
    }
    (field.name.clone(), text)
}

fn standing(standing: &Standing) -> (String, Text) {
    let text = match standing.artifacts.as_slice() {
        [] if standing.alarming => Inline::Toned(Tone::Bad, standing.text.clone()).into(),
        [] => standing.text.as_str().into(),
        artifacts if standing.alarming => listed(artifacts, "; "),
        artifacts => way(artifacts),
    };
    (standing.name.to_owned(), text)
}

/// Artifacts with their status.
fn listed(artifacts: &[Subject], between: &str) -> Text {
    let mut text = Text::new();
    for subject in artifacts {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(between.into()));
        }
        text.0.extend(subject.named().0);
        if let Some(status) = subject.status_word() {
            text = text.and(Inline::Plain(" (".into())).and(status).and(Inline::Plain(")".into()));
        }
    }
    text
}

/// Artifacts on the way up.
fn way(artifacts: &[Subject]) -> Text {
    let mut text = Text::new();
    for subject in artifacts {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(" → ".into()));
        }
        text.0.extend(subject.named().0);
    }
    text
}

fn part_item(part: &Part) -> Item {
    let mut text = Text::from(Inline::Strong(part.id.clone())).and(Inline::Plain(format!(" {}", part.text)));
    if !part.facts.is_empty() {
        let facts: Vec<String> = part.facts.iter().map(|(name, value)| format!("{name} {value}")).collect();
        text = text.and(Inline::Toned(Tone::Muted, format!(" ({})", facts.join(", "))));
    }
    Item { text, checked: part.done, children: Vec::new() }
}
