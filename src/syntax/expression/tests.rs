//! Turns the tables `fixtures/expressions/*.txt` into tests of the parser, and tries its limits.

use std::ops::Range;

use super::{Expression, Kind, Where, parse};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_EXPRESSION_BYTES, MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_MISTAKES};
use crate::text::{Sources, Span};

pub(super) fn read(text: &str) -> (Expression, Vec<Diagnostic>) {
    let file = Sources::default().add("a.yaml", text);
    let place = |range: Range<usize>| Span::new(file, range.start, range.end);
    let mut diagnostics = Vec::new();
    (parse(text, &place, &mut diagnostics), diagnostics)
}

/// The tree without its places, every level in parentheses.
pub(super) fn tree(e: &Expression) -> String {
    let all = |of: &[Expression]| of.iter().map(tree).collect::<Vec<_>>().join(" ");
    match &e.kind {
        Kind::Number { value, unit: Some(unit) } => format!("{value}`{}`", unit.value),
        Kind::Items { from, to } => format!("(.. {} {})", from.value, to.value),
        Kind::Not(of) => format!("(not {})", tree(of)),
        Kind::Negate(of) => format!("(- {})", tree(of)),
        Kind::And(a, b) => format!("(and {} {})", tree(a), tree(b)),
        Kind::Or(a, b) => format!("(or {} {})", tree(a), tree(b)),
        Kind::Compare { left, operator, right } => format!("({} {} {})", operator.symbol(), tree(left), tree(right)),
        Kind::In { left, list } => format!("(in {} [{}])", tree(left), all(list)),
        Kind::Matches { left, pattern } => format!("(~ {} /{}/)", tree(left), pattern.value),
        Kind::Answered { left, negated: false } => format!("(answered {})", tree(left)),
        Kind::Answered { left, negated: true } => format!("(unanswered {})", tree(left)),
        Kind::Arithmetic { left, operator, right } => format!("({} {} {})", operator.symbol(), tree(left), tree(right)),
        Kind::Call { function, arguments } => {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|a| match &a.condition {
                    None => tree(&a.value),
                    Some(Where::Holds(c)) => format!("(where {} {})", tree(&a.value), tree(c)),
                    Some(Where::Each { operator, right }) => {
                        format!("(each {} {} {})", tree(&a.value), operator.symbol(), tree(right))
                    }
                })
                .collect();
            format!("({}: {})", function.value, arguments.join(" "))
        }
        Kind::Column { of, column } => format!("(. {} {})", tree(of), column.value),
        Kind::Number { unit: None, .. } | Kind::Date(_) | Kind::Name(_) | Kind::Error => e.to_string(),
    }
}

/// `text`, then `= canonical text` (left out where it is the same), then `> tree` (left out where nobody would wonder).
#[test]
fn expressions_have_one_canonical_form() {
    let cases = include_str!("../../../fixtures/expressions/canonical.txt");
    let mut seen = 0;
    for case in cases.split("\n\n").map(str::trim).filter(|c| !c.is_empty() && !c.starts_with('#')) {
        let text = case.lines().next().unwrap_or("");
        let line = |mark| case.lines().skip(1).find_map(|l| l.strip_prefix(mark));
        let (expression, diagnostics) = read(text);
        assert_eq!(diagnostics, [], "{text}");
        assert_eq!(expression.to_string(), line("= ").unwrap_or(text), "{text}");
        if let Some(expected) = line("> ") {
            assert_eq!(tree(&expression), expected, "{text}");
        }
        let again = read(&expression.to_string()).0;
        assert_eq!(tree(&again), tree(&expression), "{text}");
        seen += 1;
    }
    assert!(seen > 50, "{seen} cases");
}

