//! A rule of the repository's own, compiled: what it looks at, what must hold, and what it says where that does not.
//!
//! What is made of a broken rule is for others: a finding of a check, a reason why something is not ready.

use crate::config::{Over, OwnRule, Source};
use crate::expression::{Checked, Expect, ExpressionFault};
use crate::plan::ArtifactIndex;
use crate::plan::query::{Environment, Scope};
use crate::text::span::Span;

/// What is wrong with an expression of `pm.yaml`, and where.
pub(crate) struct Fault {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// A rule whose expressions are in order.
pub(crate) struct CompiledRule<'a> {
    pub(crate) rule: &'a OwnRule,
    pub(crate) when: Option<Checked>,
    pub(crate) assert: Checked,
    message: Vec<Piece>,
    /// The kinds it looks at, by their places.
    pub(crate) kinds: Vec<usize>,
}

/// A piece of a message.
enum Piece {
    Words(String),
    Value(Checked),
}

/// Reads the expressions of a rule; what is wrong with them is added to `faults`.
pub(crate) fn compile_rule<'a>(
    environment: &Environment<'a>,
    rule: &'a OwnRule,
    faults: &mut Vec<Fault>,
) -> Option<CompiledRule<'a>> {
    let config = &environment.plan().config;
    let kinds: Vec<usize> = rule.kinds.iter().filter_map(|kind| config.kind_index(kind)).collect();
    // No kind of those it names is known, which was said: it must not look at all of them instead.
    if kinds.is_empty() && !rule.kinds.is_empty() {
        return None;
    }
    let scope = match rule.over {
        Over::Artifacts => Scope::artifacts(environment, &kinds),
        Over::Links => Scope::links(environment, &kinds),
    };
    let mut condition = |source: &Source| match scope.expression(&source.text, Expect::Condition) {
        Ok(checked) => Some(checked),
        Err(found) => {
            faults.extend(found.into_iter().map(|fault| placed(source, 0, fault)));
            None
        }
    };
    let when = rule.when.as_ref().map(&mut condition);
    let assert = condition(&rule.assert);
    let message = message(&scope, &rule.message, faults);
    let kinds = scope.kinds().to_vec();
    Some(CompiledRule {
        rule,
        when: when.map_or(Some(None), |when| when.map(Some))?,
        assert: assert?,
        message: message?,
        kinds,
    })
}

/// The pieces of a message: text, and expressions between braces. A doubled brace is a brace.
fn message(scope: &Scope<'_>, source: &Source, faults: &mut Vec<Fault>) -> Option<Vec<Piece>> {
    let text = source.text.as_str();
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    let mut is_in_order = true;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at + letter.len_utf8()..];
        if matches!(letter, '{' | '}') && rest.starts_with(letter) {
            words.push(letter);
            at += 2;
            continue;
        }
        if letter != '{' {
            words.push(letter);
            at += letter.len_utf8();
            continue;
        }
        let Some(length) = closing_brace(rest) else {
            let fault = Span::new(at, at + 1);
            let message = "the `{` in the message is never closed".to_owned();
            let help = Some("write `{{` for a brace".to_owned());
            faults.push(placed(source, 0, ExpressionFault { span: fault, message, help }));
            return None;
        };
        match scope.expression(&rest[..length], Expect::Anything) {
            Ok(checked) => {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
                pieces.push(Piece::Value(checked));
            }
            Err(found) => {
                faults.extend(found.into_iter().map(|fault| placed(source, at + 1, fault)));
                is_in_order = false;
            }
        }
        at += length + 2;
    }
    pieces.push(Piece::Words(words));
    is_in_order.then_some(pieces)
}

/// Where the brace stands that closes one before `text`, passing over those within and over quotes.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => depth += 1,
            (None, '}') if depth == 0 => return Some(at),
            (None, '}') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A fault in an expression that begins `offset` bytes into `source`, at its place in `pm.yaml`.
pub(crate) fn placed(source: &Source, offset: usize, fault: ExpressionFault) -> Fault {
    let within = fault.span.shift(offset);
    if source.verbatim {
        return Fault { span: within.shift(source.span.start()), message: fault.message, help: fault.help };
    }
    // Where the text was unquoted or unfolded its places are not those of the file.
    let part = within.slice(&source.text);
    let message = if part.is_empty() || fault.message.contains(part) {
        fault.message
    } else {
        format!("{}, in `{part}`", fault.message)
    };
    Fault { span: source.span, message, help: fault.help }
}

impl CompiledRule<'_> {
    /// Why the rule can apply to nothing, and where it says so.
    pub(crate) fn never_applies(&self) -> Option<Fault> {
        let when = self.when.as_ref()?;
        Some(placed(self.rule.when.as_ref()?, 0, when.can_never_be_true()?))
    }
}

impl CompiledRule<'_> {
    /// What the rule says of an artifact of its kinds; nothing where all is as it should be.
    pub(crate) fn broken_by(
        &self,
        environment: &Environment<'_>,
        index: ArtifactIndex,
    ) -> Result<Option<String>, ExpressionFault> {
        if let Some(when) = &self.when
            && !environment.holds(when, index)?
        {
            return Ok(None);
        }
        if environment.holds(&self.assert, index)? {
            return Ok(None);
        }
        self.message(|checked| environment.text(checked, index)).map(Some)
    }

    pub(crate) fn message(
        &self,
        value: impl Fn(&Checked) -> Result<String, ExpressionFault>,
    ) -> Result<String, ExpressionFault> {
        let mut text = String::new();
        for piece in &self.message {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Value(checked) => text.push_str(&value(checked)?),
            }
        }
        Ok(text)
    }
}
