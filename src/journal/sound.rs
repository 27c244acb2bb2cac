//! Whether recorded events could have happened: each by itself, against the state in which it happened, and all
//! of a line against its command. A save that strangers hand on may hold anything that JSON can say; what could not
//! have come from any version of the rules is damage, not a crash. Nothing here decides: how far a meter moves, what
//! falls and who notices is whatever was recorded.

use super::MOST_TURNS;
use crate::deck::{Answered, Chance, Deck, PromiseId, PromiseMark, RequestId, SeatId, SituationId, text::is_forbidden};
use crate::rules::event::{Cause, Die, EndReason, StageResult};
use crate::rules::holds::Odds;
use crate::rules::{Actor, Command, DecisionCard, Event, Fall, Game, State};

type Sound = Result<(), &'static str>;

fn need(sound: bool, why: &'static str) -> Sound {
    if sound { Ok(()) } else { Err(why) }
}

/// Whether these events can have opened a game, in which the adversary is seated where its header says so.
///
/// # Errors
/// What is wrong with the first that cannot.
pub(super) fn opening(game: &Game, events: &[Event]) -> Sound {
    let plays = matches!(events.first(), Some(Event::AdversaryPlays));
    need(plays == game.state().adversary, "the header says otherwise who plays the adversary")?;
    let after = fold(game, events)?;
    need(after.turn == 1, "the game does not open with its first turn")?;
    rests(game.deck(), &after)
}

/// Whether these events can have come of a command in a game: the state after them.
///
/// # Errors
/// What is wrong with the first that cannot.
pub(super) fn line(game: &Game, actor: Actor, command: &Command, events: &[Event]) -> Result<State, &'static str> {
    need(comes_of(actor, command, events), "its events are not those of its command")?;
    if game.state().outcome().is_some() {
        let after_the_end =
            |event: &Event| matches!(event, Event::Noted { .. } | Event::Marked { .. } | Event::Rewound { .. });
        need(events.iter().all(after_the_end), "the game was over before it")?;
    }
    let after = fold(game, events)?;
    rests(game.deck(), &after)?;
    Ok(after)
}

/// The state after events, each of which could have happened where it stands.
fn fold(game: &Game, events: &[Event]) -> Result<State, &'static str> {
    let deck = game.deck();
    let mut state = game.state().clone();
    let mut is_over = false;
    for event in events {
        need(!is_over, "something happens after the end")?;
        by_itself(deck, &state, event)?;
        follows(deck, &state, event)?;
        match event {
            Event::Rewound { turn, .. } => {
                let start = game.starts().get(usize::from(*turn).wrapping_sub(1));
                state = start.ok_or("there is no such turn to go back to")?.clone();
            }
            event => state.apply(deck, event),
        }
        is_over = matches!(event, Event::GameEnded { .. });
    }
    Ok(state)
}

/// Whether a line can leave a game so: somebody can act, or it is over.
fn rests(deck: &Deck, state: &State) -> Sound {
    if state.outcome.is_some() {
        return Ok(());
    }
    let all_sealed = (0..deck.seats.len()).all(|seat| state.sealed.has(SeatId::at(seat)));
    need(!all_sealed, "all seats have sealed, and nothing came of it")?;
    let stages = |situation: SituationId| deck.law.situations[situation.index()].stages.len();
    let sound = state.procedure.is_none_or(|open| usize::from(open.stage) < stages(open.situation));
    need(sound, "a procedure has passed its last stage, and nothing is designated")
}

