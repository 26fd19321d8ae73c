//! Which tags of git are versions of a product, and of which release.
//!
//! A product says how its versions are tagged; where it says nothing, the usual forms are understood.

use crate::model::artifact::Artifact;
use crate::model::field::FieldType;
use crate::model::key::{Key, VERSION};
use crate::model::kind::Kind;
use crate::model::values::Version;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::Tag;

const TAG: Key<str> = Key::new("tag");

/// What stands in place of the version where a product says how it is tagged.
const PLACEHOLDER: &str = "{version}";
/// How a version is tagged where nobody says.
const USUAL: &str = "v{version}";

/// A tag that is a version of a product.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct VersionTag {
    pub(crate) tag: Tag,
    pub(crate) version: Version,
    /// The release that has this version; nothing where the plan knows none.
    pub(crate) release: Option<ArtifactIndex>,
}

/// Whether artifacts of a kind carry a version, and so are releases.
pub(crate) fn is_versioned(kind: &Kind) -> bool {
    kind.field(VERSION.name).is_some_and(|field| field.ty == FieldType::Version)
}

/// The tags that are versions, in their order; a tag that two products may mean is of each.
pub(crate) fn version_tags(plan: &Plan, tags: &[Tag]) -> Vec<VersionTag> {
    let releases: Vec<(ArtifactIndex, &Artifact)> = plan
        .indices()
        .map(|index| (index, plan.artifact(index)))
        .filter(|(_, artifact)| is_versioned(plan.kind(artifact)))
        .collect();
    if releases.is_empty() {
        return Vec::new();
    }
    let forms = Forms::of(plan, tags);
    let mut found = Vec::new();
    for tag in tags {
        let named =
            releases.iter().find(|(_, artifact)| artifact.get(plan.kind(artifact), TAG) == Some(&*tag.name));
        if let Some((index, artifact)) = named {
            if let Some(version) = artifact.get(plan.kind(artifact), VERSION) {
                found.push(VersionTag { tag: tag.clone(), version: version.clone(), release: Some(*index) });
            }
            continue;
        }
        for (product, version) in forms.versions(&tag.name) {
            let is_it = |(_, artifact): &&(ArtifactIndex, &Artifact)| {
                let kind = plan.kind(artifact);
                forms.product_of(artifact) == product
                    && artifact.get(kind, TAG).is_none()
                    && artifact.get(kind, VERSION).is_some_and(|own| own.same_as(&version))
            };
            let release = releases.iter().find(is_it).map(|(index, _)| *index);
            found.push(VersionTag { tag: tag.clone(), version, release });
        }
    }
    found
}

/// How the versions of each product are tagged.
struct Forms {
    /// By the place of the product.
    products: Vec<Form>,
}

enum Form {
    /// As `pm.yaml` says, before and behind the version.
    Said(String, String),
    /// `v1.2.0` and `1.2.0` where it is allowed, and behind one of these names and a separator.
    Usual { names: Vec<String>, bare: bool },
}

impl Forms {
    fn of(plan: &Plan, tags: &[Tag]) -> Self {
        let products = &plan.config.products;
        let mut forms: Vec<Form> = products
            .iter()
            .map(|(key, product)| match product.tag.split_once(PLACEHOLDER) {
                Some((before, behind)) if product.tag != USUAL => {
                    Form::Said(before.to_owned(), behind.to_owned())
                }
                _ => {
                    let slug = product.name.to_lowercase().replace(' ', "-");
                    let names = [key.to_lowercase(), slug].into_iter().filter(|name| !name.is_empty());
                    Form::Usual { names: names.collect(), bare: true }
                }
            })
            .collect();
        // Of several products each has tags of its own as soon as one of them is named in a tag.
        if forms.len() > 1 {
            let is_named = |tag: &Tag| forms.iter().any(|form| form.named_version(&tag.name).is_some());
            let are_named = tags.iter().any(is_named);
            for form in &mut forms {
                if let Form::Usual { bare, .. } = form {
                    *bare = !are_named;
                }
            }
        }
        Self { products: forms }
    }

    /// The place of the product that an artifact belongs to; what belongs to none is counted to the first.
    fn product_of(&self, artifact: &Artifact) -> usize {
        Some(usize::from(artifact.product)).filter(|at| *at < self.products.len()).unwrap_or(0)
    }

    /// The version that a tag is, for each product of which it may be one.
    fn versions<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = (usize, Version)> + 'a {
        self.products.iter().enumerate().filter_map(move |(at, form)| Some((at, form.version(tag)?)))
    }
}

