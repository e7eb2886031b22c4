//! Turns a witness of the prover into a made-up applicant as people are told of one.

use super::change::{Example, Outcome, Told};
use crate::answers;
use crate::language::{Safety, Screening};
use crate::pack::{Answer, Pack, Question};
use crate::program::Program;
use crate::prove::{Prover, Side, State, Witness};
use crate::value::{Date, Decimal};

/// What all other answers of an example are.
const READY: &str = "as in an ordinary application that is ready to book";
const MILDEST: &str = "as in the mildest application there can be";

/// Tells a witness by the form of one pack. `sides`: whose outcomes stand before and after.
pub(super) fn example(
    prover: &mut Prover,
    witness: &Witness,
    (pack, program, side): (&Pack, &Program, Side),
    sides: (Side, Side),
) -> Example {
    let outcomes = prover.outcomes(&witness.applicant);
    let outcome = |side: Side| {
        let (safety, screening) = outcomes.get(side.0).copied().unwrap_or((Safety::None, Screening::Clear));
        Outcome { safety, screening }
    };
    let sheet = prover.sheet(&witness.applicant, side);
    let answers =
        witness.notable.iter().filter_map(|at| told(prover, pack, *at, witness.applicant.get(*at)?)).collect();
    let ordinary = prover.ordinary().clone();
    let ready = prover.outcomes(&ordinary).iter().all(|outcome| *outcome == (Safety::None, Screening::Clear));
    Example {
        answers,
        rest: if ready { READY } else { MILDEST }.to_owned(),
        applicant: answers::to_yaml(pack, &program.layout, &sheet),
        old: outcome(sides.0),
        new: outcome(sides.1),
    }
}

/// `None` for an answer that this pack does not ask for.
fn told(prover: &Prover, pack: &Pack, at: usize, state: &State) -> Option<Told> {
    let (id, row) = prover.question(at)?;
    let question = pack.questions.iter().find(|question| question.id == id)?;
    let name = match id.split_once('.').filter(|_| question.group.is_some()) {
        Some((group, field)) => format!("{group}[{}].{field}", row + 1),
        None => id.to_owned(),
    };
    Some(Told { question: name, ask: question.ask.clone(), answer: words(question, state)? })
}

/// An answer as people read it; `None` where the question allows no such answer.
pub(super) fn words(question: &Question, state: &State) -> Option<String> {
    Some(match state {
        State::Blank => "left blank".to_owned(),
        State::Declined => "prefers not to say".to_owned(),
        State::NotAsked => "not asked yet".to_owned(),
        State::Invalid => "could not be read".to_owned(),
        State::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        State::Options(options) if matches!(question.answer, Answer::Choices { .. }) => {
            format!("[{}]", options.join(", "))
        }
        State::Options(options) => options.join(", "),
        State::Text(text) => answers::scalar(question, &answers::Value::Text(text.clone())),
        State::Number(number) => match &question.answer {
            Answer::Number { places, unit, .. } => {
                let number =
                    Decimal::from_scaled(*number, *places).map_or_else(|| number.to_string(), |n| n.to_string());
                unit.as_ref().map_or_else(|| number.clone(), |unit| format!("{number} {unit}"))
            }
            Answer::Date { .. } => Date::from_day_number(i32::try_from(*number).ok()?)?.to_string(),
            Answer::Group { .. } if *number == 1 => "1 entry".to_owned(),
            Answer::Group { .. } => format!("{number} entries"),
            _ => number.to_string(),
        },
    })
}