/// Whether a line's events are of the kind that its command brings about.
fn comes_of(actor: Actor, command: &Command, events: &[Event]) -> bool {
    let Some(first) = events.first() else { return false };
    let begins = match (actor, command, first) {
        (Actor::Seat(by), Command::Lay { response, manner }, Event::Laid { seat, response: laid, manner: how }) => {
            (by, response, manner) == (*seat, laid, how)
        }
        (Actor::Seat(by), Command::Withdraw { response }, Event::Withdrawn { seat, response: back }) => {
            (by, response) == (*seat, back)
        }
        (Actor::Seat(_), Command::Ask { request }, Event::Asked { request: asked }) => request == asked,
        (
            Actor::Seat(_),
            Command::Answer { request, answer },
            Event::Answered { request: answered, answer: how },
        ) => (request, answer) == (answered, how),
        (
            Actor::Seat(_),
            Command::Designate { situation, plan },
            Event::ProcedureOpened { situation: opened, plan: with, .. },
        ) => (situation, plan) == (opened, with),
        (Actor::Seat(_), Command::StandDown { response }, Event::Ended { response: ended, .. }) => response == ended,
        (Actor::Seat(_), Command::WalkBack { promise }, Event::WalkedBack { promise: back }) => promise == back,
        (Actor::Seat(by), Command::Seal { card, .. }, _) => events.iter().any(|event| {
            matches!(event, Event::Sealed { seat, card: kept } if *seat == by && kept.as_deref() == card.as_ref())
        }),
        (Actor::Seat(by), Command::Note { text }, Event::Noted { seat, text: noted }) => {
            (by, text) == (*seat, noted)
        }
        (Actor::Facilitator, Command::Inject { event }, Event::Injected { card }) => event == card,
        (Actor::Facilitator, Command::Adjust { meter, .. }, Event::Adjusted { meter: moved, .. }) => meter == moved,
        (Actor::Facilitator, Command::Rule { operation, .. }, Event::Ruled { operation: ruled, .. }) => {
            operation == ruled
        }
        (Actor::Seat(_), Command::Drop, Event::ProcedureDropped { .. })
        | (Actor::Adversary, Command::Draw { .. }, Event::DrawChosen)
        | (Actor::Facilitator, Command::Pause, Event::Paused)
        | (Actor::Facilitator, Command::Resume, Event::Resumed) => true,
        (Actor::Facilitator, Command::Rewind { turn, .. }, Event::Rewound { turn: back, .. }) => turn == back,
        (Actor::Facilitator, Command::Mark { text, .. }, Event::Marked { text: marked, .. }) => text == marked,
        (Actor::Facilitator, Command::Estimates { on }, Event::EstimatesSwitched { on: switched }) => on == switched,
        _ => false,
    };
    let turns = matches!(command, Command::Seal { .. } | Command::Draw { .. });
    let alone = matches!(
        command,
        Command::Lay { .. }
            | Command::Withdraw { .. }
            | Command::Designate { .. }
            | Command::Drop
            | Command::Note { .. }
            | Command::Mark { .. }
            | Command::Adjust { .. }
            | Command::Rule { .. }
            | Command::Pause
            | Command::Resume
            | Command::Rewind { .. }
            | Command::Estimates { .. }
    );
    begins && (!alone || events.len() == 1) && (turns || !events.iter().any(turns_the_game)) && said_once(events)
}

/// Whether an event is of what follows when all have sealed.
fn turns_the_game(event: &Event) -> bool {
    matches!(
        event,
        Event::Decided { .. }
            | Event::TurnEnded { .. }
            | Event::TurnBegan { .. }
            | Event::ActBegan { .. }
            | Event::GameEnded { .. }
            | Event::ProcedureMoved { .. }
            | Event::StageDecided { .. }
            | Event::Designated { .. }
    )
}

/// A command is one thing: what somebody does stands once in its events, and a turn that ends is followed by another,
/// by the end, or by the adversary's choice.
fn said_once(events: &[Event]) -> bool {
    let count = |is: fn(&Event) -> bool| events.iter().filter(|event| is(event)).count();
    let once = [
        count(|event| matches!(event, Event::Sealed { .. })),
        count(|event| matches!(event, Event::Rewound { .. })),
        count(|event| matches!(event, Event::Noted { .. } | Event::Marked { .. })),
        count(|event| matches!(event, Event::Decided { .. })),
        count(|event| matches!(event, Event::TurnEnded { .. })),
        count(|event| matches!(event, Event::TurnBegan { .. })),
    ];
    let ends = events.iter().position(|event| matches!(event, Event::TurnEnded { .. }));
    let goes_on =
        |event: &Event| matches!(event, Event::TurnBegan { .. } | Event::GameEnded { .. } | Event::DrawDue { .. });
    once.iter().all(|count| *count <= 1) && ends.is_none_or(|at| events[at..].iter().any(goes_on))
}

