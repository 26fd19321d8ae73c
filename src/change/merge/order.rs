//! In which order the parts of a list or map stand after a merge, and which parts are the same.
//!
//! Knows names alone, not what they stand for.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::change::merge::meaning::meaning;
use crate::text::three_way::Sides;
use crate::text::yaml::Node;

/// The keys by which a map in a list is known, the best first.
const NAMES: [&str; 4] = ["id", "key", "name", "title"];

/// A name for each item of three lists: equal names are the same item. Maps are known by what names them
/// where all of them have such a key; else an item is its value, and the second such value another item.
pub(super) fn names(lists: Sides<&[&Node]>) -> Sides<Vec<String>> {
    let naming = NAMES.into_iter().find(|key| {
        let is_named = |items: &[&Node]| {
            let mut seen = HashSet::new();
            items.iter().all(|item| {
                let name = item.get(key).filter(|node| !node.is_null()).and_then(Node::as_str);
                name.is_some_and(|name| seen.insert(name))
            })
        };
        [lists.base, lists.ours, lists.theirs].into_iter().all(is_named)
    });
    lists.map(|items| {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut name = |item: &&Node| {
            let name = match naming.and_then(|key| item.get(key)?.as_str()) {
                Some(name) => name.to_owned(),
                None => meaning(item).shown(),
            };
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count == 1 { name } else { format!("{name} ({count})") }
        };
        items.iter().map(&mut name).collect()
    })
}

/// The names of both sides in the order of the result: that of ours, unless theirs alone put what all have
/// into another order. What the other side has besides stands behind what it stood behind there.
pub(super) fn order(names: Sides<&[String]>) -> Vec<&str> {
    let sets = names.map(|names| names.iter().map(String::as_str).collect::<HashSet<_>>());
    let is_common =
        |name: &&str| sets.base.contains(name) && sets.ours.contains(name) && sets.theirs.contains(name);
    let common = names.map(|names| names.iter().map(String::as_str).filter(is_common).collect::<Vec<_>>());
    let theirs_leads = common.ours == common.base && common.theirs != common.base;
    let (lead, other) = if theirs_leads { (names.theirs, names.ours) } else { (names.ours, names.theirs) };
    let (in_lead, in_other) =
        if theirs_leads { (&sets.theirs, &sets.ours) } else { (&sets.ours, &sets.theirs) };

    let mut behind: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    let mut last = None;
    for name in other.iter().map(String::as_str) {
        if in_lead.contains(name) {
            last = Some(name);
        } else {
            behind.entry(last).or_default().push(name);
        }
    }
    let mut result = Vec::with_capacity(lead.len() + other.len());
    let mut waiting = behind.remove(&None).unwrap_or_default();
    for name in lead.iter().map(String::as_str) {
        // What one side alone added stays together with what it stands behind.
        if in_other.contains(name) || sets.base.contains(name) {
            result.append(&mut waiting);
        }
        result.push(name);
        waiting.extend(behind.remove(&Some(name)).unwrap_or_default());
    }
    result.append(&mut waiting);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expect: &str) {
        let names = Sides::new(base, ours, theirs)
            .map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(order(names.as_ref().map(Vec::as_slice)).join(" "), expect);
    }

    #[test]
    fn what_theirs_added_stands_behind_what_it_stood_behind() {
        check("a b", "a b", "a x b", "a x b");
        check("a b", "a b", "x a b y", "x a b y");
        check("a", "a o", "a t", "a o t");
        check("", "o", "t", "o t");
        check("a b", "a b", "a x y b", "a x y b");
    }

    #[test]
    fn a_new_order_of_one_side_is_kept() {
        check("a b c", "c b a", "a b c x", "c x b a");
        check("a b c", "a b c o", "c b a", "c o b a");
    }

    #[test]
    fn what_one_side_removed_is_still_named() {
        check("a b c", "a c", "a b c", "a b c");
    }
}
