//! Artifacts as a table: filtered, ordered, grouped, with the columns that were asked for.

use std::cmp::Ordering;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::model::field::FieldType;
use crate::model::kind::Kind;
use crate::page::{Align, Block, Column, Page, Row, Table, Tone};
use crate::plan::ArtifactIndex;
use crate::plan::query::{Datum, Environment, Filter, Property, QueryFault, Scope, SortKey};
use crate::text::words::{capitalised, label, list_of};
use crate::view::View;
use crate::view::value::{Cell, cell};

/// What a list is to show; every name in it is one of a property.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct ListOptions {
    /// The columns, where they were named.
    pub(crate) columns: Vec<String>,
    /// Each with whether the last comes first.
    pub(crate) sort: Vec<(String, bool)>,
    pub(crate) group_by: Option<String>,
    pub(crate) limit: Option<usize>,
}

/// Artifacts in an order.
#[derive(Serialize)]
pub(crate) struct List {
    /// The kinds that were asked for, by name; all where empty.
    kinds: Vec<String>,
    columns: Vec<ListColumn>,
    /// How many artifacts there are, also beyond the limit.
    total: usize,
    /// Documents of these kinds that could not be read.
    unreadable: usize,
    groups: Vec<ListGroup>,
    #[serde(skip)]
    nothing: Option<String>,
    #[serde(skip)]
    title: String,
}

#[derive(Serialize)]
struct ListColumn {
    name: String,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    align: Align,
    #[serde(skip)]
    wraps: bool,
}

#[derive(Serialize)]
struct ListGroup {
    /// The value that the rows have in common; nothing where the list is not grouped.
    #[serde(serialize_with = "group_value")]
    by: Option<Cell>,
    /// How many artifacts belong to it, also beyond the limit.
    total: usize,
    #[serde(serialize_with = "rows")]
    rows: Vec<ListRow>,
}

struct ListRow {
    columns: Vec<(String, Cell)>,
}

pub(super) fn group_value<S: Serializer>(cell: &Option<Cell>, serializer: S) -> Result<S::Ok, S::Error> {
    cell.as_ref().map(|cell| &cell.json).serialize(serializer)
}

fn rows<S: Serializer>(rows: &[ListRow], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(|row| {
        let cells = row.columns.iter().map(|(name, cell)| (name.clone(), cell.json.clone()));
        cells.collect::<serde_json::Map<_, _>>()
    }))
}

impl List {
    /// The artifacts that pass `filter`, as `options` say.
    pub(crate) fn of(
        scope: &Scope<'_>,
        filter: &Filter<'_>,
        options: &ListOptions,
    ) -> Result<Self, QueryFault> {
        let environment = scope.environment();
        let found = sorted(scope, filter.select()?, &options.sort)?;
        let properties = match options.columns.as_slice() {
            [] => standard_columns(scope, &found)?,
            names => named(scope, names)?,
        };
        let total = found.len();
        let groups = match &options.group_by {
            None => vec![(None, found)],
            Some(name) => grouped(environment, &Property::named(scope, name)?, &found)?,
        };
        let mut left = options.limit.unwrap_or(usize::MAX);
        let mut shown = Vec::new();
        for (by, indices) in groups {
            let total = indices.len();
            let mut rows = Vec::new();
            for index in indices.into_iter().take(left) {
                rows.push(row(environment, &properties, index)?);
            }
            left -= rows.len();
            shown.push(ListGroup { by, total, rows });
        }
        shown.retain(|group| !group.rows.is_empty() || options.limit.is_none() && group.by.is_some());
        let columns = properties.iter().map(|property| column(scope, property)).collect();
        let kinds = kinds_asked(scope);
        Ok(Self {
            nothing: (total == 0).then(|| nothing(scope, &kinds)),
            title: title(scope, &kinds),
            kinds,
            columns,
            total,
            unreadable: unreadable(scope),
            groups: shown,
        })
    }

    /// How many documents of the kinds asked for could not be read.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }
}

/// How many documents of the kinds in scope could not be read.
pub(super) fn unreadable(scope: &Scope<'_>) -> usize {
    let plan = scope.environment().plan();
    plan.unreadable.iter().filter(|document| scope.kinds().contains(&usize::from(document.kind))).count()
}

