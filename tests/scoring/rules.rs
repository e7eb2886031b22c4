//! What the KAP pack concludes from a scale, compared with the published rule: the PCL-5 clusters, the MDQ, the Columbia
//! levels, and the worked examples.

use anteroom::value::{LANES, Truth};

use super::instruments::{COLUMBIA, Instrument, instrument};
use super::{Answers, Writer, whole};
use crate::support::draw::Draw;

fn given(items: &[u8]) -> Answers {
    Answers { items: items.iter().map(|a| Some(*a)).collect(), gate: None }
}

#[test]
fn the_cluster_rule_of_the_pcl5_is_the_published_one() {
    let (scorer, known) = (whole(), instrument("pcl5"));
    let mut draw = Draw::seeded(4);
    for _ in 0..20_000 / LANES {
        let share = draw.below(101);
        let item = |draw: &mut Draw| if draw.chance(share) { draw.below(5) as u8 } else { draw.below(2) as u8 };
        let answers: Vec<Answers> =
            (0..LANES).map(|_| given(&(0..20).map(|_| item(&mut draw)).collect::<Vec<_>>())).collect();
        scorer.run(&scorer.block(known, &answers, |_| {}), |table| {
            for (lane, of) in answers.iter().enumerate() {
                let present = |first, last| known.present(&of.items, first, last, 2);
                let clusters = present(1, 5) >= 1 && present(6, 7) >= 1 && present(8, 14) >= 2 && present(15, 20) >= 2;
                assert_eq!(scorer.fact(table, "pcl5_cluster", lane), Truth::of(clusters), "{of:?}");
                let probable = clusters || known.total(&of.items) >= 33;
                let said = scorer.fact(table, "trauma_active", lane);
                // The other screen is blank.
                assert_eq!(said, if probable { Truth::Yes } else { Truth::Unknown }, "{of:?}");
            }
        });
    }
}

#[test]
fn the_mood_disorder_questionnaire_is_positive_as_published() {
    let (scorer, known) = (whole(), instrument("mdq"));
    let mut draw = Draw::seeded(5);
    let (period, impairment) = (scorer.question("mdq.same_period"), scorer.question("mdq.impairment"));
    for _ in 0..20_000 / LANES {
        let items = |draw: &mut Draw| (0..13).map(|_| (!draw.chance(5)).then(|| draw.below(2) as u8)).collect();
        let answers: Vec<Answers> = (0..LANES).map(|_| Answers { items: items(&mut draw), gate: None }).collect();
        let periods: Vec<Option<u8>> = (0..LANES).map(|_| draw.pick(&[None, Some(0), Some(1), Some(1)])).collect();
        let levels: Vec<Option<u8>> =
            (0..LANES).map(|_| draw.pick(&[None, Some(0), Some(1), Some(2), Some(3)])).collect();
        let also = |writer: &mut Writer| {
            writer.column(period, |lane| periods[lane]);
            writer.column(impairment, |lane| levels[lane]);
        };
        scorer.run(&scorer.block(known, &answers, also), |table| {
            for (lane, of) in answers.iter().enumerate() {
                let yes = known.total(&of.items);
                let blanks = of.items.iter().filter(|i| i.is_none()).count() as i64;
                // Seven yes, in the same period, moderate or serious: the third and fourth option.
                let parts = [
                    if yes >= 7 {
                        Truth::Yes
                    } else if yes + blanks < 7 {
                        Truth::No
                    } else {
                        Truth::Unknown
                    },
                    periods[lane].map_or(Truth::Unknown, |p| Truth::of(p == 1)),
                    levels[lane].map_or(Truth::Unknown, |l| Truth::of(l >= 2)),
                ];
                let expected = parts.into_iter().min().expect("three parts");
                let said = scorer.fact(table, "mdq_positive", lane);
                assert_eq!(said, expected, "{of:?} {:?} {:?}", periods[lane], levels[lane]);
            }
        });
    }
}

