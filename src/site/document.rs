//! The document around each page: navigation, search, what stands at the foot.

use super::address::{self, Addresses, up};
use super::{Request, links};
use crate::page::formats::html::fragment;
use crate::page::markup::escape;
use crate::page::{Block, Inline, Item, List, Page, Target, Text};
use crate::text::visible::one_line;

/// Nothing is loaded from elsewhere, and nothing runs but the script beside the pages.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; \
                      img-src 'self'; base-uri 'none'; form-action 'none'";

/// What all pages of a site have in common.
pub(super) struct Frame<'a> {
    pub(super) addresses: &'a Addresses,
    title: String,
    /// Each entry of the navigation with its page.
    entries: Vec<(String, String)>,
    foot: String,
    reloads: bool,
}

impl<'a> Frame<'a> {
    pub(super) fn of(request: &Request<'_>, addresses: &'a Addresses) -> Self {
        let mut entries: Vec<(String, String)> = request
            .views
            .iter()
            .enumerate()
            .map(|(at, view)| (view.title.clone(), address::of_view(at, &view.name)))
            .collect();
        if !request.releases.is_empty() {
            entries.push(("Releases".into(), address::RELEASES.into()));
        }
        entries.push(("Everything".into(), address::EVERYTHING.into()));
        let reader = request.plan.config.reader.as_ref();
        let disclaimer = reader.and_then(|reader| reader.audience.disclaimer.as_deref());
        let disclaimer = disclaimer.map_or_else(String::new, |words| format!("<p>{}</p>\n", escape(words)));
        let day = request.today.for_people();
        let foot = format!("{disclaimer}<p>As of <time datetime=\"{}\">{day}</time></p>\n", request.today);
        Self { addresses, title: request.plan.config.title(), entries, foot, reloads: request.reloads }
    }

    /// The page with its links as they lead from where it lies.
    pub(super) fn led(&self, path: &str, page: Page) -> Page {
        links::led(self.addresses, path, page)
    }

    /// A whole document at `path`.
    pub(super) fn document(&self, path: &str, name: &str, page: &Page) -> String {
        let root = up(path);
        let name = escape(&one_line(name));
        let site = escape(&one_line(&self.title));
        let title = if path == "index.html" { site.clone() } else { format!("{name} · {site}") };
        let navigation: String = self
            .entries
            .iter()
            .map(|(words, page)| {
                let here = if page == path { " aria-current=\"page\"" } else { "" };
                format!("<li><a href=\"{root}{page}\"{here}>{}</a></li>\n", escape(&one_line(words)))
            })
            .collect();
        let reload = if self.reloads { " data-reload" } else { "" };
        format!(
            "<!doctype html>\n<html lang=\"en\" data-root=\"{root}\"{reload}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{title}</title>\n<link rel=\"stylesheet\" href=\"{root}site.css\">\n\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"{site}\" href=\"{root}feed.xml\">\n\
             <script defer src=\"{root}search.js\"></script>\n<script defer src=\"{root}site.js\"></script>\n</head>\n\
             <body>\n<a class=\"skip\" href=\"#content\">Skip to content</a>\n\
             <header class=\"bar\">\n<a class=\"home\" href=\"{root}index.html\">{site}</a>\n\
             <nav aria-label=\"Pages\"><ul>\n{navigation}</ul></nav>\n<div class=\"search\" role=\"search\" hidden></div>\n</header>\n\
             <main id=\"content\" tabindex=\"-1\">\n{}</main>\n<footer>\n{}<p><a href=\"{root}feed.xml\">Feed of \
             changes</a></p>\n</footer>\n</body>\n</html>\n",
            fragment(page),
            self.foot
        )
    }
}

/// The list of versions that went out.
pub(super) fn listing(request: &Request<'_>) -> Page {
    let items = request.releases.iter().map(|release| {
        let path = address::of_release(&release.name);
        let path = path.strip_prefix("releases/").unwrap_or(&path).to_owned();
        let link = Inline::Link { text: release.title.clone(), target: Target::File { path, anchor: None } };
        let summary = release.page.summary.to_plain();
        let text = Text::from(link);
        let text = if summary.is_empty() { text } else { text.and(Inline::Plain(format!(" · {summary}"))) };
        Item { text, ..Item::default() }
    });
    let list = List { ordered: false, items: items.collect() };
    Page { title: "Releases".into(), summary: Text::new(), blocks: vec![Block::List(list)] }
}
