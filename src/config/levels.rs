//! `levels:`: how much a rule weighs in this repository, by path, kind and status.

use indexmap::IndexMap;

use super::node::{entries, get};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::kind::PathPattern;
use crate::source::RelPath;
use crate::text::yaml::Node;

/// Levels by rule. A rule that is not named keeps the level it came with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    rules: IndexMap<String, LevelRule>,
}

/// The level of one rule. `None` inside is off; the narrowest that fits counts: status, then path,
/// then kind, then the default.
#[derive(Clone, Debug, Default)]
pub(crate) struct LevelRule {
    pub(crate) default: Option<Option<Level>>,
    pub(crate) kinds: IndexMap<String, Option<Level>>,
    pub(crate) paths: Vec<(PathPattern, Option<Level>)>,
    /// By status or category of status.
    pub(crate) statuses: IndexMap<String, Option<Level>>,
    /// Where the rule is named in `pm.yaml`.
    pub(crate) span: crate::text::span::Span,
}

/// What a level may depend on besides the rule.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Subject<'a> {
    pub(crate) path: &'a str,
    pub(crate) kind: Option<&'a str>,
    pub(crate) status: Option<&'a str>,
    pub(crate) category: Option<&'a str>,
}

impl Levels {
    /// The level of `rule` for a subject, `standard` where nothing is said; nothing where it is off.
    pub(crate) fn level(&self, rule: &str, standard: Level, subject: Subject<'_>) -> Option<Level> {
        let Some(levels) = self.rules.get(rule) else { return Some(standard) };
        let by_status = [subject.status, subject.category]
            .into_iter()
            .flatten()
            .find_map(|name| levels.statuses.get(name).copied());
        let by_path = || {
            levels
                .paths
                .iter()
                .rev()
                .find(|(pattern, _)| pattern.matches(subject.path))
                .map(|(_, level)| *level)
        };
        let by_kind = || subject.kind.and_then(|kind| levels.kinds.get(kind).copied());
        by_status.or_else(by_path).or_else(by_kind).or(levels.default).unwrap_or(Some(standard))
    }

    /// The rules that are named, each with its place in `pm.yaml`.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&str, &LevelRule)> {
        self.rules.iter().map(|(name, rule)| (name.as_str(), rule))
    }

    /// Whether the rule is off wherever it looks, so that it need not run.
    pub(crate) fn is_off(&self, rule: &str) -> bool {
        self.rules.get(rule).is_some_and(|levels| {
            levels.default == Some(None)
                && levels.kinds.values().chain(levels.statuses.values()).all(Option::is_none)
                && levels.paths.iter().all(|(_, level)| level.is_none())
        })
    }
}

/// The level called `name`; nothing for `off` and for anything else.
pub(super) fn level(name: &str) -> Option<Level> {
    match name {
        "note" => Some(Level::Note),
        "warning" => Some(Level::Warning),
        "error" => Some(Level::Error),
        _ => None,
    }
}

pub(super) fn read(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> Levels {
    let mut rules = IndexMap::new();
    for entry in entries(root, "levels") {
        let mut rule = LevelRule { span: entry.key.span, ..LevelRule::default() };
        match entry.value.as_str() {
            Some(name) => rule.default = Some(level(name)),
            None => {
                rule.default = get(&entry.value, "default").and_then(Node::as_str).map(level);
                rule.kinds = by_name(&entry.value, "kinds");
                rule.statuses = by_name(&entry.value, "statuses");
                for path_entry in entries(&entry.value, "paths") {
                    match PathPattern::parse(&path_entry.key.text) {
                        Ok(pattern) => rule.paths.push((pattern, path_entry.value.as_str().and_then(level))),
                        Err(reason) => findings.push(Diagnostic::new(
                            "invalid-config",
                            Level::Error,
                            Place::at(path, path_entry.key.span),
                            format!("`{}` is no path pattern: {reason}", path_entry.key.text),
                        )),
                    }
                }
            }
        }
        rules.insert(entry.key.text.to_string(), rule);
    }
    Levels { rules }
}

fn by_name(node: &Node, key: &str) -> IndexMap<String, Option<Level>> {
    entries(node, key)
        .iter()
        .filter_map(|entry| Some((entry.key.text.to_string(), level(entry.value.as_str()?))))
        .collect()
}
