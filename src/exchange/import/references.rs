//! Who is meant where a record names another one, or something that the plan has or is to get.

use std::collections::{BTreeMap, HashMap};

use super::Request;
use super::ways::ways;
use crate::exchange::batch::{Misfit, plain};
use crate::exchange::draft::{Draft, Said, Text};
use crate::exchange::ledger::{is_named_only, named_only};
use crate::model::field::{Field, FieldType};
use crate::model::values::{Id, Version};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{one_of, with_article};

/// What an artifact is called that a tool knows by `source`: the id itself where it cannot be taken for one of this
/// plan, else with the tool's name in front. Nothing where records are known by their titles.
pub(super) fn alias(request: &Request<'_>, source: &str) -> Option<String> {
    let mapping = request.mapping;
    if mapping.id.is_empty() || mapping.keeps_ids || is_named_only(source) {
        return None;
    }
    // A document that has no id of its own is known by its path, which is no name for people.
    if !request.batch.described.is_empty() && Id::parse(source).is_err() {
        return None;
    }
    let kinds = &request.plan.config.kinds;
    let is_own = |id: &Id| kinds.iter().any(|kind| kind.identity.has_prefix(id.prefix()));
    if Id::parse(source).is_ok_and(|id| !is_own(&id) && id.product().is_none()) {
        return Some(source.to_owned());
    }
    // Of an address the number at its end is enough.
    let short = match source.contains("://") {
        true => source.trim_end_matches('/').rsplit('/').next().unwrap_or(source),
        false => source,
    };
    let is_word =
        !short.is_empty() && short.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    is_word.then(|| format!("{}-{short}", mapping.tool))
}

/// Everything that records can name.
pub(super) struct Names<'a> {
    plan: &'a Plan,
    tool: &'a str,
    /// By what the tool and other columns call them; twice where two records have one name.
    records: HashMap<String, Named>,
    /// Records by kind and title.
    record_titles: HashMap<(usize, String), Named>,
    /// What the plan has, by kind and title.
    titles: HashMap<(usize, String), Vec<ArtifactIndex>>,
    /// Whether records are documents, which name each other by paths too.
    are_documents: bool,
    /// The ids of drafts, by position; nothing for those that stay out.
    ids: Vec<Option<(usize, Id)>>,
    kinds: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Named {
    Once(usize),
    Twice,
}

