//! Demand over small plans, with figures that were computed by hand.

use super::*;
use crate::config::Config;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

fn plan(files: &[(&str, &str)]) -> Plan {
    let path = RelPath::new("pm.yaml").expect("a path");
    let documents: Vec<(String, String)> = files
        .iter()
        .map(|(id, front)| {
            let folder = match id.split_once('-').expect("an id").0 {
                "IDEA" => "ideas",
                "OPP" => "opportunities",
                "CUST" => "customers",
                "SEG" => "segments",
                _ => "feedback",
            };
            (format!("{folder}/{id}-x.md"), format!("---\nid: {id}\ntitle: {id}\n{front}---\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = documents.iter().map(|(path, text)| (&**path, &**text)).collect();
    load(&MemoryTree::of(&files), Config::read(&path, "format: 1\n").0, String::new()).0
}

/// The demand for an artifact in one line: voices, customers with what they add, revenue, weight.
fn told(plan: &Plan, id: &str) -> String {
    let index = plan.find(id).expect("an artifact").artifact;
    let kind = usize::from(plan.artifact(index).kind);
    let today = Date::new(2026, 11, 24).expect("a day");
    let demand = Demands::of(plan, kind, today).for_artifact(index);
    let voices: Vec<String> =
        demand.voices.iter().map(|voice| plan.artifact(voice.feedback).label()).collect();
    let customers: Vec<String> = demand
        .customers
        .iter()
        .map(|(customer, share)| match share.total() {
            Some(total) => format!("{} {total}", plan.artifact(customer.index).label()),
            None => plan.artifact(customer.index).label(),
        })
        .collect();
    let revenue: Vec<String> = demand.revenue.iter().map(|money| money.for_people()).collect();
    let weight = match demand.weight {
        Weight::Scored { score, currency } => format!("{score} {}", currency.code()),
        other => other.unscored().expect("a reason"),
    };
    format!("{} | {} | {} | {weight}", voices.join(" "), customers.join(", "), revenue.join(" + "))
}

const NEW: &str = "status: new\n";

#[test]
fn a_customer_spreads_its_revenue_over_all_that_it_asks_for() {
    // 12,000 over 10 + 2 points is 1,000 a point; yellow with 13 months to go counts twice.
    let plan = plan(&[
        ("CUST-1", "status: active\nrevenue: 12000 EUR\nhealth: yellow\nrenewal: 2027-12-24\n"),
        ("FB-1", "status: triaged\ncustomer: CUST-1\nimportance: 10\ndate: 2026-11-01\n"),
        ("FB-2", "status: triaged\ncustomer: CUST-1\nimportance: 2\ndate: 2026-11-01\n"),
        ("IDEA-1", "status: new\nanswers: [FB-1]\n"),
        ("IDEA-2", "status: new\nanswers: [FB-2]\n"),
        ("IDEA-3", NEW),
        ("IDEA-4", "status: declined\nreason: no\nanswers: [FB-2]\n"),
    ]);
    assert_eq!(told(&plan, "IDEA-1"), "FB-1 | CUST-1 20000 | 12,000 EUR | 20000 EUR");
    assert_eq!(told(&plan, "IDEA-2"), "FB-2 | CUST-1 4000 | 12,000 EUR | 4000 EUR");
    assert_eq!(told(&plan, "IDEA-3"), " |  |  | needs a customer");
    // What is closed is weighed beside what is open: 12,000 over 12 + 2 points, 2 of them, twice.
    assert!(told(&plan, "IDEA-4").contains("CUST-1 3428.57"), "{}", told(&plan, "IDEA-4"));
}

#[test]
fn an_open_deal_counts_by_its_likelihood_and_a_lost_customer_pays_nothing() {
    let plan = plan(&[
        ("CUST-1", "status: prospect\nexpansion: 50000 EUR\nprobability: 40%\n"),
        ("CUST-2", "status: lost\nreason: price\nrevenue: 9000 EUR\n"),
        ("CUST-3", "status: active\nexpansion: 1000 EUR\n"),
        ("IDEA-1", "status: new\nfrom: [CUST-1, CUST-2, CUST-3]\n"),
    ]);
    assert_eq!(told(&plan, "IDEA-1"), " | CUST-1 20000, CUST-2, CUST-3 |  | 20000 EUR");
}

#[test]
fn voices_come_through_duplicates_and_ideas_of_an_opportunity_each_once() {
    let plan = plan(&[
        ("CUST-1", "status: active\nrevenue: 100 EUR\n"),
        ("CUST-2", "status: active\nrevenue: 200 USD\n"),
        ("FB-1", "status: triaged\ncustomer: CUST-1\nimportance: 1\ndate: 2026-11-01\n"),
        ("FB-2", "status: dismissed\nreason: told twice\ncustomer: CUST-1\nduplicate_of: FB-1\n"),
        ("FB-3", "status: triaged\ncustomer: CUST-2\nimportance: 1\ndate: 2026-11-01\n"),
        ("FB-4", "status: dismissed\nreason: spam\ncustomer: CUST-1\n"),
        ("FB-5", "status: triaged\nimportance: 1\ndate: 2026-11-01\n"),
        ("IDEA-1", "status: new\nanswers: [OPP-1, FB-1, FB-4, FB-5]\n"),
        ("IDEA-2", "status: duplicate\nduplicate_of: IDEA-1\nanswers: [FB-2, FB-3]\n"),
        ("OPP-1", NEW),
        ("OPP-2", "status: new\nevidence: [FB-1]\n"),
        ("OPP-3", "status: new\nevidence: [CUST-1]\nparent: OPP-2\n"),
    ]);
    let of_both = "FB-1 FB-3 FB-5 | CUST-1 100, CUST-2 200 | 100 EUR + 200 USD | EUR and USD cannot be added";
    assert_eq!(told(&plan, "IDEA-1"), of_both);
    // Of the opportunities CUST-1 asks for two more.
    assert!(told(&plan, "OPP-1").starts_with("FB-1 FB-3 FB-5 | CUST-1 33.3"), "{}", told(&plan, "OPP-1"));
    assert!(told(&plan, "OPP-2").starts_with("FB-1 | CUST-1"), "{}", told(&plan, "OPP-2"));
}

#[test]
fn what_is_merged_keeps_the_voices_of_other_customers() {
    let plan = plan(&[
        ("CUST-1", "status: active\n"),
        ("CUST-2", "status: active\n"),
        ("FB-1", "status: triaged\ncustomer: CUST-1\nimportance: 1\ndate: 2026-11-01\n"),
        ("FB-2", "status: triaged\ncustomer: CUST-2\nimportance: 1\ndate: 2026-11-01\nduplicate_of: FB-1\n"),
        ("IDEA-1", "status: new\nanswers: [FB-2]\n"),
    ]);
    assert_eq!(told(&plan, "IDEA-1"), "FB-1 FB-2 | CUST-1, CUST-2 |  | needs the revenue of a customer");
}

#[test]
fn urgency_grows_with_a_near_renewal_and_a_bad_health() {
    let weight = |more: &str| {
        let plan = plan(&[
            ("CUST-1", &format!("status: active\nrevenue: 1 EUR\n{more}")),
            ("IDEA-1", "status: new\nfrom: [CUST-1]\n"),
        ]);
        told(&plan, "IDEA-1").rsplit_once(" | ").expect("a weight").1.to_owned()
    };
    for (health, renewal, expect) in [
        ("green", "2026-12-01", "1 EUR"),
        ("yellow", "2028-05-25", "1.5 EUR"),
        ("yellow", "2028-05-24", "2 EUR"),
        ("yellow", "2027-11-24", "2.5 EUR"),
        ("red", "2028-06-01", "2 EUR"),
        ("red", "2027-12-01", "3 EUR"),
        ("red", "2026-01-01", "4 EUR"),
    ] {
        assert_eq!(weight(&format!("health: {health}\nrenewal: {renewal}\n")), expect);
    }
    assert_eq!(weight("health: red\n"), "1 EUR");
}
