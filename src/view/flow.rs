//! How artifacts move: cycle times, what gets through each week, what is under way for long.
//!
//! The numbers are found by `history`; which revisions it looked at is told by the caller.

mod layout;
mod tables;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::View;
use crate::config::Config;
use crate::history::{
    Aspect, Beginning, Course, Flow, Lineages, Passage, PassedOver, Rung, Spread, Timeline,
};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::page::Page;

/// The fewest finished artifacts that others are held against: of fewer, 85 % are all.
const ENOUGH: usize = 7;

/// How artifacts move.
#[derive(Serialize)]
pub(crate) struct Flows {
    /// What is told: `status`, or the name of a field.
    field: String,
    today: String,
    /// What was over before this day is left out.
    since: Option<String>,
    /// How documents were followed.
    definition: String,
    kinds: Vec<KindFlow>,
    /// Documents of these kinds that are no longer there; they are left out.
    removed: usize,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Values that are none of the choices; they end no time in a value.
    passed_over: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// What is asked for beside the timelines.
pub(crate) struct Request {
    pub(crate) aspect: Aspect,
    pub(crate) since: Option<Date>,
    pub(crate) today: Date,
    pub(crate) definition: String,
    pub(crate) removed: usize,
}

/// How artifacts of one kind move.
#[derive(Serialize)]
struct KindFlow {
    kind: String,
    #[serde(skip)]
    plural: String,
    artifacts: usize,
    cycle: Cycle,
    values: Vec<ValueTime>,
    /// Steps to an earlier value; dropping and taking up again are none.
    steps_back: usize,
    /// How many times something dropped was taken up again.
    taken_up_again: usize,
    throughput: Vec<WeekCount>,
    under_way: Vec<Underway>,
    cumulative: Vec<DayCounts>,
    courses: Vec<ShownCourse>,
}

/// From the first day in one of some values to the first day in one of others.
#[derive(Serialize)]
struct Cycle {
    from: Vec<String>,
    to: Vec<String>,
    /// Nothing where none went the whole way.
    days: Option<Spread>,
    /// Of these, how many came to the end on the day on which they began.
    same_day: usize,
    /// Of these, how many may have begun earlier, for the revisions before cannot be read.
    perhaps_earlier: usize,
    left_out: LeftOut,
}

/// What came to the end, but not from the beginning.
#[derive(Default, Serialize)]
struct LeftOut {
    /// They were at the end when they were written down.
    came_finished: usize,
    /// They had never been at the beginning, or only after the end.
    never_at_the_beginning: usize,
    /// Their first day is not known, or the days are in no order.
    undated: usize,
}

#[derive(Serialize)]
struct ValueTime {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    /// The times that are over.
    days: Option<Spread>,
    left_out: usize,
    now: usize,
    #[serde(skip)]
    kind_of: Option<Category>,
}

#[derive(Serialize)]
struct WeekCount {
    /// The Monday.
    week: String,
    finished: usize,
    came_finished: usize,
}

#[derive(Serialize)]
struct Underway {
    id: String,
    title: String,
    value: String,
    since: String,
    days: i64,
    /// Whether that is longer than 85 % of the finished ones took; nothing where too few are finished.
    late: Option<bool>,
    #[serde(skip)]
    category: Option<Category>,
}

#[derive(Serialize)]
struct DayCounts {
    day: String,
    counts: Map<String, Json>,
}

impl DayCounts {
    fn count(&self, value: &str) -> usize {
        let count = self.counts.get(value).and_then(Json::as_u64).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

/// What became of one artifact: a row of the sheet.
#[derive(Serialize)]
struct ShownCourse {
    id: String,
    title: String,
    value: Option<String>,
    course: &'static str,
    from: Option<String>,
    to: Option<String>,
    days: Option<i64>,
}

impl Flows {
    /// Measures the timelines of each kind; `passages` holds what is measured of each.
    pub(crate) fn of(
        config: &Config,
        lineages: &Lineages,
        passages: &[(usize, Passage)],
        timelines: Vec<Timeline>,
        request: &Request,
    ) -> Self {
        let mut passed_over = PassedOver::default();
        let mut strange = 0;
        for timeline in &timelines {
            passed_over += timeline.passed_over;
            strange += timeline.outside.len();
        }
        let mut by_kind: Vec<Vec<Timeline>> = passages.iter().map(|_| Vec::new()).collect();
        for timeline in timelines {
            if let Some(at) = passages.iter().position(|(kind, _)| *kind == timeline.kind) {
                by_kind[at].push(timeline);
            }
        }
        let kinds = passages.iter().zip(by_kind).filter(|(_, timelines)| !timelines.is_empty()).filter_map(
            |((kind, passage), timelines)| {
                let kind = &config.kinds[*kind];
                let ladder = request.aspect.ladder(kind)?;
                let flow = Flow::of(&timelines, &ladder, passage, request.since, request.today);
                let shown = KindFlow::of(&timelines, &ladder, passage, &flow, request);
                Some(KindFlow { kind: kind.name.clone(), plural: kind.plural.clone(), ..shown })
            },
        );
        Self {
            field: request.aspect.name().to_owned(),
            today: request.today.to_string(),
            since: request.since.map(|day| day.to_string()),
            kinds: kinds.collect(),
            definition: request.definition.clone(),
            removed: request.removed,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            passed_over: strange,
            shallow: lineages.extent.is_shallow,
        }
    }
}

impl KindFlow {
    fn of(
        timelines: &[Timeline],
        ladder: &[Rung<'_>],
        passage: &Passage,
        flow: &Flow,
        request: &Request,
    ) -> Self {
        let words = |rungs: &[usize]| rungs.iter().map(|rung| ladder[*rung].value.to_owned()).collect();
        let values = ladder.iter().zip(&flow.stays).map(|(rung, stays)| ValueTime {
            value: rung.value.to_owned(),
            category: rung.category.map(Category::name),
            days: stays.over,
            left_out: stays.left_out,
            now: stays.now,
            kind_of: rung.category,
        });
        let cumulative = flow.cumulative.iter().map(|day| DayCounts {
            day: day.day.to_string(),
            counts: ladder
                .iter()
                .map(|rung| rung.value.to_owned())
                .zip(day.counts.iter().copied().map(Json::from))
                .collect(),
        });
        let throughput = flow.weeks.iter().map(|week| WeekCount {
            week: week.monday.to_string(),
            finished: week.finished,
            came_finished: week.came_finished,
        });
        let courses = timelines.iter().zip(&flow.courses);
        Self {
            kind: String::new(),
            plural: String::new(),
            artifacts: timelines.len(),
            cycle: Cycle::of(flow, request.since, words(&passage.from), words(&passage.to)),
            values: values.collect(),
            steps_back: flow.steps_back,
            taken_up_again: flow.revivals,
            throughput: throughput.collect(),
            under_way: under_way(timelines, flow),
            cumulative: cumulative.collect(),
            courses: courses.map(|(timeline, course)| ShownCourse::of(timeline, *course)).collect(),
        }
    }
}

impl Cycle {
    fn of(flow: &Flow, since: Option<Date>, from: Vec<String>, to: Vec<String>) -> Self {
        let mut cycle = Self {
            from,
            to,
            days: flow.cycle,
            same_day: 0,
            perhaps_earlier: 0,
            left_out: LeftOut::default(),
        };
        let counts =
            |course: &&Course| since.is_none_or(|since| course.end().is_some_and(|end| end >= since));
        for course in flow.courses.iter().filter(counts) {
            match course {
                Course::Finished { days, beginning, .. } => {
                    cycle.same_day += usize::from(*days == 0);
                    cycle.perhaps_earlier += usize::from(*beginning == Beginning::AfterUnreadable);
                }
                Course::CameFinished { .. } => cycle.left_out.came_finished += 1,
                Course::Skipped { .. } => cycle.left_out.never_at_the_beginning += 1,
                Course::Undated { .. } => cycle.left_out.undated += 1,
                Course::UnderWay { .. } | Course::Outside => {}
            }
        }
        cycle
    }
}

/// What is on its way, the oldest first.
fn under_way(timelines: &[Timeline], flow: &Flow) -> Vec<Underway> {
    let usual = flow.cycle.filter(|cycle| cycle.count >= ENOUGH).map(|cycle| cycle.p85);
    let mut found: Vec<Underway> = timelines
        .iter()
        .zip(&flow.courses)
        .filter_map(|(timeline, course)| {
            let Course::UnderWay { from, days } = course else { return None };
            let current = timeline.current()?;
            Some(Underway {
                id: timeline.label.clone(),
                title: timeline.title.clone(),
                value: current.value.clone(),
                since: from.to_string(),
                days: *days,
                late: usual.map(|usual| *days > usual),
                category: current.category,
            })
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.days));
    found
}

impl ShownCourse {
    fn of(timeline: &Timeline, course: Course) -> Self {
        let (word, from, days) = match course {
            Course::Finished { from, days, .. } => ("finished", Some(from), Some(days)),
            Course::CameFinished { .. } => ("came-finished", None, None),
            Course::Skipped { .. } => ("never-at-the-beginning", None, None),
            Course::Undated { .. } => ("undated", None, None),
            Course::UnderWay { from, days } => ("under-way", Some(from), Some(days)),
            Course::Outside => ("outside", None, None),
        };
        Self {
            id: timeline.label.clone(),
            title: timeline.title.clone(),
            value: timeline.current().map(|band| band.value.clone()),
            course: word,
            from: from.map(|day| day.to_string()),
            to: course.end().map(|day| day.to_string()),
            days,
        }
    }
}

impl View for Flows {
    const NAME: &'static str = "flow";

    fn page(&self) -> Page {
        layout::page(self)
    }

    fn sheet(&self) -> Page {
        tables::sheet(self)
    }
}
