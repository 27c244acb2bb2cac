//! The improvement plan: measures that cite a recommendation of the report, and the moments of this game at
//! which they were not in place and would have mattered.

use super::At;
use super::luck::answer_of;
use super::procedures::turns_of;
use crate::debrief::hypothesis::{self, Measure};
use crate::debrief::played::{Played, Turn};
use crate::deck::{ActKind, Chance, Deck, Effect, EventId, OperationSet, ResponseId, SeatId, SituationId, Sources};
use crate::rules::dice::{Dice, Key};
use crate::rules::event::{Answered, Die, StageResult};
use crate::rules::holds::{all_hold, odds};
use crate::rules::{Event, Fall, State, decide};

/// What a measure would have changed at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mattered {
    /// An event would have fallen so.
    Event(EventId, Fall),
    /// A die that showed this would have met this chance instead of that one: die, shown, chance, chance with it.
    Die(Die, u8, u8, u8),
    /// Beijing would have answered so instead of as it did.
    Question(Answered, Answered),
    /// A stage would have taken so many turns fewer.
    Stage(SituationId, u8, u8),
    /// An indication that nobody noticed would have been noticed by this seat.
    Signal(EventId, SeatId),
}

/// A moment at which a measure would have mattered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Where.
    pub at: At,
    /// What it would have changed.
    pub mattered: Mattered,
}

/// A measure that was lacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacked {
    /// Which.
    pub measure: Measure,
    /// The turn in which it was put in place after all.
    pub done: Option<u8>,
    /// Some act of the scenario lets it be ordered.
    pub possible: bool,
    /// When it would have mattered.
    pub moments: Vec<Moment>,
}

/// A row of the improvement plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The recommendation's number: 8 for `R8`.
    pub recommendation: u8,
    /// Its measures that were lacked.
    pub lacked: Vec<Lacked>,
}

impl Row {
    /// How many moments speak for it.
    pub fn weight(&self) -> usize {
        self.lacked.iter().map(|lacked| lacked.moments.len()).sum()
    }
}

/// The rows of the improvement plan; those with the most moments first.
pub fn find(played: &Played) -> Vec<Row> {
    let deck = &played.deck;
    let measures = measures(deck);
    let mut lacked: Vec<(Vec<u8>, Lacked)> = measures
        .into_iter()
        .map(|(numbers, measure)| {
            let (done, possible) = (done(played, measure), possible(played, measure));
            (numbers, Lacked { measure, done, possible, moments: Vec::new() })
        })
        .collect();
    for (n, turn) in played.turns.iter().enumerate() {
        look(played, turn, played.turns.get(n + 1), &mut lacked);
    }
    let mut rows: Vec<Row> = Vec::new();
    for (numbers, lacked) in lacked.into_iter().filter(|(_, lacked)| !lacked.moments.is_empty()) {
        for number in numbers {
            match rows.iter_mut().find(|row| row.recommendation == number) {
                Some(row) => row.lacked.push(lacked.clone()),
                None => rows.push(Row { recommendation: number, lacked: vec![lacked.clone()] }),
            }
        }
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.weight()), row.recommendation));
    rows
}

/// The recommendations that an entry cites.
pub fn cited(sources: &Sources) -> Vec<u8> {
    let number = |source: &str| source.strip_prefix('R')?.parse::<u8>().ok().filter(|n| (1..=18).contains(n));
    sources.iter().filter_map(|source| number(source)).collect()
}

/// Whether a deck has any measure that cites a recommendation of the report: only then is there a plan.
pub fn has_measures(deck: &Deck) -> bool {
    !measures(deck).is_empty()
}

/// The measures of a deck: entries that cite a recommendation and can be prepared in a Foundation act. (A deck
/// without such an act: in any.)
fn measures(deck: &Deck) -> Vec<(Vec<u8>, Measure)> {
    let foundation = Deck::act_bit(ActKind::Foundation);
    let has_foundation = deck.scenarios.iter().flat_map(|s| &s.acts).any(|act| act.act == ActKind::Foundation);
    let counts = |acts: u8| !has_foundation || acts & foundation != 0;
    let responses = deck.responses.iter().enumerate().filter(|(_, card)| counts(card.acts));
    let responses = responses.map(|(n, card)| (cited(&card.source), Measure::Response(ResponseId::at(n))));
    let requests = deck.requests.iter().enumerate().filter(|(_, card)| counts(card.acts));
    let requests = requests.map(|(n, card)| (cited(&card.source), Measure::Request(crate::deck::RequestId::at(n))));
    responses.chain(requests).filter(|(numbers, _)| !numbers.is_empty()).collect()
}

