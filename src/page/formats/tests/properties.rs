//! What holds for every text, whoever wrote it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::show;
use crate::page::chart::{Chart, Series};
use crate::page::formats::{Surface, named};
use crate::page::graph::{Edge, Graph, Node};
use crate::page::matrix::{Axis, Matrix, Point};
use crate::page::timeline::{Bar, Tick, Timeline, TimelineLane};
use crate::page::width::width;
use crate::page::{
    Align, Block, Board, BoardColumn, Card, Column, Inline, Item, Lane, List, Page, Row, Table, Target, Text,
    Tone,
};
use crate::text::sheet::unguard;
use crate::text::visible::{one_line, spelt_out};

/// Words, marks of every markup, wide characters and what must not reach a terminal.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        2 => "[ -~]{1,6}",
        1 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            " ", "  ", "\n", "\r\n", "\t", "\u{1b}[31m", "\u{1b}]8;;x\u{7}", "\u{9b}", "\u{7f}", "\u{202e}", "計画", "👩‍👩‍👧",
            "e\u{301}", "שלום", "=1+1", "-2", "+", "@x", "'", "|", "\\", "\\|", "`", "``", "**", "_", "<b>", "&lt;", "<!--",
            "[a](b)", "![", "#", "- ", "1. ", "---", "~~", "\"", "\u{a0}", "\u{3000}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn inlines() -> impl Strategy<Value = Text> {
    let url = |text: String| Inline::Link { text, target: Target::Url("https://example.org/a".into()) };
    let tone =
        prop::sample::select(vec![Tone::Id, Tone::Muted, Tone::Good, Tone::Active, Tone::Caution, Tone::Bad]);
    let piece = prop_oneof![
        3 => texts().prop_map(Inline::Plain),
        1 => texts().prop_map(Inline::Strong),
        1 => texts().prop_map(Inline::Code),
        1 => texts().prop_map(url),
        1 => (tone, texts()).prop_map(|(tone, text)| Inline::Toned(tone, text)),
        1 => texts().prop_map(|id| Inline::Reference {
            id, target: Target::File { path: "a b/(c).md".into(), anchor: None }
        }),
    ];
    prop::collection::vec(piece, 0..4).prop_map(Text)
}

fn tables() -> impl Strategy<Value = Table> {
    let columns = prop::collection::vec((any::<bool>(), any::<bool>(), "[A-Za-z]{1,8}"), 1..5);
    let rows = prop::collection::vec((prop::collection::vec(inlines(), 0..5), 0_u8..3), 0..4);
    (columns, rows).prop_map(|(columns, rows)| Table {
        columns: columns
            .into_iter()
            .enumerate()
            .map(|(at, (right, wraps, title))| Column {
                name: format!("{title}{at}"),
                title,
                align: if right { Align::Right } else { Align::Left },
                wraps,
            })
            .collect(),
        rows: rows.into_iter().map(|(cells, depth)| Row { cells, depth }).collect(),
    })
}

fn cards() -> impl Strategy<Value = Vec<Card>> {
    let card = (inlines(), prop::collection::vec(inlines(), 0..3), inlines());
    let card = card.prop_map(|(title, lines, child)| Card {
        title,
        lines,
        children: vec![Card { title: child, ..Card::default() }],
    });
    prop::collection::vec(card, 0..3)
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let item = (inlines(), any::<Option<bool>>(), inlines()).prop_map(|(text, checked, child)| Item {
        text,
        checked,
        children: vec![Item { text: child, ..Item::default() }],
    });
    prop::collection::vec(item, 0..3)
}

fn charts() -> impl Strategy<Value = Chart> {
    let series = (texts(), prop::collection::vec(0_usize..50, 0..6));
    let series = series.prop_map(|(name, values)| Series { name, tone: None, values });
    (texts(), prop::collection::vec(texts(), 0..6), prop::collection::vec(series, 0..8))
        .prop_map(|(caption, points, series)| Chart { caption, axis: "Day".into(), points, series })
}

