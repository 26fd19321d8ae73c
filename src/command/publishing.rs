//! From a plan to the files of its site: which views, which versions, which changes.

use indexmap::IndexMap;

use super::cli::Cli;
use super::error::CommandError;
use super::moment::Moment;
use super::named_view;
use super::recent;
use super::session::{Loaded, Session};
use super::versions::Versions;
use crate::model::key::VERSION;
use crate::page::{Block, Page};
use crate::plan::Plan;
use crate::plan::query::Environment;
use crate::site::{self, Entry, Request, SiteView, Told};
use crate::view::View;
use crate::view::changelog::{Changelog, DATE};
use crate::view::notes::{Notes, Part, Reader, Request as NotesRequest};
use crate::view::roadmap::{Form, Request as RoadmapRequest, Roadmap};

/// The files of the site of a plan that is projected already.
pub(crate) fn files(
    session: &mut Session<'_>,
    cli: &Cli,
    loaded: &Loaded,
    reloads: bool,
) -> Result<IndexMap<String, String>, CommandError> {
    let (plan, today) = (&loaded.plan, session.today);
    let environment = Environment::new(plan, today);
    let roadmap = |form| {
        let request = RoadmapRequest { form, ..RoadmapRequest::on(today) };
        Roadmap::of(&environment, &request).map(|roadmap| roadmap.page())
    };
    let mut views = vec![
        SiteView { name: "roadmap".into(), title: "Roadmap".into(), page: roadmap(None)? },
        SiteView { name: "timeline".into(), title: "Timeline".into(), page: roadmap(Some(Form::Timeline))? },
    ];
    views.extend(named(session, cli)?);
    let several = plan.config.products.len() > 1;
    let (mut releases, mut changes) = (Vec::new(), recent::changes(loaded, today));
    for (at, (key, product)) in plan.config.products.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let changelog = Changelog::of(plan, at);
        if changelog.versions().next().is_none() {
            continue;
        }
        // Of several products, each says which one it is.
        let of =
            |words: &str| if several { format!("{words} of {}", product.name) } else { words.to_owned() };
        let name = if several { format!("changelog-{key}") } else { "changelog".to_owned() };
        views.push(SiteView { name, title: of("Changelog"), page: changelog.page() });
        for (version, day, page) in notes(plan, at) {
            let name = if several { format!("{key}-{version}") } else { version.clone() };
            let title = if several { format!("{} {version}", product.name) } else { version };
            if let Some(day) = day {
                changes.push(Entry {
                    key: format!("release-{name}"),
                    title: format!("{title} is out"),
                    text: page.summary.to_plain(),
                    page: Told::Release(name.clone()),
                    day,
                });
            }
            releases.push(SiteView { name, title, page });
        }
    }
    changes.sort_by(|one, other| other.day.cmp(&one.day));
    for view in views.iter_mut().chain(&mut releases) {
        view.page.blocks.retain(|block| !matches!(block, Block::Note { text, .. } if text.tells_a_command()));
    }
    Ok(site::build(&Request { plan, today, views, releases, changes, reloads }))
}

/// The views that `pm.yaml` has for the readers of the site, and for nobody else.
fn named(session: &mut Session<'_>, cli: &Cli) -> Result<Vec<SiteView>, CommandError> {
    let (audience, moment, today) = (session.audience.clone(), session.moment.clone(), session.today);
    let at = match &moment {
        Moment::At(name) => vec![format!("--at={name}")],
        Moment::Staged => vec!["--staged".to_owned()],
        Moment::WorkingTree => Vec::new(),
    };
    let mut views = Vec::new();
    for (name, view) in &cli.config().views {
        let reader = view.flag("audience").and_then(|flag| flag.values.first());
        if reader != audience.as_ref() {
            continue;
        }
        let page = named_view::answer(session, cli, name, &at)?.page;
        let title = view.title.clone().unwrap_or_else(|| name.replace(['-', '_'], " "));
        views.push(SiteView { name: name.clone(), title, page });
    }
    (session.audience, session.moment, session.today) = (audience, moment, today);
    Ok(views)
}

/// The versions of a product that went out, each with its day, where that may be known, and its notes.
fn notes(plan: &Plan, product: u16) -> Vec<(String, Option<String>, Page)> {
    let versions = Versions::of(plan, product);
    let reader = plan.config.reader.as_ref();
    let reader = reader.map(|reader| Reader { audience: &reader.key, is_outside: reader.audience.is_public });
    let told = versions.out().map(|index| {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let part = Part::Releases(vec![index]);
        let request = NotesRequest { product, reader, part, earlier: None };
        let version =
            artifact.get(kind, VERSION).map_or_else(|| artifact.label(), |it| it.without_v().to_owned());
        let day = artifact.get(kind, DATE).map(|day| day.to_string());
        (version, day, Notes::of(plan, &request).page())
    });
    told.collect()
}
