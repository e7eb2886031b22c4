//! Ranges of numbers: exact bounds, digits, unit, and whether whole numbers of 64 bits hold them.

use crate::language::Comparison;
use crate::value::Decimal;
use std::fmt::Write;
use std::rc::Rc;

/// What is known about a number before anybody has answered.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Quantity {
    pub min: Decimal,
    pub max: Decimal,
    /// Digits after the point; `None` for a quotient, which may have any.
    pub places: Option<u32>,
    /// The only values, where they are few: the points of an item.
    pub only: Option<Rc<[Decimal]>>,
    pub unit: Unit,
    /// What the evaluator computes with: a whole number, and what it is divided by.
    top: Bounds,
    bottom: Option<Bounds>,
    /// Reads an answer.
    pub varies: bool,
    /// Reads a parameter.
    pub parameter: bool,
    /// There may be no such number, as in the least of no rows.
    pub absent: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pack) enum Unit {
    /// Fits every unit: a bare number, a product.
    Any,
    /// A question, total or count without a unit: a number beside it may not carry one.
    None,
    Of(String),
}

/// What a comparison gives over everything its sides may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pack) enum Verdict {
    Always,
    Never,
    Varies,
}

/// Why arithmetic is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pack) enum Refused {
    TooLarge,
    DividesByZero,
}

#[derive(Clone, Copy, Debug)]
struct Bounds {
    min: Decimal,
    max: Decimal,
    places: u32,
}

impl Bounds {
    fn fits(self, places: u32) -> Result<Self, Refused> {
        let places = places.max(self.places);
        let fits = [self.min, self.max].into_iter().all(|b| b.to_scaled(places).is_some_and(|n| n != i64::MIN));
        if fits { Ok(self) } else { Err(Refused::TooLarge) }
    }

    fn add(self, other: Self) -> Option<Self> {
        Some(Self {
            min: self.min.checked_add(other.min)?,
            max: self.max.checked_add(other.max)?,
            places: self.places.max(other.places),
        })
    }

    fn negated(self) -> Self {
        Self { min: -self.max, max: -self.min, places: self.places }
    }

    fn multiply(self, other: Self) -> Option<Self> {
        let corner = |a: Decimal, b: Decimal| a.checked_mul(b);
        let corners = [
            corner(self.min, other.min)?,
            corner(self.min, other.max)?,
            corner(self.max, other.min)?,
            corner(self.max, other.max)?,
        ];
        let (min, max) = hull(corners);
        Some(Self { min, max, places: self.places.checked_add(other.places)? })
    }
}

fn hull(corners: [Decimal; 4]) -> (Decimal, Decimal) {
    let [a, b, c, d] = corners;
    (a.min(b).min(c).min(d), a.max(b).max(c).max(d))
}

/// Bounds of a quotient, a little wider where it is not exact.
fn quotient(a: (Decimal, Decimal), b: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let nudge = Decimal::from_scaled(1, 18)?;
    let corner = |x: Decimal, y: Decimal| {
        let q = x.checked_div(y)?;
        if q.checked_mul(y) == Some(x) { Some((q, q)) } else { Some((q.checked_sub(nudge)?, q.checked_add(nudge)?)) }
    };
    let corners = [corner(a.0, b.0)?, corner(a.0, b.1)?, corner(a.1, b.0)?, corner(a.1, b.1)?];
    Some((hull(corners.map(|c| c.0)).0, hull(corners.map(|c| c.1)).1))
}

impl Quantity {
    pub fn between(min: Decimal, max: Decimal, places: u32, unit: Unit) -> Self {
        let top = Bounds { min, max, places };
        Self {
            min,
            max,
            places: Some(places),
            only: None,
            unit,
            top,
            bottom: None,
            varies: true,
            parameter: false,
            absent: false,
        }
    }

    pub fn constant(value: Decimal, unit: Unit) -> Self {
        Self { varies: false, ..Self::between(value, value, value.places(), unit) }
    }

    /// One of a few values, in ascending order.
    pub fn one_of(only: Rc<[Decimal]>) -> Option<Self> {
        let range = Self::between(*only.first()?, *only.last()?, 0, Unit::None);
        Some(Self { only: Some(only), ..range })
    }

    pub fn parameter(value: Decimal, unit: Unit) -> Self {
        Self { parameter: true, ..Self::constant(value, unit) }
    }

    /// The same number, where there may be none.
    pub fn or_absent(self) -> Self {
        Self { absent: true, ..self }
    }

    pub fn count(most: usize) -> Self {
        Self::between(Decimal::ZERO, Decimal::from(most as i64), 0, Unit::None)
    }

