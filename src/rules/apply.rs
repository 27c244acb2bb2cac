//! Folds events into a state. Applying decides nothing: the same events give the same state in every version.

use super::event::{Event, StageResult};
use super::state::{Asked, Due, Order, Procedure, Ruling, Running, Signal, State, Word};
use crate::deck::{Answered, Deck, FlagId, OperationSet, PromiseId, PromiseMark, RequestId, SeatSet};

impl State {
    /// Folds an event in. [`Event::Rewound`] is for [`Game`](super::Game), which keeps the earlier states.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "where an event is emitted its kind is known, and one arm is left")]
    pub fn apply(&mut self, deck: &Deck, event: &Event) {
        match event {
            Event::ActBegan { act } => {
                self.act = *act;
                self.turn_in_act = 0;
                self.coming.clear();
            }
            Event::TurnBegan { turn, turn_in_act, months, days } => {
                (self.turn, self.turn_in_act) = (*turn, *turn_in_act);
                (self.months, self.days) = (*months, *days);
                self.fallen.clear();
                self.signals.clear();
            }
            Event::Fell { card, fall } => {
                self.remember(deck.events[card.index()].memory);
                let _ = self.fallen.try_push((*card, *fall));
                self.coming.retain(|coming| coming != card);
            }
            Event::Drawn { card } => {
                let _ = self.coming.try_push(*card);
            }
            Event::AdversaryPlays => self.adversary = true,
            Event::DrawDue { cards, now } => self.due = Some(Due { cards: *cards, now: *now }),
            Event::DrawChosen => self.due = None,
            Event::EstimatesSwitched { on } => self.estimates = *on,
            Event::Signalled { card, seen } => {
                let _ = self.signals.try_push(Signal { event: *card, seen: *seen });
            }
            Event::MeterMoved { meter, to, .. } | Event::Adjusted { meter, to, .. } => {
                self.meters[meter.index()] = *to;
            }
            Event::FlagChanged { flag, on, .. } => self.set_flag(*flag, *on),
            Event::AreaChanged { area, to, .. } => self.areas[area.index()] = *to,
            Event::RungChanged { to, .. } | Event::Decided { to, .. } => self.rung = *to,
            Event::Counted { count, seat } => {
                let cell = &mut self.counts[*count as usize][seat.index()];
                *cell = cell.saturating_add(1);
            }
            Event::TurnEnded { .. } => {
                self.orders.iter_mut().for_each(arrayvec::ArrayVec::clear);
                self.sealed = SeatSet::default();
            }
            Event::GameEnded { outcome } => self.outcome = Some(*outcome),
            Event::Paused => self.paused = true,
            Event::Resumed => self.paused = false,
            Event::Ruled { operation, area, permitted, .. } => {
                self.rulings.retain(|r| (r.operation, r.area) != (*operation, *area));
                if let Some(permitted) = permitted {
                    let _ = self.rulings.try_push(Ruling { operation: *operation, area: *area, permitted: *permitted });
                }
            }
            Event::Sealed { seat, .. } => self.sealed = self.sealed.with(*seat),
            Event::SealBroken { seat, .. } => self.sealed = self.sealed.without(*seat),
            Event::Laid { .. }
            | Event::Withdrawn { .. }
            | Event::CarriedOut { .. }
            | Event::WorkDone { .. }
            | Event::Ended { .. } => self.apply_order(deck, event),
            Event::Asked { request } => self.mark_request(*request, Answered::Waiting),
            Event::WaitsAgain { request } => self.requests[request.index()].is = Some(Answered::Waiting),
            Event::Answered { request, answer } => self.mark_request(*request, answer.mark()),
            Event::RequestLapsed { request } => self.requests[request.index()] = Asked::default(),
            Event::ProcedureOpened { .. }
            | Event::ProcedureDropped { .. }
            | Event::ProcedureMoved { .. }
            | Event::StageDecided { .. }
            | Event::Designated { .. } => self.apply_procedure(deck, event),
            Event::Promised { promise } => {
                self.promises[promise.index()] = Word { is: Some(PromiseMark::Open), made: self.turn, due: 0 };
            }
            Event::PromiseDue { promise, due } => {
                self.promises[promise.index()].due = *due;
                self.mark_promise(*promise, PromiseMark::Due);
            }
            Event::PromiseKept { promise } => self.mark_promise(*promise, PromiseMark::Kept),
            Event::PromiseBroken { promise } => self.mark_promise(*promise, PromiseMark::Broken),
            Event::WalkedBack { promise } => self.mark_promise(*promise, PromiseMark::WalkedBack),
            Event::Rolled { .. }
            | Event::Noted { .. }
            | Event::OrderBarred { .. }
            | Event::OrderLapsed { .. }
            | Event::PartnerMissing { .. }
            | Event::Miscarried { .. }
            | Event::Pressed { .. }
            | Event::Injected { .. }
            | Event::Rewound { .. }
            | Event::Marked { .. } => {}
        }
    }

    fn apply_order(&mut self, deck: &Deck, event: &Event) {
        match *event {
            Event::Laid { seat, response, manner } => {
                let _ = self.orders[seat.index()].try_push(Order { response, manner });
            }
            Event::Withdrawn { seat, response } => {
                self.orders[seat.index()].retain(|order| order.response != response);
            }
            Event::CarriedOut { response, manner, ready } => {
                let card = &deck.responses[response.index()];
                self.remember(card.memory);
                if card.standing || ready > 0 {
                    let _ = self.running.try_push(Running { response, manner, since: self.turn, ready });
                }
            }
            Event::WorkDone { response, .. } => {
                let standing = deck.responses[response.index()].standing;
                self.running.retain(|running| {
                    if running.response == response {
                        running.ready = 0;
                    }
                    standing || running.response != response
                });
            }
            Event::Ended { response, .. } => self.running.retain(|running| running.response != response),
            _ => {}
        }
    }

    fn apply_procedure(&mut self, deck: &Deck, event: &Event) {
        match *event {
            Event::ProcedureOpened { situation, plan, left } => {
                self.procedure = Some(Procedure { situation, plan, stage: 0, left });
            }
            Event::ProcedureDropped { .. } => self.procedure = None,
            Event::ProcedureMoved { left, .. } => {
                if let Some(procedure) = &mut self.procedure {
                    procedure.left = left;
                }
            }
            Event::StageDecided { stage, result, left, .. } => match (&mut self.procedure, result) {
                (Some(procedure), StageResult::Passed) => (procedure.stage, procedure.left) = (stage + 1, left),
                (Some(procedure), StageResult::Delayed) => procedure.left = left,
                _ => self.procedure = None,
            },
            Event::Designated { situation, plan } => {
                self.procedure = None;
                self.situation = situation;
                // A plan belongs to the situation that asked for one; it goes with it.
                self.plan = if deck.law.situations[situation.index()].plan { plan } else { OperationSet::default() };
            }
            _ => {}
        }
    }

    fn mark_request(&mut self, request: RequestId, mark: Answered) {
        self.requests[request.index()] = Asked { is: Some(mark), turn: self.turn };
    }

    fn mark_promise(&mut self, promise: PromiseId, mark: PromiseMark) {
        self.promises[promise.index()].is = Some(mark);
    }

    /// Whether a flag would change.
    pub(crate) fn differs(&self, flag: FlagId, on: bool) -> bool {
        self.flag(flag) != on
    }
}
