//! Sentences without meaning, as long and as varied as what people write.

use std::fmt::Write;

use super::chance::Chance;

const SUBJECTS: [&str; 12] = [
    "the planner",
    "a crane driver",
    "the gate clerk",
    "every shift lead",
    "the carrier",
    "the yard",
    "a late vessel",
    "the customs desk",
    "the dispatcher",
    "whoever books a slot",
    "the night crew",
    "a new terminal",
];
const VERBS: [&str; 12] = [
    "waits for",
    "sees",
    "corrects",
    "has to print",
    "moves",
    "confirms",
    "asks twice for",
    "cannot find",
    "compares",
    "writes down",
    "hands over",
    "loses",
];
const OBJECTS: [&str; 14] = [
    "the loading list",
    "a booked slot",
    "the stowage plan",
    "the weight of a box",
    "the order of moves",
    "an empty bay",
    "the report of the week",
    "the seal number",
    "a reefer that runs warm",
    "the forecast of arrivals",
    "the list of holds",
    "the queue at the gate",
    "a change of berth",
    "the bill of lading",
];
const CIRCUMSTANCES: [&str; 12] = [
    "before the vessel is alongside",
    "after the shift has changed",
    "when two trucks come at once",
    "without a call to the office",
    "in less than a minute",
    "while the crane stands still",
    "on the telephone in the cab",
    "with gloves on",
    "three times in a night",
    "as long as the network holds",
    "in the language of the carrier",
    "although nobody asked for it",
];

/// A title of five to eight words.
pub(crate) fn title(chance: &mut Chance) -> String {
    let title = format!("{} {} {}", chance.pick(&SUBJECTS), chance.pick(&VERBS), chance.pick(&OBJECTS));
    capitalised(&title)
}

/// One sentence, with its full stop.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let mut text = format!("{} {} {}", chance.pick(&SUBJECTS), chance.pick(&VERBS), chance.pick(&OBJECTS));
    if !chance.once_in(3) {
        let _ = write!(text, " {}", chance.pick(&CIRCUMSTANCES));
    }
    if chance.once_in(4) {
        let _ = write!(
            text,
            ", and {} {} *{}*",
            chance.pick(&SUBJECTS),
            chance.pick(&VERBS),
            chance.pick(&OBJECTS)
        );
    }
    text.push('.');
    capitalised(&text)
}

/// Paragraphs, lists, a table or some code until `text` is about `bytes` long.
pub(crate) fn fill(text: &mut String, bytes: usize, chance: &mut Chance) {
    while text.len() < bytes {
        match chance.between(0, 9) {
            0 | 1 => {
                for _ in 0..chance.between(2, 5) {
                    let _ = writeln!(text, "- {}", sentence(chance));
                }
            }
            2 => {
                text.push_str("| Shift | Moves | Waiting |\n| --- | ---: | ---: |\n");
                for shift in ["early", "late", "night"] {
                    let (moves, minutes) = (chance.between(90, 240), chance.between(2, 59));
                    let _ = writeln!(text, "| {shift} | {moves} | {minutes} min |");
                }
            }
            3 => {
                let place = chance.between(1, 99);
                let _ = writeln!(text, "```json\n{{\"bay\": {place}, \"state\": \"held\"}}\n```");
            }
            _ => {
                let sentences: Vec<String> = (0..chance.between(2, 5)).map(|_| sentence(chance)).collect();
                let _ = writeln!(text, "{}", sentences.join(" "));
            }
        }
        text.push('\n');
    }
}

/// Lower-case words with hyphens between them, as in a file's name.
pub(crate) fn slug(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
