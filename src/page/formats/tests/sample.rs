//! Pages for tests: one with every block and the worst texts, one as a product team would see it.

use crate::page::graph::{Edge, Graph, Node};
use crate::page::matrix::{Axis, Matrix, Point};
use crate::page::timeline::{Bar, Tick, Timeline, TimelineLane};
use crate::page::{
    Align, Block, Board, BoardColumn, Card, Column, Inline, Item, Lane, List, Page, Row, Table, Target, Text,
    Tone,
};

fn column(title: &str, name: &str, align: Align, wraps: bool) -> Column {
    Column { title: title.into(), name: name.into(), align, wraps }
}

fn reference(id: &str) -> Inline {
    let path = format!("product/{}.md", id.to_lowercase());
    Inline::Reference { id: id.into(), target: Target::File { path, anchor: None } }
}

fn toned(tone: Tone, text: &str) -> Text {
    Inline::Toned(tone, text.into()).into()
}

fn link(text: &str, url: &str) -> Inline {
    Inline::Link { text: text.into(), target: Target::Url(url.into()) }
}

fn item(text: impl Into<Text>, checked: Option<bool>, children: Vec<Item>) -> Item {
    Item { text: text.into(), checked, children }
}

/// Every block, with text that tries to be more than text.
pub(super) fn nasty() -> Page {
    let columns = vec![
        column("Id", "id", Align::Left, false),
        column("Title", "title", Align::Left, true),
        column("Status", "status", Align::Left, false),
        column("Score", "score", Align::Right, false),
    ];
    let row = |depth, id: &str, title: Text, status: Text, score: &str| Row {
        cells: vec![reference(id).into(), title, status, score.into()],
        depth,
    };
    let rows = vec![
        row(0, "REQ-1", "=cmd()|' /C calc'!A0".into(), toned(Tone::Good, "done"), "-5"),
        row(
            1,
            "REQ-2",
            "計画表を書き出す。ロードマップの全項目を一枚の表にまとめる機能".into(),
            toned(Tone::Bad, "late"),
            "12.5",
        ),
        row(
            1,
            "REQ-3",
            "Family 👩‍👩‍👧 plan, cafe\u{301} and \u{1b}[31mred\u{1b}[0m\u{202e}txt".into(),
            toned(Tone::Caution, "at risk"),
            "",
        ),
        row(
            0,
            "REQ-4",
            "<script>alert('x')</script> & *stars* [a](b) `tick`\nsecond line".into(),
            "draft".into(),
            "1",
        ),
        row(
            0,
            "REQ-5",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft שלום".into(),
            Text::new(),
            "100",
        ),
    ];
    let blocks = vec![
        Block::Note { tone: Tone::Caution, text: Text::plain("2 ideas are unscored: run ").and(Inline::Code("pm prioritize".into())) },
        Block::Heading { level: 1, text: "Facts".into() },
        Block::Facts(vec![
            ("Owner".into(), "ana".into()),
            ("Announced | to".into(), Text::plain("see ").and(link("the post", "https://example.org/a_b"))),
            ("Bad link".into(), link("click", "javascript:alert(1)").into()),
        ]),
        Block::Table(Table { columns, rows }),
        Block::Heading { level: 2, text: "1. Criteria #".into() },
        Block::Paragraph("- not a list, # not a heading,\tone line of some length that has to be wrapped where the terminal ends".into()),
        Block::List(List {
            ordered: false,
            items: vec![
                item("Given a roadmap", Some(true), vec![item("with 200 items", None, vec![])]),
                item("1. then", Some(false), vec![]),
                item(Text::plain("see ").and(Inline::Strong("this".into())), None, vec![]),
            ],
        }),
        Block::Board(Board {
            columns: vec![
                BoardColumn {
                    title: "Now".into(),
                    note: "1 item".into(),
                    cards: vec![Card {
                        title: Text::from(reference("INI-1")).and(Inline::Plain(" Exports <b>".into())),
                        lines: vec![toned(Tone::Active, "building").and(Inline::Plain(" · 2-5 weeks".into()))],
                        children: vec![Card { title: "計画 child".into(), ..Card::default() }],
                    }],
                },
                BoardColumn { title: "Next".into(), note: Text::new(), cards: vec![] },
            ],
            lanes: vec![],
        }),
        Block::Prose(
            "## Problem\nA **bold** claim, `code`, <i>raw</i> <!-- hidden -->and a [link](https://example.org).\n\n\
             - [x] done\n- [ ] open\n  1. deep\n\n> quoted\n\n| a | b |\n|---|--:|\n| c\\|d | 1 |\n\n```\nlet x = \"\u{1b}[2J\";\n"
                .into(),
        ),
        Block::Code { language: "yaml".into(), text: "id: REQ-1\n\ttab: ```\n".into() },
    ];
    Page { title: "Plan \u{1b}]0;owned\u{7} of *Ana*".into(), summary: "5 items".into(), blocks }
}

