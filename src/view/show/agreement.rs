//! What people agreed to and looked at in an artifact, and whether that is still what it says.

use super::standing::Standing;
use crate::model::approval::{Approval, approvals, estimated_for, missing_roles};
use crate::model::normative::NormativeText;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::list_of;
use crate::view::subject::{Subject, person_name};

/// Approvals, the roles that a status waits for, estimates and links of an earlier text.
pub(super) fn agreement(plan: &Plan, index: ArtifactIndex) -> Vec<Standing> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let given = approvals(kind, artifact);
    let estimated = estimated_for(kind, artifact);
    let mut all = Vec::new();
    let mut say = |name, text: String, artifacts: Vec<Subject>, alarming| {
        all.push(Standing { name, text, artifacts, alarming });
    };
    if !given.is_empty() || estimated.is_some() || !kind.approvals.is_empty() {
        let print = NormativeText::of(kind, artifact).fingerprint();
        let is_stale = |given: &&Approval| given.fingerprint.as_ref().is_some_and(|then| *then != print);
        let names =
            |these: Vec<&Approval>| {
                list_of(these.into_iter().map(|given| {
                    format!("{} as {}", person_name(&plan.config, given.by.label()), given.role)
                }))
            };
        let stale: Vec<&Approval> = given.iter().filter(is_stale).collect();
        if !stale.is_empty() {
            let text = format!("by {}; the text has changed since", names(stale));
            say("was approved", text, Vec::new(), true);
        }
        let waits: Vec<String> = missing_roles(kind, artifact, &print)
            .into_iter()
            .map(|(status, roles)| format!("{} for {status}", list_of(roles)))
            .collect();
        if !waits.is_empty() && !artifact.is_closed(kind) {
            say("needs approval", format!("as {}", list_of(waits)), Vec::new(), false);
        }
        if estimated.is_some_and(|(then, _)| then != print) && !artifact.is_closed(kind) {
            say("estimated", "for an earlier text".to_owned(), Vec::new(), true);
        }
    }
    let suspects: Vec<Subject> =
        plan.suspects(index).iter().map(|suspect| Subject::of(plan, suspect.target)).collect();
    if !suspects.is_empty() {
        say("changed since", String::new(), suspects, true);
    }
    all
}
