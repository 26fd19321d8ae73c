//! What an audience may not see is in no output that is made for it.
//!
//! A repository of every kind has a secret in every field, section, comment and name of a file, in the settings
//! and in git. Every command that takes `--audience` is run in every format, and all bytes are searched: as they
//! are, and as what they stand for in HTML and in Base64.

mod plant;
mod search;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::sandbox::Sandbox;
use plant::{Garden, Kind, kinds};
use search::Haystack;

/// The commands that answer an audience; `IDS` stands for the ids that it may see, `ID` for one of them.
pub(crate) const COMMANDS: &[&str] = &[
    "board requirement --all",
    "changelog",
    "demand",
    "demand ID",
    "diff HEAD~1..HEAD",
    "diff HEAD~1..HEAD --brief",
    "export",
    "export --to fider",
    "export --to jira",
    "flow --removed",
    "graph --meaning any",
    "history ID --follow id",
    "links",
    "list",
    "list idea --columns id,voices,customers,revenue,customer_weighted",
    "list requirement --where voices>0||customer_weighted>0 --sort revenue",
    "log --limit 0",
    "matrix --kind requirement,idea",
    "notes",
    "notes --unreleased",
    "plan",
    "prioritize --all",
    "prioritize idea --by customer-weighted --all",
    "prioritize requirement",
    "retro --since 2000-01-01",
    "report",
    "report board",
    "roadmap",
    "roadmap --as outcomes",
    "roadmap --as portfolio",
    "roadmap --as timeline --lanes tags --done",
    "roadmap --by objective",
    "roadmap --by product",
    "roadmap --by quarter --done",
    "roadmap --by release --done",
    "roadmap --by team --done",
    "shipped",
    "shipped --by release",
    "show IDS",
    "similar ID",
    "slips --gone",
    "standup --since 2000-01-01",
    "timeline",
    "tree --all",
    "where IDS",
];

const FORMATS: &[&str] =
    &["csv", "html", "ical", "json", "mail", "markdown", "marp", "mermaid", "reqif", "svg", "terminal"];

/// Commands that are searched in another way: what `serve` shows is what `site` writes, and `check` tells those
/// who keep the plan what their audience would see.
const OTHERS: &[&str] = &["check", "serve", "site"];

/// What one audience may see.
#[derive(Clone, Debug)]
pub(crate) struct Permission {
    kinds: Vec<String>,
    /// The fields by kind, in the order of the kinds.
    fields: Vec<Vec<String>>,
    sections: Vec<String>,
    statuses: bool,
    people: bool,
    dates: &'static str,
}

impl Permission {
    fn sees_kind(&self, kind: &Kind) -> Option<&[String]> {
        let at = self.kinds.iter().position(|name| *name == kind.name)?;
        Some(&self.fields[at])
    }

    /// The audience as `pm.yaml` writes it.
    fn written(&self) -> String {
        let fields: Vec<String> = self
            .kinds
            .iter()
            .zip(&self.fields)
            .map(|(kind, fields)| format!("      {kind}: [{}]\n", fields.join(", ")))
            .collect();
        let statuses = if self.statuses { "    statuses: [active, done]\n" } else { "" };
        format!(
            "  outside:\n    public: true\n    kinds: [{}]\n{statuses}    people: {}\n    dates: {}\n    sections: \
             [{}]\n    fields:\n{}",
            self.kinds.join(", "),
            self.people,
            self.dates,
            self.sections.join(", "),
            fields.concat()
        )
    }
}

