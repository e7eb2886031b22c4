//! Turns a checked pack into its program: facts, rules and `asked_when` as shared nodes, term lists and tables as one matcher.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::lists::{lookup_table, matcher, none_options};
use super::numbers::Term;
use super::{
    ChoiceSource, Effect, FactNode, Leaf, LookupTable, Node, NumberId, NumberOp, Program, RowId, Step, TruthId, TruthOp,
};
use crate::answers::{Layout, Slot};
use crate::language::Kind;
use crate::pack::{
    Answer, Choice, FactId, FactValue, Number, Pack, ParameterValue, Piece, Question, QuestionId, Shown, Tree, TreeKind,
};
use crate::terms::ListId;

/// Compiles a checked pack. The error lists patterns that do not compile, by number and reason; a checked pack has none
/// unless its patterns are too large taken together.
pub fn from_pack(pack: &Pack) -> Result<Program, Vec<(usize, String)>> {
    let matcher = matcher(pack)?;
    let mut builder = Builder::new(pack);
    for (index, fact) in pack.facts.iter().enumerate() {
        let rows = fact.of.map_or(1, |group| builder.rows(group));
        for row in 0..rows {
            builder.fact(FactId(index as u32), fact.of.map(|_| row));
        }
    }
    let rules = pack.rules.iter().map(|rule| builder.tree_nodes(&rule.when, None)).collect();
    for (index, question) in pack.questions.iter().enumerate() {
        if question.asked_when.is_some() {
            builder.asked(QuestionId(index as u32));
        }
    }
    builder.sums_in_texts();
    Ok(Program {
        layout: builder.layout,
        truths: builder.truths.ops,
        narrow: builder.narrow.ops,
        wide: builder.wide.ops,
        in_rows: builder.steps.iter().filter(|step| step.row.is_some()).map(|step| step.node).collect(),
        steps: builder.steps,
        rows: builder.rows,
        rules,
        effects: pack.rules.iter().map(Effect::of).collect(),
        indications: (0..pack.rules.len())
            .filter(|at| pack.rules.get(*at).is_some_and(|rule| rule.kind == Kind::Indication))
            .collect(),
        facts: builder.facts.into_iter().filter_map(|(key, fact)| Some((key, fact?.node()))).collect(),
        fact_trees: builder.fact_trees,
        sums: builder.sums,
        asked: builder.asked,
        none_options: none_options(pack),
        matcher,
        tables: builder.tables,
        term_lists: pack.term_lists.len(),
        patterns: pack.patterns.len(),
    })
}

/// Operations stored once each.
pub(super) struct Ops<T> {
    pub ops: Vec<T>,
    known: HashMap<T, u32>,
    /// The row an operation belongs to.
    rows: Vec<Option<RowId>>,
}

impl<T: Clone + Eq + Hash> Ops<T> {
    fn new() -> Self {
        Self { ops: Vec::new(), known: HashMap::new(), rows: Vec::new() }
    }

    /// The operation's number, and whether it is new.
    fn add(&mut self, op: T, row: Option<RowId>) -> (u32, bool) {
        if let Some(at) = self.known.get(&op) {
            return (*at, false);
        }
        let at = self.ops.len() as u32;
        self.known.insert(op.clone(), at);
        self.ops.push(op);
        self.rows.push(row);
        (at, true)
    }

    fn row(&self, at: u32) -> Option<RowId> {
        self.rows.get(at as usize).copied().flatten()
    }
}

/// A fact on the way to its node.
#[derive(Clone, Copy)]
pub(super) enum Built {
    Truth(TruthId),
    /// `None`: arithmetic that would not fit.
    Number(Option<Term>),
    Choice(ChoiceSource),
}

pub(super) struct Builder<'a> {
    pub pack: &'a Pack,
    pub layout: Layout,
    pub truths: Ops<TruthOp>,
    pub narrow: Ops<NumberOp>,
    pub wide: Ops<NumberOp>,
    pub steps: Vec<Step>,
    rows: Vec<(Slot, usize)>,
    facts: BTreeMap<(FactId, usize), Option<Built>>,
    fact_trees: BTreeMap<(FactId, usize), Vec<TruthId>>,
    pub sums: BTreeMap<(crate::pack::ScaleId, usize, usize), NumberId>,
    asked: BTreeMap<QuestionId, TruthId>,
    pub tables: Vec<LookupTable>,
}

impl Built {
    fn node(self) -> FactNode {
        match self {
            Self::Truth(id) => FactNode::Truth(id),
            Self::Number(Some(term)) => FactNode::Number(term.quantity()),
            // Never read: a comparison with it is undetermined.
            Self::Number(None) => {
                FactNode::Number(super::Quantity { over: NumberId::Narrow(0), under: None, places: 0 })
            }
            Self::Choice(source) => FactNode::Choice(source),
        }
    }
}

