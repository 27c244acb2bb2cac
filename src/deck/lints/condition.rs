//! D102 and D103: a condition that is never true, or always.

use super::look::{Item, Look, Path, Role, walk};
use super::world::{Facts, World};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{Condition, Deck, prose};

pub const CODE: Code = Code {
    id: "D102",
    name: "never-true",
    severity: Severity::Warning,
    in_schema: false,
    what: "A condition can never hold: no game reaches what it asks for.",
    why: "Whatever depends on it never happens. Often a value is on the wrong side of a bound, or a flag is cleared where it should be set.",
    example: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "any": [{ "meter": "deterrence", "below": 1 }, { "turn_at_least": 100 }] }] }]"#,
    correction: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "any": [{ "meter": "deterrence", "below": 1 }, { "turn_at_least": 10 }] }] }]"#,
};

pub const ALWAYS: Code = Code {
    id: "D103",
    name: "always-true",
    severity: Severity::Warning,
    in_schema: false,
    what: "A condition holds in every game and at every moment in which it is asked.",
    why: "It says nothing, and hides from a reader that the entry depends on less than it seems to.",
    example: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "meter": "deterrence", "at_least": 0 }] }]"#,
    correction: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "meter": "deterrence", "at_least": 30 }] }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let mut found = Vec::new();
    let known = Known { deck: look.deck, world: &look.world, set: &look.set };
    walk(look.deck, &mut |path, item| {
        if let Item::Conditions(list, facts, role) = item {
            known.check(path, list, facts, role, &mut |path, code, message, help| {
                found.push((path.entry(), path.to_string(), code, message, help));
            });
        }
    });
    for (entry, inner, code, message, help) in found {
        look.warn_at(&entry, &inner, code, message, help);
    }
}

type Tell<'t> = dyn FnMut(&Path<'_>, &'static str, String, &'static str) + 't;

/// What a deck's conditions are weighed against.
struct Known<'a> {
    deck: &'a Deck,
    world: &'a World,
    set: &'a [bool],
}

impl Known<'_> {
    fn check(&self, path: &Path<'_>, list: &[Condition], mut facts: Facts, role: Role, tell: &mut Tell<'_>) {
        for (number, condition) in list.iter().enumerate() {
            let path = path.at(number);
            let words = || prose::conditions(self.deck, &self.deck.language, std::slice::from_ref(condition));
            match self.world.assume(facts.clone(), condition, true) {
                None if role == Role::Gate || self.is_unset(condition) => return,
                None => {
                    let beside = if number == 0 { "" } else { " while the conditions before it hold" };
                    let message = format!("it is never so that {}{beside}", words());
                    return tell(
                        &path,
                        CODE.id,
                        message,
                        "Change the condition, or add something that brings it about.",
                    );
                }
                Some(known) => {
                    if self.world.assume(facts.clone(), condition, false).is_none() {
                        let message = format!("it is always so that {}", words());
                        tell(
                            &path,
                            ALWAYS.id,
                            message,
                            "Take the condition out, or ask for something that can be otherwise.",
                        );
                    }
                    self.inner(&path, condition, &facts, tell);
                    facts = known;
                }
            }
        }
    }

    /// The conditions within one: each alternative by itself.
    fn inner(&self, path: &Path<'_>, condition: &Condition, facts: &Facts, tell: &mut Tell<'_>) {
        let Condition::Any(list) = condition else { return };
        let path = path.key("any");
        for (number, alternative) in list.iter().enumerate() {
            if self.world.assume(facts.clone(), alternative, true).is_none() && !self.is_unset(alternative) {
                let words = prose::conditions(self.deck, &self.deck.language, std::slice::from_ref(alternative));
                let message = format!("it is never so that {words}");
                tell(&path.at(number), CODE.id, message, "Take the alternative out, or change it.");
            }
        }
    }

    /// A flag that is never set is told by a lint of its own.
    fn is_unset(&self, condition: &Condition) -> bool {
        matches!(condition, Condition::Flag { flag, is: true } if !self.set[flag.index()])
    }
}
