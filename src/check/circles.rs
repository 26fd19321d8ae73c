//! Findings about links of one meaning that run in a circle, for the rules that forbid it.

use super::{Findings, PlanContext};
use crate::diagnostic::Place;
use crate::model::field::Meaning;
use crate::plan::{ArtifactIndex, Link, Plan, graph};

/// Every circle of links that `follows` accepts, as the links along it; the first starts at the artifact
/// whose path comes first.
pub(super) fn circles(plan: &Plan, meaning: Meaning) -> Vec<Vec<&Link>> {
    let follows = |link: &&Link| plan.meaning_of(link) == meaning;
    let edges: Vec<(ArtifactIndex, ArtifactIndex)> = plan
        .links()
        .iter()
        .filter(follows)
        .filter_map(|link| Some((link.source, link.artifact()?)))
        .collect();
    let between = |from: ArtifactIndex, to: ArtifactIndex| {
        plan.links_from(from).iter().filter(follows).find(|link| link.artifact() == Some(to))
    };
    graph::cycles(&edges)
        .into_iter()
        .map(|circle| {
            let next = circle.iter().cycle().skip(1);
            circle.iter().zip(next).filter_map(|(from, to)| between(*from, *to)).collect()
        })
        .collect()
}

/// One finding for each circle at its first link, with its whole path in the message and a related place
/// for each further link. `says` is what one link says (`depends on`), `in_a_circle` the end of the message.
pub(super) fn report(
    context: &PlanContext<'_>,
    findings: &mut Findings<'_>,
    meaning: Meaning,
    (says, in_a_circle, help): (&str, &str, &str),
) {
    let plan = context.plan;
    let label = |index: ArtifactIndex| plan.artifact(index).label();
    for circle in circles(plan, meaning) {
        let Some((first, rest)) = circle.split_first() else { continue };
        let path: Vec<String> =
            circle.iter().map(|link| link.source).chain([first.source]).map(label).collect();
        let message = format!("{} {in_a_circle}", path.join(" -> "));
        let finding = findings.at(&plan.artifact(first.source).path, first.span, message);
        finding.help.push(help.to_owned());
        for link in rest {
            let Some(to) = link.artifact() else { continue };
            let place = Place::at(&plan.artifact(link.source).path, link.span);
            finding.related.push((place, format!("{} {says} {}", label(link.source), label(to))));
        }
    }
}