/// `text`, then for each mistake a line of `^` under the words, the code, and words of its message or help.
#[test]
fn mistakes_are_all_found_where_they_stand() {
    let cases = include_str!("../../../fixtures/expressions/mistakes.txt");
    let mut wrong = String::new();
    for case in cases.split("\n\n").map(str::trim_end).filter(|c| !c.is_empty() && !c.starts_with('#')) {
        let text = case.trim_start_matches('\n').lines().next().unwrap_or("");
        let (_, diagnostics) = read(text);
        let expected: Vec<&str> = case.trim_start_matches('\n').lines().skip(1).collect();
        let drawn: Vec<String> = diagnostics.iter().map(|d| draw(text, d)).collect();
        let fits = |(e, d): (&&str, &String)| {
            let (mark, words) = e.split_once(": ").unwrap_or((e, ""));
            d.split_once(": ").is_some_and(|(place, said)| place == mark && said.contains(words))
        };
        if expected.len() != drawn.len() || !expected.iter().zip(&drawn).all(fits) {
            wrong += &format!("{text}\n{}\n\n", drawn.join("\n"));
        }
    }
    assert!(wrong.is_empty(), "the parser says:\n\n{wrong}");
}

fn draw(text: &str, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.primary.as_ref().expect("a place").span;
    let chars = |range: Range<usize>| text.get(range).expect("character boundaries").chars().count();
    let (start, end) = (span.start as usize, span.end as usize);
    let help: String = diagnostic.help.iter().map(|h| format!(" | {h}")).collect();
    let marks = "^".repeat(chars(start..end));
    format!("{}{marks} {}: {}{help}", " ".repeat(chars(0..start)), diagnostic.code.name, diagnostic.message)
}

#[test]
fn an_empty_expression_is_said_to_be_empty() {
    for text in ["", "  ", "\n"] {
        let (expression, diagnostics) = read(text);
        assert_eq!(expression.kind, Kind::Error);
        assert_eq!(diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(), ["the expression is empty"]);
    }
}

#[test]
fn limits_hold_and_are_quick() {
    let codes = |text: &str| read(text).1.iter().map(|d| d.code.name).collect::<Vec<_>>();
    for text in ["(".repeat(100_000), "a".repeat(MAX_EXPRESSION_BYTES + 1), "é".repeat(MAX_EXPRESSION_BYTES)] {
        assert_eq!(codes(&text), ["AN0203"]);
    }
    assert_eq!(codes(&"a".repeat(MAX_EXPRESSION_BYTES)), [""; 0]);
    for (open, close) in [("(", ")"), ("not ", ""), ("- ", ""), ("count(", ")"), ("not (", ")"), ("max(b, ", ")")] {
        for (levels, expected) in
            [(MAX_EXPRESSION_DEPTH / 2 - 1, &[][..]), (MAX_EXPRESSION_DEPTH + 1, &["AN0203"]), (500, &["AN0203"])]
        {
            let text = format!("{}a{}", open.repeat(levels), close.repeat(levels));
            assert_eq!(codes(&text), expected, "{levels} of {open}");
        }
    }
    let chain = |operator: &str, links: usize| vec!["a"; links + 1].join(operator);
    for operator in [" and ", " or ", "+", "*", "-"] {
        assert_eq!(codes(&chain(operator, MAX_EXPRESSION_DEPTH - 1)), [""; 0], "{operator}");
        assert_eq!(codes(&chain(operator, MAX_EXPRESSION_DEPTH)), ["AN0203"], "{operator}");
        assert_eq!(codes(&chain(operator, 500)), ["AN0203"], "{operator}");
    }
    for word in
        ["a ", "a < ", "( ", ") ", "[ ", ", ", "? ", "é ", "in ", "is ", "not in ", "a in [", "a ~ ", "where ", ".. "]
    {
        let text = word.repeat(MAX_EXPRESSION_BYTES / word.len());
        assert!((1..=MAX_EXPRESSION_MISTAKES).contains(&codes(&text).len()), "{word}");
    }
    // Every strength of operator between two parentheses: the most levels of calls that 4 KiB can ask for.
    assert_eq!(codes(&"a or a and not a == a + a * (".repeat(100)), ["AN0203"]);
    assert_eq!(codes("note ~ /((a{1,1000}){1,1000}){1,1000}/"), ["AN0206"]);
}
