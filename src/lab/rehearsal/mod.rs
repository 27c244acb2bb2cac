//! Rehearsals of a deck, before a class plays it: *quick* tries to reach everything once and says what it could not reach and
//! why; *random* plays many games and says what goes wrong and what is out of balance. The same seed gives the same report.

mod beaten;
mod keep;
mod play;
mod quick;
mod random;

pub use keep::keep;
pub use play::{Limits, Played, Trouble, play};
pub use quick::{Missed, Quick, quick};
pub use random::{Beaten, Failure, Random, Rehearsal, random};

/// Numbers of a rehearsal's own, spread evenly by their seed.
#[derive(Debug, Clone)]
struct Numbers(u64);

impl Numbers {
    /// A number below a bound; 0 where there is none.
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(bound.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}
