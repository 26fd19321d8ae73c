//! Text within a line: escapes, tones, links.

use crate::page::{Inline, Target, Text, Tone};
use crate::text::visible::spelt_out;

/// A text as inline elements.
pub(super) fn inline(text: &Text) -> String {
    text.0.iter().map(piece).collect()
}

fn piece(piece: &Inline) -> String {
    let text = escape(piece.as_str());
    if text.is_empty() {
        return text;
    }
    match piece {
        Inline::Plain(_) => text,
        Inline::Strong(_) => format!("<strong>{text}</strong>"),
        Inline::Code(_) => format!("<code>{text}</code>"),
        Inline::Toned(tone, _) => format!("<span class=\"{}\">{text}</span>", class(*tone)),
        Inline::Reference { target, .. } => link(&text, target, " class=\"id\""),
        Inline::Link { target, .. } => link(&text, target, ""),
    }
}

fn link(text: &str, target: &Target, class: &str) -> String {
    match target.address() {
        Some(address) => format!("<a{class} href=\"{}\">{text}</a>", escape(&address)),
        None if class.is_empty() => text.to_owned(),
        None => format!("<span{class}>{text}</span>"),
    }
}

/// The classes of an element with a tone.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Id => "id",
        Tone::Muted => "muted",
        Tone::Good => "tone good",
        Tone::Active => "tone active",
        Tone::Caution => "tone caution",
        Tone::Bad => "tone bad",
    }
}

/// Text that is safe between tags and within a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for each in spelt_out(text).chars() {
        match each {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(each),
        }
    }
    out
}
