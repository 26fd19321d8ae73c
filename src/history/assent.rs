//! Whether an approval came from somebody who may give it: from the person it names, who did not write
//! the text.
//!
//! People are known by the `pm.yaml` of the present. That authors are who they say they are is for
//! signatures of commits and for the forge to see to.

use super::life::{Life, Moment};
use crate::config::Config;
use crate::model::approval::Approval;
use crate::source::log::{ObjectId, Signature};
use crate::text::words::list_of;

/// What the past says of an approval.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Judgement {
    /// No commit holds it yet.
    Uncommitted,
    Proper,
    /// The commits that would tell are not in this clone.
    CutOff,
    Improper(Improper),
}

/// Why an approval does not count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Improper {
    /// The commit that adds it is by others.
    ByOthers { commit: ObjectId, people: String },
    /// The person wrote the text.
    OwnText { commit: ObjectId },
    /// One commit holds the text and the approval, and nobody else has a part in it.
    Alone { commit: ObjectId },
}

/// Judges an approval by the commit that added it last, and by those that changed the text since the
/// role had been given before.
pub(crate) fn judge(config: &Config, life: &Life, approval: &Approval) -> Judgement {
    let adds = |moment: &Moment| moment.added().any(|added| added.is_same(approval));
    let Some(last) = life.moments.iter().rposition(adds) else { return Judgement::Uncommitted };
    let mut writing: Vec<&Moment> = Vec::new();
    for (at, moment) in life.moments.iter().enumerate() {
        for added in moment.added().filter(|added| added.role == approval.role) {
            let judgement = judge_at(config, moment, added, &writing);
            if at == last && added.is_same(approval) {
                return judgement;
            }
            if judgement == Judgement::Proper {
                writing.clear();
            }
        }
        let is_agreed = moment.added().any(|added| {
            added.role == approval.role && judge_at(config, moment, added, &[]) == Judgement::Proper
        });
        if moment.changes_text() && !is_agreed {
            writing.push(moment);
        }
    }
    Judgement::Uncommitted
}

fn judge_at(config: &Config, moment: &Moment, approval: &Approval, writing: &[&Moment]) -> Judgement {
    let Some(by) = config.handle_of(&approval.by) else { return Judgement::CutOff };
    if !config.people.get(by).is_some_and(|person| person.holds(&approval.role)) || moment.is_cut_off() {
        return Judgement::CutOff;
    }
    let is_by = |who: &Signature| config.handle_signing(&who.name, &who.mail) == Some(by);
    let commit = moment.commit.id;
    let people = moment.people();
    if !people.iter().any(is_by) {
        let people = list_of(people.iter().map(|who| called(config, who)));
        return Judgement::Improper(Improper::ByOthers { commit, people });
    }
    if let Some(wrote) = writing.iter().find(|moment| !moment.is_cut_off() && is_by(&moment.commit.author)) {
        return Judgement::Improper(Improper::OwnText { commit: wrote.commit.id });
    }
    if moment.changes_text() && people.iter().all(is_by) {
        return Judgement::Improper(Improper::Alone { commit });
    }
    // Who wrote the text before the clone begins is not known.
    if writing.iter().any(|moment| moment.is_cut_off()) { Judgement::CutOff } else { Judgement::Proper }
}

/// A person by handle where `pm.yaml` has one, else as they sign.
fn called(config: &Config, who: &Signature) -> String {
    let known = config.handle_signing(&who.name, &who.mail).map(str::to_owned);
    known.unwrap_or_else(|| match (who.name.is_empty(), who.mail.is_empty()) {
        (false, _) => who.name.to_string(),
        (true, false) => who.mail.to_string(),
        (true, true) => "nobody".to_owned(),
    })
}

#[cfg(test)]
mod tests;
