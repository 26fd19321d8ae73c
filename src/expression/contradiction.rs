//! Finds conditions that can never hold: `status == "a" && status == "b"`.
//!
//! Looks at what the parts of a condition ask of the same field: which words or numbers it may be,
//! within which bounds, whether it is there. Says nothing where it is not sure.

use std::cmp::Ordering;

use crate::expression::fault::ExpressionFault;
use crate::expression::functions::Each;
use crate::expression::program::{Node, Step};
use crate::expression::syntax::Operator;
use crate::expression::types::Type;
use crate::expression::value::{Value, compare_numbers};
use crate::text::span::Span;

/// What is asked about: how it is reached, and how it was written.
#[derive(Clone, Debug)]
struct Field {
    path: String,
    written: String,
}

/// What a condition asks of one field.
#[derive(Clone, Debug)]
struct Demand {
    field: Field,
    span: Span,
    /// The only values it may have, where they are known.
    one_of: Option<Vec<Value<'static>>>,
    none_of: Vec<Value<'static>>,
    /// Bounds, each with whether the bound itself is allowed.
    above: Option<(Value<'static>, bool)>,
    below: Option<(Value<'static>, bool)>,
    present: Option<bool>,
}

/// What holds where a condition does; or why it never does.
type Demands = Result<Vec<Demand>, ExpressionFault>;

/// Why a condition can never hold, where that is certain.
pub(super) fn never(condition: &Node, source: &str) -> Option<ExpressionFault> {
    Analysis { source }.demands(condition, true).err()
}

struct Analysis<'a> {
    source: &'a str,
}

impl Analysis<'_> {
    /// What holds where `node` is true, or where `holds` is false, where it is false.
    fn demands(&self, node: &Node, holds: bool) -> Demands {
        match &node.step {
            Step::Constant(Value::Bool(value)) if *value != holds => {
                Err(ExpressionFault::new(node.span, format!("this is always {value}")))
            }
            Step::Not(operand) => self.demands(operand, !holds),
            Step::And(operands) if holds => self.all(operands, true),
            Step::Or(operands) if !holds => self.all(operands, false),
            Step::And(operands) | Step::Or(operands) => self.any(operands, holds),
            Step::Present(of) => {
                Ok(self.read(of).map(|field| self.presence(field, node.span, holds)).into_iter().collect())
            }
            Step::Binary { operator, left, right } => {
                Ok(self.comparison(node.span, *operator, left, right, holds))
            }
            Step::Each { each: Each::Exists | Each::ExistsOne, body, .. } if holds => {
                self.demands(body, true).map(|_| Vec::new())
            }
            _ => Ok(Vec::new()),
        }
    }

    fn all(&self, operands: &[Node], holds: bool) -> Demands {
        let mut together: Vec<Demand> = Vec::new();
        for operand in operands {
            for demand in self.demands(operand, holds)? {
                match together.iter_mut().find(|known| known.field.path == demand.field.path) {
                    Some(known) => known.narrow(demand)?,
                    None => together.push(demand),
                }
            }
        }
        Ok(together)
    }

    /// Keeps what every possible operand asks of a field.
    fn any(&self, operands: &[Node], holds: bool) -> Demands {
        let mut possible: Vec<Vec<Demand>> = Vec::new();
        let mut impossible = None;
        for operand in operands {
            match self.demands(operand, holds) {
                Ok(demands) => possible.push(demands),
                Err(fault) => impossible = impossible.or(Some(fault)),
            }
        }
        match (possible.split_first(), impossible) {
            (None, Some(fault)) => Err(fault),
            (None, None) => Ok(Vec::new()),
            (Some((first, rest)), _) => Ok(first.iter().filter_map(|demand| demand.widen(rest)).collect()),
        }
    }

