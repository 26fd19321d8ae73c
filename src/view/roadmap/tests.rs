//! Roadmaps over plans in memory: what stands where.

use serde_json::Value;

use super::{By, Form, Request, Roadmap};
use crate::config::Config;
use crate::model::values::{Date, Horizon};
use crate::page::Block;
use crate::plan::query::{Environment, QueryFault, Request as Filter};
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;
use crate::view::View;

fn plan_of(pm_yaml: &str, files: &[(&str, &str)]) -> Plan {
    let documents: Vec<(String, String)> = files
        .iter()
        .map(|(path, front)| {
            let id = path.rsplit('/').next().unwrap_or_default();
            ((*path).to_owned() + ".md", format!("---\nid: {id}\ntitle: About {id}\n{front}\n---\n"))
        })
        .collect();
    let documents: Vec<(&str, &str)> =
        documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let path = RelPath::new("pm.yaml").expect("a clean path");
    load(&MemoryTree::of(&documents), Config::read(&path, pm_yaml).0, String::new()).0
}

fn today() -> Date {
    Date::parse("2026-11-24").expect("a date")
}

fn roadmap(plan: &Plan, request: &Request) -> Result<Value, QueryFault> {
    let environment = Environment::new(plan, today());
    Ok(Roadmap::of(&environment, request)?.json())
}

/// `INIT-1(REQ-1 REQ-2) REQ-9`
fn items(items: &Value) -> String {
    let all = items.as_array().into_iter().flatten().map(|item| {
        let below = self::items(&item["deliverables"]);
        let id = item["id"].as_str().unwrap_or_default();
        if below.is_empty() { id.to_owned() } else { format!("{id}({below})") }
    });
    all.collect::<Vec<_>>().join(" ")
}

