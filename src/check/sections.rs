//! A quick look for sections: whether a heading with text under it is plainly there.
//!
//! Says yes only where the outline would say the same; a no means that the outline has to be asked.

/// Whether `body` plainly holds a section called `title` with something written in it.
pub(super) fn plainly_filled(body: &str, title: &str) -> bool {
    first_under(body, title).is_some_and(|line| {
        let item = ["- ", "* ", "| "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
        item.starts_with(char::is_alphabetic) || is_to_tick(line)
    })
}

/// Whether the first thing in the section called `title` is plainly an item with a box to tick.
pub(super) fn plainly_ticked(body: &str, title: &str) -> bool {
    first_under(body, title).is_some_and(is_to_tick)
}

fn is_to_tick(line: &str) -> bool {
    let item = ["- [ ] ", "- [x] ", "- [X] "].iter().find_map(|mark| line.strip_prefix(mark));
    item.is_some_and(|text| text.starts_with(char::is_alphanumeric))
}

/// The first line with text under the heading `title`, where nothing before it is treacherous.
fn first_under<'body>(body: &'body str, title: &str) -> Option<&'body str> {
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        if let Some(length) = fence(line) {
            // What stands in code is passed over, where it plainly ends.
            let mut code =
                lines.by_ref().take_while(|line| fence(line) != Some(line.len()) || line.len() < length);
            if code.any(|line| line.trim_start().starts_with("```")) {
                return None;
            }
            continue;
        }
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        if (1..=6).contains(&level) && text.starts_with(' ') && text.trim().eq_ignore_ascii_case(title) {
            let first = lines.find(|line| !line.trim().is_empty())?;
            // A line of `=` or `-` at the end of a paragraph makes a heading of it.
            let mut paragraph = lines.take_while(|line| !line.trim().is_empty());
            return (!paragraph.any(is_underline)).then_some(first);
        }
        if is_treacherous(line) {
            return None;
        }
    }
    None
}

/// The length of the backticks with which code begins or ends, where nothing stands before them.
fn fence(line: &str) -> Option<usize> {
    let length = line.len() - line.trim_start_matches('`').len();
    (length >= 3 && !line[length..].contains('`')).then_some(length)
}

/// Whether a line makes what comes after it mean something else than it seems to, as code, comments and other
/// HTML do, or may be a heading in another form than `## title`.
fn is_treacherous(line: &str) -> bool {
    let Some(first) = line.bytes().next() else { return false };
    if first.is_ascii_alphabetic() {
        return false;
    }
    let text = line.trim_start();
    let inside = text.trim_start_matches(|c: char| " \t>-*+.)".contains(c) || c.is_ascii_digit());
    let is_heading = inside.starts_with('#');
    let is_plain_heading = first == b'#'
        && !line.contains(['*', '_', '`', '[', '&', '\\', '<', '!'])
        && !line.trim_end().ends_with('#');
    ["```", "~~~", "<"].iter().any(|mark| text.starts_with(mark))
        || is_heading && !is_plain_heading
        || is_underline(line)
}

fn is_underline(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && (text.bytes().all(|byte| byte == b'=') || text.bytes().all(|byte| byte == b'-'))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert, proptest};
    use proptest::sample::select;

    use super::{plainly_filled, plainly_ticked};
    use crate::text::markdown::Outline;

    /// What bodies are made of, the odd cases before all.
    const LINES: [&str; 46] = [
        "",
        "",
        "",
        "text",
        "text <b>bold</b>",
        "## Problem",
        "## Problem",
        "## problem ",
        "# Problem",
        "## Next",
        "````",
        "```json",
        "## *Problem*",
        "## Problem ##",
        " ## Problem",
        "    ## Problem",
        "> ## Problem",
        "- ## Problem",
        "Problem",
        "===",
        "---",
        "```",
        "~~~",
        "  ```",
        "- ```",
        "> ```",
        "<!--",
        "-->",
        "text <!--",
        "- <!--",
        "<div>",
        "</div>",
        "- item",
        "* item",
        "- [ ] AC1: x",
        "- [x] y",
        "- [ ]",
        "| A | B |",
        "| - | - |",
        "[a]: /b",
        "[^1]: note",
        "1. one",
        "    code",
        "> quote",
        "<script>",
        "&#35;# Problem",
    ];

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
        check("A <b> and `<c>`.\n\n## Problem\nIt is slow.\n", true);
        check("## Problem\n- It is slow.\n", true);
        check("## Problem\n- [ ] x\n", true);
        check("## Problem\n| A | B |\n| - | - |\n", true);
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_outline() {
        check("```\n## Problem\nIt is slow.\n```\n", false);
        check("<!--\n## Problem\nIt is slow.\n-->\n", false);
        check("## Problem\n\n## Next\ntext\n", false);
        check("## Problem\n- [ ]\n", false);
        check("## Problem\nNext\n====\ntext\n", false);
        check("Problem\n---\n\n## Problem\ntext\n", false);
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

    proptest! {
        #[test]
        fn a_quick_yes_is_what_the_outline_says(lines in vec(select(LINES.as_slice()), 0..14)) {
            let body = lines.join("\n");
            let outline = Outline::of(&body, 0);
            let section = outline.section("Problem");
            if plainly_filled(&body, "Problem") {
                prop_assert!(section.is_some_and(|section| !section.is_empty), "{body:?}");
            }
            if plainly_ticked(&body, "Problem") {
                let heading = outline.headings.iter().position(|heading| Some(heading) == section);
                prop_assert!(outline.checklist.iter().any(|item| item.heading == heading), "{body:?}");
            }
        }
    }
}
