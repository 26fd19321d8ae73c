//! What changed of late in what a reader sees, day by day, from git.

use super::background;
use super::session::Loaded;
use crate::config::Config;
use crate::history::{Transition, tell};
use crate::model::artifact::Artifact;
use crate::model::key::TARGET;
use crate::model::values::Date;
use crate::plan::ArtifactIndex;
use crate::site::{Entry, Told};

/// How far back is looked, in days, and how much is told.
const DAYS: i64 = 180;
const MOST: usize = 100;

/// What is said of what was not seen before.
const NEW: &str = "new";

/// The changes of status and time of everything that the reader sees, the newest first; none without history,
/// and none for those who may not know when anything happened.
pub(super) fn changes(loaded: &Loaded, today: Date) -> Vec<Entry> {
    told(loaded, today).unwrap_or_default()
}

fn told(loaded: &Loaded, today: Date) -> Option<Vec<Entry>> {
    let (plan, config) = (&loaded.plan, &loaded.plan.config);
    let since = loaded.repository.on_day(today.epoch_day() - DAYS).ok().flatten().map(|tree| tree.commit());
    let (log, lineages) = background::lineages(loaded, today, since.as_deref())?;
    let present = lineages.present();
    // What is seen now alone is told of, and by the name that it has now.
    let seen: Vec<(usize, ArtifactIndex)> = plan
        .indices()
        .filter_map(|index| Some((present.get(&plan.artifact(index).path).copied()?, index)))
        .collect();
    let wanted: Vec<usize> = seen.iter().map(|(lineage, _)| *lineage).collect();
    let told = tell(&log, config, &lineages, &wanted, |transition| words(config, transition));
    let mut entries: Vec<Entry> = Vec::new();
    for (told, (lineage, index)) in told.into_iter().zip(seen) {
        let artifact = plan.artifact(index);
        let (name, title) = (plan.name_of(artifact), &artifact.title);
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
                page: Told::Artifact(index),
                key,
                day,
            });
        }
    }
    entries.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.key.cmp(&other.key)));
    entries.dedup_by(|one, other| one.key == other.key);
    entries.truncate(MOST);
    Some(entries)
}

/// What a reader would say has changed; nothing where all that they see is the same.
fn words(config: &Config, transition: Transition<'_>) -> Option<String> {
    let after = transition.after?;
    let Some(before) = transition.before else { return Some(NEW.into()) };
    let mut words = Vec::new();
    if before.status_name() != after.status_name()
        && let Some(status) = after.status_name()
    {
        words.push(status.to_owned());
    }
    let target = |artifact: &Artifact| artifact.get(&config.kinds[usize::from(artifact.kind)], TARGET);
    match (target(before), target(after)) {
        (Some(old), Some(new)) if old != new => {
            words.push(format!("moved from {} to {}", old.for_people(), new.for_people()));
        }
        (None, Some(new)) => words.push(format!("planned for {}", new.for_people())),
        (Some(_), None) => words.push("without a date now".into()),
        _ => {}
    }
    (!words.is_empty()).then(|| words.join(", "))
}
