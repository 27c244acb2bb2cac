//! What the dice did with the chances that the table built: Beijing's question, turn by turn.

use super::At;
use crate::debrief::played::Played;
use crate::deck::RungId;
use crate::rules::Event;
use crate::rules::event::Answered;

/// A question is narrow where the die falls this near to another answer.
pub const NARROW: u8 = 5;

/// Beijing's question at the end of a turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// Where.
    pub at: At,
    /// The day had not come yet: the question was open.
    pub open: bool,
    /// The chances in percent: today, climbing, stepping down.
    pub chances: [u8; 3],
    /// The die.
    pub rolled: u8,
    /// The answer.
    pub answer: Answered,
    /// From which rung.
    pub from: RungId,
    /// To which.
    pub to: RungId,
    /// The chance, 0–1, that a game with these chances gets past this question without the day.
    pub road: f64,
    /// What the answer would have been with the nearest other die, and how far away that was, where it is narrow.
    pub narrow: Option<(Answered, u8)>,
}

/// What one die answers, as the rules read it.
pub fn answer_of([today, climb, step_down]: [u8; 3], rolled: u8) -> Answered {
    if rolled <= today {
        Answered::Today
    } else if rolled <= today.saturating_add(climb) {
        Answered::Climbs
    } else if rolled > 100 - step_down.min(100) {
        Answered::StepsDown
    } else {
        Answered::Holds
    }
}

/// Every question, in order.
pub fn find(played: &Played) -> Vec<Question> {
    let mut road = 1.0;
    let mut found = Vec::new();
    for (turn, moment) in played.moments() {
        let Event::Decided { today, climb, step_down, rolled, answer, from, to } = &moment.event else { continue };
        let chances = [today.chance, climb.chance, step_down.chance];
        let open = *from < played.deck.ladder.attack;
        if open {
            road *= 1.0 - f64::from(today.chance) / 100.0;
        }
        let narrow = (1..=NARROW).find_map(|by| {
            let near =
                [rolled.checked_sub(by).filter(|die| *die >= 1), rolled.checked_add(by).filter(|die| *die <= 100)];
            near.into_iter().flatten().map(|die| answer_of(chances, die)).find(|other| other != answer).map(|o| (o, by))
        });
        let at = At::new(turn, moment.line);
        found.push(Question {
            at,
            open,
            chances,
            rolled: *rolled,
            answer: *answer,
            from: *from,
            to: *to,
            road,
            narrow,
        });
    }
    found
}
