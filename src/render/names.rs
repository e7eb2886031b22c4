//! The names a page uses for questions and sources, and which answers it keeps to itself.

use crate::explain::{Answered, Value};
/// Said under every decision: the engine sorts answers, a person decides.
pub(super) use crate::handbook::SIGN;
use crate::language::SourceKind;
use crate::pack::{Answer, Pack, Question, QuestionId, SourceId};

/// Whether a page may repeat free text and the birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    Withheld,
    Shown,
}

/// The date of birth, which `age` reads.
const BIRTH_DATE: &str = "birth_date";

impl Private {
    /// Whether this answer is kept off the page.
    pub(super) fn withholds(self, pack: &Pack, question: QuestionId, answered: &Answered) -> bool {
        let withheld = match answered {
            Answered::Value(Value::Text(_)) => true,
            Answered::Value(Value::Date(_)) => question_of(pack, question).is_some_and(|q| q.id == BIRTH_DATE),
            _ => false,
        };
        self == Self::Withheld && withheld
    }

    /// Whether an answer to a question that was given is kept off the page.
    pub(super) fn withholds_given(self, question: &Question) -> bool {
        self == Self::Withheld && (matches!(question.answer, Answer::Text { .. }) || question.id == BIRTH_DATE)
    }

    /// Whether what stands under a question may be repeated word by word when it could not be read.
    pub(super) fn covers(self, question: Option<&Question>) -> bool {
        let open = |q: &Question| !matches!(q.answer, Answer::Text { .. } | Answer::Group { .. }) && q.id != BIRTH_DATE;
        self == Self::Withheld && !question.is_some_and(open)
    }
}

pub(super) fn question_of(pack: &Pack, id: QuestionId) -> Option<&Question> {
    pack.questions.get(id.index())
}

/// `systolic_bp`, or an empty name for a question of another pack.
pub(super) fn id(pack: &Pack, question: QuestionId) -> &str {
    question_of(pack, question).map_or("", |q| q.id.as_str())
}

pub(super) fn id_in_row(pack: &Pack, question: QuestionId, row: Option<usize>) -> String {
    match row {
        Some(row) => format!("{} (row {row})", id(pack, question)),
        None => id(pack, question).to_owned(),
    }
}

/// A source with its place; what is still to be confirmed says so, and a clinic's own choice is never shown as a guideline.
pub(super) fn source(pack: &Pack, id: SourceId) -> String {
    let Some(source) = pack.sources.get(id.index()) else { return String::new() };
    let place = source.locator.as_deref().unwrap_or("to be confirmed");
    match source.kind {
        SourceKind::ClinicPolicy => format!("{}: clinic policy, to be confirmed by the clinic", source.cite),
        _ => format!("{}: {place}", source.cite),
    }
}

/// `pack kap 1.0.0 (sha256:9f3a…)`; the whole digest stands in JSON and on the clinician's page.
pub(super) fn pack_line(pack: &Pack) -> String {
    pack_named(&pack.id, &pack.version, &pack.digest)
}

pub(super) fn pack_named(id: &str, version: &str, digest: &str) -> String {
    format!("pack {id} {version} ({})", short(digest))
}

/// The first digits of a digest, `sha256:9f3a…`: enough to tell two apart by eye.
pub(super) fn short(digest: &str) -> String {
    const SHOWN: usize = "sha256:".len() + 12;
    digest.get(..SHOWN).map_or_else(|| digest.to_owned(), |short| format!("{short}…"))
}
