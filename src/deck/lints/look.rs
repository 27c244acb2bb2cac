//! What a lint looks at and where it writes: the deck as compiled and as written, what can be the case in it, and a walk over
//! every condition and effect with the path to it.

use super::world::{Facts, World};
use crate::deck::diagnostic::{Finding, Severity};
use crate::deck::document::Written;
use crate::deck::merge::{Merged, Values};
use crate::deck::notes::Place;
use crate::deck::source::DeckSource;
use crate::deck::{Chance, Condition, Deck, Effect, Fallback, Roll, TermKind};
use std::fmt;

/// A path into an entry, kept as a chain so that nothing is written until something is found.
#[derive(Clone, Copy)]
pub enum Path<'p> {
    Entry(&'p str, &'p str),
    Part(&'p str),
    Key(&'p Path<'p>, &'p str),
    At(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    pub fn at(&'p self, number: usize) -> Self {
        Self::At(self, number)
    }

    /// The entry: `events/id`, `law`.
    pub fn entry(&self) -> String {
        match self {
            Self::Entry(section, id) => format!("{section}/{id}"),
            Self::Part(part) => (*part).to_owned(),
            Self::Key(outer, _) | Self::At(outer, _) => outer.entry(),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(..) | Self::Part(_) => Ok(()),
            Self::Key(outer @ (Self::Entry(..) | Self::Part(_)), key) => write!(f, "{outer}{key}"),
            Self::Key(outer, key) => write!(f, "{outer}.{key}"),
            Self::At(outer, number) => write!(f, "{outer}[{number}]"),
        }
    }
}

/// What a lint looks at.
pub struct Look<'a> {
    pub deck: &'a Deck,
    pub source: &'a DeckSource<'a>,
    pub world: World,
    /// Which flags any effect or scenario sets.
    pub set: Vec<bool>,
    merged: &'a Merged,
}

impl<'a> Look<'a> {
    pub fn new(deck: &'a Deck, source: &'a DeckSource<'a>, merged: &'a Merged) -> Self {
        let mut set = vec![false; deck.names.flags.len()];
        deck.scenarios.iter().flat_map(|scenario| &scenario.flags).for_each(|flag| set[flag.index()] = true);
        walk(deck, &mut |_, item| {
            if let Item::Effect(Effect::Flag { flag, on: true }) = item {
                set[flag.index()] = true;
            }
        });
        Self { deck, source, world: World::of(deck), set, merged }
    }

    /// The deck's parts, as they were written.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Values<'_>)> {
        self.merged.parts()
    }

    /// Every key of the deck's files and its value, each with the number of its file.
    pub fn keys(&self) -> impl Iterator<Item = (usize, Written<'_>, Written<'_>)> {
        self.merged.keys()
    }

    /// Notes something in an entry, at a path written out.
    pub fn warn_at(&mut self, entry: &str, inner: &str, code: &'static str, message: String, help: &str) {
        self.warn_there(self.merged.place(entry, inner), code, message, help);
    }

    /// Notes something at a place in a file.
    pub fn warn_there(&mut self, place: Place, code: &'static str, message: String, help: &str) {
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        self.merged.notes.add(Severity::Warning, place, Finding { code, message, help });
    }

    /// Notes something at a place.
    pub fn warn(&mut self, path: &Path<'_>, code: &'static str, message: String, help: &str) {
        self.warn_at(&path.entry(), &path.to_string(), code, message, help);
    }
}

/// What a list of conditions is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It says when an event or a response can come up: a lint of its own looks at the whole.
    Gate,
    /// Anything else.
    Other,
}

