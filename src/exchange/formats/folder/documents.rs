//! Documents that people or other tools have written: a column for each field, wherever it stands, and for the text,
//! the heading, the path and the id.
//!
//! Which documents are alike, and what identifies them, is found out as it is for a proposal of settings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::described::{SUPERSEDED_BY, described};
use super::{FolderFile, Gathered, Read, Sort};
use crate::derive::{
    self, File, Form, Proposal, ProposedKind, ProposedTitle, Situation, is_beside, says_nothing,
};
use crate::exchange::batch::{Batch, Cell, Columns, Misfit, Record};
use crate::exchange::described::{FOLDER, HEADING, ID, KIND, NAME, NUMBER, PATH, TEXT};
use crate::exchange::formats::yaml_cells::{cells, put};
use crate::model::field::FieldType;
use crate::model::kind::PathPattern;
use crate::model::values::Id;
use crate::source::RelPath;
use crate::text::front_matter;
use crate::text::markdown::{self, Outline, Row, Table};
use crate::text::span::Span;
use crate::text::words::slug;
use crate::text::yaml;

/// Endings of what documents show or offer.
const ATTACHED: [&str; 15] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "pdf", "mp3", "mp4", "webm", "zip", "drawio",
    "canvas",
];

pub(super) const SORT: Sort = Sort { fits: |_| true, read };

/// Reads the documents of a folder that is called `name`, in a folder that is called `around`.
fn read(files: &[FolderFile], (around, name): (&str, &str)) -> (Batch, Vec<Misfit>) {
    let proposal = proposal(files, around, name);
    let mut reader = Reader::new(files, name, &proposal);
    let mut cells = Vec::new();
    let mut gathered = Gathered::of(files, |at, file| {
        let read = reader.file(file);
        cells.extend(reader.misfits.drain(..).map(|misfit| misfit.in_file(at)));
        read
    });
    gathered.misfits.extend(cells);
    let described = proposal.kinds.iter().map(|kind| described(kind, &proposal)).collect();
    let (batch, misfits) = gathered.finish(reader.columns);
    (Batch { described, ..batch }, misfits)
}

fn proposal(files: &[FolderFile], around: &str, name: &str) -> Proposal {
    let file = |file: &FolderFile| {
        let bytes = file.text.clone().map(String::into_bytes);
        Some(File { path: RelPath::new(&below(name, &file.path))?, bytes })
    };
    let mut files: Vec<File> = files.iter().filter_map(file).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    derive::propose(&files, &Situation { product: around, config: None, is_reserved: &|_| false })
}

/// The path as seen from around the folder, as documents name each other.
fn below(name: &str, path: &str) -> String {
    format!("{name}/{path}")
}

