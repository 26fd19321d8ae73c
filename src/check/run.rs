//! Runs the rules: artifacts in parallel, then what needs the whole plan; gives findings in a fixed order.

use rayon::prelude::*;

use super::audience;
use super::context::{ArtifactContext, ChangeContext, Files, Outlines, PlanContext};
use super::past::{Memory, Past};
use super::rule::{Findings, Look, Rule};
use super::rules::RULES;
use super::shipped::{Shipped, facts};
use super::since::Before;
use super::{levels, own};
use crate::diagnostic::loading::is_of_text;
use crate::diagnostic::{Diagnostic, sort};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};

/// What to check.
pub(crate) struct Request<'a> {
    pub(crate) plan: &'a Plan,
    /// What loading found; it gets its level like any other finding.
    pub(crate) loading: Vec<Diagnostic>,
    pub(crate) today: Date,
    pub(crate) files: &'a dyn Files,
    /// The artifacts to look at; all where nothing is said. Rules over the whole plan run only over all.
    pub(crate) only: Option<&'a [ArtifactIndex]>,
    /// What the plan is held against: rules that need two states run only where there are two.
    pub(crate) before: Option<&'a Before<'a>>,
    /// The versions that went out, and the work in them; nothing where git cannot tell or nobody asked it.
    pub(crate) git: Option<&'a dyn Shipped>,
    /// What git remembers; without it nothing is judged by its past.
    pub(crate) memory: Option<&'a dyn Memory>,
    /// The audience whose answer is judged, by its name in `pm.yaml`; then nothing else is.
    pub(crate) audience: Option<&'a str>,
}

/// All findings of all rules that are not off, sorted by place.
pub(crate) fn check(request: Request<'_>) -> Vec<Diagnostic> {
    let Request { plan, mut loading, today, files, only, before, git, memory, audience } = request;
    if !plan.config.is_read {
        // What a document may hold is not known; how it is written can be judged all the same.
        loading.retain(|finding| is_of_text(&finding.rule));
        let mut findings = levels::apply(plan, loading);
        sort(&mut findings);
        return findings;
    }
    let context = PlanContext { plan, today, files, before, outlines: Outlines::default() };
    let active: Vec<&Rule> =
        RULES.iter().copied().filter(|rule| !plan.config.levels.is_off(rule.text.name)).collect();
    if let Some(key) = audience {
        let mut findings = levels::apply(plan, audience::run(plan, key, today, &active));
        sort(&mut findings);
        return findings;
    }
    let indices: Vec<ArtifactIndex> =
        only.map_or_else(|| plan.indices().collect(), <[ArtifactIndex]>::to_vec);
    let mut findings = loading;
    findings.par_extend(indices.par_iter().flat_map_iter(|index| {
        let mut found = Vec::new();
        let context = ArtifactContext::new(&context, *index);
        for rule in &active {
            if let Look::Artifact(look) = rule.look {
                look(&context, &mut Findings::new(&rule.text, &mut found));
            }
        }
        found
    }));
    findings.extend(own::run(&context, &indices));
    if only.is_none() {
        findings.par_extend(active.par_iter().flat_map_iter(|rule| {
            let mut found = Vec::new();
            if let Look::Plan(look) = rule.look {
                look(&context, &mut Findings::new(&rule.text, &mut found));
            }
            found
        }));
        let asking: Vec<_> = active.iter().filter_map(|rule| Some((&rule.text, rule.shipped()?))).collect();
        let facts = git.filter(|_| !asking.is_empty()).and_then(|git| facts(&context, git));
        if let Some(facts) = facts {
            for (text, look) in asking {
                look(&context, &facts, &mut Findings::new(text, &mut findings));
            }
        }
    }
    let past: Vec<_> = active.iter().filter_map(|rule| Some((&rule.text, rule.past()?))).collect();
    for index in &indices {
        let context = ArtifactContext::new(&context, *index);
        for (text, look) in &past {
            look(&context, Past { memory }, &mut Findings::new(text, &mut findings));
        }
    }
    if let Some(before) = before {
        let context = ChangeContext { before, after: plan };
        for rule in &active {
            if let Look::Change(look) = rule.look {
                look(&context, &mut Findings::new(&rule.text, &mut findings));
            }
        }
    }
    let mut findings = levels::apply(plan, findings);
    sort(&mut findings);
    findings
}
