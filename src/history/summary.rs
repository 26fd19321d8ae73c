//! A change of the plan in the words of a commit message: a subject, and a line for each artifact where
//! there are several.

use std::collections::BTreeSet;

use super::artifact_change::{ArtifactChange, FieldChange, Written, change_between};
use crate::model::approval::APPROVALS;
use crate::model::artifact::Artifact;
use crate::plan::Plan;
use crate::source::{FileChange, RelPath};
use crate::text::words::{list_of, plural};

/// The longest subject that logs show in full, in characters.
const SUBJECT: usize = 72;

/// The longest value that a message repeats, in characters.
const LONGEST: usize = 40;

/// The message for a commit of `changes`, which lead from one plan to the other.
pub(crate) fn commit_message(before: &Plan, after: &Plan, changes: &[FileChange]) -> String {
    let said = sentences(before, after, changes);
    let renumbered = renumbered(before, after, changes);
    if !renumbered.is_empty() {
        let named = format!("Renumber {}", list_of(&renumbered));
        let subject = match fits(&named) {
            true => named,
            false => format!("Renumber {}", plural(renumbered.len(), "artifact")),
        };
        let lines: Vec<String> = said.iter().map(|(_, subject, _)| format!("- {subject}")).collect();
        return format!("{subject}\n\n{}", lines.join("\n"));
    }
    let [(label, subject, short)] = said.as_slice() else {
        let same: BTreeSet<&str> = said.iter().map(|(label, subject, _)| without(subject, label)).collect();
        let labels: Vec<&str> = said.iter().map(|(label, ..)| label.as_str()).collect();
        let first = match (same.len(), said.as_slice()) {
            (1, [(label, subject, _), ..]) => {
                format!("{}: {}", list_of(&labels), without(subject, label))
            }
            _ => format!("Change {}", list_of(&labels)),
        };
        let first = if fits(&first) { first } else { format!("Change {}", plural(said.len(), "artifact")) };
        let lines: Vec<String> = said.iter().map(|(_, subject, _)| format!("- {subject}")).collect();
        return format!("{first}\n\n{}", lines.join("\n")).trim_end().to_owned();
    };
    if fits(subject) {
        subject.clone()
    } else {
        format!("{}\n\n{subject}", cut(&format!("{label}: {short}"), SUBJECT))
    }
}

/// The artifacts that get another id: `REQ-5 to REQ-8`.
fn renumbered(before: &Plan, after: &Plan, changes: &[FileChange]) -> Vec<String> {
    let mut pairs: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            FileChange::Rename { from, to } => Some((from, to)),
            FileChange::Replace { path, .. } => Some((path, path)),
            FileChange::Create { .. } | FileChange::Remove { .. } => None,
        })
        .filter_map(|(from, to)| {
            let id = |plan: &Plan, path| plan.artifact(plan.at_path(path)?).id.clone();
            let (old, new) = (id(before, from)?, id(after, to)?);
            (old.key() != new.key()).then(|| format!("{old} to {new}"))
        })
        .collect();
    pairs.dedup();
    pairs
}

/// For each artifact its id, what happened to it, and the same in a few words.
fn sentences(before: &Plan, after: &Plan, changes: &[FileChange]) -> Vec<(String, String, String)> {
    let find = |plan: &'_ Plan, path: &RelPath| plan.at_path(path).map(|index| plan.artifact(index).clone());
    let moved = |to: &RelPath| {
        changes.iter().find_map(|change| match change {
            FileChange::Rename { from, to: new } if new == to => Some(from.clone()),
            _ => None,
        })
    };
    let leaves = |path: &RelPath| {
        changes.iter().any(|change| matches!(change, FileChange::Rename { from, .. } if from == path))
    };
    let mut paths: Vec<&RelPath> =
        changes.iter().map(FileChange::path).filter(|path| !leaves(path)).collect();
    paths.sort();
    paths.dedup();
    let mut said = Vec::new();
    for path in paths {
        let old = moved(path).and_then(|from| find(before, &from)).or_else(|| find(before, path));
        let new = find(after, path);
        match (old, new) {
            (None, None) => said.push((path.to_string(), format!("Change {path}"), "changed".to_owned())),
            (None, Some(new)) => said.push(whole("Add", "added", &new)),
            (Some(old), None) => said.push(whole("Remove", "removed", &old)),
            (Some(old), Some(new)) => {
                let change = change_between(&after.config, &old, &new);
                let label = new.label();
                let (long, short) = words(&change);
                said.push((label.clone(), format!("{label}: {long}"), short));
            }
        }
    }
    said
}

fn whole(verb: &str, participle: &str, artifact: &Artifact) -> (String, String, String) {
    let label = artifact.label();
    (label.clone(), format!("{verb} {label}: {}", artifact.title), participle.to_owned())
}

/// What changed, with values and without.
fn words(change: &ArtifactChange) -> (String, String) {
    let mut long: Vec<String> = change.fields.iter().map(field).collect();
    let mut short: Vec<&str> = change.fields.iter().map(|change| change.field.as_str()).collect();
    if change.moved.is_some() {
        long.push("moved".into());
        short.push("path");
    }
    if !change.body.is_empty() {
        long.push("text changed".into());
        short.push("text");
    }
    if long.is_empty() {
        return ("layout changed".into(), "layout changed".into());
    }
    (long.join("; "), format!("change {}", list_of(short)))
}

