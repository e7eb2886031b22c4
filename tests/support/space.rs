//! Every sheet of answers that small packs can be given, and what the evaluator finds for each.

use std::collections::BTreeMap;

use anteroom::answers::{Block, Given, Sheet, Slot, Texts, Value};
use anteroom::evaluate::{Axes, Evaluator, Table, contradicted, contradicts};
use anteroom::language::Comparison;
use anteroom::pack::{Answer, Pack, Question, QuestionId};
use anteroom::program::Program;
use anteroom::prove::{Goal, State};
use anteroom::value::{Date, LANES, Reason, Truth};

use super::wordings;

/// A pack that reads the answers.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
}

/// One way to answer a question with all its rows, as each pack reads it.
#[derive(Clone, Debug)]
pub struct Way {
    /// By pack: the slots that are not blank.
    pub answers: Vec<Vec<(Slot, Given)>>,
    /// The same in words, by question and row.
    pub said: Vec<((String, usize), State)>,
    /// By pack: whether it allows no such answer.
    pub unreadable: Vec<bool>,
    /// Every text of it is made of names.
    pub of_names: bool,
}

/// All ways to answer each question: a sheet is one way of each.
pub struct Space<'a> {
    readers: Vec<Reader<'a>>,
    as_of: Date,
    pub parts: Vec<Vec<Way>>,
}

/// Up to 64 sheets as they ran.
pub struct Ran<'t> {
    /// The way of each part, by lane.
    pub ways: &'t [Vec<usize>],
    /// By pack.
    pub sides: Vec<(&'t Program, &'t Table, Axes, u64)>,
    /// By pack and question: the lanes in which its answer contradicts the form.
    pub contradict: Vec<BTreeMap<QuestionId, u64>>,
}

