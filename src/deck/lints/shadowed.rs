//! D109: an outcome that an earlier one always takes the place of.

use super::look::{Look, Path};
use super::world::Facts;
use crate::deck::Condition;
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D109",
    name: "shadowed-outcome",
    severity: Severity::Warning,
    in_schema: false,
    what: "Whenever an outcome's conditions hold, so do those of an earlier one. Outcomes are tried in order, and the first ends the game.",
    why: "Nobody will ever read its epilogue. Put the narrower outcome before the wider one.",
    example: r#""outcomes": [{ "id": "mine_wide", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }] },
  { "id": "mine_narrow", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "meter": "deterrence", "at_least": 60 }] }]"#,
    correction: r#""outcomes": [{ "id": "mine_narrow", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "meter": "deterrence", "at_least": 60 }] },
  { "id": "mine_wide", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario", "when": [{ "finished": true },
  { "meter": "deterrence", "at_least": 55 }] }]"#,
};

/// No more pairs than this are compared: a deck has at most 200 outcomes.
pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (number, outcome) in deck.outcomes.iter().enumerate() {
        let Some(facts) = look.world.assume_all(Facts::default(), &outcome.when) else { continue };
        let certain = |condition: &Condition| {
            outcome.when.contains(condition) || look.world.assume(facts.clone(), condition, false).is_none()
        };
        let earlier = deck.outcomes[..number].iter().position(|earlier| earlier.when.iter().all(certain));
        if let Some(earlier) = earlier {
            let title = deck.outcomes[earlier].title.get(&deck.language);
            let message = format!("this outcome never comes: “{title}” stands before it and holds whenever it does");
            let path = Path::Entry("outcomes", deck.names.outcomes.name(number));
            let help = "Put it before that one, or narrow the earlier one's conditions.";
            look.warn(&path, CODE.id, message, help);
        }
    }
}
