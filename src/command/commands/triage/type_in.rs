//! Triage at the terminal: one after another is shown, and a letter decides.

use std::collections::BTreeSet;

use clap::ArgMatches;

use super::decide::{Choice, carry_out};
use crate::change::{Assignment, lacking};
use crate::command::asking::ask;
use crate::command::error::{CommandError, Exit};
use crate::command::named::find;
use crate::command::render;
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::page::Page;
use crate::page::formats::named;
use crate::plan::Plan;
use crate::plan::query::Environment;
use crate::view::triage::{Triage, Waiting};

/// What a letter does.
const LETTERS: &str = "\
a ID      that one answers it            i [TITLE]  make an idea of it
m ID      merge it into that one         o [TITLE]  make an opportunity of it
p PERIOD  park it until then             d REASON   decline it
k         keep it: read, nothing follows
s         skip it for now                q          stop
1, 2 and 3 stand for the similar ones, from the top.
";

/// What a person wants after reading one.
enum Wish {
    Decide(Choice, Option<String>),
    Skip,
    Stop,
}

/// Shows what waits, one after another, and writes each decision at once.
pub(super) fn one_after_another(
    session: &mut Session<'_>,
    matches: &ArgMatches,
) -> Result<Exit, CommandError> {
    let mut skipped: BTreeSet<String> = BTreeSet::new();
    let mut decided = 0_usize;
    loop {
        let loaded = session.load()?;
        let plan = &loaded.plan;
        let triage = Triage::of(&Environment::new(plan, session.today), None);
        let mut waiting = triage.waiting.iter().filter(|waiting| !skipped.contains(&waiting.subject.id));
        let Some(first) = waiting.next() else {
            session.say(&ended(decided, skipped.len()))?;
            return render::name_unreadable(session, plan);
        };
        let left = waiting.count();
        show(session, first, left)?;
        if decided == 0 && skipped.is_empty() {
            session.say(LETTERS.trim_end())?;
        }
        match decide(session, matches, plan, first)? {
            Wish::Decide(..) => decided += 1,
            Wish::Skip => {
                skipped.insert(first.subject.id.clone());
            }
            Wish::Stop => {
                session.say(&ended(decided, left + 1 + skipped.len()))?;
                return Ok(Exit::Fine);
            }
        }
    }
}

fn ended(decided: usize, left: usize) -> String {
    match left {
        0 => format!("{decided} decided; nothing waits any more"),
        left => format!("{decided} decided, {left} left"),
    }
}

fn show(session: &mut Session<'_>, waiting: &Waiting, left: usize) -> Result<(), CommandError> {
    let mut blocks = waiting.blocks();
    let summary = if left == 0 { "the last one".to_owned() } else { format!("{left} more behind it") };
    if !blocks.is_empty() {
        blocks.remove(0);
    }
    let page = Page { title: waiting.subject.named(), summary: summary.into(), blocks };
    let Some(text) = named("terminal").and_then(|format| (format.render)(&page, &session.surface())) else {
        return Ok(());
    };
    session.print(&format!("\n{text}"))
}

/// Asks until something could be done.
fn decide(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    plan: &Plan,
    waiting: &Waiting,
) -> Result<Wish, CommandError> {
    let id = &waiting.subject.id;
    loop {
        let Some(answer) = ask(session, &format!("{id}> "))? else { return Ok(Wish::Stop) };
        let (wish, title) = match understood(&answer, waiting) {
            Ok(Wish::Decide(choice, title)) => (choice, title),
            Ok(other) => return Ok(other),
            Err(why) => {
                session.say(&why)?;
                continue;
            }
        };
        let more = asked_beside(session, plan, id, &wish)?;
        match carry_out(session, matches, id, &wish, title.as_deref(), &more) {
            Ok(_) => return Ok(Wish::Decide(wish, title)),
            Err(error) => {
                session.say(&format!("error: {}", error.message))?;
                for hint in &error.hints {
                    session.say(&format!("hint: {hint}"))?;
                }
            }
        }
    }
}

/// What a line means; else what to type.
fn understood(answer: &str, waiting: &Waiting) -> Result<Wish, String> {
    let (letter, rest) = answer.split_once(char::is_whitespace).unwrap_or((answer, ""));
    let rest = rest.trim();
    let needs = |what: &str| match rest.is_empty() {
        true => Err(format!("say {what} behind the letter, such as `{letter} {}`", example(letter))),
        false => Ok(rest.to_owned()),
    };
    let id = || {
        let named = needs("which one")?;
        let line = named.parse::<usize>().ok().and_then(|line| waiting.similar.get(line.checked_sub(1)?));
        Ok::<_, String>(line.map_or(named, |beside| beside.similar.subject.id.clone()))
    };
    let title = || (!rest.is_empty()).then(|| rest.to_owned());
    let choice = match letter {
        "a" => Choice::AnswerBy(id()?),
        "m" => Choice::Merge(id()?),
        "p" => Choice::Park(needs("until when")?),
        "d" => Choice::Decline(needs("why")?),
        "i" => return Ok(Wish::Decide(Choice::As("idea".into()), title())),
        "o" => return Ok(Wish::Decide(Choice::As("opportunity".into()), title())),
        "k" => Choice::Keep,
        "s" => return Ok(Wish::Skip),
        "q" => return Ok(Wish::Stop),
        _ => return Err(LETTERS.trim_end().to_owned()),
    };
    Ok(Wish::Decide(choice, None))
}

fn example(letter: &str) -> &'static str {
    match letter {
        "p" => "2027-Q1",
        "d" => "Not about the product",
        _ => "1",
    }
}

/// What the next status demands and the document does not say, asked one after another.
fn asked_beside(
    session: &mut Session<'_>,
    plan: &Plan,
    id: &str,
    choice: &Choice,
) -> Result<Vec<Assignment>, CommandError> {
    if !matches!(choice, Choice::AnswerBy(_) | Choice::As(_) | Choice::Keep) {
        return Ok(Vec::new());
    }
    let index = find(plan, Scope::Any, id)?.artifact;
    let mut more = Vec::new();
    for field in lacking(plan, index) {
        let question = format!("{} ({}): ", field.name, field.summary.trim_end_matches('.'));
        if let Some(value) = ask(session, &question)?.filter(|value| !value.is_empty()) {
            more.push(Assignment::set(&field.name, value));
        }
    }
    Ok(more)
}
