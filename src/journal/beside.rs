//! Two saves side by side: what each came to in a turn, row by row, so that the differences can be marked.

use super::tape::Tape;
use crate::deck::{AreaId, MeterId, prose};
use crate::rules::audience::Watcher;
use crate::rules::{Event, Eyes, State, view};

/// A row: the same thing in both saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it tells.
    pub what: String,
    /// What each save has; empty where it has nothing.
    pub sides: [String; 2],
}

impl Row {
    /// Whether the saves differ in it.
    pub fn differs(&self) -> bool {
        self.sides[0] != self.sides[1]
    }
}

/// What one save came to in a turn.
struct Turn {
    rows: Vec<(String, String)>,
}

/// The rows of a turn, as somebody sees it: what fell, what each seat did, the question, and how things stood
/// when the turn was over.
pub fn turn(tapes: [&Tape; 2], turn: u8, eyes: Eyes) -> Vec<Row> {
    let [a, b] = tapes.map(|tape| of(tape, turn, eyes));
    let mut rows: Vec<Row> = Vec::new();
    for (what, text) in a.rows {
        rows.push(Row { what, sides: [text, String::new()] });
    }
    for (what, text) in b.rows {
        match rows.iter_mut().find(|row| row.what == what) {
            Some(row) => row.sides[1] = text,
            None => rows.push(Row { what, sides: [String::new(), text] }),
        }
    }
    rows
}

/// The events of a turn, the last time that it was played: from its beginning to before the next.
fn span(tape: &Tape, turn: u8) -> Option<std::ops::Range<usize>> {
    let began = |event: &Event| matches!(event, Event::TurnBegan { turn: began, .. } if *began == turn);
    let log = tape.log();
    let from = log.iter().rposition(|happening| began(&happening.event))?;
    let goes_on = |event: &Event| !matches!(event, Event::TurnBegan { .. } | Event::ActBegan { .. });
    let length = log[from + 1..].iter().take_while(|happening| goes_on(&happening.event)).count();
    Some(from..from + 1 + length)
}

fn of(tape: &Tape, turn: u8, eyes: Eyes) -> Turn {
    let (deck, language) = (tape.deck(), tape.header().language.as_str());
    let mut rows: Vec<(String, String)> = Vec::new();
    let Some(span) = span(tape, turn) else { return Turn { rows } };
    let mut watcher = Watcher::new(deck, eyes);
    let mut add = |what: &str, text: String| match rows.iter_mut().find(|row| row.0 == what) {
        Some(row) => row.1 = format!("{} · {text}", row.1),
        None => rows.push((what.to_owned(), text)),
    };
    let who = deck.ladder.who.get(language);
    for (at, happening) in tape.log()[..span.end].iter().enumerate() {
        let Some(seen) = watcher.see(&happening.event).filter(|_| at >= span.start) else { continue };
        let seat = match &*seen {
            Event::Fell { .. } => Some(who),
            Event::Asked { request } => {
                Some(deck.seats[deck.requests[request.index()].from.index()].name.get(language))
            }
            Event::Answered { request, .. } => {
                Some(deck.seats[deck.requests[request.index()].to.index()].name.get(language))
            }
            Event::CarriedOut { response, .. }
            | Event::OrderBarred { response, .. }
            | Event::OrderLapsed { response }
            | Event::PartnerMissing { response, .. }
            | Event::Miscarried { response }
            | Event::Ended { response, .. } => {
                Some(deck.seats[deck.responses[response.index()].seat.index()].name.get(language))
            }
            Event::Promised { promise }
            | Event::PromiseKept { promise }
            | Event::PromiseBroken { promise }
            | Event::WalkedBack { promise } => {
                Some(deck.seats[deck.promises[promise.index()].seat.index()].name.get(language))
            }
            Event::ProcedureOpened { .. }
            | Event::ProcedureDropped { .. }
            | Event::StageDecided { .. }
            | Event::Designated { .. } => Some("Law"),
            Event::Decided { .. } => Some("The question"),
            Event::Injected { .. } | Event::Adjusted { .. } | Event::Ruled { .. } | Event::Rewound { .. } => {
                Some("The facilitator")
            }
            Event::GameEnded { .. } => Some("The end"),
            _ => None,
        };
        if let Some(seat) = seat
            && let Some((_, text)) = view::story_line(deck, language, &seen)
        {
            add(seat, text);
        }
    }
    let state = tape.scene(span.end).state;
    standing(tape, &state, eyes, &mut rows);
    Turn { rows }
}

/// How things stood: meters, areas that are not calm, rung, situation.
fn standing(tape: &Tape, state: &State, eyes: Eyes, rows: &mut Vec<(String, String)>) {
    let (deck, language) = (tape.deck(), tape.header().language.as_str());
    let rung = deck.ladder.rungs[state.rung().index()].name.get(language);
    rows.push(("Rung".to_owned(), rung.to_owned()));
    let situation = deck.law.situations[state.situation().index()].name.get(language);
    rows.push(("Designated".to_owned(), situation.to_owned()));
    for meter in (0..deck.meters.len()).filter(|n| eyes == Eyes::All || !deck.meters[*n].hidden).map(MeterId::at) {
        let name = deck.meters[meter.index()].name.get(language);
        rows.push((name.to_owned(), state.meter(meter).to_string()));
    }
    for area in (0..deck.areas.len()).map(AreaId::at) {
        let name = deck.areas[area.index()].name.get(language);
        rows.push((format!("{name} (area)"), prose::mood(state.area(area)).to_owned()));
    }
}
