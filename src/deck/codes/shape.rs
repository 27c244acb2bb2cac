//! The codes of what does not fit the schema.

use super::{Code, error};

pub(super) const CODES: &[Code] = &[
    error(
        "D013",
        "wrong-kind",
        true,
        [
            "A value is of the wrong kind: a text where a number is needed, a list where a text is.",
            "The message says what can stand there.",
        ],
        [
            r#""signals": { "decoys": "two", "source": "scenario" }"#,
            r#""signals": { "decoys": 2, "source": "scenario" }"#,
        ],
    ),
    error(
        "D016",
        "bad-id",
        true,
        [
            "An id is something other than 1 to 64 of a–z, 0–9, `_` and `-`.",
            "Ids are written in saves, on the command line and in other entries: they have to be typed without doubt.",
        ],
        [
            r#""objectives": [{ "id": "My Own", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
            r#""objectives": [{ "id": "my_own", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
        ],
    ),
    error(
        "D018",
        "out-of-range",
        true,
        ["A number lies outside what can stand there.", "The message names the bounds."],
        [r#""signals": { "decoys": 40, "source": "scenario" }"#, r#""signals": { "decoys": 4, "source": "scenario" }"#],
    ),
    error(
        "D024",
        "unknown-key",
        true,
        [
            "An object has a key that it cannot have.",
            "A key that is written wrong would otherwise be passed over in silence.",
        ],
        [
            r#""objectives": [{ "id": "mine", "titel": "Mine", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
            r#""objectives": [{ "id": "mine", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
        ],
    ),
    error(
        "D025",
        "missing-key",
        true,
        ["A key is missing that has to be there.", "The message names it; `docs/writing-decks.md` says what it holds."],
        [
            r#""objectives": [{ "id": "mine", "title": "Mine", "source": "scenario" }]"#,
            r#""objectives": [{ "id": "mine", "title": "Mine", "about": "To be learnt.", "source": "scenario" }]"#,
        ],
    ),
    error(
        "D026",
        "unknown-word",
        true,
        [
            "A word stands where only certain words can: the state of an area, an act, a category.",
            "These words are the game's own; a deck cannot add to them.",
        ],
        [
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "area": "taiwan_strait", "is": "calmm" }] }]"#,
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "area": "taiwan_strait", "is": "calm" }] }]"#,
        ],
    ),
    error(
        "D027",
        "list-length",
        true,
        [
            "A list is too short or too long: no source, no condition that keeps a promise, more than eight dice on a card.",
            "The message says how many can stand there.",
        ],
        [
            r#""signals": { "decoys": 1, "source": "scenario" },
"promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "when": [], "within": 1, "kept_when": [],
  "source": "scenario" }]"#,
            r#""signals": { "decoys": 1, "source": "scenario" },
"promises": [{ "id": "mine", "seat": "japan", "title": "Mine", "text": "A word.", "when": [], "within": 1,
  "kept_when": [{ "meter": "deterrence", "at_least": 50 }], "source": "scenario" }]"#,
        ],
    ),
    error(
        "D029",
        "which-kind",
        true,
        [
            "A condition, an effect or a term of a chance has no key that says what it is about.",
            "Each is known by one key: `{\"meter\": …}`, `{\"flag\": …}`, `{\"area\": …}`.",
        ],
        [
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "metre": "deterrence", "below": 5 }] }]"#,
            r#""outcomes": [{ "id": "mine", "title": "Mine", "epilogue": "It ends.", "held": true, "source": "scenario",
  "when": [{ "meter": "deterrence", "below": 5 }] }]"#,
        ],
    ),
];
