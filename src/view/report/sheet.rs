//! A report as a sheet: one row for each line, with the section that it stands in.

use super::Report;
use super::line::{Line, Served};
use crate::page::{Block, Column, Page, Row, Table, Text};

pub(super) fn page(report: &Report) -> Page {
    let mut rows = Vec::new();
    let mut row =
        |section: &str, sort: &str, id: &str, title: &str, text: &str, day: &str, serves: &[Served]| {
            let serves = serves.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
            let cells = [section, sort, id, title, text, day, &serves];
            rows.push(Row { cells: cells.map(Text::from).to_vec(), depth: 0 });
        };
    let mut line = |section: &str, sort: &str, line: &Line| {
        let day = line.day.as_deref().unwrap_or_default();
        let says = line.says.trim_start_matches([':', ',', ' ']);
        row(section, sort, &line.subject.id, &line.subject.title, says, day, &line.serves);
    };
    for one in &report.attention {
        line("attention", one.why.title(), &one.line);
    }
    for (sort, lines) in report.changes.sections() {
        lines.iter().for_each(|each| line("changed", &sort.to_lowercase(), each));
    }
    for each in &report.next {
        line("next", "", each);
    }
    for checkin in &report.words {
        let (id, title) = checkin.on.as_ref().map_or(("", ""), |on| (on.id.as_str(), on.title.as_str()));
        let health = checkin.health.as_deref().unwrap_or_default();
        row(
            "words",
            health,
            id,
            title,
            checkin.words.as_deref().unwrap_or_default(),
            &checkin.date,
            &checkin.serves,
        );
    }
    for objective in &report.objectives {
        for result in &objective.key_results {
            let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let text =
                format!("{} → {} → {}", number(result.baseline), number(result.now), number(result.target));
            let id = format!("{}.{}", objective.subject.id, result.id);
            row("objectives", "key result", &id, &result.text, &text, "", &[]);
        }
    }
    for metric in &report.metrics {
        let text = match metric.before {
            Some(before) => format!("{before} → {}", metric.now),
            None => metric.now.to_string(),
        };
        row(
            "numbers",
            metric.purpose.as_deref().unwrap_or_default(),
            &metric.subject.id,
            &metric.subject.title,
            &text,
            &metric.day,
            &metric.serves,
        );
    }
    for ask in &report.asks {
        row(
            "asked",
            "",
            &ask.about.id,
            &ask.about.title,
            &ask.text,
            ask.due.as_deref().unwrap_or_default(),
            &ask.serves,
        );
    }
    for missing in &report.missing {
        row("not known", "", "", "", missing, "", &[]);
    }
    let columns = ["section", "sort", "id", "title", "text", "day", "objectives"];
    let columns = columns.map(|name| Column::text(name, name, true)).to_vec();
    Page { title: "Report".into(), summary: Text::new(), blocks: vec![Block::Table(Table { columns, rows })] }
}
