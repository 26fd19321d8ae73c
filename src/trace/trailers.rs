//! The trailers of a commit's message, found as git finds them.
//!
//! Knows the form alone: which names mean something, `pm.yaml` says.

/// A trailer: `Implements: REQ-4`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Trailer<'text> {
    pub(crate) name: &'text str,
    /// With the lines that go on with it, on one line.
    pub(crate) value: String,
}

/// What git itself writes; a paragraph with such a line may hold others than trailers.
const WRITTEN_BY_GIT: [&str; 2] = ["Signed-off-by: ", "(cherry picked from commit "];

/// The trailers in the last paragraph of a message. A paragraph that holds lines of another sort is taken only
/// where a quarter of its lines are trailers and one of them is git's own or known, as git takes it; a message of
/// one paragraph has none.
pub(crate) fn trailers<'text>(message: &'text str, is_known: impl Fn(&str) -> bool) -> Vec<Trailer<'text>> {
    let lines: Vec<&str> = message.trim_end().lines().filter(|line| !line.starts_with('#')).collect();
    let is_blank = |line: &&str| line.trim().is_empty();
    let Some(title) = lines.iter().position(|line| !is_blank(line)) else { return Vec::new() };
    let Some(body) = lines[title..].iter().position(is_blank).map(|length| title + length) else {
        return Vec::new();
    };
    let start = lines.iter().rposition(is_blank).map_or(0, |blank| blank + 1).max(body);
    let block = &lines[start..];
    let (mut own, mut others, mut has_known) = (0, 0, false);
    for line in block {
        if WRITTEN_BY_GIT.iter().any(|start| line.starts_with(start)) {
            own += 1;
            has_known = true;
        } else if let Some((name, _)) = split(line) {
            own += 1;
            has_known |= is_known(name);
        } else if !(line.starts_with(char::is_whitespace) && own > 0 && others == 0) {
            others += 1;
        }
    }
    if own == 0 || others > 0 && !(has_known && own * 3 >= others) {
        return Vec::new();
    }
    let mut found: Vec<Trailer<'text>> = Vec::new();
    let mut goes_on = false;
    for line in block {
        if let Some((name, value)) = split(line) {
            found.push(Trailer { name, value: value.trim().to_owned() });
            goes_on = true;
        } else if goes_on && line.starts_with(char::is_whitespace) {
            if let Some(last) = found.last_mut() {
                last.value = format!("{} {}", last.value, line.trim()).trim().to_owned();
            }
        } else {
            goes_on = false;
        }
    }
    found
}

/// Name and value of a line that is a trailer.
fn split(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end_matches([' ', '\t']);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expect: &[(&str, &str)]) {
        let found = trailers(message, |name| name == "Implements");
        let found: Vec<(&str, &str)> =
            found.iter().map(|trailer| (trailer.name, trailer.value.as_str())).collect();
        assert_eq!(found, expect, "{message}");
    }

    #[test]
    fn trailers_are_the_last_paragraph() {
        check(
            "Write a file\n\nWith a heading.\n\nImplements: REQ-4\nFixes: REQ-5\n",
            &[("Implements", "REQ-4"), ("Fixes", "REQ-5")],
        );
        check("Write a file\n\nImplements: REQ-4\n\nMore words.\n", &[]);
        check("Write a file\n\nRefs : REQ-4\n\n\n", &[("Refs", "REQ-4")]);
    }

    #[test]
    fn a_message_of_one_paragraph_has_none() {
        check("Implements: REQ-4", &[]);
        check("\n\nfix: Implements: REQ-4\nImplements: REQ-4\n", &[]);
    }

    #[test]
    fn a_line_that_begins_with_a_space_goes_on() {
        check(
            "a\n\nReason: the law\n  has changed\nRefs: REQ-1",
            &[("Reason", "the law has changed"), ("Refs", "REQ-1")],
        );
    }

    #[test]
    fn words_among_trailers_are_forgiven_where_one_of_them_is_known() {
        check("a\n\nSome words here.\nImplements: REQ-4", &[("Implements", "REQ-4")]);
        check("a\n\nSome words here.\nOther: REQ-4", &[]);
        check("a\n\none\ntwo\nthree\nfour\nImplements: REQ-4", &[]);
        check(
            "a\n\nx y\nSigned-off-by: Ana <ana@example.com>",
            &[("Signed-off-by", "Ana <ana@example.com>")],
        );
    }

    #[test]
    fn comments_and_carriage_returns_play_no_part() {
        check("a\r\n\r\nImplements: REQ-4\r\n# a comment\r\n", &[("Implements", "REQ-4")]);
    }
}
