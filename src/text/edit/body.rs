//! Byte-exact edits of a Markdown body: boxes, the text of sections, new sections.
//!
//! A heading that is there is never taken away, nor is what stands under another one. The outline of
//! the result is read and compared with the one before; a text that would change how what follows is
//! read, as an open code fence does, is refused.

use crate::text::edit::splice::{Splice, splice};
use crate::text::edit::{Order, Refusal};
use crate::text::front_matter::LineEnding;
use crate::text::markdown::{Heading, Outline};
use crate::text::span::Span;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum BodyEdit {
    /// Ticks or clears the box of an item, counted from 0 in [`Outline::checklist`].
    Tick { item: usize, checked: bool },
    /// Writes the text between a heading and the next heading of any level.
    SetSection { heading: String, text: String },
    /// Adds text there: another item below a list, or a paragraph.
    AddToSection { heading: String, text: String },
    /// Adds a heading with its text: behind the last section of the order that exists, before the first
    /// heading of its level where none does, or at the end.
    AddSection { level: u8, heading: String, text: String, order: Order },
}

/// A document after an edit of its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct EditedBody {
    pub(crate) text: String,
    /// What changed in the old text, in order; empty where everything was as wanted already.
    pub(crate) splices: Vec<Splice>,
    /// Where the body stands in the new text.
    pub(crate) body: Span,
}

/// Applies one edit to `document`, the whole text of a file, whose Markdown stands at `body`.
pub(crate) fn edit_body(document: &str, body: Span, edit: &BodyEdit) -> Result<EditedBody, Refusal> {
    let page = Page { document, body, outline: Outline::of(body.slice(document), body.start()) };
    let plan = page.plan(edit)?;
    let text = splice(document, std::slice::from_ref(&plan.splice));
    let end = (body.end() + text.len()).saturating_sub(document.len());
    let new_body = Span::new(body.start(), end);
    if text == document {
        return Ok(EditedBody { text, splices: Vec::new(), body });
    }
    let outline = Outline::of(new_body.slice(&text), body.start());
    page.compare(&plan, edit, &outline)?;
    Ok(EditedBody { text, splices: vec![plan.splice], body: new_body })
}

struct Page<'text> {
    document: &'text str,
    body: Span,
    outline: Outline,
}

struct Plan {
    splice: Splice,
    /// How many headings stand before what is written.
    before: usize,
}

