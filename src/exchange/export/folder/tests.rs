//! What is written into a folder is read as what the plan says, whatever that is.

use proptest::prelude::*;

use super::*;
use crate::config::Config;
use crate::exchange::tools;
use crate::model::values::Date;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;
use crate::text::edit::{Value, written as yaml};

const SETTINGS: &str = "format: 1\nproduct: P\n";

/// What an artifact says.
#[derive(Clone, Debug)]
struct Words {
    title: String,
    body: String,
    line: String,
    is_approved: bool,
}

fn plan(words: &Words, status: &str) -> Plan {
    let (config, _) = Config::read(&RelPath::root().join("pm.yaml"), SETTINGS);
    let status = if words.is_approved && status == "draft" { "approved" } else { status };
    let entries = [
        ("id".to_owned(), Value::plain("REQ-1")),
        ("title".to_owned(), Value::text(&words.title)),
        ("status".to_owned(), Value::plain(status)),
        ("tags".to_owned(), Value::List(vec![Value::text("@x/kit: minor"), Value::text("derived")])),
        (
            "changelog".to_owned(),
            Value::Map(vec![
                ("type".to_owned(), Value::plain("added")),
                ("text".to_owned(), Value::text(&words.line)),
            ]),
        ),
    ];
    let text = format!("---\n{}---\n\n{}\n", yaml(&entries), words.body);
    load(&MemoryTree::of(&[("requirements/REQ-1-x.md", &text)]), config, SETTINGS.to_owned()).0
}

/// The files after an export, and what is remembered of them.
fn exported(plan: &Plan, tool: &str, files: &[FolderFile], ledger: &Ledger) -> (Vec<FolderFile>, Ledger) {
    let mapping = &tools::all().iter().find(|known| known.mapping.tool == tool).expect("a tool").mapping;
    let artifacts: Vec<ArtifactIndex> = plan.indices().collect();
    let today = Date::parse("2026-11-24").expect("a day");
    let chosen = Chosen { plan, artifacts: &artifacts, today, pages: None };
    let named = ("around", "in");
    let to = ToFolder { chosen: &chosen, mapping, ledger, files, named, must_be_new: false };
    let Some(Ok(written)) = to_folder(tool, &to) else { panic!("a folder is written") };
    let mut ledger = ledger.clone();
    ledger.entries.extend(written.entries.clone());
    let kept = files.iter().filter(|file| !written.files.contains_key(&file.path)).cloned();
    let new =
        written.files.iter().map(|(path, text)| FolderFile { path: path.clone(), text: Ok(text.clone()) });
    (kept.chain(new).collect(), ledger)
}

/// The fields that are read from the files otherwise than the plan says.
fn differing(plan: &Plan, tool: &str, files: &[FolderFile], ledger: &Ledger) -> Vec<String> {
    let sort = SORTS.iter().find(|sort| sort.tool == tool).expect("a sort");
    let mapping = &tools::all().iter().find(|known| known.mapping.tool == tool).expect("a tool").mapping;
    let (batch, _) = (sort.read)(files, ("around", "in"));
    let request = Request { plan, batch: &batch, mapping, ledger, product: 0, folder: None };
    let Ok(held) = held(&request) else { panic!("a mapping") };
    assert_eq!(held.len(), 1, "{files:?}");
    let sides = held.into_iter().flat_map(|held| held.sides);
    sides.filter(|side| !side.agrees).map(|side| side.field).collect()
}

fn words() -> impl Strategy<Value = Words> {
    let title = "[!-~\u{e4}\u{20ac}]{1,8}( [!-~\u{e4}\u{20ac}]{1,8}){0,4}";
    let text = prop_oneof![
        "[ -~\u{e4}\u{20ac}\t\n]{0,60}",
        "[ \n#`'\"|>{}&*:=a-]{0,40}",
        "(# |## |- |> |    |```|---|a|\n|\n\n|:|\\*\\*){0,12}",
    ];
    let line = prop_oneof![
        3 => "[!-~\u{e4}]{1,8}[ -~\n\u{e4}]{0,30}[!-~]",
        1 => "[a-z]{1,4}(: [a-z:]{1,4}){1,3}",
    ];
    (title, text, line, any::<bool>()).prop_map(|(title, body, line, is_approved)| Words {
        title,
        body: body.trim().to_owned(),
        line,
        is_approved,
    })
}

const MARKDOWN: &str = "settings: {prefix: REQ, digits: 3, sep: '', itemformat: markdown}\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn items_are_read_as_what_the_plan_says(first in words(), second in words(), is_markdown in any::<bool>()) {
        let settings = FolderFile { path: ".doorstop.yml".into(), text: Ok(MARKDOWN.into()) };
        let files = if is_markdown { vec![settings] } else { Vec::new() };
        // The tag of the document and the level come from the document itself.
        let expected = |mut fields: Vec<String>| {
            fields.retain(|field| !matches!(field.as_str(), "tags" | "rank"));
            fields
        };
        let before = plan(&first, "draft");
        let (files, ledger) = exported(&before, "doorstop", &files, &Ledger::default());
        prop_assert_eq!(expected(differing(&before, "doorstop", &files, &ledger)), Vec::<String>::new(), "{:?}", files);
        let after = plan(&second, "draft");
        let (files, ledger) = exported(&after, "doorstop", &files, &ledger);
        prop_assert_eq!(expected(differing(&after, "doorstop", &files, &ledger)), Vec::<String>::new(), "{:?}", files);
        let (again, _) = exported(&after, "doorstop", &files, &ledger);
        prop_assert_eq!(again, files);
    }

    #[test]
    fn sentences_are_read_as_what_the_plan_says(first in words(), second in words()) {
        for tool in ["changesets", "fragments"] {
            // A changeset begins with one line.
            let in_one = |mut words: Words| {
                words.line = words.line.split_whitespace().collect::<Vec<_>>().join(" ");
                words
            };
            let [first, second] = if tool == "changesets" {
                [first.clone(), second.clone()].map(in_one)
            } else {
                [first.clone(), second.clone()]
            };
            let differs = |plan: &Plan, files: &[FolderFile], ledger: &Ledger| {
                differing(plan, tool, files, ledger).contains(&"changelog.text".to_owned())
            };
            let before = plan(&first, "done");
            let (files, ledger) = exported(&before, tool, &[], &Ledger::default());
            prop_assert!(!differs(&before, &files, &ledger), "{}: {:?}", tool, files);
            let after = plan(&second, "done");
            let (files, ledger) = exported(&after, tool, &files, &ledger);
            prop_assert!(!differs(&after, &files, &ledger), "{}: {:?}", tool, files);
            let (again, _) = exported(&after, tool, &files, &ledger);
            prop_assert_eq!(again, files);
        }
    }
}
