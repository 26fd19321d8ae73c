//! What the styles promise: words that can be read in either scheme, and a file that asks for nothing.

use super::sample::{nasty, roadmap};
use super::{Surface, named, show};
use crate::page::drawing::COLORS;
use crate::page::{Block, Inline, Page, Text, Tone};

/// The relative luminance of `#rrggbb`, as WCAG 2.2 defines it.
fn luminance(color: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_word_stands_out_from_its_ground_in_both_schemes() {
    let (light, dark) = COLORS.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for scheme in [light, dark] {
        let value = |name: &str| {
            let at = scheme.find(&format!("--{name}: #")).unwrap_or_else(|| panic!("no colour {name}"));
            &scheme[at + name.len() + 4..][..7]
        };
        let grounds = ["ground", "sheet", "sunken"];
        let words = ["text", "muted", "accent"];
        let plain = grounds.iter().flat_map(|ground| words.map(|word| (word, (*ground).to_owned())));
        let tones = ["good", "active", "caution", "bad"].map(|tone| (tone, format!("{tone}-ground")));
        let notes = ["good", "active", "caution", "bad"].map(|tone| ("text", format!("{tone}-ground")));
        for (word, ground) in plain.chain(tones).chain(notes) {
            let contrast = contrast(value(word), value(&ground));
            assert!(contrast >= 4.5, "{word} on {ground}: {contrast:.2}");
        }
    }
}

#[test]
fn an_html_page_asks_for_nothing() {
    for page in [nasty(), roadmap()] {
        let shown = show(&page, "html", 80);
        for request in ["<script", "<link", "<img", "<iframe", "src=", "@import", "url(", "@font-face"] {
            let found = shown.matches(request).count();
            assert_eq!(found, 0, "{request}");
        }
    }
}

#[test]
fn headings_of_an_html_page_follow_each_other() {
    let shown = show(&roadmap(), "html", 80);
    let levels = regex::Regex::new("<h([1-6])").unwrap();
    let levels: Vec<u32> = levels.captures_iter(&shown).map(|found| found[1].parse().unwrap()).collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn colours_on_a_terminal_come_from_the_roles() {
    let link = |text: &str| Inline::Link {
        text: text.into(),
        target: crate::page::Target::Url("https://example.org/a b".into()),
    };
    let text = Text::from(Inline::Toned(Tone::Bad, "late".into()))
        .and(Inline::Plain(", see ".into()))
        .and(link("the post"));
    let page = Page { title: "Plan".into(), blocks: vec![Block::Paragraph(text)], ..Page::default() };
    let surface = Surface { width: 80, color: true, hyperlinks: true };
    let shown = (named("terminal").unwrap().render)(&page, &surface).unwrap().replace('\u{1b}', "␛");
    insta::assert_snapshot!(shown, @r"
    ␛[1mPlan␛[0m
    ␛[2m════␛[0m

    ␛[1m␛[31mlate␛[0m, see ␛]8;;https://example.org/a%20b␛\␛[4mthe post␛[0m␛]8;;␛\
    ");
}
