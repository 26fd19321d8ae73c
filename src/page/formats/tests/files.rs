//! What people find in the files they publish or open elsewhere.

use super::sample::{nasty, roadmap};
use super::show;
use crate::page::Page;

/// An HTML page without its head, which is the same for every page but for the title.
fn body(page: &Page) -> String {
    let page = show(page, "html", 80);
    page.split_once("<main").expect("the main part of a page").1.to_owned()
}

#[test]
fn every_block_in_markdown() {
    insta::assert_snapshot!(show(&nasty(), "markdown", 80), @r#"
# Plan ␛\]0;owned␇ of \*Ana\*

5 items

> [!WARNING]
> 2 ideas are unscored: run `pm prioritize`

## Facts

- **Owner:** ana
- **Announced | to:** see [the post](https://example.org/a_b)
- **Bad link:** click

| Id                         | Title                                              | Status   | Score |
| -------------------------- | -------------------------------------------------- | -------- | ----: |
| [REQ-1](product/req-1.md)  | =cmd()\|' /C calc'!A0                              | done     |    -5 |
|  [REQ-2](product/req-2.md) | 計画表を書き出す。ロードマップの全項目を一枚の表にまとめる機能 | **late** |  12.5 |
|  [REQ-3](product/req-3.md) | Family 👩‍👩‍👧 plan, café and ␛\[31mred␛\[0m⟨U+202E⟩txt | at risk  |       |
| [REQ-4](product/req-4.md)  | \<script\>alert('x')\</script\> & \*stars\* \[a\](b) \`tick\` second line | draft    |     1 |
| [REQ-5](product/req-5.md)  | Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft שלום |          |   100 |

### 1. Criteria \#

\- not a list, # not a heading, one line of some length that has to be wrapped where the terminal ends

- [x] Given a roadmap
  - with 200 items
- [ ] 1\. then
- see **this**

#### Now

1 item

- [INI-1](product/ini-1.md) Exports \<b\> — building · 2-5 weeks
  - 計画 child

#### Next

## Problem
A **bold** claim, `code`, <i>raw</i> <!-- hidden -->and a [link](https://example.org).

- [x] done
- [ ] open
  1. deep

> quoted

| a | b |
|---|--:|
| c\|d | 1 |

```
let x = "␛[2J";
```

````yaml
id: REQ-1
	tab: ```
````
"#);
}

#[test]
fn a_roadmap_in_markdown() {
    insta::assert_snapshot!(show(&roadmap(), "markdown", 80), @r#"
# Roadmap

Compass 2.x · 7 items, as of 2026-11-23

## Now

2 bets · 16 weeks

- [INI-1](product/ini-1.md) Everyone can take the plan elsewhere — building ana · 2027-Q1
  - [REQ-42](product/req-42.md) Export a roadmap as CSV — done 2.1
  - [REQ-43](product/req-43.md) Print a roadmap on one page — building 2.1
- [INI-4](product/ini-4.md) Signing in takes one step — **late** by 12 days · jo

## Next

2 bets

- [INI-2](product/ini-2.md) A team sees what slipped and why — at risk waits for REQ-40
- [INI-5](product/ini-5.md) ロードマップを日本語で読む — approved mei · 2027-Q2

## Later

1 bet

- [INI-3](product/ini-3.md) Plans of several products on one page — draft

> [!WARNING]
> INI-4 was announced for 2026-11-01 and is not done

## Details

| Id                           | Title                                | Status   | Owner | Target     | Effort | Why                                                  |
| ---------------------------- | ------------------------------------ | -------- | ----- | ---------- | -----: | ---------------------------------------------------- |
| [INI-1](product/ini-1.md)    | Everyone can take the plan elsewhere | building | ana   | 2027-Q1    |     12 | Asked for by 31 customers; two renewals depend on it |
|  [REQ-42](product/req-42.md) | Export a roadmap as CSV              | done     | ana   | 2026-11    |    2-5 |                                                      |
|  [REQ-43](product/req-43.md) | Print a roadmap on one page          | building | jo    | 2027-01-15 |      3 | Board meetings are on paper                          |
| [INI-4](product/ini-4.md)    | Signing in takes one step            | **late** | jo    | 2026-11-11 |      4 | One in five gives up at the second step              |

## [REQ-42](product/req-42.md) Export a roadmap as CSV

- **Status:** done
- **Objective:** [OBJ-3](product/obj-3.md) Plans reach the people they are for
- **Announced:** 2026-11 in [the newsletter](https://example.org/news)
- **Effort:** 2-5 person-weeks

## Problem

A head of product *copies* the roadmap into a spreadsheet **every month**, by hand. It takes two hours and is wrong by the next day ([interview](notes/ana.md)).

## Acceptance criteria

- [x] Given a roadmap with 200 items, when it is exported, then the sheet has 200 rows.
- [ ] Given a title that begins with `=`, then no spreadsheet runs it.

> "I would pay for this alone." (CUST-4)

| Tool | Opens it |
|---|---|
| Calc | yes |
| Numbers | not tried |

```console
$ pm roadmap --format csv > roadmap.csv
```
"#);
}

#[test]
fn every_block_in_html() {
    insta::assert_snapshot!(body(&nasty()), @r#"
     id="content" tabindex="-1">
    <header>
    <h1>Plan ␛]0;owned␇ of *Ana*</h1>
    <p class="summary">5 items</p>
    </header>
    <div class="note caution" role="note"><span class="mark" aria-hidden="true">!</span><p>2 ideas are unscored: run <code>pm prioritize</code></p></div>
    <h2 id="facts">Facts</h2>
    <dl class="facts">
    <div><dt>Owner</dt><dd>ana</dd></div>
    <div><dt>Announced | to</dt><dd>see <a href="https://example.org/a_b">the post</a></dd></div>
    <div><dt>Bad link</dt><dd>click</dd></div>
    </dl>
    <div class="wide" role="region" aria-label="Facts" tabindex="0">
    <table role="table">
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="fixed">Id</th><th role="columnheader" scope="col">Title</th><th role="columnheader" scope="col" class="fixed">Status</th><th role="columnheader" scope="col" class="number">Score</th></tr></thead>
    <tbody role="rowgroup">
    <tr role="row" id="req-1" class="parent"><th role="rowheader" scope="row" class="fixed"><a class="id" href="product/req-1.md">REQ-1</a></th><td role="cell" data-label="Title">=cmd()|&#39; /C calc&#39;!A0</td><td role="cell" class="fixed" data-label="Status"><span class="tone good">done</span></td><td role="cell" class="number" data-label="Score">-5</td></tr>
    <tr role="row" id="req-2" style="--depth:1"><th role="rowheader" scope="row" class="fixed"><a class="id" href="product/req-2.md">REQ-2</a></th><td role="cell" data-label="Title">計画表を書き出す。ロードマップの全項目を一枚の表にまとめる機能</td><td role="cell" class="fixed" data-label="Status"><span class="tone bad">late</span></td><td role="cell" class="number" data-label="Score">12.5</td></tr>
    <tr role="row" id="req-3" style="--depth:1"><th role="rowheader" scope="row" class="fixed"><a class="id" href="product/req-3.md">REQ-3</a></th><td role="cell" data-label="Title">Family 👩‍👩‍👧 plan, café and ␛[31mred␛[0m⟨U+202E⟩txt</td><td role="cell" class="fixed" data-label="Status"><span class="tone caution">at risk</span></td><td role="cell" class="number" data-empty data-label="Score"></td></tr>
    <tr role="row" id="req-4"><th role="rowheader" scope="row" class="fixed"><a class="id" href="product/req-4.md">REQ-4</a></th><td role="cell" data-label="Title">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; *stars* [a](b) `tick`
    second line</td><td role="cell" class="fixed" data-label="Status">draft</td><td role="cell" class="number" data-label="Score">1</td></tr>
    <tr role="row" id="req-5"><th role="rowheader" scope="row" class="fixed"><a class="id" href="product/req-5.md">REQ-5</a></th><td role="cell" data-label="Title">Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft שלום</td><td role="cell" class="fixed" data-empty data-label="Status"></td><td role="cell" class="number" data-label="Score">100</td></tr>
    </tbody>
    </table>
    </div>
    <h3 id="1-criteria-">1. Criteria #</h3>
    <p>- not a list, # not a heading,	one line of some length that has to be wrapped where the terminal ends</p>
    <ul>
    <li><span class="box" role="img" aria-label="done">☑</span> Given a roadmap<ul>
    <li>with 200 items</li>
    </ul></li>
    <li><span class="box" role="img" aria-label="open">☐</span> 1. then</li>
    <li>see <strong>this</strong></li>
    </ul>
    <div class="board">
    <section class="column">
    <div class="head"><h4 id="now">Now</h4><p class="remark">1 item</p></div>
    <ul class="cards" role="list">
    <li id="ini-1"><p class="title"><a class="id" href="product/ini-1.md">INI-1</a> Exports &lt;b&gt;</p><p class="line"><span class="tone active">building</span> · 2-5 weeks</p><ul class="children" role="list">
    <li><p class="title">計画 child</p></li>
    </ul>
    </li>
    </ul>
    </section>
    <section class="column">
    <div class="head"><h4 id="next">Next</h4></div>
    </section>
    </div>
    <div class="prose">
    <h4 id="problem">Problem</h4>
    <p>A <strong>bold</strong> claim, <code>code</code>, &lt;i&gt;raw&lt;/i&gt; and a <a href="https://example.org">link</a>.</p>
    <ul>
    <li><span class="box" role="img" aria-label="done">☑</span> done</li>
    <li><span class="box" role="img" aria-label="open">☐</span> open
    <ol>
    <li>deep</li>
    </ol>
    </li>
    </ul>
    <blockquote>
    <p>quoted</p>
    </blockquote>
    <div class="wide" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th>a</th><th style="text-align: right">b</th></tr></thead><tbody>
    <tr><td>c|d</td><td style="text-align: right">1</td></tr>
    </tbody></table></div>
    <pre><code>let x = "␛[2J";
    </code></pre>
    </div>
    <pre tabindex="0"><code class="language-yaml">id: REQ-1
    	tab: ```</code></pre>
    </main>
    </body>
    </html>
    "#);
}

#[test]
fn a_table_is_the_sheet_in_csv() {
    insta::assert_snapshot!(show(&nasty(), "csv", 80), @r#"
name,value
Owner,ana
Announced | to,see the post
Bad link,click
"#);
}

#[test]
fn a_board_is_the_sheet_in_csv() {
    insta::assert_snapshot!(show(&roadmap(), "csv", 80), @r#"
column,id,title,details,parent
Now,INI-1,Everyone can take the plan elsewhere,building ana · 2027-Q1,
Now,REQ-42,Export a roadmap as CSV,done 2.1,INI-1
Now,REQ-43,Print a roadmap on one page,building 2.1,INI-1
Now,INI-4,Signing in takes one step,late by 12 days · jo,
Next,INI-2,A team sees what slipped and why,at risk waits for REQ-40,
Next,INI-5,ロードマップを日本語で読む,approved mei · 2027-Q2,
Later,INI-3,Plans of several products on one page,draft ,
"#);
}
