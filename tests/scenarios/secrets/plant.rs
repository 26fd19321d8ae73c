//! A repository with a secret in every place, and which of them an audience may see.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::Permission;
use crate::sandbox::Sandbox;

/// A kind, as its data say.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) name: String,
    prefix: String,
    folder: String,
    /// Statuses by category.
    active: Vec<String>,
    open: Vec<String>,
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    ty: String,
    limited: bool,
    fields: Vec<Field>,
}

/// Something that must be found, or must not.
pub(crate) struct Secret {
    pub(crate) text: String,
    /// Where it was planted.
    pub(crate) place: String,
}

/// A repository with what was planted in it.
pub(crate) struct Garden {
    pub(crate) sandbox: Sandbox,
    pub(crate) hidden: Vec<Secret>,
    pub(crate) shown: Vec<Secret>,
    pub(crate) hidden_ids: Vec<String>,
    pub(crate) seen_ids: Vec<String>,
    count: usize,
}

/// The kinds that `pm` ships.
pub(crate) fn kinds() -> Vec<Kind> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/model/kinds");
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("a kind's data");
        serde_yaml::from_str(&text).expect("YAML")
    };
    let common = fields(&read("every.yaml")["fields"]);
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of kinds")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".yaml") && name != "every.yaml" && name != "agreed.yaml")
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| {
            let data = read(name);
            let text = |key: &str| data[key].as_str().expect("a text").to_owned();
            let statuses = |key: &str| match &data["status"][key] {
                Value::Mapping(map) => map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect(),
                Value::Sequence(list) => {
                    list.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect()
                }
                _ => Vec::new(),
            };
            let mut own = fields(&data["fields"]);
            for field in &mut own {
                // A kind may change what a common field says without saying its type again.
                let usual = common.iter().find(|it| it.name == field.name && field.ty.is_empty());
                field.ty = usual.map_or(std::mem::take(&mut field.ty), |usual| usual.ty.clone());
            }
            let also = common.iter().filter(|field| own.iter().all(|it| it.name != field.name)).cloned();
            Kind {
                name: text("kind"),
                prefix: text("prefix"),
                folder: text("folder"),
                active: statuses("active"),
                open: statuses("open"),
                fields: own.iter().cloned().chain(also).filter(|field| field.name != "visibility").collect(),
            }
        })
        .collect()
}

fn fields(data: &Value) -> Vec<Field> {
    let Value::Mapping(map) = data else { return Vec::new() };
    map.iter()
        .map(|(name, data)| Field {
            name: name.as_str().expect("a name").to_owned(),
            ty: data["type"].as_str().unwrap_or_default().to_owned(),
            limited: data.get("max").is_some() || data.get("pattern").is_some(),
            fields: fields(&data["fields"]),
        })
        .collect()
}

/// The four documents of a kind: one that anyone may see, one that the company may, one that nobody has
/// decided on yet, one for named people.
const DOCUMENTS: [(&str, bool); 4] =
    [("public", true), ("internal", true), ("public", false), ("private", true)];

/// How far each of them could be seen at first.
const AT_FIRST: [&str; 4] = ["private", "public", "public", "public"];

/// The day of the first commit.
const FIRST_DAY: &str = "2025-03-17";

/// A document that is planted.
struct Document<'a> {
    id: String,
    visibility: &'a str,
    active: bool,
    seen: bool,
    path: String,
}

/// Whether the audience may see a document.
fn sees(permission: &Permission, kind: &Kind, visibility: &str, active: bool) -> bool {
    let has_status = !kind.active.is_empty() || !kind.open.is_empty();
    let has_one = !(if active { &kind.active } else { &kind.open }).is_empty();
    let hidden_by_status = permission.statuses && has_status && (!active || !has_one);
    permission.sees_kind(kind).is_some() && visibility == "public" && !hidden_by_status
}