/// High, moderate and low by the screener's own triage; none of them with all no.
fn columbia(q: &[bool; 7]) -> &'static str {
    let [wish, thoughts, method, intent, plan, ever, recent] = *q;
    if intent || plan || recent {
        "high"
    } else if method || ever {
        "moderate"
    } else if wish || thoughts {
        "low"
    } else {
        "none"
    }
}

#[test]
fn the_columbia_screener_gives_its_published_levels() {
    let scorer = whole();
    // Every complete form: questions 3 to 5 only after a yes to 2, recent behaviour only after a yes to 6.
    let forms: Vec<[Option<bool>; 7]> = (0..128u8)
        .filter_map(|bits| {
            let q: [bool; 7] = std::array::from_fn(|at| bits >> at & 1 == 1);
            let skipped = |at: usize| ((2..5).contains(&at) && !q[1]) || (at == 6 && !q[5]);
            let clean = (0..7).all(|at| !skipped(at) || !q[at]);
            clean.then(|| std::array::from_fn(|at| (!skipped(at)).then_some(q[at])))
        })
        .collect();
    let (_, scale) = scorer.scale(COLUMBIA);
    let questions: Vec<_> =
        scale.items.iter().map(|i| i.question).chain([scorer.question("cssrs.q6_recent")]).collect();
    let known = Instrument { id: COLUMBIA, points: &[], ..instruments_none() };
    for forms in forms.chunks(LANES) {
        let also = |writer: &mut Writer| {
            writer.all("phq9.q9", 0);
            for (at, question) in questions.iter().enumerate() {
                writer.column(*question, |lane| forms.get(lane).and_then(|form| form[at]).map(u8::from));
            }
        };
        let nothing: Vec<Answers> = vec![Answers { items: vec![None; scale.items.len()], gate: None }; LANES];
        scorer.run(&scorer.block(&known, &nothing, also), |table| {
            for (lane, form) in forms.iter().enumerate() {
                let rule = |id: &str| scorer.rule(table, id, lane);
                let said = match (rule("suicide.immediate"), rule("suicide.same-day"), rule("suicide.ideation")) {
                    (Truth::Yes, ..) => "high",
                    (_, Truth::Yes, _) => "moderate",
                    (_, _, Truth::Yes) => "low",
                    (Truth::No, Truth::No, Truth::No) => "none",
                    _ => "unknown",
                };
                assert_eq!(said, columbia(&form.map(|q| q.unwrap_or(false))), "{form:?}");
            }
        });
    }
}

/// Nothing to write but what the test itself writes.
fn instruments_none() -> Instrument {
    Instrument {
        id: COLUMBIA,
        points: &[],
        yes_no: true,
        reversed: &[],
        subscores: &[],
        bands: &[],
        asks: |_, _, _| true,
    }
}

/// Symptoms of the PHQ-9: item 9 counts from 1, the others from 2.
fn phq9_symptoms(items: &[Option<u8>]) -> usize {
    let known = instrument("phq9");
    known.present(items, 1, 8, 2) + known.present(items, 9, 9, 1)
}

#[test]
fn worked_examples_come_out_as_published() {
    let examples: [(&str, Answers, i64, Option<&str>); 9] = [
        ("phq9", given(&[2, 2, 2, 2, 1, 1, 2, 0, 0]), 12, Some("moderate")),
        ("phq9", given(&[0, 0, 0, 0, 0, 1, 0, 0, 0]), 1, Some("minimal")),
        ("phq9", given(&[1, 1, 1, 1, 1, 1, 0, 0, 1]), 7, Some("mild")),
        ("phq9", given(&[2, 1, 2, 1, 2, 1, 2, 1, 2]), 14, Some("moderate")),
        ("phq9", given(&[3; 9]), 27, Some("severe")),
        ("audit", given(&[2, 1, 1, 0, 0, 0, 1, 0, 0, 2]), 7, Some("zone_1")),
        ("audit", Answers { items: [vec![Some(0)], vec![None; 9]].concat(), gate: None }, 0, Some("zone_1")),
        ("pcl5", given(&[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0, 0, 0, 0]), 31, None),
        ("pcl5", given(&[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0, 0, 0]), 33, None),
    ];
    let scorer = whole();
    for (id, answers, total, band) in examples {
        let known = instrument(id);
        assert_eq!((known.total(&answers.items), known.band(total)), (total, band), "the second scorer, {answers:?}");
        scorer.run(&scorer.block(known, std::slice::from_ref(&answers), |_| {}), |table| {
            assert_eq!(scorer.sum(table, id, 1, known.points.len(), 0), (total, total), "{answers:?}");
        });
    }
    assert_eq!(phq9_symptoms(&given(&[2, 2, 2, 2, 1, 1, 2, 0, 0]).items), 5);
}

