use proptest::prelude::*;

use crate::text::edit::{Value, written};
use crate::text::span::LineIndex;
use crate::text::toml::invariants::check_text;
use crate::text::toml::parse;
use crate::text::yaml::{self, Content, Node, ScalarStyle, YamlFaultKind};

/// A tree on one line, each scalar with its place in lines and columns where `index` is given.
fn sketch(node: &Node, index: Option<&LineIndex<'_>>) -> String {
    let place = |at: usize| match index {
        Some(index) => {
            let place = index.position(at);
            format!("@{}:{}", place.line, place.column)
        }
        None => String::new(),
    };
    match &node.content {
        Content::Scalar(scalar) => {
            let sign = match scalar.style {
                ScalarStyle::Plain => "",
                ScalarStyle::SingleQuoted => "'",
                _ => "\"",
            };
            let sign = if index.is_some() { sign } else { "" };
            format!("{sign}{}{sign}{}", scalar.text.escape_debug(), place(node.span.start()))
        }
        Content::Alias(name) => format!("*{name}"),
        Content::List { items, .. } => {
            let items: Vec<_> = items.iter().map(|item| sketch(item, index)).collect();
            format!("({})", items.join(" "))
        }
        Content::Map { entries, .. } => {
            let entry = |entry: &yaml::Entry| {
                format!(
                    "{}{}: {}",
                    entry.key.text,
                    place(entry.key.span.start()),
                    sketch(&entry.value, index)
                )
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[track_caller]
fn check(text: &str, tree: &str) {
    check_text(text, 0);
    let parsed = parse(text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
    assert_eq!(sketch(&parsed.root, Some(&LineIndex::new(text))), tree, "{text:?}");
}

/// A fault as its place, its message and its help.
#[track_caller]
fn check_fault(text: &str, place: &str, told: &str) {
    check_text(text, 0);
    let fault = parse(text, 0).expect_err(text);
    let at = LineIndex::new(text).position(fault.span.start());
    let related = fault
        .related
        .map(|(span, shows)| format!(" ({shows} at {})", LineIndex::new(text).position(span.start()).line));
    let said = format!(
        "{}:{} {}; {}{}",
        at.line,
        at.column,
        fault.message,
        fault.help.unwrap_or_default(),
        related.unwrap_or_default()
    );
    assert_eq!((fault.span.slice(text), said.as_str()), (place, told), "{text:?}");
}

#[test]
fn every_type_of_value_is_read_with_its_place() {
    check("title = \"A\"\nn = 'b'\n", "{title@1:1: \"A\"@1:9, n@2:1: 'b'@2:5}");
    check("a = \"é \\\"b\\\" \\u00e9\\n\"\n", "{a@1:1: \"é \\\"b\\\" é\\n\"@1:5}");
    check("a = '''\nb\r\nc'''\n", "{a@1:1: 'b\\nc'@1:5}");
    check("a = \"\"\"b \\\n   c\"\"\"\n", "{a@1:1: \"b c\"@1:5}");
    check(
        "a = 1_000\nb = +5\nc = -0\nd = 0xfF\ne = 0o17\nf = 0b11\n",
        "{a@1:1: 1000@1:5, b@2:1: 5@2:5, c@3:1: -0@3:5, d@4:1: 255@4:5, e@5:1: 15@5:5, f@6:1: 3@6:5}",
    );
    check(
        "a = 0xfffffffffffffffff\nb = 99999999999999999999\n",
        "{a@1:1: 0xfffffffffffffffff@1:5, b@2:1: 99999999999999999999@2:5}",
    );
    check(
        "a = 1.10\nb = +2.50\nc = 1e3\nd = inf\n",
        "{a@1:1: 1.10@1:5, b@2:1: 2.50@2:5, c@3:1: 1e3@3:5, d@4:1: inf@4:5}",
    );
    check("a = true\nb = false\n", "{a@1:1: true@1:5, b@2:1: false@2:5}");
    check(
        "a = [\"x\", 'y', 3]\nb = [\n  1, # c\n  [],\n]\n",
        "{a@1:1: (\"x\"@1:6 'y'@1:11 3@1:16), b@2:1: (1@3:3 ())}",
    );
    check("", "@1:1");
    check("# nothing\n", "@1:1");
}

#[test]
fn dates_are_plain_as_in_yaml() {
    check("a = 2026-11-24\n", "{a@1:1: 2026-11-24@1:5}");
    check("a = 2026-11-24T10:00:00Z\n", "{a@1:1: 2026-11-24T10:00:00Z@1:5}");
    check("a = 2026-11-24t10:00:00.5z # c\n", "{a@1:1: 2026-11-24T10:00:00.5Z@1:5}");
    check("a = 2026-11-24 10:00:00+02:00\n", "{a@1:1: 2026-11-24 10:00:00+02:00@1:5}");
    check("a = 10:00:00\n", "{a@1:1: 10:00:00@1:5}");
}

#[test]
fn tables_are_maps_in_the_order_of_the_text() {
    check(
        "z = 1\n[params]\nb = 2\n\"a b\" = 3\n",
        "{z@1:1: 1@1:5, params@2:2: {b@3:1: 2@3:5, a b@4:1: 3@4:9}}",
    );
    check("a = { b = 1, c.d = 2 }\n", "{a@1:1: {b@1:7: 1@1:11, c@1:14: {d@1:16: 2@1:20}}}");
    check("a.c = 1\nb = 2\na.b = 3\n", "{a@1:1: {c@1:3: 1@1:7, b@3:3: 3@3:7}, b@2:1: 2@2:5}");
    check(
        "[a.b]\nx = 1\n[c]\ny = 2\n[a]\nz = 3\n",
        "{c@3:2: {y@4:1: 2@4:5}, a@5:2: {b@1:4: {x@2:1: 1@2:5}, z@6:1: 3@6:5}}",
    );
    check(
        "[[r]]\na = 1\n[[r]]\na = 2\n[r.s]\nb = 3\n",
        "{r@1:3: ({a@2:1: 1@2:5} {a@4:1: 2@4:5, s@5:4: {b@6:1: 3@6:5}})}",
    );
}

#[test]
fn quoted_words_are_texts() {
    let root = parse("a = \"null\"\nb = ''\n", 0).unwrap().root;
    assert!(root.entries().unwrap().iter().all(|entry| !entry.value.is_null()));
    assert!(parse("\n", 7).unwrap().root.is_null());
}

#[test]
fn places_count_in_the_whole_file() {
    let text = "+++\na = [1]\n[b]\nc = 'x'\n+++\n";
    let root = parse(&text[4..24], 4).unwrap().root;
    assert_eq!(root.get("b").unwrap().get("c").unwrap().span.slice(text), "'x'");
    assert_eq!(root.entry("b").unwrap().key.span.slice(text), "b");
    assert_eq!(root.get("a").unwrap().items().unwrap()[0].span.slice(text), "1");
    assert_eq!(parse("a = b", 10).unwrap_err().span.start(), 14);
}

#[test]
fn a_value_without_quotes_is_told_with_them() {
    check_fault(
        "title = My title\n",
        "My title",
        "1:9 the text `My title` has no quotes around it; put them there: \"My title\"",
    );
    check_fault("a = [x, y]\n", "x", "1:6 the text `x` has no quotes around it; put them there: \"x\"");
    check_fault(
        "a = @ana # who\n",
        "@ana",
        "1:5 the text `@ana` has no quotes around it; put them there: \"@ana\"",
    );
    check_fault("a = “é”\n", "“é”", "1:5 the text `“é”` has no quotes around it; put them there: \"é\"");
    check_fault(
        "a = yes\n",
        "yes",
        "1:5 the text `yes` has no quotes around it; write `true` or `false`, or put quotes around it",
    );
    check_fault("a = True\n", "True", "1:5 `True` is no value of TOML; write `true`");
    check_fault("a = null\n", "null", "1:5 TOML has no `null`; leave the line out");
    check_fault(
        "a =\nb = 1\n",
        "",
        "1:4 no value stands here; write one, `\"\"` for an empty text, or remove the line",
    );
    check_fault(
        "a = 2026-11\n",
        "2026-11",
        "1:5 `2026-11` is no date; write year-month-day, such as 2026-11-24, or put quotes around a text",
    );
    check_fault(
        "a = 2026-02-30\n",
        "2026-02-30",
        "1:5 `2026-02-30` is no date; write year-month-day, such as 2026-11-24, or put quotes around a text",
    );
    check_fault(
        "a = 007\n",
        "007",
        "1:5 the number `007` begins with a 0; leave the 0 out, or put quotes around what is no number",
    );
}

#[test]
fn a_line_that_is_no_field_is_told() {
    check_fault(
        "a = 1\ntitle: x\n",
        "title: x",
        "2:1 this line is YAML, and the fence `+++` says TOML; write `title = …`, or `---` in the place of both fences",
    );
    check_fault(
        "- x\n",
        "- x",
        "1:1 this line is YAML, and the fence `+++` says TOML; write `key = …`, or `---` in the place of both fences",
    );
    check_fault(
        "my title = 'x'\n",
        "my title = 'x'",
        "1:1 this line is no `key = value`; write it so; a key of several words has quotes around it",
    );
    check_fault("é = 1\n", "é", "1:1 `é` stands only in a key with quotes; put quotes around the key");
    check_fault(
        "a = 'it's'\n",
        "s'",
        "1:9 `s'` follows a value on its line; end the line behind the value; a text that holds `'` stands between double quotes",
    );
    check_fault(
        "a = \"x\" y\n",
        "y",
        "1:9 `y` follows a value on its line; end the line behind the value, or put quotes around all of it",
    );
}

#[test]
fn a_key_written_twice_is_told_with_the_first() {
    check_fault(
        "a = 1\nb = { a = 3 }\na = 2\n",
        "a",
        "3:1 the key `a` is written twice; remove one of them (the first at 1)",
    );
    check_fault(
        "a = 1\n[s]\na = 1\na = 2\n",
        "a",
        "4:1 the key `a` is written twice; remove one of them (the first at 3)",
    );
    check_fault(
        "[s]\na = 1\n[s]\n",
        "s",
        "3:2 the key `s` is written twice; remove one of them (the first at 1)",
    );
    check_fault(
        "a = 1\na.b = 2\n",
        "a",
        "2:1 `a` has a value already and is no map; give one of the two another name",
    );
}

#[test]
fn what_is_not_closed_is_told() {
    check_fault(
        "a = \"x\nb = 1\n",
        "\"",
        "1:5 this quote is never closed; close it; a text of several lines stands between `\"\"\"` and `\"\"\"`",
    );
    check_fault(
        "a = [\"x\", 'y]\n",
        "'",
        "1:11 this quote is never closed; close it; a text of several lines stands between `\"\"\"` and `\"\"\"`",
    );
    check_fault("a = [1, 2\n", "", "1:10 `]` is missing here; close what is open before it");
    check_fault(
        "a = [1, 2\nb = 3\n",
        "",
        "2:1 a comma is missing here, or the list is never closed; put a comma between the items, or close the list with `]`",
    );
    check_fault("a = [1,,2]\n", ",", "1:8 this is one comma too many; remove it");
    check_fault("[a\nb = 1\n", "", "1:3 `]` is missing here; close what is open before it");
    check_fault(
        "a = \"C:\\dir\"\n",
        "\\d",
        "1:8 a backslash between double quotes begins an escape, and this is none; write two backslashes, or put the text between single quotes",
    );
    check_fault(
        "a = \"\u{1}\"\n",
        "\u{1}",
        "1:6 a control character stands in a text; remove it, or write it as an escape, such as \\u0007",
    );
    check_fault(
        "a = 1__0\n",
        "_",
        "1:6 this is not valid TOML: `_` may only go between digits, expected nothing; ",
    );
}

#[test]
fn texts_out_of_bounds_are_refused() {
    let kind = |text: &str| parse(text, 0).unwrap_err().kind;
    assert_eq!(kind(&format!("a = {}{}", "[".repeat(64), "]".repeat(64))), YamlFaultKind::TooDeep);
    assert_eq!(kind(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000))), YamlFaultKind::TooDeep);
    assert_eq!(kind(&format!("{}b = 1", "a.".repeat(70))), YamlFaultKind::TooDeep);
    assert_eq!(kind(&format!("[{}b]\nc.d = {{e = 1}}\n", "a.".repeat(62))), YamlFaultKind::TooDeep);
    assert!(parse(&format!("a = {}{}", "[".repeat(60), "]".repeat(60)), 0).is_ok());
    assert_eq!(kind(&"#\n".repeat(600_000)), YamlFaultKind::TooLarge);
}

/// A value and the TOML that says it.
fn value() -> impl Strategy<Value = (Value, String)> {
    let text = prop_oneof!["[ -~äß…]{0,12}", "[\"'\\\\\n\t#:, a]{0,8}"];
    let leaf = prop_oneof![
        text.prop_map(|text: String| (Value::Text(text.clone()), basic(&text))),
        any::<i32>().prop_map(|number| (Value::plain(number.to_string()), number.to_string())),
        any::<bool>().prop_map(|truth| (Value::plain(truth.to_string()), truth.to_string())),
        (2000..2100, 1..13, 1..29).prop_map(|(year, month, day)| {
            let date = format!("{year}-{month:02}-{day:02}");
            (Value::plain(date.clone()), date)
        }),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|items| {
                let (values, texts): (Vec<_>, Vec<_>) = items.into_iter().unzip();
                (Value::List(values), format!("[{}]", texts.join(", ")))
            }),
            prop::collection::btree_map("[a-z]{1,5}", inner, 1..4).prop_map(|entries| {
                let texts: Vec<_> =
                    entries.iter().map(|(key, (_, text))| format!("{key} = {text}")).collect();
                let values = entries.into_iter().map(|(key, (value, _))| (key, value)).collect();
                (Value::Map(values), format!("{{ {} }}", texts.join(", ")))
            }),
        ]
    })
}

fn basic(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_map_reads_as_its_yaml_does(entries in prop::collection::btree_map("[a-z]{1,6}", value(), 1..6)) {
        let toml: String = entries.iter().map(|(key, (_, text))| format!("{key} = {text}\n")).collect();
        let values: Vec<(String, Value)> =
            entries.iter().map(|(key, (value, _))| (key.clone(), value.clone())).collect();
        let expected = yaml::parse(&written(&values), 0).unwrap().root;
        check_text(&toml, 0);
        prop_assert_eq!(sketch(&parse(&toml, 0).unwrap().root, None), sketch(&expected, None), "{}", toml);
    }

    #[test]
    fn any_text_has_places_that_fit(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "b", " = ", "=", ".", "\"", "'", "\"\"\"", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", "\r", "#", "1", "-", ":", "é", "\\", "true", "2026-11-24", "\t", "\u{1}", "\u{feff}",
    ]), 0..24)) {
        check_text(&pieces.concat(), 3);
    }
}
