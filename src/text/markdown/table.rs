//! Tables of names and values: the first table under a known heading, with the place of every cell.
//!
//! A value is what a reader sees, and its links are kept beside it. What a name means is not known here.

use std::collections::BTreeMap;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::text::markdown::reader::OPTIONS;
use crate::text::span::Span;

/// A table whose rows are a name and a value; all spans are those of the whole file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Table {
    /// From its heading to the end of its last row, without the line break there.
    pub(crate) span: Span,
    /// The rows that have a name.
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) name: Cell,
    pub(crate) value: Cell,
    /// The line, without its line break.
    pub(crate) span: Span,
}

/// What stands between two bars.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cell {
    /// What a reader sees. A reference that leads nowhere keeps its brackets, unless there is nothing
    /// but links in the cell.
    pub(crate) text: Box<str>,
    /// The cell without the blanks around it; of an empty one the place where a value goes.
    pub(crate) span: Span,
    pub(crate) links: Vec<CellLink>,
    /// Whether the cell holds links and what separates them, and nothing else.
    pub(crate) is_links: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CellLink {
    pub(crate) text: Box<str>,
    /// Where it leads; empty for a reference that is defined nowhere in the document.
    pub(crate) target: Box<str>,
    pub(crate) span: Span,
}

/// The first table in `body` whose first heading reads `heading`, letter case aside, and that has a second
/// column; `body` stands at `base` in its file. Columns behind the second are not read.
pub(crate) fn table(body: &str, base: usize, heading: &str) -> Option<Table> {
    let wanted = heading.trim().to_lowercase();
    if !body.contains('|') {
        return None;
    }
    let mut unknown = |_: BrokenLink<'_>| Some((CowStr::Borrowed(""), CowStr::Borrowed("")));
    let events = Parser::new_with_broken_link_callback(body, OPTIONS, Some(&mut unknown)).into_offset_iter();
    let mut reading: Option<Reading<'_>> = None;
    for (event, range) in events {
        let span = Span::new(range.start, range.end);
        match (&mut reading, event) {
            (None, Event::Start(Tag::Table(_))) => reading = Some(Reading::new(body, span)),
            (Some(table), Event::End(TagEnd::Table)) => {
                if table.columns >= 2 && table.heading.text.to_lowercase() == wanted {
                    return reading.map(|table| table.finish(base));
                }
                reading = None;
            }
            (Some(table), event) => table.take(event, span),
            (None, _) => {}
        }
    }
    None
}

struct Reading<'body> {
    body: &'body str,
    span: Span,
    heading: Cell,
    columns: usize,
    in_heading: bool,
    rows: Vec<Row>,
    /// Definitions on lines right under the table, which Markdown takes for rows.
    definitions: BTreeMap<String, Box<str>>,
    cells: Vec<Cell>,
    cell: Option<CellReading>,
}

#[derive(Default)]
struct CellReading {
    text: String,
    /// The text with no brackets around references that lead nowhere.
    unwrapped: String,
    /// What stands outside of links.
    around: String,
    links: Vec<CellLink>,
    /// The links that are open, outermost first: how long the texts were, and whether it leads nowhere.
    open: Vec<(usize, usize, bool)>,
}

impl<'body> Reading<'body> {
    fn new(body: &'body str, span: Span) -> Self {
        Self {
            body,
            span,
            heading: Cell::default(),
            columns: 0,
            in_heading: false,
            rows: Vec::new(),
            definitions: BTreeMap::new(),
            cells: Vec::new(),
            cell: None,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::TableHead) => self.in_heading = true,
            Event::Start(Tag::TableCell) => self.cell = Some(CellReading::default()),
            Event::End(TagEnd::TableCell) => {
                if let Some(cell) = self.cell.take() {
                    self.cells.push(cell.finish(self.body, span));
                }
            }
            Event::End(TagEnd::TableHead) => {
                self.in_heading = false;
                let cells = std::mem::take(&mut self.cells);
                self.columns = cells.len();
                self.heading = cells.into_iter().next().unwrap_or_default();
            }
            Event::End(TagEnd::TableRow) => self.row(span),
            event => {
                if let Some(cell) = &mut self.cell {
                    cell.take(event, span, self.body);
                }
            }
        }
    }

    fn row(&mut self, span: Span) {
        let mut cells = std::mem::take(&mut self.cells).into_iter();
        let line = span.slice(self.body).trim_end_matches(['\n', '\r']);
        let span = Span::new(span.start(), span.start() + line.len());
        if !line.contains('|') {
            self.definitions.extend(definition(line));
            return;
        }
        let (name, mut value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        // A row that ends before its second cell has an empty one, whose place may lie in the next line.
        if value.text.is_empty() && !(span.start()..=span.end()).contains(&value.span.start()) {
            value.span = Span::at(span.end());
        }
        if !name.text.is_empty() {
            self.rows.push(Row { name, value, span });
        }
    }

    fn finish(mut self, base: usize) -> Table {
        let text = self.span.slice(self.body).trim_end();
        let span = Span::new(self.span.start(), self.span.start() + text.len());
        for row in &mut self.rows {
            row.span = row.span.shift(base);
            for cell in [&mut row.name, &mut row.value] {
                cell.span = cell.span.shift(base);
                for link in &mut cell.links {
                    if link.target.is_empty()
                        && let Some(target) = self.definitions.get(&label(link.span.slice(self.body)))
                    {
                        link.target = target.clone();
                    }
                    link.span = link.span.shift(base);
                }
            }
        }
        Table { span: span.shift(base), rows: self.rows }
    }
}