impl<'a> Space<'a> {
    pub fn of(readers: &[Reader<'a>], as_of: Date) -> Self {
        let mut space = Self { readers: readers.to_vec(), as_of, parts: Vec::new() };
        let mut known: Vec<&str> = Vec::new();
        for reader in readers {
            for question in reader.pack.questions.iter().filter(|q| q.group.is_none()) {
                if !known.contains(&question.id.as_str()) {
                    known.push(&question.id);
                    space.parts.push(space.ways(&question.id));
                }
            }
        }
        space
    }

    /// The same sheets, read by other packs with the same questions.
    pub fn read_by<'b>(&self, readers: &[Reader<'b>]) -> Space<'b> {
        Space { readers: readers.to_vec(), as_of: self.as_of, parts: self.parts.clone() }
    }

    pub fn sides(&self) -> usize {
        self.readers.len()
    }

    pub fn count(&self) -> usize {
        self.parts.iter().fold(1, |count, ways| count.saturating_mul(ways.len()))
    }

    /// The question in each pack that has it.
    fn asked(&self, id: &str) -> Vec<Option<(QuestionId, &'a Question)>> {
        let find = |reader: &Reader<'a>| {
            let at = reader.pack.questions.iter().position(|q| q.id == id)?;
            Some((QuestionId(at as u32), &reader.pack.questions[at]))
        };
        self.readers.iter().map(find).collect()
    }

    fn ways(&self, id: &str) -> Vec<Way> {
        let asked = self.asked(id);
        let (_, first) = asked.iter().flatten().next().expect("some pack asks it");
        let Answer::Group { max, fields } = &first.answer else { return self.of_question(id, 0) };
        let reader = self.readers.iter().find(|r| r.pack.questions.iter().any(|q| std::ptr::eq(q, *first)));
        let fields: Vec<&str> =
            fields.iter().map(|f| reader.expect("its pack").pack.questions[f.index()].id.as_str()).collect();
        let mut ways = self.unknown(&asked, 0);
        for rows in 0..=*max {
            let mut of = vec![self.way(&asked, 0, &State::Number(rows.into()))];
            for row in 0..rows as usize {
                for field in &fields {
                    let more = self.of_question(field, row);
                    of = of.iter().flat_map(|way| more.iter().map(move |more| way.with(more))).collect();
                }
            }
            ways.extend(of);
        }
        ways
    }

    /// All ways to answer one question, or one field in a row.
    pub fn of_question(&self, id: &str, row: usize) -> Vec<Way> {
        let asked = self.asked(id);
        let mut ways = self.unknown(&asked, row);
        let mut said: Vec<State> = Vec::new();
        for (_, question) in asked.iter().flatten() {
            for state in values(question, self.as_of) {
                if !said.contains(&state) {
                    said.push(state);
                }
            }
        }
        ways.extend(said.iter().map(|state| self.way(&asked, row, state)));
        if asked.iter().flatten().any(|(_, q)| matches!(q.answer, Answer::Text { .. })) {
            let slots: Vec<_> = asked
                .iter()
                .zip(&self.readers)
                .filter_map(|(asked, r)| Some((r.pack, r.program, r.program.layout.slot((*asked)?.0, row)?)))
                .collect();
            for wording in wordings::of(&slots) {
                let way = self.way(&asked, row, &State::Text(wording.text.to_string()));
                ways.push(Way { of_names: wording.of_names, ..way });
            }
        }
        ways
    }

    /// Blank, declined and, where a blank is read as "none", not asked.
    fn unknown(&self, asked: &[Option<(QuestionId, &Question)>], row: usize) -> Vec<Way> {
        let none = |q: &Question| matches!(q.answer, Answer::Text { blank_is_none: true, .. });
        let withheld = asked.iter().flatten().any(|(_, q)| none(q)).then_some(State::NotAsked);
        [State::Blank, State::Declined].iter().chain(&withheld).map(|state| self.way(asked, row, state)).collect()
    }

    fn way(&self, asked: &[Option<(QuestionId, &Question)>], row: usize, state: &State) -> Way {
        let id = asked.iter().flatten().next().map_or_else(String::new, |(_, q)| q.id.clone());
        let mut way =
            Way { answers: Vec::new(), said: vec![((id, row), state.clone())], unreadable: Vec::new(), of_names: true };
        for (asked, reader) in asked.iter().zip(&self.readers) {
            let mut answers = Vec::new();
            let mut unreadable = false;
            if let Some((id, question)) = asked {
                let slot = reader.program.layout.slot(*id, row).expect("a slot");
                let given = match state {
                    State::Blank => None,
                    State::Declined => Some(Given::Unknown(Reason::Declined)),
                    State::NotAsked => Some(Given::Unknown(Reason::NotAsked)),
                    // Where "none of these" can be said, an empty list is no answer.
                    State::Options(chosen) if chosen.is_empty() && has_none(question) => None,
                    state => {
                        let value = value(question, state, self.as_of);
                        unreadable = value.is_none();
                        Some(value.map_or(Given::Unknown(Reason::Invalid), Given::Value))
                    }
                };
                answers.extend(given.map(|given| (slot, given)));
            }
            way.answers.push(answers);
            way.unreadable.push(unreadable);
        }
        way
    }

    /// The sheet that one pack reads where each part is answered so.
    pub fn sheet(&self, side: usize, ways: &[usize]) -> Sheet {
        let mut sheet = Sheet::new("listed", self.as_of);
        for (part, way) in self.parts.iter().zip(ways) {
            sheet.answers.extend(part[*way].answers[side].iter().cloned());
        }
        sheet
    }

    pub fn of_names(&self, ways: &[usize]) -> bool {
        self.parts.iter().zip(ways).all(|(part, way)| part[*way].of_names)
    }

    /// Runs every sheet, 64 at a time.
    pub fn run(&self, mut act: impl FnMut(&Ran)) {
        let mut evaluators: Vec<Evaluator> = self.readers.iter().map(|r| Evaluator::new(r.program)).collect();
        let mut texts: Vec<Texts> = self.readers.iter().map(|_| Texts::default()).collect();
        let mut next = vec![0; self.parts.len()];
        let mut lanes: Vec<Vec<usize>> = Vec::with_capacity(LANES);
        let mut more = true;
        while more {
            lanes.push(next.clone());
            more = self.advance(&mut next);
            if lanes.len() == LANES || !more {
                let sheets =
                    (0..self.readers.len()).map(|side| lanes.iter().map(|ways| self.sheet(side, ways)).collect());
                let sheets: Vec<Vec<Sheet>> = sheets.collect();
                let unreadable: Vec<u64> = (0..self.readers.len()).map(|side| self.unreadable(side, &lanes)).collect();
                ran(&self.readers, &mut evaluators, &mut texts, &sheets, &unreadable, &lanes, &mut act);
                lanes.clear();
            }
        }
    }

    fn advance(&self, next: &mut [usize]) -> bool {
        for (at, part) in next.iter_mut().zip(&self.parts) {
            *at += 1;
            if *at < part.len() {
                return true;
            }
            *at = 0;
        }
        false
    }

    fn unreadable(&self, side: usize, lanes: &[Vec<usize>]) -> u64 {
        let is = |ways: &Vec<usize>| self.parts.iter().zip(ways).any(|(part, way)| part[*way].unreadable[side]);
        (0..).zip(lanes).fold(0, |word, (lane, ways)| word | u64::from(is(ways)) << lane)
    }

    /// Runs one sheet of each pack.
    pub fn run_one(&self, sheets: Vec<Sheet>, act: impl FnMut(&Ran)) {
        let mut evaluators: Vec<Evaluator> = self.readers.iter().map(|r| Evaluator::new(r.program)).collect();
        let mut texts: Vec<Texts> = self.readers.iter().map(|_| Texts::default()).collect();
        let is = |sheet: &Sheet| u64::from(sheet.answers.values().any(|g| *g == Given::Unknown(Reason::Invalid)));
        let unreadable: Vec<u64> = sheets.iter().map(is).collect();
        let sheets: Vec<Vec<Sheet>> = sheets.into_iter().map(|sheet| vec![sheet]).collect();
        let mut act = act;
        ran(&self.readers, &mut evaluators, &mut texts, &sheets, &unreadable, &[], &mut act);
    }

    /// Why no sheets can be those of an applicant: some question is answered in no way that is listed. Texts are not looked into.
    pub fn foreign(&self, sheets: &[Sheet]) -> Option<String> {
        for ways in &self.parts {
            let own = |side: usize| -> Vec<Slot> {
                let mut slots: Vec<Slot> =
                    ways.iter().flat_map(|way| &way.answers[side]).map(|(slot, _)| *slot).collect();
                slots.sort_unstable();
                slots.dedup();
                slots
            };
            let plain = |given: &Given| match given {
                Given::Value(Value::Text(_)) => Given::Value(Value::Text(String::new())),
                other => other.clone(),
            };
            let found: Vec<BTreeMap<Slot, Given>> = (0..sheets.len())
                .map(|side| {
                    let of =
                        own(side).into_iter().filter_map(|slot| Some((slot, plain(sheets[side].answers.get(&slot)?))));
                    of.collect()
                })
                .collect();
            let listed = ways.iter().any(|way| {
                way.answers.iter().zip(&found).all(|(answers, found)| {
                    answers.len() == found.len() && answers.iter().all(|(slot, g)| found.get(slot) == Some(&plain(g)))
                })
            });
            if !listed {
                return Some(format!("nobody can answer {found:?}"));
            }
        }
        None
    }
}

