//! The meters' story and its turning points.

use crate::debrief::find::turning::{Turned, TurningPoint};
use crate::debrief::page::{Block, Chart, Line, Section, Series};
use crate::debrief::review::Review;
use crate::debrief::words::{Words, answered, signed};

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("story", "The meters' story");
    section.blocks.push(Block::Chart(headline(review, words)));
    let others = review.meters.iter().filter(|story| !story.headline).map(|story| {
        let name = words.meter(story.meter).to_owned();
        let about = format!("{name} went from {} to {}.", story.start(), story.end());
        let series = vec![Series { name: name.clone(), values: story.series.clone() }];
        Chart { title: name, about, series, marks: Vec::new(), small: true }
    });
    let others: Vec<Chart> = others.collect();
    if !others.is_empty() {
        section.blocks.push(Block::Charts(others));
    }
    let rows = review.meters.iter().map(|story| {
        let (low, high) = (story.low(), story.high());
        let turn = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        vec![
            Line::of(words.meter(story.meter)),
            Line::of(story.start().to_string()),
            Line::of(story.end().to_string()),
            Line::of(format!("{} (", low.0)).turn(turn(low.1)).t(")"),
            Line::of(format!("{} (", high.0)).turn(turn(high.1)).t(")"),
            Line::of(signed(story.movers.events)),
            Line::of(signed(story.movers.table)),
            Line::of(signed(story.movers.time)),
            Line::of(signed(story.movers.facilitator)),
        ]
    });
    let head = ["Meter", "#Start", "#End", "Lowest", "Highest", "#Events", "#The table", "#Time", "#Facilitator"];
    section.table("Each meter, and what moved it in all", &head, rows.collect(), "The deck has no meters.");
    section.parts.push(turning(review, words));
    section
}

fn headline(review: &Review, words: Words<'_>) -> Chart {
    let stories: Vec<_> = review.meters.iter().filter(|story| story.headline).collect();
    let about = stories
        .iter()
        .map(|story| {
            let (low, high) = (story.low(), story.high());
            format!(
                "{} starts at {}, ends at {}, is lowest at {} after turn {} and highest at {} after turn {}.",
                words.meter(story.meter),
                story.start(),
                story.end(),
                low.0,
                low.1,
                high.0,
                high.1
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let mut marks: Vec<(u8, String)> = Vec::new();
    for point in &review.turning {
        let word = match point.what {
            Turned::DayCame { .. } => "the day comes".to_owned(),
            Turned::Rung { to, .. } => words.rung(to).to_owned(),
            Turned::Meter { .. } => continue,
        };
        marks.push((point.at.turn, word));
    }
    Chart {
        title: "The headline meters, turn by turn".to_owned(),
        about,
        series: stories
            .iter()
            .map(|story| Series { name: words.meter(story.meter).to_owned(), values: story.series.clone() })
            .collect(),
        marks,
        small: false,
    }
}

fn turning(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("turning-points", "Turning points");
    part.para(Line::default().q(
        "Turns in which the day came; in which a step was taken on the ladder and never came back; or in which a headline meter moved by 10 or more and never came back.",
    ));
    let lines = review.turning.iter().map(|point| line(review, words, point)).collect();
    part.list(lines, "No turn meets the definition: nothing changed for good in a single turn.");
    part
}

/// A turning point in a line.
pub(super) fn line(review: &Review, words: Words<'_>, point: &TurningPoint) -> Line {
    let line = Line::at(point.at.turn);
    let question = review.questions.iter().find(|question| question.at.turn == point.at.turn);
    let by_die = |line: Line| match question {
        Some(question) if question.answer != crate::rules::event::Answered::Holds => {
            let [today, climb, step] = question.chances;
            line.t(format!(
                " The question stood at {today} percent for the day, {climb} for a climb and {step} for a step down; the die showed {} ({}).",
                question.rolled,
                answered(question.answer)
            ))
        }
        _ => line,
    };
    match point.what {
        Turned::DayCame { from, to } => {
            by_die(line.b("the day came").t(format!(", from “{}” to “{}”.", words.rung(from), words.rung(to))))
        }
        Turned::Rung { from, to } => by_die(
            line.b(format!(
                "{} {} to “{}”",
                words.who(),
                if to > from { "climbed" } else { "stepped down" },
                words.rung(to)
            ))
            .t(format!(" and did not come back to “{}”.", words.rung(from))),
        ),
        Turned::Meter { meter, from, to } => {
            let causes: Vec<String> =
                point.causes.iter().take(4).map(|s| format!("{} {}", words.cause(s.cause), signed(s.by))).collect();
            line.b(format!("{} {from} → {to}", words.meter(meter)))
                .t(if to > from { ", and it never fell back." } else { ", and it never came back." })
                .t(format!(" What moved it: {}.", causes.join(", ")))
        }
    }
}
