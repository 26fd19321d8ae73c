//! A person, named by handle, by e-mail address, or by name with one of them.
//!
//! Knows no people: whether a handle belongs to anybody is the configuration's to say.

use std::fmt;

use crate::model::values::fault::ValueFault;

const WHAT: &str = "a person";
const FORMS: &str =
    "write a handle (ana), an e-mail address or a name with one (Ana Lopez <ana@example.com>)";

/// A person as written: at least one of handle, e-mail address and name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Person {
    handle: Option<Box<str>>,
    email: Option<Box<str>>,
    name: Option<Box<str>>,
}

/// What makes two spellings the same person: the handle, else the address, else the name, in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct PersonKey(Box<str>);

impl PersonKey {}

impl Person {
    /// Reads `ana`, `@ana`, `@org/team`, `ana@example.com`, `Ana Lopez`, `Ana Lopez <ana@example.com>`,
    /// `Ana Lopez (@ana)` or all of them. A single word is a handle, several are a name.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let fault = |reason: &str| Err(ValueFault::not_because(text, WHAT, reason).with_help(FORMS));
        if text.is_empty() {
            return Err(ValueFault::not(text, WHAT).with_help(FORMS));
        }
        if text.chars().any(char::is_control) {
            return fault("it holds control characters");
        }
        if text.contains([',', ';']) {
            return Err(ValueFault::not_because(text, "one person", "it names several or has a comma in it")
                .with_help("write several people as a list: [ana, ben]"));
        }
        let Some(brackets_at) = text.find(['<', '(']) else {
            return Self::parse_word(text);
        };
        let name = words(&text[..brackets_at]);
        if !name.is_empty() && !is_name(&name) {
            return fault("what stands before the bracket is no name");
        }
        let mut person =
            Self { handle: None, email: None, name: (!name.is_empty()).then(|| name.as_str().into()) };
        let mut rest = &text[brackets_at..];
        while !rest.is_empty() {
            let Some((inner, behind, is_round)) = bracketed(rest) else {
                return fault("a closing bracket is missing, or something stands behind it");
            };
            rest = behind.trim_start();
            let handle =
                inner.strip_prefix('@').or_else(|| is_round.then_some(inner)).filter(|word| is_handle(word));
            match handle {
                Some(handle) if person.handle.is_none() => person.handle = Some(handle.into()),
                None if is_email(inner) && person.email.is_none() => person.email = Some(inner.into()),
                None if inner.contains('@') && !is_email(inner) => {
                    return fault("the e-mail address is not complete");
                }
                _ => return fault("the brackets hold no handle and no e-mail address, or two of them"),
            }
        }
        Ok(person)
    }

    /// Reads a person without brackets.
    fn parse_word(text: &str) -> Result<Self, ValueFault> {
        let fault = |reason: &str| Err(ValueFault::not_because(text, WHAT, reason).with_help(FORMS));
        let nobody = Self { handle: None, email: None, name: None };
        if let Some(handle) = text.strip_prefix('@') {
            return match handle {
                _ if is_handle(handle) => Ok(Self { handle: Some(handle.into()), ..nobody }),
                _ if is_email(handle) => Err(ValueFault::not(text, WHAT).with_spelling(handle)),
                _ => fault("the handle holds other characters than letters, digits, `-`, `_`, `.` and `/`"),
            };
        }
        if is_email(text) {
            return Ok(Self { email: Some(text.into()), ..nobody });
        }
        if text.contains('@') {
            return fault("the e-mail address is not complete");
        }
        if text.contains(char::is_whitespace) {
            return if is_name(text) {
                Ok(Self { name: Some(words(text).into()), ..nobody })
            } else {
                fault("it is no name")
            };
        }
        if is_handle(text) {
            Ok(Self { handle: Some(text.into()), ..nobody })
        } else {
            fault("it is no handle")
        }
    }

    pub(crate) fn handle(&self) -> Option<&str> {
        self.handle.as_deref()
    }

    pub(crate) fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What a reader sees: the name, else the handle, else the address.
    pub(crate) fn label(&self) -> &str {
        self.name().or(self.handle()).or(self.email()).unwrap_or("")
    }

    pub(crate) fn key(&self) -> PersonKey {
        let text = self.handle().or(self.email()).or(self.name()).unwrap_or("");
        PersonKey(text.to_lowercase().into())
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(name) = self.name() {
            f.write_str(name)?;
            separator = " ";
        }
        match (self.handle(), self.email()) {
            (Some(handle), None) if separator.is_empty() => f.write_str(handle),
            (None, Some(email)) if separator.is_empty() => f.write_str(email),
            (handle, email) => {
                if let Some(handle) = handle {
                    write!(f, "{separator}(@{handle})")?;
                    separator = " ";
                }
                email.map_or(Ok(()), |email| write!(f, "{separator}<{email}>"))
            }
        }
    }
}

