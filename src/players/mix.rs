//! Quick numbers for guesses: a seat's idea of what it cannot see, and how rollouts go on. They are no dice of the
//! game: those come from `rules::dice` alone.

/// `SplitMix64` (Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub(super) struct Mix(u64);

impl Mix {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a bound, each as good as equally likely; 0 for a bound of 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(((self.next() >> 32) * u64::from(bound)) >> 32).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: u8) -> bool {
        self.below(100) < u32::from(chance)
    }

    /// Numbers of their own for one thing among many.
    pub fn of(seed: u64, thing: u64) -> Self {
        let mut mix = Self(seed ^ thing.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        mix.next();
        mix
    }
}
