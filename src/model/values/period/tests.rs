use proptest::prelude::*;

use super::*;
use crate::model::values::fiscal::NamedBy;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

#[track_caller]
fn check(text: &str, first: &str, last: &str, people: &str) {
    let february = FiscalYear::new(2, NamedBy::End).unwrap();
    let period = period(text);
    assert_eq!(period.to_string(), text);
    assert_eq!(period.days(&february), Days::new(date(first), date(last)), "{text}");
    assert_eq!(period.for_people(), people);
}

#[track_caller]
fn refused(text: &str, message: &str, help: &str) {
    let fault = Period::parse(text).unwrap_err();
    assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
}

#[test]
fn every_resolution_has_its_days_and_its_words() {
    check("2026-11-23", "2026-11-23", "2026-11-23", "23 Nov 2026");
    check("2026-W47", "2026-11-16", "2026-11-22", "week 47 of 2026");
    check("2026-W01", "2025-12-29", "2026-01-04", "week 1 of 2026");
    check("2024-02", "2024-02-01", "2024-02-29", "February 2024");
    check("2026-Q4", "2026-10-01", "2026-12-31", "Q4 2026");
    check("2026-H2", "2026-07-01", "2026-12-31", "H2 2026");
    check("2026", "2026-01-01", "2026-12-31", "2026");
    check("FY2026", "2025-02-01", "2026-01-31", "FY2026");
    check("FY2026-Q1", "2025-02-01", "2025-04-30", "Q1 FY2026");
    check("FY2026-Q4", "2025-11-01", "2026-01-31", "Q4 FY2026");
    check("FY2026-H2", "2025-08-01", "2026-01-31", "H2 FY2026");
    check("9999", "9999-01-01", "9999-12-31", "9999");
}

#[test]
fn a_fiscal_year_can_be_named_by_its_start() {
    let october = FiscalYear::new(10, NamedBy::Start).unwrap();
    assert_eq!(period("FY2026").days(&october), Days::new(date("2026-10-01"), date("2027-09-30")));
    let calendar = FiscalYear::default();
    assert_eq!(period("FY2026-Q2").days(&calendar), period("2026-Q2").days(&calendar));
    assert_eq!(FiscalYear::new(13, NamedBy::End), None);
}

#[test]
fn other_spellings_are_told_the_right_one() {
    for text in ["Q4 2026", "2026Q4", "2026-q4", "4Q2026", "Q4/2026"] {
        refused(text, &format!("`{text}` is not a period"), "write 2026-Q4");
    }
    refused("2026/11", "`2026/11` is not a period", "write 2026-11");
    refused("2026-9-18", "`2026-9-18` is not a period", "write 2026-09-18");
    refused("2026-W7", "`2026-W7` is not a period", "write 2026-W07");
    refused("FY26-Q1", "`FY26-Q1` is not a period", "write FY2026-Q1");
    refused("H2 2026", "`H2 2026` is not a period", "write 2026-H2");
    refused("November 2026", "`November 2026` is not a period", "write 2026-11");
    refused("soon", "`soon` is not a period", FORMS);
    refused("26", "`26` is not a period", FORMS);
}

#[test]
fn what_the_calendar_has_not_is_named() {
    refused(
        "2026-13",
        "`2026-13` is not a period: there is no month 13",
        "write a month from 01 to 12, such as 2026-12",
    );
    refused("2026-Q5", "`2026-Q5` is not a period: there is no quarter 5", "write a quarter from Q1 to Q4");
    refused("2026-H3", "`2026-H3` is not a period: there is no half 3", "write H1 or H2");
    refused("2025-W53", "`2025-W53` is not a period: 2025 has no week 53", "write a week from W01 to W52");
    assert!(Period::parse("2026-W53").is_ok());
    refused(
        "2026-02-30",
        "`2026-02-30` is not a period: February 2026 has 28 days",
        "write 2026-02-28 for the last day of the month",
    );
    assert!(Period::parse("0000-Q1").is_err());
}

#[test]
fn a_period_is_shown_no_finer_than_asked() {
    let at = |text: &str, resolution| period(text).at_resolution(resolution).to_string();
    assert_eq!(at("2026-11-23", Resolution::Quarter), "2026-Q4");
    assert_eq!(at("2026-11-23", Resolution::Week), "2026-W48");
    assert_eq!(at("2026-11", Resolution::Half), "2026-H2");
    assert_eq!(at("2026-H1", Resolution::Quarter), "2026-H1");
    assert_eq!(at("2026", Resolution::Month), "2026");
    assert_eq!(at("2026-W05", Resolution::Month), "2026-02");
    assert_eq!(at("FY2026-Q3", Resolution::Half), "FY2026-H2");
    assert_eq!(at("FY2026-H2", Resolution::Year), "FY2026");
}

#[test]
fn periods_fall_due_by_their_last_day() {
    let mut periods: Vec<Period> =
        ["2027", "2026-Q4", "2026-12-31", "2026-11-23", "2026", "2026-H2", "2026-12", "2026-11"]
            .map(period)
            .to_vec();
    periods.sort_by(|one, other| one.compare(*other, &FiscalYear::default()));
    let order: Vec<String> = periods.iter().map(Period::to_string).collect();
    assert_eq!(order.join(" "), "2026-11-23 2026-11 2026 2026-H2 2026-Q4 2026-12 2026-12-31 2027");
}

