//! Turns a filled table into two axes a lane, and into one applicant's outcomes.

use super::lanes::where_so;
use super::missing::{self, Missing};
use super::table::Table;
use crate::answers::{Block, Data, Slot};
use crate::language::{Safety, Screening};
use crate::pack::QuestionId;
use crate::program::{Effect, Program, Raised, TruthId};
use crate::value::{Truth, Truths};

/// Both axes of 64 lanes: a word a level, set where something raises it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axes {
    pub same_day: u64,
    pub immediate: u64,
    pub incomplete: u64,
    pub review: u64,
    pub hold: u64,
}

/// A rule's outcome in one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub truth: Truth,
    pub raised: Raised,
}

/// An answer to a question that another answer says was not to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub question: QuestionId,
    pub asked: TruthId,
}

/// What the program says of one applicant.
#[derive(Clone, Debug)]
pub struct Decided {
    pub safety: Safety,
    pub screening: Screening,
    /// By rule of the pack.
    pub outcomes: Vec<Outcome>,
    /// What the indications raise together.
    pub indications: Screening,
    pub missing: Vec<Missing>,
    pub contradictions: Vec<Contradiction>,
    /// Answers of which it is unknown whether they contradict the form, and what that raises.
    pub perhaps_contradictory: Vec<(Contradiction, Screening)>,
}

impl Axes {
    /// `unreadable`: lanes with an answer that could not be read.
    pub fn of(program: &Program, table: &Table, block: &Block, unreadable: u64) -> Self {
        let mut axes = Self { incomplete: unreadable, ..Self::default() };
        for (nodes, effect) in program.rules.iter().zip(&program.effects) {
            let truths = rule_truths(table, nodes);
            axes.raise(effect.met, truths.yes);
            axes.raise(effect.unknown, truths.unknown() & !truths.firm);
            axes.raise(effect.firm, truths.unknown() & truths.firm);
        }
        let (met, possible) = indications(program, table);
        axes.raise(Raised::Screening(Screening::Incomplete), possible & !met);
        if !program.indications.is_empty() {
            axes.raise(Raised::Screening(Screening::Review), !possible & !met);
        }
        for (question, asked) in &program.asked {
            let truths = contradicting(program, table, block, *question, *asked);
            axes.review |= truths.yes | truths.firm;
            axes.incomplete |= truths.unknown();
        }
        axes
    }

    fn raise(&mut self, raised: Raised, lanes: u64) {
        match raised {
            Raised::Safety(Safety::SameDay) => self.same_day |= lanes,
            Raised::Safety(Safety::Immediate) => self.immediate |= lanes,
            Raised::Screening(Screening::Incomplete) => self.incomplete |= lanes,
            Raised::Screening(Screening::Review) => self.review |= lanes,
            Raised::Screening(Screening::Hold) => self.hold |= lanes,
            Raised::Safety(Safety::None)
            | Raised::Screening(Screening::Clear)
            | Raised::Note
            | Raised::Suggest(_)
            | Raised::Nothing => {}
        }
    }

    pub fn safety(&self, lane: usize) -> Safety {
        match (self.immediate >> lane & 1, self.same_day >> lane & 1) {
            (1, _) => Safety::Immediate,
            (_, 1) => Safety::SameDay,
            _ => Safety::None,
        }
    }

    pub fn screening(&self, lane: usize) -> Screening {
        match (self.hold >> lane & 1, self.review >> lane & 1, self.incomplete >> lane & 1) {
            (1, ..) => Screening::Hold,
            (_, 1, _) => Screening::Review,
            (.., 1) => Screening::Incomplete,
            _ => Screening::Clear,
        }
    }
}

fn rule_truths(table: &Table, nodes: &[TruthId]) -> Truths {
    nodes.first().map_or(Truths::UNKNOWN, |id| table.truths(*id))
}

/// Lanes with an indication met, and with one that may be.
fn indications(program: &Program, table: &Table) -> (u64, u64) {
    let of =
        program.indications.iter().filter_map(|rule| program.rules.get(*rule)).map(|nodes| rule_truths(table, nodes));
    of.fold((0, 0), |(met, possible), truths| (met | truths.yes, possible | truths.unknown()))
}

