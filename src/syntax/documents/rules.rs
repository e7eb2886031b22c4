//! Turns `rules/*.yaml` into facts, rules and properties.

use super::condition::Lines;
use super::parts::{self, Faults};
use super::{Condition, Fact, Pack, Property, Rule, condition};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Kind, Raises};
use crate::text::{Span, Spanned};
use crate::yaml::{Fields, Node, NodeKind, shape};

/// Adds what a file of rules holds to the pack.
pub fn from_yaml(node: &Node, pack: &mut Pack, faults: &mut Faults) {
    let Some(mut fields) = Fields::of(node, "a file of rules", faults) else { return };
    pack.facts.extend(fields.list("facts", fact));
    pack.rules.extend(fields.list("rules", rule));
    pack.properties.extend(fields.list("properties", property));
    fields.finish();
}

fn fact(node: &Node, faults: &mut Faults) -> Option<Fact> {
    let mut fields = Fields::of(node, "a fact", faults)?;
    let head = fields.head();
    let id = fields.required("fact", parts::name);
    let about = fields.text("about");
    let of = fields.optional("of", shape::id);
    let is = fields.required("is", condition);
    fields.finish();
    Some(Fact { id: id?, about, of, is: is.unwrap_or_else(|| condition::unreadable(head)) })
}

fn rule(node: &Node, faults: &mut Faults) -> Option<Rule> {
    let mut fields = Fields::of(node, "a rule", faults)?;
    let head = fields.head();
    let id = fields.required("rule", shape::dotted_id);
    let title = fields.text("title");
    let kind = fields.required("kind", shape::word::<Kind>);
    let raises = fields.optional("raises", raises);
    let unknown_incomplete = fields.optional("unknown", unknown);
    let when = fields.required("when", condition);
    let because = fields.text("because");
    let coordinator = fields.optional("coordinator", shape::text);
    let clinician = fields.optional("clinician", shape::text);
    let sources = parts::sources(&mut fields);
    let review_by = fields.optional("review_by", shape::date);
    fields.finish();
    Some(Rule {
        id: id?,
        title,
        kind: kind?,
        raises,
        unknown_incomplete,
        when: when.unwrap_or_else(|| condition::unreadable(head)),
        because,
        coordinator,
        clinician,
        sources,
        review_by,
        span: node.span,
    })
}

fn property(node: &Node, faults: &mut Faults) -> Option<Property> {
    let mut fields = Fields::of(node, "a property", faults)?;
    let head = fields.head();
    let id = fields.required("property", shape::dotted_id);
    let about = fields.text("about");
    let given = fields.optional("given", condition);
    let then = fields.required("then", condition);
    let because = fields.text("because");
    let sources = parts::sources(&mut fields);
    fields.finish();
    let then = then.unwrap_or_else(|| condition::unreadable(head));
    Some(Property { id: id?, about, given, then, because, sources })
}

fn condition<L: Lines>(node: &Node, faults: &mut Faults) -> Option<Condition<L>> {
    Some(condition::from_yaml(node, faults))
}

/// `hold`, or `{suggest: standard}`
fn raises(node: &Node, faults: &mut Faults) -> Option<Spanned<Raises>> {
    if let NodeKind::Mapping(_) = node.kind {
        let mut fields = Fields::of(node, "what a rule raises", faults)?;
        let tier = fields.required("suggest", shape::id);
        fields.finish();
        return tier.map(|tier| Spanned::new(Raises::Suggest(tier.value), tier.span));
    }
    if let Some(scalar) = node.scalar().filter(|scalar| scalar.text.trim() == "suggest") {
        let fault = Diagnostic::new(Code::AN0103, node.span, format!("`{}` names no support tier", scalar.text.trim()));
        faults.push(fault.help("write `raises: {suggest: standard}`"));
        return None;
    }
    let name = shape::one_of(node, Raises::NAMES.into_iter(), faults)?;
    Raises::parse(name).map(|raises| Spanned::new(raises, node.span))
}

/// `unknown: incomplete`, the one word that may stand there
fn unknown(node: &Node, faults: &mut Faults) -> Option<Span> {
    shape::one_of(node, ["incomplete"].into_iter(), faults).map(|_| node.span)
}
