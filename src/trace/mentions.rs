//! Which files that are no documents of the plan name an artifact, and where.
//!
//! Files are told apart by their paths alone: tests, and all other code.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::naming::{Named, Naming};
use crate::config::{Config, FILE_NAME};
use crate::model::kind::PathPattern;
use crate::model::values::PartName;
use crate::plan::{ArtifactIndex, Home, LinkState, Plan, owner};
use crate::source::{RelPath, Tree};

/// The largest file that is searched, in bytes.
const LARGEST: u64 = 1 << 20;
/// How many bytes at the beginning show whether a file is text, as git looks at it.
const BEGINNING: usize = 8_000;

/// A line of a file that names an artifact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// As the git repository counts it.
    pub(crate) path: RelPath,
    /// From 1 on.
    pub(crate) line: u32,
    /// As written.
    pub(crate) id: Box<str>,
    pub(crate) part: Option<PartName>,
    pub(crate) is_test: bool,
}

/// Files that were not searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct PassedOver {
    pub(crate) binary: usize,
    pub(crate) large: usize,
    pub(crate) unreadable: usize,
}

/// Every place in code and tests that names an artifact, by path and line.
#[derive(Debug)]
pub(crate) struct Mentions {
    pub(crate) all: Vec<Mention>,
    pub(crate) passed_over: PassedOver,
    /// How many files were searched.
    pub(crate) files: usize,
    /// Where the plan lies in the git repository.
    folder: RelPath,
}

/// What came of one file.
enum Searched {
    Text(Vec<Mention>),
    Binary,
    Large,
    Unreadable,
}

impl Mentions {
    /// Searches the files of `tree`, which is the whole git repository; the plan lies in its folder `folder`.
    pub(crate) fn read(tree: &dyn Tree, config: &Config, folder: &RelPath) -> Self {
        let listing = tree.list(&[]);
        let files = Files::of(config, folder, &listing.files);
        let naming = Naming::of(config);
        let wanted: Vec<&RelPath> = listing.files.iter().filter(|path| files.are_searched(path)).collect();
        let searched: Vec<Searched> = wanted
            .par_iter()
            .map(|path| match tree.read_up_to(path, LARGEST) {
                Err(_) => Searched::Unreadable,
                Ok(None) => Searched::Large,
                Ok(Some(bytes)) if memchr::memchr(0, &bytes[..bytes.len().min(BEGINNING)]).is_some() => {
                    Searched::Binary
                }
                Ok(Some(bytes)) => Searched::Text(in_file(path, &bytes, &naming, files.are_tests(path))),
            })
            .collect();
        let mut mentions =
            Self { all: Vec::new(), passed_over: PassedOver::default(), files: 0, folder: folder.clone() };
        for one in searched {
            match one {
                Searched::Text(found) => {
                    mentions.files += 1;
                    mentions.all.extend(found);
                }
                Searched::Binary => mentions.passed_over.binary += 1,
                Searched::Large => mentions.passed_over.large += 1,
                Searched::Unreadable => mentions.passed_over.unreadable += 1,
            }
        }
        mentions
    }

    /// The places by the artifact that they name, and the places whose id names none.
    pub(crate) fn by_artifact(&self, plan: &Plan) -> (BTreeMap<ArtifactIndex, Vec<&Mention>>, Vec<&Mention>) {
        let mut known: BTreeMap<ArtifactIndex, Vec<&Mention>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for mention in &self.all {
            match plan.named(&mention.id, self.home(plan, &mention.path)) {
                LinkState::Resolved(target) => known.entry(target.artifact).or_default().push(mention),
                LinkState::Dangling => unknown.push(mention),
                // A document that cannot be read has its own finding; where several are meant, none is.
                LinkState::Unread
                | LinkState::Elsewhere
                | LinkState::Ambiguous(_)
                | LinkState::Url
                | LinkState::Nothing => {}
            }
        }
        (known, unknown)
    }

    /// The product whose folder holds a file: there its ids need not name it.
    fn home<'p>(&self, plan: &Plan, path: &'p RelPath) -> Option<Home<'p>> {
        let below = |folder: &RelPath| path.is_under(&self.folder.join(folder.as_str()));
        let has = |folder: &Option<RelPath>| folder.as_ref().is_some_and(below);
        let product = plan.config.products.values().position(|product| has(&product.folder))?;
        Some(Home { product: u16::try_from(product).ok()?, path })
    }
}

/// Which files are searched, and which of them are tests.
struct Files<'a> {
    config: &'a Config,
    folder: &'a RelPath,
    paths: Vec<PathPattern>,
    tests: Vec<PathPattern>,
    ignore: Vec<PathPattern>,
    /// Files that say of the plan what it says itself.
    own: Vec<RelPath>,
    /// The folders of other plans, whose ids are not this one's.
    other_plans: Vec<RelPath>,
}

impl<'a> Files<'a> {
    fn of(config: &'a Config, folder: &'a RelPath, all: &[RelPath]) -> Self {
        let own =
            std::iter::once(FILE_NAME.to_owned()).chain(config.baseline.iter().map(ToString::to_string));
        Self {
            config,
            folder,
            paths: patterns(&config.code.paths),
            tests: patterns(&config.code.tests),
            ignore: patterns(&config.code.ignore),
            own: own.map(|path| folder.join(&path)).collect(),
            other_plans: all
                .iter()
                .filter(|path| path.file_name() == FILE_NAME)
                .map(RelPath::parent)
                .filter(|other| !folder.is_under(other))
                .collect(),
        }
    }

