//! Groups by the values of any field, and what a value looks like to a reader.

use std::collections::BTreeMap;

use indexmap::IndexMap;

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
    let mut found: IndexMap<String, Spelling> = IndexMap::new();
    for item in all(items) {
        for piece in property.datum(environment, item.index)?.pieces() {
            let Some(key) = environment.sort_key(&piece) else { continue };
            let group = group(environment, &piece);
            let word = group.subject.as_ref().map_or(&group.title, |subject| &subject.path).clone();
            let spelling = found.entry(word).or_insert(Spelling { key: key.clone(), group, members: vec![] });
            // Kinds may know one word at different places: the first counts.
            spelling.key = key.min(spelling.key.clone());
            spelling.members.push(item.index);
        }
    }
    let mut found: Vec<Spelling> = found.into_values().collect();
    found.sort_by(|one, other| one.key.cmp(&other.key));
    let mut values: Vec<Vec<Spelling>> = Vec::new();
    for spelling in found {
        match values.last_mut().and_then(|value| Some((value.last()?.is_version_of(&spelling), value))) {
            Some((true, value)) => value.push(spelling),
            _ => values.push(vec![spelling]),
        }
    }
    let mut places: BTreeMap<ArtifactIndex, Vec<usize>> = BTreeMap::new();
    for (value, at) in values.iter().zip(0..) {
        for index in value.iter().flat_map(|spelling| &spelling.members) {
            let places = places.entry(*index).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    let groups = values.into_iter().filter_map(most_frequent).collect();
    let rest = Group::titled(format!("No {}", heading(name).to_lowercase()));
    Ok(Grouping::new(groups, rest, places, Counts::ItemElseDeliverables))
}

/// A value as it is written, with what has it.
struct Spelling {
    key: SortKey,
    group: Group,
    members: Vec<ArtifactIndex>,
}

impl Spelling {
    fn is_version_of(&self, other: &Self) -> bool {
        matches!(self.key, SortKey::Version(_)) && self.key.is_same(&other.key)
    }
}

/// The group in the spelling that most have; of several the first.
fn most_frequent(spellings: Vec<Spelling>) -> Option<Group> {
    let most = spellings.iter().map(|spelling| spelling.members.len()).max();
    spellings.into_iter().find(|spelling| Some(spelling.members.len()) == most).map(|found| found.group)
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
            Value::Version(version) => version.without_v().into(),
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
