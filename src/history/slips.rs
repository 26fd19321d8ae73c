//! How promises moved: for each dated field of a document what it promised from commit to commit.
//!
//! A promise is held against the last one that could be read, so that a `TBD` between two versions hides no
//! move. Knows no group and no words.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::Lineages;
use super::promise::{Distance, Promise, Shift};
use super::releases::Releases;
use super::telling::Transition;
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType};
use crate::model::key::TARGET;
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::model::values::Date;

/// The field that names the release of work.
const RELEASE: &str = "release";

/// Which fields count as promises.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dated {
    /// The names that were asked for; every field of the type target or period where there are none.
    names: Vec<String>,
}

/// What the dated fields of a document say before and after a commit.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Stated {
    before: BTreeMap<String, Statement>,
    after: BTreeMap<String, Statement>,
}

#[derive(Clone, PartialEq, Debug)]
enum Statement {
    Promise(Promise),
    /// The release that it goes out with, as written; what that promises is known to [`Releases`].
    Release(String),
    /// A value that is not of its type.
    Unclear(String),
}

/// One dated field of one document through time.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Trend {
    /// The name of the field; of an entry both names: `milestone.beta`.
    pub(crate) field: String,
    /// Oldest first, never empty, no two neighbours the same.
    pub(crate) promises: Vec<Promised>,
    /// From each promise to the next.
    pub(crate) moves: Vec<Move>,
    /// From the first promise to the last, what only made it finer left out. Nothing where it cannot be
    /// measured.
    pub(crate) total: Option<Distance>,
    pub(crate) end: End,
}

/// A promise and the commit that made it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Promised {
    /// The position in [`Lineages::commits`]; nothing where it was there before the history that was read.
    pub(crate) commit: Option<u32>,
    pub(crate) promise: Promise,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Move {
    pub(crate) shift: Shift,
    pub(crate) distance: Option<Distance>,
    /// Days from the commit to the day that was promised until then; negative after it was missed.
    pub(crate) notice: Option<i64>,
}

/// What stands in the field at last.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum End {
    /// The last promise.
    Promise,
    /// A value that is not of its type.
    Unclear(String),
    /// Nothing any more.
    TakenOut,
}

/// The dated fields of a document, and the values in them that were passed over.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Trends {
    /// By the name of the field; those alone that ever promised something.
    pub(crate) trends: Vec<Trend>,
    /// How often each value that promises nothing was written.
    pub(crate) unclear: BTreeMap<String, usize>,
}

impl Dated {
    /// Every field of the type target or period.
    pub(crate) fn plans() -> Self {
        Self::default()
    }

    /// The fields called `names`; as the error, the first name that is none of `possible`, nor of an entry in
    /// one of them.
    pub(crate) fn named(possible: &[String], names: &[String]) -> Result<Self, String> {
        let dated = Self { names: names.iter().map(|name| comparable(name)).collect() };
        for (written, name) in names.iter().zip(&dated.names) {
            let is_known = |field: &String| {
                let field = comparable(field);
                field == *name || begins_with(name, &field) || begins_with(&field, name)
            };
            if !possible.iter().any(is_known) {
                return Err(written.clone());
            }
        }
        Ok(dated)
    }

    /// Every field of the kinds that can promise something, each once, in the order of the kinds.
    pub(crate) fn possible<'a>(kinds: impl Iterator<Item = &'a Kind>) -> Vec<String> {
        let mut found = Vec::new();
        for (name, field) in kinds.flat_map(|kind| &kind.fields) {
            possible(name, field, &mut found);
        }
        let mut known = BTreeSet::new();
        found.retain(|name: &String| known.insert(name.clone()));
        found
    }

    /// Whether a kind has a field that counts.
    pub(crate) fn is_in(&self, kind: &Kind) -> bool {
        kind.fields.iter().any(|(name, field)| self.is_within(name, field))
    }

    fn is_within(&self, path: &str, field: &Field) -> bool {
        match &field.ty {
            FieldType::Record => {
                field.fields.iter().any(|(name, inner)| self.is_within(&format!("{path}.{name}"), inner))
            }
            FieldType::List(_) => false,
            ty => self.takes(path, ty.item()),
        }
    }

    fn takes(&self, path: &str, ty: &FieldType) -> bool {
        if self.names.is_empty() {
            return matches!(ty, FieldType::Target | FieldType::Period);
        }
        let path = comparable(path);
        can_promise(ty) && self.names.iter().any(|name| path == *name || begins_with(&path, name))
    }
}

