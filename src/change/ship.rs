//! A release, or what a repository calls so, that goes out: its status, the day, and where the parts go that are not
//! done.
//!
//! Which kinds go out follows from their fields and statuses, so that a repository's own do as well. Whom to tell is for
//! others.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::link::{Sides, named};
use crate::change::{Assignment, Impossible, Operator, revise};
use crate::model::field::{Field, FieldType, Meaning};
use crate::model::key::PRIORITY;
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::model::workflow::{Category, Status};
use crate::plan::{ArtifactIndex, Plan, due, parts};

/// The field that tells the day where no field is demanded of what is out.
const DATE: &str = "date";

/// How artifacts of a kind go out.
pub(crate) struct WayOut<'k> {
    pub(crate) status: &'k Status,
    /// The key of the front matter that holds the status.
    status_field: &'k str,
    /// What tells the day on which it went out.
    pub(crate) day: &'k Field,
    pub(crate) version: &'k Field,
}

/// What is said of one that goes out.
#[derive(Debug)]
pub(crate) struct Shipping {
    pub(crate) on: Date,
    /// Its version; what it says already where nothing is said.
    pub(crate) version: Option<String>,
    /// What the parts that are not done become part of instead; they stay where nothing is said.
    pub(crate) open_to: Option<ArtifactIndex>,
    /// What else it is to say, such as a field that the status demands.
    pub(crate) fields: Vec<Assignment>,
}

impl<'k> WayOut<'k> {
    /// Nothing for a kind that does not go out: it has a version, and a day that tells when it was done.
    pub(crate) fn of(kind: &'k Kind) -> Option<Self> {
        let status_field = kind.workflow.field.as_deref()?;
        let status = kind.workflow.statuses.iter().find(|status| status.category == Category::Done)?;
        let is = |ty: FieldType| move |field: &&'k Field| field.ty == ty;
        let is_demanded = |field: &&'k Field| field.required.in_status(&status.name, &kind.workflow);
        let mut days = kind.fields.values().filter(is(FieldType::Date));
        let day = days.clone().find(is_demanded).or_else(|| days.find(|field| field.name == DATE))?;
        let version = kind.fields.values().find(is(FieldType::Version))?;
        Some(Self { status, status_field, day, version })
    }
}

/// The parts of an artifact that are neither done nor given up, by id. What will not be done is no part of it.
pub(crate) fn open_parts(plan: &Plan, whole: ArtifactIndex) -> Vec<ArtifactIndex> {
    let mut open: Vec<ArtifactIndex> = parts::parts(plan, whole)
        .filter(|part| {
            let (artifact, kind) = (plan.artifact(*part), plan.kind_of(*part));
            let is_begun = matches!(artifact.category(kind), Some(Category::Open | Category::Active));
            is_begun && !due::is_met(artifact, kind) && artifact.get(kind, PRIORITY) != Some("wont")
        })
        .collect();
    open.sort_by_key(|part| (plan.artifact(*part).id.as_ref().map(|id| id.key().clone()), *part));
    open.dedup();
    open
}

/// What it takes to send `whole` out; it comes first, then the parts that move.
pub(crate) fn ship(plan: &Plan, whole: ArtifactIndex, shipping: &Shipping) -> Result<Sides, Impossible> {
    let kind = plan.kind_of(whole);
    let way = WayOut::of(kind).ok_or_else(|| {
        Impossible::new(format!("{} do not go out", kind.plural))
            .with_hint("what goes out has a version, a day and a status that is done")
    })?;
    must_be_inside(plan, whole)?;
    let mut changes: BTreeMap<ArtifactIndex, Vec<Assignment>> = BTreeMap::new();
    if let Some(other) = shipping.open_to {
        may_take_over(plan, whole, other)?;
        for part in open_parts(plan, whole) {
            moved(plan, part, whole, other, &mut changes);
        }
    }
    let own = changes.entry(whole).or_default();
    if let Some(version) = &shipping.version {
        own.push(Assignment::set(&way.version.name, version));
    }
    own.extend(shipping.fields.iter().cloned());
    own.push(Assignment::set(&way.day.name, shipping.on.to_string()));
    own.push(Assignment::set(way.status_field, &way.status.name));
    let mut order: Vec<ArtifactIndex> = changes.keys().copied().filter(|index| *index != whole).collect();
    order.sort_by_key(|index| (plan.artifact(*index).id.as_ref().map(|id| id.key().clone()), *index));
    std::iter::once(whole)
        .chain(order)
        .map(|index| Ok((index, revise(plan, index, None, &changes[&index])?.file)))
        .collect()
}

