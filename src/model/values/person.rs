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

impl PersonKey {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Person {
    /// Reads `ana`, `@ana`, `@org/team`, `ana@example.com`, `Ana Lopez`, `Ana Lopez <ana@example.com>`
    /// or `Ana Lopez (@ana)`. A single word is a handle, several are a name.
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
        let (name, rest) = match text.find(['<', '(']) {
            Some(0) => ("", text),
            Some(at) => (text[..at].trim_end(), &text[at..]),
            None if text.contains('@') || !text.contains(char::is_whitespace) => ("", text),
            None => (text, ""),
        };
        let name = (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" ").into());
        let address = match (rest.strip_prefix('<'), rest.strip_prefix('(')) {
            (Some(inner), _) => inner.strip_suffix('>'),
            (_, Some(inner)) => inner.strip_suffix(')'),
            _ => Some(rest),
        };
        let Some(address) = address.map(str::trim) else {
            return fault("the closing bracket is missing");
        };
        if rest.is_empty() {
            return if is_name(text) {
                Ok(Self { handle: None, email: None, name })
            } else {
                fault("it is no name")
            };
        }
        match address.strip_prefix('@') {
            Some(handle) if is_handle(handle) => Ok(Self { handle: Some(handle.into()), email: None, name }),
            Some(_) => fault("the handle holds other characters than letters, digits, `-`, `_`, `.` and `/`"),
            None if is_email(address) => Ok(Self { handle: None, email: Some(address.into()), name }),
            None if address.contains('@') => fault("the e-mail address is not complete"),
            None if is_handle(address) && (name.is_none() || rest.starts_with('(')) => {
                Ok(Self { handle: Some(address.into()), email: None, name })
            }
            None => fault("it is neither a handle nor an e-mail address"),
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
        match (self.name(), self.handle(), self.email()) {
            (Some(name), Some(handle), _) => write!(f, "{name} (@{handle})"),
            (Some(name), None, Some(email)) => write!(f, "{name} <{email}>"),
            _ => f.write_str(self.label()),
        }
    }
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
        assert_eq!((person.to_string().as_str(), person.key().as_str()), (shown, key));
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
            "`Ana <ana@example.com` is not a person: the closing bracket is missing",
        );
        refused("ana@", "`ana@` is not a person: the e-mail address is not complete");
        refused("Ana <ana>", "`Ana <ana>` is not a person: it is neither a handle nor an e-mail address");
        refused("123 456", "`123 456` is not a person: it is no name");
    }
}
