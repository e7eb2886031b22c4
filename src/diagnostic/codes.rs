//! The registry of codes: one line each, with its page beside it.

use super::Severity::{self, Error, Warning};

/// A stable name for one kind of mistake.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    pub severity: Severity,
    pub title: &'static str,
    /// Of a warning: the name by which `lints:` in `pack.yaml` sets its level. It reads well after "allow".
    pub lint: Option<&'static str>,
    /// What it means and how to mend it, in Markdown.
    pub page: &'static str,
}

macro_rules! codes {
    (@lint) => { None };
    (@lint $lint:ident) => { Some(stringify!($lint)) };
    ($($name:ident $severity:ident $title:literal $(as $lint:ident)?;)*) => {
        $(#[doc = $title]
        pub static $name: Code = Code {
            name: stringify!($name),
            severity: $severity,
            title: $title,
            lint: codes!(@lint $($lint)?),
            page: include_str!(concat!("pages/", stringify!($name), ".md")),
        };)*

        /// Every code, in order.
        pub static REGISTRY: &[&Code] = &[$(&$name),*];

        impl Code {
            $(pub const $name: &'static Code = &$name;)*
        }
    };
}

codes! {
    // A file as YAML or JSON.
    AN0001 Error "the file is not valid YAML";
    AN0002 Error "a key stands twice in one mapping";
    AN0003 Error "a tag changes how a value is read";
    AN0004 Error "an anchor, alias or merge key repeats text out of sight";
    AN0005 Error "the file holds more than one document";
    AN0006 Error "the file is nested too deeply";
    AN0007 Error "the file is too large";
    AN0008 Error "the file is empty";
    AN0009 Error "the file holds a character that cannot be read";
    AN0010 Error "two YAML readers do not agree about this file";
    AN0011 Error "the file is not valid JSON";
    // A document's shape.
    AN0101 Error "a key is not known here";
    AN0102 Error "a required key is missing";
    AN0103 Error "a value has the wrong shape";
    AN0104 Error "a word is not one of those allowed here";
    AN0105 Error "an id is not written as an id";
    AN0106 Error "a number is out of its range";
    AN0107 Error "the folder is not a pack";
    AN0108 Error "a file stands where no pack file belongs";
    // Expressions as written.
    AN0201 Error "a character has no meaning in an expression";
    AN0202 Error "the expression is not complete or not well formed";
    AN0203 Error "the expression is too long or too deeply nested";
    AN0204 Error "comparisons cannot be chained";
    AN0205 Error "the function is not known";
    AN0206 Error "the regular expression is not valid";
    // Names and types.
    AN0301 Error "a name is not known";
    AN0302 Error "an id is used twice";
    AN0303 Error "the types do not fit";
    AN0304 Error "the option does not exist";
    AN0305 Error "the unit differs from the question's";
    AN0306 Error "the comparison is always true or always false";
    AN0307 Error "facts depend on each other in a circle";
    AN0308 Error "a question can never be asked";
    AN0309 Error "`is answered` outside a rule that raises a note";
    AN0310 Error "the arithmetic can overflow or divide by zero";
    AN0311 Error "a name in braces is not known";
    AN0312 Error "a name stands outside the group it belongs to";
    // Rules, scales, tables.
    AN0401 Error "the rule cites no source";
    AN0402 Error "the source is not in the bibliography";
    AN0403 Error "what the rule raises does not fit its kind";
    AN0404 Error "nobody is named who can answer the question";
    AN0405 Error "the scale does not fit itself";
    AN0406 Error "the term or table row stands twice";
    AN0407 Error "the pack is larger than its limits";
    // Legal but suspicious.
    AN0501 Warning "a question is read by no rule" as unread_question;
    AN0502 Warning "a fact, parameter, table or source is never used" as unused_name;
    AN0503 Warning "a source has no locator yet" as missing_locator;
    AN0504 Warning "a choice of several has no \"none of these\"" as no_none_of_these;
    AN0505 Warning "a short term could be matched by mistake" as everyday_term;
    AN0506 Warning "a term stands in two lists of opposite meaning" as opposite_lists;
    AN0507 Warning "the words promise or reject" as verdict_words;
    AN0508 Warning "two rules have the same condition and the same effect" as duplicate_rules;
    AN0509 Warning "a character looks like another one or like none" as look_alike_characters;
    AN0510 Warning "the coordinator's text uses a clinician's word" as jargon;
    AN0511 Warning "no case says what a rule must come to" as rule_without_case;
    AN0512 Warning "no blank can leave the rule undecided" as never_undecided;
    AN0513 Warning "a parameter may be set where no answer reaches" as limit_out_of_reach;
    AN0514 Warning "a limit lies one beside an edge of the scale" as limit_beside_edge;
    AN0515 Warning "a pattern is nothing but words" as pattern_of_words;
    AN0516 Warning "a term is too short to be found when it is misspelt" as short_term;
    AN0517 Warning "two names of different lists look alike and are not declared as confusable" as undeclared_look_alikes;
    AN0518 Warning "when a question is asked changes nothing" as needless_asked_when;
    AN0519 Warning "a review is overdue" as review_overdue;
    AN0520 Warning "a rule adds nothing to a wider one with the same effect" as overlapping_rules;
    AN0521 Warning "a comment allows nothing" as idle_allowance;
    // Answers.
    AN0601 Error "the question is not in the pack";
    AN0602 Error "the answer is not one of the options";
    AN0603 Error "the answer is out of range";
    AN0604 Error "the answer has another type than its question";
    AN0605 Error "the answer has another unit than its question";
    AN0606 Error "the list does not fit the scale or group";
    AN0607 Error "the reason for an unknown answer is not known";
    AN0608 Error "the date is not a date that can be used";
    AN0609 Error "two answers are given to one question";
    AN0610 Error "the applicant is not named";
    // Who signs.
    AN0701 Error "the key of a signer cannot be used";
    AN0702 Error "the signing policy can never be met";
    // Cases.
    AN0801 Error "a case came out otherwise than it expects";
    AN0802 Error "a case expects nothing";
    AN0803 Error "an expectation contradicts itself";
    AN0804 Error "a case is like no other case";
    // Pins.
    AN0811 Error "a decision is not the one that is pinned";
    AN0812 Error "a pin is of another pack or version";
    AN0813 Error "a pin is of no case";
    AN0814 Error "a pin cannot be read";
    // Mutants.
    AN0821 Error "no case notices a changed rule";
    // Coverage.
    AN0831 Error "the applicants cover less of the rules than is demanded";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_have_a_page() {
        for pair in REGISTRY.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} before {}", pair[0].name, pair[1].name);
        }
        for code in REGISTRY {
            assert!(code.page.starts_with(&format!("# {}", code.name)), "{}", code.name);
            assert!(code.page.contains(code.title), "{}: the page repeats the title", code.name);
            assert_eq!(code.lint.is_some(), code.severity == Warning, "{}: a warning has a level", code.name);
            let shows = code.page.contains("\nInstead of\n```") && code.page.contains("\n```\nwrite");
            assert!(code.lint.is_none() || shows, "{}: what to avoid, and what to write", code.name);
        }
    }
}
