//! What the table never tried, although it could have.

use super::signals::orderable;
use crate::debrief::played::Played;
use crate::debrief::record::Record;
use crate::deck::{RequestId, ResponseId, SeatId};
use crate::rules::{Event, decide};
use std::collections::HashSet;

/// What was never tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A response.
    Response(ResponseId),
    /// A request.
    Request(RequestId),
}

/// Something that could have been tried, and was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untried {
    /// Who could have.
    pub seat: SeatId,
    /// What.
    pub thing: Thing,
    /// The first turn at whose start it could have been done.
    pub first: u8,
    /// The last.
    pub last: u8,
    /// How many turns' starts there were.
    pub turns: u8,
}

/// Everything that was never tried in the whole record, by seat; what was open longest first.
pub fn find(record: &Record, played: &Played) -> Vec<Untried> {
    let deck = &played.deck;
    let mut tried = HashSet::new();
    for event in record.steps.iter().flat_map(|step| &step.events) {
        match event {
            Event::Laid { response, .. } => tried.insert(Thing::Response(*response)),
            Event::Asked { request } => tried.insert(Thing::Request(*request)),
            _ => false,
        };
    }
    let mut found = Vec::new();
    for seat in (0..deck.seats.len()).map(SeatId::at) {
        let mut of_seat: Vec<Untried> = Vec::new();
        let responses = deck.responses_of[seat.index()].iter().map(|response| Thing::Response(*response));
        let requests = (0..deck.requests.len()).map(|n| Thing::Request(RequestId::at(n)));
        for thing in responses.chain(requests).filter(|thing| !tried.contains(thing)) {
            for turn in &played.turns {
                let open = match thing {
                    Thing::Response(response) => orderable(played, &turn.begun, seat, response),
                    Thing::Request(request) => decide::check_ask(deck, &turn.begun, seat, request).is_ok(),
                };
                if !open {
                    continue;
                }
                match of_seat.last_mut().filter(|last| last.thing == thing) {
                    Some(last) => (last.last, last.turns) = (turn.number, last.turns + 1),
                    None => of_seat.push(Untried { seat, thing, first: turn.number, last: turn.number, turns: 1 }),
                }
            }
        }
        of_seat.sort_by_key(|untried| std::cmp::Reverse(untried.turns));
        found.extend(of_seat);
    }
    found
}
