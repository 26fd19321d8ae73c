//! A date outside the company that lies further ahead than anybody can see.

use crate::check::{AudienceContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::values::{Date, FiscalYear, Period, Resolution, Target};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "distant-promise",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a public item shows a date more than two quarters ahead",
        what: "For an audience outside the company: a day or a period that it sees of something open or under way \
            begins after the second quarter from now. Judged by what is shown, so that an audience which sees \
            horizons at most has no finding. Runs with `--audience` alone.",
        why: "Readers take a date for a promise. Half a year ahead it is a guess, which is remembered when it \
            moves.",
        example: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome, announced]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move between tools without copying.
visibility: public
announced: 2027-Q4
---
```
",
        instead: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome, announced]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move between tools without copying.
visibility: public
announced: later
---
```
",
    },
    look: Look::Audience(look),
};

/// How many quarters after the present one may be promised.
const QUARTERS: usize = 2;

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    if !context.audience.is_public {
        return;
    }
    let fiscal_year = &context.plan.config.fiscal_year;
    let Some(limit) = limit(context.today, fiscal_year) else { return };
    for (artifact, seen) in context.seen() {
        if artifact.is_closed(context.plan.kind(artifact)) {
            continue;
        }
        for date in &seen.dates {
            let Target::Period(period) = date.shown else { continue };
            if period.first_day(fiscal_year) <= limit {
                continue;
            }
            let message = format!(
                "{} is shown {} of {} in `{}`, more than two quarters ahead",
                context.audience.name,
                period,
                artifact.label(),
                date.field
            );
            let finding = findings.at(&artifact.path, date.span, message);
            finding.help.push(format!("say a horizon such as `later`, or a day until {limit}"));
        }
    }
}

/// The last day that may be promised.
fn limit(today: Date, fiscal_year: &FiscalYear) -> Option<Date> {
    let present = Period::fiscal_containing(today, Resolution::Quarter, fiscal_year);
    let last = (0..QUARTERS).try_fold(present, |quarter, _| quarter.following())?;
    Some(last.last_day(fiscal_year))
}
