//! One change to a pack: a threshold, an operator, *any* for *all*, a dropped line, a negation, an option, a parameter, a cell, a
//! name of a list, what a rule raises, when a question is asked, an answer that a question allows.

use anteroom::language::{Comparison, Raises};
use anteroom::pack::*;
use anteroom::value::Decimal;

use super::draw::Draw;
use super::packs::{line, span};

/// The changed pack, and what was changed. The change may mean nothing.
pub fn mutate(pack: &Pack, draw: &mut Draw) -> (Pack, String) {
    let mut pack = pack.clone();
    let what = match draw.below(20) {
        0..12 => {
            let rule = draw.below(pack.rules.len());
            let what = tree(&mut pack.rules[rule].when, draw);
            format!("rule {rule}: {what}")
        }
        12 | 13 if !pack.facts.is_empty() => {
            let fact = draw.below(pack.facts.len());
            let what = match &mut pack.facts[fact].is {
                FactValue::Truth(of) => tree(of, draw),
                FactValue::Number(_, of) => number(of, draw),
                FactValue::Choice(..) => "nothing".into(),
            };
            format!("fact {fact}: {what}")
        }
        14 => parameter(&mut pack, draw),
        15 => table(&mut pack, draw),
        16 => asked_when(&mut pack, draw),
        17 => answers(&mut pack, draw),
        18 => {
            let list = draw.below(pack.term_lists.len());
            let entries = &mut pack.term_lists[list].entries;
            let gone = entries.remove(draw.below(entries.len()));
            format!("list {list} loses {}", gone.term)
        }
        _ => effect(&mut pack, draw),
    };
    (pack, what)
}

fn tree(of: &mut Tree, draw: &mut Draw) -> String {
    if draw.chance(10) {
        let before = std::mem::replace(of, line(Condition::Constant(true)));
        *of = Tree { kind: TreeKind::None(vec![before]), span: span() };
        return "negated".into();
    }
    match &mut of.kind {
        TreeKind::Line(of) => condition(&mut of.says, draw),
        TreeKind::All(trees) | TreeKind::Any(trees) | TreeKind::None(trees) | TreeKind::AtLeast(_, trees)
            if draw.chance(60) =>
        {
            let at = draw.below(trees.len());
            if trees.len() > 1 && draw.chance(30) {
                trees.remove(at);
                let left = trees.len();
                if let TreeKind::AtLeast(count, _) = &mut of.kind {
                    *count = (*count).min(left);
                }
                return format!("line {at} dropped");
            }
            format!("line {at}: {}", tree(&mut trees[at], draw))
        }
        TreeKind::AtLeast(count, trees) if draw.chance(60) => {
            *count = 1 + draw.below(trees.len());
            format!("at least {count}")
        }
        TreeKind::All(trees) | TreeKind::Any(trees) | TreeKind::None(trees) | TreeKind::AtLeast(_, trees) => {
            let trees = std::mem::take(trees);
            let kind = [TreeKind::Any, TreeKind::All, TreeKind::None][draw.below(3)];
            of.kind = kind(trees);
            "another connective".into()
        }
    }
}

fn condition(of: &mut Condition, draw: &mut Draw) -> String {
    if draw.chance(15) {
        let before = std::mem::replace(of, Condition::Constant(true));
        *of = Condition::Not(Box::new(before));
        return "negated".into();
    }
    match of {
        Condition::Constant(value) => {
            *value = !*value;
            "constant".into()
        }
        Condition::Not(inner) if draw.chance(50) => {
            *of = std::mem::replace(inner, Condition::Constant(true));
            "a negation dropped".into()
        }
        Condition::Not(inner) => condition(inner, draw),
        Condition::And(left, right) | Condition::Or(left, right) if draw.chance(60) => {
            condition(if draw.chance(50) { left } else { right }, draw)
        }
        Condition::And(left, right) => {
            let blank = || Box::new(Condition::Constant(true));
            *of = Condition::Or(std::mem::replace(left, blank()), std::mem::replace(right, blank()));
            "or for and".into()
        }
        Condition::Or(left, right) => {
            let blank = || Box::new(Condition::Constant(true));
            *of = Condition::And(std::mem::replace(left, blank()), std::mem::replace(right, blank()));
            "and for or".into()
        }
        Condition::Compare { left, operator, right } => match draw.below(5) {
            0 | 1 => {
                *operator = draw.pick(&Comparison::ALL);
                format!("operator {operator:?}")
            }
            2 => number(left, draw),
            _ => number(right, draw),
        },
        Condition::CompareDates { operator, .. } => {
            *operator = draw.pick(&Comparison::ALL);
            format!("operator {operator:?}")
        }
        Condition::IsOneOf { options, .. } | Condition::Includes { options, .. } => {
            options.0 ^= 1 << draw.below(3);
            format!("options {options:?}")
        }
        Condition::Mentions { terms, .. } => {
            terms.0 = 1 - terms.0;
            "the other list".into()
        }
        Condition::Matches { pattern, .. } => {
            pattern.0 = 1 - pattern.0;
            "the other pattern".into()
        }
        Condition::AnyRow { condition: inner, .. } => match inner {
            Some(inner) if draw.chance(80) => condition(inner, draw),
            _ => {
                *inner = None;
                "any row".into()
            }
        },
        Condition::Question(_) | Condition::Fact(_) | Condition::Lookup { .. } | Condition::Answered(_) => {
            *of = Condition::Not(Box::new(of.clone()));
            "negated".into()
        }
    }
}

