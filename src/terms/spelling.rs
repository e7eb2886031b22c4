//! Finds the known words nearest to a misspelt one, never across words that are known to be confused.

use crate::text::distance;

/// Words of one length that others may be misspellings of.
#[derive(Clone, Debug, Default)]
struct Candidates {
    /// What rules most of them out before a distance is counted.
    sketches: Vec<Sketch>,
    list: Vec<Candidate>,
}

#[derive(Clone, Copy, Debug)]
struct Sketch {
    /// The letters that occur, a bit a letter.
    letters: u32,
    /// The first letter and how it sounds.
    first: u32,
}

#[derive(Clone, Debug)]
struct Candidate {
    word: u32,
    spelling: Box<str>,
}

/// The words that can be misspelt, by their number of letters, and the groups that must not be mixed up.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    by_length: Vec<Candidates>,
    /// Groups of confusable words, each as its word and spelling.
    groups: Vec<Vec<(u32, Box<str>)>>,
}

/// Words with fewer or more letters are not compared.
const SHORTEST: usize = 4;
const LONGEST: usize = 60;

/// Edits a word of so many letters may be away: none up to three letters, one up to six, two from seven.
pub(super) fn limit(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// The spelling may be meant by the word as it was written.
pub(super) fn is_near(written: &str, spelling: &str) -> bool {
    let letters = spelling.chars().count();
    let most = Sketch::of(written).limit(Sketch::of(spelling), letters);
    written.len() >= SHORTEST && most > 0 && distance(written, spelling, most).is_some()
}

/// Pairs of these words, by place, of which one may be meant by the other.
pub(super) fn neighbours(words: &[&str]) -> Vec<(usize, usize)> {
    let prepared = words.iter().enumerate().filter_map(|(at, word)| {
        let letters = word.chars().count();
        let fits = (SHORTEST..=LONGEST).contains(&letters) && word.chars().all(char::is_alphabetic);
        fits.then(|| (at, *word, letters, Sketch::of(word)))
    });
    let prepared: Vec<_> = prepared.collect();
    let mut found = Vec::new();
    for (place, (a, word, letters, sketch)) in prepared.iter().enumerate() {
        let pattern = Pattern::of(word);
        for (b, other, others, its) in prepared.iter().skip(place + 1) {
            let most = sketch.limit(*its, *others).max(its.limit(*sketch, *letters));
            if letters.abs_diff(*others) <= most && most > 0 && pattern.distance(other, most).is_some() {
                found.push((*a, *b));
            }
        }
    }
    found
}

impl Sketch {
    fn of(word: &str) -> Self {
        let bit = |c: char| if c.is_ascii_lowercase() { c as u32 - 'a' as u32 } else { 26 + c as u32 % 6 };
        let first = word.chars().next().unwrap_or(' ');
        let sounds = match first {
            'c' => 0b11,
            'k' | 'q' => 0b1,
            's' | 'z' => 0b10,
            'x' => 0b110,
            'f' | 'p' | 'v' => 0b1000,
            'g' | 'j' => 0b1_0000,
            'e' | 'i' | 'y' => 0b10_0000,
            _ => 0,
        };
        let own = if first.is_ascii_lowercase() { 1 << bit(first) } else { 0 };
        Self { letters: word.chars().fold(0, |set, c| set | 1 << bit(c)), first: own | sounds << 26 }
    }

    /// Edits that `written` may be away from a word of so many letters, if it can be that near at all; else none.
    ///
    /// People get the first letter right, or write one that sounds like it, or make no second mistake.
    fn limit(self, other: Self, letters: usize) -> usize {
        let most = match limit(letters) {
            most if self.first & other.first != 0 => most,
            most if letters > SHORTEST => most.min(1),
            _ => 0,
        };
        // An edit brings in one letter at most, and takes away one.
        let fits = |extra: u32| {
            let less = extra & extra.wrapping_sub(1);
            extra == 0 || (most > 0 && less == 0) || (most > 1 && less & less.wrapping_sub(1) == 0)
        };
        if fits(self.letters & !other.letters) && fits(other.letters & !self.letters) { most } else { 0 }
    }
}

impl Spelling {
    /// Makes a word a candidate, of a list or not: a word of no list takes the misspellings that are nearest to it.
    /// Words that no misspelling may reach (short ones, long ones, numbers) are left out.
    pub fn add(&mut self, word: u32, spelling: &str) {
        let letters = spelling.chars().count();
        if limit(letters) == 0 || letters > LONGEST || !spelling.chars().all(char::is_alphabetic) {
            return;
        }
        if self.by_length.len() <= letters {
            self.by_length.resize_with(letters + 1, Candidates::default);
        }
        if let Some(same) = self.by_length.get_mut(letters) {
            same.sketches.push(Sketch::of(spelling));
            same.list.push(Candidate { word, spelling: spelling.into() });
        }
    }

    pub fn add_group(&mut self, words: Vec<(u32, Box<str>)>) {
        self.groups.push(words);
    }

    /// The words nearest to `written`, which is itself no known word: all at the least distance, and the look-alikes of
    /// a long name that are hardly further away.
    pub fn nearest(&self, written: &str) -> Vec<u32> {
        let letters = written.chars().count();
        let mut nearest = Vec::new();
        if !(SHORTEST..=LONGEST + 2).contains(&letters) {
            return nearest;
        }
        let (sketch, pattern) = (Sketch::of(written), Pattern::of(written));
        let mut least = 2;
        for length in [letters, letters + 1, letters - 1, letters + 2, letters - 2] {
            if length.abs_diff(letters) > limit(length).min(least) {
                continue;
            }
            let Some(same) = self.by_length.get(length) else { continue };
            for (other, candidate) in same.sketches.iter().zip(&same.list) {
                let most = sketch.limit(*other, length).min(least);
                if most == 0 {
                    continue;
                }
                let Some(edits) = pattern.distance(&candidate.spelling, most) else { continue };
                if edits < least {
                    least = edits;
                    nearest.clear();
                }
                nearest.push(candidate.word);
            }
        }
        self.add_look_alikes(written, letters, &mut nearest);
        nearest.sort_unstable();
        nearest.dedup();
        nearest
    }

    /// "hydroxzine" is one edit from hydroxyzine and three from hydralazine: of ten letters, that is either.
    fn add_look_alikes(&self, written: &str, letters: usize, nearest: &mut Vec<u32>) {
        if letters < 9 {
            return;
        }
        for at in 0..nearest.len() {
            let Some(&word) = nearest.get(at) else { continue };
            for (other, spelling) in self.groups.iter().filter(|g| g.iter().any(|(w, _)| *w == word)).flatten() {
                let longer = letters.max(spelling.chars().count());
                if distance(written, spelling, 3).is_some_and(|edits| edits * 7 < longer * 2) {
                    nearest.push(*other);
                }
            }
        }
    }
}

/// A word prepared for many distances: where each letter stands in it, a bit a place (Hyyrö's bit-parallel form of
/// optimal string alignment; [`distance`] says the same, and a test holds them together).
struct Pattern<'a> {
    word: &'a str,
    places: [u64; 26],
    /// Only words of `a` to `z` are prepared.
    plain: bool,
}

