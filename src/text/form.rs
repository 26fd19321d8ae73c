//! The answers of a form as forges write them into an issue: a heading for each question, the answer under it.
//!
//! Knows no question and no field.

/// What a forge writes where a question was left out.
const NOTHING: &str = "_No response_";

/// One question with its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Answer {
    pub(crate) question: String,
    pub(crate) text: String,
}

/// Reads the answers of a form, those that say something; nothing where the text is no form: one that does not begin
/// with a heading of the third level.
pub(crate) fn read(text: &str) -> Option<Vec<Answer>> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with("### ") {
        return None;
    }
    let mut answers: Vec<Answer> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_end();
        match (fence, ["```", "~~~"].into_iter().find(|mark| bare.trim_start().starts_with(mark))) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        // What stands in a block of code is part of an answer.
        match bare.strip_prefix("### ").filter(|_| fence.is_none()) {
            Some(question) => {
                answers.push(Answer { question: question.trim().to_owned(), text: String::new() });
            }
            None => {
                if let Some(answer) = answers.last_mut() {
                    answer.text.push_str(bare);
                    answer.text.push('\n');
                }
            }
        }
    }
    for answer in &mut answers {
        answer.text = answer.text.trim().to_owned();
    }
    answers.retain(|answer| !answer.text.is_empty() && answer.text != NOTHING);
    Some(answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<Vec<String>> {
        let answers = read(text)?;
        Some(answers.into_iter().map(|answer| format!("{}: {}", answer.question, answer.text)).collect())
    }

    #[test]
    fn answers_stand_under_their_questions() {
        let form = "### Words\n\nIt hurts.\n\n```\n### no question\n```\n\n### Customer\n\n_No response_\n\n### Importance\n\n8\n";
        assert_eq!(
            shown(form),
            Some(vec!["Words: It hurts.\n\n```\n### no question\n```".into(), "Importance: 8".into()])
        );
    }

    #[test]
    fn other_texts_are_no_form() {
        assert_eq!(shown("Subject: x\n\n### a\n"), None);
        assert_eq!(shown(""), None);
        assert_eq!(shown("### a\n"), Some(Vec::new()));
    }
}
