//! Artifacts by two amounts, such as value and effort, in four quarters.
//!
//! An amount that is missing is not guessed: those artifacts are listed apart. Each axis is parted at the median
//! of the amounts shown, so that half of them lie on either side.

use serde::Serialize;

use crate::expression::Expect;
use crate::page::matrix::{Axis, Matrix, Point};
use crate::page::{Block, Item, List, Page, Text, Tone};
use crate::plan::query::{Filter, QueryFault, Scope};
use crate::text::words::{capitalised, list_of, plural};
use crate::view::View;
use crate::view::subject::Subject;

/// What is set against what: fields, or expressions that give a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct MatrixOptions {
    pub(crate) across: String,
    pub(crate) up: String,
}

/// Artifacts by two amounts.
#[derive(Serialize, Debug)]
pub(crate) struct Placed {
    across: AxisOf,
    up: AxisOf,
    points: Vec<PointOf>,
    /// Those that lack an amount, with what they lack.
    unplaced: Vec<Unplaced>,
}

#[derive(Serialize, Debug)]
struct AxisOf {
    /// The field or the expression.
    of: String,
    low: f64,
    high: f64,
    /// The median.
    middle: f64,
}

#[derive(Serialize, Debug)]
struct PointOf {
    #[serde(flatten)]
    subject: Subject,
    across: f64,
    up: f64,
    quadrant: String,
}

#[derive(Serialize, Debug)]
struct Unplaced {
    #[serde(flatten)]
    subject: Subject,
    missing: Vec<String>,
}

impl Placed {
    pub(crate) fn of(
        scope: &Scope<'_>,
        filter: &Filter<'_>,
        options: &MatrixOptions,
    ) -> Result<Self, QueryFault> {
        let environment = scope.environment();
        let plan = environment.plan();
        let question = |source: &str| scope.question(source, Expect::Number);
        let (across, up) = (question(&options.across)?, question(&options.up)?);
        let number = |formula, source: &str, index| {
            let given = environment.number(formula, index);
            let given = given.map_err(|fault| QueryFault::in_expression(source, fault))?;
            Ok::<_, QueryFault>(
                given.map_err(|names| if names.is_empty() { vec![source.to_owned()] } else { names }),
            )
        };
        let (mut points, mut unplaced) = (Vec::new(), Vec::new());
        for index in filter.select()? {
            let subject = Subject::of(plan, index);
            match (number(&across, &options.across, index)?, number(&up, &options.up, index)?) {
                (Ok(across), Ok(up)) => points.push(PointOf { subject, across, up, quadrant: String::new() }),
                (one, other) => {
                    let mut missing: Vec<String> =
                        [one.err(), other.err()].into_iter().flatten().flatten().collect();
                    missing.dedup();
                    unplaced.push(Unplaced { subject, missing });
                }
            }
        }
        let axis = |of: &str, amount: fn(&PointOf) -> f64| {
            let mut amounts: Vec<f64> = points.iter().map(amount).collect();
            amounts.sort_by(f64::total_cmp);
            let middle = parting(&amounts);
            let (least, most) =
                (amounts.first().copied().unwrap_or(0.0), amounts.last().copied().unwrap_or(1.0));
            AxisOf { of: of.to_owned(), low: low_end(least), high: round(most), middle }
        };
        let (across, up) = (axis(&options.across, |it| it.across), axis(&options.up, |it| it.up));
        let mut placed = Self { across, up, points, unplaced };
        let matrix = placed.matrix();
        let quadrants: Vec<String> =
            matrix.points.iter().map(|point| matrix.quadrant(point).to_owned()).collect();
        for (point, quadrant) in placed.points.iter_mut().zip(quadrants) {
            point.quadrant = quadrant;
        }
        placed.points.sort_by(|one, other| {
            one.quadrant
                .cmp(&other.quadrant)
                .then(other.up.total_cmp(&one.up))
                .then(one.across.total_cmp(&other.across))
        });
        Ok(placed)
    }

