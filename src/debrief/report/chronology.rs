//! The chronology: one row a turn.

use crate::debrief::find::decisions::{Decision, Did, Fate};
use crate::debrief::page::{Line, Section};
use crate::debrief::played::Turn;
use crate::debrief::review::Review;
use crate::debrief::words::{Words, answered};
use crate::deck::prose;
use crate::rules::{Answer, Event, Fall};

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("chronology", "Chronology");
    let rows = review.played.turns.iter().enumerate().map(|(n, turn)| row(review, words, n, turn));
    let head = ["Turn", "Date", "What happened", "What the table did", "The answer", "#Headline meters"];
    section.table("The game, turn by turn", &head, rows.collect(), "No turn was played.");
    section
}

fn row(review: &Review, words: Words<'_>, n: usize, turn: &Turn) -> Vec<Line> {
    let act = prose::act(turn.begun.act(words.deck));
    let fell: Vec<String> = turn
        .moments
        .iter()
        .filter_map(|moment| match moment.event {
            Event::Fell { card, fall: Fall::Full } => Some(words.event(card).to_owned()),
            Event::Fell { card, fall } => {
                Some(format!("{} ({})", words.event(card), crate::debrief::words::fall(fall)))
            }
            _ => None,
        })
        .collect();
    let mut done: Vec<String> = Vec::new();
    for desk in &review.decisions[n] {
        let put_off = |decision: &&Decision| matches!(decision.did, Did::Answered(_, Answer::Defer));
        let many = desk.decisions.iter().filter(put_off).count();
        let told = desk.decisions.iter().filter(|decision| many < 2 || !put_off(decision));
        let mut of_seat: Vec<String> = told.filter_map(|decision| short(words, decision)).collect();
        if many >= 2 {
            of_seat.push(format!("put off {many} requests"));
        }
        if !of_seat.is_empty() {
            done.push(format!("{}: {}", words.seat(desk.seat), of_seat.join("; ")));
        }
    }
    let question = review.questions.iter().find(|question| question.at.turn == turn.number);
    let answer = question.map_or(Line::default().q("not asked"), |question| {
        Line::of(answered(question.answer)).q(format!(" (“{}”)", words.rung(question.to)))
    });
    let meters = (0..words.deck.meters.len().min(2)).map(|n| turn.end.meter(crate::deck::MeterId::at(n)).to_string());
    let or_nothing = |text: Vec<String>, none: &str| {
        if text.is_empty() { Line::default().q(none) } else { Line::of(text.join(". ")) }
    };
    vec![
        Line::default().turn(turn.number),
        Line::of(words.date(turn)).q(format!(" {act}")),
        or_nothing(fell, "a quiet turn"),
        or_nothing(done, "nothing"),
        answer,
        Line::of(meters.collect::<Vec<_>>().join(" / ")),
    ]
}

/// A decision in a few words, where it belongs in a chronology.
fn short(words: Words<'_>, decision: &Decision) -> Option<String> {
    let title = match decision.did {
        Did::Ordered(..) if decision.fate == Fate::TakenBack => return None,
        Did::Ordered(response, _) => format!("“{}”", words.response(response)),
        Did::Asked(request) => format!("asked for “{}”", words.request(request)),
        Did::Answered(request, answer) => {
            let verb = match answer {
                Answer::Accept => "accepted",
                Answer::Decline => "declined",
                Answer::Defer => "put off",
            };
            format!("{verb} “{}”", words.request(request))
        }
        Did::Opened(situation, _) => format!("opened the procedure for “{}”", words.situation(situation)),
        Did::Dropped(situation) => format!("gave up the procedure for “{}”", words.situation(situation)),
        Did::StoodDown(response) => format!("ended “{}”", words.response(response)),
        Did::WalkedBack(promise) => format!("walked back “{}”", words.promise(promise)),
    };
    let fate = match decision.fate {
        Fate::Barred => " (barred)",
        Fate::Lapsed => " (lapsed)",
        Fate::Partner(_) => " (without its partner)",
        Fate::Miscarried => " (miscarried)",
        _ => "",
    };
    Some(format!("{title}{fate}"))
}
