//! One record as an artifact that is to be: its fields as the plan writes them, before references are resolved.

use super::batch::{Batch, Cell, Misfit, Record, plain};
use super::days::{self, NoDay};
use super::ledger::own_name;
use super::mapping::look_up;
use super::markup::{IN_BODY, IN_SECTION, Markup};
use super::propose::items;
use super::resolved::{Line, Resolved, Target};
use crate::config::{Config, handle_called};
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::model::values::{Period, Person, Target as When};
use crate::text::span::Span;
use crate::text::words::{list_of, nearest};

/// A longer title is cut between words, and the whole of it stays in the body.
const LONGEST_TITLE: usize = 250;

/// A record that is going to be an artifact.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Draft {
    /// The file that its record comes from.
    pub(super) file: usize,
    pub(super) span: Span,
    /// What the tool knows it by.
    pub(super) source: String,
    /// What other records may call it.
    pub(super) names: Vec<String>,
    pub(super) kind: usize,
    pub(super) title: String,
    pub(super) status: Option<String>,
    /// By the position of the field.
    pub(super) fields: Vec<Said>,
    /// Parts of fields that are records: by the position of the field, the name of the part and what it says.
    pub(super) parts: Vec<(usize, String, Text)>,
    pub(super) body: String,
    pub(super) sections: Vec<(String, String)>,
    pub(super) inverse: Vec<Inverse>,
    /// Where its document lies; where the plan says so, if nothing is said.
    pub(super) path: Option<String>,
}

/// Others whose field leads to the record.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Inverse {
    /// The fields that it may be: kind and field by position.
    pub(super) fields: Vec<(usize, usize)>,
    pub(super) texts: Vec<Text>,
}

/// What a record says of a field.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Said {
    pub(super) field: usize,
    pub(super) texts: Vec<Text>,
    /// Whether what is named and not there is written too.
    pub(super) creates: bool,
}

/// One value with its place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) column: String,
}

/// Makes drafts of records.
pub(super) struct Drafter<'a> {
    pub(super) batch: &'a Batch,
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) config: &'a Config,
}

