//! D101: an event or a response that can never come up.

use super::look::{Look, Path};
use super::world::Facts;
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{Condition, Deck, SeatId, prose};

pub const CODE: Code = Code {
    id: "D101",
    name: "never-comes-up",
    severity: Severity::Warning,
    in_schema: false,
    what: "An event or a response can never come up: no scenario plays its act, Beijing never stands on its rung, its conditions cannot hold together, or the law permits what it uses nowhere. Only the last can be meant: an order that stays barred, so that the table learns why, needs a prohibition of the law that names its operation.",
    why: "It was written to be played. A class never sees it, and its author never learns.",
    example: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "when": [{ "meter": "deterrence", "below": 30 }, { "meter": "deterrence", "at_least": 60 }],
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "when": [{ "meter": "deterrence", "below": 30 }],
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (number, event) in deck.events.iter().enumerate() {
        if look.world.can_fall(number, event, deck) {
            continue;
        }
        let facts = Facts::at_table(event.acts, Some(event.rungs));
        let path = Path::Entry("events", deck.names.events.name(number));
        tell(look, &path, "event", facts, &event.when);
    }
    quiet_rungs(look);
    for (number, response) in deck.responses.iter().enumerate() {
        let path = Path::Entry("responses", deck.names.responses.name(number));
        if !look.world.can_be_ordered(response) {
            tell(look, &path, "response", Facts::at_table(response.acts, None), &response.when);
            continue;
        }
        let seats = || deck.seats.iter().enumerate().filter(|(seat, _)| response.parties.has(SeatId::at(*seat)));
        if let Some((_, seat)) = seats().find(|(_, seat)| seat.orders < response.cost) {
            let (name, orders) = (seat.name.get(&deck.language), seat.orders);
            let message = format!(
                "this response can never be ordered: it costs {}, and {name} has {orders} a turn",
                response.cost
            );
            look.warn(&path.key("cost"), CODE.id, message, "Lower its cost, or give the seat more \"orders\".");
        }
        for (number, used) in response.uses.iter().enumerate() {
            // What the law names as forbidden, or bars for a foreign command, is there to be learnt from.
            let meant = deck.law.forbids(*used);
            // A consent that nobody can give is told where it stands.
            let meant = meant || look.world.lacks_consent(deck, *used);
            if !meant && !look.world.can_be_lawful(deck, *used) {
                let operation = deck.operations[used.operation.index()].name.get(&deck.language);
                let area = deck.areas[used.area.index()].name.get(&deck.language);
                let message =
                    format!("this response can never be ordered: the law never permits “{operation}” in “{area}”");
                let help = "Use another area, add a row to the law, or let a prohibition name the operation.";
                look.warn(&path.key("uses").at(number), CODE.id, message, help);
            }
        }
    }
}

/// Events that are drawn only on rungs on which no events fall.
fn quiet_rungs(look: &mut Look<'_>) {
    let deck = look.deck;
    let events = |rungs: u16| {
        let on = deck.ladder.rungs.iter().enumerate().filter(|(rung, _)| rungs & 1 << rung != 0);
        on.map(|(_, rung)| rung.events).sum::<u8>()
    };
    for (number, event) in deck.events.iter().enumerate() {
        if events(event.rungs) == 0 && !look.world.is_scripted(number, deck) {
            let message = "this event can never come up: on its rungs no events fall".to_owned();
            let path = Path::Entry("events", deck.names.events.name(number));
            look.warn(&path.key("rung"), CODE.id, message, "Give the rung \"events\": 1, or the event another rung.");
        }
    }
}

fn tell(look: &mut Look<'_>, path: &Path<'_>, what: &str, facts: Facts, when: &[Condition]) {
    let deck: &Deck = look.deck;
    if !look.world.can_all(&facts, &[]) {
        let message = match what {
            "event" => {
                let who = deck.ladder.who.get(&deck.language);
                format!("this event can never come up: no scenario plays its acts with {who} on its rungs")
            }
            _ => format!("this {what} can never come up: no scenario plays its acts"),
        };
        return look.warn(path, CODE.id, message, "Give it an act and a rung that a scenario reaches.");
    }
    let mut known = facts;
    for (number, condition) in when.iter().enumerate() {
        let Some(facts) = look.world.assume(known, condition, true) else {
            let words = prose::conditions(deck, &deck.language, std::slice::from_ref(condition));
            let beside = if number == 0 { "" } else { " while the conditions before it hold" };
            let message = format!("this {what} can never come up: it is never so that {words}{beside}");
            let help = "Change the condition, or add something that brings it about.";
            return look.warn(&path.key("when").at(number), CODE.id, message, help);
        };
        known = facts;
    }
}
