//! `pm import FOLDER`: documents that people and other tools have written become artifacts, each of them accounted for.

use crate::sandbox::Sandbox;

/// Proposals in folders of their own, whose fields are YAML and whose text lies beside.
fn proposals(sandbox: &Sandbox) {
    let write = |folder: &str, number: usize, fields: &str| {
        let path = format!("in/proposals/{folder}/{number:04}-part-{number}");
        sandbox.write(
            &format!("{path}/proposal.yaml"),
            &format!("title: Part {number}\nnumber: {number}\nauthors: ['@ana', '@ben']\n{fields}"),
        );
        sandbox
            .write(&format!("{path}/README.md"), &format!("# Part {number}\n\nWhat part {number} is for.\n"));
    };
    write(
        "net",
        1,
        "status: implementable\nstage: beta\nsee-also: [/proposals/disk/0002-part-2/README.md]\n",
    );
    write("disk", 2, "status: implemented\nstage: stable\nreplaces: [https://x.example/old, 0009-gone.md]\n");
    write(
        "disk",
        3,
        "status: replaced\nstage: stable\nsuperseded-by: [/proposals/net/0001-part-1]\nsee-also: [n/a]\n",
    );
    write("net", 4, "status: simmering\nstage: alpha\nowner: [x\n");
    write("net", 5, "status: provisional\nstage: alpha\n");
    sandbox.write(
        "in/proposals/net/0006-again/proposal.yaml",
        "title: Again\nnumber: 5\nauthors: ['@eve']\nstatus: provisional\n",
    );
    sandbox.write("in/proposals/NNNN-template/proposal.yaml", "title: ''\nstatus: provisional\n");
    sandbox.write("in/proposals/notes.md", "# Notes\n");
}

