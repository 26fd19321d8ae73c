//! Texts without what an audience may not see: hidden sections, comments, links to what is hidden, and the
//! ids of it.

use std::borrow::Cow;

use super::{Projection, Source};
use crate::plan::file_link;
use crate::plan::mention::any_mention;
use crate::plan::{Home, LinkState};
use crate::text::markdown::{Link, LinkKind, Outline, WikiLink, unseen, wiki_links};
use crate::text::span::Span;

/// What takes the place of a stretch of text.
pub(super) struct Cut {
    pub(super) span: Span,
    pub(super) text: String,
    /// Where something hidden is named, for the sake of which it goes.
    pub(super) names: Option<Span>,
}

impl Cut {
    fn out(span: Span) -> Self {
        Self { span, text: String::new(), names: None }
    }

    fn naming(span: Span, names: Span) -> Self {
        Self { names: Some(names), ..Self::out(span) }
    }

    fn with(span: Span, text: String) -> Self {
        Self { span, text, names: None }
    }
}

/// A text of one field without the ids of what is hidden.
pub(super) fn scrubbed<'t>(projection: &Projection<'_>, source: Source<'_>, text: &'t str) -> Cow<'t, str> {
    let cuts = mentions(projection, source, text, 0);
    if cuts.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(applied(text, 0, cuts)) }
}

/// What may be seen of the text of an artifact.
pub(super) fn body(projection: &Projection<'_>, source: Source<'_>) -> String {
    let artifact = source.artifact;
    let Some(cuts) = body_cuts(projection, source) else { return String::new() };
    let shown = applied(artifact.body_text(), artifact.body.start(), cuts);
    let shown = shown.trim_start_matches(['\n', '\r']).trim_end();
    if shown.is_empty() { String::new() } else { format!("{shown}\n") }
}

/// What goes from the text of an artifact; nothing where nothing stays.
pub(super) fn body_cuts(projection: &Projection<'_>, source: Source<'_>) -> Option<Vec<Cut>> {
    let artifact = source.artifact;
    let text = artifact.body_text();
    if text.trim().is_empty() {
        return None;
    }
    let base = artifact.body.start();
    let outline = Outline::of(text, base);
    let mut cuts = hidden_sections(projection, source, &outline);
    cuts.extend(artifact.overlaid.as_ref().and_then(|overlaid| overlaid.text).map(Cut::out));
    let is_hidden = |cuts: &[Cut], span: Span| {
        cuts.iter().any(|cut| cut.span.start() <= span.start() && span.end() <= cut.span.end())
    };
    if is_hidden(&cuts, artifact.body) {
        return None;
    }
    let mut more: Vec<Cut> = unseen(text, base).into_iter().map(Cut::out).collect();
    let names = mentions(projection, source, text, base);
    for link in &outline.links {
        more.extend(link_cut(projection, source, &artifact.text, link, &names));
    }
    for link in wiki_links(text, base) {
        more.extend(bracket_cut(projection, source, &artifact.text, &link));
    }
    for definition in &outline.definitions {
        if let (Some(span), false) =
            (definition.target_span, leads_on(projection, source, &definition.target))
        {
            more.push(Cut::out(line_around(&artifact.text, span)));
        }
    }
    more.extend(names);
    let more: Vec<Cut> = more.into_iter().filter(|cut| !is_hidden(&cuts, cut.span)).collect();
    cuts.extend(more);
    Some(cuts)
}

/// The text after cuts, whose places count from `base`. Where two overlap, the first and larger one counts.
fn applied(text: &str, base: usize, cuts: Vec<Cut>) -> String {
    staying(text, base, cuts).into_iter().map(|(_, words)| words).collect()
}

/// The stretches of a text that stay, each with what is written there, and what stands in the place of others.
pub(super) fn staying(text: &str, base: usize, mut cuts: Vec<Cut>) -> Vec<(Span, String)> {
    cuts.sort_by_key(|cut| (cut.span.start(), std::cmp::Reverse(cut.span.end())));
    let mut stretches = Vec::new();
    let mut at = base;
    let stretch = |start: usize, end: usize| {
        (start < end).then(|| (Span::new(start, end), text[start - base..end - base].to_owned()))
    };
    for cut in cuts {
        if cut.span.start() >= at {
            stretches.extend(stretch(at, cut.span.start()));
            if !cut.text.is_empty() {
                stretches.push((cut.span, cut.text));
            }
        }
        at = at.max(cut.span.end());
    }
    stretches.extend(stretch(at, base + text.len()));
    stretches
}

/// The sections that may not be seen, and the marks behind the headings of those that may.
fn hidden_sections(projection: &Projection<'_>, source: Source<'_>, outline: &Outline) -> Vec<Cut> {
    let artifact = source.artifact;
    let kind = projection.plan.kind(artifact);
    let usual = projection.sight.sees_texts(kind);
    let mut cuts = Vec::new();
    let first = outline.headings.first().map_or(artifact.body.end(), |heading| heading.span.start());
    if !usual {
        cuts.push(Cut::out(Span::new(artifact.body.start(), first)));
    }
    // The headings that the next one may stand under, with whether what is under them is seen.
    let mut above: Vec<(u8, bool)> = Vec::new();
    for (at, heading) in outline.headings.iter().enumerate() {
        above.retain(|(level, _)| *level < heading.level);
        let inherited = above.last().map_or(usual, |(_, seen)| *seen);
        let seen = projection
            .sight
            .sees_section(kind, &heading.text, heading.attribute.as_deref())
            .unwrap_or(inherited);
        above.push((heading.level, seen));
        let end = outline.headings.get(at + 1).map_or(artifact.body.end(), |next| next.span.start());
        if !seen {
            cuts.push(Cut::out(Span::new(heading.span.start(), end)));
        } else if heading.attribute.is_some() {
            cuts.extend(mark(&artifact.text, heading.span));
        }
    }
    // Neighbours are one, so that what reaches over the border of two is within it.
    cuts.sort_by_key(|cut| cut.span);
    let mut joined: Vec<Cut> = Vec::new();
    for cut in cuts {
        match joined.last_mut() {
            Some(last) if last.span.end() >= cut.span.start() => {
                last.span = Span::new(last.span.start(), last.span.end().max(cut.span.end()));
            }
            _ => joined.push(cut),
        }
    }
    joined
}

