//! What people see on a terminal: one page with every block and the worst texts, and a roadmap.

use super::sample::{nasty, roadmap};
use super::show;
use crate::page::{Align, Block, Column, Page, Row, Table};

#[test]
fn every_block_at_80_columns() {
    insta::assert_snapshot!(show(&nasty(), "terminal", 80), @r#"
Plan ␛]0;owned␇ of *Ana*
════════════════════════
5 items

! 2 ideas are unscored: run `pm prioritize`

Facts
─────
Owner           ana
Announced | to  see the post (https://example.org/a_b)
Bad link        click

ID       TITLE                                                    STATUS   SCORE
REQ-1    =cmd()|' /C calc'!A0                                     done        -5
  REQ-2  計画表を書き出す。ロードマップの全項目を一枚の表にまと   late      12.5
         める機能
  REQ-3  Family 👩‍👩‍👧 plan, café and ␛[31mred␛[0m⟨U+202E⟩txt         at risk
REQ-4    <script>alert('x')</script> & *stars* [a](b) `tick`      draft        1
         second line
REQ-5    Donaudampfschifffahrtselektrizitätenhauptbetriebswerkba             100
         uunterbeamtengesellschaft שלום

1. Criteria #
- not a list, # not a heading, one line of some length that has to be wrapped
where the terminal ends

[x] Given a roadmap
    ◦ with 200 items
[ ] 1. then
• see this

Now                                      Next
──────────────────────────────────────   ──────────────────────────────────────
1 item

• INI-1 Exports <b>
  building · 2-5 weeks
  ◦ 計画 child

Problem
A bold claim, `code`, <i>raw</i> and a link (https://example.org).

[x] done
[ ] open
    1. deep

│ quoted

A    B
c|d  1

    let x = "␛[2J";

    id: REQ-1
        tab: ```
"#);
}

#[test]
fn every_block_at_120_columns() {
    insta::assert_snapshot!(show(&nasty(), "terminal", 120), @r#"
Plan ␛]0;owned␇ of *Ana*
════════════════════════
5 items

! 2 ideas are unscored: run `pm prioritize`

Facts
─────
Owner           ana
Announced | to  see the post (https://example.org/a_b)
Bad link        click

ID       TITLE                                                                                  STATUS   SCORE
REQ-1    =cmd()|' /C calc'!A0                                                                   done        -5
  REQ-2  計画表を書き出す。ロードマップの全項目を一枚の表にまとめる機能                         late      12.5
  REQ-3  Family 👩‍👩‍👧 plan, café and ␛[31mred␛[0m⟨U+202E⟩txt                                       at risk
REQ-4    <script>alert('x')</script> & *stars* [a](b) `tick` second line                        draft        1
REQ-5    Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft שלום             100

1. Criteria #
- not a list, # not a heading, one line of some length that has to be wrapped where the terminal
ends

[x] Given a roadmap
    ◦ with 200 items
[ ] 1. then
• see this

Now                                                          Next
──────────────────────────────────────────────────────────   ──────────────────────────────────────────────────────────
1 item

• INI-1 Exports <b>
  building · 2-5 weeks
  ◦ 計画 child

Problem
A bold claim, `code`, <i>raw</i> and a link (https://example.org).

[x] done
[ ] open
    1. deep

│ quoted

A    B
c|d  1

    let x = "␛[2J";

    id: REQ-1
        tab: ```
"#);
}

#[test]
fn a_table_folds_on_a_narrow_terminal() {
    insta::assert_snapshot!(show(&roadmap(), "terminal", 44), @r#"
Roadmap
═══════
Compass 2.x · 7 items, as of 2026-11-23

Now
────────────────────────────────────────────
2 bets · 16 weeks

• INI-1 Everyone can take the plan elsewhere
  building ana · 2027-Q1
  ◦ REQ-42 Export a roadmap as CSV
    done 2.1
  ◦ REQ-43 Print a roadmap on one page
    building 2.1

• INI-4 Signing in takes one step
  late by 12 days · jo

Next
────────────────────────────────────────────
2 bets

• INI-2 A team sees what slipped and why
  at risk waits for REQ-40

• INI-5 ロードマップを日本語で読む
  approved mei · 2027-Q2

Later
────────────────────────────────────────────
1 bet

• INI-3 Plans of several products on one
  page
  draft

! INI-4 was announced for 2026-11-01 and is
  not done

Details
───────
INI-1
  Title   Everyone can take the plan
          elsewhere
  Status  building
  Owner   ana
  Target  2027-Q1
  Effort  12
  Why     Asked for by 31 customers; two
          renewals depend on it

  REQ-42
    Title   Export a roadmap as CSV
    Status  done
    Owner   ana
    Target  2026-11
    Effort  2-5

  REQ-43
    Title   Print a roadmap on one page
    Status  building
    Owner   jo
    Target  2027-01-15
    Effort  3
    Why     Board meetings are on paper

INI-4
  Title   Signing in takes one step
  Status  late
  Owner   jo
  Target  2026-11-11
  Effort  4
  Why     One in five gives up at the second
          step

REQ-42 Export a roadmap as CSV
──────────────────────────────
Status     done
Objective  OBJ-3 Plans reach the people they
           are for
Announced  2026-11 in the newsletter
           (https://example.org/news)
Effort     2-5 person-weeks

Problem
A head of product copies the roadmap into a
spreadsheet every month, by hand. It takes
two hours and is wrong by the next day
(interview (notes/ana.md)).

Acceptance criteria
[x] Given a roadmap with 200 items, when it
    is exported, then the sheet has 200
    rows.
[ ] Given a title that begins with `=`, then
    no spreadsheet runs it.

│ "I would pay for this alone." (CUST-4)

TOOL     OPENS IT
Calc     yes
Numbers  not tried

    $ pm roadmap --format csv > roadmap.csv
"#);
}

#[test]
fn a_roadmap_at_80_columns() {
    insta::assert_snapshot!(show(&roadmap(), "terminal", 80), @r#"
Roadmap
═══════
Compass 2.x · 7 items, as of 2026-11-23

Now
────────────────────────────────────────────────────────────
2 bets · 16 weeks

• INI-1 Everyone can take the plan elsewhere
  building ana · 2027-Q1
  ◦ REQ-42 Export a roadmap as CSV
    done 2.1
  ◦ REQ-43 Print a roadmap on one page
    building 2.1

• INI-4 Signing in takes one step
  late by 12 days · jo

Next
────────────────────────────────────────────────────────────
2 bets

• INI-2 A team sees what slipped and why
  at risk waits for REQ-40

• INI-5 ロードマップを日本語で読む
  approved mei · 2027-Q2

Later
────────────────────────────────────────────────────────────
1 bet

• INI-3 Plans of several products on one page
  draft

! INI-4 was announced for 2026-11-01 and is not done

Details
───────
ID        TITLE            STATUS    OWNER  TARGET      EFFORT  WHY
INI-1     Everyone can     building  ana    2027-Q1         12  Asked for by 31
          take the plan                                         customers; two
          elsewhere                                             renewals depend
                                                                on it
  REQ-42  Export a         done      ana    2026-11        2-5
          roadmap as CSV
  REQ-43  Print a roadmap  building  jo     2027-01-15       3  Board meetings
          on one page                                           are on paper
INI-4     Signing in       late      jo     2026-11-11       4  One in five
          takes one step                                        gives up at the
                                                                second step

REQ-42 Export a roadmap as CSV
──────────────────────────────
Status     done
Objective  OBJ-3 Plans reach the people they are for
Announced  2026-11 in the newsletter (https://example.org/news)
Effort     2-5 person-weeks

Problem
A head of product copies the roadmap into a spreadsheet every month, by hand. It
takes two hours and is wrong by the next day (interview (notes/ana.md)).

Acceptance criteria
[x] Given a roadmap with 200 items, when it is exported, then the sheet has 200
    rows.
[ ] Given a title that begins with `=`, then no spreadsheet runs it.

│ "I would pay for this alone." (CUST-4)

TOOL     OPENS IT
Calc     yes
Numbers  not tried

    $ pm roadmap --format csv > roadmap.csv
"#);
}

#[test]
fn a_roadmap_at_120_columns() {
    insta::assert_snapshot!(show(&roadmap(), "terminal", 120), @r#"
Roadmap
═══════
Compass 2.x · 7 items, as of 2026-11-23

Now                                      Next                                     Later
──────────────────────────────────────   ──────────────────────────────────────   ──────────────────────────────────────
2 bets · 16 weeks                        2 bets                                   1 bet

• INI-1 Everyone can take the plan       • INI-2 A team sees what slipped and     • INI-3 Plans of several products on
  elsewhere                                why                                      one page
  building ana · 2027-Q1                   at risk waits for REQ-40                 draft
  ◦ REQ-42 Export a roadmap as CSV
    done 2.1                             • INI-5 ロードマップを日本語で読む
  ◦ REQ-43 Print a roadmap on one page     approved mei · 2027-Q2
    building 2.1

• INI-4 Signing in takes one step
  late by 12 days · jo

! INI-4 was announced for 2026-11-01 and is not done

Details
───────
ID        TITLE                                STATUS    OWNER  TARGET      EFFORT  WHY
INI-1     Everyone can take the plan           building  ana    2027-Q1         12  Asked for by 31 customers; two
          elsewhere                                                                 renewals depend on it
  REQ-42  Export a roadmap as CSV              done      ana    2026-11        2-5
  REQ-43  Print a roadmap on one page          building  jo     2027-01-15       3  Board meetings are on paper
INI-4     Signing in takes one step            late      jo     2026-11-11       4  One in five gives up at the second
                                                                                    step

REQ-42 Export a roadmap as CSV
──────────────────────────────
Status     done
Objective  OBJ-3 Plans reach the people they are for
Announced  2026-11 in the newsletter (https://example.org/news)
Effort     2-5 person-weeks

Problem
A head of product copies the roadmap into a spreadsheet every month, by hand. It takes two hours and
is wrong by the next day (interview (notes/ana.md)).

Acceptance criteria
[x] Given a roadmap with 200 items, when it is exported, then the sheet has 200 rows.
[ ] Given a title that begins with `=`, then no spreadsheet runs it.

│ "I would pay for this alone." (CUST-4)

TOOL     OPENS IT
Calc     yes
Numbers  not tried

    $ pm roadmap --format csv > roadmap.csv
"#);
}

#[test]
fn a_long_title_of_a_narrow_column_wraps_before_its_cells_do() {
    let column =
        |title: &str, wraps| Column { title: title.into(), name: title.into(), align: Align::Right, wraps };
    let columns = vec![
        column("Größe", false),
        column("Effort in weeks", false),
        column("Asked for by customers", false),
    ];
    let rows = vec![Row { cells: vec!["REQ-1".into(), "2-5".into(), "31".into()], depth: 0 }];
    let page = Page { blocks: vec![Block::Table(Table { columns, rows })], ..Page::default() };
    insta::assert_snapshot!(show(&page, "terminal", 28), @r"
    GRÖSSE  EFFORT  ASKED FOR
                IN         BY
             WEEKS  CUSTOMERS
     REQ-1     2-5         31
    ");
}
