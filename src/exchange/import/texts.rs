//! Links in the texts of documents that become others: they lead where they led, from where the new document lies.
//!
//! Changes the targets of links and nothing else; what stands in code is no link.

use std::collections::HashMap;

use super::super::batch::Misfit;
use super::super::described::TEXT;
use super::super::draft::Draft;
use super::goals::{Folder, Goal, Goals};
use crate::plan::file_link;
use crate::source::RelPath;
use crate::text::edit::{Splice, splice};
use crate::text::markdown::{Link, LinkKind, Outline, WikiLink, anchor, may_hold_links, wiki_links};
use crate::text::span::Span;

/// Pictures, which are shown in place by their name.
const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif"];

/// What is needed to lead the links of all documents.
pub(super) struct Texts<'a> {
    drafts: &'a [Draft],
    goals: Goals<'a>,
    /// Where the document of each draft comes to lie.
    to: Vec<Option<RelPath>>,
    /// By that place, what the tool knows the document by.
    sources: HashMap<RelPath, &'a str>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(folder: &'a Folder<'a>, drafts: &'a [Draft], to: Vec<Option<RelPath>>) -> Self {
        let goals = Goals::of(folder, drafts);
        let placed = to.iter().zip(drafts);
        let sources =
            placed.filter_map(|(path, draft)| Some((path.clone()?, draft.source.as_str()))).collect();
        Self { drafts, goals, to, sources }
    }

    /// The text of a draft as its new document has it. Links that stay as they were written are told.
    pub(super) fn led(&self, draft: usize, body: &str, told: &mut Vec<Misfit>) -> String {
        let (Some(to), Some((from, text))) = (&self.to[draft], self.goals.file_of(&self.drafts[draft]))
        else {
            return body.to_owned();
        };
        let mut splices: Vec<Splice> = Vec::new();
        let mut keep = |written: &str, why: &str| {
            let span = text.find(written).map_or(Span::at(0), |at| Span::new(at, at + written.len()));
            told.push(Misfit::cell(span, TEXT, format!("`{written}` {why}")));
        };
        for (written, span) in targets(body, 0) {
            let goal = self.goals.of_target(&written, from);
            if goal == Goal::Outside {
                keep(&written, "leads to something outside of the repository");
            }
            let Some(new) = self.target(&goal, to, &written) else { continue };
            match span {
                Some(span) if *new != *written => splices.push(Splice { span, text: new }),
                Some(_) => {}
                None => keep(&written, "is written so that it cannot be changed safely"),
            }
        }
        for link in wiki_links(body, 0) {
            let written = link.span.slice(body);
            if let (true, Some(section)) = (link.name.name.is_empty(), link.name.section) {
                let words = escaped(link.name.words.unwrap_or(section));
                splices.push(Splice { span: link.span, text: format!("[{words}](#{})", anchor(section)) });
                continue;
            }
            match self.goals.of_name(link.name) {
                Goal::Outside => keep(written, "leads to something outside of the repository"),
                Goal::Several => keep(written, "is the name of several documents"),
                Goal::Unknown if is_likely_a_name(link.name.name) => keep(written, "names no document"),
                goal => splices.extend(self.of_wiki(&goal, to, &link)),
            }
        }
        splices.sort_by_key(|splice| splice.span);
        // A link within the words of another has its place in that one's.
        splices.dedup_by(|later, earlier| later.span.start() < earlier.span.end());
        splice(body, &splices)
    }

    /// A text with its links written as what they lead to, whatever they are called in the document at `at`: two
    /// texts that are the same then differ in no word of their own.
    pub(super) fn neutral(&self, body: &str, at: &RelPath) -> String {
        let neutral = |written: &str| {
            let (_, rest) = file_link::path_and_rest(written)?;
            let path = file_link::local(written, at)?.path?;
            Some(match self.sources.get(&path) {
                Some(source) => format!("document:{source}{rest}"),
                None => format!("/{path}{rest}"),
            })
        };
        let mut splices: Vec<Splice> = targets(body, 0)
            .into_iter()
            .filter_map(|(written, span)| Some(Splice { span: span?, text: neutral(&written)? }))
            .collect();
        splices.sort_by_key(|splice| splice.span);
        splices.dedup_by(|later, earlier| later.span.start() < earlier.span.end());
        splice(body, &splices)
    }

    /// Where the document of a draft comes to lie.
    pub(super) fn place_of(&self, draft: usize) -> Option<&RelPath> {
        self.to[draft].as_ref()
    }

    /// A target that leads to `goal` from the document at `to`; what is written already where that does.
    fn target(&self, goal: &Goal, to: &RelPath, written: &str) -> Option<String> {
        let path = self.path_of(goal)?;
        let (old, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        if file_link::local(old, to).and_then(|target| target.path).as_ref() == Some(path) {
            return Some(written.to_owned());
        }
        let slash = if old.ends_with('/') && matches!(goal, Goal::File(_)) { "/" } else { "" };
        let relative = file_link::encoded(&path.seen_from(&to.parent()));
        Some(format!("{relative}{slash}{}", self.rest(goal, rest)))
    }

    fn path_of<'s>(&'s self, goal: &'s Goal) -> Option<&'s RelPath> {
        match goal {
            Goal::Draft(at) => self.to[*at].as_ref(),
            Goal::File(path) => Some(path),
            Goal::Outside | Goal::Several | Goal::Unknown => None,
        }
    }

    /// What stands behind a path; not the heading that has become the title, which leads to the whole document.
    fn rest<'t>(&self, goal: &Goal, rest: &'t str) -> &'t str {
        let (Goal::Draft(at), Some(fragment)) = (goal, rest.strip_prefix('#')) else { return rest };
        let draft = &self.drafts[*at];
        let is_title = anchor(&draft.title) == fragment && !Outline::of(&draft.body, 0).has_anchor(fragment);
        if is_title { "" } else { rest }
    }

    /// A link in double brackets as Markdown, with the same words.
    fn of_wiki(&self, goal: &Goal, to: &RelPath, link: &WikiLink<'_>) -> Option<Splice> {
        let name = link.name;
        let path = self.path_of(goal)?;
        let is_picture = link.is_embedded && PICTURES.contains(&path.extension().to_lowercase().as_str());
        // Of a picture they say how wide it is.
        let is_width =
            |words: &&str| is_picture && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
        let words = match (name.words.filter(|words| !is_width(words)), name.section) {
            (Some(words), _) => words.to_owned(),
            (None, Some(section)) if !section.starts_with('^') => format!("{}#{section}", name.name),
            (None, _) => name.name.to_owned(),
        };
        let section = name.section.filter(|section| !section.starts_with('^'));
        let fragment = section.map(|section| format!("#{}", anchor(section))).unwrap_or_default();
        let target = file_link::encoded(&path.seen_from(&to.parent()));
        let mark = if is_picture { "!" } else { "" };
        let text = format!("{mark}[{}]({target}{})", escaped(&words), self.rest(goal, &fragment));
        Some(Splice { span: link.span, text })
    }
}

/// The targets in a text, with their places where they stand there unchanged.
fn targets(body: &str, base: usize) -> Vec<(Box<str>, Option<Span>)> {
    if !may_hold_links(body) {
        return Vec::new();
    }
    let Outline { links, definitions, .. } = Outline::of(body, base);
    let links = links.into_iter().filter(|link| link.kind != LinkKind::Address);
    // A link by reference has its target in the definition.
    let is_defined = |target: &str| definitions.iter().any(|definition| &*definition.target == target);
    let own: Vec<Link> =
        links.filter(|link| link.target_span.is_some() || !is_defined(&link.target)).collect();
    own.into_iter()
        .map(|link| (link.target, link.target_span))
        .chain(definitions.into_iter().map(|definition| (definition.target, definition.target_span)))
        .collect()
}

/// Whether what stands in double brackets is meant as a name: it is no number and no piece of a program.
fn is_likely_a_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && !name.contains(['=', '$', '"', '\'', '<', '>', ';'])
}

/// Words between brackets.
fn escaped(words: &str) -> String {
    words.replace('[', "\\[").replace(']', "\\]")
}
