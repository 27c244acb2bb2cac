//! Conditions and effects in words: what a player reads where a card gives no words of its own.

use super::ids::*;
use super::model::{Condition, Deck, Effect};
use super::source::{ActKind, Answered, AreaKind, AreaMood, CountKind, LadderStep, PromiseMark};
use std::borrow::Cow;

/// The name of an area's state.
pub const fn mood(mood: AreaMood) -> &'static str {
    match mood {
        AreaMood::Calm => "calm",
        AreaMood::Tense => "tense",
        AreaMood::Contested => "contested",
        AreaMood::Combat => "combat",
    }
}

/// The name of an act.
pub const fn act(act: ActKind) -> &'static str {
    match act {
        ActKind::Foundation => "Foundation",
        ActKind::Crisis => "Crisis",
        ActKind::Conflict => "Conflict",
    }
}

/// The name of a kind of area.
pub fn kind<'d>(deck: &'d Deck, language: &str, kind: AreaKind) -> &'d str {
    deck.law.kinds[kind as usize].get(language)
}

/// Several conditions, all of which must hold.
pub fn conditions(deck: &Deck, language: &str, list: &[Condition]) -> String {
    join(list.iter().map(|c| condition(deck, language, c)).collect(), "and")
}

fn join(mut parts: Vec<String>, word: &str) -> String {
    match parts.pop() {
        None => "nothing stands in the way".to_owned(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} {word} {last}", parts.join(", ")),
    }
}

/// A number and its noun: `1 turn`, `3 turns`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A number with its sign: `+3`, `−2`, `±0`.
pub fn signed(number: impl Into<i32>) -> String {
    match number.into() {
        0 => "±0".to_owned(),
        up @ 1.. => format!("+{up}"),
        down => format!("−{}", down.unsigned_abs()),
    }
}

/// A title in quotation marks; one that is a quotation already keeps its own.
pub fn quoted(title: &str) -> String {
    let is_quotation = title.starts_with('“') && title.ends_with('”') && title.matches('“').count() == 1;
    if is_quotation { title.to_owned() } else { format!("“{title}”") }
}

fn condition(deck: &Deck, language: &str, condition: &Condition) -> String {
    let area = |area: &AreaId| inside(deck.areas[area.index()].name.get(language));
    let situation = |id: &SituationId| deck.law.situations[id.index()].name.get(language);
    let rung = |id: &RungId| deck.ladder.rungs[id.index()].name.get(language);
    let response = |id: &ResponseId| deck.responses[id.index()].title.get(language);
    let named = |flag: &FlagId| quoted(deck.flags[flag.index()].get(language));
    let who = inside(deck.ladder.who.get(language));
    let top_rung = deck.ladder.rungs.len() - 1;
    let top_situation = deck.law.situations.len() - 1;
    match condition {
        Condition::Meter { meter, from, below } => {
            let name = inside(deck.meters[meter.index()].name.get(language));
            match (*from, *below) {
                (0, below @ ..=100) => format!("{name} is below {below}"),
                (from, below) if from >= below => format!("{name} is at least {from} and below {below}"),
                (from, 101..) => format!("{name} is at least {from}"),
                (from, below) => format!("{name} is from {from} to {}", below - 1),
            }
        }
        Condition::Flag { flag, is: true } => format!("{} is in place", named(flag)),
        Condition::Flag { flag, is: false } => format!("{} is not in place", named(flag)),
        Condition::Area { area: id, from, to } if from == to => format!("{} is {}", area(id), mood(*from)),
        Condition::Area { area: id, from, .. } => format!("{} is {} or worse", area(id), mood(*from)),
        Condition::AnyArea { kind: of, from } => {
            format!("some of the {} is {} or worse", kind(deck, language, *of), mood(*from))
        }
        Condition::Rung { from, to } => match (from.index(), to.index()) {
            (from_at, to_at) if from_at == to_at => format!("{who} is at {}", quoted(rung(from))),
            (_, to_at) if to_at == top_rung => format!("{who} is at {} or above", quoted(rung(from))),
            _ => format!("{who} is at {} or below", quoted(rung(to))),
        },
        Condition::Situation { from, to } => match (from.index(), to.index()) {
            (from_at, to_at) if from_at == to_at => format!("the situation is {}", quoted(situation(from))),
            (_, to_at) if to_at == top_situation => format!("the situation is {} or higher", quoted(situation(from))),
            _ => format!("the situation is {} or lower", quoted(situation(to))),
        },
        Condition::Act(id) => format!("the act is {}", act(*id)),
        Condition::Turn(turn) => format!("it is turn {turn} or later"),
        Condition::Played { response: id, .. } => format!("{} has been carried out", quoted(response(id))),
        Condition::Fell { event, .. } => {
            format!("{} has happened", quoted(deck.events[event.index()].headline.get(language)))
        }
        Condition::Standing(id) => format!("{} is running", quoted(response(id))),
        Condition::PlanLists(id) => {
            format!("the plan lists {}", inside(deck.operations[id.index()].name.get(language)))
        }
        Condition::Procedure(id) => format!("{} is in procedure", quoted(situation(id))),
        Condition::Promise { promise, is } => {
            let word = match is {
                PromiseMark::Open => "stands open",
                PromiseMark::Due => "is due",
                PromiseMark::Kept => "was kept",
                PromiseMark::Broken => "was broken",
                PromiseMark::WalkedBack => "was walked back",
            };
            format!("the promise {} {word}", quoted(deck.promises[promise.index()].title.get(language)))
        }
        Condition::Request { request, is } => {
            let word = match is {
                Answered::Waiting => "waits for an answer",
                Answered::Accepted => "was accepted",
                Answered::Declined => "was declined",
                Answered::Deferred => "was put off",
            };
            format!("the request {} {word}", quoted(deck.requests[request.index()].title.get(language)))
        }
        Condition::Count { count, seat, from } => {
            let what = match count {
                CountKind::PromisesKept => "promises kept",
                CountKind::PromisesBroken => "promises broken",
                CountKind::WalkedBack => "statements walked back",
                CountKind::OrdersBarred => "orders barred",
                CountKind::OperationsEnded => "operations ended by the law",
                CountKind::JointMiscarried => "joint responses miscarried",
                CountKind::RequestsDeclined => "requests declined",
            };
            let by =
                seat.map_or(String::new(), |s| format!(" by {}", inside(deck.seats[s.index()].name.get(language))));
            format!("there are at least {from} {what}{by}")
        }
        Condition::Finished(true) => "the last turn has been played".to_owned(),
        Condition::Finished(false) => "turns are left".to_owned(),
        Condition::Any(list) => join(list.iter().map(|c| self::condition(deck, language, c)).collect(), "or"),
        Condition::All(list) => conditions(deck, language, list),
        Condition::Not(inner) => format!("it is not so that {}", self::condition(deck, language, inner)),
    }
}

