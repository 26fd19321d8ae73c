//! The repository's own rules and formulas: read, checked and, where they are rules, run.
//!
//! An expression that is wrong is a finding of the rule `invalid-expression` at its place in `pm.yaml`;
//! the rule that holds it then finds nothing.

use rayon::prelude::*;

use super::context::{ArtifactContext, PlanContext};
use crate::analysis::score::OwnScore;
use crate::config::{FILE_NAME, Over, OwnRule, Source};
use crate::diagnostic::{Diagnostic, Place};
use crate::expression::{Checked, Expect, ExpressionFault};
use crate::plan::ArtifactIndex;
use crate::plan::query::{Environment, Scope};
use crate::source::RelPath;
use crate::text::span::Span;

/// What is wrong with an expression of `pm.yaml`, and where.
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// A rule whose expressions are in order.
pub(super) struct CompiledRule<'a> {
    pub(super) rule: &'a OwnRule,
    when: Option<Checked>,
    assert: Checked,
    message: Vec<Piece>,
    /// The kinds it looks at, by their places.
    kinds: Vec<usize>,
}

/// A piece of a message.
enum Piece {
    Words(String),
    Value(Checked),
}

/// Where `pm.yaml` lies.
pub(super) fn config_path() -> RelPath {
    RelPath::root().join(FILE_NAME)
}

/// The rules of the repository that can run, and what is wrong with the others and with its formulas.
pub(super) fn compile<'a>(environment: &Environment<'a>) -> (Vec<CompiledRule<'a>>, Vec<Fault>) {
    let config = &environment.plan().config;
    let mut faults = Vec::new();
    let rules = config.rules.iter().filter_map(|rule| compile_rule(environment, rule, &mut faults)).collect();
    for (name, score) in &config.scores {
        if let Err(found) = OwnScore::compile(environment, name, score) {
            let source = Source { text: score.formula.clone(), span: score.span, verbatim: score.verbatim };
            faults.extend(found.into_iter().map(|fault| placed(&source, 0, fault)));
        }
    }
    (rules, faults)
}

fn compile_rule<'a>(
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
fn placed(source: &Source, offset: usize, fault: ExpressionFault) -> Fault {
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
    pub(super) fn never_applies(&self) -> Option<Fault> {
        let when = self.when.as_ref()?;
        Some(placed(self.rule.when.as_ref()?, 0, when.can_never_be_true()?))
    }
}

/// Runs the repository's own rules over artifacts and over the links that they write.
pub(super) fn run(context: &PlanContext<'_>, indices: &[ArtifactIndex]) -> Vec<Diagnostic> {
    let plan = context.plan;
    if plan.config.rules.is_empty() {
        return Vec::new();
    }
    let environment = Environment::new(plan, context.today);
    let (rules, _) = compile(&environment);
    rules
        .par_iter()
        .filter(|rule| !plan.config.levels.is_off(&rule.rule.name))
        .flat_map_iter(|rule| match rule.rule.over {
            Over::Artifacts => over_artifacts(&environment, context, rule, indices),
            Over::Links => over_links(&environment, rule, indices),
        })
        .collect()
}

fn over_artifacts(
    environment: &Environment<'_>,
    context: &PlanContext<'_>,
    rule: &CompiledRule<'_>,
    indices: &[ArtifactIndex],
) -> Vec<Diagnostic> {
    let plan = context.plan;
    let looks_at = |index: &&ArtifactIndex| rule.kinds.contains(&usize::from(plan.artifact(**index).kind));
    let judge = |index: ArtifactIndex| -> Result<Option<Diagnostic>, ExpressionFault> {
        if let Some(when) = &rule.when
            && !environment.holds(when, index)?
        {
            return Ok(None);
        }
        if environment.holds(&rule.assert, index)? {
            return Ok(None);
        }
        let message = rule.message(|checked| environment.text(checked, index))?;
        let subject = ArtifactContext::new(context, index);
        let span = rule.rule.field.as_deref().and_then(|field| place(environment, index, field));
        Ok(Some(rule.finding(subject.path(), span.unwrap_or_else(|| subject.head()), message)))
    };
    let judged: Vec<Result<Option<Diagnostic>, ExpressionFault>> =
        indices.par_iter().with_min_len(256).filter(looks_at).map(|index| judge(*index)).collect();
    rule.findings(judged)
}

fn over_links(
    environment: &Environment<'_>,
    rule: &CompiledRule<'_>,
    indices: &[ArtifactIndex],
) -> Vec<Diagnostic> {
    let plan = environment.plan();
    let is_whole = indices.len() == plan.artifacts.len();
    let judged = plan.links().iter().enumerate().filter_map(|(at, link)| {
        let source = plan.artifact(link.source);
        if !rule.kinds.contains(&usize::from(source.kind)) || !is_whole && !indices.contains(&link.source) {
            return None;
        }
        let holds = |condition: &Checked| environment.link_holds(condition, at);
        let judge = || -> Result<Option<Diagnostic>, ExpressionFault> {
            if let Some(when) = &rule.when
                && !holds(when)?
            {
                return Ok(None);
            }
            if holds(&rule.assert)? {
                return Ok(None);
            }
            let message = rule.message(|checked| environment.link_text(checked, at))?;
            Ok(Some(rule.finding(&source.path, link.span, message)))
        };
        Some(judge())
    });
    rule.findings(judged)
}

/// The place of a field of an artifact, by its name in the front matter.
fn place(environment: &Environment<'_>, index: ArtifactIndex, field: &str) -> Option<Span> {
    let plan = environment.plan();
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    if let Some(value) = artifact.value(kind, field) {
        return Some(value.span);
    }
    if kind.workflow.field.as_deref() == Some(field) {
        return Some(artifact.status.as_ref()?.span);
    }
    if kind.title_field == field { artifact.title_span } else { None }
}

impl CompiledRule<'_> {
    fn message(
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

    fn finding(&self, path: &RelPath, span: Span, message: String) -> Diagnostic {
        let place = Place::at(path, span);
        let mut finding = Diagnostic::new(self.rule.name.clone(), self.rule.level, place, message);
        finding.help.extend(self.rule.help.clone());
        finding
    }

    /// What the rule found; of what cannot be computed the first, at the rule.
    fn findings(
        &self,
        judged: impl IntoIterator<Item = Result<Option<Diagnostic>, ExpressionFault>>,
    ) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut first_fault = None;
        for result in judged {
            match result {
                Ok(finding) => findings.extend(finding),
                Err(fault) => first_fault = first_fault.or(Some(fault)),
            }
        }
        if let Some(fault) = first_fault {
            let message =
                format!("the rule {} cannot be computed everywhere: {}", self.rule.name, fault.message);
            let mut finding = self.finding(&config_path(), self.rule.name_span, message);
            finding.help = fault.help.into_iter().collect();
            findings.push(finding);
        }
        findings
    }
}
