//! Runs a program over a world.
//!
//! An absent field is no fault; a fault is what cannot be computed (a division by zero, a number or
//! text that grows too large) or what only showed itself now, behind a value of the type `Any`. Steps and
//! sizes are limited, so that no expression runs away.

mod arithmetic;
mod built;
mod comparison;
mod missing;

use std::borrow::Cow;

use crate::expression::fault::ExpressionFault;
use crate::expression::functions::Each;
use crate::expression::program::{Node, Slot, Step};
use crate::expression::syntax::Operator;
use crate::expression::value::{Value, World};
use crate::text::span::Span;

/// How many steps one evaluation may take.
const MAX_STEPS: u32 = 5_000_000;
/// The longest text an expression may build, in bytes.
const MAX_TEXT: usize = 1 << 20;

type Outcome<T> = Result<T, Box<ExpressionFault>>;

/// One evaluation.
pub(super) struct Run<'a> {
    world: &'a dyn World,
    variables: &'a [Value<'a>],
    locals: Vec<Value<'a>>,
    steps: u32,
}

fn fault<T>(span: Span, message: impl Into<String>) -> Outcome<T> {
    Err(Box::new(ExpressionFault::new(span, message)))
}

impl<'a> Run<'a> {
    pub(super) fn new(world: &'a dyn World, variables: &'a [Value<'a>]) -> Self {
        Self { world, variables, locals: Vec::new(), steps: MAX_STEPS }
    }

    fn spend(&mut self, span: Span, steps: usize) -> Outcome<()> {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => fault(span, "this takes too many steps to evaluate"),
        }
    }

    pub(super) fn value(&mut self, node: &'a Node) -> Outcome<Value<'a>> {
        self.spend(node.span, 1)?;
        match &node.step {
            Step::Constant(value) => {
                if let Value::List(items) = value {
                    self.spend(node.span, items.len())?;
                }
                Ok(value.share())
            }
            Step::List(items) => {
                items.iter().map(|item| self.value(item)).collect::<Outcome<_>>().map(Value::List)
            }
            Step::Map(entries) => self.map(entries),
            Step::Variable(slot) => Ok(self.variables.get(slot.slot).cloned().unwrap_or(Value::Missing)),
            Step::Local(at) => {
                let value = self.locals.get(*at).cloned().unwrap_or(Value::Missing);
                self.spend(node.span, weight(&value))?;
                Ok(value)
            }
            Step::Field { of, field } => match self.value(of)? {
                Value::Record(record) => {
                    let value = self.world.field(record, field.named());
                    self.spend(node.span, weight(&value))?;
                    Ok(value)
                }
                _ => Ok(Value::Missing),
            },
            Step::Index { of, index } => self.index(of, index),
            Step::Present(of) => Ok(Value::Bool(self.value(of)?.is_present())),
            Step::Built { meaning, arguments } => self.built(node.span, *meaning, arguments),
            Step::Matches { text, pattern } => Ok(match self.value(text)? {
                Value::Text(text) => Value::Bool(pattern.is_match(&text)),
                _ => Value::Missing,
            }),
            Step::Ask { receiver, function, arguments } => {
                self.ask(node.span, receiver.as_deref(), function, arguments)
            }
            Step::Each { each, list, filter, body } => self.each(*each, list, filter.as_deref(), body),
            Step::Not(operand) => Ok(Value::Bool(!self.holds(operand)?)),
            Step::Negative(operand) => {
                let value = self.value(operand)?;
                arithmetic::negative(node.span, &value)
            }
            Step::And(operands) => self.all_hold(operands, true),
            Step::Or(operands) => self.all_hold(operands, false),
            Step::Binary { operator: Operator::In, left, right } => {
                let element = self.value(left)?;
                match right.as_constant() {
                    Some(list) => self.is_in(right.span, &element, list),
                    None => {
                        let list = self.value(right)?;
                        self.is_in(right.span, &element, &list)
                    }
                }
                .map(Value::Bool)
            }
            Step::Binary { operator, left, right } => {
                let (one, other) = (self.value(left)?, self.value(right)?);
                match operator {
                    Operator::Equal => Ok(Value::Bool(self.equal(&one, &other))),
                    Operator::NotEqual => Ok(Value::Bool(!self.equal(&one, &other))),
                    operator if operator.orders() => {
                        comparison::ordered(node.span, *operator, &one, &other).map(Value::Bool)
                    }
                    operator => {
                        let result = arithmetic::binary(node.span, *operator, one, other)?;
                        self.limited(node.span, result)
                    }
                }
            }
            Step::Versions { operator, left, right } => {
                let (one, other) = (self.value(left)?, self.value(right)?);
                self.versions(right.span, *operator, &one, &other).map(Value::Bool)
            }
            Step::Choose { condition, yes, no } => {
                if self.holds(condition)? {
                    self.value(yes)
                } else {
                    self.value(no)
                }
            }
        }
    }

    /// Whether a condition holds; what is missing does not.
    pub(super) fn holds(&mut self, node: &'a Node) -> Outcome<bool> {
        match self.value(node)? {
            Value::Bool(value) => Ok(value),
            Value::Missing => Ok(false),
            other => fault(node.span, format!("this must be true or false, but is {}", other.words())),
        }
    }

    /// `&&` where `all`, else `||`. An operand that decides the result outweighs a fault in another,
    /// whichever comes first.
    fn all_hold(&mut self, operands: &'a [Node], all: bool) -> Outcome<Value<'a>> {
        let mut first_fault = None;
        for operand in operands {
            match self.holds(operand) {
                Ok(holds) if holds != all => return Ok(Value::Bool(!all)),
                Ok(_) => {}
                Err(fault) => first_fault = first_fault.or(Some(fault)),
            }
        }
        first_fault.map_or(Ok(Value::Bool(all)), Err)
    }

    fn map(&mut self, entries: &'a [(Node, Node)]) -> Outcome<Value<'a>> {
        let mut map: Vec<(Cow<'a, str>, Value<'a>)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let (key, value) = (self.value(key)?, self.value(value)?);
            if let Value::Text(key) = key
                && map.iter().all(|(known, _)| *known != key)
            {
                map.push((key, value));
            }
        }
        Ok(Value::Map(map))
    }

    fn index(&mut self, of: &'a Node, index: &'a Node) -> Outcome<Value<'a>> {
        let at = self.value(index)?;
        let collection = self.value(of)?;
        Ok(match (collection, at) {
            (Value::List(mut items), Value::Integer(at)) => match usize::try_from(at) {
                Ok(at) if at < items.len() => items.swap_remove(at),
                _ => Value::Missing,
            },
            (Value::Map(entries), Value::Text(key)) => entries
                .into_iter()
                .find(|(known, _)| *known == key)
                .map_or(Value::Missing, |(_, value)| value),
            (Value::Missing, _) | (_, Value::Missing) => Value::Missing,
            (Value::List(_) | Value::Map(_), at) => {
                return fault(index.span, format!("{} is no index here", at.words()));
            }
            (other, _) => return fault(of.span, format!("{} has no elements", other.words())),
        })
    }

    fn ask(
        &mut self,
        span: Span,
        receiver: Option<&'a Node>,
        function: &'a Slot,
        arguments: &'a [Node],
    ) -> Outcome<Value<'a>> {
        let receiver = match receiver {
            None => None,
            Some(receiver) => match self.value(receiver)? {
                Value::Record(record) => Some(record),
                _ => return Ok(Value::Missing),
            },
        };
        let arguments = arguments.iter().map(|argument| self.value(argument)).collect::<Outcome<Vec<_>>>()?;
        match self.world.call(receiver, function.named(), &arguments) {
            Ok(value) => {
                self.spend(span, weight(&value))?;
                Ok(value)
            }
            Err(reason) => fault(span, reason),
        }
    }

