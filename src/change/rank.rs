//! The place of an artifact in the order that people make by hand, as the ranks that give it.
//!
//! What has no rank has no place in the order: it comes behind what has one, wherever artifacts are sorted
//! by rank. One rank is written for each artifact that moves, and no other document is touched.

use crate::change::Impossible;
use crate::model::key::RANK;
use crate::model::values::{IdKey, Rank};
use crate::plan::{ArtifactIndex, Plan};

/// Where artifacts go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Spot {
    /// Before all that have a place.
    First,
    /// Behind all that have a place.
    Last,
    Before(ArtifactIndex),
    After(ArtifactIndex),
}

/// The ranks that put artifacts of one kind at a spot, one behind the other in the order in which they are
/// given. Impossible where they are of several kinds, or where the spot has no place itself.
pub(crate) fn ranks(
    plan: &Plan,
    moved: &[ArtifactIndex],
    spot: Spot,
) -> Result<Vec<(ArtifactIndex, Rank)>, Impossible> {
    let label = |index: ArtifactIndex| plan.artifact(index).label();
    let anchor = match spot {
        Spot::Before(anchor) | Spot::After(anchor) => Some(anchor),
        Spot::First | Spot::Last => None,
    };
    let Some(first) = moved.first() else { return Ok(Vec::new()) };
    let kind = plan.artifact(*first).kind;
    if let Some(other) = moved.iter().chain(&anchor).find(|other| plan.artifact(**other).kind != kind) {
        let message =
            format!("{} and {} are of two kinds, which have an order each", label(*first), label(*other));
        return Err(Impossible::new(message).with_hint("name artifacts of one kind"));
    }
    if let Some(anchor) = anchor.filter(|anchor| moved.contains(anchor)) {
        return Err(Impossible::new(format!("{} cannot be put beside itself", label(anchor))));
    }
    let mut order = Vec::new();
    for index in plan.of_kind(usize::from(kind)).filter(|index| !moved.contains(index)) {
        if let Some(rank) = rank_of(plan, index)? {
            order.push((rank, key(plan, index), index));
        }
    }
    order.sort();
    let at = |anchor: ArtifactIndex| {
        order.iter().position(|(.., index)| *index == anchor).ok_or_else(|| {
            Impossible::new(format!("{} has no place in the order yet", label(anchor)))
                .with_hint(format!("give it one first: pm rank {} --last", label(anchor)))
        })
    };
    let behind = match spot {
        Spot::First => 0,
        Spot::Last => order.len(),
        Spot::Before(anchor) => at(anchor)?,
        Spot::After(anchor) => at(anchor)? + 1,
    };
    let next = order.get(behind);
    let mut before = behind.checked_sub(1).map(|before| order[before].0.clone());
    let mut ranks = Vec::new();
    for index in moved {
        let rank = Rank::between(before.as_ref(), next.map(|(rank, ..)| rank)).ok_or_else(|| {
            let (one, other) = (label(order[behind.saturating_sub(1)].2), label(order[behind].2));
            Impossible::new(format!(
                "{one} and {other} have the same rank, so that nothing goes between them"
            ))
            .with_hint(format!("take them apart first: pm rank {other} --after {one}"))
        })?;
        before = Some(rank.clone());
        ranks.push((*index, rank));
    }
    Ok(ranks)
}

/// The rank of an artifact; nothing where it has none.
fn rank_of(plan: &Plan, index: ArtifactIndex) -> Result<Option<Rank>, Impossible> {
    let artifact = plan.artifact(index);
    let Some(text) = artifact.get(plan.kind(artifact), RANK) else { return Ok(None) };
    Rank::parse(text).map(Some).map_err(|fault| {
        Impossible::new(format!("the rank of {} cannot be read: {}", artifact.label(), fault.message))
            .with_hints(fault.help)
    })
}

