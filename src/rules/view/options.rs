//! The options of a seat, as a view tells them: how each stands, why, and what would open it.

use super::closed::Closer;
use crate::deck::{AreaId, Category, Deck, Effects, OperationId, OperationSet, ResponseId, SeatId, Use, prose};
use crate::rules::decide;
use crate::rules::holds::odds;
use crate::rules::law::{self, Finding, Verdict};
use crate::rules::options::{MANNERS, effects_in};
use crate::rules::refusal::Refusal;
use crate::rules::state::{Manner, State};
use serde::Serialize;

/// How an option stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Laid for this turn.
    Laid,
    /// Can be ordered.
    Allowed,
    /// Lawful, but its conditions do not hold, or the orders left do not pay for it.
    NotNow,
    /// A step of the law is needed first.
    Needs,
    /// The law bars it.
    Barred,
    /// Running, or being made ready.
    Running,
    /// Done: it can be ordered only once.
    Done,
}

/// Something a seat could order.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Which response.
    pub response: ResponseId,
    /// Its title.
    pub title: String,
    /// What sort of thing it is.
    pub category: Category,
    /// What it takes of the orders.
    pub cost: u8,
    /// How many turns it takes.
    pub takes: u8,
    /// Goes on once ordered.
    pub standing: bool,
    /// How it stands.
    pub mark: Mark,
    /// The manners in which it can be ordered now.
    pub manners: Vec<Manner>,
    /// The manner in which it was laid.
    pub laid: Option<Manner>,
    /// Why it cannot be ordered, where it cannot.
    pub reason: Option<String>,
    /// The fact behind the reason.
    pub reason_source: Option<String>,
    /// The earlier decision that closed it, if one did.
    pub closed_by: Option<String>,
    /// The operations it uses and what the law says of each.
    pub uses: Vec<UseView>,
    /// Who must order it too.
    pub partners: Vec<String>,
    /// The partners that have. (Partners see each other's orders for joint responses.)
    pub partners_ready: Vec<String>,
    /// What it does either way, in words.
    pub effects: String,
    /// What it does when announced, if it can be.
    pub publicly: Option<String>,
    /// What it does when done quietly, if it can be.
    pub quietly: Option<String>,
    /// What it does each turn.
    pub each_turn: String,
    /// What its dice decide, each with its chance as things stand.
    pub dice: Vec<(String, u8)>,
    /// What the staff says.
    pub staff_note: String,
    /// Its legal basis, in words.
    pub basis: String,
    /// A question for the debrief.
    pub question: String,
    /// Where it comes from.
    pub source: String,
}

/// An operation in an area, and what the law says of it.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    /// The operation.
    pub operation: OperationId,
    /// Its name.
    pub operation_name: String,
    /// The area.
    pub area: AreaId,
    /// Its name.
    pub area_name: String,
    /// What the law says.
    pub verdict: Verdict,
}

/// The source of an entry, as one string: `R10, C2`.
pub(super) fn sources(list: &[Box<str>]) -> String {
    list.join(", ")
}

pub(super) fn all(closer: &Closer<'_>, seat: SeatId) -> Vec<OptionView> {
    let (deck, state) = (closer.deck, closer.state);
    let act = Deck::act_bit(state.act(deck));
    let in_play = &deck.scenarios[state.scenario.index()].in_play;
    deck.responses_of[seat.index()]
        .iter()
        .filter(|response| {
            let known = state.running(**response).is_some() || state.order(seat, **response).is_some();
            (deck.responses[response.index()].acts & act != 0 && in_play.has_response(**response)) || known
        })
        .map(|response| one(closer, seat, *response))
        .collect()
}

