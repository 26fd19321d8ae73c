use super::*;

mod charts;
mod files;
mod mermaid;
mod pictures;
mod properties;
pub(in crate::page) mod sample;
mod snapshots;
mod style;

/// A page in a format at a width, without colour.
fn show(page: &Page, format: &str, width: usize) -> String {
    let format = named(format).expect("a format of that name");
    (format.render)(page, &Surface { width, ..Surface::default() }).unwrap_or_default()
}

#[test]
fn every_file_of_the_folder_is_registered() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page/formats");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "mod" && name != "tests")
        .collect();
    files.sort();
    let registered: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(registered, files);
}

#[test]
fn a_format_is_found_by_its_name() {
    assert_eq!(named("csv").map(|format| format.name), Some("csv"));
    assert!(named("CSV").is_none());
}

#[test]
fn an_empty_page_is_nothing_but_what_the_format_demands() {
    for format in FORMATS.iter().filter(|format| !["html", "svg"].contains(&format.name)) {
        assert_eq!(show(&Page::default(), format.name, 80), "", "{}", format.name);
    }
}

#[test]
fn deep_nesting_stays_within_the_terminal() {
    let deep = [">", "- ", "1. "].map(|mark| format!("{}the end", mark.repeat(3_000)));
    for markdown in deep {
        let page = Page { blocks: vec![crate::page::Block::Prose(markdown)], ..Page::default() };
        let shown = show(&page, "terminal", 80);
        assert!(shown.trim_end().ends_with("the end"));
        assert!(shown.lines().all(|line| crate::page::width::width(line) <= 80), "{shown}");
    }
}
