//! The slips an author may make in a condition: a limit one step off, `>` for `>=`, `any` for `all`, a line too few, a negation,
//! another option.

use super::limits::{at_the_limit, moved, reads};
use super::spelling::Spelling;
use super::walk::{Changed, Swaps};
use crate::language::Comparison;
use crate::pack::{Choice, Condition, Dated, Line, Number, OptionSet, Pack, Tree, TreeKind};
use crate::text::Span;
use crate::value::{Date, Decimal};

/// Slips in the conditions of one pack.
pub struct Faults<'a>(pub &'a Pack);

impl Swaps for Faults<'_> {
    fn tree(&self, of: &Tree) -> Vec<Changed<Tree>> {
        match &of.kind {
            TreeKind::Line(line) => vec![self.negated(line, of.span)],
            TreeKind::All(parts) => {
                let other = connective(of, "all", "any", TreeKind::Any(parts.clone()));
                let mut all = if parts.len() > 1 { vec![other] } else { Vec::new() };
                all.extend(dropped(of, parts, TreeKind::All));
                all
            }
            TreeKind::Any(parts) => {
                let other = connective(of, "any", "all", TreeKind::All(parts.clone()));
                let mut all = if parts.len() > 1 { vec![other] } else { Vec::new() };
                all.extend(dropped(of, parts, TreeKind::Any));
                all
            }
            TreeKind::None(parts) => dropped(of, parts, TreeKind::None),
            TreeKind::AtLeast(count, parts) => {
                let (before, count) = (format!("at_least: {count}"), *count);
                let others = [count + 1, count.saturating_sub(1)].into_iter().filter(|n| (1..=parts.len()).contains(n));
                let other = |n| connective(of, &before, &format!("at_least: {n}"), TreeKind::AtLeast(n, parts.clone()));
                let mut all: Vec<Changed<Tree>> = others.map(other).collect();
                if parts.len() > count {
                    all.extend(dropped(of, parts, |parts| TreeKind::AtLeast(count, parts)));
                }
                all
            }
        }
    }

    fn condition(&self, of: &Condition) -> Vec<(Condition, String)> {
        match of {
            Condition::And(left, right) => self.joined(of, Condition::Or(left.clone(), right.clone()), left, right),
            Condition::Or(left, right) => self.joined(of, Condition::And(left.clone(), right.clone()), left, right),
            Condition::Compare { left, operator, right } => {
                let with = |operator| Condition::Compare { left: left.clone(), operator, right: right.clone() };
                let mut all: Vec<_> =
                    at_the_limit(*operator).map(|other| self.read(of, with(other))).into_iter().collect();
                all.extend(moved(self.0, left, *operator, right));
                all
            }
            Condition::CompareDates { left, operator, right } => {
                let with = |operator, right| Condition::CompareDates { left: left.clone(), operator, right };
                let other = at_the_limit(*operator).map(|other| self.read(of, with(other, right.clone())));
                let mut all: Vec<_> = other.into_iter().collect();
                if let Dated::Constant(date) = right {
                    let days = [1, -1].map(|by| Date::from_day_number(date.day_number() + by));
                    let days = days.into_iter().flatten().map(|day| with(*operator, Dated::Constant(day)));
                    all.extend(days.map(|to| self.read(of, to)));
                }
                all
            }
            Condition::IsOneOf { choice, options } => {
                let to = |options| Condition::IsOneOf { choice: choice.clone(), options };
                self.options(choice, *options).into_iter().map(|options| self.read(of, to(options))).collect()
            }
            Condition::Includes { question, options } => {
                let to = |options| Condition::Includes { question: *question, options };
                let others = self.options(&Choice::Question(*question), *options);
                others.into_iter().map(|options| self.read(of, to(options))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn rows(&self, of: &Condition) -> Vec<(Option<Condition>, String)> {
        let (to, words) = self.read(of, not(of));
        vec![(Some(to), words), (None, format!("`where {}` is left out", Spelling(self.0).condition(of)))]
    }

    fn number(&self, of: &Number) -> Vec<(Number, String)> {
        let Number::CountItems { items, operator, right } = of else { return Vec::new() };
        let with = |operator, right| Number::CountItems { items: items.clone(), operator, right };
        let limits = [right.checked_add(Decimal::ONE), right.checked_sub(Decimal::ONE)].into_iter().flatten();
        let all =
            limits.map(|right| with(*operator, right)).chain(at_the_limit(*operator).map(|other| with(other, *right)));
        let words = |to: Number| {
            let words = reads(&Spelling(self.0).number(of), &Spelling(self.0).number(&to));
            (to, words)
        };
        all.map(words).collect()
    }
}

impl Faults<'_> {
    fn read(&self, of: &Condition, to: Condition) -> (Condition, String) {
        let words = reads(&Spelling(self.0).condition(of), &Spelling(self.0).condition(&to));
        (to, words)
    }

    fn negated(&self, line: &Line, span: Span) -> Changed<Tree> {
        let says = not(&line.says);
        let words = reads(&line.text, &Spelling(self.0).condition(&says));
        let line = Line { text: line.text.clone(), says, span: line.span };
        Changed { place: line.span, to: Tree { kind: TreeKind::Line(line), span }, says: words }
    }

    fn joined(
        &self,
        of: &Condition,
        other: Condition,
        left: &Condition,
        right: &Condition,
    ) -> Vec<(Condition, String)> {
        let join = |left: Condition, right: Condition| match of {
            Condition::Or(..) => Condition::Or(Box::new(left), Box::new(right)),
            _ => Condition::And(Box::new(left), Box::new(right)),
        };
        let out = |left_out: &Condition| format!("`{}` is left out", Spelling(self.0).condition(left_out));
        vec![
            self.read(of, other),
            (right.clone(), out(left)),
            (left.clone(), out(right)),
            self.read(of, join(not(left), right.clone())),
            self.read(of, join(left.clone(), not(right))),
        ]
    }

    /// Of one option its neighbour; of several each one fewer, and where all but one are asked for, all but its neighbour. All
    /// others instead is the negation.
    fn options(&self, choice: &Choice, of: OptionSet) -> Vec<OptionSet> {
        let count = Spelling(self.0).options(choice).len() as u32;
        let all = OptionSet((0..count).fold(0, |set, at| set | 1u128 << at));
        let is: Vec<u32> = (0..count).filter(|at| of.contains(*at)).collect();
        let others: Vec<u32> = (0..count).filter(|at| !of.contains(*at)).collect();
        let mut made = Vec::new();
        match is.as_slice() {
            [only] => made.extend(neighbour(count, *only).map(|at| OptionSet(1 << at))),
            several => made.extend(several.iter().map(|at| OptionSet(of.0 & !(1 << at)))),
        }
        if let ([only], true) = (others.as_slice(), is.len() > 1) {
            made.extend(neighbour(count, *only).map(|at| OptionSet(all.0 & !(1 << at))));
        }
        // Of two options the neighbour is all others.
        made.retain(|set| set.0 != all.0 & !of.0);
        made
    }
}

/// The next option, or of the last the one before.
fn neighbour(count: u32, at: u32) -> Option<u32> {
    if at + 1 < count { Some(at + 1) } else { at.checked_sub(1) }
}

fn not(of: &Condition) -> Condition {
    match of {
        Condition::Not(inner) => (**inner).clone(),
        Condition::Compare { left, operator: Comparison::Equal, right } => {
            Condition::Compare { left: left.clone(), operator: Comparison::NotEqual, right: right.clone() }
        }
        of => Condition::Not(Box::new(of.clone())),
    }
}

fn connective(of: &Tree, before: &str, after: &str, kind: TreeKind) -> Changed<Tree> {
    Changed { to: Tree { kind, span: of.span }, place: head(of), says: reads(before, after) }
}

/// Each line, or group of lines, left out; one must stay.
fn dropped(of: &Tree, parts: &[Tree], make: impl Fn(Vec<Tree>) -> TreeKind) -> Vec<Changed<Tree>> {
    if parts.len() < 2 {
        return Vec::new();
    }
    let without = |at: usize| {
        let left = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part.clone());
        Tree { kind: make(left.collect()), span: of.span }
    };
    let each = parts.iter().enumerate();
    each.map(|(at, part)| Changed { to: without(at), place: head(part), says: format!("{} is left out", name(part)) })
        .collect()
}

/// A line, or the word above a group of lines.
fn head(of: &Tree) -> Span {
    match &of.kind {
        TreeKind::Line(line) => line.span,
        _ => Span { end: of.span.end.min(of.span.start + word(of).len() as u32), ..of.span },
    }
}

fn name(of: &Tree) -> String {
    match &of.kind {
        TreeKind::Line(line) => format!("`{}`", line.text),
        _ => format!("`{}:` with all its lines", word(of)),
    }
}

fn word(of: &Tree) -> &'static str {
    match &of.kind {
        TreeKind::Line(_) => "",
        TreeKind::All(_) => "all",
        TreeKind::Any(_) => "any",
        TreeKind::None(_) => "none",
        TreeKind::AtLeast(..) => "at_least",
    }
}
