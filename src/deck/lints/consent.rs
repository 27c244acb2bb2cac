//! D117: a consent that does not do what it says.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{Effect, FlagId, prose};

pub const CODE: Code = Code {
    id: "D117",
    name: "consent-not-given",
    severity: Severity::Warning,
    in_schema: false,
    what: "A consent names a request that does not give it: accepting does not set its flag, or another seat asks or answers; or it is asked of the very seat that the law binds.",
    why: "The operation stays barred whatever is agreed, or is free though it should not be. (`law` and the table tell what the rules make of it.)",
    example: r#""requests": [{ "id": "prior_consultation", "from": "us", "to": "japan", "acts": ["foundation", "crisis", "conflict"], "title": "Use of the bases", "text": "Will you?",
  "accept": { "text": "Yes." }, "decline": { "text": "No." }, "defer": { "text": "Later." },
  "staff_note": "What it means.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""requests": [{ "id": "prior_consultation", "from": "us", "to": "japan", "acts": ["foundation", "crisis", "conflict"], "title": "Use of the bases", "text": "Will you?",
  "accept": { "text": "Yes.", "effects": [{ "set": "bases_consent" }] }, "decline": { "text": "No." }, "defer": { "text": "Later." },
  "staff_note": "What it means.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let law = &deck.law;
    let name = |seat: crate::deck::SeatId| deck.seats[seat.index()].name.get(&deck.language);
    for (number, consent) in law.consents.iter().enumerate() {
        let (part, list) = (Path::Part("law"), "consents");
        let path = part.key(list);
        let path = path.at(number);
        if consent.seat == law.seat {
            let message = format!("the law binds {} itself: it needs no consent of its own", name(consent.seat));
            let help = "Name the seat that has to ask for it.";
            look.warn(&path.key("seat"), CODE.id, message, help);
            continue;
        }
        let request = &deck.requests[consent.request.index()];
        let title = prose::quoted(request.title.get(&deck.language));
        if request.from != consent.seat || request.to != law.seat {
            let (from, to) = (name(request.from), name(request.to));
            let message = format!("{title} is asked of {to} by {from}");
            let help =
                format!("This consent is for {} to ask, and for {} to give.", name(consent.seat), name(law.seat));
            look.warn(&path.key("request"), CODE.id, message, &help);
            continue;
        }
        let mut sets = Vec::new();
        flags(&request.answers[0].1, &mut sets);
        if !sets.contains(&consent.flag) {
            let flag = consent.flag.name(&deck.names);
            let message =
                format!("accepting this does not set the flag `{flag}`, by which the law tells that it consents");
            let help = match sets.as_slice() {
                [one] => {
                    let one = one.name(&deck.names);
                    format!(
                        "It sets `{one}`: set `{flag}` here, or let `law.consents[{number}]` name the flag `{one}`."
                    )
                }
                _ => format!("Add {{\"set\": \"{flag}\"}} to its effects."),
            };
            let path = Path::Entry("requests", consent.request.name(&deck.names));
            look.warn(&path.key("accept"), CODE.id, message, &help);
        }
    }
}

/// The flags that effects can set.
fn flags(effects: &[Effect], found: &mut Vec<FlagId>) {
    for effect in effects {
        match effect {
            Effect::Flag { flag, on: true } => found.push(*flag),
            Effect::If { then, otherwise, .. } => {
                flags(then, found);
                flags(otherwise, found);
            }
            _ => {}
        }
    }
}
