//! What one document said and who had agreed to it, commit by commit.
//!
//! Knows no rule: whether an approval holds is judged from what is told here.

use super::lineage::{CommitFacts, Lineages};
use super::telling::{PassedOver, tell};
use crate::config::Config;
use crate::model::approval::{Approval, approvals};
use crate::model::artifact::Artifact;
use crate::model::normative::NormativeText;
use crate::source::log::{Log, Signature};

/// The commits that changed a document, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Life {
    pub(crate) moments: Vec<Moment>,
    pub(crate) passed_over: PassedOver,
}

/// A document before and after one commit; not both are nothing.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) commit: CommitFacts,
    pub(crate) before: Option<State>,
    pub(crate) after: Option<State>,
}

/// What counts of a document.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) text: NormativeText,
    pub(crate) fingerprint: String,
    pub(crate) approvals: Vec<Approval>,
}

impl Life {
    /// The life of the document whose lineage is at this position.
    pub(crate) fn read(log: &dyn Log, config: &Config, lineages: &Lineages, at: usize) -> Self {
        let told = tell(log, config, lineages, &[at], |transition| {
            let state = |artifact: Option<&Artifact>| artifact.map(|artifact| State::of(config, artifact));
            Some((state(transition.before), state(transition.after)))
        });
        let mut life = Self::default();
        for told in told {
            life.passed_over += told.passed_over;
            life.moments.extend(told.steps.into_iter().map(|step| {
                let version = &lineages.lineages[told.lineage].versions[step.version];
                let (before, after) = step.what;
                Moment { commit: lineages.commit_of(version).clone(), before, after }
            }));
        }
        life
    }

    /// The newest text with this fingerprint.
    pub(crate) fn text_with(&self, fingerprint: &str) -> Option<&NormativeText> {
        let states = self.moments.iter().rev().flat_map(|moment| [&moment.after, &moment.before]);
        states.flatten().find(|state| state.fingerprint == fingerprint).map(|state| &state.text)
    }
}

impl Moment {
    pub(crate) fn changes_text(&self) -> bool {
        let print = |state: &Option<State>| state.as_ref().map(|state| state.fingerprint.clone());
        self.after.is_some() && print(&self.before) != print(&self.after)
    }

    /// The approvals that came with the commit.
    pub(crate) fn added(&self) -> impl Iterator<Item = &Approval> {
        let known = self.before.as_ref().map_or(&[] as &[Approval], |before| &before.approvals);
        let after = self.after.iter().flat_map(|after| &after.approvals);
        after.filter(|approval| !known.iter().any(|known| known.is_same(approval)))
    }

    /// Whether what came with the commit may be older than it, for the clone begins here.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.commit.is_boundary && self.before.is_none()
    }

    /// The author, and those whom trailers name as authors beside them.
    pub(crate) fn people(&self) -> Vec<Signature> {
        let trailers = self.commit.message.lines().filter_map(co_author);
        std::iter::once(self.commit.author.clone()).chain(trailers).collect()
    }
}

impl State {
    fn of(config: &Config, artifact: &Artifact) -> Self {
        let kind = &config.kinds[usize::from(artifact.kind)];
        let text = NormativeText::of(kind, artifact);
        Self { fingerprint: text.fingerprint(), approvals: approvals(kind, artifact), text }
    }
}

/// Who is named in a line such as `Co-authored-by: Ana Lopez <ana@example.com>`.
fn co_author(line: &str) -> Option<Signature> {
    const KEY: &str = "co-authored-by:";
    let line = line.trim();
    let value = line.get(KEY.len()..).filter(|_| line[..KEY.len()].eq_ignore_ascii_case(KEY))?.trim();
    let (name, mail) = match value.split_once('<') {
        Some((name, mail)) => (name.trim(), mail.trim_end_matches('>').trim()),
        None => (value, ""),
    };
    Some(Signature { name: name.into(), mail: mail.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Option<(&str, &str)>) {
        let found = co_author(line);
        assert_eq!(found.as_ref().map(|found| (&*found.name, &*found.mail)), expect, "{line}");
    }

    #[test]
    fn a_trailer_names_an_author() {
        check("Co-authored-by: Ana Lopez <ana@example.com>", Some(("Ana Lopez", "ana@example.com")));
        check("co-authored-by: ana", Some(("ana", "")));
        check("CO-AUTHORED-BY:<ana@example.com>", Some(("", "ana@example.com")));
        check("Signed-off-by: Ana", None);
        check("é", None);
        check("Co-authored-bü: x", None);
    }
}
