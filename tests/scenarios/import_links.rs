//! `pm import FOLDER`: links in texts lead on where they led, however often the folder is imported.

use crate::sandbox::Sandbox;

fn decision(sandbox: &Sandbox, name: &str, title: &str, text: &str) {
    let text = format!("# {title}\n\nDate: 2026-01-12\n\n## Status\n\nProposed\n\n## Context\n\n{text}\n");
    sandbox.write(&format!("in/decisions/{name}.md"), &text);
}

fn decisions(sandbox: &Sandbox) {
    decision(
        sandbox,
        "0001-queues",
        "Queues",
        "See [files](./0002-files.md#context), [all of it](0002-files.md#files) and [tides][].\n\n\
         ![chart](img/chart.png) [guide](../../docs/guide.md) [gone](gone.md) [out](../../../out.md)\n\n\
         `[files](0002-files.md)` and [web](https://x.example/0002-files.md) stay.\n\n\
         [tides]: 0003-tides.md 'Tides'",
    );
    decision(
        sandbox,
        "0002-files",
        "Files",
        "Back to [queues](/in/decisions/0001-queues.md) and [here](#context).",
    );
    decision(
        sandbox,
        "0003-tides",
        "Tides",
        "[[0001-queues]], [[files#Context|the files]], [[Nowhere]], [[#Context]], ![[chart.png|300]], ![[Queues]].\n\n\
         | a | b |\n|---|---|\n| [[0001-queues\\|queues]] | `[[0001-queues]]` |\n\n\
             if [[ -f x ]]; then [[1]] fi",
    );
    sandbox.write("in/decisions/img/chart.png", "x");
    sandbox.write("docs/guide.md", "# Guide\n");
}