impl Garden {
    pub(crate) fn planted(permission: &Permission) -> Self {
        let mut garden = Self {
            sandbox: Sandbox::with_git(),
            hidden: Vec::new(),
            shown: Vec::new(),
            hidden_ids: Vec::new(),
            seen_ids: Vec::new(),
            count: 0,
        };
        let kinds = kinds();
        garden.settings(permission);
        let before = garden.earlier(permission, &kinds);
        for kind in &kinds {
            for (at, (visibility, active)) in DOCUMENTS.iter().enumerate() {
                let id = format!("{}-{}", kind.prefix, at + 1);
                let seen = sees(permission, kind, visibility, *active);
                if seen {
                    garden.seen_ids.push(id.clone());
                } else {
                    garden.hidden_ids.push(id.clone());
                }
                let mut path = before[&id].clone();
                // Every other document is moved, with all that it says made new.
                if at % 2 == 1 {
                    std::fs::remove_file(garden.sandbox.path().join(&path)).expect("it was there");
                    path = garden.path(kind, &id, visibility);
                }
                garden.document(permission, kind, &Document { id, visibility, active: *active, seen, path });
            }
        }
        let branch = garden.secret(false, "the name of a branch");
        let subject = garden.secret(false, "the subject of a commit");
        let author = garden.secret(false, "the author of a commit");
        let commit = garden.sandbox.commit_by(&author, "2026-11-20", &subject);
        let git = garden.sandbox.git();
        let commit = git.find_commit(commit.parse().expect("an id")).expect("a commit");
        git.branch(&branch, &commit, false).expect("a branch");
        drop(commit);
        garden
    }

    /// The documents as they were first, by id where they were. What was seen then may be told of, and nobody has
    /// to tell it; what is hidden now was never there.
    fn earlier(&mut self, permission: &Permission, kinds: &[Kind]) -> BTreeMap<String, String> {
        let mut paths = BTreeMap::new();
        for kind in kinds {
            for (at, (now, active)) in DOCUMENTS.iter().enumerate() {
                let (id, visibility) = (format!("{}-{}", kind.prefix, at + 1), AT_FIRST[at]);
                let seen = [now, visibility].iter().all(|it| sees(permission, kind, it, *active));
                let path = self.path(kind, &id, visibility);
                paths.insert(id.clone(), path.clone());
                self.document(permission, kind, &Document { id, visibility, active: *active, seen, path });
            }
        }
        self.shown.clear();
        let subject = self.secret(false, "the subject of an earlier commit");
        let author = self.secret(false, "the author of an earlier commit");
        self.sandbox.commit_by(&author, FIRST_DAY, &subject);
        if permission.dates != "day" {
            self.remember(false, FIRST_DAY, "the day of an earlier commit");
        }
        paths
    }

    /// A new path with secrets in it.
    fn path(&mut self, kind: &Kind, id: &str, visibility: &str) -> String {
        let slug = self.secret(false, &format!("the name of the file of {id} ({visibility})"));
        let folder = self.secret(false, &format!("the name of the folder of {id} ({visibility})"));
        format!("{}/{folder}/{id}-{slug}.md", kind.folder)
    }

    /// A new secret, which may be seen or not.
    fn secret(&mut self, seen: bool, place: &str) -> String {
        self.count += 1;
        let letters: String =
            format!("{:04}", self.count).bytes().map(|digit| char::from(b'a' + (digit - b'0') * 2)).collect();
        let text = format!("zqx{letters}qz");
        self.remember(seen, &text, place);
        text
    }

    fn remember(&mut self, seen: bool, text: &str, place: &str) {
        let secret = Secret { text: text.to_owned(), place: place.to_owned() };
        if seen { self.shown.push(secret) } else { self.hidden.push(secret) }
    }

    fn settings(&mut self, permission: &Permission) {
        let mut hidden = |place: &str| self.secret(false, place);
        let text = format!(
            "# {}\nformat: 1\nproduct: {{name: Plan, repository: 'https://{}.example/x'}}\npeople:\n  {}: {{name: \
             Somebody {}}}\nrules:\n  - {{name: own, kind: requirement, assert: 'false', message: {}}}\naudiences:\n  \
             {}:\n    disclaimer: {}\n{}",
            hidden("a comment in pm.yaml"),
            hidden("the address of a repository"),
            hidden("the handle of a person who is named nowhere"),
            hidden("the name of that person"),
            hidden("the message of a rule"),
            hidden("another audience"),
            hidden("its disclaimer"),
            permission.written()
        );
        self.sandbox.write("pm.yaml", &text);
    }

