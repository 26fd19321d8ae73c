//! A roadmap along the days as the bars of a page.

use std::collections::BTreeMap;

use super::titled;
use super::words::{facts, progress, remark, separated};
use crate::model::values::Date;
use crate::page::timeline::{Bar as PageBar, Tick as PageTick, Timeline, TimelineLane};
use crate::page::{Block, Inline, Text, Tone};
use crate::plan::ArtifactIndex;
use crate::view::roadmap::Roadmap;
use crate::view::roadmap::bars::{Bar, Bars, Milestone};

impl Roadmap {
    pub(super) fn bars(&self, bars: &Bars) -> Vec<Block> {
        let mut blocks = vec![Block::Timeline(self.timeline_of(bars))];
        if !bars.undated.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "Without a date".into() });
            blocks.push(Block::Table(self.table(&bars.undated)));
        }
        blocks
    }

    fn timeline_of(&self, bars: &Bars) -> Timeline {
        let mut lanes = Vec::new();
        // A single lane of work needs no name, unless releases stand above it.
        if !bars.releases.is_empty() {
            let bars = bars.releases.iter().map(milestone).collect();
            lanes.push(TimelineLane { title: "Releases".into(), bars });
        }
        lanes.extend(bars.lanes.iter().map(|lane| TimelineLane {
            title: match lane.title.as_str() {
                "" if !bars.releases.is_empty() => "Work".into(),
                title => titled(lane.subject.as_ref(), title),
            },
            bars: lane.bars.iter().map(bar).collect(),
        }));
        let label = |date: Date| date.for_people();
        Timeline {
            caption: format!("From {} to {}", label(bars.days.first), label(bars.days.last)),
            first: bars.days.first.epoch_day(),
            last: bars.days.last.epoch_day(),
            ticks: bars
                .ticks
                .iter()
                .map(|tick| PageTick { day: tick.date.epoch_day(), label: tick.label.clone() })
                .collect(),
            today: Date::parse(&self.today)
                .ok()
                .map(|today| PageTick { day: today.epoch_day(), label: label(today) }),
            lanes,
            arrows: arrows(bars),
        }
    }
}

/// Pairs of what comes first and what waits for it; of what stands in several lanes the first bar.
fn arrows(bars: &Bars) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<ArtifactIndex, usize> = BTreeMap::new();
    let all = || bars.lanes.iter().flat_map(|lane| &lane.bars);
    let indices = bars.releases.iter().map(|release| release.index);
    for (at, index) in indices.chain(all().map(|bar| bar.item.index)).enumerate() {
        places.entry(index).or_insert(at);
    }
    let mut arrows: Vec<(usize, usize)> = all()
        .flat_map(|bar| bar.waits.iter().map(|before| (*before, bar.item.index)))
        .filter_map(|(before, waiting)| Some((*places.get(&before)?, *places.get(&waiting)?)))
        .collect();
    arrows.sort_unstable();
    arrows.dedup();
    arrows
}

fn milestone(milestone: &Milestone) -> PageBar {
    let day = milestone.date.epoch_day();
    PageBar {
        title: titled(Some(&milestone.subject), &milestone.name),
        when: milestone.when.clone(),
        note: milestone.subject.status_word().map(Text::from).unwrap_or_default(),
        tone: Some(Tone::Id),
        first: day,
        last: day,
    }
}

fn bar(bar: &Bar) -> PageBar {
    let item = &bar.item;
    let is_late = item.remarks.iter().any(|remark| remark.name != "delivered");
    let usual = || {
        let mut pieces: Vec<Inline> = item.subject.status_word().into_iter().collect();
        pieces.extend(item.progress.map(|it| Inline::Plain(progress(it))));
        pieces.extend(item.remarks.iter().map(remark));
        separated(pieces)
    };
    PageBar {
        title: item.subject.named(),
        when: item.target.as_ref().map(|when| when.text.clone()).unwrap_or_default(),
        note: match facts(item) {
            Some(lines) => {
                lines.into_iter().reduce(|one, other| one.and(Inline::Plain(" · ".into())).and_all(other))
            }
            None => Some(usual()),
        }
        .unwrap_or_default(),
        tone: match item.subject.category {
            _ if is_late => Some(Tone::Bad),
            Some("active") => Some(Tone::Active),
            Some("done") => Some(Tone::Good),
            _ => None,
        },
        first: bar.days.first.epoch_day(),
        last: bar.days.last.epoch_day(),
    }
}
