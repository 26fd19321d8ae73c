//! What writing commands share: the lock, as much of the plan as they need, and the way from a change
//! to files.
//!
//! The change is checked as it would be before anything is stored. What it brings in that `check`
//! would call an error is not written unless a person asks for it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};

use crate::change::{MendedSettings, mend_settings};
use crate::check::{FilesOfTree, Request, check};
use crate::command::error::CommandError;
use crate::command::session::{Session, config_path};
use crate::command::{committing, diff, render};
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::report::Style;
use crate::diagnostic::reports::human;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::history::commit_message;
use crate::model::values::{Date, Id, PartName};
use crate::plan::{self, ArtifactIndex, LinkState, Plan, product_of};
use crate::repo::{Lock, Repository, WorkingTree};
use crate::source::overlay::{Narrowed, Overlay};
use crate::source::{FileChange, RelPath, Store, Tree};
use crate::text::words::{list_of, plural};

/// How long a writing command waits for another one.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A writing command at work.
pub(crate) struct Writing {
    pub(crate) repository: Repository,
    pub(crate) tree: WorkingTree,
    pub(crate) config: Config,
    config_text: String,
    today: Date,
    mode: Mode,
    files: OnceCell<Vec<RelPath>>,
    /// Held until the change is written; none for a dry run, which writes nothing.
    _lock: Option<Lock>,
}

/// How a change is carried out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Mode {
    dry_run: bool,
    allow_findings: bool,
    /// The message to commit with; empty for one that tells the change.
    commit: Option<String>,
    /// Whether the answer is JSON, which a diff would spoil.
    json: bool,
}

impl Mode {
    /// What the arguments of a writing command ask for; a command need not have all of them.
    fn of(matches: &ArgMatches) -> Self {
        let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten() == Some(&true);
        Self {
            dry_run: flag("dry-run"),
            allow_findings: flag("allow-findings"),
            commit: matches.try_get_one::<String>("commit").ok().flatten().cloned(),
            json: render::wants_json(matches),
        }
    }
}

/// The plan, or the part of it that a change needs.
pub(crate) struct Known {
    pub(crate) plan: Plan,
    findings: Vec<Diagnostic>,
    /// The documents that were read; nothing where all were.
    documents: Option<Vec<RelPath>>,
    /// Whether findings count wherever they are, or in the touched documents alone.
    everywhere: bool,
}

impl Known {
    /// The same, for a change that cannot bring in findings beyond the documents it touches.
    pub(crate) fn local(mut self) -> Self {
        self.everywhere = false;
        self
    }
}

/// The arguments of every command that writes.
pub(crate) fn arguments() -> [Arg; 3] {
    [
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help("Write nothing; show the change as a diff"),
        Arg::new("allow-findings")
            .long("allow-findings")
            .action(ArgAction::SetTrue)
            .help("Write the change even where `pm check` would then find an error"),
        commit_argument().conflicts_with("dry-run"),
    ]
}

/// The argument of a command that can commit what it wrote.
pub(crate) fn commit_argument() -> Arg {
    Arg::new("commit")
        .long("commit")
        .value_name("MESSAGE")
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("")
        .help("Commit the files that are written, with this message or with one that tells the change")
}

