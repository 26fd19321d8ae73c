use proptest::prelude::*;

use super::*;
use crate::history::lineage::Disclosure;
use crate::history::{CommitFacts, Lineages};
use crate::plan::{Plan, load, read_document};
use crate::source::log::{ObjectId, Signature};
use crate::source::memory::MemoryTree;
use crate::source::{CommitTime, RelPath};

fn config() -> Config {
    let text = "format: 1\nkinds:\n  plan:\n    folder: plans\n    id: {prefix: PLAN}\n    summary: A plan.\n    fields:\n      \
                due: {type: target}\n      review: {type: date}\n      milestone: {type: map of version}\n";
    Config::read(&RelPath::new("pm.yaml").expect("a path"), text).0
}

fn plan() -> Plan {
    load(&MemoryTree::of(&[]), config(), String::new()).0
}

/// Commits at the given days, which changed nothing that matters.
fn commits(days: &[&str]) -> Lineages {
    let facts = |day: &&str| CommitFacts {
        id: ObjectId::of_bytes(&[1; 20]).expect("an id"),
        time: CommitTime {
            seconds: Date::parse(day).expect("a day").epoch_day() * 86_400,
            offset_minutes: 0,
        },
        author: Signature { name: "Ana".into(), mail: "".into() },
        message: "".into(),
        subject: "".into(),
        is_boundary: false,
        disclosure: Disclosure::Whole,
    };
    Lineages { commits: days.iter().map(facts).collect(), ..Lineages::default() }
}

fn stated(config: &Config, dated: &Dated, before: Option<&str>, after: &str) -> Stated {
    let statements = |front: &str| {
        let path = RelPath::new("plans/PLAN-1-a.md").expect("a path");
        let text = format!("---\nid: PLAN-1\n{front}\n---\n");
        statements(config, dated, &read_document(config, &path, text.into_bytes()).expect("an artifact"))
    };
    Stated { before: before.map(statements).unwrap_or_default(), after: statements(after) }
}

/// What a document said from month to month, and the trends of that in words.
#[track_caller]
fn check(names: &[&str], fronts: &[&str], expect: &[&str]) {
    let config = config();
    let possible = Dated::possible(config.kinds.iter());
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let dated = Dated::named(&possible, &names).expect("fields that can promise something");
    let days: Vec<String> = (1..=fronts.len()).map(|month| format!("2026-{month:02}-01")).collect();
    let lineages = commits(&days.iter().map(String::as_str).collect::<Vec<_>>());
    let stated: Vec<Stated> = fronts.iter().map(|front| stated(&config, &dated, None, front)).collect();
    let trends = Trends::of(&lineages, &config, &Releases::none(&plan()), (0..).zip(&stated));
    let mut shown: Vec<String> = trends.trends.iter().map(shown).collect();
    shown.extend(trends.unclear.iter().map(|(text, count)| format!("{count} {text}")));
    assert_eq!(shown, expect);
}

fn shown(trend: &Trend) -> String {
    let promises: Vec<String> = trend
        .promises
        .iter()
        .map(|promised| match &promised.promise {
            Promise::When(target) => target.to_string(),
            Promise::Version(version) => version.to_string(),
            Promise::Release(release, _) => release.clone(),
        })
        .collect();
    let end = match &trend.end {
        End::Promise => String::new(),
        End::Unclear(text) => format!(", now {text}"),
        End::TakenOut => ", taken out".to_owned(),
    };
    let total = match trend.total {
        Some(Distance::Days(days)) => format!(" {days} days"),
        Some(Distance::Minors(minors)) => format!(" {minors} minors"),
        None => String::new(),
    };
    let (later, earlier) = (trend.count(Shift::Later), trend.count(Shift::Earlier));
    format!("{}: {} (+{later} -{earlier}){total}{end}", trend.field, promises.join(" > "))
}

#[test]
fn every_move_of_a_target_is_counted() {
    check(
        &[],
        &["due: 2026-Q1", "due: 2026-Q2", "title: B\ndue: 2026-Q2", "due: 2026-Q4", "due: 2026-Q3"],
        &["due: 2026-Q1 > 2026-Q2 > 2026-Q4 > 2026-Q3 (+2 -1) 183 days"],
    );
}

#[test]
fn a_finer_target_is_no_move_and_adds_no_days() {
    check(&[], &["due: 2026-Q4", "due: 2026-10"], &["due: 2026-Q4 > 2026-10 (+0 -0)"]);
    check(
        &[],
        &["due: 2026-Q4", "due: 2026-10", "due: 2026-11"],
        &["due: 2026-Q4 > 2026-10 > 2026-11 (+1 -0) 30 days"],
    );
}

#[test]
fn a_horizon_on_the_way_hides_no_days() {
    check(
        &[],
        &["due: 2026-Q1", "due: later", "due: 2026-Q4"],
        &["due: 2026-Q1 > later > 2026-Q4 (+1 -0) 275 days"],
    );
    check(&[], &["due: 2026-Q1", "due: 2026-Q2", "due: later"], &["due: 2026-Q1 > 2026-Q2 > later (+2 -0)"]);
}

