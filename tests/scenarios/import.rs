//! `pm import`: what other tools export becomes artifacts, and is imported again.

use std::fs;
use std::path::Path;

use crate::sandbox::Sandbox;

/// An export with every trap of its tool.
pub(crate) fn export(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports").join(name);
    fs::read_to_string(path).expect("the export")
}

pub(crate) fn with_jira() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("jira.csv", &export("jira.csv"));
    sandbox
}

#[test]
fn a_jira_export_is_looked_at_before_it_is_imported() {
    let sandbox = with_jira();
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv"]).shown(), @r#"
    jira.csv
    ════════
    Jira export, 10 records, read as proposed below

    • 1 idea would be new
    • 6 requirements would be new
    • 3 releases would be new
    • 3 records that do not fit are not imported, told below

    The first 5 of 10
    ─────────────────
    ID     TITLE                                 FROM
    REQ-1  Payments in the app                   TIDE-1
    REQ-2  Pay by card, with "3-D Secure"        TIDE-2
    REQ-3  Receipts by mail                      TIDE-3
    REQ-4  Crash when the receipt is empty       TIDE-4
    REQ-5  Sum of the receipt in two currencies  TIDE-5

    How a record becomes an idea
    ────────────────────────────
    FIELD    READ FROM                     WORDS
    title    Summary
    status   Status                        Backlog → new (1)
    reason   Resolution
    owner    Assignee
    tags     Labels, Component/s
    related  Outward issue link (Relates)
    votes    Votes
    body     Description

    How a record becomes a requirement
    ──────────────────────────────────
    FIELD       READ FROM                         WORDS
    title       Summary
    status      Status                            To Do → draft (4); In Progress → building (1); Done →
                                                  done (1); Won't Do → dropped (1); Waiting on legal →
                                                  draft (1, a guess)
    type        Issue Type                        Epic → epic (1); Story → story (1); Sub-task → story
                                                  (1); Bug → fix (1); Task → feature (4)
    reason      Resolution                        Unresolved → nothing (5); Done → nothing (1)
    owner       Assignee
    tags        Labels, Component/s
    parent      Parent, Custom field (Epic Link)
    release     Fix Version/s
    depends_on  Inward issue link (Blocks)
    blocks      Outward issue link (Blocks)
    related     Outward issue link (Relates)
    priority    Priority                          Highest → must (1); High → should (1); Medium → could
                                                  (3); Lowest → could (1)
    start       Custom field (Start date)
    target      Due date
    estimate    Custom field (Story Points)
    body        Description

    Columns that nothing is read from, with how many cells say something
    ────────────────────────────────────────────────────────────────────
    Reporter (6), Creator (6), Created (6), Updated (5), Resolved (1), Original Estimate (1), Custom
    field (Epic Name) (1), Sprint (2 in 2 columns), Comment (1 in 2 columns)

    Records that stay out
    ─────────────────────
    • jira.csv:11:138: the row has 44 cells, and the head has 41
      ◦ put quotes around the cell that holds a separator or a line break
    • jira.csv:13:1: the record has no title, and requirements need one
    • jira.csv:14:1: `TIDE-2` has a record before this one already
      ◦ leave one record for each id

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • jira.csv:9:175: Due date: `TBD` is no day
    • jira.csv:15:127: Outward issue link (Relates): `TIDE-99` is neither in the file nor in the plan
    ------- stderr -------
    would write 12 files: pm import jira.csv --yes
    hint: to read columns otherwise, write imports/jira.yaml with --save-mapping, change it and import again
    "#);
    assert_eq!(sandbox.files(), ["jira.csv", "pm.yaml"]);
}

