//! Imports into plans in memory: what holds for any file, whatever is in it.

use proptest::prelude::*;

use super::{Imported, Request, import};
use crate::change::Impossible;
use crate::config::Config;
use crate::exchange::batch::Batch;
use crate::exchange::formats;
use crate::exchange::ledger::Ledger;
use crate::exchange::mapping::Mapping;
use crate::exchange::propose::propose;
use crate::model::values::Id;
use crate::plan::{Plan, load};
use crate::source::memory::MemoryTree;
use crate::source::{FileChange, RelPath};

const SETTINGS: &str = "format: 1\nproduct: P\npeople:\n  ana: {name: Ana Lopez}\n";

fn plan(files: &[(String, String)]) -> Plan {
    let (config, _) = Config::read(&RelPath::root().join("pm.yaml"), SETTINGS);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    load(&MemoryTree::of(&files), config, SETTINGS.to_owned()).0
}

/// One import after another, as commands carry them out.
struct Run {
    files: Vec<(String, String)>,
    ledger: Ledger,
    mapping: Option<Mapping>,
}

impl Run {
    fn new() -> Self {
        Self { files: Vec::new(), ledger: Ledger::default(), mapping: None }
    }

    /// Imports a text and writes what comes of it; nothing where nothing can be proposed for it.
    fn import(&mut self, text: &str) -> Option<Imported> {
        let (batch, _) = formats::read(text);
        let plan = plan(&self.files);
        let mapping = match &self.mapping {
            Some(mapping) => mapping.clone(),
            None => propose(&batch, &plan.config, "test", Some("requirement"))?.mapping,
        };
        let imported = worked_out(&plan, &batch, &mapping, &self.ledger);
        self.mapping = Some(mapping);
        for created in &imported.created {
            self.write(&created.file);
        }
        for file in imported.updated.iter().filter_map(|updated| updated.file.as_ref()) {
            self.write(file);
        }
        self.ledger = imported.ledger.clone();
        Some(imported)
    }

    fn write(&mut self, change: &FileChange) {
        let (path, bytes) = match change {
            FileChange::Create { path, bytes } | FileChange::Replace { path, bytes, .. } => (path, bytes),
            other => panic!("an import writes whole files: {other:?}"),
        };
        let text = String::from_utf8(bytes.clone()).expect("text");
        self.files.retain(|(known, _)| known != path.as_str());
        self.files.push((path.to_string(), text));
    }

    fn text(&self, part: &str) -> &str {
        let found = self.files.iter().find(|(path, _)| path.contains(part));
        found.map(|(_, text)| text.as_str()).expect("a document")
    }
}

fn worked_out(plan: &Plan, batch: &Batch, mapping: &Mapping, ledger: &Ledger) -> Imported {
    let request = Request { plan, batch, mapping, ledger, product: 0, folder: None };
    let mut last = 0;
    let mut fresh = |kind: usize| {
        last += 1;
        let taken = plan.artifacts().count() as u64;
        Ok::<_, Impossible>(Id::new(&plan.config.kinds[kind].identity.prefix, taken + last))
    };
    import(&request, &mut fresh).expect("ids are given").expect("a mapping that fits")
}

#[test]
fn links_between_rows_are_written_in_either_order() {
    let mut run = Run::new();
    let head = "Summary,Issue key,Issue id,Issue Type,Status,Parent,Inward issue link (Blocks),Outward issue link (Blocks)";
    let text = format!(
        "{head}\nA,T-1,1,Story,To Do,2,,T-3\nB,T-2,2,Epic,To Do,,T-1,\nC,T-3,3,Task,To Do,T-2,,T-3\n"
    );
    let imported = run.import(&text).expect("a Jira export");
    assert_eq!(imported.misfits, []);
    assert!(run.text("REQ-1").contains("parent: REQ-2\n"), "{}", run.text("REQ-1"));
    assert!(run.text("REQ-2").contains("depends_on: [REQ-1]\n"));
    assert!(run.text("REQ-3").contains("depends_on: [REQ-1]\n"), "{}", run.text("REQ-3"));
}

