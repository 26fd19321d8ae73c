//! The tree that parsing gives: what was written, nothing looked up.

use crate::text::span::Span;

/// One expression and the place of all of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Expression {
    pub(super) span: Span,
    /// How many levels lie in it, itself included.
    pub(super) depth: usize,
    pub(super) form: Form,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Form {
    Null,
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<Expression>),
    Map(Vec<(Expression, Expression)>),
    Name(String),
    Field { of: Box<Expression>, name: Name },
    Index { of: Box<Expression>, index: Box<Expression> },
    Call { of: Option<Box<Expression>>, name: Name, arguments: Vec<Expression> },
    Not(Box<Expression>),
    Negative(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Binary { operator: Operator, left: Box<Expression>, right: Box<Expression> },
    Choose { condition: Box<Expression>, yes: Box<Expression>, no: Box<Expression> },
}

/// A name behind a dot or before a parenthesis.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::In => "in",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }

    /// Whether the operator puts its operands in an order.
    pub(super) fn orders(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual)
    }
}
