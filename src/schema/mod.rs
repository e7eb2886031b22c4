//! Turns what the readers of a pack take into JSON Schema (draft-07), for editors and for programs that fill in forms.
//!
//! What may stand in a file is said once, in the file of its kind beside this one; `parts.json` holds what several share.
//! Tests hold them to the readers, key by key.

mod answers;

pub use answers::{answers, case};

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::diagnostic::REGISTRY;
use crate::language::{Level, Word as _};

/// The version that editors of YAML read.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

const PARTS: &str = include_str!("parts.json");

/// The kinds of file that a pack is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// `pack.yaml`
    Header,
    /// `questionnaire.yaml`
    Questionnaire,
    /// `scales/*.yaml`
    Scale,
    /// `tables/*.yaml`
    Table,
    /// `rules/*.yaml`
    Rules,
    /// `cases/*.yaml`, whatever the pack
    Case,
}

impl File {
    pub const ALL: [Self; 6] = [Self::Header, Self::Questionnaire, Self::Scale, Self::Table, Self::Rules, Self::Case];

    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Questionnaire => "questionnaire",
            Self::Scale => "scale",
            Self::Table => "table",
            Self::Rules => "rules",
            Self::Case => "case",
        }
    }

    /// The kind of the file at a path inside a pack's folder.
    pub fn at(path: &str) -> Option<Self> {
        match path.split_once('/') {
            None if path == "pack.yaml" => Some(Self::Header),
            None if path == "questionnaire.yaml" => Some(Self::Questionnaire),
            Some(("scales", _)) => Some(Self::Scale),
            Some(("tables", _)) => Some(Self::Table),
            Some(("rules", _)) => Some(Self::Rules),
            Some(("cases", _)) => Some(Self::Case),
            _ => None,
        }
    }

    /// Its schema, as a tree.
    pub fn schema(self) -> &'static Value {
        static ALL: LazyLock<[Value; 6]> = LazyLock::new(|| File::ALL.map(|file| composed(file.written())));
        ALL.get(self as usize).unwrap_or(&Value::Null)
    }

    fn written(self) -> Value {
        read(match self {
            Self::Header => include_str!("header.json"),
            Self::Questionnaire => include_str!("questionnaire.json"),
            Self::Scale => include_str!("scale.json"),
            Self::Table => include_str!("table.json"),
            Self::Rules => include_str!("rules.json"),
            Self::Case => return answers::with_any_answers(read(include_str!("case.json"))),
        })
    }
}

/// The schema of one kind of file, as text.
pub fn file(file: File) -> String {
    text(file.schema())
}

/// One schema for every document of a pack; its first key tells which one it is.
pub fn pack() -> String {
    let tells = [(File::Header, "pack"), (File::Questionnaire, "questionnaire"), (File::Scale, "scale")];
    let tables = ["table", "terms", "confusable"].map(|key| (File::Table, key));
    let mut definitions = Map::new();
    let mut whole = json!({"$ref": "#/definitions/rules_file"});
    for (file, key) in tells.into_iter().chain(tables).rev() {
        let reference = json!({"$ref": format!("#/definitions/{}_file", file.name())});
        whole = json!({"if": {"required": [key]}, "then": reference, "else": whole});
    }
    for file in File::ALL.into_iter().filter(|file| *file != File::Case) {
        let mut own = file.schema().clone();
        if let Some(own) = own.as_object_mut() {
            own.remove("$schema");
            if let Some(Value::Object(parts)) = own.remove("definitions") {
                definitions.extend(parts);
            }
        }
        definitions.insert(format!("{}_file", file.name()), own);
    }
    if let Some(whole) = whole.as_object_mut() {
        whole.insert("$schema".to_owned(), DRAFT.into());
        whole.insert("title".to_owned(), "anteroom pack".into());
        whole.insert("description".to_owned(), "Any file of a pack of rules.".into());
        whole.insert("definitions".to_owned(), Value::Object(definitions));
    }
    text(&whole)
}

/// A file name and a text for every kind of file, as they are kept beside a pack for editors.
pub fn files() -> Vec<(&'static str, String)> {
    let names = ["header.json", "questionnaire.json", "scale.json", "table.json", "rules.json", "case.json"];
    names.into_iter().zip(File::ALL.map(file)).collect()
}

fn read(text: &str) -> Value {
    // A test reads each of them.
    serde_json::from_str(text).unwrap_or_default()
}

/// With a line break at its end.
fn text(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

/// A schema with the parts that it refers to, and those that they refer to.
fn composed(mut schema: Value) -> Value {
    let mut parts = read(PARTS);
    if let Some(parts) = parts.as_object_mut() {
        parts.insert("lints".to_owned(), lints());
    }
    let Some(whole) = schema.as_object_mut() else { return schema };
    whole.insert("$schema".to_owned(), DRAFT.into());
    let mut definitions = match whole.remove("definitions") {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    };
    let mut wanted = Vec::new();
    references(&schema, &mut wanted);
    definitions.values().for_each(|definition| references(definition, &mut wanted));
    while let Some(name) = wanted.pop() {
        if !definitions.contains_key(&name)
            && let Some(part) = parts.get(&name)
        {
            references(part, &mut wanted);
            definitions.insert(name, part.clone());
        }
    }
    if let Some(whole) = schema.as_object_mut() {
        whole.insert("definitions".to_owned(), Value::Object(definitions));
    }
    schema
}

/// The names of the definitions that a schema refers to.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str().and_then(|to| to.strip_prefix("#/definitions/")) {
                    Some(name) if key == "$ref" => found.push(name.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Every warning that has a level.
fn lints() -> Value {
    let levels: Vec<&str> = Level::ALL.iter().map(|(_, name)| *name).collect();
    let mut properties = Map::new();
    for code in REGISTRY {
        if let Some(lint) = code.lint {
            let description = format!("{}: {}", code.name, code.title);
            properties.insert(lint.to_owned(), json!({"description": description, "enum": levels}));
        }
    }
    json!({
        "description": "What `check` does with each warning: `allow`, `warn` or `deny`.",
        "type": "object", "additionalProperties": false, "properties": properties,
    })
}
