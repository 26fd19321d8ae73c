//! The baseline: findings that a repository accepts until somebody repairs them, as a ratchet.
//!
//! A file lists them by fingerprint. What it lists is not reported; what it lists and no longer occurs is
//! reported, so that the list only gets shorter. Reads and writes text, never files.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::levels;
use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::loading::{INTERRUPTED_CHANGE, UNREADABLE_FILE};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::plan::Plan;
use crate::source::RelPath;

pub(super) static STALE: RuleText = RuleText {
    name: "stale-baseline",
    group: RuleGroup::Configuration,
    level: Level::Warning,
    since: "0.1.0",
    summary: "the baseline accepts a finding that no longer occurs",
    what: "The file that `baseline` in `pm.yaml` names lists a finding that checking no longer has. \
        `pm check --baseline-update` takes it out; it never adds one.",
    why: "While it is listed, the same fault could come back without anybody being told.",
    example: r#"
```yaml pm.yaml
format: 1
product: Planner
baseline: accepted.json
```

```json accepted.json
{"version": 1, "findings": [
{"fingerprint": "0123456789abcdef0123456789abcdef", "rule": "dangling-link", "path": "ideas/IDEA-1-csv.md", "message": "`objective` leads to `OBJ-9`, which does not exist"}
]}
```

```markdown ideas/IDEA-1-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---
```
"#,
    instead: r#"
```yaml pm.yaml
format: 1
product: Planner
baseline: accepted.json
```

```json accepted.json
{"version": 1, "findings": []}
```

```markdown ideas/IDEA-1-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---
```
"#,
};

/// The version of the file's form that this program writes and reads.
const VERSION: u32 = 1;

/// Findings that are accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    version: u32,
    findings: Vec<Accepted>,
}

/// One accepted finding. The fingerprint tells it; the rest is for people who read the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    fingerprint: String,
    rule: String,
    path: String,
    message: String,
    /// The audience in whose answer it was found; nothing for a finding in the plan itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
}

/// What is left of the findings of a run, held against a baseline.
pub(crate) struct Held {
    /// What the baseline does not list.
    pub(crate) findings: Vec<Diagnostic>,
    /// The baseline without what no longer occurs.
    pub(crate) shrunk: Baseline,
}

impl Baseline {
    /// Accepts all of the findings that can be accepted, those in the answer to an audience where one is named.
    pub(crate) fn of(plan: &Plan, audience: Option<&str>, findings: &[Diagnostic]) -> Self {
        let accepted: Vec<Accepted> = fingerprints(findings.iter(), plan)
            .into_iter()
            .zip(findings)
            .filter(|(_, finding)| can_be_accepted(finding))
            .map(|(fingerprint, finding)| Accepted {
                fingerprint,
                rule: finding.rule.to_string(),
                path: finding.place.path.to_string(),
                message: finding.message.clone(),
                audience: audience.map(str::to_owned),
            })
            .collect();
        let mut baseline = Self { version: VERSION, findings: accepted };
        baseline.sort();
        baseline
    }

    /// The same with findings that are accepted too, as those in documents that another tool wrote.
    pub(crate) fn with(mut self, plan: &Plan, findings: &[Diagnostic]) -> Self {
        let listed: BTreeSet<String> = self.findings.iter().map(|entry| entry.fingerprint.clone()).collect();
        let more = Self::of(plan, None, findings).findings;
        self.findings.extend(more.into_iter().filter(|entry| !listed.contains(&entry.fingerprint)));
        self.sort();
        self
    }

    fn sort(&mut self) {
        self.findings.sort_by(|one, other| {
            let key = |entry: &Accepted| (entry.path.clone(), entry.rule.clone(), entry.fingerprint.clone());
            key(one).cmp(&key(other))
        });
    }

    /// Reads the file's text; says in one sentence why it is none.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| {
            format!("line {}, column {}: it is not the list that `pm` writes", error.line(), error.column())
        })?;
        if baseline.version != VERSION {
            return Err(format!(
                "it is of version {}, and this `pm` reads version {VERSION}",
                baseline.version
            ));
        }
        Ok(baseline)
    }

    /// The text of the file: one finding on a line, so that two branches that repair different ones merge.
    pub(crate) fn to_text(&self) -> String {
        let lines: Vec<String> =
            self.findings.iter().filter_map(|entry| serde_json::to_string(entry).ok()).collect();
        match lines.as_slice() {
            [] => format!("{{\"version\": {}, \"findings\": []}}\n", self.version),
            lines => {
                format!("{{\"version\": {}, \"findings\": [\n{}\n]}}\n", self.version, lines.join(",\n"))
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    /// Takes out of the findings what the baseline at `path` lists, and adds one for each entry that no
    /// longer occurs. The findings must be all of a run over the whole plan, or over the answer to one audience;
    /// what was accepted for another is passed over.
    pub(crate) fn hold(
        &self,
        plan: &Plan,
        path: &RelPath,
        audience: Option<&str>,
        findings: Vec<Diagnostic>,
    ) -> Held {
        let is_asked = |entry: &Accepted| entry.audience.as_deref() == audience;
        let asked = self.findings.iter().filter(|entry| is_asked(entry));
        let listed: BTreeSet<&str> = asked.map(|entry| entry.fingerprint.as_str()).collect();
        let prints = fingerprints(findings.iter(), plan);
        let occurs: BTreeSet<&str> = prints.iter().map(String::as_str).collect();
        let (there, gone): (Vec<&Accepted>, Vec<&Accepted>) = self
            .findings
            .iter()
            .partition(|entry| !is_asked(entry) || occurs.contains(entry.fingerprint.as_str()));
        let stale = gone.into_iter().map(|entry| stale(path, entry)).collect();
        let mut left: Vec<Diagnostic> = prints
            .iter()
            .zip(findings)
            .filter(|(print, finding)| !listed.contains(print.as_str()) || !can_be_accepted(finding))
            .map(|(_, finding)| finding)
            .collect();
        left.extend(levels::apply(plan, stale));
        crate::diagnostic::sort(&mut left);
        let shrunk = Self { version: self.version, findings: there.into_iter().cloned().collect() };
        Held { findings: left, shrunk }
    }
}

/// Whether a finding is about what somebody wrote. A fault of the machine is never accepted: it says that
/// the run itself did not see everything.
fn can_be_accepted(finding: &Diagnostic) -> bool {
    ![INTERRUPTED_CHANGE.name, UNREADABLE_FILE.name].contains(&&*finding.rule)
}

fn stale(path: &RelPath, entry: &Accepted) -> Diagnostic {
    let message =
        format!("`{}` in {} is accepted and no longer occurs: {}", entry.rule, entry.path, entry.message);
    Diagnostic::new(STALE.name, STALE.level, Place::file(path), message)
        .with_help("run `pm check --baseline-update` to take it out of the baseline")
}

#[cfg(test)]
mod tests;
