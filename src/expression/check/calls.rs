//! Calls: macros, the functions of the language, and those of the environment.

use regex::Regex;

use crate::expression::calendar::read_date;
use crate::expression::check::Checker;
use crate::expression::fault::ExpressionFault;
use crate::expression::functions::{Each, FUNCTIONS, Function, Gives, MATH, Meaning, Shape};
use crate::expression::names::Signature;
use crate::expression::program::{Node, Slot, Step};
use crate::expression::syntax::{Expression, Form, Name};
use crate::expression::types::Type;
use crate::expression::value::Value;
use crate::text::span::Span;

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        span: Span,
        of: Option<&Expression>,
        name: &Name,
        arguments: &[Expression],
    ) -> Node {
        let Some(of) = of else {
            return self.global_call(span, name, arguments);
        };
        if let Form::Name(module) = &of.form
            && module == "math"
            && let Some((_, here)) = MATH.iter().find(|(there, _)| *there == name.text)
            && self.lookup(of.span, module).is_none()
        {
            return self.global_call(span, &Name { text: (*here).to_owned(), span: name.span }, arguments);
        }
        let macro_found = FUNCTIONS.iter().find_map(|function| match function.meaning {
            Meaning::Each(each) if function.name == name.text => Some((function, each)),
            _ => None,
        });
        let of = self.check(of);
        if let Some((function, each)) = macro_found {
            return self.each(span, of, function, each, name, arguments);
        }
        if let Type::Record(record) = &of.of
            && let Some(signature) = self.names.function(Some(record), &name.text)
        {
            return self.ask(span, Some(of), name, signature, arguments);
        }
        let named = || FUNCTIONS.iter().filter(|function| function.name == name.text);
        let fitting: Vec<_> = named()
            .filter(|function| function.receiver.is_some_and(|receiver| receiver.accepts(&of.of)))
            .collect();
        if fitting.is_empty() || matches!(of.of, Type::Record(_)) {
            let fault = self.unknown_method(&of, name, arguments);
            return self.fault(fault);
        }
        self.built(span, &fitting, Some(of), name, arguments)
    }

    fn global_call(&mut self, span: Span, name: &Name, arguments: &[Expression]) -> Node {
        if name.text == "has" {
            return self.has(span, name, arguments);
        }
        if let Some(signature) = self.names.function(None, &name.text) {
            return self.ask(span, None, name, signature, arguments);
        }
        let of_self = self.myself.clone().and_then(|myself| {
            self.names.function(Some(&myself.record), &name.text).map(|signature| (myself, signature))
        });
        if let Some((myself, signature)) = of_self {
            let receiver = Node { span: Span::at(span.start()), ..Self::myself_node(&myself) };
            return self.ask(span, Some(receiver), name, signature, arguments);
        }
        let fitting: Vec<_> = FUNCTIONS
            .iter()
            .filter(|function| function.name == name.text && function.receiver.is_none())
            .collect();
        if fitting.is_empty() {
            let fault = self.unknown_function(name);
            return self.fault(fault);
        }
        self.built(span, &fitting, None, name, arguments)
    }

    fn has(&mut self, span: Span, name: &Name, arguments: &[Expression]) -> Node {
        let [argument] = arguments else {
            return self.wrong_count(name, "has(field)", arguments.len());
        };
        let node = self.check(argument);
        let asks =
            matches!(argument.form, Form::Name(_) | Form::Field { .. } | Form::Index { .. } | Form::Null);
        if !asks {
            let fault = ExpressionFault::new(argument.span, "`has` asks for a field")
                .with_help("name a field: `has(self.owner)` or `has(owner)`");
            return self.fault(fault);
        }
        Node { span, of: Type::Bool, step: Step::Present(node.into()) }
    }

    fn wrong_count(&mut self, name: &Name, written: &str, found: usize) -> Node {
        let message = match found {
            0 => format!("`{}` lacks what belongs in its parentheses", name.text),
            1 => format!("`{}` does not take 1 argument", name.text),
            _ => format!("`{}` does not take {found} arguments", name.text),
        };
        self.fault(ExpressionFault::new(name.span, message).with_help(format!("write `{written}`")))
    }

    fn each(
        &mut self,
        span: Span,
        list: Node,
        function: &Function,
        each: Each,
        name: &Name,
        arguments: &[Expression],
    ) -> Node {
        let (variable, filter, body) = match (arguments, each) {
            ([variable, body], _) => (variable, None, body),
            ([variable, filter, body], Each::Map) => (variable, Some(filter), body),
            _ => return self.wrong_count(name, function.written, arguments.len()),
        };
        let Form::Name(variable_name) = &variable.form else {
            let fault = ExpressionFault::new(variable.span, "this is to be a name for the elements")
                .with_help(format!("write `{}`", function.written));
            return self.fault(fault);
        };
        let element = match &list.of {
            Type::List(element) => (**element).clone(),
            Type::Map(_) => Type::Text,
            of if of.is_open() => Type::Any,
            _ => {
                let fault = self.unknown_method(&list, name, arguments);
                return self.fault(fault);
            }
        };
        self.locals.push((variable_name.clone(), element.clone()));
        let wanted_by = format!("`{}`", name.text);
        let filter = filter.map(|filter| Box::new(self.condition(filter, &wanted_by)));
        let body = if each == Each::Map { self.check(body) } else { self.condition(body, &wanted_by) };
        self.locals.pop();
        let of = match each {
            Each::Exists | Each::All | Each::ExistsOne => Type::Bool,
            Each::Filter => Type::list(element),
            Each::Map => Type::list(body.of.clone()),
        };
        Node { span, of, step: Step::Each { each, list: list.into(), filter, body: body.into() } }
    }

    fn ask(
        &mut self,
        span: Span,
        receiver: Option<Node>,
        name: &Name,
        signature: Signature,
        arguments: &[Expression],
    ) -> Node {
        let arguments: Vec<_> = arguments.iter().map(|argument| self.check(argument)).collect();
        let most = signature.parameters.len();
        if arguments.len() > most || arguments.len() + signature.optional < most {
            let parameters: Vec<_> = signature.parameters.iter().map(|of| in_call(of)).collect();
            let written = format!("{}({})", name.text, parameters.join(", "));
            return self.wrong_count(name, &written, arguments.len());
        }
        for (argument, parameter) in arguments.iter().zip(&signature.parameters) {
            if !argument.of.fits(parameter) {
                let message = format!(
                    "`{}` needs {}, but this is {}",
                    name.text,
                    parameter.words(),
                    argument.of.words()
                );
                self.faults.push(ExpressionFault::new(argument.span, message));
            } else if let Type::Choice(words) = parameter {
                let function = Node { span: name.span, ..Node::faulty(name.span) };
                self.choice_word(argument, words, &function);
            }
        }
        self.uses.functions.insert(name.text.clone());
        let function = Slot { name: name.text.as_str().into(), slot: signature.slot };
        Node {
            span,
            of: signature.result,
            step: Step::Ask { receiver: receiver.map(Box::new), function, arguments },
        }
    }

    fn built(
        &mut self,
        span: Span,
        fitting: &[&'static Function],
        receiver: Option<Node>,
        name: &Name,
        arguments: &[Expression],
    ) -> Node {
        let before = self.faults.len();
        let arguments: Vec<_> = arguments.iter().map(|argument| self.check(argument)).collect();
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        let Some(function) = fitting.iter().find(|function| function.takes(arguments.len())) else {
            return self.wrong_count(name, fitting[0].written, arguments.len());
        };
        for (at, argument) in arguments.iter().enumerate() {
            let shape = function.parameters[at.min(function.parameters.len() - 1)];
            if !shape.accepts(&argument.of) || (shape == Shape::Literal && argument.as_word().is_none()) {
                let found = argument.of.words();
                let message = if shape == Shape::Literal {
                    format!("`{}` needs {}", name.text, shape.words())
                } else {
                    format!("`{}` needs {}, but this is {found}", name.text, shape.words())
                };
                self.faults.push(ExpressionFault::new(argument.span, message));
            }
        }
        if self.faults.len() > before {
            return Node::faulty(span);
        }
        if let Some(node) = self.literal_call(span, function.meaning, receiver.as_ref(), &arguments) {
            return node;
        }
        let Some(of) = result(function.gives, receiver.as_ref(), &arguments) else {
            let message = format!("`{}` cannot compare these with each other", name.text);
            return self.fault(ExpressionFault::new(span, message));
        };
        let arguments = receiver.into_iter().chain(arguments).collect();
        Node { span, of, step: Step::Built { meaning: function.meaning, arguments } }
    }

    /// What can be read once and for all because it is written in the expression.
    fn literal_call(
        &mut self,
        span: Span,
        meaning: Meaning,
        receiver: Option<&Node>,
        arguments: &[Node],
    ) -> Option<Node> {
        let argument = arguments.first()?;
        let word = argument.as_word()?;
        match meaning {
            Meaning::Matches => Some(match compile(word) {
                Ok(pattern) => {
                    let text = receiver?.clone().into();
                    Node { span, of: Type::Bool, step: Step::Matches { text, pattern } }
                }
                Err(reason) => self.fault(ExpressionFault::new(argument.span, reason)),
            }),
            Meaning::ToDate => Some(match read_date(word) {
                Some(date) => Node::constant(span, Type::Date, Value::Date(date)),
                None => {
                    let fault = ExpressionFault::new(argument.span, format!("there is no day `{word}`"))
                        .with_help("write year, month and day as in \"2026-11-23\"");
                    self.fault(fault)
                }
            }),
            Meaning::Duration => Some(match read_duration(word) {
                Some(days) => Node::constant(span, Type::Days, Value::Days(days)),
                None => {
                    let message = format!("`{word}` is not a number of whole days");
                    let fault = ExpressionFault::new(argument.span, message)
                        .with_help("write it as in \"30d\", \"2w\" or \"720h\"");
                    self.fault(fault)
                }
            }),
            _ => None,
        }
    }
}