fn one(closer: &Closer<'_>, seat: SeatId, response: ResponseId) -> OptionView {
    let (deck, state, language) = (closer.deck, closer.state, closer.language);
    let card = &deck.responses[response.index()];
    let text = |effects: &Effects| prose::effects(deck, language, effects);
    let tried = MANNERS.map(|manner| (manner, decide::check_order(deck, state, seat, response, manner)));
    let manners: Vec<Manner> = tried.iter().filter(|(_, tried)| tried.is_ok()).map(|(manner, _)| *manner).collect();
    // The reason told is the one for a manner that exists.
    let refusal = tried
        .iter()
        .filter_map(|(_, tried)| tried.err())
        .find(|refusal| *refusal != Refusal::NoSuchManner)
        .filter(|_| manners.is_empty());
    // A sealed seat still sees how its options stand under the law.
    let refusal = match refusal {
        Some(Refusal::Sealed) => blocked_by_law(deck, state, &card.uses).or(refusal),
        other => other,
    };
    let mark = mark(state, seat, response, refusal.as_ref());
    let reason = refusal.as_ref().filter(|_| mark != Mark::Laid).map(|refusal| refusal.explain(deck, language));
    let partners = || card.parties.iter().filter(|party| *party != seat);
    let name = |party: SeatId| prose::inside(deck.seats[party.index()].name.get(language)).into_owned();
    OptionView {
        response,
        title: card.title.get(language).to_owned(),
        category: card.category,
        cost: card.cost,
        takes: card.takes,
        standing: card.standing,
        mark,
        manners,
        laid: state.order(seat, response).map(|order| order.manner),
        closed_by: refusal.as_ref().and_then(|refusal| closer.of(response, refusal)),
        reason_source: reason.as_ref().and_then(|reason| reason.source.clone()),
        reason: reason.map(|reason| reason.why),
        uses: card.uses.iter().map(|used| use_view(deck, state, language, *used)).collect(),
        partners: partners().map(name).collect(),
        partners_ready: partners().filter(|party| state.order(*party, response).is_some()).map(name).collect(),
        effects: text(&card.effects),
        // What announcing takes is part of announcing.
        publicly: card.publicly.as_ref().map(|_| {
            let told = effects_in(deck, response, Manner::Publicly).map(|list| prose::effects(deck, language, list));
            told.into_iter().rev().filter(|told| !told.is_empty()).collect::<Vec<_>>().join(", ")
        }),
        quietly: card.quietly.as_ref().map(text),
        each_turn: text(&card.each_turn),
        dice: card
            .rolls
            .iter()
            .map(|roll| {
                let odds = odds(deck, state, &roll.chance, OperationSet::default());
                (roll.label.get(language).to_owned(), odds.chance)
            })
            .collect(),
        staff_note: card.staff_note.get(language).to_owned(),
        basis: card.basis.get(language).to_owned(),
        question: card.question.get(language).to_owned(),
        source: sources(&card.source),
    }
}

fn blocked_by_law(deck: &Deck, state: &State, uses: &[Use]) -> Option<Refusal> {
    uses.iter().map(|used| law::may(deck, state, *used)).find(|f| !f.is_permitted()).map(Refusal::Unlawful)
}

fn mark(state: &State, seat: SeatId, response: ResponseId, refusal: Option<&Refusal>) -> Mark {
    if state.order(seat, response).is_some() {
        return Mark::Laid;
    }
    match refusal {
        None => Mark::Allowed,
        Some(Refusal::AlreadyRunning) => Mark::Running,
        Some(Refusal::AlreadyDone) => Mark::Done,
        Some(Refusal::Unlawful(Finding::Needs(_))) => Mark::Needs,
        Some(Refusal::Unlawful(_)) => Mark::Barred,
        Some(_) => Mark::NotNow,
    }
}

fn use_view(deck: &Deck, state: &State, language: &str, used: Use) -> UseView {
    UseView {
        operation: used.operation,
        operation_name: deck.operations[used.operation.index()].name.get(language).to_owned(),
        area: used.area,
        area_name: deck.areas[used.area.index()].name.get(language).to_owned(),
        verdict: law::may(deck, state, used).explain(deck, language),
    }
}
