//! Turns each different text of a run into what it mentions, once.

use crate::answers::{TextId, Texts};
use crate::program::Program;
use crate::terms::{Answered, ListId, Reading};
use crate::value::Truth;

/// What each text says of every list, by [`TextId`].
#[derive(Debug, Default)]
pub struct Readings {
    read: Vec<Option<Lists>>,
}

/// A text's hits, a bit a list.
#[derive(Debug)]
pub(super) struct Lists {
    yes: Box<[u64]>,
    unclear: Box<[u64]>,
    /// Yes where the question is about the past.
    ever: Box<[u64]>,
    patterns: Vec<usize>,
    /// The one row a text names, by table.
    rows: Vec<Option<u32>>,
    /// "See attached": what a pattern looks for may stand elsewhere.
    elsewhere: bool,
}

impl Lists {
    fn of(program: &Program, reading: &Reading) -> Self {
        let lists = program.term_lists + program.tables.len();
        let words = lists.div_ceil(64);
        let (mut yes, mut unclear, mut ever) = (vec![0u64; words], vec![0u64; words], vec![0u64; words]);
        for list in 0..lists {
            let (word, bit) = (list / 64, 1u64 << (list % 64));
            if reading.truth_ever(ListId(list as u16)) == Truth::Yes
                && let Some(plane) = ever.get_mut(word)
            {
                *plane |= bit;
            }
            let plane = match reading.truth(ListId(list as u16)) {
                Truth::Yes => yes.get_mut(word),
                Truth::Unknown => unclear.get_mut(word),
                Truth::No => None,
            };
            if let Some(plane) = plane {
                *plane |= bit;
            }
        }
        let rows = (0..program.tables.len())
            .map(|t| reading.only_entry_ever(ListId((program.term_lists + t) as u16)))
            .collect();
        Self {
            yes: yes.into(),
            unclear: unclear.into(),
            ever: ever.into(),
            patterns: reading.patterns.clone(),
            rows,
            elsewhere: reading.answer == Answered::Elsewhere,
        }
    }

    pub(super) fn mentions(&self, list: ListId, past: bool) -> Truth {
        let (word, bit) = (usize::from(list.0) / 64, usize::from(list.0) % 64);
        let set = |plane: &[u64]| plane.get(word).is_some_and(|w| w >> bit & 1 == 1);
        match (set(if past { &self.ever } else { &self.yes }), set(&self.unclear)) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::Unknown,
            _ => Truth::No,
        }
    }

    pub(super) fn matches(&self, pattern: usize) -> Truth {
        match (self.patterns.contains(&pattern), self.elsewhere) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::Unknown,
            _ => Truth::No,
        }
    }

    pub(super) fn row(&self, table: usize) -> Option<usize> {
        self.rows.get(table).copied().flatten().map(|row| row as usize)
    }
}

impl Readings {
    /// Reads the texts that have not been read. Texts keep their ids, so nothing is read twice.
    pub(super) fn read(&mut self, program: &Program, texts: &Texts) {
        for id in self.read.len()..texts.len() {
            let id = TextId(id as u32);
            // A blank that its question reads as "none" mentions nothing.
            let nothing = Reading { answer: Answered::None, hits: Vec::new(), patterns: Vec::new() };
            let reading = if id == Texts::BLANK { nothing } else { program.matcher.read(texts.get(id)) };
            self.read.push(Some(Lists::of(program, &reading)));
        }
    }

    pub(super) fn get(&self, id: TextId) -> Option<&Lists> {
        self.read.get(id.0 as usize)?.as_ref()
    }
}
