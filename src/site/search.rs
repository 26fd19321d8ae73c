//! What the search and the filters know of each artifact, as a script: pages that lie in a folder may read no
//! other file.

use serde_json::{Map, Value};

use super::address::Addresses;
use crate::model::key::{PRODUCT, TEAM};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::json::inert;
use crate::view::schedule::Schedule;
use crate::view::subject::{Subject, team_name};

/// How much of a text is searched, in characters.
const SEARCHED: usize = 400;

pub(super) fn index(plan: &Plan, addresses: &Addresses, today: Date) -> String {
    let entries: Vec<Value> =
        plan.indices().filter_map(|index| entry(plan, addresses, index, today)).collect();
    let json = Value::Array(entries).to_string();
    // Within a script nothing may look like the end of one.
    format!("window.PM_ARTIFACTS = {};\n", inert(json).replace('<', "\\u003c"))
}

fn entry(plan: &Plan, addresses: &Addresses, index: ArtifactIndex, today: Date) -> Option<Value> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let config = &plan.config;
    let subject = Subject::of(plan, index);
    let mut entry = Map::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            entry.insert(name.to_owned(), Value::from(value));
        }
    };
    put("url", addresses.page(index).map(str::to_owned));
    put("id", Some(subject.id));
    put("title", Some(subject.title));
    put("kind", Some(subject.kind));
    put("status", subject.status);
    put("state", subject.category.map(str::to_owned));
    let schedule = Schedule::of(plan, index);
    put("when", schedule.map(|schedule| schedule.target.for_people()));
    let horizon = schedule.map(|it| it.target.horizon(config.horizons, today, &config.fiscal_year));
    put("horizon", horizon.map(|horizon| config.horizon_title(horizon).to_owned()));
    let release = plan.targets_of_field(index, "release").next();
    put("release", release.map(|release| plan.artifact(release).title.to_string()));
    put("team", artifact.get(kind, TEAM).map(|team| team_name(config, team)));
    let product =
        (config.products.len() > 1).then(|| config.products.get_index(usize::from(artifact.product)));
    let written = artifact.get(kind, PRODUCT).and_then(|key| config.products.get_key_value(key));
    put("product", product.flatten().or(written).map(|(_, product)| product.name.clone()));
    put("tags", artifact.value(kind, "tags").map(|tags| tags.value.to_line()));
    let texts = kind.fields.iter().enumerate().filter(|(_, (_, field))| field.ty.name() == "text");
    let texts = texts.filter_map(|(at, _)| Some(artifact.value_at(at)?.value.to_line()));
    let words = texts.chain([artifact.body_text().to_owned()]).collect::<Vec<_>>().join(" ");
    put(
        "text",
        Some(words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SEARCHED).collect()),
    );
    Some(Value::Object(entry))
}
