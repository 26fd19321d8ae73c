//! A kind of artifact as data: where its files lie, how they are named, what they may say.

use std::ops::Range;

use indexmap::IndexMap;
use regex::Regex;

use super::field::{Field, Required};
use super::workflow::{Category, Workflow};
use crate::source::RelPath;
use crate::text::front_matter::Language;
use crate::text::markdown::{self, Table};
use crate::text::words::label;

/// The section that holds what somebody said.
pub(crate) const WORDS: &str = "Words";

/// Everything `pm` knows of a kind; shipped kinds and a repository's own are the same.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) plural: String,
    /// Shorter names for commands: `req`.
    pub(crate) aliases: Vec<String>,
    /// Whether help and `pm init` begin with it.
    pub(crate) core: bool,
    /// Whether `pm` ships it or the repository made it.
    pub(crate) shipped: bool,
    pub(crate) summary: String,
    pub(crate) about: String,
    pub(crate) files: Files,
    pub(crate) identity: Identity,
    /// Where its documents write their fields.
    pub(crate) source: FieldSource,
    /// The front-matter key of the title.
    pub(crate) title_field: String,
    /// Whether the title is the first heading of the text, and no field.
    pub(crate) title_is_heading: bool,
    /// Whether the title is the name of the file without its ending, and no field.
    pub(crate) title_is_name: bool,
    pub(crate) workflow: Workflow,
    /// All fields but id, title and status, in the order in which they are written.
    pub(crate) fields: IndexMap<String, Field>,
    /// Whether keys that are no field are a finding.
    pub(crate) other_fields: bool,
    pub(crate) sections: Vec<Section>,
    /// What people agree to.
    pub(crate) normative: Normative,
    /// The fields that say how much work it is.
    pub(crate) estimates: Vec<String>,
    /// The roles that must have approved it, by the status from which on they must.
    pub(crate) approvals: IndexMap<String, Vec<String>>,
    /// Bodies for new artifacts by name; the first is the default.
    pub(crate) templates: IndexMap<String, String>,
}

/// Where documents write their fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum FieldSource {
    /// In YAML between two fences, or in a file that is all YAML.
    #[default]
    FrontMatter,
    /// In a Markdown table of names and values, the first whose first heading is this.
    Table {
        heading: String,
        /// Whether a document may have none.
        optional: bool,
    },
    /// In lines `Name: value` at the head of the text, and in a section `Status`.
    Lines,
    /// Nowhere: they have no fields.
    Nothing,
}

impl FieldSource {
    /// The rows that the text of a document has of names and values; nothing where they stand elsewhere, or nowhere.
    pub(crate) fn rows(&self, body: &str, base: usize) -> Option<Table> {
        match self {
            Self::Table { heading, .. } => markdown::table(body, base, heading),
            Self::Lines => markdown::head(body, base),
            Self::FrontMatter | Self::Nothing => None,
        }
    }
}

/// Where the documents of a kind lie and what their path says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    /// The folders, as seen from the repository's root; the first takes new files.
    pub(crate) folders: Vec<RelPath>,
    /// What a path below one of the folders must look like.
    pub(crate) include: Vec<PathPattern>,
    pub(crate) exclude: Vec<PathPattern>,
    /// A pattern for the whole path, whose names are captures.
    pub(crate) captures: Option<PathPattern>,
    /// Whether a file that carries an id is expected to be called by it. Not for foreign documents.
    pub(crate) named_by_id: bool,
}

/// How an artifact of a kind is identified.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Identity {
    /// Whether documents have no id at all, and are known by their paths.
    pub(crate) by_path: bool,
    /// The front-matter key of the id.
    pub(crate) field: String,
    /// The prefix of ids as `pm` writes them: `REQ`.
    pub(crate) prefix: String,
    /// Other prefixes under which the same ids are written.
    pub(crate) spellings: Vec<String>,
    /// A capture of the path that gives the id where the front matter cannot be read or has none.
    pub(crate) capture: Option<String>,
}

impl Identity {
    /// Whether `prefix` is one of this kind's, letter case aside.
    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        self.prefix.eq_ignore_ascii_case(prefix)
            || self.spellings.iter().any(|spelling| spelling.eq_ignore_ascii_case(prefix))
    }
}

/// Which words of an artifact people agree to; all others say when, by whom and how sure.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Normative {
    /// Fields, and parts of records as `key_results.target`.
    pub(crate) fields: Vec<String>,
    pub(crate) sections: NormativeSections,
}

/// Which sections of a body people agree to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NormativeSections {
    All,
    /// Those with these titles, letter case aside, with what stands below them.
    Titled(Vec<String>),
}

impl Default for NormativeSections {
    fn default() -> Self {
        Self::Titled(Vec::new())
    }
}

