//! A finite problem in clauses: gates that are stored once each, sums compared with constants, and the search for a solution.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, SolverOpts, Var, lbool};

pub use super::literal::Literal;

/// What a search came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is a solution; its values are read with [`Problem::value`].
    Solution,
    /// Proved: there is none.
    Nothing,
    /// The budget ran out.
    GaveUp,
}

/// Everything a checker needs to see that there was no solution: what was given, what was concluded from it in order, and what
/// was assumed. Literals as in DIMACS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    pub clauses: Vec<Vec<i64>>,
    pub lemmas: Vec<Vec<i64>>,
    pub assumed: Vec<i64>,
}

/// Conflicts after which a single search gives up.
pub const MAX_CONFLICTS: u64 = 200_000;

/// Counts the conflicts of a search, and keeps its lemmas where a certificate is wanted.
#[derive(Default)]
struct Watch {
    conflicts: u64,
    limit: u64,
    /// How often the search may still go on before it has to decide something: a look at what propagates ends there.
    steps: Option<Cell<u32>>,
    lemmas: Option<Vec<Vec<i64>>>,
}

impl Callbacks for Watch {
    fn on_new_clause(&mut self, clause: &[Lit], kind: ClauseKind) {
        if kind != ClauseKind::Learnt {
            return;
        }
        self.conflicts += 1;
        if let Some(lemmas) = &mut self.lemmas {
            lemmas.push(clause.iter().map(|lit| Literal::of_solver(*lit).dimacs()).collect());
        }
    }

    fn stop(&self) -> bool {
        if let Some(steps) = &self.steps {
            let left = steps.get();
            steps.set(left.saturating_sub(1));
            return left == 0;
        }
        self.conflicts >= self.limit
    }
}

/// A whole number that counts in a sum: its least value, and for each greater one that it can take the literal that says it
/// is at least so much, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    pub least: i64,
    pub steps: Vec<(i64, Literal)>,
}

impl Part {
    /// 1 where the literal holds, else 0.
    pub fn one(literal: Literal) -> Self {
        Self { least: 0, steps: vec![(1, literal)] }.simple()
    }

    pub fn most(&self) -> i64 {
        self.steps.last().map_or(self.least, |(value, _)| *value)
    }

    /// Without steps that are always or never taken.
    pub fn simple(mut self) -> Self {
        while let Some((value, Literal::YES)) = self.steps.first().copied() {
            self.least = value;
            self.steps.remove(0);
        }
        self.steps.retain(|(_, literal)| *literal != Literal::NO);
        self
    }
}

/// A list of parts, stored once: the first and the rest.
#[derive(Clone, Debug)]
struct Sum {
    part: Rc<Part>,
    rest: usize,
    least: i64,
    most: i64,
    /// What was asked of it so far.
    known: BTreeMap<i64, Literal>,
}

/// The sum of nothing.
const EMPTY: usize = 0;

/// Clauses, gates and sums over a solver.
pub struct Problem {
    solver: Solver<Watch>,
    variables: Vec<Var>,
    clauses: Option<Vec<Vec<i64>>>,
    gates: HashMap<Box<[Literal]>, Literal>,
    sums: Vec<Sum>,
    sum_ids: HashMap<(Rc<Part>, usize), usize>,
    model: Vec<bool>,
    core: Vec<Literal>,
    /// Searches so far, for the figures.
    pub searches: u64,
}

impl Default for Problem {
    fn default() -> Self {
        Self::new(false)
    }
}

impl Problem {
    /// `certified`: keeps what a certificate needs.
    pub fn new(certified: bool) -> Self {
        let watch = Watch { lemmas: certified.then(Vec::new), ..Watch::default() };
        let empty = Sum {
            part: Rc::new(Part { least: 0, steps: Vec::new() }),
            rest: EMPTY,
            least: 0,
            most: 0,
            known: BTreeMap::new(),
        };
        let mut problem = Self {
            solver: Solver::new(SolverOpts::default(), watch),
            variables: Vec::new(),
            clauses: certified.then(Vec::new),
            gates: HashMap::new(),
            sums: vec![empty],
            sum_ids: HashMap::new(),
            model: Vec::new(),
            core: Vec::new(),
            searches: 0,
        };
        let yes = problem.variable();
        problem.clause(&[yes]);
        problem
    }

    /// Something that may be so or not.
    pub fn variable(&mut self) -> Literal {
        // The solver tries "no" first, so solutions are mild by themselves.
        self.new_variable(lbool::UNDEF)
    }

