//! What elements are known by: the same in every export, never the same for two, and names as XML Schema wants them.
//!
//! A name is made of pieces between dots. What is neither a letter of ASCII, a digit, a hyphen nor an underscore is
//! written in a piece as its number between dots, so that different pieces never give the same name.

use std::collections::BTreeMap;

use crate::exchange::export::Chosen;
use crate::plan::{ArtifactIndex, Plan};

/// The identifier made of these pieces; the first begins with a letter.
pub(super) fn identifier(pieces: &[&str]) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            out.push('.');
        }
        for each in piece.chars() {
            if each.is_ascii_alphanumeric() || matches!(each, '-' | '_') {
                out.push(each);
            } else {
                out.push_str(&format!("..{:X}.", u32::from(each)));
            }
        }
    }
    out
}

/// The names of the artifacts that are exported, as pieces of identifiers.
#[derive(Debug)]
pub(super) struct Names {
    by_index: BTreeMap<ArtifactIndex, String>,
}

impl Names {
    /// By their ids, with their products where there are several; by their paths too where two have one id.
    pub(super) fn of(chosen: &Chosen<'_>) -> Self {
        let plan: &Plan = chosen.plan;
        let name = |index: &ArtifactIndex| plan.name_of(plan.artifact(*index));
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for index in plan.indices() {
            *counts.entry(name(&index)).or_default() += 1;
        }
        let by_index = chosen.artifacts.iter().map(|index| {
            let name = name(index);
            let is_one = counts.get(&name).is_none_or(|count| *count == 1);
            let name = if is_one { name } else { format!("{name} {}", plan.artifact(*index).path) };
            (*index, name)
        });
        Self { by_index: by_index.collect() }
    }

    /// The name of an artifact that is exported.
    pub(super) fn get(&self, index: ArtifactIndex) -> Option<&str> {
        self.by_index.get(&index).map(String::as_str)
    }

    /// What the object of an artifact is known by.
    pub(super) fn object(&self, index: ArtifactIndex) -> String {
        identifier(&["artifact", self.get(index).unwrap_or_default()])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_identifier_is_readable_where_its_pieces_are() {
        assert_eq!(
            identifier(&["value", "requirement", "type", "one_way"]),
            "value.requirement.type.one_way"
        );
        assert_eq!(identifier(&["artifact", "meter/REQ-1"]), "artifact.meter..2F.REQ-1");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn different_pieces_have_different_identifiers(
            one in prop::collection::vec("[a.2F/é]{1,4}", 1..4),
            other in prop::collection::vec("[a.2F/é]{1,4}", 1..4),
        ) {
            let of = |pieces: &[String]| {
                identifier(&std::iter::once("x").chain(pieces.iter().map(String::as_str)).collect::<Vec<_>>())
            };
            prop_assert_eq!(one == other, of(&one) == of(&other));
            prop_assert!(of(&one).chars().all(|each| each.is_ascii_alphanumeric() || "-_.".contains(each)));
        }
    }
}
