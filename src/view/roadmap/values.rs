//! Groups by the values of any field, and what a value looks like to a reader.

use std::collections::BTreeMap;

use super::Question;
use super::grouping::{Counts, Group, Grouping, all};
use super::item::Item;
use crate::model::value::Value;
use crate::model::values::Target;
use crate::page::Text;
use crate::plan::ArtifactIndex;
use crate::plan::query::{Datum, Environment, Property, QueryFault, SortKey};
use crate::view::list::heading;
use crate::view::subject::{Subject, person_name};
use crate::view::value::cell;

/// A group for every value, in the order of the values; an item stands in each of its values. Spellings of
/// one version are one value.
pub(super) fn of_field(question: &Question<'_>, name: &str, items: &[Item]) -> Result<Grouping, QueryFault> {
    let environment = question.environment;
    let property = Property::named(&question.scope, name)?;
    let mut found: Vec<(SortKey, Group, ArtifactIndex)> = Vec::new();
    for item in all(items) {
        for piece in property.datum(environment, item.index)?.pieces() {
            if let Some(key) = environment.sort_key(&piece) {
                found.push((key, group(environment, &piece), item.index));
            }
        }
    }
    // What stands outside of a list of choices comes behind it, which the order of keys gives.
    found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut groups: Vec<(SortKey, Vec<Group>)> = Vec::new();
    let mut places: BTreeMap<ArtifactIndex, Vec<usize>> = BTreeMap::new();
    for (key, group, index) in found {
        match groups.last_mut() {
            Some((last, spellings)) if last.is_same(&key) => spellings.push(group),
            _ => groups.push((key, vec![group])),
        }
        let at = groups.len() - 1;
        let places = places.entry(index).or_default();
        if places.last() != Some(&at) {
            places.push(at);
        }
    }
    let groups = groups.into_iter().filter_map(|(_, spellings)| most_frequent(spellings)).collect();
    let rest = Group::titled(format!("No {}", heading(name).to_lowercase()));
    Ok(Grouping::new(groups, rest, places, Counts::ItemElseDeliverables))
}

/// The group in the spelling that most have; of several the first.
fn most_frequent(groups: Vec<Group>) -> Option<Group> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for group in &groups {
        *count.entry(group.title.clone()).or_default() += 1;
    }
    let most = count.values().max().copied();
    groups.into_iter().find(|group| count.get(&group.title).copied() == most)
}

fn group(environment: &Environment<'_>, datum: &Datum<'_>) -> Group {
    match datum {
        Datum::Artifact(index) => {
            let plan = environment.plan();
            let subject = Subject::of(plan, *index);
            Group { subject: Some(subject), ..Group::titled(&*plan.artifact(*index).title) }
        }
        other => Group::titled(readable(environment, other).to_plain()),
    }
}

/// A value as a reader takes it in: people by name, times in words.
pub(super) fn readable(environment: &Environment<'_>, datum: &Datum<'_>) -> Text {
    match datum {
        Datum::Date(date) => date.for_people().into(),
        Datum::Written { value, .. } => match value {
            Value::Person(_) => person_name(&environment.plan().config, &value.to_line()).into(),
            Value::Date(date) => date.for_people().into(),
            Value::Period(period) => period.for_people().into(),
            Value::Target(target) => Target::for_people(*target).into(),
            _ => cell(environment, datum).text,
        },
        Datum::List(items) => {
            let words: Vec<String> =
                items.iter().map(|item| readable(environment, item).to_plain()).collect();
            words.join(", ").into()
        }
        _ => cell(environment, datum).text,
    }
}
