//! Git as data: how each document came to say what it says.
//!
//! A lineage is the life of one document through its renames; what happened in it is told from two
//! neighbouring versions at a time, so that no more than those are in memory. Documents of every age are
//! read with the kinds of the present `pm.yaml`. Which revisions are looked at is known to `command`.

mod age;
mod agreed_words;
mod artifact_change;
mod assent;
mod authorship;
mod bands;
mod carried;
mod collision;
mod consequences;
mod difference;
mod flow;
mod life;
mod lineage;
mod moves;
mod promise;
mod releases;
mod rewording;
mod seen;
mod slips;
mod spread;
mod standing;
mod summary;
mod telling;
mod word_difference;

pub(crate) use age::{Age, ages};
pub(crate) use agreed_words::{changed_places, told};
pub(crate) use artifact_change::{ArtifactChange, BodyChange, FieldChange, Written, change_between};
pub(crate) use assent::{Improper, Judgement, judge};
pub(crate) use authorship::{Authorship, Dispute, Doubt, Meaning, NamingFile};
pub(crate) use bands::{Aspect, Band, Beginning, Outside, Rung, Timeline, timelines};
pub(crate) use collision::{
    Arrivals, Ground, Group, Rival, Settlement, by_id, came_after, former, groups, known_to, rival_on_base,
    settle,
};
pub(crate) use consequences::{Consequences, ScopeChange, consequences};
pub(crate) use difference::{Changed, PlanDifference, difference};
pub(crate) use flow::{Course, Flow, Passage, rungs_called};
pub(crate) use life::Life;
pub(crate) use lineage::{CommitFacts, Follow, Lineages};
pub(crate) use moves::count_moves;
pub(crate) use promise::{Distance, Promise, Shift};
pub(crate) use releases::Releases;
pub(crate) use rewording::{Rewording, rewordings};
pub(crate) use slips::{Dated, End, Move, Stated, Trend, Trends};
pub(crate) use spread::{Spread, median};
pub(crate) use summary::commit_message;
pub(crate) use telling::{PassedOver, Step, Told, Transition, tell};