impl Way {
    fn with(&self, more: &Self) -> Self {
        let mut both = self.clone();
        for (answers, more) in both.answers.iter_mut().zip(&more.answers) {
            answers.extend(more.iter().cloned());
        }
        for (unreadable, more) in both.unreadable.iter_mut().zip(&more.unreadable) {
            *unreadable |= more;
        }
        both.said.extend(more.said.iter().cloned());
        both.of_names &= more.of_names;
        both
    }
}

fn ran(
    readers: &[Reader],
    evaluators: &mut [Evaluator],
    texts: &mut [Texts],
    sheets: &[Vec<Sheet>],
    unreadable: &[u64],
    ways: &[Vec<usize>],
    act: &mut impl FnMut(&Ran),
) {
    let mut sides = Vec::with_capacity(readers.len());
    let mut contradict = Vec::with_capacity(readers.len());
    for (at, (evaluator, texts)) in evaluators.iter_mut().zip(texts).enumerate() {
        let Reader { pack, program } = readers[at];
        let block = Block::from_sheets(pack, &program.layout, &sheets[at], texts);
        let table = evaluator.run(&block, texts);
        let axes = Axes::of(program, table, &block, unreadable[at]);
        sides.push((program, table, axes, contradicted(program, table, &block)));
        let of = |question: &QuestionId| (*question, contradicts(program, table, &block, *question));
        contradict.push(program.asked.keys().map(of).collect());
    }
    act(&Ran { ways, sides, contradict });
}

