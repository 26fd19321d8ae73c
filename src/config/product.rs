//! `product:` or `products:`, the fiscal year and the horizons.

use indexmap::IndexMap;

use super::kinds::bounded;
use super::node::{entries, get, integer, text};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::values::{FiscalYear, HorizonRule, NamedBy, Resolution};
use crate::source::RelPath;
use crate::text::yaml::Node;

/// One product of the repository.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Product {
    pub(crate) name: String,
    pub(crate) summary: String,
    /// The folder that holds its artifacts; the root where it has none of its own.
    pub(crate) folder: Option<RelPath>,
    /// The address of its repository at a forge.
    pub(crate) repository: Option<String>,
    /// How a version is tagged, with `{version}` in it.
    pub(crate) tag: String,
}

/// The products by key. Without any there is one unnamed product under the empty key.
pub(super) fn read(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> IndexMap<String, Product> {
    let several = entries(root, "products");
    if let (Some(node), false) = (get(root, "product"), several.is_empty()) {
        findings.push(
            Diagnostic::new(
                "invalid-config",
                Level::Error,
                Place::at(path, node.span),
                "`product` and `products` exclude each other",
            )
            .with_help("move the product under `products`, by its key"),
        );
    }
    if several.is_empty() {
        let product = get(root, "product").map(|node| product(path, node, "", findings)).unwrap_or_default();
        return IndexMap::from([(String::new(), product)]);
    }
    several
        .iter()
        .map(|entry| (entry.key.text.to_string(), product(path, &entry.value, &entry.key.text, findings)))
        .collect()
}

fn product(path: &RelPath, node: &Node, key: &str, findings: &mut Vec<Diagnostic>) -> Product {
    let folder = get(node, "folder").and_then(|node| {
        let folder = RelPath::new(node.as_str()?);
        if folder.is_none() {
            let message = format!("`{}` is no folder of this repository", node.as_str().unwrap_or(""));
            findings.push(Diagnostic::new(
                "invalid-config",
                Level::Error,
                Place::at(path, node.span),
                message,
            ));
        }
        folder
    });
    Product {
        name: text(node, "name").unwrap_or_else(|| key.to_owned()),
        summary: text(node, "summary").unwrap_or_default(),
        folder,
        repository: text(node, "repository"),
        tag: text(node, "tag").unwrap_or_else(|| "v{version}".into()),
    }
}

pub(super) fn fiscal_year(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> FiscalYear {
    let Some(node) = get(root, "fiscal_year") else { return FiscalYear::default() };
    let first_month =
        bounded(path, node, "first_month", 1, 12, findings).and_then(|month| u8::try_from(month).ok());
    let named_by =
        if text(node, "named_by").as_deref() == Some("start") { NamedBy::Start } else { NamedBy::End };
    FiscalYear::new(first_month.unwrap_or(1), named_by).unwrap_or_default()
}

pub(super) fn horizons(root: &Node) -> HorizonRule {
    let standard = HorizonRule::default();
    let Some(node) = get(root, "horizons") else { return standard };
    let count = |key, standard| {
        integer(node, key)
            .and_then(|count| u8::try_from(count).ok())
            .filter(|count| *count > 0)
            .unwrap_or(standard)
    };
    HorizonRule {
        unit: text(node, "unit").and_then(|unit| Resolution::parse(&unit).ok()).unwrap_or(standard.unit),
        now: count("now", standard.now),
        next: count("next", standard.next),
    }
}
