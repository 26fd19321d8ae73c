//! `pm trace`: from plan to code and back.

use crate::sandbox::Sandbox;

fn document(sandbox: &Sandbox, path: &str, front: &str) {
    let id = path.rsplit('/').next().unwrap_or(path);
    sandbox.write(&format!("{path}-a.md"), &format!("---\nid: {id}\n{front}---\n"));
}

fn tag(sandbox: &Sandbox, name: &str) {
    let git = sandbox.git();
    let commit = git.revparse_single("HEAD").expect("a commit");
    git.tag_lightweight(name, &commit, false).expect("a tag");
}

/// A plan with a code base: one requirement that shipped as it should, and others with a gap each.
fn code_base() -> Sandbox {
    let sandbox = Sandbox::with_git();
    document(&sandbox, "objectives/OBJ-1", "title: Nothing is typed twice\nstatus: active\n");
    document(&sandbox, "ideas/IDEA-1", "title: Download what I see\nstatus: planned\nanswers: [FB-1]\n");
    document(&sandbox, "feedback/FB-1", "title: We type it again\nstatus: linked\ncustomer: CUST-1\n");
    document(&sandbox, "customers/CUST-1", "title: Hawthorn Logistics\nstatus: active\n");
    document(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: released\nversion: 1.2.0\ndate: 2026-09-12\n",
    );
    document(&sandbox, "releases/REL-2", "title: Import\nstatus: planned\nversion: 1.3.0\n");
    document(
        &sandbox,
        "requirements/REQ-1",
        "title: Export as CSV\nstatus: done\nobjective: OBJ-1\nanswers: [IDEA-1]\nrelease: REL-1\nchangelog: {type: added, \
         text: A roadmap can be exported as CSV.}\n",
    );
    document(&sandbox, "requirements/REQ-2", "title: Import a sheet\nstatus: draft\nrelease: REL-2\n");
    document(&sandbox, "requirements/REQ-3", "title: Print\nstatus: done\nrelease: REL-1\n");
    document(&sandbox, "requirements/REQ-4", "title: Fax\nstatus: dropped\nreason: Nobody has one.\n");
    sandbox.commit("2026-09-01", "Add REQ-3");
    sandbox.write("src/export.rs", "// REQ-1: a row for each item\n\n// REQ-9 is not there\n");
    sandbox.commit("2026-09-10", "Write a file\n\nImplements: REQ-1.AC1");
    sandbox.write("tests/export.rs", "// REQ-1.AC1\n\n// REQ-1.AC2, REQ-4\n");
    sandbox.commit("2026-09-12", "REQ-1: write a heading\n\nFixes: REQ-1.AC2\n");
    tag(&sandbox, "v1.2.0");
    sandbox.write("src/import.rs", "fn import() {}\n");
    sandbox.commit("2026-10-12", "Read a sheet\n\nImplements: REQ-2, REQ-77");
    tag(&sandbox, "v1.4.0");
    sandbox
}

#[test]
fn an_artifact_is_followed_from_its_objective_to_the_code() {
    let sandbox = code_base();
    insta::assert_snapshot!(sandbox.pm(&["trace", "REQ-1"]).shown(), @r#"
    REQ-1 Export as CSV
    ═══════════════════
    requirement · done

    • serves objective OBJ-1 Nothing is typed twice · active
    • answers idea IDEA-1 Download what I see · planned
      ◦ answers feedback FB-1 We type it again · linked
        ◦ relates to customer CUST-1 Hawthorn Logistics · active
    • goes out with REL-1 Export · 1.2.0 · released · tag v1.2.0 of 2026-09-12
    • 2 commits
      ◦ 2026-09-10 Ana: Write a file (b2e5794e35) · implements · AC1 · in v1.2.0
      ◦ 2026-09-12 Ana: REQ-1: write a heading (e85c6abbab) · fixes · AC2 · in v1.2.0
    • 1 file of tests
      ◦ tests/export.rs: lines 1, 3 · AC1 and AC2
    • 1 file of code
      ◦ src/export.rs: line 1
    • changelog added: A roadmap can be exported as CSV.

    · 3 files beside the plan searched.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["customer", "trace", "1"]).shown(), @r#"
    CUST-1 Hawthorn Logistics
    ═════════════════════════
    customer · active

    • named by feedback FB-1 We type it again · linked
      ◦ answered by idea IDEA-1 Download what I see · planned
        ◦ answered by requirement REQ-1 Export as CSV · done · 2 commits, 2 in tests, 1 in code
    • neither commits nor tests nor code name it

    · 3 files beside the plan searched.
    "#);
}

