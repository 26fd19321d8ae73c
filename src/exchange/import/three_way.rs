//! What the source says today, what it said at the last import and what the plan says: which of them counts.

use std::collections::BTreeMap;

use super::Request;
use super::values::Valued;
use crate::change::{self, Rewriting, texts_of};
use crate::exchange::draft::Draft;
use crate::exchange::ledger::{Entry, fingerprint};
use crate::exchange::mapping::BODY;
use crate::exchange::resolved::{Resolved, Target};
use crate::model::artifact::Artifact;
use crate::model::field::FieldType;
use crate::model::kind::Kind;
use crate::model::values::Id;
use crate::plan::ArtifactIndex;
use crate::text::edit::Value;

/// What stands between the fingerprints of a list's items.
const BETWEEN: char = '+';

/// A field of which the two sides say different things.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Differing {
    pub(crate) field: String,
    pub(crate) here: String,
    pub(crate) source: String,
}

/// What the source says of an artifact, as the plan writes it.
pub(super) struct Said<'a> {
    pub(super) draft: &'a Draft,
    pub(super) valued: &'a Valued,
    pub(super) body: &'a str,
    /// A body as it is compared, wherever the documents lie that it leads to.
    pub(super) neutral: &'a dyn Fn(&str) -> String,
}

/// What comes of holding a record against its artifact.
pub(super) struct Merged {
    pub(super) rewriting: Rewriting,
    pub(super) taken: Vec<Differing>,
    pub(super) kept: Vec<Differing>,
    pub(super) entry: Entry,
}

/// What the source says of one place: nothing where it says nothing.
struct Place {
    name: String,
    texts: Vec<String>,
    /// Its text as it is compared, where that is another.
    neutral: Option<String>,
    value: Option<Value>,
    /// The position of the field, where it is one.
    field: Option<usize>,
    is_list: bool,
}

/// Everything that the mapping reads of a record, as the plan writes it.
fn places(resolved: &Resolved<'_>, kind: &Kind, said: &Said<'_>) -> Vec<Place> {
    let Said { draft, valued, body, neutral } = *said;
    let single = |name: &str, text: &str| Place {
        name: name.to_owned(),
        texts: if text.trim().is_empty() { Vec::new() } else { vec![text.trim().to_owned()] },
        neutral: None,
        value: None,
        field: None,
        is_list: false,
    };
    let mut places = vec![single("title", &draft.title)];
    if let Some(status) = &draft.status {
        places.push(single("status", status));
    }
    let lines = resolved.kinds.get(&draft.kind).map(Vec::as_slice).unwrap_or_default();
    let says_body = lines.iter().any(|line| matches!(line.target, Target::Body | Target::Section(_)));
    if says_body || !body.is_empty() {
        let text = neutral(body.trim());
        let neutral = Some(text).filter(|text| !text.is_empty());
        places.push(Place { neutral, ..single(BODY, body) });
    }
    let is_read = |at: usize| {
        lines.iter().any(
            |line| matches!(line.target, Target::Field(field, _) | Target::Part(field, _) if field == at),
        )
    };
    for (at, field) in kind.fields.values().enumerate() {
        let value = valued.fields.iter().find(|(field, _)| *field == at).map(|(_, value)| value.clone());
        // The other names of an artifact are written once, and are the plan's own from then on.
        if field.name == "aliases" || (value.is_none() && !is_read(at)) {
            continue;
        }
        places.push(Place {
            name: field.name.clone(),
            texts: value.as_ref().map(texts_of).unwrap_or_default(),
            neutral: None,
            value,
            field: Some(at),
            is_list: field.ty.is_list() && field.spelling.separator.is_none(),
        });
    }
    places
}

impl Place {
    /// What the plan says there.
    fn here(&self, artifact: &Artifact, kind: &Kind, said: &change::Said) -> Vec<String> {
        match self.name.as_str() {
            "title" => vec![artifact.title.to_string()],
            "status" => artifact.status_name().map(str::to_owned).into_iter().collect(),
            BODY => Some(artifact.body_text().trim().to_owned())
                .filter(|body| !body.is_empty())
                .into_iter()
                .collect(),
            _ => self.field.map(|at| said.texts(&kind.fields[at])).unwrap_or_default(),
        }
    }

    /// What the source says of a part of a field that is a record.
    fn part(&self, part: &str) -> Option<String> {
        let Some(Value::Map(entries)) = &self.value else { return None };
        let (_, value) = entries.iter().find(|(name, _)| name == part)?;
        texts_of(value).into_iter().next()
    }

