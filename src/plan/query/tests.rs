//! Questions to plans in memory.

use proptest::prelude::*;

use super::{Environment, Filter, Property, QueryFault, Request, Scope, invariants};
use crate::config::Config;
use crate::expression::Expect;
use crate::model::values::Date;
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

const CONFIG: &str = "
product: {name: Sample}
fiscal_year: {first_month: 4}
kinds:
  kep:
    folder: keps
    files: '**/kep.yaml'
    path: keps/{sig}/{number:digits}-{slug}/kep.yaml
    id: {field: kep-number, prefix: KEP, capture: number}
    status: {open: [provisional], active: [implementable], done: [implemented], dropped: [withdrawn]}
    other_fields: allow
    fields:
      stage: {type: choice, choices: [alpha, beta, stable]}
      latest-milestone: {type: version}
      owning-sig: {type: text}
      see-also: {type: list of link, to: kep, urls: allow, none: [None]}
      replaces: {type: list of link, to: kep, inverse: replaced_by, meaning: supersedes}
";

const FILES: [(&str, &str); 8] = [
    (
        "requirements/REQ-1-export.md",
        "---\nid: REQ-1\ntitle: Export as CSV\ntype: feature\nstatus: approved\nowner: ana\nrelease: REL-1\neffort: 2-5\n\
         priority: must\ndepends_on: [REQ-2, REQ-10]\nanswers: [IDEA-1]\ntags: [export, csv]\ntarget: 2026-Q4\n---\n\
         ## Problem\n\nIt is slow.\n\n## Notes\n\n<!-- nothing -->\n",
    ),
    (
        "requirements/REQ-2-import.md",
        "---\nid: REQ-2\ntitle: Import CSV\ntype: fix\nstatus: done\nowner: ben\ntarget: next\neffort: 3\n---\n",
    ),
    ("requirements/REQ-10-print.md", "---\nid: REQ-10\ntitle: Print\ntype: nonsense\nstatus: drft\n---\n"),
    (
        "ideas/IDEA-1-csv.md",
        "---\nid: IDEA-1\ntitle: CSV\nstatus: exploring\nconfidence: 80 %\nreach: lots\n---\n",
    ),
    (
        "objectives/OBJ-1-grow.md",
        "---\nid: OBJ-1\ntitle: Grow\nstatus: active\nkey_results:\n  - {id: KR1, text: More, baseline: 1, target: 5}\n  \
         - {id: KR2, text: Less, baseline: 9, target: 2}\n---\n",
    ),
    ("releases/REL-1-first.md", "---\nid: REL-1\ntitle: First\nversion: v2.1\nstatus: planned\n---\n"),
    (
        "keps/sig-node/7-a/kep.yaml",
        "title: A\nkep-number: \"0007\"\nstatus: implemented\nstage: GA\nlatest-milestone: \"v1.30\"\nowning-sig: sig-node\n\
         see-also: [None, keps/sig-node/8-b/kep.yaml, https://example.com]\n",
    ),
    (
        "keps/sig-cli/8-b/kep.yaml",
        "title: B\nkep-number: 8\nstatus: removed\nstage: beta\nlatest-milestone: 1.9\nowning-sig: sig-node\n\
         replaces: [KEP-7]\n",
    ),
];

fn sample() -> Plan {
    let path = RelPath::new("pm.yaml").expect("a clean path");
    let (config, findings) = Config::read(&path, CONFIG);
    assert_eq!(findings, []);
    load(&MemoryTree::of(&FILES), config, CONFIG.to_owned()).0
}

fn environment(plan: &Plan) -> Environment<'_> {
    Environment::new(plan, Date::parse("2026-11-24").expect("a date"))
}

fn rendered(fault: &QueryFault) -> String {
    let help = fault.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    let at =
        fault.source.as_ref().map_or_else(String::new, |(source, span)| format!("{}: ", span.slice(source)));
    format!("{at}{}{help}", fault.message)
}