/// The first turn at whose end a measure was in place.
fn done(played: &Played, measure: Measure) -> Option<u8> {
    let there = |turn: &&Turn| match measure {
        Measure::Response(response) => turn.moments.iter().any(|moment| match moment.event {
            Event::CarriedOut { response: done, ready: 0, .. } | Event::WorkDone { response: done, .. } => {
                done == response
            }
            _ => false,
        }),
        Measure::Request(_) => hypothesis::in_place(&played.deck, &turn.end, measure),
    };
    played.turns.iter().find(there).map(|turn| turn.number)
}

fn possible(played: &Played, measure: Measure) -> bool {
    let acts = match measure {
        Measure::Response(response) => played.deck.responses[response.index()].acts,
        Measure::Request(request) => played.deck.requests[request.index()].acts,
    };
    let scenario = &played.deck.scenarios[played.start.scenario.index()];
    scenario.acts.iter().any(|act| acts & Deck::act_bit(act.act) != 0)
}

/// Holds every measure against every moment of a turn that went against the table.
fn look(played: &Played, turn: &Turn, next: Option<&Turn>, lacked: &mut [(Vec<u8>, Lacked)]) {
    let deck = &played.deck;
    turn.walk(deck, |state, moment| {
        let at = At::new(turn.number, moment.line);
        let Some(ask) = Ask::of(deck, state, turn, next, &moment.event) else { return };
        for (_, lacked) in lacked.iter_mut() {
            let with = hypothesis::with(deck, state, lacked.measure);
            if let Some(mattered) = ask.with(deck, &with) {
                lacked.moments.push(Moment { at, mattered });
            }
        }
    });
}

/// A moment that went against the table, and what is asked of it.
enum Ask<'a> {
    Event(EventId, Fall),
    Die { die: Die, chance: &'a Chance, plan: OperationSet, shown: u8, was: u8, success: bool },
    Question { rolled: u8, answer: Answered },
    Stage { situation: SituationId, stage: u8, turns: u8 },
    Signal { card: EventId, turn: u8 },
}

impl<'a> Ask<'a> {
    fn of(deck: &'a Deck, state: &State, turn: &Turn, next: Option<&Turn>, event: &Event) -> Option<Self> {
        match event {
            Event::Fell { card, fall } if *fall != Fall::Forestalled => {
                let card_of = &deck.events[card.index()];
                let better = card_of.forestalled.is_some() || (*fall == Fall::Full && card_of.softened.is_some());
                better.then_some(Self::Event(*card, *fall))
            }
            Event::Rolled { die, odds, rolled, success } => {
                let (chance, good) = die_of(deck, *die)?;
                let plan = state.procedure.map_or(OperationSet::default(), |procedure| procedure.plan);
                let against =
                    Self::Die { die: *die, chance, plan, shown: *rolled, was: odds.chance, success: *success };
                (*success != good).then_some(against)
            }
            Event::Decided { rolled, answer: answer @ (Answered::Today | Answered::Climbs), .. } => {
                Some(Self::Question { rolled: *rolled, answer: *answer })
            }
            Event::ProcedureOpened { situation, .. } => Self::stage(deck, state, *situation, 0),
            Event::StageDecided { situation, stage, result: StageResult::Passed, .. } => {
                Self::stage(deck, state, *situation, *stage + 1)
            }
            Event::Drawn { card } => {
                deck.events[card.index()].signal.as_ref()?;
                let noticed = |m: &super::super::played::Moment| matches!(m.event, Event::Signalled { card: seen, .. } if seen == *card);
                let fell = |m: &super::super::played::Moment| matches!(m.event, Event::Fell { card: fallen, fall } if fallen == *card && fall != Fall::Forestalled);
                // What fell without a signal, and could have been seen coming.
                let unseen = !turn.moments.iter().any(noticed) && next?.moments.iter().any(fell);
                unseen.then_some(Self::Signal { card: *card, turn: turn.number })
            }
            _ => None,
        }
    }

