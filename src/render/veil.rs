//! Covers what an applicant wrote in a copy of a file, so that a mistake can be shown in its place without the answers around it.

use std::collections::HashSet;
use std::ops::Range;

use super::names::{Private, question_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::{Pack, QuestionId};

/// Keys of an answers file that name no question.
const KEYS: [&str; 7] = ["applicant", "as_of", "answers", "value", "on", "unit", "unknown"];
/// The longest name that is taken for a key, not for something a person wrote.
const LONGEST_NAME: usize = 60;

/// The text with every letter and digit of an answer replaced by `*`, byte for byte: places stay what they are. Names of
/// questions stay, and the words that the diagnostic points at, unless they are free text or a birth date.
pub fn veiled(
    pack: &Pack,
    question: Option<QuestionId>,
    diagnostic: &Diagnostic,
    text: &str,
    private: Private,
) -> String {
    if private == Private::Shown {
        return text.to_owned();
    }
    let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
    let spans = labels.map(|label| label.span.start as usize..label.span.end as usize);
    let visible: Vec<Range<usize>> = match question.and_then(|id| question_of(pack, id)) {
        Some(asked) if private.covers(Some(asked)) => Vec::new(),
        Some(_) => spans.filter(|span| text.get(span.clone()).is_some_and(is_no_sentence)).collect(),
        // A name that nobody knows is shown as a name; anything else may be what somebody wrote.
        None if [Code::AN0101, Code::AN0601].contains(&diagnostic.code) => {
            spans.filter(|span| text.get(span.clone()).is_some_and(is_name)).collect()
        }
        None => Vec::new(),
    };
    let names = names(pack);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let is_pointed_at = visible.iter().any(|span| span.contains(&out.len()));
        let (word, after) = rest.split_at(rest.find(|c| !is_name_letter(c)).unwrap_or(rest.len()));
        if word.is_empty() {
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            if is_pointed_at || letter.is_ascii() {
                out.push(letter);
            } else {
                out.push(cover_wide(letter));
            }
        } else {
            rest = after;
            if is_pointed_at || is_key(&names, word, after) {
                out.push_str(word);
            } else {
                out.extend(word.chars().map(cover));
            }
        }
    }
    out
}

fn is_name_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-')
}

fn is_name(text: &str) -> bool {
    text.len() <= LONGEST_NAME && text.trim_matches('"').chars().all(is_name_letter)
}

/// Whether at most one word stands there, the words of a form aside: who writes more tells something.
fn is_no_sentence(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-'));
    let told = words.filter(|word| word.contains(char::is_alphabetic) && !KEYS.contains(word));
    told.count() <= 1
}

/// A sign of as many bytes, so that bytes and columns both stay what they are.
fn cover_wide(letter: char) -> char {
    match letter.len_utf8() {
        2 => '\u{B7}',
        3 => '\u{2022}',
        _ => '\u{1F784}',
    }
}

fn cover(letter: char) -> char {
    if letter.is_ascii_alphanumeric() { '*' } else { letter }
}

/// Every name that may stand before a colon: of scales, questions and the fields of rows.
fn names(pack: &Pack) -> HashSet<&str> {
    let fields = pack.questions.iter().filter(|q| q.group.is_some()).filter_map(|q| q.id.rsplit('.').next());
    let questions = pack.questions.iter().map(|q| q.id.as_str());
    let scales = pack.scales.iter().map(|scale| scale.id.as_str());
    KEYS.into_iter().chain(scales).chain(questions).chain(fields).collect()
}

/// A word that stands before a colon and is a name of the form.
fn is_key(names: &HashSet<&str>, word: &str, after: &str) -> bool {
    after.trim_start_matches(['"', '\'', ' ']).starts_with(':') && names.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_covered_where_a_word_is_not() {
        for told in ["maybe", "114 kPa", "{value: 114, unit: kPa}", "\"999\"", "[1, 2, 3]"] {
            assert!(is_no_sentence(told), "{told}");
        }
        for covered in ["Zebulon Quaxley", "\"my brother heard voices\"", "[my brother, 1]", "Ñandú Zoë"] {
            assert!(!is_no_sentence(covered), "{covered}");
        }
    }

    #[test]
    fn covers_keep_bytes() {
        for letter in ['é', '€', '😀'] {
            assert_eq!(cover_wide(letter).len_utf8(), letter.len_utf8());
        }
    }
}
