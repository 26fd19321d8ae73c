use super::{Priorities, Question, Refused};
use crate::config::Config;
use crate::model::values::Date;
use crate::plan::load;
use crate::plan::query::{Environment, Request};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

const IDEAS: &[(&str, &str)] = &[
    (
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: new\nreach: 100\nimpact: 1\nconfidence: 80 %\neffort: 1-3\n---\n",
    ),
    (
        "ideas/IDEA-2-b.md",
        "---\nid: IDEA-2\ntitle: B\nstatus: new\nreach: 100\nimpact: 1\nconfidence: 80 %\neffort: 2\n---\n",
    ),
    (
        "ideas/IDEA-3-c.md",
        "---\nid: IDEA-3\ntitle: C\nstatus: new\nreach: 0\nimpact: 1\nconfidence: 40 %\neffort: 2\n---\n",
    ),
    ("ideas/IDEA-4-d.md", "---\nid: IDEA-4\ntitle: D\nstatus: new\nreach: 9000\n---\n"),
    (
        "ideas/IDEA-5-e.md",
        "---\nid: IDEA-5\ntitle: E\nstatus: new\nreach: 9\nimpact: 9\nconfidence: 80 %\neffort: 2\n---\n",
    ),
    ("ideas/IDEA-6-f.md", "---\nid: IDEA-6\ntitle: F\nstatus: declined\nreason: no\n---\n"),
];

fn ask(config: &str, question: &Question) -> Result<Vec<String>, String> {
    let path = RelPath::new("pm.yaml").expect("a path");
    let (read, _) = Config::read(&path, config);
    let (plan, _) = load(&MemoryTree::of(IDEAS), read, config.to_owned());
    let environment = Environment::new(&plan, Date::new(2026, 11, 24).expect("a day"));
    let priorities = Priorities::of(&environment, question).map_err(|refused| match refused {
        Refused::Unknown { message, hint } => format!("{message} / {hint}"),
        Refused::Query(fault) => fault.message,
    })?;
    let items = priorities.rankings.into_iter().flat_map(|ranking| ranking.items);
    Ok(items
        .map(|item| {
            let rank = item.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
            format!("{rank} {} {}", item.id, item.shown)
        })
        .collect())
}

#[track_caller]
fn check(config: &str, method: Option<&str>, expect: &[&str]) {
    let question = Question { method: method.map(str::to_owned), ..Question::default() };
    assert_eq!(ask(config, &question).expect("a ranking"), expect);
}

#[test]
fn equal_scores_share_a_place_and_what_lacks_an_input_is_last_and_never_zero() {
    check(
        "format: 1\n",
        None,
        &[
            "1 IDEA-1 40",
            "1 IDEA-2 40",
            "3 IDEA-3 0",
            "- IDEA-4 unscored: needs impact, confidence and effort",
            "- IDEA-5 invalid: impact is 9; its scale is 3 (massive), 2 (high), 1 (medium), 0.5 (low), 0.25 \
             (minimal); from 0.25 to 3",
        ],
    );
}

#[test]
fn a_formula_of_the_repository_ranks_and_names_what_it_lacks() {
    let config = "format: 1\nscores:\n  per-week: {formula: self.reach / self.impact, kinds: [idea]}\n";
    check(
        config,
        Some("per-week"),
        &["1 IDEA-1 100", "1 IDEA-2 100", "3 IDEA-5 1", "4 IDEA-3 0", "- IDEA-4 unscored: needs impact"],
    );
}

#[test]
fn weights_are_those_of_the_repository() {
    let config = "format: 1\nscoring: {default: weighted, weights: {fit: 0}}\n";
    let question = Question::default();
    let shown = ask(config, &question).expect("a ranking");
    assert!(shown.iter().all(|line| line.starts_with("- ")), "{shown:?}");
    assert!(shown[0].contains("the weight of fit is 0, not above 0"), "{shown:?}");
}

#[test]
fn a_method_that_needs_a_field_the_kind_lacks_is_refused() {
    let question =
        Question { kind: Some("ideas".into()), method: Some("moscow".into()), ..Question::default() };
    insta::assert_snapshot!(ask("format: 1\n", &question).unwrap_err(), @"MoSCoW cannot rank ideas: they have no field `priority` / add it to pm.yaml as `kinds: idea: fields: priority`, or rank by another method with --by");
}

#[test]
fn closed_ones_are_ranked_where_asked_for() {
    let all = Question { all: true, ..Question::default() };
    assert_eq!(ask("format: 1\n", &all).expect("a ranking").len(), 6);
    let filter = Request { fields: vec![("status".into(), vec!["declined".into()])], ..Request::default() };
    let declined = Question { filter, ..Question::default() };
    assert_eq!(
        ask("format: 1\n", &declined).unwrap(),
        ["- IDEA-6 unscored: needs reach, impact, confidence and effort"]
    );
}
