//! The guarantees of the language, tried on generated packs and answers.

mod blanking;
mod determinism;
mod filling;
mod kleene;
mod missing;
mod soundness;

use anteroom::answers::{Block, Layout, Sheet, Texts};
use anteroom::evaluate::{Axes, Evaluator, Table};
use anteroom::pack::Pack;
use anteroom::program::{self, Program, TruthOp};
use anteroom::value::LANES;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::support::draw::Draw;
use crate::support::packs::{self, Shape};
use crate::support::sheets::{self, Manner};

/// A generated pack, compiled, and where its answers go.
pub struct Made {
    pub pack: Pack,
    pub program: Program,
    pub layout: Layout,
    pub draw: Draw,
}

/// How many packs a property is tried on: `ANTEROOM_CASES` times as many as asked for.
pub fn times() -> u32 {
    std::env::var("ANTEROOM_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// Tries a property on generated packs, the same ones each time; `ANTEROOM_SEED` gives others. A failure is shrunk to a small pack.
pub fn for_packs(count: u32, shape: Shape, property: impl Fn(&mut Made) -> Result<(), String>) {
    let seed = std::env::var("ANTEROOM_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0u64);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: count * times(),
        failure_persistence: None,
        max_shrink_iters: 3000,
        max_global_rejects: u32::MAX,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let input = (proptest::collection::vec(proptest::num::u32::ANY, 0..700), proptest::num::u64::ANY);
    let outcome = runner.run(&input, |(choices, seed)| {
        let pack = packs::pack(&mut Draw::from(choices), shape);
        let program = program::from_pack(&pack).expect("patterns that compile");
        if program.truths.contains(&TruthOp::Undetermined) {
            // The checker refuses arithmetic that does not fit.
            return Err(TestCaseError::reject("arithmetic that does not fit"));
        }
        let layout = Layout::of(&pack);
        let mut made = Made { pack, program, layout, draw: Draw::seeded(seed) };
        property(&mut made).map_err(|why| TestCaseError::fail(format!("{why}\n{}", packs::show(&made.pack))))
    });
    if let Err(proptest::test_runner::TestError::Fail(why, _)) = outcome {
        panic!("{why}");
    } else if let Err(why) = outcome {
        panic!("{why}");
    }
}

impl Made {
    /// A block of random sheets, some nearly complete and some nearly blank.
    pub fn sheets(&mut self, open_texts: usize) -> Vec<Sheet> {
        let manner = |lane| Manner { unknown: [0, 5, 10, 20, 30, 50, 70, 90][lane % 8], open_texts };
        (0..LANES).map(|lane| sheets::random(&self.pack, &self.layout, manner(lane), &mut self.draw)).collect()
    }

    /// Runs a block from scratch, and hands its table, block and axes on.
    pub fn run<T>(&self, sheets: &[Sheet], read: impl FnOnce(&Table, &Block, &Axes) -> T) -> T {
        let mut texts = Texts::default();
        let block = Block::from_sheets(&self.pack, &self.layout, sheets, &mut texts);
        let mut evaluator = Evaluator::new(&self.program);
        let table = evaluator.run(&block, &texts);
        let unreadable = |(lane, sheet): (usize, &Sheet)| u64::from(!sheet.problems.is_empty()) << lane;
        let unreadable = sheets.iter().enumerate().map(unreadable).fold(0, |a, b| a | b);
        let axes = Axes::of(&self.program, table, &block, unreadable);
        read(table, &block, &axes)
    }

    pub fn show(&self, sheet: &Sheet) -> String {
        sheets::show(&self.layout, sheet)
    }
}
