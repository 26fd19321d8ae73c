//! Everything that names an id which several artifacts have: which of them it means, as far as history tells.

use std::collections::{BTreeMap, BTreeSet};

use super::collisions::{Background, Case, Other};
use super::error::CommandError;
use super::writing::Writing;
use crate::history::{Authorship, Dispute, Doubt, Meaning, NamingFile};
use crate::model::field::LinkRule;
use crate::model::kind::Kind;
use crate::plan::{
    ArtifactIndex, Home, LinkState, Mention, Plan, file_link, mentions, mentions_in, owner, read_document,
};
use crate::repo::Message;
use crate::source::commits::{Commits, Snapshot};
use crate::source::log::ObjectId;
use crate::source::{RelPath, SourceFault, SourceFaultKind, Tree};
use crate::text::markdown::Outline;
use crate::text::span::Span;

/// The largest file outside of the plan that is looked into, in bytes.
const LARGEST: usize = 1 << 20;

/// What names the id of one case.
#[derive(Default)]
pub(crate) struct Found {
    /// The places that mean a newcomer, by newcomer.
    pub(crate) meant: BTreeMap<ArtifactIndex, Vec<(ArtifactIndex, Mention)>>,
    pub(crate) left: Vec<Left>,
    /// The same outside of the plan, where nothing is written.
    pub(crate) files: Vec<Left>,
    pub(crate) commits: Vec<(Message, Meaning)>,
    /// Places that mean the artifact which is not here, in documents.
    pub(crate) absent: Vec<(RelPath, Span)>,
}

/// A place that stays as it is although it may mean, or does mean, an artifact that gets another id.
pub(crate) struct Left {
    pub(crate) path: RelPath,
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) why: Why,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Why {
    Doubt(Doubt),
    /// The document cannot be read, and so not be written.
    Unreadable,
    /// It is a part of a web address.
    Address,
    /// It means the artifact at this position, and lies outside of the plan.
    Means(ArtifactIndex),
}

/// Looks everywhere for what names the id of a case. `outside` are the files that are no documents and name it,
/// or the id of another case.
pub(crate) fn find(
    writing: &Writing,
    background: Option<&Background>,
    plan: &Plan,
    case: &Case,
    outside: &[(RelPath, String)],
) -> Result<Found, CommandError> {
    let no_commits = NoCommits;
    let commits: &dyn Commits = background.map_or(&no_commits, |background| &background.commits);
    let is_alone = !matches!(case.other, Other::Here(..));
    let base = background.and_then(|background| background.base.as_ref());
    // Of what is on the base already the base cannot say when it came.
    let base = base.filter(|base| !(is_alone && base.has_one(plan, case)));
    let dispute = Dispute {
        config: &plan.config,
        key: &case.group.key,
        claimants: case.group.members.iter().map(|index| plan.artifact(*index)).collect(),
        has_absent_rival: is_alone,
        tree: &writing.tree,
        parents: background.map_or(&[], |background| &background.heads),
        base: base.map(|base| base.tip),
        commits,
    };
    let mut search = Search {
        plan,
        case,
        kind: &plan.config.kinds[usize::from(case.group.kind)],
        authorship: Authorship::of(&dispute),
        found: Found::default(),
    };
    for index in plan.indices() {
        search.document(index)?;
    }
    for document in &plan.unreadable {
        if let Some(text) = document.text.as_deref() {
            search.text(&document.path, text, true)?;
        }
    }
    for (path, text) in outside {
        search.text(path, text, false)?;
    }
    if let Some(background) = background {
        search.messages(background)?;
    }
    Ok(search.found)
}

struct Search<'a> {
    plan: &'a Plan,
    case: &'a Case,
    kind: &'a Kind,
    authorship: Authorship<'a>,
    found: Found,
}

