//! An import as a page: what comes of it first, then how it is read, then what stays out.

use indexmap::IndexMap;

use super::{FieldSource, ImportedFile, MergedArtifact, MisfitLine, Sides, WordMeaning};
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::words::{plural, plural_of, with_article};
use crate::view::View;

/// How many artifacts are shown as they would be.
const SHOWN: usize = 5;

/// How many misfits of one sort are shown, unless all are asked for.
const MISFITS: usize = 5;

/// How many changed artifacts are shown.
const CHANGED: usize = 20;

/// How many words of a field are shown.
const WORDS: usize = 12;

/// A longer value is cut.
const LONG: usize = 60;

/// Which of the fields of an artifact that differ are meant.
type SidesOf = fn(&MergedArtifact) -> &[Sides];

impl View for ImportedFile {
    const NAME: &'static str = "imported";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        blocks.extend(self.counts());
        blocks.extend(self.first());
        blocks.extend(self.changes());
        if self.dry_run && self.mapping.is_new {
            blocks.extend(self.reading());
        }
        blocks.extend(self.out());
        Page { title: self.file.as_str().into(), summary: self.summary().into(), blocks }
    }
}

impl ImportedFile {
    fn summary(&self) -> String {
        let what = match &self.tool {
            Some(tool) => format!("{tool} export, {}", plural(self.records, "record")),
            None => plural(self.records, "record"),
        };
        match (self.mapping.is_new, self.dry_run) {
            (true, true) => format!("{what}, read as proposed below"),
            (true, false) => {
                format!("{what}, read as proposed in {}, which is yours to change", self.mapping.path)
            }
            (false, _) => format!("{what}, read as {} says", self.mapping.path),
        }
    }

    fn counts(&self) -> Vec<Block> {
        let would = if self.dry_run { "would be " } else { "" };
        let mut items: Vec<String> = Vec::new();
        for count in self.kinds.iter().filter(|count| count.new + count.changed + count.kept > 0) {
            let kinds = |number: usize| plural_of(number, &count.kind, &count.plural);
            if count.new > 0 {
                items.push(format!("{} {would}new", kinds(count.new)));
            }
            if count.changed > 0 {
                items.push(format!("{} {would}changed", kinds(count.changed)));
            }
            if count.kept > 0 {
                items.push(format!("{} changed here and at the source, kept as here", kinds(count.kept)));
            }
        }
        if self.unchanged > 0 {
            items.push(format!("{} unchanged", plural(self.unchanged, "record")));
        }
        if !self.removed_here.is_empty() {
            items.push(format!(
                "{} removed here before, and not written again",
                plural(self.removed_here.len(), "record")
            ));
        }
        if self.gone > 0 {
            items.push(format!(
                "{} of earlier imports not in this file; what was made of them stays",
                plural(self.gone, "record")
            ));
        }
        if self.left_out > 0 {
            let words = self.left_out_by.iter().map(|word| format!("{} ({})", word.word, word.records));
            let words: Vec<String> = words.collect();
            let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
            items.push(format!("{} left out by the mapping{words}", plural(self.left_out, "record")));
        }
        if self.beside > 0 {
            items.push(format!(
                "{} beside the documents passed over, such as a README, a template or a picture",
                plural(self.beside, "file")
            ));
        }
        let out = self.misfits.iter().filter(|misfit| misfit.whole).count();
        if out > 0 {
            items.push(format!(
                "{} not imported, told below",
                plural_of(out, "record that does not fit is", "records that do not fit are")
            ));
        }
        if items.is_empty() {
            items.push("nothing to import".into());
        }
        let item = |text: String| Item { text: text.into(), checked: None, children: Vec::new() };
        vec![Block::List(List { ordered: false, items: items.into_iter().map(item).collect() })]
    }

    fn first(&self) -> Vec<Block> {
        if self.created.is_empty() {
            return Vec::new();
        }
        let rows = self.created.iter().take(SHOWN).map(|created| Row {
            cells: vec![
                Text::from(Inline::Toned(Tone::Id, created.id.clone())),
                created.title.as_str().into(),
                created.source.as_str().into(),
            ],
            depth: 0,
        });
        let columns =
            vec![column("id", "Id", false), column("title", "Title", true), column("source", "From", false)];
        let text = match self.created.len() {
            all if all <= SHOWN => "New".to_owned(),
            all => format!("The first {SHOWN} of {all}"),
        };
        vec![heading(&text), Block::Table(Table { columns, rows: rows.collect() })]
    }

