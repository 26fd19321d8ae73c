//! A proposal as `pm.yaml`: as a person would write it, and as values for the edits of one that is there.
//!
//! Decides nothing: what is written was found before.

use super::fields::{Lack, ProposedField, ProposedTitle};
use super::identity::Identity;
use super::reading::Form;
use super::status::ProposedStatus;
use super::values::ProposedType;
use super::{Proposal, ProposedKind};
use crate::model::field::FieldType;
use crate::model::workflow::Category;
use crate::source::RelPath;
use crate::text::edit::{Value, line};
use crate::text::words::{list_of, plural, plural_noun};

/// One setting: its key, what it is, and what a person should know of it.
struct Setting {
    key: String,
    value: SettingValue,
    note: Option<String>,
}

enum SettingValue {
    Line(Value),
    Block(Vec<Setting>),
}

impl Setting {
    fn new(key: &str, value: Value) -> Self {
        Self { key: key.to_owned(), value: SettingValue::Line(value), note: None }
    }

    fn block(key: &str, settings: Vec<Self>) -> Self {
        Self { key: key.to_owned(), value: SettingValue::Block(settings), note: None }
    }

    fn noted(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }

    fn value(&self) -> Value {
        match &self.value {
            SettingValue::Line(value) => value.clone(),
            SettingValue::Block(settings) => {
                Value::Map(settings.iter().map(|setting| (setting.key.clone(), setting.value())).collect())
            }
        }
    }

    fn write(&self, indentation: usize, text: &mut String) {
        let blanks = " ".repeat(indentation);
        let note = self.note.as_ref().map(|note| format!("# {}", note.replace(['\n', '\r'], " ")));
        match &self.value {
            SettingValue::Line(value) => {
                let line = line(&self.key, value);
                let note = note.map_or_else(String::new, |note| format!(" {note}"));
                text.push_str(&format!("{blanks}{line}{note}\n"));
            }
            SettingValue::Block(settings) => {
                if let Some(note) = note {
                    text.push_str(&format!("{blanks}{note}\n"));
                }
                text.push_str(&format!(
                    "{blanks}{}\n",
                    line(&self.key, &Value::Map(Vec::new())).trim_end_matches(" {}")
                ));
                for setting in settings {
                    setting.write(indentation + 2, text);
                }
            }
        }
    }
}

/// The whole of a new `pm.yaml`.
pub(super) fn text(proposal: &Proposal, product: &str) -> String {
    let mut settings = vec![
        Setting::new("format", Value::plain("1")),
        Setting::new("product", Value::Map(vec![("name".to_owned(), Value::text(product))])),
        Setting::new("shipped_kinds", Value::plain("none")),
    ];
    settings.extend(additions(proposal));
    let mut text = String::from("# Proposed by `pm derive`. What a comment calls a guess is worth a look.\n");
    for setting in &settings {
        setting.write(0, &mut text);
    }
    text
}

/// The lines to add to a `pm.yaml` that is there.
pub(super) fn lines(proposal: &Proposal) -> String {
    let mut text = String::new();
    for setting in additions(proposal) {
        setting.write(0, &mut text);
    }
    text
}

/// What is set in a `pm.yaml` that is there, each value with the keys that lead to it.
pub(super) fn values(proposal: &Proposal) -> Vec<(Vec<String>, Value)> {
    let mut values = Vec::new();
    for setting in additions(proposal) {
        leaves(&setting, &mut Vec::new(), &mut values);
    }
    values
}

/// A kind is set as a whole, a level by its last key, so that what else is said of a rule stays.
fn leaves(setting: &Setting, above: &mut Vec<String>, values: &mut Vec<(Vec<String>, Value)>) {
    above.push(setting.key.clone());
    match &setting.value {
        SettingValue::Block(settings) if above.len() == 1 => {
            for setting in settings {
                leaves(setting, above, values);
            }
        }
        SettingValue::Line(value) => last_keys(value, above, values),
        SettingValue::Block(_) => values.push((above.clone(), setting.value())),
    }
    above.pop();
}

fn last_keys(value: &Value, above: &mut Vec<String>, values: &mut Vec<(Vec<String>, Value)>) {
    let Value::Map(entries) = value else {
        values.push((above.clone(), value.clone()));
        return;
    };
    for (key, value) in entries {
        above.push(key.clone());
        last_keys(value, above, values);
        above.pop();
    }
}

