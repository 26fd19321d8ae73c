//! Plans loaded from trees in memory.

use proptest::prelude::*;

use super::{Link, LinkState, NotFound, Plan, load};
use crate::config::Config;
use crate::plan::{ArtifactIndex, Beside, load_beside};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

const EIPS: &str = "
shipped_kinds: none
kinds:
  eip:
    folder: EIPS
    files: eip-*.md
    id: {field: eip, prefix: EIP}
    status: {open: [Draft, Review], active: [Last Call], done: [Final], dropped: [Withdrawn]}
    other_fields: allow
    fields:
      requires: {type: list of link, to: eip, written: '1, 2, 3', meaning: depends on}
";

fn path(text: &str) -> RelPath {
    RelPath::new(text).expect("a clean path")
}

#[track_caller]
fn plan(config: &str, files: &[(&str, &str)]) -> (Plan, Vec<String>) {
    let (config_read, mut findings) = Config::read(&path("pm.yaml"), config);
    let (plan, loading) = load(&MemoryTree::of(files), config_read, config.to_owned());
    findings.extend(loading);
    let lines = findings
        .iter()
        .map(|finding| {
            format!("{}: {}[{}] {}", finding.place.path, finding.level.name(), finding.rule, finding.message)
        })
        .collect();
    (plan, lines)
}

fn states(plan: &Plan) -> Vec<String> {
    plan.links()
        .iter()
        .map(|link| {
            let target = link.artifact().map_or_else(String::new, |index| plan.artifact(index).label());
            format!("{} {} {} {target}", plan.artifact(link.source).label(), link.written, link.state.name())
        })
        .collect()
}

#[test]
fn foreign_documents_are_read_through_a_few_lines_of_configuration() {
    let (plan, findings) = plan(
        EIPS,
        &[
            ("EIPS/eip-1.md", "---\neip: 1\ntitle: One\nstatus: Final\ntype: Meta\n---\n# One\n"),
            ("EIPS/eip-2.md", "---\neip: 2\ntitle: Two\nstatus: Draft\nrequires: 1\n---\n"),
            ("EIPS/eip-3.md", "---\neip: 3\ntitle: Three\nstatus: Draft\nrequires: 1, 2, 9\n---\n"),
            ("EIPS/template.md", "no document"),
        ],
    );
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(plan.artifacts.len(), 3);
    assert_eq!(
        states(&plan),
        ["EIP-2 1 resolved EIP-1", "EIP-3 1 resolved EIP-1", "EIP-3 2 resolved EIP-2", "EIP-3 9 dangling "]
    );
    let written: Vec<&str> =
        plan.links().iter().map(|link| link.span.slice(&plan.artifact(link.source).text)).collect();
    assert_eq!(written, ["1", "1", "2", "9"]);
}

#[test]
fn an_unreadable_document_is_one_finding_and_no_dangling_link() {
    let (plan, findings) = plan(
        "",
        &[
            ("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: @ana\nstatus: new\n---\n"),
            ("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\nrelated: [IDEA-1]\n---\n"),
        ],
    );
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("ideas/IDEA-1-a.md: error[invalid-yaml]"), "{findings:?}");
    assert_eq!(plan.links()[0].state, LinkState::Unread);
    assert_eq!(plan.find("IDEA-1"), Err(NotFound::Unread));
}

