//! A plan as a folder of pages: everything that an audience may see, to be read without a server.
//!
//! A page for each view, for each artifact and for each version that went out, a changelog, a feed, and a list
//! of everything. Pages are whole without a script; with it they are searched and filtered. Takes a plan that is
//! projected already and views that are laid out; writes no file and knows no argument.

mod address;
mod artifact;
mod document;
mod feed;
mod links;
mod search;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::model::values::Date;
use crate::page::Page;
use crate::page::formats::html::style;
use crate::page::target::{is_absolute, safe_address};
use crate::plan::{ArtifactIndex, Plan};

use address::Addresses;
use document::Frame;
pub(crate) use feed::{Entry, Told};

const STYLE: &str = include_str!("site.css");
const SCRIPT: &str = include_str!("site.js");

/// What a site is made of.
pub(crate) struct Request<'a> {
    /// As the audience may see it.
    pub(crate) plan: &'a Plan,
    pub(crate) today: Date,
    /// The pages in the order of the navigation; the first one is the front page.
    pub(crate) views: Vec<SiteView>,
    /// The notes of versions that went out, the newest first.
    pub(crate) releases: Vec<SiteView>,
    /// What changed, the newest first.
    pub(crate) changes: Vec<Entry>,
    /// Whether pages look for changes of theirs and show them at once.
    pub(crate) reloads: bool,
}

/// A page that is one view.
pub(crate) struct SiteView {
    /// What its file is called, without its ending.
    pub(crate) name: String,
    /// What the navigation calls it.
    pub(crate) title: String,
    pub(crate) page: Page,
}

/// Where the page of each artifact lies on the web, in the order of the plan; nothing without an address of the site
/// that a reader may follow.
pub(crate) fn pages(plan: &Plan) -> Option<Vec<String>> {
    let address = plan.config.site.address.as_deref()?.trim_end_matches('/');
    let is_of_the_web = safe_address(address).is_some_and(|address| is_absolute(&address));
    let addresses = is_of_the_web.then(|| Addresses::of(plan))?;
    let page = |index| safe_address(&format!("{address}/{}", addresses.page(index)?));
    plan.indices().map(page).collect()
}

/// The files of a site by path, in the order of their paths.
pub(crate) fn build(request: &Request<'_>) -> IndexMap<String, String> {
    let plan = request.plan;
    let addresses = Addresses::of(plan);
    let frame = Frame::of(request, &addresses);
    let mut files: IndexMap<String, String> = IndexMap::new();
    for (at, view) in request.views.iter().enumerate() {
        let path = address::of_view(at, &view.name);
        let text = frame.document(&path, &view.title, &frame.led(&path, view.page.clone()));
        files.insert(path, text);
    }
    for release in &request.releases {
        let path = address::of_release(&release.name);
        let text = frame.document(&path, &release.title, &frame.led(&path, release.page.clone()));
        files.insert(path, text);
    }
    if !request.releases.is_empty() {
        let path = address::RELEASES;
        files.insert(path.into(), frame.document(path, "Releases", &document::listing(request)));
    }
    let path = address::EVERYTHING;
    files.insert(path.into(), frame.document(path, "Everything", &artifact::everything(plan, &addresses)));
    let indices: Vec<ArtifactIndex> = plan.indices().collect();
    let pages = indices.into_par_iter().filter_map(|index| {
        let path = addresses.page(index)?;
        let page = artifact::page(&frame, request, index, path);
        Some((path.to_owned(), frame.document(path, &plan.artifact(index).title, &page)))
    });
    files.extend(pages.collect::<Vec<_>>());
    files.insert("feed.xml".into(), feed::atom(request, &addresses));
    files.insert("search.js".into(), search::index(plan, &addresses, request.today));
    files.insert("site.css".into(), format!("{}{STYLE}", style()));
    files.insert("site.js".into(), SCRIPT.into());
    files.sort_keys();
    files
}
