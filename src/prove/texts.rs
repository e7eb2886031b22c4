//! What a free text may say, as literals: which lists it mentions, which patterns it matches, which row of a table it names.
//!
//! Two layers. What the literals may be together *whatever the text* is said always. That there is a text for them, made from
//! the samples of the packs, is said under the assumptions of [`Texts::written`]: a solution under them can be written down, and
//! a proof that does not rest on them holds for every text there is.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::form::Form;
use super::phrases::{Several, Tables, Told, agree};
use super::problem::{Literal, Problem};
use super::wordings::{Asked, Entry, Names, Said, Wordings};
use crate::terms::ListId;

/// The free texts of a form.
#[derive(Debug)]
pub struct Texts<'a> {
    wordings: Rc<Wordings<'a>>,
    /// By variable: assumed where a solution is to be written down, and how much was asked of the text when it was said.
    written: BTreeMap<usize, (Literal, usize)>,
    /// What every matcher reads alike is asked of the first.
    atoms: BTreeMap<(usize, Names, Asked), Literal>,
    /// Texts of which it was said that they name at most one row of a table.
    ranked: BTreeSet<(usize, Names, usize)>,
    /// By variable: the samples it may hold, and the literal of each.
    phrases: BTreeMap<usize, Vec<(usize, Literal)>>,
    settled: usize,
    /// Texts that leave nothing in doubt, by variable.
    held: BTreeMap<usize, Held>,
}

/// A text that leaves nothing in doubt: what it may mention it mentions. What was written stands.
#[derive(Debug)]
struct Held {
    /// By matcher, where something was written.
    written: Option<Vec<Said>>,
    past: bool,
}

impl<'a> Texts<'a> {
    pub fn new(wordings: Rc<Wordings<'a>>) -> Self {
        let (written, atoms, phrases) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { wordings, written, atoms, ranked: BTreeSet::new(), phrases, settled: 0, held: BTreeMap::new() }
    }

    /// Says that a text leaves nothing in doubt, and what stands in it. To be called before anything is asked of it.
    pub fn hold(&mut self, variable: usize, written: Option<&str>, past: bool) {
        let written = written.map(|text| self.wordings.read(text));
        self.held.insert(variable, Held { written, past });
    }

    /// Whether something that is asked of a text is open.
    pub fn is_open(&self, variable: usize) -> bool {
        self.atoms_of(variable).any(|(_, atom)| !atom.is_constant())
    }

    /// What is asked of a text that leaves nothing in doubt, where that is known.
    fn known(
        &mut self,
        problem: &mut Problem,
        form: &Form,
        variable: usize,
        (names, asked): (Names, Asked),
    ) -> Option<Literal> {
        let held = self.held.get(&variable)?;
        if form.variables.get(variable)?.given == Literal::NO {
            return Some(Literal::NO);
        }
        let said = held.written.as_ref().and_then(|said| said.get(names.0));
        let says = said.is_some_and(|said| said.says(asked));
        let settled = match asked {
            Asked::Possible(list) => {
                let sure = if held.past { Asked::Ever(list) } else { Asked::Sure(list) };
                return Some(self.atom(problem, form, variable, (names, sure)));
            }
            Asked::Elsewhere => return Some(Literal::NO),
            Asked::Sure(list) | Asked::Ever(list) => says || said.is_some_and(|said| !said.says(Asked::Possible(list))),
            Asked::Match(_) => says || said.is_some_and(|said| !said.says(Asked::Elsewhere)),
            Asked::Row(table, _) => said.is_some_and(|said| said.names_row(table)),
        };
        settled.then(|| Literal::of(says))
    }

