//! Tries to reach every response in each manner, every request and answer, every procedure, promise, event and outcome at least
//! once, by seats that reach for what has not been seen; and says of the rest what stood in the way.

use super::Numbers;
use super::play::{Limits, play};
use crate::deck::{
    ActKind, Condition, Deck, Effect, EventId, OperationSet, OutcomeId, PromiseId, PromiseMark, RequestId, ResponseId,
    ScenarioId, SeatId, SituationId, Use, prose,
};
use crate::rules::holds::all_hold;
use crate::rules::{Answer, Command, Event, Fall, Manner, Refusal, State, decide, options};
use std::collections::{HashMap, HashSet};

/// Something to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Goal {
    Response(ResponseId, bool),
    Ended(ResponseId),
    Asked(RequestId),
    Answered(RequestId, u8),
    Designated(SituationId),
    Promised(PromiseId),
    Kept(PromiseId),
    Broken(PromiseId),
    WalkedBack(PromiseId),
    Fell(EventId, Fall),
    Outcome(OutcomeId),
}

/// Something that was not reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// What it is: `response`, `request`, `situation`, `promise`, `event`, `outcome`.
    pub what: &'static str,
    /// Its id.
    pub id: String,
    /// In which way it was not reached: `quietly`, `accepted`, `softened`.
    pub how: &'static str,
    /// What stood in the way.
    pub why: String,
}

/// What a quick rehearsal came to.
#[derive(Debug, Clone, Default)]
pub struct Quick {
    /// Games played.
    pub games: u64,
    /// How many things were reached.
    pub reached: usize,
    /// How many there are.
    pub goals: usize,
    /// What was not.
    pub missed: Vec<Missed>,
    /// What went wrong with a game, and its seed.
    pub troubles: Vec<(u64, String)>,
}

/// Games for each scenario at most, and games without anything new after which it stops.
const MOST_GAMES: u64 = 240;
const IDLE_GAMES: u64 = 80;

struct Search<'a> {
    deck: &'a Deck,
    open: HashMap<Goal, Option<(u8, Refusal)>>,
    /// What is open although its conditions have held at some time.
    held: HashSet<Goal>,
    /// What happened to orders that were not carried out.
    lost: HashMap<ResponseId, &'static str>,
    numbers: Numbers,
    /// How the seats of this game behave where nothing new is in reach.
    manner: u64,
}

/// Rehearses a deck quickly; `each` is told of every game.
pub fn quick(deck: &Deck, seed: u64, stop: &std::sync::atomic::AtomicBool, mut each: impl FnMut()) -> Quick {
    let mut search = Search {
        deck,
        open: goals(deck).into_iter().map(|goal| (goal, None)).collect(),
        held: HashSet::new(),
        lost: HashMap::new(),
        numbers: Numbers(seed),
        manner: 0,
    };
    let mut report = Quick { goals: search.open.len(), ..Quick::default() };
    let scenarios = u64::try_from(deck.scenarios.len()).unwrap_or(1);
    let mut idle = 0;
    while report.games < MOST_GAMES * scenarios && idle < IDLE_GAMES * scenarios && !search.open.is_empty() {
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            break;
        }
        let before = search.open.len();
        let scenario = ScenarioId::at(usize::try_from(report.games % scenarios).unwrap_or(0));
        search.manner = report.games / scenarios % 5;
        let game = seed.wrapping_add(report.games);
        let search_cell = std::cell::RefCell::new(&mut search);
        let played = play(
            deck,
            scenario,
            game,
            Limits::default(),
            &mut |state, seat, sent| search_cell.borrow_mut().choose(state, seat, sent),
            &mut |state, events| {
                let mut search = search_cell.borrow_mut();
                search.note(events);
                search.weigh(state);
            },
        );
        if let Some(trouble) = played.trouble {
            report.troubles.push((game, trouble.words(deck)));
        }
        report.games += 1;
        idle = if search.open.len() < before { 0 } else { idle + 1 };
        each();
    }
    report.reached = report.goals - search.open.len();
    let mut missed: Vec<Goal> = search.open.keys().copied().collect();
    missed.sort_unstable();
    report.missed = missed.into_iter().map(|goal| search.missed(goal)).collect();
    report
}

