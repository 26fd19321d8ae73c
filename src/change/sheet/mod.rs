//! A sheet that a list gave, with changed cells: from it to new bytes of documents.
//!
//! A cell that says what the list would show now is no change; every other cell is an assignment. A sheet
//! is applied whole or not at all, and all that is wrong with it is told at once. Knows no file format
//! and nothing of how a spreadsheet guards its cells.

mod items;
mod rows;

use std::collections::BTreeMap;

use self::items::list_assignment;
use self::rows::{Found, find_rows};
use crate::change::document::Document;
use crate::change::revise::{closed, opened};
use crate::change::{Assignment, Impossible, Operator};
use crate::model::field::{Field, FieldType};
use crate::plan::query::{Environment, Origin, Property, QueryFault, Scope};
use crate::plan::{ArtifactIndex, Plan};
use crate::source::FileChange;
use crate::text::edit::Path;
use crate::text::sheet::{Sheet, SheetCell};
use crate::text::span::Span;

/// A sheet to apply.
pub(crate) struct SheetRequest<'a> {
    pub(crate) sheet: &'a Sheet,
    /// What a list shows of a text.
    pub(crate) shown: &'a dyn Fn(&str) -> String,
    /// The plan that the sheet was taken from, where that is known: only cells that differ from it are
    /// changes, and what was changed since by others is a conflict.
    pub(crate) base: Option<&'a Environment<'a>>,
}

/// What a sheet changes.
#[derive(Debug, Default)]
pub(crate) struct AppliedSheet {
    pub(crate) rows: Vec<AppliedRow>,
    /// How many rows say what their artifacts say already.
    pub(crate) unchanged: usize,
}

/// An artifact that a row changes.
#[derive(Debug)]
pub(crate) struct AppliedRow {
    pub(crate) artifact: ArtifactIndex,
    pub(crate) cells: Vec<AppliedCell>,
    pub(crate) file: FileChange,
}

/// A cell that says something else than the plan.
#[derive(Debug)]
pub(crate) struct AppliedCell {
    pub(crate) property: Property,
    /// What the list shows before.
    pub(crate) from: String,
}

/// Something in a sheet that cannot be applied.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SheetProblem {
    pub(crate) span: Span,
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do; each an imperative fragment.
    pub(crate) hints: Vec<String>,
}

impl SheetProblem {
    fn new(span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hints: vec![hint.into()] }
    }

    fn in_cell(span: Span, row: &str, column: &str, why: Impossible) -> Self {
        Self { span, message: format!("{row}, column {column}: {}", why.message), hints: why.hints }
    }

    fn of_question(span: Span, fault: QueryFault) -> Self {
        Self { span, message: fault.message, hints: fault.help.into_iter().collect() }
    }
}

/// A column whose cells may be changed, or may not.
struct Column {
    at: usize,
    property: Property,
}

/// What the rows of a sheet change in a plan, or everything that stands in the way.
pub(crate) fn apply_sheet(
    environment: &Environment<'_>,
    request: &SheetRequest<'_>,
) -> Result<AppliedSheet, Vec<SheetProblem>> {
    let mut problems = Vec::new();
    let found = find_rows(environment.plan(), request.sheet, &mut problems);
    let columns = columns(environment, request.sheet, &found, &mut problems);
    let mut applied = AppliedSheet::default();
    for (row, artifact) in &found.rows {
        match apply_row(environment, request, &columns, row, *artifact, &mut problems) {
            Some(row) => applied.rows.push(row),
            None => applied.unchanged += 1,
        }
    }
    if problems.is_empty() { Ok(applied) } else { Err(problems) }
}

/// What a list shows for an artifact in one column.
pub(crate) fn shown(
    environment: &Environment<'_>,
    property: &Property,
    artifact: ArtifactIndex,
    shown: &dyn Fn(&str) -> String,
) -> Result<String, QueryFault> {
    Ok(shown(&environment.datum_line(&property.datum(environment, artifact)?)))
}