/// Something found on the walk.
pub enum Item<'d> {
    /// Conditions that have to hold together, and what is known when they are asked.
    Conditions(&'d [Condition], Facts, Role),
    /// One effect, of any depth.
    Effect(&'d Effect),
}

type Visit<'v> = dyn FnMut(&Path<'_>, Item<'_>) + 'v;

/// Walks over every condition and effect of a deck.
pub fn walk(deck: &Deck, visit: &mut Visit<'_>) {
    let names = &deck.names;
    for (meter, id) in deck.meters.iter().zip(names.meters.iter()) {
        if let Some(settles) = &meter.settles {
            let path = Path::Entry("meters", id);
            chance(&path.key("settles").key("at"), &settles.at, visit);
        }
    }
    for (seat, id) in deck.seats.iter().zip(names.seats.iter()) {
        let path = Path::Entry("seats", id);
        chance(&path.key("intelligence"), &seat.intelligence, visit);
        chance(&path.key("false_alarms"), &seat.false_alarms, visit);
        for (number, objective) in seat.objectives.iter().enumerate() {
            conditions(&path.key("objectives").at(number).key("when"), &objective.when, visit);
        }
    }
    walk_law(deck, visit);
    for (number, rung) in deck.ladder.rungs.iter().enumerate() {
        let (part, key) = (Path::Part("ladder"), "rungs");
        let path = part.key(key);
        let path = path.at(number);
        for (key, odds) in [("today", &rung.today), ("climb", &rung.climb), ("step_down", &rung.step_down)] {
            if let Some(odds) = odds {
                chance(&path.key(key), odds, visit);
            }
        }
    }
    let signals = Path::Part("signals");
    for (number, sharing) in deck.sharing.iter().enumerate() {
        conditions(&signals.key("shared").at(number).key("when"), &sharing.when, visit);
    }
    let friction = Path::Part("friction");
    chance(&friction.key("chance"), &deck.friction.chance, visit);
    effects(&friction.key("effects"), &deck.friction.effects, visit);
    effects(&Path::Part("announcing").key("effects"), &deck.announcing.effects, visit);
    walk_cards(deck, visit);
    for (scenario, id) in deck.scenarios.iter().zip(names.scenarios.iter()) {
        let path = Path::Entry("scenarios", id);
        for (number, act) in scenario.acts.iter().enumerate() {
            effects(&path.key("acts").at(number).key("effects"), &act.effects, visit);
        }
        for (number, lesson) in scenario.lessons.iter().enumerate() {
            conditions(&path.key("lessons").at(number).key("done_when"), &lesson.done_when, visit);
        }
    }
    for (outcome, id) in deck.outcomes.iter().zip(names.outcomes.iter()) {
        conditions(&Path::Entry("outcomes", id).key("when"), &outcome.when, visit);
    }
}

fn walk_law(deck: &Deck, visit: &mut Visit<'_>) {
    let law = Path::Part("law");
    let situations = law.key("situations");
    for (number, situation) in deck.law.situations.iter().enumerate() {
        let path = situations.at(number);
        // They are asked when a seat opens the procedure.
        let facts = Facts::at_table(u8::MAX, None);
        visit(&path.key("when"), Item::Conditions(&situation.when, facts, Role::Other));
        effects(&path.key("effects"), &situation.effects, visit);
        effects(&path.key("rejected"), &situation.rejected, visit);
        for (number, stage) in situation.stages.iter().enumerate() {
            let stages = path.key("stages");
            let path = stages.at(number);
            for (number, when) in stage.faster.iter().enumerate() {
                conditions(&path.key("faster").at(number), when, visit);
            }
            chance(&path.key("chance"), &stage.chance, visit);
        }
    }
    let unlawful = law.key("unlawful");
    effects(&unlawful.key("order"), &deck.law.unlawful_order, visit);
    effects(&unlawful.key("operation"), &deck.law.unlawful_operation, visit);
}

fn walk_cards(deck: &Deck, visit: &mut Visit<'_>) {
    let names = &deck.names;
    for (event, id) in deck.events.iter().zip(names.events.iter()) {
        let path = Path::Entry("events", id);
        let facts = Facts::at_table(event.acts, Some(event.rungs));
        visit(&path.key("when"), Item::Conditions(&event.when, facts, Role::Gate));
        effects(&path.key("effects"), &event.effects, visit);
        rolls(&path, &event.rolls, visit);
        fallback(&path.key("forestalled"), event.forestalled.as_ref(), visit);
        fallback(&path.key("softened"), event.softened.as_ref(), visit);
    }
    for (response, id) in deck.responses.iter().zip(names.responses.iter()) {
        let path = Path::Entry("responses", id);
        visit(&path.key("when"), Item::Conditions(&response.when, Facts::at_table(response.acts, None), Role::Gate));
        for (key, list) in [("publicly", &response.publicly), ("quietly", &response.quietly)] {
            effects(&path.key(key), list.as_deref().unwrap_or_default(), visit);
        }
        effects(&path.key("effects"), &response.effects, visit);
        effects(&path.key("each_turn"), &response.each_turn, visit);
        effects(&path.key("when_ended"), &response.when_ended, visit);
        rolls(&path, &response.rolls, visit);
    }
    for (request, id) in deck.requests.iter().zip(names.requests.iter()) {
        let path = Path::Entry("requests", id);
        visit(&path.key("when"), Item::Conditions(&request.when, Facts::at_table(request.acts, None), Role::Gate));
        for (key, (_, list)) in ["accept", "decline", "defer"].into_iter().zip(&request.answers) {
            effects(&path.key(key).key("effects"), list, visit);
        }
    }
    for (pressure, id) in deck.pressures.iter().zip(names.pressures.iter()) {
        let path = Path::Entry("pressures", id);
        visit(&path.key("when"), Item::Conditions(&pressure.when, Facts::default(), Role::Other));
        effects(&path.key("effects"), &pressure.effects, visit);
    }
    for (promise, id) in deck.promises.iter().zip(names.promises.iter()) {
        let path = Path::Entry("promises", id);
        conditions(&path.key("when"), &promise.when, visit);
        visit(&path.key("kept_when"), Item::Conditions(&promise.kept_when, Facts::default(), Role::Gate));
        for (key, list) in ["kept", "broken", "walked_back"].into_iter().zip(&promise.effects) {
            effects(&path.key(key), list, visit);
        }
    }
}

fn conditions(path: &Path<'_>, list: &[Condition], visit: &mut Visit<'_>) {
    visit(path, Item::Conditions(list, Facts::default(), Role::Other));
}

fn chance(path: &Path<'_>, chance: &Chance, visit: &mut Visit<'_>) {
    for (number, term) in chance.terms.iter().enumerate() {
        if let TermKind::When { when, .. } = &term.kind {
            conditions(&path.key("terms").at(number).key("when"), when, visit);
        }
    }
}

fn fallback(path: &Path<'_>, fallback: Option<&Fallback>, visit: &mut Visit<'_>) {
    if let Some(fallback) = fallback {
        conditions(&path.key("when"), &fallback.when, visit);
        effects(&path.key("effects"), &fallback.effects, visit);
    }
}

fn rolls(path: &Path<'_>, rolls: &[Roll], visit: &mut Visit<'_>) {
    for (number, roll) in rolls.iter().enumerate() {
        let path = path.key("rolls");
        let path = path.at(number);
        chance(&path.key("chance"), &roll.chance, visit);
        effects(&path.key("success"), &roll.effects[0], visit);
        effects(&path.key("failure"), &roll.effects[1], visit);
    }
}

fn effects(path: &Path<'_>, list: &[Effect], visit: &mut Visit<'_>) {
    for (number, effect) in list.iter().enumerate() {
        let path = path.at(number);
        visit(&path, Item::Effect(effect));
        if let Effect::If { when, then, otherwise } = effect {
            conditions(&path.key("if"), when, visit);
            effects(&path.key("then"), then, visit);
            effects(&path.key("else"), otherwise, visit);
        }
    }
}

/// Every condition of a list, of any depth.
pub fn each_condition<'c>(list: &'c [Condition], visit: &mut dyn FnMut(&'c Condition)) {
    for condition in list {
        visit(condition);
        match condition {
            Condition::Any(inner) | Condition::All(inner) => each_condition(inner, visit),
            Condition::Not(inner) => each_condition(std::slice::from_ref(inner), visit),
            _ => {}
        }
    }
}
