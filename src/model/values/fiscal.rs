//! Runs of days, and the fiscal year that tells which days `FY2026-Q1` means.

use crate::model::values::date::Date;

/// A run of days, the first and the last included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Days {
    /// From `first` to `last`; the one day `first` where `last` is earlier.
    pub(crate) fn new(first: Date, last: Date) -> Self {
        Self { first, last: last.max(first) }
    }

    /// `count` whole months from the first of `month` (1 to 12) of `year`.
    ///
    /// Outside the years 0001 to 9999 the days are those of the nearest end of the calendar.
    pub(crate) fn of_months(year: i16, month: u8, count: u8) -> Self {
        let first = i32::from(year) * 12 + i32::from(month) - 1;
        let next = first + i32::from(count);
        Self::new(first_of_month(first), before_first_of_month(next))
    }

    pub(crate) fn contains(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

/// The first day of a month counted from the year 0; of the nearest month that the calendar has.
fn first_of_month(index: i32) -> Date {
    let index = index.clamp(12, 9999 * 12 + 11);
    let year = i16::try_from(index / 12).unwrap_or(i16::MAX);
    let month = i8::try_from(index % 12 + 1).unwrap_or(1);
    jiff::civil::Date::new(year, month, 1).unwrap_or(jiff::civil::Date::MAX).into()
}

/// The day before the first of a month counted from the year 0.
fn before_first_of_month(index: i32) -> Date {
    let last_month = first_of_month(index - 1);
    last_month.civil().last_of_month().into()
}

/// When the fiscal year begins and which calendar year names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FiscalYear {
    first_month: u8,
    named_by: NamedBy,
}

/// Which calendar year gives a fiscal year its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NamedBy {
    /// FY2026 begins in 2026.
    Start,
    /// FY2026 ends in 2026: the more common use.
    End,
}

impl Default for FiscalYear {
    /// The calendar year.
    fn default() -> Self {
        Self { first_month: 1, named_by: NamedBy::End }
    }
}

impl FiscalYear {
    /// A fiscal year from the first of `first_month`, 1 to 12; nothing for another number.
    pub(crate) fn new(first_month: u8, named_by: NamedBy) -> Option<Self> {
        (1..=12).contains(&first_month).then_some(Self { first_month, named_by })
    }

    /// `count` months of the fiscal year `year` from its `first`-th month, counted from 1.
    pub(crate) fn months(self, year: i16, first: u8, count: u8) -> Days {
        let begins = match self.named_by {
            NamedBy::End if self.first_month > 1 => year - 1,
            _ => year,
        };
        let offset = self.first_month - 1 + first - 1;
        Days::of_months(begins + i16::from(offset / 12), offset % 12 + 1, count)
    }

    /// The fiscal year that holds `date`, and the month in it, counted from 1.
    pub(crate) fn position(self, date: Date) -> (i16, u8) {
        let month = (date.month() + 12 - self.first_month) % 12 + 1;
        let begins = if date.month() >= self.first_month { date.year() } else { date.year() - 1 };
        let year = match self.named_by {
            NamedBy::End if self.first_month > 1 => begins + 1,
            _ => begins,
        };
        (year, month)
    }
}
