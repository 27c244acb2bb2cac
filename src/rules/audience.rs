//! Who may know what happened. Every event has its audience; what a seat may not know is left out, and a
//! cause it may not know is told as unknown.

use super::event::{Cause, Die, Event};
use super::state::Manner;
use crate::deck::{Deck, ResponseId, SeatId, SeatSet};
use std::borrow::Cow;

/// Whose eyes look at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// A seat's: what that seat may know.
    Seat(SeatId),
    /// The facilitator's, and a finished game's replay: everything.
    All,
    /// An onlooker's, and the adversary's: what is said and done in public.
    Public,
}

impl Eyes {
    /// Whether they are a seat's own, or see everything.
    pub fn may_see(self, seat: SeatId) -> bool {
        self == Self::All || self == Self::Seat(seat)
    }

    /// Whether they see what is known to a set of seats.
    pub fn are_in(self, seats: SeatSet) -> bool {
        match self {
            Self::Seat(seat) => seats.has(seat),
            Self::All => true,
            Self::Public => false,
        }
    }
}

/// Watches a log from its beginning through somebody's eyes.
#[derive(Debug)]
pub struct Watcher<'a> {
    deck: &'a Deck,
    eyes: Eyes,
    /// The responses last carried out openly.
    open: Vec<bool>,
}

impl<'a> Watcher<'a> {
    /// A watcher before anything has happened.
    pub fn new(deck: &'a Deck, eyes: Eyes) -> Self {
        Self { deck, eyes, open: vec![false; deck.responses.len()] }
    }

    /// Whether the eyes may know of a response that was carried out.
    pub fn knows(&self, response: ResponseId) -> bool {
        self.open[response.index()] || self.eyes.are_in(self.deck.responses[response.index()].known_to)
    }

    fn knows_cause(&self, cause: Cause) -> bool {
        match cause {
            Cause::Response(response) | Cause::Friction(response) | Cause::Law(response) => self.knows(response),
            Cause::Request(request) => {
                let card = &self.deck.requests[request.index()];
                self.eyes.are_in(SeatSet::one(card.from).with(card.to))
            }
            _ => true,
        }
    }

    fn told(&self, cause: Cause) -> Cause {
        if self.knows_cause(cause) { cause } else { Cause::Unknown }
    }

    /// What the eyes see of an event: the event, parts of it, or nothing.
    pub fn see<'e>(&mut self, event: &'e Event) -> Option<Cow<'e, Event>> {
        let parts = |event: Event| Some(Cow::Owned(event));
        if let Event::CarriedOut { response, manner, .. } = event {
            self.open[response.index()] = *manner == Manner::Publicly;
        }
        if self.eyes == Eyes::All {
            return Some(Cow::Borrowed(event));
        }
        let visible = match event {
            Event::MeterMoved { meter, from, to, cause } => {
                if self.deck.meters[meter.index()].hidden {
                    return None;
                }
                return parts(Event::MeterMoved { meter: *meter, from: *from, to: *to, cause: self.told(*cause) });
            }
            Event::AreaChanged { area, from, to, cause } => {
                return parts(Event::AreaChanged { area: *area, from: *from, to: *to, cause: self.told(*cause) });
            }
            Event::RungChanged { from, to, cause } => {
                return parts(Event::RungChanged { from: *from, to: *to, cause: self.told(*cause) });
            }
            Event::Signalled { card, seen } => {
                let Eyes::Seat(seat) = self.eyes else { return None };
                // Who else noticed is not told.
                return seen
                    .has(seat)
                    .then_some(Cow::Owned(Event::Signalled { card: *card, seen: SeatSet::one(seat) }));
            }
            Event::Sealed { seat, .. } => {
                if self.eyes.may_see(*seat) {
                    return Some(Cow::Borrowed(event));
                }
                return parts(Event::Sealed { seat: *seat, card: None });
            }
            Event::FlagChanged { cause, .. } => !matches!(cause, Cause::Event(_)) && self.knows_cause(*cause),
            Event::Rolled { die, .. } => match die {
                Die::Response(response, _) | Die::Friction(response) => self.knows(*response),
                Die::Event(..) | Die::Stage(..) => true,
            },
            Event::Laid { seat, .. }
            | Event::Withdrawn { seat, .. }
            | Event::Noted { seat, .. }
            | Event::Counted { seat, .. } => self.eyes.may_see(*seat),
            Event::Asked { request }
            | Event::SealBroken { request, .. }
            | Event::Answered { request, .. }
            | Event::WaitsAgain { request }
            | Event::RequestLapsed { request } => self.knows_cause(Cause::Request(*request)),
            Event::CarriedOut { response, .. } | Event::WorkDone { response, .. } | Event::Ended { response, .. } => {
                self.knows(*response)
            }
            Event::OrderBarred { response, .. }
            | Event::OrderLapsed { response }
            | Event::PartnerMissing { response, .. }
            | Event::Miscarried { response } => self.eyes.are_in(self.deck.responses[response.index()].parties),
            Event::Drawn { .. } | Event::Marked { .. } => false,
            _ => true,
        };
        visible.then_some(Cow::Borrowed(event))
    }
}
