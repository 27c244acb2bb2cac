//! The earlier decision that closed an option: learning why is half of the exercise.

use crate::deck::{AreaMood, Condition, Deck, FlagId, ResponseId};
use crate::rules::command::Answer;
use crate::rules::event::{Cause, Event, StageResult};
use crate::rules::holds::holds;
use crate::rules::law::{Finding, Step, Why};
use crate::rules::refusal::Refusal;
use crate::rules::state::State;
use std::borrow::Cow;
use std::ops::Deref;

/// What somebody has seen happen, and when.
pub(super) struct Seen<'a> {
    pub turn: u8,
    pub event: Told<'a>,
}

/// An event as it was, or the part of it that somebody may know.
pub(super) enum Told<'a> {
    Whole(&'a Event),
    // Boxed: a long game has many events, and tells most of them whole.
    Part(Box<Event>),
}

impl<'a> From<Cow<'a, Event>> for Told<'a> {
    fn from(event: Cow<'a, Event>) -> Self {
        match event {
            Cow::Borrowed(event) => Self::Whole(event),
            Cow::Owned(event) => Self::Part(Box::new(event)),
        }
    }
}

impl Deref for Told<'_> {
    type Target = Event;

    fn deref(&self) -> &Event {
        match self {
            Self::Whole(event) => event,
            Self::Part(event) => event,
        }
    }
}

/// Finds in what somebody has seen the decision that closed an option.
pub(super) struct Closer<'a> {
    pub deck: &'a Deck,
    pub state: &'a State,
    pub language: &'a str,
    pub seen: &'a [Seen<'a>],
}

impl Closer<'_> {
    /// The decision that brought a refusal about, with its turn, if one did.
    pub fn of(&self, response: ResponseId, refusal: &Refusal) -> Option<String> {
        match refusal {
            Refusal::Unlawful(Finding::Barred(Why::Unless(..))) => self.fighting(response),
            Refusal::Unlawful(Finding::Needs(Step::Consent(n))) => {
                let asked = self.deck.law.consents[*n].request;
                self.last(
                    |event| matches!(event, Event::Answered { request, answer: Answer::Decline } if *request == asked),
                )
            }
            Refusal::Unlawful(Finding::Needs(Step::Plan(_))) => {
                self.last(|event| matches!(event, Event::Designated { .. }))
            }
            Refusal::Unlawful(Finding::Needs(Step::Designate(wanted, _))) => self.last(|event| {
                matches!(event, Event::StageDecided { situation, result: StageResult::Failed, .. }
                    | Event::ProcedureDropped { situation } if situation == wanted)
            }),
            Refusal::Unmet(response) => {
                let conditions = &self.deck.responses[response.index()].when;
                let failing = conditions.iter().find(|c| !holds(self.deck, self.state, c))?;
                self.condition(failing)
            }
            _ => None,
        }
    }

    fn fighting(&self, response: ResponseId) -> Option<String> {
        let uses = &self.deck.responses[response.index()].uses;
        let area = uses.iter().map(|used| used.area).find(|area| self.state.area(*area) == AreaMood::Combat)?;
        self.last(
            |event| matches!(event, Event::AreaChanged { area: changed, to: AreaMood::Combat, .. } if *changed == area),
        )
    }

    fn condition(&self, condition: &Condition) -> Option<String> {
        match condition {
            Condition::Flag { flag, is } => self.flag(*flag, !*is),
            Condition::Area { area, .. } => {
                self.last(|event| matches!(event, Event::AreaChanged { area: changed, .. } if changed == area))
            }
            Condition::Request { request, .. } => {
                self.last(|event| matches!(event, Event::Answered { request: answered, .. } if answered == request))
            }
            Condition::Promise { promise, .. } => self.last(|event| {
                matches!(event, Event::PromiseBroken { promise: p } | Event::WalkedBack { promise: p } if p == promise)
            }),
            Condition::Any(list) | Condition::All(list) => list.iter().find_map(|c| self.condition(c)),
            Condition::Not(inner) => match &**inner {
                Condition::Flag { flag, is } => self.flag(*flag, *is),
                _ => None,
            },
            _ => None,
        }
    }

    fn flag(&self, flag: FlagId, now: bool) -> Option<String> {
        let found = self.seen.iter().rev().find_map(|happening| match *happening.event {
            Event::FlagChanged { flag: changed, on, cause } if changed == flag && on == now => {
                Some((happening.turn, cause))
            }
            _ => None,
        })?;
        let what = match found.1 {
            Cause::Response(response) => self.deck.responses[response.index()].title.get(self.language),
            Cause::Request(request) => self.deck.requests[request.index()].title.get(self.language),
            Cause::Event(card) => self.deck.events[card.index()].headline.get(self.language),
            _ => return None,
        };
        Some(format!("Turn {}: {}", found.0, crate::deck::prose::quoted(what)))
    }

    fn last(&self, wanted: impl Fn(&Event) -> bool) -> Option<String> {
        let found = self.seen.iter().rev().find(|happening| wanted(&happening.event))?;
        let (_, text) = super::story::line(self.deck, self.language, &found.event)?;
        Some(format!("Turn {}: {text}", found.turn))
    }
}
