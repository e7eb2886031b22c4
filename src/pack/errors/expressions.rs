//! Expressions: types, options, units, ranges, and functions used wrongly.

use super::{list, nearest_or_all};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Comparison;
use crate::pack::typing::Typed;
use crate::pack::typing::quantity::{Quantity, Refused};
use crate::syntax::{Expression, Text};
use crate::text::{Span, Spanned};

// Types.

fn types(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::AN0303, span, message)
}

/// `sex_at_birth == female` for a choice, `> 0` for a number: how a value becomes a condition.
fn compare_with(left: &Expression, typed: &Typed) -> String {
    match typed {
        Typed::Choice(_, options) | Typed::Choices(_, options) => match options.first() {
            Some(option) => format!("compare it with an option: `{left} == {option}`"),
            None => format!("compare `{left}` with an option"),
        },
        Typed::Number(..) => format!("compare it with a number: `{left} >= 1`"),
        Typed::Date(..) => format!("compare it with a date, or its age with a number: `days_since({left}) <= 30`"),
        Typed::Text(_) => format!("ask what it mentions: `mentions({left}, TERMS)` or `{left} ~ /pattern/`"),
        Typed::Group(_) => format!("ask about its rows: `any({left} where …)`"),
        Typed::Scale => format!("name its total or an item: `{left}.total >= 1`"),
        Typed::Table(_) => format!("look a text up in it: `lookup({left}, TEXT).COLUMN`"),
        Typed::TermList(_) => format!("ask whether a text mentions it: `mentions(TEXT, {left})`"),
        Typed::Truth(_) | Typed::Error => format!("`{left}` is met or not met by itself"),
    }
}

pub(in crate::pack) fn not_a_condition(expression: &Expression, typed: &Typed) -> Diagnostic {
    types(expression.span, format!("`{expression}` is {}, where a condition is needed", typed.describe()))
        .help(compare_with(expression, typed))
}

pub(in crate::pack) fn not_a_number(expression: &Expression, typed: &Typed, role: &str) -> Diagnostic {
    let wrong = types(expression.span, format!("`{expression}` is {}, and {role} needs a number", typed.describe()));
    match typed {
        Typed::Date(..) => wrong.help(format!("its age is a number: `days_since({expression})`")),
        Typed::Truth(_) => wrong.help("count what holds: `at_least: 2` with `of: [...]`"),
        Typed::Scale => wrong.help(format!("name its total or an item: `{expression}.total`")),
        _ => wrong,
    }
}

pub(in crate::pack) fn types_differ(
    whole: &Expression,
    left: &Expression,
    a: &Typed,
    right: &Expression,
    b: &Typed,
) -> Diagnostic {
    let message = format!("`{left}` is {} and `{right}` is {}, so they cannot be compared", a.describe(), b.describe());
    let wrong = types(whole.span, message);
    match (a, b) {
        (Typed::Truth(_), Typed::Truth(_)) => {
            wrong.help("write `(a and b) or (not a and not b)` where both must be the same")
        }
        (Typed::Truth(_), _) => wrong.help(format!("write `{left}`, or `{left} == no`")),
        (Typed::Choice(..) | Typed::Choices(..), _) => wrong.help(compare_with(left, a)),
        (_, Typed::Choice(..) | Typed::Choices(..)) => wrong.help(compare_with(right, b)),
        (Typed::Text(_) | Typed::Group(_) | Typed::Scale | Typed::Table(_) | Typed::TermList(_), _) => {
            wrong.help(compare_with(left, a))
        }
        (_, Typed::Text(_) | Typed::Group(_) | Typed::Scale | Typed::Table(_) | Typed::TermList(_)) => {
            wrong.help(compare_with(right, b))
        }
        (Typed::Date(..), Typed::Number(..)) => wrong.help(format!("compare its age: `days_since({left})`")),
        (Typed::Number(..), Typed::Date(..)) => wrong.help(format!("compare its age: `days_since({right})`")),
        _ => wrong,
    }
}

pub(in crate::pack) fn nothing_to_compare(left: &Expression, typed: &Typed) -> Diagnostic {
    types(left.span, format!("`{left}` is {}, which is in no list", typed.describe())).help(compare_with(left, typed))
}

pub(in crate::pack) fn no_order(
    whole: &Expression,
    left: &Expression,
    typed: &Typed,
    operator: &Spanned<Comparison>,
) -> Diagnostic {
    types(whole.span, format!("`{left}` is {} and has no order for `{}`", typed.describe(), operator.symbol()))
        .help("use `==`, `!=` or `in [...]`")
}

pub(in crate::pack) fn fact_type(expression: &Expression, typed: &Typed) -> Diagnostic {
    types(
        expression.span,
        format!("`{expression}` is {}, and a fact is a yes or no, a number or a choice", typed.describe()),
    )
    .help(compare_with(expression, typed))
}

// Options.

pub(in crate::pack) fn no_such_option(left: &Expression, word: &str, span: Span, options: &[String]) -> Diagnostic {
    let known: Vec<&str> = options.iter().map(String::as_str).collect();
    let unknown = Diagnostic::new(Code::AN0304, span, format!("`{left}` has no option `{word}`"));
    nearest_or_all(unknown, word, &known, "its options are")
}

pub(in crate::pack) fn option_expected(
    left: &Expression,
    typed: &Typed,
    right: &Expression,
    other: &Typed,
    options: &[String],
) -> Diagnostic {
    let message = format!(
        "`{left}` is {} and is compared with one of its options, and `{right}` is {}",
        typed.describe(),
        other.describe()
    );
    types(right.span, message).help(format!("the options are {}", list(options)))
}

// Units.

