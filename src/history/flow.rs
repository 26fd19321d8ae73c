//! How artifacts of one kind move: how long they take, how many get through, and what is under way.
//!
//! Everything is read off bands. What cannot be told is left out and counted, each reason apart.

use std::collections::BTreeMap;

use super::bands::{Aspect, Band, Beginning, Rung, Timeline};
use super::spread::Spread;
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::model::workflow::Category;

/// What is measured: from the first day in one of some values to the first day in one of others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Passage {
    /// Places of values among the choices.
    pub(crate) from: Vec<usize>,
    pub(crate) to: Vec<usize>,
}

/// How artifacts of one kind moved.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Flow {
    /// One for each value, in the order of the choices.
    pub(crate) stays: Vec<Stays>,
    /// What became of each artifact, in the order of the timelines.
    pub(crate) courses: Vec<Course>,
    /// Over all that went the whole way.
    pub(crate) cycle: Option<Spread>,
    /// How many steps went back to an earlier value.
    pub(crate) steps_back: usize,
    /// How many times something dropped was taken up again.
    pub(crate) revivals: usize,
    /// By the Monday of the week, without gaps.
    pub(crate) weeks: Vec<Week>,
    /// By day, without the days before the first value.
    pub(crate) cumulative: Vec<Day>,
}

/// The times that artifacts stood in one value.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Stays {
    /// Those that are over.
    pub(crate) over: Option<Spread>,
    /// Left out of these: those whose first day is not known, or is later than the last.
    pub(crate) left_out: usize,
    /// How many stand in it now.
    pub(crate) now: usize,
}

/// What became of one artifact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Course {
    /// It went the whole way.
    Finished { from: Date, to: Date, days: i64, beginning: Beginning },
    /// It was at the end when it was written down.
    CameFinished { to: Date },
    /// It came to the end, but had never been at the beginning, or was there only afterwards.
    Skipped { to: Date },
    /// It came to the end, but the days are in no order, or the first is not known.
    Undated { to: Date },
    /// It is on its way.
    UnderWay { from: Date, days: i64 },
    /// It has not begun, was given up, or went back to before the beginning.
    Outside,
}

/// What came to the end in one week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Week {
    pub(crate) monday: Date,
    pub(crate) finished: usize,
    /// At the end when they were written down.
    pub(crate) came_finished: usize,
}

/// How many stood in each value at the end of a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Day {
    pub(crate) day: Date,
    pub(crate) counts: Vec<usize>,
}

