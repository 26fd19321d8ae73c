//! A chart in every format.

use super::show;
use crate::page::chart::{Chart, Series};
use crate::page::{Block, Page, Tone};

fn page() -> Page {
    let series =
        |name: &str, tone, values: &[usize]| Series { name: name.into(), tone, values: values.to_vec() };
    let chart = Chart {
        caption: "How much stood <where>".into(),
        axis: "Day".into(),
        points: ["2026-01-31", "2026-02-28", "2026-03-31"].map(str::to_owned).into(),
        series: vec![
            series("done", Some(Tone::Good), &[0, 4, 6]),
            series("on its | way", Some(Tone::Active), &[2, 2, 1]),
            series("open", None, &[6, 6, 3]),
        ],
    };
    Page { blocks: vec![Block::Chart(chart)], ..Page::default() }
}

#[test]
fn a_terminal_fills_each_amount_in_its_own_way() {
    insta::assert_snapshot!(show(&page(), "terminal", 40), @r#"
    12 ┤         ░░░░░░░░░░░░░░░░░
       │         ░░░░░░░░░░░░░░░░░
       │         ░░░░░░░░░░░░░░░░░░░░░░░░░░
       │         ░░░░░░░░░░░░░░░░░░░░░░░░░░
       │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
       │░░░░░░░░░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒
     6 ┤░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█████████
       │░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█████████
       │░░░░░░░░░██████████████████████████
       │░░░░░░░░░██████████████████████████
       │▒▒▒▒▒▒▒▒▒██████████████████████████
       │▒▒▒▒▒▒▒▒▒██████████████████████████
     0 └───────────────────────────────────
        2026-01-31               2026-03-31
    ░ open 3   ▒ on its | way 1   █ done 6
    "#);
}

#[test]
fn markdown_and_a_sheet_have_the_numbers() {
    insta::assert_snapshot!(show(&page(), "markdown", 80), @r#"
    | Day        | done | on its \| way | open |
    | ---------- | ---: | ------------: | ---: |
    | 2026-01-31 |    0 |             2 |    6 |
    | 2026-02-28 |    4 |             2 |    6 |
    | 2026-03-31 |    6 |             1 |    3 |
    "#);
    insta::assert_snapshot!(show(&page(), "csv", 80), @r#"
    Day,done,on its | way,open
    2026-01-31,0,2,6
    2026-02-28,4,2,6
    2026-03-31,6,1,3
    "#);
}

#[test]
fn html_has_a_picture_with_a_name_and_the_numbers_beside_it() {
    let shown = show(&page(), "html", 80);
    let figure =
        shown.split_once("<figure").and_then(|(_, rest)| rest.split_once("<details>")).expect("a figure").0;
    insta::assert_snapshot!(figure, @r#"
     class="chart">
    <figcaption>How much stood &lt;where&gt;</figcaption>
    <svg viewBox="0 0 720 240" role="img" aria-label="How much stood &lt;where&gt;" preserveAspectRatio="none">
    <polygon class="area-0" points="0,240 360,160 720,120 720,240 360,240 0,240"/>
    <polygon class="area-1" points="0,200 360,120 720,100 720,120 360,160 0,240"/>
    <polygon class="area-2" points="0,80 360,0 720,40 720,100 360,120 0,200"/>
    </svg>
    <p class="ends" aria-hidden="true"><span>2026-01-31</span><span>at most 12</span><span>2026-03-31</span></p>
    <ul class="legend">
    <li><span class="swatch area-2" aria-hidden="true"></span>open 3</li>
    <li><span class="swatch area-1" aria-hidden="true"></span>on its | way 1</li>
    <li><span class="swatch area-0" aria-hidden="true"></span>done 6</li>
    </ul>
    "#);
    let numbers = shown.split_once("<details>").expect("the numbers").1;
    assert!(numbers.contains("<td role=\"cell\" class=\"number\" data-label=\"open\">3</td>"), "{numbers}");
}

#[test]
fn one_point_makes_no_picture_of_a_page() {
    let mut page = page();
    if let Some(Block::Chart(chart)) = page.blocks.first_mut() {
        chart.points.truncate(1);
    }
    let shown = show(&page, "html", 80);
    assert!(!shown.contains("<svg") && shown.contains("2026-01-31"), "{shown}");
    assert!(show(&page, "terminal", 40).contains("2026-01-31"));
}

#[test]
fn the_name_of_a_series_commands_nothing_in_a_sheet() {
    let chart = Chart {
        caption: "Work".into(),
        axis: "Day".into(),
        points: vec!["1".into()],
        series: vec![Series { name: "\u{1b}[31mdone".into(), tone: None, values: vec![1] }],
    };
    let page = Page { blocks: vec![Block::Chart(chart)], ..Page::default() };
    let sheet = show(&page, "csv", 80);
    assert!(!sheet.contains('\u{1b}') && sheet.contains("done"), "{sheet:?}");
}
