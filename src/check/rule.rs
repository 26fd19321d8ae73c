//! What a rule is, and the list of all of them.

use super::audience::AudienceContext;
use super::baseline::STALE;
use super::context::{ArtifactContext, ChangeContext, PlanContext};
use super::past::Past;
use super::rules::RULES;
use crate::config::Config;
use crate::diagnostic::loading::{LOADING_RULES, loading_rule};
use crate::diagnostic::rule::{RuleCard, RuleText, RuleTexts};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::RelPath;
use crate::text::span::Span;
use crate::trace::GitFacts;

/// One rule: what there is to know about it, and how it finds what it finds.
pub(crate) struct Rule {
    pub(crate) text: RuleText,
    pub(crate) look: Look,
}

/// What a rule looks at, once for each.
pub(crate) enum Look {
    /// One artifact, with its links and its body.
    Artifact(fn(&ArtifactContext<'_>, &mut Findings<'_>)),
    /// The whole plan: what can only be seen from several artifacts together.
    Plan(fn(&PlanContext<'_>, &mut Findings<'_>)),
    /// The whole plan, and what went out with tagged versions; only where some did.
    Shipped(LookAtShipped),
    /// One artifact, and what git remembers of it and of others; asked of no history unless the rule asks.
    Past(LookBack),
    /// A plan and the one before it: what a change may not do.
    Change(fn(&ChangeContext<'_>, &mut Findings<'_>)),
    /// The whole plan and what an audience sees of it; only where the plan is checked for an audience.
    Audience(fn(&AudienceContext<'_>, &mut Findings<'_>)),
}

/// How a rule looks at a plan and at what went out.
pub(super) type LookAtShipped = fn(&PlanContext<'_>, &GitFacts, &mut Findings<'_>);

/// How a rule looks at one artifact and its past.
pub(super) type LookBack = fn(&ArtifactContext<'_>, Past<'_>, &mut Findings<'_>);

impl Rule {
    /// How it looks back, if it does.
    pub(super) fn past(&self) -> Option<LookBack> {
        match self.look {
            Look::Past(look) => Some(look),
            _ => None,
        }
    }

    /// How it looks at what went out, if it does.
    pub(super) fn shipped(&self) -> Option<LookAtShipped> {
        match self.look {
            Look::Shipped(look) => Some(look),
            _ => None,
        }
    }
}

/// Where a rule puts its findings. Name and level come from the rule.
pub(crate) struct Findings<'a> {
    rule: &'a RuleText,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(rule: &'a RuleText, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, found }
    }

    /// Reports a finding at a span of a file; what it returns takes help, related places and a fix.
    pub(crate) fn at(&mut self, path: &RelPath, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Place::at(path, span), message.into())
    }

    fn push(&mut self, place: Place, message: String) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule.name, self.rule.level, place, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// The texts of all rules, those that loading and the baseline report among them, sorted by name.
pub(crate) fn all_rules() -> Vec<&'static RuleText> {
    let mut texts: Vec<&RuleText> =
        LOADING_RULES.iter().chain(RULES.iter().map(|rule| &rule.text)).chain([&STALE]).collect();
    texts.sort_by_key(|text| text.name);
    texts
}

/// The text of the rule called `name`.
pub(crate) fn rule_text(name: &str) -> Option<&'static RuleText> {
    let own = || RULES.iter().map(|rule| &rule.text).find(|text| text.name == name);
    loading_rule(name).or_else(own)
}

/// What reports say of a rule: of those that `pm` ships, and of the repository's own.
pub(crate) struct Cards<'a>(pub(crate) &'a Config);

impl RuleTexts for Cards<'_> {
    fn card(&self, rule: &str) -> Option<RuleCard<'_>> {
        if let Some(text) = rule_text(rule) {
            return Some(text.card());
        }
        let own = self.0.rules.iter().find(|own| own.name == rule)?;
        Some(RuleCard {
            summary: own.message.text.as_str().into(),
            level: own.level,
            group: None,
            what: None,
            documentation: None,
            url: None,
        })
    }
}
