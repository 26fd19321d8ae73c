//! XML that is well formed by its making: what is opened is closed, and no text ends what it stands in.
//!
//! Knows no element. The words of elements and attributes are those of the caller; every text may be anything.

use crate::page::markup::escape;

/// Deeper elements are not indented further, so that a chain of many does not grow by the square.
const DEEPEST: usize = 12;

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    open: Vec<String>,
}

/// The names and the values of attributes.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    pub(super) fn document() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Begins an element, which lasts until [`Xml::close`].
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name.to_owned());
    }

    pub(super) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        self.indent();
        self.text.push_str(&format!("</{name}>\n"));
    }

    /// The element that was opened last.
    pub(super) fn innermost(&self) -> Option<&str> {
        self.open.last().map(String::as_str)
    }

    /// An element with what `inner` writes in it.
    pub(super) fn within(&mut self, name: &str, attributes: &Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inner(self);
        self.close();
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>\n");
    }

    /// An element that holds a text.
    pub(super) fn words(&mut self, name: &str, text: &str) {
        self.made(name, &escape(text));
    }

    /// An element that holds well-formed XML.
    pub(super) fn made(&mut self, name: &str, xml: &str) {
        self.start(name, &[]);
        self.text.push_str(&format!(">{xml}</{name}>\n"));
    }

    /// The document, with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push_str(&format!(" {name}=\"{}\"", attribute(value)));
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len().min(DEEPEST) {
            self.text.push_str("  ");
        }
    }
}

/// A text between quotes, where a reader of XML takes a line break for a space unless it is spelt.
fn attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}
