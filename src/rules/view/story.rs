//! What happened, in a line each, for the log.

use crate::deck::prose::{count, inside, mood, quoted};
use crate::deck::{Deck, RequestId, ResponseId, SeatId, SituationId};
use crate::rules::command::{Answer, MarkKind};
use crate::rules::event::{Answered, Cause, Die, EndReason, Event, StageResult};
use crate::rules::fall;
use crate::rules::state::{Fall, Manner};
use serde::Serialize;

/// What sort of line a log has: front ends mark them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A turn or an act.
    Turn,
    /// Beijing.
    Beijing,
    /// A seat's own doing.
    Seat,
    /// What a seat has written down for itself. Nobody else reads it but the facilitator.
    Note,
    /// What came of it.
    Effect,
    /// A die.
    Die,
    /// The law.
    Law,
    /// A promise.
    Promise,
    /// The facilitator.
    Facilitator,
}

/// A line of the log.
#[derive(Debug, Clone, Serialize)]
pub struct LogLine {
    /// The turn.
    pub turn: u8,
    /// What sort of line.
    pub kind: LineKind,
    /// What happened.
    pub text: String,
}

/// An event as a line of the log; nothing where there is nothing to tell.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of event, in one list")]
pub fn line(deck: &Deck, language: &str, event: &Event) -> Option<(LineKind, String)> {
    let names = Names { deck, language };
    let said = match event {
        Event::ActBegan { .. }
        | Event::Drawn { .. }
        | Event::AdversaryPlays
        | Event::DrawDue { .. }
        | Event::DrawChosen
        | Event::TurnEnded { .. }
        | Event::Counted { .. } => return None,
        Event::TurnBegan { turn, .. } => (LineKind::Turn, format!("Turn {turn} begins.")),
        Event::Fell { card, fall } => {
            let told = fall::told(deck, *card, *fall);
            let headline = told.headline.get(language);
            let how = match fall {
                _ if told.own_headline => "",
                Fall::Full => "",
                Fall::Softened => " (the table was partly ready)",
                Fall::Forestalled => " (forestalled: the table was ready)",
            };
            (LineKind::Beijing, format!("{headline}{how}"))
        }
        Event::Signalled { card, .. } => {
            let text = deck.events[card.index()].signal.as_ref()?.get(language);
            (LineKind::Beijing, format!("Indication: {text}"))
        }
        Event::MeterMoved { meter, from, to, cause } => {
            let name = deck.meters[meter.index()].name.get(language);
            (LineKind::Effect, format!("{name} {from} → {to}{}", names.because(*cause)))
        }
        Event::FlagChanged { flag, on, cause } => {
            let name = quoted(deck.flags[flag.index()].get(language));
            let state = if *on { "in place" } else { "no longer in place" };
            (LineKind::Effect, format!("{name} is {state}{}", names.because(*cause)))
        }
        Event::AreaChanged { area, to, cause, .. } => {
            let name = deck.areas[area.index()].name.get(language);
            (LineKind::Effect, format!("{name} is now {}{}", mood(*to), names.because(*cause)))
        }
        Event::RungChanged { to, cause, .. } => {
            let name = deck.ladder.rungs[to.index()].name.get(language);
            let who = deck.ladder.who.get(language);
            (LineKind::Beijing, format!("{who} moves to “{name}”{}", names.because(*cause)))
        }
        Event::Rolled { die, odds, rolled, success } => {
            let (what, text) = names.die(*die, *success);
            let (needed, result) = (odds.chance, if *success { "yes" } else { "no" });
            (LineKind::Die, format!("{what}: needed {needed} or less, rolled {rolled}: {result}.{text}"))
        }
        Event::Laid { seat, response, manner } => {
            (LineKind::Seat, format!("{} lays {}{}", names.seat(*seat), names.response(*response), how(*manner)))
        }
        Event::Withdrawn { seat, response } => {
            (LineKind::Seat, format!("{} takes {} back", names.seat(*seat), names.response(*response)))
        }
        Event::Asked { request } => {
            let card = &deck.requests[request.index()];
            let (from, to) = (names.seat(card.from), inside(names.seat(card.to)));
            (LineKind::Seat, format!("{from} asks {to}: {}", names.request(*request)))
        }
        Event::SealBroken { seat, .. } => {
            (LineKind::Seat, format!("{} is asked after sealing and has the table again", names.seat(*seat)))
        }
        Event::Answered { request, answer } => {
            let card = &deck.requests[request.index()];
            let word = match answer {
                Answer::Accept => "accepts",
                Answer::Decline => "declines",
                Answer::Defer => "puts off",
            };
            let said = card.answers[*answer as usize].0.get(language);
            (LineKind::Seat, format!("{} {word} {}. {said}", names.seat(card.to), names.request(*request)))
        }
        Event::WaitsAgain { request } => {
            (LineKind::Seat, format!("{} waits for an answer again", names.request(*request)))
        }
        Event::RequestLapsed { request } => (LineKind::Seat, format!("{} has lapsed", names.request(*request))),
        Event::ProcedureOpened { situation, .. } => {
            (LineKind::Law, format!("The procedure to designate {} is opened", names.situation(*situation)))
        }
        Event::ProcedureDropped { situation } => {
            (LineKind::Law, format!("The procedure to designate {} is given up", names.situation(*situation)))
        }
        Event::ProcedureMoved { situation, stage, left } => {
            let name = names.stage(*situation, *stage);
            (
                LineKind::Law,
                format!("{}: {name} is due in {}", names.situation(*situation), count((*left).into(), "turn", "turns")),
            )
        }
        Event::StageDecided { situation, stage, result, .. } => {
            let text = &deck.law.situations[situation.index()].stages[usize::from(*stage)].texts;
            let text = match result {
                StageResult::Passed => &text[0],
                StageResult::Delayed => &text[1],
                StageResult::Failed => &text[2],
            };
            (LineKind::Law, text.get(language).to_owned())
        }
        Event::Designated { situation, plan } => {
            let listed: Vec<&str> = plan.iter().map(|o| deck.operations[o.index()].name.get(language)).collect();
            let plan =
                if listed.is_empty() { String::new() } else { format!(" The plan lists: {}.", listed.join(", ")) };
            (LineKind::Law, format!("{} is designated.{plan}", names.situation(*situation)))
        }
        Event::Sealed { seat, .. } => (LineKind::Seat, format!("{} seals", names.seat(*seat))),
        Event::Noted { seat, text } => (LineKind::Note, format!("Note by {}: {text}", names.seat(*seat))),
        Event::CarriedOut { response, manner, ready } => {
            let seat = names.seat(deck.responses[response.index()].seat);
            let when = if *ready > 0 { format!(", to be ready in turn {ready}") } else { String::new() };
            (LineKind::Seat, format!("{seat}: {}{}{when}", names.response(*response), how(*manner)))
        }
        Event::OrderBarred { response, why, source } => (
            LineKind::Law,
            format!("{} had become unlawful and is not carried out. {why} [{source}]", names.response(*response)),
        ),
        Event::OrderLapsed { response } => {
            (LineKind::Seat, format!("{} lapses: its conditions no longer hold", names.response(*response)))
        }
        Event::PartnerMissing { response, missing } => {
            let missing: Vec<_> = missing.iter().map(|seat| inside(names.seat(seat))).collect();
            (
                LineKind::Seat,
                format!(
                    "{} is not carried out: {} did not order it too",
                    names.response(*response),
                    missing.join(" and ")
                ),
            )
        }
        Event::Miscarried { response } => {
            let text = deck.friction.text.get(language);
            (LineKind::Effect, format!("{} miscarries. {text}", names.response(*response)))
        }
        Event::WorkDone { response, .. } => (LineKind::Seat, format!("{} is done", names.response(*response))),
        Event::Ended { response, reason } => match reason {
            EndReason::Ordered | EndReason::Effect => {
                (LineKind::Seat, format!("{} has ended", names.response(*response)))
            }
            EndReason::Law { why, source } => (
                LineKind::Law,
                format!("{} has to end: it is no longer lawful. {why} [{source}]", names.response(*response)),
            ),
        },
        Event::Promised { promise } => {
            let card = &deck.promises[promise.index()];
            (
                LineKind::Promise,
                format!("{} gives its word: {}", names.seat(card.seat), quoted(card.title.get(language))),
            )
        }
        Event::PromiseDue { promise, due } => {
            let card = &deck.promises[promise.index()];
            (
                LineKind::Promise,
                format!(
                    "The moment of {} has come: to be kept by the end of turn {due}",
                    quoted(card.title.get(language))
                ),
            )
        }
        Event::PromiseKept { promise } => names.promise(*promise, "keeps"),
        Event::PromiseBroken { promise } => names.promise(*promise, "breaks"),
        Event::WalkedBack { promise } => names.promise(*promise, "walks back"),
        Event::Pressed { pressure } => {
            (LineKind::Effect, deck.pressures[pressure.index()].text.get(language).to_owned())
        }
        Event::Decided { answer, to, rolled, today, .. } => {
            let rung = deck.ladder.rungs[to.index()].name.get(language);
            let who = deck.ladder.who.get(language);
            let said = match answer {
                Answered::Today => format!("Today is the day. {who} moves to “{rung}”"),
                Answered::Climbs => format!("Not today. {who} climbs to “{rung}”"),
                Answered::Holds => format!("Not today. {who} stays at “{rung}”"),
                Answered::StepsDown => format!("Not today. {who} steps down to “{rung}”"),
            };
            (
                LineKind::Beijing,
                format!("{} {said} (chance {}, rolled {rolled})", deck.ladder.question.get(language), today.chance),
            )
        }
        Event::GameEnded { outcome } => {
            (LineKind::Turn, format!("The game is over: {}", deck.outcomes[outcome.index()].title.get(language)))
        }
        Event::Injected { card } => (
            LineKind::Facilitator,
            format!("The facilitator injects {}", quoted(deck.events[card.index()].headline.get(language))),
        ),
        Event::Adjusted { meter, from, to, reason } => {
            let name = inside(deck.meters[meter.index()].name.get(language));
            (LineKind::Facilitator, format!("The facilitator moves {name} {from} → {to}: {reason}"))
        }
        Event::Ruled { operation, permitted, reason, .. } => {
            let name = inside(deck.operations[operation.index()].name.get(language));
            let word = match permitted {
                Some(true) => "permits",
                Some(false) => "bars",
                None => "leaves to the law:",
            };
            (LineKind::Facilitator, format!("The facilitator {word} {name}: {reason}"))
        }
        Event::Paused => (LineKind::Facilitator, "The facilitator pauses the game".to_owned()),
        Event::EstimatesSwitched { on } => {
            let word = if *on { "lets the staff give estimates" } else { "forbids the staff to give estimates" };
            (LineKind::Facilitator, format!("The facilitator {word}"))
        }
        Event::Resumed => (LineKind::Facilitator, "The facilitator resumes the game".to_owned()),
        Event::Rewound { turn, reason } => {
            (LineKind::Facilitator, format!("The facilitator goes back to the start of turn {turn}: {reason}"))
        }
        Event::Marked { kind, text } => {
            let kind = match kind {
                MarkKind::Note => "note",
                MarkKind::Moment => "moment",
                MarkKind::Quote => "quote",
            };
            (LineKind::Facilitator, format!("Marked for the debrief ({kind}): {text}"))
        }
    };
    Some(said)
}

