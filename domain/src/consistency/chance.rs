//! Chance from a seed, the same in every version of this program.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Numbers by chance.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below another one, all as likely to one part in four thousand million of them;
    /// 0 below 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let scaled = u64::from(self.0.next_u32()) * bound as u64;
        (scaled >> 32) as usize
    }

    /// Puts things in any order.
    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}