impl<'a> Names<'a> {
    pub(super) fn of(request: &Request<'a>, drafts: &[Draft]) -> Self {
        let mut records: HashMap<String, Named> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            records.insert(key(&draft.source), Named::Once(at));
        }
        for (at, draft) in drafts.iter().enumerate() {
            for name in &draft.names {
                match records.get(&key(name)) {
                    None => {
                        records.insert(key(name), Named::Once(at));
                    }
                    Some(Named::Once(other)) if *other == at || drafts[*other].source == *name => {}
                    Some(_) => {
                        records.insert(key(name), Named::Twice);
                    }
                }
            }
        }
        let mut titles: HashMap<(usize, String), Vec<ArtifactIndex>> = HashMap::new();
        for index in request.plan.indices() {
            let artifact = request.plan.artifact(index);
            titles.entry((usize::from(artifact.kind), plain(&artifact.title))).or_default().push(index);
        }
        let mut record_titles: HashMap<(usize, String), Named> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            let place = record_titles.entry((draft.kind, plain(&draft.title)));
            place.and_modify(|named| *named = Named::Twice).or_insert(Named::Once(at));
        }
        let kinds = drafts.iter().map(|draft| draft.kind).collect();
        let (plan, tool) = (request.plan, request.mapping.tool.as_str());
        let are_documents = !request.batch.described.is_empty();
        Self { plan, tool, records, record_titles, titles, are_documents, ids: Vec::new(), kinds }
    }

    /// Adds drafts of what records name and nobody has written, where the mapping says so.
    pub(super) fn write_what_is_missing(&mut self, drafts: &mut Vec<Draft>) {
        let mut missing: BTreeMap<(usize, usize), (usize, usize, Text)> = BTreeMap::new();
        let mut known: HashMap<String, ()> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            let kind = &self.plan.config.kinds[draft.kind];
            for said in draft.fields.iter().filter(|said| said.creates) {
                let field = &kind.fields[said.field];
                let Some(target) = self.target_kind(field) else { continue };
                for (nth, text) in said.texts.iter().enumerate() {
                    let source = named_only(&self.plan.config.kinds[target].name, &text.text);
                    if self.find(field, &text.text).is_err() && known.insert(source, ()).is_none() {
                        let place = (at, said.field * 1000 + nth);
                        missing.insert(place, (target, draft.file, text.clone()));
                    }
                }
            }
        }
        for (kind_at, file, text) in missing.into_values() {
            let kind = &self.plan.config.kinds[kind_at];
            let is_version =
                |field: &&Field| field.ty == FieldType::Version && Version::parse(&text.text).is_ok();
            let version =
                kind.fields.get("version").filter(is_version).and(kind.fields.get_index_of("version"));
            let fields = version.map(|field| Said { field, texts: vec![text.clone()], creates: false });
            let draft = Draft {
                file,
                span: text.span,
                source: named_only(&kind.name, &text.text),
                names: vec![text.text.clone()],
                kind: kind_at,
                title: text.text.clone(),
                status: None,
                fields: fields.into_iter().collect(),
                parts: Vec::new(),
                body: String::new(),
                sections: Vec::new(),
                inverse: Vec::new(),
                path: None,
            };
            self.records.insert(key(&draft.source), Named::Once(drafts.len()));
            self.kinds.push(kind_at);
            drafts.push(draft);
        }
    }

    /// Says what the drafts are called here.
    pub(super) fn called(&mut self, ids: &[Option<Id>]) {
        self.ids = ids.iter().zip(&self.kinds).map(|(id, kind)| Some((*kind, id.clone()?))).collect();
    }

    fn target_kind(&self, field: &Field) -> Option<usize> {
        self.plan.config.kind_index(field.link.as_ref()?.to.first()?)
    }

    /// Whom `text` names in `field`, before ids are given: a draft by its position, or an artifact.
    fn find(&self, field: &Field, text: &str) -> Result<Whom, NotNamed> {
        let found = self.find_by(field, text);
        if !self.are_documents || found.is_ok() {
            return found;
        }
        let others = ways(text).into_iter().map(|way| self.find_by(field, &way));
        others.into_iter().find(|found| !matches!(found, Err(NotNamed::Unknown))).unwrap_or(found)
    }

    fn find_by(&self, field: &Field, text: &str) -> Result<Whom, NotNamed> {
        let Some(rule) = &field.link else { return Err(NotNamed::Unknown) };
        let kinds: Vec<usize> = match rule.to.as_slice() {
            [] => (0..self.plan.config.kinds.len()).collect(),
            names => names.iter().filter_map(|name| self.plan.config.kind_index(name)).collect(),
        };
        let of_kind = |index: ArtifactIndex| kinds.contains(&usize::from(self.plan.artifact(index).kind));
        for name in std::iter::once(text.to_owned())
            .chain(kinds.iter().map(|kind| named_only(&self.plan.config.kinds[*kind].name, text)))
        {
            match self.records.get(&key(&name)) {
                Some(Named::Once(at)) if kinds.contains(&self.kinds[*at]) => return Ok(Whom::Draft(*at)),
                Some(Named::Once(at)) => return Err(NotNamed::WrongKind(self.kinds[*at])),
                Some(Named::Twice) => return Err(NotNamed::Twice),
                None => {}
            }
        }
        let aliased = format!("{}-{text}", self.tool);
        for name in [text, &aliased] {
            if let Ok(lookup) = self.plan.find(name) {
                return if of_kind(lookup.artifact) {
                    Ok(Whom::Artifact(lookup.artifact))
                } else {
                    Err(NotNamed::WrongKind(usize::from(self.plan.artifact(lookup.artifact).kind)))
                };
            }
        }
        let title = plain(text);
        for kind in &kinds {
            match self.record_titles.get(&(*kind, title.clone())) {
                Some(Named::Once(at)) => return Ok(Whom::Draft(*at)),
                Some(Named::Twice) => return Err(NotNamed::Twice),
                None => {}
            }
        }
        let titled: Vec<ArtifactIndex> = kinds
            .iter()
            .filter_map(|kind| self.titles.get(&(*kind, title.clone())))
            .flatten()
            .copied()
            .collect();
        match titled.as_slice() {
            [one] => Ok(Whom::Artifact(*one)),
            [] => Err(NotNamed::Unknown),
            _ => Err(NotNamed::Twice),
        }
    }

    /// The id that a link from the draft at `from` is written with.
    pub(super) fn reference(
        &self,
        field: &Field,
        said: &Text,
        from: usize,
    ) -> Result<Option<String>, Misfit> {
        let label = |index: ArtifactIndex| self.plan.artifact(index).label();
        let id = match self.find(field, &said.text) {
            Ok(Whom::Draft(at)) if at == from => return Ok(None),
            Ok(Whom::Draft(at)) => self.ids[at].as_ref().map(|(_, id)| id.to_string()),
            Ok(Whom::Artifact(index)) => Some(label(index)),
            Err(why) => return Err(self.misfit(field, said, why)),
        };
        id.map(Some).ok_or_else(|| {
            let message = format!("`{}` was removed here", said.text);
            Misfit::cell(said.span, &said.column, message)
        })
    }

    /// The draft that `said` names.
    pub(super) fn draft(&self, said: &Text) -> Option<usize> {
        let ways = if self.are_documents { ways(&said.text) } else { Vec::new() };
        std::iter::once(said.text.clone()).chain(ways).find_map(|name| {
            match self.records.get(&key(&name))? {
                Named::Once(at) => Some(*at),
                Named::Twice => None,
            }
        })
    }

    pub(super) fn id_of(&self, draft: usize) -> Option<&Id> {
        self.ids[draft].as_ref().map(|(_, id)| id)
    }

    /// Where records are looked for.
    pub(super) fn where_looked(&self) -> &'static str {
        if self.are_documents { "among the documents" } else { "in the file" }
    }

    fn misfit(&self, field: &Field, said: &Text, why: NotNamed) -> Misfit {
        let config = &self.plan.config;
        let to = field.link.as_ref().map(|rule| rule.to.clone()).unwrap_or_default();
        let plurals =
            to.iter().filter_map(|name| config.kind_index(name)).map(|at| config.kinds[at].plural.as_str());
        let message = match why {
            NotNamed::Unknown => {
                format!("`{}` is neither {} nor in the plan", said.text, self.where_looked())
            }
            NotNamed::Twice => format!("`{}` is the name of several", said.text),
            NotNamed::WrongKind(kind) => format!(
                "`{}` is {}, and `{}` leads to {}",
                said.text,
                with_article(&config.kinds[kind].name),
                field.name,
                if to.is_empty() { "anything".to_owned() } else { one_of(plurals) }
            ),
        };
        Misfit::cell(said.span, &said.column, message)
    }
}

enum Whom {
    Draft(usize),
    Artifact(ArtifactIndex),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NotNamed {
    Unknown,
    Twice,
    WrongKind(usize),
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
