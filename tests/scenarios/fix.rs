//! `pm check --fix`.

use crate::sandbox::Sandbox;

#[test]
fn a_file_with_nothing_but_a_title_gets_id_status_and_name() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-3-x.md", "---\nid: IDEA-3\ntitle: X\nstatus: new\n---\n");
    sandbox.write("ideas/new-file.md", "---\ntitle: From the web editor # mine\n---\nWords.\n");
    sandbox.write("ideas/other.md", "---\r\ntitle: Other\r\nstatus: new\r\n---\r\n");
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix", "--dry-run"]).shown(), @"
    --- a/ideas/new-file.md
    +++ b/ideas/new-file.md
    @@ -1,4 +1,6 @@
     ---
    +id: IDEA-4
     title: From the web editor # mine
    +status: new
     ---
     Words.
    rename from ideas/new-file.md
    rename to ideas/IDEA-4-from-the-web-editor.md
    --- a/ideas/other.md
    +++ b/ideas/other.md
    @@ -1,4 +1,5 @@
     ---
    +id: IDEA-5
     title: Other
     status: new
     ---
    rename from ideas/other.md
    rename to ideas/IDEA-5-other.md
    ------- stderr -------
    would fix ideas/new-file.md: give it an id and a file name (missing-id)
    would fix ideas/other.md: give it an id and a file name (missing-id)
    [exit code: 1]
    ");
    assert_eq!(sandbox.files(), ["ideas/IDEA-3-x.md", "ideas/new-file.md", "ideas/other.md", "pm.yaml"]);
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @"
    3 artifacts in 3 files: no findings
    ------- stderr -------
    fixed ideas/new-file.md: give it an id and a file name (missing-id)
    fixed ideas/other.md: give it an id and a file name (missing-id)
    ");
    assert_eq!(
        sandbox.files(),
        ["ideas/IDEA-3-x.md", "ideas/IDEA-4-from-the-web-editor.md", "ideas/IDEA-5-other.md", "pm.yaml"]
    );
    assert_eq!(
        sandbox.read("ideas/IDEA-4-from-the-web-editor.md"),
        "---\nid: IDEA-4\ntitle: From the web editor # mine\nstatus: new\n---\nWords.\n"
    );
    assert_eq!(
        sandbox.read("ideas/IDEA-5-other.md"),
        "---\r\nid: IDEA-5\r\ntitle: Other\r\nstatus: new\r\n---\r\n"
    );
}

#[test]
fn a_tab_in_front_matter_becomes_a_space() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-3-x.md", "---\nid: IDEA-3\ntitle:\tX\nstatus: new\t# as ever\n---\n\tcode\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[invalid-yaml]: a tab separates what stands here, which some readers of YAML refuse
     --> ideas/IDEA-3-x.md:3:7
      |
    3 | title:    X
      |       ^^^^
      |
      = help: put a space in its place, here and further down
    help: put spaces in place of tabs (pm check --fix)
      |
    3 ~ title: X
    4 ~ status: new # as ever
      |

    1 error in 1 of 1 file; it can be fixed with pm check --fix
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @r#"
    1 artifact in 1 file: no findings
    ------- stderr -------
    fixed ideas/IDEA-3-x.md: put spaces in place of tabs (invalid-yaml)
    "#);
    assert_eq!(
        sandbox.read("ideas/IDEA-3-x.md"),
        "---\nid: IDEA-3\ntitle: X\nstatus: new # as ever\n---\n\tcode\n"
    );
}

#[test]
fn a_fix_that_opens_the_way_for_another_is_followed_by_it() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/a.md", "\n---\ntitle: Blank first\nowner: @ana\n---\n");
    let output = sandbox.pm(&["check", "--fix"]);
    insta::assert_snapshot!(output.shown(), @"
    1 artifact in 1 file: no findings
    ------- stderr -------
    fixed ideas/a.md: repair the front matter (blank-before-front-matter)
    fixed ideas/a.md: write '@ana' (invalid-yaml)
    fixed ideas/a.md: give it an id and a file name (missing-id)
    ");
    assert_eq!(output.code, 0);
}

