use proptest::prelude::*;

use super::invariants::{check_bytes, check_merge, marks};
use super::*;
use crate::repo::merge_lines;

/// Merges the front matter of three documents and gives that of the result.
#[track_caller]
fn check(base: &str, ours: &str, theirs: &str, expect: &str) {
    let whole = |front: &str| format!("---\n{front}---\n# Body\n");
    let texts = Sides::new(base, ours, theirs).map(whole);
    let merged =
        check_merge(texts.as_ref().map(|text| text.as_bytes()), Form::Markdown, merge_lines).expect("merged");
    assert!(merged.by_field, "merged by lines: {}", String::from_utf8_lossy(&merged.bytes));
    assert_eq!(String::from_utf8(merged.bytes).expect("text"), whole(expect));
    assert_eq!(merged.conflicts.len(), expect.matches("<<<<<<<").count());
}

#[track_caller]
fn check_text(base: &str, ours: &str, theirs: &str, expect: &str) {
    let texts = Sides::new(base, ours, theirs);
    let merged = check_merge(texts.map(str::as_bytes), Form::Markdown, merge_lines).expect("merged");
    assert_eq!(String::from_utf8(merged.bytes).expect("text"), expect);
}

#[test]
fn front_matter_in_toml_merges_by_lines() {
    let with = |status: &str, owner: &str| {
        format!("+++\nstatus = \"{status}\"\ntitle = \"A\"\n\nowner = \"{owner}\"\n+++\n# Body\n")
    };
    let (base, ours, theirs) = (with("new", "ana"), with("open", "ana"), with("new", "bo"));
    let texts = Sides::new(base.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let merged = check_merge(texts, Form::Markdown, merge_lines).expect("merged");
    assert!(!merged.by_field);
    assert_eq!(String::from_utf8(merged.bytes).expect("text"), with("open", "bo"));
}

#[test]
fn neighbouring_fields_merge() {
    check(
        "id: A\nstatus: new\nowner: ana\n",
        "id: A\nstatus: open\nowner: ana\n",
        "id: A\nstatus: new\nowner: bo\n",
        "id: A\nstatus: open\nowner: bo\n",
    );
}

#[test]
fn what_theirs_added_comes_with_its_comments_behind_what_it_stood_behind() {
    check(
        "id: A\nstatus: new\n",
        "id: A\nstatus: open # now\nrank: m\n",
        "id: A\n# who answers\nowner: ana # for now\nstatus: new\n",
        "id: A\n# who answers\nowner: ana # for now\nstatus: open # now\nrank: m\n",
    );
}

#[test]
fn a_value_and_the_comment_beside_it_are_two_things() {
    check("a: 1 # one\n", "a: 2 # one\n", "a: 1 # uno\n", "a: 2 # uno\n");
    check("a: 1\n", "a: '1'\n", "a: 2\n", "a: 2\n");
    check("owner:\n", "owner: ana\n", "owner: # who?\n", "owner: ana # who?\n");
}

#[test]
fn a_field_that_both_changed_is_marked_alone() {
    check(
        "id: A\nstatus: new\nowner: ana\n",
        "id: A\nstatus: open\nowner: bo\n",
        "id: A\nstatus: done\nowner: ana\nrank: m\n",
        "id: A\n<<<<<<< ours\nstatus: open\n=======\nstatus: done\n>>>>>>> theirs\nowner: bo\nrank: m\n",
    );
}

#[test]
fn a_field_that_one_changed_and_the_other_removed_is_marked() {
    check(
        "id: A\nowner: ana\n",
        "id: A\n",
        "id: A\nowner: bo\n",
        "id: A\n<<<<<<< ours\n=======\nowner: bo\n>>>>>>> theirs\n",
    );
    check("id: A\nowner: ana\nx: 1\n", "id: A\nx: 1\n", "id: A\nowner: ana\nx: 2\n", "id: A\nx: 2\n");
}

#[test]
fn both_may_add_the_same() {
    check("id: A\n", "id: A\nowner: ana\n", "id: A\nx: 1\nowner: \"ana\"\n", "id: A\nx: 1\nowner: ana\n");
    check(
        "id: A\n",
        "id: A\nowner: ana\n",
        "id: A\nowner: bo\n",
        "id: A\n<<<<<<< ours\nowner: ana\n=======\nowner: bo\n>>>>>>> theirs\n",
    );
}

#[test]
fn lists_merge_by_element() {
    check("l: [a, b]\n", "l: [a, b, c]\n", "l: [x, a]\n", "l: [x, a, c]\n");
    check(
        "l:\n  - a\n  - b\n",
        "l:\n  - a\n  - b\n  - c # ours\n",
        "l:\n  - b\n  - d # theirs\n",
        "l:\n  - b\n  - c # ours\n  - d # theirs\n",
    );
    check("id: A\n", "id: A\nl: [a]\n", "id: A\nl: [b]\n", "id: A\nl: [a, b]\n");
    check("l: [a]\n", "l: [a, '2']\n", "l: [a, 2026-10-01]\n", "l: [a, '2', 2026-10-01]\n");
}

#[test]
fn a_list_that_one_side_wrote_another_way_merges_too() {
    check("l: [a]\n", "l:\n  - a\n  - b\n", "l: [a, c]\n", "l:\n  - a\n  - b\n  - c\n");
    check("l: [a]\n", "l: [a, b]\n", "l:\n- a\n- c\n", "l: [a, b, c]\n");
    check("l:\n  - a\n", "l:\n    - a\n    - b\n", "l:\n  - a\n  - c\n", "l:\n    - a\n    - b\n    - c\n");
}

#[test]
fn what_has_an_id_is_merged_inside() {
    check(
        "k:\n  - id: 1\n    now: 3\n    goal: 5\n  - id: 2\n    now: 0\n",
        "k:\n  - id: 1\n    now: 4\n    goal: 5\n  - id: 2\n    now: 0\n",
        "k:\n  - id: 2\n    now: 1\n  - id: 1\n    now: 3\n    goal: 6\n  - id: 3\n    now: 9\n",
        "k:\n  - id: 2\n    now: 1\n  - id: 1\n    now: 4\n    goal: 6\n  - id: 3\n    now: 9\n",
    );
    check(
        "k:\n  - id: 1\n    now: 3\n",
        "k:\n  - id: 1\n    now: 4\n",
        "k:\n  - id: 1\n    now: 5\n    x: 1\n",
        "k:\n  - id: 1\n<<<<<<< ours\n    now: 4\n=======\n    now: 5\n>>>>>>> theirs\n    x: 1\n",
    );
    check("m: {a: 1, b: 2}\n", "m: {a: 3, b: 2}\n", "m: {a: 1, b: 4}\n", "m: {a: 3, b: 4}\n");
}

#[test]
fn long_texts_merge_by_lines() {
    check(
        "t: |\n  one\n  two\n  three\n",
        "t: |\n  ONE\n  two\n  three\n",
        "t: |\n  one\n  two\n  THREE\n",
        "t: |\n  ONE\n  two\n  THREE\n",
    );
}

#[test]
fn a_new_order_of_fields_is_kept() {
    check("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\nc: 4\n", "c: 3\nb: 2\na: 1\n", "c: 4\nb: 2\na: 1\n");
}

#[test]
fn ticks_of_neighbours_merge_and_so_do_added_items() {
    let whole = |body: &str| format!("---\nid: A\n---\n{body}");
    let [base, ours, theirs, expect] = [
        "## Done\n- [ ] a\n- [ ] b\n- [x] c\n",
        "## Done\n- [x] a\n- [ ] b\n- [x] c\n- [ ] d\n",
        "## Done\n- [ ] a\n- [x] b\n- [x] c\n- [ ] e\n",
        "## Done\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n- [ ] e\n",
    ]
    .map(whole);
    check_text(&base, &ours, &theirs, &expect);
}

#[test]
fn an_item_that_both_reworded_is_a_conflict() {
    check_text(
        "---\nid: A\n---\n- [ ] a\n",
        "---\nid: A\n---\n- [ ] b\n",
        "---\nid: A\n---\n- [ ] c\n",
        "---\nid: A\n---\n<<<<<<< ours\n- [ ] b\n=======\n- [ ] c\n>>>>>>> theirs\n",
    );
}

#[test]
fn what_cannot_be_read_is_merged_by_lines() {
    check_text("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n");
    check_text(
        "---\na: [\n---\n1\n2\n3\n",
        "---\na: [\n---\n0\n2\n3\n",
        "---\na: [\n---\n1\n2\n4\n",
        "---\na: [\n---\n0\n2\n4\n",
    );
    check_text(
        "---\na: &x 1\nb: 2\nc: 3\n---\n",
        "---\na: &x 2\nb: 2\nc: 3\n---\n",
        "---\na: &x 1\nb: 2\nc: 4\n---\n",
        "---\na: &x 2\nb: 2\nc: 4\n---\n",
    );
}

#[test]
fn both_may_add_a_document() {
    check_text(
        "",
        "---\nid: A\nowner: ana\n---\nText\n",
        "---\nid: A\nstatus: new\n---\nText\n",
        "---\nid: A\nowner: ana\nstatus: new\n---\nText\n",
    );
}

#[test]
fn line_breaks_and_a_byte_order_mark_stay() {
    check_text(
        "\u{feff}---\r\nid: A\r\nx: 1\r\n---\r\n",
        "\u{feff}---\r\nid: A\r\nx: 2\r\n---\r\n",
        "\u{feff}---\r\nid: A\r\nx: 3\r\ny: 1\r\n---\r\n",
        "\u{feff}---\r\nid: A\r\n<<<<<<< ours\r\nx: 2\r\n=======\r\nx: 3\r\n>>>>>>> theirs\r\ny: 1\r\n---\r\n",
    );
}

#[test]
fn a_yaml_document_merges_by_field() {
    let merged = check_merge(
        Sides::new("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 2\n").map(str::as_bytes),
        Form::Yaml,
        merge_lines,
    );
    assert_eq!(merged.map(|merged| merged.bytes), Some(b"a: 2\nb: 2\n".to_vec()));
}

#[test]
fn conflicts_are_named_with_their_places() {
    let texts = Sides::new("---\na: 1\n---\nx\n", "---\na: 2\n---\ny\n", "---\na: 3\n---\nz\n");
    let merged = merge(texts.map(str::as_bytes), Form::Markdown, &marks(), merge_lines).expect("merged");
    let fields: Vec<_> =
        merged.conflicts.iter().map(|conflict| (conflict.at, conflict.field.as_deref())).collect();
    assert_eq!(fields[0], (4, Some("a")));
    assert_eq!(fields[1].1, None);
}

#[test]
fn what_only_looks_like_a_conflict_is_none() {
    let whole = |status: &str, owner: &str| {
        format!("---\nstatus: {status}\nowner: {owner}\n---\n```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n")
    };
    let texts = Sides::new(whole("1", "2"), whole("3", "2"), whole("1", "4"));
    let merged = merge(texts.as_ref().map(|text| text.as_bytes()), Form::Markdown, &marks(), merge_lines);
    assert_eq!(merged.map(|merged| merged.conflicts), Ok(Vec::new()));
}

/// Documents as people write them, with some of what makes merges hard.
fn front() -> impl Strategy<Value = String> {
    let scalar =
        prop::sample::select(vec!["1", "new", "'1'", "\"x # y\"", "", "|\n    long\n    text", "a\n    b"]);
    let word = prop::sample::select(vec!["a", "b", "c", "IDEA-1"]);
    let words = prop::collection::vec(word, 0..4);
    let flow = words.clone().prop_map(|words| format!("[{}]", words.join(", ")));
    let block = words.prop_map(|words| words.iter().map(|word| format!("\n  - {word}")).collect::<String>());
    let record =
        (prop::sample::select(vec!["1", "2", "3"]), prop::sample::select(vec!["x", "y"]), any::<bool>());
    let records = prop::collection::vec(record, 0..3).prop_map(|records| {
        let lines = records.into_iter().map(|(id, now, comment)| {
            let comment = if comment { "\n    # so far" } else { "" };
            format!("\n  - id: {id}{comment}\n    now: {now}")
        });
        lines.collect::<String>()
    });
    let map = prop::sample::select(vec!["{x: 1, y: 2}", "{x: 1}", "\n  x: 1\n  y: 3", "\n  x: 2"])
        .prop_map(str::to_owned);
    let value = prop_oneof![scalar.prop_map(str::to_owned), flow, block, records, map];
    let comment = prop::sample::select(vec!["", "", "# above\n", "\n", "# other\n"]);
    let key = prop::sample::select(vec!["a", "b", "c", "d"]);
    let beside = prop::sample::select(vec!["", "", "", " # beside"]);
    prop::collection::vec((comment, key, value, beside), 0..4).prop_map(|fields| {
        let mut seen = HashSet::new();
        let mut text = String::new();
        for (comment, key, value, beside) in fields {
            if seen.insert(key) {
                let blank = if value.starts_with('\n') { "" } else { " " };
                let beside = if value.contains('\n') { "" } else { beside };
                text.push_str(&format!("{comment}{key}:{blank}{value}{beside}\n"));
            }
        }
        text
    })
}

fn body() -> impl Strategy<Value = String> {
    let line =
        prop::sample::select(vec!["one", "two", "", "- [ ] a", "- [x] a", "- [ ] b", "- [x] b", "- [ ] c"]);
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
}

proptest! {
    #[test]
    fn no_merge_loses_or_invents_anything(
        fronts in prop::array::uniform3(front()),
        bodies in prop::array::uniform3(body()),
        is_yaml in any::<bool>(),
    ) {
        let texts: Vec<String> = fronts.iter().zip(&bodies).map(|(front, body)| match is_yaml {
            true => front.clone(),
            false => format!("---\n{front}---\n{body}"),
        }).collect();
        let form = if is_yaml { Form::Yaml } else { Form::Markdown };
        let sides = Sides::new(texts[0].as_bytes(), texts[1].as_bytes(), texts[2].as_bytes());
        check_merge(sides, form, merge_lines);
    }

    #[test]
    fn any_bytes_merge(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        check_bytes(&bytes, merge_lines);
    }
}
