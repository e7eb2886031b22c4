//! Says of the two sides of one pack what is known beforehand, what is given where it is asked, and where they answer alike.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::fillings::SIDES;
use super::form::{self, Side, Value};
use super::held::Held;
use super::problem::Literal;
use super::reader::Reader;
use super::translate::Translation;
use super::wordings::Wordings;
use super::{Asked, Prover, Space};
use crate::answers::Slot;
use crate::program::Cone;
use crate::value::Date;

impl<'a> Prover<'a> {
    /// `held`: by slot of each pack's form, what is known beforehand.
    pub(super) fn held(asked: &[Asked<'a>], as_of: Date, wordings: &Rc<Wordings<'a>>, held: &[Held]) -> Self {
        let mut prover = Self::of(asked, as_of, wordings, false, held);
        let slots: Vec<Slot> = (0..held.len()).map(|at| Slot(at as u32)).collect();
        (0..asked.len()).for_each(|side| prover.hold_texts(Side(side), held, &slots));
        prover
    }

    /// Lets the second side answer some slots for itself, and the others as the first does, with whom it shares its pack.
    pub(super) fn vary(&mut self, held: &[Held], slots: &BTreeSet<Slot>) {
        let (Some(asked), Some(first)) = (self.asked.first(), self.sides.first()) else { return };
        let reader = Reader { pack: asked.pack, layout: &asked.program.layout, sheet: 0, apart: None, held };
        let Space { problem, form, as_of, .. } = &mut self.space;
        form.vary(problem, reader, Side(1), slots, *as_of);
        let side = Translation::varied(first, Side(1), &Cone::of(asked.program, slots));
        self.sides.truncate(1);
        self.sides.push(side);
        self.axes.truncate(1);
        self.axes.push(None);
        self.hold_texts(Side(1), held, &slots.iter().copied().collect::<Vec<_>>());
    }

    fn hold_texts(&mut self, side: Side, held: &[Held], slots: &[Slot]) {
        let Some(asked) = self.asked.get(side.0) else { return };
        let Space { form, texts, .. } = &mut self.space;
        for slot in slots {
            let question = form::asked(asked.pack, &asked.program.layout, *slot).map(|(question, _)| question);
            let text = question.and_then(|question| held.get(slot.index())?.text(&question.answer));
            if let (Some(read), Some((past, written))) = (form.read_of(side, *slot), text) {
                texts.hold(read.variable, written, past);
            }
        }
    }

    /// For each answer that could not be read, that it stays so. `stuck`: something stays so whatever is answered.
    pub(super) fn may_stay_unread(
        &mut self,
        side: Side,
        unread: &BTreeSet<Slot>,
        stuck: Literal,
    ) -> Vec<(Slot, Literal)> {
        let Space { problem, form, .. } = &mut self.space;
        let stays: Vec<(Slot, Literal)> = unread.iter().map(|slot| (*slot, problem.variable())).collect();
        if let Some(unreadable) = form.unreadable.get_mut(side.0) {
            *unreadable = problem.any(stays.iter().map(|(_, stays)| *stays).chain([stuck]));
        }
        stays
    }

    /// Given where it is asked, or, where it could not be read, left as it is; blank where it is not.
    pub(super) fn give_where_asked(&mut self, side: Side, slot: Slot, unread: &[(Slot, Literal)]) {
        let asked = self.asked(side, slot);
        let stays = unread.iter().find(|(of, _)| *of == slot).map_or(Literal::NO, |(_, stays)| *stays);
        let Space { problem, form, .. } = &mut self.space;
        let Some(variable) = form.variable(side, slot) else { return };
        problem.clause(&[!asked, variable.given, stays]);
        for state in [variable.given, stays] {
            problem.implies(state, asked);
        }
        problem.clause(&[!stays, !variable.given]);
        if let Some(withheld) = variable.withheld {
            problem.implies(stays, withheld);
            problem.implies(withheld, stays);
        }
    }

    /// A slot's question is surely asked.
    fn asked(&mut self, side: Side, slot: Slot) -> Literal {
        let Some(of) = self.sides.get_mut(side.0) else { return Literal::NO };
        let question = of.program.layout.question(slot).map(|(question, _)| question);
        let asked = question.and_then(|question| of.program.asked.get(&question).copied());
        asked.map_or(Literal::YES, |asked| of.truth(&mut self.space, asked).yes)
    }

    /// Says that both sides answer a question alike where both are asked. `stays`: by side, that the answer stays unread.
    pub(super) fn agree(&mut self, slot: Slot, stays: [Option<Literal>; 2]) {
        let Space { problem, form, texts, .. } = &mut self.space;
        let [Some(one), Some(other)] = SIDES.map(|side| form.read_of(side, slot).map(|read| read.variable)) else {
            return;
        };
        let Ok([a, b]) = form.variables.get_disjoint_mut([one, other]) else { return };
        let mut pairs: Vec<(Literal, Literal)> = Vec::new();
        match (&mut a.value, &mut b.value) {
            (Value::YesNo(a), Value::YesNo(b)) => pairs.push((*a, *b)),
            (Value::Number(a), Value::Number(b)) => {
                let limits: BTreeSet<i64> = a.limits().chain(b.limits()).collect();
                for limit in limits {
                    pairs.push((a.at_least(problem, limit), b.at_least(problem, limit)));
                }
            }
            (Value::Options { options: a, .. }, Value::Options { options: b, .. }) => {
                pairs.extend(a.iter().zip(b).map(|((_, a), (_, b))| (*a, *b)));
            }
            (Value::Text, Value::Text) => pairs.extend(texts.pairs(one, other)),
            _ => {}
        }
        for (of_a, of_b) in pairs {
            problem.clause(&[!a.given, !b.given, !of_a, of_b]);
            problem.clause(&[!a.given, !b.given, of_a, !of_b]);
        }
        if let [Some(one), Some(other)] = stays {
            problem.clause(&[!a.given, !other]);
            problem.clause(&[!one, !b.given]);
        }
    }
}