    fn atom(&mut self, problem: &mut Problem, form: &Form, variable: usize, (names, asked): (Names, Asked)) -> Literal {
        let (names, asked) = self.wordings.first(names, asked);
        if let Some(atom) = self.atoms.get(&(variable, names, asked)) {
            return *atom;
        }
        if let Some(known) = self.known(problem, form, variable, (names, asked)) {
            self.atoms.insert((variable, names, asked), known);
            return known;
        }
        let atom = problem.variable();
        self.atoms.insert((variable, names, asked), atom);
        if let Some(of) = form.variables.get(variable) {
            problem.implies(atom, of.given);
        }
        let of = |this: &mut Self, problem: &mut Problem, asked| this.atom(problem, form, variable, (names, asked));
        match asked {
            Asked::Sure(list) | Asked::Ever(list) => {
                let possible = of(self, problem, Asked::Possible(list));
                problem.implies(atom, possible);
            }
            Asked::Possible(_) => {
                let elsewhere = of(self, problem, Asked::Elsewhere);
                problem.implies(elsewhere, atom);
            }
            Asked::Row(..) => {
                let elsewhere = of(self, problem, Asked::Elsewhere);
                problem.clause(&[!elsewhere, !atom]);
            }
            Asked::Match(_) | Asked::Elsewhere => {}
        }
        atom
    }

    /// Where the text surely, and where it possibly, mentions a list.
    pub fn mentions(
        &mut self,
        problem: &mut Problem,
        form: &Form,
        (side, variable): (usize, usize),
        list: ListId,
        past: bool,
    ) -> (Literal, Literal) {
        let Some(names) = self.wordings.names(side) else { return (Literal::NO, Literal::NO) };
        let sure = if past { Asked::Ever(list) } else { Asked::Sure(list) };
        let sure = self.atom(problem, form, variable, (names, sure));
        (sure, self.atom(problem, form, variable, (names, Asked::Possible(list))))
    }

    /// Where the text matches a pattern, and where it may.
    pub fn matches(
        &mut self,
        problem: &mut Problem,
        form: &Form,
        (side, variable): (usize, usize),
        pattern: usize,
    ) -> (Literal, Literal) {
        let Some(names) = self.wordings.names(side) else { return (Literal::NO, Literal::NO) };
        let yes = self.atom(problem, form, variable, (names, Asked::Match(pattern)));
        let elsewhere = self.atom(problem, form, variable, (names, Asked::Elsewhere));
        (yes, problem.or(yes, elsewhere))
    }

    /// For each class of rows of a table: one of its rows, and where the text names one of the class.
    pub fn rows(
        &mut self,
        problem: &mut Problem,
        form: &Form,
        (side, variable): (usize, usize),
        table: usize,
    ) -> Vec<(usize, Literal)> {
        let Some(names) = self.wordings.names(side) else { return Vec::new() };
        let Some((classes, count)) = self.wordings.classes(names, table).cloned() else { return Vec::new() };
        let known = !self.ranked.insert((variable, names, table));
        let mut rows = Vec::with_capacity(count);
        for class in 0..count {
            let atom = self.atom(problem, form, variable, (names, Asked::Row(table, class)));
            if let Some(row) = classes.iter().position(|of| *of == class) {
                rows.push((row, atom));
            }
        }
        if !known {
            at_most_one(problem, &rows.iter().map(|(_, atom)| *atom).collect::<Vec<_>>(), None);
        }
        rows
    }

