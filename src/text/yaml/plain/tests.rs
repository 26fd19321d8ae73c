use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

use crate::text::front_matter;
use crate::text::yaml::parse::full;
use crate::text::yaml::plain;

/// Whether the fast path reads `text`; if so, it must read it as the full reader does.
#[track_caller]
fn is_plain(text: &str, base: usize) -> bool {
    let Some(root) = plain::read(text, base) else { return false };
    let parsed =
        full(text, base).unwrap_or_else(|fault| panic!("only the fast path reads {text:?}: {fault:?}"));
    assert_eq!(root, parsed.root, "{text:?}");
    assert_eq!(parsed.notes, [], "{text:?}");
    true
}

#[test]
fn the_usual_shapes_are_plain() {
    for text in [
        "id: REQ-1\ntitle: Export as CSV # c\nstatus: draft\n",
        "a: 'b: c'\nb: \"it's\"  # c\nc: 2-5\nd: 2026-11-23\ne: https://x.y/z?a=b#c\n",
        "tags: [a, 'b, c', \"d\", e f , -1]\nnone: []\n",
        "a:\n  - b\n  - 'c'\n\n  # c\n  - d e\nb:\n- f\n",
        "a:\nb:   \nc: ~\nd: # c\n",
        "a: b\r\nc:\r\n  - d\r\n",
        "a: ä ö\nb: «c»\nc: 日本、語\n",
        "a: b",
        "# c\n\na: b\n  # c\n",
        "a:\n  b: c\n  d:\n    e: f   # c\n# c\n  g: h\ni: j\n",
        "a:\n  - b: c\n    d: e\n\n  -   f:\n      - g\n      h: i\n  - j\nk: l\n",
        "a:\n- b:\n  - c: d\n- e\nf:\n",
        "a: {b: c, d: 'e, f', g: [h, {i: j}], k: {}}  # c\nl:\n  - [m, n]\n  - {o: p}\n",
        "a: [[b], [], {c: d}]\n",
    ] {
        assert!(is_plain(text, 7), "{text:?}");
    }
}

#[test]
fn everything_else_is_left_to_the_full_reader() {
    for text in [
        "",
        "# c\n",
        "a\n",
        "- a\n",
        " a: b\n",
        "a: b\na: c\n",
        "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
        "a:\n  b: c\n  b: d\n",
        "a:\n  - b\n    c: d\n",
        "a:\n  - b: c\n     d: e\n",
        "a:\n  - b: c\n   d: e\n",
        "a:\n  b: c\n  - d\n",
        "a:\n  - b\n  c: d\n",
        "a: {b: c, b: d}\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: {b: c,}\n",
        "a: {b: c]\n",
        "a: {b: c} d\n",
        "a: [b: c]\n",
        "a: b # c\n  d\n",
        "a:\n  b\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !t b\n",
        "a: |\n  b\n",
        "a: [b,\n c]\n",
        "a: 'it''s'\n",
        "a: \"\\n\"\n",
        "a: 'b\n  c'\n",
        "a: @b\n",
        "a: b: c\n",
        "a: b:\n",
        "a: fix #1\n",
        "a: #b\n",
        "a:\tb\n",
        "a: b\tc\n",
        "a:\n  - - b\n",
        "a:\n  -b\n",
        "a:\n  -\n",
        "a:\n  - b\n - c\n",
        "a:\n  - b\n    c\n",
        "a: [b, c",
        "a: [b] c\n",
        "'a': b\n",
        "a: b\n---\nc: d\n",
        "\u{feff}a: b\n",
        "a: \u{85}\n",
        "a: b\rc: d\n",
        "a b: c\n",
    ] {
        assert!(!is_plain(text, 0), "{text:?}");
    }
}

