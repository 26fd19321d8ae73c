//! Boards with lanes, timelines, graphs and matrices where they are read as text, and as pictures.

use super::sample::{graph, lanes, matrix, pictures, timeline, tree};
use super::show;
use crate::page::drawing::{self, Links};
use crate::page::graph::{Edge, Graph, Node};
use crate::page::{Block, Inline, Page, Target, Text};

fn page(block: Block) -> Page {
    Page { blocks: vec![block], ..Page::default() }
}

#[test]
fn a_timeline_on_a_terminal() {
    insta::assert_snapshot!(show(&page(Block::Timeline(timeline())), "terminal", 100), @r#"
                                              Q4 2026       Q1 2027       Q2 2027        Q3 2027
    Platform                                  ┊       │     ┊             ┊              ┊
    INI-1 Everyone can take the plan          ███████████████ Q4 2026 · done             ┊
    elsewhere                                 ┊       │     ┊             ┊              ┊
    INI-4 Signing in takes one step           ┊   ▒▒▒▒▒ Nov 2026 · late   ┊              ┊
    INI-2 A team sees what slipped and why    ┊       │     ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓              ┊
    Q1 2027 · building · waits for INI-1,     ┊       │     ┊             ┊              ┊
    INI-5                                     ┊       │     ┊             ┊              ┊
    REL-3 Compass 3.0                         ┊   2027-07-01 · at risk · waits for INI-2 ◆
                                              ┊       │     ┊             ┊              ┊
    Reach and partners                        ┊       │     ┊             ┊              ┊
    INI-5 ロードマップを日本語で読む          ┊       │     ┊             ░░░░░░░░░░░░░░░░
    Q2 2027 · approved · waits for INI-4      ┊       │     ┊             ┊              ┊
    INI-6 Partners sell it in their own       ┊       │     ┊             ┊       Q3 2027 · draft ░░░░░░
    name; "white label" | <b>                 ┊       │     ┊             ┊              ┊
                                                      ▲ today, 24 Nov 2026
    "#);
}

#[test]
fn a_graph_on_a_terminal() {
    insta::assert_snapshot!(show(&page(Block::Graph(graph())), "terminal", 80), @r#"
    • REQ-1 Sessions last until they are ended · done · 2.0
      ◦ → REQ-2 One sign-in for all products; with a key of hardware where there is
        one · building · 2.1
      ◦ → REQ-3 Exports · at risk · 2.1
      ◦ → REQ-5 Prints "one page" [draft] end
      ◦ → REQ-7 Audit log · review
    • REQ-2 One sign-in for all products; with a key of hardware where there is one
      · building · 2.1
      ◦ → blocks REQ-4 ロードマップを表に書き出す · approved
    • REQ-3 Exports · at risk · 2.1
      ◦ → REQ-4 ロードマップを表に書き出す · approved
    • REQ-4 ロードマップを表に書き出す · approved
      ◦ → contradicts REQ-5 Prints "one page" [draft] end
    • REQ-5 Prints "one page" [draft] end
      ◦ → closes a circle REQ-2 One sign-in for all products; with a key of hardware
        where there is one · building · 2.1
    • REQ-6 Nobody waits for this · draft
    "#);
    insta::assert_snapshot!(show(&page(Block::Graph(tree())), "terminal", 80), @r#"
    • OBJ-1 Plans reach the people they are for · 42 %
      ◦ OPP-1 Copying a plan by hand takes hours · 31 customers
        ◦ IDEA-1 Export as CSV · done
        ◦ IDEA-2 Print on one page · open
      ◦ OPP-2 Nobody knows what moved · 12 customers
        ◦ IDEA-3 A letter each Monday · open
    "#);
}

#[test]
fn a_matrix_on_a_terminal() {
    insta::assert_snapshot!(show(&page(Block::Matrix(matrix())), "terminal", 80), @r#"
    ↑ Value (0 to 10)
    │                                    ┊
    │                                    ┊                           4
    │       1 2 3                        ┊
    │                                    ┊
    │                                    ┊
    │                                    ┊
    │                                    ┊      5
    │┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
    │                                    ┊
    │                                    ┊
    │                                    ┊
    │           *                        ┊
    │                                    ┊
    │                                    ┊                                  7
    │                                    ┊
    └────────────────────────────────────────────────────────────────────────
    → Effort, person-weeks (0 to 20)

    Quick wins
     1  IDEA-1 Export as CSV 2 × 8.5
     2  IDEA-2 Print on one page 2.5 × 8.3
     3  IDEA-3 Sign in with one step 3 × 8.7

    Big bets
     4  IDEA-4 Partners, "white label" 18 × 9
     5  IDEA-5 日本語 12 × 6

    Fill in
     6  IDEA-6 Dark colours 3 × 2
     8  IDEA-8 The same place 3 × 2

    Think twice
     7  IDEA-7 Own storage engine 20 × 0.5
    "#);
}

#[test]
fn lanes_on_a_terminal() {
    insta::assert_snapshot!(show(&page(Block::Board(lanes())), "terminal", 90), @r#"
    Now                            Next                           Later
    ────────────────────────────   ────────────────────────────   ────────────────────────────
    2 bets                                                        1 bet

    ▌ Platform
    ▌ ana and jo
    • INI-1 Everyone can take      • INI-2 A team sees what
      the plan elsewhere             slipped and why
      building                       at risk

    • INI-4 Signing in takes one
      step | <b>
      late

    ▌ Reach and partners
                                                                  • INI-5 ロードマップを日本語
                                                                    で読む
                                                                    approved
    "#);
}

#[test]
fn pictures_in_markdown() {
    insta::assert_snapshot!(show(&pictures(), "markdown", 80), @r#"
    # Compass in pictures

    as of 2026-11-24

    ## By team

    Now: 2 bets · Later: 1 bet

    ### Platform

    ana and jo

    - Now
      - [INI-1](product/ini-1.md) Everyone can take the plan elsewhere — building
      - [INI-4](product/ini-4.md) Signing in takes one step | \<b\> — **late**
    - Next
      - [INI-2](product/ini-2.md) A team sees what slipped and why — at risk

    ### Reach and partners

    - Later
      - [INI-5](product/ini-5.md) ロードマップを日本語で読む — approved

    ## Over time

    | Lane               | What                                                       | When       | State    | Waits for                              |
    | ------------------ | ---------------------------------------------------------- | ---------- | -------- | -------------------------------------- |
    | Platform           | [INI-1](product/ini-1.md) Everyone can take the plan elsewhere | Q4 2026    | done     |                                        |
    | Platform           | [INI-4](product/ini-4.md) Signing in takes one step        | Nov 2026   | **late** |                                        |
    | Platform           | [INI-2](product/ini-2.md) A team sees what slipped and why | Q1 2027    | building | INI-1 Everyone can take the plan elsewhere; INI-5 ロードマップを日本語で読む |
    | Platform           | [REL-3](product/rel-3.md) Compass 3.0                      | 2027-07-01 | at risk  | INI-2 A team sees what slipped and why |
    | Reach and partners | [INI-5](product/ini-5.md) ロードマップを日本語で読む       | Q2 2027    | approved | INI-4 Signing in takes one step        |
    | Reach and partners | [INI-6](product/ini-6.md) Partners sell it in their own name; "white label" \| \<b\> | Q3 2027    | draft    |                                        |

    ## What waits for what

    | From                                                      | Relation        | To                                                        |
    | --------------------------------------------------------- | --------------- | --------------------------------------------------------- |
    | [REQ-1](product/req-1.md) Sessions last until they are ended · done · 2.0 |                 | [REQ-2](product/req-2.md) One sign-in for all products; with a key of hardware where there is one · building · 2.1 |
    | [REQ-1](product/req-1.md) Sessions last until they are ended · done · 2.0 |                 | [REQ-3](product/req-3.md) Exports · at risk · 2.1         |
    | [REQ-2](product/req-2.md) One sign-in for all products; with a key of hardware where there is one · building · 2.1 | blocks          | [REQ-4](product/req-4.md) ロードマップを表に書き出す · approved |
    | [REQ-3](product/req-3.md) Exports · at risk · 2.1         |                 | [REQ-4](product/req-4.md) ロードマップを表に書き出す · approved |
    | [REQ-4](product/req-4.md) ロードマップを表に書き出す · approved | contradicts     | [REQ-5](product/req-5.md) Prints "one page" \[draft\] end |
    | [REQ-5](product/req-5.md) Prints "one page" \[draft\] end | closes a circle | [REQ-2](product/req-2.md) One sign-in for all products; with a key of hardware where there is one · building · 2.1 |
    | [REQ-1](product/req-1.md) Sessions last until they are ended · done · 2.0 |                 | [REQ-5](product/req-5.md) Prints "one page" \[draft\] end |
    | [REQ-1](product/req-1.md) Sessions last until they are ended · done · 2.0 |                 | [REQ-7](product/req-7.md) Audit log · review              |
    | [REQ-6](product/req-6.md) Nobody waits for this · draft   |                 |                                                           |

    ## Opportunities

    - [OBJ-1](product/obj-1.md) Plans reach the people they are for · 42 %
      - [OPP-1](product/opp-1.md) Copying a plan by hand takes hours · 31 customers
        - [IDEA-1](product/idea-1.md) Export as CSV · done
        - [IDEA-2](product/idea-2.md) Print on one page · open
      - [OPP-2](product/opp-2.md) Nobody knows what moved · 12 customers
        - [IDEA-3](product/idea-3.md) A letter each Monday · open

    ## Value and effort

    | What                                                | Effort, person-weeks | Value | Quadrant    |
    | --------------------------------------------------- | -------------------: | ----: | ----------- |
    | [IDEA-1](product/idea-1.md) Export as CSV           |                    2 |   8.5 | Quick wins  |
    | [IDEA-2](product/idea-2.md) Print on one page       |                  2.5 |   8.3 | Quick wins  |
    | [IDEA-3](product/idea-3.md) Sign in with one step   |                    3 |   8.7 | Quick wins  |
    | [IDEA-4](product/idea-4.md) Partners, "white label" |                   18 |     9 | Big bets    |
    | [IDEA-5](product/idea-5.md) 日本語                  |                   12 |     6 | Big bets    |
    | [IDEA-6](product/idea-6.md) Dark colours            |                    3 |     2 | Fill in     |
    | [IDEA-7](product/idea-7.md) Own storage engine      |                   20 |   0.5 | Think twice |
    | [IDEA-8](product/idea-8.md) The same place          |                    3 |     2 | Fill in     |
    "#);
}

#[test]
fn a_sheet_has_days_as_machines_write_them() {
    insta::assert_snapshot!(show(&page(Block::Timeline(timeline())), "csv", 80), @r#"
    lane,what,when,first,last,note,waits_for
    Platform,INI-1 Everyone can take the plan elsewhere,Q4 2026,2026-10-01,2026-12-31,done,
    Platform,INI-4 Signing in takes one step,Nov 2026,2026-11-01,2026-11-23,late,
    Platform,INI-2 A team sees what slipped and why,Q1 2027,2027-01-01,2027-03-31,building,INI-1 Everyone can take the plan elsewhere; INI-5 ロードマップを日本語で読む
    Platform,REL-3 Compass 3.0,2027-07-01,2027-07-01,2027-07-01,at risk,INI-2 A team sees what slipped and why
    Reach and partners,INI-5 ロードマップを日本語で読む,Q2 2027,2027-04-01,2027-06-30,approved,INI-4 Signing in takes one step
    Reach and partners,"INI-6 Partners sell it in their own name; ""white label"" | <b>",Q3 2027,2027-08-30,2027-09-30,draft,
    "#);
    insta::assert_snapshot!(show(&page(Block::Board(lanes())), "csv", 80), @r#"
    lane,column,id,title,details,parent
    Platform,Now,INI-1,Everyone can take the plan elsewhere,building,
    Platform,Now,INI-4,Signing in takes one step | <b>,late,
    Platform,Next,INI-2,A team sees what slipped and why,at risk,
    Reach and partners,Later,INI-5,ロードマップを日本語で読む,approved,
    "#);
}

#[test]
fn a_picture_leads_to_the_web_and_nowhere_else() {
    let link = |url: &str| Inline::Link { text: "see".into(), target: Target::Url(url.into()) };
    let titles =
        ["https://example.org/a?b=1&c=2", "javascript:alert(1)", "mailto:ana@example.org", "../secret.md"];
    let nodes = titles.map(|url| Node { title: Text::from(link(url)), ..Node::default() });
    let shown = show(&page(Block::Graph(Graph { nodes: nodes.into(), ..Graph::default() })), "svg", 80);
    assert_eq!(shown.matches("<a href=").count(), 1, "{shown}");
    assert!(shown.contains("<a href=\"https://example.org/a?b=1&amp;c=2\">"), "{shown}");
}

#[test]
fn a_large_graph_is_laid_out_in_one_go() {
    let nodes = (0..800).map(|at| Node { title: format!("REQ-{at} some words").into(), ..Node::default() });
    let edges =
        (0..400).map(|at| Edge { from: (at * 7919) % 800, to: (at * 104_729 + 13) % 800, ..Edge::default() });
    let graph = Graph { caption: "All".into(), nodes: nodes.collect(), edges: edges.collect() };
    let picture = drawing::graph(&graph, 1080, Links::Plain);
    assert_eq!(picture.marks.matches("<rect").count(), 800);
}
