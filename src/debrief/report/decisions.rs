//! Each decision, turn by turn: what lay on the table, who did what on which basis, why, what was expected, what came.

use crate::debrief::find::decisions::{Basis, Decision, Desk, Did, Fate, Options};
use crate::debrief::find::forecast::Card;
use crate::debrief::find::signals::Became;
use crate::debrief::page::{Block, Line, Section};
use crate::debrief::played::Turn;
use crate::debrief::review::Review;
use crate::debrief::words::{self, Words, answered, count};
use crate::deck::{Category, ResponseId, prose};
use crate::rules::{Answer, Event, Fall, Manner, fall};
use std::fmt::Write as _;

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("decisions", "Decisions, turn by turn");
    section.para(Line::default().q(
        "What could have been ordered is counted at the start of the turn. A seat's reason and expectation stand on the card that it may write when it seals, before anyone knows the result.",
    ));
    section.parts = review.played.turns.iter().enumerate().map(|(n, turn)| of_turn(review, words, n, turn)).collect();
    section
}

fn of_turn(review: &Review, words: Words<'_>, n: usize, turn: &Turn) -> Section {
    let mut part = Section::new(&format!("turn-{}", turn.number), &format!("Turn {}", turn.number));
    let act = prose::act(turn.begun.act(words.deck));
    part.para(Line::default().q(format!(
        "{}, act {act}, {} at “{}”.",
        words.date(turn),
        prose::inside(words.who()),
        words.rung(turn.begun.rung())
    )));
    part.blocks.push(Block::Head(Line::of(format!("What {} did", prose::inside(words.who())))));
    part.list(fell(words, turn), "A quiet turn.");
    let signals = signals(review, words, turn.number);
    if !signals.is_empty() {
        part.blocks.push(Block::Head(Line::of("Indications of what might come")));
        part.blocks.push(Block::List(signals));
    }
    for desk in &review.decisions[n] {
        let before = n.checked_sub(1).map(|n| &review.decisions[n][desk.seat.index()].options);
        of_seat(review, words, turn, desk, before, &mut part);
    }
    let happened = happened(words, turn);
    if !happened.is_empty() {
        part.blocks.push(Block::Head(Line::of("What followed")));
        part.blocks.push(Block::List(happened));
    }
    if let Some(question) = review.questions.iter().find(|question| question.at.turn == turn.number) {
        let [today, climb, step] = question.chances;
        part.blocks.push(Block::Head(Line::of(words.text(&words.deck.ladder.question))));
        let mut line = Line::of(format!(
            "Chances: {today} percent that it was, {climb} that {} climbed, {step} that it stepped down. The die showed {}: ",
            prose::inside(words.who()),
            question.rolled
        ))
        .b(answered(question.answer))
        .t(format!(", at “{}”.", words.rung(question.to)));
        if let Some((other, by)) = question.narrow {
            line = line.t(format!(" Narrow: {by} on the die apart stood “{}”.", answered(other)));
        }
        part.para(line);
    }
    part
}

fn fell(words: Words<'_>, turn: &Turn) -> Vec<Line> {
    let mut lines = Vec::new();
    for moment in &turn.moments {
        let Event::Fell { card, fall } = moment.event else { continue };
        let event = &words.deck.events[card.index()];
        let told = fall::told(words.deck, card, fall);
        let mut line = Line::default().b(words.text(told.headline));
        if fall != Fall::Full {
            line = line.t(format!(" ({})", words::fall(fall)));
        }
        line = line.t(". ").t(words.text(told.text));
        lines.push(line.q(format!(" [{}]", event.source.join(", "))));
    }
    lines
}

fn signals(review: &Review, words: Words<'_>, turn: u8) -> Vec<Line> {
    let noticed = review.signals.iter().filter(|signal| signal.at.turn == turn);
    noticed
        .map(|signal| {
            let text = words.deck.events[signal.event.index()].signal.as_ref().map_or("", |text| words.text(text));
            let became = match &signal.became {
                Became::False => "false: nothing of the kind was coming",
                Became::Overtaken => "overtaken: it did not come to that",
                Became::Open => "open: its turn was not played",
                Became::Heeded(_) => "true, and heeded",
                Became::Prepared(_) => "true, and the table was prepared",
                Became::Missed(_) => "true, and missed",
                Became::NoAnswer => "true; nothing in the deck answers it",
            };
            Line::of(text).q(format!(" ({}; {became})", words.seats(signal.seen)))
        })
        .collect()
}