impl Normative {
    /// Whether nothing of the kind is agreed to.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.sections == NormativeSections::default()
    }
}

/// A section that the body of an artifact may or must have.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) required: Required,
    /// The letters of the part ids of its list items: `AC`.
    pub(crate) part: Option<String>,
}

impl Kind {
    /// The kind of the document at `path`, if it is one of this kind's.
    /// The path is as seen from the folder of its product.
    pub(crate) fn owns(&self, path: &str) -> bool {
        self.files.folders.iter().any(|folder| {
            let below = match folder.as_str() {
                "" => Some(path),
                folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
            };
            below.is_some_and(|below| {
                self.files.include.iter().any(|pattern| pattern.matches(below))
                    && !self.files.exclude.iter().any(|pattern| pattern.matches(below))
            })
        })
    }

    /// The roles that must have approved an artifact with this status, each once, in the order of `pm.yaml`.
    pub(crate) fn roles_for(&self, status: &str) -> Vec<&str> {
        let is_agreed = |from: &&String| {
            let category = self.workflow.get(status).map(|status| status.category);
            status == from.as_str()
                || matches!(category, Some(Category::Active | Category::Done))
                    && self.workflow.has_reached(status, from)
        };
        let mut roles: Vec<&str> = Vec::new();
        for role in self.approvals.iter().filter(|(from, _)| is_agreed(from)).flat_map(|(_, roles)| roles) {
            if !roles.contains(&role.as_str()) {
                roles.push(role);
            }
        }
        roles
    }

    /// The status before a decision that an artifact with this status goes back to: the first open one among
    /// its moves, and where the workflow allows any move, the last open one.
    pub(crate) fn open_before(&self, status: &str) -> Option<&str> {
        let workflow = &self.workflow;
        let is_open = |name: &&str| workflow.get(name).is_some_and(|other| other.category == Category::Open);
        match workflow.get(status).and_then(|status| status.moves.as_ref()) {
            Some(moves) => moves.iter().map(String::as_str).find(is_open),
            None => workflow.names().filter(is_open).last(),
        }
    }

    /// Whether some status asks for an approval in this role.
    pub(crate) fn asks_for(&self, role: &str) -> bool {
        self.approvals.values().flatten().any(|asked| asked == role)
    }

