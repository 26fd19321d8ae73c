//! `pm derive` as its callers see it: a proposal for documents that nobody has described, and what is written of it.

use crate::sandbox::Sandbox;

/// A team's tasks and decisions, as another tool wrote them.
fn foreign() -> Sandbox {
    let sandbox = Sandbox::bare();
    let task = |folder: &str, number: usize, status: &str, more: &str| {
        let path = format!("work/{folder}/task-{number} - Job {number}.md");
        sandbox.write(
            &path,
            &format!("---\nid: task-{number}\ntitle: Job {number}\nstatus: {status}\n{more}---\n"),
        );
    };
    task("tasks", 1, "To Do", "assignee: ['@ana']\npriority: high\ndependencies: [task-2]\n");
    task("tasks", 2, "In Progress", "assignee: ['@ben']\npriority: low\ndue: 2026-12-01\n");
    task("tasks", 3, "Simmering", "assignee: []\npriority: high\nmilestone: m-1\n");
    task("completed", 4, "Done", "assignee: ['@ana']\npriority: low\n");
    task("completed", 5, "Done", "assignee: @ana\n");
    sandbox.write("work/tasks/readme.md", "# Tasks\n");
    sandbox.write("work/config.yml", "default_status: To Do\n");
    sandbox.write("work/milestones/m-1 - First.md", "---\nid: m-1\ntitle: First\n---\n");
    for (number, status) in [(1, "accepted"), (2, "superseded"), (3, "proposed")] {
        let text = format!("---\nstatus: {status}\ndate: 2026-01-0{number}\n---\n# Decision {number}\n");
        sandbox.write(&format!("docs/adr/000{number}-decision.md"), &text);
    }
    sandbox.write("docs/adr/template.md", "---\nstatus: \"{proposed | accepted}\"\n---\n");
    sandbox.write("docs/guide.md", "# A guide\n");
    sandbox.write("src/main.rs", "fn main() {}\n");
    sandbox
}

