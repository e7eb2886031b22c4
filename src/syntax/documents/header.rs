//! Turns `pack.yaml` into the header: identity, who signs, support tiers, parameters, bibliography.

use super::parts::{self, Faults};
use super::{Header, Parameter, ParameterValue, Source, SupportTier, Text, signing, terms};
use crate::diagnostic::{Code, REGISTRY};
use crate::language::{Level, SourceKind};
use crate::text::Spanned;
use crate::value::Decimal;
use crate::yaml::{Fields, Node, shape};

/// The header, and the groups of confusable words that stand beside it.
pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<(Header, Vec<Vec<Text>>)> {
    let mut fields = Fields::of(node, "a pack", faults)?;
    let head = fields.head();
    let header = Header {
        id: fields.required("pack", shape::dashed_id).unwrap_or_else(|| Spanned::new(String::new(), head)),
        version: fields.text("version"),
        title: fields.text("title"),
        intended_use: fields.text("intended_use"),
        users: fields.optional("users", shape::text),
        author: signing::author(&mut fields),
        developer: fields.optional("developer", shape::text),
        funding: fields.optional("funding", shape::text),
        released: fields.optional("released", shape::one_or_list(shape::date)).unwrap_or_default(),
        signing: fields.optional("signing", signing::from_yaml),
        support_tiers: fields.list("support_tiers", support_tier),
        parameters: fields.list("parameters", parameter),
        sources: fields.list("sources", source),
        lints: fields.optional("lints", lints).unwrap_or_default(),
        review_by: fields.optional("review_by", shape::date),
    };
    let confusable = fields.list("confusable", terms::group);
    fields.finish();
    Some((header, confusable))
}

/// `lints: {missing_locator: deny}`
fn lints(node: &Node, faults: &mut Faults) -> Option<Vec<(&'static Code, Spanned<Level>)>> {
    let mut fields = Fields::of(node, "the lints", faults)?;
    let mut levels = Vec::new();
    for code in REGISTRY {
        let Some(lint) = code.lint else { continue };
        levels.extend(fields.optional(lint, shape::word::<Level>).map(|level| (*code, level)));
    }
    fields.finish();
    Some(levels)
}

fn support_tier(node: &Node, faults: &mut Faults) -> Option<SupportTier> {
    let mut fields = Fields::of(node, "a support tier", faults)?;
    let id = fields.required("tier", shape::id);
    let title = fields.text("title");
    let about = fields.optional("about", shape::text);
    fields.finish();
    Some(SupportTier { id: id?, title, about })
}

fn parameter(node: &Node, faults: &mut Faults) -> Option<Parameter> {
    let mut fields = Fields::of(node, "a parameter", faults)?;
    let head = fields.head();
    let id = fields.required("parameter", parts::name);
    let about = fields.text("about");
    let value = if fields.has("options") {
        fields.is("a parameter with options");
        let is = fields.required("is", shape::id);
        let options = fields.required_list("options", shape::id);
        ParameterValue::Option { is: is.unwrap_or_else(|| Spanned::new(String::new(), head)), options }
    } else {
        fields.is("a parameter that is a number");
        let is = fields.required("is", number);
        let min = fields.required("min", shape::decimal);
        let max = fields.required("max", shape::decimal);
        let unit = fields.optional("unit", shape::text);
        // One number that cannot be read does not make the parameter unknown.
        let known = [&is, &min, &max].into_iter().flatten().next().cloned();
        let any = || known.clone().unwrap_or(Spanned::new(Decimal::ZERO, head));
        ParameterValue::Number {
            is: is.unwrap_or_else(any),
            min: min.unwrap_or_else(any),
            max: max.unwrap_or_else(any),
            unit,
        }
    };
    let sources = parts::sources(&mut fields);
    fields.finish();
    Some(Parameter { id: id?, about, value, sources })
}

/// The value of a parameter without options.
fn number(node: &Node, faults: &mut Faults) -> Option<Spanned<Decimal>> {
    let before = faults.len();
    let number = shape::decimal(node, faults);
    if let Some(fault) = faults.get_mut(before) {
        fault.help.push("a parameter that is a word lists its `options`".to_owned());
    }
    number
}

fn source(node: &Node, faults: &mut Faults) -> Option<Source> {
    let mut fields = Fields::of(node, "a source", faults)?;
    let head = fields.head();
    let id = fields.required("source", shape::dashed_id);
    let cite = fields.text("cite");
    let locator = fields.optional("locator", shape::text);
    let kind = fields.required("kind", shape::word::<SourceKind>);
    let note = fields.optional("note", shape::text);
    let url = fields.optional("url", shape::text);
    fields.finish();
    let kind = kind.unwrap_or(Spanned::new(SourceKind::Reference, head));
    Some(Source { id: id?, cite, locator, kind, note, url })
}
