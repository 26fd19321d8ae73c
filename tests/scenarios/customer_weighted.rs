//! The customer-weighted score as a method of prioritising, and what it is made of as columns and in conditions.

use crate::sandbox::{Sandbox, in_example};

/// Three customers that pay, one in another currency, one that does not say; ideas that they ask for.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let customers = [
        "revenue: 12000 EUR\nhealth: red\nrenewal: 2026-12-31\n",
        "revenue: 24000 EUR\n",
        "revenue: 800 USD\n",
        "",
    ];
    for (at, more) in customers.iter().enumerate() {
        let number = at + 1;
        let front = format!("---\nid: CUST-{number}\ntitle: Customer {number}\nstatus: active\n{more}---\n");
        sandbox.write(&format!("customers/CUST-{number}-c.md"), &front);
    }
    for (number, from) in [
        (1, "[CUST-1, CUST-4]"),
        (2, "[CUST-2]"),
        (3, "[CUST-2]"),
        (4, "[CUST-3]"),
        (5, "[CUST-1, CUST-3]"),
        (6, "[CUST-4]"),
        (7, "[]"),
    ] {
        let front = format!("---\nid: IDEA-{number}\ntitle: Idea {number}\nstatus: new\nfrom: {from}\n---\n");
        sandbox.write(&format!("ideas/IDEA-{number}-i.md"), &front);
    }
    sandbox
}