impl Drafter<'_> {
    /// The draft of a record; nothing where it stays out. A record whose word becomes no kind stays out without a
    /// misfit: the mapping says so.
    pub(super) fn draft(&self, record: &Record, misfits: &mut Vec<Misfit>) -> Option<Draft> {
        let kind_cell = self.resolved.kind_column.and_then(|column| record.first_under(column));
        let word = kind_cell.map(|cell| cell.text.trim());
        let Some(name) = self.resolved.mapping.kind.kind(word) else {
            misfits.push(self.no_kind(record, kind_cell));
            return None;
        };
        if name.is_empty() {
            return None;
        }
        let at = self.config.kind_index(name)?;
        let kind = &self.config.kinds[at];
        let mut draft = Draft {
            file: record.file,
            span: record.span,
            source: String::new(),
            names: Vec::new(),
            kind: at,
            title: String::new(),
            status: None,
            fields: Vec::new(),
            parts: Vec::new(),
            body: String::new(),
            sections: Vec::new(),
            inverse: Vec::new(),
            path: None,
        };
        let own: Vec<&Cell> =
            self.resolved.id.iter().filter_map(|column| record.first_under(*column)).collect();
        if let Some(cell) = own.first() {
            draft.source = own_name(&cell.text);
        } else if let Some(column) = self.resolved.id.first() {
            let name = &self.batch.columns[*column].name;
            misfits.push(
                Misfit::cell(record.span, name, "the record has no id")
                    .with_hint("give it the one that the tool knows it by")
                    .of_the_record(),
            );
            return None;
        }
        draft.names = self
            .resolved
            .names
            .iter()
            .filter_map(|column| record.first_under(*column))
            .map(|cell| cell.text.trim().to_owned())
            .collect();
        for line in self.resolved.kinds.get(&at).into_iter().flatten() {
            self.read(record, kind, line, &mut draft, misfits)?;
        }
        if draft.title.is_empty() {
            let message = format!("the record has no title, and {} need one", kind.plural);
            misfits.push(Misfit::record(record.span, message));
            return None;
        }
        if draft.source.is_empty() {
            draft.source = own_name(&draft.title);
        }
        self.leave_out_reason(kind, &mut draft);
        Some(draft)
    }

    /// Reads one field; nothing where the record stays out for it.
    fn read(
        &self,
        record: &Record,
        kind: &Kind,
        line: &Line<'_>,
        draft: &mut Draft,
        misfits: &mut Vec<Misfit>,
    ) -> Option<()> {
        match &line.target {
            Target::Title => {
                let said = self.texts(record, line);
                let text = said.first().map(|said| said.text.as_str()).unwrap_or_default();
                if self.is_own() {
                    draft.title = text.to_owned();
                    return Some(());
                }
                draft.title = one_line(text);
                if draft.title.ends_with('…') && !text.ends_with('…') {
                    draft.body = markdown(text);
                }
            }
            Target::Status => {
                let said = self.texts(record, line);
                let Some(said) = said.into_iter().next() else { return Some(()) };
                let statuses = &kind.workflow;
                let Some(status) = statuses.names().find(|name| plain(name) == plain(&said.text)) else {
                    let mut misfit = Misfit::cell(
                        said.span,
                        &said.column,
                        format!("`{}` is no status of {}", said.text, kind.plural),
                    )
                    .of_the_record();
                    misfit.hint = Some(match nearest(&said.text, statuses.names()) {
                        Some(near) => format!("say what it becomes under `words`, such as `{near}`"),
                        None => format!("say what it becomes under `words`: {}", list_of(statuses.names())),
                    });
                    misfits.push(misfit);
                    return None;
                };
                draft.status = Some(status.to_owned());
            }
            Target::Body => {
                let texts: Vec<String> =
                    self.texts(record, line).into_iter().map(|said| markdown(&said.text)).collect();
                let body = texts.join("\n\n");
                // A title that was cut has left its whole text there.
                draft.body = match (draft.body.is_empty(), body.is_empty()) {
                    (true, _) => body,
                    (_, true) => std::mem::take(&mut draft.body),
                    _ if body == draft.body => body,
                    _ => format!("{}\n\n{body}", draft.body),
                };
            }
            Target::Section(title) => {
                let texts: Vec<String> =
                    self.texts(record, line).into_iter().map(|said| markdown(&said.text)).collect();
                if !texts.is_empty() {
                    draft.sections.push((title.clone(), texts.join("\n\n")));
                }
            }
            Target::Path => draft.path = self.texts(record, line).into_iter().next().map(|said| said.text),
            Target::Field(at, _) if self.is_own() => {
                let texts = self.texts(record, line);
                if !texts.is_empty() {
                    draft.fields.push(Said { field: *at, texts, creates: false });
                }
            }
            Target::Field(at, field) => {
                let mut texts = self.texts(record, line);
                self.type_texts(field, line, &mut texts, misfits);
                let lines = self.resolved.kinds.get(&draft.kind).map(Vec::as_slice).unwrap_or_default();
                if !field.ty.is_list()
                    && !field.is_link()
                    && texts.len() > 1
                    && list_beside(lines, line).is_some()
                {
                    texts.truncate(1);
                }
                if field.ty.is_list()
                    && let Some(single) = single_beside(lines, line, draft)
                {
                    // A list does not repeat the one that a field of its own says.
                    texts.retain(|said| said.text != single);
                }
                if !field.ty.is_list() && !field.is_link() && texts.len() > 1 {
                    for extra in texts.drain(1..) {
                        let message = format!("`{}` takes one value; `{}` stays out", field.name, extra.text);
                        misfits.push(Misfit::cell(extra.span, &extra.column, message));
                    }
                }
                if !texts.is_empty() {
                    draft.fields.push(Said { field: *at, texts, creates: line.from.creates });
                }
            }
            Target::Part(at, field) => {
                let mut texts = self.texts(record, line);
                self.type_texts(field, line, &mut texts, misfits);
                let said = texts.into_iter().next();
                draft.parts.extend(said.map(|said| (*at, field.name.clone(), said)));
            }
            Target::Inverse(fields) => {
                let texts = self.texts(record, line);
                if !texts.is_empty() {
                    draft.inverse.push(Inverse { fields: fields.clone(), texts });
                }
            }
        }
        Some(())
    }

    /// Whether the records are of this plan's own form, and say everything as documents do.
    fn is_own(&self) -> bool {
        self.resolved.mapping.keeps_ids
    }

    /// What a record says for a line: the items of its cells, through the table of words.
    fn texts(&self, record: &Record, line: &Line<'_>) -> Vec<Text> {
        let takes_all = match &line.target {
            Target::Field(_, field) => field.ty.is_list(),
            Target::Body | Target::Section(_) | Target::Inverse(_) => true,
            Target::Title | Target::Status | Target::Path | Target::Part(..) => false,
        };
        let highest = if matches!(line.target, Target::Section(_)) { IN_SECTION } else { IN_BODY };
        let mut texts: Vec<Text> = Vec::new();
        for column in &line.columns {
            let name = &self.batch.columns[*column].name;
            for cell in record.under(*column) {
                let pieces = match self.is_own() {
                    true => vec![cell.text.clone()],
                    false => items(&cell.text, line.from.separator.as_deref()),
                };
                texts.extend(pieces.into_iter().filter_map(|piece| {
                    let text = match look_up(&line.from.words, &piece) {
                        Some(to) => to.clone(),
                        None if line.from.markup == Markup::Markdown => piece,
                        None => line.from.markup.to_markdown(&piece, highest),
                    };
                    (!text.trim().is_empty()).then(|| Text { text, span: cell.span, column: name.clone() })
                }));
            }
            if !takes_all && !texts.is_empty() {
                break;
            }
        }
        if texts.is_empty()
            && let Some(always) = &line.from.always
        {
            texts.push(Text { text: always.clone(), span: record.span, column: String::new() });
        }
        texts
    }

    /// Writes texts as their field wants them; those that cannot be are left out and told.
    fn type_texts(&self, field: &Field, line: &Line<'_>, texts: &mut Vec<Text>, misfits: &mut Vec<Misfit>) {
        texts.retain_mut(|said| match self.typed(field, line, &said.text) {
            Ok(text) => {
                said.text = text;
                true
            }
            Err((message, hint)) => {
                let mut misfit = Misfit::cell(said.span, &said.column, message);
                misfit.hint = hint;
                misfits.push(misfit);
                false
            }
        });
        let mut seen: Vec<String> = Vec::new();
        texts.retain(|said| {
            let is_new = !seen.contains(&said.text);
            seen.push(said.text.clone());
            is_new
        });
    }

    fn typed(&self, field: &Field, line: &Line<'_>, text: &str) -> Result<String, (String, Option<String>)> {
        let text = text.trim();
        match field.ty.item() {
            FieldType::Date => match days::read(text, line.days) {
                Ok(day) => Ok(day.to_string()),
                Err(why) => Err(no_day(field, text, why)),
            },
            FieldType::Period | FieldType::Target => {
                if Period::parse(text).is_ok() || (field.ty == FieldType::Target && When::parse(text).is_ok())
                {
                    return Ok(text.to_owned());
                }
                match (days::read(text, line.days), Period::meant_by(text)) {
                    (Ok(day), _) => Ok(day.to_string()),
                    (Err(NoDay::Ambiguous), _) => Err(no_day(field, text, NoDay::Ambiguous)),
                    (Err(_), Some(period)) => Ok(period.to_string()),
                    (Err(why), None) => Err(no_day(field, text, why)),
                }
            }
            FieldType::Choice => choice(field, text),
            FieldType::Person => Ok(person(self.config, text)),
            FieldType::Boolean => match text.to_lowercase().as_str() {
                "true" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "sí" | "si" => Ok("true".into()),
                "false" | "no" | "n" | "0" | "nein" | "non" => Ok("false".into()),
                _ => Err((format!("`{text}` is neither true nor false"), None)),
            },
            FieldType::Number
            | FieldType::Integer
            | FieldType::Percent
            | FieldType::Effort
            | FieldType::Range => Ok(number(text)),
            FieldType::Text => Ok(said_text(text)),
            _ => Ok(text.to_owned()),
        }
    }

    /// A reason belongs to a status that demands one.
    fn leave_out_reason(&self, kind: &Kind, draft: &mut Draft) {
        if self.is_own() {
            return;
        }
        let status = draft.status.as_deref().or(kind.workflow.default.as_deref()).unwrap_or_default();
        let demands = |at: usize| kind.fields[at].required.in_status(status, &kind.workflow);
        draft.fields.retain(|said| kind.fields[said.field].name != "reason" || demands(said.field));
    }

    fn no_kind(&self, record: &Record, cell: Option<&Cell>) -> Misfit {
        let column = self.resolved.kind_column.map(|at| self.batch.columns[at].name.clone());
        let (span, message) = match cell {
            Some(cell) => (cell.span, format!("`{}` is no kind that the mapping knows", cell.text.trim())),
            None if record.left_out.is_some() => {
                let reason = record.left_out.unwrap_or_default();
                return Misfit::record(record.span, format!("it is taken for no document: {reason}"))
                    .with_hint(format!(
                        "to take these too, say under `kind` in `words` what `\"*\"` becomes, such as `\"*\": {}`",
                        self.config.kinds.first().map_or("idea", |kind| kind.name.as_str())
                    ));
            }
            None => (record.span, "the record does not say what it is".to_owned()),
        };
        Misfit {
            file: record.file,
            span,
            column,
            message,
            hint: Some("say what it becomes under `kind`, in `words`".into()),
            whole: true,
        }
    }
}

