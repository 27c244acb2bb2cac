//! Why a command is not accepted: a value with its reason, shown to the player as it stands.

use super::law::Finding;
use crate::deck::prose::quoted;
use crate::deck::{Deck, PromiseId, RequestId, ResponseId, SituationId};

/// Why a command is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The game is over.
    Over,
    /// The facilitator has paused the game.
    Paused,
    /// The adversary has yet to choose what it does.
    DrawDue,
    /// The adversary has nothing to choose now.
    NoDrawDue,
    /// Not as many events as are due, one of them twice, or one that cannot come now.
    BadDraw,
    /// The seat has sealed its orders for this turn.
    Sealed,
    /// That is for the facilitator alone.
    FacilitatorOnly,
    /// That is for a seat, not the facilitator.
    SeatOnly,
    /// That is for the adversary alone.
    AdversaryOnly,
    /// The adversary draws events and does nothing else.
    AdversaryOnlyDraws,
    /// The response belongs to another seat.
    NotYours,
    /// Not in this act.
    NotInAct,
    /// The scenario leaves it out.
    NotInPlay,
    /// Already laid for this turn.
    AlreadyLaid,
    /// It can be ordered only once.
    AlreadyDone,
    /// It is running, or being made ready.
    AlreadyRunning,
    /// It cannot be done in this manner.
    NoSuchManner,
    /// Its conditions do not hold.
    Unmet(ResponseId),
    /// The orders left do not pay for it.
    TooCostly {
        /// What it costs.
        cost: u8,
        /// What is left.
        left: u8,
    },
    /// There is no room for another.
    TooMany,
    /// The law does not permit it.
    Unlawful(Finding),
    /// No such order was laid.
    NotLaid,
    /// It is another seat that asks this.
    NotYoursToAsk,
    /// It is another seat that is asked this.
    NotYoursToAnswer,
    /// It waits for an answer already.
    AlreadyAsked,
    /// It was accepted: it is settled.
    Settled,
    /// It was declined not long ago.
    TooSoon {
        /// The turn from which it can be asked again.
        turn: u8,
    },
    /// The conditions for asking do not hold.
    CannotAsk(RequestId),
    /// Nothing waits for this answer.
    NothingAsked,
    /// A request waits for an answer first.
    MustAnswer(RequestId),
    /// The law does not bind this seat: it designates nothing.
    NotYoursToDesignate,
    /// A procedure is under way.
    ProcedureUnderWay,
    /// No procedure is under way.
    NoProcedure,
    /// It is designated already.
    AlreadyDesignated,
    /// The ordinary state needs no designation, and a lower situation is not designated over a higher one.
    NotHigher,
    /// What the situation needs has not come about.
    CannotDesignate(SituationId),
    /// The plan lists nothing.
    EmptyPlan,
    /// The plan lists what this situation cannot permit.
    NotPlannable,
    /// The situation needs no plan.
    NoPlanNeeded,
    /// It is not running.
    NotRunning,
    /// The promise is another seat's.
    NotYourPromise,
    /// It was not made, or is settled.
    NotPromised,
    /// Its moment has come: it can only be kept or broken.
    PromiseIsDue(PromiseId),
    /// The text is empty or too long (400 characters at most), or holds characters that cannot be drawn.
    BadText,
    /// A number is out of its range.
    BadNumber,
    /// There is no such turn to go back to.
    NoSuchTurn,
    /// The game is not paused.
    NotPaused,
    /// It is so already.
    NothingChanges,
    /// There is no such seat, card or entry in this deck.
    Unknown,
}

/// A refusal in words, with a source where the law decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Why not, and what to do.
    pub why: String,
    /// The fact that decided, where one did.
    pub source: Option<String>,
}

