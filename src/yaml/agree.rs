//! Turns a file and its tree into a diagnostic where a second, independent reader understands the file differently.

use super::node::{Entry, Node, NodeKind};
use super::words;
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Span};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// Reads `text` with the second reader; the first place where it does not find what `node` holds.
/// `node` is a tree that was read without faults.
pub fn agree(file: FileId, text: &str, node: &Node) -> Option<Diagnostic> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let difference = RefCell::new(None);
    let same = Same { expected: Expected::of(node), span: node.span, difference: &difference };
    let error = same.deserialize(serde_yaml::Deserializer::from_str(body)).err()?;
    Some(difference.into_inner().unwrap_or_else(|| {
        // The second reader counts characters, so only its line is of use.
        let line = error.location().map_or(1, |place| place.line());
        let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        words::readers_differ(Span::new(file, start, start), "a second reader of YAML cannot read the file".to_owned())
    }))
}

/// What the first reader found.
#[derive(Clone, Copy)]
enum Expected<'n> {
    Null,
    /// Text that is text, because quotes say so.
    Quoted(&'n str),
    /// Text that the second reader may take for a number or a truth value.
    Plain(&'n str),
    Sequence(&'n [Node]),
    Mapping(&'n [Entry]),
}

impl<'n> Expected<'n> {
    fn of(node: &'n Node) -> Self {
        match &node.kind {
            NodeKind::Null | NodeKind::Error => Self::Null,
            NodeKind::Scalar(scalar) if scalar.plain => Self::Plain(&scalar.text),
            NodeKind::Scalar(scalar) => Self::Quoted(&scalar.text),
            NodeKind::Sequence(nodes) => Self::Sequence(nodes),
            NodeKind::Mapping(entries) => Self::Mapping(entries),
        }
    }
}

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Quoted(text) | Self::Plain(text) => write!(f, "the text {:?}", shown(text)),
            Self::Sequence(nodes) => write!(f, "a list of {}", nodes.len()),
            Self::Mapping(entries) => write!(f, "a mapping of {}", entries.len()),
        }
    }
}

/// As much of a text as a message can hold.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// Takes what the second reader finds, and accepts only what is expected.
#[derive(Clone, Copy)]
struct Same<'n> {
    expected: Expected<'n>,
    span: Span,
    difference: &'n RefCell<Option<Diagnostic>>,
}

impl<'n> Same<'n> {
    fn check<E: Error>(self, same: bool, found: impl fmt::Display) -> Result<(), E> {
        if same {
            return Ok(());
        }
        let message = format!("one reader of YAML finds {} here, another finds {found}", self.expected);
        *self.difference.borrow_mut() = Some(words::readers_differ(self.span, message));
        Err(E::custom("the readers differ"))
    }

    /// Whether the plain text means the whole number `value`, as decimal, hexadecimal, octal or binary.
    fn whole<E: Error>(self, value: i128) -> Result<(), E> {
        let Expected::Plain(text) = self.expected else { return self.check(false, value) };
        let (sign, digits) =
            text.strip_prefix('-').map_or((1, text.strip_prefix('+').unwrap_or(text)), |rest| (-1, rest));
        let radix =
            [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(|(p, r)| Some((digits.strip_prefix(p)?, r)));
        let (digits, radix) = radix.unwrap_or((digits, 10));
        self.check(i128::from_str_radix(digits, radix).is_ok_and(|n| n * sign == value), value)
    }

    fn child(self, node: &'n Node) -> Self {
        Self { expected: Expected::of(node), span: node.span, difference: self.difference }
    }
}

impl<'de> DeserializeSeed<'de> for Same<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Same<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expected)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.check(matches!(self.expected, Expected::Null), "nothing")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        let same = matches!(self.expected, Expected::Plain(text) if text.to_lowercase() == value.to_string());
        self.check(same, value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.whole(i128::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.whole(i128::from(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        let Expected::Plain(text) = self.expected else { return self.check(false, value) };
        i128::try_from(value)
            .map_or_else(|_| self.check(text.trim_start_matches('+').parse() == Ok(value), value), |n| self.whole(n))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.whole(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let Expected::Plain(text) = self.expected else { return self.check(false, value) };
        let same = match text.trim_start_matches(['+', '-']).to_lowercase().as_str() {
            ".inf" => value.is_infinite() && value.is_sign_negative() == text.starts_with('-'),
            ".nan" => value.is_nan(),
            _ => text.parse() == Ok(value),
        };
        self.check(same, value)
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<(), E> {
        let same = matches!(self.expected, Expected::Plain(text) | Expected::Quoted(text) if text == found);
        self.check(same, format_args!("the text {:?}", shown(found)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Expected::Sequence(nodes) = self.expected else { return self.check(false, "a list") };
        for node in nodes {
            let next = found.next_element_seed(self.child(node))?;
            self.check(next.is_some(), "a shorter list")?;
        }
        let more = found.next_element::<serde::de::IgnoredAny>()?;
        self.check(more.is_none(), "a longer list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Expected::Mapping(entries) = self.expected else { return self.check(false, "a mapping") };
        for entry in entries {
            let key = Self { expected: Expected::Plain(&entry.key), span: entry.key.span, ..self };
            let next = found.next_key_seed(key)?;
            self.check(next.is_some(), "fewer entries")?;
            found.next_value_seed(self.child(&entry.value))?;
        }
        let more = found.next_key::<serde::de::IgnoredAny>()?;
        self.check(more.is_none(), "more entries")
    }
}
