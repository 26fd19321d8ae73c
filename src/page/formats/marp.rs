//! Slides in Markdown, for Marp and whatever else reads a rule between slides: one for each chapter, several for what
//! is long.
//!
//! The text is that of the Markdown format; this decides alone where a slide ends.

use crate::page::formats::{Format, Surface, markdown};
use crate::page::{Block, Inline, List, Page, Table, Text};

pub(crate) const FORMAT: Format =
    Format { name: "marp", render: |page, surface| Some(render(page, surface)) };

const HEAD: &str = "---\nmarp: true\npaginate: true\n---\n\n";
const BREAK: &str = "\n---\n\n";
/// How many lines of a list or rows of a table fit on a slide.
const ROWS: usize = 8;
/// How many lines fit on a slide in all, as well as that can be said of Markdown.
const LINES: usize = 14;

fn render(page: &Page, surface: &Surface) -> String {
    let page = page.unfolded();
    let mut slides: Vec<Slide> = vec![Slide::new(None)];
    for block in &page.blocks {
        if let Block::Heading { level: 1, text } = block {
            slides.push(Slide::new(Some(text.clone())));
            continue;
        }
        for piece in pieces(block) {
            let height = height(&piece);
            let Some(last) = slides.last() else { continue };
            // A heading stands with what it is the heading of.
            let needed = height + if matches!(piece, Block::Heading { .. }) { 3 } else { 0 };
            if last.taken > 0 && last.taken + needed > LINES {
                let title = last.title.clone();
                slides.push(Slide::new(title));
            }
            if let Some(last) = slides.last_mut() {
                last.taken += height;
                last.blocks.push(piece);
            }
        }
    }
    let first = slides.remove(0);
    let mut texts = vec![first.written(Some((&page.title, &page.summary)), surface)];
    texts.extend(slides.iter().map(|slide| slide.written(None, surface)));
    texts.retain(|text| !text.is_empty());
    if texts.is_empty() { String::new() } else { format!("{HEAD}{}", texts.join(BREAK)) }
}

struct Slide {
    title: Option<Text>,
    blocks: Vec<Block>,
    taken: usize,
}

impl Slide {
    fn new(title: Option<Text>) -> Self {
        Self { title, blocks: Vec::new(), taken: 0 }
    }

    fn written(&self, head: Option<(&Text, &Text)>, surface: &Surface) -> String {
        let (title, summary) = match (head, &self.title) {
            (Some((title, summary)), _) => (title.clone(), summary.clone()),
            (None, Some(title)) => (title.clone(), Text::new()),
            (None, None) => (Text::new(), Text::new()),
        };
        let page = Page { title, summary, blocks: self.blocks.clone() };
        let text = (markdown::FORMAT.render)(&page, surface).unwrap_or_default();
        // A rule in what a person wrote would end the slide.
        let lines = text.lines().map(|line| if is_rule(line) { "***" } else { line });
        lines.fold(String::new(), |text, line| text + line + "\n")
    }
}

fn is_rule(line: &str) -> bool {
    let signs = line.trim().replace(' ', "");
    signs.len() >= 3 && (signs.bytes().all(|sign| sign == b'-') || signs.bytes().all(|sign| sign == b'_'))
}

/// A block in pieces that fit on a slide.
fn pieces(block: &Block) -> Vec<Block> {
    match block {
        Block::List(list) => list
            .items
            .chunks(ROWS)
            .map(|items| Block::List(List { ordered: list.ordered, items: items.to_vec() }))
            .collect(),
        Block::Table(table) => table
            .rows
            .chunks(ROWS)
            .map(|rows| Block::Table(Table { columns: table.columns.clone(), rows: rows.to_vec() }))
            .collect(),
        // Slides know no alerts.
        Block::Note { tone, text } => {
            let mark = Text::from(Inline::Plain(format!("{} ", tone.mark())));
            vec![Block::Paragraph(mark.and_all(text.clone()))]
        }
        other => vec![other.clone()],
    }
}

/// How many lines a piece takes, more or less.
fn height(block: &Block) -> usize {
    let lines = |text: &Text| 1 + text.to_plain().chars().count() / 90;
    match block {
        Block::Heading { .. } => 2,
        Block::Paragraph(text) => lines(text) + 1,
        Block::List(list) => {
            list.items.iter().map(|item| lines(&item.text) + item.children.len()).sum::<usize>() + 1
        }
        Block::Table(table) => {
            let tallest = |row: &crate::page::Row| {
                row.cells.iter().map(|cell| 1 + cell.to_plain().chars().count() / 40).max()
            };
            2 + table.rows.iter().filter_map(tallest).sum::<usize>()
        }
        Block::Facts(facts) => facts.len() + 1,
        Block::Prose(text) => text.lines().map(|line| 1 + line.chars().count() / 90).sum::<usize>() + 1,
        _ => LINES,
    }
}
