//! The name of a person where people may not be seen.

use crate::check::{AudienceContext, Findings, Look, NameRule, Names, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "revealed-person",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a text names a person where its audience may not see people",
        what: "Looks in every text that the audience sees for the people of `pm.yaml`, where `people` of the audience \
            is not true: their full names, the first word of them, their handles and their accounts. A handle or \
            first name that is an English word, such as `may`, counts behind an `@` alone. Runs with \
            `--audience` alone.",
        why: "Fields that say who does something are left out for this audience; a sentence that says it is not. \
            Colleagues are then called by strangers, or found by recruiters.",
        example: r"
```yaml pm.yaml
people:
  ana: {name: Ana Lopez}
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Ana Lopez moves a plan over in a day.
visibility: public
---
```
",
        instead: r"
```yaml pm.yaml
people:
  ana: {name: Ana Lopez}
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: You move a plan over in a day.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

/// Words that are names too.
const WORDS: [&str; 34] = [
    "april", "art", "august", "bill", "bob", "chase", "dawn", "drew", "faith", "frank", "grace", "grant",
    "hope", "hunter", "jack", "joy", "june", "mark", "max", "may", "miles", "page", "pat", "pm", "ray",
    "rich", "rob", "rose", "sky", "sue", "support", "team", "will", "win",
];

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    if context.audience.people {
        return;
    }
    let mut names: Names<&str> = Names::new();
    for (handle, person) in &context.plan.config.people {
        let mut add = |name: &str| {
            let is_word = WORDS.contains(&name.to_lowercase().as_str());
            let rule = if is_word { NameRule::BehindAt } else { NameRule::AsWritten };
            names.add(name, rule, handle.as_str());
        };
        add(handle);
        let mut words = person.name.split_whitespace();
        words.next().into_iter().for_each(&mut add);
        if words.next().is_some() {
            names.add(&person.name, NameRule::AnyCase, handle.as_str());
        }
        for account in &person.accounts {
            let rule = if account.starts_with('@') { NameRule::BehindAt } else { NameRule::AnyCase };
            names.add(account.trim_start_matches('@'), rule, handle.as_str());
        }
    }
    if names.is_empty() {
        return;
    }
    for (artifact, text) in context.texts() {
        for (stretch, handle) in names.in_text(&text.text) {
            let message = format!(
                "`{}` is `{handle}`, and {} may not see people",
                stretch.slice(&text.text),
                context.audience.name
            );
            let finding = context.report(findings, (artifact, text), stretch, message);
            finding.help.push("say which role or team it is, or hide the text from this audience".to_owned());
        }
    }
}
