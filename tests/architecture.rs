//! The shape of the house, held by tests: which module may use which, how large a file may grow, and
//! where the outer libraries are named.

#![allow(clippy::disallowed_methods, reason = "this test reads the source of the project")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the house from the ground up, with the modules it may use. What is not listed here
/// is not allowed; a module that is not listed does not belong to the house.
const HOUSE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("expression", &["text"]),
    ("source", &["text"]),
    ("repo", &["text", "source"]),
    ("diagnostic", &["text", "source"]),
    ("page", &["text"]),
    ("model", &["text", "expression", "source", "diagnostic"]),
    ("template", &["text", "page", "model"]),
    ("config", &["text", "expression", "source", "diagnostic", "model"]),
    ("plan", &["text", "expression", "source", "diagnostic", "model", "config"]),
    ("derive", &["text", "source", "model", "config", "plan"]),
    ("change", &["text", "expression", "source", "diagnostic", "model", "config", "plan"]),
    ("exchange", &["text", "source", "diagnostic", "page", "model", "config", "plan", "derive", "change"]),
    ("history", &["text", "expression", "source", "diagnostic", "model", "config", "plan"]),
    ("trace", &["text", "source", "model", "config", "plan", "history"]),
    ("analysis", &["text", "expression", "source", "diagnostic", "model", "config", "plan", "history"]),
    (
        "check",
        &[
            "text",
            "expression",
            "source",
            "diagnostic",
            "model",
            "config",
            "plan",
            "change",
            "history",
            "trace",
            "analysis",
        ],
    ),
    (
        "view",
        &[
            "text",
            "expression",
            "source",
            "diagnostic",
            "page",
            "model",
            "config",
            "plan",
            "derive",
            "change",
            "exchange",
            "history",
            "trace",
            "analysis",
        ],
    ),
    ("site", &["text", "source", "page", "model", "config", "plan", "view"]),
    ("serve", &[]),
    (
        "command",
        &[
            "serve",
            "site",
            "text",
            "expression",
            "source",
            "repo",
            "diagnostic",
            "page",
            "model",
            "template",
            "config",
            "plan",
            "derive",
            "change",
            "exchange",
            "history",
            "trace",
            "analysis",
            "check",
            "view",
        ],
    ),
    // The door for fuzz targets; compiled in a fuzz build alone.
    ("fuzz", &["text", "repo", "plan", "change", "check"]),
];

/// Libraries that one module alone may name.
const OUTER: &[(&str, &str)] = &[
    ("clap", "command"),
    ("git2", "repo"),
    ("ignore", "repo"),
    ("httparse", "serve"),
    ("mail_parser", "text"),
    ("minijinja", "template"),
    ("rustix", "repo"),
    ("tempfile", "repo"),
    ("std::fs", "repo"),
    ("std::net", "serve"),
];

/// Code lines that no file may exceed, and that nine files of ten stay under.
const LARGEST: usize = 600;
const USUAL: usize = 350;

struct SourceFile {
    /// The path below `src`, with `/` between its parts.
    path: String,
    text: String,
}

impl SourceFile {
    /// The top-level module that the file belongs to; nothing for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next()?;
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(self.path.as_str(), "lib.rs" | "main.rs")).then_some(module)
    }

    /// Whether the whole file is compiled for tests alone.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
            || self.path.ends_with("/sandbox.rs")
    }

    /// The lines of code: without comments, blank lines and the test module at the end.
    fn code(&self) -> Vec<&str> {
        let mut code: Vec<&str> = Vec::new();
        for line in self.text.lines().map(str::trim_end) {
            if line.starts_with("mod tests {") && code.last() == Some(&"#[cfg(test)]") {
                code.pop();
                break;
            }
            let trimmed = line.trim_start();
            if !trimmed.is_empty() && !trimmed.starts_with("//") {
                code.push(line);
            }
        }
        code
    }
}

/// All Rust files of the library and the binary.
fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 10, "the source was not found in {}", root.display());
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below: Vec<_> =
                path.strip_prefix(root).expect("inside").iter().map(|part| part.to_string_lossy()).collect();
            files
                .push(SourceFile { path: below.join("/"), text: fs::read_to_string(&path).expect("a text") });
        }
    }
}

/// The first part of every `crate::…` path in the code: `crate::x::…`, `use crate::{x::…, y}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let is_part_of_a_name =
            code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        if is_part_of_a_name {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => used.extend(members(group)),
            None => used.extend(first_name(rest)),
        }
    }
    used
}

