//! A proposal as a page: each kind with its statuses and fields, what is in none, and the settings last, so that
//! they can be copied.

use super::{Derived, DerivedField, DerivedId, DerivedKind, DerivedStatus};
use crate::page::{Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::text::visible::visible_line;
use crate::text::words::{capitalised, list_of, plural, plural_noun};

/// How many paths of one sort a person is shown.
const LISTED: usize = 5;

/// How many keys that are no field are named.
const NAMED: usize = 12;

pub(super) fn page(derived: &Derived) -> Page {
    let mut blocks = Vec::new();
    for kind in &derived.kinds {
        blocks.extend(kind_blocks(kind));
    }
    if !derived.left_out.is_empty() {
        blocks.push(heading("Left out"));
        blocks.push(left_out(derived));
    }
    if !derived.unreadable.is_empty() {
        blocks.push(heading("Cannot be read"));
        blocks.push(unreadable(derived));
    }
    if !derived.kinds.is_empty() {
        blocks.push(heading("What pm check would find"));
        blocks.push(would_find(derived));
    }
    blocks.push(next(derived));
    if !derived.kinds.is_empty() {
        blocks.push(heading(if derived.is_new { "pm.yaml" } else { "To add to pm.yaml" }));
        blocks.push(Block::Code { language: "yaml".into(), text: derived.text.clone() });
    }
    Page { title: "Proposal".into(), summary: summary(derived).as_str().into(), blocks }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 1, text: text.into() }
}

fn summary(derived: &Derived) -> String {
    let documents: usize = derived.kinds.iter().map(|kind| kind.documents).sum();
    let left_out: usize = derived.left_out.iter().map(|left| left.count).sum();
    let mut parts = vec![format!(
        "{}: {} of {}",
        plural(derived.files, "file"),
        plural(documents, "document"),
        plural(derived.kinds.len(), "kind")
    )];
    if !derived.unreadable.is_empty() {
        parts.push(format!("{} cannot be read", derived.unreadable.len()));
    }
    if left_out > 0 {
        parts.push(format!("{left_out} left out"));
    }
    let mut text = parts.join(", ");
    if derived.files_of_known_kinds > 0 {
        text.push_str(&format!(
            "; {} of kinds that are there already",
            plural(derived.files_of_known_kinds, "file")
        ));
    }
    text
}

fn kind_blocks(kind: &DerivedKind) -> Vec<Block> {
    let title = format!("{}: {}", capitalised(&plural_noun(&kind.name)), plural(kind.documents, "document"));
    let id = match &kind.id {
        Some(id) => identity(id, kind.documents),
        None => "none; documents are known by their paths".into(),
    };
    let title_from = match &kind.title.field {
        Some(name) => key(name),
        None if kind.title.from == Some("name") => "the name of the file".into(),
        None => "the first heading".into(),
    };
    let titled = share(kind.title.documents, kind.documents);
    let mut facts = vec![
        ("Where".to_owned(), Text::plain(visible_line(&place(kind)))),
        ("Id".to_owned(), id),
        ("Title".to_owned(), title_from.and(Inline::Plain(titled))),
    ];
    if kind.unreadable > 0 {
        facts.push(("Unreadable".to_owned(), Text::plain(plural(kind.unreadable, "more document"))));
    }
    let status = match &kind.status {
        Some(status) => status_source(status, kind.documents),
        None => "none found".into(),
    };
    facts.push(("Status".to_owned(), status));
    let mut blocks = vec![heading(&title), Block::Facts(facts)];
    if let Some(status) = &kind.status {
        blocks.push(Block::Table(statuses(status)));
    }
    if !kind.fields.is_empty() {
        blocks.push(Block::Table(fields(kind)));
    }
    if !kind.other_keys.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(visible_line(&other_keys(kind)))));
    }
    blocks
}

