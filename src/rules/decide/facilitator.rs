//! The facilitator's commands: inject, adjust, rule, pause, rewind, mark. All of it is on the record.

use super::check_text;
use super::desk::Desk;
use crate::deck::Deck;
use crate::rules::command::Command;
use crate::rules::event::Event;
use crate::rules::refusal::Refusal;
use crate::rules::sink::Sink;
use crate::rules::state::State;

pub(super) fn decide<S: Sink>(desk: &mut Desk<'_, S>, command: &Command) -> Result<(), Refusal> {
    let event = judge(desk.deck, desk.state(), command)?;
    let injected = if let Event::Injected { card } = event { Some(card) } else { None };
    desk.emit(event);
    if let Some(card) = injected {
        desk.fall(card);
    }
    Ok(())
}

/// What a command comes to, before anything that follows from it.
fn judge(deck: &Deck, state: &State, command: &Command) -> Result<Event, Refusal> {
    // Marks are for the debrief: they can be made at any time, after the end too.
    if let Command::Mark { kind, text } = command {
        check_text(text)?;
        return Ok(Event::Marked { kind: *kind, text: text.clone() });
    }
    if let Command::Rewind { turn, reason } = command {
        check_text(reason)?;
        if *turn == 0 || *turn > state.turn() {
            return Err(Refusal::NoSuchTurn);
        }
        return Ok(Event::Rewound { turn: *turn, reason: reason.clone() });
    }
    if state.outcome().is_some() {
        return Err(Refusal::Over);
    }
    match command {
        Command::Inject { event } => {
            if event.index() >= deck.events.len() {
                return Err(Refusal::Unknown);
            }
            Ok(Event::Injected { card: *event })
        }
        Command::Adjust { meter, by, reason } => {
            check_text(reason)?;
            if meter.index() >= deck.meters.len() {
                return Err(Refusal::Unknown);
            }
            let from = state.meter(*meter);
            let to = from.saturating_add_signed(*by).min(100);
            if from == to {
                return Err(Refusal::BadNumber);
            }
            Ok(Event::Adjusted { meter: *meter, from, to, reason: reason.clone() })
        }
        Command::Rule { operation, area, permitted, reason } => {
            check_text(reason)?;
            let known =
                operation.index() < deck.operations.len() && area.is_none_or(|area| area.index() < deck.areas.len());
            if !known {
                return Err(Refusal::Unknown);
            }
            if permitted.is_some() && state.rulings.is_full() {
                return Err(Refusal::TooMany);
            }
            Ok(Event::Ruled { operation: *operation, area: *area, permitted: *permitted, reason: reason.clone() })
        }
        Command::Estimates { on } if *on == state.estimates => Err(Refusal::NothingChanges),
        Command::Estimates { on } => Ok(Event::EstimatesSwitched { on: *on }),
        Command::Pause if state.paused => Err(Refusal::Paused),
        Command::Pause => Ok(Event::Paused),
        Command::Resume if state.paused => Ok(Event::Resumed),
        Command::Resume => Err(Refusal::NotPaused),
        _ => Err(Refusal::SeatOnly),
    }
}
