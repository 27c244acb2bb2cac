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
pub use story::{count, line as story_line};

use super::holds::Odds;
use super::law::Verdict;
use super::state::{Fall, Manner};
use crate::deck::{
    ActKind, Answered, AreaId, AreaKind, AreaMood, Category, EventId, MeterId, OperationId, OperationSet, OutcomeId,
    PromiseId, PromiseMark, RequestId, ResponseId, RungId, SeatId, SituationId, Step,
};
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

/// What Beijing did.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// Which event.
    pub event: EventId,
    /// One line.
    pub headline: String,
    /// What everyone reads.
    pub text: String,
    /// What this seat reads besides. (The facilitator: every seat's, one after the other.)
    pub brief: Option<String>,
    /// What other seats pass on of their own briefs, each with who does.
    pub passed_on: Vec<(String, String)>,
    /// How it came.
    pub fall: Fall,
    /// What it did, in words.
    pub did: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

/// How an option stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Laid for this turn.
    Laid,
    /// Can be ordered.
    Allowed,
    /// Lawful, but its conditions do not hold, or the orders left do not pay for it.
    NotNow,
    /// A step of the law is needed first.
    Needs,
    /// The law bars it.
    Barred,
    /// Running, or being made ready.
    Running,
    /// Done: it can be ordered only once.
    Done,
}

/// Something a seat could order.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Which response.
    pub response: ResponseId,
    /// Its title.
    pub title: String,
    /// What sort of thing it is.
    pub category: Category,
    /// What it takes of the orders.
    pub cost: u8,
    /// How many turns it takes.
    pub takes: u8,
    /// Goes on once ordered.
    pub standing: bool,
    /// How it stands.
    pub mark: Mark,
    /// The manners in which it can be ordered now.
    pub manners: Vec<Manner>,
    /// The manner in which it was laid.
    pub laid: Option<Manner>,
    /// Why it cannot be ordered, where it cannot.
    pub reason: Option<String>,
    /// The fact behind the reason.
    pub reason_source: Option<String>,
    /// The earlier decision that closed it, if one did.
    pub closed_by: Option<String>,
    /// The operations it uses and what the law says of each.
    pub uses: Vec<UseView>,
    /// Who must order it too.
    pub partners: Vec<String>,
    /// The partners that have. (Partners see each other's orders for joint responses.)
    pub partners_ready: Vec<String>,
    /// What it does either way, in words.
    pub effects: String,
    /// What it does when announced, if it can be.
    pub publicly: Option<String>,
    /// What it does when done quietly, if it can be.
    pub quietly: Option<String>,
    /// What it does each turn.
    pub each_turn: String,
    /// What its dice decide, each with its chance as things stand.
    pub dice: Vec<(String, u8)>,
    /// What the staff says.
    pub staff_note: String,
    /// Its legal basis, in words.
    pub basis: String,
    /// A question for the debrief.
    pub question: String,
    /// Where it comes from.
    pub source: String,
}

/// An operation in an area, and what the law says of it.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    /// The operation.
    pub operation: OperationId,
    /// Its name.
    pub operation_name: String,
    /// The area.
    pub area: AreaId,
    /// Its name.
    pub area_name: String,
    /// What the law says.
    pub verdict: Verdict,
}

/// A request.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// Which.
    pub request: RequestId,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub from: String,
    /// Who is asked.
    pub to: String,
    /// What is said.
    pub text: String,
    /// How it stands.
    pub is: Option<Answered>,
    /// Why it cannot be asked (outgoing) or accepted (incoming) now, where it cannot.
    pub reason: Option<String>,
    /// Accepting, declining, putting off: what is said, and what follows in words.
    pub answers: [(String, String); 3],
    /// What the staff of the asked seat says. Empty for others.
    pub staff_note: String,
    /// Where it comes from.
    pub source: String,
}

/// Where the law stands.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    /// Whom it binds.
    pub binds: String,
    /// Whether it binds this seat.
    pub mine: bool,
    /// The situations, lowest first.
    pub situations: Vec<SituationView>,
    /// The designated situation.
    pub now: SituationId,
    /// What the plan is called.
    pub plan_name: String,
    /// What the approved plan lists.
    pub plan: OperationSet,
    /// The procedure under way.
    pub procedure: Option<ProcedureView>,
    /// Names of the operations, by id.
    pub operations: Vec<String>,
    /// Consents: what for, given or not.
    pub consents: Vec<(String, bool)>,
    /// Rulings of the facilitator, in words.
    pub rulings: Vec<String>,
}

