//! `pm renumber`: ids that two branches took, before a merge, after it, and after a rebase.

use std::process::Command;

use crate::sandbox::{Output, Sandbox, has_git};

/// A repository of one requirement with a branch `work`; nothing where there is no git program.
fn repository() -> Option<Sandbox> {
    if !has_git() {
        return None;
    }
    let sandbox = Sandbox::with_git();
    let mut config = sandbox.git().config().expect("a configuration");
    for (key, value) in [("user.name", "Ana"), ("user.email", "ana@example.com"), ("commit.gpgsign", "false")]
    {
        config.set_str(key, value).expect("set");
    }
    requirement(&sandbox, 1, "Base", "", "Some text.");
    commit(&sandbox, "Begin");
    git(&sandbox, &["branch", "work"]);
    Some(sandbox)
}

#[track_caller]
fn git(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "core.editor=true", "-c", "advice.detachedHead=false"])
        .args(arguments)
        .current_dir(sandbox.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, "2026-11-01T12:00:00Z")))
        .output()
        .expect("git runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[track_caller]
fn commit(sandbox: &Sandbox, message: &str) {
    git(sandbox, &["add", "--all"]);
    git(sandbox, &["commit", "--quiet", "--allow-empty", "-m", message]);
}

fn requirement(sandbox: &Sandbox, number: u32, title: &str, front: &str, text: &str) {
    let path = format!("requirements/REQ-{number}-{}.md", title.to_lowercase().replace(' ', "-"));
    sandbox.write(
        &path,
        &format!("---\nid: REQ-{number}\ntitle: {title}\nstatus: draft\n{front}---\n## Problem\n{text}\n"),
    );
}

/// The export on `main`, named once; the import on `work`, named in a field, in text, by a part and by path.
fn two_took_one_number() -> Option<Sandbox> {
    let sandbox = repository()?;
    requirement(&sandbox, 2, "Export", "", "A table.");
    requirement(&sandbox, 3, "Print", "depends_on: [REQ-1, REQ-2]\n", "On paper.");
    commit(&sandbox, "Export");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    requirement(&sandbox, 2, "Import", "", "A table, see REQ-2.");
    commit(&sandbox, "Import: REQ-2");
    requirement(
        &sandbox,
        4,
        "Dates",
        "depends_on: [REQ-2] # the import\n",
        "After [the import](REQ-2-import.md), REQ-2.AC1.",
    );
    commit(&sandbox, "Dates");
    Some(sandbox)
}

#[track_caller]
fn fine(output: &Output) {
    assert_eq!(output.code, 0, "{}", output.shown());
}

const AFTERWARDS: &str = "---\nid: REQ-4\ntitle: Dates\nstatus: draft\ndepends_on: [REQ-5] # the import\n---\n## \
                          Problem\nAfter [the import](REQ-5-import.md), REQ-5.AC1.\n";

#[test]
fn after_a_merge_what_is_not_on_the_base_gets_another_id_and_what_means_it_follows() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    let found = sandbox.pm(&["check", "--format", "concise"]);
    assert_eq!(found.code, 1, "{}", found.shown());
    assert!(sandbox.pm(&["check"]).stdout.contains("run `pm renumber REQ-2`"));
    let tried = sandbox.pm(&["renumber", "--dry-run"]);
    assert!(tried.stderr.contains("REQ-2 would become REQ-5: Import"), "{}", tried.shown());
    assert_eq!(git(&sandbox, &["status", "--short"]), "");
    insta::assert_snapshot!(sandbox.pm(&["renumber"]).shown(), @r#"
    REQ-2 became REQ-5: Import
      REQ-2 stays Export, which main has
      requirements/REQ-5-import.md
      was requirements/REQ-2-import.md
      requirements/REQ-5-import.md:7:14: REQ-2 → REQ-5
      requirements/REQ-4-dates.md:5:14: REQ-2 → REQ-5
      requirements/REQ-4-dates.md:8:38: REQ-2.AC1 → REQ-5.AC1
    Commits name an old id:
      ff690010ee Import: REQ-2: REQ-2 is REQ-5 now
    "#);
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    assert!(sandbox.read("requirements/REQ-3-print.md").contains("depends_on: [REQ-1, REQ-2]"));
    assert_eq!(sandbox.read("requirements/REQ-2-export.md").matches("REQ-2").count(), 1);
    fine(&sandbox.pm(&["check"]));
}

#[test]
fn before_a_merge_what_is_new_on_the_branch_gives_way_and_the_merge_is_clean() {
    let Some(sandbox) = two_took_one_number() else { return };
    fine(&sandbox.pm(&["check"]));
    let told = sandbox.pm(&["renumber", "--commit"]);
    fine(&told);
    assert!(told.stdout.contains("on main it is Export (requirements/REQ-2-export.md)"), "{}", told.shown());
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    insta::assert_snapshot!(git(&sandbox, &["log", "-1", "--format=%B"]).trim(), @r#"
    Renumber REQ-2 to REQ-5

    - REQ-4: depends_on gains REQ-5 and loses REQ-2; text changed
    - REQ-5: id from REQ-2 to REQ-5; moved; text changed
    "#);
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    fine(&sandbox.pm(&["check"]));
    let again = sandbox.pm(&["renumber"]);
    insta::assert_snapshot!(again.shown(), @r#"
    ------- stderr -------
    nothing to renumber: the branch brought no id that another artifact has
    "#);
}

#[test]
fn after_a_rebase_every_commit_of_the_branch_means_its_own() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["rebase", "--quiet", "main"]);
    fine(&sandbox.pm(&["renumber"]));
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    assert!(sandbox.read("requirements/REQ-3-print.md").contains("depends_on: [REQ-1, REQ-2]"));
    fine(&sandbox.pm(&["check"]));
}

#[test]
fn without_a_base_the_first_parent_of_the_merge_keeps_its_id() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["checkout", "--quiet", "main"]);
    git(&sandbox, &["merge", "--quiet", "--no-edit", "work"]);
    git(&sandbox, &["branch", "--quiet", "-D", "work"]);
    let json = sandbox.pm(&["renumber", "--dry-run", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json["renumbered"][0]["references"][1],
        serde_json::json!({
            "path": "requirements/REQ-4-dates.md", "line": 5, "column": 14, "from": "REQ-2", "to": "REQ-5"
        })
    );
    assert_eq!((&json["dry_run"], &json["left"]), (&true.into(), &serde_json::json!([])));
    let told = sandbox.pm(&["renumber"]);
    fine(&told);
    assert!(told.stdout.contains("REQ-2 stays Export, which came first to this branch"), "{}", told.shown());
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    fine(&sandbox.pm(&["check"]));
}