#[test]
fn people_keep_the_handles_of_the_plan() {
    let mut run = Run::new();
    run.import("Title,Owner\nA,\"Lopez, Ana\"\nB,someone@else.example\n").expect("a sheet");
    assert!(run.text("REQ-1").contains("owner: ana\n"));
    assert!(run.text("REQ-2").contains("owner: someone\n"));
}

#[test]
fn a_field_that_the_source_empties_is_emptied_unless_it_was_changed_here() {
    let mut run = Run::new();
    run.import("Id,Title,Owner,Estimate\n1,A,ana,3\n2,B,ana,5\n").expect("a sheet");
    let changed = run.text("REQ-2").replace("estimate: 5", "estimate: 8");
    run.files.retain(|(path, _)| !path.contains("REQ-2"));
    run.files.push(("requirements/REQ-2-b.md".into(), changed.clone()));
    let imported = run.import("Id,Title,Owner,Estimate\n1,A,,\n2,B,ana,\n").expect("a sheet");
    assert!(!run.text("REQ-1").contains("owner") && !run.text("REQ-1").contains("estimate"));
    assert_eq!(run.text("REQ-2"), changed);
    let kept: Vec<_> = imported.updated.iter().flat_map(|updated| &updated.kept).collect();
    assert_eq!((kept.len(), kept[0].field.as_str(), kept[0].here.as_str()), (1, "estimate", "8"));
}

/// Cells that tools, people and attackers write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäß ,;\"'=|<>#:\\-\\[\\]{}!&*@%`\n\r\t0-9./]{0,24}",
        prop_oneof![
            Just("To Do"),
            Just("Done"),
            Just("21/May/24 03:26 PM"),
            Just("03/04/2026"),
            Just("2026-01-05"),
            Just("Lopez, Ana"),
            Just("- item\n- item"),
            Just("---"),
            Just("null"),
            Just("yes"),
            Just("1.10"),
            Just("1"),
            Just("2"),
        ]
        .prop_map(str::to_owned),
    ]
}

fn sheet() -> impl Strategy<Value = String> {
    let head = prop::sample::subsequence(
        vec![
            "Id",
            "Title",
            "Status",
            "Owner",
            "Tags",
            "Tags",
            "Due date",
            "Description",
            "Parent",
            "Estimate",
            "Depends on",
        ],
        1..=11,
    );
    (head, prop::collection::vec(prop::collection::vec(cell(), 0..12), 0..8)).prop_map(|(head, rows)| {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
        std::iter::once(head.join(",")).chain(rows).collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    /// Every record is accounted for, what is written is read without a fault of its own, and a second import of
    /// the same file changes nothing.
    #[test]
    fn any_sheet_is_imported_once(text in sheet()) {
        let mut run = Run::new();
        let Some(imported) = run.import(&text) else { return Ok(()) };
        let (batch, _) = formats::read(&text);
        let out = imported.misfits.iter().filter(|misfit| misfit.whole).count();
        let named = imported.created.iter().filter(|created| super::is_named_only(&created.source)).count();
        prop_assert_eq!(imported.created.len() - named + out + imported.left_out, batch.records.len(), "{:?}", imported);
        let read = plan(&run.files);
        prop_assert_eq!(read.artifacts().count(), run.files.len(), "{:?}", &run.files);
        let before = run.files.clone();
        let again = run.import(&text).expect("the same sheet");
        prop_assert!(again.created.is_empty() && again.updated.is_empty(), "{:?}", again);
        prop_assert_eq!(&run.files, &before);
    }

    /// No text makes reading panic, as a sheet or as JSON.
    #[test]
    fn any_text_is_read(text in "[\\[{\"',;\n\t\r a-z0-9:}\\]\\\\ü\u{feff}]{0,80}") {
        let (batch, _) = formats::read(&text);
        for record in &batch.records {
            for cell in &record.cells {
                prop_assert!(cell.span.end() <= text.len() && text.is_char_boundary(cell.span.start()));
            }
        }
    }
}
