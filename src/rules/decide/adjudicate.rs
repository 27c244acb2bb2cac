//! Adjudication, when all seats have sealed: orders in a fixed order, standing operations, procedures,
//! promises, and then the question.

use super::desk::{Desk, stage_turns};
use crate::deck::{
    Chance, CountKind, Deck, OperationSet, PressureId, PromiseId, PromiseMark, ResponseId, RungId, SeatId, SeatSet,
    limits,
};
use crate::rules::dice::{Dice, Key};
use crate::rules::event::{Answered, Cause, Die, EndReason, Event, StageResult};
use crate::rules::holds::{Odds, all_hold, odds};
use crate::rules::law::{self, Finding};
use crate::rules::options::effects_in;
use crate::rules::sink::Sink;
use crate::rules::state::{Manner, Order, State};
use arrayvec::ArrayVec;

/// What Beijing's question comes to in a state: the chances that today is the day, of climbing, of stepping down.
pub fn question(deck: &Deck, state: &State) -> [Odds; 3] {
    asked(deck, state, |chance| odds(deck, state, chance, OperationSet::default()))
}

fn asked(deck: &Deck, state: &State, odds: impl Fn(&Chance) -> Odds) -> [Odds; 3] {
    let rung = &deck.ladder.rungs[state.rung.index()];
    let of = |chance: Option<&Chance>| chance.map_or_else(Odds::none, &odds);
    let mut found = [of(rung.today.as_ref()), of(rung.climb.as_ref()), of(rung.step_down.as_ref())];
    // One die decides all three: what is left of it bounds each.
    found[1].chance = found[1].chance.min(100 - found[0].chance);
    found[2].chance = found[2].chance.min(100 - found[0].chance - found[1].chance);
    found
}

