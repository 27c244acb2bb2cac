//! What a state says, in one canonical text: the names and values of everything that can differ between two
//! games of a deck, whatever way the program keeps them in memory. It is hashed at each turn's end of a save;
//! nothing in the course of a game reads it.
//!
//! The text is JSON without spaces. The keys of the outer object stand in alphabetical order; names within a
//! part stand in the order of the deck (flags, which a deck does not list, in alphabetical order); what runs, was drawn, fell or was ruled stands in the order in which
//! it came. A part that is empty is left out, so that a later version may add parts and still come to the
//! same text for an older game:
//!
//! ```text
//! {"act":1,"areas":{"taiwan_strait":"tense",…},"coming":["median_line_swarm"],"days":12,"flags":["depots_open"],
//!  "meters":{"deterrence":54,…},"rung":"grey_zone","scenario":"full_campaign","seed":7,"situation":"none","turn":4,…}
//! ```

use super::state::{Order, State};
use crate::deck::{
    AreaId, CountKind, Deck, EventId, FlagId, MeterId, PromiseId, RequestId, ResponseId, SeatId, SeatSet,
};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// What a state says: see the head of this file.
pub fn content(deck: &Deck, state: &State) -> String {
    let text = deck.names.scope(|| serde_json::to_string(&Content { deck, state }));
    text.expect("every id of a state is one of its deck's")
}

struct Content<'a> {
    deck: &'a Deck,
    state: &'a State,
}

/// Pairs, as an object.
struct Pairs<I>(I);

impl<K: Serialize, V: Serialize, I: Iterator<Item = (K, V)> + Clone> Serialize for Pairs<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

/// Items, as a list.
struct Items<I>(I);

impl<T: Serialize, I: Iterator<Item = T> + Clone> Serialize for Items<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// Writes the parts of an object, and leaves out the empty ones.
struct Parts<M>(M);

impl<M: serde::ser::SerializeMap> Parts<M> {
    fn value(&mut self, key: &str, value: impl Serialize) -> Result<(), M::Error> {
        self.0.serialize_entry(key, &value)
    }

    fn some(&mut self, key: &str, value: Option<impl Serialize>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.value(key, value))
    }

    fn list<T: Serialize>(&mut self, key: &str, items: impl Iterator<Item = T> + Clone) -> Result<(), M::Error> {
        if items.clone().next().is_none() { Ok(()) } else { self.value(key, Items(items)) }
    }

    fn pairs<K: Serialize, V: Serialize>(
        &mut self,
        key: &str,
        pairs: impl Iterator<Item = (K, V)> + Clone,
    ) -> Result<(), M::Error> {
        if pairs.clone().next().is_none() { Ok(()) } else { self.value(key, Pairs(pairs)) }
    }
}

/// What is counted, by the rows of the state's table.
const COUNTS: [CountKind; 7] = [
    CountKind::PromisesKept,
    CountKind::PromisesBroken,
    CountKind::WalkedBack,
    CountKind::OrdersBarred,
    CountKind::OperationsEnded,
    CountKind::JointMiscarried,
    CountKind::RequestsDeclined,
];

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { deck, state } = *self;
        let seats = || (0..deck.seats.len()).map(SeatId::at);
        let mut parts = Parts(serializer.serialize_map(None)?);
        parts.value("act", state.act)?;
        parts.some("adversary", state.adversary.then_some(true))?;
        parts.pairs("areas", (0..deck.areas.len()).map(AreaId::at).map(|area| (area, state.area(area))))?;
        parts.list("coming", state.coming.iter())?;
        let of_seats = |kind: CountKind| {
            seats().map(move |seat| (seat, state.count(kind, Some(seat)))).filter(|(_, count)| *count > 0)
        };
        let counts = COUNTS.iter().filter(|kind| of_seats(**kind).next().is_some());
        parts.pairs("counts", counts.map(|kind| (kind, Pairs(of_seats(*kind)))))?;
        parts.value("days", state.days)?;
        parts.some("due", state.due.map(|due| (due.cards, due.now)))?;
        parts.list("fallen", state.fallen.iter())?;
        // A deck has no list of flags: they are sorted by name.
        let flags = (0..deck.names.flags.len()).map(FlagId::at).filter(|flag| state.flag(*flag));
        let mut flags: Vec<&str> = flags.map(|flag| flag.name(&deck.names)).collect();
        flags.sort_unstable();
        parts.list("flags", flags.iter())?;
        parts.pairs("meters", (0..deck.meters.len()).map(MeterId::at).map(|meter| (meter, state.meter(meter))))?;
        parts.value("months", state.months)?;
        parts.some("no_estimates", (!state.estimates).then_some(true))?;
        let orders = seats().map(|seat| (seat, &state.orders[seat.index()])).filter(|(_, orders)| !orders.is_empty());
        let pair = |order: &Order| (order.response, order.manner);
        parts.pairs("orders", orders.map(|(seat, orders)| (seat, Items(orders.iter().map(pair)))))?;
        parts.some("outcome", state.outcome)?;
        parts.some("paused", state.paused.then_some(true))?;
        parts.some("plan", Some(state.plan).filter(|plan| !plan.is_empty()))?;
        let stage = state.procedure.map(|p| (p.situation, p.plan, p.stage, p.left));
        parts.some("procedure", stage)?;
        let promises = (0..deck.promises.len()).map(PromiseId::at).map(|promise| (promise, state.promise(promise)));
        let promises = promises.filter_map(|(promise, word)| Some((promise, (word.is?, word.made, word.due))));
        parts.pairs("promises", promises)?;
        let events = (0..deck.events.len()).map(EventId::at);
        let known = |memory: Option<u16>| memory.is_some_and(|memory| state.remembers(memory));
        parts.list("remembered_events", events.filter(|card| known(deck.events[card.index()].memory)))?;
        let responses = (0..deck.responses.len()).map(ResponseId::at);
        parts.list("remembered_responses", responses.filter(|card| known(deck.responses[card.index()].memory)))?;
        let requests = (0..deck.requests.len()).map(RequestId::at).map(|request| (request, state.request(request)));
        let requests = requests.filter_map(|(request, asked)| Some((request, (asked.is?, asked.turn))));
        parts.pairs("requests", requests)?;
        parts.list("rulings", state.rulings.iter().map(|r| (r.operation, r.area, r.permitted)))?;
        parts.value("rung", state.rung)?;
        parts.list("running", state.running.iter().map(|r| (r.response, r.manner, r.since, r.ready)))?;
        parts.value("scenario", state.scenario)?;
        parts.some("sealed", Some(state.sealed).filter(|sealed| *sealed != SeatSet::default()))?;
        parts.value("seed", state.seed)?;
        parts.list("signals", state.signals.iter().map(|signal| (signal.event, signal.seen)))?;
        parts.value("situation", state.situation)?;
        parts.value("turn", state.turn)?;
        parts.value("turn_in_act", state.turn_in_act)?;
        parts.0.end()
    }
}