fn of_seat(review: &Review, words: Words<'_>, turn: &Turn, desk: &Desk, before: Option<&Options>, part: &mut Section) {
    part.blocks.push(Block::Head(Line::of(words.seat(desk.seat))));
    part.para(Line::default().q(options(words, &desk.options, before)));
    let lines = desk.decisions.iter().map(|decision| decision_line(words, decision)).collect();
    part.list(lines, "Decided nothing.");
    if let Some(card) = review.cards.iter().find(|card| card.at.turn == turn.number && card.seat == desk.seat) {
        of_card(words, card, part);
    }
}

/// What a seat could have ordered. The first time every title is told; then how many, and what has changed.
fn options(words: Words<'_>, now: &Options, before: Option<&Options>) -> String {
    let mut line = format!("Open to it: {}", by_sort(words, &now.open));
    let telling = |what: &str, list: &[ResponseId]| match list {
        [] => String::new(),
        list => format!("{what}: {}", titles(words, list)),
    };
    match before {
        None => line.push_str(&telling(", namely", &now.open)),
        Some(before) => {
            let only = |these: &[ResponseId], those: &[ResponseId]| -> Vec<ResponseId> {
                these.iter().copied().filter(|response| !those.contains(response)).collect()
            };
            line.push_str(&telling("; new", &only(&now.open, &before.open)));
            line.push_str(&telling("; no longer", &only(&before.open, &now.open)));
        }
    }
    line.push_str(&telling("; a step of the law away", &now.step));
    line.push_str(&telling("; barred by the law", &now.barred));
    if now.not_now > 0 {
        let _ = write!(line, "; {} whose conditions did not hold", now.not_now);
    }
    line.push('.');
    line
}

/// Titles in a sentence.
fn titles(words: Words<'_>, list: &[ResponseId]) -> String {
    let named: Vec<String> = list.iter().map(|response| format!("“{}”", words.response(*response))).collect();
    words::join(&named)
}

/// How many options there were, by what sort of thing they are.
fn by_sort(words: Words<'_>, list: &[ResponseId]) -> String {
    if list.is_empty() {
        return "nothing".to_owned();
    }
    let sorts = [
        (Category::Statement, "statement", "statements"),
        (Category::Diplomacy, "step of diplomacy", "steps of diplomacy"),
        (Category::Preparation, "preparation", "preparations"),
        (Category::Operation, "operation", "operations"),
        (Category::Economic, "economic measure", "economic measures"),
    ];
    let mut parts = Vec::new();
    for (sort, one, many) in sorts {
        let of = list.iter().filter(|response| words.deck.responses[response.index()].category == sort).count();
        if of > 0 {
            parts.push(count(of, one, many));
        }
    }
    words::join(&parts)
}

