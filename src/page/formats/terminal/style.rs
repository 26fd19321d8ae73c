//! What each role looks like on a terminal: the one place where colours are chosen.

use anstyle::{AnsiColor, Style};

use crate::page::Tone;

/// A part that a piece of text plays on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Plain,
    Title,
    Heading,
    /// The titles of the columns of a table, and the names of facts.
    Label,
    /// Rules and bullets: what guides the eye and says nothing.
    Ornament,
    Strong,
    Emphasis,
    Struck,
    Code,
    Link,
    Toned(Tone),
}

pub(super) fn style(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Plain => plain,
        Role::Title | Role::Heading | Role::Strong => plain.bold(),
        Role::Label | Role::Ornament | Role::Toned(Tone::Muted) => plain.dimmed(),
        Role::Emphasis => plain.italic(),
        Role::Struck => plain.strikethrough(),
        Role::Code => AnsiColor::Magenta.on_default(),
        Role::Link => plain.underline(),
        Role::Toned(Tone::Id) => AnsiColor::Cyan.on_default(),
        Role::Toned(Tone::Good) => AnsiColor::Green.on_default(),
        Role::Toned(Tone::Active) => AnsiColor::Blue.on_default(),
        Role::Toned(Tone::Caution) => AnsiColor::Yellow.on_default(),
        Role::Toned(Tone::Bad) => AnsiColor::Red.on_default().bold(),
    }
}

/// The style of a piece within a piece: the inner colour, the effects of both.
pub(super) fn within(outer: Style, inner: Style) -> Style {
    inner
        .fg_color(inner.get_fg_color().or(outer.get_fg_color()))
        .effects(inner.get_effects() | outer.get_effects())
}
