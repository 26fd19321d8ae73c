//! The tour of the README, typed as it stands there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

/// The lines of all `console` blocks.
fn console(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside {
            lines.push(line);
        }
    }
    lines
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

fn check(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(path).expect("the page can be read");
    let sandbox = Sandbox::bare();
    let mut folder = PathBuf::from(".");
    let lines = console(&text);
    let mut commands = 0;
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
    assert!(commands > 3, "{page} shows {commands} commands");
}

#[test]
fn the_tour_works_as_it_is_written() {
    check("README.md");
}

#[test]
fn the_guide_to_writing_works_as_it_is_written() {
    check("docs/guide/write-things-down.md");
}
