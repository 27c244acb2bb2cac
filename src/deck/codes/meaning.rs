//! The codes of what has the right shape and cannot be played: names that lead nowhere, parts that are missing, entries that
//! contradict themselves.

use super::{Code, error};

pub(super) const CODES: &[Code] = &[
    error(
        "D005",
        "nothing-to-remove",
        false,
        [
            "`remove` names an entry that the extended deck does not have.",
            "It was renamed there, or is written wrong here; what should go would stay.",
        ],
        [r#""remove": ["outcomes/cease_fire"]"#, r#""remove": []"#],
    ),
    error(
        "D007",
        "id-twice",
        false,
        [
            "Two entries of one section have the same id.",
            "Everything that refers to the id would be in doubt. An entry that is to replace one of the extended deck stands once, here.",
        ],
        [
            r#""objectives": [{ "id": "mine", "title": "One", "about": "First.", "source": "scenario" },
  { "id": "mine", "title": "Two", "about": "Second.", "source": "scenario" }]"#,
            r#""objectives": [{ "id": "mine", "title": "One", "about": "First.", "source": "scenario" },
  { "id": "mine_too", "title": "Two", "about": "Second.", "source": "scenario" }]"#,
        ],
    ),
    error(
        "D014",
        "unknown-name",
        false,
        [
            "An entry names a meter, seat, area, card or other thing that the deck does not have.",
            "Most often it is a slip of the pen; the nearest known name is told.",
        ],
        [
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "meter": "deterence", "below": 5 }] }]"#,
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "meter": "deterrence", "below": 5 }] }]"#,
        ],
    ),
    error(
        "D015",
        "too-many",
        false,
        [
            "There are more meters, seats, flags or other things than a game has room for.",
            "The state of a game is small on purpose: a staff estimate plays thousands of games from it. `docs/writing-decks.md` lists the limits.",
        ],
        [
            r#"// With the nine of the built-in deck these are seventeen meters, and sixteen have room.
"meters": [
  { "id": "fuel", "name": "Fuel", "about": "How much is left.", "source": "scenario" },
  { "id": "food", "name": "Food", "about": "How much is left.", "source": "scenario" },
  { "id": "medicine", "name": "Medicine", "about": "How much is left.", "source": "scenario" },
  { "id": "ammunition", "name": "Ammunition", "about": "How much is left.", "source": "scenario" },
  { "id": "hulls", "name": "Hulls", "about": "How much is left.", "source": "scenario" },
  { "id": "crews", "name": "Crews", "about": "How much is left.", "source": "scenario" },
  { "id": "berths", "name": "Berths", "about": "How much is left.", "source": "scenario" },
  { "id": "money", "name": "Money", "about": "How much is left.", "source": "scenario" },
]"#,
            r#""meters": [
  { "id": "fuel", "name": "Fuel", "about": "How much is left.", "source": "scenario" },
  { "id": "food", "name": "Food", "about": "How much is left.", "source": "scenario" },
]"#,
        ],
    ),
    error(
        "D019",
        "contradiction",
        false,
        [
            "An entry contradicts itself: a meter condition without a bound, a seat that asks itself, a turn of both months and days.",
            "The message says which of the two to keep.",
        ],
        [
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "meter": "deterrence" }] }]"#,
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "meter": "deterrence", "below": 5 }] }]"#,
        ],
    ),
    error(
        "D021",
        "part-missing",
        true,
        [
            "A deck that stands alone lacks a part that every game needs.",
            "A deck can be a few cards only if it extends one that has the rest.",
        ],
        [
            r#"{ "format": 1, "id": "mine", "title": "Mine", "about": "An example." }"#,
            r#"{ "format": 1, "id": "mine", "title": "Mine", "about": "An example.", "extends": "today-is-not-the-day" }"#,
        ],
    ),
    error(
        "D022",
        "no-last-outcome",
        false,
        [
            "No outcome is left when the last turn has been played.",
            "Every game has to end. Let the last outcome have `{\"finished\": true}` as its only condition.",
        ],
        [r#""remove": ["outcomes/not_today"]"#, r#""remove": []"#],
    ),
    error(
        "D023",
        "acts",
        false,
        [
            "A scenario's acts do not make a game: out of order, without a conflict act, of more than 60 turns in all, or with something scripted after the last.",
            "The acts are foundation, crisis, conflict, each once at most and in this order. Conflict has to be among them, since the day may come at the end of any turn.",
        ],
        [
            r#""scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "2027-04-01", "rung": "grey_zone", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 }] }]"#,
            r#""scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "2027-04-01", "rung": "grey_zone", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 },
    { "act": "conflict", "brief": "The day has come.", "turns": 3, "days": 2 }] }]"#,
        ],
    ),
    error(
        "D028",
        "not-a-date",
        false,
        ["A scenario's date is none, or lies outside the years 1900 to 2200.", "Write year, month, day: `2027-04-01`."],
        [
            r#""scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "April 2027", "rung": "grey_zone", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 },
    { "act": "conflict", "brief": "The day has come.", "turns": 3, "days": 2 }] }]"#,
            r#""scenarios": [{ "id": "mine", "title": "Mine", "brief": "Short.", "date": "2027-04-01", "rung": "grey_zone", "source": "scenario",
  "acts": [{ "act": "crisis", "brief": "It begins.", "turns": 4, "days": 1 },
    { "act": "conflict", "brief": "The day has come.", "turns": 3, "days": 2 }] }]"#,
        ],
    ),
];