/// The ids of the artifacts of `kinds` for which `condition` holds, or what is wrong with it.
fn found(kinds: &[&str], condition: &str) -> String {
    let request = Request { conditions: vec![condition.to_owned()], ..Request::default() };
    selected(kinds, &request)
}

fn selected(kinds: &[&str], request: &Request) -> String {
    let plan = sample();
    let environment = environment(&plan);
    let kinds: Vec<usize> = kinds.iter().filter_map(|kind| plan.config.kind_index(kind)).collect();
    let scope = Scope::artifacts(&environment, &kinds);
    let ids = Filter::of(&scope, request).and_then(|filter| filter.select());
    match ids {
        Ok(ids) => ids.iter().map(|index| plan.artifact(*index).label()).collect::<Vec<_>>().join(" "),
        Err(fault) => rendered(&fault),
    }
}

/// What an expression gives of one artifact.
fn given(kind: &str, id: &str, expression: &str) -> String {
    let plan = sample();
    let environment = environment(&plan);
    let scope = Scope::artifacts(&environment, &[plan.config.kind_index(kind).expect("a kind")]);
    let index = plan.find(id).expect("an artifact").artifact;
    match scope.question(expression, Expect::Anything) {
        Err(fault) => rendered(&fault),
        Ok(checked) => environment.text(&checked, index).expect("a value"),
    }
}