impl Function {
    fn takes(&self, count: usize) -> bool {
        if self.parameters == [Shape::Several] {
            return count > 0;
        }
        count <= self.parameters.len() && count + self.optional >= self.parameters.len()
    }
}

/// Reads a regular expression. An error is the reason in one line.
pub(in crate::expression) fn compile(pattern: &str) -> Result<Regex, String> {
    regex::RegexBuilder::new(pattern).size_limit(1 << 20).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "the regular expression is too large".to_owned(),
        error => {
            let text = error.to_string();
            let reason = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
            format!("not a regular expression: {}", reason.trim().trim_start_matches("error: "))
        }
    })
}

/// Reads whole days: `30d`, `2w`, `720h`, `1w2d`.
fn read_duration(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut hours = 0i64;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_ascii_digit())?;
        let count: i64 = rest[..length].parse().ok()?;
        let unit = match rest.as_bytes().get(length)? {
            b'w' => 24 * 7,
            b'd' => 24,
            b'h' => 1,
            _ => return None,
        };
        hours = hours.checked_add(count.checked_mul(unit)?)?;
        rest = &rest[length + 1..];
    }
    let whole = !text.is_empty() && text != "-" && hours % 24 == 0;
    whole.then_some(if negative { -hours / 24 } else { hours / 24 })
}

