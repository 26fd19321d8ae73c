//! Marks within lines: strong, emphasis, deleted, code, links, escapes.
//!
//! A mark opens before a word and closes behind one, on one line; one without its other half is what it looks like.

use std::rc::Rc;

use super::links::{self, Reference};
use super::macros;
use crate::exchange::markup::builder::Builder;
use crate::exchange::markup::html::entities;
use crate::exchange::markup::tree::Look;

/// Reads lines into the paragraph that is open.
pub(super) fn read(text: &str, builder: &mut Builder) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            builder.text("\n", &Look::default());
        }
        let mut parts = scan(line);
        pair(&mut parts);
        put(&parts, builder);
    }
}

/// A mark by its place in [`MARKS`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Half {
    Open,
    Close,
    /// Shown as it is written.
    Shown,
}

enum Part {
    Words(String),
    Code(String),
    Reference { text: String, look: Look },
    Mark { mark: usize, may_open: bool, may_close: bool, half: Half, written: &'static str },
}

/// The marks in the order of their number; those that Markdown has nothing for say nothing here.
const MARKS: [&str; 7] = ["*", "_", "-", "+", "^", "~", "??"];
const FORCED: [&str; 7] = ["{*}", "{_}", "{-}", "{+}", "{^}", "{~}", "{??}"];

/// What may stand behind a backslash that is not shown.
const ESCAPED: &str = "*_-+^~{}[]()!|?#@\\&:;.%\"'<>/=,$`";

struct Scan {
    parts: Vec<Part>,
    words: String,
}

impl Scan {
    fn put(&mut self, part: Part) {
        if !self.words.is_empty() {
            self.parts.push(Part::Words(std::mem::take(&mut self.words)));
        }
        self.parts.push(part);
    }

