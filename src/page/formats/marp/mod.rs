//! Slides in Markdown, for Marp and whatever else reads a rule between slides: one for each chapter, several for what
//! is long.
//!
//! The text is that of the Markdown format; `pieces` takes apart what may stand on several slides, `height` tells how
//! much of one it takes, and this decides alone where a slide ends.

mod height;
mod pieces;
#[cfg(test)]
mod tests;

use crate::page::formats::{Format, Surface, markdown};
use crate::page::{Block, Page, Text};

use height::{Height, of_text};

pub(crate) const FORMAT: Format =
    Format { name: "marp", render: |page, surface| Some(render(page, surface)) };

/// Letters small enough for a table of a report, from the top of the slide, and ids that are not broken.
const HEAD: &str = "---
marp: true
paginate: true
style: |
  section { font-size: 22px; place-content: start; }
  section table { width: 100%; display: table; }
  section td a { white-space: nowrap; }
---

";
const BREAK: &str = "\n---\n\n";

fn render(page: &Page, surface: &Surface) -> String {
    let page = page.plain();
    let mut slides: Vec<Slide> = vec![Slide::titled(&page.title, &page.summary)];
    for piece in page.blocks.iter().flat_map(pieces::of) {
        match piece {
            Block::Heading { level: 1, text } => slides.push(Slide::titled(&text, &Text::new())),
            piece => add(&mut slides, piece),
        }
    }
    let texts = slides.iter().map(|slide| slide.written(surface)).filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { String::new() } else { format!("{HEAD}{}", texts.join(BREAK)) }
}

/// Puts a piece on the last slide, or what does not fit there on others behind it.
fn add(slides: &mut Vec<Slide>, piece: Block) {
    let mut rest = Some(piece);
    while let Some(piece) = rest.take() {
        let Some(last) = slides.last_mut() else { return };
        let (fits, more) = pieces::split(piece, last.room(), last.is_bare());
        if let Some(fits) = fits {
            last.take(fits);
        }
        rest = more;
        if rest.is_some() {
            let next = last.continued();
            slides.push(next);
        }
    }
}

struct Slide {
    page: Page,
    taken: Height,
    /// How many of its last blocks are headings, and a remark under one, that nothing stands under yet.
    waiting: usize,
}

impl Slide {
    fn titled(title: &Text, summary: &Text) -> Self {
        let page = Page { title: title.clone(), summary: summary.clone(), blocks: Vec::new() };
        let title = if title.is_empty() { 0 } else { height::TITLE };
        let summary = if summary.is_empty() { 0 } else { of_text(summary) };
        Self { page, taken: title + summary, waiting: 0 }
    }

    /// How much more it holds.
    fn room(&self) -> Height {
        height::SLIDE.saturating_sub(self.taken)
    }

    /// Whether it has nothing but its title, and headings that belong to what comes.
    fn is_bare(&self) -> bool {
        self.page.blocks.len() == self.waiting
    }

    fn take(&mut self, block: Block) {
        self.taken += height::of(&block);
        let is_remark = matches!(block, Block::Paragraph(_))
            && matches!(self.page.blocks.last(), Some(Block::Heading { .. }));
        let waits = is_remark || matches!(block, Block::Heading { .. });
        self.waiting = if waits { self.waiting + 1 } else { 0 };
        self.page.blocks.push(block);
    }

    /// The slide behind it, with its title and the headings that nothing stands under here.
    fn continued(&mut self) -> Self {
        let mut next = Self::titled(&self.page.title, &Text::new());
        if self.waiting < self.page.blocks.len() {
            let kept = self.page.blocks.len() - self.waiting;
            for heading in self.page.blocks.split_off(kept) {
                next.take(heading);
            }
            self.waiting = 0;
        }
        next
    }

    fn written(&self, surface: &Surface) -> String {
        let text = (markdown::FORMAT.render)(&self.page, surface).unwrap_or_default();
        // A rule in what a person wrote would end the slide.
        let lines = text.lines().map(|line| if is_rule(line) { "***" } else { line });
        lines.fold(String::new(), |text, line| text + line + "\n")
    }
}

fn is_rule(line: &str) -> bool {
    let signs = line.trim().replace(' ', "");
    signs.len() >= 3 && (signs.bytes().all(|sign| sign == b'-') || signs.bytes().all(|sign| sign == b'_'))
}
