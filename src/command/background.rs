//! The history behind a plan that was read, for answers that tell of the past beside the present.

use std::sync::Arc;

use super::audience;
use super::session::Loaded;
use crate::history::Lineages;
use crate::model::values::Date;
use crate::repo::GitLog;
use crate::source::log::Walk;

/// The lives of the documents up to the plan, as its reader may know them: from a commit on, or all of them. Nothing
/// without history, and nothing for those who may not know when anything happened.
pub(crate) fn lineages(loaded: &Loaded, today: Date, since: Option<&str>) -> Option<(GitLog, Lineages)> {
    let whole = loaded.whole.as_ref();
    let config = whole.map_or(&loaded.plan.config, |whole| &whole.config);
    let log = loaded.repository.log().ok()?;
    let until = loaded.commit.as_deref().unwrap_or("HEAD");
    let mut lineages = Lineages::read(&log, config, until, since, Walk::FirstParent).ok()?;
    if let Some(eyes) = audience::eyes(&loaded.plan, whole.map(Arc::clone).as_ref(), today) {
        lineages = lineages.seen_by(&log, eyes)?;
    }
    Some((log, lineages))
}
