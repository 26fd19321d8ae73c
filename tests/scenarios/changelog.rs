//! `pm changelog` as its callers see it.

use crate::sandbox::Sandbox;

const REPOSITORY: &str =
    "format: 1\nproduct: {name: Tideline, repository: 'https://example.com/tide/line', tag: 'v{version}'}\n";

/// Three versions, one of them yanked, and what is done but in none.
fn product() -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", REPOSITORY);
    for (id, version, status, date, more) in [
        (1, "1.0.0", "released", "2026-03-02", ""),
        (2, "1.1.0", "yanked", "2026-05-20", "reason: It lost notes.\n"),
        (3, "2.0.0", "released", "2026-09-29", ""),
    ] {
        sandbox.write(
            &format!("releases/REL-{id}-x.md"),
            &format!(
                "---\nid: REL-{id}\ntitle: X\nstatus: {status}\nversion: {version}\ndate: {date}\n{more}---\n"
            ),
        );
    }
    for (id, release, log) in [
        (1, "release: REL-1\n", "type: added, text: The berth plan."),
        (2, "release: REL-2\n", "type: changed, text: Entries are sent in bundles."),
        (3, "release: REL-3\n", "type: changed, text: A sorted list."),
        (4, "release: REL-3\n", "type: changed, text: Old plans are gone., breaking: true"),
        (5, "release: REL-3\n", "type: deprecated, text: Old links still work., removal: 3.0.0"),
        (6, "", "type: fixed, text: '=Dates | of today'"),
    ] {
        sandbox.write(
            &format!("requirements/REQ-{id}-x.md"),
            &format!("---\nid: REQ-{id}\ntitle: X\nstatus: done\n{release}changelog: {{{log}}}\n---\n"),
        );
    }
    sandbox
}

#[test]
fn a_new_file_holds_every_version_with_what_breaks_first_and_links_that_compare() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["changelog", "--update", "CHANGELOG.md"]).shown(), @r#"
    CHANGELOG.md
    ------- stderr -------
    put 2.0.0, 1.1.0 and 1.0.0 into CHANGELOG.md
    "#);
    insta::assert_snapshot!(sandbox.read("CHANGELOG.md"), @r#"
    # Changelog

    All notable changes to this project will be documented in this file.

    The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).

    ## Unreleased

    ## [2.0.0] - 2026-09-29

    ### Changed

    - **Breaking:** Old plans are gone.
    - A sorted list.

    ### Deprecated

    - Old links still work. Will be removed in 3.0.0.

    ## [1.1.0] - 2026-05-20 [YANKED]

    It lost notes.

    ### Changed

    - Entries are sent in bundles.

    ## [1.0.0] - 2026-03-02

    ### Added

    - The berth plan.

    [2.0.0]: https://example.com/tide/line/compare/v1.1.0...v2.0.0
    [1.1.0]: https://example.com/tide/line/compare/v1.0.0...v1.1.0
    [1.0.0]: https://example.com/tide/line/releases/tag/v1.0.0
    "#);
}

