//! Says whether two texts have the same values and the same comments: the guard of a layout.

use super::{expressions, lex};
use crate::text::FileId;
use crate::yaml::{self, Node, NodeKind};

pub fn are_same(file: FileId, was: &str, is: &str) -> bool {
    let (was_root, _) = yaml::read(file, was);
    let (is_root, faults) = yaml::read(file, is);
    let (Some(was_root), Some(is_root)) = (was_root, is_root) else { return false };
    faults.is_empty() && values(&was_root, &is_root, false) && comments(was, &was_root) == comments(is, &is_root)
}

/// The same values; an expression may have other spaces.
fn values(was: &Node, is: &Node, is_condition: bool) -> bool {
    match (&was.kind, &is.kind) {
        (NodeKind::Null, NodeKind::Null) => true,
        (NodeKind::Scalar(was), NodeKind::Scalar(is)) => {
            let text = |text: &str| if is_condition { expressions::without_spaces(text) } else { text.to_owned() };
            was.plain == is.plain && text(&was.text) == text(&is.text)
        }
        (NodeKind::Sequence(was), NodeKind::Sequence(is)) => {
            was.len() == is.len() && was.iter().zip(is).all(|(was, is)| values(was, is, is_condition))
        }
        (NodeKind::Mapping(was), NodeKind::Mapping(is)) => {
            was.len() == is.len()
                && was.iter().zip(is).all(|(was, is)| {
                    let key = was.key.as_str();
                    key == is.key.as_str() && values(&was.value, &is.value, expressions::holds(key, is_condition))
                })
        }
        _ => false,
    }
}

/// The comments in their order; `None` where the text has parts that are not known.
fn comments(text: &str, root: &Node) -> Option<Vec<String>> {
    let lines = lex::tokens(text, root).ok()?;
    let comments = lines.iter().flatten().filter(|token| token.kind == lex::Kind::Comment);
    Some(comments.map(|comment| comment.text.trim_end().to_owned()).collect())
}
