//! Markdown that a person wrote, as HTML below the headings of the page.

use pulldown_cmark::{CowStr, Event, Tag, html};

use super::blocks::tick;
use crate::page::anchor::Anchors;
use crate::page::prose::{events, inside, plain};
use crate::text::visible::one_line;

/// `number` tells this text's footnotes from those of other texts on the page.
pub(super) fn render(markdown: &str, level: usize, number: usize, anchors: &mut Anchors) -> String {
    let mut events = events(markdown, level);
    for at in 0..events.len() {
        let words = match &events[at] {
            Event::Start(Tag::Heading { .. }) => plain(&events[inside(&events, at)]),
            _ => String::new(),
        };
        match &mut events[at] {
            Event::Start(Tag::Heading { id, .. }) => {
                *id = Some(CowStr::from(anchors.heading(&one_line(&words))));
            }
            event @ Event::TaskListMarker(_) => {
                // A box that nobody can tick is a sign, and says what it means to those who do not see it.
                let is_done = *event == Event::TaskListMarker(true);
                *event = Event::InlineHtml(CowStr::from(format!("{} ", tick(is_done))));
            }
            Event::Start(Tag::FootnoteDefinition(label)) | Event::FootnoteReference(label) => {
                *label = CowStr::from(format!("note-{number}-{label}"));
            }
            _ => {}
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    let scrolling = out
        .replace("<table>", "<div class=\"wide\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
    format!("<div class=\"prose\">\n{scrolling}</div>")
}
