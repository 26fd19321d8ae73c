//! One HTML file that needs nothing else: no script, no font, no request.
//!
//! The styles are in `page.css`. Everything from the page is escaped; a policy in the file forbids what
//! an escape might have missed. Knows where links may lead from `target` and what prose may hold from `prose`.

mod blocks;
mod chart;
mod inline;
mod prose;

use crate::page::anchor::Anchors;
use crate::page::drawing::{COLORS, STYLE};
use crate::page::formats::{Format, Surface};
use crate::page::markup::escape;
use crate::page::{Block, Page};
use crate::text::visible::one_line;

use blocks::Writer;
use inline::inline;

pub(crate) const FORMAT: Format =
    Format { name: "html", render: |page, surface| Some(render(page, surface)) };

const PAGE: &str = include_str!("page.css");
const LETTER: &str = include_str!("letter.css");

/// Nothing is loaded and nothing runs; the style stands in the file itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The name of the element that holds the page.
const MAIN: &str = "content";

/// The page's header and blocks, for a document that another writes around them in an element named `content`.
pub(crate) fn fragment(page: &Page) -> String {
    let name = one_line(&page.title.to_plain()).into_owned();
    let mut anchors = Anchors::default();
    anchors.heading(MAIN);
    let mut writer = Writer::new(anchors, &name);
    let title =
        if page.title.is_empty() { String::new() } else { format!("<h1>{}</h1>\n", inline(&page.title)) };
    let summary = if page.summary.is_empty() {
        String::new()
    } else {
        format!("<p class=\"summary\">{}</p>\n", inline(&page.summary))
    };
    let body = page.blocks.iter().fold(String::new(), |mut body, block: &Block| {
        body.push_str(&writer.block(block));
        body.push('\n');
        body
    });
    format!("<header>\n{title}{summary}</header>\n{body}")
}

/// All rules of style, for documents that keep them in a file of their own.
pub(crate) fn style() -> String {
    format!("{COLORS}{PAGE}{STYLE}")
}

/// The page as the HTML of a mail, without what mail programs throw away: a policy, colors by name, places to skip to.
pub(crate) fn letter(page: &Page) -> String {
    let name = one_line(&page.title.to_plain()).into_owned();
    let content = fragment(page);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{LETTER}</style>\n</head>\n<body>\n{content}</body>\n</html>\n",
        escape(&name)
    )
}

fn render(page: &Page, _: &Surface) -> String {
    let name = one_line(&page.title.to_plain()).into_owned();
    let content = fragment(page);
    // The rules for pictures come along with the first of them.
    let drawing = if content.contains("<svg class=\"drawing\"") { STYLE } else { "" };
    let name = escape(if name.is_empty() { "Page" } else { &name });
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{name}</title>\n<style>\n{COLORS}{PAGE}{drawing}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#{MAIN}\">Skip to content</a>\n\
         <main id=\"{MAIN}\" tabindex=\"-1\">\n{content}</main>\n</body>\n</html>\n"
    )
}
