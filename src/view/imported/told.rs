//! From an import, as it was worked out, to what people are told of it.

use indexmap::IndexMap;

use super::{
    CreatedArtifact, FieldSource, ImportedFile, KindCount, LeftOutWord, MappingFile, MergedArtifact,
    MisfitLine, Sides, UnreadColumn, WordMeaning,
};
use crate::exchange::{ANY, Batch, Differing, Imported, Mapping, Misfit, is_named_only, items_of};
use crate::plan::Plan;
use crate::text::span::LineIndex;

/// What an import is told from.
pub(crate) struct Told<'a> {
    pub(crate) plan: &'a Plan,
    /// As the caller named it.
    pub(crate) file: &'a str,
    /// The files that were read, as they are named to people, with their texts.
    pub(crate) files: &'a [(String, String)],
    pub(crate) tool: Option<&'a str>,
    pub(crate) batch: &'a Batch,
    /// How many records of the file could not be read as records.
    pub(crate) unread: usize,
    pub(crate) mapping: &'a Mapping,
    /// The path of the mapping, and whether it is proposed.
    pub(crate) mapping_file: (&'a str, bool),
    /// Statuses whose meaning is a guess: kind, word, and what it becomes.
    pub(crate) guessed: &'a [(String, String, String)],
    pub(crate) imported: &'a Imported,
    pub(crate) dry_run: bool,
    pub(crate) shows_all: bool,
}

impl ImportedFile {
    pub(crate) fn of(told: &Told<'_>) -> Self {
        let imported = told.imported;
        Self {
            file: told.file.to_owned(),
            tool: told.tool.map(str::to_owned),
            records: told.batch.records.len() + told.unread,
            mapping: MappingFile { path: told.mapping_file.0.to_owned(), is_new: told.mapping_file.1 },
            kinds: kinds(told),
            fields: fields(told),
            not_read: not_read(told),
            created: created(told),
            changed: changed(told),
            unchanged: imported.unchanged,
            removed_here: imported.removed_here.clone(),
            gone: imported.gone,
            left_out: imported.left_out,
            left_out_by: left_out(told),
            beside: told.batch.beside,
            misfits: misfits(told, &imported.misfits),
            links_left: misfits(told, &imported.links_left),
            dry_run: told.dry_run,
            shows_all: told.shows_all,
        }
    }
}

/// The words by which the mapping leaves records out.
fn left_out(told: &Told<'_>) -> Vec<LeftOutWord> {
    let choice = &told.mapping.kind;
    let column = choice.column.as_deref().and_then(|column| told.batch.column(column));
    let words = column.map(|column| told.batch.words(column)).unwrap_or_default();
    words
        .into_iter()
        .filter(|(word, _)| choice.kind(Some(word)) == Some(""))
        .map(|(word, records)| LeftOutWord { word: word.to_owned(), records })
        .collect()
}

fn kinds(told: &Told<'_>) -> Vec<KindCount> {
    let kinds = &told.plan.config.kinds;
    let mut counts: Vec<KindCount> = kinds
        .iter()
        .map(|kind| KindCount {
            kind: kind.name.clone(),
            plural: kind.plural.clone(),
            new: 0,
            changed: 0,
            kept: 0,
        })
        .collect();
    for created in &told.imported.created {
        counts[created.kind].new += 1;
    }
    for updated in &told.imported.updated {
        let count = &mut counts[usize::from(told.plan.artifact(updated.artifact).kind)];
        count.changed += usize::from(!updated.taken.is_empty());
        count.kept += usize::from(!updated.kept.is_empty());
    }
    counts.retain(|count| count.new + count.changed + count.kept > 0);
    counts
}