#[test]
fn a_folder_is_told_as_the_kinds_that_it_holds() {
    insta::assert_snapshot!(foreign().pm(&["derive", "--name", "Harbour"]).shown(), @r#"
    Proposal
    ════════
    14 files: 8 documents of 3 kinds, 1 cannot be read, 5 left out

    Tasks: 4 documents
    ──────────────────
    Where       work/tasks and work/completed
    Id          `id`, such as task-4
    Title       `title`
    Unreadable  1 more document
    Status      `status`

    STATUS       CATEGORY  DOCUMENTS  WHY
    To Do        open              1  a usual word
    Simmering    open              1  a guess
    In Progress  active            1  a usual word
    Done         done              1  a usual word

    FIELD         TYPE                  DOCUMENTS  EXAMPLE
    assignee      list of person                3  @ana
    priority      text                          4  low
    milestone     link to milestone             1  m-1
    dependencies  list of link to task          1  task-2
    due           date                          1  2026-12-01

    Adrs: 3 documents
    ─────────────────
    Where   docs/adr, but not template.md
    Id      the number in the path, such as ADR-0001
    Title   the first heading
    Status  `status`

    STATUS      CATEGORY  DOCUMENTS  WHY
    proposed    open              1  a usual word
    accepted    done              1  a usual word
    superseded  dropped           1  a usual word

    FIELD  TYPE  DOCUMENTS  EXAMPLE
    date   date          3  2026-01-01

    Milestones: 1 document
    ──────────────────────
    Where   work/milestones
    Id      `id`, such as m-1
    Title   `title`
    Status  none found

    Left out
    ────────
    • 1 file, YAML that does not look like a document: work/config.yml
    • 1 file, a README or an index page: work/tasks/readme.md
    • 1 file, a template: docs/adr/template.md
    • 1 file, neither Markdown nor YAML: src/main.rs
    • 1 file, without fields: docs/guide.md

    Cannot be read
    ──────────────
    • work/completed/task-5 - Job 5.md:5:11: the value `@ana` begins with `@`, which YAML keeps for
      itself

    What pm check would find
    ────────────────────────
    RULE          LEVEL  COUNT  THE FIRST OF THEM
    invalid-yaml  error      1  the value `@ana` begins with `@`, which YAML keeps for itself

    · write it with `pm derive --name Harbour --write`

    pm.yaml
    ───────
        # Proposed by `pm derive`. What a comment calls a guess is worth a look.
        format: 1
        product: {name: Harbour}
        shipped_kinds: none
        kinds:
          # 5 documents
          task:
            folder: [work/tasks, work/completed]
            id: {field: id, prefix: task}
            status:
              open: [To Do, Simmering] # Simmering: a guess
              active: [In Progress]
              done: [Done]
            fields:
              assignee: {type: list of person}
              priority: {type: text}
              milestone: {type: link, to: milestone, meaning: part of}
              dependencies: {type: list of link, to: task, meaning: depends on}
              due: {type: date}
            other_fields: allow
          # 3 documents
          adr:
            folder: docs/adr
            exclude: template.md
            path: docs/adr/{number:digits}-{slug}.md
            id: {prefix: ADR, capture: number}
            title: {from: heading}
            status:
              open: [proposed]
              done: [accepted]
              dropped: [superseded]
            fields:
              date: {type: date}
            other_fields: allow
          # 1 document
          milestone:
            folder: work/milestones
            id: {field: id, prefix: m}
            other_fields: allow
    "#);
}

#[test]
fn what_is_written_is_the_text_that_was_shown_and_works_at_once() {
    let sandbox = foreign();
    let text = sandbox.pm(&["derive", "--name", "Harbour", "--yaml"]).stdout;
    let before = sandbox.files();
    let output = sandbox.pm(&["derive", "--name", "Harbour", "--write"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert!(output.stdout.contains("pm.yaml is written"), "{}", output.shown());
    assert_eq!(sandbox.read("pm.yaml"), text);
    let mut after = before;
    after.push("pm.yaml".to_owned());
    after.sort();
    assert_eq!(sandbox.files(), after);
    insta::assert_snapshot!(sandbox.pm(&["list", "task"]).shown(), @r#"
    Tasks
    ═════
    4

    ID      TITLE  STATUS       PRIORITY
    task-1  Job 1  To Do        high
    task-2  Job 2  In Progress  low
    task-3  Job 3  Simmering    high
    task-4  Job 4  Done         low
    ------- stderr -------
    1 document cannot be read: run `pm check`
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check", "--format", "concise"]).shown(), @r#"
    work/completed/task-5 - Job 5.md:5:11: error[invalid-yaml]: the value `@ana` begins with `@`, which YAML keeps for itself
    [exit code: 1]
    "#);
}

#[test]
fn where_there_is_a_plan_the_new_kinds_are_added_to_its_settings() {
    let sandbox = Sandbox::bare();
    let settings =
        "# Ours.\nproduct: {name: Harbour} # for short\nkinds:\n  idea: {folder: ideas} # as ever\n";
    sandbox.write("pm.yaml", settings);
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    for number in 1..4 {
        let text = format!("---\nnumber: {number}\ntitle: Note {number}\nstate: open\nfor: IDEA-1\n---\n");
        sandbox.write(&format!("rfcs/000{number}-a.md"), &text);
    }
    insta::assert_snapshot!(sandbox.pm(&["derive"]).shown(), @r#"
    Proposal
    ════════
    3 files: 3 documents of 1 kind; 1 file of kinds that are there already

    Rfcs: 3 documents
    ─────────────────
    Where   rfcs
    Id      `number`, or the number in the path, such as RFC-1
    Title   `title`
    Status  `state`

    STATUS  CATEGORY  DOCUMENTS  WHY
    open    open              3  a usual word

    FIELD  TYPE          DOCUMENTS  EXAMPLE
    for    link to idea          3  IDEA-1

    What pm check would find
    ────────────────────────
    nothing

    · write it with `pm derive --write`

    To add to pm.yaml
    ─────────────────
        kinds:
          # 3 documents
          rfc:
            folder: rfcs
            path: rfcs/{number:digits}-{slug}.md
            id: {field: number, prefix: RFC, capture: number}
            status:
              field: state
              open: [open]
            fields:
              for: {type: link, to: idea, meaning: relates to}
            other_fields: allow
    "#);
    assert_eq!(sandbox.read("pm.yaml"), settings);
    let output = sandbox.pm(&["derive", "--write"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    insta::assert_snapshot!(sandbox.read("pm.yaml"), @r#"
    # Ours.
    product: {name: Harbour} # for short
    kinds:
      idea: {folder: ideas} # as ever
      rfc:
        folder: rfcs
        path: rfcs/{number:digits}-{slug}.md
        id:
          field: number
          prefix: RFC
          capture: number
        status:
          field: state
          open: [open]
        fields:
          for:
            type: link
            to: idea
            meaning: relates to
        other_fields: allow
    "#);
    assert_eq!(sandbox.pm(&["check"]).code, 0, "{}", sandbox.pm(&["check"]).shown());
    insta::assert_snapshot!(sandbox.pm(&["derive"]).shown(), @r#"
    Proposal
    ════════
    0 files: 0 documents of 0 kinds; 4 files of kinds that are there already

    · no kind to propose: what looks like documents belongs to kinds of pm.yaml already
    "#);
}

#[test]
fn what_cannot_be_derived_is_said() {
    let sandbox = Sandbox::bare();
    sandbox.write("README.md", "# A program\n");
    insta::assert_snapshot!(sandbox.pm(&["derive"]).shown(), @r#"
    Proposal
    ════════
    1 file: 0 documents of 0 kinds, 1 left out

    Left out
    ────────
    • 1 file, a README or an index page: README.md

    · nothing here looks like documents of one kind; begin a plan of its own with `pm init`
    "#);
    insta::assert_snapshot!(sandbox.pm(&["derive", "--write"]).shown(), @r#"
    ------- stderr -------
    error: there is nothing to write: no documents of one kind were found
    hint: run `pm derive` without --write to see why
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["derive", "dosc"]).shown(), @r#"
    ------- stderr -------
    error: there is no folder `dosc`
    hint: name folders as seen from here, or none for all that are not hidden
    [exit code: 2]
    "#);
    sandbox.write("pm.yaml", "kinds: [\n");
    insta::assert_snapshot!(sandbox.pm(&["derive"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml has an error, and nothing can be added to it: the [ that opens here is never closed
    hint: run `pm check` to see where
    [exit code: 2]
    "#);
    assert_eq!(sandbox.files(), ["README.md", "pm.yaml"]);
}

#[test]
fn a_hidden_folder_is_looked_at_where_it_is_named() {
    let sandbox = Sandbox::bare();
    for number in 1..4 {
        let text = format!("---\nid: note-{number}\ntitle: Note {number}\n---\n");
        sandbox.write(&format!(".notes/note-{number}.md"), &text);
    }
    assert!(sandbox.pm(&["derive"]).stdout.starts_with("Proposal\n════════\n0 files"));
    let output = sandbox.pm(&["derive", ".notes", "--write"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert_eq!(
        sandbox.pm(&["list", "note", "--count-by", "kind", "--format", "csv"]).stdout.lines().last(),
        Some("note,3")
    );
}

#[test]
fn every_format_tells_the_proposal() {
    let sandbox = foreign();
    insta::assert_snapshot!(sandbox.pm(&["derive", "work", "--format", "csv"]).shown(), @r#"
    kind,field,type,documents,example
    task,id,id,4,task-4
    task,title,title,4,
    task,status,status,4,To Do
    task,assignee,list of person,3,'@ana
    task,priority,text,4,low
    task,milestone,link,1,m-1
    task,dependencies,list of link,1,task-2
    task,due,date,1,2026-12-01
    milestone,id,id,1,m-1
    milestone,title,title,1,
    "#);
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.pm(&["derive", "work", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["view"], "derived");
    assert_eq!(json["kinds"][0]["status"]["words"][1]["because"], "a guess");
    assert_eq!(json["unreadable"][0]["line"], 5);
    for format in ["html", "markdown", "svg"] {
        let output = sandbox.pm(&["derive", "--format", format]);
        assert_eq!(output.code, 0, "{}", output.shown());
    }
}

#[test]
fn what_is_written_is_committed_where_that_is_asked_for_and_levels_that_are_there_stay() {
    let sandbox = foreign();
    sandbox.begin_git();
    sandbox.stage();
    drop(sandbox.commit("2026-11-24", "Begin"));
    let output = sandbox.pm(&["derive", "docs", "--write", "--commit=Adopt decisions"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert_eq!(sandbox.pm(&["list", "adr", "--at", "HEAD", "--format", "csv"]).stdout.lines().count(), 4);
    sandbox.write("pm.yaml", "shipped_kinds: none\nlevels: {personal-data: {kinds: {old: off}}}\n");
    for number in 1..5 {
        let text = format!("---\ntitle: T {number}\nauthor: Ana <ana@tideline.eu>\n---\n");
        sandbox.write(&format!("posts/p{number}.md"), &text);
    }
    let output = sandbox.pm(&["derive", "posts", "--write", "--commit"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    insta::assert_snapshot!(sandbox.read("pm.yaml"), @r#"
    shipped_kinds: none
    levels: {personal-data: {kinds: {old: off, post: off}}}
    kinds:
      post:
        folder: posts
        id: none
        fields:
          author:
            type: person
        other_fields: allow
    "#);
    assert_eq!(sandbox.pm(&["check", "--fail-on", "warning"]).code, 0);
}
