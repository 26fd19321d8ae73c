//! The values of a draft, as they are written: typed, with references resolved.

use std::collections::HashMap;

use super::Request;
use super::references::{Names, alias};
use crate::change::{link_value, value_of};
use crate::exchange::batch::Misfit;
use crate::exchange::draft::{Draft, Inverse, Said, Text};
use crate::exchange::resolved::Resolved;
use crate::model::field::{Field, FieldType, Required};
use crate::model::kind::Kind;
use crate::model::values::Url;
use crate::source::RelPath;
use crate::text::edit::Value;
use crate::text::span::Span;

/// What records say of fields that other records have: by draft and field, who leads there.
pub(super) struct Incoming {
    by_draft: HashMap<(usize, usize), Vec<String>>,
}

impl Incoming {
    pub(super) fn of(drafts: &[Draft], names: &Names<'_>, kinds: &[Kind], misfits: &mut Vec<Misfit>) -> Self {
        let mut by_draft: HashMap<(usize, usize), Vec<String>> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            let Some(own) = names.id_of(at) else { continue };
            for Inverse { fields, texts } in &draft.inverse {
                for text in texts {
                    let Some(other) = names.draft(text) else {
                        let message = format!("`{}` is not {}", text.text, names.where_looked());
                        misfits.push(Misfit::cell(text.span, &text.column, message).in_file(draft.file));
                        continue;
                    };
                    let kind = drafts[other].kind;
                    match fields.iter().find(|(of, _)| *of == kind) {
                        _ if other == at => {}
                        Some((_, field)) => {
                            by_draft.entry((other, *field)).or_default().push(own.to_string());
                        }
                        None => {
                            let message = format!("{} have no such field", kinds[kind].plural);
                            misfits.push(Misfit::cell(text.span, &text.column, message).in_file(draft.file));
                        }
                    }
                }
            }
        }
        Self { by_draft }
    }
}

/// The web address in a text, whatever words or brackets are around it.
fn address_in(text: &str) -> Option<&str> {
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let rest = &text[start..];
    let end = rest.find(|sign: char| sign.is_whitespace() || "()<>\"]".contains(sign)).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|address| Url::parse(address).is_ok())
}

/// Makes the values of drafts.
pub(super) struct Values<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) incoming: &'a Incoming,
}

/// The values of one draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Valued {
    /// By the position of the field, each once.
    pub(super) fields: Vec<(usize, Value)>,
    /// Where the document lay before.
    pub(super) path: Option<RelPath>,
}

