//! A folder of its own, a fixed day, no environment: what a scenario runs in.

use std::fs;
use std::path::{Path, PathBuf};

use pm::{Invocation, Terminal};

/// The day of every scenario.
pub(crate) const TODAY: &str = "2026-11-24";

/// A repository in a temporary folder that is gone with it.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

/// What one run gave.
#[must_use = "look at the output or at the exit code"]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: u8,
}

impl Sandbox {
    /// A folder with an empty `pm.yaml` and nothing else.
    pub(crate) fn new() -> Self {
        let sandbox = Self::bare();
        sandbox.write("pm.yaml", "format: 1\n");
        sandbox
    }

    /// A folder with nothing in it.
    pub(crate) fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with an empty `pm.yaml` in a git repository without commits.
    pub(crate) fn with_git() -> Self {
        let sandbox = Self::new();
        sandbox.begin_git();
        sandbox
    }

    /// A copy of one of the repositories under `examples`.
    pub(crate) fn of_example(name: &str) -> Self {
        let sandbox = Self::bare();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let mut files = Vec::new();
        collect(&example, &example, &mut files);
        for file in files {
            let text = fs::read_to_string(example.join(&file)).expect("the file can be read");
            sandbox.write(&file, &text);
        }
        sandbox
    }

    /// Makes the folder a git repository without commits.
    pub(crate) fn begin_git(&self) {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        git2::Repository::init_opts(self.path(), &options).expect("a git repository");
    }

    /// Stages every file, and what is gone.
    pub(crate) fn stage(&self) {
        let git = self.git();
        let mut index = git.index().expect("an index");
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("staged files");
        index.update_all(["*"], None).expect("staged removals");
        index.write().expect("a written index");
    }

    /// Commits every file at noon of a day, by Ana; the full id.
    pub(crate) fn commit(&self, day: &str, message: &str) -> String {
        self.commit_by("Ana", day, message)
    }

    pub(crate) fn commit_by(&self, name: &str, day: &str, message: &str) -> String {
        self.stage();
        let git = self.git();
        let tree = git.index().and_then(|mut index| index.write_tree()).expect("a tree");
        let tree = git.find_tree(tree).expect("a tree");
        let day: jiff::civil::Date = day.parse().expect("a day");
        let days = jiff::civil::date(1970, 1, 1).until(day).expect("days").get_days();
        let time = git2::Time::new(i64::from(days) * 86_400 + 11 * 3_600, 60);
        let mail = format!("{}@example.com", name.to_lowercase());
        let author = git2::Signature::new(name, &mail, &time).expect("a signature");
        let parent = git.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let commit = git.commit(Some("HEAD"), &author, &author, message, &tree, &parents);
        commit.expect("a commit").to_string()
    }

    pub(crate) fn git(&self) -> git2::Repository {
        git2::Repository::open(self.path()).expect("a git repository")
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("the file can be read")
    }

    /// Every file below the folder but `.git`, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(self.path(), self.path(), &mut found);
        found.sort();
        found
    }

    /// Runs `pm` with the given arguments.
    pub(crate) fn pm(&self, arguments: &[&str]) -> Output {
        self.pm_with(arguments, "")
    }

    /// Runs `pm` with a text on standard input.
    pub(crate) fn pm_with(&self, arguments: &[&str], input: &str) -> Output {
        run(self.path().to_owned(), arguments, input, &[])
    }

    /// Runs `pm` with variables in its environment.
    pub(crate) fn pm_in(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        run(self.path().to_owned(), arguments, "", variables)
    }

    /// Runs `pm` for a person who types these lines.
    pub(crate) fn pm_typing(&self, arguments: &[&str], lines: &str) -> Output {
        let terminal = Terminal { input: true, width: Some(100), ..Terminal::default() };
        run_at(terminal, self.path().to_owned(), arguments, lines, &[])
    }

    /// Runs `pm` with output to a terminal of so many rows.
    pub(crate) fn pm_at(&self, height: usize, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let terminal =
            Terminal { output: true, width: Some(100), height: Some(height), ..Terminal::default() };
        run_at(terminal, self.path().to_owned(), arguments, "", variables)
    }
}

/// Whether the git program is there; says so where it is not, for then a scenario is skipped.
#[expect(clippy::print_stderr, reason = "a skipped scenario must be seen")]
pub(crate) fn has_git() -> bool {
    let has = std::process::Command::new("git").arg("--version").output().is_ok();
    if !has {
        eprintln!("skipped: there is no git program");
    }
    has
}

/// Runs `pm` in one of the repositories under `examples`.
pub(crate) fn in_example(name: &str, arguments: &[&str]) -> Output {
    run(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), arguments, "", &[])
}

fn run(folder: PathBuf, arguments: &[&str], input: &str, variables: &[(&str, &str)]) -> Output {
    let terminal = Terminal { width: Some(100), ..Terminal::default() };
    run_at(terminal, folder, arguments, input, variables)
}

fn run_at(
    terminal: Terminal,
    folder: PathBuf,
    arguments: &[&str],
    input: &str,
    variables: &[(&str, &str)],
) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let code = pm::run(Invocation {
        arguments: std::iter::once("pm").chain(arguments.iter().copied()).map(Into::into).collect(),
        folder,
        variables: variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        today: TODAY.to_owned(),
        entropy: 7,
        terminal,
        input: &mut input.as_bytes(),
        output: &mut stdout,
        errors: &mut stderr,
    });
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Output { stdout: text(stdout), stderr: text(stderr), code }
}

impl Output {
    /// Everything in one text, for snapshots.
    pub(crate) fn shown(&self) -> String {
        let mut shown = self.stdout.clone();
        if !self.stderr.is_empty() {
            shown.push_str("------- stderr -------\n");
            shown.push_str(&self.stderr);
        }
        if self.code != 0 {
            shown.push_str(&format!("[exit code: {}]\n", self.code));
        }
        shown
    }
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name == ".git") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            found.push(path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned());
        }
    }
}
