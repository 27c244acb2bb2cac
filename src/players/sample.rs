//! What a seat cannot see, sampled from the deck: from its picture of the game, whole states that it could be in.
//! The dice are fresh, what comes next is drawn anew (as likely as the indications make it), and what others may
//! have done quietly is done or not by chance. The game's own state is never looked at: a picture is all there is.

use super::mix::Mix;
use crate::deck::{
    ActKind, Deck, Effect, EventId, Fallback, Inject, MeterId, OperationSet, ResponseId, SeatId, SeatSet,
};
use crate::rules::decide;
use crate::rules::holds::{all_hold, odds};
use crate::rules::law;
use crate::rules::{Manner, Running, State};

/// States that a picture leaves open.
#[derive(Debug)]
pub(super) struct Sampler<'a> {
    deck: &'a Deck,
    base: State,
    /// What may have been done quietly, by others.
    quiet: Vec<ResponseId>,
    /// The chance of each, in percent.
    done: u8,
    /// What may come next turn, each with its weight.
    pool: Vec<(EventId, u32)>,
    draws: u8,
    hidden: Vec<MeterId>,
}

/// For each turn played, the chance in percent that a measure which could be taken quietly has been.
const QUIET_A_TURN: u8 = 3;

/// And no more than this.
const QUIET_AT_MOST: u8 = 40;

/// How far a meter that nobody is shown may stand from where it was last known.
const HIDDEN_SPREAD: u32 = 20;

impl<'a> Sampler<'a> {
    /// The states that a seat's picture leaves open; of the adversary's, where no seat is named.
    pub fn new(deck: &'a Deck, picture: &State, seat: Option<SeatId>) -> Self {
        let mut base = picture.clone();
        // Rollouts reckon with the ladder as it is written, and play is not paused in thought.
        (base.adversary, base.due, base.paused) = (false, None, false);
        // Who has sealed has sealed something that is not known: it is laid anew.
        base.sealed = SeatSet::default();
        let knows = |response: ResponseId| {
            let card = &deck.responses[response.index()];
            seat.is_some_and(|seat| card.known_to.has(seat))
                || card.memory.is_some_and(|memory| base.remembers(memory))
                || base.running(response).is_some()
        };
        let act = Deck::act_bit(base.act(deck)) | Deck::act_bit(ActKind::Foundation);
        let quiet = (0..deck.responses.len())
            .map(ResponseId::at)
            .filter(|response| {
                let card = &deck.responses[response.index()];
                card.quietly.is_some()
                    && card.acts & act != 0
                    && !knows(*response)
                    && all_hold(deck, &base, &card.when)
                    && card.uses.iter().all(|used| law::may(deck, &base, *used).is_permitted())
            })
            .collect();
        let scenario = &deck.scenarios[base.scenario.index()];
        let next = base.turn().saturating_add(1);
        let scripted = scenario.injects.iter().filter(|(turn, _)| *turn == next);
        let scripted: Vec<EventId> =
            scripted.filter_map(|(_, what)| if let Inject::Event(card) = what { Some(*card) } else { None }).collect();
        let (mut pool, mut draws) = (Vec::new(), 0);
        if !scripted.is_empty() {
            base.coming = scripted.into_iter().collect();
        } else if base.coming.is_empty() && base.turn() > 0 {
            draws = deck.ladder.rungs[base.rung().index()].events;
            pool = seat.map_or_else(|| weighed(deck, &base), |seat| as_indicated(deck, &base, seat));
        }
        let hidden = (0..deck.meters.len()).filter(|n| deck.meters[*n].hidden).map(MeterId::at).collect();
        let done = base.turn().saturating_sub(1).saturating_mul(QUIET_A_TURN).min(QUIET_AT_MOST);
        Self { deck, base, quiet, done, pool, draws, hidden }
    }

