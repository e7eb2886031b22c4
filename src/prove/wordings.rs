//! Turns the free texts that packs may be given into samples, and each sample into what every matcher reads in it.

use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::alike::{Alike, alike};
use super::samples::samples;
use crate::pack::Pack;
use crate::program::Program;
use crate::terms::{Answered, Hit, ListId};
use crate::value::Truth;

/// A matcher, by its place; packs with the same names in the same lists have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Names(pub usize);

/// What is asked of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
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

/// A sample, which of the things that are asked it says, by their places, and which entries of the tables that are looked up it
/// mentions, surely or not: a text that mentions several names no row.
#[derive(Clone, Debug)]
pub struct Saying {
    pub sample: usize,
    pub says: Vec<usize>,
    pub mentioned: Vec<Entry>,
}

/// A row of a table, whether or not others of its class are there.
pub type Entry = (Names, usize, u32);

/// Of every sample that says something.
pub type Sayings = Rc<Vec<Saying>>;

/// What one sample says.
#[derive(Clone, Debug)]
pub struct Said {
    pub asked: Vec<Asked>,
    /// Tables, and their rows.
    pub entries: Vec<(usize, u32)>,
}

impl Said {
    pub fn says(&self, asked: Asked) -> bool {
        self.asked.contains(&asked)
    }

    /// Names one row of a table, and no other.
    pub fn names_row(&self, table: usize) -> bool {
        self.asked.iter().any(|asked| matches!(asked, Asked::Row(of, _) if *of == table))
    }
}

/// The classes of a table's rows, row by row, and how many there are. Rows of a class are alike to every rule.
pub type Classes = (Vec<usize>, usize);

/// Everything about texts that does not depend on what is asked of whom.
#[derive(Debug)]
pub struct Wordings<'a> {
    /// By matcher: a program that has it.
    programs: Vec<&'a Program>,
    /// By side.
    names: Vec<Names>,
    classes: HashMap<(Names, usize), Classes>,
    samples: Vec<String>,
    /// By matcher: what each sample says; read when first needed.
    said: OnceCell<Vec<Vec<Said>>>,
    alike: Alike,
    /// What was asked for before.
    vectors: RefCell<HashMap<Vec<(Names, Asked)>, Sayings>>,
}

impl<'a> Wordings<'a> {
    pub fn of(asked: &[super::Asked<'a>]) -> Rc<Self> {
        let packs: Vec<(&Pack, &'a Program)> = asked.iter().map(|asked| (asked.pack, asked.program)).collect();
        Rc::new(Self::new(&packs))
    }

    fn new(packs: &[(&Pack, &'a Program)]) -> Self {
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
        let rows: Vec<Vec<Vec<&str>>> = (0..programs.len())
            .filter_map(|at| packs.get(names.iter().position(|names| names.0 == at)?))
            .map(|(pack, _)| {
                pack.tables.iter().map(|of| of.rows.iter().map(|row| row.name.as_str()).collect()).collect()
            })
            .collect();
        let classes = classes(packs, &names);
        let (said, vectors) = (OnceCell::new(), RefCell::default());
        let mut wordings = Self { programs, names, classes, samples, said, alike: Alike::new(), vectors };
        if wordings.differ() {
            wordings.alike = alike(wordings.said(), &rows);
        }
        wordings
    }

    fn said(&self) -> &[Vec<Said>] {
        let of = |at: usize| self.samples.iter().map(|text| self.said_by(Names(at), text)).collect();
        self.said.get_or_init(|| (0..self.programs.len()).map(of).collect())
    }

    /// Whether packs read texts with other names: then what is alike to both is so for the samples only.
    pub fn differ(&self) -> bool {
        self.programs.len() > 1
    }

    /// The first thing that is asked of texts and means this one too.
    pub fn first(&self, names: Names, asked: Asked) -> (Names, Asked) {
        self.alike.get(&(names, asked)).map_or((names, asked), |first| (Names(0), *first))
    }

    /// The matcher of a side; of one more than there were at first, that of the only pack.
    pub fn names(&self, side: usize) -> Option<Names> {
        self.names.get(side).or(self.names.first()).copied()
    }

    pub fn classes(&self, names: Names, table: usize) -> Option<&Classes> {
        self.classes.get(&(names, table))
    }

    pub fn sample(&self, at: usize) -> Option<&String> {
        self.samples.get(at)
    }

    pub fn said_by_sample(&self, names: Names, sample: usize) -> Option<&Said> {
        self.said().get(names.0)?.get(sample)
    }

    /// What each matcher reads in a text.
    pub fn read(&self, text: &str) -> Vec<Said> {
        (0..self.programs.len()).map(|at| self.said_by(Names(at), text)).collect()
    }

    /// What a matcher reads in a text.
    fn said_by(&self, names: Names, text: &str) -> Said {
        let Some(program) = self.programs.get(names.0) else {
            return Said { asked: Vec::new(), entries: Vec::new() };
        };
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
        let of_table = |hit: &Hit| Some((usize::from(hit.list.0).checked_sub(program.term_lists)?, hit.entry));
        Said { asked, entries: reading.hits.iter().filter_map(of_table).collect() }
    }

    /// The samples that say something of what is asked, and which of it each says. Samples that say the same are one; the
    /// first is the plainest.
    pub fn vectors(&self, question: &[(Names, Asked)]) -> Sayings {
        if let Some(known) = self.vectors.borrow().get(question) {
            return Rc::clone(known);
        }
        let tables: BTreeSet<(Names, usize)> = question
            .iter()
            .filter_map(|(names, asked)| match asked {
                Asked::Row(table, _) => Some((*names, *table)),
                _ => None,
            })
            .collect();
        // By what a sample says and which tables it mentions: the entries of the first, and whether there is a second.
        type Kind = (Vec<usize>, Vec<(Names, usize)>);
        let mut seen: HashMap<Kind, (Vec<Entry>, bool)> = HashMap::new();
        let mut vectors = Vec::new();
        for sample in 0..self.samples.len() {
            let said = |names: Names| self.said_by_sample(names, sample);
            let holds = |(names, asked): &(Names, Asked)| said(*names).is_some_and(|said| said.says(*asked));
            let says: Vec<usize> = (0..).zip(question).filter(|(_, asked)| holds(asked)).map(|(at, _)| at).collect();
            let mut mentioned = Vec::new();
            for (names, table) in &tables {
                let of = said(*names).into_iter().flat_map(|said| &said.entries).filter(|(of, _)| of == table);
                mentioned.extend(of.map(|(table, entry)| (*names, *table, *entry)));
            }
            mentioned.sort_unstable();
            mentioned.dedup();
            let mut of_tables: Vec<(Names, usize)> =
                mentioned.iter().map(|(names, table, _)| (*names, *table)).collect();
            of_tables.dedup();
            if says.is_empty() && mentioned.is_empty() {
                continue;
            }
            // Of those that say the same, a second one where it mentions something else: both in one text name no row.
            match seen.entry((says.clone(), of_tables)) {
                Slot::Vacant(place) => drop(place.insert((mentioned.clone(), false))),
                Slot::Occupied(mut known) => {
                    let (entries, second) = known.get_mut();
                    if *second || mentioned.is_empty() || entries.iter().any(|entry| mentioned.contains(entry)) {
                        continue;
                    }
                    *second = true;
                }
            }
            vectors.push(Saying { sample, says, mentioned });
        }
        let vectors = Rc::new(vectors);
        self.vectors.borrow_mut().insert(question.to_vec(), Rc::clone(&vectors));
        vectors
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
