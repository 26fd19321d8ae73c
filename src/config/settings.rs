//! Every setting of `pm.yaml`, with its shape and what it is for.
//!
//! The table is the one source of the checks on `pm.yaml`, of its JSON Schema and of its reference
//! page. Kinds in `pm.yaml` and the kinds that `pm` ships are written in the same language.

use super::code::TRAILER_MEANINGS;
use super::shape::{Setting, Shape, TEXTS};

const fn setting(key: &'static str, shape: Shape, summary: &'static str) -> Setting {
    Setting { key, shape, summary }
}

/// The whole of `pm.yaml`.
pub(crate) const PM_YAML: Shape = Shape::Record(&[
    setting("format", Shape::Integer, "The version of this file's format: 1."),
    setting("product", Shape::Record(PRODUCT), "The one product of this repository."),
    setting(
        "products",
        Shape::Map(&Shape::Record(PRODUCT)),
        "Several products, each by its key, which qualifies ids: `payments/REQ-4`.",
    ),
    setting(
        "fiscal_year",
        Shape::Record(FISCAL_YEAR),
        "When the fiscal year begins; `FY2026-Q1` follows from it.",
    ),
    setting("effort_unit", Shape::Text, "The unit of effort: person-weeks unless said."),
    setting("currency", Shape::Text, "The currency of amounts that name none: EUR."),
    setting("people", Shape::Map(&Shape::Record(PERSON)), "The people of the plan by handle."),
    setting("teams", Shape::Map(&Shape::Record(TEAM)), "The teams by key."),
    setting(
        "shipped_kinds",
        SHIPPED_KINDS,
        "Which of the kinds that pm ships are in use: all, none, or a list.",
    ),
    setting("ids", Shape::Choice(&["sequential", "random"]), "How new ids are numbered."),
    setting(
        "commit",
        Shape::Choice(&["auto", "asked"]),
        "Whether commands that write commit what they wrote without being asked to.",
    ),
    setting("fields", Shape::Map(&Shape::Record(FIELD)), "Own fields that every kind has."),
    setting("kinds", Shape::Map(&KIND), "Changes to shipped kinds, and own kinds, by name."),
    setting("rules", Shape::List(&Shape::Record(RULE)), "Own rules for `pm check`."),
    setting(
        "ready",
        Shape::Map(&Shape::Record(READY)),
        "By kind, the definition of ready: when work may begin. `pm backlog` says what is missing.",
    ),
    setting("levels", Shape::Map(&LEVEL), "The level of a rule: off, note, warning or error."),
    setting("fail_on", LEVEL_NAME, "The level from which `pm check` fails: error unless said."),
    setting("baseline", Shape::Text, "The file of accepted findings, which may only shrink."),
    setting(
        "scoring",
        Shape::Record(SCORING),
        "How ideas and requirements are ranked unless a command says otherwise.",
    ),
    setting("scores", Shape::Map(&Shape::Record(SCORE)), "Own scores as formulas over fields."),
    setting("audiences", Shape::Map(&Shape::Record(AUDIENCE)), "Who reads the plan and what they may see."),
    setting("templates", Shape::Text, "The folder of templates for `--template`: `templates` unless said."),
    setting(
        "overlay",
        Shape::OneOf(&[Shape::Text, Shape::Record(OVERLAY)]),
        "Another repository beside this one, such as `../product-private`, whose documents and fields join the plan \
         where it is there.",
    ),
    setting(
        "private_sections",
        TEXTS,
        "Titles of sections that no audience sees unless it names them; `## Notes {private}` says it in place.",
    ),
    setting(
        "views",
        Shape::Map(&Shape::Map(&ANYTHING)),
        "Named views: a command under `view`, its flags as keys, and `title` and `summary`; never data.",
    ),
    setting("outputs", Shape::List(&Shape::Record(OUTPUT)), "Files that `pm render` writes answers to."),
    setting(
        "code",
        Shape::Record(CODE),
        "Which files are code and tests, and what trailers of commits mean.",
    ),
    setting("answers", Shape::Record(ANSWERS), "How those who asked are told what became of it."),
    setting("reports", Shape::Record(REPORTS), "Where reports lie, and when silence is too long."),
    setting("site", Shape::Record(SITE), "What a published plan is called, and where its readers go."),
    setting("horizons", Shape::Record(HORIZONS), "Which dates are now and which are next."),
    setting("personal_data", Shape::Record(PERSONAL_DATA), "Which addresses and numbers may stand in files."),
]);