/// The first names in the members of a `{…}` group, nested groups left out.
fn members(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.extend(first_name(group[start..at].trim()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    // A name with a capital is an item of the crate's root, not a module.
    name.starts_with(|letter: char| letter.is_lowercase()).then_some(name)
}

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let table: BTreeMap<&str, &[&str]> = HOUSE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(module) = file.module() else { continue };
        let Some(allowed) = table.get(module) else {
            wrong.push(format!("src/{}: {module} is not a module of the house", file.path));
            continue;
        };
        // Tests may look at any floor: they check how the floors fit together.
        if file.is_test() {
            continue;
        }
        for used in used_modules(&file.code().join("\n")) {
            if used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("src/{}: {module} may not use {used}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_itself_only_looks_down() {
    for (at, (module, allowed)) in HOUSE.iter().enumerate() {
        for used in *allowed {
            assert!(HOUSE[..at].iter().any(|(below, _)| below == used), "{module} would look up to {used}");
        }
    }
}

#[test]
fn the_map_in_the_library_is_in_the_order_of_the_house() {
    let library = sources().into_iter().find(|file| file.path == "lib.rs").expect("src/lib.rs");
    let named: Vec<String> = library
        .code()
        .iter()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .filter_map(first_name)
        .collect();
    let order: Vec<&str> = HOUSE.iter().map(|(module, _)| *module).collect();
    let expected: Vec<&str> =
        order.into_iter().filter(|module| named.iter().any(|name| name == module)).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(named, expected);
}

#[test]
#[expect(clippy::print_stdout, reason = "the median is a figure to watch, not to fail on")]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> = sources()
        .into_iter()
        .filter(|file| !file.is_test())
        .map(|file| (file.code().len(), file.path))
        .collect();
    sizes.sort();
    let median = sizes[sizes.len() / 2].0;
    println!("{} files; the median has {median} code lines", sizes.len());
    let (largest, path) = sizes.last().expect("a file");
    assert!(*largest <= LARGEST, "src/{path} has {largest} code lines; split it, {LARGEST} is the limit");
    let long: Vec<String> = sizes
        .iter()
        .filter(|(size, _)| *size >= USUAL)
        .map(|(size, path)| format!("src/{path}: {size}"))
        .collect();
    assert!(
        long.len() * 10 <= sizes.len(),
        "too many files of {USUAL} code lines or more:\n{}",
        long.join("\n")
    );
}

#[test]
fn a_test_file_stays_readable() {
    for file in sources().iter().filter(|file| file.is_test()) {
        let size = file.code().len();
        assert!(size <= LARGEST, "src/{} has {size} code lines; split it, {LARGEST} is the limit", file.path);
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for file in sources().iter().filter(|file| !file.is_test()) {
        let opening = file.text.lines().next().unwrap_or_default();
        assert!(opening.starts_with("//! "), "src/{} opens with {opening:?}", file.path);
    }
}

#[test]
fn outer_libraries_are_named_where_they_belong() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (library, module) in OUTER {
            let is_named = file.code().iter().any(|line| names_library(line, library));
            if is_named && file.module() != Some(module) {
                wrong.push(format!("src/{}: {library} is named under src/{module} alone", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a line of code names the library as a path: `use git2;`, `git2::Oid`.
fn names_library(line: &str, library: &str) -> bool {
    line.match_indices(library).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + library.len()..];
        let starts_a_path = !before
            .is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '"' | '`' | '.'))
            && !line[..at].ends_with("crate::")
            && !line[..at].ends_with("self::");
        let is_used = line.trim_start().trim_start_matches("pub(crate) ").starts_with("use ");
        starts_a_path
            && (after.starts_with("::") || is_used && (after.starts_with(';') || after.starts_with(" as ")))
    })
}

#[test]
fn file_names_say_what_is_inside() {
    const EMPTY_WORDS: [&str; 7] = ["util", "utils", "helper", "helpers", "manager", "common", "misc"];
    for file in sources() {
        for part in file.path.trim_end_matches(".rs").split('/') {
            let is_empty_word = part.split('_').any(|word| EMPTY_WORDS.contains(&word));
            assert!(!is_empty_word, "src/{}: {part:?} says nothing; name the concept", file.path);
        }
    }
}

#[test]
fn the_guards_see_what_they_guard_against() {
    let modules = |code: &str| used_modules(code).into_iter().collect::<Vec<_>>();
    assert_eq!(modules("use crate::text::span::Span;"), ["text"]);
    assert_eq!(modules("use crate::{model::{a, b::c}, plan, Env};"), ["model", "plan"]);
    assert_eq!(modules("fn f() -> crate::view::Roadmap { subcrate::x() }"), ["view"]);
    assert!(names_library("use git2::Oid;", "git2") && names_library("    std::fs::read(x)", "std::fs"));
    assert!(names_library("use clap;", "clap") && !names_library("clap_complete::generate()", "clap"));
    assert!(!names_library("let ignore = 1; x.ignore::<T>();", "ignore"));
    assert!(!names_library("crate::ignore::x", "ignore"));
    let file = SourceFile {
        path: "text/x.rs".into(),
        text: "//! X.\n\nfn f() {} // why\n// note\n#[cfg(test)]\nmod tests {\n    fn g() {}\n}\n".into(),
    };
    assert_eq!(file.code(), ["fn f() {} // why"]);
    assert_eq!(file.module(), Some("text"));
}

/// The names of the dependencies in the sections of a manifest with this name, those for one system alone included.
fn dependencies<'a>(manifest: &'a str, section: &str) -> BTreeSet<&'a str> {
    let mut is_in = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            let of_system = line.starts_with("[target.") && line.ends_with(&format!(".{section}]"));
            is_in = of_system || line == format!("[{section}]");
        } else if is_in && let Some((name, _)) = line.split_once(" = ") {
            names.insert(name);
        }
    }
    names
}

/// The first cells of the table rows below a heading, without the head of the table.
fn first_cells<'a>(page: &'a str, heading: &str) -> BTreeSet<&'a str> {
    page.lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|row| row.split_once(" |"))
        .map(|(cell, _)| cell)
        .filter(|cell| *cell != "Crate" && *cell != "---")
        .collect()
}

#[test]
fn every_dependency_has_its_reasons() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("Cargo.toml");
    let page = fs::read_to_string(root.join("docs/contributing/dependencies.md")).expect("the page");
    let sections = [("dependencies", "## In the program"), ("dev-dependencies", "## In the tests")];
    for (section, heading) in sections {
        let named = dependencies(&manifest, section);
        assert!(named.len() > 3, "{section} was not found");
        assert_eq!(named, first_cells(&page, heading), "{section} and docs/contributing/dependencies.md");
    }
}
