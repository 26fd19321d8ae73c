//! Adding and removing in block style.

use super::{append, check, insert, list, map, plain, remove, set, text};

#[test]
fn a_missing_key_is_put_below_the_last_one() {
    check("a: 1\n", set("b", plain("2")), "a: 1\nb: 2\n");
    check("a: 1", set("b", plain("2")), "a: 1\nb: 2");
    check("a: 1 # x\n\n# end\n", set("b", plain("2")), "a: 1 # x\nb: 2\n\n# end\n");
    check("a:\n  - p\n  # - q\n# end\n", set("b", plain("2")), "a:\n  - p\n  # - q\nb: 2\n# end\n");
    check("a: |\n  x\n\n", set("b", plain("2")), "a: |\n  x\nb: 2\n\n");
    check("a: |+\n  x\n\n", set("b", plain("2")), "a: |+\n  x\n\nb: 2\n");
    check("m:\n  a: 1\nn: 2\n", set("m.b", plain("2")), "m:\n  a: 1\n  b: 2\nn: 2\n");
    check("- a: 1\n- c\n", set("[0].b", plain("2")), "- a: 1\n  b: 2\n- c\n");
    check("a: one\n  two\n", set("b", plain("2")), "a: one\n  two\nb: 2\n");
    check("a:\n", set("b", text("no")), "a:\nb: \"no\"\n");
    check("a: 1\n", set("p q", plain("2")), "a: 1\np q: 2\n");
    check("a: 1\n", set("\"p: q\"", plain("2")), "a: 1\n\"p: q\": 2\n");
}

#[test]
fn a_missing_key_is_put_behind_the_nearest_one_of_its_order() {
    let b = || set("b", plain("2"));
    check("a: 1\nz: 3\n", b().behind(["y", "a"]), "a: 1\nb: 2\nz: 3\n");
    check("a: 1 # x\n# z\nz: 3\n", b().behind(["a", "y"]), "a: 1 # x\nb: 2\n# z\nz: 3\n");
    check("z: 3\n", b().behind(["a"]), "b: 2\nz: 3\n");
    check("# top\n\nz: 3\n", b().behind(["a"]), "# top\n\nb: 2\nz: 3\n");
    check("# top\n\n# z\nz: 3\n", b().behind(["a"]), "# top\n\nb: 2\n# z\nz: 3\n");
    check("- z: 3\n", set("[0].b", plain("2")).behind(["a"]), "- b: 2\n  z: 3\n");
    check("m:\n  z: 3\n", set("m.b", plain("2")).behind(["a"]), "m:\n  b: 2\n  z: 3\n");
}

#[test]
fn an_empty_document_begins() {
    check("", set("a", plain("1")), "a: 1\n");
    check("# nothing yet\n", set("a", plain("1")), "# nothing yet\na: 1\n");
    check("\n", set("a.b", plain("1")), "\na:\n  b: 1\n");
    check("{}\n", set("a", plain("1")), "{a: 1}\n");
    check("# nothing", set("a", plain("1")), "# nothing\na: 1");
    check("", append("a", plain("1")), "a: [1]\n");
}

#[test]
fn missing_maps_are_made() {
    check("a: 1\n", set("m.k.o", plain("2")), "a: 1\nm:\n  k:\n    o: 2\n");
    check("x:\n    y: 1\n", set("m.k", plain("2")), "x:\n    y: 1\nm:\n    k: 2\n");
    check("m: # empty\nb: 1\n", set("m.k", plain("2")), "m: # empty\n  k: 2\nb: 1\n");
    check("m: {}\n", set("m.k", plain("2")), "m: {k: 2}\n");
    check("m: ~\n", set("m.k", plain("2")), "m:\n  k: 2\n");
    check("l:\n  - \n", set("l[0].k", plain("2")), "l:\n  - k: 2 \n");
}

