//! Setting scalars, and renaming keys.

use super::{check, list, map, plain, rename, set, text};

#[test]
fn a_plain_value_is_replaced_in_place() {
    check("a: 1\n", set("a", plain("2")), "a: 2\n");
    check("a: 1\nb: 2\nc: 3\n", set("b", plain("x")), "a: 1\nb: x\nc: 3\n");
    check("a:   1  \n", set("a", plain("2")), "a:   2  \n");
    check("a: 1", set("a", plain("2")), "a: 2");
    check("a :  1\n", set("a", plain("2")), "a :  2\n");
    check("a: one\n  two\nb: 1\n", set("a", text("x")), "a: x\nb: 1\n");
    check("a:\n  far below\nb: 1\n", set("a", text("x")), "a:\n  x\nb: 1\n");
    check("größe: ä\n", set("größe", text("ö🚀")), "größe: ö🚀\n");
}

#[test]
fn comments_stay_beside_the_value() {
    check("a: 1 # one\n", set("a", plain("2")), "a: 2 # one\n");
    check("# top\na: 1   #\tone\n\n# end\n", set("a", plain("2")), "# top\na: 2   #\tone\n\n# end\n");
    check("a: x  # one\n", set("a", text("p\nq")), "a: |-  # one\n  p\n  q\n");
    check("a: \"x\" # one\n", set("a", text("y")), "a: \"y\" # one\n");
}

#[test]
fn the_style_of_quotes_stays() {
    check("a: \"x\"\n", set("a", text("y")), "a: \"y\"\n");
    check("a: 'x'\n", set("a", text("it's")), "a: 'it''s'\n");
    check("a: 'x'\n", set("a", plain("2")), "a: '2'\n");
    check("a: 'x'\n", set("a", text("p\tq")), "a: \"p\\tq\"\n");
    check("a: \"p\\nq\"\n", set("a", text("r\ns")), "a: \"r\\ns\"\n");
    check("a: \"multi\n  line\"\n", set("a", text("y")), "a: \"y\"\n");
}

#[test]
fn words_are_quoted_where_a_reader_would_take_them_for_something_else() {
    check("a: x\n", set("a", text("no")), "a: \"no\"\n");
    check("a: x\n", set("a", text("1.10")), "a: \"1.10\"\n");
    check("a: x\n", set("a", text("null")), "a: \"null\"\n");
    check("a: x\n", set("a", text("2026-01-01")), "a: \"2026-01-01\"\n");
    check("a: x\n", set("a", text("p: q")), "a: \"p: q\"\n");
    check("a: x\n", set("a", text("p #q")), "a: \"p #q\"\n");
    check("a: x\n", set("a", text("@ana")), "a: \"@ana\"\n");
    check("a: x\n", set("a", text("- p")), "a: \"- p\"\n");
    check("a: x\n", set("a", text("p ")), "a: \"p \"\n");
    check("a: x\n", set("a", text("")), "a: \"\"\n");
    check("a: x\n", set("a", text("p\u{7}")), "a: \"p\\x07\"\n");
    check("a: x\n", set("a", text("say \"hi\": now")), "a: 'say \"hi\": now'\n");
    check("a: x\nb: 'q'\n", set("a", text("no")), "a: 'no'\nb: 'q'\n");
}

#[test]
fn plain_values_stand_bare_where_yaml_reads_them_back() {
    check("a: x\n", set("a", plain("no")), "a: no\n");
    check("a: x\n", set("a", plain("1.10")), "a: 1.10\n");
    check("a: x\n", set("a", plain("2026-01-01")), "a: 2026-01-01\n");
    check("a: x\n", set("a", plain("-5")), "a: -5\n");
    check("a: x\n", set("a", plain("p: q")), "a: \"p: q\"\n");
    check("a: x\n", set("a", plain("*p")), "a: \"*p\"\n");
}

#[test]
fn a_missing_value_is_filled_in() {
    check("a:\nb: 1\n", set("a", plain("2")), "a: 2\nb: 1\n");
    check("a: # none yet\n", set("a", plain("2")), "a: 2 # none yet\n");
    check("a:   \n", set("a", plain("2")), "a: 2   \n");
    check("a:", set("a", plain("2")), "a: 2");
    check("a: ~\n", set("a", plain("2")), "a: 2\n");
    check("a: null # x\n", set("a", text("z")), "a: z # x\n");
    check("a:\n", set("a", text("p\nq")), "a: |-\n  p\n  q\n");
    check("- \n- b\n", set("[0]", plain("a")), "- a \n- b\n");
}

