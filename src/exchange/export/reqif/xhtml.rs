//! Markdown as XHTML of the modules that ReqIF allows, each element with its prefix.
//!
//! Raw HTML is text, as in every other format; a link leads where it leads from anywhere, else its text stays; an
//! image is a link. Tables have rows alone, lists that begin with another number than 1 have their numbers as text.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::uri::uri;
use crate::page::markup::escape;
use crate::page::prose::events;

/// The level of the highest heading: the title is the level above.
const HIGHEST: usize = 2;

/// The text of a person as one block.
pub(super) fn xhtml(markdown: &str) -> String {
    let mut writer = Writer { out: String::from("<xhtml:div>"), ..Writer::default() };
    for event in events(markdown, HIGHEST) {
        writer.event(event);
    }
    writer.out.push_str("</xhtml:div>");
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// For each list that is open, the number of its next item where numbers are text; nothing where they are not.
    lists: Vec<Option<u64>>,
    /// For each list that is open, the element that it is.
    elements: Vec<&'static str>,
    /// For each link that is open, whether it is one in the result.
    links: Vec<bool>,
    is_head: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.out.push_str(&escape(&text));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.out.push_str(&escape(&text)),
            Event::Code(text) => self.out.push_str(&format!("<xhtml:code>{}</xhtml:code>", escape(&text))),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<xhtml:br/>"),
            Event::Rule => self.out.push_str("<xhtml:hr/>"),
            Event::TaskListMarker(is_done) => self.out.push_str(if is_done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => {
                self.out.push_str(&format!("<xhtml:sup>{}</xhtml:sup>", escape(&name)));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open("p"),
            Tag::Heading { level, .. } => self.out.push_str(&format!("<xhtml:h{}>", level as u8)),
            Tag::BlockQuote(_) => self.open("blockquote"),
            Tag::CodeBlock(_) => self.out.push_str("<xhtml:pre><xhtml:code>"),
            Tag::List(first) => self.list(first),
            Tag::Item => {
                self.open("li");
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.out.push_str(&format!("{number}. "));
                    *number += 1;
                }
            }
            Tag::FootnoteDefinition(name) => {
                let name = escape(&name);
                self.out.push_str(&format!("<xhtml:div><xhtml:p><xhtml:sup>{name}</xhtml:sup></xhtml:p>"));
            }
            Tag::Table(_) => self.open("table"),
            Tag::TableHead => {
                self.is_head = true;
                self.open("tr");
            }
            Tag::TableRow => self.open("tr"),
            Tag::TableCell => self.open(if self.is_head { "th" } else { "td" }),
            Tag::Emphasis => self.open("em"),
            Tag::Strong => self.open("strong"),
            Tag::Strikethrough => self.open("del"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let address = uri(&dest_url).filter(|_| !self.links.contains(&true));
                self.links.push(address.is_some());
                if let Some(address) = address {
                    self.out.push_str(&format!("<xhtml:a href=\"{}\">", escape(&address)));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close("p"),
            TagEnd::Heading(level) => self.out.push_str(&format!("</xhtml:h{}>", level as u8)),
            TagEnd::BlockQuote(_) => {
                // Of a quotation that is a comment alone nothing is left, and it must hold a block.
                if self.out.ends_with("<xhtml:blockquote>") {
                    self.out.push_str("<xhtml:p/>");
                }
                self.close("blockquote");
            }
            TagEnd::CodeBlock => self.out.push_str("</xhtml:code></xhtml:pre>"),
            TagEnd::List(_) => {
                self.lists.pop();
                let element = self.elements.pop().unwrap_or("ul");
                self.close(element);
            }
            TagEnd::Item => self.close("li"),
            TagEnd::FootnoteDefinition => self.close("div"),
            TagEnd::Table => self.close("table"),
            TagEnd::TableHead => {
                self.is_head = false;
                self.close("tr");
            }
            TagEnd::TableRow => self.close("tr"),
            TagEnd::TableCell => self.close(if self.is_head { "th" } else { "td" }),
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Link | TagEnd::Image if self.links.pop() == Some(true) => self.close("a"),
            _ => {}
        }
    }

    fn list(&mut self, first: Option<u64>) {
        let numbers = first.filter(|first| *first != 1);
        let element = if first.is_some() && numbers.is_none() { "ol" } else { "ul" };
        self.lists.push(numbers);
        self.elements.push(element);
        match numbers {
            Some(_) => self.out.push_str("<xhtml:ul style=\"list-style-type: none\">"),
            None => self.open(element),
        }
    }

    fn open(&mut self, name: &str) {
        self.out.push_str(&format!("<xhtml:{name}>"));
    }

    fn close(&mut self, name: &str) {
        self.out.push_str(&format!("</xhtml:{name}>"));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(markdown: &str, expect: &str) {
        let written = xhtml(markdown);
        let inner =
            written.strip_prefix("<xhtml:div>").and_then(|rest| rest.strip_suffix("</xhtml:div>")).unwrap();
        assert_eq!(inner.replace("xhtml:", ""), expect, "{markdown}");
    }

    #[test]
    fn what_a_reader_sees_stays() {
        check(
            "# A\n\nb *c* **d** ~~e~~ `f<`",
            "<h2>A</h2><p>b <em>c</em> <strong>d</strong> <del>e</del> <code>f&lt;</code></p>",
        );
        check("- [x] a\n- [ ] b\n  - c", "<ul><li>☑ a</li><li>☐ b<ul><li>c</li></ul></li></ul>");
        check(
            "3. a\n4. b\n\n1. c",
            "<ul style=\"list-style-type: none\"><li>3. <p>a</p></li><li>4. <p>b</p></li><li>5. <p>c</p></li></ul>",
        );
        check("1. a", "<ol><li>a</li></ol>");
        check(
            "| a | b |\n|---|---|\n| c | d |",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
        );
        check(
            "> a\n\n---\n\n```rust\nb\n```",
            "<blockquote><p>a</p></blockquote><hr/><pre><code>b\n</code></pre>",
        );
        check("a[^1]\n\n[^1]: b", "<p>a<sup>1</sup></p><div><p><sup>1</sup></p><p>b</p></div>");
    }

    #[test]
    fn links_that_lead_nowhere_from_another_tool_are_their_text() {
        check("[a](https://e.org?b&c) [d](../REQ-1.md)", "<p><a href=\"https://e.org?b&amp;c\">a</a> d</p>");
        check("![a](https://e.org/a.png)", "<p><a href=\"https://e.org/a.png\">a</a></p>");
    }

    #[test]
    fn raw_html_is_text() {
        check("a <script>b</script>", "<p>a &lt;script&gt;b&lt;/script&gt;</p>");
        check("> <!-- a -->", "<blockquote><p/></blockquote>");
    }

    const ALLOWED: [&str; 25] = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sup",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_well_formed_and_holds_no_other_element(
            text in prop_oneof!["[-*_~`#>|<&!\\[\\]()+.:x1 \n\\\\^=]{0,80}", any::<String>()],
        ) {
            let wrapped = xhtml(&text).replacen("<xhtml:div", "<xhtml:div xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"", 1);
            let parsed = roxmltree::Document::parse(&wrapped);
            prop_assert!(parsed.is_ok(), "{wrapped}");
            for node in parsed.unwrap().descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                prop_assert!(ALLOWED.contains(&name), "{wrapped}");
                let is_bare = |text: roxmltree::Node<'_, '_>| text.is_text() && !text.text().unwrap_or_default().trim().is_empty();
                if matches!(name, "ul" | "ol" | "table" | "tr" | "blockquote") {
                    prop_assert!(node.has_children() && !node.children().any(is_bare), "{wrapped}");
                }
            }
        }
    }
}
