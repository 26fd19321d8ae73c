//! Text within a line: escapes, tones, links.

use crate::page::markup::escape;
use crate::page::{Inline, Target, Text, Tone};

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