pub(in crate::pack) fn units_differ(left: &Expression, a: &str, right: &Expression, b: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0305, left.span.to(right.span), format!("`{left}` is in `{a}` and `{right}` in `{b}`"))
        .help("nothing is converted: bring both into one unit")
}

pub(in crate::pack) fn no_unit(side: &Expression, literal: &Expression, unit: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0305, literal.span, format!("`{side}` has no unit, and `{literal}` is in `{unit}`"))
        .help("write the number alone, or add `unit:` to the question")
}

// Ranges.

pub(in crate::pack) fn always(said: &str, span: Span, always: bool, ranges: &[String]) -> Diagnostic {
    let verdict = if always { "always true" } else { "always false" };
    let diagnostic = Diagnostic::new(Code::AN0306, span, format!("`{said}` is {verdict}"));
    if ranges.is_empty() { diagnostic } else { diagnostic.label(ranges.join(", ")) }
}

pub(in crate::pack) fn arithmetic(whole: &Expression, said: &str, refused: Refused, other: &Quantity) -> Diagnostic {
    match refused {
        Refused::DividesByZero => Diagnostic::new(Code::AN0310, whole.span, format!("the divisor `{said}` can be 0"))
            .label(format!("it {}", other.says()))
            .help("narrow the range of the question, or multiply instead: `a > b * c` for `a / b > c`"),
        Refused::TooLarge => {
            Diagnostic::new(Code::AN0310, whole.span, format!("`{whole}` can grow beyond what is computed exactly"))
                .help("narrow the ranges of the questions, or use fewer digits after the point")
        }
    }
}

pub(in crate::pack) fn quotient_in_rows(field: &Expression, function: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AN0310,
        field.span,
        format!("`{function}` works on whole rows of numbers, and `{field}` divides"),
    )
    .help("compare the quotient inside `where`, or leave the division to the end")
}

// Functions.

pub(in crate::pack) fn wrong_arguments(function: &Text, signature: &str, example: &str) -> Diagnostic {
    types(function.span, format!("`{}` is not called like this", **function))
        .help(format!("it is `{signature}`, as in `{example}`"))
}

pub(in crate::pack) fn argument_type(function: &str, wanted: &str, given: &Expression, typed: &Typed) -> Diagnostic {
    types(given.span, format!("`{function}` takes {wanted}, and `{given}` is {}", typed.describe()))
}

pub(in crate::pack) fn no_where(function: &Text) -> Diagnostic {
    types(function.span, format!("`{}` takes no `where`", **function))
}

pub(in crate::pack) fn lookup_without_column(whole: &Expression) -> Diagnostic {
    types(whole.span, format!("`{whole}` names a row and no value of it"))
        .help("add a column: `lookup(table, text).column`")
}

pub(in crate::pack) fn no_columns(of: &Expression, column: &Text) -> Diagnostic {
    types(column.span, format!("`{of}` has no columns")).help("only `lookup(table, text)` has columns")
}

pub(in crate::pack) fn not_a_group(given: &Expression, typed: &Typed) -> Diagnostic {
    types(given.span, format!("`{given}` is {} and has no rows", typed.describe()))
        .help("name a question of kind `group`, or items of a scale: `count(phq9.q1..q9 where >= 2)`")
}

pub(in crate::pack) fn field_expected(function: &str, given: &Expression) -> Diagnostic {
    types(given.span, format!("`{function}` takes a field of a group, and `{given}` is none"))
        .help(format!("write `{function}(group.field where …)`"))
}

pub(in crate::pack) fn distinct_of(given: &Expression, typed: &Typed) -> Diagnostic {
    types(given.span, format!("`count_distinct` counts the values of a choice, and `{given}` is {}", typed.describe()))
        .help("look a text up first, in a fact `of:` the group: `lookup(table, text).column`")
}

pub(in crate::pack) fn each_over_rows(span: Span) -> Diagnostic {
    types(span, "a row is no number that could be compared".to_owned())
        .help("name the field: `count(group where field >= 2)`")
}

pub(in crate::pack) fn items_alone(whole: &Expression) -> Diagnostic {
    types(whole.span, format!("`{whole}` names several items, where one value is needed"))
        .help(format!("count them: `count({whole} where >= 1)`"))
}

pub(in crate::pack) fn items_need_a_comparison(whole: &Expression) -> Diagnostic {
    types(whole.span, format!("`{whole}` does not say which items count"))
        .help("compare each of them: `count(pcl5.q1..q5 where >= 2)`")
}

pub(in crate::pack) fn any_of_items(whole: &Expression, items: &Expression) -> Diagnostic {
    types(whole.span, "`any` looks through the rows of a group".to_owned())
        .help(format!("for items of a scale write `count({items} where >= 1) >= 1`"))
}

pub(in crate::pack) fn not_an_item(name: &Text) -> Diagnostic {
    types(name.span, format!("`{}` is no scored item of a scale", **name))
}

pub(in crate::pack) fn each_with_constant(right: &Expression) -> Diagnostic {
    types(right.span, format!("items are compared with a number or a parameter, and `{right}` depends on answers"))
}

pub(in crate::pack) fn reversed_item_counted(item: &str, span: Span) -> Diagnostic {
    types(span, format!("`{item}` is reversed, so it is not clear whether its answer or its points should count"))
        .help("count the other items and add a line for this one, or use the total")
}

pub(in crate::pack) fn points_against_yes_no(item: &str, span: Span) -> Diagnostic {
    types(span, format!("`{item}` is answered with points, not with yes or no"))
        .help("compare with points: `where >= 1`")
}

pub(in crate::pack) fn answered_question(left: &Expression, typed: &Typed) -> Diagnostic {
    types(left.span, format!("only a question is answered, and `{left}` is {}", typed.describe()))
}
