//! What is said about a mistake in an expression: every message and help of `AN0201` to `AN0206`.

use super::token::{is_name, is_quote};

use crate::diagnostic::{Code, Diagnostic};
use crate::language::FUNCTIONS;
use crate::language::limits::{MAX_EXPRESSION_BYTES, MAX_EXPRESSION_DEPTH};
use crate::text::Span;

// Characters: AN0201.

pub(super) fn other_symbol(span: Span, written: &str, proper: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0201, span, format!("`{written}` has no meaning in an expression"))
        .help(format!("write `{proper}`"))
}

pub(super) fn no_meaning(span: Span, c: char) -> Diagnostic {
    let invisible =
        c.is_control() || c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    let named = match invisible {
        true => format!("the invisible character U+{:04X}", u32::from(c)),
        false => format!("`{c}`"),
    };
    let diagnostic = Diagnostic::new(Code::AN0201, span, format!("{named} has no meaning in an expression"));
    match c {
        _ if invisible => diagnostic.help("delete it, or type a plain space instead"),
        '{' | '}' => {
            diagnostic.help("braces fill names into texts such as `because`; in an expression a name stands alone")
        }
        '#' => diagnostic.help("a comment stands after the end of the YAML line"),
        '%' => diagnostic.help("`%` is a unit and stands only after a number: `50 %`"),
        ';' => diagnostic.help("write one criterion per line under `all:` or `any:`, or join them with `and` or `or`"),
        '^' => diagnostic.help("there are no powers; write `x * x`"),
        _ if is_quote(c) => diagnostic.help("options are written bare, without quotation marks"),
        _ if c.is_alphabetic() => diagnostic.help("names are written with a-z, 0-9 and `_`"),
        _ => diagnostic,
    }
}

pub(super) fn quotes(span: Span, words: &str, after_matches: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::AN0201, span, "quotation marks have no meaning in an expression");
    if after_matches {
        diagnostic.help("a pattern stands between slashes: `text ~ /pattern/`")
    } else if is_name(words) {
        diagnostic.help(format!("options are written bare: `{words}`"))
    } else if words.starts_with(|c: char| c.is_ascii_digit()) {
        diagnostic.help(format!("numbers and dates are written bare: `{words}`"))
    } else {
        diagnostic.help("options are written bare, by their id in the questionnaire")
    }
}

// Shape: AN0202.

fn shape(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::AN0202, span, message)
}

pub(super) fn empty(span: Span) -> Diagnostic {
    shape(span, "the expression is empty").help("write a criterion, such as `phq9.total >= 10`")
}

pub(super) fn nothing_after(span: Span, before: &str) -> Diagnostic {
    shape(span, format!("nothing stands after `{before}`"))
}

pub(super) fn nothing_before(span: Span, after: &str) -> Diagnostic {
    shape(span, format!("nothing stands before `{after}`"))
}

pub(super) fn nothing_between(span: Span, before: &str, after: &str) -> Diagnostic {
    shape(span, format!("nothing stands between `{before}` and `{after}`"))
}

pub(super) fn no_operator(span: Span, before: &str, after: &str) -> Diagnostic {
    shape(span, format!("an operator is missing between `{before}` and `{after}`"))
        .help("compare with `==`, `>=`, `in [...]`, or join two criteria with `and` or `or`")
}

pub(super) fn never_closed(span: Span, open: &str, close: &str) -> Diagnostic {
    shape(span, format!("`{open}` is never closed")).help(format!("add `{close}` where it ends"))
}

pub(super) fn closes_nothing(span: Span, close: &str) -> Diagnostic {
    shape(span, format!("`{close}` closes nothing"))
}

pub(super) fn wrong_close(span: Span, open_span: Span, open: &str, close: &str) -> Diagnostic {
    shape(span, format!("`{open}` cannot be closed by `{close}`")).also(open_span, "opened here")
}

pub(super) fn stray(span: Span, word: &str) -> Diagnostic {
    let diagnostic = shape(span, format!("`{word}` has no place here"));
    match word {
        "," => diagnostic
            .help("commas separate the members of a list or of a function; a number is written without: `1000`, `0.5`"),
        "where" => diagnostic.help("`where` stands once inside a function: `count(group where condition)`"),
        "." => diagnostic.help("the parts of a name are joined by a point without spaces: `phq9.total`"),
        ".." => diagnostic.help("a range of items stands only inside a function: `count(pcl5.q1..q5 where >= 2)`"),
        _ => diagnostic,
    }
}

pub(super) fn rule_inside(span: Span) -> Diagnostic {
    shape(span, "a rule is no part of an expression")
        .help("only a property speaks of rules, each in a line of its own: `rule topic.name is met`")
}

pub(super) fn list_separator(span: Span, word: &str) -> Diagnostic {
    shape(span, format!("`{word}` has no place in a list")).help("separate the members of a list with commas: `[a, b]`")
}

pub(super) fn list_alone(span: Span) -> Diagnostic {
    shape(span, "a list stands only after `in`").help("write `question in [a, b]`")
}

pub(super) fn in_without_list(span: Span, words: &str) -> Diagnostic {
    shape(span, "`in` needs a list in square brackets").help(format!("write `in [{words}]`"))
}

pub(super) fn not_in(span: Span, left: &str, operator: &str) -> Diagnostic {
    shape(span, format!("`not {operator}` is not an operator")).help(format!("write `not {left} {operator} ...`"))
}

pub(super) fn not_inside(span: Span) -> Diagnostic {
    shape(span, "`not` needs parentheses here").help("`not` is weaker than a comparison; write `(not ...)`")
}

