use super::*;
use crate::history::{Outside, PassedOver};

const LADDER: [Rung<'static>; 5] = [
    Rung { value: "draft", category: Some(Category::Open) },
    Rung { value: "building", category: Some(Category::Active) },
    Rung { value: "testing", category: Some(Category::Active) },
    Rung { value: "done", category: Some(Category::Done) },
    Rung { value: "dropped", category: Some(Category::Dropped) },
];

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// An artifact with the days of March 2026 on which it came into each status: `draft 1, done 5`. A status
/// that is none of the choices stands in brackets, an unknown first day behind `?`.
fn timeline(statuses: &str) -> Timeline {
    let mut bands: Vec<Band> = Vec::new();
    let mut outside: Vec<Outside> = Vec::new();
    for step in statuses.split(", ").filter(|step| !step.is_empty()) {
        let (value, number) = step.split_once(' ').expect("a status and a day");
        let (number, beginning) = match number.strip_prefix('?') {
            Some(number) => (number, Beginning::BeforeHistory),
            None => (number, Beginning::Known),
        };
        let from = Date::new(2026, 3, number.parse().expect("a number")).expect("a day of March");
        outside.iter_mut().for_each(|outside| outside.lasts = false);
        if let Some(value) = value.strip_prefix('(') {
            let value = value.trim_end_matches(')').to_owned();
            outside.push(Outside { value, from: from.to_string(), lasts: true });
            continue;
        }
        let rung = LADDER.iter().position(|rung| rung.value == value).expect("a known status");
        if let Some(last) = bands.last_mut() {
            last.until = Some(from);
        }
        let category = LADDER[rung].category;
        bands.push(Band { rung, value: value.to_owned(), category, from, until: None, beginning, commit: 0 });
    }
    Timeline {
        kind: 0,
        label: "REQ-1".into(),
        title: String::new(),
        path: String::new(),
        is_closed: bands.last().is_some_and(|band| band.category.is_some_and(Category::is_closed)),
        bands,
        outside,
        passed_over: PassedOver::default(),
    }
}

fn flow(all: &[&str], since: Option<&str>) -> Flow {
    let timelines: Vec<Timeline> = all.iter().map(|statuses| timeline(statuses)).collect();
    Flow::of(&timelines, &LADDER, &Passage::usual(&LADDER), since.map(day), day("2026-03-31"))
}

#[test]
fn what_became_of_an_artifact_is_told() {
    let check = |statuses: &str, expect: &str| {
        let course = Passage::usual(&LADDER).course(&timeline(statuses), day("2026-03-31"));
        let told = match course {
            Course::Finished { days, .. } => format!("finished in {days}"),
            Course::CameFinished { .. } => "came finished".into(),
            Course::Skipped { .. } => "skipped".into(),
            Course::Undated { .. } => "undated".into(),
            Course::UnderWay { days, .. } => format!("under way for {days}"),
            Course::Outside => "outside".into(),
        };
        assert_eq!(told, expect, "{statuses}");
    };
    check("", "outside");
    check("draft 1", "outside");
    check("draft 1, building 3, testing 5, done 10", "finished in 7");
    check("building 3, draft 5, building 6, done 10, building 12, done 20", "finished in 7");
    check("building 3, done 3", "finished in 0");
    check("building 3, done 2", "undated");
    check("building ?3, done 9", "undated");
    check("draft ?1, building 3, done 9", "finished in 6");
    check("done 1", "came finished");
    check("done ?1", "undated");
    check("done 1, building 3", "came finished");
    check("(TBD) 1, done 3", "skipped");
    check("draft 1, done 4", "skipped");
    check("draft 1, done 4, building 6", "skipped");
    check("draft 1, testing 4", "under way for 27");
    check("building 4, draft 6", "outside");
    check("building 4, dropped 6", "outside");
    check("building 4, (TBD) 6", "outside");
}

#[test]
fn times_in_a_status_are_told_once_they_are_over() {
    let flow = flow(
        &["draft 1, building 3, done 10", "draft ?1, building 4", "building 9, draft 5, building 6"],
        None,
    );
    let draft = &flow.stays[0];
    // One that began before what is known is left out.
    assert_eq!(
        (draft.over.map(|over| (over.count, over.median)), draft.left_out, draft.now),
        (Some((2, 1)), 1, 0)
    );
    let building = &flow.stays[1];
    assert_eq!(
        (building.over.map(|over| (over.count, over.max)), building.left_out, building.now),
        (Some((1, 7)), 1, 2)
    );
}

#[test]
fn steps_back_and_taking_up_again_are_not_the_same() {
    let flow = flow(&["draft 1, done 2, building 3, dropped 4, draft 5", "testing 1, building 2"], None);
    assert_eq!((flow.steps_back, flow.revivals), (2, 1));
}

#[test]
fn weeks_have_no_gaps_and_what_came_finished_is_counted_apart() {
    let flow = flow(&["building 1, done 3", "done 3", "building 2, done 24"], None);
    let shown: Vec<String> = flow
        .weeks
        .iter()
        .map(|week| format!("{}: {} {}", week.monday, week.finished, week.came_finished))
        .collect();
    let expected =
        ["2026-03-02: 1 1", "2026-03-09: 0 0", "2026-03-16: 0 0", "2026-03-23: 1 0", "2026-03-30: 0 0"];
    assert_eq!(shown, expected);
}

#[test]
fn what_was_over_before_a_day_is_left_out() {
    let flow = flow(&["building 1, done 3", "building 2, done 24"], Some("2026-03-10"));
    assert_eq!(flow.cycle.map(|cycle| (cycle.count, cycle.median)), Some((1, 22)));
    assert_eq!(flow.weeks.first().map(|week| week.monday), Some(day("2026-03-09")));
    assert_eq!(flow.cumulative.first().map(|day| day.day), Some(day("2026-03-15")));
}

#[test]
fn each_day_counts_what_stood_where_at_its_end() {
    let flow = flow(&["draft 1, building 8, done 15", "draft 9"], None);
    let shown: Vec<(Date, Vec<usize>)> =
        flow.cumulative.into_iter().map(|day| (day.day, day.counts)).collect();
    let expected = [
        ("2026-03-01", vec![1, 0, 0, 0, 0]),
        ("2026-03-08", vec![0, 1, 0, 0, 0]),
        ("2026-03-15", vec![1, 0, 0, 1, 0]),
        ("2026-03-22", vec![1, 0, 0, 1, 0]),
        ("2026-03-29", vec![1, 0, 0, 1, 0]),
        ("2026-03-31", vec![1, 0, 0, 1, 0]),
    ];
    assert_eq!(shown, expected.map(|(text, counts)| (day(text), counts)));
}

#[test]
fn a_long_time_is_told_month_by_month() {
    let days = last_days(day("2024-11-20"), day("2026-01-10"));
    assert_eq!(days.len(), 15);
    assert_eq!([days[0], days[1], days[14]], ["2024-11-30", "2024-12-31", "2026-01-10"].map(day));
}

#[test]
fn choices_that_are_no_statuses_go_from_the_first_to_the_last() {
    let ladder = ["alpha", "beta", "stable"].map(|value| Rung { value, category: None });
    assert_eq!(Passage::usual(&ladder), Passage { from: vec![0], to: vec![2] });
    assert_eq!(Passage::usual(&ladder[..1]), Passage { from: vec![0], to: vec![] });
    assert_eq!(Passage::usual(&[]), Passage::default());
}
