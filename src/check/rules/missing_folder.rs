//! A kind whose folder, as `pm.yaml` names it, is not there while links lead to its documents.

use crate::check::own::config_path;
use crate::check::{Files, Findings, Look, PlanContext, Rule};
use crate::config::place_in;
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::values::Id;
use crate::plan::{Link, LinkState, Plan};
use crate::text::span::Span;
use crate::text::words::{list_of, plural};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "missing-folder",
        group: RuleGroup::Configuration,
        level: Level::Error,
        since: "0.1.0",
        summary: "pm.yaml names a folder that does not exist, and links lead to what should be in it",
        what: "`folder:` of a kind in `pm.yaml` names no folder of the repository, there is no document of the kind, \
            and links lead to its ids. Those links have no findings of their own. A kind to which nothing leads may \
            wait for its first document.",
        why: "A slip of the pen in one line makes every document of the kind invisible: roadmaps and counts leave \
            them out, and every link to them leads nowhere.",
        example: r"
```yaml pm.yaml
kinds:
  objective:
    folder: goals
```

```markdown objectives/OBJ-1-less-work.md
---
id: OBJ-1
title: Less work for planners
---
```

```markdown initiatives/INIT-1-export.md
---
id: INIT-1
title: Export
objective: OBJ-1
---
```
",
        instead: r"
```yaml pm.yaml
kinds:
  objective:
    folder: objectives
```

```markdown objectives/OBJ-1-less-work.md
---
id: OBJ-1
title: Less work for planners
---
```

```markdown initiatives/INIT-1-export.md
---
id: INIT-1
title: Export
objective: OBJ-1
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let dangling = || plan.links().iter().filter(|link| link.state == LinkState::Dangling);
    for (at, kind) in plan.config.kinds.iter().enumerate() {
        let led_to = dangling().filter(|link| kind_meant(plan, link) == Some(at)).count();
        let Some(span) = (led_to > 0).then(|| missing(plan, context.files, at)).flatten() else { continue };
        let folders = list_of(kind.files.folders.iter().map(|folder| format!("`{folder}`")));
        let message = format!(
            "there is no folder {folders} for {}, to which {} {}",
            kind.plural,
            plural(led_to, "link"),
            if led_to == 1 { "leads" } else { "lead" },
        );
        let finding = findings.at(&config_path(), span, message);
        finding.help.push(match context.files.exists(&config_path().parent().join(&kind.plural)) {
            true => format!("did you mean `{}`?", kind.plural),
            false => "name the folder with its documents, as seen from pm.yaml".to_owned(),
        });
    }
}

/// Whether a link is explained by the folder of a kind that is not there.
pub(super) fn explains(plan: &Plan, files: &dyn Files, link: &Link) -> bool {
    kind_meant(plan, link).is_some_and(|kind| missing(plan, files, kind).is_some())
}

/// The kind that an id of this form belongs to.
fn kind_meant(plan: &Plan, link: &Link) -> Option<usize> {
    let id = Id::parse(&link.written).ok()?;
    plan.config.kinds.iter().position(|kind| kind.identity.prefix == id.prefix())
}

/// Where `pm.yaml` names the folder of a kind that has no document, if there is no such folder.
fn missing(plan: &Plan, files: &dyn Files, kind: usize) -> Option<Span> {
    let named = &plan.config.kinds[kind];
    let is_there =
        plan.of_kind(kind).next().is_some() || named.files.folders.iter().any(|folder| files.exists(folder));
    if is_there {
        return None;
    }
    place_in(&plan.config_text, &["kinds", &named.name, "folder"])
}
