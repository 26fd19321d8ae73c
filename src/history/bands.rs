//! How long each document stood in each status, or in each value of another field with choices.
//!
//! A band begins on the day of the commit that brought a value and lasts until the day of the next. A value
//! that is none of the choices ends no band: it is passed over and kept apart.

use serde::Serialize;

use super::lineage::Lineages;
use super::telling::{PassedOver, Told, Transition, tell};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::owner;
use crate::source::log::Log;

/// What the bands are of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Aspect {
    Status,
    /// A field of type choice, by its name.
    Field(String),
}

/// One value that an artifact can have, and its place among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rung<'a> {
    pub(crate) value: &'a str,
    /// Nothing where the values are not statuses.
    pub(crate) category: Option<Category>,
}

/// The bands of one document through its renames.
#[derive(Clone, Debug)]
pub(crate) struct Timeline {
    /// The position of its kind among the kinds of the repository.
    pub(crate) kind: usize,
    /// Its id as it was last; of a document without one its path.
    pub(crate) label: String,
    pub(crate) title: String,
    /// Where the document is, or was last.
    pub(crate) path: String,
    /// Whether its status, as it was last, is one of what is done or dropped.
    pub(crate) is_closed: bool,
    /// Oldest first. Neighbours differ, unless there was nothing between them for a time.
    pub(crate) bands: Vec<Band>,
    /// Values that are none of the choices, oldest first.
    pub(crate) outside: Vec<Outside>,
    pub(crate) passed_over: PassedOver,
}

/// A time in one value.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Band {
    /// The place of the value among the choices.
    pub(crate) rung: usize,
    pub(crate) value: String,
    pub(crate) category: Option<Category>,
    pub(crate) from: Date,
    /// Nothing where it lasts.
    pub(crate) until: Option<Date>,
    pub(crate) beginning: Beginning,
    /// The position of the commit that began it in [`Lineages::commits`].
    pub(crate) commit: usize,
}

/// Whether the first day of a band is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Beginning {
    Known,
    /// The revisions before it cannot be read: it began on that day or earlier.
    AfterUnreadable,
    /// What is known of the history begins on that day.
    BeforeHistory,
}

/// A value that is none of the choices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Outside {
    pub(crate) value: String,
    pub(crate) from: String,
    /// Whether it is what the document says last.
    pub(crate) lasts: bool,
}

impl Aspect {
    /// The word for it: `status`, or the name of the field.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Status => "status",
            Self::Field(name) => name,
        }
    }

    /// The values that artifacts of a kind can have, in the order in which work proceeds; nothing where the
    /// kind knows no such field.
    pub(crate) fn ladder<'k>(&self, kind: &'k Kind) -> Option<Vec<Rung<'k>>> {
        match self {
            Self::Status => {
                kind.workflow.field.as_ref()?;
                let rungs = kind.workflow.statuses.iter();
                Some(
                    rungs
                        .map(|status| Rung { value: &status.name, category: Some(status.category) })
                        .collect(),
                )
            }
            Self::Field(name) => {
                let field = choice(kind, name)?;
                Some(field.choices.keys().map(|value| Rung { value, category: None }).collect())
            }
        }
    }

    /// The value that an artifact has, whether or not it is one of the choices.
    fn value(&self, kind: &Kind, artifact: &Artifact) -> Option<String> {
        match self {
            Self::Status => artifact.status_name().map(str::to_owned),
            Self::Field(name) => {
                let value = &artifact.value(kind, &choice(kind, name)?.name)?.value;
                value.is_present().then(|| value.to_line())
            }
        }
    }
}

/// The field of type choice that is called so, in the spelling of documents or of expressions.
fn choice<'k>(kind: &'k Kind, name: &str) -> Option<&'k Field> {
    let is_called = |field: &&Field| field.name == name || field.expression_name() == name;
    kind.fields.values().find(is_called).filter(|field| field.ty == FieldType::Choice)
}

impl Timeline {
    /// The band that lasts.
    pub(crate) fn current(&self) -> Option<&Band> {
        self.bands.last().filter(|band| band.until.is_none())
    }

