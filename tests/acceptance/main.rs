//! Real repositories that were never made for `pm`, each described by one `pm.yaml`: the answers that
//! must come out.
//!
//! The data lies beside the project, in `../shared/corpora`; where it is absent, each test says so in
//! one line and passes.

#![allow(clippy::disallowed_methods, reason = "these tests clone repositories and read them")]

mod backlog;
mod derive;
mod eip;
mod goals;
mod imports;
mod kep;
mod renumber;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use pm::{Invocation, Terminal};
use serde_json::Value;

/// A clone of one of the repositories, with no change but a `pm.yaml`.
pub(crate) struct Corpus {
    folder: tempfile::TempDir,
    today: &'static str,
}

impl Corpus {
    /// The clone of `name` with this `pm.yaml`, or nothing where the data is absent.
    pub(crate) fn open(name: &str, pm_yaml: &str, today: &'static str) -> Option<Self> {
        let corpus = Self::clone(name, today)?;
        std::fs::write(corpus.path().join("pm.yaml"), pm_yaml).expect("pm.yaml can be written");
        Some(corpus)
    }

    /// The clone of `name` as it is, or nothing where the data is absent.
    pub(crate) fn clone(name: &str, today: &'static str) -> Option<Self> {
        let bundle = corpora().join(format!("{name}.bundle"));
        if !bundle.exists() {
            say(&format!("skipped: the repository {name} is not beside the project"));
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let status = Command::new("git")
            .args(["clone", "--quiet", "-b", "main"])
            .arg(&bundle)
            .arg(folder.path())
            .status()
            .expect("git runs");
        assert!(status.success(), "{name} cannot be cloned");
        Some(Self { folder, today })
    }

    /// A product of its own, with nothing in it but a `pm.yaml`.
    pub(crate) fn empty(pm_yaml: &str, today: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("pm.yaml"), pm_yaml).expect("pm.yaml can be written");
        Self { folder, today }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Standard output, standard error and the exit code of one run.
    pub(crate) fn pm(&self, arguments: &[&str]) -> (String, String, u8) {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = pm::run(Invocation {
            arguments: std::iter::once("pm").chain(arguments.iter().copied()).map(Into::into).collect(),
            folder: self.folder.path().to_owned(),
            variables: BTreeMap::new(),
            today: self.today.to_owned(),
            entropy: 7,
            terminal: Terminal::default(),
            input: &mut std::io::empty(),
            output: &mut stdout,
            errors: &mut stderr,
        });
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        (text(stdout), text(stderr), code)
    }

    /// The answer of a command as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let (stdout, stderr, code) = self.pm(&[arguments, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{stderr}");
        serde_json::from_str(&stdout).expect("an answer is JSON")
    }

    /// What `pm check` finds, by rule: the path and the message of each finding.
    pub(crate) fn findings(&self) -> BTreeMap<String, Vec<(String, String)>> {
        let (stdout, stderr, code) = self.pm(&["check", "--format", "json"]);
        assert_eq!(stderr, "");
        let report: Value = serde_json::from_str(&stdout).expect("a report is JSON");
        let mut by_rule: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let findings = report["findings"].as_array().expect("a list of findings");
        assert_eq!(code, u8::from(findings.iter().any(|finding| finding["level"] == "error")));
        for finding in findings {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            by_rule.entry(text("rule")).or_default().push((text("path"), text("message")));
        }
        by_rule
    }

    /// What a command with `--count-by` of one property counts, by value.
    pub(crate) fn counts(&self, arguments: &[&str]) -> BTreeMap<String, usize> {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--format", "csv"]);
        let (stdout, stderr, _) = self.pm(&arguments);
        let mut reader = csv::Reader::from_reader(stdout.as_bytes());
        reader
            .records()
            .map(|record| {
                let record = record.unwrap_or_else(|error| panic!("{error}\n{stdout}\n{stderr}"));
                let count = record.get(1).and_then(|count| count.parse().ok());
                (record[0].to_owned(), count.unwrap_or_else(|| panic!("no count in {record:?}\n{stderr}")))
            })
            .collect()
    }
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora")
}

/// One visible line, although the test passes.
#[expect(clippy::print_stderr, reason = "a test that is skipped must say so")]
fn say(line: &str) {
    eprintln!("{line}");
}

/// How many findings a rule has.
pub(crate) fn count(findings: &BTreeMap<String, Vec<(String, String)>>, rule: &str) -> usize {
    findings.get(rule).map_or(0, Vec::len)
}
