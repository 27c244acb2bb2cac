//! One command out of all that a seat could give now, each equally likely, without making the list: a place is
//! drawn among everything that might be accepted, and drawn again where it would not be.

use super::command::{Answer, Command};
use super::decide;
use super::options::widest_plan;
use super::state::{MOST_RUNNING, Manner, State};
use crate::deck::{Deck, PromiseId, PromiseMark, RequestId, ResponseId, SeatId, SituationId, limits};
use arrayvec::ArrayVec;

/// So many draws that come to nothing, and what is accepted is counted instead.
const DRAWS: u32 = 64;

/// One of the commands that [`options::commands`](super::options::commands) lists, each as likely as the
/// next. `below` draws a number below a bound. Nothing where the seat cannot act.
pub fn command(deck: &Deck, state: &State, seat: SeatId, mut below: impl FnMut(u32) -> u32) -> Option<Command> {
    decide::check_may_act(state, seat).ok()?;
    let places = Places::of(deck, state, seat);
    let many = u32::try_from(places.len()).unwrap_or(u32::MAX);
    for _ in 0..DRAWS {
        let command = places.at(below(many) as usize);
        if places.accepts(&command) {
            return Some(command);
        }
    }
    let accepted = || (0..places.len()).map(|place| places.at(place)).filter(|command| places.accepts(command));
    let at = below(u32::try_from(accepted().count()).unwrap_or(u32::MAX));
    accepted().nth(at as usize)
}

/// Everything that might be accepted, each command at one place, and everything that would be at some place.
struct Places<'a> {
    deck: &'a Deck,
    state: &'a State,
    seat: SeatId,
    orders: &'a [(ResponseId, bool)],
    running: ArrayVec<ResponseId, MOST_RUNNING>,
    asks: &'a [RequestId],
    waiting: ArrayVec<RequestId, { limits::REQUESTS }>,
    /// The situations that could be designated: from this one.
    designates: std::ops::Range<usize>,
    drops: usize,
    promises: ArrayVec<PromiseId, { limits::PROMISES }>,
    seals: usize,
}

impl<'a> Places<'a> {
    fn of(deck: &'a Deck, state: &'a State, seat: SeatId) -> Self {
        let lists = &deck.lists;
        let left = deck.seats[seat.index()].orders.saturating_sub(state.spent(deck, seat));
        let mine = |running: &&super::state::Running| deck.responses[running.response.index()].parties.has(seat);
        let waiting = decide::waiting_for(deck, state, seat).collect::<ArrayVec<_, { limits::REQUESTS }>>();
        let is_open = |promise: &&PromiseId| state.promise(**promise).is == Some(PromiseMark::Open);
        let designating = seat == deck.law.seat;
        let designates = if designating && state.procedure.is_none() {
            state.situation.index().max(1)..deck.law.situations.len()
        } else {
            0..0
        };
        Self {
            deck,
            state,
            seat,
            orders: lists.orders(seat, state.act(deck)).within(left),
            running: state.running.iter().filter(mine).map(|running| running.response).collect(),
            asks: lists.asks(seat),
            designates,
            drops: usize::from(designating && state.procedure.is_some()),
            promises: lists.promises(seat).iter().filter(is_open).copied().collect(),
            // Two ways of sealing, the plain one only where nothing waits.
            seals: if waiting.is_empty() { 2 } else { 1 },
            waiting,
        }
    }

    fn laid(&self) -> usize {
        self.state.orders[self.seat.index()].len()
    }

    fn len(&self) -> usize {
        self.orders.len()
            + self.laid()
            + self.running.len()
            + self.asks.len()
            + Answer::ALL.len() * self.waiting.len()
            + self.designates.len()
            + self.drops
            + self.promises.len()
            + self.seals
    }

    fn at(&self, place: usize) -> Command {
        let mut place = place;
        // Whether the place is in a list of so many; if not, it is counted from the end of that list.
        let mut within = |many: usize| {
            let here = (place < many).then_some(place);
            place = place.wrapping_sub(many);
            here
        };
        if let Some(n) = within(self.orders.len()) {
            let (response, quietly) = self.orders[n];
            return Command::Lay { response, manner: if quietly { Manner::Quietly } else { Manner::Publicly } };
        }
        if let Some(n) = within(self.laid()) {
            return Command::Withdraw { response: self.state.orders[self.seat.index()][n].response };
        }
        if let Some(n) = within(self.running.len()) {
            return Command::StandDown { response: self.running[n] };
        }
        if let Some(n) = within(self.asks.len()) {
            return Command::Ask { request: self.asks[n] };
        }
        if let Some(n) = within(Answer::ALL.len() * self.waiting.len()) {
            return Command::Answer { request: self.waiting[n / 3], answer: Answer::ALL[n % 3] };
        }
        if let Some(n) = within(self.designates.len()) {
            let situation = SituationId::at(self.designates.start + n);
            return Command::Designate { situation, plan: widest_plan(self.deck, situation) };
        }
        if within(self.drops).is_some() {
            return Command::Drop;
        }
        if let Some(n) = within(self.promises.len()) {
            return Command::WalkBack { promise: self.promises[n] };
        }
        Command::Seal { defer: within(1).is_some(), card: None }
    }

    /// Whether a command at some place is accepted: the checks that judge commands, where any is left to make.
    fn accepts(&self, command: &Command) -> bool {
        let (deck, state, seat) = (self.deck, self.state, self.seat);
        match *command {
            Command::Lay { response, manner } => decide::check_order(deck, state, seat, response, manner).is_ok(),
            Command::Ask { request } => decide::check_ask(deck, state, seat, request).is_ok(),
            Command::Answer { request, answer } => decide::check_answer(deck, state, seat, request, answer).is_ok(),
            Command::Designate { situation, plan } => {
                decide::check_designate(deck, state, seat, situation, plan).is_ok()
            }
            // The lists hold only what is laid, running, under way, said, or waiting.
            _ => true,
        }
    }
}