    fn matrix(&self) -> Matrix {
        let axis =
            |of: &AxisOf| Axis { title: sentence(&of.of), low: of.low, high: of.high, middle: of.middle };
        let (a, u) = (&self.across.of, &self.up.of);
        let quadrants = match (a.as_str(), u.as_str()) {
            // The words that the field has for value against effort.
            ("effort" | "job_size" | "estimate" | "duration", _) => {
                ["fill in", "think twice", "quick win", "big bet"].map(str::to_owned)
            }
            _ => [("low", "low"), ("high", "low"), ("low", "high"), ("high", "high")]
                .map(|(across, up)| format!("{across} {a}, {up} {u}")),
        };
        let points = self.points.iter().map(|point| Point {
            title: point.subject.named(),
            note: point.subject.status_word().map(Text::from).unwrap_or_default(),
            across: point.across,
            up: point.up,
        });
        Matrix {
            caption: format!("{} by {}, parted at the medians", sentence(u), a),
            across: axis(&self.across),
            up: axis(&self.up),
            quadrants,
            points: points.collect(),
        }
    }
}

/// A little less than an amount below 0; 0 for everything else.
fn low_end(amount: f64) -> f64 {
    if amount < 0.0 { -round(-amount) } else { 0.0 }
}

/// A little more than an amount above 0, with two digits: what an axis may end at. 0 for everything else.
fn round(amount: f64) -> f64 {
    if amount <= 0.0 {
        return 0.0;
    }
    let wanted = amount * 1.05;
    let step = 10_f64.powf(wanted.log10().floor() - 1.0);
    // Tenths are no sums of halves; what is nearly whole is meant to be.
    ((wanted / step).ceil() * step * 1e9).round() / 1e9
}

/// The median of sorted amounts as what parts them, so that of an even number half lie on either side: the mean
/// of the two in the middle. 0 of none.
fn parting(sorted: &[f64]) -> f64 {
    match sorted.len() {
        0 => 0.0,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

/// What an axis shows, as a heading: `self.effort` is `Effort`, `job_size / 2` is `Job size / 2`.
fn sentence(words: &str) -> String {
    capitalised(&words.strip_prefix("self.").unwrap_or(words).replace('_', " "))
}

impl View for Placed {
    const NAME: &'static str = "matrix";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if self.points.is_empty() {
            let text = match self.unplaced.first() {
                Some(first) => format!(
                    "nothing has both amounts; give one of them: pm set {} {}=…",
                    first.subject.id,
                    first.missing.join("=… ")
                ),
                None => "nothing fits; look with pm list what there is".to_owned(),
            };
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        } else {
            blocks.push(Block::Matrix(self.matrix()));
        }
        if !self.unplaced.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "Without an amount".into() });
            let item = |it: &Unplaced| {
                let lacks = format!(" · lacks {}", list_of(&it.missing));
                Item { text: it.subject.named().and_all(lacks.into()), ..Item::default() }
            };
            blocks
                .push(Block::List(List { ordered: false, items: self.unplaced.iter().map(item).collect() }));
        }
        let mut words = vec![plural(self.points.len(), "artifact")];
        if !self.unplaced.is_empty() {
            words.push(format!("{} without an amount", self.unplaced.len()));
        }
        let title = format!("{} against {}", sentence(&self.up.of), sentence(&self.across.of).to_lowercase());
        Page { title: title.into(), summary: words.join(" · ").into(), blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::{low_end, parting, round};

    #[test]
    fn half_of_the_amounts_lie_on_either_side_of_the_median() {
        assert!((parting(&[1.0, 2.0, 10.0]) - 2.0).abs() < f64::EPSILON);
        assert!((parting(&[1.0, 2.0, 4.0, 10.0]) - 3.0).abs() < f64::EPSILON);
        assert!(parting(&[]).abs() < f64::EPSILON);
    }

    #[test]
    fn an_axis_ends_at_a_round_number_above_every_amount() {
        let ends = [7500.0, 11.0, 0.3, 1.0, 0.0, -3.0].map(round);
        let wanted = [7900.0, 12.0, 0.32, 1.1, 0.0, 0.0];
        assert!(ends.iter().zip(wanted).all(|(end, wanted)| (end - wanted).abs() < 1e-9), "{ends:?}");
    }

    #[test]
    fn an_axis_begins_at_0_unless_an_amount_lies_below() {
        let begins = [7500.0, 0.0, -0.0, -11.0].map(|amount| low_end(amount).to_string());
        assert_eq!(begins, ["0", "0", "0", "-12"]);
    }
}