impl<'a> Builder<'a> {
    fn new(pack: &'a Pack) -> Self {
        Self {
            pack,
            layout: Layout::of(pack),
            truths: Ops::new(),
            narrow: Ops::new(),
            wide: Ops::new(),
            steps: Vec::new(),
            rows: Vec::new(),
            facts: BTreeMap::new(),
            fact_trees: BTreeMap::new(),
            sums: BTreeMap::new(),
            asked: BTreeMap::new(),
            tables: pack.tables.iter().map(lookup_table).collect(),
        }
    }

    pub fn question(&self, id: QuestionId) -> Option<&'a Question> {
        self.pack.questions.get(id.index())
    }

    /// Rows a group may have.
    pub fn rows(&self, group: QuestionId) -> usize {
        match self.question(group).map(|q| &q.answer) {
            Some(Answer::Group { max, .. }) => *max as usize,
            _ => 0,
        }
    }

    pub fn leaf(&mut self, question: QuestionId, row: Option<usize>) -> Leaf {
        let row = if self.question(question).is_some_and(|q| q.group.is_some()) { row.unwrap_or(0) } else { 0 };
        // A checked pack names only its own questions, and rows below the group's maximum.
        let slot = self.layout.slot(question, row).unwrap_or(Slot(u32::MAX));
        Leaf { slot, asked: self.asked(question) }
    }

    /// The condition under which a question is asked; `None`: always.
    fn asked(&mut self, question: QuestionId) -> Option<TruthId> {
        if let Some(id) = self.asked.get(&question) {
            return Some(*id);
        }
        let line = self.question(question)?.asked_when.as_ref()?;
        let id = self.condition(&line.says, None);
        self.asked.insert(question, id);
        Some(id)
    }

    pub fn table_list(&self, table: crate::pack::TableId) -> ListId {
        ListId((self.pack.term_lists.len() + table.index()) as u16)
    }

    pub fn choice(&mut self, choice: &Choice, row: Option<usize>) -> Option<ChoiceSource> {
        match choice {
            Choice::Question(question) => Some(ChoiceSource::Answer(self.leaf(*question, row))),
            Choice::Lookup { table, question, column } => {
                let text = self.leaf(*question, row);
                Some(ChoiceSource::Lookup { text, table: self.table_list(*table), column: *column })
            }
            Choice::Fact(fact) => match self.fact(*fact, row) {
                Some(Built::Choice(source)) => Some(source),
                _ => None,
            },
            Choice::Parameter(parameter) => match self.pack.parameters.get(parameter.index())?.value {
                ParameterValue::Option { is, .. } => u8::try_from(is).ok().map(ChoiceSource::Fixed),
                ParameterValue::Number { .. } => None,
            },
        }
    }

    /// A fact's node; for a row fact, that of the row. Facts of a checked pack have no circles.
    pub fn fact(&mut self, id: FactId, row: Option<usize>) -> Option<Built> {
        let fact = self.pack.facts.get(id.index())?;
        let row = fact.of.and(row);
        let key = (id, row.unwrap_or(0));
        if let Some(built) = self.facts.get(&key) {
            return *built;
        }
        let built = match &fact.is {
            FactValue::Truth(tree) => {
                let nodes = self.tree_nodes(tree, row);
                let first = nodes.first().copied();
                self.fact_trees.insert(key, nodes);
                first.map(Built::Truth)
            }
            FactValue::Number(_, number) => Some(Built::Number(self.number(number, row))),
            FactValue::Choice(_, choice) => self.choice(choice, row).map(Built::Choice),
        };
        self.facts.insert(key, built);
        built
    }

    /// Totals that only a text shows are nodes too.
    fn sums_in_texts(&mut self) {
        let pack = self.pack;
        let texts = pack.rules.iter().map(|rule| &rule.because).chain(pack.facts.iter().map(|fact| &fact.about));
        for piece in texts.flat_map(|text| &text.pieces) {
            if let Piece::Name(Shown::Sum(set, _)) = piece {
                self.number(&Number::Sum(set.clone()), None);
            }
        }
    }

    /// The nodes of a tree in pre-order.
    fn tree_nodes(&mut self, tree: &Tree, row: Option<usize>) -> Vec<TruthId> {
        let mut nodes = Vec::new();
        self.tree(tree, row, &mut nodes);
        nodes
    }

    fn tree(&mut self, tree: &Tree, row: Option<usize>, nodes: &mut Vec<TruthId>) -> TruthId {
        let at = nodes.len();
        nodes.push(TruthId(0));
        let mut children = |builder: &mut Self, trees: &[Tree]| -> Box<[TruthId]> {
            trees.iter().map(|t| builder.tree(t, row, nodes)).collect()
        };
        let id = match &tree.kind {
            TreeKind::Line(line) => self.condition(&line.says, row),
            TreeKind::All(trees) => {
                let of = children(self, trees);
                self.add_truth(TruthOp::All(of))
            }
            TreeKind::Any(trees) => {
                let of = children(self, trees);
                self.add_truth(TruthOp::Any(of))
            }
            TreeKind::None(trees) => {
                let of = children(self, trees);
                let any = self.add_truth(TruthOp::Any(of));
                self.add_truth(TruthOp::Not(any))
            }
            TreeKind::AtLeast(n, trees) => {
                let of = children(self, trees);
                self.add_truth(TruthOp::AtLeast(*n, of))
            }
        };
        if let Some(place) = nodes.get_mut(at) {
            *place = id;
        }
        id
    }

    pub fn add_truth(&mut self, op: TruthOp) -> TruthId {
        let row = self.truth_row(&op);
        let (at, new) = self.truths.add(op, row);
        if new {
            self.steps.push(Step { node: Node::Truth(TruthId(at)), row });
        }
        TruthId(at)
    }

    pub fn add_number(&mut self, op: NumberOp, wide: bool) -> NumberId {
        let row = self.number_row(&op);
        // A constant stands in its column before a run.
        let constant = matches!(op, NumberOp::Constant(_));
        let (at, new) = if wide { self.wide.add(op, row) } else { self.narrow.add(op, row) };
        let id = if wide { NumberId::Wide(at) } else { NumberId::Narrow(at) };
        if new && !constant {
            self.steps.push(Step { node: Node::Number(id), row });
        }
        id
    }

    /// The row an answer stands in, `None` outside groups.
    fn slot_row(&mut self, slot: Slot) -> Option<RowId> {
        let (question, row) = self.layout.question(slot)?;
        let group = self.question(question)?.group?;
        let key = (self.layout.slot(group, 0)?, row);
        let at = self.rows.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.rows.push(key);
            self.rows.len() - 1
        });
        Some(RowId(at as u32))
    }

    fn choice_row(&mut self, source: ChoiceSource) -> Option<RowId> {
        match source {
            ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => self.slot_row(leaf.slot),
            ChoiceSource::Fixed(_) => None,
        }
    }

    /// A node is of a row when anything it reads is; what joins rows reads them through `RowHolds`, which is of none.
    fn truth_row(&mut self, op: &TruthOp) -> Option<RowId> {
        match op {
            TruthOp::Constant(_) | TruthOp::Undetermined | TruthOp::Present { .. } | TruthOp::RowHolds { .. } => None,
            TruthOp::Not(of) => self.truths.row(of.0),
            TruthOp::All(of) | TruthOp::Any(of) | TruthOp::AtLeast(_, of) => {
                of.iter().find_map(|id| self.truths.row(id.0))
            }
            TruthOp::Compare(left, _, right) => self.row_of(*left).or_else(|| self.row_of(*right)),
            TruthOp::CompareWith(left, ..) => self.row_of(*left),
            TruthOp::OneOf(source, _) => self.choice_row(*source),
            TruthOp::YesNo(leaf)
            | TruthOp::Includes(leaf, _)
            | TruthOp::Mentions { text: leaf, .. }
            | TruthOp::Matches(leaf, _) => self.slot_row(leaf.slot),
            TruthOp::LookupYes { text, .. } => self.slot_row(text.slot),
            TruthOp::Answered(slot) => self.slot_row(*slot),
        }
    }

    fn number_row(&mut self, op: &NumberOp) -> Option<RowId> {
        match op {
            NumberOp::Answer(leaf)
            | NumberOp::Points(leaf)
            | NumberOp::DayNumber(leaf)
            | NumberOp::DaysSince(leaf)
            | NumberOp::YearsSince(leaf)
            | NumberOp::Lookup { text: leaf, .. } => self.slot_row(leaf.slot),
            NumberOp::Add(left, right) | NumberOp::Subtract(left, right) | NumberOp::Multiply(left, right) => {
                self.row_of(*left).or_else(|| self.row_of(*right))
            }
            NumberOp::Widen(of) => self.row_of(*of),
            NumberOp::Constant(_)
            | NumberOp::Sum { .. }
            | NumberOp::CountItems(..)
            | NumberOp::CountTrue(_)
            | NumberOp::CountDistinct(_)
            | NumberOp::Rows { .. } => None,
        }
    }

    fn row_of(&self, id: NumberId) -> Option<RowId> {
        match id {
            NumberId::Narrow(at) => self.narrow.row(at),
            NumberId::Wide(at) => self.wide.row(at),
        }
    }
}