#[test]
fn an_example_is_ranked_by_who_asks() {
    insta::assert_snapshot!(in_example("tideline", &["prioritize", "--by", "customer-weighted"]).shown(), @r#"
    Ideas and opportunities by customer-weighted score
    ══════════════════════════════════════════════════
    5 scored, 2 unscored; sum over the customers of priority × revenue / points × urgency

    #  ID      TITLE                    STATUS     VOICES  CUSTOMERS     REVENUE  SCORE
    1  IDEA-7  Hand the day's takings   planned         1          1  21,600 EUR  48,600 EUR
               to the town as a file
    1  OPP-3   The evening's takings    pursuing        1          1  21,600 EUR  48,600 EUR
               have to be typed again
               for the town
    3  IDEA-1  Take a deposit when a    planned         1          2  36,000 EUR  19,800 EUR
               berth is booked
    3  OPP-1   Boats that booked do     pursuing        1          2  36,000 EUR  19,800 EUR
               not come, and the berth
               stays empty
    5  IDEA-3  A waiting list for       exploring       1          1              7,200 EUR
               nights that are full
       IDEA-6  One stamp card for all   parked          0          0              unscored: needs a
               harbours of the coast                                              customer
       IDEA-8  A sensor in every berth  new             0          0              unscored: needs a
                                                                                  customer

    ● what each customer adds: `pm demand IDEA-7`
    "#);
    insta::assert_snapshot!(in_example("tideline", &["prioritize", "opportunity", "--by", "customer-weighted", "--format", "json"]).shown(), @r#"
    {
      "schema_version": 1,
      "view": "priorities",
      "rankings": [
        {
          "method": "customer-weighted",
          "title": "Customer-weighted score",
          "formula": "sum over the customers of priority × revenue / points × urgency",
          "kinds": [
            "opportunity"
          ],
          "inputs": [
            "voices",
            "customers",
            "revenue"
          ],
          "items": [
            {
              "rank": 1,
              "id": "OPP-3",
              "path": "opportunities/OPP-3-the-evenings-takings-have-to-be-typed.md",
              "title": "The evening's takings have to be typed again for the town",
              "kind": "opportunity",
              "status": "pursuing",
              "state": "scored",
              "score": 48600.0,
              "currency": "EUR",
              "shown": "48,600 EUR",
              "inputs": [
                {
                  "name": "voices",
                  "written": "1",
                  "counted": 1.0
                },
                {
                  "name": "customers",
                  "written": "1",
                  "counted": 1.0
                },
                {
                  "name": "revenue",
                  "written": "21,600 EUR",
                  "counted": 21600.0
                }
              ],
              "needs": [],
              "reasons": [],
              "remarks": []
            },
            {
              "rank": 2,
              "id": "OPP-1",
              "path": "opportunities/OPP-1-boats-that-booked-do-not-come-and.md",
              "title": "Boats that booked do not come, and the berth stays empty",
              "kind": "opportunity",
              "status": "pursuing",
              "state": "scored",
              "score": 19800.0,
              "currency": "EUR",
              "shown": "19,800 EUR",
              "inputs": [
                {
                  "name": "voices",
                  "written": "1",
                  "counted": 1.0
                },
                {
                  "name": "customers",
                  "written": "2",
                  "counted": 2.0
                },
                {
                  "name": "revenue",
                  "written": "36,000 EUR",
                  "counted": 36000.0
                }
              ],
              "needs": [],
              "reasons": [],
              "remarks": []
            }
          ],
          "remarks": []
        }
      ]
    }
    "#);
}

#[test]
fn each_currency_is_ranked_by_itself_and_what_cannot_be_weighed_says_why() {
    insta::assert_snapshot!(sandbox().pm(&["prioritize", "--by", "customer-weighted"]).shown(), @r#"
    Ideas and opportunities by customer-weighted score
    ══════════════════════════════════════════════════
    4 scored, 2 unscored, 1 invalid; sum over the customers of priority × revenue / points × urgency

    #  ID      TITLE   STATUS  VOICES  CUSTOMERS              REVENUE  SCORE
    1  IDEA-1  Idea 1  new          0          2           12,000 EUR  24,000 EUR
    2  IDEA-2  Idea 2  new          0          1           24,000 EUR  12,000 EUR
    2  IDEA-3  Idea 3  new          0          1           24,000 EUR  12,000 EUR
    1  IDEA-4  Idea 4  new          0          1              800 USD  400 USD
       IDEA-6  Idea 6  new          0          1                       unscored: needs the revenue of a
                                                                       customer
       IDEA-7  Idea 7  new          0          0                       unscored: needs a customer
       IDEA-5  Idea 5  new          0          2  12,000 EUR, 800 USD  invalid: EUR and USD cannot be
                                                                       added

    · IDEA-1: 1 customer does not say what it pays and adds nothing

    ! scores in EUR and USD cannot be compared; each currency is ranked by itself

    ● what each customer adds: `pm demand IDEA-1`
    "#);
}

#[test]
fn it_is_set_for_a_kind_as_other_methods_are() {
    let sandbox = sandbox();
    sandbox.write("pm.yaml", "format: 1\nscoring: {kinds: {idea: customer-weighted}}\n");
    let shown = sandbox.pm(&["prioritize", "idea", "--where", "voices == 0 && customers == 1"]).shown();
    insta::assert_snapshot!(shown, @r#"
    Ideas by customer-weighted score
    ════════════════════════════════
    3 scored, 1 unscored; sum over the customers of priority × revenue / points × urgency

    #  ID      TITLE   STATUS  VOICES  CUSTOMERS     REVENUE  SCORE
    1  IDEA-2  Idea 2  new          0          1  24,000 EUR  12,000 EUR
    1  IDEA-3  Idea 3  new          0          1  24,000 EUR  12,000 EUR
    1  IDEA-4  Idea 4  new          0          1     800 USD  400 USD
       IDEA-6  Idea 6  new          0          1              unscored: needs the revenue of a customer

    ! scores in EUR and USD cannot be compared; each currency is ranked by itself

    ● what each customer adds: `pm demand IDEA-2`
    "#);
    insta::assert_snapshot!(sandbox.pm(&["prioritize", "release", "--by", "customer-weighted"]).shown(), @r#"
    ------- stderr -------
    error: Customer-weighted score cannot rank releases: nothing in them says who asks
    hint: give the kind a field that answers feedback, or one called `from` that leads to customers, or rank by another method with --by
    [exit code: 2]
    "#);
}

#[test]
fn where_nobody_asks_it_says_how_to_begin() {
    let sandbox = Sandbox::new();
    sandbox.write("opportunities/OPP-1-o.md", "---\nid: OPP-1\ntitle: Late bills\nstatus: new\n---\n");
    insta::assert_snapshot!(sandbox.pm(&["prioritize", "opp", "--by", "customer-weighted"]).shown(), @r#"
    Opportunities by customer-weighted score
    ════════════════════════════════════════
    0 scored, 1 unscored; sum over the customers of priority × revenue / points × urgency

    #  ID     TITLE       STATUS  VOICES  CUSTOMERS  REVENUE  SCORE
       OPP-1  Late bills  new          0          0           unscored: needs a customer

    ● nothing is scored yet; link the feedback of a customer whose revenue is known: `pm link OPP-1
      evidence FB-1`
    "#);
}

#[test]
fn its_figures_are_columns_orders_and_conditions() {
    let sandbox = sandbox();
    let columns = "id,customers,revenue,customer-weighted";
    insta::assert_snapshot!(
        sandbox.pm(&["list", "idea", "--columns", columns, "--sort=-customer_weighted"]).shown(), @r#"
    Ideas
    ═════
    7

    ID      CUSTOMERS              REVENUE  CUSTOMER WEIGHTED
    IDEA-4          1              800 USD            400 USD
    IDEA-1          2           12,000 EUR         24,000 EUR
    IDEA-2          1           24,000 EUR         12,000 EUR
    IDEA-3          1           24,000 EUR         12,000 EUR
    IDEA-5          2  12,000 EUR, 800 USD
    IDEA-6          1
    IDEA-7          0
    "#);
    insta::assert_snapshot!(
        sandbox.pm(&["list", "idea", "--columns", columns, "--where", "revenue >= 12000", "--format", "csv"]).shown(), @r#"
    id,customers,revenue,customer-weighted
    IDEA-1,2,"12,000 EUR","24,000 EUR"
    IDEA-2,1,"24,000 EUR","12,000 EUR"
    IDEA-3,1,"24,000 EUR","12,000 EUR"
    "#);
    insta::assert_snapshot!(
        sandbox.pm(&["list", "idea", "--columns", "id,revenue,customer_weighted", "--has", "revenue", "--limit", "1", "--format", "json"]).shown(), @r#"
    {
      "schema_version": 1,
      "view": "list",
      "kinds": [
        "idea"
      ],
      "columns": [
        {
          "name": "id"
        },
        {
          "name": "revenue"
        },
        {
          "name": "customer_weighted"
        }
      ],
      "total": 5,
      "unreadable": 0,
      "groups": [
        {
          "by": null,
          "total": 5,
          "rows": [
            {
              "id": "IDEA-1",
              "revenue": {
                "amount": 12000,
                "currency": "EUR"
              },
              "customer_weighted": {
                "amount": 24000,
                "currency": "EUR"
              }
            }
          ]
        }
      ]
    }
    "#);
    // What is not known fulfils no condition, and can be asked for as such.
    insta::assert_snapshot!(sandbox.pm(&["list", "idea", "--no", "revenue", "--columns", "id,customers"]).shown(), @r#"
    Ideas
    ═════
    2

    ID      CUSTOMERS
    IDEA-6          1
    IDEA-7          0
    "#);
    insta::assert_snapshot!(sandbox.pm(&["list", "--where", "customers > 1"]).shown(), @r#"
    Artifacts
    ═════════
    2

    ID      KIND  TITLE   STATUS
    IDEA-1  idea  Idea 1  new
    IDEA-5  idea  Idea 5  new
    "#);
}

#[test]
fn a_formula_of_the_repository_can_divide_it_by_the_work() {
    let sandbox = sandbox();
    sandbox.write(
        "pm.yaml",
        "format: 1\nscores:\n  pull:\n    title: Money for each week\n    formula: self.customer_weighted / \
         self.effort\n    kinds: [idea]\n",
    );
    sandbox.write(
        "ideas/IDEA-1-i.md",
        "---\nid: IDEA-1\ntitle: Idea 1\nstatus: new\neffort: 4\nfrom: [CUST-1]\n---\n",
    );
    insta::assert_snapshot!(
        sandbox.pm(&["prioritize", "--by", "pull", "--where", "customers > 0"]).shown(), @r#"
    Ideas by money for each week
    ════════════════════════════
    1 scored, 5 unscored; self.customer_weighted / self.effort

    #  ID      TITLE   STATUS  CUSTOMER WEIGHTED  EFFORT  SCORE
    1  IDEA-1  Idea 1  new            24,000 EUR       4  6000
       IDEA-2  Idea 2  new            12,000 EUR          unscored: needs effort
       IDEA-3  Idea 3  new            12,000 EUR          unscored: needs effort
       IDEA-4  Idea 4  new               400 USD          unscored: needs effort
       IDEA-5  Idea 5  new                                unscored: needs customer_weighted and effort
       IDEA-6  Idea 6  new                                unscored: needs customer_weighted and effort
    "#);
}

#[test]
fn an_audience_that_does_not_see_who_asks_learns_no_number() {
    let sandbox = sandbox();
    sandbox.write(
        "pm.yaml",
        "format: 1\naudiences:\n  partners:\n    kinds: [idea, requirement]\n  desk:\n    kinds: [idea, feedback, \
         customer]\n    fields: {customer: [title]}\n    visibility: [private, internal]\n",
    );
    let list = |audience: &str, columns: &str| {
        sandbox.pm(&["list", "idea", "--columns", columns, "--limit", "2", "--audience", audience]).shown()
    };
    assert!(list("partners", "id,customers").contains("error: idea has no field `customers`"));
    insta::assert_snapshot!(list("desk", "id,customers"), @r#"
    Ideas
    ═════
    2 of 7

    ID      CUSTOMERS
    IDEA-1          2
    IDEA-2          1
    "#);
    assert!(list("desk", "id,revenue").contains("error: idea has no field `revenue`"));
    let ranked = sandbox.pm(&["prioritize", "--by", "customer-weighted", "--audience", "partners"]).shown();
    insta::assert_snapshot!(ranked, @r#"
    ------- stderr -------
    error: Customer-weighted score cannot rank ideas: nothing in them says who asks
    hint: give the kind a field that answers feedback, or one called `from` that leads to customers, or rank by another method with --by
    [exit code: 2]
    "#);
}
