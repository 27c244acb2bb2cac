//! The same findings in the order in which a table reads them right after the game, on screen or line by line.

use super::{analysis, facilitator, hotwash, law, learning, lessons, luck, overview, plan, story};
use crate::debrief::page::Section;
use crate::debrief::review::Review;
use crate::debrief::words::Words;

/// The id of the chapter from which turns are branched.
pub const BRANCHES: &str = "branches";
/// The id of the chapter with the meters' story.
pub const STORY: &str = "story";

/// The chapters of a debrief at the table.
pub fn chapters(review: &Review) -> Vec<Section> {
    let words = Words::of(&review.played);
    let mut chapters = vec![
        overview::outcome(review, words),
        story::section(review, words),
        analysis::seats(review, words),
        analysis::promises(review, words),
        law::stopped(review, words),
        law::procedures(review, words),
        analysis::signals(review, words),
        analysis::expectation(review, words),
        luck::section(review, words),
        lessons::untried(review, words),
        lessons::branches(review, words),
        hotwash::section(review, words),
        learning::section(review, words),
    ];
    chapters.extend(plan::section(review, words));
    if !review.facilitator.is_empty() {
        chapters.push(facilitator::section(review, words));
    }
    chapters
}
