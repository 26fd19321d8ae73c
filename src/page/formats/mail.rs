//! A mail that nobody has sent: the answer as text and as HTML, in a file that a mail program opens.

use crate::page::Page;
use crate::page::formats::{Format, Surface, html, terminal};
use crate::text::mail::Mail;
use crate::text::visible::one_line;

pub(crate) const FORMAT: Format = Format { name: "mail", render: |page, _| Some(render(page)) };

/// As wide as mails are read.
const WIDTH: usize = 76;

fn render(page: &Page) -> String {
    let surface = Surface { width: WIDTH, color: false, hyperlinks: false };
    let written = |format: &Format| (format.render)(page, &surface).unwrap_or_default();
    let text = written(&terminal::FORMAT);
    if text.is_empty() {
        return text;
    }
    let mail = Mail {
        subject: one_line(&page.title.to_plain()).into_owned(),
        text,
        html: Some(written(&html::FORMAT)),
        ..Mail::default()
    };
    mail.written().replace("\r\n", "\n")
}