    /// Says, under the assumptions, that there is a text for the literals: for all texts of which more is asked than before.
    pub fn settle(&mut self, problem: &mut Problem, form: &Form) {
        if self.atoms.len() == self.settled {
            return;
        }
        self.settled = self.atoms.len();
        let mut by_variable: BTreeMap<usize, Vec<(Names, Asked, Literal)>> = BTreeMap::new();
        for ((variable, names, asked), literal) in &self.atoms {
            by_variable.entry(*variable).or_default().push((*names, *asked, *literal));
        }
        for (variable, atoms) in by_variable {
            let Some(given) = form.variables.get(variable).map(|v| v.given) else { continue };
            let is_settled = self.written.get(&variable).is_some_and(|(_, settled)| *settled == atoms.len());
            if is_settled || atoms.iter().all(|(_, _, atom)| atom.is_constant()) {
                continue;
            }
            let written = problem.variable();
            self.written.insert(variable, (written, atoms.len()));
            let question: Vec<(Names, Asked)> = atoms.iter().map(|(names, asked, _)| (*names, *asked)).collect();
            let vectors = self.wordings.vectors(&question);
            let mut phrases: Vec<(usize, Literal)> = Vec::new();
            let mut says: Vec<Vec<Literal>> = vec![Vec::new(); atoms.len()];
            let mut mentioning: BTreeMap<Entry, Vec<Literal>> = BTreeMap::new();
            for saying in vectors.iter().filter(|saying| self.may_hold(variable, saying.sample)) {
                let phrase = problem.variable();
                problem.implies(phrase, given);
                phrases.push((saying.sample, phrase));
                for at in &saying.says {
                    if let Some(says) = says.get_mut(*at) {
                        says.push(phrase);
                    }
                }
                for entry in &saying.mentioned {
                    mentioning.entry(*entry).or_default().push(phrase);
                }
            }
            // A name once is enough.
            mentioning.values().for_each(|phrases| at_most_one(problem, phrases, Some(written)));
            let mut tables = Tables::new();
            let mut told = Vec::with_capacity(atoms.len());
            for ((names, asked, atom), says) in atoms.iter().zip(says) {
                // A row is named where no other name of its table is there, and the text is all there is.
                let unless = match asked {
                    Asked::Row(table, _) => {
                        let several = tables.entry((*names, *table)).or_insert_with(|| {
                            let of = mentioning.iter().filter(|((n, t, _), _)| (n, t) == (names, table));
                            Several::of(problem, of.flat_map(|(_, phrases)| phrases.iter().copied()).collect())
                        });
                        problem.clause(&[!written, !*atom, !several.are]);
                        let (names, elsewhere) = self.wordings.first(*names, Asked::Elsewhere);
                        let elsewhere = self.atoms.get(&(variable, names, elsewhere));
                        vec![several.are, elsewhere.copied().unwrap_or(Literal::NO)]
                    }
                    _ => Vec::new(),
                };
                for phrase in &says {
                    let so = [!written, !*phrase, *atom];
                    problem.clause(&so.into_iter().chain(unless.iter().copied()).collect::<Vec<_>>());
                }
                let mut some = vec![!written, !*atom];
                some.extend(&says);
                problem.clause(&some);
                told.push(Told { names: *names, asked: *asked, atom: *atom, says: says.into_iter().collect(), unless });
            }
            agree(problem, written, &told, &tables);
            self.phrases.insert(variable, phrases);
        }
    }

    /// How much was asked of texts when it was last said that there are such texts.
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// The assumptions under which there is a text for what is said of every variable.
    pub fn written(&self) -> Vec<Literal> {
        self.written.values().map(|(written, _)| *written).collect()
    }

