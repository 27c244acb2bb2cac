//! What the rules would otherwise look for again and again, found once when a deck is compiled: who can order
//! what in which act, which events a rung's pool holds, which rows of the law name an operation. Everything in
//! it follows from the rest of the deck, and none of it is a rule.

use super::ids::*;
use super::model::{Deck, LawRow, Response};
use super::source::ActKind;

/// How many acts there are.
const ACTS: usize = 3;

/// Lists of a deck, by what they are looked up with.
#[derive(Debug, Default)]
pub struct Lists {
    orders: Vec<[Orders; ACTS]>,
    asks: Vec<Vec<RequestId>>,
    answers: Vec<Vec<RequestId>>,
    promises: Vec<Vec<PromiseId>>,
    pools: Vec<[Vec<EventId>; ACTS]>,
    rows: Vec<Vec<usize>>,
}

/// What a seat can order in an act, in the manners that there are, cheapest first.
#[derive(Debug, Default)]
pub struct Orders {
    all: Vec<(ResponseId, bool)>,
    upto: [usize; 10],
}

impl Orders {
    /// The orders that cost no more than is left, each with whether it is done quietly.
    pub fn within(&self, left: u8) -> &[(ResponseId, bool)] {
        &self.all[..self.upto[usize::from(left.min(9))]]
    }

    fn of(responses: &[Response], seat: SeatId, act: u8) -> Self {
        let mut all: Vec<(ResponseId, bool)> = responses
            .iter()
            .enumerate()
            .filter(|(_, card)| card.parties.has(seat) && card.acts & act != 0)
            .flat_map(|(n, card)| {
                let publicly = card.publicly.is_some() || card.quietly.is_none();
                [(publicly, false), (card.quietly.is_some(), true)]
                    .into_iter()
                    .filter_map(move |(possible, quietly)| possible.then_some((ResponseId::at(n), quietly)))
            })
            .collect();
        let cost = |order: &(ResponseId, bool)| responses[order.0.index()].cost;
        all.sort_by_key(cost);
        let upto = std::array::from_fn(|left| all.partition_point(|order| usize::from(cost(order)) <= left));
        Self { all, upto }
    }
}

fn by_act<T>(of: impl Fn(u8) -> T) -> [T; ACTS] {
    [ActKind::Foundation, ActKind::Crisis, ActKind::Conflict].map(|act| of(Deck::act_bit(act)))
}

fn ids<T, I>(list: &[T], at: impl Fn(usize) -> I, keep: impl Fn(&T) -> bool) -> Vec<I> {
    list.iter().enumerate().filter(|(_, entry)| keep(entry)).map(|(n, _)| at(n)).collect()
}

impl Lists {
    /// The lists of a deck.
    pub(super) fn of(deck: &Deck) -> Self {
        let (events, responses, requests, promises) = (&deck.events, &deck.responses, &deck.requests, &deck.promises);
        let rows = &deck.law.rows;
        let seats = || (0..deck.seats.len()).map(SeatId::at);
        let operations = || (0..deck.operations.len()).map(OperationId::at);
        Self {
            orders: seats().map(|seat| by_act(|act| Orders::of(responses, seat, act))).collect(),
            asks: seats().map(|seat| ids(requests, RequestId::at, |request| request.from == seat)).collect(),
            answers: seats().map(|seat| ids(requests, RequestId::at, |request| request.to == seat)).collect(),
            promises: seats().map(|seat| ids(promises, PromiseId::at, |promise| promise.seat == seat)).collect(),
            pools: (0..deck.ladder.rungs.len())
                .map(|rung| {
                    by_act(|act| {
                        ids(events, EventId::at, |event| event.rungs & 1 << rung != 0 && event.acts & act != 0)
                    })
                })
                .collect(),
            rows: operations()
                .map(|operation| {
                    let named = |(n, row): (usize, &LawRow)| row.operations.has(operation).then_some(n);
                    rows.iter().enumerate().filter_map(named).collect()
                })
                .collect(),
        }
    }

    /// What a seat can order in an act.
    pub fn orders(&self, seat: SeatId, act: ActKind) -> &Orders {
        &self.orders[seat.index()][act as usize]
    }

    /// What a seat can ask.
    pub fn asks(&self, seat: SeatId) -> &[RequestId] {
        &self.asks[seat.index()]
    }

    /// What a seat can be asked.
    pub fn answers(&self, seat: SeatId) -> &[RequestId] {
        &self.answers[seat.index()]
    }

    /// What can bind a seat.
    pub fn promises(&self, seat: SeatId) -> &[PromiseId] {
        &self.promises[seat.index()]
    }

    /// The events of a rung's pool in an act, in the deck's order.
    pub fn pool(&self, rung: RungId, act: ActKind) -> &[EventId] {
        &self.pools[rung.index()][act as usize]
    }

    /// The rows of the law that name an operation, by their places.
    pub fn rows(&self, operation: OperationId) -> impl Iterator<Item = usize> + use<'_> {
        self.rows[operation.index()].iter().copied()
    }
}
