//! From what the YAML scanner trips over to what a person did, and what to do about it.
//!
//! Looks at the text around the place, never at what the values mean.

use granit_parser::ErrorKind;

use crate::text::span::Span;
use crate::text::yaml::fault::{YamlFault, YamlFaultKind};
use crate::text::yaml::lines::Lines;

/// Where reading stood when it stopped.
pub(crate) struct Situation {
    /// Everything before this offset was read.
    pub(crate) cursor: usize,
    pub(crate) last_scalar: Option<Span>,
    /// Where the alias or the collection in brackets begins that was read last.
    pub(crate) last_sign: Option<usize>,
    /// The innermost `[` or `{` that is open.
    pub(crate) open_bracket: Option<usize>,
    /// How many lists and maps are open.
    pub(crate) collections: usize,
    pub(crate) first_key: Option<Span>,
}

/// The fault behind a scanner error at byte `at` of `text`.
pub(crate) fn explain(text: &str, error: &ErrorKind, at: usize, situation: &Situation) -> YamlFault {
    use ErrorKind as E;
    let lines = Lines::new(text);
    let at = lines.clamp(at);
    let place = Place { text, lines, at, situation };
    match error {
        E::UnexpectedCharacter { character: '@' | '`' | '%' } => place.reserved_start(),
        E::UnexpectedCharacter { character } => place.control_character(*character),
        E::MissingAnchorOrAliasName
        | E::PlainScalarStartsWithDashFlowIndicator
        | E::InvalidBlockScalarHeader
        | E::ZeroBlockScalarIndent
        | E::MappingKeyNotAllowed
        | E::MissingTagUri
        | E::InvalidTagTerminator
        | E::UndeclaredTagHandle => place.reserved_start(),
        E::BlockSequenceEntryNotAllowed => place.list_after_key(),
        E::BlockEntryInFlowCollection => place.reserved_start(),
        E::MappingValueNotAllowed => place.colon(),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => place.tab(),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => place.unclosed_quote(),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            place.text_after_quote()
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => place.unknown_escape(),
        E::UnclosedFlowCollection { .. } => place.unclosed_bracket(at),
        E::MismatchedFlowCollectionEnd { open, close } => place.wrong_bracket(*open, *close),
        E::MisplacedFlowCollectionEnd => place.stray_bracket(),
        E::RecursionLimitExceeded => too_deep(Span::at(at)),
        E::SimpleKeyExpected | E::InvalidSimpleKey => place.no_colon(),
        E::CommentInterceptedScalar => place.comment_in_text(),
        E::ExpectedDocumentStart
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => place.indentation(),
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection => place.flow_separator(),
        E::UnexpectedEofBlockMapping | E::UnexpectedEofBlockSequence | E::ExpectedNodeContent => {
            place.reserved_or_syntax()
        }
        _ => place.syntax(),
    }
}

/// One place in the text, and what is known about it.
struct Place<'a> {
    text: &'a str,
    lines: Lines<'a>,
    at: usize,
    situation: &'a Situation,
}