const ANYTHING: Shape = Shape::OneOf(&[Shape::Text, Shape::List(&Shape::Text), Shape::Map(&Shape::Text)]);

const SHIPPED_KINDS: Shape = Shape::OneOf(&[Shape::Choice(&["all", "none"]), Shape::List(&Shape::Text)]);

const LEVEL_NAME: Shape = Shape::Choice(&["note", "warning", "error"]);

const PRODUCT: &[Setting] = &[
    setting("name", Shape::Text, "What people call it."),
    setting("summary", Shape::Text, "One sentence on what it is for."),
    setting("folder", Shape::Text, "The folder that holds its artifacts, where each product has its own."),
    setting("repository", Shape::Text, "The address of its repository, for compare links in changelogs."),
    setting("tag", Shape::Text, "How a version is tagged: `v{version}` unless said."),
];

const FISCAL_YEAR: &[Setting] = &[
    setting("first_month", Shape::Integer, "The month in which it begins, from 1 to 12."),
    setting("named_by", Shape::Choice(&["start", "end"]), "Whether FY2026 begins or ends in 2026."),
];

const PERSON: &[Setting] = &[
    setting("name", Shape::Text, "The full name."),
    setting("teams", TEXTS, "The teams the person is on."),
    setting("roles", TEXTS, "What the person may approve as: product, engineering, design."),
    setting("accounts", TEXTS, "Other names of the person: in git, at the forge."),
];

const TEAM: &[Setting] = &[
    setting("name", Shape::Text, "What people call it."),
    setting("lead", Shape::Text, "The handle of the person who answers for it."),
    setting("summary", Shape::Text, "One sentence on what it is for."),
];

const RULE: &[Setting] = &[
    setting("name", Shape::Text, "A kebab-case name that reads as \"allow NAME\"."),
    setting("kind", TEXTS, "The kinds it looks at; all unless said."),
    setting("when", Shape::Text, "An expression: which artifacts it looks at; all unless said."),
    setting("assert", Shape::Text, "An expression that must be true."),
    setting(
        "over",
        Shape::Choice(&["artifacts", "links"]),
        "What it looks at: each artifact, or each link with `source` and `target`.",
    ),
    setting("message", Shape::Text, "What is wrong; `{expression}` puts in a value."),
    setting("help", Shape::Text, "What to do."),
    setting("level", LEVEL_NAME, "How much it weighs: warning unless said."),
    setting("field", Shape::Text, "The field to point at."),
];

const READY: &[Setting] = &[
    setting(
        "acceptance_criteria",
        Shape::Boolean,
        "Whether it needs an acceptance criterion that can be ticked: true unless said.",
    ),
    setting(
        "questions_answered",
        Shape::Boolean,
        "Whether its `questions` must have answers: true unless said.",
    ),
    setting(
        "dependencies_done",
        Shape::Boolean,
        "Whether what it depends on must be there: true unless said.",
    ),
    setting(
        "estimated",
        Shape::Boolean,
        "Whether it needs an estimate of its present text: false unless said.",
    ),
    setting(
        "largest_effort",
        Shape::Number,
        "The largest `effort`, by its higher end: 8 unless said, where effort counts person-weeks.",
    ),
    setting("largest_estimate", Shape::Number, "The largest `estimate`: 13 unless said."),
    setting(
        "stale_after",
        Shape::Integer,
        "The days after which a document that nobody changed is stale: 90 unless said, 0 for never.",
    ),
    setting(
        "rules",
        Shape::List(&Shape::Record(READY_RULE)),
        "What must hold besides, as under `rules` of the whole file.",
    ),
];

