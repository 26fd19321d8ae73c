//! Blocks as semantic elements.

use crate::page::anchor::Anchors;
use crate::page::chart::Chart;
use crate::page::drawing::{self, Links, Picture};
use crate::page::graph::Graph;
use crate::page::markup::escape;
use crate::page::{Align, Block, Board, BoardColumn, Card, Column, Item, List, Row, Table, Text, Tone};
use crate::text::visible::one_line;

use super::inline::{class, inline};
use super::prose;

/// Pictures in their own units; on a narrow screen they scroll.
const WIDE: i64 = 1080;
const MATRIX: i64 = 860;

/// What has been written so far, as far as what follows depends on it.
pub(super) struct Writer {
    anchors: Anchors,
    /// The level of the heading that the blocks stand under; the page's title has 1.
    level: usize,
    /// The words of that heading, which name a table for those who do not see it.
    heading: String,
    proses: usize,
    pictures: usize,
}

impl Writer {
    pub(super) fn new(anchors: Anchors, title: &str) -> Self {
        Self { anchors, level: 1, heading: title.to_owned(), proses: 0, pictures: 0 }
    }

    pub(super) fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading { level, text } => {
                self.level = usize::from(*level).clamp(1, 4) + 1;
                self.heading = one_line(&text.to_plain()).into_owned();
                self.headline(self.level, text)
            }
            Block::Paragraph(text) => format!("<p>{}</p>", inline(text)),
            Block::List(list) => self::list(list),
            Block::Table(table) => self.table(table),
            Block::Facts(facts) => self::facts(facts),
            Block::Board(board) => self.board(board),
            Block::Chart(chart) => self.chart(chart),
            Block::Timeline(timeline) => {
                let data = self.table(&timeline.table());
                let picture = drawing::timeline(timeline, WIDE, Links::Plain);
                self.picture(&picture, &timeline.caption, "Timeline", &data)
            }
            Block::Graph(graph) => self.graph(graph),
            Block::Matrix(matrix) => {
                let data = self.table(&matrix.table());
                let picture = drawing::matrix(matrix, MATRIX, Links::Plain);
                self.picture(&picture, &matrix.caption, "Points by two amounts", &data)
            }
            Block::Note { tone, text } => note(*tone, text),
            Block::Prose(markdown) => {
                self.proses += 1;
                prose::render(markdown, self.level + 1, self.proses, &mut self.anchors)
            }
            Block::Code { language, text } => code(language, text),
            Block::Folded { title, blocks } => {
                let blocks: Vec<String> = blocks.iter().map(|block| self.block(block)).collect();
                let title = inline(title);
                format!("<details>\n<summary>{title}</summary>\n{}\n</details>", blocks.join("\n"))
            }
        }
    }

    fn headline(&mut self, level: usize, text: &Text) -> String {
        let subject = self.anchors.subject(text);
        let id = subject.unwrap_or_else(|| self.anchors.heading(&one_line(&text.to_plain())));
        format!("<h{level} id=\"{}\">{}</h{level}>", escape(&id), inline(text))
    }

    /// The attribute that lets a link lead to what tells of an artifact.
    fn id(&mut self, text: &Text) -> String {
        self.anchors.subject(text).map_or_else(String::new, |id| format!(" id=\"{}\"", escape(&id)))
    }

    fn table(&mut self, table: &Table) -> String {
        let head = table.columns.iter().fold(String::new(), |head, column| {
            let title = escape(&column.title);
            head + &format!("<th role=\"columnheader\" scope=\"col\"{}>{title}</th>", classes(column))
        });
        let mut body = String::new();
        for (at, row) in table.rows.iter().enumerate() {
            body.push_str(&self.row(row, table.is_parent(at), &table.columns));
        }
        let name = escape(&self.heading);
        format!(
            "<div class=\"wide\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\n\
             <table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">{head}</tr></thead>\n\
             <tbody role=\"rowgroup\">\n{body}</tbody>\n</table>\n</div>"
        )
    }

    /// A picture with its numbers; the numbers alone where there is no time between them.
    fn chart(&mut self, chart: &Chart) -> String {
        let data = self.table(&chart.table());
        if chart.points.len() < 2 { data } else { super::chart::figure(chart, &data) }
    }

    fn graph(&mut self, graph: &Graph) -> String {
        let data = graph.tree().map_or_else(|| self.table(&graph.table()), |tree| list(&tree));
        let picture = drawing::graph(graph, WIDE, Links::Plain);
        self.picture(&picture, &graph.caption, "Boxes and arrows", &data)
    }

    fn picture(&mut self, picture: &Picture, caption: &str, kind: &str, data: &str) -> String {
        self.pictures += 1;
        let number = self.anchors.heading(&format!("picture {}", self.pictures));
        super::chart::drawn(picture, caption, &number, kind, data)
    }

    fn row(&mut self, row: &Row, parent: bool, columns: &[Column]) -> String {
        let id = row.cells.first().map_or_else(String::new, |first| self.id(first));
        let parent = if parent { " class=\"parent\"" } else { "" };
        let depth = if row.depth > 0 { format!(" style=\"--depth:{}\"", row.depth) } else { String::new() };
        let nothing = Text::new();
        let cells = columns.iter().enumerate().map(|(at, column)| {
            let text = row.cells.get(at).unwrap_or(&nothing);
            let content = inline(text);
            let empty = if text.is_empty() { " data-empty" } else { "" };
            let (label, classes) = (escape(&column.title), classes(column));
            if at == 0 {
                format!("<th role=\"rowheader\" scope=\"row\"{classes}>{content}</th>")
            } else {
                format!("<td role=\"cell\"{classes}{empty} data-label=\"{label}\">{content}</td>")
            }
        });
        format!("<tr role=\"row\"{id}{parent}{depth}>{}</tr>\n", cells.collect::<String>())
    }

    fn board(&mut self, board: &Board) -> String {
        if !board.lanes.is_empty() {
            return self.lanes(board);
        }
        let columns: String = board.columns.iter().map(|column| self.column(column)).collect();
        format!("<div class=\"board\">\n{columns}</div>")
    }

    /// A table of cards: the heads of the columns once, and a row for each lane.
    fn lanes(&mut self, board: &Board) -> String {
        let head = board.columns.iter().fold(String::new(), |head, column| {
            let (title, note) = (inline(&column.title), remark(&column.note));
            head + &format!("<th role=\"columnheader\" scope=\"col\">{title}{note}</th>")
        });
        let rows = board.lanes.iter().fold(String::new(), |rows, lane| {
            let id = self.id(&lane.title);
            let cells: String = board
                .columns
                .iter()
                .zip(&lane.cells)
                .map(|(column, cards)| {
                    let empty = if cards.is_empty() { " data-empty" } else { "" };
                    let label = escape(&one_line(&column.title.to_plain()));
                    let cards = self.cards(cards, "cards");
                    format!("<td role=\"cell\"{empty} data-label=\"{label}\">{cards}</td>")
                })
                .collect();
            let (title, note) = (inline(&lane.title), remark(&lane.note));
            rows + &format!(
                "<tr role=\"row\"{id}><th role=\"rowheader\" scope=\"row\">{title}{note}</th>{cells}</tr>\n"
            )
        });
        let name = escape(&self.heading);
        format!(
            "<div class=\"wide lanes\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\n\
             <table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\"><td role=\"cell\"></td>{head}</tr></thead>\n\
             <tbody role=\"rowgroup\">\n{rows}</tbody>\n</table>\n</div>"
        )
    }

    fn column(&mut self, column: &BoardColumn) -> String {
        let title = self.headline((self.level + 1).min(6), &column.title);
        let note = remark(&column.note);
        let cards = self.cards(&column.cards, "cards");
        format!("<section class=\"column\">\n<div class=\"head\">{title}{note}</div>\n{cards}</section>\n")
    }

    fn cards(&mut self, cards: &[Card], class: &str) -> String {
        if cards.is_empty() {
            return String::new();
        }
        let items = cards.iter().fold(String::new(), |items, card| {
            let id = self.id(&card.title);
            let lines = card.lines.iter().fold(String::new(), |lines, line| {
                lines + &format!("<p class=\"line\">{}</p>", inline(line))
            });
            let children = self.cards(&card.children, "children");
            items + &format!("<li{id}><p class=\"title\">{}</p>{lines}{children}</li>\n", inline(&card.title))
        });
        format!("<ul class=\"{class}\" role=\"list\">\n{items}</ul>\n")
    }
}