pub(super) fn not_a_date(span: Span, written: &str) -> Diagnostic {
    let iso =
        written.len() == 10 && written.bytes().filter(|b| *b == b'-').count() == 2 && written.get(4..5) == Some("-");
    match iso {
        true => shape(span, format!("`{written}` is not a date that exists between 1900 and 2199")),
        false => shape(span, format!("`{written}` is not written as a date"))
            .help("a date is year, month, day, with leading zeros: `2026-11-23`"),
    }
}

pub(super) fn time_of_day(span: Span) -> Diagnostic {
    shape(span, "a date has no time of day").help("write the date alone: `2026-11-23`")
}

pub(super) fn not_a_number(span: Span, written: &str) -> Diagnostic {
    let exponent = written.contains(['e', 'E']);
    shape(span, format!("`{written}` is not a number that can be kept exactly")).help(if exponent {
        "write it out, without an exponent"
    } else {
        "a number has at most 28 digits and one point"
    })
}

pub(super) fn capitals(span: Span, written: &str, lower: &str) -> Diagnostic {
    let proper = match lower {
        "true" => "yes",
        "false" => "no",
        other => other,
    };
    shape(span, format!("`{written}` is written with capitals")).help(format!("write `{proper}`"))
}

pub(super) fn not_a_name(span: Span, written: &str) -> Diagnostic {
    shape(span, format!("`{written}` is not a name"))
        .help("each part of a name starts with a letter and goes on with a-z, 0-9 and `_`")
}

pub(super) fn is_what(span: Span, left: &str, negated: bool, word: &str) -> Diagnostic {
    let said = if negated { format!("is not {word}") } else { format!("is {word}") };
    let diagnostic = shape(span, format!("`{said}` is not part of the language"));
    match word {
        "null" | "blank" | "empty" | "missing" | "unknown" | "unanswered" | "none" => {
            let answered = if negated { "is answered" } else { "is not answered" };
            diagnostic
                .help(format!("write `{left} {answered}`, in a rule that raises a note"))
                .help("other rules need no such line: a blank is never a `no`, and what depends on it is unknown")
        }
        "yes" | "true" | "no" | "false" => diagnostic.help(match matches!(word, "yes" | "true") != negated {
            true => format!("write `{left}` alone, or `{left} == yes`"),
            false => format!("write `not {left}`, or `{left} == no`"),
        }),
        _ => diagnostic.help(format!("write `{left} {} {word}`", if negated { "!=" } else { "==" })),
    }
}

pub(super) fn is_nothing(span: Span) -> Diagnostic {
    shape(span, "`is` stands only in `is answered` and `is not answered`").help("compare with `==`")
}

pub(super) fn each_with(span: Span, operator: &str) -> Diagnostic {
    shape(span, format!("`where {operator}` is not part of the language"))
        .help("each item is compared with one number: `count(pcl5.q1..q5 where >= 2)`")
}

pub(super) fn each_joined(span: Span, word: &str) -> Diagnostic {
    shape(span, format!("`{word}` cannot follow a comparison that stands for each item"))
        .help("compare each item with one number: `count(pcl5.q1..q5 where >= 2)`")
}

pub(super) fn items_without_where(span: Span, operator: &str) -> Diagnostic {
    shape(span, format!("`where` is missing before `{operator}`"))
        .help("each item is compared after `where`: `count(pcl5.q1..q5 where >= 2)`")
}

pub(super) fn column_after_call(span: Span) -> Diagnostic {
    shape(span, "a column follows only a function").help("write `lookup(table, text).column`")
}

pub(super) fn age_with_parentheses(span: Span) -> Diagnostic {
    shape(span, "`age` takes no parentheses").help("write `age`; for another date write `years_since(date)`")
}

pub(super) fn open_pattern(span: Span) -> Diagnostic {
    shape(span, "the pattern is never closed").help("a pattern ends with a slash: `/pattern/`")
}

pub(super) fn pattern_alone(span: Span) -> Diagnostic {
    shape(span, "a pattern stands only after `~`").help("write `text ~ /pattern/`")
}

pub(super) fn pattern_missing(span: Span) -> Diagnostic {
    shape(span, "`~` needs a pattern").help("a pattern stands between slashes: `text ~ /pattern/`")
}

pub(super) fn pattern_flags(span: Span, flags: &str) -> Diagnostic {
    shape(span, format!("`{flags}` has no place after a pattern"))
        .help("flags stand at the start of the pattern: `/(?i)word/`")
}

pub(super) fn too_long(span: Span, bytes: usize) -> Diagnostic {
    Diagnostic::new(
        Code::AN0203,
        span,
        format!("the expression is {bytes} bytes long; at most {MAX_EXPRESSION_BYTES} are read"),
    )
    .label("the limit is here")
    .help("write one criterion per line under `all:` or `any:`, or give a part a name as a fact")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0203, span, format!("the expression is nested more than {MAX_EXPRESSION_DEPTH} deep"))
        .help("write one criterion per line under `all:` or `any:`, or give a part a name as a fact")
}

pub(super) fn chained(span: Span, first: Span, instead: Option<String>) -> Diagnostic {
    Diagnostic::new(Code::AN0204, span, "comparisons cannot be chained")
        .also(first, "the first comparison")
        .help(instead.map_or("join two comparisons with `and`".to_owned(), |words| format!("write `{words}`")))
}

pub(super) fn unknown_function(span: Span, name: &str) -> Diagnostic {
    let known = || FUNCTIONS.iter().map(|f| f.name).filter(|n| *n != "age");
    let diagnostic = Diagnostic::new(Code::AN0205, span, format!("`{name}` is not a function")).nearest(name, known());
    match diagnostic.help.is_empty() {
        true => diagnostic.help(format!("the functions are {}", known().collect::<Vec<_>>().join(", "))),
        false => diagnostic,
    }
}

pub(super) fn bad_pattern(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0206, span, format!("the regular expression is not valid: {why}"))
}