/// A field, mostly plain, with the signs in it that could be read in two ways.
fn field() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec!["a", "b", "c-d", "e_f", "g.h", "1", "title", "status", "i j", "k:l"]);
    let scalar = "[a-c1~.\\-:#@'\"\\\\,\\[\\]{} éλ…\u{a0}]{0,8}";
    let words = prop_oneof![
        4 => "[a-z0-9éλ]{1,5}([ :#-]{1,2}[a-z0-9]{1,4}){0,2}",
        1 => scalar,
        1 => "'[a-c :#]{0,5}'",
        1 => "\"[a-c :#]{0,5}\"",
    ];
    let after = prop::sample::select(vec!["", "", "", " ", " # c", "  #c", " #", "# c"]);
    let flow =
        prop::collection::vec(words.clone(), 0..4).prop_map(|items| format!(" [{}]", items.join(", ")));
    let dash = prop::sample::select(vec!["- ", "  - ", "    - ", "-  ", "-"]);
    let block =
        (dash, prop::collection::vec((words.clone(), after.clone()), 1..4)).prop_map(|(dash, items)| {
            items.iter().map(|(item, after)| format!("\n{dash}{item}{after}")).collect::<String>()
        });
    let pair = (prop::sample::select(vec!["a", "b", "c"]), words.clone());
    let braces = prop::collection::vec(pair, 0..3).prop_map(|pairs| {
        let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!(" {{{}}}", pairs.join(", "))
    });
    let value = prop_oneof![1 => braces, 4 => words.prop_map(|words| format!(" {words}")), 2 => flow, 2 => block, 1 => Just(String::new())];
    (key, value, after).prop_map(|(key, value, after)| format!("{key}:{value}{after}"))
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => field(),
        1 => prop::sample::select(vec!["", "  ", "# c", "  # c", "  x", "---", "...", "- a", "\t"]).prop_map(str::to_owned),
    ]
}

/// Maps and lists in each other, at columns that fit and at some that do not.
fn nested() -> impl Strategy<Value = Vec<String>> {
    let column = prop_oneof![8 => prop::sample::select(vec![0, 2, 4]), 1 => 0..7usize];
    let head = prop::sample::select(vec![
        "a:",
        "b:",
        "c: d",
        "- a: b",
        "- c:",
        "- d",
        "- - e",
        "-   f: g",
        "# c",
        "- [h, {i: j}]",
    ]);
    prop::collection::vec((column, head), 0..8).prop_map(|lines| {
        lines.into_iter().map(|(column, head)| format!("{}{head}", " ".repeat(column))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_path_equals_the_full_reader(
        lines in prop::collection::vec(line(), 0..5),
        line_break in prop::sample::select(vec!["\n", "\n", "\r\n"]),
        last in prop::bool::ANY,
        base in 0usize..9,
    ) {
        let mut text = lines.join(line_break);
        if last {
            text.push_str(line_break);
        }
        is_plain(&text, base);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_in_each_other_is_read_alike(lines in nested(), base in 0usize..9) {
        is_plain(&format!("top:\n{}\n", lines.join("\n")), base);
    }
}

#[test]
fn the_fast_path_equals_the_full_reader_on_real_documents() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !corpora.is_dir() {
        // Not `eprintln!`, which would be hidden while the test passes.
        writeln!(std::io::stderr(), "skipped: the real documents of ../shared/corpora are not here").unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut plain, mut all) = (0, 0);
    for name in ["backlog", "eip", "goals", "kep"] {
        let target = folder.path().join(name);
        let bundle = corpora.join(format!("{name}.bundle"));
        let clone = Command::new("git")
            .args(["clone", "-q", "-b", "main"])
            .arg(bundle)
            .arg(&target)
            .status()
            .unwrap();
        assert!(clone.success(), "{name} cannot be cloned");
        for path in files(&target) {
            let bytes = std::fs::read(&path).unwrap();
            let Ok(document) = front_matter::split(&bytes) else { continue };
            let is_yaml = path.extension().is_some_and(|extension| extension == "yaml");
            let Some(yaml) = document.between().or(is_yaml.then_some(document.text)) else { continue };
            all += 1;
            plain += usize::from(is_plain(yaml, document.front_matter.map_or(0, |it| it.content.start())));
        }
    }
    assert!(all > 1500 && plain * 2 > all, "{plain} of {all} are plain");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true if path.ends_with(".git") => {}
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}
