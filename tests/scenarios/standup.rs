//! `pm standup`: what each person changed since the last one, what slipped, and what is under way.

use crate::sandbox::Sandbox;

const PM_YAML: &str = "format: 1\npeople:\n  ana: {name: Ana Lopez, teams: core, accounts: ana@example.com}\n  ben: {name: \
                       Ben Ode, teams: web, accounts: [\"@benode\"]}\n  cy: {name: Cy Dee, teams: web}\nteams:\n  core: \
                       {name: Core}\n  web: {name: Web}\n";

fn write(sandbox: &Sandbox, path: &str, front: &str) {
    let id = path.rsplit('/').next().unwrap_or_default();
    sandbox.write(&format!("{path}.md"), &format!("---\nid: {id}\n{front}---\n"));
}

/// A week that ends on Tuesday, 24 November 2026.
fn week() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", PM_YAML);
    write(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: building\nowner: ana\nversion: 1.0.0\ntarget: 2026-11-27\n",
    );
    write(&sandbox, "requirements/REQ-1", "title: Export a day\nstatus: building\nowner: ben\n");
    write(
        &sandbox,
        "requirements/REQ-2",
        "title: Export a year\nstatus: approved\nowner: ana\ndepends_on: [REQ-1, DEP-1]\n",
    );
    write(&sandbox, "requirements/REQ-3", "title: Export all\nstatus: building\n");
    write(
        &sandbox,
        "dependencies/DEP-1",
        "title: A server\nstatus: agreed\nowner: ana\npromised: 2026-11-20\nneeded_by: 2026-11-27\n",
    );
    sandbox.commit("2026-11-16", "The plan");
    write(&sandbox, "requirements/REQ-1", "title: Export a day\nstatus: building\nowner: ben\neffort: 3\n");
    sandbox.commit_by("Ben", "2026-11-20", "An estimate");
    write(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: building\nowner: ana\nversion: 1.0.0\ntarget: 2026-12-11\n",
    );
    sandbox.commit(
        "2026-11-23",
        "Wait for the server\n\nTalked to operations.\n\nReason: The server comes later\n",
    );
    write(
        &sandbox,
        "releases/REL-1",
        "title: Export\nstatus: building\nowner: ana\nversion: 1.0.0\ntarget: 2026-12-18\ncapacity: 4\n",
    );
    sandbox.commit("2026-11-23", "And a week for tests");
    write(&sandbox, "requirements/REQ-1", "title: Export a day\nstatus: done\nowner: ben\neffort: 3\n");
    sandbox.commit_by("benode", "2026-11-23", "Done");
    write(&sandbox, "ideas/IDEA-1", "title: Export a decade\nstatus: new\n");
    sandbox.commit_by("Zoe", "2026-11-24", "An idea");
    sandbox
}

