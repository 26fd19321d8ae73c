//! Annotated source for one finding: which lines of which files to draw, and what to put under them.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Snippet, Title};

use crate::diagnostic::excerpt::Excerpt;
use crate::diagnostic::report::{Indexed, Lines};
use crate::diagnostic::{Diagnostic, Fix, FixStep};
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::visible::{visible, visible_line, visible_path};

/// A span of more lines is shown by its first line.
const MAX_LINES: usize = 100;

/// A fix that touches more lines is not drawn.
const MAX_PATCH_LINES: usize = 12;

/// A fix of a longer line, or with a longer text, is not drawn.
const MAX_PATCH_BYTES: usize = 400;

/// A place in one file with what is to be said about it.
struct Mark {
    kind: AnnotationKind,
    span: Span,
    /// First and last line.
    lines: (usize, usize),
    label: Option<String>,
}

/// The finding's title with the source of its place and of the related places.
pub(crate) fn of<'a>(
    finding: &'a Diagnostic,
    level: Level<'a>,
    title: Title<'a>,
    lines: &Lines<'_>,
) -> Vec<Group<'a>> {
    let path = &finding.place.path;
    let (first, rest) = sheets(finding, lines);
    let related = rest.into_iter().map(|(path, indexed_marks)| drawn(path, &indexed_marks).1);
    let Some((indexed, marks)) = first else {
        let mut origin = Origin::path(visible_path(&path.to_string()).into_owned());
        if let Some(region) = lines.of_finding(finding) {
            origin = origin.line(region.start.line).char_column(region.start.column);
        }
        return vec![title.element(origin).elements(related)];
    };
    let (cut, snippet) = drawn(path, &(indexed.clone(), marks));
    if !cut {
        return vec![title.element(snippet).elements(related)];
    }
    // Columns would be counted from where the line was cut, so the origin is drawn apart.
    let start = finding.place.span.map_or(0, Span::start);
    let start = indexed.position(start);
    let origin =
        Origin::path(visible_path(&path.to_string()).into_owned()).line(start.line).char_column(start.column);
    let snippet = snippet.path(None::<String>);
    vec![title.element(origin), Group::with_level(level).element(snippet).elements(related)]
}

type Sheet<'t> = (std::rc::Rc<Indexed<'t>>, Vec<Mark>);

/// The marks of a finding by the excerpt they stand on: the one with the finding's own place, and others.
fn sheets<'f, 't>(
    finding: &'f Diagnostic,
    lines: &Lines<'t>,
) -> (Option<Sheet<'t>>, Vec<(&'f RelPath, Sheet<'t>)>) {
    let place = &finding.place;
    let mut own = place.span.and_then(|span| {
        let indexed = lines.of(&place.path)?;
        let label = finding.label.as_deref().map(str::to_owned);
        let mark = mark(&indexed, AnnotationKind::Primary, span, label);
        Some((indexed, vec![mark]))
    });
    let mut others: Vec<(&RelPath, Sheet<'t>)> = Vec::new();
    for (at, shows) in &finding.related {
        let Some((span, indexed)) = at.span.zip(lines.of(&at.path)) else { continue };
        let mark = mark(&indexed, AnnotationKind::Context, span, Some(shows.clone()));
        let same = own.as_mut().filter(|_| at.path == place.path).map(|(_, marks)| marks);
        let near = same
            .into_iter()
            .chain(others.iter_mut().filter(|(path, _)| **path == at.path).map(|(_, (_, marks))| marks));
        match near.into_iter().find(|marks| marks.iter().all(|other| within_reach(other, &mark))) {
            Some(marks) => marks.push(mark),
            None => others.push((&at.path, (indexed, vec![mark]))),
        }
    }
    (own, others)
}

fn within_reach(a: &Mark, b: &Mark) -> bool {
    a.lines.0.max(b.lines.0) - a.lines.0.min(b.lines.0) <= MAX_LINES
}

fn mark(indexed: &Indexed<'_>, kind: AnnotationKind, span: Span, label: Option<String>) -> Mark {
    let mut label = label.map(|label| visible_line(&label).into_owned());
    let end = indexed.text.len();
    let start = span.start().min(end);
    // The line break at the end of a span is not drawn: the line after it has no part in the finding.
    let shown = indexed.text.get(start..span.end().min(end)).unwrap_or("");
    let mut span = Span::new(start, start + shown.trim_end_matches(['\n', '\r']).len());
    let first = indexed.position(span.start()).line;
    let mut last = indexed.position(span.end()).line;
    if last - first >= MAX_LINES {
        let more = format!("down to line {last}");
        label = Some(label.map_or(more.clone(), |label| format!("{label} ({more})")));
        span = Span::new(span.start(), indexed.index.line(first).map_or(span.start(), |line| line.end));
        last = first;
    }
    Mark { kind, span, lines: (first, last), label }
}

/// One excerpt with its marks; whether the beginning of a line had to be cut.
fn drawn(path: &RelPath, (indexed, marks): &Sheet<'_>) -> (bool, Snippet<'static, Annotation<'static>>) {
    let first = marks.iter().map(|mark| mark.lines.0).min().unwrap_or(1);
    let last = marks.iter().map(|mark| mark.lines.1).max().unwrap_or(1);
    let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    let excerpt = Excerpt::of(indexed, first, last, &spans).with_room_at_the_end();
    let annotations = marks
        .iter()
        .map(|mark| mark.kind.span(excerpt.span(mark.span)).label(mark.label.clone()))
        .collect::<Vec<_>>();
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(visible_path(&path.to_string()).into_owned())
        .annotations(annotations);
    (excerpt.cut, snippet)
}

/// The changes of a fix as patches of their lines: none where they are too large to be read so.
pub(crate) fn patches(fix: &Fix, lines: &Lines<'_>) -> Vec<Element<'static>> {
    let mut files: BTreeMap<&RelPath, Vec<(Span, String)>> = BTreeMap::new();
    for step in &fix.steps {
        if let FixStep::Replace { path, span, text } = step {
            files.entry(path).or_default().push((*span, text.replace("\r\n", "\n")));
        }
    }
    files
        .into_iter()
        .filter_map(|(path, changes)| {
            let snippet = patched(&*lines.of(path)?, changes)?;
            Some(snippet.path(visible_path(&path.to_string()).into_owned()).into())
        })
        .collect()
}

fn patched(
    indexed: &Indexed<'_>,
    mut changes: Vec<(Span, String)>,
) -> Option<Snippet<'static, Patch<'static>>> {
    changes.sort_by_key(|(span, _)| *span);
    let fits = changes.iter().all(|(span, text)| {
        indexed.text.get(span.range()).is_some() && span.len() + text.len() <= MAX_PATCH_BYTES
    });
    let apart = changes.windows(2).all(|pair| pair[0].0.end() < pair[1].0.start());
    if !fits || !apart {
        return None;
    }
    let first = indexed.position(changes.first()?.0.start()).line;
    let last = indexed.position(changes.last()?.0.end()).line;
    let short = (first..=last)
        .all(|line| indexed.index.line(line).is_some_and(|bytes| bytes.len() <= MAX_PATCH_BYTES));
    if last - first >= MAX_PATCH_LINES || !short {
        return None;
    }
    let excerpt = Excerpt::of(indexed, first, last, &[]);
    let patches = changes
        .iter()
        .map(|(span, text)| Patch::new(excerpt.span(*span), visible(text).into_owned()))
        .collect::<Vec<_>>();
    Some(Snippet::source(excerpt.text).line_start(excerpt.first_line).patches(patches))
}
