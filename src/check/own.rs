//! The repository's own rules and formulas: read, checked and, where they are rules, run.
//!
//! An expression that is wrong is a finding of the rule `invalid-expression` at its place in `pm.yaml`;
//! the rule that holds it then finds nothing.

use rayon::prelude::*;

use super::context::{ArtifactContext, PlanContext};
use crate::analysis::own_rule::{CompiledRule, Fault, compile_rule, placed};
use crate::analysis::score::OwnScore;
use crate::config::{FILE_NAME, Over, Source};
use crate::diagnostic::{Diagnostic, Place};
use crate::expression::{Checked, ExpressionFault};
use crate::plan::ArtifactIndex;
use crate::plan::query::Environment;
use crate::source::RelPath;
use crate::text::span::Span;

/// Where `pm.yaml` lies.
pub(super) fn config_path() -> RelPath {
    RelPath::root().join(FILE_NAME)
}

/// The rules of the repository that can run, and what is wrong with the others and with its formulas.
pub(super) fn compile<'a>(environment: &Environment<'a>) -> (Vec<CompiledRule<'a>>, Vec<Fault>) {
    let config = &environment.plan().config;
    let mut faults = Vec::new();
    let rules = config.rules.iter().filter_map(|rule| compile_rule(environment, rule, &mut faults)).collect();
    for rule in config.ready.values().flat_map(|ready| &ready.rules) {
        compile_rule(environment, rule, &mut faults);
    }
    for (name, score) in &config.scores {
        if let Err(found) = OwnScore::compile(environment, name, score) {
            let source = Source { text: score.formula.clone(), span: score.span, verbatim: score.verbatim };
            faults.extend(found.into_iter().map(|fault| placed(&source, 0, fault)));
        }
    }
    (rules, faults)
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
        let Some(message) = rule.broken_by(environment, index)? else { return Ok(None) };
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

/// What a rule says of a place.
trait Finds {
    fn finding(&self, path: &RelPath, span: Span, message: String) -> Diagnostic;

    fn findings(
        &self,
        judged: impl IntoIterator<Item = Result<Option<Diagnostic>, ExpressionFault>>,
    ) -> Vec<Diagnostic>;
}

impl Finds for CompiledRule<'_> {
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
