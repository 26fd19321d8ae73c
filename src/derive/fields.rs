//! The fields of a group: title, status, and every other key with the type of its values.

use std::collections::{BTreeMap, BTreeSet};

use super::links::LinkTry;
use super::reading::{Document, Form};
use super::status::{ProposedStatus, written_key};
use super::values::{Held, ProposedType, type_of};
use super::words::{TITLE_KEYS, is_period_like};
use crate::model::field::{FieldType, Meaning};
use crate::text::yaml::{Content, Node};

/// The most fields that a kind is given; the others stay readable as text.
const MOST_FIELDS: usize = 40;

/// What all of fewer documents have may be chance, and is not required of others.
const ENOUGH: usize = 20;

const IN_FEW: &str = "in few documents";

/// The longest example.
const LONGEST_EXAMPLE: usize = 40;

/// Where the title stands.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum ProposedTitle {
    Field(String),
    Heading,
    /// In the name of the file, as notebooks have it.
    Name,
}

/// A field of a kind.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ProposedField {
    pub(crate) key: String,
    /// How many documents have it.
    pub(crate) count: usize,
    pub(crate) required: bool,
    pub(crate) ty: ProposedType,
    pub(crate) example: String,
}

/// A key that no field is proposed for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct UnreadKey {
    pub(crate) key: String,
    pub(crate) count: usize,
    pub(crate) reason: String,
    /// Whether there are only too few documents that have it.
    pub(crate) is_rare: bool,
}

/// The title, and how many documents have it.
pub(super) fn title(documents: &[&Document], form: &Form) -> (ProposedTitle, usize) {
    let headings = documents.iter().filter(|document| document.heading.is_some()).count();
    let by_heading = (ProposedTitle::Heading, headings);
    // A heading that many texts share is that of a section.
    let are_titles = || {
        let texts = documents.iter().filter_map(|document| document.heading.as_deref());
        texts.collect::<BTreeSet<_>>().len() * 2 > headings
    };
    if matches!(form, Form::Table(_) | Form::Text) || *form == Form::Lines && headings > 0 && are_titles() {
        return by_heading;
    }
    let found = TITLE_KEYS.iter().filter_map(|name| written_key(documents, name)).find_map(|key| {
        let has_text = |document: &&&Document| document.get(key).is_some_and(|node| node.as_str().is_some());
        let count = documents.iter().filter(has_text).count();
        (count * 10 >= documents.len() * 3).then(|| (ProposedTitle::Field(key.to_owned()), count))
    });
    match found {
        Some(found) => found,
        None if *form == Form::Yaml => (ProposedTitle::Field("title".to_owned()), 0),
        // Notes begin with no heading of the whole, and are called like their files.
        None if *form == Form::FrontMatter && is_named_by_file(documents) => {
            (ProposedTitle::Name, documents.len())
        }
        None => by_heading,
    }
}

/// Whether most documents have no heading of the whole text, and each a name of its own.
fn is_named_by_file(documents: &[&Document]) -> bool {
    let titled = documents.iter().filter(|document| document.heading_is_top).count();
    let names: BTreeSet<&str> = documents.iter().map(|document| document.path.stem()).collect();
    titled * 2 < documents.len() && names.len() == documents.len()
}

/// Every field but those that are named, and the keys that none is proposed for.
pub(super) fn fields(
    documents: &[(usize, &Document)],
    built_in: &BTreeSet<&str>,
    links: &LinkTry<'_>,
) -> (Vec<ProposedField>, Vec<UnreadKey>) {
    // In the order in which documents write them, as far as most agree.
    let mut order: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, document) in documents {
        for (at, key) in document.keys().enumerate() {
            let (count, places) = order.entry(key).or_default();
            (*count, *places) = (*count + 1, *places + at);
        }
    }
    let mut keys: Vec<(&str, usize, usize)> = order
        .into_iter()
        .filter(|(key, _)| !built_in.contains(key))
        .map(|(key, (count, places))| (key, count, places * 100 / count))
        .collect();
    keys.sort_by(|one, other| (std::cmp::Reverse(one.1), one.0).cmp(&(std::cmp::Reverse(other.1), other.0)));
    let least = if documents.len() < 10 { 1 } else { 2.max(documents.len() / 200) };
    let (mut fields, mut unread) = (Vec::new(), Vec::new());
    for (key, count, place) in keys {
        let refuse = |reason: &str| UnreadKey {
            key: key.to_owned(),
            count,
            reason: reason.to_owned(),
            is_rare: reason == IN_FEW,
        };
        if !is_name(key) {
            unread.push(refuse("its name is none of a field"));
        } else if count < least || fields.len() == MOST_FIELDS {
            unread.push(refuse(IN_FEW));
        } else {
            match field(key, count, documents, links) {
                Ok(field) => fields.push((place, field)),
                Err(reason) => unread.push(refuse(&reason)),
            }
        }
    }
    fields.sort_by(|one, other| (one.0, &one.1.key).cmp(&(other.0, &other.1.key)));
    let mut fields: Vec<ProposedField> = fields.into_iter().map(|(_, field)| field).collect();
    mirror(&mut fields, links.group);
    (fields, unread)
}