fn goals(deck: &Deck) -> Vec<Goal> {
    let mut goals = Vec::new();
    let forbidden = |uses: &[Use]| uses.iter().any(|used| deck.law.forbids(*used));
    // What the law is there to forbid is no goal.
    for (number, card) in deck.responses.iter().enumerate().filter(|(_, card)| !forbidden(&card.uses)) {
        let id = ResponseId::at(number);
        if card.publicly.is_some() || card.quietly.is_none() {
            goals.push(Goal::Response(id, true));
        }
        if card.quietly.is_some() {
            goals.push(Goal::Response(id, false));
        }
        if card.standing {
            goals.push(Goal::Ended(id));
        }
    }
    for request in (0..deck.requests.len()).map(RequestId::at) {
        goals.push(Goal::Asked(request));
        let possible = |answer: &Answer| *answer != Answer::Accept || !forbidden(&deck.requests[request.index()].uses);
        goals.extend(Answer::ALL.into_iter().filter(possible).map(|answer| Goal::Answered(request, answer as u8)));
    }
    goals.extend((1..deck.law.situations.len()).map(|n| Goal::Designated(SituationId::at(n))));
    for promise in (0..deck.promises.len()).map(PromiseId::at) {
        goals.extend([Goal::Promised(promise), Goal::Kept(promise), Goal::Broken(promise), Goal::WalkedBack(promise)]);
    }
    for (number, card) in deck.events.iter().enumerate() {
        let id = EventId::at(number);
        goals.push(Goal::Fell(id, Fall::Full));
        goals.extend(card.softened.as_ref().map(|_| Goal::Fell(id, Fall::Softened)));
        goals.extend(card.forestalled.as_ref().map(|_| Goal::Fell(id, Fall::Forestalled)));
    }
    goals.extend((0..deck.outcomes.len()).map(|n| Goal::Outcome(OutcomeId::at(n))));
    goals
}

