//! Questions with so few answers that every sheet of a pack can be listed.

use anteroom::pack::*;
use anteroom::value::{Date, Decimal};

use super::packs::{Maker, date};

/// The day of every decision on a small pack: the leap day is two days past.
pub const AS_OF: &str = "2028-03-02";

/// Answers of a text that are reckoned with before its rules are known.
const TEXTS: usize = 9;

impl Maker<'_> {
    /// Questions as long as the product of their answers stays below a limit that is drawn first.
    pub(super) fn small_questions(&mut self) {
        let most = self.draw.pick(&[60, 120, 240, 240, 480, 480, 900, 900, 1800, 1800, 4000, 12_000]);
        self.add(Answer::YesNo, None, None);
        let mut sheets = 4;
        for _ in 0..7 {
            let room: usize = most / sheets;
            if room < 4 {
                break;
            }
            let before = self.pack.questions.len();
            match self.draw.below(12) {
                0..7 => {
                    let answer = self.small_answer(room, true);
                    self.add(answer, None, None);
                }
                7..10 => {
                    let points = self.draw.pick(&[&[0u8, 1, 2] as &[u8], &[0, 1, 2, 3], &[0, 2], &[1, 3]]);
                    let (mut count, each) = (0, points.len() + 2);
                    while count < 4 && each.pow(count + 1) <= room {
                        count += 1;
                    }
                    let count = if count < 2 { count } else { 2 + self.draw.below(count as usize - 1) as u32 };
                    self.scale_of(count.max(1) as usize, points, false);
                }
                _ => self.small_group(room),
            }
            sheets *= self.pack.questions[before..]
                .iter()
                .filter(|q| q.group.is_none())
                .map(|q| self.states(q))
                .product::<usize>();
        }
    }

    /// How many states an answer has, with *blank* and *declined*.
    fn states(&self, question: &Question) -> usize {
        let values = match &question.answer {
            Answer::Group { max, fields } => {
                let row: usize = fields.iter().map(|field| self.states(&self.pack.questions[field.index()])).product();
                (0..=*max).map(|rows| row.pow(rows)).sum()
            }
            answer => values(answer),
        };
        values + 2
    }

    /// An answer with at most so many states; a yes/no one where nothing else fits.
    fn small_answer(&mut self, room: usize, own: bool) -> Answer {
        let options = |n: usize| -> Vec<AnswerOption> {
            (0..n).map(|i| AnswerOption { id: format!("o{i}"), label: None, code: None }).collect()
        };
        let decimal = |text: &str| Decimal::parse(text).expect("a number");
        let answer = match self.draw.below(11) {
            0 => Answer::YesNo,
            1 | 2 => {
                let (min, max, places) = self.draw.pick(&[
                    ("0", "3", 0),
                    ("0", "2", 0),
                    ("-2", "1", 0),
                    ("0.5", "0.8", 1),
                    ("-3", "-2", 0),
                    ("0.05", "0.07", 2),
                ]);
                Answer::Number { min: decimal(min), max: decimal(max), places, unit: None }
            }
            3 | 4 => {
                let count = 1 + self.draw.below(3);
                let none = self.draw.chance(40).then_some(0);
                Answer::Choice { options: options(count), none }
            }
            5 => {
                let count = 1 + self.draw.below(3);
                let none = self.draw.chance(60).then(|| self.draw.below(count) as u32);
                Answer::Choices { options: options(count), none }
            }
            6..9 => Answer::Text { blank_is_none: own && self.draw.chance(40), past: self.draw.chance(30) },
            _ => {
                // Some days from two days ago, or around the day that a year, or four, have passed.
                let today = date(AS_OF).day_number();
                let first = today - self.draw.pick(&[2, 367, 1462, 3]);
                let open = today - first < 4 && self.draw.chance(40);
                let latest = (!open).then(|| day(first + self.draw.between(0, 3) as i32));
                Answer::Date { earliest: day(first), latest }
            }
        };
        if values(&answer) + 2 <= room { answer } else { Answer::YesNo }
    }

    fn small_group(&mut self, room: usize) {
        let max = 1 + self.draw.below(2) as u32;
        // The states of one row whose rows together still fit.
        let mut row = 1;
        while (0..=max).map(|rows| (row + 1usize).pow(rows)).sum::<usize>() + 2 <= room {
            row += 1;
        }
        if row < 4 {
            let answer = self.small_answer(room, true);
            self.add(answer, None, None);
            return;
        }
        let id = self.add(Answer::Group { max, fields: vec![] }, None, None);
        let mut own = Vec::new();
        while row >= 4 && own.len() < 2 {
            let answer = self.small_answer(row, false);
            row /= values(&answer) + 2;
            own.push(self.add(answer, Some(id), None));
        }
        if let Answer::Group { fields, .. } = &mut self.pack.questions[id.index()].answer {
            *fields = own;
        }
    }

    /// A day near those that are answered.
    pub(super) fn small_date(&mut self) -> Date {
        let today = date(AS_OF).day_number();
        day(today - self.draw.pick(&[0, 1, 2, 364, 365, 366, 1461, 1460]))
    }

    /// Days or years near those that have passed since a day that is answered.
    pub(super) fn small_span(&mut self, of: &Number) -> Number {
        let span = match of {
            Number::DaysSince(_) => self.draw.pick(&[0, 1, 2, 3, 365, 366, 367, 1460, 1461, -1]),
            _ => self.draw.pick(&[0, 1, 4, 3, -1]),
        };
        Number::Constant(Decimal::from(span))
    }
}

fn day(number: i32) -> Date {
    Date::from_day_number(number).expect("a day of the calendar")
}

fn values(answer: &Answer) -> usize {
    match answer {
        Answer::YesNo => 2,
        Answer::Number { min, max, places, .. } => {
            let (low, high) = (min.to_scaled(*places).expect("fits"), max.to_scaled(*places).expect("fits"));
            (high - low) as usize + 1
        }
        Answer::Choice { options, .. } => options.len(),
        Answer::Choices { options, .. } => 1 << options.len(),
        Answer::Text { .. } => TEXTS,
        Answer::Date { earliest, latest } => {
            let latest = latest.unwrap_or_else(|| date(AS_OF));
            (latest.day_number() - earliest.day_number()) as usize + 1
        }
        Answer::Points(points) => points.len(),
        Answer::Group { .. } => 0,
    }
}