fn fields(told: &Told<'_>) -> Vec<FieldSource> {
    let mut sources = Vec::new();
    for kind in told.mapping.kind.kinds() {
        for (field, from) in told.mapping.fields.get(kind).into_iter().flatten() {
            let columns: Vec<usize> =
                from.columns.iter().filter_map(|column| told.batch.column(column)).collect();
            let mut said: IndexMap<String, usize> = IndexMap::new();
            for column in if from.words.is_empty() { &[] } else { columns.as_slice() } {
                for (text, count) in told.mapping.words(told.batch, kind, *column) {
                    for item in items_of(text, from.separator.as_deref()) {
                        *said.entry(item.to_lowercase()).or_default() += count;
                    }
                }
            }
            let is_named = |word: &str| from.words.keys().any(|named| named.to_lowercase() == word);
            let words = from.words.iter().map(|(word, becomes)| WordMeaning {
                word: word.clone(),
                becomes: becomes.clone(),
                records: match word.as_str() {
                    ANY => said.iter().filter(|(word, _)| !is_named(word)).map(|(_, count)| *count).sum(),
                    word => said.get(&word.to_lowercase()).copied().unwrap_or(0),
                },
                guessed: field == "status"
                    && told.guessed.iter().any(|(of, guess, _)| of == kind && guess == word),
            });
            sources.push(FieldSource {
                kind: kind.to_owned(),
                field: field.clone(),
                columns: columns.iter().map(|column| told.batch.columns[*column].name.clone()).collect(),
                words: words.collect(),
                always: from.always.clone(),
            });
        }
    }
    sources
}

fn not_read(told: &Told<'_>) -> Vec<UnreadColumn> {
    let columns = told.imported.unread.iter().map(|at| &told.batch.columns[*at]);
    columns
        .filter(|column| column.filled > 0)
        .map(|column| UnreadColumn {
            column: column.name.clone(),
            columns: column.count,
            cells: column.filled,
            ignored: told.mapping.ignored.contains(&column.name),
        })
        .collect()
}

fn created(told: &Told<'_>) -> Vec<CreatedArtifact> {
    let created = told.imported.created.iter();
    created
        .map(|created| CreatedArtifact {
            id: created.id.to_string(),
            kind: told.plan.config.kinds[created.kind].name.clone(),
            title: created.title.clone(),
            path: created.path.to_string(),
            // What has no id of its own at the source is named by its title.
            source: if is_named_only(&created.source) || created.source == created.title {
                String::new()
            } else {
                created.source.clone()
            },
        })
        .collect()
}

fn changed(told: &Told<'_>) -> Vec<MergedArtifact> {
    let sides = |differing: &[Differing]| -> Vec<Sides> {
        let sides = differing.iter().map(|differing| Sides {
            field: differing.field.clone(),
            here: differing.here.clone(),
            source: differing.source.clone(),
        });
        sides.collect()
    };
    let updated = told.imported.updated.iter().map(|updated| {
        let artifact = told.plan.artifact(updated.artifact);
        MergedArtifact {
            id: artifact.label(),
            path: artifact.path.to_string(),
            source: updated.source.clone(),
            taken: sides(&updated.taken),
            kept: sides(&updated.kept),
        }
    });
    updated.collect()
}

fn misfits(told: &Told<'_>, misfits: &[Misfit]) -> Vec<MisfitLine> {
    let mut index: Option<(usize, LineIndex<'_>)> = None;
    let mut lines = Vec::with_capacity(misfits.len());
    for misfit in misfits {
        let Some((name, text)) = told.files.get(misfit.file) else { continue };
        if index.as_ref().is_none_or(|(file, _)| *file != misfit.file) {
            index = Some((misfit.file, LineIndex::new(text)));
        }
        if let Some((_, index)) = &index {
            lines.push(line(misfit, name, index));
        }
    }
    lines
}

fn line(misfit: &Misfit, file: &str, lines: &LineIndex<'_>) -> MisfitLine {
    let place = lines.position(misfit.span.start());
    MisfitLine {
        file: file.to_owned(),
        line: place.line,
        column: place.column,
        name: misfit.column.clone(),
        message: misfit.message.clone(),
        hint: misfit.hint.clone(),
        whole: misfit.whole,
    }
}
