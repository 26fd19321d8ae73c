//! Rules about `pm.yaml`.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const INVALID_CONFIG: RuleText = RuleText {
    name: "invalid-config",
    group: RuleGroup::Configuration,
    level: Level::Error,
    since: "0.1.0",
    summary: "a setting in pm.yaml cannot be used",
    what: "Reports a setting whose value is not what it takes: a list where a text is expected, a number out of \
range, a pattern that is none, a kind, field or status that does not exist, two settings that exclude each \
other. The setting is left out; all others count.",
    why: "What `pm.yaml` says decides how every document is read. A setting that does not count changes lists, \
scores and what an audience is shown, far away from the line that is wrong.",
    example: "
```yaml pm.yaml
audiences:
  customers:
    kinds: [requirment]
```",
    instead: "
```yaml pm.yaml
audiences:
  customers:
    kinds: [requirement]
```

`pm schema` writes a JSON Schema of `pm.yaml`, with which editors complete and check it while you type.",
};

pub(crate) const UNKNOWN_SETTING: RuleText = RuleText {
    name: "unknown-setting",
    group: RuleGroup::Configuration,
    level: Level::Error,
    since: "0.1.0",
    summary: "pm.yaml holds a setting that does not exist",
    what: "Reports a key in `pm.yaml` that `pm` does not know at this place, and names the one that was \
probably meant.",
    why: "A misspelt setting is one that was not made. Nothing fails; the plan is only read otherwise than \
its authors think.",
    example: "
```yaml pm.yaml
kinds:
  requirement:
    foldr: specs
```",
    instead: "
```yaml pm.yaml
kinds:
  requirement:
    folder: specs
```",
};
