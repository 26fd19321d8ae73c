//! Letters to those who asked: the plan as they may see it, the template in their language, files that a mail program
//! opens.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::audience;
use super::error::CommandError;
use super::session::Session;
use super::templates;
use crate::model::values::Date;
use crate::plan::{self, ArtifactIndex, Plan};
use crate::repo;
use crate::template::fill;
use crate::text::mail::Mail;
use crate::text::words::{list_of, slug};
use crate::view::answers::{Answers, By, Letter, Recipient, Request};

/// The letter that is written where nobody brought another one.
const LETTER: &str = include_str!("answering/letter.md");
const LETTER_NAME: &str = "letter.md";
/// The first line of a letter begins so where the letter has a subject.
const SUBJECT: &str = "Subject:";
/// The longest name of a person in the name of a file.
const LONGEST: usize = 40;

/// The audience whose eyes the words are for: the one that was named, else that of `pm.yaml`, else the only one
/// outside.
pub(crate) fn audience_of(plan: &Plan, named: Option<&str>) -> Result<Option<String>, CommandError> {
    let said = named.map(str::to_owned).or_else(|| plan.config.answers.audience.clone());
    if let Some(name) = said {
        audience::check(&plan.config, &name)?;
        return Ok(Some(name));
    }
    let mut outside =
        plan.config.audiences.iter().filter(|(_, audience)| audience.is_public).map(|(key, _)| key);
    Ok(match (outside.next(), outside.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    })
}

/// The plan as those may see it who are told; the same plan where nobody is named.
pub(crate) fn seen(session: &Session<'_>, plan: &Plan, audience: Option<&str>) -> Option<Plan> {
    audience.map(|audience| plan::project(plan, audience, session.today))
}

/// Fills in every letter from the template in its language.
pub(crate) fn fill_letters(
    session: &Session<'_>,
    plan: &Plan,
    seen: &Plan,
    answers: &mut Answers,
) -> Result<(), CommandError> {
    for letter in &mut answers.letters {
        let filled = filled(session, plan, seen, letter)?;
        (letter.subject, letter.text) = parted(&filled, letter);
    }
    Ok(())
}

fn filled(session: &Session<'_>, plan: &Plan, seen: &Plan, letter: &Letter) -> Result<String, CommandError> {
    let news: Vec<Value> = letter
        .news
        .iter()
        .map(|news| {
            let mut item = serde_json::to_value(news).unwrap_or_default();
            if let Some(item) = item.as_object_mut() {
                item.insert("asked_for".into(), news.subject.title.trim_end_matches('.').into());
            }
            item
        })
        .collect();
    let products: Vec<&str> = seen.config.products.values().map(|product| product.name.as_str()).collect();
    let disclaimer = seen.config.reader.as_ref().and_then(|reader| reader.audience.disclaimer.clone());
    let context = json!({
        "today": session.today.to_string(),
        "to": letter.to,
        "news": news,
        "product": match products.as_slice() { [one] => one, _ => "" },
        "disclaimer": disclaimer,
    });
    let template = &plan.config.answers.template;
    let language = letter.to.language.as_deref();
    // pt-BR is answered in pt where nobody wrote in pt-BR.
    let languages =
        language.into_iter().chain(language.and_then(|language| Some(language.split_once('-')?.0)));
    let names = languages.map(|language| format!("{template}-{language}")).chain([template.clone()]);
    for name in names {
        if let Some(text) = templates::filled_if_there(session, &name, &context)? {
            return Ok(text);
        }
    }
    let text = fill(LETTER_NAME, LETTER, &context, Box::new(|_| None));
    text.map_err(|fault| CommandError::usage(fault.message).with_hints(fault.hints))
}

/// The subject of a letter and its text.
fn parted(filled: &str, letter: &Letter) -> (String, String) {
    let filled = filled.replace("\r\n", "\n");
    let (first, rest) = filled.split_once('\n').unwrap_or((&filled, ""));
    match first.strip_prefix(SUBJECT) {
        Some(subject) => (subject.trim().to_owned(), rest.trim().to_owned()),
        None => {
            let subject = letter.news.first().map(|news| news.subject.title.clone());
            (subject.unwrap_or_default(), filled.trim().to_owned())
        }
    }
}

/// Letters as files that a mail program opens.
pub(crate) struct Letters {
    /// By their names, in the order of those they are for.
    pub(crate) files: IndexMap<String, String>,
    to: Vec<Recipient>,
}

/// Who waits for an answer that can be given, about these artifacts and what is part of them. Without the letters.
pub(crate) fn waiting(plan: &Plan, today: Date, about: &[ArtifactIndex]) -> Answers {
    Answers::of(plan, &request(plan, today, about))
}

fn request<'a>(seen: &'a Plan, today: Date, about: &[ArtifactIndex]) -> Request<'a> {
    Request { today, by: By::Customer, seen, since: None, only: about.to_vec() }
}

/// The letters to those who wait, about these artifacts and what is part of them.
pub(crate) fn letters(
    session: &Session<'_>,
    plan: &Plan,
    about: &[ArtifactIndex],
) -> Result<Letters, CommandError> {
    let audience = audience_of(plan, None)?;
    let projected = seen(session, plan, audience.as_deref());
    let seen = projected.as_ref().unwrap_or(plan);
    let mut answers = Answers::of(plan, &request(seen, session.today, about));
    fill_letters(session, plan, seen, &mut answers)?;
    Ok(mails(plan, &answers))
}

/// Refuses a folder with files of somebody else.
pub(crate) fn may_write(session: &Session<'_>, folder: &str) -> Result<(), CommandError> {
    repo::may_publish(&session.folder.join(folder)).map_err(|fault| unwritable(fault.into()))
}

/// Writes the letters into a folder.
pub(crate) fn write(session: &Session<'_>, folder: &str, letters: &Letters) -> Result<(), CommandError> {
    let written = repo::publish(&session.folder.join(folder), &letters.files);
    written.map(|_| ()).map_err(|fault| unwritable(fault.into()))
}

fn unwritable(error: CommandError) -> CommandError {
    error.with_hint("name a new folder, or one that `pm answers` wrote before")
}

/// Says for whom no address is known.
pub(crate) fn name_unaddressed(session: &mut Session<'_>, letters: &Letters) -> Result<(), CommandError> {
    let unaddressed: Vec<&str> =
        letters.to.iter().filter(|to| to.mail.is_none()).map(|to| to.name.as_str()).collect();
    if !unaddressed.is_empty() {
        session.say(&format!("note: no address is known for {}", list_of(unaddressed)))?;
    }
    Ok(())
}

/// A file for each letter, by its name.
pub(crate) fn mails(plan: &Plan, answers: &Answers) -> Letters {
    let mut files = IndexMap::new();
    for letter in &answers.letters {
        let id = letter.to.id.clone().or_else(|| letter.news.first().map(|news| news.subject.id.clone()));
        let name = format!("{}-{}.eml", id.unwrap_or_default(), slug(&letter.to.name, LONGEST));
        let mail = Mail {
            to: letter.to.mail.clone(),
            from: plan.config.answers.from.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: None,
        };
        files.insert(name.replace(['/', '\\'], "-"), mail.written());
    }
    Letters { files, to: answers.letters.iter().map(|letter| letter.to.clone()).collect() }
}
