//! Objects with their values.

use super::attributes::{Attribute, Sheet};
use super::types::{choice, definition, object_type};
use super::values::Said;
use super::xhtml::xhtml;
use super::xml::Xml;
use super::{Document, IDENTIFIER, LAST_CHANGE, LONG_NAME};

impl Document<'_> {
    pub(super) fn objects(&self, xml: &mut Xml) {
        for sheet in &self.sheets {
            let ty = object_type(sheet);
            for (index, said) in &sheet.objects {
                let name = self.names.object(*index);
                let title = &self.chosen.plan.artifact(*index).title;
                let named = [(IDENTIFIER, name.as_str()), (LAST_CHANGE, &self.moment), (LONG_NAME, title)];
                xml.within("SPEC-OBJECT", &named, |xml| {
                    xml.within("TYPE", &[], |xml| xml.words("SPEC-OBJECT-TYPE-REF", &ty));
                    xml.open("VALUES", &[]);
                    for (at, said) in said {
                        value(xml, sheet, &sheet.attributes[*at], said);
                    }
                    xml.close();
                });
            }
        }
    }
}

fn value(xml: &mut Xml, sheet: &Sheet<'_>, attribute: &Attribute, said: &Said) {
    let text = match said {
        Said::Text(text) => Some(text.clone()),
        Said::Integer(number) => Some(number.to_string()),
        Said::Real(number) => Some(number.to_string()),
        Said::Boolean(boolean) => Some(boolean.to_string()),
        // Without an offset, so that it is the same day everywhere.
        Said::Date(date) => Some(format!("{date}T00:00:00")),
        Said::Prose(_) | Said::Choices(_) => None,
    };
    let word = attribute.ty.word();
    let named: Vec<(&str, &str)> = text.iter().map(|text| ("THE-VALUE", text.as_str())).collect();
    xml.within(&format!("ATTRIBUTE-VALUE-{word}"), &named, |xml| {
        xml.open("DEFINITION", &[]);
        xml.words(&format!("ATTRIBUTE-DEFINITION-{word}-REF"), &definition(sheet, attribute));
        xml.close();
        match said {
            Said::Prose(markdown) => xml.made("THE-VALUE", &xhtml(markdown)),
            Said::Choices(words) => {
                xml.open("VALUES", &[]);
                for word in words {
                    xml.words("ENUM-VALUE-REF", &choice(sheet, attribute, word));
                }
                xml.close();
            }
            _ => {}
        }
    });
}