fn field(
    key: &str,
    count: usize,
    documents: &[(usize, &Document)],
    links: &LinkTry<'_>,
) -> Result<ProposedField, String> {
    let held: Vec<Held<'_>> = documents
        .iter()
        .filter_map(|(at, document)| Some(Held { document: *at, node: document.get(key)? }))
        .collect();
    let ty = type_of(key, &held, links)?;
    let has_nothing = |node: &Node| node.as_str().is_some_and(super::words::is_nothing);
    let present = held.iter().filter(|held| !has_nothing(held.node)).count();
    let required = documents.len() >= ENOUGH && present * 100 >= documents.len() * 99;
    let example =
        held.iter().find(|held| !has_nothing(held.node)).map_or_else(String::new, |held| example(held.node));
    Ok(ProposedField { key: key.to_owned(), count, required, ty, example })
}

/// Two fields that say the same from both sides of a link within a kind.
fn mirror(fields: &mut [ProposedField], group: usize) {
    let meant = |fields: &[ProposedField], meaning: Meaning| {
        let mut found = fields.iter().filter(|field| {
            field
                .ty
                .link
                .as_ref()
                .is_some_and(|link| link.meaning == meaning && link.to == BTreeSet::from([group]))
        });
        found.next().map(|field| field.key.clone()).filter(|_| found.next().is_none())
    };
    let pair = (meant(fields, Meaning::Supersedes), meant(fields, Meaning::SupersededBy));
    if let (Some(supersedes), Some(superseded)) = pair
        && let Some(field) = fields.iter_mut().find(|field| field.key == supersedes)
        && let Some(link) = &mut field.ty.link
    {
        link.mirror = Some(superseded);
    }
}

/// Whether a key can be the name of a field.
pub(super) fn is_name(key: &str) -> bool {
    key.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
        && key.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | ' '))
        && !is_period_like(key)
}

/// A value in a few words.
fn example(node: &Node) -> String {
    let text = match &node.content {
        Content::Scalar(scalar) => scalar.text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::List { items, .. } => items.iter().map(example).collect::<Vec<_>>().join(", "),
        Content::Map { entries, .. } => entries
            .iter()
            .map(|entry| format!("{}: {}", entry.key.text, example(&entry.value)))
            .collect::<Vec<_>>()
            .join(", "),
        Content::Alias(name) => format!("*{name}"),
    };
    if text.chars().count() <= LONGEST_EXAMPLE {
        return text;
    }
    let short: String = text.chars().take(LONGEST_EXAMPLE - 1).collect();
    format!("{}…", short.trim_end())
}

/// Whether many of the documents name people by an address.
pub(super) fn name_addresses(documents: &[&Document], fields: &[ProposedField]) -> bool {
    let is_address = |text: &str| {
        let mut words = text.split(|sign: char| sign.is_whitespace() || "<>(),;".contains(sign));
        words.any(|word| word.find('@').is_some_and(|at| at > 0))
    };
    let holds = |node: &Node| match node.items() {
        Some(items) => items.iter().filter_map(Node::as_str).any(is_address),
        None => node.as_str().is_some_and(is_address),
    };
    let people: Vec<&ProposedField> =
        fields.iter().filter(|field| *field.ty.ty.item() == FieldType::Person).collect();
    let named =
        |document: &&&Document| people.iter().any(|field| document.get(&field.key).is_some_and(holds));
    let count = documents.iter().filter(named).count();
    count >= 3 && count * 5 >= documents.len()
}

/// Statuses in which almost no document has what `has` looks for, or that of all; nothing where most have it.
pub(super) fn lacking(
    documents: &[&Document],
    status: Option<&ProposedStatus>,
    has: &dyn Fn(&Document) -> bool,
) -> Lack {
    let all = documents.iter().filter(|document| !has(document)).count();
    if all * 5 < documents.len() || all < 3 {
        return Lack::Little;
    }
    let statuses: Vec<String> = status
        .into_iter()
        .flat_map(|status| status.words.iter().map(move |word| (status, word)))
        .filter(|(status, word)| {
            let own = documents.iter().filter(|document| status.is_of(document, &word.name));
            let (mut count, mut without) = (0, 0);
            for document in own {
                count += 1;
                without += usize::from(!has(document));
            }
            count >= 3 && without * 5 >= count * 4
        })
        .map(|(_, word)| word.name.clone())
        .collect();
    let explained = documents.iter().filter(|document| {
        let is_one = |status: &ProposedStatus| statuses.iter().any(|name| status.is_of(document, name));
        !has(document) && status.is_some_and(is_one)
    });
    if explained.count() * 10 >= all * 8 { Lack::In(statuses) } else { Lack::Everywhere }
}

/// Which documents lack something.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Lack {
    Little,
    /// Those with these statuses.
    In(Vec<String>),
    Everywhere,
}
