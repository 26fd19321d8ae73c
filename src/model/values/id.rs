//! The id of an artifact: `REQ-42`, `task-354.02`, `REQ-k3f9tz`, `payments/REQ-4`.
//!
//! Keeps the text as written and knows which spellings mean the same artifact ([`IdKey`]). Does not
//! know which prefixes exist: the kinds do.

use std::cmp::Ordering;
use std::fmt;

use crate::model::values::fault::{ValueFault, quoted};
use crate::model::values::number::is_digits;

const WHAT: &str = "an id";
const EXAMPLE: &str = "write a prefix, a hyphen and a number, such as REQ-42";

/// An id as written. Ordered naturally: REQ-2 comes before REQ-10.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Id {
    text: Box<str>,
    key: IdKey,
}

/// What makes two spellings the same id: letter case and zero padding play no part.
///
/// `TASK-007` and `task-7` have one key; so have `task-354.02` and `task-354.2`. Prints as
/// `task-354.2`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct IdKey {
    product: Option<Box<str>>,
    prefix: Box<str>,
    tail: Tail,
}

/// What stands behind the prefix.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Tail {
    /// A number, and the numbers behind dots: 354 and `[2]` of `task-354.02`.
    Number {
        first: u64,
        rest: Box<[u64]>,
    },
    Random(Box<str>),
}

/// How many characters the random part of a new id has: 27⁶ values, so that among a thousand ids
/// made apart from each other the odds of a collision are about one in eight hundred.
pub(crate) const RANDOM_LENGTH: usize = 6;

/// The shortest and longest random part that is read as one.
const RANDOM_LENGTHS: std::ops::RangeInclusive<usize> = 4..=16;

/// Letters and digits of random ids: no vowels, so that no word comes out, and nothing that is easily
/// taken for another.
const RANDOM_LETTERS: &[u8; 19] = b"bcdfghjkmnpqrstvwxz";
const RANDOM_DIGITS: &[u8; 8] = b"23456789";

impl Id {
    /// The id of a new artifact: `REQ-42`.
    pub(crate) fn new(prefix: &str, number: u64) -> Self {
        let tail = Tail::Number { first: number, rest: Box::default() };
        Self { text: format!("{prefix}-{number}").into(), key: IdKey::of(None, prefix, tail) }
    }

    /// A new random id: `REQ-k3f9tz`. The same `entropy` gives the same id.
    pub(crate) fn random(prefix: &str, entropy: u64) -> Self {
        let tail = random_tail(entropy);
        let text = format!("{prefix}-{tail}").into();
        Self { text, key: IdKey::of(None, prefix, Tail::Random(tail.into())) }
    }