impl Values<'_> {
    pub(super) fn of(&self, draft: &Draft, at: usize, misfits: &mut Vec<Misfit>) -> Valued {
        let kind = &self.request.plan.config.kinds[draft.kind];
        let mut valued = Valued::default();
        let mut beside: Vec<String> = Vec::new();
        let mut pages: Vec<Text> = Vec::new();
        let no_texts = Vec::new();
        for (field_at, field) in kind.fields.values().enumerate() {
            let said = draft.fields.iter().find(|said| said.field == field_at);
            let texts = said.map_or(&no_texts, |said| &said.texts);
            let value = if self.request.mapping.keeps_ids && field.is_link() {
                // The plan's own references stand as they were written.
                let ids: Vec<String> = texts.iter().map(|text| text.text.clone()).collect();
                if ids.is_empty() { None } else { link_value(field, ids) }
            } else if field.is_link() {
                let mut ids = self.ids(field, texts, at, &mut pages, misfits);
                for id in self.incoming.by_draft.get(&(at, field_at)).into_iter().flatten() {
                    if !ids.contains(id) {
                        ids.push(id.clone());
                    }
                }
                if field.name == "related" {
                    ids.append(&mut beside);
                }
                if !field.ty.is_list() && ids.len() > 1 {
                    beside.extend(ids.drain(1..));
                }
                if ids.is_empty() { None } else { link_value(field, ids) }
            } else if said.is_none() && field.ty == FieldType::Record {
                self.record(field, field_at, draft, misfits)
            } else {
                self.typed(field, said, misfits)
            };
            valued.fields.extend(value.map(|value| (field_at, value)));
        }
        self.put_beside(kind, beside, &mut valued);
        self.put_pages(kind, pages, &mut valued, misfits);
        self.put_alias(kind, draft, &mut valued);
        valued.path = draft.path.as_deref().and_then(RelPath::new);
        valued
    }

    /// The ids that texts name. What names nothing and is a web address belongs to the pages of a document.
    fn ids(
        &self,
        field: &Field,
        texts: &[Text],
        from: usize,
        pages: &mut Vec<Text>,
        misfits: &mut Vec<Misfit>,
    ) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for text in texts {
            match self.names.reference(field, text, from) {
                Ok(Some(id)) if !ids.contains(&id) => ids.push(id),
                Ok(_) => {}
                Err(misfit) => match address_in(&text.text) {
                    Some(address) => pages.push(Text { text: address.to_owned(), ..text.clone() }),
                    None => misfits.push(misfit),
                },
            }
        }
        ids
    }

    /// Puts web addresses that stood where a document was to be named among the pages that belong to it.
    fn put_pages(&self, kind: &Kind, pages: Vec<Text>, valued: &mut Valued, misfits: &mut Vec<Misfit>) {
        let links = kind.fields.get_full("links").filter(|_| !pages.is_empty());
        let Some((at, _, field)) = links else { return };
        let there = valued.fields.iter().position(|(field, _)| *field == at);
        let mut texts =
            there.map(|there| crate::change::texts_of(&valued.fields.remove(there).1)).unwrap_or_default();
        for page in pages {
            if !texts.contains(&page.text) {
                texts.push(page.text);
            }
        }
        match value_of(self.request.plan, field, &texts) {
            Ok(value) => valued.fields.push((at, value)),
            Err(why) => misfits.push(Misfit::record(Span::at(0), why.message)),
        }
    }

    fn typed(&self, field: &Field, said: Option<&Said>, misfits: &mut Vec<Misfit>) -> Option<Value> {
        let said = said?;
        let value = |texts: &[Text]| {
            let texts: Vec<String> = texts.iter().map(|text| text.text.clone()).collect();
            value_of(self.request.plan, field, &texts)
        };
        if let Ok(value) = value(&said.texts) {
            return Some(value);
        }
        // One item that does not fit does not keep the others out.
        let mut fitting: Vec<Text> = Vec::new();
        for text in &said.texts {
            match value(std::slice::from_ref(text)) {
                Ok(_) => fitting.push(text.clone()),
                Err(why) => {
                    let mut misfit = Misfit::cell(text.span, &text.column, why.message);
                    misfit.hint = why.hints.into_iter().next();
                    misfits.push(misfit);
                }
            }
        }
        if fitting.is_empty() { None } else { value(&fitting).ok() }
    }

    /// A record of those of its parts that are said; nothing where one that it must have is not.
    fn record(&self, field: &Field, at: usize, draft: &Draft, misfits: &mut Vec<Misfit>) -> Option<Value> {
        let mut entries = Vec::new();
        for part in field.fields.values() {
            let said = draft.parts.iter().find(|(of, name, _)| *of == at && *name == part.name);
            let Some((_, _, text)) = said else {
                if part.required == Required::Always {
                    return None;
                }
                continue;
            };
            match value_of(self.request.plan, part, std::slice::from_ref(&text.text)) {
                Ok(value) => entries.push((part.name.clone(), value)),
                Err(why) => misfits.push(Misfit::cell(text.span, &text.column, why.message)),
            }
        }
        (!entries.is_empty()).then_some(Value::Map(entries))
    }

    /// What a link to one cannot hold is told as related.
    fn put_beside(&self, kind: &Kind, beside: Vec<String>, valued: &mut Valued) {
        let Some((at, _, field)) = kind.fields.get_full("related").filter(|_| !beside.is_empty()) else {
            return;
        };
        let there = valued.fields.iter().position(|(field, _)| *field == at);
        let mut ids =
            there.map(|there| crate::change::texts_of(&valued.fields.remove(there).1)).unwrap_or_default();
        ids.extend(beside);
        valued.fields.extend(link_value(field, ids).map(|value| (at, value)));
    }

    fn put_alias(&self, kind: &Kind, draft: &Draft, valued: &mut Valued) {
        let Some(alias) = alias(self.request, &draft.source) else { return };
        let Some((at, _, _)) = kind.fields.get_full("aliases") else { return };
        match valued.fields.iter_mut().find(|(field, _)| *field == at) {
            Some((_, Value::List(items))) => items.push(Value::text(alias)),
            Some(_) => {}
            None => valued.fields.push((at, Value::List(vec![Value::text(alias)]))),
        }
    }
}
