//! Totals, subscores, bands and screening rules of the KAP pack's scales, compared with a second scorer.

mod instruments;
mod rules;
mod totals;

use anteroom::answers::{Block, Column, Data, Layout, Sheet, Texts};
use anteroom::evaluate::{Evaluator, Table};
use anteroom::language::{Kind, Raises};
use anteroom::pack::{Condition, FactId, ItemSet, Pack, Piece, QuestionId, Scale, ScaleId, Shown, Template};
use anteroom::program::{self, FactNode, Program};
use anteroom::value::{LANES, Truth};

use crate::support;
use crate::support::packs::{date, line, rule};
use instruments::Instrument;

/// The answers of one applicant to one instrument; `None` is a blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    pub items: Vec<Option<u8>>,
    /// PC-PTSD-5's question on exposure.
    pub gate: Option<bool>,
}

/// The KAP pack, or its scales alone with a text that shows every total and subscore, so that each is a node.
pub struct Scorer {
    pub pack: Pack,
    pub program: Program,
    pub layout: Layout,
    blank: Block,
    texts: Texts,
}

/// With the pack's facts and rules.
pub fn whole() -> &'static Scorer {
    static WHOLE: std::sync::OnceLock<Scorer> = std::sync::OnceLock::new();
    WHOLE.get_or_init(|| Scorer::of(support::kap().0.clone()))
}

/// With nothing but the sums.
pub fn sums() -> &'static Scorer {
    static SUMS: std::sync::OnceLock<Scorer> = std::sync::OnceLock::new();
    SUMS.get_or_init(|| {
        let mut pack = support::kap().0.clone();
        (pack.facts, pack.rules) = (Vec::new(), Vec::new());
        let mut pieces = Vec::new();
        for (at, scale) in pack.scales.iter().enumerate().filter(|(_, s)| s.total.is_some()) {
            let set = |items| Piece::Name(Shown::Sum(ItemSet { scale: ScaleId(at as u32), items }, String::new()));
            pieces.push(set(0..scale.items.len()));
            pieces.extend(scale.subscores.iter().map(|subscore| set(subscore.items.clone())));
        }
        let shown = rule("shows.sums", Kind::DataQuality, Some(Raises::Note), line(Condition::Constant(true)));
        pack.rules.push(anteroom::pack::Rule { because: Template { pieces }, ..shown });
        Scorer::of(pack)
    })
}

impl Scorer {
    fn of(pack: Pack) -> Self {
        let program = program::from_pack(&pack).expect("the pack compiles");
        let layout = Layout::of(&pack);
        let mut texts = Texts::default();
        let sheets: Vec<Sheet> = (0..LANES).map(|_| Sheet::new("somebody", date("2026-11-23"))).collect();
        let blank = Block::from_sheets(&pack, &layout, &sheets, &mut texts);
        Self { pack, program, layout, blank, texts }
    }

    pub fn question(&self, id: &str) -> QuestionId {
        let at = self.pack.questions.iter().position(|q| q.id == id).unwrap_or_else(|| panic!("no question {id}"));
        QuestionId(at as u32)
    }

    pub fn scale(&self, id: &str) -> (ScaleId, &Scale) {
        let at = self.pack.scales.iter().position(|s| s.id == id).unwrap_or_else(|| panic!("no scale {id}"));
        (ScaleId(at as u32), &self.pack.scales[at])
    }

    pub fn rule(&self, table: &Table, id: &str, lane: usize) -> Truth {
        let at = self.pack.rules.iter().position(|r| r.id == id).unwrap_or_else(|| panic!("no rule {id}"));
        table.truth(self.program.rules[at][0], lane)
    }

    pub fn fact(&self, table: &Table, id: &str, lane: usize) -> Truth {
        let at = self.pack.facts.iter().position(|f| f.id == id).unwrap_or_else(|| panic!("no fact {id}"));
        match self.program.facts.get(&(FactId(at as u32), 0)) {
            Some(FactNode::Truth(node)) => table.truth(*node, lane),
            _ => panic!("{id} is no truth"),
        }
    }

    /// Bounds of the items from `first` to `last`, from 1.
    pub fn sum(&self, table: &Table, scale: &str, first: usize, last: usize, lane: usize) -> (i64, i64) {
        let (id, _) = self.scale(scale);
        let node = self.program.sums.get(&(id, first - 1, last)).expect("a sum of the pack");
        table.interval(*node, lane).expect("a total is always a number")
    }

    /// Everybody's answers to one instrument, besides `also`: answers that everybody gives.
    pub fn block(&self, instrument: &Instrument, answers: &[Answers], also: impl FnOnce(&mut Writer)) -> Block {
        let mut writer = Writer { scorer: self, block: self.blank.clone() };
        also(&mut writer);
        let (_, scale) = self.scale(instrument.id);
        for (at, item) in scale.items.iter().enumerate() {
            writer.column(item.question, |lane| answers.get(lane).and_then(|a| a.items[at]));
        }
        if instrument.id == "pcptsd5" {
            let gate = self.question("pcptsd5.exposure");
            writer.column(gate, |lane| answers.get(lane).and_then(|a| a.gate).map(u8::from));
        }
        writer.block
    }

    pub fn run<T>(&self, block: &Block, read: impl FnOnce(&Table) -> T) -> T {
        let mut evaluator = Evaluator::new(&self.program);
        read(evaluator.run(block, &self.texts))
    }
}

/// Writes answers straight into columns.
pub struct Writer<'a> {
    scorer: &'a Scorer,
    pub block: Block,
}

impl Writer<'_> {
    pub fn all(&mut self, question: &str, answer: u8) {
        self.column(self.scorer.question(question), |_| Some(answer));
    }

    /// Points, 0 and 1 for no and yes, or an option's place.
    pub fn column(&mut self, question: QuestionId, answer: impl Fn(usize) -> Option<u8>) {
        let slot = self.scorer.layout.slot(question, 0).expect("a slot");
        let column: &mut Column = &mut self.block.columns[slot.index()];
        for lane in 0..LANES {
            let Some(given) = answer(lane) else { continue };
            column.given |= 1 << lane;
            match &mut column.data {
                Data::YesNo(yes) => *yes |= u64::from(given) << lane,
                Data::Points { low, high } => (low[lane], high[lane]) = (given, given),
                Data::Choice(codes) => codes[lane] = given,
                _ => panic!("not an answer in one byte"),
            }
        }
    }
}