/// The names of the kinds in scope; none where all are.
pub(super) fn kinds_asked(scope: &Scope<'_>) -> Vec<String> {
    let all = &scope.environment().plan().config.kinds;
    if scope.kinds().len() == all.len() && all.len() > 1 {
        return Vec::new();
    }
    scope.kinds().iter().map(|kind| all[*kind].name.clone()).collect()
}

/// `Requirements`, `Ideas and requirements`, `Artifacts`.
pub(super) fn title(scope: &Scope<'_>, kinds: &[String]) -> String {
    let all = &scope.environment().plan().config.kinds;
    let plurals = all.iter().filter(|kind| kinds.contains(&kind.name)).map(|kind| kind.plural.as_str());
    let title = if kinds.is_empty() { "artifacts".to_owned() } else { list_of(plurals) };
    capitalised(&title)
}

/// What to say where there is nothing to show, and what to type.
pub(super) fn nothing(scope: &Scope<'_>, kinds: &[String]) -> String {
    let plan = scope.environment().plan();
    let is_there = plan.artifacts().any(|artifact| scope.kinds().contains(&usize::from(artifact.kind)));
    let what = title(scope, kinds).to_lowercase();
    if is_there {
        return format!("No {what} fit. Leave out a condition, or see all with `pm list`.");
    }
    let kind = match kinds {
        [kind] => plan.config.kinds.iter().find(|known| known.name == *kind),
        _ => plan.config.kinds.iter().find(|known| known.core),
    };
    match kind {
        Some(kind) if kind.files.named_by_id => {
            format!("There are no {what} yet. Write the first one: `pm {} add \"…\"`.", short_name(kind))
        }
        _ => format!("There are no {what} where pm.yaml says that they lie."),
    }
}

fn short_name(kind: &Kind) -> &str {
    kind.aliases.first().unwrap_or(&kind.name)
}

/// The properties called `names`.
pub(super) fn named(scope: &Scope<'_>, names: &[String]) -> Result<Vec<Property>, QueryFault> {
    names.iter().map(|name| Property::named(scope, name)).collect()
}

/// Id, title and status; kind, owner and when where they say something.
fn standard_columns(scope: &Scope<'_>, found: &[ArtifactIndex]) -> Result<Vec<Property>, QueryFault> {
    const ALWAYS: [&str; 3] = ["id", "title", "status"];
    const WHERE_PRESENT: [&str; 4] = ["priority", "owner", "release", "target"];
    let environment = scope.environment();
    let mut columns = Vec::new();
    for name in ALWAYS {
        if let Ok(property) = Property::named(scope, name) {
            columns.push(property);
        }
    }
    if scope.kinds().len() > 1 {
        columns.insert(1, Property::named(scope, "kind")?);
    }
    for name in WHERE_PRESENT {
        let Ok(property) = Property::named(scope, name) else { continue };
        let mut is_said = false;
        for index in found {
            if !property.datum(environment, *index)?.is_missing() {
                is_said = true;
                break;
            }
        }
        if is_said {
            columns.push(property);
        }
    }
    Ok(columns)
}

/// By the properties asked for, then by id. What is missing comes last, also where the order is turned.
pub(super) fn sorted(
    scope: &Scope<'_>,
    found: Vec<ArtifactIndex>,
    by: &[(String, bool)],
) -> Result<Vec<ArtifactIndex>, QueryFault> {
    let environment = scope.environment();
    let mut properties = Vec::new();
    for (name, turned) in by {
        properties.push((Property::named(scope, name)?, *turned));
    }
    let mut keyed = Vec::with_capacity(found.len());
    for index in found {
        let mut keys: Vec<Option<SortKey>> = Vec::with_capacity(properties.len());
        for (property, _) in &properties {
            keys.push(environment.sort_key(&property.datum(environment, index)?));
        }
        keyed.push((keys, environment.id_key(index), index));
    }
    keyed.sort_by(|(one, one_id, _), (other, other_id, _)| {
        let asked =
            one.iter().zip(other).zip(&properties).map(|((one, other), (_, turned))| match (one, other) {
                (Some(one), Some(other)) if *turned => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            });
        asked.fold(Ordering::Equal, Ordering::then).then_with(|| one_id.cmp(other_id))
    });
    Ok(keyed.into_iter().map(|(_, _, index)| index).collect())
}

