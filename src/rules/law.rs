//! The law: one question with one answer. May this seat do this operation there? Permitted, with its
//! basis; or a step is needed; or barred, with the reason. Each answer has its source in the deck.

use super::state::State;
use crate::deck::{
    AreaKind, AreaMood, Circumstance, Deck, OperationId, OperationSet, SeatId, SituationId, Sources, Use,
};
use serde::Serialize;

/// What the law is asked: everything that it looks at, and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Whose forces.
    pub seat: SeatId,
    /// What they would do.
    pub operation: OperationId,
    /// What the area is.
    pub kind: AreaKind,
    /// Fighting takes place there.
    pub combat: bool,
    /// The unit would serve under a foreign commander.
    pub integrated: bool,
    /// Whoever holds the area has agreed.
    pub invited: bool,
    /// What is designated.
    pub situation: SituationId,
    /// The approved plan.
    pub plan: OperationSet,
    /// Which consents are given, as bits by their place in the deck.
    pub consents: u32,
}

/// The law's answer. The numbers are places in the deck's law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It may be done.
    Permitted(Basis),
    /// It may be done after a step.
    Needs(Step),
    /// It may not be done.
    Barred(Why),
}

/// On what an operation rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The law does not bind this seat.
    Authority(SeatId),
    /// A row of the law.
    Row(usize),
    /// A consent that was given.
    Consent(usize),
    /// A consent that is not needed here.
    NoConsentNeeded(usize),
    /// A ruling of the facilitator.
    Ruling,
}

/// What would open an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A designation, and the row that would then permit it.
    Designate(SituationId, usize),
    /// The plan has to list it.
    Plan(usize),
    /// A consent has to be given.
    Consent(usize),
}

/// Why an operation is barred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is never permitted.
    Prohibited(usize),
    /// Not in this kind of area.
    Area(usize),
    /// A circumstance rules it out.
    Unless(usize, usize),
    /// No row names it.
    NoBasis,
    /// A ruling of the facilitator.
    Ruling,
}

/// A verdict in words, with its source: what a person is shown, and `law --json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// `permitted`, `needs` or `barred`.
    pub verdict: &'static str,
    /// The reason, as it stands in the deck.
    pub why: String,
    /// The fact's id that decides; `scenario` where the deck goes beyond the report.
    pub source: String,
}

impl Finding {
    /// Whether it may be done.
    pub const fn is_permitted(self) -> bool {
        matches!(self, Self::Permitted(_))
    }

    /// The finding in words.
    pub fn explain(self, deck: &Deck, language: &str) -> Verdict {
        let law = &deck.law;
        let (verdict, why, source) = match self {
            Self::Permitted(basis) => {
                let (why, source) = match basis {
                    Basis::Authority(seat) => (deck.seats[seat.index()].authority.get(language).to_owned(), None),
                    Basis::Row(row) => (law.rows[row].permits.get(language).to_owned(), Some(&law.rows[row].source)),
                    Basis::Consent(n) => {
                        (law.consents[n].permits.get(language).to_owned(), Some(&law.consents[n].source))
                    }
                    Basis::NoConsentNeeded(n) => {
                        let text = law.consents[n].not_needed.as_ref().map(|free| free.because.get(language));
                        (text.unwrap_or_default().to_owned(), Some(&law.consents[n].source))
                    }
                    Basis::Ruling => ("The facilitator has ruled that it may be done.".to_owned(), None),
                };
                ("permitted", why, source)
            }
            Self::Needs(step) => {
                let (why, source) = match step {
                    Step::Designate(situation, row) => {
                        let name = law.situations[situation.index()].name.get(language);
                        let row = &law.rows[row];
                        (format!("Needs the designation “{name}”. {}", row.permits.get(language)), Some(&row.source))
                    }
                    Step::Plan(_) => (law.plan_because.get(language).to_owned(), Some(&law.plan_source)),
                    Step::Consent(n) => {
                        (law.consents[n].because.get(language).to_owned(), Some(&law.consents[n].source))
                    }
                };
                ("needs", why, source)
            }
            Self::Barred(why) => {
                let (why, source) = match why {
                    Why::Prohibited(n) => {
                        (law.prohibitions[n].because.get(language).to_owned(), Some(&law.prohibitions[n].source))
                    }
                    Why::Area(row) => {
                        (law.rows[row].because.get(language).to_owned(), Some(&law.rows[row].limit_source))
                    }
                    Why::Unless(row, n) => {
                        let (_, because, source) = &law.rows[row].unless[n];
                        (because.get(language).to_owned(), Some(source))
                    }
                    Why::NoBasis => ("No row of the law names this operation.".to_owned(), None),
                    Why::Ruling => ("The facilitator has ruled that it may not be done.".to_owned(), None),
                };
                ("barred", why, source)
            }
        };
        Verdict { verdict, why, source: source.map_or("scenario", first_source).to_owned() }
    }
}

fn first_source(sources: &Sources) -> &str {
    sources.first().map_or("scenario", |source| source)
}

