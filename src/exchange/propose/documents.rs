//! A mapping for a folder of documents, from what was found out of those that are alike.

use indexmap::IndexMap;

use super::super::batch::{Batch, plain};
use super::super::described::{
    Described, DescribedLink, FOLDER, HEADING, Holds, ID, KIND, NAME, NUMBER, PATH, Sure, TEXT,
};
use super::super::mapping::{BODY, From, KindChoice, Mapping};
use super::super::words;
use crate::config::Config;
use crate::model::field::{Field, FieldType, Meaning};
use crate::model::kind::Kind;
use crate::model::workflow::Category;

/// Columns of people by who answers for a document, the likeliest first.
const OWNERS: [&str; 10] = [
    "owner",
    "owners",
    "assignee",
    "assignees",
    "point of contact",
    "lead",
    "champion",
    "author",
    "authors",
    "editor",
];

/// Columns that say in a few words what a document belongs to.
const TAGS: [&str; 10] = [
    "tags",
    "labels",
    "label",
    "keywords",
    "categories",
    "category",
    "topics",
    "components",
    "area",
    "areas",
];

/// A mapping for the documents of `batch`; nothing where there is no kind for them.
pub(super) fn mapping(batch: &Batch, config: &Config, name: &str, kind: Option<&str>) -> Option<Mapping> {
    let targets = targets(batch, config, kind)?;
    let mut fields: IndexMap<String, IndexMap<String, From>> = IndexMap::new();
    for (described, target) in batch.described.iter().zip(&targets) {
        let Some(kind) = config.kinds.iter().find(|kind| kind.name == *target) else { continue };
        let mut drawn = Drawn {
            batch,
            config,
            kind,
            described,
            targets: &targets,
            fields: fields.entry(kind.name.clone()).or_default(),
        };
        drawn.all();
    }
    let has = |column: &str| said(batch, column).is_some();
    let those = |columns: &[&str]| {
        columns.iter().filter(|column| has(column)).map(|column| (*column).to_owned()).collect()
    };
    let is_one = batch.described.len() == 1 && batch.records.iter().all(|record| record.left_out.is_none());
    let words = batch.described.iter().map(|described| described.kind.clone()).zip(targets.iter().cloned());
    Some(Mapping {
        tool: name.to_owned(),
        id: those(&[ID, PATH]),
        names: those(&[NUMBER, NAME, PATH]),
        kind: match is_one {
            true => KindChoice::of(targets.first()?),
            false => KindChoice { column: Some(KIND.to_owned()), words: words.collect() },
        },
        fields,
        ignored: [KIND, FOLDER]
            .into_iter()
            .filter(|column| (is_one || *column != KIND) && said(batch, column).is_some())
            .map(str::to_owned)
            .chain(
                batch
                    .described
                    .iter()
                    .filter_map(|described| described.id.clone())
                    .collect::<std::collections::BTreeSet<_>>(),
            )
            .collect(),
        ..Mapping::default()
    })
}

/// The position of a column that says something; the names of those beside the fields are taken as they are.
fn said(batch: &Batch, column: &str) -> Option<usize> {
    let at = batch.column(column)?;
    let is_it = !column.starts_with('(') || batch.columns[at].name == column;
    (is_it && batch.columns[at].filled > 0).then_some(at)
}

/// What the documents of each sort become: the kind that is named, else that of their own name, else requirements where
/// they depend on each other or take the place of one another, else ideas.
fn targets(batch: &Batch, config: &Config, named: Option<&str>) -> Option<Vec<String>> {
    let first = config.kinds.first()?.name.clone();
    let known = |name: &str| config.kind_called(name).map(|at| config.kinds[at].name.clone());
    let target = |described: &Described| {
        if let Some(named) = named {
            return named.to_owned();
        }
        let meant = words::kind_of_documents(&described.kind);
        match known(&described.kind).or_else(|| meant.and_then(known)) {
            Some(kind) => kind,
            None if meant == Some("") && batch.described.len() > 1 => String::new(),
            None => {
                depends(described).then(|| known("requirement")).flatten().unwrap_or_else(|| first.clone())
            }
        }
    };
    Some(batch.described.iter().map(target).collect())
}

