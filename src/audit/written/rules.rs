//! Rules, properties, facts and parameters taken apart for comparison.

use super::aspect::{Aspect, Item, Row, plain, rows, sentence};
use super::own;
use crate::pack::{Fact, FactId, FactValue, Pack, Parameter, ParameterId, ParameterValue, Property, Rule};
use crate::prose::{self, Sentence};

pub(super) fn rules(pack: &Pack) -> Vec<Item> {
    pack.rules.iter().map(|rule| item(pack, rule)).collect()
}

fn item(pack: &Pack, rule: &Rule) -> Item {
    let said = prose::rule(pack, rule);
    let raises = rule.raises.as_ref().map_or("nothing", |raises| raises.name());
    let tier = rule.tier.and_then(|tier| pack.tiers.get(tier.index())).map_or("", |tier| tier.id.as_str());
    let unknown = if rule.unknown_incomplete { " unknown: incomplete" } else { "" };
    let effect = format!("{} {raises} {tier}{unknown}", rule.kind.name());
    let kind = format!("It is for: {}.", rule.kind.name().replace('_', " "));
    // Tiers may share a title.
    let does = said.does.iter().map(|line| Row { own: format!("{line} {tier}"), said: sentence(line) });
    let does = std::iter::once(plain(&kind)).chain(does).collect();
    let when = own::tree(&rule.when);
    Item {
        id: rule.id.clone(),
        title: rule.title.clone(),
        same: vec![format!("{effect}\n{}", when.join("\n"))],
        aspects: vec![
            Aspect::words("title", Some(&rule.title)),
            Aspect::of("what it does", does).apart().decides(),
            Aspect::of("condition", rows(when, said.when)).decides(),
            Aspect::of("reason", vec![Row { own: own::template(pack, &rule.because), said: sentence(&said.because) }]),
            Aspect::words("for the coordinator", rule.coordinator.as_deref()),
            Aspect::words("for the clinician", rule.clinician.as_deref()),
            Aspect::of("sources", own::sources(pack, &rule.sources)).apart(),
        ],
    }
}

pub(super) fn properties(pack: &Pack) -> Vec<Item> {
    pack.properties.iter().map(|property| property_item(pack, property)).collect()
}

fn property_item(pack: &Pack, property: &Property) -> Item {
    let said = prose::property(pack, property);
    let given = property.given.as_ref().map(own::claims).unwrap_or_default();
    let then = own::claims(&property.then);
    let about = Row { own: own::template(pack, &property.about), said: sentence(&said.about) };
    let because = Row { own: own::template(pack, &property.because), said: sentence(&said.because) };
    Item {
        id: property.id.clone(),
        title: String::new(),
        same: vec![format!("{}\n\n{}", given.join("\n"), then.join("\n"))],
        aspects: vec![
            Aspect::of("what it is about", vec![about]),
            Aspect::of("of whom it speaks", rows(given, said.given)),
            Aspect::of("what must hold", rows(then, said.then)),
            Aspect::of("reason", vec![because]),
            Aspect::of("sources", own::sources(pack, &property.sources)).apart(),
        ],
    }
}

pub(super) fn facts(pack: &Pack) -> Vec<Item> {
    let items = pack.facts.iter().enumerate().map(|(at, fact)| fact_item(pack, FactId(at as u32), fact));
    let mut items: Vec<Item> = items.collect();
    // They stand in the order of what reads what, which an edit elsewhere may turn over.
    items.sort_by(|a, b| a.id.cmp(&b.id));
    items
}

fn fact_item(pack: &Pack, id: FactId, fact: &Fact) -> Item {
    let (about, is) = prose::fact(pack, id).map_or_else(Default::default, |said| (said.about, said.is));
    let own = match &fact.is {
        FactValue::Truth(tree) => own::tree(tree),
        FactValue::Number(text, _) | FactValue::Choice(text, _) => vec![text.clone()],
    };
    let of = fact.of.and_then(|group| pack.questions.get(group.index())).map(|group| group.id.as_str());
    Item {
        id: fact.id.clone(),
        title: String::new(),
        same: vec![format!("{}\n{}", of.unwrap_or_default(), own.join("\n"))],
        aspects: vec![
            Aspect::of("what it is about", vec![Row { own: own::template(pack, &fact.about), said: sentence(&about) }]),
            Aspect::words("whose rows", of).decides(),
            Aspect::of("condition", rows(own, is)).decides(),
        ],
    }
}

pub(super) fn parameters(pack: &Pack) -> Vec<Item> {
    let item = |(at, parameter): (usize, &Parameter)| {
        let said = prose::setting(pack, ParameterId(at as u32));
        let (value, range) = said.map_or_else(Default::default, |said| (said.value, said.range));
        let kind = match &parameter.value {
            ParameterValue::Number { unit, .. } => unit.clone().unwrap_or_default(),
            ParameterValue::Option { options, .. } => options.join(" "),
        };
        Item {
            id: parameter.id.clone(),
            title: parameter.about.clone(),
            same: vec![format!("{}\n{kind}", parameter.about)],
            aspects: vec![
                Aspect::of("value", vec![Row { own: value.clone(), said: Sentence { depth: 0, text: value } }])
                    .decides(),
                Aspect::of("what a clinic may choose", vec![plain(&range)]),
                Aspect::words("what it is about", Some(&parameter.about)),
                Aspect::of("sources", own::sources(pack, &parameter.sources)).apart(),
            ],
        }
    };
    pack.parameters.iter().enumerate().map(item).collect()
}
