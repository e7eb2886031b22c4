//! The wording of every mistake in answers. No message repeats free text, names or dates of a person: the place says which it is.

use super::hints::{how, ids, list, points, told, wanted};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::limits::{MAX_APPLICANT_BYTES, MAX_TEXT_BYTES};
use crate::pack::{Answer, AnswerOption, Pack, Question};
use crate::text::Span;
use crate::value::{Date, Decimal, Reason};

pub fn not_applicants(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0103, span, format!("an applicant is expected here, not {found}"))
        .help("write a mapping with `applicant`, `as_of` and `answers`, or a list of such mappings")
}

pub fn unknown_key<'a>(span: Span, key: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Diagnostic {
    let message = match told(key) {
        Some(key) => format!("`{key}` is not known here"),
        None => "this key is not known here".to_owned(),
    };
    let all = list(known.clone().into_iter());
    Diagnostic::new(Code::AN0101, span, message).nearest(key, known).help(format!("the keys here are {all}"))
}

pub fn no_answers(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0102, span, "this applicant has no `answers`").help("write `answers: {}` for an empty form")
}

pub fn answers_no_mapping(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0103, span, format!("`answers` holds {found} where question ids and answers are expected"))
        .help("write each answer as `question: answer`")
}

pub fn no_applicant(span: Span, invented: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0610, span, "the applicant is not named")
        .help(format!("write `applicant:` and an id; until then this one is called `{invented}`"))
}

pub fn applicant_no_id(span: Span, invented: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0610, span, "this is no id of an applicant")
        .help(format!("an id is a word or number on one line, of at most {MAX_APPLICANT_BYTES} bytes; until then this one is called `{invented}`"))
}

pub fn no_as_of(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0608, span, "the date this applicant is screened for is missing")
        .help("write `as_of:` and a date such as `2026-11-23`, or give the date for the whole run")
}

pub fn not_a_date(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0608, span, "this is not a date")
        .help("write it as year-month-day, such as `2026-11-23`, from 1900 to 2199")
}

pub fn answered_later(span: Span, as_of: Date) -> Diagnostic {
    Diagnostic::new(Code::AN0608, span, "this answer is dated after the day of the screening")
        .help(format!("the screening is as of {as_of}"))
}

/// The names a pack gives to totals and subscores, which are worked out and never answered.
fn computed(pack: &Pack, name: &str) -> Option<String> {
    let (scale, member) = name.split_once('.')?;
    let scale = pack.scales.iter().find(|s| s.id == scale)?;
    (member == "total" || scale.subscores.iter().any(|s| s.id == member)).then(|| scale.id.clone())
}

pub fn unknown_question(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    let message = match told(name) {
        Some(name) => format!("no question is called `{name}`"),
        None => "no question has this name".to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::AN0601, span, message);
    if let Some(scale) = computed(pack, name) {
        return diagnostic
            .help(format!("it is worked out from the items: answer `{scale}` with the list of its items"));
    }
    let group = |q: &Question| q.group.and_then(|g| pack.questions.get(g.index()));
    if let Some(group) = pack.questions.iter().find(|q| q.id == name).and_then(group) {
        return diagnostic.help(format!("it is asked in every row of `{}`: write it there", group.id));
    }
    let questions = pack.questions.iter().filter(|q| q.group.is_none()).map(|q| q.id.as_str());
    diagnostic.nearest(name, questions.chain(pack.scales.iter().map(|s| s.id.as_str())))
}

pub fn unknown_field<'a>(
    span: Span,
    name: &str,
    group: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = match told(name) {
        Some(name) => format!("a row of `{group}` has no `{name}`"),
        None => format!("a row of `{group}` has nothing of this name"),
    };
    let all = list(known.clone().into_iter());
    Diagnostic::new(Code::AN0601, span, message).nearest(name, known).help(format!("a row may have {all}"))
}

pub fn not_an_option(span: Span, text: &str, question: &Question, options: &[AnswerOption]) -> Diagnostic {
    let message = match told(text) {
        Some(text) => format!("`{text}` is not an option of `{}`", question.id),
        None => format!("this is not an option of `{}`", question.id),
    };
    Diagnostic::new(Code::AN0602, span, message)
        .nearest(text, ids(options))
        .help(format!("the options are {}", list(ids(options))))
}

pub fn not_a_point(span: Span, text: &str, question: &Question) -> Diagnostic {
    let message = match told(text) {
        Some(text) => format!("{text} is not one of the points of `{}`", question.id),
        None => format!("this is not one of the points of `{}`", question.id),
    };
    Diagnostic::new(Code::AN0602, span, message).help(format!("the points are {}", points(question)))
}

pub fn number_out_of_range(
    span: Span,
    question: &Question,
    min: Decimal,
    max: Decimal,
    unit: Option<&str>,
) -> Diagnostic {
    let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
    let message = format!("`{}` must be from {min} to {max}{unit}", question.id);
    Diagnostic::new(Code::AN0603, span, message).help("where the value is right, the pack's range must change")
}

