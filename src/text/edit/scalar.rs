//! Writing one scalar: plain where that is safe, else quoted, or as a block of lines.
//!
//! What is safe is judged for readers of YAML 1.1 and 1.2 alike: `no`, `1.10` and `12:30` are text
//! for some of them and something else for others, so a person's words never stand like that.

use std::fmt::Write;

use crate::text::yaml::ScalarStyle;

/// Whether a scalar stands inside brackets, where commas and brackets end it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Context {
    Block,
    Flow,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Quote {
    Single,
    #[default]
    Double,
}

/// One line for a text that is a number, a date, a word …: bare where it reads back as the same text.
pub(crate) fn plain(text: &str, context: Context, keep: Option<ScalarStyle>, quote: Quote) -> String {
    let bare = keeps_bare(keep) && reads_back(text, context);
    if bare { text.to_owned() } else { quoted(text, keep, quote) }
}

/// One line for words of a person: bare only where every reader takes them for text.
pub(crate) fn words(text: &str, context: Context, keep: Option<ScalarStyle>, quote: Quote) -> String {
    let bare = keeps_bare(keep) && reads_as_text(text, context);
    if bare { text.to_owned() } else { quoted(text, keep, quote) }
}

fn keeps_bare(keep: Option<ScalarStyle>) -> bool {
    !matches!(keep, Some(ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted))
}

/// Whether `text`, written bare, is read as exactly this text.
pub(crate) fn reads_back(text: &str, context: Context) -> bool {
    let mut characters = text.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else { return false };
    let starts = match first {
        '-' => second.is_some_and(|second| !second.is_whitespace() && second != '-'),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
            false
        }
        '?' | ':' | '.' if text == "..." => false,
        '?' | ':' => false,
        _ => true,
    };
    let flow = context == Context::Flow && text.contains([',', '[', ']', '{', '}']);
    starts
        && !flow
        && text.chars().all(|character| is_printable(character) && character != '\t')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
}

/// Whether every reader takes `text`, written bare, for this text and not for another type.
pub(crate) fn reads_as_text(text: &str, context: Context) -> bool {
    let has_type = is_word_with_a_type(text) || looks_like_a_number(text) || text.starts_with(['-', '=']);
    let may_be_a_pair = context == Context::Flow && text.contains(':');
    reads_back(text, context) && !has_type && !may_be_a_pair
}

/// The words that YAML 1.1 or 1.2 gives a type, in any letter case.
fn is_word_with_a_type(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "+.inf", ".nan", "<<",
        "inf", "nan",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a reader may see a number, a time of day, a date or a timestamp. Judged generously: a
/// needless quote harms nobody.
fn looks_like_a_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let starts = digits.strip_prefix('.').unwrap_or(digits).starts_with(|first: char| first.is_ascii_digit());
    let dated = text.as_bytes().get(4) == Some(&b'-');
    starts
        && text.chars().all(|character| match character {
            '0'..='9' | 'a'..='f' | 'A'..='F' | '_' | '.' | ',' | ':' | '-' | '+' => true,
            'o' | 'O' | 'x' | 'X' => true,
            ' ' | 't' | 'T' | 'z' | 'Z' => dated,
            _ => false,
        })
}

/// What YAML allows in a text without an escape; a line break is judged where it stands.
fn is_printable(character: char) -> bool {
    matches!(character, '\t' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}'
        | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(character, '\u{2028}' | '\u{2029}')
}

fn quoted(text: &str, keep: Option<ScalarStyle>, quote: Quote) -> String {
    let single = match keep {
        _ if !text.chars().all(|character| is_printable(character) && character != '\t') => false,
        Some(ScalarStyle::SingleQuoted) => true,
        Some(ScalarStyle::DoubleQuoted) => false,
        _ => match quote {
            Quote::Single => true,
            Quote::Double => text.contains(['"', '\\']) && !text.contains('\''),
        },
    };
    if single { format!("'{}'", text.replace('\'', "''")) } else { double_quoted(text) }
}

fn double_quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if is_printable(character) => written.push(character),
            // Writing to a text cannot fail.
            _ => drop(match u32::from(character) {
                code @ 0..=0xff => write!(written, "\\x{code:02X}"),
                code @ 0x100..=0xffff => write!(written, "\\u{code:04X}"),
                code => write!(written, "\\U{code:08X}"),
            }),
        }
    }
    written.push('"');
    written
}

/// A block of lines: what stands behind the colon, and the lines under it without indentation.
pub(crate) struct Block<'text> {
    /// `|-`, `|2`, `>` …
    pub(crate) header: String,
    pub(crate) lines: Vec<&'text str>,
}

