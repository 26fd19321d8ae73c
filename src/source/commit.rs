//! When a commit was made, as it was recorded.
//!
//! Knows no calendar: a day is a number of days, whose name the model knows.

/// A moment, and the offset from UTC of the one who recorded it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct CommitTime {
    /// Seconds since 1970-01-01T00:00Z.
    pub(crate) seconds: i64,
    /// The committer's offset from UTC in minutes.
    pub(crate) offset_minutes: i32,
}

impl CommitTime {
    /// The day in the recorded offset, in days since 1970-01-01; earlier days are negative.
    pub(crate) fn epoch_day(self) -> i64 {
        self.local_seconds().div_euclid(86_400)
    }

    fn local_seconds(self) -> i64 {
        self.seconds.saturating_add(i64::from(self.offset_minutes) * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(seconds: i64, offset_minutes: i32, day: i64) {
        let time = CommitTime { seconds, offset_minutes };
        assert_eq!(time.epoch_day(), day);
    }

    #[test]
    fn a_day_is_that_of_the_recorded_offset() {
        check(0, 0, 0);
        check(86_399, 0, 0);
        check(86_399, 1, 1);
        check(0, -60, -1);
        check(1_700_000_000, 60, 19_675);
    }
}
