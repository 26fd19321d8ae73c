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

const IDEA: &str = "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n";

/// The real binary in the sandbox, behind a shell line that puts limits on it.
#[cfg(unix)]
fn limited(sandbox: &Sandbox, limit: &str, arguments: &[&str]) -> std::process::Output {
    let line = format!("trap '' XFSZ; {limit}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &line, env!("CARGO_BIN_EXE_pm")])
        .args(arguments)
        .current_dir(sandbox.path())
        .output()
        .expect("pm runs")
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow_is_said_and_the_old_one_stays() {
    let sandbox = Sandbox::new();
    let idea = format!("{IDEA}{}", "A line of text that takes its place.\n".repeat(400));
    sandbox.write("ideas/IDEA-1-a.md", &idea);
    // Eight blocks of 512 bytes: no file of this size can be written anew.
    let output = limited(&sandbox, "ulimit -f 8", &["set", "IDEA-1", "effort=3"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("ideas/IDEA-1-a.md"), "{stderr}");
    assert_eq!(sandbox.read("ideas/IDEA-1-a.md"), idea);
    assert_eq!(sandbox.files(), ["ideas/IDEA-1-a.md", "pm.yaml"]);
    assert_eq!(sandbox.pm(&["set", "IDEA-1", "effort=3"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_a_failure_and_a_closed_pipe_is_none() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", IDEA);
    for command in ["list", "check", "roadmap"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = Command::new(env!("CARGO_BIN_EXE_pm"))
            .args([command, "--format", "json"])
            .current_dir(sandbox.path())
            .stdout(full)
            .output()
            .expect("pm runs");
        assert_eq!(output.status.code(), Some(2), "{command} {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{command}");
    }
    let piped = limited(&sandbox, "\"$0\" list | true", &["list"]);
    assert_eq!(String::from_utf8_lossy(&piped.stderr), "");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_repository_is_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let outside = Sandbox::bare();
    outside.write("secret.md", "---\nid: IDEA-1\ntitle: Secret\nstatus: new\n---\n");
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
    symlink(outside.path().join("secret.md"), sandbox.path().join("ideas/IDEA-1-a.md")).expect("a link");
    let checked = sandbox.pm(&["check", "--format", "concise"]);
    assert_eq!(checked.code, 1, "{}", checked.shown());
    assert!(checked.stdout.contains("ideas/IDEA-1-a.md: error[unreadable-file]"), "{}", checked.shown());
    let commands: [&[&str]; 5] = [
        &["list"],
        &["show", "IDEA-1"],
        &["set", "IDEA-1", "effort=3"],
        &["idea", "remove", "IDEA-1"],
        &["idea", "add", "New", "--body", "@ideas/IDEA-1-a.md"],
    ];
    for command in commands {
        let output = sandbox.pm(command);
        assert!(!output.shown().contains("Secret"), "{command:?} {}", output.shown());
    }
    assert_eq!(outside.read("secret.md"), "---\nid: IDEA-1\ntitle: Secret\nstatus: new\n---\n");
    let folder = Sandbox::bare();
    std::fs::create_dir(folder.path().join("requirements")).expect("a folder");
    symlink(folder.path().join("requirements"), sandbox.path().join("requirements")).expect("a link");
    let added = sandbox.pm(&["req", "add", "X"]);
    assert_eq!(added.code, 2, "{}", added.shown());
    assert!(added.stderr.starts_with("error: requirements"), "{}", added.shown());
    assert_eq!(folder.files(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_file_of_any_name_is_read_written_and_named() {
    let sandbox = Sandbox::new();
    let names = ["with space", "it's \"quoted\"", "🚀 emoji", "two\nlines", "[1;31mred", "-dash", "100%"];
    for (at, name) in names.iter().enumerate() {
        let document = format!("---\nid: IDEA-{}\ntitle: T\nstatus: new\n---\n", at + 1);
        sandbox.write(&format!("ideas/IDEA-{}-{name}.md", at + 1), &document);
    }
    for (at, name) in names.iter().enumerate() {
        let output = sandbox.pm(&["set", &format!("IDEA-{}", at + 1), "effort=3"]);
        assert_eq!(output.code, 0, "{}", output.shown());
        check_harmless(&output.stdout, 2);
        assert!(
            sandbox.read(&format!("ideas/IDEA-{}-{name}.md", at + 1)).contains("\neffort: 3\n"),
            "{name}"
        );
    }
    assert_eq!(sandbox.files().len(), names.len() + 1);
    let checked = sandbox.pm(&["check", "--fail-on", "note", "--format", "concise"]);
    assert!(checked.code < 2, "{}", checked.shown());
    checked.stdout.lines().for_each(|line| check_harmless(line, 1));
}

/// Panics where a text would make a terminal do anything but show it, or takes more lines than `lines`.
#[track_caller]
fn check_harmless(text: &str, lines: usize) {
    let obeyed = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    assert_eq!(obeyed, None, "{text:?}");
    assert!(text.lines().count() <= lines, "{text:?}");
}

#[test]
fn terminal_escapes_in_a_document_reach_no_terminal() {
    let sandbox = Sandbox::new();
    let evil = "\\e[31mred\\e]0;owned\\a\\x9b2J\\r\\u202e";
    sandbox.write(
        "ideas/IDEA-1-a.md",
        &format!("---\nid: IDEA-1\ntitle: \"{evil}\"\nstatus: \"{evil}\"\n\"{evil}\": \"{evil}\"\n---\n# \u{1b}[2J\n[a\u{1b}](\u{1b}b.md)\n"),
    );
    sandbox.write(
        "ideas/IDEA-2-b.md",
        &format!("---\nid: IDEA-2\ntitle: \"{evil}\"\nstatus: new\nowner: \"{evil}\"\ntags: [\"{evil}\"]\n---\n## \u{1b}[2J\n"),
    );
    sandbox.write(
        "requirements/REQ-1-a.md",
        &format!("---\nid: REQ-1\ntitle: \"{evil}\"\nstatus: done\nanswers: [\"{evil}\", IDEA-2]\nchangelog: {{type: added, text: \"{evil}\"}}\n---\n"),
    );
    let reports = ["human", "concise", "json", "sarif", "github", "gitlab", "junit"];
    let formats = ["terminal", "markdown", "html", "csv", "json"];
    let checks = reports.map(|report| vec!["check", "--format", report]);
    let answers: [&[&str]; 6] = [
        &["list"],
        &["show", "IDEA-2"],
        &["links", "REQ-1"],
        &["roadmap"],
        &["prioritize", "--kind", "idea"],
        &["changelog", "--unreleased"],
    ];
    let answers = formats.iter().flat_map(|format| {
        answers.iter().map(|answer| answer.iter().copied().chain(["--format", *format]).collect::<Vec<_>>())
    });
    let talk: [&[&str]; 4] = [
        &["show", "IDEA-1"],
        &["show", "\u{1b}[31m"],
        &["set", "IDEA-2", "effort=\u{1b}[31m"],
        &["idea", "remove", "IDEA-2"],
    ];
    for command in checks.into_iter().chain(answers).chain(talk.map(<[&str]>::to_vec)) {
        let output = sandbox.pm(&command);
        for text in [&output.stdout, &output.stderr] {
            let obeyed = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
            assert_eq!(obeyed, None, "{command:?} {text:?}");
        }
    }
}

#[test]
fn two_names_that_differ_in_case_alone_are_told_apart_or_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("ideas/IDEA-1-a.md", IDEA);
    sandbox.write("ideas/idea-1-A.md", "---\nid: IDEA-1\ntitle: B\nstatus: new\n---\n");
    // A file system that does not tell them apart holds one file.
    if sandbox.files().len() == 3 {
        let checked = sandbox.pm(&["check", "--format", "concise"]);
        assert_eq!(checked.code, 1, "{}", checked.shown());
        assert!(checked.stdout.contains("error[duplicate-id]"), "{}", checked.shown());
        let refused = sandbox.pm(&["set", "IDEA-1", "effort=3"]);
        assert_eq!(refused.code, 2, "{}", refused.shown());
        assert_eq!(sandbox.read("ideas/IDEA-1-a.md"), IDEA);
    }
}

#[test]
fn each_text_out_of_bounds_is_one_finding() {
    let head = "---\nid: IDEA-1\ntitle: A\nstatus: new\n";
    let bomb: String = ('b'..='j')
        .map(|name| {
            format!(
                "  {name}: &{name} [{}]\n",
                vec![format!("*{}", char::from(name as u8 - 1)); 9].join(", ")
            )
        })
        .collect();
    let found = |document: Vec<u8>, rule: &str| {
        let sandbox = Sandbox::new();
        sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
        std::fs::write(sandbox.path().join("ideas/IDEA-1-a.md"), document).expect("a file can be written");
        let checked = sandbox.pm(&["check", "--format", "concise"]);
        let findings: Vec<&str> =
            checked.stdout.lines().filter(|line| line.contains("ideas/IDEA-1-a.md")).collect();
        assert_eq!(findings.len(), 1, "{rule} {}", checked.shown());
        assert!(findings[0].contains(&format!("[{rule}]")), "{rule} {}", checked.shown());
    };
    let front = |rest: &str| format!("{head}{rest}\n---\n").into_bytes();
    found(front("title: B"), "duplicate-key");
    found(front("tags:\n\t- a"), "invalid-yaml");
    found(front(&format!("tags:\n  a: &a [x]\n{bomb}")).to_vec(), "yaml-anchor");
    found(front(&format!("x: {}{}", "[".repeat(100_000), "]".repeat(100_000))), "invalid-yaml");
    found([head.as_bytes(), b"owner: caf\xe9\n---\n"].concat(), "not-utf8");
    found([head.as_bytes(), b"---\ncaf\xe9\n"].concat(), "not-utf8");
    found(front("owner: a\u{0}b"), "nul-byte");
    found(front(&format!("owner: {}", "x".repeat(8_000_000))), "oversized-file");
    found("x".repeat(8_000_000).into_bytes(), "missing-front-matter");
}
