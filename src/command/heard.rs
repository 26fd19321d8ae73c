//! What somebody said, from a mail, a form or words alone: a title, their words, the day, and who they are.
//!
//! Personal data is left out of what comes from a mail or a form, and what was left out is told: git keeps what it once
//! had.

mod form;

use super::error::CommandError;
use crate::change::Assignment;
use crate::check::personal_data;
use crate::config::Config;
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::mail::Letter;
use crate::text::words::{list_of, plural, plural_of};

/// The section for what stands beside it.
pub(crate) const CONTEXT: &str = "Context";
/// The most letters of a title that is made from words.
const LONGEST: usize = 70;
const CUSTOMER: &str = "customer";
const DATE: &str = "date";
const DOMAINS: &str = "domains";

/// What a mail or a form says.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) title: Option<String>,
    pub(crate) words: String,
    pub(crate) date: Option<Date>,
    /// The domain that it came from.
    pub(crate) domain: Option<String>,
    /// The customer as a form names it.
    customer: Option<String>,
    /// Fields that a form answers.
    answered: Vec<Assignment>,
    /// What stands beside the words.
    pub(crate) context: String,
    /// What was left out, as a line; nothing where all of it was taken.
    pub(crate) left_out: Option<String>,
}

impl Heard {
    /// What a mail says, or the answers of a form.
    ///
    /// # Errors
    /// Bytes that are neither, and those that say nothing.
    pub(crate) fn read(name: &str, bytes: &[u8], kind: &Kind, config: &Config) -> Result<Self, CommandError> {
        match std::str::from_utf8(bytes).ok().and_then(crate::text::form::read) {
            Some(answers) => Self::in_form(name, &answers, kind, config),
            None => Self::in_mail(name, bytes, config),
        }
    }

    /// # Errors
    /// Bytes that are no mail, and a mail that says nothing.
    fn in_mail(name: &str, bytes: &[u8], config: &Config) -> Result<Self, CommandError> {
        let mail = Letter::read(bytes).ok_or_else(|| {
            CommandError::usage(format!("{name} is no mail: it has neither a sender nor a subject"))
                .with_hint("save the message as a file with its headers, or give the words with --words")
        })?;
        let (words, in_words) = personal_data::without(&mail.words, &config.allowed_personal_data);
        let (title, in_title) = personal_data::without(
            mail.subject.as_deref().unwrap_or_default(),
            &config.allowed_personal_data,
        );
        if words.is_empty() && title.is_empty() {
            return Err(CommandError::usage(format!("{name} says nothing in words of its own"))
                .with_hint("give the words with --words"));
        }
        let personal = in_words + in_title;
        let mut left_out = Vec::new();
        if mail.quoted > 0 {
            left_out.push(plural(mail.quoted, "quoted line"));
        }
        if mail.is_signed {
            left_out.push("a greeting or signature".to_owned());
        }
        if mail.attachments > 0 {
            left_out.push(plural(mail.attachments, "attachment"));
        }
        if personal > 0 {
            left_out.push(plural_of(
                personal,
                "address or telephone number",
                "addresses and telephone numbers",
            ));
        }
        Ok(Self {
            title: Some(title).filter(|title| !title.is_empty()),
            date: mail.day.and_then(|(year, month, day)| Date::new(i16::try_from(year).ok()?, month, day)),
            domain: mail.domain,
            left_out: (!left_out.is_empty()).then(|| list_of(left_out)),
            words,
            ..Self::default()
        })
    }

    /// The day as a field, where the kind has one and nobody gave another.
    pub(crate) fn fields(&self, kind: &Kind, given: &[Assignment]) -> Vec<Assignment> {
        let is_free = |name: &str| kind.field(name).is_some() && given.iter().all(|it| it.place != name);
        let date = self.date.filter(|_| is_free(DATE));
        let date = date.map(|date| Assignment::set(DATE, date.to_string()));
        let answered = self.answered.iter().filter(|it| is_free(&it.place)).cloned();
        date.into_iter().chain(answered).collect()
    }

