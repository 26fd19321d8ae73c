use super::*;
use crate::config::Config;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

fn plan(config: &str, files: &[(&str, &str)]) -> Plan {
    let config_read = Config::read(&RelPath::new("pm.yaml").expect("a path"), config).0;
    load(&MemoryTree::of(files), config_read, config.to_owned()).0
}

fn idea(id: &str, title: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("id: {id}\n") };
    format!("---\n{id}title: {title}\nstatus: new\n---\n")
}

/// The difference in one line each: `+` added, `-` removed, `~` changed, `!` broken, `?` mended.
fn shown(before: &Plan, after: &Plan) -> Vec<String> {
    let found = difference(before, after, today());
    let label = |plan: &Plan, index: &ArtifactIndex| plan.artifact(*index).label();
    let mut lines = Vec::new();
    lines.extend(found.added.iter().map(|index| format!("+ {}", label(after, index))));
    lines.extend(found.removed.iter().map(|index| format!("- {}", label(before, index))));
    lines.extend(found.changed.iter().map(|one| {
        let fields: Vec<&str> = one.change.fields.iter().map(|field| field.field.as_str()).collect();
        let moved = if one.change.moved.is_some() { " moved" } else { "" };
        format!("~ {} {}{moved}", label(before, &one.before), fields.join(" "))
    }));
    lines.extend(found.broken.iter().map(|index| format!("! {}", label(before, index))));
    lines.extend(found.mended.iter().map(|index| format!("? {}", label(after, index))));
    if found.reformatted > 0 {
        lines.push(format!("= {}", found.reformatted));
    }
    lines
}

fn today() -> Date {
    Date::new(2026, 11, 24).expect("a day")
}

#[track_caller]
fn check(before: &[(&str, &str)], after: &[(&str, &str)], expect: &[&str]) {
    let (before, after) = (plan("format: 1\n", before), plan("format: 1\n", after));
    assert_eq!(shown(&before, &after), expect);
}

#[test]
fn artifacts_come_go_and_change() {
    check(
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A")), ("ideas/IDEA-2-b.md", &idea("IDEA-2", "B"))],
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "AA")), ("ideas/IDEA-3-c.md", &idea("IDEA-3", "C"))],
        &["+ IDEA-3", "- IDEA-2", "~ IDEA-1 title"],
    );
    check(
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A"))],
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A"))],
        &[],
    );
}

#[test]
fn an_artifact_is_known_by_its_id_wherever_it_lies() {
    check(
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A"))],
        &[("ideas/IDEA-1-b.md", &idea("idea-01", "B"))],
        &["~ IDEA-1 id title moved"],
    );
}

#[test]
fn without_the_id_the_path_the_text_or_the_title_tells_who_it_is() {
    check(&[("ideas/a.md", &idea("", "A"))], &[("ideas/a.md", &idea("", "B"))], &["~ ideas/a.md title"]);
    check(&[("ideas/a.md", &idea("", "A"))], &[("ideas/b.md", &idea("", "A"))], &["~ ideas/a.md  moved"]);
    check(
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A"))],
        &[("ideas/IDEA-9-a.md", &idea("IDEA-9", "A"))],
        &["~ IDEA-1 id moved"],
    );
}

#[test]
fn two_documents_with_one_id_are_told_apart_by_their_paths() {
    check(
        &[("ideas/a.md", &idea("IDEA-1", "A")), ("ideas/b.md", &idea("IDEA-1", "B"))],
        &[("ideas/a.md", &idea("IDEA-1", "AA")), ("ideas/b.md", &idea("IDEA-1", "BB"))],
        &["~ IDEA-1 title", "~ IDEA-1 title"],
    );
}

#[test]
fn a_document_that_cannot_be_read_is_neither_added_nor_removed() {
    check(
        &[("ideas/IDEA-1-a.md", &idea("IDEA-1", "A")), ("ideas/IDEA-2-b.md", "---\nid: [\n---\n")],
        &[("ideas/IDEA-1-a.md", "---\nid: [\n---\n"), ("ideas/IDEA-2-b.md", &idea("IDEA-2", "B"))],
        &["! IDEA-1", "? IDEA-2"],
    );
}

#[test]
fn another_layout_is_counted_and_no_change() {
    check(
        &[("ideas/IDEA-1-a.md", "---\nid: IDEA-1\ntitle: A\nstatus: new\n---\n")],
        &[("ideas/IDEA-1-a.md", "---\nid: IDEA-1\nstatus: new   # still\ntitle: 'A'\n---\n")],
        &["= 1"],
    );
}

#[test]
fn each_plan_is_read_with_the_kinds_of_its_own_time() {
    let text = "---\nid: IDEA-1\ntitle: A\nstatus: new\nwave: 3\n---\n";
    let before =
        plan("format: 1\nkinds: {idea: {fields: {wave: {type: text}}}}\n", &[("ideas/IDEA-1-a.md", text)]);
    let number = "format: 1\nkinds: {idea: {folder: thoughts, fields: {wave: {type: number}}}}\n";
    let after = plan(number, &[("thoughts/IDEA-1-a.md", &text.replace("title: A", "title: B"))]);
    assert_eq!(shown(&before, &after), ["~ IDEA-1 title moved"]);
}

#[test]
fn a_target_that_is_later_or_earlier_was_moved_and_a_finer_one_was_not() {
    let moves = |from: &str, to: &str| {
        let at = |target: &str| {
            let text = format!("---\nid: REQ-1\ntitle: A\ntarget: {target}\n---\n");
            plan("format: 1\n", &[("requirements/REQ-1-a.md", &text)])
        };
        let found = difference(&at(from), &at(to), today());
        let [one] = found.changed.as_slice() else { panic!("one change from {from} to {to}") };
        let names = |fields: Vec<&FieldChange>| fields.iter().map(|field| field.field.clone()).collect();
        (names(one.moves().collect()), names(one.other_fields().collect()))
    };
    let moved: (Vec<String>, Vec<String>) = (vec!["target".to_owned()], vec![]);
    let other = (moved.1.clone(), moved.0.clone());
    assert_eq!(moves("2026-Q4", "2027-Q1"), moved);
    assert_eq!(moves("2026-Q4", "2026-Q3"), moved);
    assert_eq!(moves("2026-Q4", "2026-11"), other);
    assert_eq!(moves("next", "2027-Q1"), other);
    assert_eq!(moves("next", "later"), moved);
}