impl Refusal {
    /// The refusal in words.
    pub fn explain(&self, deck: &Deck, language: &str) -> Reason {
        let title = |request: RequestId| deck.requests[request.index()].title.get(language);
        let why = match *self {
            Self::Unlawful(finding) => {
                let verdict = finding.explain(deck, language);
                return Reason { why: verdict.why, source: Some(verdict.source) };
            }
            Self::Over => "The game is over.".to_owned(),
            Self::Paused => "The facilitator has paused the game.".to_owned(),
            Self::DrawDue => format!("{} has yet to choose what it does.", deck.ladder.who.get(language)),
            Self::NoDrawDue => format!("{} has nothing to choose now.", deck.ladder.who.get(language)),
            Self::BadDraw => {
                "It chooses as many events as are due, each once, out of those that can come now.".to_owned()
            }
            Self::Sealed => "This seat has sealed its orders for the turn.".to_owned(),
            Self::FacilitatorOnly => "That is for the facilitator.".to_owned(),
            Self::SeatOnly => "That is for a seat at the table.".to_owned(),
            Self::AdversaryOnly => {
                format!("That is for {}.", crate::deck::prose::inside(deck.ladder.who.get(language)))
            }
            Self::AdversaryOnlyDraws => {
                format!("{} chooses what it does, and nothing else.", deck.ladder.who.get(language))
            }
            Self::NotYours => "That is another seat's to order.".to_owned(),
            Self::NotInAct => "Not in this act.".to_owned(),
            Self::NotInPlay => "This scenario leaves it out.".to_owned(),
            Self::AlreadyLaid => "It is laid for this turn already.".to_owned(),
            Self::AlreadyDone => "It has been done; it can be ordered only once.".to_owned(),
            Self::AlreadyRunning => "It is running already, or being made ready.".to_owned(),
            Self::NoSuchManner => "It cannot be done in that manner.".to_owned(),
            Self::Unmet(response) => {
                let card = &deck.responses[response.index()];
                match &card.unless_met {
                    Some(text) => text.get(language).to_owned(),
                    None => format!("Only when {}.", crate::deck::prose::conditions(deck, language, &card.when)),
                }
            }
            Self::TooCostly { cost, left } => {
                format!("It takes {cost} of this turn's orders; {left} are left.")
            }
            Self::TooMany => "Too much is under way at once: stand something down first.".to_owned(),
            Self::NotLaid => "No such order was laid.".to_owned(),
            Self::NotYoursToAsk => "It is another seat that asks this.".to_owned(),
            Self::NotYoursToAnswer => "It is another seat that answers this.".to_owned(),
            Self::AlreadyAsked => "It waits for an answer already.".to_owned(),
            Self::Settled => "It was accepted: it is settled.".to_owned(),
            Self::TooSoon { turn } => format!("It was declined; it can be asked again from turn {turn}."),
            Self::CannotAsk(request) => {
                let card = &deck.requests[request.index()];
                match &card.unless_met {
                    Some(text) => text.get(language).to_owned(),
                    None => format!("Only when {}.", crate::deck::prose::conditions(deck, language, &card.when)),
                }
            }
            Self::NothingAsked => "Nothing waits for this answer.".to_owned(),
            Self::MustAnswer(request) => {
                format!(
                    "{} waits for your answer: accept, decline or defer it before you seal.",
                    quoted(title(request))
                )
            }
            Self::NotYoursToDesignate => {
                format!("Only {} designates situations.", deck.seats[deck.law.seat.index()].name.get(language))
            }
            Self::ProcedureUnderWay => "A procedure is under way; drop it first to open another.".to_owned(),
            Self::NoProcedure => "No procedure is under way.".to_owned(),
            Self::AlreadyDesignated => "It is designated already.".to_owned(),
            Self::NotHigher => "A higher situation is designated already.".to_owned(),
            Self::CannotDesignate(situation) => {
                let card = &deck.law.situations[situation.index()];
                match card.unless_met.get(language) {
                    "" => format!("Only when {}.", crate::deck::prose::conditions(deck, language, &card.when)),
                    text => text.to_owned(),
                }
            }
            Self::EmptyPlan => {
                format!("The {} lists no operation: tick at least one.", deck.law.plan_name.get(language))
            }
            Self::NotPlannable => "The plan lists an operation that this situation cannot permit.".to_owned(),
            Self::NoPlanNeeded => "This situation needs no plan.".to_owned(),
            Self::NotRunning => "It is not running.".to_owned(),
            Self::NotYourPromise => "That is another seat's promise.".to_owned(),
            Self::NotPromised => "No such promise stands open.".to_owned(),
            Self::PromiseIsDue(promise) => {
                let title = quoted(deck.promises[promise.index()].title.get(language));
                format!("The moment of {title} has come: it can only be kept or broken now.")
            }
            Self::BadText => "Write 1 to 400 characters, without control characters.".to_owned(),
            Self::BadNumber => "That number is out of range.".to_owned(),
            Self::NoSuchTurn => "There is no such turn to go back to.".to_owned(),
            Self::NotPaused => "The game is not paused.".to_owned(),
            Self::NothingChanges => "It is so already.".to_owned(),
            Self::Unknown => "There is no such thing in this deck.".to_owned(),
        };
        Reason { why, source: None }
    }

    /// Whether it is the law, or a step it asks for, that stands in the way.
    pub const fn finding(&self) -> Option<Finding> {
        match self {
            Self::Unlawful(finding) => Some(*finding),
            _ => None,
        }
    }
}
