//! The flow as a page: the cycle time in words, the values in a table, the last weeks, what is under way.

use super::tables::{oldest, overview, values, weeks};
use super::{Cycle, Flows, KindFlow, ValueTime, WeekCount};
use crate::model::workflow::Category;
use crate::page::chart::{Chart, Series};
use crate::page::{Block, Inline, Page, Text, Tone};
use crate::text::words::{one_of, plural, plural_of};
use crate::view::history::limits;
use crate::view::list::heading;
use crate::view::value::tone_of;

/// How many weeks a page shows; JSON has them all.
const WEEKS: usize = 12;

pub(super) fn page(flows: &Flows) -> Page {
    let mut blocks = Vec::new();
    let title = match flows.kinds.as_slice() {
        [] => {
            let text = "Nothing fits, or nothing has been committed yet.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
            "Flow".to_owned()
        }
        [one] => {
            blocks.extend(chapter(flows, one, 1));
            format!("Flow of {}", one.plural)
        }
        several => {
            blocks.push(Block::Table(overview(several)));
            for kind in several {
                blocks.push(Block::Heading { level: 1, text: heading(&kind.plural).into() });
                blocks.extend(chapter(flows, kind, 2));
            }
            "Flow".to_owned()
        }
    };
    blocks.extend(strange(flows));
    blocks.extend(limits(flows.unreadable, flows.absent, flows.shallow));
    let artifacts: usize = flows.kinds.iter().map(|kind| kind.artifacts).sum();
    let since = flows.since.as_ref().map(|day| format!(", since {day}")).unwrap_or_default();
    let gone = match flows.removed {
        0 => String::new(),
        count => format!(" (without {count} removed since)"),
    };
    let summary = format!("{}{gone}{since}; {}", plural(artifacts, "artifact"), flows.definition);
    Page { title: title.into(), summary: summary.into(), blocks }
}

fn strange(flows: &Flows) -> Option<Block> {
    let count = plural(flows.passed_over, "value");
    let text = Text::plain(format!("Passed over, being none of the choices: {count}. "))
        .and(Inline::Code("pm timeline".into()))
        .and(Inline::Plain(" tells which.".into()));
    (flows.passed_over > 0).then_some(Block::Note { tone: Tone::Caution, text })
}

fn chapter(flows: &Flows, kind: &KindFlow, level: u8) -> Vec<Block> {
    let title = |text: String| Block::Heading { level, text: text.into() };
    let word = flows.field.replace(['_', '-'], " ");
    let mut blocks = vec![Block::Facts(facts(&word, kind))];
    blocks.push(title(format!("Time in each {word}")));
    blocks.push(Block::Table(values(&flows.field, &kind.values)));
    let left_out = kind.values.iter().map(|value| value.left_out).sum();
    if left_out > 0 {
        let text = format!(
            "Left out: {}, whose first day is not known or is later than the last.",
            plural(left_out, "time")
        );
        blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
    }
    if kind.throughput.iter().any(WeekCount::is_busy) {
        let last = last_weeks(&kind.throughput);
        blocks.push(title("Finished each week".into()));
        blocks.push(Block::Table(weeks(last)));
        blocks.push(Block::Paragraph(Inline::Toned(Tone::Muted, rate(&kind.throughput, last)).into()));
    }
    if !kind.under_way.is_empty() {
        blocks.push(title("Under way, the oldest first".into()));
        blocks.push(Block::Paragraph(ageing(kind).into()));
        blocks.push(Block::Table(oldest(&kind.under_way)));
    }
    if kind.cumulative.len() > 2 {
        blocks.push(title("Cumulative flow".into()));
        blocks.push(Block::Chart(cumulative(kind)));
    }
    blocks
}

fn facts(field: &str, kind: &KindFlow) -> Vec<(String, Text)> {
    let Cycle { from, to, days, same_day, perhaps_earlier, .. } = &kind.cycle;
    let mut facts: Vec<(String, Text)> = Vec::new();
    let mut fact = |name: &str, text: Text| facts.push((name.to_owned(), text));
    if to.is_empty() || from.is_empty() {
        fact("Cycle time", "unknown: nothing says where the way begins, or where it ends".into());
        return facts;
    }
    let (begin, end) = (one_of(from), one_of(to));
    fact("Measured", format!("from the first day in {begin} to the first in {end}").into());
    let Some(days) = days else {
        fact("Cycle time", "unknown: none went the whole way".into());
        return facts.into_iter().chain(remarks(field, kind, &[])).collect();
    };
    let rest = format!(", 85 % within {}, at most {}; {} finished", days.p85, days.max, days.count);
    let median = Inline::Strong(format!("median {}", plural_of_days(days.median)));
    fact("Cycle time", Text::from(median).and(Inline::Plain(rest)));
    let mut doubts = Vec::new();
    if *same_day > 0 {
        doubts.push(("Same day", format!("{same_day} of these, counted as 0 days")));
    }
    if *perhaps_earlier > 0 {
        let text =
            format!("{perhaps_earlier} of these may have begun earlier: what was before cannot be read");
        doubts.push(("Uncertain", text));
    }
    facts.into_iter().chain(remarks(field, kind, &doubts)).collect()
}

