//! What stands in a body and in no rendering of it: comments, and definitions that no link uses, which people
//! write as comments (`[//]: # (…)`).
//!
//! For those who give a text away: what is not seen when it is read must not travel along. Code is seen, so
//! that a comment within it is text.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Parser, Tag};

use super::reader::OPTIONS;
use crate::text::span::Span;

const COMMENT: &str = "<!--";

/// The stretches of `body`, which stands at `base` in its file, that no reader of a rendering sees; sorted, and
/// apart from each other. A comment that does not end reaches to the end of the body.
pub(crate) fn unseen(body: &str, base: usize) -> Vec<Span> {
    if !["<!", "<?", "]:"].iter().any(|sign| body.contains(sign)) {
        return Vec::new();
    }
    let seen = Seen::of(body);
    let mut spans = comments(body, &seen.code);
    spans.extend(seen.markup);
    spans.extend(unused_definitions(body, seen.covered));
    joined(spans).into_iter().map(|span| Span::new(base + span.start, base + span.end)).collect()
}

/// Where the parts of a body stand.
#[derive(Default)]
struct Seen {
    /// Code, in blocks and in lines.
    code: Vec<Range<usize>>,
    /// Processing instructions, declarations and the like.
    markup: Vec<Range<usize>>,
    /// All that is rendered, and the definitions that links use.
    covered: Vec<Range<usize>>,
}

impl Seen {
    fn of(body: &str) -> Self {
        let mut seen = Self::default();
        let mut events = Parser::new_ext(body, OPTIONS).into_offset_iter();
        while let Some((event, range)) = events.next() {
            seen.take(body, &events, &event, range);
        }
        seen.code.sort_by_key(|range| range.start);
        seen
    }

    fn take(&mut self, body: &str, events: &OffsetIter<'_>, event: &Event<'_>, range: Range<usize>) {
        match event {
            // What holds other blocks covers what these cover.
            Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) | Event::End(_) => return,
            Event::Start(Tag::FootnoteDefinition(_)) => {
                let label = body[range.clone()].find("]:").map_or(range.end, |at| range.start + at + 2);
                self.covered.push(range.start..label);
                return;
            }
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => self.code.push(range.clone()),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let html = body[range.clone()].trim_start();
                if html.starts_with("<?") || (html.starts_with("<!") && !html.starts_with(COMMENT)) {
                    self.markup.push(range.clone());
                }
            }
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                let used = events.reference_definitions().get(id);
                self.covered.extend(used.map(|definition| definition.span.clone()));
            }
            _ => {}
        }
        self.covered.push(range);
    }
}

/// Comments outside of code. What a comment swallows the beginning of is no code: where a fence stands between
/// the two ends of a comment, readers of Markdown and people do not agree on what is one, and people wrote it.
fn comments(body: &str, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut code = code.iter().peekable();
    let mut at = 0;
    while let Some(start) = body[at..].find(COMMENT).map(|length| at + length) {
        while code.next_if(|code| code.end <= start || code.start < at).is_some() {}
        if let Some(code) = code.peek().filter(|code| code.start <= start) {
            at = code.end;
            continue;
        }
        let end = body[start..].find("-->").map_or(body.len(), |length| start + length + 3);
        found.push(start..end);
        at = end;
    }
    found
}

/// What is between the blocks of a body and is no blank: definitions, the second of a name among them.
fn unused_definitions(body: &str, covered: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let end = body.len();
    for next in joined(covered).into_iter().chain(std::iter::once(end..end)) {
        let gap = &body[at..next.start];
        if let (Some(start), true) = (gap.find('['), gap.contains("]:")) {
            found.push(at + start..at + gap.trim_end().len());
        }
        at = next.end;
    }
    found
}

fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is left of a body.
    fn left(body: &str) -> String {
        let mut left = String::new();
        let mut at = 0;
        for span in unseen(body, 0) {
            left.push_str(&body[at..span.start()]);
            at = span.end();
        }
        left + &body[at..]
    }

    #[track_caller]
    fn check(body: &str, expect: &str) {
        assert_eq!(left(body), expect, "of {body:?}");
    }

    #[test]
    fn comments_go_wherever_code_stands_around_them() {
        check("a <!-- x --> b", "a  b");
        check("a\n\n<!-- x\n```\n-->\n\nb <!-- y -->", "a\n\n\n\nb ");
        check("- a\n\n    ```\n    b\n\n<!-- x -->\n", "- a\n\n    ```\n    b\n\n\n");
        check("a <!-- x\n\nb", "a ");
        check("a <!--\n```\n-->\n\nb <!-- x -->", "a \n\nb ");
        check("<pre>\n<!-- x -->\n</pre>\n", "<pre>\n\n</pre>\n");
        check("a <!--> b <!-- x -->", "a  b ");
    }

    #[test]
    fn code_is_text() {
        check("Write `<!-- x -->` there", "Write `<!-- x -->` there");
        check("```html\n<!-- x -->\n```\n", "```html\n<!-- x -->\n```\n");
        check("a\n\n    <!-- x -->\n", "a\n\n    <!-- x -->\n");
        check("`<!--` and <!-- x --> `-->`", "`<!--` and  `-->`");
    }

    #[test]
    fn instructions_and_declarations_go() {
        check("a <?x y?> b <!X y> c", "a  b  c");
        check("<?x\ny?>\n\na <? b", "\na <? b");
    }

    #[test]
    fn definitions_go_that_no_link_uses() {
        check("a\n\n[//]: # (x)\n[//]: # (y)\n\nb", "a\n\n\n\nb");
        check("a [b]\n\n[B]: c \"d\"\n[e]: f\n", "a [b]\n\n[B]: c \"d\"\n\n");
        check("> a\n>\n> [//]: # (x)\n\nb", "> a\n>\n> \n\nb");
        check("a[^1]\n\n[^1]: b [c]: d\n", "a[^1]\n\n[^1]: b [c]: d\n");
        check("- [ ] AC1: a\n- [x] b\n", "- [ ] AC1: a\n- [x] b\n");
    }

    proptest! {
        #[test]
        fn what_goes_is_in_order_and_holds_every_comment(
            body in r"([a-c `>\[\]:#\n-]|<!--|-->|```\n|~~~\n|    |\[//\]: # \(|<\?|\?>){0,40}"
        ) {
            let spans = unseen(&body, 7);
            prop_assert!(spans.windows(2).all(|pair| pair[0].end() < pair[1].start()));
            prop_assert!(spans.iter().all(|span| body.get(span.start() - 7..span.end() - 7).is_some()));
            let html = Parser::new_ext(&body, OPTIONS).into_offset_iter().filter(|(event, _)| {
                matches!(event, Event::InlineHtml(_) | Event::Html(_))
            });
            for (_, range) in html {
                if let Some(at) = body[range.clone()].find(COMMENT) {
                    let start = range.start + at + 7;
                    prop_assert!(spans.iter().any(|span| span.start() <= start && start < span.end()));
                }
            }
        }
    }
}
