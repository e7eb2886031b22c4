//! Arithmetic and the age of dates: units that agree, results that fit, divisors that are never 0.

use super::quantity::{Quantity, Refused, Unit};
use super::{Typed, Typer};
use crate::language::Arithmetic;
use crate::pack::names::Scope;
use crate::pack::{Answer, Number, QuestionId, errors};
use crate::syntax::{Expression, Kind};
use crate::text::Spanned;
use crate::value::{Date, Decimal};

impl Typer<'_> {
    /// A number; anything else is reported as not fitting `where_it_stands`.
    pub fn number(&mut self, expression: &Expression, role: &str, scope: Scope) -> Option<(Number, Quantity)> {
        match self.expression(expression, scope) {
            Typed::Number(number, range) => Some((number, range)),
            Typed::Error => None,
            other => {
                self.faults.push(errors::not_a_number(expression, &other, role));
                None
            }
        }
    }

    pub fn negate(&mut self, of: &Expression, scope: Scope) -> Typed {
        let Some((number, range)) = self.number(of, "`-`", scope) else { return Typed::Error };
        if let Number::Constant(value) = number {
            return Typed::Number(Number::Constant(-value), Quantity::constant(-value, range.unit));
        }
        let zero = Quantity::constant(Decimal::ZERO, Unit::Any);
        match zero.add(&range, true) {
            Ok(range) => {
                Typed::Number(Number::Subtract(Box::new(Number::Constant(Decimal::ZERO)), Box::new(number)), range)
            }
            Err(refused) => self.wrong(errors::arithmetic(of, &of.to_string(), refused, &range)),
        }
    }

    pub fn arithmetic(
        &mut self,
        whole: &Expression,
        left: &Expression,
        operator: &Spanned<Arithmetic>,
        right: &Expression,
        scope: Scope,
    ) -> Typed {
        let role = format!("`{}`", operator.symbol());
        let (a, b) = (self.number(left, &role, scope), self.number(right, &role, scope));
        let (Some((a, a_range)), Some((b, b_range))) = (a, b) else { return Typed::Error };
        let result = match operator.value {
            Arithmetic::Add | Arithmetic::Subtract => {
                if !self.units_agree(left, &a_range, right, &b_range) {
                    return Typed::Error;
                }
                a_range.add(&b_range, operator.value == Arithmetic::Subtract)
            }
            Arithmetic::Multiply => a_range.multiply(&b_range),
            Arithmetic::Divide => a_range.divide(&b_range),
        };
        let range = match result {
            Ok(range) => range,
            Err(refused) => {
                let divisor = right.to_string();
                return self.wrong(errors::arithmetic(whole, &divisor, refused, &b_range));
            }
        };
        let join = match operator.value {
            Arithmetic::Add => Number::Add,
            Arithmetic::Subtract => Number::Subtract,
            Arithmetic::Multiply => Number::Multiply,
            Arithmetic::Divide => Number::Divide,
        };
        Typed::Number(join(Box::new(a), Box::new(b)), range)
    }

    /// Both units are the same where both are known; a number with a unit does not stand beside a question without one.
    pub fn units_agree(&mut self, left: &Expression, a: &Quantity, right: &Expression, b: &Quantity) -> bool {
        let literal = |e: &Expression| match &e.kind {
            Kind::Negate(of) => matches!(of.kind, Kind::Number { .. }),
            kind => matches!(kind, Kind::Number { .. }),
        };
        let fault = match (&a.unit, &b.unit) {
            (Unit::Of(x), Unit::Of(y)) if x != y => Some(errors::units_differ(left, x, right, y)),
            (Unit::None, Unit::Of(unit)) if literal(right) => Some(errors::no_unit(left, right, unit)),
            (Unit::Of(unit), Unit::None) if literal(left) => Some(errors::no_unit(right, left, unit)),
            _ => None,
        };
        let agree = fault.is_none();
        self.faults.extend(fault);
        agree
    }

    /// Days or years from a date question to the date of the decision.
    pub fn since(&mut self, question: QuestionId, number: fn(QuestionId) -> Number) -> Typed {
        let Some(Answer::Date { earliest, latest }) = self.form.question(question).map(|q| &q.answer) else {
            return Typed::Error;
        };
        self.reads.questions.insert(question);
        self.reads.questions.extend(self.form.question(question).and_then(|q| q.group));
        let years = matches!(number(question), Number::YearsSince(_));
        let count = |from: Date, to: Date| if years { to.years_since(from) } else { to.days_since(from) };
        // A date that may lie after the decision counts backwards.
        let least = latest.map_or(0, |latest| count(latest, Date::MIN).min(0));
        let range = Quantity::between(
            Decimal::from(i64::from(least)),
            Decimal::from(i64::from(count(*earliest, Date::MAX))),
            0,
            Unit::Of(if years { "years" } else { "days" }.to_owned()),
        );
        Typed::Number(number(question), range)
    }

    pub fn comparable(&mut self, whole: &Expression, a: &Quantity, b: &Quantity) -> bool {
        match a.comparable(b) {
            Ok(()) => true,
            Err(refused) => {
                self.faults.push(errors::arithmetic(whole, &whole.to_string(), refused, b));
                debug_assert_eq!(refused, Refused::TooLarge, "comparing divides by nothing");
                false
            }
        }
    }
}