impl Search<'_> {
    fn note(&mut self, events: &[Event]) {
        for event in events {
            let goal = match event {
                Event::CarriedOut { response, manner, .. } => Goal::Response(*response, *manner == Manner::Publicly),
                Event::Ended { response, .. } => Goal::Ended(*response),
                Event::Asked { request } => Goal::Asked(*request),
                Event::Answered { request, answer } => Goal::Answered(*request, *answer as u8),
                Event::Designated { situation, .. } => Goal::Designated(*situation),
                Event::Promised { promise } => Goal::Promised(*promise),
                Event::PromiseKept { promise } => Goal::Kept(*promise),
                Event::PromiseBroken { promise } => Goal::Broken(*promise),
                Event::WalkedBack { promise } => Goal::WalkedBack(*promise),
                Event::Fell { card, fall } => Goal::Fell(*card, *fall),
                Event::GameEnded { outcome } => Goal::Outcome(*outcome),
                Event::OrderBarred { response, .. } => {
                    self.lost.insert(*response, "it was ordered, and had become unlawful when it was to be done");
                    continue;
                }
                Event::PartnerMissing { response, .. } => {
                    self.lost.insert(*response, "it was ordered, and its partners did not order it in that turn");
                    continue;
                }
                Event::Miscarried { response } => {
                    self.lost.insert(*response, "it was ordered, and miscarried");
                    continue;
                }
                Event::OrderLapsed { response } => {
                    self.lost
                        .insert(*response, "it was ordered, and its conditions no longer held when it was to be done");
                    continue;
                }
                _ => continue,
            };
            self.open.remove(&goal);
        }
    }

    /// Notes of what is open whose conditions hold: an outcome's count when a game ends.
    fn weigh(&mut self, state: &State) {
        for goal in self.open.keys() {
            let counts = !matches!(goal, Goal::Outcome(_)) || state.outcome().is_some();
            if counts
                && !self.held.contains(goal)
                && asked(self.deck, *goal).is_some_and(|when| all_hold(self.deck, state, when))
            {
                self.held.insert(*goal);
            }
        }
    }

    /// What a seat does: what reaches something new, else what its manner in this game is.
    fn choose(&mut self, state: &State, seat: SeatId, sent: u16) -> Option<Command> {
        let deck = self.deck;
        if sent == 0 {
            self.look(state, seat);
        }
        let seal = Command::Seal { defer: true, card: None };
        if sent > 40 {
            return Some(seal);
        }
        let commands = options::commands(deck, state, seat);
        if commands.is_empty() {
            return None;
        }
        let waits = self.manner == 2 && state.act(deck) != ActKind::Conflict;
        let mut best = (0, seal.clone());
        for command in commands {
            let score = self.score(state, seat, &command, waits) * 16 + self.numbers.below(16);
            if score > best.0 {
                best = (score, command);
            }
        }
        Some(match best.1 {
            Command::Designate { situation, plan } => {
                let narrow = self.narrowed(plan);
                // The plan that is in force already is not adopted once more.
                let is_new = narrow != state.plan() || situation != state.situation();
                Command::Designate { situation, plan: if is_new { narrow } else { plan } }
            }
            Command::Seal { .. } => seal,
            command => command,
        })
    }

    fn score(&mut self, state: &State, seat: SeatId, command: &Command, waits: bool) -> usize {
        let new = |goal: Goal| self.open.contains_key(&goal);
        match command {
            Command::Lay { response, manner } => {
                let card = &self.deck.responses[response.index()];
                let joined = card.parties.iter().any(|other| other != seat && state.order(other, *response).is_some());
                let wanted = new(Goal::Response(*response, *manner == Manner::Publicly));
                match (wanted, joined) {
                    (false, _) if self.takes_back(state, *response, *manner) => 0,
                    (_, true) => 14,
                    (true, false) if waits => 0,
                    (true, false) => 10,
                    // Preparing opens what comes later.
                    (false, false) if self.manner == 0 || self.manner == 4 => 2 + self.numbers.below(3),
                    (false, false) => self.numbers.below(3),
                }
            }
            Command::Ask { request } => {
                let more = Answer::ALL.into_iter().any(|answer| new(Goal::Answered(*request, answer as u8)));
                if new(Goal::Asked(*request)) {
                    12
                } else if more {
                    9
                } else {
                    self.numbers.below(2)
                }
            }
            Command::Answer { request, answer } => {
                let usual = match (self.manner, answer) {
                    (0 | 2 | 4, Answer::Accept) | (1, Answer::Decline) => 6,
                    _ => 3,
                };
                if new(Goal::Answered(*request, *answer as u8)) { 15 } else { usual }
            }
            Command::Designate { situation, .. } => {
                if new(Goal::Designated(*situation)) {
                    13
                } else if self.manner == 3 {
                    0
                } else {
                    5
                }
            }
            Command::StandDown { response } => {
                usize::from(new(Goal::Ended(*response)) && state.is_standing(*response)) * self.numbers.below(12)
            }
            Command::WalkBack { promise } => usize::from(new(Goal::WalkedBack(*promise))) * self.numbers.below(8),
            Command::Seal { .. } => 1,
            _ => 0,
        }
    }

    /// Whether an order would take back words whose moment has still to be seen.
    fn takes_back(&self, state: &State, response: ResponseId, manner: Manner) -> bool {
        let card = &self.deck.responses[response.index()];
        let effects = options::effects_in(self.deck, response, manner);
        effects.into_iter().flatten().chain(&card.effects).any(|effect| match effect {
            Effect::WalksBack(promise) => {
                let waited_for = [Goal::Kept(*promise), Goal::Broken(*promise)];
                state.promise(*promise).is == Some(PromiseMark::Open)
                    && waited_for.iter().any(|goal| self.open.contains_key(goal))
            }
            _ => false,
        })
    }

    /// A plan that has a chance: a broad one seldom passes.
    fn narrowed(&mut self, plan: OperationSet) -> OperationSet {
        if plan.is_empty() || self.numbers.below(3) == 0 {
            return plan;
        }
        let used = |wanted: &ResponseId| self.deck.responses[wanted.index()].uses.iter().map(|used| used.operation);
        let open: Vec<ResponseId> = self
            .open
            .keys()
            .filter_map(|goal| if let Goal::Response(id, _) = goal { Some(*id) } else { None })
            .collect();
        let mut wanted: Vec<_> = open.iter().flat_map(used).filter(|operation| plan.has(*operation)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut narrow = OperationSet::default();
        for _ in 0..3 {
            if !wanted.is_empty() {
                let at = self.numbers.below(wanted.len());
                narrow = narrow.with(wanted[at]);
            }
        }
        if narrow.is_empty() { plan.iter().next().map_or(plan, |first| narrow.with(first)) } else { narrow }
    }

    /// Notes what stands in the way of what has not been reached: of all reasons seen, the one nearest to a yes.
    fn look(&mut self, state: &State, seat: SeatId) {
        let deck = self.deck;
        for (goal, nearest) in &mut self.open {
            let refused = match goal {
                Goal::Response(id, public) if deck.responses[id.index()].parties.has(seat) => {
                    let manner = if *public { Manner::Publicly } else { Manner::Quietly };
                    decide::check_order(deck, state, seat, *id, manner)
                }
                Goal::Asked(id) if deck.requests[id.index()].from == seat => decide::check_ask(deck, state, seat, *id),
                Goal::Designated(id) if deck.law.seat == seat => {
                    decide::check_designate(deck, state, seat, *id, options::widest_plan(deck, *id))
                }
                _ => continue,
            };
            if let Err(refusal) = refused {
                let near = nearness(&refusal);
                if nearest.as_ref().is_none_or(|(known, _)| near > *known) {
                    *nearest = Some((near, refusal));
                }
            }
        }
    }

    fn missed(&self, goal: Goal) -> Missed {
        let (deck, language) = (self.deck, &*self.deck.language);
        let names = &deck.names;
        let words = |list: &[Condition]| prose::conditions(deck, language, list);
        let when = asked(deck, goal).unwrap_or_default();
        let held = when.is_empty() || self.held.contains(&goal);
        let refused = |otherwise: &str| match self.open.get(&goal) {
            Some(Some((_, refusal))) => refusal.explain(deck, language).why,
            _ => otherwise.to_owned(),
        };
        let (what, id, how, why) = match goal {
            Goal::Response(id, public) => {
                let card = &deck.responses[id.index()];
                let how = match (card.publicly.is_some(), card.quietly.is_some()) {
                    (true, true) if public => "in public",
                    (true, true) => "quietly",
                    _ => "",
                };
                let why = self.lost.get(&id).map_or_else(
                    || refused("it could be ordered, and other things were ordered before it"),
                    |lost| (*lost).to_owned(),
                );
                ("response", id.name(names), how, why)
            }
            Goal::Ended(id) => ("response", id.name(names), "ended", "it never ran, or ran to the end".to_owned()),
            Goal::Asked(id) => ("request", id.name(names), "asked", refused("nobody made it")),
            Goal::Answered(id, answer) => {
                let how = ["accepted", "declined", "put off"][usize::from(answer)];
                let why = if self.open.contains_key(&Goal::Asked(id)) {
                    "it was never made"
                } else if answer == 0 {
                    "the law barred it whenever it was made"
                } else {
                    "it was answered otherwise whenever it was made"
                };
                ("request", id.name(names), how, why.to_owned())
            }
            Goal::Designated(id) => ("situation", id.name(names), "designated", refused("its procedure never passed")),
            Goal::Promised(id) => ("promise", id.name(names), "made", "nothing that was done makes it".to_owned()),
            Goal::Kept(id) => {
                let why = if self.open.contains_key(&Goal::Promised(id)) {
                    "it was never made".to_owned()
                } else if held {
                    format!("it was never due while {}", words(when))
                } else {
                    format!("it never was so that {}", words(when))
                };
                ("promise", id.name(names), "kept", why)
            }
            Goal::Broken(id) => ("promise", id.name(names), "broken", "it was kept, or never fell due".to_owned()),
            Goal::WalkedBack(id) => ("promise", id.name(names), "walked back", "it was never open for long".to_owned()),
            Goal::Fell(id, fall) => {
                let how = match fall {
                    Fall::Full => "",
                    Fall::Softened => "softened",
                    Fall::Forestalled => "forestalled",
                };
                ("event", id.name(names), how, self.never_fell(id, how, when, held))
            }
            Goal::Outcome(id) => {
                let why = if held {
                    format!("whenever it was so that {}, an outcome before it came first", words(when))
                } else {
                    format!("it never was so at a turn's end that {}", words(when))
                };
                ("outcome", id.name(names), "", why)
            }
        };
        Missed { what, id: id.to_owned(), how, why }
    }

    /// Why an event never fell in a way of its own, in full, softened or forestalled.
    fn never_fell(&self, id: EventId, how: &str, when: &[Condition], held: bool) -> String {
        let card = &self.deck.events[id.index()];
        let words = prose::conditions(self.deck, &self.deck.language, when);
        let fell = |fall: Fall, can: bool| can && !self.open.contains_key(&Goal::Fell(id, fall));
        let softened = fell(Fall::Softened, card.softened.is_some());
        let forestalled = fell(Fall::Forestalled, card.forestalled.is_some());
        let fallback = !how.is_empty();
        if fallback && !softened && !forestalled && !fell(Fall::Full, true) {
            "the event never fell".to_owned()
        } else if how == "softened"
            && card
                .forestalled
                .as_ref()
                .is_some_and(|first| first.when.iter().all(|condition| when.contains(condition)))
        {
            "whatever softens it forestalls it, and that comes first".to_owned()
        } else if fallback && held && how == "softened" && forestalled {
            format!("whenever it fell, it was not so that {words}, or it was forestalled")
        } else if fallback && held {
            format!("it never fell while {words}")
        } else if !fallback && (softened || forestalled) {
            "it was softened or forestalled whenever it fell".to_owned()
        } else if held {
            "the dice never brought it".to_owned()
        } else {
            format!("it never was so that {words}")
        }
    }
}

/// The conditions that a goal asks for, where it is known by conditions alone.
fn asked(deck: &Deck, goal: Goal) -> Option<&[Condition]> {
    Some(match goal {
        Goal::Kept(id) => &deck.promises[id.index()].kept_when,
        Goal::Outcome(id) => &deck.outcomes[id.index()].when,
        Goal::Fell(id, fall) => {
            let card = &deck.events[id.index()];
            match fall {
                Fall::Full => &card.when,
                Fall::Softened => &card.softened.as_ref()?.when,
                Fall::Forestalled => &card.forestalled.as_ref()?.when,
            }
        }
        _ => return None,
    })
}

/// How near a refusal is to a yes.
fn nearness(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::NotInAct => 1,
        Refusal::Unmet(_) | Refusal::CannotAsk(_) | Refusal::CannotDesignate(_) => 3,
        Refusal::Unlawful(_) => 4,
        Refusal::TooCostly { .. } | Refusal::TooMany => 5,
        _ => 2,
    }
}
