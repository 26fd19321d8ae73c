//! The demand for one artifact in full: every customer with what it adds to the score, and every voice.

use serde::Serialize;

use super::wanted::{Wanted, whole};
use crate::model::values::Date;
use crate::page::{Block, Column, Page, Row, Table, Text, Tone};
use crate::plan::demand::{Demands, Health};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::plural;
use crate::view::View;
use crate::view::subject::Subject;

/// Who wants one artifact.
#[derive(Serialize, Debug)]
pub(crate) struct DemandOfOne {
    wanted: Wanted,
    /// By id.
    customers: Vec<CustomerLine>,
    /// By id.
    voices: Vec<VoiceLine>,
}

#[derive(Serialize, Debug)]
struct CustomerLine {
    #[serde(flatten)]
    subject: Subject,
    /// From 1 to 10; nothing where it does not say, which counts 1.
    priority: Option<u8>,
    /// The sum of its priorities over everything open that it asks for.
    points: f64,
    revenue: Option<serde_json::Value>,
    #[serde(skip)]
    revenue_shown: String,
    health: Option<&'static str>,
    renewal: Option<String>,
    /// What its health and renewal multiply its revenue with.
    urgency: f64,
    retention: Option<f64>,
    growth: Option<f64>,
}

#[derive(Serialize, Debug)]
struct VoiceLine {
    #[serde(flatten)]
    feedback: Subject,
    customer: Option<Subject>,
    importance: Option<u8>,
    date: Option<String>,
}

impl DemandOfOne {
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, today: Date) -> Self {
        let kind = usize::from(plan.artifact(index).kind);
        let demand = Demands::of(plan, kind, today).for_artifact(index);
        let customers = demand.customers.iter().map(|(customer, share)| CustomerLine {
            subject: Subject::of(plan, customer.index),
            priority: share.priority,
            points: share.points,
            revenue: customer.paid().map(super::wanted::amount),
            revenue_shown: customer.paid().map_or_else(String::new, |money| money.for_people()),
            health: customer.health.map(|health| match health {
                Health::Green => "green",
                Health::Yellow => "yellow",
                Health::Red => "red",
            }),
            renewal: customer.renewal.map(|day| day.to_string()),
            urgency: share.urgency,
            retention: share.retention,
            growth: share.growth,
        });
        let voices = demand.voices.iter().map(|voice| VoiceLine {
            feedback: Subject::of(plan, voice.feedback),
            customer: voice.customer.map(|customer| Subject::of(plan, customer)),
            importance: voice.importance,
            date: voice.date.map(|day| day.to_string()),
        });
        Self {
            wanted: Wanted::of(plan, index, &demand),
            customers: customers.collect(),
            voices: voices.collect(),
        }
    }
}

impl View for DemandOfOne {
    const NAME: &'static str = "demand_of_one";

    fn page(&self) -> Page {
        let title = Text::plain("Demand for ").and_all(self.wanted.subject.named());
        let mut summary =
            vec![plural(self.wanted.voices, "voice"), plural(self.wanted.customers, "customer")];
        if !self.wanted.revenue.is_empty() {
            summary.push(format!("{} a year", self.wanted.revenue_shown()));
        }
        summary.push(match (self.wanted.score, &self.wanted.unscored) {
            (Some(score), _) => format!("customer-weighted score {}", whole(score)),
            (None, why) => format!("unscored: {}", why.as_deref().unwrap_or_default()),
        });
        let mut blocks = Vec::new();
        if !self.customers.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "Customers".into() });
            blocks.push(Block::Table(self.customer_table()));
        }
        if !self.voices.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "Voices".into() });
            blocks.push(Block::Table(self.voice_table()));
        }
        if !self.wanted.segments.is_empty() {
            let segments = format!("Segments: {}", self.wanted.segments.join(", "));
            blocks.push(Block::Paragraph(segments.into()));
        }
        if blocks.is_empty() {
            let text = "Nobody is known to want it.";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        }
        Page { title, summary: summary.join(" · ").into(), blocks }
    }
}

impl DemandOfOne {
    fn customer_table(&self) -> Table {
        let number = |number: Option<f64>| number.map_or_else(String::new, whole);
        let rows = self.customers.iter().map(|line| Row {
            cells: vec![
                line.subject.named(),
                match line.priority {
                    Some(priority) => format!("{priority} of {:.0}", line.points),
                    None => format!("1 of {:.0}, not said", line.points),
                }
                .into(),
                line.revenue_shown.as_str().into(),
                line.health.unwrap_or_default().into(),
                line.renewal.as_deref().unwrap_or_default().into(),
                format!("× {}", line.urgency).into(),
                number(line.retention).into(),
                number(line.growth).into(),
            ],
            depth: 0,
        });
        Table {
            columns: vec![
                Column::text("customer", "Customer", true),
                Column::text("priority", "Priority", false),
                Column::number("revenue", "Revenue"),
                Column::text("health", "Health", false),
                Column::text("renewal", "Renewal", false),
                Column::text("urgency", "Urgency", false),
                Column::number("retention", "Retention"),
                Column::number("growth", "Growth"),
            ],
            rows: rows.collect(),
        }
        .without_empty_columns()
    }

    fn voice_table(&self) -> Table {
        let rows = self.voices.iter().map(|line| Row {
            cells: vec![
                line.feedback.reference().into(),
                line.feedback.title.as_str().into(),
                line.customer.as_ref().map(|customer| customer.title.as_str()).unwrap_or_default().into(),
                line.importance.map_or_else(String::new, |importance| importance.to_string()).into(),
                line.date.as_deref().unwrap_or_default().into(),
            ],
            depth: 0,
        });
        Table {
            columns: vec![
                Column::text("feedback", "Feedback", false),
                Column::text("title", "Title", true),
                Column::text("customer", "Customer", true),
                Column::number("importance", "Importance"),
                Column::text("date", "Date", false),
            ],
            rows: rows.collect(),
        }
        .without_empty_columns()
    }
}
