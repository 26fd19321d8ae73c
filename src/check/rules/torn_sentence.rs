//! A text that lost a word because it named something hidden.

use crate::check::{AudienceContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "torn-sentence",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a text names something hidden, which is left out of the sentence",
        what: "Reports an id or a link in a text that the audience sees, where it leads to what the audience does not \
            see. It is taken out of what is shown. An id in brackets of its own is not reported, for the sentence \
            around it stays whole. Runs with `--audience` alone.",
        why: "\"See DEC-3 for why\" becomes \"See for why\". Nothing is given away, but readers see that something \
            is missing.",
        example: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown decisions/DEC-1-format.md
---
id: DEC-1
title: One format for all
status: accepted
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move in the format of DEC-1 between tools.
visibility: public
---
```
",
        instead: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown decisions/DEC-1-format.md
---
id: DEC-1
title: One format for all
status: accepted
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move in one format (DEC-1) between tools.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    for (artifact, seen) in context.seen() {
        for left_out in seen.left_out.iter().filter(|left_out| !left_out.is_aside) {
            let within = match &left_out.field {
                Some(field) => format!(" of `{field}`"),
                None => String::new(),
            };
            let message = format!(
                "`{}` is left out{within} for {}, who may not see it",
                left_out.written, context.audience.name
            );
            let finding = findings.at(&artifact.path, left_out.span, message);
            finding.help.push("put it in brackets of its own, or write the sentence without it".to_owned());
        }
    }
}
