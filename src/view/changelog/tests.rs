use proptest::prelude::*;

use super::{Changelog, updated};
use crate::config::Config;
use crate::plan::load;
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

const CONFIG: &str = "format: 1\nproduct: {name: P, repository: 'https://github.com/o/r.git'}\n";

fn changelog(config: &str, files: &[(&str, &str)]) -> Changelog {
    let path = RelPath::new("pm.yaml").expect("a path");
    let (read, _) = Config::read(&path, config);
    let (plan, _) = load(&MemoryTree::of(files), read, config.to_owned());
    Changelog::of(&plan, 0)
}

fn sample() -> Changelog {
    let release = |id: &str, version: &str, status: &str| {
        format!(
            "---\nid: {id}\ntitle: T\nstatus: {status}\nversion: {version}\ndate: 2026-05-01\nreason: It lost notes.\n---\n"
        )
    };
    let requirement = |id: &str, release: &str, log: &str| {
        format!("---\nid: {id}\ntitle: T\nstatus: done\nrelease: {release}\n{log}---\n")
    };
    let files = [
        ("releases/REL-1-a.md", release("REL-1", "1.0.0", "released")),
        ("releases/REL-2-b.md", release("REL-2", "1.1.0", "yanked")),
        ("releases/REL-3-c.md", release("REL-3", "2.0.0", "building")),
        (
            "requirements/REQ-1-a.md",
            requirement("REQ-1", "1.0.0", "changelog: {type: fixed, text: A fix.}\n"),
        ),
        (
            "requirements/REQ-10-b.md",
            requirement("REQ-10", "1.0.0", "changelog: {type: added, text: Ten.}\n"),
        ),
        ("requirements/REQ-9-b.md", requirement("REQ-9", "1.0.0", "changelog: {type: added, text: Nine.}\n")),
        (
            "requirements/REQ-3-c.md",
            requirement("REQ-3", "1.0.0", "changelog: {type: added, text: Breaks., breaking: true}\n"),
        ),
        (
            "requirements/REQ-4-d.md",
            requirement(
                "REQ-4",
                "1.1.0",
                "changelog: {type: deprecated, text: Old links., removal: '4.0'}\n",
            ),
        ),
        ("requirements/REQ-5-e.md", requirement("REQ-5", "1.1.0", "")),
        ("requirements/REQ-6-f.md", requirement("REQ-6", "2.0.0", "changelog: {type: added, text: Soon.}\n")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    changelog(CONFIG, &files)
}

#[test]
fn types_stand_in_order_and_what_breaks_something_comes_first() {
    insta::assert_snapshot!(sample().markdown(), @r"
    # Changelog

    All notable changes to this project will be documented in this file.

    The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).

    ## [Unreleased]

    ### Added

    - Soon.

    ## [1.1.0] - 2026-05-01 [YANKED]

    It lost notes.

    ### Deprecated

    - Old links. Will be removed in 4.0.

    ## [1.0.0] - 2026-05-01

    ### Added

    - **Breaking:** Breaks.
    - Nine.
    - Ten.

    ### Fixed

    - A fix.

    [Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD
    [1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0
    [1.0.0]: https://github.com/o/r/releases/tag/v1.0.0
    ");
}

#[test]
fn a_shipped_requirement_without_a_line_is_named() {
    assert_eq!(sample().notes(), ["1 shipped requirement says nothing in the changelog: REQ-5"]);
}

#[test]
fn the_address_follows_the_forge() {
    let config = "format: 1\nproduct: {name: P, repository: 'https://gitlab.com/o/r', tag: 'r{version}'}\n";
    let one = [(
        "releases/REL-1-a.md",
        "---\nid: REL-1\ntitle: T\nstatus: released\nversion: 1.0\ndate: 2026-05-01\n---\n",
    )];
    let text = changelog(config, &one).markdown();
    assert!(text.contains("[Unreleased]: https://gitlab.com/o/r/-/compare/r1.0...HEAD\n"), "{text}");
    assert!(text.contains("[1.0]: https://gitlab.com/o/r/-/tags/r1.0\n"), "{text}");
}

/// Puts the versions into `text` and looks that every line of it is still there, in order.
#[track_caller]
fn put_into(text: &str) -> String {
    let first = updated(&sample(), Some(text));
    let mut rest = first.text.as_str();
    for line in text.lines() {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} is gone from {:?}", first.text));
        rest = &rest[at + line.len()..];
    }
    let second = updated(&sample(), Some(&first.text));
    assert_eq!((second.text.as_str(), second.added.len()), (first.text.as_str(), 0));
    first.text
}

#[test]
fn a_missing_version_goes_to_its_place_and_its_link_beside_the_others() {
    let text = "# Ours\n\n## [Unreleased]\n\n- mine\n\n## [1.1.0] - 2026-05-02\n\nby hand\n\n## [0.9.0] - 2026-01-01\n\nold\n\n[1.1.0]: x\n[0.9.0]: y\n";
    insta::assert_snapshot!(put_into(text), @r"
    # Ours

    ## [Unreleased]

    - mine

    ## [1.1.0] - 2026-05-02

    by hand

    ## [1.0.0] - 2026-05-01

    ### Added

    - **Breaking:** Breaks.
    - Nine.
    - Ten.

    ### Fixed

    - A fix.

    ## [0.9.0] - 2026-01-01

    old

    [1.1.0]: x
    [1.0.0]: https://github.com/o/r/compare/v0.9.0...v1.0.0
    [0.9.0]: y
    ");
    assert_eq!(
        updated(&sample(), Some(text)).notes,
        ["1.1.0 was yanked, and its heading does not say so: write [YANKED] behind it"]
    );
}

#[test]
fn line_ends_a_missing_line_feed_and_code_are_respected() {
    let text = put_into("# C\r\n\r\n```\r\n## 0.1.0\r\n```\r\n\r\n## 0.5.0\r\n\r\nlast");
    assert!(text.contains("last\r\n\r\n[1.1.0]: ") && !text.replace("\r\n", "").contains('\n'), "{text:?}");
    assert!(
        text.find("## [1.1.0]") < text.find("## [1.0.0]") && text.find("## [1.0.0]") < text.find("## 0.5.0")
    );
}

#[test]
fn a_new_file_leaves_unreleased_to_people() {
    let new = updated(&sample(), None);
    assert_eq!(new.added, ["1.1.0", "1.0.0"]);
    assert!(new.text.contains("## Unreleased\n\n## [1.1.0] - 2026-05-01 [YANKED]\n"), "{}", new.text);
    assert_eq!(updated(&sample(), Some(&new.text)).text, new.text);
}

#[test]
fn the_changelog_of_keep_a_changelog_gets_a_version_and_keeps_every_byte() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/corpora/notes-and-metrics/keepachangelog/CHANGELOG.md"
    );
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let release = [(
        "releases/REL-1-a.md",
        "---\nid: REL-1\ntitle: T\nstatus: released\nversion: 1.5.0\ndate: 2026-05-01\n---\n",
    )];
    let changelog = changelog(CONFIG, &release);
    let new = updated(&changelog, Some(&text));
    let section = "## [1.5.0] - 2026-05-01\n\n";
    let link = "[1.5.0]: https://github.com/o/r/compare/v1.1.2...v1.5.0\n";
    assert_eq!(new.text.replacen(section, "", 1).replacen(link, "", 1), text);
    assert!(
        new.text.contains(&format!("{section}## [1.1.2]")) && new.text.contains(&format!("{link}[1.1.2]: "))
    );
    assert_eq!(updated(&changelog, Some(&new.text)).text, new.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_file_keeps_its_text_and_is_complete_after_one_time(
        pieces in prop::collection::vec(
            prop_oneof![
                "[ -~]{0,12}",
                Just("## [0.5.0]".to_owned()), Just("## 1.0.0 - 2026".to_owned()), Just("## [3.0.0]".to_owned()),
                Just("[0.5.0]: x".to_owned()), Just("```".to_owned()), Just(String::new()),
            ],
            0..10,
        ),
        crlf in any::<bool>(),
    ) {
        let text = pieces.join(if crlf { "\r\n" } else { "\n" });
        let new = updated(&sample(), Some(&text));
        let mut kept = text.chars().peekable();
        for each in new.text.chars() {
            if kept.peek() == Some(&each) {
                kept.next();
            }
        }
        prop_assert!(kept.peek().is_none());
        prop_assert_eq!(&updated(&sample(), Some(&new.text)).text, &new.text);
    }
}
