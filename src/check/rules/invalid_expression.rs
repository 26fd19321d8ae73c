//! An expression in `pm.yaml` that cannot be used.

use crate::check::own::{compile, config_path};
use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::query::Environment;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "invalid-expression",
        group: RuleGroup::Configuration,
        level: Level::Error,
        since: "0.1.0",
        summary: "an expression in pm.yaml cannot be read",
        what: "Reports an expression under `rules:`, `ready:` or `scores:` that is not well formed, that uses a name which no \
            artifact of its kinds has, or that compares what cannot be compared; also one between braces in the \
            `message` of a rule. The rule or the score is left out until it is mended.",
        why: "A rule with a misspelt name would find nothing and look as if all were well. Names and types are \
            therefore checked before anything is evaluated, whether or not an artifact exists that would show the \
            mistake.",
        example: r#"
```yaml pm.yaml
rules:
  - name: unowned
    kind: requirement
    when: status == "aproved"
    assert: has(ownr)
    message: "{title} is approved and nobody owns it"
```
"#,
        instead: r#"
```yaml pm.yaml
rules:
  - name: unowned
    kind: requirement
    when: status == "approved"
    assert: has(owner)
    message: "{title} is approved and nobody owns it"
```
"#,
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let config = &context.plan.config;
    if config.rules.is_empty() && config.scores.is_empty() && config.ready.is_empty() {
        return;
    }
    let environment = Environment::new(context.plan, context.today);
    for fault in compile(&environment).1 {
        findings.at(&config_path(), fault.span, fault.message).help.extend(fault.help);
    }
}