#[test]
fn each_person_has_a_chapter() {
    insta::assert_snapshot!(week().pm(&["standup"]).shown(), @r#"
    Standup
    ═══════
    since Monday, 23 Nov 2026 · 4 changes · 3 pieces of work under way; first parents, renames followed
    at 50 % similarity

    Ana Lopez
    ─────────
    • REL-1 Export: capacity 4
    • REL-1 Export: target slipped by 21 days, from 27 Nov 2026 to 18 Dec 2026 (The server comes later;
      And a week for tests)

    Under way
    • REQ-2 Export a year: approved for 8 days, waits for DEP-1 (agreed, 20 Nov 2026, late: overdue
      since 20 Nov 2026)
    • REL-1 Export: building for 8 days

    Ben Ode
    ───────
    • REQ-1 Export a day: done

    Zoe
    ───
    • IDEA-1 Export a decade: added as new

    Owned by nobody
    ───────────────

    Under way
    • REQ-3 Export all: building for 8 days

    · Without a change and without work: Cy Dee.
    "#);
}

#[test]
fn on_a_monday_it_begins_on_friday() {
    insta::assert_snapshot!(week().pm(&["standup", "--until", "2026-11-23"]).shown(), @r#"
    Standup
    ═══════
    since Friday, 20 Nov 2026 · 4 changes · 3 pieces of work under way; first parents, renames followed
    at 50 % similarity

    Ana Lopez
    ─────────
    • REL-1 Export: capacity 4
    • REL-1 Export: target slipped by 21 days, from 27 Nov 2026 to 18 Dec 2026 (The server comes later;
      And a week for tests)

    Under way
    • REQ-2 Export a year: approved for 7 days, waits for DEP-1 (agreed, 20 Nov 2026, late: overdue
      since 20 Nov 2026)
    • REL-1 Export: building for 7 days

    Ben Ode
    ───────
    • REQ-1 Export a day: done; effort 3

    Owned by nobody
    ───────────────

    Under way
    • REQ-3 Export all: building for 7 days

    · Without a change and without work: Cy Dee.
    "#);
}

#[test]
fn one_team_and_another_time_can_be_asked_for() {
    let sandbox = week();
    insta::assert_snapshot!(sandbox.pm(&["standup", "--team", "web", "--since", "1 week ago"]).shown(), @r#"
    Standup
    ═══════
    since Tuesday, 17 Nov 2026 · 2 changes · 0 pieces of work under way; first parents, renames followed
    at 50 % similarity

    Ben Ode
    ───────
    • REQ-1 Export a day: done; effort 3

    · Without a change and without work: Cy Dee.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["standup", "--team", "wbe"]).shown(), @r#"
    ------- stderr -------
    error: pm.yaml knows no team `wbe`
    hint: did you mean `web`?
    [exit code: 2]
    "#);
}

#[test]
fn a_day_without_changes_says_so() {
    let sandbox = week();
    insta::assert_snapshot!(sandbox.pm(&["standup", "--today", "2026-12-10"]).shown(), @r#"
    Standup
    ═══════
    since Wednesday, 9 Dec 2026 · 0 changes · 3 pieces of work under way; first parents, renames
    followed at 50 % similarity

    Ana Lopez
    ─────────
    · No change since Wednesday, 9 Dec 2026.

    Under way
    • REQ-2 Export a year: approved for 24 days, waits for DEP-1 (agreed, 20 Nov 2026, late: overdue
      since 20 Nov 2026)
    • REL-1 Export: building for 24 days

    Owned by nobody
    ───────────────

    Under way
    • REQ-3 Export all: building for 24 days

    · Without a change and without work: Ben Ode and Cy Dee.
    "#);
    let empty = Sandbox::with_git();
    empty.write("pm.yaml", PM_YAML);
    empty.commit("2026-11-20", "Begun");
    insta::assert_snapshot!(empty.pm(&["standup"]).shown(), @r#"
    Standup
    ═══════
    since Monday, 23 Nov 2026 · 0 changes · 0 pieces of work under way; first parents, renames followed
    at 50 % similarity

    · Nobody changed anything since Monday, 23 Nov 2026, and nothing is under way.
    "#);
}

#[test]
fn without_git_it_says_what_it_needs() {
    let said = Sandbox::new().pm(&["standup"]);
    assert!(
        said.stderr.contains("hint: history is read from the commits of a git repository"),
        "{}",
        said.stderr
    );
    assert_eq!(said.code, 2);
}

#[test]
fn a_table_has_one_row_for_each_thing() {
    insta::assert_snapshot!(week().pm(&["standup", "--format", "csv"]).shown(), @r#"
    person,name,what,id,kind,title,status,said,days,waits_for
    ana,Ana Lopez,change,REL-1,release,Export,,capacity 4,,
    ana,Ana Lopez,slip,REL-1,release,Export,building,target 2026-11-27 → 2026-12-18: The server comes later; And a week for tests,21,
    ana,Ana Lopez,under way,REQ-2,requirement,Export a year,approved,,8,DEP-1
    ana,Ana Lopez,under way,REL-1,release,Export,building,,8,
    ben,Ben Ode,change,REQ-1,requirement,Export a day,,done,,
    ,Zoe,change,IDEA-1,idea,Export a decade,,added as new,,
    ,,under way,REQ-3,requirement,Export all,building,,8,
    "#);
}
