//! Turns the rules of a translated program into both axes: the same levels as `evaluate::Axes`, over all answers at once.

use super::form::Value;
use super::problem::Literal;
use super::rails::Rails;
use super::translate::{Space, Translation};
use crate::answers::Slot;
use crate::language::{Comparison, Safety, Screening};
use crate::pack::QuestionId;
use crate::program::{Effect, Raised};

/// What the answers come to on both axes.
#[derive(Clone, Copy, Debug)]
pub struct Axes {
    /// That it is at least so grave, from the second level on.
    safety: [Literal; 2],
    screening: [Literal; 3],
}

#[derive(Default)]
struct Raising {
    same_day: Vec<Literal>,
    immediate: Vec<Literal>,
    incomplete: Vec<Literal>,
    review: Vec<Literal>,
    hold: Vec<Literal>,
}

impl Raising {
    fn raise(&mut self, raised: Raised, at: Literal) {
        match raised {
            Raised::Safety(Safety::SameDay) => self.same_day.push(at),
            Raised::Safety(Safety::Immediate) => self.immediate.push(at),
            Raised::Screening(Screening::Incomplete) => self.incomplete.push(at),
            Raised::Screening(Screening::Review) => self.review.push(at),
            Raised::Screening(Screening::Hold) => self.hold.push(at),
            Raised::Safety(Safety::None)
            | Raised::Screening(Screening::Clear)
            | Raised::Note
            | Raised::Suggest(_)
            | Raised::Nothing => {}
        }
    }
}

impl Axes {
    /// `without`: rules that are left out, as if they were not there.
    pub fn of(space: &mut Space, translation: &mut Translation, without: &[usize]) -> Self {
        let program = translation.program;
        let mut raising = Raising::default();
        raising.incomplete.extend(space.form.unreadable.get(translation.side.0).copied());
        let mut indications = Vec::new();
        for (rule, (nodes, effect)) in program.rules.iter().zip(&program.effects).enumerate() {
            if without.contains(&rule) || raises_nothing(effect) && !program.indications.contains(&rule) {
                continue;
            }
            let rails = nodes.first().map_or(Rails::UNKNOWN, |id| translation.truth(space, *id));
            let unknown = rails.unknown(&mut space.problem);
            raising.raise(effect.met, rails.yes);
            raising.raise(effect.unknown, space.problem.and(unknown, !rails.firm));
            raising.raise(effect.firm, rails.firm);
            if program.indications.contains(&rule) {
                indications.push(rails);
            }
        }
        // They count together, so that they are left out together.
        if !program.indications.is_empty() && indications.len() == program.indications.len() {
            let met = space.problem.any(indications.iter().map(|rails| rails.yes));
            let never = space.problem.all(indications.iter().map(|rails| rails.no));
            raising.incomplete.push(space.problem.and(!met, !never));
            raising.review.push(never);
        }
        for rails in contradictions(space, translation) {
            let unknown = rails.unknown(&mut space.problem);
            raising.review.extend([rails.yes, rails.firm]);
            raising.incomplete.push(unknown);
        }
        let problem = &mut space.problem;
        let immediate = problem.any(raising.immediate);
        let same_day = problem.any(raising.same_day);
        let same_day = problem.or(same_day, immediate);
        let hold = problem.any(raising.hold);
        let review = problem.any(raising.review);
        let review = problem.or(review, hold);
        let incomplete = problem.any(raising.incomplete);
        let incomplete = problem.or(incomplete, review);
        Self { safety: [same_day, immediate], screening: [incomplete, review, hold] }
    }

    pub fn safety(&self, space: &mut Space, operator: Comparison, level: Safety) -> Literal {
        compared(space, &self.safety, operator, level as usize)
    }

    pub fn screening(&self, space: &mut Space, operator: Comparison, level: Screening) -> Literal {
        compared(space, &self.screening, operator, level as usize)
    }
}

/// Neither axis hears of it: a note, or a support to consider.
fn raises_nothing(effect: &Effect) -> bool {
    let raises = |raised: Raised| matches!(raised, Raised::Safety(_) | Raised::Screening(_));
    ![effect.met, effect.unknown, effect.firm].into_iter().any(raises)
}

/// By question that is not always asked: an answer to it contradicts the form.
fn contradictions(space: &mut Space, translation: &mut Translation) -> Vec<Rails> {
    let mut found = Vec::new();
    for question in translation.program.asked.keys() {
        found.push(contradiction(space, translation, *question));
    }
    found
}

fn contradiction(space: &mut Space, translation: &mut Translation, question: QuestionId) -> Rails {
    let Some(asked) = translation.program.asked.get(&question) else { return Rails::NO };
    let not_asked = !translation.truth(space, *asked);
    let says = says_something(space, translation, question);
    not_asked.and(&mut space.problem, Rails { yes: says, no: !says, firm: Literal::NO })
}

/// The answer to a question does not contradict the form, surely or perhaps.
pub fn agrees(space: &mut Space, translation: &mut Translation, question: QuestionId) -> Literal {
    contradiction(space, translation, question).no
}

/// No answer contradicts the form, surely or perhaps.
pub fn consistent(space: &mut Space, translation: &mut Translation) -> Literal {
    let no: Vec<Literal> = contradictions(space, translation).iter().map(|rails| rails.no).collect();
    space.problem.all(no)
}

/// A level compared with one of its scale; `above` says that it is at least so high, from the second level on.
fn compared(space: &mut Space, above: &[Literal], operator: Comparison, level: usize) -> Literal {
    let at_least = |level: usize| match level.checked_sub(1) {
        None => Literal::YES,
        Some(at) => above.get(at).copied().unwrap_or(Literal::NO),
    };
    let (from, beyond) = (at_least(level), at_least(level + 1));
    match operator {
        Comparison::AtLeast => from,
        Comparison::Less => !from,
        Comparison::Greater => beyond,
        Comparison::AtMost => !beyond,
        Comparison::Equal => space.problem.and(from, !beyond),
        Comparison::NotEqual => !space.problem.and(from, !beyond),
    }
}

/// An answer is given and does not say what *not applicable* does.
fn says_something(space: &mut Space, translation: &Translation, question: QuestionId) -> Literal {
    let Some(slot) = translation.program.layout.slot(question, 0) else { return Literal::NO };
    let (given, _) = translation.states(space, slot);
    let says = match something(space, translation, slot, question) {
        Some(says) => says,
        None => return given,
    };
    space.problem.and(given, says)
}

/// What an answer must hold to say something; `None` where every given one does.
fn something(space: &mut Space, translation: &Translation, slot: Slot, question: QuestionId) -> Option<Literal> {
    use crate::pack::Answer;
    match &translation.pack.questions.get(question.index())?.answer {
        Answer::YesNo => match space.form.variable(translation.side, slot)?.value {
            Value::YesNo(yes) => Some(yes),
            _ => None,
        },
        Answer::Points(_) | Answer::Group { .. } => Some(translation.at_least(space, slot, 1)),
        Answer::Choice { .. } => {
            let none = translation.program.none_option(question)?;
            let options = translation.options(slot);
            let (_, id) = options.into_iter().find(|(option, _)| *option == none)?;
            Some(!space.form.option(translation.side, slot, id))
        }
        _ => None,
    }
}
