//! The questions that the facts of a release ask. Each names the fact that it comes from; none is asked without one.

use super::Release;
use super::piece::Piece;
use crate::text::words::{label, list_of, plural};

/// How many times the median of the others a piece has to have taken to be asked about.
const LONG: i64 = 2;

pub(super) fn of(release: &Release) -> Vec<String> {
    let ids = |pieces: &[&Piece]| list_of(pieces.iter().map(|piece| piece.subject.id.as_str()));
    let those =
        |fits: &dyn Fn(&Piece) -> bool| release.work.iter().filter(|piece| fits(piece)).collect::<Vec<_>>();
    let mut questions = Vec::new();
    let came = those(&|piece| piece.planned == Some(false));
    if !came.is_empty() {
        questions.push(format!(
            "{} came in after the start. What did we learn that made it necessary?",
            ids(&came)
        ));
    }
    let gone = those(&|piece| !matches!(piece.fate, "shipped" | "not_done"));
    if !gone.is_empty() {
        questions.push(format!("{} went out of the scope. When could we have known?", ids(&gone)));
    }
    let open = those(&|piece| piece.fate == "not_done");
    if release.out.is_some() && !open.is_empty() {
        questions.push(format!(
            "It went out, and {} is not done in the plan. Is it, or does it belong to another release?",
            ids(&open)
        ));
    }
    for moved in &release.moved {
        let name = label(&moved.field).to_lowercase();
        let unexplained = moved.times - moved.explained;
        if moved.times > 1 {
            questions.push(format!(
                "The {name} of {} moved {} times. What would have told us the last day the first time?",
                moved.subject.id, moved.times
            ));
        } else if unexplained > 0 {
            questions.push(format!("The {name} of {} moved, and no commit says why. Why?", moved.subject.id));
        }
    }
    if let Some(days @ 1..) = release.days_after_target {
        let days = plural(usize::try_from(days).unwrap_or(usize::MAX), "day");
        questions.push(format!(
            "It went out {days} after what was planned at the start. Who waited for it, and did they know?"
        ));
    }
    questions.extend(took_long(release));
    questions
}

/// The piece that took longest, where it took much longer than the others.
fn took_long(release: &Release) -> Option<String> {
    let mut timed: Vec<(&Piece, i64)> =
        release.work.iter().filter_map(|piece| Some((piece, piece.days?))).collect();
    timed.sort_by_key(|(_, days)| *days);
    let (longest, days) = timed.pop()?;
    let median = timed.get(timed.len().checked_sub(1)? / 2)?.1;
    (days >= LONG * median.max(1)).then(|| {
        let estimate = longest.effort.as_ref().map(|effort| format!(", estimated at {}", effort.with_unit()));
        format!(
            "{} took {}{}, half of the others no more than {}. What took the time?",
            longest.subject.id,
            plural(usize::try_from(days).unwrap_or(usize::MAX), "day"),
            estimate.unwrap_or_default(),
            plural(usize::try_from(median).unwrap_or(usize::MAX), "day"),
        )
    })
}
