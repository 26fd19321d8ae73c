//! Where a value stands in a tree: `key_results[1].now`.

use std::fmt;
use std::str::FromStr;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Step {
    Key(String),
    /// Counted from 0.
    Index(usize),
}

/// Steps from the root of a tree to one value. Written with dots and brackets; a key that is not
/// made of letters, digits, `_` and `-` is quoted: `"last.call"[0]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct Path(pub(crate) Vec<Step>);

impl Path {
    /// The path of a value in the outermost map.
    pub(crate) fn key(key: impl Into<String>) -> Self {
        Self(vec![Step::Key(key.into())])
    }

    pub(crate) fn join_key(&self, key: impl Into<String>) -> Self {
        self.join(Step::Key(key.into()))
    }

    pub(crate) fn join_index(&self, index: usize) -> Self {
        self.join(Step::Index(index))
    }

    fn join(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(number) => write!(f, "[{number}]")?,
                Step::Key(key) => {
                    if index > 0 {
                        f.write_str(".")?;
                    }
                    if !key.is_empty() && key.chars().all(is_bare) {
                        f.write_str(key)?;
                    } else {
                        write!(f, "\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn is_bare(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// Why a text is no path.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum PathFault {
    #[error("a path names at least one key")]
    Empty,
    #[error("a key is missing at `{0}`")]
    Key(String),
    #[error("a number and `]` are missing at `{0}`")]
    Index(String),
    #[error("a quoted key has no end: `{0}`")]
    Quote(String),
    #[error("a `.` or `[` is missing at `{0}`")]
    Separator(String),
}

impl FromStr for Path {
    type Err = PathFault;

    fn from_str(text: &str) -> Result<Self, PathFault> {
        if text.is_empty() {
            return Err(PathFault::Empty);
        }
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('[') {
                let fault = || PathFault::Index(rest.to_owned());
                let (number, after) = after.split_once(']').ok_or_else(fault)?;
                let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                let index = if digits { number.parse().ok() } else { None };
                steps.push(Step::Index(index.ok_or_else(fault)?));
                rest = after;
                continue;
            }
            let key = match rest.strip_prefix('.') {
                Some(after) if !steps.is_empty() => after,
                None if steps.is_empty() => rest,
                Some(_) => return Err(PathFault::Key(rest.to_owned())),
                None => return Err(PathFault::Separator(rest.to_owned())),
            };
            let (step, after) = first_key(key)?;
            steps.push(Step::Key(step));
            rest = after;
        }
        Ok(Self(steps))
    }
}

/// The key that `text` begins with, and what follows it.
fn first_key(text: &str) -> Result<(String, &str), PathFault> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(['.', '[']).unwrap_or(text.len());
        return match &text[..end] {
            "" => Err(PathFault::Key(text.to_owned())),
            key => Ok((key.to_owned(), &text[end..])),
        };
    };
    let mut key = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok((key, &quoted[at + 1..])),
            '\\' => key.extend(characters.next().map(|(_, escaped)| escaped)),
            other => key.push(other),
        }
    }
    Err(PathFault::Quote(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let read = match text.parse::<Path>() {
            Ok(path) => format!("{:?}", path.0),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(read, expect);
    }

    #[test]
    fn dots_lead_into_maps_and_brackets_into_lists() {
        check("title", r#"[Key("title")]"#);
        check("key_results[1].now", r#"[Key("key_results"), Index(1), Key("now")]"#);
        check("[0][2]", "[Index(0), Index(2)]");
        check(r#""last.call"."a\"b"[0]"#, r#"[Key("last.call"), Key("a\"b"), Index(0)]"#);
        check("über-sicht", r#"[Key("über-sicht")]"#);
    }

    #[test]
    fn a_malformed_path_says_where() {
        check("", "a path names at least one key");
        check("a..b", "a key is missing at `.b`");
        check(".a", "a key is missing at `.a`");
        check("a.", "a key is missing at ``");
        check("a[x]", "a number and `]` are missing at `[x]`");
        check("a[+1]", "a number and `]` are missing at `[+1]`");
        check("a[99999999999999999999999]", "a number and `]` are missing at `[99999999999999999999999]`");
        check("a[1]b", "a `.` or `[` is missing at `b`");
        check("\"a", "a quoted key has no end: `\"a`");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(
            first in ".{0,5}",
            steps in prop::collection::vec(
                prop_oneof![".{0,5}".prop_map(Step::Key), (0usize..99).prop_map(Step::Index)], 0..4),
        ) {
            let mut path = Path::key(first);
            path.0.extend(steps);
            prop_assert_eq!(path.to_string().parse::<Path>(), Ok(path));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,20}") {
            let _ = text.parse::<Path>();
        }
    }
}
