//! What is kept of a game, and of many.

use super::interval::Share;
use crate::deck::{Deck, FlagId, OutcomeId, limits};
use arrayvec::ArrayVec;
use serde_json::{Map, Value, json};

/// The columns of a row before and after those of the meters.
const FIRST: [&str; 6] = ["seed", "outcome", "held", "ended_well", "turns", "day_came"];
const LAST: [&str; 7] =
    ["situation", "consents", "promises_kept", "promises_broken", "orders_barred", "miscarried", "decisions"];

/// What is kept of one game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its seed.
    pub seed: u64,
    /// How it ended.
    pub outcome: Option<OutcomeId>,
    /// Whether deterrence held.
    pub held: bool,
    /// Whether it ended well: deterrence held, or the day came and was withstood.
    pub ended_well: bool,
    /// Turns played.
    pub turns: u8,
    /// Whether the day came.
    pub day_came: bool,
    /// Every meter at the end, in the deck's order.
    pub meters: ArrayVec<u8, { limits::METERS }>,
    /// The highest situation that was designated, by its place in the deck's law.
    pub situation: u8,
    /// Consents in force at the end.
    pub consents: u32,
    /// Promises kept.
    pub promises_kept: u32,
    /// Promises broken.
    pub promises_broken: u32,
    /// Orders that had become unlawful.
    pub orders_barred: u32,
    /// Joint responses that miscarried, counted once for each party.
    pub miscarried: u32,
    /// Commands that the rules accepted.
    pub decisions: u32,
    /// The flags that are set at the end, as bits.
    pub(super) flags: [u64; limits::FLAGS / 64],
}

impl Record {
    /// Whether a flag is set at the end.
    pub fn has(&self, flag: FlagId) -> bool {
        self.flags[flag.index() / 64] & 1 << (flag.index() % 64) != 0
    }

    /// The names of the columns of [`Record::row`].
    pub fn columns(deck: &Deck) -> Vec<String> {
        let meters = deck.names.meters.iter();
        FIRST.into_iter().chain(meters).chain(LAST).map(defused).collect()
    }

    /// Whether a line names the columns of [`Record::row`], for whatever deck.
    pub fn is_head(line: &str) -> bool {
        let rest = line.strip_prefix(&FIRST.join(","));
        rest.is_some_and(|rest| rest.starts_with(',') && rest.ends_with(&format!(",{}", LAST.join(","))))
    }

    /// The game as a row: numbers, ids, and 0 or 1.
    pub fn row(&self, deck: &Deck) -> Vec<String> {
        let outcome = self.outcome.map_or("", |outcome| deck.names.outcomes.name(outcome.index()));
        let mut row = vec![
            self.seed.to_string(),
            defused(outcome),
            u8::from(self.held).to_string(),
            u8::from(self.ended_well).to_string(),
            self.turns.to_string(),
            u8::from(self.day_came).to_string(),
        ];
        row.extend(self.meters.iter().map(u8::to_string));
        row.push(defused(deck.names.situations.name(usize::from(self.situation))));
        let facts = [
            self.consents,
            self.promises_kept,
            self.promises_broken,
            self.orders_barred,
            self.miscarried,
            self.decisions,
        ];
        row.extend(facts.iter().map(u32::to_string));
        row
    }
}

/// A deck's name as a cell: one that a spreadsheet would run as a formula is marked as text.
fn defused(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{name}") } else { name.to_owned() }
}

/// How a response fared over the games.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CardCount {
    /// Games in which its seat could order it at some time.
    pub legal: u64,
    /// Games in which it was carried out.
    pub played: u64,
    /// Games in which it was carried out and deterrence held.
    pub held_played: u64,
    /// Games in which it could be ordered and deterrence held.
    pub held_legal: u64,
}

/// What many games came to. Whole numbers only, so that slices add up exactly as one run would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Games played.
    pub games: u64,
    /// Games in which deterrence held.
    pub held: u64,
    /// Games that ended well: held, or withstood.
    pub ended_well: u64,
    /// Games in which the day came.
    pub day_came: u64,
    /// How often each outcome came, in the deck's order.
    pub outcomes: Vec<u64>,
    /// All turns together.
    pub turns: u64,
    /// Each meter at the end, summed over the games.
    pub meters: Vec<u64>,
    /// All decisions together.
    pub decisions: u64,
    /// Card by card, where that was counted.
    pub cards: Vec<CardCount>,
}

