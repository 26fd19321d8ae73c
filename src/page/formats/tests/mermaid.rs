//! Diagrams as Mermaid's own parser reads them, where Node and that parser are installed.

use std::path::Path;
use std::process::Command;

use super::sample::{graph, lanes, matrix, nasty, pictures, roadmap, timeline, tree};
use super::{named, show};
use crate::page::chart::{Chart, Series};
use crate::page::{Block, Page, Text, Tone};

/// What titles may hold that a grammar, Markdown or HTML would read.
const HOSTILE: [&str; 26] = [
    "end",
    "\"quoted\"",
    "a; b: c #d",
    "`code` and ``",
    "%% comment",
    "%%{init: {}}%%",
    "<b>bold</b><script>x</script>",
    "two\nlines",
    "a | b || c",
    "[x](y) {z} ((w))",
    "1. first",
    "- item",
    "--> arrow",
    "section one",
    "title x",
    "click a",
    "todayMarker off",
    "x-axis a",
    "quadrant-1 b",
    "graph TD",
    "#quot; &lt; #35;",
    "\\",
    "'",
    "",
    "ﬂ°°35¶ß",
    "~~~ ::: @{a: b}",
];

fn page(block: Block) -> Page {
    Page { blocks: vec![block], ..Page::default() }
}

/// Every diagram with a text in the place of every text.
fn filled(text: &str) -> Vec<Page> {
    let say = || Text::from(text);
    let mut timeline = timeline();
    timeline.caption = text.into();
    timeline.today.iter_mut().for_each(|today| today.label = text.into());
    for lane in &mut timeline.lanes {
        lane.title = say();
        lane.bars.iter_mut().for_each(|bar| bar.title = say());
    }
    let mut graph = graph();
    graph.caption = text.into();
    graph.nodes.iter_mut().for_each(|node| (node.title, node.note) = (say(), say()));
    graph.edges.iter_mut().for_each(|edge| edge.label = text.into());
    let mut matrix = matrix();
    matrix.caption = text.into();
    matrix.across.title = text.into();
    matrix.up.title = text.into();
    matrix.quadrants = [text; 4].map(Into::into);
    matrix.points.iter_mut().for_each(|point| point.title = say());
    let mut board = lanes();
    board.columns.iter_mut().for_each(|column| column.title = say());
    board.lanes.iter_mut().for_each(|lane| lane.title = say());
    board.lanes.iter_mut().flat_map(|lane| &mut lane.cells).flatten().for_each(|card| card.title = say());
    let series = Series { name: text.into(), tone: Some(Tone::Good), values: vec![1, 2] };
    let points = vec![text.to_owned(), "b".into()];
    let chart = Chart { caption: text.into(), axis: text.into(), points, series: vec![series] };
    let blocks = [
        Block::Timeline(timeline),
        Block::Graph(graph),
        Block::Matrix(matrix),
        Block::Board(board),
        Block::Chart(chart),
    ];
    blocks.map(page).into()
}

#[test]
fn mermaid_reads_every_diagram() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !folder.join("node_modules/mermaid").is_dir()
        || Command::new("node").arg("--version").output().is_err()
    {
        say("skipped: Mermaid's parser is not installed; run `npm ci` in tests/browser");
        return;
    }
    let mut pages = vec![
        nasty(),
        roadmap(),
        pictures(),
        page(Block::Graph(tree())),
        page(Block::List(tree().tree().unwrap())),
    ];
    pages.extend(HOSTILE.iter().flat_map(|text| filled(text)));
    let written = tempfile::tempdir().unwrap();
    let files = pages.iter().enumerate().map(|(at, page)| {
        let file = written.path().join(format!("{at}.mmd"));
        std::fs::write(&file, show(page, "mermaid", 80)).unwrap();
        file
    });
    let files: Vec<_> = files.collect();
    let output = Command::new("node").arg("mermaid.mjs").args(&files).current_dir(folder).output().unwrap();
    let (told, faults) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}{faults}");
    assert_eq!(told.lines().count(), pages.len(), "{told}{faults}");
}

/// Past the capture of the test runner, which shows nothing of a test that passes.
fn say(line: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{line}").unwrap();
}

#[test]
fn a_page_without_a_picture_is_no_diagram() {
    let page =
        Page { title: "Words".into(), blocks: vec![Block::Paragraph("only".into())], ..Page::default() };
    assert_eq!((named("mermaid").unwrap().render)(&page, &crate::page::formats::Surface::default()), None);
}

#[test]
fn what_a_diagram_leaves_out_is_counted() {
    let shown = show(&pictures(), "mermaid", 80);
    assert!(shown.ends_with("\n%% left out: graph 2, matrix 1, timeline 1\n"), "{shown}");
}