/// Whether documents say what they need, are a part of, or take the place of.
fn depends(described: &Described) -> bool {
    let needed = [Meaning::DependsOn, Meaning::PartOf, Meaning::Supersedes, Meaning::SupersededBy];
    described.links.iter().any(|link| needed.contains(&link.meaning))
}

/// The category of a status word by the documents that have it, and whether it is no guess.
pub(super) fn category(batch: &Batch, word: &str) -> Option<(Category, bool)> {
    let words = batch
        .described
        .iter()
        .filter_map(|described| described.status.as_ref())
        .flat_map(|status| &status.words);
    let mut same = words.filter(|(known, ..)| known.eq_ignore_ascii_case(word.trim()));
    same.next().map(|(_, category, sure)| (*category, *sure == Sure::Yes))
}

/// Draws the fields of one kind from the columns of its documents.
struct Drawn<'a> {
    batch: &'a Batch,
    config: &'a Config,
    kind: &'a Kind,
    described: &'a Described,
    /// What the documents of each sort become.
    targets: &'a [String],
    fields: &'a mut IndexMap<String, From>,
}

impl Drawn<'_> {
    fn all(&mut self) {
        let mut taken: Vec<String> = Vec::new();
        let title = self.described.title.iter().map(String::as_str).chain([HEADING, ID, NAME]);
        for column in title.map(str::to_owned).collect::<Vec<_>>() {
            self.put("title", &column, None);
            taken.push(column);
        }
        if let Some(status) = &self.described.status {
            self.put("status", &status.column.clone(), None);
            taken.push(status.column.clone());
        }
        for link in &self.described.links {
            if let Some(field) = self.field_of(link) {
                self.put(&field, &link.column, link.separator.clone());
                taken.push(link.column.clone());
            }
        }
        self.people(&mut taken);
        self.by_name(&mut taken);
        for column in &self.described.columns {
            let field = match column.holds {
                _ if taken.contains(&column.name) => continue,
                Holds::Pages => "links",
                Holds::Words => "tags",
                _ if TAGS.contains(&plain(&column.name).as_str()) => "tags",
                Holds::People | Holds::Other => continue,
            };
            if self.kind.field(field).is_some() {
                self.put(field, &column.name, column.separator.clone());
            }
        }
        self.put(BODY, TEXT, None);
    }

    /// Adds a column to those that a field is read from.
    fn put(&mut self, field: &str, column: &str, separator: Option<String>) {
        let Some(at) = said(self.batch, column) else { return };
        let name = self.batch.columns[at].name.clone();
        let from = self.fields.entry(field.to_owned()).or_default();
        if !from.columns.contains(&name) {
            from.columns.push(name);
        }
        if separator.is_some() {
            from.separator = separator;
        }
    }

    /// The field that means what a link means and may lead there, else anything worth reading beside it.
    fn field_of(&self, link: &DescribedLink) -> Option<String> {
        let target = |name: &String| {
            let at = self.batch.described.iter().position(|described| described.kind == *name)?;
            self.targets.get(at).filter(|target| !target.is_empty())
        };
        let to: Vec<&String> = link.to.iter().filter_map(target).collect();
        if to.is_empty() {
            return None;
        }
        let fits = |kinds: &[String]| kinds.is_empty() || to.iter().all(|target| kinds.contains(target));
        let own = self.kind.fields.values().find(|field| {
            field.link.as_ref().is_some_and(|rule| rule.meaning == link.meaning && fits(&rule.to))
                && field.name != "related"
        });
        if let Some(field) = own.filter(|_| link.meaning != Meaning::RelatesTo) {
            return Some(field.name.clone());
        }
        // The other side may say it: what is superseded by another is among those that the other supersedes.
        let seen_from_there = match link.meaning {
            Meaning::SupersededBy => Some(Meaning::Supersedes),
            Meaning::Contains => Some(Meaning::PartOf),
            _ => None,
        };
        let inverse = seen_from_there.and_then(|meaning| {
            let others = self.config.kinds.iter().filter(|kind| to.contains(&&kind.name));
            let mut rules =
                others.flat_map(|kind| kind.fields.values()).filter_map(|field| field.link.as_ref());
            let rule = rules.find(|rule| {
                rule.meaning == meaning && (rule.to.is_empty() || rule.to.contains(&self.kind.name))
            })?;
            rule.inverse.clone()
        });
        inverse.or_else(|| self.kind.field("related").map(|field| field.name.clone()))
    }

    /// The one who answers for a document, and who works on it besides.
    fn people(&mut self, taken: &mut Vec<String>) {
        let people = self.described.columns.iter().filter(|column| column.holds == Holds::People);
        let place = |name: &str| OWNERS.iter().position(|owner| *owner == plain(name));
        let mut people: Vec<_> = people.filter_map(|column| Some((place(&column.name)?, column))).collect();
        people.sort_by_key(|(place, _)| *place);
        let first = people.first().map(|(_, column)| column.name.clone());
        for (_, column) in people {
            let is_same = first.as_ref().is_some_and(|first| {
                plain(first).trim_end_matches('s') == plain(&column.name).trim_end_matches('s')
            });
            if !is_same {
                continue;
            }
            for field in ["owner", "contributors"] {
                let is_person = |field: &Field| *field.ty.item() == FieldType::Person;
                if self.kind.field(field).is_some_and(is_person) {
                    self.put(field, &column.name, column.separator.clone());
                }
            }
            taken.push(column.name.clone());
        }
    }

    /// Whether a column that is called like a choice says any of its words.
    fn may_be(&self, field: &Field, column: &str) -> bool {
        if *field.ty.item() != FieldType::Choice {
            return true;
        }
        let words = said(self.batch, column).map(|at| self.batch.words(at)).unwrap_or_default();
        words.iter().any(|(word, _)| {
            let is_choice = field.choices.keys().any(|choice| plain(choice) == plain(word));
            is_choice || field.name == "priority" && words::priority(word).is_some()
        })
    }

    /// Fields that are called like columns.
    fn by_name(&mut self, taken: &mut Vec<String>) {
        let links = self.described.links.iter().map(|link| (&link.column, &link.separator));
        let columns: Vec<(&String, &Option<String>)> = self
            .described
            .columns
            .iter()
            .map(|column| (&column.name, &column.separator))
            .chain(links)
            .filter(|(name, _)| !taken.contains(name))
            .collect();
        let called = |field: &str| {
            columns.iter().find(|(name, _)| {
                let name = plain(name);
                name == plain(field) || words::synonyms(field).iter().any(|synonym| plain(synonym) == name)
            })
        };
        let of_body = called(BODY).map(|(name, _)| (*name).clone());
        let mut found: Vec<(String, String, Option<String>)> = Vec::new();
        for field in self.kind.fields.values() {
            if self.fields.contains_key(&field.name) && !field.ty.is_list() {
                continue;
            }
            if let Some((name, separator)) = called(&field.name)
                && self.may_be(field, name)
                && !found.iter().any(|(_, other, _)| other == *name)
            {
                found.push((field.name.clone(), (*name).clone(), (*separator).clone()));
            }
        }
        for (field, column, separator) in found {
            let is_one = |field: &Field| field.ty == FieldType::Person;
            self.put(&field, &column, separator.clone());
            if self.kind.field(&field).is_some_and(is_one) && self.kind.field("contributors").is_some() {
                self.put("contributors", &column, separator);
            }
            taken.push(column);
        }
        if let Some(column) = of_body.filter(|column| !taken.contains(column)) {
            self.put(BODY, &column, None);
            taken.push(column);
        }
    }
}