    fn comparison(
        &self,
        span: Span,
        operator: Operator,
        left: &Node,
        right: &Node,
        holds: bool,
    ) -> Vec<Demand> {
        let (field, value, operator) = match (self.field(left), self.field(right)) {
            (Some(field), _) if right.as_constant().is_some() => (field, right, operator),
            (_, Some(field)) if left.as_constant().is_some() && operator != Operator::In => {
                (field, left, mirrored(operator))
            }
            _ => return Vec::new(),
        };
        let Some(value) = value.as_constant() else {
            return Vec::new();
        };
        let mut demand = Demand::new(field, span);
        let equals = match operator {
            Operator::Equal => Some(holds),
            Operator::NotEqual => Some(!holds),
            _ => None,
        };
        match (equals, value) {
            (Some(equal), Value::Missing) => demand.present = Some(!equal),
            (
                Some(true),
                Value::Text(_) | Value::Bool(_) | Value::Integer(_) | Value::Number(_) | Value::Date(_),
            ) => {
                demand.one_of = Some(vec![value.clone()]);
                demand.present = Some(true);
            }
            (Some(false), value) => demand.none_of.push(value.clone()),
            (None, Value::List(items)) if operator == Operator::In => {
                if holds {
                    demand.present = items.iter().all(|item| !item.is_missing()).then_some(true);
                    demand.one_of = Some(items.clone());
                } else {
                    demand.none_of.extend(items.iter().cloned());
                }
            }
            (None, Value::Integer(_) | Value::Number(_) | Value::Date(_)) if holds => {
                demand.present = Some(true);
                let bound = Some((
                    value.clone(),
                    matches!(operator, Operator::LessOrEqual | Operator::GreaterOrEqual),
                ));
                match operator {
                    Operator::Less | Operator::LessOrEqual => demand.below = bound,
                    Operator::Greater | Operator::GreaterOrEqual => demand.above = bound,
                    _ => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        }
        vec![demand]
    }

    fn presence(&self, field: Field, span: Span, present: bool) -> Demand {
        Demand { present: Some(present), ..Demand::new(field, span) }
    }

    /// What a node reads, where values of its type are equal only when they are written alike.
    fn field(&self, node: &Node) -> Option<Field> {
        let plain = matches!(
            node.of,
            Type::Bool | Type::Integer | Type::Number | Type::Text | Type::Choice(_) | Type::Date
        );
        self.read(node).filter(|_| plain)
    }

    fn read(&self, node: &Node) -> Option<Field> {
        let written = node.span.slice(self.source).to_owned();
        self.path(node).map(|path| Field { path, written })
    }

    /// A name for what a node reads, where reading it twice gives the same.
    fn path(&self, node: &Node) -> Option<String> {
        match &node.step {
            Step::Variable(slot) => Some(slot.name.to_string()),
            Step::Local(at) => Some(format!("#{at}")),
            Step::Field { of, field } => Some(format!("{}.{}", self.path(of)?, field.name)),
            Step::Ask { receiver, function, arguments } if arguments.is_empty() => {
                let receiver = match receiver {
                    Some(receiver) => self.path(receiver)?,
                    None => String::new(),
                };
                Some(format!("{receiver}.{}()", function.name))
            }
            _ => None,
        }
    }
}

impl Demand {
    fn new(field: Field, span: Span) -> Self {
        Self { field, span, one_of: None, none_of: Vec::new(), above: None, below: None, present: None }
    }

    /// Asks for both; the fault names the part that cannot hold together with what stood before it.
    fn narrow(&mut self, other: Demand) -> Result<(), ExpressionFault> {
        let span = other.span;
        let name = self.field.written.clone();
        if let (Some(one), Some(two)) = (self.present, other.present)
            && one != two
        {
            let message = format!("`{name}` cannot have a value and none at once");
            return Err(ExpressionFault::new(span, message));
        }
        self.present = self.present.or(other.present);
        self.none_of.extend(other.none_of);
        self.one_of = match (self.one_of.take(), other.one_of) {
            (Some(mine), Some(theirs)) => {
                let both: Vec<_> = mine.iter().filter(|value| contains(&theirs, value)).cloned().collect();
                if both.is_empty() {
                    let message = match (mine.as_slice(), theirs.as_slice()) {
                        ([one], [two]) => {
                            format!("`{name}` cannot be {} and {} at once", literal(one), literal(two))
                        }
                        _ => format!("nothing that `{name}` may be here is allowed by the rest"),
                    };
                    return Err(ExpressionFault::new(span, message));
                }
                Some(both)
            }
            (mine, theirs) => mine.or(theirs),
        };
        if let Some(one_of) = &mut self.one_of {
            let none_of = &self.none_of;
            one_of.retain(|value| !contains(none_of, value));
            if one_of.is_empty() {
                return Err(ExpressionFault::new(
                    span,
                    format!("`{name}` cannot be a value that is excluded"),
                ));
            }
        }
        self.above = tighter(self.above.take(), other.above, Ordering::Greater);
        self.below = tighter(self.below.take(), other.below, Ordering::Less);
        if let (Some((above, with_above)), Some((below, with_below))) = (&self.above, &self.below) {
            let possible = match order(above, below) {
                Some(Ordering::Less) | None => true,
                Some(Ordering::Equal) => *with_above && *with_below,
                Some(Ordering::Greater) => false,
            };
            if !possible {
                let message = format!(
                    "`{name}` cannot be above {} and below {} at once",
                    literal(above),
                    literal(below)
                );
                return Err(ExpressionFault::new(span, message));
            }
        }
        if let Some(one_of) = &mut self.one_of {
            one_of.retain(|value| {
                within(value, self.above.as_ref(), Ordering::Greater)
                    && within(value, self.below.as_ref(), Ordering::Less)
            });
            if one_of.is_empty() {
                return Err(ExpressionFault::new(
                    span,
                    format!("`{name}` cannot be a value outside its bounds"),
                ));
            }
        }
        Ok(())
    }

    /// What is left of a demand where others may hold in its place.
    fn widen(&self, others: &[Vec<Demand>]) -> Option<Demand> {
        let mut one_of = self.one_of.clone()?;
        for other in others {
            let same = other.iter().find(|demand| demand.field.path == self.field.path)?;
            one_of.extend(same.one_of.clone()?);
        }
        Some(Demand { one_of: Some(one_of), ..Demand::new(self.field.clone(), self.span) })
    }
}

fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        same => same,
    }
}

