//! What can be the case at all in a deck's games: for every meter, flag, area, rung and card the values that it can have in
//! some game. It never says that something cannot be which can; it may say that something can be which cannot.

use crate::deck::{
    ActKind, Answered, AreaKind, AreaMood, Chance, Condition, Consent, Deck, Effect, Event, Exemption, Inject,
    LadderStep, OperationId, OperationSet, PromiseMark, Request, Response, TermKind, Use,
};

/// Something that a condition asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Meter(usize),
    Flag(usize),
    Area(usize),
    Kind(AreaKind),
    Rung,
    Situation,
    Act,
    Turn,
    Played(usize),
    Fell(usize),
    Standing(usize),
    Plan(usize),
    Procedure,
    Promise(usize),
    Request(usize),
    Finished,
}

/// A set of values, as bits.
pub type Values = u128;

const NO: Values = 1;
const YES: Values = 2;

/// What can be the case.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    meters: Vec<Values>,
    flags: Vec<Values>,
    areas: Vec<Values>,
    kinds: [Values; 4],
    pub rung: Values,
    situation: Values,
    pub act: Values,
    turn: Values,
    pub played: Vec<Values>,
    pub fell: Vec<Values>,
    standing: Vec<Values>,
    plan: Vec<Values>,
    procedure: Values,
    promises: Vec<Values>,
    requests: Vec<Values>,
    attack: Values,
}

/// What is known of a moment beyond what can be: some subjects, each with the values it can have then.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    known: Vec<(Subject, Values)>,
    /// A seat acts, or Beijing's cards are drawn: the day has come just where the conflict act is played.
    at_table: bool,
}

impl Facts {
    /// A moment of play in some of the acts, on some of the rungs.
    pub fn at_table(acts: u8, rungs: Option<u16>) -> Self {
        let mut known = vec![(Subject::Act, Values::from(acts & 7))];
        known.extend(rungs.map(|rungs| (Subject::Rung, Values::from(rungs))));
        Self { known, at_table: true }
    }
}

fn mood(mood: AreaMood) -> u32 {
    mood as u32
}

/// The bits of the values from one to another.
fn span(from: u32, to: u32) -> Values {
    if from > to || from > 127 {
        return 0;
    }
    (Values::MAX >> (127 - to.min(127))) & (Values::MAX << from)
}

fn mark(is: Option<PromiseMark>) -> Values {
    1 << is.map_or(0, |is| is as u32 + 1)
}

fn answered(is: Option<Answered>) -> Values {
    1 << is.map_or(0, |is| is as u32 + 1)
}

/// What a condition that stands alone asks for: of which subject which values.
fn asks(condition: &Condition) -> Option<(Subject, Values)> {
    Some(match condition {
        Condition::Meter { meter, from, below } => {
            (Subject::Meter(meter.index()), span((*from).into(), u32::from(*below).saturating_sub(1)))
        }
        Condition::Flag { flag, is } => (Subject::Flag(flag.index()), if *is { YES } else { NO }),
        Condition::Area { area, from, to } => (Subject::Area(area.index()), span(mood(*from), mood(*to))),
        Condition::AnyArea { kind, from } => (Subject::Kind(*kind), span(mood(*from), mood(AreaMood::Combat))),
        Condition::Rung { from, to } => (Subject::Rung, span(from.0.into(), to.0.into())),
        Condition::Situation { from, to } => (Subject::Situation, span(from.0.into(), to.0.into())),
        Condition::Act(act) => (Subject::Act, Deck::act_bit(*act).into()),
        Condition::Turn(turn) => (Subject::Turn, span((*turn).into(), 127)),
        Condition::Played { response, .. } => (Subject::Played(response.index()), YES),
        Condition::Fell { event, .. } => (Subject::Fell(event.index()), YES),
        Condition::Standing(response) => (Subject::Standing(response.index()), YES),
        Condition::PlanLists(operation) => (Subject::Plan(operation.index()), YES),
        Condition::Procedure(situation) => (Subject::Procedure, 2 << situation.0),
        Condition::Promise { promise, is } => (Subject::Promise(promise.index()), mark(Some(*is))),
        Condition::Request { request, is } => (Subject::Request(request.index()), answered(Some(*is))),
        Condition::Finished(is) => (Subject::Finished, if *is { YES } else { NO }),
        // Counts are not followed: they can have any value.
        Condition::Count { .. } | Condition::Any(_) | Condition::All(_) | Condition::Not(_) => return None,
    })
}

