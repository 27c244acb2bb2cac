//! D112: an operation that the law never permits anywhere.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::{AreaId, OperationId, Use};

pub const CODE: Code = Code {
    id: "D112",
    name: "operation-never-lawful",
    severity: Severity::Warning,
    in_schema: false,
    what: "The seat that the law binds could not do an operation anywhere, under any designation, and no prohibition names it as forbidden.",
    why: "Every order that uses it stays barred, with no reason but that no row names it.",
    example: r#""operations": [{ "id": "mine", "name": "Mine", "about": "Something forces do.", "source": "scenario" }]"#,
    correction: r#""operations": []"#,
};

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    for (number, id) in deck.names.operations.iter().enumerate() {
        let operation = OperationId::at(number);
        let named = deck.law.prohibitions.iter().any(|p| !p.for_all() && p.operations.has(operation))
            || deck.law.consents.iter().any(|consent| consent.operations.has(operation));
        // What only others do is theirs to decide.
        let users = || {
            let uses = deck.responses.iter().flat_map(|card| &card.uses);
            uses.chain(deck.requests.iter().flat_map(|card| &card.uses)).filter(|used| used.operation == operation)
        };
        let others = users().next().is_some() && users().all(|used| used.by != deck.law.seat);
        let lawful = |area| {
            let used = Use { operation, area: AreaId::at(area), by: deck.law.seat, integrated: false, invited: true };
            look.world.can_be_lawful(deck, used)
        };
        if !named && !others && !(0..deck.areas.len()).any(lawful) {
            let (message, help) = if deck.law.rows.iter().any(|row| row.operations.has(operation)) {
                (
                    "the law permits this operation only in situations that never come about",
                    "Let one of these situations be designated, or name the operation in a row of another.",
                )
            } else {
                (
                    "the law permits this operation nowhere, under no designation",
                    "Name it in a row of the law, or in a prohibition that says why it stays barred.",
                )
            };
            let message = message.to_owned();
            look.warn(&Path::Entry("operations", id), CODE.id, message, help);
        }
    }
}
