//! What an audience may not see changes nothing of what it is shown: neither order nor length, neither a count nor
//! a name.

use crate::sandbox::Sandbox;
use crate::secrets::COMMANDS;

const SETTINGS: &str = "format: 1
teams: {web: {name: Web}, lab: {name: Lab}}
audiences:
  outside:
    public: true
    kinds: [objective, initiative, requirement, release]
    fields:
      objective: [title, status, period]
      initiative: [title, status, target, objective, team]
      requirement: [title, status, target, release, initiative, depends_on, tags]
      release: [title, status, version, target, date]
    visibility: [public]
";

/// Two plans that are one to whoever may know quarters and what is public.
fn plan(other: bool) -> Sandbox {
    let either = |one: &str, another: &str| if other { another.to_owned() } else { one.to_owned() };
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", SETTINGS);
    let write = |kind: &str, id: &str, name: &str, front: &str| {
        let text = format!(
            "---\nid: {id}\ntitle: {id} for all\n{front}---\n\nSecret {}.\n\n## Notes\n\n{}\n",
            either("text", "words"),
            either("Short.", "Much longer, and in two lines.\nLike this.")
        );
        sandbox.write(&format!("{kind}/{id}-{name}.md"), &text);
    };
    let name = either("a", "zzz");
    write("objectives", "OBJ-1", &name, "status: active\nvisibility: public\nperiod: 2026-Q4\n");
    let initiative = |id: &str, target: &str, secrets: &str| {
        let front = format!(
            "status: committed\nvisibility: public\nobjective: OBJ-1\nteam: web\ntarget: {target}\n{secrets}"
        );
        write("initiatives", id, &name, &front);
    };
    initiative("INIT-1", &either("2026-10-03", "2026-12-28"), &either("rank: a\n", "rank: z\n"));
    initiative("INIT-2", "2026-11-10", &either("effort: 3\n", "effort: 30-40\nconfidence: 20%\n"));
    initiative("INIT-3", &either("2026-12-24", "2026-10-01"), &either("owner: ana\n", "owner: ben\n"));
    let release = |id: &str, version: &str, front: &str| {
        write("releases", id, &name, &format!("version: {version}\nvisibility: public\n{front}"));
    };
    let out = either("2026-07-02", "2026-09-29");
    release("REL-1", "1.0.0", &format!("status: released\ntarget: {out}\ndate: {out}\n"));
    release("REL-2", "1.1.0", &format!("status: planned\ntarget: {}\n", either("2026-10-30", "2026-12-01")));
    for (id, status, front) in [
        ("REQ-1", "done", "release: REL-1\n"),
        ("REQ-2", "approved", "release: REL-2\ninitiative: INIT-1\ntags: [mobile]\n"),
        ("REQ-3", "approved", "release: REL-2\ninitiative: INIT-2\ndepends_on: [REQ-2]\n"),
    ] {
        let front = format!(
            "status: {status}\nvisibility: public\n{front}{}",
            either("estimate: 1\n", "estimate: 8\nreach: 900\nowner: ben\n")
        );
        write("requirements", id, &name, &front);
    }
    sandbox.commit(&either("2026-07-05", "2026-08-30"), &either("First", "Quite another thing"));
    if other {
        write(
            "initiatives",
            "INIT-9",
            "hidden",
            "status: committed\nobjective: OBJ-1\ntarget: 2026-10-10\nteam: lab\n",
        );
        write("requirements", "REQ-9", "hidden", "status: approved\nrelease: REL-2\ninitiative: INIT-1\n");
        write("requirements", "REQ-10", "hidden", "status: approved\ndepends_on: [REQ-3, REQ-2]\n");
        write("ideas", "IDEA-1", "hidden", "status: planned\nobjective: OBJ-1\n");
        sandbox.commit_by("Ben", "2026-09-01", "What is hidden");
    }
    sandbox.commit(&either("2026-10-09", "2026-11-02"), "Nothing");
    initiative("INIT-2", "2027-02-03", "");
    sandbox.commit(&either("2026-10-11", "2026-11-20"), &either("Later", "Slipped for a secret reason"));
    sandbox
}

#[test]
fn what_is_hidden_changes_nothing_that_is_shown() {
    let (one, other) = (plan(false), plan(true));
    let mut answered = 0;
    for command in
        COMMANDS.iter().map(|command| command.replace("IDS", "INIT-1 REL-1").replace("ID ", "INIT-2 "))
    {
        for format in ["csv", "json", "svg"] {
            let mut arguments: Vec<&str> = command.split(' ').collect();
            arguments.extend(["--audience", "outside", "--format", format]);
            let shown = one.pm(&arguments);
            answered += usize::from(
                shown.code == 0 && ["INIT-2", "REQ-3", "REL-2"].iter().any(|id| shown.stdout.contains(id)),
            );
            assert_eq!(shown.shown(), other.pm(&arguments).shown(), "pm {}", arguments.join(" "));
        }
    }
    assert!(answered > 60, "{answered} answers show something");
    // Those who keep the plan see the difference, so that there is one.
    let whole = |sandbox: &Sandbox| sandbox.pm(&["roadmap", "--format", "json"]).shown();
    assert_ne!(whole(&one), whole(&other));
}