#[test]
fn a_squashed_branch_means_its_own_and_a_merge_that_is_not_committed_has_two_parents() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["checkout", "--quiet", "-b", "squashed", "main"]);
    git(&sandbox, &["merge", "--quiet", "--squash", "work"]);
    commit(&sandbox, "All at once");
    fine(&sandbox.pm(&["renumber"]));
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    git(&sandbox, &["stash", "--include-untracked", "--quiet"]);
    git(&sandbox, &["checkout", "--quiet", "work"]);
    git(&sandbox, &["merge", "--quiet", "--no-commit", "main"]);
    fine(&sandbox.pm(&["renumber"]));
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
}

#[test]
fn what_cannot_be_decided_is_listed_and_left() {
    let Some(sandbox) = two_took_one_number() else { return };
    requirement(&sandbox, 1, "Base", "depends_on: [REQ-2]\n", "Some text.");
    commit(&sandbox, "The base needs the import");
    git(&sandbox, &["checkout", "--quiet", "main"]);
    requirement(&sandbox, 1, "Base", "depends_on: [REQ-2]\n", "Some text.");
    commit(&sandbox, "The base needs the export");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    requirement(&sandbox, 6, "Late", "", "REQ-2, whichever, and https://example.com/REQ-2");
    sandbox.write("requirements/REQ-7-broken.md", "---\nid: REQ-7\ntitle: [\n---\nREQ-2\n");
    sandbox.write("src/import.rs", "// REQ-2: reads a table\n");
    let told = sandbox.pm(&["renumber"]);
    insta::assert_snapshot!(told.shown(), @r#"
    REQ-2 became REQ-8: Import
      REQ-2 stays Export, which main has
      requirements/REQ-8-import.md
      was requirements/REQ-2-import.md
      requirements/REQ-8-import.md:7:14: REQ-2 → REQ-8
      requirements/REQ-4-dates.md:5:14: REQ-2 → REQ-8
      requirements/REQ-4-dates.md:8:38: REQ-2.AC1 → REQ-8.AC1
    Left as they are:
      requirements/REQ-1-base.md:5:14: REQ-2 was written on several sides, each of which meant its own
      requirements/REQ-6-late.md:7:1: REQ-2 was written when several artifacts had this id
      requirements/REQ-6-late.md:7:43: REQ-2 was written when several artifacts had this id
      requirements/REQ-7-broken.md:5:1: REQ-2 was written when several artifacts had this id
    Files outside of the plan name an old id:
      src/import.rs:1:4: REQ-2 was written when several artifacts had this id
    Commits name an old id:
      ff690010ee Import: REQ-2: REQ-2 is REQ-8 now
    [exit code: 1]
    "#);
    assert!(sandbox.read("requirements/REQ-1-base.md").contains("depends_on: [REQ-2]"));
    assert!(sandbox.read("requirements/REQ-6-late.md").contains("REQ-2, whichever"));
}

#[test]
fn a_list_in_one_line_keeps_what_each_side_wrote() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    // As a person writes it down who resolves a conflict: the one of main first, the one of work at the end.
    git(&sandbox, &["reset", "--quiet", "--hard", "HEAD~1"]);
    requirement(&sandbox, 1, "Base", "related: [REQ-4, REQ-2]\n", "Some text.");
    commit(&sandbox, "On work");
    git(&sandbox, &["checkout", "--quiet", "main"]);
    requirement(&sandbox, 1, "Base", "related: [REQ-2, REQ-3]\n", "Some text.");
    commit(&sandbox, "On main");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    git(&sandbox, &["merge", "--quiet", "--no-commit", "--strategy-option=ours", "main"]);
    requirement(&sandbox, 1, "Base", "related: [REQ-2, REQ-3, REQ-4, REQ-2]\n", "Some text.");
    fine(&sandbox.pm(&["renumber"]));
    assert!(sandbox.read("requirements/REQ-1-base.md").contains("related: [REQ-2, REQ-3, REQ-4, REQ-5]"));
}

