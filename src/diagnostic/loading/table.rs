//! Rules about documents that write their fields as a table.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const MISSING_TABLE: RuleText = RuleText {
    name: "missing-table",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a document does not have the table of its fields",
    what: "Reports a Markdown file of a kind whose documents write their fields as a table (`fields_from: {table: \
Metadata}` in `pm.yaml`) in which no table begins with that heading. It has to have a second column, in which the \
values stand.",
    why: "The table says what the document is: its status, its owner, its links. Without it the document is in no \
list and no roadmap, though everybody who sees the file thinks it is.",
    example: "
```yaml pm.yaml
kinds:
  goal: {folder: goals, id: none, fields_from: {table: Metadata}, status: {open: [Proposed]}}
```

```markdown goals/faster-builds.md
# Faster builds

| Details | |
|---|---|
| Status | Proposed |
```",
    instead: "
```yaml pm.yaml
kinds:
  goal: {folder: goals, id: none, fields_from: {table: Metadata}, status: {open: [Proposed]}}
```

```markdown goals/faster-builds.md
# Faster builds

| Metadata | |
|---|---|
| Status | Proposed |
```

A page that is no such document belongs under `exclude:` of the kind; where documents may go without the table, \
say `fields_from: {table: Metadata, missing: allow}`.",
};
