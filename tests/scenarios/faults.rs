//! Many writers at once, and a machine that does not let `pm` write.

use std::collections::BTreeSet;
use std::process::Command;
use std::thread;

use crate::sandbox::Sandbox;

#[test]
fn one_hundred_ideas_at_once_get_one_hundred_ids_and_files() {
    let sandbox = Sandbox::new();
    let add = |number: usize| {
        let output = Command::new(env!("CARGO_BIN_EXE_pm"))
            .args(["idea", "add", &format!("Idea {number}"), "--body", "x"])
            .current_dir(sandbox.path())
            .output()
            .expect("pm runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let answers: BTreeSet<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..10)
            .map(|worker| {
                scope.spawn(move || (0..10).map(|each| add(worker * 10 + each)).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    let ids: BTreeSet<&str> = answers.iter().filter_map(|answer| answer.split(' ').next()).collect();
    let expect: BTreeSet<String> = (1..=100).map(|number| format!("IDEA-{number}")).collect();
    assert_eq!(ids, expect.iter().map(String::as_str).collect());
    assert_eq!(sandbox.files().len(), 101);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_is_left_behind() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    let folder = sandbox.path().join("ideas");
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o555)).expect("permissions");
    let is_respected = std::fs::write(folder.join("probe"), "").is_err();
    let output = sandbox.pm(&["set", "IDEA-1", "effort=3"]);
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).expect("permissions");
    // An administrator may write everywhere, and there is nothing to see then.
    if is_respected {
        assert_eq!(output.code, 2, "{}", output.shown());
        assert!(output.stderr.contains("ideas/IDEA-1-a.md"), "{}", output.shown());
        assert_eq!(sandbox.files(), ["ideas/IDEA-1-a.md", "pm.yaml"]);
    }
}

#[test]
fn a_folder_in_place_of_a_kinds_folder_or_file_is_said() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas", "a file where a folder should be");
    let output = sandbox.pm(&["idea", "add", "A"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.starts_with("error: ideas"), "{}", output.shown());
    sandbox.write("releases/REL-1-x.md/inner.txt", "a folder where a file should be");
    let output = sandbox.pm(&["release", "set", "1", "version=2"]);
    assert_eq!(output.code, 2, "{}", output.shown());
}

#[test]
fn an_interrupted_change_is_named_and_completed_by_the_same_command() {
    let sandbox = Sandbox::new();
    for number in [1, 2] {
        sandbox.write(
            &format!("ideas/IDEA-{number}-x.md"),
            &format!("---\nid: IDEA-{number}\ntitle: X\nstatus: new\n---\n"),
        );
    }
    let command = ["set", "IDEA-1", "IDEA-2", "effort=3"];
    interrupt(&sandbox, &command);
    let checked = sandbox.pm(&["check", "--format", "concise"]);
    assert!(checked.stdout.contains("error[interrupted-change]"), "{}", checked.shown());
    assert_eq!(checked.code, 1);
    let again = sandbox.pm(&command);
    assert_eq!(again.code, 0, "{}", again.shown());
    assert!(again.stderr.starts_with("note: an earlier change was interrupted; wrote "), "{}", again.shown());
    for number in [1, 2] {
        let text = sandbox.read(&format!("ideas/IDEA-{number}-x.md"));
        assert_eq!(text, format!("---\nid: IDEA-{number}\ntitle: X\nstatus: new\neffort: 3\n---\n"));
    }
    assert_eq!(sandbox.pm(&["check"]).code, 0);
}

/// Leaves the folder as a kill between the two files of `command` leaves it: the first has its new bytes, the
/// new bytes of the second are in a temporary file, and the journal knows both.
fn interrupt(sandbox: &Sandbox, command: &[&str]) {
    let paths = ["ideas/IDEA-1-x.md", "ideas/IDEA-2-x.md"];
    let before = paths.map(|path| sandbox.read(path));
    assert_eq!(sandbox.pm(command).code, 0);
    let after = paths.map(|path| sandbox.read(path));
    let id = |text: &str| {
        git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes()).expect("an id").to_string()
    };
    let steps: Vec<serde_json::Value> = (0..2)
        .map(|at| {
            serde_json::json!({"put": {
                "temporary": format!("ideas/.pm-{at}.tmp"),
                "to": paths[at],
                "before": id(&before[at]),
                "after": id(&after[at]),
            }})
        })
        .collect();
    sandbox.write(".pm-journal", &serde_json::json!({"format": 1, "steps": steps}).to_string());
    sandbox.write(paths[1], &before[1]);
    sandbox.write("ideas/.pm-1.tmp", &after[1]);
}

#[test]
fn every_answer_names_what_it_leaves_out() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n");
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: [B\n---\n");
    let answers: [&[&str]; 5] =
        [&["list"], &["links", "IDEA-1"], &["prioritize"], &["changelog"], &["roadmap"]];
    for command in answers {
        let output = sandbox.pm(command);
        assert_eq!(output.code, 1, "{command:?} {}", output.shown());
        assert!(output.stderr.contains("cannot be read"), "{command:?} {}", output.shown());
    }
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\nown: 1\n---\n");
    sandbox.write("pm.yaml", "format: 1\nkinds: {idea: {fields: {own: {type: number}}}\n");
    for command in answers.into_iter().chain([&["show", "IDEA-1"][..]]) {
        let output = sandbox.pm(command);
        assert_eq!(output.code, 1, "{command:?} {}", output.shown());
        assert!(
            output.stderr.starts_with("warning: pm.yaml cannot be read"),
            "{command:?} {}",
            output.shown()
        );
    }
    let checked = sandbox.pm(&["check", "--format", "concise"]);
    assert_eq!(checked.stdout.lines().count(), 1, "{}", checked.shown());
    assert!(checked.stdout.starts_with("pm.yaml:2:8: error[invalid-yaml]"), "{}", checked.shown());
    let refused = sandbox.pm(&["set", "IDEA-1", "effort=3"]);
    assert_eq!(refused.code, 2, "{}", refused.shown());
}