#[test]
fn links_lead_on_where_they_led() {
    let sandbox = Sandbox::with_git();
    decisions(&sandbox);
    insta::assert_snapshot!(sandbox.pm(&["import", "in/decisions", "--yes"]).shown(), @r#"
    in/decisions
    ════════════
    3 records, read as proposed in imports/decisions.yaml, which is yours to change

    • 3 decisions new
    • 1 file beside the documents passed over, such as a README, a template or a picture

    New
    ───
    ID     TITLE   FROM
    DEC-1  Queues  DECISION-0001
    DEC-2  Files   DECISION-0002
    DEC-3  Tides   DECISION-0003

    Links that stay as they are written
    ───────────────────────────────────
    • in/decisions/0001-queues.md:13:76: (body): `../../../out.md` leads to something outside of the
      repository
    • in/decisions/0003-tides.md:11:47: (body): `[[Nowhere]]` names no document
    ------- stderr -------
    note: `pm check` has 1 finding in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 5 files
    "#);
    insta::assert_snapshot!(sandbox.read("decisions/DEC-1-queues.md"), @r#"
    ---
    id: DEC-1
    title: Queues
    status: proposed
    date: 2026-01-12
    aliases: [DECISION-0001]
    ---

    ## Context

    See [files](DEC-2-files.md#context), [all of it](DEC-2-files.md) and [tides][].

    ![chart](../in/decisions/img/chart.png) [guide](../docs/guide.md) [gone](gone.md) [out](../../../out.md)

    `[files](0002-files.md)` and [web](https://x.example/0002-files.md) stay.

    [tides]: DEC-3-tides.md 'Tides'
    "#);
    insta::assert_snapshot!(sandbox.read("decisions/DEC-2-files.md"), @r#"
    ---
    id: DEC-2
    title: Files
    status: proposed
    date: 2026-01-12
    aliases: [DECISION-0002]
    ---

    ## Context

    Back to [queues](DEC-1-queues.md) and [here](#context).
    "#);
    insta::assert_snapshot!(sandbox.read("decisions/DEC-3-tides.md"), @r#"
    ---
    id: DEC-3
    title: Tides
    status: proposed
    date: 2026-01-12
    aliases: [DECISION-0003]
    ---

    ## Context

    [0001-queues](DEC-1-queues.md), [the files](DEC-2-files.md#context), [[Nowhere]], [Context](#context), ![chart.png](../in/decisions/img/chart.png), [Queues](DEC-1-queues.md).

    | a | b |
    |---|---|
    | [queues](DEC-1-queues.md) | `[[0001-queues]]` |

    if [[ -f x ]]; then [[1]] fi
    "#);
    // What led to nothing before is a finding; what led somewhere is none.
    insta::assert_snapshot!(sandbox.pm(&["check", "--format", "concise"]).shown(), @"decisions/DEC-1-queues.md:13:74: warning[broken-file-link]: this link leads to decisions/gone.md, which does not exist");
}

#[test]
fn a_link_that_was_led_on_is_no_change_of_anybody() {
    let sandbox = Sandbox::with_git();
    decisions(&sandbox);
    assert_eq!(sandbox.pm(&["import", "in/decisions", "--yes"]).code, 0);
    let unchanged = |sandbox: &Sandbox| {
        let told = sandbox.pm(&["import", "in/decisions", "--yes"]).shown();
        assert!(told.contains("3 records unchanged"), "{told}");
    };
    unchanged(&sandbox);
    // Nor is the other name that the document gets to which it leads.
    assert_eq!(sandbox.pm(&["rename", "DEC-2", "Files keep the work", "--file"]).code, 0);
    unchanged(&sandbox);
    assert!(sandbox.read("decisions/DEC-1-queues.md").contains("(DEC-2-files-keep-the-work.md#context)"));
    // Words that change at the source come with links that lead on.
    decision(&sandbox, "0002-files", "Files", "Forth to [queues](0001-queues.md).");
    insta::assert_snapshot!(sandbox.pm(&["import", "in/decisions", "--yes"]).shown(), @r#"
    in/decisions
    ════════════
    3 records, read as imports/decisions.yaml says

    • 1 decision changed
    • 2 records unchanged
    • 1 file beside the documents passed over, such as a README, a template or a picture

    Changed at the source
    ─────────────────────
    ID     FIELD  HERE                                        SOURCE
    DEC-2  body   ## Context Back to                          ## Context Forth to
                  [queues](DEC-1-queues.md) and [here](#con…  [queues](DEC-1-queues.md).

    Links that stay as they are written
    ───────────────────────────────────
    • in/decisions/0001-queues.md:13:76: (body): `../../../out.md` leads to something outside of the
      repository
    • in/decisions/0003-tides.md:11:47: (body): `[[Nowhere]]` names no document
    ------- stderr -------
    wrote 2 files
    "#);
    unchanged(&sandbox);
    assert!(
        sandbox
            .read("decisions/DEC-2-files-keep-the-work.md")
            .contains("Forth to [queues](DEC-1-queues.md).")
    );
    // Words that change here stay.
    let here = sandbox.read("decisions/DEC-1-queues.md").replace("See [files]", "Look at [files]");
    sandbox.write("decisions/DEC-1-queues.md", &here);
    unchanged(&sandbox);
    assert_eq!(sandbox.read("decisions/DEC-1-queues.md"), here);
}

#[test]
fn a_folder_from_outside_leaves_its_pictures_behind() {
    let outside = Sandbox::with_git();
    decisions(&outside);
    let sandbox = Sandbox::with_git();
    let folder = outside.path().join("in/decisions").display().to_string();
    let told = sandbox.pm(&["import", &folder, "--yes", "--format", "json"]).stdout;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let messages: Vec<&str> = told["links_left"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|left| left["message"].as_str())
        .collect();
    insta::assert_snapshot!(messages.join("\n"), @r#"
    `img/chart.png` leads to something outside of the repository
    `../../docs/guide.md` leads to something outside of the repository
    `../../../out.md` leads to something outside of the repository
    `[[Nowhere]]` names no document
    `![[chart.png|300]]` leads to something outside of the repository
    "#);
    insta::assert_snapshot!(sandbox.read("decisions/DEC-1-queues.md"), @r#"
    ---
    id: DEC-1
    title: Queues
    status: proposed
    date: 2026-01-12
    aliases: [DECISION-0001]
    ---

    ## Context

    See [files](DEC-2-files.md#context), [all of it](DEC-2-files.md) and [tides][].

    ![chart](img/chart.png) [guide](../../docs/guide.md) [gone](gone.md) [out](../../../out.md)

    `[files](0002-files.md)` and [web](https://x.example/0002-files.md) stay.

    [tides]: DEC-3-tides.md 'Tides'
    "#);
}