    pub fn is_point(&self) -> bool {
        self.min == self.max
    }

    pub fn is_quotient(&self) -> bool {
        self.bottom.is_some()
    }

    /// The sum of up to `rows` such numbers.
    pub fn summed(&self, rows: u32) -> Result<Self, Refused> {
        let rows = Decimal::from(i64::from(rows));
        let times = |n: Decimal| n.checked_mul(rows).ok_or(Refused::TooLarge);
        let (min, max) = (times(self.min)?.min(Decimal::ZERO), times(self.max)?.max(Decimal::ZERO));
        let sum = Self::between(min, max, self.top.places, self.unit.clone());
        sum.top.fits(0)?;
        Ok(Self { parameter: self.parameter, ..sum })
    }

    pub fn add(&self, other: &Self, negate: bool) -> Result<Self, Refused> {
        let (min, max) = if negate { (-other.max, -other.min) } else { (other.min, other.max) };
        let values = self.min.checked_add(min).zip(self.max.checked_add(max)).ok_or(Refused::TooLarge)?;
        let (a, b) = (self.over(other.bottom)?, other.over(self.bottom)?);
        let top = a.add(if negate { b.negated() } else { b }).ok_or(Refused::TooLarge)?;
        let unit = if self.unit == Unit::Any { other.unit.clone() } else { self.unit.clone() };
        self.combined(other, values, top, self.bottoms(other)?, unit)
    }

    pub fn multiply(&self, other: &Self) -> Result<Self, Refused> {
        let value = |q: &Self| Bounds { min: q.min, max: q.max, places: 0 };
        let product = value(self).multiply(value(other)).ok_or(Refused::TooLarge)?;
        let top = self.top.multiply(other.top).ok_or(Refused::TooLarge)?;
        self.combined(other, (product.min, product.max), top, self.bottoms(other)?, Unit::Any)
    }

    pub fn divide(&self, other: &Self) -> Result<Self, Refused> {
        if other.min <= Decimal::ZERO && other.max >= Decimal::ZERO {
            return Err(Refused::DividesByZero);
        }
        let values = quotient((self.min, self.max), (other.min, other.max)).ok_or(Refused::TooLarge)?;
        let top = self.over(other.bottom)?;
        let bottom = match self.bottom {
            None => other.top,
            Some(own) => own.multiply(other.top).ok_or(Refused::TooLarge)?,
        };
        self.combined(other, values, top, Some(bottom.fits(0)?), Unit::Any)
    }

    fn over(&self, bottom: Option<Bounds>) -> Result<Bounds, Refused> {
        match bottom {
            None => Ok(self.top),
            Some(bottom) => self.top.multiply(bottom).ok_or(Refused::TooLarge)?.fits(0),
        }
    }

    fn bottoms(&self, other: &Self) -> Result<Option<Bounds>, Refused> {
        match (self.bottom, other.bottom) {
            (Some(a), Some(b)) => a.multiply(b).ok_or(Refused::TooLarge)?.fits(0).map(Some),
            (one, None) | (None, one) => Ok(one),
        }
    }

    fn combined(
        &self,
        other: &Self,
        (min, max): (Decimal, Decimal),
        top: Bounds,
        bottom: Option<Bounds>,
        unit: Unit,
    ) -> Result<Self, Refused> {
        Ok(Self {
            min,
            max,
            places: if bottom.is_some() { None } else { Some(top.places) },
            only: None,
            unit,
            top: top.fits(0)?,
            bottom,
            varies: self.varies || other.varies,
            parameter: self.parameter || other.parameter,
            absent: self.absent || other.absent,
        })
    }

    /// Whether both sides of a comparison can be brought over one denominator in 64 bits.
    pub fn comparable(&self, other: &Self) -> Result<(), Refused> {
        let (a, b) = (self.over(other.bottom)?, other.over(self.bottom)?);
        let places = a.places.max(b.places);
        a.fits(places)?;
        b.fits(places)?;
        Ok(())
    }

