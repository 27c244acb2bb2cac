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
        // It seals one time in four, so that turns end; else it does anything at all.
        let mut mix = chance.quick();
        let anything = if mix.below(4) == 0 { None } else { vantage.any_command(|n| mix.below(n)) };
        anything.unwrap_or(Command::Seal { defer: true, card: None })
    }
}