impl World {
    /// What can be the case in the games of a deck.
    pub fn of(deck: &Deck) -> Self {
        let mut world = Self::at_the_start(deck);
        loop {
            let before = world.clone();
            world.widen(deck);
            if world == before {
                return world;
            }
        }
    }

    fn at_the_start(deck: &Deck) -> Self {
        let mut world = Self {
            meters: vec![0; deck.meters.len()],
            flags: vec![0; deck.names.flags.len()],
            areas: vec![0; deck.areas.len()],
            kinds: [0; 4],
            rung: 0,
            situation: 1,
            act: 0,
            turn: 0,
            played: vec![NO; deck.responses.len()],
            fell: vec![NO; deck.events.len()],
            standing: vec![NO; deck.responses.len()],
            plan: vec![NO; deck.operations.len()],
            procedure: 1,
            promises: vec![mark(None); deck.promises.len()],
            requests: vec![answered(None); deck.requests.len()],
            attack: span(deck.ladder.attack.0.into(), 15),
        };
        for scenario in &deck.scenarios {
            for (values, start) in world.meters.iter_mut().zip(&scenario.meters) {
                *values |= 1 << start;
            }
            for (flag, values) in world.flags.iter_mut().enumerate() {
                *values |= if scenario.flags.iter().any(|set| set.index() == flag) { YES } else { NO };
            }
            for (values, start) in world.areas.iter_mut().zip(&scenario.areas) {
                *values |= 1 << mood(*start);
            }
            world.rung |= 1 << scenario.rung.0;
            world.act |= scenario.acts.iter().fold(0, |bits, act| bits | Values::from(Deck::act_bit(act.act)));
            let turns = scenario.acts.iter().map(|act| u32::from(act.turns)).sum();
            world.turn |= span(0, turns);
        }
        // A meter that settles moves by itself.
        for (values, meter) in world.meters.iter_mut().zip(&deck.meters) {
            if meter.settles.is_some() {
                *values = span(0, 100);
            }
        }
        world
    }

    fn widen(&mut self, deck: &Deck) {
        for (number, event) in deck.events.iter().enumerate() {
            if self.can_fall(number, event, deck) {
                self.fell[number] |= YES;
                self.take(&event.effects);
                event.rolls.iter().for_each(|roll| roll.effects.iter().for_each(|effects| self.take(effects)));
                event.forestalled.iter().chain(&event.softened).for_each(|fallback| self.take(&fallback.effects));
            }
        }
        for (number, response) in deck.responses.iter().enumerate() {
            if self.can_be_ordered(response) {
                self.played[number] |= YES;
                if response.standing {
                    self.standing[number] |= YES;
                    self.take(&response.each_turn);
                    self.take(&response.when_ended);
                }
                let manners = response.publicly.iter().chain(&response.quietly);
                manners.chain(std::iter::once(&response.effects)).for_each(|effects| self.take(effects));
                response.rolls.iter().for_each(|roll| roll.effects.iter().for_each(|effects| self.take(effects)));
            }
        }
        for (number, request) in deck.requests.iter().enumerate() {
            if self.can_be_asked(request) {
                self.requests[number] |= span(0, 4);
                request.answers.iter().for_each(|(_, effects)| self.take(effects));
            }
        }
        for (number, promise) in deck.promises.iter().enumerate() {
            if self.promises[number] & mark(Some(PromiseMark::Open)) == 0 {
                continue;
            }
            self.promises[number] |= mark(Some(PromiseMark::WalkedBack));
            self.take(&promise.effects[2]);
            if self.can_all(&Facts::default(), &promise.when) {
                self.promises[number] |= mark(Some(PromiseMark::Due)) | mark(Some(PromiseMark::Broken));
                self.take(&promise.effects[1]);
                if self.can_all(&Facts::default(), &promise.kept_when) {
                    self.promises[number] |= mark(Some(PromiseMark::Kept));
                    self.take(&promise.effects[0]);
                }
            }
        }
        self.widen_law(deck);
        self.widen_ladder(deck);
        self.take(&deck.friction.effects);
        self.take(&deck.announcing.effects);
        for pressure in &deck.pressures {
            if self.can_all(&Facts::default(), &pressure.when) {
                self.take(&pressure.effects);
            }
        }
        for scenario in &deck.scenarios {
            for act in &scenario.acts {
                self.take(&act.effects);
                self.rung |= act.rung.map_or(0, |rung| 1 << rung.0);
            }
        }
        for kind in
            [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory]
        {
            let areas = deck.areas.iter().zip(&self.areas).filter(|(area, _)| area.kind == kind);
            self.kinds[kind as usize] = areas.fold(1, |bits, (_, moods)| bits | moods);
        }
    }