#[test]
fn an_artifact_is_found_by_any_spelling_but_never_guessed() {
    let (plan, _) = plan(
        "",
        &[
            ("ideas/IDEA-7-a.md", "---\nid: IDEA-7\ntitle: A\nstatus: new\naliases: [FR-12]\n---\n"),
            ("ideas/IDEA-8-b.md", "---\nid: IDEA-8\ntitle: B\nstatus: new\naliases: [FR-13, X-1]\n---\n"),
            ("ideas/IDEA-9-c.md", "---\nid: IDEA-9\ntitle: C\nstatus: new\naliases: [X-1]\n---\n"),
            ("releases/REL-1-d.md", "---\nid: REL-1\ntitle: D\nstatus: planned\nversion: 2.1\n---\n"),
        ],
    );
    let found = |text: &str| plan.find(text).map(|found| plan.artifact(found.artifact).label());
    assert_eq!(found("idea-007"), Ok("IDEA-7".into()));
    assert_eq!(found("FR-12"), Ok("IDEA-7".into()));
    assert_eq!(found("2.1"), Ok("REL-1".into()));
    assert_eq!(found("ideas/IDEA-8-b.md"), Ok("IDEA-8".into()));
    assert!(matches!(plan.find("X-1"), Err(NotFound::Ambiguous(candidates)) if candidates.len() == 2));
    assert_eq!(plan.find("IDEA-77"), Err(NotFound::Unknown { nearest: Some("IDEA-7".into()) }));
    assert!(matches!(plan.find("7"), Err(NotFound::Unknown { .. })));
}

#[test]
fn products_have_their_own_ids_and_can_name_each_other() {
    let idea = |id: &str, more: &str| format!("---\nid: {id}\ntitle: A\nstatus: new\n{more}---\n");
    let (plan, findings) = plan(
        "products: {pay: {folder: pay}, search: {folder: search}}",
        &[
            ("pay/ideas/IDEA-1-a.md", &idea("IDEA-1", "related: [IDEA-2, search/IDEA-1]\n")),
            ("pay/ideas/IDEA-2-b.md", &idea("IDEA-2", "")),
            ("search/ideas/IDEA-1-c.md", &idea("IDEA-1", "related: [IDEA-1]\n")),
        ],
    );
    assert_eq!(findings, Vec::<String>::new());
    let targets: Vec<&str> = plan
        .links()
        .iter()
        .filter_map(|link| link.artifact())
        .map(|index| plan.artifact(index).path.as_str())
        .collect();
    assert_eq!(targets, ["pay/ideas/IDEA-2-b.md", "search/ideas/IDEA-1-c.md", "search/ideas/IDEA-1-c.md"]);
    assert!(matches!(plan.find("IDEA-1"), Err(NotFound::Ambiguous(_))));
}

#[test]
fn beside_another_plan_what_changed_is_read_and_the_rest_is_taken_from_there() {
    let config = || Config::read(&path("pm.yaml"), "").0;
    let idea = |id: usize, title: &str| format!("---\nid: IDEA-{id}\ntitle: {title}\nstatus: new\n---\n");
    let files = |first: &str, second: &str| {
        let (first, second) = (idea(1, first), idea(2, second));
        MemoryTree::of(&[("ideas/IDEA-1-a.md", first.as_str()), ("ideas/IDEA-2-b.md", second.as_str())])
    };
    let (later, _) = load(&files("A", "B"), config(), String::new());
    let changed = [path("ideas/IDEA-2-b.md"), path("ideas/IDEA-3-gone.md")];
    let beside = Beside { plan: &later, changed: &changed };
    let earlier = load_beside(&files("not read", "Older"), beside);
    let titles: Vec<&str> = earlier.artifacts().map(|artifact| &*artifact.title).collect();
    assert_eq!(titles, ["A", "Older"]);
    assert_eq!(earlier.find("IDEA-2").map(|found| found.artifact), Ok(ArtifactIndex(1)));
}

