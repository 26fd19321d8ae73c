//! Which artifacts get another id, and what git knows that decides it: the branch that they are to be merged
//! into, the commits the files were made from, the history behind them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::error::CommandError;
use super::moment::tree_at;
use super::session::Session;
use super::writing::Writing;
use crate::change::not_found;
use crate::history::{
    Arrivals, Ground, Group, Lineages, Rival, Settlement, by_id, came_after, former, groups, known_to,
    rival_on_base, settle,
};
use crate::model::values::IdKey;
use crate::plan::{ArtifactIndex, NotFound, Plan, folders, id_named_by};
use crate::repo::{GitCommits, RevisionTree};
use crate::source::log::{ObjectId, Walk};
use crate::source::{RelPath, Tree};

/// What git knows.
pub(crate) struct Background {
    pub(crate) commits: GitCommits,
    /// The commits that the working tree was made from; none before the first one.
    pub(crate) heads: Vec<ObjectId>,
    pub(crate) base: Option<Base>,
    lineages: OnceCell<Lineages>,
}

/// The branch that the checked-out one is to be merged into.
pub(crate) struct Base {
    pub(crate) name: String,
    pub(crate) tip: ObjectId,
    tree: RevisionTree,
    /// The files at which the two parted; nothing where they have no commit in common.
    fork: Option<RevisionTree>,
}

/// One artifact, or several with one id, of which some get another.
pub(crate) struct Case {
    pub(crate) group: Group,
    pub(crate) newcomers: Vec<ArtifactIndex>,
    pub(crate) other: Other,
}

/// Whose the id is then.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Other {
    /// Another artifact's here, which came first on the ground given; nothing where a person decided.
    Here(ArtifactIndex, Option<Ground>),
    OnBase(Rival),
    /// That of a document which is gone.
    Former(RelPath),
}

/// An id whose artifacts all keep it for now.
pub(crate) struct Open {
    pub(crate) group: Group,
    /// Whether a person asked for it, or the branch brought it.
    pub(crate) is_undecided: bool,
}

impl Base {
    /// Whether the base has one of the artifacts already that get another id.
    pub(crate) fn has_one(&self, plan: &Plan, case: &Case) -> bool {
        let known = known_to(&self.tree, plan, &case.group);
        case.group.members.iter().zip(known).any(|(index, known)| known && case.newcomers.contains(index))
    }
}

impl Background {
    /// Reads what git knows; nothing without git, or before the first commit.
    pub(crate) fn read(
        session: &Session<'_>,
        writing: &Writing,
        base: Option<&str>,
    ) -> Result<Option<Self>, CommandError> {
        let repository = &writing.repository;
        if !repository.has_git() {
            return match base {
                Some(_) => Err(CommandError::usage(
                    "there is no git repository that `--base` could name a branch of",
                )),
                None => Ok(None),
            };
        }
        let commits = repository.commits()?;
        let heads = commits.checked_out();
        let name = match base {
            Some(name) => Some(name.to_owned()),
            None => commits.base_branch()?,
        };
        let base = match name {
            Some(name) if !heads.is_empty() => {
                let tree = tree_at(repository, &name, session.today, &writing.config.fiscal_year)?;
                let fork = repository.merge_base("HEAD", &tree.commit())?;
                let fork = fork.map(|fork| repository.revision(&fork)).transpose()?;
                Some(Base { tip: commits.named(&tree.commit())?, name, tree, fork })
            }
            _ => None,
        };
        Ok(Some(Self { commits, heads, base, lineages: OnceCell::new() }))
    }

    fn lineages(&self, writing: &Writing) -> Result<&Lineages, CommandError> {
        if let Some(known) = self.lineages.get() {
            return Ok(known);
        }
        let read = match self.heads.is_empty() {
            true => Lineages::default(),
            false => {
                let log = writing.repository.log()?;
                Lineages::read(&log, &writing.config, "HEAD", None, Walk::FirstParent)?
            }
        };
        Ok(self.lineages.get_or_init(|| read))
    }

