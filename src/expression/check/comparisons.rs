//! Comparisons and membership: what can be compared, and literals read as what they are compared with.

use crate::expression::calendar::{Period, read_date};
use crate::expression::check::Checker;
use crate::expression::fault::{ExpressionFault, nearest};
use crate::expression::program::{Node, Step};
use crate::expression::syntax::{Expression, Form, Operator};
use crate::expression::types::Type;
use crate::expression::value::Value;
use crate::expression::version::is_version;
use crate::text::span::Span;

impl Checker<'_> {
    pub(super) fn comparison(
        &mut self,
        span: Span,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Node {
        let before = self.faults.len();
        let mut one = self.check(left);
        let after_left = self.faults.len();
        let mut other = self.check(right);
        if self.faults.len() > before {
            let right_alone = after_left == before && self.faults.len() == before + 1;
            if right_alone && let Form::Name(name) = &right.form {
                self.suggest_quotes(&other, name, &one.of);
            }
            return Node::faulty(span);
        }
        let exact = !operator.orders();
        self.adapt(&mut other, &one, exact);
        self.adapt(&mut one, &other, exact);
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        if let Some(fault) = self.incomparable(span, operator, &one, &other, left) {
            return self.fault(fault);
        }
        let versions = one.of == Type::Version || other.of == Type::Version;
        let (left, right) = (one.into(), other.into());
        let step = match versions {
            true => Step::Versions { operator, left, right },
            false => Step::Binary { operator, left, right },
        };
        Node { span, of: Type::Bool, step }
    }

    /// Replaces the help for an unknown name that was meant as text.
    fn suggest_quotes(&mut self, node: &Node, name: &str, other: &Type) {
        let Some(word) = self.unquoted_word(node, name, other) else {
            return;
        };
        let meant = match other {
            Type::Choice(words) => nearest(word, words.iter().map(String::as_str)),
            _ => Some(word),
        };
        if let (Some(meant), Some(fault)) = (meant, self.faults.last_mut()) {
            fault.help = Some(format!("put text in quotes: \"{meant}\""));
        }
    }

    /// Reads a literal as what it is compared with; `exact` where only equality is asked.
    fn adapt(&mut self, node: &mut Node, with: &Node, exact: bool) {
        let Some(word) = node.as_word().map(str::to_owned) else {
            return;
        };
        match &with.of {
            Type::Choice(words) => self.choice_word(node, words, with),
            Type::Date | Type::Period => {
                let whole = matches!(with.of, Type::Period) || !exact;
                if exact && whole && self.names.is_undated(&word) {
                    node.of = Type::Any;
                    return;
                }
                match self.read_days(&word, node.span, whole) {
                    Ok((of, value)) => *node = Node::constant(node.span, of, value),
                    Err(fault) => *node = self.fault(fault),
                }
            }
            Type::Version if !is_version(&word) => {
                let message = format!("`{word}` is not a version");
                let fault = ExpressionFault::new(node.span, message).with_help("write it as in \"1.30\"");
                *node = self.fault(fault);
            }
            Type::Record(record) => {
                if let Some(unknown) = self.names.unknown_record(record, &word) {
                    let fault =
                        ExpressionFault { span: node.span, message: unknown.message, help: unknown.help };
                    *node = self.fault(fault);
                }
            }
            _ => {}
        }
    }

    fn read_days(
        &self,
        word: &str,
        span: Span,
        whole: bool,
    ) -> Result<(Type, Value<'static>), ExpressionFault> {
        if let Some(date) = read_date(word) {
            return Ok((Type::Date, Value::Date(date)));
        }
        match self.names.period(word) {
            Some(period) if whole => Ok((Type::Period, Value::Period(period))),
            Some(Period { first, last }) => {
                Err(ExpressionFault::new(span, format!("a date is never equal to all of {word}"))
                    .with_help(format!("compare with `>= \"{first}\"` and `<= \"{last}\"`")))
            }
            None if word.len() == 10 && word.bytes().filter(u8::is_ascii_digit).count() == 8 => {
                Err(ExpressionFault::new(span, format!("there is no day `{word}`"))
                    .with_help("write year, month and day as in \"2026-11-23\""))
            }
            None => {
                let (wanted, example) =
                    if whole { ("period", "\"2026-Q4\"") } else { ("date", "\"2026-11-23\"") };
                Err(ExpressionFault::new(span, format!("`{word}` is not a {wanted}"))
                    .with_help(format!("write it as in {example}")))
            }
        }
    }

    /// Reports a word that is none of the choices of the field it is compared with.
    pub(super) fn choice_word(&mut self, node: &Node, words: &[String], field: &Node) {
        let Some(word) = node.as_word() else {
            return;
        };
        if words.iter().any(|known| known == word) {
            return;
        }
        let message = format!("`{word}` is not a value of `{}`", self.shown(field.span));
        let fault = ExpressionFault::new(node.span, message);
        self.faults.push(match nearest(word, words.iter().map(String::as_str)) {
            Some(meant) => fault.with_help(format!("did you mean `{meant}`?")),
            None => {
                let known: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                fault.with_help(format!("use one of {}", known.join(", ")))
            }
        });
    }

    fn incomparable(
        &self,
        span: Span,
        operator: Operator,
        one: &Node,
        other: &Node,
        left: &Expression,
    ) -> Option<ExpressionFault> {
        if !one.of.can_equal(&other.of) {
            let message = format!("cannot compare {} with {}", self.described(one), self.described(other));
            let fault = ExpressionFault::new(span, message);
            return Some(
                match self
                    .comparable_form(operator, one, other)
                    .or_else(|| self.chained(operator, left, other))
                {
                    Some(help) => fault.with_help(help),
                    None => fault,
                },
            );
        }
        if !operator.orders() {
            return None;
        }
        let unordered = [one, other].into_iter().find(|node| !has_order(&node.of))?;
        let message = match &unordered.of {
            Type::Choice(_) => format!("the values of `{}` have no order", self.shown(unordered.span)),
            of => format!("{} has no order", of.words()),
        };
        let fault = ExpressionFault::new(span, message);
        Some(match &unordered.of {
            Type::Choice(_) => {
                fault.with_help(format!("list them: `{} in [\"…\", \"…\"]`", self.shown(unordered.span)))
            }
            Type::Bool => match self.chained(operator, left, other) {
                Some(help) => fault.with_help(help),
                None => fault,
            },
            _ => fault,
        })
    }

    /// How to write the comparison so that both sides fit.
    fn comparable_form(&self, operator: Operator, one: &Node, other: &Node) -> Option<String> {
        let (shown_one, shown_other) = (self.shown(one.span), self.shown(other.span));
        Some(match (&one.of, &other.of) {
            (Type::Days, Type::Integer) => format!("write `days({shown_other})`"),
            (Type::Integer, Type::Days) => format!("write `days({shown_one})`"),
            (Type::Integer | Type::Number | Type::Bool, Type::Text) if other.as_word().is_some() => {
                "leave out the quotes".to_owned()
            }
            (Type::Text | Type::Choice(_), Type::Integer | Type::Number) => {
                format!("put the number in quotes: \"{shown_other}\"")
            }
            (Type::List(element), found) if !operator.orders() && element.can_equal(found) => {
                format!("write `{shown_other} in {shown_one}`")
            }
            (Type::List(_), Type::Integer | Type::Number) => {
                format!("compare its size: `{shown_one}.size()`")
            }
            (Type::Date | Type::Period, Type::Text) => format!("write `date({shown_other})`"),
            (Type::Text, Type::Date | Type::Period) => format!("write `date({shown_one})`"),
            _ => return None,
        })
    }

    /// The help for `1 < x < 5`.
    fn chained(&self, operator: Operator, left: &Expression, other: &Node) -> Option<String> {
        match &left.form {
            Form::Binary { operator: first, right, .. } if first.orders() => Some(format!(
                "write `{} && {} {} {}`",
                self.shown(left.span),
                self.shown(right.span),
                operator.sign(),
                self.shown(other.span)
            )),
            _ => None,
        }
    }

    pub(super) fn membership(&mut self, span: Span, element: &Expression, list: &Expression) -> Node {
        let before = self.faults.len();
        let mut one = self.check(element);
        let mut many = self.check(list);
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        let element_type = match &many.of {
            Type::List(element) => (**element).clone(),
            Type::Map(_) => Type::Text,
            of if of.is_open() => Type::Any,
            of => {
                let message = format!("`in` needs a list or a map, but this is {}", of.words());
                let fault = ExpressionFault::new(many.span, message);
                let fault = if of.is_text() {
                    let (text, part) = (self.shown(many.span), self.shown(one.span));
                    fault.with_help(format!("write `{text}.contains({part})`"))
                } else {
                    fault
                };
                return self.fault(fault);
            }
        };
        let sample = Node { span: many.span, of: element_type, step: Step::Constant(Value::Missing) };
        self.adapt(&mut one, &sample, true);
        if let Step::List(items) = &mut many.step {
            for item in items.iter_mut() {
                self.adapt(item, &one, true);
            }
            let of = items.iter().map(|item| item.of.clone()).reduce(|a, b| a.join(&b)).unwrap_or(Type::Any);
            many.of = Type::list(of);
        }
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        let elements = match &many.of {
            Type::List(element) => (**element).clone(),
            Type::Map(_) => Type::Text,
            _ => Type::Any,
        };
        if !one.of.can_equal(&elements) {
            let message =
                format!("cannot look for {} in a list of {}", self.described(&one), elements.plural());
            return self.fault(ExpressionFault::new(span, message));
        }
        fold(&mut many);
        let operator = Operator::In;
        let versions = one.of == Type::Version || elements == Type::Version;
        let (left, right) = (one.into(), many.into());
        let step = match versions {
            true => Step::Versions { operator, left, right },
            false => Step::Binary { operator, left, right },
        };
        Node { span, of: Type::Bool, step }
    }
}

/// Makes a list of constants one constant.
fn fold(node: &mut Node) {
    if let Step::List(items) = &node.step {
        let constants: Option<Vec<_>> = items.iter().map(|item| item.as_constant().cloned()).collect();
        if let Some(constants) = constants {
            node.step = Step::Constant(Value::List(constants));
        }
    }
}

fn has_order(of: &Type) -> bool {
    of.is_number() || matches!(of, Type::Text | Type::Version | Type::Date | Type::Period | Type::Days)
}
