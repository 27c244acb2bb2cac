//! Strengths and areas for improvement, by learning objective.

use crate::debrief::find::learning::{Claim, Evidence};
use crate::debrief::find::orders::Lost;
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{self, Words, count};

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("learning", "Strengths and areas for improvement");
    section.para(Line::default().q(
        "By the learning objectives that the cards of this game serve. The rating of each objective is the instructor's to give.",
    ));
    for learnt in &review.learning {
        let silent = learnt.strengths.is_empty() && learnt.improvements.is_empty();
        let (id, title, about) = match learnt.objective {
            Some(objective) => {
                let card = &words.deck.objectives[objective.index()];
                (objective.name(&words.deck.names), words.text(&card.title), words.text(&card.about))
            }
            None if silent => continue,
            None => ("other", "Outside the learning objectives", "What no learning objective of the deck names."),
        };
        let mut part = Section::new(&format!("objective-{id}"), title);
        part.para(Line::default().q(about));
        if learnt.exercised == 0 && silent {
            part.para(Line::of("Not exercised: no card that serves it fell, was ordered or was asked."));
            section.parts.push(part);
            continue;
        }
        part.para(
            Line::default()
                .q(format!("Exercised by {}.", count(learnt.exercised, "card of this game", "cards of this game"))),
        );
        part.blocks.push(Block::Head(Line::of("Strengths")));
        part.list(learnt.strengths.iter().map(|claim| line(words, claim)).collect(), "None by the definitions.");
        part.blocks.push(Block::Head(Line::of("Areas for improvement")));
        part.list(learnt.improvements.iter().map(|claim| line(words, claim)).collect(), "None by the definitions.");
        if learnt.objective.is_some() {
            part.blocks.push(Block::Blank("Rating and remarks".to_owned()));
        }
        section.parts.push(part);
    }
    section
}

/// A claim in a line.
pub(super) fn line(words: Words<'_>, claim: &Claim) -> Line {
    let mut turns: Vec<u8> = claim.at.iter().map(|at| at.turn).collect();
    turns.dedup();
    let line = words::turns(turns).t(": ");
    let response = |r: crate::deck::ResponseId| {
        format!("“{}” ({})", words.response(r), words.seats(words.deck.responses[r.index()].parties))
    };
    match claim.evidence {
        Evidence::MetEvent(event, fall) => {
            line.t(format!("“{}” fell {}: the table was ready for it.", words.event(event), words::fall(fall)))
        }
        Evidence::Joint(r) => line.t(format!("the joint order {} was carried out.", response(r))),
        Evidence::Kept(promise) => line.t(format!("the promise “{}” was kept.", words.promise(promise))),
        Evidence::AtOnce(request) => {
            line.t(format!("“{}” was accepted in the turn in which it was asked.", words.request(request)))
        }
        Evidence::Unready(event) => line.t(format!(
            "“{}” fell in full. What would have met it: {}.",
            words.event(event),
            what_meets(words, event)
        )),
        Evidence::Barred(r) => line.t(format!("the order {} was barred by the law.", response(r))),
        Evidence::EndedByLaw(r) => line.t(format!("the law ended {}.", response(r))),
        Evidence::Nothing(r, Lost::Lapsed) => line.t(format!("the order {} lapsed.", response(r))),
        Evidence::Nothing(r, Lost::Partner(missing)) => {
            line.t(format!("the joint order {} lacked {}.", response(r), words.seats(missing)))
        }
        Evidence::Nothing(r, Lost::Miscarried) => line.t(format!("the joint order {} miscarried.", response(r))),
        Evidence::Broken(promise) => line.t(format!("the promise “{}” was broken.", words.promise(promise))),
        Evidence::PutOff(request) => {
            line.t(format!("“{}” was put off {} times.", words.request(request), claim.at.len()))
        }
        Evidence::Lapsed(request) => line.t(format!("“{}” lapsed without an answer.", words.request(request))),
    }
}

/// What the deck says meets an event.
fn what_meets(words: Words<'_>, event: crate::deck::EventId) -> String {
    let card = &words.deck.events[event.index()];
    let met = [(&card.softened, "softened if"), (&card.forestalled, "forestalled if")];
    let met = met.into_iter().filter_map(|(fallback, how)| {
        let when = crate::deck::prose::conditions(words.deck, words.language, &fallback.as_ref()?.when);
        Some(format!("{how} {when}"))
    });
    met.collect::<Vec<_>>().join("; ")
}