fn is_out(plan: &Plan, index: ArtifactIndex) -> bool {
    plan.artifact(index).category(plan.kind_of(index)) == Some(Category::Done)
}

fn must_be_inside(plan: &Plan, whole: ArtifactIndex) -> Result<(), Impossible> {
    if !is_out(plan, whole) {
        return Ok(());
    }
    let artifact = plan.artifact(whole);
    let label = artifact.label();
    let status = artifact.status_name().unwrap_or_default();
    Err(Impossible::new(format!("{label} is out already: its status is {status}"))
        .with_hint(format!("see who waits for an answer because of it: pm answers {label}")))
}

/// Refuses to move parts to what cannot have them.
fn may_take_over(plan: &Plan, whole: ArtifactIndex, other: ArtifactIndex) -> Result<(), Impossible> {
    let (kind, label) = (plan.kind_of(whole), plan.artifact(other).label());
    let why = if other == whole {
        format!("what is open cannot move to {label} itself")
    } else if plan.artifact(other).kind != plan.artifact(whole).kind {
        format!("{label} is of the kind {}, not {}", plan.kind_of(other).name, kind.name)
    } else if plan.artifact(other).is_closed(kind) {
        let status = plan.artifact(other).status_name().unwrap_or_default();
        format!("nothing can move to {label}: its status is {status}")
    } else {
        return Ok(());
    };
    Err(Impossible::new(why).with_hint(format!("name another {} that is not out", kind.name)))
}

/// Makes `part` a part of `other` instead of `whole`, on whichever side says so.
fn moved(
    plan: &Plan,
    part: ArtifactIndex,
    whole: ArtifactIndex,
    other: ArtifactIndex,
    changes: &mut BTreeMap<ArtifactIndex, Vec<Assignment>>,
) {
    for field in fields_between(plan, part, whole, Meaning::PartOf) {
        let own = changes.entry(part).or_default();
        if field.ty.is_list() {
            own.push(Assignment::new(&field.name, Operator::Take, vec![named(plan, whole)]));
            own.push(Assignment::new(&field.name, Operator::Add, vec![named(plan, other)]));
        } else {
            own.push(Assignment::set(&field.name, named(plan, other)));
        }
    }
    for field in fields_between(plan, whole, part, Meaning::Contains) {
        let said = |operator| Assignment::new(&field.name, operator, vec![named(plan, part)]);
        changes.entry(whole).or_default().push(said(Operator::Take));
        changes.entry(other).or_default().push(said(Operator::Add));
    }
}

