//! Names: unknown, used twice, out of place, in a circle.

use super::{list, nearest_or_all};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::AXES;
use crate::syntax::Text;
use crate::text::Span;

pub(in crate::pack) fn unknown_name<'a>(
    name: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    if AXES.contains(&name) {
        return super::outcome_as_answer(name, span);
    }
    let unknown = Diagnostic::new(Code::AN0301, span, format!("`{name}` is not known"));
    match name {
        "yes" | "no" | "true" | "false" => {
            unknown.help("`yes` and `no` stand beside a yes/no question: `consent == yes`, or just `consent`")
        }
        _ => unknown.nearest(name, known),
    }
}

pub(in crate::pack) fn unknown_parameter<'a>(name: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::AN0301, name.span, format!("`{}` is no parameter of this pack", **name)).nearest(name, known)
}

pub(in crate::pack) fn unknown_scale<'a>(name: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::AN0301, name.span, format!("there is no scale `{}`", **name))
        .nearest(name, known)
        .help("a scale is a file under `scales/`")
}

pub(in crate::pack) fn unknown_item<'a>(
    name: &str,
    span: Span,
    scale: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let unknown = Diagnostic::new(Code::AN0301, span, format!("the scale `{scale}` has no item `{name}`"));
    nearest_or_all(unknown, name, &known, "its items are")
}

pub(in crate::pack) fn unknown_column<'a>(
    column: &Text,
    table: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let unknown =
        Diagnostic::new(Code::AN0301, column.span, format!("the table `{table}` has no column `{}`", **column));
    nearest_or_all(unknown, column, &known, "its columns are")
}

pub(in crate::pack) fn unknown_field<'a>(
    field: &str,
    group: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let unknown = Diagnostic::new(Code::AN0301, span, format!("the group `{group}` has no field or fact `{field}`"));
    nearest_or_all(unknown, field, &known, "it has")
}

pub(in crate::pack) fn unknown_group<'a>(
    name: &Text,
    is_something: bool,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let (code, message) = match is_something {
        true => (Code::AN0303, format!("`{}` is no group, so it has no rows", **name)),
        false => (Code::AN0301, format!("there is no group `{}`", **name)),
    };
    nearest_or_all(Diagnostic::new(code, name.span, message), name, &known, "the groups are")
}

pub(in crate::pack) fn unknown_tier<'a>(
    span: Span,
    tier: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let unknown = Diagnostic::new(Code::AN0301, span, format!("there is no support tier `{tier}`"));
    nearest_or_all(unknown, tier, &known, "`pack.yaml` names").help("tiers stand under `support_tiers` in `pack.yaml`")
}

pub(in crate::pack) fn unknown_source<'a>(id: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::AN0402, id.span, format!("the source `{}` is not in the bibliography", **id))
        .nearest(id, known)
        .help("sources stand under `sources` in `pack.yaml`")
}

pub(in crate::pack) fn unknown_option(option: &Text, of: &str, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let unknown = Diagnostic::new(Code::AN0304, option.span, format!("`{of}` has no option `{}`", **option));
    nearest_or_all(unknown, option, &known, "its options are")
}

pub(in crate::pack) fn twice(what: &str, id: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, id.span, format!("the {what} `{}` stands twice", **id)).also(first, "first here")
}

pub(in crate::pack) fn name_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, span, format!("the name `{name}` is used twice"))
        .also(first, "first here")
        .help("questions, scales, facts, parameters, tables and term lists share one set of names")
}

pub(in crate::pack) fn name_of_the_language(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, span, format!("`{name}` is already a word of the language"))
        .help("`age` is the completed years from `birth_date` to the date of the decision")
}

pub(in crate::pack) fn name_hides_field(name: &str, span: Span, field: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, span, format!("the name `{name}` is also a field of a group"))
        .also(field, "the field")
        .help("inside `where` a field is written bare, so the two could be taken for one another; rename one of them")
}

pub(in crate::pack) fn outside_group(name: &str, span: Span, group: &str) -> Diagnostic {
    let bare = name.rsplit('.').next().unwrap_or(name);
    Diagnostic::new(Code::AN0312, span, format!("`{name}` is about one row of `{group}`"))
        .label("here no row is meant")
        .help(format!("ask about the rows, as in `any({group} where {bare} …)` or `count({group} where {bare} …)`"))
}

pub(in crate::pack) fn rows_within_rows(span: Span, said: &str, outer: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0312, span, format!("`{said}` looks through rows inside a row of `{outer}`"))
        .help("make it a fact of its own, without `of:`, and name that fact here")
}

/// The members of a circle, in the order in which each reads the next.
pub(in crate::pack) fn circle(members: &[(&str, Span)]) -> Diagnostic {
    let names: Vec<String> = members.iter().chain(members.first()).map(|(name, _)| format!("`{name}`")).collect();
    let message = format!(
        "{} in a circle",
        if names.len() > 2 { "these depend on each other" } else { "this depends on itself" }
    );
    let said = names.join(" reads ");
    let Some(((_, first), others)) = members.split_first() else {
        return Diagnostic::without_place(Code::AN0307, message);
    };
    let diagnostic = Diagnostic::new(Code::AN0307, *first, format!("{message}: {said}"));
    others.iter().fold(diagnostic, |d, (_, span)| d.also(*span, "part of the circle"))
}

pub(in crate::pack) fn age_needs_birth_date(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0301, span, "`age` needs a date question `birth_date`, and this pack has none")
        .help("add a question with `id: birth_date` and `kind: date`")
}

// Names in braces.

pub(in crate::pack) fn unknown_in_braces<'a>(
    name: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(Code::AN0311, span, format!("`{name}` in braces is not known"))
        .nearest(name, known)
        .help("write `{{` for a brace that is only a brace")
}

pub(in crate::pack) fn lone_brace(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0311, span, "a brace stands alone")
        .help("write `{name}` to show a value, or `{{` and `}}` for braces")
}

pub(in crate::pack) fn text_in_braces(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0311, span, format!("`{name}` is free text, which no message repeats"))
        .help("what an applicant wrote is private; the matched words are shown to clinicians beside the rule")
}

pub(in crate::pack) fn date_in_braces(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0311, span, format!("`{name}` is a date, which no message repeats"))
        .help("show its age: a fact that is `days_since(…)` or `years_since(…)`")
}

pub(in crate::pack) fn age_in_braces(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0311, span, "`age` cannot stand in braces")
        .help("make it a fact, `is: age`, and name that fact")
}

pub(in crate::pack) fn not_shown(name: &str, span: Span, what: &str) -> Diagnostic {
    let allowed = ["question", "fact", "parameter", "total"];
    Diagnostic::new(Code::AN0311, span, format!("`{name}` is {what} and has no value to show"))
        .help(format!("in braces stands a {}", list(&allowed).replace('`', "")))
}

pub(in crate::pack) fn row_in_text(name: &str, span: Span, group: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AN0312,
        span,
        format!("`{name}` is about one row of `{group}`, and a text is about all of them"),
    )
    .help("count or add up the rows in a fact and name that fact")
}
