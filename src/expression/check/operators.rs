//! Arithmetic: which operands an operator takes, and what it gives.

use crate::expression::check::Checker;
use crate::expression::fault::ExpressionFault;
use crate::expression::program::{Node, Step};
use crate::expression::syntax::{Expression, Operator};
use crate::expression::types::Type;
use crate::text::span::Span;

impl Checker<'_> {
    pub(super) fn negative(&mut self, span: Span, operand: &Expression) -> Node {
        let operand = self.check(operand);
        if !operand.of.is_number() && operand.of != Type::Days {
            let message = format!("`-` needs a number, but this is {}", operand.of.words());
            return self.fault(ExpressionFault::new(operand.span, message));
        }
        Node { span, of: operand.of.clone(), step: Step::Negative(operand.into()) }
    }

    pub(super) fn arithmetic(
        &mut self,
        span: Span,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Node {
        let before = self.faults.len();
        let (left, right) = (self.check(left), self.check(right));
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        match result(operator, &left.of, &right.of) {
            Some(of) => {
                Node { span, of, step: Step::Binary { operator, left: left.into(), right: right.into() } }
            }
            None => {
                let fault = self.no_arithmetic(span, operator, &left, &right);
                self.fault(fault)
            }
        }
    }

    fn no_arithmetic(&self, span: Span, operator: Operator, left: &Node, right: &Node) -> ExpressionFault {
        let (one, other) = (self.described(left), self.described(right));
        let message = match operator {
            Operator::Add => format!("cannot add {one} and {other}"),
            Operator::Subtract => format!("cannot subtract {other} from {one}"),
            Operator::Multiply => format!("cannot multiply {one} by {other}"),
            _ => format!("cannot divide {one} by {other}"),
        };
        let fault = ExpressionFault::new(span, message);
        let help = match (&left.of, &right.of) {
            (Type::Date | Type::Days, Type::Integer | Type::Number) => {
                format!("write `days({})`", self.shown(right.span))
            }
            (Type::Integer | Type::Number, Type::Date | Type::Days) => {
                format!("write `days({})`", self.shown(left.span))
            }
            (Type::Period, _) => format!("take a day of it: `{}.last()`", self.shown(left.span)),
            (_, Type::Period) => format!("take a day of it: `{}.last()`", self.shown(right.span)),
            (Type::Text | Type::Choice(_), _) if operator == Operator::Add => {
                format!("make it text: `string({})`", self.shown(right.span))
            }
            (_, Type::Text | Type::Choice(_)) if operator == Operator::Add => {
                format!("make it text: `string({})`", self.shown(left.span))
            }
            _ => return fault,
        };
        fault.with_help(help)
    }
}

/// The type an operator gives, or nothing where the operands do not fit.
fn result(operator: Operator, left: &Type, right: &Type) -> Option<Type> {
    use Type::{Any, Date, Days, Integer, List, Number, Text};
    let numbers = left.is_number() && right.is_number();
    if left.is_open() || right.is_open() {
        let known = if left.is_open() { right } else { left };
        let fits = match known {
            Type::Bool | Type::Map(_) | Type::Record(_) | Type::Period => false,
            Text | Type::Choice(_) | List(_) | Date => matches!(operator, Operator::Add | Operator::Subtract),
            _ => true,
        };
        let whole = numbers && operator == Operator::Divide;
        return fits.then_some(if whole { Number } else { Any });
    }
    match operator {
        Operator::Divide if numbers => Some(Number),
        _ if numbers => Some(left.join(right)),
        Operator::Add => match (left, right) {
            (left, right) if left.is_text() && right.is_text() => Some(Text),
            (List(one), List(other)) => Some(Type::list(one.join(other))),
            (Date, Days) | (Days, Date) => Some(Date),
            (Days, Days) => Some(Days),
            _ => None,
        },
        Operator::Subtract => match (left, right) {
            (Date, Days) => Some(Date),
            (Date, Date) | (Days, Days) => Some(Days),
            _ => None,
        },
        Operator::Multiply => match (left, right) {
            (Days, Integer) | (Integer, Days) => Some(Days),
            _ => None,
        },
        Operator::Divide if (left, right) == (&Days, &Days) => Some(Number),
        _ => None,
    }
}
