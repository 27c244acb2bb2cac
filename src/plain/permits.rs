//! What a situation permits where, operation by operation, and what a seat has written down: to be read aloud.

use super::Plain;
use crate::deck::{AreaKind, prose};
use crate::rules::view::{Permit, View};
use std::io::{self, Write};

const KINDS: [AreaKind; 4] =
    [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory];

/// Everything that a permission asks for.
fn asked_for(permit: Permit) -> String {
    let combat = if permit.away_from_combat { "only away from combat" } else { "also where combat takes place" };
    let mut asked = vec![combat];
    if permit.listed {
        asked.push("if the plan lists it");
    }
    if permit.invited {
        asked.push("as agreed with whoever holds the area");
    }
    asked.join(" and ")
}

impl<W: Write> Plain<'_, W> {
    pub(super) fn show_permits(&mut self, view: &View, number: usize) -> io::Result<()> {
        let Some(situation) = view.law.situations.get(number.wrapping_sub(1)) else {
            return self.say("There is no situation of that number: type law for the list.");
        };
        let (deck, language) = (std::sync::Arc::clone(self.table.deck()), self.table.language().to_owned());
        self.title(&format!("What “{}” permits, and where", situation.name))?;
        for (operation, row) in &situation.matrix {
            let name = view.law.operations.get(operation.index()).map_or("", String::as_str);
            let mut said: Vec<(Permit, Vec<&str>)> = Vec::new();
            for (kind, permit) in KINDS.into_iter().zip(row) {
                let Some(permit) = permit else { continue };
                let kind = prose::kind(&deck, &language, kind);
                match said.iter_mut().find(|(known, _)| known == permit) {
                    Some((_, kinds)) => kinds.push(kind),
                    None => said.push((*permit, vec![kind])),
                }
            }
            let said: Vec<String> = said
                .into_iter()
                .map(|(permit, kinds)| format!("{}, {}", kinds.join(", "), asked_for(permit)))
                .collect();
            self.say(&format!("{name}: {}.", said.join("; ")))?;
        }
        self.say("Everything else is barred in this situation.")
    }

    pub(super) fn show_notes(&mut self, view: &View) -> io::Result<()> {
        self.title("What you wrote down")?;
        if view.notes().next().is_none() {
            self.say("Nothing yet: note and a text writes a note that only you read.")?;
        }
        for note in view.notes() {
            self.say(&format!("Turn {}: {}", note.turn, note.text))?;
        }
        Ok(())
    }
}
