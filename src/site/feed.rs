//! What changed, as an Atom feed (RFC 4287).

use super::Request;
use super::address::{Addresses, EVERYTHING, of_release};
use crate::page::markup::escape;
use crate::plan::ArtifactIndex;
use crate::text::visible::one_line;

/// Something that changed on a day.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry {
    /// What never changes about it: the id of an artifact and the day, or a version.
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) text: String,
    /// The page that tells of it.
    pub(crate) page: Told,
    /// `YYYY-MM-DD`.
    pub(crate) day: String,
}

/// Which page tells of a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    Artifact(ArtifactIndex),
    /// By the name of the version.
    Release(String),
}

pub(super) fn atom(request: &Request<'_>, addresses: &Addresses) -> String {
    let site = &request.plan.config.site;
    let name = request.plan.config.title();
    let address = site.address.as_deref().map(|address| address.trim_end_matches('/'));
    let id = address.map_or_else(|| format!("urn:pm:{}", urn(&name)), str::to_owned);
    // Without an address of the site, links count from where the feed lies.
    let link = |page: &str| address.map_or_else(|| page.to_owned(), |address| format!("{address}/{page}"));
    let page = |told: &Told| match told {
        Told::Artifact(index) => addresses.page(*index).unwrap_or(EVERYTHING).to_owned(),
        Told::Release(version) => of_release(version),
    };
    let updated =
        request.changes.first().map_or_else(|| request.today.to_string(), |entry| entry.day.clone());
    let entries: String = request
        .changes
        .iter()
        .map(|entry| {
            format!(
                "  <entry>\n    <id>{}</id>\n    <title>{}</title>\n    <updated>{}T00:00:00Z</updated>\n    <link \
                 href=\"{}\"/>\n    <summary>{}</summary>\n  </entry>\n",
                escape(&format!("{id}#{}", urn(&entry.key))),
                escape(&one_line(&entry.title)),
                entry.day,
                escape(&link(&page(&entry.page))),
                escape(&entry.text)
            )
        })
        .collect();
    let own = address.map_or_else(String::new, |address| {
        format!("  <link rel=\"self\" href=\"{}/feed.xml\"/>\n", escape(address))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  \
         <id>{}</id>\n  <title>{}</title>\n  <updated>{updated}T00:00:00Z</updated>\n  <author><name>{}</name></author>\n  \
         <link href=\"{}\"/>\n{own}{entries}</feed>\n",
        escape(&id),
        escape(&name),
        escape(&name),
        escape(&link("index.html"))
    )
}

/// A name with nothing in it that an address would take for its own.
fn urn(name: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || "-.".contains(sign) { sign } else { '-' };
    name.chars().map(plain).collect()
}
