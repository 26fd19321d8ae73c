//! An amount of money in a text that is read outside the company.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{AudienceContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::values::Currency;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "revealed-amount",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a text for readers outside the company holds an amount of money",
        what: "For an audience outside the company: looks in every text that it sees for a number with the sign or \
            the code of a currency before or behind it, such as `€40k`, `1,200 USD` or `2 million euros`. Fields \
            that hold money are not looked at, as they are shown only where they are listed; nor is code. Runs \
            with `--audience` alone.",
        why: "Revenue, cost and the value of a deal are written into sentences, and from there they go out. A price \
            that is public already is the exception, which `levels:` can spare.",
        example: r"
```yaml pm.yaml
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
outcome: We win back EUR 1.2m of renewals, €40k of them this year.
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

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move between tools without copying.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

/// A number with its unit on one side; group `code` holds letters that have to be the code of a currency.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"\d(?:[\d.,'’\u{a0}\u{202f}]*\d)?(?: ?(?:[kKmM]|bn|[kM]io|million|thousand|billion)\b)?";
    let sign = r"[€$£¥₹₩]";
    let before = format!(r"(?:{sign}|\b(?P<before>[A-Z]{{3}}))[ \u{{a0}}\u{{202f}}]?{number}");
    let behind = format!(
        r"\b{number}[ \u{{a0}}\u{{202f}}]?(?:{sign}|(?P<behind>[A-Z]{{3}})\b|(?:euros?|dollars?|pounds sterling)\b)"
    );
    Regex::new(&format!("{before}|{behind}")).ok()
});

/// Codes of currencies that are words in capital letters more often.
const WORDS: [&str; 9] = ["ALL", "CUP", "LAK", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"];

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    let Some(pattern) = AMOUNT.as_ref().filter(|_| context.audience.is_public) else { return };
    for (artifact, text) in context.texts() {
        for found in pattern.captures_iter(&text.text) {
            let Some(whole) = found.get(0) else { continue };
            let code = found.name("before").or_else(|| found.name("behind"));
            let is_money = code
                .is_none_or(|code| Currency::parse(code.as_str()).is_ok() && !WORDS.contains(&code.as_str()));
            if !is_money || (text.field.is_none() && is_code(&text.text[..whole.start()])) {
                continue;
            }
            let stretch = Span::new(whole.start(), whole.end());
            let message = format!(
                "`{}` is an amount of money that {} gets to see",
                whole.as_str(),
                context.audience.name
            );
            let finding = context.report(findings, (artifact, text), stretch, message);
            finding.help.push("say it without the amount, or hide the text from this audience".to_owned());
        }
    }
}

/// Whether a text ends within code: between backticks, or in a block with a fence.
fn is_code(before: &str) -> bool {
    let fences = before.lines().filter(|line| line.trim_start().starts_with("```")).count();
    let line = before.rsplit('\n').next().unwrap_or_default();
    fences % 2 == 1 || line.matches('`').count() % 2 == 1
}
