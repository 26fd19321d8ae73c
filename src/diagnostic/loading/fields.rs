//! Rules about single values in the front matter.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const MISREAD_VALUE: RuleText = RuleText {
    name: "misread-value",
    group: RuleGroup::Fields,
    level: Level::Warning,
    since: "0.1.0",
    summary: "YAML reads a value otherwise than it looks",
    what: "Reports two ways of writing that YAML takes for something else. An unquoted text that goes on \
after a space with a `#` and a word, as in `Fix issue #12`: to YAML the rest of the line is a comment, so the \
value ends before it. And lines such as `-export` below a field: without a space after the dash they are not a list \
but one text.",
    why: "The part after the `#` is silently gone: from the title, from every list and from what customers \
read in the changelog. A list that is a text has no items. The file looks right, which is why nobody \
notices.",
    example: "The title of this requirement is `Fix issue`:

```markdown requirements/REQ-1-fix-issue.md
---
id: REQ-1
title: Fix issue #12 in the export
status: draft
---
```",
    instead:
        "Put the text in quotes. If a comment is meant, put a space after its `#`, or write it on a line \
of its own above the field.

```markdown requirements/REQ-1-fix-issue.md
---
id: REQ-1
title: \"Fix issue #12 in the export\"
status: draft
---
```",
};

pub(crate) const MISSING_TITLE: RuleText = RuleText {
    name: "missing-title",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "an artifact has no title",
    what: "Reports an artifact whose front matter has no `title`, or an empty one.",
    why: "The title is what people see in every list, roadmap and report. Without it they see a number.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
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
```",
};

pub(crate) const MISSING_STATUS: RuleText = RuleText {
    name: "missing-status",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "an artifact has no status",
    what: "Reports an artifact whose front matter has no `status`, or an empty one.",
    why: "The status says whether something is an intention, a promise or a fact. Without it the artifact \
is on no roadmap and counts neither as open nor as done, and `pm` does not guess.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```",
};

pub(crate) const UNKNOWN_STATUS: RuleText = RuleText {
    name: "unknown-status",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a status does not exist in the kind's workflow",
    what: "Reports a `status` that the workflow of the artifact's kind does not have, and names the one that \
was probably meant.",
    why: "A status that nobody defined has no meaning: whether the work is open, active, done or dropped \
cannot be known, so it is missing from every count.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: reviwe
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---
```

A status of your own is added to the kind's workflow in `pm.yaml`, with its category.",
};

pub(crate) const UNKNOWN_FIELD: RuleText = RuleText {
    name: "unknown-field",
    group: RuleGroup::Fields,
    level: Level::Warning,
    since: "0.1.0",
    summary: "a field is not known to the kind",
    what: "Reports a field that the artifact's kind does not have, and names the one that was probably meant. \
The field stays in the file and is otherwise not looked at.",
    why: "A misspelt field is a field that was not set. `depend_on: [REQ-3]` looks like a dependency and is \
none, until the release is late because of it.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
onwer: ana
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
owner: ana
---
```

A field of your own is added to the kind in `pm.yaml`, with its type and what it is for.",
};

pub(crate) const WRONG_TYPE: RuleText = RuleText {
    name: "wrong-type",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a value has not the type of its field",
    what: "Reports a value that cannot be read as what its field holds: a word where a number stands, a map \
where a text stands, a list where one value stands, an amount of money without its currency.",
    why: "A value that cannot be read cannot be summed, compared or drawn. It counts as not given, never as \
zero.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
effort: a few weeks
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
effort: 2-5
---
```",
};

pub(crate) const INVALID_CHOICE: RuleText = RuleText {
    name: "invalid-choice",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a value is not one of those allowed",
    what: "Reports a value of a field with a fixed set of values that is none of them, lists them, and names \
the one that was probably meant.",
    why: "Values are fixed where they are counted, grouped or ranked by. A second spelling of the same value \
makes a second group, and both are wrong.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
priority: high
---
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
priority: must
---
```

The values of a field can be changed in `pm.yaml`.",
};

pub(crate) const IMPOSSIBLE_DATE: RuleText = RuleText {
    name: "impossible-date",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a date or period does not exist",
    what: "Reports a date, a period or a horizon that looks like one but is not in the calendar, such as the \
30th of February or a fifth quarter, and one whose order is not year, month, day.",
    why: "Every program makes something else of such a date: the first of March, an error, nothing. `04/05/2027` \
is May in one country and April in another. A promise should not depend on who reads it.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
target: 2027-02-30
---
```",
    instead: "Write as much as is known: `2027-02-26`, `2027-02`, `2027-Q1`, `2027-H1`, `2027`, or `now`, \
`next`, `later`.

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
target: 2027-Q1
---
```",
};

pub(crate) const OUT_OF_RANGE: RuleText = RuleText {
    name: "out-of-range",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a value is below its minimum or above its maximum",
    what: "Reports a number, a percentage, an amount or a date outside the limits that its field has, and a \
range whose low end is above its high end.",
    why: "Scores multiply what they are given. An impact of 80 on a scale that ends at 10 puts an idea at the top \
of the list for no other reason than a missing point.",
    example: "
```markdown ideas/IDEA-1-dark-mode.md
---
id: IDEA-1
title: A dark colour scheme
status: new
impact: 80
---
```",
    instead: "
```markdown ideas/IDEA-1-dark-mode.md
---
id: IDEA-1
title: A dark colour scheme
status: new
impact: 8
---
```",
};

pub(crate) const PATTERN_MISMATCH: RuleText = RuleText {
    name: "pattern-mismatch",
    group: RuleGroup::Fields,
    level: Level::Error,
    since: "0.1.0",
    summary: "a value has not the form its field demands",
    what: "Reports a text that does not match the pattern of its field, and says in words or as the pattern \
what is expected.",
    why: "A pattern is there where a value leads somewhere else: the number of a ticket, a code of the finance \
department, the name of a feature flag. One that has not the form leads nowhere.",
    example: "
```yaml pm.yaml
kinds:
  requirement:
    fields:
      ticket: {type: text, pattern: \"[A-Z]+-[0-9]+\"}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
ticket: the big one
---
```",
    instead: "
```yaml pm.yaml
kinds:
  requirement:
    fields:
      ticket: {type: text, pattern: \"[A-Z]+-[0-9]+\"}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
ticket: WEB-1204
---
```",
};
