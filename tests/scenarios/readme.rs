//! The tour of the README, typed as it stands there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

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

/// A command as its words: at spaces, but not between double quotes.
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
    words
}

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the page can be read")
}

/// Writes every file of a text and types every command, in one folder; how many commands there were.
#[track_caller]
fn follow(text: &str) -> usize {
    let sandbox = Sandbox::bare();
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
            let words = words(command.strip_prefix("pm ").expect("a command of pm"));
            let mut arguments = vec!["-C", folder.to_str().expect("UTF-8")];
            arguments.extend(words.iter().map(String::as_str));
            let output = sandbox.pm(&arguments);
            assert!(output.code < 2, "{command}\n{}", output.shown());
            let shown: Vec<&str> =
                lines[index + 1..].iter().take_while(|line| !line.starts_with("$ ")).copied().collect();
            if !shown.is_empty() {
                let given: Vec<&str> = output.stdout.lines().map(str::trim_end).collect();
                assert_eq!(given, shown, "{command}\n{}", output.shown());
            }
            commands += 1;
        }
    }
    commands
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
    for section in text.split("\n## ").skip(1) {
        assert_ne!(follow(section), 0, "{section}");
    }
}

#[test]
fn the_guide_to_writing_works_as_it_is_written() {
    check("docs/guide/write-things-down.md");
}