    /// The same, by variable.
    pub fn written_of(&self) -> impl Iterator<Item = (usize, Literal)> + '_ {
        self.written.iter().map(|(variable, (written, _))| (*variable, *written))
    }

    /// Everything that is asked of a text.
    pub fn atoms(&self, variable: usize) -> Vec<Literal> {
        self.atoms_of(variable).map(|(_, atom)| atom).collect()
    }

    /// What a given text says of everything that is asked of it.
    pub fn pins(&self, variable: usize, text: &str) -> Vec<Literal> {
        let said = self.wordings.read(text);
        let pin = |((names, asked), atom): ((Names, Asked), Literal)| {
            let holds = said.get(names.0).is_some_and(|said| said.says(asked));
            if holds { atom } else { !atom }
        };
        self.atoms_of(variable).map(pin).collect()
    }

    /// Everything asked of a text, and the literal of each.
    fn atoms_of(&self, variable: usize) -> impl Iterator<Item = ((Names, Asked), Literal)> + '_ {
        let atoms = self.atoms.range((variable, Names(0), Asked::Sure(ListId(0)))..);
        let of = atoms.take_while(move |((of, ..), _)| *of == variable);
        of.map(|((_, names, asked), atom)| ((*names, *asked), *atom))
    }

    /// Texts that leave nothing in doubt and say what stands in a text already; one for all that say the same.
    pub fn samples(&self, variable: usize) -> Vec<String> {
        let of = self.phrases.get(&variable).into_iter().flatten();
        let texts = of.filter_map(|(sample, _)| self.wordings.sample(*sample));
        let all = std::iter::once("none").chain(texts.map(String::as_str));
        let stands = |text: &&str| {
            let said = self.wordings.read(text);
            let says = |(names, asked): (Names, Asked)| said.get(names.0).is_some_and(|said| said.says(asked));
            self.fits(variable, |names| said.get(names.0))
                && self.atoms_of(variable).all(|(asked, atom)| atom != Literal::YES || says(asked))
        };
        all.filter(stands).map(str::to_owned).collect()
    }

    fn may_hold(&self, variable: usize, sample: usize) -> bool {
        self.fits(variable, |names| self.wordings.said_by_sample(names, sample))
    }

    /// Whether what is said is no more than a text may say, and leaves nothing in doubt.
    fn fits<'s>(&self, variable: usize, said: impl Fn(Names) -> Option<&'s Said>) -> bool {
        let Some(held) = self.held.get(&variable) else { return true };
        self.atoms_of(variable).all(|((names, asked), atom)| {
            let Some(said) = said(names) else { return false };
            let is_clear = match asked {
                Asked::Possible(list) => said.says(if held.past { Asked::Ever(list) } else { Asked::Sure(list) }),
                Asked::Elsewhere => false,
                asked => said.says(asked),
            };
            is_clear == said.says(asked) && (atom != Literal::NO || !is_clear)
        })
    }

    /// What is asked of both of two texts, and the samples that both may hold.
    pub fn pairs(&self, one: usize, other: usize) -> Vec<(Literal, Literal)> {
        let of = |key: &(Names, Asked)| self.atoms.get(&(other, key.0, key.1)).copied();
        let mut pairs: Vec<_> = self.atoms_of(one).filter_map(|(key, atom)| Some((atom, of(&key)?))).collect();
        let phrases = |at: usize| self.phrases.get(&at).into_iter().flatten();
        for (sample, phrase) in phrases(one) {
            pairs.extend(phrases(other).find(|(of, _)| of == sample).map(|(_, other)| (*phrase, *other)));
        }
        pairs
    }

    /// The text of the last solution.
    pub fn text(&self, problem: &Problem, variable: usize) -> String {
        let phrases = self.phrases.get(&variable).into_iter().flatten();
        let chosen = phrases.filter(|(_, phrase)| problem.value(*phrase));
        let texts: Vec<&str> =
            chosen.filter_map(|(sample, _)| self.wordings.sample(*sample)).map(String::as_str).collect();
        if texts.is_empty() { "none".to_owned() } else { texts.join(". ") }
    }

    /// Where a text says nothing that is asked for.
    pub fn is_plain(&self, problem: &mut Problem, variable: usize) -> Literal {
        let of = self.phrases.get(&variable).into_iter().flatten().map(|(_, phrase)| *phrase);
        let some = problem.any(of);
        !some
    }
}

/// At most one of the literals holds, by a ladder of helpers; where an assumption is given, under it.
fn at_most_one(problem: &mut Problem, of: &[Literal], under: Option<Literal>) {
    let mut before: Option<Literal> = None;
    for literal in of {
        let so_far = problem.variable();
        let mut say = |clause: &[Literal]| {
            let mut clause = clause.to_vec();
            clause.extend(under.map(|under| !under));
            problem.clause(&clause);
        };
        say(&[!*literal, so_far]);
        if let Some(before) = before {
            say(&[!before, so_far]);
            say(&[!before, !*literal]);
        }
        before = Some(so_far);
    }
}
