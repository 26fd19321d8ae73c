use super::*;
use crate::config::Config;
use crate::model::values::Date;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;
use crate::text::sheet::read;

const FILES: &[(&str, &str)] = &[
    (
        "requirements/REQ-1-a.md",
        "---\nid: REQ-1\ntitle: A\nstatus: draft\nowner: Ana <ana@example.org>\ntags: [x, \"y, z\"]\nquestions:\n  - id: Q1\n    text: Why?\n---\n",
    ),
    ("requirements/REQ-2-b.md", "---\nid: REQ-2\ntitle: B\nstatus: approved\ndepends_on: [REQ-1]\n---\n"),
    ("ideas/IDEA-1-c.md", "---\nid: IDEA-1\ntitle: C\nstatus: new\n---\n"),
];

fn plan(files: &[(&str, &str)]) -> Plan {
    let path = RelPath::new("pm.yaml").expect("a clean path");
    load(&MemoryTree::of(files), Config::read(&path, "").0, String::new()).0
}

fn today() -> Date {
    Date::parse("2026-11-24").expect("a day")
}

/// The lines that a sheet changes, or the words at which it is refused, each with its problem.
fn applied(sheet: &str, base: Option<&[(&str, &str)]>) -> String {
    let text = sheet;
    let (sheet, faults) = read(text);
    assert_eq!(faults, [], "{text}");
    let (plan, base) = (plan(FILES), base.map(plan));
    let environment = Environment::new(&plan, today());
    let base = base.as_ref().map(|plan| Environment::new(plan, today()));
    let request = SheetRequest { sheet: &sheet, shown: &str::to_owned, base: base.as_ref() };
    match apply_sheet(&environment, &request) {
        Ok(applied) => applied.rows.iter().map(|row| changed_lines(&row.file)).collect(),
        Err(problems) => {
            let words =
                problems.iter().map(|problem| format!("{}: {}", problem.span.slice(text), problem.message));
            words.collect::<Vec<_>>().join("\n")
        }
    }
}

fn changed_lines(file: &FileChange) -> String {
    let FileChange::Replace { before, bytes, .. } = file else { return format!("{file:?}") };
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (before, after) = (text(before), text(bytes));
    similar::TextDiff::from_lines(&before, &after)
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value()))
        .collect()
}

#[track_caller]
fn check(sheet: &str, expect: &str) {
    assert_eq!(applied(sheet, None).trim_end(), expect, "{sheet}");
}

#[test]
fn a_cell_that_says_what_is_shown_is_no_change() {
    check("id,kind,title,status,owner,tags,depends_on\nREQ-1,requirement,A,draft,Ana,\"x, y, z\",\n", "");
    check("id,title,category\r\nREQ-1, A ,open\r\nIDEA-1,C,open\r\n", "");
}

#[test]
fn a_changed_cell_changes_its_field_alone() {
    check("id,effort\nREQ-1,2-5\n", "+effort: 2-5");
}

#[test]
fn an_emptied_cell_takes_the_field_away_but_not_what_must_be_there() {
    check("id,depends_on\nREQ-2,\n", "-depends_on: [REQ-1]");
    check("id,title\nREQ-2,\n", ": REQ-2, column title: a requirement always has a `title`");
}

#[test]
fn items_that_stay_keep_what_is_written() {
    check("id,tags\nREQ-1,\"y, z, new\"\n", "-tags: [x, \"y, z\"]\n+tags: [\"y, z\", new]");
}

#[test]
fn what_is_no_field_of_the_artifact_does_not_change() {
    check(
        "id,path\nREQ-1,requirements/x.md\n",
        "requirements/x.md: REQ-1, column path: a sheet does not move documents",
    );
    check("id,category\nREQ-1,done\n", "done: REQ-1, column category: `category` is computed");
    check("id,kind\nREQ-1,idea\n", "idea: REQ-1, column kind: an artifact keeps its kind");
    check("id,effort\nREQ-1,3\nIDEA-1,\n", "+effort: 3");
    check(
        "id,depends_on\nREQ-1,\nIDEA-1,REQ-1\n",
        "REQ-1: IDEA-1, column depends_on: ideas have no field `depends_on`",
    );
    check(
        "id,questions\nREQ-1,Why not?\n",
        "Why not?: REQ-1, column questions: `questions` has parts that a cell does not show",
    );
}

#[test]
fn a_status_moves_as_its_workflow_allows() {
    check("id,status\nREQ-1,review\n", "-status: draft\n+status: review");
    check(
        "id,status\nREQ-1,done\n",
        "done: REQ-1, column status: REQ-1 is draft and cannot become done from there",
    );
    check("id,status\nREQ-1,dropped\n", "dropped: REQ-1: a requirement that is dropped needs `reason`");
    check(
        "id,status,reason\nREQ-1,dropped,Asked for by nobody\n",
        "-status: draft\n+status: dropped\n+reason: Asked for by nobody",
    );
}

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    check(
        "id,title,effrot,title\nREQ-9,A,,\nREQ-1,A,,\nREQ-1,B,,\n,D,,\nREQ-2,,,\n",
        "REQ-9: there is no `REQ-9`\nREQ-1: REQ-1 has a row already\n: the row has no id\n\
         effrot: requirement has no field `effrot`\ntitle: the column title is there twice\n\
         : REQ-2, column title: a requirement always has a `title`",
    );
    check("title\nA\n", "title: the sheet has no column `id`");
}

#[test]
fn what_others_changed_since_the_base_is_kept_or_refused() {
    const BASE: &[(&str, &str)] =
        &[("requirements/REQ-2-b.md", "---\nid: REQ-2\ntitle: Before\nstatus: approved\n---\n")];
    let check =
        |sheet: &str, expect: &str| assert_eq!(applied(sheet, Some(BASE)).trim_end(), expect, "{sheet}");
    check("id,title,depends_on\nREQ-2,Before,\n", "");
    check("id,title,effort\nREQ-2,Before,3\n", "+effort: 3");
    check(
        "id,title\nREQ-2,Mine\n",
        "Mine: REQ-2, column title: it was `Before`, is `B` now, and the sheet says `Mine`",
    );
}