#[test]
fn an_id_that_was_used_and_removed_is_repaired_too() {
    let Some(sandbox) = repository() else { return };
    sandbox.write("ideas/IDEA-1-import.md", "---\nid: IDEA-1\ntitle: Import\nstatus: new\n---\n");
    commit(&sandbox, "An idea");
    git(&sandbox, &["rm", "--quiet", "ideas/IDEA-1-import.md"]);
    commit(&sandbox, "No such idea");
    git(&sandbox, &["checkout", "--quiet", "-B", "work"]);
    sandbox.write(
        "ideas/IDEA-1-dark-mode.md",
        "---\nid: IDEA-1\ntitle: A dark mode\nstatus: new\n---\nNo text.\n",
    );
    requirement(&sandbox, 2, "Dark", "answers: [IDEA-1]\n", "It is bright.");
    commit(&sandbox, "A dark mode");
    let found = sandbox.pm(&["check", "--since", "main"]);
    assert!(found.stdout.contains("run `pm renumber IDEA-1`"), "{}", found.shown());
    insta::assert_snapshot!(sandbox.pm(&["renumber"]).shown(), @r#"
    IDEA-1 became IDEA-2: A dark mode
      it was the id of ideas/IDEA-1-import.md, which was removed
      ideas/IDEA-2-dark-mode.md
      was ideas/IDEA-1-dark-mode.md
      requirements/REQ-2-dark.md:5:11: IDEA-1 → IDEA-2
    "#);
    assert!(sandbox.read("requirements/REQ-2-dark.md").contains("answers: [IDEA-2]"));
    fine(&sandbox.pm(&["check", "--since", "main"]));
    // On the main branch itself the id is named.
    git(&sandbox, &["checkout", "--quiet", "--", "."]);
    git(&sandbox, &["clean", "--quiet", "-fd"]);
    git(&sandbox, &["branch", "--quiet", "-f", "main"]);
    fine(&sandbox.pm(&["renumber", "IDEA-1"]));
    assert!(sandbox.read("requirements/REQ-2-dark.md").contains("answers: [IDEA-2]"));
}

#[test]
fn a_person_decides_by_naming_the_document() {
    let sandbox = Sandbox::new();
    requirement(&sandbox, 2, "Export", "", "See REQ-2.");
    requirement(&sandbox, 2, "Import", "", "A table.");
    insta::assert_snapshot!(sandbox.pm(&["renumber"]).shown(), @r#"
    REQ-2 stays the id of several: history does not tell which came first
      requirements/REQ-2-export.md
      requirements/REQ-2-import.md
      decide with `pm renumber PATH`
    ------- stderr -------
    nothing was renumbered
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["renumber", "requirements/REQ-2-export.md"]).shown(), @r#"
    REQ-2 became REQ-3: Export
      REQ-2 stays Import, as asked
      requirements/REQ-3-export.md
      was requirements/REQ-2-export.md
    Left as they are:
      requirements/REQ-3-export.md:7:5: REQ-2 was written when several artifacts had this id
    [exit code: 1]
    "#);
    assert_eq!(sandbox.files(), ["pm.yaml", "requirements/REQ-2-import.md", "requirements/REQ-3-export.md"]);
    insta::assert_snapshot!(sandbox.pm(&["renumber", "REQ-2"]).shown(), @r#"
    ------- stderr -------
    error: REQ-2 is the id of one artifact alone, and such an id never changes
    hint: name the branch that has another artifact with this id: --base REV
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["renumber", "REQ-9"]).shown(), @r#"
    ------- stderr -------
    error: there is no `REQ-9`
    hint: did you mean REQ-2 (Import)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["renumber", "--base", "main"]).shown(), @r#"
    ------- stderr -------
    error: there is no git repository that `--base` could name a branch of
    [exit code: 2]
    "#);
}