/// The columns that mean something on the rows that were found.
fn columns(
    environment: &Environment<'_>,
    sheet: &Sheet,
    found: &Found<'_>,
    problems: &mut Vec<SheetProblem>,
) -> Vec<Column> {
    let plan = environment.plan();
    let kinds: Vec<usize> =
        found.rows.iter().map(|(_, artifact)| usize::from(plan.artifact(*artifact).kind)).collect();
    let narrow = Scope::artifacts(environment, &kinds);
    let wide = Scope::artifacts(environment, &[]);
    let mut columns: Vec<Column> = Vec::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (at, cell) in sheet.head.iter().enumerate() {
        let name = cell.text.trim();
        if Some(at) == found.id_column {
            continue;
        }
        if name.is_empty() {
            let full = sheet.rows.iter().find_map(|row| row.get(at).filter(|cell| !cell.text.is_empty()));
            problems.extend(full.map(|cell| {
                SheetProblem::new(cell.span, "this column has no name", "name its field in the first line")
            }));
            continue;
        }
        if seen.insert(name, cell.span).is_some() {
            let message = format!("the column {name} is there twice");
            problems.push(SheetProblem::new(cell.span, message, "leave one of them out"));
            continue;
        }
        match Property::named(&narrow, name).or_else(|fault| Property::named(&wide, name).map_err(|_| fault))
        {
            Ok(property) => columns.push(Column { at, property }),
            // A list in groups names them in a first column that is of no artifact.
            Err(_) if at == 0 && name == "section" => {}
            Err(fault) => problems.push(SheetProblem::of_question(cell.span, fault)),
        }
    }
    columns
}

fn apply_row(
    environment: &Environment<'_>,
    request: &SheetRequest<'_>,
    columns: &[Column],
    row: &[SheetCell],
    artifact: ArtifactIndex,
    problems: &mut Vec<SheetProblem>,
) -> Option<AppliedRow> {
    let plan = environment.plan();
    let label = plan.artifact(artifact).label();
    let mut document = opened(plan, artifact, None);
    let before = document.root().ok().and_then(|root| document.status(&root));
    let mut cells = Vec::new();
    let mut status_span = None;
    for column in columns {
        let Some(cell) = row.get(column.at) else { continue };
        let change = match changed_cell(environment, request, column, cell, artifact) {
            Ok(None) => continue,
            Ok(Some(change)) => change,
            Err(why) => {
                problems.push(SheetProblem::in_cell(cell.span, &label, column.property.name(), why));
                continue;
            }
        };
        let is_status = plan.kind_of(artifact).workflow.field.as_deref() == Some(change.key);
        match assignment(plan, &document, artifact, &change).and_then(|change| document.assign(&change)) {
            Ok(()) => {
                if is_status {
                    status_span = Some(cell.span);
                }
                cells.push(AppliedCell { property: column.property.clone(), from: change.from });
            }
            Err(why) => {
                problems.push(SheetProblem::in_cell(cell.span, &label, column.property.name(), why));
            }
        }
    }
    if let Some(span) = status_span
        && let Err(why) = document.check_demands(before.as_deref())
    {
        problems.push(SheetProblem { span, message: format!("{label}: {}", why.message), hints: why.hints });
    }
    if let Err(why) = document.remember_estimated() {
        problems.push(SheetProblem { span: row.first()?.span, message: why.message, hints: why.hints });
    }
    let file = closed(plan, artifact, document)?;
    Some(AppliedRow { artifact, cells, file })
}

/// A cell on its way to an assignment.
struct ChangedCell<'a> {
    key: &'a str,
    from: String,
    to: String,
}

