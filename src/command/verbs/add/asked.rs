//! What a person wants written down: from flags, from a mail or a form, from standard input.
//!
//! Knows nothing of what a command answers.

use clap::ArgMatches;

use crate::change::{Added, Addition, Assignment, add, captured_id, product_called};
use crate::command::error::CommandError;
use crate::command::field_flags;
use crate::command::heard::{self, CONTEXT, Heard, title_of};
use crate::command::new_id::next;
use crate::command::session::Session;
use crate::command::verbs::checkin;
use crate::command::writing::{Known, Writing};
use crate::model::kind::{Kind, WORDS};
use crate::plan::{Plan, owner};
use crate::source::RelPath;
use crate::text::words::list_of;

/// A mail is no larger than this.
const LARGEST_MAIL: u64 = 64 * 1024 * 1024;

/// A new artifact, as far as it is known before the plan is read.
pub(super) struct Asked<'m> {
    matches: &'m ArgMatches,
    /// The position of its kind.
    kind: usize,
    title: Option<String>,
    body: Option<String>,
    fields: Vec<Assignment>,
    sections: Vec<(String, String)>,
    heard: Option<Heard>,
    /// What a check-in says in its short form.
    said: Option<checkin::Said>,
}

fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

impl<'m> Asked<'m> {
    /// Reads everything that was given, standard input too.
    pub(super) fn read(
        session: &mut Session<'_>,
        named: &Kind,
        matches: &'m ArgMatches,
    ) -> Result<(Self, Writing), CommandError> {
        let body = text(matches, "body").map(|body| read_body(session, body)).transpose()?;
        let mut fields = field_flags::fields(named, matches);
        for assignment in matches.get_many::<String>("set").into_iter().flatten() {
            fields.push(Assignment::parse(assignment)?);
        }
        let mail = text(matches, "from").map(|name| read_mail(session, name)).transpose()?;
        let mut sections = field_flags::sections(named, matches);
        for (_, words) in sections.iter_mut().filter(|(title, _)| named.is_heard() && title == WORDS) {
            if words == "-" || words.starts_with('@') {
                *words = read_body(session, words)?;
            }
        }
        let writing = Writing::begin(session, matches)?;
        let heard = match &mail {
            Some((name, bytes)) => Some(Heard::read(name, bytes, named, &writing.config)?),
            None => None,
        };
        if let Some(heard) = &heard {
            fields.extend(heard.fields(named, &fields));
            for (section, words) in [(WORDS, &heard.words), (CONTEXT, &heard.context)] {
                if !words.is_empty() && sections.iter().all(|(title, _)| title != section) {
                    sections.push((section.to_owned(), words.clone()));
                }
            }
        }
        fields.extend(heard::today(named, &fields, session.today));
        let words = sections.iter().find(|(title, _)| title == WORDS).map(|(_, words)| words.as_str());
        let title = text(matches, "title")
            .map(str::to_owned)
            .or_else(|| heard.as_ref().and_then(|heard| heard.title.clone()))
            .or_else(|| title_of(words?));
        let kind = writing.config.kind_index(&named.name).ok_or_else(|| {
            CommandError::environment(format!("pm.yaml has no kind `{}` any more", named.name))
        })?;
        let said = match checkin::fits(named) {
            true => {
                checkin::Said::read(session, &writing.config, &writing.repository, named, matches, &fields)?
            }
            false => None,
        };
        if let Some(said) = &said {
            fields.extend(said.fields.iter().cloned());
        }
        Ok((Self { matches, kind, title, body, fields, sections, heard, said }, writing))
    }

    /// The artifact in the smallest plan that it can be written by.
    pub(super) fn written(
        &self,
        session: &mut Session<'_>,
        writing: &Writing,
    ) -> Result<(Known, Added), CommandError> {
        let kind = &writing.config.kinds[self.kind];
        // A number that only the front matter of other documents tells is found by reading them.
        let references = field_flags::references(kind, &self.fields);
        if kind.files.named_by_id
            && self.heard.is_none()
            && let Some(part) = writing.part(references.iter().copied())
            && let Ok(added) = self.in_plan(&part, session, writing)
        {
            return Ok((part, added));
        }
        let whole = writing.whole().local();
        let added = self.in_plan(&whole, session, writing)?;
        Ok((whole, added))
    }

