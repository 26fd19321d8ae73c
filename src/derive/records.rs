//! Maps with the same keys again and again, as records: a list of authors, each with a name and an affiliation.
//!
//! Maps of other shapes are left to a person, and told.

use std::collections::BTreeMap;

use super::fields::is_name;
use super::links::LinkTry;
use super::values::{Held, ProposedType, type_of};
use crate::model::field::FieldType;
use crate::text::yaml::Node;

/// The most keys that entries of one sort have.
const MOST_KEYS: usize = 12;

/// The list of records that values are.
pub(super) fn list_of_records(held: &[Held<'_>], links: &LinkTry<'_>) -> Result<ProposedType, String> {
    let items = held.iter().filter_map(|held| Some((held.document, held.node.items()?)));
    let all: Vec<(usize, &Node)> =
        items.flat_map(|(document, items)| items.iter().map(move |item| (document, item))).collect();
    let maps: Vec<Held<'_>> = all
        .iter()
        .filter(|(_, node)| node.entries().is_some())
        .map(|(document, node)| Held { document: *document, node })
        .collect();
    if maps.len() * 10 < all.len() * 9 {
        return Err("lists of maps and other values".to_owned());
    }
    let odd = all.len() - maps.len();
    let mut proposed =
        record_of(&maps, links).map_err(|reason| reason.replace("maps of", "lists of maps of"))?;
    proposed.ty = FieldType::List(Box::new(proposed.ty));
    proposed.odd += odd;
    Ok(proposed)
}

/// The record that maps are, which must have most of their keys in common.
pub(super) fn record_of(maps: &[Held<'_>], links: &LinkTry<'_>) -> Result<ProposedType, String> {
    let entries = |held: &Held<'_>| held.node.entries().unwrap_or_default().len();
    let mut keys: Vec<&str> = Vec::new();
    let mut values: BTreeMap<&str, Vec<Held<'_>>> = BTreeMap::new();
    for held in maps {
        for entry in held.node.entries().unwrap_or_default() {
            let key = &*entry.key.text;
            if !keys.contains(&key) {
                keys.push(key);
            }
            if !entry.value.is_null() {
                values.entry(key).or_default().push(Held { document: held.document, node: &entry.value });
            }
        }
    }
    let written: usize = maps.iter().map(entries).sum();
    // Where entries have few keys in common, a key is a value: a map of something.
    if keys.is_empty()
        || keys.len() > MOST_KEYS
        || keys.iter().any(|key| !is_name(key))
        || written < keys.len() * 2
    {
        return Err("maps of maps and lists".to_owned());
    }
    let mut proposed = ProposedType::of(FieldType::Record);
    for key in keys {
        let part = match values.get(key) {
            None => ProposedType::of(FieldType::Text),
            Some(held) => type_of(key, held, links)?,
        };
        if *part.ty.item() == FieldType::Record {
            return Err("maps of maps and lists".to_owned());
        }
        proposed.odd += part.odd;
        proposed.parts.push((key.to_owned(), part));
    }
    Ok(proposed)
}