/// What the cycle time leaves out, and what did not go forward.
fn remarks(field: &str, kind: &KindFlow, doubts: &[(&str, String)]) -> Vec<(String, Text)> {
    let Cycle { from, to, left_out, .. } = &kind.cycle;
    let (begin, end) = (one_of(from), one_of(to));
    let mut facts: Vec<(String, Text)> =
        doubts.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
    let reasons = [
        (left_out.came_finished, format!("first seen as {end} already")),
        (left_out.never_at_the_beginning, format!("{end} without having been {begin} before")),
        (left_out.undated, format!("{end}, but since when they were {begin} is not known")),
    ];
    let reasons: Vec<String> =
        reasons.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect();
    if !reasons.is_empty() {
        facts.push(("Left out".into(), reasons.join("; ").into()));
    }
    let mut steps = Vec::new();
    if kind.steps_back > 0 {
        steps
            .push(format!("{} to an earlier {field}", plural_of(kind.steps_back, "step back", "steps back")));
    }
    if kind.taken_up_again > 0 {
        steps.push(format!("dropped and taken up again {}", times(kind.taken_up_again)));
    }
    if !steps.is_empty() {
        facts.push(("Not forward".into(), steps.join("; ").into()));
    }
    facts
}

/// What stood where at the end of each day, the finished ones at the bottom; dropped ones are left out.
fn cumulative(kind: &KindFlow) -> Chart {
    let is_shown = |value: &&ValueTime| value.kind_of != Some(Category::Dropped);
    let series = kind.values.iter().filter(is_shown).rev().map(|value| Series {
        name: value.value.clone(),
        tone: value.kind_of.and_then(|category| tone_of(Some(category))),
        values: kind.cumulative.iter().map(|day| day.count(&value.value)).collect(),
    });
    let ends = [kind.cumulative.first(), kind.cumulative.last()].map(|day| day.map_or("", |day| &day.day));
    Chart {
        caption: format!("How many {} stood where, from {} to {}", kind.plural, ends[0], ends[1]),
        axis: "Day".into(),
        points: kind.cumulative.iter().map(|day| day.day.clone()).collect(),
        series: series.filter(|series| series.values.iter().any(|count| *count > 0)).collect(),
    }
}

fn plural_of_days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}

impl WeekCount {
    fn is_busy(&self) -> bool {
        self.finished + self.came_finished > 0
    }
}

/// The last weeks up to the one in which something was finished last.
fn last_weeks(weeks: &[WeekCount]) -> &[WeekCount] {
    let end = weeks.iter().rposition(WeekCount::is_busy).map_or(0, |last| last + 1);
    &weeks[end.saturating_sub(WEEKS)..end]
}

/// How many were finished in the weeks shown and in all, and for how long none.
fn rate(all: &[WeekCount], shown: &[WeekCount]) -> String {
    let finished = |weeks: &[WeekCount]| weeks.iter().map(|week| week.finished).sum::<usize>();
    let mut told = format!("{} finished in {}", finished(shown), plural(shown.len(), "week"));
    if all.len() > shown.len() {
        told = format!("{told}, {} finished in all {}", finished(all), plural(all.len(), "week"));
    }
    let after = all.iter().rev().take_while(|week| !week.is_busy()).count();
    match after {
        0 | 1 => format!("{told}."),
        _ => format!("{told}; none in the {after} weeks since then."),
    }
}

fn ageing(kind: &KindFlow) -> String {
    let are = plural_of(kind.under_way.len(), "is under way", "are under way");
    let late = kind.under_way.iter().filter(|one| one.late == Some(true)).count();
    match kind.cycle.days {
        Some(days) if kind.under_way.iter().all(|one| one.late.is_some()) => {
            let usual = plural_of_days(days.p85);
            format!("{are}, {late} for longer than 85 % of the finished ones took ({usual}).")
        }
        _ => format!("{are}; too few are finished to say which of them are late."),
    }
}
