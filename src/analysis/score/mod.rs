//! What a method of prioritising is made of: inputs with their scales, a formula, an outcome.
//!
//! The methods themselves are in `scores`, one file each. Most know no artifact: whoever asks gives the
//! inputs by name. One whose numbers are in no field of the artifact asks the plan for them. A missing
//! input makes an outcome unscored, never zero.

mod given;
mod input;
mod outcome;
mod own;
mod reader;

pub(crate) use given::{Given, Inputs};
pub(crate) use input::{Allowed, Input, Scale};
pub(crate) use outcome::number_shown;
pub(crate) use outcome::{Outcome, Part, Scored};
pub(crate) use own::OwnScore;
pub(crate) use reader::{MARKS, Reader};

use crate::config::{Config, Scoring};
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::plan::ArtifactIndex;
use crate::plan::query::Environment;

/// A method that `pm` ships.
pub(crate) struct Score {
    /// The name on the command line and in `pm.yaml`: `rice`.
    pub(crate) name: &'static str,
    /// The name that people use: `RICE`.
    pub(crate) title: &'static str,
    pub(crate) inputs: &'static [&'static Input],
    /// The formula for people: `reach × impact × confidence / effort`.
    pub(crate) formula: &'static str,
    /// Where formula and scales were read.
    pub(crate) source: &'static str,
    /// What the method is good for: one or two sentences.
    pub(crate) good_for: &'static str,
    /// How it misleads: one or two sentences.
    pub(crate) trap: &'static str,
    /// Worked examples, for the documentation; run as tests.
    pub(crate) examples: &'static [Example],
    pub(crate) compute: Compute,
    /// How a value is written.
    pub(crate) shows: fn(f64) -> String,
    /// What to say about all that were scored together, where a scale is relative to the others.
    pub(crate) together: Option<Together>,
}

/// Where a method has its numbers from.
pub(crate) enum Compute {
    /// Fields of the artifact. Reads its inputs and computes; nothing where an input was missing or
    /// wrong: the reader keeps which.
    Fields(fn(&mut Reader<'_>) -> Option<f64>),
    Plan(FromPlan),
}

/// A method that asks the plan. Its inputs are what expressions call so, and stand in no document.
pub(crate) struct FromPlan {
    pub(crate) compute: fn(&Environment<'_>, ArtifactIndex) -> Outcome,
    /// The kinds that it ranks where nobody names one.
    pub(crate) kinds: &'static [&'static str],
    /// Whether it can rank a kind.
    pub(crate) ranks: fn(&Config, &Kind) -> bool,
    /// Why it cannot rank the others, and what to do about it.
    pub(crate) otherwise: (&'static str, &'static str),
    /// How to begin with an artifact that has no score: what to do, and the command to do it.
    pub(crate) begin: fn(&Environment<'_>, ArtifactIndex) -> (&'static str, String),
    /// What shows how a score came about, and the command to see it for the artifact with this id.
    pub(crate) explain: fn(&str) -> (&'static str, String),
}

/// Looks at a whole ranking and says what a reader should know, as sentences without a final period.
pub(crate) type Together = fn(&[&Scored]) -> Vec<String>;

/// Inputs as they would be written, and the score they give.
pub(crate) struct Example {
    /// `reach: 500, impact: massive`.
    pub(crate) given: &'static str,
    /// The criteria of a weighted score; empty for other methods.
    pub(crate) weights: &'static [(&'static str, f64)],
    pub(crate) shown: &'static str,
}

impl Example {
    /// An example of a method without criteria.
    pub(crate) const fn new(given: &'static str, shown: &'static str) -> Self {
        Self { given, weights: &[], shown }
    }

    /// The inputs, each read as what it plainly is.
    #[cfg(test)]
    pub(crate) fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::new();
        for (name, value) in self.given.split(", ").filter_map(|entry| entry.split_once(": ")) {
            inputs.insert(name, Given::read(value));
        }
        inputs
    }

    #[cfg(test)]
    pub(crate) fn scoring(&self) -> Scoring {
        let weights = self.weights.iter().map(|(name, weight)| ((*name).to_owned(), *weight)).collect();
        Scoring { weights, ..Scoring::default() }
    }
}

impl Score {
    /// Scores one artifact.
    pub(crate) fn of(
        &self,
        environment: &Environment<'_>,
        scoring: &Scoring,
        index: ArtifactIndex,
    ) -> Outcome {
        match &self.compute {
            Compute::Plan(from) => (from.compute)(environment, index),
            Compute::Fields(compute) => {
                let artifact = environment.plan().artifact(index);
                let kind = environment.plan().kind(artifact);
                let inputs = self.inputs_from(|name| Some(&artifact.value(kind, name)?.value));
                self.computed(*compute, &inputs, scoring)
            }
        }
    }

    fn computed(
        &self,
        compute: fn(&mut Reader<'_>) -> Option<f64>,
        inputs: &Inputs,
        scoring: &Scoring,
    ) -> Outcome {
        let mut reader = Reader::new(inputs, scoring);
        let value = compute(&mut reader);
        reader.outcome(value, self.shows)
    }

    /// Scores one item by inputs alone.
    #[cfg(test)]
    pub(crate) fn evaluate(&self, inputs: &Inputs, scoring: &Scoring) -> Outcome {
        match &self.compute {
            Compute::Fields(compute) => self.computed(*compute, inputs, scoring),
            Compute::Plan(_) => panic!("{} asks the plan", self.name),
        }
    }

    /// What a method has that asks the plan.
    pub(crate) fn asking_plan(&self) -> Option<&FromPlan> {
        match &self.compute {
            Compute::Plan(from) => Some(from),
            Compute::Fields(_) => None,
        }
    }

    /// The inputs of one item, each field read by its name.
    pub(crate) fn inputs_from<'value>(&self, value_of: impl Fn(&str) -> Option<&'value Value>) -> Inputs {
        let mut inputs = Inputs::new();
        for input in self.inputs {
            if let Some(value) = value_of(input.name) {
                inputs.insert_value(input.name, value);
            }
        }
        inputs
    }

    /// What to say about a whole ranking.
    pub(crate) fn remarks(&self, outcomes: &[&Outcome]) -> Vec<String> {
        let scored: Vec<&Scored> = outcomes.iter().filter_map(|outcome| outcome.scored()).collect();
        self.together.map_or_else(Vec::new, |together| together(&scored))
    }

    #[cfg(test)]
    pub(crate) fn input(&self, name: &str) -> Option<&'static Input> {
        self.inputs.iter().find(|input| input.name == name).copied()
    }
}
