//! Markdown as a terminal can show it: headings, lists, quotes, code and tables, wrapped at the width.

use anstyle::Style;
use pulldown_cmark::{Alignment, Event, HeadingLevel, Tag, TagEnd};

use crate::page::formats::Surface;
use crate::page::prose::events;
use crate::page::target::is_absolute;
use crate::page::{Align, Tone};

use super::code_lines;
use super::facts::spaces;
use super::style::{Role, style, within};
use super::styled::{Line, LongWord, Styled, says};
use super::table::{Grid, GridColumn, GridRow, grid_lines};

/// The lines of a text whose highest heading is one of `level`, counted from 1 for the page's title.
pub(super) fn lines(markdown: &str, level: usize, surface: &Surface) -> Vec<Line> {
    let mut writer = Writer {
        surface: *surface,
        lines: Vec::new(),
        text: Styled::default(),
        styles: vec![Style::new()],
        links: Vec::new(),
        margins: Vec::new(),
        lists: Vec::new(),
        code: None,
        table: None,
        needs_gap: false,
    };
    for event in events(markdown, level) {
        writer.take(event);
    }
    writer.flush();
    writer.lines
}

/// Quotes and lists within each other do not narrow the text below this.
const ROOM_FOR_WORDS: usize = 24;

/// What stands left of the text of a quote or a list item: once, then on every further line.
struct Margin {
    first: Option<Line>,
    rest: Line,
}