/// Whether an event can have happened in a state.
fn follows(deck: &Deck, state: &State, event: &Event) -> Sound {
    match event {
        Event::ActBegan { act } => need(*act >= state.act, "the act does not follow the one before"),
        Event::TurnBegan { turn, turn_in_act, months, days } => {
            let next = (u16::from(state.turn) + 1, u16::from(state.turn_in_act) + 1);
            let follows = (u16::from(*turn), u16::from(*turn_in_act)) == next;
            need(follows && *months >= state.months && *days >= state.days, "the turn does not follow the one before")
        }
        Event::MeterMoved { meter, from, .. } | Event::Adjusted { meter, from, .. } => {
            need(state.meter(*meter) == *from, "the meter stood elsewhere")
        }
        Event::AreaChanged { area, from, .. } => need(state.area(*area) == *from, "the area was in another state"),
        Event::RungChanged { from, .. } | Event::Decided { from, .. } => {
            need(state.rung == *from, "Beijing stood elsewhere")
        }
        Event::Laid { seat, response, .. } => {
            let card = &deck.responses[response.index()];
            let spent: u32 = state.orders[seat.index()]
                .iter()
                .map(|order| u32::from(deck.responses[order.response.index()].cost))
                .sum();
            let room = state.orders[seat.index()].len() < state.orders[seat.index()].capacity()
                && spent + u32::from(card.cost) <= u32::from(deck.seats[seat.index()].orders);
            need(card.parties.has(*seat), "that is not for this seat to order")?;
            need(state.order(*seat, *response).is_none() && room, "the seat has no order left for that")
        }
        Event::Withdrawn { seat, response } => {
            need(state.order(*seat, *response).is_some(), "there is no such order to take back")
        }
        Event::Ended { response, .. } => need(state.running(*response).is_some(), "nothing of that kind was running"),
        Event::SealBroken { seat, .. } => need(state.sealed.has(*seat), "the seat had not sealed"),
        Event::Sealed { seat, .. } => need(!state.sealed.has(*seat), "the seat had sealed already"),
        Event::Asked { .. }
        | Event::Answered { .. }
        | Event::WaitsAgain { .. }
        | Event::RequestLapsed { .. }
        | Event::Promised { .. }
        | Event::PromiseDue { .. }
        | Event::PromiseKept { .. }
        | Event::PromiseBroken { .. }
        | Event::WalkedBack { .. } => words_follow(state, event),
        Event::ProcedureOpened { .. }
        | Event::ProcedureDropped { .. }
        | Event::ProcedureMoved { .. }
        | Event::StageDecided { .. }
        | Event::Designated { .. }
        | Event::Rolled { die: Die::Stage(..), .. } => procedure_follows(deck, state, event),
        Event::TurnEnded { turn } => need(*turn == state.turn, "another turn was being played"),
        Event::Rewound { turn, .. } => need(*turn <= state.turn, "there is no such turn to go back to"),
        Event::AdversaryPlays => need(state.turn == 0, "the adversary is seated before the game begins"),
        Event::DrawDue { .. } => need(state.adversary && state.due.is_none(), "no choice was the adversary's to make"),
        Event::DrawChosen => need(state.due.is_some(), "no choice was due"),
        Event::Paused => need(!state.paused, "the game was paused already"),
        Event::Resumed => need(state.paused, "the game was not paused"),
        _ => Ok(()),
    }
}

