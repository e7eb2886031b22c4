//! Turns a context into what may stand there, by the schema of its file: keys with their words, closed lists of words, and
//! what the schema calls the place.

use serde_json::Value;

use super::context::{Context, Step};
use crate::schema::File;
use crate::value::Truth;

/// What may stand at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    /// Keys, and what each is for.
    pub keys: Vec<(String, String)>,
    /// Words of closed lists.
    pub words: Vec<String>,
    /// What the schema calls the place: `line`, `source_id`.
    pub called: Vec<String>,
    /// What stands there, in words; of the key, where the place is its value.
    pub about: Option<String>,
}

type Beside = [(String, String)];

impl Grammar {
    /// `None`: the file is of no kind that has a schema.
    pub fn of(path: &str, context: &Context) -> Option<Self> {
        let root = File::at(path)?.schema();
        let mut here = Here { root, schemas: vec![root], about: None };
        for step in &context.path {
            here = match step {
                Step::Key { key, beside } => here.into_key(key, beside),
                Step::Entry => here.into_entry(),
            };
        }
        let mut made = Self { about: here.about.clone(), ..Self::default() };
        let shape = if context.takes_key && !context.takes_value { Some("object") } else { None };
        let seen = here.seen(shape, &context.beside);
        made.called = seen.called;
        for schema in &seen.schemas {
            let words = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
            made.words.extend(words.filter_map(Value::as_str).map(str::to_owned));
            let is_narrowing = schema.pointer("/propertyNames/enum").is_some();
            for (key, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if !is_narrowing && !made.keys.iter().any(|(known, _)| known == key) {
                    made.keys.push((key.clone(), here.words(value)));
                }
            }
        }
        // What a kind does not allow may have been listed before its kind was seen.
        for schema in &seen.schemas {
            if let Some(allowed) = schema.pointer("/propertyNames/enum").and_then(Value::as_array) {
                made.keys.retain(|(key, _)| allowed.iter().any(|name| name == key.as_str()));
            }
        }
        made.words.dedup();
        Some(made)
    }
}

/// Schemas that hold at a place.
struct Here {
    root: &'static Value,
    schemas: Vec<&'static Value>,
    about: Option<String>,
}

/// Those schemas taken apart: every part that holds, and the names of definitions on the way.
#[derive(Default)]
struct Seen {
    schemas: Vec<&'static Value>,
    called: Vec<String>,
}

impl Here {
    fn seen(&self, shape: Option<&str>, beside: &Beside) -> Seen {
        let mut seen = Seen::default();
        for schema in &self.schemas {
            self.take_apart(schema, shape, beside, &mut seen, 0);
        }
        seen
    }

    fn take_apart(&self, schema: &'static Value, shape: Option<&str>, beside: &Beside, seen: &mut Seen, depth: usize) {
        // No schema of ours refers to itself without a key in between.
        const DEEP: usize = 16;
        if depth > DEEP {
            return;
        }
        seen.schemas.push(schema);
        if let Some((name, target)) = self.target(schema) {
            seen.called.push(name.to_owned());
            self.take_apart(target, shape, beside, seen, depth + 1);
        }
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.take_apart(part, shape, beside, seen, depth + 1);
        }
        if let Some(condition) = schema.get("if") {
            let holds = holds(condition, shape, beside);
            for (branch, other) in [("then", Truth::No), ("else", Truth::Yes)] {
                if holds != other
                    && let Some(branch) = schema.get(branch)
                {
                    self.take_apart(branch, shape, beside, seen, depth + 1);
                }
            }
        }
    }

    fn target(&self, schema: &'static Value) -> Option<(&'static str, &'static Value)> {
        let name = schema.get("$ref")?.as_str()?.strip_prefix("#/definitions/")?;
        Some((name, self.root.get("definitions")?.get(name)?))
    }

    /// What a schema says of itself, or what it refers to does.
    fn words(&self, schema: &'static Value) -> String {
        let own = schema.get("description").and_then(Value::as_str);
        let other = || self.target(schema)?.1.get("description")?.as_str();
        own.or_else(other).unwrap_or("").to_owned()
    }

    fn into_key(self, key: &str, beside: &Beside) -> Self {
        let seen = self.seen(Some("object"), beside);
        let mut schemas: Vec<&Value> = Vec::new();
        for schema in &seen.schemas {
            schemas.extend(schema.get("properties").and_then(|properties| properties.get(key)));
        }
        if schemas.is_empty() {
            let other = seen.schemas.iter().filter_map(|schema| schema.get("additionalProperties"));
            schemas.extend(other.filter(|schema| schema.is_object()));
        }
        let about = schemas.first().map(|schema| self.words(schema)).filter(|words| !words.is_empty());
        Self { root: self.root, schemas, about }
    }

    fn into_entry(self) -> Self {
        let seen = self.seen(Some("array"), &[]);
        let schemas: Vec<&Value> = seen.schemas.iter().filter_map(|schema| schema.get("items")).collect();
        let about = schemas.first().map(|schema| self.words(schema)).filter(|words| !words.is_empty()).or(self.about);
        Self { root: self.root, schemas, about }
    }
}

/// Whether a condition of a schema holds of a value of a shape, as far as its keys tell.
fn holds(condition: &Value, shape: Option<&str>, beside: &Beside) -> Truth {
    let text = |key: &str| beside.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let mut holds = Truth::Yes;
    if let Some(wanted) = condition.get("type").and_then(Value::as_str) {
        holds = match shape {
            None => Truth::Unknown,
            Some(shape) if shape == wanted => Truth::Yes,
            Some(_) => Truth::No,
        };
    }
    let required = condition.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for key in required {
        if text(key).is_none() {
            holds = Truth::No;
        }
    }
    for (key, value) in condition.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(wanted) = value.get("const").and_then(Value::as_str)
            && text(key).is_some_and(|text| text != wanted)
        {
            holds = Truth::No;
        }
    }
    holds
}

#[cfg(test)]
mod tests;
