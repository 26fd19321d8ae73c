//! Adding and removing in brackets and braces.

use super::{append, check, insert, list, map, plain, remove, set, text};

#[test]
fn values_in_brackets_are_replaced_in_place() {
    check("l: [a, b , c]\n", set("l[1]", plain("x")), "l: [a, x , c]\n");
    check("m: {a: 1, b: 2}\n", set("m.a", text("p, q")), "m: {a: \"p, q\", b: 2}\n");
    check("m: {\"a\":1}\n", set("m.a", plain("2")), "m: {\"a\":2}\n");
    check("m: {a, b: 2}\n", set("m.a", plain("1")), "m: {a: 1, b: 2}\n");
    check("m: {a: , b: 2}\n", set("m.a", plain("1")), "m: {a: 1 , b: 2}\n");
    check("m: {a: 1}\n", set("m.a", list([plain("p"), map([("q", text("r"))])])), "m: {a: [p, {q: r}]}\n");
    check("l: [\n  a, # x\n  b\n]\n", set("l[0]", plain("y")), "l: [\n  y, # x\n  b\n]\n");
    check("l: [[a], [b]]\n", set("l[1][0]", plain("c")), "l: [[a], [c]]\n");
}

#[test]
fn an_item_is_added_on_the_same_line() {
    check("l: [a, b] # x\n", append("l", plain("c")), "l: [a, b, c] # x\n");
    check("l: [a,b]\n", append("l", plain("c")), "l: [a,b,c]\n");
    check("l: [ a, b ]\n", append("l", plain("c")), "l: [ a, b, c ]\n");
    check("l: [a, b,]\n", append("l", plain("c")), "l: [a, b, c,]\n");
    check("l: [ ]\n", append("l", plain("c")), "l: [c]\n");
    check("l: ['a']\n", append("l", text("p, q")), "l: ['a', 'p, q']\n");
    check("l: [a, b,\n  c, d]\n", append("l", plain("e")), "l: [a, b,\n  c, d, e]\n");
    check("l: [a]\n", append("l", map([("x", plain("1"))])), "l: [a, {x: 1}]\n");
    check("l: [[a], b]\n", append("l[0]", plain("c")), "l: [[a, c], b]\n");
}

#[test]
fn an_item_is_added_on_a_line_of_its_own() {
    check("l: [\n  a,\n  b\n]\n", append("l", plain("c")), "l: [\n  a,\n  b,\n  c\n]\n");
    check("l: [\n  a,\n  b, # x\n]\n", append("l", plain("c")), "l: [\n  a,\n  b, # x\n  c,\n]\n");
    check("l: [\n  a, # x\n  b # y\n]\n", append("l", plain("c")), "l: [\n  a, # x\n  b, # y\n  c\n]\n");
    check("l: [a,\n    b]\n", append("l", plain("c")), "l: [a,\n    b,\n    c]\n");
    check("l: [\n  # none\n  ]\n", append("l", plain("c")), "l: [c\n  # none\n  ]\n");
}

#[test]
fn an_item_is_inserted_before_another() {
    check("l: [a, b]\n", insert("l", 1, plain("x")), "l: [a, x, b]\n");
    check("l: [a]\n", insert("l", 0, plain("x")), "l: [x, a]\n");
    check("l: [\n  a,\n  b\n]\n", insert("l", 1, plain("x")), "l: [\n  a,\n  x,\n  b\n]\n");
    check("l: []\n", insert("l", 0, plain("x")), "l: [x]\n");
}

#[test]
fn a_key_is_added_between_braces() {
    check("m: {a: 1}\n", set("m.b", plain("2")), "m: {a: 1, b: 2}\n");
    check("m: {a: 1, c: 3}\n", set("m.b", plain("2")).behind(["a"]), "m: {a: 1, b: 2, c: 3}\n");
    check("m: {c: 3}\n", set("m.b", plain("2")).behind(["a"]), "m: {b: 2, c: 3}\n");
    check("m: {\"a\":1,\"b\":2}\n", set("m.c", plain("3")), "m: {\"a\":1,\"b\":2,\"c\": 3}\n");
    check("m: {a: 1}\n", set("m.b.c", plain("2")), "m: {a: 1, b: {c: 2}}\n");
    check("m: {\n  a: 1,\n}\n", set("m.b", plain("2")), "m: {\n  a: 1,\n  b: 2,\n}\n");
    check("m: {a: }\n", set("m.b", plain("2")), "m: {a: , b: 2}\n");
    check("m: {a: 1}\n", append("m.l", text("x y")), "m: {a: 1, l: [x y]}\n");
}

#[test]
fn a_removed_item_takes_one_comma() {
    check("l: [a, b, c]\n", remove("l[0]"), "l: [b, c]\n");
    check("l: [a, b, c]\n", remove("l[1]"), "l: [a, c]\n");
    check("l: [a, b, c]\n", remove("l[2]"), "l: [a, b]\n");
    check("l: [a, b,]\n", remove("l[1]"), "l: [a,]\n");
    check("l: [ a, b ]\n", remove("l[1]"), "l: [ a ]\n");
    check("m: {a: 1, b: 2}\n", remove("m.a"), "m: {b: 2}\n");
    check("m: {a: 1, b: }\n", remove("m.b"), "m: {a: 1 }\n");
    check("m: {a: , b: 2}\n", remove("m.b"), "m: {a: }\n");
    check("{a: 1}\n", remove("a"), "{}\n");
}

#[test]
fn a_removed_item_takes_its_line() {
    check("l: [\n  a, # x\n  b, # y\n  c\n]\n", remove("l[1]"), "l: [\n  a, # x\n  c\n]\n");
    check("l: [\n  a, # x\n  b # y\n]\n", remove("l[1]"), "l: [\n  a # x\n]\n");
    check("l: [\n  a,\n  b,\n]\n", remove("l[1]"), "l: [\n  a,\n]\n");
    check("l: [a,\n    b]\n", remove("l[1]"), "l: [a]\n");
    check("l: [a,\n    b]\n", remove("l[0]"), "l: [b]\n");
}