fn place(kind: &DerivedKind) -> String {
    let folders =
        kind.folders.iter().map(|folder| if folder == "." { "the whole folder" } else { folder.as_str() });
    let mut text = list_of(folders);
    if !kind.files.is_empty() {
        text.push_str(&format!(", files {}", list_of(&kind.files)));
    }
    if !kind.exclude.is_empty() {
        text.push_str(&format!(", but not {}", list_of(&kind.exclude)));
    }
    text
}

/// The name of a key, as documents write it.
fn key(name: &str) -> Text {
    Text(vec![Inline::Code(visible_line(name).into_owned())])
}

fn identity(id: &DerivedId, documents: usize) -> Text {
    let from = match (&id.field, &id.capture) {
        (Some(field), Some(_)) => key(field).and(Inline::Plain(", or the number in the path".into())),
        (Some(field), None) => key(field),
        (None, _) => "the number in the path".into(),
    };
    let example = id.example.as_ref().map_or_else(String::new, |example| format!(", such as {example}"));
    let also = match id.spellings.as_slice() {
        [] => String::new(),
        spellings => format!("; also written with {}", list_of(spellings)),
    };
    let more = format!("{}{example}{also}", share(id.documents, documents));
    from.and(Inline::Plain(visible_line(&more).into_owned()))
}

/// How many documents have it, where not all have.
fn share(count: usize, all: usize) -> String {
    if count == all { String::new() } else { format!(", in {count} of {all}") }
}

fn status_source(status: &DerivedStatus, documents: usize) -> Text {
    let mut more = share(status.documents, documents);
    if !status.left_out.is_empty() {
        let words = status.left_out.iter().map(|word| format!("{} ({})", word.status, word.documents));
        more.push_str(&format!("; no status but a slip, it seems: {}", list_of(words)));
    }
    key(&status.field).and(Inline::Plain(visible_line(&more).into_owned()))
}

fn statuses(status: &DerivedStatus) -> Table {
    let rows = status.words.iter().map(|word| {
        let tone = if word.is_sure { Tone::Muted } else { Tone::Caution };
        Row {
            cells: vec![
                Text::plain(visible_line(&word.status)),
                Text::plain(word.category.clone()),
                Text::plain(word.documents.to_string()),
                Text(vec![Inline::Toned(tone, word.because.to_owned())]),
            ],
            depth: 0,
        }
    });
    Table {
        columns: vec![
            Column::text("status", "Status", true),
            Column::text("category", "Category", false),
            Column::number("documents", "Documents"),
            Column::text("because", "Why", true),
        ],
        rows: rows.collect(),
    }
}

/// The type in words: with the kinds that a link leads to, and the words of a choice.
fn type_words(field: &DerivedField) -> String {
    let mut text = field.ty.clone();
    if !field.to.is_empty() {
        text.push_str(&format!(" to {}", list_of(&field.to)));
    }
    if !field.choices.is_empty() {
        text.push_str(&format!(": {}", field.choices.join(", ")));
    }
    if field.required {
        text.push_str(", required");
    }
    if field.odd > 0 {
        text.push_str(&format!("; {} not of this type", field.odd));
    }
    text
}

fn fields(kind: &DerivedKind) -> Table {
    let rows = kind.fields.iter().map(|field| Row {
        cells: vec![
            Text::plain(visible_line(&field.field)),
            Text::plain(visible_line(&type_words(field))),
            Text::plain(field.documents.to_string()),
            Text::plain(visible_line(&field.example)),
        ],
        depth: 0,
    });
    Table {
        columns: vec![
            Column::text("field", "Field", false),
            Column::text("type", "Type", true),
            Column::number("documents", "Documents"),
            Column::text("example", "Example", true),
        ],
        rows: rows.collect(),
    }
}

fn other_keys(kind: &DerivedKind) -> String {
    let named = kind
        .other_keys
        .iter()
        .take(NAMED)
        .map(|key| format!("{} ({}: {})", key.key, key.documents, key.reason));
    let more = kind.other_keys.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("{more} more"));
    format!("No field: {}", list_of(named.chain(more)))
}