/// The words of a text with one space between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the bracket that the text begins with, what follows it, and whether it is round.
fn bracketed(text: &str) -> Option<(&str, &str, bool)> {
    let (closing, is_round) = match text.chars().next()? {
        '<' => ('>', false),
        '(' => (')', true),
        _ => return None,
    };
    let (inner, behind) = text[1..].split_once(closing)?;
    Some((inner.trim(), behind, is_round))
}

fn is_handle(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.contains(['<', '>', '(', ')', '@', '"', '`', '[', ']'])
}

/// Something, one `@`, and a host with a point in it.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | '<' | '>' | '(' | ')' | '"');
    !local.is_empty()
        && local.chars().all(plain)
        && host.split('.').count() > 1
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str, key: &str) {
        let person = Person::parse(text).unwrap();
        assert_eq!((person.to_string().as_str(), &*person.key().0), (shown, key));
    }

    #[track_caller]
    fn refused(text: &str, message: &str) {
        assert_eq!(Person::parse(text).unwrap_err().message, message);
    }

    #[test]
    fn every_form_is_read_and_printed_in_one_way() {
        reads("ana", "ana", "ana");
        reads("@Ana", "Ana", "ana");
        reads("@kubernetes/sig-node", "kubernetes/sig-node", "kubernetes/sig-node");
        reads("ana@example.com", "ana@example.com", "ana@example.com");
        reads("Ana  Lopez", "Ana Lopez", "ana lopez");
        reads("Ana Lopez <Ana@example.com>", "Ana Lopez <Ana@example.com>", "ana@example.com");
        reads("Ana Lopez (@ana)", "Ana Lopez (@ana)", "ana");
        reads("Ana Lopez <@ana>", "Ana Lopez (@ana)", "ana");
        reads("Ana (@ana) <ana@example.com>", "Ana (@ana) <ana@example.com>", "ana");
        reads("<ana@example.com>", "ana@example.com", "ana@example.com");
        reads("Jürgen Groß", "Jürgen Groß", "jürgen groß");
    }

    #[test]
    fn the_label_is_what_people_call_a_person() {
        let label = |text| Person::parse(text).unwrap().label().to_owned();
        assert_eq!(label("Ana Lopez (@ana)"), "Ana Lopez");
        assert_eq!(label("@ana"), "ana");
    }

    #[test]
    fn what_names_nobody_is_refused_with_the_reason() {
        refused("", "an empty text is not a person");
        refused("ana, ben", "`ana, ben` is not one person: it names several or has a comma in it");
        refused(
            "Ana <ana@example.com",
            "`Ana <ana@example.com` is not a person: a closing bracket is missing, or something stands behind it",
        );
        refused("ana@", "`ana@` is not a person: the e-mail address is not complete");
        refused("@ana@example.com", "`@ana@example.com` is not a person");
        refused(
            "Ana <ana>",
            "`Ana <ana>` is not a person: the brackets hold no handle and no e-mail address, or two of them",
        );
        refused("123 456", "`123 456` is not a person: it is no name");
    }
}
