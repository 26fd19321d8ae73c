//! From characters to tokens, as the CEL specification writes them.
//!
//! Beyond CEL, letters of every language may stand in names. Bytes literals are refused.

use crate::expression::fault::ExpressionFault;
use crate::text::span::Span;

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum TokenKind {
    /// Without its sign, so that the smallest whole number can be read.
    Integer(u64),
    Number(f64),
    Text(String),
    Name(String),
    /// A name in backquotes: never a keyword.
    Quoted(String),
    Sign(&'static str),
    End,
}

/// The longer signs first.
const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")",
    "[", "]", "{", "}",
];

/// What people write who come from another language, and what CEL writes.
const FOREIGN: [(&str, &str); 11] = [
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    ("=>", ">="),
    ("=<", "<="),
    ("=~", ".matches(…)"),
    ("=", "=="),
    ("&", "&&"),
    ("|", "||"),
    ("≤", "<="),
    ("≥", ">="),
];

/// Splits a source into tokens; the last is `End`.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, ExpressionFault> {
    let mut lexer = Lexer { source, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next()?;
        let ended = token.kind == TokenKind::End;
        tokens.push(token);
        if ended {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn next(&mut self) -> Result<Token, ExpressionFault> {
        self.skip_blank();
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(Token { span: Span::at(start), kind: TokenKind::End });
        };
        let kind = if starts_text(rest) {
            self.text()?
        } else if first == '`' {
            self.quoted_name()?
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
            self.at += length;
            TokenKind::Name(rest[..length].to_owned())
        } else if first.is_ascii_digit()
            || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        {
            self.number()?
        } else {
            self.sign(first)?
        };
        Ok(Token { span: Span::new(start, self.at), kind })
    }

    fn skip_blank(&mut self) {
        loop {
            let trimmed = self.rest().trim_start_matches([' ', '\t', '\r', '\n', '\u{c}', '\u{b}']);
            self.at = self.source.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn sign(&mut self, first: char) -> Result<TokenKind, ExpressionFault> {
        let rest = self.rest();
        let known = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
        let foreign = FOREIGN.into_iter().find(|(sign, _)| rest.starts_with(sign));
        if let Some((sign, instead)) = foreign
            && known.is_none_or(|known| known.len() < sign.len())
        {
            let span = Span::new(self.at, self.at + sign.len());
            return Err(ExpressionFault::new(span, format!("`{sign}` is not an operator"))
                .with_help(format!("write `{instead}`")));
        }
        if let Some(sign) = known {
            self.at += sign.len();
            return Ok(TokenKind::Sign(sign));
        }
        let span = Span::new(self.at, self.at + first.len_utf8());
        let fault = ExpressionFault::new(span, format!("`{}` has no meaning here", first.escape_debug()));
        Err(match first {
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
                fault.with_help("put text in straight quotes: \"…\"")
            }
            '–' | '—' | '−' => fault.with_help("write `-`"),
            '×' | '·' => fault.with_help("write `*`"),
            '÷' => fault.with_help("write `/`"),
            _ => fault,
        })
    }

    fn number(&mut self) -> Result<TokenKind, ExpressionFault> {
        let rest = self.rest();
        let start = self.at;
        let hexadecimal = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X"));
        let (digits, radix, fractional) = if let Some(digits) = hexadecimal {
            let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
            self.at += 2 + length;
            (&digits[..length], 16, false)
        } else {
            let length = decimal_length(rest);
            self.at += length;
            (&rest[..length], 10, rest[..length].contains(['.', 'e', 'E']))
        };
        if !fractional && self.rest().starts_with(['u', 'U']) {
            self.at += 1;
        }
        let span = |at| Span::new(start, at);
        let tail = self.rest();
        let stray = tail.find(|c: char| !is_name(c)).unwrap_or(tail.len());
        if stray > 0 {
            let whole = span(self.at + stray);
            let fault =
                ExpressionFault::new(whole, format!("`{}` is not a number", whole.slice(self.source)));
            return Err(match &tail[..stray] {
                "d" => fault.with_help(format!("write `days({digits})`")),
                "w" => fault.with_help(format!("write `weeks({digits})`")),
                "k" => fault.with_help(format!("write `{digits}000`")),
                _ => fault.with_help("put text in quotes"),
            });
        }
        let read = if fractional {
            digits.parse().ok().filter(|value: &f64| value.is_finite()).map(TokenKind::Number)
        } else {
            u64::from_str_radix(digits, radix).ok().map(TokenKind::Integer)
        };
        read.ok_or_else(|| ExpressionFault::new(span(self.at), "the number is too large"))
    }

    fn quoted_name(&mut self) -> Result<TokenKind, ExpressionFault> {
        let inner = &self.rest()[1..];
        let Some(length) = inner.find('`') else {
            return Err(ExpressionFault::new(Span::at(self.at), "the name in backquotes is not closed"));
        };
        let name = &inner[..length];
        self.at += length + 2;
        if name.is_empty() || !name.chars().all(|c| is_name(c) || matches!(c, '-' | '.' | '/' | ' ')) {
            let span = Span::new(self.at - length - 2, self.at);
            return Err(ExpressionFault::new(span, "this is not a name"));
        }
        Ok(TokenKind::Quoted(name.to_owned()))
    }

    /// Reads a text literal: single or triple quotes of either kind, with or without the `r` that
    /// turns escapes off.
    fn text(&mut self) -> Result<TokenKind, ExpressionFault> {
        let start = self.at;
        let prefix = self.rest().find(['"', '\'']).unwrap_or(0);
        let letters = &self.rest()[..prefix];
        if letters.contains(['b', 'B']) {
            let span = Span::new(start, start + prefix + 1);
            return Err(ExpressionFault::new(span, "bytes are not part of this language")
                .with_help("leave out the `b`"));
        }
        let raw = prefix > 0;
        self.at += prefix;
        let quote = &self.rest()[..1];
        let triple = quote.repeat(3);
        let fence = if self.rest().starts_with(&triple) { triple.as_str() } else { quote };
        self.at += fence.len();
        let mut text = String::new();
        loop {
            let rest = self.rest();
            if rest.starts_with(fence) {
                self.at += fence.len();
                return Ok(TokenKind::Text(text));
            }
            let Some(next) = rest.chars().next().filter(|c| fence.len() == 3 || !matches!(c, '\n' | '\r'))
            else {
                let span = Span::new(start, start + prefix + fence.len());
                return Err(ExpressionFault::new(span, "the text that begins here is not closed")
                    .with_help(format!("end it with `{fence}`")));
            };
            if next == '\\' && !raw {
                let (read, length) = unescape(rest).ok_or_else(|| {
                    let shown = rest.chars().take(2).map(char::len_utf8).sum::<usize>();
                    let span = Span::new(self.at, self.at + shown);
                    ExpressionFault::new(span, format!("`{}` is not an escape", &rest[..shown]))
                        .with_help("write `\\\\` for a backslash, or r\"…\" for text without escapes")
                })?;
                text.push(read);
                self.at += length;
            } else {
                text.push(next);
                self.at += next.len_utf8();
            }
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn starts_text(rest: &str) -> bool {
    let quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\''));
    let bytes = rest.as_bytes();
    match bytes {
        [b'"' | b'\'', ..] => true,
        [b'r' | b'R', b'b' | b'B', ..] | [b'b' | b'B', b'r' | b'R', ..] if quote(bytes.get(2)) => true,
        [b'r' | b'R' | b'b' | b'B', ..] => quote(bytes.get(1)),
        _ => false,
    }
}

/// The length of a decimal number at the start of `rest`.
fn decimal_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let exponent = bytes.get(length + 1 + sign).map_or(0, |_| digits(length + 1 + sign));
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

/// The character that an escape at the start of `rest` stands for, and its length.
fn unescape(rest: &str) -> Option<(char, usize)> {
    let code = |from: usize, length: usize, radix: u32| {
        let digits = rest.get(from..from + length)?;
        let plain = digits.chars().all(|c| c.is_digit(radix));
        let read = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
        plain.then_some((read, from + length))
    };
    let second = rest.chars().nth(1)?;
    let plain = match second {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' | '?' | '"' | '\'' | '`' => second,
        'x' | 'X' => return code(2, 2, 16),
        'u' => return code(2, 4, 16),
        'U' => return code(2, 8, 16),
        '0'..='3' => return code(1, 3, 8),
        _ => return None,
    };
    Some((plain, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expect: &[TokenKind]) {
        let mut read: Vec<_> = tokens(source).unwrap().into_iter().map(|token| token.kind).collect();
        assert_eq!(read.pop(), Some(TokenKind::End));
        assert_eq!(read, expect, "{source}");
    }

    #[track_caller]
    fn check_text(source: &str, expect: &str) {
        check(source, &[TokenKind::Text(expect.to_owned())]);
    }

    #[test]
    fn text_has_all_the_forms_of_cel() {
        check_text(r#""a""#, "a");
        check_text(r"'a'", "a");
        check_text(r#""it's""#, "it's");
        check_text(r#""""a "quoted" b""""#, "a \"quoted\" b");
        check_text("'''a\nb'''", "a\nb");
        check_text(r#"r"a\d""#, r"a\d");
        check_text(r"R'\'", r"\");
        check_text(r#""\n\t\"\\\x41\u00e4\U0001F600\101""#, "\n\t\"\\Aä😀A");
        check_text(r#""""#, "");
    }

    #[test]
    fn numbers_have_all_the_forms_of_cel() {
        use TokenKind::{Integer, Number};
        check("12", &[Integer(12)]);
        check("0xFf", &[Integer(255)]);
        check("7u", &[Integer(7)]);
        check("1.5", &[Number(1.5)]);
        check(".5", &[Number(0.5)]);
        check("1e3", &[Number(1000.0)]);
        check("2.5E-1", &[Number(0.25)]);
    }

    #[test]
    fn names_may_use_the_letters_of_any_language() {
        check("größe_2", &[TokenKind::Name("größe_2".to_owned())]);
        check("`last-call`", &[TokenKind::Quoted("last-call".to_owned())]);
    }

    #[test]
    fn comments_are_skipped() {
        check("1 // one\n// two", &[TokenKind::Integer(1)]);
    }
}
