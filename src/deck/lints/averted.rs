//! D120: what is averted stands under the headline of what did not happen.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D120",
    name: "averted-without-headline",
    severity: Severity::Warning,
    in_schema: false,
    what: "What comes in an event's place, `softened` or `forestalled`, has no headline of its own.",
    why: "The event's headline tells of what did not happen: “Troops land” stands above a landing that was averted.",
    example: r#""events": [{ "id": "mine", "rung": "coercion", "weight": 1, "headline": "A cutter stays", "brief": "A cutter stays for three days.",
  "forestalled": { "when": [{ "flag": "coast_guard_channel" }], "text": "It turns back after an hour." }, "source": "scenario" }]"#,
    correction: r#""events": [{ "id": "mine", "rung": "coercion", "weight": 1, "headline": "A cutter stays", "brief": "A cutter stays for three days.",
  "forestalled": { "when": [{ "flag": "coast_guard_channel" }], "headline": "A cutter turns back", "text": "It turns back after an hour." },
  "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (event, id) in deck.events.iter().zip(deck.names.events.iter()) {
        for (key, fallback) in [("forestalled", &event.forestalled), ("softened", &event.softened)] {
            if fallback.as_ref().is_some_and(|fallback| fallback.headline.is_none()) {
                let message = format!("where it is {key}, this event stands under the headline of what did not happen");
                let path = Path::Entry("events", id);
                look.warn(&path.key(key), CODE.id, message, "Give it a \"headline\" that is true then.");
            }
        }
    }
}