impl Writing {
    /// Takes the lock, completes a change that was interrupted, and reads `pm.yaml`.
    pub(crate) fn begin(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Self, CommandError> {
        Self::open(session, Mode::of(matches))
    }

    /// The position of the product that what is made here belongs to: by the folder that the command is called in.
    pub(crate) fn product_here(&self, session: &Session<'_>) -> usize {
        let here = session.relative(self.repository.root(), ".").unwrap_or_else(RelPath::root);
        usize::from(product_of(&self.config, &here).0)
    }

    /// As [`Writing::begin`], for looking alone: takes no lock and writes nothing.
    pub(crate) fn look(session: &mut Session<'_>) -> Result<Self, CommandError> {
        Self::open(session, Mode { dry_run: true, ..Mode::default() })
    }

    /// As [`Writing::look`], where a person writes with a program of their own; what they wrote is committed where
    /// that was asked for.
    pub(crate) fn look_on(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Self, CommandError> {
        let commit = Mode::of(matches).commit;
        let mut writing = Self::open(session, Mode { dry_run: true, commit, ..Mode::default() })?;
        if writing.config.commits && writing.repository.has_git() {
            writing.mode.commit.get_or_insert_default();
        }
        Ok(writing)
    }

    /// As [`Writing::begin`], whatever is wrong with `pm.yaml`; and what its safe fixes make of it, which
    /// nobody has written yet.
    pub(crate) fn begin_mending(
        session: &mut Session<'_>,
        matches: &ArgMatches,
    ) -> Result<(Self, MendedSettings), CommandError> {
        let mode = Mode { json: false, ..Mode::of(matches) };
        let (writing, _) = Self::unjudged(session, mode)?;
        let mended = mend_settings(&config_path(), &writing.config_text);
        Ok((writing, mended))
    }

    /// The same with other settings than those that are stored.
    pub(crate) fn with_settings(self, config: Config, config_text: String) -> Self {
        Self { config, config_text, files: OnceCell::new(), ..self }
    }

    fn open(session: &mut Session<'_>, mode: Mode) -> Result<Self, CommandError> {
        let (writing, findings) = Self::unjudged(session, mode)?;
        if let Some(fault) = findings.iter().find(|finding| finding.level == Level::Error) {
            // What a broken pm.yaml means for the place and the form of a file is anybody's guess.
            let message =
                format!("{FILE_NAME} has an error, and nothing is written with it: {}", fault.message);
            return Err(CommandError::environment(message).with_hint("run `pm check` to see where"));
        }
        Ok(writing)
    }

    /// Opens for writing whatever is wrong with `pm.yaml`, which is told.
    fn unjudged(session: &mut Session<'_>, mode: Mode) -> Result<(Self, Vec<Diagnostic>), CommandError> {
        let repository = session.repository()?;
        let mut waits = None;
        let lock = match mode.dry_run {
            true => None,
            false => Some(repository.lock(PATIENCE, &mut |line| waits = Some(line.to_owned()))?),
        };
        if let Some(line) = waits {
            session.say(&line)?;
        }
        let tree = repository.working_tree();
        if let Some(pending) = tree.pending() {
            let paths = list_of(pending.iter().map(ToString::to_string));
            if mode.dry_run {
                session.say(&format!(
                    "warning: an earlier change was interrupted and still has to write {paths}; the next \
                     writing command completes it"
                ))?;
            } else {
                let written = tree.complete()?;
                let paths = list_of(written.iter().map(ToString::to_string));
                session
                    .say(&format!("note: an earlier change was interrupted; wrote {paths} to complete it"))?;
            }
        }
        let (config, config_text, findings) = session.config(&tree)?;
        let today = session.today;
        let mut mode = mode;
        if config.commits && !mode.dry_run && repository.has_git() {
            mode.commit.get_or_insert_default();
        }
        if mode.commit.is_some() && !repository.has_git() {
            return Err(CommandError::usage("there is no git repository to commit to")
                .with_hint("leave out --commit, or run `git init`"));
        }
        let files = OnceCell::new();
        Ok((Self { repository, tree, config, config_text, today, mode, files, _lock: lock }, findings))
    }

    /// Every file below the folders of kinds; listed once.
    pub(crate) fn files(&self) -> &[RelPath] {
        self.files.get_or_init(|| self.tree.list(&plan::folders(&self.config)).files)
    }

    /// Every file below these folders; where all are known already, none is listed again.
    pub(crate) fn files_in(&self, folders: &[RelPath]) -> Vec<RelPath> {
        match self.files.get() {
            Some(all) => {
                let is_in = |path: &&RelPath| folders.iter().any(|folder| path.is_under(folder));
                all.iter().filter(is_in).cloned().collect()
            }
            None => self.tree.list(folders).files,
        }
    }

    /// The whole plan.
    pub(crate) fn whole(&self) -> Known {
        let (plan, findings) = plan::load(&self.tree, self.config.clone(), self.config_text.clone());
        Known { plan, findings, documents: None, everywhere: true }
    }

    /// The part of the plan that holds the artifacts with these ids and all that they lead to; nothing
    /// where a name of a file does not tell where one of them is.
    pub(crate) fn part<'t>(&self, ids: impl IntoIterator<Item = &'t str>) -> Option<Known> {
        let mut documents = Vec::new();
        for id in ids {
            documents.extend(self.documents_called(id)?);
        }
        let known = self.read(&self.tree, documents.clone());
        let linked: Vec<RelPath> = known
            .plan
            .links()
            .iter()
            .filter(|link| matches!(link.state, LinkState::Dangling))
            .filter_map(|link| self.documents_called(&link.written))
            .flatten()
            .collect();
        if linked.is_empty() {
            return Some(known);
        }
        documents.extend(linked);
        Some(self.read(&self.tree, documents))
    }

    /// These documents alone.
    pub(crate) fn documents(&self, documents: Vec<RelPath>) -> Known {
        self.read(&self.tree, documents)
    }

    fn read(&self, tree: &dyn Tree, documents: Vec<RelPath>) -> Known {
        let narrowed = Narrowed::to(tree, documents.iter().cloned());
        let (plan, findings) = plan::load(&narrowed, self.config.clone(), self.config_text.clone());
        Known { plan, findings, documents: Some(documents), everywhere: false }
    }

    /// The documents whose file names begin with the id that `text` is; nothing where there is none.
    pub(crate) fn documents_called(&self, text: &str) -> Option<Vec<RelPath>> {
        let text = PartName::split(text).map_or(text, |(id, _)| id);
        let id = Id::parse(text).ok()?.without_product();
        let kind = self.config.kinds.iter().find(|kind| kind.identity.has_prefix(id.prefix()))?;
        if !kind.files.named_by_id {
            return None;
        }
        let may_begin = id.may_begin();
        let is_called = |path: &&RelPath| {
            may_begin(path.file_name())
                && Id::at_start_of(path.file_name(), id.prefix()).is_some_and(|found| found.key() == id.key())
        };
        let documents: Vec<RelPath> = self.files().iter().filter(is_called).cloned().collect();
        (!documents.is_empty()).then_some(documents)
    }

    /// The whole plan as it would be with these changes.
    pub(crate) fn plan_with(&self, changes: &[FileChange]) -> Result<Plan, CommandError> {
        let overlay = Overlay::of(&self.tree, changes)?;
        Ok(plan::load(&overlay, self.config.clone(), self.config_text.clone()).0)
    }

    /// Checks the files as they would be and stores them, or shows the difference in a dry run. Gives
    /// the plan as it is afterwards.
    pub(crate) fn store(
        &self,
        session: &mut Session<'_>,
        before: &Known,
        changes: &[FileChange],
    ) -> Result<Plan, CommandError> {
        self.store_minding(session, before, changes, &|_| true)
    }

    /// As [`Writing::store`], where of the errors that the change brings in only those stop it that `minds`
    /// takes; the others are told.
    pub(crate) fn store_minding(
        &self,
        session: &mut Session<'_>,
        before: &Known,
        changes: &[FileChange],
        minds: &dyn Fn(&Diagnostic) -> bool,
    ) -> Result<Plan, CommandError> {
        let (after, new) = self.foresee(before, changes)?;
        let (errors, others): (Vec<_>, Vec<_>) =
            new.into_iter().partition(|finding| finding.level == Level::Error && minds(finding));
        let style = Style { color: session.color, width: session.width(), limit: None };
        if !errors.is_empty() && !self.mode.allow_findings {
            session.say(&human::pictures(&errors, &after, style))?;
            let message =
                format!("the change would bring in {}; nothing was written", plural(errors.len(), "error"));
            return Err(CommandError::usage(message)
                .with_hint("make the change whole, or write it as it is with --allow-findings"));
        }
        if self.mode.dry_run {
            let patch = diff::unified(changes, session.color);
            if self.mode.json { session.say(patch.trim_end())? } else { session.print(&patch)? }
        } else {
            self.write(session, (&before.plan, &after), changes)?;
        }
        let told: Vec<Diagnostic> = errors.into_iter().chain(others).collect();
        if !told.is_empty() {
            session.say(human::pictures(&told, &after, style).trim_end())?;
        }
        Ok(after)
    }

    /// The plan as `changes` would leave it, with the findings that they bring in.
    pub(crate) fn foresee(
        &self,
        before: &Known,
        changes: &[FileChange],
    ) -> Result<(Plan, Vec<Diagnostic>), CommandError> {
        let overlay = Overlay::of(&self.tree, changes)?;
        let after = match &before.documents {
            None => {
                let (plan, findings) = plan::load(&overlay, self.config.clone(), self.config_text.clone());
                Known { plan, findings, documents: None, everywhere: before.everywhere }
            }
            Some(documents) => {
                let new = changes.iter().map(|change| change.path().clone());
                let there = documents.iter().filter(|path| overlay.exists(path)).cloned();
                self.read(&overlay, there.chain(new).collect())
            }
        };
        let new = self.brought_in(before, &after, changes, &overlay);
        Ok((after.plan, new))
    }

    /// Writes changes that were judged, and commits them where that was asked for.
    pub(crate) fn write(
        &self,
        session: &mut Session<'_>,
        (before, after): (&Plan, &Plan),
        changes: &[FileChange],
    ) -> Result<(), CommandError> {
        self.tree.write(changes)?;
        self.commit(session, changes, || commit_message(before, after, changes))
    }

    /// Whether what is written is to be committed.
    pub(crate) fn commits(&self) -> bool {
        self.mode.commit.is_some()
    }

    /// Commits the files of `changes` where that was asked for; `message` is for where none was given.
    pub(crate) fn commit(
        &self,
        session: &mut Session<'_>,
        changes: &[FileChange],
        message: impl FnOnce() -> String,
    ) -> Result<(), CommandError> {
        self.commit_in(session, self.repository.root(), changes, message)
    }

    /// As [`Writing::commit`], for files below another folder of the same git repository.
    pub(crate) fn commit_in(
        &self,
        session: &mut Session<'_>,
        root: &Path,
        changes: &[FileChange],
        message: impl FnOnce() -> String,
    ) -> Result<(), CommandError> {
        let Some(given) = &self.mode.commit else { return Ok(()) };
        let mut paths: Vec<RelPath> = changes.iter().map(|change| change.path().clone()).collect();
        paths.extend(changes.iter().filter_map(|change| match change {
            FileChange::Rename { from, .. } => Some(from.clone()),
            _ => None,
        }));
        paths.sort();
        paths.dedup();
        let message = if given.is_empty() { message() } else { given.clone() };
        committing::commit(session, root, &paths, &message)
    }

    pub(crate) fn is_dry_run(&self) -> bool {
        self.mode.dry_run
    }

    /// The whole plan of `tree` and everything that `check` finds in it.
    pub(crate) fn everything(&self, tree: &Overlay<'_>) -> (Known, Vec<Diagnostic>) {
        let (plan, findings) = plan::load(tree, self.config.clone(), self.config_text.clone());
        let known = Known { plan, findings, documents: None, everywhere: true };
        let findings = self.findings(&known, &FilesOfTree(tree), std::iter::empty());
        (known, findings)
    }

    /// What is wrong with one document, as far as it can be seen from it and from what it leads to.
    pub(crate) fn judge(&self, path: &RelPath) -> (Known, Vec<Diagnostic>) {
        let mut known = self.documents(vec![path.clone()]);
        let id = known.plan.at_path(path).and_then(|index| known.plan.artifact(index).id.clone());
        if let Some(part) = id.and_then(|id| self.part([id.as_str()])) {
            known = part;
        } else if known.plan.links().iter().any(|link| link.state == LinkState::Dangling) {
            known = self.whole().local();
        }
        let findings = self.findings(&known, &FilesOfTree(&self.tree), std::iter::once(path));
        (known, findings)
    }

    /// What is found after the change and was not found before: in the files it touches, or in the whole
    /// plan where the whole plan is known.
    fn brought_in(
        &self,
        before: &Known,
        after: &Known,
        changes: &[FileChange],
        overlay: &Overlay<'_>,
    ) -> Vec<Diagnostic> {
        let mut paths: BTreeMap<RelPath, RelPath> = BTreeMap::new();
        for change in changes {
            match change {
                FileChange::Rename { from, to } => paths.insert(from.clone(), to.clone()),
                other => paths.insert(other.path().clone(), other.path().clone()),
            };
        }
        // Each as often as it was there; many changes meet many findings, so they are looked up and not searched.
        let mut old: HashMap<(RuleName, RelPath, String), usize> = HashMap::new();
        for finding in self.findings(before, &FilesOfTree(&self.tree), paths.keys()) {
            let path = paths.get(&finding.place.path).unwrap_or(&finding.place.path).clone();
            *old.entry((finding.rule, path, finding.message)).or_default() += 1;
        }
        let mut new = self.findings(after, &FilesOfTree(overlay), paths.values());
        new.retain(|finding| {
            let known = (finding.rule.clone(), finding.place.path.clone(), finding.message.clone());
            let left = old.get_mut(&known).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        });
        new
    }

    fn findings<'p>(
        &self,
        known: &Known,
        files: &dyn crate::check::Files,
        paths: impl Iterator<Item = &'p RelPath>,
    ) -> Vec<Diagnostic> {
        let plan = &known.plan;
        let paths: BTreeSet<&RelPath> = paths.collect();
        let touched: Vec<ArtifactIndex> = paths.iter().filter_map(|path| plan.at_path(path)).collect();
        let is_whole = known.everywhere;
        let mut findings = check(Request {
            plan,
            loading: known.findings.clone(),
            today: self.today,
            files,
            only: if is_whole { None } else { Some(&touched) },
            before: None,
            git: None,
            memory: None,
            audience: None,
        });
        findings.retain(|finding| is_whole || paths.contains(&finding.place.path));
        findings
    }

    /// Tries `change` on the part of the plan that `ids` name, and on the whole plan where that is not
    /// enough to carry it out.
    pub(crate) fn attempt<'t, T, E: Into<CommandError>>(
        &self,
        ids: impl IntoIterator<Item = &'t str>,
        needs_whole: bool,
        change: impl Fn(&Plan) -> Result<T, E>,
    ) -> Result<(Known, T), CommandError> {
        let part = if needs_whole { None } else { self.part(ids) };
        if let Some(part) = part
            && let Ok(changed) = change(&part.plan)
        {
            return Ok((part, changed));
        }
        let whole = self.whole();
        let changed = change(&whole.plan).map_err(Into::into)?;
        Ok((whole, changed))
    }
}