impl Search<'_> {
    fn document(&mut self, index: ArtifactIndex) -> Result<(), CommandError> {
        let (plan, kind, key) = (self.plan, self.kind, &self.case.group.key);
        let document = plan.artifact(index);
        let all = mentions_in(plan, index, document, kind, key);
        if all.is_empty() {
            return Ok(());
        }
        let find = |path: &RelPath, text: &str| -> Vec<Span> {
            let found = match read_document(&plan.config, path, text.as_bytes().to_vec()) {
                Some(earlier) => mentions_in(plan, index, &earlier, kind, key),
                None => mentions(kind, key, text),
            };
            found.into_iter().map(|mention| mention.span).collect()
        };
        let places = all.iter().map(|mention| mention.span).collect();
        let file = NamingFile { path: &document.path, text: &document.text, places, find: &find };
        let meanings = self.authorship.file(&file)?;
        let followed = self.followed(index);
        for (mention, meaning) in all.into_iter().zip(meanings) {
            let span = mention.span;
            let is_followed =
                followed.iter().any(|other| other.start() <= span.start() && span.end() <= other.end());
            if is_followed || !self.is_of_product(&document.text, index, &mention) {
                continue;
            }
            let meaning = match self.by_file_name(&document.text, &mention) {
                Some(meaning) => meaning,
                None if mention.begins_a_name => continue,
                None => meaning,
            };
            let why = match self.why(meaning) {
                None => {
                    if meaning == Meaning::Absent {
                        self.found.absent.push((document.path.clone(), span));
                    }
                    continue;
                }
                Some(Why::Means(newcomer)) if !is_in_address(&document.text, span) => {
                    self.found.meant.entry(newcomer).or_default().push((index, mention));
                    continue;
                }
                Some(Why::Means(_)) => Why::Address,
                Some(other) => other,
            };
            let left =
                Left { path: document.path.clone(), text: span.slice(&document.text).to_owned(), span, why };
            self.found.left.push(left);
        }
        Ok(())
    }

    /// A file in which nothing is written: one that cannot be read as a document, or is none.
    fn text(&mut self, path: &RelPath, text: &str, is_document: bool) -> Result<(), CommandError> {
        let (kind, key) = (self.kind, &self.case.group.key);
        let all = mentions(kind, key, text);
        if all.is_empty() {
            return Ok(());
        }
        let find = |_: &RelPath, text: &str| -> Vec<Span> {
            mentions(kind, key, text).into_iter().map(|mention| mention.span).collect()
        };
        let places = all.iter().map(|mention| mention.span).collect();
        let meanings = self.authorship.file(&NamingFile { path, text, places, find: &find })?;
        for (mention, meaning) in all.into_iter().zip(meanings) {
            let meaning = match self.by_file_name(text, &mention) {
                Some(meaning) => meaning,
                None if mention.begins_a_name => continue,
                None => meaning,
            };
            let Some(why) = self.why(meaning) else { continue };
            let why = match why {
                Why::Means(_) if is_document => Why::Unreadable,
                other => other,
            };
            let left = Left {
                path: path.clone(),
                text: mention.span.slice(text).to_owned(),
                span: mention.span,
                why,
            };
            if is_document { self.found.left.push(left) } else { self.found.files.push(left) }
        }
        Ok(())
    }

    fn messages(&mut self, background: &Background) -> Result<(), CommandError> {
        // What the base has already, the commits that it has may name.
        let base = background.base.iter().filter(|base| !base.has_one(self.plan, self.case));
        let known: Vec<ObjectId> = base.map(|base| base.tip).collect();
        let mut seen = BTreeSet::new();
        for head in &background.heads {
            for message in background.commits.messages(*head, &known)? {
                if mentions(self.kind, &self.case.group.key, &message.text).is_empty()
                    || !seen.insert(message.id)
                {
                    continue;
                }
                let meaning = self.authorship.message(message.id)?;
                if self.why(meaning).is_some() {
                    self.found.commits.push((message, meaning));
                }
            }
        }
        Ok(())
    }

    /// Why a reference with this meaning is of interest; nothing where it means one that keeps its id.
    fn why(&self, meaning: Meaning) -> Option<Why> {
        match meaning {
            Meaning::Claimant(at) => {
                let index = *self.case.group.members.get(at)?;
                self.case.newcomers.contains(&index).then_some(Why::Means(index))
            }
            Meaning::Absent => None,
            Meaning::Undecided(doubt) => Some(Why::Doubt(doubt)),
        }
    }

    /// The artifact whose whole file name stands at a mention.
    fn by_file_name(&self, text: &str, mention: &Mention) -> Option<Meaning> {
        let start =
            text[..mention.tail.start()].rfind(['/', ' ', '(', '`', '"', '\n']).map_or(0, |at| at + 1);
        let rest = text.get(start..)?;
        let stem = |at: &usize| self.plan.artifact(self.case.group.members[*at]).path.stem().to_owned();
        let mut fitting = (0..self.case.group.members.len()).filter(|at| {
            let stem = stem(at);
            let joins = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
            stem.len() > mention.tail.end() - start
                && rest.strip_prefix(stem.as_str()).is_some_and(|behind| !behind.starts_with(joins))
        });
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(Meaning::Claimant(only)),
            _ => None,
        }
    }

    /// The places of a document that are links by path: they follow the files they lead to.
    fn followed(&self, index: ArtifactIndex) -> Vec<Span> {
        let document = self.plan.artifact(index);
        let home = Home { product: document.product, path: &document.path };
        let in_fields = self.plan.links_from(index).iter().filter(|link| {
            let rule = self.plan.field_of(link).link.as_ref();
            rule.is_some_and(|rule| self.plan.written_path(&link.written, rule, home).is_some())
        });
        let mut spans: Vec<Span> = in_fields.map(|link| link.span).collect();
        let outline = Outline::of(document.body_text(), document.body.start());
        let links = outline.links.iter().map(|link| (&link.target, link.target_span));
        let definitions =
            outline.definitions.iter().map(|definition| (&definition.target, definition.target_span));
        spans.extend(links.chain(definitions).filter_map(|(target, span)| {
            file_link::local(target, &document.path)?.path?;
            span
        }));
        spans
    }

    /// Whether a mention is of the product that the case is about.
    fn is_of_product(&self, text: &str, home: ArtifactIndex, mention: &Mention) -> bool {
        let products = &self.plan.config.products;
        let product = self.case.group.product;
        if products.len() < 2 {
            return true;
        }
        let written = mention.product.as_deref().and_then(|written| products.get_index_of(written));
        if let Some(written) = written {
            return usize::from(product) == written;
        }
        let document = self.plan.artifact(home);
        if document.product == product {
            return true;
        }
        let prefix = text[..mention.tail.start()].rfind('/').filter(|at| *at >= mention.span.start());
        let start = prefix.map_or(mention.span.start(), |at| at + 1);
        let home = Home { product: document.product, path: &document.path };
        let rule = LinkRule::any();
        match self.plan.resolve_from(Span::new(start, mention.tail.end()).slice(text), &rule, Some(home)) {
            LinkState::Resolved(target) => self.case.group.members.contains(&target.artifact),
            LinkState::Ambiguous(all) => all.iter().any(|one| self.case.group.members.contains(one)),
            _ => false,
        }
    }
}

