//! How much of a file another one has: git's own estimate, so that renames are those that git shows.
//!
//! A file is cut into pieces, at the end of each line and after 64 bytes; pieces are compared by a hash
//! and weighed by their length. The estimate is the share of the larger file that both have.

/// The estimate of two files with the same content.
pub(super) const IDENTICAL: u64 = 60_000;

/// The number of hash values that git uses; the estimate depends on it.
const HASHES: u32 = 107_927;

/// The pieces of a file: how many bytes each hash value stands for, sorted by hash value.
#[derive(Debug)]
pub(super) struct Pieces {
    size: u64,
    weights: Vec<(u32, u64)>,
}

impl Pieces {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let is_text = !bytes.iter().take(8_000).any(|byte| *byte == 0);
        let mut weights: Vec<(u32, u64)> = Vec::new();
        let (mut first, mut second, mut length) = (0_u32, 0_u32, 0_u64);
        let hash = |first: u32, second: u32| first.wrapping_add(second.wrapping_mul(0x61)) % HASHES;
        for (at, byte) in bytes.iter().enumerate() {
            // The end of a line counts the same in both of its spellings.
            if is_text && *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            let before = first;
            first = ((first << 7) ^ (second >> 25)).wrapping_add(u32::from(*byte));
            second = (second << 7) ^ (before >> 25);
            length += 1;
            if length == 64 || *byte == b'\n' {
                weights.push((hash(first, second), length));
                (first, second, length) = (0, 0, 0);
            }
        }
        if length > 0 {
            weights.push((hash(first, second), length));
        }
        weights.sort_unstable();
        weights.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        Self { size: bytes.len() as u64, weights }
    }

    /// Of [`IDENTICAL`] parts, how many both files have; 0 where their sizes alone rule out `least`.
    pub(super) fn similarity(&self, other: &Self, least: u64) -> u64 {
        let (larger, smaller) = (self.size.max(other.size), self.size.min(other.size));
        if larger == 0 || larger * (IDENTICAL - least) < (larger - smaller) * IDENTICAL {
            return 0;
        }
        let mut common = 0;
        let mut others = other.weights.iter().peekable();
        for (hash, weight) in &self.weights {
            while others.next_if(|(other, _)| other < hash).is_some() {}
            if let Some((_, other)) = others.next_if(|(other, _)| other == hash) {
                common += weight.min(other);
            }
        }
        common * IDENTICAL / larger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: u64) {
        let (one, other) = (Pieces::of(one.as_bytes()), Pieces::of(other.as_bytes()));
        assert_eq!(one.similarity(&other, IDENTICAL / 2), expect);
    }

    #[test]
    fn the_share_of_the_larger_file_that_both_have_is_counted() {
        check("a\nb\nc\nd\n", "a\nb\nc\nd\n", IDENTICAL);
        check("a\nb\nc\nd\n", "d\nc\nb\na\n", IDENTICAL);
        check("a\nb\nc\nd\n", "a\nb\nc\nx\n", IDENTICAL * 3 / 4);
        check("a\nb\n", "a\nb\nc\nd\n", IDENTICAL / 2);
        check("a\n", "a\nb\nc\nd\n", 0);
        check("", "", 0);
    }

    #[test]
    fn both_spellings_of_a_line_end_are_one_but_weigh_their_bytes() {
        check("a\r\nb\r\n", "a\nb\n", IDENTICAL * 4 / 6);
    }

    #[test]
    fn a_long_line_is_cut() {
        let line = "x".repeat(64);
        check(&format!("{line}{line}{line}end"), &format!("{line}{line}{line}other"), IDENTICAL * 192 / 197);
    }
}
