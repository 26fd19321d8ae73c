//! From the events of pulldown-cmark to an outline.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::markdown::anchors::{Numbered, named_in, slug, without_comments};
use crate::text::markdown::{Anchor, ChecklistItem, Definition, Heading, Link, LinkKind, Outline, Part};
use crate::text::span::Span;

/// Named one by one: an option for metadata blocks would swallow text between two rules.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

pub(super) fn read(body: &str, base: usize) -> Outline {
    let mut reader = Reader { body, base, ..Reader::default() };
    let parser = Parser::new_ext(body, OPTIONS);
    reader.definitions(&parser);
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, Span::new(range.start, range.end));
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'body> {
    body: &'body str,
    base: usize,
    outline: Outline,
    numbered: Numbered,
    /// The headings whose sections are open, outermost first.
    open: Vec<usize>,
    /// The text of the heading being read.
    heading: Option<String>,
    /// The links being read, outermost first: an image can stand in a link.
    links: Vec<usize>,
    link_text: String,
    /// The items of lists being read, outermost first.
    items: Vec<Item>,
}

struct Item {
    start: usize,
    /// The index of the checklist item, once its box was read.
    checklist: Option<usize>,
    text: String,
    /// Whether the text that belongs to the item itself is over.
    is_over: bool,
}

impl Reader<'_> {
    fn definitions(&mut self, parser: &Parser<'_>) {
        let mut found: Vec<_> = parser
            .reference_definitions()
            .iter()
            .map(|(_, found)| (found.span.clone(), &found.dest))
            .collect();
        found.sort_by_key(|(range, _)| range.start);
        for (range, target) in found {
            let span = Span::new(range.start, range.end);
            let target_span = written_at(span.slice(self.body), target, "]:");
            let target_span = target_span.map(|found| found.shift(range.start + self.base));
            self.outline.definitions.push(Definition { target: target.as_ref().into(), target_span });
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.open_heading(level as u8, span),
            Event::End(TagEnd::Heading(_)) => self.close_heading(),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let kind = match link_type {
                    LinkType::Autolink | LinkType::Email => LinkKind::Address,
                    _ => LinkKind::Link,
                };
                self.open_link(kind, link_type, &dest_url, span);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                self.open_link(LinkKind::Image, link_type, &dest_url, span);
                self.mark_content();
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::Item) => {
                self.items.push(Item {
                    start: span.start(),
                    checklist: None,
                    text: String::new(),
                    is_over: false,
                });
            }
            Event::End(TagEnd::Item) => self.close_item(),
            Event::Start(Tag::List(_)) => self.end_item_text(),
            Event::End(TagEnd::Paragraph) => self.end_item_text(),
            Event::TaskListMarker(checked) => self.marker(checked, span),
            Event::Start(Tag::HtmlBlock) => self.html(span),
            Event::InlineHtml(_) => self.html(span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.text(&text, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span),
            Event::SoftBreak | Event::HardBreak => self.text(" ", span),
            _ => {}
        }
    }

    fn open_heading(&mut self, level: u8, span: Span) {
        self.close_sections(level, span.start());
        let span = Span::new(span.start(), span.start() + span.slice(self.body).trim_end().len());
        let after =
            self.body[span.end()..].find('\n').map_or(self.body.len(), |found| span.end() + found + 1);
        self.open.push(self.outline.headings.len());
        self.outline.headings.push(Heading {
            level,
            text: "".into(),
            attribute: None,
            anchor: "".into(),
            span,
            section: Span::new(after, self.body.len()),
            is_empty: true,
        });
        self.heading = Some(String::new());
    }

    fn close_heading(&mut self) {
        let text = self.heading.take().unwrap_or_default();
        let Some(heading) = self.outline.headings.last_mut() else { return };
        heading.anchor = self.numbered.next(slug(&text)).into();
        let (text, attribute) = without_attribute(&text);
        heading.attribute = attribute.map(Into::into);
        heading.text = text.into();
    }

    /// Ends the sections that a heading of this level does not belong to.
    fn close_sections(&mut self, level: u8, at: usize) {
        while let Some(open) = self.open.last().copied() {
            let heading = &mut self.outline.headings[open];
            if heading.level < level {
                break;
            }
            heading.section = Span::new(heading.section.start().min(at), at);
            self.open.pop();
        }
    }

    fn open_link(&mut self, kind: LinkKind, link_type: LinkType, target: &str, span: Span) {
        let raw = span.slice(self.body);
        let target_span = match link_type {
            LinkType::Inline => written_at(raw, target, "]("),
            LinkType::Autolink | LinkType::Email => written_at(raw, target, ""),
            _ => None,
        };
        let target_span = target_span.map(|found| found.shift(span.start() + self.base));
        if self.links.is_empty() {
            self.link_text.clear();
        }
        self.links.push(self.outline.links.len());
        self.outline.links.push(Link {
            kind,
            target: target.into(),
            text: "".into(),
            span: span.shift(self.base),
            target_span,
        });
    }

    fn close_link(&mut self) {
        if let Some(link) = self.links.pop() {
            self.outline.links[link].text = self.link_text.trim().into();
        }
    }

    fn marker(&mut self, checked: bool, span: Span) {
        let heading = self.open.last().copied();
        let Some(item) = self.items.last_mut() else { return };
        item.checklist = Some(self.outline.checklist.len());
        item.text.clear();
        let whole = Span::new(item.start, span.end());
        self.outline.checklist.push(ChecklistItem {
            checked,
            marker: span.shift(self.base),
            text: "".into(),
            span: whole.shift(self.base),
            part: part(self.body, span.end())
                .map(|(id, at)| Part { id: id.into(), span: Span::new(at, at + id.len()).shift(self.base) }),
            heading,
        });
    }

    fn end_item_text(&mut self) {
        if let Some(item) = self.items.last_mut()
            && item.checklist.is_some()
        {
            item.is_over = true;
        }
    }

    fn close_item(&mut self) {
        let Some(Item { checklist: Some(index), text, .. }) = self.items.pop() else { return };
        let Some(item) = self.outline.checklist.get_mut(index) else { return };
        let text = text.trim();
        let rest = item.part.as_ref().and_then(|part| text.strip_prefix(&*part.id));
        item.text = rest.map_or(text, |rest| rest.trim_start_matches(':').trim_start()).into();
    }

    fn html(&mut self, span: Span) {
        let html = span.slice(self.body);
        for (name, at) in named_in(html) {
            let start = span.start() + at;
            let span = Span::new(start, start + name.len()).shift(self.base);
            self.outline.anchors.push(Anchor { name: name.into(), span });
        }
        if self.heading.is_none() && !without_comments(html).trim().is_empty() {
            self.mark_content();
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if !self.links.is_empty() {
            self.link_text.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
            return;
        }
        if let Some(item) = self.items.last_mut()
            && let (Some(index), false) = (item.checklist, item.is_over)
        {
            item.text.push_str(text);
            if !text.trim().is_empty()
                && let Some(item) = self.outline.checklist.get_mut(index)
            {
                item.span = item.span.join(span.shift(self.base));
            }
        }
        if !text.trim().is_empty() {
            self.mark_content();
        }
    }

    fn mark_content(&mut self) {
        for open in self.open.iter().rev() {
            let heading = &mut self.outline.headings[*open];
            if !heading.is_empty {
                break;
            }
            heading.is_empty = false;
        }
    }

    fn finish(mut self) -> Outline {
        for heading in &mut self.outline.headings {
            heading.span = heading.span.shift(self.base);
            heading.section = heading.section.shift(self.base);
        }
        self.outline
    }
}

