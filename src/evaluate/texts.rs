//! Turns each different text of a run into what it says, once, and a column of texts into a word a list.

use super::lanes::{lanes, where_so};
use crate::answers::{Block, Column, Data, TextId, Texts};
use crate::program::Program;
use crate::terms::{Answered, ListId, Reading};
use crate::value::{LANES, Truth};

/// What the texts of a run say, and those of the block at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Readings {
    /// By [`TextId`].
    read: Vec<Lists>,
    /// By slot, for text questions.
    said: Vec<Option<Said>>,
    /// Those of text questions.
    slots: Vec<usize>,
}

/// What one text says of every list that it does not leave out.
#[derive(Clone, Debug)]
struct Lists {
    lists: Vec<(usize, Mention)>,
    patterns: Vec<usize>,
    /// The one row it names, by table.
    rows: Vec<u16>,
    /// "See attached": what is looked for may stand elsewhere.
    elsewhere: bool,
}

#[derive(Clone, Copy, Debug)]
struct Mention {
    sure: bool,
    /// Sure where the question is about the past.
    ever: bool,
}

/// No row, or not surely one.
const NO_ROW: u16 = u16::MAX;

/// What a column of texts says: a word a list and a pattern, a row a lane and table.
#[derive(Clone, Debug)]
pub(super) struct Said {
    sure: Vec<u64>,
    ever: Vec<u64>,
    open: Vec<u64>,
    patterns: Vec<u64>,
    elsewhere: u64,
    rows: Vec<[u16; LANES]>,
    /// Nothing was added since it was cleared.
    is_clear: bool,
}

impl Lists {
    fn of(program: &Program, reading: &Reading) -> Self {
        let mention = |list: usize| {
            let id = ListId(list as u16);
            let (now, ever) = (reading.truth(id), reading.truth_ever(id) == Truth::Yes);
            (now != Truth::No || ever).then_some((list, Mention { sure: now == Truth::Yes, ever }))
        };
        let row = |table: usize| {
            let entry = reading.only_entry_ever(ListId((program.term_lists + table) as u16));
            entry.and_then(|entry| u16::try_from(entry).ok()).unwrap_or(NO_ROW)
        };
        Self {
            lists: (0..program.term_lists).filter_map(mention).collect(),
            patterns: reading.patterns.clone(),
            rows: (0..program.tables.len()).map(row).collect(),
            elsewhere: reading.answer == Answered::Elsewhere,
        }
    }
}

impl Said {
    fn nothing(program: &Program) -> Self {
        let lists = vec![0; program.term_lists];
        Self {
            sure: lists.clone(),
            ever: lists.clone(),
            open: lists,
            patterns: vec![0; program.patterns],
            elsewhere: 0,
            rows: vec![[NO_ROW; LANES]; program.tables.len()],
            is_clear: true,
        }
    }

    fn clear(&mut self) {
        if self.is_clear {
            return;
        }
        self.is_clear = true;
        for words in [&mut self.sure, &mut self.ever, &mut self.open, &mut self.patterns] {
            words.fill(0);
        }
        self.elsewhere = 0;
        self.rows.fill([NO_ROW; LANES]);
    }

    fn add(&mut self, lane: usize, lists: &Lists) {
        self.is_clear = false;
        let mark = |words: &mut Vec<u64>, at: usize| {
            if let Some(word) = words.get_mut(at) {
                *word |= 1 << lane;
            }
        };
        for (list, mention) in &lists.lists {
            mark(if mention.sure { &mut self.sure } else { &mut self.open }, *list);
            if mention.ever {
                mark(&mut self.ever, *list);
            }
        }
        for pattern in &lists.patterns {
            mark(&mut self.patterns, *pattern);
        }
        self.elsewhere |= u64::from(lists.elsewhere) << lane;
        for (rows, row) in self.rows.iter_mut().zip(&lists.rows) {
            if let Some(at) = rows.get_mut(lane) {
                *at = *row;
            }
        }
    }

    /// Lanes that surely mention a list, and lanes that surely do not.
    pub fn mentions(&self, list: ListId, past: bool) -> (u64, u64) {
        let get = |words: &[u64]| words.get(usize::from(list.0)).copied().unwrap_or(0);
        let yes = get(if past { &self.ever } else { &self.sure });
        (yes, !(get(&self.sure) | get(&self.ever) | get(&self.open)))
    }

    /// Lanes that surely match a pattern, and lanes that surely do not.
    pub fn matches(&self, pattern: usize) -> (u64, u64) {
        let yes = self.patterns.get(pattern).copied().unwrap_or(0);
        (yes, !(yes | self.elsewhere))
    }

    /// The one row of a table that a lane's text names.
    pub fn row(&self, table: usize, lane: usize) -> Option<usize> {
        let row = *self.rows.get(table)?.get(lane)?;
        (row != NO_ROW).then_some(usize::from(row))
    }
}

impl Readings {
    /// Reads the texts that have not been read: texts keep their ids, so nothing is read twice. Then the columns of a block.
    pub fn read(&mut self, program: &Program, block: &Block, texts: &Texts) {
        for id in self.read.len()..texts.len() {
            let id = TextId(id as u32);
            // A blank that its question reads as "none" mentions nothing.
            let nothing = Reading { answer: Answered::None, hits: Vec::new(), patterns: Vec::new() };
            let reading = if id == Texts::BLANK { nothing } else { program.matcher.read(texts.get(id)) };
            self.read.push(Lists::of(program, &reading));
        }
        if self.said.is_empty() {
            // The columns of every block of a program are of the same kinds.
            let of_text = |column: &Column| matches!(column.data, Data::Text(_));
            self.said = block.columns.iter().map(|c| of_text(c).then(|| Said::nothing(program))).collect();
            self.slots = (0..block.columns.len()).filter(|at| self.said(*at).is_some()).collect();
        }
        for slot in &self.slots {
            if let (Some(Some(said)), Some(column)) = (self.said.get_mut(*slot), block.columns.get(*slot))
                && let Data::Text(ids) = &column.data
            {
                say(&self.read, column, ids, said);
            }
        }
    }

    pub fn said(&self, slot: usize) -> Option<&Said> {
        self.said.get(slot)?.as_ref()
    }
}

fn say(read: &[Lists], column: &Column, ids: &[TextId; LANES], said: &mut Said) {
    said.clear();
    // What `clear` left says what a blank says; most columns of most blocks are blank.
    if ids.iter().fold(true, |blank, id| blank & (*id == Texts::BLANK)) {
        return;
    }
    for lane in lanes(column.given & !where_so(ids, |id| id == Texts::BLANK)) {
        if let Some(lists) = ids.get(lane).and_then(|id| read.get(id.0 as usize)) {
            said.add(lane, lists);
        }
    }
}
