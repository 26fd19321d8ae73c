//! `pm derive`: what pm would make of a folder of documents, why, and the settings that say so.

mod layout;

use std::collections::BTreeMap;

use serde::Serialize;

use super::View;
use crate::derive::{Proposal, ProposedField, ProposedKind, ProposedTitle};
use crate::diagnostic::{Diagnostic, Level};
use crate::page::Page;
use crate::source::RelPath;

/// A proposal as it is told.
#[derive(Serialize)]
pub(crate) struct Derived {
    /// How many files were looked at, those of kinds that are there already aside.
    pub(crate) files: usize,
    /// How many files belong to kinds that are there already.
    pub(crate) files_of_known_kinds: usize,
    pub(crate) kinds: Vec<DerivedKind>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) unreadable: Vec<UnreadableFile>,
    /// What `pm check` would find with these settings, the most first.
    pub(crate) would_find: Vec<WouldFind>,
    /// A new `pm.yaml`, or the lines to add to the one that is there.
    pub(crate) text: String,
    /// Whether `text` is a whole file.
    pub(crate) is_new: bool,
    /// Whether it was written.
    pub(crate) written: bool,
    /// What to type to write it.
    pub(crate) command: String,
}

/// What was asked for.
pub(crate) struct Asked {
    /// Whether there was no `pm.yaml` before.
    pub(crate) is_new: bool,
    pub(crate) writes: bool,
    /// What to type to write the same proposal.
    pub(crate) command: String,
}

#[derive(Serialize)]
pub(crate) struct DerivedKind {
    pub(crate) name: String,
    pub(crate) documents: usize,
    /// Files among them that cannot be read.
    pub(crate) unreadable: usize,
    pub(crate) folders: Vec<String>,
    pub(crate) files: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) id: Option<DerivedId>,
    pub(crate) title: DerivedTitle,
    pub(crate) status: Option<DerivedStatus>,
    pub(crate) fields: Vec<DerivedField>,
    pub(crate) other_keys: Vec<OtherKey>,
}

#[derive(Serialize)]
pub(crate) struct DerivedId {
    /// The key that holds it.
    pub(crate) field: Option<String>,
    pub(crate) prefix: String,
    pub(crate) spellings: Vec<String>,
    /// The part of the path that gives it.
    pub(crate) capture: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) documents: usize,
    pub(crate) example: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct DerivedTitle {
    /// The key that holds it; nothing where it is no field.
    pub(crate) field: Option<String>,
    /// Where no field holds it: `heading` or `name`.
    pub(crate) from: Option<&'static str>,
    pub(crate) documents: usize,
}

#[derive(Serialize)]
pub(crate) struct DerivedStatus {
    pub(crate) field: String,
    pub(crate) documents: usize,
    pub(crate) words: Vec<DerivedWord>,
    /// Words that look like slips of the pen and are no statuses.
    pub(crate) left_out: Vec<LeftWord>,
}

#[derive(Serialize)]
pub(crate) struct DerivedWord {
    pub(crate) status: String,
    pub(crate) category: String,
    pub(crate) documents: usize,
    pub(crate) because: &'static str,
    #[serde(skip)]
    is_sure: bool,
}

#[derive(Serialize)]
pub(crate) struct LeftWord {
    pub(crate) status: String,
    pub(crate) documents: usize,
}

#[derive(Serialize)]
pub(crate) struct DerivedField {
    pub(crate) field: String,
    /// The type as `pm.yaml` writes it.
    #[serde(rename = "type")]
    pub(crate) ty: String,
    /// The kinds that a link leads to.
    pub(crate) to: Vec<String>,
    pub(crate) choices: Vec<String>,
    pub(crate) documents: usize,
    pub(crate) required: bool,
    /// How many values are not of the type.
    pub(crate) odd: usize,
    pub(crate) example: String,
}

#[derive(Serialize)]
pub(crate) struct OtherKey {
    pub(crate) key: String,
    pub(crate) documents: usize,
    pub(crate) reason: String,
}

