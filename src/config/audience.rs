//! `audiences:`: who reads the plan and what they may see. Parsed and checked here; what is hidden
//! is decided where a plan is projected.

use indexmap::IndexMap;

use super::named::{check_fields, check_kinds, exactly};
use super::node::{boolean, entries, get, text, texts, words};
use crate::diagnostic::Diagnostic;
use crate::model::kind::Kind;
use crate::source::RelPath;
use crate::text::yaml::Node;

/// For whom a plan was projected.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Reader {
    /// The key of the audience in `pm.yaml`.
    pub(crate) key: String,
    pub(crate) audience: Audience,
}

/// A group of readers.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Audience {
    pub(crate) name: String,
    /// Whether it is outside the company.
    pub(crate) is_public: bool,
    /// The kinds it may see; all where empty, none where it is public.
    pub(crate) kinds: Vec<String>,
    /// The statuses or categories it may see; all where empty.
    pub(crate) statuses: Vec<String>,
    /// The products it may see; all where empty.
    pub(crate) products: Vec<String>,
    /// The fields it may see by kind; under the empty key for all kinds.
    pub(crate) fields: IndexMap<String, Vec<String>>,
    /// The sections of texts it may see by kind, in the same way; beside those that say so themselves.
    pub(crate) sections: IndexMap<String, Vec<String>>,
    /// The values of `visibility` it may see.
    pub(crate) visibility: Vec<String>,
    pub(crate) people: bool,
    pub(crate) dates: DateResolution,
    /// How exact the dates are of what is done.
    pub(crate) past_dates: DateResolution,
    pub(crate) horizons: IndexMap<String, String>,
    pub(crate) wording: IndexMap<String, String>,
    pub(crate) disclaimer: Option<String>,
    pub(crate) language: Option<String>,
}

impl Audience {
    /// An audience that may see nothing.
    pub(crate) fn nobody() -> Self {
        Self {
            name: String::new(),
            is_public: true,
            kinds: Vec::new(),
            statuses: Vec::new(),
            products: Vec::new(),
            fields: IndexMap::new(),
            sections: IndexMap::new(),
            visibility: Vec::new(),
            people: false,
            dates: DateResolution::None,
            past_dates: DateResolution::None,
            horizons: IndexMap::new(),
            wording: IndexMap::new(),
            disclaimer: None,
            language: None,
        }
    }
}

/// How exactly an audience may see dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum DateResolution {
    Day,
    Month,
    Quarter,
    Half,
    Year,
    Horizon,
    None,
}

const RESOLUTIONS: [(&str, DateResolution); 7] = [
    ("day", DateResolution::Day),
    ("month", DateResolution::Month),
    ("quarter", DateResolution::Quarter),
    ("half", DateResolution::Half),
    ("year", DateResolution::Year),
    ("horizon", DateResolution::Horizon),
    ("none", DateResolution::None),
];

pub(super) fn read(
    path: &RelPath,
    root: &Node,
    kinds: &[Kind],
    findings: &mut Vec<Diagnostic>,
) -> IndexMap<String, Audience> {
    entries(root, "audiences")
        .iter()
        .map(|entry| {
            let node = &entry.value;
            check_kinds(path, &texts(node, "kinds"), kinds, exactly, findings);
            // Fields of an overlay are known where it is.
            if get(root, "overlay").is_none() {
                check_shown_fields(path, node, kinds, findings);
            }
            let is_public = boolean(node, "public").unwrap_or(false);
            let usual = if is_public { DateResolution::Quarter } else { DateResolution::Day };
            let dates = resolution(node, "dates").unwrap_or(usual);
            let audience = Audience {
                name: text(node, "name").unwrap_or_else(|| entry.key.text.to_string()),
                is_public,
                kinds: words(node, "kinds"),
                statuses: words(node, "statuses"),
                products: words(node, "products"),
                fields: by_kind(node, "fields"),
                sections: by_kind(node, "sections"),
                visibility: words(node, "visibility"),
                people: boolean(node, "people").unwrap_or(!is_public),
                dates,
                past_dates: resolution(node, "past_dates").unwrap_or(dates),
                horizons: pairs(node, "horizons"),
                wording: pairs(node, "wording"),
                disclaimer: text(node, "disclaimer"),
                language: text(node, "language"),
            };
            (entry.key.text.to_string(), audience)
        })
        .collect()
}

fn pairs(node: &Node, key: &str) -> IndexMap<String, String> {
    entries(node, key)
        .iter()
        .filter_map(|entry| Some((entry.key.text.to_string(), entry.value.as_str()?.to_owned())))
        .collect()
}

fn resolution(node: &Node, key: &str) -> Option<DateResolution> {
    let word = text(node, key)?;
    RESOLUTIONS.iter().find(|(name, _)| *name == word).map(|(_, dates)| *dates)
}

/// Names by kind; a plain list is for all kinds, under the empty key.
fn by_kind(node: &Node, key: &str) -> IndexMap<String, Vec<String>> {
    let Some(named) = get(node, key) else { return IndexMap::new() };
    match named.entries() {
        Some(entries) => {
            entries.iter().map(|entry| (entry.key.text.to_string(), words(named, &entry.key.text))).collect()
        }
        None => IndexMap::from([(String::new(), words(node, key))]),
    }
}

/// A field that no kind has would silently show nothing.
fn check_shown_fields(path: &RelPath, node: &Node, kinds: &[Kind], findings: &mut Vec<Diagnostic>) {
    let Some(fields) = get(node, "fields") else { return };
    match fields.entries() {
        Some(entries) => {
            for entry in entries {
                let of = entry.key.text.to_string();
                let named = texts(fields, &of);
                match kinds.iter().find(|kind| kind.name == of) {
                    Some(kind) => check_fields(path, &named, &[kind], &[of], findings),
                    None => check_kinds(path, &[(of, entry.key.span)], kinds, exactly, findings),
                }
            }
        }
        None => check_fields(path, &texts(node, "fields"), &kinds.iter().collect::<Vec<_>>(), &[], findings),
    }
}