const READY_RULE: &[Setting] = &[
    setting("name", Shape::Text, "A kebab-case name."),
    setting("when", Shape::Text, "An expression: which artifacts it looks at; all unless said."),
    setting("assert", Shape::Text, "An expression that must be true."),
    setting("message", Shape::Text, "What is missing; `{expression}` puts in a value."),
];

const LEVEL: Shape = Shape::OneOf(&[
    Shape::Choice(&["off", "note", "warning", "error"]),
    Shape::Record(&[
        setting("default", LEVEL_OR_OFF, "The level where nothing below applies."),
        setting("kinds", Shape::Map(&LEVEL_OR_OFF), "The level by kind."),
        setting("paths", Shape::Map(&LEVEL_OR_OFF), "The level by path pattern; the last that fits counts."),
        setting("statuses", Shape::Map(&LEVEL_OR_OFF), "The level by status or category of status."),
    ]),
]);

const LEVEL_OR_OFF: Shape = Shape::Choice(&["off", "note", "warning", "error"]);

const SCORING: &[Setting] = &[
    setting("default", Shape::Text, "The score that `pm prioritize` uses: rice, ice, wsjf, … or an own one."),
    setting("kinds", Shape::Map(&Shape::Text), "The score by kind."),
    setting(
        "ice",
        Shape::Choice(&["product", "mean"]),
        "Whether ICE multiplies its inputs or takes their mean.",
    ),
    setting("weights", Shape::Map(&Shape::Number), "The weight of each criterion of the weighted score."),
];

const SCORE: &[Setting] = &[
    setting("title", Shape::Text, "What people call it."),
    setting("formula", Shape::Text, "An expression over fields that gives a number; higher is better."),
    setting("kinds", TEXTS, "The kinds it ranks."),
    setting("summary", Shape::Text, "What it is good for."),
];

const OVERLAY: &[Setting] = &[
    setting("path", Shape::Text, "Where it lies, as seen from the folder of this file."),
    setting(
        "kinds",
        TEXTS,
        "The kinds that have documents there: unless said, those that have none here. Links to them are right where \
         it is absent.",
    ),
];

const AUDIENCE: &[Setting] = &[
    setting("name", Shape::Text, "What people call it."),
    setting(
        "public",
        Shape::Boolean,
        "Whether it is outside the company: then only public artifacts are seen.",
    ),
    setting("kinds", TEXTS, "The kinds it may see."),
    setting("statuses", TEXTS, "The statuses or categories of status it may see."),
    setting("products", TEXTS, "The products it may see, by key."),
    setting(
        "fields",
        Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Map(&TEXTS)]),
        "The fields it may see: a list for all kinds, or by kind. Where it is public, no others are seen.",
    ),
    setting(
        "sections",
        Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Map(&TEXTS)]),
        "The sections of texts it may see, in the same way, beside those marked so: `## In short {public}`.",
    ),
    setting("visibility", TEXTS, "The values of `visibility` it may see."),
    setting("people", Shape::Boolean, "Whether it may see who."),
    setting(
        "dates",
        Shape::Choice(&["day", "month", "quarter", "half", "year", "horizon", "none"]),
        "How exact dates are.",
    ),
    setting(
        "past_dates",
        Shape::Choice(&["day", "month", "quarter", "half", "year", "horizon", "none"]),
        "How exact the dates are of what is done: as `dates` unless said.",
    ),
    setting("horizons", Shape::Map(&Shape::Text), "Its own words for now, next and later."),
    setting("wording", Shape::Map(&Shape::Text), "Its own words for statuses."),
    setting("disclaimer", Shape::Text, "A sentence under everything it gets."),
    setting("language", Shape::Text, "The language of its texts."),
];