/// The braces at the end of a heading, with the blanks before them.
fn mark(text: &str, heading: Span) -> Option<Cut> {
    let line = heading.slice(text);
    let open = line.rfind('{')?;
    let close = open + line[open..].find('}')? + 1;
    let start = line[..open].trim_end().len();
    Some(Cut::out(Span::new(heading.start() + start, heading.start() + close)))
}

/// What becomes of a link in a text: one to what is hidden goes with its words, one to another file keeps
/// them where the audience is outside the company.
fn link_cut(
    projection: &Projection<'_>,
    source: Source<'_>,
    text: &str,
    link: &Link,
    names: &[Cut],
) -> Option<Cut> {
    let names_hidden =
        names.iter().any(|name| link.span.start() <= name.span.start() && name.span.end() <= link.span.end());
    if names_hidden {
        return Some(Cut::naming(link.span, link.span));
    }
    let from = &source.artifact.path;
    let target = file_link::local(&link.target, from)?;
    let path = target.path?;
    let Some(index) = projection.plan.at_path(&path) else {
        if projection.is_unreadable(&path) {
            return Some(Cut::naming(link.span, link.span));
        }
        return projection.audience.is_public.then(|| match link.kind {
            LinkKind::Image => Cut::out(link.span),
            LinkKind::Link | LinkKind::Address => Cut::with(link.span, link.text.to_string()),
        });
    };
    if !projection.sees(index) {
        return Some(Cut::naming(link.span, link.span));
    }
    let here = source.path.parent();
    let there = projection.path(index);
    let anchor = target.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let written = format!("{}{anchor}", file_link::encoded(&there.seen_from(&here)));
    let span = link.target_span?;
    (span.slice(text) != written && *there != path).then(|| Cut::with(span, written))
}

/// What becomes of a name in double brackets: that of what is hidden goes, and of what lies elsewhere for the audience
/// the words stay.
fn bracket_cut(
    projection: &Projection<'_>,
    source: Source<'_>,
    text: &str,
    link: &WikiLink<'_>,
) -> Option<Cut> {
    let name = Span::new(link.span.start() + usize::from(link.is_embedded), link.span.end());
    let home = Home { product: source.artifact.product, path: &source.artifact.path };
    match projection.plan.named(name.slice(text), Some(home)) {
        LinkState::Resolved(target) if projection.sees(target.artifact) => {
            let is_there =
                *projection.path(target.artifact) == projection.plan.artifact(target.artifact).path;
            let words = link.name.words.map(str::to_owned);
            let words = || words.unwrap_or_else(|| projection.name(projection.source(target.artifact)));
            (!is_there).then(|| Cut::with(link.span, words()))
        }
        LinkState::Dangling | LinkState::Elsewhere | LinkState::Nothing | LinkState::Url => None,
        LinkState::Resolved(_) | LinkState::Ambiguous(_) | LinkState::Unread => {
            Some(Cut::naming(link.span, link.span))
        }
    }
}

/// Whether a target by reference may stay.
fn leads_on(projection: &Projection<'_>, source: Source<'_>, target: &str) -> bool {
    if !mentions(projection, source, target, 0).is_empty() {
        return false;
    }
    let from = &source.artifact.path;
    let Some(path) = file_link::local(target, from).and_then(|target| target.path) else { return true };
    match projection.plan.at_path(&path) {
        // Its path would have to be written anew.
        Some(index) => projection.sees(index) && projection.path(index) == &path,
        None => !projection.audience.is_public && !projection.is_unreadable(&path),
    }
}

fn line_around(text: &str, span: Span) -> Span {
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at + 1);
    Span::new(start, end)
}

/// The ids of what is hidden, each with what would be left around it.
pub(super) fn mentions(projection: &Projection<'_>, source: Source<'_>, text: &str, base: usize) -> Vec<Cut> {
    let plan = projection.plan;
    let artifact = source.artifact;
    let home = Home { product: artifact.product, path: &artifact.path };
    any_mention(&plan.config, text)
        .into_iter()
        .filter(|span| match plan.named(span.slice(text), Some(home)) {
            LinkState::Url => false,
            state => !projection.follows(&state),
        })
        .map(|span| Cut::naming(with_surroundings(text, span).shift(base), span.shift(base)))
        .collect()
}

/// An id with the rest of a name of a file behind it, with the brackets that hold nothing else, and with one
/// of the blanks around it.
fn with_surroundings(text: &str, span: Span) -> Span {
    let is_name = |sign: char| sign.is_alphanumeric() || "-_./".contains(sign);
    let rest = &text[span.end()..];
    let tail = if rest.starts_with('-') { rest.find(|sign| !is_name(sign)).unwrap_or(rest.len()) } else { 0 };
    let (mut start, mut end) = (span.start(), span.end() + tail);
    for (open, close) in [('(', ')'), ('[', ']'), ('`', '`')] {
        if text[..start].ends_with(open) && text[end..].starts_with(close) {
            start -= 1;
            end += 1;
        }
    }
    let ends = text[end..].chars().next().is_none_or(|sign| sign.is_whitespace() || ".,;:!?)".contains(sign));
    if ends && text[..start].ends_with(' ') {
        start -= 1;
    }
    Span::new(start, end)
}
