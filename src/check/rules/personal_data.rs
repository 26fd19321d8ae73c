//! An e-mail address or a telephone number in a tracked document.

mod address;
mod number;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "personal-data",
        group: RuleGroup::Privacy,
        level: Level::Warning,
        since: "0.1.0",
        summary: "an e-mail address or a telephone number stands in a document",
        what: "Reports e-mail addresses and telephone numbers in the front matter and the body of a document. \
            Addresses that exist in documentation alone (`@example.com`, `.test`), senders such as `noreply@`, \
            and what `personal_data: allow:` in `pm.yaml` names are fine.",
        why: "A file in git cannot be forgotten: who asks to be deleted stays in every clone and every old commit. \
            Customers can be named by the id of a `customer`, and colleagues by their handle.",
        example: "
```markdown feedback/FB-1-export.md
---
id: FB-1
title: Wants the roadmap in a spreadsheet
status: new
---

Call back Erika at +49 30 9018 20 or erika.muster@gasag-kunde.de.
```",
        instead: "
```markdown feedback/FB-1-export.md
---
id: FB-1
title: Wants the roadmap in a spreadsheet
status: new
---

Call back the buyer of CUST-4; the number is in the customer system.
```

An address that everybody may know is allowed in `pm.yaml`:

```yaml pm.yaml
personal_data:
  allow: [support@tideline.eu, \"@tideline.eu\"]
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let text = &*context.artifact.text;
    let allowed = &context.plan.config.allowed_personal_data;
    let mut report = |span: Span, what: &str| {
        let finding =
            findings.at(context.path(), span, format!("{what} stands in a document that git keeps for good"));
        finding.help.push("name the customer or the colleague by id or handle instead".into());
        finding.help.push("or allow it in pm.yaml under `personal_data: allow:`".into());
    };
    for (span, word) in found(text, allowed) {
        report(span, if word == ADDRESS { "an e-mail address" } else { "a telephone number" });
    }
}

/// What stands for an address and for a number where they are taken out of a text.
const ADDRESS: &str = "[address]";
const NUMBER: &str = "[number]";

/// The addresses and numbers in a text that are not allowed, in its order, each with a word that may stand for it.
pub(in crate::check) fn found(text: &str, allowed: &[String]) -> Vec<(Span, &'static str)> {
    let addresses = address::addresses(text).into_iter().map(|span| (span, ADDRESS));
    let numbers = number::numbers(text).into_iter().map(|span| (span, NUMBER));
    let is_free = |(span, word): &(Span, &str)| match *word {
        ADDRESS => !is_allowed_address(span.slice(text), allowed),
        _ => !is_allowed_number(span.slice(text), allowed),
    };
    let mut found: Vec<(Span, &'static str)> = addresses.chain(numbers).filter(is_free).collect();
    found.sort_by_key(|(span, _)| span.start());
    found
}

/// Whether an address is allowed itself, or by its domain: `@example.com`.
fn is_allowed_address(address: &str, allowed: &[String]) -> bool {
    let domain = address.rfind('@').map_or("", |at| &address[at..]);
    allowed
        .iter()
        .any(|allowed| allowed.eq_ignore_ascii_case(address) || allowed.eq_ignore_ascii_case(domain))
}

/// Whether a number is allowed, however its digits are grouped.
fn is_allowed_number(number: &str, allowed: &[String]) -> bool {
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let number = digits(number);
    allowed.iter().any(|allowed| !allowed.contains('@') && digits(allowed) == number)
}