#[test]
fn every_document_of_a_folder_is_read_or_told() {
    let sandbox = Sandbox::with_git();
    proposals(&sandbox);
    insta::assert_snapshot!(sandbox.pm(&["import", "in/proposals"]).shown(), @r#"
    in/proposals
    ════════════
    7 records, read as proposed below

    • 5 requirements would be new
    • 2 files beside the documents passed over, such as a README, a template or a picture
    • 2 records that do not fit are not imported, told below

    New
    ───
    ID     TITLE   FROM
    REQ-1  Part 2  PROPOSAL-0002
    REQ-2  Part 3  PROPOSAL-0003
    REQ-3  Part 1  PROPOSAL-0001
    REQ-4  Part 5  PROPOSAL-0005
    REQ-5  Again   PROPOSAL-0006

    How a record becomes a requirement
    ──────────────────────────────────
    FIELD          READ FROM                       WORDS
    title          title, (heading), (id), (name)
    status         status                          provisional → draft (2); implemented → done (1);
                                                   replaced → dropped (1); implementable → approved (1)
    supersedes     replaces
    superseded_by  superseded-by
    related        see-also
    owner          authors
    contributors   authors
    body           (body)

    Columns that nothing is read from, with how many cells say something
    ────────────────────────────────────────────────────────────────────
    number (5), stage (4)

    Records that stay out
    ─────────────────────
    • in/proposals/net/0004-part-4/proposal.yaml:6:8: the [ that opens here is never closed
      ◦ close it with ]
    • in/proposals/notes.md:1:1: it is taken for no document: without fields
      ◦ to take these too, say under `kind` in `words` what `"*"` becomes, such as `"*": idea`

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • in/proposals/disk/0002-part-2/proposal.yaml:6:35: replaces: `0009-gone.md` is neither among the
      documents nor in the plan
    ------- stderr -------
    would write 7 files: pm import in/proposals --yes
    hint: to read columns otherwise, write imports/proposals.yaml with --save-mapping, change it and import again
    "#);
    assert_eq!(sandbox.pm(&["import", "in/proposals", "--yes"]).code, 0);
    insta::assert_snapshot!(sandbox.pm(&["list", "--columns", "id,title,status,owner,tags,related,supersedes"]).shown(), @r#"
    Artifacts
    ═════════
    5

    ID     TITLE   STATUS    OWNER  TAGS  RELATED  SUPERSEDES
    REQ-1  Part 2  done      ana
    REQ-2  Part 3  dropped   ana
    REQ-3  Part 1  approved  ana          REQ-1    REQ-2
    REQ-4  Part 5  draft     ana
    REQ-5  Again   draft     eve
    "#);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-part-2.md"), @r#"
    ---
    id: REQ-1
    title: Part 2
    status: done
    owner: ana
    contributors: [ben]
    links: [https://x.example/old]
    aliases: [PROPOSAL-0002]
    ---

    What part 2 is for.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["import", "in/proposals", "--yes"]).shown(), @r#"
    in/proposals
    ════════════
    7 records, read as imports/proposals.yaml says

    • 5 records unchanged
    • 2 files beside the documents passed over, such as a README, a template or a picture
    • 2 records that do not fit are not imported, told below

    Records that stay out
    ─────────────────────
    • in/proposals/net/0004-part-4/proposal.yaml:6:8: the [ that opens here is never closed
      ◦ close it with ]
    • in/proposals/notes.md:1:1: it is taken for no document: without fields
      ◦ to take these too, say under `kind` in `words` what `"*"` becomes, such as `"*": idea`

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • in/proposals/disk/0002-part-2/proposal.yaml:6:35: replaces: `0009-gone.md` is neither among the
      documents nor in the plan
    "#);
}

#[test]
fn fields_at_the_head_of_texts_are_read() {
    let sandbox = Sandbox::with_git();
    let decision = |number: usize, status: &str, more: &str| {
        sandbox.write(
            &format!("in/decisions/000{number}-choice.md"),
            &format!(
                "# {number}. Choice {number}\n\nDate: 2026-01-0{number}\n\n## Status\n\n{status}\n\n{more}\n\n## Context\n\nWords {number}.\n"
            ),
        );
    };
    decision(1, "Superseded by [3. Choice](0003-choice.md)", "");
    decision(2, "Proposed", "");
    decision(3, "Accepted, 2026-02-01", "Supersedes [1. Choice](0001-choice.md)");
    insta::assert_snapshot!(sandbox.pm(&["import", "in/decisions", "--yes"]).shown(), @r#"
    in/decisions
    ════════════
    3 records, read as proposed in imports/decisions.yaml, which is yours to change

    • 3 decisions new

    New
    ───
    ID     TITLE        FROM
    DEC-1  1. Choice 1  DECISION-0001
    DEC-2  2. Choice 2  DECISION-0002
    DEC-3  3. Choice 3  DECISION-0003
    ------- stderr -------
    note: `pm check` has 5 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    insta::assert_snapshot!(sandbox.read("decisions/DEC-3-3-choice-3.md"), @r#"
    ---
    id: DEC-3
    title: 3. Choice 3
    status: decided
    date: 2026-01-03
    supersedes: [DEC-1]
    aliases: [DECISION-0003]
    ---

    ## Context

    Words 3.
    "#);
    for number in 1..4 {
        sandbox.write(
            &format!("in/rfcs/000{number}-thing.md"),
            &format!(
                "- Feature Name: `thing_{number}`\n- Author: Ana Lopez <ana@x.example>, Ben (@ben)\n- Status: **Draft**\n- Requires: {}\n- Issue: [x#{number}](https://x.example/{number})\n\n# Summary\n\nThing {number}.\n",
                if number == 1 { "N/A" } else { "1" }
            ),
        );
    }
    assert_eq!(sandbox.pm(&["import", "in/rfcs", "--yes"]).code, 0);
    insta::assert_snapshot!(sandbox.read("requirements/REQ-2-thing-2.md"), @r#"
    ---
    id: REQ-2
    title: thing_2
    status: draft
    depends_on: [REQ-1]
    owner: Ana Lopez
    contributors: [ben]
    links: [https://x.example/2]
    aliases: [RFC-0002]
    ---

    # Summary

    Thing 2.
    "#);
}

#[test]
fn documents_of_several_sorts_become_several_kinds() {
    let sandbox = Sandbox::with_git();
    let task = |number: usize, fields: &str| {
        sandbox.write(
            &format!("in/backlog/tasks/task-{number} - Job.md"),
            &format!("---\nid: task-{number}\ntitle: Job {number}\npriority: high\n{fields}---\n\nWords.\n"),
        );
    };
    task(1, "status: To Do\nassignee: ['@ana', '@ben']\ndependencies: [task-2]\nmilestone: m-1\n");
    task(2, "status: Done\nassignee: []\nlabels: [cli, web]\n");
    task(3, "status: In Progress\ndependencies: [task-99]\n");
    task(4, "status: To Do\nassignee: @ana\n");
    for number in 5..16 {
        task(number, "status: Done\n");
    }
    sandbox.write(
        "in/backlog/completed/task-2 - Other.md",
        "---\nid: task-2\ntitle: Other\nstatus: Done\n---\n",
    );
    sandbox.write("in/backlog/milestones/m-1 - First.md", "---\nid: m-1\ntitle: First\n---\n");
    sandbox.write(
        "in/backlog/decisions/decision-1.md",
        "---\nid: decision-1\ntitle: Choose\nstatus: proposed\n---\n",
    );
    sandbox.write("in/backlog/docs/doc-1.md", "---\nid: doc-1\ntitle: Guide\n---\n");
    sandbox.write("in/backlog/config.yml", "project_name: X\n");
    insta::assert_snapshot!(sandbox.pm(&["import", "in/backlog", "--yes"]).shown(), @r#"
    in/backlog
    ══════════
    19 records, read as proposed in imports/backlog.yaml, which is yours to change

    • 15 requirements new
    • 1 release new
    • 1 decision new
    • 1 record left out by the mapping: doc (1)
    • 1 file beside the documents passed over, such as a README, a template or a picture
    • 1 record that does not fit is not imported, told below

    The first 5 of 17
    ─────────────────
    ID     TITLE   FROM
    REQ-1  Other   task-2
    DEC-1  Choose  decision-1
    REL-1  First   m-1
    REQ-2  Job 1   task-1
    REQ-3  Job 10  task-10

    Records that stay out
    ─────────────────────
    • in/backlog/tasks/task-4 - Job.md:6:11: the value `@ana` begins with `@`, which YAML keeps for
      itself
      ◦ put quotes around it: '@ana'

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • in/backlog/tasks/task-2 - Job.md:2:5: id: task-2 is the id of completed/task-2 - Other.md already;
      this one is known by its path
    • in/backlog/tasks/task-3 - Job.md:6:16: dependencies: `task-99` is neither among the documents nor
      in the plan
    ------- stderr -------
    note: `pm check` has 56 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 19 files
    "#);
    insta::assert_snapshot!(sandbox.pm(&["list", "--columns", "id,title,status,owner,priority,depends_on,release"]).shown(), @r#"
    Artifacts
    ═════════
    17

    ID      TITLE   STATUS    OWNER  PRIORITY  DEPENDS ON  RELEASE
    DEC-1   Choose  proposed
    REL-1   First   planned
    REQ-1   Other   done
    REQ-2   Job 1   draft     ana    should    REQ-1       REL-1
    REQ-3   Job 10  done             should
    REQ-4   Job 11  done             should
    REQ-5   Job 12  done             should
    REQ-6   Job 13  done             should
    REQ-7   Job 14  done             should
    REQ-8   Job 15  done             should
    REQ-9   Job 2   done             should
    REQ-10  Job 3   building         should
    REQ-11  Job 5   done             should
    REQ-12  Job 6   done             should
    REQ-13  Job 7   done             should
    REQ-14  Job 8   done             should
    REQ-15  Job 9   done             should
    "#);
}

#[test]
fn items_of_doorstop_are_requirements_in_their_order() {
    let sandbox = Sandbox::with_git();
    sandbox.write("in/reqs/.doorstop.yml", "settings: {prefix: REQ, digits: 3, sep: ''}\n");
    sandbox.write(
        "in/reqs/tutorial/.doorstop.yml",
        "settings: {prefix: TUT, sep: '-', parent: REQ, itemformat: markdown}\n",
    );
    sandbox.write(
        "in/reqs/REQ001.yml",
        "active: true\nlevel: 1.0\nnormative: false\nreviewed: abc=\ntext: Composition\n",
    );
    sandbox.write(
        "in/reqs/REQ002.yml",
        "active: true\nlevel: 1.10\nlinks: []\nnormative: true\nref: ''\nreviewed: null\nreferences:\n- {path: src/a.py, type: \
         file}\ntext: |\n  It **shall** store\n  assets.\n",
    );
    sandbox.write(
        "in/reqs/REQ003.yml",
        "active: false\nderived: true\nheader: |\n  Identifiers\nlevel: 1.2\nlinks: []\nreviewed: abc=\ntext: Text.\nrationale: Why.\n",
    );
    sandbox.write(
        "in/reqs/tutorial/TUT-1.md",
        "---\nactive: true\nlevel: 1\nlinks:\n- REQ2: def=\n- REQ003: ghi=\n- REQ009: null\nreviewed: jkl=\n---\n\n# Add items\n\nLike this.\n",
    );
    sandbox.write("in/reqs/broken/REQ004.yml", "active: true\nlinks: [\n");
    sandbox.write("in/reqs/assets/logo.txt", "x");
    insta::assert_snapshot!(sandbox.pm(&["import", "in/reqs", "--yes"]).shown(), @r#"
    in/reqs
    ═══════
    Doorstop export, 5 records, read as proposed in imports/doorstop.yaml, which is yours to change

    • 3 requirements new
    • 1 record left out by the mapping: heading (1)
    • 1 file beside the documents passed over, such as a README, a template or a picture
    • 1 record that does not fit is not imported, told below

    New
    ───
    ID     TITLE                   FROM
    REQ-1  It shall store assets.  REQ002
    REQ-2  Identifiers             REQ003
    REQ-3  Add items               TUT-1

    Records that stay out
    ─────────────────────
    • in/reqs/broken/REQ004.yml:2:8: the [ that opens here is never closed
      ◦ close it with ]

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • in/reqs/tutorial/TUT-1.md:7:3: links: `REQ009` is neither in the file nor in the plan
    ------- stderr -------
    note: `pm check` has 5 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    insta::assert_snapshot!(
        sandbox.pm(&["list", "--sort", "rank", "--columns", "id,title,status,parent,related,tags"]).shown(),
        @r#"
    Artifacts
    ═════════
    3

    ID     TITLE                   STATUS    PARENT  RELATED  TAGS
    REQ-3  Add items               approved  REQ-1   REQ-2    TUT
    REQ-2  Identifiers             dropped                    REQ, derived
    REQ-1  It shall store assets.  draft                      REQ
    "#
    );
    insta::assert_snapshot!(sandbox.read("requirements/REQ-1-it-shall-store-assets.md"), @r#"
    ---
    id: REQ-1
    title: It shall store assets.
    status: draft
    tags: [REQ]
    rank: 001z0101
    aliases: [doorstop-REQ002]
    ---

    It **shall** store
    assets.

    ## References

    - `src/a.py`
    "#);
}

#[test]
fn front_matter_in_toml_is_read_beside_yaml() {
    let sandbox = Sandbox::with_git();
    for number in 1..4 {
        sandbox.write(
            &format!("content/news/{number}.md"),
            &format!("---\ntitle: News {number}\ndate: 2026-01-0{number}\n---\n\nWords.\n"),
        );
    }
    sandbox.write("content/news/4.md", "+++\ntitle = \"News 4\"\ndate = 2026-01-04\n+++\n\nWords.\n");
    sandbox.write("content/news/5.md", "+++\n\n+++\n\nA text between signs.\n");
    insta::assert_snapshot!(sandbox.pm(&["import", "content/news", "--as", "idea"]).shown(), @r#"
    content/news
    ════════════
    5 records, read as proposed below

    • 4 ideas would be new
    • 1 record that does not fit is not imported, told below

    New
    ───
    ID      TITLE   FROM
    IDEA-1  News 1  NEWS-1
    IDEA-2  News 2  NEWS-2
    IDEA-3  News 3  NEWS-3
    IDEA-4  News 4  NEWS-4

    How a record becomes an idea
    ────────────────────────────
    FIELD  READ FROM            WORDS
    title  title, (id), (name)
    body   (body)

    Columns that nothing is read from, with how many cells say something
    ────────────────────────────────────────────────────────────────────
    date (4)

    Records that stay out
    ─────────────────────
    • content/news/5.md:1:1: it is taken for no document: without fields
      ◦ to take these too, say under `kind` in `words` what `"*"` becomes, such as `"*": idea`
    ------- stderr -------
    would write 6 files: pm import content/news --yes
    hint: to read columns otherwise, write imports/news.yaml with --save-mapping, change it and import again
    "#);
    sandbox.write("pm.yaml", "format: 1\nproduct: {name: P}\nkinds:\n  news:\n    folder: content/news\n    id: none\n    other_fields: allow\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[missing-title]: this news has no `title`
     --> content/news/5.md:2:1
      |
    2 |
      | ^
      |
      = help: add `title = …`

    1 error in 1 of 5 files
    [exit code: 1]
    "#);
}

#[test]
fn a_product_is_no_folder_of_another_tool() {
    let sandbox = Sandbox::with_git();
    sandbox.write("ideas/IDEA-1-x.md", "---\nid: IDEA-1\ntitle: X\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["import", "."]).shown(), @r#"
    ------- stderr -------
    error: . has a pm.yaml: it is a product, and pm reads its documents where they lie
    hint: name the folder in it that holds the documents of another tool
    hint: to bring it into another plan: pm -C . export > plan.csv, and import that
    [exit code: 2]
    "#);
}
