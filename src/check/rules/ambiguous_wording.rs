//! Two statuses that an audience cannot tell apart, though they mean different things.

use crate::check::own::config_path;
use crate::check::{AudienceContext, Findings, Look, Rule};
use crate::config::place_in;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::workflow::Status;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "ambiguous-wording",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "an audience has one word for two statuses of different categories",
        what: "Reports two statuses of one kind that `wording` of an audience calls the same, where one is of \
            another category than the other: open, active, done or dropped. Runs with `--audience` alone.",
        why: "The audience gets one status in the place of two, and it counts as the first of them: what is with \
            customers may be shown as still being built, or the other way round.",
        example: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [requirement]
    fields: [title, status]
    wording: {building: Available soon, done: Available soon}
```
",
        instead: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [requirement]
    fields: [title, status]
    wording: {building: Available soon, done: Available}
```
",
    },
    look: Look::Audience(look),
};

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    for kind in context.exposure.plan.config.kinds.iter().filter(|kind| kind.workflow.field.is_some()) {
        let whole = context.plan.config.kinds.iter().find(|whole| whole.name == kind.name);
        let statuses: Vec<&Status> = whole
            .into_iter()
            .flat_map(|whole| &whole.workflow.statuses)
            .filter(|it| is_seen(context, it))
            .collect();
        for (at, later) in statuses.iter().enumerate() {
            let wording = wording(context, later);
            let earlier = statuses[..at]
                .iter()
                .find(|it| self::wording(context, it) == wording && it.category != later.category);
            let Some(earlier) = earlier else { continue };
            let place = |status: &Status| place(context, &status.name);
            let message = format!(
                "{} calls a {} `{wording}` that is {} and one that is {}",
                context.audience.name,
                kind.name,
                earlier.category.name(),
                later.category.name()
            );
            let Some(span) = place(later).or_else(|| place(earlier)) else { continue };
            let finding = findings.at(&config_path(), span, message);
            if let Some(other) = place(earlier).filter(|other| *other != span) {
                let said = format!("of `{}` it is said too", earlier.name);
                finding.related.push((Place::at(&config_path(), other), said));
            }
            finding.help.push(format!("find another word for `{}` or for `{}`", earlier.name, later.name));
        }
    }
}

fn is_seen(context: &AudienceContext<'_>, status: &Status) -> bool {
    let named = &context.audience.statuses;
    named.is_empty() || named.iter().any(|word| *word == status.name || word == status.category.name())
}

fn wording<'a>(context: &AudienceContext<'a>, status: &'a Status) -> &'a str {
    context.audience.wording.get(&status.name).map_or(&status.name, String::as_str)
}

fn place(context: &AudienceContext<'_>, status: &str) -> Option<Span> {
    place_in(&context.plan.config_text, &["audiences", context.key, "wording", status])
}
