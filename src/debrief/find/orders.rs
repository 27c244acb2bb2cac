//! Orders that were not carried out as they were laid: barred by the law, or come to nothing.

use super::At;
use crate::debrief::played::Played;
use crate::deck::{AreaId, AreaMood, ResponseId, SeatSet};
use crate::rules::event::EndReason;
use crate::rules::{Event, State};

/// Something that the law stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred {
    /// Where.
    pub at: At,
    /// What was ordered.
    pub response: ResponseId,
    /// It was running, and had to end.
    pub was_running: bool,
    /// Why, in the law's words.
    pub why: String,
    /// Where that comes from.
    pub source: String,
    /// The area where fighting closed it, and the turn in which it came there.
    pub fighting: Option<(AreaId, u8)>,
}

/// Why an order came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Its conditions no longer held.
    Lapsed,
    /// These partners had not ordered it too.
    Partner(SeatSet),
    /// It miscarried.
    Miscarried,
}

/// An order that came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nothing {
    /// Where.
    pub at: At,
    /// What was ordered.
    pub response: ResponseId,
    /// Why.
    pub lost: Lost,
}

/// Everything that the law stopped, and everything that came to nothing, in order.
pub fn find(played: &Played) -> (Vec<Barred>, Vec<Nothing>) {
    let (mut barred, mut nothing) = (Vec::new(), Vec::new());
    let mut fighting: Vec<(AreaId, u8)> = Vec::new();
    for turn in &played.turns {
        turn.walk(&played.deck, |state, moment| {
            let at = At::new(turn.number, moment.line);
            let lost = |response, lost| Nothing { at, response, lost };
            match &moment.event {
                Event::AreaChanged { area, to: AreaMood::Combat, .. } => fighting.push((*area, turn.number)),
                Event::OrderBarred { response, why, source } => barred.push(Barred {
                    at,
                    response: *response,
                    was_running: false,
                    why: why.to_string(),
                    source: source.to_string(),
                    fighting: closed_by(played, state, *response, &fighting),
                }),
                Event::Ended { response, reason: EndReason::Law { why, source } } => barred.push(Barred {
                    at,
                    response: *response,
                    was_running: true,
                    why: why.to_string(),
                    source: source.to_string(),
                    fighting: closed_by(played, state, *response, &fighting),
                }),
                Event::OrderLapsed { response } => nothing.push(lost(*response, Lost::Lapsed)),
                Event::PartnerMissing { response, missing } => nothing.push(lost(*response, Lost::Partner(*missing))),
                Event::Miscarried { response } => nothing.push(lost(*response, Lost::Miscarried)),
                _ => {}
            }
        });
    }
    (barred, nothing)
}

fn closed_by(played: &Played, state: &State, response: ResponseId, fighting: &[(AreaId, u8)]) -> Option<(AreaId, u8)> {
    let uses = &played.deck.responses[response.index()].uses;
    let area = uses.iter().map(|used| used.area).find(|area| state.area(*area) == AreaMood::Combat)?;
    fighting.iter().rev().find(|(fought, _)| *fought == area).copied()
}
