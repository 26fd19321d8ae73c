//! The disk holds what a tree in memory holds after the same changes.

use proptest::prelude::*;

use super::*;
use crate::source::memory::MemoryTree;

const PATHS: [&str; 6] = ["a.md", "x/a.md", "x/b.md", "x/B.md", "y/deep/c.md", "y/d.md"];

#[derive(Clone, Debug)]
enum Wish {
    Create(usize),
    Replace(usize, bool),
    Rename(usize, usize),
    Remove(usize, bool),
}

fn wish() -> impl Strategy<Value = Wish> {
    let any_path = 0..PATHS.len();
    // Right bytes are wished for more often than stale ones, so that long changes succeed too.
    let is_right = prop::bool::weighted(0.9);
    prop_oneof![
        any_path.clone().prop_map(Wish::Create),
        (any_path.clone(), is_right).prop_map(|(at, right)| Wish::Replace(at, right)),
        (any_path.clone(), any_path.clone()).prop_map(|(from, to)| Wish::Rename(from, to)),
        (any_path, is_right).prop_map(|(at, right)| Wish::Remove(at, right)),
    ]
}

/// Changes in which right bytes are those that the path holds at that point.
fn changes(model: &MemoryTree, wishes: &[Wish]) -> Vec<FileChange> {
    let mut changes = Vec::new();
    for (number, wish) in wishes.iter().enumerate() {
        let before = |at: usize, right: bool| match model.read(&path(PATHS[at])) {
            Ok(bytes) if right => bytes,
            _ => b"stale".to_vec(),
        };
        let bytes = format!("text {number}").into_bytes();
        let change = match *wish {
            Wish::Create(at) => FileChange::Create { path: path(PATHS[at]), bytes },
            Wish::Replace(at, right) => {
                FileChange::Replace { path: path(PATHS[at]), before: before(at, right), bytes }
            }
            Wish::Rename(from, to) => rename(PATHS[from], PATHS[to]),
            Wish::Remove(at, right) => {
                FileChange::Remove { path: path(PATHS[at]), before: before(at, right) }
            }
        };
        let _ = model.write(std::slice::from_ref(&change));
        changes.push(change);
    }
    changes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_disk_does_what_the_tree_in_memory_does(
        present in prop::collection::vec(any::<bool>(), PATHS.len()),
        wishes in prop::collection::vec(wish(), 1..6),
    ) {
        let sandbox = Sandbox::with_git();
        let files: Vec<(&str, &str)> = PATHS.into_iter().zip(PATHS).zip(&present)
            // The twins cannot both be there on every file system.
            .filter(|((path, _), present)| **present && *path != "x/B.md").map(|(file, _)| file).collect();
        for (path, text) in &files {
            sandbox.put(path, text);
        }
        let changes = changes(&MemoryTree::of(&files), &wishes);
        let model = MemoryTree::of(&files);
        let expected = model.write(&changes).map_err(|fault| (fault.path, fault.kind));
        let disk = BrokenDisk::new(usize::MAX, Breaks::Killed);
        let result = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &disk, None, &changes);
        let result = result.map_err(|fault| (fault.path, fault.kind));
        prop_assert_eq!(result, expected);
        let text = |path: &RelPath| String::from_utf8(model.read(path).unwrap_or_default()).unwrap_or_default();
        let files: BTreeMap<String, String> =
            model.list(&[]).files.iter().map(|path| (path.as_str().to_owned(), text(path))).collect();
        prop_assert_eq!(sandbox.files(), files);
    }
}
