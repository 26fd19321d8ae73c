//! A rule of the repository's own that can apply to nothing.

use crate::check::own::{compile, config_path};
use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::query::Environment;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "rule-never-applies",
        group: RuleGroup::Configuration,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a rule in pm.yaml can apply to nothing",
        what: "Reports a rule under `rules:` whose `when` contradicts itself, so that no artifact or link can ever \
            fulfil it, whatever is written.",
        why: "The rule finds nothing, today and always. Whoever wrote it believes that something is checked.",
        example: r#"
```yaml pm.yaml
rules:
  - name: unowned
    kind: requirement
    when: status == "approved" && status == "building"
    assert: has(owner)
    message: nobody owns it
```
"#,
        instead: r#"
```yaml pm.yaml
rules:
  - name: unowned
    kind: requirement
    when: status == "approved" || status == "building"
    assert: has(owner)
    message: nobody owns it
```
"#,
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    if context.plan.config.rules.is_empty() {
        return;
    }
    let environment = Environment::new(context.plan, context.today);
    for rule in compile(&environment).0 {
        if let Some(fault) = rule.never_applies() {
            let message = format!("the rule {} can never apply: {}", rule.rule.name, fault.message);
            findings.at(&config_path(), fault.span, message).help.extend(fault.help);
        }
    }
}