/// Whether a question was answered although it was not to be asked; unknown where it is unknown whether it was. An answer that
/// says what *not applicable* reads as (no, no points, none) contradicts nothing.
fn contradicting(program: &Program, table: &Table, block: &Block, question: QuestionId, asked: TruthId) -> Truths {
    let column = program.layout.slot(question, 0).and_then(|slot: Slot| block.columns.get(slot.index()));
    let Some(column) = column else { return Truths::NO };
    let not_asked = !table.truths(asked);
    let given = column.written() & not_asked.possible();
    if given == 0 {
        return Truths::NO;
    }
    let says_nothing = match &column.data {
        Data::YesNo(yes) => !yes,
        Data::Points { high, .. } => where_so(high, |points| points == 0),
        Data::Rows(rows) => where_so(rows, |n| n == 0),
        Data::Choice(codes) => program.none_option(question).map_or(0, |none| where_so(codes, |code| code == none)),
        Data::Text(_) | Data::Number { .. } | Data::Choices(_) | Data::Date { .. } => 0,
    };
    not_asked.and(Truths { known: !0, yes: given & !says_nothing, firm: 0 })
}

/// Lanes in which an answer surely or perhaps contradicts the form.
pub fn contradicted(program: &Program, table: &Table, block: &Block) -> u64 {
    let of = |(question, asked): (&QuestionId, &TruthId)| contradicting(program, table, block, *question, *asked);
    program.asked.iter().map(of).fold(0, |word, truths| word | truths.possible())
}

/// Lanes in which the answer to one question does.
pub fn contradicts(program: &Program, table: &Table, block: &Block, question: QuestionId) -> u64 {
    let asked = program.asked.get(&question);
    asked.map_or(0, |asked| contradicting(program, table, block, question, *asked).possible())
}

impl Decided {
    /// Reads one lane. `axes` are those of the same table.
    pub fn of(program: &Program, table: &Table, block: &Block, axes: &Axes, lane: usize) -> Self {
        let outcome = |(nodes, effect): (&Vec<TruthId>, &Effect)| {
            let truths = rule_truths(table, nodes);
            let truth = truths.lane(lane);
            let raised = match truth {
                Truth::Yes => effect.met,
                Truth::Unknown if truths.firm >> lane & 1 == 1 => effect.firm,
                Truth::Unknown => effect.unknown,
                Truth::No => Raised::Nothing,
            };
            Outcome { truth, raised }
        };
        let outcomes: Vec<Outcome> = program.rules.iter().zip(&program.effects).map(outcome).collect();
        let (met, possible) = indications(program, table);
        let indications = match (program.indications.is_empty(), met >> lane & 1, possible >> lane & 1) {
            (true, ..) | (_, 1, _) => Screening::Clear,
            (_, _, 1) => Screening::Incomplete,
            _ => Screening::Review,
        };
        let (mut contradictions, mut perhaps) = (Vec::new(), Vec::new());
        for (question, asked) in &program.asked {
            let contradiction = Contradiction { question: *question, asked: *asked };
            let truths = contradicting(program, table, block, *question, *asked);
            match truths.lane(lane) {
                Truth::Yes => contradictions.push(contradiction),
                Truth::Unknown if truths.firm >> lane & 1 == 1 => perhaps.push((contradiction, Screening::Review)),
                Truth::Unknown => perhaps.push((contradiction, Screening::Incomplete)),
                Truth::No => {}
            }
        }
        let open: Vec<TruthId> = perhaps.iter().map(|(contradiction, _)| contradiction.asked).collect();
        let contradicted = (!contradictions.is_empty(), open.as_slice());
        let missing = missing::of(program, table, block, lane, &outcomes, indications, contradicted);
        Self {
            safety: axes.safety(lane),
            screening: axes.screening(lane),
            outcomes,
            indications,
            missing,
            contradictions,
            perhaps_contradictory: perhaps,
        }
    }
}