fn order(one: &Value<'_>, other: &Value<'_>) -> Option<Ordering> {
    match (one, other) {
        (Value::Date(one), Value::Date(other)) => Some(one.cmp(other)),
        _ => compare_numbers(one, other),
    }
}

fn contains(values: &[Value<'static>], value: &Value<'static>) -> bool {
    values.iter().any(|known| known == value || order(known, value) == Some(Ordering::Equal))
}

/// The bound that leaves less; `side` is the order of a tighter bound.
fn tighter(
    one: Option<(Value<'static>, bool)>,
    other: Option<(Value<'static>, bool)>,
    side: Ordering,
) -> Option<(Value<'static>, bool)> {
    match (one, other) {
        (Some(one), Some(other)) => Some(match order(&other.0, &one.0) {
            Some(Ordering::Equal) if !other.1 => other,
            Some(found) if found == side => other,
            _ => one,
        }),
        (one, other) => one.or(other),
    }
}

fn within(value: &Value<'_>, bound: Option<&(Value<'static>, bool)>, side: Ordering) -> bool {
    match bound.and_then(|(bound, with)| order(value, bound).map(|found| (found, *with))) {
        None => true,
        Some((Ordering::Equal, with)) => with,
        Some((found, _)) => found == side,
    }
}

fn literal(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => format!("\"{text}\""),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Date(date) => date.to_string(),
        other => other.words().to_owned(),
    }
}
