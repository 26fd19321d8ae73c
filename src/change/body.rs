//! The body of a new document: a template of its kind, with sections filled in.

use crate::change::Impossible;
use crate::model::kind::Kind;
use crate::text::markdown::Outline;
use crate::text::words::{list_of, nearest, slug};

/// The headings that a new document of `kind` may have: those of its sections and of all its templates,
/// each once.
pub(crate) fn headings(kind: &Kind) -> Vec<String> {
    let mut titles: Vec<String> = kind.sections.iter().map(|section| section.title.clone()).collect();
    for template in kind.templates.values() {
        for heading in Outline::of(template, 0).headings {
            if !titles.iter().any(|title| title.eq_ignore_ascii_case(&heading.text)) {
                titles.push(heading.text.into_string());
            }
        }
    }
    titles
}

/// The flag that fills the section under a heading: `acceptance-criteria`.
pub(crate) fn section_flag(title: &str) -> String {
    slug(title, 60)
}

/// The template called `name`, the first where nothing is said; empty for a kind without templates.
pub(super) fn template<'k>(kind: &'k Kind, name: Option<&str>) -> Result<&'k str, Impossible> {
    let Some(name) = name else {
        return Ok(kind.templates.first().map_or("", |(_, text)| text));
    };
    kind.templates.get(name).map(String::as_str).ok_or_else(|| {
        let names = || kind.templates.keys().map(String::as_str);
        let hint = match (nearest(name, names()), kind.templates.is_empty()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, true) => format!("{} have none; leave out --template", kind.plural),
            (None, false) => format!("use one of {}", list_of(names())),
        };
        Impossible::new(format!("{} has no template `{name}`", kind.name)).with_hint(hint)
    })
}

/// `body` with `text` as the section called `title`: in the place of what the section held, or behind
/// everything else where there is no such section.
pub(super) fn filled(body: &str, title: &str, text: &str) -> String {
    let text = text.trim_end();
    let outline = Outline::of(body, 0);
    let Some(heading) = outline.section(title) else {
        let mut filled = body.trim_end().to_owned();
        if !filled.is_empty() {
            filled.push_str("\n\n");
        }
        filled.push_str(&format!("## {title}\n\n{text}\n"));
        return filled;
    };
    let end = outline
        .headings
        .iter()
        .map(|other| other.span.start())
        .find(|start| *start > heading.span.start())
        .unwrap_or(heading.section.end());
    let rest = &body[end..];
    let gap = if rest.is_empty() { "" } else { "\n" };
    format!("{}\n\n{text}\n{gap}{rest}", &body[..heading.span.end()])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "## Problem\n<!-- Who has it. -->\n\n## Proposal\n<!-- What. -->\n";

    #[test]
    fn a_section_is_filled_where_it_stands() {
        assert_eq!(
            filled(TEMPLATE, "Problem", "It hurts.\n"),
            "## Problem\n\nIt hurts.\n\n## Proposal\n<!-- What. -->\n"
        );
        assert_eq!(
            filled(TEMPLATE, "proposal", "Help."),
            "## Problem\n<!-- Who has it. -->\n\n## Proposal\n\nHelp.\n"
        );
    }

    #[test]
    fn a_section_that_the_body_lacks_comes_last() {
        assert_eq!(filled("Words.\n\n", "Risk", "Some."), "Words.\n\n## Risk\n\nSome.\n");
        assert_eq!(filled("", "Risk", "Some."), "## Risk\n\nSome.\n");
    }
}
