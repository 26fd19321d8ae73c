//! From the rows of a sheet to the artifacts they are about.

use std::collections::BTreeMap;

use super::SheetProblem;
use crate::change::not_found;
use crate::plan::{ArtifactIndex, NotFound, Plan};
use crate::text::sheet::{Sheet, SheetCell};
use crate::text::span::Span;

/// The rows whose artifacts were found.
pub(super) struct Found<'a> {
    /// Where the ids stand.
    pub(super) id_column: Option<usize>,
    pub(super) rows: Vec<(&'a [SheetCell], ArtifactIndex)>,
}

/// Finds the artifacts by the id column; where an id alone does not tell which one, by the path column.
pub(super) fn find_rows<'a>(plan: &Plan, sheet: &'a Sheet, problems: &mut Vec<SheetProblem>) -> Found<'a> {
    let called = |name: &str| sheet.head.iter().position(|cell| cell.text.trim().eq_ignore_ascii_case(name));
    let own = || plan.config.kinds.iter().find_map(|kind| called(&kind.identity.field));
    let id_column = called("id").or_else(own);
    let path_column = called("path");
    if id_column.is_none() && path_column.is_none() {
        let span = sheet.head.first().map_or(Span::at(0), |cell| cell.span);
        if !sheet.head.is_empty() {
            problems.push(SheetProblem::new(
                span,
                "the sheet has no column `id`",
                "take the sheet with it: pm list --columns id,… --format csv",
            ));
        }
        return Found { id_column, rows: Vec::new() };
    }
    let mut found = Found { id_column, rows: Vec::new() };
    let mut seen: BTreeMap<u32, Span> = BTreeMap::new();
    for row in &sheet.rows {
        let cell =
            |at: Option<usize>| at.and_then(|at| row.get(at)).filter(|cell| !cell.text.trim().is_empty());
        let (id, path) = (cell(id_column), cell(path_column));
        let Some(name) = id.or(path) else {
            let span =
                id_column.and_then(|at| row.get(at)).or(row.first()).map_or(Span::at(0), |cell| cell.span);
            problems.push(SheetProblem::new(
                span,
                "the row has no id",
                "give it one; `pm KIND add` writes new artifacts, a sheet does not",
            ));
            continue;
        };
        let by_path = || path.and_then(|path| plan.find(path.text.trim()).ok());
        let artifact = match plan.find(name.text.trim()) {
            Ok(lookup) if lookup.part.is_some() => {
                problems.push(SheetProblem::new(
                    name.span,
                    format!("{} is a part of an artifact", name.text.trim()),
                    "change parts with `pm set`",
                ));
                continue;
            }
            Ok(lookup) => lookup.artifact,
            Err(why) => match by_path().filter(|_| matches!(why, NotFound::Ambiguous(_))) {
                Some(lookup) => lookup.artifact,
                None => {
                    let why_not = not_found(plan, name.text.trim(), &why);
                    let mut problem =
                        SheetProblem { span: name.span, message: why_not.message, hints: why_not.hints };
                    if matches!(why, NotFound::Ambiguous(_)) {
                        problem.hints = vec!["take the sheet with the column `path` beside the id".into()];
                    }
                    problems.push(problem);
                    continue;
                }
            },
        };
        if seen.insert(artifact.0, name.span).is_some() {
            problems.push(SheetProblem::new(
                name.span,
                format!("{} has a row already", plan.artifact(artifact).label()),
                "leave one row for each artifact",
            ));
            continue;
        }
        found.rows.push((row, artifact));
    }
    found
}
