//! Looks up every name and checks every type, before anything is evaluated.
//!
//! Collects all faults. What is faulty gets the type `Any`, so that none causes another.

mod calls;
mod comparisons;
mod operators;
mod suggestions;

pub(super) use calls::compile;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::expression::fault::ExpressionFault;
use crate::expression::names::{Known, Names};
use crate::expression::program::{Node, Slot, Step};
use crate::expression::syntax::{Expression, Form, Name, Operator};
use crate::expression::types::Type;
use crate::expression::value::Value;
use crate::text::span::Span;

/// What an expression uses of its environment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Uses {
    /// Record type and field.
    pub(crate) fields: BTreeSet<(String, String)>,
    pub(crate) functions: BTreeSet<String>,
    pub(crate) variables: BTreeSet<String>,
}

pub(super) struct Checker<'a> {
    names: &'a dyn Names,
    source: &'a str,
    /// The record that bare names belong to.
    myself: Option<Myself>,
    locals: Vec<(String, Type)>,
    pub(super) faults: Vec<ExpressionFault>,
    pub(super) uses: Uses,
}

#[derive(Clone)]
struct Myself {
    record: Arc<str>,
    slot: usize,
}

impl<'a> Checker<'a> {
    pub(super) fn new(source: &'a str, names: &'a dyn Names) -> Self {
        let myself = names.variable("self").and_then(|known| match known.of {
            Type::Record(record) => Some(Myself { record, slot: known.slot }),
            _ => None,
        });
        Self { names, source, myself, locals: Vec::new(), faults: Vec::new(), uses: Uses::default() }
    }

    /// Notes a fault and gives what may stand in its place.
    fn fault(&mut self, fault: ExpressionFault) -> Node {
        let span = fault.span;
        self.faults.push(fault);
        Node::faulty(span)
    }

    /// The source under a span, cut where long.
    fn shown(&self, span: Span) -> String {
        let text = span.slice(self.source);
        if text.chars().count() <= 40 {
            return text.to_owned();
        }
        format!("{}…", text.chars().take(39).collect::<String>())
    }

    /// How messages call the value of a node: what was written, and its type.
    fn described(&self, node: &Node) -> String {
        match node.step {
            Step::Constant(_) => node.of.words(),
            _ => format!("`{}` ({})", self.shown(node.span), node.of.words()),
        }
    }

    pub(super) fn check(&mut self, expression: &Expression) -> Node {
        let span = expression.span;
        match &expression.form {
            Form::Null => Node::constant(span, Type::Null, Value::Missing),
            Form::Bool(value) => Node::constant(span, Type::Bool, Value::Bool(*value)),
            Form::Integer(value) => Node::constant(span, Type::Integer, Value::Integer(*value)),
            Form::Number(value) => Node::constant(span, Type::Number, Value::Number(*value)),
            Form::Text(text) => Node::constant(span, Type::Text, Value::text(text.clone())),
            Form::List(items) => self.list(span, items),
            Form::Map(entries) => self.map(span, entries),
            Form::Name(name) => self.name(span, name),
            Form::Field { of, name } => self.field(span, of, name),
            Form::Index { of, index } => self.index(span, of, index),
            Form::Call { of, name, arguments } => self.call(span, of.as_deref(), name, arguments),
            Form::Not(operand) => {
                let operand = self.condition(operand, "`!`");
                Node { span, of: Type::Bool, step: Step::Not(operand.into()) }
            }
            Form::Negative(operand) => self.negative(span, operand),
            Form::And(operands) => {
                let operands = operands.iter().map(|operand| self.condition(operand, "`&&`")).collect();
                Node { span, of: Type::Bool, step: Step::And(operands) }
            }
            Form::Or(operands) => {
                let operands = operands.iter().map(|operand| self.condition(operand, "`||`")).collect();
                Node { span, of: Type::Bool, step: Step::Or(operands) }
            }
            Form::Binary { operator, left, right } => match operator {
                Operator::In => self.membership(span, left, right),
                Operator::Equal | Operator::NotEqual => self.comparison(span, *operator, left, right),
                operator if operator.orders() => self.comparison(span, *operator, left, right),
                _ => self.arithmetic(span, *operator, left, right),
            },
            Form::Choose { condition, yes, no } => {
                let condition = self.condition(condition, "`?`");
                let (yes, no) = (self.check(yes), self.check(no));
                let of = yes.of.join(&no.of);
                let step = Step::Choose { condition: condition.into(), yes: yes.into(), no: no.into() };
                Node { span, of, step }
            }
        }
    }

    /// Checks what must be true or false; `wanted_by` says who wants it.
    fn condition(&mut self, expression: &Expression, wanted_by: &str) -> Node {
        let node = self.check(expression);
        if node.of.is_bool() {
            return node;
        }
        let message = format!("{wanted_by} needs true or false, but this is {}", node.of.words());
        self.fault(ExpressionFault::new(node.span, message).with_help(self.as_condition(&node)))
    }

