//! How long each artifact stood in each status, or in each value of another field with choices.
//!
//! The bands are found by `history`; which revisions it looked at is told by the caller.

use serde::Serialize;

use super::View;
use super::history::limits;
use super::value::tone_of;
use crate::config::Config;
use crate::history::{Aspect, Band, Beginning, Lineages, Outside, PassedOver, Timeline};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::page::{Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::text::words::plural;

/// How many of the values that are none of the choices are named under the answer.
const NAMED: usize = 6;

/// The bands of artifacts.
#[derive(Serialize)]
pub(crate) struct Timelines {
    /// What the bands are of: `status`, or the name of a field.
    field: String,
    /// The day until which a band that lasts is counted.
    today: String,
    /// How documents were followed.
    definition: String,
    artifacts: Vec<ArtifactBands>,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// The bands of one artifact.
#[derive(Serialize)]
struct ArtifactBands {
    id: String,
    kind: String,
    title: String,
    path: String,
    /// Oldest first.
    bands: Vec<ShownBand>,
    /// Values that are none of the choices; they end no band.
    passed_over: Vec<Outside>,
}

#[derive(Serialize)]
struct ShownBand {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    from: String,
    /// Nothing where it lasts.
    until: Option<String>,
    days: i64,
    beginning: Beginning,
    commit: String,
    subject: String,
    #[serde(skip)]
    tone: Option<Tone>,
    #[serde(skip)]
    is_over: bool,
}

impl Timelines {
    /// Lays out what was found, in its order; `today` ends the bands that last.
    pub(crate) fn of(
        config: &Config,
        lineages: &Lineages,
        aspect: &Aspect,
        found: &[Timeline],
        today: Date,
        definition: String,
    ) -> Self {
        let mut passed_over = PassedOver::default();
        for timeline in found {
            passed_over += timeline.passed_over;
        }
        let artifacts = found.iter().map(|timeline| ArtifactBands {
            id: timeline.label.clone(),
            kind: config.kinds[timeline.kind].name.clone(),
            title: timeline.title.clone(),
            path: timeline.path.clone(),
            bands: timeline.bands.iter().map(|band| ShownBand::of(lineages, timeline, band, today)).collect(),
            passed_over: timeline.outside.clone(),
        });
        Self {
            field: aspect.name().to_owned(),
            today: today.to_string(),
            definition,
            artifacts: artifacts.collect(),
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        }
    }
}

impl ShownBand {
    fn of(lineages: &Lineages, timeline: &Timeline, band: &Band, today: Date) -> Self {
        let facts = &lineages.commits[band.commit];
        Self {
            value: band.value.clone(),
            category: band.category.map(Category::name),
            from: band.from.to_string(),
            until: band.until.map(|day| day.to_string()),
            days: band.days(today),
            beginning: band.beginning,
            commit: facts.short_name(),
            subject: facts.subject.to_string(),
            tone: band.category.and_then(|category| tone_of(Some(category))),
            is_over: timeline.is_closed && band.until.is_none(),
        }
    }

    fn value(&self) -> Inline {
        match self.tone {
            Some(tone) => Inline::Toned(tone, self.value.clone()),
            None => Inline::Plain(self.value.clone()),
        }
    }

    /// The first day; of a band that may be older, that it may be.
    fn first_day(&self) -> String {
        match self.beginning {
            Beginning::Known => self.from.clone(),
            Beginning::AfterUnreadable | Beginning::BeforeHistory => format!("\u{2264} {}", self.from),
        }
    }

    /// How long it lasted. Nothing where the artifact is closed: nobody waits for the end.
    fn duration(&self) -> Option<String> {
        let least = if self.beginning == Beginning::Known { "" } else { "\u{2265} " };
        match (&self.until, self.is_over) {
            (Some(_), _) => Some(format!("{least}{} d", self.days)),
            (None, false) => Some(format!("{least}{} d so far", self.days)),
            (None, true) => None,
        }
    }
}

impl View for Timelines {
    const NAME: &'static str = "timeline";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        let title = match self.artifacts.as_slice() {
            [one] => {
                blocks.push(Block::Table(one.table(&self.field)));
                Text::from(format!("{} {}", one.id, one.title).trim_end())
            }
            several => {
                if several.is_empty() {
                    let text = "No artifact fits, or none has been committed yet.";
                    blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
                } else {
                    blocks.push(Block::Table(lines(several)));
                }
                format!("Timeline of {}", self.field).into()
            }
        };
        blocks.extend(self.earlier());
        blocks.extend(self.passed_over());
        blocks.extend(limits(self.unreadable, self.absent, self.shallow));
        let summary = match self.artifacts.len() {
            1 => format!("{}; {}", plural(self.artifacts[0].bands.len(), "band"), self.definition),
            count => format!("{}; {}", plural(count, "artifact"), self.definition),
        };
        Page { title, summary: summary.into(), blocks }
    }

    fn sheet(&self) -> Page {
        let rows = self.artifacts.iter().flat_map(|artifact| {
            artifact.bands.iter().map(|band| Row {
                cells: vec![
                    artifact.id.as_str().into(),
                    artifact.kind.as_str().into(),
                    artifact.title.as_str().into(),
                    band.value.as_str().into(),
                    band.category.unwrap_or_default().into(),
                    band.from.as_str().into(),
                    band.until.as_deref().unwrap_or_default().into(),
                    band.days.to_string().into(),
                    match band.beginning {
                        Beginning::Known => "known".into(),
                        Beginning::AfterUnreadable => "after-unreadable".into(),
                        Beginning::BeforeHistory => "before-history".into(),
                    },
                    band.commit.as_str().into(),
                ],
                depth: 0,
            })
        });
        let columns = [
            ("id", "Id"),
            ("kind", "Kind"),
            ("title", "Title"),
            ("value", "Value"),
            ("category", "Category"),
            ("from", "From"),
            ("until", "Until"),
            ("days", "Days"),
            ("beginning", "Beginning"),
            ("commit", "Commit"),
        ];
        let columns = columns.map(|(name, title)| Column::text(name, title, false)).into();
        let blocks = vec![Block::Table(Table { columns, rows: rows.collect() })];
        Page { title: "Timeline".into(), summary: "".into(), blocks }
    }
}

