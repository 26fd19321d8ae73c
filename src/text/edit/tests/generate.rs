//! Documents, values and edits made from a row of choices, so that a failing case shrinks to few of them.

use crate::text::edit::invariants::collect_paths;
use crate::text::edit::{Change, Edit, Order, Path, Value};
use crate::text::yaml::Node;

/// A row of bytes, each of which decides one question; 0, the plainest answer, once they are used up.
pub(super) struct Choices {
    bytes: Vec<u8>,
    at: usize,
    comments: usize,
}

impl Choices {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0, comments: 0 }
    }

    pub(super) fn pick(&mut self, answers: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % answers
    }

    fn one_in(&mut self, answers: usize) -> bool {
        self.pick(answers) == answers - 1
    }

    fn of(&mut self, answers: &[&'static str]) -> &'static str {
        answers[self.pick(answers.len())]
    }

    /// A comment that no other one equals.
    fn comment(&mut self) -> String {
        self.comments += 1;
        let words = self.of(&["", " x", " 'q", " [", " a: b", " - p", " ü"]);
        format!("# c{}.{words}", self.comments)
    }
}

/// A document as people write them, in one of many hands.
pub(super) fn document(choices: &mut Choices) -> String {
    let mut text = String::new();
    if choices.one_in(4) {
        text.push_str(&format!("{}\n{}", choices.comment(), choices.of(&["", "\n"])));
    }
    match choices.pick(6) {
        4 => block_list(choices, 0, 3, &mut text),
        5 => {
            text.push_str(&flow(choices, 2, 0));
            text.push('\n');
        }
        _ => block_map(choices, 0, 3, &mut text),
    }
    if choices.one_in(4) {
        text.push_str(&format!("{}{}\n", choices.of(&["", "\n"]), choices.comment()));
    }
    if choices.one_in(5) {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if choices.one_in(4) {
        text = text.replace('\n', "\r\n");
    }
    if choices.one_in(6) { format!("\u{feff}{text}") } else { text }
}

const KEYS: [&str; 8] = ["a", "title", "b_c", "last-call", "\"q\"", "'s q'", "größe", "with space"];

fn block_map(choices: &mut Choices, indentation: usize, depth: usize, text: &mut String) {
    let blanks = " ".repeat(indentation);
    let first = choices.pick(KEYS.len());
    for number in 0..=choices.pick(4) {
        // The first key may stand behind a dash: the caller has indented it.
        if number > 0 {
            above(choices, indentation, text);
            text.push_str(&blanks);
        }
        text.push_str(KEYS[(first + number) % KEYS.len()]);
        text.push_str(choices.of(&[":", ":", ":", " :"]));
        value(choices, indentation, false, depth, text);
    }
}

fn block_list(choices: &mut Choices, indentation: usize, depth: usize, text: &mut String) {
    let blanks = " ".repeat(indentation);
    for number in 0..=choices.pick(3) {
        if number > 0 {
            above(choices, indentation, text);
            text.push_str(&blanks);
        }
        text.push('-');
        value(choices, indentation, true, depth, text);
    }
}

/// Blank lines and comments over an entry.
fn above(choices: &mut Choices, indentation: usize, text: &mut String) {
    match choices.pick(10) {
        7 => text.push('\n'),
        8 => text.push_str(&format!("{}{}\n", " ".repeat(indentation), choices.comment())),
        9 => text.push_str(&format!("{}{}\n", " ".repeat(indentation + 3), choices.comment())),
        _ => {}
    }
}

/// What stands behind a colon or a dash, up to and with the end of its last line.
fn value(choices: &mut Choices, indentation: usize, is_item: bool, depth: usize, text: &mut String) {
    let inner = indentation + choices.of(&["12", "1234", "12"]).len();
    let collections = if depth > 0 { 4 } else { 0 };
    match choices.pick(9 + collections) {
        0..=2 => text.push_str(&format!(" {}", scalar(choices))),
        3 => text.push_str(choices.of(&["", " ", " ~", " null"])),
        4 => text.push_str(&format!(" one{}\n{}two", choices.of(&["", "\n"]), " ".repeat(inner))),
        5 => return block_scalar(choices, inner, text),
        6 => text.push_str(&format!(" {}", flow(choices, 2, inner))),
        7 => text.push_str(&format!("  {}", scalar(choices))),
        8 => text.push_str(&format!(" \"x\n\n{}y\"", " ".repeat(inner))),
        9 | 10 if !is_item => {
            let indentation = indentation + choices.of(&["", "12", "1234"]).len();
            line_end(choices, text);
            text.push_str(&" ".repeat(indentation));
            return block_list(choices, indentation, depth - 1, text);
        }
        9 if is_item => {
            text.push(' ');
            return block_list(choices, indentation + 2, depth - 1, text);
        }
        _ if is_item => {
            let gap = choices.of(&[" ", "   "]);
            text.push_str(gap);
            return block_map(choices, indentation + 1 + gap.len(), depth - 1, text);
        }
        _ => {
            line_end(choices, text);
            text.push_str(&" ".repeat(inner));
            return block_map(choices, inner, depth - 1, text);
        }
    }
    line_end(choices, text);
}

fn line_end(choices: &mut Choices, text: &mut String) {
    match choices.pick(6) {
        3 => text.push_str("  "),
        4 => text.push_str(&format!(" {}", choices.comment())),
        5 => text.push_str(&format!("\t {}", choices.comment())),
        _ => {}
    }
    text.push('\n');
}

fn scalar(choices: &mut Choices) -> String {
    const SCALARS: [&str; 17] = [
        "x",
        "1",
        "no",
        "1.10",
        "\"d q\"",
        "'it''s'",
        "2026-01-01",
        "a b",
        "\"\"",
        "ü🚀",
        "REQ-4",
        "a#b",
        "\"p\\nq\"",
        "http://x.y/z",
        "-5",
        "a:b",
        "'# x'",
    ];
    choices.of(&SCALARS).to_owned()
}

fn block_scalar(choices: &mut Choices, indentation: usize, text: &mut String) {
    text.push_str(choices.of(&[" |", " |-", " >", " >-", " |+", " >+"]));
    if choices.one_in(4) {
        text.push_str(&format!(" {}", choices.comment()));
    }
    text.push('\n');
    for number in 0..=choices.pick(3) {
        let line = choices.of(&["line", "a: b", "# no comment", "- x", "", "  deep"]);
        match line {
            "" => text.push('\n'),
            line if number == 0 && line.starts_with(' ') => text.push('\n'),
            line => text.push_str(&format!("{}{line}\n", " ".repeat(indentation))),
        }
    }
}

/// A flow collection; over several lines, these are indented by `indentation`.
fn flow(choices: &mut Choices, depth: usize, indentation: usize) -> String {
    let is_map = choices.one_in(2);
    let mut children = Vec::new();
    let first = choices.pick(KEYS.len());
    for number in 0..choices.pick(4) {
        let value = match choices.pick(8) {
            7 if depth > 0 => flow(choices, depth - 1, indentation + 2),
            6 if is_map => String::new(),
            _ => scalar(choices),
        };
        let key = KEYS[(first + number) % KEYS.len()];
        children.push(if is_map { format!("{key}: {value}") } else { value });
    }
    let (open, close) = if is_map { ('{', '}') } else { ('[', ']') };
    let trailing = if children.is_empty() { "" } else { choices.of(&["", "", ","]) };
    let blanks = " ".repeat(indentation.max(1));
    match choices.pick(7) {
        4 => format!("{open} {}{trailing} {close}", children.join(" , ")),
        5 => format!("{open}{}{trailing}{close}", children.join(&format!(",\n{blanks}"))),
        6 => {
            let mut text = String::from(open);
            for (number, child) in children.iter().enumerate() {
                let comma = if number + 1 < children.len() { "," } else { trailing };
                let comment =
                    if choices.one_in(3) { format!(" {}", choices.comment()) } else { String::new() };
                text.push_str(&format!("\n{blanks}{child}{comma}{comment}"));
            }
            format!("{text}\n{blanks}{close}")
        }
        _ => format!("{open}{}{trailing}{close}", children.join(", ")),
    }
}

/// An edit of something in the tree, or of something that is not there.
pub(super) fn edit(choices: &mut Choices, root: &Node) -> Edit {
    let mut paths = Vec::new();
    collect_paths(root, &Path::default(), &mut paths);
    let at = choices.pick(paths.len() + 1);
    let path = match paths.get(at) {
        Some(path) => path.clone(),
        None => Path::key("fresh"),
    };
    let order = match choices.pick(3) {
        0 => Order::Last,
        1 => Order::Behind(vec!["a".to_owned(), "title".to_owned(), "größe".to_owned()]),
        _ => Order::Behind(vec!["nowhere".to_owned()]),
    };
    let path = match choices.pick(6) {
        4 => path.join_key("new"),
        5 => path.join_key("new").join_key("inner"),
        _ => path,
    };
    let change = match choices.pick(6) {
        0 | 1 => Change::Set { value: new_value(choices, 2), order },
        2 => Change::Append { value: new_value(choices, 1), order },
        3 => Change::Insert { index: choices.pick(3), value: new_value(choices, 1) },
        4 => Change::Remove,
        _ => Change::RenameKey { to: choices.of(&["other", "no", "p: q", "p, q", "\"", "ü"]).to_owned() },
    };
    Edit { path, change }
}

pub(super) fn new_value(choices: &mut Choices, depth: usize) -> Value {
    match choices.pick(if depth > 0 { 8 } else { 5 }) {
        0 => Value::plain(choices.of(&[
            "x",
            "1.10",
            "no",
            "2026-01-01",
            "null",
            "-5",
            "a, b",
            "p: q",
            "",
            "@x",
        ])),
        5 => Value::List((0..choices.pick(4)).map(|_| new_value(choices, depth - 1)).collect()),
        6 => Value::List(vec![Value::plain("1"), Value::text("d q"), Value::plain("x")]),
        7 => {
            let keys = ["k", "title", "no", "p: q"];
            Value::Map(
                keys[..choices.pick(5)]
                    .iter()
                    .map(|key| ((*key).to_owned(), new_value(choices, depth - 1)))
                    .collect(),
            )
        }
        _ => Value::Text(words(choices)),
    }
}

/// Words with everything in them that has a meaning in YAML.
fn words(choices: &mut Choices) -> String {
    const PARTS: [&str; 44] = [
        "word", "no", "1", "null", ":", ": ", " #", "#", "-", "- ", "?", "? ", "@", "`", "*", "&", "!", "%",
        "{", "}", "[", "]", ">", "|", "'", "\"", "\\", "\t", "\n", "\n\n", " ", "  ", "\r", "\u{7}",
        "\u{85}", "\u{2028}", "\u{feff}", "🚀", "ü", ",", "=", "~", "...", "---",
    ];
    (0..=choices.pick(6)).map(|_| choices.of(&PARTS)).collect()
}
