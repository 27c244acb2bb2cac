//! `pass` believes that nothing can be done: it puts off every request and seals.

use super::{Chance, Policy};
use crate::rules::{Command, Vantage};

#[derive(Debug)]
pub(super) struct Pass;

impl Policy for Pass {
    fn name(&self) -> &'static str {
        "pass"
    }

    fn choose(&self, _: &Vantage<'_>, _: &mut Chance) -> Command {
        Command::Seal { defer: true, card: None }
    }
}
