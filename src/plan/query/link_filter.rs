//! Which links are meant: by field, by meaning, by expressions over both ends.

use super::types::link_fields;
use super::{QueryFault, Scope};
use crate::expression::{Checked, Expect};
use crate::model::field::{MEANINGS, Meaning};
use crate::plan::{Link, Plan};
use crate::text::words::nearest;

/// Links in one of these fields and with one of these meanings; none named means any.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct LinkSelection {
    fields: Vec<String>,
    meanings: Vec<Meaning>,
}

impl LinkSelection {
    /// A selection by the names of fields, `see-also` or `see_also`, and the words of meanings.
    pub(crate) fn named(plan: &Plan, fields: &[String], meanings: &[String]) -> Result<Self, QueryFault> {
        let known = link_fields(&plan.config);
        let spelt = |name: &String| name.replace('-', "_");
        let mut selection = Self::default();
        for name in fields {
            let found: Vec<&String> = known.iter().filter(|field| spelt(field) == spelt(name)).collect();
            if found.is_empty() {
                let fault = QueryFault::new(format!("no kind has a field `{name}` that holds links"));
                return Err(match nearest(name, known.iter().map(String::as_str)) {
                    Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                    None => fault.with_help(format!("known here: {}", known.join(", "))),
                });
            }
            selection.fields.extend(found.into_iter().cloned());
        }
        for words in meanings {
            let words = words.replace(['_', '-'], " ");
            let Some(meaning) = Meaning::parse(&words) else {
                let known = MEANINGS.map(|(words, _)| words);
                let fault = QueryFault::new(format!("`{words}` is no meaning of a link"));
                return Err(match nearest(&words, known) {
                    Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                    None => fault.with_help(format!("use one of: {}", known.join(", "))),
                });
            };
            selection.meanings.push(meaning);
        }
        Ok(selection)
    }

    pub(crate) fn holds(&self, plan: &Plan, link: &Link) -> bool {
        (self.fields.is_empty() || self.fields.iter().any(|field| *field == plan.link_name(link)))
            && (self.meanings.is_empty() || self.meanings.contains(&plan.meaning_of(link)))
    }
}

/// A selection with conditions over `source`, `target` and `link`; all of them must hold.
#[derive(Debug)]
pub(crate) struct LinkFilter {
    selection: LinkSelection,
    conditions: Vec<Checked>,
}

impl LinkFilter {
    pub(crate) fn of(
        scope: &Scope<'_>,
        selection: LinkSelection,
        conditions: &[String],
    ) -> Result<Self, QueryFault> {
        let conditions = conditions
            .iter()
            .map(|source| scope.question(source, Expect::Condition))
            .collect::<Result<_, _>>()?;
        Ok(Self { selection, conditions })
    }

    /// The links of the kinds in scope for which everything holds, by their places in [`Plan::links`].
    pub(crate) fn select(&self, scope: &Scope<'_>) -> Result<Vec<usize>, QueryFault> {
        let environment = scope.environment();
        let plan = environment.plan();
        let mut found = Vec::new();
        for (at, link) in plan.links().iter().enumerate() {
            let kind = usize::from(plan.artifact(link.source).kind);
            if !scope.kinds().contains(&kind) || !self.selection.holds(plan, link) {
                continue;
            }
            let mut holds = true;
            for condition in &self.conditions {
                holds = environment
                    .link_holds(condition, at)
                    .map_err(|fault| QueryFault::in_expression(condition.source(), fault))?;
                if !holds {
                    break;
                }
            }
            if holds {
                found.push(at);
            }
        }
        Ok(found)
    }
}
