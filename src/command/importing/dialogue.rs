//! Going through the columns of an export with the person at the terminal: what each is read as, and what words become.
//!
//! Knows no terminal: questions are a trait, which tests answer from a list.

use super::{Export, Reading};
use crate::command::asking::ask;
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::config::Config;
use crate::exchange::revise::{self, ColumnNow, OpenWord, Refused};
use crate::exchange::{Mapping, write_mapping};
use crate::text::visible::visible_line;
use crate::text::words::{list_of, nearest, plural};

/// Longer values are cut.
const LONGEST_SAMPLE: usize = 40;

/// Whoever answers questions.
pub(super) trait Questions {
    fn say(&mut self, text: &str) -> Result<(), CommandError>;
    /// The answer; nothing where there is none to come.
    fn ask(&mut self, question: &str) -> Result<Option<String>, CommandError>;
}

impl Questions for Session<'_> {
    fn say(&mut self, text: &str) -> Result<(), CommandError> {
        Session::say(self, text)
    }

    fn ask(&mut self, question: &str) -> Result<Option<String>, CommandError> {
        ask(self, question)
    }
}

/// Lets a person change how an export is read; the mapping's file is written with the import.
pub(in crate::command) fn revise(
    session: &mut Session<'_>,
    config: &Config,
    export: &Export,
    reading: &mut Reading,
) -> Result<(), CommandError> {
    let before = reading.mapping.clone();
    let guessed = std::mem::take(&mut reading.guessed);
    reading.guessed = go_through(session, config, export, &mut reading.mapping, guessed)?;
    if reading.mapping != before {
        let title = reading.tool.clone().unwrap_or_else(|| export.name.clone());
        reading.proposed = Some(write_mapping(&reading.mapping, &title));
    }
    Ok(())
}

/// Statuses whose meaning is a guess: kind, word, and what it becomes.
type Guessed = Vec<(String, String, String)>;

/// Asks for each column and for each word without a place. An answer that ends the input ends the questions.
fn go_through(
    questions: &mut dyn Questions,
    config: &Config,
    export: &Export,
    mapping: &mut Mapping,
    guessed: Guessed,
) -> Result<Guessed, CommandError> {
    let mut guessed = guessed;
    let columns = revise::columns(mapping, &export.batch);
    questions.say(
        "Enter keeps · a field reads the column as that · - leaves it out · ? lists the fields · . ends",
    )?;
    for (at, column) in columns.iter().enumerate() {
        questions.say(&told(column, at + 1, columns.len()))?;
        if !ask_for(questions, config, export, mapping, (column, &mut guessed))? {
            break;
        }
    }
    for open in revise::open_words(mapping, &export.batch, config, &guessed) {
        if !ask_for_word(questions, mapping, &open)? {
            break;
        }
        guessed.retain(|(kind, word, _)| *kind != open.kind || *word != open.word);
    }
    Ok(guessed)
}

/// What a column has.
fn told(column: &ColumnNow, at: usize, all: usize) -> String {
    let sample = |(text, count): &(String, usize)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match text.char_indices().nth(LONGEST_SAMPLE) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        if *count > 1 { format!("{text} ({count})") } else { text }
    };
    let samples: Vec<String> = column.samples.iter().map(sample).collect();
    let more = if column.distinct > samples.len() { ", …" } else { "" };
    let line = format!(
        "{at} of {all} · {} · {}: {} in {}: {}{more}",
        column.kind,
        column.column,
        plural(column.distinct, "value"),
        plural(column.cells, "cell"),
        samples.join(", ")
    );
    format!("\n{}", visible_line(&line))
}

/// Asks what a column is read as; whether there is more to ask.
fn ask_for(
    questions: &mut dyn Questions,
    config: &Config,
    export: &Export,
    mapping: &mut Mapping,
    (column, guessed): (&ColumnNow, &mut Guessed),
) -> Result<bool, CommandError> {
    let proposed = if column.fields.is_empty() { "left out".to_owned() } else { column.fields.join(", ") };
    let question = format!("  read as [{proposed}]: ");
    loop {
        let Some(answer) = questions.ask(&question)? else { return Ok(false) };
        let field = match answer.as_str() {
            "" => return Ok(true),
            "." => return Ok(false),
            "?" => {
                questions.say(&format!("  {}", list_of(revise::fields(config, &column.kind))))?;
                continue;
            }
            "-" => None,
            name => Some(name),
        };
        match revise::read_as(mapping, &export.batch, config, column, field) {
            Ok(more) => {
                guessed.extend(more);
                return Ok(true);
            }
            Err(Refused::NoTitle) => {
                questions.say("  nothing else is read as the title; read another column as it first")?;
            }
            Err(Refused::NoField(near)) => {
                let near =
                    near.map_or_else(|| "? lists them".to_owned(), |near| format!("did you mean {near}?"));
                questions
                    .say(&visible_line(&format!("  {} has no field `{answer}`; {near}", column.kind)))?;
            }
        }
    }
}