const CODE: &[Setting] = &[
    setting(
        "paths",
        TEXTS,
        "Files and folders of the git repository that are searched for ids, such as `src/**`; all unless said.",
    ),
    setting(
        "tests",
        TEXTS,
        "Those of them that are tests, such as `**/tests/**` or `**/*_test.*`; the usual unless said.",
    ),
    setting(
        "ignore",
        TEXTS,
        "Those that are not searched: code of others, or examples whose ids mean nothing.",
    ),
    setting(
        "trailers",
        Shape::Map(&Shape::Choice(&TRAILER_MEANINGS)),
        "What trailers of commits say, by name, beside `Implements`, `Fixes`, `Refs`, `Reason` and `Decision`.",
    ),
];

const OUTPUT: &[Setting] = &[
    setting("path", Shape::Text, "The file, from the root of the repository."),
    setting("view", Shape::Text, "The name of a view, or a command with its flags."),
    setting("audience", Shape::Text, "The audience that reads it."),
    setting(
        "format",
        Shape::Choice(&["markdown", "html", "csv", "json", "svg", "mermaid", "marp", "mail", "terminal"]),
        "The format: that of the file's ending unless said.",
    ),
    setting(
        "between",
        Shape::Text,
        "A name: the answer stands between `<!-- pm:begin NAME -->` and `<!-- pm:end NAME -->` in a file that a person \
         writes.",
    ),
];

const ANSWERS: &[Setting] = &[
    setting("audience", Shape::Text, "The audience whose eyes the words are for, by its key."),
    setting(
        "template",
        Shape::Text,
        "The template of a letter, by its name in the folder of templates: `answer` unless said. For a customer whose \
         `language` is `de`, `answer-de` comes first.",
    ),
    setting("from", Shape::Text, "Whom mails are from: `Name <address>`."),
    setting(
        "days",
        Shape::Integer,
        "How many days feedback may wait for an answer that could be given: 14 unless said.",
    ),
];

const REPORTS: &[Setting] = &[
    setting(
        "folder",
        Shape::Text,
        "The folder of reports that `pm report --draft` writes: `reports` unless said.",
    ),
    setting(
        "silent",
        Shape::Integer,
        "After how many days without a check-in something active is silent too long: 30 unless said.",
    ),
];

const SITE: &[Setting] = &[
    setting("title", Shape::Text, "What it is called: the products unless said."),
    setting("address", Shape::Text, "Where it is published, for the feed."),
    setting(
        "edit",
        Shape::Text,
        "Where colleagues edit a document: an address with `{path}`, `{id}` or `{title}` in it.",
    ),
    setting(
        "feedback",
        Shape::Text,
        "Where readers say what they think: an address with the same names in it.",
    ),
];

const HORIZONS: &[Setting] = &[
    setting(
        "unit",
        Shape::Choice(&["month", "quarter", "half", "year"]),
        "The unit of time: quarter unless said.",
    ),
    setting("now", Shape::Integer, "How many units, from the one that holds today, are now: 1 unless said."),
    setting("next", Shape::Integer, "How many units after that are next: 1 unless said."),
];

const PERSONAL_DATA: &[Setting] =
    &[setting("allow", TEXTS, "Addresses, domains (`@example.com`) and numbers that may stand in files.")];

/// A kind: the language of the shipped kinds and of `kinds:` in `pm.yaml`.
pub(crate) const KIND: Shape = Shape::Record(KIND_SETTINGS);

