//! One change to one field, as people write it: `effort=2-5`, `tags+=export`, `key_results[1].now=4`.

use crate::change::Impossible;

/// What happens to one field of one document.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Assignment {
    /// The field, or a path into it.
    pub(crate) place: String,
    pub(crate) operator: Operator,
    /// The values as written; more than one for a list alone.
    pub(crate) texts: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operator {
    Set,
    /// Adds to a list what is not in it yet.
    Add,
    /// Takes out of a list.
    Take,
    /// Takes the field away.
    Unset,
}

impl Assignment {
    pub(crate) fn new(place: impl Into<String>, operator: Operator, texts: Vec<String>) -> Self {
        Self { place: place.into(), operator, texts }
    }

    /// Sets one field to one text.
    pub(crate) fn set(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(place, Operator::Set, vec![text.into()])
    }

    /// Reads `field=value`, `field+=value` or `field-=value`.
    pub(crate) fn parse(written: &str) -> Result<Self, Impossible> {
        let Some((place, text)) = written.split_once('=') else {
            return Err(Impossible::new(format!("`{written}` says no value"))
                .with_hint("write field=value, or field+=value to add to a list"));
        };
        let (place, operator) = match (place.strip_suffix('+'), place.strip_suffix('-')) {
            (Some(place), _) => (place, Operator::Add),
            (_, Some(place)) => (place, Operator::Take),
            _ => (place, Operator::Set),
        };
        if place.trim().is_empty() {
            return Err(Impossible::new(format!("`{written}` names no field")).with_hint("write field=value"));
        }
        Ok(Self::new(place.trim(), operator, vec![text.to_owned()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, place: &str, operator: Operator, text: &str) {
        let expect = Assignment::new(place, operator, vec![text.to_owned()]);
        assert_eq!(Assignment::parse(written), Ok(expect));
    }

    #[test]
    fn an_assignment_names_field_operator_and_value() {
        check("effort=2-5", "effort", Operator::Set, "2-5");
        check("tags+=x", "tags", Operator::Add, "x");
        check("tags-=x", "tags", Operator::Take, "x");
        check("key_results[1].now=4", "key_results[1].now", Operator::Set, "4");
        check("title=a = b", "title", Operator::Set, "a = b");
        assert!(Assignment::parse("effort").is_err() && Assignment::parse("=4").is_err());
    }
}
