//! Words a review as a report, in the order of exercise doctrine (HSEEP). One file a section. Nothing here
//! computes a claim: what is not in the review is not said.

mod analysis;
mod chapters;
mod chronology;
mod compare;
mod decisions;
mod facilitator;
mod game;
mod hotwash;
mod law;
mod learning;
mod lessons;
mod luck;
mod overview;
mod plan;
mod story;
mod verify;

pub use chapters::{BRANCHES, STORY, chapters};
pub use compare::comparison;
pub use lessons::{branch_line, untried_rows};
pub use overview::held;

use super::page::Page;
use super::review::Review;
use super::words::Words;

/// What every report says of itself.
pub const NOTICE: &str = "A game teaches by argument. It does not predict what any government would do. Every statement below is \
     computed from the journal of this one game and names the turn that it comes from; how each is defined stands in the game's \
     documentation (docs/debrief.md).";

/// The report of a game.
pub fn page(review: &Review) -> Page {
    let words = Words::of(&review.played);
    let deck = &review.played.deck;
    let scenario = &deck.scenarios[review.played.start.scenario.index()];
    let title = format!("{}: {}", words.text(&deck.title), words.text(&scenario.title));
    let findings = [
        overview::section(review, words),
        story::section(review, words),
        chronology::section(review, words),
        decisions::section(review, words),
        analysis::section(review, words),
        learning::section(review, words),
    ];
    let plan = plan::section(review, words);
    let rest = [
        lessons::section(review, words),
        facilitator::section(review, words),
        hotwash::section(review, words),
        game::section(review, words),
        verify::section(review),
    ];
    Page {
        title: crate::deck::text::clean(&title, 400),
        kind: if plan.is_some() { "After-action report and improvement plan" } else { "After-action report" }
            .to_owned(),
        language: words.language.to_owned(),
        notice: NOTICE.to_owned(),
        sections: findings.into_iter().chain(plan).chain(rest).collect(),
    }
}
