//! Fields that stand in the text of a document: rows of a table, and a title that is a heading.

use crate::change::document::{Document, node_at};
use crate::change::place::Place;
use crate::change::{Impossible, Operator};
use crate::model::kind::FieldSource;
use crate::model::table::tree;
use crate::text::edit::{Change, Edit, RowEdit, RowPlace, Step, Value, edit_heading, edit_row};
use crate::text::front_matter::text_behind;
use crate::text::span::Span;
use crate::text::words::label;
use crate::text::yaml::{Content, Node};

impl Document<'_> {
    /// Whether fields stand in front matter, or in a file that is all YAML.
    pub(super) fn has_front_matter(&self) -> bool {
        self.kind.source == FieldSource::FrontMatter
            || matches!(self.reader.home.path.extension(), "yaml" | "yml")
    }

    /// Whether an edit is of a title that is no field but the first heading.
    pub(super) fn is_heading(&self, edit: &Edit) -> bool {
        let title = &self.kind.title_field;
        self.kind.title_is_heading && matches!(edit.path.0.as_slice(), [Step::Key(key)] if key == title)
    }

    /// The rows of the table as the entries of a map; empty where there is no table.
    pub(super) fn rows(&self) -> Node {
        let body = self.body();
        match self.kind.source.rows(body.slice(&self.text), body.start()) {
            Some(table) => tree(self.kind, &table),
            None => {
                let content = Content::Map { entries: Vec::new(), flow: false };
                Node { span: Span::at(body.start()), content, decoration: None }
            }
        }
    }

    /// Makes one edit in the text.
    pub(super) fn edit_text(&mut self, edit: &Edit) -> Result<(), Impossible> {
        let body = self.body();
        let edited = if self.is_heading(edit) {
            edit_heading(&self.text, body, &self.cell_text(edit)?)
        } else {
            let place = match &self.kind.source {
                FieldSource::Table { heading, .. } => RowPlace::Table(heading),
                FieldSource::Lines => RowPlace::Lines,
                FieldSource::FrontMatter | FieldSource::Nothing => {
                    return Err(Impossible::new(format!("{} have no fields", self.kind.plural)));
                }
            };
            let [Step::Key(name)] = edit.path.0.as_slice() else {
                return Err(self.beyond_a_cell(edit));
            };
            let rows = self.rows();
            let entries = rows.entries().unwrap_or_default();
            let row = entries.iter().position(|entry| *entry.key.text == **name);
            if let (Change::Remove, None) = (&edit.change, row) {
                return Ok(());
            }
            let (value, label) = match &edit.change {
                Change::Remove => (String::new(), String::new()),
                _ => (self.cell_text(edit)?, label(name)),
            };
            let is_said = |row: usize| entries[row].value.as_str() == Some(value.as_str());
            let change = match (&edit.change, row) {
                (Change::Remove, Some(row)) => RowEdit::Remove { row },
                (_, Some(row)) if is_said(row) => return Ok(()),
                (Change::Append { .. }, Some(row)) if !entries[row].value.is_null() => {
                    return Err(self.beyond_a_cell(edit));
                }
                (_, Some(row)) => RowEdit::Set { row, value: &value },
                (_, None) => RowEdit::Add { name: &label, value: &value },
            };
            edit_row(&self.text, body, place, change)
        };
        self.text =
            edited.map_err(|refusal| self.refused(&refusal.reason, refusal.span).with_hints(refusal.hint))?;
        Ok(())
    }

    /// Refuses to add to a cell of links or to take from it: the rest would lose where it leads.
    pub(super) fn refuse_links_in_a_cell(
        &self,
        root: &Node,
        place: &Place<'_>,
        operator: Operator,
    ) -> Result<(), Impossible> {
        let is_list = node_at(root, &place.path).is_some_and(|node| node.items().is_some());
        if self.has_front_matter() || !is_list || !matches!(operator, Operator::Add | Operator::Take) {
            return Ok(());
        }
        let message = format!(
            "`{}` of {} is {} of links, which pm writes only as a whole",
            place.path,
            self.label,
            if self.kind.source == FieldSource::Lines { "a line" } else { "a cell" }
        );
        Err(Impossible::new(message)
            .with_hint(format!("edit the file by hand, or set all of it: {}=…", place.path)))
    }

    /// The one text that an edit writes.
    fn cell_text(&self, edit: &Edit) -> Result<String, Impossible> {
        match &edit.change {
            Change::Set { value: Value::Plain(text) | Value::Text(text), .. }
            | Change::Append { value: Value::Plain(text) | Value::Text(text), .. } => Ok(text.clone()),
            Change::Set { value: Value::List(items), .. } => match items.as_slice() {
                [Value::Plain(text) | Value::Text(text)] => Ok(text.clone()),
                _ => Err(self.beyond_a_cell(edit)),
            },
            _ => Err(self.beyond_a_cell(edit)),
        }
    }

    fn beyond_a_cell(&self, edit: &Edit) -> Impossible {
        let field = edit.path.0.first().map_or_else(String::new, |step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        });
        Impossible::new(format!("{} holds one text, and `{}` would be more", self.cell(), edit.path))
            .with_hint(format!("say in pm.yaml how several are written: {field}: {{written: \"1, 2, 3\"}}"))
    }

    /// What holds a value, as a sentence begins with it.
    fn cell(&self) -> &'static str {
        match self.kind.source {
            FieldSource::Lines => "a line",
            _ => "a cell of a table",
        }
    }

    fn body(&self) -> Span {
        text_behind(self.text.as_bytes()).unwrap_or(Span::new(0, self.text.len()))
    }
}