    fn put_reference(&mut self, reference: &Reference<'_>) {
        let look = Look::default();
        let (text, look) = match reference {
            Reference::Link { text, target } => {
                (unescaped(text), Look { link: Some(Rc::clone(target)), ..look })
            }
            Reference::Picture { name, target } => {
                ((*name).to_owned(), Look { image: true, link: Some(Rc::clone(target)), ..look })
            }
            Reference::File(name) => return self.put(Part::Code((*name).to_owned())),
            Reference::Person(words) | Reference::Words(words) => (unescaped(words), look),
            Reference::Elsewhere { text, target } => (format!("{} ({target})", unescaped(text)), look),
        };
        self.put(Part::Reference { text, look });
    }
}

fn scan(line: &str) -> Vec<Part> {
    let mut scan = Scan { parts: Vec::new(), words: String::new() };
    let mut at = 0;
    let mut before: Option<char> = None;
    let mut has_mono = true;
    while let Some(each) = line[at..].chars().next() {
        let rest = &line[at..];
        let next = rest.chars().nth(1);
        let mut length = each.len_utf8();
        match each {
            '\\' if rest.starts_with("\\\\") && rest[2..].chars().next().is_none_or(char::is_whitespace) => {
                length = 2;
                scan.words.push('\n');
            }
            '\\' if rest.starts_with("\\\\") => {
                length = 2;
                scan.words.push_str("\\\\");
            }
            '\\' if next.is_some_and(|next| ESCAPED.contains(next)) => {
                length = 2;
                scan.words.extend(next);
            }
            '{' if rest.starts_with("{{") && has_mono => match rest.find("}}") {
                Some(end) => {
                    length = end + 2;
                    // Braces within belong to what they hold.
                    while line[at + length..].starts_with('}') {
                        length += 1;
                    }
                    let code = unescaped(line[at + 2..at + length - 2].trim());
                    if !code.is_empty() {
                        scan.put(Part::Code(code));
                    }
                }
                None => {
                    has_mono = false;
                    scan.words.push('{');
                }
            },
            '{' => {
                if let Some(mark) = FORCED.iter().position(|mark| rest.starts_with(mark)) {
                    length = FORCED[mark].len();
                    let written = FORCED[mark];
                    scan.put(Part::Mark {
                        mark,
                        may_open: true,
                        may_close: true,
                        half: Half::Shown,
                        written,
                    });
                } else {
                    match macros::tag(&rest[1..]) {
                        Some(("color" | "anchor", _, end)) => length = end + 1,
                        _ => scan.words.push('{'),
                    }
                }
            }
            '[' => match links::bracket(rest) {
                Some((reference, end)) => {
                    length = end;
                    scan.put_reference(&reference);
                }
                None => scan.words.push('['),
            },
            '!' => match links::image(rest) {
                Some((reference, end)) => {
                    length = end;
                    scan.put_reference(&reference);
                }
                None => scan.words.push('!'),
            },
            'h' | 'f' if !before.is_some_and(char::is_alphanumeric) => match links::bare(rest) {
                Some(end) => {
                    length = end;
                    let look = Look { link: Some(rest[..end].into()), ..Look::default() };
                    scan.put(Part::Reference { text: rest[..end].to_owned(), look });
                }
                None => scan.words.push(each),
            },
            '&' => match entities::decode(rest) {
                Some((decoded, end)) => {
                    length = end;
                    scan.words.push_str(&decoded);
                }
                None => scan.words.push('&'),
            },
            _ if !each.is_ascii_punctuation() => scan.words.push(each),
            _ => match MARKS.iter().position(|mark| rest.starts_with(mark)) {
                Some(mark) => {
                    let written = MARKS[mark];
                    length = written.len();
                    let after = rest[length..].chars().next();
                    let is_word = |each: Option<char>| each.is_some_and(char::is_alphanumeric);
                    let is_gap = |each: Option<char>| each.is_none_or(char::is_whitespace);
                    // Dashes in a row are a dash, plus signs in a row a name or a step.
                    let is_run = |each: Option<char>| matches!(mark, 2 | 3) && each == written.chars().next();
                    let stands_alone = !is_run(before) && !is_run(after);
                    scan.put(Part::Mark {
                        mark,
                        may_open: stands_alone && !is_word(before) && !is_gap(after),
                        may_close: stands_alone && !is_gap(before) && !is_word(after),
                        half: Half::Shown,
                        written,
                    });
                }
                None => scan.words.push(each),
            },
        }
        before = line[at..at + length].chars().next_back();
        at += length;
    }
    if !scan.words.is_empty() {
        scan.parts.push(Part::Words(scan.words));
    }
    scan.parts
}

/// Finds the other half of each mark.
fn pair(parts: &mut [Part]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut counts = [0_usize; MARKS.len()];
    for at in 0..parts.len() {
        let Part::Mark { mark, may_open, may_close, .. } = parts[at] else { continue };
        if may_close && counts[mark] > 0 {
            while let Some((other, opened)) = open.pop() {
                counts[other] -= 1;
                if other == mark {
                    set(parts, opened, Half::Open);
                    set(parts, at, Half::Close);
                    break;
                }
            }
        } else if may_open {
            open.push((mark, at));
            counts[mark] += 1;
        }
    }
}

fn set(parts: &mut [Part], at: usize, to: Half) {
    if let Part::Mark { half, .. } = &mut parts[at] {
        *half = to;
    }
}

fn put(parts: &[Part], builder: &mut Builder) {
    let mut open = [0_usize; MARKS.len()];
    for part in parts {
        let now = Look {
            strong: open[0] > 0,
            emphasis: open[1] + open[6] > 0,
            deleted: open[2] > 0,
            ..Look::default()
        };
        match part {
            Part::Words(text) => builder.text(text, &now),
            Part::Code(text) => builder.text(text, &Look { code: true, ..now }),
            Part::Reference { text, look } => {
                builder.text(text, &Look { link: look.link.clone(), image: look.image, ..now });
            }
            Part::Mark { mark, half, written, .. } => match half {
                Half::Open => open[*mark] += 1,
                Half::Close => open[*mark] -= 1,
                Half::Shown => builder.text(written, &now),
            },
        }
    }
}

/// A text without the backslashes that hide marks.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(each) = rest.next() {
        match rest.peek() {
            Some(next) if each == '\\' && ESCAPED.contains(*next) => out.extend(rest.next()),
            _ => out.push(each),
        }
    }
    out
}