fn number(of: &mut Number, draw: &mut Draw) -> String {
    match of {
        Number::Constant(value) => {
            let by = Decimal::from(if draw.chance(50) { 1 } else { -1 });
            *value = value.checked_add(by).unwrap_or(*value);
            format!("limit {value:?}")
        }
        Number::Add(left, right) | Number::Subtract(left, right) | Number::Multiply(left, right) => {
            number(if draw.chance(50) { left } else { right }, draw)
        }
        Number::CountRows { condition: Some(inner), .. } | Number::CountDistinct { condition: Some(inner), .. } => {
            condition(inner, draw)
        }
        Number::Least { group, field, condition } => {
            *of = Number::Greatest { group: *group, field: field.clone(), condition: condition.clone() };
            "greatest for least".into()
        }
        Number::Greatest { group, field, condition } => {
            *of = Number::SumRows { group: *group, field: field.clone(), condition: condition.clone() };
            "sum for greatest".into()
        }
        Number::SumRows { condition: Some(inner), .. } => condition(inner, draw),
        Number::CountItems { operator, right, .. } => {
            if right.to_scaled(0).is_some() {
                *operator = draw.pick(&Comparison::ALL);
            }
            format!("operator {operator:?}")
        }
        Number::DaysSince(question) => {
            *of = Number::YearsSince(*question);
            "years for days".into()
        }
        Number::Sum(set) if set.items.len() > 1 => {
            set.items.end -= 1;
            "an item fewer".into()
        }
        _ => "nothing".into(),
    }
}

fn parameter(pack: &mut Pack, draw: &mut Draw) -> String {
    let at = draw.below(pack.parameters.len());
    match &mut pack.parameters[at].value {
        ParameterValue::Number { is, .. } => *is = is.checked_add(Decimal::ONE).unwrap_or(*is),
        ParameterValue::Option { is, .. } => *is = (*is + 1) % 3,
    }
    format!("parameter {at}")
}

fn table(pack: &mut Pack, draw: &mut Draw) -> String {
    let row = draw.below(pack.tables[0].rows.len());
    let column = draw.below(3);
    let cell = &mut pack.tables[0].rows[row].cells[column];
    *cell = match (&cell, column) {
        (Some(Cell::YesNo(yes)), _) => Some(Cell::YesNo(!yes)),
        (Some(Cell::Choice(at)), _) => Some(Cell::Choice((at + 1) % 3)),
        (Some(Cell::Number(_)), _) => Some(Cell::Number(Decimal::from(7))),
        (None, _) => None,
    };
    format!("cell {column} of row {row}")
}

/// Some question, by its place, that is so.
fn some_question(pack: &Pack, draw: &mut Draw, so: impl Fn(&Question) -> bool) -> Option<usize> {
    let of: Vec<usize> = (0..pack.questions.len()).filter(|at| so(&pack.questions[*at])).collect();
    (!of.is_empty()).then(|| draw.pick(&of))
}

fn asked_when(pack: &mut Pack, draw: &mut Draw) -> String {
    let Some(at) = some_question(pack, draw, |q| q.asked_when.is_some()) else { return "nothing".into() };
    if draw.chance(40) {
        pack.questions[at].asked_when = None;
        return format!("question {at} is always asked");
    }
    let line = pack.questions[at].asked_when.as_mut().expect("a condition");
    format!("question {at} asked when: {}", condition(&mut line.says, draw))
}

/// An option more, or a wider range.
fn answers(pack: &mut Pack, draw: &mut Draw) -> String {
    let changes = |q: &Question| {
        matches!(q.answer, Answer::Choice { .. } | Answer::Choices { .. } | Answer::Number { .. } | Answer::Points(_))
            && q.group.is_none()
    };
    let Some(at) = some_question(pack, draw, changes) else { return "nothing".into() };
    match &mut pack.questions[at].answer {
        Answer::Choice { none, .. } | Answer::Choices { none, .. } if draw.chance(30) => {
            *none = if none.is_some() { None } else { Some(0) };
            format!("question {at} has {none:?} for none of these")
        }
        Answer::Choice { options, none } | Answer::Choices { options, none } => {
            options.push(AnswerOption { id: "new".into(), label: None, code: None });
            if none.is_none() && draw.chance(30) {
                *none = Some(options.len() as u32 - 1);
            }
            format!("question {at} has an option more, and {none:?} for none of these")
        }
        Answer::Number { min, max, places, .. } => {
            let unit = Decimal::from_scaled(1, *places).expect("a unit");
            if draw.chance(30) {
                // Beyond the old range, with a gap.
                *min = max.checked_add(unit).and_then(|min| min.checked_add(unit)).unwrap_or(*max);
                *max = min.checked_add(unit).unwrap_or(*min);
            } else if draw.chance(50) {
                *max = max.checked_add(unit).unwrap_or(*max);
            } else {
                *min = min.checked_sub(unit).unwrap_or(*min);
            }
            format!("question {at} goes from {min:?} to {max:?}")
        }
        Answer::Points(points) => {
            let points_more = points.iter().map(|p| p.points).max().expect("points") + 1;
            points.push(Points { points: points_more, label: "more".into(), code: None });
            for item in pack.scales.iter_mut().flat_map(|s| &mut s.items).filter(|i| i.question.index() == at) {
                item.most = points_more;
            }
            format!("question {at} has points more")
        }
        _ => "nothing".into(),
    }
}

fn effect(pack: &mut Pack, draw: &mut Draw) -> String {
    let rule = draw.below(pack.rules.len());
    let of = &mut pack.rules[rule];
    match &mut of.raises {
        Some(Raises::Immediate) => of.raises = Some(Raises::SameDay),
        Some(Raises::SameDay) => of.unknown_incomplete = !of.unknown_incomplete,
        Some(Raises::Hold) => of.raises = Some(Raises::Review),
        Some(Raises::Review) => of.raises = Some(Raises::Hold),
        _ => return "nothing".into(),
    }
    format!("rule {rule} raises {:?}", of.raises)
}
