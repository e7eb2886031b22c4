//! What somebody would write who had to decide 28 rules over three scales and nothing else: columns, plain loops.

use anteroom::answers::{Block, Data, Layout, Slot};
use anteroom::evaluate::Axes;
use anteroom::language::{Comparison, Kind, Raises};
use anteroom::pack::{Answer, Condition, Item, ItemSet, Number, Pack, Points, Question, QuestionId, Scale, ScaleId};
use anteroom::program::{self, Program};
use anteroom::value::{Decimal, LANES};

use crate::support::packs::{empty, line, question, rule, span};

const SCALES: [(usize, u8, i64); 3] = [(9, 3, 10), (7, 3, 10), (20, 4, 33)];
const HISTORIES: usize = 25;

pub fn pack() -> (Pack, Program) {
    let mut pack = empty();
    for (at, (items, most, from)) in SCALES.into_iter().enumerate() {
        let scale = ScaleId(at as u32);
        let point = |points| Points { points, label: String::new(), code: None };
        let answer = Answer::Points((0..=most).map(point).collect());
        let first = pack.questions.len();
        pack.questions.extend(
            (0..items).map(|i| Question { scale: Some(scale), ..question(format!("s{at}.q{i}"), answer.clone()) }),
        );
        let item = |i| Item { question: QuestionId((first + i) as u32), reversed: false, least: 0, most };
        pack.scales.push(Scale {
            id: format!("s{at}"),
            title: String::new(),
            about: None,
            recall: String::new(),
            licence: String::new(),
            codes: vec![],
            sources: vec![],
            items: (0..items).map(item).collect(),
            unscored: vec![],
            total: Some(vec![]),
            subscores: vec![],
            bands: vec![],
            cutoffs: vec![],
            prorate: None,
            span: span(),
        });
        let total = Number::Sum(ItemSet { scale, items: 0..items });
        let right = Number::Constant(Decimal::from(from));
        let when = line(Condition::Compare { left: total, operator: Comparison::AtLeast, right });
        pack.rules.push(rule(format!("scale{at}"), Kind::Caution, Some(Raises::Review), when));
    }
    for at in 0..HISTORIES {
        let id = QuestionId(pack.questions.len() as u32);
        pack.questions.push(question(format!("history{at}"), Answer::YesNo));
        let when = line(Condition::Question(id));
        pack.rules.push(rule(format!("history{at}"), Kind::Contraindication, Some(Raises::Hold), when));
    }
    let program = program::from_pack(&pack).expect("compiles");
    (pack, program)
}

/// The answers of 64 applicants.
pub struct Columns {
    /// Least and most points of each item, scale after scale.
    points: Vec<([u8; LANES], [u8; LANES])>,
    /// Answered, answered yes.
    histories: [(u64, u64); HISTORIES],
    /// Lanes where an answer was declined or unsure, by question.
    firm: Vec<u64>,
}

impl Columns {
    pub fn of(pack: &Pack, layout: &Layout, block: &Block) -> Self {
        let mut columns = Self { points: Vec::new(), histories: [(0, 0); HISTORIES], firm: Vec::new() };
        let mut history = columns.histories.iter_mut();
        for at in 0..pack.questions.len() {
            let slot: Slot = layout.slot(QuestionId(at as u32), 0).expect("a slot");
            let column = &block.columns[slot.index()];
            match &column.data {
                Data::Points { low, high } => columns.points.push((*low, *high)),
                Data::YesNo(yes) => *history.next().expect("a history") = (column.given, *yes),
                _ => panic!("another kind"),
            }
            columns.firm.push(column.firm);
        }
        columns
    }

    pub fn axes(&self) -> Axes {
        let mut axes = Axes::default();
        let mut first = 0;
        for (items, _, from) in SCALES {
            let (mut low, mut high) = ([0u8; LANES], [0u8; LANES]);
            let mut firm = 0;
            for ((least, most), declined) in self.points[first..first + items].iter().zip(&self.firm[first..]) {
                for lane in 0..LANES {
                    low[lane] += least[lane];
                    high[lane] += most[lane];
                }
                firm |= declined;
            }
            let (mut met, mut possible) = (0u64, 0u64);
            for lane in 0..LANES {
                met |= u64::from(low[lane] >= from as u8) << lane;
                possible |= u64::from(high[lane] >= from as u8) << lane;
            }
            let open = possible & !met;
            axes.review |= met | open & firm;
            axes.incomplete |= open & !firm;
            first += items;
        }
        for ((given, yes), firm) in self.histories.iter().zip(&self.firm[first..]) {
            axes.hold |= yes;
            axes.review |= !given & firm;
            axes.incomplete |= !given & !firm;
        }
        axes
    }
}
