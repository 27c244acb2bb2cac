//! D107: a seat with nothing to do in an act.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{ActKind, Deck, Request, SeatId, prose};

pub const CODE: Code = Code {
    id: "D107",
    name: "idle-seat",
    severity: Severity::Warning,
    in_schema: false,
    what: "A seat has no response that it could ever order in an act that a scenario plays, and nothing to ask or to answer.",
    why: "Somebody sits there, and only seals.",
    example: r#""seats": [{ "id": "philippines", "name": "Philippines", "title": "President of the Philippines", "brief": "You watch.",
  "orders": 1, "authority": "By its own law.", "intelligence": 30, "false_alarms": 10, "source": "scenario" }]"#,
    correction: r#""seats": [{ "id": "philippines", "name": "Philippines", "title": "President of the Philippines", "brief": "You watch.",
  "orders": 1, "authority": "By its own law.", "intelligence": 30, "false_alarms": 10, "source": "scenario" }],
"responses": [{ "id": "mine", "seat": "philippines", "category": "diplomacy", "acts": ["foundation", "crisis", "conflict"], "cost": 1, 
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (number, id) in deck.names.seats.iter().enumerate() {
        let seat = SeatId::at(number);
        let orders = || deck.responses.iter().filter(|card| card.parties.has(seat) && look.world.can_be_ordered(card));
        // To answer is something to do, too: a mediator may do nothing else.
        let mine = |card: &&Request| card.from == seat || card.to == seat;
        let asks = || deck.requests.iter().filter(mine).filter(|card| look.world.can_be_asked(card));
        let idle: Vec<&str> = [ActKind::Foundation, ActKind::Crisis, ActKind::Conflict]
            .into_iter()
            .filter(|act| {
                let bit = Deck::act_bit(*act);
                look.world.has_act(*act) && !orders().any(|c| c.acts & bit != 0) && !asks().any(|c| c.acts & bit != 0)
            })
            .map(prose::act)
            .collect();
        if !idle.is_empty() {
            let message = format!("this seat has nothing to do in the act {}", idle.join(", nor in "));
            look.warn(&Path::Entry("seats", id), CODE.id, message, "Add a response that it can order then.");
        }
    }
}
