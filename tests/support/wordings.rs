//! Free texts for small packs: one of each kind that some reader tells from the others.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use anteroom::answers::Slot;
use anteroom::pack::Pack;
use anteroom::program::{ChoiceSource, NumberOp, Program, TruthOp};
use anteroom::terms::{Answered, ListId, Reading};
use anteroom::value::Truth;

/// A text, and whether it is made of names, each as it stands, as something past, in doubt or misspelt.
#[derive(Clone, Debug)]
pub struct Wording {
    pub text: Rc<str>,
    pub of_names: bool,
}

/// Texts that people write and that no sample is made of.
const FREE: [&str; 6] =
    ["no alphazine", "mother takes betamol", "Betamol weekly", "allergic to deltapax", "alphazine, 5 mg weekly", "n/a"];

/// Names in a text of samples.
const MOST_NAMES: usize = 3;

type Read = Vec<(Wording, Rc<Reading>)>;

thread_local! {
    /// By everything a matcher is made of: what it reads in every wording.
    static READ: RefCell<HashMap<String, Rc<Read>>> = RefCell::default();
}

/// Every wording as a pack reads it; equal places hold equal texts.
fn read(pack: &Pack, program: &Program) -> Rc<Read> {
    let rows: Vec<_> = pack.tables.iter().flat_map(|t| &t.rows).map(|row| (&row.name, &row.names)).collect();
    let key =
        format!("{:?} {rows:?} {:?}", pack.term_lists.iter().map(|l| &l.entries).collect::<Vec<_>>(), pack.patterns);
    if let Some(known) = READ.with_borrow(|known| known.get(&key).cloned()) {
        return known;
    }
    let read: Rc<Read> =
        Rc::new(texts().into_iter().map(|w| (w.clone(), Rc::new(program.matcher.read(&w.text)))).collect());
    READ.with_borrow_mut(|known| known.insert(key, Rc::clone(&read)));
    read
}

fn texts() -> Vec<Wording> {
    let names: BTreeSet<&str> =
        super::texts::LISTS.iter().flat_map(|l| l.iter()).chain(&super::texts::ROWS).copied().collect();
    let mut said: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    for way in ["stopped ", "maybe "] {
        said.extend(names.iter().map(|name| format!("{way}{name}")));
    }
    said.push("see attached".into());
    let mut texts = vec![String::new()];
    let mut before: Vec<(usize, String)> = said.iter().cloned().enumerate().collect();
    for _ in 0..MOST_NAMES {
        texts.extend(before.iter().map(|(_, text)| text.clone()));
        let longer = |(last, text): &(usize, String)| {
            let more = said.iter().enumerate().skip(last + 1);
            more.map(|(at, next)| (at, format!("{text}. {next}"))).collect::<Vec<_>>()
        };
        before = before.iter().flat_map(longer).collect();
    }
    // A letter too many reads as a doubt.
    texts.extend(names.iter().map(|name| format!("{name}{}", &name[name.len() - 1..])));
    let with = |more: &'static str| {
        texts.iter().map(move |text| if text.is_empty() { more.into() } else { format!("{text}. {more}") })
    };
    let matching = ["weekly", "1 mg", "weekly. 1 mg"].into_iter().flat_map(with);
    let mut texts: Vec<Wording> = texts
        .iter()
        .map(|text| if text.is_empty() { "none".into() } else { text.clone() })
        .chain(matching)
        .map(|text: String| Wording { text: text.into(), of_names: true })
        .collect();
    texts.extend(FREE.map(|text| Wording { text: text.into(), of_names: false }));
    texts
}

/// What a program asks of one text: lists, patterns and tables.
#[derive(Default)]
struct Asks {
    lists: BTreeSet<(u16, bool)>,
    patterns: BTreeSet<usize>,
    tables: BTreeSet<u16>,
}

impl Asks {
    fn of(program: &Program, slot: Slot) -> Self {
        let mut asks = Self::default();
        for op in &program.truths {
            match op {
                TruthOp::Mentions { text, list, past } if text.slot == slot => {
                    asks.lists.insert((list.0, *past));
                }
                TruthOp::Matches(text, pattern) if text.slot == slot => {
                    asks.patterns.insert(*pattern);
                }
                TruthOp::LookupYes { text, table, .. }
                | TruthOp::OneOf(ChoiceSource::Lookup { text, table, .. }, _)
                    if text.slot == slot =>
                {
                    asks.tables.insert(table.0);
                }
                _ => {}
            }
        }
        for op in program.numbers.iter().flatten() {
            match op {
                NumberOp::Lookup { text, table, .. } if text.slot == slot => {
                    asks.tables.insert(table.0);
                }
                NumberOp::CountDistinct(rows) => {
                    for row in rows {
                        if let ChoiceSource::Lookup { text, table, .. } = row.value
                            && text.slot == slot
                        {
                            asks.tables.insert(table.0);
                        }
                    }
                }
                _ => {}
            }
        }
        asks
    }

