//! `pm notes` as its callers see it.

use crate::sandbox::Sandbox;

const SETTINGS: &str = "format: 1
product: {name: Tideline}
audiences:
  customers:
    public: true
    kinds: [requirement, release, idea, feedback, customer]
    visibility: [public, internal, private]
    fields: [title, status, version, date, release, changelog, notes, known_issues, answers, customer, role]
    dates: day
  sales: {name: Sales, visibility: [public, internal, private]}
";

fn requirement(sandbox: &Sandbox, id: u32, status: &str, more: &str) {
    sandbox.write(
        &format!("requirements/REQ-{id}-x.md"),
        &format!("---\nid: REQ-{id}\ntitle: Work {id}\ntype: feature\nstatus: {status}\n{more}---\n"),
    );
}

fn release(sandbox: &Sandbox, id: u32, version: &str, status: &str, more: &str) {
    sandbox.write(
        &format!("releases/REL-{id}-x.md"),
        &format!(
            "---\nid: REL-{id}\ntitle: Round {id}\nstatus: {status}\nversion: {version}\n{more}---\n\n## Goal\n\nWalk \
             without *paper*.\n"
        ),
    );
}

/// A version that is out, with what there is to say of it.
fn product() -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", SETTINGS);
    let notes = "date: 2026-09-29\nknown_issues: [REQ-5]\nnotes: {customers: Enjoy the round.}\n";
    release(&sandbox, 1, "1.0.0", "released", "date: 2026-05-02\n");
    release(&sandbox, 2, "2.0.0", "released", notes);
    requirement(
        &sandbox,
        1,
        "done",
        "release: 2.0.0\nanswers: [IDEA-1]\nchangelog: {type: added, text: A sorted list., highlight: true}\nnotes: \
         {customers: 'Find any berth, with = | <b>.', sales: Rivals sort by number alone.}\n",
    );
    requirement(
        &sandbox,
        2,
        "done",
        "release: 2.0.0\nchangelog: {type: removed, text: Old links are gone., breaking: true, upgrade: Print new ones.}\n",
    );
    requirement(&sandbox, 3, "done", "release: 2.0.0\n");
    requirement(&sandbox, 4, "done", "release: 2.0.0\nnotes: {sales: Sold as faster.}\n");
    requirement(&sandbox, 5, "approved", "notes: {customers: Prints are cut at the edge.}\n");
    sandbox.write(
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: Sort\nstatus: shipped\nanswers: [FB-1, FB-2]\n---\n",
    );
    sandbox.write("customers/CUST-1-k.md", "---\nid: CUST-1\ntitle: Kvist Marina\nstatus: active\n---\n");
    sandbox.write(
        "feedback/FB-1-a.md",
        "---\nid: FB-1\ntitle: A\nstatus: answered\ncustomer: CUST-1\nresponse: Yes.\n---\n",
    );
    sandbox.write(
        "feedback/FB-2-a.md",
        "---\nid: FB-2\ntitle: A\nstatus: answered\nrole: office lead\nresponse: Yes.\n---\n",
    );
    sandbox
}

