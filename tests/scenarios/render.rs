//! `pm render` as its callers see it: files that hold what the plan says.

use crate::sandbox::Sandbox;

const OUTPUTS: &str = "format: 1
audiences:
  outside: {public: true, kinds: [requirement], fields: [title, status, announced]}
views:
  told: {view: roadmap, audience: outside, title: What comes}
outputs:
  - {view: told, path: docs/ROADMAP.md}
  - {view: 'list requirement --columns id,title', path: all.csv}
  - {view: list requirement, audience: outside, path: README.md, between: work}
";

fn product() -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", OUTPUTS);
    sandbox.write(
        "README.md",
        "# Ours\r\n\r\n<!-- pm:begin work -->\r\nold\r\n<!-- pm:end work -->\r\n\r\nBye.\r\n",
    );
    let requirement = |id: u32, visibility: &str| {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!(
                "---\nid: REQ-{id}\ntitle: Work {id}\nstatus: approved\nannounced: 2026-Q4\ntarget: 2026-11-30\nvisibility: \
                 {visibility}\n---\n"
            ),
        );
    };
    requirement(1, "public");
    requirement(2, "internal");
    sandbox
}

#[test]
fn every_output_is_written_and_is_fresh_until_the_plan_changes() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["render", "--check"]).stderr, @r#"
    error: docs/ROADMAP.md is not what the plan says
    error: all.csv is not what the plan says
    error: README.md is not what the plan says
    hint: run `pm render` and commit what it writes
    "#);
    insta::assert_snapshot!(sandbox.pm(&["render"]).shown(), @r#"
    docs/ROADMAP.md
    all.csv
    README.md
    ------- stderr -------
    wrote 3 files, 0 unchanged
    "#);
    insta::assert_snapshot!(sandbox.read("docs/ROADMAP.md"), @r#"
    # What comes

    by horizon on 24 Nov 2026 · 1 item

    ## Now

    until 31 Dec 2026

    - REQ-1 **Work 1** — approved · Q4 2026

    ## Next

    until 31 Mar 2027 · nothing planned

    ## Later

    after 31 Mar 2027 · nothing planned

    <!-- Written by pm on 2026-11-24 -->
    "#);
    assert_eq!(sandbox.read("all.csv"), "id,title\r\nREQ-1,Work 1\r\nREQ-2,Work 2\r\n");
    // Days later the plan is the same, and so is what it says.
    let later = sandbox.pm(&["--today", "2026-12-31", "render", "--check"]);
    assert_eq!(later.shown(), "------- stderr -------\n3 files fresh\n");
    let text = sandbox.read("requirements/REQ-1-x.md").replace("Work 1", "Work one");
    sandbox.write("requirements/REQ-1-x.md", &text);
    insta::assert_snapshot!(sandbox.pm(&["render", "--check", "all.csv"]).shown(), @r#"
    --- a/all.csv
    +++ b/all.csv
    @@ -1,3 +1,3 @@
     id,title
    -REQ-1,Work 1
    +REQ-1,Work one
     REQ-2,Work 2
    ------- stderr -------
    error: all.csv is not what the plan says
    hint: run `pm render` and commit what it writes
    [exit code: 1]
    "#);
}

#[test]
fn between_markers_nothing_else_of_the_file_is_touched() {
    let sandbox = product();
    assert_eq!(sandbox.pm(&["render", "README.md"]).code, 0);
    let text = sandbox.read("README.md");
    assert!(text.starts_with("# Ours\r\n\r\n<!-- pm:begin work 2026-11-24 -->\r\n"), "{text}");
    assert!(text.ends_with("<!-- pm:end work -->\r\n\r\nBye.\r\n"), "{text}");
    assert!(text.contains("REQ-1") && !text.contains("REQ-2") && !text.contains("old"), "{text}");
    assert!(
        text.lines().all(|line| !line.ends_with('\r')) && !text.replace("\r\n", "").contains('\n'),
        "{text}"
    );
    sandbox.write("README.md", "# Ours\n");
    insta::assert_snapshot!(sandbox.pm(&["render", "README.md"]).shown(), @r#"
    ------- stderr -------
    error: README.md has no markers `work`
    hint: write where the view goes: `<!-- pm:begin work -->` and below it `<!-- pm:end work -->`
    [exit code: 2]
    "#);
}

#[test]
fn what_is_not_asked_for_rightly_is_told() {
    insta::assert_snapshot!(Sandbox::new().pm(&["render"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml names no outputs
    hint: name one: `outputs: [{view: roadmap, path: ROADMAP.md}]`
    [exit code: 2]
    "#);
    insta::assert_snapshot!(product().pm(&["render", "other.md"]).shown(), @r#"
    ------- stderr -------
    error: `other.md` is no output of pm.yaml
    hint: outputs are docs/ROADMAP.md, all.csv and README.md
    [exit code: 2]
    "#);
    let sandbox = Sandbox::bare();
    sandbox.write(
        "pm.yaml",
        "format: 1\noutputs:\n  - {view: rodmap, path: a.md, audience: no}\n  - {view: roadmap}\n",
    );
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[invalid-config]: there is no audience `no`
     --> pm.yaml:3:5
      |
    3 |   - {view: rodmap, path: a.md, audience: no}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name it under `audiences`

    error[invalid-config]: there is no view `rodmap`
     --> pm.yaml:3:5
      |
    3 |   - {view: rodmap, path: a.md, audience: no}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `roadmap`?

    error[invalid-config]: this output names no file of this repository
     --> pm.yaml:4:5
      |
    4 |   - {view: roadmap}
      |     ^^^^^^^^^^^^^^^
      |
      = help: say where it goes: `path: ROADMAP.md`

    3 errors in 1 of 1 file
    [exit code: 1]
    "#);
}