fn additions(proposal: &Proposal) -> Vec<Setting> {
    let kinds: Vec<Setting> = proposal.kinds.iter().map(|kind| kind_setting(kind, proposal)).collect();
    let mut settings = Vec::new();
    if !kinds.is_empty() {
        settings.push(Setting::block("kinds", kinds));
    }
    let levels = levels(&proposal.kinds);
    if !levels.is_empty() {
        settings.push(Setting::block("levels", levels));
    }
    settings
}

fn kind_setting(kind: &ProposedKind, proposal: &Proposal) -> Setting {
    let mut settings = Vec::new();
    if plural_noun(&kind.name) != format!("{}s", kind.name) {
        settings.push(Setting::new("plural", Value::text(plural_noun(&kind.name))));
    }
    settings.push(Setting::new("folder", one_or_more(kind.folders.iter().map(RelPath::to_string))));
    if !kind.files.is_empty() {
        settings.push(Setting::new("files", one_or_more(kind.files.iter().cloned())));
    }
    if !kind.exclude.is_empty() {
        settings.push(Setting::new("exclude", one_or_more(kind.exclude.iter().cloned())));
    }
    if let Some(path) = &kind.path {
        settings.push(Setting::new("path", Value::text(path)));
    }
    settings.push(Setting::new("id", identity(&kind.identity)));
    match &kind.form {
        Form::Table(heading) => {
            let table = Value::Map(vec![("table".to_owned(), Value::text(heading))]);
            settings.push(Setting::new("fields_from", table));
        }
        Form::Lines => settings.push(Setting::new("fields_from", Value::plain("lines"))),
        Form::Text => settings.push(Setting::new("fields_from", Value::plain("nothing"))),
        Form::FrontMatter | Form::Yaml => {}
    }
    match &kind.title {
        ProposedTitle::Heading if matches!(kind.form, Form::FrontMatter | Form::Yaml) => {
            settings
                .push(Setting::new("title", Value::Map(vec![("from".to_owned(), Value::plain("heading"))])));
        }
        ProposedTitle::Name => {
            settings.push(Setting::new("title", Value::Map(vec![("from".to_owned(), Value::plain("name"))])));
        }
        ProposedTitle::Field(key) if key != "title" || kind.form == Form::Lines => {
            settings.push(Setting::new("title", Value::text(key)));
        }
        _ => {}
    }
    if let Some(status) = &kind.status {
        settings.push(status_setting(status));
    }
    let fields: Vec<Setting> = kind
        .fields
        .iter()
        .filter(|field| !kind.is_known(field))
        .map(|field| field_setting(field, proposal))
        .collect();
    if !fields.is_empty() {
        settings.push(Setting::block("fields", fields));
    }
    if kind.form != Form::Text {
        settings.push(Setting::new("other_fields", Value::plain("allow")).noted(unread(kind)));
    }
    Setting::block(&kind.name, settings)
        .noted(Some(plural(kind.documents.len() + kind.unreadable, "document")))
}

/// The keys that no field was proposed for because of what they hold.
fn unread(kind: &ProposedKind) -> Option<String> {
    let named =
        kind.unread.iter().filter(|unread| unread.reason.contains("maps")).map(|unread| unread.key.as_str());
    let named: Vec<&str> = named.collect();
    (!named.is_empty()).then(|| format!("not read, for they hold maps: {}", named.join(", ")))
}

fn one_or_more(texts: impl Iterator<Item = String>) -> Value {
    let mut values: Vec<Value> = texts.map(Value::text).collect();
    if values.len() == 1 { values.remove(0) } else { Value::List(values) }
}

fn words<T: AsRef<str>>(texts: &[T]) -> Value {
    Value::List(texts.iter().map(|text| Value::text(text.as_ref())).collect())
}

fn identity(identity: &Identity) -> Value {
    let Some(prefix) = &identity.prefix else { return Value::plain("none") };
    let mut entries = Vec::new();
    if let Some(field) = &identity.field {
        entries.push(("field".to_owned(), Value::text(field)));
    }
    entries.push(("prefix".to_owned(), Value::text(prefix)));
    if !identity.spellings.is_empty() {
        entries.push(("spellings".to_owned(), words(&identity.spellings)));
    }
    if let Some(capture) = &identity.capture {
        entries.push(("capture".to_owned(), Value::text(capture)));
    }
    Value::Map(entries)
}