    fn arrivals(&self, writing: &Writing) -> Result<Arrivals, CommandError> {
        Ok(Arrivals::of_lineages(self.lineages(writing)?))
    }
}

/// What has to be done for the ids and documents that a person named, or for all that the branch brought.
pub(crate) fn cases(
    session: &Session<'_>,
    writing: &Writing,
    background: Option<&Background>,
    plan: &Plan,
    named: &[&str],
) -> Result<(Vec<Case>, Vec<Open>), CommandError> {
    let finder = Finder { writing, background, plan };
    let (mut cases, mut open) = (Vec::new(), Vec::new());
    if named.is_empty() {
        for group in groups(plan) {
            let known = finder.known(&group);
            // What the base has already is no matter of this branch.
            if !known.is_empty() && known.iter().all(|known| *known) {
                open.push(Open { group, is_undecided: false });
                continue;
            }
            finder.settle(group, &known, &mut cases, &mut open)?;
        }
        cases.extend(finder.brought()?);
        return Ok((cases, open));
    }
    let by_id = by_id(plan);
    let mut asked: Vec<(Group, Vec<ArtifactIndex>)> = Vec::new();
    for text in named {
        let (group, newcomer) = meant(session, writing, plan, &by_id, text)?;
        let known = asked.iter_mut().find(|(other, _)| other.members == group.members);
        match known {
            Some((_, newcomers)) => newcomers.extend(newcomer),
            None => asked.push((group, newcomer.into_iter().collect())),
        }
    }
    for (group, mut newcomers) in asked {
        newcomers.sort();
        newcomers.dedup();
        let keeper = group.members.iter().find(|index| !newcomers.contains(index)).copied();
        match (group.members.len(), newcomers.is_empty(), keeper) {
            (1, ..) => cases.push(finder.alone(group)?),
            (_, true, _) => {
                let known = finder.known(&group);
                finder.settle(group, &known, &mut cases, &mut open)?;
            }
            (_, false, Some(keeper)) => {
                cases.push(Case { newcomers, other: Other::Here(keeper, None), group });
            }
            (_, false, None) => {
                let label = plan.artifact(newcomers[0]).label();
                return Err(CommandError::usage(format!(
                    "one of the artifacts with the id {label} keeps it"
                ))
                .with_hint("leave out the one that is to keep it"));
            }
        }
    }
    Ok((cases, open))
}

/// The artifacts that a person means, and the one of them that is named by its path.
fn meant(
    session: &Session<'_>,
    writing: &Writing,
    plan: &Plan,
    by_id: &BTreeMap<(u16, IdKey), Group>,
    text: &str,
) -> Result<(Group, Option<ArtifactIndex>), CommandError> {
    let of = |index: ArtifactIndex| by_id.values().find(|group| group.members.contains(&index)).cloned();
    let by_path = session.relative(writing.repository.root(), text).and_then(|path| plan.at_path(&path));
    let (index, newcomer) = match by_path {
        Some(index) => (index, Some(index)),
        None => match plan.find(text) {
            Ok(found) => (found.artifact, None),
            Err(NotFound::Ambiguous(candidates)) if same_id(plan, &candidates) => (candidates[0], None),
            Err(why) => return Err(not_found(plan, text, &why).into()),
        },
    };
    let group = of(index).ok_or_else(|| {
        CommandError::usage(format!("{} has no id that could become another", plan.artifact(index).path))
            .with_hint("name each id once; run `pm check` to see what is wrong with this one")
    })?;
    Ok((group, newcomer))
}

fn same_id(plan: &Plan, candidates: &[ArtifactIndex]) -> bool {
    let key = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        artifact.id.as_ref().map(|id| (artifact.product, crate::plan::key_of(plan.kind(artifact), id)))
    };
    candidates.first().is_some_and(|first| candidates.iter().all(|other| key(other) == key(first)))
}

struct Finder<'a> {
    writing: &'a Writing,
    background: Option<&'a Background>,
    plan: &'a Plan,
}

