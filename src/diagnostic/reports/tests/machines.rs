//! The reports that programs read.

use serde_json::Value;

use super::{Case, path, sample};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::text::span::{Position, Span};

fn parsed(case: &Case, format: &str) -> Value {
    serde_json::from_str(&case.render(format)).unwrap()
}

/// The sample with its first `count` findings.
fn first(count: usize) -> Case {
    let mut case = sample();
    case.findings.truncate(count);
    case
}

#[test]
fn github_writes_one_command_for_each() {
    insta::assert_snapshot!(sample().render("github"), @r"
    ::error file=requirements/REQ-1-export.md,line=3,endLine=3,col=8,endColumn=27,title=invalid-yaml::requirements/REQ-1-export.md:3:8: a colon followed by a space inside an unquoted text%0Ahelp: quote the title (pm check --fix)
    ::error file=requirements/REQ-1-export.md,line=4,endLine=4,col=19,endColumn=26,title=dangling-link::requirements/REQ-1-export.md:4:19: no artifact has the id IDEA-99%0Ahelp: create it with pm idea add%0Ahelp: or take it out of answers
    ::warning file=requirements/REQ-1-export.md,line=8,endLine=8,col=1,endColumn=1,title=missing-section::requirements/REQ-1-export.md:8:1: the section Problem is missing
    ::warning file=requirements/REQ-2 größer.md,title=misnamed-file::requirements/REQ-2 größer.md: the file is not named after its id%0Ahelp: rename the file (pm check --fix)
    ::error file=requirements/REQ-2 größer.md,line=2,endLine=2,col=5,endColumn=10,title=duplicate-id::requirements/REQ-2 größer.md:2:5: two artifacts have the id REQ-1
    ::notice file=requirements/REQ-2 größer.md,line=3,endLine=3,col=18,endColumn=19,title=misread-value::requirements/REQ-2 größer.md:3:18: wide characters before it
    3 errors, 2 warnings, 1 note in 2 of 41 files; 2 can be fixed with pm check --fix
    ");
}

#[test]
fn gitlab_names_a_line_and_a_fingerprint_for_each() {
    insta::assert_snapshot!(first(2).render("gitlab"), @r#"
    [
      {
        "description": "a colon followed by a space inside an unquoted text",
        "check_name": "invalid-yaml",
        "fingerprint": "ca2569cd62d776482ad2fa79a30b265f",
        "severity": "major",
        "location": {
          "path": "requirements/REQ-1-export.md",
          "lines": {
            "begin": 3
          }
        }
      },
      {
        "description": "no artifact has the id IDEA-99",
        "check_name": "dangling-link",
        "fingerprint": "2e2ca32cf7c2abe41709557e80a4967d",
        "severity": "major",
        "location": {
          "path": "requirements/REQ-1-export.md",
          "lines": {
            "begin": 4
          }
        }
      }
    ]
    "#);
}

#[test]
fn junit_has_a_suite_per_file() {
    insta::assert_snapshot!(sample().render("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="pm check" tests="6" failures="3" errors="0" skipped="0">
      <testsuite name="requirements/REQ-1-export.md" tests="3" failures="2" errors="0" skipped="0">
        <testcase name="invalid-yaml at 3:8" classname="requirements/REQ-1-export.md">
          <failure type="error" message="a colon followed by a space inside an unquoted text">requirements/REQ-1-export.md:3:8: error[invalid-yaml]: a colon followed by a space inside an unquoted text</failure>
        </testcase>
        <testcase name="dangling-link at 4:19" classname="requirements/REQ-1-export.md">
          <failure type="error" message="no artifact has the id IDEA-99">requirements/REQ-1-export.md:4:19: error[dangling-link]: no artifact has the id IDEA-99
    help: create it with pm idea add
    help: or take it out of answers</failure>
        </testcase>
        <testcase name="missing-section at 8:1" classname="requirements/REQ-1-export.md">
          <system-out>requirements/REQ-1-export.md:8:1: warning[missing-section]: the section Problem is missing</system-out>
        </testcase>
      </testsuite>
      <testsuite name="requirements/REQ-2 größer.md" tests="3" failures="1" errors="0" skipped="0">
        <testcase name="misnamed-file" classname="requirements/REQ-2 größer.md">
          <system-out>requirements/REQ-2 größer.md: warning[misnamed-file]: the file is not named after its id</system-out>
        </testcase>
        <testcase name="duplicate-id at 2:5" classname="requirements/REQ-2 größer.md">
          <failure type="error" message="two artifacts have the id REQ-1">requirements/REQ-2 größer.md:2:5: error[duplicate-id]: two artifacts have the id REQ-1</failure>
        </testcase>
        <testcase name="misread-value at 3:18" classname="requirements/REQ-2 größer.md">
          <system-out>requirements/REQ-2 größer.md:3:18: note[misread-value]: wide characters before it</system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn json_holds_everything() {
    insta::assert_snapshot!(first(1).render("json"), @r#"
    {
      "schema_version": 1,
      "report": "check",
      "summary": {
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "fixable": 0,
        "files_with_findings": 1,
        "files": 41,
        "artifacts": 40
      },
      "findings": [
        {
          "rule": "dangling-link",
          "level": "error",
          "message": "no artifact has the id IDEA-99",
          "subject": "REQ-1",
          "path": "requirements/REQ-1-export.md",
          "span": {
            "start": {
              "line": 4,
              "column": 19,
              "byte": 59
            },
            "end": {
              "line": 4,
              "column": 26,
              "byte": 66
            }
          },
          "label": "not found",
          "related": [
            {
              "message": "in this requirement",
              "path": "requirements/REQ-1-export.md",
              "span": {
                "start": {
                  "line": 2,
                  "column": 5,
                  "byte": 8
                },
                "end": {
                  "line": 2,
                  "column": 10,
                  "byte": 13
                }
              }
            }
          ],
          "help": [
            "create it with pm idea add",
            "or take it out of answers"
          ],
          "fix": null,
          "fingerprint": "2e2ca32cf7c2abe41709557e80a4967d"
        }
      ]
    }
    "#);
}

#[test]
fn json_holds_the_steps_of_a_fix() {
    let fixes: Vec<Value> = parsed(&sample(), "json")["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| !finding["fix"].is_null())
        .map(|finding| finding["fix"]["steps"][0].clone())
        .collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&fixes).unwrap(), @r#"
    [
      {
        "step": "replace",
        "path": "requirements/REQ-1-export.md",
        "span": {
          "start": {
            "line": 3,
            "column": 8,
            "byte": 21
          },
          "end": {
            "line": 3,
            "column": 8,
            "byte": 21
          }
        },
        "text": "\""
      },
      {
        "step": "rename",
        "from": "requirements/REQ-2 größer.md",
        "to": "requirements/REQ-1-groesser.md"
      }
    ]
    "#);
}

#[test]
fn sarif_points_into_the_repository() {
    insta::assert_snapshot!(first(1).render("sarif"), @r###"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "pm",
              "fullName": "pm, a compiler for product plans",
              "version": "0.1.0",
              "semanticVersion": "0.1.0",
              "rules": [
                {
                  "id": "dangling-link",
                  "shortDescription": {
                    "text": "a link leads to no artifact"
                  },
                  "fullDescription": {
                    "text": "Reports links."
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "help": {
                    "text": "## What it does\n\nReports links.\n\n## Why\n\nBecause.\n\n## Example\n\nOne.\n\n## Instead\n\nAnother.\n",
                    "markdown": "## What it does\n\nReports links.\n\n## Why\n\nBecause.\n\n## Example\n\nOne.\n\n## Instead\n\nAnother.\n"
                  },
                  "properties": {
                    "tags": [
                      "links"
                    ]
                  }
                }
              ]
            }
          },
          "originalUriBaseIds": {
            "%SRCROOT%": {
              "description": {
                "text": "The root of the git repository."
              }
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "dangling-link",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "no artifact has the id IDEA-99\nhelp: create it with pm idea add\nhelp: or take it out of answers"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "requirements/REQ-1-export.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 4,
                      "startColumn": 19,
                      "endLine": 4,
                      "endColumn": 26,
                      "byteOffset": 59,
                      "byteLength": 7
                    }
                  },
                  "message": {
                    "text": "not found"
                  }
                }
              ],
              "relatedLocations": [
                {
                  "id": 1,
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "requirements/REQ-1-export.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 2,
                      "startColumn": 5,
                      "endLine": 2,
                      "endColumn": 10,
                      "byteOffset": 8,
                      "byteLength": 5
                    }
                  },
                  "message": {
                    "text": "in this requirement"
                  }
                }
              ],
              "partialFingerprints": {
                "pmFinding/v1": "2e2ca32cf7c2abe41709557e80a4967d"
              },
              "properties": {
                "subject": "REQ-1"
              }
            }
          ]
        }
      ]
    }
    "###);
}

