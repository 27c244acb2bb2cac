//! The improvement plan: the report's recommendations that the table lacked when it would have mattered.

use crate::debrief::find::lacked::{self, Lacked, Mattered, Moment};
use crate::debrief::page::{Line, Section};
use crate::debrief::recommendations;
use crate::debrief::review::Review;
use crate::debrief::words::{self, Words, answered, count};
use crate::rules::event::Die;

/// Moments told in full of one measure; the rest are counted.
const TOLD: usize = 4;

/// The plan; nothing for a deck none of whose measures cites a recommendation of the report.
pub(super) fn section(review: &Review, words: Words<'_>) -> Option<Section> {
    if !lacked::has_measures(&review.played.deck) {
        return None;
    }
    let mut section = Section::new("plan", "Improvement plan");
    section.para(Line::default().q(
        "Recommendations of the report (Klingner 2022, R1 to R18) that the table lacked when it would have mattered: at the moments named, what the measure leaves behind would have changed what happened. Owner and due date are for the table to fill in.",
    ));
    let rows = review.lacked.iter().flat_map(|row| {
        row.lacked.iter().enumerate().map(move |(n, lacked)| {
            let recommendation = if n == 0 {
                Line::default()
                    .b(format!("R{}", row.recommendation))
                    .t(". ")
                    .t(recommendations::text(row.recommendation))
            } else {
                Line::default().b(format!("R{}", row.recommendation)).q(" (as above)")
            };
            vec![recommendation, measure(words, lacked), moments(words, lacked), Line::default(), Line::default()]
        })
    });
    let head = ["Recommendation", "Measure that was lacked", "When it would have mattered", "Owner", "Due"];
    section.table(
        "Improvement plan",
        &head,
        rows.collect(),
        "No moment of this game would have gone otherwise with one of the report's measures in place.",
    );
    Some(section)
}

fn measure(words: Words<'_>, lacked: &Lacked) -> Line {
    let line = Line::default()
        .b(format!("“{}”", words.measure(lacked.measure)))
        .t(format!(" ({})", words.owner(lacked.measure)));
    match (lacked.done, lacked.possible) {
        (Some(turn), _) => line.t(". Too late: in place in ").turn(turn).t("."),
        (None, true) => line.t(". Never done."),
        (None, false) => line.t(". Not to be had in this scenario: it belongs before the crisis."),
    }
}

fn moments(words: Words<'_>, lacked: &Lacked) -> Line {
    let mut line = Line::default();
    for (n, moment) in lacked.moments.iter().take(TOLD).enumerate() {
        if n > 0 {
            line = line.t(" ");
        }
        line = line.and(told(words, moment));
    }
    match lacked.moments.len().saturating_sub(TOLD) {
        0 => line,
        more => line.q(format!(" And {}: ", count(more, "more moment", "more moments"))).and(words::turns({
            let mut turns: Vec<u8> = lacked.moments[TOLD..].iter().map(|moment| moment.at.turn).collect();
            turns.dedup();
            turns
        })),
    }
}

fn told(words: Words<'_>, moment: &Moment) -> Line {
    let line = Line::at(moment.at.turn);
    match moment.mattered {
        Mattered::Event(event, fall) => {
            line.t(format!("“{}” would have been {}.", words.event(event), words::fall(fall)))
        }
        Mattered::Die(die, shown, was, with) => line.t(format!(
            "{}: the die showed {shown} against {was}; it would have stood against {with}.",
            die_name(words, die)
        )),
        Mattered::Question(was, other) => {
            line.t(format!("the answer was “{}”; it would have been “{}”.", answered(was), answered(other)))
        }
        Mattered::Stage(situation, stage, turns) => line.t(format!(
            "{} ({}) would have taken {} less.",
            words.stage(situation, stage),
            words.situation(situation),
            count(turns.into(), "turn", "turns")
        )),
        Mattered::Signal(event, seat) => {
            line.t(format!("{} would have seen “{}” coming.", words.seat(seat), words.event(event)))
        }
    }
}

/// What a die decided.
fn die_name(words: Words<'_>, die: Die) -> String {
    let roll = match die {
        Die::Event(event, n) => words.deck.events[event.index()].rolls.get(usize::from(n)),
        Die::Response(response, n) => words.deck.responses[response.index()].rolls.get(usize::from(n)),
        Die::Friction(response) => return format!("“{}” miscarried", words.response(response)),
        Die::Stage(situation, stage) => {
            return format!("{} ({})", words.stage(situation, stage), words.situation(situation));
        }
    };
    roll.map_or(String::new(), |roll| words.text(&roll.label).to_owned())
}
