//! JSON Schema (2020-12) of what documents and `pm.yaml` may say, for editors that complete and check.
//!
//! A schema says what front matter looks like; what it means (whether a link leads anywhere) is for
//! `pm check`. Knows no editor.

use serde_json::{Map, Value, json};

use crate::config::settings::PM_YAML;
use crate::config::shape;
use crate::model::field::{Field, FieldType, Required};
use crate::model::kind::Kind;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `pm.yaml`.
pub(crate) fn of_config() -> Value {
    let mut schema = json!({"$schema": DIALECT, "title": "pm.yaml"});
    extend(&mut schema, shape::schema(PM_YAML));
    schema
}

/// The schema of the front matter of any of these kinds.
pub(crate) fn of_kinds(kinds: &[Kind]) -> Value {
    let definitions: Map<String, Value> =
        kinds.iter().map(|kind| (kind.name.clone(), front_matter(kind))).collect();
    let any: Vec<Value> =
        kinds.iter().map(|kind| json!({"$ref": format!("#/$defs/{}", kind.name)})).collect();
    json!({"$schema": DIALECT, "title": "Front matter of any kind", "anyOf": any, "$defs": definitions})
}

/// The schema of the front matter of one kind.
pub(crate) fn of_kind(kind: &Kind) -> Value {
    let mut schema = json!({"$schema": DIALECT});
    extend(&mut schema, front_matter(kind));
    schema
}

fn front_matter(kind: &Kind) -> Value {
    let scalar = json!(["string", "number"]);
    let mut properties = Map::new();
    let mut required = Vec::new();
    if !kind.identity.by_path {
        properties.insert(
            kind.identity.field.clone(),
            json!({"type": scalar, "description": format!("The id: {}-1.", kind.identity.prefix)}),
        );
        required.push(kind.identity.field.as_str());
    }
    if !kind.title_is_heading && !kind.title_is_name {
        properties.insert(
            kind.title_field.clone(),
            json!({"type": ["string", "number", "boolean"], "description": "What people call it."}),
        );
        required.push(kind.title_field.as_str());
    }
    if let Some(field) = &kind.workflow.field {
        properties.insert(field.clone(), status(kind));
        required.push(field);
    }
    for field in kind.fields.values() {
        properties.insert(field.name.clone(), property(field));
        if field.required == Required::Always {
            required.push(&field.name);
        }
    }
    let mut schema = json!({
        "title": kind.name,
        "description": kind.summary,
        "type": "object",
        "properties": properties,
        "required": required,
    });
    if !kind.other_fields {
        extend(&mut schema, json!({"additionalProperties": false}));
    }
    let demands = demands_of_statuses(kind);
    if !demands.is_empty() {
        extend(&mut schema, json!({"allOf": demands}));
    }
    schema
}

fn status(kind: &Kind) -> Value {
    let choices: Vec<Value> = kind
        .workflow
        .statuses
        .iter()
        .map(|status| {
            let summary = match status.summary.as_str() {
                "" => format!("{}.", status.category),
                summary => format!("{}: {summary}.", status.category),
            };
            json!({"const": status.name, "description": summary})
        })
        .collect();
    json!({"oneOf": choices, "description": "Where it stands."})
}

/// For each status the fields that it demands.
fn demands_of_statuses(kind: &Kind) -> Vec<Value> {
    let Some(status_field) = &kind.workflow.field else { return Vec::new() };
    kind.workflow
        .names()
        .filter_map(|status| {
            let demanded: Vec<&str> = kind
                .fields
                .values()
                .filter(|field| field.required != Required::Always)
                .filter(|field| field.required.in_status(status, &kind.workflow))
                .map(|field| field.name.as_str())
                .collect();
            let condition =
                json!({"properties": {status_field: {"const": status}}, "required": [status_field]});
            (!demanded.is_empty()).then(|| json!({"if": condition, "then": {"required": demanded}}))
        })
        .collect()
}

/// The schema of a field; an empty value is as good as none.
fn property(field: &Field) -> Value {
    let mut schema = json!({"anyOf": [of_type(field, &field.ty), {"type": "null"}]});
    let mut description = field.summary.clone();
    if let Some(unit) = &field.unit {
        description = format!("{description} In {unit}.").trim_start().to_owned();
    }
    if !description.is_empty() {
        extend(&mut schema, json!({"description": description}));
    }
    if let Some(default) = &field.default {
        extend(&mut schema, json!({"default": default}));
    }
    schema
}

fn of_type(field: &Field, ty: &FieldType) -> Value {
    match ty {
        FieldType::List(item) => {
            let item = of_type(field, item);
            // One value where a list may stand is a list of one.
            json!({"anyOf": [{"type": "array", "items": item}, item]})
        }
        FieldType::Map(item) => json!({"type": "object", "additionalProperties": of_type(field, item)}),
        FieldType::Record => record(field),
        scalar => of_scalar(field, scalar),
    }
}