/// Whether a request or a promise stood so that this can have happened to it.
fn words_follow(state: &State, event: &Event) -> Sound {
    let asked = |request: RequestId| state.request(request).is;
    let word = |promise: PromiseId| state.promise(promise).is;
    match event {
        Event::Asked { request } => {
            let open = matches!(asked(*request), Some(Answered::Waiting | Answered::Deferred));
            need(!open, "the request was made already")
        }
        Event::Answered { request, .. } => {
            need(asked(*request) == Some(Answered::Waiting), "no such request waited for an answer")
        }
        Event::WaitsAgain { request } | Event::RequestLapsed { request } => {
            need(asked(*request) == Some(Answered::Deferred), "no such request was put off")
        }
        Event::PromiseDue { promise, .. } | Event::WalkedBack { promise } => {
            need(word(*promise) == Some(PromiseMark::Open), "no such promise was open")
        }
        Event::PromiseKept { promise } | Event::PromiseBroken { promise } => {
            need(word(*promise) == Some(PromiseMark::Due), "no such promise was due")
        }
        _ => Ok(()),
    }
}

/// Whether a procedure stood so that this can have happened to it.
fn procedure_follows(deck: &Deck, state: &State, event: &Event) -> Sound {
    const OTHER: &str = "no such procedure was under way";
    let at = state.procedure.map(|open| (open.situation, open.stage));
    let stages = |situation: SituationId| deck.law.situations[situation.index()].stages.len();
    match event {
        Event::ProcedureOpened { situation, left, .. } => {
            need(at.is_none(), "another procedure was under way")?;
            need(stages(*situation) > 0, "the situation has no stages")?;
            need(*left > 0, "the stage takes no time")
        }
        Event::ProcedureDropped { situation } => need(at.is_some_and(|(open, _)| open == *situation), OTHER),
        Event::ProcedureMoved { situation, stage, left } => need(at == Some((*situation, *stage)) && *left > 0, OTHER),
        Event::Rolled { die: Die::Stage(situation, stage), .. } => need(at == Some((*situation, *stage)), OTHER),
        Event::StageDecided { situation, stage, result, left } => {
            need(at == Some((*situation, *stage)), OTHER)?;
            let goes_on = match result {
                StageResult::Passed => usize::from(*stage) + 1 < stages(*situation),
                StageResult::Delayed => true,
                StageResult::Failed => false,
            };
            need(!goes_on || *left > 0, "the stage takes no time")
        }
        Event::Designated { situation, .. } => {
            let passed = at.is_some_and(|(open, stage)| open == *situation && usize::from(stage) == stages(open));
            need(passed, "its stages were not passed")
        }
        _ => Ok(()),
    }
}

