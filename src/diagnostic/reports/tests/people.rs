//! The reports that people read.

use super::{Case, path, sample};
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place};
use crate::source::RelPath;
use crate::text::span::{Position, Span};

#[test]
fn human_shows_every_shape_with_its_source() {
    insta::assert_snapshot!(sample().render("human"), @r#"
    error[invalid-yaml]: a colon followed by a space inside an unquoted text
     --> requirements/REQ-1-export.md:3:8
      |
    3 | title: Export: the roadmap
      |        ^^^^^^^^^^^^^^^^^^^
      |
    help: quote the title (pm check --fix)
      |
    3 | title: "Export: the roadmap"
      |        +                   +

    error[dangling-link]: no artifact has the id IDEA-99
     --> requirements/REQ-1-export.md:4:19
      |
    2 | id: REQ-1
      |     ----- in this requirement
    3 | title: Export: the roadmap
    4 | answers: [IDEA-7, IDEA-99]
      |                   ^^^^^^^ not found
      |
      = help: create it with pm idea add
      = help: or take it out of answers

    warning[missing-section]: the section Problem is missing
     --> requirements/REQ-1-export.md:8:1
      |
    8 |
      | ^

    warning[misnamed-file]: the file is not named after its id
    --> requirements/REQ-2 größer.md
     = note: requirements: all others here are
    help: rename the file (pm check --fix)
          requirements/REQ-2 größer.md -> requirements/REQ-1-groesser.md

    error[duplicate-id]: two artifacts have the id REQ-1
     --> requirements/REQ-2 größer.md:2:5
      |
    2 | id: REQ-1
      |     ^^^^^
      |
     ::: requirements/REQ-1-export.md:2:5
      |
    2 | id: REQ-1
      |     ----- also here

    note[misread-value]: wide characters before it
     --> requirements/REQ-2 größer.md:3:18
      |
    3 | title: Größer 日本 x
      |                    ^

    3 errors, 2 warnings, 1 note in 2 of 41 files; 2 can be fixed with pm check --fix
    "#);
}

#[test]
fn concise_is_one_line_for_each() {
    insta::assert_snapshot!(sample().render("concise"), @r"
    requirements/REQ-1-export.md:3:8: error[invalid-yaml]: a colon followed by a space inside an unquoted text
    requirements/REQ-1-export.md:4:19: error[dangling-link]: no artifact has the id IDEA-99
    requirements/REQ-1-export.md:8:1: warning[missing-section]: the section Problem is missing
    requirements/REQ-2 größer.md: warning[misnamed-file]: the file is not named after its id
    requirements/REQ-2 größer.md:2:5: error[duplicate-id]: two artifacts have the id REQ-1
    requirements/REQ-2 größer.md:3:18: note[misread-value]: wide characters before it
    ");
}

#[test]
fn without_findings_a_person_reads_what_was_checked() {
    insta::assert_snapshot!(Case::default().render("human"), @"40 artifacts in 41 files: no findings");
    assert_eq!(Case::default().render("concise"), "");
}

#[test]
fn older_findings_stand_apart_and_are_not_counted() {
    let mut case = sample();
    case.findings.truncate(3);
    case.older = case.findings.split_off(1);
    insta::assert_snapshot!(case.render("human"), @r"
    error[dangling-link]: no artifact has the id IDEA-99
     --> requirements/REQ-1-export.md:4:19
      |
    2 | id: REQ-1
      |     ----- in this requirement
    3 | title: Export: the roadmap
    4 | answers: [IDEA-7, IDEA-99]
      |                   ^^^^^^^ not found
      |
      = help: create it with pm idea add
      = help: or take it out of answers

    Already there at main~1, not counted:
      requirements/REQ-1-export.md:3:8: error[invalid-yaml]: a colon followed by a space inside an unquoted text
      requirements/REQ-2 größer.md:2:5: error[duplicate-id]: two artifacts have the id REQ-1

    1 error in 1 of 41 files
    ");
    assert_eq!(case.render("concise").lines().count(), 1);
}

#[test]
fn many_findings_are_followed_by_a_table_of_rules() {
    let case = Case::default().file("a.md", "x\n");
    let mut case = (0..25).fold(case, |case, n| {
        let rule = if n % 5 == 0 { "missing-title" } else { "dangling-link" };
        let level = if n % 5 == 0 { Level::Warning } else { Level::Error };
        let place = case.at("a.md", "x", 0);
        case.found(Diagnostic::new(rule, level, place, format!("number {n:02}")))
    });
    case.style.limit = Some(1);
    insta::assert_snapshot!(case.render("human"), @r"
    error[dangling-link]: number 01
     --> a.md:1:1
      |
    1 | x
      | ^

    … and 24 more findings, not shown

    Findings by rule:
      20  error    dangling-link
       5  warning  missing-title

    20 errors, 5 warnings in 1 of 41 files
    ");
}

#[test]
fn hard_places_are_drawn_true_to_line_and_column() {
    let long = format!("title: {}here{}\n", "x".repeat(1_000_000), "y".repeat(1_000_000));
    let many = (1..=300).map(|n| format!("line {n}\n")).collect::<String>();
    let case = Case::default()
        .file("1-empty.md", "")
        .file("2-mark.md", "\u{feff}---\nid: X\n")
        .file("3-tab.md", "a:\t\tb\r\nc: d\r\n")
        .file("4-long.md", &long)
        .file("5-many.md", &many)
        .file("6-escape.md", "title: \u{1b}[31mred\u{1b}[0m\u{202e}x\n")
        .file("7-lines.md", "---\nid: X\ntags:\n  - a\n  - b\n---\n");
    let rule = |place| Diagnostic::new("sample", Level::Error, place, "a sample").with_label("here");
    let whole = |name: &str| Place::at(&path(name), Span::new(0, case.files[&path(name)].len()));
    let findings = [
        rule(Place::at(&path("1-empty.md"), Span::at(0))),
        rule(case.at("2-mark.md", "---", 0)),
        rule(case.at("3-tab.md", "b", 0)),
        rule(case.at("4-long.md", "here", 0)).with_help("shorten it"),
        rule(whole("5-many.md")),
        rule(case.at("6-escape.md", "red", 0)),
        rule(whole("7-lines.md")).with_related(case.at("7-lines.md", "- b", 0), "the second"),
        rule(Place::at(&path("8-not-utf8.md"), Span::new(3, 4)))
            .with_position(Position { line: 2, column: 1 }),
        rule(Place::at(&path("9-unreadable.md"), Span::new(3, 4))),
        rule(Place::file(&RelPath::root())),
    ];
    let case = findings.into_iter().fold(case, Case::found);
    insta::assert_snapshot!(case.render("human"), @r"
    error[sample]: a sample
    --> .
     = note: here

    error[sample]: a sample
     --> 1-empty.md:1:1
      |
    1 |
      | ^ here

    error[sample]: a sample
     --> 2-mark.md:1:1
      |
    1 | ---
      | ^^^ here

    error[sample]: a sample
     --> 3-tab.md:1:5
      |
    1 | a:        b
      |           ^ here

    error[sample]: a sample
     --> 4-long.md:1:1000008
      |
      |
    1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxhereyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
      |                                            ^^^^ here
      = help: shorten it

    error[sample]: a sample
     --> 5-many.md:1:1
      |
    1 | line 1
      | ^^^^^^ here (down to line 300)

    error[sample]: a sample
     --> 6-escape.md:1:13
      |
    1 | title: ␛[31mred␛[0m�x
      |             ^^^ here

    error[sample]: a sample
     --> 7-lines.md:1:1
      |
    1 | / ---
    2 | | id: X
    3 | | tags:
    4 | |   - a
    5 | |   - b
      | |   --- the second
    6 | | ---
      | |___^ here

    error[sample]: a sample
    --> 8-not-utf8.md:2:1
     = note: here

    error[sample]: a sample
    --> 9-unreadable.md
     = note: here

    10 errors in 10 of 41 files
    ");
}

#[test]
fn a_fix_is_drawn_as_the_lines_it_changes() {
    let case = Case::default().file("a.md", "---\nid: X\nstatus: draft\nstatus: done\n---\n");
    let (id, twice) = (case.at("a.md", "id: X", 0), case.at("a.md", "status: draft\n", 0));
    let replace = |place: &Place, text: &str| FixStep::Replace {
        path: path("a.md"),
        span: place.span.unwrap(),
        text: text.to_owned(),
    };
    let end = Place::at(&path("a.md"), Span::at(case.files[&path("a.md")].len()));
    let fix = |title: &str, step| Fix { title: title.to_owned(), steps: vec![step] };
    let finding = |place: &Place| Diagnostic::new("sample", Level::Error, place.clone(), "a sample");
    let add = fix("add a title", replace(&Place::at(&path("a.md"), Span::at(4)), "title: T\n"));
    let case = case
        .found(finding(&id).with_fix(add))
        .found(finding(&twice).with_fix(fix("remove the first", replace(&twice, ""))))
        .found(finding(&end).with_fix(fix("add the section", replace(&end, "\n## Problem\n"))));
    insta::assert_snapshot!(case.render("human"), @r"
    error[sample]: a sample
     --> a.md:2:1
      |
    2 | id: X
      | ^^^^^
      |
    help: add a title (pm check --fix)
      |
    2 + title: T
      |

    error[sample]: a sample
     --> a.md:3:1
      |
    3 | status: draft
      | ^^^^^^^^^^^^^
      |
    help: remove the first (pm check --fix)
      |
    3 - status: draft
      |

    error[sample]: a sample
     --> a.md:6:1
      |
    6 |
      | ^
      |
    help: add the section (pm check --fix)
      |
    6 +
    7 + ## Problem
      |

    3 errors in 1 of 41 files; 3 can be fixed with pm check --fix
    ");
}

#[test]
fn color_only_where_it_is_asked_for() {
    let mut case = sample();
    let plain = case.render("human");
    case.style.color = true;
    let colored = case.render("human");
    assert!(!plain.contains('\u{1b}') && colored.contains('\u{1b}'));
    let dense = |text: &str| text.replace(char::is_whitespace, "");
    assert_eq!(dense(&anstream::adapter::strip_str(&colored).to_string()), dense(&plain));
}