/// `text` as a block scalar whose lines are indented `step` deeper than the parent, or nothing where
/// only a quoted scalar can hold it: control characters, nothing but line breaks, several at the end.
///
/// A folded block is kept for one line; more become literal, because folding joins lines.
pub(crate) fn block(text: &str, step: usize, keep: Option<ScalarStyle>) -> Option<Block<'_>> {
    let (body, chomp) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let first = body.lines().find(|line| !line.is_empty())?;
    let fits = !body.ends_with('\n')
        && !first.trim_matches([' ', '\t']).is_empty()
        && text.chars().all(|character| is_printable(character) || character == '\n');
    if !fits {
        return None;
    }
    let folded = keep == Some(ScalarStyle::Folded) && !body.contains('\n') && !first.starts_with([' ', '\t']);
    let style = if folded { '>' } else { '|' };
    let header = match first.starts_with([' ', '\t']) {
        true if (1..10).contains(&step) => format!("{style}{step}{chomp}"),
        true => return None,
        false => format!("{style}{chomp}"),
    };
    Some(Block { header, lines: body.split('\n').collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(words(text, Context::Block, None, Quote::Double), expect, "{text:?}");
    }

    #[test]
    fn ordinary_words_stay_bare() {
        for text in
            ["Export a roadmap", "a-b", "it's", "C#", "a:b", "3 users", "v1.2", "é", "🚀 launch", "a \"b\""]
        {
            check(text, text);
        }
    }

    #[test]
    fn what_a_reader_takes_for_another_type_is_quoted() {
        for text in [
            "no",
            "No",
            "YES",
            "on",
            "y",
            "null",
            "~",
            "true",
            "1",
            "1.10",
            "-1",
            "+1",
            "1e3",
            "0x1F",
            "0o7",
            "1_000",
            "12:30",
            "190:20:30",
            ".5",
            ".inf",
            "-.inf",
            ".NaN",
            "2026-01-01",
            "2026-01-01 10:00:00",
            "007",
            "1,5",
            "<<",
            "=",
            "2001-12-14t21:59:43.10-05:00",
        ] {
            check(text, &format!("\"{text}\""));
        }
    }

    #[test]
    fn what_breaks_the_syntax_is_quoted() {
        for text in [
            "", " a", "a ", "a: b", "a:", "a #b", "#a", "@ana", "`a`", "*a", "&a", "!a", "%a", "- a", "-a",
            "? a", "{a", "[a", "]", "}", ">a", "|a", ",a", "'a", ": a",
        ] {
            check(text, &format!("\"{text}\""));
        }
        check("\"a\"", "'\"a\"'");
        check("a: \\", "'a: \\'");
        check("a: '\"'", "\"a: '\\\"'\"");
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        check("a\tb", r#""a\tb""#);
        check("a\r\nb", r#""a\r\nb""#);
        check("\0\u{7f}\u{85}\u{2028}\u{feff}", r#""\x00\x7F\x85\u2028\uFEFF""#);
    }

    #[test]
    fn a_flow_context_quotes_more() {
        let flow = |text: &str| words(text, Context::Flow, None, Quote::Double);
        assert_eq!(flow("a, b"), "\"a, b\"");
        assert_eq!(flow("a]"), "\"a]\"");
        assert_eq!(flow("https://a.b"), "\"https://a.b\"");
        assert_eq!(plain("12:30", Context::Flow, None, Quote::Double), "12:30");
        assert_eq!(plain("1,5", Context::Flow, None, Quote::Double), "\"1,5\"");
    }

    #[test]
    fn quotes_that_were_there_stay() {
        let keep = |text: &str, style| words(text, Context::Block, Some(style), Quote::Double);
        assert_eq!(keep("a", ScalarStyle::DoubleQuoted), "\"a\"");
        assert_eq!(keep("it's", ScalarStyle::SingleQuoted), "'it''s'");
        assert_eq!(keep("a\tb", ScalarStyle::SingleQuoted), "\"a\\tb\"");
        assert_eq!(keep("no", ScalarStyle::Plain), "\"no\"");
        assert_eq!(words("no", Context::Block, None, Quote::Single), "'no'");
    }

    #[test]
    fn plain_values_are_bare_where_they_read_back() {
        let bare = |text: &str| plain(text, Context::Block, None, Quote::Double);
        for text in ["1.10", "007", "no", "null", "2026-01-01", "-5", "REQ-4", "2-5", "12:30", "a, b"] {
            assert_eq!(bare(text), text);
        }
        assert_eq!(bare("- 5"), "\"- 5\"");
        assert_eq!(bare("---"), "\"---\"");
        assert_eq!(bare("..."), "\"...\"");
        assert_eq!(bare("@ana"), "\"@ana\"");
        assert_eq!(bare(""), "\"\"");
    }

    #[track_caller]
    fn check_block(text: &str, keep: Option<ScalarStyle>, expect: &str) {
        let written = match block(text, 2, keep) {
            Some(Block { header, lines }) => format!("{header}/{}", lines.join("/")),
            None => "none".to_owned(),
        };
        assert_eq!(written, expect, "{text:?}");
    }

    #[test]
    fn several_lines_become_a_block() {
        check_block("a\nb", None, "|-/a/b");
        check_block("a\n\nb\n", None, "|/a//b");
        check_block("\na\n", None, "|//a");
        check_block(" a\nb", None, "|2-/ a/b");
        check_block("a", Some(ScalarStyle::Folded), ">-/a");
        check_block("a\nb", Some(ScalarStyle::Folded), "|-/a/b");
    }

    #[test]
    fn what_a_block_cannot_hold_is_none() {
        for text in ["", "\n", "a\n\n", "a\0\nb", "a\r\nb", "  \nb", "a\u{2028}b"] {
            check_block(text, None, "none");
        }
    }
}
