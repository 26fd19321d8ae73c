//! A changelog as Keep a Changelog writes it.

use super::{Change, Changelog, Released, TYPES};

pub(super) const HEADER: &str = "# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).
";

impl Changelog {
    /// The whole file, or the part of it that was asked for.
    pub(crate) fn markdown(&self) -> String {
        let mut text = String::new();
        let is_whole = self.unreleased.is_some() && !self.versions.is_empty();
        if is_whole {
            text.push_str(HEADER);
        }
        let mut sections = Vec::new();
        if let Some(unreleased) = &self.unreleased {
            let link = self.links.unreleased(self.versions.first().map(|newest| newest.tag.as_str()));
            let name = if link.is_some() { "[Unreleased]" } else { "Unreleased" };
            sections.push(format!("## {name}\n{}", changes(unreleased)));
        }
        sections.extend(self.versions.iter().map(|version| version.section(version.link.is_some())));
        for section in sections {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&section);
        }
        let references = self.references();
        if !references.is_empty() {
            text.push_str(&format!("\n{references}"));
        }
        text
    }

    fn references(&self) -> String {
        let newest = self.versions.first().map(|newest| newest.tag.as_str());
        let unreleased = self
            .unreleased
            .as_ref()
            .and_then(|_| self.links.unreleased(newest))
            .map(|link| format!("[Unreleased]: {link}\n"));
        let versions = self
            .versions
            .iter()
            .filter_map(|version| Some(format!("[{}]: {}\n", version.version, version.link.as_ref()?)));
        unreleased.into_iter().chain(versions).collect()
    }
}

impl Released {
    /// `2.4.1 - 2026-05-20 [YANKED]`.
    pub(super) fn heading(&self, linked: bool) -> String {
        let mut heading = if linked { format!("[{}]", self.version) } else { self.version.clone() };
        if let Some(date) = &self.date {
            heading.push_str(&format!(" - {date}"));
        }
        if self.yanked {
            heading.push_str(" [YANKED]");
        }
        heading
    }

    /// The section with its heading; ends with one line feed.
    pub(super) fn section(&self, linked: bool) -> String {
        let reason = self.reason.as_ref().map_or_else(String::new, |reason| format!("\n{reason}\n"));
        format!("## {}\n{reason}{}", self.heading(linked), changes(&self.changes))
    }
}

fn changes(changes: &[Change]) -> String {
    let mut text = String::new();
    for (word, title) in TYPES {
        let lines: Vec<String> = changes
            .iter()
            .filter(|change| change.r#type == word)
            .map(|change| {
                let breaking = if change.breaking { "**Breaking:** " } else { "" };
                format!("- {breaking}{}\n", change.sentence())
            })
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n### {title}\n\n{}", lines.concat()));
        }
    }
    text
}