impl Place<'_> {
    fn reserved_start(&self) -> YamlFault {
        let span = self.value_span();
        let first = self.text[span.start()..].chars().next().unwrap_or(' ');
        if span.is_empty() {
            return self.syntax();
        }
        let value = span.slice(self.text);
        let message = format!(
            "the value {} begins with {}, which YAML keeps for itself",
            shown(value),
            shown(&first.to_string())
        );
        let quoted = quote(value);
        YamlFault::new(YamlFaultKind::ReservedStart, span, message)
            .with_help(format!("put quotes around it: {}", clip(&quoted)))
            .with_repair(span, quoted)
    }

    fn reserved_or_syntax(&self) -> YamlFault {
        match self.text[self.at..].chars().next() {
            Some(',' | ']' | '}' | '@' | '`' | '%') => self.reserved_start(),
            _ => self.syntax(),
        }
    }

    /// The unquoted value that begins here, without a comment behind it.
    fn value_span(&self) -> Span {
        match self.situation.open_bracket {
            None => self.lines.value_from(self.at),
            Some(_) => {
                let rest = self.lines.value_from(self.at).slice(self.text);
                let first = rest.chars().next().map_or(0, char::len_utf8);
                let end = rest[first..].find([',', ']', '}']).map_or(rest.len(), |end| first + end);
                Span::new(self.at, self.at + rest[..end].trim_end().len())
            }
        }
    }

    fn control_character(&self, character: char) -> YamlFault {
        let at = self.text[self.at..].find(character).map_or(self.at, |found| self.at + found);
        let span = Span::new(at, (at + character.len_utf8()).min(self.text.len()));
        let name = match character {
            '\0' => "a NUL character".to_owned(),
            other => format!("the invisible character U+{:04X}", other as u32),
        };
        YamlFault::new(YamlFaultKind::ControlCharacter, span, format!("{name} stands in the text"))
            .with_help("remove it")
    }

    fn list_after_key(&self) -> YamlFault {
        let span = self.lines.value_from(self.at);
        let value = span.slice(self.text);
        if value.trim_start_matches('-').trim().is_empty() {
            return self.reserved_start();
        }
        YamlFault::new(YamlFaultKind::ListAfterKey, span, "a list begins on the line of its key").with_help(
            format!("move {} to the next line, or put the value in quotes if it is text", shown(value)),
        )
    }

    /// A colon where no key can stand.
    fn colon(&self) -> YamlFault {
        let Some(last) = self.situation.last_scalar.filter(|last| last.end() <= self.at) else {
            return self.syntax();
        };
        let several_lines = last.slice(self.text).contains(['\n', '\r']);
        if several_lines && self.situation.collections == 0 {
            return self.no_colon_at(last.start());
        }
        if several_lines {
            let line = self.lines.content_of_line(self.at);
            let key = self.text.get(line.start()..self.at).unwrap_or("").trim_end();
            let message = format!("{} is indented as if it went on with the value above it", shown(key));
            return YamlFault::new(YamlFaultKind::BadIndentation, Span::new(line.start(), line.start() + key.len()), message)
                .with_help("move it to the left, under the key it follows, or remove the value above it if it belongs inside")
                .with_related(self.lines.value_from(last.start()), "the value that is continued");
        }
        let span = self.lines.value_from(last.start());
        let value = span.slice(self.text);
        let fault = YamlFault::new(
            YamlFaultKind::ColonInValue,
            span,
            "an unquoted value holds a colon followed by a space".to_owned(),
        );
        if value.starts_with(['"', '\'']) {
            return fault.with_help("put the whole value in quotes");
        }
        let quoted = quote(value);
        fault.with_help(format!("put quotes around it: {}", clip(&quoted))).with_repair(span, quoted)
    }

    fn tab(&self) -> YamlFault {
        let mut from = self.lines.line_start(self.at);
        let tab = loop {
            let indent = self.lines.indent_of_line(from);
            if let Some(tab) = indent.slice(self.text).find('\t') {
                break Span::new(indent.start() + tab, indent.end());
            }
            match self.lines.next_line(from) {
                Some(next) => from = next,
                None => break Span::new(self.at, self.at),
            }
        };
        YamlFault::new(YamlFaultKind::TabIndentation, tab, "this line is indented with a tab")
            .with_help("indent with spaces")
    }

    fn unclosed_quote(&self) -> YamlFault {
        let span = Span::new(self.at, self.lines.line_end(self.at));
        let quote = &self.text[self.at..].chars().next().unwrap_or('"').to_string();
        YamlFault::new(
            YamlFaultKind::UnclosedQuote,
            span,
            format!("the quote {quote} that opens here is never closed"),
        )
        .with_help(format!("close it with {quote}, or put the whole value in the other kind of quotes"))
    }

    fn text_after_quote(&self) -> YamlFault {
        let open = self.opening_quote();
        let end = self.lines.value_from(self.at).end();
        let kind = YamlFaultKind::TextAfterQuote;
        let Some(open) = open else {
            return YamlFault::new(kind, Span::new(self.at, end), "text follows the closing quote")
                .with_help("put the whole value in quotes");
        };
        let quote_sign = &self.text[open..=open];
        if self.lines.line_start(open) != self.lines.line_start(self.at) {
            return YamlFault::new(
                YamlFaultKind::UnclosedQuote,
                Span::new(open, self.lines.line_end(open)),
                format!("the quote {quote_sign} that opens here is not closed on its line"),
            )
            .with_help(format!("close it with {quote_sign}"))
            .with_related(Span::new(self.at, end), "it ends only here, and text follows");
        }
        let span = Span::new(open, end);
        let value = span.slice(self.text);
        let fault = YamlFault::new(kind, span, "the quotes end before the value does");
        match value.strip_suffix(quote_sign).and_then(|value| value.strip_prefix(quote_sign)) {
            Some(inner) => {
                let quoted = if inner.contains(['"', '\\']) { quote(inner) } else { format!("\"{inner}\"") };
                fault.with_help(format!("write {}", clip(&quoted))).with_repair(span, quoted)
            }
            None => fault.with_help("put the whole value in quotes"),
        }
    }

    /// Where the quoted value opens that ends at or before this place.
    fn opening_quote(&self) -> Option<usize> {
        let before = self.text.get(self.situation.cursor..self.at)?;
        before.find(['"', '\'']).map(|found| self.situation.cursor + found)
    }

    fn unknown_escape(&self) -> YamlFault {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find('\\')) {
            at += found;
            match bytes.get(at + 1) {
                Some(next) if b"0abtnvfre \"/\\N_LP\t\r\n".contains(next) => at += 2,
                _ => break,
            }
        }
        let next = self.text.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(at, (at + 1 + next).min(self.text.len()));
        YamlFault::new(
            YamlFaultKind::UnknownEscape,
            span,
            format!("{} means nothing inside double quotes", shown(span.slice(self.text))),
        )
        .with_help("write the backslash twice, or put the value in single quotes")
    }

    fn unclosed_bracket(&self, open: usize) -> YamlFault {
        let sign = self.text[open..].chars().next().unwrap_or('[');
        let close = if sign == '{' { '}' } else { ']' };
        let line = Span::new(open, self.lines.line_end(open));
        let value = self.lines.value_from(open);
        let hidden = self.text.get(value.end()..line.end()).unwrap_or("");
        let fault = YamlFault::new(
            YamlFaultKind::UnclosedBracket,
            value,
            format!("the {sign} that opens here is never closed"),
        );
        if hidden.contains(close) {
            let comment = Span::new(value.end() + hidden.find('#').unwrap_or(0), line.end());
            return fault
                .with_help("put quotes around the text that holds the #")
                .with_related(comment, "everything from the # on is a comment");
        }
        fault.with_help(format!("close it with {close}"))
    }

    fn wrong_bracket(&self, open: char, close: char) -> YamlFault {
        let span = self.lines.value_from(self.at);
        let right = if open == '{' { '}' } else { ']' };
        YamlFault::new(YamlFaultKind::StrayBracket, span, format!("{open} opens here but {close} closes"))
            .with_help(format!("close it with {right}"))
    }

    fn stray_bracket(&self) -> YamlFault {
        let sign = self.text[self.at..].chars().next().unwrap_or(']');
        YamlFault::new(
            YamlFaultKind::StrayBracket,
            Span::new(self.at, self.at + sign.len_utf8()),
            format!("{sign} closes nothing"),
        )
        .with_help("remove it, or put quotes around the value")
    }

    fn flow_separator(&self) -> YamlFault {
        let Some(open) = self.situation.open_bracket else { return self.reserved_or_syntax() };
        let next_line = self.lines.line_start(self.at) != self.lines.line_start(open);
        if next_line && !self.closes_later(open) {
            return self.unclosed_bracket(open);
        }
        let sign = &self.text[open..=open];
        let what = if sign == "{" { "the map" } else { "the list" };
        let span = Span::new(self.at, self.lines.value_from(self.at).end());
        YamlFault::new(YamlFaultKind::FlowSeparator, span, format!("{what} in brackets cannot be read from here on"))
            .with_help("put one comma between two values, and quotes around a value that holds a comma, a colon or a bracket")
            .with_related(Span::new(open, open + 1), format!("{what} begins here"))
    }

    /// Whether a line from here on begins with the bracket that closes `open`.
    fn closes_later(&self, open: usize) -> bool {
        let close = if self.text.as_bytes().get(open) == Some(&b'{') { '}' } else { ']' };
        self.text.get(self.at..).is_some_and(|rest| rest.contains(close))
    }

    fn no_colon(&self) -> YamlFault {
        self.no_colon_at(self.at)
    }

    /// A line that should be a key and has no colon, or none that counts.
    fn no_colon_at(&self, at: usize) -> YamlFault {
        let line = self.lines.content_of_line(at);
        let content = line.slice(self.text);
        if let Some(fault) = dash_without_space(line, content) {
            return fault;
        }
        if let Some(colon) = content.find(':').filter(|colon| *colon > 0 && !content[..*colon].contains(' '))
        {
            let after = line.start() + colon + 1;
            let follows = self.text[after..].chars().next();
            if follows.is_some_and(|next| !next.is_ascii_whitespace() && next != '/') {
                let key = &content[..colon];
                let width = follows.filter(|next| next.is_whitespace()).map_or(0, char::len_utf8);
                return YamlFault::new(
                    YamlFaultKind::ColonWithoutSpace,
                    Span::new(line.start(), after),
                    format!("no space follows the colon after {}", shown(key)),
                )
                .with_help("put a space after the colon")
                .with_repair(Span::new(after, after + width), " ");
            }
        }
        YamlFault::new(
            YamlFaultKind::MissingColon,
            line,
            format!("{} is neither a key with a colon nor part of a value", shown(content)),
        )
        .with_help("write it as `key: value`, or indent it further if it goes on with the value above")
    }

    fn comment_in_text(&self) -> YamlFault {
        let span = Span::new(self.at, self.lines.line_end(self.at));
        YamlFault::new(
            YamlFaultKind::CommentInText,
            span,
            "a comment cuts a text that goes on in the next line",
        )
        .with_help("move the comment to a line of its own above the key, or put quotes around the text")
    }

    fn indentation(&self) -> YamlFault {
        let line = self.lines.content_of_line(self.at);
        let same_line = |sign: &usize| self.lines.line_start(*sign) == self.lines.line_start(self.at);
        if let Some(at) = self.situation.last_sign.filter(same_line) {
            return Place { at, ..*self }.reserved_start();
        }
        let content = line.slice(self.text);
        if let Some(fault) = dash_without_space(line, content) {
            return fault;
        }
        if self.lines.indent_of_line(self.at).slice(self.text).contains('\t') {
            return self.tab();
        }
        let what = if content == "-" || content.starts_with("- ") { "this list item" } else { "this line" };
        let mut fault = YamlFault::new(
            YamlFaultKind::BadIndentation,
            line,
            format!("{what} is not indented like anything above it"),
        )
        .with_help("align it with the lines it belongs to");
        if let Some(first) = self.situation.first_key.filter(|first| first.end() <= line.start()) {
            let column = |at: usize| at - self.lines.line_start(at);
            if column(first.start()) > column(line.start()) {
                fault = fault.with_related(first, "the first key stands further right");
            } else if column(first.start()) == column(line.start()) {
                fault.message = format!("{what} stands where a key is expected");
                fault.help =
                    Some("indent it if it belongs to the key above, or write it as `key: value`".to_owned());
            }
        }
        fault
    }

    fn syntax(&self) -> YamlFault {
        let line = self.lines.content_of_line(self.at);
        let span = if line.end() > self.at { Span::new(self.at.max(line.start()), line.end()) } else { line };
        YamlFault::new(YamlFaultKind::Syntax, span, "YAML cannot be read from here on")
            .with_help("put quotes around values that hold special characters")
    }
}