/// The list that takes what a field of one value cannot, for it is read from the same columns.
fn list_beside<'l, 'a>(lines: &'l [Line<'a>], single: &Line<'a>) -> Option<&'l Line<'a>> {
    lines.iter().find(|line| {
        line.columns == single.columns
            && matches!(&line.target, Target::Field(_, field) if field.ty.is_list())
    })
}

/// What a field of one value says that is read from the same columns as this list.
fn single_beside<'d>(lines: &[Line<'_>], list: &Line<'_>, draft: &'d Draft) -> Option<&'d str> {
    let single = lines.iter().find_map(|line| match &line.target {
        Target::Field(at, field) if !field.ty.is_list() && line.columns == list.columns => Some(*at),
        _ => None,
    })?;
    let said = draft.fields.iter().find(|said| said.field == single)?;
    said.texts.first().map(|said| said.text.as_str())
}

/// A text in one line, cut between words where it is very long.
pub(super) fn one_line(text: &str) -> String {
    let mut title = String::new();
    for word in text.split_whitespace() {
        if !title.is_empty() && title.len() + 1 + word.len() > LONGEST_TITLE {
            title.push('…');
            return title;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

fn markdown(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn said_text(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn no_day(field: &Field, text: &str, why: NoDay) -> (String, Option<String>) {
    match why {
        NoDay::Ambiguous => (
            format!("`{text}` can be two days"),
            Some(format!(
                "say which under `{}` in the mapping: days: day first, or days: month first",
                field.name
            )),
        ),
        NoDay::Unknown => (format!("`{text}` is no day"), None),
    }
}

fn choice(field: &Field, text: &str) -> Result<String, (String, Option<String>)> {
    let names = || field.choices.keys().map(String::as_str);
    if let Some(name) = names().find(|name| plain(name) == plain(text)) {
        return Ok(name.to_owned());
    }
    let hint = format!("say under `words` of `{}` what it becomes: {}", field.name, list_of(names()));
    Err((format!("`{text}` is none of the choices of `{}`", field.name), Some(hint)))
}

/// A person by the handle in `pm.yaml`, else as the tool calls them: by the handle there, by name (`Lopez, Ana` is Ana
/// Lopez), or of a mail address what stands before the `@`, for addresses have no place in a plan.
fn person(config: &Config, text: &str) -> String {
    if let Some(handle) = handle_called(&config.people, text) {
        return handle.to_owned();
    }
    let turned = match text.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() && !first.contains(',') => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => text.to_owned(),
    };
    if let Some(handle) = handle_called(&config.people, &turned) {
        return handle.to_owned();
    }
    let Ok(person) = Person::parse(&turned) else { return turned };
    let names = [person.handle(), person.email(), person.name()];
    if let Some(handle) = names.into_iter().flatten().find_map(|name| handle_called(&config.people, name)) {
        return handle.to_owned();
    }
    let local = person.email().and_then(|mail| mail.split('@').next());
    person.handle().or(person.name()).or(local).map(str::to_owned).unwrap_or(turned)
}

/// A number without a fraction of zeros, with a point where it was written with a comma.
fn number(text: &str) -> String {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    if let Some((whole, rest)) = text.split_once(['.', ','])
        && is_number(whole)
        && is_number(rest)
    {
        if rest.bytes().all(|byte| byte == b'0') && (text.contains('.') || rest.len() < 3) {
            return whole.to_owned();
        }
        if text.contains(',') && rest.len() < 3 {
            return format!("{whole}.{rest}");
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_a_fraction_of_zeros() {
        for (text, expect) in [
            ("3.0", "3"),
            ("3,5", "3.5"),
            ("1,500", "1,500"),
            ("8", "8"),
            ("2-5", "2-5"),
            ("1.25", "1.25"),
            ("5,0", "5"),
        ] {
            assert_eq!(number(text), expect);
        }
    }

    #[test]
    fn people_are_called_as_the_plan_calls_them() {
        let path = crate::source::RelPath::root();
        let (config, _) = Config::read(
            &path,
            "format: 1\nproduct: P\npeople:\n  ana: {name: Ana Lopez, accounts: [ana@x.example]}\n",
        );
        for (text, expect) in [
            ("Ana Lopez", "ana"),
            ("Lopez, Ana", "ana"),
            ("ana@x.example", "ana"),
            ("Ode, Ben", "Ben Ode"),
            ("ben.ode@x.example", "ben.ode"),
            ("Ben Ode", "Ben Ode"),
            ("Ben Ode <ben@x.example>", "Ben Ode"),
            ("Ben Ode (@ben)", "ben"),
            ("Ana L. <ana@x.example>", "ana"),
            ("@ben", "ben"),
        ] {
            assert_eq!(person(&config, text), expect);
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let title = one_line(&"word ".repeat(100));
        assert!(title.len() <= LONGEST_TITLE + "…".len() && title.ends_with("word…"), "{title}");
        assert_eq!(one_line(" two\n lines "), "two lines");
    }

    #[test]
    fn texts_become_markdown_where_they_land() {
        let (config, _) = Config::read(&crate::source::RelPath::root(), "format: 1\nproduct: P\n");
        let mapping = "tool: x\nkind: requirement\nfields:\n  requirement:\n    title: Name\n    \
                       body: {column: Text, markup: jira}\n    Problem: {column: Why, markup: html}\n";
        let path = crate::source::RelPath::root();
        let (mapping, _, findings) = crate::exchange::mapping::read(&path, mapping);
        assert!(findings.is_empty(), "{findings:?}");
        let sheet = "Name,Text,Why\n*N*,\"h1. Goal\n*now*\",<h1>A</h1><p>b &amp; c</p>\n";
        let (batch, _) = crate::exchange::formats::read(sheet);
        let resolved = Resolved::of(&mapping, &batch, &config).expect("a mapping");
        let drafter = Drafter { batch: &batch, resolved: &resolved, config: &config };
        let draft = drafter.draft(&batch.records[0], &mut Vec::new()).expect("a draft");
        assert_eq!((draft.title.as_str(), draft.body.as_str()), ("*N*", "## Goal\n\n**now**"));
        assert_eq!(draft.sections, [("Problem".to_owned(), "### A\n\nb & c".to_owned())]);
    }
}
