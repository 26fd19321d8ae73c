//! What there is to know about a rule besides its findings: name, group, level and documentation.
//!
//! One shape for the rules that loading reports and for those of `check`. `pm explain`, the
//! reference pages and the SARIF report are made of it. Does not know how a rule finds what it finds.

use std::borrow::Cow;

use crate::diagnostic::Level;

/// The documentation of one rule. All texts are Markdown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct RuleText {
    /// Kebab-case; names the fault, so that "allow dangling-link" reads well.
    pub(crate) name: &'static str,
    pub(crate) group: RuleGroup,
    /// The level where `pm.yaml` says nothing else.
    pub(crate) level: Level,
    /// The version of `pm` that brought the rule: `0.1.0`.
    pub(crate) since: &'static str,
    /// One fragment for lists of rules, without a final period: `a link leads to no artifact`.
    pub(crate) summary: &'static str,
    /// What it does: which documents give a finding.
    pub(crate) what: &'static str,
    /// Why that is bad, in the reader's terms.
    pub(crate) why: &'static str,
    /// A document that gives a finding. A fenced block whose info string ends in a path
    /// (`` ```markdown requirements/REQ-1-export.md ``) is a file; tests load these files.
    pub(crate) example: &'static str,
    /// The same document as it should be, in the same form.
    pub(crate) instead: &'static str,
}

/// What a rule looks at; the chapters of the rule reference, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum RuleGroup {
    /// Whether a file can be read at all.
    File,
    /// The values in the front matter.
    Fields,
    /// Ids, file names and places.
    Identity,
    Links,
    /// The body: sections, checklists, placeholder text.
    Content,
    Workflow,
    /// Dates, releases and what depends on what.
    Planning,
    /// What should not be in a repository: personal data.
    Privacy,
    /// What would be odd or revealing in what an audience gets.
    Audience,
    /// The configuration in `pm.yaml`.
    Configuration,
}

impl RuleGroup {
    pub(crate) const ALL: [Self; 10] = [
        Self::File,
        Self::Fields,
        Self::Identity,
        Self::Links,
        Self::Content,
        Self::Workflow,
        Self::Planning,
        Self::Privacy,
        Self::Audience,
        Self::Configuration,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Fields => "fields",
            Self::Identity => "identity",
            Self::Links => "links",
            Self::Content => "content",
            Self::Workflow => "workflow",
            Self::Planning => "planning",
            Self::Privacy => "privacy",
            Self::Audience => "audience",
            Self::Configuration => "configuration",
        }
    }
}

impl RuleText {
    /// The whole documentation as Markdown, from the second heading level on; the heading of the
    /// first level, the name, is the caller's.
    pub(crate) fn documentation(&self) -> String {
        let Self { what, why, example, instead, .. } = self;
        let section = |title: &str, text: &str| format!("## {title}\n\n{}\n", text.trim());
        [
            section("What it does", what),
            section("Why", why),
            section("Example", example),
            section("Instead", instead),
        ]
        .join("\n")
    }

    /// What reports need of it.
    pub(crate) fn card(&self) -> RuleCard<'_> {
        RuleCard {
            summary: self.summary.into(),
            level: self.level,
            group: Some(self.group.name()),
            what: Some(self.what.into()),
            documentation: Some(self.documentation()),
            url: None,
        }
    }
}

/// A rule as reports describe it; also for a rule of the repository's own, which has no more than a
/// summary.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct RuleCard<'a> {
    pub(crate) summary: Cow<'a, str>,
    pub(crate) level: Level,
    pub(crate) group: Option<&'a str>,
    /// One paragraph of Markdown: which documents give a finding.
    pub(crate) what: Option<Cow<'a, str>>,
    /// The whole documentation as Markdown.
    pub(crate) documentation: Option<String>,
    pub(crate) url: Option<String>,
}

/// Looks rules up by name.
pub(crate) trait RuleTexts {
    fn card(&self, rule: &str) -> Option<RuleCard<'_>>;
}

impl RuleTexts for &[RuleText] {
    fn card(&self, rule: &str) -> Option<RuleCard<'_>> {
        self.iter().find(|text| text.name == rule).map(RuleText::card)
    }
}

/// Two lists of rules as one; the first is asked first.
impl<A: RuleTexts, B: RuleTexts> RuleTexts for (A, B) {
    fn card(&self, rule: &str) -> Option<RuleCard<'_>> {
        self.0.card(rule).or_else(|| self.1.card(rule))
    }
}

/// A file in the example of a rule.
#[cfg(test)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sample<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: String,
}

