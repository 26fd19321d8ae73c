//! Changes computed on plans in memory.

use super::revise::Revision;
use super::{Addition, Assignment, Impossible, Operator, add, next_id, product_called, revise};
use crate::config::Config;
use crate::plan::{Plan, load};
use crate::source::memory::MemoryTree;
use crate::source::{FileChange, RelPath};

const FILES: &[(&str, &str)] = &[
    (
        "requirements/REQ-1-a.md",
        "---\nid: REQ-1\ntitle: A # the first\nstatus: draft\ntags: [x, y]\nquestions:\n  - id: Q1\n    text: Why?\n---\n\n## Problem\n\nSome.\n",
    ),
    (
        "requirements/REQ-2-b.md",
        "---\nid: REQ-2\ntitle: B\nstatus: approved\nowner: ana\ndepends_on: REQ-1\n---\n",
    ),
    ("releases/REL-2-b.md", "---\nid: REL-2\ntitle: Autumn\nstatus: planned\nversion: 2.1\n---\n"),
    ("ideas/IDEA-1-c.md", "---\nid: IDEA-1\ntitle: C\nstatus: new\n---\n"),
];

fn plan(config: &str, files: &[(&str, &str)]) -> Plan {
    let path = RelPath::new("pm.yaml").expect("a clean path");
    let (read, _) = Config::read(&path, config);
    load(&MemoryTree::of(files), read, config.to_owned()).0
}

fn words(fault: &Impossible) -> String {
    std::iter::once(fault.message.clone())
        .chain(fault.hints.iter().map(|hint| format!("hint: {hint}")))
        .collect::<Vec<_>>()
        .join("\n")
}

fn assignments(written: &[&str]) -> Vec<Assignment> {
    written
        .iter()
        .map(|written| match written.strip_prefix("unset ") {
            Some(place) => Assignment::new(place, Operator::Unset, Vec::new()),
            None => Assignment::parse(written).expect("an assignment"),
        })
        .collect()
}

/// The lines that a revision adds and takes, or why it cannot be made.
fn lines(revision: Result<Revision, Impossible>) -> String {
    match revision {
        Err(fault) => words(&fault),
        Ok(revision) => match revision.file {
            None => "nothing".into(),
            Some(FileChange::Replace { before, bytes, .. }) => {
                let (before, after) = (String::from_utf8(before), String::from_utf8(bytes));
                let (before, after) = (before.expect("text"), after.expect("text"));
                similar::TextDiff::from_lines(&before, &after)
                    .iter_all_changes()
                    .filter(|change| change.tag() != similar::ChangeTag::Equal)
                    .map(|change| format!("{}{}", change.tag(), change.value()))
                    .collect()
            }
            Some(other) => format!("{other:?}"),
        },
    }
}

/// The lines that assignments add to and take from the document of `id`, or why they cannot be made.
fn revised(id: &str, written: &[&str]) -> String {
    let plan = plan("", FILES);
    let found = plan.find(id).expect("an artifact");
    lines(revise(&plan, found.artifact, found.part.as_ref(), &assignments(written)))
}

#[track_caller]
fn check(id: &str, written: &[&str], expect: &str) {
    assert_eq!(revised(id, written).trim_end(), expect);
}

#[test]
fn a_field_is_written_in_the_order_of_its_kind() {
    check("REQ-1", &["effort=2-5"], "+effort: 2-5\n+estimated_for: \"0ce79c70a7eea3c57bc40f09\"");
    let both = revised("REQ-1", &["effort=2-5", "priority=must"]);
    assert_eq!(both, "+priority: must\n+effort: 2-5\n+estimated_for: \"0ce79c70a7eea3c57bc40f09\"\n");
    check("REQ-1", &["title=A: better"], "-title: A # the first\n+title: \"A: better\" # the first");
    check("REQ-1", &["tags=[x, y]"], "nothing");
}

#[test]
fn a_value_that_is_not_of_its_type_is_refused_with_what_to_write() {
    check("REQ-1", &["priority=muste"], "`muste` is no choice of `priority`\nhint: did you mean `must`?");
    check("REQ-1", &["efort=3"], "requirement has no field `efort`\nhint: did you mean `effort`?");
    check(
        "REQ-1",
        &["effort="],
        "`effort` is given no value\nhint: run `pm unset ID effort` to take it away",
    );
    check("REQ-1", &["impact=20"], "`impact` is 20, above the most, 10\nhint: write a value from 0 to 10");
    check(
        "REQ-1",
        &["id=REQ-9"],
        "an id never changes: links, commits and people call the artifact by it\nhint: put other names for it into `aliases`",
    );
}

