//! Markdown in the markup of another tool, for exports.
//!
//! What a reader sees stays; what Markdown has and the markup has not (reference links, raw HTML) becomes its text.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Markdown as HTML.
pub(super) fn html(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut html, parser(markdown));
    html.trim().to_owned()
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS,
    )
}

/// Markdown as Jira's wiki markup.
pub(super) fn jira(markdown: &str) -> String {
    let mut writer = Jira::default();
    for event in parser(markdown) {
        writer.event(event);
    }
    writer.text.trim().to_owned()
}

#[derive(Default)]
struct Jira {
    text: String,
    /// The marks of the lists that are open: `*` and `#`.
    lists: String,
    links: Vec<String>,
    /// Whether text stands as it is.
    verbatim: bool,
    /// Whether the row of a table is its head.
    is_head: bool,
}

impl Jira {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.verbatim => self.text.push_str(&text),
            Event::Text(text) => self.words(&text),
            Event::Code(code) => self.text.push_str(&format!("{{{{{code}}}}}")),
            Event::Html(html) | Event::InlineHtml(html) => self.words(&html),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.block("----\n\n"),
            Event::TaskListMarker(done) => self.text.push_str(if done { "(/) " } else { "(x) " }),
            Event::FootnoteReference(name) => self.words(&name),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.words(&math),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.block(&format!("h{}. ", level as u8)),
            Tag::Paragraph if self.lists.is_empty() => self.block(""),
            Tag::BlockQuote(_) => self.block("{quote}\n"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => format!(":{language}"),
                    _ => String::new(),
                };
                self.block(&format!("{{code{language}}}\n"));
                self.verbatim = true;
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block("");
                }
                self.lists.push(if first.is_some() { '#' } else { '*' });
            }
            Tag::Item => {
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                self.text.push_str(&format!("{} ", self.lists));
            }
            Tag::Strong => self.text.push('*'),
            Tag::Emphasis => self.text.push('_'),
            Tag::Strikethrough => self.text.push('-'),
            Tag::Link { dest_url, .. } => {
                self.links.push(dest_url.into_string());
                self.text.push('[');
            }
            Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.into_string());
                self.text.push('[');
            }
            Tag::TableHead => self.is_head = true,
            Tag::Table(_) => self.block(""),
            Tag::TableCell => self.text.push_str(if self.is_head { "||" } else { "|" }),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists.is_empty() => self.text.push_str("\n\n"),
            TagEnd::Heading(_) => self.text.push_str("\n\n"),
            TagEnd::BlockQuote(_) => self.text.push_str("{quote}\n\n"),
            TagEnd::CodeBlock => {
                self.verbatim = false;
                self.text.push_str("{code}\n\n");
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.text.push_str("\n\n");
                }
            }
            TagEnd::Strong => self.text.push('*'),
            TagEnd::Emphasis => self.text.push('_'),
            TagEnd::Strikethrough => self.text.push('-'),
            TagEnd::Link | TagEnd::Image => {
                let to = self.links.pop().unwrap_or_default();
                self.text.push_str(&format!("|{to}]"));
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.text.push_str(if self.is_head { "||\n" } else { "|\n" });
                self.is_head = false;
            }
            TagEnd::Table => self.text.push('\n'),
            _ => {}
        }
    }

    /// Begins a block on a line of its own.
    fn block(&mut self, opening: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(opening);
    }

    /// Text of a person, with what Jira would take for markup escaped.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, '{' | '[' | '*' | '|' | '\\') {
                self.text.push('\\');
            }
            self.text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Markup;

    #[track_caller]
    fn check(markup: Markup, markdown: &str) {
        let written = markup.of_markdown(markdown);
        assert_eq!(markup.to_markdown(&written, 2), markdown, "{written}");
    }

    #[test]
    fn what_was_imported_comes_back_after_an_export() {
        let texts = [
            "Customers pay outside.\n\nThey lose the receipt.",
            "## Why\n\n- faster\n- **cheaper** and _nicer_",
            "## Steps\n\n1. Open it\n2. See [the page](https://example.com/a)",
            "```rust\nlet a = [1];\n```",
        ];
        for text in texts {
            check(Markup::Jira, text);
            check(Markup::Html, text);
        }
    }
}