impl Page<'_> {
    fn plan(&self, edit: &BodyEdit) -> Result<Plan, Refusal> {
        match edit {
            BodyEdit::Tick { item, checked } => {
                let Some(found) = self.outline.checklist.get(*item) else {
                    let reason = format!("there is no item {} with a box", item + 1);
                    return Err(Refusal::new(reason, self.body));
                };
                let marker = match *checked == found.checked {
                    true => found.marker.slice(self.document),
                    false if *checked => "[x]",
                    false => "[ ]",
                };
                let splice = Splice { span: found.marker, text: marker.to_owned() };
                Ok(Plan { splice, before: self.outline.headings.len() })
            }
            BodyEdit::SetSection { heading, text } => {
                let index = self.heading(heading)?;
                let content = self.content(index);
                let text = self.lines(text);
                let splice = match (content.is_empty(), text.is_empty()) {
                    (true, _) => self.begin_section(index, &text),
                    (false, _) => Splice { span: content, text },
                };
                Ok(Plan { splice, before: index + 1 })
            }
            BodyEdit::AddToSection { heading, text } => {
                let index = self.heading(heading)?;
                let content = self.content(index);
                let text = self.lines(text);
                let splice = match content.is_empty() {
                    true => self.begin_section(index, &text),
                    false => {
                        let last = content.slice(self.document).lines().next_back().unwrap_or_default();
                        let first = text.lines().next().unwrap_or_default();
                        let gap = if is_item(last) && is_item(first) { 1 } else { 2 };
                        Splice::insert(content.end(), format!("{}{text}", self.breaks(gap)))
                    }
                };
                Ok(Plan { splice, before: index + 1 })
            }
            BodyEdit::AddSection { heading, .. }
                if heading.trim().is_empty() || heading.contains(['\n', '\r']) =>
            {
                Err(Refusal::new("a heading is one line of text", Span::at(self.body.end())))
            }
            BodyEdit::AddSection { level, heading, text, order } => {
                let before = self.place(*level, order);
                let at = self.outline.headings.get(before).map_or(self.body.end(), |next| next.span.start());
                let signs = "#".repeat(usize::from((*level).clamp(1, 6)));
                let mut section = format!("{signs} {}{}", heading.trim(), self.breaks(1));
                let text = self.lines(text);
                if !text.is_empty() {
                    section.push_str(&format!("{}{text}{}", self.breaks(1), self.breaks(1)));
                }
                if at < self.body.end() {
                    section.push_str(&self.breaks(1));
                }
                let splice = Splice::insert(at, format!("{}{section}", self.blank_line_before(at)));
                Ok(Plan { splice, before })
            }
        }
    }

    /// The index of the one heading with this text; letter case does not count.
    fn heading(&self, name: &str) -> Result<usize, Refusal> {
        let wanted = name.trim().to_lowercase();
        let is_wanted = |heading: &Heading| heading.text.to_lowercase() == wanted;
        let mut found = self.outline.headings.iter().enumerate().filter(|(_, heading)| is_wanted(heading));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Ok(index),
            (None, _) => Err(Refusal::new(format!("there is no section `{}`", name.trim()), self.body)),
            (Some(_), Some((_, second))) => {
                let reason = format!("there are several sections `{}`", name.trim());
                Err(Refusal::new(reason, second.span).with_hint("give each section its own heading"))
            }
        }
    }

    /// The text between a heading and the next one, without the blank lines around it.
    fn content(&self, index: usize) -> Span {
        let start = self.outline.headings[index].section.start();
        let next = self.outline.headings.get(index + 1);
        let end = next.map_or(self.body.end(), |next| next.span.start()).max(start);
        let whole = Span::new(start, end).slice(self.document);
        let text = whole.trim_end();
        let first = text.len() - text.trim_start().len();
        let line = text[..first].rfind('\n').map_or(0, |found| found + 1);
        match text.trim().is_empty() {
            true => Span::at(start),
            false => Span::new(start + line, start + text.len()),
        }
    }

    /// Text for a section that has none: a blank line on each side of it.
    fn begin_section(&self, index: usize, text: &str) -> Splice {
        let heading = &self.outline.headings[index];
        let at = heading.section.start();
        if text.is_empty() {
            return Splice::insert(at, "");
        }
        let line_end = self.document.get(..at).is_some_and(|before| before.ends_with('\n'));
        let before = self.breaks(if line_end { 1 } else { 2 });
        let rest = self.document.get(at..self.body.end()).unwrap_or_default();
        let after = match rest.starts_with(['\n', '\r']) || !line_end {
            _ if rest.trim().is_empty() && line_end => self.breaks(1),
            true => self.breaks(usize::from(line_end)),
            false => self.breaks(2),
        };
        Splice::insert(at, format!("{before}{text}{after}"))
    }

    /// How many headings stand before a new section.
    fn place(&self, level: u8, order: &Order) -> usize {
        let headings = &self.outline.headings;
        let Order::Behind(names) = order else { return headings.len() };
        let known = names.iter().rev().find_map(|name| {
            let name = name.trim().to_lowercase();
            headings.iter().position(|heading| heading.text.to_lowercase() == name)
        });
        match known {
            Some(index) => {
                let deeper =
                    headings[index + 1..].iter().take_while(|next| next.level > headings[index].level);
                index + 1 + deeper.count()
            }
            None => headings.iter().position(|heading| heading.level == level).unwrap_or(headings.len()),
        }
    }

    /// The line breaks that make a blank line before what is written at `at`.
    fn blank_line_before(&self, at: usize) -> String {
        let before = Span::new(self.body.start(), at).slice(self.document);
        let breaks = before.len() - before.trim_end_matches(['\n', '\r']).len();
        let present = before[before.len() - breaks..].matches('\n').count();
        match before.trim().is_empty() {
            true if self.body.start() == 0 || present > 0 => String::new(),
            true if self.document[..self.body.start()].ends_with('\n') => self.breaks(1),
            _ => self.breaks(2_usize.saturating_sub(present)),
        }
    }

    /// `text` with the line breaks of the document and without blank lines around it.
    fn lines(&self, text: &str) -> String {
        let lines: Vec<_> = text.trim_end().lines().skip_while(|line| line.trim().is_empty()).collect();
        lines.join(LineEnding::of(self.document).as_str())
    }

    fn breaks(&self, count: usize) -> String {
        LineEnding::of(self.document).as_str().repeat(count)
    }

    /// Refuses a result whose outline differs from the one before in more than the edit says.
    fn compare(&self, plan: &Plan, edit: &BodyEdit, after: &Outline) -> Result<(), Refusal> {
        let (level, own) = match edit {
            BodyEdit::AddSection { level, .. } => (*level, 1),
            _ => (plan.before.checked_sub(1).map_or(0, |index| self.outline.headings[index].level), 0),
        };
        let old = &self.outline.headings;
        let added = after.headings.len().checked_sub(old.len()).filter(|added| *added >= own);
        let Some(added) = added else { return Err(self.swallows(plan)) };
        let new = &after.headings[plan.before..plan.before + added];
        let as_before = alike(&old[..plan.before], &after.headings[..plan.before], heading_of)
            && alike(&old[plan.before..], &after.headings[plan.before + added..], heading_of);
        if !as_before || new[..own].iter().any(|heading| heading.level != level) {
            return Err(self.swallows(plan));
        }
        if new[own..].iter().any(|heading| heading.level <= level) {
            return Err(Refusal::new(
                "the text holds a heading that would end its own section",
                plan.splice.span,
            )
            .with_hint(format!("use headings deeper than level {level} in it")));
        }
        if let BodyEdit::Tick { item, checked } = edit {
            let mut expected = self.outline.clone();
            expected.checklist[*item].checked = *checked;
            return if expected == *after { Ok(()) } else { Err(self.swallows(plan)) };
        }
        let outside = self.is_alike_outside(&self.outline.checklist, &after.checklist, plan, |item| {
            (
                item.span,
                format!("{} {} {:?}", item.checked, item.text, item.part.as_ref().map(|part| &part.id)),
            )
        }) && self.is_alike_outside(&self.outline.links, &after.links, plan, |link| {
            (link.span, format!("{:?} {} {}", link.kind, link.target, link.text))
        });
        if outside { Ok(()) } else { Err(self.swallows(plan)) }
    }

    /// Whether what stands before and behind the splice reads as it did.
    fn is_alike_outside<T>(
        &self,
        old: &[T],
        new: &[T],
        plan: &Plan,
        of: impl Fn(&T) -> (Span, String),
    ) -> bool {
        let before = old.iter().take_while(|item| of(item).0.end() <= plan.splice.span.start()).count();
        let behind = old.iter().rev().take_while(|item| of(item).0.start() >= plan.splice.span.end()).count();
        let behind = behind.min(old.len() - before);
        new.len() >= before + behind
            && alike(&old[..before], &new[..before], |item| of(item).1)
            && alike(&old[old.len() - behind..], &new[new.len() - behind..], |item| of(item).1)
    }

    fn swallows(&self, plan: &Plan) -> Refusal {
        Refusal::new("with this text, something outside it would read differently", plan.splice.span)
            .with_hint("close code fences and comments in the text, or edit the file by hand")
    }
}

fn alike<T, K: PartialEq>(old: &[T], new: &[T], of: impl Fn(&T) -> K) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| of(old) == of(new))
}

fn heading_of(heading: &Heading) -> (u8, Box<str>, Option<Box<str>>) {
    (heading.level, heading.text.clone(), heading.attribute.clone())
}

/// Whether a line begins an item of a list, or goes on in one.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let numbered = number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "));
    numbered || ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
}
