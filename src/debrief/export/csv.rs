//! Rows for a spreadsheet: the meters by turn, one row a game and turn. Cells that a spreadsheet would run are
//! defused.

use crate::debrief::review::Review;
use crate::debrief::words::{Words, answered};

/// A cell as nothing but text: one that a spreadsheet would run gets an apostrophe before it.
pub fn defuse(text: &str) -> String {
    let text = crate::deck::text::clean(text, 4_000);
    if text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}

/// What a spreadsheet knows UTF-8 by: without it, it shows every letter beyond ASCII as two or three others.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// The columns before and after those of the meters. The rung is there by its id and by its name in the game's language.
const FIRST: [&str; 5] = ["game", "turn", "date", "rung_id", "rung"];
const LAST: [&str; 3] = ["today", "die", "answer"];

/// Whether a file's first line is the one that [`write`] begins with.
pub fn is_head(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(BYTE_ORDER_MARK).and_then(|line| line.strip_prefix(&FIRST.join(","))) else {
        return false;
    };
    rest.starts_with(',') && rest.ends_with(&format!(",{}", LAST.join(",")))
}

/// Writes the meters by turn of some games, each under its own name. Names of columns, rungs and answers that a program
/// asks for are ids: they are the same in every language.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(mut out: impl std::io::Write, games: &[(String, &Review)]) -> Result<(), csv::Error> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    let Some((_, first)) = games.first() else { return Ok(writer.flush()?) };
    let deck = &first.played.deck;
    let mut head: Vec<String> = FIRST.iter().map(ToString::to_string).collect();
    head.extend(deck.names.meters.iter().map(defuse));
    head.extend(LAST.iter().map(ToString::to_string));
    writer.write_record(&head)?;
    for (name, review) in games {
        let words = Words::of(&review.played);
        for turn in 0..=review.played.turns.len() {
            let number = u8::try_from(turn).unwrap_or(u8::MAX);
            let state = review.played.after(number);
            let of_turn = turn.checked_sub(1).and_then(|n| review.played.turns.get(n));
            let mut row = vec![
                defuse(name),
                turn.to_string(),
                of_turn.map_or(String::new(), |turn| words.date(turn)),
                defuse(state.rung().name(&deck.names)),
                defuse(words.rung(state.rung())),
            ];
            row.extend(review.meters.iter().map(|story| story.series.get(turn).map_or(String::new(), u8::to_string)));
            let question = review.questions.iter().find(|question| question.at.turn == number);
            row.extend(match question {
                Some(question) => [
                    if question.open { question.chances[0].to_string() } else { String::new() },
                    question.rolled.to_string(),
                    answered(question.answer).to_owned(),
                ],
                None => [String::new(), String::new(), String::new()],
            });
            writer.write_record(&row)?;
        }
    }
    Ok(writer.flush()?)
}

#[cfg(test)]
mod tests {
    use super::defuse;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_defused() {
        for run in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1"] {
            assert!(defuse(run).starts_with('\''), "{run}");
        }
        assert_eq!(defuse("Japan"), "Japan");
    }
}
