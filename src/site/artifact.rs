//! The page of one artifact, and the list of all of them.

use super::Request;
use super::address::{Addresses, up};
use super::document::Frame;
use super::links::with_texts_led;
use crate::page::{Block, Column, Inline, Page, Row, Table, Target, Text};
use crate::plan::{ArtifactIndex, Lookup, Plan};
use crate::source::mounted::in_overlay;
use crate::text::words::{capitalised, plural};
use crate::view::View;
use crate::view::schedule::Schedule;
use crate::view::show::Shown;
use crate::view::subject::Subject;

/// Everything that is known of an artifact, with ways to change it for those who may.
pub(super) fn page(frame: &Frame<'_>, request: &Request<'_>, index: ArtifactIndex, path: &str) -> Page {
    let plan = request.plan;
    let artifact = plan.artifact(index);
    let wanted = [Lookup { artifact: index, part: None }];
    // What is asked for is no part, so that none can be missing.
    let Ok(shown) = Shown::of(plan, &wanted, request.today) else { return Page::default() };
    let mut page = with_texts_led(frame.addresses, path, &artifact.path, shown.page());
    page.summary = summary(plan, index);
    let site = &plan.config.site;
    let is_inside = plan.config.reader.as_ref().is_none_or(|reader| !reader.audience.is_public);
    let filled = |template: &str| {
        let label = artifact.label();
        let parts = [("{path}", artifact.path.as_str()), ("{id}", &label), ("{title}", &artifact.title)];
        parts
            .iter()
            .fold(template.to_owned(), |address, (name, value)| address.replace(name, &encoded(value)))
    };
    let way = |template: &Option<String>, words: &str| {
        template
            .as_deref()
            .map(|template| Inline::Link { text: words.to_owned(), target: Target::Url(filled(template)) })
    };
    // What lies in the overlay is not at the forge of this repository.
    let is_here = in_overlay(&artifact.path).is_none();
    let edit = way(&site.edit, "Edit this document").filter(|_| is_inside && is_here);
    let ways: Vec<Inline> = edit.into_iter().chain(way(&site.feedback, "Tell us what you think")).collect();
    if !ways.is_empty() {
        let mut text = Text::new();
        for way in ways {
            let gap = if text.is_empty() { "" } else { " · " };
            text = text.and(Inline::Plain(gap.into())).and(way);
        }
        page.blocks.push(Block::Paragraph(text));
    }
    frame.led(path, page)
}

/// Its kind and its status; where its document lies is of no use here.
fn summary(plan: &Plan, index: ArtifactIndex) -> Text {
    let subject = Subject::of(plan, index);
    let text = Text::plain(subject.kind.clone());
    match subject.status_word() {
        Some(status) => text.and(Inline::Plain(" · ".into())).and(status),
        None => text,
    }
}

/// A value as a part of an address.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    value
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Every artifact in the order of kinds, each with its status and when it is planned for.
pub(super) fn everything(plan: &Plan, addresses: &Addresses) -> Page {
    let root = up(super::address::EVERYTHING);
    let mut blocks = Vec::new();
    for (at, kind) in plan.config.kinds.iter().enumerate() {
        let mut indices: Vec<ArtifactIndex> = plan.of_kind(at).collect();
        indices.sort_by(|one, other| plan.artifact(*one).id.cmp(&plan.artifact(*other).id));
        if indices.is_empty() {
            continue;
        }
        let rows = indices.iter().map(|index| {
            let subject = Subject::of(plan, *index);
            let target = addresses
                .page(*index)
                .map_or(Target::Nowhere, |page| Target::File { path: format!("{root}{page}"), anchor: None });
            let when =
                Schedule::of(plan, *index).map(|schedule| schedule.target.for_people()).unwrap_or_default();
            let cells = vec![
                Inline::Reference { id: subject.id.clone(), target }.into(),
                subject.title.as_str().into(),
                subject.status_word().map(Text::from).unwrap_or_default(),
                when.into(),
            ];
            Row { cells, depth: 0 }
        });
        let columns = vec![
            Column::text("id", "Id", false),
            Column::text("title", "What", true),
            Column::text("status", "Status", false),
            Column::text("when", "When", false),
        ];
        let table = Table { columns, rows: rows.collect() };
        blocks.push(Block::Heading { level: 1, text: capitalised(&kind.plural).into() });
        blocks.push(Block::Table(table.without_empty_columns()));
    }
    Page { title: "Everything".into(), summary: plural(plan.artifacts.len(), "item").into(), blocks }
}
