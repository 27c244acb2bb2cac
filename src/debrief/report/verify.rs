//! How to verify the save that a report came from.

use super::lessons::quoted;
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;

pub(super) fn section(review: &Review) -> Section {
    let mut section = Section::new("verify", "How to verify this report");
    let record = &review.record;
    let Some(paper) = &record.paper else {
        section.para(Line::of("This game was not saved: there is nothing to verify it by."));
        return section;
    };
    let name = quoted(&record.name);
    section.para(
        Line::of("The save holds every command, every event and every die. To decide all of it again and compare: ")
            .code(format!("not-today saves verify {name}"))
            .t(". To write this report again: ")
            .code(format!("not-today debrief {name}"))
            .t(". To watch the game: ")
            .code(format!("not-today replay {name}"))
            .t("."),
    );
    let mut facts = vec![
        ("Save".to_owned(), Line::default().code(&record.name)),
        ("Lines read".to_owned(), Line::of(format!("{} (line 0 is the opening)", record.steps.len()))),
        ("Format and rules".to_owned(), Line::of(format!("format {}, rules {}", paper.format, paper.rules))),
        ("Seed".to_owned(), Line::of(record.seed.to_string())),
        ("Deck (SHA-256)".to_owned(), Line::default().code(&paper.deck_digest)),
    ];
    if !paper.file.is_empty() {
        facts.push(("Save (SHA-256)".to_owned(), Line::default().code(&paper.file)));
    }
    facts.push(("Game (first line)".to_owned(), Line::default().code(&paper.game)));
    if let Some(parent) = &paper.parent {
        facts.push(("Branch of".to_owned(), Line::of(parent)));
    }
    if let Some(notice) = &paper.notice {
        facts.push(("Note".to_owned(), Line::of(notice)));
    }
    section.blocks.push(Block::Facts(facts));
    section
}
