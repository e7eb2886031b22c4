//! Finds the names that the documents of a pack make, and where they mention one.

use super::expressions::Walk;
use super::{Names, Scope, Space, Symbol, What};
use crate::language::{QuestionKind, Raises};
use crate::syntax::{
    Condition, ConditionKind, Entry, Fact, FreshFor, Line, Pack, Parameter, ParameterValue, Question, Scale, Table,
    Text, Total,
};
use crate::text::{Sources, Span};

/// Every name that is made.
pub fn make(pack: &Pack, names: &mut Names, sources: &Sources) {
    let mut add = |what, name: String, made: Span, says: &str| names.make(Symbol::new(what, name, made, says), sources);
    if let Some(header) = &pack.header {
        for source in &header.sources {
            add(What::Source, source.id.value.clone(), source.id.span, &source.cite);
        }
        for tier in &header.support_tiers {
            add(What::Tier, tier.id.value.clone(), tier.id.span, &tier.title);
        }
    }
    for rule in &pack.rules {
        add(What::Rule, rule.id.value.clone(), rule.id.span, &rule.title);
    }
    for property in &pack.properties {
        add(What::Property, property.id.value.clone(), property.id.span, &property.about);
    }
    for list in &pack.term_lists {
        add(What::TermList, list.id.value.clone(), list.id.span, &list.title);
    }
    for parameter in pack.header.iter().flat_map(|header| &header.parameters) {
        let symbol = self::parameter(parameter);
        names.make(symbol, sources);
    }
    for section in pack.questionnaire.iter().flat_map(|questionnaire| &questionnaire.sections) {
        for entry in &section.entries {
            if let Entry::Question(question) = entry {
                self::question(question, None, names, sources);
            }
        }
    }
    pack.scales.iter().for_each(|scale| self::scale(scale, names, sources));
    pack.tables.iter().for_each(|table| self::table(table, names, sources));
    for fact in &pack.facts {
        let of = fact.of.as_ref().map(|of| of.value.clone());
        let whole = of.as_ref().map(|of| format!("{of}.{}", *fact.id));
        let symbol = Symbol { of, ..Symbol::new(What::Fact, fact.id.value.clone(), fact.id.span, fact.about.as_str()) };
        let at = names.make(symbol, sources);
        if let Some(whole) = whole {
            names.also(Space::Names, whole, at);
        }
    }
    words_of_facts(&pack.facts, names, sources);
}

fn parameter(parameter: &Parameter) -> Symbol {
    let options = match &parameter.value {
        ParameterValue::Option { options, .. } => options.iter().map(|o| (o.value.clone(), String::new())).collect(),
        ParameterValue::Number { .. } => Vec::new(),
    };
    let made = Symbol::new(What::Parameter, parameter.id.value.clone(), parameter.id.span, parameter.about.as_str());
    Symbol { options, ..made }
}

/// `home`: the group or scale it belongs to.
fn question(question: &Question, home: Option<(&str, bool)>, names: &mut Names, sources: &Sources) {
    let id = question.id.as_str();
    let options = match question.kind.value {
        QuestionKind::YesNo => ["yes", "no"].map(|word| (word.to_owned(), String::new())).to_vec(),
        _ => {
            let said = |label: &Option<Text>| label.as_ref().map_or(String::new(), |label| label.value.clone());
            question.options.iter().map(|option| (option.id.value.clone(), said(&option.label))).collect()
        }
    };
    let name = home.map_or(id.to_owned(), |(home, _)| format!("{home}.{id}"));
    let of = home.filter(|(_, is_group)| *is_group).map(|(home, _)| home.to_owned());
    let made = Symbol::new(What::Question, name, question.id.span, question.ask.as_str());
    let symbol = Symbol { of, kind: Some(question.kind.value), options, ..made };
    names.make(symbol, sources);
    for field in &question.questions {
        self::question(field, Some((id, true)), names, sources);
    }
}

fn scale(scale: &Scale, names: &mut Names, sources: &Sources) {
    let id = scale.id.as_str();
    let mut add = |what, name: String, made: Span, says: &str, options| {
        names.make(Symbol { options, ..Symbol::new(what, name, made, says) }, sources)
    };
    add(What::Scale, id.to_owned(), scale.id.span, &scale.title, Vec::new());
    for item in &scale.items {
        let points = if item.answers.is_empty() { &scale.answers } else { &item.answers };
        let options = match item.yes_no {
            true => ["yes", "no"].map(|word| (word.to_owned(), String::new())).to_vec(),
            false => points.iter().map(|p| (p.points.value.to_string(), p.label.value.clone())).collect(),
        };
        add(What::Question, format!("{id}.{}", *item.id), item.id.span, &item.ask, options);
    }
    for subscore in &scale.subscores {
        add(What::Subscore, format!("{id}.{}", *subscore.id), subscore.id.span, &subscore.title, Vec::new());
    }
    if !matches!(scale.total, Total::None) {
        let symbol = Symbol::new(What::Total, format!("{id}.total"), scale.id.span, scale.title.as_str());
        // It has no name of its own to be mentioned where the scale is made.
        names.symbols.push(symbol);
        names.also(Space::Names, format!("{id}.total"), names.symbols.len() - 1);
    }
    for question in &scale.unscored {
        self::question(question, Some((id, false)), names, sources);
    }
}

