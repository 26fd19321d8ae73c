//! The full YAML reader: granit-parser's events become the tree of `node`.
//!
//! Knows every form YAML has, and where the parts of a node stand that no event names: the dash of
//! an item, the colon after a key, the `|` of a block scalar. Spans are those of the text alone.

use granit_parser::{Event, Parser, ScalarStyle as EventStyle, StructureStyle};

use crate::text::span::Span;
use crate::text::yaml::explain::{self, Situation};
use crate::text::yaml::fault::YamlFault;
use crate::text::yaml::node::{Content, Decoration, Entry, Key, Node, Scalar, ScalarStyle};
use crate::text::yaml::parse::MAX_DEPTH;

/// What the reader found, before the notes on the tree itself.
pub(crate) struct Tree {
    pub(crate) root: Node,
    /// Anchors, aliases, tags and further documents, in the order of the text.
    pub(crate) notes: Vec<YamlFault>,
}

/// Reads the first document of `text`, which is at most 1 MiB.
pub(crate) fn read(text: &str) -> Result<Tree, Box<YamlFault>> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder {
        text,
        cursor: 0,
        frames: Vec::new(),
        root: None,
        notes: Vec::new(),
        last_scalar: None,
        last_sign: None,
    };
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(builder.cursor);
            explain::explain(text, error.kind(), at, &builder.situation())
        })?;
        let range = span.byte_range().unwrap_or(builder.cursor..builder.cursor);
        let tag = span.tag_span().and_then(|tag| tag.byte_range()).map(|tag| Span::new(tag.start, tag.end));
        if builder.take(event, Span::new(range.start, range.end), tag)? {
            break;
        }
    }
    let root = builder.root.unwrap_or_else(|| missing(Span::at(0)));
    Ok(Tree { root, notes: builder.notes })
}

/// A collection that is being read.
struct Frame {
    start: usize,
    end: usize,
    flow: bool,
    content: Open,
    decoration: Option<Box<Decoration>>,
}

enum Open {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<Key> },
}

struct Builder<'text> {
    text: &'text str,
    /// Everything before this offset belongs to nodes already read, dashes and colons included.
    cursor: usize,
    frames: Vec<Frame>,
    root: Option<Node>,
    notes: Vec<YamlFault>,
    /// The scalar read last, and the alias or bracket, as explanations need them.
    last_scalar: Option<Span>,
    last_sign: Option<usize>,
}

fn missing(span: Span) -> Node {
    let scalar = Scalar { text: "".into(), style: ScalarStyle::Plain };
    Node { span, content: Content::Scalar(scalar), decoration: None }
}