    /// How a value may be made a condition.
    pub(super) fn as_condition(&self, node: &Node) -> String {
        let shown = self.shown(node.span);
        match (&node.step, &node.of) {
            (Step::Field { .. } | Step::Index { .. }, _) => format!("ask for presence with `has({shown})`"),
            (_, Type::List(_)) => format!("write `{shown}.size() > 0`"),
            _ => "compare it with something".to_owned(),
        }
    }

    fn list(&mut self, span: Span, items: &[Expression]) -> Node {
        let items: Vec<_> = items.iter().map(|item| self.check(item)).collect();
        let of = items.iter().map(|item| item.of.clone()).reduce(|one, other| one.join(&other));
        Node { span, of: Type::list(of.unwrap_or(Type::Any)), step: Step::List(items) }
    }

    fn map(&mut self, span: Span, entries: &[(Expression, Expression)]) -> Node {
        let mut checked: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
        let mut keys = BTreeSet::new();
        for (key, value) in entries {
            let mut key = self.check(key);
            if !key.of.is_text() {
                let message = format!("a key is text, but this is {}", key.of.words());
                key = self.fault(ExpressionFault::new(key.span, message).with_help("put the key in quotes"));
            } else if let Some(word) = key.as_word()
                && !keys.insert(word.to_owned())
            {
                let message = format!("the key `{word}` is given twice");
                self.faults.push(ExpressionFault::new(key.span, message));
            }
            checked.push((key, self.check(value)));
        }
        let of = checked.iter().map(|(_, value)| value.of.clone()).reduce(|one, other| one.join(&other));
        Node { span, of: Type::map(of.unwrap_or(Type::Any)), step: Step::Map(checked) }
    }

    /// What a bare name stands for: a bound element, a variable, or a field of `self`.
    fn lookup(&mut self, span: Span, name: &str) -> Option<Node> {
        if let Some(at) = self.locals.iter().rposition(|(local, _)| local == name) {
            return Some(Node { span, of: self.locals[at].1.clone(), step: Step::Local(at) });
        }
        if let Some(Known { of, slot }) = self.names.variable(name) {
            self.uses.variables.insert(name.to_owned());
            return Some(Node { span, of, step: Step::Variable(Slot { name: name.into(), slot }) });
        }
        let myself = self.myself.clone()?;
        let known = self.names.field(&myself.record, name)?;
        let of = Node { span: Span::at(span.start()), ..Self::myself_node(&myself) };
        Some(self.known_field(span, of, &myself.record, name, known))
    }

    fn myself_node(myself: &Myself) -> Node {
        let step = Step::Variable(Slot { name: "self".into(), slot: myself.slot });
        Node { span: Span::default(), of: Type::Record(myself.record.clone()), step }
    }

    fn known_field(&mut self, span: Span, of: Node, record: &str, name: &str, known: Known) -> Node {
        self.uses.fields.insert((record.to_owned(), name.to_owned()));
        let field = Slot { name: name.into(), slot: known.slot };
        Node { span, of: known.of, step: Step::Field { of: of.into(), field } }
    }

    fn name(&mut self, span: Span, name: &str) -> Node {
        match self.lookup(span, name) {
            Some(node) => node,
            None => {
                let fault = self.unknown_name(span, name);
                self.fault(fault)
            }
        }
    }

    fn field(&mut self, span: Span, of: &Expression, name: &Name) -> Node {
        let of = self.check(of);
        match of.of.clone() {
            Type::Record(record) => match self.names.field(&record, &name.text) {
                Some(known) => self.known_field(span, of, &record, &name.text, known),
                None => {
                    let fault = self.unknown_field(&record, name);
                    self.fault(fault)
                }
            },
            Type::Map(value) => self.entry(span, of, name, *value),
            Type::Any | Type::Null => self.entry(span, of, name, Type::Any),
            other => {
                let fault = self.no_fields(&of, &other, name);
                self.fault(fault)
            }
        }
    }

    fn entry(&mut self, span: Span, of: Node, name: &Name, value: Type) -> Node {
        let key = Node::constant(name.span, Type::Text, Value::text(name.text.clone()));
        Node { span, of: value, step: Step::Index { of: of.into(), index: key.into() } }
    }

    fn index(&mut self, span: Span, of: &Expression, index: &Expression) -> Node {
        let (of, index) = (self.check(of), self.check(index));
        let (element, fits, wanted) = match &of.of {
            Type::List(element) => {
                ((**element).clone(), index.of.is_number(), "a list is indexed by a whole number")
            }
            Type::Map(value) => ((**value).clone(), index.of.is_text(), "a map is indexed by text"),
            Type::Any | Type::Null => (Type::Any, true, ""),
            other => {
                let message = format!("{} has no elements", other.words());
                return self.fault(ExpressionFault::new(of.span, message));
            }
        };
        if !fits || (matches!(of.of, Type::List(_)) && index.of == Type::Number) {
            let message = format!("{wanted}, not by {}", index.of.words());
            return self.fault(ExpressionFault::new(index.span, message));
        }
        if let (Step::Map(entries), Type::Choice(words)) = (&of.step, &index.of) {
            for (key, _) in entries {
                self.choice_word(key, words, &index);
            }
        }
        Node { span, of: element, step: Step::Index { of: of.into(), index: index.into() } }
    }
}