#[test]
fn worked_bounds_come_out_as_published() {
    let scorer = whole();
    let blank = |items: &[i8]| Answers { items: items.iter().map(|i| u8::try_from(*i).ok()).collect(), gate: None };
    let answers = [
        blank(&[2, 2, 1, 1, 1, 1, -1, 1, -1]),
        blank(&[2, 2, 1, 1, 1, -1, 1, 1, 0]),
        blank(&[3, 3, 3, 2, -1, -1, -1, 0, 0]),
    ];
    scorer.run(&scorer.block(instrument("phq9"), &answers, |_| {}), |table| {
        let bounds: Vec<_> = (0..3).map(|lane| scorer.sum(table, "phq9", 1, 9, lane)).collect();
        assert_eq!(bounds, [(9, 15), (9, 12), (11, 20)]);
    });
    // The first three items of the AUDIT: one point altogether, and a "never" that completes them.
    let answers = [blank(&[1, 0, 0, -1, -1, -1, -1, -1, -1, -1]), blank(&[0, -1, -1, -1, -1, -1, -1, -1, -1, -1])];
    scorer.run(&scorer.block(instrument("audit"), &answers, |_| {}), |table| {
        assert_eq!(scorer.sum(table, "audit", 1, 3, 0), (1, 1));
        assert_eq!(scorer.sum(table, "audit", 1, 3, 1), (0, 0));
    });
}

#[test]
fn worked_conclusions_come_out_as_published() {
    let scorer = whole();
    let twos = |items: &[usize]| given(&(1..=20).map(|i| if items.contains(&i) { 2 } else { 0 }).collect::<Vec<_>>());
    let first = |n: usize| (1..=n).collect::<Vec<_>>();
    let mut fifteen = twos(&first(15));
    fifteen.items[15] = Some(1);
    let answers = [twos(&[1, 6, 8, 9, 15, 16]), fifteen, twos(&first(16))];
    scorer.run(&scorer.block(instrument("pcl5"), &answers, |_| {}), |table| {
        let said: Vec<_> = (0..3).map(|lane| scorer.fact(table, "pcl5_cluster", lane)).collect();
        assert_eq!(said, [Truth::Yes, Truth::No, Truth::Yes]);
        let totals: Vec<_> = (0..3).map(|lane| scorer.sum(table, "pcl5", 1, 20, lane).0).collect();
        assert_eq!(totals, [12, 31, 32]);
    });
    // The MDQ with so many yes, in the same period, and a problem that is moderate, minor, moderate, left blank.
    let yes = |n: usize| given(&(0..13).map(|i| u8::from(i < n)).collect::<Vec<_>>());
    let answers = [yes(7), yes(7), yes(6), yes(8)];
    let problem = [Some(2), Some(1), Some(2), None];
    let impairment = scorer.question("mdq.impairment");
    let also = |writer: &mut Writer| {
        writer.all("mdq.same_period", 1);
        writer.column(impairment, |lane| problem.get(lane).copied().flatten());
    };
    scorer.run(&scorer.block(instrument("mdq"), &answers, also), |table| {
        let said: Vec<_> = (0..4).map(|lane| scorer.fact(table, "mdq_positive", lane)).collect();
        assert_eq!(said, [Truth::Yes, Truth::No, Truth::No, Truth::Unknown]);
    });
}
