//! Words that Mermaid shows and never reads: everything that its grammars, Markdown or HTML know is a number.

use crate::page::Text;
use crate::text::visible::one_line;

/// Words that begin a statement in one of the grammars.
const KEYWORDS: [&str; 34] = [
    "acc",
    "acctitle",
    "accdescr",
    "axisformat",
    "class",
    "classdef",
    "click",
    "dateformat",
    "default",
    "direction",
    "end",
    "excludes",
    "flowchart",
    "gantt",
    "graph",
    "href",
    "includes",
    "inclusiveenddates",
    "interpolate",
    "linkstyle",
    "quadrant",
    "section",
    "style",
    "subgraph",
    "tickinterval",
    "title",
    "today",
    "todaymarker",
    "topaxis",
    "vert",
    "weekday",
    "weekend",
    "x",
    "y",
];

/// What stands where there are no words.
pub(super) const NOTHING: &str = "…";

/// A text as words, never empty.
pub(super) fn label(text: &Text) -> String {
    words(&text.to_plain())
}

/// Words with `#34;` for a quotation mark and the like, never empty.
pub(super) fn words(text: &str) -> String {
    let line = one_line(text);
    let letters: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len() + 8);
    let first: String = letters.iter().take_while(|each| each.is_alphanumeric()).collect();
    let is_keyword = KEYWORDS.contains(&first.to_lowercase().as_str());
    for (at, each) in letters.iter().enumerate() {
        let beside =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|each| each.is_alphanumeric());
        let inside = beside(at.checked_sub(1)) && beside(Some(at + 1));
        let stays = match each {
            '-' | '.' | '/' | '_' | '\'' => inside,
            ' ' | ',' | '·' | '…' | '—' | '–' => at > 0,
            // The signs that Mermaid itself writes for a number in the words it reads.
            'ﬂ' | '°' | '¶' | 'ß' => *each == 'ß',
            _ if !each.is_ascii() => true,
            _ => each.is_ascii_alphanumeric() && !(at == 0 && is_keyword),
        };
        if stays { out.push(*each) } else { out.push_str(&format!("#{};", u32::from(*each))) }
    }
    if out.trim().is_empty() { NOTHING.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_grammar_would_read_is_a_number() {
        for (text, expect) in [
            ("Export as CSV", "Export as CSV"),
            ("REQ-1 a/b v2.1", "REQ-1 a/b v2.1"),
            ("\"x\"; y: #1", "#34;x#34;#59; y#58; #35;1"),
            ("end", "#101;nd"),
            ("ending", "ending"),
            ("1. first", "1#46; first"),
            ("%% <b>\n`c`|d", "#37;#37; #60;b#62; #96;c#96;#124;d"),
            ("計画", "計画"),
            (" ", "…"),
        ] {
            assert_eq!(words(text), expect);
        }
    }
}
