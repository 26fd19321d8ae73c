//! What `pm init` writes.

/// The documents of `pm init --example`, by path.
pub(crate) const DOCUMENTS: [(&str, &str); 4] = [
    ("objectives/OBJ-1-first-week.md", include_str!("objective.md")),
    ("ideas/IDEA-1-import-a-spreadsheet.md", include_str!("idea.md")),
    ("requirements/REQ-1-import-a-csv-file.md", include_str!("requirement.md")),
    ("releases/REL-1-first-release.md", include_str!("release.md")),
];

/// The text of a first `pm.yaml`.
pub(crate) fn configuration(name: &str) -> String {
    // A JSON text is a YAML text, whatever the name holds.
    include_str!("pm.yaml").replace("NAME", &serde_json::Value::from(name).to_string())
}
