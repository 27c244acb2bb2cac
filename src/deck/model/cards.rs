//! The cards: events, responses, requests, promises, objectives and outcomes.

use super::*;

/// An event card.
#[derive(Debug)]
pub struct Event {
    /// The rungs from whose pool it is drawn, as bits.
    pub rungs: u16,
    /// How likely.
    pub weight: u8,
    /// The acts, as bits.
    pub acts: u8,
    /// Can fall again.
    pub repeat: bool,
    /// Where the state remembers that it fell, where anything asks.
    pub memory: Option<u16>,
    /// Can be drawn only while these hold.
    pub when: Conditions,
    /// One line.
    pub headline: Text,
    /// What everyone reads.
    pub brief: Text,
    /// Who or what does it, where it is not the adversary.
    pub by: Option<Text>,
    /// What single seats read besides, by seat.
    pub briefs: Vec<Option<Text>>,
    /// The seats whose briefs are passed on to those with whom they share what they notice.
    pub passed_on: SeatSet,
    /// How these briefs read to those to whom they are passed on, by seat, where that differs.
    pub passed_on_as: Vec<Option<Text>>,
    /// What it looks like the turn before.
    pub signal: Option<Text>,
    /// Where the map shows it.
    pub area: Option<AreaId>,
    /// What it does.
    pub effects: Effects,
    /// Its dice.
    pub rolls: Vec<Roll>,
    /// What prevents it.
    pub forestalled: Option<Fallback>,
    /// What takes the edge off it.
    pub softened: Option<Fallback>,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// For the debrief.
    pub question: Option<Text>,
    /// Where it comes from.
    pub source: Sources,
}

/// What happens in an event's place.
#[derive(Debug)]
pub struct Fallback {
    /// When.
    pub when: Conditions,
    /// One line for what came instead.
    pub headline: Option<Text>,
    /// What everyone reads.
    pub text: Text,
    /// What single seats read besides, by seat.
    pub briefs: Vec<Option<Text>>,
    /// How these briefs read to those to whom they are passed on, by seat, where that differs.
    pub passed_on_as: Vec<Option<Text>>,
    /// What it does.
    pub effects: Effects,
}

/// A die.
#[derive(Debug)]
pub struct Roll {
    /// What it decides.
    pub label: Text,
    /// The chance of success.
    pub chance: Chance,
    /// What follows success, and what follows failure.
    pub effects: [Effects; 2],
    /// What the table reads on success, and on failure.
    pub texts: [Option<Text>; 2],
}

/// A response card.
#[derive(Debug)]
pub struct Response {
    /// The seat that orders it.
    pub seat: SeatId,
    /// All that must order it in the same turn, the seat itself among them.
    pub parties: SeatSet,
    /// What sort of thing it is.
    pub category: Category,
    /// The acts, as bits.
    pub acts: u8,
    /// What it takes of the orders.
    pub cost: u8,
    /// How many turns it takes.
    pub takes: u8,
    /// Goes on.
    pub standing: bool,
    /// Can be ordered again.
    pub repeat: bool,
    /// Where the state remembers that it was carried out, where anything asks.
    pub memory: Option<u16>,
    /// Can be ordered only while these hold.
    pub when: Conditions,
    /// Why not, where they do not.
    pub unless_met: Option<Text>,
    /// What the law is asked about.
    pub uses: Vec<Use>,
    /// Announcing it is a choice: as written it can be done in either manner.
    pub announced: bool,
    /// What it does when announced, where it can be.
    pub publicly: Option<Effects>,
    /// What it does when done quietly, where it can be.
    pub quietly: Option<Effects>,
    /// What it does either way.
    pub effects: Effects,
    /// What it does at each turn's end.
    pub each_turn: Effects,
    /// What happens when it ends.
    pub when_ended: Effects,
    /// Its dice.
    pub rolls: Vec<Roll>,
    /// Its title.
    pub title: Text,
    /// What the staff says.
    pub staff_note: Text,
    /// Its legal basis, in words.
    pub basis: Text,
    /// For the debrief.
    pub question: Text,
    /// Who learns of it even when done quietly, the parties among them.
    pub known_to: SeatSet,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Where it comes from.
    pub source: Sources,
}

/// An operation in an area.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    /// The operation.
    pub operation: OperationId,
    /// The area.
    pub area: AreaId,
    /// Whose forces.
    pub by: SeatId,
    /// Under a foreign commander.
    pub integrated: bool,
    /// Whoever holds the area has agreed.
    pub invited: bool,
}

/// A request card.
#[derive(Debug)]
pub struct Request {
    /// Who asks.
    pub from: SeatId,
    /// Who is asked.
    pub to: SeatId,
    /// The acts, as bits.
    pub acts: u8,
    /// Its title.
    pub title: Text,
    /// What is said to the seat that is asked.
    pub text: Text,
    /// Can be asked only while these hold.
    pub when: Conditions,
    /// Why not, where they do not.
    pub unless_met: Option<Text>,
    /// Turns before it can be asked again after it was declined.
    pub again_after: u8,
    /// What the law is asked about before it can be accepted.
    pub uses: Vec<Use>,
    /// Accept, decline, defer: what is said, and what follows.
    pub answers: [(Text, Effects); 3],
    /// What the asked seat's staff says.
    pub staff_note: Text,
    /// For the debrief.
    pub question: Text,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Where it comes from.
    pub source: Sources,
}

/// What works on the table at each turn's end while its conditions hold.
#[derive(Debug)]
pub struct Pressure {
    /// What it is, in a few words.
    pub title: Text,
    /// What the table reads each time.
    pub text: Text,
    /// When it works.
    pub when: Conditions,
    /// What it does.
    pub effects: Effects,
    /// Where it comes from.
    pub source: Sources,
}

/// A promise.
#[derive(Debug)]
pub struct Promise {
    /// Who is bound.
    pub seat: SeatId,
    /// What was said.
    pub title: Text,
    /// What it binds to.
    pub text: Text,
    /// Its moment.
    pub when: Conditions,
    /// Turns to keep it.
    pub within: u8,
    /// What keeps it.
    pub kept_when: Conditions,
    /// What keeping, breaking, walking back does.
    pub effects: [Effects; 3],
    /// Where it comes from.
    pub source: Sources,
}

/// A learning objective.
#[derive(Debug)]
pub struct Objective {
    /// Its title.
    pub title: Text,
    /// What a participant should be able to say.
    pub about: Text,
}

/// An outcome.
#[derive(Debug)]
pub struct Outcome {
    /// Its title.
    pub title: Text,
    /// What came of it.
    pub epilogue: Text,
    /// Whether deterrence held.
    pub held: bool,
    /// The day came and was withstood.
    pub withstood: bool,
    /// When it ends the game.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}

impl Outcome {
    /// Whether it is a good end: deterrence held, or the day came and was withstood.
    pub const fn is_good(&self) -> bool {
        self.held || self.withstood
    }
}
