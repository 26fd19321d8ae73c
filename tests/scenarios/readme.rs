//! The tour of the README, typed as it stands there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{Sandbox, TODAY};

/// What a page shows between fences.
enum Block<'a> {
    /// Commands, and what they answer.
    Console(Vec<&'a str>),
    /// A file whose path stands behind the language.
    File { path: &'a str, text: String },
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split_once(' ') {
            Some((_, path)) => blocks.push(Block::File { path, text: inside.join("\n") + "\n" }),
            None if info == "console" => blocks.push(Block::Console(inside)),
            None => {}
        }
    }
    blocks
}

/// A command as its words: at spaces, but not between double quotes; without the comment at its end and
/// without the file that its output goes to.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().expect("a word").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    let end = words.iter().position(|word| word == "#" || word == ">").unwrap_or(words.len());
    words.truncate(end);
    words
}

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the page can be read")
}

/// Writes every file of a text and types every command, in one folder; how many commands there were.
#[track_caller]
fn follow(text: &str) -> usize {
    follow_in(&Sandbox::bare(), text)
}

/// As [`follow`], in a folder that holds something already.
#[track_caller]
fn follow_in(sandbox: &Sandbox, text: &str) -> usize {
    let mut folder = PathBuf::from(".");
    let mut commands = 0;
    for block in blocks(text) {
        let lines = match block {
            Block::Console(lines) => lines,
            Block::File { path, text } => {
                sandbox.write(path, &text);
                continue;
            }
        };
        for (index, line) in lines.iter().enumerate() {
            let Some(command) = line.strip_prefix("$ ") else { continue };
            if let Some(below) = command.strip_prefix("cd ") {
                folder.push(below);
                continue;
            }
            if let Some(command) = command.strip_prefix("git ") {
                git(sandbox, &words(command));
                continue;
            }
            let words = words(command.strip_prefix("pm ").expect("a command of pm"));
            let mut arguments = vec!["-C", folder.to_str().expect("UTF-8")];
            arguments.extend(words.iter().map(String::as_str));
            let output = sandbox.pm(&arguments);
            assert!(output.code < 2, "{command}\n{}", output.shown());
            let shown: Vec<&str> =
                lines[index + 1..].iter().take_while(|line| !line.starts_with("$ ")).copied().collect();
            if !shown.is_empty() {
                let mut given: Vec<&str> = output.stdout.lines().map(str::trim_end).collect();
                // An ellipsis stands for the rest of a long answer.
                if shown.last() == Some(&"…") {
                    given.truncate(shown.len() - 1);
                    given.push("…");
                }
                assert_eq!(given, shown, "{command}\n{}", output.shown());
            }
            commands += 1;
        }
    }
    commands
}

/// What git does, in the folder around all others.
fn git(sandbox: &Sandbox, words: &[String]) {
    match words.first().map(String::as_str) {
        Some("init") => sandbox.begin_git(),
        Some("add") => sandbox.stage(),
        Some("commit") => drop(sandbox.commit(TODAY, words.last().expect("a message"))),
        other => panic!("git {other:?} is not known here"),
    }
}

#[track_caller]
fn check(path: &str) {
    let commands = follow(&page(path));
    assert!(commands > 3, "{path} shows {commands} commands");
}

#[test]
fn the_tour_works_as_it_is_written() {
    check("README.md");
}

#[test]
fn the_guide_to_foreign_documents_works_as_it_is_written() {
    let text = page("docs/guide/foreign-documents.md");
    // Each section is about a repository of its own.
    for section in sections(&text).iter().skip(1) {
        assert_ne!(follow(section), 0, "{section}");
    }
}

/// The parts of a page that begin with a heading of the second level; documents that it shows have such headings too.
fn sections(text: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut in_block = false;
    for line in text.lines() {
        in_block ^= line.starts_with("```");
        if line.starts_with("## ") && !in_block {
            sections.push(String::new());
        }
        let section = sections.last_mut().expect("a section");
        section.push_str(line);
        section.push('\n');
    }
    sections
}

#[test]
fn the_guide_to_writing_works_as_it_is_written() {
    check("docs/guide/write-things-down.md");
}

/// Follows each section of a page in a copy of an example that has been in git for some time.
#[track_caller]
fn check_in_example(path: &str, example: &str) {
    let text = page(path);
    let commands: usize = text
        .split("\n## ")
        .map(|section| {
            let sandbox = Sandbox::of_example(example);
            sandbox.begin_git();
            let _ = sandbox.commit("2026-10-01", "The plan");
            follow_in(&sandbox, section)
        })
        .sum();
    assert!(commands > 3, "{path} shows {commands} commands");
}

#[test]
fn the_guide_to_roadmaps_works_as_it_is_written() {
    check_in_example("docs/guide/roadmap.md", "tideline");
}

#[test]
fn the_guide_to_releases_works_as_it_is_written() {
    check_in_example("docs/guide/releases-and-changelog.md", "tideline");
}