impl Ran<'_> {
    /// The lanes that reach a goal.
    pub fn lanes(&self, goal: &Goal) -> u64 {
        match goal {
            Goal::Rule(side, rule, truth) => {
                let (program, table, ..) = &self.sides[side.0];
                let truths = table.truths(program.rules[*rule][0]);
                match truth {
                    Truth::Yes => truths.yes,
                    Truth::No => truths.no(),
                    Truth::Unknown => truths.unknown(),
                }
            }
            Goal::Firm(side, rule) => {
                let (program, table, ..) = &self.sides[side.0];
                table.truths(program.rules[*rule][0]).firm
            }
            Goal::Safety(side, operator, level) => {
                let axes = &self.sides[side.0].2;
                let grave = [axes.same_day | axes.immediate, axes.immediate];
                compared(&grave, *operator, *level as usize)
            }
            Goal::Screening(side, operator, level) => {
                let axes = &self.sides[side.0].2;
                let review = axes.review | axes.hold;
                compared(&[axes.incomplete | review, review, axes.hold], *operator, *level as usize)
            }
            Goal::Consistent(side) => !self.sides[side.0].3,
            Goal::Agrees(side, question) => !self.contradict[side.0].get(question).copied().unwrap_or(0),
            Goal::All(of) => of.iter().fold(!0, |word, goal| word & self.lanes(goal)),
            Goal::AtLeast(count, of) => {
                let words: Vec<u64> = of.iter().map(|goal| self.lanes(goal)).collect();
                let enough = |lane: &u32| words.iter().filter(|word| **word >> lane & 1 == 1).count() >= *count;
                (0..LANES as u32).filter(enough).fold(0, |word, lane| word | 1 << lane)
            }
            Goal::Any(of) => of.iter().fold(0, |word, goal| word | self.lanes(goal)),
            Goal::Not(of) => !self.lanes(of),
            Goal::Node(..) => unreachable!("no test asks for a node"),
        }
    }
}

/// Lanes whose level compares so with one; `above`: those that are at least so high, from the second level on.
fn compared(above: &[u64], operator: Comparison, level: usize) -> u64 {
    let at_least = |level: usize| level.checked_sub(1).map_or(!0, |at| above.get(at).copied().unwrap_or(0));
    (0..=above.len())
        .filter(|own| operator.holds(*own, level))
        .fold(0, |word, own| word | at_least(own) & !at_least(own + 1))
}

/// Everything that a question can be answered with, but for texts.
fn values(question: &Question, as_of: Date) -> Vec<State> {
    match &question.answer {
        Answer::YesNo => vec![State::YesNo(false), State::YesNo(true)],
        Answer::Number { min, max, places, .. } => {
            let (low, high) = (min.to_scaled(*places).expect("fits"), max.to_scaled(*places).expect("fits"));
            (low..=high).map(State::Number).collect()
        }
        Answer::Choice { options, .. } => options.iter().map(|o| State::Options(vec![o.id.clone()])).collect(),
        Answer::Choices { options, none } => {
            let chosen = |bits: u32| {
                let of = options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                State::Options(of.map(|(_, option)| option.id.clone()).collect())
            };
            // "None of these" stands alone, and where it can be said nothing chosen is no answer.
            let possible =
                |bits: &u32| none.is_none_or(|none| *bits != 0 && (bits >> none & 1 == 0 || *bits == 1 << none));
            (0..1u32 << options.len()).filter(possible).map(chosen).collect()
        }
        Answer::Text { .. } => vec![],
        Answer::Date { earliest, latest } => {
            let latest = latest.unwrap_or(as_of).day_number();
            (earliest.day_number()..=latest).map(|day| State::Number(day.into())).collect()
        }
        Answer::Points(points) => points.iter().map(|p| State::Number(p.points.into())).collect(),
        Answer::Group { .. } => vec![],
    }
}

fn has_none(question: &Question) -> bool {
    matches!(question.answer, Answer::Choices { none: Some(_), .. })
}

/// An answer as one pack's file would hold it; `None` where the pack allows no such answer.
fn value(question: &Question, state: &State, as_of: Date) -> Option<Value> {
    let allowed = || values(question, as_of).contains(state);
    match (&question.answer, state) {
        (Answer::Text { .. }, State::Text(text)) => Some(Value::Text(text.clone())),
        (Answer::Group { max, .. }, State::Number(rows)) => {
            (*rows <= i64::from(*max)).then_some(Value::Rows(*rows as u8))
        }
        (Answer::YesNo, State::YesNo(yes)) => Some(Value::YesNo(*yes)),
        (Answer::Number { .. }, State::Number(n)) => allowed().then_some(Value::Number(*n)),
        (Answer::Points(_), State::Number(n)) => allowed().then_some(Value::Points(*n as u8)),
        (Answer::Date { .. }, State::Number(n)) => {
            allowed().then(|| Value::Date(Date::from_day_number(*n as i32).expect("a day")))
        }
        (Answer::Choice { options, .. }, State::Options(chosen)) => {
            options.iter().position(|o| Some(&o.id) == chosen.first()).map(|at| Value::Choice(at as u8))
        }
        (Answer::Choices { options, .. }, State::Options(chosen)) => {
            let place = |id: &String| options.iter().position(|o| o.id == *id).expect("an option");
            allowed().then(|| Value::Choices(chosen.iter().map(place).fold(0, |bits, at| bits | 1 << at)))
        }
        _ => None,
    }
}