    /// Texts as they are compared: a list says the same in any order.
    fn sorted(&self, mut texts: Vec<String>) -> Vec<String> {
        if self.is_list {
            texts.sort();
        }
        texts
    }

    fn print(&self) -> Option<String> {
        match &self.neutral {
            Some(text) => print(std::slice::from_ref(text), false),
            None => print(&self.texts, self.is_list),
        }
    }
}

fn print(texts: &[String], is_list: bool) -> Option<String> {
    match texts {
        [] => None,
        texts if is_list => {
            let prints: Vec<String> = texts.iter().map(|text| fingerprint(&[text])).collect();
            Some(prints.join(&BETWEEN.to_string()))
        }
        texts => Some(fingerprint(texts)),
    }
}

/// The entry of a record whose artifact is new.
pub(super) fn first_entry(request: &Request<'_>, resolved: &Resolved<'_>, said: &Said<'_>, id: &Id) -> Entry {
    let kind = &request.plan.config.kinds[said.draft.kind];
    let places = places(resolved, kind, said);
    Entry { artifact: id.to_string(), values: prints(&places) }
}

fn prints(places: &[Place]) -> BTreeMap<String, String> {
    places.iter().filter_map(|place| Some((place.name.clone(), place.print()?))).collect()
}

/// Holds a record against its artifact: what changed at the source since the last import is taken, unless it was
/// changed here too. Of a list both sides' changes count. At the first import only what is missing here is taken.
pub(super) fn merge(
    request: &Request<'_>,
    resolved: &Resolved<'_>,
    index: ArtifactIndex,
    source: &Said<'_>,
    before: Option<&Entry>,
) -> Merged {
    let plan = request.plan;
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let said = change::Said::of(artifact);
    let places = places(resolved, kind, source);
    let mut merged = Merged {
        rewriting: Rewriting::default(),
        taken: Vec::new(),
        kept: Vec::new(),
        entry: Entry { artifact: artifact.label(), values: prints(&places) },
    };
    for place in &places {
        let base = before.and_then(|entry| entry.values.get(&place.name));
        let new = place.print();
        if before.is_some() && new.as_ref() == base {
            continue;
        }
        let here = place.here(artifact, kind, &said);
        let here_print = match (place.name.as_str(), here.as_slice()) {
            (BODY, [body]) => print(&[(source.neutral)(body)], false),
            _ => print(&here, place.is_list),
        };
        if here_print == new {
            continue;
        }
        let differing = |source: &[String]| Differing {
            field: place.name.clone(),
            here: shown(&here),
            source: shown(source),
        };
        if place.is_list {
            let texts = joined(&here, &place.texts, base);
            if texts != here {
                let values = texts.iter().map(|text| list_item(place, text)).collect::<Vec<_>>();
                let value = (!values.is_empty()).then_some(Value::List(values));
                merged.taken.push(differing(&texts));
                merged.rewriting.fields.extend(place.field.map(|at| (at, value)));
            }
            continue;
        }
        let is_untouched = if before.is_some() { here_print.as_ref() == base } else { here_print.is_none() };
        if !is_untouched {
            merged.kept.push(differing(&place.texts));
            continue;
        }
        merged.taken.push(differing(&place.texts));
        match (place.name.as_str(), place.field) {
            (_, Some(at)) => merged.rewriting.fields.push((at, place.value.clone())),
            ("title", _) => merged.rewriting.title = place.texts.first().cloned(),
            ("status", _) => merged.rewriting.status = place.texts.first().cloned(),
            _ => merged.rewriting.body = Some(place.texts.first().cloned().unwrap_or_default()),
        }
    }
    merged
}

/// What a record and its artifact say of one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Side {
    pub(crate) field: String,
    /// Whether both say the same.
    pub(crate) agrees: bool,
    /// Whether the plan says something else than at the last import.
    pub(crate) changed_here: bool,
    /// The fingerprint of what the record says.
    pub(crate) print: Option<String>,
}

