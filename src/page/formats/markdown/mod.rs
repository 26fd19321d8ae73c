//! GitHub-flavoured Markdown that reads well as it is.
//!
//! Escapes in the text what would be markup; links lead from the root of the repository.

mod escape;
mod table;

use crate::page::anchor::{Anchors, slug};
use crate::page::formats::{Format, Surface};
use crate::page::prose::closing;
use crate::page::{Block, Board, Item, List, Page, Text, Tone};
use crate::text::visible::{one_line, spelt_out};

use escape::{Place, escape, inline};

pub(crate) const FORMAT: Format =
    Format { name: "markdown", render: |page, surface| Some(render(page, surface)) };

fn render(page: &Page, _: &Surface) -> String {
    let headings = headings(page);
    let links = Links { headings: &headings };
    let mut blocks = Vec::new();
    if !page.title.is_empty() {
        blocks.push(format!("# {}", inline(&page.title, Place::Heading, links)));
    }
    if !page.summary.is_empty() {
        blocks.push(inline(&page.summary, Place::Line, links));
    }
    let mut level = 1;
    for each in &page.blocks {
        if let Block::Heading { level: own, .. } = each {
            level = usize::from(*own) + 1;
        }
        blocks.push(block(each, level, links));
    }
    blocks.retain(|block| !block.is_empty());
    if blocks.is_empty() { String::new() } else { blocks.join("\n\n") + "\n" }
}

/// The places on the page that a link can lead to: code forges name headings, and nothing else.
#[derive(Clone, Copy)]
struct Links<'a> {
    headings: &'a [String],
}

impl Links<'_> {
    fn leads_to(self, words: &str) -> bool {
        let name = slug(words);
        self.headings.contains(&name)
    }
}

fn headings(page: &Page) -> Vec<String> {
    let mut anchors = Anchors::default();
    let title = (!page.title.is_empty()).then_some(&page.title);
    let texts = page.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(text),
        _ => None,
    });
    title.into_iter().chain(texts).map(|text| anchors.heading(&one_line(&text.to_plain()))).collect()
}

fn block(block: &Block, level: usize, links: Links<'_>) -> String {
    match block {
        Block::Heading { text, .. } => heading(text, level, links),
        Block::Paragraph(text) => inline(text, Place::Line, links),
        Block::List(list) => items(list, "", links).join("\n"),
        Block::Table(table) => table::render(table, links),
        Block::Facts(facts) => {
            let lines = facts.iter().map(|(name, value)| {
                let line =
                    format!("- **{}:** {}", escape(&one_line(name)), inline(value, Place::Heading, links));
                line.trim_end().to_owned()
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Board(board) => self::board(board, level, links),
        Block::Chart(chart) => table::render(&chart.table(), links),
        Block::Timeline(timeline) => table::render(&timeline.table(), links),
        Block::Graph(graph) => match graph.tree() {
            Some(tree) => items(&tree, "", links).join("\n"),
            None => table::render(&graph.table(), links),
        },
        Block::Matrix(matrix) => table::render(&matrix.table(), links),
        Block::Note { tone, text } => {
            format!("> [!{}]\n> {}", alert(*tone), inline(text, Place::Line, links))
        }
        Block::Prose(markdown) => prose(markdown),
        Block::Code { language, text } => code(language, text),
        Block::Folded { title, blocks } => folded(title, blocks, level, links),
    }
}

/// A part that code forges show closed. Its title stands in HTML, where Markdown is not read.
fn folded(title: &Text, blocks: &[Block], level: usize, links: Links<'_>) -> String {
    let title = one_line(&title.to_plain()).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut level = level.max(2);
    let mut parts = vec![format!("<details>\n<summary>{title}</summary>")];
    for each in blocks {
        if let Block::Heading { level: own, .. } = each {
            level = usize::from(*own) + 1;
        }
        parts.push(block(each, level, links));
    }
    parts.push("</details>".to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn heading(text: &Text, level: usize, links: Links<'_>) -> String {
    format!("{} {}", "#".repeat(level.min(6)), inline(text, Place::Heading, links)).trim_end().to_owned()
}

fn items(list: &List, indent: &str, links: Links<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, item) in list.items.iter().enumerate() {
        let mark = if list.ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
        lines.push(format!("{indent}{mark}{}", item_text(item, links)).trim_end().to_owned());
        let children = List { ordered: false, items: item.children.clone() };
        lines.extend(items(&children, &format!("{indent}{}", " ".repeat(mark.len())), links));
    }
    lines
}

fn item_text(item: &Item, links: Links<'_>) -> String {
    let text = said(&item.text, links);
    match item.checked {
        Some(true) => format!("[x] {text}"),
        Some(false) => format!("[ ] {text}"),
        None => text,
    }
}

/// The text of an item. A mark with nothing after it would underline the line above it as a heading.
fn said(text: &Text, links: Links<'_>) -> String {
    let text = inline(text, Place::Line, links);
    if text.trim().is_empty() { "…".to_owned() } else { text }
}

fn board(board: &Board, level: usize, links: Links<'_>) -> String {
    let chapters = board.chapters();
    chapters.iter().map(|each| block(each, level + 1, links)).collect::<Vec<_>>().join("\n\n")
}

/// The alert of code forges that stands for a tone.
fn alert(tone: Tone) -> &'static str {
    match tone {
        Tone::Id | Tone::Muted | Tone::Active => "NOTE",
        Tone::Good => "TIP",
        Tone::Caution => "WARNING",
        Tone::Bad => "CAUTION",
    }
}

fn prose(markdown: &str) -> String {
    let text = spelt_out(markdown);
    let text = text.trim_matches('\n').trim_end();
    closing(text).map_or_else(|| text.to_owned(), |closing| format!("{text}\n{closing}"))
}

fn code(language: &str, text: &str) -> String {
    let text = spelt_out(text);
    let fence = "`".repeat(escape::longest_run(&text).max(2) + 1);
    let language: String =
        language.chars().filter(|each| each.is_alphanumeric() || "-+#".contains(*each)).collect();
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}
