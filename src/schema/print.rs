//! Turns a schema into text that a person can read too: what is short stands on one line.

use serde_json::Value;

/// Columns up to which a list or a mapping stands on one line.
const WIDE: usize = 110;

/// With a line break at its end.
pub fn print(schema: &Value) -> String {
    let mut text = String::new();
    write(schema, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    let short = short(value);
    let column = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
    if column + short.len() <= WIDE || !(value.is_object() || value.is_array()) {
        return text.push_str(&short);
    }
    let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
    let mut first = true;
    let mut line = |text: &mut String| {
        text.push_str(if std::mem::take(&mut first) { "" } else { "," });
        text.push('\n');
        text.push_str(&"  ".repeat(indent + 1));
    };
    text.push(open);
    for (key, value) in value.as_object().into_iter().flatten() {
        line(text);
        text.push_str(&format!("{}: ", Value::from(key.as_str())));
        write(value, indent + 1, text);
    }
    for value in value.as_array().into_iter().flatten() {
        line(text);
        write(value, indent + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(indent));
    text.push(close);
}

/// On one line.
fn short(value: &Value) -> String {
    let key = |(key, value): (&String, &Value)| format!("{}: {}", Value::from(key.as_str()), short(value));
    match value {
        Value::Object(entries) => format!("{{{}}}", entries.iter().map(key).collect::<Vec<_>>().join(", ")),
        Value::Array(items) => format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(", ")),
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{File, file, pack};

    #[test]
    fn what_is_printed_reads_as_what_it_was() {
        for schema in File::ALL.map(file).into_iter().chain([pack()]) {
            let value: Value = serde_json::from_str(&schema).unwrap();
            assert_eq!(print(&value), schema);
            assert!(schema.lines().filter(|line| line.len() > 2 * WIDE).count() < 3, "long lines");
        }
    }
}