    /// What a comparison gives over every value of both sides.
    pub fn compared(&self, operator: Comparison, other: &Self) -> Verdict {
        let (always, never) = match operator {
            Comparison::Equal => (self.same(other), self.apart(other)),
            Comparison::NotEqual => (self.apart(other), self.same(other)),
            Comparison::Less => (self.max < other.min, self.min >= other.max),
            Comparison::AtMost => (self.max <= other.min, self.min > other.max),
            Comparison::Greater => (self.min > other.max, self.max <= other.min),
            Comparison::AtLeast => (self.min >= other.max, self.max < other.min),
        };
        match (always, never) {
            // Of no rows nothing holds.
            (true, _) if self.absent || other.absent => Verdict::Varies,
            (true, _) => Verdict::Always,
            (_, true) => Verdict::Never,
            _ => Verdict::Varies,
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.is_point() && other.is_point() && self.min == other.min
    }

    /// No value of one side is a value of the other.
    fn apart(&self, other: &Self) -> bool {
        self.max < other.min || self.min > other.max || self.misses(other) || other.misses(self)
    }

    /// The other side is one number, and none of these is that number.
    fn misses(&self, other: &Self) -> bool {
        let off_step = self.places.is_some_and(|places| places < other.min.places());
        let not_listed = self.only.as_ref().is_some_and(|only| !only.contains(&other.min));
        other.is_point() && (off_step || not_listed)
    }

    /// `goes from 0 to 27`, `is 10`, `is one of 0, 2, 4`
    pub fn says(&self) -> String {
        match &self.only {
            _ if self.is_point() => format!("is {}", self.min),
            Some(only) if only.len() <= 12 => {
                let mut said = String::from("is one of ");
                for (i, value) in only.iter().enumerate() {
                    // Writing to a string cannot fail.
                    let _ = write!(said, "{}{value}", if i > 0 { ", " } else { "" });
                }
                said
            }
            _ => {
                let step = match self.places {
                    Some(0) | None => "",
                    Some(1) => " in steps of 0.1",
                    Some(2) => " in steps of 0.01",
                    Some(_) => "",
                };
                format!("goes from {} to {}{step}", self.min.rounded(6), self.max.rounded(6))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Comparison::{AtLeast, Equal, Greater, Less, NotEqual};
    use Verdict::{Always, Never, Varies};

    fn q(min: i64, max: i64, places: u32) -> Quantity {
        Quantity::between(Decimal::from(min), Decimal::from(max), places, Unit::None)
    }

    fn c(text: &str) -> Quantity {
        Quantity::constant(Decimal::parse(text).expect("a number"), Unit::Any)
    }

    #[test]
    fn comparisons_that_every_value_answers_alike() {
        let total = q(0, 27, 0);
        let points = Quantity { only: Some([0, 2, 4].map(Decimal::from).into()), ..q(0, 4, 0) };
        for (left, operator, right, verdict) in [
            (&total, AtLeast, "28", Never),
            (&total, AtLeast, "27", Varies),
            (&total, AtLeast, "0", Always),
            (&total, Greater, "27", Never),
            (&total, Less, "28", Always),
            (&total, Equal, "2.5", Never),
            (&total, NotEqual, "99", Always),
            (&points, Equal, "1", Never),
            (&points, Equal, "2", Varies),
            (&points, AtLeast, "1", Varies),
        ] {
            assert_eq!(left.compared(operator, &c(right)), verdict, "{} {right}", operator.symbol());
        }
        let least = Quantity { absent: true, ..q(0, 100, 0) };
        assert_eq!(least.compared(AtLeast, &c("0")), Varies);
        assert_eq!(least.compared(Greater, &c("100")), Never);
    }

    #[test]
    fn a_quotient_is_bounded_and_widened_where_it_is_not_exact() {
        let third = q(1, 2, 0).divide(&c("3")).expect("fits");
        assert_eq!(third.compared(Greater, &c("0.34")), Varies);
        assert_eq!(third.compared(Greater, &c("0.67")), Never);
        assert_eq!(third.compared(Greater, &c("0.3333333333")), Always);
        assert_eq!(third.compared(Greater, &c("0.3333333333333333333333333333")), Varies);
        assert_eq!(q(0, 2, 0).divide(&q(-1, 1, 0)).err(), Some(Refused::DividesByZero));
    }

    #[test]
    fn products_must_fit_64_bits() {
        let large = q(0, 4_000_000_000, 0);
        let square = large.multiply(&large);
        assert_eq!(square.err(), Some(Refused::TooLarge));
        let fits = q(0, 3_000_000_000, 0);
        assert!(fits.multiply(&fits).is_ok());
        // Fits as a whole number, but not with the digits of the other side.
        assert_eq!(fits.multiply(&fits).expect("fits").comparable(&c("0.0001")).err(), Some(Refused::TooLarge));
        let bmi = q(25, 350, 1).multiply(&c("10000")).expect("fits");
        let bmi = bmi.divide(&q(100, 250, 1).multiply(&q(100, 250, 1)).expect("fits")).expect("fits");
        assert!(bmi.comparable(&c("35")).is_ok());
        assert_eq!(bmi.says(), "goes from 4 to 350");
    }
}
