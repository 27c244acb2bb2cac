//! `random` believes nothing: any command that would be accepted is as good as another.

use super::Policy;
use crate::rules::dice::Dice;
use crate::rules::{Command, Vantage};

#[derive(Debug)]
pub(super) struct Random;

impl Policy for Random {
    fn name(&self) -> &'static str {
        "random"
    }

    fn choose(&self, vantage: &Vantage<'_>, dice: &mut Dice) -> Command {
        let mut commands = vantage.commands();
        // It seals one time in four, so that turns end; else it does anything at all.
        let at = if dice.below(4) == 0 { None } else { Some(dice.below(u32::try_from(commands.len()).unwrap_or(0))) };
        match at {
            Some(at) if !commands.is_empty() => commands.swap_remove(at as usize),
            _ => Command::Seal { defer: true, card: None },
        }
    }
}
