//! A small checker of proofs that clauses cannot hold together: every lemma must follow from what stands before it by unit
//! propagation alone. Shares nothing with the prover but the numbers of its literals.

use std::fmt;

/// Clauses that hold, and everything that follows from them by unit propagation.
#[derive(Default)]
pub struct Checker {
    clauses: Vec<Vec<usize>>,
    /// By literal: the clauses that watch it.
    watched: Vec<Vec<usize>>,
    /// By literal: whether it holds.
    holds: Vec<bool>,
    trail: Vec<usize>,
    propagated: usize,
    /// The clauses contradict one another without any assumption.
    contradiction: bool,
}

/// What does not follow.
#[derive(Debug, PartialEq, Eq)]
pub enum Gap {
    Lemma(usize),
    Refutation,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Lemma(at) => write!(f, "lemma {at} does not follow"),
            Self::Refutation => write!(f, "what is assumed is not refuted"),
        }
    }
}

/// Checks a whole proof: the lemmas in order, then that the assumptions cannot hold.
pub fn check(clauses: &[Vec<i64>], lemmas: &[Vec<i64>], assumed: &[i64]) -> Result<(), Gap> {
    let mut checker = Checker::of(clauses);
    for (at, lemma) in lemmas.iter().enumerate() {
        if !checker.lemma(lemma) {
            return Err(Gap::Lemma(at));
        }
    }
    if checker.refutes(assumed) { Ok(()) } else { Err(Gap::Refutation) }
}

impl Checker {
    pub fn of(clauses: &[Vec<i64>]) -> Self {
        let mut checker = Self::default();
        clauses.iter().for_each(|clause| checker.add(clause));
        checker
    }

    /// Whether a clause follows: its opposite runs into a contradiction. If so it holds from now on.
    pub fn lemma(&mut self, lemma: &[i64]) -> bool {
        let opposite: Vec<i64> = lemma.iter().map(|literal| -literal).collect();
        let follows = self.refutes(&opposite);
        if follows {
            self.add(lemma);
        }
        follows
    }

    /// Whether these cannot all hold, by unit propagation.
    pub fn refutes(&mut self, assumed: &[i64]) -> bool {
        if self.contradiction {
            return true;
        }
        let before = self.trail.len();
        let refuted = assumed.iter().any(|literal| {
            let literal = self.literal(*literal);
            !self.say(literal)
        }) || !self.propagate();
        for literal in self.trail.drain(before..) {
            self.holds[literal] = false;
        }
        self.propagated = before;
        refuted
    }

    /// Even for a variable, odd for its negation.
    fn literal(&mut self, dimacs: i64) -> usize {
        assert!(dimacs != 0, "no literal");
        let variable = usize::try_from(dimacs.unsigned_abs()).expect("a variable");
        let needed = 2 * variable + 2;
        if self.holds.len() < needed {
            self.holds.resize(needed, false);
            self.watched.resize(needed, Vec::new());
        }
        2 * variable + usize::from(dimacs < 0)
    }

    /// A literal holds; `false` where its opposite does.
    fn say(&mut self, literal: usize) -> bool {
        if self.holds[literal ^ 1] {
            return false;
        }
        if !self.holds[literal] {
            self.holds[literal] = true;
            self.trail.push(literal);
        }
        true
    }

    /// To be called when nothing is assumed.
    fn add(&mut self, clause: &[i64]) {
        let mut clause: Vec<usize> = clause.iter().map(|literal| self.literal(*literal)).collect();
        clause.sort_unstable();
        clause.dedup();
        let always = clause.iter().any(|l| self.holds[*l]) || clause.windows(2).any(|pair| pair[0] ^ 1 == pair[1]);
        if always || self.contradiction {
            return;
        }
        clause.retain(|literal| !self.holds[literal ^ 1]);
        match clause.as_slice() {
            [] => self.contradiction = true,
            [unit] => self.contradiction = !self.say(*unit) || !self.propagate(),
            [first, second, ..] => {
                let at = self.clauses.len();
                self.watched[*first].push(at);
                self.watched[*second].push(at);
                self.clauses.push(clause);
            }
        }
    }

    /// Draws every unit conclusion; `false` where a clause has no literal left. Each clause watches its first two literals: while
    /// neither fails, it concludes nothing.
    fn propagate(&mut self) -> bool {
        while let Some(literal) = self.trail.get(self.propagated).copied() {
            self.propagated += 1;
            let failed = literal ^ 1;
            let watching = std::mem::take(&mut self.watched[failed]);
            let mut kept = Vec::with_capacity(watching.len());
            let mut contradicted = false;
            for (place, at) in watching.iter().copied().enumerate() {
                let clause = &mut self.clauses[at];
                if clause[0] == failed {
                    clause.swap(0, 1);
                }
                let other = clause[0];
                if !self.holds[other] {
                    if let Some(next) = (2..clause.len()).find(|next| !self.holds[clause[*next] ^ 1]) {
                        clause.swap(1, next);
                        let watch = clause[1];
                        self.watched[watch].push(at);
                        continue;
                    }
                    if !self.say(other) {
                        kept.extend(&watching[place..]);
                        contradicted = true;
                        break;
                    }
                }
                kept.push(at);
            }
            self.watched[failed] = kept;
            if contradicted {
                return false;
            }
        }
        true
    }
}
