//! The first heading of a text, which many documents take for their title.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::markdown::reader::OPTIONS;
use crate::text::span::Span;

/// What a reader sees of the first heading that says something, and where it stands, its signs aside;
/// `body` stands at `base` in its file.
pub(crate) fn first_heading(body: &str, base: usize) -> Option<(Box<str>, Span)> {
    let mut heading: Option<(String, Option<Span>)> = None;
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        match (&mut heading, event) {
            (None, Event::Start(Tag::Heading { .. })) => heading = Some((String::new(), None)),
            (None, _) => {}
            (Some((text, place)), Event::End(TagEnd::Heading(_))) => {
                if let (false, Some(place)) = (text.trim().is_empty(), *place) {
                    return Some((text.trim().into(), place.shift(base)));
                }
                heading = None;
            }
            (Some((text, place)), event) => {
                let span = Span::new(range.start, range.end);
                *place = Some(place.map_or(span, |before| before.join(span)));
                match event {
                    Event::Text(words) | Event::Code(words) => text.push_str(&words),
                    Event::InlineMath(words) | Event::DisplayMath(words) => text.push_str(&words),
                    Event::SoftBreak | Event::HardBreak => text.push(' '),
                    _ => {}
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, title: &str, place: &str) {
        let (text, span) = first_heading(body, 10).expect("a heading");
        let written = Span::new(span.start() - 10, span.end() - 10).slice(body);
        assert_eq!((&*text, written), (title, place));
    }

    #[test]
    fn the_first_heading_is_read_without_its_signs() {
        check("Intro\n\n## A *new* `title` ##\n\n# Other\n", "A new title", "A *new* `title`");
        check("Title\r\n=====\r\n", "Title", "Title");
        check("#\n\n# [A link](x.md)\n", "A link", "[A link](x.md)");
    }

    #[test]
    fn a_text_without_a_heading_has_none() {
        assert_eq!(first_heading("```\n# code\n```\n#\n", 0), None);
    }
}