#[test]
fn a_place_in_a_file_that_is_no_text_has_its_line() {
    let place = Place::at(&path("a.md"), Span::new(9, 10));
    let position = Position { line: 2, column: 4 };
    let case = Case::default()
        .found(Diagnostic::new("not-utf8", Level::Error, place, "not UTF-8").with_position(position));
    assert_eq!(case.render("concise"), "a.md:2:4: error[not-utf8]: not UTF-8\n");
    assert_eq!(
        parsed(&case, "json")["findings"][0]["span"]["start"],
        serde_json::json!({"line": 2, "column": 4, "byte": 9})
    );
    assert_eq!(parsed(&case, "gitlab")[0]["location"]["lines"]["begin"], 2);
    assert_eq!(
        parsed(&case, "sarif")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"],
        serde_json::json!({"startLine": 2, "startColumn": 4, "byteOffset": 9, "byteLength": 1})
    );
    assert!(case.render("github").starts_with("::error file=a.md,line=2,"));
}

#[test]
fn sarif_carries_fixes_of_text_but_no_moves() {
    let log = parsed(&sample(), "sarif");
    let fixes: Vec<&Value> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|result| result.get("fixes"))
        .collect();
    assert_eq!(fixes.len(), 1);
    insta::assert_snapshot!(serde_json::to_string_pretty(&fixes[0][0]["artifactChanges"][0]["replacements"][0]).unwrap(), @r#"
    {
      "deletedRegion": {
        "startLine": 3,
        "startColumn": 8,
        "endLine": 3,
        "endColumn": 8,
        "byteOffset": 21,
        "byteLength": 0
      },
      "insertedContent": {
        "text": "\""
      }
    }
    "#);
    let named = &log["runs"][0]["results"][3];
    let place = &named["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "requirements/REQ-2%20gr%C3%B6%C3%9Fer.md");
    assert_eq!(place["region"], serde_json::json!({"startLine": 1}));
}

#[test]
fn without_findings_every_report_is_whole() {
    let case = Case::default();
    insta::assert_snapshot!(["github", "gitlab", "junit", "json"].map(|format| case.render(format)).join("=\n"), @r#"
    40 artifacts in 41 files: no findings
    =
    []
    =
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="pm check" tests="1" failures="0" errors="0" skipped="0">
      <testsuite name="pm check" tests="1" failures="0" errors="0" skipped="0">
        <testcase name="40 artifacts in 41 files: no findings" classname="pm check"/>
      </testsuite>
    </testsuites>
    =
    {
      "schema_version": 1,
      "report": "check",
      "summary": {
        "errors": 0,
        "warnings": 0,
        "notes": 0,
        "fixable": 0,
        "files_with_findings": 0,
        "files": 41,
        "artifacts": 40
      },
      "findings": []
    }
    "#);
}

#[test]
fn older_findings_are_told_from_new_ones() {
    let mut case = first(3);
    case.older = case.findings.split_off(1);
    insta::assert_snapshot!(case.render("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="pm check" tests="3" failures="1" errors="0" skipped="2">
      <testsuite name="requirements/REQ-1-export.md" tests="2" failures="1" errors="0" skipped="1">
        <testcase name="invalid-yaml at 3:8" classname="requirements/REQ-1-export.md">
          <skipped message="already there at main~1"/>
        </testcase>
        <testcase name="dangling-link at 4:19" classname="requirements/REQ-1-export.md">
          <failure type="error" message="no artifact has the id IDEA-99">requirements/REQ-1-export.md:4:19: error[dangling-link]: no artifact has the id IDEA-99
    help: create it with pm idea add
    help: or take it out of answers</failure>
        </testcase>
      </testsuite>
      <testsuite name="requirements/REQ-2 größer.md" tests="1" failures="0" errors="0" skipped="1">
        <testcase name="duplicate-id at 2:5" classname="requirements/REQ-2 größer.md">
          <skipped message="already there at main~1"/>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    assert_eq!(case.render("gitlab").matches("fingerprint").count(), 3);
    let sarif = parsed(&case, "sarif");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let states: Vec<_> = results.iter().map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["unchanged", "new", "unchanged"]);
    let json = parsed(&case, "json");
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["older"]["findings"].as_array().map(Vec::len), Some(2));
    assert_eq!(case.render("github").matches("::error").count(), 1);
}

#[test]
fn platforms_are_given_paths_from_the_root_of_git() {
    let mut case = first(1);
    case.folder = Some(path("docs/plan"));
    assert!(case.render("github").starts_with("::error file=docs/plan/requirements/REQ-1-export.md,line=4,"));
    assert!(case.render("gitlab").contains("\"path\": \"docs/plan/requirements/REQ-1-export.md\""));
    assert!(case.render("sarif").contains("\"uri\": \"docs/plan/requirements/REQ-1-export.md\""));
}