#[test]
fn several_lines_become_a_literal_block() {
    check("a: x\nb: 1\n", set("a", text("p\nq")), "a: |-\n  p\n  q\nb: 1\n");
    check("a: x\nb: 1\n", set("a", text("p\n\nq\n")), "a: |\n  p\n\n  q\nb: 1\n");
    check(
        "m:\n    a: x\n    b: 1\n",
        set("m.a", text("p\nq")),
        "m:\n    a: |-\n        p\n        q\n    b: 1\n",
    );
    check("- a: x\n  b: 1\n", set("[0].a", text("p\nq")), "- a: |-\n    p\n    q\n  b: 1\n");
    check("l:\n- x\n- y\n", set("l[0]", text("p\nq")), "l:\n- |-\n  p\n  q\n- y\n");
    check("a: x\n", set("a", text(" p\nq")), "a: |2-\n   p\n  q\n");
    check("a: x\n", set("a", text("p\n\n")), "a: \"p\\n\\n\"\n");
    check("{a: x}\n", set("a", text("p\nq")), "{a: \"p\\nq\"}\n");
    check("a: x", set("a", text("p\nq")), "a: |-\n  p\n  q");
}

#[test]
fn a_block_stays_a_block_for_words() {
    check("a: |\n  x\n  y\nb: 1\n", set("a", text("p\nq\n")), "a: |\n  p\n  q\nb: 1\n");
    check("a: | # why\n  x\n# z\nb: 1\n", set("a", text("p")), "a: |- # why\n  p\n# z\nb: 1\n");
    check("a: >\n  x\n  y\n\nb: 1\n", set("a", text("p")), "a: >-\n  p\n\nb: 1\n");
    check("a: >-\n  x\nb: 1\n", set("a", text("p\nq")), "a: |-\n  p\n  q\nb: 1\n");
    check("a: |\n  x\n  y\nb: 1\n", set("a", plain("2")), "a: 2\nb: 1\n");
    check("a: |+\n  x\n\nb: 1\n", set("a", text("p\n")), "a: |\n  p\n\nb: 1\n");
    check("a: |\nb: 1\n", set("a", text("p\n")), "a: |\n  p\nb: 1\n");
}

#[test]
fn an_equal_value_changes_no_byte() {
    check("a:  'no'  # x\n", set("a", text("no")), "a:  'no'  # x\n");
    check("a: no\n", set("a", text("no")), "a: no\n");
    check("a: [ p,q ]\n", set("a", list([plain("p"), plain("q")])), "a: [ p,q ]\n");
    check("a: {y: 1, x: 2}\n", set("a", map([("x", plain("2")), ("y", plain("1"))])), "a: {y: 1, x: 2}\n");
}

#[test]
fn a_collection_gives_way_to_a_scalar() {
    check("a: [p, q] # x\nb: 1\n", set("a", plain("2")), "a: 2 # x\nb: 1\n");
    check("a: # x\n  - p\n  - q # y\nb: 1\n", set("a", plain("2")), "a: 2 # x\nb: 1\n");
    check("a:\n- p\n- q\nb: 1\n", set("a", plain("2")), "a: 2\nb: 1\n");
    check("a:\n  b: 1\n  c: 2", set("a", plain("2")), "a: 2");
    check("- a: 1\n  b: 2\n- c\n", set("[0]", plain("x")), "- x\n- c\n");
}

#[test]
fn a_renamed_key_keeps_its_value() {
    check("a:  'x' # y\n", rename("a", "b"), "b:  'x' # y\n");
    check("m:\n  a: |\n    x\n", rename("m.a", "long name"), "m:\n  long name: |\n    x\n");
    check("\"a\": 1\n", rename("a", "b"), "\"b\": 1\n");
    check("{\"a\":1, b: 2}\n", rename("a", "c"), "{\"c\":1, b: 2}\n");
    check("{a: 1}\n", rename("a", "p, q"), "{\"p, q\": 1}\n");
    check("a: 1\n", rename("a", "no"), "\"no\": 1\n");
    check("a: 1\n", rename("a", "p: q"), "\"p: q\": 1\n");
    check("a: &x 1\nb: *x\n", rename("a", "c"), "c: &x 1\nb: *x\n");
    check("a: 1\n", rename("a", "a"), "a: 1\n");
}