#[test]
fn fixing_is_kept_to_the_folders_that_are_named() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/a.md", "---\ntitle: A\nstatus: new\n---\n");
    sandbox.write("requirements/b.md", "---\ntitle: B\nstatus: draft\n---\n");
    assert_eq!(sandbox.pm(&["check", "--fix", "requirements"]).code, 0);
    assert_eq!(sandbox.files(), ["ideas/a.md", "pm.yaml", "requirements/REQ-1-b.md"]);
}

#[test]
fn links_by_path_follow_a_file_that_is_renamed() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-2\ntitle: A\nstatus: new\n---\n");
    let by_path = "---\nid: IDEA-3\ntitle: B\nstatus: new\nrelated: IDEA-1-a.md\n---\n\n[A](IDEA-1-a.md)\n";
    sandbox.write("ideas/IDEA-3-b.md", by_path);
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @r#"
    2 artifacts in 2 files: no findings
    ------- stderr -------
    fixed ideas/IDEA-1-a.md: rename the file (misnamed-file)
    "#);
    assert_eq!(sandbox.read("ideas/IDEA-3-b.md"), by_path.replace("IDEA-1-a.md", "IDEA-2-a.md"));
}

#[test]
fn pm_yaml_is_repaired_first_and_the_documents_as_it_says_then() {
    let sandbox = Sandbox::new();
    let broken = "effort_unit: @days # ours\nkinds: {idea: {folder: notes}}\n";
    sandbox.write("pm.yaml", broken);
    sandbox.write("notes/a.md", "---\ntitle: A\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix", "--dry-run"]).shown(), @r#"
    --- a/pm.yaml
    +++ b/pm.yaml
    @@ -1,2 +1,2 @@
    -effort_unit: @days # ours
    +effort_unit: '@days' # ours
     kinds: {idea: {folder: notes}}
    --- a/notes/a.md
    +++ b/notes/a.md
    @@ -1,4 +1,5 @@
     ---
    +id: IDEA-1
     title: A
     status: new
     ---
    rename from notes/a.md
    rename to notes/IDEA-1-a.md
    ------- stderr -------
    would fix pm.yaml: write '@days' (invalid-yaml)
    would fix notes/a.md: give it an id and a file name (missing-id)
    [exit code: 1]
    "#);
    assert_eq!(sandbox.read("pm.yaml"), broken);
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @r#"
    1 artifact in 1 file: no findings
    ------- stderr -------
    fixed pm.yaml: write '@days' (invalid-yaml)
    fixed notes/a.md: give it an id and a file name (missing-id)
    "#);
    assert_eq!(sandbox.read("pm.yaml"), broken.replace("@days", "'@days'"));
    assert_eq!(sandbox.files(), ["notes/IDEA-1-a.md", "pm.yaml"]);
}

#[test]
fn no_document_is_fixed_while_pm_yaml_has_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", "curency: @EUR\n");
    sandbox.write("ideas/a.md", "---\ntitle: A\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @r#"
    error[missing-id]: this idea has no `id`
     --> ideas/a.md:2:1
      |
    2 | title: A
      | ^
      |
      = help: run `pm check --fix` to give it the next IDEA id

    error[unknown-setting]: unknown setting `curency`
     --> pm.yaml:1:1
      |
    1 | curency: '@EUR'
      | ^^^^^^^
      |
      = help: did you mean `currency`?

    2 errors in 2 of 2 files
    ------- stderr -------
    fixed pm.yaml: write '@EUR' (invalid-yaml)
    no document is fixed while pm.yaml has an error
    [exit code: 1]
    "#);
    assert_eq!(sandbox.files(), ["ideas/a.md", "pm.yaml"]);
}
