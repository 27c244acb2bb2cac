//! D106: a rung or an act without events.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{ActKind, Deck, prose};

pub const CODE: Code = Code {
    id: "D106",
    name: "rung-without-events",
    severity: Severity::Warning,
    in_schema: false,
    what: "A rung can be reached, or a scenario plays an act, and no event can be drawn there; or a rung has fewer than twice the events that fall in a turn, of which none falls in two turns running.",
    why: r#"Turns pass in which nothing happens, and the table has nothing to argue about. A rung that is meant to be quiet says `"events": 0`."#,
    example: r#""ladder": { "who": "Beijing", "question": "Is today the day?", "rungs": [
  { "id": "overture", "name": "Overture", "about": "It begins.", "events": 1, "climb": 20, "source": "scenario" },
  { "id": "grey_zone", "name": "Grey zone", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "coercion", "name": "Coercion", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "quarantine", "name": "Quarantine", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "blockade", "name": "Blockade", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "outlying_islands", "name": "Islands", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "strikes", "name": "Strikes", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" },
  { "id": "invasion", "name": "Invasion", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" } ] },
"scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "2027-04-01", "rung": "overture", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 },
    { "act": "conflict", "brief": "The day has come.", "turns": 3, "days": 2 }] }]"#,
    correction: r#""ladder": { "who": "Beijing", "question": "Is today the day?", "rungs": [
  { "id": "overture", "name": "Overture", "about": "It begins.", "events": 0, "climb": 20, "source": "scenario" },
  { "id": "grey_zone", "name": "Grey zone", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "coercion", "name": "Coercion", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "quarantine", "name": "Quarantine", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "blockade", "name": "Blockade", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "outlying_islands", "name": "Islands", "about": "It goes on.", "events": 1, "source": "scenario" },
  { "id": "strikes", "name": "Strikes", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" },
  { "id": "invasion", "name": "Invasion", "about": "It goes on.", "attack": true, "events": 1, "source": "scenario" } ] },
"scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "2027-04-01", "rung": "overture", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 },
    { "act": "conflict", "brief": "The day has come.", "turns": 3, "days": 2 }] }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let drawn: Vec<_> = deck.events.iter().filter(|event| look.world.can_be_drawn(event)).collect();
    for (number, rung) in deck.ladder.rungs.iter().enumerate() {
        let reached = look.world.rung & 1 << number != 0;
        if reached && rung.events > 0 && !drawn.iter().any(|event| event.rungs & 1 << number != 0) {
            let message = format!("no event can be drawn on the rung “{}”", rung.name.get(&deck.language));
            let ladder = Path::Part("ladder");
            let path = ladder.key("rungs");
            look.warn(&path.at(number), CODE.id, message, "Add an event for it, or give the rung \"events\": 0.");
            continue;
        }
        // No event falls in two turns running, so twice as many keep every turn supplied.
        let pool = drawn.iter().filter(|event| event.rungs & 1 << number != 0).count();
        if reached && pool < 2 * usize::from(rung.events) {
            let (name, pool) = (rung.name.get(&deck.language), prose::count(pool, "event", "events"));
            let message =
                format!("the rung “{name}” has {pool} to draw from, and {} a turn: some turns stay quiet", rung.events);
            let (ladder, list) = (Path::Part("ladder"), "rungs");
            let help = "Add events for it: the same one does not fall in two turns running.";
            look.warn(&ladder.key(list).at(number).key("events"), CODE.id, message, help);
        }
    }
    for act in [ActKind::Foundation, ActKind::Crisis, ActKind::Conflict] {
        if look.world.has_act(act) && !drawn.iter().any(|event| event.acts & Deck::act_bit(act) != 0) {
            let message = format!("no event can be drawn in the act {}", prose::act(act));
            let first = deck.scenarios.iter().position(|s| s.acts.iter().any(|a| a.act == act)).unwrap_or(0);
            let path = Path::Entry("scenarios", deck.names.scenarios.name(first));
            look.warn(&path.key("acts"), CODE.id, message, "Add an event that can fall in it.");
        }
    }
}