#[test]
fn everything_that_goes_out_is_a_row() {
    let sandbox = code_base();
    insta::assert_snapshot!(sandbox.pm(&["trace"]).shown(), @r#"
    From plan to code
    ═════════════════
    4 requirements, 3 with a gap

    ID     TITLE           STATUS   FOR            RELEASE  COMMITS  TESTS  CODE  GAPS
    REQ-1  Export as CSV   done     OBJ-1, IDEA-1  REL-1          2      2     1
    REQ-2  Import a sheet  draft                   REL-2          1      ·     ·  worked on
    REQ-3  Print           done                    REL-1          ·      ·     ·  no commit, no test
    REQ-4  Fax             dropped                                ·      1     ·  still named

    · 3 files beside the plan searched.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["trace", "--status", "done", "--format", "csv"]).shown(), @r#"
    id,kind,title,status,serves,answers,release,version,tag,commits,tests,code,gaps
    REQ-1,requirement,Export as CSV,done,OBJ-1,IDEA-1,REL-1,1.2.0,v1.2.0,2,2,1,
    REQ-3,requirement,Print,done,,,REL-1,1.2.0,v1.2.0,0,0,0,"done-without-commit, done-without-test"
    "#);
}

#[test]
fn gaps_are_told_from_both_sides_and_decide_the_exit_code_where_asked() {
    let sandbox = code_base();
    insta::assert_snapshot!(sandbox.pm(&["trace", "--gaps", "--exit-code"]).shown(), @r#"
    Gaps between plan and code
    ══════════════════════════
    7 gaps

    Done, and no commit names it (1)
    ────────────────────────────────
    • REQ-3 Print · done

    Done, and no test names it (1)
    ──────────────────────────────
    • REQ-3 Print · done

    Worked on, and not decided yet (1)
    ──────────────────────────────────
    • REQ-2 Import a sheet · draft · a12192c50b

    Dropped, and still named in tests or code (1)
    ─────────────────────────────────────────────
    • REQ-4 Fax · dropped · tests/export.rs:3

    Named, and not in the plan (2)
    ──────────────────────────────
    • REQ-9 · src/export.rs:3
    • REQ-77 · commit a12192c50b

    Tagged, and no release has the version (1)
    ──────────────────────────────────────────
    • v1.4.0 · 2026-10-12

    · 3 files beside the plan searched.
    [exit code: 1]
    "#);
    assert_eq!(sandbox.pm(&["trace", "REQ-1", "--gaps", "--exit-code"]).code, 0);
}

#[test]
fn the_past_knows_what_was_there_then() {
    let sandbox = code_base();
    let now = sandbox.pm(&["trace", "REQ-2", "--format", "csv"]).stdout;
    assert!(now.contains("commit,"), "{now}");
    let then = sandbox.pm(&["trace", "REQ-2", "--at", "v1.2.0", "--format", "csv"]).stdout;
    assert!(!then.contains("commit,"), "{then}");
    let before = sandbox.pm(&["trace", "--gaps", "--at", "2026-09-01", "--format", "csv"]).stdout;
    assert!(!before.contains("REQ-9"), "{before}");
}

#[test]
fn a_commit_that_changed_the_plan_alone_is_no_code() {
    let sandbox = code_base();
    let output = sandbox.pm(&["trace", "REQ-3", "--format", "csv"]).stdout;
    assert!(output.contains("done-without-commit"), "{output}");
}

#[test]
fn the_whole_repository_is_searched_where_the_plan_lies_in_a_folder_of_it() {
    let sandbox = Sandbox::bare();
    sandbox.begin_git();
    sandbox.write("plan/pm.yaml", "format: 1\ncode: {ignore: ['vendor/**']}\n");
    sandbox.write("plan/requirements/REQ-1-a.md", "---\nid: REQ-1\ntitle: A\nstatus: draft\n---\n");
    sandbox.write("web/a.spec.ts", "it('REQ-1')\n");
    sandbox.write("vendor/x.ts", "// REQ-1\n");
    let folder = ["--folder", "plan", "trace", "REQ-1", "--format", "csv"];
    insta::assert_snapshot!(sandbox.pm(&folder).shown(), @r#"
    id,what,name,title,says,day,tag
    REQ-1,test,web/a.spec.ts,1,,,
    "#);
    sandbox.commit("2026-09-01", "The plan");
    let past = sandbox.pm(&["--folder", "plan", "trace", "REQ-1", "--at", "HEAD", "--format", "csv"]);
    assert!(past.stdout.contains("REQ-1,test,web/a.spec.ts,1"), "{}", past.shown());
}

#[test]
fn check_knows_what_is_tagged_as_far_as_the_moment_comes_from_it() {
    let sandbox = code_base();
    tag(&sandbox, "v1.3.0");
    let concise = ["check", "--format", "concise"];
    let rules = |output: &str| -> Vec<String> {
        let lines =
            output.lines().filter(|line| line.contains("-planned]") || line.contains("-tagged-version]"));
        lines.map(str::to_owned).collect()
    };
    let now = sandbox.pm(&concise).stdout;
    insta::assert_snapshot!(rules(&now).join("\n"), @r#"
    releases/REL-2-a.md:4:9: warning[shipped-but-planned]: REL-2 is planned, and its version 1.3.0 is tagged: v1.3.0 of 2026-10-12
    requirements/REQ-2-a.md:4:9: warning[shipped-but-planned]: REQ-2 is draft, and work on it went out with v1.3.0 of 2026-10-12: Read a sheet (a12192c50b)
    "#);
    let then = sandbox.pm(&[&concise[..], &["--at", "v1.2.0"]].concat()).stdout;
    assert_eq!(rules(&then), Vec::<String>::new(), "{then}");
}