fn table(table: &Table, names: &mut Names, sources: &Sources) {
    names.make(Symbol::new(What::Table, table.id.value.clone(), table.id.span, table.title.as_str()), sources);
    for column in &table.columns {
        let mut options: Vec<(String, String)> = Vec::new();
        if column.kind.as_str() == "choice" {
            let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|(key, _)| key.value == column.id.value);
            options.extend(cells.map(|(_, cell)| (cell.text.value.clone(), String::new())));
            options.sort();
            options.dedup();
        }
        let name = format!("{}.{}", *table.id, *column.id);
        let made = Symbol::new(What::Column, name, column.id.span, column.kind.as_str());
        names.make(Symbol { of: Some(table.id.value.clone()), options, ..made }, sources);
    }
}

/// Facts that are a word take the options of what they are; one may be another one's.
fn words_of_facts(facts: &[Fact], names: &mut Names, sources: &Sources) {
    for fact in facts.iter().chain(facts) {
        let ConditionKind::Line(line) = &fact.is.kind else { continue };
        let scope = Scope { group: fact.of.as_ref().map(|of| of.as_str()), scale: None };
        let options = Walk { names, sources }.options(&line.expression, scope);
        // A yes or no is a condition like any other.
        if options.iter().any(|(word, _)| word == "yes") {
            continue;
        }
        if let Some(symbol) = names.find(Space::Names, &fact.id).and_then(|at| names.symbols.get_mut(at)) {
            symbol.options = options;
        }
    }
}

/// Every place that mentions a name.
pub fn mentions(pack: &Pack, names: &mut Names, sources: &Sources) {
    let mut walk = Walk { names, sources };
    for parameter in pack.header.iter().flat_map(|header| &header.parameters) {
        walk.each(Space::Sources, &parameter.sources);
    }
    for section in pack.questionnaire.iter().flat_map(|questionnaire| &questionnaire.sections) {
        for entry in &section.entries {
            match entry {
                Entry::Question(question) => of_question(question, Scope::default(), &mut walk),
                Entry::Scale(scale) => walk.one(Space::Names, scale),
            }
        }
    }
    for scale in &pack.scales {
        of_scale(scale, &mut walk);
    }
    for table in &pack.tables {
        walk.each(Space::Sources, &table.sources);
        for (column, _) in table.rows.iter().flat_map(|row| &row.cells) {
            walk.column(&table.id, column);
        }
    }
    for list in &pack.term_lists {
        walk.each(Space::Sources, &list.sources);
    }
    for fact in &pack.facts {
        if let Some(of) = &fact.of {
            walk.one(Space::Names, of);
        }
        walk.template(&fact.about);
        lines(&fact.is, Scope { group: fact.of.as_ref().map(|of| of.as_str()), scale: None }, &mut walk);
    }
    for rule in &pack.rules {
        if let Some(raises) = &rule.raises
            && let Raises::Suggest(tier) = &raises.value
        {
            walk.word(Space::Tiers, tier, raises.span);
        }
        lines(&rule.when, Scope::default(), &mut walk);
        walk.template(&rule.because);
        walk.each(Space::Sources, &rule.sources);
    }
    for property in &pack.properties {
        walk.template(&property.about);
        walk.template(&property.because);
        for condition in property.given.iter().chain([&property.then]) {
            each_line(condition, &mut |line| walk.claim(line));
        }
        walk.each(Space::Sources, &property.sources);
    }
}

fn of_question(question: &Question, scope: Scope, walk: &mut Walk) {
    if let Some(line) = &question.asked_when {
        walk.expression(&line.expression, scope);
    }
    fresh_for(question.fresh_for.as_ref(), walk);
    question.questions.iter().for_each(|field| of_question(field, scope, walk));
}

fn of_scale(scale: &Scale, walk: &mut Walk) {
    let scope = Scope { group: None, scale: Some(&scale.id) };
    fresh_for(scale.fresh_for.as_ref(), walk);
    walk.each(Space::Sources, &scale.sources);
    for item in &scale.items {
        if let Some(line) = &item.asked_when {
            walk.expression(&line.expression, scope);
        }
    }
    scale.unscored.iter().for_each(|question| of_question(question, scope, walk));
    for subscore in &scale.subscores {
        walk.member(&scale.id, &subscore.first);
        if subscore.first.span != subscore.last.span {
            walk.member(&scale.id, &subscore.last);
        }
    }
    scale.cutoffs.iter().for_each(|cutoff| walk.each(Space::Sources, &cutoff.sources));
    if let Some(prorate) = &scale.prorate {
        walk.each(Space::Sources, &prorate.sources);
    }
}

fn fresh_for(fresh_for: Option<&FreshFor>, walk: &mut Walk) {
    if let Some(FreshFor::Parameter(parameter)) = fresh_for {
        walk.one(Space::Names, parameter);
    }
}

fn lines(condition: &Condition<Line>, scope: Scope, walk: &mut Walk) {
    each_line(condition, &mut |line| walk.expression(&line.expression, scope));
}

fn each_line<L>(condition: &Condition<L>, visit: &mut impl FnMut(&L)) {
    match &condition.kind {
        ConditionKind::Line(line) => visit(line),
        ConditionKind::All(parts)
        | ConditionKind::Any(parts)
        | ConditionKind::None(parts)
        | ConditionKind::AtLeast(_, parts) => parts.iter().for_each(|part| each_line(part, visit)),
    }
}
