//! D115: an entry that says nothing of where it comes from.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;

pub const CODE: Code = Code {
    id: "D115",
    name: "without-source",
    severity: Severity::Warning,
    in_schema: false,
    what: "A term of the glossary says nothing of where it comes from. (In every other entry `source` has to be there.)",
    why: "A seminar should always be able to tell the report from the authors of the deck.",
    example: r#""glossary": [{ "id": "mine", "term": "Mine", "about": "A term." }]"#,
    correction: r#""glossary": [{ "id": "mine", "term": "Mine", "about": "A term.", "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let source = look.source;
    for term in source.glossary.iter().filter(|term| term.source.is_empty()) {
        let message = "nothing says where this comes from".to_owned();
        let help = "Name a fact's id, or \"scenario\" where it is your own.";
        look.warn(&Path::Entry("glossary", term.id), CODE.id, message, help);
    }
}