#[test]
fn the_following_period_has_the_same_resolution() {
    let following = |text: &str| period(text).following().map(|period| period.to_string());
    assert_eq!(following("2026-12-31").as_deref(), Some("2027-01-01"));
    assert_eq!(following("2026-W53").as_deref(), Some("2027-W01"));
    assert_eq!(following("2026-12").as_deref(), Some("2027-01"));
    assert_eq!(following("2026-Q4").as_deref(), Some("2027-Q1"));
    assert_eq!(following("FY2026-H2").as_deref(), Some("FY2027-H1"));
    assert_eq!(following("9999"), None);
    assert_eq!(following("9999-12-31"), None);
}

fn any_fiscal_year() -> impl Strategy<Value = FiscalYear> {
    (1_u8..=12, any::<bool>()).prop_map(|(month, end)| {
        FiscalYear::new(month, if end { NamedBy::End } else { NamedBy::Start }).unwrap()
    })
}

fn any_date() -> impl Strategy<Value = Date> {
    (0_i64..3_652_000).prop_map(|days| Date::new(1, 1, 1).unwrap().plus_days(days))
}

fn any_resolution() -> impl Strategy<Value = Resolution> {
    (0_usize..6).prop_map(|index| Resolution::ALL[index])
}

/// A period of any resolution in either calendar, around a few years so that many coincide.
fn any_period() -> impl Strategy<Value = Period> {
    let near = (0_i64..1500).prop_map(|days| Date::new(2024, 1, 1).unwrap().plus_days(days));
    (prop_oneof![near, any_date()], any_resolution(), any::<bool>()).prop_map(|(date, resolution, fiscal)| {
        if fiscal {
            Period::fiscal_containing(date, resolution, &FiscalYear::new(4, NamedBy::End).unwrap())
        } else {
            Period::containing(date, resolution)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_period_reads_back_as_it_prints(period in any_period()) {
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
    }

    #[test]
    fn the_spelling_for_people_is_understood_too(period in any_period()) {
        if period.resolution() != Resolution::Week {
            prop_assert_eq!(spelling::guess_period(&period.for_people()), Some(period));
        }
    }

    #[test]
    fn a_period_does_not_end_before_it_begins(period in any_period(), fiscal in any_fiscal_year()) {
        prop_assert!(period.first_day(&fiscal) <= period.last_day(&fiscal));
    }

    #[test]
    fn a_day_lies_in_the_period_that_holds_it(
        date in any_date(), resolution in any_resolution(), fiscal in any_fiscal_year(),
    ) {
        let civil = Period::containing(date, resolution);
        prop_assert!(civil.days(&fiscal).contains(date), "{date} {civil}");
        prop_assert_eq!(Period::Day(date).at_resolution(resolution), civil);
        let held = Period::fiscal_containing(date, resolution, &fiscal);
        prop_assert!(held.days(&fiscal).contains(date), "{date} {held}");
    }

    #[test]
    fn following_periods_touch_without_overlap(period in any_period(), fiscal in any_fiscal_year()) {
        if let Some(next) = period.following() {
            prop_assert_eq!(next.resolution(), period.resolution());
            prop_assert_eq!(next.first_day(&fiscal), period.last_day(&fiscal).plus_days(1));
        }
    }

    #[test]
    fn coarser_periods_cover_the_last_day(period in any_period(), resolution in any_resolution()) {
        let fiscal = FiscalYear::new(4, NamedBy::End).unwrap();
        let coarse = period.at_resolution(resolution);
        prop_assert!(coarse.resolution() >= resolution || coarse == period);
        prop_assert!(coarse.days(&fiscal).contains(period.last_day(&fiscal)));
        prop_assert_eq!(coarse.at_resolution(resolution), coarse);
    }

    #[test]
    fn comparison_is_a_total_order(one in any_period(), two in any_period(), three in any_period(), fiscal in any_fiscal_year()) {
        prop_assert_eq!(one.compare(two, &fiscal), two.compare(one, &fiscal).reverse());
        prop_assert_eq!(one.compare(two, &fiscal) == Ordering::Equal, one == two);
        let mut sorted = [one, two, three];
        sorted.sort_by(|a, b| a.compare(*b, &fiscal));
        prop_assert!(sorted[0].compare(sorted[2], &fiscal) != Ordering::Greater);
    }
}

#[test]
fn every_day_of_a_year_lies_in_exactly_one_period_of_each_resolution() {
    let fiscal = FiscalYear::default();
    for year in [2024_i16, 2026] {
        let all: Vec<Period> = (1..=12)
            .filter_map(|month| Period::month(year, month))
            .chain((1..=4).filter_map(|quarter| Period::quarter(Calendar::Civil, year, quarter)))
            .chain((1..=2).filter_map(|half| Period::half(Calendar::Civil, year, half)))
            .collect();
        assert_eq!(all.len(), 18);
        let days = Period::year(Calendar::Civil, year).unwrap().days(&fiscal);
        for offset in 0..=days.first.days_until(days.last) {
            let day = days.first.plus_days(offset);
            for resolution in [Resolution::Month, Resolution::Quarter, Resolution::Half] {
                let holding: Vec<_> = all
                    .iter()
                    .filter(|period| period.resolution() == resolution && period.days(&fiscal).contains(day))
                    .collect();
                assert_eq!(holding, [&Period::containing(day, resolution)]);
            }
        }
    }
}