/// A roadmap as it would be published.
pub(super) fn roadmap() -> Page {
    let card = |id: &str, title: &str, line: Text, children: Vec<Card>| Card {
        title: Text::from(reference(id)).and(Inline::Plain(format!(" {title}"))),
        lines: vec![line],
        children,
    };
    let state = |tone, word: &str, rest: &str| toned(tone, word).and(Inline::Plain(format!(" {rest}")));
    let now = vec![
        card(
            "INI-1",
            "Everyone can take the plan elsewhere",
            state(Tone::Active, "building", "ana · 2027-Q1"),
            vec![
                card("REQ-42", "Export a roadmap as CSV", state(Tone::Good, "done", "2.1"), vec![]),
                card("REQ-43", "Print a roadmap on one page", state(Tone::Active, "building", "2.1"), vec![]),
            ],
        ),
        card("INI-4", "Signing in takes one step", state(Tone::Bad, "late", "by 12 days · jo"), vec![]),
    ];
    let next = vec![
        card(
            "INI-2",
            "A team sees what slipped and why",
            state(Tone::Caution, "at risk", "waits for REQ-40"),
            vec![],
        ),
        card("INI-5", "ロードマップを日本語で読む", state(Tone::Muted, "approved", "mei · 2027-Q2"), vec![]),
    ];
    let later =
        vec![card("INI-3", "Plans of several products on one page", state(Tone::Muted, "draft", ""), vec![])];
    let columns = vec![
        column("Id", "id", Align::Left, false),
        column("Title", "title", Align::Left, true),
        column("Status", "status", Align::Left, false),
        column("Owner", "owner", Align::Left, false),
        column("Target", "target", Align::Left, false),
        column("Effort", "effort", Align::Right, false),
        column("Why", "why", Align::Left, true),
    ];
    let row = |depth, id: &str, title: &str, status: Text, rest: [&str; 4]| Row {
        cells: [reference(id).into(), title.into(), status].into_iter().chain(rest.map(Text::from)).collect(),
        depth,
    };
    let rows = vec![
        row(
            0,
            "INI-1",
            "Everyone can take the plan elsewhere",
            toned(Tone::Active, "building"),
            ["ana", "2027-Q1", "12", "Asked for by 31 customers; two renewals depend on it"],
        ),
        row(1, "REQ-42", "Export a roadmap as CSV", toned(Tone::Good, "done"), ["ana", "2026-11", "2-5", ""]),
        row(
            1,
            "REQ-43",
            "Print a roadmap on one page",
            toned(Tone::Active, "building"),
            ["jo", "2027-01-15", "3", "Board meetings are on paper"],
        ),
        row(
            0,
            "INI-4",
            "Signing in takes one step",
            toned(Tone::Bad, "late"),
            ["jo", "2026-11-11", "4", "One in five gives up at the second step"],
        ),
    ];
    let board = Board {
        columns: vec![
            BoardColumn { title: "Now".into(), note: "2 bets · 16 weeks".into(), cards: now },
            BoardColumn { title: "Next".into(), note: "2 bets".into(), cards: next },
            BoardColumn { title: "Later".into(), note: "1 bet".into(), cards: later },
        ],
        lanes: Vec::new(),
    };
    let blocks = vec![
        Block::Board(board),
        Block::Note { tone: Tone::Caution, text: "INI-4 was announced for 2026-11-01 and is not done".into() },
        Block::Heading { level: 1, text: "Details".into() },
        Block::Table(Table { columns, rows }),
        Block::Heading { level: 1, text: Text::from(reference("REQ-42")).and(Inline::Plain(" Export a roadmap as CSV".into())) },
        Block::Facts(vec![
            ("Status".into(), toned(Tone::Good, "done")),
            ("Objective".into(), Text::from(reference("OBJ-3")).and(Inline::Plain(" Plans reach the people they are for".into()))),
            ("Announced".into(), Text::plain("2026-11 in ").and(link("the newsletter", "https://example.org/news"))),
            ("Effort".into(), "2-5 person-weeks".into()),
        ]),
        Block::Prose("## Problem\n\nA head of product *copies* the roadmap into a spreadsheet **every month**, by hand. It takes two hours and is wrong by the next day ([interview](notes/ana.md)).\n\n## Acceptance criteria\n\n- [x] Given a roadmap with 200 items, when it is exported, then the sheet has 200 rows.\n- [ ] Given a title that begins with `=`, then no spreadsheet runs it.\n\n> \"I would pay for this alone.\" (CUST-4)\n\n| Tool | Opens it |\n|---|---|\n| Calc | yes |\n| Numbers | not tried |\n\n```console\n$ pm roadmap --format csv > roadmap.csv\n```\n".into()),
    ];
    Page { title: "Roadmap".into(), summary: "Compass 2.x · 7 items, as of 2026-11-23".into(), blocks }
}

