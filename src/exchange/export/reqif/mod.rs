//! A plan as ReqIF 1.2 (OMG formal/2016-07-01): what tools for requirements read.
//!
//! A kind is a type of objects with an attribute for each field, an artifact is an object, a link between two of them is
//! a relation, and each kind is a specification with what is below what. Everything is known by the same name in each
//! export, so that a tool updates what it has. Knows no clock: times are those of the day that the export is of.

mod attributes;
mod hierarchy;
mod identifiers;
mod objects;
mod relations;
mod types;
mod uri;
mod values;
mod xhtml;
mod xml;

use self::attributes::Sheet;
use self::hierarchy::{Hierarchy, Step};
use self::identifiers::{Names, identifier};
use self::relations::Relations;
use self::values::Reader;
use self::xml::Xml;
use super::{Chosen, Exported, Form};
use crate::plan::ArtifactIndex;
use crate::text::words::{capitalised, plural, slug};

pub(super) const FORM: Form = Form { name: "reqif", records: None, write };

/// What every element that is known by a name carries.
pub(super) const IDENTIFIER: &str = "IDENTIFIER";
pub(super) const LAST_CHANGE: &str = "LAST-CHANGE";
pub(super) const LONG_NAME: &str = "LONG-NAME";
pub(super) const DESC: &str = "DESC";

/// The longest name of a plan within an identifier.
const LONGEST_NAME: usize = 60;

/// What every part of the document is written from.
struct Document<'a> {
    chosen: &'a Chosen<'a>,
    names: Names,
    hierarchy: Hierarchy,
    sheets: Vec<Sheet<'a>>,
    relations: Relations,
    /// When everything was changed last, as far as this export knows.
    moment: String,
}

fn write(chosen: &Chosen<'_>) -> Exported {
    let plan = chosen.plan;
    let mut is_exported = vec![false; plan.artifacts.len()];
    for index in chosen.artifacts {
        is_exported[index.0 as usize] = true;
    }
    let hierarchy = Hierarchy::of(chosen, &is_exported);
    let is_chapter = plan.indices().map(|index| hierarchy.has_below(index)).collect();
    let mut reader = Reader { plan, is_exported, is_chapter, misfits: 0 };
    let sheets = hierarchy.kinds().map(|kind| {
        let objects: Vec<ArtifactIndex> = hierarchy
            .walk(kind)
            .into_iter()
            .filter_map(|step| match step {
                Step::Down(index) => Some(index),
                Step::Up => None,
            })
            .collect();
        Sheet::of(&mut reader, kind, &objects)
    });
    let sheets: Vec<Sheet<'_>> = sheets.collect();
    let names = Names::of(chosen);
    let relations = Relations::of(&reader, &names, &sheets);
    let moment = format!("{}T00:00:00Z", chosen.today);
    let document = Document { chosen, names, hierarchy, sheets, relations, moment };
    let mut left_out = Vec::new();
    if reader.misfits > 0 {
        let what =
            if reader.misfits == 1 { "it does not fit its field" } else { "they do not fit their fields" };
        left_out
            .push(format!("{} left out: {what}; `pm check` tells where", plural(reader.misfits, "value")));
    }
    Exported { text: document.text(), left_out }
}

impl Document<'_> {
    fn text(&self) -> String {
        let mut xml = Xml::document();
        xml.open(
            "REQ-IF",
            &[
                ("xmlns", "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"),
                ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
            ],
        );
        xml.within("THE-HEADER", &[], |xml| self.header(xml));
        xml.open("CORE-CONTENT", &[]);
        xml.open("REQ-IF-CONTENT", &[]);
        xml.within("DATATYPES", &[], |xml| self.data_types(xml));
        xml.within("SPEC-TYPES", &[], |xml| self.types(xml));
        xml.within("SPEC-OBJECTS", &[], |xml| self.objects(xml));
        xml.within("SPEC-RELATIONS", &[], |xml| self.relations(xml));
        xml.within("SPECIFICATIONS", &[], |xml| self.specifications(xml));
        xml.finish()
    }

    fn header(&self, xml: &mut Xml) {
        let config = &self.chosen.plan.config;
        let title = config.title();
        let name = identifier(&["header", &slug(&title, LONGEST_NAME)]);
        xml.within("REQ-IF-HEADER", &[(IDENTIFIER, &name)], |xml| {
            if let Some(disclaimer) = config.reader.as_ref().and_then(|it| it.audience.disclaimer.as_deref())
            {
                xml.words("COMMENT", disclaimer);
            }
            xml.words("CREATION-TIME", &self.moment);
            xml.words("REQ-IF-TOOL-ID", "pm");
            xml.words("REQ-IF-VERSION", "1.0");
            xml.words("SOURCE-TOOL-ID", "pm");
            xml.words("TITLE", &title);
        });
    }

    fn specifications(&self, xml: &mut Xml) {
        for (kind, sheet) in self.hierarchy.kinds().zip(&self.sheets) {
            let name = identifier(&["specification", &sheet.kind.name]);
            let title = capitalised(&sheet.kind.plural);
            xml.open(
                "SPECIFICATION",
                &[(IDENTIFIER, &name), (LAST_CHANGE, &self.moment), (LONG_NAME, &title)],
            );
            xml.within("TYPE", &[], |xml| xml.words("SPECIFICATION-TYPE-REF", types::SPECIFICATION));
            xml.open("CHILDREN", &[]);
            for step in self.hierarchy.walk(kind) {
                match step {
                    Step::Down(index) => self.place(xml, index),
                    Step::Up => {
                        // The list of those below, where it was opened, and the place itself.
                        if xml.innermost() == Some("CHILDREN") {
                            xml.close();
                        }
                        xml.close();
                    }
                }
            }
            xml.close();
            xml.close();
        }
    }

    /// Opens the place of an artifact, and the list of those below it where there are any.
    fn place(&self, xml: &mut Xml, index: ArtifactIndex) {
        let name = identifier(&["place", self.names.get(index).unwrap_or_default()]);
        xml.open("SPEC-HIERARCHY", &[(IDENTIFIER, &name), (LAST_CHANGE, &self.moment)]);
        xml.within("OBJECT", &[], |xml| xml.words("SPEC-OBJECT-REF", &self.names.object(index)));
        if self.hierarchy.has_below(index) {
            xml.open("CHILDREN", &[]);
        }
    }
}
