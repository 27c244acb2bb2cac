//! D119: a chance of the ladder that nobody throws for.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D119",
    name: "idle-chance",
    severity: Severity::Warning,
    in_schema: false,
    what: "The lowest rung has a chance of stepping down, or the highest one of climbing.",
    why: "There is nowhere to go from there, so the chance does nothing; most often it was meant for the rung beside.",
    example: r#""ladder": { "who": "Beijing", "question": "Is today the day?", "rungs": [
  { "id": "grey_zone", "name": "Grey zone", "about": "It begins.", "events": 1, "climb": 20, "step_down": 10, "source": "scenario" },
  { "id": "coercion", "name": "Coercion", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "quarantine", "name": "Quarantine", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "blockade", "name": "Blockade", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "outlying_islands", "name": "Islands", "about": "It goes on.", "events": 1, "today": 10, "source": "scenario" },
  { "id": "strikes", "name": "Strikes", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" },
  { "id": "invasion", "name": "Invasion", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" } ] }"#,
    correction: r#""ladder": { "who": "Beijing", "question": "Is today the day?", "rungs": [
  { "id": "grey_zone", "name": "Grey zone", "about": "It begins.", "events": 1, "climb": 20, "source": "scenario" },
  { "id": "coercion", "name": "Coercion", "about": "It goes on.", "events": 1, "step_down": 10, "source": "scenario" },
  { "id": "quarantine", "name": "Quarantine", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "blockade", "name": "Blockade", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "outlying_islands", "name": "Islands", "about": "It goes on.", "events": 1, "today": 10, "source": "scenario" },
  { "id": "strikes", "name": "Strikes", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" },
  { "id": "invasion", "name": "Invasion", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" } ] }"#,
};

pub fn look(look: &mut Look<'_>) {
    let rungs = &look.deck.ladder.rungs;
    let top = rungs.len() - 1;
    let idle = [
        (0, "step_down", rungs[0].step_down.is_some(), "below this rung lies none: nobody steps down from it"),
        (top, "climb", rungs[top].climb.is_some(), "above this rung lies none: nobody climbs from it"),
    ];
    for (rung, key, _, message) in idle.into_iter().filter(|(_, _, has, _)| *has) {
        let (ladder, list) = (Path::Part("ladder"), "rungs");
        let path = ladder.key(list);
        look.warn(&path.at(rung).key(key), CODE.id, message.to_owned(), "Take it out, or move it to the rung beside.");
    }
}