fn dash_without_space(line: Span, content: &str) -> Option<YamlFault> {
    let item = content.strip_prefix('-')?;
    if item.is_empty() || item.starts_with(['-', ' ', '\t']) {
        return None;
    }
    let at = line.start() + 1;
    Some(
        YamlFault::new(
            YamlFaultKind::DashWithoutSpace,
            line,
            format!("no space follows the dash of {}", shown(content)),
        )
        .with_help("put a space after the dash")
        .with_repair(Span::at(at), " "),
    )
}

pub(crate) fn too_large(bytes: usize, language: &str) -> YamlFault {
    let message = format!("there are {} of {language} here, more than the 1 MiB that is read", size(bytes));
    YamlFault::new(YamlFaultKind::TooLarge, Span::at(0), message)
        .with_help("check whether the closing fence is missing, or move the text out of the front matter")
}

fn size(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

pub(crate) fn too_deep(span: Span) -> YamlFault {
    YamlFault::new(YamlFaultKind::TooDeep, span, "lists and maps are nested more than 64 deep here")
        .with_help("write the values flatter")
}

pub(crate) fn key_not_text(text: &str, span: Span) -> YamlFault {
    let message = match text.get(span.start()..).and_then(|rest| rest.chars().next()) {
        Some('[' | '{') => "a list or a map stands in the place of a key",
        Some('*') => "an alias stands in the place of a key",
        _ => "a key is missing in front of a colon",
    };
    YamlFault::new(YamlFaultKind::KeyNotText, span, message)
        .with_help("write a name, or quotes around a text that is a name")
}

pub(crate) fn anchor(text: &str, span: Span) -> YamlFault {
    let message = format!("{} names a value for reuse, which is not followed", shown(span.slice(text)));
    YamlFault::new(YamlFaultKind::Anchor, span, message)
        .with_help("remove it, or put quotes around the value if the & belongs to the text")
}

pub(crate) fn alias(text: &str, span: Span, resolved: bool) -> YamlFault {
    let raw = span.slice(text);
    let message = match resolved {
        true => format!("{} stands for another value, which is not followed", shown(raw)),
        false => format!("{} stands for another value, but nothing has that name", shown(raw)),
    };
    let fault = YamlFault::new(YamlFaultKind::Alias, span, message);
    match resolved {
        true => fault.with_help("write the value itself"),
        false => fault
            .with_help("put quotes around the value if the * belongs to the text")
            .with_repair(span, quote(raw)),
    }
}

pub(crate) fn tag(text: &str, span: Span) -> YamlFault {
    let message = format!("{} is read as a type, not as part of the value", shown(span.slice(text)));
    YamlFault::new(YamlFaultKind::Tag, span, message)
        .with_help("remove it, or put quotes around the value if the ! belongs to the text")
}

pub(crate) fn several_documents(text: &str, span: Span) -> YamlFault {
    let span = if span.is_empty() { Lines::new(text).content_of_line(span.start()) } else { span };
    YamlFault::new(
        YamlFaultKind::SeveralDocuments,
        span,
        "a second YAML document begins here; only the first is read",
    )
    .with_help("remove the line that divides them, or move the second into a file of its own")
}

/// The text in single quotes, as YAML reads it on one line.
pub(crate) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A piece of the text for a message: in backticks and not too long.
pub(crate) fn shown(text: &str) -> String {
    format!("`{}`", clip(text))
}

fn clip(text: &str) -> String {
    const LONGEST: usize = 48;
    let text = text.lines().next().unwrap_or("").trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
