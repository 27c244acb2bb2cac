//! The codes of what stands in the way of reading a deck's files at all.

use super::{Code, error};

pub(super) const CODES: &[Code] = &[
    error(
        "D001",
        "not-json",
        false,
        [
            "The file is not JSON from the place that is shown.",
            "Most often a comma or a quotation mark is missing just before it. Comments (`// …`, `/* … */`) and a comma after the last entry are allowed; everything else is as in JSON.",
        ],
        [r#"{ "format": 1 "id": "mine" }"#, r#"{ "format": 1, "extends": "today-is-not-the-day", "id": "mine" }"#],
    ),
    error(
        "D002",
        "not-an-object",
        true,
        ["A deck is one JSON object: `{ … }`.", "Its parts are told by their names, so it cannot be a list or a text."],
        [r#"[{ "format": 1 }]"#, r#"{ "format": 1, "extends": "today-is-not-the-day", "id": "mine" }"#],
    ),
    error(
        "D003",
        "unreadable",
        false,
        [
            "A file cannot be read, or the deck that this one extends is neither a built-in deck nor a file beside it.",
            "Without it nothing that the deck builds on is known.",
        ],
        [
            r#"{ "format": 1, "id": "mine", "title": "Mine", "about": "An example.", "extends": "todays-not-the-day" }"#,
            r#"{ "format": 1, "id": "mine", "title": "Mine", "about": "An example.", "extends": "today-is-not-the-day" }"#,
        ],
    ),
    error(
        "D004",
        "circle",
        false,
        [
            "Decks extend one another in a circle, or through more than eight files.",
            "One of them has to stand alone, so that the others have something to build on.",
        ],
        [
            r#"{ "format": 1, "id": "mine", "extends": "mine.json" }"#,
            r#"{ "format": 1, "id": "mine", "extends": "today-is-not-the-day" }"#,
        ],
    ),
    error(
        "D008",
        "too-deep",
        false,
        [
            "Values are nested more than 32 deep.",
            "No deck needs that; a file that does it was not written for a table.",
        ],
        [
            r#""remove": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"#,
            r#""remove": []"#,
        ],
    ),
    error(
        "D009",
        "key-twice",
        false,
        [
            "A key stands twice in one object.",
            "Only one of the two would count, and which one is not for a reader to guess.",
        ],
        [
            r#""signals": { "decoys": 1, "decoys": 2, "source": "scenario" }"#,
            r#""signals": { "decoys": 2, "source": "scenario" }"#,
        ],
    ),
    error(
        "D010",
        "bad-number",
        false,
        [
            "A number is longer than 24 characters, or larger than any number can be.",
            "Whole numbers in a deck are small.",
        ],
        [
            r#""signals": { "decoys": 1e999, "source": "scenario" }"#,
            r#""signals": { "decoys": 1, "source": "scenario" }"#,
        ],
    ),
    error(
        "D011",
        "forbidden-character",
        true,
        [
            "A text holds a character that must not be drawn: a control character, a terminal escape, a change of direction, or one that takes no room.",
            "Such characters change what a reader sees without showing themselves, or give the terminal commands. Most come from pasting: type the text anew.",
        ],
        [
            r#""glossary": [{ "id": "mine", "term": "Mine\u202e", "about": "A term.", "source": "scenario" }]"#,
            r#""glossary": [{ "id": "mine", "term": "Mine", "about": "A term.", "source": "scenario" }]"#,
        ],
    ),
    error(
        "D012",
        "text-too-long",
        true,
        ["A text has more than 4,000 characters.", "It is read at a table, between two decisions."],
        [
            r#""glossary": [{ "id": "mine", "term": "Mine", "source": "scenario",
  // `…` stands for the rest: another 4,000 characters.
  "about": "All there is to say of the term, and more. …" }]"#,
            r#""glossary": [{ "id": "mine", "term": "Mine", "source": "scenario",
  "about": "What a player has to know of the term." }]"#,
        ],
    ),
    error(
        "D020",
        "other-format",
        true,
        ["The deck is of a format that this program does not read.", "Format 1 is the only one so far."],
        [
            r#"{ "format": 2, "extends": "today-is-not-the-day" }"#,
            r#"{ "format": 1, "extends": "today-is-not-the-day" }"#,
        ],
    ),
    error(
        "D030",
        "too-large",
        false,
        [
            "The deck's files are larger than 32 MB together, or hold more than a million values.",
            "A deck of ten thousand cards is far below that. Split the deck, or take out what no game needs.",
        ],
        [
            r#""glossary": [
  { "id": "mine", "term": "Mine", "about": "A term.", "source": "scenario" },
  // … and 250,000 more such entries, of five values each.
]"#,
            r#""glossary": [
  { "id": "mine", "term": "Mine", "about": "A term.", "source": "scenario" },
]"#,
        ],
    ),
    error(
        "D031",
        "not-utf8",
        false,
        ["The file is not UTF-8 text.", "An editor saved it in an older encoding: save it anew as UTF-8."],
        [
            r#""glossary": [{ "id": "mine", "term": "Mine", "source": "scenario",
  // Where � stands, the file has an ï as an older encoding writes it: one byte, which is no UTF-8.
  "about": "A na�ve view of things." }]"#,
            r#""glossary": [{ "id": "mine", "term": "Mine", "source": "scenario",
  "about": "A naïve view of things." }]"#,
        ],
    ),
    error(
        "D032",
        "leaves-the-folder",
        false,
        [
            "`extends` names a path that leads out of the deck's own folder.",
            "Decks travel between strangers: one that could read files elsewhere would be a risk to whoever opens it. Copy the file beside the deck.",
        ],
        [
            r#"{ "format": 1, "id": "mine", "extends": "../other/base.json" }"#,
            r#"{ "format": 1, "id": "mine", "extends": "today-is-not-the-day" }"#,
        ],
    ),
    error(
        "D033",
        "link-leads-outside",
        false,
        [
            "`extends` names a link whose file lies outside the deck's own folder.",
            "What holds for a path holds for a link. Copy the file itself into the folder.",
        ],
        [
            r#"{
  "format": 1, "id": "mine", "title": "Mine", "about": "An example.",
  // A link beside this file, which leads to `../other/base.json`.
  "extends": "base.json"
}"#,
            r#"{
  "format": 1, "id": "mine", "title": "Mine", "about": "An example.",
  // The file itself, copied into this folder.
  "extends": "copy.json"
}"#,
        ],
    ),
];
