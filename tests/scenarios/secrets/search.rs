//! Looking for a secret in all bytes of an output, also where they stand for others.

use crate::sandbox::Output;

/// An output, as it is and as what it stands for.
pub(crate) struct Haystack {
    pub(crate) command: String,
    texts: Vec<String>,
}

impl Haystack {
    pub(crate) fn of(command: &str, output: &Output) -> Self {
        Self::of_text(command, &format!("{}\n{}", output.stdout, output.stderr))
    }

    pub(crate) fn of_text(command: &str, text: &str) -> Self {
        let plain = without_references(text).to_lowercase();
        let decoded = base64(text).to_lowercase();
        let together: String = plain.chars().filter(|sign| !"-\u{ad}\u{200b}\r\n ".contains(*sign)).collect();
        Self { command: command.to_owned(), texts: vec![plain, decoded, together] }
    }

    /// Whether a secret is somewhere in it.
    pub(crate) fn holds(&self, secret: &str) -> bool {
        let secret = secret.to_lowercase();
        self.texts.iter().any(|text| text.contains(&secret))
    }

    /// Whether an id is in it as a word of its own.
    pub(crate) fn names(&self, id: &str) -> bool {
        let id = id.to_lowercase();
        self.texts[..2].iter().any(|text| {
            text.match_indices(&id).any(|(at, _)| {
                let joins = |sign: char| sign.is_alphanumeric();
                !text[..at].ends_with(joins) && !text[at + id.len()..].starts_with(joins)
            })
        })
    }

    /// The surroundings of the first place that holds a text.
    pub(crate) fn around(&self, secret: &str) -> String {
        let secret = secret.to_lowercase();
        let found = self.texts.iter().find_map(|text| Some((text, text.find(&secret)?)));
        found.map_or_else(String::new, |(text, at)| {
            let start = (0..=at.saturating_sub(150)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text[start..].chars().take(400).collect()
        })
    }
}

/// `&#x7a;`, `&#122;`, `\u007a` and `%7A` as what they stand for.
fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (read, length) = reference(rest).unwrap_or((sign, sign.len_utf8()));
        out.push(read);
        rest = &rest[length..];
    }
    out
}

fn reference(text: &str) -> Option<(char, usize)> {
    let number = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    if let Some(inner) = text.strip_prefix("&#") {
        let end = inner.find(';').filter(|end| *end < 9)?;
        let digits = &inner[..end];
        let read = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16)?,
            None => number(digits, 10)?,
        };
        return Some((read, end + 3));
    }
    if let Some(inner) = text.strip_prefix("\\u") {
        return Some((number(inner.get(..4)?, 16)?, 6));
    }
    let inner = text.strip_prefix('%')?;
    let read = number(inner.get(..2)?, 16)?;
    read.is_ascii().then_some((read, 3))
}

/// All runs of Base64, decoded at each of the four places that one may begin at.
fn base64(text: &str) -> String {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let mut out = String::new();
    for run in text.as_bytes().split(|byte| value(*byte).is_none()).filter(|run| run.len() >= 12) {
        for start in 0..4 {
            let bits: Vec<u8> = run[start..].iter().filter_map(|byte| value(*byte)).collect();
            let bytes: Vec<u8> = bits
                .chunks(4)
                .flat_map(|four| {
                    let bits = |at: usize| four.get(at).copied().unwrap_or(0);
                    [bits(0) << 2 | bits(1) >> 4, bits(1) << 4 | bits(2) >> 2, bits(2) << 6 | bits(3)]
                })
                .collect();
            out.push_str(&String::from_utf8_lossy(&bytes));
            out.push('\n');
        }
    }
    out
}

#[test]
fn a_secret_is_found_in_whatever_it_is_wrapped() {
    let holds = |text: &str| Haystack::of_text("", text).holds("zqsecret");
    assert!(holds("<p>ZqSecret</p>"));
    assert!(holds("&#122;&#x71;secret"));
    assert!(holds("\\u007aqsecret"));
    assert!(holds("%7aqsecret"));
    assert!(holds("data:text/plain;base64,AAAAenFzZWNyZXQ="));
    assert!(holds("zqse-\ncret"));
    assert!(holds("zqse\r\n cret"));
    assert!(!holds("zqsecre"));
}