/// Several effects, in words a player weighs: “Deterrence +5, Public support −2”.
pub fn effects(deck: &Deck, language: &str, list: &[Effect]) -> String {
    list.iter().filter_map(|e| effect(deck, language, e)).collect::<Vec<_>>().join(", ")
}

fn effect(deck: &Deck, language: &str, effect: &Effect) -> Option<String> {
    let area = |area: &AreaId| inside(deck.areas[area.index()].name.get(language));
    let named = |flag: &FlagId| quoted(deck.flags[flag.index()].get(language));
    Some(match effect {
        Effect::If { when, then, otherwise } => {
            let (then, otherwise) = (effects(deck, language, then), effects(deck, language, otherwise));
            let when = conditions(deck, language, when);
            match (then.is_empty(), otherwise.is_empty()) {
                (true, true) => return None,
                (false, true) => format!("if {when}: {then}"),
                (true, false) => format!("unless {when}: {otherwise}"),
                (false, false) => format!("if {when}: {then}; otherwise {otherwise}"),
            }
        }
        Effect::Meter { meter, add } => {
            format!("{} {}", inside(deck.meters[meter.index()].name.get(language)), signed(*add))
        }
        Effect::Flag { flag, on: true } => format!("puts in place {}", named(flag)),
        Effect::Flag { flag, on: false } => format!("undoes {}", named(flag)),
        Effect::Area { area: id, becomes } => format!("{} becomes {}", area(id), mood(*becomes)),
        Effect::Worsens(id) => format!("{} grows worse", area(id)),
        Effect::Eases(id) => format!("{} grows calmer", area(id)),
        Effect::Promise(id) => format!("binds: {}", quoted(deck.promises[id.index()].title.get(language))),
        Effect::WalksBack(id) => {
            format!("walks back {}", quoted(deck.promises[id.index()].title.get(language)))
        }
        Effect::Ends(id) => format!("ends {}", quoted(deck.responses[id.index()].title.get(language))),
        Effect::Ladder(LadderStep::Up) => format!("{} moves up a rung", inside(deck.ladder.who.get(language))),
        Effect::Ladder(LadderStep::Down) => format!("{} moves down a rung", inside(deck.ladder.who.get(language))),
    })
}

/// A name as it stands inside a sentence: “The neighbor” is “the neighbor” there.
pub fn inside(name: &str) -> Cow<'_, str> {
    name.strip_prefix("The ").map_or(Cow::Borrowed(name), |rest| Cow::Owned(format!("the {rest}")))
}

/// A sentence's beginning in capitals.
pub fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
