use proptest::prelude::*;

use super::*;
use crate::page::{Column, Item, List, Row, Table};

fn plain(words: &str) -> Text {
    Text::from(words)
}

fn item(words: &str) -> Item {
    Item { text: plain(words), ..Item::default() }
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: plain(words) }
}

/// The slides, each as its lines.
fn slides(blocks: Vec<Block>) -> Vec<String> {
    let page = Page { title: plain("Week 48"), summary: Text::new(), blocks };
    let text = render(&page, &Surface::default());
    text.strip_prefix(HEAD).unwrap().split(BREAK).map(str::to_owned).collect()
}

#[test]
fn a_long_list_goes_on_under_the_same_title() {
    let words = "word ".repeat(60);
    let items = (1..=6).map(|at| item(&format!("{at} {words}"))).collect();
    let slides = slides(vec![heading(1, "Attention"), Block::List(List { ordered: false, items })]);
    let starts: Vec<&str> = slides.iter().filter_map(|slide| slide.lines().next()).collect();
    assert_eq!(starts, ["# Week 48", "# Attention", "# Attention"]);
    assert_eq!(slides[1].matches("\n- ").count(), 3);
    assert_eq!(slides[2].matches("\n- ").count(), 3);
}

#[test]
fn the_heading_of_a_table_goes_with_its_first_rows_and_the_head_is_said_again() {
    let columns = ["Id", "Title"].map(|title| Column::text(title, title, true));
    let row = |at: usize| Row { cells: vec![plain(&format!("{at}")), plain(&"word ".repeat(30))], depth: 0 };
    let table =
        |count: usize| Block::Table(Table { columns: columns.to_vec(), rows: (0..count).map(row).collect() });
    let slides = slides(vec![heading(1, "Results"), table(4), heading(2, "More"), table(6)]);
    assert!(!slides[1].contains("More"), "{}", slides[1]);
    assert!(slides[2].starts_with("# Results\n\n### More\n\n| Id"), "{}", slides[2]);
    assert!(slides[3].starts_with("# Results\n\n| Id"), "{}", slides[3]);
}

#[test]
fn an_item_with_many_under_it_is_named_again() {
    let children = (1..=30).map(|at| item(&format!("part {at}"))).collect();
    let items = vec![Item { text: plain("The whole"), children, ..Item::default() }];
    let slides = slides(vec![heading(1, "Work"), Block::List(List { ordered: false, items })]);
    assert!(slides.len() > 3);
    assert!(slides[1..].iter().all(|slide| slide.contains("- The whole\n  - part")), "{slides:#?}");
}

#[test]
fn what_a_person_wrote_ends_no_slide() {
    let slides = slides(vec![heading(1, "Words"), Block::Prose("One.\n\n---\n\n```\na\n\nb\n```".into())]);
    assert_eq!(slides.len(), 2);
    assert!(slides[1].contains("***\n") && slides[1].contains("```\na\n\nb\n```"), "{}", slides[1]);
}

proptest! {
    /// Every item stands on one slide, in order, and no slide with more than one piece is too full.
    #[test]
    fn nothing_is_lost(lengths in prop::collection::vec(1_usize..900, 0..30)) {
        let items: Vec<Item> = lengths.iter().enumerate()
            .map(|(at, length)| item(&format!("<{at}>{}", "w".repeat(*length)))).collect();
        let list = Block::List(List { ordered: false, items });
        let mut made = vec![Slide::titled(&plain("T"), &Text::new())];
        for piece in pieces::of(&list) {
            add(&mut made, piece);
        }
        let mut next = 0;
        for slide in &made {
            let count = slide.page.blocks.iter().map(|block| match block {
                Block::List(list) => list.items.len(),
                _ => 0,
            }).sum::<usize>();
            prop_assert!(count <= 1 || slide.taken <= height::SLIDE);
            for block in &slide.page.blocks {
                let Block::List(list) = block else { continue };
                for item in &list.items {
                    let mark = format!("<{next}>");
                    prop_assert!(item.text.to_plain().starts_with(&mark));
                    next += 1;
                }
            }
        }
        prop_assert_eq!(next, lengths.len());
    }
}
