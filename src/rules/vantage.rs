//! What a seat may know, as a lens on the state: cheap, and with no way past it. Policies decide from this
//! and nothing else; the [view](super::view) that front ends draw is built from the same knowledge.

use super::command::{Answer, Command};
use super::decide;
use super::holds::Odds;
use super::options;
use super::refusal::Refusal;
use super::state::{Manner, Procedure, State};
use crate::deck::{
    ActKind, AreaId, AreaMood, Deck, FlagId, MeterId, OperationSet, PromiseId, PromiseMark, RequestId, ResponseId,
    RungId, SeatId, SituationId, Use,
};

/// A seat's lens on a state.
#[derive(Debug, Clone, Copy)]
pub struct Vantage<'a> {
    deck: &'a Deck,
    state: &'a State,
    seat: SeatId,
    picture: Option<&'a State>,
}

impl<'a> Vantage<'a> {
    /// The lens of a seat.
    pub fn new(deck: &'a Deck, state: &'a State, seat: SeatId) -> Self {
        Self { deck, state, seat, picture: None }
    }

    /// The same with the seat's own [picture](super::Picture) of the game, for those who play on from it in thought.
    #[must_use]
    pub fn with_picture(self, picture: &'a State) -> Self {
        Self { picture: Some(picture), ..self }
    }

    /// What the seat knows, as a state of its own, where one was drawn.
    pub fn picture(&self) -> Option<&'a State> {
        self.picture
    }

    /// The deck: everyone may read the rules.
    pub fn deck(&self) -> &'a Deck {
        self.deck
    }

    /// Whose lens it is.
    pub fn seat(&self) -> SeatId {
        self.seat
    }

    /// The turn, from 1.
    pub fn turn(&self) -> u8 {
        self.state.turn()
    }

    /// The act.
    pub fn act(&self) -> ActKind {
        self.state.act(self.deck)
    }

    /// Where Beijing stands.
    pub fn rung(&self) -> RungId {
        self.state.rung()
    }

    /// What is designated, and the approved plan.
    pub fn situation(&self) -> (SituationId, OperationSet) {
        (self.state.situation(), self.state.plan())
    }

    /// The procedure under way.
    pub fn procedure(&self) -> Option<Procedure> {
        self.state.procedure
    }

    /// A meter's value; nothing for one that is not shown.
    pub fn meter(&self, meter: MeterId) -> Option<u8> {
        (!self.deck.meters[meter.index()].hidden).then(|| self.state.meter(meter))
    }

    /// An area's state.
    pub fn area(&self, area: AreaId) -> AreaMood {
        self.state.area(area)
    }

    /// How a promise stands: words said in public are known to all.
    pub fn promise(&self, promise: PromiseId) -> Option<PromiseMark> {
        self.state.promise(promise).is
    }

    /// Whether consent that concerns this seat is given; both sides of it know.
    pub fn consent(&self, consent: usize) -> Option<bool> {
        let card = self.deck.law.consents.get(consent)?;
        let flag: FlagId = card.flag;
        (self.seat == card.seat || self.seat == self.deck.law.seat).then(|| self.state.flag(flag))
    }

    /// The requests that wait for this seat's answer.
    pub fn waiting(&self) -> impl Iterator<Item = RequestId> + use<'a> {
        decide::waiting_for(self.deck, self.state, self.seat)
    }

    /// Whether this seat has laid an order for a response.
    pub fn has_laid(&self, response: ResponseId) -> bool {
        self.state.order(self.seat, response).is_some()
    }

    /// Whether a partner has laid its part of a joint response: partners see that of each other, and no more.
    pub fn partner_laid(&self, partner: SeatId, response: ResponseId) -> bool {
        let parties = self.deck.responses[response.index()].parties;
        parties.has(self.seat) && parties.has(partner) && self.state.order(partner, response).is_some()
    }

    /// Whether this seat has asked for something this turn.
    pub fn has_asked(&self) -> bool {
        let asked = |(card, stands): (&crate::deck::Request, &super::state::Asked)| {
            card.from == self.seat && stands.is.is_some() && stands.turn == self.state.turn
        };
        self.deck.requests.iter().zip(&self.state.requests).any(asked)
    }

    /// What is left of this turn's orders.
    pub fn orders_left(&self) -> u8 {
        self.deck.seats[self.seat.index()].orders.saturating_sub(self.state.spent(self.deck, self.seat))
    }

    /// Whether this seat takes part in a response that runs.
    pub fn runs(&self, response: ResponseId) -> bool {
        let known = self.deck.responses[response.index()].known_to.has(self.seat);
        known && self.state.running(response).is_some()
    }

    /// Whether an order would be accepted.
    ///
    /// # Errors
    /// Why not.
    pub fn check_order(&self, response: ResponseId, manner: Manner) -> Result<(), Refusal> {
        decide::check_order(self.deck, self.state, self.seat, response, manner)
    }

    /// Whether a request could be made.
    ///
    /// # Errors
    /// Why not.
    pub fn check_ask(&self, request: RequestId) -> Result<(), Refusal> {
        decide::check_ask(self.deck, self.state, self.seat, request)
    }

    /// Whether an answer would be accepted.
    ///
    /// # Errors
    /// Why not.
    pub fn check_answer(&self, request: RequestId, answer: Answer) -> Result<(), Refusal> {
        decide::check_answer(self.deck, self.state, self.seat, request, answer)
    }

    /// Whether a procedure could be opened.
    ///
    /// # Errors
    /// Why not.
    pub fn check_designate(&self, situation: SituationId, plan: OperationSet) -> Result<(), Refusal> {
        decide::check_designate(self.deck, self.state, self.seat, situation, plan)
    }

    /// Whether a standing operation or a work could be ended.
    ///
    /// # Errors
    /// Why not.
    pub fn check_stand_down(&self, response: ResponseId) -> Result<(), Refusal> {
        decide::check_stand_down(self.deck, self.state, self.seat, response)
    }

    /// What the law says of a use now.
    pub fn may(&self, used: Use) -> super::law::Finding {
        super::law::may(self.deck, self.state, used)
    }

    /// Everything that would be accepted now.
    pub fn commands(&self) -> Vec<Command> {
        options::commands(self.deck, self.state, self.seat)
    }

    /// One of [`Vantage::commands`], each as likely as the next; nothing where the seat cannot act. `below` draws a
    /// number below a bound.
    pub fn any_command(&self, below: impl FnMut(u32) -> u32) -> Option<Command> {
        super::any::command(self.deck, self.state, self.seat, below)
    }

    /// What Beijing's question comes to as things stand: today, climbing, stepping down. The table is shown all of it.
    pub fn question(&self) -> [Odds; 3] {
        decide::question(self.deck, self.state)
    }

    /// The indications that this seat noticed: each may or may not come.
    pub fn signals(&self) -> impl Iterator<Item = crate::deck::EventId> + use<'a> {
        let seat = self.seat;
        self.state.signals.iter().filter(move |signal| signal.seen.has(seat)).map(|signal| signal.event)
    }
}