    fn document(&mut self, permission: &Permission, kind: &Kind, document: &Document<'_>) {
        let Document { id, visibility, active, seen, path } = document;
        let seen = *seen;
        let statuses = if *active { &kind.active } else { &kind.open };
        let status = statuses.first();
        let listed = permission.sees_kind(kind);
        let place = |what: &str| format!("{what} of {id} ({visibility})");
        let sees = |name: &str| seen && listed.is_some_and(|fields| fields.iter().any(|field| field == name));
        let comment = self.secret(false, &place("a comment"));
        let title = self.secret(sees("title"), &place("the title"));
        let mut front =
            format!("# {comment}\nid: {id}\ntitle: {title}, not FB-4 (IDEA-4)\nvisibility: {visibility}\n");
        if let Some(status) = status {
            front.push_str(&format!("status: {status}\n"));
        }
        for field in kind.fields.iter().filter(|field| !matches!(field.name.as_str(), "product" | "aliases"))
        {
            let written =
                self.value(permission, field, sees(&field.name), &place(&format!("`{}`", field.name)));
            if let Some(written) = written {
                front.push_str(&format!("{}: {written}\n", field.name));
            }
        }
        let unknown = self.secret(false, &place("a field that nobody knows"));
        front.push_str(&format!("unknown_to_all: {unknown}\n"));
        let sections = |name: &str| seen && permission.sections.iter().any(|title| title == name);
        let body = format!(
            "{}\n\n## Problem\n\n{} and [{} of a link](../feedback/FB-4-x.md) <!-- {} -->\n\n### Inner {{private}}\n\n{}\n\n## \
             Told\n\n{}\n\n## Other\n\n{}\n\n## Said to all {{public}}\n\n{}\n",
            self.secret(false, &place("what stands before the first heading")),
            self.secret(sections("Problem"), &place("the section Problem")),
            self.secret(false, &place("the text of a link")),
            self.secret(false, &place("a comment in the text")),
            self.secret(false, &place("a private section in a public one")),
            self.secret(sections("Told"), &place("the section Told")),
            self.secret(false, &place("a section that is not listed")),
            self.secret(seen, &place("a section for everyone")),
        );
        self.sandbox.write(path, &format!("---\n{front}---\n\n{body}"));
    }

    /// A value with a secret in it; nothing for a type that has no room for one.
    fn value(&mut self, permission: &Permission, field: &Field, seen: bool, place: &str) -> Option<String> {
        let seen = seen && (permission.people || !field.ty.ends_with("person"));
        let ty = field.ty.as_str();
        if let Some(item) = ty.strip_prefix("list of ") {
            let item = Field { ty: item.to_owned(), ..field.clone() };
            return Some(format!("[{}]", self.value(permission, &item, seen, place)?));
        }
        if let Some(item) = ty.strip_prefix("map of ") {
            let key = self.secret(seen && field.name != "notes", &format!("a key in {place}"));
            let seen = seen && field.name != "notes";
            let item = Field { ty: item.to_owned(), ..field.clone() };
            return Some(format!("{{{key}: {}}}", self.value(permission, &item, seen, place)?));
        }
        if field.limited {
            return None;
        }
        Some(match ty {
            "text" => self.secret(seen, place),
            "url" => format!("https://{}.example/", self.secret(seen, place)),
            "person" => self.secret(seen, place),
            "version" => {
                self.count += 1;
                let version = format!("77.{}.0", 1000 + self.count);
                self.remember(seen, &version, place);
                version
            }
            "number" | "integer" | "effort" | "range" => {
                self.count += 1;
                // The last digits follow from the others, so that the mean of two is none of the others.
                let digits = 1000 + self.count * 13;
                let number = format!("8{digits}{:04}", digits * digits * 31 % 9973);
                self.remember(seen, &number, place);
                number
            }
            "date" => {
                self.count += 1;
                let day = format!(
                    "{}-{:02}-{:02}",
                    2031 + self.count / 336,
                    self.count / 28 % 12 + 1,
                    self.count % 28 + 1
                );
                if !seen || permission.dates != "day" {
                    self.remember(false, &day, place);
                }
                day
            }
            "link" => "FB-4".to_owned(),
            "record" => {
                let mut parts = Vec::new();
                for inner in &field.fields {
                    if let Some(value) =
                        self.value(permission, inner, seen, &format!("{place}, {}", inner.name))
                    {
                        parts.push(format!("{}: {value}", inner.name));
                    }
                }
                format!("{{{}}}", parts.join(", "))
            }
            _ => return None,
        })
    }
}
