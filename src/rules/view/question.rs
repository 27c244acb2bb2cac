//! Beijing's question, and the end.

use super::build::Builder;
use crate::deck::{OutcomeId, SeatId, prose};
use crate::rules::decide;
use crate::rules::event::{Answered, Event};
use crate::rules::holds::{Odds, all_hold};
use serde::Serialize;

/// A chance built up term by term.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChanceView {
    /// Before any term.
    pub base: i16,
    /// What each term adds: label, number. Terms that add nothing are left out.
    pub terms: Vec<(String, i16)>,
    /// The chance in percent.
    pub chance: u8,
}

/// Beijing's question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// The turn at whose end it was (or will be) asked.
    pub turn: u8,
    /// The chance that today is the day.
    pub today: ChanceView,
    /// The chance of a higher rung.
    pub climb: ChanceView,
    /// The chance of a lower rung.
    pub step_down: ChanceView,
    /// The die and the answer, once it was asked.
    pub answer: Option<AnswerView>,
}

/// What Beijing answered.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    /// The die, 1–100.
    pub rolled: u8,
    /// The answer.
    pub answer: Answered,
    /// The answer in a sentence.
    pub text: String,
    /// From which rung, by name.
    pub from: String,
    /// To which.
    pub to: String,
}

/// How the game ended.
#[derive(Debug, Clone, Serialize)]
pub struct EndView {
    /// Which outcome.
    pub outcome: OutcomeId,
    /// Its title.
    pub title: String,
    /// What came of it.
    pub epilogue: String,
    /// Whether deterrence held.
    pub held: bool,
    /// Points earned and possible: this seat's, or every seat's for the facilitator.
    pub points: Vec<(String, u16, u16)>,
}

/// A chance in words.
pub(super) fn chance_view(language: &str, chance: Option<&crate::deck::Chance>, odds: &Odds) -> ChanceView {
    let terms = chance.map_or(&[][..], |chance| &chance.terms);
    ChanceView {
        base: odds.base,
        terms: terms
            .iter()
            .zip(&odds.terms)
            .filter(|(_, add)| **add != 0)
            .map(|(term, add)| (term.label.get(language).to_owned(), *add))
            .collect(),
        chance: odds.chance,
    }
}

impl Builder<'_> {
    pub(super) fn outlook(&self) -> QuestionView {
        let rung = &self.deck.ladder.rungs[self.state.rung.index()];
        let [today, climb, step_down] = decide::question(self.deck, self.state);
        QuestionView {
            turn: self.state.turn,
            today: chance_view(self.language, rung.today.as_ref(), &today),
            climb: chance_view(self.language, rung.climb.as_ref(), &climb),
            step_down: chance_view(self.language, rung.step_down.as_ref(), &step_down),
            answer: None,
        }
    }

    pub(super) fn question(&self) -> Option<QuestionView> {
        let (turn, event) = self.seen.iter().rev().find_map(|h| match &*h.event {
            event @ Event::Decided { .. } => Some((h.turn, event)),
            _ => None,
        })?;
        let Event::Decided { today, climb, step_down, rolled, answer, from, to } = event else { return None };
        let rung = &self.deck.ladder.rungs[from.index()];
        let name = |rung: &crate::deck::RungId| self.deck.ladder.rungs[rung.index()].name.get(self.language).to_owned();
        let who = self.deck.ladder.who.get(self.language);
        let then = prose::inside(who);
        let text = match answer {
            Answered::Today => "Today is the day.".to_owned(),
            Answered::Climbs => format!("Not today. But {then} climbs to “{}”.", name(to)),
            Answered::Holds if rung.attack => format!("The fighting goes on: {then} holds at “{}”.", name(to)),
            Answered::Holds => format!("Not today. {who} holds at “{}”.", name(to)),
            Answered::StepsDown if rung.attack => format!("{who} steps back to “{}”.", name(to)),
            Answered::StepsDown => format!("Not today. {who} steps down to “{}”.", name(to)),
        };
        Some(QuestionView {
            turn,
            today: chance_view(self.language, rung.today.as_ref(), today),
            climb: chance_view(self.language, rung.climb.as_ref(), climb),
            step_down: chance_view(self.language, rung.step_down.as_ref(), step_down),
            answer: Some(AnswerView { rolled: *rolled, answer: *answer, text, from: name(from), to: name(to) }),
        })
    }

    pub(super) fn end(&self) -> Option<EndView> {
        let outcome = self.state.outcome?;
        let card = &self.deck.outcomes[outcome.index()];
        let points = (0..self.deck.seats.len())
            .map(SeatId::at)
            .filter(|seat| self.eyes.may_see(*seat))
            .map(|seat| {
                let objectives = &self.deck.seats[seat.index()].objectives;
                let sum = |met: bool| {
                    let counted = objectives.iter().filter(|o| !met || all_hold(self.deck, self.state, &o.when));
                    counted.map(|o| u16::from(o.points)).sum()
                };
                (self.name(seat), sum(true), sum(false))
            })
            .collect();
        Some(EndView {
            outcome,
            title: card.title.get(self.language).to_owned(),
            epilogue: card.epilogue.get(self.language).to_owned(),
            held: card.held,
            points,
        })
    }
}
