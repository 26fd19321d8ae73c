//! Ground floor: the expression language of queries, custom rules and score formulas.
//!
//! The language is CEL as Kubernetes users write it. Its three steps stand apart: [`parse_and_check`] reads
//! a source and looks up every name and type in the [`Names`] of its caller, so that each error has a place
//! before anything is evaluated; [`Checked::evaluate`] asks a [`World`] for values only when they
//! are needed, so that links are followed as deep as an expression goes and no deeper. Knows no product
//! word: names, types and values all come through those two traits.
//!
//! Decisions, with their reasons:
//!
//! - **Parser and evaluator are our own; the `cel` crate is the yardstick they are tested against.** That crate's
//!   parser expands `has`, `exists` and the like before anybody can look at them (`has(owner)` is
//!   refused), reports errors as the list of tokens its grammar would have taken, counts places in characters of
//!   one token, and overflows the stack on `a+a+a…`; its values cannot be followed lazily with a
//!   type known beforehand, and its numbers do not mix. A filter of three clauses over 20,000 records takes
//!   about 4 ms of one core here, where that crate takes 11.
//! - **Numbers mix.** Whole and fractional numbers compare exactly and calculate together; `/` gives the
//!   exact quotient (`7 / 2` is 3.5), as a person who writes a formula means it. The rest of CEL's
//!   arithmetic is unchanged: what overflows or divides by zero is a fault with a place.
//! - **An absent field is missing, which is `null`.** It equals only what is missing; `!=` with anything else
//!   is true; `<` and its like are false; as a condition it does not hold. A list or map that is missing is an
//!   empty one: its `size()` is 0, `exists` is false, `all` is true. Everything calculated from
//!   what is missing is missing, and [`Outcome::Missing`] names the fields to fill in. `has(x)` asks
//!   outright; an empty list or map counts as absent.
//! - **Literals are read as what they are compared with**: text as a date, a period or one of a field's
//!   choices, refused where it is none.

mod calendar;
mod check;
mod contradiction;
mod evaluate;
mod fault;
mod functions;
mod names;
mod parse;
mod program;
mod syntax;
mod token;
mod types;
mod value;
mod version;

#[cfg(test)]
mod tests;

pub(crate) use calendar::{Period, read_period};
pub(crate) use check::Uses;
pub(crate) use fault::ExpressionFault;
pub(crate) use names::{Known, Names, Signature, UnknownRecord};
pub(crate) use types::Type;
pub(crate) use value::{Handle, Named, Value, World};

use check::Checker;
use evaluate::Run;
use program::Node;

/// What the caller wants an expression to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Expect {
    /// True or false.
    Condition,
    Number,
    Anything,
}

/// An expression whose names and types are all in order.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    source: Box<str>,
    program: Node,
    uses: Uses,
}

/// What an evaluation gave.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Outcome<'a> {
    Value(Value<'a>),
    /// The fields that are missing for a value, as the expression writes them. None where the
    /// expression itself says `null`.
    Missing(Vec<String>),
}

/// Reads an expression and checks it against what is known.
///
/// The faults come in the order of the source. There is more than one only where the syntax is right.
pub(crate) fn parse_and_check(
    source: &str,
    names: &dyn Names,
    expect: Expect,
) -> Result<Checked, Vec<ExpressionFault>> {
    let expression = parse::parse(source).map_err(|fault| vec![fault])?;
    let mut checker = Checker::new(source, names);
    let program = checker.check(&expression);
    let (fits, wanted) = match expect {
        Expect::Condition => (program.of.is_bool(), "true or false"),
        Expect::Number => (program.of.is_number(), "a number"),
        Expect::Anything => (true, ""),
    };
    if !fits {
        let message = format!("the expression must give {wanted}, but gives {}", program.of.words());
        let fault = ExpressionFault::new(program.span, message);
        let fault = match expect {
            Expect::Condition => fault.with_help(checker.as_condition(&program)),
            _ => fault,
        };
        checker.faults.push(fault);
    }
    if checker.faults.is_empty() {
        return Ok(Checked { source: source.into(), program, uses: checker.uses });
    }
    checker.faults.sort_by_key(|fault| fault.span);
    checker.faults.dedup();
    Err(checker.faults)
}

impl Checked {
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// The type of the value it gives.
    pub(crate) fn gives(&self) -> &Type {
        &self.program.of
    }

    /// The fields, functions and variables of the environment that it asks for.
    pub(crate) fn uses(&self) -> &Uses {
        &self.uses
    }

    /// Computes the value. `variables` are found by the slots that [`Names::variable`] gave.
    pub(crate) fn evaluate<'a>(
        &'a self,
        world: &'a dyn World,
        variables: &'a [Value<'a>],
    ) -> Result<Value<'a>, ExpressionFault> {
        Run::new(world, variables).value(&self.program).map_err(|fault| *fault)
    }

    /// Whether it holds; what is missing does not.
    pub(crate) fn holds(&self, world: &dyn World, variables: &[Value<'_>]) -> Result<bool, ExpressionFault> {
        Run::new(world, variables).holds(&self.program).map_err(|fault| *fault)
    }

    /// Computes the value, or says which fields are missing for it.
    pub(crate) fn outcome<'a>(
        &'a self,
        world: &'a dyn World,
        variables: &'a [Value<'a>],
    ) -> Result<Outcome<'a>, ExpressionFault> {
        let value = self.evaluate(world, variables)?;
        if !value.is_missing() {
            return Ok(Outcome::Value(value));
        }
        let mut names = Vec::new();
        let mut run = Run::new(world, variables);
        run.missing_names(&self.program, &self.source, &mut names).map_err(|fault| *fault)?;
        Ok(Outcome::Missing(names))
    }

    /// Why it can never hold, where that is certain whatever the world says.
    pub(crate) fn can_never_be_true(&self) -> Option<ExpressionFault> {
        contradiction::never(&self.program, &self.source)
    }
}
