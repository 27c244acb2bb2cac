//! Notes on the game itself, kept apart from what it showed of the exercise.

use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{Words, count};
use crate::deck::Sources;
use crate::rules::{Actor, Event};
use std::collections::BTreeSet;

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("game", "Notes on the game itself");
    section.para(
        Line::default().q("About the instrument, not about the table. They belong to whoever runs or writes the game."),
    );
    let deck = words.deck;
    let (mut fell, mut done) = (BTreeSet::new(), BTreeSet::new());
    for (_, moment) in review.played.moments() {
        match moment.event {
            Event::Fell { card, .. } => drop(fell.insert(card)),
            Event::CarriedOut { response, .. } => drop(done.insert(response)),
            _ => {}
        }
    }
    let from_report = |source: &Sources| source.iter().any(|source| &**source != "scenario");
    let events = fell.iter().filter(|event| from_report(&deck.events[event.index()].source)).count();
    let responses = done.iter().filter(|response| from_report(&deck.responses[response.index()].source)).count();
    let mut lines = vec![
        Line::of(format!(
            "{events} of {} that fell and {responses} of {} that were carried out rest on the report; the others are the deck's own and are marked “scenario”.",
            count(fell.len(), "event card", "different event cards"),
            count(done.len(), "response", "different responses")
        )),
        Line::of(format!(
            "{} of the deck's {} and {} of its {} came up.",
            fell.len(),
            count(deck.events.len(), "event", "events"),
            done.len(),
            count(deck.responses.len(), "response", "responses")
        )),
    ];
    let mut by_seat = vec![0_usize; deck.seats.len()];
    for step in &review.record.steps {
        if let Some(Actor::Seat(seat)) = step.actor
            && let Some(count) = by_seat.get_mut(seat.index())
        {
            *count += 1;
        }
    }
    let told = deck.seats.iter().zip(&by_seat).map(|(seat, n)| format!("{} {n}", words.text(&seat.name)));
    lines.push(Line::of(format!("Commands accepted: {}.", told.collect::<Vec<_>>().join(", "))));
    let ends: Vec<&str> = review
        .meters
        .iter()
        .filter(|story| story.series.iter().filter(|value| **value == 0 || **value == 100).count() >= 3)
        .map(|story| words.meter(story.meter))
        .collect();
    if !ends.is_empty() {
        lines.push(Line::of(format!("Stood at an end of its scale in three turns or more: {}.", ends.join(", "))));
    }
    section.blocks.push(Block::List(lines));
    section.blocks.push(Block::Blank("Participants' remarks on the game".to_owned()));
    section
}