/// The type a function gives, or nothing where its arguments cannot be compared with each other.
fn result(gives: Gives, receiver: Option<&Node>, arguments: &[Node]) -> Option<Type> {
    Some(match gives {
        Gives::Bool => Type::Bool,
        Gives::Integer => Type::Integer,
        Gives::Rounded if arguments.len() == 1 => Type::Integer,
        Gives::Number | Gives::Rounded => Type::Number,
        Gives::Text => Type::Text,
        Gives::Texts => Type::list(Type::Text),
        Gives::Date => Type::Date,
        Gives::Days => Type::Days,
        Gives::Macro => Type::Any,
        Gives::Same => match receiver.map(|receiver| &receiver.of) {
            Some(Type::List(element)) => (**element).clone(),
            Some(_) => Type::Any,
            None => {
                let of =
                    arguments.iter().map(|node| node.of.clone()).reduce(|one, other| one.join(&other))?;
                let mixed = of == Type::Any && arguments.iter().all(|node| node.of != Type::Any);
                return (!mixed).then_some(of);
            }
        },
    })
}

/// A parameter as the help for a call writes it.
fn in_call(of: &Type) -> &'static str {
    match of {
        Type::Bool => "true",
        Type::Integer | Type::Number => "number",
        Type::Text | Type::Choice(_) | Type::Version => "\"…\"",
        Type::Date => "date",
        Type::Period => "period",
        Type::Days => "days",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Record(_) | Type::Null | Type::Any => "value",
    }
}
