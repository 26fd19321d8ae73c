//! What commands share: the repository, the plan, today's date, and where output goes.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::audience;
use super::error::CommandError;
use super::invocation::{Invocation, Terminal};
use super::moment::{self, Moment};
use super::named_view::Answer;
use super::overlaying;
use super::pager;
use crate::config::{Config, FILE_NAME, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::values::Date;
use crate::page::formats::Surface;
use crate::plan::{self, Plan};
use crate::repo::Repository;
use crate::source::{RelPath, Tree};

/// The width of output that goes to no terminal, and of a terminal that does not tell.
const STANDARD_WIDTH: usize = 100;

/// One run of one command.
pub(crate) struct Session<'a> {
    /// The folder that the command looks at.
    pub(crate) folder: PathBuf,
    /// The folder that the call was made from.
    pub(crate) start: PathBuf,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) today: Date,
    /// Whether a person named today, which then holds for the past too.
    today_is_given: bool,
    /// What reading commands read.
    pm_yaml: &'a ReadConfig,
    pub(crate) moment: Moment,
    /// Whom the answer is for, by its name in `pm.yaml`; nobody but those who keep the plan where nothing is said.
    pub(crate) audience: Option<String>,
    /// The audience, once the plan was projected for it.
    pub(crate) reader: Option<Reader>,
    /// The title that a view of `pm.yaml` gives to its answer.
    pub(crate) heading: Option<String>,
    /// Takes the answer of a command in the place of the output, where somebody waits for it.
    pub(crate) capture: Option<Option<Answer>>,
    /// Whether what lies in the overlay is part of the answer, which is not for files of this repository.
    pub(crate) joins_overlay: bool,
    /// Where the overlay lies, once the plan was read with it.
    pub(crate) overlay: Option<String>,
    /// How many documents an audience's answer leaves out because they cannot be read.
    pub(crate) unread: usize,
    pub(crate) entropy: u64,
    pub(crate) terminal: Terminal,
    /// Whether what is longer than the screen goes through a pager.
    pub(crate) pages: bool,
    /// Whether output may be coloured.
    pub(crate) color: bool,
    pub(crate) input: &'a mut dyn Read,
    pub(crate) output: &'a mut dyn Write,
    pub(crate) errors: &'a mut dyn Write,
}

/// The files of one moment, of which `pm.yaml` alone was read.
pub(crate) struct Opened {
    pub(crate) repository: Repository,
    pub(crate) tree: Box<dyn Tree>,
    pub(crate) config: Config,
    text: String,
    findings: Vec<Diagnostic>,
    commit: Option<String>,
    /// Whom the plan is for, and from which day on its dates count.
    audience: Option<(String, Date)>,
}

impl Opened {
    /// Lets dates count from another day than that of the files.
    pub(crate) fn counted_from(mut self, today: Date) -> Self {
        self.audience = self.audience.map(|(audience, _)| (audience, today));
        self
    }

    /// Reads all documents.
    pub(crate) fn load(self) -> Loaded {
        let Self { repository, tree, config, text, mut findings, commit, audience } = self;
        let (plan, loading) = plan::load(&*tree, config, text);
        findings.extend(loading);
        let unread = plan.unreadable.len();
        let (plan, whole) = match audience {
            Some((audience, today)) => (plan::project(&plan, &audience, today), Some(Arc::new(plan))),
            None => (plan, None),
        };
        Loaded { unread, whole, plan, findings, repository, tree, commit }
    }
}

/// A plan with what loading it found.
pub(crate) struct Loaded {
    pub(crate) plan: Plan,
    pub(crate) findings: Vec<Diagnostic>,
    /// The plan that `plan` was projected from, where it was. For what is told of the past alone, which is
    /// projected by itself.
    pub(crate) whole: Option<Arc<Plan>>,
    /// How many documents cannot be read.
    unread: usize,
    pub(crate) repository: Repository,
    /// The files that the plan was read from.
    pub(crate) tree: Box<dyn Tree>,
    /// The commit that they are of, where it is one.
    pub(crate) commit: Option<String>,
}

/// `pm.yaml` as it was read once: whoever needs it again takes it from here where the text is the same.
pub(crate) struct ReadConfig {
    pub(crate) config: Config,
    text: String,
    findings: Vec<Diagnostic>,
}

impl ReadConfig {
    pub(crate) fn of(text: String) -> Self {
        let (config, findings) = Config::read(&config_path(), &text);
        Self { config, text, findings }
    }
}