    fn widen_law(&mut self, deck: &Deck) {
        for (number, situation) in deck.law.situations.iter().enumerate().skip(1) {
            if self.can_all(&Facts::at_table(u8::MAX, None), &situation.when) {
                self.procedure |= 2 << number;
                self.take(&situation.rejected);
                self.situation |= 1 << number;
                self.take(&situation.effects);
                if situation.plan {
                    let rows =
                        deck.law.rows.iter().filter(|row| row.situations & 1 << number != 0 && !row.outside_plan);
                    let listed = OperationSet(rows.fold(0, |bits, row| bits | row.operations.0));
                    let plan = self.plan.iter_mut().enumerate();
                    plan.filter(|(op, _)| listed.has(OperationId::at(*op))).for_each(|(_, values)| *values |= YES);
                }
            }
        }
        self.take(&deck.law.unlawful_order);
        self.take(&deck.law.unlawful_operation);
    }

    fn widen_ladder(&mut self, deck: &Deck) {
        let attack = deck.ladder.attack.0;
        let top = u8::try_from(deck.ladder.rungs.len() - 1).unwrap_or(u8::MAX);
        for (number, rung) in (0..).zip(&deck.ladder.rungs) {
            if self.rung & 1 << number == 0 {
                continue;
            }
            if self.can_be_more_than_zero(rung.climb.as_ref()) {
                self.rung |= 1 << (number + 1).min(top);
            }
            if self.can_be_more_than_zero(rung.step_down.as_ref()) {
                self.rung |= 1 << number.saturating_sub(1);
            }
            if self.can_be_more_than_zero(rung.today.as_ref()) {
                self.rung |= 1 << attack;
            }
        }
    }

    /// Whether a chance can be more than 0 percent.
    fn can_be_more_than_zero(&self, chance: Option<&Chance>) -> bool {
        chance.is_some_and(|chance| {
            let most: i32 = chance.terms.iter().map(|term| self.most_of(&term.kind)).sum();
            chance.min > 0 || chance.max > 0 && i32::from(chance.base) + most > 0
        })
    }

    fn most_of(&self, term: &TermKind) -> i32 {
        match term {
            TermKind::Meter { meter, around, percent } => {
                let values = self.meters[meter.index()];
                let at =
                    |value: u32| (i32::try_from(value).unwrap_or(0) - i32::from(*around)) * i32::from(*percent) / 100;
                at(values.trailing_zeros().min(100)).max(at(values.checked_ilog2().unwrap_or(0)))
            }
            TermKind::When { when, add } => {
                if self.can_all(&Facts::default(), when) {
                    i32::from(*add).max(0)
                } else {
                    0
                }
            }
            TermKind::Breadth { each, .. } => 64 * i32::from(*each).max(0),
        }
    }