/// Boards with lanes.
fn boards() -> impl Strategy<Value = Board> {
    let lane = (inlines(), inlines(), cards(), cards());
    let lane = lane.prop_map(|(title, note, one, other)| Lane { title, note, cells: vec![one, other] });
    (inlines(), inlines(), prop::collection::vec(lane, 1..3)).prop_map(|(one, other, lanes)| Board {
        columns: [one, other].map(|title| BoardColumn { title, ..BoardColumn::default() }).into(),
        lanes,
    })
}

/// Days near each other, and some that no calendar knows.
fn days() -> impl Strategy<Value = i64> {
    prop_oneof![9 => 20_000_i64..21_000, 1 => any::<i64>()]
}

fn timelines() -> impl Strategy<Value = Timeline> {
    let bar = (inlines(), texts(), inlines(), days(), days());
    let bar =
        bar.prop_map(|(title, when, note, first, last)| Bar { title, when, note, tone: None, first, last });
    let lane = (inlines(), prop::collection::vec(bar, 0..4));
    let lane = lane.prop_map(|(title, bars)| TimelineLane { title, bars });
    let tick = || (days(), texts()).prop_map(|(day, label)| Tick { day, label });
    let frame = (texts(), days(), days(), prop::collection::vec(tick(), 0..4), prop::option::of(tick()));
    let arrows = prop::collection::vec((0_usize..6, 0_usize..6), 0..5);
    (frame, prop::collection::vec(lane, 0..3), arrows).prop_map(
        |((caption, first, last, ticks, today), lanes, arrows)| Timeline {
            caption,
            first,
            last,
            ticks,
            today,
            lanes,
            arrows,
        },
    )
}

fn graphs() -> impl Strategy<Value = Graph> {
    let node = (inlines(), inlines()).prop_map(|(title, note)| Node { title, note, tone: Some(Tone::Good) });
    let edge = (0_usize..6, 0_usize..6, texts(), any::<bool>()).prop_map(|(from, to, label, bad)| Edge {
        from,
        to,
        label,
        tone: bad.then_some(Tone::Bad),
    });
    (texts(), prop::collection::vec(node, 0..5), prop::collection::vec(edge, 0..6))
        .prop_map(|(caption, nodes, edges)| Graph { caption, nodes, edges })
}

fn matrices() -> impl Strategy<Value = Matrix> {
    let amount = || prop_oneof![9 => -5.0..15.0_f64, 1 => any::<f64>()];
    let axis = || {
        (texts(), amount(), amount(), amount()).prop_map(|(title, low, high, middle)| Axis {
            title,
            low,
            high,
            middle,
        })
    };
    let point = (inlines(), inlines(), amount(), amount()).prop_map(|(title, note, across, up)| Point {
        title,
        note,
        across,
        up,
    });
    (texts(), axis(), axis(), prop::array::uniform4(texts()), prop::collection::vec(point, 0..6)).prop_map(
        |(caption, across, up, quadrants, points)| Matrix { caption, across, up, quadrants, points },
    )
}

fn blocks() -> impl Strategy<Value = Block> {
    let column =
        (inlines(), inlines(), cards()).prop_map(|(title, note, cards)| BoardColumn { title, note, cards });
    prop_oneof![
        (1_u8..=4, inlines()).prop_map(|(level, text)| Block::Heading { level, text }),
        inlines().prop_map(Block::Paragraph),
        (any::<bool>(), items()).prop_map(|(ordered, items)| Block::List(List { ordered, items })),
        tables().prop_map(Block::Table),
        prop::collection::vec((texts(), inlines()), 0..3).prop_map(Block::Facts),
        prop::collection::vec(column, 0..4)
            .prop_map(|columns| Block::Board(Board { columns, lanes: Vec::new() })),
        boards().prop_map(Block::Board),
        timelines().prop_map(Block::Timeline),
        graphs().prop_map(Block::Graph),
        matrices().prop_map(Block::Matrix),
        charts().prop_map(Block::Chart),
        inlines().prop_map(|text| Block::Note { tone: Tone::Bad, text }),
        prop::collection::vec(texts(), 0..6).prop_map(|lines| Block::Prose(lines.join("\n"))),
        (texts(), texts()).prop_map(|(language, text)| Block::Code { language, text }),
    ]
}

