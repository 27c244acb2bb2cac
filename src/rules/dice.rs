//! Dice drawn by key, not in sequence: (seed, turn, what is decided) gives the same roll whatever else
//! happened. So a what-if shares its luck with the game it left, and a rewind cannot shop for better dice.
//!
//! The generator is `ChaCha8` with the key as its seed; its stream is fixed by its specification. The block
//! function stands here, and the tests hold it against `rand`'s: a library fills a buffer for long streams, and
//! a game throws one die under each key. The step from words to dice is this file's own too, so that no
//! library's update can change a roll.

use crate::deck::{EventId, ResponseId, SeatId, SituationId};

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

/// Four numbers side by side: a row of a block, or the same place of four blocks.
type Four = [u32; 4];

fn add(a: Four, b: Four) -> Four {
    std::array::from_fn(|n| a[n].wrapping_add(b[n]))
}

fn xor_rotate<const BITS: u32>(a: Four, b: Four) -> Four {
    std::array::from_fn(|n| (a[n] ^ b[n]).rotate_left(BITS))
}

/// Four quarter rounds of `ChaCha` at once.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the rows stay in vector registers only if nothing is called")]
fn quarters(a: &mut Four, b: &mut Four, c: &mut Four, d: &mut Four) {
    *a = add(*a, *b);
    *d = xor_rotate::<16>(*d, *a);
    *c = add(*c, *d);
    *b = xor_rotate::<12>(*b, *c);
    *a = add(*a, *b);
    *d = xor_rotate::<8>(*d, *a);
    *c = add(*c, *d);
    *b = xor_rotate::<7>(*b, *c);
}

/// The constants in every block: "expand 32-byte k".
const CONSTANTS: Four = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The second half of every key: "not-today dice 1".
const OURS: Four = [0x2d74_6f6e, 0x6164_6f74, 0x6964_2079, 0x3120_6563];

/// A block of `ChaCha8` under a key, with no nonce.
fn block(key: Four, number: u32) -> [u32; 16] {
    let start = [CONSTANTS, key, OURS, [number, 0, 0, 0]];
    let [mut a, mut b, mut c, mut d] = start;
    for _ in 0..4 {
        quarters(&mut a, &mut b, &mut c, &mut d);
        (b, c, d) = ([b[1], b[2], b[3], b[0]], [c[2], c[3], c[0], c[1]], [d[3], d[0], d[1], d[2]]);
        quarters(&mut a, &mut b, &mut c, &mut d);
        (b, c, d) = ([b[3], b[0], b[1], b[2]], [c[2], c[3], c[0], c[1]], [d[1], d[2], d[3], d[0]]);
    }
    let rows = [add(a, start[0]), add(b, start[1]), add(c, start[2]), add(d, start[3])];
    std::array::from_fn(|n| rows[n / 4][n % 4])
}

/// The first words of the blocks under four keys, worked out side by side.
fn first_words(keys: [Four; 4]) -> Four {
    let lanes = |word: usize| std::array::from_fn(|n| keys[n][word]);
    let mut a: [Four; 4] = CONSTANTS.map(|constant| [constant; 4]);
    let mut b: [Four; 4] = std::array::from_fn(lanes);
    let mut c: [Four; 4] = OURS.map(|word| [word; 4]);
    let mut d = [[0; 4]; 4];
    for _ in 0..4 {
        for n in 0..4 {
            quarters(&mut a[n], &mut b[n], &mut c[n], &mut d[n]);
        }
        for n in 0..4 {
            quarters(&mut a[n], &mut b[(n + 1) % 4], &mut c[(n + 2) % 4], &mut d[(n + 3) % 4]);
        }
    }
    add(a[0], [CONSTANTS[0]; 4])
}

/// The first half of the key for what is decided, in words.
fn key(seed: u64, turn: u8, key: Key) -> Four {
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
    key: Four,
    words: [u32; 16],
    /// Words used so far, over all blocks.
    used: u32,
}

impl Dice {
    /// The dice for a seed, a turn and a key.
    pub fn new(seed: u64, turn: u8, what: Key) -> Self {
        let key = key(seed, turn, what);
        Self { key, words: block(key, 0), used: 0 }
    }

    fn word(&mut self) -> u32 {
        let at = self.used % 16;
        if at == 0 && self.used > 0 {
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

    /// The percentile dice under four keys, each as [`Dice::d100`] throws it first.
    pub fn four_d100(seed: u64, turn: u8, what: [Key; 4]) -> [u8; 4] {
        let words = first_words(what.map(|what| key(seed, turn, what)));
        std::array::from_fn(|n| {
            if words[n] < limit(100) {
                u8::try_from(words[n] % 100 + 1).expect("100 fits a byte")
            } else {
                Self::new(seed, turn, what[n]).d100()
            }
        })
    }

    /// A percentile die, 1–100.
    pub fn d100(&mut self) -> u8 {
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
            assert_eq!(Dice::four_d100(seed, turn, keys), keys.map(|what| Dice::new(seed, turn, what).d100()));
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