    /// Folds in what effects can do.
    fn take(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::If { when, then, otherwise } => {
                    if self.can_all(&Facts::default(), when) {
                        self.take(then);
                    }
                    self.take(otherwise);
                }
                Effect::Meter { meter, add } => {
                    let values = &mut self.meters[meter.index()];
                    let (low, high) = (values.trailing_zeros().min(100), values.checked_ilog2().unwrap_or(0));
                    *values |= if *add > 0 { span(low, 100) } else { span(0, high) };
                }
                Effect::Flag { flag, on } => self.flags[flag.index()] |= if *on { YES } else { NO },
                Effect::Area { area, becomes } => self.areas[area.index()] |= 1 << mood(*becomes),
                Effect::Worsens(area) => self.areas[area.index()] |= span(self.areas[area.index()].trailing_zeros(), 3),
                Effect::Eases(area) => {
                    let worst = self.areas[area.index()].checked_ilog2().unwrap_or(0);
                    self.areas[area.index()] |= span(0, worst);
                }
                Effect::Promise(promise) => self.promises[promise.index()] |= mark(Some(PromiseMark::Open)),
                Effect::Ends(_) => {}
                Effect::WalksBack(promise) => {
                    self.promises[promise.index()] |= mark(Some(PromiseMark::WalkedBack));
                }
                Effect::Ladder(step) => {
                    let peaceful = !self.attack & self.rung;
                    let moved = match step {
                        LadderStep::Up => peaceful << 1 & !self.attack | (self.rung & self.attack) << 1,
                        LadderStep::Down => peaceful >> 1 | (self.rung & self.attack) >> 1 & self.attack,
                    };
                    self.rung |= moved & span(0, 15);
                }
            }
        }
    }

    /// Whether an event can fall.
    pub fn can_fall(&self, number: usize, event: &Event, deck: &Deck) -> bool {
        self.can_be_drawn(event) || self.is_scripted(number, deck)
    }

    /// Whether a scenario scripts an event.
    #[expect(clippy::unused_self, reason = "what can be the case is asked of the world")]
    pub fn is_scripted(&self, number: usize, deck: &Deck) -> bool {
        let scripted = |inject: &Inject| matches!(inject, Inject::Event(id) if id.index() == number);
        deck.scenarios.iter().flat_map(|scenario| &scenario.injects).any(|(_, inject)| scripted(inject))
    }

    /// Whether an event can be drawn.
    pub fn can_be_drawn(&self, event: &Event) -> bool {
        self.can_all(&Facts::at_table(event.acts, Some(event.rungs)), &event.when)
    }

    /// Whether a response can be ordered, as far as its conditions go.
    pub fn can_be_ordered(&self, response: &Response) -> bool {
        self.can_all(&Facts::at_table(response.acts, None), &response.when)
    }

    /// Whether a request can be made.
    pub fn can_be_asked(&self, request: &Request) -> bool {
        self.can_all(&Facts::at_table(request.acts, None), &request.when)
    }

    /// Whether an act is played in some scenario.
    pub fn has_act(&self, act: ActKind) -> bool {
        self.act & Values::from(Deck::act_bit(act)) != 0
    }

    /// Whether anything that can come up makes a promise.
    pub fn can_be_promised(&self, promise: usize) -> bool {
        self.promises[promise] & mark(Some(PromiseMark::Open)) != 0
    }

    /// The values that a subject can have.
    fn values(&self, subject: Subject) -> Values {
        match subject {
            Subject::Meter(n) => self.meters[n],
            Subject::Flag(n) => self.flags[n],
            Subject::Area(n) => self.areas[n],
            Subject::Kind(kind) => self.kinds[kind as usize],
            Subject::Rung => self.rung,
            Subject::Situation => self.situation,
            Subject::Act => self.act,
            Subject::Turn => self.turn,
            Subject::Played(n) => self.played[n],
            Subject::Fell(n) => self.fell[n],
            Subject::Standing(n) => self.standing[n],
            Subject::Plan(n) => self.plan[n],
            Subject::Procedure => self.procedure,
            Subject::Promise(n) => self.promises[n],
            Subject::Request(n) => self.requests[n],
            Subject::Finished => NO | YES,
        }
    }

    fn known(&self, facts: &Facts, subject: Subject) -> Values {
        let known = facts.known.iter().find(|(known, _)| *known == subject);
        let values = known.map_or(Values::MAX, |(_, values)| *values) & self.values(subject);
        if !facts.at_table || !matches!(subject, Subject::Rung | Subject::Act) {
            return values;
        }
        let conflict = Values::from(Deck::act_bit(ActKind::Conflict));
        let other = if subject == Subject::Rung { Subject::Act } else { Subject::Rung };
        let beside = facts.known.iter().find(|(known, _)| *known == other).map_or(Values::MAX, |(_, values)| *values)
            & self.values(other);
        let (war, peace) = if subject == Subject::Rung { (self.attack, !self.attack) } else { (conflict, !conflict) };
        let (fits_war, fits_peace) = if subject == Subject::Rung {
            (beside & conflict != 0, beside & !conflict != 0)
        } else {
            (beside & self.attack != 0, beside & !self.attack != 0)
        };
        values & (if fits_war { war } else { 0 } | if fits_peace { peace } else { 0 })
    }

    /// What is known once a condition holds, or (`is` false) once it does not; nothing where that cannot be.
    pub fn assume(&self, mut facts: Facts, condition: &Condition, is: bool) -> Option<Facts> {
        match condition {
            Condition::Not(inner) => self.assume(facts, inner, !is),
            Condition::All(list) if is => self.assume_all(facts, list),
            Condition::Any(list) if !is => {
                list.iter().try_fold(facts, |facts, condition| self.assume(facts, condition, false))
            }
            Condition::All(list) | Condition::Any(list) => {
                // One of them is enough; what only one allows is known.
                let mut open = list.iter().filter_map(|condition| self.assume(facts.clone(), condition, is));
                let first = open.next()?;
                Some(if open.next().is_some() { facts } else { first })
            }
            condition => {
                let Some((subject, wanted)) = asks(condition) else { return Some(facts) };
                let values = self.known(&facts, subject) & if is { wanted } else { !wanted };
                if values == 0 {
                    return None;
                }
                match facts.known.iter_mut().find(|(known, _)| *known == subject) {
                    Some((_, known)) => *known = values,
                    None => facts.known.push((subject, values)),
                }
                let torn =
                    facts.at_table && (self.known(&facts, Subject::Rung) == 0 || self.known(&facts, Subject::Act) == 0);
                (!torn).then_some(facts)
            }
        }
    }

    /// What is known once all conditions hold.
    pub fn assume_all(&self, facts: Facts, conditions: &[Condition]) -> Option<Facts> {
        conditions.iter().try_fold(facts, |facts, condition| self.assume(facts, condition, true))
    }

    /// Whether all conditions can hold together in a moment of which something is known.
    pub fn can_all(&self, facts: &Facts, conditions: &[Condition]) -> bool {
        let possible = !facts.at_table || self.known(facts, Subject::Act) != 0 && self.known(facts, Subject::Rung) != 0;
        possible && (conditions.is_empty() || self.assume_all(facts.clone(), conditions).is_some())
    }

    /// Whether a use needs a consent whose flag nothing sets.
    pub fn lacks_consent(&self, deck: &Deck, used: Use) -> bool {
        let covers = |consent: &&Consent| consent.seat == used.by && consent.operations.has(used.operation);
        let consent = deck.law.consents.iter().find(covers);
        consent.is_some_and(|consent| self.flags[consent.flag.index()] & YES == 0)
    }

    /// Whether a use can be permitted in some situation that can be designated, as far as the law's rows go.
    pub fn can_be_lawful(&self, deck: &Deck, used: Use) -> bool {
        let law = &deck.law;
        let asked =
            law.consents.iter().find(|consent| consent.seat == used.by && consent.operations.has(used.operation));
        let kind = Deck::kind_bit(deck.areas[used.area.index()].kind);
        if let Some(consent) = asked {
            let free = |free: &Exemption| {
                let reached = Values::from(free.situations) & self.situation != 0;
                free.operations.has(used.operation) && reached && free.areas & kind != 0
            };
            return self.flags[consent.flag.index()] & YES != 0 || consent.not_needed.as_ref().is_some_and(free);
        }
        if used.by != law.seat {
            return true;
        }
        (0..law.situations.len()).filter(|n| self.situation & 1 << n != 0).any(|n| {
            let prohibited = law
                .prohibitions
                .iter()
                .any(|p| p.operations.has(used.operation) && p.areas & kind != 0 && p.situations & 1 << n != 0);
            let row = law
                .rows
                .iter()
                .any(|row| row.situations & 1 << n != 0 && row.operations.has(used.operation) && row.areas & kind != 0);
            row && !prohibited
        })
    }
}