    /// One of them; the same for the same number.
    pub fn state(&self, number: u64) -> State {
        // Far from any seed that a game is likely to have, so that no game's dice are met by chance.
        let mut mix = Mix::of(0x6E6F_7420_746F_6461, number);
        let mut state = self.base.clone();
        state.seed = mix.next();
        for response in &self.quiet {
            if mix.percent(self.done) {
                self.do_quietly(&mut state, *response, &mut mix);
            }
        }
        for meter in &self.hidden {
            let by = i32::try_from(mix.below(2 * HIDDEN_SPREAD + 1)).unwrap_or(0) - HIDDEN_SPREAD.cast_signed();
            let value = (i32::from(state.meter(*meter)) + by).clamp(0, 100);
            state.meters[meter.index()] = u8::try_from(value).unwrap_or(0);
        }
        let mut left: u32 = self.pool.iter().map(|(_, weight)| weight).sum();
        for _ in 0..self.draws {
            let mut at = mix.below(left);
            let open = self.pool.iter().filter(|(card, _)| !state.coming.contains(card));
            let drawn = open.copied().find(|(_, weight)| {
                let here = at < *weight;
                at = at.wrapping_sub(*weight);
                here
            });
            if let Some((card, weight)) = drawn {
                let _ = state.coming.try_push(card);
                left -= weight;
            }
        }
        state
    }

    /// Has a measure in place that others took quietly: what it left behind, but not what all could read off the
    /// meters and the map.
    fn do_quietly(&self, state: &mut State, response: ResponseId, mix: &mut Mix) {
        let card = &self.deck.responses[response.index()];
        state.remember(card.memory);
        // A work may still be under way.
        let ready = if card.takes > 0 && mix.percent(50) {
            state.turn().saturating_add(1 + u8::try_from(mix.below(card.takes.into())).unwrap_or(0))
        } else {
            0
        };
        if (card.standing || ready > 0) && !state.running.is_full() {
            let since = state.turn().saturating_sub(1);
            state.running.push(Running { response, manner: Manner::Quietly, since, ready });
        }
        if ready == 0 {
            set_flags(self.deck, state, &card.effects);
            if let Some(effects) = &card.quietly {
                set_flags(self.deck, state, effects);
            }
        }
    }

    /// The deck.
    pub fn deck(&self) -> &'a Deck {
        self.deck
    }
}

fn set_flags(deck: &Deck, state: &mut State, effects: &[Effect]) {
    for effect in effects {
        match effect {
            Effect::Flag { flag, on } => state.set_flag(*flag, *on),
            Effect::If { when, then, otherwise } => {
                let branch = if all_hold(deck, state, when) { then } else { otherwise };
                set_flags(deck, state, branch);
            }
            _ => {}
        }
    }
}

/// What could come, as likely as the deck makes it.
fn weighed(deck: &Deck, state: &State) -> Vec<(EventId, u32)> {
    let weight = |card: &EventId| 100 * u32::from(deck.events[card.index()].weight);
    decide::pool(deck, state).into_iter().map(|card| (card, weight(&card))).collect()
}

/// What could come, as likely as the deck and the indications together make it: what was noticed is likelier the
/// better the seat's sources and the rarer false alarms are, what was not noticed less likely.
fn as_indicated(deck: &Deck, state: &State, seat: SeatId) -> Vec<(EventId, u32)> {
    let card = &deck.seats[seat.index()];
    let chance = |chance| u32::from(odds(deck, state, chance, OperationSet::default()).chance);
    let (sees, errs) = (chance(&card.intelligence), chance(&card.false_alarms));
    let mut pool = weighed(deck, state);
    let signalled = |card: &EventId| deck.events[card.index()].signal.is_some();
    let total: u32 = pool.iter().filter(|(card, _)| signalled(card)).map(|(_, weight)| weight).sum::<u32>().max(1);
    for (event, weight) in &mut pool {
        if !signalled(event) {
            continue;
        }
        // The chance, in percent, that it is noticed although it does not come.
        let by_error = (errs * u32::from(deck.decoys) * *weight / total).clamp(1, 99);
        let noticed = state.signals.iter().any(|signal| signal.event == *event && signal.seen.has(seat));
        *weight =
            if noticed { *weight * sees.max(1) / by_error } else { *weight * (100 - sees).max(1) / (100 - by_error) };
    }
    pool
}

/// How an event would fall on what is known.
pub(super) fn fallback<'d>(deck: &'d Deck, state: &State, card: EventId) -> Option<&'d Fallback> {
    let event = &deck.events[card.index()];
    let holds = |fallback: &&Fallback| all_hold(deck, state, &fallback.when);
    event.forestalled.as_ref().filter(holds).or_else(|| event.softened.as_ref().filter(holds))
}
