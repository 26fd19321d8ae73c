//! A level for a rule that does not exist.

use crate::check::own::config_path;
use crate::check::{Findings, Look, PlanContext, Rule, all_rules};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::text::words::nearest;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unknown-rule",
        group: RuleGroup::Configuration,
        level: Level::Error,
        since: "0.1.0",
        summary: "pm.yaml sets the level of a rule that does not exist",
        what: "Reports a name under `levels:` in `pm.yaml` that is neither a rule of `pm` nor one of the \
            repository's own under `rules:`.",
        why: "The level counts for nothing. The rule that was meant goes on as before: it fails builds that it was \
            to spare, or spares those that it was to fail.",
        example: r"
```yaml pm.yaml
levels:
  dangling-links: warning
```
",
        instead: r"
```yaml pm.yaml
levels:
  dangling-link: warning
```

`pm explain` lists all rules.",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let config = &context.plan.config;
    let own = || config.rules.iter().map(|rule| rule.name.as_str());
    let shipped = || all_rules().into_iter().map(|text| text.name);
    for (name, level) in config.levels.named() {
        if own().chain(shipped()).any(|known| known == name) {
            continue;
        }
        let finding = findings.at(&config_path(), level.span, format!("there is no rule `{name}`"));
        finding.help.push(nearest(name, own().chain(shipped())).map_or_else(
            || "run `pm explain` for a list of all rules".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ));
    }
}