    /// Reads `PREFIX-n`, with a dotted number or a random part in place of n, and a product in front
    /// where there is a `/`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let (product, local) = match text.rsplit_once('/') {
            Some((product, local)) if is_product(product) => (Some(product), local),
            Some(_) => {
                return Err(ValueFault::not_because(text, WHAT, "what stands before `/` names no product")
                    .with_help(EXAMPLE));
            }
            None => (None, text),
        };
        let Some((prefix, tail)) = local.rsplit_once('-') else {
            return Err(explain(text, local));
        };
        if !is_prefix(prefix) {
            return Err(explain(text, local));
        }
        match Tail::parse(tail) {
            Some(tail) => Ok(Self { text: text.into(), key: IdKey::of(product, prefix, tail) }),
            None => Err(explain_tail(text, prefix, tail)),
        }
    }

    /// Reads an id of one kind, whose documents may write the number alone: `4750`, `0000`, and also
    /// `EIP-4750`, `eip 4750`, `eip4750`, `#4750`, all of which mean `EIP-4750` with the prefix `EIP`.
    ///
    /// A number alone is shown with the prefix, its zeros kept; a spelling with a hyphen stays as written.
    pub(crate) fn parse_of(prefix: &str, text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let bare = strip_prefix_ignoring_case(text, prefix).unwrap_or(text);
        let bare = bare.trim_start_matches(['-', '_', ' ', '#']);
        if Tail::parse(bare)
            .is_some_and(|tail| matches!(tail, Tail::Number { .. }) || bare.len() < text.len())
            && let Some(tail) = Tail::parse(bare)
        {
            let hyphened =
                text.len() == prefix.len() + 1 + bare.len() && text.as_bytes()[prefix.len()] == b'-';
            let text = if hyphened { text.to_owned() } else { format!("{prefix}-{bare}") };
            return Ok(Self { text: text.into(), key: IdKey::of(None, prefix, tail) });
        }
        Self::parse(text).map_err(|fault| match text.chars().any(|c| c.is_ascii_digit()) {
            true => fault,
            false => fault.with_spelling(format_args!("{prefix}-n, with the number in place of n")),
        })
    }

    /// The id that a file or folder name begins with: `REQ-42` of `REQ-42-export-csv`, `task-354.02` of
    /// `task-354.02 - Title`. Nothing where the name does not begin with the prefix and a number.
    pub(crate) fn at_start_of(name: &str, prefix: &str) -> Option<Self> {
        let rest = strip_prefix_ignoring_case(name, prefix)?.strip_prefix('-')?;
        let tail = rest.split(['-', ' ', '_']).next().unwrap_or(rest);
        // `REQ-42.md` and `REQ-42.yaml` are an id and an extension.
        let numbers = tail.split('.').take_while(|number| is_digits(number)).count();
        let length = if numbers == 0 {
            tail.find('.').unwrap_or(tail.len())
        } else {
            tail.split('.').take(numbers).map(|number| number.len() + 1).sum::<usize>() - 1
        };
        let tail = Tail::parse(&tail[..length])?;
        let end = prefix.len() + 1 + length;
        Some(Self { text: name[..end].into(), key: IdKey::of(None, &name[..prefix.len()], tail) })
    }

    /// The number of [`Id::at_start_of`], for names of which there are many.
    pub(crate) fn number_at_start_of(name: &str, prefix: &str) -> Option<u64> {
        let rest = strip_prefix_ignoring_case(name, prefix)?.strip_prefix('-')?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_plain = matches!(rest.as_bytes().get(digits), None | Some(b'-' | b' ' | b'_'));
        match rest[..digits].parse() {
            Ok(number) if is_plain => Some(number),
            _ => Self::at_start_of(name, prefix)?.number(),
        }
    }

    /// Whether a name may begin with this id: a quick look, which never says no wrongly.
    pub(crate) fn may_begin(&self) -> impl Fn(&str) -> bool + '_ {
        let prefix = self.prefix();
        let number = self.number().filter(|number| *number > 0).map(|number| number.to_string());
        move |name| {
            let Some(rest) = strip_prefix_ignoring_case(name, prefix) else { return false };
            let Some(rest) = rest.strip_prefix('-') else { return false };
            number.as_ref().is_none_or(|number| rest.trim_start_matches('0').starts_with(number.as_str()))
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn key(&self) -> &IdKey {
        &self.key
    }

    /// The prefix as written: `REQ`.
    pub(crate) fn prefix(&self) -> &str {
        let local = self.text.rsplit_once('/').map_or(&*self.text, |(_, local)| local);
        local.rsplit_once('-').map_or(local, |(prefix, _)| prefix)
    }

    /// The product as written, of `payments/REQ-4`.
    pub(crate) fn product(&self) -> Option<&str> {
        self.text.rsplit_once('/').map(|(product, _)| product)
    }

    /// The number behind the prefix, without what follows a dot; nothing for a random id.
    pub(crate) fn number(&self) -> Option<u64> {
        match self.key.tail {
            Tail::Number { first, .. } => Some(first),
            Tail::Random(_) => None,
        }
    }

    /// The same id without the product in front.
    pub(crate) fn without_product(&self) -> Self {
        let local = self.text.rsplit_once('/').map_or(&*self.text, |(_, local)| local);
        Self { text: local.into(), key: self.key.without_product() }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| self.text.cmp(&other.text))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl IdKey {
    fn of(product: Option<&str>, prefix: &str, tail: Tail) -> Self {
        let folded = |text: &str| text.to_lowercase().into();
        Self { product: product.map(folded), prefix: folded(prefix), tail }
    }

    /// The prefix in lower case.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The same key under another prefix, for kinds whose ids are written with several.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Self {
        Self { prefix: prefix.to_lowercase().into(), ..self.clone() }
    }

    pub(crate) fn without_product(&self) -> Self {
        Self { product: None, ..self.clone() }
    }
}

