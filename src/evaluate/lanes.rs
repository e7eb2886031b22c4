//! Turns loops over 64 lanes into words and back: plain loops that the compiler can vectorise.

use crate::value::{LANES, Scaled};

/// A number type of a column.
pub(super) trait Lane: Copy + Ord + Default {
    /// Narrow nodes only hold values the compiler of programs showed to fit.
    fn of(value: Scaled) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
}

macro_rules! lane {
    ($($type:ty)*) => {$(
        impl Lane for $type {
            #[expect(clippy::allow_attributes, reason = "the cast is one of the types' own")]
            #[allow(clippy::cast_possible_truncation, reason = "a narrow node's range was shown to fit")]
            fn of(value: Scaled) -> Self {
                value as $type
            }
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
        }
    )*};
}
lane!(i16 i32 i64);

/// The lanes of a word, lowest first.
pub(super) fn lanes(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = word.trailing_zeros() as usize;
        let some = word != 0;
        word &= word.wrapping_sub(1);
        some.then_some(lane)
    })
}

pub(super) fn fill<A: Copy, B>(to: &mut [B; LANES], from: &[A; LANES], f: impl Fn(A) -> B) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = f(*from);
    }
}

pub(super) fn fill_from_two<A: Copy, B: Copy, C>(
    to: &mut [C; LANES],
    a: &[A; LANES],
    b: &[B; LANES],
    f: impl Fn(A, B) -> C,
) {
    for ((to, a), b) in to.iter_mut().zip(a).zip(b) {
        *to = f(*a, *b);
    }
}

/// The lanes where a value is so.
pub(super) fn where_so<A: Copy>(values: &[A; LANES], so: impl Fn(A) -> bool) -> u64 {
    let mut flags = [0; LANES];
    fill(&mut flags, values, |value| u8::from(so(value)));
    bits(&flags)
}

/// The lanes where two values are so.
pub(super) fn where_both<A: Copy>(a: &[A; LANES], b: &[A; LANES], so: impl Fn(A, A) -> bool) -> u64 {
    let mut flags = [0; LANES];
    fill_from_two(&mut flags, a, b, |a, b| u8::from(so(a, b)));
    bits(&flags)
}

/// 64 bytes of 0 or 1 as the bits of a word.
pub(super) fn bits(flags: &[u8; LANES]) -> u64 {
    let (chunks, _) = flags.as_chunks::<8>();
    let mut rows = 0;
    for (i, chunk) in chunks.iter().enumerate() {
        rows |= u64::from_le_bytes(*chunk) << i;
    }
    transposed(rows)
}

/// The bits of a word as 64 bytes of 0 or 1.
pub(super) fn bytes(word: u64) -> [u8; LANES] {
    let rows = transposed(word);
    let mut flags = [0; LANES];
    let (chunks, _) = flags.as_chunks_mut::<8>();
    for (i, chunk) in chunks.iter_mut().enumerate() {
        *chunk = (rows >> i & 0x0101_0101_0101_0101).to_le_bytes();
    }
    flags
}

/// A square of bits, 8 bytes of 8, mirrored: bit `i` of byte `k` becomes bit `k` of byte `i`.
fn transposed(mut square: u64) -> u64 {
    for (distance, corner) in [(7, 0x00aa_00aa_00aa_00aa), (14, 0x0000_cccc_0000_cccc), (28, 0x0000_0000_f0f0_f0f0)] {
        let swapped = (square ^ (square >> distance)) & corner;
        square ^= swapped ^ (swapped << distance);
    }
    square
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_bytes_are_one_another() {
        for word in [0, !0, 1, 1 << 63, 0x8040_2010_0804_0201, 0xdead_beef_0bad_cafe] {
            let flags = bytes(word);
            assert!(flags.iter().enumerate().all(|(lane, flag)| u64::from(*flag) == word >> lane & 1));
            assert_eq!(bits(&flags), word);
            assert_eq!(lanes(word).fold(0, |all, lane| all | 1 << lane), word);
        }
    }
}
