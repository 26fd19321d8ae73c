//! A new artifact: id, file name, front matter with what was said, body from a template.

use crate::change::body::{filled, template};
use crate::change::document::Document;
use crate::change::reference::own_spelling;
use crate::change::typed::Reader;
use crate::change::{Assignment, Impossible, name};
use crate::model::field::Required;
use crate::model::kind::{FieldSource, Kind};
use crate::model::values::Id;
use crate::plan::{Home, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::edit::{Edit, Path, Value};
use crate::text::span::Span;
use crate::text::words::{list_of, nearest};

/// What is known of an artifact that is to be made.
pub(crate) struct Addition<'a> {
    /// The position of its kind.
    pub(crate) kind: usize,
    /// The position of its product.
    pub(crate) product: usize,
    pub(crate) id: &'a Id,
    pub(crate) title: &'a str,
    /// The kind's own first status where nothing is said.
    pub(crate) status: Option<&'a str>,
    pub(crate) fields: Vec<Assignment>,
    /// In the place of a template.
    pub(crate) body: Option<&'a str>,
    pub(crate) template: Option<&'a str>,
    /// Texts by the heading under which they go.
    pub(crate) sections: Vec<(String, String)>,
    /// Where the file goes, in the place of the name that follows from id and title.
    pub(crate) file: Option<RelPath>,
}

/// A new artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Added {
    pub(crate) id: Id,
    pub(crate) path: RelPath,
    pub(crate) file: FileChange,
}

/// Makes the document of a new artifact. Only what was said is written, in the order of the kind.
pub(crate) fn add(plan: &Plan, addition: &Addition<'_>) -> Result<Added, Impossible> {
    let kind = &plan.config.kinds[addition.kind];
    let title = addition.title.trim();
    if title.is_empty() {
        return Err(Impossible::new(format!("the {} needs a title", kind.name)));
    }
    refuse_foreign(kind)?;
    let folder =
        plan.config.products.get_index(addition.product).and_then(|(_, product)| product.folder.as_ref());
    let path = match &addition.file {
        Some(path) => path.clone(),
        None => name::path(kind, folder, addition.id, title)?,
    };
    let is_yaml = matches!(path.extension(), "yaml" | "yml");
    let text = if is_yaml { String::new() } else { "---\n---\n".to_owned() };
    let home = Home { product: u16::try_from(addition.product).unwrap_or(0), path: &path };
    let mut document = Document {
        kind,
        reader: Reader { plan, home, follows: true },
        label: addition.id.to_string(),
        front: if is_yaml { Span::at(0) } else { Span::at(4) },
        text,
        part: None,
        is_new: true,
        is_estimated: false,
    };
    if kind.identity.capture.is_none() {
        let id = Value::plain(spelling(plan, addition.kind, addition.id));
        document.edit(&[Edit::set(Path::key(&kind.identity.field), id)])?;
    }
    document.edit(&[Edit::set(Path::key(&kind.title_field), Value::text(title))])?;
    if let Some(field) = &kind.workflow.field {
        let status = addition.status.or(kind.workflow.default.as_deref()).unwrap_or_default();
        document.assign(&Assignment::set(field, status))?;
    } else if let Some(status) = addition.status {
        return Err(Impossible::new(format!("{} have no status, so not {status}", kind.plural)));
    }
    for assignment in defaults(plan, addition).iter().chain(&addition.fields) {
        document.assign(assignment)?;
    }
    document.check_demands(None)?;
    if is_yaml {
        if addition.body.is_some() || !addition.sections.is_empty() {
            return Err(Impossible::new(format!("{path} is all front matter and has no body")));
        }
    } else {
        let body = body(addition, template(kind, addition.template)?);
        if !body.is_empty() {
            document.text.push('\n');
            document.text.push_str(&body);
        }
    }
    document.remember_estimated()?;
    let file = FileChange::Create { path: path.clone(), bytes: document.text.into_bytes() };
    Ok(Added { id: addition.id.clone(), path, file })
}

/// Refuses kinds whose documents are not of `pm`'s form.
pub(super) fn refuse_foreign(kind: &Kind) -> Result<(), Impossible> {
    let has_title_elsewhere = kind.title_is_heading || kind.title_is_name;
    if kind.source != FieldSource::FrontMatter || kind.identity.by_path || has_title_elsewhere {
        let message = format!("{} are not written by pm: they have no front matter of its form", kind.plural);
        return Err(Impossible::new(message).with_hint("write the file by hand; pm reads it"));
    }
    Ok(())
}

/// The id as documents of the kind write it: a number alone where the others do so.
pub(super) fn spelling(plan: &Plan, kind_at: usize, id: &Id) -> String {
    let kind = &plan.config.kinds[kind_at];
    let number = id.number().filter(|_| !kind.files.named_by_id);
    let mut others = plan.of_kind(kind_at).map(|index| plan.artifact(index));
    let example = others.find_map(own_spelling);
    let is_number = example.map_or(kind.identity.field != "id", |example| !example.contains('-'));
    match number {
        Some(number) if is_number => number.to_string(),
        _ => id.to_string(),
    }
}

/// Fields that every document of the kind must have, where the kind says what they begin as.
fn defaults(plan: &Plan, addition: &Addition<'_>) -> Vec<Assignment> {
    let fields = plan.config.kinds[addition.kind].fields.values();
    fields
        .filter(|field| field.required == Required::Always)
        .filter(|field| !addition.fields.iter().any(|given| given.place == field.name))
        .filter_map(|field| Some(Assignment::set(&field.name, field.default.as_deref()?)))
        .collect()
}

fn body(addition: &Addition<'_>, template: &str) -> String {
    let mut body = addition.body.unwrap_or(template).trim_start_matches('\n').to_owned();
    for (title, text) in &addition.sections {
        body = filled(&body, title, text);
    }
    if !body.is_empty() && !body.ends_with('\n') {
        body.push('\n');
    }
    body
}

/// The position of the product that a person means by `key`.
pub(crate) fn product_called(plan: &Plan, key: &str) -> Result<usize, Impossible> {
    let products = &plan.config.products;
    let by_name = || products.values().position(|product| product.name.eq_ignore_ascii_case(key));
    products.get_index_of(key).or_else(by_name).ok_or_else(|| {
        let keys = || products.keys().map(String::as_str).filter(|key| !key.is_empty());
        let hint = match (nearest(key, keys()), keys().next()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(_)) => format!("use one of {}", list_of(keys())),
            (None, None) => "name the products of this repository in pm.yaml, under `products:`".into(),
        };
        Impossible::new(format!("there is no product `{key}`")).with_hint(hint)
    })
}