    fn each(
        &mut self,
        each: Each,
        list: &'a Node,
        filter: Option<&'a Node>,
        body: &'a Node,
    ) -> Outcome<Value<'a>> {
        let items = match self.value(list)? {
            Value::List(items) => items,
            Value::Map(entries) => entries.into_iter().map(|(key, _)| Value::Text(key)).collect(),
            Value::Missing => Vec::new(),
            other => return fault(list.span, format!("{} has no elements", other.words())),
        };
        let mut kept = Vec::new();
        let mut count = 0;
        let mut first_fault = None;
        for item in items {
            self.locals.push(item);
            let result = match filter.map_or(Ok(true), |filter| self.holds(filter)) {
                Ok(true) if each == Each::Map => self.value(body).map(Some),
                Ok(true) => self.holds(body).map(|holds| holds.then_some(Value::Missing)),
                Ok(false) => Ok(None),
                Err(fault) => Err(fault),
            };
            let item = self.locals.pop().unwrap_or(Value::Missing);
            match (each, result) {
                (Each::Exists, Ok(Some(_))) => return Ok(Value::Bool(true)),
                (Each::All, Ok(None)) => return Ok(Value::Bool(false)),
                (Each::Exists | Each::All, Err(fault)) => first_fault = first_fault.or(Some(fault)),
                (_, Err(fault)) => return Err(fault),
                (Each::ExistsOne, Ok(Some(_))) => count += 1,
                (Each::Filter, Ok(Some(_))) => kept.push(item),
                (Each::Map, Ok(Some(value))) => kept.push(value),
                (_, Ok(_)) => {}
            }
        }
        if let Some(fault) = first_fault {
            return Err(fault);
        }
        Ok(match each {
            Each::Exists => Value::Bool(false),
            Each::All => Value::Bool(true),
            Each::ExistsOne => Value::Bool(count == 1),
            Each::Filter | Each::Map => Value::List(kept),
        })
    }

    /// Refuses a value that has grown too large.
    fn limited(&mut self, span: Span, value: Value<'a>) -> Outcome<Value<'a>> {
        self.spend(span, weight(&value))?;
        match &value {
            Value::Number(number) if !number.is_finite() => fault(span, "the number is too large"),
            Value::Text(text) if text.len() > MAX_TEXT => fault(span, "the text grows too long"),
            _ => Ok(value),
        }
    }
}

/// How much a value costs to copy, beyond a step.
fn weight(value: &Value<'_>) -> usize {
    match value {
        Value::List(items) => items.iter().map(|item| 1 + weight(item)).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| 1 + weight(value)).sum(),
        Value::Text(Cow::Owned(text)) => text.len() / 64,
        _ => 0,
    }
}

impl Value<'_> {
    /// The same value, its text borrowed.
    fn share(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::List(items) => Value::List(items.iter().map(Value::share).collect()),
            Self::Map(entries) => Value::Map(
                entries.iter().map(|(key, value)| (Cow::Borrowed(&**key), value.share())).collect(),
            ),
            Self::Missing => Value::Missing,
            Self::Bool(value) => Value::Bool(*value),
            Self::Integer(value) => Value::Integer(*value),
            Self::Number(value) => Value::Number(*value),
            Self::Date(value) => Value::Date(*value),
            Self::Period(value) => Value::Period(*value),
            Self::Days(value) => Value::Days(*value),
            Self::Record(value) => Value::Record(*value),
        }
    }
}