/// A page of pictures: a board with lanes, a timeline, a graph with a circle, a tree and a matrix.
pub(in crate::page::formats) fn pictures() -> Page {
    let heading = |text: &str| Block::Heading { level: 1, text: text.into() };
    let blocks = vec![
        heading("By team"),
        Block::Board(lanes()),
        heading("Over time"),
        Block::Timeline(timeline()),
        heading("What waits for what"),
        Block::Graph(graph()),
        heading("Opportunities"),
        Block::Graph(tree()),
        heading("Value and effort"),
        Block::Matrix(matrix()),
    ];
    Page { title: "Compass in pictures".into(), summary: "as of 2026-11-24".into(), blocks }
}

fn named(id: &str, title: &str) -> Text {
    Text::from(reference(id)).and(Inline::Plain(format!(" {title}")))
}

pub(in crate::page) fn lanes() -> Board {
    let card = |id: &str, title: &str, line: Text| Card {
        title: named(id, title),
        lines: vec![line],
        children: vec![],
    };
    let column =
        |title: &str, note: &str| BoardColumn { title: title.into(), note: note.into(), cards: vec![] };
    let lane = |title: &str, note: &str, cells: Vec<Vec<Card>>| Lane {
        title: title.into(),
        note: note.into(),
        cells,
    };
    let exports = card("INI-1", "Everyone can take the plan elsewhere", toned(Tone::Active, "building"));
    let late = card("INI-4", "Signing in takes one step | <b>", toned(Tone::Bad, "late"));
    let slips = card("INI-2", "A team sees what slipped and why", toned(Tone::Caution, "at risk"));
    let japan = card("INI-5", "ロードマップを日本語で読む", toned(Tone::Muted, "approved"));
    Board {
        columns: vec![column("Now", "2 bets"), column("Next", ""), column("Later", "1 bet")],
        lanes: vec![
            lane("Platform", "ana and jo", vec![vec![exports, late], vec![slips], vec![]]),
            lane("Reach and partners", "", vec![vec![], vec![], vec![japan]]),
        ],
    }
}

pub(super) fn timeline() -> Timeline {
    let bar = |id: &str, title: &str, when: &str, tone, note: &str, first, last| Bar {
        title: named(id, title),
        when: when.into(),
        note: toned(tone, note),
        tone: Some(tone),
        first,
        last,
    };
    let tick = |day, label: &str| Tick { day, label: label.into() };
    let lane = |title: &str, bars| TimelineLane { title: title.into(), bars };
    // 20,727 is 2026-10-01.
    Timeline {
        caption: "What is under way when".into(),
        first: 20_727,
        last: 21_091,
        ticks: vec![
            tick(20_727, "Q4 2026"),
            tick(20_819, "Q1 2027"),
            tick(20_909, "Q2 2027"),
            tick(21_000, "Q3 2027"),
        ],
        today: Some(tick(20_781, "today, 24 Nov 2026")),
        lanes: vec![
            lane(
                "Platform",
                vec![
                    bar(
                        "INI-1",
                        "Everyone can take the plan elsewhere",
                        "Q4 2026",
                        Tone::Good,
                        "done",
                        20_727,
                        20_818,
                    ),
                    bar("INI-4", "Signing in takes one step", "Nov 2026", Tone::Bad, "late", 20_758, 20_780),
                    bar(
                        "INI-2",
                        "A team sees what slipped and why",
                        "Q1 2027",
                        Tone::Active,
                        "building",
                        20_819,
                        20_908,
                    ),
                    bar("REL-3", "Compass 3.0", "2027-07-01", Tone::Caution, "at risk", 21_000, 21_000),
                ],
            ),
            lane(
                "Reach and partners",
                vec![
                    bar(
                        "INI-5",
                        "ロードマップを日本語で読む",
                        "Q2 2027",
                        Tone::Muted,
                        "approved",
                        20_909,
                        20_999,
                    ),
                    bar(
                        "INI-6",
                        "Partners sell it in their own name; \"white label\" | <b>",
                        "Q3 2027",
                        Tone::Muted,
                        "draft",
                        21_060,
                        21_091,
                    ),
                ],
            ),
        ],
        arrows: vec![(0, 2), (2, 3), (1, 4), (4, 2)],
    }
}

