//! The fields of a document, in whichever language they are written.
//!
//! Reads them, and knows nothing of what they mean.

use crate::text::front_matter::Language;
use crate::text::span::Span;
use crate::text::toml;
use crate::text::yaml::{self, Parsed, YamlFault};

/// The fields at `front` of `text`, a whole document, with their places in it.
pub(crate) fn fields(text: &str, front: Span) -> Result<Parsed, Box<YamlFault>> {
    let written = front.slice(text);
    match Language::at(text, front) {
        Language::Yaml => yaml::parse(written, front.start()),
        Language::Toml => toml::parse(written, front.start()),
    }
}