/// The links for which `condition` holds.
fn links(condition: &str) -> String {
    let plan = sample();
    let environment = environment(&plan);
    let scope = Scope::links(&environment, &[]);
    match scope.question(condition, Expect::Condition) {
        Err(fault) => rendered(&fault),
        Ok(checked) => (0..plan.links().len())
            .filter(|at| environment.link_holds(&checked, *at).expect("a value"))
            .map(|at| {
                let link = &plan.links()[at];
                format!("{}>{}", plan.artifact(link.source).label(), link.written)
            })
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn fields(pairs: &[(&str, &[&str])]) -> Request {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Request {
        fields: pairs.iter().map(|(name, values)| ((*name).to_owned(), words(values))).collect(),
        ..Request::default()
    }
}

#[test]
fn fields_links_and_functions_are_known_by_name() {
    assert_eq!(found(&["requirement"], r#"status == "approved" && owner == "ana""#), "REQ-1");
    assert_eq!(found(&["requirement"], r#"depends_on.exists(d, d.category() != "done")"#), "REQ-1");
    assert_eq!(found(&["requirement"], r#"release == "2.1" && release.title == "First""#), "REQ-1");
    assert_eq!(found(&[], r#"kind == "requirement" && !has(self.owner)"#), "REQ-10");
    assert_eq!(found(&["idea"], r#"answered_by.exists(r, r.priority == "must")"#), "IDEA-1");
    assert_eq!(found(&[], r#"id == "OBJ-1" || path.startsWith("releases/")"#), "OBJ-1 REL-1");
    assert_eq!(found(&["requirement"], r#""csv" in tags && effort == 3.5"#), "REQ-1");
    assert_eq!(
        found(&["requirement"], r#"depends_on.size() == 2 && depends_on == ["REQ-2", "req-010"]"#),
        "REQ-1"
    );
    assert_eq!(found(&["objective"], "key_results.exists(k, k.baseline > k.target)"), "OBJ-1");
    assert_eq!(found(&[], r#"links().exists(l, l.id == "REL-1")"#), "REQ-1");
    assert_eq!(found(&["release"], r#"linked_from().exists(l, l.kind == "requirement")"#), "REL-1");
}

#[test]
fn sections_captures_and_the_text_as_written_can_be_asked() {
    assert_eq!(given("requirement", "REQ-1", r#"section("problem")"#), "It is slow.");
    assert_eq!(found(&["requirement"], r#"has_section("Problem") && !has_section("Notes")"#), "REQ-1");
    assert_eq!(given("kep", "KEP-8", r#"captures("sig")"#), "sig-cli");
    assert_eq!(found(&["kep"], r#"captures("sig") != owning_sig"#), "KEP-8");
    assert_eq!(given("kep", "KEP-7", r#"written("kep-number")"#), "0007");
    assert_eq!(given("kep", "KEP-7", r#"written("latest-milestone")"#), "v1.30");
    assert_eq!(found(&["kep"], r#"written("stage") == "GA""#), "KEP-0007");
    assert_eq!(
        given("kep", "KEP-7", r#"captures("sgi")"#),
        "\"sgi\": `sgi` is not a value of `captures` (did you mean `sig`?)"
    );
    assert_eq!(
        found(&["kep"], r#"stage == "GA""#),
        "\"GA\": `GA` is not a value of `stage` (use one of `alpha`, `beta`, `stable`)"
    );
}

#[test]
fn versions_are_compared_as_versions() {
    assert_eq!(found(&["kep"], r#"latest_milestone == "1.30""#), "KEP-0007");
    assert_eq!(found(&["kep"], r#"latest_milestone < "1.10""#), "KEP-8");
    assert_eq!(found(&["kep"], r#"latest_milestone in ["v1.9", "2"]"#), "KEP-8");
    assert_eq!(found(&["kep"], r#"latest_milestone.startsWith("v")"#), "KEP-0007");
    assert_eq!(found(&["kep"], r#"version("1.9") < latest_milestone"#), "KEP-0007");
    assert_eq!(
        found(&["kep"], r#"latest_milestone == "soon""#),
        "\"soon\": `soon` is not a version (write it as in \"1.30\")"
    );
}

#[test]
fn dates_follow_the_fiscal_year_and_a_horizon_has_none() {
    assert_eq!(found(&["requirement"], r#"target == "FY2026-Q3""#), "");
    assert_eq!(found(&["requirement"], r#"target <= "2026-12-31""#), "REQ-1");
    assert_eq!(found(&["requirement"], r#"target == "next""#), "REQ-2");
    assert_eq!(found(&["requirement"], "target > today()"), "");
    assert_eq!(found(&["requirement"], "has(target) && target.last() > today()"), "REQ-1");
    assert_eq!(
        found(&["requirement"], r#"target == "soon""#),
        "\"soon\": `soon` is not a period (write it as in \"2026-Q4\")"
    );
}

#[test]
fn a_value_that_is_none_of_its_type_is_missing_and_a_share_is_a_number_of_percent() {
    assert_eq!(found(&["idea"], "confidence == 80 && !has(reach)"), "IDEA-1");
    assert_eq!(found(&["idea"], "reach > 5 || reach < 5"), "");
    assert_eq!(found(&["idea"], r#"written("reach") == "lots""#), "IDEA-1");
}

#[test]
fn what_nobody_knows_is_refused_with_what_may_be_meant() {
    assert_eq!(
        found(&["requirement"], r#"ownr == "ana""#),
        "ownr: unknown name `ownr` (did you mean `owner`?)"
    );
    assert_eq!(
        found(&["requirement"], r#"release == "REL-9""#),
        "\"REL-9\": there is no `REL-9` (did you mean `REL-1`?)"
    );
    assert_eq!(
        found(&["kep"], r#"owning-sig == "x""#),
        "owning-sig: `owning-sig` is read as a subtraction (write the hyphens as underscores: `owning_sig`)"
    );
    assert_eq!(
        found(&["objective"], "key_results.exists(k, k.txt == '')"),
        "txt: `objective.key_results` has no field `txt` (did you mean `text`?)"
    );
}

#[test]
fn links_are_asked_for_both_ends() {
    assert_eq!(links(r#"link.field == "depends_on" && target.category() == "done""#), "REQ-1>REQ-2");
    assert_eq!(links(r#"link.state == "url""#), "KEP-0007>https://example.com");
    assert_eq!(links(r#"link.state == "none""#), "KEP-0007>None");
    assert_eq!(links(r#"link.meaning == "supersedes" && source.kind == "kep""#), "KEP-8>KEP-7");
    assert_eq!(links(r#"link.field == "see-also" && target.title == "B""#), "");
    assert_eq!(
        links(r#"link.field == "dependson""#),
        "\"dependson\": `dependson` is not a value of `link.field` (did you mean `depends_on`?)"
    );
}

#[test]
fn plain_conditions_match_by_the_type_of_their_field() {
    let check = |kinds: &[&str], name: &str, values: &[&str], expect: &str| {
        assert_eq!(selected(kinds, &fields(&[(name, values)])), expect, "{name} {values:?}");
    };
    check(&["requirement"], "status", &["approved", "DONE"], "REQ-1 REQ-2");
    check(&["requirement"], "status", &["drft"], "REQ-10");
    check(
        &["requirement"],
        "status",
        &["aproved"],
        "`aproved` is not a value of `status` (did you mean `approved`?)",
    );
    check(&[], "release", &["2.1"], "REQ-1");
    check(&["requirement"], "release", &["2.2"], "there is no `2.2` that `release` could lead to");
    check(&["requirement"], "target", &["2026"], "REQ-1");
    check(&["requirement"], "target", &["next"], "REQ-2");
    check(&["requirement"], "tags", &["CSV"], "REQ-1");
    check(&["requirement"], "effort", &["2-5"], "REQ-1");
    check(&["kep"], "latest-milestone", &["1.30.0"], "KEP-0007");
    check(&["kep"], "see_also", &["https://example.com"], "KEP-0007");
    check(&["idea"], "answered_by", &["REQ-1"], "IDEA-1");
    check(&["requirement"], "ownr", &["ana"], "requirement has no field `ownr` (did you mean `owner`?)");
}

#[test]
fn presence_and_words_are_plain_conditions_too() {
    let missing = |name: &str| Request { missing: vec![name.to_owned()], ..Request::default() };
    assert_eq!(selected(&["requirement"], &missing("owner")), "REQ-10");
    assert_eq!(selected(&[], &missing("key_results")), "");
    let present = Request { present: vec!["replaced_by".to_owned()], ..Request::default() };
    assert_eq!(selected(&["kep"], &present), "KEP-0007");
    let words = Request { words: vec!["SLOW csv".to_owned()], ..Request::default() };
    assert_eq!(selected(&[], &words), "REQ-1");
}

#[test]
fn a_property_is_a_field_a_function_or_an_expression() {
    let plan = sample();
    let environment = environment(&plan);
    let kind = plan.config.kind_index("requirement").expect("a kind");
    let scope = Scope::artifacts(&environment, &[kind]);
    let index = plan.find("REQ-1").expect("an artifact").artifact;
    let line = |name: &str| match Property::named(&scope, name) {
        Err(fault) => rendered(&fault),
        Ok(property) => {
            let datum = property.datum(&environment, index).expect("a value");
            environment.datum_line(&datum)
        }
    };
    assert_eq!(line("effort"), "2-5");
    assert_eq!(line("release"), "REL-1");
    assert_eq!(line("depends-on"), "REQ-2, REQ-10");
    assert_eq!(line("category"), "active");
    assert_eq!(line("depends_on.size()"), "2");
    assert_eq!(line("release.title"), "First");
    assert_eq!(line("efort"), "requirement has no field `efort` (did you mean `effort`?)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_expression_is_refused_in_its_place_or_can_be_evaluated(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "self", "status", ".", "(", ")", "[", "]", "==", "!=", "<", ">=", "&&", "||", "!", "?", ":", "+", "-", "*", "/", "%", "in", " ",
            "\"draft\"", "'", "1", "2.5", "0", "9223372036854775807", "null", "true", "has(self.owner)", "depends_on", ".exists(d, ",
            ".all(", "d", "target", "today()", "category()", "size(", "reach", "effort", "é", ",", "{", "}", "release.target",
            "\"2026-Q4\"", "days(", "section(\"Problem\")", "version", "string(", "source", "link",
        ]), 0..14),
    ) {
        let plan = invariants::plan();
        invariants::check_source(&plan, &pieces.concat());
    }
}
