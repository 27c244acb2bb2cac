//! Several groups on one deck, side by side: what came of each, how the same event was answered, what no group
//! tried. Data; worded by [`report`](super::report).

use super::find::decisions::{Did, Fate as Done};
use super::find::untried::Thing;
use super::review::Review;
use crate::deck::{EventId, ResponseId, SeatId};
use crate::rules::{Event, Fall};
use std::collections::BTreeMap;

/// Why games cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// There is nothing to compare with.
    #[error("Name at least two saved games to compare.")]
    TooFew,
    /// They were played on different decks.
    #[error("{first} and {other} were played on different decks: only groups on one deck can be compared.")]
    Decks {
        /// The first game.
        first: String,
        /// One with another deck.
        other: String,
    },
}

/// A group and its game.
#[derive(Debug)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// Its game.
    pub review: Review,
}

/// How a group met an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The group's place.
    pub group: usize,
    /// The turn in which it fell first.
    pub turn: u8,
    /// How.
    pub fall: Fall,
    /// The orders of that turn that serve one of its learning objectives, and were not taken back.
    pub orders: Vec<ResponseId>,
    /// What the headline meters did in that turn.
    pub moved: [i16; 2],
}

/// An event that several groups met differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differently {
    /// Which.
    pub event: EventId,
    /// How each group met it that did.
    pub met: Vec<Met>,
}

/// Several groups, side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The groups, in the order in which they were named.
    pub groups: Vec<Group>,
    /// Names of files and people are left out.
    pub anonymous: bool,
    /// Events that fell in two groups or more and were met differently; those that fell differently first.
    pub differently: Vec<Differently>,
    /// What no group tried, though it was open to some: whose it was, what, and to how many groups it was open.
    pub nobody: Vec<(SeatId, Thing, usize)>,
}

impl Comparison {
    /// Compares games, each under its name.
    ///
    /// # Errors
    /// Where there are fewer than two, or their decks differ.
    pub fn of(games: Vec<Review>, anonymous: bool) -> Result<Self, CompareError> {
        let [first, _, ..] = games.as_slice() else { return Err(CompareError::TooFew) };
        let deck = |review: &Review| review.record.paper.as_ref().map(|paper| paper.deck_digest.clone());
        let other = games.iter().find(|other| {
            deck(other) != deck(first)
                || (deck(first).is_none() && other.played.deck.written != first.played.deck.written)
        });
        if let Some(other) = other {
            return Err(CompareError::Decks {
                first: crate::deck::text::clean(&first.record.name, 200),
                other: crate::deck::text::clean(&other.record.name, 200),
            });
        }
        let groups: Vec<Group> = games
            .into_iter()
            .enumerate()
            .map(|(n, review)| Group { name: if anonymous { letter(n) } else { name_of(&review.record.name) }, review })
            .collect();
        Ok(Self { differently: differently(&groups), nobody: nobody(&groups), groups, anonymous })
    }
}

/// A file's name without its ending.
fn name_of(file: &str) -> String {
    crate::deck::text::clean(file.strip_suffix(".jsonl").unwrap_or(file), 80)
}

/// `Group A`, `Group B` … `Group Z`, `Group AA` …
fn letter(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    format!("Group {}", letters.iter().rev().collect::<String>())
}

fn differently(groups: &[Group]) -> Vec<Differently> {
    let mut met: BTreeMap<EventId, Vec<Met>> = BTreeMap::new();
    for (n, group) in groups.iter().enumerate() {
        for (turn, moment) in group.review.played.moments() {
            let Event::Fell { card, fall } = moment.event else { continue };
            let of_event = met.entry(card).or_default();
            if of_event.iter().all(|met| met.group != n) {
                of_event.push(meeting(&group.review, n, turn, card, fall));
            }
        }
    }
    let mut found: Vec<Differently> = met
        .into_iter()
        .filter(|(_, met)| met.iter().any(|m| (m.fall, &m.orders) != (met[0].fall, &met[0].orders)))
        .map(|(event, met)| Differently { event, met })
        .collect();
    let falls_differ = |met: &[Met]| met.iter().any(|m| m.fall != met[0].fall);
    let spread = |met: &[Met]| {
        let moved = met.iter().map(|m| m.moved[0]);
        moved.clone().max().unwrap_or(0) - moved.min().unwrap_or(0)
    };
    found.sort_by_key(|d| (!falls_differ(&d.met), std::cmp::Reverse(spread(&d.met)), d.event));
    found
}

fn meeting(review: &Review, group: usize, turn: u8, card: EventId, fall: Fall) -> Met {
    let deck = &review.played.deck;
    let objectives = &deck.events[card.index()].objectives;
    let mut orders: Vec<ResponseId> = review
        .decisions
        .get(usize::from(turn) - 1)
        .into_iter()
        .flatten()
        .flat_map(|desk| &desk.decisions)
        .filter(|decision| decision.fate != Done::TakenBack)
        .filter_map(|decision| if let Did::Ordered(response, _) = decision.did { Some(response) } else { None })
        .filter(|response| deck.responses[response.index()].objectives.iter().any(|o| objectives.contains(o)))
        .collect();
    orders.sort_unstable();
    orders.dedup();
    let by = |meter: usize| {
        let series = review.meters.get(meter).map_or(&[][..], |story| &story.series);
        let at = |turn: usize| series.get(turn).copied().map_or(0, i16::from);
        at(usize::from(turn)) - at(usize::from(turn) - 1)
    };
    Met { group, turn, fall, orders, moved: [by(0), by(1)] }
}

/// What was open to some group and tried by none.
fn nobody(groups: &[Group]) -> Vec<(SeatId, Thing, usize)> {
    let mut open: Vec<(SeatId, Thing, usize)> = Vec::new();
    for untried in groups.iter().flat_map(|group| &group.review.untried) {
        match open.iter_mut().find(|(seat, thing, _)| (*seat, *thing) == (untried.seat, untried.thing)) {
            Some((_, _, count)) => *count += 1,
            None => open.push((untried.seat, untried.thing, 1)),
        }
    }
    open.retain(|(_, thing, _)| !groups.iter().any(|group| tried(&group.review, *thing)));
    open.sort_by_key(|(seat, _, count)| (*seat, std::cmp::Reverse(*count)));
    open
}

fn tried(review: &Review, thing: Thing) -> bool {
    review.record.steps.iter().flat_map(|step| &step.events).any(|event| match (event, thing) {
        (Event::Laid { response, .. }, Thing::Response(wanted)) => *response == wanted,
        (Event::Asked { request }, Thing::Request(wanted)) => *request == wanted,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn groups_have_letters_as_columns_have() {
        for (n, name) in [(0, "Group A"), (25, "Group Z"), (26, "Group AA"), (27, "Group AB"), (701, "Group ZZ")] {
            assert_eq!(letter(n), name);
        }
    }
}
