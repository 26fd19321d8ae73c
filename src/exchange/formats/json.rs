//! JSON: a list of objects, an object that holds one, or one object on each line.
//!
//! Objects within a record are columns with dots (`assignee.login`), lists are several cells of one column
//! (`labels.name`). Every cell has its place.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::exchange::batch::{Batch, Cell, Columns, Misfit, Record};
use crate::text::span::{LineIndex, Span};

/// Deeper lists of records than any export has.
const DEEPEST: usize = 4;

/// The members of an object in their order, a key that is there twice included.
#[derive(Default)]
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'t> Visitor<'t> for Members {
            type Value = Object<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Object<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// The records of a JSON text, and what of it cannot be read.
pub(crate) fn read(text: &str) -> (Batch, Vec<Misfit>) {
    let mut reader = Reader { text, keeps_parts: false };
    reader.keeps_parts = serde_json::from_str::<Object<'_>>(text)
        .is_ok_and(|root| root.0.iter().any(|(key, value)| key == "view" && value.get() == "\"export\""));
    let (values, mut misfits) = match serde_json::from_str::<&RawValue>(text) {
        Ok(root) => match reader.records(root, DEEPEST) {
            Some(records) => (records, Vec::new()),
            None => {
                let fault = Misfit::record(Span::at(0), "the file holds no list of objects");
                return (Batch::default(), vec![fault.with_hint("export records as a list of objects")]);
            }
        },
        Err(fault) => match reader.lines() {
            Some(lines) => lines,
            None => return (Batch::default(), vec![reader.syntax(&fault, Span::at(0))]),
        },
    };
    let mut columns = Columns::default();
    let mut records = Vec::with_capacity(values.len());
    for value in values {
        let span = reader.span(value);
        match serde_json::from_str::<Object<'_>>(value.get()) {
            Ok(object) => {
                let mut cells = Vec::new();
                for (key, value) in object.0 {
                    reader.cells(&key, value, &mut columns, &mut cells);
                }
                records.push(Record { file: 0, span, cells, left_out: None });
            }
            Err(_) => misfits.push(Misfit::record(span, "the record is no object")),
        }
    }
    (columns.finish(records), misfits)
}

struct Reader<'t> {
    text: &'t str,
    /// Whether an object within a record is one text, as `pm` writes values with parts.
    keeps_parts: bool,
}

impl<'t> Reader<'t> {
    /// Where a value stands in the text that it was read from.
    fn range(&self, value: &RawValue) -> Range<usize> {
        let start = value.get().as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + value.get().len()
    }

    fn span(&self, value: &RawValue) -> Span {
        let range = self.range(value);
        Span::new(range.start, range.end)
    }

    /// The list of objects that `value` is, or the longest one that it holds.
    fn records(&self, value: &'t RawValue, depth: usize) -> Option<Vec<&'t RawValue>> {
        if depth == 0 {
            return None;
        }
        if value.get().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            let is_record = items.iter().any(|item| item.get().starts_with('{'));
            return (is_record || items.is_empty()).then_some(items);
        }
        if !value.get().starts_with('{') {
            return None;
        }
        let object: Object<'t> = serde_json::from_str(value.get()).ok()?;
        let lists = object.0.iter().filter_map(|(_, value)| self.records(value, depth - 1));
        lists.max_by_key(Vec::len)
    }

    /// One object on each line; nothing where the first line is none.
    fn lines(&self) -> Option<(Vec<&'t RawValue>, Vec<Misfit>)> {
        let (mut values, mut misfits) = (Vec::new(), Vec::new());
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<&RawValue>(line.trim_end()) {
                Ok(value) if value.get().starts_with('{') => values.push(value),
                _ if values.is_empty() => return None,
                Ok(_) => misfits.push(Misfit::record(span, "the record is no object")),
                Err(fault) => misfits.push(self.syntax(&fault, span)),
            }
        }
        (!values.is_empty()).then_some((values, misfits))
    }

    fn syntax(&self, fault: &serde_json::Error, within: Span) -> Misfit {
        let lines = LineIndex::new(self.text);
        let first = lines.position(within.start()).line;
        let line = first + fault.line().saturating_sub(1);
        let start = lines.line(line).map_or(self.text.len(), |line| line.start);
        let at =
            self.text.floor_char_boundary((start + fault.column().saturating_sub(1)).min(self.text.len()));
        let message = fault.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Misfit::record(Span::at(at), format!("this is no JSON: {message}"))
            .with_hint("export the file again; nothing behind this place was read")
    }

    fn cells(&self, name: &str, value: &'t RawValue, columns: &mut Columns, cells: &mut Vec<Cell>) {
        let text = value.get();
        match text.as_bytes().first() {
            Some(b'{') if !self.keeps_parts => {
                let object: Object<'t> = serde_json::from_str(text).unwrap_or_default();
                for (key, value) in object.0 {
                    self.cells(&format!("{name}.{key}"), value, columns, cells);
                }
            }
            Some(b'[') => {
                let items: Vec<&'t RawValue> = serde_json::from_str(text).unwrap_or_default();
                for item in items {
                    self.cells(name, item, columns, cells);
                }
            }
            _ => {
                let column = columns.named(name);
                let said = match serde_json::from_str::<String>(text) {
                    Ok(said) => said,
                    Err(_) if text == "null" => String::new(),
                    Err(_) => text.to_owned(),
                };
                if !said.trim().is_empty() {
                    cells.push(Cell { column, text: said, span: self.span(value) });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let (batch, misfits) = read(text);
        let record = |record: &Record| {
            let cell = |cell: &Cell| format!("{}={}", batch.columns[cell.column].name, cell.text);
            record.cells.iter().map(cell).collect::<Vec<_>>().join(" ")
        };
        let misfit = |misfit: &Misfit| format!("{}: {}", misfit.span.start(), misfit.message);
        batch.records.iter().map(record).chain(misfits.iter().map(misfit)).collect()
    }

    #[test]
    fn objects_and_lists_within_are_columns_and_cells() {
        let text =
            r#"[{"n": 7, "labels": [{"name": "a"}, {"name": "b"}], "who": {"login": "ana"}, "x": null}]"#;
        assert_eq!(shown(text), ["n=7 labels.name=a labels.name=b who.login=ana"]);
    }

    #[test]
    fn the_list_is_found_within_an_object_and_on_lines() {
        let text = r#"{"total": 2, "data": {"nodes": [{"id": "A"}, {"id": "B \ud83d\ude80"}]}}"#;
        assert_eq!(shown(text), ["id=A", "id=B 🚀"]);
        assert_eq!(shown("{\"id\": 1}\n\n{\"id\": 2}\n"), ["id=1", "id=2"]);
    }

    #[test]
    fn what_cannot_be_read_has_its_place() {
        assert_eq!(shown("[{\"a\": 1}, 5]"), ["a=1", "11: the record is no object"]);
        assert_eq!(
            shown("{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n"),
            ["a=1", "a=3", "13: this is no JSON: EOF while parsing a value"]
        );
        assert_eq!(shown("[{\"a\": 1},"), ["9: this is no JSON: EOF while parsing a value"]);
        assert_eq!(shown("7"), ["0: the file holds no list of objects"]);
    }
}