fn top_blocks() -> impl Strategy<Value = Block> {
    let folded = (inlines(), prop::collection::vec(blocks(), 0..3));
    prop_oneof![8 => blocks(), 1 => folded.prop_map(|(title, blocks)| Block::Folded { title, blocks })]
}

fn pages() -> impl Strategy<Value = Page> {
    (inlines(), inlines(), prop::collection::vec(top_blocks(), 0..4))
        .prop_map(|(title, summary, blocks)| Page { title, summary, blocks })
}

fn without_prose(blocks: Vec<Block>) -> Vec<Block> {
    let open = |block| match block {
        Block::Folded { title, blocks } => Block::Folded { title, blocks: without_prose(blocks) },
        other => other,
    };
    blocks.into_iter().filter(|block| !matches!(block, Block::Prose(_))).map(open).collect()
}

/// Whether a line of HTML in Markdown opens or closes a part, and holds no other markup.
fn is_fold(html: &str) -> bool {
    let line = html.trim_end_matches('\n');
    let title = line.strip_prefix("<summary>").and_then(|rest| rest.strip_suffix("</summary>"));
    matches!(line, "<details>" | "</details>") || title.is_some_and(|title| !title.contains(['<', '>']))
}

/// Takes away colours and hyperlinks as this project writes them, and nothing else.
fn without_escapes(text: &str) -> String {
    let escapes = regex::Regex::new("\u{1b}\\[[0-9;]*m|\u{1b}\\]8;;[!-~]*\u{1b}\\\\").unwrap();
    escapes.replace_all(text, "").into_owned()
}

