//! Questions for the hot wash, seat by seat, from the cards.

use crate::debrief::find::hotwash::{Asker, Question};
use crate::debrief::page::{Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::Words;
use crate::deck::{SeatId, SeatSet};

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("hotwash", "Questions for the hot wash");
    section.para(
        Line::default().q(
            "From the cards that were played and fell; those of turns worth branching from come first in each list.",
        ),
    );
    let all = words.deck.seats.len();
    let everyone = (0..all).map(SeatId::at).fold(SeatSet::default(), SeatSet::with);
    let mut ask = |id: &str, title: &str, of: &dyn Fn(&Question) -> bool| {
        let mut part = Section::new(id, title);
        let lines = review.hotwash.iter().filter(|question| of(question)).map(|question| line(words, question));
        part.list(lines.collect(), "None.");
        section.parts.push(part);
    };
    ask("questions-everyone", "To everyone", &|question| question.to == everyone);
    for seat in (0..all).map(SeatId::at) {
        let id = format!("questions-{}", seat.name(&words.deck.names));
        ask(&id, &format!("To {}", words.seat(seat)), &|question| question.to != everyone && question.to.has(seat));
    }
    section
}

/// A question in a line, with its card and turn.
pub(super) fn line(words: Words<'_>, question: &Question) -> Line {
    let (text, card) = match question.asker {
        Asker::Event(event) => {
            let card = &words.deck.events[event.index()];
            (card.question.as_ref().map_or("", |text| words.text(text)), words.text(&card.headline))
        }
        Asker::Response(response) => {
            let card = &words.deck.responses[response.index()];
            (words.text(&card.question), words.text(&card.title))
        }
        Asker::Request(request) => {
            let card = &words.deck.requests[request.index()];
            (words.text(&card.question), words.text(&card.title))
        }
    };
    Line::of(text).q(format!(" (“{card}”, ")).turn(question.at.turn).q(")")
}
