//! What fell, what may come, what is asked and what was promised.

use super::build::Builder;
use super::options::sources;
use super::story;
use crate::deck::{Answered, Deck, EventId, PromiseId, PromiseMark, RequestId, SeatId, prose};
use crate::rules::audience::Eyes;
use crate::rules::command::Answer;
use crate::rules::decide;
use crate::rules::event::{Cause, Event};
use crate::rules::fall::{self, Told};
use crate::rules::sharing;
use crate::rules::state::Fall;
use serde::Serialize;

/// What Beijing did.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// Which event.
    pub event: EventId,
    /// Who or what does it, where it is not the adversary.
    pub by: Option<String>,
    /// One line; of what came instead, where it was averted and has one.
    pub headline: String,
    /// Whether the headline tells how it came, so that nothing has to be said beside it.
    pub own_headline: bool,
    /// What everyone reads.
    pub text: String,
    /// What this seat reads besides. (The facilitator: every seat's, one after the other.)
    pub brief: Option<String>,
    /// What other seats pass on of their own briefs, each with who does.
    pub passed_on: Vec<(String, String)>,
    /// How it came.
    pub fall: Fall,
    /// What it did, in words.
    pub did: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

/// A request.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// Which.
    pub request: RequestId,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub from: String,
    /// Who is asked.
    pub to: String,
    /// What is said.
    pub text: String,
    /// How it stands.
    pub is: Option<Answered>,
    /// Why it cannot be asked (outgoing) or accepted (incoming) now, where it cannot.
    pub reason: Option<String>,
    /// Accepting, declining, putting off: what is said, and what follows in words.
    pub answers: [(String, String); 3],
    /// What the staff of the asked seat says. Empty for others.
    pub staff_note: String,
    /// Where it comes from.
    pub source: String,
}

/// A promise.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseView {
    /// Which.
    pub promise: PromiseId,
    /// Who is bound.
    pub seat: String,
    /// Whether it is this seat.
    pub mine: bool,
    /// What was said.
    pub title: String,
    /// What it binds to.
    pub text: String,
    /// How it stands.
    pub is: PromiseMark,
    /// The turn it was made in, and the last turn to keep it once due.
    pub turns: (u8, u8),
    /// Where it comes from.
    pub source: String,
}

