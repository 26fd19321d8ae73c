//! Timelines as a Gantt chart; points in time and today are milestones.

use crate::page::timeline::{Bar, Timeline, iso_day};
use crate::page::{Block, Page, Tone};

use super::label::{label, words};

/// The days that four digits of a year can name: 0001-01-01 to 9999-12-31.
const DAYS: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;

pub(super) fn lines(page: &Page, blocks: &[&Block]) -> Vec<String> {
    let timelines: Vec<&Timeline> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Timeline(timeline) => Some(timeline),
            _ => None,
        })
        .collect();
    let captions: Vec<&str> = timelines.iter().map(|timeline| timeline.caption.trim()).collect();
    let title = match captions.as_slice() {
        [caption] if !caption.is_empty() => words(caption),
        _ => label(&page.title),
    };
    let mut lines = vec![
        "gantt".to_owned(),
        format!("  title {title}"),
        "  dateFormat YYYY-MM-DD".to_owned(),
        "  inclusiveEndDates".to_owned(),
        // Mermaid's own mark is the day on which somebody looks.
        "  todayMarker off".to_owned(),
    ];
    let mut first = 0;
    for timeline in timelines {
        if let Some(today) = &timeline.today {
            lines.push(format!("  {} :milestone, today{first}, {}, 0d", words(&today.label), day(today.day)));
        }
        let mut at = first;
        for lane in &timeline.lanes {
            if !lane.title.is_empty() {
                lines.push(format!("  section {}", label(&lane.title)));
            }
            for bar in &lane.bars {
                lines.push(task(bar, at));
                at += 1;
            }
        }
        let count = at - first;
        let waits = timeline.arrows.iter().filter(|(before, waiting)| *before < count && *waiting < count);
        lines.extend(
            waits.map(|(before, waiting)| format!("  %% t{} waits for t{}", first + waiting, first + before)),
        );
        first = at;
    }
    lines
}

fn task(bar: &Bar, at: usize) -> String {
    let tag = match bar.tone {
        Some(Tone::Good) => "done, ",
        Some(Tone::Active) => "active, ",
        Some(Tone::Bad | Tone::Caution) => "crit, ",
        None | Some(Tone::Id | Tone::Muted) => "",
    };
    let note = bar.note.to_plain();
    let told = [bar.title.to_plain(), note].into_iter().filter(|words| !words.trim().is_empty());
    let name = words(&told.collect::<Vec<_>>().join(" · "));
    if bar.first >= bar.last {
        return format!("  {name} :{tag}milestone, t{at}, {}, 0d", day(bar.first));
    }
    format!("  {name} :{tag}t{at}, {}, {}", day(bar.first), day(bar.last))
}

fn day(day: i64) -> String {
    iso_day(day.clamp(*DAYS.start(), *DAYS.end()))
}