/// The text of a heading, and what stands in braces at its end.
pub(super) fn without_attribute(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let attribute =
        text.strip_suffix('}').and_then(|text| text.rsplit_once('{')).filter(|(before, inside)| {
            (before.is_empty() || before.ends_with(' ')) && !inside.trim().is_empty() && !inside.contains('}')
        });
    match attribute {
        Some((before, inside)) => (before.trim_end(), Some(inside.trim())),
        None => (text, None),
    }
}

/// Where `target` stands in a link behind `opening`, unchanged: the last such place, as a link may hold an
/// image, and what follows its target is a title.
fn written_at(raw: &str, target: &str, opening: &str) -> Option<Span> {
    if target.is_empty() {
        return None;
    }
    let found = raw.rmatch_indices(target).find(|(at, _)| {
        let before = raw[..*at].strip_suffix('<').unwrap_or(&raw[..*at]);
        before.trim_end().ends_with(opening)
    });
    found.map(|(at, _)| Span::new(at, at + target.len()))
}

/// An id at the start of an item, and its offset: `AC3:`, `**AC3**`, `**AC3:**`, `AC3` alone.
fn part(body: &str, from: usize) -> Option<(&str, usize)> {
    let rest = body.get(from..)?;
    let line = rest.lines().next()?.trim_start_matches([' ', '\t']);
    let start = from + rest.find(line)?;
    let bold = ["**", "__"].into_iter().find(|bold| line.starts_with(bold));
    let inner = line.get(bold.map_or(0, str::len)..)?;
    let letters = inner.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = inner.get(letters..)?.bytes().take_while(u8::is_ascii_digit).count();
    let after = inner.get(letters + digits..)?;
    let ends = match bold {
        Some(bold) => {
            after.starts_with(bold) || after.strip_prefix(':').is_some_and(|after| after.starts_with(bold))
        }
        None => after.is_empty() || after.starts_with(':'),
    };
    let id = inner.get(..letters + digits)?;
    (letters > 0 && digits > 0 && ends).then_some((id, start + bold.map_or(0, str::len)))
}
