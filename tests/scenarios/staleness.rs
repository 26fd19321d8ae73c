//! Estimates and links that remember the text they were made for.

use crate::sandbox::Sandbox;

const PATH: &str = "requirements/REQ-1-export.md";
const BODY: &str = "\n## Problem\nSheets are typed by hand.\n\n## Acceptance criteria\n- [ ] Within 10 s.\n";

fn with_body() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write(PATH, &format!("---\nid: REQ-1\ntitle: Export as CSV\nstatus: draft\n---\n{BODY}"));
    sandbox.commit("2026-11-01", "Write the export down");
    sandbox
}

fn edit(sandbox: &Sandbox, path: &str, from: &str, to: &str) {
    let text = sandbox.read(path);
    assert!(text.contains(from), "{text}");
    sandbox.write(path, &text.replace(from, to));
}

fn found(sandbox: &Sandbox, rule: &str) -> String {
    let output = sandbox.pm(&["check", "--format", "concise"]);
    let findings = output.stdout.lines().filter(|line| line.contains(rule));
    findings.filter_map(|line| line.split_once(": ")).map(|(_, said)| said).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_estimate_remembers_its_text_and_says_when_it_changed() {
    let sandbox = with_body();
    insta::assert_snapshot!(sandbox.pm(&["set", "REQ-1", "effort=2-3"]).shown(), @r#"
    REQ-1 requirements/REQ-1-export.md
      + effort: 2-3
      + estimated_for: "77eca48492ce18298952e1d4"
    "#);
    sandbox.commit("2026-11-02", "Estimate it");
    assert_eq!(found(&sandbox, "estimate"), "");
    edit(&sandbox, PATH, "Within 10 s.", "Within 5 s.");
    insta::assert_snapshot!(found(&sandbox, "estimate"), @r#"warning[stale-estimate]: the text has changed since `effort` was estimated: `Within 10 s.` became `Within 5 s.` in Acceptance criteria"#);
    // The same number is an answer too.
    let output = sandbox.pm(&["set", "REQ-1", "effort=2-3"]);
    assert!(output.stdout.contains("+ estimated_for"), "{}", output.shown());
    assert_eq!(found(&sandbox, "estimate"), "");
    let _ = sandbox.pm(&["unset", "REQ-1", "effort"]);
    assert!(!sandbox.read(PATH).contains("estimated_for"), "{}", sandbox.read(PATH));
}

#[test]
fn an_estimate_in_a_sheet_or_of_new_work_remembers_too() {
    let sandbox = with_body();
    sandbox.write("sheet.csv", "id,estimate\nREQ-1,8\n");
    assert_eq!(sandbox.pm(&["apply", "sheet.csv"]).code, 0);
    assert!(sandbox.read(PATH).contains("estimated_for"), "{}", sandbox.read(PATH));
    let new = ["req", "add", "Print", "--effort", "3", "--problem", "Paper is typed by hand."];
    let output = sandbox.pm(&new);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert!(sandbox.read("requirements/REQ-2-print.md").contains("estimated_for"));
    assert_eq!(found(&sandbox, "estimate"), "");
}

#[test]
fn an_estimate_of_a_title_alone_is_not_remembered() {
    let sandbox = Sandbox::new();
    let _ = sandbox.pm(&["req", "add", "Print", "--effort", "3"]);
    assert!(!sandbox.read("requirements/REQ-1-print.md").contains("estimated_for"));
}

#[test]
fn a_link_is_suspect_when_what_it_leads_to_changes() {
    let sandbox = with_body();
    sandbox.write(
        "requirements/REQ-2-pdf.md",
        "---\nid: REQ-2\ntitle: PDF too\nstatus: draft\ndepends_on: [REQ-1] # first\n---\n",
    );
    sandbox.commit("2026-11-02", "PDF");
    insta::assert_snapshot!(sandbox.pm(&["link", "review", "REQ-2"]).shown(), @r#"
    REQ-2 requirements/REQ-2-pdf.md
      + reviewed_against:
      +   REQ-1: "77eca48492ce18298952e1d4"
    "#);
    edit(&sandbox, PATH, "Within 10 s.", "Within 5 s.");
    edit(&sandbox, PATH, "status: draft", "status: review");
    insta::assert_snapshot!(sandbox.pm(&["check", "--format", "concise"]).shown(), @r#"requirements/REQ-2-pdf.md:5:14: warning[suspect-link]: REQ-1 has changed since `depends_on` was looked at: `Within 10 s.` became `Within 5 s.` in Acceptance criteria"#);
    insta::assert_snapshot!(sandbox.pm(&["show", "REQ-2"]).shown(), @r#"
    REQ-2 PDF too
    ═════════════
    requirement · draft · requirements/REQ-2-pdf.md

    depends_on  REQ-1 Export as CSV

    Where it stands
    ───────────────
    status         being written
    waits for      REQ-1 Export as CSV (review)
    changed since  REQ-1 Export as CSV (review)
    "#);
    insta::assert_snapshot!(sandbox.pm(&["links", "REQ-2", "--out"]).shown(), @r#"
    Links of REQ-2
    ══════════════
    PDF too

    Leads to
    ────────
    FIELD       ID     TITLE          STATUS
    depends_on  REQ-1  Export as CSV  review (changed since looked at)
    "#);
    insta::assert_snapshot!(sandbox.pm(&["links", "REQ-1", "--in"]).shown(), @r#"
    Links of REQ-1
    ══════════════
    Export as CSV

    Is led to by
    ────────────
    FIELD       ID     TITLE    STATUS
    depends_on  REQ-2  PDF too  draft (looked at an earlier text)
    "#);
    assert!(sandbox.pm(&["links", "REQ-2", "--format", "json"]).stdout.contains("\"suspect\": true"));
    assert_eq!(sandbox.pm(&["req", "link", "review", "2", "depends_on", "REQ-1"]).code, 0);
    assert_eq!(found(&sandbox, "suspect-link"), "");
    assert!(!sandbox.pm(&["links", "REQ-2"]).stdout.contains("changed since"));
}

#[test]
fn links_that_cannot_be_looked_at_are_refused() {
    let sandbox = with_body();
    sandbox.write("customers/CUST-1-a.md", "---\nid: CUST-1\ntitle: A\nstatus: active\n---\n");
    let refused = |arguments: &[&str]| {
        let output = sandbox.pm(&[&["link", "review"], arguments].concat());
        assert_eq!(output.code, 2, "{}", output.shown());
        output.stderr
    };
    let none = refused(&["REQ-1"]);
    let _ = sandbox.pm(&["link", "REQ-1", "related", "CUST-1"]);
    let said = [
        none,
        refused(&["REQ-1"]),
        refused(&["REQ-1", "depends_on"]),
        refused(&["REQ-1", "related", "REQ-9"]),
        refused(&["REQ-1", "effort"]),
    ];
    insta::assert_snapshot!(said.concat(), @r#"
    error: REQ-1 has no links
    error: REQ-1 links to nothing whose text can be looked at
    hint: only what a kind names under `normative` has a text that links are held against
    error: `depends_on` of REQ-1 leads nowhere
    error: `related` of REQ-1 does not lead to REQ-9
    error: `effort` of requirements is no link
    hint: links of requirements: parent, initiative, objective, answers, release, depends_on, supersedes, segments and related
    "#);
}
