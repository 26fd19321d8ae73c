//! What a text says, whatever its markup: blocks, and runs of words in them. Knows no markup.

use std::rc::Rc;

/// A part of a text that stands on lines of its own; none is empty.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Block {
    Paragraph(Vec<Run>),
    Heading(u8, Vec<Run>),
    Code {
        language: String,
        text: String,
    },
    Quote(Vec<Block>),
    /// `start` is the number of the first item, nothing for bullets.
    List {
        start: Option<u32>,
        items: Vec<Item>,
    },
    /// Rows of cells.
    Table(Vec<Vec<Vec<Run>>>),
    Rule,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Item {
    /// Whether its box is ticked, where it has one.
    pub(super) done: Option<bool>,
    pub(super) blocks: Vec<Block>,
}

/// Words that look alike; a line feed in them is a line break.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How words look, and where they lead.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Look {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) deleted: bool,
    pub(super) code: bool,
    pub(super) image: bool,
    pub(super) link: Option<Rc<str>>,
}

impl Look {
    /// What two looks have in common: that of the gap between their words. A mark within another one does not reach
    /// over the end of that.
    fn shared(&self, other: &Self) -> Self {
        if self == other && !self.image {
            return self.clone();
        }
        let in_link = self.link == other.link && !self.image && !other.image;
        let in_deleted = in_link && self.deleted == other.deleted;
        let in_strong = in_deleted && self.strong == other.strong;
        Self {
            link: self.link.clone().filter(|_| in_link),
            deleted: in_link && self.deleted && other.deleted,
            strong: in_deleted && self.strong && other.strong,
            emphasis: in_strong && self.emphasis && other.emphasis,
            code: false,
            image: false,
        }
    }
}

/// An address that leads somewhere from wherever the text stands.
pub(super) fn leads(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    match scheme {
        Some((scheme, rest)) => {
            !rest.trim().is_empty()
                && match scheme.as_str() {
                    "mailto" | "tel" => true,
                    "http" | "https" | "ftp" | "ftps" | "file" | "slack" | "notion" => rest.starts_with("//"),
                    _ => false,
                }
        }
        None => false,
    }
}

/// Runs as paragraphs: white space is one space and none at the ends of a line, two breaks end a paragraph, and a gap
/// looks like the words on both its sides.
pub(super) fn paragraphs(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut tidy = Tidy::default();
    for run in runs {
        if run.look.image {
            tidy.image(run);
            continue;
        }
        for each in run.text.chars() {
            tidy.take(each, &run.look);
        }
    }
    tidy.paragraphs.retain(|paragraph| !paragraph.is_empty());
    tidy.paragraphs
}

/// The runs of blocks on one line, for a cell.
pub(super) fn flat(blocks: Vec<Block>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for block in blocks {
        if !runs.is_empty() {
            runs.push(plain(" "));
        }
        match block {
            Block::Paragraph(own) | Block::Heading(_, own) => runs.extend(own),
            Block::Code { text, .. } => {
                let look = Look { code: true, ..Look::default() };
                runs.push(Run { text: text.replace('\n', " "), look });
            }
            Block::Quote(blocks) => runs.extend(flat(blocks)),
            Block::List { items, .. } => {
                for (at, item) in items.into_iter().enumerate() {
                    runs.push(plain(if at == 0 { "• " } else { " • " }));
                    runs.extend(flat(item.blocks));
                }
            }
            Block::Table(rows) => {
                for cell in rows.into_iter().flatten() {
                    runs.extend(cell);
                    runs.push(plain(" "));
                }
            }
            Block::Rule => {}
        }
    }
    runs
}

pub(super) fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), look: Look::default() }
}

#[derive(Default)]
struct Tidy {
    paragraphs: Vec<Vec<Run>>,
    /// How the white space looks that was read since the last word.
    space: Option<Look>,
    breaks: usize,
}

impl Tidy {
    fn take(&mut self, each: char, look: &Look) {
        match each {
            '\n' if !look.code => {
                self.breaks += 1;
                self.widen(look);
            }
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            _ if each.is_whitespace() => self.widen(look),
            _ if each.is_control() => {}
            _ => {
                self.gap(look);
                self.push(each, look.clone());
            }
        }
    }

    fn image(&mut self, run: &Run) {
        self.gap(&run.look);
        let alt = run.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(Run { text: alt, look: run.look.clone() });
        }
    }

    /// Writes the gap before words that look like `next`.
    fn gap(&mut self, next: &Look) {
        let (breaks, space) = (std::mem::take(&mut self.breaks), self.space.take());
        if breaks > 1 || self.paragraphs.is_empty() {
            self.paragraphs.push(Vec::new());
        }
        let last = self.paragraphs.last().and_then(|paragraph| paragraph.last());
        let Some(look) = last.map(|last| last.look.shared(next)) else { return };
        if let Some(space) = space {
            self.push(if breaks == 1 { '\n' } else { ' ' }, look.shared(&space));
        }
    }

    /// Takes white space that looks like this into the gap.
    fn widen(&mut self, look: &Look) {
        self.space = Some(match &self.space {
            Some(space) => space.shared(look),
            None => look.clone(),
        });
    }

    fn push(&mut self, each: char, look: Look) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match paragraph.last_mut() {
            Some(last) if last.look == look && !look.image => last.text.push(each),
            _ => paragraph.push(Run { text: each.to_string(), look }),
        }
    }
}