/// Holds a record against its artifact, field by field, and takes nothing.
pub(super) fn sides(
    request: &Request<'_>,
    resolved: &Resolved<'_>,
    index: ArtifactIndex,
    source: &Said<'_>,
) -> Vec<Side> {
    let artifact = request.plan.artifact(index);
    let kind = request.plan.kind(artifact);
    let said = change::Said::of(artifact);
    let before = request.ledger.entries.get(&source.draft.source);
    let mut places = places(resolved, kind, source);
    // What a link to one cannot hold is told as related, so that there is none of it where one is enough.
    if let Some((at, name, field)) = kind.fields.get_full("related")
        && !places.iter().any(|place| place.name == *name)
    {
        let is_list = field.ty.is_list();
        places.push(Place {
            name: name.clone(),
            texts: Vec::new(),
            neutral: None,
            value: None,
            field: Some(at),
            is_list,
        });
    }
    let as_links = linked_alike(resolved, kind, source.draft.kind, &places, &said);
    let mut sides = Vec::new();
    for place in &places {
        let here = place.here(artifact, kind, &said);
        let base = before.and_then(|entry| entry.values.get(&place.name));
        let changed_here = before.is_none() || print(&here, place.is_list).as_ref() != base;
        let parts = place.field.map(|at| &kind.fields[at]).filter(|field| field.ty == FieldType::Record);
        for part in parts.into_iter().flat_map(|field| field.fields.keys().map(move |part| (field, part))) {
            let (field, part) = part;
            let agrees = said.part(field, part) == place.part(part);
            sides.push(Side { field: format!("{}.{part}", place.name), agrees, changed_here, print: None });
        }
        let agrees = place.sorted(here) == place.sorted(place.texts.clone())
            || as_links && place.field.is_some_and(|at| is_beside(kind, at) || is_single_link(kind, at));
        sides.push(Side { field: place.name.clone(), agrees, changed_here, print: place.print() });
    }
    sides
}

/// Whether a link to one and what stands beside it lead to the same on both sides, in whatever order: a source whose
/// links have none says the same after it has sorted them.
fn linked_alike(
    resolved: &Resolved<'_>,
    kind: &Kind,
    kind_at: usize,
    places: &[Place],
    said: &change::Said,
) -> bool {
    let lines = resolved.kinds.get(&kind_at).map(Vec::as_slice).unwrap_or_default();
    let reads =
        |at: usize| lines.iter().any(|line| matches!(line.target, Target::Field(field, _) if field == at));
    let fields = || places.iter().filter_map(|place| place.field);
    let singles: Vec<usize> = fields().filter(|at| is_single_link(kind, *at) && reads(*at)).collect();
    let (&[single], Some(beside)) = (singles.as_slice(), fields().find(|at| is_beside(kind, *at))) else {
        return false;
    };
    if reads(beside) {
        return false;
    }
    let of = |texts: &dyn Fn(&Place) -> Vec<String>| {
        let links = places.iter().filter(|place| place.field == Some(single) || place.field == Some(beside));
        links.flat_map(texts).collect::<std::collections::BTreeSet<String>>()
    };
    let here = |place: &Place| place.field.map(|at| said.texts(&kind.fields[at])).unwrap_or_default();
    of(&here) == of(&|place| place.texts.clone())
}

fn is_single_link(kind: &Kind, at: usize) -> bool {
    let field = &kind.fields[at];
    field.is_link() && !field.ty.is_list()
}

/// Whether a field takes what a link to one cannot hold.
fn is_beside(kind: &Kind, at: usize) -> bool {
    kind.fields.get_index(at).is_some_and(|(name, _)| name == "related")
}

/// A list as both sides want it: what is here, without what the source took out and with what it added.
fn joined(here: &[String], source: &[String], base: Option<&String>) -> Vec<String> {
    let base: Vec<&str> = base.map(|base| base.split(BETWEEN).collect()).unwrap_or_default();
    let print = |text: &String| fingerprint(&[text]);
    let source_prints: Vec<String> = source.iter().map(print).collect();
    let is_taken_out = |text: &&String| {
        let print = print(text);
        base.contains(&print.as_str()) && !source_prints.contains(&print)
    };
    let mut joined: Vec<String> = here.iter().filter(|text| !is_taken_out(text)).cloned().collect();
    for (text, print) in source.iter().zip(&source_prints) {
        if !base.contains(&print.as_str()) && !joined.contains(text) {
            joined.push(text.clone());
        }
    }
    joined
}

/// An item of a list as it is written: as the source's value where it is one of its.
fn list_item(place: &Place, text: &str) -> Value {
    let items = match &place.value {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let same = |item: &&Value| matches!(item, Value::Plain(known) | Value::Text(known) if known == text);
    items.iter().find(same).cloned().unwrap_or_else(|| Value::plain(text))
}

fn shown(texts: &[String]) -> String {
    texts.join(", ").replace('\u{1f}', ", ")
}