/// Who agreed or no longer does; the day and the text are in the document.
fn approval(change: &FieldChange) -> String {
    let who = |written: &Option<Written>| -> Vec<String> {
        let Some(Written::Many(items)) = written else { return Vec::new() };
        items.iter().map(|item| item.split(" on ").next().unwrap_or(item).to_owned()).collect()
    };
    let (old, new) = (who(&change.from), who(&change.to));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        these.iter().filter(|item| !others.contains(item)).cloned().collect()
    };
    match (only(&new, &old), only(&old, &new)) {
        (come, _) if !come.is_empty() => format!("approved by {}", list_of(come)),
        (_, gone) if !gone.is_empty() => format!("no longer approved by {}", list_of(gone)),
        _ => "approved anew".to_owned(),
    }
}

fn field(change: &FieldChange) -> String {
    if change.field == APPROVALS {
        return approval(change);
    }
    let text = |written: &Written| match written {
        Written::One(text) => cut(text, LONGEST),
        Written::Many(items) => cut(&items.join(", "), LONGEST),
    };
    match (&change.from, &change.to) {
        (Some(Written::Many(old)), Some(Written::Many(new))) => {
            let only = |these: &[String], others: &[String]| {
                list_of(these.iter().filter(|item| !others.contains(item)).map(|item| cut(item, LONGEST)))
            };
            match (only(old, new), only(new, old)) {
                (gone, come) if gone.is_empty() && come.is_empty() => {
                    format!("{} in another order", change.field)
                }
                (gone, come) if gone.is_empty() => format!("{} gains {come}", change.field),
                (gone, come) if come.is_empty() => format!("{} loses {gone}", change.field),
                (gone, come) => format!("{} gains {come} and loses {gone}", change.field),
            }
        }
        (Some(from), Some(to)) => format!("{} from {} to {}", change.field, text(from), text(to)),
        (None, Some(to)) => format!("{} {}", change.field, text(to)),
        (Some(_), None) => format!("no {}", change.field),
        (None, None) => change.field.clone(),
    }
}

fn without<'a>(subject: &'a str, label: &str) -> &'a str {
    subject.strip_prefix(label).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(subject)
}

fn fits(line: &str) -> bool {
    line.chars().count() <= SUBJECT
}

/// One line of no more than so many characters.
fn cut(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        Some(_) => {
            let end = line.char_indices().nth(longest - 1).map_or(line.len(), |(end, _)| end);
            format!("{}\u{2026}", line[..end].trim_end())
        }
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::Tree;
    use crate::source::memory::MemoryTree;

    fn plan(tree: &MemoryTree) -> Plan {
        let config = Config::read(&RelPath::root().join("pm.yaml"), "format: 1\n").0;
        load(tree, config, "format: 1\n".to_owned()).0
    }

    /// Documents as number, front matter and body.
    fn tree(documents: &[(u32, &str)]) -> MemoryTree {
        let tree = MemoryTree::default();
        for (number, text) in documents {
            let path = RelPath::root().join(&format!("requirements/REQ-{number}-r.md"));
            tree.insert(path, format!("---\nid: REQ-{number}\n{text}").into_bytes());
        }
        tree
    }

    #[track_caller]
    fn check(before: &[(u32, &str)], after: &[(u32, &str)], expect: &str) {
        let (old, new) = (tree(before), tree(after));
        let changes: Vec<FileChange> = old
            .list(&[])
            .files
            .into_iter()
            .chain(new.list(&[]).files)
            .filter(|path| old.read(path).ok() != new.read(path).ok())
            .map(|path| FileChange::Create { path, bytes: Vec::new() })
            .collect();
        assert_eq!(commit_message(&plan(&old), &plan(&new), &changes), expect);
    }

    #[test]
    fn one_artifact_is_told_in_one_line() {
        let a = "title: Export\nstatus: draft\n---\n";
        check(&[], &[(1, a)], "Add REQ-1: Export");
        check(&[(1, a)], &[], "Remove REQ-1: Export");
        check(
            &[(1, a)],
            &[(1, "title: Export\nstatus: review\n---\n")],
            "REQ-1: status from draft to review",
        );
        check(
            &[(1, "title: E\ndepends_on: [REQ-2, REQ-3]\n---\nOne\n")],
            &[(1, "title: E\ndepends_on: [REQ-2, REQ-4]\nowner: ana\n---\nTwo\n")],
            "REQ-1: depends_on gains REQ-4 and loses REQ-3; owner ana; text changed",
        );
    }

    #[test]
    fn a_long_change_is_told_under_a_short_subject() {
        let long = "A title that goes on for a long time before it comes to its point at last";
        check(
            &[(1, "title: E\n---\n")],
            &[(1, &format!("title: {long}\npriority: must\n---\n"))],
            "REQ-1: change title and priority\n\nREQ-1: title from E to A title that goes on for a long time be\u{2026}; \
             priority must",
        );
    }

    #[test]
    fn several_artifacts_have_a_line_each() {
        let with = |priority: &str| format!("title: E\npriority: {priority}\n---\n");
        check(
            &[(1, "title: E\n---\n"), (2, "title: E\n---\n")],
            &[(1, &with("must")), (2, &with("must"))],
            "REQ-1 and REQ-2: priority must\n\n- REQ-1: priority must\n- REQ-2: priority must",
        );
        check(
            &[(1, "title: E\n---\n"), (2, "title: E\n---\n")],
            &[(1, &with("must")), (2, &with("could"))],
            "Change REQ-1 and REQ-2\n\n- REQ-1: priority must\n- REQ-2: priority could",
        );
    }
}