/// The settings of a kind, for the reference page.
pub(crate) const KIND_SETTINGS: &[Setting] = &[
    setting("kind", Shape::Text, "The name of the kind, in shipped kinds; in `pm.yaml` its key is its name."),
    setting("plural", Shape::Text, "The plural of the name."),
    setting("aliases", TEXTS, "Shorter names for commands."),
    setting("prefix", Shape::Text, "The prefix of its ids."),
    setting("folder", TEXTS, "The folder or folders of its documents; the first takes new ones."),
    setting("files", TEXTS, "What paths below the folder look like: `**/*.md` unless said."),
    setting("exclude", TEXTS, "Paths below the folder that are none of its documents."),
    setting("path", Shape::Text, "A pattern of the whole path whose `{names}` are captures."),
    setting("group", Shape::Choice(&["core", "more"]), "Whether help begins with it."),
    setting("summary", Shape::Text, "One line: what it is."),
    setting("about", Shape::Text, "When to write one and what good looks like."),
    setting(
        "id",
        Shape::OneOf(&[Shape::Text, Shape::Record(ID)]),
        "How its documents are identified: the field, or more; `none` where their paths are all they have.",
    ),
    setting(
        "fields_from",
        Shape::OneOf(&[Shape::Choice(&["front matter", "lines", "nothing"]), Shape::Record(FIELDS_FROM)]),
        "Where its documents write their fields: front matter unless said, a table, lines `Name: value` at the head of the text, or nothing.",
    ),
    setting(
        "title",
        Shape::OneOf(&[Shape::Text, Shape::Record(TITLE)]),
        "The field of the title: `title` unless said; or `{from: heading}`, as it is without front matter, or `{from: name}`.",
    ),
    setting("status", Shape::Record(STATUS), "Its statuses by category."),
    setting("fields", Shape::Map(&Shape::Record(FIELD)), "Its fields by name."),
    setting(
        "other_fields",
        Shape::Choice(&["allow", "refuse"]),
        "Whether keys that are no field are a finding.",
    ),
    setting("sections", Shape::Map(&Shape::Record(SECTION)), "The sections of its body by title."),
    setting(
        "normative",
        Shape::Record(NORMATIVE),
        "What people agree to: fields and sections whose words an approval is for.",
    ),
    setting(
        "estimates",
        TEXTS,
        "Fields that say how much work it is; they remember the text that they were made for.",
    ),
    setting(
        "approvals",
        Shape::Map(&TEXTS),
        "The roles of `people` that must have approved it, by the status from which on they must.",
    ),
    setting("templates", Shape::Map(&Shape::Text), "Bodies for new artifacts by name."),
];

const NORMATIVE: &[Setting] = &[
    setting("fields", TEXTS, "Fields that count, the title among them: `title`, `key_results.target`."),
    setting(
        "sections",
        TEXTS,
        "Sections that count, each with the subsections in it: their titles, or `all` for the whole body.",
    ),
];

const FIELDS_FROM: &[Setting] = &[
    setting(
        "table",
        Shape::Text,
        "The first heading of a Markdown table whose rows are the name and the value of a field.",
    ),
    setting(
        "missing",
        Shape::Choice(&["allow", "refuse"]),
        "Whether a document may have no such table: refuse unless said.",
    ),
];

const TITLE: &[Setting] = &[setting(
    "from",
    Shape::Choice(&["heading", "name"]),
    "What the title is: the first heading of the text, or the name of the file without its ending.",
)];

const ID: &[Setting] = &[
    setting("field", Shape::Text, "The field that holds the id: `id` unless said."),
    setting("prefix", Shape::Text, "The prefix of ids, also where the field holds a number alone."),
    setting("spellings", TEXTS, "Other prefixes under which the same ids are written."),
    setting("capture", Shape::Text, "The name in `path` that gives the id where the front matter does not."),
];

const STATUS: &[Setting] = &[
    setting("field", Shape::Text, "The field that holds the status: `status` unless said."),
    setting("default", Shape::Text, "The status of a new artifact: the first unless said."),
    setting("open", STATUSES, "Statuses of what is not decided."),
    setting("active", STATUSES, "Statuses of what is under way."),
    setting("done", STATUSES, "Statuses of what is finished."),
    setting("dropped", STATUSES, "Statuses of what will not be done."),
    setting(
        "rest",
        Shape::Choice(&["allow", "refuse"]),
        "Whether words may stand behind a status, such as a day or a version: refuse unless said.",
    ),
    setting("moves", Shape::Map(&TEXTS), "The statuses a status may move to; any where it is not named."),
    setting(
        "limits",
        Shape::Map(&Shape::Integer),
        "How many artifacts should be in a status at once, at the most: the limit of work in progress.",
    ),
];

