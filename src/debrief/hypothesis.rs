//! What a measure leaves behind, put into a state that was: for asking whether it would have mattered. A copy
//! is changed, by the rules' own events; nothing here touches a game.

use crate::deck::{Answered as Mark, Deck, RequestId, ResponseId};
use crate::rules::{Actor, Answer, Command, Event, Manner, State, decide};

/// Something that could have been in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A response that was carried out.
    Response(ResponseId),
    /// A request that was accepted.
    Request(RequestId),
}

/// The state as it would be with a measure in place: its flags, the memory of it, the measure itself where it
/// stands. Its one-time moves of meters are left out: they would have worn off.
pub fn with(deck: &Deck, state: &State, measure: Measure) -> State {
    let mut events = Vec::new();
    match measure {
        Measure::Response(response) => {
            let manner =
                if deck.responses[response.index()].quietly.is_some() { Manner::Quietly } else { Manner::Publicly };
            decide::grant(deck, &mut state.clone(), response, manner, &mut events);
        }
        Measure::Request(request) => {
            let mut asked = state.clone();
            asked.apply(deck, &Event::TurnEnded { turn: state.turn() });
            asked.apply(deck, &Event::DrawChosen);
            asked.apply(deck, &Event::Asked { request });
            let actor = Actor::Seat(deck.requests[request.index()].to);
            let accept = Command::Answer { request, answer: Answer::Accept };
            if decide::decide_in(deck, &mut asked, actor, &accept, &mut events).is_err() {
                return state.clone();
            }
        }
    }
    let mut after = state.clone();
    for event in events {
        let stays = match &event {
            Event::FlagChanged { .. } | Event::Answered { .. } => true,
            Event::CarriedOut { response, .. } => after.running(*response).is_none(),
            _ => false,
        };
        if stays {
            after.apply(deck, &event);
        }
    }
    after
}

/// Whether a measure is in place already.
pub fn in_place(deck: &Deck, state: &State, measure: Measure) -> bool {
    match measure {
        Measure::Response(response) => {
            let card = &deck.responses[response.index()];
            state.is_standing(response) || (!card.standing && card.memory.is_some_and(|memory| state.remembers(memory)))
        }
        Measure::Request(request) => state.request(request).is == Some(Mark::Accepted),
    }
}