/// Asks what a word becomes; whether there is more to ask.
fn ask_for_word(
    questions: &mut dyn Questions,
    mapping: &mut Mapping,
    open: &OpenWord,
) -> Result<bool, CommandError> {
    let kept = if open.becomes.is_empty() { "left out" } else { &open.becomes };
    let place =
        format!("{} · {}: `{}` in {}", open.kind, open.field, open.word, plural(open.records, "record"));
    questions.say(&format!("\n{}", visible_line(&place)))?;
    let question = format!("  becomes [{kept}]: ");
    loop {
        let Some(answer) = questions.ask(&question)? else { return Ok(false) };
        let possible = || open.possible.iter().map(String::as_str);
        match answer.as_str() {
            "" => {
                revise::settle(mapping, open, &open.becomes);
                return Ok(true);
            }
            "." => return Ok(false),
            "-" => {
                revise::settle(mapping, open, "");
                return Ok(true);
            }
            "?" => questions.say(&format!("  {}", list_of(possible())))?,
            answer => {
                if let Some(name) = possible().find(|name| name.eq_ignore_ascii_case(answer)) {
                    revise::settle(mapping, open, name);
                    return Ok(true);
                }
                let near = nearest(answer, possible());
                let hint = near.map_or_else(
                    || format!("use one of {}", list_of(possible())),
                    |near| format!("did you mean {near}?"),
                );
                questions.say(&visible_line(&format!("  `{answer}` is none; {hint}")))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{propose, read_batch};
    use crate::source::RelPath;

    /// Answers from a list, and writes down what was asked.
    struct Script {
        answers: Vec<&'static str>,
        told: String,
    }

    impl Questions for Script {
        fn say(&mut self, text: &str) -> Result<(), CommandError> {
            self.told.push_str(&format!("{text}\n"));
            Ok(())
        }

        fn ask(&mut self, question: &str) -> Result<Option<String>, CommandError> {
            let answer = if self.answers.is_empty() { None } else { Some(self.answers.remove(0).to_owned()) };
            let shown = answer
                .as_deref()
                .map_or("(end)", |answer| if answer.is_empty() { "(enter)" } else { answer });
            self.told.push_str(&format!("{question}{shown}\n"));
            Ok(answer)
        }
    }

    const SHEET: &str = "Id,Name,State,Who,Urgency,Area\n1,Pay,Simmering,ana,P1,app\n2,Bill,Done,ben,Odd,web\n3,Ship,Simmering,ana,P1,app\n";

    fn dialogue(answers: &[&'static str]) -> (String, Mapping) {
        let (config, _) = Config::read(&RelPath::root(), "format: 1\nproduct: P\n");
        let (batch, misfits) = read_batch(SHEET);
        let proposal = propose(&batch, &config, "sheet", Some("requirement")).expect("a proposal");
        let export = Export { name: "sheet.csv".into(), files: Vec::new(), folder: None, batch, misfits };
        let mut script = Script { answers: answers.to_vec(), told: String::new() };
        let mut mapping = proposal.mapping;
        go_through(&mut script, &config, &export, &mut mapping, proposal.guessed).expect("answers");
        (script.told, mapping)
    }

    #[test]
    fn each_column_is_asked_for_and_then_each_word_without_a_place() {
        let (told, mapping) =
            dialogue(&["", "", "ownr", "owner", "priority", "tags", "build", "building", "-"]);
        insta::assert_snapshot!(told, @r#"
        Enter keeps · a field reads the column as that · - leaves it out · ? lists the fields · . ends

        1 of 5 · requirement · Name: 3 values in 3 cells: Pay, Bill, Ship
          read as [title]: (enter)

        2 of 5 · requirement · State: 2 values in 3 cells: Simmering (2), Done
          read as [status]: (enter)

        3 of 5 · requirement · Who: 2 values in 3 cells: ana (2), ben
          read as [left out]: ownr
          requirement has no field `ownr`; did you mean owner?
          read as [left out]: owner

        4 of 5 · requirement · Urgency: 2 values in 3 cells: P1 (2), Odd
          read as [left out]: priority

        5 of 5 · requirement · Area: 2 values in 3 cells: app (2), web
          read as [left out]: tags

        requirement · status: `Simmering` in 2 records
          becomes [draft]: build
          `build` is none; use one of draft, review, approved, building, done and dropped
          becomes [draft]: building

        requirement · priority: `Odd` in 1 record
          becomes [left out]: -
        "#);
        let fields = &mapping.fields["requirement"];
        assert_eq!(fields["owner"].columns, ["Who"]);
        assert_eq!(fields["tags"].columns, ["Area"]);
        assert_eq!(fields["status"].words["Simmering"], "building");
        assert_eq!(fields["priority"].words["Odd"], "");
    }

    #[test]
    fn a_title_stays_and_questions_can_end() {
        let (told, mapping) = dialogue(&["-", "."]);
        assert!(told.contains("nothing else is read as the title"), "{told}");
        assert_eq!(mapping.fields["requirement"]["title"].columns, ["Name"]);
    }
}
