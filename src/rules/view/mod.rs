//! A seat's view of the table as a front end draws it: everything that seat may know, in words, and nothing
//! else. The facilitator's view holds everything. Serialises (within the deck's scope of names) to stable JSON.

mod build;
mod cards;
mod closed;
mod law;
mod matrix;
mod options;
mod question;
mod story;

pub use build::{at, date, of};
pub use cards::{CardView, PromiseView, RequestView};
pub use law::{LawView, Permit, ProcedureView, SituationView, StageView};
pub use options::{Mark, OptionView, UseView};
pub use question::{AnswerView, ChanceView, EndView, QuestionView};
pub use story::{LineKind, LogLine, line as story_line};

use super::state::Manner;
use crate::deck::{ActKind, AreaId, AreaKind, AreaMood, MeterId, ResponseId, RungId, SeatId, Step};
use serde::Serialize;

/// What somebody may know of the table.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// Whose view it is; nobody's is the facilitator's.
    pub seat: Option<SeatId>,
    /// Where the game stands.
    pub header: Header,
    /// The seat's standing brief.
    pub brief: String,
    /// The meters that are shown, headline meters first.
    pub meters: Vec<MeterView>,
    /// The areas.
    pub areas: Vec<AreaView>,
    /// What a guided game tells this seat to try in this turn.
    pub lessons: Vec<LessonView>,
    /// What time alone did to the meters at the start of this turn: “Deterrence 50 → 30”.
    pub drift: Vec<String>,
    /// What Beijing did this turn.
    pub cards: Vec<CardView>,
    /// What may come: indications that this seat noticed, true and false alike.
    pub signals: Vec<String>,
    /// What this seat could order, the barred with their reasons.
    pub options: Vec<OptionView>,
    /// What this turn's orders may cost together, and what those laid cost.
    pub orders: (u8, u8),
    /// Requests that wait for this seat's answer.
    pub incoming: Vec<RequestView>,
    /// Requests that this seat could make or has made.
    pub outgoing: Vec<RequestView>,
    /// Where the law stands.
    pub law: LawView,
    /// The say–do ledger.
    pub promises: Vec<PromiseView>,
    /// Standing operations and works that this seat knows of.
    pub running: Vec<RunningView>,
    /// What this seat wants for itself.
    pub objectives: Vec<ObjectiveView>,
    /// Who sits at the table, and who has sealed.
    pub seats: Vec<SeatView>,
    /// What happened, as far as this seat may know, oldest first.
    pub log: Vec<LogLine>,
    /// What Beijing's question comes to as things stand.
    pub outlook: QuestionView,
    /// The last question that was asked.
    pub question: Option<QuestionView>,
    /// How the game ended, if it has.
    pub end: Option<EndView>,
    /// Terms that the help explains: term, meaning.
    pub glossary: Vec<(String, String)>,
}

impl View {
    /// The options in the order in which they are listed: what can be ordered first.
    pub fn sorted_options(&self) -> Vec<&OptionView> {
        let mut options: Vec<&OptionView> = self.options.iter().collect();
        options.sort_by_key(|option| (option.mark, option.category));
        options
    }

    /// What this seat has written down for itself, oldest first. The facilitator: what everybody has.
    pub fn notes(&self) -> impl DoubleEndedIterator<Item = &LogLine> {
        self.log.iter().filter(|line| line.kind == LineKind::Note)
    }
}

/// A step of a guided game.
#[derive(Debug, Clone, Serialize)]
pub struct LessonView {
    /// What is to be tried, in a few words.
    pub title: String,
    /// What it is about, and what to look for.
    pub text: String,
    /// What is to be done: a front end says how.
    pub step: Option<Step>,
    /// Whether it is done; nothing where it is only to be read.
    pub done: Option<bool>,
}

/// Where the game stands.
#[derive(Debug, Clone, Serialize)]
pub struct Header {
    /// The deck's title.
    pub deck: String,
    /// The scenario's title.
    pub scenario: String,
    /// The seat's short name, or `Facilitator`.
    pub seat: String,
    /// Who that is.
    pub title: String,
    /// The act.
    pub act: ActKind,
    /// What the table read when the act began.
    pub act_brief: String,
    /// The turn, from 1.
    pub turn: u8,
    /// The turn within its act, and how many that has at most.
    pub turn_in_act: (u8, u8),
    /// The date, `2027-04-01`.
    pub date: String,
    /// Where Beijing stands.
    pub rung: RungId,
    /// The ladder, lowest first.
    pub rungs: Vec<RungView>,
    /// Who decides: `Beijing`.
    pub who: String,
    /// The question: `Is today the day?`
    pub question: String,
    /// Nobody acts.
    pub paused: bool,
    /// Whether the staff may give estimates.
    pub estimates: bool,
}

/// A rung of the ladder.
#[derive(Debug, Clone, Serialize)]
pub struct RungView {
    /// Its name.
    pub name: String,
    /// What it means.
    pub about: String,
    /// The day has come.
    pub attack: bool,
}

/// A meter.
#[derive(Debug, Clone, Serialize)]
pub struct MeterView {
    /// Which.
    pub meter: MeterId,
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub about: String,
    /// Its value, 0–100.
    pub value: u8,
    /// Its value when the last turn began (this turn's, in the first turn).
    pub before: u8,
    /// Its value at the start of each turn.
    pub history: Vec<u8>,
    /// One of the two headline meters.
    pub headline: bool,
    /// Where it settles as things stand, and what puts it there.
    pub settles: Option<ChanceView>,
}

/// An area.
#[derive(Debug, Clone, Serialize)]
pub struct AreaView {
    /// Which.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// Thousandths of a degree east and north.
    pub position: (i32, i32),
    /// What it is to the law.
    pub kind: AreaKind,
    /// What that kind is called.
    pub kind_name: String,
    /// Its state.
    pub mood: AreaMood,
    /// Titles of the operations that run there, as far as this seat knows.
    pub operations: Vec<String>,
    /// Headlines of what Beijing did there this turn.
    pub cards: Vec<String>,
}

/// A standing operation or a work.
#[derive(Debug, Clone, Serialize)]
pub struct RunningView {
    /// Which response.
    pub response: ResponseId,
    /// Its title.
    pub title: String,
    /// Whose.
    pub seat: String,
    /// Whether this seat can end it.
    pub mine: bool,
    /// Since which turn.
    pub since: u8,
    /// For a work: the turn at whose start it is done.
    pub ready: Option<u8>,
    /// Openly or not.
    pub manner: Manner,
}

/// Something a seat wants for itself.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectiveView {
    /// Whose.
    pub seat: SeatId,
    /// What is wanted.
    pub title: String,
    /// Its points.
    pub points: u8,
    /// Whether it would be met as things stand.
    pub met: bool,
}

/// A seat at the table.
#[derive(Debug, Clone, Serialize)]
pub struct SeatView {
    /// Which.
    pub seat: SeatId,
    /// Its short name.
    pub name: String,
    /// Who it is.
    pub title: String,
    /// Whether it has sealed.
    pub sealed: bool,
}