pub(super) type Group = (Option<Cell>, Vec<ArtifactIndex>);

/// One group for each value, in the order of the values, what has none last. An artifact with several
/// values belongs to several groups.
pub(super) fn grouped(
    environment: &Environment<'_>,
    property: &Property,
    found: &[ArtifactIndex],
) -> Result<Vec<Group>, QueryFault> {
    let mut groups: IndexMap<String, (Option<SortKey>, Group)> = IndexMap::new();
    for index in found {
        let mut pieces = property.datum(environment, *index)?.pieces();
        if pieces.is_empty() {
            pieces.push(Datum::Missing);
        }
        for piece in pieces {
            let group = groups.entry(environment.datum_line(&piece)).or_insert_with(|| {
                (environment.sort_key(&piece), (Some(cell(environment, &piece)), Vec::new()))
            });
            if group.1.1.last() != Some(index) {
                group.1.1.push(*index);
            }
        }
    }
    let mut groups: Vec<(Option<SortKey>, Group)> = groups.into_values().collect();
    groups.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

fn row(
    environment: &Environment<'_>,
    properties: &[Property],
    index: ArtifactIndex,
) -> Result<ListRow, QueryFault> {
    let columns = properties
        .iter()
        .map(|property| {
            let datum = property.datum(environment, index)?;
            Ok((property.name().to_owned(), cell(environment, &datum)))
        })
        .collect::<Result<_, QueryFault>>()?;
    Ok(ListRow { columns })
}

fn column(scope: &Scope<'_>, property: &Property) -> ListColumn {
    let name = property.name();
    let fields = scope
        .kinds()
        .iter()
        .filter_map(|kind| scope.environment().plan().config.kinds[*kind].field(name).map(|field| &field.ty));
    let short = |ty: &FieldType| {
        matches!(
            ty,
            FieldType::Date
                | FieldType::Period
                | FieldType::Target
                | FieldType::Choice
                | FieldType::Link
                | FieldType::Version
        )
    };
    let is_short = matches!(name, "id" | "status" | "kind") || {
        let mut fields = fields.peekable();
        fields.peek().is_some() && fields.all(short)
    };
    ListColumn {
        name: name.to_owned(),
        title: heading(name),
        align: if property.is_number { Align::Right } else { Align::Left },
        wraps: !is_short && !property.is_number,
    }
}

/// The heading of a column: `depends_on` as `Depends on`; an expression as it stands.
pub(super) fn heading(name: &str) -> String {
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        return name.to_owned();
    }
    label(name)
}

impl View for List {
    const NAME: &'static str = "list";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(text) = &self.nothing {
            blocks.push(Block::Note { tone: Tone::Muted, text: text.as_str().into() });
        }
        for group in self.groups.iter().filter(|_| self.total > 0) {
            if let Some(by) = &group.by {
                let text = by
                    .text_or("none")
                    .and(crate::page::Inline::Toned(Tone::Muted, format!(" · {}", group.total)));
                blocks.push(Block::Heading { level: 1, text });
            }
            blocks.push(Block::Table(self.table(group)));
        }
        let shown: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        let of: usize = self.groups.iter().map(|group| group.total).sum();
        let summary = match (self.total, shown < of.max(self.total)) {
            (0, _) => String::new(),
            (total, true) => format!("{shown} of {total}"),
            (total, false) => total.to_string(),
        };
        Page { title: self.title.as_str().into(), summary: summary.into(), blocks }
    }
}

impl List {
    fn table(&self, group: &ListGroup) -> Table {
        let columns = self
            .columns
            .iter()
            .map(|column| Column {
                title: column.title.clone(),
                name: column.name.clone(),
                align: column.align,
                wraps: column.wraps,
            })
            .collect();
        let rows = group
            .rows
            .iter()
            .map(|row| Row {
                cells: row.columns.iter().map(|(_, cell)| cell.text.clone()).collect(),
                depth: 0,
            })
            .collect();
        Table { columns, rows }
    }
}

#[cfg(test)]
mod tests;
