//! Which group each item stands in, and the groups in their order.
//!
//! The same for columns and for lanes. Knows not what the groups mean (`times`, `subjects`, `values`).

use std::collections::BTreeMap;
use std::hash::Hash;

use indexmap::IndexMap;

use super::item::Item;
use super::outcomes::KeyResult;
use super::{By, Column, Lane, Question, subjects, times, values};
use crate::plan::ArtifactIndex;
use crate::plan::query::QueryFault;
use crate::text::words::nearest;
use crate::view::subject::Subject;

/// What stands in one column, or in one lane, before anything stands in it.
#[derive(Clone, Default, Debug)]
pub(super) struct Group {
    pub(super) title: String,
    /// The artifact that the group is about.
    pub(super) subject: Option<Subject>,
    pub(super) note: Option<String>,
    pub(super) key_results: Vec<KeyResult>,
    /// Whether it is shown empty too.
    pub(super) stays: bool,
}

impl Group {
    pub(super) fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    pub(super) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// Whose place counts where an item has deliverables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counts {
    /// That of the item.
    Item,
    /// That of the item; where it has none, that of each deliverable.
    ItemElseDeliverables,
    /// That of each deliverable; of the item where there are none.
    Deliverables,
}

/// The groups in their order, and where everything stands.
#[derive(Debug)]
pub(super) struct Grouping {
    /// The last is for what stands in no other.
    groups: Vec<Group>,
    places: BTreeMap<ArtifactIndex, Vec<usize>>,
    counts: Counts,
    /// What the last group is called where groups are lanes.
    rest: &'static str,
}

/// The items and their deliverables.
pub(super) fn all(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().flat_map(|item| std::iter::once(item).chain(&item.deliverables))
}

impl Grouping {
    pub(super) fn of(question: &Question<'_>, by: &By, items: &[Item]) -> Result<Self, QueryFault> {
        Ok(match by {
            By::Horizon => times::horizons(question, items),
            By::Time(time) => times::periods(question, *time, items),
            By::Release => subjects::releases(question, items),
            By::Objective => subjects::objectives(question, items),
            By::Team => match question.has_field("team") {
                true => subjects::teams(question, items),
                false => values::of_field(question, "team", items)?,
            },
            By::Product => subjects::products(question, items),
            By::Field(name) => {
                values::of_field(question, name, items).map_err(|fault| match nearest(name, By::NAMES) {
                    Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                    None => fault,
                })?
            }
        })
    }

    /// Whether anything stands in a group of its own.
    pub(super) fn tells_apart(&self) -> bool {
        !self.places.is_empty()
    }

    /// Groups by key; a key that is not known yet opens a group behind the others.
    pub(super) fn by_key<K: Hash + Eq>(
        mut known: IndexMap<K, Group>,
        rest: Group,
        counts: Counts,
        items: &[Item],
        key: impl Fn(&Item) -> Option<K>,
        unknown: impl Fn(&Item) -> Group,
    ) -> Self {
        let mut places = BTreeMap::new();
        for item in all(items) {
            let Some(key) = key(item) else { continue };
            let entry = known.entry(key);
            let at = entry.index();
            entry.or_insert_with(|| unknown(item));
            places.insert(item.index, vec![at]);
        }
        Self::new(known.into_values().collect(), rest, places, counts)
    }

    pub(super) fn new(
        mut groups: Vec<Group>,
        rest: Group,
        places: BTreeMap<ArtifactIndex, Vec<usize>>,
        counts: Counts,
    ) -> Self {
        groups.push(rest);
        Self { groups, places, counts, rest: "Everything else" }
    }

    /// The same groups, of which the last has this name as a lane.
    pub(super) fn with_rest(self, rest: &'static str) -> Self {
        Self { rest, ..self }
    }

    fn places_of(&self, item: &Item) -> &[usize] {
        self.places.get(&item.index).map_or(&[], Vec::as_slice)
    }

    /// Where nothing else fits.
    fn rest(&self) -> usize {
        self.groups.len() - 1
    }

    /// The item in each group it stands in, there with the deliverables that belong to it.
    fn parts(&self, item: &Item) -> Vec<(usize, Item)> {
        let own = self.places_of(item);
        let whole = || {
            let places = if own.is_empty() { vec![self.rest()] } else { own.to_vec() };
            places.into_iter().map(|at| (at, item.clone())).collect()
        };
        let splits = match self.counts {
            Counts::Item => false,
            Counts::ItemElseDeliverables => own.is_empty(),
            Counts::Deliverables => true,
        };
        if !splits || item.deliverables.is_empty() {
            return whole();
        }
        let mut parts: IndexMap<usize, Vec<Item>> = IndexMap::new();
        for each in &item.deliverables {
            let places = self.places_of(each);
            let rest = [self.rest()];
            for at in if places.is_empty() { &rest } else { places } {
                parts.entry(*at).or_default().push(each.clone());
            }
        }
        parts.into_iter().map(|(at, deliverables)| (at, item.clone().delivering(deliverables))).collect()
    }

    /// A column for every group, those too that nothing stands in.
    fn filled(&self, items: &[Item]) -> Vec<Column> {
        let mut columns: Vec<Column> = self.groups.iter().cloned().map(Column::of).collect();
        for item in items {
            for (at, part) in self.parts(item) {
                columns[at].items.push(part);
            }
        }
        columns.iter_mut().for_each(|column| column.count = column.items.len());
        columns
    }

    /// The columns that have something in them or stay without.
    pub(super) fn columns(&self, items: &[Item]) -> Vec<Column> {
        let keeps = |column: &Column| column.stays || !column.items.is_empty();
        self.filled(items).into_iter().filter(keeps).collect()
    }

    /// Rows across columns: everything that stands in them moves into the cells of the rows.
    pub(super) fn lanes(&self, columns: &mut [Column]) -> Vec<Lane> {
        let mut lanes: Vec<Lane> =
            self.groups.iter().map(|group| Lane::of(group.clone(), columns.len())).collect();
        if let Some(rest) = lanes.last_mut() {
            rest.title = self.rest.into();
        }
        for (column, at) in columns.iter_mut().zip(0..) {
            for item in std::mem::take(&mut column.items) {
                for (lane, part) in self.parts(&item) {
                    lanes[lane].cells[at].push(part);
                }
            }
        }
        lanes.retain(|lane| lane.cells.iter().any(|cell| !cell.is_empty()));
        lanes
    }

    /// The groups that something stands in, each with it; what fits nowhere last.
    pub(super) fn chapters(&self, items: &[Item]) -> Vec<Column> {
        let mut columns = self.filled(items);
        if let Some(rest) = columns.last_mut() {
            rest.title = self.rest.into();
        }
        columns.retain(|column| !column.items.is_empty());
        columns
    }
}
