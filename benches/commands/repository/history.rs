//! The commits behind a repository: one of everything, then one for each change of a requirement.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use git2::{Index, Oid, Repository, RepositoryInitOptions, Signature, Time};

use super::chance::Chance;

/// The time of the first commit, in seconds: the first of January 2024.
const FIRST: i64 = 1_704_067_200;

/// What changes in requirements, each with the values that it takes.
const FIELDS: [(&str, &[&str]); 3] = [
    ("estimate", &["1", "2", "3", "5", "8", "13", "20", "40"]),
    ("status", &["draft", "review", "approved", "building"]),
    ("target", &["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]),
];

/// The time from one commit to the next, in seconds.
const STEP: i64 = 3 * 3600;

/// Commits everything in `folder`, and then `changes` times a new estimate, status or target in one requirement.
pub(crate) fn commit(folder: &Path, changes: usize) -> Result<()> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head("main");
    let repository = Repository::init_opts(folder, &options)?;
    let mut index = repository.index()?;
    let objects = repository.odb()?;
    // Objects are gathered in memory and written as one pack, as a clone has them.
    let memory = objects.add_new_mempack_backend(1_000)?;
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None)?;
    let mut last = snapshot(&repository, &mut index, None, "the plan", 0)?;
    let mut chance = Chance::of(1);
    let requirements = requirements(folder)?;
    for change in 1..=changes {
        let path = &requirements[chance.between(0, requirements.len() - 1)];
        let (field, values) = FIELDS[change % FIELDS.len()];
        revise(&folder.join(path), field, values[chance.between(0, values.len() - 1)])?;
        index.add_path(path)?;
        let time = i64::try_from(change).unwrap_or_default() * STEP;
        last = snapshot(&repository, &mut index, Some(last), &format!("another {field}"), time)?;
    }
    index.write()?;
    let mut pack = git2::Buf::new();
    memory.dump(&repository, &mut pack)?;
    memory.reset()?;
    let disk = Repository::open(folder)?;
    let objects = disk.odb()?;
    let mut writer = objects.packwriter()?;
    std::io::Write::write_all(&mut writer, &pack)?;
    writer.commit()?;
    disk.reference("refs/heads/main", last, true, "the plan")?;
    packed(folder)
}

/// Packs the commits as git does it for whoever clones them.
fn packed(folder: &Path) -> Result<()> {
    let done = Command::new("git").args(["repack", "-adfq"]).current_dir(folder).status()?;
    ensure!(done.success(), "git could not pack the repository");
    Ok(())
}

fn snapshot(
    repository: &Repository,
    index: &mut Index,
    parent: Option<Oid>,
    message: &str,
    seconds: i64,
) -> Result<Oid> {
    let tree = repository.find_tree(index.write_tree()?)?;
    let author = Signature::new("Ana Okafor", "ana@example.com", &Time::new(FIRST + seconds, 0))?;
    let parent = parent.map(|parent| repository.find_commit(parent)).transpose()?;
    let parents: Vec<&git2::Commit> = parent.iter().collect();
    Ok(repository.commit(None, &author, &author, message, &tree, &parents)?)
}

/// The requirements as paths below `folder`, sorted.
fn requirements(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder.join("requirements"))? {
        paths.push(Path::new("requirements").join(entry?.file_name()));
    }
    paths.sort();
    Ok(paths)
}

/// Writes another value of a field behind the title.
fn revise(path: &Path, field: &str, value: &str) -> Result<()> {
    let text = fs::read_to_string(path)?;
    let old = format!("{field}: ");
    let mut lines: Vec<String> =
        text.lines().filter(|line| !line.starts_with(&old)).map(str::to_owned).collect();
    let at = lines.iter().position(|line| line.starts_with("title: ")).context("a title")?;
    lines.insert(at + 1, format!("{field}: {value}"));
    Ok(fs::write(path, lines.join("\n") + "\n")?)
}
