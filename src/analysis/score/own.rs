//! A method of the repository's own: a formula in the expression language.

use crate::analysis::score::given::Given;
use crate::analysis::score::outcome::{Outcome, Part, Scored, number_shown};
use crate::config;
use crate::expression::{Checked, Expect, ExpressionFault};
use crate::plan::ArtifactIndex;
use crate::plan::query::{Environment, Scope};

/// A formula from `pm.yaml` whose names and types are in order.
#[derive(Clone, Debug)]
pub(crate) struct OwnScore {
    pub(crate) name: String,
    formula: Checked,
    /// The fields that the formula reads as numbers, in the order of their first use.
    inputs: Vec<Checked>,
}

impl OwnScore {
    /// Reads the formula of `own` and checks it against the fields of the kinds that it ranks.
    pub(crate) fn compile(
        environment: &Environment<'_>,
        name: &str,
        own: &config::OwnScore,
    ) -> Result<Self, Vec<ExpressionFault>> {
        let config = &environment.plan().config;
        let kinds: Vec<usize> = own.kinds.iter().filter_map(|kind| config.kind_called(kind)).collect();
        let scope = Scope::artifacts(environment, &kinds);
        let formula = scope.expression(&own.formula, Expect::Number)?;
        let mut names: Vec<&String> = formula.uses().fields.iter().map(|(_, field)| field).collect();
        names.sort_by_key(|name| own.formula.find(name.as_str()));
        names.dedup();
        let inputs =
            names.into_iter().filter_map(|name| scope.expression(name, Expect::Number).ok()).collect();
        Ok(Self { name: name.to_owned(), formula, inputs })
    }

    /// Scores one artifact: what is missing, else the number, else why there is none.
    pub(crate) fn evaluate(&self, environment: &Environment<'_>, index: ArtifactIndex) -> Outcome {
        match environment.number(&self.formula, index) {
            Err(fault) => Outcome::Invalid { reasons: vec![fault.message] },
            Ok(Err(needs)) if needs.is_empty() => {
                Outcome::Invalid { reasons: vec![format!("{} gives no number", self.name)] }
            }
            Ok(Err(needs)) => Outcome::Unscored { needs },
            Ok(Ok(value)) => Outcome::Scored(Scored {
                value,
                unit: None,
                shown: number_shown(value),
                parts: self.inputs.iter().filter_map(|input| part(environment, input, index)).collect(),
                remarks: Vec::new(),
            }),
        }
    }
}

/// An input as the artifact gives it and as the formula counts it.
fn part(environment: &Environment<'_>, input: &Checked, index: ArtifactIndex) -> Option<Part> {
    let counted = environment.number(input, index).ok()?.ok()?;
    let given = environment.field(index, input.source()).and_then(|value| Given::of(&value.value));
    Some(Part { name: input.source().to_owned(), given: given.unwrap_or(Given::Number(counted)), counted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::model::values::Date;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// The outcome of a formula for an idea with these lines in its front matter.
    fn check(formula: &str, fields: &str, expect: &str) {
        let text = format!("scores:\n  own: {{formula: '{formula}', kinds: [idea]}}\n");
        let config = Config::read(&RelPath::new("pm.yaml").expect("a clean path"), &text).0;
        let idea = format!("---\nid: IDEA-1\ntitle: One\nstatus: new\n{fields}---\n");
        let tree = MemoryTree::of(&[("ideas/IDEA-1-one.md", idea.as_str())]);
        let plan = load(&tree, config, text).0;
        let environment = Environment::new(&plan, Date::parse("2026-11-24").expect("a date"));
        let shown = match OwnScore::compile(&environment, "own", &plan.config.scores["own"]) {
            Err(faults) => faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "),
            Ok(score) => {
                let outcome = score.evaluate(&environment, ArtifactIndex(0));
                let parts = outcome.scored().map(|scored| scored.parts.as_slice()).unwrap_or_default();
                let parts = parts.iter().map(|part| format!(", {} {}", part.name, part.given));
                outcome.shown() + &parts.collect::<String>()
            }
        };
        assert_eq!(shown, expect);
    }

    #[test]
    fn a_formula_gives_a_number_with_its_inputs() {
        let fields = "reach: 100\nconfidence: 80 %\neffort: 2-6\n";
        check("reach * confidence / 100 / effort", fields, "20, reach 100, confidence 80 %, effort 2-6");
    }

    #[test]
    fn a_missing_input_is_named_and_never_counted_as_nothing() {
        check("reach / effort", "reach: 100\n", "unscored: needs effort");
        check("reach / effort", "", "unscored: needs reach and effort");
        check("has(effort) ? reach / effort : 0", "reach: 100\n", "0, reach 100");
    }

    #[test]
    fn what_cannot_be_computed_or_read_says_why() {
        check("reach / effort", "reach: 1\neffort: 0\n", "invalid: division by zero");
        check("reach / efort", "", "unknown name `efort`");
        check("title", "", "the expression must give a number, but gives text");
    }
}
