//! What must be escaped so that Markdown shows it as it is.

/// Escapes within a line. Its neighbours are the characters around the whole text.
pub(super) struct Escape {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// Whether the paragraph has two tildes or more, which could strike out what is between them.
    pub(super) tildes: bool,
    /// Whether a dollar stands before, so that another one could end mathematics.
    pub(super) dollar: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
}

impl Escape {
    pub(super) fn escape(&self, text: &str, out: &mut String) {
        let mut before = self.before;
        let mut dollar = self.dollar;
        let mut rest = text.char_indices().peekable();
        while let Some((at, each)) = rest.next() {
            let inner = rest.peek().map(|(_, next)| *next);
            let after = inner.or(self.after);
            let is_word = |each: Option<char>| each.is_some_and(char::is_alphanumeric);
            let escapes = match each {
                '`' | '[' => true,
                ']' => self.in_link,
                '|' => self.in_cell,
                '\\' => inner.is_none_or(|next| next == '\n' || next.is_ascii_punctuation()),
                '*' => !(before == Some(' ') && after == Some(' ')),
                '_' => !(is_word(before) && is_word(after)),
                '<' => after.is_some_and(|next| next.is_alphanumeric() || "/!?".contains(next)),
                '~' => self.tildes,
                '&' => may_be_entity(&text[at + 1..]),
                '$' => std::mem::replace(&mut dollar, true) && !before.is_none_or(char::is_whitespace),
                _ => false,
            };
            if escapes {
                out.push('\\');
            }
            out.push(each);
            before = Some(each);
        }
    }
}

/// Whether what follows an ampersand could name a character.
fn may_be_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.bytes().take(32).position(|byte| !byte.is_ascii_alphanumeric());
    match end {
        Some(end) => end > 0 && name.as_bytes()[end] == b';',
        None => !name.is_empty(),
    }
}

/// Escapes the first characters of a line that would make it a list, a heading, a quote, a rule or a table.
pub(super) fn guard_start(line: &mut String) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line[digits..].chars().next();
    let run = line.chars().take_while(|each| Some(*each) == mark).count();
    let ends_mark = |at: usize| line.as_bytes().get(at).is_none_or(u8::is_ascii_whitespace);
    let escapes = match mark {
        Some('.' | ')') => digits > 0 && ends_mark(digits + 1),
        Some('-' | '+') if digits == 0 && ends_mark(1) => true,
        Some('#') if digits == 0 => run <= 6 && ends_mark(run),
        Some('>') => digits == 0,
        Some(_) => digits == 0 && line.chars().all(|each| "-=:| ".contains(each)),
        None => false,
    };
    if escapes {
        line.insert(digits, '\\');
    }
}

/// A code span, or nothing where none can say the text: a cell cannot hold `\|` in code.
pub(super) fn code(text: &str, in_cell: bool) -> Option<String> {
    if text.is_empty() || in_cell && (text.contains("\\|") || text.ends_with('\\')) {
        return None;
    }
    let fence = "`".repeat(longest_run(text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if in_cell { text.replace('|', "\\|") } else { text.to_owned() };
    Some(format!("{fence}{space}{text}{space}{fence}"))
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|each| each != '`').map(str::len).max().unwrap_or_default()
}
