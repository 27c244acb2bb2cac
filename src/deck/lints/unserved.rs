//! D116: a learning objective that nothing serves.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D116",
    name: "unserved-objective",
    severity: Severity::Warning,
    in_schema: false,
    what: "No event, response or request names a learning objective that the deck sets.",
    why: "The debrief is ordered by objectives: this one would stand there with nothing beneath it.",
    example: r#""objectives": [{ "id": "mine", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
    correction: r#""objectives": [{ "id": "mine", "title": "Mine", "about": "To be learnt.", "source": "scenario" }],
"responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, 
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["mine"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let mut served = vec![false; deck.objectives.len()];
    let events = deck.events.iter().map(|card| &card.objectives);
    let responses = deck.responses.iter().map(|card| &card.objectives);
    let requests = deck.requests.iter().map(|card| &card.objectives);
    events.chain(responses).chain(requests).flatten().for_each(|objective| served[objective.index()] = true);
    for (id, _) in deck.names.objectives.iter().zip(&served).filter(|(_, served)| !**served) {
        let message = "no card serves this objective".to_owned();
        let help = "Name it in the \"objectives\" of the cards that teach it, or take it out.";
        look.warn(&Path::Entry("objectives", id), CODE.id, message, help);
    }
}
