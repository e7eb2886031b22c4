//! Turns two JSON texts of one decision into what differs between them, place by place.

use serde_json::{Map, Value};

use crate::value::Digest;

/// Keys whose values are words of the program or of the pack. Any other text may repeat what an applicant wrote.
const OPEN: [&str; 14] = [
    "schema",
    "version",
    "engine",
    "safety",
    "screening",
    "rule",
    "status",
    "raises",
    "result",
    "reason",
    "from",
    "could_raise",
    "certainty",
    "unknown",
];
/// Keys by which an element of a list is known.
const NAMES: [&str; 9] = ["rule", "line", "fact", "question", "total", "parameter", "tier", "column", "term"];

/// Between the parts of a place.
pub const INSIDE: &str = " › ";

/// How a decision that was made again compares with the old one.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// The same bytes, and their digest.
    Identical(Digest),
    /// Equal values in other bytes.
    Rewritten,
    Different(Vec<Difference>),
}

/// One place that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `findings › cardiovascular.blood-pressure-high › status`
    pub place: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Changed {
        was: String,
        is: String,
    },
    /// A text, or a value that may repeat what an applicant wrote.
    Reworded,
    OnlyThen,
    OnlyNow,
    /// The same elements in another order.
    Order,
}

/// Which texts may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Words of the program and of the pack alone.
    Open,
    /// Every text: the applicant is made up.
    All,
}

/// Compares with the forms in which the decision may have been written; the nearest counts.
pub fn compare(recorded: &str, again: &[String]) -> Comparison {
    if again.iter().any(|text| text == recorded) {
        return Comparison::Identical(Digest::of(recorded.as_bytes()));
    }
    let was = value(recorded);
    let differences = |text: &String| differences(&was, &value(text), Told::Open);
    let nearest = again.iter().map(differences).min_by_key(Vec::len).unwrap_or_default();
    if nearest.is_empty() { Comparison::Rewritten } else { Comparison::Different(nearest) }
}

/// Every place that differs, the outcome before what lies deep beneath a finding.
pub fn differences(was: &Value, is: &Value, told: Told) -> Vec<Difference> {
    let mut walk = Walk { told, found: Vec::new() };
    walk.values("", was, is);
    walk.found.sort_by_key(|difference| difference.place.matches(INSIDE).count());
    walk.found
}

/// Both texts were read as decisions before.
fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

struct Walk {
    told: Told,
    found: Vec<Difference>,
}

impl Walk {
    fn push(&mut self, place: &str, what: What) {
        self.found.push(Difference { place: place.to_owned(), what });
    }

    fn values(&mut self, place: &str, was: &Value, is: &Value) {
        if was == is {
            return;
        }
        match (was, is) {
            (Value::Object(was), Value::Object(is)) => self.objects(place, was, is),
            (Value::Array(was), Value::Array(is)) => self.lists(place, was, is),
            _ => {
                let told = self.shown(place, was).zip(self.shown(place, is));
                self.push(place, told.map_or(What::Reworded, |(was, is)| What::Changed { was, is }));
            }
        }
    }

    fn objects(&mut self, place: &str, was: &Map<String, Value>, is: &Map<String, Value>) {
        for key in was.keys().chain(is.keys().filter(|key| !was.contains_key(*key))) {
            self.one(&inside(place, key), was.get(key), is.get(key));
        }
    }

    /// Elements that all have names of their own are compared by these, others by their place.
    fn lists(&mut self, place: &str, was: &[Value], is: &[Value]) {
        let names = names(was).zip(names(is));
        let Some((then, now)) = names else {
            for at in 0..was.len().max(is.len()) {
                self.one(&inside(place, &(at + 1).to_string()), was.get(at), is.get(at));
            }
            return;
        };
        let of = |names: &[String], values: &[Value], name: &String| {
            names.iter().position(|other| other == name).and_then(|at| values.get(at)).cloned()
        };
        let before = self.found.len();
        for name in then.iter().chain(now.iter().filter(|name| !then.contains(name))) {
            let (was, is) = (of(&then, was, name), of(&now, is, name));
            self.one(&inside(place, name), was.as_ref(), is.as_ref());
        }
        if self.found.len() == before {
            self.push(place, What::Order);
        }
    }

    fn one(&mut self, place: &str, was: Option<&Value>, is: Option<&Value>) {
        match (was, is) {
            (Some(was), Some(is)) => self.values(place, was, is),
            (Some(_), None) => self.push(place, What::OnlyThen),
            (None, Some(_)) => self.push(place, What::OnlyNow),
            (None, None) => {}
        }
    }

    /// A value as a page may repeat it.
    fn shown(&self, place: &str, value: &Value) -> Option<String> {
        let key = place.rsplit(INSIDE).next().unwrap_or(place);
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::String(text) if self.told == Told::All || OPEN.contains(&key) => Some(text.clone()),
            _ => None,
        }
    }
}

/// The names of the elements, where all have one and no two the same.
fn names(list: &[Value]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for element in list {
        let name = NAMES.iter().find_map(|key| element.get(key).and_then(Value::as_str))?;
        let name = match element.get("row") {
            Some(row) => format!("{name} (row {row})"),
            None => name.to_owned(),
        };
        if names.contains(&name) {
            return None;
        }
        names.push(name);
    }
    Some(names)
}

fn inside(place: &str, part: &str) -> String {
    if place.is_empty() { part.to_owned() } else { format!("{place}{INSIDE}{part}") }
}
