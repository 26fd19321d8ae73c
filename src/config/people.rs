//! `people:` and `teams:`.

use indexmap::IndexMap;

use super::node::{entries, text, words};
use crate::text::yaml::Node;

/// A person of the plan, by handle.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) teams: Vec<String>,
    /// What the person may approve as.
    pub(crate) roles: Vec<String>,
    /// Other names under which the person appears: in git, at the forge.
    pub(crate) accounts: Vec<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Team {
    pub(crate) name: String,
    pub(crate) lead: Option<String>,
    pub(crate) summary: String,
}

pub(super) fn people(root: &Node) -> IndexMap<String, Person> {
    entries(root, "people")
        .iter()
        .map(|entry| {
            let handle = entry.key.text.to_string();
            let person = Person {
                name: text(&entry.value, "name").unwrap_or_else(|| handle.clone()),
                teams: words(&entry.value, "teams"),
                roles: words(&entry.value, "roles"),
                accounts: words(&entry.value, "accounts"),
            };
            (handle, person)
        })
        .collect()
}

pub(super) fn teams(root: &Node) -> IndexMap<String, Team> {
    entries(root, "teams")
        .iter()
        .map(|entry| {
            let key = entry.key.text.to_string();
            let team = Team {
                name: text(&entry.value, "name").unwrap_or_else(|| key.clone()),
                lead: text(&entry.value, "lead"),
                summary: text(&entry.value, "summary").unwrap_or_default(),
            };
            (key, team)
        })
        .collect()
}
