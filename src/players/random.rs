//! `random` believes nothing: any command that would be accepted is as good as another.

use super::{Chance, Policy};
use crate::rules::{Command, Vantage};

#[derive(Debug)]
pub(super) struct Random;

impl Policy for Random {
    fn name(&self) -> &'static str {
        "random"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        let mut commands = vantage.commands();
        // It seals one time in four, so that turns end; else it does anything at all.
        let at = if chance.dice.below(4) == 0 {
            None
        } else {
            Some(chance.dice.below(u32::try_from(commands.len()).unwrap_or(0)))
        };
        match at {
            Some(at) if !commands.is_empty() => commands.swap_remove(at as usize),
            _ => Command::Seal { defer: true, card: None },
        }
    }
}
