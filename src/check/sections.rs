//! A quick look for sections: whether a heading with text under it is plainly there.
//!
//! Says yes only where the outline would say the same; a no means that the outline has to be asked.

/// What makes the lines after it mean something else than they seem to: code, comments and other HTML.
const TREACHEROUS: [&str; 3] = ["```", "~~~", "<"];

/// Whether `body` plainly holds a section called `title` with something written in it.
pub(super) fn plainly_filled(body: &str, title: &str) -> bool {
    first_under(body, title).is_some_and(|line| line.starts_with(char::is_alphabetic))
}

/// Whether the first thing in the section called `title` is plainly an item with a box to tick.
pub(super) fn plainly_ticked(body: &str, title: &str) -> bool {
    first_under(body, title).is_some_and(|line| {
        let item = ["- [ ] ", "- [x] ", "- [X] "].iter().find_map(|mark| line.strip_prefix(mark));
        item.is_some_and(|text| text.starts_with(char::is_alphanumeric))
    })
}

/// The first line with text under the heading `title`, where nothing before it is treacherous.
fn first_under<'body>(body: &'body str, title: &str) -> Option<&'body str> {
    let mut lines = body.lines();
    for line in lines.by_ref() {
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        if (1..=6).contains(&level) && text.starts_with(' ') && text.trim().eq_ignore_ascii_case(title) {
            return lines.find(|line| !line.trim().is_empty());
        }
        if TREACHEROUS.iter().any(|mark| line.contains(mark)) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{plainly_filled, plainly_ticked};
    use crate::text::markdown::Outline;

    #[track_caller]
    fn check(body: &str, expect: bool) {
        assert_eq!(plainly_filled(body, "Problem"), expect, "{body:?}");
        let outline = Outline::of(body, 0);
        let is_filled = outline.section("Problem").is_some_and(|section| !section.is_empty);
        assert!(is_filled || !expect, "the outline says otherwise of {body:?}");
    }

    #[test]
    fn a_heading_with_a_line_of_text_under_it_is_plain() {
        check("## Problem\nIt is slow.\n", true);
        check("# A\n\n## problem \n\nIt is slow.\n", true);
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_outline() {
        check("```\n## Problem\nIt is slow.\n```\n", false);
        check("<!--\n## Problem\nIt is slow.\n-->\n", false);
        check("## Problem\n\n## Next\ntext\n", false);
        check("## Problem\n- [ ] x\n", false);
        check("##Problem\nIt is slow.\n", false);
        check("    ## Problem\n    It is slow.\n", false);
        check("<div>\n## Problem\nIt is slow.\n</div>\n", false);
        check("No heading at all.\n", false);
    }

    #[test]
    fn an_item_to_tick_is_plain_where_it_comes_first() {
        assert!(plainly_ticked("## Problem\n\n- [ ] AC1: x\n", "Problem"));
        assert!(!plainly_ticked("## Problem\nWords.\n- [ ] AC1: x\n", "Problem"));
        assert!(!plainly_ticked("## Problem\n- [ ]\n", "Problem"));
    }
}
