//! The tools whose exports are recognised, one YAML file each in the language of mappings.
//!
//! To add one, write its file and a line in [`TOOLS`]. Knows no record.

use std::sync::OnceLock;

use super::mapping::{Mapping, Recognition, read};
use crate::source::RelPath;

/// A tool: how its exports are told from others, and how they are read.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) mapping: Mapping,
    pub(super) recognition: Recognition,
}

/// Every tool by its name. Where the columns fit several, the one with the most marks is meant, then the first.
const TOOLS: [(&str, &str); 14] = [
    ("asana", include_str!("asana.yaml")),
    ("changesets", include_str!("changesets.yaml")),
    ("doorstop", include_str!("doorstop.yaml")),
    ("fider", include_str!("fider.yaml")),
    ("fragments", include_str!("fragments.yaml")),
    ("github", include_str!("github.yaml")),
    ("gitlab", include_str!("gitlab.yaml")),
    ("jira", include_str!("jira.yaml")),
    ("linear", include_str!("linear.yaml")),
    ("pivotal", include_str!("pivotal.yaml")),
    ("plane", include_str!("plane.yaml")),
    ("pm", include_str!("pm.yaml")),
    ("shortcut", include_str!("shortcut.yaml")),
    ("uservoice", include_str!("uservoice.yaml")),
];

/// Every tool, in the order of [`TOOLS`].
pub(super) fn all() -> &'static [Tool] {
    static READ: OnceLock<Vec<Tool>> = OnceLock::new();
    READ.get_or_init(|| {
        let tool = |(_, text): &(&str, &str)| {
            let (mapping, recognition, _) = read(&RelPath::root(), text);
            Tool { mapping, recognition }
        };
        TOOLS.iter().map(tool).collect()
    })
}

/// The names of the tools that a plan can be exported for.
pub(crate) fn names() -> Vec<&'static str> {
    TOOLS.iter().map(|(name, _)| *name).filter(|name| *name != "pm").collect()
}

/// The names of all tools, as people write them.
pub(crate) fn titles() -> Vec<&'static str> {
    all().iter().map(|tool| tool.recognition.title.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn every_tool_is_understood_and_names_fields_that_exist() {
        let (config, _) = Config::read(&RelPath::root(), "format: 1\nproduct: Test\n");
        for (name, text) in TOOLS {
            let (mapping, recognition, findings) = read(&RelPath::root(), text);
            assert!(findings.is_empty(), "{name}: {findings:?}");
            assert_eq!(mapping.tool, name);
            assert!(!recognition.title.is_empty() && !recognition.marks.is_empty(), "{name}");
            for kind in mapping.kind.kinds() {
                assert!(name == "pm" || mapping.fields.contains_key(kind), "{name}: {kind}");
            }
            for (kind, fields) in &mapping.fields {
                let kind = config.kinds.iter().find(|known| known.name == *kind).expect("a kind");
                for field in fields.keys() {
                    let of_record = || {
                        let (outer, inner) = field.split_once('.')?;
                        kind.field(outer)?.fields.get(inner)
                    };
                    let known = matches!(field.as_str(), "title" | "status" | "body")
                        || kind.field(field).is_some()
                        || of_record().is_some();
                    let inverse = || {
                        let links = config.kinds.iter().flat_map(|kind| kind.fields.values());
                        links
                            .filter_map(|field| field.link.as_ref())
                            .any(|link| link.inverse.as_ref() == Some(field))
                    };
                    assert!(known || inverse(), "{name}: {} has no {field}", kind.name);
                }
            }
        }
    }

    #[test]
    fn the_folder_and_the_list_agree() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/tools");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .filter_map(|entry| {
                entry.expect("an entry").file_name().to_str()?.strip_suffix(".yaml").map(str::to_owned)
            })
            .collect();
        files.sort();
        assert_eq!(files, TOOLS.map(|(name, _)| name));
    }
}