fn permission() -> impl Strategy<Value = Permission> {
    let all = kinds();
    let names: Vec<String> = all.iter().map(|kind| kind.name.clone()).collect();
    let count = names.len();
    let some = (3..=count, any::<Index>());
    let dates = prop::sample::select(vec!["day", "quarter", "horizon", "none"]);
    (some, any::<[bool; 2]>(), dates, any::<u64>()).prop_flat_map(move |((size, _), flags, dates, _)| {
        let all = all.clone();
        subsequence(names.clone(), size).prop_flat_map(move |kinds| {
            let fields: Vec<_> = kinds
                .iter()
                .map(|name| {
                    let kind = all.iter().find(|kind| kind.name == *name).expect("a kind");
                    let mut names: Vec<String> = kind.fields.iter().map(|field| field.name.clone()).collect();
                    names.extend(["title".to_owned(), "status".to_owned()]);
                    let count = names.len();
                    subsequence(names, 0..=count)
                })
                .collect();
            let sections = subsequence(vec!["Problem".to_owned(), "Told".to_owned()], 0..=2);
            (fields, sections).prop_map(move |(fields, sections)| Permission {
                kinds: kinds.clone(),
                fields,
                sections,
                statuses: flags[0],
                people: flags[1],
                dates,
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn no_output_holds_what_its_audience_may_not_see(permission in permission()) {
        let garden = Garden::planted(&permission);
        let haystacks = outputs(&garden.sandbox, &garden.seen_ids);
        for haystack in &haystacks {
            for secret in &garden.hidden {
                prop_assert!(
                    !haystack.holds(&secret.text),
                    "`pm {}` shows `{}`, which is {}\n{}",
                    haystack.command, secret.text, secret.place, haystack.around(&secret.text)
                );
            }
            for id in &garden.hidden_ids {
                prop_assert!(!haystack.names(id), "`pm {}` names {id}\n{}", haystack.command, haystack.around(id));
            }
        }
        for secret in &garden.shown {
            let found = haystacks.iter().any(|haystack| haystack.holds(&secret.text));
            prop_assert!(found, "no output shows `{}`, which is {}", secret.text, secret.place);
        }
    }
}

#[test]
fn what_may_be_seen_is_shown_and_what_may_not_is_searched_for() {
    let all = kinds();
    let permission = Permission {
        kinds: all.iter().map(|kind| kind.name.clone()).collect(),
        fields: all
            .iter()
            .map(|kind| kind.fields.iter().map(|field| field.name.clone()).chain(["title".into()]).collect())
            .collect(),
        sections: vec!["Problem".into(), "Told".into()],
        statuses: false,
        people: true,
        dates: "day",
    };
    let garden = Garden::planted(&permission);
    let haystacks = outputs(&garden.sandbox, &garden.seen_ids);
    assert!(garden.shown.len() > 60, "{}", garden.shown.len());
    assert!(garden.hidden.len() > 100, "{}", garden.hidden.len());
    let missing: Vec<&str> = garden
        .shown
        .iter()
        .filter(|secret| !haystacks.iter().any(|haystack| haystack.holds(&secret.text)))
        .map(|secret| secret.place.as_str())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    // Those who keep the plan see everything, so that the search is one that finds.
    let whole = Haystack::of("list", &garden.sandbox.pm(&["list", "--format", "json"]));
    assert!(garden.hidden.iter().filter(|secret| whole.holds(&secret.text)).count() > 20);
}

#[test]
fn every_command_that_answers_an_audience_is_searched() {
    let reference = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/cli.md"))
        .expect("the reference");
    let answering: BTreeSet<&str> = reference
        .split("\n## ")
        // `pm check` judges what an audience gets, and tells it to those who keep the plan.
        .filter(|part| part.contains("--audience") && !part.starts_with("`pm check`"))
        .filter_map(|part| part.lines().next()?.trim_matches('`').strip_prefix("pm ")?.split(' ').next_back())
        .collect();
    let commands = COMMANDS.iter().filter_map(|command| command.split(' ').next());
    let searched: BTreeSet<&str> = commands.chain(OTHERS.iter().copied()).collect();
    assert_eq!(answering, searched);
}

/// The output of every command in every format.
fn outputs(sandbox: &Sandbox, ids: &[String]) -> Vec<Haystack> {
    let mut outputs = Vec::new();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site").to_string_lossy().into_owned();
    outputs.push(Haystack::of("site", &sandbox.pm(&["site", "--audience", "outside", "--out", &out])));
    for file in files_below(folder.path()) {
        let text = std::fs::read_to_string(&file).expect("a page");
        let name = file.strip_prefix(folder.path()).expect("a file of the site").to_string_lossy();
        outputs.push(Haystack::of_text(&format!("site: {name}"), &format!("{name}\n{text}")));
    }
    for tool in ["changesets", "doorstop", "fragments"] {
        let out = folder.path().join(tool);
        let name = out.to_string_lossy().into_owned();
        let command = ["export", "--to", tool, "--audience", "outside", "--out", &name];
        let run = sandbox.pm(&command);
        assert_eq!(run.code, 0, "{}", run.stderr);
        outputs.push(Haystack::of(&command[..3].join(" "), &run));
        for file in if out.is_dir() { files_below(&out) } else { Vec::new() } {
            let text = std::fs::read_to_string(&file).expect("a file");
            let name = file.strip_prefix(&out).expect("a file of the folder").to_string_lossy();
            outputs.push(Haystack::of_text(&format!("{tool}: {name}"), &format!("{name}\n{text}")));
        }
    }
    // Half of the formats at a time: nothing else runs by then.
    let (some, others) = FORMATS.split_at(FORMATS.len() / 2);
    std::thread::scope(|scope| {
        let others = scope.spawn(|| answers(sandbox, ids, others));
        outputs.extend(answers(sandbox, ids, some));
        outputs.extend(others.join().expect("every command answers"));
    });
    outputs
}

/// The answer of every command in these formats.
fn answers(sandbox: &Sandbox, ids: &[String], formats: &[&str]) -> Vec<Haystack> {
    let mut answers = Vec::new();
    for command in COMMANDS {
        if (command.ends_with("IDS") && ids.is_empty()) || (command.contains(" ID ") && ids.len() < 2) {
            continue;
        }
        for format in formats {
            let mut arguments: Vec<&str> = Vec::new();
            for word in command.split(' ') {
                match word {
                    "IDS" => arguments.extend(ids.iter().map(String::as_str)),
                    "ID" => arguments.extend(ids.get(1).map(String::as_str)),
                    word => arguments.push(word),
                }
            }
            arguments.extend(["--format", *format, "--audience", "outside"]);
            answers.push(Haystack::of(&arguments.join(" "), &sandbox.pm(&arguments)));
        }
    }
    answers
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