fn decision_line(words: Words<'_>, decision: &Decision) -> Line {
    let mut line = match decision.did {
        Did::Ordered(response, manner) => {
            let how = if manner == Manner::Quietly { ", quietly" } else { "" };
            Line::of("Ordered ").b(format!("“{}”", words.response(response))).t(how)
        }
        Did::Asked(request) => {
            let to = words.seat(words.deck.requests[request.index()].to);
            Line::of(format!("Asked {to} for ")).b(format!("“{}”", words.request(request)))
        }
        Did::Answered(request, answer) => {
            let verb = match answer {
                Answer::Accept => "Accepted ",
                Answer::Decline => "Declined ",
                Answer::Defer => "Put off ",
            };
            let from = words.seat(words.deck.requests[request.index()].from);
            Line::of(verb).b(format!("“{}”", words.request(request))).t(format!(" ({from})"))
        }
        Did::Opened(situation, plan) => {
            let line = Line::of("Opened the procedure for ").b(format!("“{}”", words.situation(situation)));
            if plan.is_empty() { line } else { line.t(format!(", the plan listing {}", words.plan(plan))) }
        }
        Did::Dropped(situation) => {
            Line::of("Gave up the procedure for ").b(format!("“{}”", words.situation(situation)))
        }
        Did::StoodDown(response) => Line::of("Ended ").b(format!("“{}”", words.response(response))),
        Did::WalkedBack(promise) => Line::of("Walked back ").b(format!("“{}”", words.promise(promise))),
    };
    line = line.t(match &decision.fate {
        Fate::CarriedOut => "; carried out".to_owned(),
        Fate::Begun(ready) => format!("; begun, to be ready in turn {ready}"),
        Fate::TakenBack => "; taken back before the seal".to_owned(),
        Fate::Barred => "; barred: it had become unlawful".to_owned(),
        Fate::Lapsed => "; lapsed: its conditions no longer held".to_owned(),
        Fate::Partner(missing) => format!("; not carried out: {} did not order it too", words.seats(*missing)),
        Fate::Miscarried => "; miscarried".to_owned(),
        Fate::Pending => "; the turn was not played to its end".to_owned(),
        Fate::Stood => String::new(),
    });
    line = line.t(".");
    let moved = words.moves(&decision.moved);
    if !moved.is_empty() {
        line = line.t(format!(" In this turn: {moved}."));
    }
    if let Did::Ordered(response, _) = decision.did {
        for (n, chance, rolled, success) in &decision.dice {
            let Some(roll) = words.deck.responses[response.index()].rolls.get(usize::from(*n)) else { continue };
            let came = if *success { "yes" } else { "no" };
            line = line.t(format!(" {}: {chance} percent, die {rolled}, {came}.", words.text(&roll.label)));
        }
    }
    match &decision.basis {
        Basis::Law(rows) => {
            let rows: Vec<String> = rows.iter().map(|(why, source)| format!("{why} [{source}]")).collect();
            line.q(format!(" Basis: {}", rows.join(" ")))
        }
        Basis::Card => match decision.did {
            Did::Ordered(response, _) => {
                let card = &words.deck.responses[response.index()];
                line.q(format!(" Basis: {} [{}]", words.text(&card.basis), card.source.join(", ")))
            }
            _ => line,
        },
        Basis::Source(sources) => line.q(format!(" Basis: [{}]", sources.join(", "))),
        Basis::None => line,
    }
}

fn of_card(words: Words<'_>, card: &Card, part: &mut Section) {
    if !card.why.is_empty() {
        part.blocks
            .push(Block::Quote(Line::of(&card.why), Line::of(format!("{}, when it sealed", words.seat(card.seat)))));
    }
    let mut said: Vec<String> = Vec::new();
    if let Some(percent) = card.not_today {
        said.push(match card.outcome {
            Some((rules, came)) => format!(
                "{percent} percent that the day does not come (by the rules {rules}; {})",
                if came { "it did not" } else { "it came" }
            ),
            None => format!("{percent} percent that the day does not come (not scored)"),
        });
    }
    for expectation in &card.expects {
        said.push(format!(
            "{} {} (it went {} → {}: {})",
            words.meter(expectation.meter),
            words::direction(expectation.expected),
            expectation.from,
            expectation.to,
            if expectation.is_right() { "right" } else { "wrong" }
        ));
    }
    if let Some(sure) = card.sure {
        said.push(format!("sure {sure} of 5"));
    }
    if !said.is_empty() {
        part.para(Line::default().b("Expected").t(format!(": {}.", said.join("; "))));
    }
}

/// What followed besides the decisions themselves: the law, promises, areas, the facilitator, notes.
fn happened(words: Words<'_>, turn: &Turn) -> Vec<Line> {
    let told = |event: &Event| {
        matches!(
            event,
            Event::AreaChanged { .. }
                | Event::StageDecided { .. }
                | Event::Designated { .. }
                | Event::WorkDone { .. }
                | Event::Ended { .. }
                | Event::OrderBarred { .. }
                | Event::Miscarried { .. }
                | Event::Promised { .. }
                | Event::PromiseDue { .. }
                | Event::PromiseKept { .. }
                | Event::PromiseBroken { .. }
                | Event::RequestLapsed { .. }
                | Event::RungChanged { .. }
                | Event::Injected { .. }
                | Event::Adjusted { .. }
                | Event::Ruled { .. }
                | Event::Rewound { .. }
                | Event::Noted { .. }
                | Event::GameEnded { .. }
        )
    };
    turn.moments
        .iter()
        .filter(|moment| told(&moment.event))
        .filter_map(|moment| crate::rules::view::story_line(words.deck, words.language, &moment.event))
        .map(|(_, text)| Line::of(text.trim_end_matches('.')).t("."))
        .collect()
}
