use proptest::prelude::*;

use super::*;
use crate::analysis::score::{Given, Inputs, Outcome};
use crate::config::Scoring;
use crate::model::value::Value;
use crate::model::values::{Percent, Range};

#[test]
fn the_list_of_methods_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/scores");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(|stem| stem.replace('_', "-")))
        .filter(|stem| stem != "mod" && stem != "tests")
        .collect();
    files.sort();
    let names: Vec<&str> = SCORES.iter().map(|score| score.name).collect();
    assert_eq!(names, files);
}

/// The methods whose inputs are fields; others are tested over plans, beside their code.
fn by_fields() -> impl Iterator<Item = &'static Score> {
    SCORES.iter().copied().filter(|score| score.asking_plan().is_none())
}

#[test]
fn every_example_gives_what_it_shows() {
    for score in by_fields() {
        for example in score.examples {
            let outcome = score.evaluate(&example.inputs(), &example.scoring());
            assert_eq!(outcome.shown(), example.shown, "{}: {}", score.name, example.given);
        }
    }
}

#[test]
fn every_method_is_documented() {
    for score in SCORES {
        assert_eq!(named(score.name).map(|found| found.title), Some(score.title));
        for text in [score.title, score.formula, score.source, score.good_for, score.trap] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text}", score.name);
        }
        assert!(score.examples.iter().any(|example| example.shown.starts_with("unscored: needs ")));
        assert!(score.examples.iter().any(|example| example.shown.starts_with("invalid: ")));
        for input in score.inputs {
            assert!(!input.means.is_empty() && !input.scale.describe().is_empty(), "{}", input.name);
            for (word, number) in input.scale.words {
                let fits = input.scale.allowed == crate::analysis::score::Allowed::Words
                    || input.scale.allowed.holds(*number);
                assert!(fits, "{} {word}", input.name);
            }
            assert!(score.input(input.name).is_some());
        }
    }
}

#[test]
fn nothing_given_is_unscored_and_names_every_input() {
    let scoring = Scoring { weights: [("fit".to_owned(), 1.0)].into(), ..Scoring::default() };
    for score in by_fields() {
        let Outcome::Unscored { needs } = score.evaluate(&Inputs::new(), &scoring) else {
            panic!("{} scores nothing", score.name);
        };
        let expect: Vec<String> = score
            .inputs
            .iter()
            .map(|input| if input.name == "scores" { "scores.fit".to_owned() } else { input.name.to_owned() })
            .collect();
        assert_eq!(needs, expect);
    }
}

#[test]
fn the_parts_stand_beside_the_score() {
    let score = named("rice").unwrap();
    let outcome = score.evaluate(&score.examples[0].inputs(), &Scoring::default());
    let scored = outcome.scored().unwrap();
    let parts: Vec<String> =
        scored.parts.iter().map(|part| format!("{} {} ({})", part.name, part.given, part.counted)).collect();
    assert_eq!(parts.join(", "), "reach 500 (500), impact massive (3), confidence 50 % (50), effort 1 (1)");
    assert!(scored.remarks.is_empty());
    let doubtful =
        Inputs::new().with("reach", 10.0).with("impact", 1.0).with("confidence", 30.0).with("effort", 1.0);
    let outcome = score.evaluate(&doubtful, &Scoring::default());
    assert_eq!(outcome.scored().unwrap().remarks, ["a confidence below 50 % makes it a moonshot"]);
}

#[test]
fn the_fields_of_an_item_are_its_inputs() {
    let score = named("rice").unwrap();
    let reach = Value::Integer(100);
    let impact = Value::Text("massive".into());
    let confidence = Value::Percent(Percent::parse("80 %").unwrap());
    let effort = Value::Range(Range::parse("1").unwrap());
    let inputs = score.inputs_from(|name| match name {
        "reach" => Some(&reach),
        "impact" => Some(&impact),
        "confidence" => Some(&confidence),
        "effort" => Some(&effort),
        _ => None,
    });
    assert_eq!(score.evaluate(&inputs, &Scoring::default()).shown(), "240");
}

fn any_given() -> impl Strategy<Value = Given> {
    prop_oneof![
        any::<f64>().prop_map(Given::Number),
        (0_i32..30).prop_map(|number| Given::Number(f64::from(number))),
        "[a-z0-9% .-]{0,8}|must|high|massive|80 %|2-5|12k EUR".prop_map(|text| Given::read(&text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_input_has_an_outcome_and_a_score_is_finite(
        given in prop::collection::vec(proptest::option::weighted(0.9, any_given()), 11)
    ) {
        let names = [
            "reach", "impact", "confidence", "effort", "ease", "value", "time_criticality", "risk_reduction",
            "job_size", "cost_of_delay", "duration",
        ];
        let mut inputs = Inputs::new();
        for (name, given) in names.iter().zip(given) {
            if let Some(given) = given {
                inputs.insert(*name, given);
            }
        }
        for score in by_fields() {
            match score.evaluate(&inputs, &Scoring::default()) {
                Outcome::Scored(scored) => prop_assert!(scored.value.is_finite() && !scored.shown.is_empty()),
                Outcome::Unscored { needs } => prop_assert!(!needs.is_empty()),
                Outcome::Invalid { reasons } => prop_assert!(!reasons.is_empty()),
            }
        }
    }
}