fn remark(note: &Text) -> String {
    if note.is_empty() { String::new() } else { format!("<p class=\"remark\">{}</p>", inline(note)) }
}

fn classes(column: &Column) -> &'static str {
    match (column.align, column.wraps) {
        (Align::Right, _) => " class=\"number\"",
        (Align::Left, false) => " class=\"fixed\"",
        (Align::Left, true) => "",
    }
}

fn list(list: &List) -> String {
    let tag = if list.ordered { "ol" } else { "ul" };
    let items = list.items.iter().map(item).collect::<String>();
    format!("<{tag}>\n{items}</{tag}>")
}

/// The box of what can be done.
pub(super) fn tick(is_done: bool) -> &'static str {
    match is_done {
        true => "<span class=\"box\" role=\"img\" aria-label=\"done\">☑</span>",
        false => "<span class=\"box\" role=\"img\" aria-label=\"open\">☐</span>",
    }
}

fn item(item: &Item) -> String {
    let mark = match item.checked {
        Some(is_done) => format!("{} ", tick(is_done)),
        None => String::new(),
    };
    let children = if item.children.is_empty() {
        String::new()
    } else {
        list(&List { ordered: false, items: item.children.clone() })
    };
    format!("<li>{mark}{}{children}</li>\n", inline(&item.text))
}

fn facts(facts: &[(String, Text)]) -> String {
    let facts = facts.iter().fold(String::new(), |facts, (name, value)| {
        facts + &format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name), inline(value))
    });
    format!("<dl class=\"facts\">\n{facts}</dl>")
}

fn note(tone: Tone, text: &Text) -> String {
    let mark = tone.mark();
    let class = class(tone).trim_start_matches("tone ");
    format!(
        "<div class=\"note {class}\" role=\"note\"><span class=\"mark\" aria-hidden=\"true\">{mark}</span><p>{}</p></div>",
        inline(text)
    )
}

fn code(language: &str, text: &str) -> String {
    let language = one_line(language);
    let class = if language.is_empty() {
        String::new()
    } else {
        format!(" class=\"language-{}\"", escape(&language.replace(' ', "-")))
    };
    format!("<pre tabindex=\"0\"><code{class}>{}</code></pre>", escape(text.trim_end_matches('\n')))
}
