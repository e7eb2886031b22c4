//! Choices for generators: first those that a test runner drew and may shrink, then zeros; or an endless seeded stream.

/// Zero is the simplest choice everywhere, so a shorter or smaller list of choices makes a simpler thing.
pub struct Draw {
    choices: std::vec::IntoIter<u32>,
    /// `None`: zeros once the choices are used up.
    state: Option<u64>,
}

impl Draw {
    pub fn from(choices: Vec<u32>) -> Self {
        Self { choices: choices.into_iter(), state: None }
    }

    pub fn seeded(seed: u64) -> Self {
        Self { choices: Vec::new().into_iter(), state: Some(seed) }
    }

    fn next(&mut self) -> u32 {
        if let Some(choice) = self.choices.next() {
            return choice;
        }
        let Some(state) = &mut self.state else { return 0 };
        // splitmix64
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 32) as u32
    }

    /// From 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        self.next() as usize % n.max(1)
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).expect("low is not above high") + 1;
        let wide = if span > u64::from(u32::MAX) { u64::from(self.next()) << 32 } else { 0 };
        low + i64::try_from((wide | u64::from(self.next())) % span).expect("within the span")
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for at in (1..of.len()).rev() {
            of.swap(at, self.below(at + 1));
        }
    }
}
