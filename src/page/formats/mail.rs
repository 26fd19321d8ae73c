//! A mail that nobody has sent: the answer as text and as HTML, in a file that a mail program opens.
//!
//! Whoever reads it has no repository: what leads to a file or to another place of the answer leads nowhere.

use crate::page::formats::{Format, Surface, html, terminal};
use crate::page::{Page, Target};
use crate::text::mail::Mail;
use crate::text::visible::one_line;

pub(crate) const FORMAT: Format = Format { name: "mail", render: |page, _| Some(render(page)) };

/// As wide as mails are read.
const WIDTH: usize = 76;

fn render(page: &Page) -> String {
    let surface = Surface { width: WIDTH, color: false, hyperlinks: false };
    let text = (terminal::FORMAT.render)(page, &surface).unwrap_or_default();
    if text.is_empty() {
        return text;
    }
    let mut page = page.plain();
    page.retarget(&|target| match target {
        Target::Url(url) => Target::Url(url.clone()),
        _ => Target::Nowhere,
    });
    let mail = Mail {
        subject: one_line(&page.title.to_plain()).into_owned(),
        text,
        html: Some(html::letter(&page)),
        ..Mail::default()
    };
    mail.written().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::formats::tests::sample;

    #[test]
    fn the_html_of_a_mail_leads_nowhere_but_to_the_web_and_draws_nothing() {
        let text = render(&sample::pictures());
        let html = mail_parser::MessageParser::default().parse(text.as_bytes()).unwrap();
        let html = html.body_html(0).unwrap().into_owned();
        for part in html.split("href=\"").skip(1) {
            assert!(part.starts_with("http") || part.starts_with("mailto:"), "{part}");
        }
        for thrown_away in ["var(", "<svg", "<details", "<script", "Content-Security-Policy"] {
            assert!(!html.contains(thrown_away), "{thrown_away}");
        }
    }
}