    /// The same, of which the search tries "yes" first.
    pub fn likely(&mut self) -> Literal {
        self.new_variable(lbool::TRUE)
    }

    fn new_variable(&mut self, first: lbool) -> Literal {
        let variable = self.solver.new_var(first, true);
        self.variables.push(variable);
        Literal(variable.idx() << 1)
    }

    pub fn variables(&self) -> usize {
        self.variables.len()
    }

    /// One of the literals holds.
    pub fn clause(&mut self, literals: &[Literal]) {
        if literals.contains(&Literal::YES) && literals.len() > 1 {
            return;
        }
        if let Some(clauses) = &mut self.clauses {
            clauses.push(literals.iter().map(|l| l.dimacs()).collect());
        }
        let mut clause = literals.iter().map(|l| l.to_solver(&self.variables)).collect();
        self.solver.add_clause_reuse(&mut clause);
    }

    pub fn implies(&mut self, from: Literal, to: Literal) {
        if from != to {
            self.clause(&[!from, to]);
        }
    }

    /// A literal that holds where all of these do.
    pub fn all(&mut self, of: impl IntoIterator<Item = Literal>) -> Literal {
        let mut of: Vec<Literal> = of.into_iter().filter(|l| *l != Literal::YES).collect();
        of.sort_unstable();
        of.dedup();
        // A literal and its negation stand side by side once sorted.
        let contradictory = of.iter().zip(of.iter().skip(1)).any(|(a, b)| *a == !*b);
        if contradictory || of.contains(&Literal::NO) {
            return Literal::NO;
        }
        match of.as_slice() {
            [] => return Literal::YES,
            [one] => return *one,
            _ => {}
        }
        if let Some(gate) = self.gates.get(of.as_slice()) {
            return *gate;
        }
        let gate = self.variable();
        for literal in &of {
            self.clause(&[!gate, *literal]);
        }
        let mut back: Vec<Literal> = of.iter().map(|l| !*l).collect();
        back.push(gate);
        self.clause(&back);
        self.gates.insert(of.into(), gate);
        gate
    }

    pub fn any(&mut self, of: impl IntoIterator<Item = Literal>) -> Literal {
        let of: Vec<Literal> = of.into_iter().map(|l| !l).collect();
        !self.all(of)
    }

    pub fn and(&mut self, a: Literal, b: Literal) -> Literal {
        self.all([a, b])
    }

    pub fn or(&mut self, a: Literal, b: Literal) -> Literal {
        !self.all([!a, !b])
    }

    pub fn differ(&mut self, a: Literal, b: Literal) -> Literal {
        if a == b {
            return Literal::NO;
        }
        let (only_a, only_b) = (self.and(a, !b), self.and(!a, b));
        self.or(only_a, only_b)
    }

    /// `if` holds: `then`; otherwise: `otherwise`.
    pub fn either(&mut self, condition: Literal, then: Literal, otherwise: Literal) -> Literal {
        if then == otherwise {
            return then;
        }
        let (a, b) = (self.and(condition, then), self.and(!condition, otherwise));
        self.or(a, b)
    }

    /// Whether the sum of the parts is at least so much. The order of the parts is the caller's: equal orders share work.
    pub fn sum_at_least(&mut self, parts: &[Part], least: i64) -> Literal {
        let mut sum = EMPTY;
        for part in parts.iter().rev() {
            sum = self.sum(Rc::new(part.clone()), sum);
        }
        self.reaches(sum, least)
    }

    /// Whether at least so many of the literals hold.
    pub fn at_least(&mut self, count: usize, of: impl IntoIterator<Item = Literal>) -> Literal {
        let mut of: Vec<Literal> = of.into_iter().collect();
        match count {
            0 => return Literal::YES,
            1 => return self.any(of),
            _ if count == of.len() => return self.all(of),
            _ => {}
        }
        of.sort_unstable();
        let parts: Vec<Part> = of.into_iter().map(Part::one).collect();
        self.sum_at_least(&parts, count as i64)
    }

    fn sum(&mut self, part: Rc<Part>, rest: usize) -> usize {
        if let Some(id) = self.sum_ids.get(&(Rc::clone(&part), rest)) {
            return *id;
        }
        let (least, most) = self.sums.get(rest).map_or((0, 0), |rest| (rest.least, rest.most));
        let id = self.sums.len();
        let (least, most) = (least.saturating_add(part.least), most.saturating_add(part.most()));
        self.sums.push(Sum { part: Rc::clone(&part), rest, least, most, known: BTreeMap::new() });
        self.sum_ids.insert((part, rest), id);
        id
    }