#[test]
fn lists_grow_and_shrink_item_by_item() {
    check("REQ-1", &["tags+=z"], "-tags: [x, y]\n+tags: [x, y, z]");
    check("REQ-1", &["tags+=x"], "nothing");
    check("REQ-1", &["tags-=x"], "-tags: [x, y]\n+tags: [y]");
    check("REQ-1", &["tags-=x", "tags-=y"], "-tags: [x, y]");
    check("REQ-1", &["tags-=q"], "REQ-1 has no `q` in `tags`\nhint: it has x and y");
    check("REQ-1", &["effort+=1"], "`effort` is an effort, not a list\nhint: set its value: effort=…");
    check(
        "REQ-2",
        &["depends-on+=idea-1"],
        "`depends_on` leads to requirements, initiatives, releases, dependencies, decisions or experiments, but IDEA-1 is an idea",
    );
    check("REQ-2", &["depends_on+=rel-2"], "-depends_on: REQ-1\n+depends_on: [REQ-1, REL-2]");
    check("REQ-2", &["depends_on-=req-01"], "-depends_on: REQ-1");
}

#[test]
fn a_link_is_stored_as_the_id_of_what_it_leads_to() {
    check("REQ-1", &["release=2.1"], "+release: REL-2");
    check("REQ-1", &["release=releases/REL-2-b.md"], "+release: REL-2");
    check(
        "REQ-1",
        &["release=autumn"],
        "`release`: there is no `autumn`\nhint: did you mean REL-2 (Autumn)?",
    );
    check(
        "REQ-1",
        &["release=REL-22"],
        "`release`: there is no `REL-22`\nhint: did you mean REL-2 (Autumn)?",
    );
}

#[test]
fn parts_are_reached_by_path_and_by_name() {
    check("REQ-1", &["questions[0].owner=ana"], "+    owner: ana");
    check("REQ-1.Q1", &["answer=Because."], "+    answer: Because.");
    check(
        "REQ-1.Q2",
        &["answer=x"],
        "REQ-1 has no Q2 in its fields\nhint: edit the body by hand, where the part stands there",
    );
    check(
        "REQ-1",
        &["questions.owner=ana"],
        "`questions.owner` does not say which entry of `questions`\nhint: write questions[0] for the first entry",
    );
    check(
        "REQ-1",
        &["questions[0].ownr=ana"],
        "an entry of `questions` has no `ownr`\nhint: did you mean `owner`?",
    );
    check(
        "REQ-1",
        &["changelog={type: added, text: 'Export: works'}"],
        "+changelog:\n+  type: added\n+  text: \"Export: works\"",
    );
}

#[test]
fn a_status_is_reached_by_allowed_moves_with_what_it_demands() {
    check("REQ-1", &["status=review"], "-status: draft\n+status: review");
    check(
        "REQ-1",
        &["status=done"],
        "REQ-1 is draft and cannot become done from there\nhint: move it to review or dropped first",
    );
    check("REQ-1", &["status=drft"], "`drft` is no status of requirements\nhint: did you mean `draft`?");
    let refused = revised("IDEA-1", &["status=declined"]);
    assert!(
        refused.starts_with("an idea that is declined needs `reason`\nhint: add --because \"…\""),
        "{refused}"
    );
    let moved = revised("IDEA-1", &["status=declined", "reason=Too dear."]);
    assert_eq!(moved, "-status: new\n+status: declined\n+reason: Too dear.\n");
}

#[test]
fn a_field_is_taken_away_but_never_title_or_status() {
    check("REQ-1", &["unset tags"], "-tags: [x, y]");
    check("REQ-1", &["unset effort"], "nothing");
    check("REQ-1", &["unset title"], "a requirement always has a `title`\nhint: set another: title=…");
}

