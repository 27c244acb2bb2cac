//! The names of things in a game's deck, and the few sentences that several sections share.

use super::hypothesis::Measure;
use super::page::Line;
use super::played::{Played, Turn};
use crate::deck::{
    AreaId, Deck, EventId, MeterId, ObjectiveId, OperationSet, OutcomeId, PromiseId, RequestId, ResponseId, RungId,
    SeatId, SeatSet, SituationId, Text,
};
use crate::rules::event::Answered;
use crate::rules::{Cause, Direction, Fall};

pub use crate::deck::prose::{count, signed};

/// The names of things in a deck, in a language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// The language.
    pub language: &'a str,
}

impl<'a> Words<'a> {
    /// The words of a game.
    pub fn of(played: &'a Played) -> Self {
        Self { deck: &played.deck, language: &played.language }
    }

    /// A text.
    pub fn text(self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    /// A seat's short name.
    pub fn seat(self, seat: SeatId) -> &'a str {
        self.text(&self.deck.seats[seat.index()].name)
    }

    /// Several seats' names: `Japan and Taiwan`.
    pub fn seats(self, seats: SeatSet) -> String {
        let names: Vec<&str> =
            seats.iter().take_while(|s| s.index() < self.deck.seats.len()).map(|s| self.seat(s)).collect();
        join(&names)
    }

    /// A meter's name.
    pub fn meter(self, meter: MeterId) -> &'a str {
        self.text(&self.deck.meters[meter.index()].name)
    }

    /// An area's name.
    pub fn area(self, area: AreaId) -> &'a str {
        self.text(&self.deck.areas[area.index()].name)
    }

    /// A rung's name.
    pub fn rung(self, rung: RungId) -> &'a str {
        self.text(&self.deck.ladder.rungs[rung.index()].name)
    }

    /// Who decides: `Beijing`.
    pub fn who(self) -> &'a str {
        self.text(&self.deck.ladder.who)
    }

    /// An event's headline.
    pub fn event(self, event: EventId) -> &'a str {
        self.text(&self.deck.events[event.index()].headline)
    }

    /// A response's title.
    pub fn response(self, response: ResponseId) -> &'a str {
        self.text(&self.deck.responses[response.index()].title)
    }

    /// A request's title.
    pub fn request(self, request: RequestId) -> &'a str {
        self.text(&self.deck.requests[request.index()].title)
    }

    /// A promise's title.
    pub fn promise(self, promise: PromiseId) -> &'a str {
        self.text(&self.deck.promises[promise.index()].title)
    }

    /// A situation's name.
    pub fn situation(self, situation: SituationId) -> &'a str {
        self.text(&self.deck.law.situations[situation.index()].name)
    }

    /// A stage's name.
    pub fn stage(self, situation: SituationId, stage: u8) -> &'a str {
        let stages = &self.deck.law.situations[situation.index()].stages;
        stages.get(usize::from(stage)).map_or("", |stage| self.text(&stage.name))
    }

    /// A learning objective's title.
    pub fn objective(self, objective: ObjectiveId) -> &'a str {
        self.text(&self.deck.objectives[objective.index()].title)
    }

    /// An outcome's title.
    pub fn outcome(self, outcome: OutcomeId) -> &'a str {
        self.text(&self.deck.outcomes[outcome.index()].title)
    }

    /// The operations of a plan.
    pub fn plan(self, plan: OperationSet) -> String {
        let names: Vec<&str> = plan.iter().map(|o| self.text(&self.deck.operations[o.index()].name)).collect();
        names.join(", ")
    }

    /// A measure's title.
    pub fn measure(self, measure: Measure) -> &'a str {
        match measure {
            Measure::Response(response) => self.response(response),
            Measure::Request(request) => self.request(request),
        }
    }

    /// Whose a measure is to order, or to ask for.
    pub fn owner(self, measure: Measure) -> &'a str {
        self.seat(match measure {
            Measure::Response(response) => self.deck.responses[response.index()].seat,
            Measure::Request(request) => self.deck.requests[request.index()].from,
        })
    }

    /// What brought something about.
    pub fn cause(self, cause: Cause) -> String {
        match cause {
            Cause::Event(event) => format!("“{}”", self.event(event)),
            Cause::Response(response) => format!("“{}”", self.response(response)),
            Cause::Request(request) => format!("the answer to “{}”", self.request(request)),
            Cause::Situation(situation) => format!("the designation “{}”", self.situation(situation)),
            Cause::Promise(promise) => format!("the promise “{}”", self.promise(promise)),
            Cause::Pressure(pressure) => self.text(&self.deck.pressures[pressure.index()].title).to_owned(),
            Cause::Friction(response) => format!("friction in “{}”", self.response(response)),
            Cause::Law(response) => format!("the law on “{}”", self.response(response)),
            Cause::Act => "the new act".to_owned(),
            Cause::Question => format!("{}'s decision", self.who()),
            Cause::Time => "time".to_owned(),
            Cause::Facilitator => "the facilitator".to_owned(),
            Cause::Unknown => "something not known".to_owned(),
        }
    }

    /// Moves of meters: `Deterrence +5, Public support −2`.
    pub fn moves(self, moves: &[(MeterId, i16)]) -> String {
        let moves = moves.iter().filter(|(_, by)| *by != 0);
        moves.map(|(meter, by)| format!("{} {}", self.meter(*meter), signed(*by))).collect::<Vec<_>>().join(", ")
    }

    /// The date of a turn: `2027-09-10`.
    pub fn date(self, turn: &Turn) -> String {
        let start = self.deck.scenarios[turn.begun.scenario.index()].date;
        crate::rules::view::date(start, turn.begun.months, turn.begun.days)
    }
}

/// Names in a sentence: `a, b and c`.
pub fn join<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// Links to turns: `Turn 2, Turn 5`.
pub fn turns(turns: impl IntoIterator<Item = u8>) -> Line {
    let mut line = Line::default();
    for (n, turn) in turns.into_iter().enumerate() {
        if n > 0 {
            line = line.t(", ");
        }
        line = line.turn(turn);
    }
    line
}

/// How an event fell.
pub const fn fall(fall: Fall) -> &'static str {
    match fall {
        Fall::Full => "in full",
        Fall::Softened => "softened",
        Fall::Forestalled => "forestalled",
    }
}

/// What Beijing answered.
pub const fn answered(answer: Answered) -> &'static str {
    match answer {
        Answered::Today => "today is the day",
        Answered::Climbs => "not today; a rung higher",
        Answered::Holds => "not today",
        Answered::StepsDown => "not today; a rung lower",
    }
}

/// Which way.
pub const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Same => "the same",
        Direction::Down => "down",
    }
}
