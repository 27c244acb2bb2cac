//! D118: a response that changes nothing.

use super::look::{Item, Look, Path, each_condition, walk};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{Condition, Response};

pub const CODE: Code = Code {
    id: "D118",
    name: "does-nothing",
    severity: Severity::Warning,
    in_schema: false,
    what: "A response that costs orders has no effects, no dice and no operations, and nothing asks whether it was carried out.",
    why: "A seat spends its orders on it and nothing comes of that, now or later.",
    example: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "title": "Mine",
  "staff_note": "What it does.", "basis": "Diplomacy.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "title": "Mine",
  "effects": [{ "meter": "coalition", "add": 1 }],
  "staff_note": "What it does.", "basis": "Diplomacy.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let mut asked = vec![false; deck.responses.len()];
    walk(deck, &mut |_, item| {
        if let Item::Conditions(list, ..) = item {
            each_condition(list, &mut |condition| {
                if let Condition::Played { response, .. } | Condition::Standing(response) = condition {
                    asked[response.index()] = true;
                }
            });
        }
    });
    for ((response, id), asked) in deck.responses.iter().zip(deck.names.responses.iter()).zip(asked) {
        if !asked && is_idle(response) {
            let message = "this response costs orders and changes nothing, and nothing asks whether it was carried out"
                .to_owned();
            look.warn(&Path::Entry("responses", id), CODE.id, message, "Give it effects, or let it cost 0.");
        }
    }
}

fn is_idle(response: &Response) -> bool {
    let manners = response.publicly.iter().chain(&response.quietly);
    let lists = [&response.effects, &response.each_turn, &response.when_ended];
    // What costs nothing can be a gesture.
    response.cost > 0
        && manners.chain(lists).all(|effects| effects.is_empty())
        && response.rolls.is_empty()
        && response.uses.is_empty()
}
