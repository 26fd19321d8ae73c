//! Checks a plan that is loaded, holds back what is accepted or was there before, and reports the rest.
//!
//! Does not know where the wish to check came from: `pm check`, or a hook of git.

use std::collections::{BTreeMap, BTreeSet};

use super::accepted;
use super::audience;
use super::error::{CommandError, Exit};
use super::evidence::GitShipped;
use super::memory::GitMemory;
use super::session::{Loaded, Session};
use super::since::Base;
use crate::check::{Cards, FilesOfTree, Request, check, part};
use crate::diagnostic::report::{Older, Report, Sources, Style};
use crate::diagnostic::reports::report_format;
use crate::diagnostic::{Diagnostic, Level};
use crate::plan::Plan;
use crate::source::{RelPath, Tree};
use crate::text::words::plural;

/// How a plan is to be judged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish<'a> {
    /// The moment whose findings do not count.
    pub(crate) since: Option<&'a str>,
    /// The file of accepted findings, where it is not the one that `pm.yaml` names.
    pub(crate) baseline: Option<&'a str>,
    pub(crate) updates_baseline: bool,
    /// Report findings below these alone; all where there are none.
    pub(crate) paths: Vec<RelPath>,
    /// The level that fails, where it is not the one of `pm.yaml`.
    pub(crate) fail_on: Option<Level>,
    /// The format of the report; without one nothing is reported.
    pub(crate) format: Option<&'a str>,
    /// Whether only what is new is reported, and nothing where there is none.
    pub(crate) only_findings: bool,
    /// How many findings are shown to a person.
    pub(crate) limit: Option<usize>,
    /// The audience whose answer is judged, in the place of the plan itself.
    pub(crate) audience: Option<&'a str>,
    /// Whether a report that is longer than the screen goes through the pager.
    pub(crate) pages: bool,
}

/// The texts that findings point into: those of the plan, and of files that are no document of it.
struct Texts<'a> {
    plan: &'a Plan,
    others: BTreeMap<RelPath, String>,
}

impl<'a> Texts<'a> {
    fn of<'f>(plan: &'a Plan, tree: &dyn Tree, findings: impl Iterator<Item = &'f Diagnostic>) -> Self {
        let paths = findings.filter(|it| it.place.span.is_some()).map(|finding| &finding.place.path);
        let unknown: BTreeSet<&RelPath> = paths.filter(|path| plan.text(path).is_none()).collect();
        let text = |path: &RelPath| Some((path.clone(), String::from_utf8(tree.read(path).ok()?).ok()?));
        Self { plan, others: unknown.into_iter().filter_map(text).collect() }
    }
}

impl Sources for Texts<'_> {
    fn text(&self, path: &RelPath) -> Option<&str> {
        self.plan.text(path).or_else(|| self.others.text(path))
    }
}

/// Judges the plan and prints the report; whether there is a finding that fails.
pub(crate) fn judge(
    session: &mut Session<'_>,
    loaded: Loaded,
    wish: &Wish<'_>,
) -> Result<Exit, CommandError> {
    let mut loaded = loaded;
    let loading = std::mem::take(&mut loaded.findings);
    let (plan, tree) = (&loaded.plan, &*loaded.tree);
    if let Some(name) = wish.audience {
        audience::check(&plan.config, name)?;
    }
    let until = loaded.commit.as_deref().unwrap_or("HEAD");
    let base = wish.since.map(|since| Base::read(session, since, until, wish.audience)).transpose()?;
    let before = base.as_ref().map(|base| base.before(plan)).transpose()?;
    let git = GitShipped::of(&loaded.repository, plan, loaded.commit.as_deref());
    let memory = GitMemory::of(&loaded);
    let mut findings = check(Request {
        plan,
        loading,
        today: session.today,
        files: &FilesOfTree(tree),
        only: None,
        before: before.as_ref(),
        git: Some(&git),
        memory: Some(&memory),
        audience: wish.audience,
    });
    memory.tell(session)?;
    let root = loaded.repository.root();
    let updates = wish.updates_baseline;
    if let Some(path) = accepted::path(session, root, plan, wish.baseline, updates)? {
        let held = accepted::Held { path: &path, audience: wish.audience, updates };
        findings = accepted::hold(session, &loaded.repository, tree, plan, &held, findings)?;
    }
    if !wish.paths.is_empty() {
        findings.retain(|finding| wish.paths.iter().any(|folder| finding.place.path.is_under(folder)));
    }
    let mut older = Vec::new();
    if let Some(base) = &base {
        (findings, older) = part((&base.loaded.plan, &base.findings), (plan, findings));
    }
    let fail_on = wish.fail_on.unwrap_or(plan.config.fail_on);
    let report = Report {
        findings: &findings,
        older: wish.since.filter(|_| !wish.only_findings).map(|since| Older { since, findings: &older }),
        sources: &Texts::of(plan, tree, findings.iter().chain(&older)),
        rules: &Cards(&plan.config),
        files: plan.file_count,
        artifacts: plan.artifacts.len(),
        fail_on,
        folder: loaded.repository.folder_in_git(),
        style: Style { color: session.color, width: session.width(), limit: wish.limit },
    };
    let is_silent = wish.only_findings && findings.is_empty();
    if let Some(format) = wish.format.and_then(report_format).filter(|_| !is_silent) {
        let text = (format.render)(&report);
        if wish.pages { session.show(&text)? } else { session.print(&text)? }
    }
    let mut fails = findings.iter().any(|finding| finding.level >= fail_on);
    if wish.audience.is_some() && !plan.unreadable.is_empty() {
        // They are no part of the answer that was judged, and may become one once they can be read.
        let documents = plural(plan.unreadable.len(), "document");
        session.say(&format!("warning: not judged, for it cannot be read: {documents}"))?;
        session.say("hint: run `pm check` without --audience to see which and why")?;
        fails = true;
    }
    // The process is about to end and takes its memory with it; giving it back piece by piece takes time.
    std::mem::forget(loaded.plan);
    Ok(if fails { Exit::Findings } else { Exit::Fine })
}
