//! A trace as a tree for people, and as one table for a spreadsheet.

use super::{CommitLine, Known, Node, Place, Release, SUBJECT, TagLine, Trace, Traces};
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Target, Text, Tone};
use crate::text::words::{list_of, plural, plural_of};
use crate::trace::Gap;
use crate::view::View;
use crate::view::history::limits;

impl View for Traces {
    const NAME: &'static str = "trace";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let [one] = self.traces.as_slice() {
            blocks.push(one.tree());
            blocks.extend(notes(&self.known));
            return Page { title: one.subject.named(), summary: one.summary(), blocks };
        }
        for trace in &self.traces {
            blocks.push(Block::Heading { level: 1, text: trace.subject.named() });
            blocks.push(Block::Paragraph(trace.summary()));
            blocks.push(trace.tree());
        }
        blocks.extend(notes(&self.known));
        Page { title: "From plan to code".into(), summary: Text::new(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.traces.iter().flat_map(Trace::rows).collect();
        let columns = columns(&[
            ("id", "Id"),
            ("what", "What"),
            ("name", "Name"),
            ("title", "Title"),
            ("says", "Says"),
            ("day", "Day"),
            ("tag", "Tag"),
        ]);
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: "From plan to code".into(), summary: Text::new(), blocks }
    }
}

impl Trace {
    fn summary(&self) -> Text {
        let kind = Text::from(Inline::Toned(Tone::Muted, self.subject.kind.clone()));
        match self.subject.status_word() {
            Some(status) => kind.and(muted(" · ")).and(status),
            None => kind,
        }
    }

