//! `pm answers` as its callers see it: whom to tell what, and writing down that they were told.

use crate::sandbox::Sandbox;

const SETTINGS: &str = "format: 1
product: {name: Pages}
audiences:
  customers:
    public: true
    kinds: [requirement, release]
    statuses: [active, done]
    fields:
      requirement: [title, status, release, changelog, announced]
      release: [title, status, version, announced, date]
    visibility: public
    people: false
    dates: quarter
    past_dates: day
";

/// Two customers and a nameless one who asked for speed, which goes out, and one who asked for what was declined.
pub(crate) fn product(release: &str) -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", SETTINGS);
    let customer = |number: u8, title: &str, more: &str| {
        sandbox.write(
            &format!("customers/CUST-{number}-c.md"),
            &format!("---\nid: CUST-{number}\ntitle: {title}\nstatus: active\n{more}---\n"),
        );
    };
    customer(1, "Kvist", "");
    customer(2, "Søndre", "language: de-AT\n");
    let said = |number: u8, title: &str, who: &str| {
        sandbox.write(
            &format!("feedback/FB-{number}-f.md"),
            &format!(
                "---\nid: FB-{number}\ntitle: {title}\nstatus: triaged\n{who}\ndate: 2026-06-0{number}\nimportance: 7\n---\n\
                 ## Words\n\"I wait.\"\n"
            ),
        );
    };
    said(1, "Pages are slow", "customer: CUST-1");
    said(2, "I wait for every page", "customer: CUST-2");
    said(3, "It is slow on the train", "role: travelling reader");
    said(4, "I want to print", "customer: CUST-1");
    sandbox.write(
        "ideas/IDEA-1-i.md",
        "---\nid: IDEA-1\ntitle: Keep pages near the reader, as Kvist wants\nstatus: planned\nanswers: [FB-1, FB-2, FB-3]\n---\n\
         ## Problem\nSlow.\n\n## Proposal\nNearer.\n",
    );
    sandbox.write(
        "ideas/IDEA-2-i.md",
        "---\nid: IDEA-2\ntitle: Print a page\nstatus: declined\nanswers: FB-4\nreason: Nobody but Kvist prints.\nresponse: \
         Your browser prints every page well.\n---\n## Problem\nPaper.\n",
    );
    sandbox.write(
        "requirements/REQ-1-w.md",
        "---\nid: REQ-1\ntitle: A cache for Kvist\nstatus: done\nvisibility: public\nanswers: IDEA-1\nrelease: \
         REL-1\nchangelog: {type: changed, text: Pages load in a second}\n---\n",
    );
    sandbox.write(
        "releases/REL-1-r.md",
        &format!(
            "---\nid: REL-1\ntitle: Faster\nvisibility: public\nversion: 2.0.0\nannounced: 2026-Q4\ntarget: \
                  2026-11-10\nowner: ana\n{release}---\n## Goal\nNobody waits.\n"
        ),
    );
    sandbox
}

const OUT: &str = "status: released\ndate: 2026-11-10\n";

