//! Dice drawn by key, not in sequence: (seed, turn, what is decided) gives the same roll whatever else
//! happened. So a what-if shares its luck with the game it left, and a rewind cannot shop for better dice.
//!
//! The generator is `ChaCha8` with the key as its seed; its stream is fixed by its specification. The step
//! from words to dice is this file's own, so that no library's update can change a roll.

use crate::deck::{EventId, ResponseId, SeatId, SituationId};
use rand::SeedableRng;
use rand::rand_core::Rng;
use rand::rngs::ChaCha8Rng;

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

/// The dice under one key.
#[derive(Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice for a seed, a turn and a key.
    pub fn new(seed: u64, turn: u8, key: Key) -> Self {
        let (kind, a, b) = key.parts();
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8] = turn;
        bytes[9] = kind;
        bytes[10..12].copy_from_slice(&a.to_le_bytes());
        bytes[12..14].copy_from_slice(&b.to_le_bytes());
        bytes[16..].copy_from_slice(b"not-today dice 1");
        Self(ChaCha8Rng::from_seed(bytes))
    }

    /// A number below a bound, each equally likely. 0 for a bound of 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        // Words past the last whole multiple of the bound are thrown again.
        let limit = u32::MAX - u32::MAX % bound;
        loop {
            let word = self.0.next_u32();
            if word < limit {
                return word % bound;
            }
        }
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
