//! Who plays when no person does. A policy sees a seat's [`Vantage`] and nothing else; its chances come from
//! dice of its own, keyed like all dice, so that a resumed game plays on as it would have.

mod doctrine;
mod pass;
mod random;

use crate::rules::dice::{Dice, Key};
use crate::rules::{Command, Vantage};

/// A way of playing a seat.
pub trait Policy: std::fmt::Debug + Send + Sync {
    /// Its name on the command line and in saves.
    fn name(&self) -> &'static str;

    /// What it does next. It is asked again until it seals.
    fn choose(&self, vantage: &Vantage<'_>, dice: &mut Dice) -> Command;
}

/// The names of all policies.
pub const NAMES: &[&str] = &["doctrine", "random", "pass"];

/// The policy of a name.
pub fn policy(name: &str) -> Option<Box<dyn Policy>> {
    match name {
        "doctrine" => Some(Box::new(doctrine::Doctrine)),
        "random" => Some(Box::new(random::Random)),
        "pass" => Some(Box::new(pass::Pass)),
        _ => None,
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
    policy.choose(vantage, &mut Dice::new(seed, vantage.turn(), Key::Policy(vantage.seat(), sent)))
}