fn possible(path: &str, field: &Field, found: &mut Vec<String>) {
    match &field.ty {
        FieldType::Record => {
            for (name, inner) in &field.fields {
                possible(&format!("{path}.{name}"), inner, found);
            }
        }
        FieldType::List(_) => {}
        ty if can_promise(ty.item()) => found.push(path.to_owned()),
        _ => {}
    }
}

fn can_promise(ty: &FieldType) -> bool {
    matches!(ty, FieldType::Target | FieldType::Period | FieldType::Date | FieldType::Version)
}

/// A name in one spelling: a hyphen is an underscore.
fn comparable(name: &str) -> String {
    name.trim().replace('-', "_")
}

/// Whether `path` names an entry of `name`.
fn begins_with(path: &str, name: &str) -> bool {
    path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

impl Stated {
    /// What a commit left in the dated fields; nothing where it left them as they were.
    pub(crate) fn of(config: &Config, dated: &Dated, transition: Transition<'_>) -> Option<Self> {
        let after = statements(config, dated, transition.after?);
        let before = transition.before.map(|before| statements(config, dated, before)).unwrap_or_default();
        (transition.before.is_none() || before != after).then_some(Self { before, after })
    }
}

fn statements(config: &Config, dated: &Dated, artifact: &Artifact) -> BTreeMap<String, Statement> {
    let kind = &config.kinds[usize::from(artifact.kind)];
    let mut found = BTreeMap::new();
    for value in &artifact.values {
        if let Some((name, field)) = kind.fields.get_index(usize::from(value.field)) {
            state(dated, name, field, &value.value, &mut found);
        }
    }
    // Work takes the target of its release unless it has its own.
    if dated.names.is_empty()
        && !matches!(found.get(TARGET.name), Some(Statement::Promise(_)))
        && let Some(Value::Link(release)) = artifact.value(kind, RELEASE).map(|value| &value.value)
    {
        found.insert(RELEASE.to_owned(), Statement::Release(release.to_string()));
    }
    found
}

fn state(dated: &Dated, path: &str, field: &Field, value: &Value, found: &mut BTreeMap<String, Statement>) {
    match value {
        Value::Record(entries) => {
            for entry in entries {
                if let Some((name, inner)) = field.fields.get_index(usize::from(entry.field)) {
                    state(dated, &format!("{path}.{name}"), inner, &entry.value, found);
                }
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                state(dated, &format!("{path}.{key}"), field, &item.value, found);
            }
        }
        _ if field.ty.is_list() || !dated.takes(path, field.ty.item()) => {}
        Value::Invalid(text) if !text.trim().is_empty() => {
            found.insert(path.to_owned(), Statement::Unclear(text.trim().to_owned()));
        }
        value => {
            if let Some(promise) = Promise::of(value) {
                found.insert(path.to_owned(), Statement::Promise(promise));
            }
        }
    }
}

impl Trends {
    /// The promises of a document that no commit of the history that was read changed.
    pub(crate) fn standing(
        config: &Config,
        dated: &Dated,
        lineages: &Lineages,
        releases: &Releases<'_>,
        artifact: &Artifact,
    ) -> Self {
        let mut following = Following::new(lineages, config, releases);
        following.take(None, &statements(config, dated, artifact));
        following.end()
    }

    /// Puts together what was told of one document, oldest first.
    pub(crate) fn of<'a>(
        lineages: &Lineages,
        config: &Config,
        releases: &Releases<'_>,
        steps: impl IntoIterator<Item = (u32, &'a Stated)>,
    ) -> Self {
        let mut following = Following::new(lineages, config, releases);
        let mut is_first = true;
        for (commit, stated) in steps {
            if is_first {
                following.take(None, &stated.before);
                is_first = false;
            }
            following.take(Some(commit), &stated.after);
        }
        following.end()
    }
}

impl Trend {
    /// How often it went one way.
    pub(crate) fn count(&self, shift: Shift) -> usize {
        self.moves.iter().filter(|each| each.shift == shift).count()
    }
}

struct Following<'a> {
    lineages: &'a Lineages,
    config: &'a Config,
    releases: &'a Releases<'a>,
    trends: BTreeMap<String, Trend>,
    unclear: BTreeMap<String, usize>,
}

