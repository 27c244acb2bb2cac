//! Luck or judgment: the chances that the table built and what the dice did with them, and where the lab has weighed
//! it, each turn among plays of the same decisions.

use crate::debrief::page::{Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{self, Words, count};
use crate::deck::MeterId;
use crate::lab::TurnLuck;

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("luck", "Luck or judgment");
    let asked: Vec<_> = review.questions.iter().filter(|question| question.open).collect();
    if let Some(last) = asked.last() {
        let came = last.answer == crate::rules::event::Answered::Today;
        let before = if came { asked.len().checked_sub(2).map_or(1.0, |n| asked[n].road) } else { last.road };
        let percent = before * 100.0;
        part.para(Line::of(format!(
            "The table built these chances, the dice did the rest. With the chances of {}, {percent:.0} games in 100 would have come as far without the day{}",
            count(asked.len() - usize::from(came), "question", "questions"),
            if came {
                format!("; in the next, its chance was {} percent, and it came.", last.chances[0])
            } else {
                ".".to_owned()
            }
        )));
    }
    let rows = review.questions.iter().map(|question| {
        let [today, climb, step] = question.chances;
        let narrow = question.narrow.map_or(Line::of("–"), |(other, by)| {
            Line::of(format!("{by} on the die apart: {}", words::answered(other)))
        });
        vec![
            Line::default().turn(question.at.turn),
            Line::of(words.rung(question.from)),
            Line::of(if question.open { today.to_string() } else { "–".to_owned() }),
            Line::of(climb.to_string()),
            Line::of(step.to_string()),
            Line::of(question.rolled.to_string()),
            Line::of(words::answered(question.answer)),
            narrow,
        ]
    });
    let head = ["Turn", "Rung", "#Today", "#Climb", "#Step down", "#Die", "Answer", "Narrow"];
    part.table("The question, turn by turn (chances in percent)", &head, rows.collect(), "It was never asked.");
    weighed(&mut part, review, words);
    part
}

/// What the lab says of each turn.
fn weighed(part: &mut Section, review: &Review, words: Words<'_>) {
    let turns = &review.record.luck;
    let Some(plays) = turns.first().map(|turn| turn.plays) else { return };
    part.para(Line::of(format!(
        "The lab played every turn {plays} times more: what had come was given, the decisions were the same, the dice were \
         others. It also played the turn as often with a table that did nothing. What the decisions brought on average \
         against doing nothing is called judgment here, what the dice brought beyond that is called luck."
    )));
    let rows = turns.iter().map(|turn| {
        vec![
            Line::default().turn(turn.turn),
            Line::of(words::answered(turn.actual.answer)),
            Line::of(percent(turn.day.share)),
            Line::of(percent(turn.day_idle.share)),
            Line::of(percent(turn.place)),
            Line::of(turn.verdict.in_words()),
        ]
    });
    part.table(
        "Each turn among the lab's plays (in percent: how often the day came as decided, and with nothing done; how many \
         plays came out worse)",
        &["Turn", "Answer", "#The day", "#Nothing done", "#Worse", "Verdict"],
        rows.collect(),
        "No turn was played to its end.",
    );
    let headline: Vec<MeterId> = (0..review.record.deck.meters.len().min(2)).map(MeterId::at).collect();
    for meter in &headline {
        let sum = |of: &dyn Fn(&TurnLuck) -> f64| tenths(turns.iter().map(of).sum());
        let (judged, diced) = (sum(&|turn| turn.judgment(*meter)), sum(&|turn| turn.luck(*meter)));
        part.para(
            Line::default()
                .b(words.meter(*meter))
                .t(format!(": over the game, judgment brought {judged}, and luck {diced}.")),
        );
    }
    let Some(first) = headline.first() else { return };
    let rows = turns.iter().map(|turn| {
        let found = turn.meters[first.index()];
        vec![
            Line::default().turn(turn.turn),
            Line::of(found.actual.to_string()),
            Line::of(format!("{:.1}", found.mean)),
            Line::of(format!("{}–{}", found.low, found.high)),
            Line::of(tenths(turn.judgment(*first))),
            Line::of(tenths(turn.luck(*first))),
        ]
    });
    part.table(
        &format!("{} at each turn's end, among the lab's plays", words.meter(*first)),
        &["Turn", "#As it came", "#Mean", "#Nine in ten", "#Judgment", "#Luck"],
        rows.collect(),
        "No turn was played to its end.",
    );
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A change to a tenth, with its sign; nothing is neither more nor less.
fn tenths(change: f64) -> String {
    let size = format!("{:.1}", change.abs());
    match size.as_str() {
        "0.0" => "±0.0".to_owned(),
        _ if change < 0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}