/// How something was done, to be put behind its title.
fn how(manner: Manner) -> &'static str {
    match manner {
        Manner::Publicly => "",
        Manner::Quietly => ", quietly",
    }
}

struct Names<'a> {
    deck: &'a Deck,
    language: &'a str,
}

impl<'a> Names<'a> {
    fn seat(&self, seat: SeatId) -> &'a str {
        self.deck.seats[seat.index()].name.get(self.language)
    }

    fn response(&self, response: ResponseId) -> String {
        quoted(self.deck.responses[response.index()].title.get(self.language))
    }

    fn request(&self, request: RequestId) -> String {
        quoted(self.deck.requests[request.index()].title.get(self.language))
    }

    fn situation(&self, situation: SituationId) -> String {
        quoted(self.deck.law.situations[situation.index()].name.get(self.language))
    }

    fn stage(&self, situation: SituationId, stage: u8) -> &'a str {
        self.deck.law.situations[situation.index()].stages[usize::from(stage)].name.get(self.language)
    }

    fn promise(&self, promise: crate::deck::PromiseId, verb: &str) -> (LineKind, String) {
        let card = &self.deck.promises[promise.index()];
        (
            LineKind::Promise,
            format!("{} {verb} its word: {}", self.seat(card.seat), quoted(card.title.get(self.language))),
        )
    }

    fn because(&self, cause: Cause) -> String {
        let bare = |title: &'a crate::deck::text::Text| title.get(self.language);
        let what = match cause {
            Cause::Event(_) | Cause::Unknown | Cause::Act | Cause::Question => return String::new(),
            Cause::Time => "as time passes",
            Cause::Response(response) => bare(&self.deck.responses[response.index()].title),
            Cause::Request(request) => bare(&self.deck.requests[request.index()].title),
            Cause::Situation(situation) => bare(&self.deck.law.situations[situation.index()].name),
            Cause::Promise(promise) => bare(&self.deck.promises[promise.index()].title),
            Cause::Pressure(pressure) => bare(&self.deck.pressures[pressure.index()].title),
            Cause::Friction(_) => "friction",
            Cause::Law(_) => "an unlawful order",
            Cause::Facilitator => "the facilitator",
        };
        format!(" ({what})")
    }

    fn die(&self, die: Die, success: bool) -> (String, String) {
        let roll = match die {
            Die::Event(card, n) => self.deck.events[card.index()].rolls.get(usize::from(n)),
            Die::Response(card, n) => self.deck.responses[card.index()].rolls.get(usize::from(n)),
            Die::Friction(response) => {
                return (format!("Does {} miscarry", self.response(response)), String::new());
            }
            Die::Stage(situation, stage) => {
                return (format!("{}: {}", self.situation(situation), self.stage(situation, stage)), String::new());
            }
        };
        let Some(roll) = roll else { return ("A die".to_owned(), String::new()) };
        let text = roll.texts[usize::from(!success)].as_ref().map(|text| format!(" {}", text.get(self.language)));
        (roll.label.get(self.language).to_owned(), text.unwrap_or_default())
    }
}
