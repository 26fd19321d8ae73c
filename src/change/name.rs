//! The path of a new document.

use crate::change::Impossible;
use crate::model::kind::Kind;
use crate::model::values::Id;
use crate::source::RelPath;
use crate::text::words::slug;

/// The longest part of a file name that is taken from a title, in bytes.
const LONGEST_SLUG: usize = 48;

/// Where the document of a new artifact goes: `PREFIX-n-slug.md` in the first folder of its kind, or
/// as the patterns of a kind say whose documents are not `pm`'s own. `folder` is the product's.
pub(super) fn path(
    kind: &Kind,
    folder: Option<&RelPath>,
    id: &Id,
    title: &str,
) -> Result<RelPath, Impossible> {
    let slug = slug(title, LONGEST_SLUG);
    let own = kind.files.folders.first().cloned().unwrap_or_else(RelPath::root);
    let below = |name: &str| if own.is_root() { name.to_owned() } else { format!("{own}/{name}") };
    let local = if kind.files.named_by_id {
        Some(below(&format!("{id}-{slug}.md")))
    } else {
        foreign(kind, id, &slug).into_iter().map(|name| below(&name)).find(|path| kind.owns(path))
    };
    let path = local.and_then(|local| match folder {
        Some(folder) => RelPath::resolve(folder, &local),
        None => RelPath::new(&local),
    });
    path.ok_or_else(|| {
        Impossible::new(format!("pm.yaml does not say how a new {} is named", kind.name))
            .with_hint("name the file: --file PATH")
    })
}

/// Names that may fit the patterns of a kind whose documents are not `pm`'s own, the likeliest first.
fn foreign(kind: &Kind, id: &Id, slug: &str) -> Vec<String> {
    let number = id.as_str().rsplit_once('-').map_or(id.as_str(), |(_, number)| number);
    let prefix = &kind.identity.prefix;
    let patterns = kind.files.include.iter().map(|pattern| pattern.as_str());
    // A pattern with one star and words around it leaves a place for the number alone.
    let filled = patterns
        .filter(|pattern| pattern.matches('*').count() == 1 && !pattern.contains(['{', '?']))
        .filter(|pattern| !pattern.starts_with('*'))
        .map(|pattern| pattern.replace('*', number));
    let lower = prefix.to_lowercase();
    filled
        .chain([
            format!("{prefix}-{number}-{slug}.md"),
            format!("{lower}-{number}-{slug}.md"),
            format!("{number}-{slug}.md"),
            format!("{number}-{slug}/{lower}.yaml"),
        ])
        .collect()
}

/// The path of a document whose file is called like its title.
pub(super) fn titled(path: &RelPath, title: &str) -> Result<RelPath, Impossible> {
    let title = title.trim();
    let bad = title.chars().find(|sign| sign.is_control() || r#"/\:*?"<>|[]#^"#.contains(*sign));
    if let Some(bad) = bad {
        return Err(Impossible::new(format!("the name of a file cannot hold `{bad}`"))
            .with_hint("leave it out of the title"));
    }
    if title.is_empty() || title.starts_with('.') {
        return Err(Impossible::new(format!("`{title}` is no name for a file")));
    }
    Ok(path.parent().join(&format!("{title}.{}", path.extension())))
}

/// The path of an artifact's document after its title became another: the name's id stays.
pub(super) fn renamed(path: &RelPath, id: &Id, title: &str) -> RelPath {
    let extension = path.extension();
    path.parent().join(&format!("{id}-{}.{extension}", slug(title, LONGEST_SLUG)))
}