impl<S: Sink> Desk<'_, S> {
    /// Everything that follows when the last seat has sealed.
    pub fn adjudicate(&mut self) {
        self.carry_out_orders();
        self.check_operations();
        self.move_procedure();
        self.settle_promises();
        self.press();
        self.ask_the_question();
        let turn = self.state().turn;
        self.emit(Event::TurnEnded { turn });
        self.end_or_go_on();
    }

    fn carry_out_orders(&mut self) {
        for seat in 0..self.deck.seats.len() {
            // Nothing is laid or withdrawn while orders are carried out.
            for at in 0..self.state().orders[seat].len() {
                let order = self.state().orders[seat][at];
                let parties = self.deck.responses[order.response.index()].parties;
                let first = parties.iter().find(|party| self.state().order(*party, order.response).is_some());
                // A joint response is carried out once, when the first of its parties is due.
                if first == Some(SeatId::at(seat)) {
                    self.carry_out(order, SeatId::at(seat));
                }
            }
        }
    }

    fn carry_out(&mut self, order: Order, by: SeatId) {
        let response = order.response;
        let card = &self.deck.responses[response.index()];
        let mut manner = order.manner;
        let mut missing = SeatSet::default();
        for party in card.parties.iter() {
            match self.state().order(party, response) {
                None => missing = missing.with(party),
                // It is public only if all its parties make it so.
                Some(order) if order.manner == Manner::Quietly => manner = Manner::Quietly,
                Some(_) => {}
            }
        }
        if missing != SeatSet::default() {
            self.emit(Event::PartnerMissing { response, missing });
            return;
        }
        if let Some(finding) = self.unlawful(response) {
            let (why, source) = self.because(finding);
            self.emit(Event::OrderBarred { response, why, source });
            self.emit(Event::Counted { count: CountKind::OrdersBarred, seat: by });
            self.effects(&self.deck.law.unlawful_order, Cause::Law(response));
            return;
        }
        if !all_hold(self.deck, self.state(), &card.when) {
            self.emit(Event::OrderLapsed { response });
            return;
        }
        if card.parties != SeatSet::one(card.seat) && self.deck.friction.chance.max > 0 {
            let (miscarries, _, _) = self.roll(
                Key::Friction(response),
                Die::Friction(response),
                &self.deck.friction.chance,
                OperationSet::default(),
            );
            if miscarries {
                self.emit(Event::Miscarried { response });
                for party in card.parties.iter() {
                    self.emit(Event::Counted { count: CountKind::JointMiscarried, seat: party });
                }
                self.effects(&self.deck.friction.effects, Cause::Friction(response));
                return;
            }
        }
        let ready = if card.takes > 0 { self.state().turn.saturating_add(card.takes) } else { 0 };
        self.emit(Event::CarriedOut { response, manner, ready });
        if ready == 0 {
            self.take_effect(response, manner);
        }
    }

    fn unlawful(&self, response: ResponseId) -> Option<Finding> {
        let uses = &self.deck.responses[response.index()].uses;
        uses.iter().map(|used| law::may(self.deck, self.state(), *used)).find(|finding| !finding.is_permitted())
    }

    /// What a response does once it is done.
    pub fn take_effect(&mut self, response: ResponseId, manner: Manner) {
        let card = &self.deck.responses[response.index()];
        let cause = Cause::Response(response);
        let [announcing, by_manner] = effects_in(self.deck, response, manner);
        self.effects(announcing, cause);
        self.effects(&card.effects, cause);
        self.effects(by_manner, cause);
        self.rolls(&card.rolls, cause, |n| (Key::Response(response, n), Die::Response(response, n)));
    }

    /// Standing operations are checked again; what the law no longer permits ends, the rest goes on.
    fn check_operations(&mut self) {
        for running in self.state().running.clone() {
            let response = running.response;
            if !self.state().is_standing(response) {
                continue;
            }
            let card = &self.deck.responses[response.index()];
            if let Some(finding) = self.unlawful(response) {
                let (why, source) = self.because(finding);
                self.end(response, EndReason::Law { why, source });
                self.emit(Event::Counted { count: CountKind::OperationsEnded, seat: card.seat });
                self.effects(&self.deck.law.unlawful_operation, Cause::Law(response));
            } else {
                self.effects(&card.each_turn, Cause::Response(response));
            }
        }
    }

    fn move_procedure(&mut self) {
        let Some(procedure) = self.state().procedure else { return };
        let (situation, stage) = (procedure.situation, procedure.stage);
        if procedure.left > 1 {
            self.emit(Event::ProcedureMoved { situation, stage, left: procedure.left - 1 });
            return;
        }
        let card = &self.deck.law.situations[situation.index()];
        let step = &card.stages[usize::from(stage)];
        let (passed, rolled, needed) =
            self.roll(Key::Stage(situation, stage), Die::Stage(situation, stage), &step.chance, procedure.plan);
        if !passed {
            let delayed = rolled - needed <= step.delay_within;
            let result = if delayed { StageResult::Delayed } else { StageResult::Failed };
            self.emit(Event::StageDecided { situation, stage, result, left: 1 });
            if !delayed {
                self.effects(&card.rejected, Cause::Situation(situation));
            }
            return;
        }
        let last = usize::from(stage) + 1 == card.stages.len();
        let left = if last { 0 } else { stage_turns(self.deck, self.state(), situation, stage + 1) };
        self.emit(Event::StageDecided { situation, stage, result: StageResult::Passed, left });
        if last {
            self.emit(Event::Designated { situation, plan: procedure.plan });
            self.effects(&card.effects, Cause::Situation(situation));
        }
    }

    fn settle_promises(&mut self) {
        for promise in (0..self.deck.promises.len()).map(PromiseId::at) {
            let card = &self.deck.promises[promise.index()];
            let word = self.state().promise(promise);
            if word.is == Some(PromiseMark::Open) && all_hold(self.deck, self.state(), &card.when) {
                let due = self.state().turn.saturating_add(card.within);
                self.emit(Event::PromiseDue { promise, due });
            }
            let word = self.state().promise(promise);
            if word.is != Some(PromiseMark::Due) {
                continue;
            }
            let (event, count, effects) = if all_hold(self.deck, self.state(), &card.kept_when) {
                (Event::PromiseKept { promise }, CountKind::PromisesKept, &card.effects[0])
            } else if self.state().turn >= word.due {
                (Event::PromiseBroken { promise }, CountKind::PromisesBroken, &card.effects[1])
            } else {
                continue;
            };
            self.emit(event);
            self.emit(Event::Counted { count, seat: card.seat });
            self.effects(effects, Cause::Promise(promise));
        }
    }

    /// What works on the table while its conditions hold, whatever is ordered. All conditions are asked before any
    /// effect, so that the order of the deck decides nothing.
    fn press(&mut self) {
        let works: ArrayVec<PressureId, { limits::OTHERS }> = (0..self.deck.pressures.len())
            .map(PressureId::at)
            .filter(|pressure| all_hold(self.deck, self.state(), &self.deck.pressures[pressure.index()].when))
            .collect();
        for pressure in works {
            self.emit(Event::Pressed { pressure });
            self.effects(&self.deck.pressures[pressure.index()].effects, Cause::Pressure(pressure));
        }
    }

    fn ask_the_question(&mut self) {
        let [today, climb, step_down] =
            asked(self.deck, self.state(), |chance| self.odds(chance, OperationSet::default()));
        let rolled = Dice::new(self.state().seed, self.state().turn, Key::Question).d100();
        let from = self.state().rung;
        let (answer, to) = if rolled <= today.chance {
            (Answered::Today, self.deck.ladder.attack)
        } else if rolled <= today.chance + climb.chance {
            let top = RungId::at(self.deck.ladder.rungs.len() - 1);
            (Answered::Climbs, RungId((from.0 + 1).min(top.0)))
        } else if rolled > 100 - step_down.chance {
            (Answered::StepsDown, RungId(from.0.saturating_sub(1)))
        } else {
            (Answered::Holds, from)
        };
        self.emit(Event::Decided { today, climb, step_down, rolled, answer, from, to });
    }
}