/// Whether a place is a part of a web address.
fn is_in_address(text: &str, span: Span) -> bool {
    let start =
        text[..span.start()].rfind([' ', '\n', '\t', '<', '(', '"', '\'', '`']).map_or(0, |at| at + 1);
    text[start..span.start()].contains("://")
}

/// The files of the repository.
pub(crate) struct Files {
    pub(crate) all: Vec<RelPath>,
    /// Those that are no documents of the plan and name the id of a case, with their texts.
    pub(crate) outside: Vec<(RelPath, String)>,
    /// How many were too large to be looked into.
    pub(crate) too_large: usize,
}

impl Files {
    /// Lists all, and reads those that are no documents.
    pub(crate) fn of(writing: &Writing, plan: &Plan, cases: &[Case]) -> Self {
        let all = writing.tree.list(&[]).files;
        let mut files = Self { all: Vec::new(), outside: Vec::new(), too_large: 0 };
        let names_one = |text: &str| {
            cases.iter().any(|case| {
                !mentions(&plan.config.kinds[usize::from(case.group.kind)], &case.group.key, text).is_empty()
            })
        };
        for path in all.iter().filter(|path| !cases.is_empty() && owner(&writing.config, path).is_none()) {
            // What cannot be read is a picture or the like, or nobody's to look into.
            let Ok(bytes) = writing.tree.read(path) else { continue };
            if bytes.len() > LARGEST {
                files.too_large += 1;
            } else if let Ok(text) = String::from_utf8(bytes)
                && names_one(&text)
            {
                files.outside.push((path.clone(), text));
            }
        }
        Self { all, ..files }
    }
}

/// The history of a folder that has none.
struct NoCommits;

impl Commits for NoCommits {
    fn commit(&self, _: ObjectId) -> Result<Snapshot, SourceFault> {
        Err(SourceFault { path: None, kind: SourceFaultKind::NotFound, reason: "there is no commit".into() })
    }

    fn holds(&self, _: ObjectId, _: ObjectId) -> Result<bool, SourceFault> {
        Ok(false)
    }
}
