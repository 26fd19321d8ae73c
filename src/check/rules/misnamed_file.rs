//! A document whose file name does not begin with its id.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Fix, FixStep, Level};
use crate::model::kind::Kind;
use crate::model::values::Id;
use crate::text::words::slug;

/// The longest part of a file name that is taken from a title, in bytes.
const LONGEST_SLUG: usize = 48;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "misnamed-file",
        group: RuleGroup::Identity,
        level: Level::Warning,
        since: "0.1.0",
        summary: "the name of a file does not begin with the id in it",
        what: "Reports a document whose name does not begin with its id, letter case and leading zeros aside. Kinds \
            whose documents were not made for `pm` keep the names they have.",
        why: "The name is what people see in a pull request, in the file list of the forge and in a search. Where \
            it says another id than the document, one of the two is read, and new numbers are chosen by the other.",
        example: "
```markdown requirements/REQ-7-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```",
        instead: "Let `pm check --fix` rename the file, or name it yourself after the id; the rest of the name is free:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let (kind, artifact, path) = (context.kind, context.artifact, context.path());
    let (true, Some(id), Some(span)) = (kind.files.named_by_id, &artifact.id, artifact.id_span) else {
        return;
    };
    let named = id_at_start(kind, path.file_name());
    // A malformed id has its own finding, and the name has been taken for it.
    if named.as_ref().is_some_and(|named| named.key() == id.key()) {
        return;
    }
    // Of two documents with one id the copy has to get another id first.
    if context.plan.find(id.as_str()).ok().map(|found| found.artifact) != Some(context.index) {
        return;
    }
    let message = match &named {
        Some(named) => format!("the file is called {named}, but the document is {id}"),
        None => format!("the name of the file does not begin with {id}"),
    };
    let rest = match &named {
        Some(named) => path.file_name()[named.as_str().len()..].to_owned(),
        None => format!("-{}.{}", slug(path.stem(), LONGEST_SLUG), path.extension()),
    };
    let to = path.parent().join(&format!("{id}{rest}"));
    let finding = findings.at(path, span, message);
    if context.files.exists(&to) {
        finding.help.push(format!("rename the file so that it begins with {id}; {to} is taken"));
    } else {
        finding.help.push(format!("rename the file to {}", to.file_name()));
        let step = FixStep::Rename { from: path.clone(), to };
        finding.fix = Some(Fix { title: "rename the file".into(), steps: vec![step] });
    }
}

/// The id that a file name begins with.
fn id_at_start(kind: &Kind, name: &str) -> Option<Id> {
    std::iter::once(&kind.identity.prefix)
        .chain(&kind.identity.spellings)
        .find_map(|prefix| Id::at_start_of(name, prefix))
}
