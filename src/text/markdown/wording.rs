//! The words of a body, section by section, without the form they are written in.
//!
//! Line breaks, emphasis, ticks, comments and the targets of links are form; what is struck out is not,
//! for it says that something holds no longer.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::markdown::anchors::without_comments;
use crate::text::markdown::reader::{OPTIONS, without_attribute};

/// What stands around words that are struck out.
const STRUCK: &str = "~~";

/// A heading with the words under it, up to the next heading of whatever level.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SectionWords {
    /// 1 to 6; 0 for what stands above the first heading.
    pub(crate) level: u8,
    /// As a reader sees it, without its attribute.
    pub(crate) title: String,
    /// With one space between them.
    pub(crate) words: String,
}

/// The sections of `body` in their order; the first, above all headings, only where it has words.
pub(crate) fn wording(body: &str) -> Vec<SectionWords> {
    let mut sections = Reader::new(vec![SectionWords::default()]).read(body);
    for section in &mut sections {
        section.title = without_attribute(&spaced(&section.title)).0.to_owned();
        section.words = spaced(&section.words);
    }
    if sections.first().is_some_and(|first| first.words.is_empty()) {
        sections.remove(0);
    }
    sections
}

/// The words of `body` without its headings, with spaces and line breaks between them as it happens.
pub(crate) fn words_alone(body: &str) -> String {
    Reader::new(String::with_capacity(body.len())).read(body)
}

/// What is made of the words of a body.
trait Listener {
    fn heading(&mut self, level: u8);
    fn say(&mut self, in_heading: bool, text: &str);
}

impl Listener for Vec<SectionWords> {
    fn heading(&mut self, level: u8) {
        self.push(SectionWords { level, ..SectionWords::default() });
    }

    fn say(&mut self, in_heading: bool, text: &str) {
        if let Some(section) = self.last_mut() {
            let of = if in_heading { &mut section.title } else { &mut section.words };
            of.push_str(text);
        }
    }
}

impl Listener for String {
    fn heading(&mut self, _: u8) {
        self.push('\n');
    }

    fn say(&mut self, in_heading: bool, text: &str) {
        if !in_heading {
            self.push_str(text);
        }
    }
}

/// The words of a text with one space between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<L> {
    listener: L,
    in_heading: bool,
    /// The HTML block that is being read.
    html: Option<String>,
}

impl<L: Listener> Reader<L> {
    fn new(listener: L) -> Self {
        Self { listener, in_heading: false, html: None }
    }

    fn read(mut self, body: &str) -> L {
        for event in Parser::new_ext(body, OPTIONS) {
            self.take(event);
        }
        self.listener
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.listener.heading(level as u8);
                self.in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => self.in_heading = false,
            Event::Start(Tag::HtmlBlock) => self.html = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.html.take().unwrap_or_default();
                self.say(&without_tags(&without_comments(&html)));
                self.say(" ");
            }
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.say(&without_tags(&without_comments(&text))),
            },
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.say(" "),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => self.say(STRUCK),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.say(&text);
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::End(_) => self.say(" "),
            // A list within an item begins where the text of the item ends.
            Event::Start(Tag::List(_) | Tag::CodeBlock(_)) => self.say(" "),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        self.listener.say(self.in_heading, text);
    }
}

/// What stands between the tags of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        let Some((_, after)) = tag.split_once('>') else {
            return kept + "<" + tag;
        };
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sections as `level title: words`.
    #[track_caller]
    fn check(body: &str, expect: &[&str]) {
        let found: Vec<String> = wording(body)
            .iter()
            .map(|section| format!("{} {}: {}", section.level, section.title, section.words))
            .collect();
        assert_eq!(found, expect, "{body:?}");
    }

    #[test]
    fn form_is_left_out_and_words_stay() {
        check(
            "Above.\n\n## A *title* {internal}\nBo**ld**\nand `code`.\n",
            &["0 : Above.", "2 A title: Bold and code."],
        );
        check("- [ ] AC1: One\n- [x] Two\n  - three\n", &["0 : AC1: One Two three"]);
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", &["0 : a b 1 2"]);
        check("```\nx = 1\n```\nafter\n", &["0 : x = 1 after"]);
    }

    #[test]
    fn comments_tags_and_targets_of_links_are_left_out() {
        check("<!-- what\n belongs here -->\n\nA <!-- no --> b.\n", &["0 : A b."]);
        check(
            "See [the guide](../guide.md) and [it][1].\n\n[1]: https://example.com\n",
            &["0 : See the guide and it."],
        );
        check("<div>\nin it\n</div>\n", &["0 : in it"]);
        check("a<br>b <kbd>c</kbd>", &["0 : a b c"]);
        check("", &[]);
    }

    #[test]
    fn words_alone_are_those_under_the_headings() {
        for body in [
            "Above.\n\n## A *title*\nBo**ld**\n# B\n<b>x</b> and `code`.\n",
            "",
            "# A\n",
            "a\n\n<!-- b -->\n| c |\n|---|\n| d |\n",
        ] {
            let words: Vec<String> = wording(body).into_iter().map(|section| section.words).collect();
            assert_eq!(spaced(&words_alone(body)), spaced(&words.join(" ")), "{body:?}");
        }
    }

    #[test]
    fn what_is_struck_out_is_not_what_stands() {
        assert_ne!(wording("Ten ~~or more~~ rows.\n"), wording("Ten or more rows.\n"));
    }

    /// Words in which no Markdown hides.
    fn words() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec("[a-zA-Z][a-zA-Z0-9äß,.]{0,6}", 1..12)
    }

    proptest! {
        #[test]
        fn other_lines_emphasis_and_ticks_say_the_same(words in words(), breaks in any::<u64>(), bold in any::<usize>()) {
            let plain = format!("## T\n\n- [ ] {}\n", words.join(" "));
            let mut other = String::from("## T\n<!-- why -->\n\n* [x] ");
            for (at, word) in words.iter().enumerate() {
                let before = match at {
                    0 => "",
                    _ if breaks >> at & 1 == 1 => "\n  ",
                    _ => "  ",
                };
                other.push_str(before);
                match at == bold % words.len() {
                    true => other.push_str(&format!("[**{word}**](https://example.com/{at})")),
                    false => other.push_str(word),
                }
            }
            other.push('\n');
            prop_assert_eq!(wording(&plain), wording(&other));
        }

        #[test]
        fn another_word_says_something_else(words in words(), at in any::<usize>()) {
            let mut changed = words.clone();
            let at = at % words.len();
            changed[at].push('x');
            let body = |words: &[String]| format!("## T\n\n- [ ] {}\n", words.join(" "));
            prop_assert_ne!(wording(&body(&words)), wording(&body(&changed)));
        }
    }
}
