//! Comparisons: both sides of one type, options that exist, and a result that some answer can change.

use super::quantity::{Quantity, Verdict};
use super::{Typed, Typer};
use crate::language::Comparison;
use crate::pack::names::{Lookup, Scope};
use crate::pack::{Choice, Condition, Dated, Number, OptionSet, ParameterValue, errors};
use crate::syntax::{Expression, Kind};
use crate::text::{Span, Spanned};
use crate::value::Date;
use std::rc::Rc;

impl Typer<'_> {
    pub fn compare(
        &mut self,
        whole: &Expression,
        left: &Expression,
        operator: &Spanned<Comparison>,
        right: &Expression,
        scope: Scope,
    ) -> Typed {
        if self.is_bare_word(left, scope) && !self.is_bare_word(right, scope) {
            // `male == sex_at_birth`: a word of the other side's.
            let other = self.expression(right, scope);
            let flipped = Spanned::new(operator.flipped(), operator.span);
            return match other {
                Typed::Truth(_) | Typed::Choice(..) | Typed::Choices(..) => {
                    self.with_word(whole, right, other, &flipped, left, scope)
                }
                _ => self.expression(left, scope),
            };
        }
        let a = self.expression(left, scope);
        match a {
            Typed::Truth(_) | Typed::Choice(..) | Typed::Choices(..) if matches!(right.kind, Kind::Name(_)) => {
                return self.with_word(whole, left, a, operator, right, scope);
            }
            // Beside a name that is wrong, an unknown word may be one of its options.
            Typed::Error if self.is_bare_word(right, scope) => return Typed::Error,
            _ => {}
        }
        let b = self.expression(right, scope);
        match (a, b) {
            (Typed::Error, _) | (_, Typed::Error) => Typed::Error,
            (Typed::Number(a, a_range), Typed::Number(b, b_range)) => {
                self.compare_numbers(whole, (left, a, a_range), operator.value, (right, b, b_range))
            }
            (Typed::Date(a, a_range), Typed::Date(b, b_range)) => {
                self.compare_dates(whole, (left, a, a_range), operator.value, (right, b, b_range))
            }
            (a, b) => self.wrong(errors::types_differ(whole, left, &a, right, &b)),
        }
    }

    fn compare_numbers(
        &mut self,
        whole: &Expression,
        (left, a, a_range): (&Expression, Number, Quantity),
        operator: Comparison,
        (right, b, b_range): (&Expression, Number, Quantity),
    ) -> Typed {
        if !self.units_agree(left, &a_range, right, &b_range) || !self.comparable(whole, &a_range, &b_range) {
            return Typed::Error;
        }
        let mut verdict = a_range.compared(operator, &b_range);
        let fixed = !a_range.varies && !b_range.varies;
        if fixed && (a_range.parameter || b_range.parameter) {
            // A clinic may settle a line for good.
            verdict = Verdict::Varies;
        }
        if a_range.varies && verdict == Verdict::Varies && left.to_string() == right.to_string() {
            verdict = if operator.holds(0, 0) { Verdict::Always } else { Verdict::Never };
        }
        if verdict != Verdict::Varies {
            let mut ranges: Vec<String> = [(left, &a_range), (right, &b_range)]
                .into_iter()
                .filter(|(side, _)| !matches!(side.kind, Kind::Number { .. }))
                .map(|(side, range)| format!("`{side}` {}", range.says()))
                .collect();
            ranges.dedup();
            self.faults.push(errors::always(
                &said(whole, left, right),
                place(whole, right),
                verdict == Verdict::Always,
                &ranges,
            ));
        }
        Typed::Truth(Condition::Compare { left: a, operator, right: b })
    }

    fn compare_dates(
        &mut self,
        whole: &Expression,
        (left, a, (a_min, a_max)): (&Expression, Dated, (Date, Date)),
        operator: Comparison,
        (right, b, (b_min, b_max)): (&Expression, Dated, (Date, Date)),
    ) -> Typed {
        let day = |d: Date| crate::value::Decimal::from(i64::from(d.day_number()));
        let range = |min, max| Quantity::between(day(min), day(max), 0, super::Unit::None);
        let verdict = range(a_min, a_max).compared(operator, &range(b_min, b_max));
        if verdict != Verdict::Varies {
            let ranges: Vec<String> = [(left, a_min, a_max), (right, b_min, b_max)]
                .into_iter()
                .filter(|(side, ..)| !matches!(side.kind, Kind::Date(_)))
                .map(|(side, min, max)| format!("`{side}` goes from {min} to {max}"))
                .collect();
            self.faults.push(errors::always(
                &said(whole, left, right),
                place(whole, right),
                verdict == Verdict::Always,
                &ranges,
            ));
        }
        Typed::Truth(Condition::CompareDates { left: a, operator, right: b })
    }

    /// A yes or no, or a choice, beside a bare word: `sex_at_birth != male`, `consent == no`.
    fn with_word(
        &mut self,
        whole: &Expression,
        left: &Expression,
        typed: Typed,
        operator: &Spanned<Comparison>,
        right: &Expression,
        scope: Scope,
    ) -> Typed {
        let Kind::Name(word) = &right.kind else { return Typed::Error };
        let Some(set) = self.option(left, &typed, word, right, scope) else { return Typed::Error };
        let equal = match operator.value {
            Comparison::Equal => true,
            Comparison::NotEqual => false,
            _ => return self.wrong(errors::no_order(whole, left, &typed, operator)),
        };
        self.one_of(whole, left, typed, set, equal)
    }

    /// The place of a word among what the left side may be, as a set; `None` when reported.
    fn option(
        &mut self,
        left: &Expression,
        typed: &Typed,
        word: &str,
        place: &Expression,
        scope: Scope,
    ) -> Option<OptionSet> {
        let yes_no = || Rc::from(["no".to_owned(), "yes".to_owned()]);
        let options: Rc<[String]> = match typed {
            Typed::Truth(_) => yes_no(),
            Typed::Choice(_, options) | Typed::Choices(_, options) => options.clone(),
            _ => return None,
        };
        if let Some(at) = options.iter().position(|o| o == word) {
            return Some(OptionSet(1u128.checked_shl(at as u32).unwrap_or(0)));
        }
        let fault = match self.names.find(word, scope) {
            Lookup::Missing => errors::no_such_option(left, word, place.span, &options),
            _ => match self.expression(place, scope) {
                Typed::Error => return None,
                other => errors::option_expected(left, typed, place, &other, &options),
            },
        };
        self.faults.push(fault);
        None
    }

    /// The left side is one of these options, or with `equal` false one of the others.
    fn one_of(&mut self, whole: &Expression, left: &Expression, typed: Typed, set: OptionSet, equal: bool) -> Typed {
        match typed {
            Typed::Truth(condition) => match (set.0, equal) {
                (0b10, true) | (0b01, false) => Typed::Truth(condition),
                (0b01, true) | (0b10, false) => Typed::Truth(Condition::Not(Box::new(condition))),
                _ => {
                    let range = format!("`{left}` is yes or no");
                    self.wrong(errors::always(&whole.to_string(), whole.span, equal, &[range]))
                }
            },
            Typed::Choices(question, _) => {
                let includes = Condition::Includes { question, options: set };
                Typed::Truth(if equal { includes } else { Condition::Not(Box::new(includes)) })
            }
            Typed::Choice(choice, options) => {
                let all = if options.len() >= 128 { !0 } else { (1u128 << options.len()) - 1 };
                let set = OptionSet(if equal { set.0 } else { all & !set.0 });
                if let Choice::Parameter(id) = choice {
                    return match self.parameters.get(id.index()).map(|p| &p.value) {
                        Some(ParameterValue::Option { is, .. }) => Typed::Truth(Condition::Constant(set.contains(*is))),
                        _ => Typed::Error,
                    };
                }
                if set.0 == 0 || set.0 == all {
                    let range = format!("`{left}` is one of {}", errors::list(&options));
                    self.faults.push(errors::always(&whole.to_string(), whole.span, set.0 != 0, &[range]));
                }
                Typed::Truth(Condition::IsOneOf { choice, options: set })
            }
            _ => Typed::Error,
        }
    }

    /// `x in [a, b]`
    pub fn member(&mut self, whole: &Expression, left: &Expression, list: &[Expression], scope: Scope) -> Typed {
        let typed = self.expression(left, scope);
        match &typed {
            Typed::Truth(_) | Typed::Choice(..) | Typed::Choices(..) => {
                let mut set = Some(OptionSet(0));
                for member in list {
                    let bit = match &member.kind {
                        Kind::Name(word) => self.option(left, &typed, word, member, scope),
                        _ => {
                            let other = self.expression(member, scope);
                            if !matches!(other, Typed::Error) {
                                self.faults.push(errors::types_differ(whole, left, &typed, member, &other));
                            }
                            None
                        }
                    };
                    set = set.zip(bit).map(|(a, b)| OptionSet(a.0 | b.0));
                }
                match set {
                    Some(set) if !list.is_empty() => self.one_of(whole, left, typed, set, true),
                    _ => Typed::Error,
                }
            }
            Typed::Number(..) | Typed::Date(..) => self.member_of_values(whole, left, &typed, list, scope),
            Typed::Error => {
                for member in list.iter().filter(|m| !matches!(m.kind, Kind::Name(_))) {
                    self.expression(member, scope);
                }
                Typed::Error
            }
            other => self.wrong(errors::nothing_to_compare(left, other)),
        }
    }

    fn member_of_values(
        &mut self,
        whole: &Expression,
        left: &Expression,
        typed: &Typed,
        list: &[Expression],
        scope: Scope,
    ) -> Typed {
        let mut joined: Option<Condition> = None;
        let mut wrong = list.is_empty();
        for member in list {
            let one = match (typed.clone(), self.expression(member, scope)) {
                (_, Typed::Error) => Typed::Error,
                (Typed::Number(a, a_range), Typed::Number(b, b_range)) => {
                    self.compare_numbers(whole, (left, a, a_range), Comparison::Equal, (member, b, b_range))
                }
                (Typed::Date(a, a_range), Typed::Date(b, b_range)) => {
                    self.compare_dates(whole, (left, a, a_range), Comparison::Equal, (member, b, b_range))
                }
                (a, b) => self.wrong(errors::types_differ(whole, left, &a, member, &b)),
            };
            match one {
                Typed::Truth(one) => {
                    joined = Some(match joined {
                        None => one,
                        Some(before) => Condition::Or(Box::new(before), Box::new(one)),
                    });
                }
                _ => wrong = true,
            }
        }
        match joined.filter(|_| !wrong) {
            Some(joined) => {
                self.covers_all(whole, left, typed, list);
                Typed::Truth(joined)
            }
            None => Typed::Error,
        }
    }

    /// `phq9.q1 in [0, 1, 2, 3]` holds for every answer.
    fn covers_all(&mut self, whole: &Expression, left: &Expression, typed: &Typed, list: &[Expression]) {
        let Typed::Number(_, Quantity { only: Some(only), .. }) = typed else { return };
        let listed = |point: &crate::value::Decimal| {
            list.iter().any(|m| matches!(&m.kind, Kind::Number { value, .. } if value == point))
        };
        if only.iter().all(listed) {
            let says = match typed {
                Typed::Number(_, range) => range.says(),
                _ => String::new(),
            };
            self.faults.push(errors::always(&whole.to_string(), whole.span, true, &[format!("`{left}` {says}")]));
        }
    }
}

/// What is always true or always false: a whole comparison, or one member of a list.
fn said(whole: &Expression, left: &Expression, right: &Expression) -> String {
    match whole.kind {
        Kind::In { .. } => format!("{left} == {right}"),
        _ => whole.to_string(),
    }
}

fn place(whole: &Expression, right: &Expression) -> Span {
    if matches!(whole.kind, Kind::In { .. }) { right.span } else { whole.span }
}
