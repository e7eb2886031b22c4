//! Totals, subscores and bands: exhaustive where an instrument has at most a million answers, else many random ones; bounds
//! against every filling of up to three blanks.

use anteroom::answers::{Block, Given, Sheet, Texts, Value};
use anteroom::pack::{Answer, QuestionId};
use anteroom::value::LANES;

use super::instruments::{self, COLUMBIA, Instrument, instrument};
use super::{Answers, sums};
use crate::support::draw::Draw;
use crate::support::packs::date;

const MANY: usize = 100_000;

#[test]
fn the_pack_says_of_every_scale_what_its_publication_says() {
    let scorer = sums();
    for known in &instruments::ALL {
        let (_, scale) = scorer.scale(known.id);
        assert_eq!(scale.items.len(), known.points.len(), "{}", known.id);
        assert!(scale.total.is_some(), "{}", known.id);
        for (at, (item, points)) in scale.items.iter().zip(known.points).enumerate() {
            let own: Vec<u8> = match &scorer.pack.questions[item.question.index()].answer {
                Answer::YesNo => vec![0, 1],
                Answer::Points(points) => points.iter().map(|p| p.points).collect(),
                _ => panic!("an item of another kind"),
            };
            assert_eq!(own, *points, "{} item {}", known.id, at + 1);
            assert_eq!(item.reversed, known.reversed.contains(&(at + 1)), "{} item {}", known.id, at + 1);
            assert_eq!((item.least, item.most), (points[0], points[points.len() - 1]), "{} item {}", known.id, at + 1);
        }
        let subscores: Vec<_> =
            scale.subscores.iter().map(|s| (s.id.as_str(), s.items.start + 1, s.items.end)).collect();
        assert_eq!(subscores, known.subscores, "{}", known.id);
        let bands: Vec<_> = scale.bands.iter().map(|b| (b.id.as_str(), b.from, b.to)).collect();
        assert_eq!(bands, known.bands, "{}", known.id);
    }
    let (_, columbia) = scorer.scale(COLUMBIA);
    assert!(columbia.total.is_none() && columbia.bands.is_empty(), "a level, not a sum");
    assert_eq!(scorer.pack.scales.len(), instruments::ALL.len() + 1, "a scale without a second scorer");
}

/// Complete answers by their number, as the form asks; `None` past the last.
fn numbered(known: &Instrument, mut number: usize) -> Option<Answers> {
    let gate = if known.id == "pcptsd5" {
        let gate = number % 2 == 1;
        number /= 2;
        Some(gate)
    } else {
        None
    };
    let mut items = Vec::with_capacity(known.points.len());
    for (at, points) in known.points.iter().enumerate() {
        let answer = points[number % points.len()];
        number /= points.len();
        items.push((known.asks)(at + 1, &items, gate).then_some(answer));
    }
    (number == 0).then_some(Answers { items, gate })
}

/// A random number's answers.
fn random(known: &Instrument, draw: &mut Draw) -> Answers {
    let gate = (known.id == "pcptsd5").then(|| draw.chance(80));
    // Few points and many in equal shares, so that every total is near.
    let share = draw.below(101);
    let mut items = Vec::with_capacity(known.points.len());
    for (at, points) in known.points.iter().enumerate() {
        let answer = if draw.chance(share) { points[draw.below(points.len())] } else { points[0] };
        items.push((known.asks)(at + 1, &items, gate).then_some(answer));
    }
    Answers { items, gate }
}

fn count(known: &Instrument) -> usize {
    let answers = known.points.iter().map(|p| p.len()).try_fold(1, usize::checked_mul);
    answers.unwrap_or(usize::MAX).saturating_mul(if known.id == "pcptsd5" { 2 } else { 1 })
}

#[test]
fn totals_subscores_and_bands_of_complete_answers_are_those_of_a_second_scorer() {
    let mut draw = Draw::seeded(1);
    for known in &instruments::ALL {
        let all = count(known);
        let tried = if all <= 1_000_000 { all } else { MANY };
        for first in (0..tried).step_by(LANES) {
            let numbers = first..tried.min(first + LANES);
            let block: Vec<Answers> = numbers
                .filter_map(|n| if tried == all { numbered(known, n) } else { Some(random(known, &mut draw)) })
                .collect();
            totals_agree(known, &block);
        }
    }
}

