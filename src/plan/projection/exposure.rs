//! What an audience gets to see of each artifact, with the places in the documents that it comes from.
//!
//! For those who judge what an audience is shown; views read the projected plan alone.

use super::Projection;
use super::prose::{self, Cut};
use crate::model::field::Field;
use crate::model::value::Value;
use crate::model::values::{Period, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::span::Span;

/// A plan as an audience sees it, beside where it comes from.
pub(crate) struct Exposure {
    pub(crate) plan: Plan,
    /// The artifacts that are seen, in the order of the projected plan.
    pub(crate) seen: Vec<SeenArtifact>,
    /// The artifacts of the whole plan that the audience may not know of: outside the company all that it does
    /// not see, within it those whose visibility says so. What is only of no interest to it is not among them.
    pub(crate) withheld: Vec<ArtifactIndex>,
}

/// An artifact that is seen.
pub(crate) struct SeenArtifact {
    /// Its place in the whole plan.
    pub(crate) whole: ArtifactIndex,
    /// Its place in the projected one.
    pub(crate) shown: ArtifactIndex,
    /// The title, the texts of fields and what stays of the text under them.
    pub(crate) texts: Vec<SeenText>,
    pub(crate) dates: Vec<SeenDate>,
    /// Where something hidden was named in a text that is seen; it was left out.
    pub(crate) left_out: Vec<LeftOut>,
}

/// A text that is seen.
pub(crate) struct SeenText {
    /// The field that holds it; nothing for the text under the fields.
    pub(crate) field: Option<String>,
    /// Where it stands in the document as it is written.
    pub(crate) span: Span,
    /// As it is shown.
    pub(crate) text: String,
}

/// A day, a period or a horizon that is seen.
pub(crate) struct SeenDate {
    /// The field of the whole plan that says so.
    pub(crate) field: String,
    pub(crate) span: Span,
    /// No finer than the audience may know it.
    pub(crate) shown: Target,
}

/// A mention that was left out.
pub(crate) struct LeftOut {
    pub(crate) field: Option<String>,
    /// The mention itself, or the whole value of the field.
    pub(crate) span: Span,
    /// What was written.
    pub(crate) written: String,
    /// Whether brackets around nothing else went with it, so that the sentence reads as before.
    pub(crate) is_aside: bool,
}

impl SeenText {
    /// Where a stretch of the shown text stands in `document`: exactly where it is written as it is shown.
    pub(crate) fn place(&self, stretch: Span, document: &str) -> Span {
        let written = self.span.slice(document);
        if written == self.text {
            return stretch.shift(self.span.start());
        }
        let words = stretch.slice(&self.text);
        match written.find(words) {
            Some(at) if !words.is_empty() => {
                let start = self.span.start() + at;
                Span::new(start, start + words.len())
            }
            _ => self.span,
        }
    }
}

impl Projection<'_> {
    /// What is seen of the artifact at `whole`, which is at `shown` in the projected plan.
    pub(super) fn exposed(&self, whole: ArtifactIndex, shown: ArtifactIndex) -> SeenArtifact {
        let mut seen =
            SeenArtifact { whole, shown, texts: Vec::new(), dates: Vec::new(), left_out: Vec::new() };
        let artifact = self.plan.artifact(whole);
        let kind = self.plan.kind(artifact);
        if let Some(span) = artifact.title_span.filter(|_| self.sight.sees_title(kind)) {
            self.expose_text(&mut seen, &kind.title_field, span, &artifact.title);
        }
        for (at, (name, field)) in kind.fields.iter().enumerate() {
            let Some(value) = artifact.value_at(at) else { continue };
            if self.sees_value(artifact, at, name) {
                self.expose(&mut seen, field, name, value.span, &value.value);
            }
        }
        self.expose_body(&mut seen);
        seen
    }

    fn expose(&self, seen: &mut SeenArtifact, field: &Field, name: &str, span: Span, value: &Value) {
        match value {
            Value::Text(text) => self.expose_text(seen, name, span, text),
            Value::Date(date) => self.expose_date(seen, name, span, Target::Period(Period::Day(*date))),
            Value::Period(period) => self.expose_date(seen, name, span, Target::Period(*period)),
            Value::Target(target) => self.expose_date(seen, name, span, *target),
            Value::List(items) => {
                items.iter().for_each(|item| self.expose(seen, field, name, item.span, &item.value));
            }
            Value::Map(entries) => {
                let source = self.source(seen.whole);
                for (_, item) in entries.iter().filter(|(key, _)| self.sees_key(source, field, key)) {
                    self.expose(seen, field, name, item.span, &item.value);
                }
            }
            Value::Record(entries) => {
                for entry in entries {
                    if let Some((_, inner)) = field.fields.get_index(usize::from(entry.field)) {
                        self.expose(seen, inner, name, entry.span, &entry.value);
                    }
                }
            }
            _ => {}
        }
    }

    fn expose_text(&self, seen: &mut SeenArtifact, field: &str, span: Span, text: &str) {
        for cut in prose::mentions(self, self.source(seen.whole), text, 0) {
            seen.left_out.extend(left_out(&cut, text).map(|cut| LeftOut {
                field: Some(field.to_owned()),
                span,
                ..cut
            }));
        }
        let shown = prose::scrubbed(self, self.source(seen.whole), text).into_owned();
        seen.texts.push(SeenText { field: Some(field.to_owned()), span, text: shown });
    }

    fn expose_date(&self, seen: &mut SeenArtifact, field: &str, span: Span, target: Target) {
        if let Some(shown) = self.target(self.source(seen.whole), target) {
            seen.dates.push(SeenDate { field: field.to_owned(), span, shown });
        }
    }

    fn expose_body(&self, seen: &mut SeenArtifact) {
        let artifact = self.plan.artifact(seen.whole);
        if matches!(self.path(seen.whole).extension(), "yaml" | "yml") {
            return;
        }
        let Some(cuts) = prose::body_cuts(self, self.source(seen.whole)) else { return };
        // A link whose words name what it leads to is one mention.
        let is_within = |cut: &Cut| {
            let holds = |other: &Cut| {
                other.span != cut.span
                    && other.span.start() <= cut.span.start()
                    && cut.span.end() <= other.span.end()
            };
            cuts.iter().any(holds)
        };
        let outer = cuts.iter().filter(|cut| !is_within(cut));
        seen.left_out.extend(outer.filter_map(|cut| left_out(cut, &artifact.text)));
        let stretches = prose::staying(artifact.body_text(), artifact.body.start(), cuts);
        seen.texts.extend(stretches.into_iter().map(|(span, text)| SeenText { field: None, span, text }));
    }
}

/// What a cut leaves out of a text because it names something hidden.
fn left_out(cut: &Cut, text: &str) -> Option<LeftOut> {
    let names = cut.names?;
    let whole = cut.span.slice(text).trim();
    Some(LeftOut {
        field: None,
        span: names,
        written: names.slice(text).to_owned(),
        is_aside: whole.starts_with('(') && whole.ends_with(')'),
    })
}