struct Reader<'a> {
    /// What the folder is called.
    name: String,
    files: HashMap<&'a str, &'a FolderFile>,
    proposal: &'a Proposal,
    /// The kind of each document.
    kinds: HashMap<&'a str, &'a ProposedKind>,
    left_out: HashMap<&'a str, &'static str>,
    /// Texts that belong to a document of another file.
    texts: BTreeSet<String>,
    columns: Columns,
    /// By the name of a kind, the pattern of paths that gives a number.
    paths: HashMap<&'a str, (PathPattern, &'a str)>,
    /// By id, the document that has it.
    ids: BTreeMap<String, String>,
    misfits: Vec<Misfit>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a [FolderFile], name: &str, proposal: &'a Proposal) -> Self {
        let within =
            |path: &'a RelPath| path.as_str().strip_prefix(name).and_then(|path| path.strip_prefix('/'));
        let of_kind = |kind: &'a ProposedKind| {
            kind.documents.iter().filter_map(move |path| Some((within(path)?, kind)))
        };
        let kinds: HashMap<&str, &ProposedKind> = proposal.kinds.iter().flat_map(of_kind).collect();
        let left_out = proposal.left_out.iter().filter_map(|(path, reason)| Some((within(path)?, *reason)));
        let files: HashMap<&str, &FolderFile> = files.iter().map(|file| (file.path.as_str(), file)).collect();
        let mut texts = BTreeSet::new();
        for path in
            proposal.kinds.iter().filter(|kind| kind.form == Form::Yaml).flat_map(|kind| &kind.documents)
        {
            let text = within(path).and_then(|path| text_beside(path, &files, &kinds));
            texts.extend(text);
        }
        Self {
            files,
            proposal,
            kinds,
            left_out: left_out.collect(),
            name: name.to_owned(),
            texts,
            columns: Columns::default(),
            paths: proposal
                .kinds
                .iter()
                .filter_map(|kind| Some((kind.name.as_str(), kind.numbered_path()?)))
                .collect(),
            ids: BTreeMap::new(),
            misfits: Vec::new(),
        }
    }

    fn file(&mut self, file: &FolderFile) -> Read {
        if is_attached(file) {
            return Read::Beside;
        }
        let text = match file.text() {
            Ok(text) => text,
            Err(misfit) => return Read::Misfit(misfit),
        };
        if self.texts.contains(&file.path) {
            return Read::Part;
        }
        let left_out = self.left_out.get(file.path.as_str()).copied();
        // Where nothing is alike, one file of YAML may be all that there is.
        let is_lonely = self.proposal.kinds.is_empty() && matches!(file.extension(), "yaml" | "yml");
        if left_out.is_some_and(is_beside) && !is_lonely {
            return Read::Beside;
        }
        match file.extension().to_lowercase().as_str() {
            "md" | "markdown" | "mdx" => self.markdown(file, text, left_out),
            "yaml" | "yml" => self.all_yaml(file, text, left_out),
            _ => Read::Misfit(Misfit::record(Span::at(0), "the file is neither Markdown nor YAML")),
        }
    }

    fn markdown(&mut self, file: &FolderFile, text: &str, left_out: Option<&'static str>) -> Read {
        let (front, body) = match front_matter::split(text.as_bytes()) {
            Ok(document) => (document.front_matter.map(|front| front.content), document.body),
            Err(fault) => {
                return Read::Misfit(Misfit {
                    hint: fault.help,
                    ..Misfit::record(fault.span, fault.message)
                });
            }
        };
        let kind = self.kinds.get(file.path.as_str()).copied();
        let mut found = Vec::new();
        let mut said = Vec::new();
        match front {
            Some(front) => match front_matter::fields(text, front) {
                Ok(parsed) if parsed.root.entries().is_none() && !parsed.root.is_null() => {
                    return Read::Misfit(Misfit::record(front, "the front matter is no map"));
                }
                Ok(parsed) => self.fields(kind, &parsed.root, &mut found),
                Err(fault) => return refused(&fault),
            },
            None => {
                let table = kind.and_then(|kind| match &kind.form {
                    Form::Table(heading) => markdown::table(body.slice(text), body.start(), heading),
                    Form::Lines => markdown::head(body.slice(text), body.start()),
                    Form::FrontMatter | Form::Yaml | Form::Text => None,
                });
                for row in table.iter().flat_map(|table| &table.rows) {
                    self.row(kind, row, &mut found);
                }
                if let Some(table) = table {
                    let section = status_section(text, body, &table);
                    said.extend([Some(table.span), section].into_iter().flatten());
                    said.sort_by_key(|span| span.start());
                }
            }
        }
        let words = without(text, body, &said);
        self.record(file, kind, left_out, found, (text, body), &words)
    }

    fn all_yaml(&mut self, file: &FolderFile, text: &str, left_out: Option<&'static str>) -> Read {
        let kind = self.kinds.get(file.path.as_str()).copied();
        let mut found = Vec::new();
        match yaml::parse(text, 0) {
            Ok(parsed) if parsed.root.entries().is_some() => self.fields(kind, &parsed.root, &mut found),
            Ok(_) => return Read::Misfit(Misfit::record(Span::at(0), "the file is no map")),
            Err(fault) => return refused(&fault),
        }
        let beside = kind.and_then(|_| text_beside(&file.path, &self.files, &self.kinds));
        let words =
            beside.and_then(|path| self.files.get(path.as_str())?.text.as_deref().ok()).unwrap_or_default();
        let words =
            front_matter::split(words.as_bytes()).map_or(words, |document| document.body()).to_owned();
        self.record(file, kind, left_out, found, (text, Span::at(text.len())), &words)
    }

    /// The fields of YAML, without those that say that there is nothing to say.
    fn fields(&mut self, kind: Option<&ProposedKind>, root: &yaml::Node, found: &mut Vec<Cell>) {
        let first = found.len();
        cells(root, "", &mut self.columns, found);
        let status = kind.and_then(|kind| kind.status.as_ref());
        let status = status.and_then(|status| Some((status, self.columns.called(&status.key)?)));
        let mut more = Vec::new();
        for cell in &mut found[first..] {
            match status {
                Some((status, column)) if cell.column == column && status.allows_rest => {
                    let successor = markdown::link_within(&cell.text);
                    let (word, rest) = status.word_and_rest(&cell.text);
                    if let Some(rest) = rest.trim_start().strip_prefix("by ") {
                        more.push((successor.unwrap_or_else(|| rest.trim().to_owned()), cell.span));
                    }
                    cell.text = word.to_owned();
                }
                _ if says_nothing(&cell.text) => cell.text.clear(),
                _ => {}
            }
        }
        found.retain(|cell| !cell.text.is_empty());
        for (text, span) in more {
            put(SUPERSEDED_BY, &text, span, &mut self.columns, found);
        }
    }

    /// The cells of a row: what it says, or where it leads where that is what it is for.
    fn row(&mut self, kind: Option<&ProposedKind>, row: &Row, found: &mut Vec<Cell>) {
        let name = &row.name.text;
        let key = slug(name, name.len().max(1));
        let field = kind.and_then(|kind| kind.fields.iter().find(|field| field.key == key));
        let item = field.map(|field| field.ty.ty.item());
        let leads = matches!(item, Some(FieldType::Link | FieldType::Url));
        let status = kind.and_then(|kind| kind.status.as_ref()).filter(|status| status.key == key);
        if let Some(status) = status {
            let text =
                if status.allows_rest { status.word_and_rest(&row.value.text).0 } else { &row.value.text };
            return put(name, text, row.value.span, &mut self.columns, found);
        }
        if row.value.is_links && (leads || field.is_some_and(|field| field.ty.ty.is_list())) {
            for link in &row.value.links {
                let text = if leads && !link.target.is_empty() { &link.target } else { &link.text };
                put(name, text, link.span, &mut self.columns, found);
            }
            return;
        }
        let text = if says_nothing(&row.value.text) { "" } else { &row.value.text };
        put(name, text, row.value.span, &mut self.columns, found);
    }

    /// The record of a document: its fields, its text without the heading that is its title, and what its path says.
    fn record(
        &mut self,
        file: &FolderFile,
        kind: Option<&ProposedKind>,
        left_out: Option<&'static str>,
        mut found: Vec<Cell>,
        (text, body): (&str, Span),
        words: &str,
    ) -> Read {
        let start = Span::at(0);
        if let Some(kind) = kind {
            put(KIND, &kind.name, start, &mut self.columns, &mut found);
            self.id(file, kind, &mut found);
            put(NAME, own_name(file, kind), start, &mut self.columns, &mut found);
        } else if !self.proposal.kinds.is_empty() {
            self.columns.named(KIND);
        }
        put(PATH, &file.path, start, &mut self.columns, &mut found);
        put(FOLDER, file.folder(), start, &mut self.columns, &mut found);
        let outline = Outline::of(words, 0);
        let heading = outline.headings.first().filter(|heading| heading.level == 1);
        let mut rest = words;
        if let Some(heading) = heading {
            put(HEADING, &heading.text, start, &mut self.columns, &mut found);
            let title = kind.and_then(|kind| match &kind.title {
                ProposedTitle::Field(key) => {
                    let column = self.columns.called(key)?;
                    found.iter().find(|cell| cell.column == column).map(|cell| cell.text.trim())
                }
                ProposedTitle::Heading => Some(&*heading.text),
                ProposedTitle::Name => Some(own_name(file, kind)),
            });
            let is_first = words[..heading.span.start()].trim().is_empty();
            if is_first && title.is_some_and(|title| title == heading.text.trim()) {
                rest = &words[heading.span.end()..];
            }
        }
        let place = if body.slice(text).trim().is_empty() { start } else { body };
        put(TEXT, rest.trim(), place, &mut self.columns, &mut found);
        Read::Record(Record {
            file: 0,
            span: start,
            cells: found,
            left_out: left_out.filter(|_| kind.is_none()),
        })
    }

    /// The number that the path of a document gives.
    fn number_in(&self, file: &FolderFile, kind: &ProposedKind) -> Option<String> {
        let (pattern, name) = self.paths.get(kind.name.as_str())?;
        pattern.capture(&below(&self.name, &file.path), name).map(str::to_owned)
    }

    /// The id of a document; the second of two that have one is known by its path.
    fn id(&mut self, file: &FolderFile, kind: &ProposedKind, found: &mut Vec<Cell>) {
        let Some(prefix) = &kind.identity.prefix else { return };
        let column = kind.identity.field.as_deref().and_then(|key| self.columns.called(key));
        let cell = found.iter().find(|cell| Some(cell.column) == column && column.is_some());
        let (written, span) = match cell {
            Some(cell) => (Some(cell.text.trim().to_owned()), cell.span),
            None => (None, Span::at(0)),
        };
        let Some(written) = written.or_else(|| self.number_in(file, kind)) else { return };
        let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
        let id = if is_number { Id::parse_of(prefix, &written) } else { Id::parse(&written) };
        let Ok(id) = id else { return };
        let key = id.key().to_string().to_lowercase();
        if let Some(other) = self.ids.get(&key) {
            let message = format!("{id} is the id of {other} already; this one is known by its path");
            let column = kind.identity.field.as_deref().unwrap_or(PATH);
            self.misfits.push(Misfit::cell(span, column, message));
            return;
        }
        self.ids.insert(key, file.path.clone());
        put(ID, &id.to_string(), span, &mut self.columns, found);
        if let Some(number) = id.number().filter(|_| is_number) {
            put(NUMBER, &number.to_string(), span, &mut self.columns, found);
        }
    }
}

