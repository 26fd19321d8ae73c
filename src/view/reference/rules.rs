//! The page of the rules of `pm check`.

use super::head;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::text::words::capitalised;

/// The page of `rules`, a chapter for each group.
pub(crate) fn rules(rules: &[&RuleText]) -> String {
    let mut page = head(
        "Rules",
        "What `pm check` finds.\n`pm explain RULE` prints the same.\nA level is changed under `levels:` in \
         [pm.yaml](config.md); a finding at or above `--fail-on` makes the exit code 1.",
    );
    for group in RuleGroup::ALL {
        let members: Vec<&&RuleText> = rules.iter().filter(|rule| rule.group == group).collect();
        if members.is_empty() {
            continue;
        }
        page.push_str(&format!("\n## {}\n\n", capitalised(group.name())));
        for rule in &members {
            page.push_str(&format!("- [`{0}`](#{0}): {1}\n", rule.name, rule.summary));
        }
        for rule in members {
            page.push_str(&format!(
                "\n### {}\n\nLevel {}, since {}.\n",
                rule.name,
                rule.level.name(),
                rule.since
            ));
            let sections = [
                ("What it does", rule.what),
                ("Why", rule.why),
                ("Example", rule.example),
                ("Instead", rule.instead),
            ];
            for (title, text) in sections {
                page.push_str(&format!("\n#### {title}\n\n{}\n", text.trim()));
            }
        }
    }
    page
}
