//! D108: a request that nobody can make, or that cannot be accepted.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D108",
    name: "unanswerable-request",
    severity: Severity::Warning,
    in_schema: false,
    what: "A request can never be made, or the seat that is asked could never lawfully accept it.",
    why: "A request with one answer is no choice; one that is never made is not even that.",
    example: r#""requests": [{ "id": "mine", "from": "us", "to": "japan", "acts": "crisis", "title": "Mine", "text": "Will you?",
  "when": [{ "turn_at_least": 200 }], "accept": { "text": "Yes." }, "decline": { "text": "No." }, "defer": { "text": "Later." },
  "staff_note": "What it means.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""requests": [{ "id": "mine", "from": "us", "to": "japan", "acts": "crisis", "title": "Mine", "text": "Will you?",
  "when": [{ "turn_at_least": 2 }], "accept": { "text": "Yes." }, "decline": { "text": "No." }, "defer": { "text": "Later." },
  "staff_note": "What it means.", "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (request, id) in deck.requests.iter().zip(deck.names.requests.iter()) {
        let path = Path::Entry("requests", id);
        if !look.world.can_be_asked(request) {
            let message = "this request can never be made: its conditions cannot hold in its acts".to_owned();
            look.warn(&path.key("when"), CODE.id, message, "Change its conditions or its acts.");
            continue;
        }
        for (number, used) in request.uses.iter().enumerate() {
            // What the law names as forbidden is asked so that the answer is learnt.
            let meant = deck.law.forbids(*used);
            if !meant && !look.world.can_be_lawful(deck, *used) && !look.world.lacks_consent(deck, *used) {
                let operation = deck.operations[used.operation.index()].name.get(&deck.language);
                let area = deck.areas[used.area.index()].name.get(&deck.language);
                let message =
                    format!("this request can never be accepted: the law never permits “{operation}” in “{area}”");
                let help = "Use another area, or add a row to the law.";
                look.warn(&path.key("uses").at(number), CODE.id, message, help);
            }
        }
    }
}
