//! Links of pages and texts that led to documents, leading to their pages.

use super::address::{Addresses, up};
use crate::page::{Block, Page, Target};
use crate::plan::file_link;
use crate::source::RelPath;
use crate::text::markdown::{Outline, may_hold_links};

/// The page as it is read at `from`: what led to a document leads to its page, and what led to any other file
/// of the repository leads nowhere.
pub(super) fn led(addresses: &Addresses, from: &str, mut page: Page) -> Page {
    let root = up(from);
    page.retarget(&|target| match target {
        Target::File { path, anchor } => match addresses.of_document(path) {
            Some(page) => Target::File { path: format!("{root}{page}"), anchor: anchor.clone() },
            None => Target::Nowhere,
        },
        other => other.clone(),
    });
    page
}

/// The page with the links of its texts as they lead from the document at `written`.
pub(super) fn with_texts_led(addresses: &Addresses, from: &str, written: &RelPath, mut page: Page) -> Page {
    for block in &mut page.blocks {
        if let Block::Prose(text) = block {
            *text = prose(addresses, from, written, text);
        }
    }
    page
}

/// A text in which links to documents lead to their pages; links to other files are their words alone.
fn prose(addresses: &Addresses, from: &str, written: &RelPath, text: &str) -> String {
    if !may_hold_links(text) {
        return text.to_owned();
    }
    let outline = Outline::of(text, 0);
    let root = up(from);
    let page_of = |target: &str| {
        let target = file_link::local(target, written)?;
        let path = target.path?;
        let anchor = target.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(addresses.of_document(path.as_str()).map(|page| format!("{root}{page}{anchor}")))
    };
    let mut cuts: Vec<(usize, usize, String)> = Vec::new();
    for link in &outline.links {
        match (page_of(&link.target), link.target_span) {
            (Some(Some(page)), Some(span)) => cuts.push((span.start(), span.end(), page)),
            (Some(None), _) => cuts.push((link.span.start(), link.span.end(), link.text.to_string())),
            _ => {}
        }
    }
    for definition in &outline.definitions {
        if let (Some(Some(page)), Some(span)) = (page_of(&definition.target), definition.target_span) {
            cuts.push((span.start(), span.end(), page));
        }
    }
    cuts.sort();
    let mut led = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end, words) in cuts {
        if start >= at {
            led.push_str(&text[at..start]);
            led.push_str(&words);
            at = end;
        }
    }
    led.push_str(&text[at..]);
    led
}
