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

impl Person {
    /// Whether `word` is one of the person's names: the full name, or an account, with `@` or without.
    fn has_name(&self, word: &str) -> bool {
        let bare = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
        let wanted = bare(word);
        !wanted.is_empty()
            && (bare(&self.name) == wanted || self.accounts.iter().any(|it| bare(it) == wanted))
    }

    pub(crate) fn holds(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }

    /// The account at the forge, which begins with `@`.
    pub(crate) fn forge_account(&self) -> Option<&str> {
        self.accounts.iter().map(String::as_str).find(|account| account.starts_with('@') && account.len() > 1)
    }

    pub(crate) fn mail(&self) -> Option<&str> {
        self.accounts
            .iter()
            .map(String::as_str)
            .find(|account| account.find('@').is_some_and(|at| at > 0) && !account.contains(' '))
    }
}

/// Addresses that a forge makes up for an account: `ana@…`, `1234+ana@…`.
const FORGE_ADDRESSES: [&str; 2] = ["@users.noreply.github.com", "@users.noreply.gitlab.com"];

/// The handle of the one person who is meant by a handle, a name, an account or an address.
pub(crate) fn handle_called<'p>(people: &'p IndexMap<String, Person>, word: &str) -> Option<&'p str> {
    let word = word.trim();
    let bare = word.trim_start_matches('@').to_lowercase();
    let by_handle = people.keys().find(|handle| handle.to_lowercase() == bare);
    by_handle.map(String::as_str).or_else(|| {
        let mut called = people.iter().filter(|(_, person)| person.has_name(word));
        // Two people of one name are told apart by their addresses alone.
        called.next().filter(|_| called.next().is_none()).map(|(handle, _)| handle.as_str())
    })
}

/// The handle of the person who signs as `name <mail>`; the address counts for more than the name.
pub(crate) fn handle_signing<'p>(
    people: &'p IndexMap<String, Person>,
    name: &str,
    mail: &str,
) -> Option<&'p str> {
    let account = FORGE_ADDRESSES.iter().find_map(|end| mail.strip_suffix(end));
    let account = account.map(|account| account.rsplit_once('+').map_or(account, |(_, account)| account));
    let of_mail = (!mail.is_empty()).then(|| handle_called(people, mail)).flatten();
    of_mail
        .or_else(|| account.and_then(|account| handle_called(people, account)))
        .or_else(|| (!name.is_empty()).then(|| handle_called(people, name)).flatten())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn crew() -> IndexMap<String, Person> {
        let person = |name: &str, accounts: &[&str]| Person {
            name: name.into(),
            teams: Vec::new(),
            roles: vec!["product".into()],
            accounts: accounts.iter().map(|account| (*account).to_owned()).collect(),
        };
        IndexMap::from([
            ("ana".to_owned(), person("Ana Lopez", &["@ana-l", "ana@example.com"])),
            ("ben".to_owned(), person("Ben Ode", &["ben@example.com"])),
            ("ben2".to_owned(), person("Ben Ode", &[])),
        ])
    }

    #[track_caller]
    fn check(name: &str, mail: &str, expect: Option<&str>) {
        assert_eq!(handle_signing(&crew(), name, mail), expect);
    }

    #[test]
    fn a_signature_is_known_by_address_account_or_name() {
        check("whoever", "Ana@Example.com", Some("ana"));
        check("whoever", "12+ana-l@users.noreply.github.com", Some("ana"));
        check("ana lopez", "", Some("ana"));
        check("Ana", "ana@elsewhere.example", Some("ana"));
        check("Ana L", "a@elsewhere.example", None);
        check("", "", None);
    }

    #[test]
    fn two_people_of_one_name_are_told_apart_by_address() {
        check("Ben Ode", "ben@example.com", Some("ben"));
        check("Ben Ode", "", None);
    }

    #[test]
    fn an_account_at_the_forge_is_no_address() {
        let crew = crew();
        assert_eq!(
            (crew["ana"].forge_account(), crew["ana"].mail()),
            (Some("@ana-l"), Some("ana@example.com"))
        );
        assert_eq!(crew["ben2"].forge_account(), None);
    }
}
