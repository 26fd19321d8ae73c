//! The reference pages of the project.

use std::fs;
use std::path::Path;

use crate::sandbox::Sandbox;

#[test]
fn the_reference_pages_are_current() {
    let sandbox = Sandbox::bare();
    let output = sandbox.pm(&["docs", "--out", "reference"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference");
    let files = sandbox.files();
    assert_eq!(files.len(), 5);
    for file in files {
        let name = file.strip_prefix("reference/").expect("a page of the reference");
        let there = fs::read_to_string(committed.join(name)).unwrap_or_default();
        assert!(
            there == sandbox.read(&file),
            "docs/{file} is out of date; run `cargo run -- docs --out docs/reference`"
        );
    }
}