    /// What to do where the customer is not known by the domain; nothing where it is, or where another was given.
    pub(crate) fn unknown_customer(&self, plan: &Plan, kind: &Kind, given: &[Assignment]) -> Option<String> {
        let is_asked = kind.field(CUSTOMER).is_some() && given.iter().all(|it| it.place != CUSTOMER);
        if let Some(name) = &self.customer {
            let is_unknown = is_asked && customer_called(plan, name).is_none();
            return is_unknown.then(|| format!("no one customer is called {name}; name it with --customer"));
        }
        let domain = self.domain.as_deref()?;
        let is_unknown = is_asked && customer_of(plan, domain).is_none();
        is_unknown.then(|| format!("no one customer has the domain {domain}; name it with --customer"))
    }

    /// The customer whom a form names and the plan does not know, for the context: an answer is never lost.
    pub(crate) fn unplaced(&self, plan: &Plan) -> Option<String> {
        let name = self.customer.as_ref().filter(|name| customer_called(plan, name).is_none())?;
        Some(format!("**Customer**\n\n{name}"))
    }

    /// The customer that the domain belongs to, where the kind names one and nobody gave another.
    pub(crate) fn customer(&self, plan: &Plan, kind: &Kind, given: &[Assignment]) -> Option<Assignment> {
        if kind.field(CUSTOMER).is_none() || given.iter().any(|it| it.place == CUSTOMER) {
            return None;
        }
        let customer = match &self.customer {
            Some(name) => customer_called(plan, name)?,
            None => customer_of(plan, self.domain.as_deref()?)?,
        };
        Some(Assignment::set(CUSTOMER, plan.artifact(customer).label()))
    }
}

/// The day on which it is written down, for what somebody said on a day that nobody names.
pub(crate) fn today(kind: &Kind, given: &[Assignment], today: Date) -> Option<Assignment> {
    let is_asked = kind.is_heard() && kind.field(DATE).is_some() && given.iter().all(|it| it.place != DATE);
    is_asked.then(|| Assignment::set(DATE, today.to_string()))
}

/// The one customer with this name, whatever the case of its letters, or with this id.
fn customer_called(plan: &Plan, name: &str) -> Option<ArtifactIndex> {
    let wanted = name.trim().to_lowercase();
    let is_called = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        artifact.title.to_lowercase() == wanted || artifact.label().to_lowercase() == wanted
    };
    let mut found = plan.of_kind(plan.config.kind_index(CUSTOMER)?).filter(is_called);
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// The one customer with a domain, or with one that it lies in.
fn customer_of(plan: &Plan, domain: &str) -> Option<ArtifactIndex> {
    let lies_in = |own: &str| {
        let own = own.trim_start_matches('@').to_lowercase();
        domain == own || domain.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.'))
    };
    let has = |index: &ArtifactIndex| {
        let value = plan.artifact(*index).value(plan.kind_of(*index), DOMAINS);
        value.is_some_and(|value| value.value.each().any(|own| lies_in(&own.to_line())))
    };
    let mut found = plan.of_kind(plan.config.kind_index(CUSTOMER)?).filter(has);
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// A title from the first words of what was said, up to the end of a sentence.
pub(crate) fn title_of(words: &str) -> Option<String> {
    let line = words.lines().map(str::trim).find(|line| !line.is_empty())?;
    let line = line.trim_start_matches(['"', '“', '„', '«', '>', '#', '-', '*', ' ']);
    let sentence = line.split_inclusive(['.', '!', '?']).next().unwrap_or(line);
    let mut title = String::new();
    let mut is_cut = false;
    for word in sentence.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() >= LONGEST {
            is_cut = true;
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    let title = title.trim_end_matches(['.', ',', ';', ':', '"', '”', '“', '»', ' ']);
    (!title.is_empty()).then(|| if is_cut { format!("{title} …") } else { title.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_sentence_or_its_beginning() {
        let check = |words: &str, expect: Option<&str>| assert_eq!(title_of(words).as_deref(), expect);
        check("", None);
        check("\n\n\"The export fails. Every day.\"\n", Some("The export fails"));
        check("> Can it ring?", Some("Can it ring?"));
        let long =
            "We would like to see the bookings of all harbours in one table that we can sort and print.";
        check(long, Some("We would like to see the bookings of all harbours in one table that we …"));
    }
}