impl<'a> Session<'a> {
    /// `folder` and `today` replace what the invocation says; `color` is the word after `--color`.
    pub(crate) fn new(
        invocation: &'a mut Invocation<'_>,
        pm_yaml: &'a ReadConfig,
        folder: Option<&str>,
        today: Option<&str>,
        color: Option<&str>,
    ) -> Result<Self, CommandError> {
        let given = today.map(str::to_owned).or_else(|| invocation.variables.get("PM_TODAY").cloned());
        let today_is_given = given.is_some();
        let day = given.unwrap_or_else(|| invocation.today.clone());
        let today = Date::parse(&day).map_err(|fault| {
            CommandError::usage(format!("today cannot be taken: {}", fault.message)).with_hints(fault.help)
        })?;
        let wants_color = match color {
            Some("always") => true,
            Some("never") => false,
            _ => invocation.terminal.output && !invocation.variables.contains_key("NO_COLOR"),
        };
        let mut variables = invocation.variables.clone();
        if let Some(file) = variables.get_mut("GIT_INDEX_FILE") {
            // Git counts it from the folder that the program was started in, whatever `-C` says.
            *file = invocation.folder.join(&*file).to_string_lossy().into_owned();
        }
        Ok(Self {
            start: invocation.folder.clone(),
            folder: folder.map_or_else(|| invocation.folder.clone(), |folder| invocation.folder.join(folder)),
            variables,
            today,
            today_is_given,
            moment: Moment::default(),
            audience: None,
            reader: None,
            heading: None,
            capture: None,
            joins_overlay: true,
            overlay: None,
            unread: 0,
            pm_yaml,
            entropy: invocation.entropy,
            terminal: invocation.terminal,
            pages: invocation.terminal.output
                && invocation.variables.get("TERM").map(String::as_str) != Some("dumb"),
            color: wants_color,
            input: invocation.input,
            output: invocation.output,
            errors: invocation.errors,
        })
    }

    /// The repository that the folder lies in.
    pub(crate) fn repository(&self) -> Result<Repository, CommandError> {
        let found = match self.moment {
            Moment::WorkingTree => Repository::open(&self.folder),
            // The past may have a pm.yaml that the working tree has not.
            Moment::Staged | Moment::At(_) => Repository::open_past(&self.folder),
        };
        found.map_err(|fault| {
            CommandError::environment(fault.reason).with_hint("run `pm init` to make this folder a product")
        })
    }

