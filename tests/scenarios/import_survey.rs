//! Answers to a survey become feedback in the words that were said.

use crate::sandbox::Sandbox;

#[test]
fn answers_of_a_survey_are_feedback_in_the_words_that_were_said() {
    let sandbox = Sandbox::with_git();
    sandbox.write("customers/CUST-1-x.md", "---\nid: CUST-1\ntitle: Harbour of Nees\nstatus: active\n---\n");
    sandbox.write(
        "survey.csv",
        "Date,Customer,Answer,Importance\n21/11/2026,Harbour of Nees,\"The round takes too long.\nIt rains.\",8\n22/11/2026,Nobody,More paper!,\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["import", "survey.csv", "--as", "feedback", "--yes"]).shown(), @r#"
    survey.csv
    ══════════
    2 records, read as proposed in imports/survey.yaml, which is yours to change

    • 2 feedback new

    New
    ───
    ID    TITLE                                FROM
    FB-1  The round takes too long. It rains.
    FB-2  More paper!

    Cells that stay out; their records go in
    ────────────────────────────────────────
    • survey.csv:4:12: Customer: `Nobody` is neither in the file nor in the plan
    ------- stderr -------
    wrote 4 files
    "#);
    insta::assert_snapshot!(sandbox.read("feedback/FB-1-the-round-takes-too-long-it-rains.md"), @r#"
    ---
    id: FB-1
    title: The round takes too long. It rains.
    status: new
    customer: CUST-1
    date: 2026-11-21
    importance: 8
    ---

    ## Words

    The round takes too long.
    It rains.
    "#);
}

#[test]
fn the_question_of_a_survey_is_found_by_its_answers() {
    let sandbox = Sandbox::with_git();
    sandbox.write("customers/CUST-1-x.md", "---\nid: CUST-1\ntitle: Kvist Marina\nstatus: active\n---\n");
    sandbox.write(
        "survey.csv",
        "Submitted at,Company,How likely are you to recommend us?,What is the main reason for your score?,Plan\n\
         2026-11-02 10:12,Kvist Marina,9,The berth plan saves me an hour a day,Pro\n\
         2026-11-03 08:01,,3,\"Payment fails every second time, and nobody answers\",Basic\n\
         2026-11-04 08:01,,7,,Basic\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["import", "survey.csv", "--as", "feedback"]).shown(), @r#"
    survey.csv
    ══════════
    3 records, read as proposed below

    • 2 feedback would be new
    • 1 record that does not fit is not imported, told below

    New
    ───
    ID    TITLE                                                FROM
    FB-1  The berth plan saves me an hour a day
    FB-2  Payment fails every second time, and nobody answers

    How a record becomes feedback
    ─────────────────────────────
    FIELD     READ FROM                                WORDS
    title     What is the main reason for your score?
    customer  Company
    date      Submitted at
    Words     What is the main reason for your score?
    channel   always survey

    Columns that nothing is read from, with how many cells say something
    ────────────────────────────────────────────────────────────────────
    How likely are you to recommend us? (3), Plan (3)

    Records that stay out
    ─────────────────────
    • survey.csv:4:1: the record has no title, and feedback need one
    ------- stderr -------
    would write 4 files: pm import survey.csv --yes
    hint: to read columns otherwise, write imports/survey.yaml with --save-mapping, change it and import again
    "#);
    assert_eq!(sandbox.pm(&["import", "survey.csv", "--as", "feedback", "--yes"]).code, 0);
    insta::assert_snapshot!(sandbox.read("feedback/FB-1-the-berth-plan-saves-me-an-hour-a-day.md"), @r#"
    ---
    id: FB-1
    title: The berth plan saves me an hour a day
    status: new
    customer: CUST-1
    channel: survey
    date: 2026-11-02
    ---

    ## Words

    The berth plan saves me an hour a day
    "#);
}
