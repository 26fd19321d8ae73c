//! `pm checkin add`: what it is about, how it is doing, and the words.

use crate::sandbox::Sandbox;

#[test]
fn three_words_are_enough() {
    let sandbox = Sandbox::of_example("tideline");
    let add = |arguments: &[&str]| {
        let all: Vec<&str> = ["checkin", "add"].iter().chain(arguments).copied().collect();
        sandbox.pm(&all).shown()
    };
    insta::assert_snapshot!(add(&["INIT-3", "at-risk", "The bank is late.", "--author", "mira", "--ask", "Tom to call"]), @"CHK-6 checkins/CHK-6-money-before-arrival-24-nov-2026.md");
    insta::assert_snapshot!(sandbox.read("checkins/CHK-6-money-before-arrival-24-nov-2026.md"), @r#"
    ---
    id: CHK-6
    title: Money before arrival, 24 Nov 2026
    status: posted
    "on": INIT-3
    date: 2026-11-24
    health: at_risk
    words: The bank is late.
    asks: [Tom to call]
    author: mira
    ---
    "#);
    insta::assert_snapshot!(add(&["product", "on_track", "A quiet week.", "--author", "mira", "--date", "2026-11-20"]), @"CHK-7 checkins/CHK-7-tideline-20-nov-2026.md");
    insta::assert_snapshot!(sandbox.read("checkins/CHK-7-tideline-20-nov-2026.md"), @r#"
    ---
    id: CHK-7
    title: Tideline, 20 Nov 2026
    status: posted
    date: 2026-11-20
    health: on_track
    words: A quiet week.
    author: mira
    ---
    "#);
    insta::assert_snapshot!(add(&["OBJ-2.KR1", "off_track", "12 of 20 percent.", "--author", "mira"]), @"CHK-8 checkins/CHK-8-harbours-have-the-money-before-the-boat-arrives.md");
    insta::assert_snapshot!(add(&["INIT-3", "on-trak", "x"]), @r#"
    ------- stderr -------
    error: `on-trak` is no health
    hint: did you mean on_track?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(add(&["INIT-33", "on_track", "x", "--author", "mira"]), @r#"
    ------- stderr -------
    error: `on`: there is no `INIT-33`
    hint: did you mean INIT-3 (Money before arrival)?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(add(&["INIT-3", "on_track"]), @r#"
    ------- stderr -------
    error: a checkin that is posted needs `words` and `author`
    hint: add --words …: What changed, what is in the way, in two or three sentences
    hint: add --author …: Who says so
    [exit code: 2]
    "#);
    insta::assert_snapshot!(add(&["Only a title", "--status", "draft"]), @"CHK-9 checkins/CHK-9-only-a-title.md");
}

#[test]
fn a_product_of_several_is_named_by_its_key() {
    let sandbox = Sandbox::of_example("halden");
    insta::assert_snapshot!(sandbox.pm(&["checkin", "add", "meter", "on_track", "Quiet.", "--author", "farid"]).shown(), @"CHK-1 meter/checkins/CHK-1-halden-meter-24-nov-2026.md");
}