fn record(field: &Field) -> Value {
    let properties: Map<String, Value> =
        field.fields.values().map(|inner| (inner.name.clone(), property(inner))).collect();
    let required: Vec<&str> = field
        .fields
        .values()
        .filter(|inner| inner.required == Required::Always)
        .map(|inner| inner.name.as_str())
        .collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn of_scalar(field: &Field, ty: &FieldType) -> Value {
    if !field.choices.is_empty() {
        let choices: Vec<Value> = field
            .choices
            .iter()
            .flat_map(|(word, meaning)| spellings(word).into_iter().map(move |word| (word, meaning)))
            .map(|(word, meaning)| json!({"const": word, "description": meaning}))
            .collect();
        return json!({"anyOf": choices});
    }
    let mut schema = match ty {
        FieldType::Integer => json!({"type": "integer"}),
        FieldType::Number => json!({"type": "number"}),
        FieldType::Boolean => json!({"type": "boolean"}),
        FieldType::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        // `2026` is a period that an editor reads as a number.
        FieldType::Period | FieldType::Target | FieldType::Percent | FieldType::Money => {
            json!({"type": ["string", "number"]})
        }
        FieldType::Effort | FieldType::Range => json!({"type": ["string", "number", "object"]}),
        FieldType::Link | FieldType::Version => json!({"type": ["string", "number"]}),
        FieldType::Person | FieldType::Url => json!({"type": "string"}),
        // An editor reads `no` or `1.10` as something else where `pm` reads the text.
        _ => json!({"type": ["string", "number", "boolean"]}),
    };
    if let Some(pattern) = &field.pattern {
        extend(&mut schema, json!({"pattern": format!("^(?:{})$", pattern.as_str())}));
    }
    if let Some(min) = field.min {
        extend(&mut schema, json!({"minimum": min}));
    }
    if let Some(max) = field.max {
        extend(&mut schema, json!({"maximum": max}));
    }
    schema
}

/// A word as YAML may read it: `1` is a number to an editor, the text to `pm`.
fn spellings(word: &str) -> Vec<Value> {
    let number = word.parse::<i64>().ok().map(Value::from);
    std::iter::once(Value::from(word)).chain(number).collect()
}

fn extend(schema: &mut Value, more: Value) {
    if let (Value::Object(schema), Value::Object(more)) = (schema, more) {
        schema.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::source::RelPath;

    fn kind(name: &str) -> Kind {
        let path = RelPath::new("pm.yaml").expect("a path");
        let (config, findings) = Config::read(&path, "");
        assert_eq!(findings, []);
        config.kinds.into_iter().find(|kind| kind.name == name).expect("a shipped kind")
    }

    /// The places in `document` that the schema of the kind refuses.
    #[track_caller]
    fn check(name: &str, document: &Value, expect: &[&str]) {
        let validator = jsonschema::draft202012::new(&of_kind(&kind(name))).expect("a schema");
        let refused: Vec<String> =
            validator.iter_errors(document).map(|error| error.instance_path().to_string()).collect();
        assert_eq!(refused, expect, "{document}");
    }

    #[test]
    fn a_right_document_fits() {
        let document = json!({
            "id": "REQ-1", "title": "Import", "status": "draft", "answers": "IDEA-1", "effort": 3,
            "release": "REL-1", "owner": null,
        });
        check("requirement", &document, &[]);
    }

    #[test]
    fn a_wrong_status_type_choice_or_key_is_refused_where_it_stands() {
        check("idea", &json!({"id": "IDEA-1", "title": "A", "status": "nwe"}), &["/status"]);
        check("idea", &json!({"id": "IDEA-1", "title": "A", "status": "new", "ease": 11}), &["/ease"]);
        check("idea", &json!({"id": "IDEA-1", "title": "A", "status": "new", "kano": "x"}), &["/kano"]);
        check("idea", &json!({"id": "IDEA-1", "status": "new"}), &[""]);
    }

    #[test]
    fn a_status_demands_its_fields() {
        let mut document = json!({"id": "IDEA-1", "title": "A", "status": "declined"});
        check("idea", &document, &[""]);
        document["reason"] = json!("somebody else does it");
        check("idea", &document, &[]);
    }

    #[test]
    fn records_are_looked_into() {
        let document = json!({"id": "OBJ-1", "title": "A", "status": "draft", "key_results": [{"id": "1"}]});
        let validator = jsonschema::draft202012::new(&of_kind(&kind("objective"))).expect("a schema");
        assert!(!validator.is_valid(&document));
    }

    #[test]
    fn a_quoted_and_a_bare_number_are_the_same_choice() {
        for tier in [json!(1), json!("1")] {
            check("release", &json!({"id": "REL-1", "title": "A", "status": "planned", "tier": tier}), &[]);
        }
    }

    #[test]
    fn every_schema_is_one() {
        let path = RelPath::new("pm.yaml").expect("a path");
        let kinds = Config::read(&path, "").0.kinds;
        let all = of_kinds(&kinds);
        assert!(jsonschema::meta::is_valid(&all));
        assert!(jsonschema::meta::is_valid(&of_config()));
        let validator = jsonschema::draft202012::new(&all).expect("a schema");
        assert!(validator.is_valid(&json!({"id": "IDEA-1", "title": "A", "status": "new"})));
    }

    #[test]
    fn pm_yaml_is_described() {
        let validator = jsonschema::draft202012::new(&of_config()).expect("a schema");
        assert!(validator.is_valid(&json!({"format": 1, "product": {"name": "A"}})));
        assert!(!validator.is_valid(&json!({"formt": 1})));
    }
}
