//! What a free text may say, as literals: which lists it mentions, which patterns it matches, which row of a table it names.
//!
//! Two layers. What the literals may be together *whatever the text* is said always. That there is a text for them, made from
//! the samples of the packs, is said under the assumptions of [`Texts::written`]: a solution under them can be written down, and
//! a proof that does not rest on them holds for every text there is.

use std::collections::{BTreeMap, HashMap};

use super::form::Form;
use super::problem::{Literal, Problem};
use super::samples::samples;
use crate::pack::Pack;
use crate::program::Program;
use crate::terms::{Answered, ListId};
use crate::value::Truth;

/// A matcher, by its place; packs with the same names in the same lists have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Names(usize);

/// What is asked of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Asked {
    Sure(ListId),
    /// Surely, in a question about the past.
    Ever(ListId),
    /// Surely or perhaps.
    Possible(ListId),
    Match(usize),
    Elsewhere,
    /// The one row that it names is of this class.
    Row(usize, usize),
}

/// What one sample says.
#[derive(Clone, Debug)]
struct Said {
    asked: Vec<Asked>,
}

/// A sample, and which of the literals asked about it says.
type Vector = (usize, Vec<usize>);

/// The free texts of a form.
#[derive(Debug)]
pub struct Texts<'a> {
    /// By variable: assumed where a solution is to be written down.
    written: BTreeMap<usize, Literal>,
    /// By matcher: a program that has it.
    programs: Vec<&'a Program>,
    /// By side.
    names: Vec<Names>,
    /// By matcher and table: the class of each row, and how many classes there are. Rows of a class are alike to every rule.
    classes: HashMap<(Names, usize), (Vec<usize>, usize)>,
    samples: Vec<String>,
    /// By matcher: what each sample says.
    said: Vec<Vec<Said>>,
    atoms: BTreeMap<(usize, Names, Asked), Literal>,
    /// By variable: the samples it may hold, and the literal of each.
    phrases: BTreeMap<usize, Vec<(usize, Literal)>>,
}

