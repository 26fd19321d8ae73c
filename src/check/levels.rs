//! From the level a rule came with to the level it has in this repository, for this artifact.

use crate::config::Levels;
use crate::config::Subject;
use crate::diagnostic::rule::RuleGroup;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::workflow::Category;
use crate::plan::Plan;

use super::rule::rule_text;

/// Gives each finding its level, and takes out what is off.
pub(super) fn apply(plan: &Plan, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter_map(|finding| with_level(plan, &plan.config.levels, finding)).collect()
}

fn with_level(plan: &Plan, levels: &Levels, mut finding: Diagnostic) -> Option<Diagnostic> {
    let artifact = plan.at_path(&finding.place.path).map(|index| plan.artifact(index));
    let kind = artifact.map(|artifact| plan.kind(artifact));
    let category = artifact.zip(kind).and_then(|(artifact, kind)| artifact.category(kind));
    if finding.subject.is_none() {
        finding.subject = artifact.and_then(|artifact| Some(artifact.id.as_ref()?.to_string()));
    }
    let subject = Subject {
        path: finding.place.path.as_str(),
        kind: kind.map(|kind| kind.name.as_str()),
        status: artifact.and_then(|artifact| artifact.status_name()),
        category: category.map(Category::name),
    };
    let standard = standard(&finding, category);
    finding.level = levels.level(&finding.rule, standard, subject)?;
    Some(finding)
}

/// The level without a word of `pm.yaml`: what was dropped fails no build, unless it cannot be read or
/// its id is another's.
fn standard(finding: &Diagnostic, category: Option<Category>) -> Level {
    let group = rule_text(&finding.rule).map(|text| text.group);
    let spares = !matches!(
        group,
        Some(RuleGroup::File | RuleGroup::Identity | RuleGroup::Privacy | RuleGroup::Audience)
    );
    if category == Some(Category::Dropped) && spares {
        finding.level.min(Level::Warning)
    } else {
        finding.level
    }
}