/// Whether a file belongs to documents and is none: what they show, or settings of a tool in a hidden folder.
fn is_attached(file: &FolderFile) -> bool {
    let is_markdown = matches!(file.extension().to_lowercase().as_str(), "md" | "markdown" | "mdx");
    let is_hidden = file.path.split('/').any(|part| part.starts_with('.'));
    ATTACHED.contains(&file.extension().to_lowercase().as_str()) || is_hidden && !is_markdown
}

/// What a document is called: its file, or the folder that holds it alone.
fn own_name<'f>(file: &'f FolderFile, kind: &ProposedKind) -> &'f str {
    let is_bundle = kind.files.iter().any(|pattern| pattern.rsplit('/').next() == Some(file.name()));
    let folder = file.folder().rsplit('/').next().filter(|folder| !folder.is_empty());
    folder.filter(|_| is_bundle).unwrap_or_else(|| file.stem())
}

/// The Markdown beside a document that is all YAML, which holds its text.
fn text_beside(
    path: &str,
    files: &HashMap<&str, &FolderFile>,
    kinds: &HashMap<&str, &ProposedKind>,
) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let names = [format!("{folder}/README.md"), format!("{folder}/index.md"), format!("{stem}.md")];
    let is_free = |name: &String| {
        !folder.is_empty() && files.contains_key(name.as_str()) && !kinds.contains_key(name.as_str())
    };
    names.into_iter().find(is_free)
}

