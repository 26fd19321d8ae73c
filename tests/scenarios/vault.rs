//! Notes that name each other in double brackets, adopted where they lie.

use crate::sandbox::Sandbox;

/// Tasks with a heading and projects without one, as notebooks have them.
fn vault() -> Sandbox {
    let sandbox = Sandbox::bare();
    let project = |name: &str, up: &str| {
        sandbox.write(
            &format!("Projects/{name}.md"),
            &format!(
                "---\ntags: [project]\nstatus: active\nup: {up}\n---\n\n## Notes\n\nWords about {name}.\n"
            ),
        );
    };
    project("Harbour App", "\"[[Goals 2026]]\"");
    project("Tide Tables", "\"[[Projects/Goals 2026|goals]]\"");
    project("Goals 2026", "");
    let task = |name: &str, fields: &str| {
        sandbox.write(
            &format!("Tasks/{name}.md"),
            &format!(
                "---\ntype: task\n{fields}---\n\n# {name} now\n\nSee [[Tide Tables#Notes]] and [[Nowhere]].\n"
            ),
        );
    };
    task("Read tides", "status: done\nproject: \"[[tide tables#Notes]]\"\n");
    task("Show berths", "status: todo\nproject: \"[[Harbour App]]\"\nblocked-by:\n  - \"[[Read tides]]\"\n");
    task(
        "Offline map",
        "status: todo\nproject: \"[[Harbour App]]\"\nblocked-by: [\"[[Show berths now|berths]]\"]\n",
    );
    sandbox
}

#[test]
fn notes_that_name_each_other_are_read_as_they_are() {
    let sandbox = vault();
    insta::assert_snapshot!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).shown(), @r#"
    Proposal
    ════════
    6 files: 6 documents of 2 kinds

    Projects: 3 documents
    ─────────────────────
    Where   Projects
    Id      none; documents are known by their paths
    Title   the name of the file
    Status  `status`

    STATUS  CATEGORY  DOCUMENTS  WHY
    active  active            3  a usual word

    FIELD  TYPE             DOCUMENTS  EXAMPLE
    tags   list of text             3  project
    up     link to project          2  [[Goals 2026]]

    Tasks: 3 documents
    ──────────────────
    Where   Tasks
    Id      none; documents are known by their paths
    Title   the first heading
    Status  `status`

    STATUS  CATEGORY  DOCUMENTS  WHY
    todo    open              2  a usual word
    done    done              1  a usual word

    FIELD       TYPE                  DOCUMENTS  EXAMPLE
    type        text                          3  task
    project     link to project               3  [[Harbour App]]
    blocked-by  list of link to task          2  [[Show berths now|berths]]

    What pm check would find
    ────────────────────────
    nothing

    · pm.yaml is written; go on with `pm list`, `pm check` and `pm roadmap`

    pm.yaml
    ───────
        # Proposed by `pm derive`. What a comment calls a guess is worth a look.
        format: 1
        product: {name: Harbour}
        shipped_kinds: none
        kinds:
          # 3 documents
          project:
            folder: Projects
            id: none
            title: {from: name}
            status:
              active: [active]
            fields:
              up: {type: link, to: project, meaning: relates to}
            other_fields: allow
          # 3 documents
          task:
            folder: Tasks
            id: none
            title: {from: heading}
            status:
              open: [todo]
              done: [done]
            fields:
              type: {type: text}
              project: {type: link, to: project, meaning: relates to}
              blocked-by: {type: list of link, to: task, meaning: depends on}
            other_fields: allow
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @"6 artifacts in 6 files: no findings");
    insta::assert_snapshot!(sandbox.pm(&["list", "task", "--columns", "title,project,blocked-by"]).shown(), @r#"
    Tasks
    ═════
    3

    TITLE            PROJECT                  BLOCKED BY
    Offline map now  Projects/Harbour App.md  Tasks/Show berths.md
    Read tides now   Projects/Tide Tables.md
    Show berths now  Projects/Harbour App.md  Tasks/Read tides.md
    "#);
    insta::assert_snapshot!(sandbox.pm(&["show", "[[goals 2026]]"]).shown(), @r#"
    Projects/Goals 2026.md Goals 2026
    ═════════════════════════════════
    project · active

    tags  project

    What leads here
    ───────────────
    related from  Projects/Harbour App.md Harbour App (active); Projects/Tide Tables.md Tide Tables
                  (active)

    Notes
    Words about Goals 2026.
    "#);
}

#[test]
fn a_name_that_leads_nowhere_is_told_with_the_nearest() {
    let sandbox = vault();
    assert_eq!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).code, 0);
    let broken = |name: &str, from: &str, to: &str| {
        let path = format!("Tasks/{name}.md");
        sandbox.write(&path, &sandbox.read(&path).replace(from, to));
    };
    broken("Show berths", "[[Harbour App]]", "[[Harbor App]]");
    broken("Show berths", "  - \"[[Read tides]]\"", "  - [[Read tides]]");
    broken("Offline map", "\"[[Harbour App]]\"", "[[Harbour App]]");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[wrong-type]: `project` is link, but a list is written here
     --> Tasks/Offline map.md:4:10
      |
    4 | project: [[Harbour App]]
      |          ^^^^^^^^^^^^^^^
      |
      = help: put quotes around it: "[[Harbour App]]"

    error[dangling-link]: `project` leads to `[[Harbor App]]`, which does not exist
     --> Tasks/Show berths.md:4:10
      |
    4 | project: "[[Harbor App]]"
      |          ^^^^^^^^^^^^^^^^
      |
      = help: did you mean [[Harbour App]]?

    error[wrong-type]: `blocked-by` is link, but a list is written here
     --> Tasks/Show berths.md:6:5
      |
    6 |   - [[Read tides]]
      |     ^^^^^^^^^^^^^^
      |
      = help: put quotes around it: "[[Read tides]]"

    3 errors in 2 of 6 files
    [exit code: 1]
    "#);
}

