//! Where something is as a page: the answer, then the trail that it follows from; of a person all they asked for.

use super::past::{people, since};
use super::person::Person;
use super::step::{Decided, Release, Step};
use super::{Whereabout, Whereabouts};
use crate::analysis::fate::State;
use crate::model::values::Date;
use crate::page::{Block, Column, Inline, Page, Row, Table, Target, Text, Tone};
use crate::text::words::plural;
use crate::view::View;
use crate::view::subject::Subject;

impl State {
    /// The words for it at the head of a list.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Shipped => "Shipped",
            Self::OnTheWay => "On the way",
            Self::Considered => "Being considered",
            Self::NotPlanned => "Not planned",
            Self::Unheard => "No answer yet",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Shipped => Tone::Good,
            Self::OnTheWay => Tone::Active,
            Self::Considered => Tone::Id,
            Self::NotPlanned => Tone::Muted,
            Self::Unheard => Tone::Caution,
        }
    }
}

impl View for Whereabouts {
    const NAME: &'static str = "where";

    fn page(&self) -> Page {
        let mut chapters: Vec<(Text, Text, Vec<Block>)> = Vec::new();
        chapters.extend(self.answers.iter().map(|it| (it.subject.named(), it.verdict(), it.blocks())));
        chapters.extend(self.people.iter().map(|it| (it.subject.named(), it.summary().into(), it.blocks())));
        if chapters.len() == 1
            && let Some((title, summary, blocks)) = chapters.pop()
        {
            return Page { title, summary, blocks };
        }
        let mut blocks = Vec::new();
        for (title, summary, chapter) in chapters {
            blocks.push(Block::Heading { level: 1, text: title });
            blocks.push(Block::Paragraph(summary));
            blocks.extend(chapter);
        }
        let day = Date::parse(&self.today).map_or_else(|_| self.today.clone(), Date::for_people);
        Page { title: "Where it is".into(), summary: format!("on {day}").into(), blocks }
    }

    fn sheet(&self) -> Page {
        let of_people = self.people.iter().flat_map(|person| {
            person.asked_for.iter().map(|whereabout| whereabout.row(Some(&person.subject)))
        });
        let rows = self.answers.iter().map(|whereabout| whereabout.row(None)).chain(of_people).collect();
        let columns = [
            "asked_by",
            "id",
            "kind",
            "title",
            "state",
            "status",
            "since",
            "work",
            "release",
            "target",
            "announced",
            "moved",
            "reason",
            "answer",
        ];
        let columns = columns.map(|name| Column::text(name, name, true)).to_vec();
        let blocks = vec![Block::Table(Table { columns, rows })];
        Page { title: "Where it is".into(), summary: Text::new(), blocks }
    }
}

impl Whereabout {
    fn standing(&self) -> State {
        State::ALL.into_iter().find(|state| state.name() == self.state).unwrap_or(State::Unheard)
    }

    fn verdict(&self) -> Text {
        let state = self.standing();
        Inline::Toned(state.tone(), state.title().to_owned()).into()
    }

    fn blocks(&self) -> Vec<Block> {
        vec![Block::Paragraph(self.words.join(" ").into()), Block::Facts(self.facts())]
    }

    /// The trail.
    fn facts(&self) -> Vec<(String, Text)> {
        let mut facts: Vec<(String, Text)> = Vec::new();
        let mut fact = |name: &str, text: Text| {
            if !text.is_empty() {
                facts.push((name.to_owned(), text));
            }
        };
        let since = self.since.as_ref().map(|since| Inline::Plain(format!(" {}", since.words())));
        fact("Status", Text(self.subject.status_word().into_iter().chain(since).collect()));
        fact("Said", self.said.as_deref().map(people).unwrap_or_default().into());
        fact("Asked by", self.voices());
        fact("Lives on as", self.lives_on.iter().fold(Text::new(), |text, it| text.and_all(it.named())));
        fact("Taken up by", steps(&self.ways.iter().collect::<Vec<_>>()));
        let others: Vec<&Step> = self.work.iter().filter(|step| step.subject.id != self.subject.id).collect();
        fact("Answered by", steps(&others));
        fact("Goes out with", self.releases());
        for step in &self.work {
            for moved in &step.moved {
                fact(
                    &format!("{} moved", step.subject.id),
                    format!("{}: {}", moved.field, moved.words()).into(),
                );
            }
        }
        let mut told: Vec<&str> = Vec::new();
        for release in self.work.iter().filter_map(|step| step.release.as_ref()) {
            if !told.contains(&release.id.as_str()) {
                told.push(&release.id);
                for moved in &release.moved {
                    fact(
                        &format!("{} moved", release.id),
                        format!("{}: {}", moved.field, moved.words()).into(),
                    );
                }
            }
        }
        for decision in &self.decisions {
            fact("Decision", decision.text());
        }
        fact("Serves", self.serves.iter().fold(Text::new(), |text, it| joined(text, it.named())));
        fact("Answer given", self.response.as_deref().unwrap_or_default().into());
        facts
    }

    fn voices(&self) -> Text {
        self.asked_by.iter().fold(Text::new(), |text, voice| {
            let target = Target::File { path: voice.path.clone(), anchor: None };
            joined(text, Inline::Link { text: voice.name.clone(), target }.into())
        })
    }

