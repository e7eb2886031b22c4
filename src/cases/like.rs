//! Lays the answers of a case over those of the case it is like.

use std::collections::BTreeSet;

use crate::answers::{Reader, Sheet};
use crate::yaml::{Node, NodeKind};

/// `answers`: what stands under that key in the case itself. A name that stands there replaces the whole answer below it.
pub fn over(reader: &Reader, below: Sheet, own: Sheet, answers: Option<&Node>) -> Sheet {
    let mut made = below;
    if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = answers {
        let slots: BTreeSet<_> = entries.iter().flat_map(|entry| reader.slots(&entry.key)).collect();
        let questions: BTreeSet<_> = slots.iter().filter_map(|slot| Some(reader.layout.question(*slot)?.0)).collect();
        made.answers.retain(|slot, _| !slots.contains(slot));
        made.problems.retain(|problem| problem.question.is_none_or(|question| !questions.contains(&question)));
    }
    made.answers.extend(own.answers);
    made.problems.extend(own.problems);
    made.applicant = own.applicant;
    made
}