#[derive(Serialize)]
pub(crate) struct LeftOut {
    pub(crate) reason: &'static str,
    pub(crate) count: usize,
    pub(crate) paths: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct UnreadableFile {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
    /// The kind that it lies among.
    pub(crate) kind: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct WouldFind {
    pub(crate) rule: String,
    pub(crate) level: &'static str,
    pub(crate) count: usize,
    /// The first of them.
    pub(crate) example: String,
    pub(crate) path: String,
}

impl Derived {
    /// A proposal, and what `check` finds with it.
    pub(crate) fn of(proposal: &Proposal, findings: &[Diagnostic], asked: Asked) -> Self {
        let mut left_out: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (path, reason) in &proposal.left_out {
            left_out.entry(reason).or_default().push(path.to_string());
        }
        let mut left_out: Vec<LeftOut> = left_out
            .into_iter()
            .map(|(reason, paths)| LeftOut { reason, count: paths.len(), paths })
            .collect();
        left_out.sort_by(|one, other| (other.count, one.reason).cmp(&(one.count, other.reason)));
        let unreadable = proposal.unreadable.iter().map(|file| UnreadableFile {
            path: file.path.to_string(),
            line: file.line,
            column: file.column,
            reason: file.reason.clone(),
            kind: file.kind.clone(),
        });
        Self {
            files: proposal.file_count,
            files_of_known_kinds: proposal.owned,
            kinds: proposal.kinds.iter().map(|kind| DerivedKind::of(kind, proposal)).collect(),
            left_out,
            unreadable: unreadable.collect(),
            would_find: would_find(findings),
            text: proposal.text.clone(),
            is_new: asked.is_new,
            written: asked.writes,
            command: asked.command,
        }
    }
}

fn would_find(findings: &[Diagnostic]) -> Vec<WouldFind> {
    let mut found: BTreeMap<&str, (Level, usize, &Diagnostic)> = BTreeMap::new();
    for finding in findings {
        let (level, count, _) = found.entry(&*finding.rule).or_insert((finding.level, 0, finding));
        (*level, *count) = ((*level).max(finding.level), *count + 1);
    }
    let mut found: Vec<WouldFind> = found
        .into_iter()
        .map(|(rule, (level, count, first))| WouldFind {
            rule: rule.to_owned(),
            level: level.name(),
            count,
            example: first.message.clone(),
            path: first.place.path.to_string(),
        })
        .collect();
    found.sort_by(|one, other| (other.count, &one.rule).cmp(&(one.count, &other.rule)));
    found
}

impl DerivedKind {
    fn of(kind: &ProposedKind, proposal: &Proposal) -> Self {
        let identity = &kind.identity;
        let id = identity.prefix.as_ref().map(|prefix| DerivedId {
            field: identity.field.clone(),
            prefix: prefix.clone(),
            spellings: identity.spellings.clone(),
            capture: identity.capture.clone(),
            path: kind.path.clone(),
            documents: identity.count,
            example: identity.example.clone(),
        });
        let status = kind.status.as_ref().map(|status| DerivedStatus {
            field: status.key.clone(),
            documents: status.count,
            words: status
                .words
                .iter()
                .map(|word| DerivedWord {
                    status: word.name.clone(),
                    category: word.category.to_string(),
                    documents: word.count,
                    because: word.because.words(),
                    is_sure: word.because.is_sure(),
                })
                .collect(),
            left_out: status
                .left_out
                .iter()
                .map(|(word, count)| LeftWord { status: word.clone(), documents: *count })
                .collect(),
        });
        Self {
            name: kind.name.clone(),
            documents: kind.documents.len(),
            unreadable: kind.unreadable,
            folders: kind.folders.iter().map(RelPath::to_string).collect(),
            files: kind.files.clone(),
            exclude: kind.exclude.clone(),
            id,
            title: DerivedTitle {
                field: match &kind.title {
                    ProposedTitle::Field(key) => Some(key.clone()),
                    ProposedTitle::Heading | ProposedTitle::Name => None,
                },
                from: match &kind.title {
                    ProposedTitle::Field(_) => None,
                    ProposedTitle::Heading => Some("heading"),
                    ProposedTitle::Name => Some("name"),
                },
                documents: kind.titled,
            },
            status,
            fields: kind.fields.iter().map(|field| DerivedField::of(field, proposal)).collect(),
            other_keys: kind
                .unread
                .iter()
                .map(|key| OtherKey {
                    key: key.key.clone(),
                    documents: key.count,
                    reason: key.reason.clone(),
                })
                .collect(),
        }
    }
}

impl DerivedField {
    fn of(field: &ProposedField, proposal: &Proposal) -> Self {
        let link = field.ty.link.as_ref();
        Self {
            field: field.key.clone(),
            ty: field.ty.ty.name(),
            to: link.map(|link| proposal.names_of(link)).unwrap_or_default(),
            choices: field.ty.choices.clone(),
            documents: field.count,
            required: field.required,
            odd: field.ty.odd,
            example: field.example.clone(),
        }
    }
}

impl View for Derived {
    const NAME: &'static str = "derived";

    fn page(&self) -> Page {
        layout::page(self)
    }

    fn sheet(&self) -> Page {
        layout::sheet(self)
    }
}