fn status_setting(status: &ProposedStatus) -> Setting {
    let mut settings = Vec::new();
    if status.key != "status" {
        settings.push(Setting::new("field", Value::text(&status.key)));
    }
    if status.allows_rest {
        settings.push(Setting::new("rest", Value::plain("allow")));
    }
    for category in Category::ALL {
        let own: Vec<_> = status.words.iter().filter(|word| word.category == category).collect();
        if own.is_empty() {
            continue;
        }
        let names: Vec<&str> = own.iter().map(|word| word.name.as_str()).collect();
        let unsure: Vec<String> = own
            .iter()
            .filter(|word| !word.because.is_sure())
            .map(|word| format!("{}: {}", word.name, word.because.words()))
            .collect();
        let note = (!unsure.is_empty()).then(|| unsure.join("; "));
        settings.push(Setting::new(category.name(), words(&names)).noted(note));
    }
    let left_out = status.left_out.iter().map(|(word, count)| format!("{word} ({count})"));
    let note = (!status.left_out.is_empty())
        .then(|| format!("left out, since they look like slips of the pen: {}", list_of(left_out)));
    Setting::block("status", settings).noted(note)
}

fn field_setting(field: &ProposedField, proposal: &Proposal) -> Setting {
    let mut entries = type_entries(&field.ty, field.required, proposal);
    if field.key == "rank" && *field.ty.ty.item() != FieldType::Text {
        entries.push(("pattern".to_owned(), Value::text(".*")));
    }
    Setting::new(&field.key, Value::Map(entries))
}

/// What is said of a field with this type.
fn type_entries(ty: &ProposedType, required: bool, proposal: &Proposal) -> Vec<(String, Value)> {
    let mut entries = vec![("type".to_owned(), Value::plain(ty.ty.name()))];
    let mut set = |key: &str, value: Value| entries.push((key.to_owned(), value));
    if !ty.choices.is_empty() {
        set("choices", words(&ty.choices));
    }
    if let Some(link) = &ty.link {
        set("to", one_or_more(proposal.names_of(link).into_iter()));
        set("meaning", Value::plain(link.meaning.name()));
        if let Some(mirror) = &link.mirror {
            set("mirror", Value::text(mirror));
        }
        if link.urls {
            set("urls", Value::plain("allow"));
        }
        if !link.strip.is_empty() {
            set("strip", words(&link.strip));
        }
    }
    if required {
        set("required", Value::plain("always"));
    }
    if ty.allows_rest {
        set("rest", Value::plain("allow"));
    }
    if let Some(written) = ty.written {
        set("written", Value::text(written));
    }
    if !ty.none.is_empty() {
        set("none", words(&ty.none));
    }
    if !ty.parts.is_empty() {
        let part =
            |(key, ty): &(String, ProposedType)| (key.clone(), Value::Map(type_entries(ty, false, proposal)));
        set("fields", Value::Map(ty.parts.iter().map(part).collect()));
    }
    entries
}

/// Rules that would say of very many documents what the habit of all of them is.
fn levels(kinds: &[ProposedKind]) -> Vec<Setting> {
    let off =
        |names: Vec<String>| Value::Map(names.into_iter().map(|name| (name, Value::plain("off"))).collect());
    let mut settings = Vec::new();
    type Lacks = fn(&ProposedKind) -> &Lack;
    let rules: [(&str, Lacks); 2] =
        [("missing-title", |kind| &kind.without_title), ("missing-status", |kind| &kind.without_status)];
    for (rule, lack) in rules {
        let everywhere =
            kinds.iter().filter(|kind| *lack(kind) == Lack::Everywhere).map(|kind| kind.name.clone());
        let everywhere: Vec<String> = everywhere.collect();
        let mut statuses: Vec<String> = kinds
            .iter()
            .filter_map(|kind| match lack(kind) {
                Lack::In(statuses) => Some(statuses.clone()),
                Lack::Little | Lack::Everywhere => None,
            })
            .flatten()
            .collect();
        statuses.sort();
        statuses.dedup();
        let mut entries = Vec::new();
        if !everywhere.is_empty() {
            entries.push(("kinds".to_owned(), off(everywhere)));
        }
        if !statuses.is_empty() {
            entries.push(("statuses".to_owned(), off(statuses)));
        }
        if !entries.is_empty() {
            let note = Some("very many documents have none".to_owned());
            settings.push(Setting::new(rule, Value::Map(entries)).noted(note));
        }
    }
    let named: Vec<String> =
        kinds.iter().filter(|kind| kind.names_addresses).map(|kind| kind.name.clone()).collect();
    if !named.is_empty() {
        let value = Value::Map(vec![("kinds".to_owned(), off(named))]);
        let note = Some("people are named by their addresses here".to_owned());
        settings.push(Setting::new("personal-data", value).noted(note));
    }
    settings
}
