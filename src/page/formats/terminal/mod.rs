//! A page for reading on a terminal of any width, with colour or without.
//!
//! Colours are chosen in `style`; escapes are written by `styled` alone. Taking the escapes away leaves exactly
//! what a terminal without colour shows. Knows nothing of the environment: the surface says what can be shown.

mod board;
mod chart;
mod facts;
mod matrix;
mod prose;
mod style;
mod styled;
mod table;
mod timeline;

use crate::page::formats::{Format, Surface};
use crate::page::{Block, List, Page, Text, Tone};
use crate::text::visible::spelt_out;

use facts::spaces;
use style::Role;
use styled::{Addresses, Line, LongWord, Styled};

pub(crate) const FORMAT: Format =
    Format { name: "terminal", render: |page, surface| Some(render(page, surface)) };

/// Running text is not set wider than this: longer lines are hard to read.
const MEASURE: usize = 100;

/// Below this, a terminal is taken to be this wide.
const NARROWEST: usize = 20;

fn render(page: &Page, surface: &Surface) -> String {
    let surface = Surface { width: surface.width.max(NARROWEST), ..*surface };
    let page = &*page.unfolded();
    let mut blocks = Vec::new();
    let mut head = Vec::new();
    if !page.title.is_empty() {
        head.extend(heading(&page.title, Role::Title, "═", &surface));
    }
    if !page.summary.is_empty() {
        head.extend(running(&page.summary, Role::Toned(Tone::Muted), &surface));
    }
    blocks.push(head);
    let mut level = 1;
    let mut follows_heading = false;
    for each in &page.blocks {
        let heads = if let Block::Heading { level: own, .. } = each {
            level = usize::from(*own) + 1;
            true
        } else {
            false
        };
        let lines = block(each, level, &surface);
        match blocks.last_mut() {
            Some(above) if follows_heading && !heads => above.extend(lines),
            _ => blocks.push(lines),
        }
        follows_heading = heads;
    }
    blocks.retain(|block| !block.is_empty());
    let text: Vec<String> = blocks
        .into_iter()
        .map(|lines| lines.iter().map(|line| format!("{}\n", line.text.trim_end_matches(' '))).collect())
        .collect();
    text.join("\n")
}

fn block(block: &Block, level: usize, surface: &Surface) -> Vec<Line> {
    match block {
        Block::Heading { level: 1, text } => heading(text, Role::Heading, "─", surface),
        Block::Heading { text, .. } => running(text, Role::Heading, surface),
        Block::Paragraph(text) => running(text, Role::Plain, surface),
        Block::List(list) => items(list, 0, &measured(surface)),
        Block::Table(table) => table::lines(table, surface),
        Block::Facts(facts) => self::facts(facts, surface),
        Block::Board(board) => board::lines(board, surface),
        Block::Chart(chart) => chart::lines(chart, surface),
        Block::Timeline(timeline) => timeline::lines(timeline, surface),
        Block::Graph(graph) => {
            let list = graph.tree().unwrap_or_else(|| graph.adjacency());
            items(&list, 0, &measured(surface))
        }
        Block::Matrix(matrix) => matrix::lines(matrix, surface),
        Block::Note { tone, text } => note(*tone, text, surface),
        Block::Prose(markdown) => prose::lines(markdown, level + 1, &measured(surface)),
        Block::Code { text, .. } => code_lines(text, surface),
        // Pages are unfolded before they come here.
        Block::Folded { title, .. } => heading(title, Role::Heading, "─", surface),
    }
}

fn measured(surface: &Surface) -> Surface {
    Surface { width: surface.width.min(MEASURE), ..*surface }
}

fn running(text: &Text, role: Role, surface: &Surface) -> Vec<Line> {
    let surface = measured(surface);
    Styled::of(text, role, Addresses::Shown, &surface).lines(surface.width, LongWord::Keep, &surface)
}

/// A heading with a rule under it, as wide as its longest line.
fn heading(text: &Text, role: Role, rule: &str, surface: &Surface) -> Vec<Line> {
    let mut lines = running(text, role, surface);
    let wide = lines.iter().map(|line| line.width).max().unwrap_or_default().min(surface.width);
    lines.push(Styled::new(&rule.repeat(wide), Role::Ornament).line(surface));
    lines
}

fn items(list: &List, depth: usize, surface: &Surface) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, item) in list.items.iter().enumerate() {
        let mark = match (item.checked, list.ordered) {
            (Some(true), _) => "[x]".to_owned(),
            (Some(false), _) => "[ ]".to_owned(),
            (None, true) => format!("{}.", index + 1),
            (None, false) => (if depth > 0 { "◦" } else { "•" }).to_owned(),
        };
        let role = if item.checked.is_some() { Role::Plain } else { Role::Ornament };
        let mark = spaces(1).after(&Styled::new(&mark, role).line(surface));
        let hanging = spaces(mark.width);
        let room = Surface { width: surface.width.saturating_sub(mark.width), ..*surface };
        let text = Styled::of(&item.text, Role::Plain, Addresses::Shown, surface);
        let mut inner = text.lines(room.width, LongWord::Keep, surface);
        inner.extend(items(&List { ordered: false, items: item.children.clone() }, depth + 1, &room));
        let hung = inner.into_iter().enumerate();
        lines.extend(hung.map(|(at, line)| line.after(if at == 0 { &mark } else { &hanging })));
    }
    lines
}

fn facts(facts: &[(String, Text)], surface: &Surface) -> Vec<Line> {
    let surface = measured(surface);
    let names: Vec<Styled> = facts.iter().map(|(name, _)| Styled::new(name, Role::Label)).collect();
    let wide = names.iter().map(Styled::width).max().unwrap_or_default();
    let lines = names.iter().zip(facts).flat_map(|(name, (_, value))| {
        let value = Styled::of(value, Role::Plain, Addresses::Shown, &surface);
        facts::lines(name, wide, &value, 0, &surface)
    });
    lines.collect()
}

fn note(tone: Tone, text: &Text, surface: &Surface) -> Vec<Line> {
    let mark = spaces(1).after(&Styled::new(tone.mark(), Role::Toned(tone)).line(surface));
    let hanging = spaces(mark.width);
    let room = Surface { width: surface.width - mark.width, ..*surface };
    let lines = running(text, Role::Plain, &room).into_iter().enumerate();
    lines.map(|(at, line)| line.after(if at == 0 { &mark } else { &hanging })).collect()
}

/// Code as it is, indented; a line of it is not wrapped.
fn code_lines(text: &str, surface: &Surface) -> Vec<Line> {
    let text = spelt_out(text).replace('\t', "    ");
    text.trim_end_matches('\n').split('\n').map(|line| code_line(line, surface)).collect()
}

fn code_line(line: &str, surface: &Surface) -> Line {
    let line = line.trim_end();
    if line.is_empty() {
        return Line::default();
    }
    let style = if surface.color { style::style(Role::Code) } else { anstyle::Style::new() };
    Line { text: format!("    {style}{line}{style:#}"), width: crate::page::width::width(line) + 4 }
}