#[test]
fn an_update_keeps_every_byte_that_a_person_wrote() {
    let sandbox = product();
    let own = "# What is new\r\n\r\nOur words,  spaced   so.\r\n\r\n## [Unreleased]\r\n\r\n- A line of ours\r\n\r\n\
        ## [1.0.0] - 2026-03-02\r\n\r\n### Added\r\n\r\n* Rewritten by hand\t\r\n";
    sandbox.write("CHANGELOG.md", own);
    let dry = sandbox.pm(&["changelog", "--update", "CHANGELOG.md", "--dry-run"]);
    assert_eq!((dry.code, sandbox.read("CHANGELOG.md").as_str()), (0, own), "{}", dry.shown());
    let output = sandbox.pm(&["changelog", "--update", "CHANGELOG.md"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    let text = sandbox.read("CHANGELOG.md");
    let mut left = text.as_str();
    // Every line of theirs is there, in their order, with its own end.
    for line in own.split_inclusive('\n').filter(|line| *line != "\r\n") {
        let at = left.find(line).unwrap_or_else(|| panic!("{line:?} is gone from {text:?}"));
        left = &left[at + line.len()..];
    }
    assert_eq!(text.matches("1.0.0] - ").count(), 1, "{text}");
    assert!(!text.contains("The berth plan."), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    let again = sandbox.pm(&["changelog", "--update", "CHANGELOG.md"]);
    assert_eq!(again.stderr, "CHANGELOG.md has every version already\n");
    assert_eq!(sandbox.read("CHANGELOG.md"), text);
}

#[test]
fn one_version_and_what_is_unreleased_can_be_asked_for() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["changelog", "1.1.0"]).shown(), @r#"
    Tideline: changelog
    ═══════════════════

    1.1.0 - 2026-05-20 [YANKED]
    ───────────────────────────
    It lost notes.

    Changed
    • Entries are sent in bundles.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["changelog", "--unreleased", "--format", "markdown"]).shown(), @r#"
    ## [Unreleased]

    ### Fixed

    - =Dates | of today

    [Unreleased]: https://example.com/tide/line/compare/v2.0.0...HEAD
    "#);
    insta::assert_snapshot!(sandbox.pm(&["changelog", "1.1.9"]).shown(), @r#"
    ------- stderr -------
    error: no version `1.1.9` has gone out
    hint: did you mean `1.1.0`?
    [exit code: 2]
    "#);
}

#[test]
fn every_format_tells_the_same_and_neutralises_what_it_must() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["changelog", "--format", "csv"]).shown(), @r#"
    version,date,yanked,type,breaking,text,removal,requirement
    unreleased,,false,fixed,false,'=Dates | of today,,REQ-6
    2.0.0,2026-09-29,false,changed,true,Old plans are gone.,,REQ-4
    2.0.0,2026-09-29,false,changed,false,A sorted list.,,REQ-3
    2.0.0,2026-09-29,false,deprecated,false,Old links still work.,3.0.0,REQ-5
    1.1.0,2026-05-20,true,changed,false,Entries are sent in bundles.,,REQ-2
    1.0.0,2026-03-02,false,added,false,The berth plan.,,REQ-1
    "#);
    let json = sandbox.pm(&["changelog", "2.0.0", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!((&json["view"], &json["schema_version"]), (&"changelog".into(), &1.into()));
    let changes = json["versions"][0]["changes"].as_array().expect("changes");
    let told: Vec<_> = changes.iter().map(|change| (&change["requirement"], &change["breaking"])).collect();
    assert_eq!(told.len(), 3, "{json}");
    assert_eq!(told[0], (&"REQ-4".into(), &true.into()));
    assert_eq!(changes[2]["removal"], "3.0.0");
    for format in ["terminal", "markdown", "html"] {
        let output = sandbox.pm(&["changelog", "--format", format]);
        for word in ["2.0.0", "1.1.0", "1.0.0", "YANKED", "Old plans are gone.", "Will be removed in 3.0.0."]
        {
            assert!(output.stdout.contains(word), "{format} without {word}: {}", output.shown());
        }
    }
}

#[test]
fn a_plan_without_versions_begins_the_file_and_says_so() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["changelog", "--update", "CHANGELOG.md"]).shown(), @r#"
    CHANGELOG.md
    ------- stderr -------
    no version has gone out yet: CHANGELOG.md begins with an empty section Unreleased
    "#);
    insta::assert_snapshot!(sandbox.pm(&["changelog", "--update", "CHANGELOG.md"]).shown(), @r#"
    ------- stderr -------
    no version has gone out yet: CHANGELOG.md stays as it is
    "#);
}

#[test]
fn what_came_between_two_versions_is_told_by_type_and_what_went_again_by_itself() {
    let sandbox = product();
    sandbox.write(
        "requirements/REQ-7-x.md",
        "---\nid: REQ-7\ntitle: X\nstatus: done\nrelease: REL-3\nsupersedes: [REQ-2]\nchangelog: {type: removed, text: \
         Bundles are gone.}\n---\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["changelog", "diff", "1.0..2.0"]).shown(), @r#"
    Tideline: from 1.0.0 to 2.0.0
    ═════════════════════════════
    2 versions: 2.0.0 and 1.1.0 (yanked)

    Changed
    ───────
    • Breaking: Old plans are gone. (2.0.0)
    • A sorted list. (2.0.0)

    Deprecated
    ──────────
    • Old links still work. Will be removed in 3.0.0. (2.0.0)

    Removed
    ───────
    • Bundles are gone. (2.0.0)

    Came and went
    ─────────────
    • Entries are sent in bundles. (1.1.0), replaced by REQ-7 in 2.0.0
    "#);
    insta::assert_snapshot!(sandbox.pm(&["changelog", "diff", "..1.1", "--format", "csv"]).shown(), @r#"
    version,type,breaking,text,removal,requirement,reverted,replaced_by
    1.0.0,added,false,The berth plan.,,REQ-1,,
    1.1.0,changed,false,Entries are sent in bundles.,,REQ-2,withdrawn,
    "#);
    insta::assert_snapshot!(sandbox.pm(&["changelog", "diff", "1.0"]).shown(), @r#"
    ------- stderr -------
    error: `1.0` names one version, and two are compared
    hint: write `1.0..` for what came since, `pm changelog 1.0` for the version itself
    [exit code: 2]
    "#);
}