    /// Whether artifacts of the kind hold what somebody said.
    pub(crate) fn is_heard(&self) -> bool {
        self.sections.iter().any(|section| section.title == WORDS)
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// The position of a field, by which artifacts store its value.
    pub(crate) fn field_index(&self, name: &str) -> Option<usize> {
        self.fields.get_index_of(name)
    }

    /// How a person writes `field` into a document: `add \`status: draft\``, as its language has it, or a row of its
    /// table.
    pub(crate) fn how_to_add(&self, field: &str, value: &str, language: Language) -> String {
        match self.source {
            FieldSource::Table { .. } => format!("add a row `| {} | {value} |`", label(field)),
            FieldSource::Lines => format!("add a line `{}: {value}`", label(field)),
            FieldSource::FrontMatter | FieldSource::Nothing => match language {
                Language::Yaml => format!("add `{}`", format!("{field}: {value}").trim_end()),
                Language::Toml if value.is_empty() => format!("add `{field} = …`"),
                Language::Toml => format!("add `{field} = \"{value}\"`"),
            },
        }
    }

    /// Whether a person may mean this kind by `name`: its name, its plural or an alias.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.plural == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// A path with `*`, `**`, `?` and named parts in braces: `keps/{sig}/**/{number:digits}-{slug}/kep.yaml`.
///
/// `*` and a name stop at `/`; `**/` is any number of folders, none included. A name takes as little as
/// it can; `{name:digits}` takes digits only.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    text: String,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    /// Of `**/*.md` the `.md`: most patterns ask for an ending alone, and a file is held against many.
    Ending(String),
    /// Of `**/README.md` the name, in whatever folder.
    Name(String),
    /// Of `**/_*` the `_`, with which the name begins.
    Beginning(String),
    /// Made only where it is needed: building it takes longer than a small command.
    Regex(Regex),
}

impl PathPattern {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let is_plain = |part: &&str| !part.contains(['*', '?', '{', '/']);
        let in_any_folder = text.strip_prefix("**/").unwrap_or_default();
        let form = if let Some(ending) = in_any_folder.strip_prefix('*').filter(is_plain) {
            Some(Form::Ending(ending.to_owned()))
        } else if let Some(start) = in_any_folder.strip_suffix('*').filter(is_plain) {
            Some(Form::Beginning(start.to_owned()))
        } else {
            Some(in_any_folder)
                .filter(is_plain)
                .filter(|name| !name.is_empty())
                .map(|name| Form::Name(name.to_owned()))
        };
        if let Some(form) = form {
            return Ok(Self { text: text.to_owned(), form });
        }
        let mut regex = String::from("^");
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("**/") {
                regex.push_str("(?:.*/)?");
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**") {
                regex.push_str(".*");
                rest = after;
            } else if let Some(after) = rest.strip_prefix('*') {
                regex.push_str("[^/]*");
                rest = after;
            } else if let Some(after) = rest.strip_prefix('?') {
                regex.push_str("[^/]");
                rest = after;
            } else if let Some(after) = rest.strip_prefix('{') {
                let (inner, after) = after.split_once('}').ok_or("a `{` is never closed")?;
                regex.push_str(&capture(inner)?);
                rest = after;
            } else {
                let literal = rest.chars().next().unwrap_or_default();
                regex.push_str(&regex::escape(literal.encode_utf8(&mut [0; 4])));
                rest = &rest[literal.len_utf8()..];
            }
        }
        regex.push('$');
        let regex = Regex::new(&regex).map_err(|error| error.to_string())?;
        Ok(Self { text: text.to_owned(), form: Form::Regex(regex) })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn matches(&self, path: &str) -> bool {
        match &self.form {
            Form::Ending(ending) => path.ends_with(ending.as_str()),
            Form::Name(name) => name_of(path) == name,
            Form::Beginning(start) => name_of(path).starts_with(start.as_str()),
            Form::Regex(regex) => regex.is_match(path),
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.regex().into_iter().flat_map(Regex::capture_names).flatten()
    }

    /// What the part called `name` takes of `path`.
    pub(crate) fn capture<'path>(&self, path: &'path str, name: &str) -> Option<&'path str> {
        path.get(self.capture_range(path, name)?)
    }

    /// The bytes of `path` that the part called `name` takes.
    pub(crate) fn capture_range(&self, path: &str, name: &str) -> Option<Range<usize>> {
        Some(self.regex()?.captures(path)?.name(name)?.range())
    }

    fn regex(&self) -> Option<&Regex> {
        match &self.form {
            Form::Ending(_) | Form::Name(_) | Form::Beginning(_) => None,
            Form::Regex(regex) => Some(regex),
        }
    }
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn capture(inner: &str) -> Result<String, String> {
    let (name, class) = match inner.split_once(':') {
        None => (inner, "[^/]+?"),
        Some((name, "digits")) => (name, "[0-9]+"),
        Some((_, other)) => {
            return Err(format!("`{other}` is no class of characters; write `digits` or nothing"));
        }
    };
    let named = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if name.is_empty() || !named(name) || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!("`{name}` is no name; use letters, digits and `_`"));
    }
    Ok(format!("(?P<{name}>{class})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, expect: bool) {
        assert_eq!(
            PathPattern::parse(pattern).expect("a pattern").matches(path),
            expect,
            "{pattern} on {path}"
        );
    }

    #[test]
    fn stars_stop_at_a_folder_and_two_do_not() {
        check("*.md", "a.md", true);
        check("*.md", "x/a.md", false);
        check("**/*.md", "a.md", true);
        check("**/*.md", "x/y/a.md", true);
        check("**/*.md", "x/y/a.mdx", false);
        check("archive/**", "archive/x/a.md", true);
        check("**/README.md", "README.md", true);
        check("**/README.md", "x/y/README.md", true);
        check("**/README.md", "x/aREADME.md", false);
        check("**/README.md", "README.md/a", false);
        check("**/_*", "_a.md", true);
        check("**/_*", "x/_a.md", true);
        check("**/_*", "_x/a.md", false);
        check("**/_*", "a_.md", false);
        check("a?.md", "ab.md", true);
        check("a+.md", "aa.md", false);
    }

    #[test]
    fn names_capture_parts_of_the_path() {
        let pattern = PathPattern::parse("keps/{sig}/**/{number:digits}-{slug}/kep.yaml").expect("a pattern");
        let path = "keps/sig-node/kubeadm/127-user-namespaces/kep.yaml";
        assert_eq!(pattern.capture(path, "sig"), Some("sig-node"));
        assert_eq!(pattern.capture(path, "number"), Some("127"));
        assert_eq!(pattern.capture(path, "slug"), Some("user-namespaces"));
        assert_eq!(pattern.capture("keps/x.yaml", "sig"), None);
    }

    #[test]
    fn a_bad_pattern_says_why() {
        assert_eq!(PathPattern::parse("a{b").map(|_| ()), Err("a `{` is never closed".into()));
        assert!(PathPattern::parse("{a b}").is_err());
        assert!(PathPattern::parse("{a:letters}").is_err());
    }
}
