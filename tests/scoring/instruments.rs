//! The scales of the KAP pack a second time, from their publications: what each item scores, what is added up, what bands
//! and what skips there are. Nothing here is read from the pack.

/// One scored instrument.
pub struct Instrument {
    pub id: &'static str,
    /// The points an item may have, by item; for yes/no items 0 and 1.
    pub points: &'static [&'static [u8]],
    pub yes_no: bool,
    /// Items, from 1, that score 1 for no.
    pub reversed: &'static [usize],
    /// Name, first and last item, from 1.
    pub subscores: &'static [(&'static str, usize, usize)],
    pub bands: &'static [(&'static str, i64, i64)],
    /// Whether an item, from 1, is asked, given the items before it and the question before the scale.
    pub asks: fn(item: usize, before: &[Option<u8>], gate: Option<bool>) -> bool,
}

const FREQUENCY: &[u8] = &[0, 1, 2, 3];
const EXTENT: &[u8] = &[0, 1, 2, 3, 4];
const YES_NO: &[u8] = &[0, 1];
/// No; yes, but not in the last year; yes, in the last year.
const EVER: &[u8] = &[0, 2, 4];

fn always(_: usize, _: &[Option<u8>], _: Option<bool>) -> bool {
    true
}

/// Item 1 "never" skips 2 and 3; a sum of the first three below 3 skips the rest.
fn audit(item: usize, before: &[Option<u8>], _: Option<bool>) -> bool {
    let points = |item: usize| before.get(item - 1).copied().flatten().unwrap_or(0);
    match item {
        1 => true,
        2 | 3 => points(1) > 0,
        _ => points(1) + points(2) + points(3) >= 3,
    }
}

/// Without exposure there are no items.
fn exposed(_: usize, _: &[Option<u8>], gate: Option<bool>) -> bool {
    gate == Some(true)
}

const PHQ9: Instrument = Instrument {
    id: "phq9",
    points: &[FREQUENCY; 9],
    yes_no: false,
    reversed: &[],
    subscores: &[],
    bands: &[
        ("minimal", 0, 4),
        ("mild", 5, 9),
        ("moderate", 10, 14),
        ("moderately_severe", 15, 19),
        ("severe", 20, 27),
    ],
    asks: always,
};

const GAD7: Instrument = Instrument {
    id: "gad7",
    points: &[FREQUENCY; 7],
    bands: &[("minimal", 0, 4), ("mild", 5, 9), ("moderate", 10, 14), ("severe", 15, 21)],
    ..PHQ9
};

const PCL5: Instrument = Instrument {
    id: "pcl5",
    points: &[EXTENT; 20],
    subscores: &[("b", 1, 5), ("c", 6, 7), ("d", 8, 14), ("e", 15, 20)],
    // No severity ranges have been published.
    bands: &[],
    ..PHQ9
};

const PCPTSD5: Instrument =
    Instrument { id: "pcptsd5", points: &[YES_NO; 5], yes_no: true, bands: &[], asks: exposed, ..PHQ9 };

const AUDIT: Instrument = Instrument {
    id: "audit",
    points: &[EXTENT, EXTENT, EXTENT, EXTENT, EXTENT, EXTENT, EXTENT, EXTENT, EVER, EVER],
    subscores: &[("c", 1, 3)],
    bands: &[("zone_1", 0, 7), ("zone_2", 8, 15), ("zone_3", 16, 19), ("zone_4", 20, 40)],
    asks: audit,
    ..PHQ9
};

const DAST10: Instrument = Instrument {
    id: "dast10",
    points: &[YES_NO; 10],
    yes_no: true,
    reversed: &[3],
    bands: &[("none_reported", 0, 0), ("low", 1, 2), ("moderate", 3, 5), ("substantial", 6, 8), ("severe", 9, 10)],
    ..PHQ9
};

const MDQ: Instrument = Instrument { id: "mdq", points: &[YES_NO; 13], yes_no: true, bands: &[], ..PHQ9 };

pub const ALL: [Instrument; 7] = [PHQ9, GAD7, PCL5, PCPTSD5, AUDIT, DAST10, MDQ];

/// Items not added up: the Columbia screener gives a level.
pub const COLUMBIA: &str = "cssrs";

pub fn instrument(id: &str) -> &'static Instrument {
    static KNOWN: [Instrument; 7] = ALL;
    KNOWN.iter().find(|known| known.id == id).expect("an instrument of this list")
}

impl Instrument {
    /// What an answer scores: its points, or 1 for yes, or for no where reversed.
    fn scores(&self, item: usize, answer: u8) -> i64 {
        if self.reversed.contains(&item) { i64::from(answer == 0) } else { i64::from(answer) }
    }

    /// Items from `first` to `last`, from 1, added up; skipped ones add nothing.
    pub fn sum(&self, answers: &[Option<u8>], first: usize, last: usize) -> i64 {
        let items = answers.iter().enumerate().map(|(at, answer)| (at + 1, answer));
        items
            .filter(|(item, _)| (first..=last).contains(item))
            .filter_map(|(item, answer)| answer.map(|a| self.scores(item, a)))
            .sum()
    }

    pub fn total(&self, answers: &[Option<u8>]) -> i64 {
        self.sum(answers, 1, self.points.len())
    }

    pub fn band(&self, total: i64) -> Option<&'static str> {
        self.bands.iter().find(|(_, from, to)| (*from..=*to).contains(&total)).map(|(name, ..)| *name)
    }

    /// Symptoms from `first` to `last` that score at least `from`.
    pub fn present(&self, answers: &[Option<u8>], first: usize, last: usize, from: u8) -> usize {
        answers[first - 1..last].iter().filter(|answer| answer.is_some_and(|a| a >= from)).count()
    }
}
