//! From a written path to the field it means: `effort`, `depends-on`, `key_results[1].now`.

use crate::change::Impossible;
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::text::edit::{Path, Step};
use crate::text::words::{nearest, with_article};
use crate::text::yaml::Node;

/// A value of a document, and what the kind knows about it.
pub(super) struct Place<'k> {
    pub(super) path: Path,
    pub(super) subject: Subject<'k>,
    /// The keys of the kind that come before it; and within a record those of the record.
    order: [Vec<String>; 2],
}

#[derive(Clone, Copy)]
pub(super) enum Subject<'k> {
    Id,
    Title,
    Status,
    /// A field, and the type of the part of it that the path leads to.
    Field(&'k Field, &'k FieldType),
    /// A key that no field has, in a kind that allows others.
    Other,
}

impl<'k> Place<'k> {
    /// What `written` means in documents of `kind`.
    pub(super) fn of(kind: &'k Kind, written: &str) -> Result<Self, Impossible> {
        let path: Path = written.parse().map_err(|fault| {
            Impossible::new(format!("`{written}` names no field: {fault}"))
                .with_hint("write a field such as effort, or a path such as key_results[0].now")
        })?;
        let mut steps = path.0.into_iter();
        let Some(Step::Key(first)) = steps.next() else {
            return Err(Impossible::new(format!("`{written}` names no field")));
        };
        let rest: Vec<Step> = steps.collect();
        let whole = |subject, key: &str, order| {
            if rest.is_empty() {
                Ok(Self { path: Path::key(key), subject, order: [order, Vec::new()] })
            } else {
                Err(Impossible::new(format!("`{key}` has no parts")))
            }
        };
        let built_in = built_in(kind);
        if first == kind.identity.field {
            return whole(Subject::Id, &first, Vec::new());
        }
        if first == kind.title_field {
            return whole(Subject::Title, &first, built_in[..1].to_vec());
        }
        if Some(&first) == kind.workflow.field.as_ref() {
            return whole(Subject::Status, &first, built_in[..2].to_vec());
        }
        let by_expression =
            || kind.fields.values().find(|field| field.expression_name() == first.replace('-', "_"));
        let Some(field) = kind.field(&first).or_else(by_expression) else {
            if !kind.other_fields && rest.is_empty() {
                let order = built_in.into_iter().chain(kind.fields.keys().cloned()).collect();
                return Ok(Self {
                    path: Path::key(first),
                    subject: Subject::Other,
                    order: [order, Vec::new()],
                });
            }
            return Err(unknown_field(kind, &first));
        };
        let before = kind.fields.keys().take_while(|name| **name != field.name).cloned();
        let outer: Vec<String> = built_in.into_iter().chain(before).collect();
        let mut place = Self {
            path: Path::key(&field.name),
            subject: Subject::Field(field, &field.ty),
            order: [outer, Vec::new()],
        };
        for step in rest {
            place.enter(step, written)?;
        }
        Ok(place)
    }

    /// Goes one step further into the value.
    pub(super) fn enter(&mut self, step: Step, written: &str) -> Result<(), Impossible> {
        let Subject::Field(field, ty) = self.subject else { return Ok(()) };
        let (field, ty) = match (ty, &step) {
            (FieldType::List(item), Step::Index(_)) | (FieldType::Map(item), Step::Key(_)) => {
                (field, &**item)
            }
            (FieldType::Record, Step::Key(key)) => {
                let Some(inner) = field.fields.get(key) else {
                    let near = nearest(key, field.fields.keys().map(String::as_str));
                    let known = field.fields.keys().cloned().collect::<Vec<_>>().join(", ");
                    let hint = near
                        .map_or(format!("known there: {known}"), |near| format!("did you mean `{near}`?"));
                    return Err(Impossible::new(format!("an entry of `{}` has no `{key}`", field.name))
                        .with_hint(hint));
                };
                self.order[1] = field.fields.keys().take_while(|name| *name != key).cloned().collect();
                (inner, &inner.ty)
            }
            (FieldType::List(_), Step::Key(_)) => {
                return Err(Impossible::new(format!(
                    "`{written}` does not say which entry of `{}`",
                    self.path
                ))
                .with_hint(format!("write {}[0] for the first entry", self.path)));
            }
            _ => {
                return Err(Impossible::new(format!(
                    "`{}` is {} and has no parts",
                    self.path,
                    with_article(&ty.name())
                )));
            }
        };
        self.path = match step {
            Step::Key(key) => self.path.join_key(key),
            Step::Index(index) => self.path.join_index(index),
        };
        self.subject = Subject::Field(field, ty);
        Ok(())
    }

    /// The keys behind which a new key goes, in the document that `root` is.
    pub(super) fn order(&self, root: &Node) -> Vec<String> {
        let [outer, inner] = &self.order;
        let Some(Step::Key(first)) = self.path.0.first() else { return Vec::new() };
        let is_inside = self.path.0.len() > 1 && root.get(first).is_some_and(|node| !node.is_null());
        if is_inside { inner.clone() } else { outer.clone() }
    }
}

/// The keys of id, title and status, in the order in which they are written.
pub(super) fn built_in(kind: &Kind) -> Vec<String> {
    [Some(&kind.identity.field), Some(&kind.title_field), kind.workflow.field.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

fn unknown_field(kind: &Kind, name: &str) -> Impossible {
    let built_in = built_in(kind);
    let known = || built_in.iter().chain(kind.fields.keys()).map(String::as_str);
    let hint = nearest(name, known()).map_or_else(
        || format!("run `pm {} set --help` for its fields", kind.name),
        |near| format!("did you mean `{near}`?"),
    );
    Impossible::new(format!("{} has no field `{name}`", kind.name)).with_hint(hint)
}
