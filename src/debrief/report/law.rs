//! Law and procedure: how long each procedure took, what the law stopped, what came to nothing.

use crate::debrief::find::orders::Lost;
use crate::debrief::find::procedures::{End, Procedure};
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{Words, count};
use crate::rules::event::StageResult;

pub(super) fn procedures(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("procedures", "Procedures, and how long each took");
    let rows = review.procedures.iter().map(|procedure| row(words, procedure));
    let head = ["Situation", "Opened", "Stages", "Ended", "#Turns", "#At best"];
    part.table("Designations in procedure", &head, rows.collect(), "No procedure was opened.");
    part
}

fn row(words: Words<'_>, procedure: &Procedure) -> Vec<Line> {
    let mut stages = Line::default();
    for (n, stage) in procedure.stages.iter().enumerate() {
        let result = match stage.result {
            StageResult::Passed => "passed",
            StageResult::Delayed => "delayed",
            StageResult::Failed => "failed",
        };
        let die = stage.die.map_or(String::new(), |(chance, rolled)| format!(" ({chance} percent, die {rolled})"));
        stages = stages
            .t(if n > 0 { "; " } else { "" })
            .t(format!("{} {result}{die}, ", words.stage(procedure.situation, stage.stage)))
            .turn(stage.at.turn);
    }
    let end = match procedure.end {
        End::Designated(at) => Line::default().b("designated").t(", ").turn(at.turn),
        End::Failed(at) => Line::default().b("failed").t(", ").turn(at.turn),
        End::Dropped(at) => Line::default().b("given up").t(", ").turn(at.turn),
        End::UnderWay => Line::of("under way when the game ended"),
    };
    let mut name = Line::default().b(words.situation(procedure.situation));
    if !procedure.plan.is_empty() {
        name = name.q(format!(" {}", count(procedure.plan.count() as usize, "operation", "operations")));
    }
    vec![
        name,
        Line::default().turn(procedure.opened.turn),
        if procedure.stages.is_empty() { Line::of("–") } else { stages },
        end,
        Line::of(procedure.turns.to_string()),
        Line::of(procedure.best.to_string()),
    ]
}

pub(super) fn stopped(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("barred", "Orders that were not carried out");
    let lines = review.barred.iter().map(|barred| {
        let seat = words.seat(words.deck.responses[barred.response.index()].seat);
        let what = if barred.was_running { "had to end" } else { "was barred" };
        let line = Line::at(barred.at.turn)
            .b(format!("“{}”", words.response(barred.response)))
            .t(format!(" ({seat}) {what}. {}", barred.why))
            .q(format!(" [{}]", barred.source));
        match barred.fighting {
            Some((area, turn)) => line.t(format!(" Fighting had come to {} in ", words.area(area))).turn(turn).t("."),
            None => line,
        }
    });
    part.blocks.push(Block::Head(Line::of("Stopped by the law")));
    part.list(lines.collect(), "Nothing.");
    let lines = review.nothing.iter().map(|nothing| {
        let seat = words.seat(words.deck.responses[nothing.response.index()].seat);
        let why = match nothing.lost {
            Lost::Lapsed => "lapsed: its conditions no longer held".to_owned(),
            Lost::Partner(missing) => format!("was not carried out: {} did not order it too", words.seats(missing)),
            Lost::Miscarried => format!("miscarried. {}", words.text(&words.deck.friction.text)),
        };
        Line::at(nothing.at.turn)
            .b(format!("“{}”", words.response(nothing.response)))
            .t(format!(" ({seat}) {}.", why.trim_end_matches('.')))
    });
    part.blocks.push(Block::Head(Line::of("Came to nothing")));
    part.list(lines.collect(), "Nothing.");
    part
}
