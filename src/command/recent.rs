//! What changed of late in what a reader sees, day by day, from git.

use super::session::Loaded;
use crate::history::{Lineages, Transition, tell};
use crate::model::values::Date;
use crate::plan::{Glimpse, Lens};
use crate::site::{Entry, Told};
use crate::source::log::Walk;

/// How far back is looked, in days, and how much is told.
const DAYS: i64 = 180;
const MOST: usize = 100;

/// What is said of what was not seen before.
const NEW: &str = "new";

/// The changes of status and time of everything that the reader sees, the newest first; none without history.
pub(super) fn changes(loaded: &Loaded, audience: Option<&str>, today: Date) -> Vec<Entry> {
    let whole = loaded.whole.as_ref().unwrap_or(&loaded.plan);
    let Ok(log) = loaded.repository.log() else { return Vec::new() };
    let until = loaded.commit.as_deref().unwrap_or("HEAD");
    let since = loaded.repository.on_day(today.epoch_day() - DAYS).ok().flatten().map(|tree| tree.commit());
    let lineages = Lineages::read(&log, &whole.config, until, since.as_deref(), Walk::FirstParent);
    let Ok(lineages) = lineages else { return Vec::new() };
    let present = lineages.present();
    // What is seen now alone is told of, and by the name that it has now.
    let seen: Vec<(usize, Told, String, String)> = whole
        .artifacts
        .iter()
        .filter_map(|artifact| {
            let lineage = present.get(&artifact.path).copied()?;
            let found = loaded.plan.find(&whole.name_of(artifact)).ok()?.artifact;
            let shown = loaded.plan.artifact(found);
            Some((lineage, Told::Artifact(found), loaded.plan.name_of(shown), shown.title.to_string()))
        })
        .collect();
    let wanted: Vec<usize> = seen.iter().map(|(lineage, ..)| *lineage).collect();
    let lens = Lens::of(&whole.config, audience, today);
    let told = tell(&log, &whole.config, &lineages, &wanted, |transition| words(&lens, transition));
    let mut entries: Vec<Entry> = Vec::new();
    for (told, (lineage, page, name, title)) in told.into_iter().zip(seen) {
        for step in told.steps {
            let version = &lineages.lineages[lineage].versions[step.version];
            let day = lineages.commit_of(version).day().to_string();
            let key = format!("{name}-{day}-{}", step.what);
            entries.push(Entry {
                title: if step.what == NEW {
                    format!("New: {title}")
                } else {
                    format!("{title}: {}", step.what)
                },
                text: format!("{name} {title}"),
                page: page.clone(),
                key,
                day,
            });
        }
    }
    entries.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.key.cmp(&other.key)));
    entries.dedup_by(|one, other| one.key == other.key);
    entries.truncate(MOST);
    entries
}

/// What a reader would say has changed; nothing where all that they see is the same.
fn words(lens: &Lens<'_>, transition: Transition<'_>) -> Option<String> {
    let glimpse = |artifact| lens.glimpse(artifact);
    let after: Glimpse = transition.after.and_then(glimpse)?;
    let Some(before) = transition.before.and_then(glimpse) else { return Some(NEW.into()) };
    let mut words = Vec::new();
    if before.status != after.status
        && let Some(status) = &after.status
    {
        words.push(status.clone());
    }
    match (before.target, after.target) {
        (Some(old), Some(new)) if old != new => {
            words.push(format!("moved from {} to {}", old.for_people(), new.for_people()));
        }
        (None, Some(new)) => words.push(format!("planned for {}", new.for_people())),
        (Some(_), None) => words.push("without a date now".into()),
        _ => {}
    }
    (!words.is_empty()).then(|| words.join(", "))
}
