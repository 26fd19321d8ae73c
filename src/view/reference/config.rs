//! The page of `pm.yaml`.

use super::{code, head, table};
use crate::config::settings::PM_YAML;
use crate::config::shape::{Setting, Shape};

/// The page of all settings.
pub(crate) fn config() -> String {
    let mut page = head(
        "pm.yaml",
        "Every setting of `pm.yaml`.\nNAME stands for a key that you choose.\nAll of them may be left out; \
         `pm init` writes a first file.\n`pm schema config` prints the same as JSON Schema.",
    );
    let Shape::Record(settings) = PM_YAML else { return page };
    for setting in settings {
        page.push_str(&format!("\n## {}\n\n{}\n", setting.key, setting.summary));
        let rows = rows(setting.key, setting.shape);
        if rows.is_empty() {
            page.push_str(&format!("\nValue: {}.\n", describe(setting.shape)));
        } else {
            page.push('\n');
            page.push_str(&table(&["Setting", "Value", "Meaning"], &rows));
        }
    }
    page
}

/// The settings inside of a value, each with its whole name.
fn rows(name: &str, shape: Shape) -> Vec<Vec<String>> {
    match shape {
        Shape::Record(settings) => settings.iter().flat_map(|setting| setting_rows(name, setting)).collect(),
        Shape::Map(value) => rows(&format!("{name}.NAME"), *value),
        Shape::List(item) => rows(&format!("{name}[]"), *item),
        Shape::OneOf(shapes) => shapes.iter().flat_map(|shape| rows(name, *shape)).collect(),
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean | Shape::Choice(_) => Vec::new(),
    }
}

fn setting_rows(name: &str, setting: &Setting) -> Vec<Vec<String>> {
    let name = format!("{name}.{}", setting.key);
    let mut all = vec![vec![code(&name), describe(setting.shape), setting.summary.to_owned()]];
    all.extend(rows(&name, setting.shape));
    all
}

fn describe(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Integer => "whole number".into(),
        Shape::Number => "number".into(),
        Shape::Boolean => "true or false".into(),
        Shape::Choice(words) => words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", "),
        Shape::List(item) => format!("list of {}", describe(*item)),
        Shape::Map(value) => format!("map of {}", describe(*value)),
        Shape::Record(_) => "settings".into(),
        Shape::OneOf(shapes) => shapes.iter().map(|shape| describe(*shape)).collect::<Vec<_>>().join("; or "),
    }
}