impl CellReading {
    fn take(&mut self, event: Event<'_>, span: Span, body: &str) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let is_unknown = matches!(
                    link_type,
                    LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown
                );
                // A reference that leads nowhere keeps its brackets, and an address its signs.
                let leads_nowhere = is_unknown && dest_url.is_empty() || link_type == LinkType::Email;
                self.open.push((self.text.len(), self.unwrapped.len(), leads_nowhere));
                if self.open.len() == 1 {
                    self.links.push(CellLink { text: "".into(), target: (&*dest_url).into(), span });
                }
            }
            Event::End(TagEnd::Link) => {
                let Some((length, start, leads_nowhere)) = self.open.pop() else { return };
                if leads_nowhere {
                    self.text.truncate(length);
                    self.text.push_str(span.slice(body));
                }
                if self.open.is_empty()
                    && let Some(link) = self.links.last_mut()
                {
                    link.text = self.unwrapped[start..].trim().into();
                }
            }
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::InlineHtml(html) if html.to_lowercase().starts_with("<br") => self.push(" "),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.unwrapped.push_str(text);
        if self.open.is_empty() {
            self.around.push_str(text);
        }
    }

    fn finish(self, body: &str, span: Span) -> Cell {
        let is_links = !self.links.is_empty() && !self.around.contains(char::is_alphanumeric);
        let text = if is_links { &self.unwrapped } else { &self.text };
        Cell { text: text.trim().into(), span: inner(body, span), links: self.links, is_links }
    }
}

/// What stands at `span` in `body`, which is no cell of a table but is read like one: text within a line.
pub(super) fn cell(body: &str, span: Span) -> Cell {
    let text = span.slice(body);
    let mut reading = CellReading::default();
    let mut defined = |link: BrokenLink<'_>| {
        let wanted = folded(&link.reference);
        let target = body.lines().filter_map(definition).find(|(label, _)| *label == wanted);
        let target = target.map_or_else(String::new, |(_, target)| target.into());
        Some((CowStr::from(target), CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut defined)).into_offset_iter();
    for (event, range) in events {
        reading.take(event, Span::new(range.start, range.end).shift(span.start()), body);
    }
    let mut cell = reading.finish(body, span);
    cell.span = span;
    cell
}

impl Cell {
    pub(super) fn shift(&mut self, base: usize) {
        self.span = self.span.shift(base);
        for link in &mut self.links {
            link.span = link.span.shift(base);
        }
    }
}

/// A cell without the bars and blanks around it. Of one that holds blanks alone, the place behind the first.
fn inner(body: &str, cell: Span) -> Span {
    let written = cell.slice(body);
    let without_bars = written.trim_start_matches('|');
    let start = cell.start() + written.len() - without_bars.len();
    let is_escaped =
        |text: &str| text.chars().rev().skip(1).take_while(|sign| *sign == '\\').count() % 2 == 1;
    let kept = match without_bars.strip_suffix('|') {
        Some(kept) if !is_escaped(without_bars) => kept,
        _ => without_bars,
    };
    let text = kept.trim_start();
    match text.trim_end() {
        "" => Span::at(start + kept.chars().next().map_or(0, char::len_utf8)),
        text_end => {
            let start = start + kept.len() - text.len();
            Span::new(start, start + text_end.len())
        }
    }
}

/// `[label]: target`, as a definition that Markdown did not take for one.
fn definition(line: &str) -> Option<(String, Box<str>)> {
    let (label, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let target = target.split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
    Some((folded(label), target.into()))
}

/// The label by which `[text][label]`, `[label][]` or `[label]` refers to a definition.
fn label(link: &str) -> String {
    let inside = link.trim().trim_end_matches("[]").trim_end_matches(']');
    folded(inside.rsplit_once('[').map_or(inside, |(_, label)| label))
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Panics where a place of the table in `body` does not fit.
#[cfg(any(test, fuzzing))]
pub(crate) fn check_table(body: &str, heading: &str) {
    let Some(table) = table(body, 0, heading) else { return };
    assert!(body.get(table.span.range()).is_some());
    for row in &table.rows {
        assert!(body.get(row.span.range()).is_some(), "{row:?} in {body:?}");
        assert!(row.span.start() <= row.name.span.start(), "{row:?} in {body:?}");
        assert!(row.value.span.end() <= row.span.end(), "{row:?} in {body:?}");
        for cell in [&row.name, &row.value] {
            assert!(body.get(cell.span.range()).is_some(), "{cell:?} in {body:?}");
            for link in &cell.links {
                assert!(body.get(link.span.range()).is_some(), "{link:?} in {body:?}");
            }
        }
    }
}

#[cfg(test)]
mod tests;
