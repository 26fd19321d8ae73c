//! Words of other tools become Markdown: what a reader saw there, a reader sees here.
//!
//! Each markup is read into one tree, and one writer makes Markdown of it. Knows no record, no field and no tool.

mod back;
mod builder;
mod html;
mod jira;
mod tree;
mod write;

#[cfg(test)]
mod tests;

/// A markup that a tool writes its texts in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Markup {
    #[default]
    Markdown,
    Jira,
    Html,
}

/// The level of the highest heading in the body of a document, whose title is the level above.
pub(crate) const IN_BODY: u8 = 2;

/// The level of the highest heading within a section.
pub(crate) const IN_SECTION: u8 = 3;

impl Markup {
    pub(crate) const ALL: [(&str, Self); 3] =
        [("markdown", Self::Markdown), ("jira", Self::Jira), ("html", Self::Html)];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, markup)| *markup)
    }

    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, markup)| *markup == self).map_or("", |(name, _)| name)
    }

    /// The markup that a column of texts is written in, as far as they tell: HTML where most are within tags.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let (mut within, mut others) = (0, 0);
        for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
            let is_within = text.starts_with('<') && text.ends_with('>') && html::is_html(text);
            *(if is_within { &mut within } else { &mut others }) += 1;
        }
        if within > others { Self::Html } else { Self::Markdown }
    }

    /// Markdown in this markup.
    pub(crate) fn of_markdown(self, markdown: &str) -> String {
        match self {
            Self::Markdown => markdown.to_owned(),
            Self::Jira => back::jira(markdown),
            Self::Html => back::html(markdown),
        }
    }

    /// The text as Markdown whose highest heading is one of `highest` (1 to 6); Markdown stays as it is.
    pub(crate) fn to_markdown(self, text: &str, highest: u8) -> String {
        match self {
            Self::Markdown => text.to_owned(),
            Self::Jira => write::write(&jira::read(text), highest),
            Self::Html => write::write(&html::read(text), highest),
        }
    }
}