/// The files in a piece of rule documentation: its fenced blocks that name a path.
#[cfg(test)]
pub(crate) fn samples(markdown: &str) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    let mut open: Option<(usize, Option<Sample<'_>>)> = None;
    for line in markdown.lines() {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        open = match open {
            Some((fence, sample)) if ticks >= fence && line[ticks..].trim().is_empty() => {
                samples.extend(sample);
                None
            }
            Some((fence, mut sample)) => {
                if let Some(sample) = &mut sample {
                    sample.text.push_str(line);
                    sample.text.push('\n');
                }
                Some((fence, sample))
            }
            None if ticks >= 3 => {
                let path = line[ticks..].split_whitespace().nth(1);
                Some((ticks, path.map(|path| Sample { path, text: String::new() })))
            }
            None => None,
        };
    }
    samples
}

/// Why a rule's texts are not fit for print: for the tests over each list of rules.
#[cfg(test)]
pub(crate) fn defects(rules: &[RuleText]) -> Vec<String> {
    let mut defects = Vec::new();
    for rule in rules {
        let mut defect = |text: &str| defects.push(format!("{}: {text}", rule.name));
        let kebab = rule.name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !kebab {
            defect("the name is not in kebab-case");
        }
        if semver::Version::parse(rule.since).is_err() {
            defect("since is no version");
        }
        if rule.summary.trim().is_empty() || rule.summary.ends_with('.') || rule.summary.contains('\n') {
            defect("the summary is not one fragment without a final period");
        }
        for (section, text) in [("what", rule.what), ("why", rule.why)] {
            if !text.trim_end().ends_with(['.', '`']) {
                defect(&format!("the section {section} is not made of sentences"));
            }
        }
        for (section, text) in [("example", rule.example), ("instead", rule.instead)] {
            if text.trim().is_empty() {
                defect(&format!("the section {section} is missing"));
            }
            let fences = text.lines().filter(|line| line.starts_with("```")).count();
            if fences % 2 != 0 {
                defect(&format!("a block in the section {section} is not closed"));
            }
        }
    }
    for pair in rules.windows(2) {
        if pair[0].name >= pair[1].name {
            defects.push(format!("{} and {} are not in order", pair[0].name, pair[1].name));
        }
    }
    defects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fenced_blocks_that_name_a_path_are_files() {
        let text = "Words.\n\n```markdown a/b.md\n---\nid: X-1\n---\n```\n\n```sh\npm check\n```\n\n````markdown c.md\n```\nx\n```\n````\n";
        assert_eq!(
            samples(text),
            [
                Sample { path: "a/b.md", text: "---\nid: X-1\n---\n".to_owned() },
                Sample { path: "c.md", text: "```\nx\n```\n".to_owned() },
            ]
        );
    }

    #[test]
    fn the_documentation_has_its_four_sections_in_order() {
        let rule = RuleText {
            name: "dangling-link",
            group: RuleGroup::Links,
            level: Level::Error,
            since: "0.1.0",
            summary: "a link leads to no artifact",
            what: "Reports links.",
            why: "Because.",
            example: "\n```yaml pm.yaml\na: 1\n```\n",
            instead: "Write it.",
        };
        insta::assert_snapshot!(rule.documentation(), @r"
        ## What it does

        Reports links.

        ## Why

        Because.

        ## Example

        ```yaml pm.yaml
        a: 1
        ```

        ## Instead

        Write it.
        ");
    }

    #[test]
    fn two_lists_are_asked_one_after_the_other() {
        let text = |name, summary| RuleText {
            name,
            group: RuleGroup::File,
            level: Level::Note,
            since: "0.1.0",
            summary,
            what: "",
            why: "",
            example: "",
            instead: "",
        };
        let (first, second) = ([text("a", "one")], [text("a", "two"), text("b", "three")]);
        let both = (first.as_slice(), second.as_slice());
        let summary = |name| both.card(name).map(|card| card.summary.into_owned());
        assert_eq!(
            [summary("a"), summary("b"), summary("c")],
            [Some("one".into()), Some("three".into()), None]
        );
    }

    #[test]
    fn rules_out_of_order_or_without_texts_are_named() {
        let rule = RuleText {
            name: "Bad_name",
            group: RuleGroup::File,
            level: Level::Error,
            since: "one",
            summary: "ends.",
            what: "",
            why: "no sentence",
            example: "```yaml",
            instead: "",
        };
        assert_eq!(defects(&[rule, rule]).len(), 2 * 7 + 1);
    }

    #[test]
    fn groups_have_distinct_names_in_the_order_of_the_reference() {
        assert!(RuleGroup::ALL.windows(2).all(|pair| pair[0] < pair[1] && pair[0].name() != pair[1].name()));
    }
}