#[test]
fn what_the_base_has_already_is_named_and_renumbered_when_asked() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["checkout", "--quiet", "main"]);
    git(&sandbox, &["merge", "--quiet", "--no-edit", "work"]);
    git(&sandbox, &["checkout", "--quiet", "-b", "mend"]);
    let told = sandbox.pm(&["renumber"]);
    insta::assert_snapshot!(told.shown(), @r#"
    REQ-2 stays the id of several: main has them all already
      requirements/REQ-2-export.md
      requirements/REQ-2-import.md
      repair it with `pm renumber REQ-2`
    ------- stderr -------
    nothing was renumbered
    "#);
    assert_eq!(git(&sandbox, &["status", "--short"]), "");
    fine(&sandbox.pm(&["renumber", "REQ-2"]));
    assert_eq!(sandbox.read("requirements/REQ-4-dates.md"), AFTERWARDS);
    fine(&sandbox.pm(&["check"]));
}

const FOREIGN: &str = "format: 1
shipped_kinds: none
levels: {missing-section: off}
kinds:
  eip:
    folder: EIPS
    files: eip-*.md
    id: {field: eip, prefix: EIP}
    summary: A proposal.
    status: {open: [Draft]}
    other_fields: allow
    fields:
      requires: {type: list of link, to: eip, written: \"1, 2, 3\", meaning: depends on}
  kep:
    folder: keps
    files: '**/kep.yaml'
    path: keps/{sig}/{number:digits}-{slug}/kep.yaml
    id: {field: kep-number, prefix: KEP, capture: number}
    summary: An enhancement.
    other_fields: allow
    fields:
      see-also: {type: list of link, to: kep}
";

#[test]
fn documents_that_were_not_made_for_pm_are_renumbered_with_their_files_and_folders() {
    let Some(sandbox) = repository() else { return };
    git(&sandbox, &["rm", "--quiet", "-r", "requirements"]);
    sandbox.write("pm.yaml", FOREIGN);
    sandbox.write("EIPS/eip-0007.md", "---\neip: 7\ntitle: Seven\nstatus: Draft\n---\nText\n");
    commit(&sandbox, "Other documents");
    git(&sandbox, &["branch", "--force", "work"]);
    sandbox.write("EIPS/eip-8.md", "---\neip: 8\ntitle: Main\nstatus: Draft\n---\nText\n");
    sandbox.write("keps/sig-a/0012-main/kep.yaml", "title: Main\nkep-number: 12\n");
    commit(&sandbox, "On main");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    sandbox.write("EIPS/eip-0008.md", "---\neip: 8\ntitle: Work\nstatus: Draft\n---\nText\n");
    sandbox.write(
        "EIPS/eip-0007.md",
        "---\neip: 7\ntitle: Seven\nstatus: Draft\nrequires: 6, 8\n---\n[EIP-8](./eip-0008.md)\n",
    );
    sandbox.write("keps/sig-a/0012-work/kep.yaml", "title: Work\nkep-number: \"0012\"\n");
    sandbox.write("keps/sig-a/0012-work/README.md", "# KEP-12\n");
    sandbox.write(
        "keps/sig-a/3-other/kep.yaml",
        "title: Other\nkep-number: 3\nsee-also: [/keps/sig-a/0012-work/kep.yaml, KEP-12]\n",
    );
    commit(&sandbox, "On work");
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    let told = sandbox.pm(&["renumber"]);
    insta::assert_snapshot!(told.shown(), @r#"
    EIP-8 became EIP-9: Work
      EIP-8 stays Main, which main has
      EIPS/eip-0009.md
      was EIPS/eip-0008.md
      EIPS/eip-0007.md:5:14: 8 → 9
      EIPS/eip-0007.md:7:2: EIP-8 → EIP-9
    KEP-0012 became KEP-13: Work
      KEP-12 stays Main, which main has
      keps/sig-a/0013-work/kep.yaml
      was keps/sig-a/0012-work/kep.yaml
      keps/sig-a/3-other/kep.yaml:3:44: KEP-12 → KEP-13
    Files outside of the plan name an old id:
      keps/sig-a/0013-work/README.md:1:3: KEP-12 is KEP-13 now
    "#);
    assert_eq!(
        sandbox.read("EIPS/eip-0007.md"),
        "---\neip: 7\ntitle: Seven\nstatus: Draft\nrequires: 6, 9\n---\n[EIP-9](./eip-0009.md)\n"
    );
    assert_eq!(sandbox.read("keps/sig-a/0013-work/kep.yaml"), "title: Work\nkep-number: \"0013\"\n");
    assert_eq!(
        sandbox.read("keps/sig-a/3-other/kep.yaml"),
        "title: Other\nkep-number: 3\nsee-also: [/keps/sig-a/0013-work/kep.yaml, KEP-13]\n"
    );
    assert!(sandbox.files().contains(&"keps/sig-a/0013-work/README.md".to_owned()));
}

#[test]
fn another_name_leads_to_the_artifact_and_an_id_is_never_another_name() {
    let sandbox = Sandbox::new();
    requirement(&sandbox, 1, "Export", "aliases: [REQ-7, PROJ-118]\n", "A table.");
    requirement(&sandbox, 2, "Print", "depends_on: [REQ-007]\nrelated: [proj-118, REQ-7.AC1]\n", "On paper.");
    fine(&sandbox.pm(&["check"]));
    assert!(sandbox.pm(&["show", "REQ-7"]).stdout.contains("Export"));
    fine(&sandbox.pm(&["set", "PROJ-118", "owner=ana"]));
    assert!(sandbox.read("requirements/REQ-1-export.md").contains("owner: ana"));
    let links = sandbox.pm(&["links", "--columns", "source,target", "--format", "csv"]).stdout;
    assert_eq!(links.matches("REQ-2,REQ-1").count(), 3, "{links}");
    requirement(&sandbox, 7, "Seven", "aliases: [proj-118]\n", "It is late.");
    insta::assert_snapshot!(sandbox.pm(&["check", "--format", "concise"]).shown(), @r#"
    requirements/REQ-1-export.md:6:11: error[ambiguous-alias]: `REQ-7` is the id of requirements/REQ-7-seven.md, and never leads here
    requirements/REQ-2-print.md:6:11: error[ambiguous-link]: `related` may lead to REQ-1 or REQ-7 with `proj-118`
    requirements/REQ-7-seven.md:5:11: error[ambiguous-alias]: `proj-118` is another name of REQ-1 already
    [exit code: 1]
    "#);
    assert!(sandbox.pm(&["show", "REQ-7"]).stdout.contains("Seven"));
    requirement(&sandbox, 1, "Other", "", "It is new.");
    let told = sandbox.pm(&["renumber", "requirements/REQ-1-other.md"]);
    assert!(told.stdout.contains("REQ-1 became REQ-8: Other"), "{}", told.shown());
}

#[test]
fn two_documents_of_one_name_are_told_apart_after_the_conflict_is_resolved() {
    let Some(sandbox) = repository() else { return };
    requirement(&sandbox, 2, "Export", "", "As CSV, says REQ-2.");
    requirement(&sandbox, 3, "Print", "depends_on: [REQ-2]\n", "On paper.");
    commit(&sandbox, "Export");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    requirement(&sandbox, 2, "Export", "", "As a picture, says REQ-2.");
    requirement(&sandbox, 4, "Show", "depends_on: [REQ-2]\n", "On a wall.");
    commit(&sandbox, "Another export");
    git(&sandbox, &["merge", "--quiet", "--no-commit", "--strategy-option=theirs", "main"]);
    requirement(&sandbox, 2, "Export", "", "As CSV, says REQ-2.");
    let other = sandbox.read("requirements/REQ-2-export.md").replace("As CSV", "As a picture");
    sandbox.write("requirements/REQ-2-export-b.md", &other);
    fine(&sandbox.pm(&["renumber", "requirements/REQ-2-export-b.md"]));
    assert!(sandbox.read("requirements/REQ-5-export-b.md").contains("As a picture, says REQ-5."));
    assert!(sandbox.read("requirements/REQ-2-export.md").contains("As CSV, says REQ-2."));
    assert!(sandbox.read("requirements/REQ-3-print.md").contains("depends_on: [REQ-2]"));
    assert!(sandbox.read("requirements/REQ-4-show.md").contains("depends_on: [REQ-5]"));
}

#[test]
fn an_id_is_that_of_one_product() {
    let Some(sandbox) = repository() else { return };
    git(&sandbox, &["rm", "--quiet", "-r", "requirements"]);
    sandbox.write("pm.yaml", "format: 1\nproducts: {pay: {folder: pay}, shop: {folder: shop}}\n");
    let write = |path: &str, id: &str, front: &str, text: &str| {
        let document =
            format!("---\nid: {id}\ntitle: {path}\nstatus: draft\n{front}---\n## Problem\n{text}\n");
        sandbox.write(path, &document);
    };
    write("pay/requirements/REQ-1-a.md", "REQ-1", "", "Text");
    write("shop/requirements/REQ-1-b.md", "REQ-1", "", "Text");
    commit(&sandbox, "Two products");
    git(&sandbox, &["branch", "--force", "work"]);
    write("pay/requirements/REQ-2-main.md", "REQ-2", "", "Text");
    commit(&sandbox, "On main");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    write("pay/requirements/REQ-2-work.md", "REQ-2", "", "Text");
    write("shop/requirements/REQ-2-shop.md", "REQ-2", "", "REQ-2 of shop waits for pay/REQ-2");
    write("shop/requirements/REQ-3-b.md", "REQ-3", "depends_on: [pay/REQ-2, REQ-2]\n", "Text");
    commit(&sandbox, "On work");
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    fine(&sandbox.pm(&["renumber"]));
    assert!(sandbox.read("shop/requirements/REQ-2-shop.md").contains("REQ-2 of shop waits for pay/REQ-3"));
    assert!(sandbox.read("shop/requirements/REQ-3-b.md").contains("depends_on: [pay/REQ-3, REQ-2]"));
    fine(&sandbox.pm(&["check"]));
}

#[test]
fn a_dotted_id_gets_one_beside_it() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pm.yaml",
        "format: 1\nkinds:\n  task:\n    folder: tasks\n    id: {field: id, prefix: task}\n    summary: To do.\n    \
         files: '*.md'\n    status: {open: [To Do]}\n",
    );
    for (id, name) in [("354.01", "a"), ("354.02", "b"), ("354.02", "c"), ("400", "d")] {
        let text = format!("---\nid: task-{id}\ntitle: {name}\nstatus: To Do\n---\n");
        sandbox.write(&format!("tasks/task-{id} - {name}.md"), &text);
    }
    fine(&sandbox.pm(&["renumber", "tasks/task-354.02 - c.md"]));
    assert_eq!(sandbox.files().last().map(String::as_str), Some("tasks/task-400 - d.md"));
    assert!(sandbox.read("tasks/task-354.03 - c.md").contains("id: task-354.03\n"));
}

#[test]
fn a_reviewed_link_keeps_its_review_when_what_it_leads_to_is_renumbered() {
    let Some(sandbox) = two_took_one_number() else { return };
    requirement(&sandbox, 6, "Late", "depends_on: [REQ-2]\n", "A date.");
    fine(&sandbox.pm(&["link", "review", "REQ-4"]));
    fine(&sandbox.pm(&["link", "review", "REQ-6"]));
    commit(&sandbox, "Look at what depends on the import");
    git(&sandbox, &["checkout", "--quiet", "main"]);
    fine(&sandbox.pm(&["link", "review", "REQ-3"]));
    commit(&sandbox, "Look at what is printed");
    git(&sandbox, &["checkout", "--quiet", "work"]);
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    fine(&sandbox.pm(&["renumber"]));
    let dates = sandbox.read("requirements/REQ-4-dates.md");
    assert!(dates.contains("reviewed_against:\n  REQ-7: "), "{dates}");
    let print = sandbox.read("requirements/REQ-3-print.md");
    assert!(print.contains("  REQ-2: "), "{print}");
    let found = sandbox.pm(&["check", "--format", "concise"]);
    assert_eq!(found.code, 0, "{}", found.shown());
    assert!(!found.stdout.contains("suspect-link"), "{}", found.shown());
    for reviewed in ["REQ-3", "REQ-4", "REQ-6"] {
        assert!(!sandbox.pm(&["links", reviewed]).stdout.contains("changed since"), "{reviewed}");
    }
}

#[test]
fn a_review_outlives_another_number_within_the_text() {
    let Some(sandbox) = two_took_one_number() else { return };
    requirement(&sandbox, 6, "Late", "depends_on: [REQ-4]\n", "A date.");
    fine(&sandbox.pm(&["link", "review", "REQ-6"]));
    commit(&sandbox, "Look at what depends on dates, whose text names the import");
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    fine(&sandbox.pm(&["renumber"]));
    let found = sandbox.pm(&["check", "--format", "concise"]);
    assert!(!found.stdout.contains("suspect-link"), "{}", found.shown());
}

#[test]
fn after_a_merge_that_brought_two_of_one_id_the_hook_names_the_way_out() {
    let Some(sandbox) = two_took_one_number() else { return };
    git(&sandbox, &["merge", "--quiet", "--no-edit", "main"]);
    let told = sandbox.pm(&["hooks", "run", "post-merge", "0"]);
    insta::assert_snapshot!(told.stderr, @r#"
    note: the merge is made, and brought in what is above
    hint: several artifacts have the id REQ-2 now: `pm renumber REQ-2 --commit` tells them apart
    "#);
    fine(&sandbox.pm(&["renumber", "--commit"]));
    insta::assert_snapshot!(sandbox.pm(&["hooks", "run", "post-merge", "0"]).shown(), @"");
}