pub fn too_many_places(span: Span, question: &Question, places: u32) -> Diagnostic {
    let digits = if places == 1 { "1 digit".to_owned() } else { format!("{places} digits") };
    Diagnostic::new(Code::AN0603, span, format!("`{}` is kept with {digits} after the point", question.id))
        .help("round it as the clinic rounds it; nothing is rounded here")
}

pub fn date_out_of_range(span: Span, question: &Question, earliest: Date, latest: Date) -> Diagnostic {
    Diagnostic::new(Code::AN0603, span, format!("`{}` must be from {earliest} to {latest}", question.id))
}

pub fn text_too_long(span: Span, question: &Question, bytes: usize) -> Diagnostic {
    let message = format!("the text for `{}` has {bytes} bytes; {MAX_TEXT_BYTES} can be read", question.id);
    Diagnostic::new(Code::AN0603, span, message)
}

pub fn wrong_type(span: Span, question: &Question, found: &str) -> Diagnostic {
    let message = format!("`{}` is answered with {}, not with {found}", question.id, wanted(question));
    Diagnostic::new(Code::AN0604, span, message).help(how(question))
}

pub fn scale_no_list(span: Span, scale: &str, items: usize, found: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AN0604,
        span,
        format!("`{scale}` is answered with a list of its {items} items, not with {found}"),
    )
    .help(format!("write every item in order, `null` where one was left blank, or one item as `{scale}.q1: …`"))
}

pub fn row_no_mapping(span: Span, question: &Question, found: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0604, span, format!("a row of `{}` is a mapping, not {found}", question.id))
        .help("write its answers as `- {name: answer, …}`")
}

pub fn no_value(span: Span, question: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0102, span, format!("this answer to `{question}` has no `value`"))
        .help("write `value: …`, or say why there is none with `unknown: declined`")
}

pub fn other_unit(span: Span, question: &Question, found: &str) -> Diagnostic {
    let found = told(found).map_or("another unit".to_owned(), |unit| format!("`{unit}`"));
    match &question.answer {
        Answer::Number { unit: Some(unit), .. } => {
            Diagnostic::new(Code::AN0605, span, format!("`{}` is asked in {unit}, not in {found}", question.id))
                .help(format!("convert it, and write {unit} or no unit"))
        }
        _ => Diagnostic::new(Code::AN0605, span, format!("`{}` has no unit", question.id)).help("leave the unit out"),
    }
}

pub fn unit_no_text(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0605, span, format!("the unit of `{name}` is not text")).help("write it as `unit: mmHg`")
}

pub fn list_has_no_unit(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0605, span, format!("`{name}` has no unit")).help("leave the unit out")
}

pub fn scale_length(span: Span, scale: &str, items: usize, found: usize) -> Diagnostic {
    Diagnostic::new(Code::AN0606, span, format!("`{scale}` has {items} items, and {found} answers stand here"))
        .help("write every item in order, `null` where one was left blank")
}

pub fn too_many_rows(span: Span, question: &Question, max: usize, found: usize) -> Diagnostic {
    Diagnostic::new(Code::AN0606, span, format!("`{}` takes {max} rows, and {found} stand here", question.id))
        .help("keep those that matter most, and tell the rest in a text answer")
}

pub fn not_a_reason(span: Span, text: &str) -> Diagnostic {
    let known = Reason::WRITABLE.map(Reason::name);
    let message = match told(text) {
        Some(text) => format!("`{text}` is not a reason for an unknown answer"),
        None => "this is not a reason for an unknown answer".to_owned(),
    };
    Diagnostic::new(Code::AN0607, span, message)
        .nearest(text, known)
        .help(format!("the reasons are {}", list(known.into_iter())))
}

pub fn known_and_unknown(value: Span, unknown: Span, question: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0609, value, format!("`{question}` has a value and is said to be unknown"))
        .also(unknown, "unknown here")
        .help("keep one of them")
}

pub fn answered_twice(places: (Span, Span), question: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0609, places.1, format!("`{question}` has two answers that differ"))
        .also(places.0, "answered here first")
        .help("keep the right one; until then the answer is unknown")
}

pub fn chosen_twice(first: Span, again: Span, option: &str, question: &Question) -> Diagnostic {
    Diagnostic::new(Code::AN0609, again, format!("`{option}` is chosen twice in `{}`", question.id))
        .also(first, "chosen here first")
        .help("keep one of them")
}

pub fn none_and_others(none: Span, other: Span, option: &str, question: &Question) -> Diagnostic {
    Diagnostic::new(Code::AN0609, none, format!("`{option}` excludes every other option of `{}`", question.id))
        .also(other, "chosen too")
        .help("keep one of them; until then the answer is unknown")
}