fn added(
    config: &str,
    files: &[(&str, &str)],
    kind: &str,
    change: impl FnOnce(&Plan, &mut Addition<'_>),
) -> String {
    let plan = plan(config, files);
    let kind = plan.config.kind_called(kind).expect("a kind");
    let ids: Vec<_> = plan
        .artifacts()
        .filter(|artifact| usize::from(artifact.kind) == kind)
        .filter_map(|artifact| artifact.id.clone())
        .collect();
    let id = next_id(
        &plan.config.kinds[kind],
        plan.artifacts().map(|artifact| artifact.path.as_str()),
        &ids,
        None,
    );
    let mut addition = Addition {
        kind,
        product: 0,
        id: &id,
        title: "Export: the roadmap",
        status: None,
        fields: Vec::new(),
        body: None,
        template: None,
        sections: Vec::new(),
        file: None,
    };
    change(&plan, &mut addition);
    match add(&plan, &addition) {
        Err(fault) => words(&fault),
        Ok(added) => match added.file {
            FileChange::Create { path, bytes } => {
                format!("{path}\n{}", String::from_utf8(bytes).expect("text"))
            }
            other => format!("{other:?}"),
        },
    }
}

#[test]
fn a_new_artifact_says_what_was_given_and_no_more() {
    let text = added("", FILES, "idea", |_, addition| {
        addition.fields = vec![
            Assignment::new("tags", Operator::Set, vec!["a".into(), "b".into()]),
            Assignment::set("effort", "2-5"),
        ];
        addition.sections = vec![("Problem".into(), "It hurts.".into())];
    });
    insta::assert_snapshot!(text, @r#"
    ideas/IDEA-2-export-the-roadmap.md
    ---
    id: IDEA-2
    title: "Export: the roadmap"
    status: new
    effort: 2-5
    estimated_for: daa061630af050cef125a650
    tags: [a, b]
    ---

    ## Problem

    It hurts.

    ## Proposal
    <!-- A few lines on what could be done. It may be wrong. -->

    ## Notes
    <!-- Other ways, doubts, what to find out first. -->
    "#);
    let text = added("", FILES, "idea", |_, addition| addition.body = Some(""));
    insta::assert_snapshot!(text, @r#"
    ideas/IDEA-2-export-the-roadmap.md
    ---
    id: IDEA-2
    title: "Export: the roadmap"
    status: new
    ---
    "#);
}

#[test]
fn a_new_artifact_goes_into_the_folder_of_its_product() {
    let config = "products: {pay: {folder: pay}, search: {folder: search}}";
    let files = [("pay/releases/REL-7-x.md", "---\nid: REL-7\ntitle: X\nstatus: planned\n---\n")];
    let text = added(config, &files, "requirement", |plan, addition| {
        addition.product = product_called(plan, "search").expect("a product");
        addition.fields = vec![Assignment::set("release", "REL-7")];
        addition.body = Some("");
    });
    insta::assert_snapshot!(text, @r#"
    search/requirements/REQ-1-export-the-roadmap.md
    ---
    id: REQ-1
    title: "Export: the roadmap"
    status: draft
    release: pay/REL-7
    ---
    "#);
}

#[test]
fn documents_that_were_not_made_for_pm_get_their_own_kind_of_names_and_numbers() {
    let config = "
shipped_kinds: none
kinds:
  eip:
    folder: EIPS
    files: eip-*.md
    id: {field: eip, prefix: EIP}
    status: {open: [Draft], done: [Final]}
    fields:
      requires: {type: list of link, to: eip, written: '1, 2, 3', meaning: depends on}
";
    let files = [
        ("EIPS/eip-1.md", "---\neip: 1\ntitle: One\nstatus: Final\n---\n"),
        ("EIPS/eip-20.md", "---\neip: 20\ntitle: Two\nstatus: Draft\nrequires: 1\n---\n"),
    ];
    let text = added(config, &files, "eip", |_, addition| {
        addition.fields = vec![Assignment::set("requires", "1, EIP-20")];
    });
    insta::assert_snapshot!(text, @r#"
    EIPS/eip-21.md
    ---
    eip: 21
    title: "Export: the roadmap"
    status: Draft
    requires: 1, 20
    ---
    "#);
}

#[test]
fn the_next_number_avoids_every_name_and_id() {
    let plan = plan("", &[]);
    let kind = &plan.config.kinds[plan.config.kind_called("idea").expect("a kind")];
    let none: Vec<crate::model::values::Id> = Vec::new();
    let next = |names: &[&str]| next_id(kind, names.iter().copied(), &none, None).to_string();
    assert_eq!(next(&[]), "IDEA-1");
    assert_eq!(next(&["ideas/IDEA-7-x.md", "idea-0012.md", "IDEA-9 copy.md", "REQ-90-x.md"]), "IDEA-13");
    let random = next_id(kind, [], &none, Some(7));
    let again = next_id(kind, [format!("{random}-x.md").as_str()], &none, Some(7));
    assert_ne!(random, again);
}

const GOALS: &str = "kinds:\n  goal:\n    folder: goals\n    id: none\n    fields_from: {table: Metadata}\n    status: {open: [Proposed], active: [Accepted]}\n    fields: {point-of-contact: {type: list of person, written: \"a, b\"}, issues: {type: list of text}}\n";

const GOAL: &str = "# Faster builds\n\n| Metadata | |\n|---|---|\n| Point of contact | @ana |\n| Status | Proposed |\n| Issues | [#1], [#2] |\n\nText | of\n";

/// The lines that assignments change in a document with a table, or why they cannot be made.
#[track_caller]
fn check_table(written: &[&str], expect: &str) {
    let plan = plan(GOALS, &[("goals/faster.md", GOAL)]);
    let (index, assignments) = (plan.indices().next().expect("a goal"), assignments(written));
    assert_eq!(lines(revise(&plan, index, None, &assignments)).trim_end(), expect);
}

#[test]
fn a_field_in_a_table_is_written_into_its_cell() {
    check_table(&["status=Accepted"], "-| Status | Proposed |\n+| Status | Accepted |");
    check_table(
        &["point-of-contact+=@ben"],
        "-| Point of contact | @ana |\n+| Point of contact | @ana, @ben |",
    );
    check_table(&["unset point-of-contact"], "-| Point of contact | @ana |");
    check_table(&["title=A: better"], "-# Faster builds\n+# A: better");
    check_table(&["status=Proposed", "issues=[\"#1\", \"#2\"]"], CELL_OF_SEVERAL);
    check_table(
        &["issues+=#3"],
        "`issues` of goals/faster.md is a cell of links, which pm writes only as a whole\n\
         hint: edit the file by hand, or set all of it: issues=…",
    );
}

const CELL_OF_SEVERAL: &str = "a cell of a table holds one text, and `issues` would be more\n\
    hint: say in pm.yaml how several are written: issues: {written: \"1, 2, 3\"}";
