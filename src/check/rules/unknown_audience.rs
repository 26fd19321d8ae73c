//! A text for an audience that there is not.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::value::Value;
use crate::text::words::{list_of, nearest};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unknown-audience",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "a text for the release notes is for an audience that pm.yaml does not name",
        what: "A key of `notes` is no key of `audiences` in `pm.yaml`.",
        why: "The text is shown to nobody: those whom it was written for read the line of the changelog instead.",
        example: r"
```yaml pm.yaml
format: 1
audiences:
  customers: {public: true, kinds: [requirement, release]}
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
notes:
  customer: Take your roadmap into a spreadsheet.
---
```
",
        instead: r"
```yaml pm.yaml
format: 1
audiences:
  customers: {public: true, kinds: [requirement, release]}
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
notes:
  customers: Take your roadmap into a spreadsheet.
---
```
",
    },
    look: Look::Artifact(look),
};

/// The field with a text for each audience.
const NOTES: &str = "notes";

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let Some(Value::Map(entries)) = context.value(NOTES).map(|notes| &notes.value) else { return };
    let audiences = &context.plan.config.audiences;
    for (key, item) in entries.iter().filter(|(key, _)| !audiences.contains_key(&**key)) {
        let message = format!("`{NOTES}` has a text for `{key}`, and pm.yaml names no such audience");
        let help = match nearest(key, audiences.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if audiences.is_empty() => format!("name `{key}` under `audiences` of pm.yaml"),
            None => format!(
                "take one of {}, or name `{key}` under `audiences` of pm.yaml",
                list_of(audiences.keys())
            ),
        };
        findings.at(context.path(), item.span, message).help.push(help);
    }
}
