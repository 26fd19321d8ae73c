//! Rules about the fields at the beginning of a document, in YAML or TOML.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const MISSING_FRONT_MATTER: RuleText = RuleText {
    name: "missing-front-matter",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a document has no front matter",
    what: "Reports a Markdown file in the folder of a kind that does not begin with front matter: a line \
`---`, YAML, and a second line `---`; or a line `+++`, TOML, and a second line `+++`.",
    why: "The front matter says what the document is: its id, its title, its status. Without it the \
document is in no list, no roadmap and no release, though everybody who sees the file thinks it is.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
# Export a roadmap as CSV

Customers paste our roadmap into their own sheets.
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

Customers paste our roadmap into their own sheets.
```

`pm check --fix` writes front matter with an id and the title that the first heading gives. A page that \
is no artifact, such as a README, belongs outside the folder or into the kind's list of ignored files.",
};

pub(crate) const UNCLOSED_FRONT_MATTER: RuleText = RuleText {
    name: "unclosed-front-matter",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "front matter has no closing fence",
    what: "Reports a document that begins with a line `---`, or with `+++` and a field, but has no second such line \
that ends its front matter.",
    why: "Nobody can tell where the fields end and the text begins. Read as YAML, the whole body would be \
part of the last field or a syntax error on a line that is perfectly good prose.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft

Customers paste our roadmap into their own sheets.
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

Customers paste our roadmap into their own sheets.
```

The closing fence is a line of exactly three hyphens, or three plus signs below TOML, not indented.",
};

pub(crate) const UNFINISHED_MERGE: RuleText = RuleText {
    name: "unfinished-merge",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "the markers of a conflict still stand in a document",
    what: "Reports a document in which git marked a conflict, with `<<<<<<<`, `=======` and `>>>>>>>`, that \
nobody has settled. Markers inside a fenced block of code are left alone.",
    why: "Both sides of the conflict stand in the file, so that nobody can tell which of them holds. In front \
matter the markers also keep the fields from being read. It happens when a merge is committed in a hurry.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
<<<<<<< HEAD
status: draft
=======
status: dropped
>>>>>>> side
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

Keep one side, or write what both meant, and take the lines with the markers out.",
};

pub(crate) const BLANK_BEFORE_FRONT_MATTER: RuleText = RuleText {
    name: "blank-before-front-matter",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "something stands before the first fence",
    what: "Reports a document whose front matter is there but does not begin on the first line: blank lines \
or spaces stand before the opening `---` or `+++`.",
    why: "Front matter is front matter only at the very beginning of a file. GitHub, GitLab and static site \
generators show such a document with a horizontal rule and its fields as prose.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md

---
id: REQ-1
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
```",
};

pub(crate) const INVALID_TOML: RuleText = RuleText {
    name: "invalid-toml",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "front matter between lines `+++` is not valid TOML",
    what: "Reports TOML that cannot be read, at the place where it stops making sense, and values nested more \
than 64 levels deep. Frequent causes are a text without quotes, a colon in the place of `=`, a key that is \
written twice, and a quote or a bracket that is not closed.",
    why: "Nothing in a front matter that cannot be read is known: not the status, not the owner, not the links. \
This finding is the only one for the file; links to it are still good, as its name gives its id.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
+++
id = \"REQ-1\"
title = Export a roadmap as CSV
status = \"draft\"
+++
```",
    instead: "
```markdown requirements/REQ-1-export-as-csv.md
+++
id = \"REQ-1\"
title = \"Export a roadmap as CSV\"
status = \"draft\"
+++
```

Hugo and Zola write TOML. `pm` reads it as it reads YAML, and writes YAML alone.",
};

pub(crate) const INVALID_YAML: RuleText = RuleText {
    name: "invalid-yaml",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "front matter is not valid YAML",
    what: "Reports YAML that cannot be read, at the place where it stops making sense, and values nested \
more than 64 levels deep. Frequent causes are a colon followed by a space inside an unquoted text, a tab \
outside of quotes and comments, a quote or a bracket that is not closed, and a text that begins with `@`, `` ` ``, `%`, \
`[` or `{`.",
    why: "Nothing in a front matter that cannot be read is known: not the status, not the owner, not the links. \
This finding is the only one for the file; links to it are still good, as its name gives its id.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export: the roadmap as CSV
status: draft
---
```",
    instead: "Put quotes around a text that holds YAML's own signs:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: \"Export: the roadmap as CSV\"
status: draft
---
```",
};

pub(crate) const DUPLICATE_KEY: RuleText = RuleText {
    name: "duplicate-key",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a field is written twice",
    what: "Reports a key that occurs twice in the same map, and shows where it was written first. Until that is \
settled, `pm` reads the first.",
    why: "Programs disagree on which of the two counts: some take the first, some the last, some refuse the \
file. It is often what a merge left behind, and the value that lost was somebody's decision.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
owner: ana
status: review
---
```",
    instead: "Decide which value is meant and remove the other line:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
owner: ana
status: review
---
```",
};

pub(crate) const EXTRA_YAML_DOCUMENT: RuleText = RuleText {
    name: "extra-yaml-document",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a YAML text holds more than one document",
    what: "Reports YAML in which a line `---` or `...` begins another document. Only the first document is read.",
    why: "One file is one artifact: it has one id, one history and one place in the plan. What stands in the second \
document would be in no list and no check, though it looks as if it were.",
    example: "
```yaml proposals/1234/proposal.yaml
title: Export a roadmap as CSV
---
title: Import a roadmap from CSV
```",
    instead: "Give each document a file of its own, or remove the line between them where one is meant:

```yaml proposals/1234/proposal.yaml
title: Export a roadmap as CSV
```",
};

pub(crate) const FRONT_MATTER_NOT_A_MAP: RuleText = RuleText {
    name: "front-matter-not-a-map",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "front matter holds no fields",
    what: "Reports front matter that is valid YAML but a list or a single text instead of fields: lines of \
the form `name: value`.",
    why: "Fields have names, and without names no value can be found. A missing space after the colon is \
the usual cause: YAML reads `id:REQ-1` as one word.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id:REQ-1
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

pub(crate) const YAML_ANCHOR: RuleText = RuleText {
    name: "yaml-anchor",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "front matter uses an anchor, an alias or a merge key",
    what: "Reports `&name` and `*name` before or as a value, and the merge key `<<`. An alias is not \
followed: its field counts as not given.",
    why: "A document of a plan should say what it says where it says it. With an alias, changing one field \
changes another, a reviewer sees one line of difference where two values moved, and a few lines can unfold \
to gigabytes. `pm` cannot edit one of the two without touching the other, and so refuses to.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
owner: &lead ana
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

A text that merely begins with `&` or `*` is put in quotes.",
};

pub(crate) const YAML_TAG: RuleText = RuleText {
    name: "yaml-tag",
    group: RuleGroup::File,
    level: Level::Warning,
    since: "0.1.0",
    summary: "a value carries a YAML tag",
    what: "Reports `!name` and `!!name` before a value. The tag has no effect; the value is read as if it \
were not there.",
    why: "In a plan the field decides what a value is, so a tag can only contradict it or say it twice. In \
other programs a tag can do anything up to running code. Often it is no tag at all but a text that begins \
with an exclamation mark.",
    example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: !!str draft
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