    fn is_clear(&self, reading: &Reading) -> bool {
        let sure = |(list, past): &(u16, bool)| truth(reading, *list, *past) != Truth::Unknown;
        let elsewhere = reading.answer == Answered::Elsewhere;
        self.lists.iter().all(sure) && self.patterns.iter().all(|p| reading.patterns.contains(p) || !elsewhere)
    }

    /// What the one says for certain the other says too.
    fn stands(&self, pack: &Pack, one: &Reading, other: &Reading) -> bool {
        let agrees = |said: Truth, other: Truth| said == Truth::Unknown || said == other;
        let lists = |(list, past): &(u16, bool)| agrees(truth(one, *list, *past), truth(other, *list, *past));
        let elsewhere = one.answer == Answered::Elsewhere;
        let patterns = |p: &usize| match (one.patterns.contains(p), other.patterns.contains(p)) {
            (false, true) => elsewhere,
            (said, other) => said == other,
        };
        // To every rule, rows with the same cells are one.
        let tables = |table: &u16| {
            let row = |reading: &Reading| {
                let entry = reading.only_entry_ever(ListId(*table))?;
                Some(&pack.tables[usize::from(*table) - pack.term_lists.len()].rows[entry as usize].cells)
            };
            row(one).is_none_or(|named| row(other) == Some(named))
        };
        self.lists.iter().all(lists) && self.patterns.iter().all(patterns) && self.tables.iter().all(tables)
    }

    /// Equal where no rule tells the readings apart.
    fn told(&self, reading: &Reading, told: &mut Vec<i64>) {
        let elsewhere = reading.answer == Answered::Elsewhere;
        for (list, past) in &self.lists {
            let list = ListId(*list);
            let now = if *past { reading.truth_ever(list) } else { reading.truth(list) };
            // "Stopped it" is open for today and sure for the past; both are more than nothing.
            told.extend([now as i64, reading.truth_ever(list) as i64]);
        }
        told.extend(self.patterns.iter().map(|p| i64::from(reading.patterns.contains(p)) + i64::from(elsewhere) * 2));
        told.extend(self.tables.iter().map(|t| reading.only_entry_ever(ListId(*t)).map_or(-1, i64::from)));
    }
}

/// Whether a text leaves nothing in doubt of what a program asks of it.
pub fn is_clear(program: &Program, slot: Slot, text: &str) -> bool {
    Asks::of(program, slot).is_clear(&program.matcher.read(text))
}

/// Whether a program may learn more from a text than it says: something is in doubt, or it names no one row of a table.
pub fn is_open(program: &Program, slot: Slot, text: &str) -> bool {
    let (asks, reading) = (Asks::of(program, slot), program.matcher.read(text));
    !asks.is_clear(&reading) || asks.tables.iter().any(|t| reading.only_entry_ever(ListId(*t)).is_none())
}

/// Texts that leave nothing in doubt and say for certain whatever a text does, one of each kind; those of names first.
pub fn made_clear(pack: &Pack, program: &Program, slot: Slot, text: &str) -> Vec<Wording> {
    let asks = Asks::of(program, slot);
    let known = read(pack, program);
    let of_names = known.iter().any(|(wording, _)| wording.of_names && &*wording.text == text);
    let longer = known.iter().map(|(wording, _)| Wording {
        text: format!("{text}. {}", wording.text).into(),
        of_names: of_names && wording.of_names,
    });
    let mut all: Vec<Wording> = known.iter().map(|(wording, _)| wording.clone()).chain(longer).collect();
    all.sort_by_key(|wording| !wording.of_names);
    let one = program.matcher.read(text);
    let mut seen = HashSet::new();
    all.retain(|wording| {
        let other = program.matcher.read(&wording.text);
        let mut told = Vec::new();
        asks.told(&other, &mut told);
        asks.is_clear(&other) && asks.stands(pack, &one, &other) && seen.insert(told)
    });
    all
}

fn truth(reading: &Reading, list: u16, past: bool) -> Truth {
    if past { reading.truth_ever(ListId(list)) } else { reading.truth(ListId(list)) }
}

/// For a text question of every pack that has it: wordings that the packs tell apart, the plainest of each kind, those made of
/// names first.
pub fn of(asked: &[(&Pack, &Program, Slot)]) -> Vec<Wording> {
    let asks: Vec<Asks> = asked.iter().map(|(_, program, slot)| Asks::of(program, *slot)).collect();
    let read: Vec<Rc<Read>> = asked.iter().map(|(pack, program, _)| read(pack, program)).collect();
    let mut seen = HashSet::new();
    let mut wordings = Vec::new();
    for at in 0..read[0].len() {
        let mut told = Vec::new();
        for (asks, read) in asks.iter().zip(&read) {
            asks.told(&read[at].1, &mut told);
        }
        if seen.insert(told) {
            wordings.push(read[0][at].0.clone());
        }
    }
    wordings
}