    fn stage(deck: &Deck, state: &State, situation: SituationId, stage: u8) -> Option<Self> {
        let card = deck.law.situations[situation.index()].stages.get(usize::from(stage))?;
        let turns = turns_of(deck, state, card);
        (turns > 1).then_some(Self::Stage { situation, stage, turns })
    }

    /// What a state with a measure in place would have made of it, where that is better for the table.
    fn with(&self, deck: &Deck, with: &State) -> Option<Mattered> {
        match *self {
            Self::Event(card, fall) => {
                let event = &deck.events[card.index()];
                let ready = |f: &Option<crate::deck::Fallback>| {
                    f.as_ref().is_some_and(|fallback| all_hold(deck, with, &fallback.when))
                };
                if ready(&event.forestalled) {
                    Some(Mattered::Event(card, Fall::Forestalled))
                } else if fall == Fall::Full && ready(&event.softened) {
                    Some(Mattered::Event(card, Fall::Softened))
                } else {
                    None
                }
            }
            Self::Die { die, chance, plan, shown, was, success } => {
                let needed = odds(deck, with, chance, plan).chance;
                ((shown <= needed) != success).then_some(Mattered::Die(die, shown, was, needed))
            }
            Self::Question { rolled, answer } => {
                let chances = decide::question(deck, with).map(|odds| odds.chance);
                let other = answer_of(chances, rolled);
                (hardness(other) < hardness(answer)).then_some(Mattered::Question(answer, other))
            }
            Self::Stage { situation, stage, turns } => {
                let card = &deck.law.situations[situation.index()].stages[usize::from(stage)];
                let saved = turns - turns_of(deck, with, card).min(turns);
                (saved > 0).then_some(Mattered::Stage(situation, stage, saved))
            }
            Self::Signal { card, turn } => {
                let sees = |seat: &SeatId| {
                    let chance = odds(deck, with, &deck.seats[seat.index()].intelligence, OperationSet::default());
                    Dice::new(with.seed(), turn, Key::Notice(card, *seat)).d100() <= chance.chance
                };
                let seat = (0..deck.seats.len()).map(SeatId::at).find(sees)?;
                Some(Mattered::Signal(card, seat))
            }
        }
    }
}

/// How hard an answer is on the table.
const fn hardness(answer: Answered) -> u8 {
    match answer {
        Answered::StepsDown => 0,
        Answered::Holds => 1,
        Answered::Climbs => 2,
        Answered::Today => 3,
    }
}

/// The chance that a die was thrown against, and whether its success is good for the table.
fn die_of(deck: &Deck, die: Die) -> Option<(&Chance, bool)> {
    match die {
        Die::Friction(_) => Some((&deck.friction.chance, false)),
        Die::Stage(situation, stage) => {
            let stages = &deck.law.situations[situation.index()].stages;
            stages.get(usize::from(stage)).map(|stage| (&stage.chance, true))
        }
        Die::Event(event, n) => roll_of(&deck.events[event.index()].rolls, n),
        Die::Response(response, n) => roll_of(&deck.responses[response.index()].rolls, n),
    }
}

/// Success is good where its moves of meters add up to more than failure's; a die without such moves is neither.
fn roll_of(rolls: &[crate::deck::Roll], n: u8) -> Option<(&Chance, bool)> {
    let roll = rolls.get(usize::from(n))?;
    let [success, failure] = [sum(&roll.effects[0]), sum(&roll.effects[1])];
    (success != failure).then_some((&roll.chance, success > failure))
}

fn sum(effects: &[Effect]) -> i32 {
    effects
        .iter()
        .map(|effect| match effect {
            Effect::Meter { add, .. } => i32::from(*add),
            Effect::If { then, otherwise, .. } => sum(then) + sum(otherwise),
            _ => 0,
        })
        .sum()
}