/// Each column with what is in it, or each lane with its columns, a line each.
fn shape(json: &Value) -> String {
    let columns = json["columns"].as_array().cloned().unwrap_or_default();
    let title = |of: &Value| of["title"].as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    match json["lanes"].as_array() {
        None => lines
            .extend(columns.iter().map(|column| format!("{}: {}", title(column), items(&column["items"])))),
        Some(lanes) => {
            for lane in lanes {
                let cells = lane["cells"].as_array().into_iter().flatten().zip(&columns);
                let cells: Vec<String> = cells
                    .filter(|(cell, _)| cell.as_array().is_some_and(|items| !items.is_empty()))
                    .map(|(cell, column)| format!("{} {}", title(column), items(cell)))
                    .collect();
                lines.push(format!("{}: {}", title(lane), cells.join(" | ")));
            }
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(plan: &Plan, request: &Request, expect: &str) {
    let json = roadmap(plan, request).expect("a roadmap");
    assert_eq!(shape(&json), expect.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n"));
}

fn by(plan: &Plan, columns: &str, lanes: Option<&str>) -> Request {
    Request {
        by: Some(By::named(columns, &plan.config)),
        lanes: lanes.map(|name| By::named(name, &plan.config)),
        ..Request::on(today())
    }
}

const FILES: [(&str, &str); 8] = [
    ("objectives/OBJ-1", "status: active\nperiod: 2026-Q4"),
    ("initiatives/INIT-1", "status: building\ntarget: 2026-Q4\nobjective: OBJ-1\ntags: [trust, speed]"),
    ("initiatives/INIT-2", "status: proposed\ntarget: 2027-05\nteam: web"),
    ("initiatives/INIT-3", "status: proposed\ntarget: later"),
    (
        "requirements/REQ-1",
        "status: building\ninitiative: INIT-1\nteam: web\npriority: could\ntarget: 2026-12",
    ),
    ("requirements/REQ-2", "status: draft\ninitiative: INIT-1\nteam: core\npriority: must"),
    ("requirements/REQ-3", "status: done\ninitiative: INIT-1\nteam: core\npriority: must"),
    ("requirements/REQ-4", "status: draft\npriority: gigantic\ntarget: 2026-12-15"),
];

fn sample() -> Plan {
    plan_of("teams: {core: {name: Core}, web: {name: Web}}\n", &FILES)
}

#[test]
fn times_are_columns_in_their_order_and_what_is_planned_less_finely_has_its_own() {
    let plan = sample();
    check(
        &plan,
        &by(&plan, "month", None),
        "Q4 2026: INIT-1(REQ-1 REQ-2)
         December 2026: REQ-4
         May 2027: INIT-2
         Later: INIT-3",
    );
    check(
        &plan,
        &by(&plan, "half", None),
        "H2 2026: INIT-1(REQ-1 REQ-2) REQ-4
         H1 2027: INIT-2
         Later: INIT-3",
    );
    check(
        &plan,
        &by(&plan, "year", None),
        "2026: INIT-1(REQ-1 REQ-2) REQ-4
         2027: INIT-2
         Later: INIT-3",
    );
}

#[test]
fn a_fiscal_year_takes_dates_in_where_the_plan_speaks_of_one() {
    let plan = plan_of(
        "fiscal_year: {first_month: 4, named_by: start}\n",
        &[
            ("initiatives/INIT-1", "status: proposed\ntarget: FY2026-Q4"),
            ("initiatives/INIT-2", "status: proposed\ntarget: 2027-02-03"),
            ("initiatives/INIT-3", "status: proposed\ntarget: 2027-05"),
        ],
    );
    check(&plan, &by(&plan, "quarter", None), "Q4 FY2026: INIT-2 INIT-1\nQ1 FY2027: INIT-3");
    check(&plan, &by(&plan, "year", None), "FY2026: INIT-2 INIT-1\nFY2027: INIT-3");
    check(&plan, &by(&plan, "month", None), "February 2027: INIT-2\nQ4 FY2026: INIT-1\nMay 2027: INIT-3");
}

#[test]
fn choices_stand_in_their_declared_order_and_words_outside_of_them_behind() {
    let plan = sample();
    check(
        &plan,
        &by(&plan, "priority", None),
        "must: INIT-1(REQ-2)
         could: INIT-1(REQ-1)
         gigantic: REQ-4
         No priority: INIT-2 INIT-3",
    );
}

#[test]
fn an_item_stands_in_each_of_its_values() {
    let plan = sample();
    check(
        &plan,
        &by(&plan, "tags", None),
        "speed: INIT-1(REQ-1 REQ-2)
         trust: INIT-1(REQ-1 REQ-2)
         No tags: INIT-2 INIT-3 REQ-4",
    );
}

#[test]
fn spellings_of_one_version_are_one_column() {
    let pm_yaml = "shipped_kinds: none\nkinds:\n  epic:\n    folder: epics\n    prefix: EPIC\n    \
                   status: {open: [open], done: [over]}\n    fields: {since: {type: version}}\n";
    let plan = plan_of(
        pm_yaml,
        &[
            ("epics/EPIC-1", "status: open\nsince: v1.10"),
            ("epics/EPIC-2", "status: open\nsince: 1.9"),
            ("epics/EPIC-3", "status: open\nsince: 1.10"),
        ],
    );
    let request = Request { kinds: vec![0], ..by(&plan, "since", None) };
    check(&plan, &request, "1.9: EPIC-2\n1.10: EPIC-1 EPIC-3");
}

#[test]
fn lanes_run_across_columns_and_the_last_holds_the_rest() {
    let plan = sample();
    check(
        &plan,
        &by(&plan, "horizon", Some("objective")),
        "About OBJ-1: Now INIT-1(REQ-1 REQ-2)
         Everything else: Now REQ-4 | Later INIT-2 INIT-3",
    );
    check(
        &plan,
        &by(&plan, "quarter", Some("team")),
        "Core: Q4 2026 INIT-1(REQ-2)
         Web: Q4 2026 INIT-1(REQ-1) | Q2 2027 INIT-2
         Everything else: Q4 2026 REQ-4 | Later INIT-3",
    );
    check(
        &plan,
        &by(&plan, "status", Some("tags")),
        "speed: building INIT-1(REQ-1 REQ-2)
         trust: building INIT-1(REQ-1 REQ-2)
         Everything else: draft REQ-4 | proposed INIT-2 INIT-3",
    );
}

#[test]
fn progress_and_dates_do_not_depend_on_what_was_chosen() {
    let plan = sample();
    let filter = Filter { fields: vec![("status".into(), vec!["building".into()])], ..Filter::default() };
    let request = Request { filter, ..by(&plan, "quarter", None) };
    check(&plan, &request, "Q4 2026: INIT-1(REQ-1)");
    let json = roadmap(&plan, &request).expect("a roadmap");
    assert_eq!(json["columns"][0]["items"][0]["progress"], serde_json::json!({"done": 1, "total": 3}));
    assert_eq!(json["hidden"], 0, "what nobody chose is not counted as left out");
    let all = roadmap(&plan, &by(&plan, "quarter", None)).expect("a roadmap");
    assert_eq!(all["hidden"], 1);
}

#[test]
fn a_bet_says_how_far_it_is_also_where_its_deliverables_are_of_no_kind_shown() {
    let plan = sample();
    let kinds = |names: &[&str]| names.iter().filter_map(|name| plan.config.kind_index(name)).collect();
    let of = |names: &[&str]| Request { kinds: kinds(names), ..by(&plan, "year", None) };
    let bets = of(&["initiative"]);
    check(&plan, &bets, "2026: INIT-1\n2027: INIT-2\nLater: INIT-3");
    let progress = |request: &Request| {
        let json = roadmap(&plan, request).expect("a roadmap");
        let columns = json["columns"].as_array().expect("columns").iter();
        let items = columns.flat_map(|column| column["items"].as_array().expect("items"));
        items.filter_map(|item| item["progress"]["total"].as_u64()).collect::<Vec<_>>()
    };
    assert_eq!(progress(&bets), [3]);
    assert_eq!(progress(&of(&["objective", "initiative"])), [1], "an objective counts the bets shown");
    check(&plan, &of(&["requirement"]), "2026: REQ-4 REQ-1\nUnscheduled: REQ-2");
}

#[test]
fn a_deliverable_that_was_chosen_without_its_bet_stands_on_its_own() {
    let plan = sample();
    let filter = Filter { conditions: vec!["priority == 'must'".into()], ..Filter::default() };
    let request = Request { filter, kinds: vec![], ..by(&plan, "team", None) };
    check(&plan, &request, "Core: REQ-2");
}

#[test]
fn horizons_choose_what_falls_into_them() {
    let plan = sample();
    let request = Request { horizons: vec![Horizon::Later], ..by(&plan, "horizon", None) };
    check(&plan, &request, "Now: \nNext: \nLater: INIT-2 INIT-3");
}

#[test]
fn a_list_is_in_the_order_of_time_or_in_the_one_asked_for() {
    let plan = sample();
    let request = Request { form: Some(Form::List), ..Request::on(today()) };
    check(&plan, &request, ": REQ-4 INIT-1 REQ-1 INIT-2 INIT-3 REQ-2");
    let request = Request { sort: vec![("id".into(), true)], ..request };
    check(&plan, &request, ": REQ-4 REQ-2 REQ-1 INIT-3 INIT-2 INIT-1");
}

#[test]
fn fields_are_told_in_the_order_asked_for() {
    let plan = sample();
    let fields = ["target", "tags", "progress"].map(str::to_owned).to_vec();
    let request = Request { fields, ..by(&plan, "horizon", None) };
    let json = roadmap(&plan, &request).expect("a roadmap");
    let first = &json["columns"][0]["items"][0];
    assert_eq!(
        first["fields"],
        serde_json::json!({
            "target": "2026-Q4", "tags": ["trust", "speed"], "progress": {"done": 1, "total": 3},
        })
    );
}

#[test]
fn outcomes_tell_objectives_without_work_and_work_without_objective() {
    let files =
        [&FILES[..], &[("objectives/OBJ-2", "status: draft"), ("objectives/OBJ-3", "status: dropped")]];
    let plan = plan_of("", &files.concat());
    let request = Request { form: Some(Form::Outcomes), ..Request::on(today()) };
    check(
        &plan,
        &request,
        "About OBJ-1: INIT-1(REQ-1 REQ-2)
         About OBJ-2: 
         Serves no objective: INIT-2 INIT-3 REQ-4",
    );
}

#[test]
fn a_portfolio_has_products_by_quarter_and_teams_where_there_is_one() {
    let plan = sample();
    let request = Request { form: Some(Form::Portfolio), ..Request::on(today()) };
    check(
        &plan,
        &request,
        "Core: Q4 2026 INIT-1(REQ-2)
         Web: Q4 2026 INIT-1(REQ-1) | Q2 2027 INIT-2
         Everything else: Q4 2026 REQ-4 | Later INIT-3",
    );
    let products = "products: {a: {name: Apple, folder: a}, b: {name: Bee, folder: b}}\n";
    let plan = plan_of(
        products,
        &[
            ("a/initiatives/INIT-1", "status: proposed\ntarget: 2026-Q4"),
            ("b/initiatives/INIT-2", "status: proposed\ntarget: 2027-Q1"),
            ("initiatives/INIT-3", "status: proposed\ntarget: later"),
        ],
    );
    check(&plan, &request, "Apple: Q4 2026 INIT-1\nBee: Q1 2027 INIT-2\nAll products: Later INIT-3");
}

#[test]
fn a_timeline_has_days_lanes_what_waits_and_what_has_no_date() {
    let plan = plan_of(
        "",
        &[
            ("releases/REL-1", "status: planned\nversion: 1.0\ntarget: 2027-01-15"),
            ("initiatives/INIT-1", "status: building\ntarget: 2026-Q4\nstart: 2026-11\nteam: web"),
            ("initiatives/INIT-2", "status: proposed\ntarget: 2027-Q1\ndepends_on: [INIT-1, REL-1, INIT-3]"),
            ("initiatives/INIT-3", "status: proposed\ntarget: later"),
            ("requirements/REQ-1", "status: draft\ninitiative: INIT-1"),
        ],
    );
    let request = Request { form: Some(Form::Timeline), lanes: Some(By::Team), ..Request::on(today()) };
    let json = roadmap(&plan, &request).expect("a roadmap");
    let timeline = &json["timeline"];
    let days = |of: &Value| format!("{}..{}", of["first_day"], of["last_day"]).replace('"', "");
    assert_eq!(days(timeline), "2026-11-01..2027-03-31");
    let lanes: Vec<String> = timeline["lanes"]
        .as_array()
        .expect("lanes")
        .iter()
        .map(|lane| {
            let bars = lane["bars"].as_array().expect("bars").iter();
            let bars = bars.map(|bar| format!("{} {} {}", bar["id"], days(bar), bar["waits_for"]));
            format!("{}: {}", lane["title"], bars.collect::<Vec<_>>().join(", ")).replace('"', "")
        })
        .collect();
    assert_eq!(
        lanes,
        [
            "web: INIT-1 2026-11-01..2026-12-31 []",
            "Everything else: INIT-2 2027-01-01..2027-03-31 [INIT-1,REL-1]",
        ]
    );
    assert_eq!(items(&timeline["undated"]), "REQ-1 INIT-3");
    let labels: Vec<&str> = timeline["ticks"]
        .as_array()
        .expect("ticks")
        .iter()
        .filter_map(|tick| tick["label"].as_str())
        .collect();
    assert_eq!(labels, ["Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027"]);
    assert_eq!(timeline["releases"][0]["day"], "2027-01-15");
}

#[test]
fn what_is_missing_is_said_with_what_to_type() {
    let hint = |plan: &Plan, request: &Request| {
        let json = roadmap(plan, request).expect("a roadmap");
        json["hint"].as_str().unwrap_or_default().to_owned()
    };
    let plan = sample();
    let nobody = Filter { missing: vec!["title".into()], ..Filter::default() };
    assert_eq!(
        hint(&plan, &Request { filter: nobody, ..Request::on(today()) }),
        "no initiatives or requirements fit; leave out a condition, or see all with `pm roadmap`"
    );
    assert_eq!(
        hint(&plan, &by(&plan, "release", None)),
        "nothing here has `release`; give it one: pm set REQ-1 release=…"
    );
    let undated = plan_of("", &[("initiatives/INIT-1", "status: proposed\ntarget: later")]);
    let form = |form| Request { form: Some(form), ..Request::on(today()) };
    assert_eq!(
        hint(&undated, &form(Form::Timeline)),
        "nothing here has a date; give it one: pm set INIT-1 target=2026-Q4"
    );
    assert_eq!(
        hint(&undated, &form(Form::Outcomes)),
        "there are no objectives to show; write the first one: pm objective add \"…\""
    );
}

#[test]
fn a_name_that_is_none_is_told_the_nearest() {
    let plan = sample();
    let fault = roadmap(&plan, &by(&plan, "qarter", None)).expect_err("a fault");
    assert_eq!(
        (fault.message.as_str(), fault.help.as_deref()),
        ("no kind has a field `qarter`", Some("did you mean `quarter`?"))
    );
}

#[test]
fn a_page_has_a_cell_for_each_lane_and_column_and_says_how_many() {
    let plan = sample();
    let environment = Environment::new(&plan, today());
    let board = |request: &Request| {
        let page = Roadmap::of(&environment, request).expect("a roadmap").page();
        page.blocks.into_iter().find_map(|block| match block {
            Block::Board(board) => Some(board),
            _ => None,
        })
    };
    let objectives = board(&by(&plan, "horizon", Some("objective"))).expect("a board");
    assert!(objectives.lanes.iter().all(|lane| lane.cells.len() == objectives.columns.len()));
    let bet = &objectives.lanes[0].cells[0][0];
    assert!(
        bet.lines.iter().all(|line| !line.to_plain().starts_with("for ")),
        "its lane says what it is for"
    );
    let portfolio = board(&Request { form: Some(Form::Portfolio), ..Request::on(today()) }).expect("a board");
    let notes: Vec<String> = portfolio.lanes.iter().map(|lane| lane.note.to_plain()).collect();
    assert_eq!(notes, ["1 item · 1 deliverable", "2 items · 1 deliverable", "2 items"]);
    assert_eq!(portfolio.columns[0].note.to_plain(), "2 items · until 31 Dec 2026");
    assert!(portfolio.lanes[0].cells[0][0].children.is_empty());
}