impl<'a> Following<'a> {
    fn new(lineages: &'a Lineages, config: &'a Config, releases: &'a Releases<'a>) -> Self {
        Self { lineages, config, releases, trends: BTreeMap::new(), unclear: BTreeMap::new() }
    }

    fn end(self) -> Trends {
        let mut trends: Vec<Trend> =
            self.trends.into_values().filter(|trend| !trend.promises.is_empty()).collect();
        for trend in &mut trends {
            trend.total = trend.measured(self.config);
        }
        Trends { trends, unclear: self.unclear }
    }

    fn take(&mut self, commit: Option<u32>, statements: &BTreeMap<String, Statement>) {
        for (field, trend) in &mut self.trends {
            if !statements.contains_key(field) {
                trend.end = End::TakenOut;
            }
        }
        for (field, statement) in statements {
            let trend = self.trends.entry(field.clone()).or_insert_with(|| Trend {
                field: field.clone(),
                promises: Vec::new(),
                moves: Vec::new(),
                total: None,
                end: End::TakenOut,
            });
            let promise = match statement {
                Statement::Promise(promise) => promise.clone(),
                Statement::Release(release) => self.releases.promise(release, commit),
                Statement::Unclear(text) => {
                    let end = End::Unclear(text.clone());
                    if trend.end != end {
                        *self.unclear.entry(text.clone()).or_default() += 1;
                    }
                    trend.end = end;
                    continue;
                }
            };
            trend.end = End::Promise;
            let day = commit.map(|commit| self.lineages.commits[commit as usize].day());
            // Until this commit, the release may have moved by itself.
            let until = commit.map(|commit| commit.saturating_sub(1));
            let last = trend.promises.last().map(|last| match &last.promise {
                Promise::Release(release, _) => self.releases.promise(release, until),
                other => other.clone(),
            });
            trend.take(Promised { commit, promise }, last.zip(day), self.config);
        }
    }
}

impl Trend {
    /// The sum of the ways between dated promises; a horizon in between is stepped over.
    fn measured(&self, config: &Config) -> Option<Distance> {
        // A release that moved by itself is told where it is told, so that only the moves count here.
        if self.promises.iter().any(|each| matches!(each.promise, Promise::Release(..))) {
            let moves = self.moves.iter().filter(|each| each.shift != Shift::Other);
            let ways = moves.map(|each| match each.distance {
                Some(Distance::Days(days)) => Some(days),
                _ => None,
            });
            let ways = ways.collect::<Option<Vec<i64>>>()?;
            return (!ways.is_empty()).then(|| Distance::Days(ways.iter().sum()));
        }
        let is_measured =
            |promise: &Promise| matches!(promise, Promise::Version(_)) || promise.last_day(config).is_some();
        if !is_measured(&self.promises.last()?.promise) {
            return None;
        }
        let mut sum = None;
        let mut last: Option<(usize, &Promise)> = None;
        for (at, promised) in self.promises.iter().enumerate().filter(|(_, each)| is_measured(&each.promise))
        {
            if let Some((before, from)) = last {
                let way = from.distance(&promised.promise, config)?;
                let is_finer = before + 1 == at && self.moves[before].shift == Shift::Other;
                sum = match (sum, way) {
                    (sum, _) if is_finer => sum,
                    (Some(Distance::Days(sum)), Distance::Days(way)) => Some(Distance::Days(sum + way)),
                    (Some(Distance::Minors(sum)), Distance::Minors(way)) => Some(Distance::Minors(sum + way)),
                    (_, way) => Some(way),
                };
            }
            last = Some((at, &promised.promise));
        }
        sum
    }

    /// Adds a promise; `last` is what was promised until then, and the day of the commit.
    fn take(&mut self, next: Promised, last: Option<(Promise, Date)>, config: &Config) {
        if let Some((last, day)) = last {
            if last.is_same(&next.promise) {
                return;
            }
            let shift = last.shift(&next.promise, day, config);
            let distance = last.distance(&next.promise, config).filter(|_| shift != Shift::Other);
            let notice = last.last_day(config).map(|promised| day.days_until(promised));
            self.moves.push(Move { shift, distance, notice });
        }
        self.promises.push(next);
    }
}

#[cfg(test)]
mod tests;