impl Builder<'_> {
    pub(super) fn cards(&self) -> Vec<CardView> {
        self.state
            .fallen
            .iter()
            .map(|(event, fall)| {
                let card = &self.deck.events[event.index()];
                let told = fall::told(self.deck, *event, *fall);
                let brief = (0..self.deck.seats.len())
                    .map(SeatId::at)
                    .filter(|seat| self.eyes.may_see(*seat))
                    .filter_map(|seat| {
                        let text = told.briefs[seat.index()].as_ref()?.get(self.language);
                        Some(if self.eyes == Eyes::All {
                            format!("{}: {text}", self.name(seat))
                        } else {
                            text.to_owned()
                        })
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                CardView {
                    event: *event,
                    by: card.by.as_ref().map(|by| by.get(self.language).to_owned()),
                    headline: told.headline.get(self.language).to_owned(),
                    own_headline: told.own_headline,
                    text: told.text.get(self.language).to_owned(),
                    brief: Some(brief).filter(|brief| !brief.is_empty()),
                    passed_on: self.passed_on(card, &told),
                    fall: *fall,
                    did: self.did(*event),
                    source: sources(&card.source),
                }
            })
            .collect()
    }

    /// What the other seats pass on of what they alone were told, where a link or a shared picture lets them.
    pub(super) fn passed_on(&self, card: &crate::deck::Event, told: &Told<'_>) -> Vec<(String, String)> {
        let Eyes::Seat(to) = self.eyes else { return Vec::new() };
        card.passed_on
            .iter()
            .filter(|from| sharing::is_told(self.deck, self.state, *from, to))
            .filter_map(|from| {
                let brief = told.briefs[from.index()].as_ref()?;
                // What is passed on is told to the reader who gets it.
                let text = told.passed_on_as[from.index()].as_ref().unwrap_or(brief);
                Some((self.name(from), text.get(self.language).to_owned()))
            })
            .collect()
    }

    /// What the meters did by themselves at the start of this turn.
    pub(super) fn drift(&self) -> Vec<String> {
        self.seen
            .iter()
            .filter(|h| h.turn == self.state.turn)
            .filter_map(|h| match &*h.event {
                Event::MeterMoved { meter, from, to, cause: Cause::Time } => {
                    Some(format!("{} {from} → {to}", self.deck.meters[meter.index()].name.get(self.language)))
                }
                _ => None,
            })
            .collect()
    }

    /// What an event did this turn, in lines.
    pub(super) fn did(&self, card: EventId) -> Vec<String> {
        self.seen
            .iter()
            .filter(|h| h.turn == self.state.turn)
            .filter(|h| match &*h.event {
                Event::MeterMoved { cause, .. }
                | Event::AreaChanged { cause, .. }
                | Event::RungChanged { cause, .. } => *cause == Cause::Event(card),
                Event::Rolled { die: crate::rules::event::Die::Event(event, _), .. } => *event == card,
                _ => false,
            })
            .filter_map(|h| story::line(self.deck, self.language, &h.event).map(|(_, text)| text))
            .collect()
    }

    pub(super) fn signals(&self) -> Vec<String> {
        self.state
            .signals
            .iter()
            .filter(|signal| self.eyes.are_in(signal.seen))
            .filter_map(|signal| self.deck.events[signal.event.index()].signal.as_ref())
            .map(|text| text.get(self.language).to_owned())
            .collect()
    }

    pub(super) fn request(&self, request: RequestId, reason: Option<String>) -> RequestView {
        let card = &self.deck.requests[request.index()];
        RequestView {
            request,
            title: card.title.get(self.language).to_owned(),
            from: self.name(card.from),
            to: self.name(card.to),
            text: card.text.get(self.language).to_owned(),
            is: self.state.request(request).is,
            reason,
            answers: card.answers.each_ref().map(|(text, effects)| {
                let follows = prose::effects(self.deck, self.language, effects);
                (text.get(self.language).to_owned(), prose::capitalized(&follows))
            }),
            staff_note: if self.eyes.may_see(card.to) {
                card.staff_note.get(self.language).to_owned()
            } else {
                String::new()
            },
            source: sources(&card.source),
        }
    }

    pub(super) fn requests(&self) -> impl Iterator<Item = RequestId> + '_ {
        (0..self.deck.requests.len()).map(RequestId::at)
    }

    pub(super) fn incoming(&self) -> Vec<RequestView> {
        self.requests()
            .filter(|r| self.eyes.may_see(self.deck.requests[r.index()].to))
            .filter(|r| self.state.request(*r).is == Some(crate::deck::Answered::Waiting))
            .map(|r| {
                let to = self.deck.requests[r.index()].to;
                let refusal = decide::check_answer(self.deck, self.state, to, r, Answer::Accept).err();
                self.request(r, refusal.map(|refusal| refusal.explain(self.deck, self.language).why))
            })
            .collect()
    }

    pub(super) fn outgoing(&self) -> Vec<RequestView> {
        let Some(seat) = self.seat() else { return Vec::new() };
        let act = Deck::act_bit(self.state.act(self.deck));
        let in_play = &self.deck.scenarios[self.state.scenario.index()].in_play;
        self.requests()
            .filter(|r| self.deck.requests[r.index()].from == seat)
            .filter(|r| {
                let open = self.deck.requests[r.index()].acts & act != 0 && in_play.has_request(*r);
                open || self.state.request(*r).is.is_some()
            })
            .map(|r| {
                let refusal = decide::check_ask(self.deck, self.state, seat, r).err();
                self.request(r, refusal.map(|refusal| refusal.explain(self.deck, self.language).why))
            })
            .collect()
    }

    pub(super) fn promises(&self) -> Vec<PromiseView> {
        (0..self.deck.promises.len())
            .map(PromiseId::at)
            .filter_map(|promise| {
                let word = self.state.promise(promise);
                let card = &self.deck.promises[promise.index()];
                Some(PromiseView {
                    promise,
                    seat: self.name(card.seat),
                    mine: self.seat() == Some(card.seat),
                    title: card.title.get(self.language).to_owned(),
                    text: card.text.get(self.language).to_owned(),
                    is: word.is?,
                    turns: (word.made, word.due),
                    source: sources(&card.source),
                })
            })
            .collect()
    }
}
