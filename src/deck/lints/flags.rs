//! D104 and D105: a flag that is asked for and never set, or set and never asked for.

use super::look::{Item, Look, Path, each_condition, walk};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{Condition, Effect};

pub const CODE: Code = Code {
    id: "D104",
    name: "flag-never-set",
    severity: Severity::Warning,
    in_schema: false,
    what: "A condition asks for a flag that nothing ever sets.",
    why: "The condition can never hold. Most often the flag is called otherwise where it is set.",
    example: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "flag": "depot_opened" }] }]"#,
    correction: r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "flag": "standing_coordination" }] }]"#,
};

pub const UNREAD: Code = Code {
    id: "D105",
    name: "flag-never-read",
    severity: Severity::Warning,
    in_schema: false,
    what: "A flag is set, and no condition, chance or consent ever asks for it.",
    why: "What the card says it puts in place has no effect on the game. Most often the flag is called otherwise where it is asked for.",
    example: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "publicly": [{ "set": "my_note_was_sent" }],
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }]"#,
    correction: r#""responses": [{ "id": "mine", "seat": "japan", "category": "diplomacy", "acts": "crisis", "cost": 1, "publicly": [{ "set": "my_note_was_sent" }],
  "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Mine", "staff_note": "What it does.", "basis": "Diplomacy.",
  "question": "Why?", "objectives": ["partners"], "source": "scenario" }],
"outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "finished": true }, { "flag": "my_note_was_sent" }] }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let count = deck.names.flags.len();
    // Where each flag is first asked for, and first set: the entry, and the path in it.
    let (mut read, mut set) = (vec![None; count], vec![None; count]);
    let mut read_elsewhere = vec![false; count];
    walk(deck, &mut |path, item| match item {
        Item::Conditions(list, ..) => {
            for (number, condition) in list.iter().enumerate() {
                each_condition(std::slice::from_ref(condition), &mut |condition| match condition {
                    Condition::Flag { flag, is: true } if read[flag.index()].is_none() => {
                        let path = path.at(number);
                        read[flag.index()] = Some((path.entry(), path.to_string()));
                    }
                    Condition::Flag { flag, .. } => read_elsewhere[flag.index()] = true,
                    _ => {}
                });
            }
        }
        Item::Effect(Effect::Flag { flag, on: true }) if set[flag.index()].is_none() => {
            set[flag.index()] = Some((path.entry(), path.to_string()));
        }
        Item::Effect(_) => {}
    });
    for (scenario, id) in deck.scenarios.iter().zip(deck.names.scenarios.iter()) {
        for (number, flag) in scenario.flags.iter().enumerate() {
            let path = Path::Entry("scenarios", id);
            let path = path.key("flags");
            let path = path.at(number);
            set[flag.index()].get_or_insert_with(|| (path.entry(), path.to_string()));
        }
    }
    // Whether a consent is ever given is a question of its own (D117).
    for consent in &deck.law.consents {
        read_elsewhere[consent.flag.index()] = true;
    }
    let known: Vec<&str> = deck.names.flags.iter().collect();
    for (flag, name) in known.iter().enumerate() {
        match (&read[flag], &set[flag]) {
            (Some((entry, path)), None) => {
                let others = known.iter().enumerate().filter(|(other, _)| set[*other].is_some()).map(|(_, name)| *name);
                let help = match crate::deck::ids::nearest(others, name) {
                    Some(near) => format!("Did you mean `{near}`? That one is set."),
                    None => format!("Add an effect {{\"set\": \"{name}\"}} where it comes about."),
                };
                look.warn_at(entry, path, CODE.id, format!("nothing ever sets the flag `{name}`"), &help);
            }
            (None, Some((entry, path))) if !read_elsewhere[flag] => {
                let message = format!("nothing ever asks for the flag `{name}`");
                let help = "Let a condition or the term of a chance ask for it, or take it out.";
                look.warn_at(entry, path, UNREAD.id, message, help);
            }
            _ => {}
        }
    }
}
