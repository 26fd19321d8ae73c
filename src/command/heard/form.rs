//! The answers of a form as feedback: questions that are called as fields and sections are.

use super::{CONTEXT, CUSTOMER, Heard};
use crate::change::Assignment;
use crate::check::personal_data;
use crate::command::error::CommandError;
use crate::config::Config;
use crate::model::field::{Field, FieldType};
use crate::model::kind::{Kind, WORDS};
use crate::model::values::Date;
use crate::text::form::Answer;
use crate::text::words::plural_of;

impl Heard {
    /// What the answers say: title, words, customer and day, fields of the kind, and everything else as context.
    pub(super) fn in_form(
        name: &str,
        answers: &[Answer],
        kind: &Kind,
        config: &Config,
    ) -> Result<Self, CommandError> {
        let mut heard = Self::default();
        let mut context: Vec<String> = Vec::new();
        let mut personal = 0;
        for answer in answers {
            let (text, count) = personal_data::without(&answer.text, &config.allowed_personal_data);
            personal += count;
            let question = answer.question.to_lowercase();
            let field = kind.fields.values().find(|field| field.name.replace('_', " ") == question);
            match question.as_str() {
                "title" => heard.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
                CUSTOMER => heard.customer = Some(text),
                "date" if Date::parse(&text).is_ok() => heard.date = Date::parse(&text).ok(),
                _ if question == WORDS.to_lowercase() => heard.words = text,
                _ if question == CONTEXT.to_lowercase() => context.insert(0, text),
                _ => match field.and_then(|field| Some(Assignment::set(&field.name, value(field, &text)?))) {
                    Some(assignment) => heard.answered.push(assignment),
                    None => context.push(format!("**{}**\n\n{text}", answer.question)),
                },
            }
        }
        if heard.words.is_empty() && heard.title.is_none() {
            return Err(CommandError::usage(format!("the form in {name} has neither words nor a title"))
                .with_hint("call a question of the form `Words`, and let it be answered"));
        }
        heard.context = context.join("\n\n");
        heard.left_out = (personal > 0)
            .then(|| plural_of(personal, "address or telephone number", "addresses and telephone numbers"));
        Ok(heard)
    }
}

/// The value of a field that an answer gives; nothing where it gives none, so that the answer is kept as words.
fn value(field: &Field, text: &str) -> Option<String> {
    let text = text.trim();
    match field.ty {
        FieldType::Choice => {
            let first = text.split([':', '(', '-', '–']).next().unwrap_or(text).trim().to_lowercase();
            let is_meant = |name: &&String| **name == first || name.replace('_', " ") == first;
            field.choices.keys().find(is_meant).cloned()
        }
        FieldType::Integer | FieldType::Number => {
            let number = text.split_whitespace().next()?;
            number.parse::<f64>().is_ok().then(|| number.to_owned())
        }
        FieldType::Text | FieldType::Person => (!text.contains('\n')).then(|| text.to_owned()),
        _ => None,
    }
}