impl Summary {
    /// Nothing yet.
    pub fn new(deck: &Deck) -> Self {
        Self { outcomes: vec![0; deck.outcomes.len()], meters: vec![0; deck.meters.len()], ..Self::default() }
    }

    /// Adds a game.
    pub fn add(&mut self, record: &Record, cards: &[CardCount]) {
        self.games += 1;
        self.held += u64::from(record.held);
        self.ended_well += u64::from(record.ended_well);
        self.day_came += u64::from(record.day_came);
        if let Some(outcome) = record.outcome {
            self.outcomes[outcome.index()] += 1;
        }
        self.turns += u64::from(record.turns);
        self.meters.iter_mut().zip(&record.meters).for_each(|(sum, meter)| *sum += u64::from(*meter));
        self.decisions += u64::from(record.decisions);
        self.add_cards(cards);
    }

    /// Adds the games of another part of the same run.
    pub fn merge(&mut self, other: &Self) {
        let add = |into: &mut Vec<u64>, from: &[u64]| {
            into.resize(into.len().max(from.len()), 0);
            into.iter_mut().zip(from).for_each(|(into, from)| *into += from);
        };
        self.games += other.games;
        self.held += other.held;
        self.ended_well += other.ended_well;
        self.day_came += other.day_came;
        add(&mut self.outcomes, &other.outcomes);
        self.turns += other.turns;
        add(&mut self.meters, &other.meters);
        self.decisions += other.decisions;
        self.add_cards(&other.cards);
    }

    fn add_cards(&mut self, cards: &[CardCount]) {
        self.cards.resize(self.cards.len().max(cards.len()), CardCount::default());
        for (into, from) in self.cards.iter_mut().zip(cards) {
            into.legal += from.legal;
            into.played += from.played;
            into.held_played += from.held_played;
            into.held_legal += from.held_legal;
        }
    }

    /// The share of games in which deterrence held.
    pub fn share_held(&self) -> Share {
        Share::of(self.held, self.games)
    }

    /// The mean of a sum over the games.
    #[expect(clippy::cast_precision_loss, reason = "no lab plays 2^52 games")]
    pub fn mean(&self, sum: u64) -> f64 {
        if self.games == 0 { 0.0 } else { sum as f64 / self.games as f64 }
    }

    /// The summary as the stable JSON of `simulate --json`, without times.
    pub fn to_json(&self, deck: &Deck) -> Map<String, Value> {
        let by_name = |names: &mut dyn Iterator<Item = &str>, value: &dyn Fn(usize) -> Value| {
            Value::Object(names.enumerate().map(|(n, name)| (name.to_owned(), value(n))).collect())
        };
        let mean = |sum: u64| json!({ "mean": self.mean(sum), "sum": sum });
        let mut object = Map::new();
        object.insert("games".into(), self.games.into());
        let held = self.share_held();
        object.insert(
            "held".into(),
            json!({ "share": held.share, "low": held.low, "high": held.high, "games": self.held }),
        );
        object.insert("ended_well".into(), self.ended_well.into());
        object.insert("day_came".into(), self.day_came.into());
        object.insert("outcomes".into(), by_name(&mut deck.names.outcomes.iter(), &|n| self.outcomes[n].into()));
        object.insert("turns".into(), mean(self.turns));
        object.insert("meters".into(), by_name(&mut deck.names.meters.iter(), &|n| mean(self.meters[n])));
        object.insert("decisions".into(), self.decisions.into());
        if !self.cards.is_empty() {
            let card = |n: usize| {
                let card = self.cards[n];
                json!({ "legal": card.legal, "played": card.played, "held_played": card.held_played, "held_legal": card.held_legal })
            };
            object.insert("cards".into(), by_name(&mut deck.names.responses.iter(), &card));
        }
        object
    }
}
