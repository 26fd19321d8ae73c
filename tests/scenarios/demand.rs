//! `pm demand` as its callers see it: who wants what, and what it weighs.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn the_demand_of_the_examples() {
    insta::assert_snapshot!(in_example("tideline", &["demand"]).shown(), @r#"
    Demand
    ══════
    6 asked for · 1 not

    ID      TITLE                     VOICES  CUSTOMERS  REVENUE A YEAR  SCORE                       PER
                                                                                                  EFFORT
    IDEA-7  Hand the day's takings         1          1  21,600 EUR      48,600                   12,150
            to the town as a file
    OPP-3   The evening's takings          1          1  21,600 EUR      48,600
            have to be typed again
            for the town
    IDEA-1  Take a deposit when a          1          2  36,000 EUR      19,800                    2,640
            berth is booked
    OPP-1   Boats that booked do not       1          2  36,000 EUR      19,800
            come, and the berth
            stays empty
    IDEA-3  A waiting list for             1          1  not known       7,200                     1,600
            nights that are full
    IDEA-6  One stamp card for all         0          0                  unscored: needs a
            harbours of the coast                                        customer
    "#);
    insta::assert_snapshot!(in_example("halden", &["demand", "--all"]).shown(), @r#"
    Demand
    ══════
    4 asked for

    ID      TITLE                     VOICES  CUSTOMERS  REVENUE A YEAR  SCORE                       PER
                                                                                                  EFFORT
    IDEA-2  A message when power           1          1  68,000 EUR      170,000                  34,000
            will be cheap tomorrow
    OPP-1   Nobody can tell which          1          1  41,000 EUR      41,000
            hours of a bill were
            measured
    IDEA-3  A chat that answers            0          1  68,000 EUR      21,250                    1,635
            questions about the bill
    IDEA-1  Say on the first page          0          0                  unscored: needs a
            what changed since the                                       customer
            last bill
    "#);
}

#[test]
fn one_artifact_is_told_with_its_customers_and_voices() {
    insta::assert_snapshot!(in_example("tideline", &["demand", "OPP-1"]).shown(), @r#"
    Demand for OPP-1 Boats that booked do not come, and the berth stays empty
    ═════════════════════════════════════════════════════════════════════════
    1 voice · 2 customers · 36,000 EUR a year · customer-weighted score 19,800

    Customers
    ─────────
    CUSTOMER             PRIORITY              REVENUE  HEALTH  RENEWAL     URGENCY  RETENTION
    CUST-1 Port Ellery   1 of 10, not said  21,600 EUR  yellow  2027-03-31  × 2.5        5,400
    CUST-2 Kvist Marina  9 of 9             14,400 EUR  green   2027-06-30  × 1         14,400

    Voices
    ──────
    FEEDBACK  TITLE                                                 CUSTOMER      IMPORTANCE  DATE
    FB-1      Eleven booked berths stayed empty on the busiest      Kvist Marina           9  2026-08-17
              Saturday

    Segments: Municipal harbours, Small private marinas
    "#);
    insta::assert_snapshot!(in_example("tideline", &["demand", "IDEA-8"]).shown(), @r#"
    Demand for IDEA-8 A sensor in every berth
    ═════════════════════════════════════════
    0 voices · 0 customers · unscored: needs a customer

    · Nobody is known to want it.
    "#);
}

#[test]
fn what_cannot_be_weighed_says_why_and_currencies_are_not_added() {
    let sandbox = Sandbox::new();
    let customer = |number: usize, more: &str| {
        let front = format!("---\nid: CUST-{number}\ntitle: Customer {number}\nstatus: active\n{more}---\n");
        sandbox.write(&format!("customers/CUST-{number}-c.md"), &front);
    };
    customer(1, "revenue: 12000 EUR\n");
    customer(2, "revenue: 800 USD\n");
    customer(3, "");
    for (number, from) in [(1, "CUST-1"), (2, "CUST-1, CUST-2"), (3, "CUST-3"), (4, "CUST-2, CUST-3")] {
        let front =
            format!("---\nid: IDEA-{number}\ntitle: Idea {number}\nstatus: new\nfrom: [{from}]\n---\n");
        sandbox.write(&format!("ideas/IDEA-{number}-i.md"), &front);
    }
    sandbox.write("ideas/IDEA-5-i.md", "---\nid: IDEA-5\ntitle: Idea 5\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["demand"]).shown(), @r#"
    Demand
    ══════
    4 asked for · 1 not

    ID      TITLE   VOICES  CUSTOMERS  REVENUE A YEAR          SCORE
    IDEA-1  Idea 1       0          1  12,000 EUR              6,000 EUR
    IDEA-4  Idea 4       0          2  800 USD, 1 not known    400 USD
    IDEA-2  Idea 2       0          2  12,000 EUR and 800 USD  unscored: EUR and USD cannot be added
    IDEA-3  Idea 3       0          1  not known               unscored: needs the revenue of a customer

    ! scores in EUR and USD cannot be compared
    "#);
    insta::assert_snapshot!(sandbox.pm(&["demand", "--format", "csv"]).shown(), @r#"
    id,kind,title,status,voices,voices_without_customer,customers,customers_without_revenue,revenue,segments,score,currency,unscored,score_per_effort
    IDEA-1,idea,Idea 1,new,0,0,1,0,12000 EUR,,6000,EUR,,
    IDEA-4,idea,Idea 4,new,0,0,2,1,800 USD,,400,USD,,
    IDEA-2,idea,Idea 2,new,0,0,2,0,"12000 EUR, 800 USD",,,,EUR and USD cannot be added,
    IDEA-3,idea,Idea 3,new,0,0,1,1,,,,,needs the revenue of a customer,
    "#);
    insta::assert_snapshot!(sandbox.pm(&["demand", "--status", "parked"]).shown(), @r#"
    Demand
    ══════
    no ideas and opportunities

    · Nobody is known to want any. Link the feedback that an idea answers: pm link IDEA-1 answers FB-1
    "#);
}

#[test]
fn json_has_numbers() {
    insta::assert_snapshot!(in_example("tideline", &["demand", "IDEA-3", "--format", "json"]).shown(), @r#"
    {
      "schema_version": 1,
      "view": "demand_of_one",
      "wanted": {
        "id": "IDEA-3",
        "kind": "idea",
        "title": "A waiting list for nights that are full",
        "status": "exploring",
        "category": "open",
        "path": "ideas/IDEA-3-a-waiting-list-for-nights-that-are.md",
        "voices": 1,
        "voices_without_customer": 0,
        "customers": 1,
        "revenue": [],
        "customers_without_revenue": 1,
        "segments": [
          "Small private marinas"
        ],
        "score": 7200.0,
        "currency": "EUR",
        "unscored": null,
        "score_per_effort": 1600.0
      },
      "customers": [
        {
          "id": "CUST-4",
          "kind": "customer",
          "title": "Northmole Yacht Haven",
          "status": "trial",
          "category": "open",
          "path": "customers/CUST-4-northmole-yacht-haven.md",
          "priority": null,
          "points": 1.0,
          "revenue": null,
          "health": "yellow",
          "renewal": null,
          "urgency": 1.0,
          "retention": null,
          "growth": 7200.0
        }
      ],
      "voices": [
        {
          "id": "FB-5",
          "kind": "feedback",
          "title": "Cancelled at noon, empty at night",
          "status": "new",
          "category": "open",
          "path": "feedback/FB-5-cancelled-at-noon-empty-at-night.md",
          "customer": {
            "id": "CUST-4",
            "kind": "customer",
            "title": "Northmole Yacht Haven",
            "status": "trial",
            "category": "open",
            "path": "customers/CUST-4-northmole-yacht-haven.md"
          },
          "importance": null,
          "date": "2026-11-19"
        }
      ]
    }
    "#);
}