/// The change that a cell asks for; nothing where it says what the list shows.
fn changed_cell<'a>(
    environment: &'a Environment<'_>,
    request: &SheetRequest<'_>,
    column: &Column,
    cell: &SheetCell,
    artifact: ArtifactIndex,
) -> Result<Option<ChangedCell<'a>>, Impossible> {
    let plan = environment.plan();
    let of_fault =
        |fault: QueryFault| Impossible { message: fault.message, hints: Vec::from_iter(fault.help) };
    let from = shown(environment, &column.property, artifact, request.shown).map_err(of_fault)?;
    let to = &cell.text;
    if is_same(to, &from) {
        return Ok(None);
    }
    let key = match column.property.origin(environment, artifact) {
        Origin::Key(key) => key,
        origin => return Err(read_only(plan, artifact, column.property.name(), origin)),
    };
    if let Some(base) = request.base
        && let Some(old) = counterpart(plan, artifact, base.plan())
    {
        let was = shown(base, &column.property, old, request.shown).map_err(of_fault)?;
        if is_same(to, &was) {
            return Ok(None);
        }
        if !is_same(&from, &was) {
            let word = |text: &str| if text.is_empty() { "empty".to_owned() } else { format!("`{text}`") };
            return Err(Impossible::new(format!(
                "it was {}, is {} now, and the sheet says {}",
                word(&was),
                word(&from),
                word(to)
            ))
            .with_hint("let the cell say what is there now; where the sheet is right, run `pm set`"));
        }
    }
    Ok(Some(ChangedCell { key, from, to: to.clone() }))
}

/// The same artifact in another plan.
fn counterpart(plan: &Plan, artifact: ArtifactIndex, other: &Plan) -> Option<ArtifactIndex> {
    let artifact = plan.artifact(artifact);
    let same = |index: &ArtifactIndex| {
        let other = other.artifact(*index);
        other.product == artifact.product && other.id.is_some() && other.id == artifact.id
    };
    other.indices().find(same).or_else(|| other.at_path(&artifact.path))
}

/// Whether two cells say the same, whatever a spreadsheet made of white space at their ends and of line
/// breaks in them.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    one == other || plain(one) == plain(other)
}

fn read_only(plan: &Plan, artifact: ArtifactIndex, name: &str, origin: Origin<'_>) -> Impossible {
    let kind = plan.kind_of(artifact);
    let undo = "take the change of this cell back";
    match origin {
        Origin::Id => {
            Impossible::new("an id never changes: links, commits and people call the artifact by it")
                .with_hint("put other names for it into `aliases`")
        }
        Origin::Kind => Impossible::new("an artifact keeps its kind")
            .with_hint("write a new artifact of the other kind, and link the two"),
        Origin::Path => {
            Impossible::new("a sheet does not move documents").with_hint("run `pm rename`, or `git mv`")
        }
        Origin::Inverse => Impossible::new(format!("`{name}` follows from the links of other artifacts"))
            .with_hint("change the links where they are written"),
        Origin::Computed => Impossible::new(format!("`{name}` is computed")).with_hint(undo),
        Origin::Nothing | Origin::Key(_) => {
            Impossible::new(format!("{} have no field `{name}`", kind.plural))
                .with_hint("leave the cell empty")
        }
    }
}

fn assignment(
    plan: &Plan,
    document: &Document<'_>,
    artifact: ArtifactIndex,
    change: &ChangedCell<'_>,
) -> Result<Assignment, Impossible> {
    let place = Path::key(change.key).to_string();
    if change.to.trim().is_empty() {
        return Ok(Assignment::new(place, Operator::Unset, Vec::new()));
    }
    let Some(field) = plan.kind_of(artifact).field(change.key) else {
        return Ok(Assignment::set(place, &change.to));
    };
    if is_braced(&change.to) && has_parts(&field.ty) {
        return Ok(Assignment::set(place, &change.to));
    }
    if has_parts(&field.ty) {
        return Err(entries(field));
    }
    match &field.ty {
        FieldType::List(_) => Ok(list_assignment(plan, document, artifact, field, place, &change.to)),
        FieldType::Text => Ok(Assignment::set(place, &change.to)),
        _ => Ok(Assignment::set(place, change.to.trim())),
    }
}

fn is_braced(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

/// Whether a cell shows less of a value than it holds.
fn has_parts(ty: &FieldType) -> bool {
    match ty {
        FieldType::Record | FieldType::Map(_) => true,
        FieldType::List(item) => matches!(**item, FieldType::List(_)) || has_parts(item),
        _ => false,
    }
}

fn entries(field: &Field) -> Impossible {
    Impossible::new(format!("`{}` has parts that a cell does not show", field.name))
        .with_hint(format!("change one part: pm set ID {}…=…, or run `pm edit ID`", field.name))
}

#[cfg(test)]
mod tests;
