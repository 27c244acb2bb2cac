//! The facilitator's acts, all of them, and what was marked for the debrief.

use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::Words;
use crate::rules::MarkKind;

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("facilitator", "The facilitator");
    section.parts = vec![acts(review, words), marks(review)];
    section
}

fn acts(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("acts", "Every act of the facilitator");
    let lines = review.facilitator.iter().filter_map(|act| {
        let (_, text) = crate::rules::view::story_line(words.deck, words.language, &act.event)?;
        let line = Line::at(act.at.turn).t(text.trim_end_matches('.')).t(".").q(format!(" line {}", act.at.line));
        Some(if act.aside { line.q(", set aside by a rewind") } else { line })
    });
    part.list(lines.collect(), "The facilitator did not intervene.");
    part
}

fn marks(review: &Review) -> Section {
    let mut part = Section::new("marks", "Marked notes, moments and quotes");
    let mut any = false;
    for (kind, title) in [(MarkKind::Note, "Notes"), (MarkKind::Moment, "Moments"), (MarkKind::Quote, "Quotes")] {
        let of_kind = review.facilitator.iter().filter_map(|act| act.mark().map(|mark| (act, mark)));
        let of_kind: Vec<_> = of_kind.filter(|(_, (marked, _))| *marked == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        any = true;
        part.blocks.push(Block::Head(Line::of(title)));
        for (act, (_, text)) in of_kind {
            let by = Line::default().turn(act.at.turn);
            let by = if act.aside { by.t(" (in a line of play that was set aside)") } else { by };
            part.blocks.push(Block::Quote(Line::of(text), by));
        }
    }
    if !any {
        part.para(Line::default().q("Nothing was marked."));
    }
    part
}