/// A situation.
#[derive(Debug, Clone, Serialize)]
pub struct SituationView {
    /// Which.
    pub situation: SituationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it permits, row by row, each with its source.
    pub permits: Vec<(String, String)>,
    /// What it permits, operation by kind of area: Japanese territory, surrounding waters, high seas, foreign
    /// territory. Operations that it permits nowhere are left out.
    pub matrix: Vec<(OperationId, [Permit; 4])>,
    /// It needs a plan.
    pub plan: bool,
    /// What a plan for it can list.
    pub plannable: OperationSet,
    /// Why its designation cannot be opened now, where it cannot.
    pub reason: Option<String>,
    /// The stages of its designation: name, turns, chance as things stand for the narrowest plan.
    pub stages: Vec<StageView>,
    /// Where it comes from.
    pub source: String,
}

/// What a situation permits of an operation in a kind of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Permit {
    /// Also where combat takes place.
    Always,
    /// Only away from combat.
    OutsideCombat,
    /// If the approved plan lists it.
    Listed,
    /// Not at all.
    Never,
}

/// A stage of a designation.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// How many turn ends it takes as things stand.
    pub turns: u8,
    /// Its chance as things stand, by the number of operations in the plan: the first is for one (or none needed).
    pub chances: Vec<u8>,
    /// Its terms as things stand, for the narrowest plan: label and what each adds.
    pub terms: Vec<(String, i16)>,
}

/// A procedure under way.
#[derive(Debug, Clone, Serialize)]
pub struct ProcedureView {
    /// The situation to be designated.
    pub situation: SituationId,
    /// Its name.
    pub name: String,
    /// The plan that goes with it.
    pub plan: OperationSet,
    /// The stage it is in.
    pub stage: String,
    /// Its number, from 1, and how many there are.
    pub stage_number: (u8, u8),
    /// Turn ends until the stage is decided.
    pub left: u8,
    /// The chance of the stage as things stand.
    pub chance: u8,
}

/// A promise.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseView {
    /// Which.
    pub promise: PromiseId,
    /// Who is bound.
    pub seat: String,
    /// Whether it is this seat.
    pub mine: bool,
    /// What was said.
    pub title: String,
    /// What it binds to.
    pub text: String,
    /// How it stands.
    pub is: PromiseMark,
    /// The turn it was made in, and the last turn to keep it once due.
    pub turns: (u8, u8),
    /// Where it comes from.
    pub source: String,
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

/// What sort of line a log has: front ends mark them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A turn or an act.
    Turn,
    /// Beijing.
    Beijing,
    /// A seat's own doing.
    Seat,
    /// What a seat has written down for itself. Nobody else reads it but the facilitator.
    Note,
    /// What came of it.
    Effect,
    /// A die.
    Die,
    /// The law.
    Law,
    /// A promise.
    Promise,
    /// The facilitator.
    Facilitator,
}

/// A line of the log.
#[derive(Debug, Clone, Serialize)]
pub struct LogLine {
    /// The turn.
    pub turn: u8,
    /// What sort of line.
    pub kind: LineKind,
    /// What happened.
    pub text: String,
}

/// A chance built up term by term.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChanceView {
    /// Before any term.
    pub base: i16,
    /// What each term adds: label, number. Terms that add nothing are left out.
    pub terms: Vec<(String, i16)>,
    /// The chance in percent.
    pub chance: u8,
}

/// Beijing's question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// The turn at whose end it was (or will be) asked.
    pub turn: u8,
    /// The chance that today is the day.
    pub today: ChanceView,
    /// The chance of a higher rung.
    pub climb: ChanceView,
    /// The chance of a lower rung.
    pub step_down: ChanceView,
    /// The die and the answer, once it was asked.
    pub answer: Option<AnswerView>,
}

/// What Beijing answered.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    /// The die, 1–100.
    pub rolled: u8,
    /// The answer.
    pub answer: super::event::Answered,
    /// The answer in a sentence.
    pub text: String,
    /// From which rung, by name.
    pub from: String,
    /// To which.
    pub to: String,
}

/// How the game ended.
#[derive(Debug, Clone, Serialize)]
pub struct EndView {
    /// Which outcome.
    pub outcome: OutcomeId,
    /// Its title.
    pub title: String,
    /// What came of it.
    pub epilogue: String,
    /// Whether deterrence held.
    pub held: bool,
    /// Points earned and possible: this seat's, or every seat's for the facilitator.
    pub points: Vec<(String, u16, u16)>,
}

/// A chance in words.
pub(super) fn chance_view(language: &str, chance: Option<&crate::deck::Chance>, odds: &Odds) -> ChanceView {
    let terms = chance.map_or(&[][..], |chance| &chance.terms);
    ChanceView {
        base: odds.base,
        terms: terms
            .iter()
            .zip(&odds.terms)
            .filter(|(_, add)| **add != 0)
            .map(|(term, add)| (term.label.get(language).to_owned(), *add))
            .collect(),
        chance: odds.chance,
    }
}
