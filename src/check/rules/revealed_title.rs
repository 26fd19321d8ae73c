//! The title or codename of something hidden, in a text that is seen.

use std::collections::BTreeSet;

use crate::check::{AudienceContext, Findings, Look, NameRule, Names, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::artifact::Artifact;
use crate::model::value::Value;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "revealed-title",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a text repeats the title or codename of something hidden",
        what: "Looks in every text that the audience sees for the title of an artifact that it may not know \
            of, where the title has at least two words, and outside the company for the `codename` of any release \
            whose codename it does not see: as whole words, a single word as it is written. Within the company what an audience may not know \
            of is what `visibility` hides from it. What something that is seen is called too is \
            passed over; customers have `revealed-customer`. Runs with `--audience` alone.",
        why: "A name from inside tells that there is something, and what is asked for next is when it comes.",
        example: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown releases/REL-1-compass.md
---
id: REL-1
title: Compass
status: planned
codename: Compass
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: With Compass, plans move between tools.
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

```markdown releases/REL-1-compass.md
---
id: REL-1
title: Compass
status: planned
codename: Compass
---
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move between tools.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

const CODENAME: &str = "codename";
const CUSTOMER: &str = "customer";

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    let shown: BTreeSet<String> = context
        .seen()
        .flat_map(|(_, seen)| titles(context, seen))
        .map(|title| title.to_lowercase())
        .collect();
    let mut names: Names<(&Artifact, Span)> = Names::new();
    let mut add = |written: &str, is_codename: bool, artifact, span| {
        let has_words = written.split_whitespace().nth(1).is_some();
        if (has_words || is_codename) && !shown.contains(&written.to_lowercase()) {
            let rule = if has_words { NameRule::AnyCase } else { NameRule::AsWritten };
            names.add(written, rule, (artifact, span));
        }
    };
    for artifact in context.withheld().filter(|artifact| context.plan.kind(artifact).name != CUSTOMER) {
        if let Some(span) = artifact.title_span {
            add(&artifact.title, false, artifact, span);
        }
    }
    let releases = context.plan.artifacts.iter().filter(|_| context.audience.is_public);
    for artifact in releases {
        // Where the audience sees the codename itself, it is among what is shown.
        if let Some((codename, span)) = codename(context, artifact) {
            add(codename, true, artifact, span);
        }
    }
    if names.is_empty() {
        return;
    }
    for (artifact, text) in context.texts() {
        for (stretch, (hidden, span)) in names.in_text(&text.text) {
            let message = format!(
                "`{}` is what {} is called, which {} may not see",
                stretch.slice(&text.text),
                hidden.label(),
                context.audience.name
            );
            let finding = context.report(findings, (artifact, text), stretch, message);
            finding.related.push((Place::at(&hidden.path, span), "the name from inside".to_owned()));
            finding.help.push("say it in words of the audience, or let it see what is named".to_owned());
        }
    }
}

/// What something that is seen is called: its title, and its codename where that is shown.
fn titles<'a>(
    context: &AudienceContext<'a>,
    seen: &'a crate::plan::SeenArtifact,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let title_field = &context.plan.kind_of(seen.whole).title_field;
    let is_name = move |field: &String| field == title_field || field == CODENAME;
    seen.texts
        .iter()
        .filter(move |text| text.field.as_ref().is_some_and(is_name))
        .map(|text| text.text.as_str())
}

fn codename<'a>(context: &AudienceContext<'a>, artifact: &'a Artifact) -> Option<(&'a str, Span)> {
    let value = artifact.value(context.plan.kind(artifact), CODENAME)?;
    match &value.value {
        Value::Text(codename) => Some((codename, value.span)),
        _ => None,
    }
}