#[test]
fn a_list_is_written_in_the_hand_of_the_document() {
    let pq = || list([plain("p"), plain("q")]);
    check("a: 1\n", set("l", pq()), "a: 1\nl: [p, q]\n");
    check("a: x # c\n", set("a", pq()), "a: [p, q] # c\n");
    check("k:\n  - x\na: x # c\n", set("a", pq()), "k:\n  - x\na: # c\n  - p\n  - q\n");
    check("k:\n- x\na:\n", set("a", pq()), "k:\n- x\na:\n- p\n- q\n");
    check("k:\n    - x\na:\n", set("a", pq()), "k:\n    - x\na:\n    - p\n    - q\n");
    check("a: 1\n", set("l", list([])), "a: 1\nl: []\n");
    let long = "a list that would not fit into one line is written with dashes";
    check("a: 1\n", set("l", list([text(long)])), &format!("a: 1\nl:\n  - {long}\n"));
    let results = list([map([("id", plain("KR1")), ("now", plain("3"))]), map([("id", plain("KR2"))])]);
    check("a: 1\n", set("l", results), "a: 1\nl:\n  - id: KR1\n    now: 3\n  - id: KR2\n");
    check("a: 1\n", set("l", list([text("p\nq"), plain("r")])), "a: 1\nl:\n  - |-\n    p\n    q\n  - r\n");
    check("a: 1\n", set("m", map([("x", pq()), ("z", map([]))])), "a: 1\nm:\n  x: [p, q]\n  z: {}\n");
}

#[test]
fn an_item_is_added_below_the_last_one() {
    check("l:\n  - a\n  - b # x\nz: 1\n", append("l", plain("c")), "l:\n  - a\n  - b # x\n  - c\nz: 1\n");
    check("l:\n- a\nz: 1\n", append("l", plain("c")), "l:\n- a\n- c\nz: 1\n");
    check("l:\n- a", append("l", plain("c")), "l:\n- a\n- c");
    check("l:\n    -   a\n", append("l", plain("c")), "l:\n    -   a\n    -   c\n");
    check(
        "l:\n  - a\n    # about a\n  # end\n",
        append("l", plain("c")),
        "l:\n  - a\n    # about a\n  - c\n  # end\n",
    );
    check("l:\n  - |\n    x\n\nz: 1\n", append("l", plain("c")), "l:\n  - |\n    x\n  - c\n\nz: 1\n");
    check("l:\n  - 'a'\n", append("l", text("no")), "l:\n  - 'a'\n  - 'no'\n");
    check("l:\n  - - a\n", append("l[0]", plain("c")), "l:\n  - - a\n    - c\n");
}

#[test]
fn a_map_is_added_like_the_items_before_it() {
    let kr = || map([("id", plain("KR2")), ("now", plain("5"))]);
    check(
        "l:\n  - id: KR1\n    now: 3\n",
        append("l", kr()),
        "l:\n  - id: KR1\n    now: 3\n  - id: KR2\n    now: 5\n",
    );
    check("l:\n- {id: KR1}\n", append("l", kr()), "l:\n- {id: KR1}\n- {id: KR2, now: 5}\n");
    check("l:\n  -   id: KR1\n", append("l", kr()), "l:\n  -   id: KR1\n  -   id: KR2\n      now: 5\n");
}

#[test]
fn a_first_item_begins_the_list() {
    check("l: []\n", append("l", plain("a")), "l: [a]\n");
    check("l: # none\nz: 1\n", append("l", plain("a")), "l: [a] # none\nz: 1\n");
    check("l: ~\n", append("l", plain("a")), "l: [a]\n");
    check("z: 1\n", append("l", plain("a")), "z: 1\nl: [a]\n");
    check("k:\n  - x\nl:\nz: 1\n", append("l", plain("a")), "k:\n  - x\nl:\n  - a\nz: 1\n");
    check("z: 1\n", append("m.l", text("no")), "z: 1\nm:\n  l: [\"no\"]\n");
    check("z: 1\ny: 2\n", append("l", plain("a")).behind(["z"]), "z: 1\nl: [a]\ny: 2\n");
}

#[test]
fn an_item_is_inserted_before_another() {
    check(
        "l:\n  - a\n  # about b\n  - b\n",
        insert("l", 1, plain("x")),
        "l:\n  - a\n  - x\n  # about b\n  - b\n",
    );
    check("l:\n  - a\n", insert("l", 0, plain("x")), "l:\n  - x\n  - a\n");
    check("- - a\n  - b\n", insert("[0]", 0, plain("x")), "- - x\n  - a\n  - b\n");
    check(
        "l:\n- a: 1\n",
        insert("l", 0, map([("p", plain("1")), ("q", plain("2"))])),
        "l:\n- p: 1\n  q: 2\n- a: 1\n",
    );
    check("l:\n", insert("l", 0, plain("x")), "l: [x]\n");
}

