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

/// Writes the meters by turn of some games, each under its own name.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: impl std::io::Write, games: &[(String, &Review)]) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let Some((_, first)) = games.first() else { return Ok(writer.flush()?) };
    let deck = &first.played.deck;
    let mut head = vec!["game".to_owned(), "turn".to_owned(), "date".to_owned(), "rung".to_owned()];
    head.extend(deck.names.meters.iter().map(defuse));
    head.extend(["today".to_owned(), "die".to_owned(), "answer".to_owned()]);
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
