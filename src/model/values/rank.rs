//! The place of an item in an order made by hand: a key that sorts as text.
//!
//! A rank reads as a fraction in base 36 (`i` is 18/36, `i01` a little more), so there is always room
//! between two of them and moving one item changes one file. Knows nothing of its neighbours.

use std::fmt;

use crate::model::values::fault::ValueFault;

const WHAT: &str = "a rank";
const BASE: u8 = 36;
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// How many digits a step to the end of the order counts with: 46,656 items fit before a key grows.
const STEP: usize = 3;

/// Lower-case letters and digits, not ending in `0`; sorted as text. Two that are equal leave the order to the id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Rank(Box<str>);

impl Rank {
    /// Reads `i01`. A final `0` is refused, for nothing could be put directly before it.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(
                ValueFault::not(text, WHAT).with_help("write lower-case letters and digits, such as i01")
            );
        }
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(ValueFault::not_because(text, WHAT, "capital letters sort before small ones")
                .with_spelling(text.to_ascii_lowercase().trim_end_matches('0')));
        }
        match text.trim_end_matches('0') {
            "" => Err(ValueFault::not_because(text, WHAT, "nothing could be put before it")
                .with_help("write 1 for the first place")),
            short if short.len() < text.len() => Err(ValueFault::not_because(text, WHAT, "it ends in 0")
                .with_help(format!(
                    "write {short}, which sorts at the same place (ranks sort as text: 10 comes before 2)"
                ))),
            _ => Ok(Self(text.into())),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A rank after `before` and before `after`, as short as there is; without a neighbour on one side,
    /// one at that end of the order. Nothing where `before` is not less than `after`.
    pub(crate) fn between(before: Option<&Self>, after: Option<&Self>) -> Option<Self> {
        let digits = match (before.map(Self::digits), after.map(Self::digits)) {
            (None, None) => vec![BASE / 2],
            (Some(before), None) => step_up(&before),
            (None, Some(after)) => step_down(&after),
            (Some(before), Some(after)) if before < after => middle(&before, &after),
            (Some(_), Some(_)) => return None,
        };
        Some(Self::from_digits(&digits))
    }

    fn digits(&self) -> Vec<u8> {
        self.0
            .bytes()
            .map(|byte| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'a' + 10 })
            .collect()
    }

    fn from_digits(digits: &[u8]) -> Self {
        let text: String = digits.iter().map(|digit| char::from(DIGITS[usize::from(*digit)])).collect();
        Self(text.trim_end_matches('0').into())
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The next place above: one more at the first group of digits that is not full.
fn step_up(digits: &[u8]) -> Vec<u8> {
    for width in (STEP..).step_by(STEP) {
        let mut group = padded(digits, width);
        if let Some(at) = group.iter().rposition(|digit| *digit < BASE - 1) {
            group[at] += 1;
            group[at + 1..].fill(0);
            return group;
        }
    }
    Vec::new()
}

/// The next place below: one less at the first group of digits that is not empty after it.
fn step_down(digits: &[u8]) -> Vec<u8> {
    for width in (STEP..).step_by(STEP) {
        let mut group = padded(digits, width);
        if let Some(at) = group.iter().rposition(|digit| *digit > 0) {
            group[at] -= 1;
            group[at + 1..].fill(BASE - 1);
            if group.iter().any(|digit| *digit > 0) {
                return group;
            }
        }
    }
    Vec::new()
}

/// The first `width` digits, with zeros where there are fewer.
fn padded(digits: &[u8], width: usize) -> Vec<u8> {
    digits.iter().copied().chain(std::iter::repeat(0)).take(width).collect()
}

/// A shortest fraction between two, the first being less.
fn middle(before: &[u8], after: &[u8]) -> Vec<u8> {
    let mut digits = Vec::new();
    // Once the two differ, what follows in `after` no longer bounds: any digit up to the base will do.
    let mut bounded = true;
    for at in 0.. {
        let low = before.get(at).copied().unwrap_or(0);
        let high = if bounded { after.get(at).copied().unwrap_or(0) } else { BASE };
        if high > low + 1 {
            digits.push(low + (high - low) / 2);
            break;
        }
        if high == low + 1 && bounded {
            if at + 1 < after.len() {
                digits.push(high);
                break;
            }
            bounded = false;
        }
        digits.push(low);
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rank(text: &str) -> Rank {
        Rank::parse(text).unwrap()
    }

    #[track_caller]
    fn check(before: Option<&str>, after: Option<&str>, between: &str) {
        let (before, after) = (before.map(rank), after.map(rank));
        let made = Rank::between(before.as_ref(), after.as_ref()).map(|rank| rank.to_string());
        assert_eq!(made.as_deref(), Some(between));
    }

    #[test]
    fn there_is_a_place_between_any_two() {
        check(None, None, "i");
        check(Some("i"), None, "i01");
        check(None, Some("i"), "hzz");
        check(Some("a"), Some("c"), "b");
        check(Some("a"), Some("b"), "ai");
        check(Some("a"), Some("b5"), "b");
        check(Some("az"), Some("b"), "azi");
        check(Some("a"), Some("a01"), "a00i");
        check(Some("zzz"), None, "zzz001");
        check(None, Some("001"), "000zzz");
        check(None, Some("1"), "0zz");
        check(Some("i0z"), None, "i1");
    }

    #[test]
    fn nothing_lies_between_equal_or_swapped_ranks() {
        assert_eq!(Rank::between(Some(&rank("a")), Some(&rank("a"))), None);
        assert_eq!(Rank::between(Some(&rank("b")), Some(&rank("a"))), None);
    }

    #[test]
    fn a_rank_ends_in_no_zero() {
        let help = |text| Rank::parse(text).unwrap_err().help.unwrap_or_default();
        assert_eq!(
            help("10"),
            "write 1, which sorts at the same place (ranks sort as text: 10 comes before 2)"
        );
        assert_eq!(help("0"), "write 1 for the first place");
        assert_eq!(help("A1"), "write a1");
        assert_eq!(help("a-1"), "write lower-case letters and digits, such as i01");
    }

    #[test]
    fn keys_stay_short_at_either_end() {
        let mut last = rank("i");
        let mut first = rank("i");
        for _ in 0..30_000 {
            last = Rank::between(Some(&last), None).unwrap();
            first = Rank::between(None, Some(&first)).unwrap();
        }
        assert!(last.as_str().len() <= 6 && first.as_str().len() <= 6, "{first} {last}");
    }

    #[test]
    fn keys_grow_by_a_digit_in_five_insertions_at_one_place() {
        let before = rank("a");
        let mut after = rank("b");
        for _ in 0..100 {
            after = Rank::between(Some(&before), Some(&after)).unwrap();
        }
        assert!(after.as_str().len() <= 22, "{after}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn insertions_anywhere_keep_the_order(places in prop::collection::vec(any::<prop::sample::Index>(), 1..60)) {
            let mut order: Vec<Rank> = Vec::new();
            for place in places {
                let at = place.index(order.len() + 1);
                let before = at.checked_sub(1).map(|index| &order[index]);
                let made = Rank::between(before, order.get(at)).unwrap();
                order.insert(at, made);
            }
            prop_assert!(order.is_sorted_by(|one, other| one < other), "{order:?}");
            for rank in &order {
                prop_assert_eq!(Rank::parse(rank.as_str()), Ok(rank.clone()));
            }
        }

        #[test]
        fn what_lies_between_two_written_ranks_is_between(one in "[0-9a-z]{0,5}[1-9a-z]", other in "[0-9a-z]{0,5}[1-9a-z]") {
            let (one, other) = (rank(&one), rank(&other));
            let (low, high) = (one.clone().min(other.clone()), one.max(other));
            if low < high {
                let made = Rank::between(Some(&low), Some(&high)).unwrap();
                prop_assert!(low < made && made < high, "{low} {made} {high}");
            }
            prop_assert!(Rank::between(Some(&high), None).unwrap() > high);
            prop_assert!(Rank::between(None, Some(&low)).unwrap() < low);
        }
    }
}