/// What tells two apart that have the same rank.
fn key(plan: &Plan, index: ArtifactIndex) -> Option<IdKey> {
    plan.artifact(index).id.as_ref().map(|id| id.key().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// A plan of requirements with these ranks, in the order of their numbers; empty for none.
    fn plan(ranks: &[&str]) -> Plan {
        let files: Vec<(String, String)> = ranks
            .iter()
            .enumerate()
            .map(|(at, rank)| {
                let rank = if rank.is_empty() { String::new() } else { format!("rank: {rank}\n") };
                let id = at + 1;
                (format!("requirements/REQ-{id}-a.md"), format!("---\nid: REQ-{id}\ntitle: A\n{rank}---\n"))
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let config = Config::read(&RelPath::new("pm.yaml").expect("a path"), "format: 1\n").0;
        load(&MemoryTree::of(&files), config, String::new()).0
    }

    fn named(plan: &Plan, number: usize) -> ArtifactIndex {
        plan.find(&format!("REQ-{number}")).expect("a requirement").artifact
    }

    /// The requirements by their numbers, in the order that the ranks make after the move.
    #[track_caller]
    fn check(ranks_before: &[&str], moved: &[usize], spot: impl Fn(&Plan) -> Spot, expect: &[usize]) {
        let plan = plan(ranks_before);
        let indices: Vec<ArtifactIndex> = moved.iter().map(|number| named(&plan, *number)).collect();
        let given = ranks(&plan, &indices, spot(&plan)).unwrap_or_else(|error| panic!("{}", error.message));
        let mut order: Vec<(Rank, usize)> = Vec::new();
        for number in 1..=ranks_before.len() {
            let index = named(&plan, number);
            let new = given.iter().find(|(moved, _)| *moved == index).map(|(_, rank)| rank.clone());
            if let Some(rank) = new.or(rank_of(&plan, index).expect("a rank")) {
                order.push((rank, number));
            }
        }
        order.sort();
        assert_eq!(order.into_iter().map(|(_, number)| number).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_moves_goes_where_it_is_put_and_nothing_else_moves() {
        check(&["", "", ""], &[2], |_| Spot::First, &[2]);
        check(&["b", "c", "d"], &[3], |_| Spot::First, &[3, 1, 2]);
        check(&["b", "c", "d"], &[1], |_| Spot::Last, &[2, 3, 1]);
        check(&["b", "c", "d"], &[3], |plan| Spot::Before(named(plan, 2)), &[1, 3, 2]);
        check(&["b", "c", "d", ""], &[4], |plan| Spot::After(named(plan, 1)), &[1, 4, 2, 3]);
        check(&["b", "b1", "d"], &[3], |plan| Spot::After(named(plan, 1)), &[1, 3, 2]);
    }

    #[test]
    fn several_keep_the_order_in_which_they_are_named() {
        check(&["b", "c", "d", ""], &[4, 1], |plan| Spot::Before(named(plan, 3)), &[2, 4, 1, 3]);
        check(&["", "", ""], &[3, 1, 2], |_| Spot::Last, &[3, 1, 2]);
    }

    #[test]
    fn a_spot_without_a_place_is_refused_with_what_to_do() {
        let plan = plan(&["b", "b", "", "A0"][..3]);
        let refusal = |moved: usize, spot: Spot| {
            let error = ranks(&plan, &[named(&plan, moved)], spot).expect_err("no place");
            (error.message, error.hints)
        };
        assert_eq!(
            refusal(1, Spot::After(named(&plan, 3))),
            (
                "REQ-3 has no place in the order yet".into(),
                vec!["give it one first: pm rank REQ-3 --last".into()]
            )
        );
        assert_eq!(
            refusal(3, Spot::After(named(&plan, 1))),
            (
                "REQ-1 and REQ-2 have the same rank, so that nothing goes between them".into(),
                vec!["take them apart first: pm rank REQ-2 --after REQ-1".into()]
            )
        );
        assert_eq!(refusal(1, Spot::Before(named(&plan, 1))).0, "REQ-1 cannot be put beside itself");
    }
}
