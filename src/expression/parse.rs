//! From tokens to the tree, with the precedence of CEL.
//!
//! Length and depth are limited, so that no source can exhaust the stack here or in what walks the
//! tree later. One fault ends the parse: what follows a syntax error is guesswork.

use crate::expression::fault::ExpressionFault;
use crate::expression::syntax::{Expression, Form, Name, Operator};
use crate::expression::token::{Token, TokenKind, tokens};
use crate::text::span::Span;

/// The longest expression that is read, in bytes.
pub(super) const MAX_LENGTH: usize = 32 * 1024;
/// How deep an expression may be nested.
pub(super) const MAX_DEPTH: usize = 100;

const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "namespace",
    "package",
    "return",
    "var",
    "void",
    "while",
];

/// The operators between two operands, by how tightly they bind.
const BINARY: [&[(&str, Operator)]; 3] = [
    &[
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("in", Operator::In),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide), ("%", Operator::Remainder)],
];

/// Reads one expression.
pub(super) fn parse(source: &str) -> Result<Expression, ExpressionFault> {
    if source.len() > MAX_LENGTH {
        let message = format!("the expression is longer than {MAX_LENGTH} bytes");
        return Err(ExpressionFault::new(Span::new(0, source.len()), message));
    }
    let mut parser = Parser { source, tokens: tokens(source)?, at: 0, depth: 0 };
    if parser.peek().kind == TokenKind::End {
        return Err(ExpressionFault::new(Span::at(0), "the expression is empty"));
    }
    let expression = parser.expression()?;
    match parser.peek().kind {
        TokenKind::End => Ok(expression),
        _ => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        let last = self.tokens.len() - 1;
        &self.tokens[self.at.min(last)]
    }

    fn advance(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(&self.peek().kind, TokenKind::Sign(found) if *found == sign)
    }

    fn take(&mut self, sign: &str) -> Option<Span> {
        self.is_sign(sign).then(|| self.advance().span)
    }

    /// Takes the sign that closes what was opened at `open`.
    fn close(&mut self, sign: &str, open: Span) -> Result<Span, ExpressionFault> {
        if let Some(span) = self.take(sign) {
            return Ok(span);
        }
        let opened = open.slice(self.source);
        if self.peek().kind == TokenKind::End {
            return Err(ExpressionFault::new(open, format!("`{opened}` is never closed"))
                .with_help(format!("add the missing `{sign}`")));
        }
        let expected = if sign == ")" || sign == "]" || sign == "}" {
            format!("expected `,` or `{sign}` before `{}`", self.shown())
        } else {
            format!("expected `{sign}` before `{}`", self.shown())
        };
        let fault = ExpressionFault::new(self.peek().span, expected);
        Err(self.explain(fault))
    }

    fn shown(&self) -> &str {
        self.peek().span.slice(self.source)
    }

    fn node(&self, span: Span, form: Form) -> Result<Expression, ExpressionFault> {
        let depth = 1 + form.parts().map(|part| part.depth).max().unwrap_or(0);
        if depth > MAX_DEPTH {
            return Err(too_deep(span));
        }
        Ok(Expression { span, depth, form })
    }

    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ExpressionFault>,
    ) -> Result<T, ExpressionFault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(too_deep(self.peek().span));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn expression(&mut self) -> Result<Expression, ExpressionFault> {
        self.nested(|parser| {
            let condition = parser.either()?;
            let Some(question) = parser.take("?") else {
                return Ok(condition);
            };
            let yes = parser.either()?;
            if !parser.is_sign(":") {
                return Err(ExpressionFault::new(question, "`?` has no `:` after it")
                    .with_help("write `condition ? value : other`"));
            }
            parser.advance();
            let no = parser.expression()?;
            let span = condition.span.join(no.span);
            let form = Form::Choose { condition: condition.into(), yes: yes.into(), no: no.into() };
            parser.node(span, form)
        })
    }

    fn either(&mut self) -> Result<Expression, ExpressionFault> {
        self.chain("||", Self::both, Form::Or)
    }

    fn both(&mut self) -> Result<Expression, ExpressionFault> {
        self.chain("&&", |parser| parser.binary(0), Form::And)
    }

    fn chain(
        &mut self,
        sign: &str,
        mut operand: impl FnMut(&mut Self) -> Result<Expression, ExpressionFault>,
        form: impl FnOnce(Vec<Expression>) -> Form,
    ) -> Result<Expression, ExpressionFault> {
        let first = operand(self)?;
        if !self.is_sign(sign) {
            return Ok(first);
        }
        let mut span = first.span;
        let mut operands = vec![first];
        while self.take(sign).is_some() {
            let next = operand(self)?;
            span = span.join(next.span);
            operands.push(next);
        }
        self.node(span, form(operands))
    }

    fn binary(&mut self, level: usize) -> Result<Expression, ExpressionFault> {
        let Some(operators) = BINARY.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            self.advance();
            let right = self.binary(level + 1)?;
            let span = left.span.join(right.span);
            left = self.node(span, Form::Binary { operator, left: left.into(), right: right.into() })?;
        }
        Ok(left)
    }

    fn operator(&self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let word = match &self.peek().kind {
            TokenKind::Sign(sign) => sign,
            TokenKind::Name(name) if name == "in" => "in",
            _ => return None,
        };
        operators.iter().find(|(sign, _)| *sign == word).map(|(_, operator)| *operator)
    }

    fn unary(&mut self) -> Result<Expression, ExpressionFault> {
        if let Some(sign) = self.take("!") {
            let operand = self.nested(Self::unary)?;
            return self.node(sign.join(operand.span), Form::Not(operand.into()));
        }
        if let Some(sign) = self.take("-") {
            let negative = match self.peek().kind {
                TokenKind::Integer(value) => Some(integer(value, true).map(Form::Integer)),
                TokenKind::Number(value) => Some(Some(Form::Number(-value))),
                _ => None,
            };
            if let Some(form) = negative {
                let span = sign.join(self.advance().span);
                let form = form.ok_or_else(|| ExpressionFault::new(span, "the number is too large"))?;
                let literal = self.node(span, form)?;
                return self.members(literal);
            }
            let operand = self.nested(Self::unary)?;
            return self.node(sign.join(operand.span), Form::Negative(operand.into()));
        }
        let primary = self.primary()?;
        self.members(primary)
    }

    fn members(&mut self, mut of: Expression) -> Result<Expression, ExpressionFault> {
        loop {
            if self.take(".").is_some() {
                let name = self.member_name()?;
                of = if let Some(open) = self.take("(") {
                    let (arguments, end) = self.items(")", open, Self::expression)?;
                    let span = of.span.join(end);
                    self.node(span, Form::Call { of: Some(of.into()), name, arguments })?
                } else {
                    self.node(of.span.join(name.span), Form::Field { of: of.into(), name })?
                };
            } else if let Some(open) = self.take("[") {
                self.refuse_optional()?;
                let index = self.expression()?;
                let end = self.close("]", open)?;
                let span = of.span.join(end);
                of = self.node(span, Form::Index { of: of.into(), index: index.into() })?;
            } else {
                return Ok(of);
            }
        }
    }

    fn member_name(&mut self) -> Result<Name, ExpressionFault> {
        self.refuse_optional()?;
        let token = self.advance();
        match token.kind {
            TokenKind::Name(text) => Ok(Name { text, span: token.span }),
            TokenKind::Quoted(text) => Ok(Name { text: text.replace('-', "_"), span: token.span }),
            TokenKind::End => Err(ExpressionFault::new(token.span, "a name is missing after the `.`")),
            _ => {
                let shown = token.span.slice(self.source);
                Err(ExpressionFault::new(token.span, format!("expected a name before `{shown}`")))
            }
        }
    }

    fn refuse_optional(&self) -> Result<(), ExpressionFault> {
        if self.is_sign("?") {
            return Err(ExpressionFault::new(
                self.peek().span,
                "optional access is not part of this language",
            )
            .with_help("leave out the `?`: what is behind something missing is missing"));
        }
        Ok(())
    }

    /// Reads what stands between brackets, separated by commas.
    fn items<T>(
        &mut self,
        close: &str,
        open: Span,
        mut item: impl FnMut(&mut Self) -> Result<T, ExpressionFault>,
    ) -> Result<(Vec<T>, Span), ExpressionFault> {
        let mut items = Vec::new();
        loop {
            let comma_may_end = close != ")" || items.is_empty();
            if comma_may_end && let Some(end) = self.take(close) {
                return Ok((items, end));
            }
            if self.peek().kind == TokenKind::End {
                return self.close(close, open).map(|end| (items, end));
            }
            items.push(item(self)?);
            if self.take(",").is_none() {
                return self.close(close, open).map(|end| (items, end));
            }
        }
    }

    fn primary(&mut self) -> Result<Expression, ExpressionFault> {
        let token = self.advance();
        let span = token.span;
        match token.kind {
            TokenKind::Integer(value) => {
                let value = integer(value, false);
                let value = value.ok_or_else(|| ExpressionFault::new(span, "the number is too large"))?;
                self.node(span, Form::Integer(value))
            }
            TokenKind::Number(value) => self.node(span, Form::Number(value)),
            TokenKind::Text(text) => self.node(span, Form::Text(text)),
            TokenKind::Quoted(name) => self.node(span, Form::Name(name.replace('-', "_"))),
            TokenKind::Name(name) => self.name(name, span),
            TokenKind::Sign("(") => {
                let mut inner = self.expression()?;
                inner.span = span.join(self.close(")", span)?);
                Ok(inner)
            }
            TokenKind::Sign("[") => {
                let (items, end) = self.items("]", span, |parser| {
                    parser.refuse_optional()?;
                    parser.expression()
                })?;
                self.node(span.join(end), Form::List(items))
            }
            TokenKind::Sign("{") => {
                let (entries, end) = self.items("}", span, |parser| {
                    parser.refuse_optional()?;
                    let key = parser.expression()?;
                    let at = key.span;
                    parser.close(":", at).map_err(|fault| ExpressionFault {
                        message: "expected `:` and a value after the key".to_owned(),
                        help: None,
                        ..fault
                    })?;
                    Ok((key, parser.expression()?))
                })?;
                self.node(span.join(end), Form::Map(entries))
            }
            TokenKind::End => {
                Err(ExpressionFault::new(span, "the expression ends where a value is expected"))
            }
            TokenKind::Sign(sign) => {
                Err(ExpressionFault::new(span, format!("expected a value before `{sign}`")))
            }
        }
    }

    fn name(&mut self, text: String, span: Span) -> Result<Expression, ExpressionFault> {
        match text.as_str() {
            "true" => return self.node(span, Form::Bool(true)),
            "false" => return self.node(span, Form::Bool(false)),
            "null" => return self.node(span, Form::Null),
            "in" => return Err(ExpressionFault::new(span, "expected a value before `in`")),
            "not" | "NOT" if !self.is_sign("(") && !self.ends_operand() => {
                return Err(
                    ExpressionFault::new(span, format!("`{text}` is not an operator")).with_help("write `!`")
                );
            }
            reserved if RESERVED.contains(&reserved) => {
                return Err(ExpressionFault::new(span, format!("`{text}` is a word the language keeps"))
                    .with_help(format!("write `self.{text}` for a field of this name")));
            }
            _ => {}
        }
        if let Some(open) = self.take("(") {
            let (arguments, end) = self.items(")", open, Self::expression)?;
            let name = Name { text, span };
            return self.node(span.join(end), Form::Call { of: None, name, arguments });
        }
        self.node(span, Form::Name(text))
    }

    /// Whether what comes next cannot begin another operand.
    fn ends_operand(&self) -> bool {
        match &self.peek().kind {
            TokenKind::End => true,
            TokenKind::Sign(sign) => !matches!(*sign, "(" | "[" | "{" | "!"),
            TokenKind::Name(name) => name == "in",
            _ => false,
        }
    }

    fn unexpected(&self) -> ExpressionFault {
        let token = self.peek();
        let fault = match &token.kind {
            TokenKind::Sign(sign @ (")" | "]" | "}")) => {
                ExpressionFault::new(token.span, format!("`{sign}` closes nothing"))
            }
            _ => ExpressionFault::new(token.span, format!("expected an operator before `{}`", self.shown())),
        };
        let fault = self.explain(fault);
        let previous = self.at.checked_sub(1).map(|at| &self.tokens[at]);
        if let (None, Some(Token { kind: TokenKind::Name(_), span }), TokenKind::Name(_)) =
            (&fault.help, previous, &token.kind)
        {
            let both = span.join(token.span).slice(self.source);
            return fault.with_help(format!("put text in quotes: \"{both}\""));
        }
        fault
    }

    /// Adds what to write where an operator of another language stands.
    fn explain(&self, fault: ExpressionFault) -> ExpressionFault {
        let TokenKind::Name(word) = &self.peek().kind else {
            return fault;
        };
        let instead = match word.to_ascii_lowercase().as_str() {
            "and" => "&&",
            "or" => "||",
            "is" | "equals" | "eq" => "==",
            "not" => "!(… in …)",
            "contains" => ".contains(…)",
            "matches" | "like" => ".matches(…)",
            "mod" => "%",
            _ => return fault,
        };
        ExpressionFault::new(fault.span, format!("`{word}` is not an operator"))
            .with_help(format!("write `{instead}`"))
    }
}

impl Form {
    /// The expressions directly inside.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Expression> {
        let (one, many, entries): (Vec<&Expression>, &[Expression], &[(Expression, Expression)]) = match self
        {
            Self::Null
            | Self::Bool(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Name(_) => (vec![], &[], &[]),
            Self::List(items) | Self::And(items) | Self::Or(items) => (vec![], items, &[]),
            Self::Map(entries) => (vec![], &[], entries),
            Self::Field { of, .. } | Self::Not(of) | Self::Negative(of) => (vec![of], &[], &[]),
            Self::Index { of, index } => (vec![of, index], &[], &[]),
            Self::Call { of, arguments, .. } => (of.as_deref().into_iter().collect(), arguments, &[]),
            Self::Binary { left, right, .. } => (vec![left, right], &[], &[]),
            Self::Choose { condition, yes, no } => (vec![condition, yes, no], &[], &[]),
        };
        one.into_iter().chain(many).chain(entries.iter().flat_map(|(key, value)| [key, value]))
    }
}

fn integer(magnitude: u64, negative: bool) -> Option<i64> {
    if negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
}

fn too_deep(span: Span) -> ExpressionFault {
    ExpressionFault::new(span, format!("the expression is nested more than {MAX_DEPTH} levels deep"))
}
