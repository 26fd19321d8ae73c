//! What must hold for any findings: JSON, XML and SARIF are valid, nothing harmful reaches a terminal.

use proptest::prelude::*;
use serde_json::Value;

use super::{Case, path, sample};
use crate::diagnostic::loading::LOADING_RULES;
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place};
use crate::source::RelPath;
use crate::text::span::{Position, Span};

fn sarif_schema() -> jsonschema::Validator {
    let mut schema: Value =
        serde_json::from_str(include_str!("../../../../tests/data/sarif-schema-2.1.0.json")).unwrap();
    // As published, the pattern of `language` (which we do not write) is no valid regular expression.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap()
}

#[track_caller]
fn check_sarif(schema: &jsonschema::Validator, case: &Case) {
    let log: Value = serde_json::from_str(&case.render("sarif")).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_is_valid_against_the_schema_of_oasis() {
    let schema = sarif_schema();
    check_sarif(&schema, &Case::default());
    check_sarif(&schema, &sample());
    let mut case = sample();
    case.older = case.findings.split_off(2);
    case.folder = Some(path("docs/my plan"));
    check_sarif(&schema, &case);
}

#[test]
fn the_documentation_of_every_rule_fits_into_sarif() {
    let case = LOADING_RULES.iter().fold(Case { rules: &LOADING_RULES, ..sample() }, |case, rule| {
        case.found(Diagnostic::new(rule.name, rule.level, Place::file(&path("a.md")), rule.summary))
    });
    check_sarif(&sarif_schema(), &case);
}

#[test]
fn the_schema_refuses_what_is_not_sarif() {
    let mut log: Value = serde_json::from_str(&sample().render("sarif")).unwrap();
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!sarif_schema().is_valid(&log));
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let case = (0..9).fold(Case::default().file("a.md", "x x x"), |case, n| {
        let place = case.at("a.md", "x", n % 3);
        case.found(Diagnostic::new("same", Level::Error, place, "the same"))
    });
    let issues: Value = serde_json::from_str(&case.render("gitlab")).unwrap();
    let mut prints: Vec<&str> =
        issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 9);
}

/// Whether `text` is well-formed XML of the sort that we write: tags, attributes, text, references.
fn well_formed(text: &str) -> Result<(), String> {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        return Err(format!("the character {c:?} is not allowed"));
    }
    let body = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no declaration")?;
    let references = |text: &str| {
        text.split('&').skip(1).all(|rest| {
            ["amp;", "lt;", "gt;", "quot;", "#10;", "#9;"].iter().any(|name| rest.starts_with(name))
        })
    };
    if !references(body) {
        return Err("a bare ampersand".to_owned());
    }
    let mut open: Vec<&str> = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or(format!("the tag {piece:?} does not end"))?;
        if text.contains('>') || tag.matches('"').count() % 2 != 0 || tag.contains('\n') {
            return Err(format!("bad tag or text: {piece:?}"));
        }
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Err(format!("{name} is closed but not open"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("not closed: {open:?}")) }
}

/// Text with what breaks formats: controls, quotes, brackets, overrides, non-characters.
fn hostile() -> impl Strategy<Value = String> {
    let breaking = prop::sample::select(vec![
        "\u{1b}[31m",
        "\u{9b}",
        "\0",
        "\r\n",
        "\n",
        "\t",
        "\"",
        "'",
        "<",
        ">",
        "&",
        "]]>",
        "%",
        "::",
        ",",
        "{0}",
        "[a](1)",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "日本",
        "e\u{301}",
        "👩\u{200d}💻",
        "x",
        " ",
        "\\",
    ]);
    prop::collection::vec(prop_oneof![4 => breaking.prop_map(str::to_owned), 1 => any::<String>()], 0..6)
        .prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn finding(paths: Vec<RelPath>)(
        own in prop::sample::select(paths.clone()),
        other in prop::sample::select(paths),
        rule in hostile(),
        level in prop::sample::select(vec![Level::Note, Level::Warning, Level::Error]),
        message in hostile(),
        texts in prop::collection::vec(hostile(), 4),
        spans in prop::collection::vec(prop::option::of((0..40usize, 0..40usize)), 4),
        label in any::<bool>(),
        fixed in any::<bool>(),
    ) -> Diagnostic {
        let span = |n: usize| spans[n].map(|(start, len)| Span::new(start, start + len));
        let place = |path: &RelPath, n| Place { path: path.clone(), span: span(n) };
        let mut finding = Diagnostic::new(rule, level, place(&own, 0), message)
            .with_related(place(&own, 1), texts[0].clone())
            .with_related(place(&other, 2), texts[1].clone())
            .with_help(texts[2].clone());
        if fixed {
            finding = finding.with_position(Position { line: 7, column: 2 });
        }
        if label {
            finding = finding.with_label(texts[3].clone()).with_subject(texts[0].clone());
        }
        if fixed {
            let change = |path: &RelPath, n, text: &str| {
                FixStep::Replace { path: path.clone(), span: span(n).unwrap_or_default(), text: text.to_owned() }
            };
            let mut steps = vec![change(&own, 3, &texts[1]), change(&other, 1, &texts[2]), change(&own, 0, "")];
            if label {
                steps.push(FixStep::Rename { from: own, to: other });
            }
            finding = finding.with_fix(Fix { title: texts[3].clone(), steps });
        }
        finding
    }
}

fn case() -> impl Strategy<Value = Case> {
    let names = prop::collection::vec(hostile(), 2).prop_map(|names| {
        names
            .iter()
            .filter_map(|name| RelPath::new(&format!("a{}", name.replace('/', ""))))
            .collect::<Vec<_>>()
    });
    (names, hostile(), hostile(), any::<bool>()).prop_flat_map(|(paths, first, second, color)| {
        prop::collection::vec(finding(paths.clone()), 0..4).prop_map(move |mut findings| {
            let older = findings.split_off(findings.len() / 2);
            let mut case = Case { findings, older, ..Case::default() };
            case.style.color = color;
            case.files =
                paths.iter().cloned().zip([first.clone(), second.clone()]).take(paths.len()).collect();
            case
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_found_every_report_is_valid(case in case()) {
        for format in ["json", "gitlab", "sarif"] {
            let parsed: Result<Value, _> = serde_json::from_str(&case.render(format));
            prop_assert!(parsed.is_ok(), "{format}");
        }
        prop_assert_eq!(well_formed(&case.render("junit")), Ok(()));

        let github = case.render("github");
        let commands: Vec<&str> = github.lines().collect();
        prop_assert_eq!(commands.len(), case.findings.len() + 1);
        for command in &commands[..case.findings.len()] {
            let known = ["::error file=", "::warning file=", "::notice file="];
            prop_assert!(known.iter().any(|start| command.starts_with(start)), "{}", command);
        }
    }

    #[test]
    fn no_control_character_reaches_a_terminal(case in case()) {
        let concise = case.render("concise");
        prop_assert_eq!(concise.lines().count(), case.findings.len());
        let human = case.render("human");
        for text in [concise, anstream::adapter::strip_str(&human).to_string()] {
            let bad = text.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}'));
            prop_assert_eq!(bad, None, "{:?}", text);
        }
        if !case.style.color {
            let escapes = human.matches('\u{1b}').count();
            prop_assert_eq!(escapes, 0, "{:?}", human);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_found_sarif_fits_the_schema(cases in prop::collection::vec(case(), 3)) {
        let schema = sarif_schema();
        for case in &cases {
            check_sarif(&schema, case);
        }
    }
}
