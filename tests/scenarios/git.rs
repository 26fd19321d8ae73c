//! Git repositories of every make: none of them stops an answer that can be given, and what cannot be
//! answered has its reason.

use std::path::Path;
use std::process::{Command, Output};

use crate::sandbox::{Sandbox, TODAY, has_git};

const IDEA: &str = "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n\n## Problem\n\nText.\n";

/// Runs git in the sandbox, as Ana and without anybody's configuration.
#[track_caller]
fn git(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = try_git(sandbox.path(), arguments);
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

fn try_git(folder: &Path, arguments: &[&str]) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_pm")).parent().expect("a folder");
    Command::new("git")
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "protocol.file.allow=always"])
        .args(arguments)
        .env("PATH", format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default()))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-11-20T12:00:00+01:00")
        .env("GIT_COMMITTER_DATE", "2026-11-20T12:00:00+01:00")
        .current_dir(folder)
        .output()
        .expect("git runs")
}

/// A product with one idea that was new and is planned, made by git with these options.
fn made_with(options: &[&str]) -> Option<Sandbox> {
    let sandbox = Sandbox::new();
    let init = [&["init", "--quiet", "--initial-branch=main"], options].concat();
    // An older git does not know every form.
    if !has_git() || !try_git(sandbox.path(), &init).status.success() {
        return None;
    }
    sandbox.write("ideas/IDEA-1-a.md", IDEA);
    git(&sandbox, &["add", "-A"]);
    git(&sandbox, &["commit", "--quiet", "-m", "An idea"]);
    sandbox.write("ideas/IDEA-1-a.md", &IDEA.replace("new", "exploring"));
    git(&sandbox, &["commit", "--quiet", "-a", "-m", "Explored"]);
    Some(sandbox)
}

/// Every answer about the past of [`made_with`].
#[track_caller]
fn check_past(sandbox: &Sandbox) {
    let fine = |arguments: &[&str]| {
        let output = sandbox.pm(arguments);
        assert_eq!(output.code, 0, "{arguments:?} {}", output.shown());
        output.stdout
    };
    let csv = ["--columns", "id,status", "--format", "csv"];
    assert_eq!(fine(&[&["list", "--at", "HEAD~1"], &csv[..]].concat()), "id,status\r\nIDEA-1,new\r\n");
    assert_eq!(fine(&[&["list", "--at", "main"], &csv[..]].concat()), "id,status\r\nIDEA-1,exploring\r\n");
    assert!(fine(&["history", "IDEA-1"]).contains("new → exploring"));
    assert!(fine(&["diff", "HEAD~1..HEAD"]).contains("IDEA-1"));
    assert!(fine(&["check", "--since", "HEAD~1"]).contains("no findings"));
    git(sandbox, &["branch", "side"]);
    sandbox.write("ideas/IDEA-2-b.md", &IDEA.replace("IDEA-1", "IDEA-2"));
    git(sandbox, &["checkout", "--quiet", "side"]);
    git(sandbox, &["add", "-A"]);
    assert_eq!(fine(&[&["list", "--staged"], &csv[..]].concat()).lines().count(), 3);
    git(sandbox, &["commit", "--quiet", "-m", "On the side"]);
    git(sandbox, &["checkout", "--quiet", "--detach", "main"]);
    assert!(fine(&["idea", "add", "C"]).starts_with("IDEA-3 "), "ids of other branches are known");
    assert!(fine(&["history", "IDEA-1"]).contains("2 commits"), "a detached HEAD has a history");
    fine(&["set", "IDEA-3", "effort=3"]);
}

#[test]
fn every_form_of_a_repository_has_a_past() {
    for options in [
        &[][..],
        &["--object-format=sha256"],
        &["--ref-format=reftable"],
        &["--object-format=sha256", "--ref-format=reftable"],
    ] {
        if let Some(sandbox) = made_with(options) {
            check_past(&sandbox);
        }
    }
}

