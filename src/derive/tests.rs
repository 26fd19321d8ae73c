//! Whole proposals from small sets of documents, and what holds for all of them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::plan::{Plan, load};
use crate::source::memory::MemoryTree;

fn path(text: &str) -> RelPath {
    RelPath::new(text).expect("a clean path")
}

fn proposal(files: &[(String, String)]) -> Proposal {
    let mut files: Vec<File> = files
        .iter()
        .filter_map(|(path, text)| {
            Some(File { path: RelPath::new(path)?, bytes: Ok(text.clone().into_bytes()) })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    propose(&files, &Situation { product: "Things", config: None, is_reserved: &|name| name == "log" })
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The lines below `kinds:` that a set of files gives.
#[track_caller]
fn check(files: &[(String, String)], expect: &str) {
    let proposal = proposal(files);
    let start = proposal.text.find("kinds:\n  ").map_or(proposal.text.len(), |at| at + "kinds:\n".len());
    let lines: String = proposal.text[start..]
        .lines()
        .filter(|line| !line.trim_start().starts_with('#') && !line.contains("other_fields"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(lines, expect, "{}", proposal.text);
    let (_, findings) = read_back(&proposal, files);
    assert!(findings.is_empty(), "{findings:?}\n{}", proposal.text);
}

/// The plan that the proposal makes of the files, and what is wrong with the settings alone.
fn read_back(proposal: &Proposal, files: &[(String, String)]) -> (Plan, Vec<Diagnostic>) {
    let (config, findings) = Config::read(&path(FILE_NAME), &proposal.text);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    (load(&MemoryTree::of(&files), config, proposal.text.clone()).0, findings)
}

/// Documents called by `name`, which counts them, each with the front matter that `fields` gives.
fn series(name: &str, count: usize, fields: impl Fn(usize) -> String) -> Vec<(String, String)> {
    (1..=count).map(|at| (name.replace('#', &at.to_string()), format!("---\n{}---\n", fields(at)))).collect()
}

#[test]
fn ids_with_a_prefix_make_one_kind_of_several_folders() {
    let mut files = series("work/tasks/task-#.md", 3, |at| {
        format!("id: task-{at}\ntitle: T\nstatus: To Do\ndepends: [task-1]\n")
    });
    files.extend(series("work/archive/tasks/task-1#.md", 2, |at| {
        format!("id: task-1{at}\ntitle: T\nstatus: Done\n")
    }));
    files.extend(owned(&[("work/tasks/readme.md", "# Tasks\n"), ("work/notes.md", "Words\n")]));
    check(
        &files,
        "  task:\n    folder: [work/tasks, work/archive]\n    id: {field: id, prefix: task}\n    status:\n      open: [To \
         Do]\n      done: [Done]\n    fields:\n      depends: {type: list of link, to: task, meaning: depends on}\n",
    );
}

#[test]
fn numbers_in_a_field_of_their_own_are_ids() {
    let files = series("RFC/rfc-#.md", 4, |at| {
        format!("rfc: {at}\ntitle: T\nstatus: Final\nrequires: {}\n", if at == 1 { "2" } else { "1, 2" })
    });
    check(
        &files,
        "  rfc:\n    folder: RFC\n    path: RFC/rfc-{number:digits}.md\n    id: {field: rfc, prefix: RFC, capture: \
         number}\n    status:\n      done: [Final]\n    fields:\n      requires: {type: list of link, to: rfc, meaning: \
         depends on, written: \"a, b, c\"}\n",
    );
}

#[test]
fn one_file_in_each_folder_is_found_by_its_name() {
    let files: Vec<(String, String)> = ["net/1-a", "net/2-b", "disk/3-c", "disk/4-d"]
        .iter()
        .map(|folder| {
            (
                format!("proposals/{folder}/it.yaml"),
                "title: T\nstatus: draft\nsee-also: [/proposals/net/1-a/README.md]\n".to_owned(),
            )
        })
        .collect();
    check(
        &files,
        "  it:\n    folder: proposals\n    files: \"**/it.yaml\"\n    path: \
         proposals/{folder}/{number:digits}-{slug}/it.yaml\n    id: {prefix: IT, capture: number}\n    status:\n      \
         open: [draft]\n    fields:\n      see-also: {type: list of link, to: it, meaning: relates to, strip: \
         [/README.md, /it.yaml]}\n",
    );
}

#[test]
fn a_table_under_the_title_holds_fields() {
    let table = |name: &str| {
        format!("# {name}\n\n| Facts | |\n|---|---|\n| Led by | @ana |\n| Status | Accepted |\n")
    };
    let mut files: Vec<(String, String)> =
        ["2025/a", "2025/b", "2026/c"].iter().map(|name| (format!("goals/{name}.md"), table(name))).collect();
    files.push((
        "goals/2026/notes.md".to_owned(),
        "# Notes\n\n| Option | Words |\n|---|---|\n| a | b |\n".to_owned(),
    ));
    check(
        &files,
        "  goal:\n    folder: goals\n    exclude: 2026/notes.md\n    path: goals/{period}/{name}.md\n    id: none\n    \
         fields_from: {table: Facts}\n    status:\n      active: [Accepted]\n    fields:\n      led-by: {type: person}\n",
    );
}

#[test]
fn a_status_in_a_section_of_its_own_is_read() {
    let files: Vec<(String, String)> = (1..5)
        .map(|at| (format!("doc/adr/000{at}-x.md"), format!("# {at}. X\n\n## Status\n\nAccepted\n")))
        .collect();
    let proposal = proposal(&files);
    assert!(
        proposal.text.contains("fields_from: lines\n    status:\n      done: [Accepted]\n"),
        "{}",
        proposal.text
    );
}

#[test]
fn lines_at_the_head_of_a_text_are_fields() {
    let mut files: Vec<(String, String)> = (1..6)
        .map(|at| {
            let status = ["**Implemented (4.2)**", "Accepted, 2026-01-02", "Rejected"][at % 3];
            let text = format!(
                "# About {at}\n\n* Proposal: [XP-000{at}](000{at}-x.md)\n* Authors: [Ana A](https://a.example), [Ben \
                 B](https://b.example)\n* Status: {status}\n* Issue: [x#{at}](https://x.example/{at})\n\n## Text\n"
            );
            (format!("proposals/000{at}-x.md"), text)
        })
        .collect();
    check(
        &files,
        "  proposal:\n    folder: proposals\n    id: {field: proposal, prefix: XP}\n    fields_from: lines\n    status:\n      \
         rest: allow\n      active: [Accepted]\n      done: [Implemented]\n      dropped: [Rejected]\n    fields:\n      \
         authors: {type: list of person}\n      issue: {type: url}\n",
    );
    files.push(("proposals/0006-bare.md".to_owned(), "# Bare\n\nWords\n".to_owned()));
    assert_eq!(proposal(&files).kinds[0].documents.len(), 6);
}

#[test]
fn a_heading_that_all_texts_share_is_no_title() {
    let files: Vec<(String, String)> = (1..5)
        .map(|at| {
            let text =
                format!("- Feature Name: `part_{at}`\n- Start Date: 2026-01-0{at}\n\n# Summary\n\nWords\n");
            (format!("rfcs/000{at}-x.md"), text)
        })
        .collect();
    check(
        &files,
        "  rfc:\n    folder: rfcs\n    path: rfcs/{number:digits}-{slug}.md\n    id: {prefix: RFC, capture: number}\n    \
         fields_from: lines\n    title: feature-name\n    fields:\n      start-date: {type: date}\n",
    );
}

#[test]
fn two_kinds_in_one_folder_are_told_apart_by_the_names_of_files() {
    let mut files = series("REQ-#.md", 2, |at| format!("id: REQ-{at}\ntitle: T\nstatus: open\n"));
    files.extend(series("IDEA-#.md", 2, |at| format!("id: IDEA-{at}\ntitle: T\nfor: REQ-1\n")));
    check(
        &files,
        "  idea:\n    folder: .\n    files: \"**/IDEA-*.md\"\n    id: {field: id, prefix: IDEA}\n    fields:\n      for: \
         {type: link, to: req, meaning: relates to}\n  req:\n    folder: .\n    files: \"**/REQ-*.md\"\n    id: {field: \
         id, prefix: REQ}\n    status:\n      open: [open]\n",
    );
}

#[test]
fn every_type_is_found_by_its_values() {
    let files = series("x/#.md", 30, |at| {
        format!(
            "title: T\nday: 2026-01-{:02}\ncount: {}\nshare: {at}%\nweight: {at}.5\nready: {}\npage: \
             https://example.com/{at}\nlead: '@ana'\nsize: {}\nin: 2026-Q{}\nsince: v1.{at}\nwhen: 2026-01-02 10:00\nwords: \
             [a, b]\nby: {{alpha: v1.2}}\nseen: [{{at: 2026-01-{:02}, by: '@ana'}}, {{by: '@ben'}}]\nnever: [{{a: 1}}, x]\nnote: {}\n",
            at % 28 + 1,
            at * 3,
            at % 2 == 0,
            ["small", "large"][at % 2],
            at % 4 + 1,
            at % 28 + 1,
            if at % 3 == 0 { "N/A".to_owned() } else { format!("Some words, number {at}") },
        )
    });
    let proposal = proposal(&files);
    let told: Vec<String> = proposal.kinds[0]
        .fields
        .iter()
        .map(|field| format!("{}: {}", field.key, field.ty.ty.name()))
        .collect();
    let expect = "day: date, count: integer, share: percent, weight: number, ready: boolean, page: url, lead: person, size: \
                  choice, in: period, since: version, when: date, words: list of text, by: map of version, seen: list of record, \
                  note: text";
    assert_eq!(told.join(", "), expect);
    assert_eq!(proposal.kinds[0].unread[0].reason, "lists of maps and other values");
    let seen =
        "seen: {type: list of record, required: always, fields: {at: {type: date}, by: {type: person}}}";
    assert!(proposal.text.contains(seen), "{}", proposal.text);
    assert!(proposal.text.contains("note: {type: text, none: [N/A]}"), "{}", proposal.text);
    assert!(proposal.text.contains("size: {type: choice, choices: [large, small], required: always}"));
}

#[test]
fn a_status_that_nobody_knows_is_open_and_said_to_be_a_guess() {
    let words = ["draft", "simmering", "draft", "simmering", "Done"];
    let files = series("x/#.md", 5, |at| format!("title: T\nstatus: {}\n", words[at - 1]));
    let proposal = proposal(&files);
    assert!(proposal.text.contains("open: [draft, simmering] # simmering: a guess\n"), "{}", proposal.text);
}

#[test]
fn a_folder_or_the_end_of_work_tells_what_a_status_is() {
    let mut files = series("x/done/a#.md", 4, |at| format!("title: T\nstatus: gut {}\n", at % 2));
    files.extend(series("x/b#.md", 4, |_| "title: T\nstatus: gar\nclosed: 2026-01-02\n".to_owned()));
    files.extend(series("x/c#.md", 4, |_| "title: T\nstatus: open\n".to_owned()));
    let proposal = proposal(&files);
    let status = proposal.kinds[0].status.as_ref().expect("a status");
    let told: Vec<String> = status
        .words
        .iter()
        .map(|word| format!("{} {}, {}", word.name, word.category, word.because.words()))
        .collect();
    assert_eq!(
        told,
        [
            "open open, a usual word",
            "gar done, its documents say when they ended",
            "gut 0 done, by the folder of its documents",
            "gut 1 done, by the folder of its documents",
        ]
    );
}

#[test]
fn what_cannot_be_read_belongs_to_the_kind_around_it() {
    let mut files = series("x/t-#.md", 3, |at| format!("id: T-{at}\ntitle: T\n"));
    files
        .extend(owned(&[("x/t-9.md", "---\nid: T-9\ntitle: @ana\n---\n"), ("y/odd.md", "---\na: [\n---\n")]));
    let proposal = proposal(&files);
    let told: Vec<_> = proposal
        .unreadable
        .iter()
        .map(|file| (file.path.as_str(), file.line, file.column, file.kind.as_deref()))
        .collect();
    assert_eq!(told, [("x/t-9.md", 3, 8, Some("thing")), ("y/odd.md", 2, 4, None)]);
}

#[test]
fn a_name_that_a_command_has_is_not_given_to_a_kind() {
    let files = series("team/logs/#.md", 3, |_| "title: T\nstatus: open\n".to_owned());
    assert_eq!(proposal(&files).kinds[0].name, "logs-log");
}

#[test]
fn a_folder_with_settings_of_its_own_is_left_alone() {
    let mut files = series("app/ideas/#.md", 3, |at| format!("id: IDEA-{at}\ntitle: T\n"));
    files.extend(owned(&[("app/pm.yaml", "format: 1\n")]));
    let proposal = proposal(&files);
    assert!(proposal.kinds.is_empty());
    assert_eq!(proposal.left_out.len(), 4);
}

#[test]
fn ids_in_a_row_of_folders_are_known_by_the_row() {
    let files = series("work/2026-q#/task-#.md", 3, |at| format!("id: task-{at}\ntitle: T\nup: task-1\n"));
    check(
        &files,
        "  task:\n    folder: work\n    path: work/{period}/{name}.md\n    id: {field: id, prefix: task}\n    fields:\n      \
         up: {type: link, to: task, meaning: relates to}\n",
    );
}

/// A file: a path with some usual and some odd parts, and a text with some usual and some odd fields.
fn any_file() -> impl Strategy<Value = (String, String)> {
    let part = prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "tasks", "archive", "2024h1", "2025h2", "docs", "sig-x", "_d"]).prop_map(str::to_owned),
        1 => "[a-z{}*? .:@-]{1,6}",
    ];
    let name = prop_oneof![
        (1u32..9).prop_map(|at| format!("task-{at} - x.md")),
        (1u32..9).prop_map(|at| format!("{at:04}-x.md")),
        prop::sample::select(vec!["it.yaml", "README.md", "x-template.md", "n.mdx", "data.json", "c.yml"])
            .prop_map(str::to_owned),
        "[a-z{}*? .:@-]{1,6}\\.md",
    ];
    let key = prop_oneof![
        6 => prop::sample::select(vec![
            "id", "number", "title", "status", "state", "owner", "tags", "related", "rank", "visibility", "requires",
            "parent", "replaces", "superseded-by", "date", "links", "reason", "stage",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z @/_-]{1,8}",
    ];
    let value = prop_oneof![
        4 => prop::sample::select(vec![
            "1", "2", "1, 2", "task-1", "REQ-2", "draft", "Done", "done", "[a, b]", "[1, task-2]", "{a: 1}", "[{a: b}]",
            "2024-01-02", "N/A", "null", "~", "", "@x", "'@x'", "https://example.com", "v1.2", "50%", "true", "a/it.yaml",
            "./task-1 - x.md", "TBD", "[]", "\"a, b\"", "&x y", "*x",
        ]).prop_map(str::to_owned),
        1 => "[ -~]{0,12}",
    ];
    let fields = prop::collection::vec((key, value), 0..7);
    (prop::collection::vec(part, 0..3), name, fields, 0u8..8).prop_map(|(parts, name, fields, form)| {
        let lines = |open: &str, middle: &str, close: &str| -> String {
            fields.iter().map(|(key, value)| format!("{open}{key}{middle}{value}{close}\n")).collect()
        };
        let is_yaml = name.ends_with("yaml") || name.ends_with("yml");
        let text = match form {
            0 => format!("# A heading\n\n| Facts | |\n|---|---|\n{}", lines("| ", " | ", " |")),
            1 => "# Words\n\n## Status\n\nx\n".to_owned(),
            _ if is_yaml => lines("", ": ", ""),
            _ => format!("---\n{}---\n# Words\n", lines("", ": ", "")),
        };
        (parts.into_iter().chain([name]).collect::<Vec<_>>().join("/"), text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_proposal_reads_back_and_leaves_no_file_out(files in prop::collection::vec(any_file(), 0..14)) {
        let proposal = proposal(&files);
        let (plan, findings) = read_back(&proposal, &files);
        prop_assert!(findings.is_empty(), "{:?}\n{}", findings, proposal.text);
        let mut told: Vec<&RelPath> = proposal.kinds.iter().flat_map(|kind| &kind.documents).collect();
        told.extend(proposal.left_out.iter().map(|(path, _)| path));
        told.extend(proposal.unreadable.iter().map(|file| &file.path));
        prop_assert_eq!(told.len(), proposal.file_count);
        prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>().len(), proposal.file_count);
        for kind in &proposal.kinds {
            let at = plan.config.kind_index(&kind.name);
            for document in &kind.documents {
                let owner = owner(&plan.config, document).map(|(kind, _)| usize::from(kind));
                prop_assert_eq!(owner, at, "{} is no {}\n{}", document, kind.name, proposal.text);
            }
        }
    }
}
