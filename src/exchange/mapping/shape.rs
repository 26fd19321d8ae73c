//! The shape of a mapping's file.

use crate::config::shape::{Setting, Shape, TEXTS};

const FROM: Shape = Shape::OneOf(&[
    Shape::Text,
    Shape::List(&Shape::Text),
    Shape::Record(&[
        Setting {
            key: "column",
            shape: TEXTS,
            summary: "The column, or several: a list takes what all of them say, other fields what the first says.",
        },
        Setting {
            key: "words",
            shape: Shape::Map(&Shape::Text),
            summary: "What words of the tool become. `*` stands for every other word; a word that becomes nothing is left out.",
        },
        Setting {
            key: "separator",
            shape: Shape::Text,
            summary: "What stands between the items of a list in one cell.",
        },
        Setting {
            key: "creates",
            shape: Shape::Boolean,
            summary: "Whether an artifact that is named and not there is written too.",
        },
        Setting {
            key: "days",
            shape: Shape::Choice(&["day first", "month first"]),
            summary: "How a day such as 03/04/2026 is read.",
        },
        Setting {
            key: "markup",
            shape: Shape::Choice(&["markdown", "jira", "html"]),
            summary: "What the texts are written in: `markdown` unless said, `jira` for its wiki markup, `html`. They become Markdown.",
        },
        Setting { key: "always", shape: Shape::Text, summary: "A value that every record gets." },
    ]),
]);

pub(super) const MAPPING: Shape = Shape::Record(&[
    Setting { key: "tool", shape: Shape::Text, summary: "The tool that the records come from, in one word." },
    Setting { key: "title", shape: Shape::Text, summary: "What people call the tool." },
    Setting {
        key: "marks",
        shape: TEXTS,
        summary: "Columns that an export of the tool always has, by which it is recognised.",
    },
    Setting {
        key: "spellings",
        shape: Shape::Map(&TEXTS),
        summary: "Other names of a column in older and newer exports.",
    },
    Setting { key: "id", shape: TEXTS, summary: "The column by which the tool knows a record." },
    Setting {
        key: "keeps_ids",
        shape: Shape::Boolean,
        summary: "Whether the ids are those of this plan already.",
    },
    Setting { key: "names", shape: TEXTS, summary: "Other columns by which records name each other." },
    Setting {
        key: "kind",
        shape: Shape::OneOf(&[
            Shape::Text,
            Shape::Record(&[
                Setting { key: "column", shape: Shape::Text, summary: "The column whose word decides." },
                Setting {
                    key: "words",
                    shape: Shape::Map(&Shape::Text),
                    summary: "The kind by word. `*` stands for every other word; records whose word becomes nothing are left out.",
                },
            ]),
        ]),
        summary: "What kind of artifact a record becomes.",
    },
    Setting {
        key: "fields",
        shape: Shape::Map(&Shape::Map(&FROM)),
        summary: "By kind, where the value of each field comes from.",
    },
    Setting { key: "ignored", shape: TEXTS, summary: "Columns that are known and not taken." },
]);
