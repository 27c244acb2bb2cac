//! What the findings say beyond single turns: objectives and points, promises, law, signals, expectation.

use super::{law, luck};
use crate::debrief::find::forecast::Calibration;
use crate::debrief::find::promises::Fate;
use crate::debrief::find::signals::Became;
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{self, Words, count};

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("findings", "Findings");
    section.parts = vec![
        seats(review, words),
        promises(review, words),
        law::procedures(review, words),
        law::stopped(review, words),
        signals(review, words),
        expectation(review, words),
        luck::section(review, words),
    ];
    section
}

pub(super) fn seats(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("points", "Each seat's objectives and points");
    for standing in &review.seats {
        let seat = &words.deck.seats[standing.seat.index()];
        let head = Line::of(words.text(&seat.name)).t(format!(": {} of {} points", standing.points, standing.possible));
        part.blocks.push(Block::Head(head));
        let lines = seat.objectives.iter().zip(&standing.met).map(|(objective, met)| {
            Line::default()
                .b(if *met { "Met" } else { "Not met" })
                .t(format!(
                    " ({}): {}",
                    count(objective.points.into(), "point", "points"),
                    words.text(&objective.title)
                ))
                .q(format!(" [{}]", objective.source.join(", ")))
        });
        part.list(lines.collect(), "The seat has no objectives of its own.");
    }
    part
}

pub(super) fn promises(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("promises", "Promises");
    let rows = review.promises.iter().map(|word| {
        let card = &words.deck.promises[word.promise.index()];
        let fate = match word.fate {
            Fate::Kept(at) => Line::default().b("kept").t(", ").turn(at.turn),
            Fate::Broken(at) => Line::default().b("broken").t(", ").turn(at.turn),
            Fate::WalkedBack(at) => Line::default().b("walked back").t(", ").turn(at.turn),
            Fate::StillDue => Line::of("due when the game ended"),
            Fate::StillOpen => Line::of("its moment never came"),
        };
        vec![
            Line::of(words.seat(card.seat)),
            Line::default().b(words.text(&card.title)).t(". ").t(words.text(&card.text)),
            Line::default().turn(word.made.turn),
            word.due.map_or(Line::of("–"), |(came, due)| {
                Line::default().turn(came).t(format!(", by the end of turn {due}"))
            }),
            fate,
        ]
    });
    let head = ["Seat", "What was said", "Said in", "Its moment came", "What became of it"];
    part.table("The say–do ledger", &head, rows.collect(), "Nobody gave their word.");
    part
}

pub(super) fn signals(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("signals", "Signals heeded and missed");
    let heeded = |became: &Became| matches!(became, Became::Heeded(_) | Became::Prepared(_));
    let lines = review.signals.iter().filter(|s| heeded(&s.became)).map(|signal| {
        let (verb, how) = match signal.became {
            Became::Heeded(fall) => ("Heeded", fall),
            Became::Prepared(fall) => ("Prepared", fall),
            _ => return Line::default(),
        };
        Line::at(signal.at.turn)
            .b(verb)
            .t(format!(": “{}” fell {}", words.event(signal.event), words::fall(how)))
            .q(format!(" (noticed by {})", words.seats(signal.seen)))
    });
    let lines: Vec<Line> = lines.collect();
    part.blocks.push(Block::Head(Line::of("Heeded, or prepared for")));
    part.list(lines, "None.");
    let lines = review.signals.iter().filter_map(|signal| {
        let Became::Missed(means) = &signal.became else { return None };
        let line = Line::at(signal.at.turn)
            .b("Missed")
            .t(format!(": “{}” fell in full", words.event(signal.event)))
            .q(format!(" (noticed by {})", words.seats(signal.seen)));
        Some(if means.is_empty() {
            line.t(". No single order of that turn would have met it.")
        } else {
            let means: Vec<String> = means
                .iter()
                .map(|r| format!("“{}” ({})", words.response(*r), words.seat(words.deck.responses[r.index()].seat)))
                .collect();
            line.t(format!(". It could still have been met by {}.", means.join(" or ")))
        })
    });
    let lines: Vec<Line> = lines.collect();
    part.blocks.push(Block::Head(Line::of("Missed")));
    part.list(lines, "None.");
    let of = |is: fn(&Became) -> bool| review.signals.iter().filter(|signal| is(&signal.became)).count();
    part.para(Line::default().q(format!(
        "Of {}, {} pointed at nothing that was coming, {} were overtaken by events, and {} at something that the deck knows no answer to.",
        count(review.signals.len(), "signal noticed", "signals noticed"),
        of(|became| *became == Became::False),
        of(|became| *became == Became::Overtaken),
        of(|became| *became == Became::NoAnswer)
    )));
    part
}

pub(super) fn expectation(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("expectation", "Expectation and outcome");
    if review.calibration.is_empty() {
        part.para(
            Line::default().q(
                "No decision card was written: nothing was expected on paper, so nothing can be set beside what came.",
            ),
        );
        return part;
    }
    let two = |score: Option<f64>| Line::of(score.map_or("–".to_owned(), |score| format!("{score:.2}")));
    let rows = review.calibration.iter().map(|calibration| {
        vec![
            Line::of(words.seat(calibration.seat)),
            Line::of(calibration.cards.to_string()),
            Line::of(calibration.forecasts.to_string()),
            two(calibration.brier),
            two(calibration.rules_brier),
            Line::of(calibration.gap.map_or("–".to_owned(), |gap| format!("{gap:.0}"))),
            Line::of(format!("{} of {}", calibration.right.0, calibration.right.1)),
        ]
    });
    let head =
        ["Seat", "#Cards", "#Chances scored", "#Brier score", "#By the rules", "#Mean gap", "#Expectations right"];
    part.table("How well calibrated each seat was", &head, rows.collect(), "");
    part.para(Line::default().q(
        "The Brier score is the mean squared distance between the stated chance that the day does not come and what came: 0 is perfect, 1 is always wrong, and 0.25 is what saying “50 percent” every time earns. Beside it, what the rules' own chances earn on the same turns; the gap is the mean distance between the two chances, in points of a hundred.",
    ));
    let lines = review.calibration.iter().filter_map(|calibration| sure(words, calibration));
    let lines: Vec<Line> = lines.collect();
    if !lines.is_empty() {
        part.blocks.push(Block::Head(Line::of("How sure, and how often right")));
        part.blocks.push(Block::List(lines));
    }
    part
}

fn sure(words: Words<'_>, calibration: &Calibration) -> Option<Line> {
    let said: Vec<String> = (1..)
        .zip(calibration.by_sure)
        .filter(|(_, (_, all))| *all > 0)
        .map(|(sure, (right, all))| format!("sure {sure}: {right} of {all} right"))
        .collect();
    (!said.is_empty()).then(|| Line::default().b(words.seat(calibration.seat)).t(format!(": {}.", said.join("; "))))
}
