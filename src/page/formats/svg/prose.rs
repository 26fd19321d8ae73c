//! Markdown that a person wrote, as wrapped text without its marks.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::page::drawing::Picture;
use crate::page::prose::events;
use crate::page::{Align, Column, Inline, Row, Table, Target, Text};

use super::sheet::{HEADS, Sheet, TEXT};
use super::table::table;
use super::{MEASURE, code};

pub(super) fn prose(markdown: &str) -> Picture {
    let mut writer = Writer { sheet: Sheet::new(), ..Writer::default() };
    for event in events(markdown, 2) {
        writer.event(event);
    }
    writer.flush();
    writer.sheet.done()
}

struct Writer {
    sheet: Sheet,
    text: Text,
    /// The number of the next item of each open list; nothing where items have none.
    lists: Vec<Option<u64>>,
    mark: Option<String>,
    heading: Option<usize>,
    is_strong: bool,
    address: Option<String>,
    code: Option<String>,
    quotes: i64,
    /// The cells of an open table, the head first.
    rows: Vec<Vec<Text>>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            sheet: Sheet::new(),
            text: Text::new(),
            lists: Vec::new(),
            mark: None,
            heading: None,
            is_strong: false,
            address: None,
            code: None,
            quotes: 0,
            rows: Vec::new(),
        }
    }
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.code.is_some() => {
                if let Some(code) = &mut self.code {
                    code.push_str(&words);
                }
            }
            Event::Text(words) => self.push(words.into_string()),
            Event::Code(words) => self.text.0.push(Inline::Code(words.into_string())),
            Event::SoftBreak => self.push(" ".to_owned()),
            Event::HardBreak => self.flush(),
            Event::Rule => {
                self.flush();
                self.sheet.rule(MEASURE);
                self.sheet.skip(12);
            }
            Event::TaskListMarker(is_done) => self.mark = Some((if is_done { "☑" } else { "☐" }).to_owned()),
            Event::FootnoteReference(name) => self.push(format!("[{name}]")),
            // Raw HTML is text by the time it comes here.
            Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                self.push(words.into_string());
            }
        }
    }

    fn push(&mut self, words: String) {
        self.text.0.push(match (&self.address, self.is_strong) {
            (Some(address), _) => Inline::Link { text: words, target: Target::Url(address.clone()) },
            (None, true) => Inline::Strong(words),
            (None, false) => Inline::Plain(words),
        });
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as usize);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.mark = Some(number.map_or_else(
                    || "•".to_owned(),
                    |number| {
                        let mark = format!("{number}.");
                        *number = number.saturating_add(1);
                        mark
                    },
                ));
            }
            Tag::Table(_) => self.flush(),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Strong => self.is_strong = true,
            Tag::Link { dest_url, .. } => self.address = Some(dest_url.to_string()),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.push(format!("[{name}] "));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.is_strong = false,
            TagEnd::Link => self.address = None,
            TagEnd::Item => {
                self.flush();
                self.mark = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes -= 1;
            }
            TagEnd::CodeBlock => {
                let text = self.code.take().unwrap_or_default();
                let picture = code(&text);
                let y = self.sheet.y();
                self.sheet.place(&picture, self.indent(), y);
                self.sheet.skip(picture.height + 10);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let picture = self.table();
                let y = self.sheet.y();
                self.sheet.place(&picture, self.indent(), y);
                self.sheet.skip(picture.height + 12);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            _ => {}
        }
    }

    /// The table that has come together.
    fn table(&mut self) -> Picture {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let columns = rows.next().unwrap_or_default().into_iter().map(|cell| {
            let title = cell.to_plain();
            Column { name: title.clone(), title, align: Align::Left, wraps: true }
        });
        table(&Table {
            columns: columns.collect(),
            rows: rows.map(|cells| Row { cells, depth: 0 }).collect(),
        })
    }

    fn indent(&self) -> i64 {
        // However deep the text is, its words keep some room.
        ((self.lists.len() as i64 + self.quotes) * 24).min(MEASURE / 2)
    }

    /// Writes what has come together so far as a text of its own.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        if text.is_empty() {
            return;
        }
        let x = self.indent();
        if let Some(mark) = self.mark.take() {
            self.sheet.beside(&mark.into(), TEXT, "p-text d-muted", x - 22);
        }
        match heading {
            Some(level) => {
                let at = (level - 1).clamp(1, 3);
                self.sheet.skip(if self.sheet.y() > 0 { 10 } else { 0 });
                self.sheet.text(&text, HEADS[at], ["p-h1", "p-h2", "p-h3", "p-h4"][at], x, MEASURE - x);
                self.sheet.skip(4);
            }
            None => {
                let class = if self.quotes > 0 { "p-text d-muted" } else { "p-text" };
                self.sheet.text(&text, TEXT, class, x, MEASURE - x);
                self.sheet.skip(if self.lists.is_empty() { 10 } else { 4 });
            }
        }
    }
}
