//! What each name means on each kind: a field, something every artifact has, links seen from their
//! target, or a figure of demand.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::model::kind::Kind;
use crate::plan::demand::Figure;

/// What a name gives of an artifact of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Access {
    Id,
    Title,
    Status,
    Kind,
    Path,
    /// The field at this place of the kind.
    Field(usize),
    /// The artifacts that lead here by one of these link fields.
    Inverse(Vec<LinkField>),
    /// What follows from the links of those who want it.
    Demand(Figure),
}

/// A field that holds links: of a kind, or of a record in a field of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct LinkField {
    pub(super) kind: u16,
    pub(super) field: u16,
    pub(super) subfield: Option<u16>,
}

/// The names of all kinds; a name's number is the slot that the language hands back.
#[derive(Debug)]
pub(super) struct Symbols {
    numbers: BTreeMap<String, usize>,
    /// By number, then by kind.
    meanings: Vec<Vec<Option<Access>>>,
    kinds: usize,
}

impl Symbols {
    pub(super) fn of(config: &Config) -> Self {
        let mut symbols = Self { numbers: BTreeMap::new(), meanings: Vec::new(), kinds: config.kinds.len() };
        for (at, kind) in config.kinds.iter().enumerate() {
            symbols.set("kind", at, Access::Kind);
            symbols.set("path", at, Access::Path);
            for (index, field) in kind.fields.values().enumerate() {
                symbols.set(&field.expression_name(), at, Access::Field(index));
            }
            symbols.set("id", at, Access::Id);
            symbols.set("title", at, Access::Title);
            if let Some(field) = &kind.workflow.field {
                symbols.set("status", at, Access::Status);
                symbols.set(&field.replace('-', "_"), at, Access::Status);
            }
            symbols.set(&kind.identity.field.replace('-', "_"), at, Access::Id);
            symbols.set(&kind.title_field.replace('-', "_"), at, Access::Title);
        }
        symbols.add_inverses(config);
        symbols.add_figures(config);
        symbols
    }

    /// Figures come last: a field of that name, or what others say of it, is what its writer meant.
    fn add_figures(&mut self, config: &Config) {
        for (at, kind) in config.kinds.iter().enumerate() {
            for (name, figure) in Figure::of_kind(config, kind) {
                self.set(name, at, Access::Demand(figure));
            }
        }
    }

    fn add_inverses(&mut self, config: &Config) {
        for (at, kind) in config.kinds.iter().enumerate() {
            for (link_field, inverse, to) in inverses(at, kind) {
                for (target, target_kind) in config.kinds.iter().enumerate() {
                    if !to.is_empty() && !to.contains(&target_kind.name) {
                        continue;
                    }
                    let number = self.number(inverse);
                    match &mut self.meanings[number][target] {
                        Some(Access::Inverse(fields)) => fields.push(link_field),
                        // A field of that name says more than what others say of it.
                        Some(_) => {}
                        empty => *empty = Some(Access::Inverse(vec![link_field])),
                    }
                }
            }
        }
    }

    /// Gives a name its meaning on one kind, unless it has one.
    fn set(&mut self, name: &str, kind: usize, access: Access) {
        let number = self.number(name);
        self.meanings[number][kind].get_or_insert(access);
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.meanings.push(vec![None; self.kinds]);
        self.numbers.insert(name.to_owned(), self.meanings.len() - 1);
        self.meanings.len() - 1
    }

    pub(super) fn number_of(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub(super) fn access(&self, number: usize, kind: usize) -> Option<&Access> {
        self.meanings.get(number)?.get(kind)?.as_ref()
    }

    /// The names that mean something on at least one of the kinds.
    pub(super) fn names(&self, kinds: &[usize]) -> Vec<String> {
        let means = |number: usize| kinds.iter().any(|kind| self.access(number, *kind).is_some());
        self.numbers.iter().filter(|(_, number)| means(**number)).map(|(name, _)| name.clone()).collect()
    }
}

/// The link fields of a kind that have a name from the other side, and the kinds they lead to.
fn inverses(at: usize, kind: &Kind) -> Vec<(LinkField, &str, &[String])> {
    let small = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
    let mut found = Vec::new();
    for (index, field) in kind.fields.values().enumerate() {
        let own = (None, field);
        let inside = field.fields.values().enumerate().map(|(index, field)| (Some(small(index)), field));
        for (subfield, field) in std::iter::once(own).chain(inside) {
            let Some(rule) = &field.link else { continue };
            if let Some(inverse) = &rule.inverse {
                let place = LinkField { kind: small(at), field: small(index), subfield };
                found.push((place, inverse.as_str(), rule.to.as_slice()));
            }
        }
    }
    found
}
