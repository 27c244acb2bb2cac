//! The exercise overview: name, date, scope, scenario, participants, objectives, limits, and what came of it.

use crate::debrief::find::lacked;
use crate::debrief::find::learning::different;
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{Words, count, join, turns};
use crate::deck::prose;

/// What came of a game, in a line.
pub fn held(review: &Review, words: Words<'_>) -> Line {
    let state = review.played.last();
    match state.outcome() {
        Some(outcome) => {
            let held = words.deck.outcomes[outcome.index()].held;
            let said = if held { "Deterrence held." } else { "Deterrence did not hold." };
            Line::default().b(words.outcome(outcome)).t(". ").t(said)
        }
        None => Line::of("The game was not played to its end."),
    }
}

/// What came of it, and the game at a glance: where a table begins.
pub(super) fn outcome(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("outcome", "What came of it");
    came_of_it(review, words, &mut section);
    section.parts.push(at_a_glance(review, words));
    section.para(Line::default().q(super::NOTICE));
    section
}

fn came_of_it(review: &Review, words: Words<'_>, section: &mut Section) {
    section.blocks.push(Block::Callout(held(review, words)));
    if let Some(outcome) = review.played.last().outcome() {
        section.para(Line::of(words.text(&words.deck.outcomes[outcome.index()].epilogue)));
    }
}

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("overview", "Exercise overview");
    came_of_it(review, words, &mut section);
    section.blocks.push(Block::Facts(facts(review, words)));
    section.parts =
        vec![at_a_glance(review, words), participants(review, words), objectives(words), limits(review, words)];
    section
}

fn facts(review: &Review, words: Words<'_>) -> Vec<(String, Line)> {
    let played = &review.played;
    let scenario = &words.deck.scenarios[played.start.scenario.index()];
    let mut facts = vec![
        ("Exercise".to_owned(), Line::of(words.text(&words.deck.title))),
        ("Scenario".to_owned(), Line::of(words.text(&scenario.title)).t(". ").t(words.text(&scenario.brief))),
    ];
    let last = review.record.steps.last().map_or("", |step| step.time.as_str());
    let date = match (review.record.began.as_str(), last) {
        ("", _) => Line::of("not recorded"),
        (began, "") => Line::of(format!("begun {}", stamp(began))),
        (began, last) => Line::of(format!("begun {}, last entry {}", stamp(began), stamp(last))),
    };
    facts.push(("Date played".to_owned(), date));
    let first = played.turns.first().map_or(String::new(), |turn| words.date(turn));
    let end = played.turns.last().map_or(String::new(), |turn| words.date(turn));
    let mut acts: Vec<&str> = Vec::new();
    for turn in &played.turns {
        let act = prose::act(turn.begun.act(words.deck));
        if acts.last() != Some(&act) {
            acts.push(act);
        }
    }
    facts.push((
        "Scope".to_owned(),
        Line::of(format!(
            "Tabletop exercise, {} in the {} ({first} to {end} in the game)",
            count(played.turns.len(), "turn", "turns"),
            match acts.as_slice() {
                [one] => format!("act {one}"),
                many => format!("acts {}", join(many)),
            }
        )),
    ));
    facts
}

/// A time stamp as people read it.
fn stamp(time: &str) -> String {
    time.replacen('T', " ", 1).replacen('Z', " UTC", 1)
}

fn at_a_glance(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("glance", "At a glance");
    let mut lines = Vec::new();
    for story in review.meters.iter().filter(|story| story.headline) {
        let (low, at) = story.low();
        let at = u8::try_from(at).unwrap_or(u8::MAX);
        lines.push(
            Line::default()
                .b(words.meter(story.meter))
                .t(format!(" went from {} to {}; its lowest was {low} (", story.start(), story.end()))
                .turn(at)
                .t(")."),
        );
    }
    if !review.turning.is_empty() {
        let mut at: Vec<u8> = review.turning.iter().map(|point| point.at.turn).collect();
        at.dedup();
        lines.push(Line::default().b("Turning points").t(": ").and(turns(at)).t("."));
    }
    let (strengths, improvements) = different(&review.learning);
    let plan = if lacked::has_measures(&review.played.deck) {
        format!("; an improvement plan of {}", count(review.lacked.len(), "row", "rows"))
    } else {
        String::new()
    };
    lines.push(
        Line::of(count(strengths, "strength", "strengths"))
            .t(" and ")
            .t(count(improvements, "area for improvement", "areas for improvement"))
            .t(format!(", by learning objective{plan}.")),
    );
    let barred = review.barred.len();
    let missed = review.signals.iter().filter(|s| matches!(s.became, crate::debrief::find::signals::Became::Missed(_)));
    lines.push(Line::of(format!(
        "The law stopped {}; {} missed.",
        count(barred, "order or operation", "orders and operations"),
        match missed.count() {
            1 => "1 signal was".to_owned(),
            n => format!("{n} signals were"),
        }
    )));
    let points = review.seats.iter().map(|s| format!("{} {} of {}", words.seat(s.seat), s.points, s.possible));
    lines.push(Line::default().b("Points").t(format!(": {}.", points.collect::<Vec<_>>().join(", "))));
    part.blocks.push(Block::List(lines));
    part
}

fn participants(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("participants", "Participants by seat");
    let rows = words
        .deck
        .seats
        .iter()
        .enumerate()
        .map(|(n, seat)| {
            let who = review.record.seats.get(n).map_or("human", String::as_str);
            let (played, name) = if who == "human" {
                (Line::of("people"), Line::default())
            } else {
                (Line::of(format!("the policy “{who}”")), Line::default().q("–"))
            };
            vec![Line::default().b(words.text(&seat.name)), Line::of(words.text(&seat.title)), played, name]
        })
        .collect();
    part.table("Who sat where", &["Seat", "Role", "Played by", "Names (to fill in)"], rows, "No seats.");
    part
}

fn objectives(words: Words<'_>) -> Section {
    let mut part = Section::new("objectives", "Learning objectives");
    let lines = words
        .deck
        .objectives
        .iter()
        .map(|objective| Line::default().b(words.text(&objective.title)).t(". ").t(words.text(&objective.about)));
    part.list(lines.collect(), "The deck names none.");
    part
}

fn limits(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("limits", "Limits and assumptions");
    let mut lines = vec![
        Line::of("The chances, effects and texts are the deck's; they are arguments of its authors, not estimates. ")
            .t(words.text(&words.deck.about)),
    ];
    let policies: Vec<String> = review
        .record
        .seats
        .iter()
        .enumerate()
        .filter(|(_, who)| *who != "human")
        .filter_map(|(n, who)| Some(format!("{} (“{who}”)", words.text(&words.deck.seats.get(n)?.name))))
        .collect();
    if !policies.is_empty() {
        lines.push(Line::of(format!(
            "No person played {}: what was done there is a policy's doing, and says nothing of anybody at the table.",
            join(&policies)
        )));
    }
    for aside in &review.played.aside {
        lines.push(Line::of("The facilitator went back to the start of ").turn(aside.to).t(format!(
            ", from turn {}: what had been played in between is set aside and judged nowhere.",
            aside.from
        )));
    }
    if review.played.last().outcome().is_none() {
        lines.push(Line::of("The game was not played to its end; points and open matters are as they stood then."));
    }
    if let Some(notice) = review.record.paper.as_ref().and_then(|paper| paper.notice.as_ref()) {
        lines.push(Line::of(notice));
    }
    part.blocks.push(Block::List(lines));
    part
}