    fn releases(&self) -> Text {
        let mut told: Vec<&str> = Vec::new();
        let mut text = Text::new();
        for step in &self.work {
            let Some(release) = step.release.as_ref().filter(|release| !told.contains(&release.id.as_str()))
            else {
                continue;
            };
            told.push(&release.id);
            let target = Target::File { path: release.path.clone(), anchor: None };
            let mut words = vec![release.status.clone().unwrap_or_default()];
            match &release.date {
                Some(date) => words.push(format!("out {}", people(date))),
                None => {
                    words.extend(step.target.as_ref().map(|target| format!("target {}", people(target))));
                    words.extend(
                        step.announced.as_ref().map(|target| format!("announced {}", people(target))),
                    );
                }
            }
            words.retain(|word| !word.is_empty());
            let version = release.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
            text = joined(text, Inline::Reference { id: release.id.clone(), target }.into());
            text = text.and(Inline::Plain(format!("{version} {} ({})", release.title, words.join(", "))));
        }
        text
    }

    fn row(&self, asked_by: Option<&Subject>) -> Row {
        let first = self.work.first();
        let ids =
            |steps: &[Step]| steps.iter().map(|step| step.subject.id.as_str()).collect::<Vec<_>>().join(", ");
        let moved = first.map(|step| step.moves().map(|moved| moved.later + moved.earlier).sum::<usize>());
        let asked_by = match asked_by {
            Some(person) => person.title.clone(),
            None => self.asked_by.iter().map(|voice| voice.name.as_str()).collect::<Vec<_>>().join(", "),
        };
        let because = self.because.as_ref();
        let cells = [
            Some(asked_by),
            Some(self.subject.id.clone()),
            Some(self.subject.kind.clone()),
            Some(self.subject.title.clone()),
            Some(self.state.to_owned()),
            self.subject.status.clone(),
            self.since.as_ref().map(|since| since.day.clone()),
            Some(ids(&self.work)),
            first.and_then(|step| step.release.as_ref()).map(Release::name),
            first.and_then(|step| step.target.clone()),
            first.and_then(|step| step.announced.clone()),
            moved.map(|moved| moved.to_string()),
            because.and_then(|because| because.reason.clone()),
            Some(self.words.join(" ")),
        ];
        Row { cells: cells.map(|cell| cell.unwrap_or_default().into()).to_vec(), depth: 0 }
    }
}

impl Person {
    fn counts(&self) -> impl Iterator<Item = (State, usize)> {
        State::ALL.into_iter().filter_map(|state| {
            let count = self.asked_for.iter().filter(|whereabout| whereabout.standing() == state).count();
            (count > 0).then_some((state, count))
        })
    }

    fn summary(&self) -> String {
        let counts = self.counts().map(|(state, count)| format!("{count} {}", state.title().to_lowercase()));
        let all = match self.asked_for.len() {
            0 => "asked for nothing".to_owned(),
            count => format!("asked for {}", plural(count, "thing")),
        };
        std::iter::once(all).chain(counts).collect::<Vec<_>>().join(" · ")
    }

    fn blocks(&self) -> Vec<Block> {
        if self.asked_for.is_empty() {
            let text = format!("Nothing that {} asked for is written down.", self.subject.title);
            return vec![Block::Note { tone: Tone::Muted, text: text.into() }];
        }
        let mut blocks = Vec::new();
        for (state, _) in self.counts() {
            blocks.push(Block::Heading { level: 2, text: state.title().into() });
            let rows =
                self.asked_for.iter().filter(|whereabout| whereabout.standing() == state).map(|it| Row {
                    cells: vec![
                        it.subject.reference().into(),
                        it.subject.title.as_str().into(),
                        it.said.as_deref().map(people).unwrap_or_default().into(),
                        steps_short(&it.work, &it.ways),
                        it.words.join(" ").into(),
                    ],
                    depth: 0,
                });
            let columns = vec![
                Column::text("id", "ID", false),
                Column::text("title", "Asked for", true),
                Column::text("said", "Said", false),
                Column::text("work", "Answered by", true),
                Column::text("answer", "Where it is", true),
            ];
            let table = Table { columns, rows: rows.collect() };
            blocks.push(Block::Table(table.without_empty_columns()));
        }
        blocks
    }
}

impl Decided {
    fn text(&self) -> Text {
        let mut words = Vec::new();
        match (&self.date, &self.due) {
            (Some(date), _) => words.push(format!("decided {}", people(date))),
            (None, Some(due)) => words.push(format!("open, due {}", people(due))),
            (None, None) => words.push("open".to_owned()),
        }
        if let (None, Some(approver)) = (&self.date, &self.approver) {
            words.push(format!("{approver} decides"));
        }
        let outcome = self.outcome.as_ref().map(|outcome| format!(": {outcome}")).unwrap_or_default();
        self.subject.named().and(Inline::Plain(format!(" ({}){outcome}", words.join(", "))))
    }
}

/// Pieces with a semicolon between them.
fn joined(text: Text, piece: Text) -> Text {
    let text = if text.is_empty() { text } else { text.and(Inline::Plain("; ".into())) };
    text.and_all(piece)
}

/// Steps with their status and since when they are in it.
fn steps(steps: &[&Step]) -> Text {
    steps.iter().fold(Text::new(), |text, step| {
        let mut piece = step.subject.named();
        if let Some(status) = step.subject.status_word() {
            let since = since(step.since.as_ref());
            piece = piece.and(Inline::Plain(" (".into())).and(status).and(Inline::Plain(format!("{since})")));
        }
        joined(text, piece)
    })
}

fn steps_short(work: &[Step], ways: &[Step]) -> Text {
    let these = if work.is_empty() { ways } else { work };
    these.iter().fold(Text::new(), |text, step| {
        let text = if text.is_empty() { text } else { text.and(Inline::Plain(", ".into())) };
        text.and(step.subject.reference())
    })
}
