//! The name of a customer where customers may not be seen.

use crate::check::{AudienceContext, Findings, Look, NameRule, Names, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::artifact::Artifact;
use crate::model::key::ALIASES;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "revealed-customer",
        group: RuleGroup::Audience,
        level: Level::Error,
        since: "0.1.0",
        summary: "a text names a customer whom its audience may not see",
        what: "Looks in every text that the audience sees for the title of a customer that it does not see, or \
            another name from its `aliases`: as whole words, in any letter case, with or without the legal form \
            at the end. Ids need no rule, for they are left out by themselves. Runs with `--audience` alone.",
        why: "Who buys is for the customer to tell. The document of the customer is hidden, but a sentence \
            elsewhere gives the name away.",
        example: r"
```yaml pm.yaml
audiences:
  readers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown customers/CUST-1-aldermoor.md
---
id: CUST-1
title: Aldermoor Energy Ltd
status: active
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Aldermoor Energy moves its plan over in a day.
visibility: public
---
```
",
        instead: r"
```yaml pm.yaml
audiences:
  readers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown customers/CUST-1-aldermoor.md
---
id: CUST-1
title: Aldermoor Energy Ltd
status: active
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: A supplier moves its plan over in a day.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

/// The kind whose artifacts are customers.
const CUSTOMER: &str = "customer";

/// What is left out of a name when people speak.
const LEGAL_FORMS: [&str; 16] = [
    "ab", "ag", "as", "bv", "co", "corp", "gmbh", "inc", "llc", "llp", "ltd", "limited", "nv", "plc", "sa",
    "srl",
];

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    let mut names: Names<&Artifact> = Names::new();
    for customer in context.withheld().filter(|artifact| context.plan.kind(artifact).name == CUSTOMER) {
        names.add(&customer.title, NameRule::AnyCase, customer);
        names.add(spoken(&customer.title), NameRule::AnyCase, customer);
        for alias in customer.get(context.plan.kind(customer), ALIASES).unwrap_or_default() {
            names.add(alias, NameRule::AnyCase, customer);
        }
    }
    if names.is_empty() {
        return;
    }
    for (artifact, text) in context.texts() {
        for (stretch, customer) in names.in_text(&text.text) {
            let message = format!(
                "`{}` is {}, whom {} may not see",
                stretch.slice(&text.text),
                customer.label(),
                context.audience.name
            );
            let finding = context.report(findings, (artifact, text), stretch, message);
            let place = customer
                .title_span
                .map_or(Place::file(&customer.path), |span| Place::at(&customer.path, span));
            finding.related.push((place, "the customer".to_owned()));
            finding
                .help
                .push("say what kind of customer it is, or hide the text from this audience".to_owned());
        }
    }
}

/// A name without the legal form at its end.
fn spoken(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((rest, last)) = name.rsplit_once(char::is_whitespace) {
        let form = last.trim_matches('.').to_lowercase().replace('.', "");
        if !LEGAL_FORMS.contains(&form.as_str()) && form != "&" {
            break;
        }
        name = rest.trim_end_matches([',', ' ']);
    }
    name
}
