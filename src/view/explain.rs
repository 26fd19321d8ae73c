//! What there is to know about a rule, and the list of all rules.

use serde::Serialize;

use super::View;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::page::{Block, Column, Inline, Page, Row, Table, Text, Tone};

/// The documentation of one rule.
#[derive(Serialize)]
pub(crate) struct Explanation {
    name: &'static str,
    group: &'static str,
    level: &'static str,
    since: &'static str,
    summary: &'static str,
    what: &'static str,
    why: &'static str,
    example: &'static str,
    instead: &'static str,
}

impl Explanation {
    pub(crate) fn of(text: &RuleText) -> Self {
        Self {
            name: text.name,
            group: text.group.name(),
            level: text.level.name(),
            since: text.since,
            summary: text.summary,
            what: text.what,
            why: text.why,
            example: text.example,
            instead: text.instead,
        }
    }
}

impl View for Explanation {
    const NAME: &'static str = "rule";

    fn page(&self) -> Page {
        let section = |title: &str, prose: &str| {
            [Block::Heading { level: 1, text: title.into() }, Block::Prose(prose.trim().to_owned())]
        };
        let mut blocks = vec![Block::Facts(vec![
            ("Group".into(), self.group.into()),
            ("Level".into(), format!("{}, unless `levels:` in pm.yaml says otherwise", self.level).into()),
            ("Since".into(), self.since.into()),
        ])];
        blocks.extend(section("What it does", self.what));
        blocks.extend(section("Why", self.why));
        blocks.extend(section("Example", self.example));
        blocks.extend(section("Instead", self.instead));
        Page { title: self.name.into(), summary: self.summary.into(), blocks }
    }
}

/// All rules in a table each group.
#[derive(Serialize)]
pub(crate) struct RuleList {
    rules: Vec<RuleLine>,
}

#[derive(Serialize)]
struct RuleLine {
    name: &'static str,
    group: &'static str,
    level: &'static str,
    summary: &'static str,
}

impl RuleList {
    pub(crate) fn of(texts: &[&'static RuleText]) -> Self {
        let rules = RuleGroup::ALL
            .iter()
            .flat_map(|group| texts.iter().filter(move |text| text.group == *group))
            .map(|text| RuleLine {
                name: text.name,
                group: text.group.name(),
                level: text.level.name(),
                summary: text.summary,
            })
            .collect();
        Self { rules }
    }
}

impl View for RuleList {
    const NAME: &'static str = "rules";

    fn page(&self) -> Page {
        let columns = vec![
            Column::text("rule", "Rule", false),
            Column::text("group", "Group", false),
            Column::text("level", "Level", false),
            Column::text("summary", "What it finds", true),
        ];
        let rows = self
            .rules
            .iter()
            .map(|rule| Row {
                cells: vec![
                    Text::from(Inline::Toned(Tone::Id, rule.name.into())),
                    rule.group.into(),
                    rule.level.into(),
                    rule.summary.into(),
                ],
                depth: 0,
            })
            .collect();
        Page {
            title: "Rules".into(),
            summary: "`pm explain RULE` tells why, with an example".into(),
            blocks: vec![Block::Table(Table { columns, rows })],
        }
    }
}