/// Whether an event fits its deck, whatever went before.
fn by_itself(deck: &Deck, state: &State, event: &Event) -> Sound {
    let texts = |texts: &[&str]| {
        let sound = texts.iter().all(|text| !text.chars().any(is_forbidden));
        need(sound, "a text has characters that must not be drawn")
    };
    let stage = |situation: SituationId, stage: u8| {
        let stages = deck.law.situations[situation.index()].stages.len();
        need(usize::from(stage) < stages, "the situation has no such stage")
    };
    match event {
        Event::ActBegan { act } => {
            let acts = deck.scenarios[state.scenario.index()].acts.len();
            need(usize::from(*act) < acts, "the scenario has no such act")
        }
        Event::TurnBegan { turn, turn_in_act, months, days } => {
            let (turn, turn_in_act) = (usize::from(*turn), usize::from(*turn_in_act));
            need((1..=MOST_TURNS).contains(&turn) && turn_in_act <= turn, "there is no such turn")?;
            need(*months <= 12_000 && *days <= 36_500, "the calendar ends before that")
        }
        Event::Fell { card, fall } => {
            let card = &deck.events[card.index()];
            let can = match fall {
                Fall::Full => true,
                Fall::Softened => card.softened.is_some(),
                Fall::Forestalled => card.forestalled.is_some(),
            };
            need(can, "the event cannot fall so")
        }
        Event::Signalled { card, .. } => need(deck.events[card.index()].signal.is_some(), "the event gives no sign"),
        Event::MeterMoved { from, to, cause, .. } => {
            need(*from <= 100 && *to <= 100, "a meter has no such value")?;
            caused(*cause)
        }
        Event::FlagChanged { cause, .. } | Event::AreaChanged { cause, .. } | Event::RungChanged { cause, .. } => {
            caused(*cause)
        }
        Event::Adjusted { from, to, reason, .. } => {
            need(*from <= 100 && *to <= 100, "a meter has no such value")?;
            texts(&[reason])
        }
        Event::Rolled { die, odds, rolled, success } => {
            let chance = chance_of(deck, *die).ok_or("the card has no such die")?;
            odds_of(odds, Some(chance))?;
            need((1..=100).contains(rolled) && *success == (*rolled <= odds.chance), "a die does not fall so")
        }
        Event::StageDecided { situation: of, stage: at, .. }
        | Event::ProcedureMoved { situation: of, stage: at, .. } => stage(*of, *at),
        Event::ProcedureOpened { situation: of, .. } => stage(*of, 0),
        Event::Sealed { card: Some(card), .. } => {
            decision_card(deck, card)?;
            texts(&[&card.why])
        }
        Event::Noted { text, .. } | Event::Marked { text, .. } => texts(&[text]),
        Event::Ruled { reason, .. } => texts(&[reason]),
        Event::Rewound { turn, reason } => {
            need((1..=MOST_TURNS).contains(&usize::from(*turn)), "there is no such turn")?;
            texts(&[reason])
        }
        Event::OrderBarred { why, source, .. } | Event::Ended { reason: EndReason::Law { why, source }, .. } => {
            texts(&[why, source])
        }
        Event::PartnerMissing { response, missing } => {
            let parties = deck.responses[response.index()].parties;
            need(missing.0 & !parties.0 == 0, "the response has no such partner")
        }
        Event::Decided { today, climb, step_down, rolled, from, .. } => {
            let rung = &deck.ladder.rungs[from.index()];
            for (odds, chance) in [(today, &rung.today), (climb, &rung.climb), (step_down, &rung.step_down)] {
                odds_of(odds, chance.as_ref())?;
            }
            let sum = u16::from(today.chance) + u16::from(climb.chance) + u16::from(step_down.chance);
            need(sum <= 100 && (1..=100).contains(rolled), "a die does not fall so")
        }
        _ => Ok(()),
    }
}

/// The chance that a die is thrown against.
fn chance_of(deck: &Deck, die: Die) -> Option<&Chance> {
    match die {
        Die::Event(card, roll) => deck.events[card.index()].rolls.get(usize::from(roll)).map(|roll| &roll.chance),
        Die::Response(card, roll) => deck.responses[card.index()].rolls.get(usize::from(roll)).map(|roll| &roll.chance),
        Die::Friction(_) => Some(&deck.friction.chance),
        Die::Stage(situation, stage) => {
            deck.law.situations[situation.index()].stages.get(usize::from(stage)).map(|stage| &stage.chance)
        }
    }
}

/// Whether recorded odds are those of a chance, or of none.
fn odds_of(odds: &Odds, chance: Option<&Chance>) -> Sound {
    need(odds.chance <= 100, "a chance has no such value")?;
    need(odds.terms.len() == chance.map_or(0, |chance| chance.terms.len()), "the chance has other terms")
}

/// Whether a decision card can be kept.
fn decision_card(deck: &Deck, card: &DecisionCard) -> Sound {
    need(card.not_today.is_none_or(|chance| chance <= 100), "a chance has no such value")?;
    need(card.sure.is_none_or(|sure| (1..=5).contains(&sure)), "nobody can be so sure")?;
    need(card.expects.len() <= deck.meters.len(), "the card expects more than there are meters")
}

/// A save tells everything: no cause is unknown in it.
fn caused(cause: Cause) -> Sound {
    need(cause != Cause::Unknown, "what caused it is not told")
}
