//! HTML as tags and texts. Comments, declarations, and what scripts and styles hold are not among them.

/// A tag or a text; names are in lower case.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Token<'t> {
    Open { name: String, attributes: &'t str },
    Close { name: String },
    Text(&'t str),
}

pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

/// Elements whose text no reader sees.
const UNSEEN: [&str; 5] = ["script", "style", "template", "iframe", "title"];

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The end of the tag that begins at the cursor: behind its `>`, which a quoted value may hold too.
    fn tag_end(&self) -> Option<usize> {
        let mut quote = None;
        let mut value = false;
        for (at, byte) in self.text[self.at..].bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') if value => quote = Some(byte),
                (None, b'>') => return Some(self.at + at + 1),
                (None, _) => {}
            }
            if !byte.is_ascii_whitespace() {
                value = byte == b'=';
            }
        }
        // A quote that nothing closes holds nothing.
        self.text[self.at..].find('>').map(|end| self.at + end + 1)
    }

    /// Behind what no reader sees, from a comment or a declaration on.
    fn skip(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let end = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map(|end| end + 7)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map(|end| end + 1)
        } else {
            return false;
        };
        self.at += end.unwrap_or(rest.len());
        true
    }

    /// Skips the text of an element until it is closed.
    fn skip_unseen(&mut self, name: &str) {
        let rest = &self.text.as_bytes()[self.at..];
        let closes = |at: &usize| {
            rest[*at..].starts_with(b"</")
                && rest[*at + 2..]
                    .get(..name.len())
                    .is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
        };
        self.at += (0..rest.len()).find(closes).unwrap_or(rest.len());
    }
}

/// Whether a tag begins here: `<` and a letter, or `</` and a letter.
fn begins_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|each: char| each.is_ascii_alphabetic())
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while self.skip() {}
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        if begins_tag(rest) {
            // A tag that was cut off is none.
            let Some(end) = self.tag_end() else {
                self.at = self.text.len();
                return Some(Token::Text(rest));
            };
            let tag = &self.text[self.at..end];
            self.at = end;
            let inside = tag.trim_start_matches('<').trim_end_matches('>');
            let (closes, inside) = match inside.strip_prefix('/') {
                Some(inside) => (true, inside),
                None => (false, inside),
            };
            let length = inside.find(|each: char| each.is_ascii_whitespace() || each == '/');
            let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
            let name = name.to_ascii_lowercase();
            if closes {
                return Some(Token::Close { name });
            }
            if UNSEEN.contains(&name.as_str()) && !attributes.ends_with('/') {
                self.skip_unseen(&name);
            }
            return Some(Token::Open { name, attributes });
        }
        let starts = |(at, _): &(usize, &str)| {
            *at > 0
                && (begins_tag(&rest[*at..])
                    || rest[*at..].starts_with("<!")
                    || rest[*at..].starts_with("<?"))
        };
        let end = rest.match_indices('<').find(starts).map_or(rest.len(), |(at, _)| at);
        self.at += end;
        Some(Token::Text(&rest[..end]))
    }
}

/// The value of an attribute, entities and all; empty for one without a value.
pub(super) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|each: char| each.is_ascii_whitespace() || each == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|each: char| each.is_ascii_whitespace() || each == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(end.max(1).min(rest.len()));
        let value;
        match after.trim_start().strip_prefix('=') {
            Some(after) => (value, rest) = quoted(after.trim_start()),
            None => (value, rest) = ("", after),
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
}

/// A value, quoted or not, and what follows it.
fn quoted(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    if let Some(inside) = quote.and_then(|quote| text.strip_prefix(quote))
        && let Some(end) = inside.find(|each| Some(each) == quote)
    {
        return (&inside[..end], &inside[end + 1..]);
    }
    text.split_at(text.find(|each: char| each.is_ascii_whitespace()).unwrap_or(text.len()))
}
