//! Texts with names in braces: `{failed_trials} adequate trials`; `{{` is a brace.

use super::names::{Lookup, Name, Scope};
use super::typing::Typer;
use super::{Answer, Piece, Shown, Template, errors};
use crate::syntax::Text;
use crate::text::Span;

/// The names of a text resolved; a name that may not be shown is reported and left as written.
pub(super) fn template(written: &Text, typer: &mut Typer<'_>) -> Template {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = written.as_str();
    let place = |from: &str, length: usize| within(written, written.len() - from.len(), length);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            plain.push_str(brace.get(..1).unwrap_or_default());
            rest = after;
            continue;
        }
        let Some((name, after)) = brace.strip_prefix('{').and_then(|open| open.split_once('}')) else {
            typer.faults.push(errors::lone_brace(place(brace, 1)));
            plain.push_str(brace.get(..1).unwrap_or_default());
            rest = brace.get(1..).unwrap_or_default();
            continue;
        };
        let span = place(brace, name.len() + 2);
        if let Some(shown) = shown(name, span, typer) {
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Name(shown));
        }
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Template { pieces }
}

/// A part of a text, where the source is written letter for letter; otherwise the whole text.
fn within(written: &Text, start: usize, length: usize) -> Span {
    let source = (written.span.end - written.span.start) as usize;
    let quote = match source.checked_sub(written.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return written.span,
    };
    let start = written.span.start as usize + quote + start;
    Span::new(written.span.file, start, start + length)
}

fn shown(name: &str, span: Span, typer: &mut Typer<'_>) -> Option<Shown> {
    let found = match typer.names.find(name, Scope::default()) {
        Lookup::Found(found) => found,
        Lookup::Outside(group) => {
            let group = typer.form.question(group).map_or("", |q| q.id.as_str());
            typer.faults.push(errors::row_in_text(name, span, group));
            return None;
        }
        Lookup::Missing => {
            let fault = errors::unknown_in_braces(name, span, typer.names.known(Scope::default()));
            typer.faults.push(fault);
            return None;
        }
    };
    let refused = match found {
        Name::Question(id) => match typer.form.question(id).map(|q| &q.answer) {
            Some(Answer::Text { .. }) => errors::text_in_braces(name, span),
            Some(Answer::Date { .. }) => errors::date_in_braces(name, span),
            Some(Answer::Group { .. }) | None => errors::not_shown(name, span, "a group"),
            Some(_) => {
                typer.reads.questions.insert(id);
                return Some(Shown::Question(id));
            }
        },
        Name::Sum(set) => {
            typer.reads.scales.insert(set.scale);
            let items = typer.form.scale(set.scale).and_then(|s| s.items.get(set.items.clone()));
            typer.reads.questions.extend(items.into_iter().flatten().map(|i| i.question));
            return Some(Shown::Sum(set, name.to_owned()));
        }
        Name::Fact(place) => {
            typer.reads.facts.insert(place);
            return typer.fact_ids.get(place).copied().map(Shown::Fact);
        }
        Name::Parameter(id) => {
            typer.reads.parameters.insert(id);
            return Some(Shown::Parameter(id));
        }
        Name::Scale => errors::not_shown(name, span, "a scale"),
        Name::Table(_) => errors::not_shown(name, span, "a table"),
        Name::TermList(_) => errors::not_shown(name, span, "a term list"),
        Name::Age(_) => errors::age_in_braces(span),
    };
    typer.faults.push(refused);
    None
}