impl Form {
    fn version(&self, tag: &str) -> Option<Version> {
        match self {
            Self::Said(before, behind) => {
                version(tag.strip_prefix(before.as_str())?.strip_suffix(behind.as_str())?)
            }
            Self::Usual { bare, .. } => {
                self.named_version(tag).or_else(|| Some(tag).filter(|_| *bare).and_then(version))
            }
        }
    }

    /// The version behind the name of the product: of `pkg-1.2.0`, `pkg@1.2.0` and `pkg/v1.2.0`.
    fn named_version(&self, tag: &str) -> Option<Version> {
        let Self::Usual { names, .. } = self else { return None };
        let lower = tag.to_lowercase();
        let behind = |name: &String| {
            let rest = lower.strip_prefix(name.as_str())?.strip_prefix(['-', '@', '/', '_'])?;
            version(tag.get(tag.len() - rest.len()..)?)
        };
        names.iter().find_map(behind)
    }
}

/// A version with two numbers or more: `v3` may be the name of anything.
fn version(text: &str) -> Option<Version> {
    Version::parse(text).ok().filter(|version| version.numbers().len() > 1 || text.starts_with(['v', 'V']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::log::ObjectId;
    use crate::source::memory::MemoryTree;
    use crate::source::{CommitTime, RelPath};

    /// Checks which tags are versions: `v1.2.0 REL-1`, with `-` where there is no release.
    #[track_caller]
    fn check(config: &str, releases: &[(&str, &str)], tags: &[&str], expect: &[&str]) {
        let files: Vec<(String, String)> = releases
            .iter()
            .map(|(path, front)| {
                let id = path.rsplit('/').next().unwrap_or(path);
                (format!("{path}.md"), format!("---\nid: {id}\ntitle: A\nstatus: planned\n{front}---\n"))
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (config, findings) = Config::read(&RelPath::root().join("pm.yaml"), config);
        assert!(findings.is_empty(), "{findings:?}");
        let (plan, _) = load(&MemoryTree::of(&files), config, String::new());
        let tag = |name: &&str| Tag {
            name: (*name).into(),
            commit: ObjectId::of_bytes(&[7; 20]).expect("an id"),
            time: CommitTime { seconds: 0, offset_minutes: 0 },
        };
        let tags: Vec<Tag> = tags.iter().map(tag).collect();
        let found: Vec<String> = version_tags(&plan, &tags)
            .into_iter()
            .map(|found| {
                let release =
                    found.release.map_or("-".to_owned(), |index| plan.artifact(index).path.to_string());
                format!("{} {}", found.tag.name, release.trim_end_matches(".md"))
            })
            .collect();
        assert_eq!(found, expect);
    }

    const ONE: [(&str, &str); 1] = [("releases/REL-1", "version: 1.2.0\n")];

    #[test]
    fn a_version_is_tagged_with_or_without_a_v_or_behind_the_name_of_the_product() {
        let tags = ["1.2", "export-1.2.0", "export@1.2.0", "nightly", "v1.2.0", "v1.3.0"];
        let expect = [
            "1.2 releases/REL-1",
            "export-1.2.0 releases/REL-1",
            "export@1.2.0 releases/REL-1",
            "v1.2.0 releases/REL-1",
            "v1.3.0 -",
        ];
        check("product: {name: Export}\n", &ONE, &tags, &expect);
    }

    #[test]
    fn a_product_says_how_it_is_tagged() {
        let config = "product: {tag: 'release/{version}-final'}\n";
        check(config, &ONE, &["release/1.2.0-final", "v1.2.0"], &["release/1.2.0-final releases/REL-1"]);
    }

    #[test]
    fn a_release_names_its_tag() {
        check(
            "",
            &[("releases/REL-1", "version: 1.2.0\ntag: gold\n")],
            &["gold", "v1.2.0"],
            &["gold releases/REL-1", "v1.2.0 -"],
        );
    }

    #[test]
    fn of_several_products_each_has_its_own_tags_where_they_are_named() {
        let config = "products: {core: {folder: core}, web: {folder: web}}\n";
        let releases =
            [("core/releases/REL-1", "version: 1.2.0\n"), ("web/releases/REL-1", "version: 1.2.0\n")];
        check(config, &releases, &["core-1.2.0", "v1.2.0"], &["core-1.2.0 core/releases/REL-1"]);
        check(config, &releases, &["v1.2.0"], &["v1.2.0 core/releases/REL-1", "v1.2.0 web/releases/REL-1"]);
    }

    #[test]
    fn without_releases_no_tag_is_a_version() {
        check("", &[], &["v1.2.0"], &[]);
    }
}