    fn tree(&self) -> Block {
        let mut items: Vec<Item> = self.why.iter().map(Node::item_above).collect();
        items.extend(self.releases.iter().map(|release| release.item(release.subject.id == self.subject.id)));
        items.extend(self.work.iter().map(Node::item_below));
        if self.commits.is_empty() && self.tests.is_empty() && self.code.is_empty() {
            items.push(leaf(muted("neither commits nor tests nor code name it").into()));
        } else {
            let commits = self.commits.iter().map(CommitLine::item).collect();
            items.push(several(["commit", "commits"], "no commit names it", commits));
            let tests = self.tests.iter().map(Place::item).collect();
            items.push(several(["file of tests", "files of tests"], "no test names it", tests));
            let code = self.code.iter().map(Place::item).collect();
            items.push(several(["file of code", "files of code"], "no code names it", code));
        }
        items.extend(self.changelog.as_ref().map(|line| {
            leaf(Text::from(muted("changelog ")).and(plain(&format!("{}: {}", line.r#type, line.text))))
        }));
        items.extend(self.gaps.iter().map(|gap| leaf(Inline::Toned(Tone::Caution, gap_title(gap)).into())));
        Block::List(List { ordered: false, items })
    }

    /// A row for each thing that the trace leads to.
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |what: &str, cells: [Text; 5]| {
            let own = [self.subject.reference().into(), what.into()];
            rows.push(Row { cells: own.into_iter().chain(cells).collect(), depth: 0 });
        };
        for node in self.why.iter().chain(&self.work).flat_map(Node::all) {
            let subject = &node.subject;
            let name = subject.reference().into();
            let title = subject.title.as_str().into();
            add(&subject.kind, [name, title, node.meaning.into(), Text::new(), Text::new()]);
        }
        for release in &self.releases {
            let tags: Vec<&str> = release.tags.iter().map(|tag| tag.name.as_str()).collect();
            let day = release.tags.first().map(|tag| tag.day.as_str()).unwrap_or_default();
            let version = release.version.as_deref().unwrap_or_default();
            let subject = &release.subject;
            let title = subject.title.as_str().into();
            let cells =
                [subject.reference().into(), title, version.into(), day.into(), tags.join(", ").into()];
            add(&subject.kind, cells);
        }
        for commit in &self.commits {
            let tag = commit.tag.as_deref().unwrap_or_default();
            let subject = commit.subject.as_str().into();
            let says = commit.says.join(", ").into();
            add(
                "commit",
                [commit.commit.as_str().into(), subject, says, commit.day.as_str().into(), tag.into()],
            );
        }
        for (what, places) in [("test", &self.tests), ("code", &self.code)] {
            for place in places {
                let lines: Vec<String> = place.lines.iter().map(ToString::to_string).collect();
                let name = Text::from(place.reference());
                let parts = place.parts.join(", ").into();
                add(what, [name, lines.join(", ").into(), parts, Text::new(), Text::new()]);
            }
        }
        if let Some(line) = &self.changelog {
            add(
                "changelog",
                [line.r#type.into(), line.text.as_str().into(), Text::new(), Text::new(), Text::new()],
            );
        }
        for gap in &self.gaps {
            add("gap", [(*gap).into(), gap_title(gap).into(), Text::new(), Text::new(), Text::new()]);
        }
        rows
    }
}

impl Node {
    fn named(&self) -> Text {
        let text = Text::from(muted(&format!("{} ", self.subject.kind))).and_all(self.subject.named());
        match self.subject.status_word() {
            Some(status) => text.and(muted(" · ")).and(status),
            None => text,
        }
    }

    fn item_above(&self) -> Item {
        Item {
            text: Text::from(muted(&format!("{} ", self.meaning))).and_all(self.named()),
            checked: None,
            children: self.behind.iter().map(Self::item_above).collect(),
        }
    }

    fn item_below(&self) -> Item {
        let commits = (self.commits > 0).then(|| plural(self.commits, "commit"));
        let tests = (self.tests > 0).then(|| format!("{} in tests", self.tests));
        let code = (self.code > 0).then(|| format!("{} in code", self.code));
        let counts: Vec<String> = commits.into_iter().chain(tests).chain(code).collect();
        let by = match self.meaning {
            "serves" => "served by ",
            "answers" => "answered by ",
            "part of" => "part ",
            _ => "named by ",
        };
        let mut text = Text::from(muted(by)).and_all(self.named());
        if !counts.is_empty() {
            text = text.and(muted(&format!(" · {}", counts.join(", "))));
        }
        Item { text, checked: None, children: self.behind.iter().map(Self::item_below).collect() }
    }

    /// The node and all behind it.
    fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.behind.iter().flat_map(Self::all)).collect()
    }
}

impl Release {
    fn item(&self, is_itself: bool) -> Item {
        let mut text = match is_itself {
            true => Text::from(muted("version ")),
            false => Text::from(muted("goes out with ")).and_all(self.subject.named()).and(muted(" · ")),
        };
        text = text.and(match &self.version {
            Some(version) => Inline::Strong(version.clone()),
            None => muted("no version yet"),
        });
        if let (false, Some(status)) = (is_itself, self.subject.status_word()) {
            text = text.and(muted(" · ")).and(status);
        }
        let tags: Vec<String> = self.tags.iter().map(TagLine::said).collect();
        leaf(match tags.is_empty() {
            true => text.and(muted(" · not tagged")),
            false => text.and(plain(&format!(" · tag {}", list_of(tags)))),
        })
    }
}

impl TagLine {
    fn said(&self) -> String {
        format!("{} of {}", self.name, self.day)
    }
}

impl CommitLine {
    fn item(&self) -> Item {
        let text = Text::from(Inline::Strong(self.day.clone()))
            .and(plain(&format!(" {}: {} ", self.author, self.subject)))
            .and(muted(&format!("({})", self.commit)));
        // Trailers say more than the subject.
        let says = self.says.iter().filter(|says| **says != SUBJECT || self.says.len() == 1);
        let mut said: Vec<String> =
            says.map(|says| if *says == SUBJECT { "in its subject" } else { says }.to_owned()).collect();
        said.extend((!self.parts.is_empty()).then(|| list_of(&self.parts)));
        said.push(
            self.tag.as_ref().map_or_else(|| "in no version yet".to_owned(), |tag| format!("in {tag}")),
        );
        leaf(text.and(muted(&format!(" · {}", said.join(" · ")))))
    }
}

impl Place {
    fn reference(&self) -> Inline {
        let target = Target::File { path: self.path.clone(), anchor: None };
        Inline::Link { text: self.path.clone(), target }
    }

    fn item(&self) -> Item {
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        let word = if lines.len() == 1 { "line" } else { "lines" };
        let text = Text::from(plain(&format!("{}: {word} {}", self.path, lines.join(", "))));
        leaf(match self.parts.is_empty() {
            true => text,
            false => text.and(muted(&format!(" · {}", list_of(&self.parts)))),
        })
    }
}

/// How many there are, and under it which ones.
fn several([one, many]: [&str; 2], none: &str, children: Vec<Item>) -> Item {
    let text = match children.len() {
        0 => muted(none).into(),
        count => plural_of(count, one, many).into(),
    };
    Item { text, checked: None, children }
}

/// What a gap is called for people.
pub(super) fn gap_title(name: &str) -> String {
    Gap::SORTS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or_else(String::new, |(_, title)| (*title).to_owned())
}

/// What the answer rests on and does not know, said under it.
pub(super) fn notes(known: &Known) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !known.git {
        let text = "There is no commit to look at: commits and tags are not known.";
        blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
    }
    let passed_over: Vec<String> = [
        (known.binary, "that is no text", "that are no text"),
        (known.large, "of more than 1 MB", "of more than 1 MB"),
        (known.unreadable, "that cannot be read", "that cannot be read"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
    .collect();
    let mut text = format!("{} beside the plan searched", plural(known.files, "file"));
    if !passed_over.is_empty() {
        text.push_str(&format!("; passed over: {}", list_of(passed_over)));
    }
    blocks.push(Block::Note { tone: Tone::Muted, text: format!("{text}.").into() });
    blocks.extend(limits(0, 0, known.shallow));
    blocks
}

/// Columns of text, for each its name for machines and its title; those with numbers stand right.
pub(super) fn columns(names: &[(&str, &str)]) -> Vec<Column> {
    let column = |(name, title): &(&str, &str)| {
        let is_number = matches!(*name, "commits" | "tests" | "code");
        Column {
            title: (*title).to_owned(),
            name: (*name).to_owned(),
            align: if is_number { Align::Right } else { Align::Left },
            wraps: !is_number && !matches!(*name, "id" | "status" | "kind" | "day" | "version"),
        }
    };
    names.iter().map(column).collect()
}

fn leaf(text: Text) -> Item {
    Item { text, checked: None, children: Vec::new() }
}

fn muted(text: &str) -> Inline {
    Inline::Toned(Tone::Muted, text.to_owned())
}

fn plain(text: &str) -> Inline {
    Inline::Plain(text.to_owned())
}