fn left_out(derived: &Derived) -> Block {
    let items = derived.left_out.iter().map(|left| {
        let paths = left.paths.iter().take(LISTED).map(|path| visible_line(path).into_owned());
        let more = left.count.saturating_sub(LISTED);
        let more = (more > 0).then(|| format!("{more} more"));
        let text = format!("{}, {}: {}", plural(left.count, "file"), left.reason, list_of(paths.chain(more)));
        Item { text: Text::plain(text), ..Item::default() }
    });
    Block::List(List { ordered: false, items: items.collect() })
}

fn unreadable(derived: &Derived) -> Block {
    let item = |text: String| Item { text: Text::plain(text), ..Item::default() };
    let shown = derived.unreadable.iter().take(LISTED).map(|file| {
        item(format!(
            "{}:{}:{}: {}",
            visible_line(&file.path),
            file.line,
            file.column,
            visible_line(&file.reason)
        ))
    });
    let more = derived.unreadable.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| item(format!("and {more} more; --format json has them all")));
    Block::List(List { ordered: false, items: shown.chain(more).collect() })
}

fn would_find(derived: &Derived) -> Block {
    if derived.would_find.is_empty() {
        return Block::Paragraph("nothing".into());
    }
    let rows = derived.would_find.iter().map(|found| Row {
        cells: vec![
            Text::plain(found.rule.as_str()),
            Text::plain(found.level),
            Text::plain(found.count.to_string()),
            Text::plain(visible_line(&found.example)),
        ],
        depth: 0,
    });
    Block::Table(Table {
        columns: vec![
            Column::text("rule", "Rule", false),
            Column::text("level", "Level", false),
            Column::number("count", "Count"),
            Column::text("example", "The first of them", true),
        ],
        rows: rows.collect(),
    })
}

fn next(derived: &Derived) -> Block {
    let code = |text: &str| Inline::Code(visible_line(text).into_owned());
    let text: Text = match (derived.kinds.is_empty(), derived.written) {
        (true, _) if derived.files_of_known_kinds > 0 => {
            "no kind to propose: what looks like documents belongs to kinds of pm.yaml already".into()
        }
        (true, _) => {
            Text::plain("nothing here looks like documents of one kind; begin a plan of its own with ")
                .and(code("pm init"))
        }
        (false, true) => Text::plain("pm.yaml is written; go on with ")
            .and(code("pm list"))
            .and(Inline::Plain(", ".into()))
            .and(code("pm check"))
            .and(Inline::Plain(" and ".into()))
            .and(code("pm roadmap")),
        (false, false) => Text::plain("write it with ").and(code(&derived.command)),
    };
    Block::Note { tone: Tone::Muted, text }
}

/// Every field of every kind, with its identity, title and status, as rows.
pub(super) fn sheet(derived: &Derived) -> Page {
    let mut rows = Vec::new();
    for kind in &derived.kinds {
        let mut row = |field: &str, ty: &str, documents: usize, example: &str| {
            let cells = [kind.name.as_str(), field, ty, &documents.to_string(), example];
            rows.push(Row { cells: cells.map(Text::plain).to_vec(), depth: 0 });
        };
        if let Some(id) = &kind.id {
            row(
                id.field.as_deref().unwrap_or_default(),
                "id",
                id.documents,
                id.example.as_deref().unwrap_or_default(),
            );
        }
        row(kind.title.field.as_deref().unwrap_or_default(), "title", kind.title.documents, "");
        if let Some(status) = &kind.status {
            let example = status.words.first().map_or("", |word| word.status.as_str());
            row(&status.field, "status", status.documents, example);
        }
        for field in &kind.fields {
            row(&field.field, &field.ty, field.documents, &field.example);
        }
    }
    let columns = vec![
        Column::text("kind", "Kind", false),
        Column::text("field", "Field", false),
        Column::text("type", "Type", false),
        Column::number("documents", "Documents"),
        Column::text("example", "Example", true),
    ];
    Page { title: "Proposal".into(), summary: "".into(), blocks: vec![Block::Table(Table { columns, rows })] }
}
