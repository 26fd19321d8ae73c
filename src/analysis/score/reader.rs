//! Hands a method its inputs, and remembers what was missing or wrong, so that one run names all of it.

use crate::analysis::score::given::{Given, Inputs};
use crate::analysis::score::input::{Allowed, Input};
use crate::analysis::score::outcome::{Outcome, Part, Scored};
use crate::config::Scoring;

/// The marks that a criterion of the weighted score can get.
pub(crate) const MARKS: Allowed = Allowed::Between(0.0, 10.0);

pub(crate) struct Reader<'a> {
    inputs: &'a Inputs,
    scoring: &'a Scoring,
    parts: Vec<Part>,
    needs: Vec<String>,
    reasons: Vec<String>,
    remarks: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(inputs: &'a Inputs, scoring: &'a Scoring) -> Self {
        Self {
            inputs,
            scoring,
            parts: Vec::new(),
            needs: Vec::new(),
            reasons: Vec::new(),
            remarks: Vec::new(),
        }
    }

    pub(crate) fn scoring(&self) -> &'a Scoring {
        self.scoring
    }

    /// An input on its scale: the number given, of a percentage the number of percent, of a range the
    /// mean, of money the amount.
    ///
    /// A method reads all its inputs before it uses `?` on any, so that everything missing is named.
    pub(crate) fn number(&mut self, input: &'static Input) -> Option<f64> {
        let name = input.name;
        let Some(given) = self.inputs.get(name) else {
            self.needs.push(name.to_owned());
            return None;
        };
        let number = match given {
            Given::Word(word) => input.scale.number_of(word),
            Given::Percent(_) if input.unit != "percent" => {
                self.reasons.push(format!("{name} is {given}, a percentage where a number is meant"));
                return None;
            }
            given => number_in(given).filter(|number| input.scale.allowed.holds(*number)),
        };
        let Some(number) = number else {
            self.reasons.push(off_scale(input, given));
            return None;
        };
        self.count(name, given.clone(), number);
        Some(number)
    }

    /// The mark of one criterion of a weighted score.
    pub(crate) fn mark(&mut self, criterion: &str) -> Option<f64> {
        let name = format!("scores.{criterion}");
        let Some(given) = self.inputs.get(&name) else {
            self.needs.push(name);
            return None;
        };
        match number_in(given).filter(|number| MARKS.holds(*number)) {
            Some(number) => {
                self.count(&name, given.clone(), number);
                Some(number)
            }
            None => {
                self.reasons.push(format!("{name} is {given}, not a mark {}", MARKS.describe()));
                None
            }
        }
    }

    /// Refuses to score, with the reason.
    pub(crate) fn refuse(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }

    /// Says something beside the score.
    pub(crate) fn remark(&mut self, remark: impl Into<String>) {
        self.remarks.push(remark.into());
    }

    fn count(&mut self, name: &str, given: Given, counted: f64) {
        self.parts.push(Part { name: name.to_owned(), given, counted });
    }

    /// What came out: wrong inputs count before missing ones, for they need repair.
    pub(crate) fn outcome(mut self, value: Option<f64>, shows: fn(f64) -> String) -> Outcome {
        if !self.reasons.is_empty() {
            return Outcome::Invalid { reasons: self.reasons };
        }
        if !self.needs.is_empty() {
            return Outcome::Unscored { needs: self.needs };
        }
        match value.filter(|value| value.is_finite()) {
            Some(value) => Outcome::Scored(Scored {
                value,
                unit: None,
                shown: shows(value),
                parts: self.parts,
                remarks: self.remarks,
            }),
            None => {
                self.reasons.push("the result is too large to be a number".to_owned());
                Outcome::Invalid { reasons: self.reasons }
            }
        }
    }
}

/// The number that a given value counts as; nothing for a word.
fn number_in(given: &Given) -> Option<f64> {
    match given {
        Given::Number(number) => Some(*number),
        Given::Percent(percent) => Some(percent.percent().to_f64()),
        Given::Range(range) => Some(range.mean()),
        Given::Money(money) => Some(money.amount().to_f64()),
        Given::Word(_) => None,
    }
}

fn off_scale(input: &Input, given: &Given) -> String {
    let name = input.name;
    match input.scale.allowed {
        Allowed::Above(low) if low == 0.0 && number_in(given) == Some(0.0) => {
            format!("{name} is 0, and nothing can be divided by it")
        }
        _ => format!("{name} is {given}; its scale is {}", input.scale.describe()),
    }
}
