//! What a table is made of: meters, seats, areas, operations, the ladder, and how word passes.

use super::*;

/// A meter.
#[derive(Debug)]
pub struct Meter {
    /// Its name.
    pub name: Text,
    /// What it stands for.
    pub about: Text,
    /// Where it starts.
    pub start: u8,
    /// Where it settles when nobody does anything, and how fast.
    pub settles: Option<Settles>,
    /// Not shown to the table.
    pub hidden: bool,
    /// Where it comes from.
    pub source: Sources,
}

/// Where a meter settles. See [`crate::deck::source::Settles`].
#[derive(Debug)]
pub struct Settles {
    /// The value it moves toward.
    pub at: Chance,
    /// Percent of the distance that it moves each turn.
    pub percent: u8,
}

/// A seat.
#[derive(Debug)]
pub struct Seat {
    /// Its short name.
    pub name: Text,
    /// Who it is.
    pub title: Text,
    /// The standing brief.
    pub brief: Text,
    /// What its orders of a turn may cost.
    pub orders: u8,
    /// By what authority it acts.
    pub authority: Text,
    /// The chance of seeing a true indication.
    pub intelligence: Chance,
    /// The chance of taking a false one for true.
    pub false_alarms: Chance,
    /// What it wants for itself.
    pub objectives: Vec<SeatObjective>,
}

/// Something a seat wants for itself.
#[derive(Debug)]
pub struct SeatObjective {
    /// Its id.
    pub id: Box<str>,
    /// What is wanted.
    pub title: Text,
    /// Its points.
    pub points: u8,
    /// When they are earned.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}

/// An area.
#[derive(Debug)]
pub struct Area {
    /// Its name.
    pub name: Text,
    /// Thousandths of a degree east and north: for maps only.
    pub position: (i32, i32),
    /// What it is to the law.
    pub kind: AreaKind,
    /// How it starts.
    pub start: AreaMood,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub about: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// The ladder.
#[derive(Debug)]
pub struct Ladder {
    /// Who decides.
    pub who: Text,
    /// The question.
    pub question: Text,
    /// The rungs, lowest first.
    pub rungs: Vec<Rung>,
    /// The first attack rung.
    pub attack: RungId,
}

/// A rung.
#[derive(Debug)]
pub struct Rung {
    /// Its name.
    pub name: Text,
    /// What it means.
    pub about: Text,
    /// The day has come.
    pub attack: bool,
    /// How many events fall in a turn.
    pub events: u8,
    /// The chance that today is the day.
    pub today: Option<Chance>,
    /// The chance of climbing.
    pub climb: Option<Chance>,
    /// The chance of stepping down.
    pub step_down: Option<Chance>,
    /// Where it comes from.
    pub source: Sources,
}

/// Friction of joint responses.
#[derive(Debug)]
pub struct Friction {
    /// The chance of miscarrying.
    pub chance: Chance,
    /// What happens then.
    pub effects: Effects,
    /// What the table reads then.
    pub text: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// What announcing takes.
#[derive(Debug, Default)]
pub struct Announcing {
    /// What happens with each response done publicly that could have been done quietly.
    pub effects: Effects,
    /// Where it comes from.
    pub source: Sources,
}

/// Seats that pass on to each other what they notice, while conditions hold.
#[derive(Debug)]
pub struct Sharing {
    /// The seats.
    pub between: SeatSet,
    /// When.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}
