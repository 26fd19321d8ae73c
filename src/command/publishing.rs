//! From a plan to the files of its site: which views, which versions, which changes.

use indexmap::IndexMap;

use super::error::CommandError;
use super::recent;
use super::session::{Loaded, Session};
use crate::site::{self, Request, SiteView};
use crate::view::View;
use crate::view::changelog::Changelog;
use crate::view::roadmap::{By, Request as RoadmapRequest, Roadmap};

/// The files of the site of a plan that is projected already.
pub(crate) fn files(
    session: &mut Session<'_>,
    loaded: &Loaded,
    reloads: bool,
) -> Result<IndexMap<String, String>, CommandError> {
    let (plan, today) = (&loaded.plan, session.today);
    let roadmap = |by| Roadmap::of(plan, &RoadmapRequest { today, by, done: false, kinds: Vec::new() });
    let mut views = vec![
        SiteView { name: "roadmap".into(), title: "Roadmap".into(), page: roadmap(By::Horizon).page() },
        SiteView { name: "time".into(), title: "By quarter".into(), page: roadmap(By::Quarter).page() },
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
