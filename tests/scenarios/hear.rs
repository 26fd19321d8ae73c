//! `pm feedback add` in seconds: from words alone, from standard input, from a mail.

use crate::sandbox::Sandbox;

const MAIL: &str = "From: Tove Lind <tove@mail.aldermoor.example>\r\nTo: help@tideline.example\r\nSubject: Re: Prices of \
                    tomorrow\r\nDate: Mon, 23 Nov 2026 09:12:00 +0100\r\nContent-Type: text/plain; \
                    charset=utf-8\r\n\r\nHello Ana,\r\n\r\nour members ask every day what tomorrow costs. Please call +47 12 \
                    34 56 78.\r\n\r\nBest regards\r\nTove Lind\r\nAldermoor\r\n\r\nOn Fri, 20 Nov 2026, Ana wrote:\r\n> \
                    What would help you most?\r\n";

fn customers(sandbox: &Sandbox) {
    sandbox.write(
        "customers/CUST-1-a.md",
        "---\nid: CUST-1\ntitle: Aldermoor\nstatus: active\ndomains: [aldermoor.example]\n---\n",
    );
}

#[test]
fn a_mail_becomes_feedback_without_what_is_nobodys_business() {
    let sandbox = Sandbox::new();
    customers(&sandbox);
    sandbox.write("mail.eml", MAIL);
    insta::assert_snapshot!(sandbox.pm(&["feedback", "add", "--from", "mail.eml", "--channel", "support"]).shown(), @r#"
    FB-1 feedback/FB-1-prices-of-tomorrow.md
    ------- stderr -------
    note: left out of the mail: 1 quoted line, a greeting or signature and 1 address or telephone number
    "#);
    insta::assert_snapshot!(sandbox.read("feedback/FB-1-prices-of-tomorrow.md"), @r#"
    ---
    id: FB-1
    title: Prices of tomorrow
    status: new
    customer: CUST-1
    channel: support
    date: 2026-11-23
    ---

    ## Words

    our members ask every day what tomorrow costs. Please call [number].

    ## Context
    <!-- What they were trying to do, and what they did instead. -->
    "#);
}

#[test]
fn what_is_said_beside_a_mail_counts_more() {
    let sandbox = Sandbox::new();
    let arguments = [
        "feedback",
        "add",
        "Prices",
        "--from",
        "-",
        "--date",
        "2026-11-01",
        "--importance",
        "7",
        "--dry-run",
    ];
    insta::assert_snapshot!(sandbox.pm_with(&arguments, MAIL).shown(), @r#"
    --- /dev/null
    +++ b/feedback/FB-1-prices.md
    @@ -0,0 +1,14 @@
    +---
    +id: FB-1
    +title: Prices
    +status: new
    +date: 2026-11-01
    +importance: 7
    +---
    +
    +## Words
    +
    +our members ask every day what tomorrow costs. Please call [number].
    +
    +## Context
    +<!-- What they were trying to do, and what they did instead. -->
    ------- stderr -------
    note: no one customer has the domain mail.aldermoor.example; name it with --customer
    note: left out of the mail: 1 quoted line, a greeting or signature and 1 address or telephone number
    would write FB-1 feedback/FB-1-prices.md
    "#);
}

#[test]
fn words_alone_are_enough() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm_with(&["feedback", "add", "--words", "-", "--dry-run"], "The export fails. Every day.\n").shown(), @r#"
    --- /dev/null
    +++ b/feedback/FB-1-the-export-fails.md
    @@ -0,0 +1,13 @@
    +---
    +id: FB-1
    +title: The export fails
    +status: new
    +date: 2026-11-24
    +---
    +
    +## Words
    +
    +The export fails. Every day.
    +
    +## Context
    +<!-- What they were trying to do, and what they did instead. -->
    ------- stderr -------
    would write FB-1 feedback/FB-1-the-export-fails.md
    "#);
    insta::assert_snapshot!(sandbox.pm(&["feedback", "add", "--words", "Can it ring?"]).shown(), @"FB-1 feedback/FB-1-can-it-ring.md");
}

#[test]
fn what_says_nothing_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("note.txt", "just words\n");
    insta::assert_snapshot!(sandbox.pm(&["feedback", "add"]).shown(), @r#"
    ------- stderr -------
    error: the feedback needs a title or words
    hint: write a title, or give the words with --words or --from
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["feedback", "add", "--from", "note.txt"]).shown(), @r#"
    ------- stderr -------
    error: note.txt is no mail: it has neither a sender nor a subject
    hint: save the message as a file with its headers, or give the words with --words
    [exit code: 2]
    "#);
}
