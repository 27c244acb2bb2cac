//! Dice drawn by key, not in sequence: (seed, turn, what is decided) gives the same roll whatever else
//! happened. So a what-if shares its luck with the game it left, and a rewind cannot shop for better dice.
//!
//! The generator is `ChaCha8` with the key as its seed; its stream is fixed by its specification. The block
//! function stands here, and the tests hold it against `rand`'s: a library fills a buffer for long streams, and
//! a game throws one die under each key. The step from words to dice is this file's own too, so that no
//! library's update can change a roll.

use crate::deck::{EventId, ResponseId, SeatId, SituationId};
use wide::u32x4;

/// What a die decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Which event is drawn, by its place among the turn's draws.
    Draw(u8),
    /// Which false indication is mixed in.
    Decoy(u8),
    /// Whether a seat notices an indication.
    Notice(EventId, SeatId),
    /// A die of an event.
    Event(EventId, u8),
    /// A die of a response.
    Response(ResponseId, u8),
    /// Whether a joint response miscarries.
    Friction(ResponseId),
    /// A stage of a designation.
    Stage(SituationId, u8),
    /// Beijing's question.
    Question,
    /// A policy's own choices: its seat, and how many it has made this turn.
    Policy(SeatId, u16),
    /// The same of the adversary's.
    Adversary(u16),
}

impl Key {
    /// Kind and two numbers, each key its own.
    fn parts(self) -> (u8, u16, u16) {
        match self {
            Self::Draw(n) => (1, n.into(), 0),
            Self::Decoy(n) => (2, n.into(), 0),
            Self::Notice(event, seat) => (3, event.0, seat.0.into()),
            Self::Event(event, n) => (4, event.0, n.into()),
            Self::Response(response, n) => (5, response.0, n.into()),
            Self::Friction(response) => (6, response.0, 0),
            Self::Stage(situation, stage) => (7, situation.0.into(), stage.into()),
            Self::Question => (8, 0, 0),
            Self::Policy(seat, n) => (9, seat.0.into(), n),
            Self::Adversary(n) => (10, n, 0),
        }
    }
}

/// The constants in every block: "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The second half of every key: "not-today dice 1".
const OURS: [u32; 4] = [0x2d74_6f6e, 0x6164_6f74, 0x6964_2079, 0x3120_6563];

/// The places of a quarter round: four down the columns, four down the diagonals.
const QUARTERS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// A word of a block, or the same word of four blocks side by side.
trait Word: Copy + std::ops::BitXor<Output = Self> {
    fn all(word: u32) -> Self;
    fn plus(self, other: Self) -> Self;
    fn rotated<const BITS: u32>(self) -> Self;
}

impl Word for u32 {
    fn all(word: u32) -> Self {
        word
    }

    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    fn rotated<const BITS: u32>(self) -> Self {
        self.rotate_left(BITS)
    }
}

impl Word for u32x4 {
    fn all(word: u32) -> Self {
        Self::splat(word)
    }

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn rotated<const BITS: u32>(self) -> Self {
        self.unbounded_shl_scalar(BITS) | self.unbounded_shr_scalar(32 - BITS)
    }
}

/// A block of `ChaCha8` under a key, with no nonce.
fn block<W: Word>(key: [W; 4], number: u32) -> [W; 16] {
    let start: [W; 16] = std::array::from_fn(|n| match n {
        0..4 => W::all(CONSTANTS[n]),
        4..8 => key[n - 4],
        8..12 => W::all(OURS[n - 8]),
        12 => W::all(number),
        _ => W::all(0),
    });
    let mut words = start;
    for _ in 0..4 {
        for [a, b, c, d] in QUARTERS {
            words[a] = words[a].plus(words[b]);
            words[d] = (words[d] ^ words[a]).rotated::<16>();
            words[c] = words[c].plus(words[d]);
            words[b] = (words[b] ^ words[c]).rotated::<12>();
            words[a] = words[a].plus(words[b]);
            words[d] = (words[d] ^ words[a]).rotated::<8>();
            words[c] = words[c].plus(words[d]);
            words[b] = (words[b] ^ words[c]).rotated::<7>();
        }
    }
    std::array::from_fn(|n| words[n].plus(start[n]))
}

/// The first half of the key for what is decided, in words.
fn key(seed: u64, turn: u8, key: Key) -> [u32; 4] {
    let (kind, a, b) = key.parts();
    let low = |word: u64| u32::try_from(word & 0xFFFF_FFFF).unwrap_or(0);
    [low(seed), low(seed >> 32), u32::from(turn) | u32::from(kind) << 8 | u32::from(a) << 16, u32::from(b)]
}

/// Words from here on are thrown again: they are past the last whole multiple of the bound.
const fn limit(bound: u32) -> u32 {
    u32::MAX - u32::MAX % bound
}