fn totals_agree(known: &Instrument, answers: &[Answers]) {
    let scorer = sums();
    let (_, scale) = scorer.scale(known.id);
    scorer.run(&scorer.block(known, answers, |_| {}), |table| {
        for (lane, given) in answers.iter().enumerate() {
            let total = known.total(&given.items);
            assert_eq!(scorer.sum(table, known.id, 1, known.points.len(), lane), (total, total), "{given:?}");
            for (name, first, last) in known.subscores {
                let sum = known.sum(&given.items, *first, *last);
                assert_eq!(scorer.sum(table, known.id, *first, *last, lane), (sum, sum), "{name} of {given:?}");
            }
            let band = scale.bands.iter().find(|b| b.from <= total && total <= b.to).map(|b| b.id.as_str());
            assert_eq!(band, known.band(total), "{given:?}");
        }
    });
}

#[test]
fn bounds_are_the_least_and_most_of_every_filling_of_up_to_three_blanks() {
    let mut draw = Draw::seeded(2);
    for known in &instruments::ALL {
        for _ in 0..1500 / LANES {
            let answers: Vec<Answers> = (0..LANES)
                .map(|_| {
                    let mut answers = random(known, &mut draw);
                    // A blank that opens skipped items would leave too much to fill.
                    let skips = answers.items.contains(&None);
                    for _ in 0..1 + draw.below(3) {
                        let at = draw.below(answers.items.len());
                        if !(skips && known.id == "audit" && at < 3) {
                            answers.items[at] = None;
                        }
                    }
                    if draw.chance(20) {
                        answers.gate = None;
                    }
                    answers
                })
                .collect();
            bounds_agree(known, &answers);
        }
    }
}

fn bounds_agree(known: &Instrument, answers: &[Answers]) {
    let scorer = sums();
    scorer.run(&scorer.block(known, answers, |_| {}), |table| {
        for (lane, given) in answers.iter().enumerate() {
            let gates = match (known.id, given.gate) {
                ("pcptsd5", None) => vec![Some(false), Some(true)],
                (_, gate) => vec![gate],
            };
            let fillings: Vec<Vec<Option<u8>>> = gates.iter().flat_map(|gate| fillings(known, given, *gate)).collect();
            let ends = |first: usize, last: usize| {
                let sums = || fillings.iter().map(|f| known.sum(f, first, last));
                (sums().min().expect("a filling"), sums().max().expect("a filling"))
            };
            let whole = ("total", 1, known.points.len());
            for (name, first, last) in known.subscores.iter().copied().chain([whole]) {
                let (low, high) = scorer.sum(table, known.id, first, last, lane);
                let (least, most) = ends(first, last);
                assert!(low <= least && most <= high, "{name} {low} to {high}, {least} to {most} of {given:?}");
                // Bounds add up item by item. Where a blank decides whether others are asked, no filling may reach both ends.
                let decides = known.id == "audit" && given.items[..3].contains(&None);
                assert!(
                    decides || (low, high) == (least, most),
                    "{name} {low} to {high}, {least} to {most} of {given:?}"
                );
            }
        }
    });
}

/// Every way to answer the blanks that are asked; a given answer counts, asked or not.
fn fillings(known: &Instrument, given: &Answers, gate: Option<bool>) -> Vec<Vec<Option<u8>>> {
    let mut made: Vec<Vec<Option<u8>>> = vec![Vec::new()];
    for (at, points) in known.points.iter().enumerate() {
        made = made
            .into_iter()
            .flat_map(|before| {
                let answers: Vec<Option<u8>> = match given.items[at] {
                    Some(answer) => vec![Some(answer)],
                    None if (known.asks)(at + 1, &before, gate) => points.iter().copied().map(Some).collect(),
                    None => vec![None],
                };
                let with = move |answer| before.iter().copied().chain([answer]).collect();
                answers.into_iter().map(with).collect::<Vec<_>>()
            })
            .collect();
    }
    made
}

