//! A release plan as a sheet: one row for each piece of work.

use super::column;
use crate::page::{Column, Row, Text};
use crate::text::words::list_of;
use crate::view::release_plan::item::Item;
use crate::view::release_plan::scope::Stage;
use crate::view::release_plan::{Release, Team};

pub(super) fn columns() -> Vec<Column> {
    let names = [
        "release",
        "version",
        "release_target",
        "team",
        "id",
        "title",
        "status",
        "stage",
        "owner",
        "priority",
        "effort_low",
        "effort_high",
        "target",
        "waits_for",
        "late",
        "remarks",
    ];
    names.into_iter().map(|name| column(name, name, name == "title")).collect()
}

impl Release {
    pub(super) fn rows(&self) -> Vec<Row> {
        let row = |team: &Team, item: &Item| {
            let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
            let late = item.waits_for.iter().filter(|wait| wait.late).map(|wait| wait.subject.id.as_str());
            let cells: Vec<Text> = vec![
                self.entry.subject.reference().into(),
                self.version.clone().unwrap_or_default().into(),
                self.entry.target.as_ref().map(|when| when.written.clone()).unwrap_or_default().into(),
                team.team.clone().unwrap_or_default().into(),
                item.entry.subject.reference().into(),
                item.entry.subject.title.as_str().into(),
                item.entry.subject.status.clone().unwrap_or_default().into(),
                item.stage.map(Stage::words).unwrap_or_default().into(),
                item.entry.owner.clone().unwrap_or_default().into(),
                item.priority.clone().unwrap_or_default().into(),
                number(item.effort.as_ref().map(|effort| effort.low)).into(),
                number(item.effort.as_ref().map(|effort| effort.high)).into(),
                item.entry.target.as_ref().map(|when| when.written.clone()).unwrap_or_default().into(),
                list_of(item.waits_for.iter().map(|wait| wait.subject.id.as_str())).into(),
                list_of(late).into(),
                item.entry.remarks.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("; ").into(),
            ];
            Row { cells, depth: 0 }
        };
        self.teams.iter().flat_map(|team| team.work.iter().map(move |item| row(team, item))).collect()
    }
}
