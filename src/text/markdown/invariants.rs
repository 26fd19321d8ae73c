//! What holds for the outline of every body, for property tests and the fuzz target.

use crate::text::markdown::{Outline, may_hold_links};
use crate::text::span::Span;

/// Panics unless every place of the outline of `body`, which stands at `base`, fits it; unless headings,
/// items and links come in the order of the text; and unless sections nest.
pub(crate) fn check_body(body: &str, base: usize) {
    let outline = Outline::of(body, base);
    let check = |span: Span| {
        let fits = span.start() >= base && body.get(span.start() - base..span.end() - base).is_some();
        assert!(fits, "{span:?} does not fit {body:?}");
    };
    for (at, heading) in outline.headings.iter().enumerate() {
        check(heading.span);
        check(heading.section);
        assert!((1..=6).contains(&heading.level), "{heading:?} {body:?}");
        assert!(heading.span.end() <= heading.section.start(), "{heading:?} {body:?}");
        if let Some(next) = outline.headings.get(at + 1) {
            assert!(heading.span.end() <= next.span.start(), "{heading:?} {next:?} {body:?}");
            let is_inside = next.level > heading.level;
            assert_eq!(
                next.section.end() <= heading.section.end(),
                is_inside,
                "{heading:?} {next:?} {body:?}"
            );
        }
        let is_first = outline.headings[..at].iter().all(|earlier| earlier.anchor != heading.anchor);
        assert!(is_first, "{heading:?} {body:?}");
    }
    for item in &outline.checklist {
        check(item.span);
        check(item.marker);
        item.part.iter().for_each(|part| check(part.span));
        assert!(item.heading.is_none_or(|at| at < outline.headings.len()), "{item:?} {body:?}");
    }
    for link in &outline.links {
        check(link.span);
        link.target_span.into_iter().for_each(check);
        assert!(may_hold_links(body), "{link:?} {body:?}");
    }
    for definition in &outline.definitions {
        if let Some(span) = definition.target_span {
            check(span);
            assert_eq!(&body[span.start() - base..span.end() - base], &*definition.target, "{body:?}");
        }
    }
    outline.anchors.iter().for_each(|anchor| check(anchor.span));
}
