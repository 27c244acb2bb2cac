//! The tabs of the table: which there are, and their names.

use crate::tui::keys::Action;

/// The tabs of the table screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What Beijing did.
    Situation,
    /// What the seat can order.
    Options,
    /// What is asked.
    Requests,
    /// The law.
    Law,
    /// Promises, what runs, objectives.
    Ledger,
    /// What happened.
    Log,
    /// The map and the areas.
    Map,
    /// The meters and what moves them.
    Meters,
}

impl Tab {
    /// All tabs, in the order of their keys.
    pub const ALL: [Self; 8] =
        [Self::Situation, Self::Options, Self::Requests, Self::Law, Self::Ledger, Self::Log, Self::Map, Self::Meters];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Options => "Options",
            Self::Requests => "Requests",
            Self::Law => "Law",
            Self::Ledger => "Ledger",
            Self::Log => "Log",
            Self::Map => "Map",
            Self::Meters => "Meters",
        }
    }

    /// What a key asks for to see it.
    pub const fn action(self) -> Action {
        match self {
            Self::Situation => Action::Situation,
            Self::Options => Action::Options,
            Self::Requests => Action::Requests,
            Self::Law => Action::Law,
            Self::Ledger => Action::Ledger,
            Self::Log => Action::Log,
            Self::Map => Action::Map,
            Self::Meters => Action::Meters,
        }
    }

    /// The tab so many places on, round and round.
    pub fn turned(self, by: usize) -> Self {
        Self::ALL[(self as usize + by) % Self::ALL.len()]
    }
}
