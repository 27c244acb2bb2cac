//! `pass` believes that nothing can be done: it puts off every request and seals.

use super::Policy;
use crate::rules::dice::Dice;
use crate::rules::{Command, Vantage};

#[derive(Debug)]
pub(super) struct Pass;

impl Policy for Pass {
    fn name(&self) -> &'static str {
        "pass"
    }

    fn choose(&self, _: &Vantage<'_>, _: &mut Dice) -> Command {
        Command::Seal { defer: true, card: None }
    }
}