impl<'a> Pattern<'a> {
    fn of(word: &'a str) -> Self {
        let plain = word.len() <= 64 && word.bytes().all(|b| b.is_ascii_lowercase());
        let mut places = [0; 26];
        if plain {
            for (at, byte) in word.bytes().enumerate() {
                if let Some(places) = places.get_mut(usize::from(byte - b'a')) {
                    *places |= 1 << at;
                }
            }
        }
        Self { word, places, plain }
    }

    fn distance(&self, other: &str, most: usize) -> Option<usize> {
        if !self.plain || self.word.is_empty() {
            return distance(self.word, other, most);
        }
        let last = 1_u64 << (self.word.len() - 1);
        let (mut up, mut down, mut diagonal, mut before) = (!0_u64, 0_u64, 0_u64, 0_u64);
        let mut edits = self.word.len();
        for byte in other.bytes() {
            let here = self.places.get(usize::from(byte.wrapping_sub(b'a'))).copied().unwrap_or(0);
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let rises = down | !(diagonal | up);
            let falls = diagonal & up;
            edits = edits + usize::from(rises & last != 0) - usize::from(falls & last != 0);
            let rises = rises << 1 | 1;
            up = falls << 1 | !(diagonal | rises);
            down = rises & diagonal;
            before = here;
        }
        (edits <= most).then_some(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_distances_agree(a in "[a-d]{1,12}", b in "[a-d]{0,12}", most in 0_usize..14) {
            prop_assert_eq!(Pattern::of(&a).distance(&b, most), distance(&a, &b, most));
        }
    }

    #[test]
    fn first_letters() {
        assert!(is_near("fenelzine", "phenelzine"));
        assert!(is_near("zanax", "xanax"));
        assert!(!is_near("need", "weed"));
        assert!(!is_near("orange", "xxrange"));
        assert!(!is_near("ket", "keto"));
    }
}