#[test]
fn what_promises_nothing_is_passed_over_and_counted() {
    check(
        &[],
        &["due: 2026-Q1", "due: TBD", "due: 2026-Q2"],
        &["due: 2026-Q1 > 2026-Q2 (+1 -0) 91 days", "1 TBD"],
    );
    check(&[], &["due: 2026-Q1", "due: TBD"], &["due: 2026-Q1 (+0 -0), now TBD", "1 TBD"]);
    check(&[], &["due: TBD", "title: B"], &["1 TBD"]);
    check(&[], &["due: 2026-Q1", "title: B", "due: 2026-Q1"], &["due: 2026-Q1 (+0 -0)"]);
    check(&[], &["due: 2026-Q1", "title: B"], &["due: 2026-Q1 (+0 -0), taken out"]);
}

#[test]
fn each_entry_of_a_map_is_a_promise_of_its_own() {
    check(
        &["milestone"],
        &[
            "milestone: {alpha: v1.20, beta: v1.21}",
            "milestone: {alpha: '1.20', beta: v1.22}",
            "milestone: {alpha: v1.20, beta: v1.25}",
        ],
        &["milestone.alpha: v1.20 (+0 -0)", "milestone.beta: v1.21 > v1.22 > v1.25 (+2 -0) 4 minors"],
    );
    check(
        &["milestone.beta"],
        &["milestone: {alpha: v1.20, beta: v1.21}"],
        &["milestone.beta: v1.21 (+0 -0)"],
    );
}

#[test]
fn only_targets_and_periods_count_unless_a_field_is_named() {
    check(&[], &["due: 2026-Q1\nreview: 2026-03-01"], &["due: 2026-Q1 (+0 -0)"]);
    check(
        &["review"],
        &["due: 2026-Q1\nreview: 2026-03-01", "review: 2026-03-04"],
        &["review: 2026-03-01 > 2026-03-04 (+1 -0) 3 days"],
    );
}

#[test]
fn a_field_that_cannot_promise_anything_is_named() {
    let possible = Dated::possible(config().kinds.iter());
    for name in ["title", "duee", "milestones"] {
        assert_eq!(Dated::named(&possible, &[name.to_owned()]).err().as_deref(), Some(name));
    }
}

#[test]
fn notice_is_given_until_the_promised_day_is_over() {
    let config = config();
    let dated = Dated::plans();
    let lineages = commits(&["2026-01-10", "2026-03-21", "2026-07-02"]);
    let stated: Vec<Stated> = ["due: 2026-Q1", "due: 2026-Q2", "due: 2026-Q3"]
        .map(|front| stated(&config, &dated, None, front))
        .into();
    let trends = Trends::of(&lineages, &config, &Releases::none(&plan()), (0..).zip(&stated));
    let notices: Vec<Option<i64>> = trends.trends[0].moves.iter().map(|each| each.notice).collect();
    assert_eq!(notices, [Some(10), Some(-2)]);
}

#[test]
fn what_was_there_before_the_history_that_was_read_is_where_it_begins() {
    let config = config();
    let dated = Dated::plans();
    let lineages = commits(&["2026-01-10"]);
    let stated = stated(&config, &dated, Some("due: 2026-Q1"), "due: 2026-Q2");
    let trends = Trends::of(&lineages, &config, &Releases::none(&plan()), [(0, &stated)]);
    assert_eq!(shown(&trends.trends[0]), "due: 2026-Q1 > 2026-Q2 (+1 -0) 91 days");
    assert_eq!(trends.trends[0].promises[0].commit, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_moves_of_a_quarter_add_up_to_the_way_from_the_first_to_the_last(quarters in prop::collection::vec(0_u8..12, 1..8)) {
        let config = config();
        let written: Vec<String> =
            quarters.iter().map(|at| format!("due: {}-Q{}", 2026 + i32::from(at / 4), at % 4 + 1)).collect();
        let days: Vec<String> = (1..=written.len()).map(|month| format!("2026-{month:02}-01")).collect();
        let lineages = commits(&days.iter().map(String::as_str).collect::<Vec<_>>());
        let stated: Vec<Stated> = written.iter().map(|front| stated(&config, &Dated::plans(), None, front)).collect();
        let trends = Trends::of(&lineages, &config, &Releases::none(&plan()), (0..).zip(&stated));
        let trend = &trends.trends[0];
        prop_assert_eq!(trend.promises.len(), trend.moves.len() + 1);
        prop_assert_eq!(trend.count(Shift::Other), 0);
        let ways: i64 = trend
            .moves
            .iter()
            .map(|each| match each.distance {
                Some(Distance::Days(days)) => days,
                _ => 0,
            })
            .sum();
        let ends = trend.promises[0].promise.distance(&trend.promises[trend.promises.len() - 1].promise, &config);
        prop_assert_eq!(ends, Some(Distance::Days(ways)));
        prop_assert!(trend.moves.is_empty() || trend.total == ends);
    }
}
