//! What an audience may see, by its settings: kinds, artifacts, fields, sections.
//!
//! Outside the company everything is hidden that is not named; within it everything is seen that is not
//! hidden. Writes nothing.

use crate::config::{Audience, Config};
use crate::model::artifact::Artifact;
use crate::model::key::{ANNOUNCED, PRODUCT, TARGET};
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::source::mounted::in_overlay;

/// The field that says how far an artifact may be seen, and the widest and narrowest of its words.
const VISIBILITY: &str = "visibility";
const PUBLIC: &str = "public";
const INTERNAL: &str = "internal";
const PRIVATE: &str = "private";

/// What an audience may see.
pub(super) struct Sight<'a> {
    config: &'a Config,
    audience: &'a Audience,
}

impl<'a> Sight<'a> {
    pub(super) fn of(config: &'a Config, audience: &'a Audience) -> Self {
        Self { config, audience }
    }

    pub(super) fn sees_kind(&self, kind: &Kind) -> bool {
        let kinds = &self.audience.kinds;
        if kinds.is_empty() { !self.audience.is_public } else { kinds.contains(&kind.name) }
    }

    pub(super) fn sees(&self, artifact: &Artifact) -> bool {
        let kind = &self.config.kinds[usize::from(artifact.kind)];
        self.sees_kind(kind)
            && self.sees_status(kind, artifact)
            && self.sees_product(artifact)
            && self.may_know_of(artifact)
            // Outside the company a document is known by its id, for its path says more.
            && (!self.audience.is_public || artifact.id.is_some() || kind.identity.by_path)
    }

    /// Whether the visibility of an artifact lets the audience know that there is one.
    pub(super) fn may_know_of(&self, artifact: &Artifact) -> bool {
        let kind = &self.config.kinds[usize::from(artifact.kind)];
        self.sees_word(visibility(kind, artifact))
    }

    fn sees_status(&self, kind: &Kind, artifact: &Artifact) -> bool {
        let named = &self.audience.statuses;
        if named.is_empty() || kind.workflow.field.is_none() {
            return true;
        }
        let category = artifact.category(kind).map(|category| category.name());
        artifact.status_name().into_iter().chain(category).any(|word| named.iter().any(|name| name == word))
    }

    /// Whether the workflow's status of this name is one that the audience may come across.
    pub(super) fn sees_status_named(&self, name: &str, category: &str) -> bool {
        let named = &self.audience.statuses;
        named.is_empty() || named.iter().any(|word| word == name || word == category)
    }

    fn sees_product(&self, artifact: &Artifact) -> bool {
        let named = &self.audience.products;
        let product = self.config.products.get_index(usize::from(artifact.product));
        named.is_empty() || product.is_none_or(|(key, _)| named.contains(key))
    }

    /// Whether a word of `visibility` is one that the audience may see.
    pub(super) fn sees_word(&self, word: &str) -> bool {
        let named = &self.audience.visibility;
        match (named.is_empty(), self.audience.is_public) {
            (false, _) => named.iter().any(|name| name == word),
            (true, true) => word == PUBLIC,
            // A word that nobody knows may be a misspelled `private`.
            (true, false) => word != PRIVATE && visibilities(self.config).contains(&word),
        }
    }

    /// Whether a field may be seen, by the name it has in the kind or by `title` and `status`.
    pub(super) fn sees_field(&self, kind: &Kind, name: &str) -> bool {
        match listed(&self.audience.fields, kind) {
            Some(fields) => fields.iter().any(|field| field == name),
            None => !self.audience.is_public && !self.is_overlaid(kind, name),
        }
    }

    /// Whether a field came with the overlay: it is private until an audience names it.
    pub(super) fn is_overlaid(&self, kind: &Kind, name: &str) -> bool {
        let joined = self.config.overlay.as_ref().and_then(|overlay| overlay.joined.as_ref());
        joined.is_some_and(|joined| joined.brought_field(&kind.name, name))
    }

    pub(super) fn sees_title(&self, kind: &Kind) -> bool {
        self.sees_field(kind, "title") || self.sees_field(kind, &kind.title_field)
    }

    pub(super) fn sees_status_of(&self, kind: &Kind) -> bool {
        let field = kind.workflow.field.as_deref();
        field.is_some_and(|field| self.sees_field(kind, field)) || self.sees_field(kind, "status")
    }

    /// Whether what was announced stands in the place of a target that may not be seen.
    pub(super) fn announces(&self, kind: &Kind) -> bool {
        !self.sees_field(kind, TARGET.name)
            && kind.field(TARGET.name).is_some()
            && kind.field(ANNOUNCED.name).is_some()
            && self.sees_field(kind, ANNOUNCED.name)
    }

    /// Whether it may be seen which product an artifact belongs to where its folder does not say so.
    pub(super) fn sees_products(&self, kind: &Kind) -> bool {
        self.sees_field(kind, PRODUCT.name)
    }

    /// What is said of a section by its heading: whether it may be seen, and nothing where the section above
    /// it decides.
    pub(super) fn sees_section(&self, kind: &Kind, title: &str, attribute: Option<&str>) -> Option<bool> {
        if let Some(word) = attribute.and_then(visibility_in) {
            return Some(self.sees_word(word));
        }
        let is_named =
            |titles: &[String]| titles.iter().any(|other| other.trim().eq_ignore_ascii_case(title.trim()));
        if listed(&self.audience.sections, kind).is_some_and(is_named) {
            return Some(true);
        }
        is_named(&self.config.private_sections).then_some(false)
    }

    /// Whether a text may be seen where nothing is said of its sections.
    pub(super) fn sees_texts(&self, kind: &Kind) -> bool {
        !self.audience.is_public && listed(&self.audience.sections, kind).is_none()
    }
}

/// The word on visibility in the braces behind a heading; `{#anchor .class}` is for other readers of Markdown.
pub(crate) fn visibility_in(attribute: &str) -> Option<&str> {
    (!attribute.starts_with(['#', '.'])).then(|| attribute.trim())
}

/// Every word that says how far something may be seen: the usual ones, and those of the fields of this repository.
pub(crate) fn visibilities(config: &Config) -> Vec<&str> {
    let of_fields = config.kinds.iter().filter_map(|kind| kind.field(VISIBILITY));
    let mut words = vec![PUBLIC, INTERNAL, PRIVATE];
    for word in of_fields.flat_map(|field| field.choices.keys().map(String::as_str)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The names listed for a kind: its own list, else the one for all.
fn listed<'a>(lists: &'a indexmap::IndexMap<String, Vec<String>>, kind: &Kind) -> Option<&'a [String]> {
    lists.get(&kind.name).or_else(|| lists.get("")).map(Vec::as_slice)
}

/// How far an artifact may be seen: as it says, else as its kind says.
fn visibility<'a>(kind: &'a Kind, artifact: &'a Artifact) -> &'a str {
    let Some(field) = kind.field(VISIBILITY) else {
        return if in_overlay(&artifact.path).is_some() { PRIVATE } else { INTERNAL };
    };
    match artifact.value(kind, VISIBILITY).map(|value| &value.value) {
        Some(Value::Choice(word) | Value::Text(word) | Value::Invalid(word) | Value::Nothing(word)) => word,
        Some(_) => PRIVATE,
        // Whatever lies in the overlay is private until it says otherwise.
        None if in_overlay(&artifact.path).is_some() => PRIVATE,
        None => field.default.as_deref().unwrap_or(INTERNAL),
    }
}