impl fmt::Display for IdKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(product) = &self.product {
            write!(f, "{product}/")?;
        }
        write!(f, "{}-", self.prefix)?;
        match &self.tail {
            Tail::Number { first, rest } => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|number| write!(f, ".{number}"))
            }
            Tail::Random(text) => f.write_str(text),
        }
    }
}

impl Tail {
    fn parse(text: &str) -> Option<Self> {
        if text.starts_with(|c: char| c.is_ascii_digit()) && text.split('.').all(is_digits) {
            let mut numbers = text.split('.').map(str::parse::<u64>);
            let first = numbers.next()?.ok()?;
            let rest = numbers.collect::<Result<_, _>>().ok()?;
            return Some(Self::Number { first, rest });
        }
        let has = |kind: fn(&u8) -> bool| text.as_bytes().iter().any(kind);
        // A word alone or a number alone is no random part: `well-known`, `REQ-2024`.
        let random = RANDOM_LENGTHS.contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic);
        random.then(|| Self::Random(text.to_ascii_lowercase().into()))
    }
}

/// Letters, digits, `-` and `_`, from a letter on, ending in no hyphen.
fn is_prefix(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with('-')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_product(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn strip_prefix_ignoring_case<'text>(text: &'text str, prefix: &str) -> Option<&'text str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn random_tail(entropy: u64) -> String {
    let mut state = entropy;
    let mut draw = |choices: &[u8]| {
        let count = choices.len() as u64;
        let index = usize::try_from(state % count).unwrap_or(0);
        state /= count;
        char::from(choices[index])
    };
    let all: Vec<u8> = RANDOM_LETTERS.iter().chain(RANDOM_DIGITS).copied().collect();
    let mut tail: Vec<char> = (0..RANDOM_LENGTH).map(|_| draw(&all)).collect();
    if tail.iter().all(char::is_ascii_alphabetic) {
        tail[1] = draw(RANDOM_DIGITS);
    } else if tail.iter().all(char::is_ascii_digit) {
        tail[0] = draw(RANDOM_LETTERS);
    }
    tail.into_iter().collect()
}

fn explain(text: &str, local: &str) -> ValueFault {
    let fault = ValueFault::not(text, WHAT);
    let digits_at = local.find(|c: char| c.is_ascii_digit()).unwrap_or(local.len());
    let (word, number) = local.split_at(digits_at);
    let prefix = word.trim_end_matches(['_', ' ', '#', ':', '.', '-']);
    if Tail::parse(number).is_none() {
        return fault.with_help(EXAMPLE);
    }
    if prefix.is_empty() {
        return ValueFault::new(format!("{} has no prefix", quoted(text)))
            .with_help(format!("write a prefix and a hyphen before it, such as REQ-{number}"));
    }
    if is_prefix(prefix) {
        fault.with_spelling(format_args!("{prefix}-{number}"))
    } else {
        fault.with_help(EXAMPLE)
    }
}

fn explain_tail(text: &str, prefix: &str, tail: &str) -> ValueFault {
    if tail.is_empty() {
        return ValueFault::not_because(text, WHAT, "the number is missing").with_help(EXAMPLE);
    }
    if tail.split('.').all(is_digits) {
        return ValueFault::not_because(text, "an id that pm can hold", "the number is too large");
    }
    if let Some((number, part)) = tail.split_once('.')
        && is_digits(number)
        && part.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return ValueFault::not_because(text, WHAT, "it names a part of an artifact")
            .with_help(format!("write {prefix}-{number} for the artifact itself"));
    }
    ValueFault::not_because(text, WHAT, format_args!("{} is no number", quoted(tail))).with_help(EXAMPLE)
}

#[cfg(test)]
mod tests;