    fn are_searched(&self, path: &RelPath) -> bool {
        let fits = |patterns: &[PathPattern]| patterns.iter().any(|pattern| pattern.matches(path.as_str()));
        (self.paths.is_empty() || fits(&self.paths))
            && !fits(&self.ignore)
            && !self.own.contains(path)
            && !self.other_plans.iter().any(|other| path.is_under(other))
            && !is_document(self.config, self.folder, path)
    }

    fn are_tests(&self, path: &RelPath) -> bool {
        self.tests.iter().any(|pattern| pattern.matches(path.as_str()))
    }
}

/// Whether a file of the git repository is a document of the plan, which lies in its folder `folder`.
pub(super) fn is_document(config: &Config, folder: &RelPath, path: &RelPath) -> bool {
    let below = match folder.is_root() {
        true => Some(path.clone()),
        false if path.is_under(folder) => RelPath::new(path.seen_from(folder).as_str()),
        false => None,
    };
    below.is_some_and(|path| owner(config, &path).is_some())
}

/// Each pattern ready for use; one without a star names a file, or a folder with all that lies in it.
fn patterns(written: &[String]) -> Vec<PathPattern> {
    let each = written.iter().flat_map(|text| {
        let text = text.trim_end_matches('/');
        let is_plain = !text.contains(['*', '?', '{']);
        [Some(text.to_owned()), is_plain.then(|| format!("{text}/**"))]
    });
    each.flatten().filter_map(|text| PathPattern::parse(&text).ok()).collect()
}

fn in_file(path: &RelPath, bytes: &[u8], naming: &Naming, is_test: bool) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let (mut line, mut counted) = (1_u32, 0);
    for Named { start, id, part } in naming.find(bytes) {
        let lines = memchr::memchr_iter(b'\n', &bytes[counted..start]).count();
        line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        counted = start;
        let mention = Mention { path: path.clone(), line, id: id.into(), part, is_test };
        if !found.iter().rev().take_while(|earlier| earlier.line == line).any(|earlier| *earlier == mention) {
            found.push(mention);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::memory::MemoryTree;

    fn mentions(config: &str, folder: &str, files: &[(&str, &str)]) -> Mentions {
        let (config, findings) = Config::read(&RelPath::root().join("pm.yaml"), config);
        assert!(findings.is_empty(), "{findings:?}");
        Mentions::read(&MemoryTree::of(files), &config, &RelPath::new(folder).expect("a folder"))
    }

    #[track_caller]
    fn check(config: &str, folder: &str, files: &[(&str, &str)], expect: &[&str]) {
        let found: Vec<String> = mentions(config, folder, files)
            .all
            .iter()
            .map(|mention| {
                let part = mention.part.as_ref().map(|part| format!(".{part}")).unwrap_or_default();
                let kind = if mention.is_test { "test" } else { "code" };
                format!("{}:{} {}{part} {kind}", mention.path, mention.line, mention.id)
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn code_and_tests_are_told_apart_by_their_paths() {
        let files = [
            ("src/export.rs", "// x\n// REQ-1 and REQ-1 again\n\nfn a() {} // REQ-2"),
            ("src/export_test.go", "// REQ-1.AC1"),
            ("web/export.spec.ts", "it('REQ-1')"),
            ("tests/all/export.rs", "REQ-1"),
            ("testing.md", "REQ-1"),
        ];
        let expect = [
            "src/export.rs:2 REQ-1 code",
            "src/export.rs:4 REQ-2 code",
            "src/export_test.go:1 REQ-1.AC1 test",
            "testing.md:1 REQ-1 code",
            "tests/all/export.rs:1 REQ-1 test",
            "web/export.spec.ts:1 REQ-1 test",
        ];
        check("", "", &files, &expect);
    }

    #[test]
    fn documents_of_the_plan_and_its_settings_are_no_code() {
        let files = [
            ("pm.yaml", "# REQ-1"),
            ("product/pm.yaml", "# REQ-1"),
            ("product/requirements/REQ-1-a.md", "REQ-1"),
            ("requirements/REQ-1-a.md", "REQ-1"),
        ];
        check("", "product", &files, &["pm.yaml:1 REQ-1 code", "requirements/REQ-1-a.md:1 REQ-1 code"]);
    }

    #[test]
    fn the_files_of_another_plan_name_what_is_its_own() {
        let files = [
            ("example/pm.yaml", ""),
            ("example/requirements/REQ-1-a.md", "REQ-1"),
            ("example/src/a.rs", "REQ-1"),
            ("src/a.rs", "REQ-1"),
        ];
        check("", "", &files, &["src/a.rs:1 REQ-1 code"]);
        check("", "plan", &files, &["src/a.rs:1 REQ-1 code"]);
    }

    #[test]
    fn settings_say_what_is_searched_and_what_is_a_test() {
        let config = "code: {paths: [src, 'web/*.ts'], tests: ['**/check-*'], ignore: [src/old/]}\n";
        let files = [
            ("lib/a.rs", "REQ-1"),
            ("src/check-a.rs", "REQ-1"),
            ("src/old/a.rs", "REQ-1"),
            ("src/test_a.rs", "REQ-1"),
            ("web/a.ts", "REQ-1"),
        ];
        let expect = ["src/check-a.rs:1 REQ-1 test", "src/test_a.rs:1 REQ-1 code", "web/a.ts:1 REQ-1 code"];
        check(config, "", &files, &expect);
    }

    #[test]
    fn what_is_no_text_or_too_large_is_passed_over_and_counted() {
        let large = "REQ-1 ".repeat(200_000);
        let found = mentions("", "", &[("a.bin", "\0REQ-1"), ("b.txt", &large), ("c.txt", "REQ-1")]);
        assert_eq!((found.files, found.all.len()), (1, 1));
        assert_eq!(found.passed_over, PassedOver { binary: 1, large: 1, unreadable: 0 });
    }
}