    /// Whether a band is the first thing that is known, and came with the document.
    pub(crate) fn came_with(&self, band: &Band) -> bool {
        let is_earlier = |outside: &Outside| outside.from <= band.from.to_string();
        band.beginning == Beginning::Known && !self.outside.iter().any(is_earlier)
    }

    /// Each band with the one before it, where the document left that for it.
    pub(crate) fn moves(&self) -> impl Iterator<Item = (&Band, &Band)> {
        let pairs = self.bands.windows(2).filter_map(|pair| match pair {
            [before, after] => Some((before, after)),
            _ => None,
        });
        pairs.filter(|(before, after)| before.rung != after.rung)
    }
}

impl Band {
    /// How long it lasted, or has lasted until `today`. Negative where commits are dated out of order.
    pub(crate) fn days(&self, today: Date) -> i64 {
        self.from.days_until(self.until.unwrap_or(today))
    }

    /// Whether moving from this band to `next` is a step back: to an earlier value, neither being dropped.
    pub(crate) fn is_ahead_of(&self, next: &Self) -> bool {
        match (self.category, next.category) {
            (Some(Category::Dropped), _) | (_, Some(Category::Dropped)) => false,
            (Some(Category::Done), Some(Category::Done)) => false,
            _ => next.rung < self.rung,
        }
    }

    /// Whether moving from this band to `next` takes up again what was dropped.
    pub(crate) fn is_revived_by(&self, next: &Self) -> bool {
        self.category == Some(Category::Dropped) && next.category != Some(Category::Dropped)
    }
}

/// The bands of the documents at the positions `wanted`, in that order; documents of kinds that know no
/// such field are left out.
pub(crate) fn timelines(
    log: &dyn Log,
    config: &Config,
    lineages: &Lineages,
    wanted: &[usize],
    aspect: &Aspect,
) -> Vec<Timeline> {
    let told = tell(log, config, lineages, wanted, |transition| {
        Some(Seen::of(config, lineages, aspect, transition))
    });
    told.into_iter().filter_map(|told| timeline(config, lineages, aspect, told)).collect()
}

/// The value after one commit.
#[derive(Clone, PartialEq, Debug)]
struct Seen {
    day: Date,
    commit: usize,
    /// Nothing where the document says none, or went.
    value: Option<String>,
    beginning: Beginning,
}

impl Seen {
    fn of(config: &Config, lineages: &Lineages, aspect: &Aspect, transition: Transition<'_>) -> Self {
        let facts = lineages.commit_of(transition.version);
        let value = transition.after.and_then(|artifact| {
            let kind = config.kinds.get(usize::from(artifact.kind))?;
            aspect.value(kind, artifact)
        });
        let beginning = match transition.before {
            Some(_) => Beginning::Known,
            None if facts.is_boundary => Beginning::BeforeHistory,
            // To an audience what it may not see was never there.
            None if transition.version.before.is_some() && !lineages.is_of_audience() => {
                Beginning::AfterUnreadable
            }
            None => Beginning::Known,
        };
        Self { day: facts.day(), commit: transition.version.commit as usize, value, beginning }
    }
}

fn timeline(config: &Config, lineages: &Lineages, aspect: &Aspect, told: Told<Seen>) -> Option<Timeline> {
    let path = lineages.lineages[told.lineage].path()?;
    let last = told.last.as_deref();
    let place = match last {
        Some(artifact) => usize::from(artifact.kind),
        None => usize::from(owner(config, path)?.0),
    };
    let kind = config.kinds.get(place)?;
    let ladder = aspect.ladder(kind)?;
    let (bands, outside) = bands(&ladder, told.steps.into_iter().map(|step| step.what));
    Some(Timeline {
        kind: place,
        label: last.map_or_else(|| path.to_string(), Artifact::label),
        title: last.map(|artifact| artifact.title.to_string()).unwrap_or_default(),
        path: path.to_string(),
        is_closed: last.is_some_and(|artifact| artifact.is_closed(kind)),
        bands,
        outside,
        passed_over: told.passed_over,
    })
}