/// What one file holds: nothing, a document, one that cannot be read.
fn content() -> impl Strategy<Value = Option<String>> {
    let document = |id: u8, alias: u8, links: Vec<u8>| {
        let links: Vec<String> =
            links.iter().map(|to| format!("{}-{to}", if *to > 2 { "A" } else { "IDEA" })).collect();
        format!(
            "---\nid: IDEA-{id}\ntitle: T\nstatus: new\naliases: [A-{alias}]\nanswers: [{}]\n---\n",
            links.join(", ")
        )
    };
    prop_oneof![
        Just(None),
        Just(Some("---\nid: [\n---\n".to_owned())),
        (1_u8..5, 3_u8..5, prop::collection::vec(1_u8..6, 0..3))
            .prop_map(move |(id, alias, links)| Some(document(id, alias, links))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn beside_another_plan_a_plan_is_the_same(
        sides in prop::collection::vec((content(), content(), any::<bool>()), 8)
    ) {
        const PATHS: [&str; 8] = [
            "IDEA-1-a.md", "IDEA-2.md", "IDEA-3.md", "IDEA-4-b.md", "IDEA-5.md", "IDEA-6/x.md", "notes.txt", "z.md",
        ];
        let paths: Vec<String> = PATHS.iter().map(|name| format!("ideas/{name}")).collect();
        let mut changed = Vec::new();
        let (mut earlier, mut later) = (Vec::new(), Vec::new());
        for (name, (before, after, is_same)) in paths.iter().zip(&sides) {
            let before = if *is_same { after } else { before };
            earlier.extend(before.as_deref().map(|text| (name.as_str(), text)));
            later.extend(after.as_deref().map(|text| (name.as_str(), text)));
            if before != after {
                changed.push(path(name));
            }
        }
        changed.sort();
        let config = || Config::read(&path("pm.yaml"), "").0;
        let (later, _) = load(&MemoryTree::of(&later), config(), String::new());
        let (alone, _) = load(&MemoryTree::of(&earlier), config(), String::new());
        let beside = load_beside(&MemoryTree::of(&earlier), Beside { plan: &later, changed: &changed });
        let texts = |plan: &Plan| -> Vec<(String, String)> {
            plan.artifacts().map(|one| (one.path.to_string(), one.text.to_string())).collect()
        };
        let broken = |plan: &Plan| -> Vec<RelPath> {
            plan.unreadable.iter().map(|document| document.path.clone()).collect()
        };
        let incoming = |plan: &Plan| -> Vec<Vec<Link>> {
            plan.indices().map(|index| plan.links_to(index).cloned().collect()).collect()
        };
        prop_assert_eq!(texts(&beside), texts(&alone));
        prop_assert_eq!(broken(&beside), broken(&alone));
        prop_assert_eq!(beside.links(), alone.links());
        prop_assert_eq!(incoming(&beside), incoming(&alone));
        prop_assert_eq!(beside.file_count, alone.file_count);
        for name in ["IDEA-1", "IDEA-4", "A-3", "A-4", "ideas/z.md"] {
            prop_assert_eq!(beside.find(name), alone.find(name));
        }
    }
}

#[test]
fn values_that_are_not_of_their_type_are_findings_and_keep_their_text() {
    let (plan, findings) = plan(
        "",
        &[(
            "requirements/REQ-1-a.md",
            "---\nid: REQ-1\ntitle: A\nstatus: drafty\npriority: muste\neffort: big\ntarget: 2026-Q5\nefort: 3\n---\n",
        )],
    );
    assert_eq!(
        findings,
        [
            "requirements/REQ-1-a.md: error[unknown-status] `drafty` is no status of requirement",
            "requirements/REQ-1-a.md: warning[unknown-field] requirement has no field `efort`",
            "requirements/REQ-1-a.md: error[invalid-choice] `muste` is no choice of `priority`",
            "requirements/REQ-1-a.md: error[wrong-type] `effort`: `big` is not an effort",
            "requirements/REQ-1-a.md: error[impossible-date] `target`: `2026-Q5` is not a target: there is no quarter 5",
        ]
    );
    assert_eq!(plan.artifacts[0].status_name(), Some("drafty"));
}

const GOALS: &str = "
shipped_kinds: none
kinds:
  goal:
    folder: goals
    id: none
    fields_from: {table: Metadata}
    status: {open: [Proposed], active: [Accepted]}
    fields:
      point-of-contact: {type: person}
      zulip: {type: url}
      continues: {type: link, to: goal}
      size: {type: integer}
";

#[test]
fn fields_are_read_from_a_table_and_the_title_from_the_heading() {
    let (plan, findings) = plan(
        GOALS,
        &[
            (
                "goals/2025/a.md",
                "# A *good* goal\n\n| Metadata | |\n|---|---|\n| Point of contact | @ana |\n| STATUS | Accepted |\n\
                 | Zulip | [#a][chat] |\n| Continues | [the first](../2024/a.md) |\n\n[chat]: https://chat.example\n",
            ),
            (
                "goals/2024/a.md",
                "A goal\n======\n\n| Metadata | |\n|--|--|\n| Status | Proposed |\n| Size | |\n",
            ),
        ],
    );
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(states(&plan), ["goals/2025/a.md ../2024/a.md resolved goals/2024/a.md"]);
    let goal = plan.artifacts().find(|goal| goal.path.as_str() == "goals/2025/a.md").expect("a goal");
    assert_eq!((&*goal.title, goal.status_name()), ("A good goal", Some("Accepted")));
    let values: Vec<String> = goal.values.iter().map(|value| value.value.to_line()).collect();
    assert_eq!(values, ["ana", "https://chat.example", "../2024/a.md"]);
    let places: Vec<&str> = goal.values.iter().map(|value| value.span.slice(&goal.text)).collect();
    assert_eq!(places, ["@ana", "[#a][chat]", "[the first](../2024/a.md)"]);
}

#[test]
fn what_is_wrong_in_a_table_is_found_in_its_cell() {
    let (plan, findings) = plan(
        GOALS,
        &[
            (
                "goals/a.md",
                "# A\n\n| Metadata | |\n|--|--|\n| Status | Done |\n| Size | big |\n| Sise | 1 |\n",
            ),
            ("goals/b.md", "# B\n\n| Metadata | |\n|--|--|\n| Status | Proposed |\n| status | Accepted |\n"),
            ("goals/c.md", "# C\n\n| Meta | |\n|--|--|\n| Status | Proposed |\n"),
            ("goals/d.md", "| Metadata | |\n|--|--|\n| Size | 1 |\n"),
        ],
    );
    assert_eq!(
        findings,
        [
            "goals/a.md: error[unknown-status] `Done` is no status of goal",
            "goals/a.md: warning[unknown-field] goal has no field `Sise`",
            "goals/a.md: error[wrong-type] `size`: `big` is not a whole number",
            "goals/b.md: error[duplicate-key] the row `status` is written twice",
            "goals/c.md: error[missing-table] this file lies where every goal lies, but has no table `Metadata`",
            "goals/d.md: error[missing-title] this goal has no heading, which would be its title",
            "goals/d.md: error[missing-status] this goal has no `status`",
        ]
    );
    assert_eq!((plan.artifacts.len(), plan.unreadable.len()), (3, 1));
    assert_eq!(plan.artifacts[1].status_name(), Some("Proposed"));
}

#[test]
fn a_table_may_be_optional_and_a_kind_without_fields() {
    let files = [("goals/a.md", "---\n\n# A\n"), ("goals/b.md", "---\nx: y\n---\n\nText\n\n## B\n")];
    for from in ["{table: Metadata, missing: allow}", "nothing"] {
        let (plan, findings) = plan(&GOALS.replace("{table: Metadata}", from), &files);
        assert_eq!(findings, Vec::<String>::new());
        let titles: Vec<&str> = plan.artifacts().map(|artifact| &*artifact.title).collect();
        assert_eq!(titles, ["A", "B"]);
    }
}

#[test]
fn a_title_may_be_a_heading_under_front_matter() {
    let config = "kinds:\n  note: {folder: notes, title: {from: heading}, status: {open: [new]}}\n";
    let (plan, findings) =
        plan(config, &[("notes/NOTE-1.md", "---\nid: NOTE-1\nstatus: new\n---\n\n# The first\n")]);
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(&*plan.artifacts[0].title, "The first");
}