struct Writer {
    surface: Surface,
    lines: Vec<Line>,
    /// The words since the last block ended.
    text: Styled,
    styles: Vec<Style>,
    /// The address of each open link, and its words so far.
    links: Vec<(String, String)>,
    margins: Vec<Margin>,
    /// For each open list, the number of its next item.
    lists: Vec<Option<u64>>,
    code: Option<String>,
    table: Option<Grid>,
    needs_gap: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code.is_some() => self.code.get_or_insert_default().push_str(&text),
            Event::Text(text) => self.push(&text, Role::Plain),
            Event::Code(text) => self.push(&format!("`{text}`"), Role::Code),
            Event::SoftBreak => self.push(" ", Role::Plain),
            Event::HardBreak => self.text.push_break(),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]"), Role::Toned(Tone::Muted)),
            Event::Rule => {
                self.flush();
                let rule = "─".repeat(self.room().min(20));
                self.write(&Styled::new(&rule, Role::Ornament));
                self.needs_gap = true;
            }
            Event::TaskListMarker(checked) => self.check(checked),
            Event::Html(text) | Event::InlineHtml(text) => self.push(&text, Role::Plain),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, Role::Code),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.needs_gap = !self.lines.is_empty();
                self.open(Role::Heading);
            }
            Tag::BlockQuote(kind) => {
                self.flush();
                let bar = Styled::new("│", Role::Ornament).line(&self.surface);
                self.gap();
                self.indent(Margin { first: None, rest: spaces(1).after(&bar) });
                if let Some(kind) = kind {
                    self.write(&Styled::new(&format!("{kind:?}"), Role::Strong));
                }
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let mark = self.mark();
                let rest = spaces(mark.width);
                self.indent(Margin { first: Some(mark), rest });
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                let mark = Styled::new(&format!("[{label}]"), Role::Toned(Tone::Muted)).line(&self.surface);
                let mark = spaces(1).after(&mark);
                self.indent(Margin { rest: spaces(mark.width), first: Some(mark) });
            }
            Tag::Table(alignments) => {
                self.flush();
                let columns = alignments.into_iter().map(|alignment| GridColumn {
                    title: Styled::default(),
                    align: if alignment == Alignment::Right { Align::Right } else { Align::Left },
                    wraps: true,
                });
                self.table = Some(Grid { columns: columns.collect(), rows: Vec::new() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(GridRow { indent: 0, cells: Vec::new() });
                }
            }
            Tag::Emphasis => self.open(Role::Emphasis),
            Tag::Strong => self.open(Role::Strong),
            Tag::Strikethrough => self.open(Role::Struck),
            Tag::Link { dest_url, .. } => {
                self.open(Role::Link);
                self.links.push((dest_url.into_string(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.flush();
                self.needs_gap = true;
            }
            TagEnd::Heading(level) => {
                self.styles.pop();
                let wide = self.text.width().min(self.room());
                self.flush();
                if level <= HeadingLevel::H2 && wide > 0 {
                    self.write(&Styled::new(&"─".repeat(wide), Role::Ornament));
                }
                self.needs_gap = false;
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.flush();
                self.margins.pop();
                self.needs_gap = true;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Item => {
                self.flush();
                if self.margins.last().is_some_and(|margin| margin.first.is_some()) {
                    self.write(&Styled::default());
                }
                self.margins.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.needs_gap |= self.lists.is_empty();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.styles.pop();
            }
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        for line in code_lines(&code, &self.surface) {
            self.put(line);
        }
        self.needs_gap = true;
    }

    fn end_table_head(&mut self) {
        if let Some(table) = &mut self.table
            && let Some(head) = table.rows.pop()
        {
            for (column, title) in table.columns.iter_mut().zip(head.cells) {
                column.title = title;
            }
        }
    }

    fn end_table(&mut self) {
        if let Some(mut table) = self.table.take() {
            let count = table.columns.len();
            for row in &mut table.rows {
                row.cells.resize_with(count, Styled::default);
            }
            let room = Surface { width: self.room(), ..self.surface };
            for line in grid_lines(&table, &room) {
                self.put(line);
            }
            self.needs_gap = true;
        }
    }

    fn end_link(&mut self) {
        self.styles.pop();
        if let Some((address, words)) = self.links.pop() {
            let behind = self.surface.hyperlinks && is_absolute(&address);
            if !behind && !says(&words, &address) {
                self.push(&format!(" ({address})"), Role::Toned(Tone::Muted));
            }
        }
    }

    fn push(&mut self, text: &str, role: Role) {
        let style = within(self.styles.last().copied().unwrap_or_default(), style(role));
        let behind = self.links.last_mut().and_then(|(address, words)| {
            words.push_str(text);
            let shown = self.surface.hyperlinks && is_absolute(address);
            shown.then(|| address.clone())
        });
        self.text.push(text, style, behind);
    }

    fn open(&mut self, role: Role) {
        let outer = self.styles.last().copied().unwrap_or_default();
        self.styles.push(within(outer, style(role)));
    }

    /// The mark of the next item of the innermost list.
    fn mark(&mut self) -> Line {
        let depth = self.lists.len();
        let text = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => (if depth > 1 { "◦" } else { "•" }).to_owned(),
        };
        spaces(1).after(&Styled::new(&text, Role::Ornament).line(&self.surface))
    }

    /// Puts a box in the place of the bullet of an item.
    fn check(&mut self, checked: bool) {
        let mark = Styled::new(if checked { "[x]" } else { "[ ]" }, Role::Plain).line(&self.surface);
        let mark = spaces(1).after(&mark);
        if let Some(margin) = self.margins.last_mut() {
            margin.rest = spaces(mark.width);
            margin.first = Some(mark);
        }
    }

    /// Sets what follows further to the right, as long as room for words remains.
    fn indent(&mut self, margin: Margin) {
        let narrow = self.room() < ROOM_FOR_WORDS;
        self.margins.push(if narrow { Margin { first: None, rest: Line::default() } } else { margin });
    }

    fn room(&self) -> usize {
        let margins: usize = self.margins.iter().map(|margin| margin.rest.width).sum();
        self.surface.width.saturating_sub(margins).max(1)
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.write(&text);
        }
    }

    fn write(&mut self, text: &Styled) {
        for line in text.lines(self.room(), LongWord::Keep, &self.surface) {
            self.put(line);
        }
    }

    fn gap(&mut self) {
        if std::mem::take(&mut self.needs_gap) && !self.lines.is_empty() {
            let margins = self.margins.iter().filter(|margin| margin.first.is_none());
            let gap = margins.fold(Line::default(), |line, margin| margin.rest.clone().after(&line));
            self.lines.push(Line { text: gap.text.trim_end_matches(' ').to_owned(), ..gap });
        }
    }

    fn put(&mut self, line: Line) {
        self.gap();
        let margins = self.margins.iter_mut();
        let before = margins.fold(Line::default(), |before, margin| {
            margin.first.take().unwrap_or_else(|| margin.rest.clone()).after(&before)
        });
        let line = line.after(&before);
        self.lines.push(Line { text: line.text.trim_end_matches(' ').to_owned(), ..line });
    }
}