impl Builder<'_> {
    fn situation(&self) -> Situation {
        Situation {
            cursor: self.cursor,
            last_scalar: self.last_scalar,
            last_sign: self.last_sign,
            open_bracket: self.open_bracket(),
            collections: self.frames.len(),
            first_key: match (self.frames.first().map(|frame| &frame.content), &self.root) {
                (Some(Open::Map { entries, key }), _) => {
                    entries.first().map(|entry| entry.key.span).or(key.as_ref().map(|key| key.span))
                }
                (None, Some(root)) => root.entries().and_then(|entries| Some(entries.first()?.key.span)),
                _ => None,
            },
        }
    }

    /// The innermost open bracket; a pair in a list (`[a: b]`) is a map without one.
    fn open_bracket(&self) -> Option<usize> {
        let opens =
            |frame: &&Frame| frame.flow && matches!(self.text.as_bytes().get(frame.start), Some(b'[' | b'{'));
        self.frames.iter().rev().find(opens).map(|frame| frame.start)
    }

    /// Takes one event; true once the first document is complete and nothing more is to be read.
    fn take(&mut self, event: Event<'_>, span: Span, tag: Option<Span>) -> Result<bool, Box<YamlFault>> {
        match event {
            Event::DocumentStart(explicit, _) => {
                if self.root.is_some() {
                    self.notes.push(explain::several_documents(self.text, span));
                    return Ok(true);
                }
                self.cursor = if explicit { span.end() } else { skip_document_ends(self.text) };
            }
            Event::Scalar(text, style, anchor, _) => {
                self.step();
                let anchored = anchor != 0;
                let (span, style) = self.scalar_span(span, style, tag, anchored);
                let is_missing = style == ScalarStyle::Plain && span.is_empty();
                let text = if is_missing { "".into() } else { text.into() };
                let decoration = self.tagged(tag);
                self.cursor = self.cursor.max(span.end());
                self.last_scalar = Some(span);
                self.last_sign = None;
                self.place(Node { span, content: Content::Scalar(Scalar { text, style }), decoration })?;
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.step();
                let name = span.slice(self.text).get(1..).unwrap_or("");
                self.notes.push(explain::alias(self.text, span, matches!(event, Event::Alias(_))));
                self.cursor = span.end();
                self.last_sign = Some(span.start());
                self.place(Node { span, content: Content::Alias(name.into()), decoration: None })?;
            }
            Event::SequenceStart(style, _, _) => {
                self.open(Open::List(Vec::new()), style == StructureStyle::Flow, span, tag)?;
            }
            Event::MappingStart(style, _, _) => {
                let content = Open::Map { entries: Vec::new(), key: None };
                self.open(content, style == StructureStyle::Flow, span, tag)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::Anchor(_, name) => self.anchor(&name, span),
            _ => {}
        }
        Ok(false)
    }

    /// Moves the cursor over the dash, the colon or the question mark that stands before the next node.
    fn step(&mut self) {
        let cursor = self.cursor;
        let Some(frame) = self.frames.last_mut() else { return };
        match &frame.content {
            Open::List(items) if !frame.flow => {
                let dash = skip(self.text, cursor, Skip::Decorations);
                if self.text.as_bytes().get(dash) == Some(&b'-') {
                    if items.is_empty() {
                        frame.start = dash;
                        frame.end = dash + 1;
                    }
                    self.cursor = dash + 1;
                }
            }
            Open::Map { key: Some(_), .. } => {
                let colon = skip(self.text, cursor, Skip::Blank);
                let next = self.text.as_bytes().get(colon + 1);
                let counts = frame.flow || next.is_none_or(u8::is_ascii_whitespace);
                if counts && self.text.as_bytes().get(colon) == Some(&b':') {
                    self.cursor = colon + 1;
                }
            }
            Open::Map { key: None, .. } if !frame.flow => {
                let question = skip(self.text, cursor, Skip::Blank);
                let next = self.text.as_bytes().get(question + 1);
                let counts = next.is_none_or(u8::is_ascii_whitespace);
                if counts && self.text.as_bytes().get(question) == Some(&b'?') {
                    self.cursor = question + 1;
                }
            }
            _ => {}
        }
    }

    /// The span and style of a scalar, by the conventions of `node`.
    fn scalar_span(
        &self,
        span: Span,
        style: EventStyle,
        tag: Option<Span>,
        anchored: bool,
    ) -> (Span, ScalarStyle) {
        match style {
            EventStyle::Plain if span.is_empty() && (tag.is_some() || anchored) => (span, ScalarStyle::Plain),
            EventStyle::Plain if span.is_empty() => (Span::at(self.cursor), ScalarStyle::Plain),
            EventStyle::Plain => (span, ScalarStyle::Plain),
            EventStyle::SingleQuoted => (span, ScalarStyle::SingleQuoted),
            EventStyle::DoubleQuoted => (span, ScalarStyle::DoubleQuoted),
            EventStyle::Literal => (self.block_span(span), ScalarStyle::Literal),
            EventStyle::Folded => (self.block_span(span), ScalarStyle::Folded),
        }
    }

    /// A block scalar from its indicator to the end of its last line that holds more than blanks.
    fn block_span(&self, content: Span) -> Span {
        let from = skip(self.text, self.cursor, Skip::Decorations);
        let header = self.text[from..]
            .bytes()
            .take_while(|byte| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9'))
            .count();
        let kept = content.slice(self.text).trim_end_matches([' ', '\t', '\n', '\r']);
        if kept.is_empty() {
            return Span::new(from, from + header);
        }
        let last = content.start() + kept.len();
        let rest = &self.text[last..content.end().max(last)];
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        Span::new(from, last + line)
    }

    fn tagged(&mut self, tag: Option<Span>) -> Option<Box<Decoration>> {
        let span = tag?;
        self.cursor = self.cursor.max(span.end());
        self.notes.push(explain::tag(self.text, span));
        let tag = Some((span.slice(self.text).into(), span));
        Some(Box::new(Decoration { anchor: None, tag }))
    }

    fn open(
        &mut self,
        content: Open,
        flow: bool,
        span: Span,
        tag: Option<Span>,
    ) -> Result<(), Box<YamlFault>> {
        self.step();
        if self.frames.len() >= MAX_DEPTH {
            return Err(explain::too_deep(span).into());
        }
        if let Some(Frame { content: Open::Map { key: None, .. }, .. }) = self.frames.last() {
            return Err(explain::key_not_text(self.text, span).into());
        }
        let decoration = self.tagged(tag);
        if flow {
            self.cursor = self.cursor.max(span.end());
        }
        self.frames.push(Frame { start: span.start(), end: span.end(), flow, content, decoration });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Box<YamlFault>> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let mut end = frame.end;
        if frame.flow && !span.is_empty() {
            end = span.end();
            self.cursor = self.cursor.max(end);
            self.last_sign = Some(frame.start);
        }
        let content = match frame.content {
            Open::List(items) => Content::List { items, flow: frame.flow },
            Open::Map { entries, .. } => Content::Map { entries, flow: frame.flow },
        };
        self.place(Node { span: Span::new(frame.start, end), content, decoration: frame.decoration })
    }

    /// Puts a complete node where it belongs: a key, a value, an item or the root.
    fn place(&mut self, node: Node) -> Result<(), Box<YamlFault>> {
        let Some(frame) = self.frames.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        frame.end = frame.end.max(node.span.end());
        match &mut frame.content {
            Open::List(items) => items.push(node),
            Open::Map { entries, key } => match key.take() {
                Some(key) => entries.push(Entry { key, value: node }),
                None => match node.content {
                    Content::Scalar(scalar)
                        if scalar.style != ScalarStyle::Plain || !node.span.is_empty() =>
                    {
                        *key = Some(Key { text: scalar.text, span: node.span });
                    }
                    _ => return Err(explain::key_not_text(self.text, node.span).into()),
                },
            },
        }
        Ok(())
    }

    /// Gives the node that began last its anchor.
    fn anchor(&mut self, name: &str, span: Span) {
        self.notes.push(explain::anchor(self.text, span));
        let collection_just_opened = self.frames.last().is_some_and(|frame| match &frame.content {
            Open::List(items) => items.is_empty(),
            Open::Map { entries, key } => entries.is_empty() && key.is_none(),
        });
        let slot = if collection_just_opened {
            self.cursor = self.cursor.max(span.end());
            self.frames.last_mut().map(|frame| &mut frame.decoration)
        } else {
            match self.frames.last_mut().map(|frame| &mut frame.content) {
                Some(Open::List(items)) => items.last_mut().map(|node| &mut node.decoration),
                Some(Open::Map { key: Some(_), .. }) => None,
                Some(Open::Map { entries, .. }) => {
                    entries.last_mut().map(|entry| &mut entry.value.decoration)
                }
                None => self.root.as_mut().map(|node| &mut node.decoration),
            }
        };
        if let Some(slot) = slot {
            slot.get_or_insert_default().anchor = Some((name.into(), span));
        }
    }
}

/// What may lie between a node and the sign that [`skip`] looks for.
#[derive(Clone, Copy, PartialEq)]
enum Skip {
    /// Blanks, line breaks and comments.
    Blank,
    /// These, and anchors and tags.
    Decorations,
}

/// The first offset at or after `from` that is none of what `skip` names.
fn skip(text: &str, from: usize, what: Skip) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            // A byte-order mark may stand where a document begins.
            0xEF if bytes[at..].starts_with(b"\xEF\xBB\xBF") => at += 3,
            b'#' => at += line_rest(bytes, at),
            b'&' | b'!' if what == Skip::Decorations => {
                at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
            }
            _ => break,
        }
    }
    at
}

/// Where the first document begins: lines of `...` before it end nothing.
fn skip_document_ends(text: &str) -> usize {
    let mut at = skip(text, 0, Skip::Blank);
    while text[at..].starts_with("...") {
        at = skip(text, at + 3, Skip::Blank);
    }
    at
}

fn line_rest(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count()
}