#[test]
fn a_jira_export_becomes_a_plan() {
    let sandbox = with_jira();
    insta::assert_snapshot!(sandbox.pm(&["import", "jira.csv", "--yes"]).shown(), @r#"
    jira.csv
    ════════
    Jira export, 10 records, read as proposed in imports/jira.yaml, which is yours to change

    • 1 idea new
    • 6 requirements new
    • 3 releases new
    • 3 records that do not fit are not imported, told below

    The first 5 of 10
    ─────────────────
    ID     TITLE                                 FROM
    REQ-1  Payments in the app                   TIDE-1
    REQ-2  Pay by card, with "3-D Secure"        TIDE-2
    REQ-3  Receipts by mail                      TIDE-3
    REQ-4  Crash when the receipt is empty       TIDE-4
    REQ-5  Sum of the receipt in two currencies  TIDE-5

    Records that stay out
    ─────────────────────
    • jira.csv:11:138: the row has 44 cells, and the head has 41
      ◦ put quotes around the cell that holds a separator or a line break
    • jira.csv:13:1: the record has no title, and requirements need one
    • jira.csv:14:1: `TIDE-2` has a record before this one already
      ◦ leave one record for each id

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • jira.csv:9:175: Due date: `TBD` is no day
    • jira.csv:15:127: Outward issue link (Relates): `TIDE-99` is neither in the file nor in the plan
    ------- stderr -------
    note: `pm check` has 10 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 12 files
    "#);
    insta::assert_snapshot!(sandbox.files().join("\n"), @r#"
    ideas/IDEA-1-pay-by-voice.md
    imports/jira.csv
    imports/jira.yaml
    jira.csv
    pm.yaml
    releases/REL-1-2-1.md
    releases/REL-2-2-2.md
    releases/REL-3-2-0.md
    requirements/REQ-1-payments-in-the-app.md
    requirements/REQ-2-pay-by-card-with-3-d-secure.md
    requirements/REQ-3-receipts-by-mail.md
    requirements/REQ-4-crash-when-the-receipt-is-empty.md
    requirements/REQ-5-sum-of-the-receipt-in-two-currencies.md
    requirements/REQ-6-short-row.md
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-payments-in-the-app.md"), @r#"
    ---
    id: REQ-1
    title: Payments in the app
    status: building
    type: epic
    release: REL-1
    priority: should
    target: 2026-09-30
    owner: Ana Lopez
    tags: [money, Billing]
    related: [REQ-4]
    aliases: [TIDE-1]
    ---

    Customers pay outside of the app today.

    They lose the receipt.
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-2-pay-by-card-with-3-d-secure.md"), @r#"
    ---
    id: REQ-2
    title: Pay by card, with "3-D Secure"
    status: draft
    type: story
    parent: REQ-1
    release: REL-1
    priority: must
    target: 2026-10-15
    estimate: 5
    owner: Ben Ode
    tags: [money, card, checkout, Billing, App]
    related: [REL-2]
    aliases: [TIDE-2]
    ---

    ## Why

    - faster
    - =HYPERLINK("<http://evil.example>")
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-4-crash-when-the-receipt-is-empty.md"), @r#"
    ---
    id: REQ-4
    title: Crash when the receipt is empty
    status: dropped
    type: fix
    priority: could
    owner: Cai Wu
    reason: Cannot Reproduce
    tags: [App]
    aliases: [TIDE-4]
    ---

    Crashes.
    "#);
    insta::assert_snapshot!(sandbox.read("ideas/IDEA-1-pay-by-voice.md"), @r#"
    ---
    id: IDEA-1
    title: Pay by voice
    status: new
    votes: 41
    aliases: [TIDE-10]
    ---

    Somebody asked.
    "#);
    insta::assert_snapshot!(sandbox.read("imports/jira.yaml"), @r#"
    # How `pm import` reads what Jira exports. Yours to change: the next import follows it.
    # A field is read from a column, or from several in a list. `words` says what a word becomes, `*` is
    # every other word.
    tool: jira
    id: Issue key
    names: Issue id
    kind:
      column: Issue Type
      words:
        Idea: idea
        "*": requirement
    fields:
      requirement:
        title: Summary
        status:
          column: Status
          words:
            To Do: draft
            In Progress: building
            Done: done
            Won't Do: dropped
            Waiting on legal: draft
        type:
          column: Issue Type
          words:
            Epic: epic
            Initiative: epic
            Story: story
            User Story: story
            Sub-task: story
            Subtask: story
            Bug: fix
            Defect: fix
            Incident: fix
            Task: feature
            New Feature: feature
            Improvement: feature
            Non-functional requirement: quality
            "*": feature
        reason:
          column: Resolution
          words:
            Unresolved: ""
            Done: ""
            Fixed: ""
            Resolved: ""
            Complete: ""
            Completed: ""
        owner: Assignee
        tags: [Labels, Component/s]
        parent: [Parent, Custom field (Epic Link)]
        release:
          column: Fix Version/s
          creates: true
        depends_on: Inward issue link (Blocks)
        blocks: Outward issue link (Blocks)
        related: Outward issue link (Relates)
        priority:
          column: Priority
          words:
            Highest: must
            Blocker: must
            Critical: must
            Urgent: must
            High: should
            Major: should
            Medium: could
            Normal: could
            Low: could
            Minor: could
            Lowest: could
            Trivial: could
            "*": ""
        start: Custom field (Start date)
        target: Due date
        estimate: Custom field (Story Points)
        body:
          column: Description
          markup: jira
      idea:
        title: Summary
        status:
          column: Status
          words:
            Backlog: new
        reason:
          column: Resolution
          words:
            Unresolved: ""
            Done: ""
            Fixed: ""
            Resolved: ""
            Complete: ""
            Completed: ""
        owner: Assignee
        tags: [Labels, Component/s]
        related: Outward issue link (Relates)
        votes: Votes
        body:
          column: Description
          markup: jira
    ignored: [Project key, Project name, Watchers, Custom field (Rank)]
    "#);
    let listed = sandbox.pm(&[
        "list",
        "requirement",
        "--columns",
        "id,status,type,parent,release,depends_on,owner,target",
        "-f",
        "csv",
    ]);
    insta::assert_snapshot!(listed.stdout.replace('\r', ""), @r#"
    id,status,type,parent,release,depends_on,owner,target
    REQ-1,building,epic,,REL-1,,Ana Lopez,2026-09-30
    REQ-2,draft,story,REQ-1,REL-1,,Ben Ode,2026-10-15
    REQ-3,done,feature,REQ-1,REL-3,REQ-2,,
    REQ-4,dropped,fix,,,,Cai Wu,
    REQ-5,draft,story,REQ-3,,,,
    REQ-6,draft,feature,,,,,
    "#);
    assert_eq!(sandbox.pm(&["show", "TIDE-4", "--format", "json"]).code, 0, "the tool's id is another name");
}

#[test]
fn what_changed_at_the_source_is_taken_and_what_changed_here_stays() {
    let sandbox = with_jira();
    assert_eq!(sandbox.pm(&["import", "jira.csv", "--yes"]).code, 0);
    let same = sandbox.pm(&["import", "jira.csv", "--yes"]);
    insta::assert_snapshot!(same.shown(), @r#"
    jira.csv
    ════════
    Jira export, 10 records, read as imports/jira.yaml says

    • 7 records unchanged
    • 3 records that do not fit are not imported, told below

    Records that stay out
    ─────────────────────
    • jira.csv:11:138: the row has 44 cells, and the head has 41
      ◦ put quotes around the cell that holds a separator or a line break
    • jira.csv:13:1: the record has no title, and requirements need one
    • jira.csv:14:1: `TIDE-2` has a record before this one already
      ◦ leave one record for each id

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • jira.csv:9:175: Due date: `TBD` is no day
    • jira.csv:15:127: Outward issue link (Relates): `TIDE-99` is neither in the file nor in the plan
    "#);
    for change in [
        &["set", "REQ-1", "title=Payments everywhere", "tags+=ours"][..],
        &["set", "REQ-2", "tags-=money", "tags+=ours"],
        &["remove", "IDEA-1", "--for-good"],
    ] {
        assert_eq!(sandbox.pm(change).code, 0, "{change:?}");
    }
    let newer = export("jira.csv")
        .replace("TIDE-3,10003,Task,Done", "TIDE-3,10003,Task,In Progress")
        .replace("Payments in the app,TIDE-1,10001,Epic,In Progress", "Payments,TIDE-1,10001,Epic,Done")
        .replace("12,money,card,checkout", "12,money,card,wallet")
        .replace("Crashes.", "Crashes twice.");
    sandbox.write("newer.csv", &newer);
    let before = sandbox.read("requirements/REQ-1-payments-in-the-app.md");
    insta::assert_snapshot!(sandbox.pm(&["import", "newer.csv", "--yes"]).shown(), @r#"
    newer.csv
    ═════════
    Jira export, 10 records, read as imports/jira.yaml says

    • 4 requirements changed
    • 1 requirement changed here and at the source, kept as here
    • 2 records unchanged
    • 1 record removed here before, and not written again
    • 3 records that do not fit are not imported, told below

    Changed at the source
    ─────────────────────
    ID     FIELD   HERE                                SOURCE
    REQ-1  status  building                            done
    REQ-2  tags    card, checkout, Billing, App, ours  card, Billing, App, ours, wallet
    REQ-3  status  done                                building
    REQ-4  body    Crashes.                            Crashes twice.

    Changed on both sides, kept as here
    ───────────────────────────────────
    ID     FIELD  HERE                 SOURCE
    REQ-1  title  Payments everywhere  Payments

    Records that stay out
    ─────────────────────
    • newer.csv:11:138: the row has 44 cells, and the head has 41
      ◦ put quotes around the cell that holds a separator or a line break
    • newer.csv:13:1: the record has no title, and requirements need one
    • newer.csv:14:1: `TIDE-2` has a record before this one already
      ◦ leave one record for each id

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • newer.csv:9:175: Due date: `TBD` is no day
    ------- stderr -------
    note: `pm check` has 1 finding in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    let after = sandbox.read("requirements/REQ-1-payments-in-the-app.md");
    assert_eq!(after, before.replace("status: building", "status: done"), "one field, and no other byte");
    assert!(
        sandbox
            .read("requirements/REQ-4-crash-when-the-receipt-is-empty.md")
            .ends_with("\n\nCrashes twice.\n")
    );
    assert!(!sandbox.files().iter().any(|file| file.starts_with("ideas/")), "what was removed stays so");
}

#[test]
fn a_product_can_begin_with_an_export() {
    let sandbox = Sandbox::bare();
    sandbox.begin_git();
    sandbox.write("linear.csv", &export("linear.csv"));
    insta::assert_snapshot!(sandbox.pm(&["init", "--import", "linear.csv", "--name", "Engine"]).shown(), @r#"
    linear.csv
    ══════════
    Linear export, 4 records, read as proposed in imports/linear.yaml, which is yours to change

    • 4 requirements new
    • 2 initiatives new

    The first 5 of 6
    ────────────────
    ID      TITLE                   FROM
    REQ-1   Faster start            ENG-1
    REQ-2   Crash on resume         ENG-2
    REQ-3   Themes, light and dark  ENG-3
    REQ-4   Search in settings      ENG-4
    INIT-1  Speed

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • linear.csv:8:150: Due Date: `03/04/2026` can be two days
      ◦ say which under `target` in the mapping: days: day first, or days: month first

    Roadmap of Engine
    ═════════════════
    by horizon on 24 Nov 2026 · 2 items · 2 deliverables · 1 done and left out

    Now
    ────────────────────────────────────────────────────────────
    until 31 Dec 2026

    • INIT-1 Speed
      proposed · 1 Feb 2026 by its deliverables · 1 of 2 done
      overdue since 1 Feb 2026
      ◦ REQ-1 Faster start
        building
        overdue since 1 Feb 2026

    Next
    ────────────────────────────────────────────────────────────
    until 31 Mar 2027 · nothing planned

    Later
    ────────────────────────────────────────────────────────────
    after 31 Mar 2027 · nothing planned

    Unscheduled
    ────────────────────────────────────────────────────────────
    no target yet

    • INIT-2 Finding things
      proposed · 0 of 1 done
      ◦ REQ-4 Search in settings
        draft
    ------- stderr -------
    note: 9 findings in what was imported accepted in accepted.json, to be mended bit by bit
    wrote pm.yaml and 8 files
    "#);
    assert_eq!(sandbox.pm(&["check"]).code, 0, "what was imported is accepted");
    insta::assert_snapshot!(sandbox.read("pm.yaml"), @r#"
    # What `pm` should know about this product. Every line but the first may go.
    # All settings: `pm schema config`, or docs/reference/config.md.
    format: 1

    product:
      name: "Engine"

    # Who is who. Documents name people by these handles: `owner: ana`.
    # people:
    #   ana: {name: Ana Ruiz, roles: product}

    # How ideas are ranked: rice, ice, wsjf, cd3, value-effort, weighted, moscow, customer-weighted.
    # scoring: {default: rice}

    # A rule of your own. `pm check` reports what does not hold.
    # rules:
    #   - name: approved-without-owner
    #     kind: requirement
    #     when: category() == "active"
    #     assert: has(self.owner)
    #     message: somebody has to answer for {self.id}
    baseline: accepted.json
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-faster-start.md"), @r#"
    ---
    id: REQ-1
    title: Faster start
    status: building
    type: feature
    initiative: INIT-1
    priority: must
    target: 2026-02-01
    estimate: 3
    owner: ben
    tags: [Improvement, perf]
    aliases: [ENG-1]
    ---

    Start takes nine seconds.

    - measure
    - mend
    "#);
}

#[test]
fn an_init_that_cannot_import_writes_nothing() {
    let sandbox = Sandbox::bare();
    sandbox.write("odd.csv", "a,b\n1,2\n");
    insta::assert_snapshot!(sandbox.pm(&["init", "--import", "odd.csv", "--name", "P"]).shown(), @r#"
    ------- stderr -------
    error: no column of odd.csv looks like a title
    hint: its columns are a, b
    hint: write imports/NAME.yaml with `tool: NAME`, `kind: idea` and `fields: {idea: {title: COLUMN}}`
    [exit code: 2]
    "#);
    assert_eq!(sandbox.files(), ["odd.csv"]);
}

#[test]
fn issues_of_a_forge_come_through_a_pipe() {
    let sandbox = Sandbox::with_git();
    let issues = r#"[
  {"number": 7, "title": "Dark mode", "state": "OPEN", "body": "Please.", "labels": [{"name": "enhancement"}, {"name": "ui"}],
   "assignees": [{"login": "ana", "name": "Ana"}], "milestone": {"title": "2.0", "dueOn": null}, "url": "https://github.com/x/y/issues/7"},
  {"number": 8, "title": "Crash", "state": "CLOSED", "stateReason": "NOT_PLANNED", "body": "", "labels": [{"name": "bug"}],
   "assignees": [], "milestone": null, "url": "https://github.com/x/y/issues/8"}
]"#;
    insta::assert_snapshot!(sandbox.pm_with(&["import", "-", "--yes"], issues).shown(), @r#"
    standard input
    ══════════════
    GitHub export, 2 records, read as proposed in imports/github.yaml, which is yours to change

    • 2 requirements new
    • 1 release new

    New
    ───
    ID     TITLE      FROM
    REQ-1  Dark mode  7
    REQ-2  Crash      8
    REL-1  2.0
    ------- stderr -------
    note: `pm check` has 1 finding in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    let files: String = sandbox
        .files()
        .iter()
        .filter(|file| file.ends_with(".md"))
        .map(|file| format!("{file}\n{}\n", sandbox.read(file)))
        .collect();
    insta::assert_snapshot!(files, @r#"
    releases/REL-1-2-0.md
    ---
    id: REL-1
    title: "2.0"
    status: planned
    version: 2.0
    ---

    requirements/REQ-1-dark-mode.md
    ---
    id: REQ-1
    title: Dark mode
    status: draft
    type: feature
    release: REL-1
    owner: ana
    tags: [enhancement, ui]
    links: [https://github.com/x/y/issues/7]
    aliases: [github-7]
    ---

    Please.

    requirements/REQ-2-crash.md
    ---
    id: REQ-2
    title: Crash
    status: dropped
    type: fix
    tags: [bug]
    links: [https://github.com/x/y/issues/8]
    aliases: [github-8]
    ---
    "#);
}

#[test]
fn any_sheet_is_read_by_the_names_of_its_columns() {
    let sandbox = Sandbox::with_git();
    sandbox.write("people.csv", "Titel;Beschreibung;Status;Stichwörter;Zuständig;Fällig\nDunkel;Bitte.;Offen;ui, nacht;Ode, Ben;31.12.2026\nHell;;Erledigt;;;\n");
    insta::assert_snapshot!(sandbox.pm(&["import", "people.csv", "--as", "req", "--yes"]).shown(), @r#"
    people.csv
    ══════════
    2 records, read as proposed in imports/people.yaml, which is yours to change

    • 2 requirements new

    New
    ───
    ID     TITLE   FROM
    REQ-1  Dunkel
    REQ-2  Hell
    ------- stderr -------
    note: `pm check` has 4 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 4 files
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-dunkel.md"), @r#"
    ---
    id: REQ-1
    title: Dunkel
    status: draft
    target: 2026-12-31
    owner: Ben Ode
    tags: [ui, nacht]
    ---

    Bitte.
    "#);
}