    fn in_plan(
        &self,
        known: &Known,
        session: &mut Session<'_>,
        writing: &Writing,
    ) -> Result<Added, CommandError> {
        let plan = &known.plan;
        let kind = &writing.config.kinds[self.kind];
        let mut fields = self.fields.clone();
        fields.extend(self.heard.as_ref().and_then(|heard| heard.customer(plan, kind, &fields)));
        let product = self.product(plan, session, writing, &mut fields)?;
        let file = match text(self.matches, "file") {
            None => None,
            Some(path) => Some(place(session, writing, self.kind, path)?),
        };
        // The path that was asked for may say the id itself.
        let id = match file.as_ref().and_then(|file| captured_id(kind, file.as_str())) {
            Some(id) => id,
            None => next(writing, session, plan, self.kind, product, &[])?,
        };
        let title = match &self.said {
            Some(said) => said.title(plan),
            None => self.title.clone().ok_or_else(|| {
                CommandError::usage(format!("the {} needs a title or words", kind.name))
                    .with_hint("write a title, or give the words with --words or --from")
            })?,
        };
        let addition = Addition {
            kind: self.kind,
            product,
            id: &id,
            title: &title,
            status: text(self.matches, "status"),
            fields,
            // What is said in one line needs no template.
            body: self.body.as_deref().or(self.said.is_some().then_some("")),
            template: text(self.matches, "template"),
            sections: beside(&self.sections, self.heard.as_ref().and_then(|heard| heard.unplaced(plan))),
            file,
        };
        Ok(add(plan, &addition)?)
    }

    fn product(
        &self,
        plan: &Plan,
        session: &mut Session<'_>,
        writing: &Writing,
        fields: &mut Vec<Assignment>,
    ) -> Result<usize, CommandError> {
        let said = self.said.as_ref();
        let about = said.and_then(|said| said.product.as_deref()).filter(|key| !key.is_empty());
        match text(self.matches, "product").or(about) {
            Some(key) => product_named(plan, key, fields),
            None => Ok(match said.and_then(|said| said.product_of_subject(plan)) {
                Some(at) => product_at(plan, at, fields),
                None => writing.product_here(session),
            }),
        }
    }

    /// What a person is to know beside the id and the path.
    pub(super) fn notes(&self, known: &Known, writing: &Writing) -> Vec<String> {
        let Some(heard) = &self.heard else { return Vec::new() };
        let kind = &writing.config.kinds[self.kind];
        let unknown = heard.unknown_customer(&known.plan, kind, &self.fields);
        let left_out = heard.left_out.as_ref().map(|left_out| format!("left out of the mail: {left_out}"));
        unknown.into_iter().chain(left_out).collect()
    }
}

/// The position of the product that a person names; one without a folder is named in a field.
fn product_named(plan: &Plan, key: &str, fields: &mut Vec<Assignment>) -> Result<usize, CommandError> {
    if plan.config.products.keys().all(String::is_empty) {
        fields.push(Assignment::set("product", key));
        return Ok(0);
    }
    Ok(product_at(plan, product_called(plan, key)?, fields))
}

/// The position of a product; one of several without a folder is named in a field.
fn product_at(plan: &Plan, at: usize, fields: &mut Vec<Assignment>) -> usize {
    if let Some((key, product)) = plan.config.products.get_index(at)
        && !key.is_empty()
        && product.folder.is_none()
    {
        fields.push(Assignment::set("product", key));
    }
    at
}

/// The sections, with what has no field of its own at the end of the context.
fn beside(sections: &[(String, String)], more: Option<String>) -> Vec<(String, String)> {
    let mut sections = sections.to_vec();
    if let Some(more) = more {
        match sections.iter_mut().find(|(title, _)| title == CONTEXT) {
            Some((_, text)) => text.push_str(&format!("\n\n{more}")),
            None => sections.push((CONTEXT.to_owned(), more)),
        }
    }
    sections
}

/// The path that `--file` names, where a document of the kind can stand.
fn place(session: &Session<'_>, writing: &Writing, kind: usize, path: &str) -> Result<RelPath, CommandError> {
    let outside = || CommandError::usage(format!("`{path}` lies outside of the repository"));
    let path = session.relative(writing.repository.root(), path).ok_or_else(outside)?;
    let owner = owner(&writing.config, &path).map(|(owner, _)| usize::from(owner));
    if owner == Some(kind) {
        return Ok(path);
    }
    let kind = &writing.config.kinds[kind];
    let folders = list_of(kind.files.folders.iter().map(ToString::to_string));
    Err(CommandError::usage(format!("a file at {path} would be no {}", kind.name))
        .with_hint(format!("{} lie in {folders}", kind.plural)))
}

/// The name and the bytes of a mail: a file, or standard input.
fn read_mail(session: &mut Session<'_>, given: &str) -> Result<(String, Vec<u8>), CommandError> {
    if given == "-" {
        return Ok(("standard input".to_owned(), session.read_input_bytes(LARGEST_MAIL)?));
    }
    Ok((given.to_owned(), session.read_file_bytes(given)?))
}

/// The body as it was given: a text, the file behind `@`, or standard input.
fn read_body(session: &mut Session<'_>, given: &str) -> Result<String, CommandError> {
    if given == "-" {
        return session.read_input();
    }
    match given.strip_prefix('@') {
        Some(path) => session.read_file(path),
        None => Ok(given.to_owned()),
    }
}
