//! Rules about files whose bytes cannot be read as text.

use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(crate) const UNREADABLE_FILE: RuleText = RuleText {
    name: "unreadable-file",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a file of the plan cannot be read",
    what: "Reports a file that lies where artifacts lie but that the system does not let `pm` read: no \
permission, a folder with the name of a document, a symbolic link that leads out of the repository, or a \
file that vanished while it was read. The finding gives the system's reason.",
    why: "What `pm` cannot read it cannot check. If it stepped over the file in silence, the plan would look \
complete while a requirement is missing from it. The file keeps the id that its name gives, so links to it \
are not reported as well.",
    example: "A document that only its owner may read, checked by somebody else:

```sh
chmod 600 requirements/REQ-7-sign-in.md
```",
    instead: "Give everybody who works on the plan the right to read its files, put the document itself where \
the symbolic link is, or take the path out of the kind's folder.",
};

pub(crate) const INTERRUPTED_CHANGE: RuleText = RuleText {
    name: "interrupted-change",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a change of several files was interrupted while it was written",
    what: "Reports that an earlier command was stopped after it had begun to write several files: by a kill, a \
full disk or a power cut. Each file has its old or its new content, none is damaged, and a journal knows what \
is still to be written. The finding names the files.",
    why: "Until the rest is written the plan says one half of a change and not the other: a link without the \
answer from its other side, a file without its new name.",
    example: "A command that changes two documents, killed between them:

```sh
pm set REQ-1 REQ-2 owner=ana
```",
    instead: "Run the same command again, or any other command that writes: it completes the interrupted change \
before it begins its own.",
};

pub(crate) const NOT_UTF8: RuleText = RuleText {
    name: "not-utf8",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a file is not UTF-8 text",
    what: "Reports a document that holds bytes which are no UTF-8, with the place of the first of them. UTF-16 \
and the older Windows and Latin encodings are named where they are recognised.",
    why: "Guessing an encoding changes letters, and a letter in a name or in a customer's words must not \
change by itself. The rest of the file may be fine, but a part of it cannot be shown, searched or compared.",
    example: "A file that an old editor saved as Windows-1252, where `é` is the single byte `E9`:

```text
title: Caf\\xE9 orders
```",
    instead: "Save the file as UTF-8. Most editors can reopen it with its true encoding and save it again; \
on the command line:

```sh
iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md
```",
};

pub(crate) const NUL_BYTE: RuleText = RuleText {
    name: "nul-byte",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a file holds a NUL byte",
    what: "Reports a document in which the byte 0 occurs, with its place.",
    why: "Text has no such byte. It stands in binary files with the wrong name, in UTF-16 text, and in files \
that a crash left half written. Git then treats the file as binary and shows no differences, so a change to \
the plan can no longer be reviewed.",
    example: "A picture saved as `ideas/IDEA-3-new-logo.md`, or a document that an editor saved as UTF-16.",
    instead: "Restore the file from an earlier commit, save it as UTF-8, or move it to where no artifacts lie \
if it is no document.",
};

pub(crate) const OVERSIZED_FILE: RuleText = RuleText {
    name: "oversized-file",
    group: RuleGroup::File,
    level: Level::Error,
    since: "0.1.0",
    summary: "a file is too large to be a document of a plan",
    what: "Reports a file that is larger than `pm` reads, or whose front matter is larger than 1 MiB. The \
finding says which limit was passed. The file is not read any further.",
    why: "A document of a plan is a few pages that people read. A much larger one is an export, a log or an \
embedded picture that got its name by mistake, and reading it would cost the time and memory of the \
whole plan.",
    example: "A database dump with a fence around it:

```sh
wc -c feedback/FB-12-all-tickets.md
104857600 feedback/FB-12-all-tickets.md
```",
    instead: "Keep the data beside the plan, in a folder that belongs to no kind, and link to it from a document \
that says what it shows.",
};
