//! From a plan to the files of its site: which views, which versions, which changes.

use indexmap::IndexMap;

use super::error::CommandError;
use super::recent;
use super::session::{Loaded, Session};
use crate::plan::query::Environment;
use crate::site::{self, Request, SiteView};
use crate::view::View;
use crate::view::changelog::Changelog;
use crate::view::roadmap::{Form, Request as RoadmapRequest, Roadmap};

/// The files of the site of a plan that is projected already.
pub(crate) fn files(
    session: &mut Session<'_>,
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
    let mut releases = Vec::new();
    let changes = recent::changes(loaded, session.audience.as_deref(), today);
    for (at, _) in plan.config.products.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let changelog = Changelog::of(plan, at);
        if changelog.versions().next().is_some() {
            views.push(SiteView {
                name: "changelog".into(),
                title: "Changelog".into(),
                page: changelog.page(),
            });
        }
    }
    for view in &mut views {
        view.page.blocks.retain(
            |block| !matches!(block, crate::page::Block::Note { text, .. } if text.tells_a_command()),
        );
    }
    releases.truncate(0);
    Ok(site::build(&Request { plan, today, views, releases, changes, reloads }))
}
