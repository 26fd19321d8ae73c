//! What is shown of each item where a reader named the fields.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::Question;
use super::item::Item;
use super::layout::words;
use super::values::readable;
use crate::page::Text;
use crate::plan::query::{Property, QueryFault};
use crate::view::value::cell;

/// What a reader asked to see of one item, in the order asked for.
#[derive(Clone, Debug)]
pub(super) struct Facts(pub(super) Vec<Fact>);

#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) text: Text,
    json: Json,
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|fact| (&fact.name, &fact.json)))
    }
}

/// What a name in `--fields` stands for.
enum Shown {
    /// The target, also where it comes from a release or from deliverables.
    Target,
    Progress,
    Remarks,
    Property(Property),
}

/// Writes down for every item, and what is under it, what was asked for.
pub(super) fn tell(question: &Question<'_>, items: &mut [Item]) -> Result<(), QueryFault> {
    let mut shown = Vec::new();
    for name in &question.request.fields {
        let what = match name.as_str() {
            "target" => Shown::Target,
            "progress" => Shown::Progress,
            "remarks" => Shown::Remarks,
            _ => Shown::Property(Property::named(&question.scope, name)?),
        };
        shown.push((name.as_str(), what));
    }
    if shown.is_empty() {
        return Ok(());
    }
    for item in items {
        for each in item.deliverables.iter_mut() {
            each.facts = Some(facts(question, &shown, each)?);
        }
        item.facts = Some(facts(question, &shown, item)?);
    }
    Ok(())
}

fn facts(question: &Question<'_>, shown: &[(&str, Shown)], item: &Item) -> Result<Facts, QueryFault> {
    let fact = |(name, shown): &(&str, Shown)| {
        let (text, json) = match shown {
            Shown::Target => {
                let written = item.target.as_ref().map(|when| Json::from(when.written.clone()));
                (words::when(item).unwrap_or_default().into(), written.unwrap_or_default())
            }
            Shown::Progress => {
                let text = item.progress.map(words::progress).unwrap_or_default();
                (text.into(), serde_json::to_value(item.progress).unwrap_or_default())
            }
            Shown::Remarks => {
                let pieces = item.remarks.iter().map(words::remark).collect();
                (words::separated(pieces), serde_json::to_value(&item.remarks).unwrap_or_default())
            }
            Shown::Property(property) => {
                let datum = property.datum(question.environment, item.index)?;
                (readable(question.environment, &datum), cell(question.environment, &datum).json)
            }
        };
        Ok(Fact { name: (*name).to_owned(), text, json })
    };
    Ok(Facts(shown.iter().map(fact).collect::<Result<_, QueryFault>>()?))
}