#[test]
fn a_form_that_only_git_knows_is_read_through_it_and_left_as_it_is() {
    let Some(sandbox) = made_with(&[]) else { return };
    git(&sandbox, &["config", "core.repositoryformatversion", "1"]);
    git(&sandbox, &["config", "extensions.inventedTomorrow", "true"]);
    let output = sandbox.pm(&["history", "IDEA-1"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("inventedtomorrow"), "git's own reason is passed on: {}", output.shown());
    let output = sandbox.pm(&["list"]);
    assert_eq!(output.code, 0, "{}", output.shown());
}

#[test]
fn without_a_commit_the_plan_is_read_and_its_past_has_a_reason() {
    let sandbox = Sandbox::with_git();
    sandbox.write("ideas/IDEA-1-a.md", IDEA);
    for reads in
        [&["list"][..], &["check"], &["roadmap"], &["idea", "add", "B"], &["set", "IDEA-1", "effort=1"]]
    {
        let output = sandbox.pm(reads);
        assert_eq!(output.code, 0, "{reads:?} {}", output.shown());
    }
    for past in
        [&["history", "IDEA-1"][..], &["log"], &["flow"], &["slips"], &["list", "--at", "HEAD"], &["diff"]]
    {
        let output = sandbox.pm(past);
        assert_eq!(output.code, 2, "{past:?} {}", output.shown());
        assert!(output.stderr.contains("no commit yet"), "{past:?} {}", output.shown());
    }
}

#[test]
fn a_worktree_and_a_submodule_have_the_past_of_their_own_head() {
    let Some(sandbox) = made_with(&[]) else { return };
    git(&sandbox, &["worktree", "add", "--quiet", "-b", "side", "side", "HEAD~1"]);
    let output = sandbox.pm(&["-C", "side", "history", "IDEA-1"]);
    assert!(output.stdout.contains("1 commit;"), "{}", output.shown());

    let Some(outer) = made_with(&[]) else { return };
    let inner = sandbox.path().to_str().expect("a path");
    git(&outer, &["submodule", "--quiet", "add", inner, "inner"]);
    let output = outer.pm(&["-C", "inner", "history", "IDEA-1"]);
    assert!(output.stdout.contains("2 commits;"), "{}", output.shown());
    let output = outer.pm(&["list", "--format", "csv"]);
    assert_eq!(output.stdout.lines().count(), 2, "a submodule is another plan: {}", output.shown());
}

#[test]
fn a_replaced_commit_is_read_as_it_was_made_and_a_graft_counts_as_it_does_for_git() {
    let Some(sandbox) = made_with(&[]) else { return };
    let commits = || {
        let output = sandbox.pm(&["history", "IDEA-1"]);
        output.stdout.lines().filter(|line| line.starts_with("• ")).count()
    };
    git(&sandbox, &["replace", "--graft", "HEAD"]);
    assert_eq!(commits(), 2);
    sandbox.write(".git/info/grafts", &format!("{}\n", git(&sandbox, &["rev-parse", "HEAD"])));
    assert_eq!(commits(), 1);
}

#[test]
fn days_out_of_order_and_authors_without_names_are_told_as_they_are() {
    let Some(sandbox) = made_with(&[]) else { return };
    let tree = git(&sandbox, &["rev-parse", "HEAD~1^{tree}"]);
    let parent = git(&sandbox, &["rev-parse", "HEAD"]);
    let raw = format!(
        "tree {tree}\nparent {parent}\nauthor  <> 946684800 +0000\ncommitter  <> 946684800 +0000\n\nBack in time\n"
    );
    sandbox.write("../raw-commit", &raw);
    let file = sandbox.path().join("../raw-commit");
    let made =
        git(&sandbox, &["hash-object", "-t", "commit", "-w", "--literally", file.to_str().expect("a path")]);
    std::fs::remove_file(file).expect("removed");
    git(&sandbox, &["update-ref", "refs/heads/main", &made]);
    for past in [
        &["history", "IDEA-1"][..],
        &["log"],
        &["flow"],
        &["slips"],
        &["timeline", "IDEA-1"],
        &["diff", "HEAD~1..HEAD"],
    ] {
        let output = sandbox.pm(past);
        assert_eq!(output.code, 0, "{past:?} {}", output.shown());
    }
    let output = sandbox.pm(&["history", "IDEA-1"]);
    assert!(output.stdout.contains("2000-01-01"), "{}", output.shown());
    assert!(output.stdout.contains("exploring → new"), "{}", output.shown());
}

#[test]
fn a_branch_that_is_gone_is_named() {
    let Some(sandbox) = made_with(&[]) else { return };
    git(&sandbox, &["branch", "side"]);
    assert_eq!(sandbox.pm(&["check", "--since", "side"]).code, 0);
    git(&sandbox, &["branch", "--quiet", "-D", "side"]);
    let output = sandbox.pm(&["check", "--since", "side"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("side"), "{}", output.shown());
    // A reference to a commit that is in no object any more.
    sandbox.write(".git/refs/heads/broken", "1111111111111111111111111111111111111111\n");
    let output = sandbox.pm(&["idea", "add", "B"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    let output = sandbox.pm(&["list", "--at", "broken"]);
    assert_eq!(output.code, 2, "{}", output.shown());
}

/// The commit of `git commit --all` is made of an index of its own.
#[cfg(unix)]
#[test]
fn a_hook_judges_what_the_commit_at_hand_stages() {
    let Some(sandbox) = made_with(&[]) else { return };
    assert_eq!(sandbox.pm(&["hooks", "install"]).code, 0);
    sandbox.write("ideas/IDEA-1-a.md", &IDEA.replace("new", "unheard of"));
    let refused = try_git(sandbox.path(), &["commit", "--all", "-m", "Wrong"]);
    assert!(!refused.status.success(), "{}", String::from_utf8_lossy(&refused.stderr));
    git(&sandbox, &["add", "-A"]);
    sandbox.write("ideas/IDEA-1-a.md", &IDEA.replace("new", "planned"));
    let made = try_git(sandbox.path(), &["commit", "--all", "-m", "Right"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// Started as somebody who may not do everything, where the tests are run by an administrator.
#[cfg(unix)]
mod unprivileged {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    use super::*;

    /// The number of `nobody`.
    const NOBODY: u32 = 65_534;

    /// The binary where everybody can reach it, started in the sandbox as its owner.
    struct Unprivileged<'a> {
        sandbox: &'a Sandbox,
        folder: tempfile::TempDir,
        user: Option<u32>,
    }

    impl<'a> Unprivileged<'a> {
        fn owner_of(sandbox: &'a Sandbox) -> Self {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let is_administrator = folder.path().metadata().expect("metadata").uid() == 0;
            let user = is_administrator.then_some(NOBODY);
            std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).expect("permissions");
            std::fs::copy(env!("CARGO_BIN_EXE_pm"), folder.path().join("pm")).expect("a copy");
            if user.is_some() {
                own(sandbox.path(), NOBODY);
            }
            Self { sandbox, folder, user }
        }

        fn pm(&self, arguments: &[&str]) -> (i32, String) {
            let mut command = Command::new(self.folder.path().join("pm"));
            command.args(["--today", TODAY]).args(arguments).current_dir(self.sandbox.path());
            command.env("HOME", self.folder.path());
            if let Some(user) = self.user {
                command.uid(user).gid(user);
            }
            // Another test that starts a program in this moment holds the copy open for writing until it has started.
            let output = loop {
                match command.output() {
                    Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                        std::thread::sleep(std::time::Duration::from_millis(10));
                    }
                    output => break output.expect("pm runs"),
                }
            };
            let shown = [output.stdout, output.stderr].concat();
            (output.status.code().expect("a code"), String::from_utf8(shown).expect("text"))
        }
    }

    fn own(path: &Path, user: u32) {
        chown(path, Some(user), Some(user)).expect("a new owner");
        if path.is_dir() && !path.is_symlink() {
            for entry in std::fs::read_dir(path).expect("a folder") {
                own(&entry.expect("an entry").path(), user);
            }
        }
    }

    fn allow(path: &Path, mode: u32) {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("permissions");
    }

    #[test]
    fn a_folder_or_a_file_that_may_not_be_written_is_said_and_nothing_is_lost() {
        let sandbox = Sandbox::new();
        sandbox.write("ideas/IDEA-1-a.md", IDEA);
        let owner = Unprivileged::owner_of(&sandbox);
        let (folder, file) = (sandbox.path().join("ideas"), sandbox.path().join("ideas/IDEA-1-a.md"));
        for (path, closed, open) in [(&folder, 0o555, 0o755), (&file, 0o444, 0o644)] {
            allow(path, closed);
            let (code, shown) = owner.pm(&["set", "IDEA-1", "effort=3"]);
            allow(path, open);
            assert_eq!(code, 2, "{shown}");
            assert!(shown.starts_with("error: ideas"), "{shown}");
            assert_eq!(sandbox.read("ideas/IDEA-1-a.md"), IDEA);
            assert_eq!(sandbox.files(), ["ideas/IDEA-1-a.md", "pm.yaml"]);
        }
        allow(&file, 0o000);
        let (code, shown) = owner.pm(&["check"]);
        allow(&file, 0o644);
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("ideas/IDEA-1-a.md") && shown.contains("permission"), "{shown}");
    }

    #[test]
    fn a_git_folder_that_may_not_be_written_is_read_all_the_same() {
        let Some(sandbox) = made_with(&[]) else { return };
        let owner = Unprivileged::owner_of(&sandbox);
        let folders = [sandbox.path().join(".git"), sandbox.path().join(".git/hooks")];
        std::fs::create_dir_all(&folders[1]).expect("a folder");
        folders.iter().for_each(|folder| allow(folder, 0o555));
        let answers = [&["history", "IDEA-1"][..], &["diff", "HEAD~1..HEAD"], &["set", "IDEA-1", "effort=3"]]
            .map(|arguments| owner.pm(arguments));
        let refused = owner.pm(&["hooks", "install"]);
        folders.iter().for_each(|folder| allow(folder, 0o755));
        for (code, shown) in answers {
            assert_eq!(code, 0, "{shown}");
        }
        assert_eq!(refused.0, 2, "{}", refused.1);
        assert!(refused.1.contains("permission denied"), "{}", refused.1);
    }

    #[test]
    fn a_repository_of_another_user_is_read_but_not_its_past_until_it_is_trusted() {
        let Some(sandbox) = made_with(&[]) else { return };
        let other = Unprivileged::owner_of(&sandbox);
        if other.user.is_none() {
            return;
        }
        own(sandbox.path(), 1);
        for path in [sandbox.path(), &sandbox.path().join(".git")] {
            allow(path, 0o755);
        }
        let (code, shown) = other.pm(&["list"]);
        assert_eq!(code, 0, "{shown}");
        let (code, shown) = other.pm(&["history", "IDEA-1"]);
        assert_eq!(code, 2, "{shown}");
        assert!(shown.contains("safe.directory"), "{shown}");
        let trusted = format!("[safe]\n\tdirectory = {}\n", sandbox.path().display());
        std::fs::write(other.folder.path().join(".gitconfig"), trusted).expect("a file");
        let (code, shown) = other.pm(&["history", "IDEA-1"]);
        assert_eq!(code, 0, "{shown}");
    }
}