#[test]
fn what_is_written_keeps_the_form_that_is_there() {
    let sandbox = vault();
    assert_eq!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["set", "Tasks/Show berths.md", "project=Projects/Tide Tables.md"]).shown(), @r#"
    Tasks/Show berths.md
      - project: "[[Harbour App]]"
      + project: "[[Tide Tables]]"
    "#);
    insta::assert_snapshot!(sandbox.pm(&["link", "Tasks/Offline map.md", "blocked-by", "Tasks/Read tides.md"]).shown(), @r#"
    Tasks/Offline map.md
      - blocked-by: ["[[Show berths now|berths]]"]
      + blocked-by: ["[[Show berths now|berths]]", "[[Read tides]]"]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["unlink", "Tasks/Offline map.md", "blocked-by", "[[read tides]]"]).shown(), @r#"
    Tasks/Offline map.md
      - blocked-by: ["[[Show berths now|berths]]", "[[Read tides]]"]
      + blocked-by: ["[[Show berths now|berths]]"]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["set", "Tasks/Offline map.md", "project=[[Goals 2026|ours]]"]).shown(), @r#"
    Tasks/Offline map.md
      - project: "[[Harbour App]]"
      + project: "[[Goals 2026|ours]]"
    "#);
    insta::assert_snapshot!(sandbox.pm(&["set", "Projects/Goals 2026.md", "title=X"]).shown(), @r#"
    ------- stderr -------
    error: the title of a project is the name of its file
    hint: use `pm rename`, which renames the file
    [exit code: 2]
    "#);
}

#[test]
fn names_follow_what_is_renamed() {
    let sandbox = vault();
    assert_eq!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["rename", "Projects/Goals 2026.md", "Aims: 2026"]).shown(), @r#"
    ------- stderr -------
    error: the name of a file cannot hold `:`
    hint: leave it out of the title
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["rename", "Projects/Goals 2026.md", "Aims 2026"]).shown(), @r#"
    Projects/Aims 2026.md
      was Projects/Goals 2026.md
    Projects/Harbour App.md
      - up: "[[Goals 2026]]"
      + up: "[[Aims 2026]]"
    Projects/Tide Tables.md
      - up: "[[Projects/Goals 2026|goals]]"
      + up: "[[Projects/Aims 2026|goals]]"
    ------- stderr -------
    3 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["rename", "Projects/Tide Tables.md", "Tides"]).shown(), @r#"
    Projects/Tides.md
      was Projects/Tide Tables.md
    Tasks/Offline map.md
      - See [[Tide Tables#Notes]] and [[Nowhere]].
      + See [[Tides#Notes]] and [[Nowhere]].
    Tasks/Read tides.md
      - project: "[[tide tables#Notes]]"
      + project: "[[Tides#Notes]]"
      - See [[Tide Tables#Notes]] and [[Nowhere]].
      + See [[Tides#Notes]] and [[Nowhere]].
    Tasks/Show berths.md
      - See [[Tide Tables#Notes]] and [[Nowhere]].
      + See [[Tides#Notes]] and [[Nowhere]].
    ------- stderr -------
    4 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["rename", "Tasks/Show berths.md", "Berths for all"]).shown(), @r#"
    Tasks/Show berths.md
      - # Show berths now
      + # Berths for all
    Tasks/Offline map.md
      - blocked-by: ["[[Show berths now|berths]]"]
      + blocked-by: ["[[Berths for all|berths]]"]
    ------- stderr -------
    2 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @"6 artifacts in 6 files: no findings");
}