/// What the law says of a case.
///
/// What is permitted as things stand is permitted; else what the plan has to list; else what a higher situation
/// would permit, the nearest of them first. Only what no step opens is barred (L3 to L10).
pub fn judge(deck: &Deck, case: &Case) -> Finding {
    if let Some(finding) = judge_consent(deck, case) {
        return finding;
    }
    if case.seat != deck.law.seat {
        return Finding::Permitted(Basis::Authority(case.seat));
    }
    let now = judge_in(deck, case, case.situation);
    if !matches!(now, Finding::Barred(_)) {
        return now;
    }
    let mut told = now;
    for situation in (case.situation.index() + 1..deck.law.situations.len()).map(SituationId::at) {
        match judge_in(deck, case, situation) {
            Finding::Permitted(Basis::Row(row)) | Finding::Needs(Step::Plan(row)) => {
                return Finding::Needs(Step::Designate(situation, row));
            }
            // What is not named yet is told by the limits of the situation that names it.
            barred if told == Finding::Barred(Why::NoBasis) => told = barred,
            _ => {}
        }
    }
    told
}

/// What the law says of an operation that needs the bound seat's consent; `None` of any other.
fn judge_consent(deck: &Deck, case: &Case) -> Option<Finding> {
    for (n, consent) in deck.law.consents.iter().enumerate() {
        if consent.seat != case.seat || !consent.operations.has(case.operation) {
            continue;
        }
        let free = |free: &crate::deck::Exemption| free.covers(case.operation, case.situation, case.kind);
        return Some(if consent.not_needed.as_ref().is_some_and(free) {
            Finding::Permitted(Basis::NoConsentNeeded(n))
        } else if case.consents & 1 << n != 0 {
            Finding::Permitted(Basis::Consent(n))
        } else {
            Finding::Needs(Step::Consent(n))
        });
    }
    None
}

/// What one situation says of a case, were it the one designated: permitted, waiting for the plan, or barred.
fn judge_in(deck: &Deck, case: &Case, situation: SituationId) -> Finding {
    let law = &deck.law;
    let (bit, kind) = (1_u8 << situation.0, Deck::kind_bit(case.kind));
    let prohibited = law
        .prohibitions
        .iter()
        .position(|p| p.operations.has(case.operation) && p.areas & kind != 0 && p.situations & bit != 0);
    if let Some(n) = prohibited {
        return Finding::Barred(Why::Prohibited(n));
    }
    // A plan belongs to the situation that asked for it: of a higher one, what it could list counts as listed.
    let listed = situation != case.situation || case.plan.has(case.operation);
    let mut nearest = Finding::Barred(Why::NoBasis);
    for number in deck.lists.rows(case.operation) {
        let row = &law.rows[number];
        if row.situations & bit == 0 {
            continue;
        }
        let ruled_out = row.unless.iter().position(|(circumstance, _, _)| match circumstance {
            Circumstance::Combat => case.combat,
            Circumstance::ForeignCommand => case.integrated,
            Circumstance::Uninvited => !case.invited,
        });
        let found = if row.areas & kind == 0 {
            Finding::Barred(Why::Area(number))
        } else if let Some(n) = ruled_out {
            Finding::Barred(Why::Unless(number, n))
        } else if law.situations[situation.index()].plan && !row.outside_plan && !listed {
            Finding::Needs(Step::Plan(number))
        } else {
            return Finding::Permitted(Basis::Row(number));
        };
        if rank(found) > rank(nearest) {
            nearest = found;
        }
    }
    nearest
}

/// Which of several findings is told: the one nearest to a permission.
const fn rank(finding: Finding) -> u8 {
    match finding {
        Finding::Permitted(_) => 4,
        Finding::Needs(_) => 3,
        Finding::Barred(Why::Unless(..)) => 2,
        Finding::Barred(Why::Area(_)) => 1,
        Finding::Barred(_) => 0,
    }
}

/// What the law says of a use in a state, rulings of the facilitator before it.
pub fn may(deck: &Deck, state: &State, used: Use) -> Finding {
    let ruling = state
        .rulings
        .iter()
        .rev()
        .find(|ruling| ruling.operation == used.operation && ruling.area.is_none_or(|area| area == used.area));
    if let Some(ruling) = ruling {
        return if ruling.permitted { Finding::Permitted(Basis::Ruling) } else { Finding::Barred(Why::Ruling) };
    }
    judge(deck, &case(deck, state, used))
}

fn case(deck: &Deck, state: &State, used: Use) -> Case {
    let given = deck.law.consents.iter().enumerate().filter(|(_, consent)| state.flag(consent.flag));
    Case {
        seat: used.by,
        operation: used.operation,
        kind: deck.areas[used.area.index()].kind,
        combat: state.area(used.area) == AreaMood::Combat,
        integrated: used.integrated,
        invited: used.invited,
        situation: state.situation,
        plan: state.plan,
        consents: given.fold(0, |bits, (n, _)| bits | 1 << n),
    }
}

/// The operations that a plan for a situation can list.
pub fn plannable(deck: &Deck, situation: SituationId) -> OperationSet {
    let rows = deck.law.rows.iter().filter(|row| row.situations & 1 << situation.0 != 0 && !row.outside_plan);
    OperationSet(rows.fold(0, |bits, row| bits | row.operations.0))
}