impl<'a> Texts<'a> {
    pub fn new(packs: &[(&Pack, &'a Program)]) -> Self {
        let only: Vec<&Pack> = packs.iter().map(|(pack, _)| *pack).collect();
        let samples = samples(&only);
        let mut fingerprints: Vec<String> = Vec::new();
        let (mut names, mut programs): (Vec<Names>, Vec<&Program>) = (Vec::new(), Vec::new());
        for (pack, program) in packs {
            let fingerprint = fingerprint(pack);
            let known = fingerprints.iter().position(|known| *known == fingerprint);
            names.push(Names(known.unwrap_or(fingerprints.len())));
            if known.is_none() {
                fingerprints.push(fingerprint);
                programs.push(*program);
            }
        }
        let classes = classes(packs, &names);
        let mut texts = Self {
            written: BTreeMap::new(),
            names,
            programs,
            classes,
            samples,
            said: Vec::new(),
            atoms: BTreeMap::new(),
            phrases: BTreeMap::new(),
        };
        let said = (0..texts.programs.len())
            .map(|at| texts.samples.iter().map(|text| texts.said_by(Names(at), text)).collect());
        texts.said = said.collect();
        texts
    }

    fn atom(&mut self, problem: &mut Problem, form: &Form, side: usize, variable: usize, asked: Asked) -> Literal {
        let Some(names) = self.names.get(side).copied() else { return Literal::NO };
        if let Some(atom) = self.atoms.get(&(variable, names, asked)) {
            return *atom;
        }
        let atom = problem.variable();
        self.atoms.insert((variable, names, asked), atom);
        if let Some(of) = form.variables.get(variable) {
            problem.implies(atom, of.given);
        }
        let of = |this: &mut Self, problem: &mut Problem, asked| this.atom(problem, form, side, variable, asked);
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
        let sure = if past { Asked::Ever(list) } else { Asked::Sure(list) };
        let sure = self.atom(problem, form, side, variable, sure);
        (sure, self.atom(problem, form, side, variable, Asked::Possible(list)))
    }

    /// Where the text matches a pattern, and where it may.
    pub fn matches(
        &mut self,
        problem: &mut Problem,
        form: &Form,
        (side, variable): (usize, usize),
        pattern: usize,
    ) -> (Literal, Literal) {
        let yes = self.atom(problem, form, side, variable, Asked::Match(pattern));
        let elsewhere = self.atom(problem, form, side, variable, Asked::Elsewhere);
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
        let Some(names) = self.names.get(side).copied() else { return Vec::new() };
        let Some((classes, count)) = self.classes.get(&(names, table)).cloned() else { return Vec::new() };
        let known = self.atoms.contains_key(&(variable, names, Asked::Row(table, 0)));
        let mut rows = Vec::with_capacity(count);
        for class in 0..count {
            let atom = self.atom(problem, form, side, variable, Asked::Row(table, class));
            if let Some(row) = classes.iter().position(|of| *of == class) {
                rows.push((row, atom));
            }
        }
        if !known {
            at_most_one(problem, &rows.iter().map(|(_, atom)| *atom).collect::<Vec<_>>(), None);
        }
        rows
    }

    /// Says, under the assumption, that there is a text for the literals. To be called once, when all have been asked for.
    pub fn settle(&mut self, problem: &mut Problem, form: &Form) {
        let mut by_variable: BTreeMap<usize, Vec<(Names, Asked, Literal)>> = BTreeMap::new();
        for ((variable, names, asked), literal) in &self.atoms {
            by_variable.entry(*variable).or_default().push((*names, *asked, *literal));
        }
        // The rows of a group ask the same of their texts.
        let mut known: HashMap<Vec<(Names, Asked)>, Vec<Vector>> = HashMap::new();
        for (variable, atoms) in by_variable {
            let Some(given) = form.variables.get(variable).map(|v| v.given) else { continue };
            let written = problem.variable();
            self.written.insert(variable, written);
            let question: Vec<(Names, Asked)> = atoms.iter().map(|(names, asked, _)| (*names, *asked)).collect();
            let vectors = known.entry(question).or_insert_with_key(|question| self.vectors(question));
            let mut phrases: Vec<(usize, Literal)> = Vec::new();
            let mut says: Vec<Vec<Literal>> = vec![Vec::new(); atoms.len()];
            for (sample, vector) in vectors.iter() {
                let phrase = problem.variable();
                problem.implies(phrase, given);
                phrases.push((*sample, phrase));
                for at in vector {
                    if let Some(says) = says.get_mut(*at) {
                        says.push(phrase);
                    }
                }
            }
            for ((_, _, atom), says) in atoms.iter().zip(says) {
                for phrase in &says {
                    problem.clause(&[!written, !*phrase, *atom]);
                }
                let mut some = vec![!written, !*atom];
                some.extend(says);
                problem.clause(&some);
            }
            // Where a row is looked up, two names name no one row: such a text holds one name.
            if atoms.iter().any(|(_, asked, _)| matches!(asked, Asked::Row(..))) {
                at_most_one(problem, &phrases.iter().map(|(_, phrase)| *phrase).collect::<Vec<_>>(), Some(written));
            }
            self.phrases.insert(variable, phrases);
        }
    }

    /// What a matcher reads in a text.
    fn said_by(&self, names: Names, text: &str) -> Said {
        let Some(program) = self.programs.get(names.0) else { return Said { asked: Vec::new() } };
        let reading = program.matcher.read(text);
        let mut asked = Vec::new();
        if reading.answer == Answered::Elsewhere {
            asked.push(Asked::Elsewhere);
        }
        for list in 0..program.term_lists {
            let id = ListId(list as u16);
            let (now, ever) = (reading.truth(id), reading.truth_ever(id));
            if now == Truth::Yes {
                asked.push(Asked::Sure(id));
            }
            if ever == Truth::Yes {
                asked.push(Asked::Ever(id));
            }
            if now != Truth::No || ever != Truth::No {
                asked.push(Asked::Possible(id));
            }
        }
        asked.extend(reading.patterns.iter().map(|pattern| Asked::Match(*pattern)));
        for table in 0..program.tables.len() {
            let row = reading.only_entry_ever(ListId((program.term_lists + table) as u16));
            let class = row.and_then(|row| self.classes.get(&(names, table))?.0.get(row as usize).copied());
            asked.extend(class.map(|class| Asked::Row(table, class)));
        }
        Said { asked }
    }

    /// The assumptions under which there is a text for what is said of every variable.
    pub fn written(&self) -> Vec<Literal> {
        self.written.values().copied().collect()
    }

    /// The same, but for texts that are known.
    pub fn written_but(&self, known: impl Fn(usize) -> bool) -> Vec<Literal> {
        self.written.iter().filter(|(variable, _)| !known(**variable)).map(|(_, written)| *written).collect()
    }

    /// What a given text says of everything that is asked of it.
    pub fn pins(&self, variable: usize, text: &str) -> Vec<Literal> {
        let said: Vec<Said> = (0..self.programs.len()).map(|at| self.said_by(Names(at), text)).collect();
        let atoms = self.atoms.range((variable, Names(0), Asked::Sure(ListId(0)))..);
        let of = atoms.take_while(|((of, ..), _)| *of == variable);
        of.map(|((_, names, asked), atom)| {
            let holds = said.get(names.0).is_some_and(|said| said.asked.contains(asked));
            if holds { *atom } else { !*atom }
        })
        .collect()
    }

    /// The samples that say something of what is asked, and which of it each says. Samples that say the same are one; the
    /// first is the plainest.
    fn vectors(&self, question: &[(Names, Asked)]) -> Vec<Vector> {
        let mut seen: std::collections::HashSet<Vec<usize>> = std::collections::HashSet::new();
        let mut vectors = Vec::new();
        for sample in 0..self.samples.len() {
            let holds = |(names, asked): &(Names, Asked)| {
                self.said.get(names.0).and_then(|said| said.get(sample)).is_some_and(|said| said.asked.contains(asked))
            };
            let vector: Vec<usize> = (0..).zip(question).filter(|(_, asked)| holds(asked)).map(|(at, _)| at).collect();
            if !vector.is_empty() && seen.insert(vector.clone()) {
                vectors.push((sample, vector));
            }
        }
        vectors
    }

    /// The text of the last solution.
    pub fn text(&self, problem: &Problem, variable: usize) -> String {
        let phrases = self.phrases.get(&variable).into_iter().flatten();
        let chosen = phrases.filter(|(_, phrase)| problem.value(*phrase));
        let texts: Vec<&str> = chosen.filter_map(|(sample, _)| self.samples.get(*sample)).map(String::as_str).collect();
        if texts.is_empty() { "none".to_owned() } else { texts.join(". ") }
    }

    /// That a text says exactly what this one does, of what is asked for.
    pub fn says(&self, problem: &mut Problem, variable: usize, text: &str) -> Literal {
        let said: Vec<&str> = text.split(". ").collect();
        let phrases = self.phrases.get(&variable).into_iter().flatten();
        let is = |(sample, phrase): &(usize, Literal)| {
            let in_it = self.samples.get(*sample).is_some_and(|sample| said.contains(&sample.as_str()));
            if in_it { *phrase } else { !*phrase }
        };
        let all: Vec<Literal> = phrases.map(is).collect();
        problem.all(all)
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

/// Equal for packs that read every text alike.
fn fingerprint(pack: &Pack) -> String {
    let lists: Vec<_> = pack.term_lists.iter().map(|list| &list.entries).collect();
    let tables: Vec<Vec<_>> =
        pack.tables.iter().map(|table| table.rows.iter().map(|row| (&row.name, &row.names)).collect()).collect();
    format!("{lists:?} {tables:?} {:?} {:?}", pack.confusable, pack.patterns)
}

/// Rows with equal cells in every pack of a matcher are a class.
fn classes(packs: &[(&Pack, &Program)], names: &[Names]) -> HashMap<(Names, usize), (Vec<usize>, usize)> {
    let mut keys: BTreeMap<(Names, usize), Vec<String>> = BTreeMap::new();
    for ((_, program), names) in packs.iter().zip(names) {
        for (at, table) in program.tables.iter().enumerate() {
            let keys = keys.entry((*names, at)).or_insert_with(|| vec![String::new(); table.rows.len()]);
            for (key, cells) in keys.iter_mut().zip(&table.rows) {
                key.push_str(&format!("{cells:?};"));
            }
        }
    }
    let class = |keys: Vec<String>| {
        let mut known: Vec<String> = Vec::new();
        let mut classes = Vec::with_capacity(keys.len());
        for key in keys {
            let class = known.iter().position(|k| *k == key).unwrap_or_else(|| {
                known.push(key);
                known.len() - 1
            });
            classes.push(class);
        }
        (classes, known.len())
    };
    keys.into_iter().map(|(at, keys)| (at, class(keys))).collect()
}
