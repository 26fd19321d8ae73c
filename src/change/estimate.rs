//! What an estimate was made for: the fingerprint of the text, written with it.
//!
//! Only a text with a body is remembered: an estimate of a title alone is a guess about what nobody has
//! written yet, and is not stale once somebody does.

use crate::change::Impossible;
use crate::change::document::Document;
use crate::change::place::Place;
use crate::model::approval::ESTIMATED_FOR;
use crate::model::kind::FieldSource;
use crate::model::normative::NormativeText;
use crate::plan::read_document;
use crate::text::edit::{Edit, Path, Value};
use crate::text::yaml::Node;

impl Document<'_> {
    /// Writes what the estimates were made for where one was given, and takes it away where none is left.
    pub(super) fn remember_estimated(&mut self) -> Result<(), Impossible> {
        let kind = self.kind;
        if !self.is_estimated
            || kind.source != FieldSource::FrontMatter
            || kind.field(ESTIMATED_FOR).is_none()
        {
            return Ok(());
        }
        let root = self.root()?;
        let is_said = |name: &String| root.get(name).is_some_and(|node| !node.is_null());
        let config = &self.reader.plan.config;
        let artifact = read_document(config, self.reader.home.path, self.text.clone().into_bytes());
        let text = artifact.map(|artifact| NormativeText::of(kind, &artifact)).unwrap_or_default();
        let is_remembered =
            kind.estimates.iter().any(is_said) && text.passages.iter().any(|passage| passage.is_section);
        let path = Path::key(ESTIMATED_FOR);
        let edit = match (is_remembered, root.get(ESTIMATED_FOR).map(Node::as_str)) {
            (true, _) => Edit::set(path, Value::text(text.fingerprint())),
            (false, Some(_)) => Edit::remove(path),
            (false, None) => return Ok(()),
        };
        let order = Place::of(kind, ESTIMATED_FOR)?.order(&root);
        self.edit(&[edit.behind(order)])
    }
}