impl Passage {
    /// From the first active value, or open one where none is active, to the first that is done; of values
    /// that are no statuses from the first to the last.
    pub(crate) fn usual(ladder: &[Rung<'_>]) -> Self {
        let of = |wanted: Category| -> Vec<usize> {
            (0..ladder.len()).filter(|rung| ladder[*rung].category == Some(wanted)).collect()
        };
        if ladder.iter().all(|rung| rung.category.is_none()) {
            let last = ladder.len().saturating_sub(1);
            return Self { from: (0..ladder.len().min(1)).collect(), to: (1..=last).rev().take(1).collect() };
        }
        let active = of(Category::Active);
        Self { from: if active.is_empty() { of(Category::Open) } else { active }, to: of(Category::Done) }
    }

    /// What became of an artifact until `today`.
    pub(crate) fn course(&self, timeline: &Timeline, today: Date) -> Course {
        let first = |rungs: &[usize]| timeline.bands.iter().position(|band| rungs.contains(&band.rung));
        let band = |at: usize| &timeline.bands[at];
        match (first(&self.from), first(&self.to)) {
            // The document was there before it could be read.
            (_, Some(0)) if band(0).beginning != Beginning::Known => Course::Undated { to: band(0).from },
            (_, Some(0)) if timeline.came_with(band(0)) => Course::CameFinished { to: band(0).from },
            (Some(start), Some(end)) if start < end => {
                let (from, to) = (band(start).from, band(end).from);
                let (days, beginning) = (from.days_until(to), band(start).beginning);
                match beginning {
                    Beginning::BeforeHistory => Course::Undated { to },
                    _ if days < 0 => Course::Undated { to },
                    _ => Course::Finished { from, to, days, beginning },
                }
            }
            (_, Some(end)) => Course::Skipped { to: band(end).from },
            (Some(start), None) if self.is_under_way(timeline) => {
                let from = band(start).from;
                Course::UnderWay { from, days: from.days_until(today) }
            }
            (_, None) => Course::Outside,
        }
    }

    /// Whether an artifact that began stands at the beginning or further, and is not given up.
    fn is_under_way(&self, timeline: &Timeline) -> bool {
        let earliest = self.from.iter().min();
        let is_strange = timeline.outside.last().is_some_and(|outside| outside.lasts);
        let is_on_its_way =
            |band: &Band| Some(&band.rung) >= earliest && !band.category.is_some_and(Category::is_closed);
        !timeline.is_closed && !is_strange && timeline.current().is_some_and(is_on_its_way)
    }
}

impl Flow {
    /// How artifacts whose values are those of `ladder` moved until `today`; `since` leaves out what was over
    /// before that day.
    pub(crate) fn of(
        timelines: &[Timeline],
        ladder: &[Rung<'_>],
        passage: &Passage,
        since: Option<Date>,
        today: Date,
    ) -> Self {
        let counts = |day: Date| since.is_none_or(|since| day >= since);
        let bands = || timelines.iter().flat_map(|timeline| &timeline.bands);
        let stays = (0..ladder.len()).map(|rung| {
            let over = bands().filter(|band| band.rung == rung && band.until.is_some_and(counts));
            let (told, left_out): (Vec<&Band>, Vec<&Band>) =
                over.partition(|band| band.beginning != Beginning::BeforeHistory && band.days(today) >= 0);
            Stays {
                over: Spread::of(told.into_iter().map(|band| band.days(today)).collect()),
                left_out: left_out.len(),
                now: bands().filter(|band| band.rung == rung && band.until.is_none()).count(),
            }
        });
        let courses: Vec<Course> = timelines.iter().map(|timeline| passage.course(timeline, today)).collect();
        let finished = courses.iter().filter_map(|course| match course {
            Course::Finished { to, days, .. } if counts(*to) => Some(*days),
            _ => None,
        });
        let moves = || timelines.iter().flat_map(Timeline::moves).filter(|(_, after)| counts(after.from));
        Self {
            stays: stays.collect(),
            cycle: Spread::of(finished.collect()),
            steps_back: moves().filter(|(before, after)| before.is_ahead_of(after)).count(),
            revivals: moves().filter(|(before, after)| before.is_revived_by(after)).count(),
            weeks: weeks(&courses, since, today),
            cumulative: cumulative(timelines, ladder.len(), since, today),
            courses,
        }
    }
}

impl Course {
    /// The day on which it came to the end.
    pub(crate) fn end(&self) -> Option<Date> {
        match self {
            Self::Finished { to, .. }
            | Self::CameFinished { to }
            | Self::Skipped { to }
            | Self::Undated { to } => Some(*to),
            Self::UnderWay { .. } | Self::Outside => None,
        }
    }
}

/// The values of a kind that a word names: one of them, or all of a category.
pub(crate) fn rungs_called(aspect: &Aspect, kind: &Kind, word: &str) -> Vec<usize> {
    let ladder = aspect.ladder(kind).unwrap_or_default();
    let is_it = |rung: &Rung<'_>| rung.value.eq_ignore_ascii_case(word);
    let is_in = |rung: &Rung<'_>| rung.category.is_some_and(|category| category.name() == word);
    let all = |fits: &dyn Fn(&Rung<'_>) -> bool| (0..ladder.len()).filter(|at| fits(&ladder[*at])).collect();
    let exact: Vec<usize> = all(&is_it);
    if exact.is_empty() { all(&is_in) } else { exact }
}

fn monday(day: Date) -> Date {
    day.plus_days(-day.days_since_monday())
}

fn weeks(courses: &[Course], since: Option<Date>, today: Date) -> Vec<Week> {
    let mut counts: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for course in courses {
        let Some(end) = course.end().filter(|end| since.is_none_or(|since| *end >= since) && *end <= today)
        else {
            continue;
        };
        let (finished, came_finished) = counts.entry(monday(end)).or_default();
        match course {
            Course::CameFinished { .. } => *came_finished += 1,
            _ => *finished += 1,
        }
    }
    let first = since.map(monday).or_else(|| counts.keys().next().copied());
    let Some(first) = first else { return Vec::new() };
    let mondays = (0..).map(|week| first.plus_days(7 * week)).take_while(|monday| *monday <= today);
    let week = |monday: Date| {
        let (finished, came_finished) = counts.get(&monday).copied().unwrap_or_default();
        Week { monday, finished, came_finished }
    };
    mondays.map(week).collect()
}

/// The longest time that is told week by week; a longer one is told month by month.
const WEEKLY: i64 = 400;

fn cumulative(timelines: &[Timeline], values: usize, since: Option<Date>, today: Date) -> Vec<Day> {
    let bands: Vec<&Band> = timelines.iter().flat_map(|timeline| &timeline.bands).collect();
    let Some(first) = bands.iter().map(|band| band.from).min() else { return Vec::new() };
    let first = since.map_or(first, |since| since.max(first));
    let days = last_days(first, today).into_iter().map(|day| {
        let mut counts = vec![0; values];
        for band in bands.iter().filter(|band| band.from <= day && band.until.is_none_or(|until| until > day))
        {
            counts[band.rung] += 1;
        }
        Day { day, counts }
    });
    days.collect()
}

/// The last day of each week, or of each month where those are many, and today.
fn last_days(first: Date, today: Date) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = first;
    while day < today {
        let end = match first.days_until(today) <= WEEKLY {
            true => monday(day).plus_days(6),
            false => last_of_month(day),
        };
        if end >= today {
            break;
        }
        days.push(end);
        day = end.plus_days(1);
    }
    days.push(today);
    days
}

fn last_of_month(day: Date) -> Date {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    Date::new(year, month, 1).map_or(day, |next| next.plus_days(-1))
}

#[cfg(test)]
mod tests;
