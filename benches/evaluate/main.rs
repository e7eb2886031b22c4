//! How long decisions take, beside a loop written by hand for the same questions.
//!
//! `cargo bench` prints a table. A part of a name picks rows: `cargo bench -- "one applicant"`. For counted instructions:
//!
//! ```text
//! cargo bench --no-run
//! valgrind --tool=callgrind --toggle-collect='*collected*' target/release/deps/evaluate-… --callgrind NAME
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and the pack's files, and prints"
)]

mod applicants;
mod by_hand;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use anteroom::answers::{Block, Layout, Sheet, Texts};
use anteroom::evaluate::{Axes, Decided, Evaluator};
use anteroom::explain::{Decision, View};
use anteroom::pack::Pack;
use anteroom::program::Program;
use anteroom::value::LANES;

use applicants::{Shared, Writes};

/// Blocks that are gone through in turn, so that no branch is learnt by heart.
const BLOCKS: usize = 64;

/// Prints a row for each measured piece, or runs one piece for a counter of instructions.
struct Bench {
    only: Option<String>,
    callgrind: bool,
    /// Applicants and nanoseconds of the last row, for ratios.
    last: f64,
}

impl Bench {
    /// Measures `work`, which does its piece for `units` of something and says how long that took, if not all of it counts.
    fn piece(&mut self, name: &str, unit: &str, units: usize, mut work: impl FnMut() -> Option<Duration>) {
        if self.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            return;
        }
        if self.callgrind {
            // Once before, so that what is read once is read.
            work();
            collected(&mut || {
                work();
            });
            println!("{name}: once, for {units} {unit}s");
            return;
        }
        let once = |work: &mut dyn FnMut() -> Option<Duration>| {
            let start = Instant::now();
            let own = work();
            own.unwrap_or_else(|| start.elapsed())
        };
        let warm = once(&mut work).max(Duration::from_nanos(100));
        let turns = (Duration::from_millis(60).as_nanos() / warm.as_nanos()).clamp(1, 100_000) as u32;
        let sample = |work: &mut dyn FnMut() -> Option<Duration>| {
            let spent: Duration = (0..turns).map(|_| once(work)).sum();
            spent.as_nanos() as f64 / f64::from(turns) / units as f64
        };
        let mut samples: Vec<f64> = (0..9).map(|_| sample(&mut work)).collect();
        samples.sort_by(f64::total_cmp);
        self.last = samples[samples.len() / 2];
        let shown = match self.last {
            ns if ns < 10_000.0 => format!("{ns:.1} ns"),
            ns if ns < 10_000_000.0 => format!("{:.1} µs", ns / 1e3),
            ns => format!("{:.1} ms", ns / 1e6),
        };
        println!("{name:<72} {shown:>10} a {unit}   (least {:.1} ns)", samples[0]);
    }
}

/// What a counter of instructions should look at.
#[inline(never)]
fn collected(work: &mut dyn FnMut()) {
    work();
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").peekable();
    let callgrind = arguments.next_if(|argument| argument == "--callgrind").is_some();
    let mut bench = Bench { only: arguments.next(), callgrind, last: 0.0 };
    small(&mut bench);
    let (pack, program) = support::kap();
    let layout = Layout::of(pack);
    println!(
        "the KAP pack: {} questions, {} rules, {} nodes",
        pack.questions.len(),
        pack.rules.len(),
        program.steps.len()
    );
    blocks(&mut bench, pack, program, &layout);
    one(&mut bench, pack, program, &layout);
    checks(&mut bench);
}

/// The same small pack in both ways: three totals with bounds and 25 histories.
fn small(bench: &mut Bench) {
    let (pack, program) = by_hand::pack();
    let layout = Layout::of(&pack);
    let sheets = applicants::sheets(&pack, &program, &layout, BLOCKS * LANES, Writes::Nothing, &mut Shared::new(&pack));
    let mut texts = Texts::default();
    let blocks: Vec<Block> =
        sheets.chunks(LANES).map(|of| Block::from_sheets(&pack, &layout, of, &mut texts)).collect();
    let columns: Vec<by_hand::Columns> =
        blocks.iter().map(|block| by_hand::Columns::of(&pack, &layout, block)).collect();
    let mut evaluator = Evaluator::new(&program);
    for (block, columns) in blocks.iter().zip(&columns) {
        let table = evaluator.run(block, &texts);
        assert_eq!(Axes::of(&program, table, block, 0), columns.axes(), "both decide the same");
    }
    bench.piece("28 rules over three scales, by hand", "applicant", BLOCKS * LANES, || {
        for columns in &columns {
            black_box(black_box(columns).axes());
        }
        None
    });
    let by_hand = bench.last;
    bench.piece("28 rules over three scales", "applicant", BLOCKS * LANES, || {
        for block in &blocks {
            let table = evaluator.run(black_box(block), &texts);
            black_box(Axes::of(&program, table, block, 0));
        }
        None
    });
    if by_hand > 0.0 {
        println!("  {:.1} times the loop by hand", bench.last / by_hand);
    }
}