impl Timelines {
    /// What the mark before a first day means.
    fn earlier(&self) -> Option<Block> {
        let is_marked = |band: &ShownBand| band.beginning != Beginning::Known;
        let text = "\u{2264} marks a first day that may be an earlier one: what came before cannot be read.";
        self.artifacts
            .iter()
            .any(|artifact| artifact.bands.iter().any(is_marked))
            .then(|| Block::Note { tone: Tone::Muted, text: text.into() })
    }

    /// What is said of values that are none of the choices.
    fn passed_over(&self) -> Option<Block> {
        let mut values: Vec<&str> = self
            .artifacts
            .iter()
            .flat_map(|artifact| &artifact.passed_over)
            .map(|it| it.value.as_str())
            .collect();
        let count = values.len();
        values.sort_unstable();
        values.dedup();
        let mut text =
            Text::plain(format!("Passed over, being none of the choices: {}", plural(count, "value")));
        for (at, value) in values.iter().take(NAMED).enumerate() {
            let before = if at == 0 { " (" } else { ", " };
            text = text.and(Inline::Plain(before.into())).and(Inline::Code((*value).to_owned()));
        }
        let end = if values.len() > NAMED { ", …)." } else { ")." };
        text = text.and(Inline::Plain(end.into()));
        (count > 0).then_some(Block::Note { tone: Tone::Caution, text })
    }
}

impl ArtifactBands {
    /// A row for each band, for one artifact alone.
    fn table(&self, field: &str) -> Table {
        let rows = self.bands.iter().map(|band| Row {
            cells: vec![
                band.value().into(),
                band.first_day().into(),
                band.until.as_deref().unwrap_or_default().into(),
                band.duration().unwrap_or_default().into(),
                band.subject.as_str().into(),
                Inline::Toned(Tone::Muted, band.commit.clone()).into(),
            ],
            depth: 0,
        });
        let mut columns = vec![
            Column::text(field, &super::list::heading(field), false),
            Column::text("from", "From", false),
            Column::text("until", "Until", false),
            Column::number("days", "Days"),
            Column::text("subject", "Commit message", true),
            Column::text("commit", "Commit", false),
        ];
        if field == "from" || field == "until" {
            columns[0].name = "value".into();
        }
        Table { columns, rows: rows.collect() }
    }

    /// All bands in one line.
    fn line(&self) -> Text {
        let mut text = Text::new();
        for (at, band) in self.bands.iter().enumerate() {
            if at > 0 {
                text = text.and(Inline::Plain(" \u{b7} ".into()));
            }
            text = text.and(band.value()).and(Inline::Plain(format!(" {}", band.first_day())));
            if let Some(duration) = band.duration() {
                text = text.and(Inline::Toned(Tone::Muted, format!(" ({duration})")));
            }
            let is_gone = at + 1 == self.bands.len() && band.until.is_some();
            if let (Some(until), true) = (&band.until, is_gone) {
                text = text.and(Inline::Plain(format!(" until {until}")));
            }
        }
        if let Some(outside) = self.passed_over.last().filter(|outside| outside.lasts) {
            if !self.bands.is_empty() {
                text = text.and(Inline::Plain(" \u{b7} ".into()));
            }
            text = text.and(Inline::Toned(Tone::Caution, outside.value.clone()));
            text = text.and(Inline::Plain(format!(" {}", outside.from)));
        } else if self.bands.is_empty() {
            text = Inline::Toned(Tone::Muted, "(none)".into()).into();
        }
        text
    }
}

fn lines(artifacts: &[ArtifactBands]) -> Table {
    let rows = artifacts.iter().map(|artifact| Row {
        cells: vec![Inline::Toned(Tone::Id, artifact.id.clone()).into(), artifact.line()],
        depth: 0,
    });
    let columns = vec![Column::text("id", "Id", false), Column::text("bands", "Bands", true)];
    Table { columns, rows: rows.collect() }
}