#[test]
fn a_timeline_is_a_gantt_chart() {
    insta::assert_snapshot!(show(&page(Block::Timeline(timeline())), "mermaid", 80), @r#"
    gantt
      title What is under way when
      dateFormat YYYY-MM-DD
      inclusiveEndDates
      todayMarker off
      #116;oday, 24 Nov 2026 :milestone, today0, 2026-11-24, 0d
      section Platform
      INI-1 Everyone can take the plan elsewhere · done :done, t0, 2026-10-01, 2026-12-31
      INI-4 Signing in takes one step · late :crit, t1, 2026-11-01, 2026-11-23
      INI-2 A team sees what slipped and why · building :active, t2, 2027-01-01, 2027-03-31
      REL-3 Compass 3.0 · at risk :crit, milestone, t3, 2027-07-01, 0d
      section Reach and partners
      INI-5 ロードマップを日本語で読む · approved :t4, 2027-04-01, 2027-06-30
      INI-6 Partners sell it in their own name#59; #34;white label#34; #124; #60;b#62; · draft :t5, 2027-08-30, 2027-09-30
      %% t2 waits for t0
      %% t3 waits for t2
      %% t4 waits for t1
      %% t2 waits for t4
    "#);
}

#[test]
fn a_graph_is_a_flowchart() {
    insta::assert_snapshot!(show(&page(Block::Graph(graph())), "mermaid", 80), @r#"
    flowchart LR
      accTitle: What each waits for
      n0["REQ-1 Sessions last until they are ended<br/>done · 2.0"]:::good
      n1["REQ-2 One sign-in for all products#59; with a key of hardware where there is one<br/>building · 2.1"]:::active
      n2["REQ-3 Exports<br/>at risk · 2.1"]:::caution
      n3["REQ-4 ロードマップを表に書き出す<br/>approved"]
      n4["REQ-5 Prints #34;one page#34; #91;draft#93; end"]
      n5["REQ-6 Nobody waits for this<br/>draft"]
      n6["REQ-7 Audit log<br/>review"]
      n0 --> n1
      n0 --> n2
      n1 -->|"blocks"| n3
      n2 --> n3
      n3 -->|"contradicts"| n4
      n4 ==>|"closes a circle"| n1
      n0 --> n4
      n0 --> n6
      classDef good fill:#def3e6,stroke:#12593a,color:#0b3d27
      classDef active fill:#e3ebfc,stroke:#1c4499,color:#12306e
      classDef caution fill:#fbeccb,stroke:#704600,color:#4d3000
      classDef bad fill:#fce3e2,stroke:#981b23,color:#6e1118
    "#);
}

#[test]
fn a_matrix_is_a_quadrant_chart() {
    insta::assert_snapshot!(show(&page(Block::Matrix(matrix())), "mermaid", 80), @r#"
    quadrantChart
      title Worth and cost of each idea
      x-axis "Effort, person-weeks 0" --> "20"
      y-axis "Value 0" --> "10"
      quadrant-1 "Big bets"
      quadrant-2 "Quick wins"
      quadrant-3 "Fill in"
      quadrant-4 "Think twice"
      "IDEA-1 Export as CSV": [0.10, 0.85]
      "IDEA-2 Print on one page": [0.13, 0.83]
      "IDEA-3 Sign in with one step": [0.15, 0.87]
      "IDEA-4 Partners, #34;white label#34;": [0.90, 0.90]
      "IDEA-5 日本語": [0.60, 0.60]
      "IDEA-6 Dark colours": [0.15, 0.20]
      "IDEA-7 Own storage engine": [1, 0.05]
      "IDEA-8 The same place": [0.15, 0.20]
    "#);
}

#[test]
fn a_board_with_lanes_is_a_flowchart_of_groups() {
    insta::assert_snapshot!(show(&page(Block::Board(lanes())), "mermaid", 80), @r#"
    flowchart TB
      subgraph g0["Platform · ana and jo"]
        direction LR
        subgraph g1["Now"]
          direction TB
          n0["INI-1 Everyone can take the plan elsewhere<br/>building"]:::active
          n1["INI-4 Signing in takes one step #124; #60;b#62;<br/>late"]:::bad
          n0 ~~~ n1
        end
        subgraph g2["Next"]
          direction TB
          n2["INI-2 A team sees what slipped and why<br/>at risk"]:::caution
        end
        g1 ~~~ g2
      end
      subgraph g3["Reach and partners"]
        direction LR
        subgraph g4["Later"]
          direction TB
          n3["INI-5 ロードマップを日本語で読む<br/>approved"]
        end
      end
      g0 ~~~ g3
      classDef good fill:#def3e6,stroke:#12593a,color:#0b3d27
      classDef active fill:#e3ebfc,stroke:#1c4499,color:#12306e
      classDef caution fill:#fbeccb,stroke:#704600,color:#4d3000
      classDef bad fill:#fce3e2,stroke:#981b23,color:#6e1118
    "#);
}