    /// The sum is at least `least` where for some value of the first part, the rest makes up what is wanting. The recursion is as
    /// deep as the sum has parts.
    fn reaches(&mut self, sum: usize, least: i64) -> Literal {
        let Some(of) = self.sums.get(sum) else { return Literal::of(least <= 0) };
        if least <= of.least {
            return Literal::YES;
        }
        if least > of.most {
            return Literal::NO;
        }
        if let Some(known) = of.known.get(&least) {
            return *known;
        }
        let (part, rest) = (Rc::clone(&of.part), of.rest);
        let mut ways = vec![self.reaches(rest, least.saturating_sub(part.least))];
        for (value, literal) in &part.steps {
            let rest = self.reaches(rest, least.saturating_sub(*value));
            ways.push(self.and(*literal, rest));
        }
        let reached = self.any(ways);
        // What reaches more reaches less: said here so that the search need not find it by cases.
        let neighbours = self.sums.get(sum).map(|of| {
            let below = of.known.range(..least).next_back().map(|(_, literal)| *literal);
            let above = of.known.range(least..).next().map(|(_, literal)| *literal);
            (below, above)
        });
        if let Some((below, above)) = neighbours {
            if let Some(below) = below {
                self.implies(reached, below);
            }
            if let Some(above) = above {
                self.implies(above, reached);
            }
        }
        if let Some(of) = self.sums.get_mut(sum) {
            of.known.insert(least, reached);
        }
        reached
    }

    /// Looks for a solution in which everything assumed holds; gives up after so many conflicts.
    pub fn solve_within(&mut self, assumed: &[Literal], conflicts: u64) -> Found {
        self.searches += 1;
        self.core.clear();
        if assumed.contains(&Literal::NO) {
            self.core.push(Literal::NO);
            return Found::Nothing;
        }
        let watch = self.solver.cb_mut();
        watch.limit = watch.conflicts + conflicts;
        let assumed: Vec<Lit> = assumed.iter().map(|l| l.to_solver(&self.variables)).collect();
        let found = self.solver.solve_limited(&assumed);
        if found == lbool::TRUE {
            self.model.clear();
            self.model.extend(self.solver.get_model().iter().map(|value| *value == lbool::TRUE));
            Found::Solution
        } else if found == lbool::FALSE {
            self.core.extend(self.solver.unsat_core().iter().map(|lit| Literal::of_solver(*lit)));
            Found::Nothing
        } else {
            Found::GaveUp
        }
    }

    /// The literal of the variable that was made so manieth.
    pub fn literal_at(&self, at: usize) -> Literal {
        self.variables.get(at).map_or(Literal::NO, |variable| Literal(variable.idx() << 1))
    }

    /// Whether literals are seen to contradict each other within so many steps: an assumption, a decision or a conflict each.
    pub fn contradict_within(&mut self, steps: u32, of: &[Literal]) -> bool {
        let assumed: Vec<_> = of.iter().map(|l| l.to_solver(&self.variables)).collect();
        self.solver.cb_mut().steps = Some(Cell::new(steps));
        let found = self.solver.solve_limited(&assumed);
        self.solver.cb_mut().steps = None;
        found == lbool::FALSE
    }

    /// Of a literal that holds where all of some do: which.
    pub fn gates(&self) -> HashMap<Literal, Vec<Literal>> {
        self.gates.iter().map(|(of, gate)| (*gate, of.to_vec())).collect()
    }

    /// What a literal is in the last solution.
    pub fn value(&self, literal: Literal) -> bool {
        let value = self.model.get((literal.0 >> 1) as usize) == Some(&true);
        value == (literal.0 & 1 == 0)
    }

    /// Whether the last proof rests on an assumption.
    pub fn rests_on(&self, assumed: Literal) -> bool {
        self.core.iter().any(|core| *core == assumed || *core == !assumed)
    }

    /// For the last search that found nothing, where certificates are kept.
    pub fn certificate(&self, assumed: &[Literal]) -> Option<Certificate> {
        let lemmas = self.solver.cb().lemmas.clone()?;
        let assumed = assumed.iter().map(|l| l.dimacs()).collect();
        Some(Certificate { clauses: self.clauses.clone()?, lemmas, assumed })
    }
}
