//! The tests and the code that name what is no longer what it was, for whoever has to look at them.

use serde::Serialize;

use crate::page::{Block, Inline, Item, List, Target, Text, Tone};
use crate::plan::Plan;
use crate::text::words::{list_of, plural_of};
use crate::trace::{Mention, Touched};
use crate::view::subject::Subject;
use crate::view::trace::{Place, places};

/// How many files are told for one artifact before the others are counted.
const FILES: usize = 8;

/// An artifact that was touched, with the files that name it.
#[derive(Serialize)]
pub(super) struct NamedInCode {
    #[serde(flatten)]
    subject: Subject,
    /// removed, dropped or reworded.
    because: &'static str,
    tests: Vec<Place>,
    code: Vec<Place>,
}

impl NamedInCode {
    pub(super) fn of(before: &Plan, after: &Plan, touched: Touched, mentions: &[&Mention]) -> Self {
        let (subject, because) = match touched {
            Touched::Removed(index) => (Subject::of(before, index), "removed"),
            Touched::Dropped(index) => (Subject::of(after, index), "dropped"),
            Touched::Reworded(index) => (Subject::of(after, index), "reworded"),
        };
        let of = |is_test: bool| places(mentions.iter().copied().filter(move |one| one.is_test == is_test));
        Self { subject, because, tests: of(true), code: of(false) }
    }

    /// Whether a path is that of one of the files.
    pub(super) fn has(&self, path: &str) -> bool {
        self.tests.iter().chain(&self.code).any(|place| place.path == path)
    }

    fn item(&self) -> Item {
        let subject = match self.because {
            "removed" => Text::from(Inline::Toned(Tone::Id, self.subject.id.clone()))
                .and(Inline::Plain(format!(" {}", self.subject.title))),
            _ => self.subject.named(),
        };
        let text = subject.and(Inline::Toned(Tone::Muted, format!(" · {}", self.because)));
        let files: Vec<(&Place, &str)> = self
            .tests
            .iter()
            .map(|place| (place, "test"))
            .chain(self.code.iter().map(|place| (place, "code")))
            .collect();
        let shown = if files.len() > FILES { FILES - 1 } else { files.len() };
        let mut children: Vec<Text> =
            files.iter().take(shown).map(|(place, sort)| file(place, sort)).collect();
        if files.len() > shown {
            let more = plural_of(files.len() - shown, "more file", "more files");
            children.push(Inline::Toned(Tone::Muted, more).into());
        }
        let child = |text| Item { text, checked: None, children: Vec::new() };
        Item { text, checked: None, children: children.into_iter().map(child).collect() }
    }
}

/// `tests/export.rs:1, 3 · test · AC1`
fn file(place: &Place, sort: &str) -> Text {
    let lines: Vec<String> = place.lines.iter().map(ToString::to_string).collect();
    let target = Target::File { path: place.path.clone(), anchor: None };
    let mut said = vec![sort.to_owned()];
    said.extend((!place.parts.is_empty()).then(|| list_of(&place.parts)));
    Text::from(Inline::Link { text: place.path.clone(), target })
        .and(Inline::Plain(format!(":{}", lines.join(", "))))
        .and(Inline::Toned(Tone::Muted, format!(" · {}", said.join(" · "))))
}

/// All of them, folded away where a format can; nothing where there are none.
pub(super) fn block(named: &[NamedInCode]) -> Option<Block> {
    (!named.is_empty()).then(|| {
        let items = named.iter().map(NamedInCode::item).collect();
        Block::Folded {
            title: format!("Tests and code that name what changed ({})", named.len()).into(),
            blocks: vec![Block::List(List { ordered: false, items })],
        }
    })
}