/// The bands that values make, oldest first, and the values that are none of `ladder`.
fn bands(ladder: &[Rung<'_>], seen: impl IntoIterator<Item = Seen>) -> (Vec<Band>, Vec<Outside>) {
    let (mut bands, mut outside): (Vec<Band>, Vec<Outside>) = (Vec::new(), Vec::new());
    // A value outside of the choices counts as often as it comes, not in every revision that has it.
    let mut last: Option<String> = None;
    for seen in seen {
        if last.is_some() && last == seen.value {
            continue;
        }
        last.clone_from(&seen.value);
        let open = bands.last_mut().filter(|band| band.until.is_none());
        let Some(value) = seen.value else {
            if let Some(open) = open {
                open.until = Some(seen.day);
            }
            continue;
        };
        let Some(rung) = ladder.iter().position(|rung| rung.value == value) else {
            outside.push(Outside { value, from: seen.day.to_string(), lasts: false });
            continue;
        };
        match open {
            Some(open) if open.rung == rung => continue,
            Some(open) => open.until = Some(seen.day),
            None => {}
        }
        bands.push(Band {
            rung,
            value,
            category: ladder[rung].category,
            from: seen.day,
            until: None,
            beginning: seen.beginning,
            commit: seen.commit,
        });
    }
    if let Some(latest) = outside.last_mut() {
        latest.lasts = last.as_ref() == Some(&latest.value);
    }
    (bands, outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LADDER: [Rung<'static>; 4] = [
        Rung { value: "draft", category: Some(Category::Open) },
        Rung { value: "building", category: Some(Category::Active) },
        Rung { value: "done", category: Some(Category::Done) },
        Rung { value: "dropped", category: Some(Category::Dropped) },
    ];

    /// The bands of values with the days of March on which they came; `-` for none.
    fn found(values: &[(u8, &str)]) -> (Vec<Band>, Vec<Outside>) {
        let seen = values.iter().map(|(day, value)| Seen {
            day: Date::new(2026, 3, *day).expect("a day of March"),
            commit: 0,
            value: (*value != "-").then(|| (*value).to_owned()),
            beginning: Beginning::Known,
        });
        bands(&LADDER, seen)
    }

    fn check(values: &[(u8, &str)], expect: &str) {
        let (bands, outside) = found(values);
        let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.day().to_string());
        let bands =
            bands.iter().map(|band| format!("{} {}-{}", band.value, day(Some(band.from)), day(band.until)));
        let outside = outside.iter().map(|outside| match outside.lasts {
            true => format!("({}…)", outside.value),
            false => format!("({})", outside.value),
        });
        assert_eq!(bands.chain(outside).collect::<Vec<_>>().join(", "), expect);
    }

    #[test]
    fn a_band_lasts_until_the_next_value() {
        check(&[], "");
        check(&[(1, "draft")], "draft 1-…");
        check(&[(1, "draft"), (3, "draft"), (5, "done")], "draft 1-5, done 5-…");
        check(&[(1, "draft"), (1, "done")], "draft 1-1, done 1-…");
    }

    #[test]
    fn a_value_outside_of_the_choices_ends_no_band_and_is_counted_once_each_time_it_comes() {
        check(&[(1, "draft"), (2, "TBD"), (3, "TBD"), (4, "draft"), (5, "TBD")], "draft 1-…, (TBD), (TBD…)");
        check(&[(1, "TBD"), (2, "done")], "done 2-…, (TBD)");
    }

    #[test]
    fn a_value_that_is_taken_out_leaves_a_gap() {
        check(&[(1, "draft"), (2, "-"), (4, "draft")], "draft 1-2, draft 4-…");
        check(&[(1, "-"), (2, "draft"), (3, "-"), (4, "-")], "draft 2-3");
    }

    #[test]
    fn a_step_back_is_to_an_earlier_value_and_no_taking_up_again() {
        let check = |from: &str, to: &str, expect: (bool, bool)| {
            let (bands, _) = found(&[(1, from), (2, to)]);
            assert_eq!((bands[0].is_ahead_of(&bands[1]), bands[0].is_revived_by(&bands[1])), expect);
        };
        check("draft", "building", (false, false));
        check("done", "building", (true, false));
        check("done", "dropped", (false, false));
        check("dropped", "draft", (false, true));
    }
}
