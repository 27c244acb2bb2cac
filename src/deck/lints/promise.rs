//! D110 and D111: a promise that cannot be kept, or that nobody makes.

use super::look::{Look, Path};
use super::world::Facts;
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D110",
    name: "promise-cannot-be-kept",
    severity: Severity::Warning,
    in_schema: false,
    what: "What keeps a promise can never come about.",
    why: "Whoever gives the word breaks it, whatever the table does: that teaches nothing about keeping one's word.",
    example: r#""promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "within": 2, "source": "scenario",
  "when": [{ "act": "conflict" }], "kept_when": [{ "meter": "deterrence", "at_least": 60 }, { "meter": "deterrence", "below": 40 }] }],
"responses": [{ "id": "mine", "seat": "japan", "category": "statement", "acts": "crisis", "cost": 1,
  "publicly": [{ "promise": "mine" }], "title": "Mine", "staff_note": "What it does.", "basis": "Words.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "within": 2, "source": "scenario",
  "when": [{ "act": "conflict" }], "kept_when": [{ "meter": "deterrence", "at_least": 60 }] }],
"responses": [{ "id": "mine", "seat": "japan", "category": "statement", "acts": "crisis", "cost": 1,
  "publicly": [{ "promise": "mine" }], "title": "Mine", "staff_note": "What it does.", "basis": "Words.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub const UNMADE: Code = Code {
    id: "D111",
    name: "promise-never-made",
    severity: Severity::Warning,
    in_schema: false,
    what: "No card that can come up makes a promise, or its moment never comes.",
    why: "It stands in the deck and never in the ledger, or in the ledger and never falls due.",
    example: r#""promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "within": 2, "source": "scenario",
  "when": [{ "act": "conflict" }], "kept_when": [{ "meter": "deterrence", "at_least": 60 }] }]"#,
    correction: r#""promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "within": 2, "source": "scenario",
  "when": [{ "act": "conflict" }], "kept_when": [{ "meter": "deterrence", "at_least": 60 }] }],
"responses": [{ "id": "mine", "seat": "japan", "category": "statement", "acts": "crisis", "cost": 1,
  "publicly": [{ "promise": "mine" }], "title": "Mine", "staff_note": "What it does.", "basis": "Words.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (number, promise) in deck.promises.iter().enumerate() {
        let path = Path::Entry("promises", deck.names.promises.name(number));
        if look.world.assume_all(Facts::default(), &promise.kept_when).is_none() {
            let message = "this promise cannot be kept: its conditions never hold together".to_owned();
            look.warn(&path.key("kept_when"), CODE.id, message, "Ask for something that a seat can bring about.");
        }
        if !look.world.can_be_promised(number) {
            let message = "nothing makes this promise".to_owned();
            let help = "Add an effect {\"promise\": …} to a response, or take the promise out.";
            look.warn(&path, UNMADE.id, message, help);
        } else if look.world.assume_all(Facts::default(), &promise.when).is_none() {
            let message = "the moment of this promise never comes".to_owned();
            look.warn(&path.key("when"), UNMADE.id, message, "Let its conditions be something that can come about.");
        }
    }
}
