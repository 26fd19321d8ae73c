//! Merging three texts line by line, as git does.
//!
//! The algorithm is git's own, so that a text without structure merges here exactly as it would without `pm`.

use git2::{MergeFileInput, MergeFileOptions};

use crate::text::three_way::{Marks, MergedLines, Sides, is_marker};

/// How many bytes git looks at to tell whether a file is text.
const LOOKED_AT: usize = 8000;

/// Larger texts are not compared line by line.
const LARGEST: usize = 1 << 29;

/// Merges three texts. What is no text is left as ours has it, as a conflict. The error is a reason that
/// fits "failed to merge: …".
pub(crate) fn merge_lines(sides: Sides<&[u8]>, marks: &Marks) -> Result<MergedLines, String> {
    let settled = sides.settled().map(|side| sides.of(side));
    if let Some(bytes) = settled {
        return Ok(MergedLines { bytes: bytes.to_vec(), is_clean: true });
    }
    if [sides.base, sides.ours, sides.theirs].into_iter().any(is_binary) {
        return Ok(MergedLines { bytes: sides.ours.to_vec(), is_clean: false });
    }
    // The library prepares itself when one of its own values is made; merging alone does not.
    drop(git2::Buf::new());
    let inputs = sides.map(|text| {
        let mut input = MergeFileInput::new();
        input.content(text);
        input
    });
    let mut options = MergeFileOptions::new();
    options
        .marker_size(u16::try_from(marks.size).unwrap_or(u16::MAX))
        .ancestor_label(label(&marks.labels.base))
        .our_label(label(&marks.labels.ours))
        .their_label(label(&marks.labels.theirs))
        .style_diff3(marks.shows_base);
    let merged = git2::merge_file(&inputs.base, &inputs.ours, &inputs.theirs, Some(&mut options))
        .map_err(|error| error.message().to_owned())?;
    let bytes = merged.content().to_vec();
    Ok(MergedLines { bytes: labelled(bytes, sides, marks), is_clean: merged.is_automergeable() })
}

fn is_binary(text: &[u8]) -> bool {
    text.len() > LARGEST || text[..text.len().min(LOOKED_AT)].contains(&0)
}

/// The labels of sides that are empty, which the library leaves out.
fn labelled(merged: Vec<u8>, sides: Sides<&[u8]>, marks: &Marks) -> Vec<u8> {
    let labels = marks.labels.as_ref();
    let missing: Vec<(u8, &String)> = [
        (sides.ours, b'<', labels.ours),
        (sides.base, b'|', labels.base),
        (sides.theirs, b'>', labels.theirs),
    ]
    .into_iter()
    .filter(|(text, _, label)| text.is_empty() && !label.is_empty())
    .map(|(_, sign, label)| (sign, label))
    .collect();
    if missing.is_empty() {
        return merged;
    }
    let mut result = Vec::with_capacity(merged.len());
    for line in merged.split_inclusive(|byte| *byte == b'\n') {
        let bare = line.strip_suffix(b"\n").unwrap_or(line);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        let label =
            missing.iter().find(|(sign, _)| bare.len() == marks.size && is_marker(bare, *sign, marks.size));
        result.extend(bare);
        if let Some((_, label)) = label {
            result.push(b' ');
            result.extend(label.as_bytes());
        }
        result.extend(&line[bare.len()..]);
    }
    result
}

/// A label as a C string can hold it.
fn label(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use super::*;
    use crate::repo::sandbox::Sandbox;

    fn marks(shows_base: bool) -> Marks {
        let labels = Sides::new("base", "ours", "theirs").map(str::to_owned);
        Marks { size: 7, labels, shows_base }
    }

    #[test]
    fn changes_apart_from_each_other_merge_and_others_are_marked() {
        let merge = |base: &str, ours: &str, theirs: &str| {
            let sides = Sides::new(base.as_bytes(), ours.as_bytes(), theirs.as_bytes());
            let merged = merge_lines(sides, &marks(false)).expect("merged");
            (String::from_utf8(merged.bytes).expect("text"), merged.is_clean)
        };
        let (text, is_clean) = merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n");
        assert_eq!((text.as_str(), is_clean), ("A\nb\nC\n", true));
        let (text, is_clean) = merge("a\n", "b\n", "c\n");
        assert_eq!((text.as_str(), is_clean), ("<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", false));
    }

    proptest! {
        /// Whatever the texts are, the result is that of `git merge-file`.
        #[test]
        fn lines_merge_as_git_merges_them(
            texts in prop::array::uniform3(prop::collection::vec("[abc]", 0..7)),
            ends in prop::array::uniform3(any::<bool>()),
            shows_base in any::<bool>(),
        ) {
            if Command::new("git").arg("--version").stdout(Stdio::null()).status().is_err() {
                return Ok(());
            }
            let sandbox = Sandbox::new();
            let mut written = texts.iter().zip(ends).zip(["base", "ours", "theirs"]).map(|((lines, end), name)| {
                let text = lines.join("\n") + if end { "\n" } else { "" };
                sandbox.put(name, &text);
                text
            });
            let mut next = || written.next().expect("three texts");
            let sides = Sides::new(next(), next(), next());
            let ours = merge_lines(sides.as_ref().map(|text| text.as_bytes()), &marks(shows_base)).expect("merged");
            let mut git = Command::new("git");
            git.args(["merge-file", "-p", "-q", "-L", "ours", "-L", "base", "-L", "theirs"]);
            if shows_base {
                git.arg("--diff3");
            }
            let output = git.args(["ours", "base", "theirs"]).current_dir(&sandbox.root).output().expect("git");
            prop_assert_eq!(String::from_utf8_lossy(&ours.bytes), String::from_utf8_lossy(&output.stdout));
            prop_assert_eq!(ours.is_clean, output.status.success());
        }
    }
}