/// The section that holds the status and nothing else.
fn status_section(text: &str, body: Span, table: &Table) -> Option<Span> {
    let outline = Outline::of(body.slice(text), body.start());
    let row = table.rows.iter().find(|row| {
        outline.headings.iter().any(|heading| {
            heading.span.start() <= row.name.span.start() && row.name.span.end() <= heading.span.end()
        })
    })?;
    let heading = outline.headings.iter().find(|heading| heading.span.end() >= row.name.span.end())?;
    let own: Vec<Span> = table.rows.iter().map(|row| row.span).collect();
    let rest = without(text, heading.section, &own);
    rest.trim().is_empty().then(|| heading.span.join(heading.section))
}

/// The text of `body` without the lines in which its fields stand.
fn without(text: &str, body: Span, said: &[Span]) -> String {
    let mut words = String::new();
    let mut at = body.start();
    for span in said.iter().filter(|span| span.end() <= body.end()) {
        words.push_str(&text[at..span.start().max(at)]);
        at = span.end().max(at);
    }
    words.push_str(&text[at..body.end().max(at)]);
    words
}

fn refused(fault: &yaml::YamlFault) -> Read {
    let mut misfit = Misfit::record(fault.span, fault.message.clone());
    // How many more there are is of no use here: what is alike is told together.
    misfit.hint =
        fault.help.as_ref().map(|help| help.split(", and around").next().unwrap_or(help).to_owned());
    Read::Misfit(misfit)
}