fn is_harmless(each: char) -> bool {
    each == '\n' || (!each.is_control() && !('\u{202a}'..='\u{202e}').contains(&each))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_commands_a_terminal(page in pages(), wide in 20_usize..140) {
        for format in ["csv", "html", "markdown", "mermaid", "svg", "terminal"] {
            let shown = show(&page, format, wide).replace("\r\n", "\n").replace('\t', "");
            prop_assert!(shown.chars().all(is_harmless), "{format}: {shown:?}");
        }
    }

    #[test]
    fn colour_and_hyperlinks_add_nothing_but_escapes(page in pages(), wide in 20_usize..140) {
        let surface = Surface { width: wide, color: true, hyperlinks: false };
        let terminal = named("terminal").unwrap();
        let plain = show(&page, "terminal", wide);
        prop_assert_eq!(without_escapes(&(terminal.render)(&page, &surface).unwrap()), plain);
        let linked = (terminal.render)(&page, &Surface { hyperlinks: true, ..surface }).unwrap();
        prop_assert!(without_escapes(&linked).chars().all(is_harmless));
    }

    #[test]
    fn lines_stay_within_the_terminal(page in pages(), wide in 30_usize..140) {
        let code = page.unfolded().blocks.iter().any(|block| matches!(block, Block::Code { .. } | Block::Prose(_)));
        for line in show(&page, "terminal", wide).lines() {
            prop_assert!(!line.ends_with(' '), "{line:?}");
            let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
            let longest = words.iter().map(|word| width(word)).max().unwrap_or_default();
            prop_assert!(code || width(line) <= wide || longest >= 20, "{wide}: {line:?}");
        }
    }

    #[test]
    fn columns_of_a_table_line_up(table in tables()) {
        let page = Page { blocks: vec![Block::Table(table.clone())], ..Page::default() };
        let shown = show(&page, "terminal", 400);
        let lines: Vec<&str> = shown.lines().collect();
        prop_assert_eq!(lines.len(), table.rows.len() + 1);
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or_default();
        prop_assert!(widest <= 400);
        let surface = Surface { width: 400, color: true, hyperlinks: true };
        prop_assert_eq!(without_escapes(&(named("terminal").unwrap().render)(&page, &surface).unwrap()), shown);
    }

    #[test]
    fn html_from_a_text_is_text(text in texts()) {
        let page = Page { blocks: vec![Block::Paragraph(text.as_str().into())], ..Page::default() };
        let shown = show(&page, "html", 80);
        let body = shown.split_once("</header>\n<p>").and_then(|(_, rest)| rest.rsplit_once("</p>\n</main>")).unwrap().0;
        prop_assert!(!body.contains(['<', '>', '"', '\'']), "{body:?}");
        let back = body.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        let meant = spelt_out(&text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        prop_assert_eq!(back.replace("&amp;", "&"), meant);
    }

    #[test]
    fn html_holds_only_our_elements(page in pages()) {
        let shown = show(&page, "html", 80);
        let (_, body) = shown.split_once("<body>").unwrap();
        let tag = regex::Regex::new("<(/?[a-z]+[1-6]?)(?: [a-zA-Z-]+(?:=\"[^\"<>]*\")?)* ?/?>").unwrap();
        let rest = tag.replace_all(body, "");
        prop_assert!(!rest.contains('<'), "{rest}");
        for name in tag.captures_iter(body) {
            prop_assert!(!["script", "img", "iframe", "style", "link", "b", "i"].contains(&&name[1]), "{}", &name[0]);
        }
    }

    #[test]
    fn a_sheet_reads_back_as_the_same_cells(table in tables()) {
        let page = Page { blocks: vec![Block::Table(table.clone())], ..Page::default() };
        let shown = show(&page, "csv", 80);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(shown.as_bytes());
        let records: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(records.len(), table.rows.len() + 1);
        for (record, row) in records.iter().skip(1).zip(&table.rows) {
            prop_assert_eq!(record.len(), table.columns.len());
            for (at, cell) in record.iter().enumerate() {
                let meant = row.cells.get(at).map_or_else(String::new, Text::to_plain);
                prop_assert_eq!(unguard(cell).to_owned(), spelt_out(&meant).into_owned());
            }
        }
    }

    #[test]
    fn markdown_says_the_words_of_the_page(table in tables(), text in inlines()) {
        let blocks = vec![Block::Table(table.clone()), Block::Paragraph(text.clone()), Block::Note { tone: Tone::Good, text: text.clone() }];
        let shown = show(&Page { blocks, ..Page::default() }, "markdown", 80);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
        let (mut cells, mut texts, mut current) = (Vec::new(), Vec::new(), String::new());
        for event in Parser::new_ext(&shown, options) {
            match event {
                Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut current)),
                Event::End(TagEnd::Paragraph) => texts.push(std::mem::take(&mut current)),
                Event::Text(piece) | Event::Code(piece) => current.push_str(&piece),
                Event::Start(
                    Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell | Tag::Paragraph | Tag::Strong
                    | Tag::Link { .. } | Tag::BlockQuote(_),
                ) | Event::End(_) => {}
                other => prop_assert!(false, "{other:?} in {shown}"),
            }
        }
        let meant: Vec<String> = table.rows.iter().flat_map(|row| {
            (0..table.columns.len()).map(|at| row.cells.get(at).map_or_else(String::new, |cell| one_line(&cell.to_plain()).into_owned()))
        }).collect();
        let shown_cells: Vec<String> = cells.iter().skip(table.columns.len()).map(|cell| cell.trim_start_matches('\u{2003}').to_owned()).collect();
        prop_assert_eq!(shown_cells, meant, "{}", shown);
        let words = one_line(&text.to_plain()).into_owned();
        for said in texts {
            prop_assert_eq!(&said, &words, "{}", shown);
        }
    }

    #[test]
    fn markdown_holds_the_blocks_of_the_page_and_no_others(page in pages()) {
        let page = Page { blocks: without_prose(page.blocks), ..page };
        let inner = page.blocks.iter().flat_map(|block| match block {
            Block::Folded { blocks, .. } => blocks.iter(),
            other => std::slice::from_ref(other).iter(),
        });
        let inner: Vec<&Block> = inner.collect();
        let count = |wanted: fn(&Block) -> usize| inner.iter().map(|block| wanted(block)).sum::<usize>();
        let headings = count(|block| match block {
            Block::Heading { .. } => 1,
            Block::Board(board) if board.lanes.is_empty() => board.columns.len(),
            Block::Board(board) => board.lanes.len(),
            _ => 0,
        }) + usize::from(!page.title.is_empty());
        let tables = count(|block| usize::from(match block {
            Block::Table(_) | Block::Chart(_) => true,
            Block::Timeline(timeline) => !timeline.table().columns.is_empty(),
            Block::Graph(graph) => graph.tree().is_none() && !graph.table().columns.is_empty(),
            Block::Matrix(matrix) => !matrix.table().columns.is_empty(),
            _ => false,
        }));
        let codes = count(|block| usize::from(matches!(block, Block::Code { .. })));
        let shown = show(&page, "markdown", 80);
        let (mut seen_headings, mut seen_tables, mut seen_codes) = (0, 0, 0);
        for event in Parser::new_ext(&shown, Options::all().difference(Options::ENABLE_HEADING_ATTRIBUTES)) {
            match event {
                Event::Start(Tag::Heading { .. }) => seen_headings += 1,
                Event::Start(Tag::Table(_)) => seen_tables += 1,
                Event::Start(Tag::CodeBlock(_)) => seen_codes += 1,
                Event::Html(html) if is_fold(&html) => {}
                Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => {
                    prop_assert!(false, "{event:?} in {shown}");
                }
                _ => {}
            }
        }
        prop_assert_eq!((seen_headings, seen_tables, seen_codes), (headings, tables, codes), "{}", shown);
    }

    #[test]
    fn a_picture_of_a_page_is_xml_with_our_elements_alone(page in pages()) {
        let shown = show(&page, "svg", 80);
        let parsed = roxmltree::Document::parse(&shown);
        prop_assert!(parsed.is_ok(), "{:?} in {shown}", parsed.err());
        let ours = ["svg", "title", "desc", "style", "rect", "g", "text", "tspan", "a", "path", "circle", "polygon"];
        for element in parsed.unwrap().descendants().filter(roxmltree::Node::is_element) {
            prop_assert!(ours.contains(&element.tag_name().name()), "{}", element.tag_name().name());
            for attribute in element.attributes() {
                let is_web = attribute.name() != "href" || attribute.value().starts_with("https://");
                prop_assert!(is_web && !attribute.name().starts_with("on"), "{attribute:?}");
            }
        }
    }

    #[test]
    fn every_word_of_a_diagram_is_inert(text in texts()) {
        let graph = Graph { nodes: vec![Node { title: text.as_str().into(), ..Node::default() }], ..Graph::default() };
        let shown = show(&Page { blocks: vec![Block::Graph(graph)], ..Page::default() }, "mermaid", 80);
        let line = shown.lines().find(|line| line.starts_with("  n0")).unwrap_or_default();
        let label = line.strip_prefix("  n0[\"").and_then(|rest| rest.strip_suffix("\"]"));
        prop_assert!(label.is_some_and(|label| !label.contains(['"', '`', '<', '[', ']', '|', '%', ':'])), "{shown}");
        prop_assert!(shown.lines().count() <= 3, "{shown}");
    }

    #[test]
    fn names_of_places_in_html_are_given_once(page in pages()) {
        let shown = show(&page, "html", 80);
        let names = regex::Regex::new(" id=\"([^\"]*)\"").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for name in names.captures_iter(shown.split_once("<body>").unwrap().1) {
            prop_assert!(seen.insert(name[1].to_owned()), "{}", &name[1]);
        }
    }
}
