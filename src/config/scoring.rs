//! `scoring:` and `scores:`: which score ranks, and scores of the repository's own.

use indexmap::IndexMap;

use super::named::check_kinds;
use super::node::{entries, get, text, texts, words};
use super::own_rule::source;
use crate::diagnostic::Diagnostic;
use crate::model::kind::Kind;
use crate::model::values::Number;
use crate::source::RelPath;
use crate::text::span::Span;
use crate::text::yaml::Node;

/// How ideas and requirements are ranked unless a command says otherwise.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Scoring {
    pub(crate) default: Option<String>,
    pub(crate) kinds: IndexMap<String, String>,
    pub(crate) ice: IceMethod,
    /// The weight of each criterion of the weighted score, above zero, in the order written.
    pub(crate) weights: IndexMap<String, f64>,
}

/// How the three marks of ICE become one number; it is read both ways in the field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum IceMethod {
    /// Impact × confidence × ease, from 1 to 1,000 (Gilad, *Evidence Guided*, and most copies).
    #[default]
    Product,
    /// Their average, from 1 to 10 (Ellis and Brown, *Hacking Growth*, 2017).
    Mean,
}

/// A formula of the repository's own.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct OwnScore {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) formula: String,
    /// Where the text of the formula stands in `pm.yaml`, and whether it stands there byte by byte.
    pub(crate) span: Span,
    pub(crate) verbatim: bool,
    pub(crate) kinds: Vec<String>,
}

pub(super) fn read(root: &Node) -> Scoring {
    let Some(node) = get(root, "scoring") else { return Scoring::default() };
    Scoring {
        default: text(node, "default"),
        kinds: entries(node, "kinds")
            .iter()
            .filter_map(|entry| Some((entry.key.text.to_string(), entry.value.as_str()?.to_owned())))
            .collect(),
        ice: if text(node, "ice").as_deref() == Some("mean") { IceMethod::Mean } else { IceMethod::Product },
        weights: entries(node, "weights")
            .iter()
            .filter_map(|entry| {
                Some((entry.key.text.to_string(), Number::parse(entry.value.as_str()?).ok()?.value()))
            })
            .collect(),
    }
}

pub(super) fn own_scores(
    path: &RelPath,
    root: &Node,
    kinds: &[Kind],
    findings: &mut Vec<Diagnostic>,
) -> IndexMap<String, OwnScore> {
    entries(root, "scores")
        .iter()
        .filter_map(|entry| {
            check_kinds(path, &texts(&entry.value, "kinds"), kinds, Kind::is_called, findings);
            let formula = source(&entry.value, "formula")?;
            let name = entry.key.text.to_string();
            let score = OwnScore {
                title: text(&entry.value, "title").unwrap_or_else(|| name.clone()),
                summary: text(&entry.value, "summary").unwrap_or_default(),
                formula: formula.text,
                span: formula.span,
                verbatim: formula.verbatim,
                kinds: words(&entry.value, "kinds"),
            };
            Some((name, score))
        })
        .collect()
}
