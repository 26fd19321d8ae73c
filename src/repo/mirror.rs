//! A repository that git's library cannot open, such as one with a reftable: its references as the git
//! program tells them, over its own objects, in a temporary folder that the library can open.
//!
//! What is in the repository stays there: objects are reached through `objects/info/alternates`, as git
//! itself reaches those of a clone with `--shared`. Nothing is written into the repository.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::repo::fault;
use crate::source::{SourceFault, SourceFaultKind};

/// The temporary folder; it goes when this does.
pub(super) struct Mirror(tempfile::TempDir);

/// What git itself would take for another repository than the one at hand.
const VARIABLES: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"];

impl Mirror {
    /// Mirrors the repository with this root.
    pub(super) fn of(root: &Path) -> Result<Self, SourceFault> {
        let folder = tempfile::tempdir().map_err(|error| unwritten(&error))?;
        let format = ask(root, &["rev-parse", "--show-object-format"])?;
        let references = ask(root, &["for-each-ref", "--format=%(objectname) %(refname)"])?;
        let head = match ask(root, &["symbolic-ref", "--quiet", "HEAD"]) {
            Ok(branch) => format!("ref: {branch}"),
            Err(_) => ask(root, &["rev-parse", "--verify", "HEAD"])?,
        };
        let objects = path_of(root, "objects")?;
        let mut files = vec![
            ("HEAD", format!("{head}\n")),
            ("config", configuration(&format)),
            ("packed-refs", format!("# pack-refs with: sorted \n{references}\n")),
            ("objects/info/alternates", format!("{}\n", objects.display())),
        ];
        if let Ok(shallow) = fs::read_to_string(path_of(root, "shallow")?) {
            files.push(("shallow", shallow));
        }
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder.path().join("objects/info"))?;
            fs::create_dir(folder.path().join("refs"))?;
            files.iter().try_for_each(|(name, text)| fs::write(folder.path().join(name), text))
        };
        write().map_err(|error| unwritten(&error))?;
        match fs::copy(path_of(root, "index")?, folder.path().join("index")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(&error)),
            _ => Ok(Self(folder)),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        self.0.path()
    }
}

/// Where git keeps something of the repository with this root.
pub(super) fn path_of(root: &Path, name: &str) -> Result<PathBuf, SourceFault> {
    Ok(PathBuf::from(ask(root, &["rev-parse", "--path-format=absolute", "--git-path", name])?))
}

fn configuration(format: &str) -> String {
    match format {
        "sha1" => "[core]\n\trepositoryformatversion = 0\n\tbare = true\n".to_owned(),
        format => format!(
            "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {format}\n"
        ),
    }
}

/// What the git program answers, without the last line break.
fn ask(root: &Path, question: &[&str]) -> Result<String, SourceFault> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(question.iter().map(OsStr::new));
    VARIABLES.iter().for_each(|variable| {
        command.env_remove(variable);
    });
    let failed = |reason: &str| {
        let reason = format!("the git program could not tell about {}: {reason}", root.display());
        fault::general(SourceFaultKind::Unavailable, reason)
    };
    let output = command.output().map_err(|error| failed(&fault::reason(&error)))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim()));
    }
    let answer = String::from_utf8(output.stdout).map_err(|_| failed("its answer is not UTF-8"))?;
    Ok(answer.trim_end_matches('\n').to_owned())
}

fn unwritten(error: &io::Error) -> SourceFault {
    let reason = format!("a temporary copy of git's references cannot be written: {}", fault::reason(error));
    fault::general(SourceFaultKind::Unavailable, reason)
}