const STATUSES: Shape = Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Map(&Shape::Text), Shape::Text]);

const FIELD: &[Setting] = &[
    setting(
        "type",
        Shape::Text,
        "text, version, integer, number, boolean, date, period, target, choice, person, url, percent, money, effort, range, link, record, list of …, map of …",
    ),
    setting("summary", Shape::Text, "What it says, with its scale."),
    setting("unit", Shape::Text, "The unit of its numbers."),
    setting("choices", STATUSES, "The words it may hold, with what they mean."),
    setting("default", Shape::Text, "Its value in a new artifact."),
    setting("min", Shape::Number, "The smallest number."),
    setting("max", Shape::Number, "The largest number."),
    setting("pattern", Shape::Text, "A regular expression that the whole text must match."),
    setting("required", Shape::Choice(&["always", "never"]), "Whether it must be there in any status."),
    setting("required-from", Shape::Text, "The status from which on it must be there."),
    setting("required-in", TEXTS, "The statuses in which it must be there."),
    setting("to", TEXTS, "The kinds a link may lead to, or any."),
    setting(
        "meaning",
        Shape::Choice(&[
            "contains",
            "part of",
            "depends on",
            "answers",
            "serves",
            "measures",
            "supersedes",
            "superseded by",
            "duplicates",
            "tests",
            "relates to",
        ]),
        "What a link says about its two ends.",
    ),
    setting("inverse", Shape::Text, "The name of a link seen from its target."),
    setting("mirror", Shape::Text, "The field of the target that must say the same from its side."),
    setting("urls", Shape::Choice(&["allow", "refuse"]), "Whether a link may be a web address."),
    setting("strip", TEXTS, "Endings of a written path that say nothing: `/README.md`."),
    setting("written", Shape::Text, "How a list is written as one text: `1, 2, 3`."),
    setting(
        "rest",
        Shape::Choice(&["allow", "refuse"]),
        "Whether words may stand behind a day, such as a time of day: refuse unless said.",
    ),
    setting("none", TEXTS, "Words that mean nothing at all: `None`, `N/A`."),
    setting("fields", Shape::Map(&Shape::Record(RECORD_FIELD)), "The fields of a record."),
    setting("part", Shape::Text, "The letters of its records' ids: `KR` for `OBJ-3.KR1`."),
];

/// A field of a record: as any other, but no record of its own.
const RECORD_FIELD: &[Setting] = &[
    setting("type", Shape::Text, "As of a field, but no record."),
    setting("summary", Shape::Text, "What it says, with its scale."),
    setting("unit", Shape::Text, "The unit of its numbers."),
    setting("choices", STATUSES, "The words it may hold, with what they mean."),
    setting("default", Shape::Text, "Its value in a new record."),
    setting("min", Shape::Number, "The smallest number."),
    setting("max", Shape::Number, "The largest number."),
    setting("pattern", Shape::Text, "A regular expression that the whole text must match."),
    setting("required", Shape::Choice(&["always", "never"]), "Whether it must be there."),
    setting("to", TEXTS, "The kinds a link may lead to, or any."),
    setting("meaning", Shape::Text, "What a link says about its two ends."),
    setting("inverse", Shape::Text, "The name of a link seen from its target."),
    setting("none", TEXTS, "Words that mean nothing at all."),
];

const SECTION: &[Setting] = &[
    setting("summary", Shape::Text, "What belongs into it."),
    setting("required", Shape::Choice(&["always", "never"]), "Whether it must be there in any status."),
    setting("required-from", Shape::Text, "The status from which on it must be there."),
    setting("required-in", TEXTS, "The statuses in which it must be there."),
    setting("part", Shape::Text, "The letters of its list items' ids: `AC` for `REQ-42.AC3`."),
];
