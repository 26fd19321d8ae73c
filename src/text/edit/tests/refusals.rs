//! What is refused, with the reason and the place.

use super::{append, insert, list, map, plain, refuse, remove, rename, set};
use crate::text::edit::{Edit, Path, Value};

#[test]
fn a_document_that_does_not_parse_is_not_edited() {
    let refusal =
        crate::text::edit::edit("a: [1\n", crate::text::span::Span::new(0, 6), &set("b", plain("1")));
    assert!(refusal.is_err());
}

#[test]
fn anchors_aliases_and_tags_are_refused() {
    let reason = "the value carries the anchor `&x`";
    refuse("a: &x 1\n", set("a", plain("2")), reason, "&x");
    refuse("a: &x [1]\n", append("a", plain("2")), reason, "&x");
    let shared = "the anchor `&x` is used elsewhere as `*x`, so the edit would be seen there too";
    refuse("a: &x 1\nb: *x\n", set("a", plain("2")), shared, "&x");
    refuse("a: &x {p: 1}\nb: *x\n", set("a.p", plain("2")), shared, "&x");
    refuse("a:\n  p: &x 1\nb: *x\n", remove("a"), shared, "&x");
    refuse("a:\n  p: &x 1\nb: *x\n", set("a", plain("2")), shared, "&x");
    let alias = "the value is `*x`, which stands for a value written elsewhere";
    refuse("a: &x 1\nb: *x\n", set("b", plain("2")), alias, "*x");
    refuse("a: &x 1\nb: *x\n", remove("b"), alias, "*x");
    refuse("a: !!str 1\n", set("a", plain("2")), "the value carries the tag `!!str`", "!!str");
    let merge = "this map takes keys from another one by `<<`";
    refuse("a: &x {p: 1}\nb:\n  <<: *x\n  q: 2\n", set("b.q", plain("3")), merge, "<<");
}

#[test]
fn a_path_that_leads_nowhere_is_refused() {
    refuse("a: 1\n", set("a.b", plain("2")), "the key `b` needs a map, but here is text", "1");
    refuse("a: [1]\n", set("a.b", plain("2")), "the key `b` needs a map, but here is a list", "[1]");
    refuse("a: 1\n", set("a[0]", plain("2")), "the item [0] needs a list, but here is text", "1");
    refuse("a: [p]\n", set("a[1]", plain("2")), "there is no item [1]: the list has one item, [0]", "[p]");
    refuse("a: [p, q]\n", remove("a[5]"), "there is no item [5]: the list has 2 items, [0] to [1]", "[p, q]");
    refuse("a: [p]\n", insert("a", 2, plain("x")), "there is no item [2]: the list has one item, [0]", "[p]");
    refuse("b: 1\n", set("a[0]", plain("2")), "there is no item [0]: the list has no items", "b: 1");
    refuse("a: 1\n", remove("b"), "there is no `b`", "a: 1");
    refuse("a: 1\n", rename("b", "c"), "there is no key to rename", "a: 1");
    refuse("- a\n", rename("[0]", "c"), "there is no key to rename", "a");
    refuse("a: 1\n", Edit::set(Path::default(), plain("2")), "the path names no key", "a: 1");
}

#[test]
fn an_item_is_not_added_to_what_is_no_list() {
    refuse("a: 1\n", append("a", plain("2")), "an item needs a list, but here is text", "1");
    refuse("a: {p: 1}\n", append("a", plain("2")), "an item needs a list, but here is a map", "{p: 1}");
}

#[test]
fn keys_written_twice_are_refused() {
    refuse("a: 1\na: 2\n", set("a", plain("3")), "the key `a` is written twice", "a");
    refuse("a: 1\nb: 2\n", rename("a", "b"), "there is a key `b` already", "b");
    let twice = Value::Map(vec![("p".to_owned(), plain("1")), ("p".to_owned(), plain("2"))]);
    refuse("a: 1\n", set("b", list([twice])), "the new value names the key `p` twice", "a: 1");
}

#[test]
fn comments_between_brackets_are_never_lost() {
    let reason = "a comment between the brackets would be lost";
    refuse("l: [a, # x\n  b]\n", remove("l[1]"), reason, "[a, # x\n  b]");
    refuse("l: [a # x\n  , b]\n", remove("l[0]"), reason, "[a # x\n  , b]");
}

#[test]
fn keys_in_an_unusual_form_are_refused() {
    let reason = "this key or item is not written at the start of a line";
    refuse("? a\n: 1\n", set("a", plain("2")), reason, "");
    refuse("? a\n: 1\n", set("b", map([])), reason, "");
}
