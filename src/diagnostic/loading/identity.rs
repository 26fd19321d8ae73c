//! Rules about the id that a document gives itself.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const MISSING_ID: RuleText = RuleText {
    name: "missing-id",
    group: RuleGroup::Identity,
    level: Level::Error,
    since: "0.1.0",
    summary: "an artifact has no id",
    what: "Reports an artifact whose front matter has no `id`, or an empty one.",
    why: "The id is what other documents, commits, tickets and people call the artifact by. It stays when the \
title, the status and even the file name change. An artifact without one cannot be linked to.",
    example: "
```markdown requirements/export-as-csv.md
---
title: Export a roadmap as CSV
status: draft
---
```",
    instead: "Let `pm check --fix` assign the next free id and name the file after it, or write one:

```markdown requirements/export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```",
};

pub(crate) const MALFORMED_ID: RuleText = RuleText {
    name: "malformed-id",
    group: RuleGroup::Identity,
    level: Level::Error,
    since: "0.1.0",
    summary: "an id does not have the form of its kind",
    what: "Reports an id that is not the kind's prefix, a hyphen and a number (or, with `ids: random`, a \
short random part). An id with the prefix of another kind is a `misplaced-file`.",
    why: "An id names its kind: that is how `pm show REQ-4` knows what to look for, and how a reader knows \
what a link leads to. One of another form is found by no command and mistaken by every reader.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: Requirement 1
title: Export a roadmap as CSV
status: draft
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```

Documents with ids of their own, such as plain numbers, are described in `pm.yaml` under `id` of their kind.",
};

pub(crate) const MISPLACED_FILE: RuleText = RuleText {
    name: "misplaced-file",
    group: RuleGroup::Identity,
    level: Level::Error,
    since: "0.1.0",
    summary: "a document lies in the folder of another kind than its id names",
    what: "Reports a document whose id has the prefix of another kind than the one whose folder it lies in. It is \
then neither: it counts as unreadable, and its fields are held against no kind.",
    why: "The folder says what the document is, and so does the id. Where they disagree, a listing of either kind \
would show something that it is not.",
    example: "
```markdown requirements/REQ-4-dark-mode.md
---
id: IDEA-4
title: A dark colour scheme
status: draft
---
```",
    instead: "Move the file into the folder that its id names, or give it an id of the kind whose folder it lies in:

```markdown requirements/REQ-4-dark-mode.md
---
id: REQ-4
title: A dark colour scheme
status: draft
---
```",
};
