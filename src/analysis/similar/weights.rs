//! From how often words come to what they weigh.

/// Words count by quarters: half for a faint one, one and a half times in a title.
const QUARTERS: f64 = 4.0;
/// Up to so many times a logarithm is looked up.
const LOOKED_UP: u32 = 32;

/// How rare a word is that `held` of `all` texts hold: 1 for one that none holds, and less the more do.
pub(super) fn rarity(held: usize, all: usize) -> f64 {
    let all = all as f64 + 2.0;
    (all / (1.0 + held as f64)).ln() / all.ln()
}

/// The logarithms of counts: millions are needed, of few counts.
pub(super) struct Weights(Vec<f64>);

impl Weights {
    pub(super) fn new() -> Self {
        let quarters = 0..LOOKED_UP * QUARTERS as u32;
        Self(quarters.map(|quarters| (1.0 + f64::from(quarters) / QUARTERS).ln()).collect())
    }

    /// From counts to weights, of length 1.
    pub(super) fn weigh(&self, text: &mut [(u32, f64)], rarity: impl Fn(u32) -> f64) {
        for (word, weight) in &mut *text {
            *weight = self.damped(*weight) * rarity(*word);
        }
        let length = text.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            for (_, weight) in text {
                *weight /= length;
            }
        }
    }

    /// The logarithm of one more than `times`.
    fn damped(&self, times: f64) -> f64 {
        let quarters = times * QUARTERS;
        match self.0.get(quarters as usize) {
            Some(known) if quarters.fract() == 0.0 => *known,
            _ => (1.0 + times).ln(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_would_be_computed() {
        let weights = Weights::new();
        for times in [0.0, 0.25, 0.5, 0.75, 1.0, 1.1, 7.5, 31.75, 32.0, 1000.25] {
            assert_eq!(weights.damped(times).to_bits(), (1.0 + times).ln().to_bits(), "{times}");
        }
    }
}
