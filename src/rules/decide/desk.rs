//! The desk on which a command is worked out: a state, and the events so far. Whatever is emitted is folded
//! into the state at once, so that what comes after sees it.

use crate::deck::{
    AreaId, AreaMood, Chance, CountKind, Deck, Effect, LadderStep, OperationSet, PromiseId, PromiseMark, RequestId,
    ResponseId, Roll, RungId, SituationId,
};
use crate::rules::command::Answer;
use crate::rules::dice::{Dice, Key};
use crate::rules::event::{Cause, Die, EndReason, Event};
use crate::rules::holds::{Odds, all_hold, odds, percent};
use crate::rules::law::Finding;
use crate::rules::sink::Sink;
use crate::rules::state::State;

/// A state, and where the events go.
pub(super) struct Desk<'a, S> {
    pub deck: &'a Deck,
    state: &'a mut State,
    sink: &'a mut S,
}

/// How deep effects may set off further effects: a standing operation that ends, another that its end ends.
const DEEPEST: u8 = 4;

impl<'a, S: Sink> Desk<'a, S> {
    pub fn new(deck: &'a Deck, state: &'a mut State, sink: &'a mut S) -> Self {
        Self { deck, state, sink }
    }

    pub fn state(&self) -> &State {
        self.state
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what an event changes is known where it is emitted")]
    pub fn emit(&mut self, event: Event) {
        self.state.apply(self.deck, &event);
        self.sink.take(event);
    }

    pub fn effects(&mut self, effects: &[Effect], cause: Cause) {
        self.effects_at(effects, cause, 0);
    }

    fn effects_at(&mut self, effects: &[Effect], cause: Cause, depth: u8) {
        for effect in effects {
            self.effect(effect, cause, depth);
        }
    }

    fn effect(&mut self, effect: &Effect, cause: Cause, depth: u8) {
        match effect {
            Effect::If { when, then, otherwise } => {
                let branch = if all_hold(self.deck, self.state, when) { then } else { otherwise };
                self.effects_at(branch, cause, depth);
            }
            Effect::Meter { meter, add } => {
                let from = self.state.meter(*meter);
                let to = from.saturating_add_signed(*add).min(100);
                if to != from {
                    self.emit(Event::MeterMoved { meter: *meter, from, to, cause });
                }
            }
            Effect::Flag { flag, on } => {
                if self.state.differs(*flag, *on) {
                    self.emit(Event::FlagChanged { flag: *flag, on: *on, cause });
                }
            }
            Effect::Area { area, becomes } => self.area_becomes(*area, *becomes, cause),
            Effect::Worsens(area) => {
                let to = match self.state.area(*area) {
                    AreaMood::Calm => AreaMood::Tense,
                    AreaMood::Tense => AreaMood::Contested,
                    AreaMood::Contested | AreaMood::Combat => AreaMood::Combat,
                };
                self.area_becomes(*area, to, cause);
            }
            Effect::Eases(area) => {
                let to = match self.state.area(*area) {
                    AreaMood::Combat => AreaMood::Contested,
                    AreaMood::Contested => AreaMood::Tense,
                    AreaMood::Tense | AreaMood::Calm => AreaMood::Calm,
                };
                self.area_becomes(*area, to, cause);
            }
            Effect::Promise(promise) => {
                // Words said again bind no more than before.
                if !matches!(self.state.promise(*promise).is, Some(PromiseMark::Open | PromiseMark::Due)) {
                    self.emit(Event::Promised { promise: *promise });
                }
            }
            Effect::WalksBack(promise) => {
                if depth < DEEPEST && self.state.promise(*promise).is == Some(PromiseMark::Open) {
                    self.walk_back(*promise, depth + 1);
                }
            }
            Effect::Ends(response) => {
                if depth < DEEPEST && self.state.running(*response).is_some() {
                    self.end_at(*response, EndReason::Effect, depth + 1);
                }
            }
            Effect::Ladder(step) => self.step(*step, cause),
        }
    }

    /// Words still open are taken back, with what that costs.
    pub fn walk_back(&mut self, promise: PromiseId, depth: u8) {
        let card = &self.deck.promises[promise.index()];
        self.emit(Event::WalkedBack { promise });
        self.emit(Event::Counted { count: CountKind::WalkedBack, seat: card.seat });
        self.effects_at(&card.effects[2], Cause::Promise(promise), depth);
    }

    fn area_becomes(&mut self, area: AreaId, to: AreaMood, cause: Cause) {
        let from = self.state.area(area);
        if from != to {
            self.emit(Event::AreaChanged { area, from, to, cause });
        }
    }

    /// A step on the ladder outside Beijing's own decision: never across the line between peace and attack.
    fn step(&mut self, step: LadderStep, cause: Cause) {
        let (from, attack) = (self.state.rung, self.deck.ladder.attack);
        let top = RungId::at(self.deck.ladder.rungs.len() - 1);
        let (lowest, highest) = if from >= attack { (attack, top) } else { (RungId(0), RungId(attack.0 - 1)) };
        let to = match step {
            LadderStep::Up => RungId((from.0 + 1).min(highest.0)),
            LadderStep::Down => RungId(from.0.saturating_sub(1).max(lowest.0)),
        };
        if to != from {
            self.emit(Event::RungChanged { from, to, cause });
        }
    }

    /// What a chance comes to, with its terms where they are recorded.
    pub fn odds(&self, chance: &Chance, plan: OperationSet) -> Odds {
        if S::RECORDS {
            odds(self.deck, self.state, chance, plan)
        } else {
            Odds { chance: percent(self.deck, self.state, chance, plan), ..Odds::none() }
        }
    }

    /// The law's reason and its source, where they are recorded.
    pub fn because(&self, finding: Finding) -> (Box<str>, Box<str>) {
        if S::RECORDS {
            let verdict = finding.explain(self.deck, &self.deck.language);
            (verdict.why.into(), verdict.source.into())
        } else {
            (Box::default(), Box::default())
        }
    }

    /// Throws a die against a chance.
    pub fn roll(&mut self, key: Key, die: Die, chance: &Chance, plan: OperationSet) -> (bool, u8, u8) {
        let odds = self.odds(chance, plan);
        let rolled = Dice::new(self.state.seed, self.state.turn, key).d100();
        let (needed, success) = (odds.chance, rolled <= odds.chance);
        if S::RECORDS {
            self.emit(Event::Rolled { die, odds, rolled, success });
        }
        (success, rolled, needed)
    }

    /// Throws a card's dice, in order, each with what follows.
    pub fn rolls(&mut self, rolls: &[Roll], cause: Cause, key: impl Fn(u8) -> (Key, Die)) {
        for (number, roll) in (0_u8..).zip(rolls) {
            let (key, die) = key(number);
            let (success, _, _) = self.roll(key, die, &roll.chance, OperationSet::default());
            self.effects(&roll.effects[usize::from(!success)], cause);
        }
    }

    /// Answers a request, with what follows at once.
    pub fn answer(&mut self, request: RequestId, answer: Answer) {
        let card = &self.deck.requests[request.index()];
        self.emit(Event::Answered { request, answer });
        if answer == Answer::Decline {
            self.emit(Event::Counted { count: CountKind::RequestsDeclined, seat: card.to });
        }
        self.effects(&card.answers[answer as usize].1, Cause::Request(request));
    }

    /// Ends a standing operation or a work. A work that was never done has no end to its effects.
    pub fn end(&mut self, response: ResponseId, reason: EndReason) {
        self.end_at(response, reason, 0);
    }

    fn end_at(&mut self, response: ResponseId, reason: EndReason, depth: u8) {
        let was_standing = self.state.is_standing(response);
        self.emit(Event::Ended { response, reason });
        if was_standing {
            self.effects_at(&self.deck.responses[response.index()].when_ended, Cause::Response(response), depth);
        }
    }
}

/// How many turn ends a stage takes in a state: what was prepared shortens it, never below one.
pub(in crate::rules) fn stage_turns(deck: &Deck, state: &State, situation: SituationId, stage: u8) -> u8 {
    let stage = &deck.law.situations[situation.index()].stages[usize::from(stage)];
    let saved = stage.faster.iter().filter(|when| all_hold(deck, state, when)).count();
    stage.turns.saturating_sub(u8::try_from(saved).unwrap_or(u8::MAX)).max(1)
}