/// The dice under one key.
#[derive(Debug)]
pub struct Dice {
    key: [u32; 4],
    /// The block in use; it is worked out when a word of it is asked for.
    words: [u32; 16],
    /// Words used so far, over all blocks.
    used: u32,
}

impl Dice {
    /// The dice for a seed, a turn and a key.
    pub fn new(seed: u64, turn: u8, what: Key) -> Self {
        Self { key: key(seed, turn, what), words: [0; 16], used: 0 }
    }

    fn word(&mut self) -> u32 {
        let at = self.used % 16;
        if at == 0 {
            self.words = block(self.key, self.used / 16);
        }
        self.used = self.used.wrapping_add(1);
        self.words[at as usize]
    }

    /// A number below a bound, each equally likely. 0 for a bound of 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        loop {
            let word = self.word();
            if word < limit(bound) {
                return word % bound;
            }
        }
    }

    /// A percentile die, 1–100.
    pub fn d100(&mut self) -> u8 {
        u8::try_from(self.below(100) + 1).expect("100 fits a byte")
    }
}

/// One throw under a key, worked out together with three others. It falls as the key's [`Dice`] fall first.
#[derive(Debug, Clone, Copy)]
pub struct Throw {
    seed: u64,
    turn: u8,
    what: Key,
    word: u32,
}

impl Throw {
    /// A throw under each of four keys.
    pub fn four(seed: u64, turn: u8, what: [Key; 4]) -> [Self; 4] {
        let keys = what.map(|what| key(seed, turn, what));
        let side_by_side = std::array::from_fn(|n| u32x4::new(keys.map(|key| key[n])));
        let words = block(side_by_side, 0)[0].to_array();
        std::array::from_fn(|n| Self { seed, turn, what: what[n], word: words[n] })
    }

    /// A number below a bound, each equally likely. 0 for a bound of 0.
    pub fn below(self, bound: u32) -> u32 {
        match bound {
            0 => 0,
            bound if self.word < limit(bound) => self.word % bound,
            bound => Dice::new(self.seed, self.turn, self.what).below(bound),
        }
    }

    /// A percentile die, 1–100.
    pub fn d100(self) -> u8 {
        u8::try_from(self.below(100) + 1).expect("100 fits a byte")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These rolls are part of every save ever written. They may never change.
    #[test]
    fn rolls_are_promised_for_ever() {
        let roll = |seed, turn, key| Dice::new(seed, turn, key).d100();
        let rolled: Vec<u8> = vec![
            roll(7, 1, Key::Question),
            roll(7, 2, Key::Question),
            roll(8, 1, Key::Question),
            roll(7, 1, Key::Friction(ResponseId(3))),
            roll(7, 1, Key::Stage(SituationId(2), 1)),
            roll(7, 1, Key::Event(EventId(40), 0)),
        ];
        assert_eq!(rolled, PROMISED);
    }

    const PROMISED: [u8; 6] = [34, 92, 86, 21, 27, 22];

    /// The stream is the one of the specification, as `rand` has it, past the first block too.
    #[test]
    fn the_stream_is_chacha8() {
        use rand::SeedableRng as _;
        use rand::rand_core::Rng as _;
        for (seed, turn) in [(0, 0), (7, 1), (u64::MAX - 5, 59), (0x0123_4567_89ab_cdef, 200)] {
            let keys = [Key::Question, Key::Notice(EventId(513), SeatId(2)), Key::Draw(3), Key::Policy(SeatId(1), 700)];
            for what in keys {
                let (kind, a, b) = what.parts();
                let mut bytes = [0; 32];
                bytes[..8].copy_from_slice(&u64::to_le_bytes(seed));
                bytes[8] = turn;
                bytes[9] = kind;
                bytes[10..12].copy_from_slice(&a.to_le_bytes());
                bytes[12..14].copy_from_slice(&b.to_le_bytes());
                bytes[16..].copy_from_slice(b"not-today dice 1");
                let mut theirs = rand::rngs::ChaCha8Rng::from_seed(bytes);
                let mut ours = Dice::new(seed, turn, what);
                assert!((0..100).all(|_| ours.word() == theirs.next_u32()), "{seed} {turn} {what:?}");
            }
            for bound in [0, 1, 100, u32::MAX / 2 + 2, u32::MAX] {
                let thrown = Throw::four(seed, turn, keys).map(|throw| throw.below(bound));
                assert_eq!(thrown, keys.map(|what| Dice::new(seed, turn, what).below(bound)));
            }
        }
    }

    #[test]
    fn a_d100_is_fair_and_stays_within_1_to_100() {
        let mut seen = [0_u32; 101];
        for seed in 0..20_000 {
            seen[usize::from(Dice::new(seed, 3, Key::Question).d100())] += 1;
        }
        assert_eq!(seen[0], 0);
        assert!(seen[1..].iter().all(|n| (130..280).contains(n)), "{seen:?}");
    }
}
