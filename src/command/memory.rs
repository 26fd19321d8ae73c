//! What git remembers of documents, for rules that look back: read when the first one does.
//!
//! All commits are looked at, merged branches too: who approved something is told by the commit in
//! which it was approved, not by the merge that brought it in.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::error::CommandError;
use super::session::{Loaded, Session};
use crate::check::Memory;
use crate::config::Config;
use crate::history::{Life, Lineages};
use crate::repo::{GitLog, Repository};
use crate::source::log::Walk;
use crate::source::{RelPath, SourceFault};
use crate::text::words::list_of;

/// How many artifacts a note names.
const NAMED: usize = 5;

/// The history up to one commit.
pub(crate) struct GitMemory<'a> {
    repository: &'a Repository,
    config: &'a Config,
    until: &'a str,
    history: OnceCell<Result<Option<History>, String>>,
    lives: RefCell<BTreeMap<RelPath, Rc<Life>>>,
    /// By reason the names of what could not be judged.
    passed_over: RefCell<BTreeMap<String, Vec<String>>>,
}

struct History {
    log: GitLog,
    lineages: Lineages,
    present: BTreeMap<RelPath, usize>,
}

impl<'a> GitMemory<'a> {
    /// What is remembered up to the moment that was loaded.
    pub(crate) fn of(loaded: &'a Loaded) -> Self {
        Self {
            repository: &loaded.repository,
            config: &loaded.plan.config,
            until: loaded.commit.as_deref().unwrap_or("HEAD"),
            history: OnceCell::new(),
            lives: RefCell::default(),
            passed_over: RefCell::default(),
        }
    }

    /// Says what could not be judged.
    pub(crate) fn tell(&self, session: &mut Session<'_>) -> Result<(), CommandError> {
        for (reason, labels) in self.passed_over.borrow().iter() {
            let mut named: Vec<String> = labels.iter().take(NAMED).cloned().collect();
            if let Some(more) = labels.len().checked_sub(NAMED).filter(|more| *more > 0) {
                named.push(format!("{more} more"));
            }
            session.say(&format!("note: who approved {} was not judged: {reason}", list_of(named)))?;
        }
        Ok(())
    }

    /// Nothing where there is no commit yet.
    fn history(&self) -> Result<Option<History>, String> {
        if !self.repository.has_git() {
            return Err("the folder is not in a git repository".to_owned());
        }
        if self.repository.revision(self.until).is_err() {
            return Ok(None);
        }
        let read = || {
            let log = self.repository.log()?;
            let lineages = Lineages::read(&log, self.config, self.until, None, Walk::Whole)?;
            let present = lineages.present().into_iter().map(|(path, at)| (path.clone(), at)).collect();
            Ok(Some(History { log, lineages, present }))
        };
        read().map_err(|fault: SourceFault| fault.to_string())
    }
}

impl Memory for GitMemory<'_> {
    fn life(&self, document: &RelPath) -> Result<Rc<Life>, String> {
        if let Some(known) = self.lives.borrow().get(document) {
            return Ok(Rc::clone(known));
        }
        let history = self.history.get_or_init(|| self.history()).as_ref().map_err(Clone::clone)?;
        let life = history.as_ref().and_then(|history| {
            let at = *history.present.get(document)?;
            Some(Life::read(&history.log, self.config, &history.lineages, at))
        });
        let life = Rc::new(life.unwrap_or_default());
        self.lives.borrow_mut().insert(document.clone(), Rc::clone(&life));
        Ok(life)
    }

    fn pass_over(&self, label: String, reason: &str) {
        let mut passed_over = self.passed_over.borrow_mut();
        let labels = passed_over.entry(reason.to_owned()).or_default();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
}