fn blocks(bench: &mut Bench, pack: &Pack, program: &Program, layout: &Layout) {
    let mut shared = Shared::new(pack);
    let cases = [
        ("no texts, no trials", Writes::Nothing),
        ("up to six trials of known drugs", Writes::Trials),
        ("and texts on medicines, seen before", Writes::Texts),
    ];
    for (name, writes) in cases {
        let sheets = applicants::sheets(pack, program, layout, BLOCKS * LANES, writes, &mut shared);
        let mut texts = Texts::default();
        let blocks: Vec<Block> =
            sheets.chunks(LANES).map(|of| Block::from_sheets(pack, layout, of, &mut texts)).collect();
        let mut evaluator = Evaluator::new(program);
        bench.piece(&format!("columns to axes: {name}"), "applicant", BLOCKS * LANES, || {
            for block in &blocks {
                let table = evaluator.run(black_box(block), &texts);
                black_box(Axes::of(program, table, block, 0));
            }
            None
        });
        bench.piece(&format!("sheets to columns: {name}"), "applicant", BLOCKS * LANES, || {
            for of in sheets.chunks(LANES) {
                black_box(Block::from_sheets(pack, layout, black_box(of), &mut texts));
            }
            None
        });
    }
    // Every block brings texts that nobody has written before; interning them does not count.
    let sheets = applicants::sheets(pack, program, layout, BLOCKS * LANES, Writes::Texts, &mut shared);
    let mut number = 0;
    bench.piece("columns to axes: and texts on medicines, new ones", "applicant", LANES, || {
        let mut texts = Texts::default();
        let mut of = sheets[number % BLOCKS * LANES..][..LANES].to_vec();
        of.iter_mut().for_each(|sheet| applicants::make_new(sheet, number));
        number += 1;
        let block = Block::from_sheets(pack, layout, &of, &mut texts);
        let mut evaluator = Evaluator::new(program);
        let start = Instant::now();
        let table = evaluator.run(black_box(&block), &texts);
        black_box(Axes::of(program, table, &block, 0));
        Some(start.elapsed())
    });
}

fn one(bench: &mut Bench, pack: &Pack, program: &Program, layout: &Layout) {
    let sheets = applicants::sheets(pack, program, layout, 256, Writes::Texts, &mut Shared::new(pack));
    let mut texts = Texts::default();
    let mut evaluator = Evaluator::new(program);
    let decide = |sheet: &Sheet, explain: bool, texts: &mut Texts, evaluator: &mut Evaluator| {
        let block = Block::from_sheets(pack, layout, std::slice::from_ref(sheet), texts);
        let table = evaluator.run(&block, texts);
        let axes = Axes::of(program, table, &block, 0);
        let decided = Decided::of(program, table, &block, &axes, 0);
        if explain {
            let view = View { pack, program, table, block: &block, texts, lane: 0 };
            black_box(Decision::of(view, layout, sheet, &decided));
        }
        black_box(decided);
    };
    for (name, explain) in [("outcomes and what is missing", false), ("decision with its basis", true)] {
        bench.piece(&format!("one applicant from a sheet: {name}"), "applicant", sheets.len(), || {
            sheets.iter().for_each(|sheet| decide(black_box(sheet), explain, &mut texts, &mut evaluator));
            None
        });
    }
    bench.piece("one applicant from a sheet: decision with its basis, new texts", "applicant", sheets.len(), || {
        sheets
            .iter()
            .for_each(|sheet| decide(black_box(sheet), true, &mut Texts::default(), &mut Evaluator::new(program)));
        None
    });
    let values: Vec<String> = sheets.iter().map(|sheet| anteroom::answers::to_yaml(pack, layout, sheet)).collect();
    let mut sources = anteroom::text::Sources::default();
    let file = sources.add("answers.yaml", String::new());
    let reader = anteroom::answers::Reader::new(pack, layout);
    bench.piece("one applicant: reading the answers from YAML", "applicant", values.len(), || {
        values.iter().for_each(|text| drop(black_box(reader.yaml(file, black_box(text), None))));
        None
    });
}

fn checks(bench: &mut Bench) {
    let kap = support::pack_files("kap");
    bench.piece("check: the KAP pack from its texts", "pack", 1, || {
        black_box(support::pack_of(black_box(&kap)));
        None
    });
    let (pack, _) = support::kap();
    bench.piece("compile: the KAP pack", "pack", 1, || {
        black_box(anteroom::program::from_pack(black_box(pack)).expect("compiles"));
        None
    });
    let many = applicants::many_rules(5_000);
    let (made, diagnostics, _) = support::pack_of(&many);
    assert!(made.is_some(), "{:?}", diagnostics.iter().find(|d| d.is_error()));
    bench.piece("check: 5,000 rules from their texts", "pack", 1, || {
        black_box(support::pack_of(black_box(&many)));
        None
    });
}
