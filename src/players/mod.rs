//! Who plays when no person does. A policy sees a seat's [`Vantage`] and nothing else; its chances come from
//! dice of its own, keyed like all dice, so that a resumed game plays on as it would have.

pub mod adversary;
mod cautious;
mod doctrine;
pub mod estimate;
pub mod guarded;
mod mix;
mod pass;
mod plan;
mod random;
mod resolute;
mod rollout;
mod sample;
mod search;
mod sober;
mod worth;

use crate::deck::SeatId;
use crate::rules::dice::{Dice, Key};
use crate::rules::{Command, Vantage};
use std::cell::OnceCell;

/// A way of playing a seat.
pub trait Policy: std::fmt::Debug + Send + Sync {
    /// Its name on the command line and in saves.
    fn name(&self) -> &'static str;

    /// Whether it plays on in thought, and so has to be given its seat's picture of the game.
    fn needs_picture(&self) -> bool {
        false
    }

    /// What it does next. It is asked again until it seals.
    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command;
}

/// A policy's own chances.
#[derive(Debug)]
pub struct Chance {
    /// Dice for this choice.
    pub dice: Dice,
    /// What sets this player apart from others of its kind, the same for a whole game: drawn when it is asked for.
    character: OnceCell<u64>,
    seed: u64,
    turn: u8,
    seat: SeatId,
    sent: u16,
}

impl Chance {
    /// The chances of a seat's choice, with `sent` commands behind it in this turn.
    fn new(seed: u64, turn: u8, seat: SeatId, sent: u16) -> Self {
        Self {
            dice: Dice::new(seed, turn, Key::Policy(seat, sent)),
            character: OnceCell::new(),
            seed,
            turn,
            seat,
            sent,
        }
    }

    /// The chances of the adversary's choice, with `sent` choices behind it in this turn.
    fn of_adversary(seed: u64, turn: u8, sent: u16) -> Self {
        let dice = Dice::new(seed, turn, Key::Adversary(sent));
        Self { dice, ..Self::new(seed, turn, adversary::NO_SEAT, sent) }
    }

    /// How many commands stand behind this one in its turn.
    pub fn sent(&self) -> u16 {
        self.sent
    }

    /// Quick numbers for this choice, for a player who makes many: keyed like the dice, and a tenth of their cost.
    fn quick(&self) -> mix::Mix {
        let choice = u64::from(self.turn) << 32 | u64::from(self.seat.0) << 16 | u64::from(self.sent);
        mix::Mix::of(self.seed, choice)
    }

    /// How this player leans on a question, 0–99, each equally likely over the games and the same all game long.
    pub fn leaning(&self, question: u16) -> u8 {
        let character = self.character.get_or_init(|| {
            let mut dice = Dice::new(self.seed, 0, Key::Policy(self.seat, u16::MAX));
            u64::from(dice.below(u32::MAX)) << 32 | u64::from(dice.below(u32::MAX))
        });
        // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
        let mut z = character.wrapping_add(u64::from(question).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u8::try_from((z ^ (z >> 31)) % 100).unwrap_or(0)
    }
}

/// The names of all policies. `search` may be given its rollouts: `search:200`.
pub const NAMES: &[&str] = &["doctrine", "cautious", "resolute", "sober", "search", "random", "pass"];

/// What a policy believes, in a line; nothing for a name that is none.
pub fn belief(name: &str) -> &'static str {
    match name.split(':').next().unwrap_or(name) {
        "doctrine" => "plays as the report describes each government",
        "cautious" => "ambiguity and quiet preparation: asks first, provokes nobody, binds itself to nothing",
        "resolute" => "doubt invites the test: commits in public, acts early, consents at once",
        "sober" => "the foundation first, the law as it opens, forces in place before words, no ally left alone",
        "search" => "looks ahead: plays its options out many times from what its seat knows (search:200 looks harder)",
        "random" => "does anything that would be accepted",
        "pass" => "does nothing",
        _ => "",
    }
}

/// The policy of a name.
pub fn policy(name: &str) -> Option<Box<dyn Policy>> {
    match name {
        "doctrine" => Some(Box::new(doctrine::Doctrine)),
        "cautious" => Some(Box::new(cautious::Cautious)),
        "resolute" => Some(Box::new(resolute::Resolute)),
        "sober" => Some(Box::new(sober::Sober)),
        "random" => Some(Box::new(random::Random)),
        "pass" => Some(Box::new(pass::Pass)),
        name => {
            rollouts(name, search::ROLLOUTS).map(|rollouts| Box::new(search::Search::new(rollouts)) as Box<dyn Policy>)
        }
    }
}

/// The rollouts that `search` or `search:N` asks for; nothing for another name, or a number out of its range.
fn rollouts(name: &str, default: u32) -> Option<u32> {
    match name.split_once(':') {
        None => (name == "search").then_some(default),
        Some(("search", number)) => number.parse().ok().filter(|n| (1..=search::MOST_ROLLOUTS).contains(n)),
        Some(_) => None,
    }
}

/// A policy that has sent so many commands in a turn seals.
const MOST_COMMANDS: u16 = 80;

/// What a policy does next, with `sent` commands behind it in this turn. Its dice are keyed by the game's seed,
/// the turn, its seat and that number.
pub fn next_command(policy: &dyn Policy, vantage: &Vantage<'_>, seed: u64, sent: u16) -> Command {
    if sent >= MOST_COMMANDS {
        return Command::Seal { defer: true, card: None };
    }
    policy.choose(vantage, &mut Chance::new(seed, vantage.turn(), vantage.seat(), sent))
}