#[test]
fn an_answer_given_though_not_asked_counts() {
    let scorer = sums();
    let known = instrument("pcptsd5");
    let contradicts = Answers { items: vec![Some(1), Some(1), Some(0), Some(1), Some(1)], gate: Some(false) };
    let open = Answers { gate: None, ..contradicts.clone() };
    scorer.run(&scorer.block(known, &[contradicts, open], |_| {}), |table| {
        assert_eq!(scorer.sum(table, "pcptsd5", 1, 5, 0), (4, 4));
        assert_eq!(scorer.sum(table, "pcptsd5", 1, 5, 1), (4, 4));
    });
}

#[test]
fn sheets_score_as_columns_do() {
    let scorer = sums();
    let mut draw = Draw::seeded(3);
    for known in &instruments::ALL {
        let answers: Vec<Answers> = (0..LANES).map(|_| random(known, &mut draw)).collect();
        let (_, scale) = scorer.scale(known.id);
        let sheet = |answers: &Answers| {
            let mut sheet = Sheet::new("somebody", date("2026-11-23"));
            let mut give = |question: QuestionId, value: Value| {
                let slot = scorer.layout.slot(question, 0).expect("a slot");
                sheet.answers.insert(slot, Given::Value(value));
            };
            for (item, answer) in scale.items.iter().zip(&answers.items) {
                match answer {
                    Some(answer) if known.yes_no => give(item.question, Value::YesNo(*answer == 1)),
                    Some(answer) => give(item.question, Value::Points(*answer)),
                    None => {}
                }
            }
            if let Some(gate) = answers.gate {
                give(scorer.question("pcptsd5.exposure"), Value::YesNo(gate));
            }
            sheet
        };
        let sheets: Vec<Sheet> = answers.iter().map(sheet).collect();
        let block = Block::from_sheets(&scorer.pack, &scorer.layout, &sheets, &mut Texts::default());
        scorer.run(&block, |table| {
            for (lane, given) in answers.iter().enumerate() {
                let total = known.total(&given.items);
                assert_eq!(scorer.sum(table, known.id, 1, known.points.len(), lane), (total, total), "{given:?}");
            }
        });
    }
}

/// The students' answers that their authors published with totals and labels, where the folder is at hand.
#[test]
fn published_surveys_score_as_their_authors_say() {
    let root = crate::support::root();
    let folders = root.ancestors().skip(1).take(2).map(|at| at.join("shared/data/surveys"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a survey");
    let (tidy, scored) = (read("medstudents_tidy.csv"), read("medstudents_scored.csv"));
    for (id, first, items, total, band) in [("phq9", 1, 9, 6, 7), ("gad7", 10, 7, 12, 13)] {
        let known = instrument(id);
        let rows: Vec<(Vec<&str>, Vec<&str>)> = (tidy.lines().skip(1).zip(scored.lines().skip(1)))
            .map(|(t, s)| (t.split(',').collect(), s.split(',').collect()))
            .collect();
        let answers: Vec<Answers> = rows
            .iter()
            .map(|(row, _)| Answers {
                items: row[first..first + items].iter().map(|a| a.parse().ok()).collect(),
                gate: None,
            })
            .collect();
        assert!(answers.len() > 700, "{} rows", answers.len());
        for (block, rows) in answers.chunks(LANES).zip(rows.chunks(LANES)) {
            bounds_agree(known, block);
            totals_of_authors(known, block, rows, (total, band));
        }
    }
}

fn totals_of_authors(known: &Instrument, answers: &[Answers], rows: &[(Vec<&str>, Vec<&str>)], at: (usize, usize)) {
    let scorer = sums();
    let (_, scale) = scorer.scale(known.id);
    scorer.run(&scorer.block(known, answers, |_| {}), |table| {
        for (lane, (_, scored)) in rows.iter().enumerate() {
            let Ok(total) = scored[at.0].parse::<i64>() else { continue };
            assert_eq!(scorer.sum(table, known.id, 1, known.points.len(), lane), (total, total));
            let band = scale.bands.iter().find(|b| b.from <= total && total <= b.to).expect("a band");
            let label = scored[at.1]
                .to_lowercase()
                .replace(' ', "_")
                .replace("none-minimal", "minimal")
                .replace("none", "minimal");
            assert_eq!(band.id, label);
        }
    });
}