#[test]
fn colleagues_read_who_asked_what_breaks_and_what_is_silent() {
    insta::assert_snapshot!(product().pm(&["notes"]).shown(), @r#"
    Tideline 2.0.0
    ══════════════
    Round 2 · 29 Sep 2026

    Walk without paper.

    Highlights
    ──────────
    • A sorted list.
      ◦ REQ-1, asked for by Kvist Marina and an office lead

    Breaking
    ────────
    • Old links are gone.
      ◦ To do: Print new ones.
      ◦ REQ-2

    Known issues
    ────────────
    • Work 5 (REQ-5)

    ! 2 pieces of work say nothing here: REQ-3, REQ-4
    "#);
}

#[test]
fn an_audience_reads_its_own_words_else_those_of_the_changelog() {
    insta::assert_snapshot!(product().pm(&["notes", "2.0", "--audience", "sales"]).shown(), @r#"
    Tideline 2.0.0
    ══════════════
    Round 2 · 29 Sep 2026

    Walk without paper.

    Highlights
    ──────────
    • Rivals sort by number alone.
      ◦ REQ-1, asked for by Kvist Marina and an office lead

    Breaking
    ────────
    • Old links are gone.
      ◦ To do: Print new ones.
      ◦ REQ-2

    Added
    ─────
    • Sold as faster.
      ◦ REQ-4

    Known issues
    ────────────
    • Work 5 (REQ-5)

    ! 1 piece of work says nothing here: REQ-3
    "#);
}

#[test]
fn outside_what_has_no_words_is_not_named_and_markup_is_text() {
    let sandbox = product();
    let call = ["notes", "2.0.0", "--audience", "customers", "--format", "markdown"];
    insta::assert_snapshot!(sandbox.pm(&call).shown(), @r#"
    # Tideline 2.0.0

    Round 2 · 29 Sep 2026

    Enjoy the round.

    ## Highlights

    - Find any berth, with = | \<b\>.
      - Asked for by Kvist Marina and an office lead

    ## Breaking

    - Old links are gone.
      - **To do:** Print new ones.

    ## Known issues

    - Prints are cut at the edge.
    "#);
}

#[test]
fn versions_between_two_are_told_newest_first() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["notes", "..2.0", "--format", "csv"]).shown(), @r#"
    version,date,type,highlight,breaking,text,upgrade,removal,requirement,asked
    2.0.0,2026-09-29,added,true,false,A sorted list.,,,REQ-1,Kvist Marina and an office lead
    2.0.0,2026-09-29,removed,false,true,Old links are gone.,Print new ones.,,REQ-2,
    "#);
    insta::assert_snapshot!(sandbox.pm(&["notes", "2.0..1.0"]).shown(), @r#"
    ------- stderr -------
    error: 2.0.0 is newer than 1.0.0
    hint: write the older one first: `1.0..2.0`
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["notes", "3.0"]).shown(), @r#"
    ------- stderr -------
    error: there is no version `3.0`
    hint: the versions are 2.0.0 and 1.0.0
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["notes", "--audience", "sale"]).shown(), @r#"
    ------- stderr -------
    error: there is no audience `sale`
    hint: did you mean `sales`?
    [exit code: 2]
    "#);
}

#[test]
fn colleagues_read_what_became_of_the_plan_since_the_version_before() {
    let sandbox = Sandbox::bare();
    sandbox.begin_git();
    sandbox.write("pm.yaml", SETTINGS);
    release(&sandbox, 1, "1.0.0", "released", "date: 2026-05-02\n");
    release(&sandbox, 2, "2.0.0", "building", "target: 2026-09\n");
    release(&sandbox, 3, "3.0.0", "planned", "");
    for id in 1..5 {
        requirement(&sandbox, id, "approved", "release: 2.0.0\n");
    }
    sandbox.commit("2026-05-02", "The plan");
    let git = sandbox.git();
    let head = git.revparse_single("HEAD").unwrap();
    git.tag_lightweight("v1.0.0", &head, false).unwrap();
    release(&sandbox, 2, "2.0.0", "building", "target: 2026-11\n");
    requirement(&sandbox, 1, "done", "release: 2.0.0\nchangelog: {type: added, text: The round.}\n");
    requirement(&sandbox, 2, "dropped", "release: 2.0.0\nreason: Nobody asked.\n");
    requirement(&sandbox, 3, "approved", "release: 3.0.0\n");
    requirement(&sandbox, 6, "approved", "release: 2.0.0\n");
    insta::assert_snapshot!(sandbox.pm(&["notes", "2.0.0"]).shown(), @r#"
    Tideline 2.0.0
    ══════════════
    Round 2

    ● not out yet: planned for November 2026, 1 of 3 done

    Walk without paper.

    Added
    ─────
    • The round.
      ◦ REQ-1

    Since 1.0.0 went out
    ────────────────────
    It lost 2 of 4 and gained 1.

    • target from 2026-09 to 2026-11
    • REQ-2 Work 2 dropped: Nobody asked.
    • REQ-3 Work 3 moved to 3.0.0
    • REQ-6 Work 6 came in

    ! 2 pieces of work say nothing here: REQ-4, REQ-6
    "#);
    let outside = sandbox.pm(&["notes", "2.0.0", "--audience", "customers"]).shown();
    assert!(!outside.contains("Since"), "{outside}");
}
