//! A checked expression: every name resolved, every literal read.

use regex::Regex;

use crate::expression::functions::{Each, Meaning};
use crate::expression::syntax::Operator;
use crate::expression::types::Type;
use crate::expression::value::{Named, Value};
use crate::text::span::Span;

/// One step of a program with its place and type.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) of: Type,
    pub(super) step: Step,
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Constant(Value<'static>),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Variable(Slot),
    /// What a macro has bound, counted from the outermost.
    Local(usize),
    Field {
        of: Box<Node>,
        field: Slot,
    },
    Index {
        of: Box<Node>,
        index: Box<Node>,
    },
    Present(Box<Node>),
    Built {
        meaning: Meaning,
        /// The receiver first, where there is one.
        arguments: Vec<Node>,
    },
    Matches {
        text: Box<Node>,
        pattern: Regex,
    },
    Ask {
        receiver: Option<Box<Node>>,
        function: Slot,
        arguments: Vec<Node>,
    },
    Each {
        each: Each,
        list: Box<Node>,
        filter: Option<Box<Node>>,
        body: Box<Node>,
    },
    Not(Box<Node>),
    Negative(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Binary {
        operator: Operator,
        left: Box<Node>,
        right: Box<Node>,
    },
    /// A comparison, also `in`, of texts as versions.
    Versions {
        operator: Operator,
        left: Box<Node>,
        right: Box<Node>,
    },
    Choose {
        condition: Box<Node>,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// A resolved name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    pub(super) name: Box<str>,
    pub(super) slot: usize,
}

impl Slot {
    pub(super) fn named(&self) -> Named<'_> {
        Named { name: &self.name, slot: self.slot }
    }
}

impl Node {
    pub(super) fn constant(span: Span, of: Type, value: Value<'static>) -> Self {
        Self { span, of, step: Step::Constant(value) }
    }

    /// What stands where a fault was: it fits everywhere, so that one fault causes no other.
    pub(super) fn faulty(span: Span) -> Self {
        Self::constant(span, Type::Any, Value::Missing)
    }

    pub(super) fn as_constant(&self) -> Option<&Value<'static>> {
        match &self.step {
            Step::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The text written here, where it is a literal.
    pub(super) fn as_word(&self) -> Option<&str> {
        match self.as_constant() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}
