//! How well similar texts are told from others, measured on pairs that a person labelled.
//!
//! `pairs.csv` holds texts as customers write them, of eleven products and trades: `same` is one matter in other
//! words, `near` another matter of one topic, `other` has nothing in common. The weights, the words of like meaning and
//! the threshold were chosen on the part `tune`; the part `held` was written afterwards and changed nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::*;

const PAIRS: &str = include_str!("pairs.csv");
const GUIDE: &str = include_str!("../../../docs/guide/hear-everyone.md");

/// How many texts triage shows beside one.
const SHOWN: usize = 3;

#[derive(Default)]
struct Tally {
    same: usize,
    near: usize,
    other: usize,
    found: usize,
    wrong_near: usize,
    wrong_other: usize,
    first: usize,
    shown: usize,
}

type Text = (String, String);
/// The label and the two texts.
type Pair = (String, Text, Text);

fn tallies() -> BTreeMap<String, Tally> {
    let mut products: BTreeMap<(String, String), Vec<Pair>> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(PAIRS.as_bytes());
    for row in reader.records().map(Result::unwrap) {
        let text = |at: usize| row[at].to_owned();
        let pairs = products.entry((text(0), text(2))).or_default();
        pairs.push((text(1), (text(3), text(4)), (text(5), text(6))));
    }
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for ((part, _), pairs) in products {
        measure(&pairs, tallies.entry(part).or_default());
    }
    tallies
}

/// The pairs of one product, each held against all texts of it.
fn measure(pairs: &[Pair], tally: &mut Tally) {
    let mut texts: Vec<&Text> = pairs.iter().flat_map(|(_, one, other)| [one, other]).collect();
    texts.sort();
    texts.dedup();
    let similar = Similar::of(&texts, |(title, text)| Matter { title, text: text.into() });
    for (label, one, other) in pairs {
        let found = similar.nearest_to(texts.binary_search(&one).unwrap(), 0.0);
        let is_near = found.iter().any(|it| it.similarity >= THRESHOLD && texts[it.at] == other);
        let count = match (label.as_str(), is_near) {
            ("same", _) => &mut tally.same,
            ("near", _) => &mut tally.near,
            (_, _) => &mut tally.other,
        };
        *count += 1;
        match label.as_str() {
            "same" => {
                tally.found += usize::from(is_near);
                // Shorter versions of the asked text stand among the texts, and are no answer.
                let mut others = found.iter().filter(|it| texts[it.at].0 != one.0);
                let place = others.position(|it| texts[it.at].0 == other.0);
                tally.first += usize::from(place == Some(0));
                tally.shown += usize::from(place.is_some_and(|place| place < SHOWN));
            }
            "near" => tally.wrong_near += usize::from(is_near),
            _ => tally.wrong_other += usize::from(is_near),
        }
    }
}

impl Tally {
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.wrong_near + self.wrong_other) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.same as f64
    }
}

fn table(tune: &Tally, held: &Tally) -> String {
    let mut table = "| | Chosen on | Held out |\n| --- | ---: | ---: |\n".to_owned();
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let of = |count: usize, all: usize| format!("{count} of {all}");
    type Figure<'a> = (&'a str, &'a dyn Fn(&Tally) -> String);
    let rows: [Figure<'_>; 7] = [
        ("Precision: of the pairs called similar, those that are one matter", &|it| percent(it.precision())),
        ("Recall: of the pairs that are one matter, those called similar", &|it| percent(it.recall())),
        ("One matter in other words, called similar", &|it| of(it.found, it.same)),
        ("Another matter of the same topic, called similar", &|it| of(it.wrong_near, it.near)),
        ("Nothing in common, called similar", &|it| of(it.wrong_other, it.other)),
        ("The other text of one matter comes first", &|it| of(it.first, it.same)),
        ("The other text of one matter is among the first three", &|it| of(it.shown, it.same)),
    ];
    for (name, figure) in rows {
        writeln!(table, "| {name} | {} | {} |", figure(tune), figure(held)).unwrap();
    }
    table
}

#[test]
fn precision_and_recall_hold_and_stand_in_the_guide() {
    let tallies = tallies();
    let (tune, held) = (&tallies["tune"], &tallies["held"]);
    assert!(tune.same + tune.near + tune.other + held.same + held.near + held.other >= 150);
    assert!(tune.precision() >= 0.67 && tune.recall() >= 0.87, "{}", table(tune, held));
    assert!(held.precision() >= 0.65 && held.recall() >= 0.67, "{}", table(tune, held));
    assert_eq!(tune.wrong_other + held.wrong_other, 0);
    let table = table(tune, held);
    assert!(GUIDE.contains(&table), "docs/guide/hear-everyone.md is to hold\n{table}");
}