fn node(id: &str, title: &str, tone: Option<Tone>, note: &str) -> Node {
    Node { title: named(id, title), note: note.into(), tone }
}

fn edge(from: usize, to: usize, label: &str, tone: Option<Tone>) -> Edge {
    Edge { from, to, label: label.into(), tone }
}

pub(super) fn graph() -> Graph {
    let nodes = vec![
        node("REQ-1", "Sessions last until they are ended", Some(Tone::Good), "done · 2.0"),
        node(
            "REQ-2",
            "One sign-in for all products; with a key of hardware where there is one",
            Some(Tone::Active),
            "building · 2.1",
        ),
        node("REQ-3", "Exports", Some(Tone::Caution), "at risk · 2.1"),
        node("REQ-4", "ロードマップを表に書き出す", None, "approved"),
        node("REQ-5", "Prints \"one page\" [draft] end", None, ""),
        node("REQ-6", "Nobody waits for this", None, "draft"),
        node("REQ-7", "Audit log", None, "review"),
    ];
    let edges = vec![
        edge(0, 1, "", None),
        edge(0, 2, "", None),
        edge(1, 3, "blocks", None),
        edge(2, 3, "", None),
        edge(3, 4, "contradicts", Some(Tone::Caution)),
        edge(4, 1, "closes a circle", Some(Tone::Bad)),
        edge(0, 4, "", None),
        edge(0, 6, "", None),
    ];
    Graph { caption: "What each waits for".into(), nodes, edges }
}

pub(super) fn tree() -> Graph {
    let nodes = vec![
        node("OBJ-1", "Plans reach the people they are for", Some(Tone::Active), "42 %"),
        node("OPP-1", "Copying a plan by hand takes hours", None, "31 customers"),
        node("OPP-2", "Nobody knows what moved", None, "12 customers"),
        node("IDEA-1", "Export as CSV", Some(Tone::Good), "done"),
        node("IDEA-2", "Print on one page", None, "open"),
        node("IDEA-3", "A letter each Monday", None, "open"),
    ];
    let edges = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5)].map(|(from, to)| edge(from, to, "", None));
    Graph { caption: "From the objective to ideas".into(), nodes, edges: edges.into() }
}

pub(super) fn matrix() -> Matrix {
    let point =
        |id: &str, title: &str, across, up| Point { title: named(id, title), note: "".into(), across, up };
    let axis = |title: &str, high| Axis { title: title.into(), low: 0.0, high, middle: high / 2.0 };
    Matrix {
        caption: "Worth and cost of each idea".into(),
        across: axis("Effort, person-weeks", 20.0),
        up: axis("Value", 10.0),
        quadrants: ["Fill in", "Think twice", "Quick wins", "Big bets"].map(Into::into),
        points: vec![
            point("IDEA-1", "Export as CSV", 2.0, 8.5),
            point("IDEA-2", "Print on one page", 2.5, 8.3),
            point("IDEA-3", "Sign in with one step", 3.0, 8.7),
            point("IDEA-4", "Partners, \"white label\"", 18.0, 9.0),
            point("IDEA-5", "日本語", 12.0, 6.0),
            point("IDEA-6", "Dark colours", 3.0, 2.0),
            point("IDEA-7", "Own storage engine", 20.0, 0.5),
            point("IDEA-8", "The same place", 3.0, 2.0),
        ],
    }
}