#[test]
fn a_removed_key_takes_its_lines_and_the_comment_beside_it() {
    check("a: 1\nb: 2 # x\nc: 3\n", remove("b"), "a: 1\nc: 3\n");
    check("a: 1\n# above\nb: 2\n\nc: 3\n", remove("b"), "a: 1\n# above\n\nc: 3\n");
    check("a: 1\nb: 2", remove("b"), "a: 1");
    check("a: 1\n# x\nb: 2", remove("b"), "a: 1\n# x");
    check("a: |\n  x\n\n  y\nb: 2\n", remove("a"), "b: 2\n");
    check("a: 1\nb:\n  - p # x\n  - q\nc: 3\n", remove("b"), "a: 1\nc: 3\n");
    check("a: 1\nb:\n- p\n- q\nc: 3\n", remove("b"), "a: 1\nc: 3\n");
    check("a: 1\nb:\nc: 3\n", remove("b"), "a: 1\nc: 3\n");
    check("m:\n  a: 1\n  b: 2\n", remove("m.a"), "m:\n  b: 2\n");
    check("# top\na: 1\n", remove("a"), "# top\n");
    check("a: 1", remove("a"), "");
}

#[test]
fn the_next_key_moves_up_to_the_dash() {
    check("- a: 1 # x\n  b: 2\n", remove("[0].a"), "- b: 2\n");
    check("- a: 1\n  # about b\n  b: 2\n", remove("[0].a"), "-\n  # about b\n  b: 2\n");
    check("- - p\n  - q\n", remove("[0][0]"), "- - q\n");
    check("- a: 1\n  b: 2\n", remove("[0].b"), "- a: 1\n");
}

#[test]
fn a_removed_item_takes_its_lines() {
    check("l:\n  - a\n  - b # x\n  - c\n", remove("l[1]"), "l:\n  - a\n  - c\n");
    check("l:\n  - a\n  # above\n  - b\n", remove("l[1]"), "l:\n  - a\n  # above\n");
    check("l:\n- a: 1\n  b: 2\n- c: 3\n", remove("l[0]"), "l:\n- c: 3\n");
    check("l:\n- a\n- b", remove("l[1]"), "l:\n- a");
}

#[test]
fn what_would_be_left_empty_goes_too() {
    check("a: 1\nl:\n  - p\nz: 1\n", remove("l[0]"), "a: 1\nz: 1\n");
    check("a: 1\nm:\n  k:\n    o: 1\n", remove("m.k.o"), "a: 1\n");
    check("l:\n  - a: 1\n  - b: 2\n", remove("l[0].a"), "l:\n  - b: 2\n");
    check("a: 1\nl: [p]\n", remove("l[0]"), "a: 1\n");
    check("m:\n  k: 1\n", remove("m.k"), "");
}

#[test]
fn a_list_that_is_set_keeps_what_it_has_in_common() {
    let set_list =
        |values: &[&str]| set("l", super::Value::List(values.iter().map(|value| plain(value)).collect()));
    check(
        "l:\n  - a # x\n  # y\n  - b\n",
        set_list(&["a", "c", "b"]),
        "l:\n  - a # x\n  - c\n  # y\n  - b\n",
    );
    check("l:\n- a # x\n- b\n- c\n", set_list(&["c", "d"]), "l:\n- c\n- d\n");
    check("l: [a, b, c]\n", set_list(&["b", "x"]), "l: [b, x]\n");
    check(
        "l:\n  # about all\n  - a\nz: 1\n",
        set_list(&["x", "y"]),
        "l:\n  # about all\n  - x\n  - y\nz: 1\n",
    );
    check("l: [ a ] # x\n", set_list(&["b", "c"]), "l: [b, c] # x\n");
    check("l:\n  - a\n", set_list(&[]), "l: []\n");
}

#[test]
fn a_map_that_is_set_keeps_what_it_has_in_common() {
    let value = || map([("low", plain("2")), ("likely", plain("3")), ("high", plain("9"))]);
    check("e: {low: 2, high: 8} # x\n", set("e", value()), "e: {low: 2, likely: 3, high: 9} # x\n");
    check(
        "e:\n  low: 2 # l\n  other: 1\n  high: 8 # h\n",
        set("e", value()),
        "e:\n  low: 2 # l\n  likely: 3\n  high: 9 # h\n",
    );
    check("e: {x: 1}\n", set("e", value()), "e: {low: 2, likely: 3, high: 9}\n");
    check("e: 5 # w\nz: 1\n", set("e", value()), "e: # w\n  low: 2\n  likely: 3\n  high: 9\nz: 1\n");
}
