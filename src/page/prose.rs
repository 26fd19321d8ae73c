//! Markdown that people wrote, read as events that no format needs to fear.
//!
//! Raw HTML becomes text, comments disappear as their author meant, links lead only where they may, an image
//! is a link with its description, and headings continue below the page's own. Knows no format.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::page::target::safe_address;
use crate::text::visible::spelt_out;

/// What Markdown means here. Listed one by one: metadata blocks would swallow text between two rules.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// The events of a text whose highest heading becomes one of `level` (1 to 6).
pub(crate) fn events(markdown: &str, level: usize) -> Vec<Event<'static>> {
    let text = spelt_out(markdown);
    let parsed: Vec<Event<'_>> = Parser::new_ext(&text, OPTIONS).collect();
    let highest = parsed.iter().filter_map(heading_level).min().unwrap_or(1);
    let mut neutral = Neutral { lift: level as isize - highest as isize, ..Neutral::default() };
    let mut events = Vec::with_capacity(parsed.len());
    for event in parsed {
        neutral.push(event, &mut events);
    }
    events
}

/// The text among events, such as those of a heading, without roles.
pub(crate) fn plain(events: &[Event<'_>]) -> String {
    let pieces = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    pieces.collect()
}

/// The events between the start at `start` and its end.
pub(crate) fn inside(events: &[Event<'_>], start: usize) -> Range<usize> {
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return start + 1..index;
        }
    }
    start + 1..events.len()
}

/// What closes a code fence or a comment that the text leaves open, so that what follows is not swallowed.
pub(crate) fn closing(markdown: &str) -> Option<String> {
    let (event, range) = Parser::new_ext(markdown, OPTIONS).into_offset_iter().last()?;
    let last = markdown[range].trim_end();
    match event {
        Event::End(TagEnd::CodeBlock) => {
            let mark = last.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
            let fence: String = last.chars().take_while(|each| *each == mark).collect();
            let closed = last.lines().count() > 1
                && last.lines().last().is_some_and(|line| {
                    line.trim_start().starts_with(&fence) && line.trim().chars().all(|each| each == mark)
                });
            (!closed).then_some(fence)
        }
        Event::End(TagEnd::HtmlBlock) => {
            (last.contains("<!--") && !last.contains("-->")).then(|| "-->".into())
        }
        _ => None,
    }
}

fn heading_level(event: &Event<'_>) -> Option<usize> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    }
}

/// Turns events into harmless ones, one after the other.
#[derive(Default)]
struct Neutral {
    /// How many levels further down headings go.
    lift: isize,
    /// For each link that is open in the source, whether it is one in the result.
    links: Vec<bool>,
    /// The raw HTML of the block that is being read.
    html: Option<String>,
}

impl Neutral {
    fn push(&mut self, event: Event<'_>, events: &mut Vec<Event<'static>>) {
        let event = match event {
            Event::Start(Tag::HtmlBlock) => {
                self.html = Some(String::new());
                return;
            }
            Event::End(TagEnd::HtmlBlock) => {
                let text = without_comments(&self.html.take().unwrap_or_default());
                if !text.is_empty() {
                    events.push(Event::Start(Tag::Paragraph));
                    events.push(Event::Text(text.into()));
                    events.push(Event::End(TagEnd::Paragraph));
                }
                return;
            }
            Event::Html(text) | Event::Text(text) if self.html.is_some() => {
                self.html.get_or_insert_default().push_str(&text);
                return;
            }
            Event::Html(text) | Event::InlineHtml(text) if text.starts_with("<!--") => return,
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: self.lifted(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(self.lifted(level))),
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                return events.extend(self.link(&format!("mailto:{dest_url}")));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                return events.extend(self.link(&dest_url));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => match self.links.pop() {
                Some(true) => Event::End(TagEnd::Link),
                _ => return,
            },
            other => other,
        };
        events.push(event.into_static());
    }

    fn lifted(&self, level: HeadingLevel) -> HeadingLevel {
        let level = (level as isize + self.lift).clamp(1, 6);
        usize::try_from(level).ok().and_then(|level| level.try_into().ok()).unwrap_or(HeadingLevel::H6)
    }

    /// Opens a link to an address that is allowed, or notes that this one stays closed. Links do not nest.
    fn link(&mut self, address: &str) -> Option<Event<'static>> {
        let address = safe_address(address).filter(|_| !self.links.contains(&true));
        self.links.push(address.is_some());
        Some(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(address?),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }))
    }
}

fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expect: &str) {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events(markdown, 3).into_iter());
        assert_eq!(html.trim_end(), expect, "{markdown}");
    }

    #[test]
    fn raw_html_is_text_and_comments_are_gone() {
        check("a <b onclick=x>c</b> <!-- d -->", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt; </p>");
        check("<!-- a\n\nb -->\nc", "<p>c</p>");
        check("<script>x()</script>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>");
    }

    #[test]
    fn links_lead_only_where_they_may() {
        check("[a](javascript:x) [b](c.md)", "<p>a <a href=\"c.md\">b</a></p>");
        check("<ana@e.org>", "<p><a href=\"mailto:ana@e.org\">ana@e.org</a></p>");
        check("![shot](https://e.org/a.png)", "<p><a href=\"https://e.org/a.png\">shot</a></p>");
        check("[![shot](a.png)](b.md)", "<p><a href=\"b.md\">shot</a></p>");
    }

    #[test]
    fn headings_continue_below_the_pages() {
        check("## a\n#### b\n###### c", "<h3>a</h3>\n<h5>b</h5>\n<h6>c</h6>");
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(closing("a\n\n````js\nb\n").as_deref(), Some("````"));
        assert_eq!(closing("~~~").as_deref(), Some("~~~"));
        assert_eq!(closing("```\nb\n```\n"), None);
        assert_eq!(closing("a\n\n<!-- b\n\nc").as_deref(), Some("-->"));
        assert_eq!(closing("a"), None);
    }
}