#[test]
fn everybody_whose_wish_came_true_or_not_gets_a_letter() {
    let sandbox = product(OUT);
    insta::assert_snapshot!(sandbox.pm(&["answers"]).shown(), @r#"
    Answers
    ═══════
    3 people to tell · 4 answers · on 24 Nov 2026 · for customers

    Kvist
    ─────
    About    FB-1 (shipped); FB-4 (not planned)
    Subject  What became of what you asked for

    Hello Kvist,

    On 1 Jun 2026 you told us: "Pages are slow".

    We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.

    On 4 Jun 2026 you told us: "I want to print".

    We are not going to do it. Your browser prints every page well.

    Thank you for telling us.

    Pages

    Søndre
    ──────
    About     FB-2 (shipped)
    Language  de-AT
    Subject   I wait for every page

    Hello Søndre,

    On 2 Jun 2026 you told us: "I wait for every page".

    We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.

    Thank you for telling us.

    Pages

    travelling reader
    ─────────────────
    About    FB-3 (shipped)
    Subject  It is slow on the train

    Hello,

    On 3 Jun 2026 you told us: "It is slow on the train".

    We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.

    Thank you for telling us.

    Pages

    ! when they are told, write it down: pm answers --record, or pm feedback answered FB-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "--by", "idea"]).shown(), @r#"
    Answers
    ═══════
    3 people to tell · 4 answers · on 24 Nov 2026 · for customers

    IDEA-1 Keep pages near the reader, as Kvist wants · shipped
    ───────────────────────────────────────────────────────────
    We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.

    TELL               ID    ASKED FOR                SAID
    Kvist              FB-1  Pages are slow           1 Jun 2026
    Søndre             FB-2  I wait for every page    2 Jun 2026
    travelling reader  FB-3  It is slow on the train  3 Jun 2026

    IDEA-2 Print a page · not planned
    ─────────────────────────────────
    We are not going to do it. Your browser prints every page well.

    TELL   ID    ASKED FOR        SAID
    Kvist  FB-4  I want to print  4 Jun 2026

    ! when they are told, write it down: pm answers --record, or pm feedback answered FB-1
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "FB-3", "--format", "csv"]).shown(), @r#"
    customer,name,language,mail,id,asked_for,said,why,before,state,about,words,subject,letter
    ,travelling reader,,,FB-3,It is slow on the train,2026-06-03,unanswered,,shipped,IDEA-1,"We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.",It is slow on the train,"Hello,

    On 3 Jun 2026 you told us: ""It is slow on the train"".

    We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.

    Thank you for telling us.

    Pages"
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    warning[unanswered]: what FB-4 asks for is not going to be done, and whoever said it has waited 173 days for an answer
     --> feedback/FB-4-f.md:4:9
      |
    4 | status: triaged
      |         ^^^^^^^
      |
      = help: see what to tell: pm answers FB-4; then write it down: pm feedback answered FB-4

    error[missing-field]: this requirement has no `owner`, which it needs from `approved` on
     --> requirements/REQ-1-w.md:4:9
      |
    4 | status: done
      |         ^^^^
      |
      = help: add `owner:`: The one person who answers for it. A handle of `people` in pm.yaml

    warning[missing-section]: this requirement has no section `Acceptance criteria`, which it needs from `approved` on
     --> requirements/REQ-1-w.md:4:9
      |
    4 | status: done
      |         ^^^^
      |
      = help: add a heading `## Acceptance criteria`: A checklist of what will be true. Each item can be shown to hold or not to hold

    warning[missing-section]: this requirement has no section `Out of scope`, which it needs from `approved` on
     --> requirements/REQ-1-w.md:4:9
      |
    4 | status: done
      |         ^^^^
      |
      = help: add a heading `## Out of scope`: What a reader would expect and will not get

    warning[missing-section]: this requirement has no section `Problem`, which it needs from `review` on
     --> requirements/REQ-1-w.md:4:9
      |
    4 | status: done
      |         ^^^^
      |
      = help: add a heading `## Problem`: Whose problem it is and how we know, before any solution

    1 error, 4 warnings in 2 of 10 files
    [exit code: 1]
    "#);
}

