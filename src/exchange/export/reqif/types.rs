//! The data types, and the types of objects, of relations and of specifications.

use super::attributes::{Attribute, DataType, Sheet};
use super::identifiers::identifier;
use super::xml::Xml;
use super::{DESC, Document, IDENTIFIER, LAST_CHANGE, LONG_NAME};

/// The one type of specifications.
pub(super) const SPECIFICATION: &str = "specification-type";

/// The attribute of relations that names a part.
pub(super) const PART: &str = "part";

/// As many characters as the numbers of most programs count.
const LONGEST: &str = "2147483647";

impl DataType {
    /// How the elements of ReqIF are called that belong to the type.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Text => "STRING",
            Self::Xhtml => "XHTML",
            Self::Integer => "INTEGER",
            Self::Real => "REAL",
            Self::Boolean => "BOOLEAN",
            Self::Date => "DATE",
            Self::Choice { .. } => "ENUMERATION",
        }
    }
}

impl Document<'_> {
    /// The data types that every document has, and one for each choice.
    pub(super) fn data_types(&self, xml: &mut Xml) {
        let simple: [(DataType, &[(&str, &str)]); 6] = [
            (DataType::Boolean, &[]),
            (DataType::Date, &[]),
            (DataType::Integer, &[("MAX", "9223372036854775807"), ("MIN", "-9223372036854775808")]),
            (
                DataType::Real,
                &[("ACCURACY", "15"), ("MAX", "1.7976931348623157E308"), ("MIN", "-1.7976931348623157E308")],
            ),
            (DataType::Text, &[("MAX-LENGTH", LONGEST)]),
            (DataType::Xhtml, &[]),
        ];
        for (ty, bounds) in simple {
            let (name, title) = (data_type(ty), ty.word().to_lowercase());
            let named = [(IDENTIFIER, name.as_str()), (LAST_CHANGE, &self.moment), (LONG_NAME, &title)];
            xml.empty(&format!("DATATYPE-DEFINITION-{}", ty.word()), &[&named, bounds].concat());
        }
        for sheet in &self.sheets {
            for attribute in sheet.kept().filter(|attribute| !attribute.choices.is_empty()) {
                self.choices(xml, sheet, attribute);
            }
        }
    }

    fn choices(&self, xml: &mut Xml, sheet: &Sheet<'_>, attribute: &Attribute) {
        let name = choice_type(sheet, attribute);
        let title = format!("{} {}", sheet.kind.name, attribute.name);
        self.within(xml, "DATATYPE-DEFINITION-ENUMERATION", &name, (&title, ""), &[], |xml| {
            xml.open("SPECIFIED-VALUES", &[]);
            for (key, (word, summary)) in attribute.choices.iter().enumerate() {
                self.within(
                    xml,
                    "ENUM-VALUE",
                    &choice(sheet, attribute, word),
                    (word, summary),
                    &[],
                    |xml| {
                        xml.open("PROPERTIES", &[]);
                        xml.empty("EMBEDDED-VALUE", &[("KEY", &key.to_string()), ("OTHER-CONTENT", word)]);
                        xml.close();
                    },
                );
            }
            xml.close();
        });
    }

    pub(super) fn types(&self, xml: &mut Xml) {
        for sheet in &self.sheets {
            let kind = sheet.kind;
            let name = object_type(sheet);
            // Nobody decided that an audience may read what a kind is for.
            let summary = if self.chosen.plan.config.reader.is_none() { kind.summary.as_str() } else { "" };
            self.within(xml, "SPEC-OBJECT-TYPE", &name, (&kind.name, summary), &[], |xml| {
                xml.open("SPEC-ATTRIBUTES", &[]);
                for attribute in sheet.kept() {
                    let ty = match attribute.ty {
                        DataType::Choice { .. } => choice_type(sheet, attribute),
                        simple => data_type(simple),
                    };
                    let name = definition(sheet, attribute);
                    self.attribute(xml, &name, (&attribute.name, &attribute.summary), (attribute.ty, &ty));
                }
                xml.close();
            });
        }
        for (name, has_parts) in self.relations.types() {
            self.within(xml, "SPEC-RELATION-TYPE", &relation_type(name), (name, ""), &[], |xml| {
                if has_parts {
                    xml.open("SPEC-ATTRIBUTES", &[]);
                    let what = (PART, "The part of the target that is meant.");
                    self.attribute(xml, &part(name), what, (DataType::Text, &data_type(DataType::Text)));
                    xml.close();
                }
            });
        }
        self.within(xml, "SPECIFICATION-TYPE", SPECIFICATION, ("specification", ""), &[], |_| {});
    }

    fn attribute(&self, xml: &mut Xml, name: &str, said: (&str, &str), (ty, ty_name): (DataType, &str)) {
        let several: &[(&str, &str)] = match ty {
            DataType::Choice { several: true } => &[("MULTI-VALUED", "true")],
            DataType::Choice { several: false } => &[("MULTI-VALUED", "false")],
            _ => &[],
        };
        self.within(xml, &format!("ATTRIBUTE-DEFINITION-{}", ty.word()), name, said, several, |xml| {
            xml.open("TYPE", &[]);
            xml.words(&format!("DATATYPE-DEFINITION-{}-REF", ty.word()), ty_name);
            xml.close();
        });
    }

    /// An element that is known by a name, with what it is called and what it means.
    pub(super) fn within(
        &self,
        xml: &mut Xml,
        element: &str,
        name: &str,
        (title, summary): (&str, &str),
        others: &[(&str, &str)],
        inner: impl FnOnce(&mut Xml),
    ) {
        let mut attributes = vec![(IDENTIFIER, name), (LAST_CHANGE, &self.moment), (LONG_NAME, title)];
        if !summary.is_empty() {
            attributes.push((DESC, summary));
        }
        attributes.extend(others);
        xml.within(element, &attributes, inner);
    }
}

fn data_type(ty: DataType) -> String {
    identifier(&["datatype", &ty.word().to_lowercase()])
}

fn choice_type(sheet: &Sheet<'_>, attribute: &Attribute) -> String {
    identifier(&["choices", &sheet.kind.name, attribute.group, &attribute.key])
}

/// What a word of a choice is known by.
pub(super) fn choice(sheet: &Sheet<'_>, attribute: &Attribute, word: &str) -> String {
    identifier(&["choice", &sheet.kind.name, attribute.group, &attribute.key, word])
}

/// What the type of the objects of a kind is known by.
pub(super) fn object_type(sheet: &Sheet<'_>) -> String {
    identifier(&["kind", &sheet.kind.name])
}

/// What the definition of an attribute is known by.
pub(super) fn definition(sheet: &Sheet<'_>, attribute: &Attribute) -> String {
    identifier(&[attribute.group, &sheet.kind.name, &attribute.key])
}

/// What the type of the relations of one name is known by.
pub(super) fn relation_type(name: &str) -> String {
    identifier(&["relation-type", name])
}

/// What the attribute of relations of one name is known by that names a part.
pub(super) fn part(name: &str) -> String {
    identifier(&["relation-part", name])
}
