//! All releases of a plan in one table, with what to look at.

use super::{amount, column};
use crate::page::{Column, Inline, Row, Text, Tone};
use crate::text::words::plural_of;
use crate::view::effort::Effort;
use crate::view::release_plan::Release;
use crate::view::roadmap::{remark, separated};
use crate::view::waits::Wait;

pub(super) fn columns() -> Vec<Column> {
    vec![
        column("id", "Id", false),
        column("title", "Release", true),
        column("product", "Product", false),
        column("target", "Target", false),
        amount("days_left", "Days"),
        column("done", "Done", false),
        amount("effort", "Effort"),
        amount("capacity", "Capacity"),
        column("late", "Look at", true),
    ]
}

impl Release {
    pub(super) fn overview(&self) -> Row {
        let mut look: Vec<Inline> = self.entry.remarks.iter().map(remark).collect();
        match self.fit {
            Some("does_not_fit") => look.push(Inline::Toned(Tone::Bad, "does not fit".into())),
            Some("may_not_fit") => look.push(Inline::Toned(Tone::Caution, "may not fit".into())),
            _ => {}
        }
        if self.late() > 0 {
            look.push(Inline::Toned(Tone::Bad, plural_of(self.late(), "wait is late", "waits are late")));
        }
        if !self.without_effort.is_empty() && self.scope.all.effort.is_some() {
            look.push(Inline::Toned(Tone::Caution, format!("{} not estimated", self.without_effort.len())));
        }
        let text =
            |effort: Option<&Effort>| effort.map(|effort| effort.text.clone()).unwrap_or_default().into();
        let cells = vec![
            self.entry.subject.reference().into(),
            self.title().into(),
            self.product_name.clone().unwrap_or_default().into(),
            self.entry.target.as_ref().map(|when| when.text.clone()).unwrap_or_default().into(),
            self.days_left.map(|days| days.to_string()).unwrap_or_default().into(),
            match self.scope.all.items {
                0 => Text::new(),
                all => format!("{} of {all}", self.scope.done.items).into(),
            },
            text(self.scope.all.effort.as_ref()),
            text(self.capacity.as_ref()),
            separated(look),
        ];
        Row { cells, depth: 0 }
    }

    /// How much of what is waited for is late.
    fn late(&self) -> usize {
        let work = self.teams.iter().flat_map(|team| &team.work);
        let late = |waits: &[Wait]| waits.iter().filter(|wait| wait.late).count();
        work.map(|item| late(&item.waits_for)).sum::<usize>() + late(&self.waits_for)
    }
}