    fn changes(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let sorts: [(&str, SidesOf); 2] = [
            ("Changed at the source", |merged| &merged.taken),
            ("Changed on both sides, kept as here", |merged| &merged.kept),
        ];
        for (title, sides) in sorts {
            let with: Vec<&MergedArtifact> =
                self.changed.iter().filter(|merged| !sides(merged).is_empty()).collect();
            if with.is_empty() {
                continue;
            }
            let rows = with.iter().take(CHANGED).flat_map(|merged| {
                sides(merged).iter().map(|sides| Row {
                    cells: vec![
                        Text::from(Inline::Toned(Tone::Id, merged.id.clone())),
                        sides.field.as_str().into(),
                        short(&sides.here).into(),
                        short(&sides.source).into(),
                    ],
                    depth: 0,
                })
            });
            let columns = vec![
                column("id", "Id", false),
                column("field", "Field", false),
                column("here", "Here", true),
                column("source", "Source", true),
            ];
            blocks.push(heading(title));
            blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
            blocks.extend(more(with.len(), CHANGED));
        }
        blocks
    }

    fn reading(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut kinds: Vec<&str> = Vec::new();
        for field in &self.fields {
            if !kinds.contains(&field.kind.as_str()) {
                kinds.push(&field.kind);
            }
        }
        for kind in kinds {
            let rows = self.fields.iter().filter(|field| field.kind == kind).map(|field| Row {
                cells: vec![field.field.as_str().into(), field.said().into(), field.meanings().into()],
                depth: 0,
            });
            let columns = vec![
                column("field", "Field", false),
                column("columns", "Read from", true),
                column("words", "Words", true),
            ];
            blocks.push(heading(&format!("How a record becomes {}", with_article(kind))));
            blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
        }
        let not_read: Vec<String> = self
            .not_read
            .iter()
            .filter(|column| !column.ignored)
            .map(|column| match column.columns {
                0 | 1 => format!("{} ({})", column.column, column.cells),
                several => format!("{} ({} in {several} columns)", column.column, column.cells),
            })
            .collect();
        if !not_read.is_empty() {
            blocks.push(heading("Columns that nothing is read from, with how many cells say something"));
            blocks.push(Block::Paragraph(not_read.join(", ").into()));
        }
        blocks
    }

    fn out(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let of = |whole: bool| self.misfits.iter().filter(|misfit| misfit.whole == whole).collect();
        let sorts: [(&str, Vec<&MisfitLine>); 3] = [
            ("Records that stay out", of(true)),
            ("Cells that stay out; their records go in", of(false)),
            ("Links that stay as they are written", self.links_left.iter().collect()),
        ];
        for (title, misfits) in sorts {
            if misfits.is_empty() {
                continue;
            }
            blocks.push(heading(title));
            let mut groups: IndexMap<(&Option<String>, &Option<String>), Vec<&MisfitLine>> = IndexMap::new();
            for misfit in misfits {
                groups.entry((&misfit.name, &misfit.hint)).or_default().push(misfit);
            }
            let mut items = Vec::new();
            for ((_, hint), misfits) in groups {
                let most = if self.shows_all { usize::MAX } else { MISFITS };
                items.extend(misfits.iter().take(most).map(|misfit| item(misfit.told())));
                if misfits.len() > most {
                    let rest = misfits.len() - most;
                    items.push(item(format!("and {rest} more like these; --all shows every one")));
                }
                if let Some(hint) = hint
                    && let Some(last) = items.last_mut()
                {
                    last.children.push(item(hint.clone()));
                }
            }
            blocks.push(Block::List(List { ordered: false, items }));
        }
        blocks
    }
}

impl FieldSource {
    fn said(&self) -> String {
        match &self.always {
            Some(always) if self.columns.is_empty() => format!("always {always}"),
            _ => self.columns.join(", "),
        }
    }

    fn meanings(&self) -> String {
        let meaning = |word: &WordMeaning| {
            let becomes = if word.becomes.is_empty() { "nothing" } else { &word.becomes };
            let guess = if word.guessed { ", a guess" } else { "" };
            let word_said = if word.word == "*" { "any other" } else { &word.word };
            format!("{word_said} → {becomes} ({}{guess})", word.records)
        };
        let said: Vec<&WordMeaning> = self.words.iter().filter(|word| word.records > 0).collect();
        let mut meanings: Vec<String> = said.iter().take(WORDS).copied().map(meaning).collect();
        if said.len() > WORDS {
            meanings.push(format!("and {} more", said.len() - WORDS));
        }
        meanings.join("; ")
    }
}

impl MisfitLine {
    fn told(&self) -> String {
        let name = self.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
        format!("{}:{}:{}: {name}{}", self.file, self.line, self.column, self.message)
    }
}

fn item(text: impl Into<Text>) -> Item {
    Item { text: text.into(), checked: None, children: Vec::new() }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 1, text: text.into() }
}

fn column(name: &str, title: &str, wraps: bool) -> Column {
    Column { title: title.into(), name: name.into(), align: Align::Left, wraps }
}

fn more(all: usize, shown: usize) -> Option<Block> {
    (all > shown)
        .then(|| Block::Paragraph(format!("and {} more; --format json shows every one", all - shown).into()))
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return "(nothing)".into();
    }
    match line.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
