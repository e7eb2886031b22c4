//! Turns a pack into the schema of answers to its questions, and of cases for it: every id, with its label and range.

use serde_json::{Map, Value, json};

use super::{composed, read, text};
use crate::pack::{Answer, Pack, Points, Question, QuestionId};
use crate::value::Reason;

const ANSWERS: &str = include_str!("answers.json");

/// The schema of an applicant's file, or of a list of applicants, for one pack.
pub fn answers(pack: &Pack) -> String {
    let mut schema = read(ANSWERS);
    describe(&mut schema, pack, "Answers to the questions of");
    define(&mut schema, "answers", Value::Object(of_pack(pack)));
    text(&composed(schema))
}

/// The schema of the cases of one pack.
pub fn case(pack: &Pack) -> String {
    let mut schema = read(include_str!("case.json"));
    describe(&mut schema, pack, "Cases of");
    define(&mut schema, "answers", Value::Object(of_pack(pack)));
    let rules: Vec<&str> = pack.rules.iter().map(|rule| rule.id.as_str()).collect();
    let questions: Vec<&str> = pack.questions.iter().map(|question| question.id.as_str()).collect();
    define(&mut schema, "rule_id", json!({"description": "The id of a rule.", "enum": rules}));
    define(&mut schema, "question_id", json!({"description": "The id of a question.", "enum": questions}));
    text(&composed(schema))
}

/// Answers to questions that are not known.
pub(super) fn with_any_answers(mut schema: Value) -> Value {
    let any = json!({"description": "Answers, by question or scale.", "type": ["object", "null"]});
    define(&mut schema, "answers", any);
    schema
}

fn describe(schema: &mut Value, pack: &Pack, what: &str) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), format!("{what} {} {}", pack.id, pack.version).into());
    }
}

fn define(schema: &mut Value, name: &str, definition: Value) {
    if let Some(definitions) = schema.get_mut("definitions").and_then(Value::as_object_mut) {
        definitions.insert(name.to_owned(), definition);
    }
}

/// One property a question, and one a scale.
fn of_pack(pack: &Pack) -> Map<String, Value> {
    let is_item = |id: QuestionId| pack.scales.iter().any(|scale| scale.items.iter().any(|item| item.question == id));
    let mut properties = Map::new();
    for (at, question) in pack.questions.iter().enumerate().filter(|(_, question)| question.group.is_none()) {
        let value = value(pack, question, is_item(QuestionId(at as u32)));
        properties.insert(question.id.clone(), form(&asks(question), &value));
    }
    for scale in &pack.scales {
        let items = scale.items.iter().filter_map(|item| {
            let question = pack.questions.get(item.question.index())?;
            Some(form(&asks(question), &value(pack, question, true)))
        });
        let items: Vec<Value> = items.collect();
        let count = items.len();
        let whole = json!({
            "type": "array", "items": items, "additionalItems": false, "minItems": count, "maxItems": count,
        });
        let words = format!("{}: its {count} items in order; an item left blank is `null`.", scale.title);
        properties.insert(scale.id.clone(), form(&words, &whole));
    }
    let mut made = Map::new();
    made.insert("description".to_owned(), "Answers, by question or scale. What is not there was left blank.".into());
    made.insert("type".to_owned(), json!(["object", "null"]));
    made.insert("additionalProperties".to_owned(), false.into());
    made.insert("properties".to_owned(), Value::Object(properties));
    made
}

/// What a question asks, and what each of its options says.
fn asks(question: &Question) -> String {
    let options: Vec<String> = match &question.answer {
        Answer::Choice { options, .. } | Answer::Choices { options, .. } => {
            options.iter().filter_map(|option| Some(format!("`{}`: {}", option.id, option.label.as_ref()?))).collect()
        }
        Answer::Points(points) => {
            points.iter().map(|Points { points, label, .. }| format!("{points}: {label}")).collect()
        }
        Answer::Number { unit: Some(unit), .. } => vec![format!("in {unit}")],
        _ => Vec::new(),
    };
    if options.is_empty() { question.ask.clone() } else { format!("{} ({})", question.ask, options.join("; ")) }
}

/// The value alone, or with the day it was given, or the reason why there is none.
fn form(words: &str, value: &Value) -> Value {
    let reasons: Vec<&str> = Reason::WRITABLE.iter().map(|reason| reason.name()).collect();
    json!({
        "description": words,
        "if": {"type": "object"},
        "then": {
            "type": "object", "additionalProperties": false,
            "properties": {
                "value": value,
                "on": {"description": "The day it was given or measured.", "$ref": "#/definitions/date"},
                "unit": {"description": "The unit of the question.", "type": "string"},
                "unknown": {"description": "Why there is no answer.", "enum": reasons},
            },
            "anyOf": [{"required": ["value"]}, {"required": ["unknown"]}],
        },
        "else": value,
    })
}

/// What a question is answered with; `null` is a blank.
fn value(pack: &Pack, question: &Question, is_item: bool) -> Value {
    match &question.answer {
        Answer::YesNo if is_item => json!({"enum": [true, false, "yes", "no", "true", "false", 1, 0, null]}),
        Answer::YesNo => json!({"enum": [true, false, "yes", "no", "true", "false", null]}),
        Answer::Number { min, max, places, unit } => {
            let mut number = Map::new();
            // With its unit it is a text: `128 mmHg`.
            let types =
                if *places == 0 { json!(["integer", "string", "null"]) } else { json!(["number", "string", "null"]) };
            number.insert("type".to_owned(), types);
            let unit = unit.as_deref().map_or(String::new(), |unit| format!("( *{})?", literal(unit)));
            number.insert("pattern".to_owned(), format!("^[+-]?[0-9]+(\\.[0-9]+)?{unit}$").into());
            for (key, bound) in [("minimum", min), ("maximum", max)] {
                number.extend(
                    bound.to_string().parse().ok().map(|bound: serde_json::Number| (key.to_owned(), bound.into())),
                );
            }
            Value::Object(number)
        }
        Answer::Choice { options, .. } => {
            let options = options.iter().map(|option| Value::from(option.id.as_str()));
            json!({"enum": options.chain([Value::Null]).collect::<Vec<_>>()})
        }
        Answer::Choices { options, .. } => {
            let options: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            json!({"type": ["array", "null"], "uniqueItems": true, "items": {"enum": options}})
        }
        Answer::Text { .. } => json!({"type": ["string", "number", "boolean", "null"]}),
        Answer::Date { .. } => json!({"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Answer::Points(points) => {
            let points = points.iter().map(|points| Value::from(points.points));
            json!({"enum": points.chain([Value::Null]).collect::<Vec<_>>()})
        }
        Answer::Group { max, fields } => {
            let fields = fields.iter().filter_map(|id| {
                let field = pack.questions.get(id.index())?;
                let bare = field.id.rsplit('.').next().unwrap_or(&field.id);
                Some((bare.to_owned(), form(&asks(field), &self::value(pack, field, false))))
            });
            json!({
                "type": ["array", "null"], "maxItems": max,
                "items": {"type": "object", "additionalProperties": false, "properties": fields.collect::<Map<_, _>>()},
            })
        }
    }
}

/// A unit as it stands in a pattern.
fn literal(unit: &str) -> String {
    let plain = |c: char| !r"\^$.|?*+()[]{}/".contains(c);
    unit.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\{c}") }).collect()
}
