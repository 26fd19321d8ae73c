//! The whole page as one picture that needs nothing else: it scales, it prints, it stands in other documents.
//!
//! Widths of words are estimated, so everything has room to spare. Light or dark as the reader likes it; a program
//! that knows no custom properties finds plain colours. Links lead out to the web alone.

mod board;
mod prose;
mod sheet;
mod table;

use crate::page::drawing::{self, COLORS, Links, Pen, Picture, STYLE};
use crate::page::formats::{Format, Surface};
use crate::page::markup::escape;
use crate::page::{Block, Item, List, Page, Text, Tone};
use crate::text::visible::{one_line, spelt_out};

use sheet::{HEADS, SUMMARY, Sheet, TEXT, TITLE};

pub(crate) const FORMAT: Format = Format { name: "svg", render: |page, surface| Some(render(page, surface)) };

const PAGE: &str = include_str!("page.css");

/// What stands on the page has at least this room.
const WIDE: i64 = 1120;

/// Pictures have a frame around them.
const PICTURE: i64 = WIDE - 32;

/// Running text is not set wider than this.
const MEASURE: i64 = 760;

const MARGIN: i64 = 40;
const GAP: i64 = 20;

fn render(page: &Page, _: &Surface) -> String {
    let page = &*page.unfolded();
    let mut parts: Vec<(i64, Picture)> = Vec::new();
    if !page.title.is_empty() {
        parts.push((0, running(&page.title, TITLE, "p-title", WIDE)));
    }
    if !page.summary.is_empty() {
        parts.push((4, running(&page.summary, SUMMARY, "p-summary d-muted", WIDE)));
    }
    let mut follows_heading = false;
    for each in &page.blocks {
        let heads = matches!(each, Block::Heading { .. });
        let gap = match (heads, follows_heading) {
            (true, false) => 2 * GAP,
            (false, true) => GAP / 2,
            _ => GAP,
        };
        parts.push((gap, block(each)));
        follows_heading = heads;
    }
    parts.retain(|(_, part)| part.height > 0);
    let width = parts.iter().map(|(_, part)| part.width).max().unwrap_or(0).max(WIDE) + 2 * MARGIN;
    let mut pen = Pen::new(Links::Followed);
    let mut y = MARGIN;
    for (at, (gap, part)) in parts.iter().enumerate() {
        y += if at > 0 { *gap } else { 0 };
        pen.place(part, (MARGIN, y));
        y += part.height;
    }
    let height = y + MARGIN;
    let title = one_line(&page.title.to_plain()).into_owned();
    let title = escape(if title.is_empty() { "Page" } else { &title });
    let summary = escape(&one_line(&page.summary.to_plain()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" aria-labelledby=\"page-title\" aria-describedby=\"page-summary\">\n\
         <title id=\"page-title\">{title}</title>\n<desc id=\"page-summary\">{summary}</desc>\n\
         <style>\n{}</style>\n<rect class=\"d-ground\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
        style(),
        pen.marks()
    )
}

/// The rules twice, with the colours of each scheme written into them.
fn style() -> String {
    let rules = format!("{STYLE}{PAGE}");
    let (light, dark) = COLORS.split_once("@media").unwrap_or((COLORS, ""));
    let areas = (0..6).map(|at| format!(".area-{at} {{ fill: var(--area-{at}); }}\n")).collect::<String>();
    let rules = rules + &areas;
    let dark = colored(&rules, dark);
    let themed: String =
        dark.lines().filter(|line| line.contains('#')).map(|line| format!("{line}\n")).collect();
    format!("{}@media (prefers-color-scheme: dark) {{\n{themed}}}\n", colored(&rules, light))
}

/// Rules with the values of the custom properties in their place.
fn colored(rules: &str, scheme: &str) -> String {
    let properties =
        scheme.split(['{', ';']).filter_map(|each| each.trim().strip_prefix("--")?.split_once(": "));
    properties.fold(rules.to_owned(), |rules, (name, value)| rules.replace(&format!("var(--{name})"), value))
}

fn block(block: &Block) -> Picture {
    match block {
        Block::Heading { level, text } => {
            let at = usize::from(*level).clamp(1, HEADS.len()) - 1;
            running(text, HEADS[at], ["p-h1", "p-h2", "p-h3", "p-h4"][at], WIDE)
        }
        Block::Paragraph(text) => running(text, TEXT, "p-text", MEASURE),
        Block::List(list) => self::list(list),
        Block::Table(table) => table::table(table),
        Block::Facts(facts) => self::facts(facts),
        Block::Board(board) => board::board(board),
        Block::Chart(chart) => captioned(&chart.caption, &drawing::chart(chart, PICTURE, Links::Followed)),
        Block::Timeline(timeline) => {
            captioned(&timeline.caption, &drawing::timeline(timeline, PICTURE, Links::Followed))
        }
        Block::Graph(graph) => captioned(&graph.caption, &drawing::graph(graph, PICTURE, Links::Followed)),
        Block::Matrix(matrix) => {
            captioned(&matrix.caption, &drawing::matrix(matrix, PICTURE, Links::Followed))
        }
        Block::Note { tone, text } => note(*tone, text),
        Block::Prose(markdown) => prose::prose(markdown),
        Block::Code { text, .. } => code(text),
        // Pages are unfolded before they come here.
        Block::Folded { title, .. } => running(title, HEADS[0], "p-h1", WIDE),
    }
}

fn running(text: &Text, font: drawing::Font, class: &str, room: i64) -> Picture {
    let mut sheet = Sheet::new();
    if !text.is_empty() {
        sheet.text(text, font, class, 0, room);
    }
    sheet.done()
}

/// A picture on a sheet of its own, under its caption.
fn captioned(caption: &str, picture: &Picture) -> Picture {
    let mut sheet = Sheet::new();
    if !caption.trim().is_empty() {
        sheet.text(&caption.into(), TEXT, "p-text d-muted", 0, WIDE);
        sheet.skip(8);
    }
    sheet.framed(picture, WIDE);
    sheet.done()
}

fn list(list: &List) -> Picture {
    let mut sheet = Sheet::new();
    items(&mut sheet, list.ordered, &list.items, 0);
    sheet.done()
}

fn items(sheet: &mut Sheet, ordered: bool, items: &[Item], depth: i64) {
    // However deep the list is, its words keep some room.
    let x = (depth * 24).min(MEASURE / 2);
    for (at, item) in items.iter().enumerate() {
        let mark = match (item.checked, ordered) {
            (Some(true), _) => "☑".to_owned(),
            (Some(false), _) => "☐".to_owned(),
            (None, true) => format!("{}.", at + 1),
            (None, false) => "•".to_owned(),
        };
        sheet.beside(&mark.into(), TEXT, "p-text d-muted", x);
        sheet.text(&item.text, TEXT, "p-text", x + 24, MEASURE - x - 24);
        sheet.skip(4);
        self::items(sheet, false, &item.children, depth + 1);
    }
}

fn facts(facts: &[(String, Text)]) -> Picture {
    let mut sheet = Sheet::new();
    for (name, value) in facts {
        sheet.rule(MEASURE);
        sheet.skip(7);
        let top = sheet.y();
        sheet.text(&name.as_str().into(), TEXT, "p-text d-muted", 0, 180);
        let below = sheet.y();
        sheet.back_to(top);
        sheet.text(value, TEXT, "p-text", 200, MEASURE - 200);
        sheet.skip_to(below);
        sheet.skip(7);
    }
    sheet.done()
}

fn note(tone: Tone, text: &Text) -> Picture {
    let mut inner = Sheet::new();
    inner.beside(&tone.mark().into(), TEXT, "p-text d-strong", 0);
    inner.text(text, TEXT, "p-text", 24, MEASURE - 24);
    let mut sheet = Sheet::new();
    sheet.boxed(&inner.done(), drawing::ground(Some(tone)), MEASURE + 32, (16, 12));
    sheet.done()
}

/// Code as it is; a line that is too long goes on below.
fn code(text: &str) -> Picture {
    let mut inner = Sheet::new();
    for line in spelt_out(text).replace('\t', "    ").trim_end_matches('\n').split('\n') {
        inner.code(line, MEASURE);
    }
    let mut sheet = Sheet::new();
    sheet.boxed(&inner.done(), "d-sunken", MEASURE + 32, (16, 12));
    sheet.done()
}