/// The fields of `source` that lead to `target` with this meaning, each once.
fn fields_between(
    plan: &Plan,
    source: ArtifactIndex,
    target: ArtifactIndex,
    meaning: Meaning,
) -> Vec<&Field> {
    let kind = plan.kind_of(source);
    let links = plan.links_from(source).iter().filter(|link| {
        link.artifact() == Some(target) && link.subfield.is_none() && plan.meaning_of(link) == meaning
    });
    let fields: BTreeSet<usize> = links.map(|link| usize::from(link.field)).collect();
    fields.into_iter().filter_map(|at| Some(kind.fields.get_index(at)?.1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::source::memory::MemoryTree;
    use crate::source::{FileChange, RelPath};

    const OWN: &str = "format: 1\nkinds:\n  train:\n    plural: trains\n    prefix: TRN\n    folder: trains\n    status: \
        {default: boarding, open: {boarding: waits}, done: {left: is gone}, dropped: {cancelled: stays}}\n    fields:\n      \
        number: {type: version}\n      left_on: {type: date, required-from: left}\n      carries: {type: list of link, \
        to: requirement, meaning: contains}\n";

    fn plan(config: &str, files: &[(&str, &str)]) -> Plan {
        let (config_read, findings) = Config::read(&RelPath::new("pm.yaml").unwrap(), config);
        assert!(findings.is_empty(), "{findings:?}");
        crate::plan::load(&MemoryTree::of(files), config_read, config.to_owned()).0
    }

    /// The documents that change where `id` goes out, or why it cannot.
    fn shipped(plan: &Plan, id: &str, open_to: Option<&str>) -> Result<Vec<String>, String> {
        let at = |id: &str| plan.find(id).expect("an artifact").artifact;
        let shipping = Shipping {
            on: Date::parse("2026-11-24").expect("a day"),
            version: None,
            open_to: open_to.map(at),
            fields: Vec::new(),
        };
        let sides = ship(plan, at(id), &shipping).map_err(|why| why.message)?;
        Ok(sides
            .into_iter()
            .filter_map(|(_, file)| match file? {
                FileChange::Replace { bytes, .. } => String::from_utf8(bytes).ok(),
                _ => None,
            })
            .collect())
    }

    #[test]
    fn of_the_shipped_kinds_releases_alone_go_out() {
        let (config, _) = Config::read(&RelPath::new("pm.yaml").unwrap(), "format: 1\n");
        let out: Vec<&str> = config
            .kinds
            .iter()
            .filter(|kind| WayOut::of(kind).is_some())
            .map(|kind| kind.name.as_str())
            .collect();
        assert_eq!(out, ["release"]);
    }

    #[test]
    fn a_kind_of_the_repository_that_lists_its_parts_goes_out_and_hands_over_what_is_open() {
        let plan = plan(
            OWN,
            &[
                ("requirements/REQ-1-a.md", "---\nid: REQ-1\ntitle: A\nstatus: done\n---\n"),
                ("requirements/REQ-2-b.md", "---\nid: REQ-2\ntitle: B\nstatus: draft\n---\n"),
                ("requirements/REQ-3-c.md", "---\nid: REQ-3\ntitle: C\nstatus: draft\npriority: wont\n---\n"),
                (
                    "trains/TRN-1-t.md",
                    "---\nid: TRN-1\ntitle: T\nstatus: boarding\ncarries: [REQ-1, REQ-2, REQ-3]\n---\n",
                ),
                ("trains/TRN-2-t.md", "---\nid: TRN-2\ntitle: T\nstatus: boarding\n---\n"),
            ],
        );
        let first = plan.find("TRN-1").unwrap().artifact;
        assert_eq!(open_parts(&plan, first), [plan.find("REQ-2").unwrap().artifact]);
        assert_eq!(
            shipped(&plan, "TRN-1", Some("TRN-2")).unwrap(),
            [
                "---\nid: TRN-1\ntitle: T\nstatus: left\nleft_on: 2026-11-24\ncarries: [REQ-1, REQ-3]\n---\n",
                "---\nid: TRN-2\ntitle: T\nstatus: boarding\ncarries: [REQ-2]\n---\n",
            ]
        );
        assert_eq!(
            shipped(&plan, "TRN-1", Some("REQ-1")).unwrap_err(),
            "REQ-1 is of the kind requirement, not train"
        );
        assert_eq!(shipped(&plan, "REQ-1", None).unwrap_err(), "requirements do not go out");
    }

    #[test]
    fn work_that_names_its_release_names_the_next_one() {
        let release = |number: u8, status: &str| {
            format!(
                "---\nid: REL-{number}\ntitle: R\nstatus: {status}\nversion: {number}.0\ntarget: 2026-12\nowner: ana\n---\n"
            )
        };
        let (one, two, out) = (release(1, "building"), release(2, "building"), release(3, "released"));
        let plan = plan(
            "format: 1\n",
            &[
                ("releases/REL-1-r.md", &one),
                ("releases/REL-2-r.md", &two),
                ("releases/REL-3-r.md", &out),
                (
                    "requirements/REQ-1-a.md",
                    "---\nid: REQ-1\ntitle: A\nstatus: building\nrelease: 1.0\n---\n",
                ),
            ],
        );
        let documents = shipped(&plan, "REL-1", Some("REL-2")).unwrap();
        assert!(documents[0].contains("status: released\n") && documents[0].contains("date: 2026-11-24\n"));
        assert_eq!(documents[1..], ["---\nid: REQ-1\ntitle: A\nstatus: building\nrelease: REL-2\n---\n"]);
        let refused = |id, to| shipped(&plan, id, to).unwrap_err();
        assert_eq!(refused("REL-3", None), "REL-3 is out already: its status is released");
        assert_eq!(refused("REL-1", Some("REL-1")), "what is open cannot move to REL-1 itself");
        assert_eq!(refused("REL-1", Some("REL-3")), "nothing can move to REL-3: its status is released");
    }
}