#[test]
fn no_letter_says_what_its_reader_may_not_see() {
    let sandbox = product(OUT);
    let shown = sandbox.pm(&["answers", "CUST-2", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let letters = json["letters"].as_array().unwrap();
    assert_eq!(letters.len(), 1);
    for secret in ["Kvist", "cache", "near the reader", "REQ-1", "IDEA-1", "prints"] {
        assert!(!letters[0]["text"].as_str().unwrap().contains(secret), "{secret}");
    }
}

#[test]
fn a_letter_is_written_in_the_language_of_its_reader() {
    let sandbox = product(OUT);
    sandbox.write(
        "templates/answer-de.md.j2",
        "Subject: Ihr Wunsch\n\nGuten Tag {{ to.name }},\n\n{% for item in news %}\n{{ item.asked_for }}: {{ item.state }}\n\
         {% endfor %}\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["answers", "CUST-2"]).shown(), @r#"
    Answers
    ═══════
    1 person to tell · 1 answer · on 24 Nov 2026 · for customers

    Søndre
    ──────
    About     FB-2 (shipped)
    Language  de-AT
    Subject   Ihr Wunsch

    Guten Tag Søndre,

    I wait for every page: shipped

    ! when they are told, write it down: pm answers CUST-2 --record, or pm feedback answered FB-2
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "--mail", "drafts"]).shown(), @r#"
    drafts/CUST-1-kvist.eml
    drafts/CUST-2-sondre.eml
    drafts/FB-3-travelling-reader.eml
    ------- stderr -------
    note: no address is known for Kvist, Søndre and travelling reader
    wrote 3 drafts; nothing was sent
    "#);
    insta::assert_snapshot!(sandbox.read("drafts/CUST-2-sondre.eml").replace('\r', ""), @r#"
    X-Unsent: 1
    Subject: Ihr Wunsch
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Guten Tag S=C3=B8ndre,

    I wait for every page: shipped
    "#);
}

#[test]
fn what_was_told_is_written_down_once() {
    let sandbox = product(OUT);
    insta::assert_snapshot!(sandbox.pm(&["answers", "--record"]).shown(), @r#"
    FB-1 feedback/FB-1-f.md
      - status: triaged
      + status: answered
      + response: We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.
    FB-4 feedback/FB-4-f.md
      - status: triaged
      + status: answered
      + response: We are not going to do it. Your browser prints every page well.
    FB-2 feedback/FB-2-f.md
      - status: triaged
      + status: answered
      + response: We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.
    FB-3 feedback/FB-3-f.md
      - status: triaged
      + status: answered
      + response: We have done something about it, and it came out with 2.0.0 on 10 Nov 2026. Pages load in a second.
    ------- stderr -------
    4 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers"]).shown(), @r#"
    Answers
    ═══════
    0 people to tell · 0 answers · on 24 Nov 2026 · for customers

    ✓ Nobody waits for an answer: of what was shipped or turned down, everybody was told.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "--record"]).shown(), @r#"
    ------- stderr -------
    nothing to record: no feedback waits for an answer that could be given
    "#);
}

#[test]
fn feedback_is_answered_in_ones_own_words_too() {
    let sandbox = product("status: building\n");
    insta::assert_snapshot!(sandbox.pm(&["feedback", "answered", "FB-1"]).shown(), @r#"
    ------- stderr -------
    error: what FB-1 asks for is neither shipped nor turned down, so that nothing is known to tell
    hint: say what they were told: pm feedback answered FB-1 --text "…"
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["fb", "answered", "1", "FB-2", "--text", "It comes this year."]).shown(), @r#"
    FB-1 feedback/FB-1-f.md
      - status: triaged
      + status: answered
      + response: It comes this year.
    FB-2 feedback/FB-2-f.md
      - status: triaged
      + status: answered
      + response: It comes this year.
    ------- stderr -------
    2 artifacts changed
    "#);
    insta::assert_snapshot!(sandbox.pm(&["feedback", "answered", "4"]).shown(), @r#"
    FB-4 feedback/FB-4-f.md
      - status: triaged
      + status: answered
      + response: We are not going to do it. Your browser prints every page well.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["feedback", "answered", "IDEA-1"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-1 is of the kind idea, not feedback
    hint: run `pm idea …` instead
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["idea", "answered", "1"]).shown(), @r#"
    ------- stderr -------
    error: there is no `pm idea answered`
    hint: what can be done with ideas: add, list, board, show, links, history, timeline, slips, trace, set, unset, link, unlink, status, merge, unmerge, rank, approve, edit, rename, remove
    [exit code: 2]
    "#);
}

#[test]
fn a_release_that_goes_out_says_who_waits() {
    let sandbox = product("status: building\n");
    insta::assert_snapshot!(sandbox.pm(&["status", "REL-1", "released", "date=2026-11-24"]).shown(), @r#"
    REL-1 releases/REL-1-r.md
      + date: 2026-11-24
      - status: building
      + status: released
    ------- stderr -------
    3 people wait for an answer that can be given now: Kvist (FB-1), Søndre (FB-2) and travelling reader (FB-3)
    hint: write to them: pm answers REL-1 --mail drafts
    "#);
}

#[test]
fn since_a_moment_whatever_changed_is_told() {
    let sandbox = product("status: building\n");
    sandbox.commit("2026-10-01", "Plan");
    let release =
        sandbox.read("releases/REL-1-r.md").replace("2026-Q4", "2027-Q1").replace("2026-11-10", "2027-01-20");
    sandbox.write("releases/REL-1-r.md", &release);
    sandbox.write(
        "ideas/IDEA-3-i.md",
        "---\nid: IDEA-3\ntitle: Read without a network\nstatus: exploring\nfrom: CUST-2\n---\n## Problem\nTunnels.\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["answers", "--since", "2026-10-02"]).shown(), @r#"
    Answers
    ═══════
    3 people to tell · 4 answers · since 2 Oct 2026 · for customers

    Kvist
    ─────
    About    FB-1 (on the way, moved)
    Subject  Pages are slow

    Hello Kvist,

    On 1 Jun 2026 you told us: "Pages are slow".

    We are working on it: it comes with 2.0.0, which we expect in Q1 2027. It comes later than we had
    said: in Q1 2027, and not in Q4 2026.

    Thank you for telling us.

    Pages

    Søndre
    ──────
    About     FB-2 (on the way, moved); IDEA-3 (being considered, before: no answer yet)
    Language  de-AT
    Subject   What became of what you asked for

    Hello Søndre,

    On 2 Jun 2026 you told us: "I wait for every page".

    We are working on it: it comes with 2.0.0, which we expect in Q1 2027. It comes later than we had
    said: in Q1 2027, and not in Q4 2026.

    You asked us for this: "Read without a network".

    We are looking into it, and have promised nothing yet.

    Thank you for telling us.

    Pages

    travelling reader
    ─────────────────
    About    FB-3 (on the way, moved)
    Subject  It is slow on the train

    Hello,

    On 3 Jun 2026 you told us: "It is slow on the train".

    We are working on it: it comes with 2.0.0, which we expect in Q1 2027. It comes later than we had
    said: in Q1 2027, and not in Q4 2026.

    Thank you for telling us.

    Pages
    "#);
    insta::assert_snapshot!(sandbox.pm(&["answers", "--since", "HEAD", "--for", "nobody"]).shown(), @r#"
    ------- stderr -------
    error: there is no audience `nobody`
    hint: audiences of pm.yaml: customers
    [exit code: 2]
    "#);
    sandbox.commit("2026-11-01", "Later");
    insta::assert_snapshot!(sandbox.pm(&["answers", "--since", "HEAD"]).shown(), @r#"
    Answers
    ═══════
    0 people to tell · 0 answers · since HEAD · for customers

    ✓ Nothing that anybody asked for has changed since HEAD.
    "#);
}

#[test]
fn nobody_waits_in_the_examples_until_a_release_is_out() {
    let sandbox = Sandbox::of_example("tideline");
    insta::assert_snapshot!(sandbox.pm(&["answers"]).shown(), @r#"
    Answers
    ═══════
    0 people to tell · 0 answers · on 24 Nov 2026 · for Harbours

    ✓ Nobody waits for an answer: of what was shipped or turned down, everybody was told.
    "#);
    let release = sandbox.read("releases/REL-5-deposits.md");
    sandbox.write(
        "releases/REL-5-deposits.md",
        &release.replace("status: building", "status: released\ndate: 2026-12-15"),
    );
    for file in sandbox
        .files()
        .iter()
        .filter(|file| ["REQ-5-", "REQ-6-", "REQ-7-"].iter().any(|id| file.contains(id)))
    {
        let text = sandbox.read(file);
        let text = ["building", "review", "approved"]
            .iter()
            .fold(text, |text, status| text.replace(&format!("\nstatus: {status}\n"), "\nstatus: done\n"));
        sandbox.write(file, &text);
    }
    insta::assert_snapshot!(sandbox.pm(&["answers", "--today", "2026-12-16"]).shown(), @r#"
    Answers
    ═══════
    1 person to tell · 1 answer · on 16 Dec 2026 · for Harbours

    Kvist Marina
    ────────────
    About    FB-1 (shipped)
    Subject  Eleven booked berths stayed empty on the busiest Saturday

    Hello Kvist Marina,

    On 17 Aug 2026 you told us: "Eleven booked berths stayed empty on the busiest Saturday".

    We have done something about it, and it came out with 3.0.0 on 15 Dec 2026. Harbours can ask for a
    deposit when a berth is booked. It goes straight to the harbour's account and counts towards the
    stay. A monthly statement lists each deposit with its booking, fee and payout.

    Thank you for telling us.

    Tideline

    This is what we work on today. It is not a promise, and dates move with the weather and with what we
    learn.

    ! when they are told, write it down: pm answers --record, or pm feedback answered FB-1
    "#);
}