    /// `pm.yaml` as it is meant, its text, and what is wrong with it.
    pub(crate) fn config(&self, tree: &dyn Tree) -> Result<(Config, String, Vec<Diagnostic>), CommandError> {
        let path = config_path();
        let bytes = tree.read(&path)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            CommandError::environment(format!("{FILE_NAME} is not UTF-8")).with_hint("save it as UTF-8")
        })?;
        let (config, findings) = match self.pm_yaml {
            read if read.text == text => (read.config.clone(), read.findings.clone()),
            _ => Config::read(&path, &text),
        };
        Ok((config, text, findings))
    }

    /// The whole plan at the moment that the command reads.
    pub(crate) fn load(&mut self) -> Result<Loaded, CommandError> {
        let loaded = self.open()?.load();
        self.reader = loaded.plan.config.reader.clone();
        self.unread = loaded.unread;
        self.overlay = loaded.plan.config.overlay.as_ref().map(|overlay| overlay.path.clone());
        Ok(loaded)
    }

    /// The files at the moment that the command reads. In the past, today is the day of the commit, unless
    /// a person named another.
    pub(crate) fn open(&mut self) -> Result<Opened, CommandError> {
        let repository = self.repository()?;
        let mut commit = None;
        let tree: Box<dyn Tree> = match self.moment.clone() {
            Moment::WorkingTree => Box::new(repository.working_tree()),
            Moment::Staged => Box::new(match self.variables.get("GIT_INDEX_FILE") {
                Some(file) => repository.staged_in(Path::new(file))?,
                None => repository.staged()?,
            }),
            Moment::At(name) => {
                let fiscal_year =
                    self.config(&repository.working_tree()).map(|(config, ..)| config.fiscal_year);
                let tree = moment::tree_at(&repository, &name, self.today, &fiscal_year.unwrap_or_default())?;
                if !self.today_is_given {
                    self.today = Date::of_epoch_day(tree.committed().epoch_day());
                }
                commit = Some(tree.commit());
                Box::new(tree)
            }
        };
        Ok(Opened { commit, ..self.open_from(repository, tree)? })
    }

    /// The whole plan of the files of one moment.
    pub(crate) fn load_from(
        &mut self,
        repository: Repository,
        tree: Box<dyn Tree>,
    ) -> Result<Loaded, CommandError> {
        Ok(self.open_from(repository, tree)?.load())
    }

    fn open_from(&mut self, repository: Repository, tree: Box<dyn Tree>) -> Result<Opened, CommandError> {
        let (config, text, mut findings) = if tree.exists(&config_path()) {
            self.config(&*tree)?
        } else {
            let read = self.config(&repository.working_tree())?;
            if self.moment != Moment::WorkingTree {
                self.say("note: there is no pm.yaml at that moment; it is read with the present one")?;
            }
            read
        };
        let (mut config, tree) = match self.moment {
            Moment::WorkingTree if self.joins_overlay => {
                overlaying::joined(&repository, config, &text, tree, &mut findings)?
            }
            _ => (config, tree),
        };
        if let Some(audience) = &self.audience {
            self.permit(&mut config);
            audience::check(&config, audience)?;
        }
        let audience = self.audience.clone().map(|audience| (audience, self.today));
        Ok(Opened { repository, tree, config, text, findings, commit: None, audience })
    }

    /// An earlier plan as the reader may see it; `present` is the whole plan of now, where there is one.
    pub(crate) fn seen(&self, mut plan: Plan, present: Option<&Plan>) -> Result<Plan, CommandError> {
        let Some(audience) = &self.audience else { return Ok(plan) };
        self.permit(&mut plan.config);
        audience::check(&plan.config, audience)?;
        Ok(match present {
            Some(present) => plan::project_past(&plan, present, audience, self.today),
            None => plan::project(&plan, audience, self.today),
        })
    }

    /// What an audience may see of the past is what it may see today.
    fn permit(&self, config: &mut Config) {
        let present = &self.pm_yaml.config;
        if !self.pm_yaml.text.is_empty() && present.is_read {
            config.audiences.clone_from(&present.audiences);
            config.private_sections.clone_from(&present.private_sections);
        }
    }

    /// How wide output may be.
    pub(crate) fn width(&self) -> usize {
        width(self.terminal, &self.variables)
    }

    pub(crate) fn surface(&self) -> Surface {
        Surface { width: self.width(), color: self.color, hyperlinks: false }
    }

    /// Writes an answer: page by page where it is longer than the terminal it goes to. Only for commands
    /// that have written nothing.
    pub(crate) fn show(&mut self, text: &str) -> Result<(), CommandError> {
        if pager::page(self, text)? { Ok(()) } else { self.print(text) }
    }

    /// Writes data.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), CommandError> {
        Ok(self.output.write_all(text.as_bytes())?)
    }

    /// Writes talk: a line that is no data. It stands behind the data that was written before.
    pub(crate) fn say(&mut self, line: &str) -> Result<(), CommandError> {
        self.output.flush()?;
        Ok(writeln!(self.errors, "{line}")?)
    }

    /// Everything that standard input holds, up to so many bytes.
    pub(crate) fn read_input_bytes(&mut self, most: u64) -> Result<Vec<u8>, CommandError> {
        let mut bytes = Vec::new();
        (&mut *self.input)
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| CommandError::environment(format!("standard input cannot be read: {error}")))?;
        if bytes.len() as u64 > most {
            return Err(CommandError::usage(format!(
                "standard input holds more than {} MB",
                most / 1024 / 1024
            )));
        }
        Ok(bytes)
    }

    /// Everything that standard input holds, as text.
    pub(crate) fn read_input(&mut self) -> Result<String, CommandError> {
        let mut text = String::new();
        self.input
            .read_to_string(&mut text)
            .map_err(|error| CommandError::environment(format!("standard input cannot be read: {error}")))?;
        Ok(text)
    }

    /// The bytes of a file that a person named, wherever it is.
    pub(crate) fn read_file_bytes(&self, path: &str) -> Result<Vec<u8>, CommandError> {
        Ok(crate::repo::read_outside(&self.folder.join(path))?)
    }

    /// The text of a file that a person named, wherever it is.
    pub(crate) fn read_file(&self, path: &str) -> Result<String, CommandError> {
        let bytes = crate::repo::read_outside(&self.folder.join(path))?;
        String::from_utf8(bytes).map_err(|_| {
            CommandError::environment(format!("{path} is not UTF-8")).with_hint("save it as UTF-8")
        })
    }

    /// A path that a person named, as seen from the root of the repository.
    pub(crate) fn relative(&self, root: &Path, path: &str) -> Option<RelPath> {
        let folder = self.folder.strip_prefix(root).ok()?;
        let folder = RelPath::new(folder.to_str()?)?;
        RelPath::resolve(&folder, path)
    }

    /// Where a file lies in the repository that a person named as seen from where they are; nothing for one outside.
    pub(crate) fn place_of(&self, root: &Path, name: &str) -> Option<RelPath> {
        let whole = self.start.join(name);
        let cleaned = RelPath::resolve(&RelPath::root(), whole.to_str()?)?;
        RelPath::new(Path::new("/").join(cleaned.as_str()).strip_prefix(root).ok()?.to_str()?)
    }
}

/// How wide output to this terminal may be.
pub(crate) fn width(terminal: Terminal, variables: &BTreeMap<String, String>) -> usize {
    let columns = || variables.get("COLUMNS").and_then(|columns| columns.parse().ok());
    terminal.width.or_else(columns).filter(|width| *width >= 20).unwrap_or(STANDARD_WIDTH)
}

/// Where `pm.yaml` lies.
pub(crate) fn config_path() -> RelPath {
    RelPath::root().join(FILE_NAME)
}
