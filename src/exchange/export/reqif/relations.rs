//! Relations: each link between two artifacts that are exported, once.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::Sheet;
use super::identifiers::{Names, identifier};
use super::types::{part, relation_type};
use super::values::Reader;
use super::xml::Xml;
use super::{Document, IDENTIFIER, LAST_CHANGE};
use crate::plan::{ArtifactIndex, LinkState};

/// The relations in the order of their sources.
pub(super) struct Relations {
    each: Vec<Relation>,
    /// By name, whether one of them leads to a part.
    types: BTreeMap<String, bool>,
}

struct Relation {
    identifier: String,
    /// The name of the field that the link is written in; within an entry, both names.
    name: String,
    source: ArtifactIndex,
    target: ArtifactIndex,
    part: Option<String>,
}

impl Relations {
    pub(super) fn of(reader: &Reader<'_>, names: &Names, sheets: &[Sheet<'_>]) -> Self {
        let plan = reader.plan;
        let mut relations = Self { each: Vec::new(), types: BTreeMap::new() };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (source, _) in sheets.iter().flat_map(|sheet| &sheet.objects) {
            for link in plan.links_from(*source) {
                let Some(target) = reader.relation(link) else { continue };
                let part = match &link.state {
                    LinkState::Resolved(target) => target.part.as_ref().map(ToString::to_string),
                    _ => None,
                };
                let name = plan.link_name(link).into_owned();
                let ends = [*source, target].map(|end| names.get(end).unwrap_or_default());
                let pieces = [["relation", &name].as_slice(), &ends, part.as_deref().as_slice()].concat();
                let identifier = identifier(&pieces);
                if taken.insert(identifier.clone()) {
                    *relations.types.entry(name.clone()).or_default() |= part.is_some();
                    relations.each.push(Relation { identifier, name, source: *source, target, part });
                }
            }
        }
        relations
    }

    /// The names, each with whether a relation of it leads to a part.
    pub(super) fn types(&self) -> impl Iterator<Item = (&str, bool)> {
        self.types.iter().map(|(name, has_parts)| (name.as_str(), *has_parts))
    }
}

impl Document<'_> {
    pub(super) fn relations(&self, xml: &mut Xml) {
        for relation in &self.relations.each {
            let named = [(IDENTIFIER, relation.identifier.as_str()), (LAST_CHANGE, &self.moment)];
            xml.within("SPEC-RELATION", &named, |xml| {
                for (end, index) in [("SOURCE", relation.source), ("TARGET", relation.target)] {
                    xml.within(end, &[], |xml| xml.words("SPEC-OBJECT-REF", &self.names.object(index)));
                }
                xml.within("TYPE", &[], |xml| {
                    xml.words("SPEC-RELATION-TYPE-REF", &relation_type(&relation.name));
                });
                if let Some(said) = &relation.part {
                    xml.open("VALUES", &[]);
                    xml.within("ATTRIBUTE-VALUE-STRING", &[("THE-VALUE", said)], |xml| {
                        xml.within("DEFINITION", &[], |xml| {
                            xml.words("ATTRIBUTE-DEFINITION-STRING-REF", &part(&relation.name));
                        });
                    });
                    xml.close();
                }
            });
        }
    }
}