impl Finder<'_> {
    /// Which members of a group the base has; none are told without a base.
    fn known(&self, group: &Group) -> Vec<bool> {
        let base = self.background.and_then(|background| background.base.as_ref());
        base.map(|base| known_to(&base.tree, self.plan, group)).unwrap_or_default()
    }

    fn settle(
        &self,
        group: Group,
        known: &[bool],
        cases: &mut Vec<Case>,
        open: &mut Vec<Open>,
    ) -> Result<(), CommandError> {
        let arrivals = || match self.background {
            Some(background) => background.arrivals(self.writing),
            None => Ok(Arrivals::default()),
        };
        match settle(self.plan, &group, known, arrivals)? {
            Settlement::Settled { keeper, newcomers, by } => {
                cases.push(Case { group, newcomers, other: Other::Here(keeper, Some(by)) });
            }
            Settlement::Open => open.push(Open { group, is_undecided: true }),
        }
        Ok(())
    }

    /// Artifacts that are new on the branch and have an id which the base gave to another one, or that was
    /// another's before.
    fn brought(&self) -> Result<Vec<Case>, CommandError> {
        let Some((background, base, fork)) = self.background.and_then(|background| {
            let base = background.base.as_ref()?;
            Some((background, base, base.fork.as_ref()?))
        }) else {
            return Ok(Vec::new());
        };
        let config = &self.plan.config;
        let mut on_base: BTreeMap<IdKey, Vec<RelPath>> = BTreeMap::new();
        for path in base.tree.list(&folders(config)).files {
            if let Some(key) = id_named_by(config, &path) {
                on_base.entry(key).or_default().push(path);
            }
        }
        let new = by_id(self.plan).into_values().filter(|group| {
            let [only] = group.members.as_slice() else { return false };
            !fork.exists(&self.plan.artifact(*only).path)
        });
        let (mut cases, mut others) = (Vec::new(), Vec::new());
        for group in new {
            let path = &self.plan.artifact(group.members[0]).path;
            match on_base.get(&group.key) {
                Some(paths) if !paths.contains(path) => {
                    let rival = rival_on_base(&base.tree, fork, self.plan, &group);
                    cases.extend(rival.map(|rival| Case {
                        newcomers: group.members.clone(),
                        other: Other::OnBase(rival),
                        group,
                    }));
                }
                Some(_) => {}
                None => others.push(group),
            }
        }
        if others.is_empty() {
            return Ok(cases);
        }
        let gone = former(background.lineages(self.writing)?, self.plan);
        for group in others {
            if let Some((path, _)) = gone.get(&group.key)
                && !known_to(fork, self.plan, &group)[0]
            {
                let (newcomers, other) = (group.members.clone(), Other::Former(path.clone()));
                cases.push(Case { newcomers, other, group });
            }
        }
        Ok(cases)
    }

    /// The case of an id that one artifact alone has here.
    fn alone(&self, group: Group) -> Result<Case, CommandError> {
        let artifact = self.plan.artifact(group.members[0]);
        let newcomers = group.members.clone();
        if let Some(background) = self.background {
            if let Some(base) = &background.base
                && let Some(fork) = &base.fork
                && let Some(rival) = rival_on_base(&base.tree, fork, self.plan, &group)
            {
                return Ok(Case { newcomers, other: Other::OnBase(rival), group });
            }
            let lineages = background.lineages(self.writing)?;
            if let Some((path, at)) = former(lineages, self.plan).remove(&group.key)
                && came_after(lineages, &artifact.path, at)
            {
                return Ok(Case { newcomers, other: Other::Former(path), group });
            }
        }
        let base = self.background.and_then(|background| background.base.as_ref());
        let known = match base {
            Some(base) => format!(", here and on {}", base.name),
            None => String::new(),
        };
        Err(CommandError::usage(format!(
            "{} is the id of one artifact alone{known}, and such an id never changes",
            artifact.label()
        ))
        .with_hint("name the branch that has another artifact with this id: --base REV"))
    }
}
